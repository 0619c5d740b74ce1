"""What is left of the canteen's income, and which question a published sheet answers with it."""

from __future__ import annotations

from typing import Any

from houqin import names
from houqin.reconcile.month import CARRIED_TO
from houqin.reconcile.moves import Month
from houqin.reconcile.sides import Sides
from houqin.report import Column
from houqin.values import MICRO, divide, last_day, micro

Row = tuple[Any, ...]
SHARES = (Column("set", "set"), Column("income", "money"), Column("income_due", "money"), Column("heads_paid", "quantity"),
          Column("share", "quantity"), Column("carried", "money"), Column("carried_share", "quantity"),
          Column("limit", "quantity"))  # fmt: skip


def shares(month: Month, surplus: list[Row], heads: dict[str, int]) -> list[Row]:
    """What of the canteen's income was left over, hundredths of a percent exactly: by use where that is known, else as
    booked; with what its accounts have carried since they were last closed, also of this month's income; and the income
    that the heads and the rates give. Published sheets take one for the other (domain: canteen money). The limit is the
    book's own: kindergartens have one (2 %), schools none that is national. `surplus`: the summary's rows; `heads`: who ate →
    meals, millionths."""
    found = []
    for set_, income, _, booked, _, by_use in surplus:
        rates = _rates(month)
        if set_ != month.registers.canteen_set or not income or not rates:
            continue
        due = sum(divide(heads[who] * rate * 100, MICRO**2) for who, rate in rates.items())
        sides = Sides(month)
        carried = sum(
            sides.ledger(a) * (-1 if a.code[0] == "5" else 1)
            for a in month.registers.accounts.values()
            if a.set == set_ and (a.code[0] in "45" or a.code == CARRIED_TO[0])
        )
        limit = month.registers.rule("surplus_ratio", last_day(month.month))
        one = next(iter(rates.values())) if len(set(rates.values())) == 1 else 0
        found.append(
            (set_, income, due, divide(income * 10_000, one) * MICRO if one else None,
             _percent(booked if by_use is None else by_use, income), carried, _percent(carried, income),
             micro(limit["value"][0]) if limit else None)
        )  # fmt: skip
    return found


def _rates(month: Month) -> dict[str, int]:
    """Who eats → what a meal (a day's meals, where days are counted) costs him at the month's end, millionths of a yuan."""
    found: dict[str, int] = {}
    for fee in month.registers.settings.get("fee_rates", []):
        who = names.attribute(names.field_named(fee["applies_to"]) or fee["applies_to"])
        in_force = month.registers.fee(fee["fee_item"], last_day(month.month)) == fee
        if who in ("pupils", "staff") and in_force and fee["rate"].get("unit") in A_HEAD:
            found.setdefault(who, fee["rate"]["parts"])
    return found


A_HEAD = (None, "餐", "日", "天", "人次", "人日")
"""Units of a rate that is charged by the head; a fee of a month or a term is no meal's."""


def _percent(part: int, whole: int) -> int:
    """Hundredths of a percent, as millionths of a percent."""
    return divide(part * 10_000, whole) * 10_000
