"""账账 by way of 账证: which voucher booked which document, and what is left on either side.

A document is open on a spot (account and party) by what it did there and no voucher has posted yet. Vouchers that name
their documents settle those; vouchers that name none (a keeper's summary, the month's depreciation) are held against
the documents that nobody named. What single comparisons cannot prove is left over, unexplained.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from houqin.reconcile import invoices
from houqin.reconcile.links import delivered
from houqin.reconcile.moves import Month, Posting
from houqin.reconcile.sides import funds_of
from houqin.reconcile.spots import DEPRECIATION, Doc, Spot

FAMILIES = {
    "acceptance": "receipts",
    "job": "receipts",
    "return_to_supplier": "returns",
    "issue": "issues",
    "return_to_store": "issues",
    "transfer": "issues",
    "count": "issues",
    "acquisition": "cards",
    "opening_assets": "cards",
    "meal_count": "meals",
}
"""Type → the group that one summary voucher books together; other types are a group each."""

SUMMED = {"issues", "meals"}
"""Groups that nobody books slip by slip."""
PAPERLESS = "paperless"
"""Stands for the group where a voucher is one too many beside a summary that fits."""


@dataclass(slots=True)
class Leftover:
    """A difference on a spot that no document explains: fen by which the ledger is higher (debit positive). family: the
    group of documents that was summed up ("" several); PAPERLESS where the vouchers rest on none, the first the one to
    ask about and any other just as likely."""

    spot: Spot
    amount: int
    vouchers: list[int] = field(default_factory=list)
    family: str = ""
    posted: int = 0
    right: int = 0
    quantity: int = 0


@dataclass(slots=True)
class Open:
    """What is open at a month's end. `docs`: document → spot → fen not posted (debit positive). `blamed`: (document,
    spot) → the voucher that posted another sum. `invoices`: those that differ from what they cover."""

    docs: dict[Doc, dict[Spot, int]] = field(default_factory=dict)
    blamed: dict[tuple[Doc, Spot], int] = field(default_factory=dict)
    leftovers: list[Leftover] = field(default_factory=list)
    mirrors: list[tuple[str, int, int]] = field(default_factory=list)
    invoices: list[int] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        return {
            "docs": [[*doc, *spot, amount] for doc, spots in self.docs.items() for spot, amount in spots.items()],
            "blamed": [[*doc, *spot, voucher] for (doc, spot), voucher in self.blamed.items()],
            "leftovers": [
                [*l.spot, l.amount, l.vouchers, l.family, l.posted, l.right, l.quantity] for l in self.leftovers
            ],
            "mirrors": [list(m) for m in self.mirrors],
            "invoices": self.invoices,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Open:
        open_ = cls()
        for record, n, account, party, amount in data.get("docs", []):
            open_.docs.setdefault((record, n), {})[account, party] = amount
        for record, n, account, party, voucher in data.get("blamed", []):
            open_.blamed[(record, n), (account, party)] = voucher
        open_.leftovers = [
            Leftover((account, party), amount, vouchers, family, posted, right, quantity)
            for account, party, amount, vouchers, family, posted, right, quantity in data.get("leftovers", [])
        ]
        open_.mirrors = [(account, record, amount) for account, record, amount in data.get("mirrors", [])]
        open_.invoices = list(data.get("invoices", []))
        return open_


def vouch(month: Month, before: Open) -> Open:
    """What is open after this month's slips and vouchers, from what was open before it."""
    now = Open({doc: dict(spots) for doc, spots in before.docs.items()}, dict(before.blamed))
    cause: dict[Spot, list[Posting]] = defaultdict(list)
    quantities: dict[Doc, int] = defaultdict(int)
    for move in month.slips:
        spots = now.docs.setdefault(move.doc, {})
        spots[move.spot] = spots.get(move.spot, 0) + move.amount
        if month.type_of(move.doc[0]) == "meal_count":
            quantities[move.doc] += move.quantity or 0
    _arrived(month, now)
    for posting in month.postings:
        if posting.docs:
            _post(month, now, posting)
        else:
            for spot in posting.amounts:
                cause[spot].append(posting)
    _joined(month, now, quantities)
    leftovers = [_summary(month, now, spot, cause[spot], quantities) for spot in _spots(month, now, cause)]
    leftovers = [left and _mended(now, left) for left in leftovers]
    leftovers += [_imported(month, now, key, quantities) for key in sorted(month.trial) if compared(month, key)]
    now.leftovers = _offset(before.leftovers, [l for l in leftovers if l] + list(_budget(month)))
    now.docs = {doc: left for doc, spots in now.docs.items() if (left := {s: a for s, a in spots.items() if a})}
    now.blamed = {at: v for at, v in now.blamed.items() if now.docs.get(at[0], {}).get(at[1])}
    now.mirrors = _mirrors(month, before)
    now.invoices = invoices.still_wrong(month, before.invoices)
    return now


def _mended(now: Open, left: Leftover) -> Leftover | None:
    """A supplement that names nothing but posts exactly what one voucher got wrong on that spot has put it right."""
    wrong = [
        doc for doc, spots in now.docs.items() if (doc, left.spot) in now.blamed and spots[left.spot] == left.amount
    ]
    if len(wrong) != 1:
        return left
    now.docs[wrong[0]][left.spot] = 0
    return None


def compared(month: Month, account: str) -> bool:
    """Whether documents stand behind the account; a mirror and a sum of accounts are compared otherwise."""
    return month.registers.accounts[account].controls not in ("", "set", "funds")


# ------------------------------------------------------------ vouchers that name their documents


def _arrived(month: Month, now: Open) -> None:
    """Goods that came after the voucher of their invoice (在途) are booked by it; what has not come of them waits on."""
    for (invoice, spot), voucher in sorted(now.blamed.items()):
        if month.doc_type(invoice) != "invoice":
            continue
        came = [
            d for d in delivered(month, invoice[0]) if now.docs.get(d, {}).get(spot) and (d, spot) not in now.blamed
        ]
        if not came:
            continue
        waits = now.docs[invoice][spot]
        left = waits + _sum(now, came, spot)
        holder = invoice if (left > 0) == (waits > 0) else max(came, key=lambda d: abs(now.docs[d][spot]))
        del now.blamed[invoice, spot]
        for doc in [invoice, *came]:
            now.docs[doc][spot] = 0
        if left:
            now.docs[holder][spot] = left
            now.blamed[holder, spot] = voucher


def _post(month: Month, now: Open, posting: Posting) -> None:
    """Take what a voucher posted off its documents; a rest stays on the document that did most there."""
    spots = {s for s in posting.amounts if compared(month, s[0])}
    named = _meant(month, now, posting)
    for doc in named:
        spots |= {s for s in now.docs.get(doc, {}) if s[0].split("|")[0] == posting.set and s[1] != DEPRECIATION}
    for account in sorted({s[0] for s in spots}):
        here = sorted(s for s in spots if s[0] == account)
        if _charged(now, named, account, posting.amounts.get((account, ""), 0)):
            continue
        posted = {s: posting.amounts.get(s, 0) for s in here}
        if not any(s in posting.amounts for s in here):
            for spot in here:  # documents that settle each other need no entry; else another voucher books that account
                if not _sum(now, named, spot):
                    _clear(now, spot, [d for d in named if spot in now.docs.get(d, {})])
            continue
        if (account, "") in posting.amounts and any(s[1] for s in here):
            _spread(posted, account, {s: _sum(now, named, s) for s in here if s[1]})
        for spot, amount in posted.items():
            expected = _sum(now, named, spot)
            bearers = [d for d in named if now.docs.get(d, {}).get(spot)]
            holder = max(bearers, key=lambda d: abs(now.docs[d][spot]), default=_first(month, now, named))
            for doc in bearers:
                now.docs[doc][spot] = 0
                now.blamed.pop((doc, spot), None)
            if expected != amount:
                now.docs.setdefault(holder, {})[spot] = expected - amount
                now.blamed[holder, spot] = posting.record
    _misplaced(now, posting, named)


def _meant(month: Month, now: Open, posting: Posting) -> list[Doc]:
    """The documents of a voucher; with those that were taken back or written anew in their place, where what it names
    does not make its sums: 1,600 taken back and 1,760 written anew are 160, whichever of them a supplement names."""
    named = list(dict.fromkeys(posting.docs))
    whole = list(dict.fromkeys(d for doc in named for d in month.rewritten.get(doc, [doc])))
    if whole == named:
        return named
    posted: dict[str, int] = defaultdict(int)
    for (account, _), amount in posting.amounts.items():
        posted[account] += amount if compared(month, account) else 0
    right = {
        account: sum(a for doc in named for s, a in now.docs.get(doc, {}).items() if s[0] == account)
        for account in posted
    }
    return named if right == posted else whole


def _joined(month: Month, now: Open, quantities: dict[Doc, int]) -> None:
    """What is still open of slips taken back and written anew stands on the newest of them, as one sum."""
    for whole in {id(whole): whole for whole in month.rewritten.values()}.values():
        for spot in sorted({s for doc in whole for s in now.docs.get(doc, {})}):
            open_ = [d for d in whole if now.docs.get(d, {}).get(spot) and (d, spot) not in now.blamed]
            if len(open_) > 1:
                amount = _sum(now, open_, spot)
                for doc in open_:
                    now.docs[doc][spot] = 0
                now.docs.setdefault(whole[-1], {})[spot] = amount
        quantities[whole[-1]] += sum(quantities.pop(doc, 0) for doc in whole[:-1])


def _charged(now: Open, named: list[Doc], account: str, amount: int) -> bool:
    """A supplement that names the cards it charges: take it off what is open on them, if that much is."""
    spot = (account, DEPRECIATION)
    if not _sum(now, named, spot) <= amount < 0:
        return False
    for doc in (d for d in named if spot in now.docs.get(d, {})):
        here = max(now.docs[doc][spot], amount)
        now.docs[doc][spot] -= here
        amount -= here
    return True


def _misplaced(now: Open, posting: Posting, named: list[Doc]) -> None:
    """A sum on an account where the documents have none, that is missing on one where they have it: one voucher's
    doing, and one finding with both accounts."""
    blamed = [(now.docs[doc][spot], spot) for (doc, spot), voucher in now.blamed.items() if voucher == posting.record]
    strange = [amount for amount, spot in blamed if -amount == posting.amounts.get(spot)]
    bearers: dict[Spot, list[Doc]] = defaultdict(list)
    for doc in named:
        for spot in now.docs.get(doc, {}):
            if spot[0].split("|")[0] == posting.set and (doc, spot) not in now.blamed:
                bearers[spot].append(doc)
    for spot, docs in bearers.items():
        if (amount := _sum(now, docs, spot)) and -amount in strange:
            strange.remove(-amount)
            now.blamed |= {(doc, spot): posting.record for doc in docs}


def _first(month: Month, now: Open, named: list[Doc]) -> Doc:
    """The document that bears a sum none of them accounts for: one that moves something, else the first."""
    return next((d for d in named if d in now.docs), named[0])


def _sum(now: Open, docs: Iterable[Doc], spot: Spot) -> int:
    return sum(now.docs.get(doc, {}).get(spot, 0) for doc in docs)


def _spread(posted: dict[Spot, int], account: str, expected: dict[Spot, int]) -> None:
    """An entry without a party is taken to mean the parties of its documents, as far as the sum goes."""
    amount = posted.pop((account, ""))
    for spot, right in sorted(expected.items()):
        posted[spot] = posted.get(spot, 0) + right
        amount -= right
    if amount:
        last = max(expected) if expected else (account, "")
        posted[last] = posted.get(last, 0) + amount


# ------------------------------------------------------------ vouchers that name none


def _spots(month: Month, now: Open, cause: dict[Spot, list[Posting]]) -> list[Spot]:
    """Where summaries and unnamed documents meet. An account's charges of depreciation are one spot."""
    spots = {s for spots in now.docs.values() for s, amount in spots.items() if amount}
    spots |= {(a, DEPRECIATION if month.registers.accounts[a].controls == "depreciation" else p) for a, p in cause}
    for account, party in list(cause):
        if month.registers.accounts[account].controls == "depreciation" and not party:
            cause[account, DEPRECIATION] += cause.pop((account, party))
    return sorted(s for s in spots if compared(month, s[0]))


def _summary(
    month: Month, now: Open, spot: Spot, postings: list[Posting], quantities: dict[Doc, int]
) -> Leftover | None:
    """Hold the vouchers that name nothing against the documents nobody named, on one spot."""
    if not postings:
        return None
    written = (spot[0], "") if spot[1] == DEPRECIATION else spot
    docs = {
        doc: spots[spot] for doc, spots in sorted(now.docs.items()) if spots.get(spot) and (doc, spot) not in now.blamed
    }
    return _held(month, now, docs, spot, [(p.record, p.amounts.get(written, 0)) for p in postings], quantities)


def _imported(month: Month, now: Open, key: str, quantities: dict[Doc, int]) -> Leftover | None:
    """Hold what an imported trial balance says an account moved against the documents there, whatever their party."""
    balance = month.trial[key]
    posted = -balance.credit if month.registers.accounts[key].controls == "treasury" else balance.moved
    docs = {
        doc: amount
        for doc, spots in sorted(now.docs.items())
        if (amount := sum(a for s, a in spots.items() if s[0] == key))
    }
    if not docs and not posted:
        return None
    return _held(month, now, docs, (key, ""), [(balance.record, posted)], quantities, whole=True)


def _held(
    month: Month, now: Open, docs: dict[Doc, int], spot: Spot, postings: list[tuple[int, int]], quantities: dict[Doc, int],
    *, whole: bool = False,
) -> Leftover | None:  # fmt: skip
    """What was posted (by which record, fen) against what each document did, on one spot or a whole account.

    It booked: all of them; or some whole groups (a summary of issues, of receipts); or those and one voucher too many; or
    those but for one document. The first of these that fits, with the fewest left out, is taken; where several single
    documents fit, none is.
    """
    posted = sum(amount for _, amount in postings)
    groups: dict[str, dict[Doc, int]] = defaultdict(dict)
    for doc, amount in docs.items():
        type_ = month.type_of(doc[0])
        groups[FAMILIES.get(type_, type_)][doc] = amount
    totals = {name: sum(group.values()) for name, group in groups.items()}
    if fitting := _fitting(totals, posted):
        _clear(now, spot, [d for g in fitting for d in groups[g]], whole=whole)
        return None
    always = SUMMED & groups.keys()
    too_many = [(v, a, _fitting(totals, posted - a)) for v, a in postings if len(postings) > 1 and a]
    if too_many := [one for one in too_many if one[2] and always <= set(one[2])]:
        voucher, amount, fitting = min(too_many, key=lambda one: one[0] in month.copied)
        _clear(now, spot, [d for g in fitting for d in groups[g]], whole=whole)
        others = [v for v, a, _ in too_many if v != voucher]
        return Leftover(spot, amount, [voucher, *others], PAPERLESS, amount)
    for size in range(len(groups), 0, -1):
        missing = [
            (chosen, doc)
            for chosen in combinations(sorted(groups), size)
            for g in chosen
            for doc, amount in groups[g].items()
            if sum(totals[c] for c in chosen) - amount == posted and (len(chosen) > 1 or len(groups[g]) > 1)
        ]
        new = [(c, doc) for c, doc in missing if month.types.get(doc[0]) == "acquisition"]
        if len(missing) == 1 or len(new) == 1:  # of cards charged alike, the one of this month is the one forgotten
            chosen, left_out = missing[0] if len(missing) == 1 else new[0]
            _clear(now, spot, [d for g in chosen for d in groups[g] if d != left_out], whole=whole)
            return None
        if missing:
            break
    # Nothing fits: what is always summed up was meant, with the other groups that leave the least unexplained.
    likely = sorted(g for g in groups if whole or g in always or any((totals[g] > 0) == (a > 0) for _, a in postings))
    some = [c for size in range(len(likely), 0, -1) for c in combinations(likely, size) if always <= set(c)]
    if not whole and not always and month.registers.accounts[spot[0]].controls in ("cash", "bank"):
        some.append(())  # money is booked slip by slip: a voucher far from their sum may have been none of theirs
    booked = min(some, key=lambda c: abs(posted - sum(totals[g] for g in c)), default=())
    right = sum(totals[g] for g in booked)
    _clear(now, spot, [d for g in booked for d in groups[g]], whole=whole)
    if posted == right:
        return None
    family = booked[0] if len(booked) == 1 else ""
    counted = sum(quantities.get(d, 0) for g in booked for d in groups[g])
    return Leftover(spot, posted - right, [record for record, _ in postings], family, posted, right, counted)


def _fitting(totals: dict[str, int], posted: int) -> tuple[str, ...]:
    """The groups that together make the sum, as many as possible; none where none do."""
    sizes = (combinations(sorted(totals), size) for size in range(len(totals), 0, -1))
    return next((c for some in sizes for c in some if sum(totals[g] for g in c) == posted), ())


def _clear(now: Open, spot: Spot, docs: Iterable[Doc], *, whole: bool = False) -> None:
    """Booked: nothing is open there any more; `whole`: nor with any other party of the account."""
    for doc in docs:
        for at in [s for s in now.docs[doc] if s == spot or (whole and s[0] == spot[0])]:
            now.docs[doc][at] = 0


def _offset(before: list[Leftover], new: list[Leftover]) -> list[Leftover]:
    """Old differences stay until a new one on the same spot takes exactly one of them back."""
    left = list(before)
    for leftover in new:
        twin = next((l for l in left if l.spot == leftover.spot and l.amount == -leftover.amount), None)
        if twin:
            left.remove(twin)
        else:
            left.append(leftover)
    return left


def _budget(month: Month) -> Iterator[Leftover]:
    """平行记账 within one voucher: what the financial half moves of money the budget half must hold in 8001 too."""
    for account in month.registers.accounts.values():
        if account.controls != "funds":
            continue
        parts = {part.key: sign * part.sign for part, sign in funds_of(month.registers, account)}
        persons = month.registers.control("party", account.set, "person")
        for posting in month.postings:
            for_goods = any(month.for_goods(doc[0]) for doc in posting.docs)
            right = sum(
                parts.get(key, 0) * amount
                for (key, _), amount in posting.amounts.items()
                if not (for_goods and key == persons)  # owed for goods: no money moved (sides.py)
            )
            posted = posting.amounts.get((account.key, ""), 0)
            if posting.set == account.set and posted != right:
                yield Leftover((account.key, ""), posted - right, [posting.record], "budget", posted, right)


# ------------------------------------------------------------ accounts of one set that mirror another's


def _mirrors(month: Month, before: Open) -> list[tuple[str, int, int]]:
    """Postings on mirror accounts without their partner: (account key, voucher, fen on the account's own side).

    A rise on one set's account pairs with a rise of the same sum on its mirror (应收 with 应付).
    """
    open_: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for key, record, amount in before.mirrors:
        open_[key].append((record, amount))
    for posting in month.postings:
        for (key, _), amount in posting.amounts.items():
            account = month.registers.accounts[key]
            if account.controls == "set" and amount:
                open_[key].append((posting.record, amount * account.sign))
    for key, balance in month.trial.items():
        account = month.registers.accounts[key]
        if account.controls == "set" and balance.moved:
            open_[key].append((balance.record, balance.moved * account.sign))
    for key in sorted(open_):
        other = mirror_of(month, key)
        for entry in list(open_[key]) if other and key < other else []:
            twin = next((e for e in open_.get(other or "", []) if e[1] == entry[1]), None)
            if twin:
                open_[key].remove(entry)
                open_[str(other)].remove(twin)
    return [(key, record, amount) for key in sorted(open_) for record, amount in open_[key]]


def mirror_of(month: Month, key: str) -> str | None:
    """The key of the account in the other set."""
    mirror = month.registers.accounts[key].row.get("mirror")
    return f"{mirror['set']}|{mirror['account']}" if mirror else None
