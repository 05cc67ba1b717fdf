"""What is in a card: its files, with the conditions under which they are read, and its directory (ISO 7816-15)."""
import base64
import re
from dataclasses import dataclass

from .tlv import bits, integer, luhn, octets, sequence, text, tlv

AID_CONTACT = bytes.fromhex("E828BD080F8025000001FF0010")
AID_CONTACTLESS = bytes.fromhex("E828BD080F8025000001FF0020")
AID_ROOT = bytes.fromhex("8025000001FF0100")  # named in EF.ATR
CARD_NUMBER_OID = bytes.fromhex("06082A817A0147010203")  # 1.2.250.1.71.1.2.3
APPLICATION = "3F000001"
FREE, WITH_PIN, NEVER = 0x00, 0x13, 0xFF  # security conditions: 13 is user authentication as in environment 3

# Tag 47: chaining, no extended length; E0: buffers of 260, 260, 256, 256 bytes. As a real card showed it.
EF_ATR = bytes.fromhex("804301B8460404B0ECC147039401804F0880250000 01FF0100E0100202010402020104020201000202010078080606"
                       "2B8122F87802 82029000")
LAST_UPDATE = b"20100316110000Z"  # of a real card
SUPPORTED = (  # reference, mechanism of PKCS#11, operation (1 sign, 5 decipher, 6 hash), the card's algorithm byte
    (1, 0x220, 6, 0x10), (2, 0x250, 6, 0x40), (3, 0x006, 1, 0x12), (4, 0x040, 1, 0x42), (5, 0x001, 1, 0x02),
    (6, 0x001, 5, 0x1A))


@dataclass
class Node:
    """A file, or a folder where CONTENT is None. SAYS is the size that the control parameters tell."""
    name: bytes
    content: bytes | None = None
    read: int = FREE
    sfi: int = 0
    aid: bytes = b""
    says: int = 0
    fci: bool = False

    @property
    def folder(self):
        return self.content is None

    def parameters(self):
        """FCP in the form that EF.SN of a real card has."""
        if self.folder:
            head = tlv(0x82, b"\x38") + tlv(0x83, self.name) + (tlv(0x84, self.aid) if self.aid else b"")
            rule = b"\x7b" + bytes([NEVER] * 5 + [FREE])  # not known for folders
        else:
            head = (tlv(0x80, (self.says or len(self.content)).to_bytes(2, "big")) + tlv(0x82, b"\x01") +
                    tlv(0x83, self.name) + (tlv(0x88, bytes([self.sfi << 3])) if self.sfi else b""))
            change = 0x45 if self.name in (b"\x2f\x00", b"\x2f\x01") else NEVER
            rule = bytes([0x7B, change, NEVER, NEVER, NEVER, change, self.read])
        return tlv(0x6F if self.fci else 0x62, head, tlv(0xA1, tlv(0x8C, rule), tlv(0x9C, rule)), tlv(0x8A, b"\x05"))


def der(path):
    with open(path, "rb") as file:
        content = file.read()
    found = re.search(b"-----BEGIN CERTIFICATE-----(.*?)-----END", content, re.S)
    return base64.b64decode(found[1]) if found else content


def card_number(certificate):
    """The ten digits of the extension that says "8025000001/" before them."""
    at = certificate.find(CARD_NUMBER_OID)
    found = re.search(rb"8025000001/([0-9]{10})", certificate[at:at + 64]) if at >= 0 else None
    return found[1].decode() if found else ""


def key_folder(options):
    """Where the signature key is: in the application, or in a directory of its own below that or the root."""
    return "3F00" + options.key_folder if options.key_folder else APPLICATION


def path_to(name):
    return sequence(octets(b"\x3f\x00\x00\x01" + name))


def common(label, *more, flags=None):
    return sequence(text(label), *([bits(*flags)] if flags else []), *more)


def object_id(number):
    """Key 1 signs, key 2 authenticates; certificates have the id of their key."""
    return octets(AID_CONTACT + bytes([number]))


def key_entry(label, number, usage, rules, dirty, folder=APPLICATION):
    """No references of algorithms, as real cards. DIRTY sets the unused bits of accessFlags: that real cards have such
    BIT STRINGs is known, in which field is not; OpenSC 0.23 refuses them here."""
    allow = sequence(*(sequence(bits(*modes), octets(b"\x01")) for modes in rules))
    return sequence(common(label, octets(b"\x01"), allow, flags=(0,)),
                    sequence(object_id(number), bits(*usage), bits(0, 2, 3, 4, dirty=dirty),
                             integer(0x80 | number)),
                    tlv(0xA1, sequence(sequence(octets(bytes.fromhex(folder))), integer(2048))))


def certificate_entry(label, number, name):
    return sequence(common(label), sequence(object_id(number)), tlv(0xA1, sequence(path_to(name))))


PIN_TYPES = {"bcd": 0, "ascii": 1, "utf8": 2, "iso9564": 4}


def pin_entry(label, number, lengths, options, *flags):
    """ASCII digits without padding (inferred); LENGTHS: least, stored, most. The path is that of the application, where
    the card's own software goes before a PIN. The PUK's entry is not known to be there."""
    padding = (5,) if options.pin_padding else ()
    return sequence(common(label, flags=(0,)), sequence(octets(bytes([number]))),
                    tlv(0xA1, sequence(bits(*flags, *padding), tlv(0x0A, bytes([PIN_TYPES[options.pin_type]])),
                                       *(integer(length) for length in lengths), tlv(0x80, bytes([number])),
                                       *([octets(b"\xff")] if padding else []), path_to(b""))))


def data_entry(label, name, *authority, flags=(1,)):
    return sequence(common(label, *authority, flags=flags), sequence(text("CPS")), tlv(0xA1, path_to(name)))


def directory(certificates, options):
    """The directory files. Their numbers but 5031, 5032 and 7001 are inferred: a reader has to follow the ODF."""
    signing = key_entry("CPS_PRIV_SIG", 3 if options.stranger_key else 1, (9,), ((5,),), options.dirty_bits,
                        key_folder(options))
    other = key_entry("CPS_PRIV_AUT", 2, (1, 2), ((9,), (7,)), options.dirty_bits)
    keys = other + signing if options.stranger_key else signing + other
    pins = (pin_entry("PIN CPS", 1, [int(n) for n in options.pin_lengths.split(",")], options, 0, 4) +  # labels not known
            pin_entry("PUK CPS", 2, [8, 8, 8], options, 0, 4, 6))
    data = (data_entry("CPS_DATA", b"\xd1\x07") +
            data_entry("CPS_ACTIVITY_01_PS", b"\xd1\x20", octets(b"\x01"), flags=(0,)))
    lists = b"".join(certificate_entry(label, number, name) for label, number, name in certificates)
    odf = b"".join(tlv(tag, path_to(name)) for tag, name in (
        (0xA0, b"\x70\x02"), (0xA1, b"\x70\x04"), (0xA4, b"\x70\x05"), (0xA7, b"\x70\x06"), (0xA8, b"\x70\x01")))
    # A public dump of a card shows no public keys; that 7004 is there and empty is not known.
    files = {"7001": pins, "7002": keys, "7004": b"", "7005": lists, "7006": data, "5031": odf}
    if options.no_directory:
        del files["5031"], files["7005"]
    return {name: content + bytes(5) for name, content in files.items()}  # longer than what is in them


def token_info(label):
    algorithms = b"".join(sequence(integer(reference), integer(mechanism), b"\x05\x00", bits(operation),
                                   integer(byte)) for reference, mechanism, operation, byte in SUPPORTED)
    return sequence(integer(0), text("ASIP SANTE"), tlv(0x80, label.encode()), bits(0, 1),
                    tlv(0xA2, algorithms), tlv(0xA5, tlv(0x18, LAST_UPDATE)))


def ef_dir():
    """101 bytes; the template without contact comes first, both point to the other one's application."""
    return b"".join(
        tlv(0x61, tlv(0x4F, aid), tlv(0x50, label), tlv(0x51, path), tlv(0x73, tlv(0x4F, AID_CONTACT)))
        for aid, label, path in ((AID_CONTACTLESS, b"CPX IAS CL", b"\x3f\x00\x00\x02"),
                                 (AID_CONTACT, b"CPX IAS", b"\x3f\x00\x00\x01")))


def serial_number(options):
    digits = "8025000001" + options.chip
    return bytes.fromhex(f"5A0A{digits}{(luhn(digits) + options.wrong_key) % 10}F")


def nodes(options):
    """Path in hexadecimal -> Node."""
    found = {}

    def add(path, content=None, **more):
        found[path] = Node(bytes.fromhex(path[-4:]), content, fci=options.fci, **more)

    add("3F00")
    if options.kind in ("look-alike", "bank", "vitale"):
        return found
    add("3F002F00", ef_dir(), sfi=0x1E)
    add("3F002F01", EF_ATR, sfi=0x1D)
    add("3F00D003", serial_number(options), sfi=0x1C)
    if options.empty_actua:
        add("3F00D010", b"")
    elif options.actua:
        add("3F00D010", tlv(0xEC, *(tlv(tag, bytes.fromhex(day)) for tag, day in zip((0x81, 0x82), options.actua))))
    add("3F000001", aid=AID_CONTACT)
    add("3F000002", aid=AID_CONTACTLESS)  # its number is inferred
    if options.key_folder:
        add(key_folder(options))

    certificates, number = [], ""
    for file, label, key, name in ((options.sign, "Certificat de Signature CPS", 1, "A001"),
                                   (options.auth, "Certificat d'Authentification CPS", 2, "A002")):
        if not file:
            continue
        content = der(file)
        number = number or card_number(content)
        if options.no_certificates or (key == 1 and options.no_signature_certificate):
            continue
        certificates.append((label, key, bytes.fromhex(name)))
        whole = content + b"\xff" * 7  # a file may be longer than what is in it
        kept = len(whole) // 2 if options.cut else len(whole) - 8 if options.cut_one else len(whole)
        add("3F000001" + name, whole[:kept], says=len(whole))
    for name, content in directory(certificates, options).items():
        # 7001 tells a reader that it is in contact; the rest of the application is as closed (inferred).
        add("3F000001" + name, content, read=NEVER if options.kind == "contactless" else FREE)
    number = options.label or number
    if number and not options.no_label:
        add("3F0000015032", token_info("CPS3v3-" + number))
    add("3F000001D107", b"\x00" * 32)  # contents and size not known
    add("3F000001D120", tlv(0xEE, tlv(0x84, b"CENTRE DE TEST"), tlv(0x85, b"10B0000001"), tlv(0x86, b"SA01")),
        read=WITH_PIN)
    return found
