"""The drill-down as one page: the 余额调节表, items or parties, movements, when it began, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from houqin.report import Block, Grid, Kind, Title
from houqin.report import Line as Paragraph
from houqin.reports.reconcile_sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from houqin.book.index import Book
    from houqin.messages import Language
    from houqin.reports.bridge import Begun, Drawn, Step
    from houqin.reports.movements import Part

MOST = 24
"""Movements, items and records that one page prints of each; all are in the data."""
SUBJECT = 40
"""Characters of a commit's first line that are printed."""


class BridgeSheet:
    """Lays a drill-down out for people, in one language."""

    def __init__(self, book: Book, drawn: Drawn, language: Language, today: int) -> None:
        self.book = book
        self.drawn = drawn
        self.language = language
        self.today = today
        self.sheet = Sheet(book, drawn.result, language, today)
        self.label = self.sheet.label

    def say(self, code: str, **args: Any) -> str:
        return self.sheet.say(f"bridge_{code}", **args)

    def blocks(self, exit_code: int) -> Iterator[Block]:
        """The whole page, top to bottom."""
        subject = self.drawn.subject
        school = self.book.registers.settings["id"]
        month = self.drawn.result.month
        yield Title(
            self.say("title", school=school, what=subject.label(self.language), month=month, today=self.today), 1
        )
        yield Paragraph(self.say("no_voucher"), 0, "dim")
        stages = list(dict.fromkeys(s.leg for s in self.drawn.steps))
        for leg in stages:
            yield from self._leg([s for s in self.drawn.steps if s.leg == leg], leg)
        if self.drawn.line and "book_to_real" not in stages and self.drawn.line.outside:
            yield Paragraph(self.say("nothing_outside"), 0, "dim")
        yield from self._parts()
        yield from self._movements()
        yield from self._began()
        yield from self._findings()
        yield Paragraph("")
        yield Paragraph(self._end(exit_code), 0, "bad" if exit_code else "good")

    # ---------------------------------------- the bridge

    def _leg(self, steps: list[Step], leg: str) -> Iterator[Block]:
        yield Title(self.say(leg))
        goods = any(s.quantity is not None for s in steps)
        rows: list[tuple[Any, ...]] = []

        def row(text: str, quantity: int | None, amount: int) -> None:
            rows.append((text, quantity, amount) if goods else (text, amount))

        for step in steps:
            row(self._step(step), step.quantity, step.amount)
            shown = step.findings[:MOST]
            for f, amount in shown:
                about = f.records[0] if f.records else None
                row(f"　　{about.number} {about.file}:{about.line}" if about else f"　　{f.id}", None, amount)
            if len(step.findings) > MOST:
                row(self.say("more", count=len(step.findings) - MOST), None, sum(a for _, a in step.findings[MOST:]))
        headings = ("step", "quantity", "amount") if goods else ("step", "amount")
        kinds: tuple[Kind, ...] = ("text", "quantity", "money") if goods else ("text", "money")
        yield Grid(tuple(self.label(h) for h in headings), kinds, rows)

    def _step(self, step: Step) -> str:
        if step.step == "balance":
            return self.say(f"{step.side}_balance", kind=self._outside() if step.side == "outside" else "")
        if step.step == "adjusted":
            return self.say("adjusted")
        if step.step == "unexplained":
            suspects = any(f.rivals for f, _ in step.findings)
            return self.say("suspected" if suspects else "unexplained" if step.amount else "explained")
        sign = "plus" if step.amount > 0 else "minus"
        return self.say(
            sign, bucket=self.label(step.bucket or ""), kind=self.label(step.step), count=len(step.findings)
        )

    def _outside(self) -> str:
        line = self.drawn.line
        if line and line.outside:
            return self.sheet.evidence(line, line.outside)
        return self.say("count" if self.drawn.subject.kind == "item" else "statement")

    # ---------------------------------------- items, parties, stores

    def _parts(self) -> Iterator[Block]:
        parts = self.drawn.parts
        whole = self.drawn.subject.kind != "account"
        shown = [p for p in parts if whole or (p.difference and any(p.difference))][:MOST]
        if not parts:
            return
        yield Title(self.say("parts"))
        if shown:
            yield from self._table(shown)
        if len(parts) > len(shown):
            yield Paragraph(self.say("other_parts", count=len(parts) - len(shown)), 0, "dim")

    def _table(self, parts: list[Part]) -> Iterator[Block]:
        """Quantity and value side by side; a table for each half of them, so that a page holds it."""
        flows = ("opening", "increase", "decrease", "closing")
        ends = ("closing", "outside", "difference")
        goods = any(p.unit for p in parts)
        for chosen in (flows, ends) if self.drawn.subject.kind != "account" else (ends,):
            if chosen is ends and not any(p.outside for p in parts):
                continue
            pairs = [[getattr(p, flow) or (None, None) for flow in chosen] for p in parts]
            headings = [self.label("name")] + ([self.label("unit")] if goods else [])
            kinds: list[Kind] = ["text", "text"] if goods else ["text"]
            for flow in chosen:
                headings += [self.label(flow), self.label("amount")] if goods else [self.label(flow)]
                kinds += ["quantity"] if goods else []
                kinds.append("difference" if flow == "difference" else "money")
            rows = []
            for part, row in zip(parts, pairs, strict=True):
                figures = [figure for pair in row for figure in (pair if goods else pair[1:])]
                rows.append((part.part, *([part.unit] if goods else []), *figures))
            yield Grid(tuple(headings), tuple(kinds), rows, "✓")

    # ---------------------------------------- movements

    def _movements(self) -> Iterator[Block]:
        rows = self.drawn.movements
        if not rows or self.drawn.subject.kind == "account":
            return
        yield Title(self.say("movements"))
        goods = self.drawn.subject.kind == "item"
        headings = ["date", "type", "id", "name", "quantity", "amount", "outside", "balance"]
        last: Kind = "quantity" if goods else "money"
        kinds: list[Kind] = ["date", "name", "text", "text", "quantity", "money", "money", last]
        shown = rows[-MOST:]
        cells = [(*r[:3], r[3] if goods else r[4] or r[3], r[5], r[6], r[8], r[9] if goods else r[10]) for r in shown]
        used = [n for n, h in enumerate(headings) if h not in ("quantity", "outside") or any(c[n] for c in cells)]
        if len(rows) > len(shown):
            yield Paragraph(self.say("movements_cut", count=len(rows) - len(shown)), 0, "dim")
        yield Grid(
            tuple(self.label(headings[n]) for n in used), tuple(kinds[n] for n in used),
            [tuple(row[n] for n in used) for row in cells],
        )  # fmt: skip

    # ---------------------------------------- when it began

    def _began(self) -> Iterator[Block]:
        begun, told = self.drawn.begun, self.drawn.told
        if not begun:
            return
        yield Title(self.say("begun"))
        for one in begun:
            yield Paragraph(self._begun(one), 1)
            first = told.first.get(one.finding.id) if told else None
            if first and first.commit:
                commit = first.commit
                code = "commit_or_earlier" if first.why else "commit"
                about = commit.subject[:SUBJECT] + ("…" if len(commit.subject) > SUBJECT else "")
                said = self.say(code, id=commit.id[:10], day=commit.day, author=commit.author, subject=about)
                yield Paragraph(said, 3, "dim")
            elif first:
                yield Paragraph(self.say(first.why), 3, "dim")
        for why, count in told.limits if told else ():
            yield Paragraph(self.say(f"git_{why}", count=count), 1, "dim")

    def _begun(self, one: Begun) -> str:
        if one.named is None:
            return self.say("begun_walked" if one.day else "begun_nowhere", amount=one.amount, day=one.day)
        args = {"amount": one.amount, "day": one.day, "after": one.after, "number": one.named.number,
                "place": f"{one.named.file}:{one.named.line}"}  # fmt: skip
        seen = one.named.type in ("count", "cash_count", "outside_statement")
        if seen:
            return self.say("begun_between" if one.after else "begun_seen", **args)
        return self.say("begun_suspected" if one.finding.rivals else "begun_on", **args)

    # ---------------------------------------- what to do

    def _findings(self) -> Iterator[Block]:
        open_ = [f for f in self.drawn.findings if f.bucket != "timing"]
        timing = [f for f in self.drawn.findings if f.bucket == "timing"]
        if open_:
            yield Title(self.say("to_settle"))
            yield from map(self.sheet.entry, open_)
        if timing:
            yield Title(self.say("timing"))
            yield from map(self.sheet.timing_entry, timing)

    def _end(self, exit_code: int) -> str:
        left = sum(s.amount for s in self.drawn.steps if s.step == "unexplained")
        unclear = sum(f.amount for f in self.drawn.findings if f.bucket == "unexplained")
        code = "end_unexplained" if left or unclear else "end_known" if exit_code else "end_agrees"
        return self.say(code, amount=abs(left) or unclear, exit=exit_code)
