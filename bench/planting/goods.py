"""Faults of keepers, of counts and of what is known about the goods."""

from __future__ import annotations

from random import Random

from bench.planting.book import (
    CANTEEN,
    CANTEEN_STORE,
    MILLE,
    SCHOOL,
    Book,
    Edit,
    Entry,
    Fault,
    Goods,
    counted,
    fen,
    number,
    pick,
    size_of,
    yuan,
)
from bench.school.goods import BY_NAME

MIN = 2 * MILLE


def _set_of(place: str) -> str:
    return CANTEEN if place == CANTEEN_STORE else SCHOOL


def _counts(book: Book) -> list[Entry]:
    return [c for c in book.of("盘点") if c.get("范围") == "全盘"]


def _counted(book: Book, least: int = MIN, place: str = "") -> list[tuple[Entry, Goods]]:
    """The lines of the month's whole counts with at least so much, of goods that cost something."""
    found = [(c, g) for c in _counts(book) if place in ("", c.get("地点")) for g in c.goods if g.quantity >= least]
    return [(c, g) for c, g in found if book.cost(_set_of(c.get("地点")), g.item, g.base) > 100]


def _summary(book: Book, set_: str, item: str, less: int) -> list[Edit]:
    """The month's summary of issues takes `less` fen less off an item's account."""
    voucher = next(v for v in book.of("凭证", set_=set_) if v.get("出自") == "汇总")
    stock = next(p for p in voucher.posted if p.account == book.account(item) and p.side == "贷")
    expense = next(p for p in voucher.posted if p.account == "5001")
    return [voucher.post(stock, stock.amount - less), voucher.post(expense, expense.amount - less)]


# ------------------------------------------------------------ 9: the unit


def issued_in_catties(book: Book, rng: Random) -> Fault | None:
    """A kitchen slip says 斤 with the figure of 公斤; the voucher follows the slip."""
    places = [(e, g) for e in book.of("领用") if e.place == CANTEEN_STORE for g in e.goods if g.unit == "公斤"]
    stock = {g.item for c, g in _counted(book, 1, CANTEEN_STORE)}
    chosen = pick(rng, [(e, g) for e, g in places if g.item in stock])
    if chosen is None:
        return None
    entry, goods = chosen
    amount = book.cost(CANTEEN, goods.item, goods.base - goods.quantity)
    edits = [entry.swap(goods.n, "公斤", "斤"), *_summary(book, CANTEEN, goods.item, amount)]
    count = book.count_of(CANTEEN_STORE)
    return Fault(tuple(edits), (entry.number,), amount, (book.account(goods.item),), (count.number,), within=2)


def accepted_in_catties(book: Book, rng: Random) -> Fault | None:
    """Greens that go straight to the kitchen: 公斤 accepted as 斤, for the same sum; asked for in 公斤."""
    places = [e for e in book.of("验收") if e.get("直入直出") == "是"]
    chosen = pick(rng, [(e, g) for e in places for g in e.goods if g.unit == "公斤" and g.price and not g.price % 2])
    if chosen is None:
        return None
    entry, goods = chosen
    return Fault((entry.swap(goods.n, "公斤", "斤"),), (entry.number,))


def accepted_in_pieces(book: Book, rng: Random) -> Fault | None:
    """A box is accepted as a piece: the price history breaks by the pack's size, and more is counted than is booked."""
    places = []
    for _, slip, _ in book.bookings:
        for goods in slip.goods:
            if size_of(goods.item, goods.unit) > 1:
                places.append((slip, goods))
    chosen = pick(rng, places)
    if chosen is None:
        return None
    slip, goods = chosen
    unit = BY_NAME[goods.item].unit
    return Fault((slip.swap(goods.n, goods.unit + " ", unit + " "),), (slip.number,), None, (book.account(goods.item),))


# ------------------------------------------------------------ 13, 14: the order of days


def found_late_and_dearer(book: Book, rng: Random) -> Fault | None:
    """A slip of seasoning is written at the month's end for an earlier day, at another price; what was issued is worth
    another sum by it, and the summary of issues is as it was."""
    supplier = "味源调味品行"
    slips = [e for e in book.of("验收") if e.get("供应商") == supplier]
    count = book.count_of(CANTEEN_STORE)
    have = {g.item: g for g in count.goods}
    chosen = pick(rng, [(e, g) for e in slips for g in e.goods if g.item in have and g.price])
    if chosen is None:
        return None
    slip, goods = chosen
    quantity, price = rng.choice((5, 10, 20)) * MILLE, goods.price * rng.choice((13, 15, 18)) // 10
    amount = price * quantity // MILLE
    item, account = goods.item, book.account(goods.item)
    own = f"SYS-{slip.get('日期')[2:].replace('-', '')}-88"
    lines = (
        f"- 验收: {own}", f"  日期: {slip.get('日期')}", "  入账日期: 2026-10-31", f"  供应商: {supplier}", "  明细:",
        f"    - {item} {number(quantity)}{goods.unit} {yuan(price)} {yuan(amount)}", slip.lines[-1],
    )  # fmt: skip
    bill = next(i for i in book.of("发票") if i.get("供应商") == supplier and "期间" in i.lines[-1])
    voucher = next(v for v in book.of("凭证", set_=CANTEEN) if v.names(bill.number))
    total = fen(bill.get("价税合计"))
    edits = [
        book.append(slip.path, *lines),
        bill.set_("价税合计", yuan(total + amount)),
        bill.set_("不含税", yuan(fen(bill.get("不含税")) + amount)),
        *(voucher.post(p, p.amount + amount) for p in voucher.posted),
        counted(count, have[item], have[item].quantity + quantity * size_of(item, goods.unit) // size_of(item, have[item].unit)),
    ]  # fmt: skip
    issued = sum(g.base for e in book.of("领用") if e.place == CANTEEN_STORE for g in e.goods if g.item == item)
    left = have[item].base
    before = book.cost(CANTEEN, item, left + issued)
    there, more = left + issued, quantity * size_of(item, goods.unit)
    off = (before + amount) * issued // (there + more) - before * issued // there
    return Fault(tuple(edits), (own,), off, (account,), (), within=max(20, off // 50))


def issued_before_it_came(book: Book, rng: Random) -> Fault | None:
    """The meat is accepted some days after it was cooked: the shelf would have been below nothing."""
    places = []
    for slip in book.of("验收"):
        if (
            slip.place != CANTEEN_STORE
            or slip.get("直入直出") == "是"
            or not slip.goods
            or slip.get("日期") > "2026-10-26"
        ):
            continue
        day = slip.get("日期")
        for goods in slip.goods:
            gone = [e for e in book.of("领用") if e.place == CANTEEN_STORE and e.get("日期") == day]
            taken = sum(g.base for e in gone for g in e.goods if g.item == goods.item)
            if taken * 2 > goods.base and book.account(goods.item) == "1302.02" and len(slip.goods) == 1:
                places.append((slip, [e.number for e in gone if any(g.item == goods.item for g in e.goods)]))
    chosen = pick(rng, places)
    if chosen is None:
        return None
    slip, issues = chosen
    later = int(slip.get("日期")[8:]) + rng.choice((2, 3))
    return Fault((slip.set_("日期", f"2026-10-{later:02d}"),), (slip.number, *issues))


# ------------------------------------------------------------ 19: without a price


def one_free_of_ten(book: Book, rng: Random) -> Fault | None:
    """The supplier gives one for nothing; it stands on the slip of a purchase at 0.00, and drags the price down."""
    places = [
        (slip, g) for _, slip, _ in book.bookings for g in slip.goods
        if g.quantity >= 4 * MILLE and any(there.item == g.item for there in book.count_of(slip.place).goods)
    ]  # fmt: skip
    chosen = pick(rng, places)
    if chosen is None:
        return None
    slip, goods = chosen
    count = book.count_of(slip.place)
    there = next(g for g in count.goods if g.item == goods.item)
    more = size_of(goods.item, goods.unit) * MILLE // size_of(goods.item, there.unit)
    line = f"    - {goods.item} 1{goods.unit} 0.00 0.00"
    edits = (Edit(slip.path, slip.at + goods.n + 1, 0, (line,)), counted(count, there, there.quantity + more))
    return Fault(edits, (slip.number,), None, (book.account(goods.item),))


# ------------------------------------------------------------ 21, 22: whose, where, what


def carried_without_a_slip(book: Book, rng: Random) -> Fault | None:
    """Goods were carried to the other store and the slip is missing: one store has too little, the other too much."""
    moves = [m for m in book.of("调拨") if m.goods]
    slip = pick(rng, moves)
    if slip is None:
        return None
    counts = tuple(c.number for c in _counts(book) if c.get("地点") in (slip.place, slip.get("移入地点")))
    return Fault((slip.dropped(),), counts, None, ())


def pack_changed(book: Book, rng: Random) -> Fault | None:
    """The register's pack is changed without a day: every slip in that pack is worth another quantity."""
    rows = book.files["registers/items.yaml"]
    used = {
        (g.item, g.unit) for e in book.of("验收") for g in e.goods
        if e.place != CANTEEN_STORE and size_of(g.item, g.unit) > 1
    }  # fmt: skip
    places = [
        (n, row, item, unit) for item, unit in sorted(used) for n, row in enumerate(rows)
        if row.startswith(f"- {{物品: {item},") and f"{unit}: " in row and "止:" not in row
    ]  # fmt: skip
    chosen = pick(rng, places)
    if chosen is None:
        return None
    n, row, item, unit = chosen
    size = size_of(item, unit)
    other = size * 2 if rng.random() < 0.5 else size + max(size // 5, 1)
    edit = Edit("registers/items.yaml", n, 1, (row.replace(f"{unit}: {size} ", f"{unit}: {other} "),))
    return Fault((edit,), (item,), None, (book.account(item),))


# ------------------------------------------------------------ 24, 25: what was counted


def missing(book: Book, rng: Random) -> Fault | None:
    """Less is on the shelf than the book says, and no paper speaks of it."""
    chosen = pick(rng, [(c, g) for c, g in _counted(book) if g.item != "大米"])
    if chosen is None:
        return None
    count, goods = chosen
    less = MILLE * rng.choice((1, max(goods.quantity // MILLE // 4, 1)))
    off = book.cost(_set_of(count.get("地点")), goods.item, less * size_of(goods.item, goods.unit))
    return Fault(
        (counted(count, goods, goods.quantity - less),), (count.number,), off, (book.account(goods.item),), within=2
    )  # fmt: skip


def kitchen_took_more(book: Book, rng: Random) -> Fault | None:
    """An issue was not written: a whole line of a kitchen slip is gone, the voucher follows the slip."""
    stock = {g.item for c, g in _counted(book, 1, CANTEEN_STORE)}
    places = [(e, g) for e in book.of("领用") if e.place == CANTEEN_STORE and len(e.goods) > 1 for g in e.goods]
    chosen = pick(rng, [(e, g) for e, g in places if g.item in stock])
    if chosen is None:
        return None
    entry, goods = chosen
    amount = book.cost(CANTEEN, goods.item, goods.base)
    edits = [entry.without(goods.n), *_summary(book, CANTEEN, goods.item, amount)]
    count = book.count_of(CANTEEN_STORE)
    return Fault(
        tuple(edits), (count.number,), amount, (book.account(goods.item),), (entry.number,), within=2
    )  # fmt: skip


def note_missing_from_the_safe(book: Book, rng: Random) -> Fault | None:
    """A note is not in the safe."""
    count = pick(rng, book.of("现金盘点"))
    if count is None:
        return None
    rows = [n for n, line in enumerate(count.lines) if "面额:" in line and not line.endswith("张数: 1}")]
    if not rows:
        return None
    n = rng.choice(rows)
    face, _, pieces = count.lines[n].partition("面额: ")[2].partition(", 张数: ")
    left = int(pieces.rstrip("}")) - 1
    edits = (
        count.line(n, f"    - {{面额: {face}, 张数: {left}}}"),
        count.set_("实点", yuan(fen(count.get("实点")) - fen(face))),
    )
    return Fault(edits, (count.number,), fen(face), ("1001",))


def shelf_forgotten(book: Book, rng: Random) -> Fault | None:
    """A whole count leaves an item out that lies there."""
    chosen = pick(rng, _counted(book, 1))
    if chosen is None:
        return None
    count, goods = chosen
    return Fault((count.without(goods.n),), (count.number,), None, ())


def counted_twice(book: Book, rng: Random) -> Fault | None:
    """An item was counted at two places of the store and written with both."""
    chosen = pick(rng, _counted(book, 1))
    if chosen is None:
        return None
    count, goods = chosen
    off = book.cost(_set_of(count.get("地点")), goods.item, goods.base)
    return Fault(
        (counted(count, goods, goods.quantity * 2),), (count.number,), off, (book.account(goods.item),), within=2
    )  # fmt: skip


def counted_in_another_unit(book: Book, rng: Random) -> Fault | None:
    """The count says 公斤 with the figure of 斤."""
    weighed = [(c, g) for c, g in _counted(book, 1, CANTEEN_STORE) if "公斤" in dict(BY_NAME[g.item].packs)]
    chosen = pick(rng, [(c, g) for c, g in weighed if g.unit == "斤"])
    if chosen is None:
        return None
    count, goods = chosen
    off = book.cost(CANTEEN, goods.item, goods.base)
    edit = count.line(goods.n, f"    - {goods.item} {number(goods.quantity)}公斤")
    return Fault((edit,), (count.number,), off, (book.account(goods.item),), within=2)


def neighbours_changed_about(book: Book, rng: Random) -> Fault | None:
    """Two items that look alike were taken for each other: one has as much too many as the other too few."""
    places = [(c, a, b) for c in _counts(book) for a, b in zip(c.goods, c.goods[1:], strict=False)]
    places = [(c, a, b) for c, a, b in places if a.unit == b.unit and a.quantity != b.quantity]
    chosen = pick(rng, places)
    if chosen is None:
        return None
    count, a, b = chosen
    accounts = tuple({book.account(a.item), book.account(b.item)})
    return Fault((counted(count, a, b.quantity), counted(count, b, a.quantity)), (count.number,), None, accounts)
