"""houqin summary [MONTH]"""

from __future__ import annotations

from typing import Annotated

import typer

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


def run(
    month: Annotated[str | None, typer.Argument(help=_help("month"), metavar=f"[{_meta('month')}]")] = None,
    book: BookOption = None,
    set_: SetOption = None,
    form: FormatOption = None,
    table: TableOption = None,
    output: OutputOption = None,
    lang: LangOption = None,
    today: TodayOption = None,
    color: ColorOption = "auto",
) -> None:
    month = options.month_of(month)
    day = options.today_of(today)
    with options.readable_book(book, lang) as (opened, speech):
        from houqin.book.index import month_asked
        from houqin.reports.summary import summary

        only = options.set_of(set_, opened, speech)
        report = summary(opened, month_asked(opened, month), speech, day, only)
    options.leave(report, speech, form=form, output=output, color=color, table_key=table)
