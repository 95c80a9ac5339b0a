"""Where in an HTML document a template stands: text, tag, attribute, address.

The machine reads the literal parts of a template and refuses what this project does not write:
unquoted or single-quoted values, inline handlers, style attributes, script text, unclosed tags.
It is copied at branches, so that every way through a template ends in the same place.
"""
import re

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
URL_ATTRIBUTES = frozenset("href src action formaction poster cite data xlink:href".split())
FORBIDDEN_ATTRIBUTES = frozenset(["style", "srcdoc", "srcset", "background"])
FORBIDDEN_TAGS = frozenset("style iframe object embed base frame frameset applet marquee".split())
SVG_TAGS = frozenset("svg g path rect line circle text title use defs pattern polyline".split())
RCDATA = frozenset(["title", "textarea"])
URL_STARTS = ("/", "#", "?", "https://", "http://", "mailto:", "data:application/json;base64,", "data:,")
NAME = re.compile(r"[A-Za-z][A-Za-z0-9:-]*")


class Refused(Exception):
    """A template that must not be built: says where and why."""

    def __init__(self, where, why):
        super().__init__(f"{where[0]}:{where[1]}: {why}")


class Context:
    """The state behind the bytes read so far."""

    def __init__(self):
        self.state = "text"  # text tag name value
        self.stack = ()  # open elements
        self.tag = ""  # the one being read
        self.attr = ""  # its attribute being read
        self.value = ""  # literal start of an address; "\0" once an expression began it
        self.attrs = frozenset()
        self.spaced = True  # white space stands before the next attribute

    def copy(self):
        other = Context()
        other.__dict__.update(self.__dict__)
        return other

    def same_place(self, other):
        """Whether two branches may join."""
        if self.is_url() and (self.value == "") != (other.value == ""):
            return False
        if (self.state, self.stack) != (other.state, other.stack):
            return False
        return self.state == "text" or (self.tag, self.attr) == (other.tag, other.attr)

    def join(self, other):
        self.attrs |= other.attrs
        self.spaced = self.spaced and other.spaced

    def is_url(self):
        return self.state == "value" and self.attr in URL_ATTRIBUTES

    def in_rcdata(self):
        return bool(self.stack) and self.stack[-1] in RCDATA and "svg" not in self.stack

    def keeps_space(self):
        return bool(self.stack) and self.stack[-1] in ("pre", "textarea")

    def describe(self):
        if self.state == "text":
            return "text" + (" in <%s>" % self.stack[-1] if self.stack else "")
        return f"{self.state} {self.attr or ''} of <{self.tag}>"

    # What may be put here by an expression: "text", "url" (whole address), "part" (of an address).
    def sink(self, where):
        if self.state == "text":
            if self.stack and self.stack[-1] == "script":
                raise Refused(where, "nothing may be written inside <script>")
            return "text"
        if self.state != "value":
            raise Refused(where, "an expression may stand in text or inside a quoted value only")
        if not self.is_url():
            return "attr"
        if self.value == "":
            self.value = "\0"
            return "url"
        return "part"


class Reader:
    """Feeds literal text through a Context; returns it with white space made small."""

    def __init__(self, context):
        self.c = context

    def feed(self, text, where):
        out, pos, line = [], 0, where[1]
        while pos < len(text):
            here = (where[0], line)
            step = getattr(self, "read_" + self.c.state)
            end, piece = step(text, pos, here)
            line += text.count("\n", pos, end)
            out.append(piece)
            pos = end
        return "".join(out)

    def pause(self):
        """A directive or expression follows: an attribute name that was being read is whole."""
        if self.c.state == "name":
            self.c.state, self.c.attr, self.c.spaced = "tag", "", False

    def read_text(self, text, pos, where):
        c = self.c
        end = text.find("<", pos)
        if end == pos:
            return self.open_tag(text, pos, where)
        end = len(text) if end < 0 else end
        piece = text[pos:end]
        if c.stack and c.stack[-1] == "script" and piece.strip():
            raise Refused(where, "script text in a page: write a module in src/web/assets")
        if not c.keeps_space():
            piece = re.sub(r"[ \t\n]+", lambda m: "\n" if "\n" in m[0] else " ", piece)
        return end, piece

    def open_tag(self, text, pos, where):
        c = self.c
        if text.startswith("<!--", pos):
            raise Refused(where, "write {# comment #} instead of an HTML comment")
        if re.match(r"<!doctype html>", text[pos:pos + 15], re.I):
            return pos + 15, "<!doctype html>"
        closing = text.startswith("</", pos)
        m = NAME.match(text, pos + (2 if closing else 1))
        if not m:
            raise Refused(where, "a bare '<': write &lt;")
        name = m[0]
        if closing:
            end = m.end()
            if text[end:end + 1] != ">":
                raise Refused(where, f"</{name} must end with '>'")
            if not c.stack or c.stack[-1] != name:
                raise Refused(where, f"</{name}> closes <{c.stack[-1] if c.stack else 'nothing'}>")
            c.stack = c.stack[:-1]
            return end + 1, f"</{name}>"
        if c.in_rcdata() or (c.stack and c.stack[-1] == "script"):
            raise Refused(where, f"<{name}> inside <{c.stack[-1]}>")
        if name in FORBIDDEN_TAGS:
            raise Refused(where, f"<{name}> is not used in our pages")
        c.state, c.tag, c.attr, c.attrs, c.spaced = "tag", name, "", frozenset(), False
        return m.end(), f"<{name}"

    def read_tag(self, text, pos, where):
        c = self.c
        m = re.compile(r"[ \t\n]+").match(text, pos)
        if m:
            c.spaced = True
            nxt = text[m.end():m.end() + 1]
            return m.end(), "" if nxt in (">", "/") else " "
        if text.startswith("/>", pos):
            if c.tag not in VOID and "svg" not in c.stack:
                raise Refused(where, f"<{c.tag}/> does not close itself in HTML")
            self.check_tag(where)
            c.state = "text"
            return pos + 2, ">" if c.tag in VOID else "/>"
        if text[pos] == ">":
            self.check_tag(where)
            c.state = "text"
            if c.tag not in VOID:
                c.stack += (c.tag,)
            return pos + 1, ">"
        m = NAME.match(text, pos)
        if not m or not c.spaced:
            raise Refused(where, f"unexpected {text[pos]!r} in <{c.tag}>")
        name = m[0]
        if name.lower().startswith("on"):
            raise Refused(where, f"inline handler {name}: use a module in src/web/assets")
        if name.lower() in FORBIDDEN_ATTRIBUTES:
            raise Refused(where, f"attribute {name} is not used in our pages: use a class")
        if name in c.attrs:
            raise Refused(where, f"attribute {name} twice in <{c.tag}>")
        c.state, c.attr, c.attrs = "name", name, c.attrs | {name}
        return m.end(), name

    def read_name(self, text, pos, where):
        c = self.c
        if text[pos] != "=":
            c.state, c.attr, c.spaced = "tag", "", False
            return pos, ""
        if text[pos + 1:pos + 2] != '"':
            raise Refused(where, f'the value of {c.attr} must stand in double quotes')
        c.state, c.value = "value", ""
        return pos + 2, '="'

    def read_value(self, text, pos, where):
        c = self.c
        end = text.find('"', pos)
        piece = text[pos:] if end < 0 else text[pos:end]
        if "<" in piece:
            raise Refused(where, f"'<' in the value of {c.attr}: write &lt;, or close the quotes")
        if c.is_url() and piece and c.value == "":
            self.check_address(piece, where)
        c.value += piece
        if end < 0:
            return len(text), piece
        c.state, c.attr, c.value, c.spaced = "tag", "", "", False
        return end + 1, piece + '"'

    def address_literal(self, piece, where):
        """A part of an address that the compiler itself puts in ({p ...}, {asset ...})."""
        if self.c.state != "value":
            return
        if self.c.is_url() and self.c.value == "":
            self.check_address(piece, where)
        self.c.value += piece

    def check_address(self, piece, where):
        if not piece.startswith(URL_STARTS):
            raise Refused(where, f"an address must begin with one of {' '.join(URL_STARTS)}")
        if piece.startswith("//"):
            raise Refused(where, "an address must not begin with '//'")

    def check_tag(self, where):
        c = self.c
        needs = {"img": "alt", "button": "type", "script": "src", "form": "method",
                 "html": "lang"}.get(c.tag)
        if needs and needs not in c.attrs:
            raise Refused(where, f"<{c.tag}> needs {needs}")

    def end(self, where):
        if self.c.state != "text":
            raise Refused(where, f"the template ends inside {self.c.describe()}")
        if self.c.stack:
            raise Refused(where, f"<{self.c.stack[-1]}> is never closed")
