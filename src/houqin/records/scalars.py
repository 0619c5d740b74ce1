"""Strict scalar types: from the text that the reader gives to a value, or an error that says how to write it.

Each type is a plain function from text, wrapped for pydantic. Its error's type is a message's code, its
context the arguments. Nothing is guessed: what can be repaired is shown as `instead`, not taken.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from dataclasses import dataclass
from functools import partial, wraps
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BeforeValidator, PlainValidator
from pydantic_core import PydanticCustomError

from houqin import names, values

if TYPE_CHECKING:
    from collections.abc import Callable

AMOUNT = re.compile(r"(-?)(\d{1,13})(?:\.(\d{1,2}))?", re.ASCII)
NUMBER = re.compile(r"\d{1,12}(\.\d{1,6})?", re.ASCII)
DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
PERCENT = re.compile(r"\d{1,3}(\.\d{1,4})?%", re.ASCII)
TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)
UNIT = r"[A-Za-z]+[23]|[^\W\d_](?:[^\W\d_]|[·()（）])*"
"""A unit's name: letters or characters, so that "6,000斤" is not six of ",000斤"."""
QUANTITY = re.compile(rf"([0-9]{{1,12}}(?:\.[0-9]{{1,6}})?) ?({UNIT})")
PRICE = re.compile(rf"([0-9]{{1,12}}(?:\.[0-9]{{1,6}})?)(?: ?元/({UNIT}))?")
REFERENCE = re.compile(r"(?:([0-9]{4}(?:-[0-9]{2})?)/)?([^\s/]{1,60})")
LONGEST = 2000  # characters of a free text


def wrong(code: str, found: Any, **context: Any) -> PydanticCustomError:
    """The error of a scalar: `code` is a row of messages/records.py."""
    return PydanticCustomError(f"record.{code}", "{found}", {"found": str(found)[:60], **context})


def text(value: Any) -> str:
    """Free text as written. A mapping or list in its place is an error."""
    if not isinstance(value, str):
        raise wrong("not_text", "{…}" if isinstance(value, dict) else "[…]")
    if not value.strip():
        raise wrong("empty", value)
    if len(value) > LONGEST:
        raise wrong("too_long", value, most=LONGEST)
    return value


def _plain(written: str) -> str:
    """What was probably meant: half-width, without yuan signs, separators and spaces."""
    half = unicodedata.normalize("NFKC", written).replace("。", ".").replace("、", "").replace("−", "-")
    return re.sub(r"[\s,¥￥_]|元$|圆$", "", half)


def _bounds(written: str, meant: str, most: int, *, signed: bool = False) -> None:
    """The error of what begins as a number, but is below zero (not `signed`) or has more than `most` digits."""
    if not signed and re.match(r"-\d", meant, re.ASCII):
        raise wrong("negative", written)
    if re.match(rf"-?\d{{{most + 1},}}", meant, re.ASCII):
        raise wrong("too_many_digits", written, most=most)


def amount(value: Any) -> int:
    """An amount of money in yuan with at most two decimals → fen."""
    written = text(value)
    if found := AMOUNT.fullmatch(written):  # by hand: twice as fast as Decimal, and books are mostly amounts
        sign, yuan, cents = found.groups()
        fen = int(yuan) * 100 + (int(cents.ljust(2, "0")) if cents else 0)
        return -fen if sign else fen
    if AMOUNT.fullmatch(meant := _plain(written)):
        raise wrong("amount_spelling", written, instead=values.yuan(values.fen(meant), grouped=False))
    _bounds(written, meant, 13, signed=True)
    raise wrong("amount", written)


def positive(value: Any) -> int:
    """An amount above zero → fen."""
    if (fen := amount(value)) <= 0:
        raise wrong("amount_not_positive", value)
    return fen


def whole(value: Any) -> int:
    """A whole number, not negative: a count of months, of attachments."""
    written = text(value)
    if re.fullmatch(r"\d{1,9}", written, re.ASCII):
        return int(written)
    meant = _plain(written)
    if re.fullmatch(r"\d{1,9}", meant, re.ASCII):
        raise wrong("whole_spelling", written, instead=str(int(meant)))
    _bounds(written, meant, 9)
    raise wrong("whole", written)


def _real(written: str) -> int | None:
    """The day of a correctly spelt date, None if there is no such day."""
    try:
        return values.day(datetime.date.fromisoformat(written))
    except ValueError:
        return None


def day(value: Any) -> int:
    """A date 2026-10-31 → 20261031."""
    written = text(value)
    if DATE.fullmatch(written) and (real := _real(written)):
        return real
    parts = re.findall(r"\d+", unicodedata.normalize("NFKC", written))
    if len(parts) == 1 and len(parts[0]) == 8:
        parts = [parts[0][:4], parts[0][4:6], parts[0][6:]]
    if len(parts) == 3 and len(parts[0]) == 4 and not DATE.fullmatch(written):
        meant = f"{parts[0]}-{int(parts[1]):02d}-{int(parts[2]):02d}"
        if DATE.fullmatch(meant) and _real(meant):
            raise wrong("date_spelling", written, instead=meant)
    raise wrong("date", written)


def month(value: Any) -> str:
    """A month 2026-10."""
    written = text(value)
    if (meant := values.month_meant(written)) == written:
        return written
    if meant:
        raise wrong("month_spelling", written, instead=meant)
    raise wrong("month", written)


def moment(value: Any) -> int:
    """A date with a time, "2026-10-31 11:40" → 202610311140."""
    written = text(value)
    date, _, time = written.partition(" ")
    if DATE.fullmatch(date) and TIME.fullmatch(time) and (real := _real(date)):
        return real * 10000 + int(time[:2]) * 100 + int(time[3:])
    raise wrong("moment", written)


@dataclass(frozen=True, slots=True)
class Span:
    """From a first day to a last, both included; `month` where it was written as a month."""

    first: int
    last: int
    month: str | None = None


def span(value: Any) -> Span:
    """A period: 2026-10, or 2026-10-08..2026-10-16 with both ends."""
    written = text(value)
    if values.MONTH.fullmatch(written):
        return Span(values.first_day(written), values.last_day(written), written)
    first, dots, last = written.partition("..")
    if not dots:
        raise wrong("span", written)
    result = Span(day(first), day(last))
    if result.first > result.last:
        raise wrong("span_backwards", written)
    return result


@dataclass(frozen=True, slots=True)
class Quantity:
    """`parts` are millionths of `unit`, the unit as written."""

    parts: int
    unit: str

    def __str__(self) -> str:
        return f"{values.number(self.parts)} {self.unit}"


def quantity(value: Any) -> Quantity:
    """A number with its unit, "6000 斤" or "6000斤"; not negative, at most six decimals."""
    written = text(value)
    if found := QUANTITY.fullmatch(written):
        return Quantity(values.micro(found[1]), found[2])
    if NUMBER.fullmatch(written):
        raise wrong("quantity_without_unit", written)
    meant = re.sub(r"[\s,]", "", unicodedata.normalize("NFKC", written)).replace("−", "-")
    if found := QUANTITY.fullmatch(meant):
        raise wrong("quantity_spelling", written, instead=f"{found[1]} {found[2]}")
    _bounds(written, meant, 12)
    raise wrong("quantity", written)


@dataclass(frozen=True, slots=True)
class Price:
    """`parts` are millionths of a yuan for one `unit`; no unit: the line's own."""

    parts: int
    unit: str | None = None


def price(value: Any) -> Price:
    """A unit price, "2.60" (per the line's own unit) or "2.60 元/斤"; at most six decimals."""
    written = text(value)
    if found := PRICE.fullmatch(written):
        return Price(values.micro(found[1]), found[2])
    meant = re.sub(r"[\s,¥￥]|元$", "", unicodedata.normalize("NFKC", written)).replace("−", "-")
    if found := PRICE.fullmatch(meant):
        raise wrong("price_spelling", written, instead=found[1] + (f" 元/{found[2]}" if found[2] else ""))
    _bounds(written, meant, 12)
    raise wrong("price", written)


def percent(value: Any) -> int:
    """A share, "70%" → millionths of the whole (700000)."""
    written = text(value)
    if PERCENT.fullmatch(written) and (share := values.micro(written[:-1]) // 100) <= values.MICRO:
        return share
    meant = re.sub(r"\s", "", unicodedata.normalize("NFKC", written))
    if meant != written and PERCENT.fullmatch(meant) and float(meant[:-1]) <= 100:
        raise wrong("percent_spelling", written, instead=meant)
    raise wrong("percent", written)


@dataclass(frozen=True, slots=True)
class Reference:
    """A record named from elsewhere: its number, and the year or month before the slash, if any."""

    number: str
    period: str | None = None


def reference(value: Any) -> Reference:
    """A record's number: "YS-0903-1", of a year "2026/YS-0903-1", a voucher's "2026-10/记-1"."""
    if found := REFERENCE.fullmatch(text(value)):
        return Reference(found[2], found[1])
    raise wrong("reference", value)


def identity(value: Any) -> str:
    """A number or a register row's name: no slash, no space at the ends, at most 60 characters."""
    written = text(value)
    if "/" in written or written != written.strip() or len(written) > 60:
        raise wrong("identity", written)
    return written


def document_number(value: Any) -> str:
    """A document's own number: as an identity, and without any space, for others name it."""
    written = identity(value)
    if re.search(r"\s", written):
        raise wrong("number_with_space", written, instead=re.sub(r"\s+", "", written))
    return written


def digits(value: Any) -> str:
    """A number that is a name, such as an invoice's: digits and capital letters only, leading zeros kept."""
    written = text(value)
    if re.fullmatch(r"[0-9A-Z]{1,40}", written):
        return written
    meant = re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", written)).upper()
    if re.fullmatch(r"[0-9A-Z]{1,40}", meant):
        raise wrong("digits_spelling", written, instead=meant)
    shortened = re.fullmatch(r"\d(?:\.\d+)?[Ee]\+?\d+", meant)
    raise wrong("digits_shortened" if shortened else "digits", written)


def head(value: Any) -> str:
    """The head of a seal (头): 64 hex digits; the mark of the algorithm before it is left out."""
    written = text(value)
    if found := re.fullmatch(r"(?:sha256:)?([0-9a-f]{64})", written):
        return found[1]
    raise wrong("head", written)


def yes_no(value: Any) -> bool:
    """是 or 否, yes or no."""
    return choice("yes_no", value) == "yes"


def choice(choices: str, value: Any) -> str:
    """One of a list of choices (names.CHOICES), in either language → its canonical name."""
    written = text(value)
    if (found := names.choice_named(choices, written)) is not None:
        return found
    table = names.CHOICES[choices]
    known = {"choices": list(table.values()), "choices_en": list(table)}
    if nearest := names.nearest(choices, written):
        raise wrong("choice_near", written, instead=nearest, **known)
    raise wrong("choice", written, **known)


def set_name(value: Any) -> str:
    """A set of books: school, canteen, union in either language, or the name the book gives it."""
    written = identity(value)
    return names.choice_named("set", written) or written


def role(value: Any) -> str:
    """A post or a signer's part (names.ROLES), in either language."""
    written = text(value)
    if (found := names.role_named(written)) is not None:
        return found
    nearest = names.nearest("role", written)
    raise wrong("role_near", written, instead=nearest) if nearest else wrong("role", written)


def understood(function: Callable[[Any], Any], value: Any) -> Any:
    """What a scalar makes of a text, None where it refuses it."""
    try:
        return function(value)
    except PydanticCustomError:
        return None


def several(value: Any) -> Any:
    """One thing where several may stand: `x` means `[x]`."""
    return value if isinstance(value, list) else [value]


def scalar(function: Callable[[Any], Any]) -> PlainValidator:
    return PlainValidator(function)


def remembered(function: Callable[[Any], Any]) -> PlainValidator:
    """A scalar of which a book has few different ones (days, choices, posts): each is worked out once."""
    known: dict[str, Any] = {}

    @wraps(function)
    def recall(value: Any) -> Any:
        if isinstance(value, str) and value in known:
            return known[value]
        known[value] = result = function(value)
        return result

    return PlainValidator(recall)


def Choice(choices: str) -> PlainValidator:  # noqa: N802  (reads as a type)
    """Marks a field that takes one of names.CHOICES[choices]: Annotated[str, Choice("origin")]."""
    return remembered(partial(choice, choices))


Text = Annotated[str, scalar(text)]
Amount = Annotated[int, scalar(amount)]
Positive = Annotated[int, scalar(positive)]
Whole = Annotated[int, scalar(whole)]
Day = Annotated[int, remembered(day)]
MonthText = Annotated[str, remembered(month)]
Period = Annotated[Span, remembered(span)]
Counted = Annotated[Quantity, scalar(quantity)]
UnitPrice = Annotated[Price, scalar(price)]
Percent = Annotated[int, scalar(percent)]
Ref = Annotated[Reference, scalar(reference)]
Identity = Annotated[str, remembered(identity)]
DocumentNumber = Annotated[str, scalar(document_number)]
Moment = Annotated[int, scalar(moment)]
Digits = Annotated[str, scalar(digits)]
Head = Annotated[str, scalar(head)]
YesNo = Annotated[bool, scalar(yes_no)]
SetName = Annotated[str, remembered(set_name)]
Role = Annotated[str, remembered(role)]
Several = BeforeValidator(several)
