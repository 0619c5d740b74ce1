"""houqin verify [MONTH] [--head HEX]"""

from __future__ import annotations

from pathlib import Path
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
from houqin.diagnostics import WRONG_USE, Failure


def run(
    month: Annotated[str | None, typer.Argument(help=_help("verify_month"), metavar=f"[{_meta('month')}]")] = None,
    head: Annotated[list[str] | None, typer.Option("--head", help=_help("verify_head"), metavar=_meta("head"))] = None,
    signers: Annotated[
        str | None, typer.Option("--signers", help=_help("verify_signers"), metavar=_meta("file"))
    ] = None,
    book: BookOption = None,
    form: FormatOption = None,
    table: TableOption = None,
    output: OutputOption = None,
    lang: LangOption = None,
    color: ColorOption = "auto",
) -> None:
    from houqin.book.find import find_book
    from houqin.closing.heads import meant
    from houqin.closing.verify import verify
    from houqin.reports.verifying import verifying

    options.choose("--lang", lang, ("zh", "en"))
    month = options.month_of(month)
    heads = []
    for one in head or ():
        if (digits := meant(one)) is None:
            raise Failure("verify.bad_head", WRONG_USE, found=one[:60])
        heads.append(digits)
    if signers is not None and not Path(signers).expanduser().is_file():
        raise Failure("verify.no_signers_file", WRONG_USE, found=signers)
    path = find_book(book)
    speech = options.language_at(lang, path)
    verified = verify(path, heads=heads, signers=signers)
    having = [one.mark.month for one in verified.months]
    if month is not None and month not in having:
        raise Failure("verify.not_closed", WRONG_USE, month=month, having=having or ["—"])
    report = verifying(verified, speech, month)
    options.leave(report, speech, form=form, output=output, color=color, table_key=table)
