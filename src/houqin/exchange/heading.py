"""Where a sheet's table begins, and which field each of its columns is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from houqin import names
from houqin.exchange import columns as said
from houqin.exchange.sheet import EMPTY, Cell, Sheet
from houqin.records.catalogue import folders_of, models

FOREMOST = 200
"""Rows among which the headings are looked for."""
SHARE = 0.3
"""Part of a row's cells that must be known for it to be the headings; two at least."""
ESSENTIAL = {
    "acceptance": (("item",), ("quantity", "amount")),
    "issue": (("item",), ("quantity",)),
    "count": (("item", "asset"), ("quantity",)),
    "outside_statement": (("date",), ("in", "out", "debit", "credit", "amount", "increase", "decrease")),
}
"""Type → what its table cannot be without: of each group, one."""
PSEUDO = {said.UNIT, said.SKIP, said.STATUS, "side"}
"""Columns that go into other fields."""


class Column(NamedTuple):
    """`at` from 0; `field` is canonical, PASSED for what is known and left out, None for what is not known."""

    at: int
    heading: str
    field: str | None


class Heading(NamedTuple):
    """`first` is the first row below the headings, `top` the first of the headings, from 0."""

    top: int
    first: int
    columns: tuple[Column, ...]

    def of(self, field: str) -> list[int]:
        return [column.at for column in self.columns if column.field == field]


def normal(text: str) -> str:
    """A heading as it is compared: half-width, without spaces, colons and stars."""
    return re.sub(r"[\s*::]", "", unicodedata.normalize("NFKC", text)).lower()


def unbracketed(heading: str) -> str:
    """金额(元) → 金额"""
    return re.sub(r"[(\[][^()\[\]]*[)\]]$", "", heading)


@cache
def _table(type_: str) -> Mapping[str, tuple[str, int]]:
    """Normal heading → field, and which of the field's headings it is."""
    found: dict[str, tuple[str, int]] = {}
    for field, headings in said.TYPES[type_].items():
        for rank, heading in enumerate(headings):
            found.setdefault(normal(heading), (field, rank))
    return found


def fields(type_: str) -> tuple[set[str], set[str]]:
    """The fields of the record itself and those of its lines, canonical."""
    model: Any = models(folders_of(type_)[0])[type_]
    line = model.model_fields["lines"].annotation
    while not hasattr(line, "model_fields"):
        line = line.__args__[0]
    own = {name.rstrip("_") for name in model.model_fields} - {"type", "lines"}
    return own, {name.rstrip("_") for name in line.model_fields}


Told = Mapping[str, str]
"""Normal heading → field, as the user or a saved sheet says: before anything that is known of headings."""


def known(heading: str, type_: str, told: Told = MappingProxyType({})) -> tuple[str, int] | None:
    """The field of a heading with its rank; None where it is not known."""
    if (field := told.get(normal(heading))) is not None:
        return field, -1
    for one in dict.fromkeys((normal(heading), unbracketed(normal(heading)))):
        if found := _table(type_).get(one):
            return found
        if field := named(one, type_):
            return field, 99
    return None


def named(word: str, type_: str) -> str | None:
    """The field, or signer, that a word names in either language, as far as this type has it."""
    word = unicodedata.normalize("NFKC", word).strip()
    if role := said.ROLES.get(word):
        return role
    if (mark := names.column_named(word)) in (said.SKIP, said.STATUS):
        return mark
    own, line = fields(type_)
    field = names.field_named(word) or names.field_named(word.replace(" ", "_"))
    extra = {"place"} if type_ in ("acceptance", "issue") else set()  # the store is the folder
    if field and field in own | line | PSEUDO | extra:
        return field
    return names.role_named(word)


def find(sheet: Sheet, type_: str, told: Told = MappingProxyType({})) -> Heading | None:
    """The headings: the row (or two rows, one grouping the other) with most known names; None where none will do."""
    best: tuple[int, int, int, list[str]] | None = None
    for row in range(min(len(sheet.rows), FOREMOST)):
        for height, texts in ((1, _texts(sheet.rows[row])), (2, _combined(sheet, row))):
            score = sum(known(text, type_, told) is not None for text in texts if text)
            filled = sum(bool(text) for text in texts)
            if score >= max(2, SHARE * filled) and (best is None or score > best[0]):
                best = score, row, height, texts
    if best is None:
        return None
    _, row, height, texts = best
    return Heading(row, row + height, tuple(_assigned(texts, type_, told)))


def _texts(row: Iterable[Cell]) -> list[str]:
    return [" ".join(cell.text.split()) for cell in row]


def _combined(sheet: Sheet, row: int) -> list[str]:
    """Two rows of headings as one: 盘点栏 over 数量 is 盘点栏数量; a heading over nothing stands for itself."""
    if row + 1 >= len(sheet.rows):
        return []
    top, below = _texts(sheet.rows[row]), _texts(sheet.rows[row + 1])
    texts, group = [], ""
    for at in range(max(len(top), len(below))):
        above = top[at] if at < len(top) else ""
        under = below[at] if at < len(below) else ""
        group = above or group
        texts.append(group + under if under else above)
    return texts


def _assigned(texts: Sequence[str], type_: str, told: Told) -> Iterator[Column]:
    """Each column's field; where two would be the same field, the one with the better heading."""
    guesses = [known(text, type_, told) if text else None for text in texts]
    best: dict[str, tuple[int, int]] = {}
    for at, guess in enumerate(guesses):
        if guess and guess[0] not in (said.PASSED, said.SKIP) and guess[0] not in names.ROLES:
            best[guess[0]] = min(best.get(guess[0], (guess[1], at)), (guess[1], at))
    for at, (text, guess) in enumerate(zip(texts, guesses, strict=True)):
        if not text:
            continue
        field = guess[0] if guess else None
        if field in best and best[field][1] != at:
            field = said.PASSED
        yield Column(at, text, field)


def lacking(heading: Heading, type_: str) -> list[list[str]]:
    """Of what the table cannot be without, what no column is: each time the fields of which one would do."""
    having = {column.field for column in heading.columns}
    return [list(group) for group in ESSENTIAL[type_] if having.isdisjoint(group)]


# ------------------------------------------------------------ beside the table

LABEL = re.compile(r"([^\s:：]{1,12})\s*[:：]\s*(\S(?:.*?\S)?)?(?=\s{2,}|$|\s+[^\s:：]{1,12}\s*[:：])")


class Beside(NamedTuple):
    """A value above or below the table with its field, and where it stands."""

    field: str
    cell: Cell
    row: int
    column: int


def beside(sheet: Sheet, rows: Iterable[int], type_: str) -> Iterator[Beside]:
    """What stands as 日期：2026-10-08 in one cell, or in two beside each other, and names a field of the record."""
    for row in rows:
        cells = sheet.rows[row]
        for column, cell in enumerate(cells):
            pairs = [(m[1], m[2] or "") for m in LABEL.finditer(cell.text)] or [(cell.text, "")]
            for label, value in pairs:
                field = _labelled(label, type_)
                if field is None:
                    continue
                if value:
                    yield Beside(field, Cell(value), row, column)
                elif label == pairs[-1][0]:
                    at = next((c for c in range(column + 1, len(cells)) if cells[c].text), None)
                    if at is not None and _labelled(cells[at].text, type_) is None and not LABEL.match(cells[at].text):
                        yield Beside(field, cells[at], row, at)


def _labelled(label: str, type_: str) -> str | None:
    """The field of the record itself, or the signer, that a label names."""
    word = normal(label)
    own, _ = fields(type_)
    field = said.LABELS.get(word) or (known(word, type_) or (None,))[0]
    if field in names.ROLES:
        return field
    return field if field in own | {"place"} and field not in (said.PASSED, "note") else None


def cell(row: Sequence[Cell], column: int) -> Cell:
    return row[column] if column < len(row) else EMPTY
