"""Which faults are planted in which book: every variant of every row in turn, the same for the same seed."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from bench.planting import score
from bench.planting.book import Book, Fault, planted, put, read, school
from bench.planting.kinds import KINDS, ODDITIES, Kind, Variant

SCHOOLS = ("kindergarten", "nine_grade")
PER_BOOK = 250
"""Faults that share a book: making one and reading it for the first time takes two seconds."""
TRIES = 4
EVERY = 10
"""Each so-manieth fault is followed by the same with a second one beside it, in the same account."""
MONTHS = ("2026-09", "2026-10")


class Planted(NamedTuple):
    """A fault of a row, ready."""

    kind: Kind
    variant: Variant
    fault: Fault


@dataclass
class Tally:
    """What came out. `per` counts by row, `two` by pair."""

    per: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(int)))
    said: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(int)))
    false: list[str] = field(default_factory=list)
    clean: int = 0
    pairs: int = 0
    both: int = 0

    def total(self, what: str) -> int:
        return sum(row[what] for row in self.per.values())


def variants(only: frozenset[str] = frozenset()) -> list[tuple[Kind, Variant]]:
    """Row by row in turn, so that a small examination meets every row before any row's second variant. `only`: of these
    rows or planters."""
    most = max(len(kind.variants) for kind in KINDS)
    found = [(kind, kind.variants[n]) for n in range(most) for kind in KINDS if n < len(kind.variants)]
    return [(k, v) for k, v in found if not only or only & {k.key, v.plant.__name__}]


def right_book(folder: Path, kind: str, seed: int) -> Book:
    """A right book that holds every legal oddity."""
    book = school(folder, kind, seed)
    rng = random.Random(f"oddities/{kind}/{seed}")
    for oddity in ODDITIES:
        for _ in range(TRIES):
            fault = oddity.plant(book, rng) if oddity.plant else None
            if fault and fault.month in MONTHS:
                put(folder, planted(book, fault.edits))
                book = read(folder, book.world)
                break
    return book


def faults(book: Book, rng: random.Random, start: int, only: frozenset[str] = frozenset()) -> Iterator[Planted]:
    """Faults without end for a book; a variant for which it holds no place is passed over."""
    rows = variants(only)
    misses = 0
    while misses < len(rows):
        kind, variant = rows[start % len(rows)]
        start += 1
        for _ in range(TRIES):
            fault = variant.plant(book, rng)
            if fault and planted(book, fault.edits):
                yield Planted(kind, variant, fault)
                misses = 0
                break
        else:
            misses += 1


def beside(book: Book, rng: random.Random, one: Planted) -> Planted | None:
    """Another row's fault on one of the same accounts and in the same month, on other lines."""
    rows = [(k, v) for k, v in variants() if k is not one.kind]
    rng.shuffle(rows)
    for kind, variant in rows:
        fault = variant.plant(book, rng)
        if fault and fault.month == one.fault.month and set(fault.accounts) & set(one.fault.accounts):
            try:
                planted(book, [*one.fault.edits, *fault.edits])
            except ValueError:
                continue
            return Planted(kind, variant, fault)
    return None


def examine(folder: Path, count: int, seed: int, clean: int, only: frozenset[str] = frozenset()) -> Tally:
    """So many faults in books of this seed, and so many right months besides. RuntimeError where houqin gives no JSON."""
    tally = Tally()
    books = max(2, -(-count // PER_BOOK))
    done = 0
    for n in range(books):
        book = right_book(folder / f"book{n}", SCHOOLS[n % 2], seed * 1000 + n)
        cache = folder / f"cache{n}"
        rng = random.Random(f"{seed}/{n}")
        baseline = {month: score.ask(book.folder, cache, month) for month in MONTHS}
        for month, answer in baseline.items():
            tally.clean += 1
            tally.false += [f"{SCHOOLS[n % 2]} seed {seed * 1000 + n} {month}: {w}" for w in answer.wrong]
        share = (count - done) // (books - n)
        for place, one in zip(range(share), faults(book, rng, done, only), strict=False):
            _one(tally, book, cache, baseline, one)
            if place % EVERY == EVERY - 1 and (other := beside(book, rng, one)):
                _two(tally, book, cache, baseline, one, other)
        done += share
    for n in range(max(0, -(-(clean - tally.clean) // len(MONTHS)))):
        kind, own = SCHOOLS[n % 2], seed * 1000 + 500 + n
        book = right_book(folder / f"clean{n}", kind, own)
        for month in MONTHS:
            tally.clean += 1
            wrong = score.ask(book.folder, folder / "clean", month).wrong
            tally.false += [f"{kind} seed {own} {month}: {w}" for w in wrong]
    return tally


def _one(tally: Tally, book: Book, cache: Path, baseline: dict[str, score.Answer], one: Planted) -> None:
    with score.with_edits(book, one.fault.edits):
        now = score.ask(book.folder, cache, one.fault.month)
    got = score.mark(one.kind, one.variant, one.fault, _base(baseline, one.fault.month), now)
    row = tally.per[one.kind.key]
    row["faults"] += 1
    for what in ("seen", "detected", "kind", "bucket", "amount", "first", "rivals"):
        row[what] += bool(getattr(got, what))
    tally.said[f"{one.kind.key} {one.variant.plant.__name__}"][" ".join(got.said) or "-"] += 1


def _two(
    tally: Tally, book: Book, cache: Path, baseline: dict[str, score.Answer], one: Planted, other: Planted
) -> None:
    with score.with_edits(book, [*one.fault.edits, *other.fault.edits]):
        now = score.ask(book.folder, cache, one.fault.month)
    tally.pairs += 1
    clean = _base(baseline, one.fault.month)
    tally.both += all(score.mark(p.kind, p.variant, p.fault, clean, now).kind for p in (one, other))


def _base(baseline: dict[str, score.Answer], month: str) -> score.Answer:
    """What the right book says of a month: nothing of one in which it has no record."""
    return baseline.get(month, score.Answer([], [], []))
