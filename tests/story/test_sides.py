"""The three columns come from three sources: take one source away, and the other two columns stay as they are.

By definition three things are not so. A mirror account (1218.02, 2307) has the other set's ledger for its subsidiary
ledger. 8001 is the sum of other subsidiary ledgers, so it follows the slips like them. And a count of goods knows
quantities only: what they are worth it takes from the subsidiary ledger, so of goods the counted quantity is compared.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from houqin import names

from .book import OCTOBER, Said, Small, english, placeless, said, small

EXAMPLE = Path(__file__).parents[1] / "example" / "ledgers"
MIRRORS = {("school", "1218.02"), ("canteen", "2307")}
CHECKED = {"count", "cash_count", "outside_statement"}
VOUCHERS = {"voucher"}
SLIPS = {
    "acceptance", "return_to_supplier", "issue", "return_to_store", "transfer", "invoice", "meal_count", "collection",
    "acquisition", "disposal", "job", "payment", "receipt", "advance", "clearing", "remittance", "count_report", "settlement",
}  # fmt: skip


def without(folder: Path, types: set[str]) -> None:
    """Take every record of these types out of a book, its opening excepted."""
    for path in folder.rglob("*.yaml"):
        if path.parent.name in ("opening", "registers") or path.name == "houqin.yaml":
            continue
        entries = re.split(r"^(?=- )", path.read_text(encoding="utf-8"), flags=re.M)
        kept = [e for e in entries if names.type_named(e.removeprefix("- ").lstrip("{").split(":")[0]) not in types]
        if any(e.startswith("- ") for e in kept):
            path.write_text("".join(kept), encoding="utf-8")
        else:
            path.unlink()


def ours(folder: Path) -> None:
    shutil.copytree(EXAMPLE, folder)


def little(folder: Path) -> None:
    small(folder).write(folder)


BOOKS: dict[str, Callable[[Path], None]] = {"the example": ours, "the small book": little}


@pytest.fixture(params=BOOKS)
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    BOOKS[request.param](tmp_path / "copy")
    return tmp_path / "copy"


def column(told: Said, key: str) -> dict[tuple[str, str], Any]:
    return {(line["set"], line["account"]): line[key] for line in told.told["lines"]}


def seen(told: Said) -> dict[tuple[str, str], Any]:
    """The outside column, goods apart."""
    return {
        at: outside and (outside["amount"], outside["date"], outside["kind"])
        for at, outside in column(told, "outside").items()
        if not (outside and outside["kind"] == "count")
    }


def test_without_vouchers_slips_and_reality_stand(folder: Path) -> None:
    before = said(folder)
    without(folder, VOUCHERS)
    after = said(folder)
    old, new = column(before, "subsidiary"), column(after, "subsidiary")
    assert {at: new[at] for at in new if at not in MIRRORS} == {at: old[at] for at in old if at not in MIRRORS}
    assert column(after, "outside") == column(before, "outside")
    assert column(after, "ledger") != column(before, "ledger")


def test_without_slips_the_ledger_and_reality_stand(folder: Path) -> None:
    before = said(folder)
    without(folder, SLIPS)
    after = said(folder)
    assert column(after, "ledger") == column(before, "ledger")
    assert seen(after) == seen(before)
    assert column(after, "subsidiary") != column(before, "subsidiary")


def test_without_counts_and_statements_the_books_stand(folder: Path) -> None:
    before = said(folder)
    without(folder, CHECKED)
    after = said(folder)
    assert column(after, "ledger") == column(before, "ledger")
    assert column(after, "subsidiary") == column(before, "subsidiary")
    assert all(outside is None or outside["amount"] is None for outside in column(after, "outside").values())


def test_the_counted_quantity_does_not_depend_on_the_slips(book: Small) -> None:
    """One issue of lamps forgotten: the shortage is exactly that issue, whatever the count is then worth."""
    book.drop("store/总务库", "领用: CK-2")
    (effect,) = said(book).finding("count.shortage")["effects"]
    assert (effect["item"], effect["quantity"], effect["amount"]) == ("灯管", "-20", "-300.00")


@pytest.mark.parametrize("dropped", sorted({r[1:].split(",")[0] for rs in OCTOBER.values() for r in rs}))
def test_whatever_single_record_is_missing_the_buckets_still_add_up(book: Small, dropped: str) -> None:
    """And somebody is told: no record of the month can vanish in silence, but for the few that nothing depends on."""
    for (at, month), records in list(book.files.items()):
        book.files[at, month] = [r for r in records if not r.startswith("{" + dropped + ",")]
    book.files = {at: records for at, records in book.files.items() if records}
    told = said(book)
    unneeded = {"盘点: PD-1", "盘点: PD-2", "现金盘点: XJ-1", "对账单: DZ-1", "对账单: DZ-2", "对账单: GK-1"}
    if dropped in unneeded:  # nothing outside to compare with is no error, and shows as a dash
        assert told.exit == 0
    else:
        assert told.exit == 1


def test_the_example_is_the_same_with_english_keys(tmp_path: Path) -> None:
    for path in EXAMPLE.rglob("*.yaml"):
        other = tmp_path / "english" / path.relative_to(EXAMPLE)
        other.parent.mkdir(parents=True, exist_ok=True)
        other.write_text(english(path.read_text(encoding="utf-8")), encoding="utf-8")
    assert placeless(said(tmp_path / "english").told) == placeless(said(EXAMPLE).told)
