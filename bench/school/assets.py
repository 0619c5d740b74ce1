"""Fixed assets: four hundred cards opened in the middle of their lives, what is bought, moved, lent and scrapped."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any, NamedTuple

from bench.school import days
from bench.school.cost import MILLE
from bench.school.goods import Item
from bench.school.kinds import Kind
from bench.school.registers import POSTS
from bench.school.world import BANK, KITCHEN, SCHOOL, Card, World, cr, dr, item_of, yuan

CLASSES = {"栋": "房屋和构筑物", "套": "家具和用具", "张": "家具和用具", "组": "家具和用具"}
"""Unit → class; others are 设备 (GB/T 14885-2022)."""
LIVES = {"教学一体机": 72, "台式计算机": 72, "柜式空调": 120, "课桌椅": 180, "蒸饭柜": 120}
"""Months (政府会计准则第3号应用指南 财会〔2017〕4号)."""


class Thing(NamedTuple):
    """What stands in a school's rooms: fen for one piece, months of life, how many cards of a nine-grade school's 400,
    about how many pieces on a card, whether of the administration, and where: a sort of `_places`, else a part of a
    room's name."""

    name: str
    unit: str
    each: int
    life: int
    cards: int
    pieces: int
    admin: bool
    where: str


THINGS = [
    Thing("教学一体机", "台", 1590000, 72, 60, 1, False, "班"), Thing("壁挂空调", "台", 298000, 120, 60, 2, False, "班"),
    Thing("台式计算机", "台", 428000, 72, 3, 50, False, "计算机"), Thing("台式计算机", "台", 428000, 72, 21, 5, True, "处室"),
    Thing("便携式计算机", "台", 520000, 72, 24, 2, True, "处室"), Thing("激光打印机", "台", 186000, 72, 21, 1, True, "处室"),
    Thing("多功能复印机", "台", 1280000, 72, 7, 1, True, "处室"), Thing("壁挂空调", "台", 298000, 120, 21, 2, True, "处室"),
    Thing("档案柜", "组", 118000, 180, 21, 6, True, "处室"), Thing("柜式空调", "台", 586000, 120, 20, 2, False, "室"),
    Thing("投影仪", "台", 465000, 72, 12, 1, False, "室"), Thing("学生床", "张", 62000, 180, 24, 36, False, "宿舍"),
    Thing("实验台", "张", 168000, 180, 8, 14, False, "实验"), Thing("显微镜", "台", 118000, 60, 6, 30, False, "实验"),
    Thing("书架", "组", 98000, 180, 8, 20, False, "图书"), Thing("钢琴", "台", 1860000, 120, 2, 1, False, "音"),
    Thing("电子琴", "台", 238000, 60, 3, 8, False, "音"), Thing("音响设备", "台", 886000, 60, 6, 1, False, "室"),
    Thing("乒乓球台", "台", 186000, 120, 4, 6, False, "体"), Thing("篮球架", "个", 680000, 120, 3, 2, False, "体"),
    Thing("会议桌", "张", 420000, 180, 2, 1, True, "会议"), Thing("监控主机", "台", 735000, 60, 8, 1, True, "楼"),
    Thing("交换机", "台", 265000, 60, 16, 2, True, "楼"), Thing("饮水设备", "台", 468000, 60, 12, 2, False, "楼"),
    Thing("蒸饭柜", "台", 1280000, 120, 4, 2, False, "厨房"), Thing("冷藏柜", "台", 598000, 120, 4, 2, False, "厨房"),
    Thing("洗碗机", "台", 2360000, 120, 1, 1, False, "厨房"), Thing("和面机", "台", 386000, 120, 1, 1, False, "厨房"),
]  # fmt: skip
MOVED, LENT = ("便携式计算机", "投影仪"), ("便携式计算机", "投影仪", "电子琴", "显微镜")
"""What changes its room, and what is lent."""


def _places(kind: Kind, sort: str) -> tuple[str, ...]:
    """The places of a sort; none where a school has no such room."""
    sorts = {
        "班": tuple(name for name, _ in kind.classes), "处室": kind.departments, "室": kind.rooms, "楼": kind.buildings,
        "宿舍": kind.dormitories, "厨房": (KITCHEN,),
    }  # fmt: skip
    return sorts.get(sort) or tuple(room for room in kind.rooms if sort in room)


def opening_cards(world: World, month: str) -> list[Card]:
    """The cards as they stand at the opening: the buildings, the desks (bulk), and the things of every room."""
    kind, rng = world.kind, world.random("cards")
    cards: list[Card] = []

    def card(name: str, cost: int, life: int, acquired: str, pieces: int, unit: str, place: str, admin: bool) -> None:
        cards.append(Card(f"ZC-{len(cards) + 1:04d}", name, cost, life, acquired, pieces, unit, place, admin))

    for building in kind.buildings + kind.dormitories:
        cost = round(rng.randint(9_000_000, 22_000_000) * kind.share) * 100
        card(building, cost, 600, f"20{rng.randint(12, 19)}-0{rng.randint(7, 9)}", 1, "栋", building, False)
    for grade, number_ in kind.grades:
        card("课桌椅", number_ * 50 * 28600, 180, f"20{rng.randint(17, 25)}-08", number_ * 50, "套", grade, False)
    # The computers that are to be scrapped in September: charged to the last fen years ago.
    card("台式计算机", 60 * 420000, 72, "2018-09", 60, "台", kind.rooms[0], False)
    wanted = [(thing, n) for thing in THINGS if _places(kind, thing.where) for n in range(thing.cards)]
    need = kind.cards - len(cards)
    for at in range(need):  # a smaller school has of everything as much less
        thing, n = wanted[at * len(wanted) // need]
        pieces = max(1, round(rng.uniform(0.5, 1.3) * thing.pieces * (kind.share if thing.pieces > 4 else 1)))
        age = rng.randint(3, min(thing.life + 30, 118))
        places = _places(kind, thing.where)
        cost = round(thing.each * rng.uniform(0.92, 1.06) / 1000) * 1000 * pieces
        acquired, place = days.before(month, age), places[n % len(places)]
        card(thing.name, cost, thing.life, acquired, pieces, thing.unit, place, thing.admin)
    return cards


def opening_rows(cards: list[Card], month: str) -> list[dict[str, Any]]:
    """The cards as the opening writes them."""
    return [
        {"资产": one.number, "名称": one.name, "资产类": CLASSES.get(one.unit, "设备"),
         **({"大批同类": "是"} if one.name == "课桌椅" else {}), "数量": f"{one.pieces} {one.unit}", "原值": yuan(one.cost),
         "取得": one.acquired, "使用月数": str(one.life), "已提月数": str(one.charged(month)),
         "累计折旧": yuan(one.accumulated(month)), "存放": [{"地点": one.place, "数量": f"{one.pieces} {one.unit}"}]}
        for one in cards
    ]  # fmt: skip


def acquire(world: World, day: date, acceptance: str, item: Item, quantity: int, cost: int) -> str:
    """A card for what was accepted; its number."""
    kind = world.kind
    slip = f"ZC-{day:%y%m}-{sum(c.acquired == days.month_of(day) for c in world.cards) + 1:02d}"
    place = {"蒸饭柜": KITCHEN, "台式计算机": kind.rooms[0]}.get(item.name, kind.grades[-1][0])
    pieces = quantity // MILLE
    unit = item.unit
    found = Card(slip, item.name, cost, LIVES[item.name], days.month_of(day), pieces, unit, place, False)
    world.cards.append(found)
    world.add(
        "assets", day,
        {"资产取得": slip, "日期": day.isoformat(), "验收": acceptance, "名称": item.name,
         "资产类": CLASSES.get(unit, "设备"), **({"大批同类": "是"} if item.name == "课桌椅" else {}),
         "分类代码": {"版本": "GB/T 14885-2022", "代码": "A05000000" if unit == "套" else "A02000000"},
         "数量": f"{pieces} {unit}", "原值": yuan(cost), "使用月数": str(found.life),
         "存放": [{"地点": place, "数量": f"{pieces} {unit}"}], "管理人": POSTS["资产管理员"]},
    )  # fmt: skip
    return slip


def month(world: World, name: str) -> None:
    """Moves and loans; in September old computers are scrapped, in March one thing is lost before its time."""
    work = days.work_days(name)
    rng = world.random(name, "assets")
    for day in sorted(rng.sample(work, min(8, len(work)))):
        _move(world, rng, day)
    small = [card for card in world.cards if card.pieces > 1 and card.name in LENT]
    for day in rng.sample(work[:-4], min(4, len(work) - 4)):
        card, back = rng.choice(small), work[work.index(day) + 3]
        slip = world.number("JY", day)
        world.add(
            "assets", day,
            {"借用": slip, "日期": day.isoformat(), "资产": card.number, "数量": f"1 {card.unit}", "借用人": POSTS["教师代表"],
             "部门": world.kind.departments[0], "用途": "公开课", "到期": back.isoformat()},
        )  # fmt: skip
        world.add(
            "assets", back,
            {"归还": world.number("GH", back), "日期": back.isoformat(), "原单": slip,
             "数量": f"1 {card.unit}", "完好情况": "完好"},
        )  # fmt: skip
    _damaged(world, rng.choice(small), work[-3])
    if name[5:] == "09":
        _scrap(world, name, work)
    depreciate(world, name)


def _move(world: World, rng: Random, day: date) -> None:
    """All pieces of a card go to another room."""
    card = rng.choice([one for one in world.cards if one.name in MOVED])
    to = rng.choice([room for room in world.kind.rooms if room != card.place])
    world.add(
        "assets", day,
        {"移动": world.number("YD", day), "日期": day.isoformat(), "资产": card.number, "数量": f"{card.pieces} {card.unit}",
         "移出地点": card.place, "移入地点": to, "签字": {"移交人": POSTS["教务员"], "接收人": POSTS["资产管理员"]}},
    )  # fmt: skip
    world.cards[world.cards.index(card)] = card._replace(place=to)


def _damaged(world: World, card: Card, day: date) -> None:
    world.add(
        "assets", day,
        {"损坏": world.number("SH", day), "日期": day.isoformat(), "资产": card.number,
         "数量": f"1 {card.unit}", "地点": card.place,
         "内容": "外壳开裂，可修", "损坏原因": "自然损耗", "赔偿依据": "维修费", "金额": "0.00"},
    )  # fmt: skip


def _scrap(world: World, name: str, work: list[date]) -> None:
    """A third of the oldest fully charged computers: approved by the county, the scrap sold, the money to be remitted."""
    old = next((c for c in world.cards if c.name == "台式计算机" and c.pieces > 8 and c.charged(name) == c.life), None)
    if old is None:
        return
    day, paid = work[8], work[13]
    gone = old.pieces // 3
    cost = old.cost // old.pieces * gone
    slip = world.number("CZ", day)
    world.add(
        "assets", day,
        {"处置": slip, "日期": day.isoformat(), "资产": old.number, "数量": f"{gone} 台", "原值": yuan(cost),
         "累计折旧": yuan(cost),
         "处置方式": "报废", "原因": "超过使用年限，主板损坏无法修复",
         "鉴定人": [POSTS["资产管理员"], POSTS["教师代表"], POSTS["监盘人"]],
         "批文": f"县教财资〔{name[:4]}〕88号"},
    )  # fmt: skip
    world.add(
        "approvals", day,
        {"审批": world.number("SP", day), "日期": day.isoformat(), "原单": slip, "签批人": POSTS["校长"], "职务": world.kind.head,
         "意见": "同意"},
    )  # fmt: skip
    world.cards[world.cards.index(old)] = old._replace(cost=old.cost - cost, pieces=old.pieces - gone)
    world.draft(SCHOOL, day, f"报废台式计算机{gone}台", [slip], [dr("1602", cost), cr("1601", cost)])
    income = gone * 8000
    receipt = world.number("SK", paid)
    world.add(
        f"cash/{SCHOOL}", paid,
        {"收款": receipt, "日期": paid.isoformat(), "方式": "银行", "账户": BANK, "付款方": "县再生资源公司", "处置": slip,
         "应缴": "县财政局", "金额": yuan(income)},
    )  # fmt: skip
    world.bank(BANK, paid, "县再生资源公司", income)
    world.draft(
        SCHOOL, paid, "报废计算机残值收入", [receipt], [dr("1002.01", income), cr("2103", income, 往来="县财政局")]
    )
    world.remit.append((receipt, income, name))


def depreciate(world: World, name: str) -> None:
    """The month's charge of every card, on one voucher."""
    charges = {card.number: (card.charge(name), card.admin) for card in world.cards}
    teaching = sum(amount for amount, admin in charges.values() if not admin)
    office = sum(amount for amount, admin in charges.values() if admin)
    world.draft(
        SCHOOL, days.last(name), f"计提{int(name[5:])}月折旧", [],
        [dr("5001", teaching), dr("5101", office), cr("1602", teaching + office)], topic="折旧",
    )  # fmt: skip


def scrapped_in_use(world: World, day: date) -> None:
    """Low-value goods in use that are broken: the half that is not written off goes (五五摊销)."""
    record, item, place, pieces, each = world.in_use[0]
    gone = min(2, pieces)
    cost = each * gone
    written = cost // 2
    slip = world.number("BF", day)
    world.add(
        "assets", day,
        {"处置": slip, "日期": day.isoformat(), "地点": place, "处置方式": "报废",
         "明细": [{"物品": item, "数量": f"{gone} {item_of(item).unit}", "原单": record, "原值": yuan(cost),
         "已摊": yuan(written)}],
         "签字": {"使用人": POSTS["教务员"], "审批人": POSTS["总务主任"]}},
    )  # fmt: skip
    world.in_use[0] = record, item, place, pieces - gone, each
    if pieces == gone:
        world.in_use.pop(0)
    left = cost - written
    world.draft(
        SCHOOL, day, f"旧{item}{gone}{item_of(item).unit}报废，摊余半", [slip], [dr("5001", left), cr("1302.04", left)]
    )
