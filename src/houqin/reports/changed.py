"""What new records change: the stock of their items, what is owed to and by their parties, and the money, before and after."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from houqin import names
from houqin.book.index import Book, opening_month
from houqin.messages import Language, sentence
from houqin.values import last_day

MOST = 12
"""Lines that are said: of a long slip the rest is a number."""

Place = tuple[str, str]
"""A record's path and number."""


def changed(before: Book, after: Book, records: Sequence[Place], language: Language) -> list[str]:
    """A line for each item in each store, each party and each journal that the records (in `after`) moved. Quantities are
    in the item's base unit, sums in yuan; what is owed to a party stands without a sign."""
    ids = [
        record
        for path, number in records
        for (record,) in after.index.execute(
            "select id from record where path = ? and number = ? order by line desc limit 1", (path, number)
        )
    ]
    said = (line for record in ids for of in (_goods, _sums) for line in of(before, after, record, language))
    lines = list(dict.fromkeys(said))
    more = [sentence("changed.more", language, count=len(lines) - MOST)] if len(lines) > MOST else []
    return lines[:MOST] + more


def _goods(before: Book, after: Book, record: int, language: Language) -> Iterator[str]:
    rows = after.index.execute(
        "select distinct item, place, to_place, month from shifted where record = ? and way <> 'count' order by n",
        (record,),
    ).fetchall()
    for item, *places, month in rows:
        row = after.registers.on("item", item, last_day(month)) or {}
        now, was = _shelves(after, item), _shelves(before, item)
        for place in dict.fromkeys(filter(None, places)):
            if place in now or place in was:
                args = {"item": item, "place": place, "unit": row.get("unit", "")}
                yield sentence("changed.stock", language, **args, now=now.get(place, 0), was=was.get(place, 0))


def _shelves(book: Book, item: str) -> dict[str, int]:
    """Place → quantity (millionths) of an item, as the book ends."""
    found = book.index.execute(
        "select json from state where kind = 'goods' and key = ? order by month desc limit 1", (item,)
    ).fetchone()
    return dict(json.loads(found[0])["places"]) if found else {}


def _sums(before: Book, after: Book, record: int, language: Language) -> Iterator[str]:
    keys = after.index.execute(
        "select distinct book, key from moved where record = ? and book in ('due', 'cash') order by book desc, key",
        (record,),
    ).fetchall()
    for book, key in keys:
        set_, kind, *rest = key.split("|")
        now, was = _balance(after, book, key), _balance(before, book, key)
        label = names.set_label(set_, language)
        if book == "cash":
            begun = _at_opening(after, key)
            code = "changed.money" if rest else "changed.safe"
            args = {"set": label, "kind": names.label(kind, language, "controls"), "name": "".join(rest)}
            yield sentence(code, language, **args, now=now + begun, was=was + begun)
        elif rest:
            code = "changed.owed_by" if max(now, was, key=abs) > 0 else "changed.owed_to"
            sign = 1 if code == "changed.owed_by" else -1
            yield sentence(code, language, set=label, party=rest[0], now=now * sign, was=was * sign)


def _at_opening(book: Book, key: str) -> int:
    """Fen with which a journal begins where no record of the opening says its own balance: those of its account, as
    reconcile/sides.py has it."""
    set_, kind, *rest = key.split("|")
    month = opening_month(book.index)

    def opened(which: str, type_: str, of: str) -> tuple[int, int]:
        found = book.index.execute(
            "select count(*), coalesce(sum(m.amount), 0) from moved m join record r on r.id = m.record"
            " where m.book = ? and m.key = ? and m.month = ? and r.type = ?",
            (which, of, month, type_),
        ).fetchone()
        return int(found[0]), int(found[1])

    account = book.registers.control("bank", *rest) if kind == "bank" else book.registers.control(kind, set_)
    if account is None or opened("cash", "opening_bank", key)[0]:
        return 0
    return opened("ledger", "opening_balances", account)[1]


def _balance(book: Book, kind: str, key: str) -> int:
    """Fen, debit positive, as the book ends."""
    found = book.index.execute(
        "select json from state where kind = ? and key = ? order by month desc limit 1", (kind, key)
    ).fetchone()
    return int(json.loads(found[0])["balance"]) if found else 0
