"""What belongs on one voucher: the documents that no voucher has booked, put together as they are tied and as this book
does it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from houqin.book.index import trees
from houqin.reconcile.links import covering, delivered
from houqin.reconcile.spots import DEPRECIATION, Doc, Spot
from houqin.settle.desk import Desk
from houqin.settle.precedents import Like, Precedents
from houqin.values import first_day, last_day, month_of

KINDS = {
    "acceptance": "purchases", "return_to_supplier": "purchases", "invoice": "purchases", "job": "purchases",
    "payment": "money", "receipt": "money", "advance": "money", "clearing": "money", "remittance": "money",
    "collection": "money", "issue": "issues", "return_to_store": "issues", "transfer": "issues", "count": "issues",
    "meal_count": "meals", "count_report": "counts", "settlement": "counts", "acquisition": "assets",
    "disposal": "assets",
}  # fmt: skip
"""Type → the kind of voucher that books it. Other types move nothing that a voucher is drafted for."""
FIRST = ("clearing", "purchases", "money", "assets", "counts", "issues", "meals")
"""Where documents of several kinds are on one voucher: whose voucher it is."""
ORDER = (
    "collection", "clearing", "acceptance", "return_to_supplier", "job", "invoice", "acquisition", "advance", "payment",
    "receipt", "remittance",
)  # fmt: skip
"""In which order a voucher names its documents."""
SUMMED = ("issues", "meals")
"""Kinds of which the month's vouchers are one, at its end, that names no document, unless the book does it otherwise."""


@dataclass
class Unit:
    """Documents for one voucher: `sums` are fen, debit positive; `day` the voucher's; `named` what it names of them; `party`
    who stands behind it; `account` the other side, where it is known already."""

    kind: str
    day: int
    docs: list[Doc]
    sums: dict[Spot, int]
    named: list[Doc] = field(default_factory=list)
    party: str = ""
    account: str = ""


@dataclass
class Found:
    """The units of a set in a month, and what is not drafted: message code → documents."""

    units: list[Unit] = field(default_factory=list)
    waiting: dict[str, list[Doc]] = field(default_factory=lambda: defaultdict(list))


def units(desk: Desk, before: Precedents, again: dict[Doc, dict[Spot, int]]) -> Found:
    """Every document of the set that no voucher has booked, up to the month's end; `again`: what is open once last
    month's accruals are taken back."""
    found = Found()
    open_ = _open(desk, found)
    for doc, spots in again.items():
        own = open_.setdefault(doc, {})
        for spot, amount in spots.items():
            own[spot] = own.get(spot, 0) + amount
    for docs in _tied(desk, before, open_):
        unit = _unit(desk, docs, open_)
        if code := _waits(desk, unit, open_):
            found.waiting[code] += unit.docs
        else:
            found.units.append(unit)
    found.units += _in_transit(desk, before)
    found.units.sort(key=lambda unit: (unit.day, desk.month.named(unit.docs[0]).number))
    found.units = [*_summed(desk, before, found.units), *_together(desk, before, found.units)]
    return found


def _open(desk: Desk, found: Found) -> dict[Doc, dict[Spot, int]]:
    """What is open on the set's accounts, cards' charges aside. What a voucher posted otherwise is for houqin fix, unless
    nothing of the document is posted (an accrual was taken back)."""
    kept: dict[Doc, dict[Spot, int]] = {}
    for doc, spots in desk.open.docs.items():
        its = {s: a for s, a in spots.items() if s[0].startswith(f"{desk.set}|") and s[1] != DEPRECIATION}
        blamed = [s for s in its if (doc, s) in desk.open.blamed]
        if blamed and its != moved(desk, doc):
            found.waiting["drafting.differs"] += [doc]
        elif its and desk.month.doc_type(doc) in KINDS:
            kept[doc] = its
    return kept


def moved(desk: Desk, doc: Doc) -> dict[Spot, int]:
    """What a document itself moved on the set's accounts in its month, fen."""
    sums: dict[Spot, int] = defaultdict(int)
    for move in desk.at(month_of(desk.month.booked_of(doc[0]))).slips:
        if move.doc == doc and move.spot[0].startswith(f"{desk.set}|") and move.spot[1] != DEPRECIATION:
            sums[move.spot] += move.amount
    return {spot: amount for spot, amount in sums.items() if amount}


# ------------------------------------------------------------ what is tied together


def _tied(desk: Desk, before: Precedents, open_: dict[Doc, dict[Spot, int]]) -> list[list[Doc]]:
    """Documents that answer each other: what was delivered with its invoice and its card, what was bought with the
    clearing, what was collected with the money; a payment with what it pays where the book has both on one voucher."""
    parent: dict[Doc, Doc] = {}

    def root(doc: Doc) -> Doc:
        while (up := parent.setdefault(doc, doc)) != doc:
            doc = up
        return doc

    paid = {type_ for type_ in ("job", "acceptance") if _paid_at_once(desk, before, type_)}
    for doc in sorted(open_):
        root(doc)
        for other in _answers(desk, doc, open_, paid):
            parent[root(other)] = root(doc)
    groups: dict[Doc, list[Doc]] = defaultdict(list)
    for doc in sorted(parent):
        groups[root(doc)].append(doc)
    return [_ordered(desk, docs) for docs in groups.values()]


def _answers(desk: Desk, doc: Doc, open_: dict[Doc, dict[Spot, int]], paid: set[str]) -> Iterator[Doc]:
    """The papers that go on one voucher with a document."""
    month, type_ = desk.month, desk.month.doc_type(doc)
    if type_ in ("acceptance", "job", "return_to_supplier"):
        yield from (d for d in covering(month, doc[0]) if not month.withdrawn(d[0]))
    elif type_ == "invoice":
        yield from (d for d in delivered(month, doc[0]) if d in open_)
    elif type_ == "acquisition":
        yield from (d for role in ("acceptance", "invoice") for d, _ in month.targets(doc[0], role) if d in open_)
    elif type_ == "clearing":
        yield from (d for d, _ in month.targets(doc[0], "lines") if d in open_)
    elif type_ == "receipt":
        named = month.targets(doc[0], "collection") + month.targets(doc[0], "settles")
        yield from (d for d, _ in named if month.doc_type(d) == "collection")
        yield from _between_own(desk, doc, open_)
    elif type_ == "payment":
        for settled, _ in month.targets(doc[0], "settles"):
            its = month.covered(settled[0]) if month.doc_type(settled) == "invoice" else [settled]
            yield from (d for d in its if d in open_ and month.doc_type(d) in paid)


def _between_own(desk: Desk, receipt: Doc, open_: dict[Doc, dict[Spot, int]]) -> list[Doc]:
    """Money from one of the school's own pockets into another (提现、存现): the payment of the same day, sum and purpose."""
    month, came = desk.month, desk.month.tree(receipt[0])
    found = []
    for doc in (d for d in open_ if month.doc_type(d) == "payment"):
        went = month.tree(doc[0])
        same = all(came.get(name) == went.get(name) for name in ("date", "amount", "purpose"))
        own = came["payer"] == went["payee"] and all(
            _a_pocket(desk, s) for tree in (came, went) for s in tree.get("settles", ())
        )
        if same and own and (came["via"], came.get("bank_account")) != (went["via"], went.get("bank_account")):
            found.append(doc)
    return found[:1]


def _a_pocket(desk: Desk, settled: dict[str, Any]) -> bool:
    """Whether what money is for is the set's own cash or bank, and nobody's claim."""
    account = desk.book.registers.accounts.get(f"{settled.get('set') or desk.set}|{settled.get('account')}")
    return account is not None and account.controls in ("cash", "bank")


def _paid_at_once(desk: Desk, before: Precedents, type_: str) -> bool:
    """Whether most vouchers that book documents of a type name their payment too."""
    named = before.naming([type_])
    both = [like for like in named if any(desk.month.doc_type(d) == "payment" for d in like.posting.docs)]
    return 2 * len(both) > len(named)


def _ordered(desk: Desk, docs: list[Doc]) -> list[Doc]:
    def place(doc: Doc) -> Any:
        type_ = desk.month.doc_type(doc)
        rank = ORDER.index(type_) if type_ in ORDER else len(ORDER)
        return rank, desk.month.booked_of(doc[0]), desk.month.named(doc).number

    return sorted(docs, key=place)


# ------------------------------------------------------------ one voucher of it


def _unit(desk: Desk, docs: list[Doc], open_: dict[Doc, dict[Spot, int]]) -> Unit:
    month = desk.month
    sums: dict[Spot, int] = defaultdict(int)
    for doc in docs:
        for spot, amount in open_.get(doc, {}).items():
            sums[spot] += amount
    types = [month.doc_type(doc) for doc in docs]
    kind = next(k for k in FIRST if k in types or k in [KINDS[t] for t in types])
    kind = "money" if kind == "clearing" else kind
    invoices = [doc for doc in docs if month.doc_type(doc) == "invoice"]
    by_period = [doc for doc in invoices if any(c.get("period") for c in month.tree(doc[0]).get("covers", ()))]
    implied = {d for invoice in by_period for d in month.covered(invoice[0])}
    day = max(month.booked_of(doc[0]) for doc in docs)
    return Unit(
        kind, min(max(day, first_day(month.month)), last_day(month.month)), docs,
        {spot: amount for spot, amount in sums.items() if amount}, [d for d in docs if d not in implied],
        next((party for doc in docs if (party := party_of(desk, doc))), ""),
    )  # fmt: skip


def party_of(desk: Desk, doc: Doc) -> str:
    """Who stands behind a document: whom the goods are from, who is paid, who pays."""
    tree = desk.month.tree(doc[0]) if not doc[1] else {}
    return next((str(tree[name]) for name in PARTIES if tree.get(name)), "")


PARTIES = (
    "supplier", "outside_firm", "payee", "payer", "borrower", "claimant", "remit_to", "party", "donor", "giver",
)  # fmt: skip
"""Fields that say who stands behind a document."""


def _waits(desk: Desk, unit: Unit, open_: dict[Doc, dict[Spot, int]]) -> str:
    """Why a voucher cannot be written yet, as a message; "" where it can. Goods that no invoice covers are accrued, where
    the set does so."""
    types = {desk.month.doc_type(doc) for doc in unit.docs}
    received = [doc for doc in unit.docs if desk.month.doc_type(doc) == "acceptance" and doc in open_]
    if not received or "invoice" in types or unit.kind != "purchases":
        return ""
    trees = [desk.month.tree(doc[0]) for doc in received]
    if any(tree["origin"] == "petty" for tree in trees):
        return "drafting.petty"
    if not any(tree["origin"] == "purchase" and tree.get("supplier") for tree in trees):
        return ""
    if all(desk.month.withdrawn(doc[0]) for doc in received):
        return ""
    row = next((s for s in desk.book.registers.sets if s["set"] == desk.set), {})
    if row.get("uninvoiced", "accrue") != "accrue":
        return "drafting.no_invoice"
    unit.kind, unit.day = "accruals", last_day(desk.month.month)
    return ""


def _in_transit(desk: Desk, before: Precedents) -> Iterator[Unit]:
    """票到货未到: invoices of the month of which nothing has come, where the book has booked its supplier's so before."""
    accounts: dict[str, str] = {}
    for like in before.all:
        docs = {desk.month.doc_type(doc): doc for doc in like.posting.docs}
        came = [d for d in like.posting.docs if desk.month.doc_type(d) != "invoice"]
        free = [code for code, amount in before.free(like).items() if amount > 0]
        if "invoice" in docs and len(free) == 1 and not any(desk.month.month_of(d[0]) <= like.month for d in came):
            accounts.setdefault(str(desk.month.tree(docs["invoice"][0])["supplier"]), free[0])
    supplied = desk.book.registers.control("party", desk.set, "supplier")
    for tree in trees(desk.book.index, ["invoice"], desk.month.month) if supplied and accounts else ():
        doc = (tree["record"], 0)
        booked = desk.month.naming(doc[0], "documents")
        if tree["supplier"] not in accounts or tree.get("set") not in (None, desk.set) or desk.month.withdrawn(doc[0]):
            continue
        if not booked and not any(desk.month.month_of(d[0]) <= desk.month.month for d in delivered(desk.month, doc[0])):
            sums = {(str(supplied), str(tree["supplier"])): -tree["total"]}
            code = accounts[tree["supplier"]]
            yield Unit("purchases", tree["booked_day"], [doc], sums, [doc], tree["supplier"], code)


# ------------------------------------------------------------ as this book puts them together


def _summed(desk: Desk, before: Precedents, found: list[Unit]) -> list[Unit]:
    """The month's summary of issues, and of meals, each one voucher at its end that names no document; where earlier
    vouchers name them, these are put together as those are."""
    kept = []
    for kind in SUMMED:
        its = [unit for unit in found if unit.kind == kind]
        if its and not before.naming([t for t, k in KINDS.items() if k == kind]):
            one = _merged(its)
            one.day, one.named = last_day(desk.month.month), []
            kept.append(one)
            found[:] = [unit for unit in found if unit.kind != kind]
    return kept


def _together(desk: Desk, before: Precedents, found: list[Unit]) -> list[Unit]:
    """Units of a kind that this book has on one voucher: a month's, a party's, a day's; else each on its own."""
    groups: dict[Any, list[Unit]] = {}
    habits = {kind: habit(desk, before, kind) for kind in {_booked_as(unit) for unit in found}}
    for n, unit in enumerate(found):
        if unit.account:
            groups[n] = [unit]
            continue
        key = habits[_booked_as(unit)]
        groups.setdefault((unit.kind, key(unit.party, unit.day)) if key else n, []).append(unit)
    return [_merged(its) for its in groups.values()]


def _booked_as(unit: Unit) -> str:
    return "purchases" if unit.kind == "accruals" else unit.kind


def _merged(its: list[Unit]) -> Unit:
    sums: dict[Spot, int] = defaultdict(int)
    for unit in its:
        for spot, amount in unit.sums.items():
            sums[spot] += amount
    return Unit(
        its[0].kind, max(unit.day for unit in its), [d for unit in its for d in unit.docs],
        {spot: amount for spot, amount in sums.items() if amount}, [d for unit in its for d in unit.named], its[0].party,
        its[0].account,
    )  # fmt: skip


Key = Callable[[str, int], Any]
BY: tuple[Key, ...] = (lambda party, day: "", lambda party, day: party, lambda party, day: day)
"""By what documents may be put together: all of a month, a party's, a day's."""


def habit(desk: Desk, before: Precedents, kind: str) -> Key | None:
    """By what most of those that could be put together were, in the vouchers of earlier months; None: each on its own."""
    types = [t for t, k in KINDS.items() if k == kind]
    booked = [(like, _principal(desk, like, types)) for like in before.naming(types)]
    for key in BY:
        groups: dict[Any, Counter[int]] = defaultdict(Counter)
        for like, docs in booked:
            for doc in docs:
                groups[like.month, key(party_of(desk, doc), desk.month.booked_of(doc[0]))][like.record] += 1
        several = [counted for counted in groups.values() if counted.total() > 1]
        if several and 2 * sum(len(counted) == 1 for counted in several) > len(several):
            return key
    return None


def _principal(desk: Desk, like: Like, types: Iterable[str]) -> list[Doc]:
    """What counts of a voucher's documents: its invoices, else those of the kind; what was collected counts by its money."""
    docs = [doc for doc in like.posting.docs if desk.month.doc_type(doc) in {*types} - {"collection"}]
    invoices = [doc for doc in docs if desk.month.doc_type(doc) == "invoice"]
    return invoices or docs
