"""Two versions of one file → the records that differ. Only what was not the same text is read.

A file is a list whose entries begin with a "-" at the margin. An entry that can be read by itself means the same in its
file; where one cannot, the file is taken as a whole, with what of it can be read. Order, indentation, comments and the
language of the keys are no differences: a record is known by what it is, not by where it stands.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from typing import Any, NamedTuple

from houqin.book.find import UNREAD, Source
from houqin.closing import canon
from houqin.text import raw
from houqin.text.naming import REGISTERS
from houqin.text.read import SCHOOL_FILE, Entry, read

Tree = dict[str, Any]
BLOCK = re.compile(r"(?m)^(?=-)")
BLANK = re.compile(r"(?:[ ]*(?:#.*)?\n)*")
TAIL = re.compile(r"(?:\n(?: *|#.*))+\Z")
MONTHLY = {"voucher"}
"""Types numbered anew each month; all others anew each year (facts/documents.py)."""


class Key(NamedTuple):
    """What a record is known by through all commits: its type, whose folder it lies in (a store or set), within what its
    number is unique (a year, a month, of a register's row its first day), its number, and the how-manieth it is of these."""

    type: str
    owner: str
    period: str
    number: str
    nth: int


class Item(NamedTuple):
    """A record in a version of a file: its canonical tree ("type", "id", then its fields); its file and its first line there."""

    key: Key
    tree: Tree
    path: str
    line: int


class Different(NamedTuple):
    """What of a file is not the same in two versions: records that only the one or the other has, and whether the later
    one can be read (in one that cannot, a record that is not found may still be meant)."""

    before: list[Item]
    after: list[Item]
    readable: bool


class Reader:
    """Tells versions of files apart. Keeps in mind which entries can be read by themselves."""

    def __init__(self) -> None:
        self._whole: dict[str, str] = {}
        """Entry with what follows it up to the next → the entry alone, where it can be read by itself."""

    def different(self, source: Source, before: bytes | None, after: bytes | None) -> Different:
        """The records of a file that its two versions (None: there is none) do not share."""
        if source.folder in UNREAD:
            sealed = [[] if data is None else [_sealed(source, data)] for data in (before, after)]
            return Different(sealed[0], sealed[1], readable=True)
        old, new = self._blocks(source.path, before), self._blocks(source.path, after)
        if old is None or new is None:
            return self._as_wholes(source, before, after)
        here, there = Counter(block for _, block in old), Counter(block for _, block in new)
        gone, come = here - there, there - here
        return Different(_items(source, _some(old, gone)), _items(source, _some(new, come)), readable=True)

    def _blocks(self, path: str, data: bytes | None) -> list[tuple[int, str]] | None:
        """The entries of a file as (first line, text); None where not each can be read by itself."""
        if data is None:
            return []
        text, faults = raw.decode(data)
        if faults or path.rpartition("/")[2] == SCHOOL_FILE or (text and text[-1] != "\n"):
            return None
        head, *blocks = BLOCK.split(text)
        if head.startswith("-"):
            head, blocks = "", [head, *blocks]
        if not BLANK.fullmatch(head):
            return None
        line, found = head.count("\n") + 1, []
        for block in blocks:
            alone = self._whole.get(block)
            if alone is None:
                alone = TAIL.sub("\n", block)
                entries, wrong = read(alone.encode(), "")
                if wrong or len(entries) != 1:
                    return None
                self._whole[block] = alone
            found.append((line, alone))
            line += block.count("\n")
        return found

    def _as_wholes(self, source: Source, before: bytes | None, after: bytes | None) -> Different:
        """Files that are not simply one entry after the other, read in full."""
        (old, _), (new, readable) = (([], True) if d is None else _right(d, source.path) for d in (before, after))
        shared = Counter(map(_written, old)) & Counter(map(_written, new))
        return Different(
            _items(source, [(e.line, e) for e in _less(old, shared)]), _items(source, [(e.line, e) for e in _less(new, shared)]),
            readable=readable,
        )  # fmt: skip


def _right(data: bytes, path: str) -> tuple[list[Entry], bool]:
    """The entries of a file in which nothing is wrong, and whether there are no others."""
    entries, wrong = read(data, path)
    lines = [fault.line for fault in wrong]
    return [e for e in entries if not any(e.line <= line <= e.end for line in lines)], not wrong


def _written(entry: Entry) -> str:
    return repr(entry.tree)


def _less(entries: list[Entry], shared: Counter[str]) -> list[Entry]:
    left, kept = Counter(shared), []
    for entry in entries:
        if left[_written(entry)] > 0:
            left[_written(entry)] -= 1
        else:
            kept.append(entry)
    return kept


def _some(blocks: list[tuple[int, str]], wanted: Counter[str]) -> list[tuple[int, Entry]]:
    """The entries of these texts; of equal ones the last."""
    left, found = Counter(wanted), []
    for line, block in reversed(blocks):
        if left[block] > 0:
            left[block] -= 1
            found.append((line, read(block.encode(), "")[0][0]))
    return found[::-1]


def _items(source: Source, entries: list[tuple[int, Entry]]) -> list[Item]:
    found: list[Item] = []
    seen: Counter[Key] = Counter()
    for line, entry in entries:
        if not isinstance(entry.tree.get("id"), str):
            continue
        tree = canonical(entry)
        key = Key(entry.type, _owner(entry.type, source, tree), _period(entry.type, tree), tree["id"], 0)
        found.append(Item(key._replace(nth=seen[key]), tree, source.path, line))
        seen[key] += 1
    return found


def _owner(type_: str, source: Source, tree: Tree) -> str:
    """Whose record it is; an account is its set's."""
    set_ = tree.get("set") if type_ == "account" else None
    return set_ if isinstance(set_, str) else source.owner


def _period(type_: str, tree: Tree) -> str:
    if type_ in REGISTERS:
        return str(tree.get("from", ""))
    return str(tree.get("booked") or tree.get("date") or "")[: 7 if type_ in MONTHLY else 4]


def canonical(entry: Entry) -> Tree:
    """An entry's tree as a seal knows it (closing/canon.py): what is form and not fact is no difference here either."""
    return {"type": entry.type, "id": str(entry.tree["id"]).strip(), **canon.tree(entry.type, entry.tree)["fields"]}


def _sealed(source: Source, data: bytes) -> Item:
    """A file of a folder that holds no records: known by its name, and by what it says."""
    name = source.path.rpartition("/")[2].removesuffix(".yaml")
    text = data.replace(b"\r\n", b"\n")
    tree = {"type": "seals", "id": name, "hash": "sha256:" + hashlib.sha256(text).hexdigest()}
    return Item(Key("seals", "", "", name, 0), tree, source.path, 1)
