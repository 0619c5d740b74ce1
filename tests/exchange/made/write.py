"""The workbooks beside this file, as LibreOffice Calc wrote them: `python write.py` makes them anew.

Each is described as a flat OpenDocument sheet, with the formats, formulas and merged cells of a sheet that somebody
filled in by hand, and turned into .xlsx by LibreOffice itself (Debian: libreoffice-calc).
"""

from __future__ import annotations

import datetime
import random
import subprocess
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

HERE = Path(__file__).parent
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:automatic-styles>
<number:date-style style:name="D"><number:year number:style="long"/><number:text>年</number:text><number:month/><number:text>月</number:text><number:day/><number:text>日</number:text></number:date-style>
<number:number-style style:name="M"><number:text>¥</number:text><number:number number:decimal-places="2" number:min-decimal-places="2" number:min-integer-digits="1" number:grouping="true"/></number:number-style>
<style:style style:name="day" style:family="table-cell" style:data-style-name="D"/>
<style:style style:name="money" style:family="table-cell" style:data-style-name="M"/>
</office:automatic-styles><office:body><office:spreadsheet>"""
FOOT = "</office:spreadsheet></office:body></office:document>"


def cell(value: object, *, down: int = 1, across: int = 1, formula: str = "") -> str:
    spans = f' table:number-rows-spanned="{down}" table:number-columns-spanned="{across}"' if down * across > 1 else ""
    made = f' table:formula="of:={formula}"' if formula else ""
    if isinstance(value, datetime.date):
        return f'<table:table-cell table:style-name="day" office:value-type="date" office:date-value="{value}"{spans}/>'
    if isinstance(value, int | float):
        style = ' table:style-name="money"' if formula else ""
        return f'<table:table-cell{style} office:value-type="float" office:value="{value}"{spans}{made}/>'
    if not value:
        return "<table:table-cell/>"
    return (
        f'<table:table-cell office:value-type="string"{spans}><text:p>{escape(str(value))}</text:p></table:table-cell>'
    )


def sheet(name: str, rows: list[list[str]]) -> str:
    body = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in rows)
    return f'<table:table table:name="{name}">{body}</table:table>'


def acceptances() -> str:
    """Sixty deliveries of autumn 2026: the day merged over its deliveries, the supplier over its goods."""
    draw = random.Random(20261026)
    goods = {
        "城关粮油店": [("大米", "袋", 131.0, 20), ("菜籽油", "桶", 94.0, 4)],
        "鲜旺肉业": [("猪 肉", "公斤", 25.6, 260)],
        "农友蔬菜合作社": [("蔬菜豆蛋", "批", 0, 1)],
    }
    head = "验收日期 供货单位 食材名称 计量单位 实收数量 单价 金额 生产批号 备注"
    rows = [[cell("城关实验学校食堂食材验收登记表", across=9)], [], [cell("仓库：食堂主副食库", across=3)]]
    rows.append([cell(word) for word in head.split()])
    days = [datetime.date(2026, 10, 26) + datetime.timedelta(days=n) for n in range(26)]
    for day in [one for one in days if one.weekday() < 5]:
        first = True
        for supplier, things in goods.items():
            for at, (item, unit, price, much) in enumerate(things):
                row = len(rows) + 1
                quantity = much + draw.randrange(much) if much > 1 else 1
                price_ = price or draw.randrange(200_000, 500_000) / 100
                batch = f"{day - datetime.timedelta(days=20):%Y%m%d}" if item == "大米" else ""
                rows.append([
                    cell(day, down=4) if first else cell(""),
                    cell(supplier, down=len(things)) if at == 0 else cell(""),
                    cell(item), cell(unit), cell(quantity), cell(price_),
                    cell(round(quantity * price_, 2), formula=f"[.E{row}]*[.F{row}]"), cell(batch), cell(""),
                ])  # fmt: skip
                first = False
    last = len(rows)
    rows.append([cell("合计"), *[cell("")] * 5, cell(0, formula=f"SUM([.G5:.G{last}])")])
    rows.append([cell("审核人：何军    经手人：张建国"), cell(""), cell("仓管人：孙丽")])
    return sheet("验收登记", rows) + sheet("说明", [[cell("本表由食堂每天填写")]])


def day_sheet() -> str:
    """One day's issues of the canteen, on the printed form with all its goods: two were not issued."""
    rows = [
        [cell("出  库  单", across=7)],
        [cell("日期"), cell(datetime.date(2026, 10, 31)), cell(""), cell("领用部门：食堂厨房")],
    ]
    rows.append([cell(word) for word in "类型 食材名称 计量单位 数量 单价 金额 备注".split()])
    for kind, item, unit, much, price in (
        ("主食", "大米", "斤", 300, 2.62), ("油", "菜籽油", "桶", 1.5, 94.0), ("肉", "猪肉", "斤", 20.5, 12.8),
        ("奶", "学生奶", "盒", "", ""), ("菜", "蔬菜豆蛋", "批", "", ""),
    ):  # fmt: skip
        row = len(rows) + 1
        amount = cell(round(much * price, 2), formula=f"[.D{row}]*[.E{row}]") if much else cell("")
        rows.append([cell(kind), cell(item), cell(unit), cell(much), cell(price), amount, cell("")])
    rows.append([cell("合计"), *[cell("")] * 4, cell(0, formula="SUM([.F4:.F8])")])
    rows.append([cell("审核人"), cell("何军"), cell("经手人"), cell("马俊"), cell("仓管人"), cell("孙丽")])
    return sheet("出库单", rows)


def main() -> None:
    for name, table in (("验收登记.xlsx", acceptances()), ("出库单.xlsx", day_sheet())):
        with tempfile.TemporaryDirectory() as folder:
            flat = Path(folder, name).with_suffix(".fods")
            flat.write_text(HEAD + table + FOOT, encoding="utf-8")
            command = [
                "soffice",
                "--headless",
                f"-env:UserInstallation=file://{folder}/profile",
                "--convert-to",
                "xlsx",
            ]
            subprocess.run([*command, "--outdir", str(HERE), str(flat)], check=True, capture_output=True)


if __name__ == "__main__":
    main()
