#!/usr/bin/env python3
"""Runs a command at a terminal of its own, types answers and sends signals there, and prints what the terminal showed.

usage: at_terminal.py STEP… -- COMMAND…
  STEP is one of, in their order:
    "QUESTION=>ANSWER"   waits until the terminal shows QUESTION, then types ANSWER and Enter
    "QUESTION=>@KEYS"    the same with Ctrl-KEYS (@C: Ctrl-C, @Z: Ctrl-Z, @\\: Ctrl-\\), without Enter
    "QUESTION=>!SIGNAL"  sends the command SIGNAL (HUP, TERM, CONT …)
    "echo on", "echo off"   waits until the terminal echoes what is typed, or does not
    "stopped"               waits until the command is stopped
The exit code is that of the command, 128 + N when signal N ended it, 99 when a step did not come true.
"""
import os
import pty
import select
import signal
import sys
import termios
import time

DEADLINE = 300.0


def lead(command, events):
    """Does what a shell does: the command is a job in the foreground, whose stops are noticed."""
    child = os.fork()
    if child == 0:
        os.close(events)
        os.setpgid(0, 0)
        signal.signal(signal.SIGTTOU, signal.SIG_IGN)
        os.tcsetpgrp(0, os.getpid())
        signal.signal(signal.SIGTTOU, signal.SIG_DFL)
        os.execvp(command[0], command)
    os.write(events, b"%d\n" % child)
    while True:
        _, status = os.waitpid(child, os.WUNTRACED | os.WCONTINUED)
        os.write(events, b"%d\n" % status)
        if not os.WIFSTOPPED(status) and not os.WIFCONTINUED(status):
            os._exit(0)


class Terminal:
    def __init__(self, command):
        self.shown = b""
        self.seen = 0
        self.status = None
        self.stopped = False
        self.events, events = os.pipe()
        leader, self.master = pty.fork()
        if leader == 0:
            lead(command, events)
        os.close(events)
        os.set_blocking(self.events, False)
        self.child = None

    def look(self):
        """Takes what the terminal shows; tells whether the command is still there."""
        if select.select([self.master], [], [], 0.05)[0]:
            try:
                self.shown += os.read(self.master, 65536)
            except OSError:  # The last program closed the terminal.
                time.sleep(0.05)
        try:
            for event in os.read(self.events, 4096).split():
                self.take(int(event))
        except BlockingIOError:
            pass
        return self.status is None

    def take(self, event):
        if self.child is None:
            self.child = event
        elif os.WIFSTOPPED(event):
            self.stopped = True
        elif os.WIFCONTINUED(event):
            self.stopped = False
        else:
            self.status = event

    def until(self, what, true):
        end = time.monotonic() + DEADLINE
        while not true():
            alive = self.look()
            if not true() and (not alive or time.monotonic() > end):
                self.finish(f"did not come true: {what}", 99)

    def echoes(self):
        return bool(termios.tcgetattr(self.master)[3] & termios.ECHO)

    def answer(self, question, answer):
        self.until(question, lambda: self.child and question.encode() in self.shown[self.seen:])
        self.seen = self.shown.index(question.encode(), self.seen) + len(question.encode())
        if answer.startswith("!"):
            os.kill(self.child, getattr(signal, "SIG" + answer[1:]))
        elif answer.startswith("@"):
            os.write(self.master, bytes(ord(key) & 0x1F for key in answer[1:]))
        else:
            os.write(self.master, answer.encode() + b"\n")

    def step(self, step):
        if "=>" in step:
            self.answer(*step.split("=>", 1))
        elif step == "stopped":
            self.until(step, lambda: self.stopped)
        else:
            self.until(step, lambda: self.echoes() == (step == "echo on"))

    def finish(self, problem="", code=None):
        sys.stdout.buffer.write(self.shown.replace(b"\r\n", b"\n"))
        sys.stdout.flush()
        if problem:
            print(f"at_terminal: {problem}", file=sys.stderr)
        if self.status is None and self.child:
            os.kill(self.child, signal.SIGKILL)
        sys.exit(os.waitstatus_to_exitcode(self.status) % 256 if code is None and os.WIFEXITED(self.status) else
                 code or 128 + os.WTERMSIG(self.status))


def main():
    split = sys.argv.index("--")
    steps, command = sys.argv[1:split], sys.argv[split + 1:]
    terminal = Terminal(command)
    for step in steps:
        terminal.step(step)
    end = time.monotonic() + DEADLINE
    while terminal.look():
        if time.monotonic() > end:
            terminal.finish("the command does not end", 99)
    while select.select([terminal.master], [], [], 0)[0]:  # What it said last.
        before = len(terminal.shown)
        terminal.look()
        if len(terminal.shown) == before:
            break
    terminal.finish()


main()
