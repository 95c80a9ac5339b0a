"""Reads a template into a tree of nodes; knows no HTML and no C."""
import os
import re

from template_html import Refused

TOKEN = re.compile(r"\{#.*?#\}|\{\{(?P<expr>.*?)\}\}|\{%(?P<dir>.*?)%\}"
                   r"|\{(?P<verb>t|p|asset) (?P<arg>[^{}]*)\}|(?P<bad>\{)", re.S)
PATH = re.compile(r"[a-z_][a-z0-9_]*(?:(?:\.|->)[a-z_][a-z0-9_]*)*$")
ARGUMENT = re.compile(r'\s*([a-z_]+)=(?:"([^"]*)"|([^\s"]+))')


class Node:
    """kind: text expr t p asset style if for include; where: (file, line)."""

    def __init__(self, kind, where, **members):
        self.kind, self.where = kind, where
        self.__dict__.update(members)


def arguments(text, where):
    """name=value pairs: value is ('lit', s) for a quoted text, else ('ref', s)."""
    found, pos = {}, 0
    while text[pos:].strip():
        m = ARGUMENT.match(text, pos)
        if not m:
            raise Refused(where, f"expected name=value, found {text[pos:].strip()!r}")
        if m[1] in found:
            raise Refused(where, f"{m[1]} is given twice")
        found[m[1]] = ("lit", m[2]) if m[2] is not None else ("ref", m[3])
        pos = m.end()
    return found


class Parser:
    def __init__(self, folder, load=None):
        self.folder = folder
        self.load = load or self.read
        self.seen = set()  # files read, for the dependency file

    def read(self, name):
        with open(os.path.join(self.folder, name), encoding="utf-8") as f:
            return f.read()

    def tokens(self, name, where):
        try:
            text = self.load(name)
        except (OSError, KeyError):
            raise Refused(where, f"no template {name!r}") from None
        self.seen.add(name)
        path, pos, line = os.path.join(self.folder, name), 0, 1
        for m in TOKEN.finditer(text):
            if m.start() > pos:
                yield "text", text[pos:m.start()], (path, line)
            line += text.count("\n", pos, m.start())
            here = (path, line)
            if m["bad"]:
                raise Refused(here, "a bare '{': write &#123;")
            if m["expr"] is not None:
                yield "expr", m["expr"].strip(), here
            elif m["dir"] is not None:
                yield "dir", m["dir"].strip(), here
            elif m["verb"]:
                yield m["verb"], m["arg"].strip(), here
            line += m[0].count("\n")
            pos = m.end()
        if pos < len(text):
            yield "text", text[pos:], (path, line)
        yield "end", "", (path, line + text.count("\n", pos))

    def page(self, name):
        """The whole page: its layout with its blocks put in."""
        nodes, blocks, layout = self.file(name, (name, 0))
        if not layout:
            return nodes
        for node in nodes:
            if node.kind != "text" or node.text.strip():
                raise Refused(node.where, "a page with a layout holds blocks only")
        base, _, above = self.file(layout[0], layout[1])
        if above:
            raise Refused(layout[1], "a layout has no layout of its own")
        known = set()
        whole = self.fill(base, blocks, known)
        for block, (where, _) in blocks.items():
            if block not in known:
                raise Refused(where, f"{layout[0]} has no block {block!r}")
        return whole

    def fill(self, nodes, blocks, known):
        out = []
        for node in nodes:
            if node.kind == "block":
                known.add(node.name)
                out += blocks[node.name][1] if node.name in blocks else node.body
            else:
                if node.kind == "if":
                    node.branches = [(cond, self.fill(body, blocks, known), where)
                                     for cond, body, where in node.branches]
                out.append(node)
        return out

    def file(self, name, where):
        stream = self.tokens(name, where)
        self.blocks, self.layout = {}, None
        nodes, ended = self.body(stream, (), True)
        blocks, layout = self.blocks, self.layout
        assert ended[0] == "end"
        return nodes, blocks, layout

    def body(self, stream, stops, top=False):
        nodes = []
        for kind, text, where in stream:
            if kind == "text":
                nodes.append(Node("text", where, text=text))
            elif kind == "expr":
                nodes.append(self.expression(text, where))
            elif kind == "t":
                key, _, rest = text.partition(" ")
                nodes.append(Node("t", where, key=key, args=arguments(rest, where)))
            elif kind in ("p", "asset"):
                nodes.append(Node(kind, where, name=text))
            elif kind == "end":
                if stops:
                    raise Refused(where, f"expected {{% {stops[-1]} %}} before the end")
                return nodes, ("end", "", where)
            else:
                word, _, rest = text.partition(" ")
                if word in stops:
                    return nodes, (word, rest.strip(), where)
                nodes += self.directive(stream, word, rest.strip(), where, top)
        raise AssertionError("a token stream ends with 'end'")

    @staticmethod
    def expression(text, where):
        path, bar, name = (part.strip() for part in text.partition("|"))
        if not PATH.match(path) or (bar and not re.match(r"[a-z_0-9]+$", name)):
            raise Refused(where, f"cannot read the expression {text!r}")
        return Node("expr", where, path=path, filter=name or "text")

    def directive(self, stream, word, rest, where, top):
        if word == "if":
            return [self.condition(stream, rest, where)]
        if word == "for":
            m = re.match(r"([a-z_]+) in ([a-z_0-9.>-]+)$", rest)
            if not m or not PATH.match(m[2]):
                raise Refused(where, "write {% for row in v.rows %}")
            body, _ = self.body(stream, ("endfor",))
            return [Node("for", where, name=m[1], path=m[2], body=body)]
        if word == "block":
            body, _ = self.body(stream, ("endblock",))
            if self.layout:
                if rest in self.blocks:
                    raise Refused(where, f"block {rest!r} twice")
                self.blocks[rest] = (where, body)
                return []
            return [Node("block", where, name=rest, body=body)]
        if word == "include":
            m = re.match(r'"([^"]+)"(.*)$', rest, re.S)
            if not m:
                raise Refused(where, 'write {% include "_part.html" name=v.x %}')
            return [Node("include", where, file=m[1], args=arguments(m[2], where))]
        if word == "layout":
            m = re.match(r'"([^"]+)"$', rest)
            if not m or not top or self.layout:
                raise Refused(where, 'write {% layout "_base.html" %} once, at the top')
            self.layout = (m[1], where)
            return []
        if word == "style" and not rest:
            return [Node("style", where)]
        raise Refused(where, f"unknown directive {word!r}")

    def condition(self, stream, rest, where):
        branches, cond = [], rest
        while True:
            body, (word, more, at) = self.body(stream, ("elif", "else", "endif"))
            branches.append((cond, body, where))
            if word == "endif":
                return Node("if", where, branches=branches)
            if cond is None:
                raise Refused(at, f"{word} after else")
            if word == "elif" and not more:
                raise Refused(at, "elif needs a condition")
            cond, where = (more if word == "elif" else None), at

    def include(self, name, where):
        """The nodes of a part, which has no layout and no blocks."""
        saved = getattr(self, "blocks", {}), getattr(self, "layout", None)
        nodes, blocks, layout = self.file(name, where)
        self.blocks, self.layout = saved
        if blocks or layout:
            raise Refused(where, f"{name} is a part: no layout, no blocks")
        return nodes
