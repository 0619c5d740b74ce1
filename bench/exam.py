"""The examination: `python bench/exam.py --faults 500 --seed S [--clean MONTHS] [--format table|json] [--said] [--only ROWS]`.

Plants faults in right books (bench/planting/) and prints, row by row of the table of kinds, what houqin made of them.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench.planting.kinds import KINDS
from bench.planting.plan import Tally, examine

COLUMNS = ("faults", "seen", "detected", "kind", "bucket", "amount", "first", "rivals")


def table(tally: Tally, said: bool) -> str:
    """A line a row, what was said of each variant under it, and the totals."""
    lines = [f"{'':4}{'kind':27}" + "".join(f"{c:>9}" for c in COLUMNS)]
    for kind in KINDS:
        row = tally.per.get(kind.key)
        if not row:
            continue
        cells = [str(row[c]) if c != "first" or kind.pair else f"({row[c]})" for c in COLUMNS]
        lines.append(f"{kind.key:4}{kind.name:27}" + "".join(f"{c:>9}" for c in cells))
        if said:
            for name, answers in tally.said.items():
                if name.startswith(f"{kind.key} "):
                    words = "; ".join(f"{n}× {a}" for a, n in sorted(answers.items(), key=lambda x: -x[1]))
                    lines.append(f"      {name.partition(' ')[2]}: {words}")
    lines.append(f"{'':4}{'all':27}" + "".join(f"{tally.total(c):>9}" for c in COLUMNS))
    lines.append(f"two at once, both named: {tally.both} of {tally.pairs}")
    lines.append(f"false findings on {tally.clean} right months: {len(tally.false)}")
    return "\n".join([*lines, *(f"  {one}" for one in tally.false)])


def result(tally: Tally) -> str:
    per = {
        kind.key: {"kind": kind.name, "pair": kind.pair, **{WORDS.get(c, c): tally.per[kind.key][c] for c in COLUMNS}}
        for kind in KINDS
        if kind.key in tally.per
    }
    whole = {WORDS.get(c, c): tally.total(c) for c in COLUMNS}
    return json.dumps(
        {**whole, "false_findings": len(tally.false), "clean_months": tally.clean,
         "two_at_once": {"pairs": tally.pairs, "both": tally.both}, "per_kind": per},
        ensure_ascii=False, indent=1,
    )  # fmt: skip


WORDS = {
    "kind": "kind_right", "bucket": "bucket_right", "amount": "amount_right", "first": "first_right", "rivals": "rivals_honest",
}  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--faults", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--clean", type=int, default=4, help="right months, at least so many")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    parser.add_argument("--said", action="store_true", help="with the table: what houqin said of each variant")
    parser.add_argument("--only", default="", help="rows of the table or planters, by commas: 7,D9,voucher_twice")
    args = parser.parse_args()
    only = frozenset(filter(None, args.only.split(",")))
    with tempfile.TemporaryDirectory() as folder:
        tally = examine(Path(folder), args.faults, args.seed, args.clean, only)
    print(result(tally) if args.format == "json" else table(tally, args.said))
    return 1 if tally.false else 0


if __name__ == "__main__":
    sys.exit(main())
