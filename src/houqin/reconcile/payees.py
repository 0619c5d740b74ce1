"""Who was paid for an invoice: its seller, or whoever the register says takes the money for him (内部会计控制规范:
收款方、销售方、合同方一致)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from houqin.book.registers import Registers
from houqin.reconcile.bills import plain
from houqin.reconcile.moves import Month
from houqin.reconcile.papers import Paper
from houqin.reconcile.spots import Doc

ALIKE = 0.6
"""From this share of common signs on, two names are so much alike that one may have been taken for the other."""


def other_payee(month: Month, name: str) -> Iterator[Paper]:
    """A payment of an invoice that went to another than its seller."""
    for payment in month.standing(["payment"], name):
        for doc, _ in month.targets(payment["record"], "settles"):
            seller = _seller(month, doc) if month.doc_type(doc) == "invoice" else ""
            if seller and not may_take(month.registers, seller, payment["payee"], payment["date"]):
                yield Paper(
                    "payment.other_payee", ((payment["record"], 0), doc), payment["amount"],
                    {"payee": payment["payee"], "seller": seller, "alike": _alike(payment["payee"], seller)},
                )  # fmt: skip
                break


def _seller(month: Month, invoice: Doc) -> str:
    """An invoice's supplier; of one that the opening lists, that of its line."""
    tree: dict[str, Any] = month.tree(invoice[0])
    return str((tree["lines"][invoice[1] - 1] if invoice[1] else tree)["supplier"])


def may_take(registers: Registers, seller: str, payee: str, day: int) -> bool:
    """Whether a payee is the seller, by his name or an alias, or one whom the seller's row in the register names (收款方)."""
    row = registers.on("supplier", seller, day) or {}
    return plain(payee) in {plain(name) for name in (seller, *row.get("aliases", []), *row.get("payee", []))}


def _alike(one: str, other: str) -> bool:
    from difflib import SequenceMatcher  # only where there is something to say

    return SequenceMatcher(None, plain(one), plain(other), autojunk=False).ratio() >= ALIKE
