"""Which record a person means, and what others decided on it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from houqin import names
from houqin.history.changes import Change
from houqin.history.past import Past
from houqin.history.versions import Key, Tree

DECIDING = (
    "approval", "signature", "suspect_acceptance", "match", "cancellation", "short_closing", "reversal", "settlement",
    "reopening",
)  # fmt: skip
"""Types of records by which somebody decides on another, or takes it back."""
NAMING = ("of", "against", "documents", "replaces")
"""Fields in which they name it."""
NEAR = 5


def found(past: Past, written: str) -> list[Key]:
    """The records that `written` names, alive or gone: a number, with a year, month, set, store or type before a slash."""
    for word in (written, re.sub(r"\s+", "", unicodedata.normalize("NFKC", written)).upper()):
        parts = word.split("/")
        for n in range(len(parts)):
            rows = past.index.execute(
                "select distinct type, owner, period, number, nth, folder from change"
                " where number = ? and kind not in ('dropped', 'overruled')",
                ("/".join(parts[n:]),),
            ).fetchall()
            keys = [Key(*row[:5]) for row in rows if all(_is_of(Key(*row[:5]), row[5], part) for part in parts[:n])]
            if keys:
                return _latest(past, keys)
    return []


def _latest(past: Past, keys: list[Key]) -> list[Key]:
    """Without the keys by which a record was known only before it was given another."""
    former = {c.old for key in keys for c in past.of(key) if c.old}
    return [key for key in keys if key not in former] or keys


def near(past: Past, written: str) -> list[str]:
    """Numbers most like one that there is not."""
    numbers = [n for (n,) in past.index.execute("select distinct number from change")]
    return get_close_matches(written.rpartition("/")[2], numbers, n=NEAR, cutoff=0.6)


def _is_of(key: Key, folder: str, word: str) -> bool:
    """Whether a word before a number speaks of this record: its year or month, set, store, type or folder."""
    if re.fullmatch(r"\d{4}(-\d\d)?", word):
        return bool(key.period) and (key.period.startswith(word) or word.startswith(key.period))
    return bool(word) and (
        word == key.owner or names.choice_named("set", word) == key.owner or names.type_named(word) == key.type
        or names.folder_named(word) == folder
    )  # fmt: skip


def decisions(past: Past, key: Key) -> list[Change]:
    """What became of the records by which others decided on a record, took it back, posted or replaced it, oldest first."""
    rows = past.changes("instr(after || before, ?) > 0 and kind not in ('merged', 'dropped', 'overruled')", key.number)
    return [change for change in rows if decides(change, key)]


def decides(change: Change, key: Key) -> bool:
    """Whether a change is of a record that decides on another, takes it back, posts or replaces it."""
    return change.key != key and any(_means(ref, key) for ref in _named(change.after or change.before or {}))


def _named(tree: Tree) -> Iterator[str]:
    """The references of a record that decides on others; of any record, to what it replaces; of a voucher, to its papers."""
    fields = (
        NAMING
        if tree.get("type") in DECIDING
        else ("replaces", "documents")
        if tree.get("type") == "voucher"
        else ("replaces",)
    )
    for field in fields:
        yield from references(tree.get(field))


def references(value: Any) -> Iterator[str]:
    """The texts of references in a field: alone, in a list, or as the `of` of parts."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str):
            yield one
        elif isinstance(one, Mapping):
            yield from (str(v) for k, v in one.items() if k == "of" or (k in names.TYPES and isinstance(v, str)))


def _means(reference: str, key: Key) -> bool:
    """Whether a reference as written may be to a record."""
    parts = reference.strip().split("/")
    return any(
        "/".join(parts[n:]) == key.number and all(_is_of(key, "", word) for word in parts[:n])
        for n in range(len(parts))
    )
