"""Runs `dmpcert csr` under strace: the system calls by which it writes, and faults injected into them."""
import collections
import dataclasses
import os
import pathlib
import re
import resource
import shutil
import subprocess

from csr_workspace import ENVIRONMENT, WORKSPACE

DAY = "2026-11-23"
# Calls that change no file. Every other one that names a path below the scratch folder, or an output, gets faults.
HARMLESS = {"access", "chdir", "close", "execve", "faccessat", "faccessat2", "fcntl", "fstat", "fstatfs", "getcwd",
            "getdents64", "ioctl", "lseek", "lstat", "mmap", "newfstatat", "pread64", "read", "readlink", "readlinkat",
            "stat", "statfs", "statx"}
SYNCS = {"fsync", "fdatasync"}
NAMES = {"mkdir", "mkdirat", "rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat"}
LINE = re.compile(r"^(\d+) +(\w+)\((.*)$")


@dataclasses.dataclass(frozen=True)
class Call:
    """One system call of a traced run: the `number`-th of its name in its thread, with the path that it is about."""
    name: str
    number: int
    path: str
    thread: str

    def __str__(self):
        return f"{self.name} #{self.number} on {self.path}"


def names_of(rest):
    """The paths of a call's arguments; a name that follows a descriptor lies in that one's directory."""
    folder, names = None, []
    for held, name in re.findall(r'\d+<([^<>]+)>|"([^"]*)"', rest):
        if held:
            folder = held
            continue
        names.append(os.path.join(folder, name) if folder else name)
    return names or ([folder] if folder else [])


def path_of(name, rest, scratch):
    """What a call is about: the output, or the last path below the scratch folder, relative to it."""
    if output := re.match(r"([12])<", rest):
        return f"output {output[1]}"
    # Only of openat and the like a name in the directory follows; of others bytes, or an attribute.
    held = re.match(r"\d+<([^<>]+)>" + (r'(?!, *")' if name.endswith(("at", "at2")) else ""), rest)
    found = [held[1]] if held else names_of(rest)
    inside = [os.path.relpath(os.path.join(scratch, one), scratch) for one in found
              if one.startswith(WORKSPACE) or one == scratch or one.startswith(scratch + "/")]
    return re.sub(r"\.dmpcert-[^/]+", ".dmpcert-XXXXXX.tmp", inside[-1]) if inside else ""


def writes(name, rest, path):
    if not path or name in HARMLESS:
        return False
    return name not in ("openat", "open") or bool(re.search(r"O_(CREAT|WRONLY|RDWR|TRUNC)", rest))


def unsynced(calls):
    """What a power failure after the run could take away again: bytes, and names in folders, that nothing synced."""
    found = []
    for place, call in enumerate(calls):
        folder = os.path.dirname(call.path) or "."
        later = calls[place + 1:]
        if call.name in ("write", "pwrite64") and "output" not in call.path and not call.path.endswith("/.lock"):
            # Temporary files have one name here: the next thing that happens to it must be the sync.
            after = [one.name for one in later if one.path == call.path and one.name not in ("flock", "write")]
            found += [] if after and after[0] in SYNCS else [f"{call} is not synced"]
        if call.name in NAMES and not any(one.name in SYNCS and one.path == folder for one in later):
            found.append(f"{folder} is not synced after {call}")
    return found


def file_writes(calls):
    """The writes that run_short counts, in its order."""
    return [call for call in calls if call.name in ("write", "pwrite64") and not call.path.startswith("output")]


class Bench:
    """Runs the program in a scratch folder, traced or not."""

    def __init__(self, dmpcert, repository, scratch, card_number=None):
        self.dmpcert, self.repository, self.scratch = os.path.abspath(dmpcert), pathlib.Path(repository), scratch
        self.work = scratch / "w"
        self.work.mkdir()
        dossier = (self.repository / "examples/dossiers/ght-guyane.json").read_text("utf-8")
        if card_number:  # A rehearsal card is for a dossier of a rehearsal, and its administrator's.
            dossier = dossier.replace("2600900001", card_number).replace('"production"', '"rehearsal"')
        (self.work / "dossier.json").write_text(dossier, "utf-8")
        self.passphrase = self.work / "passphrase.txt"
        self.passphrase.touch(0o600)
        self.passphrase.write_text("quatre mots bien secrets\n")
        self.workspace = self.work / WORKSPACE
        self.template = scratch / "template"
        # LeakSanitizer cannot work beside another tracer.
        self.environment = {**ENVIRONMENT, "ASAN_OPTIONS": "detect_leaks=0"}

    def run(self, arguments, *tracer, **how):
        return subprocess.run([*tracer, self.dmpcert, "--as-of", DAY, "csr", *arguments], cwd=self.work,
                              capture_output=True, env=self.environment, check=False, timeout=600, **how)

    def run_cut(self, arguments, limit):
        """Part of a write that goes beyond the limit is written, as on a disk that is nearly full: EFBIG follows."""
        # Python ignores SIGXFSZ, and so must the program.
        return self.run(arguments, restore_signals=False,
                        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))

    def run_short(self, arguments, number, library):
        """Half of a write is done and the program killed; `number` is which of the writes below the work folder."""
        more = {"LD_PRELOAD": library, "SHORT_WRITE_BELOW": str(self.work), "SHORT_WRITE_NUMBER": str(number)}
        former, self.environment = self.environment, {**self.environment, **more}
        try:
            return self.run(arguments)
        finally:
            self.environment = former

    def must(self, arguments):
        run = self.run(arguments)
        if run.returncode != 0:
            raise SystemExit(f"csr_faults: exit code {run.returncode} of a run without faults: {arguments}\n"
                             + run.stderr.decode())

    def trace(self, arguments, traced, injections=()):
        """Runs it under strace; returns the run, its calls that write, and those among them that got a fault."""
        log = self.scratch / "trace"
        tracer = ["strace", "-f", "-y", "-o", str(log), "-e", f"trace={traced}"]
        # At the stops of seccomp no signal can be injected.
        tracer += ["--seccomp-bpf"] if traced != "all" and not any("signal=" in one for one in injections) else []
        run = self.run(arguments, *tracer, *(part for one in injections for part in ("-e", f"inject={one}")))
        calls, hit, counts = [], [], collections.Counter()
        for line in log.read_text("utf-8", "replace").splitlines():
            if not (call := LINE.match(line)):
                continue
            thread, name, rest = call.groups()
            counts[thread, name] += 1
            path = path_of(name, rest, str(self.work))
            if writes(name, rest, path):
                calls.append(Call(name, counts[thread, name], path, thread))
                if "(INJECTED)" in rest:
                    hit.append(calls[-1])
        return run, calls, hit

    def keep(self):
        shutil.rmtree(self.template, ignore_errors=True)
        if self.workspace.exists():
            shutil.copytree(self.workspace, self.template)

    def restore(self):
        shutil.rmtree(self.workspace, ignore_errors=True)
        if self.template.exists():
            shutil.copytree(self.template, self.workspace)
