"""Records at the end of files: whole or not at all, every byte that stood there untouched.

One lock a book; what is there is read again inside it; the new bytes are read back and must be the old records and
the new ones; a temporary file beside the target takes its place at once. What the temporary file held is on the disk
before it does, and the folder after, so that what is said to be written outlives the power.
"""

from __future__ import annotations

import os
import re
import secrets
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from houqin.diagnostics import FINDINGS, UNCONFIRMED, Failure, reason
from houqin.text.careful import TOP
from houqin.text.read import read

PATIENCE = 10.0
"""Seconds to wait for another program that writes to the book."""
ATTEMPTS = 3
"""Times that a file is read again because an editor saved it meanwhile."""
UNDER_WAY = ("MERGE_HEAD", "rebase-merge", "rebase-apply", "CHERRY_PICK_HEAD", "REVERT_HEAD", "index.lock")
"""What git leaves in its folder while it changes the files itself."""
TEMPORARY = re.compile(r"\.(.+)\.(\d+)\.[0-9a-f]{8}\.tmp")
STALE = 3600.0
"""Seconds after which a temporary file is nobody's, whatever its number says."""


class Addition(NamedTuple):
    """Records for the end of the file at `path` below the book: their texts, and the trees these must be read as.

    `head` begins the file where it does not exist yet (comments only).
    """

    path: str
    texts: Sequence[str]
    trees: Sequence[Mapping[str, Any]]
    head: str = ""


class _Staged(NamedTuple):
    """A file ready to take its place: the target, the temporary file beside it, the lines of the new records."""

    target: Path
    temporary: Path
    before: tuple[int, ...]
    lines: list[int]


@contextmanager
def locked(book: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Nobody else writes to the book meanwhile. Failure text.locked where another does for too long.

    The lock lies in git's folder, where no cleaning of the tree reaches it; without git, in the book.
    """
    from filelock import FileLock, Timeout

    git = _git_folder(book)
    where = git / "houqin.lock" if git else book / ".houqin.lock"
    try:
        lock = FileLock(where, timeout=patience)
        lock.acquire()
    except Timeout:
        raise Failure("text.locked", FINDINGS, seconds=round(patience), path=str(where)) from None
    except (OSError, NotImplementedError) as error:
        why = reason(error) if isinstance(error, OSError) else str(error)
        raise Failure("text.no_lock", FINDINGS, path=str(where), reason=why) from error
    try:
        if git and (found := next((name for name in UNDER_WAY if (git / name).exists()), None)):
            raise Failure("text.merging", FINDINGS, path=str(git / found))
        yield
    finally:
        lock.release()


def _git_folder(book: Path) -> Path | None:
    """The .git folder of the tree the book lies in; of a worktree, its own; None without git."""
    for folder in (here := book.resolve(), *here.parents):
        git = folder / ".git"
        if git.is_dir():
            return git
        if git.is_file():
            with suppress(OSError, UnicodeDecodeError):
                named = git.read_text(encoding="utf-8").partition("gitdir:")[2].strip()
                if named and (folder / named).is_dir():
                    return folder / named
    return None


def appended(old: bytes, addition: Addition) -> tuple[bytes, list[int]]:
    """The file with the records at its end, and on which line each begins.

    Failure text.not_appended where the whole would not be read as the old records and the new ones.
    """
    existing = old or addition.head.encode()
    newline = "\r\n" if b"\r\n" in existing else "\n"
    entries, faults = read(existing, addition.path)
    text = existing.decode("utf-8", errors="replace")
    indent = indent_of(existing) if entries else ""
    written, lines = "", []
    first = text.count("\n") + 1
    for one in addition.texts:
        lines.append(first + written.count("\n"))
        written += "".join(f"{indent}{line}\n" for line in one.rstrip("\n").split("\n"))
    new = existing + written.replace("\n", newline).encode()
    after, told = read(new, addition.path)
    expected = [(e.type, e.tree) for e in entries] + [(str(tree["type"]), dict(tree)) for tree in addition.trees]
    if faults or told or [(e.type, e.tree) for e in after] != expected:
        raise Failure("text.not_appended", FINDINGS, path=addition.path)
    return new, lines


def indent_of(existing: bytes) -> str:
    """What stands before a file's entries."""
    lines = existing.decode("utf-8", errors="replace").split("\n")
    return min((m[1] for line in lines if (m := TOP.match(line))), key=len, default="")


def append(book: Path, additions: Sequence[Addition]) -> list[list[int]]:
    """Append to each file; per file the lines on which the new records begin. Call it inside locked().

    Failure (exit 1): nothing is written. Failure text.unconfirmed or text.partly (exit 75): some of it is, and to try
    again is safe where the records have numbers of their own.
    """
    staged: list[_Staged] = []
    try:
        for addition in additions:
            staged.append(_stage(book, addition))
    except OSError as error:
        _unstage(staged)
        raise Failure("run.not_written", FINDINGS, path=additions[len(staged)].path, reason=reason(error)) from error
    except BaseException:
        _unstage(staged)
        raise
    done: list[str] = []
    for at, (addition, one) in enumerate(zip(additions, list(staged), strict=True)):
        try:
            staged[at] = _replace(book, addition, one)
        except BaseException as error:
            _unstage(staged[at:])
            why = reason(error) if isinstance(error, OSError) else str(error)
            if done:
                raise Failure("text.partly", UNCONFIRMED, written=done, path=addition.path, reason=why) from error
            if isinstance(error, OSError):
                raise Failure("run.not_written", FINDINGS, path=addition.path, reason=why) from error
            raise
        done.append(addition.path)
    for folder in {one.target.parent for one in staged}:
        try:
            _sync_folder(folder)
        except OSError as error:
            raise Failure("text.unconfirmed", UNCONFIRMED, written=done, reason=reason(error)) from error
    return [one.lines for one in staged]


def _stage(book: Path, addition: Addition) -> _Staged:
    target = Path(os.path.realpath(book / addition.path))
    _make_folder(target.parent)
    _sweep(target.parent)
    try:
        before, old = _known(target), target.read_bytes()
    except FileNotFoundError:
        before, old = (), b""
    new, lines = appended(old, addition)
    temporary = target.with_name(f".{target.name}.{os.getpid()}.{secrets.token_hex(4)}.tmp")
    mode = target.stat().st_mode & 0o777 if before else 0o666
    try:
        with open(
            os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode), "wb"
        ) as file:
            file.write(new)
            file.flush()
            os.fsync(file.fileno())
        if before:
            temporary.chmod(mode)  # the user's mask has taken some of it
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    return _Staged(target, temporary, before, lines)


def _replace(book: Path, addition: Addition, one: _Staged) -> _Staged:
    """Put the temporary file in the target's place. Where an editor saved the target meanwhile, begin again with that."""
    for _ in range(ATTEMPTS):
        if _known(one.target, missing=()) == one.before:
            os.replace(one.temporary, one.target)
            return one
        _unstage([one])
        one = _stage(book, addition)
    _unstage([one])
    raise Failure("text.changing", FINDINGS, path=addition.path)


def _known(path: Path, missing: tuple[int, ...] | None = None) -> tuple[int, ...]:
    """What tells whether a file was changed. FileNotFoundError, or `missing` where that is given."""
    try:
        stat = path.stat()
    except FileNotFoundError:
        if missing is None:
            raise
        return missing
    return stat.st_mtime_ns, stat.st_size, stat.st_ino


def _unstage(staged: Sequence[_Staged]) -> None:
    for one in staged:
        with suppress(OSError):
            one.temporary.unlink()


def _make_folder(folder: Path) -> None:
    """The folder with those above it, each known to its parent on the disk."""
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    for one in reversed(missing):
        one.mkdir(exist_ok=True)
        _sync_folder(one.parent)


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":  # Windows knows no such thing
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sweep(folder: Path) -> None:
    """Temporary files that a writer left behind who is no more."""
    for path in folder.iterdir():
        if (found := TEMPORARY.fullmatch(path.name)) and not _alive(int(found[2]), path):
            with suppress(OSError):
                path.unlink()


def _alive(process: int, path: Path) -> bool:
    try:
        if time.time() - path.stat().st_mtime > STALE:
            return False
        os.kill(process, 0)
    except (ProcessLookupError, FileNotFoundError):
        return False
    except OSError:
        return True
    return True
