#!/usr/bin/env python3
"""Figures of key generation (RSA 2048) beside the bare loops of the libraries and the usual commands, in one run.

usage: BUILD=build/release tests/bench/keys.py [--threads N] [--quick]

Prints `name  value  limit`. All take turns, so that a busy machine slows all; values are medians over the turns, and
ratios are taken within a turn. `ours` is what the library of the build does, with its generator and with keys in
secure memory; its limit is against the bare loop of the same generator. gnutls-openssl is what the build option
DMP_KEY_GENERATOR=gnutls wins: below 3 it is not worth it. --quick makes few keys: they need very different times, so
that its ratios say little.
"""
import argparse
import concurrent.futures
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.path.dirname(os.path.dirname(HERE))
BUILD = os.environ.get("BUILD", os.path.join(SOURCE, "build/release"))
COMMANDS = {"certtool": ["certtool", "--generate-privkey", "--bits", "2048", "--outfile", "/dev/null"],
            "openssl-req": ["openssl", "req", "-new", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=x", "-keyout",
                            "/dev/null", "-out", "/dev/null"]}


def has_gnutls():
    return subprocess.run(["pkg-config", "--exists", "gnutls"]).returncode == 0


def generator():
    with open(os.path.join(BUILD, "CMakeCache.txt")) as cache:
        return next((line.split("=")[1].strip() for line in cache if line.startswith("DMP_KEY_GENERATOR:")), "openssl")


def program(folder):
    """Built once a run against the library of the build."""
    path = os.path.join(folder, "bench_keys")
    modules = [os.path.join(BUILD, f"lib/libdmp_{module}.a") for module in ("x509", "model", "base")]
    command = [os.environ.get("CXX", "c++"), "-std=c++20", "-O2", "-I", os.path.join(SOURCE, "lib"),
               os.path.join(HERE, "keys.cpp"), "-o", path, *modules, "-lfmt", "-lutf8proc", "-lzxcvbn",
               "-lcrypto", "-lpthread"]
    if has_gnutls():
        command += ["-DWITH_GNUTLS", "-lgnutls", "-lgmp"]
    subprocess.run(command, check=True)
    return path


def measure(bench, what, threads, times):
    """Wall and processor seconds a key; `times` of them on each thread."""
    shown = subprocess.run([bench, what, str(threads), str(times)], check=True, capture_output=True, text=True).stdout
    return [float(seconds) / (threads * times) for seconds in shown.split()]


def processor_of_children():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def measure_command(command, threads, times):
    start, before = time.perf_counter(), processor_of_children()
    with concurrent.futures.ThreadPoolExecutor(threads) as pool:
        for done in [pool.submit(subprocess.run, command, check=True, capture_output=True)
                     for _ in range(threads * times)]:
            done.result()
    keys = threads * times
    return [(time.perf_counter() - start) / keys, (processor_of_children() - before) / keys]


def show(name, value, limit=""):
    print(f"keys.{name:<40}  {value:>10}  {limit}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    turns, times = (2, 4) if options.quick else (5, 25)
    own = generator()
    loops = ["openssl", *(["gnutls"] if has_gnutls() else []), "ours", "ours-unlocked"]
    taken = {name: [] for name in [*loops, *COMMANDS, "check", "openssl-check"]}
    with tempfile.TemporaryDirectory() as folder:
        bench = program(folder)
        for _ in range(turns):
            for name in loops:
                taken[name].append(measure(bench, name, options.threads, times))
            for name, command in COMMANDS.items():
                taken[name].append(measure_command(command, options.threads, times))
            taken["check"].append(measure(bench, "check", 1, 10 * times))
            taken["openssl-check"].append(measure(bench, "openssl-check", 1, times))

    def ratio(above, below, clock):
        return statistics.median(a[clock] / b[clock] for a, b in zip(taken[above], taken[below]))

    show("generator", own)
    show("threads", options.threads)
    for name, figures in taken.items():
        wall, processor = (statistics.median(column) for column in zip(*figures))
        if "check" not in name:
            show(f"{name}.per-second", f"{1 / wall:.2f}")
        show(f"{name}.processor-ms", f"{1000 * processor:.2f}")
    if "gnutls" in taken:
        show("gnutls-openssl.ratio", f"{ratio('openssl', 'gnutls', 0):.2f}", "3.00")
        show("gnutls-openssl.processor-ratio", f"{ratio('openssl', 'gnutls', 1):.2f}")
    if own in taken:
        show("ours.ratio", f"{ratio(own, 'ours', 0):.2f}", "0.90")
        show("ours.processor-ratio", f"{ratio(own, 'ours', 1):.2f}")
        show("check.share", f"{ratio('check', own, 1):.4f}", "0.10")
        show("openssl-check.share", f"{ratio('openssl-check', own, 1):.4f}")
    show("secure-memory.processor-ratio", f"{ratio('ours', 'ours-unlocked', 1):.2f}")


if __name__ == "__main__":
    sys.exit(main())
