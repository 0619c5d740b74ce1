"""The month-end reconciliation as the bursar's sheet, in the form of a printed 对账 with its 余额调节表."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from houqin import names
from houqin.messages import Language, sentence
from houqin.reconcile.kinds import BUCKETS
from houqin.reconcile.moves import Month
from houqin.reconcile.sides import funds_of
from houqin.report import Block, Entry, Grid, Kind, Style, Title
from houqin.report import Line as Paragraph
from houqin.reports.sealed import sealed
from houqin.reports.wording import words
from houqin.values import days_between, first_day, iso, last_day, yuan

if TYPE_CHECKING:
    from houqin.book.index import Book
    from houqin.reconcile.bank import Item, Journal
    from houqin.reconcile.finding import Finding
    from houqin.reconcile.result import Late, Line, Outside, Parts, Result

BUCKET_STYLE: dict[str, Style] = {"unexplained": "bad", "to_correct": "bad", "to_book": "warn", "timing": "dim"}
MOST_RECORDS = 20
"""A finding of more records names three of them: a screen is for what is found, the data has them all."""
_PARTS: tuple[Kind, ...] = ("part",) * 5


class Sheet:
    """Lays a result out for people, in one language."""

    def __init__(self, book: Book, result: Result, language: Language, today: int) -> None:
        self.book = book
        self.result = result
        self.language = language
        self.today = today
        self.month = Month(book, result.month)
        self.zh = language == "zh"

    def say(self, code: str, **args: Any) -> str:
        return sentence(f"sheet.{code}", self.language, **args)

    def set_name(self, set_: str) -> str:
        return names.set_label(set_, self.language)

    def label(self, name: str) -> str:
        return names.label(name, self.language)

    def blocks(self, exit_code: int) -> list[Block]:
        """The whole sheet, top to bottom."""
        return [
            *self._head(), *self._book_to_book(), *self._book_to_real(), *self._bank(), *self._findings(), *self._timing(),
            *self._end(exit_code),
        ]  # fmt: skip

    # ---------------------------------------- head and what was carried in

    def _head(self) -> list[Block]:
        school = self.book.registers.settings["id"]
        title = self.say(
            "title", school=school, month=self.result.month, until=last_day(self.result.month), today=self.today
        )
        brought = [(j, *one) for j in self.result.journals for one in j.brought]
        carried = [f for f in (*self.result.findings, *self.result.timing) if f.carried]
        blocks: list[Block] = [Title(title, 1)]
        count = len(brought) + len([f for f in carried if not f.code.startswith("bank.")])
        if count:
            blocks.append(Paragraph(self.say("carried", count=count)))
        for journal, where, item, partner in brought:
            set_, _, account = journal.key.split("|")
            kind = self.label(("books_" if where == "books" else "bank_") + _in_or_out(where, item))
            cleared = self.say("cleared", day=partner.day) if partner else self.say("still_open")
            named = self.month.named((item.record, 0))
            line = self.say(
                "brought", amount=abs(item.amount), set=self.set_name(set_), account=account, kind=kind,
                about=item.text or named.number, day=item.day, cleared=cleared, place=f"{named.file}:{named.line}",
            )  # fmt: skip
            blocks.append(Paragraph(line, 1))
        for f in carried:
            if not f.code.startswith("bank."):
                said = words(f, self.book.registers, self.language)
                blocks.append(Paragraph(f"{yuan(f.amount)} {self.set_name(f.set)} {self._since(f)}{said.headline}", 1))
        return blocks

    # ---------------------------------------- the two tables

    def _book_to_book(self) -> list[Block]:
        blocks: list[Block] = [Title(self.say("book_to_book"))]
        for set_ in self._sets():
            blocks.append(Title(self._set_head(set_["set"]), 3))
            rows = []
            for line in self._of(set_["set"]):
                mark = "≡" if line.same_source else "✓"
                side = self.say("credit_side") if line.account.sign < 0 and line.account.code[0] in "12" else ""
                rows.append(
                    (line.account.code, line.account.name + side, line.ledger or 0, line.subsidiary or 0,
                     *_part_cells(line.book_to_book, mark))
                )  # fmt: skip
            blocks.append(self._grid(("account", "name", "ledger", "subsidiary"), rows))
        blocks += [Paragraph(note, 0, "dim") for note in self._notes()]
        if self.today <= last_day(self.result.month) and (open_ := self._valued_at_month_end()):
            blocks.append(Paragraph(self.say("note_open", accounts=open_), 0, "warn"))
        return blocks

    def _valued_at_month_end(self) -> list[str]:
        """Stock accounts whose figures change until the month is over (全月一次加权平均)."""
        registers = self.book.registers
        return [
            line.account.code
            for line in self.result.lines
            if line.account.controls == "stock"
            and any(
                registers.policy(category)["valuation"] == "month_end_average"
                for category in line.account.row.get("category", [])
            )
        ]

    def _grid(self, headings: tuple[str, ...], rows: list[tuple[Any, ...]]) -> Grid:
        """A table of differences: two texts, two figures, the difference and its parts."""
        names_ = (*headings, "difference", *BUCKETS, "gross")
        kinds: tuple[Kind, ...] = ("text", "text", "money", "money", "difference", *_PARTS)
        return Grid(tuple(self.label(n) for n in names_), kinds, rows, "·")

    def _sets(self) -> list[dict[str, Any]]:
        having = {line.account.set for line in self.result.lines}
        return [s for s in self.book.registers.sets if s["set"] in having]

    def _of(self, set_: str) -> list[Line]:
        return [line for line in self.result.lines if line.account.set == set_]

    def _set_head(self, set_: str) -> str:
        row = next(s for s in self.book.registers.sets if s["set"] == set_)
        chart = names.label(row["chart"], self.language, "chart") if row.get("parallel") else self.say("independent")
        vouchers = [
            n for (n,) in self.book.index.execute(
                "select number from record where type = 'voucher' and owner = ? and month = ? order by path, line",
                (set_, self.result.month),
            )
        ]  # fmt: skip
        halves = self.say("halves") if row.get("parallel") else ""
        if not vouchers:
            return self.say("set_empty", set=self.set_name(set_), chart=chart)
        series = _series(vouchers)
        if series is None:
            return self.say("set_vouchers", set=self.set_name(set_), chart=chart, count=len(vouchers), halves=halves)
        first, last, gaps = series
        code = "set_gaps" if gaps else "set_series"
        return self.say(code, set=self.set_name(set_), chart=chart, first=first, last=last, gaps=gaps, halves=halves)

    def _notes(self) -> list[str]:
        """What the columns of special accounts mean."""
        notes: list[str] = []
        told: set[tuple[str, str]] = set()
        for line in self.result.lines:
            account, mirror = line.account, line.account.row.get("mirror")
            if account.controls == "set" and mirror:
                if (mirror["set"], mirror["account"]) in told:
                    continue
                told.add((account.set, account.code))
                notes.append(
                    self.say(
                        "note_mirror", account=account.code, set=self.set_name(mirror["set"]), other=mirror["account"]
                    )
                )
            elif account.controls == "treasury":
                notes.append(self.say("note_treasury", account=account.code))
            elif account.controls == "funds":
                terms = funds_of(self.book.registers, account)
                plus, minus = ("＋", "−") if self.zh else (" + ", " − ")
                written = "".join((plus if sign > 0 else minus) + part.code for part, sign in terms).removeprefix(plus)
                notes.append(self.say("note_funds", account=account.code, parts=written))
        joined = ("；" if self.zh else "; ").join(dict.fromkeys(notes))
        stop = "。" if self.zh else "."
        return ([joined + stop] if joined else []) + [self.say("note_marks")]

    def _book_to_real(self) -> list[Block]:
        blocks: list[Block] = [Title(self.say("book_to_real"))]
        for set_ in self._sets():
            blocks.append(Title(self.say("set", set=self.set_name(set_["set"])), 3))
            rows: list[tuple[Any, ...]] = []
            without = []
            for line in self._of(set_["set"]):
                o = line.outside
                if o is None:
                    without.append(line.account.code)
                    continue
                mine = line.subsidiary if o.covered is None else o.covered
                if o.amount is None:
                    rows.append((line.account.code, self.evidence(line, o), mine or 0, "—", "—", *[""] * 5))
                else:
                    cells = _part_cells(line.book_to_real, "✓")
                    rows.append((line.account.code, self.evidence(line, o), mine or 0, o.amount, *cells))
            if rows:
                blocks.append(self._grid(("account", "outside_evidence", "subsidiary", "counted_or_outside"), rows))
            if without:
                blocks.append(Paragraph(self.say("no_outside", accounts=without), 0, "dim"))
        if any(self._rolled(line.outside) for line in self.result.lines if line.outside):
            blocks.append(Paragraph(self.say("note_rolled"), 0, "dim"))
        return blocks

    def _rolled(self, o: Outside) -> bool:
        """Whether it is an earlier month's evidence, with what moved since."""
        return o.amount is not None and bool(o.date) and (o.date or 0) < first_day(self.result.month)

    def evidence(self, line: Line, o: Outside) -> str:
        """What an account's outside evidence is, in a few words."""
        said = self._evidence_of(line, o)
        return self.say("outside_rolled", evidence=said) if self._rolled(o) else said

    def _evidence_of(self, line: Line, o: Outside) -> str:
        day = iso(o.date)[5:] if o.date else ""
        if o.kind == "supplier":
            return self.say(
                "outside_supplier" if o.amount is not None else "outside_no_supplier", count=o.count, of=o.of
            )
        if o.amount is None:
            if o.kind == "count":
                return self.say("outside_not_counted", day=day) if day else self.say("outside_never_counted")
            return self.say("outside_cash_not_counted" if o.kind == "cash_count" else "outside_no_statement")
        if o.kind == "bank":
            return self.say("outside_bank", account=line.account.row.get("bank_account"))
        code = {"count": "outside_full" if o.coverage == "full" else "outside_part"}.get(o.kind, f"outside_{o.kind}")
        return self.say(code, day=day)

    # ---------------------------------------- 银行存款余额调节表

    def _bank(self) -> list[Block]:
        blocks: list[Block] = []
        for journal in self.result.journals:
            blocks += self._statement(journal)
        return [Title(self.say("bank")), *blocks] if blocks else []

    def _statement(self, journal: Journal) -> list[Block]:
        set_, _, number_ = journal.key.split("|")
        line = next((line for line in self._of(set_) if line.account.row.get("bank_account") == number_), None)
        if line is None or journal.statement is None or line.outside is None or line.outside.amount is None:
            return []
        name = line.account.name.split("-")[-1]
        ours, books = self._side("journal", line.subsidiary or 0, journal.bank, "bank")
        theirs, bank = self._side("statement", line.outside.amount, journal.books, "books")
        agree = self.say("agree") if books == bank else self.say("do_not_agree", amount=abs(books - bank))
        head = f"{number_} {name}{'：' if self.zh else ': '}"
        below = 1 + sum(1 if c.isascii() else 2 for c in head)  # under the journal's balance
        return [Paragraph(f"{head}{ours}", 1), Paragraph(f"{theirs}{'　' if self.zh else '  '}{agree}", below)]

    def _side(self, start: str, amount: int, items: list[Item], where: str) -> tuple[str, int]:
        """One side of the statement: a balance, what the other side has, and the balance that comes of it."""
        steps = [f"{self.say(start)} {yuan(amount)}"]
        total = amount
        for sign, direction in ((1, "in"), (-1, "out")):
            there = sum(abs(i.amount) for i in items if (i.amount > 0) == (sign > 0))
            if there:
                kind = self.label(f"{where}_{direction}_not_{'in_books' if where == 'bank' else 'at_bank'}")
                steps.append(
                    f"{('＋' if sign > 0 else '−') if self.zh else ('+ ' if sign > 0 else '− ')}{kind} {yuan(there)}"
                )
                total += sign * there
        equals = "＝" if self.zh else "="
        return f"{' '.join(steps)} {equals} {yuan(total)}", total

    # ---------------------------------------- findings and timing

    def _findings(self) -> list[Block]:
        if not self.result.findings:
            return [Title(self.say("no_findings"))]
        carried = {f.carried for f in self.result.findings}
        blocks: list[Block] = [Title(self.say("findings_carried" if len(carried) > 1 else "findings"))]
        return [*blocks, *map(self.entry, self.result.findings)]

    def entry(self, f: Finding) -> Entry:
        """A finding: where, what, its records, why, and what to do."""
        said = words(f, self.book.registers, self.language)
        where = (self.label(f.bucket), self.label(f.kind.group), self.set_name(f.set))
        headline = " ".join(filter(None, (*where, f"{self._since(f)}{said.headline}")))
        places = [f"{r.number} {r.file}:{r.line}" for r in f.records]
        if len(places) > MOST_RECORDS:
            places[2:] = [places[2] + self.say("records_more", count=len(places))]
        pairs = [("，" if self.zh else ", ").join(places[i : i + 2]) for i in range(0, len(places), 2)]
        details = [(self.say("records") if i == 0 else "", pair) for i, pair in enumerate(pairs)]
        if said.why:
            details.append((self.say("why"), said.why))
        if said.rivals:
            details.append(("", said.rivals))
        details.append((self.say("next_step"), f"{said.next_step}{self._who(f)}{self.say('id', id=f.id)}"))
        return Entry(f.amount, headline, details, BUCKET_STYLE[f.bucket])

    def _since(self, f: Finding) -> str:
        """How old what was carried in is."""
        return self.say("since", month=f.since) if f.since else ""

    def _who(self, f: Finding) -> str:
        role = f.settled_by or f.kind.settled_by
        if not role:
            return ""
        who = self.label(role)
        if role == "accountant" and f.set:
            who = f"{self.set_name(f.set)}{'' if self.zh else ' '}{who}"
        return self.say("settled_by", who=who)

    def _timing(self) -> list[Block]:
        late = [self._late(one) for one in self.result.late]
        if not self.result.timing and not late:
            return []
        blocks: list[Block] = [Title(self.say("timing"))]
        return [*blocks, *map(self.timing_entry, self.result.timing), *late]

    def timing_entry(self, f: Finding) -> Entry:
        """What clears itself, on a line."""
        said = words(f, self.book.registers, self.language)
        stop = "。" if self.zh else ". "
        place = f"{f.records[0].file}:{f.records[0].line}"
        said_ = f"{said.headline}{stop}{said.rivals}{said.next_step}{'' if self.zh else ' '}{place}"
        return Entry(f.amount, f"{self.set_name(f.set)} {said_}", (), "dim")

    def _late(self, late: Late) -> Block:
        named = self.month.named(late.doc)
        worth = f" {yuan(late.amount)}" if late.amount else ""
        args = {"number": named.number, "what": late.what, "worth": worth, "day": late.day, "booked": late.booked,
                "type": named.type, "age": days_between(late.day, late.booked), "place": f"{named.file}:{named.line}"}  # fmt: skip
        year = "late_year" if late.day // 10000 < late.booked // 10000 else "late"
        return Paragraph(self.say(year, **args), 1)

    # ---------------------------------------- the end

    def _end(self, exit_code: int) -> list[Block]:
        blocks: list[Block] = [Paragraph("")]
        if after := self._after():
            blocks.append(Paragraph(self.say("after", accounts=after)))
        for s in self.result.surpluses:
            parts = (" ＋ " if self.zh else " + ").join(yuan(p) for p in s.parts)
            since = (
                ""
                if s.since == self.result.month
                else (self.say("surplus_since", month=s.since) if s.since else self.say("surplus_to_date"))
            )
            blocks.append(
                Paragraph(self.say("surplus", set=self.set_name(s.set), since=since, booked=s.booked, corrected=s.corrected,
                                   overstated=s.booked - s.corrected, parts=parts))
            )  # fmt: skip
        closed = sealed(self.book.path, self.result.month, self.language)
        blocks.append(Paragraph(self._conclusion(exit_code), 0, "bad" if exit_code else "good"))
        return [*blocks, *closed]

    def _after(self) -> list[str]:
        """Stock and asset accounts with findings: what all their sides will say once everything is done."""
        said = []
        for line in self.result.lines:
            real, books = line.book_to_real, line.book_to_book
            open_ = sum(abs(getattr(p, b)) for p in (books, real) if p for b in BUCKETS[1:])
            if not open_ or line.account.controls not in ("stock", "in_use", "assets", "depreciation"):
                continue
            amount = (line.subsidiary or 0) + (real.difference - real.timing if real else 0)
            set_ = "" if line.account.set == self.book.registers.main_set else self.set_name(line.account.set) + " "
            said.append(
                self.say("after_three" if real else "after_two", account=f"{set_}{line.account.code}", amount=amount)
            )
        return said

    def _conclusion(self, exit_code: int) -> str:
        many = {b: [f for f in self.result.findings if f.bucket == b] for b in BUCKETS}
        timing = len(self.result.timing)
        if not self.result.findings:
            return self.say("can_close_timing" if timing else "can_close", count=timing, exit=exit_code)
        parts = []
        if unclear := many["unexplained"]:
            suspects = self.say("with_suspects") if any(f.rivals for f in unclear) else ""
            parts.append(
                self.say(
                    "end_unexplained", amount=sum(f.amount for f in unclear), count=len(unclear), suspects=suspects
                )
            )
        parts += [self.say(f"end_{b}", count=len(many[b])) for b in ("to_book", "to_correct") if many[b]]
        also = self.say("end_timing", count=timing) if timing else ""
        return self.say("cannot_close", parts=("，" if self.zh else ", ").join(parts), also=also, exit=exit_code)


def _in_or_out(where: str, item: Item) -> str:
    direction = "in" if item.amount > 0 else "out"
    return f"{direction}_not_in_books" if where == "bank" else f"{direction}_not_at_bank"


def _part_cells(parts: Parts | None, mark: str) -> tuple[Any, ...]:
    if parts is None:
        return ("—", *[""] * 5)
    first: Any = parts.difference if parts.difference or parts.gross or parts.timing else mark
    return (first, parts.timing, parts.to_book, parts.to_correct, parts.unexplained, parts.gross)


def _series(numbers: list[str]) -> tuple[str, str, list[str]] | None:
    """First and last of one series "记-1", "记-2" … and the numbers missing between; None where there are several."""
    heads = {n.rpartition("-")[0] for n in numbers}
    tails = [n.rpartition("-")[2] for n in numbers]
    if len(heads) != 1 or not all(t.isdigit() for t in tails):
        return None
    head, having = heads.pop(), sorted({int(t) for t in tails})
    gaps = [
        f"{head}-{first}" + (f"…{last}" if last > first else "")
        for first, last in ((before + 1, after - 1) for before, after in pairwise([0, *having]))
        if first <= last
    ]
    return f"{head}-{having[0]}", f"{head}-{having[-1]}", gaps
