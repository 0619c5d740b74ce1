"""The answers side by side: each account, item and shelf at each month's end, in houqin and in every program."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from bench.oracle import ours, programs
from bench.oracle.book import Book
from bench.oracle.journal import SYNTAX, Account, Facts, facts, units

HOUQIN = "houqin"
KINDS = {
    "Money": ("金额", ("value",)),
    "Owed": ("应付", ("value",)),
    "Stock": ("存货", ("quantity", "value")),
    "InUse": ("在用", ("quantity", "value")),
    "Shelf": ("货架", ("quantity",)),
}
"""Kind of account → its name in the table and what is compared of it."""


class Cell(NamedTuple):
    """One figure at one month's end, as each side has it: fen (`value`) or millionths of the base unit (`quantity`)."""

    account: Account
    month: str
    what: str
    figures: dict[str, int | Decimal]

    @property
    def agrees(self) -> bool:
        return len(set(self.figures.values())) == 1


@dataclass
class Comparison:
    """Everything compared. `against` is what houqin says against the book, `missing` the programs that are not here."""

    cells: list[Cell]
    versions: dict[str, str]
    seconds: dict[str, float]
    missing: list[str]
    against: list[str]

    @property
    def differing(self) -> list[Cell]:
        return [cell for cell in self.cells if not cell.agrees]


def months_of(first: str, last: str) -> list[str]:
    """Both ends included."""
    count = (int(last[:4]) - int(first[:4])) * 12 + int(last[5:]) - int(first[5:]) + 1
    start = int(first[:4]) * 12 + int(first[5:]) - 1
    return [f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(start, start + count)]


def compare(folder: Path, work: Path, told: Facts | None = None) -> Comparison:
    """Houqin's balances of a book against those of each program that is here. The journals are left in `work`.

    told: the facts to write into the journals, if not those of the book itself. Raises Unclear and Refused.
    """
    told = told or facts(Book(folder))
    months = months_of(told.first, told.last)
    here = [program for program in SYNTAX if programs.installed(program)]
    answers = {program: programs.ask(program, told, months, work) for program in here}
    houqin, against = ours.balances(folder, months)
    sides = {HOUQIN: houqin, **{program: answer.balances for program, answer in answers.items()}}
    return Comparison(
        list(_cells(sides, months)) if here else [],
        {program: answer.version for program, answer in answers.items()},
        {program: answer.seconds for program, answer in answers.items()},
        [program for program in SYNTAX if program not in here],
        against,
    )


def _cells(sides: dict[str, programs.Balances], months: list[str]) -> Iterator[Cell]:
    order = list(KINDS)
    accounts = sorted({account for side in sides.values() for account, _ in side}, key=lambda a: (order.index(a[0]), a))
    nothing = programs.Balance()
    for account in accounts:
        for month in months:
            balances = {side: found.get((account, month), nothing) for side, found in sides.items()}
            for what in KINDS[account[0]][1]:
                yield Cell(account, month, what, {side: getattr(one, what) for side, one in balances.items()})


# ------------------------------------------------------------ told


def table(found: Comparison, *, only_differing: bool = False) -> Iterator[str]:
    """The table's lines, and a last one with the counts."""
    sides = [HOUQIN, *found.versions]
    heads = [
        "",
        "account / item",
        "month",
        "",
        *(f"{side} {found.versions.get(side, '')}".strip() for side in sides),
        "",
    ]
    rows = [_row(cell, sides) for cell in (found.differing if only_differing else found.cells)]
    widths = [max(_width(row[n]) for row in [heads, *rows]) for n in range(len(heads))]
    for row in [heads, *rows] if rows else []:
        fitted = [
            _fit(text, width, right=3 < n < len(heads) - 1)
            for n, (text, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(fitted).rstrip()
    for line in found.against:
        yield f"houqin says: {line}"
    for program in found.missing:
        yield f"{program} is not installed and was not asked"
    yield "  ".join(f"{program} {seconds:.1f} s" for program, seconds in found.seconds.items())
    yield f"{len(found.cells)} cells compared in {len(sides)} programs, {len(found.differing)} differ"


def _row(cell: Cell, sides: list[str]) -> list[str]:
    kind, *path = cell.account
    figures = [_figure(cell.what, cell.figures[side]) for side in sides]
    what = {"value": "元", "quantity": "数量"}[cell.what]
    return [KINDS[kind][0], " ".join(path), cell.month, what, *figures, "" if cell.agrees else "≠"]


def _figure(what: str, figure: int | Decimal) -> str:
    if what == "quantity":
        return units(int(figure)) if figure == int(figure) else f"{figure / 10**6}"
    return f"{Decimal(figure).scaleb(-2):,.2f}" if figure == int(figure) else f"{Decimal(figure).scaleb(-2):,f}"


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _fit(text: str, width: int, *, right: bool) -> str:
    room = " " * (width - _width(text))
    return room + text if right else text + room


def as_json(found: Comparison) -> dict[str, Any]:
    """Fen and millionths as whole numbers; a text where a program's figure is not whole."""

    def plain(figure: int | Decimal) -> int | str:
        return figure if isinstance(figure, int) else str(figure)

    return {
        "programs": [
            {"program": program, "version": version, "seconds": round(found.seconds[program], 3)}
            for program, version in found.versions.items()
        ],
        "missing": found.missing,
        "against": found.against,
        "cells": [
            {
                "kind": cell.account[0], "account": list(cell.account[1:]), "month": cell.month, "what": cell.what,
                "figures": {side: plain(figure) for side, figure in cell.figures.items()}, "agrees": cell.agrees,
            }
            for cell in found.cells
        ],
        "compared": len(found.cells),
        "differ": len(found.differing),
    }  # fmt: skip
