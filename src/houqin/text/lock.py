"""One writer a book: the lock, who holds it, and where both lie.

They lie in git's folder, where no cleaning of the tree reaches them; without git, in the book.
"""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from houqin.diagnostics import FINDINGS, Failure, reason
from houqin.text import disk

PATIENCE = 10.0
"""Seconds to wait for another writer where somebody waits at a terminal."""
UNATTENDED = 300.0
"""The same where nobody does: a nightly import may wait for a person."""
POLL = 0.005  # seconds between two tries
SHOWN = 80  # characters of the holder's command
FOLDER = "houqin"
LOCK = "lock"
HOLDER = "holder"

_held: dict[Path, tuple[int, int]] = {}
"""Locks that this process holds → device and inode of the file when it got it."""

_locked: dict[Path, Path] = {}
"""A book that this process has locked → what beside() said of it then: while it is locked, that stays."""


def git_folder(book: Path) -> Path | None:
    """The .git folder of the tree the book lies in; of a worktree, its own; None without git."""
    folder, above = "", os.path.realpath(book)
    while folder != above:
        folder, above = above, os.path.dirname(above)
        git = os.path.join(folder, ".git")
        if os.path.isdir(git):
            return Path(git)
        if os.path.isfile(git):
            with suppress(OSError, UnicodeDecodeError):
                named = Path(git).read_text(encoding="utf-8").partition("gitdir:")[2].strip()
                if named and os.path.isdir(there := os.path.join(folder, named)):
                    return Path(there)
    return None


def beside(book: Path) -> Path:
    """The folder where houqin keeps what is about a book and no part of it. It may not be there yet."""
    if book in _locked:
        return _locked[book]
    git = git_folder(book)
    return git / FOLDER if git else book.resolve() / f".{FOLDER}"


def ours(book: Path) -> bool:
    """Whether this process holds the lock."""
    return beside(book) / LOCK in _held


def check(book: Path) -> None:
    """Failure text.lock_gone (exit 1) where somebody took the lock's file away meanwhile: another may have one as well."""
    path = beside(book) / LOCK
    assert path in _held, "only whoever holds the lock writes"
    try:
        now = os.stat(path)
    except OSError:
        now = None
    if now is None or _held[path] != (now.st_dev, now.st_ino):
        raise Failure("text.lock_gone", FINDINGS, path=str(path))


@contextmanager
def alone(book: Path, patience: float | None = None) -> Iterator[bool]:
    """Nobody else writes to the book meanwhile. Gives whether the last writer died over it.

    `patience` in seconds; by default it depends on whether anybody waits. Failure text.locked or text.locked_by where
    another program writes for longer, text.no_lock where it cannot be locked (all exit 1, nothing is written).
    """
    from filelock import FileLock, Timeout

    folder = beside(book)
    path = folder / LOCK
    if patience is None:
        patience = PATIENCE if sys.stdin is not None and sys.stdin.isatty() else UNATTENDED
    try:
        disk.make_folder(folder)
        lock = FileLock(path, timeout=patience)
        lock.acquire(poll_interval=POLL)
    except Timeout:
        said = {"seconds": round(patience), "path": str(path)}
        if holder := _holder(folder):
            raise Failure("text.locked_by", FINDINGS, **said, **holder) from None
        raise Failure("text.locked", FINDINGS, **said) from None
    except (OSError, NotImplementedError) as error:
        why = reason(error) if isinstance(error, OSError) else str(error)
        raise Failure("text.no_lock", FINDINGS, path=str(path), reason=why) from error
    try:
        try:
            stat = os.stat(path)
        except OSError as error:
            raise Failure("text.no_lock", FINDINGS, path=str(path), reason=reason(error)) from error
        _held[path], _locked[book] = (stat.st_dev, stat.st_ino), folder
        yield _sign(folder)
    finally:
        disk.discard([folder / HOLDER])  # a writer who dies leaves his name
        _held.pop(path, None)
        _locked.pop(book, None)
        with suppress(OSError):
            lock.release()


def _sign(folder: Path) -> bool:
    """Put our name there; whether one stood there. That it cannot be put there stops nobody."""
    path = folder / HOLDER
    died = path.exists()
    mine = {"pid": os.getpid(), "host": socket.gethostname(), "command": " ".join(["houqin", *sys.argv[1:]])[:SHOWN]}
    with suppress(OSError), open(path, "w", encoding="utf-8", errors="replace") as file:
        json.dump(mine, file, ensure_ascii=False)
    return died


def _holder(folder: Path) -> dict[str, str]:
    """Who holds the lock: pid, host, command; empty where that cannot be told."""
    with suppress(OSError, ValueError):
        said = json.loads((folder / HOLDER).read_text(encoding="utf-8"))
        return {name: str(said[name]) for name in ("pid", "host", "command")}
    return {}
