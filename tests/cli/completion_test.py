#!/usr/bin/python3
"""Presses Tab in bash, zsh and fish: what each of them completes of commands, options and values.

What is compared is all that a shell would insert. dmpcert is run for the sites of a dossier only, and gets the dossier's
name, but nothing else that a person has typed, and no variable of the shell. Usage: completion_test.py DMPCERT DOSSIER
"""
import os
import pathlib
import pty
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time

DMPCERT, DOSSIER = (pathlib.Path(each).resolve() for each in sys.argv[1:])
DEADLINE = 60.0

# What is typed -> what may follow, at least; and with "only", nothing else.
CASES = [
    ("dmpcert ch", {"check"}, "only"),
    ("dmpcert ", {"dossier", "check", "form413", "csr", "install", "expiry", "card", "config", "completion", "help"},
     "only"),
    ("dmpcert card ", {"list", "show", "check-pin"}, "only"),
    ("dmpcert --lang fr --quiet card s", {"show"}, "only"),
    ("dmpcert completion ", {"bash", "zsh", "fish"}, "only"),
    ("dmpcert help ex", {"expiry", "exit-codes"}, "only"),
    ("dmpcert config ", {"show"}, "only"),
    ("dmpcert check --fail", {"--fail-on"}, "only"),
    ("dmpcert csr --passphrase-", {"--passphrase-file", "--passphrase-env", "--passphrase-fd", "--passphrase-prompt"},
     "only"),
    ("dmpcert card show --card-m", {"--card-module"}, "only"),
    ("dmpcert card show --la", {"--lang"}, "only"),
    ("dmpcert expiry --format ", {"text", "json", "csv", "nagios", "prometheus", "junit", "ics", "html"}, "only"),
    ("dmpcert check --format ", {"text", "json", "sarif", "junit", "markdown", "csv", "html", "gitlab"}, "only"),
    ("dmpcert card list --format j", {"json"}, "only"),
    ("dmpcert check --lang ", {"en", "fr"}, "only"),
    ("dmpcert check a.json --usage ", {"auth-cli", "sign"}, "only"),
    ("dmpcert expiry --environment ", {"production", "test", "rehearsal", "unknown"}, "only"),
    ("dmpcert csr --policy ans-2", {"ans-2021-09-30", "ans-2023"}, "only"),
    ("dmpcert check --schema form", {"form413-map"}, "only"),
    ("dmpcert check --finess on", {"one.json"}, "only"),
    ("dmpcert check on", {"one.json"}, "only"),
    ("dmpcert check --site cayenne one.json tw", {"two.pem"}, "only"),
    ("dmpcert dossier import table.csv --into on", {"one.json"}, "only"),
    ("dmpcert install --pem-dir pl", {"place"}, "only"),
    ("dmpcert csr --note on", set(), "only"),
    ("dmpcert csr --passphrase-env on", set(), "only"),
    ("dmpcert frobnicate --fo", set(), ""),
    ("dmpcert csr one.json --passphrase-env S3CRET --site ", {"cayenne", "ehpad"}, "only"),
    ("dmpcert --lang fr check --finess two.pem one.json --site ca", {"cayenne"}, "only"),
    ("dmpcert csr --verify two.pem --dossier one.json --note S3CRET --site e", {"ehpad"}, "only"),
    ("dmpcert dossier show one.json cay", {"cayenne"}, "only"),
    ("dmpcert csr odd.json --site ", {"cayenne"}, "only"),
    ("dmpcert csr --site cay", set(), "only"),
    ("dmpcert expiry --output on", {"one.json"}, ""),
]

BASH = """
PS1='READY> '
source "$SCRIPT"
bind 'set bell-style none' 'set enable-bracketed-paste off' 2> /dev/null
bind '"\\C-t": insert-completions'
dump() { printf '%s' "$READLINE_LINE" > "$OUT.part"; mv "$OUT.part" "$OUT"; READLINE_LINE=; READLINE_POINT=0; }
bind -x '"\\C-g": dump'
"""
ZSH = """
PS1='READY> '
fpath=("${SCRIPT:h}" $fpath)
autoload -U compinit && compinit -u -D
unsetopt beep
unset zle_bracketed_paste
insert-all() { _main_complete; compstate[insert]=all; compstate[list]= }
zle -C insert-all complete-word insert-all
bindkey '^T' insert-all
dump() { print -rn -- "$BUFFER" > $OUT.part; command mv $OUT.part $OUT; BUFFER= }
zle -N dump
bindkey '^G' dump
"""


class Shell:
    """A shell at a terminal of its own. Ctrl-T inserts all completions, Ctrl-G writes the line to a file."""

    def __init__(self, command, environment):
        self.out = pathlib.Path(environment["OUT"])
        self.shown = b""
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], command, environment)
        self.wait(lambda: b"READY> " in self.shown, "a prompt")

    def wait(self, is_there, what):
        end = time.monotonic() + DEADLINE
        while not is_there():
            if time.monotonic() > end:
                raise SystemExit(f"no {what}: {self.shown!r}")
            if select.select([self.terminal], [], [], 0.02)[0]:
                self.shown += os.read(self.terminal, 65536)

    def completions(self, line):
        self.out.unlink(missing_ok=True)
        os.write(self.terminal, line.encode() + b"\x14\x07")
        self.wait(self.out.exists, f"answer to {line!r}")
        whole, word = self.out.read_text(), line.rpartition(" ")[2]
        before = line[:len(line) - len(word)]
        if not whole.startswith(before):
            raise SystemExit(f"{line!r} has become {whole!r}")
        # What is typed next, "=" or "/", some shells add.
        rest = [each.rstrip("=/") for each in whole[len(before):].split()]
        return set() if rest == [word] else set(rest)

    def end(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)


class Fish:
    """fish answers without a terminal, and shows descriptions."""

    def __init__(self, environment):
        self.environment = environment

    def lines(self, line):
        done = subprocess.run(["fish", "--no-config", "-c", 'source $SCRIPT; complete -C "$LINE"'], check=True, text=True,
                              env={**self.environment, "LINE": line}, capture_output=True, timeout=DEADLINE)
        if done.stderr:
            raise SystemExit(f"fish: {done.stderr}")
        return [each.partition("\t") for each in done.stdout.splitlines()]

    def completions(self, line):
        return {word.rstrip("/") for word, _, _ in self.lines(line)}

    def end(self):
        pass


def faults_of(name, shell):
    faults = []
    for line, expected, only in CASES:
        if name == "zsh" and expected & {"cayenne", "ehpad"}:
            continue  # zsh is not told how to ask for sites.
        found = shell.completions(line)
        if not expected <= found or (only and found != expected):
            faults.append(f"{name}: {line!r} gives {sorted(found)}, not {sorted(expected)}")
    return faults


def descriptions(fish, script, environment):
    """fish shows them as it completes; zsh takes them from its script."""
    faults = []
    for locale, text in (("C.UTF-8", "Language of messages"), ("fr_FR.UTF-8", "Langue des messages")):
        fish.environment = {**environment, "LC_ALL": locale}
        if ("--lang", "\t", text) not in fish.lines("dmpcert --la"):
            faults.append(f"fish: --lang is not described in {locale}")
        if f"--lang=[{text}]" not in script.read_text():
            faults.append(f"zsh: --lang is not described in {locale}")
    return faults


def main():
    scratch = pathlib.Path(tempfile.mkdtemp())
    here = scratch / "here"
    (here / "place").mkdir(parents=True)
    (here / "two.pem").touch()
    os.chdir(here)
    shutil.copy(DOSSIER, "one.json")
    # An id that a shell would run is not completed.
    odd = (here / "one.json").read_text().replace('"id": "ehpad"', '"id": "$(touch${IFS}harm)"', 1)
    (here / "odd.json").write_text(odd)
    # A dmpcert that tells what it gets: its words, and its environment as the kernel has it.
    (scratch / "bin").mkdir()
    told = scratch / "bin/dmpcert"
    told.write_text(f"#!/usr/bin/python3 -I\nimport os, sys\n"
                    f"with open('{scratch}/calls', 'a') as calls:\n"
                    f"    print(sys.argv[1:], sorted(set(os.environ) - {{'LC_CTYPE'}}), file=calls)\n"
                    f"os.execv('{DMPCERT}', ['dmpcert', *sys.argv[1:]])\n")
    told.chmod(0o755)
    environment = {"PATH": f"{scratch}/bin:/usr/bin:/bin", "HOME": str(scratch), "LC_ALL": "C.UTF-8", "TERM": "dumb",
                   "OUT": str(scratch / "out"), "PASSPHRASE": "S3CRET"}
    faults = []
    try:
        for name, script in (("bash", "dmpcert"), ("zsh", "_dmpcert"), ("fish", "dmpcert.fish")):
            path = scratch / name / script
            path.parent.mkdir()
            path.write_bytes(subprocess.run([DMPCERT, "completion", name], check=True, stdout=subprocess.PIPE).stdout)
            environment["SCRIPT"] = str(path)
            if name == "bash":
                (scratch / "bashrc").write_text(BASH)
                shell = Shell(["bash", "--noprofile", "--rcfile", str(scratch / "bashrc"), "-i"], environment)
            elif name == "zsh":
                (scratch / ".zshrc").write_text(ZSH)
                shell = Shell(["zsh", "-i"], environment)
            else:
                shell = Fish(environment)
            faults += faults_of(name, shell)
            if name == "fish":
                faults += descriptions(shell, scratch / "zsh/_dmpcert", environment)
            shell.end()
        calls = set((scratch / "calls").read_text().splitlines())
        if calls != {"['complete-sites', 'one.json'] []", "['complete-sites', 'odd.json'] []"}:
            faults.append(f"dmpcert was run so: {sorted(calls)}")
        if (here / "harm").exists():
            faults.append("an id of a site was run")
    finally:
        shutil.rmtree(scratch)
    print("\n".join(faults) or f"{3 * len(CASES)} completions as expected")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
