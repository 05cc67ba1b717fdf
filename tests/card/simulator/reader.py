"""Slots of readers with simulated cards in them, and the file by which a test takes them out and puts them in.

vpcd's protocol, which the pinpad's driver speaks, too: two bytes of length, then one byte (0 off, 1 on, 2 reset, 4
answer to reset) or a command. A connection is a card in the slot.
"""
import os
import shlex
import socket
import struct
import sys
import threading
import time

from .faults import FaultyCard, Mute, Removed
from .options import parse

POWER = {0: "off", 1: "on", 2: "reset"}
RETRY = 0.005


class Slot(threading.Thread):
    """ADDRESS is a port of 127.0.0.1 or the path of a socket."""

    def __init__(self, address):
        super().__init__(daemon=True)
        self.address, self.connection, self.last, self.inserted = address, None, None, None
        self.change = threading.Condition()  # its lock may be taken twice

    def insert(self, card=None):
        with self.change:
            self.pull()
            self.last = self.inserted = card or self.last
            self.change.notify()

    def pull(self):
        with self.change:
            self.inserted = None
            if self.connection:
                try:
                    self.connection.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass  # the service has ended it already

    def run(self):
        """The card stays over a restart of the service: its slot is opened again as soon as that listens."""
        while True:
            with self.change:
                self.change.wait_for(lambda: self.inserted)
                card = self.inserted
            try:
                with self.open() as connection:
                    with self.change:
                        self.connection = connection if self.inserted is card else None
                    if self.connection:
                        try:
                            self.serve(card, connection)
                        finally:
                            card.power("out")
            except Removed:
                with self.change:
                    self.inserted = None if self.inserted is card else self.inserted
            except OSError:
                time.sleep(RETRY)
            finally:
                with self.change:
                    self.connection = None

    def open(self):
        if isinstance(self.address, int):
            return socket.create_connection(("127.0.0.1", self.address))
        connection = socket.socket(socket.AF_UNIX)
        try:
            connection.connect(self.address)
        except OSError:
            connection.close()
            raise
        return connection

    def receive(self, connection, count):
        data = b""
        while len(data) < count:
            if connection.family == socket.AF_INET:  # the driver writes length and command apart
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
            part = connection.recv(count - len(data))
            if not part:
                raise ConnectionResetError
            data += part
        return data

    def serve(self, card, connection):
        while True:
            message = self.receive(connection, struct.unpack(">H", self.receive(connection, 2))[0])
            if message == b"\x04":
                reply = card.atr
            elif len(message) == 1:
                card.power(POWER.get(message[0], "?"))
                continue
            else:
                try:
                    reply = card.answer(message)
                except Mute:
                    continue
            connection.sendall(struct.pack(">H", len(reply)) + reply)


def control(line, slots):
    """`pull [SLOT]`, or `insert [SLOT] [KIND OPTION…]`, without KIND the card that was there; SLOT is 1 or 2."""
    words = shlex.split(line)
    what = words.pop(0) if words else ""
    slot = slots[int(words.pop(0)) - 1 if words and words[0].isdigit() else 0]
    if what == "pull":
        slot.pull()
    elif what == "insert":
        slot.insert(FaultyCard(parse(words)) if words else None)
    elif what:
        raise ValueError(what)


def simulate(slots, fifo):
    """Never returns. Opening the FIFO for both ways keeps it open between two writers."""
    for slot in slots:
        slot.start()
    with os.fdopen(os.open(fifo, os.O_RDWR), encoding="utf-8") as lines:
        for line in lines:
            try:
                control(line, slots)
            except (ValueError, IndexError, OSError, SystemExit) as error:
                print(f"beside-a-card: control: {line.strip()}: {error}", file=sys.stderr)
