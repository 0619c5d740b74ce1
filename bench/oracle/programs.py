"""The outside programs: what each makes of a journal at every month's end."""

from __future__ import annotations

import csv
import importlib.util
import io
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from bench.oracle.journal import SYNTAX, Account, Facts
from bench.oracle.text import MICRO

MONEY = "CNY"


@dataclass
class Balance:
    """What stands in an account: millionths and fen; a Decimal where a program's sum is no whole number of them."""

    quantity: int | Decimal = 0
    value: int | Decimal = 0


Balances = dict[tuple[Account, str], Balance]
"""(account, month) → what stands there at its end; nothing where nothing does."""


class Refused(Exception):
    """A program does not take the journal; its own words."""


@dataclass
class Answer:
    """What a program said, and how many seconds it took."""

    version: str
    balances: Balances
    seconds: float


def installed(program: str) -> bool:
    if program == "beancount":
        return importlib.util.find_spec("beancount") is not None
    return shutil.which(program) is not None


def ask(program: str, facts: Facts, months: list[str], folder: Path) -> Answer:
    """Write the journal into a folder and have the program add it up. Raises Refused."""
    journal = SYNTAX[program](facts)
    path = folder / f"book.{program}"
    path.write_text(journal.text, encoding="utf-8")
    start = time.perf_counter()
    balances: Balances = defaultdict(Balance)
    version, said = ASK[program](path, months)
    for name, month, commodity, number in said:
        account = journal.accounts.get(name)
        if account is None:
            continue  # the other side of goods: Worth, Elsewhere
        balance = balances[account, month]
        if commodity == MONEY:
            balance.value = _whole(Decimal(number).scaleb(2))
        else:
            balance.quantity = _whole(Decimal(number) * MICRO)
    return Answer(version, balances, time.perf_counter() - start)


def _whole(number: Decimal) -> int | Decimal:
    """Whole where it is but for the dust of divisions (beancount's costs have 28 digits)."""
    near = round(number, 6)
    return int(near) if near == int(near) else near


Said = Iterator[tuple[str, str, str, str]]
"""Account, month, commodity, number; goods as such and, as CNY, at their cost."""


AROUND = {
    "BEANCOUNT_DISABLE_LOAD_CACHE": "1", "LC_ALL": "C.UTF-8", "PYTHONPATH": str(Path(__file__).parents[2]),
}  # fmt: skip
"""Nothing kept from an earlier run; hledger reads Chinese only where the locale is UTF-8."""


def _run(*command: str, text: str = "") -> str:
    around = {**os.environ, **AROUND}
    done = subprocess.run(command, input=text, capture_output=True, encoding="utf-8", env=around, check=False)
    if done.returncode or "Error:" in done.stderr:
        raise Refused(f"{command[0]}: {(done.stderr or done.stdout).strip()[-2000:]}")
    return done.stdout


# ------------------------------------------------------------ ledger

AMOUNT = re.compile(r'(-?[0-9.]+) (?:"([^"]*)"|(\S+))')
AFTER, BETWEEN, PROMPT = "\u241f", "\u241e", "] "  # no name keeps such signs


def _ledger(path: Path, months: list[str]) -> tuple[str, Said]:
    """One process for all months, told on its standard input: the journal is read once. It prompts before each answer."""
    layout = f'--flat --no-total --format "%(account){AFTER}%(scrub(display_total)){BETWEEN}"'
    asked = [
        (month, kind) for month in months for kind in ("^Stock ^InUse ^Shelf", "^Money ^Owed ^Stock ^InUse --basis")
    ]
    lines = [f"balance {kind} --end {_after(month)} {layout}\n" for month, kind in asked]
    told = _run("ledger", "--args-only", "--file", str(path), text="".join(lines)).split(PROMPT)
    if len(told) != len(asked) + 2:  # what it says of itself, and the prompt after the last
        raise Refused(f"ledger: {len(told) - 2} answers to {len(asked)} questions")
    return _version("ledger"), _read_ledger(asked, told[1:])


def _read_ledger(asked: list[tuple[str, str]], told: list[str]) -> Said:
    for (month, kind), block in zip(asked, told, strict=False):
        for row in block.split(BETWEEN)[:-1]:
            account, amounts = row.split(AFTER)
            for number, quoted, plain in AMOUNT.findall(amounts):
                commodity = quoted or plain
                if (commodity == MONEY) == ("--basis" in kind):
                    yield account, month, commodity, number


def _after(month: str) -> str:
    """The first day after a month."""
    year, number = int(month[:4]), int(month[5:])
    return f"{year + number // 12:04d}-{number % 12 + 1:02d}-01"


def _version(program: str) -> str:
    found = re.search(r"[0-9]+\.[0-9][0-9.]*", _run(program, "--version").splitlines()[0])
    return found[0] if found else "?"


# ------------------------------------------------------------ hledger


def _hledger(path: Path, months: list[str]) -> tuple[str, Said]:
    return _version("hledger"), _read_hledger(path, months)


def _read_hledger(path: Path, months: list[str]) -> Said:
    for cost in (False, True):
        told = _run(
            "hledger", "balance", "--file", str(path), "--flat", "--empty", "--no-total", "--monthly", "--historical",
            "--begin", f"{months[0]}-01", "--end", _after(months[-1]), "--output-format", "csv", "--layout", "bare",
            *(["--cost"] if cost else []),
        )  # fmt: skip
        heads, *rows = csv.reader(io.StringIO(told))
        for account, commodity, *numbers in rows:
            if (commodity == MONEY) == cost:
                for month, number in zip(heads[2:], numbers, strict=True):
                    yield account, month, commodity, number


# ------------------------------------------------------------ beancount


def _beancount(path: Path, months: list[str]) -> tuple[str, Said]:
    """In a process of its own, as the others."""
    told = json.loads(_run(sys.executable, "-m", "bench.oracle.beans", str(path), *months))
    if told["errors"]:
        raise Refused("beancount: " + "\n".join(told["errors"][:10]))
    return told["version"], (tuple(row) for row in told["balances"])


ASK: dict[str, Callable[[Path, list[str]], tuple[str, Said]]] = {
    "ledger": _ledger,
    "hledger": _hledger,
    "beancount": _beancount,
}
