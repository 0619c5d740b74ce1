"""Lines of goods of two papers side by side, item by item: an invoice against acceptances, an acceptance against its
order (三单匹配). Quantities are compared in the item's base unit, prices as they follow from what is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from houqin.book.registers import Registers
from houqin.values import MICRO, divide

HALF_FEN = 5000
"""Millionths of a yuan: how far a price can be off that was rounded to the fen."""


class Line(NamedTuple):
    """A line as it is written (`quantity` millionths of `unit`, `price` millionths of a yuan for one), its quantity in
    the item's base unit (None: no pack declares the unit), and fen (None: not said). What went back is less than
    nothing. `known`: whether the register has the item."""

    item: str
    spec: str
    quantity: int
    unit: str
    price: int | None
    base: int | None
    base_unit: str
    amount: int | None
    known: bool

    @property
    def rate(self) -> tuple[int, int] | None:
        """Its price for one base unit, millionths of a yuan, as a fraction; None where it has none."""
        if not self.base or not self.quantity or self.price is None:
            return None
        return self.price * abs(self.quantity), abs(self.base)

    @property
    def packed(self) -> bool:
        """Whether it is counted in packs."""
        return self.unit != self.base_unit


class Apart(NamedTuple):
    """One item of which two papers say different things: by price, by quantity, or by the rounding of a piece's price;
    by how many fen; and what each says, as sentences show it (messages, side_by_side)."""

    cause: str
    amount: int
    said: dict[str, Any]


def plain_name(printed: str) -> str:
    """An item's name without the tax office's short name before it: *蔬菜*大白菜 → 大白菜."""
    parts = printed.split("*", 2)
    return parts[2].strip() if len(parts) == 3 and not parts[0].strip() and parts[2].strip() else printed


def read(registers: Registers, lines: Iterable[Mapping[str, Any]], day: int, sign: int = 1) -> list[Line]:
    """Lines as the index keeps them; `sign` −1 for goods that went back. `day`: of the registers."""
    found = []
    for line in lines:
        called = registers.items_called(plain_name(line["item"]), day)
        item = called[0] if len(called) == 1 else plain_name(line["item"])
        row = registers.on("item", item, day)
        parts, unit = line["quantity"]["parts"], line["quantity"]["unit"]
        base = registers.in_base(item, parts, unit, day) if row else parts
        price, amount = _price(registers, item, line, day), _amount(line)
        if price is None and amount is not None and parts:
            price = divide(abs(amount) * 10_000 * MICRO, parts)
        if amount is None and price is not None:
            amount = divide(parts * price, MICRO * MICRO // 100)
        way = -sign if (amount or 0) < 0 else sign  # of a red-letter line only the sum says that it is one
        found.append(
            Line(item, line.get("spec") or "", way * parts, unit, price, base if base is None else way * base,
                 row["unit"] if row else unit, None if amount is None else way * abs(amount), row is not None)
        )  # fmt: skip
    return found


def _amount(line: Mapping[str, Any]) -> int | None:
    """Fen, tax included."""
    if line.get("amount") is None and line.get("net") is not None:
        return int(line["net"] + (line.get("tax") or 0))
    return line.get("amount")


def _price(registers: Registers, item: str, line: Mapping[str, Any], day: int) -> int | None:
    """The price written, millionths of a yuan for one of the line's own unit; None where none is, or of a strange unit."""
    price = line.get("unit_price")
    if price is None:
        return None
    unit, own = price.get("unit") or line["quantity"]["unit"], line["quantity"]["unit"]
    if unit == own:
        return int(price["parts"])
    per, wanted = registers.in_base(item, MICRO, unit, day), registers.in_base(item, MICRO, own, day)
    return divide(price["parts"] * wanted, per) if per and wanted else None


def by_item(lines: Iterable[Line]) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(line.item, []).append(line)
    return found


def apart(mine: list[Line], theirs: list[Line], by: str, other: str) -> list[Apart] | None:
    """The items of which two papers (`by` and `other`, their types) say different things. None where they cannot be
    compared line by line: a sum or a pack is missing, or a line names what neither paper's goods nor the register are."""
    ours, others = by_item(mine), by_item(theirs)
    if any(line.base is None for line in (*mine, *theirs)) or any(line.amount is None for line in mine):
        return None
    if any(not line.known and line.item not in others for line in mine):
        return None
    found: list[Apart] = []
    for item in {**ours, **others}:
        here, there = ours.get(item, []), others.get(item, [])
        if len({line.base_unit for line in (*here, *there)}) > 1:
            return None
        (q, a), (q2, a2) = _sums(here), _sums(there)
        if (q, a) == (q2, a2):
            continue
        said = side_by_side(by, here, other, there)
        if q == q2:
            within = _packed(here) != _packed(there) and abs(a - a2) <= by_the_piece((*here, *there))
            found.append(Apart("rounding" if within else "price", a - a2, said))
        elif not q or not q2 or abs(a * q2 - a2 * q) <= abs(q) + abs(q2):  # one price, but for a fen of rounding
            found.append(Apart("quantity", a - a2, said))
        else:
            more = divide(a2 * (q - q2), q2)
            found += [Apart("quantity", more, said), Apart("price", a - a2 - more, said)]
    return [one for one in found if one.amount]


def by_the_piece(lines: Iterable[Line]) -> int:
    """By how many fen goods in packs can come out otherwise where each piece's price is rounded to the fen: half a fen
    for every piece."""
    return sum(divide(abs(line.base or 0), 2 * MICRO) for line in lines if line.packed)


def _packed(lines: list[Line]) -> bool:
    return any(line.packed for line in lines)


def _sums(lines: list[Line]) -> tuple[int, int]:
    """Base units and fen."""
    return sum(line.base or 0 for line in lines), sum(line.amount or 0 for line in lines)


def side_by_side(by: str, here: list[Line], other: str, there: list[Line]) -> dict[str, Any]:
    """What two papers say of one item: quantity and price of each, both in one unit."""
    every = [*here, *there]
    as_written = len(here) <= 1 and len(there) <= 1 and len({line.unit for line in every}) == 1
    found: dict[str, Any] = {"item": every[0].item, "unit": every[0].unit if as_written else every[0].base_unit}
    for which, type_, lines in (("mine", by, here), ("theirs", other, there)):
        base, amount = _sums(lines)
        quantity, price = sum(line.quantity for line in lines) if as_written else base, None
        if lines and as_written and lines[0].price is not None:
            price = lines[0].price
        elif quantity:
            price = divide(amount * 10_000 * MICRO, quantity)
        found[which] = {"type": type_, "quantity": quantity, "price": price}
    return found


def dearer(mine: Line, theirs: Line, share: int = 0) -> bool:
    """Whether a price is above another by more than a share (millionths of a hundredth). Where the two are for different
    units, each may have been rounded to the fen."""
    one, two = mine.rate, theirs.rate
    if one is None or two is None:
        return False
    slack = HALF_FEN if mine.unit != theirs.unit else 0
    low, high = one[0] - slack * abs(mine.quantity), two[0] + slack * abs(theirs.quantity)
    return low * two[1] * 100 * MICRO > high * one[1] * (100 * MICRO + share)
