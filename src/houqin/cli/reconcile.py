"""houqin reconcile [MONTH]"""

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
from houqin.render import FORMATS


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
    options.choose("--format", form, FORMATS)
    day = options.today_of(today)
    with options.readable_book(book, lang) as (opened, speech):
        from houqin.book.index import month_or_failure
        from houqin.reports.reconcile import reconciliation

        only = options.set_of(set_, opened, speech)
        report = reconciliation(opened, month_or_failure(opened.index, month), speech, day, only)
    options.leave(report, speech, form=form, output=output, color=color, table_key=table)
