"""pcscd and its readers, inside the private /run."""
import os
import subprocess

DAEMON = "/usr/sbin/pcscd"
DRIVER = "/usr/lib/pcsc/drivers/serial/libifdvpcd.so"
READERS, ALL_READERS, PID_FILE = "/run/readers", "/run/card/readers", "/run/card/pcscd.pid"
LOG = "/run/card/pcscd.log"  # a link to where the output goes
PORT = 35963  # of vpcd's first reader; the second one's is the next
PAD_SOCKET = "/run/card/pad"


def reader(title, device, library, channel):
    return f'FRIENDLYNAME "{title}"\nDEVICENAME {device}\nLIBPATH {library}\nCHANNELID {channel}\n'


def build_pinpad():
    source = os.path.join(os.path.dirname(os.path.dirname(os.path.realpath(__file__))), "pinpad_ifd.c")
    flags = subprocess.run(["pkg-config", "--cflags", "libpcsclite"], check=True, stdout=subprocess.PIPE,
                           text=True).stdout.split()
    library = "/run/card/pinpad.so"
    subprocess.run(["gcc", "-std=gnu11", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", *flags, "-o", library,
                    source], check=True)
    return library


def configure(any_reader, pinpad):
    """Writes the readers' file, first reader first; the addresses of the first two slots."""
    os.mkdir("/run/pcscd")
    os.mkdir(READERS)
    lines, addresses = "", []
    if any_reader:
        lines, addresses = reader("Virtual PCD", f"/dev/null:0x{PORT:X}", DRIVER, f"0x{PORT:X}"), [PORT, PORT + 1]
    if pinpad:
        # pcscd wants the part before the colon to exist; the driver takes the other one.
        lines = reader("PIN pad", "/dev/null:" + PAD_SOCKET, build_pinpad(), "0x1") + lines
        addresses = [PAD_SOCKET, PORT]
    with open(ALL_READERS, "w", encoding="ascii") as file:
        file.write(lines + "# end\n")
    show_readers(True)
    return addresses


def show_readers(all_of_them):
    """What pcscd finds when it starts next."""
    with open(ALL_READERS, encoding="ascii") as file:
        lines = file.read()
    with open(READERS + "/shown", "w", encoding="ascii") as file:
        file.write(lines if all_of_them else "# none\n")


def without_polkit():
    """Since version 2 it asks polkit about root, too, whom no D-Bus can answer here."""
    told = subprocess.run([DAEMON, "--help"], check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return ["--disable-polkit"] if "--disable-polkit" in told.stdout else []


def start_daemon(log=None):
    """Its process id. Without LOG, the output goes where it went before."""
    if log:
        os.symlink(log, LOG)
    level = "--error" if os.path.realpath(LOG) == os.devnull else "--debug"
    apdu = [] if level == "--error" else ["--apdu"]
    with open(LOG, "ab") as output:
        process = subprocess.Popen([DAEMON, "--foreground", level, *apdu, *without_polkit(), "--config", READERS],
                                   stdout=output, stderr=output, stdin=subprocess.DEVNULL, start_new_session=True)
    with open(PID_FILE, "w", encoding="ascii") as file:
        file.write(f"{process.pid}\n")
    return process.pid
