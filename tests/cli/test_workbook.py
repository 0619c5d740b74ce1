"""A report taken away as a workbook: refused where it cannot go, whole where it goes, its figures those of the report."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from running import RECONCILE, Houqin, inside

pytestmark = pytest.mark.usefixtures("bare")
OFFICE = shutil.which("soffice")


def rows(path: Path, title: str) -> list[tuple[Any, ...]]:
    return list(openpyxl.load_workbook(path)[title].iter_rows(values_only=True))


def fen(cell: Any) -> int | None:
    return None if cell is None else round(Decimal(str(cell)) * 100)


def agree(path: Path, told: dict[str, Any], title: str, ledger: str, difference: str) -> None:
    """Each line of the sheet is one of the report's: account, balances and differences to the fen."""
    head, *lines = rows(path, title)
    at = {name: n for n, name in enumerate(head)}
    assert len(lines) == len(told["lines"]) == 20
    for cells, line in zip(lines, told["lines"], strict=True):
        assert (cells[1], cells[2]) == (line["account"], line["name"])
        assert fen(cells[at[ledger]]) == fen(line["ledger"])
        assert fen(cells[at[difference]]) == fen((line["book_to_book"] or {}).get("difference"))


def test_october_taken_away_in_both_languages(houqin: Houqin, tmp_path: Path) -> None:
    for language, title, ledger, difference in (
        ("zh", "对账", "总账", "账账 差额"),
        ("en", "Lines", "ledger", "book to book difference"),
    ):
        told = json.loads(houqin(*RECONCILE, "--lang", language, "--format", "json").out)
        path = tmp_path / f"十月 {language}.XLSX"  # its ending says what it is, in capitals too
        done = houqin(*RECONCILE, "--lang", language, "-o", str(path))
        assert (done.code, done.out, done.err) == (1, "", "")
        agree(path, told, title, ledger, difference)
    assert rows(tmp_path / "十月 zh.XLSX", "对账")[1][0] == "学校"
    assert rows(tmp_path / "十月 en.XLSX", "Lines")[1][0] == "school"


def test_the_effects_in_the_workbook_add_up_to_the_differences(houqin: Houqin, tmp_path: Path) -> None:
    """What the bursar does first with it: a SUMIFS over the effects, against the difference of the line."""
    path = tmp_path / "十月.xlsx"
    houqin(*RECONCILE, "-o", str(path))
    effects: dict[tuple[str, str, str], int] = {}
    for title in ("要处理的 影响", "未达 影响"):
        for _, set_, account, side, _, amount, *_ in rows(path, title)[1:]:
            if account:
                effects[set_, account, side] = effects.get((set_, account, side), 0) + (fen(amount) or 0)
    head, *lines = rows(path, "对账")
    found = {}
    for side in ("账账", "账实"):
        column = head.index(f"{side} 差额")
        found |= {(line[0], line[1], side): fen(line[column]) for line in lines if fen(line[column])}
    assert found == {key: amount for key, amount in effects.items() if amount}
    assert len(found) > 5


@pytest.mark.parametrize(
    "command", [("summary", "2026-10"), ("list", "验收"), ("show", "YS-1013-1"), ("reconcile", "2026-10")]
)
def test_every_report_can_be_taken_away_and_is_the_same_again(command: tuple[str, ...], tmp_path: Path) -> None:
    book = ("--book", str(Path(__file__).parents[1] / "example" / "ledgers"))
    ended = [inside(*command, *book, "--format", "xlsx", "-o", str(tmp_path / name)) for name in ("a.xlsx", "b.xlsx")]
    assert ended[0].err == ended[1].err == ""
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert all(sheet.max_row for sheet in openpyxl.load_workbook(tmp_path / "a.xlsx"))


def test_a_workbook_is_never_poured_over_a_screen_or_into_a_pipe(houqin: Houqin) -> None:
    for language, said in (("zh", "加上 -o 文件名.xlsx"), ("en", "add -o FILE.xlsx")):
        ended = houqin(*RECONCILE, "--format", "xlsx", "--lang", language)
        assert (ended.code, ended.out) == (2, "")
        assert said in ended.err


def test_what_was_there_stays_where_it_cannot_be_written(houqin: Houqin, tmp_path: Path) -> None:
    ended = houqin(*RECONCILE, "-o", str(tmp_path / "没有" / "十月.xlsx"))
    assert ended.code == 1
    assert "未写入" in ended.err
    if sys.platform.startswith("linux"):
        full = houqin(*RECONCILE, "--format", "xlsx", "-o", "/dev/full")
        assert (full.code, full.out) == (1, "")
        assert "磁盘满了" in full.err
    assert os.listdir(tmp_path) == []


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_another_program_opens_it_and_has_the_same_figures(houqin: Houqin, tmp_path: Path) -> None:
    told = json.loads(houqin(*RECONCILE, "--format", "json").out)
    houqin(*RECONCILE, "-o", str(tmp_path / "十月.xlsx"))
    assert OFFICE is not None
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        OFFICE,
        profile,
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
        "--outdir",
        str(tmp_path / "again"),
    ]
    subprocess.run([*command, str(tmp_path / "十月.xlsx")], check=True, capture_output=True, timeout=100)
    agree(tmp_path / "again" / "十月.xlsx", told, "对账", "总账", "账账 差额")
