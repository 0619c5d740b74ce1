"""Repairs: what is reported one day is mended the next working day with parts from the store, and who reported it says
that it works. Some parts come back; some repairs need a firm."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from bench.school import days, goods
from bench.school.canteen import invoice_of, supplier
from bench.school.cost import MILLE
from bench.school.purchases import approve
from bench.school.registers import POSTS, class_teachers
from bench.school.store import Month
from bench.school.world import BANK, SCHOOL, World, cr, dr, goods_line, item_of, yuan

FIRMS = (
    ("空调不制冷", 98_000),
    ("锅炉保养", 186_000),
    ("电梯检修", 135_000),
    ("监控主机维修", 76_000),
    ("消防泵检修", 158_000),
)
"""What a firm is called for, and about what it asks (fen)."""


class Reported(NamedTuple):
    number: str
    by: str
    parts: tuple[tuple[str, int, int], ...]


def day(world: World, month: Month, today: date, waiting: list[Reported]) -> list[Reported]:
    """A day of the repairmen: yesterday's reports are mended, today's taken down. Returns today's."""
    rng = world.random(today, "repairs")
    for reported in waiting:
        _mend(world, month, today, reported)
    return [_report(world, today, n) for n in range(rng.randint(2, 4) if days.teaches(today) else 1)]


def _report(world: World, today: date, n: int) -> Reported:
    kind, rng = world.kind, world.random(today, "report", n)
    facility, what, where, parts = rng.choice(goods.FAULTS)
    places = {
        "室": [name for name, _ in kind.classes], "楼": list(kind.buildings), "宿": list(kind.dormitories),
    }[where]  # fmt: skip
    slip, place = world.number("BX", today), rng.choice(places)
    by = class_teachers(kind, world.seed).get(place, POSTS["总务主任"])
    world.add(
        "repairs", today,
        {"报修": slip, "日期": today.isoformat(), "地点": place, "报修人": by, "内容": what, "设施": facility},
    )  # fmt: skip
    return Reported(slip, by, parts)


def _mend(world: World, month: Month, today: date, reported: Reported) -> None:
    """The job, the parts' issue and the completion."""
    rng, store = world.random(reported.number), world.kind.main_store
    man = POSTS[rng.choice(("维修工", "维修工二"))]
    job = world.number("PG", today)
    wanted = {name: rng.randint(low, high) * MILLE for name, low, high in reported.parts}
    there = {name: min(q, world.on_shelf(store, name) // MILLE * MILLE) for name, q in wanted.items()}
    used = {name: quantity for name, quantity in there.items() if quantity}
    if not used:
        return
    issue = month.issue(today, store, "维修间", used, taker=man, 派工=job)
    first = next(iter(used))
    if used[first] >= 4 * MILLE and rng.random() < 0.3 and issue:
        month.return_parts(today, issue, 1, item_of(first), MILLE)
        used[first] -= MILLE
    world.add(
        "repairs", today,
        {"派工": job, "日期": today.isoformat(), "报修": reported.number, "维修工": man,
         "用料": [goods_line(item_of(name), quantity)[0] for name, quantity in used.items()]},
    )  # fmt: skip
    world.add(
        "repairs", today,
        {"完工": world.number("WG", today), "日期": today.isoformat(), "原单": job, "满意度": "满意",
         "签字": {"维修工": man, "验收人": reported.by}},
    )  # fmt: skip


def by_a_firm(world: World, name: str) -> None:
    """Twice a month a firm comes: report, approval, job, completion, invoice, and its pay by the bank."""
    work, who = days.work_days(name), supplier("外修")
    for turn, at in enumerate((5, 11)):
        if at + 3 >= len(work):
            return
        rng, today = world.random(name, "firm", turn), work[at]
        what, about = rng.choice(FIRMS)
        charge = round(about * rng.uniform(0.9, 1.15) / 1000) * 1000
        report, job = world.number("BX", today), world.number("PG", today)
        place = rng.choice(world.kind.rooms)
        world.add(
            "repairs", today,
            {"报修": report, "日期": today.isoformat(), "地点": place, "报修人": POSTS["资产管理员"], "内容": what, "设施": "电器"},
        )  # fmt: skip
        approve(world, today, report, charge)
        world.add(
            "repairs", today,
            {"派工": job, "日期": today.isoformat(), "报修": report, "外修": who, "费用": yuan(charge)},
        )  # fmt: skip
        world.add(
            "repairs", work[at + 1],
            {"完工": world.number("WG", work[at + 1]), "日期": work[at + 1].isoformat(), "原单": job,
             "签字": {"验收人": POSTS["资产管理员"]}},
        )  # fmt: skip
        invoice = invoice_of(world, work[at + 2], who, charge, [job], rate=13)
        pay: Any = work[at + 3]
        slip = world.number("FK", pay)
        world.add(
            f"cash/{SCHOOL}", pay,
            {"付款": slip, "日期": pay.isoformat(), "方式": "银行", "账户": BANK, "收款方": who, "金额": yuan(charge),
             "核销": [{"发票": invoice, "金额": yuan(charge)}]},
        )  # fmt: skip
        world.owe(SCHOOL, who, today, what, charge)
        world.owe(SCHOOL, who, pay, "收款", -charge)
        world.bank(BANK, pay, who, -charge)
        world.draft(
            SCHOOL, pay, f"{what}（{who}）", [job, invoice, slip], [dr("5001", charge), cr("1002.01", charge)],
            [dr("7201", charge, 经济分类="30213"), cr("8001", charge)],
        )  # fmt: skip
