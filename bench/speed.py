"""python -m bench.speed [PART …] [--runs N] [--format table|json]: how fast houqin is, as ratios.

A machine's speed drifts by a third within the hour, so a second says little and a ratio inside one run much: what is
compared runs turn by turn, and of each turn's ratio the median is told. Two clocks: CPU (user and system, which others
on the machine hardly touch) and wall. Beside the median stands the ratio of the two shortest runs.

A run is a whole process, from its start to its end, unless the part says otherwise.
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "ledgers"
HOUQIN = (sys.executable, "-m", "houqin")
BASE = (sys.executable, "-c", "import typer, rich.table")
"""What a run costs that does nothing but load the two libraries of every command line of this kind."""


class Took(NamedTuple):
    """Seconds of one run."""

    cpu: float
    wall: float


class Figure(NamedTuple):
    """Turns of a pair. `goal` is the ratio to keep to: at most, or with `least` at least."""

    part: str
    what: str
    against: str
    turns: list[tuple[Took, Took]]
    goal: float | None = None
    least: bool = False

    def ratio(self, clock: str) -> float:
        """The median of the turns' ratios; where more is better (`least`), how many times as fast."""
        return statistics.median(self._of(getattr(a, clock), getattr(b, clock)) for a, b in self.turns)

    def shortest(self, clock: str) -> float:
        """The ratio of the shortest run of each."""
        one, other = zip(*self.turns, strict=True)
        return self._of(min(getattr(a, clock) for a in one), min(getattr(b, clock) for b in other))

    def _of(self, one: float, other: float) -> float:
        return other / one if self.least else one / other

    @property
    def kept(self) -> bool | None:
        if self.goal is None:
            return None
        return self.ratio("cpu") >= self.goal if self.least else self.ratio("cpu") <= self.goal


def run(command: tuple[str, ...], **env: str) -> tuple[Took, str]:
    """A process from start to end, and what it printed. RuntimeError where it ends otherwise than a report does."""
    begun = time.perf_counter()
    with tempfile.TemporaryFile("w+", encoding="utf-8") as out, tempfile.TemporaryFile("w+", encoding="utf-8") as err:
        one = subprocess.Popen(command, stdout=out, stderr=err, cwd=ROOT, env={**os.environ, **env})
        _, status, used = os.wait4(one.pid, 0)
        one.returncode = os.waitstatus_to_exitcode(status)
        took = Took(used.ru_utime + used.ru_stime, time.perf_counter() - begun)
        out.seek(0)
        err.seek(0)
        if one.returncode not in (0, 1):  # 1: there are findings
            raise RuntimeError(f"{' '.join(command)}: exit {one.returncode}\n{err.read()}")
        return took, out.read()


def turns(runs: int, one: Callable[[], Took], other: Callable[[], Took]) -> list[tuple[Took, Took]]:
    """So many runs of each, turn by turn, after one of each that does not count."""
    one(), other()
    return [(one(), other()) for _ in range(runs)]


class Bench(NamedTuple):
    """Where the books and their indexes lie while we measure, and how many turns a pair gets."""

    folder: Path
    runs: int

    def houqin(self, book: Path, *args: str, cache: str = "kept", columns: str = "") -> Took:
        env = {"HOUQIN_CACHE": str(self.folder / cache), "HOUQIN_LANG": "zh"} | (
            {"COLUMNS": columns} if columns else {}
        )
        return run((*HOUQIN, "--book", str(book), *args), **env)[0]

    def school(self, months: int) -> Path:
        """A right book of so many months."""
        book = self.folder / f"{months} months"
        if not book.exists():
            run((sys.executable, "-m", "bench.school", str(book), "--months", str(months), "--right"))
        return book


def last_month(book: Path) -> str:
    return max(path.stem for path in (book / "accounts").glob("*/*.yaml"))


def count(book: Path) -> int:
    """Records of a book, as lines that begin one."""
    return sum(len(re.findall(r"(?m)^- ", p.read_text(encoding="utf-8"))) for p in book.rglob("*.yaml"))


# ------------------------------------------------------------ the parts


def reading(bench: Bench) -> Iterator[Figure]:
    """In one process each, the work alone: bytes to valid records against bytes to PyYAML's plain texts."""

    def read(reader: str, name: str, folder: str) -> Took:
        told = json.loads(run((sys.executable, "-m", "bench.reading", reader, str(ROOT / "bench" / name), folder))[1])
        return Took(told["cpu"], told["wall"])

    for name, folder in (("plain.yaml", "canteen"), ("slips.yaml", "store")):
        found = turns(bench.runs, lambda: read("houqin", name, folder), lambda: read("yaml", name, folder))  # noqa: B023
        yield Figure("reading", f"houqin reads {name}", "yaml.load, CBaseLoader", found, 4.0, least=True)


FORMS = {"plain": "", "json": "", "table": "100"}
"""Form → the terminal's width."""


def warm(bench: Bench) -> Iterator[Figure]:
    """An unchanged book: the sample."""
    month = last_month(SAMPLE)
    for form, columns in FORMS.items():
        found = turns(
            bench.runs,
            lambda: bench.houqin(SAMPLE, "reconcile", month, "--format", form, columns=columns),  # noqa: B023
            lambda: run(BASE)[0],
        )
        yield Figure("warm", f"reconcile {month} --format {form}", "import typer, rich.table", found, 1.8)


def years(bench: Bench) -> Iterator[Figure]:
    """The last month of ten years against the last of one, both warm."""
    one, ten = bench.school(12), bench.school(120)
    found = turns(
        bench.runs,
        lambda: bench.houqin(ten, "reconcile", last_month(ten)),
        lambda: bench.houqin(one, "reconcile", last_month(one)),
    )
    yield Figure("years", f"reconcile, 120 months, {count(ten):,} records", f"12 months, {count(one):,}", found, 1.15)


SPOKEN = re.compile(r"(?m)^(    - \S+ )(\d+)(?=[^\d\s.]+$)")
"""A spoken line without a price: its item, its quantity."""


def _edit(file: Path) -> None:
    """One more of the last slip's goods, or one less again."""
    text = file.read_text(encoding="utf-8")
    found = list(SPOKEN.finditer(text))[-1]
    quantity = int(found[2]) + (1 if int(found[2]) % 2 else -1)
    file.write_text(text[: found.start(2)] + str(quantity) + text[found.end(2) :], encoding="utf-8")


def edited(bench: Bench) -> Iterator[Figure]:
    """One slip of the last month has another quantity than a moment ago, in each run again; against the same unchanged."""
    for name, source, goal in (("the sample", SAMPLE, 2.2), ("120 months", bench.school(120), None)):
        book = bench.folder / f"edited {name}"
        shutil.copytree(source, book)
        month = last_month(book)
        for file in sorted(book.glob(f"store/*/{month}.yaml"), key=lambda path: path.stat().st_size)[-2:]:

            def after_an_edit(book: Path = book, month: str = month, file: Path = file) -> Took:
                _edit(file)
                return bench.houqin(book, "reconcile", month)

            found = turns(
                bench.runs if goal else 5,
                after_an_edit,
                lambda: bench.houqin(source, "reconcile", month),  # noqa: B023
            )
            yield Figure("edited", f"a slip of {name}, {file.parent.name}", "unchanged", found, goal)


def cold(bench: Bench) -> Iterator[Figure]:
    """No index: everything is read. Against PyYAML's C loader reading the same files and making nothing of them."""
    loading = (
        "import pathlib, sys, yaml\n"
        "for path in pathlib.Path(sys.argv[1]).rglob('*.yaml'): yaml.load(path.read_bytes(), Loader=yaml.CBaseLoader)"
    )
    for book, runs in ((SAMPLE, bench.runs), (bench.school(120), 1)):

        def from_nothing(book: Path = book) -> Took:
            shutil.rmtree(bench.folder / "cold", ignore_errors=True)
            return bench.houqin(book, "check", cache="cold")

        found = [(from_nothing(), run((sys.executable, "-c", loading, str(book)))[0]) for _ in range(runs)]
        yield Figure("cold", f"check without an index, {count(book):,} records", "yaml.load, CBaseLoader", found)


PARTS = {"reading": reading, "warm": warm, "years": years, "edited": edited, "cold": cold}

# ------------------------------------------------------------ telling


def row(f: Figure) -> dict[str, object]:
    """A figure as plain data: ratios, and medians in milliseconds."""
    one, other = zip(*f.turns, strict=True)
    return {
        "part": f.part, "what": f.what, "against": f.against, "runs": len(f.turns),
        "ratio": round(f.ratio("cpu"), 2), "ratio_shortest": round(f.shortest("cpu"), 2),
        "ratio_wall": round(f.ratio("wall"), 2), "ratio_wall_shortest": round(f.shortest("wall"), 2),
        "cpu_ms": round(1000 * statistics.median(t.cpu for t in one), 1),
        "against_cpu_ms": round(1000 * statistics.median(t.cpu for t in other), 1),
        "goal": f"{'≥' if f.least else '≤'} {f.goal}" if f.goal else None, "kept": f.kept,
    }  # fmt: skip


HEADINGS = (
    f"{'ratio':>6} {'(min)':>6} {'wall':>6} {'(min)':>6} {'goal':>7}     {'ms':>8} {'against':>8}  what : against"
)


def line(f: Figure) -> str:
    r = row(f)
    sign = {True: "✓", False: "✗", None: " "}[f.kept]
    return (
        f"{r['ratio']:6.2f} {r['ratio_shortest']:6.2f} {r['ratio_wall']:6.2f} {r['ratio_wall_shortest']:6.2f}"
        f" {r['goal'] or '':>7} {sign}  {r['cpu_ms']:9,.1f} {r['against_cpu_ms']:8,.1f}  {f.what} : {f.against}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.speed", description="How fast houqin is, as ratios.")
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--runs", type=int, default=15, help="turns of each pair (15)")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    options = parser.parse_args()
    # as an installed package is: a run that compiles its sources measures the compiler
    compileall.compile_dir(ROOT / "src" / "houqin", quiet=1)
    figures = []
    with tempfile.TemporaryDirectory() as folder:
        if options.format == "table":
            print(HEADINGS)
        for part in options.parts or PARTS:
            for figure in PARTS[part](Bench(Path(folder), options.runs)):
                figures.append(figure)
                if options.format == "table":
                    print(line(figure), flush=True)
    if options.format == "json":
        print(json.dumps([row(f) for f in figures], ensure_ascii=False, indent=1))
    sys.exit(any(f.kept is False for f in figures))


if __name__ == "__main__":
    main()
