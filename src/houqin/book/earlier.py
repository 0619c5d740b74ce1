"""What a register's row said before: asked of git, where the book is kept in it, and only when something is to be explained."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple

from houqin.book.history import History, NoHistory
from houqin.text.read import read
from houqin.values import micro

MOST = 30
"""Commits of the book that are looked at, the latest first."""
SHOWN = 7
"""Digits of a commit's id that are told."""


class Before(NamedTuple):
    """A pack as it was before its last change: base units in one, millionths; the commit that changed it and its day
    (2026-10-31), both "" where the change is not committed yet."""

    size: int
    commit: str
    day: str


def pack_before(book: Path, path: str, item: str, pack: str, size: int) -> Before | None:
    """What a pack of an item was before it came to be `size` (millionths); None where git knows of no other, where the
    book is not kept in git, or there is no git."""
    changed = "", ""
    try:
        history = History(book)
        for commit in history.commits[: -MOST - 1 : -1]:
            data = history.file(commit, path)
            was = None if data is None else _size(data, path, item, pack)
            if was is None:
                return None
            if was != size:
                return Before(was, *changed)
            changed = commit.id[:SHOWN], commit.day
    except NoHistory:
        return None
    return None


def _size(data: bytes, path: str, item: str, pack: str) -> int | None:
    """Base units in a pack by the last row of an item, millionths; None where the text does not say."""
    rows: list[dict[str, Any]] = [e.tree for e in read(data, path)[0] if e.type == "item" and e.tree.get("id") == item]
    packs = rows[-1].get("packs") if rows else None
    told = re.match(r"\s*(\d+(?:\.\d{1,6})?)", str(packs.get(pack, ""))) if isinstance(packs, dict) else None
    return micro(told[1]) if told else None
