"""Two servers on one PostgreSQL: days off that one loads are those of the other, before it decides, for who reads, and
for who loads beside it; parts of a large file that come to both. Prints one TAP line for each check, then the count; without NETRAL_TEST_PG nothing runs."""
import copy
import os
import re
import sys
import time
import urllib.parse
import uuid
from concurrent.futures import ThreadPoolExecutor

import engines
import stories
import uploads

NOW = '2024-10-14T09:00:00+07:00'
ADMIN, OFFICER = 'admin.uji', 'petugas.bawaslu-16.06'
PATIENCE = 600  # seconds until a server that only reads must have looked: it looks every ten


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page)[1]


def post(server, fields):
    path = '/k/aturan/libur'
    page = server.ask('GET', path, None, server.token(ADMIN)).body.decode()
    form = urllib.parse.urlencode({'csrf': hidden(page, 'csrf'), 'sumber': 'SKB contoh', **fields})
    head = {'Content-Type': 'application/x-www-form-urlencoded', 'Origin': server.url, **server.token(ADMIN)}
    return server.ask('POST', path, form.encode(), head)


def year(day):
    """This year's table with one more day."""
    with open('rules/calendars/holidays-2024.yaml', encoding='utf-8') as file:
        lines = file.read().splitlines()
    days = sorted([line for line in lines if line.startswith('  - {date:')] +
                  [f'  - {{date: {day}, kind: joint_leave, name: "Libur contoh"}}'])
    return '\n'.join([line for line in lines if not line.startswith('  - {date:')] + days) + '\n'


def look(server, day):
    """The law that was looked at, by its hash."""
    return hidden(post(server, {'isi': year(day)}).body.decode(), 'dasar')


def load(server, day, seen):
    return post(server, {'isi': year(day), 'dasar': seen, 'aksi': 'muat'}).status


def table(server):
    """The days off that the page names."""
    return re.search(r'2024[.](\d+)[+]', server.ask('GET', '/k/aturan/libur', None, server.token(ADMIN)).body.decode())[1]


def counted_with(server):
    """... that a report is counted with which is filed there."""
    answer = server.ask('POST', '/api/v1/reports', stories.BASE, {'Idempotency-Key': str(uuid.uuid4())}).json()
    case = server.ask('GET', f"/api/v1/cases/{answer['case']}", None, server.token(OFFICER)).json()
    return case['clocks'][0]['holidays_version'].split('+')[0]


def checks(one, other):
    before = table(other)
    yield 'both begin with the same days off', table(one) == before, before
    status = load(one, '2024-12-30', look(one, '2024-12-30'))
    yield 'one loads a year', status == 200, status
    end = time.monotonic() + PATIENCE
    while table(other) == before and time.monotonic() < end:
        time.sleep(0.5)
    yield 'the other shows it, though nothing is written there', table(other) == table(one) != before, table(other)
    status = load(one, '2024-12-31', look(one, '2024-12-31'))
    got = counted_with(other)
    yield 'a report at the other is counted with the next one at once', status == 200 and got == f'2024.{table(one)}', (status, got)
    seen = look(other, '2024-12-27')
    status = load(one, '2024-12-23', look(one, '2024-12-23')), load(other, '2024-12-27', seen)
    yield 'of two who load beside each other the second is refused', status == (200, 409), status
    status = load(other, '2024-12-27', look(other, '2024-12-27'))
    yield 'who looks again may', status == 200, status
    got = counted_with(one)
    yield 'and the first takes that', got == f'2024.{table(other)}', got
    for server in (one, other):
        server.stop()
    one.tool('verify', *one.where)
    one.tool('rebuild', *one.where, '--check')
    yield 'the store agrees with itself', True, None


def parts(one, other):
    """Parts of one upload, turn and turn about; both get the last of another one at once."""
    whole = uploads.pattern(2 * uploads.PART + 1)
    upload = uploads.begin(one, len(whole)).json()['upload']
    got = [uploads.put(server, upload, whole, n).status for n, server in enumerate((one, other, one))]
    yield 'parts that come to two servers make a whole', got == [200, 200, 200], got
    told = [uploads.state(server, upload).json() for server in (one, other)]
    yield 'and both say so', told[0] == told[1] and told[0].get('whole') is True, told
    again = uploads.begin(other, len(whole)).json()['upload']
    got = [uploads.put(server, again, whole, n).status for n, server in enumerate((other, one))]
    with ThreadPoolExecutor(2) as both:
        ends = [answer.status for answer in both.map(lambda server: uploads.put(server, again, whole, 2), (one, other))]
    yield 'the last part at both at once is taken by one at least', 200 in ends and set(ends) <= {200, 409, 503}, (got, ends)
    body = {**stories.BASE, 'evidence': [upload, again]}
    answer = other.ask('POST', '/api/v1/reports', body, {'Idempotency-Key': str(uuid.uuid4())})
    yield 'a report at either names them', answer.status == 201, answer


def main():
    if not os.environ.get('NETRAL_TEST_PG'):
        print('ok two servers on one database # SKIP no PostgreSQL')
        print('passed=0 failed=0')
        return False
    count = engines.Count()
    with engines.store_on('PostgreSQL') as (one, _):
        one.passwords[ADMIN] = 'only for this test'
        one.tool('user', 'add', *one.where, '--name', ADMIN, '--office', 'bawaslu-16', '--role', 'admin',
                 '--password-stdin', typed=one.passwords[ADMIN] + '\n')
        other = copy.copy(one)
        try:
            one.serve(NOW)
            other.serve(NOW)
            count.each(parts(one, other))
            count.each(checks(one, other))
        finally:
            one.stop()
            other.stop()
    return count.end()


if __name__ == '__main__':
    sys.exit(main())
