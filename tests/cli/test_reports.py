"""The screens of a principal, of whoever follows a slip, and of whoever looks one up: summary, show, list.

Figures are worked out from the files of tests/example by hand, or read from them by a few lines of its own.
"""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from running import SAMPLE, inside


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def warm(bare: None, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One cache for all of them: the sample is read once."""
    monkeypatch.setenv("HOUQIN_CACHE", str(cache))


BOOK = ("--book", str(SAMPLE))
TODAY = ("--today", "2026-11-03")


def told(*args: str, book: Path = SAMPLE) -> Any:
    ended = inside(*args, "--book", str(book), "--format", "json")
    assert ended.err == ""
    return json.loads(ended.out)


def records(path: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.load((SAMPLE / path).read_text(encoding="utf-8"), yaml.BaseLoader)
    return found


def money(value: str | None) -> Decimal:
    return Decimal(value or 0)


# ------------------------------------------------------------ summary


def test_food_by_the_formula_on_the_screen() -> None:
    """Actual use = opening stock + purchases − closing stock (a posted kindergarten form); October by hand: 7,468.00 of
    opening stock, 254,519.00 bought, 8,301.63 on the shelves by the count (screen.txt)."""
    [meals] = told("summary", "2026-10")["meals"]
    bought = Decimal(0)
    for record in records("store/食堂主副食库/2026-10.yaml"):
        for line in record["明细"] if "验收" in record else ():
            bought += money(line["金额"] if isinstance(line, dict) else line.split()[-1])
    heads = sum(
        int(record[who].split()[0])
        for record in records("canteen/2026-10.yaml") if "就餐" in record
        for who in ("学生", "教工")
    )  # fmt: skip
    assert (bought, heads) == (Decimal("254519.00"), 54613)
    assert money(meals["food_true"]) == Decimal("7468.00") + bought - Decimal("8301.63")
    assert money(meals["food_booked"]) == Decimal("7468.00") + bought - Decimal("12225.36")
    assert money(meals["true_each"]) == round(money(meals["food_true"]) / heads, 2) == Decimal("4.65")
    assert money(meals["booked_each"]) == Decimal("4.57")


def test_the_canteens_surplus_on_three_bases_each_by_hand() -> None:
    """Income and expense are the vouchers'; stock rose by 12,225.36 − 7,468.00 = 4,757.36; 3,923.73 is newly short."""
    income = expense = Decimal(0)
    for record in records("accounts/食堂/2026-10.yaml"):
        for entry in record["分录"]:
            amount = money(entry.get("借")) - money(entry.get("贷"))
            income -= amount if entry["科目"][0] == "4" else 0
            expense += amount if entry["科目"][0] == "5" else 0
    canteen = told("summary", "2026-10")["surplus"][1]
    assert (money(canteen["income"]), money(canteen["expense"])) == (income, expense)
    booked = income - expense
    assert money(canteen["as_booked"]) == booked == Decimal("15650.36")
    assert money(canteen["by_purchases"]) == booked - Decimal("4757.36")
    assert money(canteen["by_use"]) == booked - Decimal("3923.73")


def test_categories_add_up_and_a_gift_is_no_purchase() -> None:
    for row in told("summary", "2026-10")["goods"]:
        if row["used"] is not None:
            after = sum(money(row[key]) for key in ("opening", "purchased", "other")) - money(row["used"])
            assert after == money(row["closing"]), row
    office = next(row for row in told("summary", "2026-10")["goods"] if row["category"] == "办公用品")
    assert money(office["other"]) == Decimal("2800.00")  # the donation of the month


def test_the_money_and_the_waiting_are_those_of_the_reconciliation() -> None:
    month, lines = told("summary", "2026-10"), told("reconcile", "2026-10", *TODAY)
    ledger = {(line["set"], line["account"]): line["ledger"] for line in lines["lines"]}
    assert month["money"]
    for row in month["money"]:
        assert row["closing"] == ledger[row["set"], row["account"]]
    assert sum(row["how_many"] for row in month["waiting"]) == len(lines["findings"]) == 9
    assert month["status"] == lines["status"]
    net = next(row for row in month["assets"] if row["what"] == "net_value")
    assert money(net["amount"]) == Decimal("19226000.00") - Decimal("4292244.98")


def test_repairs_reported_finished_and_open_by_the_files() -> None:
    entries = records("repairs/2026-10.yaml")
    jobs = {r["派工"]: r["报修"] for r in entries if "派工" in r}
    reported = {r["报修"] for r in entries if "报修" in r and "派工" not in r}
    finished = {jobs[r["原单"]] for r in entries if "完工" in r}
    month = told("summary", "2026-10")
    assert month["repair_counts"] == {"reported": 5, "finished": 4, "open": 1}
    assert (len(reported), len(finished & reported)) == (5, 4)
    assert {row["id"].split("/")[1] for row in month["repairs"]} == reported - finished


def test_a_reversed_issue_was_not_eaten_and_a_reversed_meal_count_not_served(book: Path) -> None:
    before = told("summary", "2026-10", book=book)["meals"][0]
    [rice, *_] = told("show", "SCK-1010-1", book=book)["effects"]
    eaten = sum(money(e["amount"]) for e in told("show", "SCK-1010-1", book=book)["effects"])
    assert rice["book"] == "stock"
    with (book / "store" / "食堂主副食库" / "2026-10.yaml").open("a", encoding="utf-8") as file:
        file.write("- 冲销: HC-1031-1\n  日期: 2026-10-31\n  原单: SCK-1010-1\n  原因: 重开\n")
    with (book / "canteen" / "2026-10.yaml").open("a", encoding="utf-8") as file:
        file.write("- 冲销: HC-1031-2\n  日期: 2026-10-31\n  原单: JC-1008\n  原因: 重开\n")
    after = told("summary", "2026-10", book=book)["meals"][0]
    assert money(after["food_booked"]) == money(before["food_booked"]) + eaten  # an issue's effect is below zero
    assert int(after["meals_eaten"]) == int(before["meals_eaten"]) - 2841 - 186


def test_one_set_alone_and_a_month_that_is_not_over() -> None:
    only = told("summary", "2026-10", "--set", "食堂")
    for key in ("money", "surplus", "goods", "meals"):
        assert {row["set"] for row in only[key]} == {"canteen"}
    assert "本月未完" in inside("summary", "2026-10", *BOOK, "--today", "2026-10-20").out
    assert "本月未完" not in inside("summary", "2026-10", *BOOK, *TODAY).out
    assert inside("summary", "2026-10", *BOOK).code == 1
    refused = inside("summary", "2026-10", *BOOK, "--set", "工会")
    assert (refused.code, refused.out) == (2, "")
    assert "学校、食堂" in refused.err


# ------------------------------------------------------------ show


@pytest.mark.parametrize(
    ("written", "id_", "type_"),
    [
        ("YS-1013-1", "2026/YS-1013-1", "acceptance"),
        ("ys-1013-1", "2026/YS-1013-1", "acceptance"),
        ("ＹＳ－1013－1", "2026/YS-1013-1", "acceptance"),
        ("2026/YS-1013-1", "2026/YS-1013-1", "acceptance"),
        ("2026-10/YS-1013-1", "2026/YS-1013-1", "acceptance"),
        ("总务库/YS-1013-1", "2026/YS-1013-1", "acceptance"),
        ("验收/YS-1013-1", "2026/YS-1013-1", "acceptance"),
        ("2026-10/记-3", "2026-10/记-3", "voucher"),
        ("学校/记-3", "2026-10/记-3", "voucher"),
        ("canteen/2026-10/食记-10", "2026-10/食记-10", "voucher"),
        ("食记-10", "2026-10/食记-10", "voucher"),
        ("FP-0930-2", "2026/FP-0930-2", "invoice"),
    ],
)
def test_a_number_as_people_write_it(written: str, id_: str, type_: str) -> None:
    shown = told("show", written)
    assert (shown["id"], shown["type"]) == (id_, type_)


@pytest.mark.parametrize("written", ["YS-1013-2", "YS-1013", "2025/YS-1013-1", "食堂/记-3", "YS/1013-1"])
def test_a_mistyped_number_gets_near_ones(written: str) -> None:
    ended = inside("show", written, *BOOK)
    assert (ended.code, ended.out) == (2, "")
    assert "是不是" in ended.err
    assert "did you mean" in inside("show", written, *BOOK, "--lang", "en").err


def test_nothing_like_it_is_said_plainly() -> None:
    assert "\x1b" not in inside("show", "\x1b[31m", *BOOK).err
    ended = inside("show", "𠮷" * 20, *BOOK)
    assert (ended.code, ended.out) == (2, "")
    assert "是不是" not in ended.err


def test_two_of_one_number_are_both_offered_and_either_can_be_had(book: Path) -> None:
    other = book / "store" / "食堂主副食库" / "2026-10.yaml"
    with other.open("a", encoding="utf-8") as file:
        file.write(
            "- 验收: YS-1013-1\n  日期: 2026-10-13\n  供应商: 城关粮油店\n  明细:\n    - 大米 1斤 2.60 2.60\n"
            "  签字: {采购员: 张建国, 保管员: 孙丽}\n"
        )
    ended = inside("show", "YS-1013-1", "--book", str(book))
    assert ended.code == 2
    assert "总务库/2026/YS-1013-1" in ended.err
    assert "食堂主副食库/2026/YS-1013-1" in ended.err
    assert told("show", "食堂主副食库/2026/YS-1013-1", book=book)["file"] == "store/食堂主副食库/2026-10.yaml"
    assert told("show", "总务库/YS-1013-1", book=book)["file"] == "store/总务库/2026-10.yaml"


def test_every_planted_thing_leads_from_its_records_to_its_finding() -> None:
    found = told("reconcile", "2026-10", *TODAY)["findings"]
    assert len(found) == 9
    for finding in found:
        for record in finding["records"]:
            shown = told("show", record["id"])
            assert finding["id"] in {f["id"] for f in shown["findings"]}, record
        printed = inside("show", finding["records"][0]["id"], *BOOK).out
        assert f"houqin explain {finding['code']}" in printed


def test_one_slip_all_its_effects_on_stock_debt_and_ledger() -> None:
    """10,980.00 of paper and pens: on the shelf, owed, booked by 记-3, paid by the treasury, booked by 记-9."""
    shown = told("show", "YS-1013-1")
    got = {(e["id"], e["book"], e["account"], e["party"]): e["amount"] for e in shown["effects"] if not e["item"]}
    assert got["2026/YS-1013-1", "owed", "2302", "城关文具店"] == "-10980.00"
    assert got["2026-10/记-3", "ledger", "1302.01", None] == "10980.00"
    assert got["2026/FK-1022-1", "owed", "2302", "城关文具店"] == "10980.00"
    assert got["2026-10/记-9", "ledger", "4001", None] == "-10980.00"
    goods = [
        (e["item"], e["quantity"], e["amount"]) for e in shown["effects"] if e["id"] == "2026/YS-1013-1" and e["item"]
    ]
    assert goods == [("A4复印纸", "480", "10080.00"), ("白板笔", "40", "900.00")]
    for tie in shown["ties"]:  # every place is where the record is
        line = (SAMPLE / tie["file"]).read_text(encoding="utf-8").splitlines()[tie["line"] - 1]
        assert line.startswith("- ")


def test_what_follows_from_a_record_rests_on_it() -> None:
    """Each tie is seen from both ends."""
    shown = told("show", "YS-1013-1")
    for tie in shown["ties"]:
        other = "before" if tie["direction"] == "after" else "after"
        back = {t["id"] for t in told("show", tie["id"])["ties"] if t["direction"] == other}
        assert shown["id"] in back, tie["id"]


def test_an_invoice_for_a_whole_month_names_its_slips_and_they_name_it(book: Path) -> None:
    path = book / "purchases" / "2026-10.yaml"
    text = path.read_text(encoding="utf-8")
    listed = "涵盖: [SYS-1008-2, SYS-1013-1, SYS-1020-1, SYS-1027-1]"
    assert listed in text
    path.write_text(text.replace(listed, "涵盖: [{供应商: 鲜旺肉业, 期间: 2026-10}]"), encoding="utf-8")
    slips = ["2026/SYS-1008-2", "2026/SYS-1013-1", "2026/SYS-1020-1", "2026/SYS-1027-1"]
    assert [t["id"] for t in told("show", "FP-1031-1", book=book)["ties"]] == slips
    for slip in slips:
        assert "2026/FP-1031-1" in [t["id"] for t in told("show", slip, book=book)["ties"] if t["direction"] == "after"]
    assert "2026/FP-1031-1" not in [t["id"] for t in told("show", "SYS-1008-1", book=book)["ties"]]


def test_a_card_of_the_opening_is_shown_alone_with_what_it_is_worth() -> None:
    number = records("opening/2026-09-30.yaml")
    cards = next(record["卡片"] for record in number if "卡片" in record)
    first = cards[0]["资产"]
    printed = inside("show", first, *BOOK).out
    assert first in printed
    assert all(card["资产"] not in printed for card in cards[1:])
    assert "净值" in printed
    assert told("show", first)["record"]["asset"] == first


def test_what_happened_to_an_asset_is_tied_to_its_card_from_both_ends() -> None:
    disposal = next(record for record in records("assets/2026-10.yaml") if "处置" in record)
    assert ("asset", f"2026/{disposal['资产']}") in {
        (t["tie"], t["id"]) for t in told("show", disposal["处置"])["ties"]
    }
    card = told("show", disposal["资产"])
    assert f"2026/{disposal['处置']}" in {t["id"] for t in card["ties"] if t["direction"] == "after"}


def test_many_branches_are_cut_on_the_screen_and_whole_in_json(book: Path) -> None:
    with (book / "store" / "食堂主副食库" / "2026-10.yaml").open("a", encoding="utf-8") as file:
        for n in range(20):
            file.write(
                f"- 验收: SYS-X-{n}\n  日期: 2026-10-31\n  供应商: 鲜旺肉业\n  明细:\n    - 猪肉 1斤 12.00 12.00\n"
                "  签字: {采购员: 张建国, 保管员: 孙丽}\n"
            )
    path = book / "purchases" / "2026-10.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace(
            "涵盖: [SYS-1008-2, SYS-1013-1, SYS-1020-1, SYS-1027-1]", "涵盖: [{供应商: 鲜旺肉业, 期间: 2026-10}]"
        ),
        encoding="utf-8",
    )
    assert len(told("show", "FP-1031-1", book=book)["ties"]) == 24
    printed = inside("show", "FP-1031-1", "--book", str(book)).out
    assert printed.count("├─ 验收") == 12
    assert "……还有 12 张" in printed


# ------------------------------------------------------------ list


@pytest.mark.parametrize(
    ("args", "numbers"),
    [
        (("验收", "--supplier", "鲜旺肉业"), ["SYS-1008-2", "SYS-1013-1", "SYS-1020-1", "SYS-1027-1"]),
        (("acceptance", "--item", "学生奶"), ["SYS-1012-1", "SYS-1023-2"]),
        (("验收", "-p", "2026-10-08..2026-10"), None),
        (("报修", "--place", "男生宿舍"), ["BX-1019-1", "BX-1029-1"]),
        (("凭证", "-p", "2026-09"), []),
        (("发票", "--supplier", "鲜旺肉业", "-p", "2026Q4"), ["FP-1031-1"]),
        (("发票", "--set", "食堂", "--supplier", "鲜旺肉业"), ["FP-1031-1"]),
        (("发票", "--set", "学校", "--supplier", "鲜旺肉业"), []),
    ],
)  # fmt: skip
def test_what_is_looked_for_is_found(args: tuple[str, ...], numbers: list[str] | None) -> None:
    if numbers is None:
        assert "2026-10" in inside("list", *args, *BOOK).err
        return
    found = told("list", *args)
    assert [row["number"] for row in found["records"]] == numbers
    assert found["count"] == len(numbers)


def test_periods_of_every_form_hold_the_same_month() -> None:
    every = told("list", "凭证")["records"]
    assert len(every) == 31
    for word in ("2026-10", "2026Q4", "2026", "2026秋", "2026-09..2026-11"):
        assert told("list", "凭证", "-p", word)["records"] == every
    assert told("list", "凭证", "-p", "2027")["records"] == []
    backwards = inside("list", "凭证", "-p", "2026-11..2026-09", *BOOK)
    assert (backwards.code, backwards.out) == (2, "")
    assert "2026-09..2026-11" in backwards.err


def test_sets_share_a_type_out_between_them() -> None:
    for type_ in ("voucher", "acceptance", "issue", "invoice", "payment", "count"):
        every = told("list", type_)["records"]
        split = [told("list", type_, "--set", set_)["records"] for set_ in ("school", "canteen")]
        assert sorted(r["number"] for rows in split for r in rows) == sorted(r["number"] for r in every)
        assert all(split), type_


def test_an_item_or_its_category_with_what_its_lines_alone_come_to() -> None:
    """SYS-1008-1: rice 15,600.00 and oil 3,760.00 on one slip."""
    rice = {row["number"]: row for row in told("list", "验收", "--item", "大米")["records"]}
    assert rice["SYS-1008-1"]["amount"] == "15600.00"
    food = {row["number"]: row for row in told("list", "验收", "--item", "食材")["records"]}
    assert food["SYS-1008-1"]["amount"] == "19360.00"
    total = sum(money(row["amount"]) for row in food.values())
    assert total == Decimal("254519.00")  # the summary's purchases of that category


def test_issues_are_listed_at_what_they_were_worth() -> None:
    listed = told("list", "领用", "--item", "食材", "--set", "食堂")["records"]
    direct = sum(money(row["amount"]) for row in told("list", "验收", "--item", "蔬菜豆蛋")["records"])
    [meals] = told("summary", "2026-10")["meals"]
    assert sum(money(row["amount"]) for row in listed) + direct == money(meals["food_booked"])


def test_a_list_says_who_decided_and_how_many_ate() -> None:
    assert {row["what"] for row in told("list", "审批")["records"]} == {
        "总务主任 陈志远 同意", "分管副校长 刘敏 同意", "校长 周海涛 同意",
    }  # fmt: skip
    meals = {row["number"]: row["what"] for row in told("list", "就餐")["records"]}
    assert meals["JC-1008"] == "学生 2841 人 教工 186 人"


def test_a_reversed_slip_is_marked_and_left_out_of_the_sum(book: Path) -> None:
    before = inside("list", "验收", "--supplier", "鲜旺肉业", "--book", str(book)).out
    assert "共 4 张，金额 131,200.00。" in before
    with (book / "store" / "食堂主副食库" / "2026-10.yaml").open("a", encoding="utf-8") as file:
        file.write("- 冲销: HC-1031-1\n  日期: 2026-10-31\n  原单: SYS-1008-2\n  原因: 重开\n")
    after = inside("list", "验收", "--supplier", "鲜旺肉业", "--book", str(book)).out
    assert "（已冲销）猪肉" in after
    assert "共 3 张，金额 107,640.00。另有已冲销的 1 张。" in after


@pytest.mark.parametrize(
    ("args", "near"),
    [
        (("验受",), "验收"),
        (("aceptance",), "acceptance"),
        (("验收", "--supplier", "鲜旺"), "鲜旺肉业"),
        (("验收", "--item", "大来"), "大米"),
        (("验收", "--place", "总务"), "总务库"),
        (("验收", "--person", "张建"), "张建国"),
        (("验收", "-p", "2026秋季"), "2026秋"),
        (("验收", "--set", "食唐"), "食堂"),
    ],
)
def test_a_name_that_is_nowhere_gets_a_near_one(args: tuple[str, ...], near: str) -> None:
    for language in ("zh", "en"):
        ended = inside("list", *args, *BOOK, "--lang", language)
        assert (ended.code, ended.out) == (2, "")
        assert near in ended.err or (language == "en" and near == "食堂")


def test_a_known_name_without_records_is_no_mistake() -> None:
    ended = inside("list", "验收", "--supplier", "安泰维保", *BOOK)
    assert (ended.code, ended.err) == (0, "")
    assert "没有" in ended.out


def test_csv_of_every_report_speaks_the_readers_language_and_json_the_canonical_one() -> None:
    """学校 and 会计 on the screen of a bursar, school and accountant for programs."""
    for command, table, column, zh, en in (
        (("summary", "2026-10"), "money", 0, "学校", "school"),
        (("summary", "2026-10"), "waiting", 0, "会计", "accountant"),
        (("show", "YS-1013-1"), "ties", 0, "往前", "before"),
        (("show", "YS-1013-1"), "effects", 2, "存货", "stock"),
        (("list", "凭证"), "records", 3, "学校", "school"),
        (("reconcile", "2026-10", *TODAY), "lines", 0, "学校", "school"),
        (("reconcile", "2026-10", *TODAY), "timing", 2, "账实", "book to real"),
    ):
        for language, said in (("zh", zh), ("en", en)):
            out = inside(*command, *BOOK, "--format", "csv", "--table", table, "--lang", language).out
            rows = list(csv.reader(io.StringIO(out)))
            assert said in {row[column] for row in rows[1:]}, (command, table, language)
            if language == "zh":
                assert not {"school", "canteen", "accountant"} & {cell for row in rows for cell in row}
    assert told("summary", "2026-10")["money"][0]["set"] == "school"
