"""Answers to reset, and what else tells one kind of card from another."""

CONTACT = "3BAC00402A001225006480000310009000"
ATR = {
    "cps3": CONTACT,
    "revision": "3BAC00402A001225006480000399009000",  # only the masks of the registry know it
    "look-alike": CONTACT,
    "contactless": "3B8F80010031B86404B0ECC1739401808290000E",
    "cps4": "3B9B188001001225006480040100009044",
    "cps4-rc": "3B9B188001001225006480000401009044",
    "cps4-t0": "3BDC18FF00001225006480000401009000",
    "bank": "3B67000000000000009000",
    "vitale": "3B751300004409EA9000",
}


def is_cps4(kind):
    return kind.startswith("cps4")


def speaks_t0(kind):
    """Whether T=0 is all that the answer to reset offers. Where there is T=1 too, what the reader chose is not told to
    the simulation, and the card accepts both forms."""
    return kind not in ("cps4", "cps4-rc", "contactless")
