"""What is written is read back as the same, or it is not written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from houqin import names
from houqin.diagnostics import UNCONFIRMED, Failure
from houqin.records.catalogue import TYPES, models
from houqin.text import append as append_
from houqin.text.append import Addition, append, locked
from houqin.text.quote import Unwritable, quoted
from houqin.text.raw import UNSEEN
from houqin.text.read import read
from houqin.text.write import FIGURES, record_text

# ------------------------------------------------------------ one value

NASTY = st.one_of(
    st.text(max_size=40),
    st.text(
        alphabet=" \t\n:#,，：-[]{}\"'\\!&*?|>%@`~=<.。\u3000［｛“”＃　no1e0xé大米﻿\x85\u2028\u202e\x00\x7f", max_size=30
    ),
    st.sampled_from(
        [
            "no",
            "010",
            "1e3",
            "null",
            "~",
            "2026-10-31",
            "1_000",
            ".inf",
            "- 甲",
            "? a",
            "a: b",
            "a #b",
            "甲：乙",
            "=1+1",
            "<<",
            "---",
        ]
    ),
)


def back(text: str) -> Any:
    entries, faults = read(text.encode(errors="surrogatepass"), "store/库/2026-10.yaml")
    assert faults == []
    return [entry.tree for entry in entries]


@settings(max_examples=1500, deadline=None)
@given(NASTY)
@example("供应：甲")
@example("a:\u3000b")
def test_any_text_is_read_back_or_refused(text: str) -> None:
    """After a colon, in braces, in a list: the same text three times, or Unwritable for what no ledger may hold."""
    if odd := UNSEEN.search(text):
        with pytest.raises(Unwritable) as refused:
            quoted(text)
        assert refused.value.character == odd[0]
        return
    written = quoted(text)
    parts = f"{{备注: {written}, 规格: {written}}}"
    plain = f"- 领用: CK-1\n  用途: {written}\n  明细:\n    - {parts}\n  备注: [{written}, {written}]\n"
    (tree,) = back(plain)
    assert tree["purpose"] == tree["lines"][0]["note"] == tree["lines"][0]["spec"] == text
    assert tree["note"] == [text, text]


@pytest.mark.parametrize(
    "text", ["no", "Yes", "010", "1e3", "6011", "null", "1_000", "2026-10-31", "12:30", "0x1F", "1.5"]
)
def test_what_other_programs_would_retype_is_quoted(text: str) -> None:
    assert quoted(text) == f'"{text}"'


def test_plain_words_stay_plain_and_figures_where_they_are_meant() -> None:
    assert [quoted(word) for word in ("大米", "A4复印纸", "JY-1013-1", "永安五金（东街店）")] == [
        "大米", "A4复印纸", "JY-1013-1", "永安五金（东街店）",
    ]  # fmt: skip
    assert quoted("2026-10-31", figure=True) == "2026-10-31"
    assert quoted("-0.30", figure=True) == "-0.30"
    assert quoted("1,250.00", figure=True) == '"1,250.00"'


# ------------------------------------------------------------ one record

TREE: dict[str, Any] = {
    "type": "acceptance", "id": "SYS-1031-1", "date": "2026-10-31", "supplier": "城关粮油店",
    "lines": [
        {"item": "大米", "quantity": "500 斤", "unit_price": "2.60", "amount": "1300.00"},
        {"item": "食盐", "quantity": "20 袋", "amount": "40.00"},
        {"item": "花生 油", "quantity": "2.5 桶", "unit_price": "94.00 元/桶"},
        {"item": "猪肉", "quantity": "10 斤", "batch": "20261030", "produced": "2026-10-30"},
    ],
    "signed": {"keeper": "孙丽", "supervisor": ["陈志远", "王芳"]},
    "evidence": ["evidence/2026-10/送货单: 1.jpg"],
}  # fmt: skip


def test_a_record_in_the_words_of_a_chinese_book() -> None:
    assert (
        record_text(TREE, "zh")
        == """\
- 验收: SYS-1031-1
  日期: 2026-10-31
  供应商: 城关粮油店
  明细:
    - 大米 500斤 2.60 1300.00
    - 食盐 20袋 =40.00
    - 花生 油 2.5桶 94.00元/桶
    - {物品: 猪肉, 数量: 10 斤, 批号: "20261030", 生产日期: 2026-10-30}
  签字: {保管员: 孙丽, 监督员: [陈志远, 王芳]}
  附证: ["evidence/2026-10/送货单: 1.jpg"]
"""
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_record_is_read_back_in_either_language(language: str) -> None:
    expected = dict(TREE)
    if language == "en":
        assert record_text(TREE, "en").startswith("- acceptance: SYS-1031-1\n  date: 2026-10-31\n")
    (tree,) = back(record_text(TREE, language))
    signed = tree.pop("signed")
    assert {names.role_named(role): who for role, who in signed.items()} == expected.pop("signed")
    assert tree == expected


def scalar_names() -> dict[str, set[str]]:
    """Field → the functions that read it, over all models."""
    found: dict[str, set[str]] = {}
    for folder in TYPES:
        todo = list(models(folder).values())
        while todo:
            model = todo.pop()
            for name, field in model.model_fields.items():
                for function in functions(field, todo):
                    found.setdefault(name.rstrip("_"), set()).add(function)
    return found


def functions(thing: Any, todo: list[Any]) -> list[str]:
    from typing import get_args

    from houqin.records.base import Part

    if isinstance(thing, type) and issubclass(thing, Part):
        todo.append(thing)
        return []
    found = []
    for one in [*(getattr(thing, "metadata", None) or ()), *(getattr(thing, "__metadata__", None) or ())]:
        function = getattr(one, "func", None)
        if function is not None:
            cells = [cell.cell_contents for cell in getattr(function, "__closure__", None) or ()]
            inner = [cell for cell in cells if callable(cell)]
            found.append(getattr(inner[0] if inner else function, "__name__", "choice"))
    for inner_ in get_args(getattr(thing, "annotation", thing)):
        found += functions(inner_, todo)
    return found


def test_figures_stand_bare_in_exactly_the_fields_that_hold_figures() -> None:
    figures = {"amount", "positive", "whole", "day", "month", "price", "percent", "span"}
    texts = {"text", "identity", "document_number", "reference", "digits"}
    texts_too = {name for name, which in scalar_names().items() if which & figures and which & texts}
    assert texts_too == set()
    assert {name for name, which in scalar_names().items() if which & figures} == FIGURES


# ------------------------------------------------------------ at the end of a file

OLD = """\
# 保管员每天写
- 领用: CK-1014-1
  日期: 2026-10-14
  部门: 教务处
  明细: [硒鼓 1个]   # 补

"""
PATH = "store/总务库/2026-10.yaml"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    (tmp_path / PATH).parent.mkdir(parents=True)
    (tmp_path / PATH).write_bytes(OLD.encode())
    return tmp_path


def addition(*numbers: str, path: str = PATH, head: str = "") -> Addition:
    trees = [TREE | {"id": number, "signed": {"保管员": "孙丽"}} for number in numbers]
    return Addition(path, [record_text(tree | {"signed": {"keeper": "孙丽"}}, "zh") for tree in trees], trees, head)


def left_behind(book: Path) -> list[str]:
    return [path.name for path in book.rglob("*.tmp")]


def test_what_stood_there_stays_byte_for_byte(book: Path) -> None:
    with locked(book):
        ((first, second),) = append(book, [addition("YS-1", "YS-2")])
    data = (book / PATH).read_bytes()
    assert data.startswith(OLD.encode())
    lines = data.decode().split("\n")
    assert (lines[first - 1], lines[second - 1]) == ("- 验收: YS-1", "- 验收: YS-2")
    assert left_behind(book) == []


def test_a_new_month_begins_with_its_head(book: Path) -> None:
    with locked(book):
        append(book, [addition("YS-1", path="store/新库/2026-11.yaml", head="# 说明\n")])
    assert (book / "store/新库/2026-11.yaml").read_text(encoding="utf-8").startswith("# 说明\n- 验收: YS-1\n")


@pytest.mark.parametrize(
    ("old", "kept"),
    [
        ("- 领用: 甲\r\n  日期: 2026-10-14\r\n", "  日期: 2026-10-31\r\n"),  # a file from Windows stays one
        ("  - 领用: 甲\n    日期: 2026-10-14\n", "\n  - 验收: YS-1\n    日期: 2026-10-31\n"),  # indented
    ],
)
def test_the_file_s_own_form_is_kept(book: Path, old: str, kept: str) -> None:
    (book / PATH).write_bytes(old.encode())
    with locked(book):
        append(book, [addition("YS-1")])
    assert (book / PATH).read_bytes().startswith(old.encode())
    assert kept in (book / PATH).read_bytes().decode()


@pytest.mark.parametrize(
    "old", ["- 领用: 甲\n  日期: 2026-10-14", "[{领用: 甲}]\n", "甲: 乙\n", "- 领用: 甲\n  用途: |\n    一\n ...\n"]
)
def test_a_file_that_cannot_take_it_is_left_alone(book: Path, old: str) -> None:
    (book / PATH).write_bytes(old.encode())
    with locked(book), pytest.raises(Failure, match="not_appended"):
        append(book, [addition("YS-1")])
    assert (book / PATH).read_bytes() == old.encode()
    assert left_behind(book) == []


def test_a_record_that_would_not_be_read_back_is_not_written(book: Path) -> None:
    """The pair assertion: the text is checked against the tree that was meant."""
    text = record_text(TREE | {"signed": {"keeper": "孙丽"}}, "zh")
    with locked(book), pytest.raises(Failure, match="not_appended"):
        append(book, [Addition(PATH, [text], [TREE | {"supplier": "别家", "signed": {"保管员": "孙丽"}}])])
    assert (book / PATH).read_bytes() == OLD.encode()


@pytest.mark.parametrize("call", ["open", "fsync", "replace"])
def test_where_the_disk_fails_nothing_is_written(book: Path, call: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any, **__: Any) -> Any:
        raise OSError(28, "No space left on device")

    with locked(book):
        monkeypatch.setattr(append_.os, call, full)
        with pytest.raises(Failure, match="not_written") as failed:
            append(book, [addition("YS-1"), addition("YS-2", path="store/新库/2026-11.yaml")])
        monkeypatch.undo()
    assert failed.value.exit_code == 1
    assert (book / PATH).read_bytes() == OLD.encode()
    assert left_behind(book) == []


def test_written_but_not_confirmed_has_an_exit_code_of_its_own(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(folder: Path) -> None:
        raise OSError(5, "I/O error")

    monkeypatch.setattr(append_, "_sync_folder", fails)
    with locked(book), pytest.raises(Failure, match="unconfirmed") as failed:
        append(book, [addition("YS-1")])
    assert failed.value.exit_code == UNCONFIRMED == 75
    assert "YS-1" in (book / PATH).read_text(encoding="utf-8")


def test_an_editor_that_saves_meanwhile_loses_nothing(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, saved = append_._stage, []

    def stage(*args: Any) -> Any:
        staged = real(*args)
        if not saved:
            saved.append(True)
            (book / PATH).write_text(OLD + "- 领用: CK-1014-2\n  日期: 2026-10-14\n", encoding="utf-8")
        return staged

    monkeypatch.setattr(append_, "_stage", stage)
    with locked(book):
        append(book, [addition("YS-1")])
    text = (book / PATH).read_text(encoding="utf-8")
    assert text.index("CK-1014-2") < text.index("YS-1")
    assert left_behind(book) == []


@pytest.mark.parametrize("sign", append_.UNDER_WAY)
def test_not_while_git_is_at_it(book: Path, sign: str) -> None:
    (book / ".git").mkdir()
    (book / ".git" / sign).write_text("")
    with pytest.raises(Failure, match="merging"), locked(book):
        pytest.fail("the lock was given")


def test_one_at_a_time(book: Path) -> None:
    """Four programs, five records each, one file: twenty records, none lost."""
    script = (
        "import sys; sys.path.insert(0, '.')\nfrom pathlib import Path\n"
        "from tests.text.test_write import addition\nfrom houqin.text.append import append, locked\n"
        "for n in range(5):\n    with locked(Path(sys.argv[1])):\n"
        "        append(Path(sys.argv[1]), [addition(f'YS-{sys.argv[2]}-{n}')])\n"
    )
    env = {"PYTHONPATH": os.pathsep.join(sys.path)}
    running = [subprocess.Popen([sys.executable, "-c", script, str(book), str(who)], env=env) for who in range(4)]
    assert [one.wait(60) for one in running] == [0] * 4
    entries, faults = read((book / PATH).read_bytes(), PATH)
    assert (len(entries), faults) == (21, [])
    assert len({entry.tree["id"] for entry in entries}) == 21


def test_a_lock_held_too_long_is_told(book: Path) -> None:
    with locked(book), pytest.raises(Failure, match="locked"), locked(book, patience=0.05):
        pytest.fail("two writers at once")


def test_what_a_dead_writer_left_is_swept(book: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    folder = (book / PATH).parent
    (folder / f".2026-10.yaml.{dead.pid}.0123abcd.tmp").write_text("half")
    (folder / f".2026-10.yaml.{os.getpid()}.0123abcd.tmp").write_text("somebody is at it")
    with locked(book):
        append(book, [addition("YS-1")])
    assert left_behind(book) == [f".2026-10.yaml.{os.getpid()}.0123abcd.tmp"]
