#!/usr/bin/env python3
"""Runs the guides, command by command, and compares what came out with what they show.

usage: run [--accept] DMPCERT [GUIDE…]

  --accept  write what came out into the guides instead of comparing

GUIDE is docs/guide.en.md and docs/guide.fr.md unless it is given. Each is run from its beginning in a directory of its
own that begins as a copy of examples/guide, on a terminal of 100 columns, in the language that its name says.
Exit: 0 all as shown, 1 differences (shown as a diff), 2 wrong usage.

What is run are the lines after "$ " of blocks that begin with ```console; a line that ends with "\\" goes on in the next
one. What follows is their output. Comments of the guide say what a reader does not see:
  <!-- exit 1 -->            the last command of the next block ends with this code, not with 0
  <!-- clock 2026-12-04 -->  from here on it is nine o'clock of this day, and time stands still (approval/clock.c)
  <!-- run COMMAND -->       run as well, in one or more lines; its output is not shown, and it has to succeed
The authority of a rehearsal (tests/support/rehearsal-ca) stands for ANS, and is in the path.
"""
import argparse
import datetime
import difflib
import importlib.machinery
import importlib.util
import os
import pathlib
import pty
import re
import select
import shutil
import subprocess
import sys
import termios
import time

HERE = pathlib.Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
GUIDES = [REPOSITORY / "docs/guide.en.md", REPOSITORY / "docs/guide.fr.md"]
DATA = REPOSITORY / "examples/guide"
AUTHORITY = REPOSITORY / "tests/support/rehearsal-ca"
COLUMNS = 100
DEADLINE = 300  # Seconds for a command: making keys takes longest.
DIRECTIVE = re.compile(r"<!-- (exit|clock|run)\s(.*?)\s*-->\n", re.S)
BLOCK = re.compile(r"```console\n(.*?)^```\n", re.S | re.M)
# What no run has in common with another: the digits that tell apart two runs of install within a second.
RUN = re.compile(r"(\b\d{8}T\d{6}Z)-[0-9a-f]{6}\b")
PART = re.compile(rf"{BLOCK.pattern}|{DIRECTIVE.pattern}", re.S | re.M)


def load_approval():
    """The module that runs the approval cases: it has the clock and the environment."""
    loader = importlib.machinery.SourceFileLoader("approval", str(REPOSITORY / "tests/approval/run.py"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("approval", loader))
    sys.dont_write_bytecode = True
    loader.exec_module(module)
    return module


def on_terminal(line, folder, variables):
    """Runs a line as bash does; returns what its terminal shows, and its exit code."""
    ours, theirs = pty.openpty()
    attributes = termios.tcgetattr(theirs)
    attributes[1] &= ~termios.OPOST
    termios.tcsetattr(theirs, termios.TCSANOW, attributes)
    termios.tcsetwinsize(theirs, (50, COLUMNS))
    process = subprocess.Popen(["bash", "-c", line], cwd=folder, env=variables, stdin=subprocess.DEVNULL, stdout=theirs,
                               stderr=theirs, start_new_session=True, umask=0o022)
    os.close(theirs)
    shown, end = b"", time.monotonic() + DEADLINE
    while time.monotonic() < end:
        if not select.select([ours], [], [], 1)[0]:
            continue
        try:
            part = os.read(ours, 65536)
        except OSError:  # Nobody has the terminal open any more.
            break
        if not part:
            break
        shown += part
    os.close(ours)
    try:
        return shown.decode("utf-8", "backslashreplace"), process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        process.kill()
        return shown.decode("utf-8", "backslashreplace") + "(never ended)\n", process.wait()


def commands(block):
    """The commands of a block, each with its lines."""
    lines = iter(block.splitlines())
    for line in lines:
        if line.startswith("$ "):
            typed = [line[2:]]
            while typed[-1].endswith("\\"):
                typed.append(next(lines))
            yield "\n".join(typed)


class Guide:
    """One guide on its way."""

    def __init__(self, path, approval, scratch, language):
        self.text = path.read_text(encoding="utf-8")
        self.folder = scratch / "ght"
        shutil.copytree(DATA, self.folder)
        for each in self.folder.rglob("*"):
            each.chmod(0o755 if each.is_dir() or os.access(each, os.X_OK) else 0o644)
        self.variables = approval.environment(scratch, self.folder, {})
        del self.variables["BASH_ENV"]
        del self.variables["LC_ALL"]
        self.variables |= {"LANG": "C.UTF-8", "LC_MESSAGES": f"{language}_FR.UTF-8", "REHEARSAL_CA_FAST": "1",
                           "HOME": str(scratch), "PATH": f"{self.variables['PATH']}:{AUTHORITY}"}
        self.home = str(scratch)
        self.faults = []
        self.code = 0

    def run(self, line, code):
        shown, ended = on_terminal(line, self.folder, self.variables)
        if ended != code:
            self.faults.append(f"exit code {ended}, not {code}: {line}\n{shown}")
        return RUN.sub(r"\1-xxxxxx", shown.replace(self.home, "/home/dsi"))

    def block(self, text):
        """The block with what came out."""
        made, typed = "", list(commands(text))
        for each in typed:
            shown = self.run(each, self.code if each is typed[-1] else 0)
            lines = "".join(line.rstrip() + "\n" for line in shown.splitlines())
            made += f"$ {each}\n{lines}"
        self.code = 0
        return f"```console\n{made}```\n"

    def part(self, match):
        """What stands in place of a block or a directive."""
        block, word, value = match.groups()
        if block is not None:
            return self.block(block)
        if word == "exit":
            self.code = int(value)
        elif word == "clock":
            day = datetime.datetime.fromisoformat(f"{value}T09:00:00+00:00")
            self.variables["DMP_CLOCK"] = str(int(day.timestamp()))
            self.variables["SOURCE_DATE_EPOCH"] = self.variables["DMP_CLOCK"]
        else:
            self.run(value, 0)
        return match.group(0)

    def play(self):
        """The whole text with what came out."""
        return PART.sub(self.part, self.text)


def differs(path, approval, dmpcert, accepting):
    language = path.name.split(".")[-2]
    with approval.scratch_folder() as scratch:
        approval.tools(scratch, (dmpcert,))
        guide = Guide(path, approval, scratch, language)
        made = guide.play()
    if accepting and made != guide.text:
        path.write_text(made, encoding="utf-8")
        print(f"accepted {path.name}")
    elif made != guide.text:
        sys.stdout.writelines(difflib.unified_diff(guide.text.splitlines(True), made.splitlines(True), path.name, "now"))
    print(*guide.faults, f"{path.name}: {len(BLOCK.findall(made))} blocks, {len(guide.faults)} wrong exit codes", sep="\n")
    return bool(guide.faults) or (made != guide.text and not accepting)


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--accept", action="store_true")
    parser.add_argument("dmpcert", type=lambda text: pathlib.Path(text).resolve(strict=True))
    parser.add_argument("guides", nargs="*", type=pathlib.Path, default=GUIDES)
    options = parser.parse_args()
    approval = load_approval()
    found = [differs(path, approval, options.dmpcert, options.accept) for path in options.guides]
    return 1 if any(found) else 0


if __name__ == "__main__":
    sys.exit(main())
