"""houqin reconcile [ACCOUNT|ITEM|PARTY] [MONTH]"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from houqin import values
from houqin.cli import options
from houqin.cli.options import (
    BookOption,
    ColorOption,
    FormatOption,
    LangOption,
    OutputOption,
    SetOption,
    TableOption,
    TodayOption,
    _help,
    _meta,
)
from houqin.diagnostics import WRONG_USE, Failure
from houqin.render import FORMATS


def run(
    what: Annotated[str | None, typer.Argument(help=_help("reconcile_what"), metavar=f"[{_meta('what')}]")] = None,
    month: Annotated[str | None, typer.Argument(help=_help("month"), metavar=f"[{_meta('month')}]")] = None,
    book: BookOption = None,
    set_: SetOption = None,
    git: Annotated[bool, typer.Option("--git/--no-git", help=_help("reconcile_git"), show_default=False)] = True,
    form: FormatOption = None,
    table: TableOption = None,
    output: OutputOption = None,
    lang: LangOption = None,
    today: TodayOption = None,
    color: ColorOption = "auto",
) -> None:
    options.choose("--format", form, FORMATS)
    day = options.today_of(today)
    words = [word for word in (what, month) if word is not None]
    for word in filter(options.written_as_month, words):
        options.month_of(word)  # a month that is none is told before the book is read
    with options.readable_book(book, lang) as (opened, speech):
        from houqin.book.index import month_asked
        from houqin.reports.reconcile import reconciliation

        only = options.set_of(set_, opened, speech)
        about, when = _asked(words, opened.registers)
        name = month_asked(opened, options.month_of(when))
        if about is None:
            report = reconciliation(opened, name, speech, day, only)
        else:
            from houqin.reports.bridge import bridge
            from houqin.reports.subject import subject

            one = subject(opened.registers, about, speech, only)
            report = bridge(opened, one, name, speech, day, only=only, git=git)
    options.leave(report, speech, form=form, output=output, color=color, table_key=table)


def _asked(words: list[str], registers: Any) -> tuple[str | None, str | None]:
    """What is asked about and the month, whichever stands first: 1302.02 is an account, no month of the year 1302.
    Failure use.two_months (exit 2)."""

    def is_month(word: str) -> bool:
        if options.written_as_month(word):
            return True
        meant = values.month_meant(word)
        return meant is not None and meant >= "1900" and not any(a.code == word for a in registers.accounts.values())

    months, others = [w for w in words if is_month(w)], [w for w in words if not is_month(w)]
    if len(months) == 2:
        raise Failure("use.two_months", WRONG_USE, found=words)
    if len(others) == 2:  # the second is meant as a month: what is wrong with it is told
        months = [others.pop()]
    return next(iter(others), None), next(iter(months), None)
