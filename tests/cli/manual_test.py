#!/usr/bin/python3
"""Reads the manual pages as mandoc, man and whatis do, and finds in them what --help says.

Usage: manual_test.py DMPCERT
"""
import json
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
    shown = yield from faults_of_form(page, SECTIONS[language])
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


def faults_of_document(page, schema, language):
    """Every key of a schema, and every word that it may have, has to be in the page of the document."""
    shown = yield from faults_of_form(page, ["NAME", "DESCRIPTION", "KEYS", "SEE ALSO"] if language == "en"
                                      else ["NOM", "DESCRIPTION", "CLÉS", "VOIR AUSSI"])
    said = words_of(shown)
    for part in (schema, *schema["definitions"].values()):
        for key, value in part.get("properties", {}).items():
            if not re.search(rf"^ +{re.escape(key)} \(", shown, re.M):
                yield f"no key {key}"
            for word in value.get("enum", []):
                if not re.search(rf"^ +{word}( |$)" if "enumDescriptions" in value else rf"[\[ ]{word}[\],]", shown, re.M):
                    yield f"no word {word} of {key}"
            about = value.get("descriptionFr" if language == "fr" else "description")
            if about and words_of(about) not in said:
                yield f"does not say: {about}"


def faults_of_form(page, sections):
    """What is wrong with a page as such; returns what man shows."""
    code, lint, _ = run("mandoc", "-T", "lint", "-W", "warning", page)
    if code != 0 or lint:
        yield lint
    code, shown, complaints = run("man", "--warnings", "-l", page)
    if code != 0 or complaints:
        yield f"man ended with {code}: {complaints}"
    for section in sections:
        if not re.search(f"^{section}$", shown, re.M):
            yield f"no section {section}"
    code, found, _ = run("lexgrog", page)
    if code != 0 or f'"{page.name.rsplit(".", 1)[0]} - ' not in found:
        yield f"whatis would find: {found}"
    return shown


def faults_of_exit_codes(page, language):
    """The page says of each code all that `help exit-codes` says."""
    shown = yield from faults_of_form(page, ["DESCRIPTION"])
    code, text, _ = run(DMPCERT, "--lang", language, "help", "exit-codes")
    if code != 0:
        yield f"help exit-codes ended with {code}: {text}"
    for each in re.findall(r"^  (\d+) +(.*)$", text, re.M):
        if not re.search(rf"^ +{each[0]} +{re.escape(each[1])}", shown, re.M):
            yield f"does not say: {each}"
    for sentence in re.split(r"(?<=\.)\s+", words_of(re.sub(r"^  \d+ .*$", "", text, flags=re.M).split("\n", 1)[1])):
        if sentence not in words_of(shown):
            yield f"does not say: {sentence}"


def other_pages(top, language):
    """Path -> its faults, of the pages that are no command's."""
    for name in ("dossier", "plan"):
        page = top / "man5" / f"dmpcert-{name}.5"
        _, schema, _ = run(DMPCERT, "check", "--schema", name)
        yield page, faults_of_document(page, json.loads(schema), language)
    page = top / "man7/dmpcert-exit-codes.7"
    yield page, faults_of_exit_codes(page, language)


def main():
    faults = []
    pages = 0
    with tempfile.TemporaryDirectory() as scratch:
        top = pathlib.Path(scratch)
        for folder in ("man1", "man5", "man7"):
            (top / folder).mkdir()
            (top / "fr" / folder).mkdir(parents=True)
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
            for page, found in other_pages(folder.parent, language):
                pages += 1
                faults += [f"{language} {page.name}: {fault}" for fault in found]
        # In a French locale man shows the French page.
        code, where, _ = run("man", "-L", "fr_FR.UTF-8", "-w", "dmpcert-csr", MANPATH=scratch)
        if where.strip() != str(top / "fr/man1/dmpcert-csr.1"):
            faults.append(f"man in French shows {where.strip()}")
    print("\n".join(faults) or f"{pages} pages")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
