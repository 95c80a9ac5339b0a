"""The engines that there are, a store on each, and the count of what was checked there."""
import contextlib
import os
import subprocess
import sys
import tempfile
import urllib.parse
import uuid

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
import netral  # noqa: E402

ENGINES = ['SQLite'] + (['PostgreSQL'] if os.environ.get('NETRAL_TEST_PG') else [])


def psql(text):
    subprocess.run(['psql', '-qX', '-v', 'ON_ERROR_STOP=1', os.environ['NETRAL_TEST_PG'], '-c', text], check=True)


@contextlib.contextmanager
def store_on(engine):
    """A new store and the folder around it; both are gone afterwards."""
    with tempfile.TemporaryDirectory(prefix='netral-flow.') as folder:
        data, db, name = os.path.join(folder, 'data'), None, f'flow_{uuid.uuid4().hex[:12]}'
        try:
            if engine == 'PostgreSQL':
                psql(f'CREATE DATABASE {name}')
                db = urllib.parse.urlsplit(os.environ['NETRAL_TEST_PG'])._replace(path=f'/{name}').geturl()
            yield netral.Store(netral.program(), data, db=db), folder
        finally:
            if db:
                psql(f'DROP DATABASE {name} WITH (FORCE)')


class Count:
    """Checks, each (what it says, whether it is good, what to show if not): a line for each, and how many."""

    def __init__(self):
        self.passed = self.failed = 0

    def each(self, checks, where=''):
        for said, good, shown in checks:
            self.passed, self.failed = self.passed + bool(good), self.failed + (not good)
            print(f"{'ok' if good else 'not ok'} {said}{where}", flush=True)
            if not good:
                print('# ' + repr(shown)[:2000], flush=True)

    def end(self):
        print(f'passed={self.passed} failed={self.failed}')
        return self.failed > 0


def check_on_engines(checks):
    """Exit status of checks(store, folder) on each engine that there is."""
    count = Count()
    for engine in ENGINES:
        with store_on(engine) as (store, folder):
            try:
                count.each(checks(store, folder), f' ({engine})')
            finally:
                store.stop()
    return count.end()
