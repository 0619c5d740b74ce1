"""houqin reopen MONTH --reason WHY --by PERSON [--as ROLE]"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from houqin import names, values
from houqin.cli import options
from houqin.cli.entering import Made, enter, leave
from houqin.cli.options import BookOption, LangOption, TodayOption, _help, _meta
from houqin.diagnostics import FINDINGS, OK, WRONG_USE, Failure
from houqin.messages import Language, sentence


def run(
    month: Annotated[str, typer.Argument(help=_help("reopen_month"), metavar=_meta("month"))],
    reason: Annotated[
        str, typer.Option("--reason", help=_help("reopen_reason"), metavar=_meta("reason"), show_default=False)
    ] = "",
    by: Annotated[str, typer.Option("--by", help=_help("by"), metavar=_meta("name"), show_default=False)] = "",
    role: Annotated[str, typer.Option("--as", help=_help("as"), metavar=_meta("role"), show_default=False)] = "",
    yes: Annotated[bool, typer.Option("--yes", "-y", help=_help("enter_yes"))] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_help("enter_dry_run"))] = False,
    book: BookOption = None,
    lang: LangOption = None,
    today: TodayOption = None,
) -> None:
    for option, given in (("--reason", reason), ("--by", by)):
        if not given.strip():
            raise Failure("use.missing", WRONG_USE, found=option)
    post = names.role_named(role.strip()) if role.strip() else None
    if role.strip() and post is None:
        near = names.roles_meant(role, options.language_of())
        raise Failure("use.no_role", WRONG_USE, found=role, near=near)
    name, day = str(options.month_of(month)), options.today_of(today)

    def make(opened: Any, speech: Language) -> Made:
        from houqin.entry.new import in_order, key_language, new
        from houqin.entry.number import numbered
        from houqin.entry.tried import entry
        from houqin.text import seals

        closed = seals.sealed(opened.path)
        if name not in closed and seals.marks(opened.path, name):  # as when it is tried again
            leave(speech, "reopen.already", OK, month=name)
        if name not in closed:
            raise Failure("reopen.not_closed", FINDINGS, month=name, closed=list(closed) or ["—"])
        later = [one for one in closed if one > name]
        first = seals.first_open(opened.path)
        booked = values.iso(values.first_day(first)) if values.month_of(day) < first else ""
        chinese = key_language(opened) == "zh"
        records = [
            new("reopening", "", {
                "date": values.iso(day), "booked": booked, "month": one, "head": closed[one].head, "by": by.strip(),
                "as_": (names.ROLES[post] if chinese else post) if post else "", "reason": reason.strip(),
            })
            for one in (*reversed(later), name)
        ]  # fmt: skip
        ready = [one._replace(tree=in_order(one.tree)) for one in numbered(opened, records)]
        code = "reopen.with_later" if later else "reopen.alone"
        return Made(entry(opened, ready), (), [sentence(code, speech, month=name, later=later)])

    enter(make, book, lang, yes=yes, dry_run=dry_run)
