"""What a ledger file reads as: types, names, lines, places."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.text.fuzz import SEEDS, run, spoken

from houqin.messages import table
from houqin.text import events
from houqin.text.careful import place
from houqin.text.events import plain
from houqin.text.nodes import compose, tree
from houqin.text.read import Entry, read

LEDGER = "采购/2026-10.yaml"
ACCEPTANCE = """\
# 九月
- 验收: YS-0903-1
  日期: 2026-09-03
  订单: DD-0901-2
  明细:
    - 大米 500斤 2.60 1300.00
    - 物品: 菜籽油
      数量: 10 桶
      金额: 940.00
  签字: {采购员: 张建国,
         监督员: [李秀英, 王芳]}
# 十月

- 领用: CK-1
  日期: 2026-10-01
"""


def entries(text: str, path: str = LEDGER) -> list[Entry]:
    """The entries of a text without a fault."""
    found, diagnostics = read(text.encode(), path)
    assert diagnostics == []
    return found


def codes(text: str, path: str = LEDGER) -> list[tuple[str, int]]:
    """Code and line of each fault."""
    return [(d.code.removeprefix("text."), d.line) for d in read(text.encode(), path)[1]]


def test_a_slip_reads_under_its_canonical_names() -> None:
    slip = entries(ACCEPTANCE)[0]
    assert slip.type == "acceptance"
    assert slip.tree == {
        "type": "acceptance",
        "id": "YS-0903-1",
        "date": "2026-09-03",
        "order": "DD-0901-2",
        "lines": [
            {"item": "大米", "quantity": "500 斤", "unit_price": "2.60", "amount": "1300.00"},
            {"item": "菜籽油", "quantity": "10 桶", "amount": "940.00"},
        ],
        "signed": {"采购员": "张建国", "监督员": ["李秀英", "王芳"]},
    }


def test_the_same_slip_in_english_is_the_same_record() -> None:
    chinese = entries("- 验收: YS-1\n  日期: 2026-09-03\n  起: 一\n")[0]
    english = entries("- acceptance: YS-1\n  date: 2026-09-03\n  from: 一\n")[0]
    assert chinese == english
    assert english.tree["from_"] == "一"


def test_lines_are_spoken_in_a_dish_as_in_a_slip() -> None:
    """Of a menu each dish has its materials; what is wrong with one is told at its own line."""
    menu = "- 食谱: SP-1\n  日期: 2026-10-12\n  餐次: 午餐\n  菜品表:\n    - 菜品: 红烧肉\n      明细:\n        - 猪肉 60克\n"
    (dish,) = entries(menu)[0].tree["dishes"]
    assert dish["lines"] == [{"item": "猪肉", "quantity": "60 克"}]
    (wrong,) = read((menu + "        - 生姜 少许\n").encode(), "canteen/2026-10.yaml")[1]
    assert (wrong.code, wrong.line, wrong.column) == ("text.spoken_quantity", 8, 11)


def test_an_entry_has_its_lines_without_the_comments_after_it() -> None:
    assert [(e.line, e.end) for e in entries(ACCEPTANCE)] == [(2, 11), (14, 15)]


def test_an_entry_begins_where_its_dash_stands() -> None:
    assert [(e.line, e.end) for e in entries("-\n  验收: YS-1\n- # 第二笔\n  验收: YS-2\n")] == [
        (1, 2),
        (3, 4),
    ]


def test_a_register_may_have_one_row_a_line() -> None:
    rows = entries('- {科目: "1001", 名称: 现金}\n- {物品: 大米, 包装: {公斤: 2 斤, 袋: 50 斤}}\n')
    assert [(r.type, r.tree["id"], r.line, r.end) for r in rows] == [
        ("account", "1001", 1, 1),
        ("item", "大米", 2, 2),
    ]
    assert rows[1].tree["packs"] == {"公斤": "2 斤", "袋": "50 斤"}


@pytest.mark.parametrize("value", ["no", "off", "12:30", "010", "1e3", "1234e5", "1_000", "2024-02-30", "~", "null"])
def test_what_stands_there_is_what_is_read(value: str) -> None:
    assert entries(f"- 验收: YS-1\n  备注: {value}\n")[0].tree["note"] == value


def test_an_empty_month_is_no_error() -> None:
    assert entries("") == entries("# 十一月还没有单据\n") == entries("[]\n") == entries("# 没有换行\n---\n") == []


def test_a_mark_and_windows_line_ends_are_taken() -> None:
    assert read(b"\xef\xbb\xbf" + ACCEPTANCE.replace("\n", "\r\n").encode(), LEDGER) == (
        entries(ACCEPTANCE),
        [],
    )


def test_the_school_file_is_one_mapping_with_its_keys_in_any_order() -> None:
    school = entries("语言: zh\n学校: 城关实验学校\n学期:\n  - {学期: 2026秋, 起: 2026-09-01}\n", "houqin.yaml")
    assert [(s.type, s.line, s.end) for s in school] == [("school", 1, 4)]
    assert school[0].tree == {
        "type": "school",
        "id": "城关实验学校",
        "language": "zh",
        "terms": [{"term": "2026秋", "from_": "2026-09-01"}],
    }


def test_the_school_file_must_name_the_school_and_be_no_list() -> None:
    assert codes("语言: zh\n", "houqin.yaml") == [("no_school", 1)]
    assert codes("- 学校: 城关实验学校\n", "books/houqin.yaml") == [("not_a_mapping", 1)]


def test_one_unreadable_slip_does_not_hide_the_others() -> None:
    text = '- 验收: YS-1\n- 验收：YS-2\n- 领用: CK-1\n  备注: "一\n- 领用: CK-2\n'
    found, diagnostics = read(text.encode(), LEDGER)
    assert [e.tree["id"] for e in found] == ["YS-1", "CK-2"]
    assert [(d.code, d.line) for d in diagnostics] == [("text.fullwidth_colon", 2), ("text.open_quote", 4)]


def test_a_slip_without_its_unknown_field_is_still_given() -> None:
    found, diagnostics = read("- 验收: YS-1\n  供应伤: 甲\n".encode(), LEDGER)
    assert [e.tree for e in found] == [{"type": "acceptance", "id": "YS-1"}]
    assert diagnostics[0].args == {"found": "供应伤", "instead": "供应商"}


def test_a_sorted_slip_is_told_which_line_to_move() -> None:
    _, diagnostics = read("- 供应商: 甲\n  日期: 2026-10-08\n  订单: DD-1\n  验收: YS-1\n".encode(), LEDGER)
    assert [(d.code, d.args) for d in diagnostics] == [("text.type_not_first", {"found": "验收", "first": 4})]


def test_hundreds_of_faults_are_cut_short() -> None:
    found = codes("".join(f"- 验收: YS-{i}\n  供应伤: 甲\n" for i in range(300)))
    assert len(found) == 51
    assert found[-1] == ("more", 102)


def test_a_file_too_large_is_not_read() -> None:
    assert codes("#" + "一" * 2_000_000) == [("too_big", 1)]


@pytest.mark.parametrize(
    ("loc", "at"),
    [
        (("date",), (3, 7)),
        (("id",), (2, 7)),
        (("lines",), (5, 3)),
        (("lines", 0, "quantity"), (6, 7)),
        (("lines", 1, "quantity"), (8, 11)),
        (("lines", 1, "unit_price"), (7, 7)),
        (("signed", "监督员", 1), (11, 21)),
        (("signed", "监督员", "[key]"), (11, 10)),
        (("supplier",), (2, 3)),
        (("lines", 1, "Line", "amount"), (9, 11)),
    ],
)
def test_a_field_has_its_place(loc: tuple[str | int, ...], at: tuple[int, int]) -> None:
    assert place(ACCEPTANCE.encode(), entries(ACCEPTANCE)[0], loc) == at


def test_the_key_of_a_field_has_a_place_of_its_own() -> None:
    assert place(ACCEPTANCE.encode(), entries(ACCEPTANCE)[1], ("date",), key=True) == (15, 3)


def test_a_place_in_the_school_file_follows_its_own_names() -> None:
    text = "语言: zh\n学校: 城关实验学校\n账套:\n  - {账套: 学校, 凭证字: 记}\n"
    school = entries(text, "houqin.yaml")[0]
    assert place(text.encode(), school, ("sets", 0, "set")) == (4, 10)
    assert place(text.encode(), school, ("id",)) == (2, 5)


@pytest.mark.parametrize("source", [*SEEDS, ACCEPTANCE])
def test_the_quick_reader_and_the_careful_one_read_the_same(source: str) -> None:
    quick = plain(source, source.split("\n"), single=False)
    root, faults, error = compose(source)
    assert quick is not None
    assert root is not None
    assert ([raw for raw, _, _ in quick], faults, error) == (tree(root), [], None)


def test_without_libyaml_the_same_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    before = [entries(source) for source in SEEDS]
    monkeypatch.setattr(events, "LIBYAML", False)
    assert [entries(source) for source in SEEDS] == before


@given(st.text())
def test_no_text_can_break_the_reader(text: str) -> None:
    _, diagnostics = read(text.encode("utf-8", "surrogatepass"), LEDGER)
    assert all(d.line >= 1 and d.column >= 1 and d.code in table() for d in diagnostics)


@given(st.binary())
def test_no_bytes_can_break_the_reader(data: bytes) -> None:
    for path in (LEDGER, "houqin.yaml"):
        _, diagnostics = read(data, path)
        assert all(d.line >= 1 and d.code in table() for d in diagnostics)


@given(st.lists(st.sampled_from(["- ", "验收: ", "YS-1", "\n", "  ", "：", "[", "{", "}", '"', "&a", "*a", ",", "#"])))
def test_no_pieces_of_yaml_can_break_the_reader(pieces: list[str]) -> None:
    _, diagnostics = read("".join(pieces).encode(), LEDGER)
    assert all(d.line >= 1 and d.column >= 1 for d in diagnostics)


FLOODS = {
    "brackets": "[" * 5000,
    "braces": "{a: " * 5000,
    "dashes": "- " * 5000,
    "wide spaces": "　" * 5000 + "x",
    "curly quotes": "- a: " + "“" * 5000,
    "wide colons": "a：" * 5000,
    "wide commas": "- a: [" + "，" * 5000,
    "open braces in a broken line": "- a: {" + "[，" * 5000,
    "spaces": "- a: b" + " " * 5000 + ": c",
    "keys": "- 验收: YS-1\n" + "".join(f"  键{i}: 一\n" for i in range(500)),
    "broken entries": '- a: "\n' * 1000,
}


@pytest.mark.parametrize("text", FLOODS.values(), ids=FLOODS.keys())
def test_a_few_kilobytes_of_one_sign_take_no_time(text: str) -> None:
    begin = time.process_time()  # not what the machine does beside
    _, diagnostics = read((text + "\n").encode(), LEDGER)
    assert diagnostics
    assert time.process_time() - begin < 0.4  # 50 ms on a quiet machine


def test_mutants_of_good_ledgers_are_read_or_refused_in_place() -> None:
    outcomes, _ = run(3000, 7)
    assert outcomes["read"] > 200
    assert len(outcomes) > 30


def test_mutants_of_spoken_lines_are_understood_or_refused() -> None:
    outcomes = spoken(3000, 7)
    assert outcomes["taken"] > 100


def test_the_time_of_day_is_no_mistyped_colon() -> None:
    """11:40 goes the quick way, a field with its colon stuck to the value does not."""
    taken = "- 留样: LY-1\n  日期: 2026-10-08\n  留样时间: 2026-10-08 11:40\n"
    for text, quick in ((taken, True), (taken.replace("日期: ", "日期:"), False), (taken + "  备注:5\n", False)):
        assert (plain(text, text.split("\n"), single=False) is not None) is quick
