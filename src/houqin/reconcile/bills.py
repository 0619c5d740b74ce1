"""What an invoice says of itself: its number, its tax, its buyer (发票管理办法; 会计法 article 14)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

from houqin.book.registers import Registers
from houqin.reconcile.credit_code import holds
from houqin.reconcile.invoices import earlier
from houqin.reconcile.moves import Month
from houqin.reconcile.papers import Paper
from houqin.reconcile.spots import Doc
from houqin.values import MICRO, divide, micro

DIGITAL = 20
"""Digits of a fully digital invoice's number (数电票): unique in the country whatever the kind, and without a code."""
FREE = {"免税", "不征税", "***", "*"}
"""What stands for a rate where no tax is charged; "***" also where there are several rates."""


def _bills(month: Month, name: str | None = None) -> list[dict[str, Any]]:
    """The invoices of a month, or of all months up to now, that stand."""
    return [bill for bill in month.standing(["invoice"], name) if not earlier(bill)]


def plain(text: str) -> str:
    """A name, a code or a number without blanks and full-width signs; leading zeros stay."""
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


# ------------------------------------------------------------ twice


def number_twice(month: Month, name: str) -> Iterator[Paper]:
    """Two invoices with one number: the later is told, with the first."""
    here = _bills(month, name)
    first: dict[tuple[str, ...], dict[str, Any]] = {}
    wanted = {_key(bill) for bill in here}
    for bill in _bills(month) if here else ():
        key = _key(bill)
        if key not in wanted:
            continue
        one = first.setdefault(key, bill)
        if one is not bill and bill["booked_day"] // 100 == int(name.replace("-", "")):
            yield Paper(
                "bill.number_twice", ((bill["record"], 0), (one["record"], 0)), bill["total"],
                {"printed": bill["number"], "paid": bool(month.naming(bill["record"], "settles"))},
            )  # fmt: skip


def _key(bill: dict[str, Any]) -> tuple[str, ...]:
    number, code = plain(bill["number"]), plain(bill.get("code") or "")
    return (number,) if len(number) == DIGITAL and not code else (bill["kind"], code, number)


def looks_twice(month: Month, name: str) -> Iterator[Paper]:
    """One seller, one day, one total, other numbers: a suspect only where both bill the same goods. Two deliveries of one
    sum, each with its slip, are two."""
    first: dict[tuple[Any, ...], list[tuple[dict[str, Any], set[Doc]]]] = {}
    for bill in _bills(month, name):
        covered = set(month.covered(bill["record"]))
        alike = first.setdefault((bill["supplier"], bill["date"], bill["total"]), [])
        for one, goods in alike:
            in_parts = any(c.get("amount") is not None for c in (*bill.get("covers", []), *one.get("covers", [])))
            if covered & goods and not in_parts and _key(one) != _key(bill):
                yield Paper(
                    "bill.looks_twice", ((bill["record"], 0), (one["record"], 0), *sorted(covered & goods)),
                    bill["total"], {"supplier": bill["supplier"], "first": month.named((one["record"], 0)).number},
                )  # fmt: skip
                break
        alike.append((bill, covered))


# ------------------------------------------------------------ tax


def taxed_wrongly(month: Month, name: str) -> Iterator[Paper]:
    """A rate that does not exist on the invoice's day, or by which its own tax is wrong."""
    for bill in _bills(month, name):
        known = _rates(month.registers, bill["date"])
        rows = [(bill, bill["total"]), *((line, line.get("amount")) for line in bill.get("lines", []))]
        whole, line_by_line = _allowed(month.registers, bill["date"])
        for n, (row, total) in enumerate(rows):
            rate = row.get("tax_rate")
            if rate is None or bill["total"] < 0:  # a red-letter invoice bears the rate of the blue one
                continue
            share = rate_of(rate)
            if known and (share is None or share not in known):
                yield Paper("bill.rate_unknown", ((bill["record"], 0),), 0, {"rate": rate})
                break
            net, tax = _net_and_tax(row, total)
            if share is None or net is None or tax is None:
                continue
            right = divide(net * share, 100 * MICRO)
            if abs(right - tax) > (line_by_line if n else whole) and share not in _otherwise(
                month.registers, bill["date"]
            ):
                yield Paper(
                    "bill.tax_by_rate", ((bill["record"], 0),), tax - right,
                    {"rate": rate, "net": net, "tax": tax, "right": right},
                )  # fmt: skip
                break


def rate_of(written: str) -> int | None:
    """A rate in millionths of a hundredth ("13%", "0.13", "免税" → 0); None where it is no rate."""
    text = plain(written)
    if text in FREE:
        return 0
    try:
        return micro(text[:-1]) if text.endswith("%") else micro(text) * 100
    except (ValueError, ArithmeticError):
        return None


def _rates(registers: Registers, day: int) -> set[int | None]:
    """The rates of a day; none where no rule speaks of it."""
    row = registers.rule("tax_rates", day, "")
    return {rate_of(value) for value in row["value"]} if row else set()


def _otherwise(registers: Registers, day: int) -> set[int | None]:
    """Rates whose tax is not the net sum times the rate (减按征收)."""
    row = registers.rule("tax_rates", day, "减按征收")
    return {rate_of(value) for value in row["value"]} if row and row.get("applies_to") else set()


def _allowed(registers: Registers, day: int) -> tuple[int, int]:
    """By how many fen the tax may be off for rounding: of a whole invoice, and of one line."""
    whole, line = registers.figure("tax_tolerance", day, ""), registers.figure("tax_tolerance", day, "明细")
    return whole // 10_000, line // 10_000


def _net_and_tax(row: dict[str, Any], total: int | None) -> tuple[int | None, int | None]:
    """Fen without tax and of tax, the one from the other where one is not written."""
    net, tax = row.get("net"), row.get("tax")
    if net is None and tax is not None and total is not None:
        net = total - tax
    if tax is None and net is not None and total is not None:
        tax = total - net
    return net, tax


# ------------------------------------------------------------ the buyer


def other_buyer(month: Month, name: str) -> Iterator[Paper]:
    """The invoice names another buyer than the school, or bears another credit code."""
    own_code = plain(month.registers.settings.get("credit_code") or "")
    names = _own_names(month.registers)
    for bill in _bills(month, name):
        written, code = plain(bill.get("buyer_name") or ""), plain(bill.get("buyer_code") or "")
        named_well = not written or any(own in written for own in names)
        coded_well = not code or not own_code or code == own_code
        if not (named_well and coded_well):
            yield Paper(
                "bill.other_buyer", ((bill["record"], 0),), bill["total"],
                {"buyer": bill.get("buyer_name") or "", "code": bill.get("buyer_code") or "", "own": own_code,
                 "school": str(month.registers.settings.get("id", "")), "name_right": named_well, "code_right": coded_well,
                 "code_holds": holds(code)},
            )  # fmt: skip


def _own_names(registers: Registers) -> list[str]:
    """The school's name, and those that its sets of books bear: an invoice may say more (of the county, its canteen)."""
    names = [registers.settings.get("id", ""), *(s.get("name") or "" for s in registers.sets)]
    return [plain(name) for name in names if name]
