"""Two people's versions of one file made one, record by record: git's merge driver.

Lines know nothing of records: merged by lines, two appends of one day always conflict, and a union of the lines takes
fields away from one of them (reliability.md 3.2, measured). Here a record is known by its type and number. What only one
side changed is taken; what both changed is merged field by field; where both changed the same field, that record alone
stands between conflict markers. The result is read back: it holds exactly the records it should, or it is not given.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any, NamedTuple

from houqin.text.quote import Unwritable
from houqin.text.read import SCHOOL_FILE, Entry, read
from houqin.text.write import record_text

OURS, MIDDLE, THEIRS = "<<<<<<< ours", "=======", ">>>>>>> theirs"
MISSING: Any = object()
"""A field that a version of a record does not have."""

Key = tuple[str, str, str, int]
"""Type, number, `from` (a register holds several rows of a name), and the how-manieth of these in its file."""


class Clash(NamedTuple):
    """Why a record could not be merged: the field that both sides changed ("" where one changed and the other deleted
    the record), and what each made of it (None: it is gone)."""

    type: str
    number: str
    field: str
    ours: str | None
    theirs: str | None


class Merged(NamedTuple):
    """The merged file, and what stands in it between conflict markers."""

    data: bytes
    clashes: list[Clash]


class _Block(NamedTuple):
    """A record as it stands: the comments above it, its lines, and what they mean."""

    above: tuple[str, ...]
    lines: tuple[str, ...]
    entry: Entry


class _Version(NamedTuple):
    """A file of one side: what stands before its first record, its records in order, what stands after its last."""

    head: tuple[str, ...]
    blocks: dict[Key, _Block]
    tail: tuple[str, ...]


def merge(base: bytes, ours: bytes, theirs: bytes, path: str) -> Merged | None:
    """The two versions of the file at `path`, which both began as `base`. None where one of them cannot be read as
    records, or is no list of records (houqin.yaml): lines are all that is left then."""
    if path.rpartition("/")[2] == SCHOOL_FILE:
        return None
    versions = [_version(data, path) for data in (base, ours, theirs)]
    if any(v is None for v in versions):
        return None
    was, mine, other = (v for v in versions if v is not None)
    other = _apart(was, mine, other)
    clashes: list[Clash] = []
    blocks: dict[Key, list[str]] = {}
    trees: dict[Key, tuple[str, Any]] = {}
    for key in was.blocks.keys() | mine.blocks.keys() | other.blocks.keys():
        block, clash = _record(was.blocks.get(key), mine.blocks.get(key), other.blocks.get(key))
        clashes += clash
        if clash:
            blocks[key] = _between(mine.blocks.get(key), other.blocks.get(key))
        elif block:
            blocks[key] = [*block.above, *block.lines]
            trees[key] = block.entry.type, block.entry.tree
    order = [
        k for k in _order(list(mine.blocks), list(other.blocks), list(was.blocks), _dates(mine, other)) if k in blocks
    ]
    lines = [*_around(was.head, mine.head, other.head), *(line for key in order for line in blocks[key])]
    lines += _around(was.tail, mine.tail, other.tail)
    newline = "\r\n" if b"\r\n" in ours else "\n"
    data = "".join(line + newline for line in lines).encode()
    if not clashes:
        entries, faults = read(data, path)
        if faults or [(e.type, e.tree) for e in entries] != [trees[key] for key in order]:
            return None
    at = {key: n for n, key in enumerate(order)}
    return Merged(data, sorted(clashes, key=lambda c: next((n for k, n in at.items() if k[:2] == c[:2]), -1)))


def _version(data: bytes, path: str) -> _Version | None:
    """A file's records with all the lines that are theirs; None where it is not whole."""
    entries, faults = read(data, path)
    if faults:
        return None
    lines = data.decode("utf-8-sig").replace("\r\n", "\n").split("\n")[:-1]
    if not entries:
        return (
            _Version(tuple(lines), {}, ()) if all(not line.strip() or line.startswith("#") for line in lines) else None
        )
    if any(not lines[e.line - 1].startswith("- ") for e in entries):
        return None
    blocks: dict[Key, _Block] = {}
    seen: Counter[tuple[str, str, str]] = Counter()
    end = entries[0].line - 1
    for entry in entries:
        name = entry.type, str(entry.tree.get("id", "")), str(entry.tree.get("from_", ""))
        above = tuple(lines[end : entry.line - 1])
        blocks[*name, seen[name]] = _Block(above, tuple(lines[entry.line - 1 : entry.end]), entry)
        seen[name] += 1
        end = entry.end
    return _Version(tuple(lines[: entries[0].line - 1]), blocks, tuple(lines[end:]))


# ------------------------------------------------------------ one record


def _record(was: _Block | None, mine: _Block | None, other: _Block | None) -> tuple[_Block | None, list[Clash]]:
    """The record as it comes out of both versions (None: deleted), or why it does not."""
    if mine is None or other is None:
        left = mine or other
        if was is None or left is None:
            return left, []
        if left.entry.tree == was.entry.tree:
            return None, []
        said = None if mine is None else "", None if other is None else ""
        return None, [Clash(left.entry.type, str(left.entry.tree["id"]), "", *said)]
    mine_means, other_means = mine.entry.tree, other.entry.tree
    began = was.entry.tree if was else mine_means  # new on both sides, and the same (see _apart)
    if mine_means == other_means or other_means == began:
        return (other if was and mine[:2] == was[:2] and mine_means == other_means else mine), []
    if mine_means == began:
        return other, []
    fields: list[tuple[str, Any, Any]] = []
    tree = _fields(began, mine_means, other_means, fields)
    if fields:
        number = str(mine_means["id"])
        return None, [Clash(mine.entry.type, number, name, _said(a), _said(b)) for name, a, b in fields]
    block = _written(was, mine, other, tree)
    return (block, []) if block else (None, [Clash(mine.entry.type, str(mine_means["id"]), "", "", "")])


def _said(value: Any) -> str | None:
    """A field's value in a few words."""
    if value is MISSING:
        return None
    if isinstance(value, Mapping):
        return " ".join(str(one) for one in value.values())
    return " ; ".join(str(_said(one)) for one in value) if isinstance(value, list) else str(value)


def _apart(was: _Version, mine: _Version, other: _Version) -> _Version:
    """Two new records that took the same number are two records: both stay, and `check` names the number."""
    blocks: dict[Key, _Block] = {}
    for key, block in other.blocks.items():
        taken = key not in was.blocks and key in mine.blocks and mine.blocks[key].entry.tree != block.entry.tree
        blocks[(*key[:3], key[3] + len(mine.blocks)) if taken else key] = block
    return other._replace(blocks=blocks)


def _fields(
    was: Mapping[str, Any], mine: Mapping[str, Any], other: Mapping[str, Any], clashes: list[tuple[str, Any, Any]]
) -> dict[str, Any]:
    """A mapping's fields merged, in the order in which they stand on our side; what both changed goes to `clashes`."""
    merged = {}
    for name in dict.fromkeys([*mine, *other]):
        began, a, b = was.get(name, MISSING), mine.get(name, MISSING), other.get(name, MISSING)
        value = _value(began, a, b)
        if value is None:
            clashes.append((name, a, b))
        elif value is not MISSING:
            merged[name] = value
    return merged


def _value(was: Any, mine: Any, other: Any) -> Any:
    """One value merged: MISSING where it is gone, None where both changed it otherwise."""
    if mine == other or other == was:
        return mine
    if mine == was:
        return other
    if isinstance(mine, Mapping) and isinstance(other, Mapping):
        inner: list[tuple[str, Any, Any]] = []
        merged = _fields(was if isinstance(was, Mapping) else {}, mine, other, inner)
        return None if inner else merged
    if isinstance(was, list) and isinstance(mine, list) and isinstance(other, list):
        return _lists(was, mine, other)
    return None


def _lists(was: list[Any], mine: list[Any], other: list[Any]) -> list[Any] | None:
    """Lines that each side changed in place or added at the end; None where that is not all."""
    count = len(was)
    if len(mine) < count or len(other) < count:
        return None
    merged = [_value(*three) for three in zip(was, mine[:count], other[:count], strict=True)]
    new = [one for one in other[count:] if one not in mine[count:]]
    return None if None in merged else [*merged, *mine[count:], *new]


def _written(was: _Block | None, mine: _Block, other: _Block, tree: dict[str, Any]) -> _Block | None:
    """The merged record as text: both sides' changes to its lines where these do not touch, else written anew."""
    above = _around(was.above if was else (), mine.above, other.above)
    entry = Entry(mine.entry.type, tree, 0, 0)
    path = f"{mine.entry.type}.yaml"
    if was and (lines := _by_lines(was.lines, mine.lines, other.lines)):
        entries, faults = read("".join(f"{line}\n" for line in lines).encode(), path)
        if not faults and [e.tree for e in entries] == [tree]:
            return _Block(tuple(above), tuple(lines), entry)
    try:
        text = record_text(tree, "en" if mine.lines[0].isascii() else "zh")
    except Unwritable:
        return None
    return _Block(tuple(above), tuple(text.rstrip("\n").split("\n")), entry)


def _by_lines(was: Sequence[str], mine: Sequence[str], other: Sequence[str]) -> list[str] | None:
    """Both sides' changes of lines made to what they began as; None where they touch each other."""
    changes: list[tuple[int, int, Sequence[str]]] = []
    for side in (mine, other):
        for tag, first, last, a, b in SequenceMatcher(None, was, side, autojunk=False).get_opcodes():
            if tag != "equal" and (first, last, side[a:b]) not in changes:
                changes.append((first, last, side[a:b]))
    changes.sort(key=lambda c: c[:2])
    if any(x[1] > y[0] or x[:2] == y[:2] for x, y in pairwise(changes)):
        return None
    lines = list(was)
    for first, last, new in reversed(changes):
        lines[first:last] = new
    return lines


def _between(mine: _Block | None, other: _Block | None) -> list[str]:
    """Both versions of a record between conflict markers, as git writes them."""

    def lines(block: _Block | None) -> list[str]:
        return [*block.above, *block.lines] if block else []

    return [OURS, *lines(mine), MIDDLE, *lines(other), THEIRS]


# ------------------------------------------------------------ the file


def _around(was: Sequence[str], mine: Sequence[str], other: Sequence[str]) -> list[str]:
    """Comments and empty lines merged: what only one side changed; of both, all that is said."""
    if mine == other or other == was:
        return list(mine)
    if mine == was:
        return list(other)
    merged = _by_lines(was, mine, other)
    return merged if merged is not None else [*mine, *(line for line in other if line not in mine)]


def _dates(*versions: _Version) -> dict[Key, str]:
    """Record → the day by which new ones are put in order."""
    return {key: str(block.entry.tree.get("date", "")) for v in versions for key, block in v.blocks.items()}


def _order(mine: list[Key], other: list[Key], was: list[Key], dates: Mapping[Key, str]) -> list[Key]:
    """All records: those of both sides as they stand (moved, where one side moved them), new ones where their side put
    them, those of both sides at one place by day and number: merged either way round, the file is the same."""
    both = set(mine) & set(other)
    spine, side = (mine, other) if [k for k in other if k in both] == [k for k in was if k in both] else (other, mine)
    after: dict[Key | None, list[Key]] = {}
    anchor: Key | None = None
    for key in side:
        if key in both:
            anchor = key
        else:
            after.setdefault(anchor, []).append(key)
    ordered: list[Key] = []
    own: list[Key] = []
    anchor = None
    for key in spine:
        if key not in both:
            own.append(key)
            continue
        ordered += _woven(own, after.pop(anchor, []), dates)
        ordered.append(key)
        own, anchor = [], key
    return [*ordered, *_woven(own, after.pop(anchor, []), dates)]


def _woven(a: Iterable[Key], b: Iterable[Key], dates: Mapping[Key, str]) -> list[Key]:
    """Two runs of new records as one, each in its own order."""
    first, second, woven = list(a), list(b), []
    while first and second:
        earlier = first if (dates[first[0]], first[0]) <= (dates[second[0]], second[0]) else second
        woven.append(earlier.pop(0))
    return [*woven, *first, *second]
