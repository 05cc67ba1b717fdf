#!/usr/bin/env python3
"""Figures of `dmpcert check` on large dossiers, against nlohmann::json parsing the same file in the same run.

usage: DMPCERT=build/release/cli/dmpcert tests/bench/check.py [--quick]

Prints `name  value  limit`. Times are processor time, the median of several runs; memory is the largest of the process.
--quick leaves out the dossier of 100,000 establishments.
"""
import math
import os
import statistics
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
REPEATS = 5


def run(command):
    """Processor seconds and largest memory in bytes of a process; exit code 1 is findings."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        sys.exit(f"{command} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def generate(folder, name, *arguments):
    path = os.path.join(folder, name)
    with open(path, "wb") as file:
        subprocess.run([os.path.join(HERE, "dossier-generate.py"), *map(str, arguments)], stdout=file, check=True)
    return path


def parser(folder):
    """The yardstick, built once a run: optimised as a release is."""
    path = os.path.join(folder, "bench_parse")
    subprocess.run([os.environ.get("CXX", "c++"), "-std=c++20", "-O3", "-DNDEBUG", os.path.join(HERE, "parse.cpp"),
                    "-o", path], check=True)
    return path


def show(name, value, limit=""):
    print(f"{name:<44}  {value:>10}  {limit}", flush=True)


def measure(name, path, yardstick, check, limits):
    """One dossier: both programs in turn, so that a busy machine slows both."""
    parse, time, memory = [], [], []
    for _ in range(REPEATS):
        parse.append(float(subprocess.run([yardstick, path], capture_output=True, check=True).stdout))
        seconds, most = run([*check, path])
        time.append(seconds)
        memory.append(most)
    size = os.path.getsize(path)
    show(f"{name}.file.bytes", size)
    show(f"{name}.parse.seconds", f"{statistics.median(parse):.3f}")
    show(f"{name}.check.seconds", f"{statistics.median(time):.3f}")
    ratio = statistics.median(ours / theirs for ours, theirs in zip(time, parse))
    show(f"{name}.time-ratio", f"{ratio:.2f}", limits.get("time", ""))
    show(f"{name}.memory-ratio", f"{max(memory) / size:.2f}", limits.get("memory", ""))
    return statistics.median(time)


def main():
    check = [os.environ.get("DMPCERT", "build/release/cli/dmpcert"), "--lang", "en", "--as-of", "2026-11-23", "check"]
    counts = [1000, 10000] if "--quick" in sys.argv[1:] else [1000, 10000, 100000]
    with tempfile.TemporaryDirectory() as folder:
        yardstick = parser(folder)
        times = []
        for count in counts:
            path = generate(folder, "dossier.json", count)
            limits = {"time": "3.00", "memory": "6.00"} if count == 10000 else {}
            times.append(measure(f"check.{count}", path, yardstick, check, limits))
        for few, many, before, after in zip(counts, counts[1:], times, times[1:]):
            show(f"check.exponent.{few}-{many}", f"{math.log(after / before, many / few):.2f}", "1.10")
        worst = {"faults": (10000, "--faults"), "administrators": (10000, "--administrators", 10000),
                 "one-administrator": (10000, "--administrators", 1)}
        for name, arguments in worst.items():
            path = generate(folder, "dossier.json", *arguments)
            measure(f"check.10000.{name}", path, yardstick, check, {})


if __name__ == "__main__":
    main()
