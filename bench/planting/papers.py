"""Faults of papers that move no sum: signatures, decisions, invoices, payees, numbers."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from bench.planting.book import CANTEEN, SCHOOL, Book, Edit, Entry, Fault, fen, pick, yuan


def _decided(book: Book, two: bool) -> list[tuple[Entry, list[Entry]]]:
    """Requests of the month with the decisions on them, of those that need two or of all."""
    found = [(r, [a for a in book.of("审批") if a.get("原单") == r.number]) for r in book.of("申请")]
    return [(r, a) for r, a in found if len(a) > int(two)]


def not_approved(book: Book, rng: Random) -> Fault | None:
    """Nobody decided on a request that was ordered."""
    ordered = [(r, a) for r, a in _decided(book, False) if book.naming(r.number, "订单")]
    chosen = pick(rng, ordered)
    if chosen is None:
        return None
    request, decisions = chosen
    orders = tuple(o.number for o in book.naming(request.number, "订单"))
    return Fault(tuple(a.dropped() for a in decisions), (request.number,), None, (), orders)


def approved_late(book: Book, rng: Random) -> Fault | None:
    """The decision is of a day after the order."""
    ordered = [
        (o, a) for r, a in _decided(book, False) for o in book.naming(r.number, "订单") if o.get("申请") == r.number
    ]
    chosen = pick(rng, ordered)
    if chosen is None:
        return None
    order, decisions = chosen
    late = (date.fromisoformat(order.get("日期")) + timedelta(days=rng.choice((1, 3, 6)))).isoformat()
    edits = tuple(a.set_("日期", late) for a in decisions)
    return Fault(edits, (order.number, *(a.number for a in decisions)), None, (), (order.get("申请"),))


def not_his_to_approve(book: Book, rng: Random) -> Fault | None:
    """Above the director's limit only the director decided."""
    chosen = pick(rng, _decided(book, True))
    if chosen is None:
        return None
    request, decisions = chosen
    second = next(a for a in decisions if a.get("职务") != "总务主任")
    return Fault((second.dropped(),), (request.number, decisions[0].number))


def _signed(book: Book) -> list[Entry]:
    kinds = {"验收": 3, "盘点": 3, "凭证": 2}
    return [e for e in book.of(*kinds) if e.where("签字") > 0 and e.lines[-1].count(":") > kinds[e.type]]


def not_signed(book: Book, rng: Random) -> Fault | None:
    """Nobody signed an acceptance, a count or a voucher, or the one whose check it is did not."""
    kind = rng.choice(("验收", "盘点", "凭证"))
    entry = pick(rng, [e for e in book.of(kind) if e.where("签字") > 0])
    if entry is None:
        return None
    n = entry.where("签字")
    part = {"验收": "保管员", "盘点": "监盘人", "凭证": "审核人"}[kind]
    signed = entry.lines[n].partition("{")[2].rstrip("}")
    left = ", ".join(p for p in _parts(signed) if not p.startswith(part))
    return Fault((entry.without(n) if rng.random() < 0.4 else entry.line(n, f"  签字: {{{left}}}"),), (entry.number,))


def signed_for_both(book: Book, rng: Random) -> Fault | None:
    """One person made and reviewed a voucher, bought and kept the goods, or counted and watched."""
    kind, of, by = rng.choice(
        (("凭证", "制单人", "审核人"), ("验收", "采购员", "保管员"), ("盘点", "保管员", "盘点人"))
    )
    entry = pick(rng, [e for e in book.of(kind) if f"{of}: " in e.lines[-1] and f"{by}: " in e.lines[-1]])
    if entry is None:
        return None
    parts = _parts(entry.lines[-1].partition("{")[2].rstrip("}"))
    name = next(p for p in parts if p.startswith(of)).partition(": ")[2]
    left = ", ".join(f"{by}: {name}" if p.startswith(by) else p for p in parts)
    return Fault((entry.line(len(entry.lines) - 1, f"  签字: {{{left}}}"),), (entry.number,))


def _parts(signed: str) -> list[str]:
    """采购员: 张建国, 监督员: [刘敏, 林洁] → its two parts."""
    parts: list[str] = []
    for word in signed.split(", "):
        if ": " in word:
            parts.append(word)
        else:
            parts[-1] += f", {word}"
    return parts


def bought_in_pieces(book: Book, rng: Random) -> Fault | None:
    """What would need two decisions is asked for in three requests just below the director's limit, days apart."""
    day = rng.randint(12, 20)
    last = book.of("申请")[-1]
    director = next(a for a in book.of("审批") if a.get("职务") == "总务主任")
    supplier, item, price = rng.choice((("光明电器", "壁扇", 24500), ("青溪文具商行", "硒鼓", 18900)))
    unit = {"壁扇": "台", "硒鼓": "个"}[item]
    requests: list[str] = []
    orders: list[str] = []
    decisions: list[str] = []
    own = []
    for n in range(3):
        count = (200000 // price) - (n == 1)
        when, tag = f"2026-10-{day + n}", f"2610{day + n}-8{n + 1}"
        line = f"    - {item} {count}{unit} {yuan(price)} {yuan(price * count)}"
        requests += [
            f"- 申请: SQ-{tag}", f"  日期: {when}", f"  部门: {last.get('部门')}", f"  申请人: {last.get('申请人')}",
            "  用途: 添置", "  明细:", line,
        ]  # fmt: skip
        decisions += [
            f"- 审批: SP-{tag}", f"  日期: {when}", f"  原单: SQ-{tag}", f"  签批人: {director.get('签批人')}",
            "  职务: 总务主任", "  意见: 同意",
        ]  # fmt: skip
        orders += [
            f"- 订单: DD-{tag}", f"  日期: {when}", f"  申请: SQ-{tag}", f"  供应商: {supplier}", "  明细:", line
        ]  # fmt: skip
        own += [f"SQ-{tag}", f"DD-{tag}"]
    path = book.path("purchases")
    edits = (book.append(path, *requests, *orders), book.append(book.path("approvals"), *decisions))
    return Fault(edits, tuple(own))


def _code(invoice: Entry) -> str:
    return invoice.lines[invoice.where("号码")].partition(": ")[2]


def same_number_twice(book: Book, rng: Random) -> Fault | None:
    """Two invoices of a supplier bear one number."""
    bills = [i for i in book.of("发票") if i.get("号码")]
    pairs = [(a, b) for a in bills for b in bills if a.at < b.at and a.get("供应商") == b.get("供应商")]
    chosen = pick(rng, pairs)
    if chosen is None:
        return None
    first, second = chosen
    return Fault((second.set_("号码", _code(first)),), (second.number, first.number))


def _paid(book: Book) -> list[tuple[Entry, Entry]]:
    """The month's payments of invoices with the voucher of each."""
    payments = [p for p in book.of("付款") if any("发票:" in line for line in p.lines)]
    return [(p, v) for p in payments for v in book.of("凭证", set_=p.set) if v.names(p.number)]


def paid_twice(book: Book, rng: Random) -> Fault | None:
    """One invoice is settled by two payments, each booked; the bank has only the first so far."""
    chosen = pick(rng, _paid(book))
    if chosen is None:
        return None
    payment, voucher = chosen
    own = f"{payment.number[:-2]}77"
    payments = payment.again(own)
    booked = voucher.copy(book.next_voucher(voucher.set), 日期="2026-10-31")
    lines = tuple(line.replace(payment.number, own) for line in booked)
    return Fault(
        (payments, book.append(voucher.path, *lines)), (own, payment.number), fen(payment.get("金额")), ("2302",)
    )


def dearer_than_usual(book: Book, rng: Random) -> Fault | None:
    """Greens at half as much again as all month, billed and booked so."""
    supplier = "农友蔬菜合作社"
    slips = [e for e in book.of("验收") if e.get("供应商") == supplier]
    places = []
    for slip in slips:
        for goods in slip.goods:
            usual = [g for e in slips if e is not slip for g in e.goods if g.item == goods.item]
            if len(usual) >= 2 and goods.quantity % 1000 == 0:
                places.append((slip, goods))
    chosen = pick(rng, places)
    bill = next((i for i in book.of("发票") if i.get("供应商") == supplier), None)
    if chosen is None or bill is None:
        return None
    slip, goods = chosen
    price = goods.price * rng.choice((145, 160, 175)) // 100
    amount = price * goods.quantity // 1000
    off = amount - goods.amount
    voucher = next(v for v in book.of("凭证", set_=CANTEEN) if v.names(bill.number))
    total = fen(bill.get("价税合计")) + off
    edits = [
        slip.line(goods.n, f"    - {goods.item} {goods.quantity // 1000}{goods.unit} {yuan(price)} {yuan(amount)}"),
        bill.set_("价税合计", yuan(total)), bill.set_("不含税", yuan(total)),
        *(voucher.post(p, p.amount + off) for p in voucher.posted),
    ]  # fmt: skip
    return Fault(tuple(edits), (slip.number,), off)


def dearer_than_offered(book: Book, rng: Random) -> Fault | None:
    """The chosen supplier's offer was lower than what was ordered, billed and paid: the offer is edited."""
    quote = pick(rng, book.of("询价", month="2026-09"))
    order = quote and next((o for o in book.of("订单", month="2026-09") if o.get("询价") == quote.number), None)
    if quote is None or order is None:
        return None
    n = next(n for n, line in enumerate(quote.lines) if f"供应商: {quote.get('选定')}," in line)
    old = quote.lines[n].partition("金额: ")[2].rstrip("}")
    off = fen(old) // rng.choice((5, 12, 30))
    edit = quote.swap(n, old, yuan(fen(old) - off))
    return Fault((edit,), (order.number,), off, (), (quote.number,), month="2026-09")


def tax_does_not_add_up(book: Book, rng: Random) -> Fault | None:
    """Net and tax do not make the total."""
    bill = pick(rng, [i for i in book.of("发票") if fen(i.get("税额") or "0")])
    if bill is None:
        return None
    off = rng.choice((-900, -90, -10, 10, 90, 900))
    return Fault((bill.set_("税额", yuan(max(fen(bill.get("税额")) + off, 5))),), (bill.number,))


def rate_that_does_not_exist(book: Book, rng: Random) -> Fault | None:
    """The invoice says a rate by which its own tax is wrong."""
    bill = pick(rng, [i for i in book.of("发票") if fen(i.get("税额") or "0")])
    if bill is None:
        return None
    n = bill.where("税额")
    rate = "6%" if fen(bill.get("税额")) * 100 > fen(bill.get("不含税")) * 10 else "13%"
    return Fault((Edit(bill.path, bill.at + n + 1, 0, (f"  税率: {rate}",)),), (bill.number,))


def billed_to_another(book: Book, rng: Random) -> Fault | None:
    """The buyer's name or credit code on an invoice is not the school's."""
    bill = pick(rng, book.of("发票"))
    if bill is None:
        return None
    line = rng.choice(("  购方: 青溪第二中学", '  购方税号: "12999900MA0009888X"'))
    return Fault((Edit(bill.path, bill.at + len(bill.lines), 0, (line,)),), (bill.number,))


def licence_lapsed(book: Book, rng: Random) -> Fault | None:
    """Food is accepted of a supplier whose licence ended some days before."""
    rows = book.files["registers/suppliers.yaml"]
    supplier = rng.choice(("城关粮油店", "鲜旺肉业", "东山禽蛋", "味源调味品行", "惠民乳业"))
    n = next(n for n, row in enumerate(rows) if f"供应商: {supplier}," in row)
    day = f"2026-10-{rng.randint(8, 20):02d}"
    before, _, after = rows[n].partition("有效至: ")
    slips = tuple(e.number for e in book.of("验收") if e.get("供应商") == supplier and e.get("日期") > day)
    edit = Edit("registers/suppliers.yaml", n, 1, (f"{before}有效至: {day}{after[10:]}",))
    return Fault((edit,), slips, None, (), (supplier,)) if slips else None


def paid_to_another(book: Book, rng: Random) -> Fault | None:
    """The payment of an invoice goes to another supplier or to a person, at the bank or the treasury as well."""
    chosen = pick(rng, _paid(book))
    if chosen is None:
        return None
    payment, _ = chosen
    payee, other = payment.get("收款方"), rng.choice(("便民杂货店", "李建华"))
    edits = [payment.set_("收款方", other)]
    for statement in book.of("对账单"):
        for n, line in enumerate(statement.lines):
            if f": {payee}," in line and yuan(fen(payment.get("金额"))) in line and statement.get("种类") != "供应商":
                edits.append(statement.swap(n, f": {payee},", f": {other},"))
                return Fault(tuple(edits), (payment.number,))
    return Fault(tuple(edits), (payment.number,))


def number_left_out(book: Book, rng: Random) -> Fault | None:
    """The last voucher's number leaves one or more out."""
    set_ = rng.choice((SCHOOL, CANTEEN))
    voucher = book.of("凭证", set_=set_)[-1]
    own = book.next_voucher(set_, rng.choice((0, 1)))
    return Fault((voucher.line(0, f"- 凭证: {own}"),), (own,))
