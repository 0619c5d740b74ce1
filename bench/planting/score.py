"""Asking houqin about a book with and without its faults, and marking the answers.

The program is run as a user runs it, in a process of its own, and only what it prints is looked at.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from bench.planting.book import Book, Edit, Fault, fen, planted, put
from bench.planting.kinds import Kind, Variant

Finding = dict[str, Any]


class Answer(NamedTuple):
    """What houqin says of a month: findings that are no timing, timing items, and what `check` finds."""

    findings: list[Finding]
    timing: list[Finding]
    told: list[dict[str, Any]]

    @property
    def wrong(self) -> list[str]:
        """What a right book must not hear."""
        return [f"{f['code']}: {f['message']}" for f in self.findings] + [
            f"{d['code']} {d['file']}:{d['line']}: {d.get('message', '')}" for d in self.told
        ]


class Mark(NamedTuple):
    """Of one fault: `seen` that something is wrong, at least; `detected` in a finding that says what, with its record
    or its sum; its `kind` right, its `bucket`, its `amount`; the true record `first`; `rivals` honestly counted."""

    seen: bool
    detected: bool
    kind: bool
    bucket: bool
    amount: bool
    first: bool
    rivals: bool
    said: tuple[str, ...]


@contextmanager
def with_edits(book: Book, edits: Iterable[Edit]) -> Iterator[None]:
    """The book on disk with these edits, and after that without them."""
    changed = planted(book, edits)
    put(book.folder, changed)
    try:
        yield
    finally:
        put(book.folder, {path: book.files.get(path, []) for path in changed})


def run(folder: Path, cache: Path, *arguments: str) -> dict[str, Any]:
    """houqin in a book, its JSON; nothing where the book cannot be read (3). `cache` is where it may keep its index."""
    env = {**os.environ, "HOUQIN_CACHE": str(cache), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "houqin", *arguments, "--format", "json"], cwd=folder, env=env, capture_output=True, text=True,
        encoding="utf-8", check=False,
    )  # fmt: skip
    if done.returncode == 3 and not done.stdout:
        return {}
    try:
        return dict(json.loads(done.stdout))
    except ValueError:
        raise RuntimeError(
            f"houqin {' '.join(arguments)} ended with {done.returncode}: {done.stderr[-2000:]}"
        ) from None


def ask(folder: Path, cache: Path, month: str, *, check: bool = True) -> Answer:
    """The month's findings; and, with `check`, or where the month cannot be reconciled, what `check` says."""
    result = run(folder, cache, "reconcile", month)
    unread = "findings" not in result
    told = run(folder, cache, "check").get("diagnostics", []) if check or unread else []
    return Answer(result.get("findings", []), result.get("timing", []), told)


def mark(kind: Kind, variant: Variant, fault: Fault, clean: Answer, now: Answer) -> Mark:
    """What is new against the right book, held against what was planted."""
    old = {f["id"] for f in [*clean.findings, *clean.timing]}
    new = [f for f in [*now.findings, *now.timing] if f["id"] not in old]
    about = [f for f in new if _about(fault, f)]
    name, bucket = variant.name or kind.name, variant.bucket or kind.bucket
    right = [f for f in about if f["kind"] == name]
    known = {_place(d) for d in clean.told}
    told = [d for d in now.told if _place(d) not in known]
    spoken = [d for d in told if _at(fault, d)]
    named = [d for d in spoken if d["code"] == name]
    best = right or [f for f in about if f["kind"] != "unexplained"]
    first = any(_first(f) in fault.first for f in best) or bool(named)
    honest = first or any(f["rivals"] for f in best)
    words = tuple(dict.fromkeys([*(f["kind"] for f in about or new), *(d["code"] for d in spoken or told)]))
    return Mark(
        bool(new or told), bool(best or spoken), bool(right or named),
        bool(named) or any(not bucket or {e["bucket"] for e in f["effects"]} <= {bucket} for f in right),
        bool(named) or (bool(best) and (fault.amount is None or any(_sum(fault, f) for f in best))),
        first, bool(best or spoken) and honest, words,
    )  # fmt: skip


def _place(told: dict[str, Any]) -> tuple[str, str, int]:
    return told["code"], told["file"], told["line"]


def _about(fault: Fault, finding: Finding) -> bool:
    """Whether it names one of the fault's records, or has its sum on one of its accounts."""
    records = {r["id"].split("/")[-1] for r in finding["records"]}
    return bool(records & {*fault.first, *fault.others}) or _sum(fault, finding, strictly=True)


def _sum(fault: Fault, finding: Finding, *, strictly: bool = False) -> bool:
    if fault.amount is None:
        return False
    effects = [e for e in finding["effects"] if not strictly or e["account"] in fault.accounts]
    return any(abs(abs(fen(e["amount"])) - fault.amount) <= fault.within for e in effects)


def _first(finding: Finding) -> str:
    return finding["records"][0]["id"].split("/")[-1] if finding["records"] else ""


def _at(fault: Fault, told: dict[str, Any]) -> bool:
    """Whether `check` points at a record that was edited, as far as its lines show: within a dozen of an edited one."""
    return any(e.path == told["file"] and -12 <= told["line"] - 1 - e.at <= len(e.new) for e in fault.edits)
