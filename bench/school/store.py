"""The school's two stores from day to day: the term's first issues, what departments draw, what goes from store to
store, what is taken back, written wrongly and put right, counted and found short."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from bench.school import days, goods, petty
from bench.school.assets import scrapped_in_use
from bench.school.cost import ISSUE, LOSS, MILLE, RECEIPT, RETURNED, Line
from bench.school.goods import ACCOUNTS, Item
from bench.school.purchases import Purchase
from bench.school.registers import POSTS, class_teachers
from bench.school.world import SCHOOL, World, cr, dr, goods_line, item_of, number

ADMIN = {"行政办公室", "总务处", "财务室"}
"""Departments whose use is 单位管理费用 (5101); all others' is 业务活动费用 (5001)."""
DRAWN = [item for item in goods.OFFICE if item.name not in ("作业本", "三角板教具", "硒鼓", "墨粉")]
"""What departments draw by the day."""


class Month:
    """One month of the school's stores. `issued` is what the keeper's summary adds up."""

    def __init__(self, world: World, name: str, purchases: list[Purchase]) -> None:
        self.world, self.name, self.kind = world, name, world.kind
        self.rng = world.random(name, "store")
        self.work = days.work_days(name)
        self.purchases = purchases
        self.issued: list[tuple[Line, Item, str]] = []
        self.slips: list[tuple[date, str, str]] = []
        """Issues: day, number, store."""

    def day(self, day: date) -> None:
        """A working day: first what comes in, then what goes out."""
        at = self.work.index(day)
        teaching = days.teaches(day)
        for purchase in self.purchases:
            if purchase.day == day:
                purchase.accept()
            if purchase.sent_back == day:
                purchase.send_back()
        if at in (2, 12):
            self._transfer(day)
        if days.term_starts(self.name) and days.school_days(self.name)[:2].count(day):
            self._first_issues(day)
        for _ in range(self.rng.randint(5, 7) if teaching else 1):
            self._draw(day)
        if at in (4, 13, 17) and teaching:
            self._by_grade(day)
        for purchase in self.purchases:
            if purchase.plan.name == "低值" and at == purchase.at + 1:
                self._low_value(day)
        if at in (8, 15):
            petty.buy(self.world, day)
        if at == 9 and teaching:
            self._written_wrongly(day)
        if at == 14 and self.world.in_use:
            scrapped_in_use(self.world, day)
        if at == 10 and self.name[5:] in ("09", "12", "03", "06"):
            self._found_short(day)
        if at == 5 and self.name[5:] in ("09", "06"):
            self._donated(day)
        if at == len(self.work) - 2:
            self._count(day)

    # -------------------------------------------------------- goods out

    def issue(
        self, day: date, store: str, department: str, wanted: dict[str, int], *, taker: str, booked: date | None = None,
        lots: dict[str, str] | None = None, **more: str,
    ) -> str | None:  # fmt: skip
        """An issue of what there is of it (thousandths); its number."""
        world = self.world
        there = {n: min(q, world.on_shelf(store, n) // MILLE * MILLE) for n, q in wanted.items()}
        there = {name: quantity for name, quantity in there.items() if quantity > 0}
        if not there:
            return None
        slip = world.number("CK", day)
        lines = []
        for place, (name, quantity) in enumerate(there.items(), 1):
            item, lot = item_of(name), (lots or {}).get(name, "")
            lines.append(goods_line(item, quantity, pack=True, more={"批号": lot} if lot else None)[0])
            world.move(booked or day, ISSUE, store, (slip, place), item, quantity, lot=lot)
            world.shelve(store, name, -quantity)
            self.issued.append(((slip, place), item, department))
        keeper = "二库保管员" if store == self.kind.second_store else "保管员"
        entry = {
            "领用": slip, "日期": day.isoformat(), "部门": department, **more, "明细": lines,
            "签字": {"领用人": taker, "审批人": POSTS["总务主任"], "保管员": POSTS[keeper]},
        }  # fmt: skip
        world.add(f"store/{store}", day, entry, booked)
        if not booked:
            self.slips.append((day, slip, store))
        return slip

    def _first_issues(self, day: date) -> None:
        """The term's first issues, class by class: half of the classes on each of the first two days."""
        half = days.school_days(self.name).index(day)
        teachers = class_teachers(self.kind, self.world.seed)
        for n, (room, _) in enumerate(self.kind.classes):
            if n % 2 == half:
                kit = {name: each * MILLE for name, each in self.kind.kit.items()}
                self.issue(day, self.kind.store_of_class[room], room, kit, taker=teachers[room], 用途="开学领用")

    def _by_grade(self, day: date) -> None:
        """Exercise books and chalk by the grade, all through the term."""
        for grade, _ in self.kind.grades:
            books = round(2600 * self.kind.share / len(self.kind.grades) / 3 / 10) * 10
            early = grade in {name for name, _ in self.kind.grades[: self.kind.second]}
            store = self.kind.second_store if early else self.kind.main_store
            self.issue(day, store, grade, {"作业本": books * MILLE, "粉笔": 2 * MILLE}, taker=POSTS["教务员"])

    def _draw(self, day: date) -> None:
        kind, rng = self.kind, self.rng
        department = rng.choice([*kind.departments, *(grade for grade, _ in kind.grades)])
        early = department in {name for name, _ in kind.grades[: kind.second]}
        store = kind.second_store if early and rng.random() < 0.7 else kind.main_store
        picked = rng.sample(DRAWN, rng.randint(1, 3))
        wanted = {}
        for item in picked:
            units = max(1, round(item.use * kind.share / 13 * rng.uniform(0.6, 1.4)))
            size = item.pack[1] if item.pack else 1
            wanted[item.name] = (units // size * size or units) * MILLE  # a whole pack rather than a broken one
        if department == "文印室" or rng.random() < 0.08:
            wanted["硒鼓"] = MILLE
        self.issue(day, store, department, wanted, taker=POSTS["教务员"])

    def _low_value(self, day: date) -> None:
        """Fans and kettles go to their rooms, each out of its own lot."""
        world, kind = self.world, self.kind
        for name, lots in sorted(world.lots.items()):
            if not lots:
                continue
            lot, quantity, each = lots[0]
            taken = max(1, quantity // MILLE * 3 // 4) * MILLE
            place = self.rng.choice([grade for grade, _ in kind.grades])
            slip = self.issue(day, kind.main_store, place, {name: taken}, taker=POSTS["教务员"], lots={name: lot})
            lots[0] = lot, quantity - taken, each
            if taken == quantity:
                lots.pop(0)
            if slip and dict(item_of(name).more).get("摊销") == "五五摊销":
                world.in_use.append((slip, name, place, taken // MILLE, each))

    def _transfer(self, day: date) -> None:
        """The second store is filled from the first; one account, so no value moves."""
        world, kind = self.world, self.kind
        wanted = {}
        for item in goods.OFFICE:
            short = round(item.use * kind.share * 0.7) * MILLE - world.on_shelf(kind.second_store, item.name)
            size = (item.pack[1] if item.pack else 1) * MILLE
            give = min(short, world.on_shelf(kind.main_store, item.name) // 2) // size * size
            if give > 0:
                wanted[item] = give
        if not wanted:
            return
        lines = []
        for item, quantity in wanted.items():
            lines.append(goods_line(item, quantity, pack=True)[0])
            world.shelve(kind.main_store, item.name, -quantity)
            world.shelve(kind.second_store, item.name, quantity)
        world.add(
            f"store/{kind.main_store}", day,
            {"调拨": world.number("DB", day), "日期": day.isoformat(), "移入地点": kind.second_store, "明细": lines,
             "签字": {"移交人": POSTS["保管员"], "接收人": POSTS["二库保管员"]}},
        )  # fmt: skip

    # -------------------------------------------------------- what is out of the ordinary

    def return_parts(self, day: date, issue: str, place: int, item: Item, quantity: int) -> None:
        """Parts that a repair did not need come back, at what they were issued at."""
        world = self.world
        slip = world.number("TK", day)
        world.add(
            f"store/{self.kind.main_store}", day,
            {"退库": slip, "日期": day.isoformat(), "原单": issue, "明细": [goods_line(item, quantity)[0]],
             "签字": {"退料人": POSTS["维修工"], "保管员": POSTS["保管员"]}},
        )  # fmt: skip
        world.move(day, RETURNED, self.kind.main_store, (slip, 1), item, quantity, of=(issue, place))
        world.shelve(self.kind.main_store, item.name, quantity)
        self.issued.append(((slip, 1), item, "维修间"))

    def _written_wrongly(self, day: date) -> None:
        """An issue written for 56 packs instead of 5: taken back in red and written again."""
        world, store = self.world, self.kind.main_store
        if world.on_shelf(store, "A4复印纸") < 80 * MILLE:
            return
        wrong = world.number("CK", day)
        signed = {"领用人": POSTS["教务员"], "审批人": POSTS["总务主任"], "保管员": POSTS["保管员"]}
        department = self.kind.departments[0]
        entry = {"领用": wrong, "日期": day.isoformat(), "部门": department, "明细": ["A4复印纸 56包"], "签字": signed}
        world.add(f"store/{store}", day, entry)
        world.reverse(f"store/{store}", day, wrong, "数量多写一位，实领 5 包")
        self.issue(day, store, department, {"A4复印纸": 5 * MILLE}, taker=POSTS["教务员"], 替代=wrong)

    def late(self, day: date, booked: date) -> None:
        """A slip of the last day of the month before that is found in a drawer (迟到单)."""
        slip = self.issue(
            day,
            self.kind.main_store,
            self.kind.departments[0],
            {"文件夹": 3 * MILLE},
            taker=POSTS["教务员"],
            booked=booked,
        )
        self.world.late_slips = [slip] if slip else []

    def _donated(self, day: date) -> None:
        world, store, item = self.world, self.kind.main_store, item_of("消毒液")
        quantity, slip = 48 * MILLE, world.number("YS", day)
        line, amount = goods_line(item, quantity, 980, pack=True)
        world.add(
            f"store/{store}", day,
            {"验收": slip, "日期": day.isoformat(), "来源": "捐赠", "捐赠人": "校友会", "计价依据": "凭据", "明细": [line],
             "签字": {"验收员": POSTS["验收员"], "监督员": [POSTS["教师代表"]], "保管员": POSTS["保管员"]}},
        )  # fmt: skip
        world.move(day, RECEIPT, store, (slip, 1), item, quantity, value=amount)
        world.shelve(store, item.name, quantity)
        world.draft(SCHOOL, day, "校友会捐赠消毒液", [slip], [dr("1302.01", amount), cr("4603", amount)])

    def _found_short(self, day: date) -> None:
        """A shelf is counted in between, two packs are missing: reported, approved, written off (盘亏、批复转销)."""
        world, store = self.world, self.kind.main_store
        item, lost = item_of("A4复印纸"), 2 * MILLE
        if world.on_shelf(store, item.name) <= 60 * MILLE:
            return
        world.shelve(store, item.name, -lost)
        misread, count = world.number("PD", day), world.number("PD", day)
        report, settled = world.number("PY", day), self.work[self.work.index(day) + 5]
        there = world.on_shelf(store, item.name)
        for slip, seen, more in ((misread, there - 40 * MILLE, {}), (count, there, {"替代": misread})):
            world.add(
                "checks", day,
                {"盘点": slip, "日期": day.isoformat(), **more, "地点": store, "范围": "抽盘",
                 "明细": [f"{item.name} {number(seen)}包"],
                 "签字": {"盘点人": POSTS["验收员"], "监盘人": POSTS["监盘人"], "保管员": POSTS["保管员"]}},
            )  # fmt: skip
            if slip == misread:
                world.reverse("checks", day, misread, "漏点里间一垛，当场复点")
        world.add(
            "checks", day,
            {"盘盈盘亏": report, "日期": day.isoformat(), "盘点": count, "地点": store,
             "明细": [{"物品": item.name, "数量": "2 包", "结果": "待处理", "原因": "复印室受潮报废，漏办手续"}],
             "签字": {"总务主任": POSTS["总务主任"], "校长": POSTS["校长"]}},
        )  # fmt: skip
        world.move(day, LOSS, store, (report, 1), item, lost)
        name = self.name

        def settle(worth: dict[Line, dict[str, int]]) -> None:
            amount = -sum(worth[report, 1].values())
            row = {"物品": item.name, "盘盈盘亏": report, "金额": f"{amount // 100}.{amount % 100:02d}", "科目": "5301"}
            slip = world.number("ZX", settled)
            world.add(
                "checks", settled,
                {"转销": slip, "日期": settled.isoformat(), "原单": [report], "账套": SCHOOL,
                 "批文": f"校办〔{name[:4]}〕1{name[5:]}号",
                 "明细": [row], "签字": {"校长": POSTS["校长"]}},
            )  # fmt: skip
            world.draft(SCHOOL, day, "复印纸盘亏待处理", [report], [dr("1902", amount), cr("1302.01", amount)])
            world.draft(SCHOOL, settled, "复印纸盘亏批复转销", [slip], [dr("5301", amount), cr("1902", amount)])

        world.waiting.append(settle)

    def _count(self, day: date) -> None:
        """Both stores are counted in full, the day before the last."""
        world = self.world
        for store, keeper in ((self.kind.main_store, "保管员"), (self.kind.second_store, "二库保管员")):
            seen = {n: q for (at, n), q in sorted(world.stock.shelf.items()) if at == store and q}
            entry: dict[str, Any] = {
                "盘点": world.number("PD", day), "日期": day.isoformat(), "地点": store, "范围": "全盘",
            }  # fmt: skip
            slips = [slip for on, slip, at in self.slips if on == day and at == store]
            if store == self.kind.main_store:  # what went back to a supplier comes after the day's issues
                slips += [purchase.returned for purchase in self.purchases if purchase.sent_back == day]
            if slips:
                entry["截止"] = max(slips)
            lines = [f"{name} {number(quantity)}{item_of(name).unit}" for name, quantity in seen.items()]
            signed = {"盘点人": POSTS["验收员"], "监盘人": POSTS["监盘人"], "保管员": POSTS[keeper]}
            world.add("checks", day, entry | {"盲盘": "是", "明细": lines, "签字": signed})

    # -------------------------------------------------------- the month's end

    def value(self, worth: dict[Line, dict[str, int]]) -> None:
        """The keeper's summary of issues, at what the goods came to cost; half of fans and the like stays in use."""
        out: dict[str, int] = defaultdict(int)
        use: dict[str, int] = defaultdict(int)
        kept = 0
        for line, item, department in self.issued:
            account = ACCOUNTS[item.category]
            cost = -worth[line][f"{SCHOOL}|{account}"]
            out[account] += cost
            half = cost // 2 if dict(item.more).get("摊销") == "五五摊销" else 0
            kept += half
            use["5101" if department in ADMIN else "5001"] += cost - half
        self.world.draft(
            SCHOOL, days.last(self.name), "本月出库汇总、低值易耗品五五摊销", [],
            [*(dr(account, amount) for account, amount in sorted(use.items())), dr("1302.04", kept),
             *(cr(account, amount) for account, amount in sorted(out.items()))],
            copied=True, topic="出库",
        )  # fmt: skip


def month(world: World, name: str, purchases: list[Purchase]) -> Month:
    """The stores' month begins; repairs.py goes through its days with it."""
    found = Month(world, name, purchases)
    world.waiting.append(found.value)
    return found
