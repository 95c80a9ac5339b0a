"""Erasure leaves no byte: after `netral erase` nothing of what was reported, by whom, or brought as evidence stands in
any file of an SQLite store, and everything else is still whole. Prints one TAP line for each check, then the count."""
import os
import sqlite3
import subprocess
import sys
import tempfile

import engines
import netral
import stories

REPORTS = 48  # on many pages, so that rows have neighbours that moved
GONE = [n for n in range(REPORTS) if n % 3]
WORDS = ('KisahRahasia', 'NamaRahasia', 'AlamatRahasia', 'TempatRahasia', 'BuktiRahasia', 'AlasanRahasia')
ASKER, AGREER, OFFICER = (f'{who}.bawaslu-16.06' for who in ('kustodian', 'pimpinan', 'petugas'))


def marks(n):
    """Only some bring evidence: a neighbourhood may upload thirty files at once."""
    return {word: f'{word}-{n:03d}-' for word in WORDS if word != 'BuktiRahasia' or n % 2}


def words_of(numbers):
    return [word for n in numbers for word in marks(n).values()]


def file_one(story, n):
    """A report whose words stand nowhere else, worked to its end."""
    mark, more = marks(n), []
    if 'BuktiRahasia' in mark:
        story.do_evidence(f'e{n}', mark['BuktiRahasia'] * (1 + n * 50))
        more = [f'evidence=e{n}']
    story.do_report(f'r{n}', f"narrative={mark['KisahRahasia'] * (1 + n % 7 * 60)}", f"place={mark['TempatRahasia']}",
                    f"reporter.name={mark['NamaRahasia']}", f"reporter.address={mark['AlamatRahasia']}", *more)
    story.do_act(OFFICER, f'r{n}', 'initial_review', 'outcome=not_registered')
    story.do_act(OFFICER, f'r{n}', 'announce_not_registered', f"notice={mark['AlasanRahasia']}")


def found_in(folder, words):
    """Which words stand in which file, as they are."""
    found = {}
    for place, _, names in os.walk(folder):
        for name in names:
            with open(os.path.join(place, name), 'rb') as file:
                data = file.read()
            for word in words:
                if word.encode() in data:
                    found.setdefault(word, []).append(os.path.relpath(os.path.join(place, name), folder))
    return found


def hunt(folder):
    store = netral.Store(netral.program(), os.path.join(folder, 'data'))
    story = stories.Story(store, folder)
    story.do_now('2024-10-14T09:00:00+07:00')
    for n in range(REPORTS):
        file_one(story, n)
    store.stop()
    kept = [n for n in range(REPORTS) if n not in GONE]
    before = found_in(store.folder, words_of(GONE))
    yield 'before, each of these words is found', len(before) == len(words_of(GONE)), before
    store.serve(story.now)
    store.server.kill()  # its log of changes stays behind
    store.server.wait()
    store.server = None
    for n in GONE:
        story.erase(f'r{n}', ASKER, AGREER)
    after = found_in(store.folder, words_of(GONE))
    yield 'after the erasure none of them is', not after, after
    whole = found_in(store.folder, words_of(kept))
    yield 'what was not erased is all there', len(whole) == len(words_of(kept)), whole
    story.do_now(story.now)
    story.verify(folder)  # every receipt, the log, the tables, the events
    yield 'the store agrees, every receipt verifies', True, None


def planted(folder):
    """A body that is emptied behind the program's back is no erasure."""
    store = netral.Store(netral.program(), os.path.join(folder, 'data'))
    story = stories.Story(store, folder)
    story.do_now('2024-10-14T09:00:00+07:00')
    story.do_report('r')
    store.stop()
    case = story.cases['r']['answer']['case']
    with sqlite3.connect(os.path.join(store.folder, 'netral.db')) as db:
        db.execute('UPDATE event SET body=NULL, identity=NULL, parts=NULL, salt=NULL WHERE case_id=?', (int(case),))
    db.close()
    try:
        said = store.tool('verify', *store.where)
    except RuntimeError as why:
        said = str(why)
    yield 'an event that was emptied without an erasure is named', f'event {case} was emptied' in said, said


def listed(store, path):
    with open(path, 'w', encoding='ascii') as file:
        file.write(store.tool('erase', 'list', *store.where))


def refusal(store, *words):
    try:
        return 'it was restored: ' + store.tool('restore', *words)
    except RuntimeError as why:
        return str(why)


def restored(folder):
    """A backup from before an erasure: what was erased since does not come back with it."""
    store = netral.Store(netral.program(), os.path.join(folder, 'data'))
    story = stories.Story(store, folder)
    story.do_now('2024-10-14T09:00:00+07:00')
    for n in range(6):
        file_one(story, n)
    key, old, new, place = (os.path.join(folder, name) for name in ('key', 'old.age', 'new.age', 'place'))
    subprocess.run(['age-keygen', '-o', key], check=True, capture_output=True)
    recipient = subprocess.run(['age-keygen', '-y', key], check=True, capture_output=True, text=True).stdout.strip()
    before, after = os.path.join(folder, 'before.list'), os.path.join(folder, 'after.list')
    listed(store, before)
    store.tool('backup', *store.where, '--to', old, '--recovery', recipient)
    codes = [story.cases[f'r{n}']['answer']['receipt_code'] for n in range(6)]
    story.do_report('late')
    gone = [1, 2]
    for n in gone:
        story.erase(f'r{n}', ASKER, AGREER)
    listed(store, after)
    store.tool('backup', *store.where, '--to', new, '--recovery', recipient)
    beside = open(os.path.join(folder, 'erased.list'), encoding='ascii').read()
    yield 'the list beside the backup is the one that netral erase list writes', beside == open(after, encoding='ascii').read(), beside
    yield 'it names nobody who reported', not any(word in beside for word in WORDS), beside
    how = ('--from', old, '--identity', key, '--data', place, '--new-log', 'netral.example/baru')
    said = refusal(store, '--from', new, *how[2:], '--erased', before)
    yield 'a list that is older than the backup is refused', 'older than the backup' in said and not os.path.exists(place), said
    said = refusal(store, *how)
    yield 'no list is refused', 'must not come back' in said, said
    with open(after, encoding='ascii') as file:
        lines = file.read().splitlines(True)
    one, two = lines[-2].split(' ', 2), lines[-1].split(' ', 2)
    other = ''.join(lines[:-2]) + f'case {two[1]} {one[2]}case {one[1]} {two[2]}'
    with open(before + '.other', 'w', encoding='ascii') as file:
        file.write(other)
    said = refusal(store, *how, '--erased', before + '.other')
    yield 'a list whose cases are not those of the backup is refused', 'of another log' in said \
        and not os.path.exists(place) and not os.path.exists(place + '.restoring'), said
    said = store.tool('restore', *how, '--erased', after)
    yield 'two cases are erased once more', '2 cases erased once more' in said, said
    found = found_in(place, words_of(gone))
    yield 'nothing of them stands in any restored file', not found, found
    whole = found_in(place, words_of(n for n in range(6) if n not in gone))
    yield 'what was not erased is there', len(whole) == len(words_of(n for n in range(6) if n not in gone)), whole
    store.folder, store.where = place, ['--data', place]
    said = store.tool('verify', *store.where) + store.tool('rebuild', *store.where, '--check')
    yield 'the restored store agrees', 'All agrees' in said and 'Every table equals' in said, said
    store.serve(story.now)
    heard = [store.ask('POST', '/api/v1/track', {'code': code}).status for code in codes]
    yield 'an erased case is gone, the others are found by their codes', heard == [410 if n in gone else 200 for n in range(6)], heard
    lost = store.ask('POST', '/api/v1/track', {'code': story.cases['late']['answer']['receipt_code']}).status
    yield 'what came after the backup is not known', lost == 404, lost
    store.stop()


def main():
    count = engines.Count()
    for checks in (hunt, planted, restored):
        with tempfile.TemporaryDirectory(prefix='netral-flow.') as folder:
            count.each(checks(folder))
    return count.end()


if __name__ == '__main__':
    sys.exit(main())
