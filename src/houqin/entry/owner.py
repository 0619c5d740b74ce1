"""In whose folder a record stands where nobody says: the only store that can hold its items, the only set that can pay."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from houqin.book.registers import Registers


def stores(registers: Registers) -> list[str]:
    """The stores, in the register's order."""
    rows = [str(row["id"]) for row in registers.rows.get("place", []) if row.get("kind") == "store"]
    return list(dict.fromkeys(rows))


def owners(registers: Registers, folder: str) -> list[str]:
    """The stores, or the sets (canonical), that have a folder of their own below `folder`."""
    return stores(registers) if folder == "store" else [str(row["set"]) for row in registers.sets]


def fitting(registers: Registers, folder: str, tree: Mapping[str, Any]) -> list[str]:
    """The stores or sets (canonical) in whose folder below `folder` (store, accounts, cash) the record may stand."""
    if folder == "store":
        lines = [line for line in tree.get("lines") or () if isinstance(line, Mapping)]
        return [store for store in stores(registers) if all(holds(registers, store, line) for line in lines)]
    having = owners(registers, folder)
    if account := tree.get("bank_account"):
        of = {a.set for a in registers.accounts.values() if a.row.get("bank_account") == account}
        having = [one for one in having if one in of] or having
    signed = tree.get("signed")
    if isinstance(signed, Mapping):  # a cashier or an accountant is of one set
        who = [name for its in signed.values() for name in (its if isinstance(its, list) else [its])]
        rows = [row for row in registers.rows.get("person", []) if row["id"] in who]
        of = {set_ for row in rows for set_ in row.get("set") or ()}
        having = [one for one in having if one in of] or having
    entries = [one for half in ("entries", "budget") for one in tree.get(half) or () if isinstance(one, Mapping)]
    codes = {str(one["account"]) for one in entries if "account" in one}
    return [one for one in having if all(f"{one}|{code}" in registers.accounts for code in codes)]


def holds(registers: Registers, store: str, line: Mapping[str, Any]) -> bool:
    """Whether an account controls the item's category in that store itself."""
    rows = [row for row in registers.rows.get("item", []) if row["id"] == line.get("item")]
    account = registers.stock_account(store, rows[-1]["category"]) if rows else None
    kept = registers.accounts[account].row.get("stores") if account else None
    return bool(kept and store in kept)
