#!/usr/bin/python3 -B
"""Another program that has the card.

usage: hold-card.py [--shared] [--transaction] [--reset] [--reader NAME] [SECONDS]

Connects for itself alone (--shared: for all), prints "held" and keeps the card for SECONDS (0), or until it is ended.
--transaction: no other program's command reaches the card for as long; --reset: the card is reset at the end, which
every other program learns from its next command.
"""
import argparse
import os
import signal
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.realpath(__file__)))
from simulator import winscard  # noqa: E402


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("seconds", type=float, nargs="?", default=0)
    parser.add_argument("--reader", default=os.environ.get("CARD_READER", ""))
    for name in ("shared", "transaction", "reset"):
        parser.add_argument("--" + name, action="store_true")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with winscard.Service() as service:
        handle = service.connect(options.reader or service.readers()[0],
                                 winscard.SHARED if options.shared else winscard.EXCLUSIVE)
        try:
            if options.transaction:
                service.begin(handle)
            print("held", flush=True)
            time.sleep(options.seconds)
        finally:
            service.disconnect(handle, winscard.RESET if options.reset else winscard.LEAVE)


try:
    main()
except winscard.PcscError as error:
    sys.exit(f"hold-card: {error}")
