"""The PIN and its counters, which outlive a reset, a removal, and, in a file, the simulation."""
import json
import os

TRIES, PUK_TRIES = 3, 10
PADDING = b"\xff"


class Pin:
    def __init__(self, options):
        self.code, self.path = options.pin.encode(), options.state
        if options.pin_padding:
            self.code = self.code.ljust(int(options.pin_lengths.split(",")[1]), PADDING)
        self.left, self.puk_left, self.verified = options.tries, PUK_TRIES, False
        if options.blocked:
            self.left = 0
        if self.path and os.path.exists(self.path):
            with open(self.path, encoding="ascii") as file:
                kept = json.load(file)
            self.left, self.puk_left = kept["pin"], kept["puk"]
        self.keep()

    def keep(self):
        if not self.path:
            return
        part = f"{self.path}.{os.getpid()}"
        with open(part, "w", encoding="ascii") as file:
            json.dump({"pin": self.left, "puk": self.puk_left}, file)
        os.replace(part, self.path)

    def counter(self):
        if self.left == 0:
            return 0x6983
        return 0x9000 if self.verified else 0x63C0 | self.left

    def present(self, code):
        """A code that cannot be one (length, letters) costs a try like any other wrong one: not known."""
        if self.left == 0:
            return 0x6983
        self.verified = code == self.code
        self.left = TRIES if self.verified else self.left - 1
        self.keep()
        if self.verified:
            return 0x9000
        return 0x63C0 | self.left if self.left else 0x6983
