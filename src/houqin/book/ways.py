"""What each way that goods move by (facts/goods.py) means: its order within a day, and for what it is valued."""

from __future__ import annotations

RANK = {
    "opening": 0, "use_opening": 0, "receipt": 1, "price_difference": 1, "return_to_store": 2, "transfer": 3, "issue": 4,
    "scrap": 4, "return_to_supplier": 5, "surplus": 6, "loss": 6, "reversal": 7, "count": 8,
}  # fmt: skip
"""Order within one booked day (design: who moves what): receipts before issues, a count after all."""

VALUED_AS = {"opening": "receipt", "receipt": "receipt", "surplus": "surplus"}
"""Ways that may bring their own value → the name by which valuation knows them."""

IN_USE_WAYS = {"use_opening": 1, "scrap": -1}
"""Goods in use: what a way does to their unwritten value."""

OUT = {"issue", "return_to_supplier", "loss", "transfer"}
"""Ways that take goods off a shelf."""
