"""Where both sides of 账账 can be compared, and what one document did there."""

from __future__ import annotations

from typing import NamedTuple

Doc = tuple[int, int]
"""(record, n): a record (n = 0), or a document inside an opening record."""
Spot = tuple[str, str]
"""(account key, party): where both sides can be compared; party "" where an account controls no parties."""

DEPRECIATION = "折旧"
"""Stands for the party where the spot is a card's monthly charge."""


class Move(NamedTuple):
    """What one document did to one account: fen, debit positive. `item`: the goods or the asset, None for money."""

    doc: Doc
    spot: Spot
    amount: int
    item: str | None = None
    quantity: int | None = None


class Balance(NamedTuple):
    """What an imported trial balance says of an account: its closing balance (fen, debit positive), the credit of the
    month, what it moved since the month before, and the statement that says so."""

    closing: int
    credit: int
    moved: int
    record: int
