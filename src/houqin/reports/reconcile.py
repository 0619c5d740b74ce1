"""The month-end reconciliation as a Report: the contract of schemas/reconcile.json, and the bursar's sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houqin.diagnostics import FINDINGS, OK
from houqin.messages import Language, table
from houqin.reconcile.kinds import BUCKETS
from houqin.reconcile.month import reconcile
from houqin.report import Column, Report, Table
from houqin.reports.reconcile_sheet import Sheet
from houqin.reports.wording import words

if TYPE_CHECKING:
    from houqin.book.index import Book
    from houqin.reconcile.finding import Finding
    from houqin.reconcile.result import Line, Parts

VERSION = 1

PARTS = ("difference", *BUCKETS, "gross")
LINES = (
    Column("set", "set"), Column("account", "text"), Column("name", "text"), Column("ledger", "money"),
    Column("subsidiary", "money"), Column("outside.amount", "money"), Column("outside.kind", "name"),
    Column("outside.date", "date"), Column("outside.coverage", "name"), Column("outside.covered?", "money"),
    Column("same_source", "flag"), *(Column(f"book_to_book.{p}", "money") for p in PARTS),
    *(Column(f"book_to_real.{p}", "money") for p in PARTS), Column("carried_in", "money"),
)  # fmt: skip
RECORD = (Column("id", "text"), Column("type", "name"), Column("file", "text"), Column("line", "count"))
EFFECT = (
    Column("set", "set"), Column("account", "text"), Column("side", "name"), Column("bucket", "name"),
    Column("amount", "money"), Column("item", "text"), Column("quantity", "quantity"), Column("unit", "text"),
)  # fmt: skip
FINDING = (
    Column("id", "text"), Column("code", "text"), Column("group", "name"), Column("kind", "name"), Column("severity", "name"),
    Column("message", "text"), Column("rivals", "count"), Column("settled_by", "name"), Column("next_step", "text"),
    Column("records", "rows", RECORD), Column("effects", "rows", EFFECT),
    Column("since?", "month"), Column("set", "set", aside=True), Column("bucket", "name", aside=True),
    Column("amount", "money", aside=True),
)  # fmt: skip


def reconciliation(book: Book, name: str, language: Language, today: int, only: str | None = None) -> Report:
    """The report of a month; `only` one set's lines and findings. Exit code 1 where anything but timing is left."""
    result = reconcile(book, name)
    if only:
        result = result.of(only)
    tables = (
        Table("lines", LINES, [_line_row(line) for line in result.lines]),
        Table("findings", FINDING, [finding_row(f, book, language) for f in result.findings]),
        Table("timing", FINDING, [finding_row(f, book, language) for f in result.timing]),
    )
    facts = {"version": VERSION, "month": result.month, "status": result.status}
    exit_code = FINDINGS if result.findings else OK
    return Report("reconcile", facts, tables, Sheet(book, result, language, today).blocks(exit_code), exit_code)


# ------------------------------------------------------------ the contract


def _line_row(line: Line) -> tuple[Any, ...]:
    o = line.outside
    outside = (o.amount, o.kind, o.date, o.coverage, o.covered) if o else (None,) * 5
    return (
        line.account.set, line.account.code, line.account.name, line.ledger, line.subsidiary, *outside, line.same_source,
        *_parts_row(line.book_to_book), *_parts_row(line.book_to_real), line.carried_in,
    )  # fmt: skip


def _parts_row(parts: Parts | None) -> tuple[int | None, ...]:
    return tuple(getattr(parts, p) if parts else None for p in PARTS)


def finding_row(f: Finding, book: Book, language: Language) -> tuple[Any, ...]:
    """A finding under the columns FINDING."""
    said = words(f, book.registers, language)
    message = f"{said.headline}{'。' if language == 'zh' else '. '}{said.why}{said.rivals}".strip()
    return (
        f.id, f.code, f.kind.group, f.kind.kind, table()[f.code].severity, message, f.rivals,
        f.settled_by or f.kind.settled_by or None, said.next_step, [(r.id, r.type, r.file, r.line) for r in f.records],
        [(e.set, e.account, e.side, e.bucket, e.amount, e.item, e.quantity, e.unit) for e in f.effects],
        f.since or None, f.set or None, f.bucket, f.amount,
    )  # fmt: skip
