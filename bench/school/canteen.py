"""The canteen's month: menus, what they need, what is ordered, weighed in and taken out, who ate, what was collected.

Fresh food comes the morning it is cooked; grain, oil and dry goods when less than three days are left. Everything is
worked out from heads and grams, so that what is bought, used and eaten belongs together.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import Any

from bench.school import days, evidence, goods
from bench.school.cost import ISSUE, LOSS, MILLE, RECEIPT, Line
from bench.school.goods import ACCOUNTS, Item
from bench.school.registers import POSTS, SUPPLIERS
from bench.school.world import (
    CANTEEN,
    CANTEEN_BANK,
    CANTEEN_STORE,
    SCHOOL,
    Payable,
    World,
    cr,
    dr,
    goods_line,
    item_of,
    number,
    yuan,
)

STEADY = {"粮油", "调味"}
"""Groups that keep: bought for days ahead."""
FUNDS = {"奶": "学生奶补助", "加餐": "营养改善补助"}
"""Groups that earmarked money pays for → the fund."""
INCOME = {"学生奶补助": "4201.01", "营养改善补助": "4201.02"}
PACKED = 0.85  # of the lines, where the quantity comes out even in packs
ROUNDED = 5  # catties: fresh meat is ordered in fives
SUPERVISORS = (("总务主任", "教师代表"), ("分管副校长", "监盘人"), ("总务主任", "监盘人"))


def supplier(group: str) -> str:
    return SUPPLIERS[group][0]


@cache
def _weekly(heads: int) -> dict[str, int]:
    """Seasoning for a week, in whole units (thousandths)."""
    return {name: max(1, round(each * heads / 100)) * MILLE for name, each in goods.SEASONING.items()}


def dishes(day: date, portion: int) -> list[goods.Dish]:
    """What is cooked: ten lunches in turn, and the weekday's staple; grams a head for a portion in hundredths."""
    turn = (day.toordinal() - day.toordinal() // 7 * 2) % len(goods.MENUS)
    cooked = *goods.MENUS[turn], *goods.STAPLES[day.weekday() % len(goods.STAPLES)]
    return [
        (dish, way, tuple((name, max(1, grams * portion // 100)) for name, grams in parts))
        for dish, way, parts in cooked
    ]


def needs(day: date, heads: int, portion: int, *, monday: bool) -> dict[str, int]:
    """Item → thousandths of its unit that a day's cooking takes; a catty is 500 grams, weighed out by two."""
    found: dict[str, int] = defaultdict(int)
    for _, _, parts in dishes(day, portion):
        for name, grams in parts:
            found[name] += -(-grams * heads // 1000) * 2 * MILLE
    found["菜籽油"] = -(-goods.OIL * portion * heads // 100_000) * MILLE
    if monday:
        for name, quantity in _weekly(heads // 100 * 100).items():
            found[name] += quantity
    return dict(found)


def month(world: World, name: str) -> None:
    """Everything the canteen does in a month; its vouchers' drafts are left with the world."""
    diary = Diary(world, name)
    for day in days.school_days(name):
        diary.cook(day)
    diary.count()
    diary.invoices()
    diary.collect()
    world.waiting.append(diary.value)


class Diary:
    """One month of the canteen."""

    def __init__(self, world: World, name: str) -> None:
        self.world, self.name, self.kind = world, name, world.kind
        self.rng = world.random(name, "canteen")
        self.days = days.school_days(name)
        ahead = days.school_days(days.after(name))
        self.calendar = [*self.days, *ahead[:10]]
        starts = [self.calendar[:1], *([b] for a, b in pairwise(self.calendar) if b.weekday() < a.weekday())]
        self.mondays = {day for one in starts for day in one}
        self.received: dict[str, list[tuple[str, date, Item, int]]] = defaultdict(list)
        """Group → its acceptances: number, day, item, fen."""
        self.issued: list[tuple[Line, Item]] = []
        self.used: dict[str, int] = defaultdict(int)
        self.pupils = self.staff = 0
        self.loss: tuple[str, date] | None = None

    def needs(self, day: date) -> dict[str, int]:
        return needs(day, self.kind.pupils + self.kind.staff, self.kind.portion, monday=day in self.mondays)

    # -------------------------------------------------------- a day

    def cook(self, day: date) -> None:
        """A school day, from the delivery to the samples."""
        world, rng = self.world, self.rng
        pupils = self.kind.pupils - rng.randint(5, 5 + self.kind.pupils // 110)
        staff = self.kind.staff - rng.randint(0, 5)
        self.pupils, self.staff = self.pupils + pupils, self.staff + staff
        needed = self.needs(day)
        milk = day.weekday() == 2
        if milk:
            needed["学生奶"] = pupils * MILLE
        orders = self._to_buy(day, needed)
        if milk and world.transit and not self.received["奶"]:
            orders["奶"]["学生奶"] = world.transit["boxes"] * MILLE
        subsidised = self.kind.subsidised - rng.randint(0, 6)
        orders["加餐"]["营养加餐"] = subsidised * MILLE
        for group, wanted in sorted(orders.items()):
            if wanted:
                self._deliver(day, group, wanted)
        self._issue(day, needed)
        self._serve(day, pupils, staff, subsidised)
        world.add("canteen", day, self._menu(day))

    def _to_buy(self, day: date, needed: dict[str, int]) -> dict[str, dict[str, int]]:
        """Group → item → thousandths to be delivered today."""
        found: dict[str, dict[str, int]] = defaultdict(dict)
        at = self.calendar.index(day)
        ahead = [self.needs(one) for one in self.calendar[at : at + 9]]
        for name in sorted({item for need in ahead for item in need} | set(needed)):
            item = item_of(name)
            here = self.world.on_shelf(CANTEEN_STORE, name)
            if item in goods.DIRECT:
                if name in needed:
                    found[item.group][name] = needed[name]
                continue
            if item.group in STEADY:
                soon = sum(need.get(name, 0) for need in ahead[:3])
                if here < soon:
                    size = item.pack[1] if item.pack else 1
                    lack = sum(need.get(name, 0) for need in ahead) - here
                    found[item.group][name] = -(-lack // (size * MILLE)) * size * MILLE
                continue
            lack = needed.get(name, 0) - here
            if lack > 0:
                step = {"奶": 24, "禽蛋": 4}.get(item.group, ROUNDED) * MILLE
                found[item.group][name] = -(-lack // step) * step
        return found

    def _deliver(self, day: date, group: str, wanted: dict[str, int]) -> None:
        """What was asked for the day before comes and is weighed in; greens go straight to the kitchen."""
        world, who = self.world, supplier(group)
        asked = max(day - timedelta(1), days.first(self.name))
        world.add(
            "canteen", asked,
            {"要货": world.number("YH", asked), "日期": asked.isoformat(), "供应商": who, "需用日期": day.isoformat(),
             "地点": CANTEEN_STORE, "明细": [goods_line(item_of(n), q, pack=True)[0] for n, q in wanted.items()]},
        )  # fmt: skip
        slip = world.number("SYS", day)
        direct = item_of(next(iter(wanted))) in goods.DIRECT
        lines: list[Any] = []
        total = 0
        for place, (name, quantity) in enumerate(wanted.items(), 1):
            item = item_of(name)
            packed = self.rng.random() < PACKED
            line, amount = goods_line(
                item, quantity, world.price(item, self.name), pack=packed, more=self._papers(item, day)
            )
            lines.append(line)
            total += amount
            self.received[group].append((slip, day, item, amount))
            if not direct:
                world.move(day, RECEIPT, CANTEEN_STORE, (slip, place), item, quantity, value=amount)
                world.shelve(CANTEEN_STORE, name, quantity)
        entry = {"验收": slip, "日期": day.isoformat(), "供应商": who}
        if group in FUNDS:
            entry["经费来源"] = FUNDS[group]
        if direct:
            entry["直入直出"] = "是"
        first, second = SUPERVISORS[day.toordinal() % len(SUPERVISORS)]
        sheet: dict[str, Any] = {}
        if group == "粮油" and self.name == world.last and not world.evidence:
            goods_sent = [(item_of(n), q, world.price(item_of(n), self.name)) for n, q in wanted.items()]
            sheet = {"附证": [evidence.delivery_sheet(world, day, who, goods_sent)]}
        signed = {"采购员": POSTS["采购员"], "监督员": [POSTS[first], POSTS[second]], "保管员": POSTS["食堂保管员"]}
        world.add(f"store/{CANTEEN_STORE}", day, entry | {"明细": lines, "签字": signed, **sheet})
        world.owe(CANTEEN, who, day, f"送{'、'.join(list(wanted)[:3])}", total)

    def _papers(self, item: Item, day: date) -> dict[str, str]:
        """What must come with the goods: quarantine certificates of meat, batch and day of what is packed."""
        if item.group in ("鲜肉", "禽蛋") and item.name != "鸡蛋":
            return {"检疫证": f"99{day:%y%m%d}{self.rng.randint(10, 99)}"}
        if item.group in ("粮油", "奶"):
            made = day - timedelta(self.rng.randint(2, 6) if item.group == "奶" else self.rng.randint(12, 50))
            return {"批号": f"{made:%Y%m%d}", "生产日期": made.isoformat()}
        return {}

    def _issue(self, day: date, needed: dict[str, int]) -> None:
        """The kitchen takes the day's goods, one slip a kind of food."""
        world = self.world
        kinds: dict[str, dict[str, int]] = defaultdict(dict)
        for name, quantity in sorted(needed.items()):
            if item_of(name) not in goods.DIRECT:
                kinds[item_of(name).category][name] = quantity
        for kind in ("粮油", "肉禽蛋", "调味干货", "奶类"):
            if kind not in kinds:
                continue
            slip = world.number("SCK", day)
            lines = []
            for place, (name, quantity) in enumerate(kinds[kind].items(), 1):
                item = item_of(name)
                weighed = "公斤" if self.rng.random() < PACKED else False
                lines.append(goods_line(item, quantity, pack=weighed)[0])
                world.move(day, ISSUE, CANTEEN_STORE, (slip, place), item, quantity)
                world.shelve(CANTEEN_STORE, name, -quantity)
                self.issued.append(((slip, place), item))
                self.used[name] += quantity
            world.add(
                f"store/{CANTEEN_STORE}", day,
                {"领用": slip, "日期": day.isoformat(), "餐次": "午餐", "用途": kind, "明细": lines,
                 "签字": {"食堂管理员": POSTS["食堂管理员"], "保管员": POSTS["食堂保管员"], "厨师": POSTS["厨师"]}},
            )  # fmt: skip

    def _serve(self, day: date, pupils: int, staff: int, subsidised: int) -> None:
        world = self.world
        world.add(
            "canteen", day,
            {"就餐": f"JC-{day:%y%m%d}", "日期": day.isoformat(), "餐次": "午餐", "学生": f"{pupils} 人",
             "补助人数": f"{subsidised} 人", "教工": f"{staff} 人", "陪餐": "2 人"},
        )  # fmt: skip
        kept = date.fromordinal(day.toordinal() + 2)
        world.add(
            "canteen", day,
            {"留样": f"LY-{day:%y%m%d}", "日期": day.isoformat(), "餐次": "午餐", "留样时间": f"{day} 11:20",
             "明细": [{"菜品": dish, "数量": f"{self.rng.choice((130, 150, 160))} 克", "留样柜": "1 号",
             "销样时间": f"{kept} 11:30"}
                      for dish, _, _ in dishes(day, self.kind.portion)],
             "签字": {"留样人": POSTS["厨师"], "复核人": POSTS["食堂管理员"]}},
        )  # fmt: skip

    def _menu(self, day: date) -> dict[str, Any]:
        units = {"斤": "克", "升": "毫升"}
        return {
            "食谱": f"SP-{day:%y%m%d}", "日期": day.isoformat(), "餐次": "午餐",
            "菜品表": [
                {"菜品": dish, "烹调方法": way, "明细": [{"物品": name,
                 "数量": f"{grams} {units[item_of(name).unit]}"} for name, grams in parts]}
                for dish, way, parts in dishes(day, self.kind.portion)
            ],
            "签字": {"食堂管理员": POSTS["食堂管理员"]},
        }  # fmt: skip

    # -------------------------------------------------------- the month's end

    def count(self) -> None:
        """The whole store is counted; what the rice lost within its rule is reported and written off."""
        world = self.world
        day = days.work_days(self.name)[-1]
        if not any(q for (store, _), q in world.stock.shelf.items() if store == CANTEEN_STORE):
            return
        if loss := self.used["大米"] // MILLE * self.rng.randint(4, 18) // 10000 * MILLE:
            world.shelve(CANTEEN_STORE, "大米", -loss)
        slip = world.number("SPD", day)
        seen = {n: q for (store, n), q in sorted(world.stock.shelf.items()) if store == CANTEEN_STORE and q}
        entry: dict[str, Any] = {
            "盘点": slip,
            "日期": day.isoformat(),
            "地点": CANTEEN_STORE,
            "范围": "全盘",
            "盲盘": "是",
        }
        lines = [f"{name} {number(quantity)}{item_of(name).unit}" for name, quantity in seen.items()]
        signed = {"盘点人": POSTS["食堂会计"], "监盘人": POSTS["监盘人"], "保管员": POSTS["食堂保管员"]}
        world.add("checks", day, entry | {"明细": lines, "签字": signed})
        if loss:
            report = world.number("SPY", day)
            world.add(
                "checks", day,
                {"盘盈盘亏": report, "日期": day.isoformat(), "盘点": slip, "地点": CANTEEN_STORE,
                 "明细": [{"物品": "大米", "数量": f"{number(loss)} 斤", "结果": "定额损耗", "原因": "过秤、搬运抛撒"}],
                 "签字": {"食堂管理员": POSTS["食堂管理员"], "校长": POSTS["校长"]}},
            )  # fmt: skip
            world.move(day, LOSS, CANTEEN_STORE, (report, 1), item_of("大米"), loss)
            self.loss = report, day

    def invoices(self) -> None:
        """Each supplier's invoice of the month, and the voucher that books his deliveries on it."""
        world, end = self.world, days.last(self.name)
        by_supplier: dict[str, list[tuple[str, date, Item, int]]] = defaultdict(list)
        for group, rows in self.received.items():
            by_supplier[group] += rows
        for group, delivered in sorted(by_supplier.items()):
            rows = delivered
            who, total = supplier(group), sum(row[3] for row in rows)
            slips = list(dict.fromkeys(row[0] for row in rows))
            if transit := self._arrived(group):
                rows = [row for row in rows if row[0] != transit]
                slips.remove(transit)
                total = sum(row[3] for row in rows)
            if not rows:
                continue
            covers: list[Any] = [{"供应商": who, "期间": self.name}]
            if group in FUNDS or transit:
                sums = {slip: sum(row[3] for row in rows if row[0] == slip) for slip in slips}
                covers = [{"验收": slip, "金额": yuan(amount)} for slip, amount in sums.items()]
            invoice = invoice_of(
                world, end, who, total, covers, rate=9 if group in ("粮油", "奶", "加餐", "调味") else 0
            )
            entries = self._receipts(rows)
            world.draft(
                CANTEEN, end, f"{who}{int(self.name[5:])}月供货", [invoice],
                [*entries, cr("2302", total, 往来=who)], topic=f"供货 {group}",
            )  # fmt: skip
            self._to_pay(group, who, invoice, total)
        self._in_transit()

    def _receipts(self, rows: list[tuple[str, date, Item, int]]) -> list[Any]:
        sums: dict[str, int] = defaultdict(int)
        for _, _, item, amount in rows:
            sums["5001" if item in goods.DIRECT else ACCOUNTS[item.category]] += amount
        return [dr(account, amount) for account, amount in sorted(sums.items())]

    def _to_pay(self, group: str, who: str, invoice: str, total: int) -> None:
        """Suppliers are paid in the middle of the next month, by the treasury where a fund pays."""
        due = days.first(days.after(self.name)) + timedelta(14)
        if fund := FUNDS.get(group):
            row = {"账套": CANTEEN, "发票": invoice, "金额": yuan(total)}
            self.world.payables.append(Payable(due, SCHOOL, who, total, "财政直接支付", [row], "30399", fund=fund))
        else:
            row = {"发票": invoice, "金额": yuan(total)}
            self.world.payables.append(Payable(due, CANTEEN, who, total, "银行", [row]))

    def _arrived(self, group: str) -> str | None:
        """The delivery whose invoice came in the month before: goods under way (在途) are here now."""
        world, transit = self.world, self.world.transit
        if group != "奶" or transit is None or transit["month"] == self.name:
            return None
        slip, day, _, amount = self.received[group][0]
        transit["invoice"]["涵盖"] = [{"验收": slip, "金额": yuan(amount)}]
        world.draft(
            CANTEEN, day, "在途学生奶到货", [slip, transit["number"]], [dr("1302.04", amount), cr("1301", amount)],
        )  # fmt: skip
        world.transit = None
        return slip

    def _in_transit(self) -> None:
        """The next month's first milk is invoiced when it leaves the dairy."""
        world, after = self.world, days.after(self.name)
        coming = [day for day in days.school_days(after) if day.weekday() == 2]
        if not (self.days and coming and self.received["奶"]):
            return
        milk, end = item_of("学生奶"), days.work_days(self.name)[-1]
        lack = self.kind.pupils * MILLE - world.on_shelf(CANTEEN_STORE, "学生奶")
        boxes = -(-lack // (24 * MILLE)) * 24
        amount = boxes * world.price(milk, after)
        invoice = invoice_of(world, end, supplier("奶"), amount, [], rate=9)
        written = world.files[f"purchases/{self.name}.yaml"][-1][2]
        world.transit = {"month": self.name, "invoice": written, "number": invoice, "boxes": boxes, "amount": amount}
        world.transit["voucher"] = world.draft(
            CANTEEN, end, "学生奶发票先到，货在途", [invoice], [dr("1301", amount), cr("2302", amount, 往来=supplier("奶"))],
        )  # fmt: skip
        self._to_pay("奶", supplier("奶"), invoice, amount)

    def collect(self) -> None:
        """Next month's meals are paid in advance by the pupils, this month's by the staff afterwards."""
        world, kind, end = self.world, self.kind, days.work_days(self.name)[-1]
        before = days.work_days(self.name)[-2]
        earned = self.pupils * kind.fee
        if earned:
            world.draft(
                CANTEEN, days.last(self.name), f"确认{int(self.name[5:])}月伙食收入", [],
                [dr("2305", earned, 往来="学生"), cr("4101", earned)], topic="餐费",
            )  # fmt: skip
        world.uneaten += world.paid_meals - self.pupils
        after = days.after(self.name)
        meals = len(days.school_days(after))
        world.paid_meals = 0
        if meals:
            if world.uneaten >= kind.pupils:
                meals, note = meals - 1, "上月未就餐部分抵扣一餐"
            else:
                note = ""
            world.paid_meals = meals * kind.pupils
            self._charge(before, "学生伙食费", "学生", after, world.paid_meals * kind.fee, note, heads=meals)
        if self.staff:
            self._charge(end, "教工伙食费", "教工", self.name, self.staff * kind.fee, "工资代扣", heads=0)

    def _charge(self, day: date, fee: str, party: str, of: str, amount: int, note: str, *, heads: int) -> None:
        world = self.world
        slip, receipt = world.number("SR", day), world.number("SSK", day)
        entry = {"收费": slip, "日期": day.isoformat(), "项目": fee, "往来": party, "所属期": of}
        if heads:
            entry |= {"人数": f"{self.kind.pupils} 人", "餐数": f"{heads} 餐"}
        else:
            entry |= {"餐数": f"{self.staff} 餐"}
        entry |= {"标准": f"{yuan(self.kind.fee)} 元/餐", "金额": yuan(amount)}
        world.add("canteen", day, entry | ({"备注": note} if note else {}))
        world.add(
            f"cash/{CANTEEN}", day,
            {"收款": receipt, "日期": day.isoformat(), "方式": "银行", "账户": CANTEEN_BANK, "付款方": party, "收费": slip,
             "金额": yuan(amount)},
        )  # fmt: skip
        world.bank(CANTEEN_BANK, day, party, amount, lag=0 if heads else 4, record=receipt)
        income = cr("2305", amount, 往来=party) if heads else cr("4101", amount)
        text = f"预收{int(of[5:])}月伙食费" if heads else f"{int(of[5:])}月教工伙食费"
        world.draft(CANTEEN, day, text, [slip, receipt], [dr("1002", amount), income])

    def value(self, worth: dict[Line, dict[str, int]]) -> None:
        """The keeper's summary of issues, and the loss, at what the goods came to cost."""
        sums: dict[str, int] = defaultdict(int)
        for line, item in self.issued:
            sums[ACCOUNTS[item.category]] -= worth[line][f"{CANTEEN}|{ACCOUNTS[item.category]}"]
        end = days.last(self.name)
        if sums:
            self.world.draft(
                CANTEEN, end, "本月食材出库汇总（全月一次加权平均）", [],
                [dr("5001", sum(sums.values())), *(cr(account, amount) for account, amount in sorted(sums.items()))],
                copied=True, topic="出库",
            )  # fmt: skip
        if self.loss and (self.loss[0], 1) in worth:
            slip, day = self.loss
            amount = -worth[slip, 1][f"{CANTEEN}|1302.01"]
            self.world.draft(
                CANTEEN, day, "大米定额损耗", [slip], [dr("5001", amount), cr("1302.01", amount)], topic="损耗"
            )


def invoice_of(world: World, day: date, who: str, total: int, covers: list[Any], *, rate: int) -> str:
    """Write a supplier's invoice; tax is within the total."""
    slip = world.number("FP", day)
    net = total if not rate else (total * 100 * 2 + 100 + rate) // (2 * (100 + rate))
    kind = "数电专票" if total > 5_000_000 and rate == 13 else "数电普票"
    serial = f"{day:%y}992000000{world.random(slip).randrange(10**9):09d}"
    world.add(
        "purchases", day,
        {"发票": slip, "日期": day.isoformat(), "种类": kind, "号码": serial, "供应商": who, "不含税": yuan(net),
         "税额": yuan(total - net), "价税合计": yuan(total), **({"涵盖": covers} if covers else {})},
    )  # fmt: skip
    return slip
