"""What a record does to goods: one function a type. Quantities as written; units, categories and pools come later.

Ways into a store: opening, receipt, return_to_store, transfer; out of it: issue, return_to_supplier; by a count report:
surplus, loss. `count` is what stands on a shelf. For goods in use: use_opening, scrap (amount: what is not written off).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houqin.facts.rows import Goods
from houqin.values import divide

if TYPE_CHECKING:  # a file loads the models of its own folder only (records/catalogue.py)
    from collections.abc import Callable, Iterable, Iterator

    from houqin.records import assets, checks, opening, store


def _lines(way: str, lines: Iterable[Any], place: str, to_place: str = "") -> Iterator[Goods]:
    for n, line in enumerate(lines, 1):
        yield Goods(
            n, way, line.item, line.quantity.parts, line.quantity.unit, getattr(line, "amount", None), place, to_place,
            line.batch or "",
        )  # fmt: skip


IN_COST = {"freight", "loading", "insurance", "packaging", "rounding", "discount"}
"""Extras of a slip that belong to what its goods cost (政府会计准则第1号——存货; a discount lowers it); a deposit does not."""


def acceptance(record: store.Acceptance, owner: str) -> Iterator[Goods]:
    """Into the store, freight and the like spread over the lines by their amounts. Direct lines never stand on a shelf:
    only what they cost counts."""
    extra = sum(e.amount for e in record.extras if e.kind in IN_COST)
    whole = sum(line.amount or 0 for line in record.lines)
    done = given = 0
    for row in _lines("direct" if record.direct else "receipt", record.lines, owner):
        done += row.amount or 0
        share = divide(extra * done, whole) - given if whole else 0
        given += share
        yield row if row.amount is None else row._replace(amount=row.amount + share)


def return_to_supplier(record: store.ReturnToSupplier, owner: str) -> Iterator[Goods]:
    return _lines("return_to_supplier", record.lines, owner)


def issue(record: store.Issue, owner: str) -> Iterator[Goods]:
    return _lines("issue", record.lines, owner)


def return_to_store(record: store.ReturnToStore, owner: str) -> Iterator[Goods]:
    return _lines("return_to_store", record.lines, owner)


def transfer(record: store.Transfer, owner: str) -> Iterator[Goods]:
    return _lines("transfer", record.lines, owner, record.to_place)


def opening_stock(record: opening.OpeningStock, owner: str) -> Iterator[Goods]:
    return _lines("opening", record.lines, record.place)


def opening_in_use(record: opening.OpeningInUse, owner: str) -> Iterator[Goods]:
    """Goods in use at their unwritten value."""
    for n, line in enumerate(record.lines, 1):
        left = (line.cost or 0) - (line.written_off or 0)
        yield Goods(n, "use_opening", line.item, line.quantity.parts, line.quantity.unit, left, line.place)


def disposal(record: assets.Disposal, owner: str) -> Iterator[Goods]:
    """Low-value goods in use that are scrapped: their unwritten value goes."""
    for n, line in enumerate(record.lines or (), 1):
        left = (line.cost or 0) - (line.written_off or 0)
        yield Goods(
            n, "scrap", line.item, line.quantity.parts, line.quantity.unit, left, line.place or record.place or ""
        )


def count(record: checks.Count, owner: str) -> Iterator[Goods]:
    """What stood there. Moves nothing, except where a category's consumption is found by counting (以存计耗)."""
    for n, line in enumerate(record.lines, 1):
        if line.item is not None:
            yield Goods(
                n, "count", line.item, line.quantity.parts, line.quantity.unit, None, record.place or line.place or ""
            )


def count_report(record: checks.CountReport, owner: str) -> Iterator[Goods]:
    """Differences of a count written into the stock book."""
    for n, line in enumerate(record.lines, 1):
        if line.item is not None and line.quantity is not None:
            way = "surplus" if line.result == "surplus" else "loss"
            yield Goods(
                n, way, line.item, line.quantity.parts, line.quantity.unit, line.amount, record.place or "", "",
                line.batch or "",
            )  # fmt: skip


BY_TYPE: dict[str, Callable[[Any, str], Iterator[Goods]]] = {
    "acceptance": acceptance,
    "return_to_supplier": return_to_supplier,
    "issue": issue,
    "return_to_store": return_to_store,
    "transfer": transfer,
    "opening_stock": opening_stock,
    "opening_in_use": opening_in_use,
    "disposal": disposal,
    "count": count,
    "count_report": count_report,
}
