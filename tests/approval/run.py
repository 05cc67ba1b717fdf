#!/usr/bin/env python3
"""What dmpcert says, byte by byte: runs every case of cases/*.toml and compares standard output, standard error, exit
code and the files that were written with approved/<command>/<name>.txt.

usage: run [--accept] [--only PATTERN] [--jobs N] DMPCERT

  --accept        write the approval files instead of comparing; those without a case go
  --only PATTERN  only the cases whose name (check/ready.json.fr) contains this, or matches it with * and ?
  --jobs N        cases at a time (as many as processors)

Exit: 0 all as approved, 1 differences (shown as a diff), 2 wrong usage.

A case is a table of cases/<command>.toml, named as its approval file:
  run      the command line after "dmpcert", for a shell; `before` is put in front of it
  forms    an approval for each: "" is that line, "fr" the same with --lang fr, "json" with --format json, "json.fr"
           with both
  edit     replacements in dossier.json, each of which has to change something (the first place)
  setup    lines for bash before that, with the functions of steps.bash; their output is not recorded, and they have to
           succeed
  show     patterns of files whose contents are recorded afterwards
  env      more variables
  needs    "card": a simulated card can be put into a reader here; else the case is skipped, and that is said
Each case begins in a directory of its own with the example dossier and the files of fixtures/ (see make-fixtures).
Today is 2026-11-23, nine o'clock, for good (clock.c); DMP_CLOCK says so in seconds, for lines that are to be later.
"""
import argparse
import concurrent.futures
import contextlib
import difflib
import fnmatch
import hashlib
import os
import pathlib
import re
import secrets
import shlex
import shutil
import stat
import subprocess
import sys
import tomllib

HERE = pathlib.Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
CARD = REPOSITORY / "tests/card/beside-a-card.py"
KEYS = {"run", "before", "forms", "edit", "setup", "show", "env", "needs"}
LANGUAGES = ("en", "fr")
NOW = "1795424400"  # 2026-11-23T09:00:00Z
SECRET = (".key", ".p12", "passphrase.txt", "other.txt")  # 0600, which git does not keep

# What no run has in common with another, and nothing else.
MASKS = [
    (r"/tmp/dmp-approval-[0-9a-f]{8}/[0-9]{3}\b", "<HERE>"),
]
# Bytes that an editor or git would not show or keep.
VISIBLE = {"\r": "<CR>", "\x1b": "<ESC>", "\ufeff": "<BOM>", "\0": "<NUL>", "\f": "<FF>"}


class Wrong(Exception):
    """A case that cannot be tried."""


def cases():
    """Name → (table, command line) of every case."""
    found = {}
    for path in sorted(HERE.glob("cases/*.toml")):
        try:
            tables = tomllib.loads(path.read_text())
        except tomllib.TOMLDecodeError as error:
            raise Wrong(f"{path.name}: {error}") from error
        for name, table in tables.items():
            if unknown := set(table) - KEYS:
                raise Wrong(f"{path.name}: [{name}] has unknown keys: {', '.join(sorted(unknown))}")
            for form in table.get("forms", [""]):
                words = [word for word in form.split(".") if word]
                lang = "".join(f"--lang {word} " for word in words if word in LANGUAGES)
                shape = "".join(f" --format {word}" for word in words if word not in LANGUAGES)
                before = f"{table['before']} " if "before" in table else ""
                full = ".".join([f"{path.stem}/{name}", *words])
                if full in found:
                    raise Wrong(f"two cases are called {full}")
                found[full] = (table, f"{before}dmpcert {lang}{table['run']}{shape}".rstrip())
    return found


def chosen(name, pattern):
    return pattern is None or pattern in name or fnmatch.fnmatch(name, pattern)


@contextlib.contextmanager
def scratch_folder():
    """Always as long a path, of signs that need no quotes: both would show."""
    scratch = pathlib.Path(f"/tmp/dmp-approval-{secrets.token_hex(4)}")
    scratch.mkdir(mode=0o700)
    try:
        yield scratch
    finally:
        shutil.rmtree(scratch)


def stage(scratch, dmpcert):
    """What all cases share: the directory that each is a copy of, the program's place, the clock."""
    template = scratch / "template"
    shutil.copytree(HERE / "fixtures", template)
    shutil.copy(REPOSITORY / "examples/dossiers/ght-guyane.json", template / "dossier.json")
    for path in template.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o600 if path.name.endswith(SECRET) else 0o644)
    tools(scratch, (dmpcert, CARD))


def tools(scratch, programs):
    """The programs that are run, by their names, and the clock."""
    (scratch / "bin").mkdir()
    for program in programs:
        if program.exists():
            (scratch / "bin" / program.name).symlink_to(program)
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", scratch / "clock.so", HERE / "clock.c"], check=True)


def environment(scratch, folder, table):
    return {"PATH": f"{scratch}/bin:/usr/bin:/bin:/usr/sbin:/sbin", "HOME": str(folder), "LC_ALL": "C.UTF-8",
            "TZ": "UTC", "TERM": "dumb", "LD_PRELOAD": f"{scratch}/clock.so", "DMP_CLOCK": NOW,
            "BASH_ENV": str(HERE / "steps.bash"), "PCSCLITE_CSOCK_NAME": "/nonexistent/pcscd.comm", **table.get("env", {})}


def shell(line, folder, variables):
    """As `bash -c` runs it, without a terminal."""
    return subprocess.run(["timeout", "--kill-after=5", "120", "bash", "-c", line], cwd=folder, env=variables, check=False,
                          stdin=subprocess.DEVNULL, capture_output=True, start_new_session=True, umask=0o022)


def prepare(folder, table, variables):
    dossier = folder / "dossier.json"
    for old, new in table.get("edit", {}).items():
        text = dossier.read_text()
        if old not in text:
            raise Wrong(f"the dossier has no {old}")
        dossier.write_text(text.replace(old, new, 1))
    for line in table.get("setup", []):
        done = shell(line, folder, variables)
        if done.returncode != 0:
            raise Wrong(f"setup ended with {done.returncode}: {line}\n{visible(done.stdout + done.stderr)}")


def contents(folder):
    """Path → what ls -l would say of it, and what is in it."""
    found = {}
    for path in sorted(folder.rglob("*")):
        info = path.lstat()
        name = f"{stat.filemode(info.st_mode)} {path.relative_to(folder)}"
        if path.is_symlink():
            found[name + f" -> {os.readlink(path)}"] = None
        elif path.is_dir():
            found[name + "/"] = None
        else:  # a lock holds the number of its last owner
            found[name] = None if path.name == ".lock" else hashlib.sha256(path.read_bytes()).digest()
    return found


def changes(before, after):
    for name in sorted(before.keys() | after.keys(), key=lambda line: line.split(" ", 1)[1]):
        if name not in after:
            yield f"removed  {name}\n"
        elif name not in before:
            yield f"new      {name}\n"
        elif before[name] != after[name]:
            yield f"changed  {name}\n"


def visible(data):
    text = data.decode("utf-8", "backslashreplace")
    for sign, word in VISIBLE.items():
        text = text.replace(sign, word)
    for pattern, word in MASKS:
        text = re.sub(pattern, word, text)
    return "(nothing)\n" if not text else text if text.endswith("\n") else text + "\n(no end of line)\n"


def shown(path):
    if path.suffix == ".pdf":
        text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True, text=True).stdout
        return re.sub(r"\n{2,}", "\n", re.sub(r" {2,}", "  ", text.replace("\f", "\n<page>\n"))).encode()
    data = path.read_bytes()
    return b"(binary)\n" if b"\0" in data else data


def copy(source, destination):
    """Links stay links, and two names of one file two names."""
    subprocess.run(["cp", "-a", source, destination], check=True)


def record(group, number, scratch):
    """Name → the text to be approved, or why there is none, for cases that begin alike: all in one place, which records
    of what was set up may name."""
    table = group[0][1]
    place, fresh = scratch / f"{number:03}", scratch / f"{number:03}.fresh"
    variables = environment(scratch, place, table)
    try:
        copy(scratch / "template", fresh)
        fresh.rename(place)
        prepare(place, table, variables)
        place.rename(fresh)
        found = {}
        for name, case, line in group:
            copy(fresh, place)
            found[name] = measure(place, case, line, variables)
            shutil.rmtree(place)
    except (Wrong, OSError, subprocess.SubprocessError) as error:
        return {name: error for name, _, _ in group}
    return found


def measure(folder, table, line, variables):
    before = contents(folder)
    done = shell(line, folder, variables)
    text = [f"# dossier.json: {old} → {new}\n" for old, new in table.get("edit", {}).items()]
    text += [f"# {setup}\n" for setup in table.get("setup", [])]
    text += [f"# {key}={shlex.quote(value)}\n" for key, value in table.get("env", {}).items()]
    text += [f"$ {line}\n", f"exit {done.returncode}\n", "--- stdout\n", visible(done.stdout), "--- stderr\n",
             visible(done.stderr), "--- files\n"]
    text += list(changes(before, contents(folder))) or ["(nothing)\n"]
    for pattern in table.get("show", []):
        paths = sorted(path for path in folder.glob(pattern) if path.is_file())
        for path in paths or [folder / pattern]:
            text += [f"--- {path.relative_to(folder)}\n", visible(shown(path)) if path.is_file() else "(not there)\n"]
    return "".join(text)


def compare(name, text):
    path = HERE / "approved" / f"{name}.txt"
    old = path.read_text() if path.exists() else ""
    if old == text:
        return False
    sys.stdout.writelines(difflib.unified_diff(old.splitlines(True), text.splitlines(True),
                                               f"approved/{name}.txt", "now"))
    return True


def accept(name, text):
    path = HERE / "approved" / f"{name}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_text() != text:
        path.write_text(text)
        print(f"accepted {name}")
    return False


def superfluous(names, accepting):
    """Approval files that no case has."""
    known = {f"{name}.txt" for name in names}
    for path in sorted((HERE / "approved").rglob("*")):
        name = str(path.relative_to(HERE / "approved"))
        if path.is_file() and name not in known:
            print(f"no case for approved/{name}{': removed' if accepting else ''}")
            if accepting:
                path.unlink()
            yield name


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--accept", action="store_true")
    parser.add_argument("--only")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("dmpcert", type=lambda text: pathlib.Path(text).resolve(strict=True))
    options = parser.parse_args()
    every = cases()
    names = [name for name in every if chosen(name, options.only)]
    if not names:
        raise Wrong(f"no case is called {options.only}")
    can_card = subprocess.run([CARD, "--possible"], capture_output=True, check=False).returncode == 0
    differing, skipped = 0, 0
    with scratch_folder() as scratch:
        stage(scratch, options.dmpcert)
        groups = {}
        for name in names:
            table, line = every[name]
            if can_card or table.get("needs") != "card":
                start = repr([table.get(key) for key in ("edit", "setup", "env")])
                groups.setdefault(start, []).append((name, table, line))
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            jobs = [pool.submit(record, group, number, scratch) for number, group in enumerate(groups.values())]
            found = {name: text for job in jobs for name, text in job.result().items()}
    for name in names:
        if name not in found:
            print(f"{name} skipped: no simulated card can be used here (tests/card/beside-a-card.py --possible)")
            skipped += 1
        elif isinstance(found[name], Exception):
            print(f"{name}: {found[name]}")
            differing += 1
        else:
            differing += (accept if options.accept else compare)(name, found[name])
    lost = list(superfluous(every, options.accept)) if options.only is None else []
    print(f"{len(names)} cases, {differing} differ" + (f", {skipped} skipped" if skipped else "")
          + (f", {len(lost)} approvals without a case" if lost and not options.accept else ""))
    if differing or (lost and not options.accept):
        if not options.accept:
            print(f"to accept what is meant: {pathlib.Path(__file__).resolve().relative_to(REPOSITORY)} --accept "
                  f"{shlex.join(sys.argv[1:])}")
        return 1
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Wrong as wrong:
        print(f"approval: {wrong}", file=sys.stderr)
        sys.exit(2)
