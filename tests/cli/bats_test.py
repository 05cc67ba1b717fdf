#!/usr/bin/python3
"""Finds lines of bats files that look like a test and cannot fail.

Bash does not end a script at "! command", whatever comes of it: such a line counts only when it is the last of a test.
`never` of helper.bash is what is meant. Usage: bats_test.py REPOSITORY.
"""
import pathlib
import re
import sys

# At the beginning of a command, outside `if`, `while` and `until`; "[ ! -e x ]" is none.
BARE = re.compile(r"^\s*(?:(?!if |elif |while |until ).*(?:&&|\|\||[;{]|\bdo|\bthen|\belse)\s+)?! +(?!-)")


def main():
    repository = pathlib.Path(sys.argv[1])
    files = sorted([*repository.glob("tests/**/*.bats"), *repository.glob("tests/**/*.bash")])
    found = [f"{path.relative_to(repository)}:{number}: {line.strip()}" for path in files
             for number, line in enumerate(path.read_text().splitlines(), 1)
             if BARE.match(line) and not line.lstrip().startswith("#")]
    for line in ("  ! grep x y", "a && ! b", "for x; do ! grep x; done", "  { ! a; }"):
        if not BARE.match(line):
            found.append(f"{line!r} was not found")
    print(*found, f"{len(files)} files, {len(found)} lines that cannot fail", sep="\n")
    return 1 if found or len(files) < 20 else 0


if __name__ == "__main__":
    sys.exit(main())
