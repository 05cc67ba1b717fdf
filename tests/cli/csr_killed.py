#!/usr/bin/python3 -B
"""Interrupts one batch of `dmpcert csr` again and again, completes it, and verifies every request.

usage: csr_killed.py DMPCERT REPOSITORY AUTHORITY [--sites N] [--kills N] [--key KIND] [--seed N] [--issue N|all]

SIGKILL strikes at random moments, SIGINT and SIGTERM at two more. After each, what was done must stay to the byte and nothing half
done may pass for whole. In the end every request must verify, and its subject equal, attribute by attribute and string
type by string type, what the rehearsal authority composes for that site and usage.

The authority's subject is had in two ways. For all requests its own subject.py writes the line that it gives to
`openssl ca -subj`, and `openssl req -subj` encodes it: the same parser of the same library, without the cost of 800
certificates. For --issue of them the authority itself issues the certificate, and its subject must be that same DER,
which shows that the first way stands for the second.
"""
import argparse
import contextlib
import functools
import importlib.util
import io
import os
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import time

from csr_workspace import ENVIRONMENT, WORKSPACE, Judge, der_of, is_temporary, keys_of, orders_of, snapshot

DAY = "2026-11-23"
ORDERS_A_SITE = 2
HUNG = 300  # seconds after which a run that got a signal is not going to end any more


class Wrong(Exception):
    """Something that must hold did not."""


def require(holds, what):
    if not holds:
        raise Wrong(what)


def end_of(process):
    """What it says on standard error until its end, which has to come."""
    try:
        return process.communicate(timeout=HUNG)[1]
    except subprocess.TimeoutExpired as hung:
        process.kill()
        process.communicate()
        raise Wrong("it goes on after the signal") from hung


# ---- DER

def parts_of(content):
    """The elements inside a constructed one: (tag, value, whole)."""
    parts, at = [], 0
    while at < len(content):
        start, tag, size = at, content[at], content[at + 1]
        at += 2
        if size & 0x80:
            count = size & 0x7F
            size = int.from_bytes(content[at:at + count], "big")
            at += count
        parts.append((tag, content[at:at + size], content[start:at + size]))
        at += size
    return parts


def subject_of_request(der):
    return parts_of(parts_of(parts_of(der)[0][1])[0][1])[1][2]


def subject_of_certificate(der):
    return parts_of(parts_of(parts_of(der)[0][1])[0][1])[5][2]


def attributes_of(name):
    """(type, string type, value) of each attribute of a DER name, in its order; sets of several show their number."""
    shown = []
    for _, relative, _ in parts_of(parts_of(name)[0][1]):
        for _, pair, _ in parts_of(relative):
            (_, kind, _), (tag, value, _) = parts_of(pair)
            shown.append((kind.hex(), tag, value.decode("utf-8", "replace"), len(parts_of(relative))))
    return shown


# ---- the authority's subjects

class Authority:
    def __init__(self, repository, folder, dossier, scratch):
        self.folder, self.dossier, self.scratch = folder, dossier, scratch
        self.program = repository / "tests/support/rehearsal-ca/rehearsal-ca"
        spec = importlib.util.spec_from_file_location("subject", self.program.with_name("subject.py"))
        self.composer = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(self.composer)
        self.composer.load_dossier = functools.lru_cache(self.composer.load_dossier)  # Reads 400 sites once.
        self.key = scratch / "any.key"
        subprocess.run(["openssl", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out",
                        self.key], check=True, capture_output=True)
        self.config = scratch / "any.cnf"
        self.config.write_text("[req]\ndistinguished_name = dn\nstring_mask = utf8only\n[dn]\n")

    def composed(self, site, usage):
        line = io.StringIO()
        with contextlib.redirect_stdout(line):
            self.composer.organisation(argparse.Namespace(dossier=str(self.dossier), site=site, usage=usage, on=None,
                                                          service=None))
        run = subprocess.run(["openssl", "req", "-new", "-utf8", "-config", self.config, "-key", self.key, "-subj",
                              line.getvalue().rstrip("\n"), "-outform", "DER"], check=True, capture_output=True)
        return subject_of_request(run.stdout)

    def issued(self, site, usage, request):
        out = self.scratch / f"{site}-{usage}.pem"
        run = subprocess.run([self.program, "issue", self.folder, "--dossier", self.dossier, "--site", site, "--usage",
                              usage, "--csr", request, "--out", out], capture_output=True, check=False)
        require(run.returncode == 0, f"the authority refuses {request}: {run.stderr.decode()}")
        return subject_of_certificate(der_of(out.read_bytes(), b"CERTIFICATE"))


# ---- the batch

def lasting(held):
    """The files of an order that stay. An order that was completed keeps its former files beside it for an instant: a
    run that is killed then leaves them, and the next one clears them away."""
    return {name: entry for name, entry in held.items() if not is_temporary(name)}


class Batch:
    def __init__(self, options, scratch):
        self.dmpcert, self.scratch = os.path.abspath(options.dmpcert), scratch
        self.workspace = scratch / WORKSPACE
        self.dossier = scratch / "dossier.json"
        made = subprocess.run([options.repository / "tests/bench/dossier-generate.py", str(options.sites), "--varied"],
                              check=True, capture_output=True)
        self.dossier.write_bytes(made.stdout)
        self.total = ORDERS_A_SITE * options.sites
        self.command = ["csr", "dossier.json", "--all", "--jobs", "2", "--key", options.key, "--plain-key"]
        run = self.run("check", "dossier.json")
        require(run.returncode == 0, "the dossier does not pass `check`: " + run.stdout.decode()[-2000:])
        # What belongs to an order: one site's, elsewhere.
        one = ["--site", "site-0", "--usage", "sign", "--key", "ec:p256", "--plain-key", "--workspace", "one"]
        require(self.run("csr", "dossier.json", *one).returncode == 0, "one order fails")
        folder = next((scratch / "one").glob("*/SIGN"))
        (scratch / "one.json").write_bytes((options.repository / "examples/dossiers/ght-guyane.json").read_bytes())
        self.judge = Judge(self.dmpcert, [path.name for path in folder.iterdir()])
        self.kept, self.keys = {}, {}

    def run(self, *arguments):
        return subprocess.run([self.dmpcert, "--as-of", DAY, *arguments], cwd=self.scratch, capture_output=True,
                              env=ENVIRONMENT, check=False, timeout=900)

    def start(self, *arguments):
        return subprocess.Popen([self.dmpcert, "--as-of", DAY, *(arguments or self.command)], cwd=self.scratch,
                                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=ENVIRONMENT)

    def noted(self):
        """Lines of the journal, one an order at least: how far the batch is, without a look at 800 folders."""
        with contextlib.suppress(FileNotFoundError):
            return (self.workspace / "journal.jsonl").read_bytes().count(b"\n")
        return 0

    def wait_for(self, process, lines):
        while process.poll() is None and self.noted() < lines:
            time.sleep(0.001)

    def look(self, after):
        """Judges what is there now; returns orders done, orders half there, temporary files."""
        files = snapshot(self.workspace)
        problems = self.judge.problems(files)
        orders = orders_of(files)
        done = {folder: lasting(held) for folder, held in orders.items() if "order.json" in held}
        for folder, held in self.kept.items():
            now = done.get(folder, {})
            changed = sorted(name for name in {*held, *now} if held.get(name) != now.get(name))
            if changed:
                problems.append(f"{folder} was done before, and is not the same any more: {changed}")
        for path, content in self.keys.items():
            if keys_of(files).get(path) != content:
                problems.append(f"{path} was there with its request, and is not the same any more")
        self.kept, self.keys = done, keys_of(files)
        require(not problems, f"after {after}:\n    " + "\n    ".join(problems[:20]))
        temporary = sum(is_temporary(path.rpartition("/")[2]) for path in files)
        return len(done), len(orders) - len(done), temporary

    def interrupt(self, chance, left, number):
        """Starts the batch and ends it by a signal at a random moment; a quarter of the kills come before any order."""
        before, lines = len(self.kept), self.noted()
        process = self.start()
        # On the average, each of those that are left takes as much of what is left.
        span = (self.total - before) * 2 // (left + 2)
        is_early = number == signal.SIGKILL and chance.random() < 0.25
        more = 0 if is_early else chance.randint(1, max(1, span))
        self.wait_for(process, lines + more)
        time.sleep(chance.uniform(0, 0.02 if more else 0.6))
        alive = process.poll() is None
        process.send_signal(number)
        said = end_of(process)
        require(alive, f"the batch ended before the signal came: {said.decode()}")
        return process.returncode, said.decode()


def strike_again_and_again(batch, chance, kills):
    """SIGKILL at random moments, SIGINT and SIGTERM among them: then the run says what happened, and cleans up."""
    strikes, cut = [signal.SIGKILL] * kills, 0
    for number in (signal.SIGINT, signal.SIGTERM):
        strikes.insert(chance.randint(1, len(strikes)), number)
    for place, number in enumerate(strikes):
        code, said = batch.interrupt(chance, len(strikes) - place, number)
        done, half, temporary = batch.look(f"{number.name} {place + 1}")
        print(f"{place + 1:2} {number.name}: {done:3} of {batch.total} orders done, {half} half there, "
              f"{temporary} temporary files; exit code {code}", flush=True)
        if number == signal.SIGKILL:
            cut += half
            require(code == -signal.SIGKILL, f"exit code {code} of a run that was killed")
        else:
            require(code == 130 and "interrupted" in said, f"exit code {code} of an interrupted run: {said}")
            require(temporary == 0, "an interrupted run leaves temporary files")
            require(done < batch.total, "an interrupted run went on to the end")
    print(f"{cut} times an order was half there after a kill, and completed from its own key by a later run")
    require(0 < len(batch.kept) < batch.total, "the signals did not strike in the middle of the work")


def interrupt_a_large_key(batch):
    command = ["csr", "dossier.json", "--site", "site-0", "--usage", "sign", "--key", "rsa:4096", "--plain-key"]
    command += ["--workspace", "large"]
    large = batch.scratch / "large"
    process = batch.start(*command)
    while process.poll() is None and not (large / ".lock").exists():
        time.sleep(0.001)
    time.sleep(0.05)  # The lock is taken before the key is begun, which takes a second or more.
    process.send_signal(signal.SIGINT)
    said = end_of(process)
    print(f"SIGINT while a key of 4096 bits is made: exit code {process.returncode}", flush=True)
    require(process.returncode == 130 and b"interrupted" in said, f"it says: {said.decode()}")
    require(not list(large.glob("*/*/*")), "something of the order is there")
    run = batch.run(*command)
    files = snapshot(large)
    wrong = batch.judge.problems(files) + batch.judge.shortfalls(files)
    require(run.returncode == 0 and len(orders_of(files)) == 1 and not wrong, f"the same command again: {wrong}")


def refuse_a_second_run(batch):
    """Two at once: the second one ends with 4, names the first, and changes nothing."""
    first = batch.start()
    batch.wait_for(first, 1)
    second = batch.run("csr", "one.json", "--all", "--plain-key", "--workspace", WORKSPACE)
    alive = first.poll() is None
    first.kill()
    _, said = first.communicate()
    require(alive, f"the first run ended too early: {said.decode()}")
    require(second.returncode == 4 and str(first.pid) in second.stderr.decode(),
            f"a second run ends with {second.returncode}: {second.stderr.decode()}")
    batch.look("two runs at once")


def complete(batch):
    began = time.monotonic()
    run = batch.run(*batch.command)
    print(f"completed: {time.monotonic() - began:.1f} s", flush=True)
    require(run.returncode == 0, f"exit code {run.returncode}: {run.stderr.decode()}")
    batch.look("the last run")
    files = snapshot(batch.workspace)
    wrong = batch.judge.shortfalls(files)
    require(not wrong, "\n".join(wrong[:20]))
    orders = orders_of(files)
    require(len(orders) == batch.total, f"{len(orders)} orders, not {batch.total}")
    public = {batch.judge.openssl.public_of_key(held["key.pem"][0]) for held in orders.values()}
    require(len(public) == batch.total and "" not in public, f"{len(public)} different keys")
    # Opened anew, not remembered: every request as it lies there now.
    judge = Judge(batch.dmpcert, batch.judge.parts)
    require(not judge.problems(files), "problems in the end")
    again = batch.run(*batch.command)
    require(again.returncode == 0 and again.stdout.count(b"unchanged: ") == batch.total, "not all is unchanged")
    now = snapshot(batch.workspace)
    require({**now, ".lock": None} == {**files, ".lock": None}, "a run that changes nothing changed something")
    return orders, judge


def compare_subjects(batch, authority, orders, issue):
    order_of = {}
    for folder, held in orders.items():
        order = batch.judge._document("order", held["order.json"][0], folder, [])
        order_of[folder] = order["site"], order["usage"]
    requests = {folder: subject_of_request(der_of(held["request.csr"][0], b"CERTIFICATE REQUEST"))
                for folder, held in orders.items()}
    for folder, (site, usage) in order_of.items():
        expected = authority.composed(site, usage)
        require(attributes_of(requests[folder]) == attributes_of(expected) and requests[folder] == expected,
                f"{folder}: {attributes_of(requests[folder])} differs from {attributes_of(expected)}")
    folders = sorted(orders)
    sample = folders if issue == "all" else folders[:: max(1, len(folders) // max(1, int(issue)))][: int(issue)]
    for folder in sample:
        issued = authority.issued(*order_of[folder], batch.workspace / folder / "request.csr")
        require(attributes_of(issued) == attributes_of(requests[folder]) and issued == requests[folder],
                f"{folder}: {attributes_of(requests[folder])} differs from the certificate's {attributes_of(issued)}")
    lengths = sorted(len(value) for subject in requests.values() for _, _, value, _ in attributes_of(subject))
    require(lengths[-1] == 40, "no name was cut: the comparison would not see how")
    print(f"subjects: {len(requests)} equal what the authority composes, {len(sample)} of them as it issued them")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("dmpcert")
    parser.add_argument("repository", type=pathlib.Path)
    parser.add_argument("authority", type=pathlib.Path, help="folder that `rehearsal-ca init` made")
    parser.add_argument("--sites", type=int, default=400)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--key", default="ec:p256")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--issue", default="24", help="certificates that the authority issues, or all")
    options = parser.parse_args()
    print(f"csr_killed --sites {options.sites} --kills {options.kills} --key {options.key} --seed {options.seed} "
          f"--issue {options.issue}", flush=True)
    chance, began = random.Random(options.seed), time.monotonic()
    # Not in memory: on a disk, syncing takes long enough for signals to strike while an order is written.
    with tempfile.TemporaryDirectory(prefix="csr-killed-") as folder:
        scratch = pathlib.Path(folder).resolve()
        try:
            batch = Batch(options, scratch)
            refuse_a_second_run(batch)
            strike_again_and_again(batch, chance, options.kills)
            interrupt_a_large_key(batch)
            orders, judge = complete(batch)
            print(f"{len(orders)} requests verify, each with its own key", flush=True)
            compare_subjects(batch, Authority(options.repository, options.authority, batch.dossier, scratch), orders,
                             options.issue)
        except Wrong as wrong:
            print(f"csr_killed: {wrong}")
            return 1
    spent = time.process_time() + sum(os.times()[2:4])
    print(f"done in {time.monotonic() - began:.0f} s, {spent:.0f} s of processor")
    return 0


if __name__ == "__main__":
    sys.exit(main())
