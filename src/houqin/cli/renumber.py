"""houqin renumber NUMBER | --all [--dry-run] [--yes]"""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import Annotated, Any

import typer

from houqin.cli import options
from houqin.cli.entering import confirmed, leave
from houqin.cli.options import BookOption, LangOption, _help, _meta
from houqin.diagnostics import FINDINGS, OK, WRONG_USE, Failure
from houqin.messages import Language, sentence


def run(
    number: Annotated[
        str | None, typer.Argument(help=_help("renumber_number"), metavar=f"[{_meta('id')}]", show_default=False)
    ] = None,
    every: Annotated[bool, typer.Option("--all", help=_help("renumber_all"))] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=_help("enter_yes"))] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_help("renumber_dry_run"))] = False,
    book: BookOption = None,
    lang: LangOption = None,
) -> None:
    if every == bool(number):
        raise Failure("use.missing", WRONG_USE, found=f"{_meta('id')} | --all")
    from houqin.book.find import find_book
    from houqin.text import whole
    from houqin.text.append import locked

    with options.readable_book(book, lang) as (opened, speech):
        _show(_right(opened, number, speech), speech)
    if dry_run:
        leave(speech, "enter.not_written", OK)
    if not (yes or confirmed(speech)):
        leave(speech, "enter.not_written", FINDINGS)
    sys.stdout.flush()  # a pipe that is gone or a full disk ends the run here, before anything is written
    with locked(find_book(book)), options.readable_book(book, lang) as (opened, speech):
        made = _right(opened, number, speech)
        whole.put(opened.path, made.changes)
    with suppress(OSError):  # it is written: that this cannot be said is no failure of the writing
        sys.stderr.write(sentence("renumber.written", speech, count=len(made.records)) + "\n")
        sys.stderr.flush()
    raise typer.Exit(FINDINGS if made.left else OK)


def _right(opened: Any, number: str | None, speech: Language) -> Any:
    """What is to be changed; where there is nothing, or it would make something wrong, that is told and the run ends."""
    from houqin.cli.told import diagnostics
    from houqin.entry import renumber

    made = renumber.plan(opened, number)
    if not made.records and not made.left:
        sys.stdout.write(sentence("renumber.none", speech) + "\n")
        raise typer.Exit(OK)
    if not made.records:
        sys.stderr.write(diagnostics(opened.path, made.left, speech))
        leave(speech, "renumber.nothing_done", FINDINGS)
    if wrong := renumber.wrong_with(opened, made):
        sys.stderr.write(diagnostics(opened.path, wrong, speech))
        leave(speech, "enter.problems", FINDINGS, count=len(wrong))
    sys.stderr.write(diagnostics(opened.path, made.left, speech))
    return made


def _show(made: Any, speech: Language) -> None:
    for one, new, named_by in made.records:
        place = f"{one.path}:{one.line}"
        sys.stdout.write(
            sentence("renumber.one", speech, type=one.type, number=one.number, new=new, place=place) + "\n"
        )
        for other in named_by:
            said = {"type": other.type, "record": other.number, "place": f"{other.path}:{other.line}"}
            sys.stdout.write("  " + sentence("renumber.named", speech, **said) + "\n")
    sys.stdout.flush()
