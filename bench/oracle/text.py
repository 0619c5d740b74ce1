"""A book's YAML as plain records, read without houqin: every value a text, every line of goods a mapping."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

MICRO = 1_000_000  # a quantity's smallest part
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # the C one where PyYAML was built with it: texts only, both
SPOKEN = re.compile(r"(?P<物品>\S+) (?P<数量>[0-9.]+ ?[^\s0-9.][^\s0-9]*)(?: (?P<单价>[0-9.]+) (?P<金额>[0-9.]+))?")
"""A line of goods as it is spoken: 大米 500斤 2.60 1300.00"""
MEASURED = re.compile(r"([0-9.]+) ?(\S+)")
REFERENCE = re.compile(r"(?:([0-9]{4}(?:-[0-9]{2})?)/)?(.+)")


class Unclear(Exception):
    """Something in the book that the oracle does not understand, or that no right book holds; says where."""


@dataclass(frozen=True)
class Record:
    """One entry of a file."""

    type: str
    number: str
    path: str
    at: int
    fields: dict[str, Any]

    @property
    def folder(self) -> str:
        return self.path.split("/")[0]

    @property
    def owner(self) -> str:
        """The store or the set in whose folder it stands."""
        return self.path.split("/")[1]

    @property
    def place(self) -> str:
        """Tells it from all others: its path below the book and where it stands in the file."""
        return f"{self.path}:{self.at}"

    @property
    def day(self) -> str:
        """业务日期, as written: packs and categories follow it."""
        return str(self.fields["日期"])

    @property
    def booked(self) -> str:
        """入账日期: balances follow it."""
        return str(self.fields.get("入账日期", self.fields["日期"]))

    def lines(self, field: str = "明细") -> Iterator[tuple[int, dict[str, Any]]]:
        """The lines with their numbers from 1; spoken ones taken apart."""
        for n, line in enumerate(self.fields.get(field) or [], 1):
            yield n, line if isinstance(line, dict) else self._spoken(line)

    def _spoken(self, line: str) -> dict[str, Any]:
        found = SPOKEN.fullmatch(line)
        if found is None:
            raise Unclear(f"{self.place} {self.number}: {line!r} is no line of goods")
        return {key: value for key, value in found.groupdict().items() if value}


def read(book: Path) -> list[Record]:
    """All records of a book, file by file; houqin.yaml is one of them, without a number."""
    found: list[Record] = []
    for path in sorted(book.rglob("*.yaml")):
        below = path.relative_to(book).as_posix()
        try:
            entries = yaml.load(path.read_bytes(), Loader=LOADER)
        except yaml.YAMLError as error:
            raise Unclear(f"{below}: {error}") from error
        if below == "houqin.yaml":
            found.append(Record("", "", below, 0, entries))
            continue
        for at, entry in enumerate(entries or [], 1):
            type_, number = next(iter(entry.items()))
            found.append(Record(type_, number, below, at, entry))
    return found


def fen(text: str) -> int:
    """Yuan as written, in fen."""
    return _whole(text, 2)


def measured(text: str) -> tuple[int, str]:
    """ "500 斤" → millionths and the unit."""
    found = MEASURED.fullmatch(text)
    if found is None:
        raise Unclear(f"{text!r} is no quantity")
    return _whole(found[1], 6), found[2]


def _whole(text: str, places: int) -> int:
    scaled = Decimal(text).scaleb(places)
    if scaled != int(scaled):
        raise Unclear(f"{text!r} has more than {places} decimals")
    return int(scaled)


def reference(text: str) -> tuple[str, str]:
    """ "2026-10/记-1" → the period ("" if none is written) and the number."""
    found = REFERENCE.fullmatch(text)
    return (found[1] or "", found[2]) if found else ("", text)
