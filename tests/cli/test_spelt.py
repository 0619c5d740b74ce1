"""`houqin show --format json`: a record as programs get it."""

from __future__ import annotations

import json
from typing import Annotated, Any, get_args, get_origin

import pytest
from running import SAMPLE, inside

from houqin import names
from houqin.book.index import open_book
from houqin.facts.plain import plain
from houqin.records.base import Part
from houqin.records.catalogue import models
from houqin.records.scalars import amount, day, moment, percent, positive, price
from houqin.records.shape import functions, parts_of
from houqin.records.validate import validate
from houqin.reports.spelt import DAYS, MOMENTS, PRICES, SHARES, SUMS, spelt

pytestmark = pytest.mark.usefixtures("bare")


def shown(number: str) -> Any:
    return json.loads(inside("show", number, "--book", str(SAMPLE), "--format", "json").out)["record"]


def test_a_record_for_programs_is_as_the_ledger_has_it() -> None:
    """Decimal texts and dates, never fen, millionths or 20261013: as in every other JSON of ours."""
    record = shown("YS-1013-1")
    assert (record["date"], record["order"]) == ("2026-10-13", "DD-1010-1")
    assert record["lines"][0] == {"item": "A4复印纸", "quantity": "60 箱", "unit_price": "168.00", "amount": "10080.00"}
    assert shown("2026-10/记-3")["entries"][0]["debit"] == "10980.00"


def test_what_programs_are_given_is_the_same_record_again() -> None:
    """Every record of the sample, spelt and read back, is what the index has of it: no field is of another kind."""
    found: dict[str, list[Any]] = {}
    with open_book(SAMPLE) as opened:
        for folder, text in opened.index.execute(
            "select r.folder, d.json from record r join data d on d.record = r.id"
        ):
            found.setdefault(folder, []).append(json.loads(text))
    for folder, known in found.items():
        records, problems = validate(folder, [as_written(spelt(tree)) for tree in known])
        assert problems == []
        assert [plain(record) for record in records] == known


def as_written(value: Any) -> Any:
    """JSON's values as a ledger's texts, its keys as models have them."""
    if isinstance(value, dict):
        return {names.attribute(key): as_written(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_written(inner) for inner in value]
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def test_every_whole_number_of_a_model_is_known_for_what_it_is() -> None:
    """A new field of fen, days or shares is spelt so, in whichever record it is."""
    kinds = {amount: SUMS, positive: SUMS, day: DAYS, moment: MOMENTS, percent: SHARES, price: PRICES}
    wanted: dict[int, set[str]] = {id(table): set() for table in kinds.values()}
    waiting = [
        model for folder in names.FOLDERS if folder not in ("evidence", "seals") for model in models(folder).values()
    ]
    seen: set[type[Part]] = set()
    while waiting:
        model = waiting.pop()
        if model in seen:
            continue
        seen.add(model)
        for name, info in model.model_fields.items():
            for function in (*functions(info.annotation, info.metadata), *inside_of(info.annotation)):
                if function in kinds:
                    wanted[id(kinds[function])].add(name)
            waiting += parts_of(info.annotation)
    for table in kinds.values():
        assert wanted[id(table)] == table


def inside_of(annotation: Any) -> list[Any]:
    """The validators of what a list or a mapping holds."""
    own = functions(None, annotation.__metadata__) if get_origin(annotation) is Annotated else []
    return own + [one for inner in get_args(annotation) if not isinstance(inner, str) for one in inside_of(inner)]
