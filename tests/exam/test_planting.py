"""The planter is looked at before its pupil: what it changes, and that a planted book can still be read."""

from __future__ import annotations

import ast
import random
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from bench.planting.book import Book, Edit, fen, planted, put, read, school
from bench.planting.kinds import KINDS, ODDITIES
from bench.planting.plan import MONTHS, SCHOOLS, faults, right_book, variants
from bench.planting.score import Answer, mark

if TYPE_CHECKING:
    from bench.planting.book import Fault
    from bench.planting.kinds import Kind, Variant

BENCH = Path(__file__).parent.parent.parent / "bench"
DOCUMENTS = 14
"""Checks of documents in domain.md 5, as issue and table list them."""


@pytest.fixture(scope="module", params=SCHOOLS)
def book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Book:
    return school(tmp_path_factory.mktemp("school"), request.param, 5)


def test_the_table_has_a_row_for_each_kind_and_each_check() -> None:
    assert [k.key for k in KINDS] == [str(n) for n in range(1, 28)] + [f"D{n}" for n in range(1, DOCUMENTS + 1)]
    names = [v.name or k.name for k in KINDS for v in k.variants]
    assert len({k.name for k in KINDS}) == len(KINDS)
    assert all(re.fullmatch(r"[a-z_.]+", name) for name in names)
    planters = [v.plant for k in KINDS for v in k.variants]
    assert len(set(planters)) == len(planters)


def test_each_oddity_has_a_faulty_neighbour_in_the_table() -> None:
    rows = {k.key: [v.plant for v in k.variants] for k in KINDS}
    for oddity in ODDITIES:
        assert oddity.neighbour in rows[oddity.row], oddity.name


def test_the_examination_imports_nothing_from_houqin() -> None:
    for path in [BENCH / "exam.py", *(BENCH / "planting").glob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [a.name for a in node.names] if isinstance(node, ast.Import) else []
            assert not any(name.split(".")[0] == "houqin" for name in names), path


@pytest.mark.parametrize(("kind", "variant"), variants(), ids=lambda v: getattr(v, "key", "") or v.plant.__name__)
def test_a_planter_changes_the_lines_it_says_and_no_other(book: Book, kind: Kind, variant: Variant) -> None:
    faults_ = [f for seed in range(3) if (f := variant.plant(book, random.Random(seed)))]
    assert faults_, "no place for it in an ordinary month"
    for fault in faults_:
        changed = planted(book, fault.edits)
        for path, lines in changed.items():
            assert lines != book.files.get(path)
            assert all(old == new for old, new in unchanged(book, path, lines, fault))
            yaml.load("\n".join(lines), yaml.CBaseLoader)  # still YAML, every line of it
        assert fault.first or fault.amount is not None
        assert fault.amount is None or fault.amount > 0


def unchanged(book: Book, path: str, lines: list[str], fault: Fault) -> list[tuple[list[str], list[str]]]:
    """Between its edits, the stretches of a file as they were and as they are."""
    old, at, shift, found = book.files.get(path, []), 0, 0, []
    for edit in sorted(e for e in fault.edits if e.path == path):
        found.append((old[at : edit.at], lines[at + shift : edit.at + shift]))
        assert lines[edit.at + shift : edit.at + shift + len(edit.new)] == list(edit.new)
        at, shift = edit.at + edit.old, shift + len(edit.new) - edit.old
    return [*found, (old[at:], lines[at + shift :])]


def test_the_same_seed_plants_the_same(book: Book) -> None:
    def first(n: int) -> list[Fault]:
        return [p.fault for p, _ in zip(faults(book, random.Random("s"), 0), range(n), strict=False)]

    assert first(40) == first(40)


def test_edits_of_one_line_are_refused(book: Book) -> None:
    edit = Edit("houqin.yaml", 0, 1, ("学校: 别处",))
    with pytest.raises(ValueError, match=r"houqin\.yaml:1: "):
        planted(book, [edit, edit])


def test_a_book_is_put_back_as_it_was(tmp_path: Path) -> None:
    book = school(tmp_path / "book", "kindergarten", 5)
    before = {p: p.read_bytes() for p in sorted((tmp_path / "book").rglob("*.yaml"))}
    fault = next(f for s in range(9) if (f := KINDS[3].variants[0].plant(book, random.Random(s))))
    put(book.folder, planted(book, fault.edits))
    assert {p: p.read_bytes() for p in sorted((tmp_path / "book").rglob("*.yaml"))} != before
    put(book.folder, {path: book.files.get(path, []) for path in {e.path for e in fault.edits}})
    assert {p: p.read_bytes() for p in sorted((tmp_path / "book").rglob("*.yaml"))} == before


def test_every_right_book_holds_the_oddities(tmp_path: Path) -> None:
    plain = school(tmp_path / "plain", "kindergarten", 3)
    book = right_book(tmp_path / "book", "kindergarten", 3)
    new = {e.number for e in book.entries} - {e.number for e in plain.entries}
    assert {n.rpartition("-")[2] for n in new} >= {"86", "60", "61", "85", "81", "84", "83"}
    assert any(e.get("入账日期")[:7] > e.get("日期")[:7] for e in book.of("领用")), "a late slip"
    bills = {i.number: fen(i.get("价税合计")) for i in book.entries if i.type == "发票"}
    payments = [(n, fen(p.get("金额"))) for p in book.of("付款") for n in bills if p.names(n) and p.where("扣留") < 0]
    assert any(amount < bills[n] for n, amount in payments), "a partial payment"
    assert read(book.folder, book.world).files == book.files
    assert {m for o in ODDITIES if o.plant and (f := o.plant(plain, random.Random(1))) for m in [f.month]} > {
        *MONTHS[1:]
    }


FINDING = {
    "id": "1", "code": "x", "kind": "digits_swapped", "rivals": 0, "message": "", "records": [{"id": "2026-10/记-3"}],
    "effects": [{"account": "1302.01", "amount": "-9.00", "bucket": "to_correct"}],
}  # fmt: skip
NOTHING = Answer([], [], [])


def marks(book: Book, **otherwise: object) -> tuple[bool, ...]:
    row = next(k for k in KINDS if k.key == "23")
    fault = next(f for s in range(9) if (f := row.variants[0].plant(book, random.Random(s))))
    fault = fault._replace(first=("记-3",), others=(), amount=900, accounts=("1302.01",))
    return mark(row, row.variants[0], fault, NOTHING, Answer([{**FINDING, **otherwise}], [], []))[:7]


def test_marks_are_given_for_what_was_said(book: Book) -> None:
    assert marks(book) == (True,) * 7
    assert marks(book, kind="voucher_differs") == (True, True, False, False, True, True, True)
    assert marks(book, kind="unexplained") == (True, False, False, False, False, False, False)
    assert marks(book, records=[{"id": "2026-10/记-9"}])[5:] == (False, False)
    assert marks(book, records=[{"id": "2026-10/记-9"}], rivals=2)[5:] == (False, True)
    other = [{"account": "2302", "amount": "1.00", "bucket": "to_book"}]
    assert marks(book, effects=other)[2:5] == (True, False, False)
    assert marks(book, effects=other, records=[]) == (True, *(False,) * 6)
