"""Three kitchen sheets that were really published, each with its trap; and what houqin must say of each."""

from __future__ import annotations

import ast
import json
import operator
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from bench.planting.score import ask, run

from .kitchen import Month, write

SHEETS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "sheets.yaml").read_text(encoding="utf-8"))
WITH_ITS_SAYING = [(sheet, say) for sheet in SHEETS for say in sheet["must_say"]]
WORKED = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}


def worked(formula: str, figures: dict[str, Any]) -> Decimal:
    """A formula over the sheet's figures."""

    def value(node: ast.expr) -> Decimal:
        if isinstance(node, ast.BinOp):
            return Decimal(WORKED[type(node.op)](value(node.left), value(node.right)))
        return Decimal(str(figures[node.id])) if isinstance(node, ast.Name) else Decimal(ast.literal_eval(node))

    return value(ast.parse(formula, mode="eval").body)


@pytest.mark.parametrize(("sheet", "say"), WITH_ITS_SAYING, ids=lambda x: str(x.get("what", x.get("sheet"))))
def test_what_must_be_said_follows_from_the_figures(sheet: dict[str, Any], say: dict[str, Any]) -> None:
    right = say.get("amount", say.get("percent"))
    assert round(worked(say["is"], sheet["figures"]), 2) == Decimal(str(right))
    assert ("kind" in say) != ("of" in say)


def book_of(sheet: dict[str, Any], *, as_printed: bool = False) -> Month:
    """The month behind a sheet; `as_printed` with what was bought taken for what was eaten."""
    figures = {key: Decimal(str(value)) for key, value in sheet["figures"].items()}
    income = next((s for s in sheet["must_say"] if s.get("of") == "income"), {"amount": figures.get("income")})
    income, spent = Decimal(str(income["amount"])), figures.get("spent", figures.get("purchases", Decimal(0)))
    opening, closing = figures.get("opening", Decimal(0)), figures.get("closing", Decimal(0))
    refunds = figures.get("refunds", Decimal(0))
    heads = figures.get("heads", figures.get("children", Decimal(0)) * figures.get("days", Decimal(0)))
    eaters = [("学生", heads, figures["rate"])]
    if "others" in figures:
        eaters.append(("教工", figures["others"] * figures["days"], figures["others_rate"]))
    before = figures["carried"] - (income - spent) if "carried" in figures else Decimal(0)
    booked = spent if as_printed else spent + opening - closing
    return Month(
        opening, spent - refunds, closing, income, booked, tuple(eaters), refunds, before, figures.get("limit")
    )  # fmt: skip


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda s: str(s["sheet"]))
def test_the_summary_says_what_the_sheet_hides(sheet: dict[str, Any], tmp_path: Path) -> None:
    write(tmp_path / "book", book_of(sheet))
    summary = run(tmp_path / "book", tmp_path / "cache", "summary", "2026-10")
    (surplus,), (shares,) = summary["surplus"], summary["shares"]
    said = shares | surplus | {"actual": summary["meals"][0]["food_true"] or summary["meals"][0]["food_booked"]}
    for say in sheet["must_say"]:
        if "of" in say:
            shown = said[say["of"]] if said[say["of"]] is not None else said["as_booked"]  # no stock: all are one
            right = Decimal(str(say.get("amount", say.get("percent"))))
            assert Decimal(shown) == right, (say["what"], json.dumps(summary, ensure_ascii=False))


@pytest.mark.parametrize(("sheet", "over"), [(SHEETS[0], False), (SHEETS[2], True)], ids=("within", "over"))
def test_a_share_over_the_sheets_own_limit_is_said_in_so_many_words(
    sheet: dict[str, Any], over: bool, tmp_path: Path
) -> None:
    write(tmp_path / "book", book_of(sheet)._replace(limit=Decimal(2)))
    for language, words in (("zh", "本月盈余率 2.34%，超过规定的 2%。"), ("en", "2.34 %, is over the 2 % allowed.")):
        environment = {**os.environ, "HOUQIN_CACHE": str(tmp_path / "cache"), "PYTHONUTF8": "1"}
        command = [sys.executable, "-m", "houqin", "summary", "2026-10", "--lang", language, "--format", "plain"]
        told = subprocess.run(
            command, cwd=tmp_path / "book", env=environment, capture_output=True, encoding="utf-8", check=False
        )
        assert (words in told.stdout) is over, told.stdout + told.stderr


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda s: str(s["sheet"]))
def test_a_month_that_is_booked_right_is_silent(sheet: dict[str, Any], tmp_path: Path) -> None:
    write(tmp_path / "book", book_of(sheet))
    assert ask(tmp_path / "book", tmp_path / "cache", "2026-10").wrong == []


def test_booked_as_printed_the_fall_in_stock_has_its_name(tmp_path: Path) -> None:
    """以购代耗: what the sheet of 2017-10 did."""
    write(tmp_path / "book", book_of(SHEETS[0], as_printed=True))
    (finding,) = ask(tmp_path / "book", tmp_path / "cache", "2026-10").findings
    assert finding["kind"] == "purchases_as_consumption"
    assert [(e["account"], e["amount"]) for e in finding["effects"]] == [("1302", "120.24")]
    (surplus,) = run(tmp_path / "book", tmp_path / "cache", "summary", "2026-10")["surplus"]
    assert (surplus["as_booked"], surplus["by_purchases"], surplus["by_use"]) == ("66.40", "66.40", "-53.84")
