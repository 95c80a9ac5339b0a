#!/usr/bin/env python3
"""Every page as it was agreed, and its weight.

  golden.py DRAWN [--update]

DRAWN is the folder that web_render wrote. Pages are compared with tests/golden/pages (hashes of
assets and the inlined sheet left out, so that a colour does not change thirty files); weights with
the budgets of docs. --update writes the golden pages anew: look at the diff.
"""
import gzip
import os
import re
import sys

GOLDEN = "tests/golden/pages"
# Most bytes, gzipped: HTML without an inlined sheet, and the scripts that the page asks for at once.
BUDGETS = {"start": (8000, 2000), "before": (8000, 2000), "track": (8000, 2000),
           "verify": (8000, 2000), "error": (8000, 0), "form": (8000, 4000),
           "receipt": (8000, 2000), "status": (8000, 2000), "map": (16000, 2000), "nation": (16000, 2000),
           "region": (16000, 2000), "risk": (16000, 2000), "risk_nation": (16000, 2000), "weigh": (16000, 2000), "compose": (16000, 2000), "shapes": (16000, 2000), "figures": (16000, 2000), "sign_in": (40000, 25000), "unsent": (40000, 2000),
           "work": (40000, 25000), "case": (40000, 25000), "tasks": (40000, 25000),
           "adviser": (12000, 2000), "answer": (12000, 2000), "topic": (12000, 2000),
           "topics": (24000, 2000), "act_page": (12000, 2000), "acts": (16000, 2000), "ask": (12000, 2000), "terms": (16000, 2000), "examples": (16000, 2000),
           "rules": (40000, 25000), "rule_rows": (40000, 25000), "try": (40000, 25000), "holidays": (40000, 25000),
           "graph": (40000, 25000), "password": (16000, 2000), "factor": (16000, 2000), "sessions": (16000, 2000),
           "keys": (40000, 25000), "escrow": (40000, 25000), "directory": (12000, 0),
           "pledge": (8000, 2000), "pledged": (8000, 2000), "unpledged": (8000, 2000),
           "pledges": (40000, 25000), "round": (40000, 25000), "round_few": (40000, 25000), "signers": (40000, 25000), "sheet": (40000, 25000), "board": (40000, 25000), "remind": (40000, 25000), "certificates": (40000, 25000),
           "coverage": (16000, 2000),
           "barometer": (40000, 25000),
           "daily": (16000, 0),
           "activities": (40000, 25000), "activity": (40000, 25000), "activity_form": (40000, 25000),
           "letters": (40000, 25000), "letter_page": (40000, 25000), "letter_print": (40000, 25000), "letter_form": (40000, 25000),
           "meetings": (40000, 25000), "meeting": (40000, 25000), "meeting_form": (40000, 25000),
           "attend": (8000, 2000), "attended": (8000, 2000), "attendance": (40000, 25000), "attend_code": (40000, 25000)}


def settled(page):
    page = re.sub(r"-[0-9a-f]{12}\.(js|css)", r"-HASH.\1", page)
    return re.sub(r"<style>.*?</style>", "<style>SHEET</style>", page, flags=re.S)


def packed(data):
    return len(gzip.compress(data, 9))


def weight_faults(drawn, name, data):
    page, kind = re.match(r"(\w+)-(\w+)\.", name).groups()
    if kind == "hostile":
        return []
    html, script = BUDGETS[page]
    scripts = re.findall(r'<script type="module" src="/aset/([^"]+)"', data.decode("utf-8"))
    loaded = 0
    for file in scripts:
        with open(os.path.join(drawn, file), "rb") as f:
            loaded += packed(f.read())
    out = []
    bare = packed(re.sub(rb"<style>.*?</style>", b"", data, flags=re.S))
    if bare > html:
        out.append(f"{name}: HTML {bare} bytes gzipped, at most {html}")
    if loaded > script:
        out.append(f"{name}: scripts {loaded} bytes gzipped, at most {script}")
    return out


def main():
    drawn, update = sys.argv[1], "--update" in sys.argv
    names = sorted(n for n in os.listdir(drawn) if re.search(r"\.(id|en)\.html$", n))  # not the offline page
    os.makedirs(GOLDEN, exist_ok=True)
    faults = []
    for name in names:
        with open(os.path.join(drawn, name), "rb") as f:
            data = f.read()
        faults += weight_faults(drawn, name, data)
        path, page = os.path.join(GOLDEN, name), settled(data.decode("utf-8"))
        if update:
            with open(path, "w", encoding="utf-8", newline="") as f:
                f.write(page)
            continue
        try:
            with open(path, encoding="utf-8", newline="") as f:
                if f.read() != page:
                    faults.append(f"{name} differs from {path}; diff them, or tests/web/run.sh --update")
        except FileNotFoundError:
            faults.append(f"{path} is missing: tests/web/run.sh --update")
    for stale in sorted(set(os.listdir(GOLDEN)) - set(names)):
        faults.append(f"{GOLDEN}/{stale} belongs to no page")
    css = [n for n in os.listdir(drawn) if n.endswith(".css")]
    with open(os.path.join(drawn, css[0]), "rb") as f:
        if packed(f.read()) > 4000:
            faults.append("the style sheet weighs more than 4,000 bytes gzipped")
    print("\n".join(f"not ok {fault}" for fault in faults))
    print(f"passed={2 * len(names) + 1 - len(faults)} failed={len(faults)}")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
