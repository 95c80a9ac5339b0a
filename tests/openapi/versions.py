"""Versions of the rules: published, changed, compared, published again, read back, damaged."""
import hashlib
import os
import re
import shutil
import subprocess
import urllib.parse

PATH = '/api/v1/rules/{law}'
OLD, NEW = '    n: 7\n', '    n: 9\n'


def law_of(bundle):
    """The law's hash and the files, as docs/law/format.md says it can be done by hand."""
    head, _, rest = bundle.partition(b'\n\n')
    lines = head.decode().split('\n')
    files, law = {}, bytes(32)
    for line in lines[3:]:
        _, size, digest, name = line.split(' ')
        files[name], rest = rest[:int(size)], rest[int(size):]
        own = hashlib.sha256(files[name]).digest()
        if own.hex() != digest:
            return 'a file differs', files
        law = hashlib.sha256(law + own).digest()
    own = hashlib.sha256(''.join(line + '\n' for line in lines[3:]).encode()).hexdigest()
    whole = lines[2] == f'head {own}' and lines[0] == 'netral-rules/v1' and lines[1] == f'law {law.hex()}' and not rest
    return law.hex() if whole else 'not whole', files


def changed_rules(folder):
    """The shipped rules with one number changed. Returns the folder and the file."""
    rules = os.path.join(folder, 'changed-rules')
    shutil.copytree('rules', rules)
    file = os.path.join(rules, 'regimes', 'pilkada-2024.yaml')
    with open(file, encoding='utf-8') as f:
        text = f.read()
    if OLD not in text:
        raise RuntimeError(f'{file} has no clock of seven days to change')
    with open(file, 'w', encoding='utf-8') as f:
        f.write(text.replace(OLD, NEW, 1))
    return rules


def bundle_of(check, store, law):
    answer = check.answer(PATH, 'get', store.ask('GET', f'/api/v1/rules/{law}'), 200)
    check.note(law_of(answer.body)[0] == law, 'the files of a version give its hash')
    check.note(answer.headers['cache-control'].startswith('public'), 'and may be kept')
    check.note(answer.headers['content-disposition'].startswith('attachment;'), 'they are a download')
    return answer.body


def press(store, who, page):
    fields = {name: re.search(rf'name="{name}" value="([^"]+)"', page).group(1) for name in ('csrf', 'hash')}
    return store.ask('POST', '/k/aturan', urllib.parse.urlencode(fields).encode(),
                     {**who, 'Content-Type': 'application/x-www-form-urlencoded'}).status


def versions(check, store, sign_in):
    """The first version is published already."""
    first = store.ask('GET', '/api/v1/rules').json()['published'][0]
    old = bundle_of(check, store, first['law'])
    check.note(hashlib.sha256(old).hexdigest() == first['bundle'], 'the entry names the bundle')
    check.note(len(old) == first['bundle_bytes'], 'and its length')
    check.note(f"blob-00 {first['bundle']} {len(old)}\n" in first['manifest'], 'so does what the leaf was made from')
    with open('rules/terms.yaml', 'rb') as f:
        check.note(law_of(old)[1]['terms.yaml'] == f.read(), 'the files are in it, byte for byte')
    for law in ('0' * 64, first['law'].upper(), 'x', first['law'][:63]):
        check.answer(PATH, 'get', store.ask('GET', f'/api/v1/rules/{law}'), 404)

    rules = changed_rules(os.path.dirname(store.folder))
    store.rules = ['--rules', rules]
    store.serve('2024-10-15T08:00:00+07:00')
    admin = sign_in(store, 'admin.uji')

    def page(address='/k/aturan', status=200):
        answer = store.ask('GET', address, None, admin)
        check.note(answer.status == status, f'{address}: {answer.status}, not {status}')
        return answer.body.decode()

    shown = page()
    check.note('7 menjadi 9' in shown and shown.index('7 menjadi 9') < shown.index('name="hash"'),
               'what changed is told before the version is published')
    check.note('0 baru, 0 dicabut, 1 diubah' in shown, 'and that nothing else did')
    check.note('7 becomes 9' in page('/en/k/rules'), 'in English, too')
    check.note(press(store, admin, shown) == 303, 'the changed version is published')
    both = store.ask('GET', '/api/v1/rules').json()['published']
    check.note([p['law'] for p in both][1:] == [first['law']] and both[0]['law'] != first['law'], 'newest first')
    new = bundle_of(check, store, both[0]['law'])
    check.note(bundle_of(check, store, first['law']) == old, 'the older version can still be read')
    check.note(law_of(new)[1]['regimes/pilkada-2024.yaml'] != law_of(old)[1]['regimes/pilkada-2024.yaml'],
               'they differ')

    indexes = [p['index'] for p in both]
    check.note('7 menjadi 9' not in page(), 'nothing is left to publish')
    check.note('7 menjadi 9' in page(f'/k/aturan?dari={indexes[1]}&ke={indexes[0]}'), 'two versions are compared')
    check.note('9 menjadi 7' in page(f'/k/aturan?dari={indexes[0]}&ke={indexes[1]}'), 'the other way round, too')
    check.note('9 menjadi 7' in page(f'/k/aturan?dari=kini&ke={indexes[1]}'), 'and what is loaded')
    check.note('Tidak ada perbedaan.' in page(f'/k/aturan?dari=kini&ke={indexes[0]}'), 'the same is no difference')
    for query in ('dari=x&ke=kini', 'dari=kini', f'dari=0&ke={indexes[0]}', 'dari=-1&ke=kini'):
        page(f'/k/aturan?{query}', 404)
    compared_by_hand(check, store, old, new)
    damaged(check, store, first['bundle'], lambda: page(f'/k/aturan?dari={indexes[1]}&ke={indexes[0]}'))


def compared_by_hand(check, store, old, new):
    """netral rules diff takes what the API gives, and refuses what was changed on the way."""
    folder = os.path.dirname(store.folder)
    files = [os.path.join(folder, name) for name in ('old.txt', 'new.txt', 'flipped.txt')]
    flipped = bytearray(old)
    flipped[len(old) // 2] ^= 1
    for file, content in zip(files, (old, new, flipped)):
        with open(file, 'wb') as f:
            f.write(content)

    def diff(*names):
        return subprocess.run([store.program, 'rules', 'diff', *names], capture_output=True, text=True, check=False)

    done = diff(files[0], files[1])
    check.note(done.returncode == 1 and '7 menjadi 9' in done.stdout, f'two bundles are compared: {done}')
    done = diff(files[0], 'rules')
    check.note(done.returncode == 0 and done.stdout == 'Tidak ada perbedaan.\n', f'a bundle and a folder: {done}')
    done = diff(files[2], files[1])
    check.note(done.returncode == 2 and 'was changed: its SHA-256 is not the one' in done.stderr, f'refused: {done}')


def damaged(check, store, sha256, compare):
    """A byte of a kept version flips on the disk; then the file is gone."""
    file = os.path.join(store.folder, 'blobs', sha256[:2], sha256[2:])

    def verify():
        return subprocess.run([store.program, 'verify', '--data', store.folder], capture_output=True, text=True,
                              check=False)

    def rebuilt():
        return subprocess.run([store.program, 'rebuild', '--check', *store.where], capture_output=True, text=True,
                              check=False).returncode

    check.note(verify().returncode == 0 and '2 versions of the rules' in verify().stdout, f'all agrees: {verify()}')
    check.note(rebuilt() == 0, 'and a rebuild does')
    with open(file, 'rb') as f:
        whole = f.read()
    flipped = bytearray(whole)
    flipped[-1] ^= 1
    os.chmod(file, 0o600)
    for content in (bytes(flipped), None):
        os.remove(file)
        if content:
            with open(file, 'wb') as f:
                f.write(content)
        done = verify()
        check.note(done.returncode == 1 and re.search(r'the rules that event \d+ published are missing or were changed',
                                                      done.stdout), f'verify --data says it: {done}')
        check.note('hilang atau rusak' in compare(), 'the page says it')
    with open(file, 'wb') as f:
        f.write(whole)
    check.note(verify().returncode == 0, 'put back, all agrees again')
