"""The commands of a card: class and length rules, SELECT, READ BINARY, PIN, and the way to the keys."""
from .files import AID_CONTACT, AID_CONTACTLESS, AID_ROOT, APPLICATION, FREE, WITH_PIN, nodes
from .kinds import ATR, is_cps4, speaks_t0
from .pin import Pin
from .security import Cps3, Cps4, Refusal
from .tlv import read_tlv

CPS4_AID = bytes.fromhex("8025000001FF0100")
CPS2TER_AID = bytes.fromhex("8025000001FF0002")
CARD_MANAGER_AID = bytes.fromhex("A0000001510000")
SELECT, READ, VERIFY, GET_DATA, MSE, PSO, AUTHENTICATE, GET_RESPONSE = 0xA4, 0xB0, 0x20, 0xCB, 0x22, 0x2A, 0x88, 0xC0
CHAINED = 0x10


class Card:
    """What is behind one card's contacts. `answer` takes a command and gives data with a status word."""

    def __init__(self, options):
        self.options, self.nodes = options, nodes(options)
        self.atr = bytes.fromhex(ATR[options.kind])
        self.cps4, self.t0 = is_cps4(options.kind), speaks_t0(options.kind)
        self.pin = Pin(options)
        self.security = (Cps4 if self.cps4 else Cps3)(options, self.pin)
        self.reset()

    def reset(self):
        """Power or reset: all is lost but the counters."""
        self.folder, self.file = "3F00", None
        self.held, self.chain = b"", None
        self.application = not self.cps4  # that of a CPS4 has to be selected
        self.security.reset()

    # ---- from bytes to a command

    def answer(self, command):
        self.tail = 0x9000
        try:
            data, expected = self.run(command)
        except Refusal as refusal:
            return refusal.status.to_bytes(2, "big")
        if isinstance(data, int):  # a status word
            return data.to_bytes(2, "big")
        if not data or expected:
            return data + self.tail.to_bytes(2, "big")
        return self.hold(data)

    def hold(self, data):
        """What cannot be answered at once is fetched: T=0 after a command with data, T=1 where no length was told."""
        self.held = data
        return bytes([0x61, len(data) & 0xFF])

    def run(self, command):
        if len(command) < 4:
            raise Refusal(0x6700)
        cla, ins, p1, p2 = command[:4]
        body, data, expects = command[4:], b"", False
        if len(body) > 1:
            if body[0] == 0 or len(body) not in (body[0] + 1, body[0] + 2):
                raise Refusal(0x6700)  # extended lengths, too
            data, expects = body[1:body[0] + 1], len(body) == body[0] + 2
            if expects and self.t0:
                raise Refusal(0x6700)  # T=0 has no place for it; what a real card would do is not known
        elif body and not self.t0:
            expects = True
        held, self.held = self.held, b""
        if self.options.kind in ("bank", "vitale"):
            raise Refusal(0x6E00 if cla & 0x80 else 0x6D00)
        self.check_class(cla, ins, p1, data)
        if ins == GET_RESPONSE:
            return self.response(held, body[0] if body else 0), True
        if ins == READ:
            return self.read(p1, p2, body[0] if body else 0, bool(data)), True
        if cla & CHAINED:
            self.chain = (ins, p1, p2, self.chained(ins, p1, p2) + data)
            return b"", True
        data, self.chain = self.chained(ins, p1, p2) + data, None
        return self.execute(ins, p1, p2, data), expects

    def check_class(self, cla, ins, p1, data):
        """CPS3 has the basic channel; CPS4 channel 1, and on the basic one the way back to it."""
        if cla & 0xEC:
            raise Refusal(0x6E00)
        if (cla & 0x03) != int(self.cps4):
            if not (self.cps4 and cla & 0x03 == 0 and ins == SELECT and p1 == 0x04 and data == CPS2TER_AID):
                raise Refusal(0x6881)

    def chained(self, ins, p1, p2):
        """What came before in a chain; another command drops it."""
        return self.chain[3] if self.chain and self.chain[:3] == (ins, p1, p2) else b""

    def response(self, held, length):
        """GET RESPONSE; 00 is 256 bytes."""
        if not held:
            raise Refusal(0x6985)
        wanted = length or 256
        if wanted > len(held):
            self.held = held
            raise Refusal(0x6C00 | len(held) & 0xFF)
        if wanted < len(held):
            self.held = held[wanted:]
            self.tail = 0x6100 | len(self.held) & 0xFF
        return held[:wanted]

    # ---- commands

    def execute(self, ins, p1, p2, data):
        if ins == SELECT:
            return self.select(p1, p2, data)
        if self.cps4 and not self.application:
            raise Refusal(0x6985)
        if ins == VERIFY:
            return self.verify(p1, p2, data)
        if ins == GET_DATA and (p1, p2) == (0x3F, 0xFF):
            return self.get_data(data)
        if ins == MSE and p1 == 0xF3 and not data:
            self.security.restore(p2)
            return b""
        if ins == MSE and p1 in (0x41, 0x81):
            self.security.set(p1, p2, data, self.folder)
            return b""
        if ins == PSO:
            operation = {(0x90, 0xA0): self.security.last_round, (0x9E, 0x9A): self.security.compute_signature,
                         (0x80, 0x86): self.security.decipher}.get((p1, p2))
            if operation:
                return operation(data) or b""
        if ins == AUTHENTICATE and (self.cps4 or (p1, p2) == (0, 0)):
            return self.security.authenticate(data)
        raise Refusal(0x6A86 if ins in (GET_DATA, MSE, PSO, AUTHENTICATE) else 0x6D00)

    def verify(self, p1, p2, data):
        if p1 != 0:
            raise Refusal(0x6A86)
        if p2 != self.options.pin_reference:
            raise Refusal(0x6A88)
        if self.options.kind == "contactless":
            raise Refusal(0x6982)  # inferred: which status word it is
        if self.folder != APPLICATION and (data or self.cps4):
            # What the card's own software does before every PIN, in both generations, a card may ask for. On a CPS3
            # the PIN is global, and may be found from everywhere: the simulated card is stricter than is known. Its
            # tries it tells there, as OpenSC asks for them.
            raise Refusal(0x6A88)
        return self.pin.present(data) if data else self.pin.counter()

    def get_data(self, data):
        try:
            ((outer, inner),) = read_tlv(data)
            ((tag, request),) = read_tlv(inner)
        except ValueError:
            raise Refusal(0x6A80) from None
        if (outer, tag) != (0x4D, 0x70) or len(request) < 5 or request[3] != len(request) - 4:
            raise Refusal(0x6A80)
        return self.security.object_data(self.folder == "3F00", request)

    # ---- files

    def select(self, p1, p2, name):
        """A login survives the change of the folder (inferred)."""
        if p2 not in (0x04, 0x0C):
            raise Refusal(0x6A86)
        path = (self.path_cps4 if self.cps4 else self.path_cps3)(p1, name)
        if path is None or path not in self.nodes:
            raise Refusal(0x6A82)
        node = self.nodes[path]
        self.folder, self.file = (path, None) if node.folder else (path[:-4], node)
        return b"" if p2 == 0x0C else node.parameters()

    def path_cps3(self, p1, name):
        text = name.hex().upper()
        if p1 == 0x09:  # "from the current folder", yet with 3F00 before it
            return text if text.startswith("3F00") else None
        if p1 == 0x04:
            return {AID_ROOT: "3F00", AID_CONTACT: "3F000001", AID_CONTACTLESS: "3F000002"}.get(name)
        if p1 in (0x00, 0x02):  # OpenSC asks for the MF in both ways
            return "3F00" if text in ("3F00", "") else self.folder + text
        raise Refusal(0x6A86)

    def path_cps4(self, p1, name):
        text = name.hex().upper()
        if p1 == 0x04:
            # Its own application; the other two only bring the channel back.
            self.application = name == CPS4_AID
            return "3F00" if name in (CPS4_AID, CARD_MANAGER_AID, CPS2TER_AID) else None
        if not self.application:
            return None
        if p1 == 0x00:
            return "3F00" + (text if text != "3F00" else "")
        if p1 == 0x09:
            return self.folder + text
        raise Refusal(0x6A86)

    def read(self, p1, p2, length, has_data):
        if has_data:
            raise Refusal(0x6700)
        if p1 & 0x80:
            found = [(path, node) for path, node in self.nodes.items()
                     if not node.folder and node.sfi == p1 & 0x1F and path[:-4] == self.folder]
            if p1 & 0x60 or not found:
                raise Refusal(0x6A82)
            self.file, offset = found[0][1], p2
        else:
            offset = p1 << 8 | p2
        if self.file is None:
            raise Refusal(0x6986)
        if self.file.read != FREE and not (self.file.read == WITH_PIN and self.pin.verified):
            raise Refusal(0x6982)
        if offset >= len(self.file.content):
            raise Refusal(0x6B00)
        part = self.file.content[offset:offset + (length or 256)]
        if len(part) < (length or 256):
            if self.options.end_with_length:  # both were seen as possible by programs that read such cards
                raise Refusal(0x6C00 | len(part))
            self.tail = 0x6282
        return part
