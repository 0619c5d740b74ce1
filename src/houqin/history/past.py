"""The semantic index of a book's git history: which commit entered, changed or took away which record.

An SQLite file beside the book's own index, disposable like it, extended commit by commit (filling.py); made again where
HEAD has left the way it was made along.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from houqin.book.history import NoHistory, ask
from houqin.book.index import index_path
from houqin.history.changes import Change
from houqin.history.objects import head_of
from houqin.history.versions import Key


class Kept(NamedTuple):
    """A commit as the index keeps it; the fields are those of its table (schema.sql)."""

    n: int
    id: str
    parents: tuple[int, ...]
    main: bool
    joined: int
    time: int
    zone: int
    clock: int
    author: str
    address: str
    committer: str
    committer_address: str
    subject: str
    status: str
    key: str


OF = "number = ? and type = ? and owner = ? and period = ? and nth = ?"
"""The changes of one record, asked with _args of its key."""


def args_of(key: Key) -> tuple[object, ...]:
    return key.number, key.type, key.owner, key.period, key.nth


class Past:
    """The history of a book, asked."""

    def __init__(self, index: sqlite3.Connection, head: str) -> None:
        self.index = index
        self.head = head

    @cached_property
    def commits(self) -> dict[int, Kept]:
        rows = self.index.execute("select * from kept order by n")
        return {row[0]: _kept(row) for row in rows}

    def commit(self, n: int) -> Kept:
        return _kept(self.index.execute("select * from kept where n = ?", (n,)).fetchone())

    def changes(self, where: str = "1", *args: object) -> list[Change]:
        """The changes for which an SQL condition over the table `change` holds, oldest first."""
        rows = self.index.execute(f"select * from change where {where} order by n, path, line", args)
        return [change_of(row) for row in rows]

    def of(self, key: Key) -> list[Change]:
        """The changes of one record, under all keys by which it was ever known, oldest first."""
        found, todo, seen = [], [key], {key}
        while todo:
            one = todo.pop()
            here = self.changes(OF, *args_of(one))
            found += here
            todo += [c.old for c in here if c.old and c.old not in seen]
            seen.update(todo)
        return sorted(found, key=lambda c: c.n)

    def before(self, earlier: int, later: int) -> bool:
        """Whether a commit is the other one or among its ancestors."""
        commits, wanted = self.commits, self.commits[earlier]
        todo, seen = [later], {later}
        while todo:
            here = commits[todo.pop()]
            if here.n == earlier:
                return True
            if here.main:
                if wanted.joined <= here.n:
                    return True
                continue
            for parent in here.parents:
                if parent >= earlier and parent not in seen:
                    seen.add(parent)
                    todo.append(parent)
        return False


def _kept(row: Sequence[object]) -> Kept:
    n, id_, parents, main, *rest = row
    return Kept(n, id_, tuple(map(int, str(parents).split())), bool(main), *rest)  # type: ignore[arg-type]


def change_of(row: Sequence[str]) -> Change:
    n, type_, owner, period, number, nth, kind, old, before, after, path, line, folder = row
    key = Key(type_, owner, period, number, int(nth))
    was, now = (json.loads(text) if text else None for text in (before, after))
    return Change(int(n), key, kind, Key(*json.loads(old)) if old else None, was, now, path, int(line), folder)


# ------------------------------------------------------------ kept up to date


def past_path(book: Path) -> Path:
    """Where the index of a book's history lies."""
    return index_path(book).with_suffix(".history")


@contextmanager
def open_past(book: Path, tell: Callable[..., object] | None = None) -> Iterator[Past]:
    """The history of a book up to HEAD. NoHistory: "no_git", "no_repository", "no_commit", "shallow" (a clone that was given
    only the latest commits says nothing of who wrote what), "damaged"."""
    if ask(book, "rev-parse", "--is-inside-work-tree").strip() != b"true":
        raise NoHistory("no_repository")
    if ask(book, "rev-parse", "--is-shallow-repository").strip() == b"true":
        raise NoHistory("shallow")
    head = head_of(book)
    if head is None:
        raise NoHistory("no_commit")
    index = _ready(book, head, tell)
    try:
        yield Past(index, head)
    finally:
        index.close()


def _ready(book: Path, head: str, tell: Callable[..., object] | None) -> sqlite3.Connection:
    """The index at HEAD: in the user's cache, in memory where that cannot be written, anew where it is damaged."""
    where: Path | None = None
    with suppress(OSError, RuntimeError):
        where = past_path(book)
        where.parent.mkdir(parents=True, exist_ok=True)
    from houqin.history.filling import refresh

    for attempt in (where, where, None):
        index = None
        try:
            index = sqlite3.connect(attempt or ":memory:", isolation_level=None, timeout=60)
            index.execute("pragma synchronous = off")
            refresh(index, book, head, tell)
        except NoHistory:
            index.close()  # type: ignore[union-attr]  # it was open
            raise
        except sqlite3.DatabaseError:
            if index is not None:
                index.close()
            if attempt is None:
                raise
            with suppress(OSError):
                attempt.unlink()
        else:
            return index
    raise AssertionError("an index in memory either opens or fails")
