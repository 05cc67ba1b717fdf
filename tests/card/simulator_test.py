#!/usr/bin/python3 -B
"""The simulated card at the level of its commands, without a reader; openssl judges its signatures.

usage: simulator_test.py PREFIX, of a card issued by the rehearsal authority
"""
import hashlib
import os
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.dirname(os.path.realpath(__file__)))
from simulator import rsa  # noqa: E402
from simulator.faults import FaultyCard, Mute, Removed  # noqa: E402
from simulator.options import parse  # noqa: E402

PREFIX = ""
PIN = "0020000104" + b"1234".hex()
WRONG = "0020000104" + b"4321".hex()
COUNTER = "0020000100"
MSE_SIGN, MSE_HASH = "002241B606800142840181", "002241AA03800140"
MSE_AUTH = "002241A406800102840182"
SIGN = "002A9E9A00"


class Host:
    """Sends commands as a T=0 host does: fetches what waits, repeats with the right length."""

    def __init__(self, *words, kind="cps3"):
        self.card = FaultyCard(parse([kind, "--card", PREFIX, *words]))
        self.card.power("on")

    def raw(self, text):
        return self.card.answer(bytes.fromhex(text)).hex().upper()

    def send(self, text):
        reply = self.card.answer(bytes.fromhex(text))
        data = reply[:-2]
        while reply[-2] in (0x61, 0x6C):
            reply = self.card.answer(bytes([int(text[:2], 16), 0xC0, 0, 0, reply[-1]]) if reply[-2] == 0x61
                                     else bytes.fromhex(text)[:4] + reply[-1:])
            data += reply[:-2]
        return data, reply[-2:].hex().upper()

    def status(self, text):
        return self.send(text)[1]

    def read(self, path):
        self.send(f"00A4090C{len(path) // 2:02X}{path}")
        data = b""
        while True:
            part, status = self.send(f"00B0{len(data):04X}E7")
            data += part
            if status != "9000":
                return data, status


def public_key(kind, to):
    subprocess.run(["openssl", "x509", "-in", f"{PREFIX}-{kind}.pem", "-pubkey", "-noout", "-out", to], check=True)


def verified(kind, message, signature, digest="sha256", *options):
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, name) for name in ("key", "message", "signature")]
        public_key(kind, paths[0])
        for path, content in zip(paths[1:], (message, signature)):
            with open(path, "wb") as file:
                file.write(content)
        return subprocess.run(["openssl", "dgst", "-" + digest, *options, "-verify", paths[0], "-signature", paths[2],
                               paths[1]], check=False, stdout=subprocess.DEVNULL).returncode == 0


def last_round(message, name="sha256", size=64):
    """PSO HASH with the last 1 to 64 bytes of a message, the host having hashed what comes before."""
    before = max(0, (len(message) - 1) // size * size)
    head = b""
    if before:
        head = rsa.rounds(name, rsa.INITIAL[name], message[:before]) + (8 * before).to_bytes(8, "big")
    rest = message[before:]
    data = bytes([0x90, len(head)]) + head + bytes([0x80, len(rest)]) + rest
    return f"002A90A0{len(data):02X}{data.hex()}"


class Application(Host):
    """A host that has selected the application, where the keys are."""

    def __init__(self, *words, kind="cps3"):
        super().__init__(*words, kind=kind)
        if kind == "cps3":
            self.send("00A4090C043F000001")


class Signatures(unittest.TestCase):
    def test_last_round_on_the_card(self):
        host = Application()
        host.send(PIN)
        for length in (0, 1, 55, 56, 63, 64, 65, 128, 1000):
            message = bytes(i * 7 & 0xFF for i in range(length))
            self.assertEqual([host.status(c) for c in (MSE_HASH, MSE_SIGN, last_round(message))], ["9000"] * 3)
            signature, status = host.send(SIGN)
            self.assertEqual((status, len(signature)), ("9000", 256))
            self.assertTrue(verified("sign", message, signature), length)
        self.assertEqual(len(last_round(bytes(1000))) // 2 - 5, 0x54)  # as the documents say

    def test_sha1(self):
        host = Application()
        for command in (PIN, "002241AA03800110", "002241B606840181800112", last_round(b"abc" * 50, "sha1")):
            self.assertEqual(host.status(command), "9000")
        self.assertTrue(verified("sign", b"abc" * 50, host.send(SIGN)[0], "sha1"))

    def test_hash_of_the_host(self):
        host = Application()
        digest = hashlib.sha256(b"message").hexdigest()
        for mse in (MSE_SIGN, "002241B606840181800142"):  # either order
            host.send(PIN)
            host.send(mse)
            self.assertTrue(verified("sign", b"message", host.send("002A9E9A20" + digest)[0]))
        self.assertEqual(host.status("002A9E9A14" + "00" * 20), "6A80")

    def test_authentication_and_decipher(self):
        host = Application()
        host.send(PIN)
        info = rsa.DIGEST_INFO["sha256"] + hashlib.sha256(b"m").digest()
        self.assertEqual(host.status("0088000033" + info.hex()), "6985")
        host.send(MSE_AUTH)
        self.assertTrue(verified("auth", b"m", host.send("0088000033" + info.hex())[0]))
        self.assertEqual(host.status("0088000067" + "00" * 103), "6A80")
        with tempfile.TemporaryDirectory() as folder:
            public_key("auth", folder + "/key")
            sealed = subprocess.run(["openssl", "pkeyutl", "-encrypt", "-pubin", "-inkey", folder + "/key"],
                                    input=b"a secret", stdout=subprocess.PIPE, check=True).stdout
        data = (b"\x81" + sealed).hex()
        host.send("002241B80680011A840182")
        self.assertEqual(host.status("102A8086F0" + data[:480]), "9000")
        self.assertEqual(host.send("002A808611" + data[480:]), (b"a secret", "9000"))

    def test_order_of_commands(self):
        host = Application()
        digest = "002A9E9A20" + "11" * 32
        self.assertEqual(host.status(digest), "6982")
        host.send(PIN)
        self.assertEqual(host.status(digest), "6985")
        self.assertEqual(host.status(last_round(b"m")), "6985")
        self.assertEqual(host.status("002241B606800142840182"), "6A88")  # not this key
        self.assertEqual(host.status("002241B606800199840181"), "6A88")
        self.assertEqual(host.status("002241B603800142"), "6A88")
        host.send(MSE_SIGN)
        self.assertEqual(host.status(SIGN), "6985")
        host.send(MSE_HASH)
        head = "00" * 32
        for counter, rest in (("0000000000000208", "00"), ("0000000000000200", "00" * 65)):
            data = f"9028{head}{counter}80{len(rest) // 2:02X}{rest}"
            self.assertEqual(host.status(f"002A90A0{len(data) // 2:02X}{data}"), "6A80")
        host.send(last_round(b"m"))
        self.assertEqual(host.status(SIGN), "9000")
        self.assertEqual(host.status(SIGN), "6985")  # one signature a hash
        host.card.power("reset")
        self.assertEqual(host.status(SIGN), "6982")

    def test_second_generation(self):
        host = Host(kind="cps4")
        select = "01A4040C0880250000 01FF0100".replace(" ", "")
        self.assertEqual(host.raw("012000 01".replace(" ", "")), "6985")
        self.assertEqual(host.raw(select), "9000")
        self.assertEqual(host.raw("00A40904043F00D003"), "6881")
        self.assertEqual(host.raw("01A4090402A00100"), "6A82")
        for command in ("01200001", "0120000104" + b"1234".hex(), "012281B60491022890", "012241B803830120"):
            self.assertEqual(host.raw(command), "6A88")  # not from the root, where EF.SN is
        self.assertEqual(host.raw("01A4000C020001"), "9000")
        self.assertTrue(host.raw("01A4090402A00100").startswith("62"))
        digest = hashlib.sha256(b"m").digest()
        for command, answer in (("01200001", "63C3"), ("0120000104" + b"1234".hex(), "9000"), ("01200001", "9000")):
            self.assertEqual(host.raw(command), answer)
        for algorithm, options in (("28", ()), ("2C", ("-sigopt", "rsa_padding_mode:pss"))):
            self.assertEqual(host.raw(f"012281B6049102{algorithm}90"), "9000")
            reply = host.raw("012A9E9A20" + digest.hex() + "00")
            self.assertEqual(reply[-4:], "9000")
            self.assertTrue(verified("sign", b"m", bytes.fromhex(reply[:-4]), "sha256", *options))
        info = rsa.DIGEST_INFO["sha256"] + digest
        block = (b"\x00\x01" + b"\xff" * (253 - len(info)) + b"\x00" + info).hex()
        self.assertEqual(host.raw("0188000001" + "00"), "6D00")
        self.assertEqual(host.raw("012241B803830120"), "9000")
        self.assertEqual(host.raw("112A8086F0" + block[:480]), "9000")
        reply = host.raw("012A808610" + block[480:] + "00")
        self.assertTrue(verified("auth", b"m", bytes.fromhex(reply[:-4])))
        self.assertEqual(host.raw("00A4040C088025000001FF0002"), "9000")  # the way back to the channel
        self.assertEqual(host.raw(select), "9000")


class Counter(unittest.TestCase):
    def test_three_tries(self):
        with tempfile.TemporaryDirectory() as folder:
            state = ("--state", folder + "/state")
            host = Application(*state)
            self.assertEqual([host.status(c) for c in (COUNTER, COUNTER, WRONG, COUNTER)], ["63C3"] * 2 + ["63C2"] * 2)
            self.assertEqual([host.status(c) for c in (PIN, COUNTER)], ["9000"] * 2)
            host.card.power("reset")
            self.assertEqual([host.status(c) for c in (COUNTER, WRONG)], ["63C3", "6A88"])
            host.send("00A4090C043F000001")
            self.assertEqual([host.status(c) for c in (WRONG, WRONG)], ["63C2", "63C1"])
            host.card.power("off")
            host = Application(*state)
            self.assertEqual([host.status(c) for c in (COUNTER, WRONG, COUNTER, PIN)], ["63C1"] + ["6983"] * 3)
            self.assertEqual(Application(*state).status(PIN), "6983")

    def test_place(self):
        """The PIN is presented, and a key chosen, where they are; a PIN that came elsewhere was no try."""
        host = Host()
        self.assertEqual([host.status(c) for c in (PIN, WRONG, MSE_SIGN, MSE_AUTH, COUNTER)], ["6A88"] * 4 + ["63C3"])
        host.read("3F00D003")
        self.assertEqual(host.status(PIN), "6A88")
        host.send("00A4090C043F000001")
        self.assertEqual([host.status(c) for c in (PIN, MSE_SIGN, MSE_AUTH)], ["9000"] * 3)
        host = Application("--key-folder", "00010100")
        self.assertEqual([host.status(c) for c in (PIN, MSE_SIGN, MSE_AUTH)], ["9000", "6A88", "9000"])
        self.assertEqual(host.status("00A4090C063F0000010100"), "9000")
        self.assertEqual([host.status(c) for c in (MSE_SIGN, MSE_AUTH)], ["9000", "6A88"])

    def test_object(self):
        host = Host("--tries", "2")
        pin = "00CB3FFF0A4D087006BF810102A080"
        self.assertEqual(host.raw(pin)[:2], "61")
        host.send("00A4090C023F00")
        self.assertEqual(host.send(pin)[0].hex().upper(), "7016BF810112A0109A01039B0102A1088C06F3000013FF00")
        host.send("00A4090C043F000001")
        self.assertEqual(host.status(pin), "6A88")
        self.assertEqual(host.status("00CB3FFF0A4D087006BF900202A080"), "9000")

    def test_record_has_no_pin(self):
        with tempfile.TemporaryDirectory() as folder:
            Application("--apdu-log", folder + "/log").send(PIN)
            with open(folder + "/log", encoding="ascii") as log:
                self.assertEqual(log.read(), "* on\n> 00a4090c043f000001\n< 9000\n> 0020000104********\n< 9000\n")


class Files(unittest.TestCase):
    def test_select(self):
        host = Host()
        self.assertEqual(host.raw("00A40904043F00D003"), "6127")
        self.assertEqual(host.raw("00C0000027"), "62258002000C82010183 02D0038801E0A1128C077BFFFFFFFFFF009C077BFFFFFFFFFF"
                                                 "008A01059000".replace(" ", ""))
        self.assertEqual(host.raw("00C0000027"), "6985")
        self.assertEqual(host.raw("00A40900043F00D003"), "6A86")
        self.assertEqual(host.raw("00A40904022F00"), "6A82")
        self.assertEqual(host.raw("00A40904043F00D010"), "6A82")
        self.assertEqual(host.raw("00A4040C0DE828BD080F8025000001FF0010"), "9000")
        self.assertEqual(host.raw("00A4020C025032"), "9000")
        self.assertEqual(host.raw("00A40904043F00D00300"), "6700")  # T=0 has no place for a length here
        self.assertEqual((host.raw("80A40904043F00D003"), host.raw("01A40904043F00D003"), host.raw("00FF0000")),
                         ("6E00", "6881", "6D00"))

    def test_read(self):
        host = Host()
        self.assertEqual(host.raw("00B0000010"), "6986")
        self.assertEqual(host.raw("00B09C000C"), "5A0A8025000001000000015F9000")
        self.assertEqual(host.raw("00B00000FF")[-4:], "6282")
        self.assertEqual(host.raw("00B0000C01"), "6B00")
        for path, size in (("3F002F00", 101), ("3F002F01", 57), ("3F00D003", 12)):
            self.assertEqual(len(host.read(path)[0]), size)
        with open(PREFIX + "-sign.pem", encoding="ascii") as file:
            der = subprocess.run(["openssl", "x509", "-outform", "DER"], stdin=file, stdout=subprocess.PIPE,
                                 check=True).stdout
        self.assertEqual(host.read("3F000001A001")[0][:len(der)], der)
        self.assertEqual(host.read("3F000001D120"), (b"", "6982"))
        host.send(PIN)
        self.assertEqual(host.read("3F000001D120")[0][:1], b"\xee")

    def test_without_contact(self):
        host = Host(kind="contactless")
        self.assertEqual(len(host.read("3F00D003")[0]), 12)
        self.assertEqual((host.read("3F0000017001")[1], host.status(PIN)), ("6982", "6982"))


class Faults(unittest.TestCase):
    def test_leaves(self):
        for words in (("--remove-after", "2"), ("--remove-at", "20"), ("--remove-at", "200001:1")):
            with self.assertRaises(Removed):
                host = Host(*words)
                host.send(COUNTER.replace("00200001", "00A4090C"))
                host.send(PIN)
        with tempfile.TemporaryDirectory() as folder:
            host = Application("--remove-past", "20:2", "--state", folder + "/state")
            host.send(COUNTER)
            with self.assertRaises(Removed):
                host.send(WRONG)
            self.assertEqual(Host("--state", folder + "/state").status(COUNTER), "63C2")
        with self.assertRaises(Mute):
            Host("--mute", "20").send(PIN)

    def test_refusals(self):
        digest = "002A9E9A20" + "11" * 32
        host = Application("--refuse-external-hash")
        for command, status in ((PIN, "9000"), (MSE_SIGN, "9000"), (digest, "6A80"), (MSE_HASH, "9000"),
                                (last_round(b"m"), "9000"), (SIGN, "9000")):
            self.assertEqual(host.status(command), status)
        host = Application("--refuse-last-round", "6D00", "--pin-each-signature")
        for command, status in ((PIN, "9000"), (MSE_HASH, "9000"), (MSE_SIGN, "9000"), (last_round(b"m"), "6D00"),
                                (digest, "9000"), (digest, "6982"), (COUNTER, "63C3")):
            self.assertEqual(host.status(command), status)
        host = Application("--lose-login", "1")
        for command, status in ((PIN, "9000"), (MSE_SIGN, "9000"), (digest, "6982"), (PIN, "9000"), (digest, "9000")):
            self.assertEqual(host.status(command), status)
        host = Application("--wrong-signature", "--status", "2241B6:2=6A80")
        for command, status in ((PIN, "9000"), (MSE_SIGN, "9000"), (MSE_SIGN, "6A80")):
            self.assertEqual(host.status(command), status)
        self.assertFalse(verified("sign", b"m", host.send("002A9E9A20" + hashlib.sha256(b"m").hexdigest())[0]))

    def test_junk_is_repeatable(self):
        for option in ("--junk", "--junk-files"):
            one, two = (Host(option, "7") for _ in range(2))
            for path in ("3F00D003", "3F000001A001", "3F0000015031"):
                command = f"00A4090C{len(path) // 2:02X}{path}"
                self.assertEqual([one.raw(command), one.raw("00B00000E7")], [two.raw(command), two.raw("00B00000E7")])


if __name__ == "__main__":
    PREFIX = sys.argv.pop(1)
    unittest.main()
