"""houqin close MONTH"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, NoReturn

import typer

from houqin.cli import options
from houqin.cli.entering import leave
from houqin.cli.options import (
    BookOption,
    ColorOption,
    FormatOption,
    LangOption,
    OutputOption,
    TableOption,
    TodayOption,
    _help,
    _meta,
)
from houqin.diagnostics import FINDINGS, Failure
from houqin.messages import Language, sentence

if TYPE_CHECKING:
    from houqin.closing.checklist import Checklist
    from houqin.seals import Mark

PEOPLE = ("table", "plain")
"""Forms in which the list is shown before it is asked for, and the seal after."""


class Asked(NamedTuple):
    """What is to be done: `show` only looks."""

    month: str | None
    show: bool
    reason: str
    yes: bool
    day: int


def run(
    month: Annotated[str | None, typer.Argument(help=_help("close_month"), metavar=f"[{_meta('month')}]")] = None,
    show: Annotated[bool, typer.Option("--show", help=_help("close_show"))] = False,
    reason: Annotated[
        str, typer.Option("--reason", help=_help("close_reason"), metavar=_meta("reason"), show_default=False)
    ] = "",
    yes: Annotated[bool, typer.Option("--yes", "-y", help=_help("close_yes"))] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_help("enter_dry_run"))] = False,
    book: BookOption = None,
    form: FormatOption = None,
    table: TableOption = None,
    output: OutputOption = None,
    lang: LangOption = None,
    today: TodayOption = None,
    color: ColorOption = "auto",
) -> None:
    asked = Asked(options.month_of(month), show or dry_run, " ".join(reason.split()), yes, options.today_of(today))

    def print_(report: Any, speech: Language) -> NoReturn:
        options.leave(report, speech, form=form, output=output, color=color, table_key=table)
        raise AssertionError("leave() ends the run")

    with options.readable_book(book, lang, thorough=True) as (opened, speech):
        from houqin.closing.checklist import checklist
        from houqin.reports.checklist import checking

        name, mark = _month(opened, asked.month)
        listed = checklist(opened, name, _closed(opened), asked.day)
        report = checking(opened, listed, speech, asked.day, mark)
        if mark and not asked.show:
            _say(speech, "close.already", month=name)
        if mark or asked.show or listed.hard:
            print_(report, speech)
        asked = _agreed(asked, listed, report, speech, form, color)
    _write(asked, name, book, lang, print_)


def _month(opened: Any, month: str | None) -> tuple[str, Mark | None]:
    """The month asked for, and its seal where it is closed."""
    from houqin import seals
    from houqin.book.index import month_asked

    name = month_asked(opened, month)
    return name, seals.of(opened.path, name)


def _closed(opened: Any) -> list[str]:
    from houqin import seals

    return list(seals.sealed(opened.path))


def _agreed(asked: Asked, listed: Checklist, report: Any, speech: Language, form: str | None, color: str) -> Asked:
    """With a reason for what is carried over, and somebody's yes. The run ends where either is missing."""
    terminal = sys.stdin.isatty() and sys.stderr.isatty()
    if not asked.yes and form in (None, *PEOPLE):
        from houqin.render import render

        table = form == "table" or (form is None and sys.stdout.isatty())
        width = options._width() if table else None
        coloured = table and options._coloured(color, sys.stdout.isatty())
        sys.stdout.write(str(render(report, "table" if table else "plain", speech, width=width, color=coloured)))
        sys.stdout.flush()
    if listed.soft and not asked.reason:
        if terminal:
            said = sentence("close.ask_reason", speech, count=len(listed.soft))
            asked = asked._replace(reason=str(typer.prompt(said, default="", show_default=False, err=True)).strip())
        if not asked.reason:
            leave(speech, "close.reason_wanted", FINDINGS, count=len(listed.soft))
    if not asked.yes:
        if not terminal:
            leave(speech, "close.not_confirmed", FINDINGS)
        said = sentence("close.ask", speech, month=listed.month)
        answer = typer.prompt(said, default="n", show_default=False, err=True)
        if str(answer).strip().lower() not in ("y", "yes", "是"):
            leave(speech, "close.not_done", FINDINGS)
    return asked


def _write(
    asked: Asked, name: str, book: str | None, lang: str | None, print_: Callable[[Any, Language], NoReturn]
) -> NoReturn:
    """Check everything once more, alone with the book, and write the seal."""
    from houqin.book.find import find_book
    from houqin.closing.checklist import checklist
    from houqin.closing.seal import make
    from houqin.entry.new import key_language
    from houqin.reports.checklist import sealing
    from houqin.text.append import append, locked

    sys.stdout.flush()  # a pipe that is gone or a full disk ends the run here, before anything is written
    with locked(find_book(book)), options.readable_book(book, lang, thorough=True) as (opened, speech):
        listed = checklist(opened, name, _closed(opened), asked.day)
        if listed.hard:
            raise Failure("close.changed", FINDINGS, month=name, count=len(listed.hard))
        carried = [f"{one.id}|{one.days or 0}|{asked.reason}" for one in listed.soft]
        seal, text = make(opened, name, asked.day, key_language(opened), carried=carried)
        append(opened.path, [], {seal.mark.path: text.encode()})
        report = sealing(opened, listed, speech, seal.mark)
    print_(report, speech)


def _say(speech: Language, code: str, **args: Any) -> None:
    sys.stderr.write(sentence(code, speech, **args) + "\n")
