#!/usr/bin/env python3
"""Figures of an installation of every certificate of many sites, in one run.

usage: DMPCERT=build/release/cli/dmpcert tests/bench/install.py [--quick] [--sites N] [--key KIND] [--turns N] [--made DIR]

Prints `name  value  limit`. Orders, authority and certificates are made first, which takes minutes; --made keeps them in
a folder and takes them from there the next time. The delivery is one folder, the workspace and the targets lie beside it
on the same disk. The disk's part is the time that the calls fsync, fdatasync and syncfs take, as strace measures it in a
turn of its own (only those calls are stopped); the rest of that turn is ours.
"""
import argparse
import contextlib
import os
import pathlib
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
AUTHORITY_TOOL = REPOSITORY / "tests/support/rehearsal-ca/rehearsal-ca"
DAY = "2026-11-23"
LIMIT_SECONDS = 20


def show(name, value, limit=""):
    print(f"install.{name:<32}  {value:>10}  {limit}", flush=True)


def must(*words, **how):
    return subprocess.run([str(word) for word in words], check=True, capture_output=True, **how)


def make(folder, dmpcert, options):
    """A workspace of orders and a delivery of their certificates."""
    environment = {**os.environ, "REHEARSAL_CA_FAST": "1"}
    (folder / "delivered").mkdir(parents=True)
    must(AUTHORITY_TOOL, "init", folder / "authority", env=environment)
    dossier = must(REPOSITORY / "tests/bench/dossier-generate.py", options.sites, "--varied").stdout
    (folder / "dossier.json").write_bytes(dossier)
    must(dmpcert, "--as-of", DAY, "csr", "dossier.json", "--all", "--plain-key", "--key", options.key, cwd=folder)
    issue = []
    for request in sorted((folder / "dmp-workspace").glob("*/*/request.csr")):
        site = re.search(r'"site": "([^"]+)"', (request.parent / "order.json").read_text())[1]
        issue += [site, request.parent.name, request, folder / f"delivered/{site}-{request.parent.name}.pem"]
    script = f"{AUTHORITY_TOOL} issue {folder}/authority --dossier {folder}/dossier.json " \
             "--site \"$0\" --usage \"$1\" --csr \"$2\" --out \"$3\" " \
             "--not-before 20261120090000Z > /dev/null"
    must("xargs", "-0", "-P", os.cpu_count(), "-n", "4", "bash", "-c", script,
         input=b"\0".join(str(word).encode() for word in issue))


def install(folder, dmpcert, *before):
    """One installation into a fresh copy: wall and processor seconds, memory in MB, what the tracer said."""
    with tempfile.TemporaryDirectory(prefix="turn-", dir=folder) as work:
        shutil.copytree(folder / "dmp-workspace", pathlib.Path(work) / "dmp-workspace")
        os.sync()
        command = [*before, dmpcert, "--as-of", DAY, "install", folder / "delivered", "--dossier",
                   folder / "dossier.json", "--trust", folder / "authority/trust", "--trust-any", "--pem-dir", "pki"]
        used, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        run = subprocess.run([str(word) for word in command], cwd=work, capture_output=True, check=False)
        wall, now = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
        if run.returncode != 0:
            sys.exit(f"install fails: {run.stdout.decode()[-2000:]}{run.stderr.decode()}")
        placed = len(list((pathlib.Path(work) / "pki").glob("*/*/certificate.pem")))
        return wall, now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime, now.ru_maxrss / 1000, placed


def disk_seconds(folder, dmpcert):
    """Seconds of one turn, and those of them in which the disk was waited for."""
    with tempfile.NamedTemporaryFile("r") as trace:
        wall, _, _, _ = install(folder, dmpcert, "strace", "--seccomp-bpf", "-f", "-T", "-e",
                                "trace=fsync,fdatasync,syncfs,sync_file_range", "-o", trace.name)
        waits = re.findall(r"<([0-9.]+)>$", trace.read(), re.M)
    return wall, sum(map(float, waits)), len(waits)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true", help="20 sites")
    parser.add_argument("--sites", type=int)
    parser.add_argument("--key", default="rsa:2048")
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--made", type=pathlib.Path)
    options = parser.parse_args()
    options.sites = options.sites or (20 if options.quick else 400)
    dmpcert = os.path.abspath(os.environ["DMPCERT"])
    with contextlib.ExitStack() as stack:
        folder = options.made or pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory())) / "made"
        folder = folder.absolute()
        if not (folder / "delivered").is_dir():
            make(folder, dmpcert, options)
        delivered = len(list((folder / "delivered").iterdir()))
        turns = [install(folder, dmpcert) for _ in range(options.turns)]
        if any(placed != delivered for _, _, _, placed in turns):
            sys.exit(f"not every one of {delivered} certificates is in place")
        seconds = statistics.median(turn[0] for turn in turns)
        show("certificates", delivered)
        show("seconds", f"{seconds:.2f}", f"{LIMIT_SECONDS * delivered / 800:.1f}")
        show("processor-seconds", f"{statistics.median(turn[1] for turn in turns):.2f}")
        show("megabytes", f"{max(turn[2] for turn in turns):.0f}")
        if shutil.which("strace"):
            wall, waited, calls = disk_seconds(folder, dmpcert)
            show("disk.calls", calls)
            show("disk.seconds", f"{waited:.2f}")
            show("without-disk.seconds", f"{wall - waited:.2f}", f"{LIMIT_SECONDS * delivered / 1600:.1f}")


if __name__ == "__main__":
    main()
