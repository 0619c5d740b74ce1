"""A terminal with somebody at it: `houqin` behind a pseudo-terminal, what it asks and what is answered."""

from __future__ import annotations

import codecs
import os
import select
import struct
import subprocess
import sys
from pathlib import Path

from houqin.cli import app

ROOT = Path(app.__file__).parents[3]
PATIENCE = 60.0
"""Seconds that a question may take, on a machine that does much else."""
QUIET = 0.1
"""Seconds in which nothing more is said."""

Turn = tuple[str, str]
"""What is waited for on the screen, and what is typed then (without Enter where it ends in a Tab or Ctrl-C)."""


def talk(book: Path, *args: str, turns: list[Turn], **env: str) -> tuple[int, str]:
    """The exit code and the whole screen. AssertionError where a question does not come."""
    import fcntl
    import pty
    import termios

    here, there = pty.openpty()
    fcntl.ioctl(there, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 200, 0, 0))
    environment = {"PYTHONPATH": str(ROOT / "src"), "HOUQIN_CACHE": str(book.parent / "cache"), "TERM": "dumb",
                   "LC_ALL": "C.UTF-8", "HOUQIN_LANG": "zh", "PATH": os.environ["PATH"]} | env  # fmt: skip
    command = [sys.executable, "-m", "houqin", "--book", str(book), *args]
    run = subprocess.Popen(
        command, stdin=there, stdout=there, stderr=there, env=environment, start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509  (its own terminal: Ctrl-C comes to it)
    )  # fmt: skip
    os.close(there)
    screen, at = _Screen(here), 0
    try:
        for question, answer in turns:
            while question not in screen.text[at:]:
                assert screen.more(PATIENCE), f"{question!r} was never asked:\n{screen.text}"
            while screen.more(QUIET):  # the line editor takes the terminal over behind its prompt
                pass
            at = screen.text.index(question, at) + len(question)
            os.write(here, (answer if answer.endswith(("\t", "\x03")) else answer + "\n").encode())
        while screen.more(PATIENCE):
            pass
        return run.wait(PATIENCE), screen.text.replace("\r\n", "\n")
    finally:
        run.kill()
        run.wait()
        os.close(here)


class _Screen:
    """What the run has shown so far; a sign may come in pieces."""

    def __init__(self, end: int) -> None:
        self.end = end
        self.decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self.text = ""

    def more(self, patience: float) -> bool:
        """Read what comes next; whether anything came, before the run ended."""
        if not select.select([self.end], [], [], patience)[0]:
            return False
        try:
            data = os.read(self.end, 65536)
        except OSError:  # the other end is closed
            return False
        self.text += self.decode(data)
        return bool(data)
