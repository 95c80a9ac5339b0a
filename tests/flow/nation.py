"""The map of risk of the nation's store: its provinces and highest regions; of a province that is asked for its own."""
import os
import re
import sys
import tempfile

import engines
import netral

NOW = '2024-10-29T09:00:00+07:00'
# All weight on regions with a single pair of candidates, so that there is something to judge.
SINGLE = 'd-tindak-lanjut=0&d-pencegahan=0&d-pelaporan=0&d-pencalonan=100&d-tahapan=0'


def page(store, query):
    answer = store.ask('GET', f'/peta/indeks?{query}')
    return answer.status, answer.body.decode()


def rows(text, table):
    """Cells of each row of the table that has that caption."""
    found = re.search(rf'<caption id="{table}">.*?</table>', text, re.S)
    return [re.sub(r'<[^>]+>', '|', row).strip('|').split('|') for row in re.findall(r'<tr role="row"><th scope="row".*?</tr>', found[0])] \
        if found else []


def checks(store):
    store.serve(NOW)
    status, text = page(store, SINGLE)
    provinces, highest = rows(text, 'provinsi'), rows(text, 'tabel')
    yield 'the nation has 38 provinces to choose from', status == 200 and len(provinces) == 38, provinces
    yield 'and its twenty highest regions', len(highest) == 20 and 'Aceh Utara' in highest[0], highest
    yield 'weights that are tried go on to a province', f'{SINGLE.split("&")[3]}' in text and 'provinsi=16' in text, text
    yield 'no province of the country is drawn as another', '<svg class="map' not in text, text

    status, text = page(store, f'{SINGLE}&provinsi=32')
    own = rows(text, 'tabel')
    yield 'a province shows its own regions', status == 200 and len(own) == 27 and 'Ciamis' in own[0], own
    yield 'as tiles', text.count('<rect ') == 27, text
    yield 'of which a city says that it is one', any('Kota Bogor' in row for row in own), own
    yield 'ranked among all of the country', '37' in own[1], own[1]
    yield 'with what was published of the province', re.search(r'Jawa Barat[^<]*<a[^>]*>Bawaslu 2023[^<]*</a> <b>5,48</b>', text), text

    status, text = page(store, 'wilayah=16.05')
    own = rows(text, 'tabel')
    yield 'one region brings its province', status == 200 and len(own) == 17, own
    yield 'with what others published beside', any('Lubuk Linggau' in row and '8,65' in row for row in own), own
    for query in ('provinsi=99', 'provinsi=16.05', 'provinsi=16&wilayah=32.04', 'wilayah=99.99'):
        yield f'{query} is not found', page(store, query)[0] == 404, None
    status, text = page(store, 'pakai=bawaslu-2023-provinsi')
    yield 'a table of provinces is drawn as the nation', status == 200 and text.count('<rect ') == 38, text


if __name__ == '__main__':
    COUNT = engines.Count()
    with tempfile.TemporaryDirectory(prefix='netral-nation.') as folder:
        NATION = netral.Store(netral.program(), os.path.join(folder, 'data'), office='id')
        try:
            COUNT.each(checks(NATION))
        finally:
            NATION.stop()
    sys.exit(COUNT.end())
