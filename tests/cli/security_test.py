#!/usr/bin/python3 -B
"""Every claim of SECURITY.md names tests, and each of them is there and is run.

usage: security_test.py REPOSITORY
"""
import pathlib
import re
import sys


def claims(text):
    """The rows of the table of what holds: (claim, what stands in backquotes beside it)."""
    table = text[text.index("| claim | shown by |"):]
    for line in table[:table.index("\n\n")].splitlines()[2:]:
        claim, shown_by = line.strip("| ").rsplit(" | ", 1)
        yield claim, re.findall(r"`([^`]+)`", shown_by)


def is_run(tests, name):
    """Bats files and unit tests are those of their folders; of the others CMake knows the names."""
    if f"NAME cli.{name} " in (tests / "cli/CMakeLists.txt").read_text("utf-8"):
        return True
    found = tests / "cli" / name if name.endswith(".bats") else tests / name.removeprefix("tests/")
    return found.exists()


def main():
    repository = pathlib.Path(sys.argv[1])
    wrong = []
    for claim, names in claims((repository / "SECURITY.md").read_text("utf-8")):
        wrong += [] if names else [f"no test is named: {claim}"]
        wrong += [f"{name} is not there: {claim}" for name in names if not is_run(repository / "tests", name)]
    print("\n".join(wrong))
    return 1 if wrong else 0


sys.exit(main())
