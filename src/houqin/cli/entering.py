"""Records that somebody decided on, on their way into the book: shown first, asked for, written under the lock."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, NoReturn

import typer

from houqin.cli import options
from houqin.diagnostics import FINDINGS, OK
from houqin.messages import Language, sentence


def enter(
    make: Callable[[Any, Language], Sequence[Any]], book: str | None, lang: str | None, *, yes: bool, dry_run: bool
) -> NoReturn:
    """Show the records (exchange.draft.Draft, without numbers, of one type) that `make` gives for a book and its
    language, ask, and append them. What `make` raises is told as it is; the run ends here.

    Exit 0: written, or only shown. 1: something must be mended or confirmed, and nothing was written.
    """
    from houqin.book.find import find_book
    from houqin.text.append import append, locked

    speech = _shown(make, book, lang)
    if dry_run:
        _leave(speech, "enter.not_written", OK)
    if not yes:
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            _leave(speech, "enter.not_confirmed", FINDINGS)
        answer = typer.prompt(sentence("enter.ask", speech), default="n", show_default=False, err=True)
        if answer.strip().lower() not in ("y", "yes", "是"):
            _leave(speech, "enter.not_written", FINDINGS)
    sys.stdout.flush()  # a pipe that is gone or a full disk ends the run here, before anything is written
    with locked(find_book(book)), options.readable_book(book, lang) as (opened, speech):
        entry = _entry(make, opened, speech)  # once more, alone with the book
        if entry.problems:
            _tell(opened, entry, speech)
        lines = append(opened.path, entry.additions)
    places = [f"{one.path}:{line}" for one, its in zip(entry.additions, lines, strict=True) for line in its]
    with suppress(OSError):  # it is written: that this cannot be said is no failure of the writing
        sys.stderr.write(sentence("enter.written", speech, places=places) + "\n")
        sys.stderr.flush()
    raise typer.Exit(OK)


def _shown(make: Callable[[Any, Language], Sequence[Any]], book: str | None, lang: str | None) -> Language:
    with options.readable_book(book, lang) as (opened, speech):
        entry = _entry(make, opened, speech)
        sys.stdout.write("".join(entry.texts))
        sys.stdout.flush()
        if entry.problems:
            _tell(opened, entry, speech)
    return speech


def _entry(make: Callable[[Any, Language], Sequence[Any]], opened: Any, speech: Language) -> Any:
    from houqin.exchange.entering import entry

    return entry(opened, make(opened, speech))


def _tell(opened: Any, entry: Any, speech: Language) -> NoReturn:
    from houqin.cli.told import diagnostics

    sys.stderr.write(diagnostics(opened.path, entry.problems, speech))
    _leave(speech, "enter.problems", FINDINGS, count=len(entry.problems))


def _leave(speech: Language, code: str, exit_code: int, **args: Any) -> NoReturn:
    sys.stderr.write(sentence(code, speech, **args) + "\n")
    raise typer.Exit(exit_code)
