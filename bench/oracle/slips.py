"""What a book's slips do to goods, as they are written: rows in base units, those taken back in their month left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from bench.oracle.book import Book
from bench.oracle.money import REVERSAL
from bench.oracle.text import Record, Unclear, fen
from bench.school.cost import (
    CONSUMED,
    DIFFERENCE,
    ISSUE,
    LOSS,
    MOVED_OUT,
    OPENING,
    RANK,
    RECEIPT,
    RESTORED,
    RETURNED,
    SENT_BACK,
    WITHDRAWN,
    Line,
    half_up,
)

USED, SCRAPPED, COUNTED = "在用", "报废", "盘点"
TAKEN_BACK = {
    OPENING: WITHDRAWN, RECEIPT: WITHDRAWN, ISSUE: RESTORED, LOSS: RESTORED, DIFFERENCE: DIFFERENCE,
    MOVED_OUT: MOVED_OUT, USED: SCRAPPED, SCRAPPED: USED,
}  # fmt: skip
"""What takes back a row of an earlier month."""
IN_COST = {"运费", "装卸费", "保险费", "包装费", "抹零"}
"""附加 that is part of what goods cost."""
NOMINAL = 100
"""名义金额 of one kind of goods, fen (政府会计准则第1号——存货)."""


@dataclass(frozen=True)
class Row:
    """One line of one slip: millionths of the base unit, and fen where the slip brings its value."""

    record: Record
    what: str
    n: int
    item: str
    quantity: int
    place: str
    to_place: str = ""
    value: int = 0
    lot: str = ""
    of: Line | None = None
    day: str = ""
    """The day whose registers hold, if not the record's own (a slip taken back)."""
    undone: str = ""
    """What the row takes back, if it takes back a row of an earlier month."""

    @property
    def line(self) -> Line:
        return _line(self.record, self.n)

    @property
    def store(self) -> str:
        return self.record.owner if self.record.folder == "store" else ""

    @property
    def held(self) -> str:
        return self.day or self.record.day


def rows(book: Book) -> list[Row]:
    """All rows that stand, by the day they are booked, in the order of the field within a day."""
    return sorted(
        _standing(book), key=lambda row: (row.record.booked, RANK[ORDER.get(row.what, row.what)], row.store, row.line)
    )


ORDER = {USED: OPENING, SCRAPPED: ISSUE, COUNTED: CONSUMED}
"""What moves no pool stands in the day where these do."""


def _line(record: Record, n: int) -> Line:
    """A line's name: it sorts by the slip's number, and no other slip has it."""
    return f"{record.number} {record.place}", n


def _standing(book: Book) -> Iterator[Row]:
    """Every row that stands: those taken back in their month are gone, later reversals have rows of their own."""
    reversed_: dict[str, Record] = {}
    again: list[tuple[Record, Record]] = []
    for record in book.of_type(REVERSAL):
        source, sign = record, 1
        while source.type == REVERSAL:
            source, sign = book.named(source, str(source.fields["原单"])), -sign
        if sign < 0:
            reversed_[source.place] = record
        elif source.type in SLIPS:
            again.append((record, source))
    for record in book.records:
        if record.type not in SLIPS or (record.folder == "opening" and not record.type.startswith("期初")):
            continue
        by = reversed_.get(record.place)
        if by is not None and by.booked[:7] == record.booked[:7]:
            continue
        kept = [row for row in SLIPS[record.type](book, record) if _kept(book, row)]
        yield from kept
        if by is not None:
            yield from (_taken_back(by, row) for row in kept)
    for record, source in again:
        for row in SLIPS[source.type](book, source):
            if _kept(book, row):
                yield _for(record, row, row.what)


def _kept(book: Book, row: Row) -> bool:
    return book.on_shelf(row.item, row.held)


def _taken_back(by: Record, row: Row) -> Row:
    if row.what not in TAKEN_BACK:
        raise Unclear(f"{by.place} {by.number}: takes back {row.what} of an earlier month")
    return _for(by, row, TAKEN_BACK[row.what])


def _for(record: Record, row: Row, what: str) -> Row:
    """A row once more, as another record's."""
    of, places, value = row.of, (row.place, row.to_place), row.value
    if what in (WITHDRAWN, RESTORED):
        of = row.line
    elif record.type == REVERSAL and what == DIFFERENCE:
        value = -value
    elif what == MOVED_OUT:
        places = row.to_place, row.place
    undone = row.what if what != row.what else ""
    return Row(record, what, row.n, row.item, row.quantity, *places, value, row.lot, of, row.held, undone)


def _rows(
    book: Book,
    record: Record,
    what: str,
    place: str,
    to_place: str = "",
    of: Callable[[Any], Line | None] | None = None,
) -> Iterator[Row]:
    for n, line in record.lines():
        item = line.get("物品")
        if item is None or "数量" not in line:
            continue  # an asset's card, or money
        quantity = book.in_base(item, line["数量"], record.day) if book.on_shelf(item, record.day) else 0
        yield Row(
            record, what, n, item, quantity, place or line.get("地点", ""), to_place, fen(line.get("金额", "0")),
            line.get("批号", ""), of(line) if of else None,
        )  # fmt: skip


def _acceptance(book: Book, record: Record) -> Iterator[Row]:
    """Freight and the like spread over the lines by their amounts."""
    if record.fields.get("直入直出") == "是":
        return
    extra = sum(fen(one["金额"]) for one in record.fields.get("附加", []) if one["种类"] in IN_COST)
    lines = list(_rows(book, record, RECEIPT, record.owner))
    if (
        record.fields.get("计价依据") == "名义金额"
    ):  # a yuan for each kind of goods, where the slip has no sum of its own
        bare = {n for n, line in record.lines() if "金额" not in line}
        lines = [replace(row, value=NOMINAL) if row.n in bare else row for row in lines]
    whole, done, given = sum(row.value for row in lines), 0, 0
    for row in lines:
        done += row.value
        share = half_up(extra * done, whole) - given if whole else 0
        given += share
        if not row.value and _kept(book, row):
            raise Unclear(f"{record.place} {record.number}: {row.item} came without a sum")
        yield Row(record, RECEIPT, row.n, row.item, row.quantity, row.place, "", row.value + share, row.lot)


def _invoice(book: Book, record: Record) -> Iterator[Row]:
    """An agreed difference of price (价差) falls on the lines of the acceptance by their amounts."""
    for at, covers in enumerate(record.fields.get("涵盖") or [], 1):
        if isinstance(covers, str) or "价差" not in covers:
            continue
        target = book.named(record, str(covers.get("验收") or covers.get("原单")), "验收")
        lines = list(_acceptance(book, target))
        whole, done, given, difference = sum(row.value for row in lines), 0, 0, fen(covers["价差"])
        for row in lines:
            done += row.value
            share = half_up(difference * done, whole) - given
            given += share
            yield Row(record, DIFFERENCE, at * 1000 + row.n, row.item, 0, row.place, "", share, row.lot, row.line)


def _named_line(book: Book, record: Record, *types: str) -> Callable[[Any], Line | None]:
    """The line that a returned one takes back: of the slip under 原单, with its item and where it can be its lot."""
    target = book.named(record, str(record.fields["原单"]), *types)

    def of(line: Any) -> Line | None:
        same = [(n, one) for n, one in target.lines() if one["物品"] == line["物品"]]
        if not same:
            raise Unclear(f"{record.place} {record.number}: {line['物品']} is not on {target.number}")
        lot = [(n, one) for n, one in same if one.get("批号") == line.get("批号")]
        return _line(target, (lot or same)[0][0])

    return of


def _returned(book: Book, record: Record) -> Iterator[Row]:
    """Brought back goods are of the lot of which they were issued, named again or not."""
    issue = dict(book.named(record, str(record.fields["原单"]), "领用").lines())
    for row in _rows(book, record, RETURNED, record.owner, of=_named_line(book, record, "领用")):
        lot = row.lot or (issue[row.of[1]].get("批号", "") if row.of else "")
        yield replace(row, lot=lot)


def _issued_from(book: Book, record: Record) -> Callable[[Any], Line | None]:
    """The receipt that a line of an issue names for itself (个别计价)."""

    def of(line: Any) -> Line | None:
        if "原单" not in line:
            return None
        target = book.named(record, str(line["原单"]), "验收", "期初库存")
        n = next((n for n, one in target.lines() if one["物品"] == line["物品"]), 0)
        return _line(target, n)

    return of


def _used(book: Book, record: Record, what: str) -> Iterator[Row]:
    """Goods in use, at what of them is not written off."""
    for n, line in record.lines():
        if "物品" in line:
            left = fen(line.get("原值", "0")) - fen(line.get("已摊", "0"))
            place = line.get("地点") or record.fields.get("地点", "")
            quantity = book.in_base(line["物品"], line["数量"], record.day)
            yield Row(record, what, n, line["物品"], quantity, place, "", left)


def _count(book: Book, record: Record) -> Iterator[Row]:
    """What stood there; it moves only what is consumed by counting (以存计耗)."""
    for row in _rows(book, record, COUNTED, record.fields.get("地点", "")):
        if book.policy(str(book.item(row.item, record.day)["类别"]))[1] == "以存计耗":
            yield row


def _report(book: Book, record: Record) -> Iterator[Row]:
    place = record.fields.get("地点")
    if place is None and "盘点" in record.fields:
        place = book.named(record, str(record.fields["盘点"]), "盘点").fields.get("地点")
    lines = dict(record.lines())
    for row in _rows(book, record, LOSS, place or ""):
        surplus = lines[row.n].get("结果") == "盘盈"
        yield Row(
            record, RECEIPT if surplus else LOSS, row.n, row.item, row.quantity, row.place, "", row.value, row.lot
        )


SLIPS: dict[str, Callable[[Book, Record], Iterator[Row]]] = {
    "期初库存": lambda book, r: _rows(book, r, OPENING, r.fields["地点"]),
    "期初在用": lambda book, r: _used(book, r, USED),
    "验收": _acceptance,
    "领用": lambda book, r: _rows(book, r, ISSUE, r.owner, of=_issued_from(book, r)),
    "退库": _returned,
    "退货": lambda book, r: _rows(book, r, SENT_BACK, r.owner, of=_named_line(book, r, "验收")),
    "调拨": lambda book, r: _rows(book, r, MOVED_OUT, r.owner, r.fields["移入地点"]),
    "发票": _invoice,
    "盘点": _count,
    "盘盈盘亏": _report,
    "处置": lambda book, r: _used(book, r, SCRAPPED),
}
"""Record type → its rows."""
