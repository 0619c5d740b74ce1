"""houqin reverse ID [--replace [FIELD=VALUE]…]"""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any

import typer

from houqin.cli import options
from houqin.cli.entering import Made, enter, leave
from houqin.cli.options import BookOption, LangOption, TodayOption, _help, _meta
from houqin.diagnostics import OK, WRONG_USE, Failure
from houqin.messages import Language


def run(
    number: Annotated[str, typer.Argument(help=_help("reverse_number"), metavar=_meta("id"))],
    changes: Annotated[
        list[str] | None, typer.Argument(help=_help("reverse_changes"), metavar=_meta("changes"))
    ] = None,
    replace: Annotated[bool, typer.Option("--replace", help=_help("reverse_replace"))] = False,
    lines: Annotated[
        list[str] | None, typer.Option("--line", "-l", help=_help("reverse_line"), metavar=_meta("line"))
    ] = None,
    editor: Annotated[bool, typer.Option("--editor", "-e", help=_help("reverse_editor"))] = False,
    reason: Annotated[
        str, typer.Option("--reason", help=_help("reverse_reason"), metavar=_meta("reason"), show_default=False)
    ] = "",
    yes: Annotated[bool, typer.Option("--yes", "-y", help=_help("enter_yes"))] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_help("enter_dry_run"))] = False,
    book: BookOption = None,
    lang: LangOption = None,
    today: TodayOption = None,
) -> None:
    options.choose("--lang", lang, ("zh", "en"))
    day = options.today_of(today)
    if not replace and (extra := [*(changes or []), *(lines or []), *(["--editor"] if editor else [])]):
        raise Failure("entry.without_replace", WRONG_USE, found=extra[0])
    words: Any = (changes or [], lines or []) if replace else None
    make = partial(_made, number, reason, day, words)
    if editor:
        said = _edited(number, reason, day, words, book, lang)
        make = partial(_made, number, reason, day, said)
    enter(make, book, lang, yes=yes, dry_run=dry_run, typed=True)


def _made(number: str, reason: str, day: int, anew: Any, opened: Any, speech: Language) -> Made:
    """The reversal, and the record in its place: `anew` is what the words change, what an editor said, or None."""
    from houqin.entry.new import path_of
    from houqin.entry.prepare import prepare
    from houqin.entry.reversing import begun, replacement, reversal, reversed_by
    from houqin.entry.tried import Entry, entry, invalid
    from houqin.reports.changed import changed
    from houqin.reports.showing import the_document

    row = the_document(opened, number, speech)
    if known := reversed_by(opened, row.record):
        leave(
            speech, "entry.reversed_already", OK, number=row.number, by=known.number, path=known.path, line=known.line
        )
    back = reversal(opened, row.record, day, reason)
    records, problems = [back], []
    if anew is not None:
        if isinstance(anew, list):
            said = anew
        else:
            said = [replacement(row.type, begun(opened, row.record, back, day), *anew)]
        ready = prepare(opened, said, owner=back.owner, today=day)
        records, problems = [back, *ready.records], ready.problems
    if problems:
        return Made(Entry(records, [], invalid(opened, records, problems)), problems)
    places = [(path_of(opened, one), one.number) for one in records]
    return Made(entry(opened, records, lambda other: changed(opened, other, places, speech)))


def _edited(number: str, reason: str, day: int, words: Any, book: str | None, lang: str | None) -> list[Any]:
    """The replacement as a person makes it of the record, in an editor."""
    from houqin.cli.editing import edited, form
    from houqin.entry.reversing import begun, replacement, reversal
    from houqin.reports.showing import the_document

    def template(opened: Any, speech: Language) -> str:
        row = the_document(opened, number, speech)
        back = reversal(opened, row.record, day, reason)
        tree = replacement(row.type, begun(opened, row.record, back, day), *words).tree
        said = {name: value for name, value in tree.items() if name not in ("type", "id")}
        field = {"store": "place", "accounts": "set", "cash": "set"}.get(back.folder)
        return form(opened, said | ({field: back.owner} if field else {}), row.type, day, speech)

    return edited(
        template,
        lambda opened, said, speech: _made(number, reason, day, said, opened, speech),
        book,
        lang,
        unchanged=True,
    )
