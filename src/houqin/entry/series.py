"""凭证字: in which of a set's series a voucher is numbered, where it keeps receipts, payments and transfers apart.

收款 where money comes in, 付款 where it goes out (also from one account of its own to another: once, by the one that pays),
转账 where neither cash nor bank is touched (会计基础工作规范: 收款凭证、付款凭证、转账凭证).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from houqin.book.registers import Registers

WAYS = {"收": "debit", "付": "credit", "转": ""}
"""Word in a series' name → the side on which its vouchers have money."""
MONEY = {"现": "cash", "银": "bank"}
"""Word in a series' name → of which money it is, where they are kept apart too (现收, 银付)."""


def series_of(registers: Registers, set_: str, entries: Sequence[Mapping[str, Any]]) -> str:
    """The series of a voucher with these entries; "" where the set's series do not go by receipts and payments."""
    row = next((one for one in registers.sets if one["set"] == set_), {})
    named: list[str] = row.get("voucher_series") or []
    if any(not any(way in name for name in named) for way in WAYS):
        return ""
    touched = [
        (side, control) for side in ("credit", "debit") for entry in entries
        if entry.get(side) and (control := _control(registers, set_, entry)) in MONEY.values()
    ]  # fmt: skip
    side, control = touched[0] if touched else ("", "")
    fitting = [name for name in named if any(word in name for word, its in WAYS.items() if its == side)]
    closer = [name for name in fitting if any(word in name for word, its in MONEY.items() if its == control)]
    return (closer or fitting)[0]


def _control(registers: Registers, set_: str, entry: Mapping[str, Any]) -> str:
    account = registers.accounts.get(f"{set_}|{entry.get('account')}")
    return account.controls if account else ""


def begins(number: str, named: Sequence[str]) -> str:
    """The series that a number is of: the longest one that it begins with; "" for none."""
    return max((name for name in named if number.startswith(name)), key=len, default="")
