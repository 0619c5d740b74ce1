"""Random stores, valued in every way: `python tests/book/valuation_cases.py 20000 [SEED]`.

A case is one item in one to three pools over four months: receipts, issues, returns, transfers, invoices at
another price, count reports, reversals, wrong references. Then it is edited a few times: rows added, changed,
taken out, moved to another month. After each edit every month must hold to the fen, and what is folded again
from the changed month must equal what is folded from the beginning.
"""

from __future__ import annotations

import copy
import json
import random
import sys
import time
from collections import defaultdict

from houqin.book.valuation import Earlier, Row, Valued, fold

MONTHS = ["2026-09", "2026-10", "2026-11", "2026-12"]
METHODS = ["first_in_first_out", "moving_average", "month_end_average", "specific"]
POOLS = ["1302.01", "1302.02", "1302.03"]
RANK = {"receipt": 1, "price_difference": 1, "return_to_store": 2, "transfer": 3, "issue": 4,
        "return_to_supplier": 5, "surplus": 6, "loss": 6, "reversal": 7}  # fmt: skip
REFERS = {
    "return_to_store": {"issue", "loss"},
    "return_to_supplier": {"receipt"},
    "price_difference": {"receipt"},
}
WEIGHTS = {"receipt": 8, "issue": 9, "surplus": 1, "loss": 1, "return_to_store": 3, "return_to_supplier": 2, "transfer": 3,
           "price_difference": 2, "reversal": 2}  # fmt: skip

Rows = dict[str, list[Row]]  # month → its rows
Books = dict[str, tuple[dict, list[Valued]]]  # month → state at its end, what its rows moved


def month_of(row):
    return f"{row.order[0] // 10000}-{row.order[0] // 100 % 100:02d}"


def by_month(rows) -> Rows:
    found = {month: [] for month in MONTHS}
    for row in rows:
        found[month_of(row)].append(row)
    return found


def values(books: Books, months) -> dict:
    found = defaultdict(list)
    for month in months:
        for valued in books[month][1]:
            found[valued.key].append(valued)
    return found


def look_up(rows: Rows, books: Books, month):
    """`earlier` for a month: what the months before it, as valued, say of a row."""
    before = [m for m in MONTHS if m < month]
    known = {row.key: row for m in before for row in rows[m]}
    worth = values(books, before)

    def earlier(key):
        row = known.get(key)
        if row is None:
            return None
        of_row = [v.value + v.cost for v in worth[key]]
        value = of_row[0] if row.way == "price_difference" else abs(of_row[0])
        taken_back = {r.of for r in known.values() if r.way == "reversal"}
        back = [
            worth[r.key][0]
            for r in known.values()
            if r.of == key and r.way != "price_difference" and r.key not in taken_back
        ]
        gone = sum(abs(v.quantity) for v in back), sum(abs(v.value + v.cost) for v in back)
        return Earlier(row.way, abs(worth[key][0].quantity), value, *gone, row.of)

    return earlier


def full(rows: Rows, methods) -> Books:
    """Every month, from the beginning."""
    return again(rows, methods, {}, MONTHS[0], MONTHS[-1])


def again(rows: Rows, methods, stored: Books, first, last) -> Books:
    """The months from the first changed one on; stops once, from the last changed one on, a month's end is as
    it was stored and no later row refers to a row of a month folded again."""
    books = {month: kept for month, kept in stored.items() if month < first}
    state = books[max(books)][0] if books else {}
    for month in MONTHS[MONTHS.index(first) :]:
        state, valued = fold(state, rows[month], methods, look_up(rows, books, month))
        books[month] = state, valued
        # A row that is gone counts as well: what referred to it must be folded without it.
        redone = {v.key for old in (stored, books) for m in old if first <= m <= month for v in old[m][1]}
        later = [row for m in MONTHS if m > month for row in rows[m]]
        named = {row.of for row in later}
        chained = named | {row.of for m in MONTHS for row in rows[m] if row.key in named}
        if stored and month >= last and state == stored[month][0] and not redone & chained:
            return {**stored, **books}
    return books


# ------------------------------------------------------------ making a case


def a_row(random, rows, pools, number, plenty=1):
    """One more row; None where nothing fits to refer to. plenty: how much more comes in than goes out."""
    way = random.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
    month = random.choice(MONTHS)
    day = int(month.replace("-", "")) * 100 + random.randint(1, 6)
    quantity = random.choice([1, 2, 3, 5, 7, 10]) * random.choice([1_000_000, 1_000_000, 333_333, 1])
    quantity *= plenty if way == "receipt" else 1
    pool, to_pool, value, of = random.choice(pools), None, None, None
    if random.random() < {"receipt": 0.9, "surplus": 0.5}.get(way, 0):
        value = random.choice([quantity * random.randint(1, 900) // 100_000, random.randint(0, 3000)])
    if way == "transfer":
        to_pool = random.choice(pools)
    if way in REFERS or way == "reversal":
        fits = [r for r in rows if r.way in REFERS.get(way, WEIGHTS) and month_of(r) <= month]
        if way == "reversal":
            taken = {r.of for r in rows if r.way == "reversal"}
            fits = [r for r in fits if r.way != "reversal" and r.key not in taken and r.order[0] <= day]
        if not fits:
            return None
        target = random.choice(fits)
        of = (99, 9) if random.random() < 0.03 else target.key
        pool = target.pool if way == "reversal" or random.random() < 0.95 else pool
        if random.random() < 0.5:
            quantity = target.quantity
        if way == "reversal":
            quantity, to_pool = target.quantity, target.to_pool
        if way == "price_difference":
            quantity, value = 0, random.randint(-500, 500)
    order = (day, RANK[way], "库", f"{number:03d}", 1)
    lot = random.choice([None, "甲", "乙"])
    return Row((number, 1), order, way, pool, quantity, value, of, lot, to_pool)


def a_case(random):
    pools = POOLS[: random.randint(1, 3)]
    methods = {pool: random.choice(METHODS) for pool in pools}
    rows: list[Row] = []
    plenty = random.choice([1, 4, 20])
    for number in range(random.randint(3, 24)):
        row = a_row(random, rows, pools, number, plenty)
        if row:
            rows.append(row)
    return rows, methods


def an_edit(random, rows, pools, number):
    """The rows after one edit: a row added, taken out (with its reversal), or changed in quantity or day."""
    rows = list(rows)
    kind = random.choice(["add", "delete", "change"]) if rows else "add"
    if kind == "add":
        new = a_row(random, rows, pools, number)
        return [*rows, new] if new else rows
    old = rows.pop(random.randrange(len(rows)))
    if kind == "delete":
        return [row for row in rows if row.way != "reversal" or row.of != old.key]
    if old.way not in ("receipt", "issue", "surplus", "loss", "transfer"):
        return [*rows, old]
    new = old._replace(quantity=random.randint(1, 9) * 1_000_000)
    same = [row._replace(quantity=new.quantity) if (row.way, row.of) == ("reversal", new.key) else row for row in rows]
    if not any(row.of == new.key for row in rows) and random.random() < 0.5:
        day = int(random.choice(MONTHS).replace("-", "")) * 100 + random.randint(1, 6)
        new = new._replace(order=(day, *new.order[1:]))
    return [*same, new]


# ------------------------------------------------------------ what must hold


def faults_of_month(before, after, rows, valued, methods):
    """Every sentence here is false; [] if the month holds."""
    row_of = {row.key: row for row in rows}
    moved = defaultdict(lambda: [0, 0])
    pairs = defaultdict(int)
    own = 0  # worth of all that is no issue
    issued = cost = 0
    for v in valued:
        row = row_of[v.key]
        moved[v.pool][0] += v.quantity
        moved[v.pool][1] += v.value
        pairs[v.key] += v.value + v.cost
        if row.way in ("issue", "loss"):
            issued -= v.value
            if v.cost:
                yield f"issue {v.key} carries cost {v.cost}"
        else:
            own += v.value + v.cost
            cost += v.cost
        still = v.quantity == 0 and row.way != "price_difference"
        if row.way in ("receipt", "surplus") and row.value is not None and not still and v.value + v.cost != row.value:
            yield f"receipt {v.key} is worth {v.value + v.cost}, not {row.value}"
        if row.way == "price_difference" and v.value + v.cost not in (0, row.value):
            yield f"difference {v.key} is worth {v.value + v.cost}, not {row.value}"
    for row in rows:
        if row.way == "transfer" and pairs[row.key]:
            yield f"transfer {row.key} loses {pairs[row.key]}"
    pools = {*before, *after}
    nothing = {"quantity": 0, "value": 0, "layers": []}
    held = [sum(s.get(p, nothing)["value"] for p in pools) for s in (before, after)]
    if held[0] + own != issued + cost + held[1]:
        yield f"leak: {held[0]} + {own} is not {issued} + {cost} + {held[1]}"
    for pool in sorted(pools):
        old, new = before.get(pool, nothing), after.get(pool, nothing)
        for i, what in enumerate(("quantity", "value")):
            if old[what] + moved[pool][i] != new[what]:
                yield f"{pool} {what}: {old[what]} + {moved[pool][i]} is not {new[what]}"
        if (new["quantity"] == 0 and new["value"]) or new["quantity"] * new["value"] < 0:
            yield f"{pool}: {new['quantity']} worth {new['value']}"
        if methods[pool] in ("first_in_first_out", "specific"):
            if sum(layer[2] for layer in new["layers"]) != max(new["quantity"], 0):
                yield f"{pool}: layers hold another quantity"
            if new["quantity"] > 0 and sum(layer[3] for layer in new["layers"]) != new["value"]:
                yield f"{pool}: layers hold another value"
            if any(layer[2] <= 0 or layer[3] < 0 for layer in new["layers"]):
                yield f"{pool}: a layer of nothing"
        elif new["layers"]:
            yield f"{pool}: layers under an average"


def faults(rows, methods, shuffled):
    """All that is wrong with a book of rows, folded from the beginning."""
    grouped = by_month(rows)
    books = full(grouped, methods)
    before = {}
    for month in MONTHS:
        after, valued = books[month]
        yield from faults_of_month(before, after, grouped[month], valued, methods)
        mixed = shuffled(grouped[month])
        kept = copy.deepcopy(before)
        once_more = fold(before, mixed, methods, look_up(grouped, books, month))
        if once_more != (after, valued):
            yield f"{month}: another order of the text gives another value"
        if before != kept:
            yield f"{month}: fold changed the state it was given"
        text = json.dumps(after, sort_keys=True)
        if json.loads(text) != after:
            yield f"{month}: the state does not survive its text"
        before = after
    worth, rows_of = values(books, MONTHS), {row.key: row for row in rows}
    for key, row in rows_of.items():
        back = [r for r in rows if r.of == key and r.way == "return_to_store" and r.order > row.order]
        notes = " ".join(v.note for r in back for v in worth[r.key])
        alone = not any(r.of in {key, *(b.key for b in back)} and r not in back for r in rows)
        if row.way == "issue" and back and alone and not notes.replace("negative", "").strip():
            returned = sum(v.value + v.cost for r in back for v in worth[r.key])
            left = row.quantity - sum(r.quantity for r in back)
            if left == 0 and all(v.quantity for v in worth[key]) and returned != -worth[key][0].value:
                yield f"issue {key}: all came back, but not all of its cost"


def check(seed):
    """One case and its edits; the list of what is wrong."""
    source = random.Random(seed)
    rows, methods = a_case(source)
    shuffled = lambda some: source.sample(some, len(some))  # noqa: E731
    wrong = list(faults(rows, methods, shuffled))
    grouped = by_month(rows)
    books = full(grouped, methods)
    for number in range(3):
        old = grouped
        rows = an_edit(source, rows, list(methods), 50 + number)
        grouped = by_month(rows)
        changed = [month for month in MONTHS if set(old[month]) != set(grouped[month])] or MONTHS[-1:]
        books = again(grouped, methods, books, changed[0], changed[-1])
        if books != full(grouped, methods):
            wrong.append(f"edit {number}: folded again from {changed[0]} is not folded from the beginning")
        wrong += faults(rows, methods, shuffled)
    return wrong


def main():
    count, start = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    began, bad = time.perf_counter(), 0
    for seed in range(start, start + count):
        wrong = check(seed)
        if wrong:
            bad += 1
            print(seed, *wrong[:3], sep="\n  ")
    print(f"{count} cases, {bad} with violations, {time.perf_counter() - began:.1f} s")
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
