#!/usr/bin/env python3
"""Finds where a page and its twin in the other language go apart. Usage: twins REPOSITORY.

README.md and README.fr.md, docs/guide.en.md and docs/guide.fr.md have headings of the same levels in the same order, the
same commands, links to the same places or to their twins, and tables of as many lines. Each README fits on one page (100
lines).
"""
import pathlib
import re
import sys

TWINS = [("README.md", "README.fr.md"), ("docs/guide.en.md", "docs/guide.fr.md")]
PAGE = 100


def untwinned(target):
    """A link without what tells the twins apart."""
    return re.sub(r"(?:\.en|\.fr)?\.md\b", ".md", target)


def place(target, headings):
    """Where a link leads: of one within the page, to which heading."""
    if not target.startswith("#"):
        return untwinned(target)
    return headings.index(target[1:]) if target[1:] in headings else f"nowhere: {target}"


def anchor(heading):
    """The name that a heading has for links."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def skeleton(text):
    """What a page and its twin have in common, each with the name of the kind."""
    prose = re.sub(r"^```.*?^```", "", text, flags=re.S | re.M)
    headings = [anchor(heading) for heading in re.findall(r"^#+ (.*)", prose, re.M)]
    return {
        "headings": [len(level) for level in re.findall(r"^(#+) ", prose, re.M)],
        "commands": re.findall(r"^ *\$ (.*?)(?<!\\)$", text, re.S | re.M),
        "links": sorted(str(place(target, headings)) for target in re.findall(r"\]\(([^)]+)\)", prose)),
        "steps": re.findall(r"<!-- .*? -->", text, re.S),
        "lines of tables": len(re.findall(r"^\|", prose, re.M)),
        "indented lines": [bool(re.match(r" {4}", line)) for line in prose.splitlines()].count(True) // 10,
    }


def faults(repository):
    for one, other in TWINS:
        texts = [(repository / name).read_text(encoding="utf-8") for name in (one, other)]
        first, second = map(skeleton, texts)
        for kind, found in first.items():
            if found != second[kind]:
                yield f"{one} and {other} have other {kind}:\n  {found}\n  {second[kind]}"
        for name, text in zip((one, other), texts):
            if not (twin := other if name == one else one) or f"({pathlib.Path(twin).name})" not in text:
                yield f"{name} does not lead to {twin}"
            for lost in (link for link in skeleton(text)["links"] if link.startswith("nowhere")):
                yield f"{name} leads {lost}"
            for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", text):
                if not (repository / name).parent.joinpath(target).exists():
                    yield f"{name}: there is no {target}"
    for name in TWINS[0]:
        if (count := len((repository / name).read_text(encoding="utf-8").splitlines())) > PAGE:
            yield f"{name} has {count} lines, more than a page"


def main():
    found = list(faults(pathlib.Path(sys.argv[1]).resolve()))
    print(*found, f"{2 * len(TWINS)} pages, {len(found)} differences", sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
