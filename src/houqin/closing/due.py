"""盘点频次: which counts a rule asks for by a month's end, and whether they were made.

A count is due at the end of the period that the rule names, not so many days after the last one: the year's count of
assets is missing when December is closed without one, and not before.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any, NamedTuple

from houqin.book.registers import Account, Row
from houqin.names import FREQUENCIES
from houqin.reconcile.moves import Month
from houqin.reconcile.reality import last_counted
from houqin.reconcile.result import Line
from houqin.values import date, day, first_day, last_day, month_at, month_index, month_of

Span = tuple[int, int]
"""First and last day of a period, as 20261031."""

STOCK = ("库存物品", "存货", "stock")
KINDS: dict[str, tuple[str, ...]] = {
    "cash": ("现金", "库存现金", "cash"),
    "assets": ("固定资产", "资产", "assets"),
    "in_use": ("在用低值易耗品", "低值易耗品", "在用", "in_use"),
}
"""What an account controls → the words by which a rule means it (对象)."""
ORGANISES = {
    "stock": "logistics_director",
    "assets": "asset_custodian",
    "in_use": "logistics_director",
    "cash": "accountant",
}
"""Who sees to it that it is counted: never the keeper himself counts alone (财会〔2012〕21号)."""
BY_MOVEMENT = ("day", "week")
"""Periods in which a count is asked for only where something moved."""


class Due(NamedTuple):
    """A count that a rule asks for by the month's end. `what`: a store, or cash, assets, in_use; `role` organises it;
    `last`: the day of the last count of it, 0 none is known of; `missing`: items with stock that no count lists."""

    set: str
    kind: str
    place: str
    span: Span
    rule: Row
    role: str
    done: bool
    last: int = 0
    missing: tuple[str, ...] = ()


def due(month: Month, lines: list[Line]) -> Iterator[Due]:
    """Every count that is due by the month's end, store by store, then safes, assets and goods in use."""
    end = last_day(month.month)
    for place in stores(month):
        if rule := rule_of(month, (place,), STOCK, month.registers.set_of(place)):
            for span in spans(month, rule):
                if rule_moves(rule) and not _moved(month, place, span):
                    continue
                missing = _not_counted(month, place, span)
                yield Due(
                    month.registers.set_of(place), "stock", place, span, rule, ORGANISES["stock"], not missing,
                    _last(month, place), missing,
                )  # fmt: skip
    for line in lines:
        account = line.account
        if account.controls not in KINDS or not (line.ledger or line.subsidiary or _used(month, account)):
            continue
        if rule := rule_of(month, (), KINDS[account.controls], account.set):
            days = [d for d in _days_counted(month, account) if d <= end]
            for span in spans(month, rule):
                if rule_moves(rule) and not (account.controls == "cash" and _paid(month, account, span)):
                    continue
                made = any(span[0] <= d <= span[1] for d in days)
                yield Due(
                    account.set, account.controls, "", span, rule, ORGANISES[account.controls], made, max(days, default=0)
                )  # fmt: skip


def rule_of(month: Month, own: tuple[str, ...], general: tuple[str, ...], set_: str) -> Row | None:
    """The rule for one of these words: the book's own before the national one, a store's name before what is said of all."""
    end = last_day(month.month)
    fitting = [
        r
        for r in month.registers.rules
        if r["rule"] == "count_frequency"
        and r["from_"] <= end <= r.get("until", 99999999)
        and r.get("applies_to") in (*own, *general)
        and r.get("set") in (None, set_)
    ]
    return max(fitting, key=lambda r: (r["own"], r["applies_to"] in own, bool(r.get("set")), r["from_"]), default=None)


def rule_moves(rule: Row) -> bool:
    return FREQUENCIES[rule["value"][0]] in BY_MOVEMENT


def spans(month: Month, rule: Row) -> list[Span]:
    """The rule's periods that end in the month."""
    first, last = first_day(month.month), last_day(month.month)
    number = int(month.month[5:])
    every = FREQUENCIES[rule["value"][0]]
    if every == "day":
        return [(one, one) for one in range(first, last + 1)]
    if every == "week":
        sundays = [date(one) for one in range(first, last + 1) if date(one).weekday() == 6]
        return [(day(one - datetime.timedelta(days=6)), day(one)) for one in sundays]
    if every == "term":
        terms = month.registers.settings.get("terms", [])
        return [(t["from_"], last) for t in terms if month_of(t["until"]) == month.month]
    months = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}[every]
    if number % months:
        return []
    return [(first_day(month_at(month_index(month.month) - months + 1)), last)]


# ------------------------------------------------------------ stores


def stores(month: Month) -> list[str]:
    """Stores that hold something at the month's end, in the register's order."""
    holding = {p for state in month.goods.values() for p, quantity in state["places"].items() if quantity}
    known = [str(row["id"]) for row in month.registers.rows.get("place", [])]
    return [*dict.fromkeys(p for p in known if p in holding)]


def _counts(month: Month, place: str, span: Span) -> list[dict[str, Any]]:
    """The counts of a store's goods within some days."""
    return [
        {"record": record, **month.tree(record)}
        for (record,) in month.index.execute(
            "select id from record where type = 'count' and day between ? and ? and place = ?", (*span, place)
        ).fetchall()
        if not month.withdrawn(record)
    ]


def _not_counted(month: Month, place: str, span: Span) -> tuple[str, ...]:
    """Items in a store that no count of the period lists; none where one was full (what it leaves out is a finding)."""
    counts = _counts(month, place, span)
    if any(count["scope"] == "full" for count in counts):
        return ()
    listed = {month.registers.item(line["item"], c["date"]) for c in counts for line in c["lines"] if line.get("item")}
    return tuple(i for i, state in sorted(month.goods.items()) if state["places"].get(place) and i not in listed)


def _last(month: Month, place: str) -> int:
    """The day of a store's last full count, the opening's word included."""
    days = [c["date"] for c in _counts(month, place, (0, last_day(month.month))) if c["scope"] == "full"]
    days += [o.get("last_counted") or 0 for o in month.standing(["opening_stock"]) if o["place"] == place]
    return max(days, default=0)


def _moved(month: Month, place: str, span: Span) -> bool:
    row = month.index.execute(
        "select 1 from record r join shifted s on s.record = r.id where r.month in (?, ?) and r.day between ? and ?"
        " and r.type not like 'opening_%' and s.way <> 'count' and ? in (s.place, s.to_place) limit 1",
        (month_of(span[0]), month_of(span[1]), *span, place),
    ).fetchone()
    return row is not None


# ------------------------------------------------------------ safes, assets, goods in use


def _days_counted(month: Month, account: Account) -> list[int]:
    if account.controls != "cash":
        last = last_counted(month, account)
        return [last] if last else []
    return [c["date"] for c in month.standing(["cash_count"]) if c["set"] == account.set]


def _used(month: Month, account: Account) -> bool:
    return account.key in month.flows("ledger")


def _paid(month: Month, account: Account, span: Span) -> bool:
    row = month.index.execute(
        "select 1 from moved m join record r on r.id = m.record where m.book = 'cash' and m.key = ? and m.month in (?, ?)"
        " and r.day between ? and ? limit 1",
        (f"{account.set}|cash", month_of(span[0]), month_of(span[1]), *span),
    ).fetchone()
    return row is not None
