"""Month-end states: of each item's goods, and of each account's, party's and journal's money.

A stream is folded month by month from the last state before its first change. Goods stop early: where a month's end
comes out as it was stored and nothing later refers into what was valued anew, the rest stands.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection
from typing import Any

from houqin.book import valuation
from houqin.book.registers import Registers
from houqin.book.ways import IN_USE_WAYS, RANK, VALUED_AS
from houqin.values import divide, last_day, next_month

Dirty = dict[tuple[str, str], tuple[str, str]]
"""(kind, key) → the first and the last month in which a row changed. Kinds: goods, ledger, due, cash."""

START = "0000-00"
LAST = "\U0010ffff"
"""Sorts behind the name of every series."""
NOTHING: dict[str, Any] = {"pools": {}, "places": {}, "in_use": {}}
"""The state of goods before their first month."""


def dirty_keys(index: sqlite3.Connection, dirty: Dirty) -> None:
    """Add the streams that the touched records move, each from its earliest month."""
    for sql in (
        "select book, key, min(month), max(month) from moved where record in (select id from touched) group by book, key",
        "select 'goods', item, min(month), max(month) from shifted where record in (select id from touched) group by item",
    ):
        for kind, key, first, last in index.execute(sql):
            was = dirty.get((kind, key), (first, last))
            dirty[kind, key] = min(first, was[0]), max(last, was[1])


def update(index: sqlite3.Connection, registers: Registers, dirty: Dirty) -> None:
    """Fold the dirty streams and store their states (and for goods what each row was worth)."""
    for (kind, key), (first, last) in sorted(dirty.items()):
        if kind == "goods":
            _goods(index, registers, key, first, last)
        else:
            _money(index, kind, key, first)


def _before(index: sqlite3.Connection, kind: str, key: str, month: str) -> dict[str, Any]:
    row = index.execute(
        "select json from state where kind = ? and key = ? and month < ? order by month desc limit 1",
        (kind, key, month),
    ).fetchone()
    return dict(json.loads(row[0])) if row else {}


def _dump(state: Any) -> str:
    return json.dumps(state, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _money(index: sqlite3.Connection, kind: str, key: str, month: str) -> None:
    """States {"balance": fen at the month's end, "debit", "credit": fen of the month}."""
    balance = _before(index, kind, key, month).get("balance", 0)
    index.execute("delete from state where kind = ? and key = ? and month >= ?", (kind, key, month))
    rows = index.execute(
        "select month, sum(amount), sum(case when book = 'ledger' then quantity when amount < 0 then -amount else 0 end)"
        " from moved where book = ? and key = ? and month >= ? group by month order by month",
        (kind, key, month),
    ).fetchall()
    states = []
    for at, amount, credit in rows:
        balance += amount
        states.append((kind, key, at, _dump({"balance": balance, "debit": amount + credit, "credit": credit})))
    index.executemany("insert into state values (?,?,?,?)", states)


def _goods(index: sqlite3.Connection, registers: Registers, item: str, first: str, last: str) -> None:
    """States {"pools": as valuation has them, "places": {place: quantity}, "in_use": {account: fen}}."""
    rows = _rows(index, item, first)
    stored = dict(
        index.execute(
            "select month, json from state where kind = 'goods' and key = ? and month >= ?", (item, first)
        ).fetchall()
    )
    months = sorted({row["month"] for row in rows} | set(stored))
    needed = max(last, _last_referring(index, item, first))
    state = _before(index, "goods", item, first) or NOTHING
    for month in months:
        mine = [row for row in rows if row["month"] == month]
        index.execute("delete from valued where item = ? and month = ?", (item, month))
        index.execute("delete from state where kind = 'goods' and key = ? and month = ?", (item, month))
        if not mine:
            continue
        state, valued = _fold(index, registers, item, state, mine, month)
        index.executemany("insert into valued values (?,?,?,?,?,?,?,?,?,?,?)", valued)
        text = _dump(state)
        index.execute("insert into state values ('goods', ?, ?, ?)", (item, month, text))
        if stored.get(month) == text and month >= needed:
            break


def _rows(index: sqlite3.Connection, item: str, first: str) -> list[dict[str, Any]]:
    found = index.execute(
        "select s.record, s.n, s.month, s.way, s.place, s.to_place, s.quantity, s.amount, s.lot, s.of_record, s.of_n,"
        " r.booked, r.day, r.owner, r.number, r.path, r.line from shifted s join record r on r.id = s.record"
        " where s.item = ? and s.month >= ?",
        (item, first),
    )
    keys = (
        "record", "n", "month", "way", "place", "to_place", "quantity", "amount", "lot", "of_record", "of_n", "booked", "day",
        "owner", "number", "path", "line",
    )  # fmt: skip
    rows = [dict(zip(keys, row, strict=True)) for row in found]
    # slips that share a number follow their places in the text; equal places cannot be
    rows.sort(key=lambda r: (r["booked"], RANK[r["way"]], r["owner"], r["number"], r["path"], r["line"], r["n"]))
    for i, row in enumerate(rows):
        row["order"] = (row["booked"], RANK[row["way"]], row["owner"], row["number"], i)
    return rows


REPORT = -1
"""The record of lines that nobody has written yet."""


def as_reported(
    index: sqlite3.Connection, registers: Registers, item: str, month: str, lines: list[tuple[str, int]]
) -> list[tuple[int, str]]:
    """What count reports booked at a month's end would bring or take, one line after the other: fen, and their notes.

    lines: the store, and the quantity in millionths, more or less; a surplus brings no sum of its own. Nothing is stored.
    """
    rows = [row for row in _rows(index, item, month) if row["month"] == month]
    blank: dict[str, Any] = dict.fromkeys(("amount", "of_record", "of_n"), None)
    for n, (place, quantity) in enumerate(lines, 1):
        way, day = "surplus" if quantity > 0 else "loss", last_day(month)
        rows.append(
            {
                "record": REPORT, "n": n, "way": way, "place": place, "to_place": "", "quantity": abs(quantity), "lot": "",
                "day": day, "order": (day, RANK[way], LAST, "", n), **blank,
            }
        )  # fmt: skip
    rows.sort(key=lambda row: row["order"])
    state = _before(index, "goods", item, month) or NOTHING
    _, valued = _fold(index, registers, item, state, rows, month)
    worth = {n: (value, note) for record, n, *_, value, _, note in valued if record == REPORT}
    return [worth[n] for n in range(1, len(lines) + 1)]


def without(
    index: sqlite3.Connection, registers: Registers, item: str, month: str, records: Collection[int]
) -> list[tuple[int, str, int]]:
    """What an item's rows of a month would have moved, had some records (and what refers to them) not been written:
    record, stock account, fen. Nothing is stored."""
    rows = [
        row for row in _rows(index, item, month)
        if row["month"] == month and row["record"] not in records and row["of_record"] not in records
    ]  # fmt: skip
    valued = _fold(index, registers, item, _before(index, "goods", item, month) or NOTHING, rows, month)[1]
    return [(record, account, value) for record, _, _, _, kind, account, _, _, value, *_ in valued if kind == "stock"]


def as_mended(
    index: sqlite3.Connection, registers: Registers, item: str, month: str, otherwise: dict[valuation.Key, int]
) -> dict[str, int]:
    """Account → fen by which an item's stock there would be worth more at a month's end if lines of its slips said other
    quantities (millionths of the base unit), their sums as they are. Nothing is stored."""
    marks = ",".join("?" * len(otherwise))
    (first,) = index.execute(
        f"select min(month) from shifted where record in ({marks})", [record for record, _ in otherwise]
    ).fetchone()
    rows = [row for row in _rows(index, item, first) if row["month"] <= month]
    for row in rows:
        for key in ((row["record"], row["n"]), (row["of_record"], row["of_n"])):
            if key in otherwise and (key[0] == row["record"] or row["way"] == "reversal"):
                row["quantity"] = otherwise[key]
    state = _before(index, "goods", item, first) or NOTHING
    for at in sorted({row["month"] for row in rows}):
        state, _ = _fold(index, registers, item, state, [row for row in rows if row["month"] == at], at)
    was = _before(index, "goods", item, next_month(month)) or NOTHING
    return {
        pool: mended["value"] - was["pools"].get(pool, {"value": 0})["value"] for pool, mended in state["pools"].items()
    }


def _last_referring(index: sqlite3.Connection, item: str, first: str) -> str:
    """The last month whose rows refer to a row of `first` or later: until there nothing may be skipped."""
    row = index.execute(
        "select max(s.month) from shifted s join record r on r.id = s.of_record"
        " where s.item = ? and s.month > r.month and r.month >= ?",
        (item, first),
    ).fetchone()
    return row[0] or START


def _fold(
    index: sqlite3.Connection, registers: Registers, item: str, state: dict[str, Any], rows: list[dict[str, Any]], month: str
) -> tuple[dict[str, Any], list[tuple[Any, ...]]]:  # fmt: skip
    places: dict[str, int] = defaultdict(int, state["places"])
    in_use: dict[str, int] = defaultdict(int, state["in_use"])
    targets = {(row["record"], row["n"]): row for row in rows}
    moves: list[valuation.Row] = []
    valued: list[tuple[Any, ...]] = []
    methods: dict[str, str] = {}

    def pool_of(place: str, day: int) -> str:
        """The control account of the item in a store; a pool without an account where none is declared."""
        row = registers.on("item", item, day)
        category = row["category"] if row else ""
        pool = registers.stock_account(place, category) or f"{registers.set_of(place)}|?{category}"
        methods[pool] = registers.policy(category)["valuation"]
        return pool

    # what is taken back in its month never was: no count consumed by it, and no count found it on the shelf
    back = {(r["of_record"], r["of_n"]): (r["record"], r["n"]) for r in rows if r["way"] == "reversal"}
    never = {key for of, by in back.items() if of in targets for key in (of, by)}
    undone: dict[valuation.Key, str] = {}
    for row in rows:
        key = row["record"], row["n"]
        way, place, quantity = row["way"], row["place"], row["quantity"]
        of = (row["of_record"], row["of_n"]) if row["of_record"] is not None else None
        was = undone[key] = _way_of(index, targets, of) if way == "reversal" else ""
        if key in never and "count" in (way, was):
            continue
        if way in IN_USE_WAYS or was in IN_USE_WAYS:
            register = registers.on("item", item, row["day"])
            account = registers.in_use_account(registers.set_of(place), register["category"] if register else "")
            sign = IN_USE_WAYS[way] if not was else -IN_USE_WAYS[was]
            value = sign * (row["amount"] or 0)
            if account:
                in_use[account] += value
                valued.append(
                    (row["record"], row["n"], item, month, "in_use", account, place, sign * quantity, value, 0, "")
                )
            continue
        pool, to_pool = pool_of(place, row["day"]), pool_of(row["to_place"], row["day"]) if row["to_place"] else None
        sign = -1 if way in ("issue", "return_to_supplier", "loss", "transfer") else 1
        if way == "reversal":
            sign = 1 if was in ("issue", "return_to_supplier", "loss", "transfer", "count") else -1
            if was == "count":  # what the count consumed, if it consumed anything
                quantity = _consumed(index, of)
                if not quantity:
                    continue
        if way == "count":
            category = (registers.on("item", item, row["day"]) or {}).get("category", "")
            if registers.policy(category)["consumption"] != "count":
                continue
            # 以存计耗: what is no longer there was consumed. More than the book has is a difference, not a receipt.
            way, quantity, sign = "issue", max(places[place] - quantity, 0), -1
        if key not in never:
            places[place] += sign * quantity
            if row["to_place"]:
                places[row["to_place"]] -= sign * quantity
        moves.append(
            valuation.Row(
                key, row["order"], VALUED_AS.get(way, way), pool, quantity,
                row["amount"] if way in VALUED_AS or way == "price_difference" else None, of, row["lot"] or None, to_pool,
            )
        )  # fmt: skip
    pools, worth = valuation.fold(state["pools"], moves, methods, lambda key: _earlier(index, key, month))
    for v in worth:
        row = targets[v.key]
        place = row["to_place"] if row["to_place"] and v.quantity > 0 and row["way"] == "transfer" else row["place"]
        note = f"{v.note} no_account".strip() if "|?" in v.pool else v.note
        valued.append((*v.key, item, month, "stock", v.pool, place, v.quantity, v.value, v.cost, note))
        if half := _half_in_use(registers, item, row, undone[v.key], v):
            account, quantity, value = half
            in_use[account] += value
            valued.append((*v.key, item, month, "in_use", account, place, quantity, value, 0, ""))
    state = {
        "pools": pools,
        "places": {place: quantity for place, quantity in sorted(places.items()) if quantity},
        "in_use": {account: value for account, value in sorted(in_use.items()) if value},
    }
    return state, valued


def _way_of(index: sqlite3.Connection, rows: dict[valuation.Key, dict[str, Any]], of: valuation.Key | None) -> str:
    """The way of the row that a reversal takes back, of this month or an earlier one."""
    if of in rows:
        return str(rows[of]["way"])
    return str(index.execute("select way from shifted where record = ? and n = ?", of or (0, 0)).fetchone()[0])


def _consumed(index: sqlite3.Connection, of: valuation.Key | None) -> int:
    """What a count of an earlier month consumed (以存计耗), millionths."""
    row = index.execute(
        "select -sum(quantity) from valued where record = ? and n = ? and kind = 'stock'", of or (0, 0)
    ).fetchone()
    return int(row[0] or 0)


def _half_in_use(
    registers: Registers, item: str, row: dict[str, Any], undone: str, v: valuation.Valued
) -> tuple[str, int, int] | None:
    """五五摊销: half of what is issued is written off, the other half stands in use until it is scrapped.

    undone: the way of the row that a reversal takes back. The in-use account with the quantity and the fen that come
    into use (less: brought back).
    """
    register = registers.on("item", item, row["day"]) or {}
    if register.get("class_") != "low_value" or register.get("write_off") != "half" or not v.value:
        return None
    account = registers.in_use_account(registers.set_of(row["place"]), register["category"])
    if account is None or (undone or row["way"]) not in ("issue", "return_to_store"):
        return None
    half = abs(v.value) - divide(abs(v.value), 2)
    return account, -v.quantity, half if v.value < 0 else -half


def _earlier(index: sqlite3.Connection, key: valuation.Key, month: str) -> valuation.Earlier | None:
    """A row of an earlier month as valuation wants it: what it moved and what was taken back of it before this month."""
    row = index.execute(
        "select s.way, s.of_record, s.of_n, sum(v.value + v.cost), max(abs(v.quantity)), max(abs(v.value + v.cost))"
        " from valued v join shifted s on s.record = v.record and s.n = v.n"
        " where v.record = ? and v.n = ? and v.month < ? and v.kind = 'stock' group by s.way, s.of_record, s.of_n",
        (*key, month),
    ).fetchone()
    if row is None:
        return None
    way, of_record, of_n, worth, quantity, value = row
    gone = index.execute(
        "select coalesce(sum(abs(v.quantity)), 0), coalesce(sum(abs(v.value + v.cost)), 0) from shifted s"
        " join valued v on v.record = s.record and v.n = s.n and v.kind = 'stock'"
        " where s.of_record = ? and s.of_n = ? and v.month < ?"
        " and s.way not in ('price_difference', 'issue', 'transfer') and not exists (select 1 from shifted b"
        "  where b.of_record = s.record and b.of_n = s.n and b.way = 'reversal' and b.month < ?)",
        (*key, month, month),
    ).fetchone()
    known = "issue" if way == "count" else VALUED_AS.get(way, way)
    return valuation.Earlier(
        known, quantity, worth if way == "price_difference" else value, gone[0], gone[1],
        (of_record, of_n) if of_record is not None else None,
    )  # fmt: skip
