"""houqin draft vouchers [MONTH]"""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from houqin import names
from houqin.cli import options
from houqin.cli.options import BookOption, LangOption, SetOption, TodayOption, _help, _meta
from houqin.diagnostics import FINDINGS, OK, WRONG_USE, Failure
from houqin.messages import Language, sentence


def run(
    drafted: Annotated[str, typer.Argument(help=_help("draft_what"), metavar=_meta("draft_what"))],
    month: Annotated[str | None, typer.Argument(help=_help("month"), metavar=_meta("month"))] = None,
    set_: SetOption = None,
    only: Annotated[list[str] | None, typer.Option("--only", help=_help("draft_only"), metavar=_meta("kind"))] = None,
    append: Annotated[bool, typer.Option("--append", help=_help("draft_append"))] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=_help("enter_yes"))] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_help("enter_dry_run"))] = False,
    book: BookOption = None,
    lang: LangOption = None,
    today: TodayOption = None,
) -> None:
    if (names.type_named(drafted.removesuffix("s")) or names.type_named(drafted)) != "voucher":
        raise Failure("use.value", WRONG_USE, option="draft", found=drafted, choices=["vouchers", "凭证"])
    kinds = [_kind(word) for word in only or ()]
    named, day = options.month_of(month), options.today_of(today)

    def made(opened: Any, speech: Language) -> tuple[str, Any]:
        from houqin.book.index import month_asked
        from houqin.settle.vouchers import KINDS, draft

        month = month_asked(opened, named)
        one = options.set_of(set_, opened, speech)
        sets = [one] if one else [row["set"] for row in opened.registers.sets]
        return month, draft(opened, month, day, sets, kinds or KINDS)

    if append or dry_run or yes:
        _append(made, book, lang, yes=yes, dry_run=dry_run)
    with options.readable_book(book, lang) as (opened, speech):
        _print(opened, speech, *made(opened, speech))
    raise typer.Exit(OK)


def _kind(word: str) -> str:
    """A kind of voucher in either language. Failure use.value (exit 2) for another word."""
    named = names.choice_named("draft_kind", word.strip())
    if named is None:
        choices = [names.label(kind, options.language_of(), "draft_kind") for kind in names.CHOICES["draft_kind"]]
        raise Failure("use.value", WRONG_USE, option="--only", found=word, choices=choices)
    return named


def _notes(drafted: Any, month: str, speech: Language) -> list[str]:
    told = []
    for note in drafted.notes:
        set_ = {"set": names.set_label(note.args["set"], speech)} if "set" in note.args else {}
        told.append(sentence(note.code, speech, **note.args | set_))
    count = {"count": len(drafted.records), "blanks": len(drafted.blanks)}
    return [*told, sentence("drafting.count" if any(count.values()) else "drafting.none", speech, month=month, **count)]


def _print(opened: Any, speech: Language, month: str, drafted: Any) -> None:
    """The drafts as they may be appended (stdout), what cannot be known behind comment signs, and what to say of them."""
    from houqin.cli.fix import printed
    from houqin.cli.told import diagnostics
    from houqin.entry.tried import additions, entry

    tried = entry(opened, drafted.records)
    if tried.problems:
        sys.stderr.write(diagnostics(opened.path, tried.problems, speech))
        _say(sentence("enter.problems", speech, count=len(tried.problems)))
        raise typer.Exit(FINDINGS)
    for addition in tried.additions:
        sys.stdout.write(printed(opened, addition, speech, blank=False))
    begun = {addition.path for addition in tried.additions}
    for addition in additions(opened, drafted.blanks):
        if addition.path in begun:
            addition = addition._replace(head="")  # noqa: PLW2901
        sys.stdout.write(printed(opened, addition, speech, blank=True, fill_in="drafting.fill_in"))
    sys.stdout.flush()
    for note in _notes(drafted, month, speech):
        _say(note)
    if drafted.records:
        _say(sentence("drafting.append", speech, month=month))


def _append(made: Any, book: str | None, lang: str | None, *, yes: bool, dry_run: bool) -> None:
    """Shown, asked for and written; where there is nothing to write, that is said. Ends the run."""
    from houqin.cli.entering import Made, enter

    def make(opened: Any, speech: Language) -> Made:
        from houqin.entry.tried import entry

        month, drafted = made(opened, speech)
        notes = _notes(drafted, month, speech)
        if not drafted.records:
            for note in notes:
                _say(note)
            raise typer.Exit(FINDINGS if drafted.blanks else OK)
        return Made(entry(opened, drafted.records), notes=notes)

    enter(make, book, lang, yes=yes, dry_run=dry_run)


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")
