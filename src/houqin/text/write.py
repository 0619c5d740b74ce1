"""A record's tree → its text: the book's key language, spoken lines where they say the same, quoting of our own.

The opposite of naming.py: what is written here is read back as the same tree, or it is not written.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from houqin import names
from houqin.text.naming import SPOKEN
from houqin.text.quote import quoted
from houqin.text.spoken import parse

FIGURES = frozenset((
    "accumulated", "acquired", "amount", "approved", "attachments", "balance", "balance_due", "booked", "charge",
    "closing", "closing_credit", "closing_debit", "cost", "counted", "credit", "date", "debit", "decrease",
    "down_payment", "due", "face", "for_month", "from", "in", "increase", "journal_balance", "last_counted",
    "life_months", "line_number", "month", "months_charged", "needed", "net", "opening", "opening_credit", "opening_debit",
    "out", "period", "pieces", "price_difference", "produced", "rate", "retention", "statement_balance", "tax", "total",
    "unbooked_in", "unbooked_out", "unit_price", "unpaid", "until", "valid_until", "verified", "warranty_until", "written_off",
    "ytd_credit", "ytd_debit",
))  # fmt: skip
"""Fields whose numbers and days stand without quotes. In any other field a text that looks like a number is quoted."""
USUAL = ("item", "quantity", "unit_price", "amount")
"""What a spoken line can say."""


def word(name: str, language: str) -> str:
    """A canonical name as a key of a book in that language."""
    return names.label(name, "zh") if language == "zh" else name


def record_text(tree: Mapping[str, Any], language: str) -> str:
    """The record as an entry of a file, ending in a newline. `tree` is as the reader gives it: "type", "id", attributes.

    Raises quote.Unwritable where a value cannot stand in a ledger.
    """
    lines = [f"- {word(tree['type'], language)}: {quoted(str(tree['id']))}"]
    for attribute, value in tree.items():
        if attribute in ("type", "id"):
            continue
        name = attribute.rstrip("_")
        key = word(name, language)
        if isinstance(value, list) and any(isinstance(one, Mapping) for one in value):
            lines.append(f"  {key}:")
            lines += [f"    - {_part(name, one, language)}" for one in value]
        else:
            lines.append(f"  {key}: {_value(name, value, language)}")
    return "\n".join(lines) + "\n"


def row_text(tree: Mapping[str, Any], language: str) -> str:
    """The record on one line in braces, as the rows of a register stand. As record_text in all else."""
    rest = {name: value for name, value in tree.items() if name not in ("type", "id")}
    return f"- {_value('', {tree['type']: tree['id']} | rest, language)}\n"


def _part(name: str, part: Any, language: str) -> str:
    """One line of a list: spoken where that says the same, else in braces."""
    spoken = _spoken(part) if name in SPOKEN and isinstance(part, Mapping) else None
    return _value(name, part, language) if spoken is None else spoken


def _spoken(part: Mapping[str, Any]) -> str | None:
    if not {"item", "quantity"} <= part.keys() <= set(USUAL):
        return None
    said = [part["item"], part["quantity"].replace(" ", "", 1)]
    price, amount = part.get("unit_price"), part.get("amount")
    if price is not None and amount is not None:
        said += [price, amount]
    elif price is not None:
        said.append(price.replace(" ", ""))
    elif amount is not None:
        said.append(f"={amount}")
    line = " ".join(said)
    return quoted(line) if parse(line) == dict(part) else None


def _value(name: str, value: Any, language: str) -> str:
    if isinstance(value, Mapping):
        pairs = (
            f"{word(inner.rstrip('_'), language)}: {_value(inner.rstrip('_'), one, language)}"
            for inner, one in value.items()
        )
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_value(name, one, language) for one in value) + "]"
    return quoted(str(value), figure=name in FIGURES)
