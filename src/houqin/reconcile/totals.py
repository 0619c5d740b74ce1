"""What a difference of sums comes from: purchases taken for consumption, a slip that came late, a voucher without papers,
cents.

A leftover is a sum on one account that no single document explains. Each test says which sum it would have made; the one
that made exactly this one names it, and others that would have made it too are its rivals. Two causes at once, or cents
beside one, are tried only after the single ones. Amounts are fen, debit positive, ledger − subsidiary.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from houqin.book.registers import Account
from houqin.reconcile.finding import Effect, Finding
from houqin.reconcile.moves import Month, Posting
from houqin.reconcile.spots import Doc, Move, Spot
from houqin.reconcile.vouching import FAMILIES, Leftover
from houqin.values import previous_month

ON_SHELVES = ("stock", "in_use")
"""What an account controls where a voucher that rests on no paper is one straight onto stock."""


class Part(NamedTuple):
    """A leftover, or a part of it, by its cause: the code, fen, the records (the one at fault first), what its sentences
    need."""

    code: str
    amount: int
    docs: tuple[Doc, ...]
    args: dict[str, Any]


class Late(NamedTuple):
    """Slips that came late, the items of the account on them, and by how much its issues would be worth otherwise
    without them (fen, debit positive)."""

    slips: list[int]
    items: list[str]
    moved: int


class Sums:
    """A month's slips and vouchers as sums are asked about, worked out once for all its leftovers."""

    def __init__(self, month: Month) -> None:
        self.month = month

    @cached_property
    def postings(self) -> dict[int, Posting]:
        """The month's vouchers by record."""
        return {p.record: p for p in self.month.postings}

    @cached_property
    def moves(self) -> dict[Spot, list[Move]]:
        """What the month's slips did on each spot."""
        found: dict[Spot, list[Move]] = defaultdict(list)
        for move in self.month.slips:
            found[move.spot].append(move)
        return found

    @cached_property
    def named(self) -> set[Doc]:
        """The documents that a voucher names."""
        return {doc for posting in self.month.postings for doc in posting.docs}

    def family(self, doc: Doc) -> str:
        type_ = self.month.type_of(doc[0])
        return FAMILIES.get(type_, type_)


@dataclass
class Held:
    """A leftover as it is looked into, in the month in which it arose."""

    sums: Sums
    left: Leftover

    @property
    def month(self) -> Month:
        return self.sums.month

    @cached_property
    def account(self) -> Account:
        return self.month.registers.accounts[self.left.spot[0]]

    @property
    def postings(self) -> dict[int, Posting]:
        return self.sums.postings

    def family(self, doc: Doc) -> str:
        return self.sums.family(doc)

    def posted(self, voucher: int) -> int:
        """What a voucher put on the spot; on all spots of the account where the leftover is of the whole account."""
        posting = self.postings.get(voucher)
        key, party = self.left.spot
        written = (key, "") if self.account.controls == "depreciation" else (key, party)
        return posting.amounts.get(written, 0) if posting else 0

    @cached_property
    def moves(self) -> list[Move]:
        """What the month's slips did on the spot, of the group that the vouchers sum up (of all, where they sum up more)."""
        here = self.sums.moves[self.left.spot]
        return [m for m in here if not self.left.family or self.family(m.doc) == self.left.family]

    @cached_property
    def empty(self) -> bool:
        """Whether nothing is left of the account's goods."""
        if self.account.controls != "stock":
            return False
        pools = [pool for state in self.month.goods.values() if (pool := state["pools"].get(self.account.key))]
        return bool(pools) and not any(pool["quantity"] or pool["value"] for pool in pools)

    @cached_property
    def lines(self) -> int:
        """Lines that may have been rounded: those summed up; where nothing is left, all that came and went."""
        return len(self.sums.moves[self.left.spot] if self.empty else self.moves)

    @cached_property
    def late(self) -> list[Late]:
        """The month's late slips of goods of the account, each by itself and all of them together."""
        if self.account.controls != "stock":
            return []
        slips: dict[int, set[str]] = defaultdict(set)
        for record, item in self.month.index.execute(
            "select distinct v.record, v.item from valued v join record r on r.id = v.record"
            " where v.month = ? and v.kind = 'stock' and v.account = ? and r.day < r.booked"
            " and r.type not like 'opening_%' order by r.booked, r.path, r.line",
            (self.month.month, self.account.key),
        ):
            slips[record].add(item)
        found = []
        for chosen in [[slip] for slip in slips] + ([list(slips)] if len(slips) > 1 else []):
            items = sorted(set().union(*(slips[slip] for slip in chosen)))
            found.append(Late(chosen, items, sum(self._moved_by(chosen, item) for item in items)))
        return [late for late in found if late.moved]

    def _moved_by(self, slips: list[int], item: str) -> int:
        """By how much the issues of an item would be worth otherwise, had those slips not been written."""
        from houqin.book.streams import without  # values goods: only where a slip came late

        month = self.month
        now = month.index.execute(
            "select record, account, value from valued where item = ? and month = ? and kind = 'stock'",
            (item, month.month),
        ).fetchall()
        then = without(month.index, month.registers, item, month.month, slips)

        def issued(rows: Iterable[tuple[int, str, int]]) -> int:
            return sum(v for r, a, v in rows if a == self.account.key and self._issues(r))

        return issued(then) - issued(now)

    def _issues(self, record: int) -> bool:
        return self.family(self.month.origin((record, 0))) == "issues"

    @cached_property
    def summary(self) -> int | None:
        """The voucher that sums up: of several on the spot the one copied from the month's slips, else the largest; or the
        imported balance that stands for the vouchers."""
        return max(self.left.vouchers, key=self._sums_up, default=None)

    def _sums_up(self, voucher: int) -> tuple[bool, int]:
        return voucher in self.postings and self.postings[voucher].copied, abs(self.posted(voucher))


Test = Callable[[Held], Iterable[Part]]


def explained(held: Held) -> tuple[list[Part], int]:
    """The leftover as one part or two, and how many other explanations fit as well; nothing where no test fits."""
    rest = held.left.amount
    parts = _distinct(part for test in TESTS for part in test(held) if part.amount)
    alone = [p for p in parts if p.amount == rest]
    cents = _cents(held, rest)
    if alone or cents:
        return (alone[:1] or cents), len(alone) + len(cents) - 1
    by_amount: dict[int, list[Part]] = defaultdict(list)
    for part in parts:
        by_amount[part.amount].append(part)
    two = [[a, b] for a in parts for b in by_amount.get(rest - a.amount, ()) if _order(a) < _order(b)]
    two = two or [[p, *few] for p in parts if (few := _cents(held, rest - p.amount))]
    return (two[0], len(two) - 1) if two else ([], 0)


# ------------------------------------------------------------ the tests


def no_paper(held: Held) -> Iterator[Part]:
    """凭证直接记存货: a voucher that rests on nothing, beside the summary or alone. A summary that merely does not fit is
    none: it stands alone against the slips it should sum up."""
    left = held.left
    if len(left.vouchers) == 1 and left.right:
        return
    loose = [v for v in left.vouchers if v in held.postings and not held.postings[v].copied]
    for voucher in loose or left.vouchers:
        if amount := held.posted(voucher):
            code = "stock.no_paper" if held.account.controls in ON_SHELVES else "voucher.no_paper"
            yield Part(code, amount, ((voucher, 0),), {"summary": held.month.tree(voucher).get("summary", "")})


def purchases(held: Held) -> Iterator[Part]:
    """以购代耗: what was bought is credited instead of what was issued, so that the ledger's stock never moves. A summary
    made before slips came late knows nothing of them."""
    if held.account.controls != "stock" or held.summary is None:
        return
    month, key = held.month, held.account.key
    opening, closing = (_worth(m, key) for m in (month.at(previous_month(month.month)), month))
    bought, used = (
        _by_record(m for m in held.sums.moves[key, ""] if held.family(m.doc) == family)
        for family in ("receipts", "issues")
    )
    args = {"opening": opening, "closing": closing, "bought": sum(bought.values()), "used": -sum(used.values())}
    exact = [opening - closing, args["used"] - args["bought"]]
    exact += [
        args["used"] - late.moved - args["bought"] + sum(bought.get(s, 0) for s in late.slips) for late in held.late
    ]
    for amount in dict.fromkeys(exact):
        yield Part("summary.purchases", amount, ((held.summary, 0),), args)


def _by_record(moves: Iterable[Move]) -> dict[int, int]:
    sums: dict[int, int] = defaultdict(int)
    for move in moves:
        sums[move.doc[0]] += move.amount
    return sums


def _worth(month: Month, account: str) -> int:
    """A stock account at a month's end by its slips, fen."""
    pools = (state["pools"].get(account) for state in month.goods.values())
    return sum(pool["value"] for pool in pools if pool)


def late_slips(held: Held) -> Iterator[Part]:
    """倒填日期: a slip of an earlier day came into the books after the summary was made and moved the price of what was
    issued; valued without it, the summary fits."""
    for late in held.late if held.summary is not None else ():
        first = held.month.tree(late.slips[0])
        args = {"slips": [held.month.named((slip, 0)).number for slip in late.slips], "items": late.items,
                "day": first["date"], "booked": first.get("booked") or first["date"]}  # fmt: skip
        docs = (*((slip, 0) for slip in late.slips), (held.summary or 0, 0))
        yield Part("summary.late_slip", late.moved, docs, args)


CODES = ("stock.no_paper", "voucher.no_paper", "summary.purchases", "summary.late_slip")
TESTS: tuple[Test, ...] = (no_paper, purchases, late_slips)
"""What a sum may come from, the surest first: of several that fit the first is named."""


def _cents(held: Held, rest: int) -> list[Part]:
    """金额尾差: each line may have been rounded by itself, to half a fen, so many lines to so many halves. An account on
    which nothing is left keeps what all of its lines, in and out, were rounded by."""
    if not rest or held.summary is None or 2 * abs(rest) > held.lines:
        return []
    code = "stock.residue" if held.empty else "summary.rounding"
    return [Part(code, rest, ((held.summary, 0),), {"lines": held.lines, "bound": held.lines // 2})]


def _order(part: Part) -> int:
    return list(CODES).index(part.code)


def _distinct(parts: Iterable[Part]) -> list[Part]:
    """Of the same cause the same sum once."""
    return list({(p.code, p.docs, p.amount): p for p in parts}.values())


# ------------------------------------------------------------ findings


def findings(month: Month, leftovers: Iterable[Leftover]) -> Iterator[Finding]:
    """Each leftover by its causes; where none fits, as unexplained, with whatever is suspected."""
    months: dict[str, Sums] = {}
    for left in leftovers:
        arose = month.month_of(left.vouchers[0]) if left.vouchers else month.month
        held = Held(months.setdefault(arose, Sums(month.at(arose))), left)
        parts, rivals = explained(held)
        if not parts:
            parts, rivals = suspected(held)
        yield from (_finding(held, part, rivals, arose != month.month) for part in parts)


def _finding(held: Held, part: Part, rivals: int, carried: bool) -> Finding:
    left, account = held.left, held.account
    amount = part.amount * account.sign
    records = [held.month.named(doc) for doc in part.docs]
    args: dict[str, Any] = {
        "account": account.code, "name": account.name, "amount": abs(amount), "posted": abs(left.posted),
        "right": abs(left.right), "more": amount > 0, "party": left.spot[1], "accounts": [account.code],
        "vouchers": [held.month.named((v, 0)).number for v in left.vouchers], "number": records[0].number if records else "",
        "voucher": next((r.number for r in records if r.type == "voucher"), ""), **part.args,
    }  # fmt: skip
    effect = Effect(account.set, account.code, "book_to_book", amount)
    return Finding(part.code, account.set, abs(amount), records, [effect], args, rivals=rivals, carried=carried)


def suspected(held: Held) -> tuple[list[Part], int]:
    """The leftover with the likeliest suspect and how many fit besides; unnamed where none does, or too many."""
    from houqin.reconcile import suspects  # searched only where nothing is proved

    month, left = held.month, held.left
    vouchers = tuple((v, 0) for v in left.vouchers)
    sums: dict[Doc, int] = defaultdict(int)
    for move in held.moves:
        if move.doc not in held.sums.named:
            sums[move.doc] += move.amount
    entries = list(suspects.entries_of(month, sums, held.account.key)) if vouchers else []
    found = suspects.search(month, left.amount, entries, lambda few: bool(_cents(held, few)))
    if not found or suspects.too_many(month, found):
        return [Part("book.unexplained", left.amount, vouchers, {})], len(found)
    first = found[0]
    docs = tuple(e.doc for e in first.entries)
    late, near = suspects.evidence(month, docs[0])
    args = {
        "numbers": [month.named(doc).number for doc in docs], "item": first.entries[0].item, "unit": first.unit,
        "entry": abs(sum(e.amount for e in first.entries)), "cents": abs(first.cents), "late": late, "near": near,
    }  # fmt: skip
    return [Part(first.code, left.amount, (*docs, *vouchers), args)], len(found) - 1


def one_cause(found: Iterable[Finding]) -> list[Finding]:
    """What one record did on several accounts is one finding with all of them; its figure is what they come to together."""
    kept: dict[tuple[Any, ...], Finding] = {}
    for n, finding in enumerate(found):
        key = (finding.code, finding.records[0]) if finding.code in TOGETHER and finding.records else (n,)
        one = kept.setdefault(key, finding)
        if one is not finding:
            one.effects += finding.effects
            one.records += [r for r in finding.records if r not in one.records]
            one.rivals = max(one.rivals, finding.rivals)
            net = abs(sum(e.amount for e in one.effects))
            one.amount = net or max(abs(e.amount) for e in one.effects)
            for name in ("opening", "closing", "bought", "used"):
                if name in one.args:
                    one.args[name] += finding.args[name]
            one.args |= {"amount": one.amount, "accounts": [*one.args["accounts"], *finding.args["accounts"]]}
    return list(kept.values())


TOGETHER = {"stock.no_paper", "summary.purchases", "summary.late_slip", "summary.rounding"}
"""Codes of causes that one record may have on several accounts."""
