"""ledger, hledger and beancount add the sample school up, and houqin has every figure that they have.

beancount is one of the test libraries, so that somebody is always asked; ledger and hledger where they are installed.
"""

from __future__ import annotations

import ast
import json
import re
import shutil
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from bench.oracle import compare as compare_
from bench.oracle import programs
from bench.oracle.__main__ import main
from bench.oracle.book import Book
from bench.oracle.compare import Comparison, compare
from bench.oracle.journal import facts
from bench.oracle.programs import Refused
from bench.oracle.text import Unclear
from tests.oracle import hard_book

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "ledgers"
VOUCHERS = "accounts/学校/2026-09.yaml"
HERE = {"beancount"} | {program for program in ("ledger", "hledger") if shutil.which(program)}
"""Who must be asked on this machine."""


@pytest.fixture(scope="module", autouse=True)
def _own_index(tmp_path_factory: pytest.TempPathFactory) -> object:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOUQIN_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory, _own_index: object) -> Comparison:
    """The sample as everybody adds it up."""
    return compare(SAMPLE, tmp_path_factory.mktemp("journals"))


def copy(tmp_path: Path, *changes: tuple[str, str, str]) -> Path:
    """The sample with the first occurrence of a text in a file written otherwise."""
    folder = tmp_path / "copy"
    shutil.copytree(SAMPLE, folder)
    for path, old, new in changes:
        text = (folder / path).read_text(encoding="utf-8")
        assert old in text
        (folder / path).write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


def first(path: str, pattern: str) -> tuple[str, str, str]:
    """The first line of a file of the sample that a pattern fits, and its two groups."""
    found = re.search(f"^{pattern}$", (SAMPLE / path).read_text(encoding="utf-8"), re.MULTILINE)
    assert found
    return found[0], found[1], found[2]


def differing(found: Comparison) -> set[tuple[str, str]]:
    return {(" ".join(cell.account[1:]), cell.what) for cell in found.differing}


def test_every_figure_of_the_sample_in_every_program(sample: Comparison) -> None:
    assert set(sample.versions) == HERE
    assert sample.against == []
    assert sample.differing == []
    assert {"2026-08", "2026-09", "2026-10"} <= {cell.month for cell in sample.cells}
    kinds = {cell.account[0] for cell in sample.cells if any(cell.figures.values())}
    assert kinds == {"Money", "Owed", "Stock", "InUse", "Shelf"}
    assert {cell.account[1] for cell in sample.cells if cell.account[0] == "Money"} == {"学校", "食堂"}


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(100, 130))])
def test_a_book_of_everything_that_goods_can_go_through(tmp_path: Path, seed: int) -> None:
    """All four ways of valuation, prices that divide into no whole fen, odd names, reversals soon and late."""
    hard_book.write(tmp_path / "book", seed)
    found = compare(tmp_path / "book", tmp_path)
    assert found.against == []
    assert found.differing == [], f"seed {seed}"
    assert len(found.cells) > 3000


# ------------------------------------------------------------ it can fail


def spoiled(tmp_path: Path, *changes: tuple[str, str, str]) -> Comparison:
    """The programs are told of a copy with an error in it; houqin reads the sample."""
    return compare(SAMPLE, tmp_path, facts(Book(copy(tmp_path, *changes))))


def test_an_amount_that_is_another_is_named(tmp_path: Path) -> None:
    """A fen more on one account, and on the cash account so that the voucher still balances."""
    line, account, amount = first(VOUCHERS, r'    - \{科目: "([\d.]+)", .*贷: (-?[\d.]+)\}')
    more = line.replace(amount, str(Decimal(amount) + Decimal("0.01"))) + '\n    - {科目: "1001", 借: 0.01}'
    found = spoiled(tmp_path, (VOUCHERS, line, more))
    assert differing(found) == {(f"学校 {account}", "value"), ("学校 1001", "value")}
    months = {cell.month for cell in found.cells} - {"2026-08"}
    assert {cell.month for cell in found.differing} == months
    shown = "\n".join(compare_.table(found, only_differing=True))
    assert f"学校 {account}" in shown
    told = f"{len(found.cells)} cells compared in {1 + len(HERE)} programs, {2 * len(months)} differ"
    assert shown.endswith(told)


def test_a_payment_of_another_sum_is_named_at_its_supplier(tmp_path: Path) -> None:
    """A fen less paid: owed to that supplier and to nobody else, from its month on; no voucher has anything to do with it."""
    till = "cash/学校/2026-09.yaml"
    payments = [
        one
        for one in Book(SAMPLE).of_type("付款")
        if one.path == till and "发票" in (one.fields.get("核销") or [{}])[0]
    ]
    number, fen = payments[0].number, payments[0].fields["金额"]
    text = (SAMPLE / till).read_text(encoding="utf-8")
    record = next(one for one in re.split(r"(?m)^(?=- )", text) if one.startswith(f"- 付款: {number}\n"))
    less = str(Decimal(fen) - Decimal("0.01"))
    found = spoiled(tmp_path, (till, record, record.replace(f"金额: {fen}", f"金额: {less}")))
    named = {cell.account for cell in found.differing}
    assert [account[:2] for account in named] == [("Owed", "学校")]
    assert {cell.month for cell in found.differing} == {cell.month for cell in found.cells} - {"2026-08"}


def test_a_quantity_that_is_another_is_named(tmp_path: Path) -> None:
    """More of an item was in the store when the book began: on the shelf and in its account, ever after."""
    opening = "opening/2026-08-31.yaml"
    line, item, quantity = first(opening, r"    - (\S+) (\d+)[^\d\s]+ [\d.]+ [\d.]+")
    found = spoiled(tmp_path, (opening, line, line.replace(f" {quantity}", f" 1{quantity}", 1)))
    named = {(cell.account[0], cell.account[-1], cell.what, cell.month) for cell in found.differing}
    assert {name for _, name, _, _ in named} == {item}
    for month in {cell.month for cell in found.cells}:
        assert {("Stock", item, "quantity", month), ("Shelf", item, "quantity", month)} <= named
    assert all(cell.figures["houqin"] != cell.figures["beancount"] for cell in found.differing)


def test_a_lot_that_is_another_is_not_found_by_beancount(tmp_path: Path) -> None:
    """Fans are valued lot by lot: what is issued of a lot that never came is no lot that beancount holds."""
    told = facts(Book(SAMPLE))
    at = next(n for n, c in enumerate(told.goods) if c.parts and c.parts[0].label and c.parts[0].quantity < 0)
    part = told.goods[at].parts[0]._replace(label="从未到货")
    told.goods[at] = told.goods[at]._replace(parts=(part,))
    with pytest.raises(Refused, match="从未到货"):
        programs.ask("beancount", told, ["2026-10"], tmp_path)


def test_more_issued_than_there_is(tmp_path: Path) -> None:
    store = "store/总务库/2026-09.yaml"
    line, item, quantity = first(store, r"    - (\S+) (\d+)[^\d\s]+")
    folder = copy(tmp_path, (store, line, line.replace(f" {quantity}", f" {quantity}00000", 1)))
    with pytest.raises(Unclear, match=f"2026-09, 学校 1302.* {item}: .*more taken"):
        facts(Book(folder))


def test_a_voucher_that_does_not_balance_is_refused_by_the_programs(tmp_path: Path) -> None:
    line, _, amount = first(VOUCHERS, r'    - \{科目: "([\d.]+)", .*借: ([\d.]+)\}')
    told = facts(Book(copy(tmp_path, (VOUCHERS, line, line.replace(f"借: {amount}", f"借: 1{amount}")))))
    for program in HERE:
        with pytest.raises(Refused, match="balance"):
            programs.ask(program, told, ["2026-09"], tmp_path)


# ------------------------------------------------------------ the command


def test_the_table(sample: Comparison) -> None:
    *rows, times, last = compare_.table(sample)
    assert last == f"{len(sample.cells)} cells compared in {1 + len(HERE)} programs, 0 differ"
    assert len([row for row in rows if row.startswith("金额  学校 1302.01 ")]) >= 3
    assert all(program in times for program in HERE)


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["oracle", str(SAMPLE), "--format", "json", "--keep", str(tmp_path / "journals")]
    monkeypatch.setattr(sys, "argv", command)
    assert main() == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["differ"], told["compared"]) == (0, len(told["cells"]))
    assert set(told["missing"]) == {"ledger", "hledger", "beancount"} - HERE
    assert {f"book.{program}" for program in HERE} <= {path.name for path in (tmp_path / "journals").iterdir()}


def test_no_book(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["oracle", "nowhere"])
    assert main() == 1
    assert capsys.readouterr() == ("", "nowhere: no book (no houqin.yaml)\n")


@pytest.mark.parametrize(
    ("path", "old", "new", "told"),
    [
        ("houqin.yaml", "账套:", "sets:", "keys are Chinese"),
        ("registers/items.yaml", "单位: ", "单位: [", "registers/items.yaml: "),
        ("registers/accounts.yaml", "账套: 学校, ", "", "no '账套'"),
    ],
)
def test_what_the_oracle_does_not_understand_is_told(
    path: str, old: str, new: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setattr(sys, "argv", ["oracle", str(copy(tmp_path, (path, old, new)))])
    assert main() == 1
    assert told in capsys.readouterr().err


def test_nobody_to_ask(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing compared is no agreement: exit 2, and the programs named."""
    monkeypatch.setattr(programs, "installed", lambda program: False)
    monkeypatch.setattr(sys, "argv", ["oracle", str(SAMPLE)])
    assert main() == 2
    out = capsys.readouterr().out
    assert all(f"{program} is not installed and was not asked" in out for program in ("ledger", "hledger", "beancount"))
    assert "0 cells compared" in out


def test_only_the_other_side_knows_houqin() -> None:
    """What writes the journals, and the generator whose valuation it uses, import nothing of ours."""
    files = [*(ROOT / "bench/oracle").glob("*.py"), *(ROOT / "bench/school").glob("*.py")]
    assert [path.name for path in files if "houqin" in imported(path)] == ["ours.py"]


def imported(path: Path) -> set[str]:
    """The libraries that a file imports."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    modules = [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    modules += [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    return {module.split(".")[0] for module in modules}
