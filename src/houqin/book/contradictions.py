"""Where the records of a book contradict each other or the registers: readable all the same, and findings."""

from __future__ import annotations

import json
import sqlite3

from houqin.diagnostics import Diagnostic

NOTES = {
    "negative": "stock.negative",
    "over_return": "stock.over_return",
    "no_receipt": "stock.no_receipt",
    "lot_unknown": "stock.lot_unknown",
}
"""Notes of valuation → codes."""

Found = tuple[int, Diagnostic]
"""The record and what is wrong with it."""


def contradictions(index: sqlite3.Connection) -> list[Diagnostic]:
    """All of the book, by file and line."""
    return sorted((d for _, d in found(index)), key=lambda d: (d.path, d.line, d.code, str(d.args)))


def found(index: sqlite3.Connection, month: str | None = None) -> list[Found]:
    """Those of one month and of the registers, or of the whole book, with their records. By file and line."""
    where, args = ("", ()) if month is None else (" and r.month in (?, '')", (month,))
    rows: list[Found] = []
    for record, path, line, code, text in index.execute(
        "select r.id, r.path, r.line, p.code, p.args from problem p join record r on r.id = p.record where 1 = 1"
        + where,
        args,
    ):
        rows.append((record, Diagnostic(code, json.loads(text), path, line)))
    for record, path, line, item, note, place, account, day in index.execute(
        "select r.id, r.path, r.line, v.item, v.note, v.place, v.account, r.booked from valued v join record r on r.id = v.record"
        " where (v.note <> '' or v.account like '%|?%')" + where,
        args,
    ):
        codes = [NOTES[n] for n in note.split()] + (["stock.no_account"] if "|?" in account else [])
        about = {"item": item, "place": place, "day": day, "category": account.split("|?")[-1]}
        rows += [(record, Diagnostic(code, about, path, line)) for code in codes]
    unique = {(record, d.code, str(d.args)): (record, d) for record, d in rows}
    return sorted(unique.values(), key=lambda row: (row[1].path, row[1].line, row[1].code, str(row[1].args)))
