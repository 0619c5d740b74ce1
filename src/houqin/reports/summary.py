"""A month on one screen, for a principal: money, purchases, stock, the kitchen, property, repairs, what waits for whom."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from houqin import names
from houqin.diagnostics import FINDINGS, OK
from houqin.messages import Language, sentence
from houqin.reconcile.month import reconcile
from houqin.reconcile.moves import Month
from houqin.reconcile.sides import Sides
from houqin.report import Block, Column, Grid, Kind, Line, Report, Table, Title
from houqin.values import MICRO, days_between, divide, first_day, last_day, month_of, previous_month

if TYPE_CHECKING:
    from houqin.book.index import Book
    from houqin.reconcile.result import Result

Row = tuple[Any, ...]
MONEY = (Column("set", "set"), Column("account", "text"), Column("name", "text"), Column("opening", "money"),
         Column("in", "money"), Column("out", "money"), Column("closing", "money"))  # fmt: skip
PURCHASES = (Column("set", "set"), Column("category", "text"), Column("how_many", "count"), Column("amount", "money"))
MEALS = (Column("set", "set"), Column("heads", "quantity"), Column("food_booked", "money"), Column("food_true", "money"),
         Column("booked_each", "money"), Column("true_each", "money"))  # fmt: skip
ASSETS = (Column("what", "text"), Column("how_many", "count"), Column("amount", "money"))
WAITING = (Column("role", "name"), Column("how_many", "count"), Column("amount", "money"))


def summary(book: Book, name: str, language: Language) -> Report:
    """The month in five small tables and a sentence. All sums are fen; a head is one meal of one eater."""
    month, result = Month(book, name), reconcile(book, name)
    tables = (
        Table("money", MONEY, _balances(month, ("cash", "bank"), result)),
        Table("stock", MONEY, _balances(month, ("stock",), result)),
        Table("purchases", PURCHASES, _purchases(month)),
        Table("meals", MEALS, _meals(month, result)),
        Table("assets", ASSETS, _assets(month, language)),
        Table("waiting", WAITING, _waiting(result)),
    )
    repairs = _repairs(month)
    facts = {"version": 1, "month": name, "status": result.status, "repairs": repairs}
    exit_code = FINDINGS if result.findings else OK
    return Report("summary", facts, tables, _sheet(month, result, tables, repairs, language), exit_code)


def _balances(month: Month, controls: tuple[str, ...], result: Result) -> list[Row]:
    """Accounts of some kinds by the ledger: at the start, in, out, at the end."""
    before = month.balances("ledger", previous_month(month.month))
    flows = month.flows("ledger")
    rows = []
    for line in result.lines:
        if line.account.controls in controls:
            debit, credit = flows.get(line.account.key, (0, 0))
            opening = before.get(line.account.key, 0)
            rows.append(
                (
                    line.account.set,
                    line.account.code,
                    line.account.name,
                    opening,
                    debit,
                    credit,
                    opening + debit - credit,
                )
            )
    return rows


def _purchases(month: Month) -> list[Row]:
    """What was accepted from suppliers, by set and category of item."""
    sums: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    rows = month.index.execute(
        "select g.record, g.item, g.amount, g.place, r.day from goods g join record r on r.id = g.record"
        " where r.month = ? and r.type = 'acceptance' and g.way in ('receipt', 'direct')",
        (month.month,),
    )
    for record, item, amount, place, day in rows:
        if month.withdrawn(record):
            continue
        category = (month.registers.on("item", item, day) or {}).get("category", "")
        entry = sums[month.registers.set_of(place), category]
        entry[0] += 1
        entry[1] += amount or 0
    return [(set_, category, *entry) for (set_, category), entry in sorted(sums.items())]


def _meals(month: Month, result: Result) -> list[Row]:
    """The kitchen's food: as booked (issues + direct), and true (opening + receipts + direct − what was counted)."""
    set_ = month.registers.canteen_set
    heads = sum(
        (tree.get(who) or {"parts": 0})["parts"]
        for tree in month.standing(["meal_count"], month.month)
        for who in ("pupils", "staff")
    )
    if not heads:
        return []
    used = -sum(
        value
        for record, value in month.index.execute(
            "select record, value from valued where month = ? and kind = 'stock' and account like ?",
            (month.month, f"{set_}|%"),
        )
        if month.type_of(month.origin((record, 0))[0]) in ("issue", "return_to_store", "count")
    )
    direct = sum(
        amount or 0
        for record, amount, place in month.index.execute(
            "select g.record, g.amount, g.place from goods g join record r on r.id = g.record"
            " where r.month = ? and g.way = 'direct'",
            (month.month,),
        )
        if month.registers.set_of(place) == set_ and not month.withdrawn(record)
    )
    counted = [
        line.book_to_real.difference
        for line in result.lines
        if line.account.set == set_ and line.account.controls == "stock" and line.book_to_real
    ]
    booked = used + direct
    true = booked - sum(counted) if counted else None
    return [
        (
            set_,
            heads,
            booked,
            true,
            divide(booked * MICRO, heads),
            None if true is None else divide(true * MICRO, heads),
        )
    ]


def _assets(month: Month, language: Language) -> list[Row]:
    """Cards that came and pieces that went this month, at cost; what is left at cost and net."""
    came = [c for c in month.cards if c.doc[1] == 0 and month_of(c.day) == month.month]
    gone = [tree for tree in month.standing(["disposal"], month.month) if tree.get("asset")]
    sides = Sides(month)
    held = {
        a.controls: sides.subsidiary(a)
        for a in month.registers.accounts.values()
        if a.controls in ("assets", "depreciation")
    }
    rows: list[Row] = [
        (sentence("sheet.assets_came", language), len(came), sum(c.facts.cost for c in came)),
        (sentence("sheet.assets_gone", language), len(gone), sum(tree.get("cost") or 0 for tree in gone)),
    ]
    if "assets" in held:
        net = held["assets"] - held.get("depreciation", 0)
        rows.append((sentence("sheet.assets_net", language), len(month.cards), net))
    return rows


def _repairs(month: Month) -> dict[str, Any]:
    """Reports of the month, how many are finished, and those still open at its end with their age in days."""
    end = last_day(month.month)
    finished = {
        report[0]
        for tree in month.standing(["completion"])
        for job, _ in month.targets(tree["record"], "of")
        for report, _ in month.targets(job[0], "report")
    }
    reports = month.standing(["report"])
    new = [tree for tree in reports if tree["booked_day"] >= first_day(month.month)]
    waiting = [
        {"id": tree["number_"], "place": tree["place"], "description": tree["description"],
         "days": days_between(tree["date"], end), "file": tree["path"], "line": tree["line"]}
        for tree in reports
        if tree["record"] not in finished
    ]  # fmt: skip
    return {"reported": len(new), "finished": sum(tree["record"] in finished for tree in new), "open": waiting}


def _waiting(result: Result) -> list[Row]:
    """Findings by who may settle them."""
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for finding in result.findings:
        entry = sums[finding.settled_by or finding.kind.settled_by or ""]
        entry[0] += 1
        entry[1] += finding.amount
    return [(role, *entry) for role, entry in sorted(sums.items(), key=lambda one: -one[1][1])]


def _sheet(
    month: Month, result: Result, tables: tuple[Table, ...], repairs: dict[str, Any], language: Language
) -> list[Block]:
    school = month.registers.settings["id"]
    blocks: list[Block] = [Title(sentence("sheet.summary", language, school=school, month=month.month), 1)]
    blocks.append(Line(sentence(f"sheet.status_{result.status}", language), 0, "bad" if result.findings else "good"))
    for table in tables:
        if not table.rows:
            continue
        blocks.append(Title(sentence(f"sheet.summary_{table.key}", language)))
        kinds: tuple[Kind, ...] = tuple(c.kind for c in table.columns)
        headings = tuple(names.label(c.key, language) for c in table.columns)
        rows = [tuple("—" if cell is None else cell for cell in row) for row in table.rows]
        blocks.append(Grid(headings, kinds, rows))
        if table.key == "meals":
            blocks.append(Line(sentence("sheet.meal_formulas", language), 0, "dim"))
    counts = {key: repairs[key] for key in ("reported", "finished")}
    blocks += [Title(sentence("sheet.summary_repairs", language)),
               Line(sentence("sheet.repairs", language, **counts, open=len(repairs["open"])))]  # fmt: skip
    blocks += [
        Line(f"{one['id']} {one['place']} {one['description']} {one['days']} {sentence('sheet.days', language)}", 2)
        for one in repairs["open"]
    ]
    return blocks
