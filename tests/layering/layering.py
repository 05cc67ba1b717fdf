#!/usr/bin/python3
"""Holds the modules' table against the includes.

The table is lib/CMakeLists.txt itself: what a module USES there is all that its files may include of other
modules, and the use-case modules never include each other. Third-party headers belong to the modules named
below. Usage: layering.py REPOSITORY; one line a violation, exit 1 when there is any.
"""
import pathlib
import re
import sys

USE_CASES = {"dossier", "check", "form413", "csr", "install", "expiry"}

# Lowest layer first; a module may use only what stands before it (and what its line in CMake names).
ORDER = ["base", "model", "render", "policy", "files", "documents", "registry", "pdf", "x509", "net", "record",
          "sources", "card", "rules", "check", "form413", "csr", "install", "expiry", "dossier"]

# Header pattern -> the modules (or "cli") that may include it.
THIRD_PARTY = {
    r"tl/": {"base"},
    r"fmt/": {"base"},
    r"utf8proc\.h": {"base"},
    r"nlohmann/": {"documents", "registry", "render"},
    r"openssl/": {"x509", "net"},
    r"openssl/(ssl|tls)": {"net"},
    r"(netdb\.h|netinet/)": {"net"},
    r"sys/socket\.h": {"net", "card"},  # card: a pair for its own child
    r"gnutls/|gmp\.h": {"x509"},
    r"zxcvbn\.h": {"base"},
    r"(winscard|wintypes|pcsclite|reader)\.h": {"card"},
    r"PCSC/": {"card"},
    r"p11-kit/": {"card"},
    r"(cairo|pango|fontconfig|glib)": {"pdf"},
    r"qpdf": {"form413", "pdf"},
    r"zip\.h": {"files"},
    r"pugixml": {"documents"},
    r"xlsxwriter": {"documents"},
    r"CLI/": {"cli"},
    r"catch2/": set(),
}

# A decision by the text of an id: what decides is a kind, a Reason or another enum.
DECISION = re.compile(r"""(\b|_)(id|rule)(_of)?(\([\w.]*\))?\s*[!=]=\s*"-?[A-Z]|"-?[A-Z][A-Z0-9-]*"\s*[!=]=\s*[\w.>()-]*\b(id|rule)\b
                          |\bid(\(\))?\.(starts|ends)_with\(\s*"-?[A-Z]""", re.X)

# The library's interface as a whole, for those who use it.
OF_ALL = {"dmp/dmp.hpp", "dmp/all_messages.hpp"}

INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]')
INCLUDE_ALL = re.compile(INCLUDE.pattern, re.M)
MODULE = re.compile(r"^dmp_module\((\w+)([^)]*)\)", re.M)


def table(repository):
    """Room -> modules it may use, from lib/CMakeLists.txt."""
    modules = {}
    for name, rest in MODULE.findall((repository / "lib/CMakeLists.txt").read_text()):
        uses = re.search(r"USES ([\w\s]+?)(?:\s+LINKS|\s+HEADERS|$)", rest.strip())
        modules.setdefault(name, set()).update(uses.group(1).split() if uses else [])
    return modules


def table_faults(modules):
    """What is wrong with the table itself."""
    for module, uses in modules.items():
        if module not in ORDER:
            yield f"lib/CMakeLists.txt: {module} is not a module of the design"
            continue
        for used in sorted(uses):
            if used not in modules:
                yield f"lib/CMakeLists.txt: {module} uses {used}, which is no module"
            elif ORDER.index(used) >= ORDER.index(module):
                yield f"lib/CMakeLists.txt: {module} uses {used}, which stands above it"
            elif module in USE_CASES and used in USE_CASES:
                yield f"lib/CMakeLists.txt: the use cases {module} and {used} must not know each other"


def include_faults(repository, modules):
    """Includes that the table does not have, and third-party headers outside their module."""
    for path in sorted(repository.glob("lib/dmp/*/**/*.[ch]pp")) + sorted(repository.glob("cli/*/*.[ch]pp")):
        parts = path.relative_to(repository).parts
        module = parts[2] if parts[0] == "lib" else "cli"
        for number, line in enumerate(path.read_text().splitlines(), 1):
            found = INCLUDE.match(line)
            if not found:
                continue
            header = found.group(1)
            where = f"{path.relative_to(repository)}:{number}"
            if header.startswith("dmp/"):
                used = header.split("/")[1]
                if header in OF_ALL and module == "cli":
                    continue
                if module == "cli":
                    if used not in modules:
                        yield f"{where}: {header}: there is no module {used}"
                    elif "/detail/" in header:
                        yield f"{where}: {header}: an inner header of {used}"
                elif used != module and used not in modules.get(module, set()):
                    yield f"{where}: {module} may not use {used} ({header})"
            for pattern, allowed in THIRD_PARTY.items():
                if re.match(pattern, header) and module not in allowed:
                    yield f"{where}: {header} does not belong in {module}"


def decision_faults(repository):
    """Code that decides by the text of an error's or a finding's id."""
    for path in sorted(repository.glob("lib/dmp/*/**/*.[ch]pp")) + sorted(repository.glob("cli/*/*.[ch]pp")):
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if DECISION.search(line):
                yield f"{path.relative_to(repository)}:{number}: decides by the text of an id: {line.strip()}"


def interface_faults(repository):
    """The headers that lib/CMakeLists.txt lists are dmp/dmp.hpp with all that it includes, and none is inner."""
    needed = set()
    found = ["dmp/dmp.hpp"]
    while found:
        header = found.pop()
        if header not in needed:
            needed.add(header)
            text = (repository / "lib" / header).read_text()
            found += [each for each in INCLUDE_ALL.findall(text) if each.startswith("dmp/")]
    listed = set(OF_ALL)
    for name, rest in MODULE.findall((repository / "lib/CMakeLists.txt").read_text()):
        headers = re.search(r"HEADERS\s+([\w\s]+)", rest)
        listed |= {f"dmp/{name}/{each}.hpp" for each in (headers.group(1).split() if headers else [])}
    for header in sorted(needed - listed):
        yield f"lib/CMakeLists.txt: does not list {header}, which dmp/dmp.hpp needs"
    for header in sorted(listed - needed):
        yield f"lib/CMakeLists.txt: lists {header}, which dmp/dmp.hpp does not need"
    for header in sorted(each for each in needed if "/detail/" in each):
        yield f"lib/{header}: is inner, and dmp/dmp.hpp needs it"


def main():
    repository = pathlib.Path(sys.argv[1])
    modules = table(repository)
    faults = list(table_faults(modules)) + list(include_faults(repository, modules))
    faults += list(decision_faults(repository)) + list(interface_faults(repository))
    if len(modules) < 10:
        faults.append(f"only {len(modules)} modules found: the table was not read")
    for fault in faults:
        print(fault)
    print(f"{len(modules)} modules, {len(faults)} violations")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
