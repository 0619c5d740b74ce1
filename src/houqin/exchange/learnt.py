"""Sheets whose columns somebody has looked over: kept as 表样 in the book's registers, known again by their headings."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from houqin import names
from houqin.book.registers import Registers
from houqin.exchange import columns as said
from houqin.exchange.heading import Heading, find, normal
from houqin.exchange.sheet import Sheet
from houqin.text.append import Addition
from houqin.text.write import record_text, word

FILE = "sheets.yaml"
NAME = 50
"""Characters of a sheet's name that are kept."""


def recognised(sheet: Sheet, type_: str, registers: Registers) -> tuple[str, Heading] | None:
    """The latest saved sheet of that type with the same headings, and its columns in this sheet."""
    for row in reversed(registers.rows.get("sheet", [])):
        if names.type_named(row["record_type"]) != type_:
            continue
        told = {normal(column["heading"]): _field(column.get("field")) for column in row["columns"]}
        heading = find(sheet, type_, told)
        if heading and {normal(column.heading) for column in heading.columns} == told.keys():
            return str(row["id"]), heading
    return None


def _field(written: str | None) -> str:
    return (names.column_named(written) if written else None) or said.PASSED


def addition(
    sheet: Sheet, type_: str, heading: Heading, day: str, registers: Registers, language: str, folder: str
) -> tuple[str, Addition]:
    """The name under which these columns are saved, and the register row for it; `day` is its first."""
    stem = names.label(type_, language) + "-" + "".join(PurePath(sheet.file).stem.split()).replace("/", "")
    taken = {str(row["id"]) for row in registers.rows.get("sheet", [])}
    name = next(one for n in range(1, len(taken) + 2) if (one := stem[:NAME] + (f"-{n}" if n > 1 else "")) not in taken)
    tree: dict[str, Any] = {
        "type": "sheet", "id": name, "record_type": word(type_, language),
        "columns": [_column(column.heading, column.field, language) for column in heading.columns], "from_": day,
    }  # fmt: skip
    path = f"{folder}/{FILE}"
    return name, Addition(path, [record_text(tree, language)], [tree])


def _column(heading: str, field: str | None, language: str) -> Mapping[str, str]:
    if field in (None, said.PASSED):
        return {"heading": heading}
    return {"heading": heading, "field": word(str(field), language)}
