"""houqin accept FINDING --by PERSON --as ROLE --reason WHY"""

from __future__ import annotations

from typing import Annotated, Any, NamedTuple

import typer

from houqin import names
from houqin.cli import options
from houqin.cli.entering import Made, enter, leave
from houqin.cli.options import BookOption, LangOption, TodayOption, _help, _meta
from houqin.diagnostics import OK, WRONG_USE, Failure
from houqin.messages import Language, sentence


class Asked(NamedTuple):
    """Who accepts what. `role` canonical, `day` None where none is said."""

    finding: str
    month: str | None
    by: str
    role: str
    reason: str
    day: int | None
    today: int


def run(
    finding: Annotated[str, typer.Argument(help=_help("finding"), metavar=_meta("finding"))],
    by: Annotated[str, typer.Option("--by", help=_help("accept_by"), metavar=_meta("name"), show_default=False)] = "",
    role: Annotated[str, typer.Option("--as", help=_help("accept_as"), metavar=_meta("role"), show_default=False)] = "",
    reason: Annotated[
        str, typer.Option("--reason", help=_help("accept_reason"), metavar=_meta("reason"), show_default=False)
    ] = "",
    month: Annotated[str | None, typer.Option("--month", help=_help("finding_month"), metavar=_meta("month"))] = None,
    date: Annotated[str | None, typer.Option("--date", help=_help("accept_date"), metavar=_meta("date"))] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=_help("accept_yes"))] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_help("accept_dry_run"))] = False,
    book: BookOption = None,
    lang: LangOption = None,
    today: TodayOption = None,
) -> None:
    for option, given in (("--by", by), ("--as", role), ("--reason", reason)):
        if not given.strip():
            raise Failure("use.missing", WRONG_USE, found=option)
    post = names.role_named(role.strip())
    if post is None:
        near = names.roles_meant(role, options.language_of())
        raise Failure("use.no_role", WRONG_USE, found=role, near=near)
    asked = Asked(
        finding, options.month_of(month), by.strip(), post, reason.strip(),
        options.today_of(date) if date else None, options.today_of(today),
    )  # fmt: skip
    enter(lambda opened, speech: _made(asked, opened, speech), book, lang, yes=yes, dry_run=dry_run)


def _made(asked: Asked, opened: Any, speech: Language) -> Made:
    """The record that accepts the finding; the run ends where it is accepted already."""
    from houqin.entry.tried import entry
    from houqin.reconcile.find import find
    from houqin.reports.wording import words
    from houqin.settle.acceptance import acceptance, day_of, not_entitled

    result, finding = find(opened, asked.finding, asked.month)
    if finding.accepted:
        leave(speech, "accept.already", OK, **finding.accepted._asdict())
    day = asked.day or day_of(result.month, asked.today)
    one = acceptance(opened, result.month, finding, asked.by, asked.role, asked.reason, day)
    made = entry(opened, [one])
    args = {"amount": finding.amount, "headline": words(finding, opened.registers, speech).headline, "id": finding.id,
            "was": finding.kind.bucket, "bucket": finding.kind.accepted or finding.kind.bucket}  # fmt: skip
    note = sentence("accept.moves" if finding.kind.accepted else "accept.only_recorded", speech, **args)
    return Made(made, [] if made.wrong else not_entitled(opened, finding, one, asked.role), [note])
