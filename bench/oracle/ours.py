"""houqin's own side: what its index holds of each account, pool and shelf at every month's end."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.oracle.journal import Account
from bench.oracle.programs import Balance, Balances

from houqin import names
from houqin.book.index import open_book


def balances(folder: Path, months: list[str]) -> tuple[Balances, list[str]]:
    """The balances at the end of each of these months, and what houqin has to say against the book."""
    found: Balances = defaultdict(Balance)
    with open_book(folder) as book:
        against = [f"{one.path}:{one.line} {one.code}" for one in book.diagnostics]
        states: dict[tuple[str, str], dict[str, Any]] = {}
        in_use: dict[Account, int] = defaultdict(int)
        by_month: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for kind, key, month, text in book.index.execute("select kind, key, month, json from state"):
            by_month[month].append((kind, key, text))
        quantities: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
        for account, item, month, quantity in book.index.execute(
            "select account, item, month, sum(quantity) from valued where kind = 'in_use' group by 1, 2, 3"
        ):
            quantities[month].append((account, item, quantity))
    for month in months:
        states |= {(kind, key): json.loads(text) for kind, key, text in by_month[month]}
        for (kind, key), state in states.items():
            for account, balance in READ[kind](key, state) if kind in READ else ():
                found[account, month] = balance
        for account, item, quantity in quantities[month]:
            in_use["InUse", *_account(account), item] += quantity
        for path, quantity in in_use.items():
            found[path, month].quantity = quantity
    return found, against


def _ledger(key: str, state: dict[str, Any]) -> Iterator[tuple[Account, Balance]]:
    yield ("Money", *_account(key)), Balance(0, state["balance"])


def _goods(item: str, state: dict[str, Any]) -> Iterator[tuple[Account, Balance]]:
    for account, stock in state["pools"].items():
        yield ("Stock", *_account(account), item), Balance(stock["quantity"], stock["value"])
    for place, quantity in state["places"].items():
        yield ("Shelf", place, item), Balance(quantity)
    for account, value in state["in_use"].items():
        yield ("InUse", *_account(account), item), Balance(0, value)


def _due(key: str, state: dict[str, Any]) -> Iterator[tuple[Account, Balance]]:
    set_, kind, party = key.split("|", 2)
    if kind == "supplier":
        yield ("Owed", names.label(set_, "zh", "set"), party), Balance(0, state["balance"])


READ = {"ledger": _ledger, "due": _due, "goods": _goods}
"""Kind of month-end state → the balances in it."""


def _account(key: str) -> tuple[str, str]:
    """ "school|1302.01" → the set as the book writes it, and the code."""
    set_, _, code = key.partition("|")
    return names.label(set_, "zh", "set"), code
