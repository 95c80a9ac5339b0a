#!/usr/bin/env python3
"""Compiles src/web/templates/*.html to C.

  template.py --templates DIR --text DIR --paths paths.def --assets assets.json
              --out-c FILE.c... --out-h templates.h [--depfile FILE]

A file whose name begins with '_' is a part or a layout; any other, x.html, becomes
  void web_render_x(struct buf *out, const struct web_x *v, const struct web_common *c);
Language of templates: {{ v.name }} {{ v.n|int }} {t key name=v.x} {p track} {asset style.css}
{% if has v.x %} {% elif %} {% else %} {% endif %} {% for row in v.rows %} {% endfor %}
{% include "_part.html" name=v.x label=t:key %} {% layout "_base.html" %} {% block b %} {% style %}
{# comment #}. What an expression may be depends on where it stands: see SINKS and FORMATS. There is
no raw output: markup comes from literal text and from the writers in MARKUP alone.
Each page is made once a language, so that literal text stays in one piece. Of the C files a page is
always in the same one, and a file that would not change is left as it is: a change compiles its own alone.
"""
import argparse
import json
import os
import re
import sys
import zlib

from catalogue import Catalogue
from template_html import Context, Reader, Refused
from template_parse import PATH, Parser

# Where an expression stands -> the C function that writes a struct str there.
SINKS = {"text": "web_put_text", "attr": "web_put_text", "url": "web_put_url",
         "part": "web_put_url_part"}
# Formatters write only letters, digits, spaces and . , - : %, safe in text and attributes.
# name -> C function, more arguments ("en": language, "zone": c->zone), sinks besides text and attr
FORMATS = {
    "int": ("web_put_int", ("en",), ()),
    "hundredths": ("web_put_hundredths", ("en",), ()),
    "plain": ("web_put_plain", (), ("part",)),
    "date": ("web_put_date", ("en",), ()),
    "day": ("web_put_day", ("en",), ()),
    "short": ("web_put_short", ("en",), ()),
    "iso": ("web_put_iso", (), ("part",)),
    "time": ("web_put_time", ("zone", "en"), ()),
    "moment": ("web_put_moment", ("zone", "en"), ()),
    "isotime": ("web_put_isotime", (), ()),
    "law": ("web_put_law", ("en",), ()),
    "bytes": ("web_put_bytes", ("en",), ()),
    "wait": ("web_put_wait", ("en",), ()),
    "count": ("web_put_count", ("en",), ()),
    "few": ("web_put_few", ("en",), ()),
    "base64": ("web_put_base64_only", (), ("part",)),
    "id": ("web_put_id", (), ("part",)),
    "hash": ("web_put_hash", (), ()),
}
# Writers of markup: stand in text only, take a pointer to the value.
MARKUP = {"tiles": "web_svg_tiles", "risk": "web_svg_risk", "bars": "web_svg_bars", "stack": "web_svg_stack",
          "line": "web_svg_line", "qr": "web_svg_qr", "linkqr": "web_svg_link_qr",
          "share": "web_svg_share", "barometer": "web_svg_barometer", "daily": "web_svg_daily"}
LITERAL_MAX = 4000  # gcc -Wpedantic: no longer string literals
ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;"}


def escape(text):
    return "".join(ESCAPES.get(ch, ch) for ch in text)


def c_literal(text):
    out = []
    for byte in text.encode("utf-8"):
        ch = chr(byte)
        if ch == "\n":
            out.append("\\n")
        elif ch in '"\\':
            out.append("\\" + ch)
        elif 32 <= byte < 127:
            out.append(ch if ch != "?" else "\\?")
        else:
            out.append(f"\\{byte:03o}")
    return '"' + "".join(out) + '"'


class Value:
    """What a name in a template stands for: a C expression, literal text, or a catalogue key."""

    def __init__(self, kind, text):
        self.kind, self.text = kind, text


def count_member(path):
    """rows -> row_count, entries -> entry_count, classes -> class_count."""
    head, last = re.match(r"(.*?)([A-Za-z0-9_]+)$", path).groups()
    if last.endswith("ies"):
        last = last[:-3] + "y"
    elif last.endswith("sses"):
        last = last[:-2]
    elif last.endswith("s"):
        last = last[:-1]
    return f"{head}{last}_count"


class Page:
    """One page in one language, turned into the statements of a C function."""

    def __init__(self, parser, world, english):
        self.parser, self.world, self.english = parser, world, english
        self.context, self.lines, self.literal, self.indent = Context(), [], [], 1
        self.where, self.depth, self.loops = None, 0, []
        self.env = {"v": Value("ptr", "v"), "c": Value("ptr", "c")}

    # ---- output
    def emit(self, code, where=None):
        self.flush()
        if where:
            self.lines.append(f'#line {where[1]} "{where[0]}"')
        self.lines.append("    " * self.indent + code)

    def flush(self):
        text, self.literal = "".join(self.literal), []
        data = text.encode("utf-8")
        while data:
            cut = min(LITERAL_MAX, len(data))
            while cut < len(data) and data[cut] & 0xC0 == 0x80:
                cut -= 1
            piece, data = data[:cut], data[cut:]
            self.lines.append("    " * self.indent +
                              f"buf_add(out, STR({c_literal(piece.decode('utf-8'))}));")

    def put(self, text):
        self.literal.append(text)

    # ---- names
    def resolve(self, path, where):
        parts = re.split(r"(\.|->)", path)
        if parts[0] == "loop":
            return self.loop_value(path, where)
        value = self.env.get(parts[0])
        if value is None:
            raise Refused(where, f"unknown name {parts[0]!r}")
        if len(parts) == 1:
            return value
        if value.kind not in ("ptr", "expr"):
            raise Refused(where, f"{parts[0]!r} has no members")
        if value.kind == "ptr" and parts[1] == ".":
            parts[1] = "->"
        return Value("expr", value.text + "".join(parts[1:]))

    def loop_value(self, path, where):
        if not self.loops:
            raise Refused(where, "loop stands outside a for")
        index, count = self.loops[-1]
        known = {"loop.index": f"(int64_t)({index} + 1)", "loop.first": f"({index} == 0)",
                 "loop.last": f"({index} + 1 == {count})"}
        if path not in known:
            raise Refused(where, f"{path}: loop has index, first and last")
        return Value("expr", known[path])

    def argument(self, value, where):
        kind, text = value
        if kind == "lit":
            return Value("lit", text)
        if text.startswith("t:"):
            self.world.catalogue.need(text[2:], where)
            return Value("key", text[2:])
        if text.startswith("p:"):
            return Value("lit", self.world.path(text[2:], self.english, where))
        if re.match(r"[A-Z][A-Z0-9_]*$", text):
            return Value("expr", text)
        return self.resolve(text, where)

    # ---- nodes
    def walk(self, nodes):
        for node in nodes:
            if node.kind != "text":
                Reader(self.context).pause()
            getattr(self, "node_" + node.kind)(node)

    def node_text(self, node):
        self.put(Reader(self.context).feed(node.text, node.where))

    def node_expr(self, node):
        value = self.resolve(node.path, node.where)
        if value.kind in ("lit", "key"):
            text = value.text if value.kind == "lit" else self.plain(value.text, node.where)
            return self.constant(text, node.where)
        self.write(value, node.filter, node.where)

    def constant(self, text, where):
        """Text known now: escaped here, and checked where it is an address."""
        if self.context.is_url():
            Reader(self.context).address_literal(text, where)
        else:
            self.context.sink(where)
        self.put(escape(text))

    def plain(self, key, where):
        text = self.world.catalogue.text(key, self.english, where)
        if isinstance(text, dict) or "{" in text:
            raise Refused(where, f"{key} has placeholders: write {{t {key} name=value}}")
        return text

    def write(self, value, name, where):
        if value.kind == "ptr" and name not in MARKUP:
            raise Refused(where, "v and c themselves cannot be written")
        if name in MARKUP:
            if self.context.sink(where) != "text" or self.context.in_rcdata():
                raise Refused(where, f"|{name} writes markup and may stand in text only")
            pointer = value.text if value.kind == "ptr" else "&" + value.text
            return self.emit(f"{MARKUP[name]}(out, {pointer}, {self.flag()});", where)
        sink = self.context.sink(where)
        if name == "text":
            return self.emit(f"{SINKS[sink]}(out, {value.text});", where)
        if name not in FORMATS:
            raise Refused(where, f"unknown formatter {name!r}")
        function, extra, sinks = FORMATS[name]
        if sink not in ("text", "attr") and sink not in sinks:
            raise Refused(where, f"|{name} may not stand in an address")
        more = "".join({"en": f", {self.flag()}", "zone": ", c->zone"}[x] for x in extra)
        self.emit(f"{function}(out, {value.text}{more});", where)

    def flag(self):
        return "true" if self.english else "false"

    def node_t(self, node):
        text = self.world.catalogue.text(node.key, self.english, node.where)
        wanted = self.world.catalogue.placeholders(node.key)
        if wanted != set(node.args):
            raise Refused(node.where, f"{node.key} takes {sorted(wanted)}, given "
                                      f"{sorted(node.args)}")
        if isinstance(text, dict):
            number = self.argument_path(node.args["n"], node.where)[0]
            self.emit(f"if ({number.text} == 1) {{")
            self.sentence(text["one"], node)
            self.emit("} else {")
            self.sentence(text["other"], node)
            self.emit("}")
        else:
            self.sentence(text, node)

    def argument_path(self, value, where):
        kind, text = value
        path, _, name = text.partition("|")
        if kind == "lit":
            return Value("lit", text), "text"
        return (self.argument(value, where), "text") if text.startswith(("t:", "p:")) else \
            (self.resolve(path, where), name or "text")

    def sentence(self, text, node):
        if self.context.is_url():
            raise Refused(node.where, "catalogue texts do not stand in addresses")
        for i, part in enumerate(re.split(r"\{([a-z_]+)\}", text)):
            if i % 2 == 0:
                if part:
                    self.constant(part, node.where)
                continue
            value, name = self.argument_path(node.args[part], node.where)
            if value.kind == "lit":
                self.constant(value.text, node.where)
            elif value.kind == "key":
                self.constant(self.plain(value.text, node.where), node.where)
            else:
                self.write(value, name, node.where)

    def node_p(self, node):
        text = self.world.path(node.name, self.english, node.where)
        Reader(self.context).address_literal(text, node.where)
        self.put(text)

    def node_asset(self, node):
        text = self.world.asset(node.name, self.english, node.where)
        Reader(self.context).address_literal(text, node.where)
        self.put(text)

    def node_style(self, node):
        if self.context.state != "text" or not self.context.stack or \
                self.context.stack[-1] != "head":
            raise Refused(node.where, "{% style %} stands in <head>")
        self.put("<style>")
        self.emit("buf_add(out, web_style());")
        self.put("</style>")

    def node_include(self, node):
        if self.depth > 8:
            raise Refused(node.where, "includes nest too deep")
        inner = {"v": self.env["v"], "c": self.env["c"]}
        for name, value in node.args.items():
            inner[name] = self.argument(value, node.where)
        saved, self.env, self.depth = self.env, inner, self.depth + 1
        self.walk(self.parser.include(node.file, node.where))
        self.env, self.depth = saved, self.depth - 1

    def node_for(self, node):
        value = self.resolve(node.path, node.where)
        if value.kind != "expr":
            raise Refused(node.where, f"{node.path} is no list")
        index = f"i{len(self.loops) + 1}"
        count = count_member(value.text)
        start = self.context.copy()
        self.emit(f"for (size_t {index} = 0; {index} < {count}; {index}++) {{", node.where)
        saved, self.env = self.env, dict(self.env)
        self.env[node.name] = Value("expr", f"{value.text}[{index}]")
        self.loops.append((index, count))
        self.indent += 1
        self.walk(node.body)
        Reader(self.context).pause()
        self.flush()
        self.indent -= 1
        self.loops.pop()
        self.env = saved
        self.emit("}")
        if not self.context.same_place(start):
            raise Refused(node.where, f"the body of for ends in {self.context.describe()}, "
                                      f"begins in {start.describe()}")

    def node_if(self, node):
        start, ends, opened, total = self.context.copy(), [], False, False
        for cond, body, where in node.branches:
            code = "true" if cond is None else self.condition(cond, where)
            if code == "false" or total:
                continue
            self.context = start.copy()
            if code == "true" and not opened:
                self.walk(body)  # decided while compiling
                Reader(self.context).pause()
                ends.append((self.context, where))
                total = True
                continue
            self.emit(("} else " if opened else "") +
                      ("{" if code == "true" else f"if ({code}) {{"), where)
            self.indent += 1
            self.walk(body)
            Reader(self.context).pause()
            self.flush()
            self.indent -= 1
            ends.append((self.context, where))
            total, opened = code == "true", True
        if opened:
            self.emit("}")
        if not total:
            ends.append((start, node.where))
        self.context = ends[0][0]
        for other, where in ends[1:]:
            if not self.context.same_place(other):
                raise Refused(where, f"branches end apart: {self.context.describe()} and "
                                     f"{other.describe()}")
            self.context.join(other)

    # ---- conditions
    def condition(self, text, where):
        terms = []
        for part in re.split(r"\s+(and|or)\s+", text):
            terms.append({"and": "&&", "or": "||"}.get(part) or self.term(part.strip(), where))
        if len(set(terms) & {"&&", "||"}) == 2:
            raise Refused(where, "and with or in one condition: nest two ifs")
        if "true" in terms or "false" in terms:
            known = [t for t in terms[::2] if t in ("true", "false")]
            rest = [t for t in terms[::2] if t not in ("true", "false")]
            either = "||" in terms
            if ("true" if either else "false") in known:
                return "true" if either else "false"
            return f" {terms[1]} ".join(rest) if rest else known[0]
        return " ".join(terms)

    def term(self, text, where):
        if text.startswith("not "):
            inner = self.term(text[4:].strip(), where)
            return {"true": "false", "false": "true"}.get(inner) or f"!({inner})"
        if text == "english":
            return self.flag()
        if text.startswith("given "):
            return "true" if text[6:].strip() in self.env else "false"
        if text.startswith("has "):
            value = self.resolve(text[4:].strip(), where)
            if value.kind != "expr":
                return "true" if value.text else "false"
            return f"{value.text}.len > 0"
        m = re.match(r"(\S+) (==|!=|>=|<=|>|<|is) (\S+)$", text)
        if m:
            left, right = self.operand(m[1], where), self.operand(m[3], where)
            if m[2] == "is":
                return self.same(left, right)
            return f"{left.text} {m[2]} {right.text}"
        value = self.resolve(text, where)
        if value.kind != "expr":
            raise Refused(where, f"cannot decide {text!r}")
        return value.text

    @staticmethod
    def same(left, right):
        if left.kind == right.kind == "lit":
            return "true" if left.text == right.text else "false"
        sides = [f"STR({c_literal(x.text)})" if x.kind == "lit" else x.text for x in (left, right)]
        return f"str_equal({sides[0]}, {sides[1]})"

    def operand(self, text, where):
        if re.match(r"-?\d+$|[A-Z][A-Z0-9_]*$", text):
            return Value("expr", text)
        if text.startswith('"') and text.endswith('"'):
            return Value("lit", text[1:-1])
        if not PATH.match(text):
            raise Refused(where, f"cannot read {text!r}")
        return self.resolve(text, where)


class World:
    """What templates may name beside their view: texts, paths, assets."""

    def __init__(self, catalogue, paths, assets):
        self.catalogue, self.paths, self.assets = catalogue, paths, assets

    def path(self, name, english, where):
        if name not in self.paths:
            raise Refused(where, f"unknown path {name!r}: see src/web/paths.def")
        return self.paths[name][1 if english else 0]

    def asset(self, name, english, where):
        if name not in self.assets:
            raise Refused(where, f"unknown asset {name!r}: see tools/assets.mjs")
        return self.assets[name]["en" if english else "id"]


def read_paths(file):
    with open(file, encoding="utf-8") as f:
        rows = re.findall(r'^X\(\w+,\s*(\w+),\s*"([^"]*)",\s*"([^"]*)"\)', f.read(), re.M)
    return {name: (indonesian, english) for name, indonesian, english in rows}


def compile_page(parser, world, name):
    """The C text of one page: a function for each language and one that chooses."""
    stem = name[:-len(".html")]
    head = f"(struct buf *out, const struct web_{stem} *v,\n    const struct web_common *c)"
    out = []
    for english in (False, True):
        page = Page(parser, world, english)
        page.walk(parser.page(name))
        Reader(page.context).end((os.path.join(parser.folder, name), 0))
        page.flush()
        out += [f"static void {stem}_{'en' if english else 'id'}{head}\n{{", "    (void)v;",
                "    (void)c;", *page.lines, "}"]
    out += [f"void web_render_{stem}{head}\n{{", f"    if (c->english) {stem}_en(out, v, c);",
            f"    else {stem}_id(out, v, c);", "}"]
    return "\n".join(out), f"void web_render_{stem}{head};"


def write(path, text):
    try:
        with open(path, encoding="utf-8") as f:
            if f.read() == text:
                return
    except FileNotFoundError:
        pass
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)


def build(args):
    parser = Parser(args.templates)
    with open(args.assets, encoding="utf-8") as f:
        world = World(Catalogue.load(args.text), read_paths(args.paths), json.load(f)["paths"])
    names = sorted(n for n in os.listdir(args.templates) if n.endswith(".html") and n[0] != "_")
    pages = [compile_page(parser, world, name) for name in names]
    note = "/* Made by tools/template.py from src/web/templates: not to be edited. */"
    write(args.out_h, f"#ifndef WEB_TEMPLATES_H\n#define WEB_TEMPLATES_H\n{note}\n"
                      '#include "web/pages.h"\n\n' + "\n".join(p[1] for p in pages) + "\n#endif\n")
    parts = [[] for _ in args.out_c]
    for name, page in zip(names, pages):
        parts[zlib.crc32(name.encode()) % len(parts)].append(page[0])
    for path, part in zip(args.out_c, parts):
        write(path, f'{note}\n#include "web/templates.h"\n#include "web/put.h"\n#include "web/svg.h"\n'
                    + "\n\n".join(part) + "\n")
    if args.depfile:
        files = [os.path.join(args.templates, n) for n in sorted(parser.seen)]
        with open(args.depfile, "w", encoding="utf-8") as f:
            f.write(f"{' '.join(args.out_c)}: {' '.join(files)}\n")


def main():
    p = argparse.ArgumentParser()
    for name in ("templates", "text", "paths", "assets", "out-h"):
        p.add_argument("--" + name, required=True)
    p.add_argument("--out-c", required=True, nargs="+")
    p.add_argument("--depfile")
    try:
        build(p.parse_args())
    except Refused as e:
        sys.exit(str(e))


if __name__ == "__main__":
    main()
