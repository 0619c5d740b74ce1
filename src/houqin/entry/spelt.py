"""What somebody typed as a ledger spells it, where it can mean one thing only: full-width digits, 元 and commas, 10月3日.

A ledger's reader takes none of this: here the record is shown as it will stand before it is written.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from houqin.entry.form import fields_of, model_of
from houqin.records import scalars
from houqin.records.base import Part
from houqin.records.validate import Loc, validate
from houqin.values import date, iso, yuan
from houqin.values import day as day_of

DAYS = {"今天": 0, "今日": 0, "today": 0, "昨天": -1, "昨日": -1, "yesterday": -1, "前天": -2}
"""Words for a day → how far it is from today."""
DAY = re.compile(r"(\d{1,2})(?:月(\d{1,2})[日号]?|[-/.](\d{1,2}))", re.ASCII)
"""A day whose year nobody says: 10月3日, 10-3, 10/3: the month first."""
OF_HEADS = {"pupils": "人", "subsidised": "人", "staff": "人", "guests": "人", "heads": "人", "meals": "餐"}
"""Fields that are counted in one unit only."""
UNCLEAR = re.compile(r"\d[\s_、]+\d|,(?!\d{3}(?!\d))", re.ASCII)
"""A figure in pieces, or with a comma that parts no thousands: 12,5 may be 12.5 and 125."""
CURRENCY = re.compile(r"^(?:rmb|cny)\s*|\s*(?:yuan|rmb|cny|块钱?|元整)$", re.IGNORECASE)
"""What stands beside a sum and is no part of it."""
SEVERAL = re.compile(r"[、，,；;]")
"""What stands between several of a kind."""
WHOLE = ("record.date_spelling", "record.month_spelling", "record.digits_spelling")
"""Spellings in which spaces and commas part nothing else."""


def spelt(folder: str, type_: str, tree: dict[str, Any], today: int) -> None:
    """Put into the tree of a record how its days, sums and quantities are spelt; what is not clear stays as it was."""
    _listed(tree, model_of(type_))
    for name in ("date", "booked"):
        if isinstance(said := tree.get(name), str):
            tree[name] = day_meant(said, today)
    _, found = validate(folder, [{**tree, "id": tree.get("id") or "0"}])
    for one in found:
        holder, key = _at(tree, one.loc)
        if holder is None or not isinstance(said := holder[key], str):
            continue
        if key in OF_HEADS and scalars.NUMBER.fullmatch(_half(said)):
            holder[key] = f"{_half(said)} {OF_HEADS[key]}"
        elif one.code == "record.not_list":
            holder[key] = [said]
        elif one.code == "record.amount" and not UNCLEAR.search(plain := CURRENCY.sub("", _half(said))):
            holder[key] = plain.replace(",", "")
        elif one.code.endswith("_spelling") and (one.code in WHOLE or not UNCLEAR.search(_half(said))):
            holder[key] = one.args["instead"]
    _in_full(tree, model_of(type_))


def _listed(tree: dict[str, Any], model: type[Part]) -> None:
    """Several in one text, FK-1、FK-2, as the list that they are; what may have such a sign in it stays."""
    for field in fields_of(model):
        value = tree.get(field.attribute)
        if isinstance(value, str) and field.many and (field.names_documents or field.register or field.choices):
            pieces = [piece.strip() for piece in SEVERAL.split(value) if piece.strip()]
            tree[field.attribute] = pieces if len(pieces) > 1 else value


def day_meant(said: str, today: int) -> str:
    """The day that is meant by 昨天, or by 10月3日: of the years the one in which it is nearest to today. Anything else as
    it is."""
    half, now = _half(said), date(today)
    if half.lower() in DAYS:
        return iso(day_of(now + datetime.timedelta(days=DAYS[half.lower()])))
    if not (found := DAY.fullmatch(half)):
        return said
    near = []
    for year in (now.year - 1, now.year, now.year + 1):
        try:
            near.append(datetime.date(year, int(found[1]), int(found[2] or found[3])))
        except ValueError:  # no such day in that year
            continue
    return iso(day_of(min(near, key=lambda one: abs(one - now)))) if near else said


def _half(said: str) -> str:
    return unicodedata.normalize("NFKC", said).strip()


def _at(tree: Any, loc: Loc) -> tuple[Any, Any]:
    """The mapping or list that holds what is at a place, and its key there; None where the place is no value's."""
    if not loc:
        return None, None
    for step in loc[:-1]:
        tree = tree[step]
    holds = isinstance(tree, Mapping) or (isinstance(tree, list) and isinstance(loc[-1], int))
    return (tree, loc[-1]) if holds else (None, None)


def _in_full(tree: dict[str, Any], model: type[Part]) -> None:
    """Sums with both decimals, and a space between a quantity and its unit, all the way down."""
    for field in fields_of(model):
        value = tree.get(field.attribute)
        if field.part:
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, dict):
                    _in_full(one, field.part)
        elif isinstance(value, str) and field.scalar in (scalars.amount, scalars.positive):
            if (fen := scalars.understood(field.scalar, value)) is not None:
                tree[field.attribute] = yuan(fen, grouped=False)
        elif isinstance(value, str) and field.scalar is scalars.quantity:
            tree[field.attribute] = str(scalars.understood(scalars.quantity, value) or value)
