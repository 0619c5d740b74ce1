"""The commands that are put on trial: each that writes to a book, as a user calls it; and the one way they all go."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from functools import partial
from io import StringIO
from pathlib import Path
from typing import Any

from tests.durability.faults import Case

from houqin.diagnostics import Failure
from houqin.text.append import Addition, append, locked
from houqin.text.write import record_text

SAMPLE = Path(__file__).parents[1] / "example" / "ledgers"
STORES = ("store/总务库/2026-10.yaml", "store/东库/2026-10.yaml", "store/西库/2026-11.yaml")
OLD = "# 保管员每天写\n- 领用: CK-0\n  日期: 2026-10-14\n  部门: 教务处\n  明细: [硒鼓 1个]   # 补\n\n"


def slip(path: str, *numbers: str) -> Addition:
    trees: list[dict[str, Any]] = [
        {"type": "issue", "id": number, "date": "2026-10-31", "department": "教务处",
         "lines": [{"item": "粉笔", "quantity": "1 盒"}]}
        for number in numbers
    ]  # fmt: skip
    return Addition(path, [record_text(tree, "zh") for tree in trees], trees)


def _book(*, git: bool) -> Callable[[Path], Path]:
    """Two stores with a slip each; the third has none yet."""

    def make(folder: Path) -> Path:
        for path in STORES[:2]:
            (folder / "账" / path).parent.mkdir(parents=True)
            (folder / "账" / path).write_text(OLD, encoding="utf-8")
        (folder / "账" / "houqin.yaml").write_text("学校: 小城学校\n", encoding="utf-8")
        if git:
            (folder / ".git").mkdir()
        return folder / "账"

    return make


def _appending(additions: list[Addition], files: dict[str, bytes]) -> Callable[[Path], int]:
    """What a command does in the end, with the exit code that it ends in."""

    def command(book: Path) -> int:
        try:
            with locked(book):
                append(book, additions, files)
        except Failure as failure:
            return failure.exit_code
        return 0

    return command


ONE_WAY = [
    Case("one file", _book(git=True), _appending([slip(STORES[0], "CK-1")], {})),
    Case("one file, no git", _book(git=False), _appending([slip(STORES[0], "CK-1", "CK-2")], {})),
    Case("a new folder", _book(git=True), _appending([slip(STORES[2], "CK-1")], {})),
    Case("three files", _book(git=True), _appending([slip(path, "CK-1") for path in STORES], {})),
    Case("three files, no git", _book(git=False), _appending([slip(path, "CK-1") for path in STORES], {})),
    Case("a record and a seal", _book(git=True), _appending([slip(STORES[0], "CK-1")], {"seals/2026-10.yaml": b"a\n"})),
    Case("a new book", _book(git=False), _appending([], {f"registers/{n}.yaml": b"# x\n" for n in "abcde"})),
]
"""text/append.py itself: all commands go by there."""
SEVERAL = ("three files", "three files, no git", "a record and a seal", "a new book")
"""Those of several files."""

DELIVERIES = """日期,供应商,物品,数量,单位,单价,金额
2026-10-31,城关粮油店,大米,1000,斤,2.60,2600.00
2026-11-02,城关粮油店,大米,100,斤,2.60,260.00
"""
INVOICE = """- 发票: FP-1103-1
  日期: 2026-11-03
  种类: 数电普票
  号码: "26992000000700001103"
  供应商: 城关文具店
  价税合计: 3700.00
"""
SIGNED = ("--by", "陈志远", "--as", "总务主任", "--reason", "两人在场复点，未找到")
RICE = ("add", "验收", "供应商=城关粮油店", "日期=2026-10-30", "--line", "大米 500斤 2.60元/斤", "--yes")
WRITERS: dict[str, tuple[str, ...]] = {
    "add": (*RICE, "--id", "SYS-1030-2"),
    "import": ("import", "{folder}/送货.csv", "--as", "acceptance", "--field", "地点=食堂主副食库", "--write", "--yes"),
    "accept": ("accept", "21640525", *SIGNED, "--yes", "--today", "2026-11-03"),
    "draft": ("draft", "vouchers", "2026-11", "--append", "--yes", "--today", "2026-11-04"),
    "match": ("match", "accept", "95e2be4d", "--by", "赵会珍", "--today", "2026-11-04", "--yes"),
    "reverse": ("reverse", "CK-1028-1", "--reason", "写错", "--yes", "--today", "2026-10-31"),
    "approve": ("approve", "DD-1027-1", "--as", "总务主任", "--by", "陈志远", "--yes", "--today", "2026-10-31"),
    "sign": ("sign", "CK-1028-1", "--as", "保管员", "--by", "孙丽", "--yes", "--today", "2026-10-31"),
    "renumber": ("renumber", "--all", "--yes"),
    "close": ("close", "2026-10", "--yes", "--today", "2026-11-03"),
    "reopen": (
        "reopen",
        "2026-10",
        "--reason",
        "漏记",
        "--by",
        "李主任",
        "--as",
        "总务主任",
        "--yes",
        "--today",
        "2026-11-03",
    ),
}
"""Each command that writes to a book: how it is called in the sample. test_durability.py compares it with the CLI."""


def sample(folder: Path) -> Path:
    """A copy of the sample with an invoice that waits for its delivery, and the sheet that is imported."""
    book = folder / "账"
    shutil.copytree(SAMPLE, book)
    (folder / ".git").mkdir()
    (folder / "送货.csv").write_text(DELIVERIES, encoding="utf-8")
    (book / "purchases" / "2026-11.yaml").write_text(INVOICE, encoding="utf-8")
    return book


def twice_numbered(folder: Path) -> Path:
    """The sample with one number on two slips, as a merge leaves it."""
    book = sample(folder)
    with (book / STORES[0]).open("a", encoding="utf-8") as file:
        file.write("- 领用: CK-1028-1\n  日期: 2026-10-30\n  部门: 教务处\n  明细: [A4复印纸 1包]\n")
    return book


def founded(folder: Path) -> Path:
    """A new book, whose October is right."""
    from houqin.founding import book

    book.write(folder / "账", book.files(book.Plan("小城学校", "primary", "zh", "2026-10", sample=True)))
    return folder / "账"


def closed(folder: Path) -> Path:
    """The same, with October closed."""
    book = founded(folder)
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        assert run(WRITERS["close"], book) == 0
    return book


def called(args: tuple[str, ...], book: Path) -> list[str]:
    """The words of a call."""
    return ["--book", str(book), *(arg.replace("{folder}", str(book.parent)) for arg in args)]


def run(args: tuple[str, ...], book: Path) -> int:
    """Call it in this process; the exit code."""
    from houqin.cli import app

    sys.argv = ["houqin", *called(args, book)]
    try:
        app.main()
    except SystemExit as left:
        return int(left.code or 0)


OTHERS = {"renumber": twice_numbered, "close": founded, "reopen": closed}
"""Books for what the sample has no use for."""
COMMANDS = [Case(name, OTHERS.get(name, sample), partial(run, args)) for name, args in WRITERS.items()]
