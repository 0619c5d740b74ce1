"""Rows of a bank's, a payment app's or a supplier's export → one outside statement a month.

The direction trap: on a bank's paper 借方 is money out of the school's account and 贷方 money in, in the school's own
journal it is the other way round. Which it is, is not believed but computed: the balances say it
(balance = balance before + in − out), and by them, too, whether the newest row stands at the top.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from houqin import names, values
from houqin.entry.new import choice, in_order
from houqin.exchange import columns as said
from houqin.exchange.cells import nothing, number, text, value
from houqin.exchange.draft import Draft, lost_digits, repeats, total
from houqin.exchange.heading import beside, cell, normal
from houqin.exchange.sheet import Cell
from houqin.exchange.slips import Reading, registered

WORDS = ("summary", "counterparty", "bank_reference")


class Movement(NamedTuple):
    """A row with what went in and out as its columns say (fen; None where the cell is no amount), and its balance."""

    row: int
    date: str
    plus: int
    minus: int
    balance: int | None
    fields: dict[str, tuple[Any, int]]
    """Attribute → text and column of what is taken over as it is."""
    columns: tuple[int, int, int]
    """Of what went in, of what went out, of the balance; −1 where there is none."""


def drafts(reading: Reading) -> list[Draft]:
    """The statements of the sheet, oldest first, without numbers."""
    given: dict[str, int] = {}
    movements = list(_movements(reading, given))
    table = {one.row for one in movements}
    outside = [row for row in range(len(reading.sheet.rows)) if row not in table and row < reading.heading.top]
    outside += [row for row in range(reading.heading.first, len(reading.sheet.rows)) if row not in table]
    for one in beside(reading.sheet, outside, reading.type):
        reading.around.setdefault(one.field, (one.cell, one.row, one.column))
    for name in ("opening", "closing"):
        source = reading.fixed.get(name) or (text(reading.around[name][0]) if name in reading.around else "")
        if name not in given and source and (plain := number(source)) is not None:
            given[name] = _fen(plain)
    movements = _read(reading, movements)
    return [_draft(reading, month, rows, given, movements) for month, rows in _months(movements)]


def flow(reading: Reading) -> tuple[str, str]:
    """The fields of a line that raise and lower the balance: of a supplier's paper what we owe."""
    supplier = names.choice_named("statement_kind", reading.fixed.get("kind", "")) == "supplier"
    return ("increase", "decrease") if supplier else ("in", "out")


def _movements(reading: Reading, given: dict[str, int]) -> Iterator[Movement]:
    heading = reading.heading
    up, down = flow(reading)
    pairs = [(up, down), ("credit", "debit"), ("in", "out"), ("increase", "decrease")]
    pair = next(((a, b) for a, b in pairs if heading.of(a) or heading.of(b)), ("", ""))
    plus_at, minus_at = ((heading.of(name) or [-1])[0] for name in pair) if pair[0] else (-1, -1)
    amount_at, side_at, balance_at, date_at = (
        (heading.of(n) or [-1])[0] for n in ("amount", "side", "balance", "date")
    )
    both = plus_at >= 0 or minus_at >= 0
    for row in range(heading.first, len(reading.sheet.rows)):
        cells = reading.sheet.rows[row]
        if not any(one.text for one in cells) or repeats(cells, heading) or _standing(reading, row, given, balance_at):
            continue
        if total(cells) or nothing(_at(cells, date_at)):
            continue
        if any(word in _at(cells, at).text for at in heading.of(said.STATUS) for word in said.FAILED):
            reading.passed["failed"] = reading.passed.get("failed", 0) + 1
            continue
        if both:
            plus, minus = (_amount(reading, row, cells, at) for at in (plus_at, minus_at))
            columns = plus_at, minus_at
        else:
            plus, minus = _one_way(reading, row, cells, amount_at, side_at)
            columns = amount_at, amount_at
        if not plus and not minus:
            reading.passed["neither"] = reading.passed.get("neither", 0) + 1
            continue
        balance = _amount(reading, row, cells, balance_at, signed=True) if not nothing(_at(cells, balance_at)) else None
        fields: dict[str, tuple[Any, int]] = {}
        for name in WORDS:
            for at in heading.of(name):
                one = cells[at] if at < len(cells) else Cell("")
                if wrong := lost_digits(reading.sheet, row, at, one):
                    reading.told.append(wrong)
                if not nothing(one):
                    fields[name] = value(one, name), at
        date = value(_at(cells, date_at), "date")
        yield Movement(row, date, plus, minus, balance, fields, (*columns, balance_at))


def _at(cells: list[Cell], column: int) -> Cell:
    return cell(cells, column) if column >= 0 else Cell("")


def _fen(plain: str) -> int:
    """A plain number in yuan, in fen; half a fen or more up."""
    whole, _, decimals = plain.lstrip("-").partition(".")
    fen = int(whole) * 100 + int((decimals + "00")[:2]) + (decimals[2:3] >= "5")
    return -fen if plain.startswith("-") else fen


def _amount(reading: Reading, row: int, cells: list[Cell], column: int, *, signed: bool = False) -> int:
    """The cell in fen, its size where the column says the direction. What is no amount is told."""
    one = _at(cells, column)
    if nothing(one):
        return 0
    plain = number(text(one)) if not lost_digits(reading.sheet, row, column, one) else None
    if plain is None or len(plain.partition(".")[2].rstrip("0")) > 2:
        reading.tell("exchange.no_amount", row, column, found=one.text)
        return 0
    return _fen(plain) if signed else abs(_fen(plain))


def _one_way(reading: Reading, row: int, cells: list[Cell], amount_at: int, side_at: int) -> tuple[int, int]:
    """In and out of a single column: by 收/支 or 借/贷 where there is one, else by the sign."""
    amount = _amount(reading, row, cells, amount_at, signed=True)
    if side_at < 0:
        return (amount, 0) if amount > 0 else (0, -amount)
    side = normal(_at(cells, side_at).text)
    if side in said.INWARD:
        return abs(amount), 0
    if side in said.OUTWARD:
        return 0, abs(amount)
    if side not in said.NEITHER:
        reading.tell("exchange.no_side", row, side_at, found=_at(cells, side_at).text)
    return 0, 0


def _standing(reading: Reading, row: int, given: dict[str, int], balance_at: int) -> bool:
    """Whether the row only says what there was before, or is after, the movements."""
    cells = reading.sheet.rows[row]
    for one in cells:
        for name, pattern in (("opening", said.OPENING), ("closing", said.CLOSING)):
            if re.fullmatch(pattern, normal(one.text)):
                sums = [_at(cells, balance_at), *cells]
                plain = next((p for c in sums if c.text and (p := number(c.text)) is not None), None)
                if plain is not None:
                    given[name] = _fen(plain)
                return plain is not None
    return False


def _read(reading: Reading, movements: list[Movement]) -> list[Movement]:
    """The movements, oldest first, in the school's own sense; how they were read is told."""
    orders = {"down": movements, "up": movements[::-1]}
    proofs: dict[tuple[str, bool], tuple[int, int]] = {
        (order, swapped): _proof(rows, swapped) for order, rows in orders.items() for swapped in (False, True)
    }
    best = max(proofs, key=lambda reading_: proofs[reading_][0])
    right, of = proofs[best]
    backwards = bool(movements) and movements[0].date > movements[-1].date
    if not right or (sum(proof == proofs[best] for proof in proofs.values()) > 1 and of < 2):
        order, swapped = ("up" if backwards else "down"), False
        right, of = proofs[order, swapped]
    else:
        order, swapped = best
    code = "exchange.read_as_bank" if not swapped else "exchange.read_as_own"
    if not of:
        code = "exchange.read_unproved"
    if any(reading.heading.of(name) for name in ("debit", "credit", "side")) or swapped:
        reading.tell(code, reading.heading.top, right=right, of=of)
    rows = orders[order]
    if not swapped:
        return rows
    return [
        one._replace(plus=one.minus, minus=one.plus, columns=(one.columns[1], one.columns[0], one.columns[2]))
        for one in rows
    ]


def _proof(rows: list[Movement], swapped: bool) -> tuple[int, int]:
    """How many balances follow from the one before, and of how many."""
    right = of = 0
    for before, after in itertools.pairwise(rows):
        if before.balance is not None and after.balance is not None:
            of += 1
            net = after.minus - after.plus if swapped else after.plus - after.minus
            right += before.balance + net == after.balance
    return right, of


def _months(movements: list[Movement]) -> list[tuple[str, list[Movement]]]:
    months: dict[str, list[Movement]] = {}
    for one in movements:
        months.setdefault(one.date[:7], []).append(one)
    return sorted(months.items())


def _draft(
    reading: Reading, month: str, rows: list[Movement], given: dict[str, int], movements: list[Movement]
) -> Draft:
    """One month's statement. Opening and closing: as the sheet says them, else by the balances."""
    language = reading.language
    last = values.last_day(month) if values.MONTH.fullmatch(month) else 0
    tree: dict[str, Any] = {"type": reading.type, "id": "", "date": values.iso(last) if last else rows[0].date}
    draft = Draft(tree, rows[0].row)
    if not last:
        draft.cells[("date",)] = (rows[0].row, (reading.heading.of("date") or [0])[0])
    supplier = flow(reading)[0] == "increase"
    tree["kind"] = reading.fixed.get("kind") or choice("bank", "statement_kind", language)
    own = {name: said_ for name, said_ in reading.fixed.items() if name not in ("kind", "opening", "closing", "id")}
    for name, said_ in own.items():
        tree[names.attribute(name)] = (
            registered(reading, "supplier", said_) if name == "supplier" else value(Cell(said_), name)
        )
    if not supplier and "bank_account" not in own and (account := _account(reading, rows)):
        tree["bank_account"] = account
    opening = given.get("opening") if rows[0] is movements[0] else None
    if opening is None and rows[0].balance is not None:
        opening = rows[0].balance - rows[0].plus + rows[0].minus
    closing = given.get("closing") if rows[-1] is movements[-1] else None
    if closing is None:
        closing = rows[-1].balance
    for name, amount in (("opening", opening), ("closing", closing)):
        if amount is not None:
            tree[name] = values.yuan(amount, grouped=False)
    tree["lines"] = []
    for row in rows:
        _line(reading, draft, row)
    draft.tree = in_order(tree)
    return draft


def _line(reading: Reading, draft: Draft, row: Movement) -> None:
    at = len(draft.tree["lines"])
    draft.tree["lines"].append({})
    date_at = (reading.heading.of("date") or [0])[0]
    draft.cells[("lines", at)] = (row.row, date_at)
    draft.put(("lines", at, "date"), row.date, (row.row, date_at))
    for name, (said_, column) in row.fields.items():
        draft.put(("lines", at, name), said_, (row.row, column))
    up, down = flow(reading)
    for name, amount, column in ((up, row.plus, row.columns[0]), (down, row.minus, row.columns[1])):
        if amount:
            draft.put(("lines", at, names.attribute(name)), values.yuan(amount, grouped=False), (row.row, column))
    if row.balance is not None:
        balance = values.yuan(row.balance, grouped=False)
        draft.put(("lines", at, "balance"), balance, (row.row, row.columns[2]))


def _account(reading: Reading, rows: list[Movement]) -> str:
    """The registered bank account that the sheet names, in a column or above the table; by its last digits too."""
    written = [text(cell(reading.sheet.rows[rows[0].row], at)) for at in reading.heading.of("bank_account")]
    if "bank_account" in reading.around:
        written.append(text(reading.around["bank_account"][0]))
    registered_ = {
        str(row["bank_account"]) for row in reading.registers.rows.get("account", []) if row.get("bank_account")
    }
    for one in written:
        digits = re.sub(r"\D", "", one)
        fitting = [account for account in registered_ if account == one or (digits and digits.endswith(account))]
        if len(fitting) == 1:
            return fitting[0]
    return ""
