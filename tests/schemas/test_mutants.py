"""Records with something in them changed, left out or put in: whatever the reader still takes, no schema marks."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from houqin.records.catalogue import CONFIG, TYPES
from houqin.records.validate import validate
from houqin.text import naming

from .editor import Core, told
from .test_schemas import MONTH

if TYPE_CHECKING:
    from collections.abc import Iterator

VALUES = st.sampled_from(
    ["否", "是", "银行", "采购", "学校", "保管员", "2026-10", "2026-10-31", "2026-10-31 11:40", "5 斤", "2.60 元/斤", "70%", "FP-1",
     "大米 5斤", "大米 5斤 2.60 13.00", "true", "1e5", "0", "-1.5", "12.50", "100000000000000", "7", "", [], {}]
)  # fmt: skip
"""What may be put in the place of something else."""


def records(folder: str) -> list[dict[str, Any]]:
    """One record of every kind, every scalar a text, as the reader gives them."""
    text = (MONTH / f"{folder}.yaml").read_text(encoding="utf-8")
    tree = yaml.load(text, Loader=yaml.BaseLoader)
    return tree if isinstance(tree, list) else [tree]


def places(node: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    for step, inner in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        yield (*at, step)
        yield from places(inner, (*at, step))


@st.composite
def mutants(draw: st.DrawFn, folder: str) -> dict[str, Any]:
    """A record changed in one place or two."""
    record = copy.deepcopy(draw(st.sampled_from(records(folder))))
    for _ in range(draw(st.integers(1, 2))):
        *way, last = draw(st.sampled_from(sorted(places(record), key=str) or [("备注",)]))
        node: Any = record
        for step in way:
            node = node[step]
        change = draw(st.sampled_from(["leave out", "replace", "alone", "in a list", "another field"]))
        value = node.get(last) if isinstance(node, dict) else node[last]
        if change == "leave out":
            node.pop(last)
        elif change == "replace":
            node[last] = draw(VALUES)
        elif change == "in a list":
            node[last] = [value]
        elif change == "alone" and isinstance(value, list) and value:
            node[last] = value[0]
        elif isinstance(node, dict):
            node[draw(st.sampled_from([key for key in record if isinstance(key, str)] or ["备注"]))] = value
    return record


def read(folder: str, record: dict[str, Any]) -> bool:
    """Whether the reader takes a record."""
    _, tree, wrong = naming.record(copy.deepcopy(record), school=folder == CONFIG)
    return not wrong and not validate(folder, [tree])[1]


def typed(node: Any) -> Any:
    """The record as an editor sees it."""
    if isinstance(node, dict):
        return {key: typed(value) for key, value in node.items()}
    if isinstance(node, list):
        return [typed(value) for value in node]
    loader = Core("")
    return loader.construct_object(yaml.ScalarNode(loader.resolve(yaml.ScalarNode, node, (True, False)), node))


@pytest.mark.parametrize("folder", TYPES)
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_what_the_reader_takes_is_not_marked(folder: str, data: st.DataObject) -> None:
    record = data.draw(mutants(folder))
    if read(folder, record):
        tree = typed(record)
        assert told(folder, "zh", tree if folder == CONFIG else [tree]) == []
