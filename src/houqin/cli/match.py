"""houqin match [MONTH], houqin match accept|reject ID"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from houqin import names, values
from houqin.cli import options
from houqin.cli.options import (
    BookOption,
    ColorOption,
    FormatOption,
    LangOption,
    OutputOption,
    TableOption,
    TodayOption,
    _help,
    _meta,
)
from houqin.diagnostics import WRONG_USE, Failure
from houqin.messages import Language

DECISIONS = {"accept": "yes", "同意": "yes", "接受": "yes", "reject": "no", "不同意": "no", "拒绝": "no"}
"""First word → what is decided."""


def run(
    words: Annotated[list[str] | None, typer.Argument(help=_help("match_words"), metavar=_meta("match"))] = None,
    by: Annotated[str, typer.Option("--by", help=_help("by"), metavar=_meta("name"), show_default=False)] = "",
    role: Annotated[str | None, typer.Option("--as", help=_help("as"), metavar=_meta("role"))] = None,
    reason: Annotated[str | None, typer.Option("--reason", help=_help("reason"), metavar=_meta("text"))] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=_help("enter_yes"))] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_help("enter_dry_run"))] = False,
    book: BookOption = None,
    form: FormatOption = None,
    table: TableOption = None,
    output: OutputOption = None,
    lang: LangOption = None,
    today: TodayOption = None,
    color: ColorOption = "auto",
) -> None:
    options.choose("--lang", lang, ("zh", "en"))
    first, *rest = words or [""]
    if first in DECISIONS:
        _decide(DECISIONS[first], rest, by, role, reason, options.today_of(today), book, lang, yes, dry_run)
    if rest or (first and not any(c.isdigit() for c in first)):
        raise Failure("match.asked", WRONG_USE, found=" ".join(words or []))
    month = options.month_of(first or None)
    with options.readable_book(book, lang) as (opened, speech):
        from houqin.book.index import month_asked
        from houqin.reports.matching import matching

        report = matching(opened, month_asked(opened, month), speech)
    options.leave(report, speech, form=form, output=output, color=color, table_key=table)


def _decide(
    decision: str, rest: list[str], by: str, post: str | None, reason: str | None, day: int, book: str | None,
    lang: str | None, yes: bool, dry_run: bool,
) -> None:  # fmt: skip
    """accept or reject: the record is shown, asked for and written. Ends the run."""
    from houqin.cli.entering import Made, enter

    if not rest or len(rest) > 2:
        raise Failure("match.asked", WRONG_USE, found=" ".join(rest) or "accept")
    if not by:
        raise Failure("use.missing", WRONG_USE, found="--by")
    role = names.role_named(post) if post else None
    if post and role is None:
        choices = [names.label(one, options.language_of()) for one in names.ROLES]
        raise Failure(
            "use.value",
            WRONG_USE,
            option="--as",
            found=post,
            choices=choices,
        )
    month = options.month_of(rest[1] if len(rest) > 1 else None)

    def make(opened: Any, speech: Language) -> Made:
        from houqin.entry.new import choice, key_language, new
        from houqin.entry.number import numbered
        from houqin.entry.tried import entry
        from houqin.reports.matching import decided

        tree = decided(
            opened, rest[0].lower(), month, decision=decision, by=by, role=role, reason=reason, date=values.iso(day)
        )
        language = key_language(opened)
        tree["decision"] = choice(decision, "decision", language)
        if role:
            tree["as_"] = names.label(role, "zh") if language == "zh" else role
        for side in (*tree["of"], *tree["against"]):
            if "set" in side:
                side["set"] = names.set_label(side["set"], language)
        return Made(entry(opened, numbered(opened, [new("match", "", tree)])))

    enter(make, book, lang, yes=yes, dry_run=dry_run)
