"""Two states of a book → the records that differ: two commits, or a commit and the files as they are now."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from houqin.book.find import UNREAD, list_sources
from houqin.book.history import FILES, ask, object_id
from houqin.history import objects
from houqin.history.changes import Change, paired, source_named
from houqin.history.objects import Objects, Touched
from houqin.history.versions import Item, Reader


class Compared(NamedTuple):
    """What differs: the records, by file and line; files of which only the form does; files that cannot be read."""

    changes: list[Change]
    form: list[str]
    unread: list[str]


def compare(book: Path, old: str, new: str | None, wanted: Callable[[str], bool] = lambda _: True) -> Compared:
    """The records of a book that differ from one commit to another (None: the files as they are), of the files wanted.

    Records are held against each other across files: one that only moved has not changed.
    """
    with Objects(book) as git:
        commits = ((file, None) for file in objects.between(book, old, new)) if new else None
        pairs = commits or _against_work(book, old)

        def text(blob: str | None) -> bytes | None:
            return git.get("blob", [blob])[0] if blob else None

        versions = [
            (file.path, text(file.before), text(file.after) if new is not None else work)
            for file, work in pairs
            if wanted(file.path)
        ]
    return held(versions)


def held(versions: list[tuple[str, bytes | None, bytes | None]]) -> Compared:
    """(path, text before, text after) of files → what differs in them."""
    reader = Reader()
    before: list[Item] = []
    after: list[Item] = []
    folders: dict[str, str] = {}
    unread: list[str] = []
    for path, old, new in versions:
        source = source_named(path)
        if source is None:
            continue
        folders[path] = source.folder
        found = reader.different(source, old, new)
        if not found.readable:
            unread.append(path)
        else:
            before += found.before
            after += found.after
    changes = sorted(paired(before, after, folders), key=lambda c: (c.path, c.line, c.key))
    told = {change.path for change in changes}
    form = sorted(path for path in folders if path not in told and path not in unread)
    return Compared(changes, form, sorted(unread))


def _against_work(book: Path, old: str) -> Iterator[tuple[Touched, bytes | None]]:
    """The files of a book on disk that are not what a commit has."""
    there: dict[str, str] = {}
    for entry in (
        ask(book, "ls-tree", "-r", "-z", old, "--", ".", patience=objects.LONG)
        .decode("utf-8", "surrogateescape")
        .split("\0")
    ):
        head, _, path = entry.partition("\t")
        if path.endswith(".yaml") and head.split(" ")[0] in FILES:
            there[path] = head.split(" ")[2]
    here = (
        {one.source.path for one in list_sources(book)[0]} | {p for p in there if (book / p).is_file()} | _seals(book)
    )
    for path in sorted(here | there.keys()):
        data = (book / path).read_bytes().replace(b"\r\n", b"\n") if path in here else None
        blob = there.get(path)
        if data is None or blob is None or object_id("blob", data, len(blob)) != blob:
            yield Touched(path, blob, None), data


def _seals(book: Path) -> set[str]:
    found = (
        file for folder in book.iterdir() if source_named(f"{folder.name}/x.yaml") for file in folder.glob("*.yaml")
    )
    return {
        file.relative_to(book).as_posix()
        for file in found
        if (s := source_named(f"{file.parent.name}/x.yaml")) and s.folder in UNREAD
    }
