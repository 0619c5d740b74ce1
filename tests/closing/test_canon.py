"""What is form and what is fact in a record: the canonical tree, and the hashes of every release."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from houqin import names
from houqin.closing import canon
from houqin.records import scalars
from houqin.records.base import Part
from houqin.records.catalogue import TYPES, models
from houqin.text.read import read
from houqin.text.write import record_text

GOLDEN = Path(__file__).parent / "golden.yaml"


def hashes(text: str, series: str = "") -> list[str]:
    entries, wrong = read(text.encode(), "store/总务库/2026-10.yaml")
    assert wrong == []
    return [canon.digest(canon.tree(e.type, e.tree, series)) for e in entries]


def digest(text: str) -> str:
    [one] = hashes(text)
    return one


SLIP = """\
- 验收: YS-261019-01
  日期: 2026-10-19
  供应商: 永安五金
  计价依据: 凭据
  明细:
    - LED灯管 2箱 372.50 745.00
    - 空气开关 6个 38.60 231.60
  签字: {采购员: 张建国, 保管员: 王强}
  附证: evidence/2026-10/送货单.jpg
"""


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("日期:", "date:"),
        ("- 验收:", "- acceptance:"),
        ("LED灯管 2箱 372.50 745.00", "{物品: LED灯管, 数量: 2 箱, 单价: 372.50, 金额: 745.00}"),
        ("LED灯管 2箱 372.50 745.00", "{item: LED灯管, quantity: 2箱, unit_price: 372.50, amount: 745.00}"),
        ("凭据", "凭据  # 供应商送来的"),
        ("永安五金", '"永安五金"'),
        ("{采购员: 张建国, 保管员: 王强}", "{keeper: [王强], buyer: 张建国}"),
        ("evidence/2026-10/送货单.jpg", "[{文件: evidence/2026-10/送货单.jpg}]"),
        ("  日期: 2026-10-19\n  供应商: 永安五金\n", "  供应商: 永安五金\n\n  日期: 2026-10-19\n"),
    ],
)
def test_the_same_fact_written_otherwise_has_the_same_hash(was: str, now: str) -> None:
    assert was in SLIP
    assert digest(SLIP.replace(was, now)) == digest(SLIP)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("2箱 372.50 745.00", "3箱 372.50 1117.50"),
        ("372.50 745.00", "372.50元/箱 =745.00"),  # a price with its unit says more than one without
        ("231.60", "231.6"),  # 100.0 for 100.00: what was written down is not what is written now
        ("2026-10-19", "2026-10-20"),
        ("YS-261019-01", "YS-261019-02"),
        ("张建国", "王强"),
        ("永安五金", "永安五店"),
        ("- 验收:", "- 退货:"),
        (
            "    - LED灯管 2箱 372.50 745.00\n    - 空气开关 6个 38.60 231.60\n",
            "    - 空气开关 6个 38.60 231.60\n    - LED灯管 2箱 372.50 745.00\n",
        ),  # which line is the first is told by others that name it
    ],
)
def test_another_fact_has_another_hash(was: str, now: str) -> None:
    assert was in SLIP
    assert digest(SLIP.replace(was, now)) != digest(SLIP)


def test_an_acceptance_turned_into_an_order_by_its_first_line_is_no_form() -> None:
    """Sorted by keys the two have the same fields: the type is hashed beside them."""
    acceptance = "- 验收: YS-1\n  订单: DD-1\n  日期: 2026-10-19\n"
    order = "- 订单: DD-1\n  验收: YS-1\n  日期: 2026-10-19\n"
    assert digest(acceptance) != digest(order)


def test_the_same_slip_in_another_store_is_another_record() -> None:
    assert hashes(SLIP, "总务库") != hashes(SLIP, "小学部库")


def test_choices_are_known_in_either_language() -> None:
    """Every field of every model that takes a choice, a post, a set or yes or no: either language has one hash."""
    seen = 0
    for type_, parent, attribute, kind, several in chosen():
        for canonical, chinese in words(kind).items():
            said = [
                canon.tree(type_, nested(type_, parent, attribute, [one] if several else one))
                for one in (canonical, chinese)
            ]
            assert said[0] == said[1], (type_, parent, attribute, canonical)
            seen += 1
    assert seen > 500


def nested(type_: str, parent: str, attribute: str, value: Any) -> dict[str, Any]:
    inner = {attribute: value, "note": "x"} if attribute != "signed" else {"signed": {value: "王强"}}
    return {"type": type_, "id": "1", **(inner if parent == type_ else {parent: [inner, inner]})}


def words(kind: str) -> dict[str, str]:
    return names.ROLES if kind == "role" else names.CHOICES[kind]


def chosen() -> list[tuple[str, str, str, str, bool]]:
    """(type, what the field stands in, attribute, choices) of every model's field that takes one."""
    found = []
    for folder, types in TYPES.items():
        for type_ in types:
            todo: list[tuple[str, type[Part]]] = [(type_, models(folder)[type_])]
            while todo:
                parent, model = todo.pop()
                for attribute, field in model.model_fields.items():
                    found += [(type_, parent, attribute, kind, "Several" in str(field)) for kind in kinds(field)]
                    todo += [(attribute, part) for part in parts(field.annotation)]
    return found


def kinds(field: Any) -> set[str]:
    found: set[str] = set()

    def look(thing: Any) -> None:
        for validator in getattr(thing, "metadata", None) or getattr(thing, "__metadata__", None) or ():
            function = getattr(validator, "func", None)
            held = [function, *(cell.cell_contents for cell in getattr(function, "__closure__", None) or ())]
            for one in held:
                if isinstance(one, partial) and one.func is scalars.choice:
                    found.add(one.args[0])
                known = {scalars.role: "role", scalars.set_name: "set", scalars.yes_no: "yes_no"}
                if callable(one) and not isinstance(one, partial) and one in known:
                    found.add(known[one])
        for inner in get_args(getattr(thing, "annotation", thing)):
            look(inner)

    look(field)
    return found


def parts(annotation: Any) -> list[type[Part]]:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return [annotation]
    return [part for inner in get_args(annotation) for part in parts(inner)]


TEXTS = st.text("甲乙丙丁大米袋AZ-01. 元/斤", min_size=1, max_size=8).map(str.strip).filter(bool)


@given(st.dictionaries(st.sampled_from(["note", "supplier", "batch", "spec", "summary"]), TEXTS), st.booleans())
def test_what_houqin_writes_of_a_record_keeps_its_hash(fields: dict[str, str], chinese: bool) -> None:
    named = {"type": "acceptance", "id": "YS-1", "date": "2026-10-19", **fields}
    text = record_text(named, "zh" if chinese else "en")
    assert digest(text) == canon.digest(canon.tree("acceptance", named))


def test_line_ends_are_form_in_a_text_and_not_in_a_picture() -> None:
    assert canon.bytes_of(b"a\r\nb\r\n") == canon.bytes_of(b"a\nb\n")
    assert canon.bytes_of(b"\x89PNG\0\r\n") != canon.bytes_of(b"\x89PNG\0\n")


def test_a_file_is_its_records_in_any_order_at_its_place() -> None:
    assert canon.content("store/总务库/2026-10.yaml", ["a", "b"]) == canon.content(
        "store/总务库/2026-10.yaml", ["b", "a"]
    )
    assert canon.content("store/总务库/2026-10.yaml", ["a"]) != canon.content("store/总务库/2026-11.yaml", ["a"])
    assert canon.content("a", ["a", "a"]) != canon.content("a", ["a"])


def golden() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(GOLDEN.read_text(encoding="utf-8"))
    return loaded


@pytest.mark.parametrize("release", golden())
def test_each_release_s_hashes_still_come_out(release: str) -> None:
    """The hashes stand in seals that nobody can make again: rows are added here, never changed."""
    for one in golden()[release]:
        assert hashes(one["text"], "总务库") == one["hashes"]
