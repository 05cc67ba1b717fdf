#!/usr/bin/python3
"""Figures of `dmpcert expiry` over 20,000 certificates in a tree, beside other ways to look at the same files.

usage: DMPCERT=build/release/cli/dmpcert tests/bench/expiry.py [--quick]

Prints `name  value  limit`. The certificates are one of the rehearsal authority's with other structures and serials
(their signatures are wrong, which nobody looks at here); one in fifty ends within the notice. All programs take turns
in one run, files in the cache, the bare loop of reading with as many threads as expiry; times are whole processes by
the clock, medians of seven. The shell loop goes over a hundred files and is scaled up. Memory is the most that the
process had at once; Python's own, which started it, is the least that can show. --quick takes 2,000 files. Judges
nothing: the machine may be busy.
"""
import base64
import os
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile
import textwrap
import time

HERE = pathlib.Path(__file__).resolve().parent
REPOSITORY = HERE.parents[1]
DMPCERT = os.environ.get("DMPCERT", str(REPOSITORY / "build/release/cli/dmpcert"))
FILES = 2000 if "--quick" in sys.argv else 20000
REPEATS = 7
THREADS = str(os.cpu_count())
SHELL_FILES = 100


def sample(folder):
    """The DER of a SIGN certificate of the rehearsal authority."""
    tool = REPOSITORY / "tests/support/rehearsal-ca/rehearsal-ca"
    run = lambda *command: subprocess.run(command, check=True, capture_output=True, cwd=folder,
                                          env={**os.environ, "REHEARSAL_CA_FAST": "1"})
    run(tool, "init", "authority")
    run("openssl", "req", "-new", "-newkey", "rsa:2048", "-nodes", "-keyout", "key", "-subj", "/CN=x", "-out", "csr")
    run(tool, "issue", "authority", "--dossier", REPOSITORY / "examples/dossiers/ght-guyane.json", "--site", "cayenne",
        "--usage", "SIGN", "--not-before", "20250115090000Z", "--csr", "csr", "--out", "pem")
    return run("openssl", "x509", "-in", "pem", "-outform", "DER").stdout


def grow(tree, der, count):
    random.seed(8)
    at = der.index(b"1970300026")
    serial = 4 + 4 + 5 + 2  # outer and inner SEQUENCE, version, tag and length
    assert der[13] == 2 and der[14] >= 16 and der.count(b"280115") == 2
    for i in range(count):
        made = bytearray(der)
        made[at:at + 10] = b"1%09d" % random.randrange(10**9)
        made[serial + 1:serial + 16] = random.randbytes(15)
        if i % 50 == 0:
            made = made.replace(b"280115", b"261220")  # of notAfter and of the key's period
        folder = tree / f"{i % 200:03}" / f"{i // 200 % 4}"
        folder.mkdir(parents=True, exist_ok=True)
        body = "\n".join(textwrap.wrap(base64.b64encode(made).decode(), 64))
        (folder / f"site-{i:05}.pem").write_text(f"-----BEGIN CERTIFICATE-----\n{body}\n-----END CERTIFICATE-----\n")


def measure(command):
    """Milliseconds and MB of a process."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in ((0, 1, 2) if "nagios" in command else (0, 1)):
        sys.exit(f"{command} ended with {process.returncode}")
    return (time.perf_counter() - start) * 1000, usage.ru_maxrss * 1024 / 1e6


def show(name, value, limit="-"):
    print(f"{name}  {value}  {limit}")


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        tree = folder / "tree"
        grow(tree, sample(folder), FILES)
        loops = folder / "loops"
        subprocess.run([os.environ.get("CXX", "c++"), "-std=c++20", "-O2", HERE / "expiry.cpp", "-o", loops, "-lcrypto",
                        "-pthread"], check=True)
        expiry = [DMPCERT, "--as-of", "2026-11-23", "expiry", tree, "--jobs", THREADS, "--format"]
        commands = {
            "read": [loops, "read", THREADS, tree],
            "expiry": [*expiry, "text"],
            "expiry-nagios": [*expiry, "nagios"],
            "openssl-loop": [loops, "openssl", "1", tree],
        }
        measured = {key: [] for key in commands}
        for _ in range(REPEATS):
            for key, command in commands.items():
                if key != "openssl-loop" or len(measured[key]) < 3:
                    measured[key].append(measure(command))
        ms = {key: statistics.median(t for t, _ in values) for key, values in measured.items()}
        few = sorted(tree.rglob("*.pem"))[:SHELL_FILES]
        script = "for f; do openssl x509 -enddate -noout -in \"$f\"; done"
        shell = measure(["sh", "-c", script, "sh", *few])[0] / SHELL_FILES * FILES
        for key, value in ms.items():
            show(f"{key}-ms", f"{value:.0f}")
        show("read-ratio", f"{ms['expiry'] / ms['read']:.2f}", 2)
        show("read-ratio-nagios", f"{ms['expiry-nagios'] / ms['read']:.2f}")
        show("openssl-ratio", f"{ms['openssl-loop'] / ms['expiry']:.1f}", "at least 5")
        show(f"shell-ms (of {SHELL_FILES} files, scaled to {FILES})", f"{shell:.0f}")
        show("shell-ratio", f"{shell / ms['expiry']:.0f}", "at least 500")
        for form in ("text", "json", "csv", "nagios", "prometheus", "junit", "ics", "html"):
            show(f"memory-{form}-mb", f"{max(measure([*expiry, form])[1] for _ in range(3)):.0f}", 64)
        # In turn with a program that does nothing, whose time is this script's and the system's.
        starts = [(measure([DMPCERT, "expiry", few[0]])[0], measure(["true"])[0]) for _ in range(21)]
        one, nothing = (statistics.median(times) for times in zip(*starts))
        show("one-file-ms", f"{one:.1f}", 10)
        show("nothing-ms", f"{nothing:.1f}")


if __name__ == "__main__":
    main()
