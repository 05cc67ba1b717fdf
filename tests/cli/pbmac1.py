"""Gives a PKCS#12 the MAC of RFC 9579, which openssl has made since 3.4: pbmac1.py IN OUT PASSPHRASE-FILE. The MAC is
HMAC-SHA-256 over the contents, under a key that PBKDF2 derives from the passphrase's first line in UTF-8."""
import hashlib
import hmac
import sys

ITERATIONS, SALT, KEY_LENGTH = 2048, bytes(range(16)), 32


def element(tag, *parts):
    content = b"".join(parts)
    size = len(content)
    digits = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag]) + (bytes([size]) if size < 0x80 else bytes([0x80 | len(digits)]) + digits) + content


def whole(der):
    """The first element with its head, its content, and what follows it."""
    head, size = 2, der[1]
    if size & 0x80:
        head += size & 0x7F
        size = int.from_bytes(der[2:head], "big")
    return der[:head + size], der[head:head + size], der[head + size:]


def number(value):
    return element(0x02, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def algorithm(identifier, *parameters):
    return element(0x30, element(0x06, bytes.fromhex(identifier)), *parameters)


source, target, passphrase = sys.argv[1:]
with open(source, "rb") as file:
    version, _, rest = whole(whole(file.read())[1])
safe, inside, _ = whole(rest)
contents = whole(whole(whole(inside)[2])[1])[1]  # Behind the identifier, in [0], an octet string.
with open(passphrase, "rb") as file:
    secret = file.readline().rstrip(b"\r\n")
sha256 = algorithm("2a864886f70d0209", element(0x05))  # hmacWithSHA256
derivation = algorithm("2a864886f70d01050c",  # PBKDF2
                       element(0x30, element(0x04, SALT), number(ITERATIONS), number(KEY_LENGTH), sha256))
mac = hmac.new(hashlib.pbkdf2_hmac("sha256", secret, SALT, ITERATIONS, KEY_LENGTH), contents, "sha256").digest()
pbmac1 = algorithm("2a864886f70d01050e", element(0x30, derivation, sha256))
with open(target, "wb") as file:
    file.write(element(0x30, version, safe, element(0x30, element(0x30, pbmac1, element(0x04, mac)),
                                                   element(0x04, b"NOT USED"))))
