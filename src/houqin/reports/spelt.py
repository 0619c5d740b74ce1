"""A record for programs: canonical names, and each value as a ledger has it ("2026-10-13", "10080.00", "60 箱", "2.60 元/斤")."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from houqin.values import MICRO, iso, number, yuan

SUMS = frozenset((
    "accumulated", "amount", "balance", "charge", "closing", "closing_credit", "closing_debit", "cost", "counted", "credit",
    "debit", "decrease", "face", "in_", "increase", "journal_balance", "net", "opening", "opening_credit", "opening_debit",
    "out", "price_difference", "statement_balance", "tax", "total", "unbooked_in", "unbooked_out", "unpaid", "written_off",
    "ytd_credit", "ytd_debit",
))  # fmt: skip
DAYS = frozenset((
    "acquired", "approved", "balance_due", "booked", "date", "due", "from_", "last_counted", "needed", "produced", "until",
    "valid_until", "verified", "warranty_until",
))  # fmt: skip
MOMENTS = frozenset(("arrived", "discarded", "finished", "taken", "taken_on"))
SHARES = frozenset(("down_payment", "retention"))
PRICES = frozenset(("rate", "unit_price"))
"""Fields (attributes) by what their whole numbers are in the index: fen, days, minutes, millionths of the whole; and those
whose value is a price. Of all others a whole number is a count (tests/cli/test_spelt.py holds it to the models)."""


def spelt(tree: Mapping[str, Any]) -> dict[str, Any]:
    """A record (or a part of one) of the index as plain JSON values: figures as decimal texts, never fen or millionths."""
    return {key.rstrip("_"): _value(key, value) for key, value in tree.items()}


def _value(field: str, value: Any) -> Any:
    if isinstance(value, Mapping):
        form = next((form for keys, form in SCALARS if value.keys() <= keys and value), None)
        return spelt(value) if form is None else form(field, value)
    if isinstance(value, list):
        return [_value(field, one) for one in value]
    if isinstance(value, bool) or not isinstance(value, int):
        return value
    return next((form(value) for fields, form in WHOLE if field in fields), value)


def _moment(minute: int) -> str:
    day, time = divmod(minute, 10_000)
    return f"{iso(day)} {time // 100:02d}:{time % 100:02d}"


def _measured(field: str, value: Mapping[str, Any]) -> str:
    """A quantity with its unit, or a price: per the line's own unit where it says none."""
    parts, unit = value["parts"], value.get("unit")
    if field not in PRICES:
        return f"{number(parts)} {unit}"
    price = number(parts) if parts % (MICRO // 100) else yuan(parts // (MICRO // 100), grouped=False)
    return f"{price} 元/{unit}" if unit else price


def _span(_: str, value: Mapping[str, Any]) -> str:
    return str(value.get("month") or f"{iso(value['first'])}..{iso(value['last'])}")


def _reference(_: str, value: Mapping[str, Any]) -> str:
    return f"{value['period']}/{value['number']}" if value.get("period") else str(value["number"])


WHOLE: tuple[tuple[frozenset[str], Callable[[int], str]], ...] = (
    (SUMS, lambda fen: yuan(fen, grouped=False)),
    (DAYS, iso),
    (MOMENTS, _moment),
    (SHARES, lambda parts: f"{number(parts * 100)}%"),
)
SCALARS: tuple[tuple[frozenset[str], Callable[[str, Mapping[str, Any]], str]], ...] = (
    (frozenset(("parts", "unit")), _measured),
    (frozenset(("first", "last", "month")), _span),
    (frozenset(("number", "period")), _reference),
)
"""Scalar values that the index keeps as a mapping of these keys → how each is spelt."""
