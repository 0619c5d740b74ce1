"""`houqin reverse`, `approve` and `sign` at a terminal: shown, asked for, written only when somebody says so."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dialogues.talk import talk

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminal there")


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (("reverse", "{number}", "--reason", "重复"), "- 冲销: "),
        (("approve", "{number}", "--as", "总务主任", "--by", "czy"), "意见: 同意"),
        (("sign", "{number}", "--as", "领用人", "--by", "lxy"), "- 补签: "),
    ],
)
def test_it_is_shown_and_asked_for(said: tuple[str, ...], shown: str, book: Path) -> None:
    text = (book / "store" / "总务库" / "2026-10.yaml").read_text(encoding="utf-8")
    number = next(line.split(": ")[1] for line in text.split("\n") if line.startswith("- 领用: "))
    said = tuple(word.format(number=number) for word in said)
    before = {path: path.read_bytes() for path in book.rglob("*.yaml")}
    code, screen = talk(book, *said, "--today", "2026-10-30", turns=[("写入账簿吗？", "n")])
    assert (code, shown in screen, "没有写入" in screen) == (1, True, True), screen
    assert {path: path.read_bytes() for path in book.rglob("*.yaml")} == before
    code, screen = talk(book, *said, "--today", "2026-10-30", turns=[("写入账簿吗？", "y")])
    assert (code, "已写入" in screen) == (0, True), screen
