"""All records of a book as its history has them: what became of each, what each was as of a commit, and which names which."""

from __future__ import annotations

import datetime
import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from houqin.history.changes import Change
from houqin.history.past import Kept, Past
from houqin.history.versions import MONTHLY, Key, Tree
from houqin.values import day as day_of
from houqin.values import month_of

WROTE = ("added", "changed", "removed")
"""What somebody did; the rest is what a merge made of it."""
DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


class Records:
    """The changes of every record, by its key of today."""

    def __init__(self, past: Past) -> None:
        self.past = past
        self.changes = past.changes()
        self.by_key: dict[Key, list[Change]] = {}
        for change in self.changes:
            earlier = self.by_key.pop(change.old, []) if change.old and change.old != change.key else []
            self.by_key.setdefault(change.key, []).extend([*earlier, change])

    @cached_property
    def moved(self) -> set[tuple[int, Key]]:
        """(commit, key) of records that went on under another key."""
        return {(change.n, change.old) for change in self.changes if change.old}

    def wrote(self, key: Key) -> list[Change]:
        """What people did to a record."""
        return [change for change in self.by_key.get(key, ()) if change.kind in WROTE]

    def now(self, key: Key) -> Tree | None:
        """What a record is at HEAD."""
        changes = self.by_key.get(key)
        return changes[-1].after if changes else None

    def at(self, key: Key, commit: int) -> Tree | None:
        """What a record was in a commit."""
        known = [change for change in self.by_key.get(key, ()) if self.past.before(change.n, commit)]
        return known[-1].after if known else None


def booked(tree: Tree | None) -> int:
    """The day on which a record entered the books (20261031), 0 where it says none."""
    found = DAY.fullmatch(str((tree or {}).get("booked") or (tree or {}).get("date") or ""))
    return int(found[1] + found[2] + found[3]) if found else 0


def local_day(commit: Kept, time: int | None = None) -> int:
    """The day of a commit where it was made, by its own clock or another time (seconds since 1970)."""
    zone = datetime.timezone(datetime.timedelta(minutes=commit.zone))
    return day_of(datetime.datetime.fromtimestamp(commit.time if time is None else time, zone).date())


def named(index: sqlite3.Connection, types: Iterable[str], roles: Iterable[str]) -> dict[Key, list[Key]]:
    """Records of some types → those that they name in some fields, as the book has resolved them."""
    found: dict[Key, list[Key]] = defaultdict(list)
    for row in index.execute(
        "select r.type, r.owner, r.booked, r.number, s.type, s.owner, s.booked, s.number from record r"
        " join tie t on t.record = r.id join record s on s.id = t.target"
        f" where r.type in ({_marks(types)}) and t.role in ({_marks(roles)}) order by r.id, t.n, s.id"
    ):
        one, other = _key(*row[:4]), _key(*row[4:])
        if other not in found[one]:
            found[one].append(other)
    return dict(found)


def reopened(index: sqlite3.Connection) -> Iterator[tuple[Key, str]]:
    """The records that open a month again, each with the head of the seal that it takes back."""
    for *row, text in index.execute(
        "select r.type, r.owner, r.booked, r.number, d.json from record r join data d on d.record = r.id"
        " where r.type = 'reopening' order by r.id"
    ):
        yield _key(*row), json.loads(text)["head"]


def _marks(words: Iterable[str]) -> str:
    """Words of ours as a list of SQL."""
    return ",".join(f"'{word}'" for word in words)


def _key(type_: str, owner: str, day: int, number: str) -> Key:
    return Key(type_, owner, month_of(day) if type_ in MONTHLY else month_of(day)[:4], number, 0)
