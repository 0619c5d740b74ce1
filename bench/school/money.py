"""Money: what is paid when it is due, by the treasury or the bank; advances, the safe, services, the two sets' mutual
debt; and what bank, treasury and suppliers say of it at the month's end."""

from __future__ import annotations

from datetime import date
from typing import Any

from bench.school import days, evidence, petty
from bench.school.canteen import INCOME
from bench.school.registers import POSTS
from bench.school.world import (
    BANK,
    BANK_CODES,
    BANKS,
    CANTEEN,
    CANTEEN_BANK,
    SCHOOL,
    Booked,
    Journal,
    Payable,
    World,
    cr,
    dr,
    yuan,
)

SERVICES = (
    ("县电信公司", "电话、宽带费", 3, 268_000, "30207", "银行"),
    ("洁雅保洁公司", "保洁服务费", 8, 1_860_000, "30209", "财政直接支付"),
    ("平安保安公司", "保安服务费", 8, 2_240_000, "30209", "财政直接支付"),
    ("县环卫所", "垃圾清运费", 10, 186_000, "30209", "银行"),
)
"""Who is paid each month for what: working day, about so many fen, economic class, by which way."""
METERED = (("县供电公司", "电费", 12, 2_960_000, "30206"), ("县自来水公司", "水费", 13, 780_000, "30205"))
"""Read by the meter: the canteen bears its share."""
SHARE = 21  # hundredths of water and electricity that the canteen uses
GRANT = 5_800_000  # fen a month from the county's education office, for running costs
FEE = 3_000  # fen a month for the bank's services
FLOAT = 200_000  # fen: what the buyer is advanced
SAFE = 150_000  # fen in the safe after it is filled


def month(world: World, name: str) -> None:
    """All money of a month; statements are another step."""
    work = days.work_days(name)
    for account, journal in world.journals.items():
        _fees_of_last_month(world, account, journal, work[0])
    _services(world, name, work)
    _canteen_costs(world, name, work)
    _grant(world, name, work)
    _between_sets(world, name, work)
    _advance(world, name, work)
    _safe(world, name, work)
    _remit(world, work[6])
    _interest(world, name)


def pay(world: World, name: str) -> None:
    """What falls due in the month, and what fell due before; called when all the month's purchases are known."""
    work, end = days.work_days(name), days.last(name)
    due = sorted((p for p in world.payables if p.day <= end), key=lambda p: (p.day, p.set, p.supplier, p.amount))
    world.payables = [payable for payable in world.payables if payable.day > end]
    for payable in due:
        day = next((one for one in work if one >= payable.day), work[-1])
        if payable.via == "银行":
            _by_bank(world, day, payable, last=day == work[-1])
        else:
            _by_treasury(world, day, payable)
    _listed_late(world, work[-1])


def _paid(world: World, day: date, payable: Payable, more: dict[str, Any]) -> str:
    slip = world.number("SFK" if payable.set == CANTEEN else "FK", day)
    entry: dict[str, Any] = {
        "付款": slip,
        "日期": day.isoformat(),
        "方式": payable.via,
        **more,
        "收款方": payable.supplier,
    }
    if payable.summary:
        entry["用途"] = payable.summary
    entry |= {"金额": yuan(payable.amount)} | ({"核销": payable.settles} if payable.settles else {})
    if payable.holds:
        entry["扣留"] = list(payable.holds)
    world.add(f"cash/{payable.set}", day, entry)
    return slip


def _by_bank(world: World, day: date, payable: Payable, *, last: bool = False) -> None:
    account = CANTEEN_BANK if payable.set == CANTEEN else BANK
    slip = _paid(world, day, payable, {"账户": account})
    world.owe(payable.set, payable.supplier, day, "收货款", -payable.amount)
    world.bank(account, day, payable.supplier, -payable.amount, lag=5 if last else 0, record=slip)
    budget = [dr("7201", payable.amount, 经济分类=payable.economic), cr("8001", payable.amount)]
    world.draft(
        payable.set, day, f"付{payable.supplier}{payable.summary or '货款'}", [slip],
        [dr("2302", payable.amount, 往来=payable.supplier), cr(BANK_CODES[account], payable.amount)],
        budget if payable.set == SCHOOL else [],
    )  # fmt: skip


def _by_treasury(world: World, day: date, payable: Payable) -> None:
    """Paid straight from the treasury: income and outlay at once, and never a yuan through the bank (平行记账)."""
    amount, who = payable.amount, payable.supplier
    slip = _paid(world, day, payable, {"经费来源": payable.fund} if payable.fund else {})
    world.treasury.append((Booked(day, who, amount), slip))
    more = {"经费来源": payable.fund} if payable.fund else {}
    budget = [dr("7201", amount, 经济分类=payable.economic, **more), cr("6001", amount)]
    if not payable.fund:
        world.owe(SCHOOL, who, day, "收货款", -amount)
        entries = [dr("2302", amount, 往来=who), cr("4001", amount)]
        world.draft(SCHOOL, day, f"财政直接支付{who}{payable.summary}", [slip], entries, budget)
        return
    entries = [dr("5001", amount), cr("4001", amount)]
    world.draft(SCHOOL, day, f"{payable.fund}直付{who}（拨食堂）", [slip], entries, budget)
    world.owe(CANTEEN, who, day, "收货款", -amount)
    world.draft(
        CANTEEN, day, f"{payable.fund}由财政直付，冲应付", [{"账套": SCHOOL, "付款": slip}],
        [dr("2302", amount, 往来=who), cr(INCOME[payable.fund], amount)],
    )  # fmt: skip


def _listed_late(world: World, day: date) -> None:
    """The guards' overtime is paid on the month's last day: the treasury lists it in the next month."""
    payable = Payable(day, SCHOOL, "平安保安公司", 480_000, "财政直接支付", [], "30209", summary="节假日值守费")
    _service(world, day, payable)
    world.held = {world.treasury[-1][1]}


def _service(world: World, day: date, payable: Payable) -> None:
    """Services are expensed when they are paid for."""
    amount, who = payable.amount, payable.supplier
    account = BANK if payable.set == SCHOOL else CANTEEN_BANK
    slip = _paid(world, day, payable, {"账户": account} if payable.via == "银行" else {})
    budget = [dr("7201", amount, 经济分类=payable.economic)]
    if payable.via == "银行":
        world.bank(account, day, who, -amount)
        entries, budget = [dr("5001", amount), cr(BANK_CODES[account], amount)], [*budget, cr("8001", amount)]
    else:
        world.treasury.append((Booked(day, who, amount), slip))
        entries, budget = [dr("5001", amount), cr("4001", amount)], [*budget, cr("6001", amount)]
    half = budget if payable.set == SCHOOL else []
    world.draft(payable.set, day, f"付{payable.summary}", [slip], entries, half, topic=payable.summary)


def _services(world: World, name: str, work: list[date]) -> None:
    rng = world.random(name, "services")
    for who, what, at, about, economic, via in SERVICES:
        amount = round(about * world.kind.share * rng.uniform(0.97, 1.03) / 100) * 100
        day = work[min(at, len(work) - 1)]
        _service(world, day, Payable(day, SCHOOL, who, amount, via, [], economic, summary=what))
    for who, what, at, about, economic in METERED:
        amount = round(about * world.kind.share * rng.uniform(0.85, 1.15) * (1 if days.school_days(name) else 0.3))
        share, day = amount * SHARE // 100, work[min(at, len(work) - 1)]
        payable = Payable(day, SCHOOL, who, amount, "银行", [], economic, summary=what)
        slip = _paid(world, day, payable, {"账户": BANK})
        world.bank(BANK, day, who, -amount)
        world.draft(
            SCHOOL, day, f"付{what}（含代垫食堂）", [slip],
            [dr("5001", amount - share), dr("1218.02", share), cr("1002.01", amount)],
            [dr("7201", amount, 经济分类=economic), cr("8001", amount)],
        )  # fmt: skip
        world.draft(CANTEEN, day, f"学校代垫{what}", [], [dr("5001", share), cr("2307", share)])
        world.shared_now += share


def _canteen_costs(world: World, name: str, work: list[date]) -> None:
    kind, rng = world.kind, world.random(name, "canteen money")
    day, taught = work[min(10, len(work) - 1)], len(days.school_days(name))
    wages = kind.wage if taught else kind.wage // 4
    rows = [(day, f"食堂人员（{kind.cooks} 人）", "工资", wages * 100)]
    if taught:
        gas = round(468_00 * kind.share * taught * rng.uniform(0.95, 1.05))
        rows.append((work[min(13, len(work) - 1)], "县燃气公司", "燃气费", gas))
    for on, who, what, amount in rows:
        _service(world, on, Payable(on, CANTEEN, who, amount, "银行", [], summary=what))


def _grant(world: World, name: str, work: list[date]) -> None:
    day, amount = work[4], round(GRANT * world.kind.share)
    slip = world.number("SK", day)
    world.add(
        f"cash/{SCHOOL}", day,
        {"收款": slip, "日期": day.isoformat(), "方式": "银行", "账户": BANK, "付款方": "县教育局", "金额": yuan(amount),
         "用途": "公用经费"},
    )  # fmt: skip
    world.bank(BANK, day, "县教育局", amount)
    world.draft(
        SCHOOL, day, "收公用经费", [slip], [dr("1002.01", amount), cr("4201", amount)], [dr("8001", amount), cr("6201", amount)]
    )  # fmt: skip


def _between_sets(world: World, name: str, work: list[date]) -> None:
    """The canteen repays last month's water and electricity on the last day but one; the school hears of it from the
    bank, and books it in the next month."""
    if world.under_way:
        day, amount = work[1], world.under_way
        slip = world.number("SK", day)
        world.add(
            f"cash/{SCHOOL}", day,
            {"收款": slip, "日期": day.isoformat(), "方式": "银行", "账户": BANK, "付款方": f"{world.kind.name}食堂",
             "金额": yuan(amount), "用途": "食堂还代垫水电费", "核销": [{"科目": "1218.02", "金额": yuan(amount)}]},
        )  # fmt: skip
        world.journals[BANK].entries.append((Booked(day, f"{world.kind.name}食堂", amount), date.min))
        world.draft(
            SCHOOL, day, "食堂还代垫水电费", [slip], [dr("1002.01", amount), cr("1218.02", amount)],
            [dr("8001", amount), cr("7201", amount, 经济分类="30206")],
        )  # fmt: skip
        world.under_way = 0
    if world.shared:
        day, amount = work[-2], world.shared
        slip = world.number("SFK", day)
        world.add(
            f"cash/{CANTEEN}", day,
            {"付款": slip, "日期": day.isoformat(), "方式": "银行", "账户": CANTEEN_BANK, "收款方": world.kind.name,
             "用途": "还代垫水电费", "金额": yuan(amount), "核销": [{"科目": "2307", "金额": yuan(amount)}]},
        )  # fmt: skip
        world.bank(CANTEEN_BANK, day, world.kind.name, -amount)
        world.journals[BANK].bank_only.append(Booked(day, f"{world.kind.name}食堂", amount))
        world.draft(CANTEEN, day, "还学校代垫水电费", [slip], [dr("2307", amount), cr("1002", amount)])
        world.under_way = amount
    world.shared, world.shared_now = world.shared_now, 0


def _fees_of_last_month(world: World, account: str, journal: Journal, day: date) -> None:
    """What the bank charged on the last day is booked when its paper is here."""
    set_ = BANKS[account]
    for fee in [one for one in journal.bank_only if one.amount < 0]:
        slip = world.number("SFK" if set_ == CANTEEN else "FK", day)
        world.add(
            f"cash/{set_}", day,
            {"付款": slip, "日期": day.isoformat(), "方式": "银行", "账户": account, "收款方": "县农商银行", "用途": "网银服务费",
             "金额": yuan(-fee.amount)},
        )  # fmt: skip
        journal.entries.append((Booked(day, "县农商银行", fee.amount), date.min))
        if account == BANK and day.isoformat()[:7] == days.after(days.FIRST):
            _matched(world, day, slip, *journal.charged)
        expense = dr("5101" if set_ == SCHOOL else "5001", -fee.amount)
        budget = [dr("7201", -fee.amount, 经济分类="30299"), cr("8001", -fee.amount)]
        world.draft(
            set_, day, "上月网银服务费", [slip], [expense, cr(BANK_CODES[account], -fee.amount)],
            budget if set_ == SCHOOL else [],
        )  # fmt: skip
    journal.bank_only = []


def _matched(world: World, day: date, slip: str, statement: str, line: int) -> None:
    """Once the accountant writes down which line of the bank's a booking is."""
    end = days.last(f"{day:%Y-%m}")
    world.add(
        "approvals", end,
        {"配对": world.number("PP", end), "日期": end.isoformat(), "原单": [{"原单": slip, "账套": SCHOOL}],
         "对应": [{"原单": statement, "行号": str(line)}], "签批人": POSTS["会计"], "职务": "会计", "意见": "同意"},
    )  # fmt: skip


def _advance(world: World, name: str, work: list[date]) -> None:
    """The buyer's float: taken early, spent on small things, cleared and the rest given back on the last day."""
    day = work[1]
    slip = world.number("JK", day)
    world.add(
        f"cash/{SCHOOL}", day,
        {"借款": slip, "日期": day.isoformat(), "方式": "银行", "账户": BANK, "借款人": POSTS["采购员"], "用途": "零星采购备用金",
         "金额": yuan(FLOAT)},
    )  # fmt: skip
    world.bank(BANK, day, POSTS["采购员"], -FLOAT)
    world.draft(
        SCHOOL, day, f"{POSTS['采购员']}借备用金", [slip], [dr("1218.01", FLOAT, 往来=POSTS["采购员"]), cr("1002.01", FLOAT)]
    )  # fmt: skip
    petty.clear(world, work[-1], slip, FLOAT)


def _safe(world: World, name: str, work: list[date]) -> None:
    """Small cash payments; the safe is filled from the bank when it is low."""
    rng = world.random(name, "safe")
    if world.safe < SAFE // 2:
        day, amount = work[2], SAFE - world.safe
        amount -= amount % 10_000
        out, back = world.number("FK", day), world.number("SK", day)
        world.add(
            f"cash/{SCHOOL}", day,
            {"付款": out, "日期": day.isoformat(), "方式": "银行", "账户": BANK, "收款方": world.kind.name, "用途": "提取现金",
             "金额": yuan(amount), "核销": [{"科目": "1001", "金额": yuan(amount)}]},
        )  # fmt: skip
        world.add(
            f"cash/{SCHOOL}", day,
            {"收款": back, "日期": day.isoformat(), "方式": "现金", "付款方": world.kind.name,
             "用途": "提取现金", "金额": yuan(amount)},
        )  # fmt: skip
        world.bank(BANK, day, world.kind.name, -amount)
        world.safe += amount
        world.draft(SCHOOL, day, "提取现金", [out, back], [dr("1001", amount), cr("1002.01", amount)])
    for at in (7, 12, 16):
        if at < len(work):
            amount = rng.randint(18, 120) * 100
            slip, day = world.number("FK", work[at]), work[at]
            again: dict[str, str] = {}
            if at == 12 and days.term_starts(name):  # the receipt was read as ten times its sum
                _postage(world, day, slip, amount * 10, again)
                world.reverse(f"cash/{SCHOOL}", day, slip, "金额多写一位")
                again, slip = {"替代": slip}, world.number("FK", day)
            _postage(world, day, slip, amount, again)
            world.safe -= amount
            world.draft(
                SCHOOL, day, "邮寄费", [slip], [dr("5101", amount), cr("1001", amount)],
                [dr("7201", amount, 经济分类="30207"), cr("8001", amount)],
                topic="写错重开" if at == 7 and name[5:] in ("09", "03") else "",
            )  # fmt: skip
    day = work[-1]
    world.add(
        "checks", day,
        {"现金盘点": world.number("XJ", day), "日期": day.isoformat(), "账套": SCHOOL, "实点": yuan(world.safe),
         "面额表": faces(world.safe), "签字": {"出纳": POSTS["出纳"], "监盘人": POSTS["会计"]}},
    )  # fmt: skip


def _postage(world: World, day: date, slip: str, amount: int, more: dict[str, str]) -> None:
    world.add(
        f"cash/{SCHOOL}", day,
        {"付款": slip, "日期": day.isoformat(), **more, "方式": "现金", "收款方": "县邮政支局", "用途": "邮寄费",
         "金额": yuan(amount)},
    )  # fmt: skip


def faces(fen: int) -> list[dict[str, str]]:
    """Notes and coins of a sum in whole yuan, the largest first."""
    found: list[dict[str, str]] = []
    for face in (10_000, 5_000, 2_000, 1_000, 500, 100):
        if fen // face:
            found.append({"面额": yuan(face), "张数": str(fen // face)})
        fen %= face
    return found


def _remit(world: World, day: date) -> None:
    """Money from scrap goes to the treasury the month after (收支两条线)."""
    due = [one for one in world.remit if days.month_of(day) > one[2]]
    world.remit = [one for one in world.remit if one not in due]
    for receipt, amount, _ in due:
        slip = world.number("SJ", day)
        world.add(
            f"cash/{SCHOOL}", day,
            {"上缴": slip, "日期": day.isoformat(), "方式": "银行", "账户": BANK, "应缴": "县财政局", "金额": yuan(amount),
             "核销": [receipt]},
        )  # fmt: skip
        world.bank(BANK, day, "县财政局", -amount)
        world.draft(
            SCHOOL, day, "上缴报废残值收入", [slip], [dr("2103", amount, 往来="县财政局"), cr("1002.01", amount)]
        )


def _interest(world: World, name: str) -> None:
    """The bank pays interest on the 21st of a quarter's last month."""
    if int(name[5:]) % 3:
        return
    day = next(one for one in days.work_days(name) if one.day >= 21)
    for account, set_ in BANKS.items():
        amount = max(world.journals[account].balance // 4000, 100)
        slip = world.number("SSK" if set_ == CANTEEN else "SK", day)
        world.add(
            f"cash/{set_}", day,
            {"收款": slip, "日期": day.isoformat(), "方式": "银行", "账户": account, "付款方": "县农商银行", "用途": "存款利息",
             "金额": yuan(amount)},
        )  # fmt: skip
        world.bank(account, day, "县农商银行", amount)
        budget = [dr("8001", amount), cr("6609", amount)]
        world.draft(
            set_, day, "存款利息", [slip], [dr(BANK_CODES[account], amount), cr("4604", amount)],
            budget if set_ == SCHOOL else [],
        )  # fmt: skip


# ------------------------------------------------------------ what others say at the month's end


def statements(world: World, name: str) -> None:
    """Bank statements, the treasury's list, and the accounts that some suppliers send."""
    for account in world.journals:
        _bank_statement(world, name, account)
    _treasury_list(world, name)
    for set_, supplier in (
        (SCHOOL, "永安五金"),
        (SCHOOL, "光明电器"),
        (SCHOOL, "洁净日化商店"),
        (CANTEEN, "城关粮油店"),
    ):
        _supplier_statement(world, name, set_, supplier)
    world.owing.clear()


def _bank_statement(world: World, name: str, account: str) -> None:
    journal, end = world.journals[account], days.last(name)
    journal.bank_only.append(Booked(end, "网银服务费", -FEE))
    seen = [(entry, at) for entry, at in journal.late + journal.entries if date.min < at <= end]
    journal.late = [(entry, at) for entry, at in journal.late + journal.entries if at > end]
    lines = sorted([(at, entry) for entry, at in seen] + [(one.day, one) for one in journal.bank_only])
    journal.charged = (
        f"DZ-{account}-{name[2:4]}{name[5:]}",
        1 + [entry for _, entry in lines].index(journal.bank_only[-1]),
    )
    opening = balance = journal.statement
    rows: list[dict[str, str]] = []
    for at, entry in lines:
        balance += entry.amount
        way = "收" if entry.amount > 0 else "付"
        rows.append({"日期": at.isoformat(), "摘要": entry.text, way: yuan(abs(entry.amount)), "余额": yuan(balance)})
    paper = {"文件": f"evidence/{name}/{account}对账单.csv"}
    if name == world.last and account == BANK:
        paper = evidence.bank_export(world, name, account, rows, opening, balance)
    world.add(
        "checks", end,
        {"对账单": f"DZ-{account}-{name[2:4]}{name[5:]}", "日期": end.isoformat(), "种类": "银行", "账户": account,
         **paper, "期初": yuan(opening), "明细": rows, "期末": yuan(balance)},
    )  # fmt: skip
    journal.statement = balance
    journal.balance += sum(entry.amount for entry, _ in journal.entries)
    journal.entries = []


def _treasury_list(world: World, name: str) -> None:
    """The list of the month: the last payment of the month before is on it, this month's last is not."""
    end, late = days.last(name), world.treasury_late
    held = [row for row in world.treasury if row[1] in world.held]
    listed = late + [row for row in world.treasury if row not in held]
    world.listed = late
    world.treasury, world.treasury_late = [], held
    rows = [
        {"日期": max(one.day, days.first(name)).isoformat(), "收款方": one.text, "金额": yuan(one.amount)}
        for one, _ in sorted(listed, key=lambda row: (max(row[0].day, days.first(name)), row[1]))
    ]
    world.add(
        "checks", end,
        {"对账单": f"GK-{name}", "日期": end.isoformat(), "种类": "国库", "账套": SCHOOL,
         "文件": f"evidence/{name}/国库集中支付明细.xlsx", "明细": rows},
    )  # fmt: skip


def _supplier_statement(world: World, name: str, set_: str, supplier: str) -> None:
    """His own account of us. What is under way at the bank he has not."""
    end = days.last(name)
    under_way = {
        (entry.day, entry.amount) for j in world.journals.values() for entry, _ in j.late if entry.text == supplier
    }
    party = set_, supplier
    now = sorted(world.owing[party])
    seen = world.not_had[party] + [one for one in now if (one.day, one.amount) not in under_way]
    world.not_had[party] = [one for one in now if (one.day, one.amount) in under_way]
    rows, opening = [], world.theirs[party]
    balance = opening
    for one in seen:
        balance += one.amount
        way, day = "增" if one.amount > 0 else "减", max(one.day, days.first(name))
        rows.append({"日期": day.isoformat(), "摘要": one.text, way: yuan(abs(one.amount)), "余额": yuan(balance)})
    world.theirs[party] = balance
    if not rows:
        return
    world.add(
        "checks", end,
        {"对账单": f"GD-{supplier}-{name[2:4]}{name[5:]}", "日期": end.isoformat(), "种类": "供应商", "账套": set_,
         "供应商": supplier, "文件": f"evidence/{name}/{supplier}对账单.pdf", "期初": yuan(opening), "明细": rows,
         "期末": yuan(balance)},
    )  # fmt: skip
