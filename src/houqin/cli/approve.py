"""houqin approve ID --as ROLE --by PERSON [--no]"""

from __future__ import annotations

from typing import Annotated

import typer

from houqin.cli.deciding import decide
from houqin.cli.options import BookOption, LangOption, TodayOption, _help, _meta


def run(
    number: Annotated[str, typer.Argument(help=_help("approve_number"), metavar=_meta("id"))],
    by: Annotated[str, typer.Option("--by", help=_help("by"), metavar=_meta("name"), show_default=False)] = "",
    role: Annotated[str, typer.Option("--as", help=_help("as"), metavar=_meta("role"), show_default=False)] = "",
    no: Annotated[bool, typer.Option("--no", help=_help("approve_no"))] = False,
    amount: Annotated[
        str, typer.Option("--amount", help=_help("approve_amount"), metavar=_meta("amount"), show_default=False)
    ] = "",
    note: Annotated[
        str, typer.Option("--note", help=_help("decide_note"), metavar=_meta("text"), show_default=False)
    ] = "",
    yes: Annotated[bool, typer.Option("--yes", "-y", help=_help("enter_yes"))] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_help("enter_dry_run"))] = False,
    book: BookOption = None,
    lang: LangOption = None,
    today: TodayOption = None,
) -> None:
    more = {"decision": "no" if no else "yes", "amount": amount, "note": note}
    decide("approval", number, by, role, more, book=book, lang=lang, today=today, yes=yes, dry_run=dry_run)
