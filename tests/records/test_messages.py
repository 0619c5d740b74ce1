"""Each mistake gives its own code, at its place, in words a bursar understands, in both languages."""

from __future__ import annotations

import string
from pathlib import Path

import pytest

from houqin.messages import hint, sentence, table
from houqin.messages.records import MESSAGES
from houqin.records.validate import Problem, validate

from .books import trees
from .cases import CASES

TOLD = Path(__file__).with_name("told.txt")
"""What is said of each case."""


def problem(code: str) -> Problem:
    """The only problem of a case."""
    folder, written = CASES[code]
    records, problems = validate(folder, trees(written))
    assert records == [None]
    assert len(problems) == 1, problems
    return problems[0]


def told(code: str) -> str:
    """What is said of a case, in both languages, with its place."""
    one = problem(code)
    place = (".".join(map(str, one.loc)) or "the record") + (", the key" if one.key else "")
    lines = [f"{code} at {place}"]
    lines += [f"  {say(code, language, **one.args)}" for language in ("zh", "en") for say in (sentence, hint)]
    return "\n".join(line for line in lines if line.strip()) + "\n"


def test_every_code_has_a_case() -> None:
    # A list that is no record at all cannot come from the reader; random trees reach it.
    assert set(MESSAGES) - {"record.not_a_record"} == set(CASES)


@pytest.mark.parametrize("code", CASES)
def test_a_mistake_is_told_by_its_own_code(code: str) -> None:
    assert problem(code).code == code


@pytest.mark.parametrize("code", CASES)
def test_nothing_is_left_unsaid_in_either_language(code: str) -> None:
    allowed = {"record.role_outside_signed", "record.not_mapping"}  # they show how a mapping is written
    assert code in allowed or not set("{}") & set(told(code))


def test_the_words_are_the_agreed_ones() -> None:
    assert "\n".join(told(code) for code in CASES) == TOLD.read_text(encoding="utf-8")


@pytest.mark.parametrize("code", MESSAGES)
def test_both_languages_speak_of_the_same_things(code: str) -> None:
    def about(*templates: str) -> set[str]:
        fields = {field for one in templates for _, field, _, _ in string.Formatter().parse(one) if field}
        return {"choices" if field == "choices_en" else field for field in fields}

    row = table()[code]
    assert about(row.zh, row.hint_zh) == about(row.en, row.hint_en)
    assert row.zh
    assert row.en
    assert bool(row.hint_zh) == bool(row.hint_en)


def test_what_is_there_is_what_the_place_points_at() -> None:
    records, problems = validate("store", trees(CASES["record.price_times_quantity"][1]))
    assert records == [None]
    assert problems[0].loc == ("lines", 0, "amount")
    _, problems = validate("store", trees(CASES["record.role_near"][1]))
    assert (problems[0].loc, problems[0].key) == (("signed", "保管圆"), True)


def test_the_other_slips_of_the_file_are_read_all_the_same() -> None:
    good = CASES["record.missing"][1].replace("YS-1013-1", "YS-1014-1\n  日期: 2026-10-14")
    records, problems = validate("store", trees(CASES["record.date"][1] + good + CASES["record.choice"][1]))
    assert [record is not None for record in records] == [False, True, False]
    assert {one.index for one in problems} == {0, 2}
