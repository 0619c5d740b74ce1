"""A book as lines of text: where each record stands, what a few of its fields say, and edits of those lines.

It reads what bench.school writes and no more. Money is fen, quantities are thousandths of an item's base unit. Lines are
numbered from 0 within their file.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, TypeVar

from bench.school.cost import MILLE, half_up
from bench.school.goods import ACCOUNTS, BY_NAME
from bench.school.make import make
from bench.school.world import CANTEEN, CANTEEN_STORE, SCHOOL, World, number, yuan

T = TypeVar("T")

HEAD = re.compile(r"- (\S+?): (.+)")
FIELD = re.compile(r"  (\S+?): (.*)")
SPOKEN = re.compile(r"    - (\S+) ([\d.]+)(\D\S*)(?: (-?[\d.]+) (-?[\d.]+))?$")
MAPPED = re.compile(r"    - \{物品: ([^,}]+), 数量: ([\d.]+) ([^,}]+)(?:, 单价: ([\d.]+), 金额: ([\d.]+))?")
POSTED = re.compile(r'    - \{科目: "([\d.]+)"(?:, 往来: ([^,}]+))?[^}]*?(借|贷): (-?[\d.]+)\}')
MONTH = "2026-10"
"""The month that is examined: the book's last."""


def fen(text: str) -> int:
    """12.00 → 1200."""
    whole, _, part = text.removeprefix("-").partition(".")
    return (-1 if text.startswith("-") else 1) * (int(whole) * 100 + int(f"{part:0<2}"))


class Edit(NamedTuple):
    """So many lines of a file, from one on, give way to others."""

    path: str
    at: int
    old: int
    new: tuple[str, ...]


class Goods(NamedTuple):
    """A line of goods: which of its record's lines, the item, thousandths of `unit`, fen of one and of all (0: none)."""

    n: int
    item: str
    quantity: int
    unit: str
    price: int
    amount: int

    @property
    def base(self) -> int:
        """Thousandths of the item's base unit."""
        return self.quantity * size_of(self.item, self.unit)


class Posted(NamedTuple):
    """A line of a voucher: which line of the record, the account, the party, 借 or 贷, fen, whether of the budget half."""

    n: int
    account: str
    party: str
    side: str
    amount: int
    budget: bool


@dataclass(frozen=True)
class Entry:
    """A record where it stands."""

    path: str
    at: int
    lines: tuple[str, ...]
    type: str
    number: str

    @property
    def set(self) -> str:
        return CANTEEN if f"/{CANTEEN}" in self.path else SCHOOL

    @property
    def place(self) -> str:
        """The store whose folder it lies in."""
        return self.path.split("/")[1] if self.path.startswith("store/") else self.get("地点")

    @cached_property
    def fields(self) -> dict[str, str]:
        """Its fields as written, quotes off."""
        found = (m for line in self.lines[1:] if (m := FIELD.match(line)))
        return {m[1]: m[2].strip('"') for m in found}

    def get(self, key: str) -> str:
        """A field as written, its quotes off; "" where there is none."""
        return self.fields.get(key, "")

    def where(self, key: str) -> int:
        """Which of its lines has a field; −1."""
        return next((n for n, line in enumerate(self.lines) if line.startswith(f"  {key}:")), -1)

    def names(self, text: str) -> bool:
        """Whether any of its lines speaks of a number."""
        return any(
            text in line and re.search(rf"(?<![\w-]){re.escape(text)}(?![\w-])", line) for line in self.lines[1:]
        )

    @cached_property
    def goods(self) -> list[Goods]:
        found = []
        for n, line in enumerate(self.lines):
            if m := SPOKEN.match(line) or MAPPED.match(line):
                count = round(float(m[2]) * MILLE)
                if m[1] in BY_NAME:
                    found.append(Goods(n, m[1], count, m[3], fen(m[4] or "0"), fen(m[5] or "0")))
        return found

    @cached_property
    def posted(self) -> list[Posted]:
        found, budget = [], False
        for n, line in enumerate(self.lines):
            budget = budget or line.startswith("  预算:")
            if m := POSTED.match(line):
                found.append(Posted(n, m[1], m[2] or "", m[3], fen(m[4]), budget))
        return found

    # ---------------------------------------------------- edits

    def line(self, n: int, new: str) -> Edit:
        """One of its lines gives way to another."""
        return Edit(self.path, self.at + n, 1, (new,))

    def set_(self, key: str, value: str) -> Edit:
        """A field says something else; one that is not there is written behind the date."""
        n = self.where(key)
        return self.line(n, f"  {key}: {value}") if n >= 0 else Edit(self.path, self.at + 2, 0, (f"  {key}: {value}",))

    def swap(self, n: int, old: str, new: str) -> Edit:
        """Within one of its lines a word gives way to another, at its last place."""
        before, _, after = self.lines[n].rpartition(old)
        return self.line(n, f"{before}{new}{after}")

    def post(self, posted: Posted, amount: int) -> Edit:
        """A line of a voucher says another sum."""
        return self.swap(posted.n, f"{posted.side}: {yuan(posted.amount)}", f"{posted.side}: {yuan(amount)}")

    def without(self, n: int) -> Edit:
        return Edit(self.path, self.at + n, 1, ())

    def dropped(self) -> Edit:
        return Edit(self.path, self.at, len(self.lines), ())

    def again(self, number: str, **fields: str) -> Edit:
        """A copy of it behind it, under another number, some fields otherwise."""
        return Edit(self.path, self.at + len(self.lines), 0, self.copy(number, **fields))

    def copy(self, number: str, **fields: str) -> tuple[str, ...]:
        lines = [f"- {self.type}: {number}", *self.lines[1:]]
        for key, value in fields.items():
            lines[self.where(key)] = f"  {key}: {value}"
        return tuple(lines)


class Fault(NamedTuple):
    """A fault as it is planted: the edits; the numbers of which one must be named first, and of which any may be named;
    the sum by which it is known, fen (None: it has none) give or take `within`; the accounts on which it shows."""

    edits: tuple[Edit, ...]
    first: tuple[str, ...]
    amount: int | None = None
    accounts: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    within: int = 0
    month: str = MONTH


@dataclass
class Book:
    """A right book: its files as lines, its records, and what its maker knows of the goods' cost."""

    folder: Path
    world: World
    files: dict[str, list[str]] = field(default_factory=dict)

    @cached_property
    def entries(self) -> list[Entry]:
        found = []
        for path, lines in sorted(self.files.items()):
            starts = [n for n, line in enumerate(lines) if line.startswith("- ")]
            for at, to in zip(starts, [*starts[1:], len(lines)], strict=False):
                if head := HEAD.match(lines[at]):
                    found.append(Entry(path, at, tuple(lines[at:to]), head[1], head[2].strip('"')))
        return found

    @cached_property
    def _of(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            found.setdefault(entry.type, []).append(entry)
        return found

    def of(self, *types: str, month: str = MONTH, set_: str = "") -> list[Entry]:
        """The records of a month's files, of these types."""
        found = [e for type_ in types for e in self._of.get(type_, []) if e.path.endswith(f"{month}.yaml")]
        return sorted((e for e in found if set_ in ("", e.set)), key=lambda e: (e.path, e.at))

    def one(self, number: str) -> Entry:
        return next(e for e in self.entries if e.number == number and not e.type.startswith("冲"))

    def naming(self, number: str, *types: str) -> list[Entry]:
        """Records of these types that speak of a number."""
        return [e for type_ in types for e in self._of.get(type_, []) if e.names(number)]

    def path(self, folder: str, set_: str = "", month: str = MONTH) -> str:
        return "/".join(p for p in (folder, set_, f"{month}.yaml") if p)

    def append(self, path: str, *lines: str) -> Edit:
        return Edit(path, len(self.files.get(path, [])), 0, lines)

    # ---------------------------------------------------- vouchers

    def next_voucher(self, set_: str, more: int = 0) -> str:
        last = self.of("凭证", set_=set_)[-1].number
        word, _, count = last.partition("-")
        return f"{word}-{int(count) + 1 + more}"

    def voucher(
        self, set_: str, day: str, summary: str, debit: str, credit: str, amount: int, documents: Iterable[str] = (), more: int = 0,
    ) -> tuple[str, Edit]:  # fmt: skip
        """A voucher more, at the end of the month; an account may carry its party behind a blank ("2302 永安五金")."""

        def half(word: str, side: str) -> str:
            account, _, party = word.partition(" ")
            return f'    - {{科目: "{account}", ' + (f"往来: {party}, " if party else "") + f"{side}: {yuan(amount)}}}"

        own = self.next_voucher(set_, more)
        named = list(documents)
        lines = [f"- 凭证: {own}", f"  日期: {day}", f"  摘要: {summary}"]
        lines += [f"  单据: [{', '.join(named)}]"] if named else []
        makers = self.of("凭证", set_=set_)[-1].lines[-1]
        lines += ["  附件: 1", "  分录:", half(debit, "借"), half(credit, "贷"), makers]
        return own, self.append(self.path("accounts", set_), *lines)

    def without_voucher(self, voucher: Entry) -> list[Edit] | None:
        """Without a voucher, those after it numbered on, so that no number is missing. None where one is referred to."""
        edits = [voucher.dropped()]
        after = [v for v in self.of("凭证", set_=voucher.set) if v.at > voucher.at and v.path == voucher.path]
        for v in after:
            if v.number in self._replaced:
                return None
            word, _, count = v.number.partition("-")
            edits.append(v.line(0, f"- 凭证: {word}-{int(count) - 1}"))
        return edits

    @cached_property
    def _replaced(self) -> set[str]:
        """Numbers of vouchers that were taken back, or written again."""
        named = [e.get(field) for e in self.entries for field in ("原单", "替代")]
        return {number.rpartition("/")[2] for number in named if "记-" in number}

    @cached_property
    def bookings(self) -> list[tuple[Entry, Entry, Posted]]:
        """The school's vouchers of one acceptance with goods: the voucher, the acceptance, the stock account's line."""
        found = []
        for voucher in self.of("凭证", set_=SCHOOL):
            slips = [e for e in self.of("验收") if voucher.names(e.number)]
            stock = [p for p in voucher.posted if p.account.startswith("1302") and p.side == "借"]
            if len(slips) == 1 and len(stock) == 1 and any(p.account == "2302" for p in voucher.posted):
                found.append((voucher, slips[0], stock[0]))
        return found

    def billed(self, slip: Entry) -> Entry | None:
        """The invoice of this month of one acceptance, unpaid or paid."""
        return next((i for i in self.of("发票") if i.names(slip.number)), None)

    # ---------------------------------------------------- goods

    def cost(self, set_: str, item: str, quantity: int) -> int:
        """Fen of so many thousandths, at what is on hand at the month's end."""
        pool = self.world.stock.pool(f"{set_}|{ACCOUNTS[BY_NAME[item].category]}", item, "")
        return half_up(pool.value * quantity, pool.quantity) if pool.quantity else 0

    def account(self, item: str) -> str:
        return ACCOUNTS[BY_NAME[item].category]

    def moved_after(self, item: str, day: str) -> bool:
        """Whether any slip of the month takes an item, or brings it, on or after a day."""
        slips = self.of("领用", "退库", "退货", "调拨", "验收")
        return any(e.get("日期") >= day and any(g.item == item for g in e.goods) for e in slips if e.type != "验收")

    def count_of(self, place: str) -> Entry:
        """The month's whole count of a store."""
        return next(e for e in self.of("盘点") if e.get("地点") == place and e.get("范围") == "全盘")


def size_of(item: str, unit: str) -> int:
    """Base units in one of these."""
    known = BY_NAME[item]
    return 1 if unit == known.unit else dict(known.packs)[unit]


def counted(entry: Entry, goods: Goods, quantity: int) -> Edit:
    """A line of a count, or of an issue, says another quantity (thousandths of its own unit)."""
    old, new = f" {number(goods.quantity)}", f" {number(quantity)}"
    return entry.swap(goods.n, old, new)


def read(folder: Path, world: World) -> Book:
    """The ledgers of a book as lines."""
    files = {
        str(path.relative_to(folder)): path.read_text(encoding="utf-8").splitlines()
        for path in sorted(folder.rglob("*.yaml"))
    }
    return Book(folder, world, files)


def school(folder: Path, kind: str, seed: int) -> Book:
    """A right book of two months, opened on 31 August."""
    return read(folder, make(folder, 2, seed, kind, planted=False))


def planted(book: Book, edits: Iterable[Edit]) -> dict[str, list[str]]:
    """The files that edits change, changed. ValueError where two edits touch the same lines."""
    changed: dict[str, list[str]] = {}
    taken: set[tuple[str, int]] = set()
    for edit in sorted(edits, key=lambda e: (e.path, e.at, e.old), reverse=True):
        here = {(edit.path, n) for n in range(edit.at, edit.at + edit.old)}
        if here & taken:
            raise ValueError(f"{edit.path}:{edit.at + 1}: two edits of one line")
        taken |= here
        lines = changed.setdefault(edit.path, list(book.files.get(edit.path, [])))
        lines[edit.at : edit.at + edit.old] = edit.new
    return changed


def put(folder: Path, files: dict[str, list[str]]) -> None:
    """Write files into a book; one without lines is taken away."""
    for path, lines in files.items():
        at = folder / path
        if lines:
            at.parent.mkdir(parents=True, exist_ok=True)
            at.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
        else:
            at.unlink(missing_ok=True)


# ------------------------------------------------------------ chance


def error_of(rng: random.Random, amount: int, last: bool = False) -> int:
    """How far a sum is off, fen, never nothing and less than the sum: fen, jiao, a round yuan, a tenth part."""
    sizes = [
        rng.randint(1, 99),
        rng.randint(1, 9) * 10,
        rng.randint(1, 9) * 100,
        rng.randint(1, 9) * 1000,
        amount // 10,
    ]
    off = rng.choice([s for s in sizes if 0 < s < amount] or [1])
    return off if last or rng.random() < 0.5 else -off


def pick(rng: random.Random, candidates: Iterable[T]) -> T | None:
    """One of them; now and then of the last three, near the month's end. None where there are none."""
    found = list(candidates)
    return rng.choice(found[-3:] if rng.random() < 0.3 else found) if found else None


__all__ = [
    "CANTEEN", "CANTEEN_STORE", "MILLE", "MONTH", "SCHOOL", "Book", "Edit", "Entry", "Fault", "Goods", "Posted", "number", "yuan",
]  # fmt: skip
