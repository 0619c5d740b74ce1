"""账证: what a voucher posted against what its documents say, and by which name the difference goes.

One row of the table a kind; the first that fits names it, every other kind that fits as well is a rival and is told. The
order is that of the evidence: other records before the account, the account before the form of the slip, the form before
a size that is only usual.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from houqin.reconcile import forms
from houqin.reconcile.effects import codes, effects, halves, lines_of
from houqin.reconcile.finding import Finding, Named
from houqin.reconcile.kinds import KINDS
from houqin.reconcile.links import vouchers_of
from houqin.reconcile.moves import Month, Posting
from houqin.reconcile.spots import Doc, Spot
from houqin.values import days_between, last_day

Args = dict[str, Any]
MONEY = {"payment", "receipt", "remittance", "advance", "clearing", "collection"}
"""Types by which money moves: what the bank has, too."""
WORDS = {"invoice", "order", "contract", "request", "quotation"}
"""Types that promise or claim; nothing comes or goes by them."""
GOODS = {"stock", "in_use", "assets"}
"""What accounts control on which things stand, not sums."""
MONEY_ACCOUNTS = {"cash", "bank", "treasury"}
"""What the accounts control on which it moves."""


@dataclass
class Residual:
    """A pair: a voucher, and the documents on which it leaves something open. `docs`: fen that they say and it did not
    post (debit positive)."""

    month: Month
    posting: Posting
    docs: dict[Doc, dict[Spot, int]]

    @cached_property
    def spots(self) -> dict[Spot, tuple[int, int]]:
        """Where it is open: what was posted there and what is right, fen, debit positive."""
        found = {}
        for spot in sorted({s for spots in self.docs.values() for s in spots}):
            posted = self.posting.posted(spot)
            found[spot] = posted, posted + sum(spots.get(spot, 0) for spots in self.docs.values())
        return found

    @cached_property
    def main(self) -> Spot:
        """Where most is open; of equal ones the one that something was posted on, else the first."""
        return max(self.spots, key=lambda s: (abs(self.spots[s][0] - self.spots[s][1]), bool(self.spots[s][0])))

    @cached_property
    def sums(self) -> tuple[int, int]:
        """What was posted and what is right where most is open, on the account's own side."""
        sign = self.month.registers.accounts[self.main[0]].sign
        posted, right = self.spots[self.main]
        return posted * sign, right * sign

    @cached_property
    def papers(self) -> list[Doc]:
        """The documents that it rests on, without those that promise or claim only; what is yet to come is none."""
        named = [d for d in dict.fromkeys([*self.posting.docs, *self.docs]) if self.month.doc_type(d) not in WORDS]
        return [d for d in named if self.month.month_of(d[0]) <= self.month.month]

    def types(self) -> set[str]:
        return {self.month.doc_type(d) for d in self.papers}

    def controls(self, spot: Spot) -> str:
        return self.month.registers.accounts[spot[0]].controls

    @cached_property
    def goods(self) -> dict[str, int]:
        """What its documents brought or took on each account of goods, fen, whether or not it is booked."""
        found: dict[str, int] = {}
        for doc in self.papers:
            for account, value in self.month.index.execute(
                "select account, sum(value) from valued where record = ? group by account", (doc[0],)
            ):
                found[account] = found.get(account, 0) + value
        return dict(sorted(found.items()))

    @cached_property
    def alike(self) -> bool:
        """Whether it is off by one sum on every account."""
        return len({abs(posted - right) for posted, right in self.spots.values()}) == 1


Test = Callable[[Residual], Args | None]
"""What a row's sentences need besides, where the residual is of its kind; None where it is not."""


class Row(NamedTuple):
    code: str
    fits: Test


# ------------------------------------------------------------ other records


def _no_goods(r: Residual) -> Args | None:
    """An invoice is booked, and what it covers has not come, or not all of it."""
    waits = all(r.month.doc_type(doc) == "invoice" for doc in r.docs)
    return {} if r.posting.invoices and (not r.papers or (waits and r.sums[1])) else None


def _never_received(r: Residual) -> Args | None:
    """... for longer than goods can be on the road to a store: what never stands on a shelf is claimed, not awaited."""
    if _no_goods(r) is None or not any(r.controls(spot) in GOODS for spot in r.spots):
        return None
    limit = whole(r.month, "in_transit_days")
    day = min(r.month.tree(doc[0]).get("date") or last_day(r.month.month) for doc in r.posting.invoices)
    age = days_between(day, last_day(r.month.month))
    return {"age": age, "limit": limit, "day": day} if limit is not None and age > limit else None


def _twice(r: Residual) -> Args | None:
    """Another voucher booked all of it already."""
    if any(right for _, right in r.spots.values()):
        return None
    twins = [
        other
        for doc in r.posting.docs
        for other in vouchers_of(r.month, doc)
        if other != r.posting.record and not r.month.withdrawn(other)
    ]
    for twin in dict.fromkeys(twins):
        posting = r.month.posting(twin)
        if all(posting.posted(spot) == posted for spot, (posted, _) in r.spots.items()):
            return {"twin": (twin, 0), "first": r.month.named((twin, 0)).number}
    return None


# ------------------------------------------------------------ the account


def _moved_over(r: Residual) -> tuple[Spot, Spot] | None:
    """Where a sum was posted and where it belongs, if that is all that is wrong: on one side of the voucher."""
    off = {spot: posted - right for spot, (posted, right) in r.spots.items()}
    for wrong, amount in off.items():
        for right, less in off.items():
            its, theirs = r.spots[wrong][0], r.spots[right][1]
            whole_ = abs(amount) <= min(abs(its), abs(theirs)) and len({amount > 0, its > 0, theirs > 0}) == 1
            if len(off) == 2 and amount == -less and whole_:
                return wrong, right
    posted, right_sum = r.spots[r.main]
    for key, amount in sorted(r.posting.others.items()):
        if len(off) == 1 and not posted and amount == right_sum:  # on an account that controls nothing
            return (key, ""), r.main
    if len(off) == 1 and posted and not right_sum:  # where it belongs, another voucher has it already
        return next(
            ((r.main, (key, "")) for key, worth in r.goods.items() if worth == posted and key != r.main[0]), None
        )
    return None


def _other_account(r: Residual) -> Args | None:
    """Posted on one account, where the documents have it on another."""
    found = _moved_over(r)
    if found is None or found[0][0] == found[1][0]:
        return None
    accounts = r.month.registers.accounts
    wrong, right = accounts[found[0][0]], accounts[found[1][0]]
    said = {"wrong": wrong.code, "wrong_name": wrong.name, "account": right.code, "account_name": right.name}
    if found[1] not in r.spots:
        return said
    posted, due = r.spots[found[1]]
    pair = [right.code, wrong.code][:: 1 if due > 0 else -1]
    return {**said, "amount": abs(due - posted), "debit": pair[:1], "credit": pair[1:]}


def _other_party(r: Residual) -> Args | None:
    """Posted to one party, where the documents name another."""
    found = _moved_over(r)
    if found is None or found[0][0] != found[1][0]:
        return None
    return {"wrong": found[0][1], "party": found[1][1], "account": found[1][0].split("|")[1]}


# ------------------------------------------------------------ what kind of document it is


def _paid_otherwise(r: Residual) -> Args | None:
    """Another sum than was paid, or came in."""
    money = [s for s, (posted, _) in r.spots.items() if posted and r.controls(s) in MONEY_ACCOUNTS]
    if not money or not r.types() <= MONEY:
        return None
    sums = {"right": abs(r.spots[money[0]][1]), "entered": abs(r.spots[money[0]][0])}
    told = r.month.at(r.month.month_of(r.posting.record))
    listed = {name: _at_bank(told, money[0], amount) for name, amount in sums.items()}
    return {"lists_right": listed["right"], "lists_entered": listed["entered"], **sums}


def _at_bank(month: Month, spot: Spot, amount: int) -> str:
    """The number of a statement of the account that lists a sum this month; "" where none does."""
    account = month.registers.accounts[spot[0]]
    for statement in month.standing(["outside_statement"], month.month):
        its = statement.get("bank_account") == account.row.get("bank_account") and statement["kind"] == "bank"
        its = its or (statement["kind"] == "treasury" and statement.get("set") == account.set)
        if its and account.controls in ("bank", "treasury"):
            for line in statement.get("lines", []):
                if amount in (line.get("in_"), line.get("out"), line.get("amount")):
                    return month.named((statement["record"], 0)).number
    return ""


def _return_price(r: Residual) -> Args | None:
    """Goods that went back were taken off at another price than they came in at; or, where what the supplier owes for them
    is right, at that price though they were the last: all that was left in the books goes with them."""
    posted, right = r.sums
    if r.types() != {"return_to_supplier"} or not posted or (posted > 0) != (right > 0) or not r.alike:
        return None
    return {
        "what": lines_of(r.month, r.papers[0]) if len(r.papers) == 1 else None,
        "last": all(r.controls(spot) in GOODS for spot in r.spots),
    }


# ------------------------------------------------------------ the pen


def _form(name: str) -> Test:
    """A form of the pen's slips, the same on every account."""

    def fits(r: Residual) -> Args | None:
        if all(name in forms.forms(*sums) for sums in r.spots.values()):
            return {"apart": forms.apart(*r.sums)} if name == "digits_swapped" else {}
        return None

    return fits


def _extra(r: Residual) -> Args | None:
    """A round sum was taken off, or put on, that no paper has."""
    step, most = whole(r.month, "round_deduction"), whole(r.month, "round_deduction", 1)
    posted, right = (abs(amount) for amount in r.sums)
    if not step or not most or not posted or not right or not r.alike:
        return None
    off = abs(posted - right)
    return {"off": off} if off % (step * 100) == 0 and 0 < off <= most * 100 else None


def _less(r: Residual) -> Args | None:
    return _extra(r) if abs(r.sums[0]) < abs(r.sums[1]) else None


ROWS = (
    Row("voucher.never_received", _never_received),
    Row("voucher.no_goods", _no_goods),
    Row("voucher.twice", _twice),
    Row("voucher.other_account", _other_account),
    Row("voucher.other_party", _other_party),
    Row("voucher.paid_otherwise", _paid_otherwise),
    Row("voucher.sign_reversed", _form("sign_reversed")),
    Row("voucher.digits_swapped", _form("digits_swapped")),
    Row("voucher.decimal_slid", _form("decimal_slid")),
    Row("voucher.doubled", _form("doubled")),
    Row("voucher.return_price", _return_price),
    Row("voucher.extra", _less),
    Row("voucher.digit_misread", _form("digit_misread")),
    Row("voucher.extra", _extra),
    Row("voucher.differs", lambda r: {}),
)
"""Code → its test. The last fits always and is nobody's rival."""
EXCLUDED = {
    "voucher.never_received": {"voucher.no_goods"},
}
"""Kinds that are one another's stronger form: no rivals."""


def whole(month: Month, rule: str, n: int = 0) -> int | None:
    """The n-th value of a rule, a whole number; None where no rule is in force, or it says something else (不限)."""
    row = month.registers.rule(rule, last_day(month.month))
    words = row["value"][n : n + 1] if row else []
    return int(words[0]) if words and words[0].isdecimal() else None


def finding(month: Month, voucher: int, docs: dict[Doc, dict[Spot, int]]) -> Finding:
    """The finding on a pair."""
    r = Residual(month, month.posting(voucher), docs)
    fitting: dict[str, Args] = {}
    for row in ROWS:
        if row.code not in fitting and (needs := row.fits(r)) is not None:
            fitting[row.code] = needs
    code, *others = fitting
    rivals = [KINDS[o].kind for o in others[:-1] if o not in EXCLUDED.get(code, ())] if others else []
    found = effects(month, docs)
    entered, right = r.sums
    own = fitting[code]
    twin = [month.named(own["twin"])] if "twin" in own else []
    invoices = [month.named(doc) for doc in r.posting.invoices]
    papers = [month.named(d) for d in dict.fromkeys([*_named(month, voucher), *docs]) if month.doc_type(d) != "invoice"]
    supplier = next((s[1] for s in r.spots if s[1]), "")
    first_told = month.at(month.month_of(voucher))  # what is carried in is what it was then
    statements = _statements(first_told, supplier, abs(right)) if supplier else []
    records = [month.named((voucher, 0)), *twin, *invoices, *papers, *statements]
    amount = abs(r.spots[r.main][0] - r.spots[r.main][1])
    args: Args = {
        "voucher": records[0].number, "entered": entered, "right": right, "amount": amount, "accounts": codes(found),
        "papers": [p.type for p in (*invoices, *papers)], "statement": supplier if statements else "",
        "numbers": [p.number for p in (*invoices, *papers, *statements)], "documents": [p.number for p in papers],
        "others": rivals, **halves(month, found), **own,
    }  # fmt: skip
    carried = month.month_of(voucher) != month.month
    return Finding(code, records[0].owner, amount, records, found, args, rivals=len(rivals), carried=carried)


def _named(month: Month, voucher: int) -> list[Doc]:
    """What a voucher names itself, in its order."""
    return [doc for doc, _ in month.targets(voucher, "documents")]


def _statements(month: Month, supplier: str, amount: int) -> list[Named]:
    """Statements of the supplier that print the sum too."""
    found = []
    for statement in month.standing(["outside_statement"], month.month):
        if statement["kind"] == "supplier" and statement.get("supplier") == supplier:
            printed = {line.get("increase") for line in statement.get("lines", [])} | {statement.get("closing")}
            if amount in printed:
                found.append(month.named((statement["record"], 0)))
    return found
