"""What is open on spots, as effects on the lines of the reconciliation; and what its documents are about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from houqin.reconcile.finding import Effect
from houqin.reconcile.moves import Month
from houqin.reconcile.spots import Doc, Spot

Goods = tuple[str, int, str]
"""An item, so many millionths, of a unit."""


def effects(month: Month, docs: dict[Doc, dict[Spot, int]], goods: Goods | None = None) -> list[Effect]:
    """What is open, as ledger − subsidiary on each account's own side, party by party: two suppliers changed about must
    not cancel. A treasury account shows the month's flow only. `goods`: what the documents are about, where it is one."""
    sums: dict[Spot, int] = defaultdict(int)
    for doc, spots in docs.items():
        for spot, amount in spots.items():
            account = month.registers.accounts[spot[0]]
            if account.controls != "treasury" or month.month_of(doc[0]) == month.month:
                sums[spot] -= amount * account.sign
    found = []
    for (key, _), amount in sorted(sums.items()):
        account = month.registers.accounts[key]
        if amount:
            what = goods if goods and account.controls == "stock" else None
            item, quantity, unit = what or (None, None, None)
            signed = quantity and (abs(quantity) if amount > 0 else -abs(quantity))
            found.append(Effect(account.set, account.code, "book_to_book", amount, item, signed, unit))
    return found


def codes(found: Iterable[Effect]) -> list[str]:
    """Their accounts, each once."""
    return list(dict.fromkeys(str(e.account) for e in found))


def halves(month: Month, found: list[Effect]) -> dict[str, list[str]]:
    """The entry that puts them right, as far as these accounts show it: what it debits and what it credits."""

    def side(effect: Effect) -> int:
        return effect.amount * month.registers.accounts[f"{effect.set}|{effect.account}"].sign

    return {"debit": codes(e for e in found if side(e) < 0), "credit": codes(e for e in found if side(e) > 0)}


def lines_of(month: Month, doc: Doc) -> tuple[Goods, int] | None:
    """What a document is about: its first item with its quantity in base units, and of how many lines it is."""
    rows = month.index.execute(
        "select g.item, coalesce(s.quantity, g.quantity), g.unit, s.quantity is null, r.day from goods g"
        " join record r on r.id = g.record left join shifted s on s.record = g.record and s.n = g.n"
        " where g.record = ? order by g.n",
        (doc[0],),
    ).fetchall()
    if not rows:
        return None
    item, base, unit, unshelved, day = rows[0]
    item = month.registers.item(item, day)
    if not unshelved:
        unit = (month.registers.on("item", item, day) or {}).get("unit", unit)
    return (item, base, unit), len(rows)
