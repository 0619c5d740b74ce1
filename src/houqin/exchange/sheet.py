"""A sheet of cells as text, wherever it came from, and the limits that hold for every file from outside."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from houqin.diagnostics import FINDINGS, Failure, reason

LARGEST = 20_000_000  # bytes of a file
MOST_ROWS = 50_000
MOST_COLUMNS = 200
MOST_CELLS = 500_000
"""Cells of a sheet that is read: each costs a hundred bytes of memory."""
LONGEST_CELL = 32_767  # characters: Excel's own limit
LIMITS = {"rows": MOST_ROWS, "columns": MOST_COLUMNS, "cells": MOST_CELLS}
EMPTY_ROWS = 100
"""Empty rows after which nothing more is expected."""


class Cell(NamedTuple):
    """What a cell says, as a person would type it. A date is 2026-10-31, a number has no separators.

    `long`: a number of more than 15 digits, of which the program that wrote it has lost some. `decimals`: how many the
    program shows of a number (None: as many as there are). `error`: a formula's error (#REF!).
    """

    text: str
    long: bool = False
    decimals: int | None = None
    error: bool = False


EMPTY = Cell("")


class Sheet(NamedTuple):
    """`rows` may be of different lengths. `name` is "" where the file has no sheets."""

    file: str
    name: str
    rows: list[list[Cell]]


def letters(column: int) -> str:
    """The column's name, from 0: 0 → A, 26 → AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def place(sheet: Sheet, row: int, column: int | None = None) -> str:
    """Where a cell (from 0) is, as a spreadsheet names it: "送货单.xlsx 10月!B7"; without a column, its row."""
    at = str(row + 1) if column is None else f"{letters(column)}{row + 1}"
    return f"{sheet.file} {sheet.name}!{at}" if sheet.name else f"{sheet.file}!{at}"


def load(path: Path) -> bytes:
    """The file's bytes. Failure where it cannot be read or is too large, before it is read."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise Failure("exchange.unreadable", FINDINGS, path=str(path), reason=reason(error)) from error
    if len(data) > LARGEST:
        raise Failure("exchange.too_large", FINDINGS, path=str(path), most=LARGEST // 1_000_000)
    if not data.strip():
        raise Failure("exchange.empty", FINDINGS, path=str(path))
    return data


def sheets(path: Path) -> list[Sheet]:
    """The sheets of a workbook or the one of a CSV file, told by content. Failure where it cannot be read safely."""
    data = load(path)
    for start, code in FOREIGN:
        if data.lstrip()[: len(start)].lower() == start:
            raise Failure(code, FINDINGS, path=path.name)
    if data.startswith(OLE):
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        raise Failure("exchange.encrypted" if encrypted else "exchange.old_binary", FINDINGS, path=path.name)
    if data.startswith(b"PK"):
        from houqin.exchange import xlsx

        return xlsx.read(data, path.name)
    from houqin.exchange import csv

    return [csv.read(data, path.name)]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The container of Excel's binary workbooks, and of encrypted ones of any age."""
FOREIGN = (
    (b"%pdf", "exchange.pdf"),
    (b"<html", "exchange.web_page"),
    (b"<!doctype", "exchange.web_page"),
    (b"<table", "exchange.web_page"),
    (b"<?xml", "exchange.web_page"),
)
"""How files begin that people take for spreadsheets."""
