#!/usr/bin/python3
"""Holds the library against other people's certificates, and says where the two differ.

run [JUDGE] [CORPUS=DIR…]: JUDGE is the program of judge.cpp (build/dev/tests/corpora_judge). Always run are NIST's PKITS
and the files of Debian's python3-cryptography-vectors; beside them what a person names: limbo=DIR (a checkout of x509-limbo
with its limbo.json), and any other name with a directory of certificates, requests and lists, such as gnutls=DIR/tests or
openssl=DIR/test. Expected is what the corpus itself says of a path, and of a file what the openssl command says.

Prints "N tried, N agree" for each corpus and every difference. differences.tsv has those that are known, each with its
reason: one that is not there, or one there that is no more, makes the exit code 1.
"""
import fnmatch
import json
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
VECTORS = pathlib.Path("/usr/lib/python3/dist-packages/cryptography_vectors/x509")
PKITS = VECTORS / "PKITS_data"
LABELS = {"CERTIFICATE": "certificates", "X509 CERTIFICATE": "certificates", "TRUSTED CERTIFICATE": "certificates",
          "CERTIFICATE REQUEST": "request", "NEW CERTIFICATE REQUEST": "request", "X509 CRL": "list"}
SUFFIXES = {".crt": "certificates", ".cer": "certificates", ".der": "certificates", ".csr": "request", ".crl": "list"}


class Case:
    """One question, what is expected as answer, and what the library answered."""

    def __init__(self, name, question, expected):
        self.name, self.question, self.expected, self.found = name, question, expected, None


def file(path):
    return f"FILE:{path}"


def pkits():
    """The verdict on a path is the beginning of its certificate's name; those without one have it by the user's settings."""
    authorities = [file(path) for path in sorted(PKITS.glob("certs/*.crt")) if not path.stem.endswith("EE")]
    lists = [file(path) for path in sorted(PKITS.glob("crls/*.crl"))]
    for path in sorted(PKITS.glob("certs/*EE.crt")):
        if path.name.startswith(("Valid", "Invalid")):
            yield Case(path.stem, {"ask": "path", "leaf": file(path), "others": authorities, "lists": lists,
                                   "anchors": [file(PKITS / "certs/TrustAnchorRootCertificate.crt")],
                                   "at": "2020-01-01T00:00:00Z", "revocation": True},
                       "valid" if path.name.startswith("Valid") else "refused")


def limbo(folder):
    for path in sorted(folder.rglob("*.json")):
        found = json.loads(path.read_text())
        cases = found.get("testcases") or ([found] if "peer_certificate" in found else [])
        for case in cases if isinstance(cases, list) else []:
            at = re.sub(r"(\.\d+)?(\+00:00|Z)$", "Z", case["validation_time"] or "2026-11-23T00:00:00Z")
            lists = case.get("crls") or []
            yield Case(case["id"], {"ask": "path", "leaf": case["peer_certificate"],
                                    "others": case["untrusted_intermediates"], "anchors": case["trusted_certs"],
                                    "lists": lists, "at": at, "revocation": bool(lists)},
                       "valid" if case["expected_result"] == "SUCCESS" else "refused")


def kind_of(path):
    """What a file is: by its first label, without any by its name."""
    label = re.search(rb"-----BEGIN ([A-Z0-9 ]+)-----", path.read_bytes())
    if label:
        return LABELS.get(label.group(1).decode())
    in_requests = path.suffix == ".der" and path.parent.name == "requests"
    return None if path.parent.name == "ocsp" else "request" if in_requests else SUFFIXES.get(path.suffix)


def openssl(*arguments):
    done = subprocess.run(["openssl", *arguments], capture_output=True, text=True, errors="replace", check=False)
    return done.returncode, done.stdout + done.stderr


def expected_of(kind, path):
    """What openssl makes of a file, in the words of the judge."""
    if kind == "list":
        return "refused" if openssl("crl", "-in", path, "-noout")[0] else "readable"
    if kind == "request":
        form = "PEM" if b"-----BEGIN" in pathlib.Path(path).read_bytes() else "DER"
        if openssl("req", "-in", path, "-inform", form, "-noout")[0]:
            return "refused"
        _, text = openssl("req", "-in", path, "-inform", form, "-noout", "-verify")
        return "signed" if "verify OK" in text else "wrong-signature"
    code, text = openssl("x509", "-in", path, "-noout", "-fingerprint", "-sha256", "-serial", "-startdate", "-enddate",
                         "-dateopt", "iso_8601")
    values = dict(line.split("=", 1) for line in text.splitlines() if "=" in line)
    if code or "notAfter" not in values:
        return "refused"
    day = lambda text: text.replace(" ", "T")
    return ("readable", values["sha256 Fingerprint"].replace(":", "").lower(), int(values["serial"], 16),
            day(values["notBefore"]), day(values["notAfter"]))


def files(folder):
    for path in sorted(folder.rglob("*")):
        kind = kind_of(path) if path.is_file() else None
        if kind:
            yield Case(str(path.relative_to(folder)), {"ask": kind, "file": str(path)}, expected_of(kind, str(path)))


def comparable(case):
    """The judge's answer in the words of what was expected."""
    verdict = case.found["verdict"]
    if case.question["ask"] == "certificates" and verdict == "readable":
        first = case.found["certificates"][0]
        return ("readable", first["sha256"].lower(), int(first["serial"], 16), first["not_before"], first["not_after"])
    return verdict if verdict in ("valid", "readable", "signed", "wrong-signature") else "refused"


def ask(judge, cases):
    lines = "".join(json.dumps(case.question) + "\n" for case in cases)
    answers = subprocess.run([judge], input=lines, stdout=subprocess.PIPE, text=True, check=True).stdout.splitlines()
    assert len(answers) == len(cases), (len(answers), len(cases))
    for case, answer in zip(cases, answers):
        case.found = json.loads(answer)


def known():
    """The table: corpus, pattern of names, reason."""
    rows = [line.split("\t") for line in (HERE / "differences.tsv").read_text().splitlines() if line and not line.startswith("#")]
    assert all(len(row) == 3 and all(row) for row in rows), "differences.tsv: corpus, pattern and reason, each with a tab between"
    return rows


def main(*arguments):
    judges = [each for each in arguments if "=" not in each]
    judge = judges[0] if judges else HERE.parents[1] / "build/dev/tests/corpora_judge"
    named = [each for each in arguments if "=" in each]
    corpora = {"pkits": pkits(), "pyca": files(VECTORS)}
    for each in named:
        name, folder = each.split("=", 1)
        corpora[name] = limbo(pathlib.Path(folder)) if name == "limbo" else files(pathlib.Path(folder))
    rows, used, faults = known(), set(), 0
    for corpus, found in corpora.items():
        cases = list(found)
        if not cases:
            sys.exit(f"{corpus}: nothing to try; is it there?")
        ask(judge, cases)
        agree = 0
        for case in cases:
            if comparable(case) == case.expected:
                agree += 1
                continue
            matching = [row for row in rows if row[0] == corpus and fnmatch.fnmatchcase(case.name, row[1])]
            used.update(map(tuple, matching))
            reason = matching[0][2] if matching else "NOT IN THE TABLE"
            faults += not matching
            print(f"{corpus}: {case.name}: expected {case.expected}, found {case.found}: {reason}")
        print(f"{corpus}: {len(cases)} tried, {agree} agree")
    for row in rows:
        if row[0] in corpora and tuple(row) not in used:
            faults += 1
            print(f"{row[0]}: {row[1]}: in differences.tsv, but there is no such difference")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
