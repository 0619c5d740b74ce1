"""A month's end as a school sees it: what `reconcile` shows for an October, shortened."""

from __future__ import annotations

from houqin.report import Column, Entry, Grid, Kind, Line, Report, Table, Title

MONEY: tuple[Kind, ...] = ("money", "money", *("difference",) * 6)
KINDS: tuple[Kind, ...] = ("text", "text", *MONEY)
BUCKETS = ("差额", "未达", "待记", "待改", "未明", "绝对额")
AGREES = ("✓", 0, 0, 0, 0, 0)
SAME_SOURCE = ("≡", 0, 0, 0, 0, 0)


def school() -> Grid:
    """账账 of the school's set."""
    rows = (
        ("1001", "库存现金", 50000, 50000, *AGREES),
        ("1218.02", "其他应收款-食堂", 642000, "0.00", 642000, 642000, 0, 0, 0, 0),
        ("1302.01", "库存物品-办公用品", 611000, 969750, -358750, 0, -358750, 0, 0, 381250),
        ("1302.03", "库存物品-低值在库", 147000, 147000, *SAME_SOURCE),
        ("1601", "固定资产", 1922600000, 1922600000, *AGREES),
        ("1602", "固定资产累计折旧（贷）", 429084498, 429224498, -140000, 0, 0, -140000, 0, 140000),
    )
    return Grid(("科目", "名称", "总账", "明细账", *BUCKETS), KINDS, rows, zero="·")


def canteen() -> Grid:
    """账账 of the canteen's set: the same table, continued."""
    rows = (
        ("1302", "库存物品-食材", 1222536, 1222536, *SAME_SOURCE),
        ("2307", "其他应付款-学校（贷）", "0.00", 642000, -642000, -642000, 0, 0, 0, 0),
    )
    return Grid(("科目", "名称", "总账", "明细账", *BUCKETS), KINDS, rows, zero="·")


def reality() -> Grid:
    """账实 of the canteen's set."""
    rows = (
        ("1302", "全盘 10-30", 1222536, 830163, -392373, 0, -1563, 0, -390810, 392373),
        ("2302", "未对账（0/3 家）", 23963900, "—", "—", None, None, None, None, None),
    )
    return Grid(("科目", "外部依据", "明细账", "实盘/外部", *BUCKETS), KINDS, rows, zero="·")


RICE = Entry(
    390810,
    "未明 账实 食堂 大米 盘亏 1506 斤中的 1500 斤；疑 SCK-1030-1 的 1500 斤应为 1500 公斤",
    (
        ("记录", "SCK-1030-1 store/食堂主副食库/2026-10.yaml:109，SPD-1030-1 checks/2026-10.yaml:17"),
        ("", "SYS-1008-2 store/食堂主副食库/2026-10.yaml:8"),
        ("依据", "前两个整周各领 3000 斤，本周同样 5 天、14,244 人次只领 1500 斤；短少恰等于单上数量。"),
        ("下一步", "查厨房联、过秤记录。证实后红冲重开，补 借 5001 / 贷 1302 3,908.10。办理：食堂会计。"),
    ),
    "bad",
)

SHEET = (
    Title("城关实验学校　2026-10 月末对账　账截至 2026-10-31　制表 2026-11-03", 1),
    Line("上月带入 1 笔："),
    Line("860.00 学校 6011 企付银未付：付安泰维保锅炉维保 09-30，两清　opening/2026-09-30.yaml:91", 2),
    Title("一、账账　差额 ＝ 总账 − 明细账"),
    Line("【账套 学校】政府会计2019，记-1 至 记-20 连号；财务分录、预算分录各自平衡"),
    school(),
    Line("【账套 食堂】独立核算，食记-1 至 食记-11 连号"),
    canteen(),
    Line("✓ 相符；≡ 相符，但两边同源（凭证抄自出库、入库汇总），不证明无误。", 1, "dim"),
    Title("二、账实　差额 ＝ 实盘或外部 − 明细账，短少为负"),
    reality(),
    Title("三、银行存款余额调节表"),
    Line("6011 基本户：日记账 181,267.95 ＋银收企未收 6,420.00 −银付企未付 30.00 ＝ 187,657.95", 2),
    Title("四、要处理的（按金额）"),
    RICE,
    Entry(4500, "待改 账证 学校 记-14 记 5,050.00；发票为 5,500.00", (("办理", "学校会计"),), "warn"),
    Title("结论", 3),
    Line("本月不能结账：未明 3,908.10（1 项，有疑点），待改 1 项。退出码 1。", style="bad"),
)

LINES = Table(
    "lines",
    (
        Column("set", "name"),
        Column("account", "text"),
        Column("name", "text"),
        Column("ledger", "money"),
        Column("outside.amount", "money"),
        Column("outside.date", "date"),
        Column("outside.covered?", "count"),
        Column("book_to_book.difference", "difference"),
        Column("book_to_book.gross", "money"),
        Column("quantity?", "quantity"),
        Column("records", "data"),
    ),
    (
        ("school", "1302.01", "库存物品-办公用品", 611000, 963450, 20261030, None, -358750, 381250, None, []),
        (
            "canteen",
            "2302",
            "应付账款",
            23963900,
            None,
            None,
            None,
            0,
            0,
            -1500000000,
            [{"id": "FP-1", "line": 8}],
        ),
    ),
)

REPORT = Report(
    "reconcile",
    {"version": 1, "month": "2026-10", "status": "open"},
    (LINES, Table("findings", (), ())),
    SHEET,
    1,
)
