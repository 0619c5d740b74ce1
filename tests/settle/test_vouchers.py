"""A right school loses all vouchers of its last month. The accountant drafts them, fills in what no paper says, and has
the same books again: to the fen, on every account."""

from __future__ import annotations

import random
import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from bench.school.make import make

from houqin.book.index import Book, open_book
from houqin.entry.new import New
from houqin.entry.number import numbered
from houqin.entry.tried import entry
from houqin.reconcile.month import reconcile
from houqin.reconcile.moves import Month
from houqin.settle.opposite import UNKNOWN
from houqin.settle.vouchers import KINDS, Drafted, draft
from houqin.text.append import append, locked
from houqin.values import last_day

SETS = ("school", "canteen")
Plain = dict[str, Any]

SCHOOLS = [("kindergarten", 4, 2)]
"""Kind, months and seed; the fourth month is December, when the year is closed."""
MORE = [(kind, months, seed) for kind in ("nine_grade", "kindergarten") for months in (3, 5, 7) for seed in (1, 2, 3)]


@pytest.fixture(
    scope="module", ids=lambda one: f"{one[0]}-{one[1]}-{one[2]}",
    params=[*SCHOOLS, *(pytest.param(one, marks=pytest.mark.long) for one in MORE)],
)  # fmt: skip
def school(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A right book, with its index; whoever spoils it takes a copy."""
    kind, months, seed = request.param
    folder: Path = tmp_path_factory.mktemp("school") / "book"
    make(folder, months, seed, kind, planted=False)
    return folder


def last_month(book: Path) -> str:
    return max(path.stem for path in (book / "cash").glob("*/*.yaml"))


def copied(school: Path, to: Path) -> Path:
    shutil.copytree(school, to)
    return to


def stripped(school: Path, to: Path) -> Path:
    book = copied(school, to)
    for path in (book / "accounts").glob(f"*/{last_month(book)}.yaml"):
        path.unlink()
    return book


def drafted(opened: Book, month: str, kinds: tuple[str, ...] = KINDS, day: int = 0) -> Drafted:
    return draft(opened, month, day or last_day(month), SETS, kinds)


def written(book: Path, kinds: tuple[str, ...] = KINDS) -> Drafted:
    """Draft and append."""
    with open_book(book) as opened:
        found = drafted(opened, last_month(book), kinds)
        ready = entry(opened, found.records)
        assert ready.problems == []
        with locked(book):
            append(book, ready.additions)
    return found


def balances(book: Path) -> dict[str, int]:
    with open_book(book) as opened:
        assert not opened.diagnostics
        return {key: fen for key, fen in Month(opened, last_month(book)).balances("ledger").items() if fen}


def vouchers(book: Path) -> list[tuple[str, Plain]]:
    """The last month's vouchers that stand, as they are written, with their set."""
    found = []
    for name, set_ in (("学校", "school"), ("食堂", "canteen")):
        for path in (book / "accounts").glob(f"{name}/{last_month(book)}.yaml"):
            records = yaml.load(path.read_text("utf-8"), yaml.CBaseLoader)
            taken_back = {one["原单"] for one in records if "冲销" in one}
            found += [(set_, one) for one in records if "凭证" in one and one["凭证"] not in taken_back]
    return found


def said(set_: str, voucher: Plain) -> tuple[Any, ...]:
    """What a voucher books: account, party, class and fund, debit and credit of both halves, in no order."""
    halves = []
    for half in ("分录", "预算"):
        its = voucher.get(half, ())
        halves.append(frozenset(Counter(tuple(sorted(line.items())) for line in its).items()))
    return (set_, *halves)


def filled_in(book: Path, blanks: list[New], true: list[tuple[str, Plain]]) -> None:
    """The accountant, who knows what no paper says, writes the voucher that a blank leaves open."""
    left = list(true)
    records = []
    for blank in blanks:

        def fits(one: tuple[str, Plain], blank: New = blank) -> bool:
            set_, voucher = one
            papers = blank.tree.get("documents", [])
            same = voucher.get("单据") == papers if papers else voucher["摘要"] == blank.tree["summary"]
            alike = "单据" not in voucher and {e["科目"] for e in voucher["分录"]} >= {
                e["account"] for e in blank.tree["entries"]
            } - {UNKNOWN}
            return set_ == blank.owner and (same or (not papers and alike))

        found = next(one for one in left if fits(one))
        left.remove(found)
        words = {
            "科目": "account",
            "往来": "party",
            "借": "debit",
            "贷": "credit",
            "经济分类": "economic_class",
            "经费来源": "fund",
        }
        halves = {
            half: [{words[name]: text for name, text in line.items()} for line in found[1].get(name, ())]
            for half, name in (("entries", "分录"), ("budget", "预算"))
        }
        records.append(
            blank._replace(tree=blank.tree | {"id": ""} | {half: its for half, its in halves.items() if its})
        )
    with open_book(book) as opened:
        ready = entry(opened, numbered(opened, records))
        assert ready.problems == []
        with locked(book):
            append(book, ready.additions)


def test_the_drafts_give_the_same_books_again(school: Path, tmp_path: Path) -> None:
    """Every draft books what a true voucher booked; with what only a person knows filled in, and the closing drafted after
    it, each account ends the month where it did, and reconciling finds nothing but missing signatures."""
    book, month = stripped(school, tmp_path / "book"), last_month(school)
    first = written(book)
    true = Counter(said(set_, voucher) for set_, voucher in vouchers(school))
    mine = Counter(said(set_, voucher) for set_, voucher in vouchers(book))
    assert mine <= true
    assert mine.total() == len(first.records) >= 0.85 * true.total()
    told = {note.code for note in first.notes}
    assert {"drafting.unsplit", "drafting.again", "drafting.close_later"} <= told
    nowhere = any(line["account"] == UNKNOWN for blank in first.blanks for line in blank.tree["entries"])
    assert ("drafting.unknown" in told) == nowhere
    assert not any("结转" in record.tree["summary"] for record in first.records)

    rest = [(s, v) for s, v in vouchers(school) if said(s, v) not in mine and "结转" not in v["摘要"]]
    assert len(rest) == len(first.blanks)
    filled_in(book, first.blanks, rest)
    second = written(book)
    assert second.blanks == []
    assert all("结转" in record.tree["summary"] for record in second.records)
    assert balances(book) == balances(school)
    with open_book(book) as opened:
        third = drafted(opened, month)
        assert (third.records, third.blanks) == ([], [])
        result = reconcile(opened, month)
    assert {finding.code for finding in result.findings} == {"signature.missing"}
    assert {line.account.controls for line in result.lines if line.same_source} >= {"stock", "party", "bank"}


def test_a_right_month_has_nothing_to_draft(school: Path) -> None:
    with open_book(school) as opened:
        for month in ("2026-09", last_month(school)):
            found = drafted(opened, month)
            assert (found.records, found.blanks) == ([], [])


def test_what_is_drafted_is_not_drafted_again(school: Path, tmp_path: Path) -> None:
    book = stripped(school, tmp_path / "book")
    first = written(book)
    with open_book(book) as opened:
        again = drafted(opened, last_month(book))
    assert again.records == []
    assert [one.tree["summary"] for one in again.blanks] == [one.tree["summary"] for one in first.blanks]


def test_kind_by_kind_comes_to_the_same(school: Path, tmp_path: Path) -> None:
    """--only, some kinds after others: money first, accruals last."""
    whole, parts = stripped(school, tmp_path / "whole"), stripped(school, tmp_path / "parts")
    written(whole)
    for kinds in (("money", "meals"), ("purchases", "assets", "counts"), ("issues", "accruals", "depreciation")):
        written(parts, kinds)
    assert balances(parts) == balances(whole)


def test_in_which_order_slips_stand_does_not_matter(school: Path, tmp_path: Path) -> None:
    straight, turned = stripped(school, tmp_path / "straight"), stripped(school, tmp_path / "turned")
    month = last_month(school)
    for path in (
        p for p in turned.glob(f"*/**/{month}.yaml") if p.parts[-3] in ("store", "cash") or p.parts[-2] == "canteen"
    ):
        head, *entries = re.split(r"(?m)^(?=- )", path.read_text("utf-8"))
        path.write_text(head + "".join(reversed(entries)), "utf-8")
    found = []
    for book in (straight, turned):
        with open_book(book) as opened:
            found.append(drafted(opened, month))
    assert [r.tree for r in found[0].records] == [r.tree for r in found[1].records]
    assert found[0].notes == found[1].notes


@pytest.mark.parametrize("seed", range(2))
def test_whichever_vouchers_are_missing(school: Path, tmp_path: Path, seed: int) -> None:
    """Some of the month's vouchers are there and some are not: what is not is drafted, and nothing else."""
    book, month = copied(school, tmp_path / "book"), last_month(school)
    rng, missing = random.Random(seed), Counter[tuple[Any, ...]]()
    for name, set_ in (("学校", "school"), ("食堂", "canteen")):
        path = book / "accounts" / name / f"{month}.yaml"
        head, *entries = re.split(r"(?m)^(?=- )", path.read_text("utf-8"))
        kept = []
        for text in entries:
            (one,) = yaml.load(text, yaml.CBaseLoader)
            whole = "单据" in one and "红字" not in one["摘要"]
            if whole and rng.random() < 0.4:
                missing[said(set_, one)] += 1
            else:
                kept.append(text)
        path.write_text(head + "".join(kept), "utf-8")
    with open_book(book) as opened:
        found = drafted(opened, month, tuple(kind for kind in KINDS if kind != "closing"))
        ready = entry(opened, found.records)
        assert ready.problems == []
        with locked(book):
            append(book, ready.additions)
    before = Counter(said(set_, one) for set_, one in vouchers(school)) - missing
    mine = Counter(said(set_, one) for set_, one in vouchers(book)) - before
    assert mine <= missing
    assert missing.total() == mine.total() + len(found.blanks)


def test_a_month_that_is_not_over_has_no_month_end(school: Path, tmp_path: Path) -> None:
    """On the 12th: what has happened is drafted; issues are not valued yet, and nothing is accrued or carried forward."""
    book, month = stripped(school, tmp_path / "book"), last_month(school)
    with open_book(book) as opened:
        found = drafted(opened, month, day=int(month.replace("-", "")) * 100 + 12)
    assert found.records
    assert "drafting.not_over" in {note.code for note in found.notes}
    text = " ".join(record.tree["summary"] for record in (*found.records, *found.blanks))
    assert not any(word in text for word in ("出库汇总", "折旧", "暂估入库", "结转", "伙食收入"))


def test_goods_that_wait_for_their_invoice_are_not_accrued(school: Path, tmp_path: Path) -> None:
    """票未到: 在途. The set does not accrue: what has no invoice waits, and it is said so."""
    book, month = stripped(school, tmp_path / "book"), last_month(school)
    settings = book / "houqin.yaml"
    settings.write_text(settings.read_text("utf-8").replace("票未到: 暂估", "票未到: 在途"), "utf-8")
    for path in (book / "purchases").glob(f"{month}.yaml"):
        head, *entries = re.split(r"(?m)^(?=- )", path.read_text("utf-8"))
        path.write_text(head + "".join(text for text in entries if not text.startswith("- 发票")), "utf-8")
    for path in (book / "cash").glob(f"*/{month}.yaml"):
        head, *entries = re.split(r"(?m)^(?=- )", path.read_text("utf-8"))
        path.write_text(head + "".join(text for text in entries if "发票" not in text), "utf-8")
    with open_book(book) as opened:
        found = drafted(opened, month)
    assert not any("暂估" in record.tree["summary"] for record in found.records)
    assert "drafting.no_invoice" in {note.code for note in found.notes}
