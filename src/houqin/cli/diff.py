"""houqin diff [REV..REV] [PATH]; houqin diff --driver: git's diff driver (diff.houqin.command = houqin diff --driver)"""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from houqin.cli import options
from houqin.cli.log import WHY
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
from houqin.diagnostics import UNREADABLE, WRONG_USE, Failure, reason

GIVEN = 7
"""Arguments git gives its driver: path, old file, its id and mode, new file, its id and mode; two more of a rename."""


def run(
    words: Annotated[list[str] | None, typer.Argument(help=_help("revisions"), metavar=_meta("revisions"))] = None,
    driver: Annotated[bool, typer.Option("--driver", help=_help("driver"))] = False,
    book: BookOption = None,
    form: FormatOption = None,
    table: TableOption = None,
    output: OutputOption = None,
    lang: LangOption = None,
    color: ColorOption = "auto",
) -> None:
    options.choose("--lang", lang, ("zh", "en"))
    if driver:
        _drive(words or [], color)
        return
    from houqin.book.find import find_book
    from houqin.book.history import NoHistory

    path = find_book(book)
    speech = options.language_at(lang, path)
    try:
        from houqin.book.history import ask
        from houqin.history.compare import compare
        from houqin.history.objects import head_of
        from houqin.reports.diff import diff

        if ask(path, "rev-parse", "--is-inside-work-tree").strip() != b"true":
            raise NoHistory("no_repository")
        if head_of(path) is None:
            raise NoHistory("no_commit")
        old, new, wanted = _asked(path, words or [])
        compared = compare(path, _commit(path, old), None if new is None else _commit(path, new), wanted)
    except NoHistory as why:
        raise Failure(WHY[str(why)], UNREADABLE) from why
    report = diff(compared, old, new, speech)
    options.leave(report, speech, form=form, output=output, color=color, table_key=table)


def _asked(book: Path, words: list[str]) -> tuple[str, str | None, Callable[[str], bool]]:
    """The two states that the words name, and which files: HEAD and the files as they are where none is named."""
    from houqin.history.objects import head_of

    old, new = "HEAD", None
    paths = list(words)
    if words and (".." in words[0].strip("./") or head_of(book, words[0])) and not (book / words[0]).exists():
        first, dots, last = words[0].partition("..")
        old, new = first or "HEAD", (last.lstrip(".") or "HEAD") if dots else None
        paths = words[1:]
    prefixes = [_below(book, word) for word in paths]

    def wanted(path: str) -> bool:
        return not prefixes or any(not p or path == p or path.startswith(f"{p}/") for p in prefixes)

    return old, new, wanted


def _below(book: Path, word: str) -> str:
    """A path below the book, as it is written from the book or from here. Failure past.no_path, past.no_revision."""
    root = book.resolve()
    for path in (root / word, Path(word).resolve()):
        if path.exists() and path.resolve().is_relative_to(root):
            return path.resolve().relative_to(root).as_posix().removeprefix(".")
    looks = "/" in word or word.endswith(".yaml")
    raise Failure("past.no_path" if looks else "past.no_revision", WRONG_USE, found=word)


def _commit(book: Path, word: str) -> str:
    from houqin.history.objects import head_of

    found = head_of(book, word)
    if found is None:
        raise Failure("past.no_revision", WRONG_USE, found=word)
    return found


# ------------------------------------------------------------ for git


def _drive(given: list[str], color: str) -> None:
    """What git asks of a diff driver: two versions of one file on standard output. A file without records, or one that cannot
    be read, is told line by line."""
    if len(given) not in (1, GIVEN, GIVEN + 2):
        raise Failure("past.driver_arguments", WRONG_USE)
    from houqin.history.changes import source_named
    from houqin.history.compare import held
    from houqin.render import render
    from houqin.report import Line, Report, Title
    from houqin.reports.diff import lines

    language = options.language_of()
    if len(given) == 1:  # unmerged: git gives the path alone
        sys.stdout.write(f"{given[0]}\n")
        return
    path = given[GIVEN] if len(given) > GIVEN else given[0]
    old, new = (_text(name) for name in (given[1], given[4]))
    parts = path.split("/")
    name = next((n for n in ("/".join(parts[i:]) for i in range(len(parts))) if source_named(n)), None)
    compared = held([(name, old, new)]) if name else None
    if compared is None or compared.unread:
        sys.stdout.write(_by_lines(path, old, new))
        return
    blocks = [b for b in lines(compared, language) if not isinstance(b, Title)]
    sheet = [Title(path, 1), *blocks]
    assert all(isinstance(b, Line | Title) for b in sheet)
    coloured = color == "always" or (color == "auto" and sys.stdout.isatty() and not os.environ.get("NO_COLOR"))
    report = Report("diff", {}, (), sheet)
    sys.stdout.write(
        str(render(report, "table" if coloured else "plain", language, width=None, color=coloured, table=None))
    )


def _text(name: str) -> bytes | None:
    """A version that git put into a file; None where there is none. Failure run.not_read (exit 1)."""
    if name == os.devnull or name == "/dev/null":
        return None
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise Failure("past.driver_file", 1, path=name, reason=reason(error)) from error


def _by_lines(path: str, old: bytes | None, new: bytes | None) -> str:
    before, after = ((text or b"").decode("utf-8", "replace").splitlines(keepends=True) for text in (old, new))
    said = "".join(difflib.unified_diff(before, after, f"a/{path}", f"b/{path}"))
    return said if said.endswith("\n") or not said else said + "\n"
