"""Every rule of tools/lint.py catches what it is for, and leaves a clean tree alone.

Each case is a small tree with one violation; it must be reported by its rule, at its line, and by no
other rule. tests/lint/run.sh runs it before the project itself is read.
"""
import os
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TABLE = "base -\nlaw pure base\nstore - base law\nflow - base law store\nweb - base flow +shown\n"
CLEAN = {
    "ARCHITECTURE.md": "# room use\n" + TABLE,
    "tools/may_use.txt": "# room use\n" + TABLE,
    "tools/lint_exempt.txt": "",
    ".clang-format": open(os.path.join(ROOT, ".clang-format"), encoding="utf-8").read(),
    "src/base/base.h": "int base_sum(int a, int b);\n",
    "src/base/env.h": "int env_now(void);\n",
    "src/base/file.h": "int file_write(void);\n",
    "src/base/base.c": '#include "base/base.h"\n\nint base_sum(int a, int b) {\n    return a + b;\n}\n',
    "src/law/law.h": '#include "base/base.h"\n',
    "src/law/law_internal.h": "int law_hidden(void);\n",
    "src/store/store.h": '#include "base/base.h"\n',
    "src/flow/flow.h": '#include "law/law.h"\n#include "store/store.h"\n',
    "src/web/web.c": '#include "law/law.h" /* shown by flow.h */\n\n/* system("x"), a TO' 'DO (#2) */\n'
                     'static const char *const NAMES[] = {"strcpy(", "{"};\n',
    "src/law/law_test.c": "#include <stdio.h>\n",
    "README.md": "A tree.\n",
    "docs/keys.md": "# Keys\n",
    "tools/lint_asvs.py": "# the test of what is documented\n",
    "tools/asvs_ids.txt": "# id, level\nV1.1.1 1\nV1.1.2 2\n",
    "docs/asvs.csv": "",
    "src/http/routes.def": 'ROUTE(HTTP_GET, "/peta", "/en/map")\n',
}
ASVS = "id,level,asks,applies,state,how,file,test\n"
ONE = "V1.1.1,1,sums are right,yes,met,by adding,src/base/base.c,src/law/law_test.c\n"
TWO = "V1.1.2,2,keys are told,yes,met,in a table,docs/keys.md#Keys,tools/lint_asvs.py\n"
CLEAN["docs/asvs.csv"] = ASVS + ONE + TWO
LONG = "int law_long(void) {\n" + "    base_sum(1, 2);\n" * 60 + "}\n"
MANY = "int law_many(int a, int b, int c, int d, int e, int (*f)(int, int)) {\n    return a;\n}\n"
VARARGS = "__attribute__((noinline)) int law_ok(int a, int b, int c, int (*d)(int, int), ...) {\n    return a;\n}\n"
# rule, file, its text, line that must be named (0: the tree is clean).
CASES = [
    ("may-use", "src/law/law.c", '#include "store/store.h"\n', 1),
    ("may-use", "src/web/web_two.c", '\n#include "store/store.h"\n', 2),
    ("may-use", "src/store/store.c", '#include "law/law_internal.h"\n', 1),
    ("may-use", "src/store/store.c", '#include "store.h"\n', 1),
    ("may-use", "src/attic/attic.c", "", 1),
    ("may-use", "ARCHITECTURE.md", "# room use\nbase - law\n", 1),
    ("impure", "src/law/law.c", "#include <stdio.h>\n", 1),
    ("impure", "src/law/law.c", '#include "base/env.h"\n', 1),
    ("impure", "src/law/law.c", '#include "base/file.h"\n', 1),
    ("file-size", "src/law/law.c", "\n" * 501, 1),
    ("file-size", "src/law/more.h", "\n" * 151, 1),
    ("file-size", "src/law/law.c", "\n" * 500, 0),
    ("function-size", "src/law/law.c", LONG, 1),
    ("parameters", "src/law/law.c", "\n" + MANY, 2),
    ("parameters", "src/law/law.c", VARARGS, 0),
    ("parameters", "src/law/law.c", "/* lint: parameters: a library's own signature */\n" + MANY, 0),
    ("parameters", "src/law/law.c", "/* lint: parameters: */\n" + MANY, 2),
    ("banned", "fuzz/x.c", "int f(char *s) {\n    return (int)strlen(strcpy(s, s));\n}\n", 2),
    ("banned", "src/store/store.c", "int f(void) {\n    return (int)time(0);\n}\n", 2),
    ("banned", "src/flow/flow.c", 'int f(void) {\n    return printf("x");\n}\n', 2),
    ("banned", "src/flow/flow.c", 'int f(struct x *x) {\n    return x->time(x) + base_time(x); /* time() */\n}\n', 0),
    ("sql-place", "src/flow/flow.c", 'const char *q(void) {\n    return "SELECT a FROM b WHERE c";\n}\n', 2),
    ("sql-place", "src/store/store.c", 'const char *q(void) {\n    return "SELECT a FROM b";\n}\n', 0),
    ("globals", "src/flow/flow.c", "\nstatic int count;\n", 2),
    ("globals", "src/flow/flow.c", "static struct row rows[2] = {{1}, {2}};\n", 1),
    ("globals", "src/flow/flow.c", "int f(void) {\n    static int n = 0;\n    return n++;\n}\n", 2),
    ("globals", "src/flow/flow.c", "struct row {\n    int a;\n};\nstatic const int ROWS[] = {1};\nint f(int a);\n", 0),
    ("todo", "src/flow/flow.c", "/* TO" "DO: later */\n", 1),
    ("whitespace", "README.md", "a \n", 1),
    ("whitespace", "src/flow/flow.c", "int f(void) {\n\treturn 1;\n}\n", 2),
    ("whitespace", "README.md", "a", 1),
    ("words", "docs/x.md", "see /wo" "rk/main\n", 1),
    ("scripts", "tools/x.sh", "#!/bin/sh\nif true; then\n", 1),
    ("scripts", "tools/x.py", "a = (\n", 1),
    ("exemptions", "tools/lint_exempt.txt", "file-size src/gone.c it was generated\n", 1),
    ("exemptions", "tools/lint_exempt.txt", "file-size src/base/base.c\n", 1),
    ("asvs", "docs/asvs.csv", ASVS + ONE + "V1.1.2,2,no LDAP,no,,none is used,,\n", 0),
    ("asvs", "docs/asvs.csv", ASVS + ONE + "V1.1.2,2,no LDAP,yes,not met,not built,,\n", 0),
    ("asvs", "docs/asvs.csv", ASVS + ONE, 1),
    ("asvs", "docs/asvs.csv", ASVS + ONE + ONE + TWO, 3),
    ("asvs", "docs/asvs.csv", ASVS + ONE + TWO.replace(",2,", ",1,"), 3),
    ("asvs", "docs/asvs.csv", ASVS + ONE + TWO + TWO.replace("V1.1.2", "V9.9.9"), 4),
    ("asvs", "docs/asvs.csv", ASVS + ONE.replace("law_test.c", "gone_test.c") + TWO, 2),
    ("asvs", "docs/asvs.csv", ASVS + ONE.replace("src/law/law_test.c", "src/base/base.c") + TWO, 2),
    ("asvs", "docs/asvs.csv", ASVS + ONE.replace("src/law/law_test.c", "") + TWO, 2),
    ("asvs", "docs/asvs.csv", ASVS + ONE.replace("base.c,", "gone.c,") + TWO, 2),
    ("asvs", "docs/asvs.csv", ASVS + ONE.replace("yes,met", "yes,") + TWO, 2),
    ("asvs", "docs/asvs.csv", ASVS + ONE.replace(",by adding", ",") + TWO, 2),
    ("asvs", "docs/asvs.csv", ASVS + ONE + TWO.replace("#Keys", "#Locks"), 3),
    ("asvs", "docs/asvs.csv", ASVS + ONE + TWO.replace("#Keys", ""), 3),
    ("asvs", "docs/asvs.csv", ASVS + "V1.1.1,1\n" + TWO, 2),
    ("asvs", "docs/reliability.md", "| R15 | of 2 requirements 2 apply, 2 are met with a test, 0 are not met |\n", 0),
    ("asvs", "docs/reliability.md", "# R\n\n| R15 | of 2 requirements 2 apply, 1 are met with a test, 1 are not met |\n", 3),
    ("documents", "docs/x.md", "A sum: `src/base/base.c`, of\n`src/base`; `tests/PART/run.sh`; `/peta`.\n", 0),
    ("documents", "docs/x.md", "A sum:\n`src/base/gone.c`\n", 2),
    ("documents", "docs/prevention.md", "| map | `/peta` | `src/law/law_test.c` |\n", 0),
    ("documents", "docs/prevention.md", "| map | `/peta/{gone}` | `src/law/law_test.c` |\n", 1),
    ("clang-format", "src/flow/flow.c", "int f( void ){return 1;}\n", 1),
]
# What these cases break by their nature beside their own rule.
ALSO = {"scripts": (), "whitespace": ("clang-format",), "file-size": ("clang-format",)}
RULES = ("may-use impure file-size function-size parameters banned sql-place globals todo whitespace words "
         "scripts exemptions asvs documents clang-format").split()


def lint(files, rules):
    with tempfile.TemporaryDirectory() as root:
        for path, text in files.items():
            os.makedirs(os.path.dirname(os.path.join(root, path)), exist_ok=True)
            with open(os.path.join(root, path), "w", encoding="utf-8") as file:
                file.write(text)
        done = subprocess.run([sys.executable, os.path.join(ROOT, "tools/lint.py"), "--root", root, *rules],
                              capture_output=True, text=True, check=False)
        return done.stdout + done.stderr


def clash():
    """A small library and an archive that exports one of its names."""
    with tempfile.TemporaryDirectory() as root:
        debug = os.path.join(root, "build/debug")
        os.makedirs(debug)
        for name in ("json_null", "json_own"):
            with open(f"{debug}/{name}.c", "w", encoding="utf-8") as file:
                file.write(f"int {name}(void);\nint {name}(void) {{\n    return 1;\n}}\n")
        script = ("gcc -shared -fPIC -o libtheirs.so json_null.c && gcc -c json_null.c json_own.c && "
                  "ar rcs libnetral-core.a json_null.o json_own.o && echo 'int json_null(void);"
                  "int main(void) {return json_null();}' | gcc -x c - -o netral -L. -ltheirs -Wl,-rpath,$PWD")
        subprocess.run(["sh", "-c", script], cwd=debug, check=True)
        done = subprocess.run([sys.executable, os.path.join(ROOT, "tools/lint.py"), "--root", root, "--build",
                               "build", "symbols"], capture_output=True, text=True, check=False)
        good = "libtheirs.so:1: symbols: also exports json_null" in done.stdout and "json_own" not in done.stdout
        return "symbols sees a name that a library has too", good, done.stdout + done.stderr


def main():
    failed = 0
    out = lint(CLEAN, RULES)
    results = [("a clean tree is left alone", "not ok" not in out and "ok may-use" in out, out)]
    for number, (rule, path, text, line) in enumerate(CASES):
        rules = [r for r in RULES if r not in ALSO.get(rule, ()) and (r == rule or r != "clang-format")]
        out = lint({**CLEAN, path: text}, rules)
        bad = [word[7:] for word in out.splitlines() if word.startswith("not ok ")]
        good = bad == [rule] and f"{path}:{line}: {rule}:" in out if line else not bad and "ok " + rule in out
        results.append((f"{rule} {'sees' if line else 'leaves alone'} case {number}", good, out))
    results.append(clash())
    for name, good, out in results:
        print(("ok lint_test: " if good else "not ok lint_test: ") + name)
        if not good:
            print("# " + out.replace("\n", "\n# "))
            failed += 1
    return 1 if failed else 0


sys.exit(main())
