"""A whole October, worked by hand: what `houqin reconcile 2026-10` must say of the worked example in ledgers/.

expected.json and screen.txt were worked out from the records by people, before there was a program. They are never
changed to fit the code. Ids, codes and wording are the program's own; figures, places and effects are not.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from goldens import write

HERE = Path(__file__).parent
EXPECTED = json.loads((HERE / "expected.json").read_text(encoding="utf-8"))
SCREEN = (HERE / "screen.txt").read_text(encoding="utf-8")
AGREED = ("kind", "group", "severity", "rivals", "settled_by", "records", "effects")
"""What is agreed of a finding; its id and code are the program's, its words are in tests/goldens."""
LANGUAGES = ("zh", "en")
AMOUNT = re.compile(r"(?<![\d.,])-?\d[\d,]*\.\d\d(?![\d%])")


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One index for the runs of this module; the first of them builds it."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def october(cache: Path) -> dict[str, Any]:
    """What a program reads of October."""
    run = write.houqin("--book", "ledgers", *write.MONTH, "--format", "json", cache=cache)
    assert (run.returncode, run.stderr) == (1, "")
    answer: dict[str, Any] = json.loads(run.stdout)
    return answer


def agreed(finding: dict[str, Any]) -> dict[str, Any]:
    return {key: finding[key] for key in AGREED}


# ------------------------------------------------------------ the figures


def test_the_month_and_its_state(october: dict[str, Any]) -> None:
    for key in ("version", "month", "status"):
        assert october[key] == EXPECTED[key]


@pytest.mark.parametrize("n", range(len(EXPECTED["lines"])), ids=lambda n: EXPECTED["lines"][n]["account"])
def test_a_line_agrees_to_the_fen(october: dict[str, Any], n: int) -> None:
    assert october["lines"][n] == EXPECTED["lines"][n]


@pytest.mark.parametrize(
    ("where", "n"), [(where, n) for where in ("findings", "timing") for n in range(len(EXPECTED[where]))]
)
def test_a_finding_is_the_one_that_was_planted(october: dict[str, Any], where: str, n: int) -> None:
    assert agreed(october[where][n]) == agreed(EXPECTED[where][n])


def test_nothing_else_is_found(october: dict[str, Any]) -> None:
    for key in ("lines", "findings", "timing"):
        assert len(october[key]) == len(EXPECTED[key])


def test_every_part_of_a_difference_has_its_causes(october: dict[str, Any]) -> None:
    effects = [e for f in october["findings"] + october["timing"] for e in f["effects"] if e["side"]]
    for line in october["lines"]:
        for side in ("book_to_book", "book_to_real"):
            mine = [e for e in effects if (e["set"], e["account"], e["side"]) == (line["set"], line["account"], side)]
            for bucket in ("timing", "to_book", "to_correct", "unexplained"):
                total = sum(fen(e["amount"]) for e in mine if e["bucket"] == bucket)
                assert total == (fen(line[side][bucket]) if line[side] else 0), (line["account"], side, bucket)


def fen(amount: str) -> int:
    """Yuan as text in fen."""
    return int(amount.replace(".", ""))


# ------------------------------------------------------------ the sheet


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_of_the_sheet_worked_by_hand_is_on_ours(language: str, cache: Path) -> None:
    printed = Counter(AMOUNT.findall(write.sheet(language, None, cache)))
    worked = Counter(AMOUNT.findall(SCREEN))
    assert len(worked) > 80  # different ones; 1302.01 reads as a figure too, and is on both
    assert worked - printed == Counter()


@pytest.mark.parametrize("name", write.SHEETS)
def test_the_sheet_is_the_agreed_one(name: str, cache: Path) -> None:
    language, columns = write.SHEETS[name]
    printed = write.sheet(language, columns, cache)
    assert printed == (write.HERE / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_eighty_columns_cut_no_figure(language: str, cache: Path) -> None:
    narrow, paper = (Counter(AMOUNT.findall(write.sheet(language, columns, cache))) for columns in (80, None))
    assert paper - narrow == Counter()


# ------------------------------------------------------------ what must make no difference


def test_the_language_changes_words_and_nothing_else(cache: Path) -> None:
    def wordless(language: str) -> dict[str, Any]:
        run = write.houqin(*write.MONTH, "--format", "json", "--lang", language, cache=cache)
        answer: dict[str, Any] = json.loads(run.stdout)
        for finding in answer["findings"] + answer["timing"]:
            assert finding.pop("message")
            assert finding.pop("next_step")
        return answer

    assert wordless("zh") == wordless("en")


@pytest.mark.parametrize("form", ["plain", "json", "csv"])
def test_the_index_can_be_thrown_away(form: str, tmp_path: Path) -> None:
    first, second = (write.houqin(*write.MONTH, "--format", form, cache=tmp_path).stdout for _ in range(2))
    (index,) = tmp_path.glob("*.sqlite")
    index.unlink()
    assert first == second == write.houqin(*write.MONTH, "--format", form, cache=tmp_path).stdout
    assert first
