"""What is legal and looks like a fault. Each is planted as text like a fault, and must stay silent."""

from __future__ import annotations

from random import Random

from bench.planting.book import CANTEEN, SCHOOL, Book, Edit, Fault, counted, fen, pick, yuan

GREENS = "农友蔬菜合作社"


def _silent(*edits: Edit, month: str = "2026-10") -> Fault:
    return Fault(tuple(edits), (), month=month)


def twins(book: Book, rng: Random) -> Fault | None:
    """Greens come twice on a day, the same goods for the same sum, each with its slip; the month's bill has both."""
    slip = pick(rng, [e for e in book.of("验收") if e.get("供应商") == GREENS])
    bill = next((i for i in book.of("发票") if i.get("供应商") == GREENS), None)
    if slip is None or bill is None:
        return None
    amount = sum(g.amount for g in slip.goods)
    voucher = next(v for v in book.of("凭证", set_=CANTEEN) if v.names(bill.number))
    total = yuan(fen(bill.get("价税合计")) + amount)
    return _silent(
        slip.again(f"{slip.number[:-2]}86"), bill.set_("价税合计", total), bill.set_("不含税", total),
        *(voucher.post(p, p.amount + amount) for p in voucher.posted),
    )  # fmt: skip


def round_sums(book: Book, rng: Random) -> Fault | None:
    """Two services at 1,000.00 each on one day, paid by the treasury to two firms."""
    day = f"2026-10-{rng.randint(12, 28)}"
    payments, vouchers, listed = [], [], []
    maker = book.of("凭证", set_=SCHOOL)[-1].lines[-1]
    for n, (payee, what) in enumerate((("洁雅保洁公司", "地毯清洗费"), ("平安保安公司", "运动会安保费"))):
        own = f"FK-{day[2:].replace('-', '')}-6{n}"
        payments += [
            f"- 付款: {own}", f"  日期: {day}", "  方式: 财政直接支付", f"  收款方: {payee}", f"  用途: {what}", "  金额: 1000.00"
        ]  # fmt: skip
        vouchers += [
            f"- 凭证: {book.next_voucher(SCHOOL, n)}", "  日期: 2026-10-31", f"  摘要: 付{what}", f"  单据: [{own}]", "  附件: 2",
            "  分录:", '    - {科目: "5001", 借: 1000.00}', '    - {科目: "4001", 贷: 1000.00}', "  预算:",
            '    - {科目: "7201", 经济分类: "30209", 借: 1000.00}', '    - {科目: "6001", 贷: 1000.00}', maker,
        ]  # fmt: skip
        listed.append(f"    - {{日期: {day}, 收款方: {payee}, 金额: 1000.00}}")
    statement = next(s for s in book.of("对账单") if s.get("种类") == "国库")
    return _silent(
        book.append(book.path("cash", SCHOOL), *payments), book.append(book.path("accounts", SCHOOL), *vouchers),
        Edit(statement.path, statement.at + len(statement.lines), 0, tuple(listed)),
    )  # fmt: skip


def split_delivery(book: Book, rng: Random) -> Fault | None:
    """One order comes by two cars on a day: two acceptances, one invoice, one voucher."""
    places = [
        b
        for b in book.bookings
        if len(b[1].goods) > 2 and (i := book.billed(b[1])) and i.get("涵盖") and b[0].get("单据")
    ]
    chosen = pick(rng, places)
    if chosen is None:
        return None
    voucher, slip, _ = chosen
    bill = book.billed(slip)
    if bill is None:
        return None
    last = slip.goods[-1].n
    own = f"{slip.number[:-2]}85"
    head = slip.copy(own)
    first = slip.goods[0].n
    second = (*head[:first], slip.lines[last], *head[last + 1 :])
    return _silent(
        slip.without(last), Edit(slip.path, slip.at + len(slip.lines), 0, second),
        bill.set_("涵盖", f"[{slip.number}, {own}]"), voucher.swap(voucher.where("单据"), slip.number, f"{slip.number}, {own}"),
    )  # fmt: skip


def same_day_return(book: Book, rng: Random) -> Fault | None:
    """One more came than was wanted and went back with the car: accepted, returned, billed for the rest."""
    places = [
        (v, s, g) for v, s, _ in book.bookings for g in s.goods
        if (i := book.billed(s)) and i.get("涵盖") and v.get("单据") and g.quantity % 1000 == 0 and g.price
        and g.amount * 1000 == g.price * g.quantity and not book.moved_after(g.item, s.get("日期"))
    ]  # fmt: skip
    chosen = pick(rng, places)
    if chosen is None:
        return None
    voucher, slip, goods = chosen
    bill = book.billed(slip)
    if bill is None:
        return None
    one = yuan(goods.price)
    own = f"TH-{slip.get('日期')[2:].replace('-', '')}-81"
    more = f"    - {goods.item} {goods.quantity // 1000 + 1}{goods.unit} {one} {yuan(goods.amount + goods.price)}"
    back = (
        f"- 退货: {own}", f"  日期: {slip.get('日期')}", f"  原单: {slip.number}", f"  供应商: {slip.get('供应商')}", "  明细:",
        f"    - {goods.item} 1{goods.unit} {one} {one}", "  原因: 多送一件", "  退款方式: 抵扣货款",
        "  签字: {采购员: 张建国, 保管员: 王强}",
    )  # fmt: skip
    return _silent(
        slip.line(goods.n, more), Edit(slip.path, slip.at + len(slip.lines), 0, back),
        bill.set_("涵盖", f"[{slip.number}, {own}]"), voucher.swap(voucher.where("单据"), slip.number, f"{slip.number}, {own}"),
    )  # fmt: skip


def gift_without_value(book: Book, rng: Random) -> Fault | None:
    """Parents give a few things without a bill: kept at nothing, or at the nominal yuan and booked so (名义金额), whether
    or not the slip has the sum."""
    store = min(b[1].place for b in book.bookings)
    count = book.count_of(store)
    taken = {g.item for e in book.of("领用", "退库", "退货", "调拨") for g in e.goods}
    goods = pick(
        rng, [g for g in count.goods if g.item not in taken and book.account(g.item) in ("1302.01", "1302.02")]
    )
    if goods is None:
        return None
    own, nominal, more = "YS-261028-84", rng.random() < 0.5, rng.randint(1, 3)
    line = f"    - {goods.item} {more}{goods.unit} 0.00 0.00"
    if nominal:
        line = f"    - {{物品: {goods.item}, 数量: {more} {goods.unit}{rng.choice((', 金额: 1.00', ''))}}}"
    slip = (
        f"- 验收: {own}", "  日期: 2026-10-28", "  来源: 捐赠", "  捐赠人: 家长委员会", "  计价依据: 名义金额", "  明细:",
        line, "  签字: {验收员: 李秀英, 监督员: [王芳], 保管员: 王强}",
    )  # fmt: skip
    edits = [book.append(book.path("store", store), *slip), counted(count, goods, goods.quantity + more * 1000)]
    if nominal:
        account = book.account(goods.item)
        edits.append(book.voucher(SCHOOL, "2026-10-31", "接受捐赠，按名义金额", account, "4603", 100, [own])[1])
    return _silent(*edits)


def lookalike_supplier(book: Book, rng: Random) -> Fault | None:
    """A second shop with nearly the same name brings greens on the same days; it has its own slip, bill and voucher."""
    like, other = GREENS, "农友蔬菜专业合作社"
    slip = pick(rng, [e for e in book.of("验收") if e.get("供应商") == like])
    if slip is None:
        return None
    amount = sum(g.amount for g in slip.goods)
    own, bill = f"{slip.number[:-2]}83", "FP-261031-83"
    rows = book.files["registers/suppliers.yaml"]
    register = f"- {{供应商: {other}, 信用代码: 93999900MA0000997W, 结算: 月结, 起: 2026-09-01}}"
    paper = (
        f"- 发票: {bill}", "  日期: 2026-10-31", "  种类: 数电普票", f'  号码: "26992000000{rng.randint(10**8, 10**9 - 1)}"',
        f"  供应商: {other}", f"  不含税: {yuan(amount)}", "  税额: 0.00", f"  价税合计: {yuan(amount)}",
        f"  涵盖: [{own}]",
    )  # fmt: skip
    _, booked = book.voucher(CANTEEN, "2026-10-31", f"{other}10月供货", "5001", f"2302 {other}", amount, [bill])
    return _silent(
        Edit("registers/suppliers.yaml", len(rows), 0, (register,)), slip.again(own, 供应商=other),
        book.append(book.path("purchases"), *paper), booked,
    )  # fmt: skip


def empty_month(book: Book, rng: Random) -> Fault | None:
    """In the month after nothing happens but depreciation."""
    charge = sum(card.charge("2026-11") for card in book.world.cards)
    maker = book.of("凭证", set_=SCHOOL)[-1].lines[-1]
    lines = (
        "- 凭证: 记-1", "  日期: 2026-11-30", "  摘要: 计提11月折旧", "  附件: 1", "  分录:",
        f'    - {{科目: "5001", 借: {yuan(charge)}}}', f'    - {{科目: "1602", 贷: {yuan(charge)}}}', maker,
    )  # fmt: skip
    return _silent(book.append(book.path("accounts", SCHOOL, "2026-11"), *lines), month="2026-11")


def empty_month_without_depreciation(book: Book, rng: Random) -> Fault | None:
    """The faulty neighbour of the empty month: the cards go on wearing out, and nothing books it."""
    charge = sum(card.charge("2026-11") for card in book.world.cards)
    maker = book.of("凭证", set_=SCHOOL)[-1].lines[-1]
    lines = (
        "- 凭证: 记-1", "  日期: 2026-11-30", "  摘要: 更正科目", "  附件: 1", "  分录:",
        '    - {科目: "5001", 借: 0.01}', '    - {科目: "5101", 贷: 0.01}', maker,
    )  # fmt: skip
    edit = book.append(book.path("accounts", SCHOOL, "2026-11"), *lines)
    cards = tuple(card.number for card in book.world.cards)
    return Fault((edit,), cards, charge, ("1602",), month="2026-11")
