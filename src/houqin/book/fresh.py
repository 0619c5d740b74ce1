"""What is fresh: which files of a book are not in the index as they are on disk."""

from __future__ import annotations

import hashlib
import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from houqin.diagnostics import reason

if TYPE_CHECKING:
    from houqin.book.find import Seen

Tell = Callable[..., None]
"""Hears what a run is about ("reading", "working", "waiting"), files done, files in all; of nothing: that it still is."""
RACY = 2_000_000_000
"""Nanoseconds within which a file may change again without its times showing it."""
PATIENCE = 120  # seconds to wait for another run that is building the index
NATIONAL = "rules/national/houqin.yaml"
"""The national profile as a file of the book: its path in the index."""
ROOT = Path(__file__).parent.parent


class Change(NamedTuple):
    """A file that is new, or differs, or is gone (`seen` None); `data` its bytes, or why they could not be read."""

    path: str
    seen: Seen | None
    data: bytes | str
    sha: str = ""
    checked: int = 0


def stale(index: sqlite3.Connection, book: Path, seen: list[Seen], thorough: bool) -> list[Change]:
    """What is not in the index as it is on disk. Files that were only touched are marked as seen."""
    known = {row[0]: row[1:] for row in index.execute("select path, stat, checked, sha from file")}
    changes = [Change(path, None, b"") for path in known.keys() - {s.source.path for s in seen} - {NATIONAL}]
    if NATIONAL not in known:
        changes.append(Change(NATIONAL, None, (ROOT / NATIONAL).read_bytes(), "shipped"))
    for one in seen:
        path = one.source.path
        stat, checked, sha = known.get(path, ("", 0, ""))
        if stat == one.stat and one.ctime + RACY < checked and one.mtime + RACY < checked and not thorough:
            continue
        now = time.time_ns()
        try:
            data: bytes | str = (book / path).read_bytes()
        except OSError as error:
            data = reason(error)
        digest = hashlib.sha256(data if isinstance(data, bytes) else data.encode()).hexdigest()
        if digest != sha:
            changes.append(Change(path, one, data, digest, now))
        elif stat != one.stat or not thorough:
            remember(index, "update file set stat = ?, checked = ? where path = ?", (one.stat, now, path))
    return changes


def remember(index: sqlite3.Connection, sql: str, row: tuple[Any, ...]) -> None:
    """Write what only saves the next run work; left out at once where another run holds the index or none may write."""
    index.execute("pragma busy_timeout = 0")
    with suppress(sqlite3.OperationalError):
        index.execute(sql, row)
    index.execute(f"pragma busy_timeout = {PATIENCE * 1000}")
