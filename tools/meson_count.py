"""Counts the cases of a meson test run: meson_count.py testlog.junit.xml EXIT-STATUS

Prints every failed case and, last, passed=N failed=N. A program that ended badly without naming a
failed case (a crash, a sanitizer's report, a time-out) counts as one failure.
"""
import sys
import xml.etree.ElementTree as ET


def main():
    path, status = sys.argv[1], int(sys.argv[2])
    passed = failed = 0
    try:
        suites = ET.parse(path).getroot().iter("testsuite")
    except (OSError, ET.ParseError):
        suites = []
    for suite in suites:
        bad = 0
        for case in suite.iter("testcase"):
            if case.find("failure") is not None or case.find("error") is not None:
                bad += 1
                print("not ok", suite.get("name"), case.get("name"))
            elif case.find("skipped") is None:
                passed += 1
        if not bad and int(suite.get("failures") or 0) + int(suite.get("errors") or 0):
            bad = 1
            print("not ok", suite.get("name"), "ended badly")
        failed += bad
    if status and not failed:
        failed = 1
        print("not ok meson test ended with", status)
    print(f"passed={passed} failed={failed}")
    return 1 if failed or not passed else 0


sys.exit(main())
