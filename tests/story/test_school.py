"""A whole school of 3,000 pupils from bench/school, which shares nothing with houqin: a right September, an October
with eleven things wrong; and by night ten right years, and other schools."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from bench.school.kinds import KINDS
from bench.school.make import make

from houqin.book.contradictions import contradictions
from houqin.book.index import open_book
from houqin.reconcile.kinds import BUCKETS
from houqin.reconcile.month import reconcile

if TYPE_CHECKING:
    from pathlib import Path

    from houqin.reconcile.result import Result

BUCKET = {"待记": "to_book", "待改": "to_correct", "未明": "unexplained"}


def reconciled(book: Path, *months: str) -> list[Result]:
    with open_book(book) as opened:
        assert not opened.diagnostics
        assert not contradictions(opened.index)
        return [reconcile(opened, month) for month in months]


@pytest.mark.parametrize(("kind", "seed"), [("nine_grade", 7), ("kindergarten", 5)])
def test_a_right_school_is_met_with_silence(tmp_path: Path, kind: str, seed: int) -> None:
    make(tmp_path / "book", 2, seed, kind, planted=False)
    for result in reconciled(tmp_path / "book", "2026-09", "2026-10"):
        assert not result.findings
        assert result.status == "timing"
        for line in result.lines:
            for parts in (line.book_to_book, line.book_to_real):
                assert parts is None or parts.gross == 0


@pytest.mark.long
def test_ten_right_years_are_silent(tmp_path: Path) -> None:
    make(tmp_path / "book", 120, 7, "nine_grade", planted=False)
    months = [f"{2026 + n // 12}-{n % 12 + 1:02d}" for n in range(8, 128)]
    for result in reconciled(tmp_path / "book", *months):
        assert (result.month, result.status, result.findings) == (result.month, "timing", [])


@pytest.mark.parametrize(
    ("kind", "seed"),
    [("nine_grade", 7), *(pytest.param(k, seed, marks=pytest.mark.long) for k in KINDS for seed in range(1, 7))],
)
def test_what_was_planted_is_found_and_nothing_else(tmp_path: Path, kind: str, seed: int) -> None:
    world = make(tmp_path / "book", 2, seed, kind, planted=True)
    september, october = reconciled(tmp_path / "book", "2026-09", "2026-10")
    assert not september.findings
    planted = sorted((p.amount, BUCKET[p.bucket]) for p in world.planted)
    assert sorted((f.amount, f.kind.bucket) for f in october.findings) == planted
    for p in world.planted:
        numbers = {r.number for f in october.findings if f.amount == p.amount for r in f.records}
        assert getattr(p.record, "number", p.record) in numbers
    for line in october.lines:
        for parts in (line.book_to_book, line.book_to_real):
            assert parts is None or parts.difference == sum(getattr(parts, bucket) for bucket in BUCKETS)
