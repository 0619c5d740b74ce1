"""A terminal with somebody at it: `houqin` behind a pseudo-terminal, what it asks and what is answered."""

from __future__ import annotations

import os
import select
import struct
import subprocess
import sys
from pathlib import Path

from houqin.cli import app

ROOT = Path(app.__file__).parents[3]
PATIENCE = 30.0
"""Seconds that a question may take."""
QUIET = 0.1

Turn = tuple[str, str]
"""What is waited for on the screen, and what is typed then (without Enter where it ends in a Tab)."""


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
    run = subprocess.Popen(command, stdin=there, stdout=there, stderr=there, env=environment, start_new_session=True)
    os.close(there)
    screen, at = "", 0
    try:
        for question, answer in turns:
            while question not in screen[at:]:
                more = _read(here)
                assert more, f"{question!r} was never asked:\n{screen}"
                screen += more
            while select.select([here], [], [], QUIET)[0]:  # the line editor takes the terminal over behind its prompt
                screen += _read(here) or ""
            at = screen.index(question, at) + len(question)
            os.write(here, (answer if answer.endswith("\t") else answer + "\n").encode())
        while more := _read(here):
            screen += more
        return run.wait(PATIENCE), screen.replace("\r\n", "\n")
    finally:
        run.kill()
        run.wait()
        os.close(here)


def _read(here: int) -> str | None:
    """What comes next on the screen; None where the run has ended, or nothing comes."""
    if not select.select([here], [], [], PATIENCE)[0]:
        return None
    try:
        data = os.read(here, 65536)
        while data and data[-1] > 127 and select.select([here], [], [], QUIET)[0]:  # the rest of a sign
            data += os.read(here, 65536)
    except OSError:  # the other end is closed
        return None
    return data.decode(errors="replace") or None
