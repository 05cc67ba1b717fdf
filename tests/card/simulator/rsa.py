"""The arithmetic of the card: private RSA operations, paddings, and hashes that go on from a given state."""
import hashlib
import os
import subprocess

DIGEST_INFO = {  # RFC 8017, 9.2, note 1
    "sha1": bytes.fromhex("3021300906052B0E03021A05000414"),
    "sha256": bytes.fromhex("3031300D060960864801650304020105000420"),
}


def _integers(der):
    """The INTEGERs of a PKCS#1 RSAPrivateKey."""
    at, found = 4, []  # the outer SEQUENCE of a key of 512 bits or more has four bytes of head
    while at < len(der):
        size, at = der[at + 1], at + 2
        if size & 0x80:
            count = size & 0x7F
            size, at = int.from_bytes(der[at:at + count], "big"), at + count
        found.append(int.from_bytes(der[at:at + size], "big"))
        at += size
    return found


class PrivateKey:
    """A key file in any form that the openssl program reads without a passphrase."""

    def __init__(self, path):
        der = subprocess.run(["openssl", "rsa", "-in", path, "-traditional", "-outform", "DER"], check=True,
                             stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
        _, self.n, _, _, self.p, self.q, self.dp, self.dq, self.qinv = _integers(der)[:9]
        self.size = (self.n.bit_length() + 7) // 8

    def raw(self, block):
        number = int.from_bytes(block, "big")
        if number >= self.n:
            raise ValueError("larger than the modulus")
        low, high = pow(number, self.dq, self.q), pow(number, self.dp, self.p)
        return (low + (high - low) * self.qinv % self.p * self.q).to_bytes(self.size, "big")

    def sign(self, data):
        """PKCS#1 padding of type 1 around DATA, whatever it is."""
        return self.raw(b"\x00\x01" + b"\xff" * (self.size - 3 - len(data)) + b"\x00" + data)

    def sign_pss(self, digest, name):
        """EMSA-PSS (RFC 8017, 9.1.1), the salt as long as the hash."""
        salt, size = os.urandom(len(digest)), self.size
        seal = hashlib.new(name, bytes(8) + digest + salt).digest()
        block = bytes(size - len(seal) - len(salt) - 2) + b"\x01" + salt
        mask, count = b"", 0
        while len(mask) < len(block):
            mask, count = mask + hashlib.new(name, seal + count.to_bytes(4, "big")).digest(), count + 1
        block = bytearray(a ^ b for a, b in zip(block, mask))
        block[0] &= 0x7F
        return self.raw(bytes(block) + seal + b"\xbc")

    def decipher(self, cryptogram):
        """What PKCS#1 padding of type 2 holds."""
        plain = self.raw(cryptogram)
        end = plain.find(b"\x00", 2)
        if plain[:2] != b"\x00\x02" or end < 10:
            raise ValueError("padding")
        return plain[end + 1:]


def _primes(count):
    found, number = [], 2
    while len(found) < count:
        if all(number % p for p in found):
            found.append(number)
        number += 1
    return found


def _root_fraction(number, degree):
    """The first 32 bits behind the point of the DEGREEth root."""
    target, low, high = number << 32 * degree, 0, number << 32
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if middle**degree <= target else (low, middle)
    return low & 0xFFFFFFFF


_K256 = [_root_fraction(p, 3) for p in _primes(64)]
_WORD = 0xFFFFFFFF
INITIAL = {
    "sha1": bytes.fromhex("67452301EFCDAB8998BADCFE10325476C3D2E1F0"),
    "sha256": b"".join(_root_fraction(p, 2).to_bytes(4, "big") for p in _primes(8)),
}


def _left(word, count):
    return (word << count | word >> (32 - count)) & _WORD


def _words(data):
    return [int.from_bytes(data[i:i + 4], "big") for i in range(0, len(data), 4)]


def _round256(state, block):
    w = _words(block)
    for t in range(16, 64):
        s0 = _left(w[t - 15], 25) ^ _left(w[t - 15], 14) ^ w[t - 15] >> 3
        s1 = _left(w[t - 2], 15) ^ _left(w[t - 2], 13) ^ w[t - 2] >> 10
        w.append((w[t - 16] + s0 + w[t - 7] + s1) & _WORD)
    a, b, c, d, e, f, g, h = state
    for t in range(64):
        s1 = _left(e, 26) ^ _left(e, 21) ^ _left(e, 7)
        s0 = _left(a, 30) ^ _left(a, 19) ^ _left(a, 10)
        one = h + s1 + (e & f ^ ~e & g) + _K256[t] + w[t]
        two = s0 + (a & b ^ a & c ^ b & c)
        a, b, c, d, e, f, g, h = (one + two) & _WORD, a, b, c, (d + one) & _WORD, e, f, g
    return [(x + y) & _WORD for x, y in zip(state, (a, b, c, d, e, f, g, h))]


def _round1(state, block):
    w = _words(block)
    for t in range(16, 80):
        w.append(_left(w[t - 3] ^ w[t - 8] ^ w[t - 14] ^ w[t - 16], 1))
    a, b, c, d, e = state
    for t in range(80):
        f, k = ((b & c | ~b & d, 0x5A827999), (b ^ c ^ d, 0x6ED9EBA1), (b & c | b & d | c & d, 0x8F1BBCDC),
                (b ^ c ^ d, 0xCA62C1D6))[t // 20]
        a, b, c, d, e = (_left(a, 5) + (f & _WORD) + e + k + w[t]) & _WORD, a, _left(b, 30), c, d
    return [(x + y) & _WORD for x, y in zip(state, (a, b, c, d, e))]


def rounds(name, state, blocks):
    """The chaining value after whole BLOCKS of 64 bytes; a host does the same for all but the last of them."""
    turn, words = (_round256 if name == "sha256" else _round1), _words(state)
    for at in range(0, len(blocks), 64):
        words = turn(words, blocks[at:at + 64])
    return b"".join(word.to_bytes(4, "big") for word in words)


def last_round(name, state, bits_before, rest):
    """The hash of a message whose first BITS_BEFORE bits led to STATE and whose last bytes are REST."""
    padding = b"\x80" + bytes((55 - len(rest)) % 64) + (bits_before + 8 * len(rest)).to_bytes(8, "big")
    return rounds(name, state, rest + padding)
