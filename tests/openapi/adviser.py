"""What everybody may ask of the rules: the adviser and the calendars of elections."""
import re
import urllib.parse


def advice(check, store):
    path = '/api/v1/advice'

    def ask(expected, **query):
        asked = path + '?' + urllib.parse.urlencode(query)
        return check.answer(path, 'get', store.ask('GET', asked, None, {'Accept-Language': 'en'}), expected).json()

    found = ask(200, subject='pns', topic='medsos-suka', date='2024-10-20')
    check.note(found['verdict'] == 'forbidden' and found['acts'][0]['id'] == 'DIS-06', f'a like: {found}')
    check.note(found['after_determination'] and found['election'] == 'pilkada-2024', f'a like: {found}')
    check.note(found['acts'][0]['sanctions'][0]['tier'] == 'berat', 'what may follow is named')
    before = ask(200, subject='pns', topic='medsos-suka', date='2024-08-01', election='pilkada-2024')
    check.note([a['track'] for a in before['acts']] == ['ethics'], f'before the determination: {before}')
    village = ask(200, subject='kades', topic='medsos-suka')
    check.note(village['verdict'] == 'avoid' and village['reason']['why'], f'a village head: {village}')
    council = next(a for a in ask(200, subject='bpd', topic='pengurus-partai')['acts'] if a['id'] == 'DES-64h')
    check.note(council['addressee_basis']['verified'] is False, f'who decides of a council is not verified: {council}')
    for query, fields in (({}, {'subject', 'topic'}), ({'subject': 'king', 'topic': 'x'}, {'subject', 'topic'}),
                          ({'subject': 'pns', 'topic': 'medsos-suka', 'date': '2024-02-31'}, {'date'}),
                          ({'subject': 'pns', 'topic': 'medsos-suka', 'election': 'x'}, {'election'})):
        faults = {fault['field'] for fault in ask(422, **query)['errors']}
        check.note(faults == fields, f'{query}: faults of {faults}')


def calendar(check, store):
    path = '/kalender/{file}'
    feed = check.answer(path, 'get', store.ask('GET', '/kalender/pilkada-2024.ics'), 200).body
    check.note(feed.startswith(b'BEGIN:VCALENDAR\r\n') and feed.endswith(b'END:VCALENDAR\r\n'), 'a whole calendar')
    check.note(feed == store.ask('GET', '/kalender/pilkada-2024.ics').body, 'the same rules, the same bytes')
    check.note(all(len(line) <= 75 for line in feed.split(b'\r\n')), 'lines of at most 75 octets')
    english = store.ask('GET', '/en/calendar/pilkada-2024.ics').body
    uids = [re.findall(rb'UID:(\S+)', text) for text in (feed, english)]
    check.note(uids[0] == uids[1] and len(set(uids[0])) == len(uids[0]) > 5, 'a UID each, the same in English')
    for file in ('x.ics', 'pilkada-2024', '.ics', 'pilkada-2024.ICS'):
        check.answer(path, 'get', store.ask('GET', f'/kalender/{file}'), 404)
