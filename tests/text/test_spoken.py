"""The spoken line, as a storekeeper writes it on a slip."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houqin.text.spoken import parse


@pytest.mark.parametrize(
    ("line", "item", "quantity", "price", "amount"),
    [
        ("大米 500斤 2.60 1300.00", "大米", "500 斤", "2.60", "1300.00"),
        ("大米 500 斤 2.60 1300.00", "大米", "500 斤", "2.60", "1300.00"),
        ("大米 500斤", "大米", "500 斤", None, None),
        ("大米 500斤 2.60元/斤", "大米", "500 斤", "2.60 元/斤", None),
        ("大米 500 斤 2.60 元/斤", "大米", "500 斤", "2.60 元/斤", None),
        ("大米 500斤 =1300.00", "大米", "500 斤", None, "1300.00"),
        ("大米 10袋 2.60元/斤 1300.00", "大米", "10 袋", "2.60 元/斤", "1300.00"),
        ("大米 10袋 130.00 =1300.00", "大米", "10 袋", "130.00", "1300.00"),
        ("大米 10袋 2.60 元/斤 =1300.00", "大米", "10 袋", "2.60 元/斤", "1300.00"),
        ("A4复印纸 60箱", "A4复印纸", "60 箱", None, None),
        ("84消毒液 12瓶", "84消毒液", "12 瓶", None, None),
        ("得力 白板笔 20盒", "得力 白板笔", "20 盒", None, None),
        ("5 号电池 10节", "5 号电池", "10 节", None, None),
        ("A4纸 70g", "A4纸", "70 g", None, None),
        ("蔬菜豆蛋 1批 12640.00 12640.00", "蔬菜豆蛋", "1 批", "12640.00", "12640.00"),
    ],
)
def test_a_line_says(line: str, item: str, quantity: str, price: str | None, amount: str | None) -> None:
    said = {"item": item, "quantity": quantity, "unit_price": price, "amount": amount}
    assert parse(line) == {name: text for name, text in said.items() if text}


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("大米 500斤 1300", "number"),
        ("大米 500斤 1300元", "money"),
        ("大米 500斤 1300 元", "money"),
        ("大米 500斤 1 2 3", "three"),
        ("大米 500斤 2.60元/斤 1 2", "quantity"),
        ("大米 500斤 1 =2 3", "quantity"),
        ("大米 500斤 1 2 =3", "three"),
        ("大米", "quantity"),
        ("", "quantity"),
        ("1300", "quantity"),
        ("大米 500", "quantity"),
        ("500斤", "item"),
        ("500斤 2.60 1300", "item"),
        ("84消毒液 500ml 2箱 12瓶", "two_quantities"),
        ("大米 2.60 500斤", "two_quantities"),
        ("大米 =60 5包", "two_quantities"),
        ("大米 500斤 -2.60 1300", "negative"),
        ("大米 -500斤", "negative"),
        ("大米 －500斤 2.60 1300", "negative"),
        ("大米 12345678901234567890斤", "digits"),
        ("大米 500斤 2.60 12345678901234567890", "digits"),
        ("大米 0.12345678斤", "digits"),
        ("得力-500 一盒", "quantity"),
    ],
)
def test_a_line_that_does_not_say_enough_is_refused(line: str, code: str) -> None:
    refused = parse(line)
    assert isinstance(refused, tuple)
    assert refused[0] == f"text.spoken_{code}"
    assert refused[1]["found"] == line


@pytest.mark.parametrize(
    ("line", "instead"),
    [
        ("大米　５００斤　２．６０　１３００", "大米 500斤 2.60 1300"),
        ("大米500斤 2.60 1300.00", "大米 500斤 2.60 1300.00"),
        ("大米 5,000斤 2.60 13，000", "大米 5000斤 2.60 13000"),
        ("大米 500斤 ￥2.60 ￥1300.00", "大米 500斤 2.60 1300.00"),
        ("大米 500斤 2.60元 1300.00元", "大米 500斤 2.60 1300.00"),
        ("大米 500斤 ＝1300.00", "大米 500斤 =1300.00"),
        ("大米  500斤", "大米 500斤"),
        ("大米\t500斤", "大米 500斤"),
        ("大米 500斤 2.60元／斤", "大米 500斤 2.60元/斤"),
        ("大米 500斤 2.60/斤", "大米 500斤 2.60元/斤"),
    ],
)
def test_a_line_typed_in_full_width_is_shown_as_it_must_be(line: str, instead: str) -> None:
    refused = parse(line)
    assert isinstance(refused, tuple)
    assert (refused[0], refused[1]["instead"]) == ("text.spoken_spelling", instead)
    assert isinstance(parse(instead), dict)


def test_brackets_that_belong_to_a_name_stay() -> None:
    assert parse("圆珠笔（蓝，黑） 5盒") == {"item": "圆珠笔（蓝，黑）", "quantity": "5 盒"}


@given(st.text(st.sampled_from("大米 斤元/=.,，￥0123456789０９　-箱g"), max_size=40))
def test_no_line_can_break_the_grammar(line: str) -> None:
    parsed = parse(line)
    if isinstance(parsed, dict):
        assert parsed["item"]
        assert " " in parsed["quantity"]
    elif "instead" in parsed[1]:
        assert isinstance(parse(parsed[1]["instead"]), dict)
