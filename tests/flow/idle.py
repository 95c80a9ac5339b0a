"""A session ends when nothing is done in it, goes on while something is, and never beyond its day."""
import datetime
import sys

import engines

NOW = datetime.datetime.fromisoformat('2024-10-14T08:00:00+07:00')
OFFICER = 'petugas.bawaslu-16.06'


def at(store, minutes, headers):
    """Status of a staff page that many minutes after NOW."""
    store.serve((NOW + datetime.timedelta(minutes=minutes)).isoformat())
    return store.ask('GET', '/api/v1/cases', None, headers).status


def checks(store, _):
    store.serve(NOW.isoformat())
    who = store.token(OFFICER)
    yield 'a session opens what it may', store.ask('GET', '/api/v1/cases', None, who).status == 200, None
    yield 'after 50 minutes as well', at(store, 50, who) == 200, None
    yield 'that it was used holds over a restart', at(store, 100, who) == 200, None
    yield 'after 61 minutes without a request it has ended', at(store, 161, who) == 401, None
    store.serve(NOW.isoformat())
    who = store.token(OFFICER)
    alive = [at(store, minutes, who) for minutes in range(45, 720, 45)]
    yield 'used all day it goes on', alive == [200] * len(alive), alive
    yield 'but for twelve hours alone', at(store, 721, who) == 401, None


if __name__ == '__main__':
    sys.exit(engines.check_on_engines(checks))
