"""houqin list TYPE"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from houqin import names
from houqin.cli import options
from houqin.cli.options import (
    BookOption,
    ColorOption,
    FormatOption,
    LangOption,
    OutputOption,
    SetOption,
    TableOption,
    _help,
    _meta,
)
from houqin.diagnostics import WRONG_USE, Failure
from houqin.messages import Language
from houqin.render.width import columns


def run(
    type_: Annotated[str | None, typer.Argument(help=_help("type"), metavar=f"[{_meta('type')}]")] = None,
    period: Annotated[str | None, typer.Option("--period", "-p", help=_help("period"), metavar=_meta("period"))] = None,
    place: Annotated[str | None, typer.Option(help=_help("place"), metavar=_meta("name"))] = None,
    person: Annotated[str | None, typer.Option(help=_help("person"), metavar=_meta("name"))] = None,
    item: Annotated[str | None, typer.Option(help=_help("item"), metavar=_meta("name"))] = None,
    supplier: Annotated[str | None, typer.Option(help=_help("supplier"), metavar=_meta("name"))] = None,
    set_: SetOption = None,
    book: BookOption = None,
    form: FormatOption = None,
    table: TableOption = None,
    output: OutputOption = None,
    lang: LangOption = None,
    color: ColorOption = "auto",
) -> None:
    if type_ is None:
        options.choose("--lang", lang, ("zh", "en"))
        sys.stdout.write(types(options.language_of()))
        return
    named = names.type_named(type_)
    if named is None:
        near = names.types_meant(type_, options.language_of())
        raise Failure("use.no_type_near" if near else "use.no_type", WRONG_USE, found=type_, near=near)
    with options.readable_book(book, lang) as (opened, speech):
        from houqin.book.periods import period as period_of
        from houqin.reports.listing import listing

        wanted = {"place": place, "person": person, "item": item, "supplier": supplier}
        within = period_of(period, opened.registers) if period else None
        only = options.set_of(set_, opened, speech)
        report = listing(opened, named, within, {kind: name for kind, name in wanted.items() if name}, speech, only)
    options.leave(report, speech, form=form, output=output, color=color, table_key=table)


def types(language: Language) -> str:
    """Every type that can be listed and what it is, a line each."""
    from houqin.messages.meanings import TYPES

    said = [(zh if language == "zh" else en, TYPES[en][language == "en"]) for en, zh in names.TYPES.items()]
    width = max(columns(name) for name, _ in said) + 2
    return "".join(f"{name}{' ' * (width - columns(name))}{meaning}\n" for name, meaning in said)
