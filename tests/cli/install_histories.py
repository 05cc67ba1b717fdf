#!/usr/bin/python3 -B
"""Random histories of `dmpcert install` and `--rollback`, with kills at random moments, against a model.

usage: install_histories.py DMPCERT REPOSITORY AUTHORITY [--seed N] [--kills N] [--seconds N] [--steps N] [--verbose]

The orders are those of one site's SIGN certificate: the first (a), its renewal (b), two certificates each. Steps install
one of them to some targets, or to the orders' folders, or roll some targets back. A step may be killed at any moment;
the same command is then run again. The model knows nothing of the program's documents: it has, for each target, the
certificates shown in turn, and of each the one that was shown before it. After every step the targets themselves,
`--list`, `csr --status` and the journal must say what the model says, and nothing may be left over.

The seed is printed. It goes on until --kills (12) of the kills struck, and for --seconds (0) at least. Exit: 0 all held,
1 something did not, or so few of the steps could be killed that it was no test.
"""
import argparse
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time

from csr_workspace import ENVIRONMENT

TARGETS = {"pem": ["--pem-dir", "pki"], "haproxy": ["--haproxy", "lb.pem"],
           "pkcs12": ["--pkcs12", "store.p12"]}
PATHS = {"pem": "pki/970300026/SIGN", "haproxy": "lb.pem", "pkcs12": "store.p12"}
SECRET = ["--pkcs12-passphrase-file", "passphrase.txt"]
ORDERS = {"a": "dmp-workspace/970300026/SIGN", "b": "dmp-workspace/970300026/SIGN/renewal"}


class Version:
    """What a target showed: a certificate, since which run, and what was there before."""
    def __init__(self, certificate, run, before):
        self.certificate, self.run, self.before, self.undone = certificate, run, before, False


class Model:
    def __init__(self):
        self.shown = {name: None for name in TARGETS}     # target -> Version or None
        self.kept = {name: [] for name in TARGETS}        # versions that are there, oldest first
        self.own = {}                                     # order -> certificate in its own folder, in service
        self.taken = {}                                   # run -> orders that it took out of their own folders
        self.known = {"a": None, "b": None}               # certificate that an order names
        self.files = {}                                   # order -> certificate whose files lie in its folder
        self.runs = 0
        self.journal = []                                 # (act, certificate or target)

    def orders(self):
        """order -> (state, certificate)."""
        found = {}
        for order in ORDERS:
            shown = [each.certificate for each in self.shown.values() if each and each.certificate[0] == order]
            if shown:
                found[order] = ("installed", max(shown))  # the second one of an order ends later
            elif order in self.own:
                found[order] = ("installed", self.own[order])
            else:
                found[order] = ("superseded" if self.known[order] else "ready", self.known[order])
        return found

    def note(self):
        for order, (state, certificate) in self.orders().items():
            if state == "installed":
                self.known[order] = certificate

    def install(self, certificates, targets, keep):
        """One certificate to targets, or any to their own folders."""
        before = self.orders()
        self.runs += 1
        changed = False
        for name in targets:
            now = self.shown[name]
            if now and now.certificate == certificates[0]:
                continue
            changed = True
            version = Version(certificates[0], self.runs, now)
            self.shown[name] = version
            self.kept[name].append(version)
            others = sorted((each for each in self.kept[name] if each is not version),
                            key=lambda each: 2 if each is now else 0 if each.undone else 1)  # pylint: disable=W0640
            for old in others[:max(0, len(others) - keep)]:
                self.kept[name].remove(old)
        if targets:
            self.leave_own({certificates[0][0]} | {order for order in ORDERS if self.is_shown(order)})
            self.own.pop(certificates[0][0], None)
        written = {certificate: changed for certificate in certificates}
        if not targets:
            for certificate in sorted(certificates):  # the renewal comes last, and is in service
                written[certificate] = self.files.get(certificate[0]) != certificate
                self.files[certificate[0]] = certificate
                if self.is_shown(certificate[0]):
                    self.own = {}  # in service where targets show it, and those before it are not
                else:
                    self.own = {certificate[0]: certificate}
                    self.known[certificate[0]] = certificate
        self.note()
        after = self.orders()
        self.journal += [("install", certificate) for certificate in certificates
                         if written[certificate] or before[certificate[0]] != after[certificate[0]]]

    def is_shown(self, order):
        return any(each and each.certificate[0] == order for each in self.shown.values())

    def leave_own(self, but):
        gone = [order for order in self.own if order not in but]
        if gone:
            self.taken[self.runs] = {order: self.own.pop(order) for order in gone}

    def rollback(self, targets):
        """Returns whether there was anything to go back to."""
        latest = max((self.shown[name].run for name in targets if self.shown[name]), default=None)
        moves = [name for name in targets if self.shown[name] and self.shown[name].run == latest and
                 (self.shown[name].before is None or self.shown[name].before in self.kept[name])]
        # Without its run's name, a first installation alone is not taken away.
        moved = any(self.shown[name].before for name in moves)
        for name in moves if moved else []:
            now = self.shown[name]
            self.shown[name], now.undone = now.before, True
            self.journal.append(("rollback", PATHS[name]))
        if moved and not any(self.is_shown(order) for order in ORDERS):
            self.own.update(self.taken.pop(latest, {}))
        self.note()
        return moved


class History:
    def __init__(self, options, scratch, chance):
        self.dmpcert, self.chance, self.verbose = os.path.abspath(options.dmpcert), chance, options.verbose
        self.repository, self.authority = pathlib.Path(options.repository).resolve(), os.path.abspath(options.authority)
        self.scratch, self.work = scratch, scratch / "w"
        self.environment = {**ENVIRONMENT, "ASAN_OPTIONS": "detect_leaks=0"}
        self.digests, self.usual, self.killed = {}, 0.2, 0
        self.prepare()

    def run(self, *words, kill_after=None):
        process = subprocess.Popen([self.dmpcert, *words], cwd=self.work, env=self.environment, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE)
        try:
            out, err = process.communicate(timeout=kill_after)
        except subprocess.TimeoutExpired:
            process.kill()
            out, err = process.communicate()
        return process.returncode, out.decode(), err.decode()

    def must(self, *words):
        code, out, err = self.run(*words)
        if code != 0:
            raise SystemExit(f"install_histories: {words}: exit code {code}: {out}{err}")
        return out

    def prepare(self):
        self.work.mkdir()
        shutil.copy(self.repository / "examples/dossiers/ght-guyane.json", self.work / "dossier.json")
        (self.work / "passphrase.txt").touch(0o600)
        (self.work / "passphrase.txt").write_text("quatre mots bien secrets\n")
        csr = ["csr", "dossier.json", "--site", "cayenne", "--usage", "sign", "--plain-key"]
        self.must(*csr)
        self.must(*csr, "--renew")
        tool = self.repository / "tests/support/rehearsal-ca/rehearsal-ca"
        for name, days in ("a1", 300), ("a2", 600), ("b1", 400), ("b2", 700):
            subprocess.run([tool, "issue", self.authority, "--dossier", "dossier.json", "--site", "cayenne", "--usage",
                            "SIGN", "--csr", f"{ORDERS[name[0]]}/request.csr", "--out", f"{name}.pem",
                            "--days-from-start", str(days)], cwd=self.work, check=True, capture_output=True,
                           env=self.environment)
            self.digests[self.digest((self.work / f"{name}.pem").read_bytes())] = name
        shutil.copytree(self.work, self.scratch / "template", symlinks=True)

    def digest(self, pem):
        run = subprocess.run(["openssl", "x509", "-noout", "-fingerprint", "-sha256"], input=pem, capture_output=True,
                             check=False)
        return run.stdout.decode().strip().split("=")[-1].replace(":", "").lower()

    def restart(self):
        shutil.rmtree(self.work)
        shutil.copytree(self.scratch / "template", self.work, symlinks=True)
        self.model, self.told = Model(), []

    # One step: what to run, and what the model does for it.
    def step(self):
        names = self.chance.sample(sorted(TARGETS), self.chance.randint(1, len(TARGETS)))
        where = [word for name in names for word in TARGETS[name]] + (SECRET if "pkcs12" in names else [])
        if self.chance.random() < 0.35:
            return ["install", "--rollback", *where], lambda: self.model.rollback(names)
        keep = self.chance.choice([1, 2, 3, 3, 3])
        trust = ["--dossier", "dossier.json", "--trust", f"{self.authority}/trust", "--trust-any", "--keep", str(keep)]
        if self.chance.random() < 0.12:
            given = self.chance.choice([["a1"], ["b1"], ["a2", "b1"], ["b2", "a1"]])
            return ["install", "--older", *(f"{one}.pem" for one in given), *trust], \
                lambda: self.model.install(given, [], keep) or True
        one = self.chance.choice(sorted(self.digests.values()))
        if "pem" not in names:
            names.append("pem")
            where += TARGETS["pem"]
        return ["install", "--older", f"{one}.pem", *trust, *where], lambda: self.model.install([one], names, keep) or True

    def carry_out(self, words):
        """Runs the step, perhaps killed and run again; returns its exit code and what it said."""
        started = time.monotonic()
        if self.chance.random() < 0.5:
            code, out, err = self.run(*words, kill_after=self.chance.uniform(0.002, self.usual * 1.2))
            if code != -9:
                return code, out, err
            self.killed += 1
            # Told in full and nothing is left to be done: it was over.
            if out and not list(self.work.rglob("pending.json")):
                return 0, out, err
        code, out, err = self.run(*words)
        self.usual = 0.8 * self.usual + 0.2 * (time.monotonic() - started)
        return code, out, err

    def shown(self, name):
        path = self.work / PATHS[name]
        if name == "pem":
            path = path / "certificate.pem"
        if not path.exists():
            return None
        content = path.read_bytes()
        if name == "pkcs12":
            content = subprocess.run(["openssl", "pkcs12", "-in", path, "-nokeys", "-clcerts", "-passin",
                                      f"file:{self.work}/passphrase.txt"], capture_output=True, check=False).stdout
        return self.digests.get(self.digest(content), "something else")

    def check(self):
        """What differs from the model."""
        wrong = []
        for name, version in self.model.shown.items():
            now, wanted = self.shown(name), version.certificate if version else None
            if now != wanted:
                wrong.append(f"{PATHS[name]} shows {now}, expected {wanted}")
        rows = json.loads(self.must("install", "--list", *(w for words in TARGETS.values() for w in words), *SECRET,
                                    "--format", "json"))["versions"]
        for name, versions in self.model.kept.items():
            listed = [(self.digests.get(row["certificates"][0]["sha256"]), row["current"])
                      for row in rows if row["path"] == PATHS[name]]
            wanted = [(each.certificate, each is self.model.shown[name]) for each in versions]
            if listed != wanted:
                wrong.append(f"--list of {PATHS[name]}: {listed}, expected {wanted}")
        status = json.loads(self.must("csr", "--status", "--format", "json"))["orders"]
        found = {order: (row["state"], self.digests.get(row.get("certificate_sha256")))
                 for order, folder in ORDERS.items() for row in status if row["folder"] == folder}
        if found != self.model.orders():
            wrong.append(f"--status: {found}, expected {self.model.orders()}")
        for order, folder in ORDERS.items():  # the document says what the view says, once a step is over
            written = json.loads((self.work / folder / "order.json").read_text())
            if (written["state"], self.digests.get(written.get("certificate_sha256"))) != found[order]:
                wrong.append(f"{folder}/order.json differs from --status")
        journal = self.work / "dmp-workspace/journal.jsonl"
        lines = [json.loads(line) for line in journal.read_text().splitlines()]
        said = [("install", self.digests.get(line.get("sha256"))) if line["act"] == "install" else
                ("rollback", os.path.relpath(line["file"], self.work)) for line in lines
                if line["act"] in ("install", "rollback")]
        for act in set(self.model.journal):
            if said.count(act) != self.model.journal.count(act):
                wrong.append(f"the journal has {said.count(act)} lines of {act}, expected {self.model.journal.count(act)}")
        wrong += [f"{path} is left over" for path in self.work.rglob("*")
                  if path.name.startswith((".new-", ".next", ".dmpcert-")) or path.name == "pending.json"]
        return wrong


def play(history, steps):
    history.restart()
    log, count = [], 0
    for _ in range(steps):
        words, act = history.step()
        log.append(" ".join(words))
        code, out, err = history.carry_out(words)
        expected = 0 if act() else 3
        wrong = [] if code == expected else [f"exit code {code}, expected {expected}: {out}{err}"]
        wrong += history.check()
        count += 1
        if wrong:
            print("\n    ".join(["wrong after:", *log, *wrong]), flush=True)
            return count, 1
    return count, 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("dmpcert")
    parser.add_argument("repository")
    parser.add_argument("authority")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10 ** 6))
    parser.add_argument("--kills", type=int, default=12)
    parser.add_argument("--seconds", type=float, default=0)
    parser.add_argument("--steps", type=int, default=14, help="of one history")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    shared = "/dev/shm" if os.access("/dev/shm", os.W_OK) and "TMPDIR" not in os.environ else None
    with tempfile.TemporaryDirectory(prefix="install-histories-", dir=shared) as scratch:
        history = History(options, pathlib.Path(scratch).resolve(), random.Random(options.seed))
        end, steps, histories, violations = time.monotonic() + options.seconds, 0, 0, 0
        most = 10 * options.kills  # steps for so many kills: half of the steps are to be killed, most of those are
        while violations < 3 and (time.monotonic() < end or (history.killed < options.kills and steps < most)):
            played, wrong = play(history, options.steps)
            steps, histories, violations = steps + played, histories + 1, violations + wrong
    print(f"{steps} steps of {histories} histories tried, {history.killed} killed, {violations} violations")
    if violations == 0 and history.killed < options.kills:
        print(f"only {history.killed} kills struck, of {options.kills} that were to be tried")
        return 1
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main())
