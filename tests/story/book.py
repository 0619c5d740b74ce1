"""A small school that is right to the fen, and what houqin says of its October (and of months after it).

The book is kept as the records of each file, so that a story can add one, drop one or write one otherwise. Amounts are
small enough to be worked by head: 文具店 sells paper, 五金店 lamps, 电器店 fans, 电教公司 a screen, 粮油店 rice, 菜农
vegetables. Each set opens with one unpaid invoice, paid in October.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from houqin import names
from houqin.book.index import open_book
from houqin.render.json import write
from houqin.reports.reconcile import reconciliation

SCHOOL = """
学校: 小城学校
语言: zh
账套:
  - {账套: 学校, 科目表: 政府会计2019, 平行记账: 是, 凭证字: 记, 票未到: 暂估}
  - {账套: 食堂, 科目表: 政府会计2019, 平行记账: 否, 凭证字: 食记, 票未到: 暂估}
政策:
  - {类别: 办公用品, 计价: 先进先出, 消耗: 按领用}
  - {类别: 维修材料, 计价: 移动加权平均, 消耗: 按领用}
  - {类别: 低值易耗品, 计价: 先进先出, 消耗: 按领用}
  - {类别: 食材, 计价: 全月一次加权平均, 消耗: 按领用}
  - {类别: 调料, 计价: 移动加权平均, 消耗: 以存计耗}
收费标准:
  - {项目: 学生伙食费, 对象: 学生, 标准: 6.50 元/餐, 收取: 预收, 科目: "2305", 起: 2026-09-01}
规则:
  - {规则: 定额损耗, 对象: 大米, 值: 0.5, 单位: 领用量的%, 依据: 校办5号, 起: 2026-03-01}
"""

REGISTERS = {
    "accounts": """
- {科目: "1001", 账套: 学校, 名称: 库存现金, 统驭: 现金, 起: 2019-01-01}
- {科目: "1002", 账套: 学校, 名称: 银行存款, 统驭: 银行, 账户: "6011", 起: 2019-01-01}
- {科目: "1218.01", 账套: 学校, 名称: 备用金, 统驭: 往来, 往来: 人员, 起: 2019-01-01}
- {科目: "1218.02", 账套: 学校, 名称: 应收食堂, 统驭: 账套, 对方: {账套: 食堂, 科目: "2307"}, 起: 2019-01-01}
- {科目: "1302.01", 账套: 学校, 名称: 办公用品, 统驭: 存货, 仓库: [总务库, 东库], 类别: [办公用品], 起: 2019-01-01}
- {科目: "1302.02", 账套: 学校, 名称: 维修材料, 统驭: 存货, 仓库: [总务库], 类别: [维修材料], 起: 2019-01-01}
- {科目: "1302.03", 账套: 学校, 名称: 低值在库, 统驭: 存货, 仓库: [总务库], 类别: [低值易耗品], 起: 2019-01-01}
- {科目: "1302.04", 账套: 学校, 名称: 低值在用, 统驭: 在用, 类别: [低值易耗品], 起: 2019-01-01}
- {科目: "1302.05", 账套: 学校, 名称: 西库办公用品, 统驭: 存货, 仓库: [西库], 类别: [办公用品], 起: 2019-01-01}
- {科目: "1601", 账套: 学校, 名称: 固定资产, 统驭: 资产, 起: 2019-01-01}
- {科目: "1602", 账套: 学校, 名称: 累计折旧, 统驭: 折旧, 起: 2019-01-01}
- {科目: "1902", 账套: 学校, 名称: 待处理财产损溢, 统驭: 待处理, 起: 2019-01-01}
- {科目: "2103", 账套: 学校, 名称: 应缴财政款, 统驭: 往来, 往来: 主管部门, 起: 2019-01-01}
- {科目: "2302", 账套: 学校, 名称: 应付账款, 统驭: 往来, 往来: 供应商, 起: 2019-01-01}
- {科目: "3001", 账套: 学校, 名称: 累计盈余, 起: 2019-01-01}
- {科目: "4001", 账套: 学校, 名称: 财政拨款收入, 统驭: 国库, 起: 2019-01-01}
- {科目: "4603", 账套: 学校, 名称: 捐赠收入, 起: 2019-01-01}
- {科目: "5001", 账套: 学校, 名称: 业务活动费用, 起: 2019-01-01}
- {科目: "5301", 账套: 学校, 名称: 资产处置费用, 起: 2019-01-01}
- {科目: "6001", 账套: 学校, 名称: 财政拨款预算收入, 起: 2019-01-01}
- {科目: "7201", 账套: 学校, 名称: 事业支出, 起: 2019-01-01}
- {科目: "8001", 账套: 学校, 名称: 资金结存, 统驭: 资金, 起: 2019-01-01}
- {科目: "8202", 账套: 学校, 名称: 非财政拨款结余, 起: 2019-01-01}
- {科目: "1002", 账套: 食堂, 名称: 银行存款, 统驭: 银行, 账户: "8802", 起: 2019-01-01}
- {科目: "1302.01", 账套: 食堂, 名称: 食材, 统驭: 存货, 仓库: [食堂库], 类别: [食材], 起: 2019-01-01}
- {科目: "1302.02", 账套: 食堂, 名称: 调料, 统驭: 存货, 仓库: [食堂库], 类别: [调料], 起: 2019-01-01}
- {科目: "1902", 账套: 食堂, 名称: 待处理财产损溢, 统驭: 待处理, 起: 2019-01-01}
- {科目: "2302", 账套: 食堂, 名称: 应付账款, 统驭: 往来, 往来: 供应商, 起: 2019-01-01}
- {科目: "2305", 账套: 食堂, 名称: 预收伙食费, 统驭: 往来, 往来: 付款方, 起: 2019-01-01}
- {科目: "2307", 账套: 食堂, 名称: 应付学校, 统驭: 账套, 对方: {账套: 学校, 科目: "1218.02"}, 起: 2019-01-01}
- {科目: "3001", 账套: 食堂, 名称: 累计盈余, 起: 2019-01-01}
- {科目: "4101", 账套: 食堂, 名称: 伙食收入, 起: 2019-01-01}
- {科目: "5001", 账套: 食堂, 名称: 伙食支出, 起: 2019-01-01}
""",
    "items": """
- {物品: 复印纸, 性质: 存货, 类别: 办公用品, 单位: 包, 包装: {箱: 8 包}, 起: 2024-01-01}
- {物品: 灯管, 性质: 存货, 类别: 维修材料, 单位: 支, 起: 2024-01-01}
- {物品: 壁扇, 性质: 低值易耗品, 摊销: 五五摊销, 类别: 低值易耗品, 单位: 台, 起: 2024-01-01}
- {物品: 一体机, 性质: 固定资产, 类别: 固定资产, 单位: 台, 起: 2024-01-01}
- {物品: 大米, 性质: 食材, 类别: 食材, 单位: 斤, 包装: {公斤: 2 斤, 袋: 50 斤}, 起: 2024-01-01}
- {物品: 食盐, 性质: 食材, 类别: 调料, 单位: 袋, 起: 2024-01-01}
- {物品: 蔬菜, 性质: 食材, 类别: 食材, 单位: 批, 直入直出: 是, 起: 2024-01-01}
""",
    "suppliers": """
- {供应商: 文具店, 起: 2024-01-01}
- {供应商: 五金店, 起: 2024-01-01}
- {供应商: 电器店, 起: 2024-01-01}
- {供应商: 电教公司, 起: 2024-01-01}
- {供应商: 粮油店, 起: 2024-01-01}
- {供应商: 菜农, 起: 2024-01-01}
- {付款方: 学生, 起: 2024-01-01}
- {付款方: 回收站, 起: 2024-01-01}
- {主管部门: 县财政局, 起: 2024-01-01}
""",
    "people": """
- {人员: 张建国, 岗位: 采购员, 起: 2024-01-01}
- {人员: 王强, 岗位: 保管员, 起: 2024-01-01}
""",
    "places": """
- {地点: 总务库, 账套: 学校, 种类: 仓库, 起: 2024-01-01}
- {地点: 东库, 账套: 学校, 种类: 仓库, 起: 2024-01-01}
- {地点: 西库, 账套: 学校, 种类: 仓库, 起: 2024-01-01}
- {地点: 食堂库, 账套: 食堂, 种类: 仓库, 起: 2024-01-01}
- {地点: 教务处, 账套: 学校, 起: 2024-01-01}
- {地点: 教学楼, 账套: 学校, 起: 2024-01-01}
""",
}

OPENING = """
- 期初余额: QC-学校
  日期: 2026-09-30
  账套: 学校
  科目余额:
    - {科目: "1001", 借: 500.00}
    - {科目: "1002", 借: 100000.00}
    - {科目: "1302.01", 借: 2000.00}
    - {科目: "1302.02", 借: 150.00}
    - {科目: "1302.04", 借: 1000.00}
    - {科目: "1601", 借: 30000.00}
    - {科目: "1602", 贷: 5000.00}
    - {科目: "2302", 贷: 5000.00}
    - {科目: "3001", 贷: 123650.00}
  预算:
    - {科目: "8001", 借: 100500.00}
    - {科目: "8202", 贷: 100500.00}
- 期初余额: QC-食堂
  日期: 2026-09-30
  账套: 食堂
  科目余额:
    - {科目: "1002", 借: 50000.00}
    - {科目: "1302.01", 借: 2500.00}
    - {科目: "1302.02", 借: 30.00}
    - {科目: "2302", 贷: 3000.00}
    - {科目: "2305", 贷: 1300.00}
    - {科目: "3001", 贷: 48230.00}
- {期初库存: QC-总务库, 日期: 2026-09-30, 地点: 总务库, 明细: [复印纸 100包 20.00 2000.00, 灯管 10支 15.00 150.00]}
- {期初库存: QC-食堂库, 日期: 2026-09-30, 地点: 食堂库, 明细: [大米 1000斤 2.50 2500.00, 食盐 10袋 3.00 30.00]}
- 期初在用: QC-在用
  日期: 2026-09-30
  账套: 学校
  明细: [{物品: 壁扇, 数量: 10 台, 地点: 教学楼, 原值: 2000.00, 已摊: 1000.00}]
- 期初资产: QC-资产
  日期: 2026-09-30
  账套: 学校
  卡片:
    - {资产: ZC-1, 名称: 计算机, 资产类: 设备, 数量: 10 台, 取得: 2025-12, 使用月数: 60, 原值: 30000.00, 已提月数: 10,
       累计折旧: 5000.00}
- {期初应付: QC-应付, 日期: 2026-09-30, 账套: 学校, 明细: [{发票: FP-0920, 日期: 2026-09-20, 供应商: 文具店, 未付: 5000.00}]}
- {期初应付: QC-应付, 日期: 2026-09-30, 账套: 食堂, 明细: [{发票: FP-0925, 日期: 2026-09-25, 供应商: 粮油店, 未付: 3000.00}]}
- 期初预收: QC-预收
  日期: 2026-09-30
  账套: 食堂
  明细: [{项目: 学生伙食费, 往来: 学生, 所属期: 2026-10, 人数: 100 人, 餐数: 2 餐, 标准: 6.50 元/餐, 金额: 1300.00}]
- {期初未达: QC-6011, 日期: 2026-09-30, 账户: "6011", 日记账余额: 100000.00, 对账单余额: 100000.00, 未达: []}
- {期初未达: QC-8802, 日期: 2026-09-30, 账户: "8802", 日记账余额: 50000.00, 对账单余额: 50000.00, 未达: []}
"""

GENERAL = "store/总务库"
KITCHEN = "store/食堂库"
BUYER = "purchases"
ASSETS = "assets"
CANTEEN = "canteen"
BOOKS = "accounts/学校"
FOOD_BOOKS = "accounts/食堂"
TILL = "cash/学校"
FOOD_TILL = "cash/食堂"
CHECKS = "checks"


def voucher(number: str, date: str, documents: str, *entries: str, budget: str = "", copied: bool = False) -> str:
    """A voucher as it is spoken: documents with spaces between, entries "借 1302.01 1600.00", "贷 2302 文具店 1600.00";
    of the budget half the sum that leaves 8001 (平行记账), or two entries."""

    def entry(text: str) -> str:
        side, account, *party, amount = text.split()
        who = f", 往来: {party[0]}" if party else ""
        return f'{{科目: "{account}"{who}, {side}: {amount}}}'

    half = ["借 7201 " + budget, "贷 8001 " + budget] if budget else []
    parts = [f"凭证: {number}", f"日期: {date}", f"摘要: {number}"]
    parts += [f"单据: [{', '.join(documents.split())}]"] if documents else []
    parts += ["出自: 汇总"] if copied else []
    parts += [f"分录: [{', '.join(map(entry, entries))}]"]
    parts += [f"预算: [{', '.join(map(entry, half))}]"] if half else []
    return "{" + ", ".join(parts) + "}"


def invoice(number: str, date: str, supplier: str, total: str, covers: str) -> str:
    """An ordinary invoice that covers a document, or as many as are named with commas between."""
    digits = "".join(c for c in number if c.isdigit()).rjust(20, "2")
    return (
        f'{{发票: {number}, 日期: {date}, 种类: 数电普票, 账套: 学校, 号码: "{digits}", 供应商: {supplier}, 价税合计: {total},'
        f" 涵盖: [{covers}]}}"
    )


OCTOBER: dict[str, list[str]] = {
    GENERAL: [
        "{验收: YS-1, 日期: 2026-10-08, 供应商: 文具店, 明细: [复印纸 10箱 160.00 1600.00]}",
        "{验收: YS-2, 日期: 2026-10-09, 供应商: 五金店, 明细: [灯管 100支 15.00 1500.00]}",
        "{验收: YS-3, 日期: 2026-10-10, 供应商: 电器店, 明细: [壁扇 4台 250.00 1000.00]}",
        "{验收: YS-4, 日期: 2026-10-12, 供应商: 电教公司, 明细: [一体机 1台 12000.00 12000.00]}",
        "{领用: CK-1, 日期: 2026-10-13, 部门: 教务处, 明细: [复印纸 50包]}",
        "{领用: CK-2, 日期: 2026-10-14, 部门: 教务处, 明细: [灯管 20支]}",
        "{领用: CK-3, 日期: 2026-10-15, 部门: 教务处, 明细: [壁扇 2台]}",
    ],
    KITCHEN: [
        "{验收: YS-1, 日期: 2026-10-08, 供应商: 粮油店, 明细: [大米 1000斤 2.60 2600.00]}",
        "{验收: YS-2, 日期: 2026-10-09, 供应商: 菜农, 直入直出: 是, 明细: [蔬菜 1批 300.00 300.00]}",
        "{领用: CK-1, 日期: 2026-10-16, 餐次: 午餐, 明细: [大米 800斤]}",
    ],
    BUYER: [
        invoice("FP-1", "2026-10-08", "文具店", "1600.00", "{验收: YS-1}"),
        invoice("FP-2", "2026-10-09", "五金店", "1500.00", "{验收: YS-2}"),
        invoice("FP-3", "2026-10-10", "电器店", "1000.00", "{验收: YS-3}"),
        invoice("FP-4", "2026-10-12", "电教公司", "12000.00", "{验收: YS-4}"),
    ],
    ASSETS: [
        "{资产取得: ZC-2, 日期: 2026-10-12, 验收: YS-4, 名称: 一体机, 资产类: 设备, 数量: 1 台, 原值: 12000.00, 使用月数: 60}",
    ],
    CANTEEN: [
        "{就餐: JC-1, 日期: 2026-10-08, 餐次: 午餐, 学生: 100 人}",
        "{就餐: JC-2, 日期: 2026-10-09, 餐次: 午餐, 学生: 100 人}",
    ],
    BOOKS: [
        voucher("记-1", "2026-10-08", "YS-1 FP-1", "借 1302.01 1600.00", "贷 2302 文具店 1600.00"),
        voucher("记-2", "2026-10-09", "YS-2 FP-2", "借 1302.02 1500.00", "贷 2302 五金店 1500.00"),
        voucher("记-3", "2026-10-10", "YS-3 FP-3", "借 1302.03 1000.00", "贷 2302 电器店 1000.00"),
        voucher("记-4", "2026-10-12", "YS-4 FP-4 ZC-2", "借 1601 12000.00", "贷 2302 电教公司 12000.00"),
        voucher("记-5", "2026-10-20", "FK-1", "借 2302 文具店 5000.00", "贷 1002 5000.00", budget="5000.00"),
        voucher("记-6", "2026-10-21", "FK-2", "借 2302 五金店 1500.00", "贷 4001 1500.00"),
        voucher(
            "记-7",
            "2026-10-31",
            "",
            "借 5001 1550.00",
            "借 1302.04 250.00",
            "贷 1302.01 1000.00",
            "贷 1302.02 300.00",
            "贷 1302.03 500.00",
            copied=True,
        ),
        voucher("记-8", "2026-10-31", "", "借 5001 700.00", "贷 1602 700.00"),
    ],
    FOOD_BOOKS: [
        voucher(
            "食记-1",
            "2026-10-31",
            "",
            "借 1302.01 2600.00",
            "借 5001 300.00",
            "贷 2302 粮油店 2600.00",
            "贷 2302 菜农 300.00",
        ),
        voucher("食记-2", "2026-10-31", "", "借 5001 2040.00", "贷 1302.01 2040.00", copied=True),
        voucher("食记-3", "2026-10-31", "", "借 2305 学生 1300.00", "贷 4101 1300.00"),
        voucher("食记-4", "2026-10-15", "FK-1", "借 2302 粮油店 3000.00", "贷 1002 3000.00"),
    ],
    TILL: [
        '{付款: FK-1, 日期: 2026-10-20, 方式: 银行, 账户: "6011", 收款方: 文具店, 金额: 5000.00,'
        " 核销: [{发票: FP-0920, 金额: 5000.00}]}",
        "{付款: FK-2, 日期: 2026-10-21, 方式: 财政直接支付, 收款方: 五金店, 金额: 1500.00, 核销: [{发票: FP-2,"
        " 金额: 1500.00}]}",
    ],
    FOOD_TILL: [
        '{付款: FK-1, 日期: 2026-10-15, 方式: 银行, 账户: "8802", 收款方: 粮油店, 金额: 3000.00,'
        " 核销: [{发票: FP-0925, 金额: 3000.00}]}",
    ],
    CHECKS: [
        "{盘点: PD-1, 日期: 2026-10-31, 地点: 总务库, 范围: 全盘, 明细: [复印纸 130包, 灯管 90支, 壁扇 2台]}",
        "{盘点: PD-2, 日期: 2026-10-31, 地点: 食堂库, 范围: 全盘, 明细: [大米 1200斤, 食盐 10袋]}",
        "{现金盘点: XJ-1, 日期: 2026-10-31, 账套: 学校, 实点: 500.00}",
        '{对账单: DZ-1, 日期: 2026-10-31, 种类: 银行, 账户: "6011", 期初: 100000.00, 明细: [{日期: 2026-10-20,'
        " 摘要: 文具店, 付: 5000.00}], 期末: 95000.00}",
        '{对账单: DZ-2, 日期: 2026-10-31, 种类: 银行, 账户: "8802", 期初: 50000.00, 明细: [{日期: 2026-10-15,'
        " 摘要: 粮油店, 付: 3000.00}], 期末: 47000.00}",
        "{对账单: GK-1, 日期: 2026-10-31, 种类: 国库, 账套: 学校, 明细: [{日期: 2026-10-21, 收款方: 五金店, 金额: 1500.00}]}",
    ],
}


BALANCES = "{对账单: KM-1, 日期: 2026-10-31, 种类: 科目余额表, 账套: 食堂, 明细: [" + ", ".join(
    f'{{科目: "{account}", 期末{side}: {amount}}}'
    for account, side, amount in (
        ("1002", "借", "47000.00"), ("1302.01", "借", "3060.00"), ("1302.02", "借", "30.00"), ("2302", "贷", "2900.00"),
        ("2305", "贷", "0.00"), ("3001", "贷", "48230.00"), ("4101", "贷", "1300.00"), ("5001", "借", "2340.00"),
    )
) + "]}"  # fmt: skip
"""What the county sends where it keeps the canteen's vouchers: October as they would have booked it."""


@dataclass
class Small:
    """The small book on disk; `files` are the records of each file by folder and month."""

    folder: Path
    files: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    school: str = SCHOOL
    registers: dict[str, str] = field(default_factory=lambda: dict(REGISTERS))
    opening: str = OPENING
    numbered_on: bool = True
    """Whether vouchers bear continuous numbers, whichever of them a story leaves out."""

    def add(self, folder: str, *records: str, month: str = "2026-10") -> Small:
        self.files.setdefault((folder, month), []).extend(records)
        return self

    def change(self, folder: str, old: str, new: str, month: str = "2026-10") -> Small:
        """One place of one record of a file, written otherwise."""
        records = self.files[folder, month]
        assert "\n".join(records).count(old) == 1, old
        self.files[folder, month] = [r.replace(old, new) for r in records]
        return self

    def drop(self, folder: str, record: str, month: str = "2026-10") -> Small:
        """A record that was never written: named as it begins, `验收: YS-1`."""
        records = self.files[folder, month]
        kept = [r for r in records if not r.startswith("{" + record + ",")]
        assert len(kept) == len(records) - 1, record
        self.files[folder, month] = kept
        return self

    def _numbered_on(self, texts: dict[str, str]) -> dict[str, str]:
        """A story leaves a voucher out that was never written: those after it bear the numbers that they then have."""
        for path in [p for p in texts if p.startswith("accounts/")]:
            month = path[-12:-5]
            word = "食记" if "食堂" in path else "记"
            having = sorted({int(n) for n in re.findall(rf"{{(?:凭证|冲销): {word}-(\d+),", texts[path])})
            new = {old: n for n, old in enumerate(having, 1)}
            written = re.compile(rf"(?<![食/\d]){word}-(\d+)(?!\d)|(?<={month}/){word}-(\d+)(?!\d)")

            def moved(m: re.Match[str], word: str = word, new: dict[int, int] = new) -> str:
                old = int(m[1] or m[2])
                return f"{word}-{new.get(old, old)}"

            for at in texts:
                here = at.endswith(f"{month}.yaml")
                texts[at] = written.sub(lambda m, here=here, moved=moved: moved(m) if here or m[2] else m[0], texts[at])  # type: ignore[misc]
        return texts

    def write(self, folder: Path, translate: Callable[[str], str] = lambda text: text) -> None:
        texts = {"houqin.yaml": self.school, "opening/2026-09-30.yaml": self.opening}
        texts |= {f"registers/{name}.yaml": text for name, text in self.registers.items()}
        texts |= {
            f"{folder}/{month}.yaml": "".join(f"- {r}\n" for r in records)
            for (folder, month), records in self.files.items()
        }
        if self.numbered_on:
            texts = self._numbered_on(texts)
        for old in folder.rglob("*.yaml"):
            if not texts.get(str(old.relative_to(folder))):
                old.unlink()
        for path, text in texts.items():
            if text:
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).write_text(translate(text.lstrip("\n")), encoding="utf-8")


def small(folder: Path) -> Small:
    """The October that is right."""
    book = Small(folder)
    for at, records in OCTOBER.items():
        book.add(at, *records)
    return book


# ------------------------------------------------------------ what houqin says


@dataclass
class Said:
    """A month as the JSON contract tells it, with its exit code."""

    told: dict[str, Any]
    exit: int

    @property
    def codes(self) -> list[str]:
        return sorted(f["code"] for f in self.told["findings"])

    @property
    def timing(self) -> list[str]:
        return sorted(f["code"] for f in self.told["timing"])

    def finding(self, code: str) -> dict[str, Any]:
        """The one finding or timing item of a code."""
        found = [f for f in (*self.told["findings"], *self.told["timing"]) if f["code"] == code]
        assert len(found) == 1, (code, self.codes, self.timing)
        return dict(found[0])

    def effects(self, code: str) -> dict[str, str]:
        """What the one finding of a code does: "set account side" → amount."""
        return {
            f"{e['set']} {e['account']} {'账账' if e['side'] == 'book_to_book' else '账实'}": e["amount"]
            for e in self.finding(code)["effects"]
        }

    def line(self, set_: str, account: str) -> dict[str, Any]:
        return next(dict(l) for l in self.told["lines"] if (l["set"], l["account"]) == (set_, account))

    def differences(self) -> dict[str, tuple[str, str]]:
        """Lines that do not agree: "set account" → 账账 and 账实 difference."""
        found = {}
        for line in self.told["lines"]:
            pair = tuple(
                (line[side] or {"difference": "0.00"})["difference"] for side in ("book_to_book", "book_to_real")
            )
            if pair != ("0.00", "0.00"):
                found[f"{line['set']} {line['account']}"] = (pair[0], pair[1])
        return found

    def quiet(self) -> None:
        """Nothing to settle: exit 0, no finding, every difference nothing."""
        assert self.told["findings"] == [], [(f["code"], f["message"]) for f in self.told["findings"]]
        assert self.exit == 0
        assert all(
            line[side] is None or line[side]["gross"] == "0.00"
            for line in self.told["lines"]
            for side in ("book_to_book", "book_to_real")
        )

    def silent(self) -> None:
        """Not even something under way: every figure agrees."""
        self.quiet()
        assert self.timing == []
        assert self.told["status"] == "agrees"
        assert self.differences() == {}


def said(book: Small | Path, month: str = "2026-10") -> Said:
    """What houqin says of a month, checked against what must hold of every month, with Chinese and English keys."""
    if isinstance(book, Path):
        return _told(book, month)
    book.write(book.folder)
    result = _told(book.folder, month)
    book.write(other := book.folder.with_name("english"), english)
    assert placeless(_told(other, month).told) == placeless(result.told)
    return result


def _told(folder: Path, month: str) -> Said:
    with open_book(folder) as opened:
        assert opened.diagnostics == []
        report = reconciliation(opened, month, "zh", 20261231)
    result = Said(json.loads(write(report)), report.exit_code)
    adds_up(result.told)
    return result


def placeless(told: dict[str, Any]) -> str:
    """The result without files and lines, which depend on how a book is written down."""
    told = json.loads(json.dumps(told))
    records = [r for f in (*told["findings"], *told["timing"]) for r in f["records"]]
    assert all(r.pop("file") and r.pop("line") for r in records)
    return re.sub(r"\S+\.yaml:\d+", "", json.dumps(told, ensure_ascii=False, indent=1))


def cents(amount: str) -> int:
    return int(amount.replace(".", ""))


def adds_up(told: dict[str, Any]) -> None:
    """Σ effects of findings and timing items = each bucket of each line; Σ buckets = the difference; the differences
    are ledger − subsidiary and outside − subsidiary; `gross` sees every effect outside timing."""
    sums: Counter[tuple[str, str, str, str]] = Counter()
    gross: Counter[tuple[str, str, str]] = Counter()
    for f in (*told["findings"], *told["timing"]):
        for e in f["effects"]:
            if e["account"] is not None:
                sums[e["set"], e["account"], e["side"], e["bucket"]] += cents(e["amount"])
                if e["bucket"] != "timing":
                    gross[e["set"], e["account"], e["side"]] += abs(cents(e["amount"]))
    lines = {(l["set"], l["account"]) for l in told["lines"]}
    assert {(s, a) for s, a, _, _ in sums} <= lines
    for line in told["lines"]:
        at = line["set"], line["account"]
        for side in ("book_to_book", "book_to_real"):
            parts = line[side]
            if parts is None:
                assert not any(key[:3] == (*at, side) for key in sums)
                continue
            buckets = ("timing", "to_book", "to_correct", "unexplained")
            assert {b: cents(parts[b]) for b in buckets} == {b: sums[(*at, side, b)] for b in buckets}, (at, side)
            assert sum(cents(parts[b]) for b in buckets) == cents(parts["difference"])
            assert cents(parts["gross"]) == gross[(*at, side)]
        if line["book_to_book"]:
            assert cents(line["ledger"]) - cents(line["subsidiary"]) == cents(line["book_to_book"]["difference"])
        if line["book_to_real"]:
            against = line["outside"].get("covered") or line["subsidiary"]
            assert cents(line["outside"]["amount"]) - cents(against) == cents(line["book_to_real"]["difference"])


# ------------------------------------------------------------ the same book in the other language

DATA = {"packs", "signed"}
"""Fields whose own keys are data, or posts."""


def english(text: str) -> str:
    """A file with its keys and choices in English; what is data stays as written."""
    loaded = yaml.load(text, Loader=yaml.BaseLoader)
    one = loaded if isinstance(loaded, list) else [loaded]
    translated = [_record(record) for record in one]
    return yaml.dump(
        translated if isinstance(loaded, list) else translated[0], allow_unicode=True, sort_keys=False, width=10**6
    )


def _record(raw: dict[str, Any]) -> dict[str, Any]:
    type_ = names.type_named(next(iter(raw))) or ""
    assert type_, raw
    return {(type_ if i == 0 else names.field_named(key, type_) or key): _value(names.field_named(key, type_) or key, value, type_)
            for i, (key, value) in enumerate(raw.items())}  # fmt: skip


def _value(field_: str, value: Any, type_: str = "") -> Any:
    if field_ in DATA:
        return {names.role_named(key) or key: one for key, one in value.items()}
    if isinstance(value, dict):
        return {names.field_named(key) or key: _value(names.field_named(key) or key, one) for key, one in value.items()}
    if isinstance(value, list):
        return [_value(field_, one, type_) for one in value]
    if field_ in ("roles", "as"):
        return names.role_named(value) or value
    for choices in _choices(field_, type_):
        if found := names.choice_named(choices, value):
            return found
    return value


def _choices(field_: str, type_: str) -> list[str]:
    """The lists of choices that a field may draw from. `kind` means another thing in every type."""
    kinds = {
        "outside_statement": "statement_kind",
        "invoice": "invoice_kind",
        "place": "place_kind",
        "count": "count_kind",
    }
    if field_ == "kind":
        return [kinds[type_]] if type_ in kinds else ["outstanding_kind", "hold_kind", "licence_kind", "extra_kind"]
    if field_ == "party":
        return ["party_kind"] if type_ == "account" else []
    if field_ in ("parallel", "direct", "blind", "bulk"):
        return ["yes_no"]
    return [field_] if field_ in names.CHOICES and field_ not in ("report", "place") else []


# ------------------------------------------------------------ months after it


def november(book: Small) -> Small:
    """A November in which nothing happens but depreciation: 记-90."""
    return book.add(BOOKS, voucher("记-90", "2026-11-30", "", "借 5001 700.00", "贷 1602 700.00"), month="2026-11")


def bank_line(book: Small, line: str, closing: str) -> Small:
    """One line more on October's statement of the school's bank, and what it then closes with."""
    book.change(CHECKS, "摘要: 文具店, 付: 5000.00}]", f"摘要: 文具店, 付: 5000.00}}, {line}]")
    return book.change(CHECKS, "期末: 95000.00", f"期末: {closing}")
