"""单单: invoices against the documents they cover. An invoice is no entry: what it has wrong touches a line only where
a voucher booked it as it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from houqin.book.index import trees
from houqin.book.registers import CREDIT_CLASSES
from houqin.reconcile import lines
from houqin.reconcile.finding import Effect, Finding
from houqin.reconcile.forms import swapped
from houqin.reconcile.moves import Month
from houqin.reconcile.spots import Doc
from houqin.values import MICRO, divide


class Compared(NamedTuple):
    """An invoice's total and what its documents are worth, each and with what was agreed beside them, fen; `extras`: what
    the invoice has beside its goods (运费, 折扣) that the documents have not."""

    total: int
    right: int
    worth: dict[Doc, int]
    extras: dict[str, int]

    @property
    def off(self) -> int:
        return self.total - self.right


class Cause(NamedTuple):
    """Why an invoice differs: the code, by how many fen, and what its sentences need."""

    code: str
    amount: int
    args: dict[str, Any]


def still_wrong(month: Month, before: Iterable[int]) -> list[int]:
    """Invoices that differ from what they cover: those of the months before that were not sent back, and this month's."""
    new = [invoice["record"] for invoice in trees(month.index, ["invoice"], month.month) if not earlier(invoice)]
    return [record for record in (*before, *new) if (c := compared(month, record)) and c.off]


def earlier(paper: dict[str, Any]) -> bool:
    """Whether a record stands in the opening, for reference only."""
    return str(paper["path"]).startswith(("opening/", "期初/"))


def compared(month: Month, record: int) -> Compared | None:
    """An invoice and its documents; None where it covers nothing that was delivered, or was taken back."""
    covered, invoice = month.covered(record), month.tree(record)
    if not covered or _taken_back(month, record, invoice["total"]):
        return None
    written = {doc: amount for doc, amount in month.targets(record, "covers") if amount is not None}
    agreed = sum(c.get("price_difference") or 0 for c in invoice.get("covers", []) if c.get("amount") is None)
    worth = {doc: written.get(doc, _worth(month, doc, invoice["supplier"])) for doc in covered}
    extras = _extras(invoice)
    for doc in covered if extras else ():
        for kind, amount in _extras(month.tree(doc[0])).items():
            extras[kind] = extras.get(kind, 0) - amount
    return Compared(invoice["total"], sum(worth.values()) + agreed, worth, {k: a for k, a in extras.items() if a})


def _extras(paper: dict[str, Any]) -> dict[str, int]:
    """What a paper says beside its lines: kind → fen."""
    found: dict[str, int] = {}
    for extra in paper.get("extras", []):
        found[extra["kind"]] = found.get(extra["kind"], 0) + extra["amount"]
    return found


def _taken_back(month: Month, record: int, total: int) -> bool:
    """By a reversal, or by a red-letter invoice over the whole sum (红字发票)."""
    named = (
        r for r in month.naming(record, "of") if month.month_of(r) <= month.month
    )  # what comes later is not known yet
    red = (r for r in named if month.type_of(r) == "invoice")
    return month.withdrawn(record) or any(month.tree(r)["total"] == -total for r in red)


def _worth(month: Month, doc: Doc, supplier: str) -> int:
    """What a document delivered by the supplier is worth by its own lines, fen; a return less than nothing."""
    tree, type_ = month.tree(doc[0]), month.type_of(doc[0])
    if month.withdrawn(doc[0]) or tree.get("outside_firm" if type_ == "job" else "supplier") != supplier:
        return 0
    if type_ == "job":
        return int(tree.get("charge") or 0)
    lines = sum(line.get("amount") or 0 for line in tree["lines"]) + sum(e["amount"] for e in tree.get("extras", []))
    return -int(lines) if type_ == "return_to_supplier" else int(lines)


def findings(month: Month, wrong: Iterable[int]) -> Iterator[Finding]:
    """账证: each of those invoices, by each of its causes."""
    for record in wrong:
        found = compared(month, record)
        if found is None:
            continue
        set_ = month.set_of(next(iter(found.worth)))
        for cause in _causes(month, record, found):
            yield Finding(
                cause.code, set_, abs(cause.amount), [month.named((record, 0)), *map(month.named, found.worth)],
                [Effect(set_, None, None, cause.amount)],
                {"invoice": month.named((record, 0)).number, "total": found.total, "right": found.right,
                 "count": len(found.worth), "amounts": list(found.worth.values()), "amount": abs(cause.amount),
                 "booked": bool(month.naming(record, "documents")), "paid": bool(month.naming(record, "settles")),
                 **cause.args},
                carried=month.month_of(record) != month.month,
            )  # fmt: skip


def _causes(month: Month, record: int, found: Compared) -> list[Cause]:
    """Why an invoice differs from what it covers: line by line where that explains all of it; else an extra, the
    rounding of packs, two digits changed about; else nothing is known of it."""
    extras = sum(found.extras.values())
    beside = Cause("invoice.extra", extras, {"kinds": list(found.extras), "extra": extras})
    by_line = _by_line(month, record, found)
    explained = sum(cause.amount for cause in by_line)
    if by_line and explained == found.off:
        return by_line
    if extras and explained + extras == found.off:
        return [*by_line, beside]
    exact, within = _rounding(month, found)
    rounding = Cause("invoice.rounding", found.off, {"within": within})
    if found.off == exact:
        return [rounding]
    if swapped(found.total, found.right):
        return [Cause("invoice.digits_swapped", found.off, {})]
    if abs(found.off) <= within:
        return [rounding]
    return [Cause("invoice.differs", found.off, {})]


def _by_line(month: Month, record: int, found: Compared) -> list[Cause]:
    """What the invoice's lines say otherwise than those of its documents, by cause; none where it has no lines, where
    one of its documents is covered for a part only, or where the two cannot be compared."""
    invoice = month.tree(record)
    if not invoice.get("lines") or any(c.get("amount") is not None for c in invoice.get("covers", [])):
        return []
    mine = lines.read(month.registers, invoice["lines"], invoice["date"])
    differing = lines.apart(mine, _delivered(month, found.worth), "invoice", "acceptance") or []
    causes = []
    for name, code in (
        ("price", "invoice.price"), ("quantity", "invoice.quantity"), ("rounding", "invoice.rounding")
    ):  # fmt: skip
        its = [one for one in differing if one.cause == name]
        if amount := sum(one.amount for one in its):
            largest = sorted(its, key=lambda one: -abs(one.amount))
            args = {"lines": [one.said for one in largest], "more": amount > 0}
            within = sum(abs(one.amount) for one in its)
            causes.append(Cause(code, amount, args if name != "rounding" else {"within": within}))
    return causes


def _delivered(month: Month, docs: Iterable[Doc]) -> list[lines.Line]:
    """The lines of the documents that an invoice covers, those of a return less than nothing."""
    found = []
    for doc in docs:
        tree, type_ = month.tree(doc[0]), month.type_of(doc[0])
        if type_ != "job" and not month.withdrawn(doc[0]):
            found += lines.read(
                month.registers, tree["lines"], tree["date"], -1 if type_ == "return_to_supplier" else 1
            )
    return found


def _rounding(month: Month, found: Compared) -> tuple[int | None, int]:
    """What comes out otherwise where goods accepted in packs are billed by the piece at a price rounded to the fen: so
    many fen exactly (None: by no fen), and by how many at most, whichever way the pieces' price was found."""
    packs = [line for line in _delivered(month, found.worth) if line.packed and line.base and line.amount is not None]
    exact = 0
    for line in packs:
        each = divide(abs(line.amount or 0) * MICRO, abs(line.base or 0))
        billed = divide(each * (line.base or 0), MICRO)
        exact += billed - (line.amount or 0)
    return exact or None, lines.by_the_piece(packs)


def one_cause(found: list[Finding]) -> list[Finding]:
    """A voucher that booked a wrong invoice as it stands is no fault of its own: the invoice's findings, with the
    voucher's lines."""
    kept = list(found)
    wrong: dict[str, list[Finding]] = {}
    for f in found:
        if f.code.startswith("invoice."):
            wrong.setdefault(f.records[0].id, []).append(f)
    for invoice in wrong.values():
        off = sum(e.amount for f in invoice for e in f.effects)
        for voucher in [f for f in kept if f.code.startswith("voucher.")]:
            if invoice[0].records[0] in voucher.records and _posts(voucher, off):
                kept.remove(voucher)
                _divide(invoice, voucher)
                break
    return kept


def _posts(voucher: Finding, off: int) -> bool:
    """Whether what a voucher has wrong is this sum, on each side of it (debit accounts, credit accounts)."""
    sides: dict[bool, int] = {}
    for e in voucher.effects:
        credit = bool(e.account) and str(e.account)[0] in CREDIT_CLASSES
        sides[credit] = sides.get(credit, 0) + e.amount
    return bool(sides) and set(sides.values()) == {off}


def _divide(invoice: list[Finding], voucher: Finding) -> None:
    """Put the voucher's lines into the findings of one invoice: to each its own sum where every account bears all of
    them, else all of it to the largest."""
    whole = sum(e.amount for f in invoice for e in f.effects)
    alone = all(e.amount == whole for e in voucher.effects)
    for f in invoice if alone else [max(invoice, key=lambda f: f.amount)]:
        own = sum(e.amount for e in f.effects) if alone else None
        f.records.append(voucher.records[0])
        f.effects = [e._replace(amount=e.amount if own is None else own, bucket=f.kind.bucket) for e in voucher.effects]
