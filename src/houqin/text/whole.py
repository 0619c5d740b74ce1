"""Several files of a book changed together: all of them, or none.

Each file's new bytes lie in a temporary file beside it, on the disk, before anything is touched. Where there are several,
an intent then says which takes whose place: once it is on the disk, the change is decided, and whoever comes next finishes
it if we cannot. One file needs none: it is replaced at once. What is said to be written outlives the power.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from houqin.diagnostics import FINDINGS, UNCONFIRMED, UNREADABLE, Failure, reason
from houqin.text import disk, lock

INTENT = "intent"
FORM = "houqin-intent/1"


class Change(NamedTuple):
    """What the file at `path` below the book is to hold. `old` is what it holds now; None: it must not be there yet."""

    path: str
    old: bytes | None
    new: bytes


class Moved(Exception):
    """The file at `path` is no longer what it was when it was read. Nothing is written."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class _Staged(NamedTuple):
    """A change ready to take its place; `known` tells whether the target is touched meanwhile."""

    change: Change
    target: Path
    temporary: Path
    known: tuple[int, ...]


def put(book: Path, changes: Sequence[Change]) -> None:
    """Write them all, each path once. Call it inside lock.alone().

    Moved, or Failure with exit 1: nothing is written. Failure text.unconfirmed (exit 75): it is written, or will be by
    the next writer, but that it is on the disk is not known.
    """
    intent = lock.beside(book) / INTENT
    staged: list[_Staged] = []
    declared = False
    try:
        targets = [Path(os.path.realpath(book / change.path)) for change in changes]
        folders = list(dict.fromkeys(target.parent for target in targets))
        for folder in folders:
            disk.make_folder(folder)
            disk.sweep(folder)
        for change, target in zip(changes, targets, strict=True):
            staged.append(_stage(book, change, target))
        if len(staged) > 1:
            disk.sync(folders)
            declared = True
            _declare(intent, book, staged)
        lock.check(book)
        for one in staged:
            if _known(one.target) != one.known:
                raise Moved(one.change.path)
        for one in staged:
            disk.replace(one.temporary, one.target)
        disk.sync(folders)
        if declared:
            disk.remove(intent)
    except BaseException as error:
        path = changes[min(len(staged), len(changes) - 1)].path
        decided = len(staged) == len(changes) and any(not os.path.lexists(one.temporary) for one in staged)
        if not decided:
            try:
                _withdraw(intent if declared else None, staged)
            except OSError:
                decided = True  # the intent stands: the next writer will finish it
        if decided:
            why = reason(error) if isinstance(error, OSError) else "EINTR"
            raise Failure("text.unconfirmed", UNCONFIRMED, written=[c.path for c in changes], reason=why) from error
        if isinstance(error, OSError):
            raise Failure("run.not_written", FINDINGS, path=path, reason=reason(error)) from error
        raise


def current(book: Path, path: str) -> bytes | None:
    """What the file holds, None where there is none. Failure run.not_written (exit 1) where it cannot be read."""
    try:
        return (book / path).read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Failure("run.not_written", FINDINGS, path=path, reason=reason(error)) from error


def _stage(book: Path, change: Change, target: Path) -> _Staged:
    known = _known(target)
    if current(book, change.path) != change.old:
        raise Moved(change.path)
    mode = None if change.old is None else target.stat().st_mode & 0o777
    return _Staged(change, target, disk.temporary(target, change.new, mode), known)


def _declare(intent: Path, book: Path, staged: Sequence[_Staged]) -> None:
    """Say what is about to happen. Once this is on the disk, it is decided."""
    files = [
        {
            "path": one.change.path,
            "target": _away(one.target, book.resolve()),
            "temporary": one.temporary.name,
            "old": None if one.change.old is None else _hash(one.change.old),
            "new": _hash(one.change.new),
            "size": len(one.change.new),
        }
        for one in staged
    ]
    said = {"form": FORM, "book": _away(book.resolve(), intent.parent.resolve()), "files": files}
    temporary = disk.temporary(intent, json.dumps(said).encode())
    try:
        disk.replace(temporary, intent)
    finally:
        disk.discard([temporary])
    disk.sync([intent.parent])


def _away(path: Path, start: Path) -> str:
    """The way from one to the other, so that a book may be moved; in full where there is none (another drive)."""
    try:
        return Path(os.path.relpath(path, start)).as_posix()
    except ValueError:
        return path.as_posix()


def _withdraw(intent: Path | None, staged: Sequence[_Staged]) -> None:
    """As if nothing had been said. OSError where the intent may stand: what it needs is kept then."""
    if intent is not None and os.path.lexists(intent):
        disk.remove(intent)
    disk.discard(one.temporary for one in staged)


# ------------------------------------------------------------ what a writer left who is no more


class _Left(NamedTuple):
    """A file of an intent, and how far it is: "done", "ready", "lost" (as before, and nothing to put there), "odd"."""

    path: str
    target: Path
    temporary: Path
    state: str


def pending(book: Path) -> bool:
    """Whether files of the book may be changed by halves: a writer is at it, or died over it."""
    return os.path.lexists(lock.beside(book) / INTENT)


def recover(book: Path) -> None:
    """Finish what was decided, or take it back where nothing of it was done. Call it inside lock.alone().

    Failure text.half (exit 3) where some of it is done and the rest can be done no more: somebody changed the files
    since; text.broken_off (exit 3) where the disk does not let us. Nothing is lost: the temporary files stay.
    """
    intent = lock.beside(book) / INTENT
    try:
        files = _said(intent)
    except FileNotFoundError:
        return
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Failure("text.half", UNREADABLE, path=str(intent), rest="?", intent=str(intent)) from error
    except OSError as error:
        raise Failure("text.broken_off", UNREADABLE, path=str(intent), reason=reason(error)) from error
    begun = any(one.state == "done" for one in files)
    stuck = [one for one in files if one.state in ("lost", "odd")]
    if begun and stuck:
        one = stuck[0]
        raise Failure("text.half", UNREADABLE, path=one.path, rest=str(one.temporary), intent=str(intent))
    try:
        if not stuck:
            for one in files:
                if one.state == "ready":
                    disk.replace(one.temporary, one.target)
            disk.sync(one.target.parent for one in files)
        disk.remove(intent)
    except OSError as error:
        raise Failure("text.broken_off", UNREADABLE, path=str(intent), reason=reason(error)) from error
    disk.discard(one.temporary for one in files)


def _said(intent: Path) -> list[_Left]:
    """The files of an intent as they are now. ValueError, KeyError, TypeError, AttributeError: it is none of ours."""
    said = json.loads(intent.read_bytes())
    if said["form"] != FORM:
        raise ValueError(said["form"])
    book = Path(os.path.normpath(intent.parent.resolve() / said["book"]))
    found = []
    for one in said["files"]:
        target = Path(os.path.normpath(book / one["target"]))
        temporary = target.with_name(one["temporary"])
        if not disk.TEMPORARY.fullmatch(one["temporary"]):
            raise ValueError(one["temporary"])
        now, waiting = _bytes(target), _bytes(temporary)
        if now is not None and _hash(now[: one["size"]]) == one["new"]:
            state = "done"  # and perhaps more has been written behind it
        elif (None if now is None else _hash(now)) != one["old"]:
            state = "odd"
        else:
            state = "ready" if waiting is not None and _hash(waiting) == one["new"] else "lost"
        found.append(_Left(one["path"], target, temporary, state))
    return found


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def sweep(book: Path) -> None:
    """Temporary files in all folders of the book, and beside it. Call it inside lock.alone(), after recover()."""
    for folder in (lock.beside(book), *(Path(one) for one, _, _ in os.walk(book))):
        disk.sweep(folder)


def _known(path: Path) -> tuple[int, ...]:
    """What tells whether a file was changed; nothing for one that is not there."""
    try:
        stat = path.stat()
    except FileNotFoundError:
        return ()
    return stat.st_mtime_ns, stat.st_size, stat.st_ino
