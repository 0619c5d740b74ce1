"""houqin add TYPE [FIELD=VALUE]… [--line …], houqin add -"""

from __future__ import annotations

import re
import sys
from functools import partial
from typing import Annotated, Any

import typer

from houqin import names
from houqin.cli import options
from houqin.cli.entering import Made, asked, enter
from houqin.cli.options import BookOption, LangOption, TodayOption, _help, _meta
from houqin.diagnostics import FINDINGS, WRONG_USE, Failure
from houqin.messages import Language

STDIN = "-"


def run(
    record: Annotated[list[str] | None, typer.Argument(help=_help("add_words"), metavar=_meta("add"))] = None,
    lines: Annotated[
        list[str] | None, typer.Option("--line", "-l", help=_help("add_line"), metavar=_meta("line"))
    ] = None,
    number: Annotated[str, typer.Option("--id", help=_help("add_id"), metavar=_meta("id"), show_default=False)] = "",
    editor: Annotated[bool, typer.Option("--editor", "-e", help=_help("add_editor"))] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=_help("enter_yes"))] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_help("enter_dry_run"))] = False,
    book: BookOption = None,
    lang: LangOption = None,
    today: TodayOption = None,
) -> None:
    options.choose("--lang", lang, ("zh", "en"))
    day = options.today_of(today)
    type_, pairs, stdin = _asked(record or [])
    texts: dict[str, str] = {}
    if pairs and not number and not re.search(r"[=＝\s]", pairs[0]) and not _is_pair(pairs[0], type_):
        number = pairs.pop(0)  # houqin add 物品 洗手液 …
    if stdin:
        if given := [*pairs, *(lines or []), *([number] if number else [])]:
            raise Failure("entry.with_stdin", WRONG_USE, found=given[0])
        texts = {STDIN: _read()}
        said = _stdin(texts[STDIN], type_)
    elif editor:
        said = _edited(type_, pairs, lines or [], number, book, lang, day)
    elif not (pairs or lines or (number and not asked())):
        if not asked():
            raise Failure("entry.nothing_said", WRONG_USE)
        from houqin.cli.asking import answers

        with options.readable_book(book, lang) as (opened, speech):
            said = answers(opened, type_, number, day, speech, partial(made, day))
    else:
        from houqin.entry.said import in_words

        said = [in_words(type_, pairs, lines or [], number)]
        if asked():
            from houqin.cli.asking import completed

            with options.readable_book(book, lang) as (opened, speech):
                said = completed(opened, said[0], day, speech, partial(made, day))

    def make(opened: Any, speech: Language) -> Made:
        return made(day, opened, said, speech)._replace(texts=texts)

    enter(make, book, lang, yes=yes, dry_run=dry_run, typed=True)


def _is_pair(word: str, type_: str) -> bool:
    if not re.search(r"[:：]", word):
        return False
    from houqin.entry.said import is_pair

    return is_pair(word, type_)


def _edited(
    type_: str, pairs: list[str], lines: list[str], number: str, book: str | None, lang: str | None, day: int
) -> list[Any]:
    """What a person makes of the type's form, with what was said already filled in."""
    from houqin.cli.editing import edited, form
    from houqin.entry.said import in_words

    begun = in_words(type_, pairs, lines, number)
    tree = {name: value for name, value in begun.tree.items() if name != "type" and value}
    return edited(lambda opened, speech: form(opened, tree, type_, day, speech), partial(made, day), book, lang)


def _asked(words: list[str]) -> tuple[str, list[str], bool]:
    """The type ("" only with -), the other words, and whether standard input is to be read."""
    stdin = STDIN in words
    rest = [word for word in words if word != STDIN]
    if rest and "=" not in rest[0].replace("＝", "="):
        first = rest.pop(0)
        type_ = names.type_named(first)
        if type_ is None:
            near = names.types_meant(first, options.language_of())
            raise Failure("entry.no_type", WRONG_USE, found=first, near=near)
        if type_ == "school":
            raise Failure("entry.not_addable", WRONG_USE, type=type_)
        return type_, rest, stdin
    if not stdin:
        raise Failure("entry.type_missing", WRONG_USE)
    return "", rest, stdin


def _read() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Failure("entry.not_utf8", FINDINGS) from None


def _stdin(text: str, type_: str) -> list[Any]:
    from houqin.entry.said import in_text

    if said := in_text(text, type_):
        return said
    raise Failure("entry.nothing_said", WRONG_USE)


def made(day: int, opened: Any, said: list[Any], speech: Language) -> Made:
    """The records that were said, numbered and tried, with what they change."""
    from houqin.entry.new import path_of
    from houqin.entry.noticed import noticed
    from houqin.entry.prepare import prepare
    from houqin.entry.tried import Entry, entry, invalid, wherever
    from houqin.reports.changed import changed

    ready = prepare(opened, said, today=day)
    if ready.problems:  # whose they are, or what they mean, is not known
        wrong = invalid(opened, ready.records, ready.problems)
        if not wrong and {one.code for one in ready.problems} <= {"entry.which_owner", "entry.no_owner"}:
            wrong = wherever(opened, ready.records)
        return Made(Entry(ready.records, [], wrong), ready.problems)
    places = [(path_of(opened, one), one.number) for one in ready.records]
    tried = entry(opened, ready.records, lambda other: changed(opened, other, places, speech))
    if not tried.wrong:
        tried = tried._replace(wrong=noticed(opened, ready.records))
    return Made(tried, there=ready.there)
