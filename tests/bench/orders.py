#!/usr/bin/env python3
"""Figures of a batch of orders: against a bare loop of key generation, and with keys that were made before.

usage: BUILD=build/release tests/bench/orders.py [--threads N] [--quick] [--folder DIR]

Prints `name  value  limit`; medians over turns, ratios within a turn, so that a busy machine slows all.
orders.rate-ratio is the batch's rate of keys against that of the bare loop (EVP_PKEY_Q_keygen, or GnuTLS's generator
where the build has it) on as many threads, by wall clock; processor-ratio says the same of processor time. What a
request costs beside its key is measured with keys made before; its wall clock is that of the disk under --folder (every
file is synced), its processor time is ours. The workspace lies in a new folder below --folder (default: the usual one
for temporary files).
"""
import argparse
import importlib.machinery
import importlib.util
import math
import os
import statistics
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
MODULES = ("csr", "pdf", "documents", "files", "x509", "policy", "model", "base")


def load_keys():
    """The bench of key generation has the bare loops."""
    loader = importlib.machinery.SourceFileLoader("bench_keys", os.path.join(HERE, "keys.py"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


def flags_of(*packages):
    shown = subprocess.run(["pkg-config", "--libs", *packages], check=True, capture_output=True, text=True).stdout
    return shown.split()


def program(keys, folder):
    path = os.path.join(folder, "bench_orders")
    modules = [os.path.join(keys.BUILD, f"lib/libdmp_{module}.a") for module in MODULES]
    packages = ["pangocairo", "libutf8proc"] + (["gnutls"] if keys.generator() == "gnutls" else [])
    subprocess.run([os.environ.get("CXX", "c++"), "-std=c++20", "-O2", "-I", os.path.join(keys.SOURCE, "lib"),
                    os.path.join(HERE, "orders.cpp"), "-o", path, *modules, *flags_of(*packages), "-lfmt", "-lzxcvbn",
                    "-lcrypto", "-lpthread", *(["-lgmp"] if "gnutls" in packages else [])], check=True)
    return path


def batch(bench, what, sites, threads, folder):
    """Wall and processor seconds a request, and the largest memory of the process."""
    with tempfile.TemporaryDirectory(dir=folder) as work:
        shown = subprocess.run([bench, what, str(sites), str(threads), os.path.join(work, "w")], check=True,
                               capture_output=True, text=True).stdout.split()
    return float(shown[0]) / (2 * sites), float(shown[1]) / (2 * sites), int(shown[2])


def show(name, value, limit=""):
    print(f"orders.{name:<38}  {value:>10}  {limit}", flush=True)


def compare(keys, bare, bench, options):
    """Batches and bare loops in turn: the batch's rate over that of the loop."""
    own = keys.generator()
    turns, sites = (2, 8) if options.quick else (7, 60)
    times = 2 * sites // options.threads
    ours, theirs = [], []
    for _ in range(turns):
        theirs.append(keys.measure(bare, own, options.threads, times))
        ours.append(batch(bench, "new", sites, options.threads, options.folder))
    show("generator", own)
    show("threads", options.threads)
    show("bare.keys-per-second", f"{1 / statistics.median(one[0] for one in theirs):.2f}")
    show("batch.keys-per-second", f"{1 / statistics.median(one[0] for one in ours):.2f}")
    show("rate-ratio", f"{statistics.median(b[0] / o[0] for b, o in zip(theirs, ours)):.2f}", "0.90")
    show("processor-ratio", f"{statistics.median(b[1] / o[1] for b, o in zip(theirs, ours)):.2f}")


def grow(bench, options):
    """Cost of a request beside its key, and how time and memory grow with the sites."""
    counts = [50, 100] if options.quick else [250, 500, 1000]
    turns = 2 if options.quick else 5
    total, memory = [], []
    for count in counts:
        taken = [batch(bench, "premade", count, options.threads, options.folder) for _ in range(turns)]
        wall, processor, most = (statistics.median(column) for column in zip(*taken))
        show(f"premade.{count}.wall-ms", f"{1000 * wall:.2f}", "2.00")
        show(f"premade.{count}.processor-ms", f"{1000 * processor:.2f}", "2.00")
        show(f"premade.{count}.memory-MB", f"{most / 1e6:.1f}")
        total.append(2 * count * processor)
        memory.append(most)
    show(f"premade.exponent.{counts[0]}-{counts[-1]}",
         f"{math.log(total[-1] / total[0], counts[-1] / counts[0]):.2f}", "1.10")
    show(f"premade.memory.kB-a-site.{counts[0]}-{counts[-1]}",
         f"{(memory[-1] - memory[0]) / 1000 / (counts[-1] - counts[0]):.1f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--folder")
    options = parser.parse_args()
    keys = load_keys()
    with tempfile.TemporaryDirectory() as folder:
        bench = program(keys, folder)
        compare(keys, keys.program(folder), bench, options)
        grow(bench, options)


if __name__ == "__main__":
    sys.exit(main())
