"""What nothing forbids, and whoever writes a record wants to know before it stands: a name that no register has, the same
record a second time."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from houqin.book.contradictions import nearest
from houqin.book.index import Book
from houqin.diagnostics import Diagnostic
from houqin.entry.answered import FREE
from houqin.entry.form import model_of, named_in
from houqin.entry.known import LISTED, is_known, names_of
from houqin.entry.new import New
from houqin.entry.reversing import reversed_by
from houqin.entry.tried import Wrong
from houqin.facts.plain import plain
from houqin.records.validate import validate

YEAR = 10000
"""One year, in days as 20261031."""


def noticed(book: Book, records: Sequence[New]) -> list[Wrong]:
    """Warnings about records that are right by themselves and in their book."""
    return [Wrong(at, loc, d) for at, one in enumerate(records) for loc, d in _of_one(book, one)]


def _of_one(book: Book, one: New) -> Iterator[tuple[tuple[Any, ...], Diagnostic]]:
    for of in (_names, _cards, _twice):
        yield from of(book, one)


def _names(book: Book, one: New) -> Iterator[tuple[tuple[Any, ...], Diagnostic]]:
    """Names of no register; in a field that is FREE, and of people and places, those that are nearly a registered one."""
    for holder, key, register, loc in named_in(one.tree, model_of(one.type)):
        name = holder[key]
        if is_known(book.registers, register, name):
            continue
        field = next(step for step in reversed(loc) if isinstance(step, str))
        near = _near(book, register, name)
        if near or (register in LISTED and field not in FREE and _any(book, register)):
            yield loc, Diagnostic("entry.unregistered", {"field": field.rstrip("_"), "found": name, "near": near})


def _cards(book: Book, one: New) -> Iterator[tuple[tuple[Any, ...], Diagnostic]]:
    """Asset cards that nobody has made."""
    lines = one.tree.get("lines")
    its = [((), one.tree), *((("lines", n), line) for n, line in enumerate(lines if isinstance(lines, list) else ()))]
    for loc, holder in its if one.folder != "opening" else ():
        number = holder.get("asset") if isinstance(holder, dict) else None
        known = "select 1 from doc where number = ? and type = 'acquisition' limit 1"
        if isinstance(number, str) and not book.index.execute(known, (number,)).fetchone():
            yield (*loc, "asset"), Diagnostic("entry.unregistered", {"field": "asset", "found": number, "near": []})


def _any(book: Book, register: str) -> bool:
    """Whether the register has any row: else nothing can be missing in it."""
    return bool(names_of(book.registers, register, 99999999) or book.registers.rows.get(register))


def _near(book: Book, register: str, name: str) -> list[str]:
    """The registered names that may be meant. Two persons differ by a sign and are two persons: only a name of three signs
    or more that differs in one is near."""
    if register == "bank_account":
        return names_of(book.registers, register, 0)[:3]
    found = nearest(book.registers, register, name)
    if register != "person":
        return found
    return [f for f in found if len(f) == len(name) > 2 and sum(a != b for a, b in zip(f, name, strict=True)) == 1]


def _twice(book: Book, one: New) -> Iterator[tuple[tuple[Any, ...], Diagnostic]]:
    """A record that says the same, but for its number, in the same folder on the same day; an invoice of that number."""
    models, _ = validate(one.folder, [one.tree])
    if models[0] is None or "date" not in one.tree:
        return
    mine = json.loads(json.dumps(plain(models[0])))
    bill = one.type == "invoice"
    since = mine["date"] - YEAR if bill else mine["date"] - 1
    rows = book.index.execute(
        "select r.id, r.number, r.path, r.line, d.json from record r join data d on d.record = r.id"
        " where r.type = ? and r.day > ? and r.day <= ? and r.owner = ? and r.folder <> 'opening' order by r.path, r.line",
        (one.type, since, mine["date"], one.owner),
    )
    for record, number, path, line, text in rows:
        theirs = json.loads(text)
        same = theirs | {"id": ""} == mine | {"id": ""}
        printed = bill and (theirs["number"], theirs.get("code")) == (mine["number"], mine.get("code"))
        if (same or printed) and number != one.tree.get("replaces") and not reversed_by(book, record):
            args = {"number": number, "path": path, "line": line, "own": one.number, "type": one.type}
            yield ("number",) if printed else (), Diagnostic("entry.printed_twice" if printed else "entry.twin", args)
            return
