#!/usr/bin/python3
"""A simulated CPx card in vpcd's first virtual reader.

Usage: simulated_card.py KIND [--auth FILE] [--sign FILE] [--label NUMBER] [FAULT]... ; KIND is cps3, cps4, revision
(an answer to reset that only the masks know), contactless, bank, or look-alike (a CPS3's answer to reset, nothing
behind it). FILEs are certificates, PEM. Faults: --remove-after N (the card leaves at the Nth command), --cut (the
certificate files are shorter than they say), --no-directory, --no-certificates, --endless, --wrong-key (of the chip's
serial number), --apdu-log FILE.

vpcd's protocol: two bytes of length, then one byte (0 off, 1 on, 2 reset, 4 answer to reset) or a command. Nothing
here was made from a real card's traffic; the shapes are those of ISO 7816-4 and 7816-15.
"""
import argparse
import base64
import re
import socket
import struct
import time

ATR = {
    "cps3": "3BAC00402A00122500648000031000 9000",
    "revision": "3BAC00402A00122500648000039900 9000",
    "look-alike": "3BAC00402A00122500648000031000 9000",
    "contactless": "3B8F80010031B86404B0ECC1739401808290000E",
    "cps4": "3B9B1880010012250064800401000090 44",
    "bank": "3B6700000000000000 9000",
}
CPS4_AID = bytes.fromhex("80250000 01FF0100")


def tlv(tag, value):
    n = len(value)
    length = bytes([n]) if n < 0x80 else b"\x81" + bytes([n]) if n < 0x100 else b"\x82" + struct.pack(">H", n)
    return bytes([tag]) + length + value


def der(path):
    with open(path, encoding="ascii") as file:
        return base64.b64decode(re.search("-----BEGIN CERTIFICATE-----(.*?)-----END", file.read(), re.S)[1])


def luhn(digits):
    total = 0
    for i, c in enumerate(reversed(digits)):
        d = int(c) * (2 if i % 2 == 0 else 1)
        total += d - 9 if d > 9 else d
    return (10 - total % 10) % 10


def files_of(options):
    """Path -> contents."""
    chip = "802500000100000001"
    key = (luhn(chip) + options.wrong_key) % 10
    files = {"3F00D003": bytes.fromhex("5A0A" + chip + f"{key}F")}
    if options.kind == "look-alike":
        return {}
    certificates = {}
    if not options.no_certificates:
        for name, path in (("A001", options.auth), ("A002", options.sign)):
            if path:
                certificates[name] = der(path)
    for name, content in certificates.items():
        files["3F000001" + name] = content + b"\xff" * 7  # a file may be longer than what is in it
    if not options.no_directory:
        entries = b"".join(
            tlv(0x30, tlv(0x30, tlv(0x0C, b"Certificat")) + tlv(0x30, tlv(0x04, b"\x01")) +
                tlv(0xA1, tlv(0x30, tlv(0x30, tlv(0x04, bytes.fromhex("3F000001" + name))))))
            for name in certificates)
        files["3F0000015031"] = tlv(0xA0, tlv(0x30, tlv(0x04, bytes.fromhex("3F0000017002")))) + tlv(
            0xA4, tlv(0x30, tlv(0x04, bytes.fromhex("3F0000017005")))) + bytes(5)
        files["3F0000017005"] = entries + bytes(3)
    if options.label:
        files["3F0000015032"] = tlv(0x30, tlv(0x02, b"\0") + tlv(0x0C, b"ASIP SANTE") +
                                    tlv(0x80, b"CPS3v3-" + options.label.encode()))
    return files


class Card:
    def __init__(self, options):
        self.options, self.files = options, files_of(options)
        self.atr = bytes.fromhex(ATR[options.kind])
        self.t0 = options.kind != "cps4"
        self.channel = 1 if options.kind == "cps4" else 0
        self.reset()

    def reset(self):
        self.file, self.held, self.application = None, b"", False

    def give(self, data):
        """T=0 cannot answer a command that brought data: the answer is fetched."""
        if self.t0:
            self.held = data
            return bytes([0x61, len(data) & 0xFF])
        return data + b"\x90\x00"

    def find(self, p1, name):
        text = name.hex().upper()
        if self.channel == 0:
            return text if p1 == 0x09 and text.startswith("3F00") else None
        if not self.application:
            return None
        return "3F00" + text if p1 == 0x00 else "3F000001" + text

    def select(self, p1, p2, name):
        if p1 == 0x04:
            self.application = name == CPS4_AID
            return b"\x90\x00" if self.application and self.channel == 1 else b"\x6A\x82"
        if p2 not in (0x04, 0x0C):
            return b"\x6A\x86"
        path = self.find(p1, name)
        if path not in self.files:
            return b"\x6A\x82"
        self.file = self.files[path]
        fcp = tlv(0x62, tlv(0x80, struct.pack(">H", len(self.file))) + tlv(0x83, name[-2:]))
        if self.options.cut and "A00" in path:
            self.file = self.file[: len(self.file) // 2]
        return b"\x90\x00" if p2 == 0x0C else self.give(fcp)

    def read(self, offset, le):
        if self.file is None:
            return b"\x69\x86"
        if offset >= len(self.file):
            return b"\x6B\x00"
        part = self.file[offset:offset + (le or 256)]
        if len(part) < (le or 256):
            return bytes([0x6C, len(part)])
        return part + b"\x90\x00"

    def answer(self, command):
        if self.options.endless:
            return b"\0" * 4 + b"\x61\x04"
        cla, ins, p1, p2 = command[:4]
        if self.options.kind == "bank":
            return b"\x6D\x00"
        held, self.held = self.held, b""
        if ins == 0xC0:
            return held + b"\x90\x00"
        if cla != self.channel and not (ins == 0xA4 and p1 == 0x04):
            return b"\x68\x81"
        if ins == 0xA4:
            return self.select(p1, p2, command[5:5 + command[4]])
        if ins == 0xB0:
            return self.read(p1 << 8 | p2, command[4] if len(command) > 4 else 0)
        return b"\x6D\x00"


def receive(reader, count):
    data = b""
    while len(data) < count:
        part = reader.recv(count - len(data))
        if not part:
            raise SystemExit(0)
        data += part
    return data


def insert():
    for _ in range(100):
        try:
            return socket.create_connection(("127.0.0.1", 35963))
        except OSError:
            time.sleep(0.05)
    raise SystemExit("no virtual reader")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("kind", choices=ATR)
    for name in ("auth", "sign", "label", "apdu-log"):
        parser.add_argument("--" + name)
    parser.add_argument("--remove-after", type=int, default=0)
    for name in ("cut", "no-directory", "no-certificates", "endless", "wrong-key"):
        parser.add_argument("--" + name, action="store_true")
    options = parser.parse_args()
    card, count, reader = Card(options), 0, insert()
    while True:
        message = receive(reader, struct.unpack(">H", receive(reader, 2))[0])
        if len(message) > 1:
            count += 1
            if options.apdu_log:
                with open(options.apdu_log, "a", encoding="ascii") as log:
                    log.write(message.hex() + "\n")
            if count == options.remove_after:
                return
            reply = card.answer(message)
        elif message == b"\x04":
            reply = card.atr
        else:
            card.reset()
            continue
        reader.sendall(struct.pack(">H", len(reply)) + reply)


main()
