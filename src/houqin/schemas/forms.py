"""How each scalar of records/scalars.py looks to a schema.

An editor gives a value a type of its own before the schema sees it (YAML 1.2): 2.60 is a number to it, 1001 as well,
2026-10-31 and 是 are texts. To the reader all are texts. A form lists the types that a right value may have, and what
can be said of each. It never refuses what the reader takes; what it cannot refuse is listed in tests/schemas.

Patterns are read by Python and by JavaScript, so they name their characters: \\d and \\w mean other things there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from houqin.records import scalars

if TYPE_CHECKING:
    from collections.abc import Callable

ANY: tuple[str, ...] = ()
"""A text may look like any scalar: `备注: 12` is a number to an editor, `备注: true` a boolean."""

NUMBER = r"[0-9]{1,12}(\.[0-9]{1,6})?"
LETTER = (
    r"[^\s\u0000-@\[-`{-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7"
    r"\u2000-\u206f\u3000-\u3004\u3008-\u3020\uff00-\uff20\uff3b-\uff40\uff5b-\uff65\uffe0-\uffef]"
)
"""A letter or a character: whatever is no space, digit, sign or punctuation of ASCII, Chinese or full width."""
UNIT = rf"([A-Za-z]+[23]|{LETTER}({LETTER}|[·()（）])*)"
MONTH = r"[12][0-9]{3}-(0[1-9]|1[0-2])"
DAY = r"(?!0000)[0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|[12][0-9]))"
YUAN = r"[0-9]{1,13}(\.[0-9]{1,2})?"

ITEM = r"(?![=¥￥])[^\s/０-９＝]+( (?![=¥￥0-9])[^\s/０-９＝]+)*"
GOODS = rf"{ITEM} {NUMBER} ?(?!元){UNIT}"
PER_UNIT = rf"{NUMBER} ?元/{UNIT}"
MONEY = rf"( {NUMBER} {NUMBER}| ({NUMBER} )?={NUMBER}| {PER_UNIT}( =?{NUMBER})?)?"
SPOKEN = rf"^{GOODS}$"
"""A spoken line (text/spoken.py) of goods whose price is not written."""
SPOKEN_PRICED = rf"^{GOODS}{MONEY}$"
LONGEST_SPOKEN = 200


class Form(NamedTuple):
    """`row` of meanings.WRITTEN says how it is written; `types` are JSON's (ANY: every scalar), `limits` further keywords."""

    row: str
    types: tuple[str, ...]
    limits: dict[str, Any]


FORMS: dict[Callable[[Any], Any], Form] = {
    scalars.text: Form("text", ANY, {"pattern": r"\S", "maxLength": scalars.LONGEST}),
    scalars.identity: Form("identity", ANY, {"pattern": r"^[^\s/]([^/]*[^\s/])?$", "maxLength": 60}),
    scalars.document_number: Form("document_number", ANY, {"pattern": r"^[^\s/]{1,60}$"}),
    scalars.reference: Form("reference", ANY, {"pattern": r"^([0-9]{4}(-[0-9]{2})?/)?[^\s/]{1,60}$"}),
    scalars.set_name: Form("set_name", ANY, {"pattern": r"^[^\s/]([^/]*[^\s/])?$", "maxLength": 60}),
    scalars.digits: Form("digits", ("string", "integer"), {"pattern": "^[0-9A-Z]{1,40}$", "minimum": 0}),
    scalars.head: Form("head", ("string",), {"pattern": "^(sha256:)?[0-9a-f]{64}$"}),
    scalars.amount: Form(
        "amount",
        ("number", "string"),
        {"pattern": f"^-?{YUAN}$", "minimum": -9_999_999_999_999.99, "maximum": 9_999_999_999_999.99},
    ),
    scalars.positive: Form(
        "positive",
        ("number", "string"),
        {"pattern": rf"^(?![0.]*$){YUAN}$", "exclusiveMinimum": 0, "maximum": 9_999_999_999_999.99},
    ),
    scalars.whole: Form(
        "whole", ("integer", "string"), {"pattern": "^[0-9]{1,9}$", "minimum": 0, "maximum": 999_999_999}
    ),
    scalars.day: Form("day", ("string",), {"pattern": f"^{DAY}$"}),
    scalars.month: Form("month", ("string",), {"pattern": f"^{MONTH}$"}),
    scalars.span: Form("span", ("string",), {"pattern": rf"^({MONTH}|{DAY}\.\.{DAY})$"}),
    scalars.moment: Form("moment", ("string",), {"pattern": f"^{DAY} ([01][0-9]|2[0-3]):[0-5][0-9]$"}),
    scalars.quantity: Form("quantity", ("string",), {"pattern": f"^{NUMBER} ?{UNIT}$"}),
    scalars.price: Form(
        "price",
        ("number", "string"),
        {"pattern": f"^{NUMBER}( ?元/{UNIT})?$", "minimum": 0, "maximum": 1_000_000_000_000},
    ),
    scalars.percent: Form("percent", ("string",), {"pattern": r"^(0?[0-9]{1,2}(\.[0-9]{1,4})?|100(\.0{1,4})?)%$"}),
}
"""Scalar → its form. Those that take one of a list of names (choices, posts) are enumerations: schemas/build.py."""
