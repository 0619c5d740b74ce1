"""What is tied to a record, before it and after it, as trees; and what a record did to stock, debts, money and the ledger."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from houqin.book.index import trees
from houqin.reconcile import cards
from houqin.reconcile.moves import OWED
from houqin.reports.listing import about, amount_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from houqin.messages import Language
    from houqin.reconcile.finding import Named
    from houqin.reconcile.moves import Month
    from houqin.reconcile.spots import Doc

DEEPEST = 6
"""Steps followed from the record in either direction."""
BEFORE = {"approval", "signature"}
"""Types that name a record but stand before what follows from it."""
OF_ASSETS = ("move", "loan", "damage", "disposal", "count_report", "report")
"""Types that name an asset by its number, not by a reference."""


class Tied(NamedTuple):
    """A record tied to another by a field (`tie`, canonical), with what is tied to it in turn. `amount` is fen."""

    tie: str
    doc: Doc
    named: Named
    date: int | None
    what: str
    amount: int | None
    below: tuple[Tied, ...]


class Effect(NamedTuple):
    """What a record did to one account. `amount` fen, debit and money in positive; `quantity` millionths of the item's
    base unit. `book`: stock, in_use, assets, owed, journal, ledger, meals."""

    id: str
    month: str
    book: str
    set: str
    account: str | None
    party: str | None
    item: str | None
    quantity: int | None
    amount: int


# ------------------------------------------------------------ ties


def tied(month: Month, doc: Doc, direction: str, language: Language) -> tuple[Tied, ...]:
    """What a document rests on ("before") or what came of it ("after"): each with its own, none twice."""
    return _walk(month, doc, direction, 1, {doc[0]} if doc[1] == 0 else {doc}, language)


def _walk(month: Month, doc: Doc, direction: str, depth: int, seen: set[Any], language: Language) -> tuple[Tied, ...]:
    if depth > DEEPEST:
        return ()
    found = []
    for tie, other in _before(month, doc) if direction == "before" else _after(month, doc):
        key = other[0] if other[1] == 0 else other
        if key not in seen:
            seen.add(key)
            tree = fields(month, other)
            below = _walk(month, other, direction, depth + 1, seen, language)
            date = tree.get("date") or tree.get("from_")
            found.append(Tied(tie, other, month.named(other), date, about(tree, language), amount_of(tree), below))
    return tuple(found)


def _before(month: Month, doc: Doc) -> Iterator[tuple[str, Doc]]:
    if month.type_of(doc[0]) not in BEFORE:
        yield from _names(month, doc)
    yield from ((tie, other) for tie, other in _naming(month, doc) if month.type_of(other[0]) in BEFORE)


def _after(month: Month, doc: Doc) -> Iterator[tuple[str, Doc]]:
    if month.type_of(doc[0]) in BEFORE:
        yield from _names(month, doc)
    yield from ((tie, other) for tie, other in _naming(month, doc) if month.type_of(other[0]) not in BEFORE)
    if month.type_of(doc[0]) in OWED:
        yield from (("covers", other) for other in _covering(month, doc))
    if month.doc_type(doc) == "acquisition":
        yield from (("asset", other) for other in _of_asset(month, month.named(doc).number))


def _names(month: Month, doc: Doc) -> Iterator[tuple[str, Doc]]:
    """The documents that a record names, each with the field in which it does."""
    if doc[1] == 0:
        rows = month.index.execute(
            "select role, target, target_n from tie where record = ? order by n, target", (doc[0],)
        )
        yield from ((role, (target, n)) for role, target, n in rows.fetchall())
        yield from (("covers", other) for other in month.covered(doc[0]))
        if month.type_of(doc[0]) in OF_ASSETS:
            yield from (("asset", other) for other in _assets(month, doc[0]))


def _naming(month: Month, doc: Doc) -> list[tuple[str, Doc]]:
    """The records that name a document, each with the field in which it does."""
    rows = month.index.execute(
        "select t.role, t.record from tie t join record r on r.id = t.record where t.target = ? and t.target_n = ?"
        " order by r.booked, r.path, r.line, t.n",
        doc,
    )
    return [(role, (record, 0)) for role, record in rows.fetchall()]


def _covering(month: Month, doc: Doc) -> list[Doc]:
    """The invoices that cover a supplier's whole period with this document in it."""
    tree = month.tree(doc[0])
    supplier = tree.get("supplier") or tree.get("outside_firm") or ""
    rows = month.index.execute(
        "select r.id from record r join data d on d.record = r.id where r.type = 'invoice' and d.json like ?"
        " order by r.booked, r.path, r.line",
        (f'%"covers":[%"supplier":"{supplier}"%"period":{{%',),
    )
    return [(record, 0) for (record,) in rows.fetchall() if doc in month.covered(record)]


def _of_asset(month: Month, number: str) -> list[Doc]:
    """The records that name an asset."""

    return [(tree["record"], 0) for tree in trees(month.index, OF_ASSETS) if number in _numbers(tree)]


def _assets(month: Month, record: int) -> list[Doc]:
    """The cards of the assets that a record names."""
    rows = month.index.execute(
        "select d.record, d.n from json_each(?) named join doc d on d.number = named.value and d.type = 'acquisition'"
        " order by named.key",
        (json.dumps(_numbers(month.tree(record)), ensure_ascii=False),),
    )
    return rows.fetchall()


def _numbers(tree: dict[str, Any]) -> list[str]:
    """The numbers of the assets that a record names, itself or in its lines."""
    lines = [tree, *(line for line in tree.get("lines") or [] if isinstance(line, dict))]
    return [line["asset"] for line in lines if line.get("asset")]


def fields(month: Month, doc: Doc) -> dict[str, Any]:
    """A document's fields: the record's, or of a document inside an opening record those of its line."""
    tree = month.tree(doc[0])
    if doc[1] == 0:
        return tree
    lines = tree.get("cards") or tree.get("lines") or []
    return {"date": tree.get("date")} | dict(lines[doc[1] - 1])


# ------------------------------------------------------------ effects


def effects(month: Month, doc: Doc) -> list[Effect]:
    """What a document moved: goods on control accounts, cards, debts, journals, the ledger."""
    record, n = doc
    found: list[Effect] = []
    id_ = month.named(doc).id
    some, only = ((record,), "") if n == 0 else ((record, n), " and n = ?")
    for name, kind, account, item, quantity, value in month.index.execute(
        f"select month, kind, account, item, quantity, value from valued where record = ?{only} order by n, kind desc, account",
        some,
    ):
        if not (quantity or value):
            continue  # taken back in the same stroke
        set_, code = account.split("|")
        found.append(Effect(id_, name, kind, set_, None if code == "?" else code, None, item, quantity, value))
    for name, book, key, amount in month.index.execute(
        f"select month, book, key, sum(amount) from moved where record = ?{only} group by month, book, key order by book, key",
        some,
    ):
        set_, *rest = key.split("|")
        if book == "ledger":
            found.append(Effect(id_, name, book, set_, rest[0], None, None, None, amount))
        elif book in ("due", "cash"):
            control = month.account_of(book, key)
            account = control.split("|")[1] if control else None
            party = rest[1] or None if book == "due" else None
            found.append(
                Effect(id_, name, "owed" if book == "due" else "journal", set_, account, party, None, None, amount)
            )
    return found + _derived(month, doc, id_)


def _derived(month: Month, doc: Doc, id_: str) -> list[Effect]:
    """What stands in no record: cards that come and go at cost and depreciation, and what a count report leaves open."""
    type_ = month.doc_type(doc)
    if type_ not in ("acquisition", "disposal", "count_report") or doc[1]:
        return []
    booked = month.at(month.month_of(doc[0]))
    moves = [m for m in cards.moves(booked) if m.doc == doc and m.spot[1] == ""]
    found = [("assets", m) for m in moves]
    found += [("owed", m) for name, m in booked.reported if m.doc == doc and name == booked.month]
    rows = []
    for book, m in found:
        set_, account = m.spot[0].split("|")
        if m.amount:
            rows.append(Effect(id_, booked.month, book, set_, account, m.spot[1] or None, m.item, m.quantity, m.amount))
    return rows


def worth(month: Month, doc: Doc) -> tuple[int, int] | None:
    """An asset card's cost and accumulated depreciation at the end of `month`, fen; None for anything else."""
    card = next((card for card in month.cards if card.doc == doc), None)
    return card.worth(month.month) if card else None
