#!/usr/bin/python3
"""Writes the list of what the package dmpcert consists of, as SPDX 2.3 (JSON): the libraries whose headers are compiled
in, and those that it is loaded with, each with the version of Debian's package when it was built.

Usage: spdx ARCHITECTURE SUBSTVARS, in the sources; the time is SOURCE_DATE_EPOCH.
"""
import datetime
import hashlib
import json
import os
import re
import subprocess
import sys

ARCHITECTURE, SUBSTVARS = sys.argv[1:]
# What consists of headers; debian/copyright has their notices.
HEADERS = {"libcli11-dev": "BSD-3-Clause", "libexpected-dev": "CC0-1.0", "libp11-kit-dev": "NOASSERTION",
           "nlohmann-json3-dev": "MIT"}


def installed(package):
    return subprocess.run(["dpkg-query", "-W", "-f", "${Version}", package], check=True, capture_output=True,
                          text=True).stdout


def element(name, version, licence="NOASSERTION"):
    return {"SPDXID": "SPDXRef-" + re.sub(r"[^A-Za-z0-9.-]", "-", name), "name": name, "versionInfo": version,
            "downloadLocation": "NOASSERTION", "filesAnalyzed": False, "licenseConcluded": "NOASSERTION",
            "licenseDeclared": licence, "copyrightText": "NOASSERTION"}


def main():
    head = open("debian/changelog", encoding="utf-8").readline()
    version = re.search(r"\((.*?)\)", head).group(1)
    shared = re.search(r"^shlibs:Depends=(.*)$", open(SUBSTVARS, encoding="utf-8").read(), re.M).group(1)
    loaded = sorted({re.split(r"[ |(]", each.strip())[0] for each in shared.split(",")})
    itself = element("dmpcert", version)
    parts = {"CONTAINS": [element(name, installed(name), licence) for name, licence in HEADERS.items()],
             "DYNAMIC_LINK": [element(name, installed(name)) for name in loaded]}
    packages = [itself] + [part for all_of_a_kind in parts.values() for part in all_of_a_kind]
    relations = [("SPDXRef-DOCUMENT", "DESCRIBES", itself)]
    relations += [(itself["SPDXID"], kind, part) for kind, all_of_a_kind in parts.items() for part in all_of_a_kind]
    digest = hashlib.sha256(json.dumps(packages).encode()).hexdigest()[:16]
    day = datetime.datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), datetime.timezone.utc)
    document = {
        "spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT",
        "name": f"dmpcert_{version}_{ARCHITECTURE}",
        "documentNamespace": f"https://spdx.org/spdxdocs/dmpcert_{version}_{ARCHITECTURE}-{digest}",
        "creationInfo": {"created": day.strftime("%Y-%m-%dT%H:%M:%SZ"), "creators": ["Tool: dmpcert-debian-spdx"]},
        "packages": packages,
        "relationships": [{"spdxElementId": of, "relationshipType": kind, "relatedSpdxElement": to["SPDXID"]}
                          for of, kind, to in relations],
    }
    json.dump(document, sys.stdout, indent=1)
    print()


main()
