"""An index brought up to date answers as one built from nothing, whatever was edited in between."""

from __future__ import annotations

import json
import random
from itertools import pairwise
from pathlib import Path
from typing import Any

import incremental
import pytest

from houqin.book import fresh


@pytest.mark.parametrize("seed", [1, 6])
def test_random_edits(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Times are trusted after 30 ms here instead of 2 s: else a file edited a moment ago would always be read again."""
    monkeypatch.setenv("HOUQIN_CACHE", str(tmp_path))
    monkeypatch.setenv("HOUQIN_DEBUG", "1")
    monkeypatch.setattr(fresh, "RACY", 30_000_000)
    readable, wrong = incremental.explore(18, seed, tmp_path)
    assert not wrong, "\n".join(wrong)
    assert readable >= 9


class Book:
    """A book of three months under an index that follows it."""

    def __init__(self, folder: Path) -> None:
        self.path, self.kept, self.fresh = folder / "book", folder / "kept", folder / "fresh"
        incremental.make_book(self.path)
        self.answers()

    def answers(self) -> list[str]:
        return incremental.answers(self.path, self.kept, "2026-12")

    def replace(self, file: str, old: str, new: str) -> None:
        path = self.path / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    def append(self, file: str, record: str) -> None:
        with (self.path / file).open("a", encoding="utf-8") as out:
            out.write(record + "\n")

    def assert_as_fresh(self, differently_from: list[str] | None = None) -> list[str]:
        """The answers; they must differ from earlier ones where these are given, or the case proves nothing."""
        now = self.answers()
        assert now == incremental.answers(self.path, self.fresh, "2026-12")
        assert now != differently_from
        return now


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Book:
    monkeypatch.setenv("HOUQIN_CACHE", str(tmp_path))
    monkeypatch.setenv("HOUQIN_DEBUG", "1")
    return Book(tmp_path)


def test_a_person_leaves_the_register(book: Book) -> None:
    """The clearing of an advance names nobody: the person stands on the advance it clears."""
    was = book.answers()
    book.replace("registers/people.yaml", "人员: 张建国", "人员: 张建华")
    book.assert_as_fresh(was)


def test_a_slip_reversed_a_second_time(book: Book) -> None:
    """The first reversal, in another month, is one of two now; and no longer when the second goes again."""
    was = book.answers()
    again = "- {冲销: CX-1220-1, 日期: 2026-12-20, 原单: 2026/CK-1022-1}"
    book.append("store/总务库/2026-12.yaml", again)
    twice = book.assert_as_fresh(was)
    assert "reversed_twice" in "".join(twice)
    book.replace("store/总务库/2026-12.yaml", again, "")
    assert book.assert_as_fresh()[:-1] == was[:-1]  # but for the hash of the file, which has an empty line more


def test_two_slips_of_one_number_change_places(book: Book) -> None:
    """Of two issues of one day and number the upper one takes the older goods."""
    file = "store/总务库/2026-11.yaml"
    one, other = (f"- {{领用: CK-9, 日期: 2026-11-20, 部门: 教务处, 明细: [A4复印纸 {n}包]}}" for n in (30, 70))
    book.append(file, f"{one}\n{other}")
    was = book.assert_as_fresh()
    book.replace(file, f"{one}\n{other}", f"{other}\n{one}")
    book.assert_as_fresh(was)


def test_slips_of_a_month_written_out_of_turn(book: Book) -> None:
    """Findings name the slips in the order of the text, also where the upper one was read last."""
    file = "store/食堂主副食库/2026-11.yaml"
    slip = "- {领用: SCK-1102-1, 日期: 2026-11-02, 餐次: 午餐, 明细: [大米 10斤]}\n"
    text = (book.path / file).read_text("utf-8")
    (book.path / file).write_text(slip + text, "utf-8")
    was = book.assert_as_fresh()
    (book.path / file).write_text(text + slip, "utf-8")
    book.assert_as_fresh(was)


def test_many_slips_put_between_two(book: Book) -> None:
    """More than there is room for between the ids of two neighbours."""
    file = "store/总务库/2026-10.yaml"
    for day in range(1, 31):
        slip = f"- {{领用: CK-{day}, 日期: 2026-10-{day:02d}, 部门: 教务处, 明细: [A4复印纸 1包]}}\n"
        book.replace(file, "- 领用: CK-1028-1\n", f"{slip}- 领用: CK-1028-1\n")
    was = book.assert_as_fresh()
    book.replace(file, "- {领用: CK-1,", "- {领用: CK-31,")
    book.assert_as_fresh(was)


def test_an_october_price_corrected_travels_to_december(book: Book) -> None:
    was = book.answers()
    book.replace("store/总务库/2026-10.yaml", "A4复印纸 60箱 168.00 10080.00", "A4复印纸 60箱 160.00 9600.00")
    book.assert_as_fresh(was)


def test_another_way_of_valuing(book: Book) -> None:
    was = book.answers()
    book.replace("houqin.yaml", "类别: 办公用品, 计价: 先进先出", "类别: 办公用品, 计价: 移动加权平均")
    book.assert_as_fresh(was)


def test_a_pack_of_another_size(book: Book) -> None:
    was = book.answers()
    book.replace("registers/items.yaml", "箱: 8 包", "箱: 10 包")
    book.assert_as_fresh(was)


def test_a_file_broken_and_mended(book: Book) -> None:
    was = book.answers()
    path = book.path / "accounts/学校/2026-10.yaml"
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2] + b"\xff")
    book.assert_as_fresh(was)
    path.write_bytes(data)
    assert book.assert_as_fresh() == was


def test_a_comment_moves_lines_only(book: Book) -> None:
    path = book.path / "checks/2026-10.yaml"
    path.write_bytes("# 复核过\n".encode() + path.read_bytes())
    assert '"file": "checks/2026-10.yaml", "line": 2}' in book.assert_as_fresh()[2]


def test_a_late_slip_belongs_to_the_invoice_of_its_period(book: Book) -> None:
    """Booked in November, it is of October, and so is the invoice over all that its supplier delivered in October."""
    was = book.answers()
    late = (
        "- {验收: SYS-1030-9, 日期: 2026-10-30, 入账日期: 2026-11-03, 供应商: 农友蔬菜合作社, 明细: [大米 10斤 =26.00]}"
    )
    book.append("store/食堂主副食库/2026-11.yaml", late)
    book.assert_as_fresh(was)


def test_october_does_not_know_of_a_red_invoice_of_december(book: Book) -> None:
    book.replace(
        "purchases/2026-10.yaml", "不含税: 29779.82\n  税额: 2680.18\n  价税合计: 32460.00", "价税合计: 32640.00"
    )
    wrong = book.assert_as_fresh()
    assert "invoice.digits_swapped" in wrong[2]
    red = '- {发票: FP-1210-1, 日期: 2026-12-10, 种类: 数电普票, 号码: "26992000000010099999", 供应商: 城关粮油店,'
    book.append("purchases/2026-12.yaml", red + " 价税合计: -32640.00, 原单: 2026/FP-1030-1}")
    taken_back = book.assert_as_fresh(wrong)
    assert taken_back[2] == wrong[2]


# ------------------------------------------------------------ from month to month


def fen(amount: str) -> int:
    return int(amount.replace(".", ""))


def open_on(line: dict[str, Any]) -> int:
    """Both differences of a line together, fen."""
    return sum(fen(line[side]["difference"]) for side in ("book_to_book", "book_to_real") if line[side])


@pytest.mark.parametrize("seed", [2, 5])
def test_carried_in_is_what_was_open(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On every line, whatever was edited; but for 国库, which compares each month's payments by themselves. What was
    carried in comes first and says since when; nothing that a month forgets was open."""
    monkeypatch.setenv("HOUQIN_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("HOUQIN_DEBUG", "1")
    book, rng = tmp_path / "book", random.Random(seed)
    incremental.make_book(book)
    edits, often = list(incremental.EDITS), list(incremental.EDITS.values())
    readable = 0
    for _ in range(9):
        rng.choices(edits, often)[0](book, rng)
        said = [incremental.run("reconcile", "--book", str(book), m, "--format", "json") for m in incremental.MONTHS]
        if not all(one.startswith("{") for one in said):
            continue
        told = [json.JSONDecoder().raw_decode(one)[0] for one in said]
        readable += 1
        for before, after in pairwise(told):
            was = {(line["set"], line["account"]): open_on(line) for line in before["lines"]}
            for line in after["lines"]:
                if (line["outside"] or {}).get("kind") != "treasury":
                    assert fen(line["carried_in"]) == was.get((line["set"], line["account"]), 0), line
            carried = ["since" in f for f in after["findings"]]
            assert carried == sorted(carried, reverse=True)
            assert all(f["since"] < after["month"] for f in after["findings"] if "since" in f)
    assert readable >= 4
