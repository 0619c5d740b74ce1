"""A look into a book's index as it is, for what a user begins to type. It is never made or brought up to date here."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from houqin.book import registers
from houqin.book.index import Book, index_path, months, opening_month, usable

REGISTERED = {"account", "item", "supplier", "payer", "authority", "place", "person"}


def words(book: Path, what: str, begun: str, most: int) -> Iterator[tuple[str, str]]:
    """At most about `most` words of the book that begin with `begun`, each with the type of what bears it or "".

    `what`: month, set, number (also "2026-10/记-", with its period), bank_account or a register's type. Nothing where the book has
    no index, or one of other sources than ours. sqlite3.Error where it is damaged or another run holds it.
    """
    with as_it_is(book) as index:
        if index:
            yield from _words(index, what, begun, most)


@contextmanager
def as_it_is(book: Path) -> Iterator[sqlite3.Connection | None]:
    """A book's index to be looked into, None where it has none of ours."""
    path = index_path(book)
    if not path.is_file():
        yield None
        return
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=0.1)) as index:
        yield index if usable(index) else None


def last_month(index: sqlite3.Connection, book: Path) -> tuple[Book, str] | None:
    """The book as its index knows it, with its last month after the opening."""
    opened = opening_month(index)
    having = [m for m in months(index) if m > opened]
    return (Book(book, index, registers.load(index), []), having[-1]) if having else None


def _words(index: sqlite3.Connection, what: str, begun: str, most: int) -> Iterator[tuple[str, str]]:
    if what == "month":
        opened = opening_month(index)
        yield from ((month, "") for month in reversed(months(index)) if month > opened)
    elif what == "set":
        school = index.execute(
            "select d.json from record r join data d on d.record = r.id where r.type = 'school' and r.path = 'houqin.yaml'"
        ).fetchone()
        yield from ((one["set"], "") for one in json.loads(school[0])["sets"]) if school else ()
    elif what == "number":
        period, slash, number = begun.rpartition("/")
        yield from index.execute(
            "select distinct ? || d.number, d.type from doc d join record r on r.id = d.record"
            " where d.number >= ? and d.number < ? and r.folder not in ('registers', 'config')"
            " and (? = '' or d.period = ?) order by d.number limit ?",
            (period + slash, number, number + "\U0010ffff", period, period, most),
        )
    elif what == "bank_account":
        yield from index.execute(
            "select distinct json_extract(d.json, '$.bank_account'), '' from record r join data d on d.record = r.id"
            " where r.type = 'account' and json_extract(d.json, '$.bank_account') > ''"
        )
    elif what in REGISTERED:
        yield from index.execute(
            "select distinct number, '' from record where type = ? and number >= ? and number < ? order by number limit ?",
            (what, begun, begun + "\U0010ffff", most),
        )
