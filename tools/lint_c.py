"""Reads C just well enough for lint: comments and strings blanked, functions and variables found.

Not a parser of C: it relies on the layout rules that clang-format and the style guide keep, and on
braces being balanced outside of preprocessor lines.
"""
import bisect
import re
from dataclasses import dataclass, field

TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|^[ \t]*#(?:[^\n\\]|\\.|\\\n)*',
    re.S | re.M)
BRACE_OR_END = re.compile("[{;]")
BRACE = re.compile("[{}]")
ATTRIBUTE = re.compile(r"__attribute__\s*\(\((?:[^()]|\([^()]*\))*\)\)|\b[A-Z][A-Z_0-9]{2,}\b(?=\s*$)")


@dataclass
class Function:
    name: str
    line: int
    last_line: int
    parameters: list
    body: str


@dataclass
class Source:
    path: str
    text: str
    code: str = ""  # same length and lines; comments, directives and the inside of strings blanked
    strings: list = field(default_factory=list)  # (line, text)
    comments: list = field(default_factory=list)  # (line, text)
    includes: list = field(default_factory=list)  # (line, name, quoted)
    functions: list = field(default_factory=list)
    variables: list = field(default_factory=list)  # (line, text) at file scope, not const

    def __post_init__(self):
        self.line_ends = [match.start() for match in re.finditer("\n", self.text)]

    def line_of(self, offset):
        return bisect.bisect_left(self.line_ends, offset) + 1


def blank(text):
    return re.sub(r"[^\n]", " ", text)


def read_source(path, text):
    source = Source(path, text)

    def replace(match):
        token, line = match.group(0), source.line_of(match.start())
        if token.startswith(("//", "/*")):
            source.comments.append((line, token))
        elif token[0] == '"':
            source.strings.append((line, token))
            return '"' + blank(token[1:-1]) + '"'
        elif token[0] == "'":
            return "'" + blank(token[1:-1]) + "'"
        else:
            found = re.match(r'\s*#\s*include\s*([<"])([^>"]+)', token)
            if found:
                source.includes.append((line, found.group(2), found.group(1) == '"'))
            # A directive may hold a comment that says something.
            for comment in re.finditer(r"/\*.*?\*/|//.*", token):
                source.comments.append((line, comment.group(0)))
        return blank(token)

    source.code = TOKEN.sub(replace, text)
    find_definitions(source)
    return source


def closing(code, start):
    """Offset of the brace that closes the one at start, or the end of the text."""
    depth = 0
    for match in BRACE.finditer(code, start):
        depth += 1 if match.group(0) == "{" else -1
        if depth == 0:
            return match.start()
    return len(code) - 1


def find_definitions(source):
    code, start, at = source.code, 0, 0
    while match := BRACE_OR_END.search(code, at):
        char, at = match.group(0), match.start()
        if char == "{":
            end = closing(code, at)
            head = code[start:at]
            function = read_head(head)
            if function:
                first = start + len(head) - len(head.lstrip())
                source.functions.append(Function(function[0], source.line_of(first), source.line_of(end),
                                                 function[1], code[at:end + 1]))
                start = end + 1
            at = end + 1
        elif char == ";":
            note_variable(source, start, code[start:at])
            start = at = at + 1


def read_head(head):
    """(name, parameters) when the text before a brace is that of a function."""
    head = head.strip()
    while ATTRIBUTE.search(head) and ATTRIBUTE.sub("", head).strip() != head:
        head = ATTRIBUTE.sub("", head).strip()
    if not head.endswith(")") or "=" in head:
        return None
    depth = 0
    for at in range(len(head) - 1, -1, -1):
        depth += (head[at] == ")") - (head[at] == "(")
        if depth == 0:
            break
    name = re.search(r"(\w+)\s*$", head[:at])
    return (name.group(1), split_parameters(head[at + 1:-1])) if name else None


def split_parameters(text):
    parts, depth, part = [], 0, ""
    for char in text:
        depth += (char in "([{") - (char in ")]}")
        if char == "," and depth == 0:
            parts.append(part.strip())
            part = ""
        else:
            part += char
    parts.append(part.strip())
    return [] if parts in ([""], ["void"]) else parts


def note_variable(source, start, text):
    head = re.sub(r"\{.*", "", text, flags=re.S).split("=")[0].strip()
    head = ATTRIBUTE.sub("", head).strip()
    if not head or re.search(r"\b(const|typedef|extern|return|_Static_assert|static_assert)\b|\(", head):
        return
    words = re.findall(r"\w+", re.sub(r"\[[^]]*\]", "", head))
    aggregate = [w for w in words if w in ("struct", "union", "enum")]
    least = 3 if aggregate else 2
    behind = text[text.rindex("}") + 1:].strip() if "}" in text and "=" not in text else ""
    if len([w for w in words if w != "static"]) >= least or behind:
        first = start + len(text) - len(text.lstrip())
        source.variables.append((source.line_of(first), " ".join(head.split())))
