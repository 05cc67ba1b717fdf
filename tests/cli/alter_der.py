"""Puts other elements into a DER file, of any length: alter_der.py IN OUT PLACE=TAG[:TEXT]… A place says which child to
take from the outermost element inwards (0.4.1 is a certificate's notAfter, 0.1 its serial, 2.2 the iterations of a
PKCS#12's MAC); TAG is in hexadecimal, TEXT is text, or hexadecimal after "x"."""
import sys


def length(size):
    if size < 0x80:
        return bytes([size])
    digits = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([0x80 | len(digits)]) + digits


def element(tag, content):
    return bytes([tag]) + length(len(content)) + content


def split(der):
    while der:
        head, size = 2, der[1]
        if size & 0x80:
            head += size & 0x7F
            size = int.from_bytes(der[2:head], "big")
        yield der[0], der[head:head + size]
        der = der[head + size:]


def altered(children, place, new):
    """The children, with that at the place replaced."""
    out = list(children)
    tag, content = out[place[0]]
    out[place[0]] = new if len(place) == 1 else (tag, altered(split(content), place[1:], new))
    return b"".join(element(*each) for each in out)


source, target, *words = sys.argv[1:]
der = open(source, "rb").read()
for word in words:
    place, new = word.split("=")
    tag, _, text = new.partition(":")
    content = bytes.fromhex(text[1:]) if text.startswith("x") else text.encode()
    der = altered(split(der), [0, *map(int, place.split("."))], (int(tag, 16), content))
open(target, "wb").write(der)
