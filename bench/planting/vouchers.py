"""Faults of accountants and of invoices: what was booked wrongly, twice, elsewhere, later or not at all.

A planter takes a right book and a source of chance; it gives the fault, or None where the book holds no place for it.
"""

from __future__ import annotations

from random import Random

from bench.planting.book import (
    CANTEEN,
    CANTEEN_STORE,
    MONTH,
    SCHOOL,
    Book,
    Edit,
    Entry,
    Fault,
    Goods,
    Posted,
    counted,
    error_of,
    fen,
    number,
    pick,
    size_of,
    yuan,
)

NEXT = "2026-11"
BEFORE = "2026-09"


def _booking(book: Book, rng: Random, least: int = 0) -> tuple[Entry, Entry, Posted] | None:
    return pick(rng, [b for b in book.bookings if b[2].amount >= least])


def _both(voucher: Entry, stock: Posted, amount: int) -> list[Edit]:
    """Both sides of a voucher of one sum say another."""
    return [voucher.post(p, amount) for p in voucher.posted if p.amount == stock.amount and not p.budget]


def _invoiced(invoice: Entry, total: int) -> list[Edit]:
    """An invoice over another total, its tax as it was."""
    return [invoice.set_("价税合计", yuan(total)), invoice.set_("不含税", yuan(total - fen(invoice.get("税额"))))]


# ------------------------------------------------------------ 1: purchases taken for consumption


def _consumption(book: Book, rng: Random, accounts: int) -> Fault | None:
    voucher = next((v for v in book.of("凭证", set_=CANTEEN) if v.get("出自") == "汇总"), None)
    if voucher is None:
        return None
    bought: dict[str, int] = {}
    for other in book.of("凭证", set_=CANTEEN):
        for p in other.posted:
            if p.account.startswith("1302") and p.side == "借":
                bought[p.account] = bought.get(p.account, 0) + p.amount
    issues = [p for p in voucher.posted if p.side == "贷" and bought.get(p.account, p.amount) != p.amount]
    chosen = rng.sample(issues, min(accounts, len(issues)))
    edits = [voucher.post(p, bought[p.account]) for p in chosen]
    expense = next(p for p in voucher.posted if p.side == "借")
    off = sum(bought[p.account] - p.amount for p in chosen)
    edits.append(voucher.post(expense, expense.amount + off))
    largest = max(chosen, key=lambda p: abs(bought[p.account] - p.amount))
    return Fault(
        tuple(edits), (voucher.number,), abs(bought[largest.account] - largest.amount), (largest.account,)
    )  # fmt: skip


def all_bought_is_eaten(book: Book, rng: Random) -> Fault | None:
    """以购代耗: the month's purchases are credited instead of its issues, on every stock account of the canteen."""
    return _consumption(book, rng, 9)


def one_kind_bought_is_eaten(book: Book, rng: Random) -> Fault | None:
    """以购代耗 on one account of stock."""
    return _consumption(book, rng, 1)


# ------------------------------------------------------------ 2, 3: goods or invoice alone


def not_accrued(book: Book, rng: Random) -> Fault | None:
    """Goods are here, the invoice is not, and nothing is accrued: the accrual's voucher is missing, or voucher and
    unpaid invoice both."""
    places = [v for v in book.of("凭证", set_=SCHOOL) if "暂估入库" in v.get("摘要")]
    places += [v for v, slip, _ in book.bookings if (i := book.billed(slip)) and not book.naming(i.number, "付款")]
    voucher = pick(rng, list(dict.fromkeys(places)))
    if voucher is None or (edits := book.without_voucher(voucher)) is None:
        return None
    slip = next(e for e in book.of("验收") if voucher.names(e.number))
    if invoice := book.billed(slip):
        edits.append(invoice.dropped())
    stock = next(p for p in voucher.posted if p.account.startswith("1302"))
    worth = sum(g.amount for g in slip.goods)
    return Fault(tuple(edits), (slip.number,), worth, (stock.account, "2302"))


def _bill_without_goods(book: Book, rng: Random, day: str, round_: bool) -> Fault | None:
    supplier = rng.choice(("城南水暖", "育才纸品公司", "青溪文具商行"))
    amount = rng.randint(3, 20) * 10000 if round_ else rng.randint(20000, 300000)
    month = day[:7]
    own = f"FP-{day[2:4]}{day[5:7]}{day[8:]}-91"
    account = "1302.02" if supplier == "城南水暖" else "1302.01"
    lines = (
        f"- 发票: {own}", f"  日期: {day}", "  种类: 数电普票", f'  号码: "26992000000{rng.randint(10**8, 10**9 - 1)}"',
        f"  供应商: {supplier}", f"  价税合计: {yuan(amount)}",
    )  # fmt: skip
    if month == MONTH:
        voucher, booked = book.voucher(SCHOOL, day, f"{supplier}货款", account, f"2302 {supplier}", amount, [own])
    else:
        voucher = f"记-{int(book.of('凭证', month=month, set_=SCHOOL)[-1].number.split('-')[1]) + 1}"
        booked = book.append(
            book.path("accounts", SCHOOL, month), f"- 凭证: {voucher}", f"  日期: {day}", f"  摘要: {supplier}货款",
            f"  单据: [{own}]", "  附件: 1", "  分录:", f'    - {{科目: "{account}", 借: {yuan(amount)}}}',
            f'    - {{科目: "2302", 往来: {supplier}, 贷: {yuan(amount)}}}', book.of("凭证", set_=SCHOOL)[-1].lines[-1],
        )  # fmt: skip
    bill = book.append(book.path("purchases", month=month), *lines)
    return Fault((bill, booked), (voucher, own), amount, (account,))


def bill_without_goods(book: Book, rng: Random) -> Fault | None:
    """An invoice is booked on the stock account near the month's end; nothing has come."""
    return _bill_without_goods(book, rng, rng.choice(("2026-10-30", "2026-10-31")), rng.random() < 0.4)


def bill_without_goods_for_weeks(book: Book, rng: Random) -> Fault | None:
    """The same of a month ago: what has not come by now is not on the road."""
    return _bill_without_goods(book, rng, "2026-09-30", rng.random() < 0.4)


# ------------------------------------------------------------ 4, 5: later, never


def booked_next_month(book: Book, rng: Random) -> Fault | None:
    """The month's last voucher of goods stands in November: slip and voucher straddle the month's end."""
    places = [b for b in book.bookings if not book.naming((book.billed(b[1]) or b[1]).number, "付款")]
    chosen = pick(rng, places[-4:])
    if chosen is None or (edits := book.without_voucher(chosen[0])) is None:
        return None
    voucher, slip, stock = chosen
    moved = voucher.copy("记-1", 日期="2026-11-02")
    edits.append(book.append(book.path("accounts", SCHOOL, NEXT), *moved))
    if invoice := book.billed(slip):
        edits.append(invoice.dropped())
        edits.append(book.append(book.path("purchases", month=NEXT), *invoice.copy(invoice.number, 日期="2026-11-02")))
    worth = sum(g.amount for g in slip.goods)
    return Fault(tuple(edits), (slip.number, "记-1"), worth, (stock.account, "2302"))


def _never(book: Book, voucher: Entry, first: str, posted: Posted) -> Fault | None:
    if (edits := book.without_voucher(voucher)) is None:
        return None
    return Fault(tuple(edits), (first,), posted.amount, (posted.account,))


def goods_never_vouchered(book: Book, rng: Random) -> Fault | None:
    """Goods and their invoice are here; no voucher books them."""
    chosen = pick(rng, [(*b, bill) for b in book.bookings if (bill := book.billed(b[1]))])
    if chosen is None:
        return None
    voucher, slip, stock, bill = chosen
    fault = _never(book, voucher, slip.number, stock)
    return fault and fault._replace(others=(bill.number,))


def return_never_vouchered(book: Book, rng: Random) -> Fault | None:
    """Goods went back to the supplier; no voucher says so."""
    slip = pick(rng, book.of("退货"))
    voucher = slip and next((v for v in book.of("凭证") if v.names(slip.number)), None)
    if slip is None or voucher is None:
        return None
    return _never(book, voucher, slip.number, next(p for p in voucher.posted if p.account.startswith("1302")))


def payment_never_vouchered(book: Book, rng: Random) -> Fault | None:
    """Money left the bank by a payment that the cashier wrote; no voucher books it."""
    places = [v for v in book.of("凭证") if any(p.account.startswith("1002") and p.side == "贷" for p in v.posted)]
    voucher = pick(rng, [v for v in places if sum(v.names(p.number) for p in book.of("付款")) == 1])
    if voucher is None:
        return None
    slip = next(p for p in book.of("付款") if voucher.names(p.number))
    return _never(book, voucher, slip.number, next(p for p in voucher.posted if p.account.startswith("1002")))


# ------------------------------------------------------------ 6: twice


def voucher_twice(book: Book, rng: Random) -> Fault | None:
    """The same goods are booked by two vouchers."""
    chosen = _booking(book, rng)
    if chosen is None:
        return None
    voucher, _, stock = chosen
    own = book.next_voucher(SCHOOL)
    copy = book.append(voucher.path, *voucher.copy(own, 日期=rng.choice((voucher.get("日期"), "2026-10-31"))))
    return Fault((copy,), (own, voucher.number), stock.amount, (stock.account, "2302"))


def payment_booked_twice(book: Book, rng: Random) -> Fault | None:
    """The same payment is booked by two vouchers."""
    places = [
        v for v in book.of("凭证") if v.get("摘要").startswith("付") and any(p.account[:4] == "1002" for p in v.posted)
    ]
    voucher = pick(rng, places)
    if voucher is None:
        return None
    own = book.next_voucher(voucher.set)
    bank = next(p for p in voucher.posted if p.account[:4] == "1002")
    copy = book.append(voucher.path, *voucher.copy(own, 日期="2026-10-31"))
    return Fault((copy,), (own, voucher.number), bank.amount, (bank.account,))


# ------------------------------------------------------------ 7, 8, 10, 18: the invoice against the goods


def _bill_says(
    book: Book, rng: Random, off: int, least: int, booked: bool, line: str = "", packed: bool = False
) -> Fault | None:
    """An invoice over `off` fen more, with a line that says why; the voucher follows it (`booked`) or the goods. `packed`:
    of goods in so many pieces that half a fen on each can make so much.

    One that is paid can only be over more than was paid: the rest is owed."""
    places = [(b, book.billed(b[1])) for b in book.bookings if b[2].amount >= least and abs(off) < b[2].amount]
    places = [(b, bill) for b, bill in places if not packed or _pieces(b[1]) >= 2 * abs(off)]
    chosen = pick(rng, [b for b, bill in places if bill and (off > 0 or not book.naming(bill.number, "付款"))])
    if chosen is None:
        return None
    voucher, slip, stock = chosen
    invoice = book.billed(slip)
    if invoice is None:
        return None
    total = fen(invoice.get("价税合计")) + off
    edits = _invoiced(invoice, total)
    if line:
        edits.append(Edit(invoice.path, invoice.at + len(invoice.lines), 0, tuple(line.split("\n"))))
    if booked:
        edits += _both(voucher, stock, stock.amount + off)
    accounts = (stock.account, "2302") if booked else ()
    return Fault(tuple(edits), (invoice.number,), abs(off), accounts, (voucher.number, slip.number))


def _pieces(slip: Entry) -> int:
    """How many pieces of an acceptance came in packs."""
    return sum(g.base // 1000 for g in slip.goods if size_of(g.item, g.unit) > 1)


def _priced(book: Book, rng: Random, *, price: bool) -> Fault | None:
    """An invoice with lines: one of them at another price, or over another quantity, than the acceptance; booked so.

    It covers the acceptance alone: with a return beside it, the acceptance's lines would not add up to its total."""
    returns = [r.number for r in book.of("退货")]
    places = []
    for voucher, slip, stock in book.bookings:
        invoice = book.billed(slip)
        if invoice and invoice.get("涵盖") and slip.goods and not any(map(invoice.names, returns)):
            places.append((voucher, slip, stock, invoice))
    chosen = pick(rng, places)
    if chosen is None:
        return None
    voucher, slip, stock, invoice = chosen
    goods = rng.choice([g for g in slip.goods if g.price])
    lines, off = ["  明细:"], 0
    for g in slip.goods:
        unit_price, quantity = g.price, g.quantity
        if g is goods:
            unit_price += rng.choice((max(g.price // 10, 1), max(g.price // 20, 1), 100)) if price else 0
            quantity += 0 if price else rng.choice((1000, 2000))
        amount = (unit_price * quantity + 500) // 1000
        off += amount - g.amount
        lines.append(f"    - {g.item} {quantity // 1000}{g.unit} {yuan(unit_price)} {yuan(amount)}")
    if any(g.quantity % 1000 for g in slip.goods):
        return None
    edits = [*_invoiced(invoice, fen(invoice.get("价税合计")) + off), *_both(voucher, stock, stock.amount + off)]
    edits.append(Edit(invoice.path, invoice.at + len(invoice.lines), 0, tuple(lines)))
    return Fault(tuple(edits), (invoice.number,), abs(off), (stock.account, "2302"), (voucher.number, slip.number))


def billed_dearer(book: Book, rng: Random) -> Fault | None:
    """One line of the invoice is dearer than the acceptance says; it was booked so."""
    return _priced(book, rng, price=True)


def billed_more(book: Book, rng: Random) -> Fault | None:
    """The invoice bills one or two more than were accepted; it was booked so."""
    return _priced(book, rng, price=False)


def _ordered(book: Book, rng: Random, *, price: bool) -> Fault | None:
    """The acceptance (with invoice and voucher) departs from the order by a price or a quantity: the order is edited."""
    places = [(slip, book.one(slip.get("订单"))) for _, slip, _ in book.bookings if slip.get("订单")]
    chosen = pick(rng, places)
    if chosen is None:
        return None
    slip, order = chosen
    theirs = [g for g in order.goods if g.quantity > 1000 and any(h.item == g.item for h in slip.goods)]
    goods = pick(rng, theirs)
    if goods is None:
        return None
    quantity = goods.quantity if price else goods.quantity - 1000
    each = goods.price - max(goods.price // rng.choice((8, 12, 20)), 1) if price else goods.price
    amount = (each * quantity + 500) // 1000
    line = f"    - {goods.item} {quantity // 1000}{goods.unit} {yuan(each)} {yuan(amount)}"
    if goods.quantity % 1000:
        return None
    return Fault((order.line(goods.n, line),), (slip.number,), goods.amount - amount, (), (order.number,))


def accepted_dearer(book: Book, rng: Random) -> Fault | None:
    """Accepted, billed and booked at a price above the order's."""
    return _ordered(book, rng, price=True)


def accepted_more(book: Book, rng: Random) -> Fault | None:
    """More accepted than was ordered."""
    return _ordered(book, rng, price=False)


def bill_off(book: Book, rng: Random) -> Fault | None:
    """The invoice's total differs from the goods it covers, and nothing says why; booked as it stands or not."""
    return _bill_says(book, rng, error_of(rng, 5000), 5000, rng.random() < 0.5)


def cents_of_packs(book: Book, rng: Random) -> Fault | None:
    """Billed by the piece at a price rounded to the fen, accepted by the pack: a few cents, booked as billed. Some of the
    goods are in packs: cents on goods that are not have another cause, which no paper shows."""
    return _bill_says(book, rng, rng.choice((-4, -3, -2, 2, 3, 4, 6)), 5000, True, packed=True)


def freight_on_the_bill(book: Book, rng: Random) -> Fault | None:
    """The invoice has a line for freight that neither acceptance nor voucher has."""
    off = rng.choice((1500, 2000, 3000, 4550))
    return _bill_says(book, rng, off, 5000, False, f"  附加:\n    - {{种类: 运费, 金额: {yuan(off)}}}")


def discount_booked_only(book: Book, rng: Random) -> Fault | None:
    """The voucher takes off a discount that no paper has."""
    chosen = _booking(book, rng, 5000)
    if chosen is None:
        return None
    voucher, slip, stock = chosen
    off = rng.choice((500, 1000, 2000))
    return Fault(
        tuple(_both(voucher, stock, stock.amount - off)), (voucher.number,), off, (stock.account, "2302"), (slip.number,)
    )  # fmt: skip


# ------------------------------------------------------------ 11, 12: rounding, returns


def fen_in_the_summary(book: Book, rng: Random) -> Fault | None:
    """The month's summary of issues is a few fen off: each line was rounded by itself. Half a fen a line is the most that
    this can come to: on an account with two lines, one fen; four fen there would be no rounding."""
    voucher = rng.choice([v for v in book.of("凭证") if v.get("出自") == "汇总"])
    stock = rng.choice([p for p in voucher.posted if p.side == "贷" and p.account.startswith("1302")])
    most = min(4, sum(book.account(g.item) == stock.account for e in _issues(book, voucher) for g in e.goods) // 2)
    if not most:
        return None
    off = rng.choice([n for n in range(-most, most + 1) if n])
    expense = next(p for p in voucher.posted if p.account == "5001")
    edits = (voucher.post(stock, stock.amount + off), voucher.post(expense, expense.amount + off))
    return Fault(edits, (voucher.number,), abs(off), (stock.account,))


def _issues(book: Book, voucher: Entry) -> list[Entry]:
    """The slips that a summary of issues adds up: those of its set's stores."""
    return [e for e in book.of("领用") if (e.place == CANTEEN_STORE) == (voucher.set == CANTEEN)]


def value_at_no_quantity(book: Book, rng: Random) -> Fault | None:
    """The kitchen takes the last of an account's goods, and some fen of them stay in the ledger: the summary took less off
    than they had come in at. What the account's lines can be rounded by is the most."""
    voucher = next((v for v in book.of("凭证", set_=CANTEEN) if v.get("出自") == "汇总"), None)
    count = book.count_of(CANTEEN_STORE)
    slips = [e for e in book.of("领用") if e.place == CANTEEN_STORE and e.get("日期") <= count.get("日期")]
    if voucher is None or not slips:
        return None
    left: dict[str, list[Goods]] = {}
    for g in count.goods:
        left.setdefault(book.account(g.item), []).append(g)
    stock = pick(rng, [p for p in voucher.posted if p.side == "贷" and p.account in left])
    if stock is None:
        return None
    last, goods = max(slips, key=lambda e: e.get("日期")), left[stock.account]
    taken = {g.item for g in last.goods}
    lines = sum(book.account(g.item) == stock.account for e in slips for g in e.goods)
    if lines < 2 or taken & {g.item for g in goods}:
        return None
    more, off = sum(book.cost(CANTEEN, g.item, g.base) for g in goods), rng.randint(1, min(4, lines // 2))
    expense = next(p for p in voucher.posted if p.account == "5001")
    edits = [voucher.post(p, p.amount + more - off) for p in (stock, expense)]
    edits += [counted(count, g, 0) for g in goods]
    rows = tuple(f"    - {g.item} {number(g.quantity)}{g.unit}" for g in goods)
    edits.append(Edit(last.path, last.at + last.where("明细") + 1, 0, rows))
    return Fault(tuple(edits), (voucher.number,), off, (stock.account,))


def return_at_another_price(book: Book, rng: Random) -> Fault | None:
    """The voucher takes a return off at another price than the goods came in at.

    Of a return that has a voucher of its own: where one books a delivery less what went back with it, by an invoice over
    the rest, nothing is taken off at a price, and whatever such a voucher has wrong is no return's.
    """
    acceptances = [e.number for e in book.of("验收")]
    places = [(s, v) for s in book.of("退货") for v in book.of("凭证") if v.names(s.number)]
    chosen = pick(rng, [(s, v) for s, v in places if not any(v.names(a) for a in acceptances)])
    if chosen is None:
        return None
    slip, voucher = chosen
    stock = next(p for p in voucher.posted if p.account.startswith("1302"))
    off = max(stock.amount // rng.choice((8, 15, 30)), 1)
    sign = rng.choice((1, -1))
    edits = tuple(_both(voucher, stock, stock.amount + sign * off))
    return Fault(edits, (voucher.number, slip.number), off, (stock.account, "2302"))


# ------------------------------------------------------------ 15, 16, 17: accounts


def straight_onto_stock(book: Book, rng: Random) -> Fault | None:
    """A voucher without any paper takes stock to expense, or puts it back."""
    amount = rng.choice((rng.randint(1, 9) * 10000, rng.randint(2000, 90000)))
    stock = rng.choice(("1302.01", "1302.02"))
    sides = (("5001", stock), (stock, "5001"))[rng.random() < 0.4]
    day = rng.choice(("2026-10-31", f"2026-10-{rng.randint(10, 30)}"))
    own, edit = book.voucher(SCHOOL, day, "调整库存", *sides, amount)
    return Fault((edit,), (own,), amount, (stock,))


def other_stock_account(book: Book, rng: Random) -> Fault | None:
    """Goods are booked on another account of stock."""
    chosen = _booking(book, rng)
    if chosen is None:
        return None
    voucher, slip, stock = chosen
    other = rng.choice([a for a in ("1302.01", "1302.02") if a != stock.account])
    edit = voucher.swap(stock.n, f'"{stock.account}"', f'"{other}"')
    return Fault((edit,), (voucher.number,), stock.amount, (stock.account, other), (slip.number,))


def stock_as_expense(book: Book, rng: Random) -> Fault | None:
    """Goods that went on the shelf are booked as an expense, or as an asset."""
    chosen = _booking(book, rng)
    if chosen is None:
        return None
    voucher, slip, stock = chosen
    edit = voucher.swap(stock.n, f'"{stock.account}"', f'"{rng.choice(("5001", "1601"))}"')
    return Fault((edit,), (voucher.number,), stock.amount, (stock.account,), (slip.number,))


def budget_half_missing(book: Book, rng: Random) -> Fault | None:
    """Money moved, and the voucher has no budget half (平行记账)."""
    places = [
        v for v in book.of("凭证", set_=SCHOOL) if any(p.account == "8001" for p in v.posted) and v.where("预算") > 0
    ]
    voucher = pick(rng, places)
    if voucher is None:
        return None
    lines = [p.n for p in voucher.posted if p.budget]
    money = next(p for p in voucher.posted if p.account == "8001")
    edits = tuple(voucher.without(n) for n in [voucher.where("预算"), *lines])
    return Fault(edits, (voucher.number,), money.amount, ("8001",))


def half_posted(book: Book, rng: Random) -> Fault | None:
    """The month's summary of issues leaves a whole account out, its expense as well."""
    voucher = rng.choice([v for v in book.of("凭证") if v.get("出自") == "汇总"])
    stock = rng.choice([p for p in voucher.posted if p.side == "贷" and p.account.startswith("1302")])
    expense = next(p for p in voucher.posted if p.account == "5001")
    if expense.amount <= stock.amount:
        return None
    edits = (voucher.post(expense, expense.amount - stock.amount), voucher.without(stock.n))
    slips = tuple(e.number for e in book.of("领用") if any(book.account(g.item) == stock.account for g in e.goods))
    return Fault(edits, (voucher.number, *slips), stock.amount, (stock.account,))


# ------------------------------------------------------------ 20, 22: where it began


def opening_off(book: Book, rng: Random) -> Fault | None:
    """The opening trial balance has another sum on a stock account than the opening stock."""
    opening = next(e for e in book.entries if e.type == "期初余额" and e.number == f"QC-{SCHOOL}")
    account = rng.choice(("1302.01", "1302.02"))
    stock = next(p for p in opening.posted if p.account == account)
    fund = next(p for p in opening.posted if p.account == "3001")
    off = error_of(rng, stock.amount)
    edits = (opening.post(stock, stock.amount + off), opening.post(fund, fund.amount + off))
    return Fault(edits, (opening.number,), abs(off), (account,))


# ------------------------------------------------------------ 23: the pen


def _misread(book: Book, rng: Random, wrong: dict[int, int]) -> Fault | None:
    """A voucher of goods says the wrong sum for one of the right ones."""
    chosen = pick(rng, [b for b in book.bookings if b[2].amount in wrong])
    if chosen is None:
        return None
    voucher, slip, stock = chosen
    off = abs(wrong[stock.amount] - stock.amount)
    edits = tuple(_both(voucher, stock, wrong[stock.amount]))
    return Fault(edits, (voucher.number,), off, (stock.account, "2302"), (slip.number,))


def digits_swapped(book: Book, rng: Random) -> Fault | None:
    """Two neighbouring digits changed about."""
    wrong = {}
    for _, _, stock in book.bookings:
        text = str(stock.amount)
        places = [n for n in range(len(text) - 1) if text[n] != text[n + 1] and (n or text[1] != "0")]
        if places:
            n = rng.choice(places)
            wrong[stock.amount] = int(text[:n] + text[n + 1] + text[n] + text[n + 2 :])
    return _misread(book, rng, wrong)


def point_slid(book: Book, rng: Random) -> Fault | None:
    """Ten times or a tenth."""
    wrong = {
        s.amount: s.amount // 10 if s.amount % 10 == 0 and rng.random() < 0.5 else s.amount * 10
        for _, _, s in book.bookings
    }
    return _misread(book, rng, wrong)


def one_digit(book: Book, rng: Random) -> Fault | None:
    """One digit read as one that looks like it."""
    like = {"1": "7", "7": "1", "3": "8", "8": "3", "5": "6", "6": "5", "0": "6"}
    wrong = {}
    for _, _, stock in book.bookings:
        text = str(stock.amount)
        places = [n for n, digit in enumerate(text) if digit in like]
        if places:
            n = rng.choice(places)
            wrong[stock.amount] = int(text[:n] + like[text[n]] + text[n + 1 :])
    return _misread(book, rng, wrong)


def wrong_sign(book: Book, rng: Random) -> Fault | None:
    """In red what should be black."""
    return _misread(book, rng, {s.amount: -s.amount for _, _, s in book.bookings})


# ------------------------------------------------------------ 26, 27: what others state, what was paid


def statement_of_another_day(book: Book, rng: Random) -> Fault | None:
    """The supplier's statement stops some days before the month's end; what came later is not on it."""
    places = [s for s in book.of("对账单") if s.get("种类") == "供应商" and fen(s.get("期末"))]
    statement = pick(rng, places)
    if statement is None:
        return None
    rows = [n for n, line in enumerate(statement.lines) if line.startswith("    - {日期:")]
    cut = rows[-rng.choice((1, 2)) :] if len(rows) > 2 else rows[-1:]
    left = statement.lines[cut[0] - 1].rpartition("余额: ")[2].rstrip("}")
    edits = [statement.without(n) for n in cut]
    edits += [statement.set_("期末", left), statement.set_("日期", statement.lines[cut[0] - 1][11:21])]
    return Fault(
        tuple(edits), (statement.number,), abs(fen(statement.get("期末")) - fen(left)), ("2302",)
    )  # fmt: skip


def paid_otherwise(book: Book, rng: Random) -> Fault | None:
    """The voucher books another sum than the cashier paid and the bank has."""
    places = [
        v for v in book.of("凭证") if v.get("摘要").startswith("付") and any(p.account[:4] == "1002" for p in v.posted)
    ]
    voucher = pick(rng, [v for v in places if len([p for p in v.posted if not p.budget]) == 2])
    if voucher is None:
        return None
    bank = next(p for p in voucher.posted if p.account[:4] == "1002")
    off = error_of(rng, bank.amount)
    edits = tuple(voucher.post(p, p.amount + off) for p in voucher.posted)
    slip = next(p for p in book.of("付款") if voucher.names(p.number))
    return Fault(edits, (voucher.number,), abs(off), (bank.account,), (slip.number,))


def deducted_silently(book: Book, rng: Random) -> Fault | None:
    """Less is paid than is taken to be settled by it, and nothing says what became of the rest (扣留)."""
    places = [p for p in book.of("付款") if p.get("方式") == "银行" and any("发票:" in line for line in p.lines)]
    slip = pick(rng, [p for p in places if p.where("扣留") < 0 and _bank_line(book, p, fen(p.get("金额")))])
    voucher = slip and next((v for v in book.of("凭证") if v.names(slip.number)), None)
    if slip is None or voucher is None:
        return None
    amount = fen(slip.get("金额"))
    off = max(amount // 20, 100)
    edits = [slip.set_("金额", yuan(amount - off))]
    edits += [voucher.post(p, amount - off) for p in voucher.posted if p.amount == amount]
    row = _bank_line(book, slip, amount)
    if row is None:
        return None
    statement, n = row
    edits += _shifted(statement, n, off)
    return Fault(tuple(edits), (slip.number,), off, ("2302",))


def _bank_line(book: Book, slip: Entry, amount: int) -> tuple[Entry, int] | None:
    """Where the bank's statement has a payment."""
    for statement in book.of("对账单"):
        if statement.get("账户") == slip.get("账户"):
            for n, line in enumerate(statement.lines):
                if f"摘要: {slip.get('收款方')}" in line and f"付: {yuan(amount)}," in line:
                    return statement, n
    return None


def _shifted(statement: Entry, n: int, less: int) -> list[Edit]:
    """From a line of a statement on, `less` fen less went out: the line, the balances after it, the closing balance."""
    edits = []
    for at in range(n, len(statement.lines)):
        line = statement.lines[at]
        if not line.startswith("    - {日期:"):
            continue
        before, _, balance = line.rpartition("余额: ")
        new = f"{before}余额: {yuan(fen(balance.rstrip('}')) + less)}}}"
        if at == n:
            out = line.partition("付: ")[2].partition(",")[0]
            new = new.replace(f"付: {out}", f"付: {yuan(fen(out) - less)}")
        edits.append(statement.line(at, new))
    return [*edits, statement.set_("期末", yuan(fen(statement.get("期末")) + less))]
