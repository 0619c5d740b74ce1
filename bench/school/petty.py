"""Small things that the buyer pays from his float (零星采购), and how he clears it."""

from __future__ import annotations

from datetime import date
from typing import Any

from bench.school.canteen import supplier
from bench.school.cost import MILLE, RECEIPT
from bench.school.goods import ACCOUNTS
from bench.school.registers import POSTS
from bench.school.world import BANK, SCHOOL, World, cr, dr, goods_line, item_of, yuan

WANTED = (
    ("自攻螺丝", 8),
    ("生料带", 20),
    ("水晶头", 100),
    ("合页", 12),
    ("窗户拉手", 15),
    ("红墨水", 20),
    ("订书钉", 25),
)
"""What runs out between the orders."""


def buy(world: World, day: date) -> None:
    """Two small things from the shop round the corner; below the limit for petty purchases (1,000 yuan)."""
    rng, store = world.random(day, "petty"), world.kind.main_store
    slip = world.number("YS", day)
    account = rng.choice(("1302.01", "1302.02"))
    lines: list[Any] = []
    total = 0
    fitting = [(name, number) for name, number in WANTED if ACCOUNTS[item_of(name).category] == account]
    for place, (name, number) in enumerate(rng.sample(fitting, 2), 1):
        item = item_of(name)
        line, amount = goods_line(item, number * MILLE, world.price(item, f"{day:%Y-%m}", "零星") * 11 // 10)
        lines.append(line)
        total += amount
        world.move(day, RECEIPT, store, (slip, place), item, number * MILLE, value=amount)
        world.shelve(store, name, number * MILLE)
    world.add(
        f"store/{store}", day,
        {"验收": slip, "日期": day.isoformat(), "来源": "零星采购", "供应商": supplier("零星"), "明细": lines,
         "签字": {"采购员": POSTS["采购员"], "验收员": POSTS["验收员"], "保管员": POSTS["保管员"]}},
    )  # fmt: skip
    world.petty.append((slip, account, total))


def clear(world: World, day: date, advance: str, amount: int) -> None:
    """The float is cleared against what it bought; the rest goes back to the bank, which has it days later."""
    rng = world.random(day, "clear")
    printed = rng.randint(380, 820) * 100
    rows: list[Any] = [{"验收": slip, "金额": yuan(fen)} for slip, _, fen in world.petty]
    rows.append({"摘要": "宣传栏喷绘", "科目": "5001", "金额": yuan(printed)})
    spent = printed + sum(fen for _, _, fen in world.petty)
    slip = world.number("BZ", day)
    world.add(
        f"cash/{SCHOOL}", day,
        {"报销": slip, "日期": day.isoformat(), "原单": advance, "明细": rows,
         "退回": {"方式": "银行", "账户": BANK, "金额": yuan(amount - spent)}},
    )  # fmt: skip
    world.bank(BANK, day, POSTS["采购员"], amount - spent, lag=5, record=slip)
    stock = {account: sum(fen for _, a, fen in world.petty if a == account) for _, account, _ in world.petty}
    world.draft(
        SCHOOL, day, f"{POSTS['采购员']}报销冲备用金", [slip, *(one for one, _, _ in world.petty)],
        [dr("5001", printed), *(dr(account, fen) for account, fen in sorted(stock.items())),
         dr("1002.01", amount - spent), cr("1218.01", amount, 往来=POSTS["采购员"])],
        [dr("7201", printed, 经济分类="30202"), dr("7201", spent - printed, 经济分类="30218"), cr("8001", spent)],
    )  # fmt: skip
    world.petty = []
