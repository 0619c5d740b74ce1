"""The book while it is being written: its files, numbers, shelves, debts, journals and the vouchers of the month.

Money is fen, quantities thousandths. What happens is told once, by the module whose concern it is; slips, statements
and vouchers are then written each by its own writer from what happened.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from bench.school import days
from bench.school.cost import MILLE, Line, Move, Stock, half_up
from bench.school.goods import ACCOUNTS, BY_NAME, METHODS, Item, price
from bench.school.kinds import Kind
from bench.school.write import Record

SCHOOL, CANTEEN = "学校", "食堂"
BANK, CANTEEN_BANK = "6011", "8802"
BANKS = {BANK: SCHOOL, CANTEEN_BANK: CANTEEN}
BANK_CODES = {BANK: "1002.01", CANTEEN_BANK: "1002"}
CANTEEN_STORE, KITCHEN = "食堂主副食库", "食堂厨房"


def yuan(fen: int) -> str:
    """Fen as a book writes them: 1240.00."""
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100}.{abs(fen) % 100:02d}"


def number(thousandths: int) -> str:
    """A quantity without superfluous zeros."""
    text = f"{thousandths / MILLE:.3f}".rstrip("0").rstrip(".")
    return text or "0"


class Entry(NamedTuple):
    """A line of a voucher: fen, debit positive. `more`: 往来, 经济分类, 经费来源."""

    account: str
    amount: int
    more: dict[str, str]


def dr(account: str, amount: int, **more: str) -> Entry:
    return Entry(account, amount, more)


def cr(account: str, amount: int, **more: str) -> Entry:
    return Entry(account, -amount, more)


@dataclass
class Draft:
    """A voucher before it has its number. `red` keeps the sides and turns the signs (红字)."""

    set: str
    day: date
    summary: str
    documents: list[Any]
    entries: list[Entry]
    budget: list[Entry]
    copied: bool = False
    red: bool = False
    topic: str = ""
    replaces: str = ""
    number: str = ""


class Planted(NamedTuple):
    """What is wrong on purpose: the case (guide.py has its words), its bucket, between what (账账, 账实, 账证), on which
    set's accounts it shows, the record or the voucher, fen."""

    case: str
    bucket: str
    between: str
    set: str
    accounts: tuple[str, ...]
    record: str | Draft
    amount: int


class Booked(NamedTuple):
    """One entry of a journal or of a supplier's account: fen, in (or owed) positive; the record where it is asked for."""

    day: date
    text: str
    amount: int
    record: str = ""


@dataclass
class Journal:
    """A bank account's journal, and what has not yet reached the other side."""

    balance: int = 0
    statement: int = 0
    entries: list[tuple[Booked, date]] = field(default_factory=list)
    """This month's entries, each with the day on which the bank has it."""
    late: list[tuple[Booked, date]] = field(default_factory=list)
    """Entries of earlier months that the bank had not."""
    bank_only: list[Booked] = field(default_factory=list)
    """What the bank has of this month and the journal has not."""
    charged: tuple[str, int] = "", 0
    """The statement with the last fee, and its line there."""


class Payable(NamedTuple):
    """What is to be paid on a day. `settles` are the rows of 核销, `holds` those of 扣留."""

    day: date
    set: str
    supplier: str
    amount: int
    via: str
    settles: list[Record]
    economic: str = ""
    holds: tuple[Record, ...] = ()
    fund: str = ""
    summary: str = ""


class Card(NamedTuple):
    """An asset card: fen, months."""

    number: str
    name: str
    cost: int
    life: int
    acquired: str
    pieces: int
    unit: str
    place: str
    admin: bool

    def charged(self, month: str) -> int:
        """Months charged by a month's end; the month of acquisition is the first (财会〔2017〕4号)."""
        return min(max(days.months_between(self.acquired, month) + 1, 0), self.life)

    def accumulated(self, month: str) -> int:
        """Straight line, no residual; the last month takes what rounding left."""
        charged = self.charged(month)
        return self.cost if self.life and charged == self.life else half_up(self.cost, self.life or 1) * charged

    def charge(self, month: str) -> int:
        return self.accumulated(month) - self.accumulated(days.before(month, 1))


@dataclass
class World:
    """Everything that is known at a moment."""

    kind: Kind
    seed: int
    last: str = ""
    """The month with which the book ends."""
    files: dict[str, list[tuple[date, int, Record]]] = field(default_factory=lambda: defaultdict(list))
    stock: Stock = field(default_factory=Stock)
    journals: dict[str, Journal] = field(default_factory=lambda: {BANK: Journal(), CANTEEN_BANK: Journal()})
    safe: int = 0
    owing: dict[tuple[str, str], list[Booked]] = field(default_factory=lambda: defaultdict(list))
    """This month's movements of each supplier's account."""
    treasury: list[tuple[Booked, str]] = field(default_factory=list)
    treasury_late: list[tuple[Booked, str]] = field(default_factory=list)
    """What the treasury will list a month later; `held` are the payments that will be, `listed` those that now are."""
    listed: list[tuple[Booked, str]] = field(default_factory=list)
    held: set[str] = field(default_factory=set)
    payables: list[Payable] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    waiting: list[Callable[[dict[Line, dict[str, int]]], None]] = field(default_factory=list)
    """Drafts that need to know what the goods cost: called at the month's end."""
    next_month: list[Callable[[str], None]] = field(default_factory=list)
    """What an earlier month left to be done in this one."""
    ledger: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))
    """(set, account) → fen, debit positive, both halves."""
    cards: list[Card] = field(default_factory=list)
    in_use: list[tuple[str, str, str, int, int]] = field(default_factory=list)
    """Low-value goods in use: (the record, item, place, pieces, fen of one piece)."""
    uneaten: int = 0
    """Meals paid for and not eaten, up to now."""
    paid_meals: int = 0
    """Meals paid in advance for the month at hand."""
    transit: dict[str, Any] | None = None
    """Milk that is invoiced and not here: the month, the invoice's record and number, the boxes."""
    shared: int = 0
    """What the canteen owes the school for last month's water and electricity, fen; then this month's; then what it
    has paid and the school has not booked."""
    shared_now: int = 0
    under_way: int = 0
    petty: list[tuple[str, str, int]] = field(default_factory=list)
    """What the buyer bought with his float: the acceptance, the stock account, fen."""
    theirs: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))
    """What a supplier's own account last said, and the payments he had not had then."""
    not_had: dict[tuple[str, str], list[Booked]] = field(default_factory=lambda: defaultdict(list))
    lots: dict[str, list[tuple[str, int, int]]] = field(default_factory=lambda: defaultdict(list))
    """Low-value goods in store: item → (lot, thousandths, fen of one piece)."""
    remit: list[tuple[str, int, str]] = field(default_factory=list)
    """Scrap money to be remitted: the receipt, fen, the month."""
    planted: list[Planted] = field(default_factory=list)
    short: dict[str, Any] = field(default_factory=dict)
    """What the last month's counts find missing (plant.py)."""
    evidence: dict[str, bytes] = field(default_factory=dict)
    """What others sent, as files: path in the book → bytes."""
    late_slips: list[str] = field(default_factory=list)
    """The month's slips that were found in a drawer."""
    counters: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))
    written: int = 0

    # -------------------------------------------------------- writing down

    def random(self, *about: object) -> random.Random:
        """A source of chance for one matter: what is drawn for another does not disturb it."""
        return random.Random("/".join(map(str, (self.seed, *about))))

    def add(self, file: str, day: date, entry: Record, booked: date | None = None) -> Record:
        """Put a record into the file of the month in which it is booked."""
        self.written += 1
        if booked:
            (type_, own), (_, when), *rest = entry.items()
            entry = {type_: own, "日期": when, "入账日期": booked.isoformat(), **dict(rest)}
        at = booked or day
        self.files[f"{file}/{days.month_of(at)}.yaml"].append((at, self.written, entry))
        return entry

    def reverse(self, file: str, day: date, of: str, reason: str) -> None:
        """Take back in red what was written wrongly (冲销)."""
        self.add(file, day, {"冲销": self.number("HC", day), "日期": day.isoformat(), "原单": of, "原因": reason})

    def number(self, prefix: str, day: date) -> str:
        """The next number of a kind on a day; it carries the year."""
        key = prefix, f"{day:%y%m%d}"
        self.counters[key] += 1
        return f"{prefix}-{key[1]}-{self.counters[key]:02d}"

    def draft(
        self, set_: str, day: date, summary: str, documents: list[Any], entries: list[Entry],
        budget: list[Entry] | None = None, **more: Any,
    ) -> Draft:  # fmt: skip
        kept = [entry for entry in entries if entry.amount]
        found = Draft(set_, day, summary, documents, kept, budget or [], **more)
        self.drafts.append(found)
        return found

    # -------------------------------------------------------- goods

    def price(self, item: Item, month: str, supplier: str = "") -> int:
        return price(item, month, self.seed, supplier)

    def move(self, day: date, what: str, store: str, line: Line, item: Item, quantity: int, **more: Any) -> None:
        """A line of a slip, for the valuation at the month's end; the shelf is the caller's to change."""
        account = f"{CANTEEN if store == CANTEEN_STORE else SCHOOL}|{ACCOUNTS[item.category]}"
        pool = self.stock.pool(account, item.name, METHODS[item.category])
        pool.moves.append(Move(day, what, store, line, quantity, **more))

    def on_shelf(self, store: str, item: str) -> int:
        return self.stock.shelf[store, item]

    def shelve(self, store: str, item: str, quantity: int) -> None:
        self.stock.shelf[store, item] += quantity

    # -------------------------------------------------------- money

    def owe(self, set_: str, supplier: str, day: date, text: str, amount: int) -> None:
        """A supplier's account: owed more (+) or less (−)."""
        self.owing[set_, supplier].append(Booked(day, text, amount))

    def bank(self, account: str, day: date, text: str, amount: int, *, lag: int = 0, record: str = "") -> None:
        """An entry of a bank journal; the bank has it so many days later."""
        at = date.fromordinal(day.toordinal() + lag)
        self.journals[account].entries.append((Booked(day, text, amount, record), at))


def goods_line(
    item: Item, quantity: int, fen: int = 0, *, pack: bool | str = False, more: Record | None = None
) -> tuple[str | Record, int]:
    """A line of a slip and its fen. `quantity` in base units' thousandths; `fen` for one base unit; `pack`: written
    in packs where it comes out even (True: those it is delivered in). What no spoken line can say makes it a mapping.
    """
    unit, size = item.unit, 1
    if pack and item.packs:
        unit, size = item.packs[-1] if pack is True else (pack, dict(item.packs).get(pack, 1))
    if size == 1 or quantity % (size * MILLE):
        unit, size = item.unit, 1
    count, amount = number(quantity // size), half_up(quantity * fen, MILLE)
    if not fen:
        return (
            ({"物品": item.name, "数量": f"{count} {unit}", **more}, 0) if more else (f"{item.name} {count}{unit}", 0)
        )
    if more:
        per = f"{yuan(fen)} 元/{item.unit}" if size > 2 else yuan(fen * size)  # a pack's own price, or that of a catty
        return {"物品": item.name, "数量": f"{count} {unit}", "单价": per, "金额": yuan(amount), **more}, amount
    return f"{item.name} {count}{unit} {yuan(fen * size)} {yuan(amount)}", amount


def own_number(entry: Record) -> str:
    """A record's number: the value of its first key."""
    return str(next(iter(entry.values())))


def item_of(name: str) -> Item:
    return BY_NAME[name]
