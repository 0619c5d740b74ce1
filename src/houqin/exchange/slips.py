"""Rows of goods → acceptances, issues and counts: one record for each number, or for each day and party.

A day sheet of the canteen is the plain case: its date stands above the table, its rows are the lines of one record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from houqin import names, values
from houqin.book.registers import Registers
from houqin.diagnostics import Diagnostic
from houqin.entry.new import choice, in_order
from houqin.exchange import columns as said
from houqin.exchange.cells import day, nothing, text, value
from houqin.exchange.draft import Draft, foot, lost_digits, repeats, total
from houqin.exchange.heading import Heading, beside, cell, fields, normal
from houqin.exchange.sheet import Cell, Sheet, place

KEYS = {
    "acceptance": ("date", "supplier", "place", "order", "slip"),
    "issue": ("date", "department", "recipient", "meal", "purpose", "place", "slip"),
    "count": ("date", "place"),
}
"""Type → what, without a number, makes rows one record."""
STANDING = {"date", "place", "supplier", "department"}
"""Fields that a sheet writes once and means for the rows below, whatever else changes there."""
MEALS = {"早": "breakfast", "早点": "breakfast", "中": "lunch", "中餐": "lunch", "晚": "dinner", "加": "snack"}
REGISTERED = {"item": "item", "supplier": "supplier", "department": "place", "place": "place"}
"""Field → the register its name is of."""
AMOUNT = re.compile(r"-?\d{1,12}\.\d\d")
SEVERAL = re.compile(r"[、,，;；/\s]+")


@dataclass(slots=True)
class Reading:
    """What is the same for all rows of one sheet, and what there is to tell of it."""

    sheet: Sheet
    heading: Heading
    type: str
    registers: Registers
    language: str
    fixed: Mapping[str, str]
    """Field → the value that the user gave for the whole sheet."""
    around: dict[str, tuple[Cell, int, int]] = field(default_factory=dict)
    """Field → what stands above or below the table."""
    told: list[Diagnostic] = field(default_factory=list)
    renamed: dict[tuple[str, str], str] = field(default_factory=dict)
    passed: dict[str, int] = field(default_factory=dict)
    """Why rows, or something of them, were passed over → how many."""

    def tell(self, code: str, row: int, column: int | None = None, **args: Any) -> None:
        self.told.append(Diagnostic(code, args, place(self.sheet, row, column)))


def drafts(reading: Reading) -> list[Draft]:
    """The records of the sheet, without numbers where it has none, in the order of their first rows."""
    rows = list(_rows(reading))
    table = {row for row, _ in rows}
    first = reading.heading.first
    outside = [*range(reading.heading.top), *(r for r in range(first, len(reading.sheet.rows)) if r not in table)]
    for one in beside(reading.sheet, outside, reading.type):
        reading.around.setdefault(one.field, (one.cell, one.row, one.column))
    _lone_date(reading)
    found: dict[tuple[str, ...], Draft] = {}
    carried: dict[str, tuple[Cell, int, int]] = {}
    for row, cells in rows:
        head = _head(reading, row, cells, carried)
        written = {name: _said(reading, name, one[0]) for name, one in head.items()}
        number = written.get("id", "")
        key = ("id", number) if number else tuple(written.get(name, "") for name in KEYS[reading.type])
        draft = found.get(key)
        if draft is None:
            draft = found[key] = _begun(reading, row, head, written)
        else:
            _agrees(reading, draft, row, head, written)
        _line(reading, draft, row, cells)
    for draft in found.values():
        _sign(reading, draft)
        draft.tree = in_order(draft.tree)
    return list(found.values())


def _rows(reading: Reading) -> Iterator[tuple[int, list[Cell]]]:
    """The rows of the table that say something; what was passed over is counted."""
    heading, amounts = reading.heading, ("quantity", "amount")
    summed = since = 0
    for row in range(heading.first, len(reading.sheet.rows)):
        cells = reading.sheet.rows[row]
        if total(cells):
            since = _compared(reading, row, summed, since)
            continue
        if not any(one.text for one in cells) or foot(cells) or repeats(cells, heading):
            continue
        thing = any(not nothing(cell(cells, at)) for name in ("item", "asset") for at in heading.of(name))
        much = any(not nothing(cell(cells, at)) for name in amounts for at in heading.of(name))
        if not thing and not much:
            continue
        if any(text(cell(cells, at)).lower() in said.TRUE for at in heading.of(said.SKIP)):
            reading.passed["skipped"] = reading.passed.get("skipped", 0) + 1
        elif not much:
            reading.passed["blank"] = reading.passed.get("blank", 0) + 1
        else:
            if any(nothing(cell(cells, at)) for at in heading.of("amount")):
                reading.passed["unpriced"] = reading.passed.get("unpriced", 0) + 1
            amount = _fen(reading, cells)
            summed, since = summed + amount, since + amount
            yield row, cells


def _fen(reading: Reading, cells: list[Cell]) -> int:
    """The row's amount in fen; 0 where there is none, or none that can be read."""
    written = [value(cell(cells, at), "amount") for at in reading.heading.of("amount")]
    return values.fen(written[0]) if written and AMOUNT.fullmatch(written[0]) else 0


def _compared(reading: Reading, row: int, summed: int, since: int) -> int:
    """Hold a sum of the sheet against the rows above it: all of them, or those since the sum before. What is left: 0."""
    said_ = _fen(reading, reading.sheet.rows[row])
    if said_ and said_ not in (summed, since):
        reading.tell("exchange.total_differs", row, reading.heading.of("amount")[0], found=said_, right=since or summed)
    return 0


def _lone_date(reading: Reading) -> None:
    """A single date above the table, without a word beside it, is the sheet's."""
    if "date" in reading.around:
        return
    days = {}
    for row in range(reading.heading.top):
        for column, one in enumerate(reading.sheet.rows[row]):
            if one.text and re.fullmatch(r"\d{4}-\d\d-\d\d", meant := day(one)):
                days[meant] = (one, row, column)
    if len(days) == 1:
        reading.around["date"] = next(iter(days.values()))


Head = dict[str, tuple[Cell, int, int]]


def _head(reading: Reading, row: int, cells: list[Cell], carried: Head) -> Head:
    """Field of the record itself → its cell: of this row, else of the row above, else the user's, else around."""
    own, line = fields(reading.type)
    written: Head = {}
    for column in reading.heading.columns:
        name = column.field
        if name is None or name in line or name not in own | set(names.ROLES) | {"place"}:
            continue
        here = cell(cells, column.at)
        if not nothing(here):
            written.setdefault(name, (here, row, column.at))
    if any(name in carried and carried[name][0] != one[0] for name, one in written.items()):
        # another day, supplier or department: what else stood above was not said of this one
        for name in carried.keys() - STANDING:
            del carried[name]
    carried.update(written)
    head: Head = dict(carried)
    for name, said_ in reading.fixed.items():
        if name not in line and name != said.UNIT:
            head.setdefault(name, (Cell(said_), -1, -1))
    for name, around in reading.around.items():
        if name not in line:
            head.setdefault(name, around)
    return head


def _said(reading: Reading, name: str, one: Cell) -> str:
    """The value as the book writes it: a registered name as it is registered."""
    written = value(one, name)
    if name in REGISTERED:
        return registered(reading, REGISTERED[name], written)
    return written


def registered(reading: Reading, register: str, written: str) -> str:
    """The register's own name for what is written: an alias, or the same but for spaces and full-width signs."""
    if not written or reading.registers.known(register, written):
        return written
    meant = next(
        (
            str(entry["id"])
            for entry in reading.registers.rows.get(register, [])
            if any(normal(name) == normal(written) for name in (entry["id"], *entry.get("aliases", [])))
        ),
        written,
    )
    if meant != written:
        reading.renamed[register, written] = meant
    return meant


def _begun(reading: Reading, row: int, head: Head, written: Mapping[str, str]) -> Draft:
    draft = Draft({"type": reading.type, "id": written.get("id", "")}, row, numbered=bool(written.get("id")))
    own, _ = fields(reading.type)
    for name, (one, at, column) in head.items():
        where = (at, column) if at >= 0 else None
        if at >= 0 and (wrong := lost_digits(reading.sheet, at, column, one)):
            reading.told.append(wrong)
        if name in names.ROLES or name in ("id", "signed"):
            if where and name == "id":
                draft.cells[("id",)] = where
        elif name == "place" and reading.type != "count":
            draft.owner = written[name]
            if where:
                draft.cells[("place",)] = where
        elif name == "meal":
            said_ = [_meal(word, reading.language) for word in SEVERAL.split(written[name]) if word]
            draft.put(("meal",), said_[0] if len(said_) == 1 else said_, where)
        elif name in own:
            draft.put((names.attribute(name),), written[name], where)
    draft.tree["lines"] = []
    if reading.type == "count":
        assets = bool(reading.heading.of("asset"))
        if assets:
            draft.tree.setdefault("kind", choice("assets", "count_kind", reading.language))
        draft.tree.setdefault("scope", choice("listed", "scope", reading.language))
    return draft


def _meal(word: str, language: str) -> str:
    return choice(MEALS[word], "meal", language) if word in MEALS else word


def _agrees(reading: Reading, draft: Draft, row: int, head: Head, written: Mapping[str, str]) -> None:
    """Rows under one number must not differ in what the record has once."""
    for name, (_, at, column) in head.items():
        before = draft.owner if name == "place" and reading.type != "count" else draft.tree.get(names.attribute(name))
        if at == row and isinstance(before, str) and before != written[name] and name not in ("id", "meal"):
            reading.tell(
                "exchange.disagree",
                row,
                column,
                number=draft.tree["id"],
                field=name,
                found=written[name],
                before=before,
            )


def _line(reading: Reading, draft: Draft, row: int, cells: list[Cell]) -> None:
    _, known = fields(reading.type)
    at = len(draft.tree["lines"])
    draft.tree["lines"].append({})
    draft.cells[("lines", at)] = (row, min((c.at for c in reading.heading.columns if c.field in known), default=0))
    unit = _unit(reading, cells)
    order = {name: place_ for place_, name in enumerate(("item", "asset", "quantity", "unit_price", "amount"))}
    columns = sorted(reading.heading.columns, key=lambda c: order.get(c.field or "", 9))
    for column in columns:
        name = column.field
        one = cell(cells, column.at)
        if name is None or name not in known or nothing(one):
            continue
        if wrong := lost_digits(reading.sheet, row, column.at, one):
            reading.told.append(wrong)
        said_ = value(one, name, unit)
        if name == "item":
            said_ = registered(reading, "item", said_)
        draft.put(("lines", at, names.attribute(name)), said_, (row, column.at))
    for name, given in reading.fixed.items():
        if name in known:
            draft.tree["lines"][at].setdefault(names.attribute(name), value(Cell(given), name, unit))


def _unit(reading: Reading, cells: list[Cell]) -> str:
    """The unit beside the quantity, else the user's, else the one in the heading: 数量(公斤)."""
    for at in reading.heading.of(said.UNIT):
        if not nothing(cell(cells, at)):
            return text(cell(cells, at)).replace(" ", "")
    if said.UNIT in reading.fixed:
        return reading.fixed[said.UNIT]
    for column in reading.heading.columns:
        if column.field == "quantity" and (found := re.search(r"[(（]([^()（）元]+)[)）]$", column.heading)):
            return found[1]
    return ""


def _sign(reading: Reading, draft: Draft) -> None:
    """Who signed, from the columns and from the foot."""
    signed: dict[str, list[str]] = {}
    rows = {row for row, _ in (where for loc, where in draft.cells.items() if loc[:1] == ("lines",))}
    for column in reading.heading.columns:
        if column.field in names.ROLES:
            for row in sorted(rows):
                signed.setdefault(column.field, []).extend(_people(cell(reading.sheet.rows[row], column.at)))
    for name, (one, _, _) in reading.around.items():
        if name in names.ROLES:
            signed.setdefault(name, []).extend(_people(one))
    for name, given in reading.fixed.items():
        if name in names.ROLES:
            signed.setdefault(name, []).extend(_people(Cell(given)))
    people = {role: list(dict.fromkeys(found)) for role, found in signed.items() if found}
    if people:
        language = reading.language
        draft.tree["signed"] = {
            names.label(role, "zh") if language == "zh" else role: found[0] if len(found) == 1 else found
            for role, found in people.items()
        }


def _people(one: Cell) -> list[str]:
    return [] if nothing(one) else [name for name in SEVERAL.split(text(one)) if name]
