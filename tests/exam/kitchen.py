"""A published kitchen sheet as a book: one month of a canteen, food as one item of which a unit costs a yuan."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path


class Month(NamedTuple):
    """Yuan. `shelf`: food is kept (opening and closing stock), else all goes straight to the kitchen. `booked` is what the
    voucher takes to expense. `eaters`: (who, heads of the month, rate). `refunds` are paid back and booked as an expense;
    `before` is what the accounts carried into the month; `limit` the sheet's own rule, percent."""

    opening: Decimal
    bought: Decimal
    closing: Decimal
    income: Decimal
    booked: Decimal
    eaters: tuple[tuple[str, Decimal, Decimal], ...] = ()
    refunds: Decimal = Decimal(0)
    before: Decimal = Decimal(0)
    limit: Decimal | None = None

    @property
    def shelf(self) -> bool:
        return bool(self.opening or self.closing)


def write(folder: Path, month: Month) -> None:
    """The book's files."""
    eaten = month.opening + month.bought - month.closing
    account = "1302" if month.shelf else "5001"
    texts = {
        "houqin.yaml": HEAD + rules(month),
        "registers/all.yaml": REGISTERS,
        "opening/2026-09-30.yaml": f"""
- 期初余额: QC
  日期: 2026-09-30
  账套: 食堂
  科目余额: [{balance(month.opening)}{{科目: "1002", 借: {CASH:.2f}}}, {{科目: "4101", 贷: {month.before:.2f}}},
             {{科目: "3001", 贷: {month.opening + CASH - month.before:.2f}}}]
- {{期初未达: QC-8802, 日期: 2026-09-30, 账户: "8802", 日记账余额: {CASH:.2f}, 对账单余额: {CASH:.2f}}}
""",
        "canteen/2026-10.yaml": "- {就餐: JC-1, 日期: 2026-10-30, 餐次: 午餐, "
        + ", ".join(f"{who}: {heads:.0f} 人" for who, heads, _ in month.eaters or (("学生", Decimal(100), 0),)) + "}\n",
        "cash/食堂/2026-10.yaml": f"""
- {{收款: SK-1, 日期: 2026-10-30, 方式: 银行, 账户: "8802", 付款方: 学生, 用途: 伙食费, 金额: {month.income:.2f}}}
""",
        "accounts/食堂/2026-10.yaml": f"""
- 凭证: 食记-1
  日期: 2026-10-30
  摘要: 伙食费
  单据: [SK-1]
  分录: [{{科目: "1002", 借: {month.income:.2f}}}, {{科目: "4101", 贷: {month.income:.2f}}}]
- 凭证: 食记-2
  日期: 2026-10-30
  摘要: 食材
  单据: [YS-1]
  分录: [{{科目: "{account}", 借: {month.bought:.2f}}}, {{科目: "2302", 往来: 菜场, 贷: {month.bought:.2f}}}]
""",
    }  # fmt: skip
    straight = "" if month.shelf else " 直入直出: 是,"
    texts["store/食堂库/2026-10.yaml"] = (
        f"- {{验收: YS-1, 日期: 2026-10-08, 供应商: 菜场,{straight} 明细: [食材 {month.bought}份 1.00 {month.bought:.2f}]}}\n"
    )
    texts["purchases/2026-10.yaml"] = (
        f'- {{发票: FP-1, 日期: 2026-10-30, 种类: 收据, 号码: "1", 供应商: 菜场, 价税合计: {month.bought:.2f}, 涵盖: [YS-1]}}\n'
    )
    if month.shelf:
        texts["opening/2026-09-30.yaml"] += (
            f"- {{期初库存: QC-库, 日期: 2026-09-30, 地点: 食堂库, 明细: [食材 {month.opening}份 1.00 {month.opening:.2f}]}}\n"
        )
        texts["store/食堂库/2026-10.yaml"] += (
            f"- {{领用: CK-1, 日期: 2026-10-30, 用途: 午餐, 明细: [食材 {eaten}份]}}\n"
        )
        texts["checks/2026-10.yaml"] = (
            f"- {{盘点: PD-1, 日期: 2026-10-30, 地点: 食堂库, 范围: 全盘, 明细: [食材 {month.closing}份]}}\n"
        )
        texts["accounts/食堂/2026-10.yaml"] += (
            f'- {{凭证: 食记-3, 日期: 2026-10-31, 摘要: 出库, 出自: 汇总, 分录: [{{科目: "5001", 借: {month.booked:.2f}}}, '
            f'{{科目: "1302", 贷: {month.booked:.2f}}}]}}\n'
        )
    if month.refunds:
        own = f"食记-{4 if month.shelf else 3}"
        texts["cash/食堂/2026-10.yaml"] += (
            f'- {{付款: FK-1, 日期: 2026-10-30, 方式: 银行, 账户: "8802", 收款方: 学生, 金额: {month.refunds:.2f},'
            f' 核销: [{{科目: "5001", 金额: {month.refunds:.2f}}}], 用途: 退伙食费}}\n'
        )
        texts["accounts/食堂/2026-10.yaml"] += (
            f'- {{凭证: {own}, 日期: 2026-10-30, 摘要: 退伙食费, 单据: [FK-1], 分录: [{{科目: "5001", 借: {month.refunds:.2f}}},'
            f' {{科目: "1002", 贷: {month.refunds:.2f}}}]}}\n'
        )
    for path, text in texts.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text.lstrip("\n"), encoding="utf-8", newline="\n")


def balance(opening: Decimal) -> str:
    return f'{{科目: "1302", 借: {opening:.2f}}}, ' if opening else ""


def rules(month: Month) -> str:
    """What the sheet says of its rates and of how much may be left."""
    text = "收费标准:\n" if month.eaters else ""
    for who, _, rate in month.eaters:
        text += (
            f'  - {{项目: {who}伙食费, 对象: {who}, 标准: {rate} 元/日, 收取: 后收, 科目: "4101", 起: 2026-01-01}}\n'
        )
    if month.limit is not None:
        text += f"规则:\n  - {{规则: 伙食盈余率, 值: {month.limit}, 单位: 收入的%, 依据: 公示表自注, 起: 2026-01-01}}\n"
    return text


CASH = 100000
"""Yuan in the bank when the book begins."""

HEAD = """
学校: 小城幼儿园
语言: zh
账套:
  - {账套: 食堂, 科目表: 政府会计2019, 平行记账: 否, 凭证字: 食记, 票未到: 暂估}
政策:
  - {类别: 食材, 计价: 全月一次加权平均, 消耗: 按领用}
"""

REGISTERS = """
- {科目: "1002", 账套: 食堂, 名称: 银行存款, 统驭: 银行, 账户: "8802", 起: 2019-01-01}
- {科目: "1302", 账套: 食堂, 名称: 食材, 统驭: 存货, 仓库: [食堂库], 类别: [食材], 起: 2019-01-01}
- {科目: "2302", 账套: 食堂, 名称: 应付账款, 统驭: 往来, 往来: 供应商, 起: 2019-01-01}
- {科目: "3001", 账套: 食堂, 名称: 累计盈余, 起: 2019-01-01}
- {科目: "4101", 账套: 食堂, 名称: 伙食收入, 起: 2019-01-01}
- {科目: "5001", 账套: 食堂, 名称: 伙食支出, 起: 2019-01-01}
- {物品: 食材, 性质: 食材, 类别: 食材, 单位: 份, 起: 2019-01-01}
- {供应商: 菜场, 起: 2019-01-01}
- {付款方: 学生, 起: 2019-01-01}
- {地点: 食堂库, 账套: 食堂, 种类: 仓库, 起: 2019-01-01}
"""
