"""Numbers of documents: the next free one in the style of the book, and those that stand twice."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from houqin import values

DATES = ("%Y%m%d", "%y%m%d", "%m%d", "%Y-%m", "%Y%m", "%y%m", "%m")
"""How a document's day or month stands in its number; the longest that fits is meant."""
PREFIXES = {
    "request": "SQ", "quotation": "XJ", "contract": "HT", "order": "DD", "invoice": "FP", "acceptance": "YS",
    "return_to_supplier": "TH", "issue": "CK", "return_to_store": "TK", "transfer": "DB", "delivery_request": "YH",
    "menu": "SP", "meal_count": "JC", "sample": "LY", "collection": "SF", "acquisition": "ZC", "move": "YD", "loan": "JY",
    "loan_return": "GH", "damage": "SH", "disposal": "CZ", "report": "BX", "job": "PG", "completion": "WG", "payment": "FK",
    "receipt": "SK", "advance": "JK", "clearing": "BZ", "remittance": "SJ", "count": "PD", "cash_count": "XJ",
    "outside_statement": "DZ", "count_report": "YK", "settlement": "ZX", "reversal": "HC", "approval": "SP", "signature": "BQ",
    "suspect_acceptance": "RD", "cancellation": "ZF", "short_closing": "JA", "match": "PP", "reopening": "KZ",
}  # fmt: skip
"""Where a book has no number of that type yet: the initials of what the document is called (出库, 红冲, 报账 …). Numbers of two
types may be alike: each type has its own."""
LATEST = 20
"""Numbers that are looked at for their style."""


class Style(NamedTuple):
    """SYS-261019-01 is head "SYS-", date "%y%m%d", between "-", width 2; width 0: no running number."""

    head: str
    date: str
    between: str
    width: int

    def stem(self, day: int) -> str:
        """What stands before the running number."""
        return self.head + (values.date(day).strftime(self.date) if self.date else "") + self.between


def style_of(number: str, day: int) -> Style | None:
    """The style of one number of a document of that day; None where it has neither date nor running number."""
    for form in DATES:
        token = values.date(day).strftime(form)
        for found in re.finditer(rf"(?<!\d){re.escape(token)}(?!\d)", number):
            head, tail = number[: found.start()], number[found.end() :]
            if running := re.fullmatch(r"(\D+)(\d+)", tail):
                return Style(head, form, running[1], len(running[2]))
            if not tail:
                return Style(head, form, "", 0)
    if running := re.fullmatch(r"(.*?\D)(\d+)", number):
        return Style(running[1], "", "", len(running[2]))
    return None


def style(type_: str, known: Sequence[tuple[str, int]], name: str = "", series: str = "") -> Style:
    """The commonest style of these (number, day), the last ones; `name` stands in a new one's head (an account), `series`
    is all of it (凭证字)."""
    styles = Counter(found for number, day in known[-LATEST:] if (found := style_of(number, day)))
    if styles:
        usual = styles.most_common(1)[0][0]  # 记-9 and 记-10 are of one style, without noughts
        return usual._replace(width=min(*(s.width for s in styles if s[:3] == usual[:3]), _shortest(usual, known)))
    if series:
        return Style(f"{series}-", "", "", 1)
    prefix = PREFIXES.get(type_, "")
    return Style(f"{prefix}-{name}-", "%y%m", "", 0) if name else Style(f"{prefix}-", "%y%m%d", "-", 2)


def _shortest(usual: Style, known: Sequence[tuple[str, int]]) -> int:
    """The figures of the shortest running number with that head: the latest may all be above 记-9."""
    lengths = (len(n) - len(n.rstrip("0123456789")) for n, _ in known if n.startswith(usual.head))
    return min((length for length in lengths if length), default=usual.width) if usual.width else 0


def following(style: Style, day: int, taken: Collection[str]) -> str:
    """The number after the highest that is taken with the same stem."""
    stem = style.stem(day)
    if not style.width:
        return stem if stem not in taken else following(style._replace(between="-", width=1), day, taken)
    highest = max(_running(stem, taken), default=0)
    return f"{stem}{highest + 1:0{style.width}d}"


def _running(stem: str, taken: Iterable[str]) -> Iterable[int]:
    for number in taken:
        rest = number.removeprefix(stem)
        if number.startswith(stem) and rest.isascii() and rest.isdigit() and len(rest) <= 9:
            yield int(rest)


def told_twice(index: sqlite3.Connection, problem: Any) -> None:
    """Documents of one type and year (a voucher: month) with one number, within a store or set."""
    twins = index.execute(
        "select d.record, d.n, d.type, d.number, d.period from doc d join record r on r.id = d.record"
        " where d.record in (select id from touched) and exists (select 1 from doc o join record q on q.id = o.record"
        "  where o.number = d.number and o.type = d.type and o.period = d.period and q.owner = r.owner"
        "  and q.set_ = r.set_ and (o.record <> d.record or o.n <> d.n))"
    ).fetchall()
    for record, n, type_, number, period in twins:
        problem(record, n, "book.duplicate", type=type_, number=number, period=period)
