"""What a month's end came to: of each account, party, item and asset, from the month-end states and by no other way."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from houqin.values import number, yuan

if TYPE_CHECKING:
    from houqin.book.index import Book

Balances = dict[str, dict[str, str]]
"""Section of a seal → what it is of, as keys of the index have it (学校|1002.01) → yuan, or a quantity in base units."""
SECTIONS = ("accounts", "parties", "stock", "value", "in_use", "assets")
MONEY = {"ledger": "accounts", "due": "parties"}


def month_end(book: Book, month: str) -> Balances:
    """The closing balances of a month, without those that are nought.

    accounts: of both halves, debit positive. parties: owed to the school positive. stock: item|place, in base units.
    value: item|set|account, in_use: item|set|account. assets: cost, and depreciation so far.
    """
    from houqin.reconcile.cards import cards  # asked only where a month is closed, or facts were changed
    from houqin.reconcile.moves import Month

    found: Balances = {section: {} for section in SECTIONS}
    latest = book.index.execute(
        "select s.kind, s.key, s.json from state s where s.kind in ('ledger', 'due', 'goods') and s.month = (select"
        " max(o.month) from state o where o.kind = s.kind and o.key = s.key and o.month <= ?) order by s.kind, s.key",
        (month,),
    )
    for kind, key, text in latest:
        state = json.loads(text)
        if section := MONEY.get(kind):
            if state["balance"]:
                found[section][key] = _yuan(state["balance"])
            continue
        for place, quantity in state["places"].items():
            if quantity:
                found["stock"][f"{key}|{place}"] = number(quantity)
        for pool, held in state["pools"].items():
            if held["value"]:
                found["value"][f"{key}|{pool}"] = _yuan(held["value"])
        for account, value in state["in_use"].items():
            if value:
                found["in_use"][f"{key}|{account}"] = _yuan(value)
    for card in cards(Month(book, month)):
        cost, charged = card.worth(month)
        if cost:
            found["assets"][f"{card.set}|{card.number}"] = f"{_yuan(cost)} {_yuan(charged)}"
    return {section: dict(sorted(rows.items())) for section, rows in found.items()}


def _yuan(fen: int) -> str:
    return yuan(fen, grouped=False)
