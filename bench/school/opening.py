"""Where the book begins: 31 August 2026, the evening before the first lesson. Details are worked out, the trial balance
is their sum, and 3001 is what is left."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from bench.school import assets, days, goods
from bench.school.canteen import invoice_of
from bench.school.cost import MILLE, OPENING, RECEIPT
from bench.school.goods import ACCOUNTS, Item
from bench.school.registers import POSTS, RIVALS, SUPPLIERS
from bench.school.world import (
    BANK,
    BANKS,
    CANTEEN,
    CANTEEN_BANK,
    CANTEEN_STORE,
    SCHOOL,
    Booked,
    Payable,
    World,
    cr,
    dr,
    goods_line,
    item_of,
    number,
    yuan,
)

DAY = date(2026, 8, 31)
MONTH = "2026-08"
FILE = "opening"
STARTING = {"大米": 50 * 40, "菜籽油": 200, "面粉": 300, "食盐": 40, "生抽": 20, "陈醋": 15, "白糖": 60, "豆瓣酱": 60}
"""The canteen's store before the first day: base units."""
SPENT = {"5001": 356_243_812, "5101": 28_654_031}
EARNED = {"4001": 153_153_790, "4201": 46_400_000}
"""What a nine-grade school has spent and earned from January to August, fen; the wear of buildings is not paid for."""
BUDGETED = {"4001": "6001", "4201": "6201"}
"""Income → its budget half."""
CONTRACTS = ("粮油", "鲜肉", "禽蛋", "水产", "调味", "奶", "蔬菜", "豆制品", "加餐")


def write(world: World) -> None:
    """The opening's records; the world is left as it stood that evening."""
    _contracts(world, 2026)
    _stock(world)
    _in_use(world)
    world.cards = assets.opening_cards(world, MONTH)
    world.add(
        FILE, DAY,
        {"期初资产": "QC-资产", "日期": DAY.isoformat(), "账套": SCHOOL, "上次盘点": "2026-07-10",
         "卡片": assets.opening_rows(world.cards, MONTH)},
    )  # fmt: skip
    _debts(world)
    _open_cases(world)
    _ordered(world)
    _balances(world)


def _contracts(world: World, year: int) -> None:
    """A year's contract with each supplier of the canteen."""
    for n, group in enumerate(CONTRACTS, 1):
        world.add(
            FILE, DAY,
            {"合同": f"HT-{year % 100}0826-{n}", "日期": f"{year}-08-26", "供应商": SUPPLIERS[group][0],
             "期间": f"{year}-09-01..{year + 1}-08-31", "内容": group},
        )  # fmt: skip


def _quantities(world: World) -> dict[str, dict[Item, int]]:
    """Store → item → base units."""
    kind = world.kind
    found: dict[str, dict[Item, int]] = {kind.main_store: {}, kind.second_store: {}, CANTEEN_STORE: {}}
    classes = {store: list(kind.store_of_class.values()).count(store) for store in found}
    for item in [*goods.OFFICE, *goods.REPAIR]:
        size = item.pack[1] if item.pack else 1
        for store in (kind.main_store, kind.second_store):
            if store == kind.second_store and item in goods.REPAIR:
                continue
            part = (0.7 if store == kind.second_store else 0.95) if item in goods.OFFICE else 1.3
            wanted = round(item.use * kind.share * part) + classes[store] * kind.kit.get(item.name, 0)
            found[store][item] = -(-wanted // size) * size if wanted else 0
    found[CANTEEN_STORE] = {goods.BY_NAME[name]: max(1, round(units * kind.share)) for name, units in STARTING.items()}
    return {store: {item: units for item, units in of.items() if units} for store, of in found.items()}


def _stock(world: World) -> None:
    for store, contents in _quantities(world).items():
        slip = f"QC-{store}"
        lines: list[Any] = []
        for place, (item, units) in enumerate(contents.items(), 1):
            more: dict[str, str] = {}
            if item.name == "大米":
                more = {"批号": "20260806", "生产日期": "2026-08-06"}
            fen = world.price(item, MONTH)
            line, amount = goods_line(item, units * MILLE, fen, more=more)
            lines.append(line)
            world.move(DAY, OPENING, store, (slip, place), item, units * MILLE, value=amount)
            world.shelve(store, item.name, units * MILLE)
            key = (CANTEEN if store == CANTEEN_STORE else SCHOOL, ACCOUNTS[item.category])
            world.ledger[key] += amount
        world.add(
            FILE,
            DAY,
            {"期初库存": slip, "日期": DAY.isoformat(), "地点": store, "上次盘点": "2026-08-31", "明细": lines},
        )


def _in_use(world: World) -> None:
    """Fans and the like in the rooms, half written off."""
    rows = []
    total = 0
    for n, (grade, classes) in enumerate(world.kind.grades):
        pieces, each = classes * 2, 24_000
        world.in_use.append(("QC-在用", "壁扇", grade, pieces, each))
        cost = pieces * each
        total += cost - cost // 2
        rows.append(
            {
                "物品": "壁扇",
                "数量": f"{number(pieces * MILLE)} 台",
                "地点": grade,
                "原值": yuan(cost),
                "已摊": yuan(cost // 2),
            }
        )
        if n == 0:
            rows.append(
                {
                    "物品": "文件柜",
                    "数量": "6 个",
                    "地点": world.kind.departments[0],
                    "原值": "3480.00",
                    "已摊": "1740.00",
                }
            )
            total += 174_000
    world.ledger[SCHOOL, "1302.04"] += total
    world.add(
        FILE, DAY,
        {"期初在用": "QC-在用", "日期": DAY.isoformat(), "账套": SCHOOL, "上次盘点": "2026-06-30", "明细": rows},
    )  # fmt: skip


def _debts(world: World) -> None:
    """Unpaid invoices, a retention of last year, September's meals paid in advance, and the banks."""
    kind = world.kind
    unpaid = {
        SCHOOL: (("青溪文具商行", 1_264_000, 22), ("永安五金", 586_500, 25), ("育才纸品公司", 938_000, 27)),
        CANTEEN: (("城关粮油店", 862_400, 29), ("味源调味品行", 64_800, 29)),
    }
    for set_, rows in unpaid.items():
        lines = []
        for n, (who, about, day) in enumerate(rows, 1):
            fen = round(about * kind.share / 100) * 100
            invoice = f"FP-2608{day}-{'S' if set_ == CANTEEN else ''}{n:02d}"
            lines.append({"发票": invoice, "日期": f"2026-08-{day}", "供应商": who, "未付": yuan(fen)})
            if set_ == SCHOOL and n == 1:  # its paper lies with the bursar
                world.add(
                    FILE, DAY,
                    {"发票": invoice, "日期": f"2026-08-{day}", "种类": "数电普票", "号码": "26082299200000000117", "供应商": who,
                     "价税合计": yuan(fen)},
                )  # fmt: skip
            world.theirs[set_, who] += fen
            world.ledger[set_, "2302"] -= fen
            via = "财政直接支付" if set_ == SCHOOL else "银行"
            row = {"发票": invoice, "金额": yuan(fen)}
            due = DAY + timedelta(days=10 + n)
            world.payables.append(Payable(due, set_, who, fen, via, [row], "30201" if n != 2 else "30213"))
        world.add(
            FILE, DAY,
            {"期初应付": f"QC-{set_}应付", "日期": DAY.isoformat(), "账套": set_, "明细": lines},
        )  # fmt: skip
    held = round(536_000 * kind.share / 100) * 100
    contract = {"合同": "HT-251012-1", "供应商": "宏图电教", "到期": "2026-10-16", "金额": yuan(held)}
    world.add(
        FILE, DAY,
        {"合同": "HT-251012-1", "日期": "2025-10-12", "供应商": "宏图电教", "内容": "教学一体机",
         "付款条件": {"质保金": "5%", "到期": "2026-10-16"}},
    )  # fmt: skip
    world.add(
        FILE, DAY,
        {"期初质保金": "QC-质保金", "日期": DAY.isoformat(), "账套": SCHOOL, "明细": [contract]},
    )  # fmt: skip
    world.ledger[SCHOOL, "2302"] -= held
    world.payables.append(
        Payable(date(2026, 10, 16), SCHOOL, "宏图电教", held, "财政直接支付",
                [{"合同": "HT-251012-1", "金额": yuan(held)}], "31003", summary="质保金")
    )  # fmt: skip
    meals = len(days.school_days("2026-09"))
    world.paid_meals = meals * kind.pupils
    fen = world.paid_meals * kind.fee
    row = {"项目": "学生伙食费", "往来": "学生", "所属期": "2026-09", "人数": f"{kind.pupils} 人", "餐数": f"{meals} 餐",
           "标准": f"{yuan(kind.fee)} 元/餐", "金额": yuan(fen)}  # fmt: skip
    world.add(FILE, DAY, {"期初预收": "QC-伙食费", "日期": DAY.isoformat(), "账套": CANTEEN, "明细": [row]})
    world.ledger[CANTEEN, "2305"] -= fen
    world.shared = round(218_640 * kind.share)
    world.ledger[SCHOOL, "1218.02"] += world.shared
    world.ledger[CANTEEN, "2307"] -= world.shared
    world.safe = 62_500
    world.ledger[SCHOOL, "1001"] += world.safe
    _bank(world, BANK, "1002.01", round(28_642_035 * kind.share), late=268_000)
    _bank(world, CANTEEN_BANK, "1002", fen + round(18_624_000 * kind.share))


def _bank(world: World, account: str, code: str, fen: int, late: int = 0) -> None:
    """A bank account's two balances; `late` was paid on the last day and the bank has it two days later."""
    waiting = (
        [{"种类": "企付银未付", "日期": DAY.isoformat(), "摘要": "县电信公司", "金额": yuan(late)}] if late else []
    )
    world.add(
        FILE, DAY,
        {"期初未达": f"QC-{account}", "日期": DAY.isoformat(), "账户": account, "日记账余额": yuan(fen),
         "对账单余额": yuan(fen + late), "未达": waiting},
    )  # fmt: skip
    world.ledger[BANKS[account], code] += fen
    journal = world.journals[account]
    journal.balance, journal.statement = fen, fen + late
    if late:
        journal.late.append((Booked(DAY, "县电信公司", -late), date(2026, 9, 2)))


def _open_cases(world: World) -> None:
    """What the summer left unfinished: an advance, goods without an invoice, a loss that waits in 1902."""
    kind, buyer, lent, lost = world.kind, POSTS["采购员"], 50_000, 38_600
    world.add(
        FILE, DAY,
        {"期初借款": "QC-借款", "日期": DAY.isoformat(), "账套": SCHOOL,
         "明细": [{"借款": "JK-260820-01", "日期": "2026-08-20", "人员": buyer, "摘要": "暑期零星采购", "金额": yuan(lent)}]},
    )  # fmt: skip
    item, slip, who = item_of("硒鼓"), "YS-260828-01", SUPPLIERS["墨粉"][0]
    line, owed = goods_line(item, 4 * MILLE, world.price(item, MONTH))
    world.add(
        FILE, DAY,
        {"验收": slip, "日期": "2026-08-28", "供应商": who, "地点": kind.main_store, "明细": [line],
         "签字": {"采购员": buyer, "验收员": POSTS["验收员"], "保管员": POSTS["保管员"]}},
    )  # fmt: skip
    world.add(
        FILE, DAY,
        {"期初暂估": "QC-暂估", "日期": DAY.isoformat(), "账套": SCHOOL,
         "明细": [{"验收": slip, "日期": "2026-08-28", "供应商": who, "摘要": "硒鼓 4 个", "金额": yuan(owed)}]},
    )  # fmt: skip
    world.add(
        FILE, DAY,
        {"期初待处理": "QC-待处理", "日期": DAY.isoformat(), "账套": SCHOOL,
         "明细": [{"日期": "2026-06-30", "摘要": "六月盘点盘亏消毒液，待批", "金额": yuan(lost)}]},
    )  # fmt: skip
    world.ledger[SCHOOL, "1218.01"] += lent
    world.ledger[SCHOOL, "2302"] -= owed
    world.ledger[SCHOOL, "1902"] += lost
    world.theirs[SCHOOL, who] += owed
    world.next_month.append(lambda name: _finished(world, name, owed, slip, who, lent, lost))


def _finished(world: World, name: str, owed: int, slip: str, who: str, lent: int, lost: int) -> None:
    """In September they are finished: cleared, invoiced, settled."""
    work, buyer = days.work_days(name), POSTS["采购员"]
    day = work[3]
    cleared = world.number("BZ", day)
    world.add(
        f"cash/{SCHOOL}", day,
        {"报销": cleared, "日期": day.isoformat(), "原单": "JK-260820-01",
         "明细": [{"摘要": "迎新横幅", "科目": "5001", "金额": yuan(lent)}]},
    )  # fmt: skip
    world.draft(
        SCHOOL, day, f"{buyer}报销冲暑期借款", [cleared], [dr("5001", lent), cr("1218.01", lent, 往来=buyer)],
        [dr("7201", lent, 经济分类="30202"), cr("8001", lent)],
    )  # fmt: skip
    stock = [dr("1302.01", owed), cr("2302", owed, 往来=who)]
    back = [entry._replace(amount=-entry.amount) for entry in stock]
    world.draft(SCHOOL, work[0], "红字冲回八月暂估", [slip], back, red=True)
    invoice = invoice_of(world, work[2], who, owed, [slip], rate=13)
    world.draft(SCHOOL, work[2], f"{who}八月硒鼓入库", [slip, invoice], stock)
    row = {"发票": invoice, "金额": yuan(owed)}
    world.payables.append(Payable(work[9], SCHOOL, who, owed, "财政直接支付", [row], "30201"))
    world.add(
        "approvals", work[5],
        {"认定": world.number("RD", work[5]), "日期": work[5].isoformat(), "发现": "旧账：2026-06-30 盘点，消毒液盘亏",
         "原单": ["QC-待处理"], "签批人": POSTS["总务主任"], "职务": "总务主任",
         "原因": "毕业典礼前集中消杀领用，当日未开领用单；保洁班长书面说明，认可按漏单盘亏处理"},
    )  # fmt: skip
    day = work[11]
    settled = world.number("ZX", day)
    world.add(
        "checks", day,
        {"转销": settled, "日期": day.isoformat(), "账套": SCHOOL, "批文": "校办〔2026〕17号",
         "明细": [{"摘要": "六月盘点盘亏消毒液", "金额": yuan(lost), "科目": "5301"}], "签字": {"校长": POSTS["校长"]}},
    )  # fmt: skip
    world.draft(SCHOOL, day, "六月盘亏批复转销", [settled], [dr("5301", lost), cr("1902", lost)])


def _ordered(world: World) -> None:
    """Cleaning goods that were asked for, approved, enquired for and ordered in August: they come on the first day."""
    kind, who, item = world.kind, SUPPLIERS["清洁"][0], item_of("消毒液")
    quantity, fen = max(1, round(10 * kind.share)) * 12 * MILLE, world.price(item, MONTH)
    lines, total = [goods_line(item, quantity, fen, pack=True)[0]], goods_line(item, quantity, fen)[1]
    request, order, enquiry = "SQ-260824-01", "DD-260827-01", "XJ-260826-01"
    for entry in (
        {"申请": request, "日期": "2026-08-24", "部门": "总务处", "申请人": POSTS["教务员"], "用途": "开学消毒",
         "经济分类": "30201", "明细": lines},
        {"审批": "SP-260825-01", "日期": "2026-08-25", "原单": request, "签批人": POSTS["总务主任"], "职务": "总务主任",
         "意见": "同意"},
        {"询价": enquiry, "日期": "2026-08-26", "申请": request,
         "报价": [{"供应商": who, "金额": yuan(total)}, {"供应商": RIVALS[0], "金额": yuan(total * 104 // 100)},
                  {"供应商": RIVALS[1], "金额": yuan(total * 107 // 100)}],
         "选定": who, "结论": "最低价"},
        {"订单": order, "日期": "2026-08-27", "申请": request, "询价": enquiry, "供应商": who, "明细": lines},
    ):  # fmt: skip
        world.add(FILE, DAY, entry)

    def come(name: str) -> None:
        work, slip = days.work_days(name), world.number("YS", days.work_days(name)[0])
        world.add(
            f"store/{kind.main_store}", work[0],
            {"验收": slip, "日期": work[0].isoformat(), "订单": order, "供应商": who, "明细": lines,
             "签字": {"采购员": POSTS["采购员"], "验收员": POSTS["验收员"], "保管员": POSTS["保管员"]}},
        )  # fmt: skip
        world.move(work[0], RECEIPT, kind.main_store, (slip, 1), item, quantity, value=total)
        world.shelve(kind.main_store, item.name, quantity)
        world.owe(SCHOOL, who, work[0], "送消毒液", total)
        invoice = invoice_of(world, work[1], who, total, [slip], rate=13)
        world.draft(
            SCHOOL,
            work[1],
            f"{who}消毒液入库",
            [slip, invoice],
            [dr(ACCOUNTS[item.category], total), cr("2302", total, 往来=who)],
        )
        row = {"发票": invoice, "金额": yuan(total)}
        world.payables.append(Payable(work[9], SCHOOL, who, total, "财政直接支付", [row], "30201"))

    world.next_month.append(come)


def _balances(world: World) -> None:
    """The trial balances of both sets; what is not known by its details is 3001."""
    ledger = world.ledger
    ledger[SCHOOL, "1601"] = sum(card.cost for card in world.cards)
    ledger[SCHOOL, "1602"] = -sum(card.accumulated(MONTH) for card in world.cards)
    spent = {code: round(fen * world.kind.share) for code, fen in SPENT.items()}
    earned = {code: round(fen * world.kind.share) for code, fen in EARNED.items()}
    ledger[SCHOOL, "3301"] = sum(spent.values()) - sum(earned.values())
    funds = ledger[SCHOOL, "1001"] + ledger[SCHOOL, "1002.01"] + ledger[SCHOOL, "1218.01"]
    budget = {"8001": funds, "8202": -funds, **{BUDGETED[code]: -fen for code, fen in earned.items()}}
    budget["7201"] = sum(earned.values())
    for set_ in (SCHOOL, CANTEEN):
        ledger[set_, "3001"] = -sum(fen for (of, _), fen in ledger.items() if of == set_)
        rows: list[dict[str, str]] = [
            {"科目": code, "借" if fen > 0 else "贷": yuan(abs(fen))}
            for (of, code), fen in sorted(ledger.items())
            if of == set_ and fen
        ]
        entry: dict[str, Any] = {"期初余额": f"QC-{set_}", "日期": DAY.isoformat(), "账套": set_, "科目余额": rows}
        if set_ == SCHOOL:
            rows += [{"科目": code, "累计贷": yuan(fen)} for code, fen in earned.items()]
            rows += [{"科目": code, "累计借": yuan(fen)} for code, fen in spent.items()]
            entry["预算"] = [
                {"科目": code, "借" if fen > 0 else "贷": yuan(abs(fen)),
                 **({"累计借" if fen > 0 else "累计贷": yuan(abs(fen))} if code[0] in "67" else {})}
                for code, fen in budget.items()
            ]  # fmt: skip
        accountant = POSTS["会计"] if set_ == SCHOOL else POSTS["食堂会计"]
        world.add(FILE, DAY, entry | {"签字": {"会计": accountant, world.kind.head: POSTS["校长"]}})
    for code, fen in budget.items():
        ledger[SCHOOL, code] += fen
