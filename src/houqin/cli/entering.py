"""Records on their way into the book, from whatever command: shown first, asked for, written under the lock."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any, NamedTuple, NoReturn

import typer

from houqin.cli import options
from houqin.diagnostics import FINDINGS, OK, Diagnostic
from houqin.messages import Language, sentence, table


class Made(NamedTuple):
    """What a command puts together: an entry.tried.Entry; what else stands in its way; what to say (stderr) before the
    records are shown; where records of the same content stand already (entry.existing.There); texts in which a problem may
    stand and that are no file of the book, by what they are called."""

    entry: Any
    problems: Sequence[Diagnostic] = ()
    notes: Sequence[str] = ()
    there: Sequence[Any] = ()
    texts: Mapping[str, str] = {}


Make = Callable[[Any, Language], Made]
ANSWERS = {"y": True, "yes": True, "是": True, "好": True, "n": False, "no": False, "否": False, "不": False}
"""What may be typed to a question that is yes or no."""


def enter(make: Make, book: str | None, lang: str | None, *, yes: bool, dry_run: bool, typed: bool = False) -> NoReturn:
    """Show what `make` gives for a book and its language, ask, and append it. What `make` raises is told as it is; it is
    called again alone with the book before it is written. The run ends here.

    `typed`: somebody wrote the records himself. At a terminal he is asked all the same, elsewhere he need not say --yes;
    and warnings are told, but hinder nothing (but those that stand against his decision itself).

    Exit 0: written, there already, or only shown. 1: something must be mended or confirmed, and nothing was written.
    """
    from houqin.book.find import find_book
    from houqin.text.append import append, locked

    at_once = not dry_run and (yes or (typed and not asked()))
    if not at_once:
        with options.readable_book(book, lang) as (opened, speech):
            _show(_right(make, opened, speech, typed))
        if dry_run:
            leave(speech, "enter.not_written", OK)
        if not confirmed(speech):
            leave(speech, "enter.not_written", FINDINGS)
        sys.stdout.flush()  # a pipe that is gone or a full disk ends the run here, before anything is written
    with locked(find_book(book)), options.readable_book(book, lang) as (opened, speech):
        made = _right(make, opened, speech, typed, again=not at_once)
        if at_once:
            _show(made)
        lines = append(opened.path, made.entry.additions)
    places = [
        f"{tree['id']} {one.path}:{line}"
        for one, its in zip(made.entry.additions, lines, strict=True)
        for tree, line in zip(one.trees, its, strict=True)
    ]
    with suppress(OSError):  # it is written: that this cannot be said is no failure of the writing
        said = [sentence("enter.written", speech, places=places), *(made.entry.seen or ())]
        sys.stderr.write("\n".join(said) + "\n")
        sys.stderr.flush()
    raise typer.Exit(OK)


def _right(make: Make, opened: Any, speech: Language, typed: bool, *, again: bool = False) -> Made:
    """What is made; where anything stands in its way, or nothing is left to write, that is told and the run ends. `again`:
    what hinders nothing was told before."""
    from houqin.cli.told import diagnostics
    from houqin.entry.decisions import REFUSED
    from houqin.entry.tried import located

    made = make(opened, speech)
    wrong, texts = located(opened, made.entry) if made.entry.wrong else ([], {})
    problems = [*made.problems, *wrong]
    hindering = [one for one in problems if not typed or table()[one.code].severity == "error" or one.code in REFUSED]
    if hindering or (problems and not again):
        sys.stderr.write(diagnostics(opened.path, problems, speech, {**texts, **made.texts}))
    if hindering:
        leave(speech, "enter.problems", FINDINGS, count=len(hindering))
    for one in made.there:
        sys.stderr.write(sentence("entry.there", speech, number=one.number, path=one.path, line=one.line) + "\n")
    if made.there and not made.entry.records:
        raise typer.Exit(OK)
    return made


def _show(made: Made) -> None:
    for note in made.notes:
        sys.stderr.write(note + "\n")
    for addition in made.entry.additions:
        sys.stdout.write(f"# {addition.path}\n" + "".join(addition.texts))
    sys.stdout.flush()


def asked() -> bool:
    """Whether somebody sits there who can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def confirmed(speech: Language) -> bool:
    """Whether whoever sits at the terminal says yes. Where nobody does, the run ends (exit 1)."""
    if not asked():
        leave(speech, "enter.not_confirmed", FINDINGS)
    return agreed(sentence("enter.ask", speech))


def agreed(question: str, *, enter: bool | None = None) -> bool:
    """The answer to a question that is yes or no, asked until it is one of them. `enter`: what Enter alone means; None: it
    is no answer, for what was typed before would be lost by it."""
    while True:
        answer = unicodedata.normalize("NFKC", str(typer.prompt(question, default="", show_default=False, err=True)))
        said = ANSWERS.get(answer.strip().lower(), enter if not answer.strip() else None)
        if said is not None:
            return said


def leave(speech: Language, code: str, exit_code: int, **args: Any) -> NoReturn:
    """End the run with a sentence on stderr."""
    sys.stderr.write(sentence(code, speech, **args) + "\n")
    raise typer.Exit(exit_code)
