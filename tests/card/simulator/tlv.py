"""BER-TLV and the bits of DER that a card's directory needs."""


def tlv(tag, *parts):
    """TAG is a number of one or two bytes."""
    value = b"".join(parts)
    n = len(value)
    length = bytes([n]) if n < 0x80 else b"\x81" + bytes([n]) if n < 0x100 else b"\x82" + n.to_bytes(2, "big")
    return tag.to_bytes(2 if tag > 0xFF else 1, "big") + length + value


def integer(number):
    return tlv(0x02, number.to_bytes(number.bit_length() // 8 + 1, "big"))


def text(words):
    return tlv(0x0C, words.encode())


def octets(value):
    return tlv(0x04, value)


def sequence(*parts):
    return tlv(0x30, *parts)


def bits(*numbers, dirty=False):
    """BIT STRING with these bits set, bit 0 first. DIRTY sets the unused ones too, as records of real cards do."""
    size = max(numbers) // 8 + 1
    value, unused = bytearray(size), 7 - max(numbers) % 8
    for number in numbers:
        value[number // 8] |= 0x80 >> number % 8
    if dirty:
        value[-1] |= (1 << unused) - 1
    return tlv(0x03, bytes([unused]), bytes(value))


def read_tlv(data):
    """(tag, value) of each element; ValueError where they do not fill DATA. Tags of one byte only."""
    at, found = 0, []
    while at < len(data):
        head = data[at:at + 2]
        if len(head) < 2 or head[1] >= 0x80:
            raise ValueError("not a TLV")
        value = data[at + 2:at + 2 + head[1]]
        if len(value) < head[1]:
            raise ValueError("cut short")
        found.append((head[0], value))
        at += 2 + head[1]
    return found


def luhn(digits):
    """The check digit that follows DIGITS."""
    doubled = (int(c) * (2 - i % 2) for i, c in enumerate(reversed(digits)))
    return -sum(n - 9 if n > 9 else n for n in doubled) % 10
