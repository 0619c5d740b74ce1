"""`houqin import`: other programs' sheets into a copy of the worked October, as a bursar or a canteen manager would."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
from pathlib import Path

import pytest
from running import ROOT, Ended, Houqin, inside

MADE = ROOT / "tests" / "exchange" / "made"
"""Workbooks that LibreOffice Calc wrote (made/write.py)."""
STORE = "store/食堂主副食库/2026-10.yaml"

pytestmark = pytest.mark.usefixtures("bare")


def csv(folder: Path, text: str, name: str = "表.csv", encoding: str = "utf-8") -> str:
    (folder / name).write_bytes(text.encode(encoding))
    return str(folder / name)


def run(book: Path, *args: str) -> Ended:
    return inside("--book", str(book), "import", *args)


def files(book: Path) -> dict[str, bytes]:
    return {path.relative_to(book).as_posix(): path.read_bytes() for path in book.rglob("*.yaml")}


# ------------------------------------------------------------ whole ways


def test_sixty_acceptances_of_a_workbook(book: Path) -> None:
    """Printed first, written when asked for, right by `check`, seen by `list`; what stood there is untouched."""
    before = files(book)
    looked = run(book, "xlsx", str(MADE / "验收登记.xlsx"), "--as", "acceptance")
    assert looked.code == 0
    assert "60 张，明细 80 行" in looked.err
    assert "“猪 肉”按登记写作“猪肉”" in looked.err
    assert files(book) == before
    written = run(book, "xlsx", str(MADE / "验收登记.xlsx"), "--as", "acceptance", "--write", "--yes")
    assert (written.code, written.out) == (0, looked.out)
    after = files(book)
    assert all(after[path].startswith(data) for path, data in before.items())
    new = after[STORE][len(before[STORE]) :] + after["store/食堂主副食库/2026-11.yaml"]
    assert new.decode() == looked.out
    assert inside("--book", str(book), "check").err.startswith("账簿没有错误")
    listed = inside("--book", str(book), "list", "验收", "--period", "2026-11").out
    assert listed.count("2026-11-") >= 45
    assert "共 45 张" in listed


def test_the_canteen_s_day_sheet(book: Path) -> None:
    """One day on the printed form: one record, one table; the goods not issued stay out, the prices too."""
    ended = run(book, str(MADE / "出库单.xlsx"), "--as", "领用", "--write", "-y")
    assert ended.code == 0
    assert (
        ended.out
        == """\
- 领用: SCK-1031-1
  日期: 2026-10-31
  部门: 食堂厨房
  明细:
    - 大米 300斤
    - 菜籽油 1.5桶
    - 猪肉 20.5斤
  签字: {审核人: 何军, 经手人: 马俊, 保管员: 孙丽}
"""
    )
    assert "2 行没有填数量" in ended.err
    assert "单价、金额没有导入" in ended.err
    assert inside("--book", str(book), "check").code == 0


DELIVERIES = """城关实验学校食堂入库单
日期：2026年10月31日,,,,,
供货单位,食材名称,计量单位,数量,单价,金额
城关粮油店,大米,斤,"1,000",￥2.60,"2,600.00元"
,菜籽油,桶,５,94,470
农友蔬菜合作社,蔬菜豆蛋,批,1,812.5,812.5
合计,,,,,3882.50
"""


def test_a_meal_said_in_english_stands_in_the_book_s_words(book: Path, tmp_path: Path) -> None:
    """One option says the meal of all rows, in whichever language whoever imports speaks."""
    sheet = csv(tmp_path, "日期,物品,数量,单位\n2026-10-31,大米,10,斤\n")
    for meal in ("meal=lunch", "餐次=午餐"):
        ended = run(book, sheet, "--as", "issue", "--field", "place=食堂主副食库", "--field", meal)
        assert "  餐次: 午餐\n" in ended.out, ended.err


def test_a_day_s_deliveries_are_one_acceptance_a_supplier(book: Path, tmp_path: Path) -> None:
    ended = run(book, "csv", csv(tmp_path, DELIVERIES, encoding="gb18030"), "--as", "验收")
    assert ended.code == 0
    assert re.findall(r"验收: (\S+)", ended.out) == ["SYS-1031-1", "SYS-1031-2"]
    assert "    - 大米 1000斤 2.60 2600.00\n    - 菜籽油 5桶 94.00 470.00\n" in ended.out


def test_a_count(book: Path, tmp_path: Path) -> None:
    """Two rows of headings; the book's own column is not the count's, a blank is not counted, a nought is."""
    text = (
        "食材盘存表\n仓库：食堂主副食库,盘点日期：2026-10-31\n食材名称,计量单位,账面栏,,盘点栏,,差额原因\n"
        ",,数量,金额,数量,金额,\n大米,斤,1800,4680,1794,4664.4,损耗\n菜籽油,桶,24,,,,\n学生奶,盒,0,,0,,\n"
        "盘点人：钱桂兰  监盘人：林洁\n"
    )
    ended = run(book, csv(tmp_path, text), "--as", "count", "--field", "范围=全盘", "--write", "--yes")
    assert ended.code == 0
    assert ended.out == (
        "- 盘点: SPD-1031-1\n  日期: 2026-10-31\n  地点: 食堂主副食库\n  范围: 全盘\n  明细:\n"
        "    - {物品: 大米, 数量: 1794 斤, 原因: 损耗}\n    - 学生奶 0盒\n  签字: {盘点人: 钱桂兰, 监盘人: 林洁}\n"
    )
    assert inside("--book", str(book), "check").code == 0


def test_a_bank_statement(book: Path, tmp_path: Path) -> None:
    text = (
        "账号,6217000000006011\n交易时间,借方发生额,贷方发生额,余额,币种,对方户名,摘要\n"
        '20261102 09:01:02,"1,000.00",,"190,060.35",人民币,城关文具店,货款\n20261103,,500.00,"190,560.35",人民币,县财政局,拨款\n'
    )
    ended = run(book, csv(tmp_path, text), "--as", "statement", "--write", "--yes")
    assert ended.code == 0
    assert "按银行口径读" in ended.err
    assert ended.out.startswith(
        '- 对账单: DZ-6011-11\n  日期: 2026-11-30\n  种类: 银行\n  账户: "6011"\n  期初: 191060.35\n'
    )
    assert "{日期: 2026-11-02, 摘要: 货款, 对方户名: 城关文具店, 付: 1000.00, 余额: 190060.35}" in ended.out
    assert inside("--book", str(book), "check").code == 0


def test_what_stands_above_is_meant_below_until_something_changes(book: Path, tmp_path: Path) -> None:
    """The day once, the department once: the one who received it is not said to have received the next department's."""
    text = (
        "日期：2026-10-31\n领用部门,品名,单位,数量,领用人\n教务处,硒鼓,个,1,黄燕\n,白板笔,盒,1,\n初二年级,白板笔,盒,2,\n"
        "审核人,陈志远,保管员,王强\n"
    )
    ended = run(book, csv(tmp_path, text), "--as", "领用")
    assert ended.code == 0
    first, second = ended.out.split("- 领用: ")[1:]
    assert first == (
        "CK-1031-1\n  日期: 2026-10-31\n  部门: 教务处\n  明细:\n    - 硒鼓 1个\n    - 白板笔 1盒\n"
        "  签字: {领用人: 黄燕, 审核人: 陈志远, 保管员: 王强}\n"
    )
    assert "黄燕" not in second


def test_a_total_that_the_rows_do_not_add_up_to_is_told(book: Path, tmp_path: Path) -> None:
    right = run(book, csv(tmp_path, DELIVERIES), "--as", "验收").err
    assert "total_differs" not in right
    wrong = run(book, csv(tmp_path, DELIVERIES.replace("3882.50", "3828.50")), "--as", "验收").err
    assert "表.csv!F7: 说明[exchange.total_differs]: 表里的合计是 3,828.50，上面各行相加是 3,882.50" in wrong


# ------------------------------------------------------------ again, and again


def test_the_same_sheet_twice_is_written_once(book: Path, tmp_path: Path) -> None:
    path = csv(tmp_path, DELIVERIES)
    assert run(book, path, "--as", "验收", "--write", "--yes").code == 0
    before = files(book)
    again = run(book, path, "--as", "验收", "--write")
    assert (again.code, again.out) == (0, "")
    assert "账里已有 SYS-1031-1（store/食堂主副食库/2026-10.yaml:" in again.err
    assert files(book) == before


def test_columns_once_looked_over_are_known_again(book: Path, tmp_path: Path) -> None:
    """With --map and --yes the first time; the next sheet with these headings needs neither."""
    first = "送货日,货,多少,单位,单价,金额\n2026-10-31,大米,100,斤,2.6,260\n"
    later = first.replace("31", "30").replace("100", "50").replace("260", "130")
    given = ("--as", "验收", "--field", "供应商=城关粮油店", "--write")
    unknown = run(book, csv(tmp_path, first), *given, "--yes")
    assert unknown.code == 1
    corrected = ("--map", "货=物品", "--map", "多少=数量", "--map", "送货日=日期")
    assert run(book, csv(tmp_path, first), *given, *corrected, "--yes").code == 0
    sheet = (book / "registers/sheets.yaml").read_text(encoding="utf-8")
    assert sheet.startswith("- 表样: 验收-表\n  单据类型: 验收\n  列:\n    - {表头: 送货日, 字段: 日期}\n")
    assert run(book, csv(tmp_path, later, "十月.csv"), *given).code == 0
    assert inside("--book", str(book), "check").code == 0
    assert (book / "registers/sheets.yaml").read_text(encoding="utf-8") == sheet


def test_without_a_yes_nothing_is_written(book: Path, tmp_path: Path) -> None:
    before = files(book)
    for more in (("--write",), ("--write", "--yes", "--dry-run"), ()):
        ended = run(book, csv(tmp_path, DELIVERIES), "--as", "验收", *more)
        assert ended.code == (1 if more == ("--write",) else 0)
        assert "没有写入" in ended.err
        assert ended.out.startswith("- 验收: SYS-1031-1\n")
        assert files(book) == before


def test_at_a_terminal_one_is_asked(book: Path, houqin: Houqin, tmp_path: Path) -> None:
    """A wrong column is put right in the dialogue, then everything is written."""
    text = "日期,物品,数量,单位,价,供应商,金额\n2026-10-31,大米,100,斤,2.6,城关粮油店,260\n"
    answers = ["价＝单价", "y"]
    command = [
        sys.executable,
        "-m",
        "houqin",
        "--book",
        str(book),
        "import",
        csv(tmp_path, text),
        "--as",
        "验收",
        "--write",
    ]
    leader, follower = pty.openpty()
    child = subprocess.Popen(command, stdin=follower, stdout=follower, stderr=follower, env=houqin.env(LANG="C.UTF-8"))
    os.close(follower)
    said = b""
    while child.poll() is None or select.select([leader], [], [], 0)[0]:
        if select.select([leader], [], [], 0.1)[0]:
            try:
                said += os.read(leader, 65536)
            except OSError:
                break
        if answers and said.decode(errors="ignore").count("对应都对吗") == 3 - len(answers):
            os.write(leader, f"{answers.pop(0)}\n".encode())
    os.close(leader)
    assert child.wait(30) == 0, said.decode()
    assert "大米 100斤 2.60 260.00" in (book / STORE).read_text(encoding="utf-8")
    assert "已写入 1 张" in said.decode()


# ------------------------------------------------------------ what is wrong, at its cell

WRONG = """日期,供应商,物品,数量,单位,单价,金额,批号
2026-10-31,城关粮油店,大米,一百,斤,2.6,260,
2026-13-31,城关粮油店,菜籽油,2,桶,94,188,
2026-10-31,城关粮油行,大米,10,斤,2.60,26.00,
2026-10-31,鲜旺肉业,猪肉,10,斤,12.40,125.00,1.23457E+17
2026-10-30,鲜旺肉业,猪骨,10,斤,12.40,124.00,
2026-10-29,鲜旺肉业,猪肉,10,吨,12.40,124.00,
"""


def test_all_of_a_sheet_is_told_at_once_each_at_its_cell(book: Path, tmp_path: Path) -> None:
    before = files(book)
    path = csv(tmp_path, WRONG)
    zh = run(book, path, "--as", "验收", "--write", "--yes", "--field", "地点=食堂主副食库")
    assert zh.code == 1
    told = re.findall(r"表\.csv!(\w+): 错误\[([\w.]+)\]", zh.err)
    assert sorted(told) == [
        ("A3", "record.date"),
        ("B4", "book.unknown_supplier"),
        ("C6", "book.unknown_item"),
        ("D2", "record.quantity"),
        ("D7", "book.undeclared_unit"),
        ("G5", "record.price_times_quantity"),
        ("H5", "exchange.long_number"),
    ]
    assert "有 7 处要改，没有写入" in zh.err
    en = run(book, path, "--as", "acceptance", "--field", "place=食堂主副食库", "--lang", "en")
    assert re.findall(r"表\.csv!(\w+): error\[([\w.]+)\]", en.err) == told
    assert files(book) == before


ASKED = {
    "a date": ("物品,数量,单位,供应商\n大米,1,斤,城关粮油店\n", (), "exchange.no_value", "--field date="),
    "a supplier": ("日期,物品,数量,单位\n2026-10-31,大米,1,斤\n", (), "exchange.no_value", "--field supplier="),
    "a unit": ("日期,物品,数量,供应商\n2026-10-31,大米,1,城关粮油店\n", (), "exchange.no_unit", "--field unit="),
    "a store": ("日期,物品,数量,单位,供应商\n2026-10-31,米,1,斤,城关粮油店\n", (), "exchange.which_store", "--field place="),
    "a store that there is": (
        "日期,物品,数量,单位,供应商,仓库\n2026-10-31,大米,1,斤,城关粮油店,三号库\n", (), "exchange.no_store", "--field place=",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", ASKED)
def test_what_the_sheet_does_not_say_is_asked_for_with_the_option_that_says_it(
    what: str, book: Path, tmp_path: Path
) -> None:
    text, args, code, option = ASKED[what]
    ended = run(book, csv(tmp_path, text), "--as", "acceptance", "--lang", "en", *args)
    assert ended.code == 1
    assert f"error[{code}]" in ended.err
    assert option in ended.err


def test_what_the_sheet_lacks_can_be_given(book: Path, tmp_path: Path) -> None:
    given = (
        "--field",
        "supplier=城关粮油店",
        "--field",
        "日期=2026-10-31",
        "--field",
        "unit=公斤",
        "--field",
        "保管员=孙丽",
    )
    ended = run(book, csv(tmp_path, "品名,数量\n大米,20\n"), "--as", "acceptance", *given)
    assert ended.code == 0
    assert ended.out == (
        "- 验收: SYS-1031-1\n  日期: 2026-10-31\n  供应商: 城关粮油店\n  明细:\n    - 大米 20公斤\n  签字: {保管员: 孙丽}\n"
    )


def test_one_number_is_one_document(book: Path, tmp_path: Path) -> None:
    """The sheet's own numbers are kept; rows of one number must agree; a number that is taken is told with its place."""
    text = (
        "编号,日期,供应商,物品,数量,单位,单价,金额\n"
        "RK-7,2026-10-31,城关粮油店,大米,1,斤,2.6,2.6\nRK-7,2026-10-31,城关粮油店,菜籽油,1,桶,94,94\n"
    )
    ended = run(book, csv(tmp_path, text), "--as", "验收")
    assert ended.code == 0
    assert ended.out.count("验收: RK-7") == 1
    differs = run(
        book,
        csv(tmp_path, text.replace("RK-7,2026-10-31,城关粮油店,菜", "RK-7,2026-10-30,城关粮油店,菜")),
        "--as",
        "验收",
    )
    assert "表.csv!B3: 错误[exchange.disagree]" in differs.err
    taken = run(book, csv(tmp_path, text.replace("RK-7", "SYS-1008-1")), "--as", "验收")
    assert f"编号 SYS-1008-1 已有一张内容不同的：{STORE}:1" in taken.err


def test_an_issue_of_what_is_not_there_is_refused(book: Path, tmp_path: Path) -> None:
    text = "日期,物品,数量,单位\n2026-10-31,大米,999999,斤\n"
    ended = run(book, csv(tmp_path, text), "--as", "领用")
    assert "表.csv!C2: 错误[stock.negative]" in ended.err


WRONG_USE = {
    "no type": (("--as", "付款"), "use.value"),
    "a pair without =": (("--as", "验收", "--map", "货名"), "exchange.pair"),
    "a field there is not": (("--as", "验收", "--map", "货名=货"), "exchange.no_field"),
    "a column there is not": (("--as", "验收", "--map", "没有=物品"), "exchange.no_column"),
    "a sheet there is not": (("--as", "验收", "--sheet", "十月"), "exchange.no_sheet"),
    "two files": (("另一个.csv", "--as", "验收"), "use.extra"),
}


@pytest.mark.parametrize("case", WRONG_USE)
def test_wrong_use(case: str, book: Path, tmp_path: Path) -> None:
    args, _ = WRONG_USE[case]
    for language in ("zh", "en"):
        ended = run(book, csv(tmp_path, DELIVERIES), *args, "--lang", language)
        assert (ended.code, ended.out) == (2, "")
        assert ended.err.startswith("houqin: ")


def test_an_english_book_gets_english_keys(book: Path, tmp_path: Path) -> None:
    for path in (book / "store/食堂主副食库/2026-10.yaml", book / "houqin.yaml"):
        path.unlink()
    (book / "houqin.yaml").write_text(
        "school: 城关实验学校\nlanguage: en\nsets:\n  - {set: school, chart: gov-2019, voucher_series: [J]}\n"
        "  - {set: canteen, chart: gov-2019, voucher_series: [C]}\n", encoding="utf-8",
    )  # fmt: skip
    for path in book.rglob("*.yaml"):
        if path.parent.name != "registers" and path.name != "houqin.yaml":
            path.unlink()
    english = book / "purchases/2026-10.yaml"
    english.write_text(
        "- request: SQ-1\n  date: 2026-10-08\n  department: 教务处\n  requester: 黄燕\n  lines:\n    - 硒鼓 1个\n",
        encoding="utf-8",
    )
    for name in ("items", "suppliers", "places", "accounts", "people"):
        path = book / f"registers/{name}.yaml"
        text = path.read_text(encoding="utf-8")
        for zh, en in (
            ("物品", "item"),
            ("供应商", "supplier"),
            ("地点", "place"),
            ("科目", "account"),
            ("人员", "person"),
        ):
            text = re.sub(rf"(?m)^- {{{zh}:", f"- {{{en}:", text)
        path.write_text(text, encoding="utf-8")
    ended = run(book, csv(tmp_path, DELIVERIES), "--as", "acceptance", "--field", "place=食堂主副食库")
    assert ended.code == 0
    assert ended.out.startswith("- acceptance: YS-261031-01\n  date: 2026-10-31\n  supplier: 城关粮油店\n  lines:\n")


def test_a_full_disk_or_a_gone_reader_before_it_is_written_writes_nothing(
    book: Path, houqin: Houqin, tmp_path: Path
) -> None:
    before = files(book)
    path = csv(tmp_path, DELIVERIES)
    ended = houqin.shell(f'houqin --book "{book}" import "{path}" --as 验收 --write --yes > /dev/full')
    assert ended.code == 1
    assert files(book) == before
