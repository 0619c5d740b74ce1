"""Heads known from elsewhere than the seals themselves: what this clone remembers, git's tags, git's history.

Seals that name each other prove that none was changed by itself. That all of them were made anew, or the last one left away,
only somebody can tell who knows a head from outside: the paper with the signatures, another clone, an auditor.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from houqin import names
from houqin.book.history import NoHistory, ask
from houqin.closing.written import head_of, plain_text
from houqin.text.seals import FORMAT, mark_of, marks

REMEMBERED = re.compile(r"(\d{4,})-([0-9a-f]{64})\.yaml")
TOLD = re.compile(rf"{re.escape(FORMAT)} (\d{{4}}-\d{{2}}) (\d+) ([0-9a-f]{{64}})")
"""A statement of a seal, as a tag says it."""

NOT_IN_A_TAG = re.compile(r"[^\w/-]")
"""Signs of a folder's name that git refuses in a tag's, or may."""


class Known(NamedTuple):
    """A seal's number and head as a witness knows them: memory, tag."""

    witness: str
    number: int
    head: str


def remembered(book: Path) -> list[Known]:
    """The seals that this clone has seen to be right."""
    where = memory(book)
    if where is None or not where.is_dir():
        return []
    found = (REMEMBERED.fullmatch(entry.name) for entry in os.scandir(where))
    return sorted(Known("memory", int(one[1]), one[2]) for one in found if one)


def remember(book: Path) -> None:
    """Keep the book's seals in this clone, so that it will not take an older state for the newest, and can say what was sealed.
    Call it only when all of them are right. Where nothing can be written, nothing is remembered."""
    where = memory(book)
    if where is None:
        return
    known = {one.head for one in remembered(book)}
    with suppress(OSError):
        for mark in marks(book):
            if mark.head not in known:
                where.mkdir(parents=True, exist_ok=True)
                kept = where / f"{mark.number:04d}-{mark.head}.yaml"
                temporary = kept.with_suffix(f".{os.getpid()}.tmp")
                temporary.write_text(plain_text((book / mark.path).read_bytes()), encoding="utf-8", newline="\n")
                temporary.replace(kept)


def memory(book: Path) -> Path | None:
    """Where this clone remembers: .git/houqin/seen/ and the book's place in the tree; without git, among the user's own
    files. None where the user has no place of his own."""
    here = book.resolve()
    for folder in (here, *here.parents):
        git = folder / ".git"
        if git.is_file():
            with suppress(OSError, UnicodeDecodeError):
                git = folder / git.read_text(encoding="utf-8").partition("gitdir:")[2].strip()
        if git.is_dir():
            return git / "houqin" / "seen" / (quote(here.relative_to(folder).as_posix(), safe="") or "book")
    name = hashlib.sha256(str(here).encode()).hexdigest()[:24]
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home) / "houqin" / "seen" / name
    return Path(os.environ.get("XDG_STATE_HOME") or home / ".local" / "state") / "houqin" / "seen" / name


def tags(book: Path) -> str:
    """How git's tags of a book's seals begin: seal/, and its folder where the book is not the whole repository, for another
    may lie beside it. Failure NoHistory."""
    below = ask(book, "rev-parse", "--show-prefix").decode("utf-8", "replace").strip("\n")
    return "seal/" + NOT_IN_A_TAG.sub(lambda sign: quote(sign[0]).replace(".", "%2E").replace("~", "%7E"), below)


def tagged(book: Path) -> list[Known]:
    """The seals that git's tags seal/… speak of; nothing where the book is not kept in git."""
    try:
        told = ask(book, "for-each-ref", "--format=%(contents)", f"refs/tags/{tags(book)}*").decode("utf-8", "replace")
    except NoHistory:
        return []
    return sorted({Known("tag", int(one[2]), one[3]) for one in TOLD.finditer(told)})


def recalled(book: Path) -> dict[str, str]:
    """Head → text of every seal that this clone or git's history still has, whether or not it stands in the book."""
    texts: dict[str, str] = {}
    where = memory(book)
    kept = [path.read_bytes() for path in sorted(where.glob("*.yaml"))] if where and where.is_dir() else []
    for data in (*kept, *versions(book, "seals", names.FOLDERS["seals"])):
        text = plain_text(data)
        mark = mark_of(text, "")
        if mark and head_of(text) == mark.head:
            texts[mark.head] = text
    return texts


def versions(book: Path, *paths: str) -> Iterator[bytes]:
    """Every text that files of the book have had anywhere in git, the latest first: of all branches, and of what was rewritten
    where git has not thrown it away yet. Nothing where the book is not kept in git."""
    try:
        log = ask(
            book, "log", "--all", "--reflog", "-m", "-z", "--raw", "--no-abbrev", "--no-renames", "--no-ext-diff",
            "--no-show-signature", "--format=", "--", *(f":(literal){path}" for path in paths),
        )  # fmt: skip
    except NoHistory:
        return
    ids = re.findall(rb":\d{6} \d{6} [0-9a-f]+ ([0-9a-f]+) [AM]\0", log)
    for blob in dict.fromkeys(ids):
        with suppress(NoHistory):
            yield ask(book, "cat-file", "blob", blob.decode())
