"""What holds of a workspace of `dmpcert csr` at any moment, whatever befell the runs before. Openssl reads keys and
requests, jsonschema the documents; nothing here is recorded from a run of the program."""
import base64
import collections
import csv
import hashlib
import io
import json
import os
import pathlib
import re
import stat
import subprocess

import jsonschema

WORKSPACE = "dmp-workspace"
SIGNATURE = "request.p7m"
ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8"}


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def is_temporary(name):
    return name.startswith(".dmpcert-")


def is_order_folder(parts):
    """970300026/SIGN, 970300026/SIGN/renewal-2: below the workspace."""
    return len(parts) == 2 or (len(parts) == 3 and parts[2].startswith("renewal"))


def der_of(pem, label):
    block = re.search(rb"-----BEGIN %s-----\n(.*?)-----END %s-----" % (label, label), pem, re.S)
    return base64.b64decode(block[1]) if block else b""


def snapshot(root):
    """Every file below a folder: relative path -> (content, mode)."""
    files = {}
    for folder, _, names in os.walk(root):
        for name in names:
            path = pathlib.Path(folder, name)
            files[str(path.relative_to(root))] = (path.read_bytes(), stat.S_IMODE(path.lstat().st_mode))
    return files


def empty_folders(root):
    """Those below a folder that hold nothing."""
    return sorted(os.path.relpath(folder, root) for folder, inner, names in os.walk(root)
                  if folder != str(root) and not inner and not names)


def keys_of(files):
    return {path: content for path, (content, _) in files.items() if path.endswith("key.pem")}


class Openssl:
    """Reads keys and requests; the same bytes once."""

    def __init__(self, passphrase_file=None):
        self.passphrase = ["-passin", f"file:{passphrase_file}"] if passphrase_file else ["-passin", "pass:"]
        self.known = {}

    def _ask(self, content, *command):
        known = self.known.get((command[0], content))
        if known is None:
            run = subprocess.run(["openssl", *command], input=content, capture_output=True, check=False)
            # openssl 3.0 exits with 0 even when the signature of a request is wrong.
            good = run.returncode == 0 and (command[0] != "req" or b"verify OK" in run.stderr + run.stdout)
            known = sha256(der_of(run.stdout, b"PUBLIC KEY")) if good else ""
            self.known[command[0], content] = known
        return known

    def public_of_key(self, content):
        """SHA-256 of the SubjectPublicKeyInfo; empty when openssl finds no whole key."""
        return self._ask(content, "pkey", "-pubout", *self.passphrase)

    def public_of_request(self, content):
        """The same of a request whose signature is right."""
        return self._ask(content, "req", "-verify", "-noout", "-pubkey")

    def signed_content(self, content):
        """What a CMS signature holds (DER), or None where openssl does not find it right; who signed is not asked."""
        run = subprocess.run(["openssl", "cms", "-verify", "-noverify", "-binary", "-inform", "DER"], input=content,
                             capture_output=True, check=False)
        return run.stdout if run.returncode == 0 else None


class Judge:
    """Says what is wrong with a workspace."""

    def __init__(self, dmpcert, parts, openssl=None):
        self.parts = set(parts)
        self.openssl = openssl or Openssl()
        self.schemas = {}
        for name in ("order", "journal"):
            schema = subprocess.run([dmpcert, "check", "--schema", name], capture_output=True, check=True).stdout
            self.schemas[name] = jsonschema.Draft7Validator(json.loads(schema))
        self.read = {}

    def _document(self, name, text, what, problems):
        if (name, text) not in self.read:
            try:
                document = json.loads(text)
                faults = [error.message for error in self.schemas[name].iter_errors(document)]
            except ValueError as error:
                document, faults = None, [f"no JSON: {error}"]
            self.read[name, text] = document, faults
        document, faults = self.read[name, text]
        problems += [f"{what}: {fault}" for fault in faults]
        return document

    def _journal(self, files, problems):
        content, _ = files.get("journal.jsonl", (b"", 0))
        if content and not content.endswith(b"\n"):
            problems.append("journal.jsonl ends inside a line")
        lines = [self._document("journal", line, "a line of journal.jsonl", problems) for line in content.splitlines()]
        return collections.Counter(line.get("public_key_sha256") for line in lines if line)

    def _order(self, folder, held, noted, problems):
        names = set(held)
        public = None
        if "request.csr" in names:
            public = self.openssl.public_of_request(held["request.csr"][0])
            if not public:
                problems.append(f"{folder}/request.csr: openssl does not verify it")
        if "key.pem" in names:
            content, mode = held["key.pem"]
            if mode != 0o600:
                problems.append(f"{folder}/key.pem has mode {mode:o}")
            if not public or self.openssl.public_of_key(content) != public:
                problems.append(f"{folder}/key.pem is no whole key, or not that of its request.csr")
        if "order.json" in names:
            order = self._document("order", held["order.json"][0], f"{folder}/order.json", problems)
            missing = self.parts - names
            if missing:
                problems.append(f"{folder} has an order.json, but no {sorted(missing)}")
            if not order or order.get("public_key_sha256") != public or not noted[public]:
                problems.append(f"{folder}/order.json: another key than request and journal have")
        if SIGNATURE in names:
            if self.openssl.signed_content(held[SIGNATURE][0]) != der_of(held["request.csr"][0], b"CERTIFICATE REQUEST"):
                problems.append(f"{folder}/{SIGNATURE} is no signature of its request.csr")
        unknown = {name for name in names - self.parts - {SIGNATURE} if not is_temporary(name)}
        if unknown:
            problems.append(f"{folder} holds {sorted(unknown)}")

    def problems(self, files):
        """Of a snapshot of a workspace, in which any run may have been cut short at any moment."""
        problems = []
        for path, (content, mode) in files.items():
            if is_temporary(path.rpartition("/")[2]) and b"PRIVATE KEY" in content and mode != 0o600:
                problems.append(f"{path}: a key in a temporary file of mode {mode:o}")
        if files.get("workspace-version", (b"1\n", 0))[0] != b"1\n":
            problems.append("workspace-version is not whole")
        if "index.csv" in files and not is_whole_table(files["index.csv"][0]):
            problems.append("index.csv is not whole")
        noted = self._journal(files, problems)
        for folder, held in orders_of(files).items():
            self._order(folder, held, noted, problems)
        return problems

    def is_complete(self, held):
        return self.parts <= set(held)

    def shortfalls(self, files):
        """What a run that says it is done must not leave: temporary files, orders in pieces, rows not written."""
        left = [f"left over: {path}" for path in files if is_temporary(path.rpartition("/")[2])]
        orders = orders_of(files)
        left += [f"incomplete: {folder}" for folder, held in orders.items() if not self.is_complete(held)]
        lines = files.get("journal.jsonl", (b"", 0))[0].splitlines()
        noted = {line.get("sha256") for line in map(json.loads, lines) if line.get("act") == "sign"}
        left += [f"no line of the journal: {folder}/{SIGNATURE}" for folder, held in orders.items()
                 if SIGNATURE in held and sha256(held[SIGNATURE][0]) not in noted]
        rows = rows_of(files)
        listed = {row["Fichier à déposer"] for row in rows}
        wanted = {f"./{folder}/request.csr" for folder in orders}
        if listed != wanted:
            left.append(f"index.csv differs from the orders: {sorted(listed ^ wanted)}")
        for row in rows:
            held = orders.get(row["Fichier à déposer"][2:].rpartition("/")[0], {})
            # An apostrophe keeps spreadsheets from taking a cell for a number.
            key = row["SHA-256 de la clé publique"].removeprefix("'")
            if "order.json" in held and json.loads(held["order.json"][0])["public_key_sha256"] != key:
                left.append(f"index.csv has another key for {row['Fichier à déposer']}")
        return left


def orders_of(files):
    """Folders of orders with the files that they hold: folder -> name -> (content, mode)."""
    orders = {}
    for path, entry in files.items():
        folder, _, name = path.rpartition("/")
        if is_order_folder(folder.split("/")):
            orders.setdefault(folder, {})[name] = entry
    return orders


def is_whole_table(content):
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    return content.endswith(b"\r\n") and len({len(line) for line in lines}) == 1


def rows_of(files):
    content, _ = files.get("index.csv", (b"", 0))
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
