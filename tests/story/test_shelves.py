"""Goods, counts and units: what a difference comes from is named, with the records that say so; what only looks like it is
left alone."""

from __future__ import annotations

import re
import subprocess
from typing import Any

import pytest

from .book import BOOKS, CANTEEN, CHECKS, FOOD_BOOKS, GENERAL, KITCHEN, Said, Small, said, voucher

GREENS = "- {物品: 青菜, 性质: 食材, 类别: 食材, 单位: 斤, 包装: {公斤: 2 斤}, 直入直出: 是, 起: 2024-01-01}\n"


def only(told: Said, code: str, bucket: str, effects: dict[str, str]) -> None:
    """One finding, with these effects in that bucket."""
    assert told.codes == [code], [f["message"] for f in told.told["findings"]]
    assert told.effects(code) == effects
    assert {e["bucket"] for e in told.finding(code)["effects"]} <= {bucket}


def bucket(found: dict[str, Any]) -> str:
    (one,) = {e["bucket"] for e in found["effects"]}
    return str(one)


def greens(book: Small, *lines: str) -> Small:
    """Greens that go straight to the kitchen, a slip a day from 13 October, 200.00 each, booked."""
    book.registers["items"] += GREENS
    slips = [f"YS-1{n}" for n in range(len(lines))]
    book.add(
        KITCHEN,
        *(
            f"{{验收: {slip}, 日期: 2026-10-{13 + n}, 供应商: 菜农, 直入直出: 是, 明细: [青菜 {line} 200.00]}}"
            for n, (slip, line) in enumerate(zip(slips, lines, strict=True))
        ),
    )
    amount = f"{200 * len(lines)}.00"
    entries = f"借 5001 {amount}", f"贷 2302 菜农 {amount}"
    return book.add(FOOD_BOOKS, voucher("食记-5", "2026-10-31", " ".join(slips), *entries))


# ------------------------------------------------------------ a unit that breaks the price


def test_greens_accepted_in_catties_for_kilograms(book: Small) -> None:
    """50 斤 at 4.00 where a 斤 is 2.00: nothing was counted, the price alone says it."""
    told = said(greens(book, "100斤 2.00", "50公斤 4.00", "50斤 4.00"))
    assert told.codes == ["receipt.other_unit"]
    found = told.finding("receipt.other_unit")
    assert (found["kind"], bucket(found), found["rivals"]) == ("unit", "unexplained", 1)
    assert [r["id"] for r in found["records"]] == ["2026/YS-12"]
    assert "50 斤疑为 50 公斤" in found["message"]
    assert "另外 2 行" in found["message"]
    assert told.differences() == {}


def test_what_was_asked_for_proves_it(book: Small) -> None:
    """One line at the usual price is enough where the delivery request says 公斤."""
    greens(book, "100斤 2.00", "50斤 4.00")
    book.add(CANTEEN, "{要货: YH-1, 日期: 2026-10-13, 供应商: 菜农, 需用日期: 2026-10-14, 明细: [青菜 50公斤]}")
    found = said(book).finding("receipt.other_unit")
    assert ([r["id"] for r in found["records"]], found["rivals"]) == (["2026/YS-11", "2026/YH-1"], 0)
    assert "YH-1 要的正是这么多" in found["message"]


@pytest.mark.parametrize(
    ("lines", "asked"),
    [
        (("100斤 2.00", "100斤 2.00", "80斤 2.50"), ""),  # a little dearer
        (("100斤 2.00", "50斤 4.00"), ""),  # one price against another: nobody knows which is right
        (("100斤 2.00", "50公斤 4.00", "50斤 4.00"), "50斤"),  # asked for in 斤: it is dear, and that is another matter
        (("100斤 2.00", "50公斤 4.00", "62.5斤 3.20"), ""),  # no unit is 1.6 times another
    ],
)
def test_a_price_of_its_own_is_no_slip_in_the_unit(book: Small, lines: tuple[str, ...], asked: str) -> None:
    greens(book, *lines)
    if asked:
        book.add(CANTEEN, f"{{要货: YH-1, 日期: 2026-10-14, 供应商: 菜农, 需用日期: 2026-10-15, 明细: [青菜 {asked}]}}")
    assert "unit" not in {f["kind"] for f in said(book).told["findings"]}


def test_a_box_accepted_as_a_piece(book: Small) -> None:
    """10 boxes of 8 for 1,600.00, written as 10 packs: 160.00 a pack where it is 20.00, and 70 more are counted. The
    opening's 100 were issued first, so that what is left costs the same either way."""
    told = said(book.change(GENERAL, "复印纸 10箱", "复印纸 10包"))
    only(told, "count.accepted", "unexplained", {"school 1302.01 账实": "0.00"})
    found = told.finding("count.accepted")
    assert ([r["id"] for r in found["records"]], found["rivals"]) == (["2026/YS-1", "2026/PD-1"], 0)
    (effect,) = found["effects"]
    assert (effect["item"], effect["quantity"], effect["unit"]) == ("复印纸", "70", "包")
    assert "10 包应为 10 箱" in found["message"]


def test_its_issues_cost_too_much_by_it(book: Small) -> None:
    """120 of 180 are issued: the hundred at 20.00 and twenty of the boxes' at 20.00, 2,400.00 as the voucher says; by the
    slip the ten at 160.00 went with the hundred, and ten more. One cause, the ledger is right."""
    book.change(GENERAL, "复印纸 50包", "复印纸 105包").change(CHECKS, "复印纸 130包", "复印纸 75包")
    book.change(BOOKS, '{科目: "5001", 借: 1550.00}', '{科目: "5001", 借: 2650.00}')
    book.change(BOOKS, '{科目: "1302.01", 贷: 1000.00}', '{科目: "1302.01", 贷: 2100.00}')
    said(book).silent()
    told = said(book.change(GENERAL, "复印纸 10箱", "复印纸 10包"))
    only(told, "count.accepted", "unexplained", {"school 1302.01 账账": "700.00", "school 1302.01 账实": "700.00"})
    assert [r["id"] for r in told.finding("count.accepted")["records"]] == ["2026/YS-1", "2026/PD-1", "2026-10/记-7"]


# ------------------------------------------------------------ without a price


def test_one_free_of_ten_drags_the_price_down(book: Small) -> None:
    book.change(GENERAL, "复印纸 10箱 160.00 1600.00", "复印纸 10箱 160.00 1600.00, 复印纸 1箱 0.00 0.00")
    told = said(book.change(CHECKS, "复印纸 130包", "复印纸 138包"))
    assert told.codes == ["receipt.no_value"]
    found = told.finding("receipt.no_value")
    assert (found["kind"], bucket(found)) == ("goods_without_value", "to_correct")
    assert [r["id"] for r in found["records"]] == ["2026/YS-1"]
    assert told.differences() == {}


@pytest.mark.parametrize(
    "slip",
    [
        "{验收: YS-8, 日期: 2026-10-20, 来源: 捐赠, 捐赠人: 家长, 计价依据: 名义金额, 明细: [灯管 2支 0.00 0.00]}",
        "{验收: YS-8, 日期: 2026-10-20, 来源: 自制, 明细: [灯管 2支 0.00 0.00]}",
    ],
)
def test_a_gift_and_what_was_made_here_may_have_no_value(book: Small, slip: str) -> None:
    book.change(CHECKS, "灯管 90支", "灯管 92支")
    assert "receipt.no_value" not in said(book.add(GENERAL, slip)).codes


# ------------------------------------------------------------ where it stands


def carried(book: Small, here: int, there: int) -> Said:
    """Thirty packs were carried to the other store by DB-1; counted here and there."""
    book.add(GENERAL, "{调拨: DB-1, 日期: 2026-10-20, 移入地点: 东库, 明细: [复印纸 30包]}")
    book.change(CHECKS, "复印纸 130包", f"复印纸 {here}包")
    return said(book.add(CHECKS, f"{{盘点: PD-3, 日期: 2026-10-31, 地点: 东库, 范围: 全盘, 明细: [复印纸 {there}包]}}"))


def test_what_one_store_lacks_the_other_has(book: Small) -> None:
    """12 went along without a slip: no shortage and no surplus, the account is whole."""
    told = carried(book, 88, 42)
    assert told.codes == ["count.other_place"]
    found = told.finding("count.other_place")
    assert (found["kind"], bucket(found), found["rivals"]) == (
        "other_place",
        "to_correct",
        0,
    )
    assert [r["id"] for r in found["records"]] == ["2026/PD-1", "2026/PD-3"]
    assert sorted((e["amount"], e["quantity"]) for e in found["effects"]) == [("-240.00", "-12"), ("240.00", "12")]
    assert "总务库 → 东库：复印纸 12 包" in found["next_step"]
    assert told.line("school", "1302.01")["book_to_real"]["difference"] == "0.00"


def test_less_here_than_more_there_is_a_shortage_and_a_surplus(book: Small) -> None:
    assert carried(book, 88, 41).codes == ["count.shortage", "count.surplus"]


# ------------------------------------------------------------ the count itself


def test_counted_twice(book: Small) -> None:
    told = said(book.change(CHECKS, "灯管 90支", "灯管 180支"))
    only(told, "count.twice", "unexplained", {"school 1302.02 账实": "1350.00"})
    found = told.finding("count.twice")
    assert (found["kind"], found["rivals"]) == ("count_mistaken", 1)
    assert "复盘" in found["next_step"]


def test_counted_in_another_unit(book: Small) -> None:
    """1,200 公斤 for 1,200 斤."""
    told = said(book.change(CHECKS, "大米 1200斤", "大米 1200公斤"))
    only(told, "count.other_unit", "unexplained", {"canteen 1302.01 账实": "3060.00"})
    assert "恰为 1,200 斤" in told.finding("count.other_unit")["message"]


def test_neighbours_on_the_sheet_changed_about(book: Small) -> None:
    """90 and 130 the other way round, in the same unit."""
    book.registers["items"] = book.registers["items"].replace("维修材料, 单位: 支", "维修材料, 单位: 包")
    book.change(GENERAL, "灯管 100支", "灯管 100包").change(GENERAL, "灯管 20支", "灯管 20包")
    book.opening = book.opening.replace("灯管 10支", "灯管 10包")
    told = said(book.change(CHECKS, "复印纸 130包, 灯管 90支", "复印纸 90包, 灯管 130包"))
    only(told, "count.neighbours", "unexplained", {"school 1302.01 账实": "-800.00", "school 1302.02 账实": "600.00"})
    assert [r["id"] for r in told.finding("count.neighbours")["records"]] == ["2026/PD-1"]


@pytest.mark.parametrize("counted", ["灯管 89支", "灯管 91支", "灯管 60支", "灯管 179支"])
def test_other_figures_are_what_they_are(book: Small, counted: str) -> None:
    (code,) = said(book.change(CHECKS, "灯管 90支", counted)).codes
    assert code in ("count.shortage", "count.surplus")


def test_a_shortage_says_what_else_is_in_excess(book: Small) -> None:
    """Two that stand in one store, one short and one over: perhaps taken for each other."""
    told = said(book.change(CHECKS, "复印纸 130包, 灯管 90支", "复印纸 128包, 灯管 95支"))
    assert "同一库 灯管多出" in told.finding("count.shortage")["message"]
    assert (
        "没有别的物品多出" in said(book.change(CHECKS, "灯管 95支", "灯管 90支")).finding("count.shortage")["message"]
    )


# ------------------------------------------------------------ the register


def test_a_pack_that_was_changed_without_a_day_is_the_register_s_doing(book: Small) -> None:
    book.registers["items"] = book.registers["items"].replace("箱: 8 包", "箱: 10 包")
    told = said(book)
    assert told.codes == ["register.pack"]
    found = told.finding("register.pack")
    assert (found["kind"], bucket(found)) == ("register_changed", "to_correct")
    assert [r["id"].split("/")[-1] for r in found["records"]] == ["复印纸", "PD-1"]
    assert "登记 1 箱＝10 包，按 8 包" in found["message"]
    assert "按此折算的单价才同别的进货一样" in found["message"]


def test_what_moved_after_the_count_says_nothing_of_the_pack(book: Small) -> None:
    """Ten boxes had come when the paper was counted; one goes out the day after."""
    book.change(CHECKS, "盘点: PD-1, 日期: 2026-10-31", "盘点: PD-1, 日期: 2026-10-30")
    book.add(GENERAL, "{领用: CK-9, 日期: 2026-10-31, 部门: 教务处, 明细: [复印纸 1箱]}")
    book.add(BOOKS, voucher("记-99", "2026-10-31", "CK-9", "借 5001 160.00", "贷 1302.01 160.00"))
    said(book).silent()
    book.registers["items"] = book.registers["items"].replace("箱: 8 包", "箱: 10 包")
    told = said(book)
    assert "register.pack" in told.codes
    assert "count.surplus" not in told.codes


def test_a_pack_that_is_another_from_a_day_on_is_right(book: Small) -> None:
    row = "- {物品: 复印纸, 性质: 存货, 类别: 办公用品, 单位: 包, 包装: {箱: 8 包}, 起: 2024-01-01}\n"
    later = row.replace("箱: 8 包", "箱: 10 包").replace("2024-01-01", "2026-10-20")
    book.registers["items"] = book.registers["items"].replace(row, row.replace("起:", "止: 2026-10-19, 起:") + later)
    said(book).silent()


def test_what_is_missing_from_the_shelf_is_no_pack_s_doing(book: Small) -> None:
    book.change(CHECKS, "复印纸 130包", "复印纸 128包")
    assert said(book).codes == ["count.shortage"]


def test_git_knows_since_which_commit_the_pack_is_another(book: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_DATE", "2026-10-21T08:00:00")

    def git(*words: str) -> None:
        names = ("-c", "user.name=王强", "-c", "user.email=wq@example")
        subprocess.run(["git", *names, "-C", str(book.folder), *words], check=True, capture_output=True)

    book.write(book.folder)
    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "开账")
    book.registers["items"] = book.registers["items"].replace("箱: 8 包", "箱: 10 包")
    book.write(book.folder)
    assert "登记册改了还没有提交" in said(book.folder).finding("register.pack")["message"]
    git("commit", "-qam", "改包装")
    told = said(book.folder).finding("register.pack")["message"]
    assert re.search(r"提交 [0-9a-f]{7}（2026-10-21）改的", told), told
