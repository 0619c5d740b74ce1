"""Records on their way into the book, from whatever command: shown first, asked for, written under the lock."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, NamedTuple, NoReturn

import typer

from houqin.cli import options
from houqin.diagnostics import FINDINGS, OK, Diagnostic
from houqin.messages import Language, sentence


class Made(NamedTuple):
    """What a command puts together: an entry.tried.Entry; what else stands in its way; what to say (stderr) before the
    records are shown."""

    entry: Any
    problems: Sequence[Diagnostic] = ()
    notes: Sequence[str] = ()


def enter(
    make: Callable[[Any, Language], Made], book: str | None, lang: str | None, *, yes: bool, dry_run: bool
) -> NoReturn:
    """Show what `make` gives for a book and its language, ask, and append it. `make` is called again alone with the book
    before it is written; what it raises is told as it is. The run ends here.

    Exit 0: written, or only shown. 1: something must be mended or confirmed, and nothing was written.
    """
    from houqin.book.find import find_book
    from houqin.text.append import append, locked

    with options.readable_book(book, lang) as (opened, speech):
        _show(_right(make, opened, speech))
    if dry_run:
        leave(speech, "enter.not_written", OK)
    if not (yes or confirmed(speech)):
        leave(speech, "enter.not_written", FINDINGS)
    sys.stdout.flush()  # a pipe that is gone or a full disk ends the run here, before anything is written
    with locked(find_book(book)), options.readable_book(book, lang) as (opened, speech):
        entry = _right(make, opened, speech).entry
        lines = append(opened.path, entry.additions)
    places = [
        f"{tree['id']} {one.path}:{line}"
        for one, its in zip(entry.additions, lines, strict=True)
        for tree, line in zip(one.trees, its, strict=True)
    ]
    with suppress(OSError):  # it is written: that this cannot be said is no failure of the writing
        sys.stderr.write(sentence("enter.written", speech, places=places) + "\n")
        sys.stderr.flush()
    raise typer.Exit(OK)


def _right(make: Callable[[Any, Language], Made], opened: Any, speech: Language) -> Made:
    """What is made; where anything stands in its way, that is told and the run ends."""
    from houqin.cli.told import diagnostics

    made = make(opened, speech)
    if problems := [*made.entry.problems, *made.problems]:
        sys.stderr.write(diagnostics(opened.path, problems, speech))
        leave(speech, "enter.problems", FINDINGS, count=len(problems))
    return made


def _show(made: Made) -> None:
    for note in made.notes:
        sys.stderr.write(note + "\n")
    for addition in made.entry.additions:
        sys.stdout.write(f"# {addition.path}\n" + "".join(addition.texts))
    sys.stdout.flush()


def confirmed(speech: Language) -> bool:
    """Whether whoever sits at the terminal says yes. Where nobody does, the run ends (exit 1)."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        leave(speech, "enter.not_confirmed", FINDINGS)
    answer = typer.prompt(sentence("enter.ask", speech), default="n", show_default=False, err=True)
    return str(answer).strip().lower() in ("y", "yes", "是")


def leave(speech: Language, code: str, exit_code: int, **args: Any) -> NoReturn:
    """End the run with a sentence on stderr."""
    sys.stderr.write(sentence(code, speech, **args) + "\n")
    raise typer.Exit(exit_code)
