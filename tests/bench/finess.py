#!/usr/bin/python3
"""Times `check --finess` on a register as large as the real one, beside `wc -l` on the same file.

Usage: DMPCERT=build/release/cli/dmpcert tests/bench/finess. The whole process counts, the two programs
take turns, the file is in the cache. Prints lines `name value limit`: medians in milliseconds, and their
ratio, whose limit is 5 for a file quoted as the real one is. Judges nothing: the machine may be busy.
"""
import os
import pathlib
import statistics
import subprocess
import tempfile
import time

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
DMPCERT = os.environ.get("DMPCERT", str(REPOSITORY / "build/release/cli/dmpcert"))
DOSSIER = REPOSITORY / "examples/dossiers/ght-guyane.json"
REPEATS = 31


def milliseconds(command):
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return (time.perf_counter() - start) * 1000


def main():
    with tempfile.TemporaryDirectory() as folder:
        for name, options in (("finess", []), ("finess-quoted", ["--quoted"]), ("finess-json", ["--json"])):
            register = pathlib.Path(folder) / name
            with register.open("wb") as out:
                subprocess.run([REPOSITORY / "tests/support/finess-generate.py", *options], check=True, stdout=out)
            check, count = [DMPCERT, "--as-of", "2026-11-23", "check", DOSSIER, "--finess", register], ["wc", "-l", register]
            times = [(milliseconds(check), milliseconds(count)) for _ in range(REPEATS)]
            ours, theirs = (statistics.median(column) for column in zip(*times))
            print(f"{name}-check-ms  {ours:.1f}  -")
            print(f"{name}-wc-ms  {theirs:.1f}  -")
            print(f"{name}-ratio  {ours / theirs:.2f}  {5 if name == 'finess' else '-'}")


if __name__ == "__main__":
    main()
