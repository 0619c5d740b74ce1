"""houqin fix: for each kind the draft is appended as it is printed; the book is without contradiction, the finding gone
or what the table of ways says, until nothing is left."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from houqin.book.contradictions import contradictions
from houqin.book.index import open_book
from houqin.cli.fix import printed
from houqin.entry.tried import additions
from houqin.reconcile.finding import Finding
from houqin.reconcile.month import reconcile
from houqin.reconcile.result import Result
from houqin.settle.drafts import WAYS, drafts

from .book import (
    ASSETS,
    BOOKS,
    BUYER,
    CANTEEN,
    CHECKS,
    FOOD_BOOKS,
    GENERAL,
    KITCHEN,
    Small,
    bank_line,
    english,
    invoice,
    voucher,
)
from .test_pairs import a_return
from .test_purchasing import billed
from .test_totals import late_rice, summary

Plant = Callable[[Small], object]
TODAY = 20261103
PAPER_GONE = "{退货: TH-1, 日期: 2026-10-26, 原单: YS-1, 供应商: 文具店, 明细: [复印纸 2箱 160.00 320.00]}"
REPORTED = (
    "{盘盈盘亏: BG-1, 日期: 2026-10-31, 盘点: PD-1, 地点: 总务库, 明细: [{物品: 复印纸, 数量: 2 包, 结果: 待处理}]}"
)


def lamps(book: Small, entered: str) -> Small:
    return book.change(BOOKS, '{科目: "1302.02", 借: 1500.00}, {科目: "2302", 往来: 五金店, 贷: 1500.00}',
                       f'{{科目: "1302.02", 借: {entered}}}, {{科目: "2302", 往来: 五金店, 贷: {entered}}}')  # fmt: skip


def a_line_at_the_bank(book: Small, line: str, closing: str) -> Small:
    return bank_line(book, line, closing)


def rice_in_kilograms(book: Small) -> Small:
    """A second issue of 100 that says 斤 for 公斤: 100 斤 short."""
    book.add(KITCHEN, "{领用: CK-2, 日期: 2026-10-20, 餐次: 午餐, 明细: [大米 100斤]}")
    book.change(
        FOOD_BOOKS, '借: 2040.00}, {科目: "1302.01", 贷: 2040.00}', '借: 2295.00}, {科目: "1302.01", 贷: 2295.00}'
    )
    return book.change(CHECKS, "大米 1200斤", "大米 1000斤")


def unbooked_from_the_treasury(book: Small) -> Small:
    """The treasury paid for the fans; the school has not entered it."""
    lamps = "{日期: 2026-10-21, 收款方: 五金店, 金额: 1500.00}"
    return book.change(CHECKS, lamps, lamps + ", {日期: 2026-10-28, 收款方: 电器店, 金额: 1000.00}")


def on_every_account(book: Small) -> Small:
    for account, issued, bought in (
        ("1302.01", "1000.00", "1600.00"), ("1302.02", "300.00", "1500.00"), ("1302.03", "500.00", "1000.00")
    ):  # fmt: skip
        book.change(BOOKS, f'{{科目: "{account}", 贷: {issued}}}', f'{{科目: "{account}", 贷: {bought}}}')
    return book.change(BOOKS, '{科目: "5001", 借: 1550.00}', '{科目: "5001", 借: 3850.00}')


def two_fen(book: Small) -> Small:
    book.change(GENERAL, "复印纸 50包", "复印纸 20包")
    book.add(GENERAL, *(f"{{领用: CK-{n}, 日期: 2026-10-20, 部门: 教务处, 明细: [复印纸 10包]}}" for n in (4, 5, 6)))
    return summary(book, "1302.01", "1000.00", "1000.02")


PLANTED: list[tuple[str, str, Plant]] = [
    ("goods.no_invoice", "paper accepted on the 29th, no invoice", lambda b: b.add(
        GENERAL, "{验收: YS-5, 日期: 2026-10-29, 供应商: 文具店, 明细: [复印纸 5箱 160.00 800.00]}"
    ).change(CHECKS, "复印纸 130包", "复印纸 170包")),
    ("return.not_booked", "two boxes sent back", lambda b: b.add(GENERAL, PAPER_GONE).change(
        CHECKS, "复印纸 130包", "复印纸 114包")),
    ("report.not_booked", "a shortage reported", lambda b: b.add(CHECKS, REPORTED).change(
        CHECKS, "复印纸 130包", "复印纸 128包")),
    ("depreciation.not_booked", "no charge at all", lambda b: b.drop(BOOKS, "凭证: 记-8")),
    ("depreciation.missing", "the new screen left out", lambda b: b.change(
        BOOKS, '{科目: "5001", 借: 700.00}, {科目: "1602", 贷: 700.00}',
        '{科目: "5001", 借: 500.00}, {科目: "1602", 贷: 500.00}')),
    ("document.not_booked", "the month's issues", lambda b: b.drop(BOOKS, "凭证: 记-7")),
    ("document.not_booked", "a payment by the treasury", lambda b: b.drop(BOOKS, "凭证: 记-6")),
    ("document.not_booked", "a payment by the bank", lambda b: b.drop(BOOKS, "凭证: 记-5")),
    ("meals.not_booked", "the month's meals", lambda b: b.drop(FOOD_BOOKS, "凭证: 食记-3")),
    ("meals.not_earned", "two meals not eaten", lambda b: b.change(
        CANTEEN, "日期: 2026-10-09, 餐次: 午餐, 学生: 100 人", "日期: 2026-10-09, 餐次: 午餐, 学生: 98 人")),
    ("budget.differs", "no budget half", lambda b: b.change(
        BOOKS, ', 预算: [{科目: "7201", 借: 5000.00}, {科目: "8001", 贷: 5000.00}]', "")),
    ("voucher.digits_swapped", "1050 for 1500", lambda b: lamps(b, "1050.00")),
    ("voucher.differs", "1400 for 1500", lambda b: lamps(b, "1400.00")),
    ("voucher.decimal_slid", "15000 for 1500", lambda b: lamps(b, "15000.00")),
    ("voucher.digit_misread", "1600 for 1500", lambda b: lamps(b, "1600.00")),
    ("voucher.sign_reversed", "-1500 for 1500", lambda b: lamps(b, "-1500.00")),
    ("voucher.doubled", "3000 for 1500", lambda b: lamps(b, "3000.00")),
    ("voucher.extra", "ten yuan knocked off", lambda b: lamps(b, "1490.00")),
    ("voucher.return_price", "a return at another price", lambda b: a_return(b, "336.00")),
    ("voucher.twice", "a payment booked twice", lambda b: b.add(BOOKS, voucher(
        "记-9", "2026-10-31", "FK-1", "借 2302 文具店 5000.00", "贷 1002 5000.00", budget="5000.00"))),
    ("voucher.other_account", "lamps as an asset", lambda b: b.change(
        BOOKS, '{科目: "1302.02", 借: 1500.00}', '{科目: "1601", 借: 1500.00}')),
    ("voucher.other_account", "lamps as paper", lambda b: b.change(
        BOOKS, '{科目: "1302.02", 借: 1500.00}', '{科目: "1302.01", 借: 1500.00}')),
    ("voucher.other_account", "lamps as expense", lambda b: b.change(
        BOOKS, '{科目: "1302.02", 借: 1500.00}', '{科目: "5001", 借: 1500.00}')),
    ("voucher.other_party", "another supplier", lambda b: b.change(
        BOOKS, '{科目: "2302", 往来: 文具店, 贷: 1600.00}', '{科目: "2302", 往来: 五金店, 贷: 1600.00}')),
    ("voucher.paid_otherwise", "a payment entered wrongly, both halves", lambda b: b.change(
        BOOKS, '{科目: "2302", 往来: 文具店, 借: 5000.00}, {科目: "1002", 贷: 5000.00}], 预算:'
        ' [{科目: "7201", 借: 5000.00}, {科目: "8001", 贷: 5000.00}]',
        '{科目: "2302", 往来: 文具店, 借: 5001.00}, {科目: "1002", 贷: 5001.00}], 预算:'
        ' [{科目: "7201", 借: 5001.00}, {科目: "8001", 贷: 5001.00}]')),
    ("invoice.digits_swapped", "5100 for 1500 of an invoice for salt", lambda b: b.add(
        BUYER, invoice("FP-9", "2026-10-31", "粮油店", "6200.00", "{验收: YS-1}").replace("账套: 学校", "账套: 食堂"))),
    ("invoice.differs", "2650 for 2600", lambda b: b.add(
        BUYER, invoice("FP-9", "2026-10-31", "粮油店", "2650.00", "{验收: YS-1}").replace("账套: 学校", "账套: 食堂"))),
    ("invoice.price", "dearer", lambda b: billed(b, "1650.00", "复印纸 10箱 165.00 1650.00", booked=False)),
    ("invoice.quantity", "a box more", lambda b: billed(b, "1760.00", "复印纸 11箱 160.00 1760.00", booked=False)),
    ("invoice.rounding", "cents of packs", lambda b: billed(b, "1600.40", "", booked=False)),
    ("invoice.extra", "freight", lambda b: billed(
        b, "1630.00", "", more="附加: [{种类: 运费, 金额: 30.00}],", booked=False)),
    ("bill.number_twice", "the lamps' invoice entered once more", lambda b: b.add(
        BUYER, '{发票: FP-22, 日期: 2026-10-09, 种类: 数电普票, 账套: 学校, 号码: "22222222222222222222", 供应商: 五金店,'
        " 价税合计: 1500.00}")),
    ("summary.purchases", "all that was bought is taken for eaten", lambda b: b.change(
        FOOD_BOOKS, "借: 2040.00", "借: 2600.00").change(FOOD_BOOKS, "贷: 2040.00", "贷: 2600.00")),
    ("summary.purchases", "on every account", on_every_account),
    ("summary.rounding", "two fen", two_fen),
    ("summary.late_slip", "rice written late", late_rice),
    ("summary.account_left_out", "the lamps on no voucher", lambda b: b.change(
        BOOKS, '{科目: "5001", 借: 1550.00}', '{科目: "5001", 借: 1250.00}').change(
        BOOKS, ', {科目: "1302.02", 贷: 300.00}', "")),
    ("voucher.no_paper", "debts out of nothing", lambda b: b.add(
        BOOKS, voucher("记-9", "2026-10-30", "", "借 5001 60.00", "贷 2302 文具店 60.00"))),
    ("stock.no_paper", "straight onto stock", lambda b: b.add(
        BOOKS, voucher("记-9", "2026-10-30", "", "借 5001 400.00", "贷 1302.01 400.00"))),
    ("count.unit", "100 斤 for 100 公斤", rice_in_kilograms),
    ("count.shortage", "two lamps", lambda b: b.change(CHECKS, "灯管 90支", "灯管 88支")),
    ("count.surplus", "a lamp too many", lambda b: b.change(CHECKS, "灯管 90支", "灯管 91支")),
    ("count.natural_loss", "rice within its allowance", lambda b: b.change(CHECKS, "大米 1200斤", "大米 1197斤")),
    ("cash.short", "twenty yuan", lambda b: b.change(CHECKS, "实点: 500.00", "实点: 480.00")),
    ("cash.over", "ten yuan", lambda b: b.change(CHECKS, "实点: 500.00", "实点: 510.00")),
    ("bank.out_not_in_books", "the bank's fee", lambda b: a_line_at_the_bank(
        b, "{日期: 2026-10-31, 摘要: 网银服务费, 付: 30.00}", "94970.00")),
    ("bank.out_not_in_books", "fans paid by the bank", lambda b: a_line_at_the_bank(
        b, "{日期: 2026-10-30, 摘要: 货款, 对方户名: 电器店, 付: 1000.00}", "94000.00")),
    ("bank.in_not_in_books", "interest", lambda b: a_line_at_the_bank(
        b, "{日期: 2026-10-31, 摘要: 利息, 收: 12.00}", "95012.00")),
    ("treasury.not_in_books", "fans paid by the treasury", unbooked_from_the_treasury),
]  # fmt: skip
"""What is planted, as a bursar would call it → the kind that is found."""


@pytest.mark.parametrize("keys", ["zh", "en"])
@pytest.mark.parametrize(("code", "plant"), [pytest.param(c, p, id=f"{c}: {what}") for c, what, p in PLANTED])
def test_the_draft_puts_it_right(code: str, plant: Plant, keys: str, book: Small) -> None:
    plant(book)
    book.write(book.folder, english if keys == "en" else lambda text: text)
    wanted, left = code, 6
    while wanted:
        assert (left := left - 1), "it never ends"
        finding, after = appended(book.folder, wanted)
        assert finding.id not in {f.id for f in (*after.findings, *after.timing)}
        wanted = WAYS[wanted].then
    assert after.findings == [], [(f.code, f.args) for f in after.findings]
    assert after.timing == []


def result_of(folder: Path) -> Result:
    with open_book(folder) as opened:
        assert opened.diagnostics == []
        assert contradictions(opened.index) == []
        return reconcile(opened, "2026-10")


def appended(folder: Path, code: str) -> tuple[Finding, Result]:
    """Append the draft of the one finding of a code to its files, as it is printed; the finding, and October after it."""
    with open_book(folder) as opened:
        result = reconcile(opened, "2026-10")
        found = {f.id: f for f in (*result.findings, *result.timing) if f.code == code}
        assert len(found) == 1, (code, [f.code for f in (*result.findings, *result.timing)])
        (finding,) = found.values()
        drafted = drafts(opened, "2026-10", finding, TODAY)
        assert drafted, code
        texts = {one.path: printed(opened, one, "zh", blank=drafted[0].blank) for one in additions(opened, drafted[1])}
    for path, text in texts.items():
        assert text.startswith("# "), path
        with (folder / path).open("a", encoding="utf-8") as file:
            file.write(text)
    return finding, result_of(folder)


def test_every_way_has_its_story() -> None:
    assert {code for code, _, _ in PLANTED} | {code for code, way in WAYS.items() if way.blank} == WAYS.keys()
    assert all(way.then == "" or way.then in WAYS for way in WAYS.values())


# ------------------------------------------------------------ what the drafts say


def text_of(folder: Path, code: str) -> str:
    with open_book(folder) as opened:
        result = reconcile(opened, "2026-10")
        (finding,) = [f for f in (*result.findings, *result.timing) if f.code == code]
        way, records = drafts(opened, "2026-10", finding, TODAY) or (WAYS[code], [])
        return "".join(printed(opened, one, "zh", blank=way.blank) for one in additions(opened, records))


def test_a_count_that_was_forgotten_is_begun_behind_comment_signs(book: Small) -> None:
    """Appended as it stands it changes nothing; the quantity is for whoever counts."""
    book.change(CHECKS, "复印纸 130包, 灯管 90支, 壁扇 2台", "复印纸 130包, 壁扇 2台").write(book.folder)
    text = text_of(book.folder, "count.not_listed")
    assert all(line.startswith("#") for line in text.rstrip("\n").split("\n"))
    assert '{物品: 灯管, 数量: "____ 支"}' in text
    with (book.folder / f"{CHECKS}/2026-10.yaml").open("a", encoding="utf-8") as file:
        file.write(text)
    assert [f.code for f in result_of(book.folder).findings] == ["count.not_listed"]


def test_what_is_copied_from_a_draft_says_so(book: Small) -> None:
    """It names the payment, has both halves, and says that it is from a draft."""
    book.drop(BOOKS, "凭证: 记-5").write(book.folder)
    text = text_of(book.folder, "document.not_booked")
    assert text.startswith(f"# 附在 {BOOKS}/2026-10.yaml 的末尾\n- 凭证: 记-8\n")
    for line in ("  单据: [FK-1]", "  附件: 1", "  出自: 草稿", '    - {科目: "2302", 往来: 文具店, 借: 5000.00}',
                 '    - {科目: "1002", 贷: 5000.00}', '    - {科目: "7201", 借: 5000.00}'):  # fmt: skip
        assert f"{line}\n" in text


def test_a_draft_is_dated_in_its_month_and_numbered_on(book: Small) -> None:
    """On 3 November October's voucher is the last of October, and the next in its series."""
    lamps(book, "1050.00").write(book.folder)
    text = text_of(book.folder, "voucher.digits_swapped")
    assert "- 凭证: 记-9\n  日期: 2026-10-31\n" in text
    assert "  替代: 记-2\n" in text
    assert '    - {科目: "1302.02", 借: 1500.00}\n    - {科目: "2302", 往来: 五金店, 贷: 1500.00}\n' in text


def test_an_indented_file_is_gone_on_with_as_it_is(book: Small) -> None:
    book.drop(BOOKS, "凭证: 记-5").write(
        book.folder, lambda text: text.replace("\n- ", "\n  - ") if "凭证: 记-1" in text else text
    )
    path = book.folder / f"{BOOKS}/2026-10.yaml"
    path.write_text("  " + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert "\n  - 凭证: 记-8\n    日期:" in text_of(book.folder, "document.not_booked")
    _, after = appended(book.folder, "document.not_booked")
    assert after.findings == []


def test_no_draft_for_what_only_a_person_knows(book: Small) -> None:
    book.change(BOOKS, '{科目: "5001", 借: 1550.00}', '{科目: "5001", 借: 1557.00}')
    book.change(BOOKS, '{科目: "1302.01", 贷: 1000.00}', '{科目: "1302.01", 贷: 1007.00}').write(book.folder)
    with open_book(book.folder) as opened:
        (finding,) = reconcile(opened, "2026-10").findings
        assert drafts(opened, "2026-10", finding, TODAY) is None


def test_nothing_is_written(book: Small) -> None:
    lamps(book, "1050.00").add(ASSETS).write(book.folder)
    before = {p: p.read_bytes() for p in sorted(book.folder.rglob("*.yaml"))}
    text_of(book.folder, "voucher.digits_swapped")
    assert {p: p.read_bytes() for p in sorted(book.folder.rglob("*.yaml"))} == before


def test_a_slip_written_anew_stands_where_the_wrong_one_stood(book: Small) -> None:
    """Counted right after the wrong slip: what replaces it is not a movement after the count."""
    book.add(KITCHEN, "{领用: CK-9, 日期: 2026-10-31, 餐次: 午餐, 明细: [大米 100斤]}")
    book.change(
        FOOD_BOOKS, '借: 2040.00}, {科目: "1302.01", 贷: 2040.00}', '借: 2295.00}, {科目: "1302.01", 贷: 2295.00}'
    )
    book.change(CHECKS, "范围: 全盘, 明细: [大米 1200斤", "范围: 全盘, 截止: CK-9, 明细: [大米 1000斤").write(
        book.folder
    )
    _, after = appended(book.folder, "count.unit")
    assert after.findings == []


def test_vouchers_without_noughts_are_numbered_without(book: Small) -> None:
    """记-9 and 记-10 are one series: after them comes 记-11."""
    for n in (9, 10, 11):
        book.add(BOOKS, voucher(f"记-{n}", "2026-10-31", "", "借 5001 1.00", "贷 3001 1.00"))
    book.drop(BOOKS, "凭证: 记-5").write(book.folder)
    assert "- 凭证: 记-11\n" in text_of(book.folder, "document.not_booked")
