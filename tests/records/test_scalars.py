"""What may stand for an amount, a day, a quantity, and what is said of everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from houqin import values
from houqin.records import scalars
from houqin.records.scalars import Price, Quantity, Reference, Span

if TYPE_CHECKING:
    from collections.abc import Callable

RIGHT: list[tuple[Callable[[Any], Any], str, Any]] = [
    (scalars.amount, "12.50", 1250),
    (scalars.amount, "12.5", 1250),
    (scalars.amount, "-3", -300),
    (scalars.amount, "-0.05", -5),
    (scalars.amount, "007.10", 710),
    (scalars.amount, "9999999999999.99", 999999999999999),
    (scalars.whole, "072", 72),
    (scalars.day, "2024-02-29", 20240229),
    (scalars.month, "2026-10", "2026-10"),
    (scalars.moment, "2026-11-20 11:40", 202611201140),
    (scalars.moment, "2026-11-20 00:05", 202611200005),
    (scalars.span, "2026-02", Span(20260201, 20260228, "2026-02")),
    (scalars.span, "2026-10-08..2026-10-16", Span(20261008, 20261016)),
    (scalars.quantity, "6000 斤", Quantity(6_000_000_000, "斤")),
    (scalars.quantity, "0.5kg", Quantity(500_000, "kg")),
    (scalars.quantity, "0 盒", Quantity(0, "盒")),
    (scalars.quantity, "3 m²", Quantity(3_000_000, "m²")),
    (scalars.quantity, "3 m2", Quantity(3_000_000, "m2")),
    (scalars.price, "2.60", Price(2_600_000)),
    (scalars.price, "2.60 元/斤", Price(2_600_000, "斤")),
    (scalars.price, "0.333333元/个", Price(333_333, "个")),
    (scalars.percent, "70%", 700_000),
    (scalars.percent, "0.5%", 5_000),
    (scalars.reference, "YS-0903-1", Reference("YS-0903-1")),
    (scalars.reference, "2026/YS-0903-1", Reference("YS-0903-1", "2026")),
    (scalars.reference, "2026-10/记-1", Reference("记-1", "2026-10")),
    (scalars.digits, "00123456", "00123456"),
    (scalars.yes_no, "是", True),
    (scalars.yes_no, "no", False),
    (scalars.set_name, "食堂", "canteen"),
    (scalars.set_name, "后勤公司", "后勤公司"),
    (scalars.role, "过秤人", "weigher"),
    (scalars.role, "weigher", "weigher"),
]

MEANT: list[tuple[Callable[[Any], Any], str, str]] = [
    (scalars.amount, "１２．５０", "12.50"),
    (scalars.amount, "12.50元", "12.50"),
    (scalars.amount, "12.50\u00a0元", "12.50"),
    (scalars.amount, "¥12.5", "12.50"),
    (scalars.amount, "￥12.5", "12.50"),
    (scalars.amount, "1,000.50", "1000.50"),
    (scalars.amount, "1，000.50", "1000.50"),
    (scalars.amount, " 12.50", "12.50"),
    (scalars.amount, "12。50", "12.50"),
    (scalars.amount, "－3.00", "-3.00"),
    (scalars.whole, "１２", "12"),
    (scalars.day, "2024/1/31", "2024-01-31"),
    (scalars.day, "2024.1.31", "2024-01-31"),
    (scalars.day, "2026年1月31日", "2026-01-31"),
    (scalars.day, "20260131", "2026-01-31"),
    (scalars.day, "２０２６－０１－３１", "2026-01-31"),
    (scalars.day, "2026-1-31", "2026-01-31"),
    (scalars.month, "2026年1月", "2026-01"),
    (scalars.month, "202601", "2026-01"),
    (scalars.quantity, "６０００斤", "6000 斤"),
    (scalars.quantity, "6,000 斤", "6000 斤"),
    (scalars.quantity, "6,000斤", "6000 斤"),
    (scalars.quantity, "6000  斤", "6000 斤"),
    (scalars.quantity, "6000\u00a0斤", "6000 斤"),
    (scalars.quantity, "6000\u3000斤", "6000 斤"),
    (scalars.price, "2.60元", "2.60"),
    (scalars.price, "２．６０", "2.60"),
    (scalars.price, "¥2.60 元/斤", "2.60 元/斤"),
    (scalars.percent, "５％", "5%"),
    (scalars.digits, "2699 2000 0000", "269920000000"),
    (scalars.digits, "ab-12", "AB12"),
]

REFUSED: list[tuple[Callable[[Any], Any], str]] = [
    (scalars.amount, "十二"),
    (scalars.amount, "12.505"),
    (scalars.amount, "1e3"),
    (scalars.amount, ".5"),
    (scalars.amount, "12.50.1"),
    (scalars.amount, "--3"),
    (scalars.amount, "12万"),
    (scalars.amount, "99999999999999"),
    (scalars.amount, "NaN"),
    (scalars.whole, "-1"),
    (scalars.day, "2026-02-30"),
    (scalars.day, "2026/13/1"),
    (scalars.day, "昨天"),
    (scalars.day, "26-1-31"),
    (scalars.month, "2026-13"),
    (scalars.moment, "2026-11-20 25:00"),
    (scalars.moment, "2026-02-30 11:40"),
    (scalars.moment, "2026-11-20"),
    (scalars.span, "2026"),
    (scalars.quantity, "斤"),
    (scalars.quantity, "-3 斤"),
    (scalars.quantity, "0.1234567 斤"),
    (scalars.quantity, "3 4"),
    (scalars.quantity, "500斤2.60"),
    (scalars.quantity, "3 %"),
    (scalars.price, "-2.60"),
    (scalars.price, "0.1234567"),
    (scalars.percent, "101%"),
    (scalars.percent, "5"),
    (scalars.reference, "2026/10/YS-1"),
    (scalars.reference, "YS 1"),
    (scalars.digits, "发票"),
    (scalars.identity, "a/b"),
    (scalars.identity, " 大米"),
    (scalars.document_number, "YS 1"),
    (scalars.yes_no, "也许"),
]


@pytest.mark.parametrize(("scalar", "written", "means"), RIGHT)
def test_what_is_rightly_written_is_taken(scalar: Callable[[Any], Any], written: str, means: Any) -> None:
    assert scalar(written) == means


@pytest.mark.parametrize(("scalar", "written", "instead"), MEANT)
def test_what_is_meant_is_shown_not_guessed(scalar: Callable[[Any], Any], written: str, instead: str) -> None:
    with pytest.raises(PydanticCustomError) as error:
        scalar(written)
    assert error.value.type.endswith("_spelling")
    assert error.value.context is not None
    assert error.value.context["instead"] == instead
    scalar(instead)


@pytest.mark.parametrize(("scalar", "written"), REFUSED)
def test_what_cannot_be_read_is_refused(scalar: Callable[[Any], Any], written: str) -> None:
    with pytest.raises(PydanticCustomError) as error:
        scalar(written)
    assert not error.value.type.endswith("_spelling")


@pytest.mark.parametrize("value", [None, 12, 12.5, True, [], ["12"], {}, {"a": "1"}])
def test_only_text_is_a_scalar(value: Any) -> None:
    for scalar in (scalars.text, scalars.amount, scalars.day, scalars.quantity, scalars.identity):
        with pytest.raises(PydanticCustomError):
            scalar(value)


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_an_amount_comes_back_to_the_fen(fen: int) -> None:
    assert scalars.amount(values.yuan(fen, grouped=False)) == fen


@given(st.integers(0, 10**18 - 1), st.sampled_from(["斤", "公斤", "kg", "箱", "m²"]))
def test_a_quantity_comes_back_to_the_millionth(parts: int, unit: str) -> None:
    assert scalars.quantity(str(Quantity(parts, unit))) == Quantity(parts, unit)


@given(st.dates(min_value=values.date(10000101)))
def test_a_day_comes_back(date: Any) -> None:
    assert scalars.day(date.isoformat()) == values.day(date)


@given(st.text(max_size=30))
def test_any_text_is_taken_or_refused_in_words(written: str) -> None:
    for scalar in (
        scalars.amount,
        scalars.positive,
        scalars.whole,
        scalars.day,
        scalars.month,
        scalars.moment,
        scalars.span,
        scalars.quantity,
        scalars.price,
        scalars.percent,
        scalars.reference,
        scalars.digits,
        scalars.document_number,
        scalars.role,
    ):
        try:
            scalar(written)
        except PydanticCustomError as error:
            assert error.type.startswith("record.")  # noqa: PT017
