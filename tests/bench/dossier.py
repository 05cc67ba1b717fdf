#!/usr/bin/python3
"""Times `dossier new`, `import` and `export` on as much as a large group has.

Usage: DMPCERT=build/release/cli/dmpcert tests/bench/dossier.py [--quick]. Prints lines `name value limit`: medians of
whole processes in milliseconds of processor time, which other work on the machine does not lengthen, the same beside
another program that reads the same file in the same run (openpyxl, Python's csv, wc), and memory as a multiple of the
document that was read or written. Judges nothing. Reading a dossier of 10,000 sites beside nlohmann's parse is a figure of tests/bench/check.py.
"""
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
DMPCERT = os.environ.get("DMPCERT", str(REPOSITORY / "build/release/cli/dmpcert"))
QUICK = "--quick" in sys.argv
LINES = 1_000 if QUICK else 10_000
REPEATS = 3 if QUICK else 7
OPENPYXL = "import openpyxl, sys; [None for row in openpyxl.load_workbook(sys.argv[1], read_only=True).active.iter_rows()]"
CSV = "import csv, sys; [None for row in csv.reader(open(sys.argv[1], encoding='utf-8-sig'), delimiter=';')]"


def run(command):
    """Milliseconds of processor time, and the largest memory in bytes."""
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    elapsed = (usage.ru_utime + usage.ru_stime) * 1000
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{command}: exit code {child.returncode}")
    return elapsed, usage.ru_maxrss * 1024


def figure(name, command, limit, other, other_command, document):
    """Our program and another one take turns."""
    ours, theirs, memory = [], [], 0
    for _ in range(REPEATS):
        elapsed, used = run(command)
        ours.append(elapsed)
        memory = max(memory, used)
        theirs.append(run(other_command)[0])
    ours, theirs = statistics.median(ours), statistics.median(theirs)
    print(f"{name}-ms  {ours:.0f}  {'-' if QUICK else limit}")
    print(f"{name}-{other}-ratio  {ours / theirs:.2f}  -")
    print(f"{name}-memory-ratio  {memory / document.stat().st_size:.1f}  {'-' if QUICK else 10}")


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        register, small, dossier = folder / "register.csv", folder / "small.csv", folder / "dossier.json"
        for path, lines in ((register, 103_023), (small, 2 * LINES)):
            with path.open("wb") as out:
                subprocess.run([REPOSITORY / "tests/support/finess-generate.py", "--lines", str(lines)], check=True, stdout=out)
        numbers = [line.split(";")[1] for line in small.read_text(encoding="utf-8").splitlines() if line.startswith("structureet")]
        numbers = [number for number in numbers if number[1] != "A" or number[0] == "2"][:LINES]
        asked = [part for number in numbers for part in ("--et", number)]
        run([DMPCERT, "dossier", "new", "--finess", small, *asked, "-o", dossier])
        tables = {kind: folder / f"sites.{kind}" for kind in ("csv", "xlsx")}
        for table in tables.values():
            run([DMPCERT, "dossier", "export", dossier, "-o", table])
        figure("new-103000", [DMPCERT, "dossier", "new", "--finess", register, "--ej", "970302022", "-o", "-"], 500,
               "wc", ["wc", "-l", register], register)
        for kind, limit, other, program in (("csv", 500, "python-csv", CSV), ("xlsx", 2000, "openpyxl", OPENPYXL)):
            table = tables[kind]
            reader = ["/usr/bin/python3", "-c", program, table]
            figure(f"import-{kind}", [DMPCERT, "dossier", "import", table, "-o", "/dev/null"], limit, other, reader, dossier)
            figure(f"export-{kind}", [DMPCERT, "dossier", "export", dossier, "--format", kind], "-", other, reader, dossier)


if __name__ == "__main__":
    main()
