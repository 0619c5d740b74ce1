"""What columns are called on the sheets of schools, suppliers and banks (data): type → field → headings.

From the forms of the field: acceptance, receipt and issue slips, stock counts (7.3, 7.4 of the field lists), and the
exports of banks and payment apps (7.2). Of several headings for one field the first that a sheet has is taken.
Headings are compared without spaces, in half-width signs (heading.normal).
"""

from __future__ import annotations

Headings = dict[str, tuple[str, ...]]

PASSED = "-"
"""The field of a column that is known and not taken over: what is derived, or what no record asks for."""
SKIP, STATUS = "skip", "status"
"""Columns that decide whether a row counts: a mark that it does not; what became of a payment."""
UNIT = "unit"
"""The unit of the quantity beside it."""

GOODS: Headings = {
    "item": (
        "物品", "物品名称", "品名", "食材名称", "食材名", "商品名称", "商品名", "货品名称", "货物名称", "材料名称", "产品名称",
        "原料名称", "品名规格", "名称",
    ),
    UNIT: ("计量单位", "单位", "订货单位"),
    "spec": ("规格型号", "规格", "型号"),
    "batch": ("批号", "生产批号"),
    "note": ("备注", "说明"),
    "id": ("编号", "单据编号", "单据号"),
    "slip": ("单号", "纸单号", "送货单号"),
    SKIP: (
        "忽略", "不计", "非入库", "可忽略", "非盘点", "上季结余", "是剩余", "是结余", "上年结余", "剩余", "结余",
    ),
    PASSED: (
        "序号", "行号", "类型", "类别", "品类", "材料类别", "品牌", "产地", "学校名称", "客户名称", "库存总数", "入库后总数",
        "上月结存", "本月结存", "折扣", "税率", "税额",
    ),
}  # fmt: skip

TYPES: dict[str, Headings] = {
    "acceptance": GOODS | {
        "id": ("验收单号", "入库单号", "入库单编号", *GOODS["id"]),
        "date": ("验收日期", "入库日期", "收货日期", "送货日期", "进货日期", "采购日期", "日期", "入库时间", "送货时间"),
        "supplier": (
            "供应商", "供应商名称", "供货商", "供货单位", "供货者", "供货者名称", "供应单位", "送货单位", "销方名称",
        ),
        "place": ("仓库", "入库仓库", "库房", "收货仓库"),
        "order": ("订单", "订单号", "订单编号"),
        "quantity": (
            "合格数量", "实收数量", "实收", "验收数量", "入库数量", "记账数量", "数量", "订货数量", "订货总量", "订货总数量",
        ),
        "delivered": ("应收数量", "送货数量"),
        "rejected": ("拒收数量",),
        "reason": ("拒收原因",),
        "unit_price": ("单价", "含税单价", "进价", "采购单价"),
        "amount": ("折后金额", "金额", "总价", "总金额", "价税合计", "小计", "合计", "折前金额"),
        "produced": ("生产日期",),
        "valid_until": ("有效至", "有效期至", "保质期至"),
        "shelf_life": ("保质期",),
        "quarantine_certificate": ("检疫证", "检疫证号", "动物检疫合格证明", "检疫合格证号"),
        "inspection_certificate": ("检验证", "检验证号", "肉品品质检验合格证"),
        "conformity_certificate": ("合格证", "合格证号", "承诺达标合格证"),
        "appearance": ("感官",),
        "temperature": ("温度",),
        "gross_weight": ("毛重",),
        "tare": ("皮重",),
    },
    "issue": GOODS | {
        "id": ("出库单号", "出库单编号", "领料单号", *GOODS["id"]),
        "date": ("领用日期", "出库日期", "发料日期", "日期", "出库时间"),
        "department": ("领用部门", "部门", "申请部门", "使用部门", "领用单位", "领用班组", "班级"),
        "place": ("仓库", "出库仓库", "库房", "发货仓库"),
        "quantity": ("实发数量", "出库数量", "领用数量", "发放数量", "数量"),
        "requested": ("申请数量", "申领数量"),
        "meal": ("餐次",),
        "purpose": ("用途",),
        PASSED: (*GOODS[PASSED], "单价", "金额", "合计", "小计", "总价"),
    },
    "count": {field: headings for field, headings in GOODS.items() if field != "spec"} | {
        "date": ("盘点日期", "日期", "盘存日期"),
        "place": ("仓库", "库房", "盘点地点"),
        "asset": ("资产编号", "卡片编号"),
        "user": ("使用人",),
        "state": ("使用状况",),
        "quantity": (
            "盘点栏数量", "实盘数量", "盘点数量", "实点数量", "实存数量", "实际数量", "盘存数量", "实盘", "实存", "实点", "数量",
        ),
        "reason": ("差额原因", "差异原因", "原因"),
        PASSED: (
            *GOODS[PASSED], *GOODS["spec"], "账面栏数量", "账面栏金额", "盘点栏金额", "差额栏数量", "差额栏金额", "账面数量", "账面金额", "账存数量",
            "实盘金额", "盘盈数量", "盘盈金额", "盘亏数量", "盘亏金额", "差异数量", "差异金额", "单价", "金额", "资产名称", "存放地点",
            "使用部门", "处理意见",
        ),
    },
    "outside_statement": {
        "date": (
            "记账日期", "记账日", "会计日期", "入账日期", "交易日期", "日期", "发生日期", "交易时间", "交易创建时间",
        ),
        "in": ("收入", "收入金额", "贷方(入账)", "入账金额", "转入金额", "存入金额", "记账金额(收入)", "交易金额(收入)", "收"),
        "out": ("支出", "支出金额", "借方(出账)", "出账金额", "转出金额", "取出金额", "记账金额(支出)", "交易金额(支出)", "付"),
        "debit": ("借方发生额", "借方金额", "借方", "借"),
        "credit": ("贷方发生额", "贷方金额", "贷方", "贷"),
        "amount": ("交易金额", "金额", "发生额"),
        "side": ("借贷标志", "借/贷", "借贷", "收/支", "收支", "借贷方向"),
        "increase": ("送货金额", "发货金额", "本期增加", "增"),
        "decrease": ("收款金额", "已收款", "付款金额", "本期减少", "减"),
        "balance": ("余额", "账户余额", "本次余额", "联机余额", "欠款余额"),
        "summary": (
            "摘要", "交易摘要", "摘要备注", "用途", "附言", "交易附言", "交易地点/附言", "商品", "商品说明", "交易说明", "交易详情",
            "交易名称", "交易类型", "备注",
        ),
        "counterparty": (
            "对方户名", "对方名称", "对方单位", "收(付)方名称", "交易对手名称", "对方账户名", "对手信息", "交易对方", "商户名称",
            "对方账号与户名",
        ),
        "bank_reference": (
            "流水号", "交易流水号", "账户明细编号-交易流水号", "日志号", "交易单号", "交易订单号", "交易号",
        ),
        "bank_account": ("账号", "本方账号", "卡号"),
        STATUS: ("当前状态", "交易状态"),
        PASSED: (
            "序号", "顺序号", "时间", "记账时间", "币种", "币别", "交易币种", "记账币种", "钞汇", "钞/汇", "货币", "对方账号",
            "收(付)方账号", "对方卡号/账号", "对方账户", "交易对手账号", "对方开户行", "对方行名", "对方开户机构", "凭证种类", "凭证号",
            "凭证号码", "企业流水号", "交易介质编号", "交易地点", "交易场所", "交易国家或地区简称", "交易渠道", "渠道", "网点名称", "客户摘要",
            "交易分类", "收/付款方式", "支付方式", "商家订单号", "商户单号",
        ),
    },
}  # fmt: skip
"""The types that are imported. A field's own name, in either language, is known besides (names.py)."""

ROLES = {
    "过称人": "weigher", "仓管人": "keeper", "仓管员": "keeper", "仓管": "keeper", "采购人": "buyer", "监督人": "supervisor",
    "验收人1": "inspector", "验收人2": "inspector", "签收人": "inspector", "领料人": "recipient", "发货人": "issuer", "盘点": "counter",
    "监盘": "witness",
}  # fmt: skip
"""What signers are called on these forms, besides their names in names.ROLES."""

LABELS = {
    "账户": "bank_account", "客户账号": "bank_account", "户口号": "bank_account", "期初余额": "opening", "上期余额": "opening",
    "承前余额": "opening", "上月结余": "opening", "期末余额": "closing", "本期余额": "closing",
}  # fmt: skip
"""What stands beside a value above or below the table, besides the headings of fields of the record itself."""

TOTALS = (
    r"(本页|本日|当日|当天|本月|本期|本年|人民币|金额)?(合计|小计|总计|累计)([:(].*)?|过次页|承前页|上月结转|上年结转|以下空白"
    r"|第\d+页.*|共\d+页.*|打印(时间|日期).*|起止日期.*|以上数据仅供参考.*|制表.*|-{3,}.*"
)
"""A row whose first cell says this is no row of the table."""
OPENING = r"(期初|上期|上月|承前|上年)(余额|结余|结转|结存)([:(].*)?"
CLOSING = r"(期末|本期|本月)(余额|结余|结存)([:(].*)?"
"""Rows of a statement that are no movement, but say what there was before or after."""

TRUE = frozenset(("是", "y", "yes", "1", "√", "✓", "true", "对"))
NOTHING = frozenset(("", "/", "-", "—", "--", "------", "无"))
"""How sheets write that a cell holds nothing."""
INWARD = frozenset(("收入", "收", "贷", "贷cr", "cr", "c", "入", "转入", "存入", "贷方", "+"))
OUTWARD = frozenset(("支出", "支", "付", "借", "借dr", "dr", "d", "出", "转出", "取出", "借方", "-"))
NEITHER = frozenset(("不计收支", "/", "其他", "资金转移", ""))
"""What 收/支 and 借/贷 say of one movement; of a bank's 借 and 贷 in the bank's sense."""
FAILED = ("关闭", "失败", "已全额退款", "撤销", "未支付", "等待付款")
"""A payment that never was."""
