"""`houqin add`: what is said in words, in JSON or in YAML becomes a record of the book, or every reason why not is told."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from running import Ended, inside

from houqin.entry.form import addable, fields, is_owned, main_list
from houqin.entry.known import initials
from houqin.entry.spelt import day_meant, spelt
from houqin.entry.worded import worded
from houqin.values import yuan

pytestmark = pytest.mark.usefixtures("bare")
CANTEEN, GENERAL = "store/食堂主副食库/2026-10.yaml", "store/总务库/2026-10.yaml"
RICE = ("验收", "供应商=城关粮油店", "日期=2026-10-30", "--line", "大米 500斤 2.60元/斤")


def add(book: Path, *args: str) -> Ended:
    return inside("--book", str(book), "add", *args)


def piped(monkeypatch: pytest.MonkeyPatch, book: Path, text: str, *args: str) -> Ended:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8"))
    return add(book, *args, "-")


def files(book: Path) -> dict[str, bytes]:
    return {path.relative_to(book).as_posix(): path.read_bytes() for path in sorted(book.rglob("*.yaml"))}


def added(book: Path, before: dict[str, bytes], path: str) -> str:
    return files(book)[path].removeprefix(before.get(path, b"")).decode()


# ------------------------------------------------------------ what is written


def test_an_acceptance_is_numbered_placed_and_worked_out(book: Path) -> None:
    """Rice goes to the only store that has an account for it; its sum is written beside its price; what it changed is told."""
    before = files(book)
    ended = add(book, *RICE)
    assert ended.code == 0
    record = "- 验收: SYS-1030-2\n  日期: 2026-10-30\n  供应商: 城关粮油店\n  明细:\n    - 大米 500斤 2.60 1300.00\n"
    assert ended.out == f"# {CANTEEN}\n{record}"
    assert added(book, before, CANTEEN) == record
    assert files(book).keys() == before.keys()
    assert f"已写入 SYS-1030-2 {CANTEEN}:" in ended.err
    assert "现存 食堂主副食库 大米" in ended.err
    assert "食堂现欠 城关粮油店" in ended.err
    assert inside("--book", str(book), "check").code == 0


def test_initials_of_pinyin_stand_for_a_name(book: Path) -> None:
    plain = add(book, *RICE, "--dry-run").out
    assert add(book, "验收", "supplier=cglyd", "date=2026-10-30", "-l", "dm 500斤 2.60元/斤", "--dry-run").out == plain
    assert initials("重庆小面") >= {"cqxm"}
    assert initials("LED灯管") == {"leddg"}


def test_of_several_names_none_is_guessed(book: Path) -> None:
    before = files(book)
    ended = add(book, "验收", "供应商=cg", "日期=2026-10-30", "--line", "大米 500斤 2.60元/斤")
    assert ended.code == 1
    assert "供应商「cg」可能是 " in ended.err
    assert "城关粮油店" in ended.err
    assert "城关文具店" in ended.err
    assert files(book) == before


def test_signatures_and_parts_are_said_by_dots_braces_or_alone(book: Path) -> None:
    said = ("付款", "账套=学校", "方式=银行", "账户=6011", "收款方=城关文具店", "金额=30.00", "日期=2026-10-30", "制单人=吴晓",
            "签字.审核人=赵会珍", 'holds=[{kind: 质保金, amount: 1.00}]', "--line", "supplier=城关文具店 amount=30.00")  # fmt: skip
    ended = add(book, *said, "--dry-run")
    assert ended.code == 0, ended.err
    assert "签字: {制单人: 吴晓, 审核人: 赵会珍}" in ended.out
    assert "- {供应商: 城关文具店, 金额: 30.00}" in ended.out
    assert "- {种类: 质保金, 金额: 1.00}" in ended.out


def test_a_cashier_signs_for_one_set(book: Path) -> None:
    """Whoever pays for the canteen alone has said of which set a payment is by signing it."""
    people = book / "registers" / "people.yaml"
    people.write_text(
        people.read_text(encoding="utf-8") + "- {人员: 冯出纳, 岗位: [出纳], 账套: 食堂, 起: 2024-01-01}\n", "utf-8"
    )
    ended = add(book, "付款", "方式=现金", "收款方=甲", "金额=3", "日期=2026-10-30", "出纳=冯出纳", "--dry-run")
    assert ended.code == 0, ended.err
    assert ended.out.startswith("# cash/食堂/2026-10.yaml\n")


def test_a_voucher_has_its_halves_line_by_line_and_the_next_number_of_its_set(book: Path) -> None:
    ended = add(book, "凭证", "摘要=试", "账套=食堂", "日期=2026-10-31", "--line", "科目=5001 借=10.00", "--line",
                '{科目: "1002", 贷: 10.00}', "--dry-run")  # fmt: skip
    assert "食记-" in ended.out
    assert '    - {科目: "5001", 借: 10.00}\n' in ended.out


def test_a_new_item_goes_into_its_register(book: Path) -> None:
    before = files(book)
    ended = add(book, "物品", "洗手液", "性质=存货", "类别=办公用品", "单位=瓶", "--today", "2026-10-30")
    assert ended.code == 0, ended.err
    assert added(book, before, "registers/items.yaml") == (
        "- 物品: 洗手液\n  性质: 存货\n  类别: 办公用品\n  单位: 瓶\n  起: 2026-10-30\n"
    )
    assert inside("--book", str(book), "check").code == 0


def test_the_same_again_is_harmless_and_another_content_is_refused(book: Path) -> None:
    said = (*RICE, "--id", "SYS-1030-9")
    assert add(book, *said).code == 0
    before = files(book)
    again = add(book, *said)
    assert (again.code, again.out) == (0, "")
    assert f"已存在 SYS-1030-9 {CANTEEN}:" in again.err
    other = add(book, *said[:-4], "--line", "大米 400斤 2.60元/斤", "--id", "SYS-1030-9")
    assert other.code == 1
    assert "内容不同" in other.err
    assert files(book) == before


def test_looking_writes_nothing(book: Path) -> None:
    before = files(book)
    ended = add(book, *RICE, "--dry-run")
    assert (ended.code, files(book)) == (0, before)
    assert "没有写入" in ended.err


def test_every_type_has_a_form() -> None:
    """One mechanism: no type is left out, and each knows its fields, and where it stands."""
    for type_ in addable():
        names = {field.attribute for field in fields(type_)}
        assert {"date", "from_"} & names, type_
        assert main_list(type_) is None or main_list(type_) in fields(type_)
    assert is_owned("voucher")
    assert not is_owned("order")


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        (("凭证", "账套=食堂", "摘要=提现", "-l", "5001 借 10", "-l", "1002 贷 10"), '{科目: "5001", 借: 10.00}'),
        (
            ("询价", "选定=城关文具店", "-l", "城关文具店 410", "-l", "永安五金 415元"),
            "{供应商: 城关文具店, 金额: 410.00}",
        ),
        (("留样", "餐次=午餐", "-l", "红烧肉 150克"), "{菜品: 红烧肉, 数量: 150 克}"),
    ],
)
def test_a_line_may_say_its_fields_one_after_the_other(said: tuple[str, ...], lines: str, book: Path) -> None:
    ended = add(book, *said, "日期=2026-10-30", "--dry-run")
    assert ended.code == 0, ended.err
    assert lines in ended.out


# ------------------------------------------------------------ as a person types


def test_days_sums_and_figures_are_written_as_they_are_meant(book: Path) -> None:
    ended = add(book, "付款", "账套=食堂", "方式=银行", "账户：6028", "收款方=城关粮油店", "金额=￥１,３００元", "日期=10月3日",
                "--today", "2026-10-30", "--dry-run")  # fmt: skip
    assert ended.code == 0, ended.err
    assert "  日期: 2026-10-03\n" in ended.out
    assert "  金额: 1300.00\n" in ended.out
    assert add(book, *RICE[:-1], "大米　５００斤 2.60元/斤", "--dry-run").out == add(book, *RICE, "--dry-run").out
    paid = add(
        book, "凭证", "账套=食堂", "摘要=付款", "单据=FK-1、FK-2", "-l", "5001 借 1", "-l", "1002 贷 1", "--dry-run"
    )
    assert "  单据: [FK-1, FK-2]\n" in paid.out or "FK-1 找不到" in paid.err
    eaten = add(book, "就餐", "餐次=午餐", "学生=４８０", "日期=2026/10/30", "--dry-run")
    assert "  日期: 2026-10-30\n  餐次: 午餐\n  学生: 480 人\n" in eaten.out, eaten.err


@pytest.mark.parametrize(
    ("said", "today", "meant"),
    [
        ("10月3日", 20261030, "2026-10-03"),
        ("１２月３１日", 20270104, "2026-12-31"),
        ("1/5", 20261230, "2027-01-05"),
        ("昨天", 20270101, "2026-12-31"),
        ("2月30日", 20261030, "2月30日"),
        ("3", 20261030, "3"),
    ],
)
def test_a_day_whose_year_nobody_says_is_the_nearest(said: str, today: int, meant: str) -> None:
    assert day_meant(said, today) == meant


@given(
    st.integers(0, 10**12),
    st.sampled_from(("{}", "￥{}", "{}元", "¥{} 元", "RMB {}", "{} yuan", "{}元整")),
    st.booleans(),
)
def test_a_sum_with_signs_is_the_sum_or_is_left_alone(fen: int, form: str, grouped: bool) -> None:
    tree = {
        "type": "cash_count",
        "date": "2026-10-30",
        "set": "school",
        "counted": form.format(yuan(fen, grouped=grouped)),
    }
    spelt("checks", "cash_count", tree, 20261030)
    assert tree["counted"] == yuan(fen, grouped=False)


def test_a_comma_that_parts_no_thousands_is_not_passed_over(book: Path) -> None:
    """12,5 may be 12.5 and 125."""
    ended = add(book, "现金盘点", "账套=学校", "实点=12,5", "日期=2026-10-30")
    assert ended.code == 1
    assert "“12,5”请写成 125.00" in ended.err


def test_a_field_behind_a_colon_is_no_number(book: Path) -> None:
    ended = add(book, "领用", "日期：2026-10-30", "部门：教务处", "地点:总务库", "--line", "a4fyz 1包", "--dry-run")
    assert ended.code == 0, ended.err
    assert "  日期: 2026-10-30\n  部门: 教务处\n" in ended.out


def test_what_a_type_does_not_have_is_told_and_never_left_out(book: Path) -> None:
    """A payment that names its invoice in a field of its own was written without it, and the invoice stayed unpaid."""
    before = files(book)
    ended = add(
        book, "付款", "账套=食堂", "方式=现金", "收款方=城关粮油店", "金额=1.00", "日期=2026-10-30", "发票=FP-1"
    )
    assert ended.code == 1
    assert "这里没有“发票”这一项" in ended.err
    assert files(book) == before


def test_a_name_of_no_register_is_told_where_check_has_nothing_to_say(book: Path) -> None:
    ended = add(book, "订单", "供应商=城关文俱店", "日期=2026-10-30", "--line", "A4复印只 4箱 102.50元/箱", "--dry-run")
    assert ended.code == 0
    assert "警告[entry.unregistered]: 供应商「城关文俱店」没有登记" in ended.err
    assert "是不是「城关文具店」" in ended.err
    assert "物品「A4复印只」没有登记" in ended.err
    moved = add(book, "移动", "资产=ZC-9999", "日期=2026-10-30", "移入地点=教务处", "--dry-run")
    assert "资产「ZC-9999」没有登记" in moved.err


def test_the_same_once_more_is_written_and_told(book: Path) -> None:
    """Two packs for the office twice a day may be; more often it is the arrow up and Enter."""
    issue = ("领用", "部门=教务处", "日期=2026-10-30", "--line", "a4fyz 1包")
    first = add(book, *issue)
    assert "entry.twin" not in first.err
    again = add(book, *issue)
    assert again.code == 0
    number = first.out.split()[4]
    assert f"警告[entry.twin]: 与 {number}（{GENERAL}:" in again.err
    other = again.out.split()[4]
    for one in (number, other):
        assert inside("--book", str(book), "reverse", one, "--reason", "重复", "--today", "2026-10-30").code == 0
    assert "entry.twin" not in add(book, *issue, "--dry-run").err


# ------------------------------------------------------------ what is refused, all at once


def test_all_faults_are_told_at_once_in_the_words_of_check(book: Path) -> None:
    before = files(book)
    ended = add(
        book,
        "验收",
        "供应商=城关粮油店",
        "日期=2026-13-01",
        "供货商=x",
        "地点=总务库",
        "--line",
        "A4复印纸 2包 5.00 11.00",
    )
    assert (ended.code, ended.out) == (1, "")
    assert "没有“供货商”这一项" in ended.err
    assert "“2026-13-01”不是日期，或没有这一天" in ended.err
    assert "record.price_times_quantity" in ended.err
    assert "- A4复印纸 2包 5.00 11.00" in ended.err  # the line itself, with a caret below
    assert files(book) == before


def test_an_unknown_item_is_told_at_its_line(book: Path) -> None:
    ended = add(book, "领用", "地点=总务库", "部门=教务处", "日期=2026-10-30", "--line", "复引纸 2包")
    assert ended.code == 1
    assert "错误[book.unknown_item]: 没有登记的物品「复引纸」" in ended.err
    assert f"{GENERAL}:" in ended.err


def test_where_the_store_cannot_be_told_the_stores_are_listed(book: Path) -> None:
    ended = add(book, "领用", "部门=教务处", "--line", "没有的 2包")
    assert ended.code == 1
    assert "没有说是哪个地点：总务库、食堂主副食库" in ended.err
    assert "加 地点=名称" in ended.err
    assert "没有登记的物品「没有的」" in ended.err  # wherever it stood


def test_a_line_that_cannot_be_read_is_told_once(book: Path) -> None:
    """Neither that it is no mapping, nor that nobody knows which store it is of: the item would say it."""
    ended = add(book, "领用", "部门=教务处", "--line", "粉笔")
    assert "找不到数量和单位" in ended.err
    assert "有 1 处要改" in ended.err


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (("验受",), "是不是「验收」"),
        ((), "没有写是哪种单据"),
        (("学校",), "不能再加一条"),
        (("验收", "供应商=城关粮油店", "supplier=城关文具店"), "前面写过了"),
        (("验收",), "没有说要登记什么"),
        (("验收", "供应商=x", "大米 500斤"), "「大米 500斤」不是 字段=值"),
        (("验收", "付款条件={a"), "读不懂"),
        (("验收", "明细.7.数量=1包"), "现有 0 行"),
        (("-", "验收", "供应商=x"), "不能再写"),
    ],
)
def test_wrong_use_is_told(said: tuple[str, ...], told: str, book: Path) -> None:
    ended = add(book, *said)
    assert (ended.code, ended.out) == (2, "")
    assert told in ended.err


@pytest.mark.parametrize("odd", ["９９９", "1" * 20, "-1", "1e5", "", "\u3000", "[", "{a: [}", "a\x07b", "💧" * 3000])
def test_whatever_is_typed_is_no_traceback(odd: str, book: Path) -> None:
    before = files(book)
    for field in ("金额", "日期", "编号", "签字", "收款方"):
        ended = add(
            book,
            "付款",
            "账套=学校",
            "方式=现金",
            "收款方=甲",
            "金额=3.00",
            "日期=2026-10-30",
            f"{field}={odd}",
            "--dry-run",
        )
        assert ended.code in (0, 1, 2)
    assert add(book, "验收", "供应商=城关粮油店", "--line", odd, "--dry-run").code in (1, 2)
    assert files(book) == before


# ------------------------------------------------------------ from programs


def test_json_of_many_records_is_written_at_once_or_not_at_all(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = {"验收": "", "供应商": "城关粮油店", "日期": "2026-10-30", "明细": ["大米 500斤 2.60元/斤"]}
    issue = {
        "type": "issue",
        "date": "2026-10-30",
        "department": "教务处",
        "place": "总务库",
        "lines": ["A4复印纸 1包"],
    }
    before = files(book)
    bad = piped(monkeypatch, book, json.dumps([good, issue | {"lines": ["A4复印纸 x"]}], ensure_ascii=False))
    assert bad.code == 1
    assert files(book) == before
    ended = piped(monkeypatch, book, json.dumps([good, issue], ensure_ascii=False))
    assert ended.code == 0, ended.err
    assert added(book, before, CANTEEN).startswith("- 验收: SYS-1030-2\n")
    assert added(book, before, GENERAL).endswith("    - A4复印纸 1包\n")


def test_an_object_that_says_no_type_is_told(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its first key is a register's name: it is read as a row of that register, which has neither goods nor departments."""
    ended = piped(monkeypatch, book, '{"地点": "总务库", "部门": "教务处", "明细": ["A4复印纸 1包"]}')
    assert ended.code == 1
    assert "这里没有“部门”这一项" in ended.err


def test_yaml_as_in_a_ledger_without_a_number(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "- 验收:\n  日期: 2026-10-30\n  供应商: 城关粮油店\n  明细: [大米 500斤 2.60 1300.00]\n"
    assert piped(monkeypatch, book, text, "--dry-run").out == add(book, *RICE, "--dry-run").out


def test_what_cannot_be_read_is_shown(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ended = piped(monkeypatch, book, "- 领用:\n  日期：2026-10-30\n  部门: 教务处\n")
    assert ended.code == 1
    assert "-:2:5: 错误[text.fullwidth_colon]" in ended.err
    assert "      日期：2026-10-30\n" in ended.err


def test_one_object_a_line_of_a_named_type(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = json.dumps(
        {"supplier": "城关粮油店", "date": "2026-10-30", "lines": ["大米 1斤 2.60元/斤"], "direct": False}
    )
    ended = piped(monkeypatch, book, line + "\n" + line + "\n", "验收", "--dry-run")
    assert ended.code == 0, ended.err
    assert [row.split()[2] for row in ended.out.split("\n") if row.startswith("- 验收")] == ["SYS-1030-2", "SYS-1030-3"]


def test_a_book_with_english_keys_gets_english_keys(tmp_path: Path) -> None:
    book = tmp_path / "english"
    (book / "store" / "main").mkdir(parents=True)
    (book / "registers").mkdir()
    (book / "houqin.yaml").write_text(
        "school: Hill School\nlanguage: en\nsets:\n  - {set: school, chart: gov-2019, voucher_series: V}\n", "utf-8"
    )
    (book / "registers" / "all.yaml").write_text(
        '- {account: "1302", set: school, name: stock, controls: stock, stores: [main], category: [office], from: 2024-01-01}\n'
        "- {place: main, set: school, kind: store, from: 2024-01-01}\n- {supplier: Papers, from: 2024-01-01}\n"
        "- {item: paper, class: stock, category: office, unit: pack, from: 2024-01-01}\n",
        "utf-8",
    )
    ended = add(book, "验收", "供应商=Papers", "日期=2026-10-30", "--line", "paper 2pack =9.00", "--lang", "en")
    assert ended.out == (
        "# store/main/2026-10.yaml\n- acceptance: YS-261030-01\n  date: 2026-10-30\n  supplier: Papers\n  lines:\n"
        "    - paper 2pack =9.00\n"
    ), ended.err
    assert "Written: YS-261030-01 store/main/2026-10.yaml:1" in ended.err
    assert "school owes Papers 9.00 (was 0.00)" in ended.err


# ------------------------------------------------------------ in the book's words


@pytest.mark.parametrize(
    ("said", "written"),
    [
        (("issue", "meal=lunch", "place=食堂主副食库", "keeper=孙丽", "--line", "大米 10斤"),
         "  餐次: 午餐\n  明细:\n    - 大米 10斤\n  签字: {保管员: 孙丽}\n"),
        (("cash_count", "set=school", "counted=500.00", "witness=林洁"), "  账套: 学校\n  实点: 500.00\n  签字: {监盘人: 林洁}\n"),
        (("acceptance", "origin=donation", "donor=校友会", "direct=no", "place=总务库", "--line", "消毒液 10桶 28.00元/桶"),
         "  来源: 捐赠\n  直入直出: 否\n"),
        (("approval", "of=SQ-1008-1", "by=周海涛", "as=principal", "decision=yes"), "  职务: 校长\n  意见: 同意\n"),
    ],
)  # fmt: skip
def test_english_words_become_those_of_a_chinese_book(said: tuple[str, ...], written: str, book: Path) -> None:
    ended = inside("--book", str(book), "add", *said, "date=2026-10-29", "--dry-run")
    assert (ended.code, written in ended.out) == (0, True), ended.out + ended.err


def test_chinese_words_become_those_of_an_english_book() -> None:
    tree = {"type": "issue", "id": "CK-1", "meal": ["午餐", "dinner"], "signed": {"领用人": "黄燕"}, "note": "午餐"}
    assert worded(tree, "en") == tree | {"meal": ["lunch", "dinner"], "signed": {"recipient": "黄燕"}}
    assert worded(tree, "zh") == tree | {"meal": ["午餐", "晚餐"], "signed": {"领用人": "黄燕"}}
