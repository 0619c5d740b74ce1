"""The sample book `ledgers/`: it is what its generator writes, it holds what it says it holds (counted here a second time,
with a plain YAML reader), and what its README tells of October is what houqin finds."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import yaml
from bench.school.make import make

from houqin import names
from houqin.book.index import open_book
from houqin.reconcile.month import reconcile
from houqin.records.catalogue import CONFIG, TYPES
from houqin.reports.showing import showing
from houqin.reports.summary import summary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from houqin.book.index import Book
    from houqin.reconcile.finding import Finding
    from houqin.reconcile.result import Result

ROOT = Path(__file__).parents[2]
BOOK = ROOT / "ledgers"
PAGES = {"zh": BOOK / "README.zh.md", "en": BOOK / "README.md"}
MONTHS = ("2026-09", "2026-10")
LOADER = type("Plain", (getattr(yaml, "CBaseLoader", yaml.BaseLoader),), {})


class Kept(NamedTuple):
    """A record: its file from the book's folder, its type, its number, its fields."""

    path: str
    type: str
    number: str
    fields: dict[str, Any]

    @property
    def folder(self) -> str:
        return self.path.split("/")[0]

    @property
    def month(self) -> str:
        return Path(self.path).stem


@cache
def everything() -> list[Kept]:
    found = []
    for file in sorted(BOOK.rglob("*.yaml")):
        entries = yaml.load(file.read_text(encoding="utf-8"), Loader=LOADER)
        for entry in entries if isinstance(entries, list) else []:
            type_, number = next(iter(entry.items()))
            found.append(Kept(str(file.relative_to(BOOK)), type_, number, entry))
    return found


def records(type_: str, **fields: str) -> list[Kept]:
    """The records of a type with these values ("" for any)."""
    return [
        one
        for one in everything()
        if one.type == type_ and all(f in one.fields and v in ("", one.fields[f]) for f, v in fields.items())
    ]


def fen(text: str) -> int:
    whole, _, rest = text.replace(",", "").partition(".")
    return int(whole + rest.ljust(2, "0")[:2])


def heads(text: str) -> int:
    return int(text.split()[0])


def rows(one: Kept, field: str = "明细") -> list[dict[str, Any]]:
    return [row for row in one.fields.get(field, []) if isinstance(row, dict)]


SPOKEN = re.compile(r"(\S+) ([\d.]+)([^\d\s]+)(?: ([\d.]+) ([\d.]+))?")


def goods(one: Kept) -> list[tuple[str, float, str, int]]:
    """Item, quantity, unit and fen of each line of goods, however it is written."""
    found = []
    for line in one.fields.get("明细", []) + one.fields.get("用料", []):
        if isinstance(line, str):
            item, quantity, unit, _, amount = SPOKEN.fullmatch(line).groups()
        elif "物品" in line and "数量" in line:
            item, amount = line["物品"], line.get("金额")
            quantity, unit = line["数量"].split()
        else:
            continue
        found.append((item, float(quantity), unit, fen(amount or "0")))
    return found


# ------------------------------------------------------------ the generator


def test_the_sample_is_what_its_generator_writes(tmp_path: Path) -> None:
    make(tmp_path / "book", 2, 7, "nine_grade")
    ours, again = (
        {str(file.relative_to(top)): file.read_bytes() for file in top.rglob("*") if file.is_file()}
        for top in (BOOK, tmp_path / "book")
    )
    assert ours.keys() == again.keys()
    assert [path for path in ours if ours[path] != again[path]] == []


def test_every_file_names_the_schema_of_its_folder() -> None:
    for file in BOOK.rglob("*.yaml"):
        path = file.relative_to(BOOK)
        first = file.read_text(encoding="utf-8").split("\n", 1)[0]
        assert first.startswith("# yaml-language-server: $schema=")
        schema = (file.parent / first.partition("=")[2]).resolve()
        assert schema == ROOT / "schemas" / "zh" / f"{path.parts[0].removesuffix('.yaml')}.json"


def test_a_book_without_schemas_has_no_such_line(tmp_path: Path) -> None:
    make(tmp_path, 1, 7, "kindergarten", schemas="")
    for file in tmp_path.rglob("*.yaml"):
        assert not file.read_text(encoding="utf-8").startswith("#")


# ------------------------------------------------------------ what it holds


@pytest.mark.parametrize("folder", [folder for folder in TYPES if folder != CONFIG])
def test_all_record_types_are_in_use(folder: str) -> None:
    found = {one.type for one in everything() if one.folder == folder}
    assert found == {names.TYPES[type_] for type_ in TYPES[folder]} - CLOSED


CLOSED = {"重开"}
"""The sample has no month that is closed, and so none that was opened again."""


def test_a_school_of_three_thousand_with_eight_hundred_records_a_month() -> None:
    for month in MONTHS:
        assert sum(one.month == month for one in everything()) >= 800
    pupils = [heads(one.fields["学生"]) for one in records("就餐")]
    assert 2800 <= sorted(pupils)[len(pupils) // 2] <= 3200


def test_four_hundred_cards_in_the_middle_of_their_lives() -> None:
    (opening,) = records("期初资产")
    cards = rows(opening, "卡片")
    assert len(cards) >= 400
    assert sum(0 < int(card["已提月数"]) < int(card["使用月数"]) for card in cards) >= 300
    classrooms = Counter(at["地点"] for card in cards if card["名称"] == "教学一体机" for at in card["存放"])
    assert len(classrooms) == 60  # one in each


def test_a_third_of_the_lines_of_goods_are_in_declared_packs() -> None:
    declared: dict[str, set[str]] = defaultdict(set)
    for item in records("物品"):
        declared[item.number] |= item.fields.get("包装", {}).keys()
    lines = [(item, unit) for one in everything() if one.folder != "registers" for item, _, unit, _ in goods(one)]
    assert sum(unit in declared[item] for item, unit in lines) * 3 > len(lines) > 2000


def test_four_ways_of_valuation_each_with_issues() -> None:
    head = yaml.load((BOOK / "houqin.yaml").read_text(encoding="utf-8"), Loader=LOADER)
    method = {row["类别"]: row["计价"] for row in head["政策"]}
    category = {item.number: item.fields["类别"] for item in records("物品")}
    used = Counter(method[category[item]] for one in records("领用") for item, *_ in goods(one))
    assert used.keys() == {"先进先出", "移动加权平均", "全月一次加权平均", "个别计价"}


def test_the_canteen_writes_a_slip_a_kind_of_food_every_school_day() -> None:
    category = {item.number: item.fields["类别"] for item in records("物品")}
    slips = records("领用", 餐次="")
    assert all({category[item] for item, *_ in goods(one)} == {one.fields["用途"]} for one in slips)
    by_day = Counter(one.fields["日期"] for one in slips)
    assert by_day.keys() == {one.fields["日期"] for one in records("就餐")}
    assert min(by_day.values()) >= 2


def test_each_class_draws_its_first_issue() -> None:
    first = Counter(one.fields["部门"] for one in records("领用", 用途="开学领用"))
    assert len(first) == 60
    assert set(first.values()) == {1}


def test_slips_out_of_the_ordinary() -> None:
    numbers = {one.number for one in everything()}
    for type_ in ("调拨", "退货", "退库"):
        assert records(type_)
    for one in records("冲销") + records("退货") + records("退库"):
        assert one.fields["原单"] in numbers
    late = records("领用", 入账日期="")
    assert late
    assert all(one.fields["日期"][:7] < one.fields["入账日期"][:7] == one.month for one in late)
    assert records("验收", 来源="捐赠", 捐赠人="")
    assert records("资产取得", 大批同类="是")


def test_an_invoice_at_another_price_and_one_for_a_month_of_slips() -> None:
    accepted = {one.number: sum(amount for *_, amount in goods(one)) for one in records("验收")}
    dearer = [(one, row) for one in records("发票") for row in rows(one, "涵盖") if "价差" in row]
    assert dearer
    for invoice, row in dearer:
        assert fen(invoice.fields["价税合计"]) == accepted[row["验收"]] + fen(row["价差"])
    monthly = [(one, row) for one in records("发票") for row in rows(one, "涵盖") if "期间" in row]
    assert monthly
    many = []
    for invoice, row in monthly:
        slips = [one for one in records("验收", 供应商=row["供应商"]) if one.month == row["期间"]]
        many.append(len(slips))
        if invoice.fields["供应商"] != "鲜旺肉业" or row["期间"] != "2026-10":  # October's is planted
            assert fen(invoice.fields["价税合计"]) == sum(accepted[one.number] for one in slips)
    assert max(many) >= 10


def test_payment_in_parts_and_a_retention() -> None:
    total = {one.number: fen(one.fields["价税合计"]) for one in records("发票")}
    paid: dict[str, list[int]] = defaultdict(list)
    for one in records("付款"):
        for row in rows(one, "核销"):
            paid[row.get("发票", "")].append(fen(row["金额"]))
    assert any(len(parts) == 2 and sum(parts) == total[invoice] for invoice, parts in paid.items() if invoice in total)
    for one in records("付款", 扣留=""):
        (row,), (held,) = rows(one, "核销"), rows(one, "扣留")
        assert held["种类"] == "质保金"
        assert fen(row["金额"]) + fen(held["金额"]) == total[row["发票"]]
        assert fen(held["金额"]) == total[row["发票"]] * 5 // 100
    assert records("付款", 扣留="")


def test_half_is_written_off_at_issue_and_half_at_scrapping() -> None:
    half = {one.number for one in records("物品", 摊销="五五摊销")}
    assert any(item in half for one in records("领用") for item, *_ in goods(one))
    scrapped = [row for one in records("处置") for row in rows(one)]
    assert scrapped
    assert all(row["物品"] in half and fen(row["已摊"]) * 2 == fen(row["原值"]) for row in scrapped)


def test_a_disposal_with_approval_and_its_proceeds_remitted() -> None:
    (disposal,) = records("处置", 批文="")
    assert len(disposal.fields["鉴定人"]) >= 3
    assert records("审批", 原单=disposal.number, 意见="同意")
    (receipt,) = records("收款", 处置=disposal.number)
    (remitted,) = [one for one in records("上缴") if receipt.number in one.fields["核销"]]
    assert remitted.fields["金额"] == receipt.fields["金额"]


def vouchers_on(code: str) -> list[tuple[Kept, int]]:
    """The school's vouchers that touch an account, with fen, debit positive."""
    found = []
    for one in records("凭证"):
        moved = sum(
            fen(row.get("借", "0")) - fen(row.get("贷", "0")) for row in rows(one, "分录") if row["科目"] == code
        )
        if moved and one.path.startswith("accounts/学校/"):
            found.append((one, moved))
    return found


def test_a_loss_goes_through_1902() -> None:
    reports = {one.number for one in records("盘盈盘亏") if any(row["结果"] == "待处理" for row in rows(one))}
    settled = {
        one.number: row for one in records("转销", 批文="") for row in rows(one) if row.get("盘盈盘亏") in reports
    }
    assert reports
    assert {row["盘盈盘亏"] for row in settled.values()} == reports
    moved = {doc: amount for one, amount in vouchers_on("1902") for doc in one.fields["单据"]}
    for number, row in settled.items():
        assert moved[row["盘盈盘亏"]] == fen(row["金额"]) == -moved[number]


def test_the_treasury_pays_and_both_halves_are_booked() -> None:
    paid = {one.number: fen(one.fields["金额"]) for one in records("付款", 方式="财政直接支付")}
    assert len(paid) >= 20
    for one, amount in vouchers_on("4001"):
        budget = sum(fen(row["贷"]) for row in rows(one, "预算") if row["科目"] == "6001")
        for doc in set(one.fields.get("单据", [])) & paid.keys():
            assert -amount == budget == paid.pop(doc)
    assert not paid


def test_advances_are_cleared_to_the_fen() -> None:
    lent = {one.number: fen(one.fields["金额"]) for one in records("借款")}
    lent |= {row["借款"]: fen(row["金额"]) for one in records("期初借款") for row in rows(one)}
    assert len(lent) == 3
    for one in records("报销"):
        back = fen(one.fields.get("退回", {"金额": "0"})["金额"])
        assert sum(fen(row["金额"]) for row in rows(one)) + back == lent.pop(one.fields["原单"])
    assert not lent


def test_earmarked_money_is_what_heads_and_days_ask_for() -> None:
    # Σ subsidised pupils × 5 yuan × days = food of that fund = what the treasury pays for it (domain: nutrition plan)
    reversed_ = {one.fields["原单"] for one in records("冲销")}
    meals = [one for one in records("就餐") if one.number not in reversed_]
    for month in MONTHS:
        due = sum(heads(one.fields["补助人数"]) for one in meals if one.month == month) * 500
        slips = [one for one in records("验收", 经费来源="营养改善补助") if one.month == month]
        assert sum(amount for one in slips for *_, amount in goods(one)) == due
    paid = records("付款", 经费来源="营养改善补助")
    assert [fen(one.fields["金额"]) for one in paid] == [
        sum(heads(one.fields["补助人数"]) for one in meals if one.month == "2026-09") * 500
    ]
    present = {one.fields["日期"]: heads(one.fields["学生"]) for one in meals}
    milk = [(one, q) for one in records("领用", 用途="奶类") for item, q, *_ in goods(one) if item == "学生奶"]
    assert milk
    assert all(present[one.fields["日期"]] == quantity for one, quantity in milk)
    assert records("付款", 经费来源="学生奶补助")


def test_a_person_accepts_a_suspect_of_the_old_books() -> None:
    (accepted,) = records("认定")
    (case,) = records("期初待处理")
    assert accepted.fields["原单"] == [case.number]
    assert accepted.fields["签批人"] in {one.number for one in records("人员")}


def test_what_others_sent_is_what_the_records_say() -> None:
    named = {one.number: one.fields for one in records("对账单", 校验值="")}
    files = {fields["文件"]: fields["校验值"] for fields in named.values()}
    files |= {row["文件"]: row["校验值"] for one in records("验收", 附证="") for row in rows(one, "附证")}
    on_disk = {str(file.relative_to(BOOK)): file.read_bytes() for file in (BOOK / "evidence").rglob("*.*")}
    assert files == {path: hashlib.sha256(data).hexdigest() for path, data in on_disk.items()}
    (statement,) = named.values()
    table = list(csv.reader(io.StringIO(on_disk[statement["文件"]].decode("gb18030"))))
    head = next(n for n, row in enumerate(table) if "借方发生额" in row)
    printed = [dict(zip(table[head], row, strict=False)) for row in table[head + 1 :]]
    lines = [row for row in printed if re.fullmatch(r"\d{4}-\d\d-\d\d", row["交易日期"])]
    money = {"借方发生额": "付", "贷方发生额": "收", "余额": "余额"}
    assert [
        {"日期": row["交易日期"], "摘要": row["对方户名"]}
        | {ours: row[theirs].replace(",", "") for theirs, ours in money.items() if row[theirs]}
        for row in lines
    ] == statement["明细"]


# ------------------------------------------------------------ its README


SECTIONS = ("folders", "planted", "timing", "seen")
BUCKETS = {
    "zh": {"待记": "to_book", "待改": "to_correct", "未明": "unexplained"},
    "en": {"to book": "to_book", "to correct": "to_correct", "unexplained": "unexplained"},
}
SIDES = {
    "zh": {"账账": "book_to_book", "账实": "book_to_real"},
    "en": {"Book to book": "book_to_book", "Book to real": "book_to_real"},
}
SETS = {"zh": {"学校": "school", "食堂": "canteen"}, "en": {"school": "school", "canteen": "canteen"}}
LINK = re.compile(r"\[(.+):(\d+)\]\((.+)#L(\d+)\)")


@cache
def table(language: str, section: str) -> list[list[str]]:
    """The rows of the table in a section of the README."""
    part = PAGES[language].read_text(encoding="utf-8").split("\n## ")[1 + SECTIONS.index(section)]
    lines = [line for line in part.split("\n") if line.startswith("|")]
    return [line.strip("| ").split(" | ") for line in lines[2:]]


def place(cell: str) -> tuple[str, int]:
    """File and line of a link like [cash/x.yaml:3](cash/x.yaml#L3)."""
    path, line, target, anchor = LINK.fullmatch(cell).groups()
    assert (path, line) == (target, anchor)
    return path, int(line)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOUQIN_CACHE", str(tmp_path_factory.mktemp("cache")))
        with open_book(BOOK) as book:
            assert not book.diagnostics
            yield book


@pytest.fixture(scope="module")
def sheets(opened: Book) -> dict[str, Result]:
    """Both months as houqin reconciles them."""
    return {month: reconcile(opened, month) for month in MONTHS}


def where(finding: Finding) -> set[tuple[str, str, int]]:
    return {(one.number, one.file, one.line) for one in finding.records}


def test_september_shows_only_timing(sheets: dict[str, Result]) -> None:
    september = sheets["2026-09"]
    assert (september.status, september.findings) == ("timing", [])
    for line in september.lines:
        assert all(parts is None or parts.gross == 0 for parts in (line.book_to_book, line.book_to_real))


@pytest.mark.parametrize("language", PAGES)
def test_octobers_findings_are_those_of_the_readme(language: str, sheets: dict[str, Result]) -> None:
    october = sheets["2026-10"]
    told = table(language, "planted")
    assert len(told) == len(october.findings)
    left = list(october.findings)
    for _, bucket, amount, number, at, line, _ in told:
        named = number, *place(at)
        (found,) = [f for f in left if named in where(f) and f.amount == fen(amount)]
        left.remove(found)
        assert found.kind.bucket == BUCKETS[language][bucket]
        side = next((side for name, side in SIDES[language].items() if name in line), None)
        set_ = next(of for name, of in SETS[language].items() if name in line)
        accounts = set(re.findall(r"\b\d{4}(?:\.\d\d)?\b", line))
        effects = [e for e in found.effects if e.account]  # an invoice that is not booked is on no line
        assert {(e.set, e.account, e.side) for e in effects} == {(set_, account, side) for account in accounts}
        assert all(abs(e.amount) == fen(amount) for e in effects)


def test_october_has_one_honest_unexplained_and_every_other_bucket(sheets: dict[str, Result]) -> None:
    buckets = Counter(f.kind.bucket for f in sheets["2026-10"].findings)
    assert buckets["unexplained"] == 1
    assert buckets["to_book"] >= 3
    assert buckets["to_correct"] >= 3
    (honest,) = [f for f in sheets["2026-10"].findings if f.kind.bucket == "unexplained"]
    assert honest.rivals >= 1


def test_effects_add_up_to_the_buckets_of_each_line(sheets: dict[str, Result]) -> None:
    for result in sheets.values():
        sums: Counter[tuple[str, str | None, str | None, str]] = Counter()
        for found in [*result.findings, *result.timing]:
            for effect in found.effects:
                sums[effect.set, effect.account, effect.side, effect.bucket] += effect.amount
        for line in result.lines:
            for side, parts in (("book_to_book", line.book_to_book), ("book_to_real", line.book_to_real)):
                if parts is not None:
                    for bucket in ("timing", "to_book", "to_correct", "unexplained"):
                        assert sums[line.account.set, line.account.code, side, bucket] == getattr(parts, bucket)


@pytest.mark.parametrize("language", PAGES)
def test_octobers_timing_is_that_of_the_readme(language: str, sheets: dict[str, Result]) -> None:
    left = list(sheets["2026-10"].timing)
    for _, amount, number, at, _, _ in table(language, "timing"):
        found = next(f for f in left if abs(f.amount) == fen(amount) and (number, *place(at)) in where(f))
        left.remove(found)
    assert left == []


def test_the_month_on_one_page_leaves_out_what_was_taken_back(opened: Book) -> None:
    reversed_ = {one.fields["原单"] for one in records("冲销")}
    assert reversed_ & {one.number for one in records("就餐")}
    assert reversed_ & {one.number for one in records("报修")}
    for month in MONTHS:
        page = summary(opened, month, "zh", 20261103)
        meals = [one for one in records("就餐") if one.month == month and one.number not in reversed_]
        (row,) = next(table.rows for table in page.tables if table.key == "meals")
        assert row[1] == sum(heads(one.fields["学生"]) + heads(one.fields["教工"]) for one in meals) * 1_000_000
        reports = [one for one in records("报修") if one.month == month and one.number not in reversed_]
        assert page.facts["repair_counts"]["reported"] == len(reports)


@pytest.mark.parametrize("language", PAGES)
def test_what_the_readme_points_to_stands_there_and_is_shown(language: str, opened: Book) -> None:
    told = [row for section in SECTIONS[1:] for row in table(language, section)]
    assert len(told) > 60
    for row in told:
        at = next(n for n, cell in enumerate(row) if LINK.fullmatch(cell))
        path, line = place(row[at])
        text = (BOOK / path).read_text(encoding="utf-8").split("\n")[line - 1]
        assert re.fullmatch(rf"- [^:]+: {re.escape(row[at - 1])}", text)
        (asked,) = re.fullmatch(r"`houqin show (.+)`", row[-1]).groups()
        shown = showing(opened, asked, language).facts
        assert (shown["file"], shown["line"]) == (path, line)


def test_the_readme_counts_the_records() -> None:
    for language in PAGES:
        told = {row[0].strip("`/"): row[2] for row in table(language, "folders")}
        for folder in TYPES.keys() - {CONFIG}:
            counts = Counter(one.type for one in everything() if one.folder == folder)
            assert set(re.split(r"[、,] ?", told[folder])) == {f"{type_} {n}" for type_, n in counts.items()}
