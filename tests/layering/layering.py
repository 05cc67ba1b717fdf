#!/usr/bin/python3
"""Holds the rooms' table against the includes.

The table is lib/CMakeLists.txt itself: what a room USES there is all that its files may include of other
rooms, and the use-case rooms never include each other. Third-party headers belong to the rooms named
below. Usage: layering.py REPOSITORY; one line a violation, exit 1 when there is any.
"""
import pathlib
import re
import sys

USE_CASES = {"check", "form413", "csr", "install", "expiry"}

# Ground floor first; a room may use only what stands before it (and what its line in CMake names).
FLOORS = ["core", "identifiers", "model", "policy", "dossier", "registry", "pdf", "files", "x509", "record",
          "card", "check", "form413", "csr", "install", "expiry", "report"]

# Header pattern -> the rooms (or "cli") that may include it.
THIRD_PARTY = {
    r"tl/": {"core"},
    r"fmt/": {"core", "report"},
    r"utf8proc\.h": {"core"},
    r"nlohmann/": {"dossier", "registry", "report"},
    r"valijson/": {"dossier"},
    r"openssl/": {"x509"},
    r"gnutls/|gmp\.h": {"x509"},
    r"zxcvbn\.h": {"core"},
    r"(winscard|wintypes|pcsclite|reader)\.h": {"card"},
    r"PCSC/": {"card"},
    r"p11-kit/": {"card"},
    r"(cairo|pango|fontconfig|glib)": {"pdf"},
    r"qpdf": {"form413", "pdf"},
    r"zip\.h": {"files"},
    r"CLI/": {"cli"},
    r"catch2/": set(),
}

INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]')
ROOM = re.compile(r"^dmp_room\((\w+)([^)]*)\)", re.M)


def table(repository):
    """Room -> rooms it may use, from lib/CMakeLists.txt."""
    rooms = {}
    for name, rest in ROOM.findall((repository / "lib/CMakeLists.txt").read_text()):
        uses = re.search(r"USES ([\w\s]+?)(?:\s+LINKS|$)", rest.strip())
        rooms.setdefault(name, set()).update(uses.group(1).split() if uses else [])
    return rooms


def table_faults(rooms):
    """What is wrong with the table itself."""
    for room, uses in rooms.items():
        if room not in FLOORS:
            yield f"lib/CMakeLists.txt: {room} is not a room of the design"
            continue
        for used in sorted(uses):
            if used not in rooms:
                yield f"lib/CMakeLists.txt: {room} uses {used}, which is no room"
            elif FLOORS.index(used) >= FLOORS.index(room):
                yield f"lib/CMakeLists.txt: {room} uses {used}, which stands above it"
            elif room in USE_CASES and used in USE_CASES:
                yield f"lib/CMakeLists.txt: the use cases {room} and {used} must not know each other"


def include_faults(repository, rooms):
    """Includes that the table does not have, and third-party headers outside their room."""
    for path in sorted(repository.glob("lib/dmp/*/**/*.[ch]pp")) + sorted(repository.glob("cli/*.[ch]pp")):
        parts = path.relative_to(repository).parts
        room = parts[2] if parts[0] == "lib" else "cli"
        for number, line in enumerate(path.read_text().splitlines(), 1):
            found = INCLUDE.match(line)
            if not found:
                continue
            header = found.group(1)
            where = f"{path.relative_to(repository)}:{number}"
            if header.startswith("dmp/"):
                used = header.split("/")[1]
                if room == "cli":
                    if used not in rooms:
                        yield f"{where}: {header}: there is no room {used}"
                    elif "/detail/" in header:
                        yield f"{where}: {header}: an inner header of {used}"
                elif used != room and used not in rooms.get(room, set()):
                    yield f"{where}: {room} may not use {used} ({header})"
            for pattern, allowed in THIRD_PARTY.items():
                if re.match(pattern, header) and room not in allowed:
                    yield f"{where}: {header} does not belong in {room}"


def main():
    repository = pathlib.Path(sys.argv[1])
    rooms = table(repository)
    faults = list(table_faults(rooms)) + list(include_faults(repository, rooms))
    if len(rooms) < 10:
        faults.append(f"only {len(rooms)} rooms found: the table was not read")
    for fault in faults:
        print(fault)
    print(f"{len(rooms)} rooms, {len(faults)} violations")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
