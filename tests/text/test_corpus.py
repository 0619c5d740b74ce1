"""Every hazard of reading has a small file that must be refused at the right place, in words."""

from __future__ import annotations

import pathlib

import pytest
import yaml

from houqin.messages import say, table
from houqin.text import events
from houqin.text.read import read

BAD = pathlib.Path(__file__).parent.parent / "bad"
EXPECTED: dict[str, list[tuple[str, int, int]]] = yaml.safe_load((BAD / "expected.yml").read_text("utf-8"))


def test_every_bad_file_is_expected_and_every_expected_file_is_there() -> None:
    assert {path.stem for path in BAD.glob("*.yaml")} == EXPECTED.keys()
    assert len(EXPECTED) >= 80


@pytest.mark.parametrize("libyaml", [True, False], ids=["libyaml", "pure"])
@pytest.mark.parametrize("name", EXPECTED)
def test_a_bad_file_is_refused_at_its_place(name: str, libyaml: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "LIBYAML", libyaml and events.LIBYAML)
    _, diagnostics = read((BAD / f"{name}.yaml").read_bytes(), "采购/2026-10.yaml")
    expected = [tuple(row) for row in EXPECTED[name]]
    found = [(d.code, d.line, d.column) for d in diagnostics]
    assert [(*f[:2], f[2] if e[2] else 0) for f, e in zip(found, expected, strict=False)] == expected
    assert len(found) == len(expected)
    assert all(d.path == "采购/2026-10.yaml" for d in diagnostics)


@pytest.mark.parametrize("name", EXPECTED)
def test_every_refusal_speaks_both_languages(name: str) -> None:
    _, diagnostics = read((BAD / f"{name}.yaml").read_bytes(), "采购/2026-10.yaml")
    for diagnostic in diagnostics:
        row = table()[diagnostic.code]
        assert row.severity == "error"
        for template, language in ((row.zh, "zh"), (row.hint_zh, "zh"), (row.en, "en"), (row.hint_en, "en")):
            assert template
            assert say(template, diagnostic.args, language)  # type: ignore[arg-type]


def test_every_code_has_a_bad_file_but_those_with_a_test_of_their_own() -> None:
    mine = {code for code in table() if code.startswith("text.")}
    elsewhere = {"text.too_big", "text.more", "text.no_school", "text.not_a_mapping", "text.syntax"}
    writing = {  # test_write.py and tests/durability
        "locked", "locked_by", "no_lock", "lock_gone", "merging", "not_appended", "changing", "unconfirmed", "already",
        "exists", "broken_off", "half",
    }  # fmt: skip
    elsewhere |= {f"text.{code}" for code in writing}
    assert mine - {row[0] for rows in EXPECTED.values() for row in rows} == elsewhere
