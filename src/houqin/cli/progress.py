"""One line on a terminal while a run reads or works for longer than half a second; wiped when it is done."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from houqin.messages import Language, sentence
from houqin.render.width import columns

PATIENCE = 0.5
"""Seconds of work before anything is shown."""
AGAIN = 0.1
"""Seconds between two pictures of the line."""


class Line:
    """The line. Called as often as one likes: it looks at the clock, and paints only when it is due."""

    def __init__(self, language: Callable[[], Language]) -> None:
        self.language = language
        self.due = time.monotonic() + PATIENCE
        self.last = ("working", 0, 0)
        self.painted = 0

    def __call__(self, what: str = "", done: int = 0, total: int = 0) -> None:
        """`what` is being done, `done` of `total` files; nothing: still what it was."""
        if what:
            self.last = (what, done, total)
        now = time.monotonic()
        if now < self.due:
            return
        self.due = now + AGAIN
        what, done, total = self.last
        said = sentence(f"progress.{what}", self.language(), done=f"{done:,}", total=f"{total:,}")
        self._write(said)

    def wipe(self) -> None:
        """Leave the terminal as it was. The line may come again."""
        if self.painted:
            self._write("")

    def _write(self, said: str) -> None:
        width, before = columns(said), self.painted
        self.painted = max(width, before)  # first, so that an interrupted run wipes all that may be there
        with suppress(OSError):  # the terminal has gone: the answer goes on
            sys.stderr.write("\r" + said + " " * (before - width) + ("" if said else "\r"))
            sys.stderr.flush()
        self.painted = width


@contextmanager
def line(language: Callable[[], Language]) -> Iterator[Line | None]:
    """The line for the time of a block; None where nobody sits before stderr: a pipe, a scheduler, a build."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb" or os.environ.get("CI"):
        yield None
        return
    shown = Line(language)
    try:
        yield shown
    finally:
        shown.wipe()
