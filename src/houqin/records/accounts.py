"""accounts/<set>/: vouchers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from houqin.records.base import Fault, Link, Part, Record, Reversal, check, one_of, written_alone
from houqin.records.scalars import Amount, Choice, Identity, Ref, SetName, Text, Whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Document(Link):
    """单据: a record that a voucher rests on, of another set where that is written."""

    set: SetName | None = None
    acceptance: Ref | None = None
    return_to_supplier: Ref | None = None
    issue: Ref | None = None
    return_to_store: Ref | None = None
    transfer: Ref | None = None
    invoice: Ref | None = None
    collection: Ref | None = None
    meal_count: Ref | None = None
    payment: Ref | None = None
    receipt: Ref | None = None
    advance: Ref | None = None
    clearing: Ref | None = None
    remittance: Ref | None = None
    acquisition: Ref | None = None
    disposal: Ref | None = None
    damage: Ref | None = None
    job: Ref | None = None
    count: Ref | None = None
    count_report: Ref | None = None
    settlement: Ref | None = None
    voucher: Ref | None = None

    _one = check(
        one_of(
            "of",
            "acceptance",
            "return_to_supplier",
            "issue",
            "return_to_store",
            "transfer",
            "invoice",
            "collection",
            "meal_count",
            "payment",
            "receipt",
            "advance",
            "clearing",
            "remittance",
            "acquisition",
            "disposal",
            "damage",
            "job",
            "count",
            "count_report",
            "settlement",
            "voucher",
        )
    )


class Entry(Part):
    """分录: one line of a voucher, debit or credit, in fen; a red entry is negative (红字)."""

    account: Identity
    summary: Text | None = None
    party: Identity | None = None
    economic_class: Identity | None = None
    fund: Identity | None = None
    cost_centre: Identity | None = None
    debit: Amount | None = None
    credit: Amount | None = None

    _sided = check(one_of("debit", "credit"))


def half_agrees(field: str, entries: Sequence[Entry]) -> Iterator[Fault]:
    """Debit = credit within one half of a voucher."""
    debit = sum(entry.debit or 0 for entry in entries)
    credit = sum(entry.credit or 0 for entry in entries)
    if debit != credit:
        yield Fault(
            "record.entries_unbalanced",
            (field,),
            {"field": field, "debit": debit, "credit": credit, "difference": debit - credit},
        )


def balances(voucher: Voucher) -> Iterator[Fault]:
    """Each half balances by itself (平行记账); one may be empty (预算结转), not both."""
    if not voucher.entries and not voucher.budget:
        yield Fault("record.empty_list", ("entries",), {"field": "entries"})
    yield from half_agrees("entries", voucher.entries)
    yield from half_agrees("budget", voucher.budget)


class Voucher(Record):
    """凭证: what the accountant writes; it moves the ledger and nothing else."""

    type: Literal["voucher"]
    summary: Text
    documents: list[Annotated[Document, written_alone("of")]] = []
    attachments: Whole | None = None
    """附件: sheets of paper."""
    entries: list[Entry] = []
    budget: list[Entry] = []
    """预算: the parallel entries of the budget half."""
    copied_from: Annotated[str, Choice("copied_from")] | None = None
    """出自: made from houqin's draft or a keeper's summary, so agreement with it proves little."""

    _even = check(balances)


RECORDS = (Voucher, Reversal)
