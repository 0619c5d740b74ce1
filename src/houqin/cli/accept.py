"""houqin accept FINDING --by PERSON --as ROLE --reason WHY"""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from houqin import names
from houqin.cli import options
from houqin.cli.options import BookOption, LangOption, TodayOption, _help, _meta
from houqin.diagnostics import FINDINGS, OK, WRONG_USE, Failure
from houqin.messages import Language, sentence

if TYPE_CHECKING:
    from houqin.reconcile.finding import Finding
    from houqin.settle.record import New


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
        near = names.nearest("role", role)
        raise Failure("use.no_role", WRONG_USE, found=role, near=[near] if near else [])
    asked = Asked(
        finding, options.month_of(month), by.strip(), post, reason.strip(),
        options.today_of(date) if date else None, options.today_of(today),
    )  # fmt: skip
    with options.readable_book(book, lang) as (opened, speech):
        found, one = _put_together(asked, opened, speech)
        _show(found, one, opened, speech)
    if dry_run:
        _say(speech, "accept.not_yet")
        raise typer.Exit(OK)
    if not yes:
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            _say(speech, "accept.not_confirmed")
            raise typer.Exit(FINDINGS)
        answer = typer.prompt(sentence("accept.ask", speech), default="n", show_default=False, err=True).strip()
        if answer.lower() not in ("y", "yes", "是"):
            _say(speech, "accept.not_yet")
            raise typer.Exit(FINDINGS)
    sys.stdout.flush()  # a pipe that is gone or a full disk ends the run here, before anything is written
    _write(asked, book, lang)


def _put_together(asked: Asked, opened: Any, speech: Language) -> tuple[Finding, New]:
    """The finding and the record that accepts it; the run ends where it may not be written or is there already."""
    from houqin.cli.told import diagnostics
    from houqin.reconcile.find import find
    from houqin.settle.acceptance import acceptance, day_of, refused

    result, finding = find(opened, asked.finding, asked.month)
    if finding.accepted:
        _say(speech, "accept.already", **finding.accepted._asdict())
        raise typer.Exit(OK)
    day = asked.day or day_of(result.month, asked.today)
    one = acceptance(opened, result.month, finding, asked.by, asked.role, asked.reason, day)
    if told := refused(opened, finding, one, asked.role):
        sys.stderr.write(diagnostics(opened.path, told, speech))
        _say(speech, "accept.refused")
        raise typer.Exit(FINDINGS)
    return finding, one


def _show(finding: Finding, one: New, opened: Any, speech: Language) -> None:
    """What is accepted and what that changes (stderr), and the record with its file (stdout)."""
    from houqin.reports.wording import words
    from houqin.settle.record import additions

    args = {"amount": finding.amount, "headline": words(finding, opened.registers, speech).headline, "id": finding.id,
            "was": finding.kind.bucket, "bucket": finding.kind.accepted or finding.kind.bucket}  # fmt: skip
    _say(speech, "accept.moves" if finding.kind.accepted else "accept.only_recorded", **args)
    for addition in additions(opened, [one]):
        sys.stdout.write(f"# {addition.path}\n" + "".join(addition.texts))
    sys.stdout.flush()


def _write(asked: Asked, book: str | None, lang: str | None) -> None:
    """Put together once more, alone with the book, and append. What it says last changes nothing any more."""
    from houqin.book.find import find_book
    from houqin.settle.record import additions
    from houqin.text.append import append, locked

    folder = find_book(book)
    with locked(folder), options.readable_book(book, lang) as (opened, speech):
        _, one = _put_together(asked, opened, speech)
        added = additions(opened, [one])
        lines = append(opened.path, added)
    with suppress(OSError):  # it is written: that this cannot be said is no failure of the writing
        _say(speech, "accept.written", number=one.tree["id"], place=f"{added[0].path}:{lines[0][0]}")
        sys.stderr.flush()
    raise typer.Exit(OK)


def _say(speech: Language, code: str, **args: Any) -> None:
    sys.stderr.write(sentence(code, speech, **args) + "\n")
