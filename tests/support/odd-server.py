#!/usr/bin/python3
"""A web server on loopback that does not behave, or counts who comes.

odd-server LOG KIND [ARGUMENT]: writes the first line of every question into LOG, one connection a line. KIND is
file (answers with the file ARGUMENT), drip (a byte of a header now and then, for ever), slow (a long body, a byte now and
then), header (a header that does not end), body (a body that does not end), redirect (to ARGUMENT), circle (to itself),
detour (to a path of its own that answers with the file ARGUMENT), silent, bare (a status line and a file without any other
line), or split (the file in two parts, as slowly as is polite). Prints its port, then serves until it is ended.
"""
import socket
import sys
import threading
import time

PAUSE = 0.2


def answer(kind, argument, connection, question):
    def say(status, more=b"", body=b""):
        connection.sendall(b"HTTP/1.1 " + status + b"\r\n" + more + b"\r\n" + body)

    def content():
        with open(argument, "rb") as file:
            return file.read()

    if kind == "file" or (kind == "detour" and b"/elsewhere" in question):
        say(b"200 OK", b"Content-Length: %d\r\n" % len(content()), content())
    elif kind == "bare":
        connection.sendall(b"HTTP/1.0 200 OK\r\n\r\n" + content())
    elif kind == "split":
        whole = content()
        say(b"200 OK", b"content-length:%d\r\n" % len(whole), whole[:100])
        time.sleep(PAUSE)
        connection.sendall(whole[100:])
    elif kind == "drip":
        connection.sendall(b"HTTP/1.1 200 OK\r\nX: ")
        while True:
            connection.sendall(b"x")
            time.sleep(PAUSE)
    elif kind == "slow":
        say(b"200 OK", b"Content-Length: 100000\r\n")
        while True:
            connection.sendall(b"x")
            time.sleep(PAUSE)
    elif kind == "header":
        connection.sendall(b"HTTP/1.1 200 OK\r\n")
        while True:
            connection.sendall(b"X-More: and more\r\n" * 100)
    elif kind == "body":
        say(b"200 OK")
        while True:
            connection.sendall(b"x" * 65536)
    elif kind == "redirect":
        say(b"302 Found", b"Location: " + argument.encode() + b"\r\n")
    elif kind == "circle":
        say(b"302 Found", b"Location: /again\r\n")
    elif kind == "detour":
        say(b"301 Moved", b"Location: /elsewhere\r\n")
    elif kind == "silent":
        threading.Event().wait()


def serve(kind, argument, log, connection):
    try:
        question = connection.recv(65536)
        with open(log, "ab") as file:
            file.write(question.split(b"\n", 1)[0].strip() + b"\n")
        answer(kind, argument, connection, question)
        connection.shutdown(socket.SHUT_WR)
    except OSError:
        pass
    finally:
        connection.close()


def main(log, kind, argument=""):
    open(log, "ab").close()
    listener = socket.create_server(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=serve, args=(kind, argument, log, connection), daemon=True).start()


main(*sys.argv[1:])
