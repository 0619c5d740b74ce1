"""python -m bench.verifying [--months 120] [--runs 9] [--format table|json]: how long closed months take to be verified.

A right book of ten years, every month but the last closed. `match`: nothing was touched, so that bytes are all that is looked
at. `full`: every dated file has a remark more than it had, so that each record is read and hashed. Told is the time of the
whole process and what of it is beyond that of `houqin --version`, the median of the runs; CPU (user and system) and wall.
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from bench.school.make import make
from bench.speed import HOUQIN, ROOT, Took, count, run

GOALS = {"match": 0.2, "full": 3.0}
"""Seconds beyond start-up (reliability.md 7, row 12)."""


def sealed(book: Path) -> tuple[list[str], float]:
    """Close every month but the last, as `houqin close` does it; the months, and seconds."""
    from houqin.book.index import open_book
    from houqin.closing.seal import make as seal

    months = sorted(path.stem for path in (book / "accounts" / "学校").glob("*.yaml"))[:-1]
    begun = time.perf_counter()
    with open_book(book, thorough=True) as opened:
        for month in months:
            made, text = seal(opened, month, 20370101, "zh")
            (book / made.mark.path).parent.mkdir(exist_ok=True)
            (book / made.mark.path).write_text(text, encoding="utf-8", newline="\n")
    return months, time.perf_counter() - begun


def remark(book: Path, months: list[str]) -> None:
    """One line more at the head of each dated file."""
    for month in months:
        for path in book.glob(f"**/{month}.yaml"):
            if path.parent.name != "封存":
                path.write_text(f"# {month}\n{path.read_text(encoding='utf-8')}", encoding="utf-8", newline="\n")


def timed(book: Path, runs: int, **env: str) -> tuple[list[Took], list[Took]]:
    """So many runs of verify and of nothing, turn by turn, after one of each that does not count."""
    verify, nothing = (*HOUQIN, "--book", str(book), "verify", "--format", "json"), (*HOUQIN, "--version")
    run(verify, **env)
    took = [(run(verify, **env)[0], run(nothing, **env)[0]) for _ in range(runs)]
    return [one for one, _ in took], [other for _, other in took]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.verifying", description=__doc__.split("\n")[0])
    parser.add_argument("--months", type=int, default=120)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--format", choices=("table", "json"), default="table")
    options = parser.parse_args()
    compileall.compile_dir(ROOT / "src", quiet=1)  # as an installer does
    with tempfile.TemporaryDirectory() as folder:
        env = {"HOUQIN_CACHE": f"{folder}/cache", "XDG_STATE_HOME": f"{folder}/state", "HOUQIN_LANG": "zh"}
        os.environ |= env
        book = Path(folder) / "book"
        make(book, options.months, 1, "nine_grade", planted=False, schemas="")
        months, took = sealed(book)
        told = {"months": len(months), "records": count(book), "bytes": sum(p.stat().st_size for p in book.rglob("*.yaml")),
                "closing_a_month": round(took / max(len(months), 1), 3)}  # fmt: skip
        for part, goal in GOALS.items():
            if part == "full":
                remark(book, months)
            runs, nothing = timed(book, options.runs if part == "match" else max(options.runs // 3, 1), **env)
            for clock in ("cpu", "wall"):
                whole, start = (statistics.median(getattr(t, clock) for t in turns) for turns in (runs, nothing))
                told[f"{part}_{clock}"] = round(whole, 3)
                told[f"{part}_{clock}_beyond"] = round(whole - start, 3)
            told[f"{part}_goal"] = goal
    if options.format == "json":
        print(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        print("\n".join(f"{name:24} {figure:>14,}" for name, figure in told.items()))
    sys.exit(any(told[f"{part}_cpu_beyond"] > goal for part, goal in GOALS.items()))


if __name__ == "__main__":
    main()
