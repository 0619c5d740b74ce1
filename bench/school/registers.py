"""The registers: accounts, items, suppliers, people, places, and the head of the book. All names are invented."""

from __future__ import annotations

import random

from bench.school import goods
from bench.school.kinds import Kind
from bench.school.world import CANTEEN, CANTEEN_STORE, KITCHEN, SCHOOL, yuan
from bench.school.write import Record

SUPPLIERS: dict[str, tuple[str, str, str]] = {
    "文具": ("青溪文具商行", SCHOOL, ""),
    "文印": ("育才纸品公司", SCHOOL, ""),
    "墨粉": ("青溪文具商行", SCHOOL, ""),
    "清洁": ("洁净日化商店", SCHOOL, ""),
    "电料": ("永安五金", SCHOOL, ""),
    "五金": ("永安五金", SCHOOL, ""),
    "水暖": ("城南水暖", SCHOOL, ""),
    "低值": ("光明电器", SCHOOL, ""),
    "设备": ("宏图电教", SCHOOL, ""),
    "零星": ("便民杂货店", SCHOOL, ""),
    "外修": ("安泰维保", SCHOOL, ""),
    "粮油": ("城关粮油店", CANTEEN, "食品经营许可"),
    "鲜肉": ("鲜旺肉业", CANTEEN, "食品经营许可"),
    "禽蛋": ("东山禽蛋", CANTEEN, "食品经营许可"),
    "水产": ("清江水产", CANTEEN, "食品经营许可"),
    "调味": ("味源调味品行", CANTEEN, "食品经营许可"),
    "奶": ("惠民乳业", CANTEEN, "食品生产许可"),
    "蔬菜": ("农友蔬菜合作社", CANTEEN, ""),
    "豆制品": ("老街豆制品厂", CANTEEN, "食品生产许可"),
    "加餐": ("麦香食品", CANTEEN, "食品生产许可"),
}
"""Group of goods → who sells them, to which set, and the licence that is needed."""
OTHERS = ("县供电公司", "县自来水公司", "县燃气公司", "县电信公司", "洁雅保洁公司", "平安保安公司", "县环卫所")
"""Those who are paid for services."""
RIVALS = ("华兴商贸", "新世纪百货")
"""Those who are asked for a price and never chosen."""

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def credit_code(head: str, serial: int) -> str:
    """A unified social credit code of the region 999900, which does not exist; both checks hold (GB 32100-2015:
    weights 3^i mod 31; characters 9 to 17 are an organisation code of GB 11714, weights 3 7 9 10 5 8 4 2)."""
    body = f"MA{serial:06d}"
    weighed = sum(int(char, 36) * weight for char, weight in zip(body, (3, 7, 9, 10, 5, 8, 4, 2), strict=True))
    body += "0X987654321"[weighed % 11]
    code = f"{head}999900{body}"
    total = sum(ALPHABET.index(char) * pow(3, place, 31) for place, char in enumerate(code))
    return code + ALPHABET[(31 - total % 31) % 31]


POSTS = {
    "校长": "周海涛", "分管副校长": "刘敏", "总务主任": "陈志远", "采购员": "张建国", "验收员": "李秀英", "教师代表": "王芳",
    "监盘人": "林洁", "保管员": "王强", "二库保管员": "吕梅", "食堂保管员": "孙丽", "食堂管理员": "何军", "厨师": "马俊",
    "会计": "赵会珍", "食堂会计": "钱桂兰", "出纳": "吴晓", "食堂出纳": "郑洁", "资产管理员": "冯涛", "维修工": "韩大勇",
    "维修工二": "曹国平", "教务员": "黄燕",
}  # fmt: skip
"""Post → who holds it. In a small school one person holds several; here each has one."""
SURNAMES = (
    "陆孟崔邓邹史秦潘白石龙贺顾毛邵万覃武戴莫孔向汤温庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘"
)
GIVEN = "静雅明慧文博晓岚志强丽娟建平思远海燕少华玉兰立新春梅国庆永红"
"""Of these the class teachers' names are made."""


def class_teachers(kind: Kind, seed: int) -> dict[str, str]:
    """Each class's teacher."""
    rng = random.Random(f"{seed}/teachers")
    names = [f"{s}{GIVEN[n]}{GIVEN[n + 1]}" for s in dict.fromkeys(SURNAMES) for n in range(0, len(GIVEN), 2)]
    return dict(zip((name for name, _ in kind.classes), rng.sample(names, len(kind.classes)), strict=True))


CHART: list[tuple[str, str, str, dict[str, object]]] = [
    (SCHOOL, "1001", "库存现金", {"统驭": "现金"}),
    (SCHOOL, "1002.01", "银行存款-基本户", {"统驭": "银行", "账户": "6011"}),
    (SCHOOL, "1218.01", "其他应收款-备用金", {"统驭": "往来", "往来": "人员"}),
    (SCHOOL, "1218.02", "其他应收款-食堂", {"统驭": "账套", "对方": {"账套": CANTEEN, "科目": "2307"}}),
    (SCHOOL, "1302.01", "库存物品-办公用品", {"统驭": "存货", "类别": ["办公用品"]}),
    (SCHOOL, "1302.02", "库存物品-维修材料", {"统驭": "存货", "类别": ["维修材料"]}),
    (SCHOOL, "1302.03", "库存物品-低值在库", {"统驭": "存货", "类别": ["低值易耗品"]}),
    (SCHOOL, "1302.04", "库存物品-低值在用", {"统驭": "在用", "类别": ["低值易耗品"]}),
    (SCHOOL, "1601", "固定资产", {"统驭": "资产"}),
    (SCHOOL, "1602", "固定资产累计折旧", {"统驭": "折旧"}),
    (SCHOOL, "1902", "待处理财产损溢", {"统驭": "待处理"}),
    (SCHOOL, "2103", "应缴财政款", {"统驭": "往来", "往来": "主管部门"}),
    (SCHOOL, "2302", "应付账款", {"统驭": "往来", "往来": "供应商"}),
    (SCHOOL, "3001", "累计盈余", {}),
    (SCHOOL, "3301", "本期盈余", {}),
    (SCHOOL, "4001", "财政拨款收入", {"统驭": "国库"}),
    (SCHOOL, "4201", "上级补助收入", {}),
    (SCHOOL, "4603", "捐赠收入", {}),
    (SCHOOL, "4604", "利息收入", {}),
    (SCHOOL, "5001", "业务活动费用", {}),
    (SCHOOL, "5101", "单位管理费用", {}),
    (SCHOOL, "5301", "资产处置费用", {}),
    (SCHOOL, "6001", "财政拨款预算收入", {}),
    (SCHOOL, "6201", "上级补助预算收入", {}),
    (SCHOOL, "6609", "其他预算收入", {}),
    (SCHOOL, "7201", "事业支出", {}),
    (SCHOOL, "8001", "资金结存-货币资金", {"统驭": "资金"}),
    (SCHOOL, "8202", "非财政拨款结余", {}),
    (CANTEEN, "1002", "银行存款-食堂户", {"统驭": "银行", "账户": "8802"}),
    (CANTEEN, "1301", "在途物品", {}),
    (CANTEEN, "1302.01", "库存物品-粮油", {"统驭": "存货", "类别": ["粮油"]}),
    (CANTEEN, "1302.02", "库存物品-肉禽蛋", {"统驭": "存货", "类别": ["肉禽蛋"]}),
    (CANTEEN, "1302.03", "库存物品-调味干货", {"统驭": "存货", "类别": ["调味干货"]}),
    (CANTEEN, "1302.04", "库存物品-奶类", {"统驭": "存货", "类别": ["奶类"]}),
    (CANTEEN, "2302", "应付账款", {"统驭": "往来", "往来": "供应商"}),
    (CANTEEN, "2305", "预收账款-伙食费", {"统驭": "往来", "往来": "付款方"}),
    (CANTEEN, "2307", "其他应付款-学校", {"统驭": "账套", "对方": {"账套": SCHOOL, "科目": "1218.02"}}),
    (CANTEEN, "3001", "累计盈余", {}),
    (CANTEEN, "3301", "本期盈余", {}),
    (CANTEEN, "4101", "事业收入-伙食收入", {}),
    (CANTEEN, "4201.01", "上级补助收入-学生奶", {}),
    (CANTEEN, "4201.02", "上级补助收入-营养改善", {}),
    (CANTEEN, "4604", "利息收入", {}),
    (CANTEEN, "5001", "业务活动费用-伙食支出", {}),
]
"""Set, code, name, and what the account controls (政府会计制度 财会〔2017〕25号)."""


def tables(kind: Kind, seed: int) -> dict[str, list[Record]]:
    """File → rows of each register."""
    stores = {SCHOOL: [kind.main_store, kind.second_store], CANTEEN: [CANTEEN_STORE]}
    accounts: list[Record] = []
    for set_, code, name, more in CHART:
        controls = dict(more)
        if controls.get("统驭") == "存货":
            controls = {"统驭": "存货", "仓库": stores[set_], "类别": controls["类别"]}
        accounts.append({"科目": code, "账套": set_, "名称": name, **controls, "起": "2019-01-01"})
    return {
        "registers/accounts.yaml": accounts, "registers/items.yaml": _items(), "registers/suppliers.yaml": _suppliers(kind),
        "registers/people.yaml": _people(kind, seed), "registers/places.yaml": _places(kind),
        "registers/sheets.yaml": [_day_sheet()],
    }  # fmt: skip


def _items() -> list[Record]:
    rows: list[Record] = []
    for item in goods.ALL:
        row: Record = {"物品": item.name, "性质": item.kind, "类别": item.category, "单位": item.unit}
        if item.packs:
            row["包装"] = {pack: f"{size} {item.unit}" for pack, size in item.packs}
        row |= dict(item.more)
        if item.name == "A4复印纸":  # the maker packed five until August
            rows.append(row | {"包装": {"箱": "5 包"}, "起": "2024-01-01", "止": "2026-08-31"})
            rows.append(row | {"起": "2026-09-01"})
        else:
            rows.append(row | {"起": "2024-01-01"})
    return rows


def _day_sheet() -> Record:
    """表样: the columns of the receipt that the canteen fills in a spreadsheet each day."""
    columns = {
        "日期": "日期",
        "供货单位": "供应商",
        "食材名称": "物品",
        "计量单位": "单位",
        "数量": "数量",
        "单价": "单价",
        "金额": "金额",
    }
    return {
        "表样": "食堂入库单", "单据类型": "验收",
        "列": [{"表头": "序号"}, *({"表头": heading, "字段": field} for heading, field in columns.items())], "起": "2026-08-31",
    }  # fmt: skip


def _suppliers(kind: Kind) -> list[Record]:
    rows: list[Record] = []
    serial = 1
    for name, set_, licence in dict.fromkeys(SUPPLIERS.values()):
        row: Record = {"供应商": name, "信用代码": credit_code("93" if "合作社" in name else "91", serial)}
        if set_ == CANTEEN:
            row["结算"] = "月结"
        if licence:
            letters = "JY" if licence == "食品经营许可" else "SC"
            row["许可"] = [
                {"种类": licence, "证号": f"{letters}1999900{serial:07d}", "有效至": f"{2037 + serial % 3}-05-11"}
            ]
        rows.append(row | {"起": "2024-01-01"})
        serial += 1
    for name in (*OTHERS, *RIVALS):
        rows.append({"供应商": name, "信用代码": credit_code("91", serial), "起": "2024-01-01"})
        serial += 1
    for name in ("县再生资源公司", "县教育局", "县农商银行"):
        rows.append(
            {"付款方": name, "信用代码": credit_code("11" if "局" in name else "91", serial), "起": "2024-01-01"}
        )
        serial += 1
    rows += [{"付款方": name, "起": "2024-01-01"} for name in ("学生", "教工", f"{kind.name}食堂", kind.name)]
    rows.append({"主管部门": "县财政局", "信用代码": credit_code("11", serial), "起": "2024-01-01"})
    return rows


ROLE = {
    "二库保管员": "保管员", "食堂保管员": "保管员", "食堂会计": "会计", "食堂出纳": "出纳", "维修工二": "维修工",
}  # fmt: skip
"""Posts of which there are two → the role both have."""


def _people(kind: Kind, seed: int) -> list[Record]:
    stores = {
        "保管员": kind.main_store,
        "二库保管员": kind.second_store,
        "食堂保管员": CANTEEN_STORE,
        "教务员": kind.departments[0],
    }
    sets = {"会计": SCHOOL, "食堂会计": CANTEEN, "出纳": SCHOOL, "食堂出纳": CANTEEN}
    rows: list[Record] = []
    for post, name in POSTS.items():
        role = kind.head if post == "校长" else ROLE.get(post, post)
        row: Record = {"人员": name, "岗位": [role, "教师代表"] if post == "监盘人" else [role]}
        if post in stores:
            row["地点"] = stores[post]
        if post in sets:
            row["账套"] = sets[post]
        rows.append(row | {"起": "2024-09-01"})
    rows += [
        {"人员": name, "岗位": [kind.teachers], "地点": room, "起": "2025-09-01"}
        for room, name in class_teachers(kind, seed).items()
    ]
    return rows


def _places(kind: Kind) -> list[Record]:
    keeper = {kind.main_store: "保管员", kind.second_store: "二库保管员", CANTEEN_STORE: "食堂保管员"}
    rows: list[Record] = [
        {"地点": store, "校区": "本部", "账套": CANTEEN if store == CANTEEN_STORE else SCHOOL, "种类": "仓库",
         "保管员": POSTS[post], "起": "2024-09-01"}
        for store, post in keeper.items()
    ]  # fmt: skip
    rows.append({"地点": KITCHEN, "校区": "本部", "账套": CANTEEN, "种类": "食堂", "起": "2019-09-01"})
    kinds = {"楼": kind.buildings + kind.dormitories, "部门": ("维修间", *kind.departments), "房间": kind.rooms}
    for sort, names in kinds.items():
        rows += [{"地点": name, "校区": "本部", "账套": SCHOOL, "种类": sort, "起": "2019-09-01"} for name in names]
    rows += [
        {"地点": grade, "校区": "本部", "账套": SCHOOL, "种类": "部门", "起": "2019-09-01"} for grade, _ in kind.grades
    ]
    rows += [
        {"地点": name, "校区": "本部", "账套": SCHOOL, "种类": "房间", "上级": grade, "起": "2019-09-01"}
        for name, grade in kind.classes
    ]
    return rows


BASIS = "校办〔2026〕5号"
SIGNED: tuple[Record, ...] = (
    {"规则": "必备签字", "对象": "凭证", "值": ["制单人", "审核人"]},
    {"规则": "必备签字", "对象": "验收", "账套": SCHOOL, "值": ["验收员", "保管员/资产管理员"]},
    {"规则": "必备签字", "对象": "验收", "账套": CANTEEN, "值": ["采购员", "监督员", "保管员"]},
    {"规则": "签字人数", "对象": "验收", "账套": CANTEEN, "值": "3", "单位": "人"},
    {"规则": "必备签字", "对象": "领用", "账套": SCHOOL, "值": ["领用人", "审批人", "保管员"]},
    {"规则": "必备签字", "对象": "领用", "账套": CANTEEN, "值": ["食堂管理员", "保管员", "厨师"]},
    {"规则": "必备签字", "对象": "盘点", "值": ["盘点人", "监盘人", "保管员"]},
)
"""Who signs what, by the school's own rules: the law names no parts for a slip or a count, so that without them a missing
keeper or witness would be no fault."""


def head(kind: Kind) -> Record:
    """houqin.yaml: the sets, how goods are valued, fees and the school's own rules."""
    since = "2026-03-01"
    limits = [
        ("2000.00", ["总务主任"]),
        ("50000.00", ["总务主任", "分管副校长"]),
        ("不限", ["总务主任", "分管副校长", kind.head]),
    ]
    papers = {
        "物资": ["申请", "审批", "订单", "验收", "发票"], "食材": ["合同", "验收", "发票"], "零星采购": ["验收", "报销"],
        "捐赠": ["验收"], "外修": ["报修", "审批", "派工", "完工", "发票"],
    }  # fmt: skip
    counts = {
        kind.main_store: "每月",
        kind.second_store: "每月",
        CANTEEN_STORE: "每月",
        "在用低值易耗品": "每学期",
        "固定资产": "每年",
    }
    rules: list[Record] = [
        {
            "规则": "审批权限",
            "值": value,
            "单位": "元" if value == "不限" else "元以内",
            "岗位": roles,
            "依据": BASIS,
            "起": since,
        }
        for value, roles in limits
    ]
    rules.append({"规则": "零星采购限额", "值": "1000.00", "单位": "元", "依据": BASIS, "起": since})
    rules += [{"规则": "必备单据", "对象": k, "值": v, "依据": BASIS, "起": since} for k, v in papers.items()]
    rules += [{"规则": "盘点频次", "对象": k, "值": v, "依据": BASIS, "起": since} for k, v in counts.items()]
    rules += [{**row, "依据": BASIS, "起": since} for row in SIGNED]
    rules.append({"规则": "定额损耗", "对象": "大米", "值": "0.5", "单位": "领用量的%", "依据": BASIS, "起": since})
    fee = {"标准": f"{yuan(kind.fee)} 元/餐", "依据": "县发改价〔2026〕12号"}
    return {
        "学校": kind.name,
        "信用代码": credit_code("12", 900),
        "语言": "zh",
        "学期": [
            {"学期": f"{year}{name}", "起": f"{year}-{start}", "止": f"{year + later}-{end}"}
            for year in range(2026, 2037)
            for name, start, later, end in (("春", "02-25", 0, "07-07"), ("秋", "09-01", 1, "01-19"))
            if (year, name) != (2026, "春")
        ],
        "账套": [
            {"账套": SCHOOL, "科目表": "政府会计2019", "平行记账": "是", "凭证字": "记", "票未到": "暂估"},
            {"账套": CANTEEN, "科目表": "政府会计2019", "平行记账": "否", "凭证字": "食记", "票未到": "暂估"},
        ],
        "政策": [{"类别": k, "计价": v, "消耗": "按领用"} for k, v in goods.METHODS.items()],
        "收费标准": [
            {"项目": "学生伙食费", "对象": "学生", **fee, "收取": "预收", "科目": "2305", "起": "2026-09-01"},
            {"项目": "教工伙食费", "对象": "教工", **fee, "收取": "后收", "科目": "4101", "起": "2026-09-01"},
        ],
        "规则": rules,
    }  # fmt: skip
