#!/usr/bin/python3 -B
"""Holds debian/ against what the rest of the project says: what the build needs, what a user of the library needs, the
version. Usage: control REPOSITORY; one line for each difference, exit 1 if there is one."""
import pathlib
import re
import subprocess
import sys

REPOSITORY = pathlib.Path(sys.argv[1])
# What every Debian build has, or what is needed to run and not to build.
ELSEWHERE = {"g++", "openssl", "fonts-dejavu-core"}
# Of no header and no link of somebody who uses the library.
OF_THE_BUILD = {"cmake", "debhelper-compat", "libcli11-dev", "libp11-kit-dev", "ninja-build", "python3:any"}


def field(paragraph, name):
    """The packages that a field of debian/control names."""
    value = re.search(rf"^{name}:((?:.|\n[ \t])*)", paragraph, re.M).group(1)
    return {each.split()[0] for each in value.split(",") if each.strip() and not each.strip().startswith("$")}


def main():
    source, *binaries = (REPOSITORY / "debian/control").read_text().split("\n\n")
    library = next(each for each in binaries if each.startswith("Package: libdmpcert-dev"))
    listed = subprocess.run([REPOSITORY / "tests/support/packages", "--list", "build"], check=True, capture_output=True,
                            text=True).stdout.split()
    needed = {{"pkg-config": "pkgconf", "python3": "python3:any"}.get(each, each) for each in listed} - ELSEWHERE
    build = field(source, "Build-Depends")
    faults = []
    if missing := needed - build:
        faults.append(f"Build-Depends lacks {sorted(missing)}, which tests/support/packages installs for a build")
    if unknown := build - needed - {"debhelper-compat"}:
        faults.append(f"tests/support/packages lacks {sorted(unknown)} of Build-Depends")
    if differing := (build - OF_THE_BUILD) ^ field(library, "Depends"):
        faults.append(f"{sorted(differing)}: what libdmpcert-dev depends on is not what its build needs of libraries")
    changelog = re.match(r"dmpcert \(([^)-]+)-", (REPOSITORY / "debian/changelog").read_text()).group(1)
    project = re.search(r"project\(dmpcert VERSION ([\d.]+)", (REPOSITORY / "CMakeLists.txt").read_text()).group(1)
    if changelog != project:
        faults.append(f"debian/changelog has version {changelog}, CMakeLists.txt {project}")
    print("\n".join(faults) or "debian/ agrees with the project")
    return 1 if faults else 0


sys.exit(main())
