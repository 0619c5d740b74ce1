"""The number of a new record (the next of its series, in the book's own style), and how another record names it."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from houqin.book import numbers, resolve
from houqin.book.index import Book
from houqin.entry.new import New
from houqin.entry.series import begins, series_of
from houqin.values import month_of

OWN_SERIES = {"outside_statement": ("bank_account", "supplier"), "count": ("place",)}
"""Types whose numbers run on by what these fields say, within their folder."""


class _Known(NamedTuple):
    """A document of the book: `day` is the one its number may hold; `scope`: among which its number stands once."""

    number: str
    day: int
    scope: tuple[str, str]
    series: str


def numbered(book: Book, records: Sequence[New], taken: Collection[str] = ()) -> list[New]:
    """The records, those without a number with the next of their series; one whose file cannot be told keeps none.

    A number stands once in a store or set (a voucher's: and month). `taken` are given already.
    """
    known = {type_: _known(book, type_) for type_ in {one.type for one in records}}
    used: dict[tuple[str, str, str], set[str]] = {}
    for type_, rows in known.items():
        for row in rows:
            used.setdefault((type_, *row.scope), {*taken}).add(row.number)
    for one in records:
        if one.number:
            used.setdefault((one.type, *_scope(one)), {*taken}).add(one.number)
    done: list[New] = []
    for one in records:
        if not one.number and one.placed:
            its = used.setdefault((one.type, *_scope(one)), {*taken})
            number = numbers.following(_style(book, one, known[one.type]), _day(one), its)
            its.add(number)
            one = one._replace(tree=one.tree | {"id": number})  # noqa: PLW2901
        done.append(one)
    return done


def _known(book: Book, type_: str) -> list[_Known]:
    series = OWN_SERIES.get(type_, ())
    rows = book.index.execute(
        "select r.number, r.day, r.booked, r.owner, case when ? then d.json end from record r"
        " join data d on d.record = r.id where r.type = ? order by r.booked, r.path, r.line",
        (bool(series), type_),
    )
    voucher = type_ == "voucher"
    return [
        _Known(
            number,
            booked if voucher else day,
            (owner, month_of(booked) if voucher else ""),
            _series(type_, json.loads(text)) if text else "",
        )
        for number, day, booked, owner, text in rows
    ]


def _series(type_: str, record: Mapping[str, Any]) -> str:
    return next((str(record[field]) for field in OWN_SERIES.get(type_, ()) if record.get(field)), "")


def _scope(one: New) -> tuple[str, str]:
    return one.owner, one.month if one.type == "voucher" else ""


def _day(one: New) -> int:
    """The day that stands in its number: when it happened; of a voucher, when it is booked."""
    booked = one.tree.get("booked") if one.type == "voucher" else None
    return int(str(booked or one.tree["date"]).replace("-", ""))


def _style(book: Book, one: New, known: Sequence[_Known]) -> numbers.Style:
    series = _series(one.type, one.tree)
    its = [(row.number, row.day) for row in known if (row.scope[0], row.series) == (one.owner, series)]
    name = series if one.type == "outside_statement" else ""
    if one.type != "voucher":
        return numbers.style(one.type, its, name)
    row = next((s for s in book.registers.sets if s["set"] == one.owner), {})
    named = row.get("voucher_series") or ["记"]
    if own := series_of(book.registers, one.owner, one.tree.get("entries") or ()):
        its = [(number, day) for number, day in its if begins(number, named) == own]
    style = numbers.style(one.type, its, series=own or named[0])
    if not style.width:
        style = style._replace(date="", between="")
    # each month begins with 1 again: without noughts where any month of the book does without
    tails = [number.removeprefix(style.head) for number, _ in its if number.startswith(style.head)]
    return style._replace(width=min((len(tail) for tail in tails if tail.isdigit()), default=style.width))


def reference(book: Book, target: tuple[int, int], *, path: str, owner: str, types: str = "") -> str | None:
    """How a record in that file names another, a document (record, n): by its number, with the year or month where that is
    needed; None where even so it means several. `types` as in facts/documents.py: ",issue," or "" for any."""
    number, period = book.index.execute("select number, period from doc where record = ? and n = ?", target).fetchone()
    month = path.rpartition("/")[2].removesuffix(".yaml")
    docs = [
        resolve.Doc(*row)
        for row in book.index.execute(
            "select d.record, d.n, d.type, d.number, d.period, r.path, r.owner, r.set_, r.month from doc d"
            " join record r on r.id = d.record where d.number = ?",
            (number,),
        )
    ]
    docs = [d._replace(set_=d.set_ or book.registers.set_of(d.owner)) for d in docs]
    home = owner if any(s["set"] == owner for s in book.registers.sets) else book.registers.set_of(owner)
    for written in ("", period):
        link = resolve.Link(0, 0, "", types, number, written, "", None, path, owner, month, home)
        if [(d.record, d.n) for d in resolve.meant(link, docs)] == [target]:
            return f"{written}/{number}" if written else str(number)
    return None
