"""The index: an SQLite file in the user's cache directory that holds what was read, so that a run costs what changed.

Disposable: delete it and the next run rebuilds it with identical output. It is never the truth; nothing is stored only
there. Its place: HOUQIN_CACHE, else the user's cache directory, in a file named after the book's real path.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import sys
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from houqin import __version__
from houqin.book import registers as registers_
from houqin.book.find import Seen
from houqin.book.fresh import PATIENCE, ROOT, Tell, stale
from houqin.book.steady import steadily
from houqin.diagnostics import UNREADABLE, Diagnostic, Failure
from houqin.text import seals
from houqin.values import next_month

NOT_TO_BE_WRITTEN = {
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH, sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_NOLFS,
}  # fmt: skip
"""Error codes of an index that is whole, but not ours to write here. All others mean that it is damaged."""
OFTEN = 100_000  # steps of SQLite after which it is told that the run still works: some milliseconds
BETWEEN = 200  # milliseconds after which a run that waits for another looks up


@dataclass(slots=True)
class Book:
    """A book as the index knows it, inside one transaction. `path` is its folder."""

    path: Path
    index: sqlite3.Connection
    registers: registers_.Registers
    diagnostics: list[Diagnostic]


@cache
def _key() -> str:
    """What the index depends on besides the book: our own sources, by size and time, and the interpreter."""
    parts = [__version__, sys.version, sqlite3.sqlite_version]
    for room in ("", "text", "records", "facts", "book", "reconcile", "rules/national"):
        with os.scandir(ROOT / room) as entries:
            parts += sorted(
                f"{room}/{e.name},{e.stat().st_size},{e.stat().st_mtime_ns}"
                for e in entries
                if e.is_file() and not e.name.endswith(".pyc")
            )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def index_path(book: Path) -> Path:
    """Where the index of a book lives."""
    name = hashlib.sha256(str(book.resolve()).encode()).hexdigest()[:24] + ".sqlite"
    return _cache_folder() / name


def _cache_folder() -> Path:
    if named := os.environ.get("HOUQIN_CACHE"):
        return Path(named)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home()) / "houqin"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "houqin"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "houqin"


def usable(index: sqlite3.Connection) -> bool:
    """Whether the index was made by these sources. sqlite3.DatabaseError where it is damaged."""
    try:
        row = index.execute("select value from meta where name = 'key'").fetchone()
    except sqlite3.OperationalError as error:
        if "no such table" in str(error):
            return False
        raise
    return row is not None and row[0] == _key()


class Damaged(Exception):
    """The index turned out to be damaged while it was asked. It is thrown away; asked again, the book answers."""


@contextmanager
def open_book(
    path: Path, *, thorough: bool = False, tell: Tell | None = None, cache: Path | None = None
) -> Iterator[Book]:
    """The book, its index brought up to date, inside one transaction that ends with the block.

    `cache` is the index's place where it is not to lie in the user's cache. `thorough` reads every file's bytes and
    trusts no times. `tell` hears what is being done, all the while. Raises Failure where the book cannot be opened,
    Damaged where the block met what no index of ours holds. A damaged index is thrown away; one that cannot be written
    is replaced by one in memory.
    """

    def ready(seen: list[Seen], still: Callable[[], None]) -> sqlite3.Connection:
        return _ready(
            path, cache, partial(_refresh, book=path, seen=seen, still=still, thorough=thorough, tell=tell), tell
        )

    index, odd = steadily(path, ready)
    try:
        diagnostics = odd + [
            Diagnostic(code, json.loads(args), where, line, column)
            for where, code, args, line, column in index.execute(
                "select * from diagnostic order by path, line, col, code, args"
            )
        ]
        yield Book(path, index, registers_.load(index), diagnostics)
        if index.in_transaction:
            with suppress(sqlite3.OperationalError):  # nothing is lost: the index is disposable
                index.execute("commit")
    except (sqlite3.DatabaseError, ValueError) as error:  # a page of zeros: no page at all, or no JSON
        _interrupted(error)
        with suppress(OSError, RuntimeError):
            (cache or index_path(path)).unlink()
        raise Damaged from error
    finally:
        index.close()


Refresh = Callable[[sqlite3.Connection], None]
"""Brings an index up to date, and leaves it in a transaction."""


def _ready(path: Path, cache: Path | None, refresh: Refresh, tell: Tell | None) -> sqlite3.Connection:
    """A connection in a transaction over an index that holds the book as it is now. Moving where that moves on."""
    where: Path | None
    try:
        where = cache or index_path(path)
        where.parent.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError):  # no home, nothing to write to
        where = None
    for attempt in (where, where, None):
        index = None
        try:
            index = sqlite3.connect(attempt or ":memory:", isolation_level=None)
            if tell:
                index.set_progress_handler(tell, OFTEN)
            _when_free(index, refresh, tell)
        except sqlite3.DatabaseError as error:
            if index is not None:
                index.close()
            _interrupted(error)
            if attempt is None:
                raise Failure("book.index", UNREADABLE, reason=str(error)) from error
            if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF not in NOT_TO_BE_WRITTEN:
                with suppress(OSError):
                    attempt.unlink()
        except BaseException:
            if index is not None:
                index.close()
            raise
        else:
            return index
    raise AssertionError("an index in memory either opens or fails")


def _interrupted(error: Exception) -> None:
    """Ctrl-C while SQLite was telling how far it is: SQLite knows of it only that its work was broken off."""
    if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_INTERRUPT:
        raise KeyboardInterrupt


def _when_free(index: sqlite3.Connection, refresh: Refresh, tell: Tell | None) -> None:
    """Refresh the index, after another run that is building it, if there is one."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            refresh(index)
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
        if index.in_transaction:
            index.execute("rollback")
        if tell:
            tell("waiting", 0, 0)


def _refresh(
    index: sqlite3.Connection,
    book: Path,
    seen: list[Seen],
    still: Callable[[], None],
    thorough: bool,
    tell: Tell | None,
) -> None:
    index.execute(f"pragma busy_timeout = {BETWEEN}")
    index.execute("pragma synchronous = off")  # reads the schema: it waits as well
    index.execute("pragma temp_store = memory")
    index.execute("begin")
    if usable(index) and not stale(index, book, seen, thorough):
        index.execute(f"pragma busy_timeout = {PATIENCE * 1000}")
        return
    index.execute("rollback")
    index.execute(f"pragma busy_timeout = {BETWEEN}")
    index.execute("begin immediate")  # look again: another run may have done it meanwhile
    index.execute(f"pragma busy_timeout = {PATIENCE * 1000}")
    if not usable(index):
        _create(index)
    changes = stale(index, book, seen, thorough)
    if changes:
        still()
        from houqin.book.fill import fill  # reads YAML and validates: only where something changed

        fill(index, book, changes, tell)


def _create(index: sqlite3.Connection) -> None:
    for (name,) in index.execute("select name from sqlite_master where type = 'table'").fetchall():
        index.execute(f"drop table {name}")
    for statement in (Path(__file__).parent / "schema.sql").read_text(encoding="utf-8").split(";\n"):
        if statement.strip():
            index.execute(statement)
    index.execute("insert into meta values ('key', ?)", (_key(),))


def months(index: sqlite3.Connection) -> list[str]:
    """The months that have records, the opening's among them."""
    steps = index.execute(  # from each month to the next one, a step in the index each
        "with recursive step(month) as (select min(month) from record where month > '' union all"
        " select (select min(r.month) from record r where r.month > step.month) from step where step.month is not null)"
        " select month from step where month is not null order by month"
    )
    return [month for (month,) in steps]


def opening_month(index: sqlite3.Connection) -> str:
    """The month in which the book begins: that of its opening balances, "" where there are none."""
    row = index.execute("select max(month) from record where type = 'opening_balances'").fetchone()
    return row[0] or ""


def trees(
    index: sqlite3.Connection, types: Iterable[str], month: str | None = None, days: tuple[int, int] = (0, 99999999)
) -> list[dict[str, Any]]:
    """Records of some types as plain data (canonical names, fen, millionths, days), with "record", "path", "line",
    "owner", "type"; of one month, or booked within some days, or all. By booked day, path and line."""
    marks = ",".join("?" * len(list(types)))
    sql = (
        "select r.id, r.path, r.line, r.owner, r.type, r.number, r.booked, r.set_, d.json from record r"
        f" join data d on d.record = r.id where r.type in ({marks}) and r.booked between ? and ?"
        + (" and r.month = ?" if month else "")
        + " order by r.booked, r.path, r.line"
    )  # fmt: skip
    found = []
    for record, path, line, owner, type_, number, booked, set_, text in index.execute(
        sql, (*types, *days, *([month] if month else []))
    ):
        place = {"record": record, "path": path, "line": line, "owner": owner, "type": type_, "number_": number}
        found.append(json.loads(text) | place | {"booked_day": booked, "set_": set_})
    return found


def parsed(texts: Iterable[str]) -> list[Any]:
    """Several JSON texts at one go: a call for each of a thousand small ones costs more than reading them."""
    return list(json.loads(f"[{','.join(texts)}]"))


def month_or_failure(index: sqlite3.Connection, month: str | None, closed: Collection[str] = ()) -> str:
    """The month asked for, up to the one after the last that has records (what was open is carried into it); else the
    earliest after the opening that has records and is not closed, the last where all are. Failure book.no_month,
    book.no_records (none but the opening's), book.no_opening."""
    opened = opening_month(index)
    if not opened:
        raise Failure("book.no_opening", UNREADABLE)
    first, last = index.execute(  # two questions, each one step in the index; as one they would read all of it
        "select (select min(month) from record where month > ?), (select max(month) from record)", (opened,)
    ).fetchone()
    if month is None and first and str(first) in closed:
        having = [m for m in months(index) if m > opened]
        return next((m for m in having if m not in closed), having[-1])
    if month is None and first:
        return str(first)
    if not first:
        raise Failure("book.no_records", opening=opened)
    if month is None or not opened < month <= next_month(last):
        having = [m for m in months(index) if m > opened]
        raise Failure("book.no_month", month=month or "", having=having, opening=opened)
    return month


def month_asked(book: Book, month: str | None) -> str:
    """The month asked for, else the earliest one with records that is not closed. Failure as month_or_failure."""
    return month_or_failure(book.index, month, () if month else seals.sealed(book.path))
