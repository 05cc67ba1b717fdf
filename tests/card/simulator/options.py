"""What a card is told to be. The text below is the manual of beside-a-card, too."""
import argparse
import os

from .kinds import ATR
from .pin import TRIES

MANUAL = """
What is on the card
  --card PREFIX         certificates and keys as `rehearsal-ca issue-card --out-prefix PREFIX` leaves them
  --auth, --sign FILE   certificate of one key, PEM or DER; its key is FILE with .key for .pem, where that exists
  --auth-key, --sign-key FILE
  --label NUMBER        ten digits of the token's label (that of the certificates); --no-label: no token information
  --chip DIGITS         eight digits of the chip's serial number (00000001)
  --pin CODE            1234; --pin-reference HEX (01)
  --pin-type TYPE       of its directory: ascii, utf8, bcd, iso9564; --pin-padding: it is padded to STORED, with FF;
                        --pin-lengths LEAST,STORED,MOST (4,4,4)
  --key-folder HEX      the signature key is in another directory, 3F00 and this; the card's directory says so
  --fci                 files have FCI templates (6F) in the place of FCP (62)
  --state FILE          keeps the counters over runs
  --tries N, --blocked  tries that are left at the beginning, without a state
  --actua FROM UNTIL    EF_ACTUA with two moments, YYYYMMDDhhmmss; absent without this
Files that are not as they should be
  --cut                 certificate files are half as long as they say; --cut-one: a byte shorter than the certificate
  --stranger-key        no key of the directory has the identifier of the signature certificate
  --no-directory --no-certificates --no-signature-certificate --empty-actua
  --wrong-key           of the chip's serial number: its check digit
  --dirty-bits          a BIT STRING of the keys' list is not DER
  --junk-files SEED     random contents everywhere but in EF.SN
  --end-with-length     a read past the end answers 6Cxx instead of 6282
Keys and PIN that are not as they should be
  --refuse-external-hash [SW]   PSO CDS with data answers SW (6A80)
  --refuse-last-round [SW]      PSO HASH answers SW (6A86)
  --pin-each-signature  a signature ends the login
  --lose-login N        the first N uses of a key after a login answer 6982 and end it
  --wrong-signature     each key signs with the other one
Answers that are not as they should be. AT is INS, INS P1 or INS P1 P2 in hexadecimal with :N for the Nth such command
  --remove-after N      the card leaves at the Nth command, which is not carried out
  --remove-at AT        the same; 20 is VERIFY, 2A9E a signature, 2A90 a last round
  --remove-past AT      the command is carried out and the card leaves before its answer
  --mute [AT]           no answer any more, from the first command or from AT on
  --slow SECONDS        before each answer
  --lie AT=SW           the command is carried out and answers SW
  --late AT=SECONDS     the command is carried out, and its answer comes so much later
  --status AT=SW        a command that is not carried out and answers SW
  --short-answers       one byte; --long-answers: more than asked for; --endless: 61xx for ever
  --junk SEED           random changes of about every third answer
Record
  --apdu-log FILE       "> command", "< answer", "* on", "* off", "* reset", "* out"; the digits of a PIN are **
"""


def spot(text):
    """AT -> (first bytes of the header behind CLA, count)."""
    head, _, count = text.partition(":")
    found = bytes.fromhex(head), int(count or 1)
    if not 1 <= len(found[0]) <= 3:
        raise ValueError(text)
    return found


def status(text):
    return int(text, 16)


def forced(text):
    at, _, word = text.partition("=")
    return spot(at), int(word, 16)


def late(text):
    at, _, seconds = text.partition("=")
    return spot(at), float(seconds)


def parser():
    made = argparse.ArgumentParser(prog="card", usage=argparse.SUPPRESS, add_help=False, allow_abbrev=False)
    made.add_argument("kind", choices=ATR)
    for name in ("card", "auth", "sign", "auth-key", "sign-key", "label", "state", "apdu-log"):
        made.add_argument("--" + name, default="")
    made.add_argument("--chip", default="00000001")
    made.add_argument("--key-folder", default="", type=lambda text: bytes.fromhex(text).hex().upper())
    made.add_argument("--pin-type", default="ascii", choices=("ascii", "utf8", "bcd", "iso9564"))
    made.add_argument("--pin-lengths", default="4,4,4")
    made.add_argument("--pin", default="1234")
    made.add_argument("--pin-reference", type=status, default=0x01)  # that of a CPS4 is not known
    made.add_argument("--tries", type=int, default=TRIES)
    made.add_argument("--actua", nargs=2)
    for name in ("no-label", "blocked", "cut", "cut-one", "no-directory", "no-certificates", "wrong-key",
                 "no-signature-certificate", "empty-actua", "end-with-length", "pin-each-signature", "wrong-signature",
                 "dirty-bits", "fci", "pin-padding", "stranger-key", "short-answers", "long-answers", "endless"):
        made.add_argument("--" + name, action="store_true")
    made.add_argument("--refuse-external-hash", nargs="?", type=status, const=0x6A80, default=0)
    made.add_argument("--refuse-last-round", nargs="?", type=status, const=0x6A86, default=0)
    for name in ("lose-login", "remove-after"):
        made.add_argument("--" + name, type=int, default=0)
    for name in ("junk", "junk-files"):
        made.add_argument("--" + name, type=int)
    made.add_argument("--slow", type=float, default=0)
    made.add_argument("--remove-at", type=spot)
    made.add_argument("--remove-past", type=spot)
    made.add_argument("--mute", nargs="?", type=spot, const=(b"", 1))
    made.add_argument("--status", type=forced)
    made.add_argument("--lie", type=forced)
    made.add_argument("--late", type=late)
    return made


def key_beside(certificate):
    key = os.path.splitext(certificate)[0] + ".key"
    return key if certificate and os.path.exists(key) else ""


def parse(words):
    """Options of one card; SystemExit with a message where they are wrong."""
    options = parser().parse_args(words)
    if options.card:
        options.auth = options.auth or options.card + "-auth.pem"
        options.sign = options.sign or options.card + "-sign.pem"
    options.auth_key = options.auth_key or key_beside(options.auth)
    options.sign_key = options.sign_key or key_beside(options.sign)
    return options
