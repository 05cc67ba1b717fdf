#!/usr/bin/python3
"""Ansible module: runs `dmpcert install --format json` and hands on what it says."""
import json
import os

from ansible.module_utils.basic import AnsibleModule

DOCUMENTATION = """
module: dmpcert_install
short_description: Puts DMP certificates in place with dmpcert, or takes them back
description:
  - Changed is what dmpcert says. In check mode dmpcert runs with --dry-run and writes nothing.
  - Passphrases go to dmpcert through pipes, so that no command line and no environment has them.
options:
  state:
    description: Install what was delivered, or return to the versions before.
    choices: [installed, rolled_back]
    default: installed
    type: str
  program: {description: The program., default: dmpcert, type: path}
  delivered: {description: Files that the portal delivered., type: list, elements: path, default: []}
  dossier: {description: Dossier that the certificates must fit., type: str, default: ""}
  trust: {description: Authority certificates., type: list, elements: path, default: []}
  trust_any: {description: Trust those even if they are not the IGC-Sante's., type: bool, default: false}
  trust_partial: {description: Let each of those end the chain though it is no root., type: bool, default: false}
  key_file: {description: Private key where it is not in the workspace., type: str, default: ""}
  workspace: {description: Folder of the orders and their keys., type: str, default: ""}
  targets: {description: Places by the names of dmpcert's options. Absolute paths., type: dict, required: true}
  owner: {description: Owner of the files written., type: str, default: ""}
  group: {description: Group of the files written., type: str, default: ""}
  mode: {description: Mode of files with a key., type: str, default: ""}
  test: {description: Command that tests the configuration., type: str, default: ""}
  reload: {description: Command that tells the service., type: str, default: ""}
  options: {description: Further options of dmpcert install., type: list, elements: str, default: []}
  passphrase: {description: Of the delivered file and the key., type: str, default: ""}
  keystore_passphrase: {description: Of the keystores., type: str, default: ""}
  run:
    description: With rolled_back, the run to undo, which can be done once; or last, which goes back each time.
    type: str
    default: last
  language: {description: Language of the messages (en or fr)., type: str, default: ""}
"""

PLACES = {"pem_dir", "pkcs12", "java", "jks", "haproxy", "trust_store", "java_trust_store"}


def through_pipe(secret):
    """The number of a descriptor from which one line can be read."""
    reading, writing = os.pipe()
    os.write(writing, secret.encode() + b"\n")
    os.close(writing)
    return reading


def command_of(module):
    """The words of the command, and the descriptors that it has to inherit."""
    given = module.params
    words = [given["program"]]
    if given["language"]:
        words += ["--lang", given["language"]]
    words += ["install", "--format", "json"]
    for name, path in sorted(given["targets"].items()):
        if not path:
            continue
        if name not in PLACES or not os.path.isabs(path):
            module.fail_json(msg="targets: %s: %s: not a place with an absolute path" % (name, path))
        words += ["--" + name.replace("_", "-"), path]
    for name in ("workspace", "test", "reload"):
        if given[name]:
            words += ["--" + name, given[name]]
    if module.check_mode:
        words.append("--dry-run")
    if given["state"] == "rolled_back":
        return words + ["--rollback"] + (["--run", given["run"]] if given["run"] != "last" else []), []
    for name in ("dossier", "key_file", "owner", "group", "mode"):
        if given[name]:
            words += ["--" + name.replace("_", "-"), given[name]]
    for path in given["trust"]:
        words += ["--trust", path]
    words += ["--trust-any"] if given["trust_any"] else []
    words += ["--trust-partial"] if given["trust_partial"] else []
    inherited = []
    for name, option in (("passphrase", "--passphrase-fd"), ("keystore_passphrase", "--pkcs12-passphrase-fd")):
        if given[name]:
            inherited.append(through_pipe(given[name]))
            words += [option, str(inherited[-1])]
    return words + given["options"] + ["--"] + given["delivered"], inherited


def document_in(output):
    try:
        return json.loads(output)
    except ValueError:
        return {}


def is_in_place(module, words, run):
    """Whether a run that cannot be undone is the one in place: there is nothing before it then."""
    listing = [word for word in words if word not in ("--rollback", "--run", run, "--dry-run")] + ["--list"]
    output = module.run_command(listing, cwd="/")[1]
    return any(each["current"] and each["run"] == run for each in document_in(output).get("versions", []))


def message_of(document, errors):
    """What a person has to read when it failed."""
    lines = []
    error = document.get("error")
    if error:
        lines = ["%s: %s" % (error["id"], error["message"])] + error["causes"] + [error["remedy"]]
    for finding in document.get("findings", []):
        if finding["severity"] == "error":
            lines.append("%s: %s" % (finding["rule"], finding["message"]))
            lines.append(finding["remedy"])
    return "\n".join(line for line in lines if line) or errors.strip()


def diff_of(document):
    """Places before and after, for --diff."""
    before, after = [], []
    for file in document.get("files", []):
        new = "%s %s" % (file["path"], file["mode"])
        if file["act"] != "create":
            before.append(file["path"] + " as it is" if file["act"] == "replace" else new)
        after.append(new)
    certificates = ["certificate of %s %s, serial %s, ends %s" % (each["structure"], each["usage"], each["serial"],
                                                                 each["ends_on"])
                    for each in document.get("certificates", [])]
    for version in document.get("versions", []):
        before.append("%s run %s" % (version["path"], version["run"]))
        after.append("%s version %s" % (version["path"], version["version"]))
    if before != after:
        after += certificates
    return {"before": "".join(line + "\n" for line in before), "after": "".join(line + "\n" for line in after)}


def main():
    text = {"type": "str", "default": ""}
    secret = {"type": "str", "default": "", "no_log": True}
    module = AnsibleModule(
        argument_spec={
            "state": {"type": "str", "default": "installed", "choices": ["installed", "rolled_back"]},
            "program": {"type": "path", "default": "dmpcert"},
            "delivered": {"type": "list", "elements": "path", "default": []},
            "dossier": text,
            "trust": {"type": "list", "elements": "path", "default": []},
            "trust_any": {"type": "bool", "default": False},
            "trust_partial": {"type": "bool", "default": False},
            "key_file": text,
            "workspace": text,
            "targets": {"type": "dict", "required": True},
            "owner": text,
            "group": text,
            "mode": text,
            "test": text,
            "reload": text,
            "options": {"type": "list", "elements": "str", "default": []},
            "passphrase": secret,
            "keystore_passphrase": secret,
            "run": {"type": "str", "default": "last"},
            "language": text,
        },
        supports_check_mode=True,
    )
    if module.params["state"] == "installed" and not module.params["delivered"]:
        module.fail_json(msg="nothing was delivered: name files in `delivered`")
    words, inherited = command_of(module)
    code, output, errors = module.run_command(words, cwd="/", pass_fds=inherited)
    for descriptor in inherited:
        os.close(descriptor)
    document = document_in(output)
    error = document.get("error", {}).get("id")
    run = module.params["run"]
    if error == "INSTALL-NO-VERSION" and run != "last" and not is_in_place(module, words, run):
        module.exit_json(changed=False, msg="run %s is not in place" % run, rc=0, run="")
    if code != 0 or not document:
        module.fail_json(msg=message_of(document, errors) or "exit code %d" % code, rc=code)
    result = {"rc": code, "diff": diff_of(document), "run": document["summary"].get("run", "")}
    for name in ("certificates", "findings", "files", "versions", "commands"):
        result[name] = document.get(name, [])
    changed = document["summary"]["changed"]
    if module.check_mode:
        changed = bool(result["versions"]) or any(file["act"] != "keep" for file in result["files"])
    module.exit_json(changed=changed, **result)


if __name__ == "__main__":
    main()
