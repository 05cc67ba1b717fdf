"""A card whose answers are recorded and, where its options say so, wrong, late, or lost."""
import random
import time

from .card import Card

WITH_SECRET = (0x20, 0x24, 0x2C)  # VERIFY, and the two commands that change a PIN


class Removed(Exception):
    """The card has left."""


class Mute(Exception):
    """There will be no answer."""


class FaultyCard:
    def __init__(self, options):
        self.options, self.card = options, Card(options)
        self.atr = self.card.atr
        self.count, self.seen = 0, {}
        self.random = random.Random(options.junk)
        self.silent = False
        if options.junk_files is not None:
            self.spoil_files(random.Random(options.junk_files))

    def spoil_files(self, chance):
        for path, node in self.card.nodes.items():
            if node.folder or path == "3F00D003":
                continue
            if chance.random() < 0.4:
                node.content = chance.randbytes(chance.randrange(0, 600))
            elif node.content:  # the right one with some bytes changed is read further than noise
                spoilt = bytearray(node.content)
                for _ in range(chance.randrange(1, 6)):
                    spoilt[chance.randrange(min(len(spoilt), 60))] = chance.randrange(256)
                node.content = bytes(spoilt)

    def record(self, line):
        if self.options.apdu_log:
            with open(self.options.apdu_log, "a", encoding="ascii") as log:
                log.write(line + "\n")

    def power(self, how):
        self.record("* " + how)
        self.card.reset()

    def answer(self, command):
        secret = len(command) > 5 and command[1] in WITH_SECRET
        self.record("> " + (command[:5].hex() + "**" * len(command[5:]) if secret else command.hex()))
        try:
            reply = self.faulty(command)
        except Removed:
            self.record("< removed")
            raise
        except Mute:
            self.record("< nothing")
            raise
        self.record("< " + reply.hex())
        return reply

    def reached(self, wanted, head):
        """Whether this is the command of WANTED, or with an empty one, any."""
        if wanted is None or not head.startswith(wanted[0]):
            return False
        return self.seen.get(wanted[0], 0) == wanted[1] or not wanted[0]

    def faulty(self, command):
        o, head = self.options, command[1:4]
        self.count += 1
        for length in (1, 2, 3):
            self.seen[head[:length]] = self.seen.get(head[:length], 0) + 1
        time.sleep(o.slow)
        if self.silent or self.reached(o.mute, head):
            self.silent = True
            raise Mute
        if self.count == o.remove_after or self.reached(o.remove_at, head):
            raise Removed
        if o.endless:
            return bytes(4) + b"\x61\x04"
        if o.status and self.reached(o.status[0], head):
            return o.status[1].to_bytes(2, "big")
        reply = self.card.answer(command)
        if o.late and self.reached(o.late[0], head):
            time.sleep(o.late[1])
        if o.lie and self.reached(o.lie[0], head):
            return o.lie[1].to_bytes(2, "big")
        if self.reached(o.remove_past, head):
            raise Removed
        if o.short_answers:
            return reply[:1]
        if o.long_answers:
            return b"\x30\x84\xff\xff\xff\xff\x04" + reply
        return self.junk(reply) if o.junk is not None else reply

    def junk(self, reply):
        chance = self.random
        if chance.random() > 0.35:
            return reply
        kind = chance.randrange(5)
        if kind == 0:
            return reply[:chance.randrange(1, len(reply))]  # none at all would be a mute card
        if kind == 1:
            return chance.randbytes(chance.randrange(2, 258))
        if kind == 2:
            return reply[:-2] + chance.choice((0x6100, 0x6CFF, 0x6282, 0x63C1, 0x6F00, 0x6B00, 0x9001)).to_bytes(2, "big")
        if kind == 3:
            return chance.randbytes(chance.randrange(1, 40)) + reply
        spoilt = bytearray(reply)
        spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        return bytes(spoilt)
