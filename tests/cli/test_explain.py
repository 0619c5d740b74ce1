"""houqin explain: a code, a kind, one of the 27 and the 14, or a finding, each with how it shows and an example."""

from __future__ import annotations

from pathlib import Path

import pytest
from running import SAMPLE, Houqin, inside

from houqin.cli.explain import meant, signature
from houqin.messages import table
from houqin.reconcile.kinds import KINDS, ROWS, codes_of
from houqin.reports.cases import CASES, REGISTERS, worked
from houqin.reports.wording import words

pytestmark = pytest.mark.usefixtures("bare")


# ------------------------------------------------------------ the table of kinds is whole


@pytest.mark.parametrize("code", KINDS)
def test_every_kind_says_how_it_shows_in_the_records(code: str) -> None:
    """By a sentence of its own, or by that of the one of the 27 (or 14) that it is: row.KEY or CODE.sign."""
    row = KINDS[code].row
    assert row == "" or row in ROWS
    for language in ("zh", "en"):
        assert signature(code, language)


def test_there_are_27_kinds_and_14_checks() -> None:
    assert [*ROWS] == [*map(str, range(1, 28)), *(f"D{n}" for n in range(1, 15))]
    assert all(f"row.{row}" in table() for row in ROWS)
    assert all(code in table() for row in ROWS for code in codes_of(row))


def test_only_a_suspect_has_a_cause_to_accept() -> None:
    for code, kind in KINDS.items():
        if kind.accepted:
            assert kind.bucket == "unexplained", code
            assert kind.accepted in ("to_book", "to_correct"), code


@pytest.mark.parametrize("code", KINDS)
def test_every_kind_has_an_example_whose_sums_agree(code: str) -> None:
    """The case is told by the finding's own sentences, in both languages, with no argument left out."""
    case = worked(code)
    assert CASES.keys() <= KINDS.keys()
    for language in ("zh", "en"):
        said = words(case, REGISTERS, language)
        assert said.headline
        assert "…" not in f"{said}"
    if sums := [e.amount for e in case.effects]:
        assert case.amount in {abs(amount) for amount in sums}


# ------------------------------------------------------------ what may be asked


@pytest.mark.parametrize(
    ("word", "codes"),
    [
        ("count.unit", ["count.unit"]),
        ("9", codes_of("9")),
        ("d10", codes_of("D10")),
        ("盘亏", ["count.shortage"]),
        ("count_shortage", ["count.shortage"]),
        ("COUNT SHORTAGE", ["count.shortage"]),
        ("以购代耗", codes_of("1")),
        ("record.net_tax_total", ["record.net_tax_total"]),
    ],
)
def test_what_a_word_means(word: str, codes: list[str]) -> None:
    assert meant(word) == (codes or ([""] if word in ROWS else []))


def test_the_list_holds_every_code_once() -> None:
    for language in ("zh", "en"):
        told = inside("--lang", language, "explain").out
        lines = [line.strip() for line in told.split("\n")]
        for code in KINDS:
            assert sum(line.split(" ")[0] == code for line in lines) == 1, code
        assert [row for row in ROWS if f"\n  {row:<4}" not in told] == []


def test_a_code_with_its_case() -> None:
    told = inside("--lang", "zh", "explain", "voucher.digits_swapped").out
    assert "27 种差异之：23 笔误" in told
    assert "90.00 待改 学校 记-20 记 1,657.35；所附发票、验收均为 1,567.35（相邻两位颠倒）" in told


def test_a_finding_of_the_book(houqin: Houqin) -> None:
    """By its id, or as many digits as tell it apart: its own records and sums take the example's place."""
    for word in ("21640525", "2164"):
        ended = houqin("explain", word, "--lang", "en")
        assert ended.code == 0
        assert "This one (id 21640525):" in ended.out
        assert "3,908.10 unexplained canteen 大米: 1,500 斤 of the 1,506 斤 short" in ended.out
        assert "issue SCK-1030-1 store/食堂主副食库/2026-10.yaml:109" in ended.out


def test_a_finding_that_is_not_there(houqin: Houqin) -> None:
    ended = houqin("explain", "21640526", "--lang", "zh")
    assert (ended.code, ended.out) == (2, "")
    assert "是不是「21640525」" in ended.err


def test_no_book_is_needed_but_for_a_finding(tmp_path: Path) -> None:
    assert inside("--book", str(tmp_path), "explain", "9").code == 0
    assert inside("--book", str(tmp_path), "explain", "21640525").code == 3
    assert inside("--book", str(SAMPLE), "explain", "单位次").code == 2
