"""The tag that git keeps of a seal, seal/2026-09: its message is the seal's statement, what it points to is the book as sealed."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from houqin.book.history import NoHistory, ask
from houqin.closing.witness import tags
from houqin.closing.written import statement
from houqin.text.seals import Mark

Why = Literal["", "no_git", "no_repository", "no_commit", "uncommitted", "refused"]
NOWHERE = ("no_git", "no_repository")
"""Why there will be none, whatever is done about the book."""


def name_of(book: Path, mark: Mark) -> str:
    """seal/2026-09; seal/2026-09-2 for the month's second seal; seal/小学/2026-09 for a book in a folder of its own."""
    try:
        return tags(book) + Path(mark.path).stem
    except NoHistory:
        return f"seal/{Path(mark.path).stem}"


def tag(book: Path, mark: Mark) -> Why:
    """Tag HEAD. "" where that is done; else why not: git is not there, the book lies in no repository or nothing of it is
    committed; what stands on the disk is not what HEAD has; git refused (no name or address, or there is such a tag)."""
    try:
        inside = ask(book, "rev-parse", "--is-inside-work-tree").strip()
    except NoHistory as why:
        return "no_git" if str(why) == "no_git" else "no_repository"
    if inside != b"true":
        return "no_repository"
    try:
        ask(book, "rev-parse", "-q", "--verify", "HEAD^{commit}")
    except NoHistory:
        return "no_commit"
    own = mark.path.partition("/")[0]
    try:
        changed = ask(
            book, "status", "--porcelain", "-z", "--untracked-files=all", "--", ".", f":(exclude,literal){own}"
        )
        if changed:
            return "uncommitted"
        ask(
            book,
            "-c",
            "tag.gpgSign=false",
            "tag",
            "-a",
            "-F",
            "-",
            name_of(book, mark),
            "HEAD",
            given=statement(mark).encode(),
        )
    except NoHistory:
        return "refused"
    return ""
