"""The examination in short: what houqin finds and names today must stay found, and a right book stays silent.

The whole of it is `python bench/exam.py --faults 500 --seed S`; this asks one fault of each way in which a kind is known.
"""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, NamedTuple

import pytest
from bench.exam import result, table
from bench.planting import oddities
from bench.planting.book import Book
from bench.planting.plan import MONTHS, Tally, right_book, variants
from bench.planting.score import Answer, ask, mark, with_edits

if TYPE_CHECKING:
    from pathlib import Path

    from bench.planting.kinds import Kind, Variant

NAMED = {
    "not_accrued", "bill_without_goods", "goods_never_vouchered", "return_never_vouchered", "payment_never_vouchered",
    "empty_month_without_depreciation", "issued_in_catties", "issued_before_it_came", "budget_half_missing", "opening_off",
    "booked_next_month", "bill_without_goods_for_weeks", "voucher_twice", "payment_booked_twice", "return_at_another_price",
    "other_stock_account", "stock_as_expense", "discount_booked_only", "point_slid", "one_digit", "wrong_sign", "paid_otherwise",
    "digits_swapped", "missing", "note_missing_from_the_safe", "shelf_forgotten", "deducted_silently", "tax_does_not_add_up",
    "all_bought_is_eaten", "one_kind_bought_is_eaten", "fen_in_the_summary", "value_at_no_quantity", "found_late_and_dearer",
    "straight_onto_stock", "half_posted", "statement_of_another_day",
    "billed_dearer", "billed_more", "accepted_dearer", "accepted_more", "cents_of_packs", "freight_on_the_bill",
    "same_number_twice", "dearer_than_usual", "dearer_than_offered", "rate_that_does_not_exist", "billed_to_another",
    "paid_to_another",
    "not_approved", "approved_late", "not_his_to_approve", "not_signed", "signed_for_both", "bought_in_pieces", "paid_twice",
    "licence_lapsed", "number_left_out",
    "accepted_in_catties", "accepted_in_pieces", "one_free_of_ten", "carried_without_a_slip", "kitchen_took_more",
    "counted_twice", "counted_in_another_unit", "neighbours_changed_about", "pack_changed",
}  # fmt: skip
"""Planters whose faults are found today under their right name. A detector adds its own; none is taken out."""


class Desk(NamedTuple):
    """A right book with what houqin says of it."""

    book: Book
    cache: Path
    clean: dict[str, Answer]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("exam")
    book = right_book(folder / "book", "kindergarten", 3)
    return Desk(
        book, folder / "cache", {m: ask(book.folder, folder / "cache", m, check=m == MONTHS[-1]) for m in MONTHS}
    )


@pytest.mark.parametrize("month", MONTHS)
def test_a_right_month_with_every_oddity_is_silent(desk: Desk, month: str) -> None:
    assert desk.clean[month].wrong == []


def test_an_empty_month_is_silent(desk: Desk) -> None:
    fault = oddities.empty_month(desk.book, random.Random(1))
    assert fault
    with with_edits(desk.book, fault.edits):
        assert ask(desk.book.folder, desk.cache, fault.month, check=False).wrong == []


KNOWN = [(k, v) for k, v in variants() if v.plant.__name__ in NAMED]


@pytest.mark.parametrize(("kind", "variant"), KNOWN, ids=lambda v: getattr(v, "key", "") or v.plant.__name__)
def test_what_is_named_today_stays_named(desk: Desk, kind: Kind, variant: Variant) -> None:
    fault = next(f for seed in range(9) if (f := variant.plant(desk.book, random.Random(seed))))
    with with_edits(desk.book, fault.edits):
        now = ask(desk.book.folder, desk.cache, fault.month, check=False)
    got = mark(kind, variant, fault, desk.clean.get(fault.month, Answer([], [], [])), now)
    assert got.kind, got.said
    assert got.first or not kind.pair, got.said


def test_all_that_is_named_is_in_the_table() -> None:
    assert {v.plant.__name__ for _, v in KNOWN} == NAMED


def test_the_examination_prints_a_table_and_json() -> None:
    tally = Tally(false=["kindergarten seed 1 2026-10: x"], clean=4, pairs=2, both=1)
    tally.per["23"].update({"faults": 3, "seen": 3, "detected": 3, "kind": 2, "first": 3})
    tally.said["23 digits_swapped"]["digits_swapped"] = 2
    out = json.loads(result(tally))
    assert (out["faults"], out["detected"], out["kind_right"], out["first_right"], out["false_findings"]) == (
        3,
        3,
        2,
        3,
        1,
    )
    assert out["per_kind"]["23"]["kind_right"] == 2
    assert out["per_kind"].keys() == {"23"}
    printed = table(tally, said=True)
    assert "digits_swapped: 2× digits_swapped" in printed
    assert "false findings on 4 right months: 1\n  kindergarten seed 1 2026-10: x" in printed
