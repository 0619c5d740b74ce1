"""houqin audit [PERIOD]"""

from __future__ import annotations

from typing import Annotated

import typer

from houqin.cli import options
from houqin.cli.log import SignersOption, history
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
    period: Annotated[str | None, typer.Argument(help=_help("period"), metavar=f"[{_meta('period')}]")] = None,
    signers: SignersOption = None,
    book: BookOption = None,
    form: FormatOption = None,
    table: TableOption = None,
    output: OutputOption = None,
    lang: LangOption = None,
    color: ColorOption = "auto",
) -> None:
    with (
        options.readable_book(book, lang) as (opened, speech),
        history(opened.path, signers, lang, speech) as (past, people, note),
    ):
        from houqin.book.periods import period as period_of
        from houqin.history.audit import audit
        from houqin.reports.audit import audited

        within = period_of(period, opened.registers) if period else None
        report = audited(audit(opened, past, people), past, people, within, speech, note)
    options.leave(report, speech, form=form, output=output, color=color, table_key=table)
