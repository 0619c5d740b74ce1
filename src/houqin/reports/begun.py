"""When a difference began: the first day, and in a book that git keeps the first commit whose book has it.

A commit's book is written out into a temporary folder with an index of its own; from one to the next only the files that
differ are. How many are looked at, and how long, has a bound.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from houqin.book.history import Commit, History, NoHistory, Tree
from houqin.book.index import months, open_book, opening_month
from houqin.diagnostics import Failure
from houqin.messages import table
from houqin.reconcile.month import reconcile
from houqin.values import next_month

if TYPE_CHECKING:
    from collections.abc import Iterable

    from houqin.book.index import Book
    from houqin.reconcile.finding import Finding

MOST = 24
"""Commits that are looked at, at most: two to the power of a third of it for each of three findings."""
SECONDS = 15

Key = tuple[str, str]


class First(NamedTuple):
    """Where a finding is first found. commit: None where it is in no commit, or none was looked at: `why` says so."""

    commit: Commit | None
    why: str = ""


class Told(NamedTuple):
    """What git could say: finding id → its first commit; what limits it (codes of sentences, each with a count)."""

    first: dict[str, First]
    limits: list[tuple[str, int]]


def key(f: Finding) -> Key:
    """What stays of a finding when other records of its come and go: its code, the record it is about, and the item."""
    about = f.records[0] if f.records else None
    where = f"{about.type} {about.owner} {about.id}" if about else " ".join(f"{e.set} {e.account}" for e in f.effects)
    return f.code, f"{where} {f.args.get('item', '')}"


def commits(book: Book, month: str, findings: Iterable[Finding]) -> Told:
    """The first commit whose book has each finding, those first that weigh most, as far as time allows."""
    try:
        history = History(book.path)
    except NoHistory as why:
        return Told({}, [(str(why), 0)])
    with tempfile.TemporaryDirectory(prefix="houqin-") as folder:
        search = _Search(history, Path(folder), month)
        first = {f.id: search.first(key(f)) for f in sorted(findings, key=lambda f: -abs(f.amount))}
    limits = [("shallow", len(history.commits))] if history.shallow else []
    limits += [("cut_short", len(search.found))] if search.cut else []
    limits += [("unreadable", search.unreadable)] if search.unreadable else []
    limits += [("uncommitted", 0)] if history.changed(history.tree(history.commits[-1])) else []
    return Told(first, limits)


class _Search:
    """Looks for the first commit by halves. What was looked at is not looked at again."""

    def __init__(self, history: History, folder: Path, month: str) -> None:
        self.history, self.month = history, month
        self.book, self.cache = folder / "book", folder / "index.sqlite"
        self.book.mkdir()
        self.until = time.monotonic() + SECONDS
        self.found: dict[int, set[Key]] = {}
        self.tree: Tree = {}
        self.cut = False
        self.unreadable = 0

    def first(self, wanted: Key) -> First:
        last = len(self.history.commits) - 1
        if (here := self._keys(last)) is None:
            return First(None, "not_looked")
        if wanted not in here:
            return First(None, "not_committed")
        without, with_ = -1, last
        while with_ - without > 1:
            middle = (without + with_) // 2
            if (keys := self._keys(middle)) is None:
                return First(self.history.commits[with_], "or_earlier")
            without, with_ = (without, middle) if wanted in keys else (middle, with_)
        return First(self.history.commits[with_])

    def _keys(self, n: int) -> set[Key] | None:
        """What the book of a commit has found wrong with it; nothing where it cannot be read or has no such month. None
        where the bound is reached."""
        if n not in self.found:
            if len(self.found) >= MOST or time.monotonic() > self.until:
                self.cut = True
                return None
            self.found[n] = self._reconciled(self.history.commits[n])
        return self.found[n]

    def _reconciled(self, commit: Commit) -> set[Key]:
        tree = self.history.tree(commit)
        self.history.write(tree, self.tree, self.book)
        self.tree = tree
        try:
            with open_book(self.book, cache=self.cache) as book:
                wrong = any(table()[d.code].severity == "error" for d in book.diagnostics)
                known = months(book.index)
                if wrong or not book.registers.sets or not book.registers.accounts:
                    self.unreadable += 1
                elif known and "" < opening_month(book.index) < self.month <= next_month(max(known)):
                    result = reconcile(book, self.month)
                    return {key(f) for f in (*result.findings, *result.timing)}
        except Failure:
            self.unreadable += 1
        return set()
