"""What is wrong in the book's last month, put there on purpose.

Everything else is right, so that each row must come up as one finding and no other may. The amounts are worked out
here, by the book's own arithmetic, before any program has seen them.
"""

from __future__ import annotations

import re

from bench.school import days
from bench.school.cost import ISSUE, LOSS, MILLE
from bench.school.money import faces
from bench.school.world import CANTEEN, CANTEEN_STORE, SCHOOL, Draft, Planted, World, yuan
from bench.school.write import Record


def _records(world: World, file: str, name: str, kind: str) -> list[Record]:
    """The month's records of a type in a ledger."""
    return [entry for _, _, entry in world.files[f"{file}/{name}.yaml"] if kind in list(entry)[:1]]


def _remove(world: World, file: str, name: str, entry: Record) -> None:
    rows = world.files[f"{file}/{name}.yaml"]
    rows[:] = [row for row in rows if row[2] is not entry]


def _drafts(world: World, topic: str) -> list[Draft]:
    return [draft for draft in world.drafts if draft.topic == topic]


def _swapped(fen: int) -> int:
    """The sum with two neighbouring digits of its yuan changed about, the first two that differ, not leading."""
    digits = list(str(fen // 100))
    at = next(n for n in range(1, len(digits) - 1) if digits[n] != digits[n + 1])
    digits[at], digits[at + 1] = digits[at + 1], digits[at]
    return int("".join(digits)) * 100 + fen % 100


# ------------------------------------------------------------ before the goods are valued


def slips(world: World, name: str) -> None:
    """What keepers and suppliers wrote wrongly, and what the counters saw."""
    _unit_slip(world, name)
    _shelf_short(world, name)
    _safe_short(world, name)
    _invoice_differs(world, name)


def _unit_slip(world: World, name: str) -> None:
    """One day's rice is written in catties with the figure of kilograms; the rice that was spilt is not reported."""
    pool = world.stock.pool(f"{CANTEEN}|1302.01", "大米", "")
    candidates = []
    for entry in _records(world, f"store/{CANTEEN_STORE}", name, "领用"):
        for at, line in enumerate(entry["明细"]):
            if found := re.fullmatch(r"大米 (\d+)公斤", str(line)):
                candidates.append((int(found[1]), entry["领用"], at, entry))
    if not candidates:
        return
    kilograms, slip, at, entry = min(candidates, key=lambda one: one[:2])
    entry["明细"][at] = f"大米 {kilograms}斤"
    move = next(m for m in pool.moves if m.what == ISSUE and m.line == (slip, at + 1))
    move.quantity = kilograms * MILLE
    spilt = 0
    for report in _records(world, "checks", name, "盘盈盘亏"):
        if report["地点"] == CANTEEN_STORE:
            _remove(world, "checks", name, report)
            spilt = sum(m.quantity for m in pool.moves if m.what == LOSS)
            pool.moves = [m for m in pool.moves if m.what != LOSS]
    count = _records(world, "checks", name, "盘点")
    counted = next(one["盘点"] for one in count if one["地点"] == CANTEEN_STORE)
    world.short |= {"slip": slip, "kilograms": kilograms * MILLE, "spilt": spilt, "count": counted}


def _shelf_short(world: World, name: str) -> None:
    """Three packs of paper are not on the shelf, and nobody has reported it."""
    counts = _records(world, "checks", name, "盘点")
    count = next(c for c in counts if c["地点"] == world.kind.main_store and c["范围"] == "全盘")
    at = next(n for n, line in enumerate(count["明细"]) if line.startswith("A4复印纸"))
    there = int(count["明细"][at].removeprefix("A4复印纸 ").removesuffix("包"))
    count["明细"][at] = f"A4复印纸 {there - 3}包"
    world.short["paper"] = count["盘点"]


def _safe_short(world: World, name: str) -> None:
    """One note of twenty yuan is not in the safe."""
    count = next(iter(_records(world, "checks", name, "现金盘点")))
    lost = 2_000
    count["实点"] = yuan(world.safe - lost)
    count["面额表"] = faces(world.safe - lost)
    _plant(world, "safe", "待记", "账实", SCHOOL, ("1001",), count["现金盘点"], lost)


def _invoice_differs(world: World, name: str) -> None:
    """The butcher's invoice has two digits changed about: not booked and not paid; his slips are accrued instead."""
    draft = next(iter(_drafts(world, "供货 鲜肉")), None)
    if draft is None:
        return
    invoice = next(i for i in _records(world, "purchases", name, "发票") if i["发票"] == draft.documents[0])
    total = -draft.entries[-1].amount
    wrong = _swapped(total)
    invoice["不含税"] = invoice["价税合计"] = yuan(wrong)
    accepted = [a for a in _records(world, f"store/{CANTEEN_STORE}", name, "验收") if a["供应商"] == invoice["供应商"]]
    draft.documents = [entry["验收"] for entry in accepted]
    draft.summary += "（发票有误，按验收暂估）"
    _plant(world, "invoice", "待改", "账证", CANTEEN, (), invoice["发票"], abs(wrong - total))


# ------------------------------------------------------------ before the vouchers are written


def vouchers(world: World, name: str) -> None:
    """What the accountants posted wrongly or did not post."""
    _digits(world)
    _depreciation(world, name)
    _meals(world, name)
    _one_half(world)
    for topic, case, accounts in (("退货", "return", ("1302.02", "2302")), ("暂估", "accrual", ("1302.01", "2302"))):
        for draft in _drafts(world, topic):
            world.drafts.remove(draft)
            amount = sum(entry.amount for entry in draft.entries if entry.amount > 0)
            _plant(world, case, "待记", "账账", SCHOOL, accounts, draft.documents[0], amount)
    _shortages(world)


def _digits(world: World) -> None:
    draft = next(iter(_drafts(world, "采购 电料")), None)
    if draft is None:
        return
    total = -draft.entries[-1].amount
    wrong = _swapped(total)
    draft.entries = [draft.entries[0]._replace(amount=wrong), draft.entries[-1]._replace(amount=-wrong)]
    _plant(world, "digits", "待改", "账账", SCHOOL, ("1302.02", "2302"), draft, abs(wrong - total))


def _depreciation(world: World, name: str) -> None:
    new = next((card for card in world.cards if card.acquired == name), None)
    if new is None:
        return
    draft, charge = _drafts(world, "折旧")[0], new.charge(name)
    draft.entries = [
        entry._replace(amount=entry.amount - charge if entry.account == "5001" else entry.amount + charge)
        if entry.account in ("5001", "1602")
        else entry
        for entry in draft.entries
    ]
    _plant(world, "depreciation", "待改", "账账", SCHOOL, ("1602",), new.number, charge)


def _meals(world: World, name: str) -> None:
    """All that was paid in advance for the month is taken as income, eaten or not."""
    before = days.before(name, 1)
    rows = _records(world, "canteen", before, "收费")
    fen = sum(int(r["金额"].replace(".", "")) for r in rows if r["所属期"] == name and r["往来"] == "学生")
    draft = next(iter(_drafts(world, "餐费")), None)
    if draft is None or fen <= (earned := draft.entries[0].amount):
        return
    draft.entries = [draft.entries[0]._replace(amount=fen), draft.entries[1]._replace(amount=-fen)]
    _plant(world, "meals", "待改", "账账", CANTEEN, ("2305",), draft, fen - earned)


def _one_half(world: World) -> None:
    """The rubbish is paid for by the bank, and the budget half of the voucher is forgotten (平行记账)."""
    draft = next(iter(_drafts(world, "垃圾清运费")), None)
    if draft is None:
        return
    draft.budget = []
    _plant(world, "half", "待改", "账账", SCHOOL, ("8001",), draft, draft.entries[0].amount)


def _shortages(world: World) -> None:
    """What the count's shortages are worth: what the reports would take out that settle them, by each pool's own method
    (the month has been valued by now). What was spilt is reported at once, what is under suspicion after it."""
    short = world.short
    paper = world.stock.pool(f"{SCHOOL}|1302.01", "A4复印纸", "")
    (amount,) = paper.further(3 * MILLE)
    _plant(world, "paper", "待记", "账实", SCHOOL, ("1302.01",), short["paper"], amount)
    if "slip" not in short:
        return
    pool = world.stock.pool(f"{CANTEEN}|1302.01", "大米", "")
    spilt, suspected = pool.further(short["spilt"], short["kilograms"])
    rice = "账实", CANTEEN, ("1302.01",)
    _plant(world, "unit", "未明", *rice, short["slip"], suspected)
    if spilt:
        _plant(world, "spilt", "待记", *rice, short["count"], spilt)


def _plant(
    world: World, case: str, bucket: str, between: str, set_: str, accounts: tuple[str, ...], record: str | Draft, amount: int
) -> None:  # fmt: skip
    world.planted.append(Planted(case, bucket, between, set_, accounts, record, amount))
