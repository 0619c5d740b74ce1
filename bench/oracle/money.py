"""The money postings of a book: opening balances and vouchers, both halves, set by set."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from bench.oracle.book import Book
from bench.oracle.text import Record, fen

REVERSAL = "冲销"


class Entry(NamedTuple):
    """A voucher or an opening: (set, account, fen), debit positive; each half of it sums to nothing."""

    day: str
    text: str
    rows: list[tuple[str, str, int]]


def entries(book: Book) -> Iterator[Entry]:
    for record in book.of_type("期初余额"):
        for half in ("科目余额", "预算"):
            yield _entry(record, record, str(record.fields["账套"]), half, 1)
    for record in book.of_type("凭证"):
        if record.folder == "accounts":
            yield from _voucher(record, record, 1)
    for record in book.of_type(REVERSAL):
        source, sign = record, 1
        while source.type == REVERSAL:
            source, sign = book.named(source, str(source.fields["原单"])), -sign
        if source.type == "凭证":
            yield from _voucher(record, source, sign)


def _voucher(record: Record, source: Record, sign: int) -> Iterator[Entry]:
    for half in ("分录", "预算"):
        yield _entry(record, source, source.owner, half, sign)


def _entry(record: Record, source: Record, set_: str, half: str, sign: int) -> Entry:
    rows: list[dict[str, Any]] = source.fields.get(half) or []
    return Entry(
        record.booked,
        f"{record.number} {half}",
        [(set_, row["科目"], sign * (fen(row.get("借", "0")) - fen(row.get("贷", "0")))) for row in rows],
    )
