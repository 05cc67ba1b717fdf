"""Asks libical, on which several calendars are built, about calendars: one line `FILE UID…`, in the calendar's order.

usage: calendar_check.py FILE…   exit 1 and what is wrong where one is not as RFC 5545 and RFC 5546 want it
"""
import ctypes
import sys

ical = ctypes.CDLL("libical.so.3")
POINTER, TEXT, NUMBER = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int


def function(name, result, *arguments):
    found = getattr(ical, name)
    found.restype, found.argtypes = result, arguments
    return found


parse = function("icalparser_parse_string", POINTER, TEXT)
free = function("icalcomponent_free", None, POINTER)
check = function("icalrestriction_check", NUMBER, POINTER)
count_errors = function("icalcomponent_count_errors", NUMBER, POINTER)
as_text = function("icalcomponent_as_ical_string", TEXT, POINTER)
kind = function("icalcomponent_string_to_kind", NUMBER, TEXT)
first = function("icalcomponent_get_first_component", POINTER, POINTER, NUMBER)
following = function("icalcomponent_get_next_component", POINTER, POINTER, NUMBER)
uid = function("icalcomponent_get_uid", TEXT, POINTER)


def look_at(path):
    with open(path, "rb") as file:
        calendar = parse(file.read())
    if not calendar:
        sys.exit(f"{path}: no calendar")
    valid = check(calendar)  # It writes what it finds into the calendar.
    if not valid or count_errors(calendar):
        sys.exit(f"{path}: libical refuses it:\n{as_text(calendar).decode()}")
    event, uids = first(calendar, kind(b"VEVENT")), []
    while event:
        uids.append(uid(event).decode())
        event = following(calendar, kind(b"VEVENT"))
    free(calendar)
    print(path, *uids)


for name in sys.argv[1:]:
    look_at(name)
