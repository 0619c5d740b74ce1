"""What is bought, held against what was ordered, offered and usual: 三单匹配 before the invoice. Every share is a dated
rule of the book's own or of houqin.yaml's national profile."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from houqin.book.registers import NO_SHELF, Registers
from houqin.reconcile import lines
from houqin.reconcile.lines import Line
from houqin.reconcile.moves import Month
from houqin.reconcile.papers import Paper
from houqin.reconcile.spots import Doc
from houqin.values import MICRO, divide, month_at, month_index

LATEST = 6
"""How many purchases before this one its usual price is found from: few enough to follow the seasons."""
MONTHS = 12
"""How many months back such purchases are looked for."""


# ------------------------------------------------------------ an acceptance against its order


def above_order(month: Month, name: str) -> Iterator[Paper]:
    """Accepted dearer than ordered, or more than is left of the order by then. What came cheaper, or less, is no fault:
    the rest may still come."""
    for slip in bought(month, name):
        for order, _ in month.targets(slip["record"], "order"):
            if month.type_of(order[0]) == "order" and not month.withdrawn(order[0]):
                yield from _above_order(month, slip, order)


def _above_order(month: Month, slip: dict[str, Any], order: Doc) -> Iterator[Paper]:
    registers, day = month.registers, slip["date"]
    ordered = lines.by_item(lines.read(registers, month.tree(order[0])["lines"], day))
    now = lines.by_item(lines.read(registers, slip["lines"], day))
    whole = [line for its in (*ordered.values(), *now.values()) for line in its]
    if any(line.base is None for line in whole):
        return
    known = all(line.known for its in ordered.values() for line in its)
    before = lines.by_item(_before(month, slip, order))
    for code, judge in (("acceptance.above_price", _dearer), ("acceptance.above_quantity", _more)):
        said, off = [], 0
        for item, its in now.items():
            if item not in ordered and not (known and its[0].known):
                continue  # ordered under another name: what it was is not known
            if amount := judge(registers, day, its, ordered.get(item, []), before.get(item, [])):
                so_far = [*before.get(item, []), *its] if judge is _more else its
                said.append(lines.side_by_side("acceptance", so_far, "order", ordered.get(item, [])))
                off += amount
        if said:
            yield Paper(code, ((slip["record"], 0), order), off, {"lines": said})


def _before(month: Month, slip: dict[str, Any], order: Doc) -> list[Line]:
    """What was accepted against an order before a slip, less what of all of it had gone back by the day of the slip."""
    found: list[Line] = []
    for record in month.naming(order[0], "order"):
        tree = month.tree(record)
        if month.type_of(record) != "acceptance" or month.withdrawn(record):
            continue
        if _place(month, record) < _place(month, slip["record"]):
            found += lines.read(month.registers, tree["lines"], tree["date"])
        for back in month.naming(record, "of"):
            returned = month.tree(back)
            if month.type_of(back) == "return_to_supplier" and not month.withdrawn(back) and (
                month.month_of(back) <= month.month
            ):  # fmt: skip
                found += lines.read(month.registers, returned["lines"], returned["date"], -1)
    return found


def _place(month: Month, record: int) -> tuple[int, str, int]:
    """A record's place in the order of booking."""
    booked, path, line = month.index.execute("select booked, path, line from record where id = ?", (record,)).fetchone()
    return int(booked), str(path), int(line)


def _dearer(registers: Registers, day: int, now: list[Line], ordered: list[Line], before: list[Line]) -> int:
    """By how many fen goods were accepted above the order's price (where it has several, its highest)."""
    if not ordered:
        return 0
    share = registers.figure("price_tolerance", day, now[0].item)
    off = 0
    for line in now:
        if all(lines.dearer(line, theirs, share) for theirs in ordered):
            off += (line.amount or 0) - max(_worth(theirs, line.base or 0) for theirs in ordered)
    return off


def _more(registers: Registers, day: int, now: list[Line], ordered: list[Line], before: list[Line]) -> int:
    """How many fen the goods are worth that were accepted above what is left of the order."""
    share = registers.figure("quantity_tolerance", day, now[0].item)
    here, asked, came = (sum(line.base or 0 for line in its) for its in (now, ordered, before))
    over = here + came - asked
    if here <= 0 or over * 100 * MICRO <= asked * share:
        return 0
    return divide(sum(line.amount or 0 for line in now) * min(over, here), here)


def _worth(line: Line, base: int) -> int:
    """So many base units at a line's price, fen."""
    price, per = line.rate or (0, 1)
    return divide(price * base, per * MICRO * 10_000)


# ------------------------------------------------------------ an order against the offer that was taken


def above_offer(month: Month, name: str) -> Iterator[Paper]:
    """Orders, or a contract, over more than the supplier had offered when he was asked (询价: one offer, not to be changed,
    政府采购法 article 40)."""
    for paper in month.standing(["order", "contract"], name):
        for quotation, _ in month.targets(paper["record"], "quotation"):
            offer = _offer(month, quotation, paper["supplier"])
            together = [
                tree
                for record in month.naming(quotation[0], "quotation")
                if (tree := month.tree(record) | {"record": record})["supplier"] == paper["supplier"]
                and month.type_of(record) == paper["type"] and not month.withdrawn(record)
                and _place(month, record) <= _place(month, paper["record"])
            ]  # fmt: skip
            total = sum(_total(tree) for tree in together)
            if offer is not None and total - offer > 0:
                off = min(total - offer, _total(paper))
                yield Paper(
                    "order.above_offer", ((paper["record"], 0), quotation), off,
                    {"supplier": paper["supplier"], "total": total, "offer": offer, "count": len(together)},
                )  # fmt: skip


def _offer(month: Month, quotation: Doc, supplier: str) -> int | None:
    """What a supplier offered, fen; None where he was not asked, or named no sum."""
    asked = month.tree(quotation[0])
    for offer in asked["offers"]:
        if offer["supplier"] == supplier:
            amounts = [line.amount for line in lines.read(month.registers, offer.get("lines", []), asked["date"])]
            whole = sum(a for a in amounts if a is not None) if amounts and None not in amounts else None
            return int(offer["amount"]) if offer.get("amount") is not None else whole
    return None


def _total(paper: dict[str, Any]) -> int:
    """What an order or a contract is over, fen."""
    if paper.get("amount") is not None:
        return int(paper["amount"])
    return sum(part.get("amount") or 0 for part in (*paper.get("lines", []), *paper.get("extras", [])))


# ------------------------------------------------------------ a price against those before it


def above_usual(month: Month, name: str) -> Iterator[Paper]:
    """Bought at a price far above the middle one of the last purchases; where there were too few, of the month's others."""
    slips = bought(month, name)
    history = _History(month, name, slips)
    for slip in slips:
        said, off = [], 0
        for line in _stocked(month, slip):
            item, day = line.item, slip["date"]
            share = month.registers.figure("usual_price", day, item)
            least = month.registers.figure("usual_price_least", day, item) // MICRO
            usual = history.usual(line, slip, least) if share and least else None
            price = _price(line)
            if usual and price and price * 100 * MICRO > usual * (100 * MICRO + share):
                off += (line.amount or 0) - divide(usual * (line.base or 0), MICRO * 10_000 * MICRO)
                said.append({"item": item, "unit": line.base_unit, "price": price // MICRO, "usual": usual // MICRO})
        if said:
            yield Paper("acceptance.above_usual", ((slip["record"], 0),), off, {"prices": said})


def bought(month: Month, name: str) -> list[dict[str, Any]]:
    """The month's acceptances of what was bought of a supplier on account."""
    return [s for s in month.standing(["acceptance"], name) if s.get("origin") == "purchase" and s.get("supplier")]


def _stocked(month: Month, slip: dict[str, Any]) -> list[Line]:
    """The lines of a slip whose prices can be held against others': one piece of equipment is not like the next."""
    found = []
    for line in lines.read(month.registers, slip["lines"], slip["date"]):
        row = month.registers.on("item", line.item, slip["date"])
        if row and row["class_"] not in NO_SHELF and line.amount and line.base:
            found.append(line)
    return found


def _price(line: Line) -> int:
    """For one base unit, millionths of a millionth of a yuan: whole, and fine enough to compare."""
    price, per = line.rate or (0, 1)
    return divide(price * MICRO, per)


class _History:
    """What was paid for each item (and specification): by the month's own slips, and by as many months before as it
    takes to know the last purchases."""

    def __init__(self, month: Month, name: str, slips: list[dict[str, Any]]) -> None:
        self.month, self.name = month, name
        self.known: dict[tuple[str, str], list[tuple[int, int, int]]] = {}  # (day, record, price)
        self.back = 0
        self._read(slips)

    def _read(self, slips: Iterable[dict[str, Any]]) -> None:
        for slip in slips:
            for line in _stocked(self.month, slip):
                self.known.setdefault((line.item, line.spec), []).append((slip["date"], slip["record"], _price(line)))

    def usual(self, line: Line, slip: dict[str, Any], least: int) -> int | None:
        """The middle price of the last purchases before a slip, or where these are fewer than `least`, of all others up to
        the month's end; None where these are too few as well."""
        key, at = (line.item, line.spec), (slip["date"], slip["record"])
        while len(before := [p for d, r, p in sorted(self.known[key]) if (d, r) < at]) < LATEST and self.back < MONTHS:
            self.back += 1
            self._read(bought(self.month, month_at(month_index(self.name) - self.back)))
        prices = before[-LATEST:]
        if len(prices) < least:
            prices = [p for _, r, p in self.known[key] if r != slip["record"]]
        if len(prices) < least:
            return None
        prices.sort()
        return (prices[(len(prices) - 1) // 2] + prices[len(prices) // 2]) // 2
