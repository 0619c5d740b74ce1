"""What moved in a month, document by document: of an item by store, of a party by set, of an account day by day on both
sides; with what there was before, came, went, is left, and is said outside, in quantity and value side by side."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from houqin import names
from houqin.book.index import trees
from houqin.reconcile.sides import Sides
from houqin.report import Column
from houqin.reports.listing import about
from houqin.values import divide, last_day, previous_month

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from houqin.messages import Language
    from houqin.reconcile.moves import Month
    from houqin.reconcile.result import Line, Result
    from houqin.reports.subject import Subject

Pair = tuple[int | None, int | None]
"""Quantity (millionths) and value (fen)."""
FLOWS = ("opening", "increase", "decrease", "closing", "outside", "difference")
PARTS = (
    Column("part", "text"), Column("unit", "text"),
    *(column for flow in FLOWS for column in (Column(f"{flow}.quantity", "quantity"), Column(f"{flow}.amount", "money"))),
)  # fmt: skip
MOVEMENTS = (
    Column("date", "date"), Column("type", "name"), Column("id", "text"), Column("part", "text"), Column("what", "text"),
    Column("quantity", "quantity"), Column("amount", "money"), Column("ledger", "money"), Column("outside", "money"),
    Column("balance.quantity", "quantity"), Column("balance.amount", "money"), Column("file", "text"), Column("line", "count"),
)  # fmt: skip


class Part(NamedTuple):
    """An item of an account, a party of one, a store with an item, or a set that deals with a party. `outside`: None where
    nobody counted or said; `account`: the key of the account it stands on."""

    part: str
    unit: str | None
    opening: Pair
    increase: Pair
    decrease: Pair
    closing: Pair
    outside: Pair | None = None
    account: str = ""

    @property
    def difference(self) -> Pair | None:
        """Outside − closing."""
        if self.outside is None:
            return None
        quantity, amount = (
            None if b is None else (a or 0) - b for a, b in zip(self.outside, self.closing, strict=True)
        )
        return quantity, amount

    @property
    def row(self) -> tuple[Any, ...]:
        nothing = (None, None)
        flows = (
            self.opening,
            self.increase,
            self.decrease,
            self.closing,
            self.outside or nothing,
            self.difference or nothing,
        )
        return (self.part, self.unit, *(figure for pair in flows for figure in pair))


def _unit(month: Month, item: str) -> str:
    return str((month.registers.on("item", item, last_day(month.month)) or {}).get("unit", ""))


def _differing(result: Result, account: str | None = None) -> dict[tuple[str, str], tuple[int, int]]:
    """(item, place) → counted − book, quantity and value, of what a count listed."""
    return {
        (d.item, d.place): (d.quantity, d.value)
        for key, counted in result.counted.items()
        if account in (None, key)
        for d in counted.differences
        if d.listed
    }


# ------------------------------------------------------------ an item


def item_movements(
    month: Month, result: Result, item: str, only: str | None
) -> tuple[list[Part], list[tuple[Any, ...]]]:
    """An item's stores, and every movement of the month by day; `only` the stores of one set. Stores that are valued
    together share the value by quantity: what moves between them carries what that takes."""
    unit = _unit(month, item)
    before, now = _stores(month.at(previous_month(month.month)), item), _stores(month, item)
    moved: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    rows = [row for row in _rows(month, item) if not only or month.registers.set_of(row[5]) == only]
    for *_, place, quantity, value in rows:
        _flow(moved[place], quantity, value or 0)
    differing, counted = _differing(result), _counted(month, item)
    parts = []
    for place in sorted({*before, *now, *moved, *counted, *(p for i, p in differing if i == item)}):
        if only and month.registers.set_of(place) != only:
            continue
        opening, closing, flow = before.get(place, (0, 0)), now.get(place, (0, 0)), moved[place]
        _flow(flow, closing[0] - opening[0] - flow[0] + flow[2], closing[1] - opening[1] - flow[1] + flow[3])
        found = differing.get((item, place), (0, 0) if place in counted else None)
        outside = (closing[0] + found[0], closing[1] + found[1]) if found else None
        if any((*opening, *closing, *flow, outside)):
            parts.append(Part(place, unit, opening, (flow[0], flow[1]), (flow[2], flow[3]), closing, outside))
    balance = [sum(p.opening[n] or 0 for p in parts) for n in (0, 1)]
    movements = []
    for record, type_, path, line, booked, place, quantity, value in rows:
        balance = [balance[0] + quantity, balance[1] + (value or 0)]
        id_ = month.named((record, 0)).id
        movements.append((booked, type_, id_, place, None, quantity, value, None, None, *balance, path, line))
    return parts, movements


def _flow(flow: list[int], quantity: int, value: int) -> None:
    """Add to what came (quantity, value) or to what went."""
    at = 0 if quantity > 0 or (quantity == 0 and value > 0) else 2
    flow[at], flow[at + 1] = flow[at] + abs(quantity), flow[at + 1] + abs(value)


def _stores(month: Month, item: str) -> dict[str, tuple[int, int]]:
    """Place → quantity and value of an item at a month's end, the value of a pool by quantity."""
    state = month.goods.get(item) or {"places": {}, "pools": {}}
    category = (month.registers.on("item", item, last_day(month.month)) or {}).get("category", "")
    pools: dict[str, list[str]] = defaultdict(list)
    for place in sorted(state["places"]):
        pools[month.registers.stock_account(place, category) or ""].append(place)
    found = {}
    for account, places in pools.items():
        pool, below = state["pools"].get(account) or {"quantity": 0, "value": 0}, 0
        for place in places:
            quantity = state["places"][place]
            upper = below + quantity
            share = [
                divide(pool["value"] * part, pool["quantity"]) if pool["quantity"] else 0 for part in (below, upper)
            ]
            found[place] = quantity, share[1] - share[0]
            below = upper
    return found


def _rows(month: Month, item: str) -> list[tuple[Any, ...]]:
    """Record, type, path, line, day, place, quantity and value of each movement, by day; one between stores that are
    valued together has no value."""
    fields = "r.type, r.path, r.line, r.booked"
    valued = month.index.execute(
        f"select v.record, {fields}, v.place, v.quantity, v.value, v.n from valued v join record r on r.id = v.record"
        " where v.item = ? and v.month = ? and v.kind = 'stock'",
        (item, month.month),
    ).fetchall()
    rows = [row for row in valued if row[6] or row[7]]
    known = {(row[0], row[8]) for row in rows}
    for record, type_, path, line, day, n, place, to, quantity in month.index.execute(
        f"select s.record, {fields}, s.n, s.place, s.to_place, s.quantity from shifted s join record r on r.id = s.record"
        " where s.item = ? and s.month = ? and s.way = 'transfer'",
        (item, month.month),
    ).fetchall():
        if (record, n) not in known and not month.withdrawn(record):
            rows += [
                (record, type_, path, line, day, place, -quantity, None, n),
                (record, type_, path, line, day, to, quantity, None, n),
            ]
    return [row[:8] for row in sorted(rows, key=lambda row: (row[4], row[2], row[3], row[8], row[6]))]


def _counted(month: Month, item: str) -> set[str]:
    """The places whose counts of this month list the item."""
    rows = month.index.execute(
        "select distinct record, place from shifted where item = ? and month = ? and way = 'count'", (item, month.month)
    )
    return {place for record, place in rows.fetchall() if not month.withdrawn(record)}


# ------------------------------------------------------------ a party


def party_movements(
    month: Month, result: Result, subject: Subject, only: str | None, language: Language
) -> tuple[list[Part], list[tuple[Any, ...]]]:
    """What is owed to or by a party, set by set, and what each document of the month did to it; invoices beside it, which
    move nothing by themselves."""
    now, before = Sides(month), Sides(month.at(previous_month(month.month)))
    parts, movements = [], []
    for set_ in subject.sets:
        account = month.registers.accounts.get(month.registers.control("party", set_, subject.type) or "")
        if account is None or (only and set_ != only):
            continue
        opening = before.parties(account).get(subject.name, 0)
        closing = now.parties(account).get(subject.name, 0)
        rows = list(_dealings(month, f"{set_}|{subject.type}|{subject.name}", account.key, subject.name, account.sign))
        increase, decrease = (sum(abs(a) for _, a in rows if (a > 0) == up) for up in (True, False))
        seen = next((w for w in result.seen if (w.account, w.party) == (account.key, subject.name)), None)
        if not (rows or opening or closing or seen):
            continue
        name = names.set_label(set_, language)
        outside = (None, seen.amount) if seen else None
        parts.append(
            Part(name, None, (None, opening), (None, increase), (None, decrease), (None, closing), outside, account.key)
        )
        balance = opening
        for record, amount in rows:
            balance += amount
            movements.append(_dealt(month, record, name, amount, balance, language))
    if subject.type == "supplier":
        for invoice in trees(month.index, ["invoice"], month.month):
            if invoice["supplier"] == subject.name and (not only or invoice.get("set", only) == only):
                movements.append(_dealt(month, invoice["record"], "", None, None, language))
        movements += _stated(month, subject.name, only)
    movements.sort(key=lambda m: m[0])
    return parts, movements


def _stated(month: Month, supplier: str, only: str | None) -> Iterator[tuple[Any, ...]]:
    """The lines of a supplier's own statements of the month: what he delivered is more, what he was paid less."""
    for statement in month.standing(["outside_statement"], month.month):
        if (
            statement["kind"] == "supplier"
            and statement["supplier"] == supplier
            and statement.get("set", only) == (only or statement.get("set"))
        ):
            named = month.named((statement["record"], 0))
            for line in statement.get("lines", []):
                said = (line.get("increase") or 0) - (line.get("decrease") or 0)
                yield (
                    line.get("date") or statement["date"], named.type, named.id, None, line.get("summary"), None, None, None,
                    said, None, None, named.file, named.line,
                )  # fmt: skip


def _dealings(month: Month, key: str, account: str, party: str, sign: int) -> Iterator[tuple[int, int]]:
    """Record and what it moved, fen on the account's side, by day."""
    found = [
        (booked, record, amount * sign)
        for record, booked, amount in month.index.execute(
            "select m.record, r.booked, sum(m.amount) from moved m join record r on r.id = m.record"
            " where m.book = 'due' and m.key = ? and m.month = ? and r.type not like 'opening_%' group by m.record",
            (key, month.month),
        ).fetchall()
    ]
    for name, move in month.reported:
        if name == month.month and move.spot == (account, party):
            found.append((month.booked_of(move.doc[0]), move.doc[0], move.amount * sign))
    yield from ((record, amount) for _, record, amount in sorted(found) if amount)


def _dealt(
    month: Month, record: int, part: str, amount: int | None, balance: int | None, language: Language
) -> tuple[Any, ...]:
    named, tree = month.named((record, 0)), month.tree(record)
    what = about(tree | {"type": named.type}, language)
    return (
        month.booked_of(record), named.type, named.id, part or None, what or None, None, amount, None, None, None, balance,
        named.file, named.line,
    )  # fmt: skip


# ------------------------------------------------------------ an account


def account_days(month: Month, result: Result, line: Line) -> tuple[list[Part], list[tuple[Any, ...]]]:
    """An account's items or parties; and day by day what vouchers and slips moved on it (`ledger`, `amount`), with the
    difference of the two after the day (`balance`)."""
    before = month.at(previous_month(month.month))
    if line.account.controls == "stock":
        parts = list(_items(month, before, result, line))
    elif line.account.controls == "party":
        parts = list(_parties(month, before, result, line))
    else:
        parts = []
    return parts, _days(month, before, line)


def _items(month: Month, before: Month, result: Result, line: Line) -> Iterator[Part]:
    key = line.account.key
    flows: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for item, quantity, value in month.index.execute(
        "select item, quantity, value from valued where month = ? and account = ? and kind = 'stock'",
        (month.month, key),
    ):
        _flow(flows[item], quantity, value)
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for (item, _), (quantity, value) in _differing(result, key).items():
        found[item] = [found[item][0] + quantity, found[item][1] + value]
    full = line.outside is not None and line.outside.coverage == "full"
    for item, state in sorted(month.goods.items()):
        pool = state["pools"].get(key)
        if pool is None and item not in flows:
            continue
        was = before.goods.get(item, {"pools": {}})["pools"].get(key) or {"quantity": 0, "value": 0}
        now = pool or {"quantity": 0, "value": 0}
        q_in, v_in, q_out, v_out = flows[item]
        if not any((was["quantity"], was["value"], now["quantity"], now["value"], *flows[item], *found[item])):
            continue
        opening, closing = (was["quantity"], was["value"]), (now["quantity"], now["value"])
        outside = (closing[0] + found[item][0], closing[1] + found[item][1]) if full or any(found[item]) else None
        yield Part(item, _unit(month, item), opening, (q_in, v_in), (q_out, v_out), closing, outside, key)


def _parties(month: Month, before: Month, result: Result, line: Line) -> Iterator[Part]:
    account = line.account
    now, was = Sides(month).parties(account), Sides(before).parties(account)
    flows = month.flows("due")
    seen = {w.party: w.amount for w in result.seen if w.account == account.key and w.party}
    for party in sorted({*now, *was, *seen}):
        debit, credit = flows.get(f"{account.set}|{account.row.get('party')}|{party}", (0, 0))
        up, down = (debit, credit) if account.sign > 0 else (credit, debit)
        rest = now.get(party, 0) - was.get(party, 0) - up + down  # what count reports put on a person
        up, down = up + max(rest, 0), down + max(-rest, 0)
        if any((now.get(party), was.get(party), up, down, seen.get(party))):
            outside = (None, seen[party]) if party in seen else None
            yield Part(
                party, None, (None, was.get(party, 0)), (None, up), (None, down), (None, now.get(party, 0)), outside,
                account.key,
            )  # fmt: skip


def _days(month: Month, before: Month, line: Line) -> list[tuple[Any, ...]]:
    """Both sides day by day; nothing where they do not lead from the month's start to its end (an imported balance)."""
    account = line.account
    ledger: dict[int, int] = defaultdict(int)
    for day, amount in month.index.execute(
        "select r.booked, m.amount from moved m join record r on r.id = m.record"
        " where m.month = ? and m.book = 'ledger' and m.key = ?",
        (month.month, account.key),
    ):
        ledger[day] += amount * account.sign
    slips: dict[int, int] = defaultdict(int)
    for day, amount in _slips(month, account.key):
        slips[day] += amount * account.sign
    sides = Sides(before)
    balance = sides.ledger(account) - sides.subsidiary(account)
    rows = []
    for day in sorted({*ledger, *slips}):
        balance += ledger[day] - slips[day]
        rows.append((day, None, None, None, None, None, slips[day], ledger[day], None, None, balance, None, None))
    agreed = account.controls not in ("treasury", "set", "funds") and balance == (line.ledger or 0) - (
        line.subsidiary or 0
    )
    return rows if agreed else []


def _slips(month: Month, key: str) -> Iterable[tuple[int, int]]:
    """What slips did to an account, each on the day it entered the books: a reversal on its own."""
    for move in month.slips:
        if move.spot[0] != key:
            continue
        own = month.month_of(move.doc[0]) == month.month
        later = [r for r in month.reversals.get(move.doc[0], ()) if month.month_of(r) == month.month]
        yield (
            (month.booked_of(move.doc[0]) if own else month.booked_of(later[-1]) if later else last_day(month.month)),
            move.amount,
        )
