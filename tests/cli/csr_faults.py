#!/usr/bin/python3 -B
"""Injects faults into every system call by which `dmpcert csr` writes, and kills it at each of them.

usage: csr_faults.py DMPCERT REPOSITORY [--short-write LIBRARY] [--all] [--card AUTHORITY] [--scenario NAME]… [--verbose]

A clean run under strace shows which calls change something in the workspace, or write to the two outputs; whatever the
program calls tomorrow is found that way. Then each of them fails in turn (disk full, input/output error, no permission,
interrupted), or is where SIGKILL strikes, before it is done or in the middle of a write, or files cannot grow beyond
some size; after each the workspace is judged by
what must hold of it at any moment, and again after the same command was run once more without a fault. --all tries
every fault on every call of every scenario, and a second one after each first one; without it, some calls get one
error. --card tries the scenarios of `csr --card` alone, beside a real pcscd and a simulated card of that rehearsal
authority.

Exit: 0 all held, 1 something did not, 77 strace may not be used here.
"""
import argparse
import collections
import dataclasses
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

from csr_trace import SYNCS, Bench, Call, file_writes, unsynced
from csr_workspace import WORKSPACE, Judge, Openssl, empty_folders, is_temporary, keys_of, orders_of, rows_of, snapshot

SKIP = 77
CAYENNE = "970300026"
CARD_NUMBER = "2900000001"
NO_SPACE_NEEDED = {"flock", "fchmod", "chmod", "unlink", "unlinkat"}
BY_NAME = {"openat", "open", "mkdir", "mkdirat", "rename", "renameat", "renameat2", "link", "linkat", "unlink",
           "unlinkat", "chmod", "fchmodat", "symlink", "symlinkat"}
CHANGES_NOTHING = {"dup", "fgetxattr", "flock", "fsync", "fdatasync"}
INTERRUPTIBLE = {"openat", "write", "pwrite64", "fsync", "fdatasync", "flock"}
NOBODY = 65534


@dataclasses.dataclass(frozen=True)
class Fault:
    call: Call
    kind: str          # an errno, KILL, CUT: files end after as many bytes as the call has for a number, or SHORT
    stays: bool = False  # and so does everything that writes from there on

    def __str__(self):
        if self.kind == "CUT":
            return f"no file beyond {self.call.number} bytes"
        if self.kind == "SHORT":
            return f"killed in the middle of {self.call}"
        return f"{self.kind} at {self.call}{' and from there on' if self.stays else ''}"


@dataclasses.dataclass
class Scenario:
    name: str
    arguments: list
    start: callable = lambda bench: None      # makes what is there before
    base: tuple = ()                          # injections of every run, the clean one as well
    kinds: str = "each"                       # "each" fault of a call, or "one" error and a kill
    only: callable = lambda call: True
    stays: bool = False                       # also faults that stay
    cuts: bool = False                        # also files that cannot grow
    twice: bool = False                       # also a second fault after a first one
    marks: bool = False                       # changes the order.json that is there
    threads: int = 1
    passphrase: bool = False

    def command(self):
        """What the totals are counted by."""
        for option in ("--mark", "--renew", "--card"):
            if option in self.arguments:
                return f"csr {option}"
        return "csr"


class Trial:
    """One scenario: its clean run, then its faults."""

    def __init__(self, bench, judge, scenario, report, short_write):
        self.bench, self.judge, self.scenario, self.report = bench, judge, scenario, report
        self.short_write = short_write
        self.on_the_way_back = set()
        shutil.rmtree(bench.workspace, ignore_errors=True)
        scenario.start(bench)
        bench.keep()
        self.before = snapshot(bench.workspace)
        self.old_problems = judge.problems(self.before)
        run, self.calls, _ = bench.trace(scenario.arguments, "all", scenario.base)
        self.after = snapshot(bench.workspace)
        self.expected = {path for path in self.after if not is_temporary(path.rpartition("/")[2])}
        self.folders = set(orders_of(self.after))
        wrong = self.wrong_with_done(run, self.after) + unsynced(self.calls)
        if run.returncode != 0 or wrong or not self.calls:
            raise SystemExit(f"csr_faults: {scenario.name} fails without faults: {run.returncode} {wrong}\n"
                             + run.stderr.decode())

    def injections(self, fault):
        how = "signal=KILL" if fault.kind == "KILL" else f"error={fault.kind}"
        if not fault.stays:
            return [f"{fault.call.name}:{how}:when={fault.call.number}"]
        # Of every name, the first call from there on: those before it are known from the clean run.
        first = {}
        for call in self.calls[self.calls.index(fault.call):]:
            first.setdefault(call.name, call.number)
        first.setdefault("unlinkat", 1)
        # Those that open for reading cannot be told from those that open for writing.
        return [f"{name}:{how}:when={number}+" for name, number in first.items() if name != "openat"]

    def attempt(self, fault, *more):
        """Tries a fault; on a busy machine strace's record of it can be missing, and then it is tried again."""
        for _ in range(4):
            outcome, missed = self.attempt_once(fault, *more)
            if not missed or outcome[2]:
                break
        faults, run, wrong, again = outcome
        self.report.add(self.scenario, faults, [*missed, *wrong], run, again)

    def attempt_once(self, fault, *more):
        """Injects one fault, or several; judges what is there after it and after the next run."""
        bench, scenario = self.bench, self.scenario
        bench.restore()
        faults = (fault, *more)
        if fault.kind == "CUT":
            run, missed = bench.run_cut(scenario.arguments, fault.call.number), []
        elif fault.kind == "SHORT":
            run = bench.run_short(scenario.arguments, file_writes(self.calls).index(fault.call) + 1, self.short_write)
            missed = self.wrong_with_fault(faults, run, [])
        else:
            injections = [*scenario.base, *(one for each in faults for one in self.injections(each))]
            names = sorted({one.partition(":")[0] for one in injections})
            run, _, hit = bench.trace(scenario.arguments, ",".join(names), injections)
            missed = self.wrong_with_fault(faults, run, hit)
        files = snapshot(bench.workspace)
        if fault.kind == "SHORT" and "journal.jsonl" in files:
            # Half a line is what such a kill leaves, until the next act.
            content, mode = files["journal.jsonl"]
            files["journal.jsonl"] = content[:content.rfind(b"\n") + 1], mode
        wrong = self.wrong_at_once(faults, run, files) + self.left_behind(faults, run)
        again = bench.run(scenario.arguments)
        done = snapshot(bench.workspace)
        wrong += [f"next run: {one}" for one in self.wrong_with_next(again, files, done)]
        return (faults, run, wrong, again), missed

    def wrong_with_fault(self, faults, run, hit):
        """The fault must have struck where it was meant to, else nothing was tried."""
        if faults[-1].kind in ("KILL", "SHORT"):
            killed = run.returncode in (-9, 137) or self.scenario.threads > 1
            return [] if killed else [f"was not killed: exit code {run.returncode}"]
        wanted = [(one.call.name, one.call.path) for one in faults]
        struck = [(one.name, one.path) for one in hit]
        if self.scenario.threads > 1 or (struck and faults[0].stays) or set(wanted) <= set(struck):
            return []
        return [f"no fault struck there, but {struck}"]

    def wrong_at_once(self, faults, run, files):
        wrong = [one for one in self.judge.problems(files) if one not in self.old_problems]
        wrong += self.wrong_with_old(files)
        if faults[-1].kind in ("KILL", "SHORT") and run.returncode in (-9, 137):
            return wrong
        if run.returncode not in (0, 4):
            wrong.append(f"exit code {run.returncode}")
        if run.returncode == 0:
            # A temporary file that cannot be removed harms nobody; the next run removes it.
            if any(one.call.name in ("unlink", "unlinkat") and is_temporary(os.path.basename(one.call.path)) for one in faults):
                files = {path: entry for path, entry in files.items() if not is_temporary(os.path.basename(path))}
            wrong += [f"exit code 0, but {one}" for one in self.wrong_with_done(run, files)]
            # What could not be synced may be gone tomorrow.
            wrong += [f"exit code 0 although {one.call} failed" for one in faults
                      if one.call.name in SYNCS and one.kind in ("EIO", "ENOSPC")]
        elif not self.is_mute(faults) and not self.is_named(faults[0].call.path, run.stderr.decode()):
            wrong.append(f"stderr does not name {faults[0].call.path}")
        if any(one.kind == "EINTR" for one in faults) and run.returncode != 0:
            wrong.append("an interrupted call was not tried again")
        return wrong

    def left_behind(self, faults, run):
        """An order that was not made leaves no folder, unless a kill or a lasting fault kept that from being removed."""
        if run.returncode in (0, -9, 137) or any(one.stays or one.call.name == "unlinkat" for one in faults):
            return []
        return [f"{folder} is left, and empty" for folder in empty_folders(self.bench.workspace)]

    def is_mute(self, faults):
        """Where writing to stderr fails as well, nobody can be told."""
        return any(one.call.path == "output 2" for one in faults) or any(
            one.kind != "CUT" and injection.startswith("write:") and injection.endswith("+")
            for one in faults for injection in self.injections(one))

    def is_named(self, path, said):
        if path == "output 1":
            return "standard output" in said
        if path in (".", "") or self.scenario.threads > 1:
            return WORKSPACE in said
        # Temporary files go by the name of what they will be, the lock by that of the workspace.
        name = os.path.basename(path)
        return (os.path.dirname(path) if is_temporary(name) or name == ".lock" else path) in said

    def wrong_with_old(self, files):
        """What was there before stays; nothing of a complete order changes, nor any key."""
        wrong = []
        complete = {folder for folder, held in orders_of(self.before).items() if self.judge.is_complete(held)}
        for path, (content, _) in self.before.items():
            folder, _, name = path.rpartition("/")
            now = files.get(path, (None, 0))[0]
            if now is None and not is_temporary(name) and path != ".lock":
                wrong.append(f"{path} is lost")
            elif name == "journal.jsonl" and not now.startswith(content):
                wrong.append("journal.jsonl lost a line")
            elif (name == "key.pem" or folder in complete) and now != content:
                if not (self.scenario.marks and name == "order.json"):
                    wrong.append(f"{path} was changed")
        return wrong

    def wrong_with_done(self, run, files):
        wrong = self.judge.problems(files) + self.judge.shortfalls(files) + self.wrong_with_old(files)
        wrong += [f"{path} is missing" for path in self.expected - set(files)]
        wrong += [f"{path} is new" for path in set(files) - self.expected]
        wrong += [f"index.csv does not say {state} of {folder}" for folder, state in states_of(self.after).items()
                  if states_of(files).get(folder) != state]
        shown = run.stdout.decode()
        wrong += [f"stdout does not show {folder}" for folder in self.folders if not self.is_shown(folder, shown)]
        return wrong

    def is_shown(self, folder, shown):
        return folder in shown or self.scenario.marks and "delivered" in shown or folder not in self.made()

    def made(self):
        """Folders of the orders that the scenario asks for: not those of other sites, or above a renewal."""
        return {folder for folder in self.folders if folder.startswith(CAYENNE)
                and not any(other.startswith(folder + "/") for other in self.folders)}

    def wrong_with_next(self, again, files, done):
        wrong = self.wrong_with_done(again, done)
        if again.returncode != 0:
            wrong.append(f"exit code {again.returncode}: {again.stderr.decode()}")
        for path, content in keys_of(files).items():
            if done.get(path, (None, 0))[0] != content:
                wrong.append(f"{path} was replaced")
        if self.scenario.marks:
            wrong += [f"{path} is not marked" for path, (content, _) in done.items()
                      if path.endswith("order.json") and b'"state": "delivered"' not in content]
        return wrong

    def kinds_of(self, call):
        kinds = ["EIO"]
        kinds += ["ENOSPC"] if call.name not in NO_SPACE_NEEDED else []
        kinds += ["EACCES"] if call.name in BY_NAME else []
        kinds += ["EINTR"] if call.name in INTERRUPTIBLE and "output" not in call.path else []
        kinds += ["EAGAIN"] if call.name == "flock" else []
        return kinds

    def run(self, everything):
        scenario = self.scenario
        if scenario.cuts:
            self.run_cuts()
        refused = {one.partition(":")[0] for one in scenario.base}
        calls = [call for call in self.calls if call.name not in refused and scenario.only(call)]
        if not calls and not scenario.cuts:
            raise SystemExit(f"csr_faults: {scenario.name} has no call to be tried")
        for place, call in enumerate(calls):
            kinds = self.kinds_of(call)
            if not everything:
                # A full disk in any case, and the others in turn; or one of all.
                first = [kind for kind in kinds if kind == "ENOSPC" and scenario.kinds == "each"]
                others = [kind for kind in kinds if kind not in first]
                # Killed at each change, failed at every third call: CI's time is short.
                kinds = [*first, others[place // 3 % len(others)]] if place % 3 == 0 else []
            # Killed after a call that changes nothing, it leaves what it leaves when killed before that.
            if everything or place == 0 or calls[place - 1].name not in CHANGES_NOTHING:
                kinds.append("KILL")
            for kind in kinds:
                self.attempt(Fault(call, kind))
            if self.short_write and call in file_writes(self.calls):
                self.attempt(Fault(call, "SHORT"))
            if scenario.stays and place % 2 == 0 or everything and scenario.threads == 1:
                self.attempt(Fault(call, ("EIO", "ENOSPC", "EROFS")[place % 3], stays=True))
            if (scenario.twice or everything) and scenario.threads == 1:
                self.run_second(call, everything)

    def run_cuts(self):
        """Files end in the middle of what the clean run wrote, or a byte before its end."""
        new = {path: len(content) - len(self.before.get(path, (b"",))[0]) for path, (content, _) in self.after.items()}
        limits = {len(self.after[path][0]) - less for path, size in new.items() if size > 0 for less in (size // 2, 1)}
        for limit in sorted(limits):
            self.attempt(Fault(Call("write", limit, "", ""), "CUT"))

    def run_second(self, call, everything):
        """A second fault on the way back from a first one: only what the clean run does not do anyway, and without
        --all each step of the way back once."""
        if not everything and call.name not in ("renameat", "renameat2", "linkat", "fsync"):
            return
        first = Fault(call, "EIO")
        self.bench.restore()
        _, calls, hit = self.bench.trace(self.scenario.arguments, "all",
                                         [*self.scenario.base, *self.injections(first)])
        if not hit:
            return
        usual = collections.Counter((one.name, one.path) for one in self.calls)
        for one in calls:
            usual[one.name, one.path] -= 1
            if calls.index(one) <= calls.index(hit[0]) or usual[one.name, one.path] >= 0:
                continue
            # Strace takes one fault a name.
            taken = {call.name, *(each.partition(":")[0] for each in self.scenario.base)}
            if one.name in taken:
                continue
            name = os.path.basename(one.path)
            if not everything and (one.path.startswith("output") or is_temporary(name)
                                   or (one.name, name) in self.on_the_way_back):
                continue
            self.on_the_way_back.add((one.name, name))
            for kind in ("EIO", "KILL"):
                self.attempt(first, Fault(one, kind))


class Report:
    def __init__(self, verbose):
        self.verbose, self.tried, self.failed = verbose, collections.Counter(), 0
        self.commands = collections.defaultdict(lambda: [0, 0])

    def add(self, scenario, faults, wrong, run, again):
        self.tried[faults[-1].call.name, faults[-1].kind] += 1
        total = self.commands[scenario.command()]
        total[0] += 1
        total[1] += bool(wrong)
        if self.verbose or wrong:
            print(f"{scenario.name}: {'; then '.join(map(str, faults))}: exit code {run.returncode}", flush=True)
        if wrong:
            self.failed += 1
            for one in wrong:
                print(f"    {one}")
            for each in (run, again) if self.verbose else ():
                print("    | " + each.stderr.decode().replace("\n", "\n    | "))

    def show(self):
        kinds = ["ENOSPC", "EIO", "EACCES", "EROFS", "EINTR", "EAGAIN", "KILL", "SHORT", "CUT"]
        print(f"{'faults tried':14}" + "".join(f"{kind:>8}" for kind in kinds))
        for name in sorted({name for name, _ in self.tried}):
            print(f"{name:14}" + "".join(f"{self.tried[name, kind]:8}" for kind in kinds))
        print(f"{'all':14}" + "".join(f"{sum(n for (_, k), n in self.tried.items() if k == kind):8}"
                                      for kind in kinds))
        for command, (tried, violations) in self.commands.items():
            print(f"{command}: {tried} tried, {violations} violations")


def states_of(files):
    return {row["Fichier à déposer"]: row["État"] for row in rows_of(files)}


def scenarios():
    sign = ["dossier.json", "--site", "cayenne", "--usage", "sign", "--key", "ec:p256"]
    one = [*sign, "--plain-key"]
    both = ["dossier.json", "--site", "cayenne", "--usage", "auth-cli,sign", "--key", "ec:p256", "--plain-key", "--jobs", "1"]
    closed = [*sign, "--passphrase-file", "passphrase.txt"]
    folder = f"{WORKSPACE}/{CAYENNE}/SIGN"

    def complete(bench):
        bench.must(one)

    def half(bench):
        """A run that is killed when its pair is in place and before the journal has it."""
        _, calls, _ = bench.trace(one, "all")
        shutil.rmtree(bench.workspace)
        write = next(call for call in calls if call.name == "write" and call.path.endswith("journal.jsonl"))
        bench.trace(one, "write", [f"write:signal=KILL:when={write.number}"])

    def without_sheet(bench):
        bench.must(one)
        (bench.work / folder / "order-sheet.txt").unlink()

    def long_journal(bench):
        """The journal is the longest file by far: what cuts it does not cut the others."""
        bench.must(["dossier.json", "--site", "ehpad", "--usage", "sign", "--key", "ec:p256", "--plain-key"])
        journal = bench.workspace / "journal.jsonl"
        journal.write_bytes(journal.read_bytes() * 100)

    # Network file systems take no flags at a rename.
    plain = ("renameat2:error=EINVAL",)
    early = {"openat", "flock", "fchmod"}
    pair = {"key.pem", "journal.jsonl", "order.json"}
    return [
        Scenario("a new order", one, stays=True, twice=True, cuts=True),
        Scenario("a new order where renames take no flags", one, base=plain, kinds="one", twice=True,
                 only=lambda call: call.name in ("linkat", "unlinkat", "renameat")),
        Scenario("an order beside a long journal", one, start=long_journal, cuts=True, only=lambda call: False),
        Scenario("an order that is half there", one, start=half, kinds="one"),
        Scenario("an order that lacks its sheet", one, start=without_sheet, kinds="one", twice=True,
                 only=lambda call: "SIGN" in call.path and call.name not in early),
        Scenario("an order that lacks its sheet where renames take no flags", one, start=without_sheet, base=plain,
                 twice=True, only=lambda call: "SIGN" in call.path and call.name not in early),
        Scenario("a renewal", [*one, "--renew"], start=complete, kinds="one",
                 only=lambda call: ("renewal" in call.path or "journal" in call.path) and call.name not in early),
        Scenario("an order that is marked", ["--mark", "delivered", "--order", folder], start=complete, marks=True),
        Scenario("an encrypted key", closed, passphrase=True, kinds="one",
                 only=lambda call: call.name in ("renameat2", "linkat") and os.path.basename(call.path) in pair),
        Scenario("two orders", both, kinds="one", threads=2,
                 only=lambda call: call.name in ("renameat2", "write", "mkdirat") and "output" not in call.path),
    ]


def card_scenarios():
    """Beside a card that presents itself anew to each run; what a killed one held of it, the service gives back."""
    one = ["dossier.json", "--site", "cayenne", "--usage", "sign", "--key", "ec:p256", "--plain-key"]
    signed = [*one, "--card", "--pin-env", "PIN"]
    return [
        Scenario("an order that a card signs", signed, start=lambda bench: bench.must(one), stays=True, twice=True),
        Scenario("a new order that a card signs", signed, kinds="one",
                 only=lambda call: os.path.basename(call.path) in ("request.p7m", "order.json", "journal.jsonl")),
        Scenario("an order that is signed already", signed, start=lambda bench: bench.must(signed), kinds="one"),
    ]


def refused_to_nobody(bench):
    """Another user gets exit code 4 with the path, and changes nothing."""
    if os.geteuid() != 0:
        return "not tried: only root becomes another user", []
    arguments = ["dossier.json", "--site", "cayenne", "--usage", "sign", "--key", "ec:p256", "--plain-key"]
    wrong = []
    bench.scratch.chmod(0o755)
    for mode in (0o700, 0o755):
        bench.workspace.chmod(mode)
        before = snapshot(bench.workspace)
        try:
            run = bench.run(arguments, user=NOBODY, group=NOBODY, extra_groups=[])
        except PermissionError:
            return "not tried: another user may not run this program", []
        if run.returncode != 4 or WORKSPACE not in run.stderr.decode() or snapshot(bench.workspace) != before:
            wrong.append(f"exit code {run.returncode} on a folder of mode {mode:o}: {run.stderr.decode()}")
    return "failed" if wrong else "refused with exit code 4, nothing changed", wrong


def may_trace(bench):
    """Tells whether strace works here, and shows the paths that calls are about."""
    if shutil.which("strace") is None:
        return "strace is not installed"
    run, calls, _ = bench.trace(["dossier.json", "--site", "cayenne", "--usage", "sign", "--key", "ec:p256",
                                 "--plain-key"], "all")
    shutil.rmtree(bench.workspace, ignore_errors=True)
    if b"strace:" in run.stderr:
        return "ptrace is not permitted: " + run.stderr.decode().splitlines()[0]
    if not any(WORKSPACE in call.path for call in calls):
        return "strace does not see the paths of a process that forbids to look into its memory: be root"
    return ""


def beside_a_card(options):
    """Runs this once more beside a card that was made for it."""
    tests = pathlib.Path(options.repository) / "tests"
    beside = tests / "card/beside-a-card.py"
    if subprocess.run([beside, "--possible"], check=False).returncode != 0:
        print("skipped: needs pcscd, vsmartcard-vpcd and the right to make name spaces")
        return SKIP
    with tempfile.TemporaryDirectory(prefix="csr-faults-") as folder:
        card = os.path.join(folder, "cpa")
        subprocess.run([tests / "support/rehearsal-ca/rehearsal-ca", "issue-card", options.card, "--type", "CPA",
                        "--card-number", CARD_NUMBER, "--family-name", "MARTIN", "--given-names", "ZOÉ LOUISE",
                        "--finess", CAYENNE, "--structure-name", "CH DE CAYENNE", "--department", "973",
                        "--out-prefix", card], check=True, stdout=subprocess.DEVNULL,
                       env={**os.environ, "REHEARSAL_CA_FAST": "1"})
        return subprocess.run([beside, "cps3", "--card", card, "--", sys.executable, "-B", *sys.argv], check=False,
                              env={**os.environ, "PIN": "1234"}).returncode


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("dmpcert")
    parser.add_argument("repository")
    parser.add_argument("--short-write", help="the library of tests/support/short_write.cpp")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--card", metavar="AUTHORITY", help="the rehearsal authority that issues the card")
    parser.add_argument("--scenario", action="append", help="part of a name")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    if options.card and "CARD_READER" not in os.environ:
        return beside_a_card(options)
    shared = "/dev/shm" if os.access("/dev/shm", os.W_OK) and "TMPDIR" not in os.environ else None
    with tempfile.TemporaryDirectory(prefix="csr-faults-", dir=shared) as scratch:
        bench = Bench(options.dmpcert, options.repository, pathlib.Path(scratch).resolve(), options.card and CARD_NUMBER)
        if reason := may_trace(bench):
            print(f"skipped: {reason}")
            return SKIP
        bench.must(["dossier.json", "--site", "cayenne", "--usage", "sign", "--key", "ec:p256", "--plain-key"])
        parts = {path.name for path in (bench.workspace / CAYENNE / "SIGN").iterdir()}
        tried_as_nobody, wrong = refused_to_nobody(bench)
        print("\n".join([f"another user: {tried_as_nobody}", *wrong]), flush=True)
        judge, secret_judge = (Judge(options.dmpcert, parts, Openssl(secret)) for secret in (None, bench.passphrase))
        report = Report(options.verbose)
        for scenario in card_scenarios() if options.card else scenarios():
            if options.scenario and not any(word in scenario.name for word in options.scenario):
                continue
            start, tried = time.process_time() + sum(os.times()[2:4]), sum(report.tried.values())
            trial = Trial(bench, secret_judge if scenario.passphrase else judge, scenario, report,
                          options.short_write and os.path.abspath(options.short_write))
            trial.run(options.all)
            spent = time.process_time() + sum(os.times()[2:4]) - start
            print(f"{scenario.name}: {len(trial.calls)} calls that write, "
                  f"{sum(report.tried.values()) - tried} faults, {spent:.0f} s of processor", flush=True)
        report.show()
    return 1 if report.failed or wrong else 0


if __name__ == "__main__":
    sys.exit(main())
