#!/usr/bin/python3 -B
"""Looks at what was built, and at what becomes of faults in it.

usage: test SAMPLE REPOSITORY BUILD PROGRAM…

Each PROGRAM and the sample, which is compiled as a release is whatever the build: a program at an address that nobody
knows, read-only after loading, no code on the stack, canaries, control-flow marks (x86-64). The sample: FORTIFY sees a
copy past memory whose size is known only at run time, an index past a vector's end ends it, a large frame is touched
page by page, what nobody set is zero, no path of the machine that built it is inside. That each of our sources is
compiled so is in BUILD's compile_commands.json; FORTIFY is in the programs of a build that optimises. Then lintian's word about all of them in a package.
"""
import json
import os
import pathlib
import platform
import re
import shutil
import signal
import subprocess
import sys
import tempfile

SAMPLE, REPOSITORY, BUILD, *PROGRAMS = sys.argv[1:]
IS_DEBUG = os.environ.get("BUILD_TYPE") == "Debug"
X86 = platform.machine() == "x86_64"
failures = []


def run(*command, **more):
    return subprocess.run(command, check=False, capture_output=True, text=True, **more)


def expect(holds, what):
    print(("ok: " if holds else "NOT OK: ") + what)
    if not holds:
        failures.append(what)


def look(program):
    name = pathlib.Path(program).name
    read = lambda *options: run("readelf", "-W", *options, program, env={**os.environ, "LC_ALL": "C"}).stdout
    segments, dynamic, symbols = read("-l"), read("-d"), read("--dyn-syms")
    expect("DYN (Position-Independent Executable" in read("-h") and re.search(r"FLAGS_1.*\bPIE\b", dynamic),
           f"{name} is a position-independent executable")
    expect("GNU_RELRO" in segments and re.search(r"\bNOW\b", dynamic), f"{name} is read-only after loading (full RELRO)")
    expect(re.search(r"GNU_STACK.* RW +0x", segments), f"{name} has no code on the stack")
    expect(not re.search(r"LOAD.* RWE ", segments), f"{name} has no memory that is both written and run")
    if name != pathlib.Path(SAMPLE).name:
        expect("__stack_chk_fail" in symbols, f"{name} has canaries")
        expect(IS_DEBUG or len(re.findall(r"__\w+_chk\b", symbols)) > 3, f"{name} is fortified, or a debug build")
        expect("__glibcxx_assert_fail" in symbols or "__glibcxx_assert" in read("-s"), f"{name} checks indices")
    if X86 and program != SAMPLE:
        landings = pathlib.Path(program).read_bytes().count(b"\xf3\x0f\x1e\xfa")  # endbr64
        functions = len(re.findall(r" FUNC +\S+ +\S+ +\d+ ", read("-s")))
        expect(landings > functions / 2, f"{name}: indirect calls have marked landings ({landings} of {functions})")
        # The whole is marked where the C library's own parts are, which Debian's are not.
        start = next(pathlib.Path("/usr/lib").glob("x86_64-linux-gnu/Scrt1.o"), None)
        if start and "SHSTK" in run("readelf", "-n", start).stdout:
            notes = read("-n")
            expect("IBT" in notes and "SHSTK" in notes, f"{name} is marked as protected")
    return symbols


def look_at_commands():
    """What cannot be seen in a program: that all of it is compiled so."""
    commands = json.loads((pathlib.Path(BUILD) / "compile_commands.json").read_text())
    ours = [each for each in commands if re.match(r"(lib|cli)/", os.path.relpath(each["file"], REPOSITORY))]
    expect(len(ours) > 100, f"{len(ours)} sources of ours are compiled")
    compiler = next(word for word in ours[0]["command"].split() if "++" in os.path.basename(word))
    for flag in ("-fstack-protector-strong", "-D_GLIBCXX_ASSERTIONS", "-fstack-clash-protection", "-fcf-protection",
                 "-mbranch-protection=standard", "-ftrivial-auto-var-init=zero", "-fstrict-flex-arrays=3",
                 "-D_FORTIFY_SOURCE=3"):
        knows = run(compiler, "-Werror", flag, "-x", "c++", "-fsyntax-only", "/dev/null").returncode == 0
        if not knows or (IS_DEBUG and "FORTIFY" in flag):
            print(f"not here: {flag}")
            continue
        without = [each["file"] for each in ours if flag not in each["command"].split()]
        expect(not without, f"{flag} for every source {without[:3] or ''}")
    return compiler


def see_faults(compiler):
    expect(run(SAMPLE, "copy", "16").returncode == 0 and run(SAMPLE, "index", "15").returncode == 0,
           "the sample works where there is no fault")
    expect(run(SAMPLE, "copy", "17").returncode == -signal.SIGABRT, "a copy past the end of the heap's memory ends it")
    expect(run(SAMPLE, "index", "16").returncode == -signal.SIGABRT, "an index past the end of a vector ends it")
    if run(compiler, "-Werror", "-ftrivial-auto-var-init=zero", "-x", "c++", "-fsyntax-only", "/dev/null").returncode == 0:
        expect(run(SAMPLE, "unset").stdout == "0\n", "what nobody set is zero")
    shown = run(SAMPLE, "path").stdout.splitlines()[0]
    expect(shown.endswith("tests/hardening/sample.cpp") and not shown.startswith("/"),
           f"a source is named without a path of this machine: {shown}")
    expect(os.fsencode(REPOSITORY) not in pathlib.Path(SAMPLE).read_bytes(), "no such path is in the sample")
    if X86 and shutil.which("objdump"):
        # g++ touches a page with `or $0,(%rsp)`, clang with a `mov $0,(%rsp)`.
        code = run("objdump", "-d", "--no-show-raw-insn", SAMPLE).stdout
        expect(re.search(r"(or|mov)[qbl]? +\$0x0,(0x[0-9a-f]+)?\(%rsp\)", code), "a large frame is touched page by page")


def ask_lintian(folder):
    if not shutil.which("lintian") or not shutil.which("dpkg-deb"):
        print("skipped: lintian is not here")
        return
    package = folder / "dmpcert"
    programs = package / "usr/bin"
    programs.mkdir(parents=True)
    for program in [SAMPLE, *PROGRAMS]:
        to = programs / pathlib.Path(program).name
        if run("strip", "-o", to, program).returncode != 0:
            shutil.copy(program, to)
        to.chmod(0o755)
    (package / "DEBIAN").mkdir()
    (package / "DEBIAN/control").write_text("Package: dmpcert\nVersion: 0\nArchitecture: " +
        run("dpkg", "--print-architecture").stdout + "Maintainer: Nobody <nobody@example.org>\n"
        "Description: certificates\n Built for a test.\n")
    built = run("dpkg-deb", "--root-owner-group", "-Znone", "--build", package, folder / "dmpcert.deb")
    expect(built.returncode == 0, "dpkg-deb builds a package of it" + built.stderr)
    told = run("lintian", "--allow-root", "--fail-on", "none", folder / "dmpcert.deb", env={**os.environ, "LC_ALL": "C"})
    expect("binary-without-manpage" in told.stdout or "no-copyright" in told.stdout, "lintian looked: " + told.stderr[-200:])
    tags = [line for line in told.stdout.splitlines() if re.search(r": (hardening-|executable-stack|.*build-path)", line)]
    # FORTIFY needs a build that optimises: a debug build of the programs has none, the sample always has it.
    allowed = [line for line in tags if "hardening-no-fortify-functions" in line and "hardened_sample" not in line
               and IS_DEBUG]
    for line in tags:
        if line not in allowed:
            print(line)
    expect(len(tags) == len(allowed), "lintian has no hardening tag")


def main():
    expect("__memcpy_chk" in look(SAMPLE), "the sample is fortified")
    for program in PROGRAMS:
        look(program)
    see_faults(look_at_commands())
    with tempfile.TemporaryDirectory() as folder:
        ask_lintian(pathlib.Path(folder))
    return 1 if failures else 0


sys.exit(main())
