"""A book's money and goods as one journal, in the three programs' own words.

Accounts are paths: Money:SET:CODE (both halves of the ledger), Owed:SET:SUPPLIER (by papers, never by a voucher),
Stock:SET:CODE:ITEM (goods at cost), InUse:SET:CODE:ITEM (low-value goods, the half that is not written off) and
Shelf:PLACE:ITEM (goods only). What goods are worth and what is owed stands against Worth, a shelf against Elsewhere:
only vouchers say where value went. Every transaction balances.

An item is a commodity. ledger and hledger hold it under its own name and are told what each slip was worth. beancount
holds it in lots and is told what a slip was worth only where an average says so: of what is valued first in, first out
it is told the quantity, and finds the lots and their cost itself (FIFO); of what is valued piece by piece the lot, which
must be there (STRICT). What rounding to the fen takes of such a slip stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from bench.oracle.book import Book
from bench.oracle.debts import Debt, debts
from bench.oracle.money import Entry, entries
from bench.oracle.stock import Change, Part, changes
from bench.oracle.text import MICRO, Unclear

Account = tuple[str, ...]
BOOKING = {"先进先出": "FIFO", "个别计价": "STRICT"}
"""计价 → how beancount books; averages are told it (NONE)."""


class Journal(NamedTuple):
    """A journal's text, and which account and which item its names mean."""

    text: str
    accounts: dict[str, Account]


class Facts(NamedTuple):
    """What is written into all three."""

    money: list[Entry]
    goods: list[Change]
    methods: dict[str, str]
    """Item → 计价."""
    debts: list[Debt]

    @property
    def first(self) -> str:
        return min(self._months)

    @property
    def last(self) -> str:
        return max(self._months)

    @property
    def _months(self) -> list[str]:
        return [one.day[:7] for one in (*self.money, *self.goods, *self.debts)] or ["2000-01"]


def facts(book: Book) -> Facts:
    """Raises Unclear where the book holds what the oracle does not understand."""
    try:
        return _facts(book)
    except KeyError as error:
        raise Unclear(f"a record or a register row has no {error}") from error


def _facts(book: Book) -> Facts:
    found = [entry for entry in entries(book) if entry.rows]
    categories = {record.number: str(record.fields["类别"]) for record in book.of_type("物品")}
    methods = {item: book.policy(category)[0] for item, category in categories.items()}
    return Facts(sorted(found, key=lambda entry: entry.day), changes(book), methods, debts(book))


def yuan(fen: int) -> str:
    return f"{Decimal(fen).scaleb(-2):.2f}"


def units(millionths: int) -> str:
    """A quantity without superfluous zeros."""
    return f"{Decimal(millionths) / MICRO:f}"


# ------------------------------------------------------------ ledger and hledger

NAME = re.compile(r"[^\W_]|[.（）·×-]")


def spelled(name: str, allowed: re.Pattern[str] = NAME) -> str:
    """A name in signs that a syntax allows; another sign is its number: `A4;纸` is `A4_3b_纸`."""
    return "".join(sign if allowed.fullmatch(sign) else f"_{ord(sign):x}_" for sign in name)


def ledger(facts: Facts, head: str = "") -> Journal:
    """A journal for ledger."""
    accounts: dict[str, Account] = {}
    out = [head, "commodity CNY\n  format 1000.00 CNY\n"]

    def name(account: Account) -> str:
        found = ":".join(map(spelled, account))
        accounts[found] = account
        return found

    for entry in facts.money:
        out.append(f"\n{entry.day} {spelled(entry.text)}\n")
        out += [f"  {name(('Money', set_, code))}  {yuan(fen)} CNY\n" for set_, code, fen in entry.rows]
    for change in facts.goods:
        value, item = change.value or 0, f'"{spelled(change.item)}"'
        account, goods = name(change.account), f"{units(change.quantity)} {item}"
        out.append(f"\n{change.day} {spelled(change.text)}\n")
        if change.quantity and value:
            out.append(f"  {account}  {goods} @@ {yuan(abs(value))} CNY\n  Worth  {yuan(-value)} CNY\n")
        elif change.quantity:
            out.append(f"  {account}  {goods}\n  Elsewhere  {units(-change.quantity)} {item}\n")
        else:
            out.append(f"  {account}  {yuan(value)} CNY\n  Worth  {yuan(-value)} CNY\n")
    for debt in facts.debts:
        account = name(("Owed", debt.set, debt.supplier))
        out.append(f"\n{debt.day} {spelled(debt.text)}\n")
        out.append(f"  {account}  {yuan(debt.fen)} CNY\n  Worth  {yuan(-debt.fen)} CNY\n")
    return Journal("".join(out), accounts)


def hledger(facts: Facts) -> Journal:
    """A journal for hledger, which needs to be told that 1.000 is one."""
    return ledger(facts, "decimal-mark .\n")


# ------------------------------------------------------------ beancount

COMPONENT = re.compile(r"[A-Z0-9]|[^\W\x00-\x7f]|[（）×]")
LATER = re.compile(r"[A-Za-z0-9-]|[^\W\x00-\x7f]|[（）×]")
FRACTION_PLACES = 18


def _component(part: str) -> str:
    """Part of an account's name, as beancount has it: no point, no small letter in front."""
    part = part.replace("-", "_").replace(".", "-")
    return (spelled(part[:1], COMPONENT) + spelled(part[1:], LATER)).replace("_", "·")


def beancount(facts: Facts) -> Journal:
    """A journal for beancount. An item's commodity is a number, declared with its name."""
    accounts: dict[str, Account] = {}
    commodities = {item: f"I{n:05d}" for n, item in enumerate(sorted({c.item for c in facts.goods}), 1)}
    opened: dict[str, str] = {"Equity:Worth": "", "Equity:Elsewhere": ""}
    out: list[str] = []

    def name(account: Account, item: str = "") -> str:
        found = "Assets:" + ":".join(map(_component, account))
        accounts[found] = account
        booking = BOOKING.get(facts.methods[item], "NONE") if account[0] == "Stock" else "NONE" if item else ""
        opened[found] = f' "{booking}"' if booking else ""
        return found

    for entry in facts.money:
        out.append(f'\n{entry.day} * "{_text(entry.text)}"\n')
        out += [f"  {name(('Money', set_, code))}  {yuan(fen)} CNY\n" for set_, code, fen in entry.rows]
    for change in facts.goods:
        account, commodity = name(change.account, change.item), commodities[change.item]
        out.append(f'\n{change.day} * "{_text(change.text)}"\n')
        out += [f"  {account}  {posting}\n" for posting in _postings(change, commodity)]
        if change.value is None:
            out.append(f"  Equity:Elsewhere  {units(-change.quantity)} {commodity}\n")
        else:
            out.append("  Equity:Worth\n")
    for debt in facts.debts:
        out.append(
            f'\n{debt.day} * "{_text(debt.text)}"\n  {name(("Owed", debt.set, debt.supplier))}  {yuan(debt.fen)} CNY\n'
        )
        out.append("  Equity:Worth\n")
    start = f"{facts.first}-01"
    head = [f'option "title" "{_text("后勤")}"\noption "operating_currency" "CNY"\n']
    head += [f'{start} commodity {code}\n  name: "{_text(item)}"\n' for item, code in commodities.items()]
    head += [f"{start} open {account}{booking}\n" for account, booking in opened.items()]
    return Journal("".join(head + out), accounts)


def _postings(change: Change, commodity: str) -> Iterator[str]:
    if change.value is None:
        yield f"{units(change.quantity)} {commodity}"
    elif change.parts:
        yield from (_lot(part, commodity) for part in change.parts)
        if change.rounding:
            yield f"{_decimal(change.rounding / 100)} CNY"
    elif change.quantity:
        yield f"{units(change.quantity)} {commodity} {{{{{yuan(abs(change.value))} CNY}}}}"
    else:
        yield f"{yuan(change.value)} CNY"


def _lot(part: Part, commodity: str) -> str:
    if part.quantity > 0:
        cost = f'{{{{{yuan(part.value)} CNY, {part.day}, "{_text(part.label)}"}}}}'
    else:
        cost = f'{{"{_text(part.label)}"}}' if part.label else "{}"
    return f"{units(part.quantity)} {commodity} {cost}"


def _decimal(number: Fraction) -> str:
    scaled = Decimal(round(number * 10**FRACTION_PLACES))
    return f"{scaled.scaleb(-FRACTION_PLACES):f}"


def _text(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")


SYNTAX: dict[str, Callable[[Facts], Journal]] = {"ledger": ledger, "hledger": hledger, "beancount": beancount}
"""Program → how it is written to."""
