#!/usr/bin/python3
"""Finds texts that people could read without their translation.

Every id that the sources name must stand in the catalogue (the unit tests see to it that each entry has both
languages), and every entry must be used. Usage: texts_test.py REPOSITORY.
"""
import pathlib
import re
import sys

ENTRY = re.compile(r'\{\s*"([A-Za-z][A-Za-z0-9.-]+)",')
# A rule with its texts: id, severity, source, {English …
ROW = re.compile(r'"([A-Z][A-Z0-9-]+)",\s*(?:Severity::\w+,\s*)?(?:(?:"[^"]*"|k\w+),\s*)?\{\s*"')
RULE = re.compile(r'"([A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+)"')  # "FILE-NOT-FOUND"
LABEL = re.compile(r'"((?:cli|severity|environment|check|csr|expiry|form413|install|report|status|card|word|table|column)\.[a-zA-Z0-9.-]+)"')

# Words of that shape that are no texts.
NOT_TEXTS = re.compile(r"INSI-AUTO|INSI-MANU|UTF-8|UTF-16|ISO-8859-1|AES-256-CBC|SHA-256|P-256|RSA-PSS|MD5-SHA1|IGC-SANTE|ECDHE-RSA-.*|YYYY-MM-DD|check\.fail-on|AC[IR]-(EL|ST|FO).*"
                       r"|card\.(type|number|status)")  # The last ones: columns of a table.

LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
# French documents, the editions' own words, what people write above a table, what patch and browsers read, scripts for
# shells, and the last resort when all else failed.
NOT_MESSAGES = ("lib/dmp/dossier/columns.cpp", "lib/dmp/render/patch.cpp", "lib/dmp/render/html.cpp",
                "lib/dmp/record/index.cpp", "lib/dmp/csr/detail/sheet_texts.", "lib/dmp/check/contract_request.cpp",
                "lib/dmp/form413/detail/", "lib/dmp/pdf/detail/type.cpp",
                "lib/dmp/policy/", "lib/dmp/install/snippet.cpp", "cli/system/main.cpp",
                "cli/system/usage_error.cpp", "cli/completion/bash.cpp", "cli/completion/zsh.cpp",
                "cli/completion/fish.cpp")


def sentences(path, source):
    """Literals that read like a sentence (three plain words or more) outside the catalogue."""
    if str(path).startswith(NOT_MESSAGES):
        return
    for number, line in enumerate(source.splitlines(), 1):
        code = re.sub(r"//.*", "", line)
        if not code.lstrip().startswith("#"):
            for literal in LITERAL.findall(code):
                if len(re.findall(r"(?<![\w./|-])[a-zà-ÿ]{2,}(?![\w/|-]|\.\w)", literal)) >= 3:
                    yield f"{path}:{number}: \"{literal}\" is outside the catalogue"


def messages_of(repository):
    """The sources with the texts of the modules and of the command line."""
    return [*repository.glob("lib/dmp/*/messages*.cpp"), *repository.glob("cli/*/messages.cpp")]


def rules_of(repository):
    """The sources of the rules, whose texts stand in their rows."""
    return [*repository.glob("lib/dmp/rules/*/*.cpp"), repository / "lib/dmp/rules/workstation.cpp"]


def main():
    repository = pathlib.Path(sys.argv[1])
    entries = set()
    for path in messages_of(repository):
        entries |= set(ENTRY.findall(path.read_text()))
    for path in rules_of(repository):
        entries |= set(ROW.findall(path.read_text()))
    rows = set(rules_of(repository))
    used, where, all_source = set(), {}, ""
    failed = passed = 0
    for path in sorted([*repository.glob("lib/dmp/**/*.cpp"), *repository.glob("lib/dmp/**/*.hpp"),
                        *repository.glob("cli/*/*.cpp")]):
        if path.name.startswith("messages"):
            continue
        source = path.read_text()
        all_source += source
        for name in [*RULE.findall(source), *LABEL.findall(source)]:
            used.add(name)
            where.setdefault(name, path.relative_to(repository))
        for fault in () if path in rows else sentences(path.relative_to(repository), source):
            failed += 1
            print(fault)
    for name in sorted(name for name in used if not NOT_TEXTS.fullmatch(name)):
        # A prefix that is completed at run time ("cli.csr." + act, "SIRET" + "-KEY") counts when entries
        # begin with it.
        prefixes = (name,) if name.endswith((".", "-")) else (name + ".", name + "-")
        if name in entries or any(entry.startswith(prefixes) for entry in entries):
            passed += 1
        else:
            failed += 1
            print(f"{where[name]}: \"{name}\" is not in the catalogue")
    for name in sorted(entries):
        cuts = [at for at in range(len(name)) if name[at] in ".-"]
        stems = {name} | {name[:at] for at in cuts} | {name[:at + 1] for at in cuts}
        if any(f'"{stem}"' in all_source for stem in stems):
            passed += 1
        else:
            failed += 1
            print(f"{name}: in the catalogue, but nothing uses it")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or passed < 50 else 0


if __name__ == "__main__":
    sys.exit(main())
