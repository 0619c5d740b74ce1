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
from houqin.text import disk, lock, whole
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


SECOND = "store/新库/2026-11.yaml"


def full(*_: Any, **__: Any) -> Any:
    raise OSError(28, "No space left on device")


PIECES = (
    "- 领用: CK-1\n  用途: 甲\n", "- 领用: CK-2\n  明细:\n    - 大米 5斤\n", "- issue: CK-3\n  purpose: b\n", "\n",
    "# 十月\n", "  # 页边\n", "  备注: 乙\n", "- 领用: CK-4\n  备注: |\n    一\n", "    二\n", "---\n", "...\n", "[]\n",
    '- 领用: CK-5\n  备注: "一\n', '    二"\n', "- 领用: CK-6\n  备注: 一\n    续\n", "- 领用: CK-7\n  用途：丙\n",
    "- 不是: 什么\n", "- {领用: CK-8, 用途: 丁}\n", "  - 领用: CK-9\n    用途: 戊\n", "- 领用: CK-10\r\n  用途: 己\r\n", "\r",
    "- 领用: CK-11", "<<<<<<< HEAD\n", "- - 庚\n", "\u3000",
)  # fmt: skip


@settings(max_examples=600, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=4), st.lists(st.sampled_from(PIECES), min_size=1, max_size=3))
@example(before=["\r", PIECES[0], PIECES[0]], more=["\r", "- 不是: 什么\n", PIECES[0]])
def test_a_file_that_only_grew_is_read_as_if_it_were_read_whole(before: list[str], more: list[str]) -> None:
    """Whatever stands in it and whatever is put behind it: only its last entry and what follows is looked at again."""
    path = "store/总务库/2026-10.yaml"
    grown = "".join(before)
    for piece in more:
        for text in (grown, grown := grown + piece):
            assert append_._entries(text.encode(), path) == read(text.encode(), path)


@pytest.mark.parametrize("call", ["open", "write", "fsync", "replace"])
def test_where_the_disk_fails_nothing_is_written(book: Path, call: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with locked(book):
        monkeypatch.setattr(disk.os, call, full)
        with pytest.raises(Failure, match="not_written") as failed:
            append(book, [addition("YS-1"), addition("YS-2", path=SECOND)])
        monkeypatch.undo()
    assert failed.value.exit_code == 1
    assert (book / PATH).read_bytes() == OLD.encode()
    assert left_behind(book) == []


def test_written_but_not_confirmed_has_an_exit_code_of_its_own(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder cannot be synced. Whoever tries again is told that it stands there, with exit 0; it stands there once."""
    with locked(book):
        monkeypatch.setattr(disk, "sync", full)
        with pytest.raises(Failure, match="unconfirmed") as failed:
            append(book, [addition("YS-1")])
        monkeypatch.undo()
    assert failed.value.exit_code == UNCONFIRMED == 75
    assert "YS-1" in (book / PATH).read_text(encoding="utf-8")
    with locked(book), pytest.raises(Failure, match="already") as known:
        append(book, [addition("YS-1")])
    assert (known.value.exit_code, known.value.args_["places"]) == (0, [f"{PATH}:7"])
    assert (book / PATH).read_text(encoding="utf-8").count("YS-1") == 1


def test_the_same_number_with_something_else_is_no_retry(book: Path) -> None:
    with locked(book):
        append(book, [addition("YS-1")])
        other = record_text(TREE | {"signed": {"keeper": "孙丽"}, "id": "YS-1", "supplier": "别家"}, "zh")
        tree = TREE | {"id": "YS-1", "supplier": "别家", "signed": {"保管员": "孙丽"}}
        append(book, [Addition(PATH, [other], [tree])])
    assert (book / PATH).read_text(encoding="utf-8").count(
        "- 验收: YS-1"
    ) == 2  # that it stands twice is for check to say


def test_two_additions_to_one_file_are_both_there(book: Path) -> None:
    with locked(book):
        (first,), (second,) = append(book, [addition("YS-1"), addition("YS-2")])
    lines = (book / PATH).read_text(encoding="utf-8").split("\n")
    assert (lines[first - 1], lines[second - 1]) == ("- 验收: YS-1", "- 验收: YS-2")


def test_an_editor_that_saves_meanwhile_loses_nothing(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, saved = disk.temporary, []

    def temporary(*args: Any) -> Any:
        if not saved:
            saved.append(True)
            (book / PATH).write_text(OLD + "- 领用: CK-1014-2\n  日期: 2026-10-14\n", encoding="utf-8")
        return real(*args)

    monkeypatch.setattr(disk, "temporary", temporary)
    with locked(book):
        append(book, [addition("YS-1")])
    text = (book / PATH).read_text(encoding="utf-8")
    assert text.index("CK-1014-2") < text.index("YS-1")
    assert left_behind(book) == []


def test_an_editor_that_never_stops_is_told_of(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = disk.temporary

    def temporary(*args: Any) -> Any:
        with (book / PATH).open("a", encoding="utf-8") as file:
            file.write("# 又存一次\n")
        return real(*args)

    monkeypatch.setattr(disk, "temporary", temporary)
    with locked(book), pytest.raises(Failure, match="changing"):
        append(book, [addition("YS-1")])
    assert "YS-1" not in (book / PATH).read_text(encoding="utf-8")
    assert left_behind(book) == []


# ------------------------------------------------------------ several files


def broken_off(book: Path, monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    """A command that writes to two files is gone after so many of them were replaced, nothing tidied up."""
    real, done = disk.replace, []

    def replace(temporary: Path, target: Path) -> None:
        if target.name != whole.INTENT:
            if len(done) == after:
                raise SystemExit
            done.append(target)
        real(temporary, target)

    with locked(book), monkeypatch.context() as patched:
        patched.setattr(disk, "replace", replace)
        patched.setattr(whole, "_withdraw", full)
        with pytest.raises(Failure, match="unconfirmed"):
            append(book, [addition("YS-1"), addition("YS-2", path=SECOND)])
    assert whole.pending(book)


@pytest.mark.parametrize("after", [0, 1])
def test_what_was_decided_is_finished_by_whoever_comes_next(
    book: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    broken_off(book, monkeypatch, after)
    with locked(book):
        pass
    assert "YS-1" in (book / PATH).read_text(encoding="utf-8")
    assert "YS-2" in (book / SECOND).read_text(encoding="utf-8")
    assert (left_behind(book), whole.pending(book)) == ([], False)


def test_it_is_finished_in_a_book_that_was_moved_meanwhile(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (book / ".git").mkdir()
    broken_off(book, monkeypatch, 1)
    moved = book.rename(book.parent / "新校区")
    with locked(moved):
        pass
    assert "YS-2" in (moved / SECOND).read_text(encoding="utf-8")


def test_more_behind_what_is_done_does_not_matter(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken_off(book, monkeypatch, 1)
    with (book / PATH).open("a", encoding="utf-8") as file:
        file.write("# 之后写的\n")
    with locked(book):
        pass
    assert (book / PATH).read_text(encoding="utf-8").endswith("# 之后写的\n")
    assert "YS-2" in (book / SECOND).read_text(encoding="utf-8")


def test_what_cannot_be_finished_is_told_and_kept(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half of it is done, and the other file was written by hand since: both are left, and where the rest lies is said."""
    broken_off(book, monkeypatch, 1)
    (book / SECOND).write_text("- 领用: CK-9\n  日期: 2026-11-02\n", encoding="utf-8")
    with pytest.raises(Failure, match="half") as told, locked(book):
        pytest.fail("the lock was given")
    assert told.value.exit_code == 3
    assert told.value.args_["path"] == SECOND
    assert "YS-2" in Path(told.value.args_["rest"]).read_text(encoding="utf-8")
    Path(told.value.args_["intent"]).unlink()  # as he is told, once he has copied it
    with locked(book):
        append(book, [addition("YS-3")])


def test_of_what_was_not_begun_nothing_is_left(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken_off(book, monkeypatch, 0)
    (book / PATH).write_text("# 手写\n", encoding="utf-8")
    with locked(book):
        pass
    assert (book / PATH).read_text(encoding="utf-8") == "# 手写\n"
    assert not (book / SECOND).exists()
    assert (left_behind(book), whole.pending(book)) == ([], False)


@pytest.mark.parametrize("spoilt", [b"", b"{", b"[]", b'{"form": "houqin-intent/9"}', b"\xff\xfe", b'{"form": 1}'])
def test_an_intent_that_nobody_understands_is_told(book: Path, spoilt: bytes) -> None:
    with locked(book):
        (lock.beside(book) / whole.INTENT).write_bytes(spoilt)
    with pytest.raises(Failure, match="half"), locked(book):
        pytest.fail("the lock was given")


def test_whole_files_are_written_with_the_records_and_never_over_others(book: Path) -> None:
    """A seal with its reopening, a new book: new files, whole, all at once; the same ones again are no harm."""
    seal = {"seals/2026-10.yaml": "头: 1\n".encode(), "说明.md": b"x"}
    with locked(book):
        assert len(append(book, [addition("YS-1")], seal)) == 1
        with pytest.raises(Failure, match="already"):
            append(book, [addition("YS-1")], seal)
        with pytest.raises(Failure, match="exists") as there:
            append(book, [addition("YS-2")], {"seals/2026-10.yaml": b"anders"})
    assert there.value.exit_code == 1
    assert (book / "seals/2026-10.yaml").read_bytes() == seal["seals/2026-10.yaml"]
    assert "YS-2" not in (book / PATH).read_text(encoding="utf-8")


def test_a_file_that_windows_says_is_open_is_tried_again(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A scanner has it open for a moment: sharing errors 5, 32 and 33. Any other error is told at once."""
    real, waits = os.replace, []
    monkeypatch.setattr(disk.time, "sleep", waits.append)

    def shared(*paths: Any) -> None:
        if len(waits) < 3:
            error = OSError(13, "Permission denied")
            error.winerror = (5, 32, 33)[len(waits)]  # type: ignore[attr-defined,misc]
            raise error
        real(*paths)

    with locked(book), monkeypatch.context() as patched:
        patched.setattr(disk.os, "replace", shared)
        append(book, [addition("YS-1")])
    assert waits == [0.05, 0.1, 0.2]
    assert "YS-1" in (book / PATH).read_text(encoding="utf-8")
    assert sum(disk.WAITS) == pytest.approx(2.55)

    def always(*_: Any) -> None:
        error = OSError(13, "Permission denied")
        error.winerror = 32  # type: ignore[attr-defined,misc]
        raise error

    with locked(book), monkeypatch.context() as patched:
        patched.setattr(disk.os, "replace", always)
        with pytest.raises(Failure, match="not_written"):
            append(book, [addition("YS-2")])
    assert waits == [0.05, 0.1, 0.2, *disk.WAITS]
    assert left_behind(book) == []


# ------------------------------------------------------------ who may write


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


def test_a_book_that_was_put_into_git_has_its_lock_there(book: Path) -> None:
    with locked(book):
        first = lock.beside(book)
    (book / ".git").mkdir(exist_ok=True)
    with locked(book):
        assert lock.beside(book) == book / ".git" / "houqin"
    assert first != book / ".git" / "houqin"


def test_a_lock_held_too_long_is_told(book: Path) -> None:
    """With who holds it: process, computer, command."""
    with locked(book), pytest.raises(Failure, match="locked_by") as told, locked(book, patience=0.05):
        pytest.fail("two writers at once")
    assert told.value.args_["pid"] == str(os.getpid())
    assert told.value.args_["command"].startswith("houqin")
    with locked(book):
        (lock.beside(book) / lock.HOLDER).unlink()
        with pytest.raises(Failure, match=r"text\.locked'"), locked(book, patience=0.05):
            pytest.fail("two writers at once")


def test_a_lock_that_was_taken_away_is_noticed(book: Path) -> None:
    """Somebody cleaned up: another writer would get a lock of his own. Neither writes over the other."""
    with locked(book):
        (lock.beside(book) / lock.LOCK).unlink()
        (lock.beside(book) / lock.LOCK).touch()  # another's
        with pytest.raises(Failure, match="lock_gone"):
            append(book, [addition("YS-1")])
    assert "YS-1" not in (book / PATH).read_text(encoding="utf-8")
    assert left_behind(book) == []


def test_what_a_dead_writer_left_is_swept_in_all_folders(book: Path) -> None:
    there = [book / PATH, book / "seals" / "2026-09.yaml", lock.beside(book) / "intent"]
    for path in there:
        path.parent.mkdir(exist_ok=True)
        path.with_name(f".{path.name}.0123abcd.tmp").write_text("half")
    with locked(book):
        append(book, [addition("YS-1")])
    assert len(left_behind(book)) == 2  # where he wrote they are gone; nobody says that one died
    (lock.beside(book) / lock.HOLDER).write_text("{}")
    with locked(book):
        assert left_behind(book) == []
