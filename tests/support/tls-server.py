#!/usr/bin/python3
"""A server on loopback that begins TLS after the words of its protocol, or does not behave.

tls-server KIND CERTIFICATE KEY: KIND is smtp, imap, ldap (STARTTLS), refuse (an SMTP server without it), silent
(accepts and says nothing), junk (bytes that are no TLS), endless (words without a line's end) or closed (closes at
once). Prints its port, then serves until it is ended.
"""
import socket
import ssl
import sys
import threading

LDAP_YES = bytes.fromhex("300c02010178070a010004000400")


def line(connection):
    text = b""
    while not text.endswith(b"\n"):
        part = connection.recv(1)
        if not part:
            return text
        text += part
    return text


def talk(kind, connection):
    """The words before TLS; False when there is no TLS."""
    if kind in ("smtp", "refuse"):
        connection.sendall(b"220-mail.example\r\n220 ESMTP\r\n")
        line(connection)
        connection.sendall(b"250-mail.example\r\n250 STARTTLS\r\n")
        line(connection)
        connection.sendall(b"220 go on\r\n" if kind == "smtp" else b"454 not now\r\n")
    elif kind == "imap":
        connection.sendall(b"* OK ready\r\n")
        tag = line(connection).split()[0]
        connection.sendall(b"* CAPABILITY IMAP4rev1\r\n" + tag + b" OK begin\r\n")
    elif kind == "ldap":
        connection.recv(4096)
        connection.sendall(LDAP_YES)
    elif kind == "junk":
        connection.sendall(b"\x16\x03\x01\xff\xffjunk" * 4096)
    elif kind == "endless":
        while True:
            connection.sendall(b"x" * 4096)
    elif kind == "silent":
        threading.Event().wait()
    return kind in ("smtp", "imap", "ldap")


def serve(kind, connection, context):
    try:
        if talk(kind, connection):
            context.wrap_socket(connection, server_side=True).recv(1)
    except OSError:
        pass
    connection.close()


def main():
    kind, certificate, key = sys.argv[1:]
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    listener = socket.create_server(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=serve, args=(kind, connection, context), daemon=True).start()


main()
