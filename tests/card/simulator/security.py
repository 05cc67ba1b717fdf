"""Security environments and the operations of the keys, of both generations. PIN conditions come before all others:
a host that has not logged in learns 6982 (inferred)."""
from . import rsa
from .files import APPLICATION, key_folder
from .tlv import read_tlv, tlv

HASHES = {0x10: "sha1", 0x40: "sha256"}
SIZES = {"sha1": 20, "sha256": 32}
SIGNATURES = {0x12: "sha1", 0x42: "sha256"}
CPS4_SIGNATURES = {0x0A: ("sha1", "pkcs1"), 0x28: ("sha256", "pkcs1"), 0x15: ("sha1", "pss"),
                   0x2C: ("sha256", "pss")}
AT, HT, DST, CT = 0xA4, 0xAA, 0xB6, 0xB8
LARGEST_TOKEN = 102  # 40 % of the modulus


class Refusal(Exception):
    def __init__(self, status):
        super().__init__(f"{status:04X}")
        self.status = status


class Security:
    """Subclasses differ in how an environment is set; `sign` and `authentication` are the names of the keys."""

    def __init__(self, options, pin):
        self.options, self.pin = options, pin
        self.keys, self.left_out = {}, options.lose_login
        self.reset()

    def reset(self):
        self.pin.verified = False
        self.environment, self.hash = {}, None

    def key(self, name):
        """Key files are read when first used. A signature key without its file is unusable: 6984 (inferred)."""
        if self.options.wrong_signature:
            name = {"sign": "auth", "auth": "sign"}[name]
        if name not in self.keys:
            path = getattr(self.options, name + "_key")
            if not path:
                raise Refusal(0x6984)
            self.keys[name] = rsa.PrivateKey(path)
        return self.keys[name]

    def need_pin(self):
        if self.pin.verified and self.left_out > 0:
            self.left_out -= 1
            self.pin.verified = False
        if not self.pin.verified or self.options.kind == "contactless":
            raise Refusal(0x6982)

    def signed(self):
        if self.options.pin_each_signature:
            self.pin.verified = False

    def restore(self, number):
        """MSE RESTORE of the environments that the access rules name."""
        if number not in (3, 5):
            raise Refusal(0x6A88)
        self.environment, self.hash = {}, None

    def set(self, p1, crt, template, folder):
        try:
            values = {tag: value for tag, value in read_tlv(template)}
        except ValueError:
            raise Refusal(0x6A80) from None
        checked = self.checked(p1, crt, values)
        # Keys answer in their own directory only: that a reader has to be there is known of a CPS3, and what the
        # card's own software does with a CPS4, too.
        if crt != HT and folder != (key_folder(self.options) if crt == DST else APPLICATION):
            raise Refusal(0x6A88)
        self.environment[crt] = checked
        if crt == HT:
            self.hash = None

    def block(self, data):
        if len(data) != 256:
            raise Refusal(0x6700)


class Cps3(Security):
    ALLOWED = {  # template -> algorithms, key: other ones are refused with 6A88 (inferred)
        HT: (HASHES, None), DST: ((*SIGNATURES, 0x02), 0x81), AT: ((0x02,), 0x82), CT: ((0x1A,), 0x82)}

    def checked(self, p1, crt, values):
        """Algorithm (80) and key (84) in any order."""
        algorithms, key = self.ALLOWED.get(crt, ((), None))
        if p1 != 0x41 or not set(values) <= {0x80, 0x84}:
            raise Refusal(0x6A80)
        algorithm = values.get(0x80, b"")
        if len(algorithm) != 1 or algorithm[0] not in algorithms:
            raise Refusal(0x6A88)
        if (values.get(0x84) != bytes([key])) if key else 0x84 in values:
            raise Refusal(0x6A88)
        return algorithm[0]

    def last_round(self, data):
        """PSO HASH: 90 [state || bits hashed before] 80 rest."""
        if self.options.refuse_last_round:
            raise Refusal(self.options.refuse_last_round)
        if HT not in self.environment:
            raise Refusal(0x6985)
        name = HASHES[self.environment[HT]]
        try:
            (first, head), (second, rest) = read_tlv(data)
        except ValueError:
            raise Refusal(0x6A80) from None
        size = SIZES[name]
        if (first, second) != (0x90, 0x80) or len(rest) > 64 or len(head) not in (0, size + 8):
            raise Refusal(0x6A80)
        state, count = (head[:size], int.from_bytes(head[size:], "big")) if head else (rsa.INITIAL[name], 0)
        if count % 512 or (head and not count):
            raise Refusal(0x6A80)
        self.hash = name, rsa.last_round(name, state, count, rest)

    def compute_signature(self, data):
        self.need_pin()
        if DST not in self.environment:
            raise Refusal(0x6985)
        algorithm = self.environment[DST]
        name = SIGNATURES.get(algorithm)
        if data:
            if self.options.refuse_external_hash:
                raise Refusal(self.options.refuse_external_hash)
            # Algorithm 02 takes a DigestInfo as it is (inferred).
            if len(data) != SIZES[name] if name else len(data) > LARGEST_TOKEN:
                raise Refusal(0x6A80)
            block = rsa.DIGEST_INFO[name] + data if name else data
        else:
            if self.hash is None or self.hash[0] != name:
                raise Refusal(0x6985)
            block = rsa.DIGEST_INFO[name] + self.hash[1]
        self.hash = None  # consumed by one signature (inferred)
        signature = self.key("sign").sign(block)
        self.signed()
        return signature

    def authenticate(self, data):
        self.need_pin()
        if AT not in self.environment:
            raise Refusal(0x6985)
        if not data or len(data) > LARGEST_TOKEN:
            raise Refusal(0x6A80)
        return self.key("auth").sign(data)

    def decipher(self, data):
        """81 || cryptogram, in a chain of two commands."""
        self.need_pin()
        if CT not in self.environment:
            raise Refusal(0x6985)
        if data[:1] != b"\x81":
            raise Refusal(0x6A80)
        self.block(data[1:])
        try:
            return self.key("auth").decipher(data[1:])
        except ValueError:
            raise Refusal(0x6A80) from None

    def object_data(self, at_root, request):
        """GET DATA 3FFF: REQUEST is what 4D 70 hold. The PIN and the environments are found from the MF only, keys
        from the application's folder."""
        kind, number, wanted = request[:2], request[2:3], request[4:-1]
        if kind == b"\xbf\x81" and at_root and number in (b"\x01", b"\x02"):
            if wanted == b"\x7f\x41":  # which of 80, 81 is the most is not known: documents differ, both are equal
                size = b"\x04" if number == b"\x01" else b"\x08"
                inner = tlv(0x7F41, tlv(0x80, size), tlv(0x81, size))
            elif number == b"\x01":
                inner = tlv(0xA0, tlv(0x9A, b"\x03"), tlv(0x9B, bytes([self.pin.left])),
                            tlv(0xA1, tlv(0x8C, bytes.fromhex("F3000013FF00"))))
            else:
                inner = tlv(0xA0, tlv(0x9A, b"\x0a"), tlv(0x9B, bytes([self.pin.puk_left])), tlv(0x9D, b"\x00\x64"),
                            tlv(0xA1, tlv(0x8C, bytes.fromhex("F3FF00FFFF00"))))
        elif kind == b"\xbf\x90" and not at_root and number in (b"\x01", b"\x02"):
            if wanted == b"\x7f\x48":
                raise Refusal(0x6A80)  # a private key gives nothing out; which status word says so is not known
            # Sign, authenticate, decipher, change, read; the form of a key's rule is inferred from the PIN's.
            rule = "7313FFFFFF00" if number == b"\x01" else "73FF1313FF00"
            inner = tlv(0xA0, tlv(0x80, b"\x01\x00"), tlv(0xA1, tlv(0x8C, bytes.fromhex(rule))))
        elif kind == b"\xbf\xfb" and at_root and number in (b"\x03", b"\x05"):
            inner = tlv(0x7B, tlv(0xA4, tlv(0x95, b"\x08"), tlv(0x83, b"\x01")))  # contents inferred
        else:
            raise Refusal(0x6A88)
        return tlv(0x70, kind, number, bytes([len(inner)]), inner)  # a tag of three bytes


class Cps4(Security):
    SIGN, AUTHENTICATION = 0x10, 0x20  # the first is inferred

    def checked(self, p1, crt, values):
        if (p1, crt) == (0x81, DST) and set(values) == {0x91} and len(values[0x91]) == 2:
            algorithm, key = values[0x91]
            if algorithm in CPS4_SIGNATURES and key == self.SIGN | 0x80:
                return algorithm
            raise Refusal(0x6A88)
        if (p1, crt) == (0x41, CT) and set(values) == {0x83}:
            if values[0x83] == bytes([self.AUTHENTICATION]):
                return self.AUTHENTICATION
            raise Refusal(0x6A88)
        raise Refusal(0x6A80)

    def last_round(self, data):
        raise Refusal(0x6A86)

    def compute_signature(self, data):
        self.need_pin()
        if DST not in self.environment:
            raise Refusal(0x6985)
        name, padding = CPS4_SIGNATURES[self.environment[DST]]
        if self.options.refuse_external_hash and data:
            raise Refusal(self.options.refuse_external_hash)
        if len(data) != SIZES[name]:
            raise Refusal(0x6A80)
        key = self.key("sign")
        signature = key.sign(rsa.DIGEST_INFO[name] + data) if padding == "pkcs1" else key.sign_pss(data, name)
        self.signed()
        return signature

    def authenticate(self, data):
        raise Refusal(0x6D00)

    def decipher(self, data):
        """The bare private operation, on a block that the host has padded."""
        self.need_pin()
        if CT not in self.environment:
            raise Refusal(0x6985)
        self.block(data)
        try:
            return self.key("auth").raw(data)
        except ValueError:
            raise Refusal(0x6A80) from None

    def object_data(self, at_root, request):
        raise Refusal(0x6A88)
