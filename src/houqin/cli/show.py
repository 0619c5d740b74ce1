"""houqin show ID"""

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
    TableOption,
    _help,
    _meta,
)


def run(
    number: Annotated[str, typer.Argument(help=_help("number"), metavar=_meta("id"))],
    book: BookOption = None,
    form: FormatOption = None,
    table: TableOption = None,
    output: OutputOption = None,
    lang: LangOption = None,
    color: ColorOption = "auto",
) -> None:
    with options.readable_book(book, lang) as (opened, speech):
        from houqin.reports.showing import showing

        report = showing(opened, number, speech)
    options.leave(report, speech, form=form, output=output, color=color, table_key=table)
