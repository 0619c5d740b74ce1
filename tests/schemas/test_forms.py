"""What the reader takes, no schema marks; what the reader refuses, a schema marks where its form can say it."""

from __future__ import annotations

import re
import sys
from functools import cache
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from houqin.records import scalars
from houqin.records.goods import ItemLine, PricedLine
from houqin.schemas import forms
from houqin.text.spoken import parse

from .editor import loaded, schema

if TYPE_CHECKING:
    from collections.abc import Callable


@cache
def validator(row: str) -> jsonschema.Draft7Validator:
    definitions = next(
        found for folder in ("checks", "canteen", "repairs", "purchases", "assets", "store", "registers")
        if f"written_{row}" in (found := schema(folder, "zh")["definitions"])
    )  # fmt: skip
    return jsonschema.Draft7Validator(definitions[f"written_{row}"])


def reads(function: Callable[[Any], Any], text: str) -> bool:
    try:
        function(text)
    except PydanticCustomError:
        return False
    return True


def typed(text: str) -> list[Any]:
    """What an editor makes of the text: as it stands, where YAML leaves it whole, and in quotes."""
    try:
        plain = loaded(f"- {text}\n") if yaml.load(f"- {text}\n", Loader=yaml.BaseLoader) == [text] else []
    except yaml.YAMLError:
        plain = []
    return [text, *plain]


SIGNS = "0123456789.-/:% 年月日元斤箱kgm²23A４，,¥一个·（）()+eExX_\u3000"
LIKELY = st.one_of(
    *(st.from_regex(pattern, fullmatch=True) for pattern in (
        scalars.AMOUNT, scalars.NUMBER, scalars.DATE, scalars.PERCENT, scalars.QUANTITY, scalars.PRICE,
        scalars.REFERENCE, re.compile(r"20[0-9]{2}-[0-1][0-9]-[0-3][0-9]( [0-2][0-9]:[0-5][0-9])?"),
        re.compile(r"20[0-9]{2}-[0-1][0-9](\.\.20[0-9]{2}-[0-1][0-9])?"), re.compile("[0-9A-Z]{1,41}"),
    )),
    st.text(SIGNS, max_size=12),
    st.text(max_size=6),
)  # fmt: skip
"""What somebody may write, right and nearly right."""


@pytest.mark.parametrize("function", forms.FORMS, ids=lambda f: f.__name__)
@settings(max_examples=30, deadline=None)
@given(texts=st.lists(LIKELY, max_size=12))
@example(texts=["26992000000010045871", "0012.50", "9999999999999.99", "999999999999.999999 元/m2", "100.00%"])
@example(texts=["2026-02-28 23:59", "2026-10-08..2026-10-16", "true", "1E5", "0x1F", "1001"])
def test_what_the_reader_takes_is_not_marked(function: Callable[[Any], Any], texts: list[str]) -> None:
    row = forms.FORMS[function].row
    for text in texts:
        for value in typed(text) if reads(function, text) else ():
            # `备注: ~` is a text to the reader and nothing to an editor, like `备注:`, which both refuse
            assert value is None or validator(row).is_valid(value), value


EXACT = {"document_number", "reference", "amount", "positive", "whole", "month", "moment", "percent", "digits"}
"""Forms that mark, in quotes, all that the reader refuses."""


@pytest.mark.parametrize(
    "function", [f for f, form in forms.FORMS.items() if form.row in EXACT], ids=lambda f: f.__name__
)
@settings(max_examples=30, deadline=None)
@given(texts=st.lists(LIKELY, max_size=12))
def test_what_the_reader_refuses_is_marked(function: Callable[[Any], Any], texts: list[str]) -> None:
    for text in texts:
        # 29 February is a day to the schema in every year, and the end of a line the end of a text
        if not reads(function, text) and "\n" not in text and "-02-29" not in text:
            assert not validator(forms.FORMS[function].row).is_valid(text), text


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        ("day", "2026-10-32"),
        ("day", "2026-9-3"),
        ("day", "2026-02-30"),
        ("day", 20261031),
        ("quantity", 6000),
        ("quantity", "6000"),
        ("quantity", "6,000斤"),
        ("quantity", "６０００斤"),
        ("quantity", "6000 -"),
        ("price", "¥2.60"),
        ("price", -2.6),
        ("amount", "1,250.00"),
        ("amount", "1250.005"),
        ("positive", 0),
        ("positive", "0.00"),
        ("whole", 7.5),
        ("whole", -1),
        ("percent", "101%"),
        ("percent", 0.7),
        ("span", "2026-10-08..2026-10-40"),
        ("text", "  "),
        ("text", ["迟到"]),
        ("text", None),
        ("identity", "城关/文具店"),
        ("identity", " 城关文具店"),
        ("digits", "2699 2000"),
    ],
)
def test_what_a_form_can_say_it_says(row: str, wrong: Any) -> None:
    assert not validator(row).is_valid(wrong)


def test_a_unit_s_letters_are_those_of_the_reader() -> None:
    """Of all characters: whatever may stand in a unit by the reader's rules, may by the schema's."""
    letter, ours = re.compile(r"[^\W\d_]"), re.compile(forms.LETTER)
    missing = [code for code in range(sys.maxunicode + 1) if letter.match(chr(code)) and not ours.match(chr(code))]
    assert missing == []
    assert not any(ours.match(sign) for sign in "0９,，、。 \u3000¥￥/（)：_-")


# ------------------------------------------------------------ spoken lines

WORDS = st.sampled_from(
    ["大米", "84消毒液", "A4复印纸", "5L", "500斤", "6 桶", "2.60", "1300.00", "=1300", "2.60元/斤", "2.60", "元/斤",
     "1300元", "12瓶", "10m2", "一/二", "元", "３箱", "¥5", "0盒"]
)  # fmt: skip
LINES = st.lists(WORDS, min_size=1, max_size=6).map(" ".join) | st.builds(
    "{} {}{}{}".format,
    st.sampled_from(["大米", "84消毒液", "LED 灯管", "A4纸 B5"]),
    st.sampled_from(["500", "0.5", "12.000001"]),
    st.sampled_from(["斤", " 斤", "m2", "元", "箱(24)"]),
    st.sampled_from(
        [
            "",
            " 2.60 1300.00",
            " =1300",
            " 2.60 =1300.00",
            " 2.60元/斤",
            " 2.60 元/斤 1300.00",
            " 2.60元/箱 =1300",
            " 1300",
        ]
    ),
)


@pytest.mark.parametrize(("model", "pattern"), [(ItemLine, forms.SPOKEN), (PricedLine, forms.SPOKEN_PRICED)])
@given(line=LINES)
def test_a_spoken_line_is_marked_where_the_reader_refuses_it(model: Any, pattern: str, line: str) -> None:
    parsed = parse(line)
    right = isinstance(parsed, dict)
    if right:
        try:
            TypeAdapter(model).validate_python(parsed)
        except ValidationError as wrong:  # that price × quantity is the amount no pattern can say
            right = all(error["type"] == "faults" for error in wrong.errors())
    assert (re.search(pattern, line) is not None) == right
