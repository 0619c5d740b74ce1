"""How each question to the index is answered: by look-ups, however old the book, never by reading a large table through.

The questions are those that real runs ask, written down by SQLite itself; the plans are SQLite's, of an index as it is in
use; how large a table is and how much one look-up finds, its statistics say, of a whole school's two months.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from houqin.book import index as index_
from houqin.cli import app, options

SCHOOL = Path(__file__).parents[2] / "ledgers"
MONTH = "2026-10"
ASKED = {
    "add": ("验收", "供应商=城关粮油店", "日期=2026-10-30", "--line", "大米 500斤 2.60元/斤", "--dry-run"),
    "reverse": ("2026/CK-261008-01", "--dry-run"),
    "approve": ("DD-261010-01", "--as", "总务主任", "--by", "陈志远", "--dry-run"),
    "sign": ("2026/CK-261008-01", "--as", "保管员", "--by", "王强", "--dry-run"),
    "check": (),
    "close": (MONTH, "--show"),
    "reconcile": (MONTH,),
    "summary": (MONTH,),
    "list": ("issue", "--period", MONTH),
    "show": ("2026/CK-261008-01",),
    "match": (MONTH,),
    "fix": ("e84efe14", "--month", MONTH),
    "draft": ("vouchers", MONTH),
    "renumber": ("--all", "--dry-run"),
    "accept": ("e84efe14", "--month", MONTH, "--by", "陈志远", "--as", "总务主任", "--reason", "已核对", "--dry-run"),
}
"""Command → what it is asked here."""
DRILLED = ("食堂/1302.01", "学校/2302", "学校/1602", "大米", "永安五金")
"""Subjects of drill-downs: stock, debts, assets, an item, a supplier."""
NO_QUESTIONS = {
    "reopen",
    "explain",
    "index",
    "import",
    "completion",
    "schema",
    "merge",
    "init",
    "log",
    "diff",
    "audit",
    "verify",
    "doctor",
}
"""Commands that read no book, write one, ask git, or hold the text against its seals."""

GROWING = {"record", "data", "doc", "link", "goods", "money", "tie", "moved", "shifted", "valued", "state"}
"""Tables that have rows for each record or each month."""
LARGE = 300  # rows, in the index of two months
SELECTIVE = 4  # a look-up that finds a quarter of a table or more is a scan by another name

INTENDED = {
    "select key, max(month) as month from state": "the last state of each key: the index alone, an entry a key and month",
    "select (select min(month) from record": "the first and the last month: a step at either end of the index",
    "with recursive step(month)": "the months: a step in the index from each to the next",
    "select count(*) from record": "check tells how many records it read: the index alone",
    "where v.note > ''": "what valuation could not do: the index holds those rows together, none in a right book",
}
"""Part of a question → why it may read a table, or an index, through."""

STEP = re.compile(
    r"(SCAN|SEARCH) (\w+)(?: USING (?:AUTOMATIC )?(?:PARTIAL )?(COVERING INDEX|INDEX|INTEGER PRIMARY KEY) ?(\w*))?(.*)"
)
NAMED = re.compile(
    r"\b(?:from|join|update|into)\s+(\w+)(?:\s+as)?(?:\s+(?!where|join|on|order|group|set|values|limit)(\w+))?"
)
LITERAL = re.compile(r"'(?:[^']|'')*'|\b\d+\b")


class Asked:
    """The questions of some runs, each as it was first asked."""

    def __init__(self) -> None:
        self.by_shape: dict[str, str] = {}

    def note(self, sql: str) -> None:
        if re.match(r"\s*(select|delete|update|insert|with)\b", sql) and "sqlite_" not in sql:
            self.by_shape.setdefault(LITERAL.sub("?", sql), sql)


def run(*args: str) -> int:
    """A command in this process; its exit code."""
    options.language_of.cache_clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["houqin", *args])
        with pytest.raises(SystemExit) as ended:
            app.main()
    return int(ended.value.code or 0)


@pytest.fixture(scope="module")
def traced(tmp_path_factory: pytest.TempPathFactory) -> tuple[Asked, Path]:
    """What warm runs of every command ask, then runs after one slip was edited; and the index they asked."""
    folder = tmp_path_factory.mktemp("plans")
    book = folder / "ledgers"
    shutil.copytree(SCHOOL, book)
    asked = Asked()
    connect = sqlite3.connect

    def traced_connect(*args: Any, **options: Any) -> sqlite3.Connection:
        index = connect(*args, **options)
        index.set_trace_callback(asked.note)
        return index

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOUQIN_CACHE", str(folder / "cache"))
        patch.setenv("HOUQIN_DEBUG", "1")
        run("reconcile", "--book", str(book), MONTH)  # from nothing: no warm run's questions
        patch.setattr(sqlite3, "connect", traced_connect)
        slips = next(path for path in sorted(book.glob(f"store/*/{MONTH}.yaml")) if "领用" in path.read_text("utf-8"))
        for edited in (False, True):
            for command, args in ASKED.items():
                if edited:
                    text = slips.read_text(encoding="utf-8")
                    quantity = list(re.finditer(r"(?m)^    - \S+ (\d+)(?=[^\d\s.]+$)", text))[-1]
                    more = str(int(quantity[1]) + 1)
                    slips.write_text(text[: quantity.start(1)] + more + text[quantity.end(1) :], encoding="utf-8")
                assert run(command, "--book", str(book), *args) in (0, 1), command
            for what in DRILLED:
                assert run("reconcile", "--book", str(book), what, MONTH, "--no-git") in (0, 1), what
        path = index_.index_path(book)
    return asked, path


def statistics(path: Path) -> dict[str, list[int]]:
    """Index → the rows of its table, then how many a look-up by its first column finds, by its first two, and so on."""
    copy = sqlite3.connect(":memory:")
    with sqlite3.connect(path) as index:
        index.backup(copy)
    copy.execute("analyze")
    found = {
        name: [int(n) for n in stat.split()] for _, name, stat in copy.execute("select * from sqlite_stat1") if name
    }
    copy.close()
    return found


def through(sql: str, index: sqlite3.Connection, stats: dict[str, list[int]], sizes: dict[str, int]) -> list[str]:
    """The steps of a question's plan that read a large table, or most of one, through."""
    tables = {alias or table: table for table, alias in NAMED.findall(sql)}
    found = []
    for _, _, _, step in index.execute("explain query plan " + sql):
        if not (parts := STEP.match(step)):
            continue
        way, name, kind, by, where = parts.groups()
        table = tables.get(name, name)
        if sizes.get(table, 0) < LARGE or (way == "SEARCH" and kind == "INTEGER PRIMARY KEY"):
            continue
        if "month=?" in where:
            continue  # a month's rows, as many in the hundredth month as in the first
        columns = where.count("=?")
        rows, *finds = stats.get(by, [sizes[table]])
        hit = finds[columns - 1] if 0 < columns <= len(finds) else rows
        if way == "SCAN" or hit * SELECTIVE >= rows:
            found.append(f"{step}: {hit} of {rows} rows")
    return found


def explained(path: Path) -> tuple[sqlite3.Connection, dict[str, list[int]], dict[str, int]]:
    """The index with the temporary tables of an edit; what its statistics say; table → rows."""
    index = sqlite3.connect(path)
    for temporary in ("touched", "wanted"):
        index.execute(f"create temp table {temporary} (id integer primary key)")
    tables = [name for (name,) in index.execute("select name from main.sqlite_master where type = 'table'")]
    return index, statistics(path), {t: index.execute(f"select count(*) from {t}").fetchone()[0] for t in tables}


def test_every_command_that_asks_is_asked_here() -> None:
    assert app.COMMANDS.keys() - NO_QUESTIONS == ASKED.keys()


def test_no_question_reads_a_large_table_through(traced: tuple[Asked, Path]) -> None:
    asked, path = traced
    index, stats, sizes = explained(path)
    assert {table for table, rows in sizes.items() if rows >= LARGE} == GROWING, sizes
    slow = {sql: steps for sql in asked.by_shape.values() if (steps := through(sql, index, stats, sizes))}
    index.close()
    assert len(asked.by_shape) > 60
    assert "shifted" in "".join(asked.by_shape), "the edited runs asked nothing"
    wrong = [f"{sql.strip()}\n    {steps}" for sql, steps in slow.items() if not any(part in sql for part in INTENDED)]
    assert not wrong, "\n".join(wrong)
    assert not [part for part in INTENDED if not any(part in sql for sql in slow)], "no longer asked, or no longer slow"


@pytest.mark.parametrize(
    "sql",
    [
        "select * from money where amount = 100",
        "select m.record from moved m join record r on r.id = m.record and r.type = 'voucher' where m.book = 'ledger'",
        "select d.number from doc d where d.period = '2026'",
        "select 1 from shifted s where s.item > 'A'",
    ],
)
def test_a_table_read_through_is_seen(sql: str, traced: tuple[Asked, Path]) -> None:
    """Else the test above would prove nothing. The second asks a book's ledger, half of the table, by an index."""
    index, stats, sizes = explained(traced[1])
    assert through(sql, index, stats, sizes)
    index.close()
