"""Which book, and which of its files are read as what."""

from __future__ import annotations

import os
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple

from houqin import names
from houqin.diagnostics import UNREADABLE, WRONG_USE, Diagnostic, Failure, reason

CONFIG = "houqin.yaml"
UNREAD = {"evidence", "seals"}
"""Folders that hold no records."""
OWNED = {"store", "accounts", "cash"}
"""Folders with a folder for each store or set."""


def find_book(option: str | None) -> Path:
    """The book's folder: the option, HOUQIN_BOOK, the nearest houqin.yaml upward, else ./ledgers.

    Raises Failure book.none (exit 2) where there is none, book.no_folder where the one named does not exist.
    """
    named = option or os.environ.get("HOUQIN_BOOK")
    if named:
        folder = Path(named)
        if not folder.is_dir():
            raise Failure("book.no_folder", WRONG_USE, path=str(folder))
        if not (folder / CONFIG).is_file():
            raise Failure("book.no_config", UNREADABLE, path=str(folder))
        return folder
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / CONFIG).is_file():
            return folder
    if (here / "ledgers" / CONFIG).is_file():
        return here / "ledgers"
    raise Failure("book.none", WRONG_USE, path=str(here))


class Source(NamedTuple):
    """A file of the book: `path` below it with "/", the canonical folder, and whose it is (a store or set) or ""."""

    path: str
    folder: str
    owner: str


class Seen(NamedTuple):
    """A source and what the file system says of it."""

    source: Source
    size: int
    mtime: int
    ctime: int
    inode: int

    @property
    def stat(self) -> str:
        return f"{self.size},{self.mtime},{self.ctime},{self.inode}"


def list_sources(book: Path) -> tuple[list[Seen], list[Diagnostic]]:
    """Every YAML file of the book, by path, and a diagnostic for each whose place says nothing."""
    seen: list[Seen] = []
    odd: list[Diagnostic] = []
    placed: dict[str, tuple[str, str]] = {}  # a folder's first file says what all of them are
    for path, entry in _walk(str(book), "", (os.path.realpath(book),), odd):
        folder = path.rpartition("/")[0]
        if folder in placed and path.endswith(".yaml"):
            source: Source | None = Source(path, *placed[folder])
        elif (source := source_of(path, odd)) and folder:
            placed[folder] = source.folder, source.owner
        if source is not None:
            try:
                stat = entry.stat()
            except OSError as error:  # a broken link, or gone since it was listed
                odd.append(Diagnostic("book.unreadable", {"reason": reason(error)}, path, 1))
                continue
            if not S_ISREG(stat.st_mode):  # a pipe or a device would be read for ever
                odd.append(Diagnostic("book.no_file", {}, path, 1))
                continue
            seen.append(Seen(source, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino))
    seen.sort(key=lambda s: s.source.path)
    odd.sort(key=lambda d: (d.path, d.code))  # a disk lists a folder as it likes
    return seen, odd


def _walk(
    folder: str, prefix: str, above: tuple[str, ...], odd: list[Diagnostic]
) -> list[tuple[str, os.DirEntry[str]]]:
    """The YAML files below a folder; `above` are the real paths on the way to it, where a link would go round in circles."""
    found: list[tuple[str, os.DirEntry[str]]] = []
    try:
        with os.scandir(folder) as listed:
            entries = [entry for entry in listed if not entry.name.startswith(".")]
    except OSError as error:
        odd.append(Diagnostic("book.unreadable", {"reason": reason(error)}, prefix.rstrip("/"), 1))
        return []
    for entry in entries:
        path = prefix + entry.name
        if _is_folder(entry):
            if prefix and entry.name.endswith((".yaml", ".yml")):
                odd.append(Diagnostic("book.no_file", {}, path, 1))
                continue
            if not prefix and names.folder_named(entry.name) in UNREAD:
                continue
            real = os.path.realpath(entry.path) if entry.is_symlink() else f"{above[-1]}/{entry.name}"
            if real not in above:
                found += _walk(entry.path, path + "/", (*above, real), odd)
        elif entry.name.endswith((".yaml", ".yml")):
            found.append((path, entry))
    return found


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """A link to itself is none: it is told of where it is read."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def source_of(path: str, odd: list[Diagnostic]) -> Source | None:
    """What a path says, or a diagnostic and None."""
    parts = path.split("/")
    if path == CONFIG:
        return Source(path, "config", "")
    if path.endswith(".yml"):
        odd.append(Diagnostic("book.yml", {"instead": path[:-4] + ".yaml"}, path, 1))
        return None
    folder = names.folder_named(parts[0]) if len(parts) > 1 else None
    if folder is None or folder in UNREAD:
        near = names.nearest("folder", parts[0]) if len(parts) > 1 else None
        odd.append(
            Diagnostic("book.folder_near" if near else "book.folder", {"found": parts[0], "instead": near}, path, 1)
        )
        return None
    depth = 3 if folder in OWNED else 2
    if len(parts) != depth:
        odd.append(Diagnostic("book.depth_owned" if folder in OWNED else "book.depth", {"folder": folder}, path, 1))
        return None
    owner = parts[1] if folder in OWNED else ""
    if folder in ("accounts", "cash"):
        owner = names.choice_named("set", owner) or owner
    return Source(path, folder, owner)
