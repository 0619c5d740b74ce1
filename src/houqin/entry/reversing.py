"""冲销: the record that takes another back, and the one that stands in its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from houqin.book.index import Book
from houqin.diagnostics import FINDINGS, Failure
from houqin.entry.existing import There
from houqin.entry.form import main_list
from houqin.entry.new import New, new, path_of
from houqin.entry.number import numbered, reference
from houqin.entry.said import Said, in_mapping, line_of, pair, put, value_of
from houqin.records.catalogue import TYPES
from houqin.text import naming
from houqin.text.read import read
from houqin.values import iso

DROPPED = ("type", "id", "booked", "replaces")
"""What a record does not take over from the one whose place it takes."""


def reversal(book: Book, record: int, day: int, reason: str) -> New:
    """The reversal of a record, numbered, in the same folder. Failure (exit 1) entry.not_reversible where none belongs,
    entry.reverse_first where goods of it were brought or sent back."""
    _, folder, owner, number = _row(book, record)
    if "reversal" not in TYPES.get(folder, ()):
        raise Failure("entry.not_reversible", FINDINGS, number=number, folder=folder)
    if behind := _brought_back(book, record):
        raise Failure("entry.reverse_first", FINDINGS, number=number, others=behind)
    blank = new("reversal", owner, {"date": iso(day)}, folder)
    of = reference(book, (record, 0), path=path_of(book, blank), owner=owner)
    if of is None:
        raise Failure("entry.cannot_name", FINDINGS, number=number)
    (one,) = numbered(book, [new("reversal", owner, {"date": iso(day), "of": of, "reason": reason}, folder)])
    return one


def _brought_back(book: Book, record: int) -> list[str]:
    """The standing returns of goods that a record gave out or took in: without it they come from nowhere."""
    rows = book.index.execute(
        "select r.id, r.number from tie t join record r on r.id = t.record where t.target = ? and t.role = 'of'"
        " and r.type in ('return_to_store', 'return_to_supplier') order by r.path, r.line",
        (record,),
    ).fetchall()
    return [number for id_, number in rows if not reversed_by(book, id_)]


def _row(book: Book, record: int) -> tuple[str, str, str, str]:
    row = book.index.execute("select path, folder, owner, number from record where id = ?", (record,)).fetchone()
    return str(row[0]), str(row[1]), str(row[2]), str(row[3])


def reversed_by(book: Book, record: int) -> There | None:
    """The reversal that takes a record back, if one stands that is not taken back itself."""
    rows = book.index.execute(
        "select r.id, r.number, r.path, r.line from tie t join record r on r.id = t.record"
        " where t.target = ? and t.role = 'of' and r.type = 'reversal' order by r.path, r.line",
        (record,),
    ).fetchall()
    standing = [There(number, path, line, True) for id_, number, path, line in rows if not reversed_by(book, id_)]
    return standing[0] if standing else None


def tree_of(book: Book, record: int) -> dict[str, Any]:
    """A record as it is written, every scalar a text, its fields by their canonical names."""
    path, *_ = _row(book, record)
    (line,) = book.index.execute("select line from record where id = ?", (record,)).fetchone()
    entries, _ = read((book.path / path).read_bytes(), path)
    return dict(_canonical(next(entry.tree for entry in entries if entry.line == line)))


def _canonical(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key).rstrip("_"): _canonical(inner) for key, inner in value.items()}
    return [_canonical(inner) for inner in value] if isinstance(value, list) else value


def begun(book: Book, record: int, back: New, day: int) -> dict[str, Any]:
    """What the replacement takes over: all but the number; a slip keeps the day on which it happened and is booked today, a
    voucher is of today."""
    tree = {name: value for name, value in tree_of(book, record).items() if name not in DROPPED}
    tree["replaces"] = back.tree["of"]
    if back.folder == "accounts":
        tree["date"] = iso(day)
    elif str(tree.get("date")) < iso(day):
        tree["booked"] = iso(day)
    return tree


def replacement(
    type_: str, tree: Mapping[str, Any], words: Sequence[str], lines: Sequence[str], number: str = ""
) -> Said:
    """The record with what the words say otherwise; with lines, these in the place of all it had."""
    given: dict[str, Any] = {type_: number, **tree}
    main = main_list(type_)
    if lines and main:
        given[main.name] = [line_of(type_, line) for line in lines]
    said = [pair(word, type_) for word in words]
    for left, right in said:
        put(given, type_, left, value_of(right))
    _worked_out_anew(given, [left for left, _ in said])
    if str(given.get("booked", "")) <= str(given.get("date", "")):
        given.pop("booked", None)
    return in_mapping(given)


def _worked_out_anew(given: dict[str, Any], paths: Sequence[str]) -> None:
    """Take the sum from a line whose quantity or price is said otherwise, and its sum is not: it follows from them."""
    said: dict[tuple[str, ...], set[str]] = {}
    for path in paths:
        steps = [naming.field(step) or step for step in path.split(".")]
        said.setdefault(tuple(steps[:-1]), set()).add(steps[-1])
    for line, changed in said.items():
        if len(line) == 2 and changed & {"quantity", "unit_price"} and "amount" not in changed:
            lines = given.get(line[0])
            one = lines[int(line[1]) - 1] if isinstance(lines, list) and line[1].isdecimal() else None
            if isinstance(one, dict) and "unit_price" in one:
                one.pop("amount", None)
