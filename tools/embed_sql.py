#!/usr/bin/env python3
"""Turns SQL files into C constants: embed_sql.py SQL_H SQL_TEXT_H FILE.sql...

src/store/sql/<room>.sql holds statements, each as

    -- name: case_insert
    -- Who calls it, and the index it uses.
    INSERT INTO ... VALUES ($1, $2)

which becomes `extern const struct db_stmt SQL_CASE_INSERT`. src/store/schema/NNNN_<name>.sql holds
migrations: any number of statements, each ended by a semicolon. One text serves both engines:

    in the file    SQLite                PostgreSQL
    BIGINT         INTEGER               BIGINT
    INTEGER        INTEGER               BIGINT          (INTEGER PRIMARY KEY is SQLite's row id)
    BLOB           BLOB                  BYTEA
    TEXT           TEXT                  TEXT COLLATE "C" (both engines compare bytes)
    CREATE TABLE   ... STRICT            -               (SQLite then refuses a cell of a wrong kind)
    WITHOUT ROWID  WITHOUT ROWID         -

A migration whose name begins with "derived" holds projections: CREATE TABLE and CREATE INDEX alone
and no REFERENCES, since its tables must also work as temporary ones (src/store/migrate.h).
"""
import hashlib
import os
import re
import sys

STMT_MAX, ARGS_MAX = 256, 32  # as in src/store/db.h; src/store/sql.c asserts both


def refuse(path, line, why):
    sys.exit(f"{path}:{line}: {why}")


# A token is a comment, a quoted string or name, white space, a word, or any other character.
TOKEN = re.compile(r"--[^\n]*|'(?:[^']|'')*'|\"[^\"]*\"|\s+|\$?\w+|.", re.S)


def strip(sql):
    """The tokens without comments, white space as single blanks."""
    kept = []
    for token in TOKEN.findall(sql):
        blank = token.isspace() or token.startswith("--")
        if blank and (not kept or kept[-1] == " "):
            continue
        kept.append(" " if blank else token)
    return kept


def check_parameters(path, line, name, tokens):
    if "?" in tokens:
        refuse(path, line, f"{name}: parameters are $1, $2, ..., not ?")
    if any(t.startswith('"') for t in tokens):
        refuse(path, line, f"{name}: names are not quoted")
    if ";" in tokens:
        refuse(path, line, f"{name}: one statement, without a semicolon")
    numbers = {t[1:] for t in tokens if t.startswith("$")}
    if numbers != {str(i + 1) for i in range(len(numbers))}:
        refuse(path, line, f"{name}: parameters must be $1 to ${len(numbers)} without a gap")
    if len(numbers) > ARGS_MAX:
        refuse(path, line, f"{name}: more than {ARGS_MAX} parameters")


def read_statements(path, seen):
    """[(name, comment lines, sql)] of one file of named statements."""
    found, lines = [], open(path, encoding="ascii").read().split("\n")
    heads = [i for i, text in enumerate(lines) if text.startswith("-- name:")]
    for text in lines[: heads[0]] if heads else lines:
        if text.strip() and not text.startswith("--"):
            refuse(path, 1, "a statement without a `-- name:` line")
    for at, end in zip(heads, heads[1:] + [len(lines)]):
        name = lines[at][len("-- name:"):].strip()
        if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
            refuse(path, at + 1, "a name is lower case: [a-z][a-z0-9_]*")
        if name in seen:
            refuse(path, at + 1, f"{name} stands already in {seen[name]}")
        seen[name] = f"{path}:{at + 1}"
        comment = []
        for text in lines[at + 1: end]:
            if not re.fullmatch(r"-- \S.*", text):
                break
            comment.append(text[3:])
        if not comment:
            refuse(path, at + 1, f"{name}: say who calls it and which index it uses")
        tokens = strip("\n".join(lines[at + 1: end]))
        sql = "".join(tokens).strip()
        if not sql:
            refuse(path, at + 1, f"{name}: no statement")
        check_parameters(path, at + 1, name, tokens)
        found.append((name, comment, sql))
    return found


def for_engine(tokens, postgres):
    words = {"BIGINT": "BIGINT", "INTEGER": "BIGINT", "BLOB": "BYTEA", "TEXT": 'TEXT COLLATE "C"'}
    sql = "".join((words if postgres else {"BIGINT": "INTEGER"}).get(t, t) for t in tokens).strip()
    if not sql.startswith("CREATE TABLE"):
        return sql
    if postgres:
        return re.sub(r" ?WITHOUT ROWID$", "", sql)
    return sql + (", STRICT" if sql.endswith("WITHOUT ROWID") else " STRICT")


def read_migration(path, version):
    name = os.path.basename(path)[:-len(".sql")]
    match = re.fullmatch(r"(\d{4})_([a-z][a-z0-9_]*)", name)
    if not match or int(match[1]) != version:
        refuse(path, 1, f"migrations are numbered without a gap; expected {version:04d}_<name>.sql")
    tokens, statements, start = strip(open(path, encoding="ascii").read()), [], 0
    for i, token in enumerate(tokens):
        if token == ";":
            statements.append(tokens[start:i])
            start = i + 1
    if "".join(tokens[start:]).strip():
        refuse(path, 1, "the last statement lacks its semicolon")
    texts = ["".join(s).strip() for s in statements]
    derived, tables = match[2].startswith("derived"), []
    for text in texts:
        if derived and not re.match(r"CREATE (TABLE|INDEX|UNIQUE INDEX) (?!IF )", text):
            refuse(path, 1, "derived tables: CREATE TABLE and CREATE INDEX alone")
        if derived and "REFERENCES" in text:
            refuse(path, 1, "derived tables: no REFERENCES, they must work as temporary tables")
        table = re.match(r"CREATE TABLE (\w+)", text)
        if derived and table:
            tables.append(table[1])
    return {"version": version, "name": match[2], "derived": derived, "tables": tables,
            "sha256": hashlib.sha256(";\n".join(texts).encode()).hexdigest(),
            "sqlite": [for_engine(s, False) for s in statements],
            "postgres": [for_engine(s, True) for s in statements]}


def c_string(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def header(statements):
    out = ["/* Made by tools/embed_sql.py from src/store/sql. */", "#ifndef STORE_SQL_H",
           "#define STORE_SQL_H", '#include "store/db.h"', ""]
    for name, comment, sql in statements:
        out += [f"/* {line.replace('*/', '* /')} */" for line in comment]
        out.append(f"extern const struct db_stmt SQL_{name.upper()};")
    out += ["", f"enum {{ SQL_COUNT = {len(statements)} }};",
            "extern const struct db_stmt *const SQL_ALL[SQL_COUNT]; /* by number */", "#endif", ""]
    return "\n".join(out)


def c_list(kind, name, texts):
    return [f"static const char *const {kind}_{name}[] = {{"] + \
        [f"    {c_string(t)}," for t in texts] + ["    NULL,", "};"]


def table(statements, migrations):
    out = ["/* Made by tools/embed_sql.py; included by src/store/sql.c alone. */",
           f"static_assert(DB_STMT_MAX == {STMT_MAX} && DB_ARGS_MAX == {ARGS_MAX},",
           '              "tools/embed_sql.py knows other limits");']
    for number, (name, _, sql) in enumerate(statements):
        out.append(f'const struct db_stmt SQL_{name.upper()} = {{{number}, "{name}",\n'
                   f"    {c_string(sql)}}};")
    out += ["const struct db_stmt *const SQL_ALL[SQL_COUNT] = {"]
    out += [f"    &SQL_{name.upper()}," for name, _, _ in statements] + ["};"]
    for m in migrations:
        for kind in ("sqlite", "postgres", "tables"):
            out += c_list(kind, m["name"], m[kind])
    out += ["const struct migration MIGRATIONS[] = {"]
    for m in migrations:
        name = m["name"]
        out += [f"    {{.version = {m['version']}, .name = \"{name}\",",
                f"     .sha256 = \"{m['sha256']}\",",
                f"     .derived = {str(m['derived']).lower()}, .sqlite = sqlite_{name},",
                f"     .postgres = postgres_{name}, .tables = tables_{name}}},"]
    out += ["};", "const size_t MIGRATION_COUNT = COUNT_OF(MIGRATIONS);", ""]
    return "\n".join(out)


def main(sql_h, sql_text_h, files):
    statements, migrations, seen = [], [], {}
    for path in files:
        if os.path.basename(os.path.dirname(path)) == "schema":
            migrations.append(read_migration(path, len(migrations) + 1))
        else:
            statements += read_statements(path, seen)
    if len(statements) > STMT_MAX:
        sys.exit(f"{len(statements)} statements: the drivers keep at most {STMT_MAX} prepared")
    names = [m["name"] for m in migrations]
    if len(set(names)) != len(names):
        sys.exit("two migrations of one name")
    for path, text in ((sql_h, header(statements)), (sql_text_h, table(statements, migrations))):
        with open(path, "w", encoding="ascii") as out:
            out.write(text)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
