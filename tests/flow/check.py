"""The three questions of a page where a pledge is signed, answered as its adviser would."""
import re
import urllib.parse

FORM = {'Content-Type': 'application/x-www-form-urlencoded'}


def answers(store, path, page, nip):
    """The page says what is right where an answer was wrong. None where nothing is asked."""
    names = set(re.findall(r'name="soal-([\w-]+)"', page))
    if not names:
        return {}
    tried = urllib.parse.urlencode({**{f'soal-{name}': 'avoid' for name in names}, 'nip': nip})
    told = store.ask('POST', path, tried, FORM).body.decode()
    right = {name: ('allowed', 'avoid', 'forbidden')[int(verdict)]
             for verdict, name in re.findall(r'class="v v(\d)".*?name="soal-([\w-]+)"', told, re.S)}
    return {f'soal-{name}': right.get(name, 'avoid') for name in names}


def form(store, path, page, given):
    """The fields of a signature: points= of the four are ticked, nip= is typed, each question is answered right."""
    nip = given.get('nip', '')
    points = {f'butir-IKR-{n + 1}': '1' for n in range(int(given.get('points', 4)))}
    return {**answers(store, path, page, nip), **points, 'nip': nip}
