"""python -m bench.oracle.beans JOURNAL MONTH…: what beancount's loader and its inventories make of a journal, as JSON."""

from __future__ import annotations

import json
import sys
from collections import defaultdict

import beancount
from beancount import loader
from beancount.core.convert import get_cost
from beancount.core.data import Transaction
from beancount.core.inventory import Inventory


def main(path: str, months: list[str]) -> None:
    """Every account's goods and, as CNY, what they and its money come to at cost, at each month's end."""
    entries, errors, _ = loader.load_file(path)
    accounts: dict[str, Inventory] = defaultdict(Inventory)
    found: list[tuple[str, str, str, str]] = []
    transactions = iter([entry for entry in entries if isinstance(entry, Transaction)])
    entry = next(transactions, None)
    said: dict[str, list[tuple[str, str]]] = {}
    for month in months:
        touched = set()
        while entry is not None and f"{entry.date:%Y-%m}" <= month:
            for posting in entry.postings:
                accounts[posting.account].add_position(posting)
                touched.add(posting.account)
            entry = next(transactions, None)
        for account in touched:
            said[account] = list(_held(accounts[account]))
        found += [(account, month, *row) for account, rows in said.items() for row in rows]
    told = [f"{error.source['lineno']}: {error.message}" for error in errors]
    print(json.dumps({"version": beancount.__version__, "errors": told, "balances": found}))


def _held(inventory: Inventory) -> list[tuple[str, str]]:
    value = inventory.reduce(get_cost).get_currency_units("CNY").number
    goods = {position.units.currency for position in inventory} - {"CNY"}
    return [*((one, str(inventory.get_currency_units(one).number)) for one in sorted(goods)), ("CNY", str(value))]


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
