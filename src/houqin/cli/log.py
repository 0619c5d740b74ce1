"""houqin log ID"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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
from houqin.diagnostics import UNREADABLE, Failure
from houqin.messages import Language, sentence

if TYPE_CHECKING:
    from houqin.history.past import Past
    from houqin.history.people import People

SignersOption = Annotated[str | None, typer.Option("--signers", help=_help("signers"), metavar=_meta("file"))]


def run(
    number: Annotated[str, typer.Argument(help=_help("number"), metavar=_meta("id"))],
    signers: SignersOption = None,
    book: BookOption = None,
    form: FormatOption = None,
    table: TableOption = None,
    output: OutputOption = None,
    lang: LangOption = None,
    color: ColorOption = "auto",
) -> None:
    from houqin.book.find import find_book

    path = find_book(book)
    speech = options.language_at(lang, path)
    with history(path, signers, lang, speech) as (past, people, note):
        from houqin.history.compare import compare
        from houqin.reports.log import log

        report = log(past, people, number, compare(path, past.head, None).changes, speech, note)
    options.leave(report, speech, form=form, output=output, color=color, table_key=table)


@contextmanager
def history(path: Path, signers: str | None, lang: str | None, speech: Language) -> Iterator[tuple[Past, People, str]]:
    """A book's history, who is who in it, and what is to be said of the list of keys. Failure past.no_git and its like
    (exit 3) where git cannot tell."""
    from houqin.book.history import NoHistory
    from houqin.history.past import open_past
    from houqin.history.people import People, keys_of

    try:
        with options.progress(lang, path) as line, open_past(path, line) as past:
            keys, lacking = keys_of(path, signers)
            note = sentence(NOTES[lacking], speech, path=str(keys.path)) if lacking else ""
            yield past, People(past, keys), note
    except NoHistory as reason:
        raise Failure(WHY[str(reason)], UNREADABLE) from reason


WHY = {
    "no_git": "past.no_git",
    "no_repository": "past.no_repository",
    "no_commit": "past.no_commit",
    "shallow": "past.shallow",
    "damaged": "past.damaged",
}
"""Why git cannot tell → what is said."""
NOTES = {"none": "log.no_keys", "inside": "log.keys_inside", "unreadable": "log.keys_unreadable"}
"""Why there is no list of keys → what is said."""
