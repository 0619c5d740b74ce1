"""What is said to be on the disk is on it: new files, folders and what they list, outliving the power."""

from __future__ import annotations

import os
import re
import secrets
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

TEMPORARY = re.compile(r"\.(.+)\.[0-9a-f]{8}\.tmp")
SHARING = {5, 32, 33}
"""What Windows says while a scanner, an indexer or a spreadsheet has the file open (winerror)."""
WAITS = (0.05, 0.1, 0.2, 0.4, 0.8, 1.0)
"""Seconds between tries, 2.55 together."""


def temporary(target: Path, data: bytes, mode: int | None = None) -> Path:
    """A new file beside the target that holds these bytes, on the disk. OSError: none is left.

    `mode` is that of the file whose place it takes; None: as the user's mask has it.
    """
    path = target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(path, flags, 0o666 if mode is None else mode)
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(handle, rest) :]
            if mode is not None:
                os.chmod(path, mode)  # the user's mask has taken some of it
            os.fsync(handle)
        finally:
            os.close(handle)
    except BaseException:
        discard([path])
        raise
    return path


def replace(temporary: Path, target: Path) -> None:
    """Put the one in the other's place, at once."""
    _patiently(os.replace, temporary, target)


def remove(path: Path) -> None:
    """Take the file away, for good."""
    _patiently(os.unlink, path)
    sync([path.parent])


def _patiently(do: Callable[..., Any], *paths: Path) -> None:
    """Again and again for two seconds and a half, where Windows says that another program has the file open."""
    for wait in WAITS:
        try:
            do(*paths)
            return
        except OSError as error:
            if getattr(error, "winerror", None) not in SHARING:
                raise
        time.sleep(wait)
    do(*paths)


def discard(temporaries: Iterable[Path]) -> None:
    """Take temporary files away, as far as that can be done."""
    for one in temporaries:
        with suppress(OSError):
            os.unlink(one)


def sweep(folder: Path) -> None:
    """Take away the temporary files of a writer who is no more. Whoever calls it is the only writer, and has none here."""
    with suppress(OSError):
        discard(path for path in folder.iterdir() if TEMPORARY.fullmatch(path.name))


def make_folder(folder: Path) -> None:
    """The folder with those above it, each known to its parent on the disk."""
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    for one in reversed(missing):
        os.makedirs(one, exist_ok=True)
        sync([one.parent])


def sync(folders: Iterable[Path]) -> None:
    """What these folders list is on the disk."""
    if os.name != "posix":  # Windows knows no such thing
        return
    for folder in dict.fromkeys(folders):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
