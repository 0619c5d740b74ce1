"""houqin index --path|--drop"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from houqin.cli.options import BookOption, LangOption, _help


def run(
    book: BookOption = None,
    drop: Annotated[bool, typer.Option("--drop", help=_help("drop"))] = False,
    path: Annotated[bool, typer.Option("--path", help=_help("path"))] = False,
    lang: LangOption = None,
) -> None:
    from houqin.book.find import find_book
    from houqin.book.index import index_path

    where = index_path(find_book(book))
    if drop:
        where.unlink(missing_ok=True)
    sys.stdout.write(f"{where}\n")
