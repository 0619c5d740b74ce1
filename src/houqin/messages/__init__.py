"""Every sentence houqin says, as data: one row a code, both languages, with the rule's source.

A row's texts are format strings. What stands between braces is an argument's name and, after the colon, its kind:
`{amount:money}` fen, `{quantity:number}` millionths, `{share:percent}` millionths of a hundredth, `{day:day}` 20261031 → 10-31, `{date:date}` in full,
`{field:name}` a canonical name in the reader's language, `{records:list}` texts joined, `{parts:roles}` parts of which each may be signed by one of several roles, `{what:goods}` what a slip is about, `{apart:places}` how far apart two digits stand, `{near:near}` names that were perhaps meant, `{dated:dated}` references to choose from, `{lines:side_by_side}` what two papers say of each item, `{prices:usual}` prices with the usual ones, `{price:price}` millionths of a yuan, `{reason:reason}` why the system refused. No kind: as it is.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from importlib import import_module
from string import Formatter
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from houqin import names
from houqin.diagnostics import Args
from houqin.values import iso, number, yuan

if TYPE_CHECKING:
    from collections.abc import Mapping

Language = Literal["zh", "en"]
Severity = Literal["error", "warning", "info"]


class Message(NamedTuple):
    """One row: the sentence, what to do about it, and the document a rule rests on, in Chinese and English."""

    severity: Severity
    zh: str
    en: str
    hint_zh: str = ""
    hint_en: str = ""
    basis: str = ""


ROOMS = (
    "text",
    "records",
    "book",
    "exchange",
    "reconcile",
    "signatures",
    "settle",
    "founding",
    "health",
    "vouchers",
    "renumbering",
    "sheets",
    "matching",
    "sealing",
    "past",
    "entry",
    "audit",
    "closing",
    "help",
    "cli",
)
"""One table of rows for each room that speaks: messages/text.py and so on, each with MESSAGES."""


@cache
def table() -> dict[str, Message]:
    """All rows. A code in two rooms is a mistake of ours and raises ValueError."""
    rows: dict[str, Message] = {}
    for room in ROOMS:
        here: dict[str, Message] = import_module(f"houqin.messages.{room}").MESSAGES
        if twice := rows.keys() & here.keys():
            raise ValueError(f"codes in two tables: {sorted(twice)}")
        rows |= here
    return rows


class _Spoken(Formatter):
    """Formats arguments by kind in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def format_field(self, value: Any, format_spec: str) -> Any:
        if format_spec.startswith(COUNTED):
            return with_noun(value, format_spec.removeprefix(COUNTED))
        kind = KINDS.get(format_spec)
        return kind(value, self.language) if kind else super().format_field(value, format_spec)


COUNTED = "n "
"""Begins the kind of a number that stands with what is counted, in English: {files:n file}, {count:n entry/entries},
{rows:n row was/rows were} left out."""


def with_noun(value: Any, words: str) -> str:
    """The number with the word for one, or the one for many (behind a slash; else with an s)."""
    one, _, many = words.partition("/")
    return f"{value} {one if value == 1 else many or one + 's'}"


def _names(value: Any, language: Language) -> str:
    return _list([names.label(name, language) for name in value], language)


def _roles(value: Any, language: Language) -> str:
    """Parts in which one signs, each with the roles that would do as well."""
    either = "或" if language == "zh" else " or "
    return _list([either.join(names.label(role, language) for role in part) for part in value], language)


def _reason(value: Any, language: Language) -> str:
    """Why the system refused (diagnostics.reason), in words where we have them."""
    row = table().get(f"reason.{value}")
    return str(value) if row is None else row.zh if language == "zh" else row.en


def _list(value: Any, language: Language) -> str:
    return ("、" if language == "zh" else ", ").join(str(v) for v in value)


def _near(value: Any, language: Language) -> str:
    """What was perhaps meant, as a sentence before another; nothing where there is nothing near."""
    if not value:
        return ""
    before, between, after = ("是不是「", "」或「", "」？") if language == "zh" else ('Did you mean "', '" or "', '"? ')
    return before + between.join(value) + after


def _dated(value: Any, language: Language) -> str:
    """The references among which to choose, as a sentence before another; nothing where none tells them apart."""
    if not value:
        return ""
    return f"写明月份：{' 或 '.join(value)}。" if language == "zh" else f"Say which: {' or '.join(value)}. "


def _price(parts: int) -> str:
    """Millionths of a yuan, two decimals at least."""
    return yuan(parts // 10_000) if parts % 10_000 == 0 else number(parts, grouped=True)


def _beside(said: Mapping[str, Any], language: Language) -> str:
    """What two papers say of an item: 作业本 发票 5 包 × 89.00，验收 5 包 × 87.00 (reconcile/lines.py)."""

    def one(paper: Mapping[str, Any]) -> str:
        what = f"{number(paper['quantity'], grouped=True)} {said['unit']}"
        price = "" if paper["price"] is None else f" × {_price(paper['price'])}"
        return f"{names.label(paper['type'], language)} {what}{price}"

    mine, theirs = one(said["mine"]), one(said["theirs"])
    return f"{said['item']} {mine}，{theirs}" if language == "zh" else f"{said['item']}: {mine}, {theirs}"


def _usual(said: Mapping[str, Any], language: Language) -> str:
    """An item's price and its usual one: 大白菜 1.60 元/斤（常价 0.95）."""
    price, usual, unit = _price(said["price"]), _price(said["usual"]), said["unit"]
    if language == "zh":
        return f"{said['item']} {price} 元/{unit}（常价 {usual}）"
    return f"{said['item']} {price} yuan a {unit} (usually {usual})"


def _several(said: list[str], language: Language) -> str:
    """The first three of several, and how many they are."""
    shown = ("；" if language == "zh" else "; ").join(said[:MOST])
    if len(said) <= MOST:
        return shown
    return shown + (f" 等 {len(said)} 种" if language == "zh" else f" and {len(said) - MOST} more")


MOST = 3
"""Items that a sentence names."""


def _goods(value: Any, language: Language) -> str:
    """The first item of a slip with its quantity (millionths) and unit, and that it has more lines; nothing where it is
    about no goods."""
    if not value:
        return ""
    (item, quantity, unit), lines = value
    more = "" if lines == 1 else f" 等 {lines} 种" if language == "zh" else f" and {lines - 1} more"
    return f"{item} {number(quantity)} {unit}{more}"


def _places(value: Any, language: Language) -> str:
    """Which two digits were changed about, by how many places they are apart."""
    if value == 1:
        return "相邻两位颠倒" if language == "zh" else "two neighbouring digits changed about"
    between = value - 1
    if language == "zh":
        return f"隔{'一两'[between - 1]}位的两个数字颠倒"
    return f"two digits with {between} between them changed about"


KINDS = {
    "money": lambda v, _: yuan(v),
    "percent": lambda v, _: f"{Decimal(v).scaleb(-6).quantize(Decimal('0.01')).normalize():f}%",
    "number": lambda v, _: number(v, grouped=True),
    "day": lambda v, _: iso(v)[5:],
    "date": lambda v, _: iso(v),
    "name": names.label,
    "names": _names,
    "list": _list,
    "roles": _roles,
    "near": _near,
    "price": lambda v, _: _price(v),
    "side_by_side": lambda v, language: _several([_beside(one, language) for one in v], language),
    "usual": lambda v, language: _several([_usual(one, language) for one in v], language),
    "dated": _dated,
    "reason": _reason,
    "goods": _goods,
    "places": _places,
}


def say(template: str, args: Args, language: Language) -> str:
    """The template with its arguments put in, in that language."""
    return _Spoken(language).vformat(template, (), args)


def sentence(code: str, language: Language, /, **args: Any) -> str:
    """The sentence of a code. KeyError for a code without a row: a mistake of ours, found by a test."""
    row = table()[code]
    return say(row.zh if language == "zh" else row.en, args, language)


def hint(code: str, language: Language, /, **args: Any) -> str:
    """What to do about it; empty where nothing more can be said."""
    row = table()[code]
    return say(row.hint_zh if language == "zh" else row.hint_en, args, language)
