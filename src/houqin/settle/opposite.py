"""The other side of a voucher: on which account stands what the documents do not say, and the budget half."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from houqin.reconcile.cards import Card
from houqin.reconcile.spots import DEPRECIATION, Doc, Spot
from houqin.reconcile.vouching import compared
from houqin.settle.desk import Desk
from houqin.settle.entries import budgeted, treasury_earned
from houqin.settle.precedents import Feature, Like, Precedents, features, signed, unnamed
from houqin.settle.shares import Before, Shared, shared
from houqin.settle.units import KINDS, SUMMED, Unit
from houqin.values import last_day

Codes = dict[str, int]
"""Account → fen, debit positive."""
UNKNOWN = "____"
"""Stands for an account, or a sum, that nothing tells."""

BY_ORIGIN = {"donation": "4603", "transfer_in": "3401"}
"""Goods that came for nothing → the account that the chart has for it (政府会计制度 财会〔2017〕25号)."""
EXPENSE, MEALS, SPENT = "5", "41", "7"
"""How accounts begin on which something is spent or earned: where a set has one of them only, it is that one."""


class Other(NamedTuple):
    """What balances the documents' sums, and what of it is not known: `rest` fen, on some of `among` (none: on any). `found`:
    whose use was put on which account, where sums told it."""

    codes: Codes
    rest: int = 0
    among: tuple[str, ...] = ()
    found: Mapping[str, list[str]] = {}


def opposite(desk: Desk, before: Precedents, unit: Unit) -> Other:
    """By what the documents say themselves, else by vouchers of the like, else by the chart."""
    found: Codes = defaultdict(int)
    for code, amount in _said(desk, unit):
        found[code] += amount
    rest = -sum(unit.sums.values()) - sum(found.values())
    other = _rest(desk, before, unit, rest) if rest else Other({})
    for code, amount in other.codes.items():
        found[code] += amount
    return other._replace(codes={code: amount for code, amount in found.items() if amount})


def _said(desk: Desk, unit: Unit) -> Iterator[tuple[str, int]]:
    """The accounts that the documents themselves name: what money is for, what was cleared, what became of a loss."""
    for doc in unit.docs:
        type_, owner = desk.month.doc_type(doc), desk.month.named(doc).owner
        tree = desk.month.tree(doc[0]) if not doc[1] else {}
        sign = -1 if type_ == "receipt" else 1
        field = "settles" if type_ in ("payment", "receipt", "remittance") else "lines"
        its = tree.get(field) or () if type_ in ("payment", "receipt", "remittance", "clearing", "settlement") else ()
        for line in its:
            set_ = line.get("set") or tree.get("set") or owner or desk.set
            if line.get("account") and set_ == desk.set and _free(desk, line["account"]):
                amount = line["amount"] if line.get("amount") is not None else tree["amount"]
                yield str(line["account"]), sign * amount
        if type_ == "receipt":
            for collection, _ in desk.month.targets(doc[0], "collection"):
                told = desk.month.tree(collection[0])
                fee = desk.book.registers.fee(told["fee_item"], told["date"])
                if fee and _free(desk, fee["account"]):
                    yield str(fee["account"]), -tree["amount"]


def _free(desk: Desk, code: str) -> bool:
    """Whether no documents stand behind the account: theirs are in the sums already."""
    key = f"{desk.set}|{code}"
    return key in desk.book.registers.accounts and not compared(desk.month, key)


def _rest(desk: Desk, before: Precedents, unit: Unit, rest: int) -> Other:
    if code := unit.account or _in_its_place(desk, before, unit, rest):
        return Other({code: rest})
    wanted = [feature for doc in unit.docs for feature in features(desk.month, doc)]
    if not unit.named:
        wanted = [unnamed(key, amount) for (key, _), amount in unit.sums.items()]
    likely = before.accounts(wanted, rest)
    ruled = any(rule["rule"] == "expense_account" for rule in desk.book.registers.rules)
    parts = parted(desk, before, unit) if unit.kind in SUMMED and (ruled or len(likely) > 1) else None
    if parts and sum(parts.codes.values()) == rest:
        return Other(parts.codes, found=parts.groups)
    if len(likely) == 1:
        return Other({next(iter(likely)): rest})
    if likely:
        return Other({}, rest, tuple(sorted(likely)))
    code = _usual(desk, unit)
    return Other({code: rest}) if code else Other({}, rest)


def _in_its_place(desk: Desk, before: Precedents, unit: Unit, rest: int) -> str:
    """The account on which a voucher that names one of the documents has, to the fen, what they lack: goods in transit
    (在途) that have come, a voucher that left an account out."""
    for like in before.all:
        if {*unit.docs} & {*like.posting.docs}:
            for code, amount in before.free(like).items():
                if amount == -rest:
                    return code
    return ""


def _usual(desk: Desk, unit: Unit) -> str:
    """What the chart itself says: the account for what came for nothing, or the one there is."""
    types = {desk.month.doc_type(doc) for doc in unit.docs}
    origins = {desk.month.tree(d[0])["origin"] for d in unit.docs if desk.month.doc_type(d) == "acceptance"}
    if len(origins) == 1 and (code := BY_ORIGIN.get(*origins)):
        return code if f"{desk.set}|{code}" in desk.book.registers.accounts else ""
    if unit.kind == "meals":
        return only(desk, MEALS)
    used = unit.kind == "issues" or types <= {"acceptance", "invoice", "job"}
    return only(desk, EXPENSE) if used else ""


def only(desk: Desk, start: str) -> str:
    """The one account of the set that begins so and has no documents behind it; "" where there are several."""
    having = [a.code for a in desk.book.registers.accounts.values() if a.set == desk.set and a.code.startswith(start)]
    having = [code for code in having if _free(desk, code)]
    return having[0] if len(having) == 1 else ""


# ------------------------------------------------------------ whose use goes where


def parted(desk: Desk, before: Precedents, unit: Unit) -> Shared | None:
    """What the month used, by the accounts on which the departments' use was booked before."""
    types = {t for t, kind in KINDS.items() if kind == unit.kind}
    booked: list[Before] = []
    now: Codes = defaultdict(int)
    for doc in unit.docs:
        now[_whose(desk, doc)] += -sum(desk_open(desk, doc).values())
    for name, likes in _by_month(before, {key for key, _ in unit.sums}).items():
        used: Codes = defaultdict(int)
        for move in desk.at(name).slips:
            if move.spot[0].startswith(f"{desk.set}|") and desk.month.doc_type(move.doc) in types:
                used[_whose(desk, move.doc)] -= move.amount
        booked.append((used, _posted(before, likes)))
    return _shared(desk, now, booked)


def _shared(desk: Desk, now: Codes, booked: list[Before]) -> Shared | None:
    """Each department's use on the account that a rule gives (费用科目), the others' as earlier vouchers have it."""
    day, ruled = last_day(desk.month.month), dict[str, str]()
    for group in {*now, *(group for used, _ in booked for group in used)}:
        rule = desk.book.registers.rule("expense_account", day, group)
        if rule and rule.get("applies_to") == group and rule.get("set") in (None, desk.set):
            ruled[group] = str(rule["value"][0])

    def of(used: Mapping[str, int]) -> Codes:
        found: Codes = defaultdict(int)
        for group in ruled.keys() & used.keys():
            found[ruled[group]] += used[group]
        return found

    def less(used: Mapping[str, int]) -> Codes:
        return {group: amount for group, amount in used.items() if group not in ruled}

    mine, rest = of(now), less(now)
    if not any(rest.values()):
        return Shared({code: amount for code, amount in mine.items() if amount}, {})
    without = [
        (less(used), {code: left for code, amount in posted.items() if (left := amount - of(used).get(code, 0))})
        for used, posted in booked
    ]
    if found := shared(rest, without):
        for code, amount in found.codes.items():
            mine[code] += amount
        return found._replace(codes={code: amount for code, amount in mine.items() if amount})
    return None


def desk_open(desk: Desk, doc: Doc) -> dict[Spot, int]:
    """What is open of a document on the set's accounts."""
    spots = desk.open.docs.get(doc, {})
    return {s: a for s, a in spots.items() if s[0].startswith(f"{desk.set}|") and s[1] != DEPRECIATION}


def _by_month(before: Precedents, keys: set[str]) -> dict[str, list[Like]]:
    """Month → its vouchers that name no document and post on some accounts."""
    found: dict[str, list[Like]] = defaultdict(list)
    for like in before.all:
        bare = not like.posting.docs and like.month < before.month.month
        if bare and keys & {key for key, _ in like.posting.amounts}:
            found[like.month].append(like)
    return dict(found)


def _posted(before: Precedents, likes: list[Like]) -> Codes:
    found: Codes = defaultdict(int)
    for like in likes:
        for code, amount in before.free(like).items():
            found[code] += amount
    return {code: amount for code, amount in found.items() if amount}


def _whose(desk: Desk, doc: Doc) -> str:
    """The department that used the goods; of what came back, the one that had them."""
    for issue, _ in desk.month.targets(doc[0], "of") if desk.month.doc_type(doc) == "return_to_store" else ():
        doc = issue
    tree = desk.month.tree(doc[0]) if not doc[1] else {}
    return str(tree.get("department") or desk.month.doc_type(doc))


def charged(desk: Desk, before: Precedents, account: str, charges: Mapping[str, Mapping[str, int]]) -> Other:
    """What a month's depreciation (month → card → fen, this month's too) falls on, told by the accounts on which it fell
    before: by departments, classes or things, whichever of them says it; else as the month before, and only what has
    changed since as not known."""
    told = {card.number: told for card, told in _cards(desk)}
    posted = {name: _posted(before, likes) for name, likes in _by_month(before, {account}).items() if name in charges}
    month = desk.month.month
    for field in (*TOLD_BY, "place"):

        def grouped(name: str, field: str = field) -> Codes:
            found: Codes = defaultdict(int)
            for card, amount in charges[name].items():
                found[told[card][field]] += amount
            return found

        if found := _shared(desk, grouped(month), [(grouped(name), sums) for name, sums in posted.items()]):
            return Other(found.codes, found=found.groups)
    likely = before.accounts([unnamed(account, -1)], 1)
    if len(likely) == 1:
        return Other({next(iter(likely)): sum(charges[month].values())})
    last = max(posted, default="")
    some = any(key == account for posting in desk.month.postings for key, _ in posting.amounts)  # the rest of a charge
    if some or not last or sum(posted[last].values()) != sum(charges[last].values()):
        return Other({}, sum(charges[month].values()))
    changed = sum(charges[month].values()) - sum(charges[last].values())
    same = all(charges[month].get(card) == charges[last].get(card) for card in {*charges[month], *charges[last]})
    return Other(posted[last]) if same else Other(posted[last], changed)


TOLD_BY = ("department", "asset_class", "name")
"""Fields of a card that may tell whose it is, beside where it is kept."""


def _cards(desk: Desk) -> Iterator[tuple[Card, dict[str, str]]]:
    """Every card with what may tell whose it is."""
    trees: dict[int, dict[str, Any]] = {}
    for card in desk.month.cards:
        record, n = card.doc
        tree = trees.setdefault(record, trees.get(record) or desk.month.tree(record))
        row = tree["cards"][n - 1] if n else tree
        kept = " ".join(str(share.get("place")) for share in row.get("kept_at") or ())
        yield card, {"place": kept} | {field: str(row.get(field) or "") for field in TOLD_BY}


# ------------------------------------------------------------ the budget half


class Half(NamedTuple):
    """预算: its entries as account, what else stands there, fen (debit positive); and whether an account, or the class of
    what was spent, is not known."""

    entries: list[tuple[str, dict[str, str], int]]
    unknown: bool = False
    unclassed: bool = False


def budget(desk: Desk, before: Precedents, unit: Unit, entries: Mapping[Spot, int]) -> Half:
    """平行记账: what the voucher moves of money, against what vouchers of the like have there."""
    types = [desk.month.doc_type(doc) for doc in unit.docs]
    paid_by = [doc for doc in unit.docs if desk.month.doc_type(doc) in ("payment", "receipt", "clearing")]
    wanted: list[Feature] = [f for doc in paid_by or unit.docs for f in features(desk.month, doc)]
    own = {n: str(v) for doc in paid_by for n in CLASSES if (v := desk.month.tree(doc[0]).get(n))}
    found: list[tuple[str, dict[str, str], int]] = []
    unknown = unclassed = False
    moved, paid = budgeted(desk, entries, types)
    for key, amount in ((desk.book.registers.control("funds", desk.set), moved), (treasury_earned(desk), -paid)):
        if not amount or key is None:
            continue
        like, rows = before.budget(wanted, amount)
        code = str(max(rows, key=lambda e: abs(signed(e)))["account"]) if rows else ""
        code = code or (only(desk, SPENT) if amount < 0 else "") or UNKNOWN
        rows = [row for row in rows if row["account"] == code]
        parts = _parts(before, like, rows, unit, entries, amount) or [(_alike(rows) | own, -amount)]
        unknown |= code == UNKNOWN
        classed = all("economic_class" in said for said, _ in parts)
        unclassed |= code[0] == SPENT and not classed and _classed(before, code)
        found += [(key.partition("|")[2], {}, amount), *((code, said, part) for said, part in parts)]
    return Half(found, unknown, unclassed)


CLASSES = ("economic_class", "fund")
"""What a budget entry says of money beside its account."""


def _class(row: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(row[name]) for name in CLASSES if row.get(name)}


def _alike(rows: list[dict[str, Any]]) -> dict[str, str]:
    """What all of some entries say."""
    said = [_class(row) for row in rows]
    return said[0] if said and all(one == said[0] for one in said) else {}


def _parts(
    before: Precedents, like: Like | None, rows: list[dict[str, Any]], unit: Unit, entries: Mapping[Spot, int],
    amount: int,
) -> list[tuple[dict[str, str], int]]:  # fmt: skip
    """Two classes of what was spent, where the like has what it used up at once in one and what went into stock in the
    other."""
    if like is None or len(rows) != 2 or amount > 0:
        return []
    used = sum(a for a in before.free(like).values() if a > 0)
    at_once = [row for row in rows if signed(row) == used]
    if len(at_once) != 1 or signed(rows[0]) == signed(rows[1]):
        return []
    (stocked,) = [row for row in rows if row is not at_once[0]]
    now = sum(a for spot, a in entries.items() if spot not in unit.sums and a > 0)
    return [(_class(row), part) for row, part in ((at_once[0], now), (stocked, -amount - now)) if part]


def _classed(before: Precedents, code: str) -> bool:
    """Whether this book says the economic class (经济分类) of what it spends on an account."""
    return any(e["account"] == code and e.get("economic_class") for like in before.all for e in like.budget)
