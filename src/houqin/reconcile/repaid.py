"""重复付款: one invoice settled twice. Part payments, retentions and what was given back are right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from houqin.reconcile.moves import Month
from houqin.reconcile.papers import Paper
from houqin.reconcile.spots import Doc


class Settled(NamedTuple):
    """A payment's part of an invoice, fen; what it held back; what tells it from another; the set whose debt it pays."""

    record: int
    amount: int
    held: int
    payee: str
    day: int
    set: str


def paid_twice(month: Month, name: str) -> Iterator[Paper]:
    """Payments of a month of an invoice that was paid already: together more than it asks for, or a second payment of
    the same sum to the same payee on the same day."""
    rows = month.index.execute(
        "select distinct t.target, t.target_n, d.type from record r join tie t on t.record = r.id and t.role = 'settles'"
        " join doc d on d.record = t.target and d.n = t.target_n"
        " where r.month = ? and r.type = 'payment' and d.type = 'invoice' order by t.target, t.target_n",
        (name,),
    ).fetchall()
    for record, n, _ in rows:
        invoice = (record, n)
        parts = _parts(month, invoice)
        if len(parts) < 2 or parts[-1].record not in {p.record for p in parts if month.month_of(p.record) == name}:
            continue
        last, earlier = parts[-1], parts[:-1]
        over = sum(p.amount - p.held for p in parts) - _total(month, invoice) - _given_back(month, invoice, parts)
        same = [p for p in earlier if (p.amount, p.payee) == (last.amount, last.payee)]
        twin = [p for p in same if p.day == last.day]
        if over <= 0 and not twin:
            continue
        amount = last.amount if same else min(over, last.amount)
        account = month.registers.control("party", last.set, "supplier") or ""
        docs = [(last.record, 0), *((p.record, 0) for p in (same or earlier)), invoice]
        args = {"invoice": month.named(invoice).number, "payee": last.payee, "first": month.named(docs[1]).number,
                "total": _total(month, invoice), "paid": sum(p.amount for p in parts)}  # fmt: skip
        yield Paper(
            "payment.twice", tuple(dict.fromkeys(docs)), amount, args, rivals=0 if over > 0 else 1, account=account
        )


def _parts(month: Month, invoice: Doc) -> list[Settled]:
    """What payments up to this month settle of an invoice, in order; none where one does not say how much."""
    found = []
    for payment, n, amount, set_ in month.index.execute(
        "select t.record, t.n, t.amount, r.owner from tie t join record r on r.id = t.record and r.type = 'payment'"
        " where t.target = ? and t.target_n = ? and t.role = 'settles' and r.month <= ? and r.folder <> 'opening'"
        " order by r.booked, r.path, r.line, t.n",
        (*invoice, month.month),
    ).fetchall():
        if month.withdrawn(payment):
            continue
        tree = month.tree(payment)
        if amount is None and len(tree["settles"]) > 1:
            return []
        held = sum(hold["amount"] for hold in tree.get("holds", []))
        settles = tree["settles"][n - 1] if n else {}
        settled = tree["amount"] if amount is None else amount
        # what is held back counts where the settling sum says the whole of the invoice
        held = min(held, max(0, sum(s.get("amount") or 0 for s in tree["settles"]) - tree["amount"]))
        found.append(Settled(payment, settled, held, tree["payee"], tree["date"], settles.get("set") or set_))
    return found


def _total(month: Month, invoice: Doc) -> int:
    """What an invoice asks for, fen; of one in the opening what was left to pay."""
    tree = month.tree(invoice[0])
    return int(tree["lines"][invoice[1] - 1]["unpaid"] if invoice[1] else tree["total"])


def _given_back(month: Month, invoice: Doc, parts: list[Settled]) -> int:
    """What the payee returned of the invoice or of one of its payments, fen."""
    found = 0
    for target in dict.fromkeys([invoice, *((p.record, 0) for p in parts)]):
        for receipt, amount in month.index.execute(
            "select t.record, t.amount from tie t join record r on r.id = t.record and r.type = 'receipt'"
            " where t.target = ? and t.target_n = ? and t.role = 'settles' and r.month <= ?",
            (*target, month.month),
        ).fetchall():
            if not month.withdrawn(receipt):
                found += amount if amount is not None else month.tree(receipt)["amount"]
    return found
