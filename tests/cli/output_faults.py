#!/usr/bin/python3 -B
"""Injects faults into every system call by which the commands write that put documents into a directory, and kills
them at each: `form413 --mail [--grouped] [--with-annexes]`, `check --contract-request`, `dossier import`, `expiry -o`.

usage: output_faults.py DMPCERT REPOSITORY --short-write LIBRARY [--all] [--scenario NAME]… [--seed N] [--verbose]

A clean run under strace shows which calls change something. Each of them then fails in turn (disk full, input/output
error, no permission), alone or with all that write from there on, or is where SIGKILL, SIGINT or SIGTERM strikes; and
SIGKILL strikes in the middle of each write, SIGINT and SIGTERM at random moments. After each, every file must be the former or the new one to the byte, no mail may be there
without the forms that it carries, and what the run said must be true. The same command, on the same day or on another
one, must then give what an undisturbed run gives; a run that was interrupted leaves nothing half done. Without --all a part of the faults is tried, in turn.

Exit: 0 all held, 1 something did not, 77 strace may not be used here.
"""
import argparse
import collections
import email
import email.policy
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from csr_trace import DAY, SYNCS, Bench, Call, file_writes, unsynced
from csr_workspace import is_temporary, snapshot

SKIP = 77
OTHER_DAY = "2026-11-24"
OUT = "out"
NO_SPACE_NEEDED = {"flock", "fchmod", "chmod", "unlink", "unlinkat"}
BY_NAME = {"openat", "mkdir", "mkdirat", "rename", "renameat", "renameat2", "link", "linkat", "unlink", "unlinkat"}
SIGNALS = {"INT": signal.SIGINT, "TERM": signal.SIGTERM}
FULL = ("write", "pwrite64", "mkdir", "mkdirat", "fsync", "fdatasync", "link", "linkat")


class OutputBench(Bench):
    """The bench of csr's faults, with other commands; all of its folder is put back. Forms are made by one thread, so
    that the calls have their numbers."""

    day = DAY

    def run(self, arguments, *tracer, **how):
        return subprocess.run([*tracer, self.dmpcert, "--as-of", self.day, *arguments], cwd=self.work, check=False,
                              capture_output=True, env=self.environment, timeout=600, **how)

    def start(self, arguments):
        return subprocess.Popen([self.dmpcert, "--as-of", self.day, *arguments], cwd=self.work,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=self.environment)

    def keep(self):
        shutil.rmtree(self.template, ignore_errors=True)
        shutil.copytree(self.work, self.template, symlinks=True)

    def restore(self):
        shutil.rmtree(self.work)
        shutil.copytree(self.template, self.work, symlinks=True)

    def out(self):
        return {path: content for path, (content, _) in snapshot(self.work / OUT).items()}


class Scenario:
    def __init__(self, command, name, arguments, start=lambda bench: None, other_day=True, code=0):
        self.command, self.name, self.arguments, self.start = command, name, arguments, start
        self.other_day, self.code = other_day, code


def files_of(folder):
    return {path: content for path, content in folder.items() if not is_temporary(os.path.basename(path))}


def carried(content):
    mail = email.message_from_bytes(content, policy=email.policy.default)
    return {part.get_filename(): part.get_content() for part in mail.iter_attachments()}


class Trial:
    """One scenario: its clean run, then its faults."""

    def __init__(self, bench, scenario, short_write, verbose):
        self.bench, self.scenario, self.short_write, self.verbose = bench, scenario, short_write, verbose
        self.tried, self.violations, self.kinds = 0, 0, collections.Counter()
        bench.restore()
        scenario.start(bench)
        self.clean_template = bench.template
        bench.template = bench.scratch / "prepared"
        bench.keep()
        self.found = set(bench.out())
        self.before = files_of(bench.out())
        self.interrupted = 0
        run, self.calls, _ = bench.trace(scenario.arguments, "all")
        self.after = bench.out()
        began = time.monotonic()
        bench.run(scenario.arguments)
        self.seconds = time.monotonic() - began
        wrong = self.wrong_with_done(run, self.after) + unsynced(self.calls)
        if run.returncode != scenario.code or wrong or not self.calls or self.after == self.before:
            raise SystemExit(f"output_faults: {scenario.name} fails without faults: {run.returncode} {wrong}\n"
                             + run.stderr.decode())

    def end(self):
        self.bench.template = self.clean_template

    def wrong_at_any_moment(self, files):
        wrong = []
        for path, content in files_of(files).items():
            if content not in (self.before.get(path), self.after.get(path)):
                wrong.append(f"{path} is neither the former nor the new one")
            if path.endswith(".eml") and content != self.before.get(path):
                wrong += self.wrong_with_mail(path, content, files)
        return wrong + [f"{path} is lost" for path in set(self.before) - set(files)]

    def wrong_with_mail(self, path, content, files):
        forms = carried(content)
        wrong = [f"{path} carries another {name} than is there" for name, form in forms.items()
                 if files.get(name) != form]
        if "group" in path:
            wrong += [f"{path} lacks {name}" for name in self.after if re.fullmatch(r"form-413-\d+\.pdf", name)
                      and name not in forms]
        return wrong

    def wrong_with_done(self, run, files):
        wrong = [f"{path} is left over" for path in files if is_temporary(os.path.basename(path))]
        wrong += [f"{path} is not the new one" for path in self.after if files.get(path) != self.after[path]]
        return wrong + self.wrong_with_words(run, files)

    def wrong_with_words(self, run, files):
        said = re.findall(rf"^written: {OUT}/(.+)$", run.stdout.decode(), re.M)
        return [f"says that it wrote {path}" for path in said if files.get(path) != self.after.get(path)]

    def wrong_at_once(self, call, kind, run, files, stays):
        wrong = self.wrong_at_any_moment(files)
        if run.returncode in (-9, 137):
            return wrong
        wrong += self.wrong_with_words(run, files)
        if kind in SIGNALS and run.returncode == 130:
            return wrong + [f"{path} is left over" for path in set(files) - set(files_of(files)) - self.found]
        if kind in SIGNALS and -run.returncode == SIGNALS[kind]:  # Before the program listens it does nothing.
            return wrong + ([] if files_of(files) == self.before else ["ended by the signal, and wrote something"])
        if run.returncode not in (self.scenario.code, 4):
            wrong.append(f"exit code {run.returncode}")
        if run.returncode == self.scenario.code:
            if call.name.startswith("unlink"):  # It harms nobody; the next run removes it.
                files = files_of(files)
            wrong += [f"exit code {run.returncode}, but {one}" for one in self.wrong_with_done(run, files)]
            if call.name in SYNCS and kind in ("EIO", "ENOSPC"):
                wrong.append(f"exit code {run.returncode} although {call} failed")
        elif call.path != "output 2" and not stays:  # Then nobody can be told.
            where = "standard output" if call.path == "output 1" else OUT
            if where not in run.stderr.decode():
                wrong.append(f"stderr does not name {where}")
        return wrong

    def wrong_with_next(self, run, files, is_other_day):
        wrong = [] if run.returncode == self.scenario.code else [f"exit code {run.returncode}: {run.stderr.decode()}"]
        if not is_other_day:
            return wrong + self.wrong_with_done(run, files)
        wrong += [f"{path} is left over" for path in files if is_temporary(os.path.basename(path))]
        wrong += [f"{path} is missing" for path in set(self.after) - set(files)]
        for path, content in files.items():
            wrong += self.wrong_with_mail(path, content, files) if path.endswith(".eml") else []
        return wrong

    def injected(self, call, kind, stays):
        how = f"signal={kind}" if kind == "KILL" or kind in SIGNALS else f"error={kind}"
        if not stays:
            return [f"{call.name}:{how}:when={call.number}"]
        first = {}
        for later in self.calls[self.calls.index(call):]:
            if later.name in FULL:
                first.setdefault(later.name, later.number)
        return [f"{name}:{how}:when={number}+" for name, number in first.items()]

    def faults(self):
        """(call, kind, stays): of each call all that can befall it."""
        written = file_writes(self.calls)
        for place, call in enumerate(self.calls):
            yield call, "KILL", False
            yield call, tuple(SIGNALS)[place % 2], False
            yield call, "EIO", False
            if call.name not in NO_SPACE_NEEDED:
                yield call, "ENOSPC", False
            if call.name in FULL:
                yield call, "ENOSPC", True
            if call.name in BY_NAME:
                yield call, "EACCES", False
            if call in written:
                yield call, f"SHORT {written.index(call) + 1}", False

    def strike(self, call, kind, stays):
        """Runs the command with the fault; returns the run, and whether the fault struck."""
        if kind.startswith("SHORT"):
            run = self.bench.run_short(self.scenario.arguments, kind.split()[1], self.short_write)
            return run, run.returncode in (-9, 137)
        injections = self.injected(call, kind, stays)
        names = ",".join(sorted({one.partition(":")[0] for one in injections}))
        run, _, hit = self.bench.trace(self.scenario.arguments, names, injections)
        if kind in SIGNALS:
            return run, run.returncode in (130, self.scenario.code)
        return run, run.returncode in (-9, 137) if kind == "KILL" else any(one.path == call.path for one in hit)

    def interrupt(self, chance, kind):
        """A signal at a random moment, as a person or a service manager sends it."""
        self.bench.restore()
        process = self.bench.start(self.scenario.arguments)
        time.sleep(chance.uniform(0, self.seconds))
        process.send_signal(SIGNALS[kind])
        run = subprocess.CompletedProcess((), None, *process.communicate(timeout=600))
        run.returncode = process.returncode
        self.judge(Call("the run", 1, "", ""), kind, run, [], False)

    def attempt(self, call, kind, stays):
        for _ in range(4):  # On a busy machine strace misses one now and then.
            self.bench.restore()
            run, struck = self.strike(call, kind, stays)
            if struck:
                break
        self.judge(call, kind, run, [] if struck else ["no fault struck there"], stays)

    def judge(self, call, kind, run, wrong, stays):
        files = self.bench.out()
        wrong = wrong + self.wrong_at_once(call, kind, run, files, stays)
        is_other_day = self.scenario.other_day and self.tried % 3 == 2
        self.bench.day = OTHER_DAY if is_other_day else DAY
        again = self.bench.run(self.scenario.arguments)
        self.bench.day = DAY
        wrong += [f"next run{' on another day' if is_other_day else ''}: {one}"
                  for one in self.wrong_with_next(again, self.bench.out(), is_other_day)]
        self.tried += 1
        self.kinds["lasting ENOSPC" if stays else kind.split()[0]] += 1
        self.interrupted += kind in SIGNALS and run.returncode == 130
        self.violations += bool(wrong)
        if wrong or self.verbose:
            print(f"{self.scenario.name}: {kind}{' from there on' if stays else ''} at {call}: exit code "
                  f"{run.returncode}", *wrong, sep="\n    ", flush=True)


def scenarios():
    every = ["form413", "dossier.json", "--all", "-o", OUT]
    expiry = ["expiry", "certificate.pem", "--format", "json", "-o", f"{OUT}/report.json"]

    def other_forms(bench):
        """Forms and a mail made from what the dossier said before."""
        dossier = bench.work / "dossier.json"
        now = dossier.read_text("utf-8")
        dossier.write_text(now.replace("+33 5 36 49 10 10", "+33 5 36 49 10 11"), "utf-8")
        bench.run([*every, "--mail", "--grouped"])
        dossier.write_text(now, "utf-8")

    def needs_annexes(bench):
        dossier = bench.work / "dossier.json"
        before = dossier.read_text("utf-8")
        after = before.replace(', "form_502_sent_on": "2026-01-10"', "")
        assert after != before
        dossier.write_text(after, "utf-8")

    def half(bench):
        """What a killed run left: a form, and a temporary file."""
        bench.run(["form413", "dossier.json", "--site", "cayenne", "-o", OUT])
        (bench.work / OUT / ".dmpcert-AbCdEf.tmp").write_text("half a form")

    def former_report(bench):
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                        "-subj", "/CN=test", "-days", "4000", "-keyout", "key.pem", "-out", "certificate.pem"],
                       cwd=bench.work, check=True, capture_output=True)
        (bench.work / OUT).mkdir()
        (bench.work / OUT / "report.json").write_text("a former report")

    def table(bench):
        """A line that changes the dossier, and one that is refused."""
        (bench.work / "sites.csv").write_text("Site;Nom\n970300026;CH CAYENNE\n970300027;X\n", "utf-8")
        (bench.work / OUT).mkdir()
        shutil.copy(bench.work / "dossier.json", bench.work / OUT / "dossier.json")

    return [
        Scenario("form413 --mail", "forms, each with its mail", [*every, "--mail"]),
        Scenario("form413 --mail --grouped", "forms and a mail for all", [*every, "--mail", "--grouped"]),
        Scenario("form413 --mail --grouped", "forms and a mail for all, where a killed run was before",
                 [*every, "--mail", "--grouped"], start=half),
        Scenario("form413 --mail --grouped", "other forms and their mail are overwritten",
                 [*every, "--mail", "--grouped", "--overwrite"], start=other_forms),
        Scenario("form413 --with-annexes", "forms and sheets", [*every, "--with-annexes"], start=needs_annexes, code=1),
        Scenario("check --contract-request", "a mail about contracts",
                 ["check", "dossier.json", "--contract-request", OUT], other_day=False),
        Scenario("dossier import", "a table into a dossier", ["dossier", "import", "sites.csv", "--into", f"{OUT}/dossier.json",
                 "--map", "Site=finess", "--columns", f"{OUT}/columns"], start=table, other_day=False, code=1),
        Scenario("expiry -o", "a report in the place of another", expiry, start=former_report, other_day=False),
    ]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("dmpcert")
    parser.add_argument("repository")
    parser.add_argument("--short-write", required=True, help="the library of tests/support/short_write.cpp")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--scenario", action="append", help="part of a name")
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6), help="of random moments")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    print(f"seed of the moments: {options.seed}")
    if shutil.which("strace") is None:
        print("skipped: strace is not installed")
        return SKIP
    shared = "/dev/shm" if os.access("/dev/shm", os.W_OK) and "TMPDIR" not in os.environ else None
    totals = collections.defaultdict(lambda: [0, 0, collections.Counter()])
    with tempfile.TemporaryDirectory(prefix="output-faults-", dir=shared) as scratch:
        bench = OutputBench(options.dmpcert, options.repository, pathlib.Path(scratch).resolve())
        short_write = os.path.abspath(options.short_write)
        bench.environment |= {"LD_PRELOAD": short_write, "ONE_PROCESSOR": "1"}
        bench.keep()
        run, calls, _ = bench.trace(["form413", "dossier.json", "--all", "-o", OUT], "all")
        if len({call.thread for call in calls}) > 1:
            raise SystemExit("output_faults: the library is not preloaded: there is more than one thread")
        if b"strace:" in run.stderr or not any(OUT in call.path for call in calls):
            print("skipped: strace may not be used here, or does not show the paths")
            return SKIP
        for scenario in scenarios():
            if options.scenario and not any(word in scenario.command + scenario.name for word in options.scenario):
                continue
            trial = Trial(bench, scenario, short_write, options.verbose)
            faults = list(trial.faults())
            # CI's time is short: of each scenario as many, in turn, so that every kind and call has its share.
            short = [fault for fault in faults if fault[1].startswith("SHORT")]
            others = [fault for fault in faults if fault not in short]
            for fault in faults if options.all else [*short, *others[::max(1, len(others) // 18)]]:
                trial.attempt(*fault)
            for place in range(20 if options.all else 4):
                trial.interrupt(chance, tuple(SIGNALS)[place % 2])
            if not trial.interrupted:
                print(f"{scenario.name}: no run ended with exit code 130")
                trial.violations += 1
            trial.end()
            total = totals[scenario.command]
            total[0] += trial.tried
            total[1] += trial.violations
            total[2] += trial.kinds
    for command, (tried, violations, kinds) in totals.items():
        shown = ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items()))
        print(f"{command}: {tried} tried, {violations} violations ({shown})")
    return 1 if any(violations for _, violations, _ in totals.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
