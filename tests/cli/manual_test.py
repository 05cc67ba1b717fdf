#!/usr/bin/python3
"""Reads the manual pages as mandoc, man and whatis do, and finds in them what --help says.

Usage: manual_test.py DMPCERT
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

DMPCERT = pathlib.Path(sys.argv[1]).resolve()
OPTION = re.compile(r"^  ((?:-\w,)?--[a-z0-9-]+|-\w)", re.M)
NESTED = re.compile(r"^  ([a-z][a-z0-9-]+) {2,}", re.M)
SECTIONS = {
    "en": ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXIT STATUS", "SEE ALSO"],
    "fr": ["NOM", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "CODES DE RETOUR", "VOIR AUSSI"],
}


def run(*command, **more):
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "MANWIDTH": "2000", "MAN_KEEP_FORMATTING": ""}
    done = subprocess.run([str(word) for word in command], env={**environment, **more}, text=True, capture_output=True,
                          check=False, stdin=subprocess.DEVNULL, timeout=120)
    return done.returncode, done.stdout, done.stderr


def help_of(language, *words):
    code, text, _ = run(DMPCERT, "--lang", language, *words, "--help")
    if code != 0:
        raise SystemExit(f"{' '.join(words)} --help ended with {code}")
    return text


def commands_of(text):
    """The commands that a help lists: lines with two blanks before them, above the exit codes."""
    return [name for name in NESTED.findall(re.split(r"^(?:Exit codes|Codes de retour)", text, flags=re.M)[0])
            if not name.isdigit() and name != "dmpcert"]


def words_of(text):
    return " ".join(text.split())


def faults_of_page(page, language, words):
    """What --help says of a command has to be in its page, and of what stands below it, too."""
    help_text = help_of(language, *words)
    code, lint, _ = run("mandoc", "-T", "lint", "-W", "warning", page)
    if code != 0 or lint:
        yield lint
    code, shown, complaints = run("man", "--warnings", "-l", page)
    if code != 0 or complaints:
        yield f"man ended with {code}: {complaints}"
    for section in SECTIONS[language]:
        if not re.search(f"^{section}$", shown, re.M):
            yield f"no section {section}"
    name = "-".join(["dmpcert", *words])
    code, found, _ = run("lexgrog", page)
    about = help_text.splitlines()[0]
    if code != 0 or words_of(f'"{name} - {about}"') not in words_of(found):
        yield f"whatis would find: {found}"
    helps = [help_text] + [help_of(language, *words, inner) for inner in commands_of(help_text) if words]
    for each in helps:
        for option in OPTION.findall(each):
            if not re.search(rf"^ +{re.escape(option.replace(',', ', '))}( |$)", shown, re.M):
                yield f"no option {option}"
        for line in each.splitlines():
            said = re.match(r"  (?:\d+ +|dmpcert |# | {10,}|\S+(?: \S+)* {2,})(\S.*)", line)
            if said and words_of(said[1]) not in words_of(shown):
                yield f"does not say: {said[1]}"


def main():
    faults = []
    pages = 0
    with tempfile.TemporaryDirectory() as scratch:
        top = pathlib.Path(scratch)
        for folder in ("man1", "fr/man1"):
            (top / folder).mkdir(parents=True)
        code, _, complaints = run(DMPCERT, "--as-of", "2026-11-23", "manual", scratch)
        if code != 0:
            raise SystemExit(f"manual ended with {code}: {complaints}")
        for language, folder in (("en", top / "man1"), ("fr", top / "fr/man1")):
            commands = commands_of(help_of(language))
            wanted = {"dmpcert.1": ()} | {f"dmpcert-{name}.1": (name,) for name in commands}
            if set(wanted) != set(os.listdir(folder)) or "dmpcert-csr.1" not in wanted:
                faults.append(f"{folder}: {sorted(os.listdir(folder))} instead of {sorted(wanted)}")
            for name, words in wanted.items():
                pages += 1
                faults += [f"{language} {name}: {fault}" for fault in faults_of_page(folder / name, language, words)]
        # In a French locale man shows the French page.
        code, where, _ = run("man", "-L", "fr_FR.UTF-8", "-w", "dmpcert-csr", MANPATH=scratch)
        if where.strip() != str(top / "fr/man1/dmpcert-csr.1"):
            faults.append(f"man in French shows {where.strip()}")
    print("\n".join(faults) or f"{pages} pages")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
