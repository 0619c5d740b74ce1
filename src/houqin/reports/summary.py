"""A month on one screen, for a principal: money, income, goods, the kitchen, property, repairs, what waits for whom."""

from __future__ import annotations

import shlex
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from houqin import names
from houqin.diagnostics import FINDINGS, OK
from houqin.messages import Language, sentence
from houqin.reconcile import cards
from houqin.reconcile.counts import Counted
from houqin.reconcile.month import CARRIED_TO, reconcile
from houqin.reconcile.moves import Month
from houqin.reconcile.sides import Sides
from houqin.report import Block, Column, Grid, Line, Report, Table, Title
from houqin.reports.sealed import sealed
from houqin.reports.shares import SHARES, shares
from houqin.values import MICRO, days_between, divide, first_day, last_day, month_of, previous_month

if TYPE_CHECKING:
    from houqin.book.index import Book
    from houqin.reconcile.result import Result

Row = tuple[Any, ...]
WAITING = (Column("role", "name"), Column("how_many", "count"), Column("amount", "money"))
MONEY = (Column("set", "set"), Column("account", "text"), Column("name", "text"), Column("opening", "money"),
         Column("in", "money"), Column("out", "money"), Column("closing", "money"))  # fmt: skip
SURPLUS = (Column("set", "set"), Column("income", "money"), Column("expense", "money"), Column("as_booked", "money"),
           Column("by_purchases", "money"), Column("by_use", "money"))  # fmt: skip
GOODS = (Column("set", "set"), Column("category", "text"), Column("how_many", "count"), Column("opening", "money"),
         Column("purchased", "money"), Column("used", "money"), Column("other", "money"), Column("closing", "money"))  # fmt: skip
MEALS = (Column("set", "set"), Column("meals_eaten", "quantity"), Column("food_booked", "money"), Column("food_true", "money"),
         Column("booked_each", "money"), Column("true_each", "money"))  # fmt: skip
FUNDS = (Column("fund", "text"), Column("receipt", "money"), Column("acceptance", "money"), Column("payment", "money"))
ASSETS = (Column("set", "set"), Column("what", "name"), Column("how_many", "count"), Column("amount", "money"))
REPAIRS = (Column("id", "text"), Column("date", "date"), Column("place", "text"), Column("description", "text"),
           Column("days", "count"), Column("file", "text"), Column("line", "count"))  # fmt: skip

BOUGHT = {"purchase", "petty"}
"""Origins of an acceptance that are purchases; gifts and transfers are none."""
EATEN = {"issue", "return_to_store", "count"}
"""What takes food off the shelf as the books see it; a count where food is used up by count (以存计耗)."""
SHOWN = 5
"""Open repairs that are printed."""


class Ends(NamedTuple):
    """The ends of a month: the one before it and itself, and what the counts of each say by stock account."""

    before: Month
    month: Month
    counted_before: dict[str, Counted]
    counted: dict[str, Counted]

    def over(self, set_: str, *, food: bool = False) -> tuple[int, int | None]:
        """Counted less book of a set's stock (or only of its food) at both ends, fen; at the month's end None where
        nothing was counted."""

        def at(lines: dict[str, Counted], first: int) -> int | None:
            mine = [line for key, line in lines.items() if key.startswith(f"{set_}|")]
            differences = [d for line in mine for d in line.differences if not food or self.is_food(d.item)]
            return sum(d.value for d in differences) if any(line.day >= first for line in mine) else None

        return at(self.counted_before, 0) or 0, at(self.counted, first_day(self.month.month))

    def is_food(self, item: str) -> bool:
        return bool(_category(self.month, item)[1] == "food")


def summary(book: Book, name: str, language: Language, today: int, only: str | None = None) -> Report:
    """The month in small tables; `only` one set's. All sums are fen; a head is one meal of one eater. Exit code 1 where
    anything but timing is left."""
    month, result = Month(book, name), reconcile(book, name)
    before = month.at(previous_month(name))
    ends = Ends(before, month, result.counted_before, result.counted)
    if only:
        result = result.of(only)
    surplus, meals, repairs, assets = _surplus(ends, result), _meals(ends), _repairs(month), _assets(month)
    tables = [
        Table("waiting", WAITING, _waiting(result)),
        Table("money", MONEY, _money(month)),
        Table("surplus", SURPLUS, surplus),
        Table("shares", SHARES, shares(month, surplus, _heads(month))),
        Table("goods", GOODS, _goods(ends)),
        Table("meals", MEALS, meals),
        Table("funds", FUNDS, _funds(month)),
        Table("assets", ASSETS, assets),
        Table("repairs", REPAIRS, repairs["open"]),
    ]
    if only:
        tables = [
            t._replace(rows=[r for r in t.rows if r[0] == only]) if t.columns[0].kind == "set" else t for t in tables
        ]
    facts = {"version": 1, "month": name, "status": result.status, "repair_counts": repairs["counts"]}
    exit_code = FINDINGS if result.findings else OK
    sheet = _Sheet(month, result, {t.key: t for t in tables}, language)
    blocks = [*sheet.blocks(repairs["counts"], today), *sealed(book.path, name, language)]
    return Report("summary", facts, tuple(tables), blocks, exit_code)


# ------------------------------------------------------------ the figures


def _standing(month: Month, types: set[str]) -> dict[int, int]:
    """Records of some types that this month made or took back → +1, −1 (of an earlier month, reversed now) or 0."""
    found = {}
    for record, type_ in list(month.types.items()):
        one = month.origin((record, 0))[0] if type_ == "reversal" else record
        if month.type_of(one) in types:
            found[one] = sum(sign for when, sign in month.undoings(one) if when == month.month)
    return found


def _category(month: Month, item: str) -> Row:
    """An item's category and class."""
    row = month.registers.on("item", item, last_day(month.month)) or {}
    return row.get("category", ""), row.get("class_", "")


def _waiting(result: Result) -> list[Row]:
    """Findings by who may settle them, the largest sum first."""
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for finding in result.findings:
        entry = sums[finding.settled_by or finding.kind.settled_by or ""]
        entry[0] += 1
        entry[1] += finding.amount
    return [(role, *entry) for role, entry in sorted(sums.items(), key=lambda one: (-one[1][1], one[0]))]


def _money(month: Month) -> list[Row]:
    """Cash and bank accounts by the ledger: at the start, in, out, at the end."""
    before, flows = month.balances("ledger", previous_month(month.month)), month.flows("ledger")
    rows = []
    for account in month.registers.accounts.values():
        if account.controls in ("cash", "bank"):
            opening, (debit, credit) = before.get(account.key, 0), flows.get(account.key, (0, 0))
            rows.append((account.set, account.code, account.name, opening, debit, credit, opening + debit - credit))
    return rows


def _surplus(ends: Ends, result: Result) -> list[Row]:
    """Income and expense of each set's vouchers, without what carries them forward (3301), and their surplus; that of the
    canteen also as if all that was bought had been used up, and by what truly was (domain: canteen money)."""
    month = ends.month
    accounts, sums = month.registers.accounts, defaultdict[str, int](int)
    carried = [key for key in accounts if key.partition("|")[2] in CARRIED_TO]
    for key, amount in month.index.execute(
        "select key, amount from moved where month = ? and book = 'ledger' and record not in (select record from moved"
        f" where month = ? and book = 'ledger' and key in ({','.join('?' * len(carried))}))",
        (month.month, month.month, *carried),
    ):
        sums[key] += amount
    rows = []
    for one in month.registers.sets:
        set_ = one["set"]
        income, expense = (
            sign * sum(amount for key, amount in sums.items() if key.startswith(f"{set_}|{digit}"))
            for sign, digit in ((-1, "4"), (1, "5"))
        )
        booked = income - expense
        bases: tuple[int | None, int | None] = (None, None)
        if set_ == month.registers.canteen_set and any(
            a.controls == "stock" and a.set == set_ for a in accounts.values()
        ):
            bases = _bases(ends, result, set_, sums, booked)
        if income or expense:
            rows.append((set_, income, expense, booked, *bases))
    return rows


EXPENSED = {"1", "11", "13", "15", "17"}
"""Kinds of difference whose other side is an expense: what they put on stock too much they took off the month's use."""


def _bases(ends: Ends, result: Result, set_: str, sums: dict[str, int], booked: int) -> tuple[int, int | None]:
    """The surplus with all purchases as expense, and with what was truly used: what waits in 1902 is no expense yet, and
    what a summary misstated is put right."""
    registers = ends.month.registers
    pending = sums[registers.control("pending", set_) or ""]
    stock = {a.code for a in registers.accounts.values() if a.set == set_ and a.controls == "stock"}
    rise = sum(sums[f"{set_}|{code}"] for code in stock)
    misstated = sum(
        e.amount for f in result.findings if f.kind.row in EXPENSED and not f.carried
        for e in f.effects if e.set == set_ and e.account in stock and e.side == "book_to_book"
    )  # fmt: skip
    before, over = ends.over(set_)
    return booked - rise - pending, None if over is None else booked - pending + over - before - misstated


def _heads(month: Month) -> dict[str, int]:
    """Who ate → meals of the month, millionths."""
    heads = {"pupils": 0, "staff": 0}
    for record, sign in _standing(month, {"meal_count"}).items():
        for who in heads:
            heads[who] += sign * (month.tree(record).get(who) or {"parts": 0})["parts"]
    return heads


def _goods(ends: Ends) -> list[Row]:
    """By category of item: worth on the shelves at the month's start and end, what was bought, what was used up, and what
    came or went otherwise (gifts, losses, transfers). By the slips, not the ledger. What goes straight to the kitchen is
    used when it is bought; what becomes an asset is not used at all (None)."""
    sums: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    month = ends.month
    for at, when in (("opening", ends.before), ("closing", month)):
        for item, state in when.goods.items():
            for key, pool in state["pools"].items():
                sums[key.partition("|")[0], _category(month, item)[0]][at] += pool["value"]
    for item, place, amount, sign, stocked in _bought(month):
        category, class_ = _category(month, item)
        entry = sums[month.registers.set_of(place), category]
        entry["count"] += sign
        entry["bought"] += amount
        entry["asset" if class_ == "asset" else "direct"] += 0 if stocked else amount
    for account, item, used, eaten in _used(month, "%"):
        sums[account.partition("|")[0], _category(month, item)[0]]["used"] += used if eaten else 0
    order = [one["set"] for one in month.registers.sets]
    rows = []
    for (set_, category), entry in sorted(sums.items(), key=lambda one: (order.index(one[0][0]), one[0][1])):
        opening, bought, closing, used = (
            entry["opening"],
            entry["bought"],
            entry["closing"],
            entry["used"] + entry["direct"],
        )
        if opening or bought or closing or used:
            rest = closing - opening - (bought - entry["asset"]) + used
            only_assets = entry["asset"] and not used
            rows.append((set_, category, entry["count"], opening, bought, None if only_assets else used, rest, closing))
    return rows


def _used(month: Month, like: str) -> Iterator[tuple[str, str, int, bool]]:
    """What left the shelves of accounts this month: account, item, fen, and whether it was eaten or lost by a count."""
    for record, account, item, value in month.index.execute(
        "select record, account, item, value from valued where month = ? and kind = 'stock' and account like ?",
        (month.month, like),
    ).fetchall():
        type_ = month.type_of(month.origin((record, 0))[0])
        if type_ in EATEN or type_ == "count_report":
            yield account, item, -value, type_ in EATEN


def _bought(month: Month) -> list[tuple[str, str, int, int, bool]]:
    """Lines bought this month, less what went back to suppliers: item, place, fen, +1 (−1 for a purchase taken back, 0 for
    a return), and whether it stood on a shelf."""
    found = []
    for record, sign in _standing(month, {"acceptance", "return_to_supplier"}).items():
        if not sign or month.tree(record).get("origin", "purchase") not in BOUGHT:
            continue
        returned = month.type_of(record) == "return_to_supplier"
        for item, amount, place, stocked in month.index.execute(
            "select item, amount, place, exists (select 1 from valued v where v.record = g.record and v.n = g.n)"
            " from goods g where record = ?",
            (record,),
        ):
            fen = (-sign if returned else sign) * (amount or 0)
            found.append((item, place, fen, 0 if returned else sign, bool(stocked)))
    return found


def _meals(ends: Ends) -> list[Row]:
    """The kitchen's food. As booked: issued and direct. True: opening + received + direct − closing, both ends as counted
    where they were (domain: actual use = opening stock + purchases − closing stock)."""
    month, set_ = ends.month, ends.month.registers.canteen_set
    heads = sum(_heads(month).values())
    if not heads:
        return []
    eaten = lost = 0
    for _, item, value, was_eaten in _used(month, f"{set_}|%"):
        if ends.is_food(item):
            eaten, lost = eaten + value * was_eaten, lost + value * (not was_eaten)
    booked = eaten + sum(
        amount
        for item, place, amount, _, stocked in _bought(month)
        if not stocked and month.registers.set_of(place) == set_ and ends.is_food(item)
    )
    before, over = ends.over(set_, food=True)
    true = None if over is None else booked + lost - over + before
    return [(set_, heads, booked, true, *(None if f is None else divide(f * MICRO, heads) for f in (booked, true)))]


def _funds(month: Month) -> list[Row]:
    """Earmarked money (经费来源): received, taken in goods, and paid, as the records of the month name it."""
    sums: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for record, sign in _standing(month, {"receipt", "acceptance", "payment"}).items():
        tree = month.tree(record)
        if sign and tree.get("fund"):
            goods = month.index.execute(
                "select coalesce(sum(amount), 0) from goods where record = ?", (record,)
            ).fetchone()
            sums[tree["fund"]][month.type_of(record)] += sign * (tree.get("amount") or goods[0])
    return [
        (fund, *(entry[type_] for type_ in ("receipt", "acceptance", "payment")))
        for fund, entry in sorted(sums.items())
    ]


def _assets(month: Month) -> list[Row]:
    """Cards that came and pieces that went this month, at cost; what is left, net of depreciation. By set."""
    sides, rows = Sides(month), list[Row]()
    for one in month.registers.sets:
        set_ = one["set"]
        held = [card for card in month.cards if card.set == set_]
        came = [card for card in held if card.doc[1] == 0 and month_of(card.day) == month.month]
        gone = [cards.taken(card, r)[0] for card in held for r in card.gone if r.month == month.month]
        if held:
            accounts = [month.registers.control(kind, set_) for kind in ("assets", "depreciation")]
            cost, charged = (sides.subsidiary(month.registers.accounts[a]) if a else 0 for a in accounts)
            rows.append((set_, "gained", len(came), sum(card.facts.cost for card in came)))
            rows.append((set_, "gone", len(gone), sum(gone)))
            rows.append((set_, "net_value", len(held), cost - charged))
    return rows


def _repairs(month: Month) -> dict[str, Any]:
    """Reports of the month, those finished in it, and those still open at its end with their age in days. One is finished
    when each of its jobs is."""
    end = last_day(month.month)
    done = (
        "exists (select 1 from tie c join record rc on rc.id = c.record where c.target = j.record and c.role = 'of'"
        " and rc.type = 'completion' and rc.month <= ?)"
    )
    rows = month.index.execute(
        "select r.id from record r where r.type = 'report' and r.month <= ? and (not exists (select 1 from tie j where"
        f" j.target = r.id and j.role = 'report') or exists (select 1 from tie j where j.target = r.id and j.role = 'report'"
        f" and not {done})) order by r.booked, r.path, r.line",
        (month.month, month.month),
    ).fetchall()
    open_ = []
    for (record,) in rows:
        dropped = any(month.type_of(one) == "cancellation" for one in month.naming(record, "of"))
        if not month.withdrawn(record) and not dropped:
            tree, here = month.tree(record), month.named((record, 0))
            open_.append(
                (
                    here.id,
                    tree["date"],
                    tree["place"],
                    tree["description"],
                    days_between(tree["date"], end),
                    here.file,
                    here.line,
                )
            )
    reported = sum(_standing(month, {"report"}).values())
    finished = {
        report[0]
        for completion, sign in _standing(month, {"completion"}).items() if sign > 0
        for job, _ in month.targets(completion, "of")
        for report, _ in month.targets(job[0], "report")
    }  # fmt: skip
    left = {record for (record,) in rows}
    return {"open": open_, "counts": {"reported": reported, "finished": len(finished - left), "open": len(open_)}}


# ------------------------------------------------------------ the screen


class _Sheet:
    """The month laid out for a principal: what to know first, and with each figure the command that opens it."""

    def __init__(self, month: Month, result: Result, tables: dict[str, Table], language: Language) -> None:
        self.month = month
        self.result = result
        self.tables = tables
        self.language = language

    def say(self, code: str, **args: Any) -> str:
        return sentence(f"sheet.{code}", self.language, **args)

    def blocks(self, repairs: dict[str, int], today: int) -> Iterable[Block]:
        month = self.month.month
        school = self.month.registers.settings["id"]
        yield Title(self.say("summary", school=school, month=month, until=last_day(month), today=today), 1)
        if today <= last_day(month):
            yield Line(self.say("summary_open"), 0, "warn")
        yield Line(self.say(f"status_{self.result.status}", month=month), 0, "bad" if self.result.findings else "good")
        if self.tables["waiting"].rows:
            yield Line(self.say("summary_waiting", roles=[self._waiting(row) for row in self.tables["waiting"].rows]))
        for key in ("money", "surplus", "shares", "goods", "meals", "funds"):
            table = self.tables[key]
            if table.rows:
                yield Title(self.say(f"summary_{key}", month=month, item=self._item()), 3)
                shown = [n for n, column in enumerate(table.columns) if column.key != "how_many"]
                yield Grid(
                    tuple(names.label(table.columns[n].key, self.language) for n in shown),
                    tuple(table.columns[n].kind for n in shown),
                    [tuple("—" if row[n] is None else row[n] for n in shown) for row in table.rows],
                )
                if key in ("surplus", "shares", "meals"):
                    yield Line(self.say(f"formulas_{key}"), 1, "dim")
                if key == "shares":
                    yield from self._over(table.rows)
        if self.tables["assets"].rows:
            yield Line(
                self.say("summary_assets", month=month, parts=[self._asset(row) for row in self.tables["assets"].rows])
            )
        yield Line(self.say("summary_repairs", month=month, **repairs))
        open_ = self.tables["repairs"].rows
        yield from (Line(self.say("repair", id=r[0], place=r[2], what=r[3], days=r[4]), 2) for r in open_[:SHOWN])
        if len(open_) > SHOWN:
            yield Line(self.say("repairs_more", count=len(open_) - SHOWN), 2, "dim")

    def _over(self, rows: Iterable[Row]) -> Iterator[Line]:
        """What a sheet's reader must not miss: more left over, or more lacking, than the book's rule allows."""
        for _, _, _, _, share, _, _, limit in rows:
            if limit is not None and abs(share) > limit:
                yield Line(self.say("share_over", share=share, limit=limit), 1, "bad")

    def _item(self) -> str:
        """The option that narrows a list to one category, that of which the most was bought; "" where nothing was."""
        category, bought = max(
            ((row[1], row[4]) for row in self.tables["goods"].rows), key=lambda one: one[1], default=("", 0)
        )
        return f" --item {shlex.quote(category) if ' ' in category else category}" if category and bought > 0 else ""

    def _waiting(self, row: Row) -> str:
        role, count, amount = row
        return self.say("waiting_one", role=names.label(role, self.language) or "—", count=count, amount=amount)

    def _asset(self, row: Row) -> str:
        set_, what, count, amount = row
        several = len({r[0] for r in self.tables["assets"].rows}) > 1
        whose = f"{names.set_label(set_, self.language)} " if several else ""
        return f"{whose}{self.say(f'asset_{what}', count=count, amount=amount)}"
