#!/usr/bin/python3 -B
"""What hardening costs: instructions of the same work, with and without it.

usage: tests/bench/hardening.py PLAIN HARDENED

Two builds of dmpcert, the first one configured with -DDMP_HARDENING=OFF. Prints `name  plain  hardened  ratio`, the
counts in millions of instructions (valgrind --tool=callgrind), which do not depend on how busy the machine is. Work:
`expiry` over 200 certificates, `check` of 200 establishments, `--version` for the start.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
REPOSITORY = HERE.parents[1]
TOOL = REPOSITORY / "tests/support/rehearsal-ca/rehearsal-ca"
DAY = "2026-11-23"


def run(*command, **more):
    return subprocess.run([str(word) for word in command], check=True, capture_output=True,
                          env={**os.environ, "REHEARSAL_CA_FAST": "1"}, **more)


def instructions(program, *words, cwd):
    told = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", program, *map(str, words)],
                          check=False, capture_output=True, text=True, cwd=cwd)
    if told.returncode not in (0, 1):
        sys.exit(told.stderr)
    return int(re.search(r"Collected : (\d+)", told.stderr)[1]) / 1e6


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    programs = [os.path.abspath(word) for word in sys.argv[1:]]
    with tempfile.TemporaryDirectory() as folder:
        at = pathlib.Path(folder)
        run(TOOL, "init", at / "authority")
        run("openssl", "req", "-new", "-newkey", "rsa:2048", "-nodes", "-keyout", at / "key", "-subj", "/CN=x", "-out",
            at / "csr")
        run(TOOL, "issue", at / "authority", "--dossier", REPOSITORY / "examples/dossiers/ght-guyane.json", "--site",
            "cayenne", "--usage", "SIGN", "--csr", at / "csr", "--out", at / "pem")
        pem = (at / "pem").read_text(encoding="ascii")
        (at / "tree").mkdir()
        for number in range(200):
            (at / f"tree/{number}.pem").write_text(pem, encoding="ascii")
        (at / "dossier.json").write_bytes(run(HERE / "dossier-generate.py", "200").stdout)
        for name, *words in (["start", "--version"], ["expiry", "--as-of", DAY, "expiry", at / "tree", "--format", "json"],
                             ["check", "--as-of", DAY, "check", at / "dossier.json"]):
            plain, hardened = (instructions(program, *words, cwd=folder) for program in programs)
            print(f"{name}  {plain:.1f}  {hardened:.1f}  {hardened / plain:.3f}")


main()
