"""What the school buys: request, approvals, enquiry or contract, order, acceptance, invoice, what is to be paid when.

A month's purchases are a table: what runs short is bought by the group of goods, each group on its own day of the
month, counted in working days, and each with something that makes it a case of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from bench.school import days, goods
from bench.school.assets import acquire
from bench.school.canteen import invoice_of, supplier
from bench.school.cost import DIFFERENCE, MILLE, RECEIPT, SENT_BACK, Line, half_up
from bench.school.goods import ACCOUNTS, Item
from bench.school.registers import POSTS, RIVALS
from bench.school.world import SCHOOL, Draft, Payable, World, cr, dr, goods_line, item_of, yuan

LIMITS = ((200_000, ("总务主任",)), (5_000_000, ("总务主任", "分管副校长")), (None, ("总务主任", "分管副校长", "校长")))
"""Up to which sum (fen) who approves (校办〔2026〕5号)."""
ENQUIRED = 1_000_000  # fen: from here three offers are asked for


@dataclass(frozen=True)
class Plan:
    """A purchase of the month: group of goods, its acceptance on which working day, how it is paid, its case."""

    name: str
    groups: tuple[str, ...]
    day: int
    department: str
    purpose: str
    via: str
    economic: str
    case: str = ""


PLANS = (
    Plan("文具", ("文具",), 6, "教务处", "教学用品补充", "财政直接支付", "30201"),
    Plan("清洁", ("清洁",), 7, "总务处", "保洁用品补充", "财政直接支付", "30201"),
    Plan("电料", ("电料", "五金"), 8, "维修间", "水电维修备料", "财政直接支付", "30213"),
    Plan("低值", ("低值",), 9, "总务处", "教室电器添置", "银行", "30218", "分期"),
    Plan("设备", ("设备",), 10, "教务处", "教学设备更新", "财政直接支付", "31003", "质保金"),
    Plan("文印", ("文印",), 11, "文印室", "试卷与资料印制", "财政直接支付", "30201", "价差"),
    Plan("水暖", ("水暖",), 12, "维修间", "水暖维修备料", "财政直接支付", "30213", "退货"),
    Plan("墨粉", ("墨粉",), -2, "文印室", "打印机耗材", "财政直接支付", "30201", "票未到"),
)
"""Working day −2: the last but one; its invoice comes next month."""

BOUGHT = {
    9: ("教学一体机", 6), 10: ("课桌椅", 60), 12: ("台式计算机", 10), 3: ("柜式空调", 4), 4: ("蒸饭柜", 1), 6: ("教学一体机", 4),
}  # fmt: skip
"""Month of the year → the equipment bought in it."""


def month(world: World, name: str) -> list[Purchase]:
    """The purchases of a month, their papers written; what is accepted on which day is left to the keeper."""
    return [found for plan in PLANS if (found := _purchase(world, name, plan))]


def _wanted(world: World, name: str, plan: Plan) -> dict[Item, int]:
    """What is short of what two months use, in whole packs; a term's first issues are bought the month before."""
    kind = world.kind
    found: dict[Item, int] = {}
    if plan.name == "设备":
        wanted, pieces = BOUGHT.get(int(name[5:]), ("", 0))
        return {item_of(wanted): max(1, round(pieces * kind.share)) * MILLE} if wanted else {}
    soon = days.after(name), days.after(days.after(name))
    kits = len(kind.classes) if any(days.term_starts(one) for one in soon) else 0
    for item in goods.ALL:
        if item.group not in plan.groups:
            continue
        size = item.pack[1] if item.pack else 1
        here = sum(world.on_shelf(store, item.name) for store in (kind.main_store, kind.second_store)) // MILLE
        target = round(item.use * kind.share * 2) + kits * kind.kit.get(item.name, 0)
        lack = target - here
        if item.group == "低值":
            lack = max(1, round(item.use * kind.share)) if int(name[5:]) % 3 == 0 or item.name == "壁扇" else 0
        if lack > item.use * kind.share * 0.25:
            found[item] = -(-lack // size) * size * MILLE
    return found


def _purchase(world: World, name: str, plan: Plan) -> Purchase | None:
    wanted = _wanted(world, name, plan)
    work = days.work_days(name)
    if not wanted or len(work) < 14:
        return None
    return Purchase(world, name, plan, wanted, work)


class Purchase:
    """One purchase, from the request to what is owed."""

    def __init__(self, world: World, name: str, plan: Plan, wanted: dict[Item, int], work: list[date]) -> None:
        self.world, self.name, self.plan, self.wanted, self.work = world, name, plan, wanted, work
        self.at = plan.day if plan.day >= 0 else len(work) + plan.day
        self.day = work[self.at]
        self.who = supplier(plan.groups[0])
        self.prices = {item: world.price(item, name, self.who) for item in wanted}
        self.rng = world.random(name, plan.name)
        self.slip = self.invoice = self.returned = ""
        self.sent_back: date | None = None
        self.amounts: dict[Line, tuple[Item, int]] = {}
        self.lines: dict[Item, Line] = {}
        self.order = self._papers()

    def _goods(self, rise: int = 0) -> tuple[list[Any], int]:
        """Lines and their sum; `rise` in hundredths, for an estimate. A third of the goods come in packs."""
        lines, total = [], 0
        for item, quantity in self.wanted.items():
            line, amount = goods_line(item, quantity, self.prices[item] * (100 + rise) // 100, pack=True)
            lines.append(line)
            total += amount
        return lines, total

    def _papers(self) -> str:
        """Request, approvals, an enquiry where the sum asks for one, and the order (or for equipment the contract)."""
        world, plan, kind = self.world, self.plan, self.world.kind
        department = plan.department if plan.department in (*kind.departments, "维修间") else kind.departments[-1]
        asked, decided, ordered = (self.work[max(self.at - back, 0)] for back in (6, 5, 4))
        lines, estimate = self._goods(rise=3)
        request = world.number("SQ", asked)
        world.add(
            "purchases", asked,
            {"申请": request, "日期": asked.isoformat(), "部门": department, "申请人": POSTS["教务员"], "用途": plan.purpose,
             "经济分类": plan.economic, "明细": lines},
        )  # fmt: skip
        approve(world, decided, request, estimate)
        lines, total = self._goods()
        order = world.number("DD", ordered)
        entry: dict[str, Any] = {"订单": order, "日期": ordered.isoformat(), "申请": request, "供应商": self.who}
        if total >= ENQUIRED:
            entry["询价"] = self._enquiry(request, ordered, total)
        if plan.case == "质保金":
            entry["合同"] = self._contract(request, ordered, total)
        elif plan.case == "分期":
            entry["付款条件"] = {"首付": "70%", "余款日": days.last(days.after(self.name)).isoformat()}
        world.add("purchases", ordered, entry | {"明细": lines})
        return order

    def _enquiry(self, request: str, day: date, total: int) -> str:
        rivals = dict(zip(RIVALS, (self.rng.randint(2, 6), self.rng.randint(3, 9)), strict=True))
        slip = self.world.number("XJ", day)
        offers = [{"供应商": self.who, "金额": yuan(total)}]
        offers += [{"供应商": name, "金额": yuan(total * (100 + more) // 100)} for name, more in rivals.items()]
        self.world.add(
            "purchases", day,
            {"询价": slip, "日期": day.isoformat(), "申请": request, "报价": offers, "选定": self.who, "结论": "最低价"},
        )  # fmt: skip
        return slip

    def _contract(self, request: str, day: date, total: int) -> str:
        """Equipment is bought by contract; 5 % stay with the school for a year."""
        slip, due = self.world.number("HT", day), self.day.replace(year=self.day.year + 1).isoformat()
        self.world.add(
            "purchases", day,
            {"合同": slip, "日期": day.isoformat(), "供应商": self.who, "申请": request, "内容": next(iter(self.wanted)).name,
             "金额": yuan(total), "付款条件": {"质保金": "5%", "到期": due}, "保修截止": due},
        )  # fmt: skip
        return slip

    # -------------------------------------------------------- the day it comes

    def accept(self) -> None:
        """The goods are here: the acceptance, and what follows from it."""
        world, plan, store = self.world, self.plan, self.world.kind.main_store
        self.slip = world.number("YS", self.day)
        lines: list[Any] = []
        total = 0
        for place, (item, quantity) in enumerate(self.wanted.items(), 1):
            more = {"批号": self.slip} if item.kind == "低值易耗品" else {}
            line, amount = goods_line(item, quantity, self.prices[item], pack=True, more=more)
            lines.append(line)
            total += amount
            self.amounts[self.slip, place] = item, amount
            self.lines[item] = self.slip, place
            if item.kind != "固定资产":
                lot = {"lot": self.slip} if more else {}
                world.move(self.day, RECEIPT, store, (self.slip, place), item, quantity, value=amount, **lot)
                world.shelve(store, item.name, quantity)
            if more:
                world.lots[item.name].append((self.slip, quantity, self.prices[item]))
        signed: dict[str, Any] = {"采购员": POSTS["采购员"], "验收员": POSTS["验收员"]}
        if total >= ENQUIRED:
            signed["监督员"] = [POSTS["教师代表"]]
        signed |= {"资产管理员": POSTS["资产管理员"]} if plan.name == "设备" else {"保管员": POSTS["保管员"]}
        world.add(
            f"store/{store}", self.day,
            {"验收": self.slip, "日期": self.day.isoformat(), "订单": self.order, "供应商": self.who,
             "明细": lines, "签字": signed},
        )  # fmt: skip
        self.total = total
        world.owe(SCHOOL, self.who, self.day, f"送{plan.name}", total)
        CASES.get(plan.case, Purchase._plain)(self)

    def _debits(self, more: dict[Item, int] | None = None) -> list[Any]:
        sums: dict[str, int] = {}
        for item, amount in self.amounts.values():
            account = "1601" if item.kind == "固定资产" else ACCOUNTS[item.category]
            sums[account] = sums.get(account, 0) + amount + (more or {}).get(item, 0)
        return [dr(account, amount) for account, amount in sums.items()]

    def _invoice(self, day: date, total: int, covers: list[Any]) -> str:
        return invoice_of(self.world, day, self.who, total, covers, rate=13)

    def _book(self, day: date, documents: list[Any], total: int, debits: list[Any] | None = None) -> Draft:
        return self.world.draft(
            SCHOOL, day, f"{self.who}{self.plan.name}入库" if self.plan.name != "设备" else f"购{next(iter(self.wanted)).name}",
            documents, [*(debits or self._debits()), cr("2302", total, 往来=self.who)], topic=f"采购 {self.plan.name}",
        )  # fmt: skip

    def _pay(self, after: int, amount: int, settles: list[Any], **more: Any) -> None:
        """So many working days later, next month's first days if this one is over."""
        day = self.work[self.at + after] if self.at + after < len(self.work) else self._next(self.at + after)
        self.world.payables.append(
            Payable(day, SCHOOL, self.who, amount, self.plan.via, settles, self.plan.economic, **more)
        )

    def _next(self, at: int) -> date:
        coming = days.work_days(days.after(self.name))
        return coming[min(at - len(self.work) + 2, len(coming) - 1)]

    def _invoiced(self) -> tuple[date, str]:
        day = self.work[self.at + 1]
        invoice = self._invoice(day, self.total, [self.slip])
        self._book(day, [self.slip, invoice], self.total)
        return day, invoice

    def _plain(self) -> None:
        _, invoice = self._invoiced()
        self._pay(7, self.total, [{"发票": invoice, "金额": yuan(self.total)}])

    def _in_parts(self) -> None:
        """70 % at once, the rest at the end of the next month; and the last such payment waits at the bank."""
        _, invoice = self._invoiced()
        first = self.total * 70 // 100
        last = days.work_days(self.name)[-1]
        rows = {last: first, days.work_days(days.after(self.name))[-2]: self.total - first}
        for day, amount in rows.items():
            row = {"发票": invoice, "金额": yuan(amount)}
            self.world.payables.append(Payable(day, SCHOOL, self.who, amount, self.plan.via, [row], self.plan.economic))

    def _retained(self) -> None:
        """5 % is kept back for a year."""
        day = self.work[self.at + 1]
        invoice = self._invoice(day, self.total, [self.slip])
        card = acquire(self.world, self.day, self.slip, *next(iter(self.wanted.items())), self.total)
        self._book(day, [self.slip, invoice, card], self.total)
        held = self.total * 5 // 100
        due = self.day.replace(year=self.day.year + 1)
        hold = {"种类": "质保金", "金额": yuan(held), "到期": due.isoformat()}
        row = {"发票": invoice, "金额": yuan(self.total - held)}
        self._pay(6, self.total - held, [row], holds=(hold,))
        row = {"发票": invoice, "金额": yuan(held)}
        self.world.payables.append(
            Payable(due, SCHOOL, self.who, held, self.plan.via, [row], self.plan.economic, summary="质保金")
        )

    def _dearer(self) -> None:
        """The invoice is at another price than the acceptance, as agreed: what is left of the goods bears it."""
        world, day = self.world, self.work[self.at + 2]
        item, line = next(iter(self.lines.items()))
        size = item.pack[1] if item.pack else 1
        difference = self.wanted[item] // MILLE // size * 150
        total = self.total + difference
        invoice = self._invoice(day, total, [{"验收": self.slip, "价差": yuan(difference)}])
        shares: dict[Item, int] = {}
        given = done = 0
        for line, (each, amount) in self.amounts.items():  # over all lines, by their amounts
            done += amount
            share = half_up(difference * done, self.total) - given
            given += share
            shares[each] = share
            world.move(day, DIFFERENCE, world.kind.main_store, (invoice, line[1]), each, 0, value=share, of=line)
        world.owe(SCHOOL, self.who, day, "补价差", difference)

        def book(worth: dict[Line, dict[str, int]]) -> None:
            kept = {each: sum(worth[invoice, line[1]].values()) for each, line in self.lines.items()}
            debits = [*self._debits(kept), dr("5001", difference - sum(kept.values()))]
            self._book(day, [self.slip, invoice], total, debits)

        world.waiting.append(book)
        self._pay(7, total, [{"发票": invoice, "金额": yuan(total)}])

    def _faulty(self) -> None:
        """Some of the first item will be found no good two working days later; a single piece never is."""
        if next(iter(self.wanted.values())) < 2 * MILLE:
            return self._plain()
        _, self.invoice = self._invoiced()
        self.sent_back = self.work[min(self.at + 2, len(self.work) - 1)]
        return None

    def send_back(self) -> None:
        """It goes back to the supplier; the payment is that much less."""
        world, store, day = self.world, self.world.kind.main_store, self.sent_back or self.day
        item, line = next(iter(self.lines.items()))
        quantity = max(1, self.wanted[item] // MILLE // 10) * MILLE
        if (
            world.on_shelf(store, item.name) <= quantity
        ):  # used before the fault was seen; nobody gives the last one back
            self._pay(8, self.total, [{"发票": self.invoice, "金额": yuan(self.total)}])
            return
        entry_line, amount = goods_line(item, quantity, self.prices[item])
        slip = self.returned = world.number("TH", day)
        world.add(
            f"store/{store}", day,
            {"退货": slip, "日期": day.isoformat(), "原单": self.slip, "供应商": self.who, "明细": [entry_line],
             "原因": "阀芯渗漏", "退款方式": "抵扣货款", "签字": {"采购员": POSTS["采购员"], "保管员": POSTS["保管员"]}},
        )  # fmt: skip
        world.move(day, SENT_BACK, store, (slip, 1), item, quantity, value=amount, of=line)
        world.shelve(store, item.name, -quantity)
        world.owe(SCHOOL, self.who, day, f"退{item.name}", -amount)
        world.draft(
            SCHOOL, day, f"退{self.who}{item.name}", [slip],
            [dr("2302", amount, 往来=self.who), cr(ACCOUNTS[item.category], amount)], topic="退货",
        )  # fmt: skip
        rows = [{"发票": self.invoice, "金额": yuan(self.total)}, {"退货": slip, "金额": yuan(-amount)}]
        self._pay(8, self.total - amount, rows)

    def _uninvoiced(self) -> None:
        """Accepted at the month's end, the invoice not here: accrued (暂估), taken back on the 1st, then booked."""
        world, slip, total = self.world, self.slip, self.total
        debits = self._debits()
        end = days.last(self.name)
        self.world.draft(
            SCHOOL,
            end,
            f"{self.who}货到票未到，暂估入库",
            [slip],
            [*debits, cr("2302", total, 往来=self.who)],
            topic="暂估",
        )

        def later(name: str) -> None:
            first, second = days.work_days(name)[:2]
            world.draft(
                SCHOOL, first, "红字冲回上月暂估", [slip],
                [*(entry._replace(amount=-entry.amount) for entry in debits), dr("2302", total, 往来=self.who)], red=True,
            )  # fmt: skip
            invoice = self._invoice(second, total, [slip])
            self._book(second, [slip, invoice], total, debits)
            row, due = {"发票": invoice, "金额": yuan(total)}, days.work_days(name)[5]
            world.payables.append(Payable(due, SCHOOL, self.who, total, self.plan.via, [row], self.plan.economic))

        world.next_month.append(later)


CASES = {
    "分期": Purchase._in_parts,
    "质保金": Purchase._retained,
    "价差": Purchase._dearer,
    "退货": Purchase._faulty,
    "票未到": Purchase._uninvoiced,
}


def approve(world: World, day: date, of: str, amount: int) -> None:
    """One approval a person, as many as the sum asks for."""
    posts = next(posts for limit, posts in LIMITS if limit is None or amount <= limit)
    for post in posts:
        world.add(
            "approvals", day,
            {"审批": world.number("SP", day), "日期": day.isoformat(), "原单": of, "签批人": POSTS[post],
             "职务": world.kind.head if post == "校长" else post, "意见": "同意"},
        )  # fmt: skip


def given_up(world: World, name: str) -> None:
    """A request that is withdrawn, an order of which the last pieces will not come, a signature that was forgotten."""
    work = days.work_days(name)
    if len(work) < 14:
        return
    asked, withdrawn, ordered, closed = work[3], work[5], work[7], work[12]
    item = item_of("三角板教具")
    lines = [goods_line(item, 4 * MILLE, world.price(item, name))[0]]
    request, order = world.number("SQ", asked), world.number("DD", ordered)
    department = world.kind.departments[0]
    world.add(
        "purchases", asked,
        {"申请": request, "日期": asked.isoformat(), "部门": department, "申请人": POSTS["教务员"],
         "用途": "公开课", "明细": lines},
    )  # fmt: skip
    world.add(
        "approvals", withdrawn,
        {"作废": world.number("ZF", withdrawn), "日期": withdrawn.isoformat(), "原单": request, "签批人": POSTS["总务主任"],
         "原因": "库存够用"},
    )  # fmt: skip
    world.add(
        "purchases", ordered,
        {"订单": order, "日期": ordered.isoformat(), "供应商": supplier("文具"), "明细": lines},
    )  # fmt: skip
    world.add(
        "approvals", closed,
        {"结案": world.number("JA", closed), "日期": closed.isoformat(), "原单": order,
         "签批人": POSTS["总务主任"], "原因": "厂家停产"},
    )  # fmt: skip
    world.add(
        "approvals", closed,
        {"补签": world.number("BQ", closed), "日期": closed.isoformat(), "原单": order, "签批人": POSTS["分管副校长"],
         "职务": "分管副校长"},
    )  # fmt: skip
