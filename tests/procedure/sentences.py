#!/usr/bin/python3
"""Cuts the text of the procedure into sentences, each with its chapter and the digest of its words.

The procedure is not part of this project: the table beside this file knows its sentences by digest only.
"""
import hashlib
import re

CHAPTER = re.compile(r"^#+ (\d+(?:\.\d+)*)\.? ")
END = re.compile(r"(?<=[.!?;:])\s+(?=[A-ZÀ-Ý«<])")


def digest(sentence):
    words = re.findall(r"\w+", sentence.lower())
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:12]


def plain(line):
    line = re.sub(r"<[^>]+>|\\|\*\*|\]\([^)]*\)|\[", "", line)
    line = re.sub(r"^[\s>]*(?:[-*▶o•]\s+)*", "", line)
    return line.strip()


def sentences(text):
    """Yields (chapter, sentence) from chapter 1 on; headings, rules and empty table rows are left out."""
    chapter = None
    for line in text.splitlines():
        heading = CHAPTER.match(line)
        # The headings of form 413 within chapter 5 are numbered on their own.
        if heading and (chapter is None or int(heading[1][0]) >= int(chapter[0])):
            chapter = heading[1]
            continue
        if chapter is None or line.startswith("#"):
            continue
        parts = [cell for cell in line.split("|") if cell.strip()] if line.startswith("|") else [line]
        for part in parts:
            for sentence in END.split(plain(part)):
                if len(re.findall(r"\w\w", sentence)) > 0:
                    yield chapter, sentence.strip()
