"""What a bursar may write wrong: for each message code a folder, a record, and nothing else amiss in it."""

from __future__ import annotations

SLIP = "- 验收: YS-1013-1\n  日期: 2026-10-13\n  供应商: 城关文具店\n"
ISSUE = "- 领用: CK-1014-1\n  日期: 2026-10-14\n  部门: 教务处\n"
GOODS = "  明细:\n    - A4复印纸 60箱 168.00 10080.00\n"
OUT = "  明细:\n    - A4复印纸 60箱\n"
PAID = "- 付款: FK-1\n  日期: 2026-10-15\n  方式: 现金\n  收款方: 永安五金\n"
INVOICE = "- 发票: FP-1\n  日期: 2026-10-14\n  种类: 数电普票\n  供应商: 永安五金\n"
VOUCHER = "- 凭证: 记-1\n  日期: 2026-10-14\n  摘要: 办公用品入库\n"
CARD = "- 资产取得: ZC-0006\n  日期: 2026-10-16\n  名称: 教学一体机\n  资产类: 设备\n  数量: 6 台\n"
BANK = '- 对账单: DZ-1\n  日期: 2026-10-31\n  种类: 银行\n  账户: "6011"\n'
COUNT = "- 盘点: PD-1\n  日期: 2026-10-30\n  地点: 总务库\n  范围: 全盘\n"
FEE = "- 收费: SR-1\n  日期: 2026-10-29\n  项目: 学生伙食费\n  往来: 学生\n"
RULE = "学校: 城关实验学校\n账套:\n  - {账套: 学校, 科目表: 政府会计2019, 凭证字: 记}\n规则:\n"

CASES: dict[str, tuple[str, str]] = {
    "record.not_text": ("store", SLIP + "  备注: [迟到]\n" + GOODS),
    "record.empty": ("store", SLIP + "  备注:\n" + GOODS),
    "record.too_long": ("store", SLIP + f"  备注: {'长' * 2001}\n" + GOODS),
    "record.amount": ("cash", PAID + "  金额: 十二\n"),
    "record.amount_spelling": ("cash", PAID + "  金额: 1,000.50元\n"),
    "record.amount_not_positive": ("cash", PAID + "  金额: -1240.00\n"),
    "record.too_many_digits": ("cash", PAID + "  金额: 12345678901234567890.00\n"),
    "record.negative": ("store", ISSUE + "  明细:\n    - {物品: 硒鼓, 数量: -4 个}\n"),
    "record.whole": ("assets", CARD + "  原值: 100800.00\n  使用月数: 六年\n"),
    "record.whole_spelling": ("assets", CARD + "  原值: 100800.00\n  使用月数: ７２\n"),
    "record.date": ("store", SLIP.replace("2026-10-13", "2026-02-30") + GOODS),
    "record.date_spelling": ("store", SLIP.replace("2026-10-13", "2026年10月3日") + GOODS),
    "record.month": (
        "canteen",
        FEE + "  所属期: 下个月\n  金额: 6.50\n",
    ),
    "record.month_spelling": (
        "canteen",
        FEE + "  所属期: 2026年11月\n  金额: 6.50\n",
    ),
    "record.moment": ("repairs", "- 完工: WG-1\n  日期: 2026-10-17\n  原单: PG-1\n  完工时间: 下午三点\n"),
    "record.span": ("store", ISSUE + "  期间: 本周\n" + OUT),
    "record.span_backwards": ("store", ISSUE + "  期间: 2026-10-16..2026-10-12\n" + OUT),
    "record.quantity": ("store", ISSUE + "  明细:\n    - {物品: 硒鼓, 数量: 半 个}\n"),
    "record.quantity_without_unit": ("store", ISSUE + '  明细:\n    - {物品: 硒鼓, 数量: "4"}\n'),
    "record.quantity_spelling": ("store", ISSUE + "  明细:\n    - {物品: 硒鼓, 数量: ４　个}\n"),
    "record.price": ("store", SLIP + "  明细:\n    - {物品: 硒鼓, 数量: 4 个, 单价: 面议}\n"),
    "record.price_spelling": ("store", SLIP + "  明细:\n    - {物品: 硒鼓, 数量: 4 个, 单价: ¥182}\n"),
    "record.percent": (
        "purchases",
        "- 合同: HT-1\n  日期: 2026-08-26\n  供应商: 鲜旺肉业\n  付款条件: {质保金: 一成}\n",
    ),
    "record.percent_spelling": (
        "purchases",
        "- 合同: HT-1\n  日期: 2026-08-26\n  供应商: 鲜旺肉业\n  付款条件: {质保金: ５%}\n",
    ),
    "record.reference": ("store", SLIP + "  订单: DD 1010 1\n" + GOODS),
    "record.identity": ("store", SLIP.replace("城关文具店", "城关/文具店") + GOODS),
    "record.number_with_space": ("store", SLIP.replace("YS-1013-1", "YS 1013") + GOODS),
    "record.digits": ("purchases", INVOICE + "  号码: 见附件\n  价税合计: 100.00\n"),
    "record.digits_shortened": ("purchases", INVOICE + "  号码: 2.6992E+19\n  价税合计: 100.00\n"),
    "record.digits_spelling": ("purchases", INVOICE + '  号码: "2699 2000"\n  价税合计: 100.00\n'),
    "record.choice": ("cash", PAID.replace("现金", "赊欠") + "  金额: 1240.00\n"),
    "record.choice_near": ("cash", PAID.replace("现金", "财政支付") + "  金额: 1240.00\n"),
    "record.role": ("store", SLIP + "  签字: {门卫: 老李}\n" + GOODS),
    "record.role_near": ("store", SLIP + "  签字: {保管圆: 王强}\n" + GOODS),
    "record.not_list": ("store", SLIP + "  明细: A4复印纸\n"),
    "record.not_mapping": ("store", SLIP + "  明细:\n    - 纸张一批\n"),
    "record.empty_list": ("store", SLIP + "  明细: []\n"),
    "record.missing": ("store", SLIP.replace("  日期: 2026-10-13\n", "") + GOODS),
    "record.unknown_field": ("accounts", VOUCHER + '  分录:\n    - {科目: "5001", 数量: 3 个, 借: 0.00}\n'),
    "record.unknown_field_near": ("store", SLIP + "  入帐日期: 2026-10-14\n" + GOODS),
    "record.role_outside_signed": ("store", SLIP + "  采购员: 张建国\n" + GOODS),
    "record.wrong_folder": ("store", "- 订单: DD-1\n  日期: 2026-10-10\n"),
    "record.not_the_school": ("config", "订单: DD-1\n日期: 2026-10-10\n"),
    "record.no_price_here": ("store", ISSUE + GOODS),
    "record.none_of": ("accounts", VOUCHER + '  分录:\n    - {科目: "5001"}\n'),
    "record.too_many_of": ("accounts", VOUCHER + '  分录:\n    - {科目: "5001", 借: 1.00, 贷: 1.00}\n'),
    "record.booked_before_date": ("store", SLIP + "  入账日期: 2026-10-12\n" + GOODS),
    "record.days_backwards": ("registers", "- {地点: 总务库, 起: 2026-09-01, 止: 2026-08-31}\n"),
    "record.moments_backwards": (
        "repairs",
        "- 派工: PG-1\n  日期: 2026-10-16\n  接单时间: 2026-10-16 10:00\n  到场时间: 2026-10-16 09:30\n",
    ),
    "record.price_times_quantity": ("store", SLIP + "  明细:\n    - A4复印纸 60箱 168.00 10800.00\n"),
    "record.purchase_without_supplier": ("store", "- 验收: YS-1\n  日期: 2026-10-13\n" + GOODS),
    "record.entries_unbalanced": (
        "accounts",
        VOUCHER + '  分录:\n    - {科目: "1302.02", 借: 5050.00}\n    - {科目: "2302", 贷: 5500.00}\n',
    ),
    "record.balances_unequal": (
        "opening",
        '- 期初余额: QC-1\n  日期: 2026-09-30\n  账套: 学校\n  科目余额:\n    - {科目: "1001", 借: 500.00}\n',
    ),
    "record.both_sides": (
        "opening",
        "- 期初余额: QC-1\n  日期: 2026-09-30\n  账套: 学校\n"
        '  科目余额:\n    - {科目: "1001", 借: 500.00, 贷: 500.00}\n',
    ),
    "record.bank_unreconciled": (
        "opening",
        '- 期初未达: QC-6011\n  日期: 2026-09-30\n  账户: "6011"\n  日记账余额: 186420.35\n'
        "  对账单余额: 187280.35\n  未达: []\n",
    ),
    "record.net_tax_total": (
        "purchases",
        INVOICE + '  号码: "26992000000010045871"\n  不含税: 9716.81\n  税额: 1263.19\n  价税合计: 10890.00\n',
    ),
    "record.heads_meals_rate": (
        "canteen",
        "- 收费: SR-1\n  日期: 2026-10-29\n  项目: 学生伙食费\n  往来: 学生\n"
        "  人数: 2850 人\n  餐数: 21 餐\n  标准: 6.50 元/餐\n  金额: 398025.00\n",
    ),
    "record.kept_at_total": (
        "assets",
        CARD + "  原值: 100800.00\n  存放: [{地点: 初二年级, 数量: 5 台}]\n",
    ),
    "record.more_than_cost": (
        "assets",
        "- 处置: CZ-1\n  日期: 2026-10-14\n  资产: ZC-0002\n  数量: 20 台\n  原值: 84000.00\n"
        "  累计折旧: 84100.00\n  处置方式: 报废\n",
    ),
    "record.settles_too_much": ("cash", PAID + "  金额: 1240.00\n  核销: [{发票: FP-1, 金额: 1420.00}]\n"),
    "record.faces_total": (
        "checks",
        "- 现金盘点: XJ-1\n  日期: 2026-10-30\n  账套: 学校\n  实点: 500.00\n"
        "  面额表: [{面额: 100.00, 张数: 4}, {面额: 50.00, 张数: 1}]\n",
    ),
    "record.statement_balance": (
        "checks",
        BANK + "  期初: 100.00\n  明细:\n    - {日期: 2026-10-08, 付: 60.00, 余额: 40.00}\n"
        "    - {日期: 2026-10-09, 收: 10.00, 余额: 30.00}\n",
    ),
    "record.statement_closing": (
        "checks",
        BANK + "  期初: 100.00\n  明细:\n    - {日期: 2026-10-08, 付: 60.00}\n  期末: 50.00\n",
    ),
    "record.trial_balance": (
        "checks",
        "- 对账单: YE-1\n  日期: 2026-10-31\n  种类: 科目余额表\n  账套: 学校\n  明细:\n"
        '    - {科目: "1001", 期初借: 500.00, 贷: 100.00, 期末借: 500.00}\n',
    ),
    "record.discarded_before_taken": (
        "canteen",
        "- 留样: LY-1\n  日期: 2026-10-20\n  餐次: 午餐\n  留样时间: 2026-10-20 11:40\n"
        "  明细: [{菜品: 红烧肉, 数量: 130 克, 销样时间: 2026-10-20 11:30}]\n",
    ),
    "record.not_a_type": (
        "registers",
        "- {表样: 送货单, 单据类型: 送货, 列: [{表头: 品名, 字段: 物品}], 起: 2026-10-08}\n",
    ),
    "record.not_a_field": (
        "registers",
        "- {表样: 送货单, 单据类型: 验收, 列: [{表头: 品名, 字段: 货名}], 起: 2026-10-08}\n",
    ),
    "record.not_a_folder": (
        "config",
        RULE + "  - {规则: 录入岗位, 对象: 后勤, 值: 不限, 起: 2026-03-01}\n",
    ),
    "record.not_a_frequency": (
        "config",
        RULE + "  - {规则: 盘点频次, 对象: 总务库, 值: 每旬, 起: 2026-03-01}\n",
    ),
    "record.head": (
        "approvals",
        "- {重开: KZ-1, 日期: 2026-11-10, 月份: 2026-10, 头: 3f2a 91bc, 签批人: 陈志远, 原因: 补记电费}\n",
    ),
    "record.not_a_document": (
        "config",
        RULE + "  - {规则: 必备单据, 对象: 物资, 值: [申请, 验收单], 起: 2026-03-01}\n",
    ),
}
