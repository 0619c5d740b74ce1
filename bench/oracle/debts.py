"""What is owed to suppliers, by the papers themselves and not by any voucher: what came on account, went back, and was paid."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from bench.oracle.book import Book
from bench.oracle.money import REVERSAL
from bench.oracle.text import Record, fen, reference

Owed = tuple[str, str, int]
"""Set, supplier, fen: what is owed to him is negative."""


class Debt(NamedTuple):
    """One paper's part in what is owed to a supplier of a set, fen, booked on a day."""

    day: str
    text: str
    set: str
    supplier: str
    fen: int


def debts(book: Book) -> list[Debt]:
    """Every paper that stands or is taken back, by the day on which it is booked."""
    found = [
        Debt(record.booked, record.number, *owed)
        for record in book.records
        if record.type in PAPERS and (record.folder != "opening" or record.type.startswith("期初"))
        for owed in PAPERS[record.type](book, record)
    ]
    for record in book.of_type(REVERSAL):
        source, sign = record, 1
        while source.type == REVERSAL:
            source, sign = book.named(source, str(source.fields["原单"])), -sign
        if source.type in PAPERS:
            found += [
                Debt(record.booked, record.number, set_, supplier, sign * amount)
                for set_, supplier, amount in PAPERS[source.type](book, source)
            ]
    return sorted(found)


def _opening(field: str) -> Callable[[Book, Record], Iterator[Owed]]:
    def owed(_: Book, record: Record) -> Iterator[Owed]:
        for _n, line in record.lines():
            yield str(record.fields["账套"]), line["供应商"], -fen(line[field])

    return owed


def _acceptance(book: Book, record: Record) -> Iterator[Owed]:
    """Goods on account, with their freight; petty goods are paid by whoever bought them."""
    if "供应商" not in record.fields or record.fields.get("来源", "采购") != "采购":
        return
    sums = [line for _, line in record.lines()] + (record.fields.get("附加") or [])
    for line in sums:
        yield book.set_of(record.owner), record.fields["供应商"], -fen(line.get("金额", "0"))


def _sent_back(book: Book, record: Record) -> Iterator[Owed]:
    for _, line in record.lines():
        yield book.set_of(record.owner), record.fields["供应商"], fen(line.get("金额", "0"))


def _invoice(book: Book, record: Record) -> Iterator[Owed]:
    """It confirms what is owed; only a difference of price that was agreed on is owed beside it."""
    for covers in record.fields.get("涵盖") or []:
        if isinstance(covers, dict) and "价差" in covers:
            target = book.named(record, str(covers.get("验收") or covers.get("原单")), "验收")
            yield book.set_of(target.owner), record.fields["供应商"], -fen(covers["价差"])


def _job(book: Book, record: Record) -> Iterator[Owed]:
    """Labour of a firm from outside."""
    if "外修" in record.fields and "费用" in record.fields:
        main = str(book.head["账套"][0]["账套"])
        yield str(record.fields.get("账套", main)), record.fields["外修"], -fen(record.fields["费用"])


def _payment(book: Book, record: Record) -> Iterator[Owed]:
    """To whoever wrote the invoice it settles, else to whom it was paid."""
    for settled in record.fields.get("核销") or []:
        if "科目" in settled or "借款" in settled:
            continue
        paid = fen(settled.get("金额") or record.fields["金额"])
        yield str(settled.get("账套", record.owner)), _seller(book, record, settled), paid


def _seller(book: Book, record: Record, settled: dict[str, str]) -> str:
    """Of an invoice that the opening lists its line says it."""
    if "发票" in settled:
        _, number = reference(str(settled["发票"]))
        for opening in book.of_type("期初应付"):
            for _n, line in opening.lines():
                if line.get("发票") == number:
                    return str(line["供应商"])
        return str(book.named(record, str(settled["发票"]), "发票").fields["供应商"])
    return str(settled.get("供应商") or record.fields["收款方"])


PAPERS: dict[str, Callable[[Book, Record], Iterator[Owed]]] = {
    "期初应付": _opening("未付"),
    "期初暂估": _opening("金额"),
    "期初质保金": _opening("金额"),
    "验收": _acceptance,
    "退货": _sent_back,
    "发票": _invoice,
    "派工": _job,
    "付款": _payment,
}
"""Record type → what it does to what is owed."""
