"""What the tests need of libpcsclite (LONG and DWORD are as long as a pointer there)."""
import ctypes

EXCLUSIVE, SHARED = 1, 2
LEAVE, RESET = 0, 1
PRESENT = 0x20
NO_READERS = 0x8010002E
_ANY_PROTOCOL = 3


class _State(ctypes.Structure):
    _fields_ = [("reader", ctypes.c_char_p), ("user", ctypes.c_void_p), ("current", ctypes.c_ulong),
                ("event", ctypes.c_ulong), ("atr_size", ctypes.c_ulong), ("atr", ctypes.c_ubyte * 33)]


class PcscError(Exception):
    def __init__(self, call, code):
        super().__init__(f"{call}: {code & 0xFFFFFFFF:08X}")
        self.code = code & 0xFFFFFFFF


class Service:
    """A context; `with` ends it."""

    def __init__(self):
        self.library = ctypes.CDLL("libpcsclite.so.1")
        self.context = ctypes.c_long()
        self.call("SCardEstablishContext", ctypes.c_ulong(2), None, None, ctypes.byref(self.context))

    def call(self, name, *arguments):
        code = ctypes.c_long(getattr(self.library, name)(*arguments)).value
        if code & 0xFFFFFFFF:
            raise PcscError(name, code)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.library.SCardReleaseContext(self.context)

    def readers(self):
        size = ctypes.c_ulong(2048)
        names = ctypes.create_string_buffer(size.value)
        try:
            self.call("SCardListReaders", self.context, None, names, ctypes.byref(size))
        except PcscError as error:
            if error.code == NO_READERS:
                return []
            raise
        return [name.decode() for name in names.raw[:size.value].split(b"\0") if name]

    def cards(self):
        """Name of each reader -> whether there is a card, its answer to reset read."""
        found = {}
        for name in self.readers():
            state = _State(reader=name.encode())
            self.call("SCardGetStatusChange", self.context, ctypes.c_ulong(0), ctypes.byref(state), ctypes.c_ulong(1))
            found[name] = bool(state.event & PRESENT and state.atr_size)
        return found

    def connect(self, reader, share):
        handle, protocol = ctypes.c_long(), ctypes.c_ulong()
        self.call("SCardConnect", self.context, reader.encode(), ctypes.c_ulong(share), ctypes.c_ulong(_ANY_PROTOCOL),
                  ctypes.byref(handle), ctypes.byref(protocol))
        return handle

    def disconnect(self, handle, how):
        self.call("SCardDisconnect", handle, ctypes.c_ulong(how))

    def begin(self, handle):
        self.call("SCardBeginTransaction", handle)
