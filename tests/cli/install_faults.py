#!/usr/bin/python3 -B
"""Injects faults into the system calls by which `dmpcert install` and `install --rollback` write, and kills them there.

usage: install_faults.py DMPCERT REPOSITORY AUTHORITY [--at-most N] [--seed N] [--only install|two|rollback] [--verbose]

A clean run under strace shows which calls write: an installation that replaces a pair by a renewed one, in every kind of
target; one of two certificates, each in targets of its own, by which the oldest versions go (--keep); and a rollback
after three installations. Each of the calls is where SIGKILL strikes, before it or after it, or it
fails: disk full, once or from there on, input/output error, no permission. Files are cut short, with and without a kill.
After each fault every target must be wholly old or wholly new, with the right to read keys unchanged, and what the
program says must be so. Then the same command without a fault must succeed, reach what it was to reach and go no
further, leave nothing behind, and orders and journal must tell of it.

--at-most tries that many faults of each command, by chance (the seed is printed), of every kind at least one; otherwise
every one. A fault that struck nothing (another thread, or the child, had that number) was not tried.
Exit: 0 all held, 1 something did not or fewer faults struck than were to be tried, 77 strace may not be used here.
"""
import argparse
import collections
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

from csr_trace import Bench, LINE, path_of, unsynced, writes

SKIP = 77
NO_SPACE_NEEDED = {"flock", "fchmod", "fchmodat", "chmod", "unlink", "unlinkat", "fchown", "rmdir"}
# Of the calls that need space; openat opens for reading, too.
FILL = ("write", "pwrite64", "mkdir", "mkdirat", "symlink", "symlinkat", "link", "linkat", "rename", "renameat",
        "renameat2")
BY_NAME = {"openat", "mkdir", "mkdirat", "rename", "renameat", "renameat2", "link", "linkat", "unlink", "unlinkat",
           "chmod", "symlink", "symlinkat", "rmdir"}
FOLDER = "dmp-workspace/970300026/AUTH_CLI"
SIGN = "dmp-workspace/970300026/SIGN"
TRUST = ["trust.pem", "java-trust.p12"]
# Targets of one certificate, and of two; in both the trust stores come last.
ONE = ["pki/970300026/AUTH_CLI", "lb.pem", "store.p12", "java.p12", "store.jks", *TRUST]
TWO = [f"{path}-{usage}{kind}" if kind else f"{path}/{usage}" for path, kind in
       (("pki/970300026", ""), ("lb", ".pem"), ("store", ".p12"), ("java", ".p12"), ("store", ".jks"))
       for usage in ("AUTH_CLI", "SIGN")] + TRUST
TURNED, NOT_BACK = b"the targets contain what they should", b"so did putting everything back"


class InstallBench(Bench):
    """The bench of csr's faults, with another command and all of its folder to be put back."""

    def run(self, arguments, *tracer, **how):
        return subprocess.run([*tracer, self.dmpcert, *arguments], cwd=self.work, capture_output=True,
                              env=self.environment, check=False, timeout=600, **how)

    def run_cut_and_killed(self, arguments, limit):
        """A write that goes beyond the limit is cut there; the next one is the end of the process (SIGXFSZ)."""
        import resource  # pylint: disable=import-outside-toplevel
        return self.run(arguments, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))

    def keep(self):
        shutil.rmtree(self.template, ignore_errors=True)
        subprocess.run(["cp", "-a", self.work, self.template], check=True)

    def restore(self):
        shutil.rmtree(self.work)
        subprocess.run(["cp", "-a", self.template, self.work], check=True)

    def calls(self):
        """Every call of the last trace that has a name and number: (thread, name, number, path, whether it writes)."""
        counts, found = collections.Counter(), []
        for line in (self.scratch / "trace").read_text("utf-8", "replace").splitlines():
            if call := LINE.match(line):
                thread, name, rest = call.groups()
                counts[thread, name] += 1
                path = path_of(name, rest, str(self.work))
                found.append((thread, name, counts[thread, name], path, writes(name, rest, path)))
        return found


def readable(bench):
    return [f"{path} may be read by others" for path in bench.work.rglob("*")
            if path.is_file() and not path.is_symlink() and path.stat().st_mode & 0o077
            and (b"PRIVATE KEY" in path.read_bytes() or path.suffix in (".p12", ".jks") and path.name not in TRUST)]


def leftovers(bench):
    return [f"{path} is left over" for path in bench.work.rglob("*")
            if path.name.startswith((".new-", ".next", ".dmpcert-")) or path.name == "pending.json"]


def versions(bench, targets):
    """The version that each target shows, by what a file or link is rather than by what is in it."""
    found = []
    for name in targets:
        if name.startswith("pki/"):
            link = bench.work / name
            found.append(os.path.basename(os.readlink(link))[:6] if link.is_symlink() else None)
            continue
        store = bench.work / ".dmp-versions" / name
        same = [each.name[:6] for each in store.glob("0*") if (each / name).exists() and (bench.work / name).exists()
                and (each / name).samefile(bench.work / name)]
        found.append(same[0] if same else None)
    return found


def orders(bench, folders):
    return [json.loads((bench.work / each / "order.json").read_text())["state"] for each in folders]


def acts(bench, act):
    lines = (bench.workspace / "journal.jsonl").read_bytes().decode().splitlines()
    return sum(json.loads(line)["act"] == act for line in lines)


class Scenario:
    """A command, the versions before and after it, and what orders and journal say then."""

    def __init__(self, name, arguments, targets, old, new, states, act, lines, kept=None):
        self.name, self.arguments, self.targets, self.act, self.lines = name, arguments, targets, act, lines
        trusted = len(TRUST)  # the authorities are the same all the time
        single = len(targets) - trusted
        self.old, self.new = ([version] * single + ["000001"] * trusted for version in (old, new))
        self.states, self.kept = states, kept  # by the order's folder; versions that --list has of what was installed

    def versions(self, bench):
        return versions(bench, self.targets)

    def after_fault(self, bench, run):
        """What is wrong after a run with a fault."""
        wrong, now = readable(bench), self.versions(bench)
        wrong += [f"{what} shows version {one}, expected {old} or {new}" for what, one, old, new
                  in zip(self.targets, now, self.old, self.new) if one not in (old, new)]
        is_old, is_new = now == self.old, now == self.new
        if run.returncode == 0 and not is_new:
            wrong.append("exit code 0, and not what it was to reach")
        if run.returncode == 4:
            is_said = is_new if TURNED in run.stderr else not is_old if NOT_BACK in run.stderr else is_old
            if not is_said and run.stderr:  # On a full disk the words may be what could not be written.
                wrong.append(f"exit code 4, and what it says is not so ({now}): {run.stderr.decode()}")
        elif run.returncode not in (0, -9, 137, -25, 153):
            wrong.append(f"exit code {run.returncode}: {run.stderr.decode()}")
        return wrong

    def is_over(self, bench, run):
        """A rollback that ended well, or that told everything and whose document was gone when it was killed: the same
        command is then another rollback. What it could not remove beside the versions goes with the next change."""
        if self.act != "rollback":
            return False
        at_work = any(not one.endswith(".tmp is left over") for one in leftovers(bench))
        return run.returncode == 0 or bool(run.stdout) and not at_work and self.versions(bench) == self.new

    def after_repetition(self, bench, run):
        wrong = readable(bench) + leftovers(bench)
        if run.returncode != 0:
            wrong.append(f"exit code {run.returncode}: {run.stderr.decode()}")
        now = self.versions(bench)
        if now != self.new:
            wrong.append(f"shows {now}, expected {self.new}")
        if orders(bench, self.states) != list(self.states.values()):
            wrong.append(f"orders are {orders(bench, self.states)}, expected {self.states}")
        if acts(bench, self.act) < self.lines:
            wrong.append(f"{acts(bench, self.act)} lines of {self.act} in the journal, expected {self.lines}")
        listed = bench.run(["install", "--list", *(WHERE if self.targets is ONE else EACH), "--format", "json"])
        rows = json.loads(listed.stdout)["versions"]
        shown = {row["path"]: row["version"][:6] for row in rows if row["current"]}
        if [shown.get(path) for path in self.targets] != now:
            wrong.append(f"--list differs from what the targets show: {shown}")
        for path in self.targets[:-len(TRUST)] if self.kept else []:
            kept = sorted(row["version"][:6] for row in rows if row["path"] == path)
            if kept != self.kept:
                wrong.append(f"{path} has versions {kept}, expected {self.kept}")
        return [f"next run: {one}" for one in wrong]


SHARED = ["--trust-store", "trust.pem", "--java-trust-store", "java-trust.p12", "--pkcs12-passphrase-file", "passphrase.txt"]
WHERE = ["--pem-dir", "pki", "--haproxy", "lb.pem", "--pkcs12", "store.p12", "--java", "java.p12", "--jks", "store.jks",
         *SHARED]
EACH = ["--pem-dir", "pki", "--haproxy", "lb-{usage}.pem", "--pkcs12", "store-{usage}.p12", "--java", "java-{usage}.p12",
        "--jks", "store-{usage}.jks", *SHARED]


def prepare(bench, authority):
    """Three deliveries of each usage: of the first order, of it once more, and of AUTH_CLI's renewal or again."""
    tool = bench.repository.resolve() / "tests/support/rehearsal-ca/rehearsal-ca"

    def must(*words):
        run = subprocess.run(words, cwd=bench.work, capture_output=True, env=bench.environment, check=False)
        if run.returncode != 0:
            raise SystemExit(f"install_faults: {words}: {run.stdout.decode()}{run.stderr.decode()}")

    def deliver(folder, out, *more):
        must(tool, "issue", authority, "--dossier", "dossier.json", "--site", "cayenne", "--usage",
             "SIGN" if folder == SIGN else "AUTH_CLI", "--csr", f"{folder}/request.csr", "--out", out, *more)

    order = [bench.dmpcert, "csr", "dossier.json", "--site", "cayenne", "--plain-key"]
    must(*order, "--usage", "auth-cli")
    must(*order, "--usage", "sign")
    deliver(FOLDER, "first.pem")
    deliver(FOLDER, "second.pem", "--days-from-start", "800")
    must(*order, "--usage", "auth-cli", "--renew")
    deliver(f"{FOLDER}/renewal", "third.pem")
    for name, days in ("first", "700"), ("second", "800"), ("third", "900"):
        deliver(SIGN, f"sign-{name}.pem", "--days-from-start", days)
    return must, ["--trust", f"{authority}/trust", "--trust-any", "--workspace", str(bench.workspace), "--reload", "true"]


def scenarios(bench, authority, only):
    """Each leaves the bench as it is to be before the command."""
    must, common = prepare(bench, authority)
    clean = bench.scratch / "clean"
    subprocess.run(["cp", "-a", bench.work, clean], check=True)

    def install(names, *more):
        must(bench.dmpcert, "install", *names, *common, *more)

    def start_again():
        shutil.rmtree(bench.work)
        subprocess.run(["cp", "-a", clean, bench.work], check=True)

    renewed = {FOLDER: "superseded", f"{FOLDER}/renewal": "installed"}
    if only in (None, "install"):
        install(["first.pem"], *WHERE)
        bench.keep()
        yield Scenario("install", ["install", "third.pem", *common, *WHERE], ONE, "000001", "000002", renewed, "install", 2)
        start_again()
    if only in (None, "two"):
        for each in "first", "second":
            install([f"{each}.pem", f"sign-{each}.pem"], *EACH)
        bench.keep()
        yield Scenario("install of two", ["install", "third.pem", "sign-third.pem", *common, *EACH, "--keep", "1"], TWO,
                       "000002", "000003", {**renewed, SIGN: "installed"}, "install", 6, ["000002", "000003"])
        start_again()
    if only in (None, "rollback"):
        for each in ("first.pem", "second.pem", "third.pem"):
            install([each], *WHERE)
        bench.keep()
        yield Scenario("install --rollback", ["install", "--rollback", "--workspace", str(bench.workspace), *WHERE,
                                              "--reload", "true"], ONE, "000003", "000002",
                       {FOLDER: "installed", f"{FOLDER}/renewal": "superseded"}, "rollback", len(ONE) - len(TRUST))


def faults_of(calls):
    """(kind, injections, path) of every fault that strace injects."""
    found, seen = [], collections.Counter()
    for place, (thread, name, number, path, does_write) in enumerate(calls):
        seen[name] += 1
        if not does_write or path.startswith("output"):
            continue
        found.append(("kill before", [f"{name}:signal=KILL:when={number}"], path))
        after = next(((n, c, w) for t, n, c, _, w in calls[place + 1:] if t == thread), None)
        if after and not after[2]:
            found.append(("kill after", [f"{after[0]}:signal=KILL:when={after[1]}"], path))
        for error in ["EIO"] + (["ENOSPC"] if name not in NO_SPACE_NEEDED else []) + \
                (["EACCES"] if name in BY_NAME else []):
            found.append((error, [f"{name}:error={error}:when={number}"], path))
        if name in FILL:
            full = [f"{each}:error=ENOSPC:when={seen[each] + (each != name)}+" for each in FILL]
            found.append(("lasting ENOSPC", full, path))
    return found


def traced(bench, arguments, injections):
    """The run, and whether a fault struck it."""
    names = ",".join(sorted({each.split(":")[0] for each in injections}))
    run, _, _ = bench.trace(arguments, names, injections)
    struck = run.returncode in (-9, 137) if "signal=KILL" in injections[0] \
        else b"(INJECTED)" in (bench.scratch / "trace").read_bytes()
    return run, struck


def attempt(bench, scenario, kind, what):
    """Tries one fault; None where it struck nothing."""
    bench.restore()
    struck = True
    if kind == "cut":
        run = bench.run_cut(scenario.arguments, what)
    elif kind == "cut and killed":
        run = bench.run_cut_and_killed(scenario.arguments, what)
    else:
        run, struck = traced(bench, scenario.arguments, what)
    if not struck:
        return None, run
    wrong = scenario.after_fault(bench, run)
    if not scenario.is_over(bench, run):
        again = bench.run(scenario.arguments)
        wrong += scenario.after_repetition(bench, again)
    return wrong, run


def in_turn(faults, chance):
    """The faults by chance, one of each kind first; and the kinds."""
    faults = chance.sample(faults, len(faults))
    first = {}
    for fault in faults:
        first.setdefault(fault[0], fault)
    return [*first.values(), *(fault for fault in faults if first[fault[0]] is not fault)], set(first)


def try_all(bench, scenario, options, chance):
    """The clean run and its faults; the number of violations, or None where strace cannot be used."""
    bench.restore()
    run, writing, _ = bench.trace(scenario.arguments, "all")
    if b"strace:" in run.stderr or not any("pki" in call.path for call in writing):
        return None
    wrong = scenario.after_repetition(bench, run)
    wrong += unsynced([call for call in writing if not call.path.startswith("output")])
    print("\n".join(wrong), end="\n" if wrong else "")
    faults = faults_of(bench.calls())
    sizes = {path.stat().st_size for path in bench.work.rglob("*") if path.is_file()}
    faults += [(kind, size - 1, f"files of {size} bytes") for size in sorted(sizes) if size > 1
               for kind in ("cut", "cut and killed")]
    faults, kinds = in_turn(faults, chance) if options.at_most else (faults, {kind for kind, _, _ in faults})
    # Of all faults, some have numbers that another thread has in the next run.
    planned = min(options.at_most or len(faults), len(faults) * 3 // 4)
    tried, violations = collections.Counter(), len(wrong)
    for kind, what, path in faults:
        if options.at_most and sum(tried.values()) >= options.at_most and kinds <= set(tried):
            break
        found, run = attempt(bench, scenario, kind, what)
        if found is None:
            continue
        tried[kind] += 1
        violations += bool(found)
        if found or options.verbose:
            print(f"{scenario.name}: {kind}, {what} on {path}: exit code {run.returncode}", *found, sep="\n    ",
                  flush=True)
    print(f"{scenario.name}: {sum(tried.values())} tried, {violations} violations ({dict(tried)})", flush=True)
    if sum(tried.values()) < planned or not kinds <= set(tried):
        print(f"{scenario.name}: at least {planned} were to be tried, of each kind: {sorted(kinds)}", flush=True)
        violations += 1
    return violations


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("dmpcert")
    parser.add_argument("repository")
    parser.add_argument("authority")
    parser.add_argument("--at-most", type=int)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10 ** 6))
    parser.add_argument("--only", choices=("install", "two", "rollback"))
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    if shutil.which("strace") is None:
        print("skipped: strace is not installed")
        return SKIP
    print(f"seed {options.seed}", flush=True)
    shared = "/dev/shm" if os.access("/dev/shm", os.W_OK) and "TMPDIR" not in os.environ else None
    violations = 0
    with tempfile.TemporaryDirectory(prefix="install-faults-", dir=shared) as scratch:
        bench = InstallBench(options.dmpcert, options.repository, pathlib.Path(scratch).resolve())
        bench.environment = {**os.environ, **bench.environment}
        for scenario in scenarios(bench, os.path.abspath(options.authority), options.only):
            found = try_all(bench, scenario, options, random.Random(options.seed))
            if found is None:
                print("skipped: strace may not be used here")
                return SKIP
            violations += found
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main())
