#!/usr/bin/env python3
"""Checks the message catalogue and writes it as C.

  catalogue.py --text DIR --errors err.def --intake src/intake --out-c text.c --out-h text.h

DIR holds id.json (the master) and en.json: flat keys, text or {"one", "other"} with {n}; a word in
braces is a placeholder. Refused: a public error name or an intake code without its sentence, keys
or placeholders that differ, empty or over-long texts, markup, and in what the public reads long
sentences and bureaucratic words (words.json: word -> what to write instead).
"""
import argparse
import json
import os
import re
import sys

from template_html import Refused

KEY = re.compile(r"[a-z0-9_]+(?:[.-][a-z0-9_]+)+$")
PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
LENGTH_MAX = 400
SENTENCE_MAX = {"id": 18, "en": 20}
STAFF = ("staff.", "case.", "work.", "sign_in.", "rules.", "try.")  # not held to the public's plain language


def strict_object(pairs):
    out = {}
    for key, value in pairs:
        if key in out:
            raise ValueError(f"key {key!r} twice")
        out[key] = value
    return out


def texts_of(value):
    return list(value.values()) if isinstance(value, dict) else [value]


class Catalogue:
    def __init__(self, indonesian, english, folder="text", words=None):
        self.languages = {"id": indonesian, "en": english}
        self.folder, self.words = folder, words or {"id": {}, "en": {}}

    @classmethod
    def load(cls, folder):
        read = {}
        for name in ("id", "en", "words"):
            file = os.path.join(folder, name + ".json")
            try:
                with open(file, encoding="utf-8") as f:
                    read[name] = json.load(f, object_pairs_hook=strict_object)
            except (OSError, ValueError) as e:
                raise Refused((file, getattr(e, "lineno", 0)), str(e)) from None
        return cls(read["id"], read["en"], folder, read["words"])

    # ---- for the template compiler
    def need(self, key, where):
        if key not in self.languages["id"]:
            raise Refused(where, f"unknown text {key!r}: see {self.folder}/id.json")

    def text(self, key, english, where):
        self.need(key, where)
        return self.languages["en" if english else "id"][key]

    def placeholders(self, key):
        found = set()
        for table in self.languages.values():
            for text in texts_of(table[key]):
                found |= set(PLACEHOLDER.findall(text))
        return found

    # ---- checks
    def faults(self):
        """All faults, as (language, key, what)."""
        out = []
        for key in sorted(set(self.languages["id"]) ^ set(self.languages["en"])):
            missing = "en" if key in self.languages["id"] else "id"
            out.append((missing, key, "is missing here"))
        for language, table in self.languages.items():
            for key, value in table.items():
                out += [(language, key, what) for what in self.text_faults(language, key, value)]
        for key in self.languages["id"]:
            if key in self.languages["en"] and self.names("id", key) != self.names("en", key):
                out.append(("en", key, "has other placeholders than id"))
        return out

    def names(self, language, key):
        sets = [set(PLACEHOLDER.findall(t)) for t in texts_of(self.languages[language][key])]
        return set().union(*sets)

    def text_faults(self, language, key, value):
        if not KEY.match(key):
            return ["is not a key: page.part.element"]
        if isinstance(value, dict):
            if language == "id" or set(value) != {"one", "other"}:
                return ['only English has {"one", "other"}']
            if "n" not in self.names(language, key):
                return ["one/other needs {n}"]
        elif not isinstance(value, str):
            return ["is no text"]
        out = []
        for text in texts_of(value):
            if not text.strip() or text != text.strip():
                out.append("is empty or has white space at an end")
            if len(text) > LENGTH_MAX:
                out.append(f"is longer than {LENGTH_MAX} characters")
            if re.search(r"[<>]|&\w+;", text) or re.search(r"[{}]", PLACEHOLDER.sub("", text)):
                out.append("holds markup or an unmatched brace")
            if not key.startswith(STAFF):
                out += self.plain_faults(language, text)
        return out

    def plain_faults(self, language, text):
        out = []
        for sentence in re.split(r"(?<=[.!?:;])\s+", text):
            words = [w for w in sentence.split() if re.search(r"\w", w)]
            if len(words) > SENTENCE_MAX[language]:
                out.append(f"sentence of {len(words)} words: {sentence!r}")
        for word, instead in self.words[language].items():
            if re.search(rf"\b{re.escape(word)}\b", text, re.I):
                out.append(f"{word!r}: write {instead!r}")
        return out

    def need_faults(self, errors_def, codes):
        """Each public error name and each intake code must have its sentences."""
        wanted = [f"error.{name}.{part}" for name in error_names(errors_def)
                  for part in ("title", "detail")]
        wanted += [f"intake.{code}" for code in codes]
        return [("id", key, "is missing") for key in wanted if key not in self.languages["id"]]


def error_names(errors_def):
    with open(errors_def, encoding="utf-8") as f:
        return re.findall(r'^X\(\w+,\s*\d+,\s*"([^"]+)"\)', f.read(), re.M)


def intake_codes(folder):
    """The fault codes that the readers of src/intake name, found in their text."""
    codes = set()
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".c") or name.endswith("_test.c"):
            continue
        with open(os.path.join(folder, name), encoding="utf-8") as f:
            text = f.read()
        codes |= set(re.findall(r'intake_fault_\w+\([^;{}]*?"([a-z_]+)",', text))
        if name == "text.c":
            codes |= set(re.findall(r'return "([a-z_]+)";', text))
    return sorted(codes)


def c_text(text):
    out = []
    for byte in text.encode("utf-8"):
        ch = chr(byte)
        if ch in '"\\':
            out.append("\\" + ch)
        else:
            out.append(ch if 32 <= byte < 127 and ch != "?" else f"\\{byte:03o}")
    return '"' + "".join(out) + '"'


def spoken(value):
    return value["other"] if isinstance(value, dict) else value


def constant(key):
    return "WEB_T_" + re.sub(r"[.-]", "_", key).upper()


def write_c(catalogue, out_c, out_h):
    keys = sorted(catalogue.languages["id"], key=lambda k: k.encode())
    note = "/* Made by tools/catalogue.py from src/web/text: not to be edited. */"
    with open(out_h, "w", encoding="utf-8") as f:
        f.write(f'#ifndef WEB_TEXT_H\n#define WEB_TEXT_H\n{note}\n#include "base/base.h"\n\n'
                "enum web_text_key {\n" + "".join(f"    {constant(k)},\n" for k in keys) +
                "    WEB_T_COUNT\n};\n"
                "/* As in the catalogue, placeholders as {name}; of one/other: other. */\n"
                "struct str web_text(enum web_text_key key, bool english);\n#endif\n")
    with open(out_c, "w", encoding="utf-8") as f:
        f.write(f'{note}\n#include "web/text.h"\n#include "web/web.h"\n\n'
                "static const struct row {\n    struct str key, id, en;\n} rows[WEB_T_COUNT] = {\n")
        for key in keys:
            texts = [spoken(catalogue.languages[lang][key]) for lang in ("id", "en")]
            f.write("    {STR_INIT(%s), STR_INIT(%s), STR_INIT(%s)},\n" %
                    (c_text(key), c_text(texts[0]), c_text(texts[1])))
        f.write("""};

struct str web_text(enum web_text_key key, bool english)
{
    if (key >= WEB_T_COUNT) return (struct str){0};
    return english ? rows[key].en : rows[key].id;
}

struct str web_text_by_name(struct str key, bool english)
{
    size_t low = 0, high = WEB_T_COUNT;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_compare(rows[middle].key, key);
        if (order == 0) return english ? rows[middle].en : rows[middle].id;
        if (order < 0) low = middle + 1;
        else high = middle;
    }
    return (struct str){0};
}
""")


def main():
    p = argparse.ArgumentParser()
    for name in ("text", "errors", "intake", "out-c", "out-h"):
        p.add_argument("--" + name, required=True)
    args = p.parse_args()
    try:
        catalogue = Catalogue.load(args.text)
    except Refused as e:
        sys.exit(str(e))
    faults = catalogue.faults() + catalogue.need_faults(args.errors, intake_codes(args.intake))
    for language, key, what in faults:
        print(f"{args.text}/{language}.json: {key}: {what}", file=sys.stderr)
    if faults:
        sys.exit(f"{len(faults)} faults in the message catalogue")
    write_c(catalogue, args.out_c, args.out_h)


if __name__ == "__main__":
    main()
