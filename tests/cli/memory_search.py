#!/usr/bin/python3 -B
"""Looks for pieces of secrets in the memory of the process that started it, and writes where they are.

usage: memory_search.py OUT PASSPHRASE_FILE KEY…

Of each KEY (an RSA key in PEM) lines of its private part and pieces of each of its private numbers, in either order of
bytes, are looked for; of the passphrase the whole. OUT gets a line for each place: what, and whether that memory is locked.
Whoever reads another process has to be root.
"""
import os
import re
import subprocess
import sys

OUT, PASSPHRASE, *KEYS = sys.argv[1:]
NUMBERS = ("privateExponent", "prime1", "prime2", "exponent1", "exponent2", "coefficient")


def pieces_of(key):
    with open(key, encoding="ascii") as file:
        for line in file.read().splitlines()[9:-2]:  # the first lines have the modulus
            yield "PEM", line[4:60].encode()
    text = subprocess.run(["openssl", "rsa", "-in", key, "-noout", "-text"], check=True, capture_output=True, text=True)
    for name in NUMBERS:
        digits = re.search(rf"^{name}:\s((?: +[0-9a-f:]+\n)+)", text.stdout, re.M)[1]
        number = bytes.fromhex(re.sub(r"[\s:]", "", digits)).lstrip(b"\0")
        yield name, number[8:40]
        yield name, number[::-1][8:40]


def memory_of(process):
    """(whether it is locked, content) of what that process may write."""
    areas = []
    with open(f"/proc/{process}/smaps", encoding="utf-8", errors="replace") as file:
        for line in file:
            if area := re.match(r"([0-9a-f]+)-([0-9a-f]+) (\S+) ", line):
                areas.append([int(area[1], 16), int(area[2], 16), area[3], False])
            elif line.startswith("VmFlags"):
                areas[-1][3] = " lo" in line
    with open(f"/proc/{process}/mem", "rb", 0) as file:
        for begin, end, rights, locked in areas:
            if rights.startswith("rw"):
                file.seek(begin)
                try:
                    yield locked, file.read(end - begin)
                except OSError:
                    pass


def main():
    wanted = [piece for key in KEYS for piece in pieces_of(key)]
    with open(PASSPHRASE, "rb") as file:
        wanted.append(("passphrase", file.read().rstrip(b"\n")))
    looked = 0
    with open(OUT, "a", encoding="utf-8") as out:
        for locked, content in memory_of(os.getppid()):
            looked += len(content)
            for what, piece in wanted:
                for _ in range(content.count(piece)):
                    print("locked" if locked else "open", what, file=out)
        print(f"looked at {looked} bytes", file=out)
    return 0 if looked > 100000 else 1


sys.exit(main())
