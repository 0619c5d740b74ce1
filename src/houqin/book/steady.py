"""The files of a book as they all stood at one moment, though others write to it: no figure comes from half a change."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TypeVar

from houqin.book.find import Seen, list_sources
from houqin.diagnostics import UNREADABLE, Diagnostic, Failure

ATTEMPTS = 3
T = TypeVar("T")


class Moving(Exception):
    """A file was changed while the others were read."""


def steadily(book: Path, read: Callable[[list[Seen], Callable[[], None]], T]) -> tuple[T, list[Diagnostic]]:
    """What `read` makes of the book's files, and what is odd about their places.

    `read` gets the list of files and a question, which it asks when it has read those that changed: it raises Moving
    where they did not all stand so at one moment. Then it begins again, the writers waiting meanwhile, and what a writer
    left who died is finished. Failure book.moving, or why that cannot be (exit 1 or 3), where the book stays half
    changed.
    """
    for attempt in range(ATTEMPTS):
        with ExitStack() as waiting, suppress(Moving):
            if attempt:
                _hold(book, waiting)
            seen, odd = list_sources(book)

            def still(seen: list[Seen] = seen, last: bool = attempt + 1 == ATTEMPTS, held: ExitStack = waiting) -> None:
                _ask(book, seen, last)
                held.close()  # all is read: what is made of it needs nobody to wait

            return read(seen, still), odd
    raise Failure("book.moving", UNREADABLE, path=str(book))


def _hold(book: Path, waiting: ExitStack) -> None:
    """Keep the writers waiting, where we may."""
    from houqin.text import lock, whole
    from houqin.text.append import locked

    if lock.ours(book):
        return
    try:
        waiting.enter_context(locked(book))
    except Failure:
        if whole.pending(book):
            raise


def _ask(book: Path, seen: list[Seen], last: bool) -> None:
    """Between two looks at the files that agree, they all stood so; where no change of several was under way in between,
    none of them was half done. Who may keep no writer waiting takes at last what there is."""
    from houqin.text.whole import pending

    if pending(book) or (list_sources(book)[0] != seen and not last):
        raise Moving
