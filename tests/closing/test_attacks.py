"""The thirteen attacks on closed months and the five harmless changes of reliability.md 5.1, each over a real git repository."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from bench.school.make import make

from houqin.closing import seal as seal_
from houqin.closing import several, written
from houqin.closing.verify import Verified, verify
from houqin.text import seals

from .keeping import sealed

MONTHS = ("2026-09", "2026-10", "2026-11", "2026-12", "2027-01", "2027-02")
SLIPS = "store/食堂主副食库"
SCAN = "evidence/2026-11/送货单.csv"


class Closed(NamedTuple):
    """A book of six closed months in a repository, what its last report printed, and what an auditor's clone remembers."""

    folder: Path
    head: str

    def file(self, month: str, at: str = SLIPS) -> Path:
        return self.folder / at / f"{month}.yaml"

    def git(self, *args: str) -> str:
        return git(self.folder, *args)

    def commit(self, message: str) -> None:
        self.git("add", "-A")
        self.git("commit", "-qm", message)

    def edit(self, month: str, was: str = "", now: str = "", at: str = SLIPS) -> str:
        """One place of a file otherwise; without one, the first spoken line's amount. The number of the record."""
        file = self.file(month, at)
        text = file.read_text(encoding="utf-8")
        if not was:
            found = next(iter(re.finditer(r"(?m)^    - \S+ \d+\S+ \d+\.\d\d (\d+\.\d\d)$", text)))
            start, end, now = found.start(1), found.end(1), found[1][:-2] + ("11" if found[1][-2:] != "11" else "12")
        else:
            start = text.index(was)
            end = start + len(was)
        file.write_text(text[:start] + now + text[end:], encoding="utf-8", newline="\n")
        return re.findall(r"(?m)^- \S+: (\S+)", text[:start])[-1]

    def reseal(self, *months: str) -> None:
        """As one does who holds the book: the seals of these months made anew, each naming the one before it."""
        before = ""
        for mark in seals.marks(self.folder):
            made = written.load(self.folder, mark)
            assert made is not None
            if mark.month in months:
                files = [seal_.found(self.folder, s) for s in seal_.of_month(self.folder, mark.month, opening=False)]
                each = [
                    written.Record(f.source.path, d, e.type, str(e.tree["id"]))
                    for f in files
                    for e, d in f.entries or ()
                ]
                made = made._replace(
                    files=tuple(map(seal_.file_of, files)),
                    each=tuple(each),
                    mark=mark._replace(previous=before, head=""),
                )
                (self.folder / mark.path).write_text(written.sealed_text(made, "zh")[1], encoding="utf-8")
            before = next(one.head for one in seals.marks(self.folder) if one.month == mark.month)

    def verified(self, *heads: str) -> Verified:
        return verify(self.folder, heads=heads, remember=False, balances=False)


def git(folder: Path, *args: str) -> str:
    env = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    env |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    env |= {
        f"GIT_{who}_{what}": said
        for who in ("AUTHOR", "COMMITTER")
        for what, said in (("NAME", "会计"), ("EMAIL", "a@b"))
    }
    return subprocess.run(["git", *args], cwd=folder, env=env, check=True, capture_output=True, encoding="utf-8").stdout


@pytest.fixture(scope="session")
def six(tmp_path_factory: pytest.TempPathFactory) -> Closed:
    """Made once: nothing of it is changed, each attack is made on a copy."""
    folder = tmp_path_factory.mktemp("six") / "book"
    cache, os.environ["HOUQIN_CACHE"] = os.environ.get("HOUQIN_CACHE"), str(folder.parent / "cache")
    try:
        made = closed(folder)
    finally:
        del os.environ["HOUQIN_CACHE"]
        if cache:
            os.environ["HOUQIN_CACHE"] = cache
    return made


def closed(folder: Path) -> Closed:
    make(folder, len(MONTHS) + 1, 1, "nine_grade", planted=False, schemas="")
    scan = folder / SCAN
    scan.parent.mkdir(parents=True, exist_ok=True)
    scan.write_text("大米,500\n", encoding="utf-8")
    slips = folder / SLIPS / "2026-11.yaml"
    slips.write_text(
        slips.read_text(encoding="utf-8").replace("\n  日期:", f"\n  附证: {SCAN}\n  日期:", 1), encoding="utf-8"
    )
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "账簿")
    head = ""
    for month in MONTHS:
        head = sealed(folder, month)
        git(folder, "add", "-A")
        git(folder, "commit", "-qm", f"封账 {month}")
    return Closed(folder, head)


@pytest.fixture
def book(six: Closed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Closed:
    monkeypatch.setenv("HOUQIN_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    shutil.copytree(six.folder, tmp_path / "book")
    return Closed(tmp_path / "book", six.head)


# ------------------------------------------------------------ the attacks

Named = tuple[str, ...]
"""What verify has to name: numbers of records; or of an attachment the record that it belongs to."""


def edit_amount(book: Closed) -> Named:
    return (book.edit("2026-10"),)


def delete_file(book: Closed) -> Named:
    text = book.file("2026-10").read_text(encoding="utf-8")
    book.file("2026-10").unlink()
    return tuple(re.findall(r"(?m)^- \S+: (\S+)", text))


BACKDATED = "- 验收: YS-补-1\n  日期: {day}\n  供应商: 城关粮油店\n  明细:\n    - 大米 10袋 130.00 1300.00\n"


def backdated_in_closed_file(book: Closed) -> Named:
    with book.file("2026-10").open("a", encoding="utf-8") as file:
        file.write(BACKDATED.format(day="2026-10-20"))
    return ("YS-补-1",)


def new_file_in_closed_month(book: Closed) -> Named:
    new = book.file("2026-10", "store/新库")
    new.parent.mkdir()
    new.write_text(BACKDATED.format(day="2026-10-20"), encoding="utf-8")
    return ("YS-补-1",)


def backdated_in_open_file(book: Closed) -> Named:
    with book.file("2027-03").open("a", encoding="utf-8") as file:
        file.write(BACKDATED.format(day="2026-10-20"))
    return ("YS-补-1",)


def swap_two_months(book: Closed) -> Named:
    one, other = book.file("2026-10"), book.file("2026-11")
    texts = one.read_bytes(), other.read_bytes()
    one.write_bytes(texts[1])
    other.write_bytes(texts[0])
    return tuple(number for text in texts for number in re.findall(r"(?m)^- \S+: (\S+)", text.decode()))


def move_record(book: Closed) -> Named:
    one, other = book.file("2026-10"), book.file("2026-12")
    text = one.read_text(encoding="utf-8")
    records = re.split(r"(?m)^(?=- )", text)
    moved = records.pop()
    one.write_text("".join(records), encoding="utf-8")
    other.write_text(other.read_text(encoding="utf-8") + moved, encoding="utf-8")
    return (moved.split()[2],)


def swap_attachment(book: Closed) -> Named:
    (book.folder / SCAN).write_text("大米,300\n", encoding="utf-8")
    text = book.file("2026-11").read_text(encoding="utf-8")
    return (re.findall(r"(?m)^- \S+: (\S+)", text[: text.index(SCAN)])[-1],)


def edit_and_reseal(book: Closed) -> Named:
    number = book.edit("2026-10")
    book.reseal("2026-10")
    return (number,)


def edit_and_reseal_all_later(book: Closed) -> Named:
    number = book.edit("2026-10")
    book.reseal(*MONTHS[1:])
    return (number,)


def drop_last_seal_and_edit(book: Closed) -> Named:
    number = book.edit("2027-02")
    next(seals.folder(book.folder, "seals").glob("2027-02.yaml")).unlink()  # type: ignore[union-attr]
    return (number,)


def drop_middle_seal_and_edit(book: Closed) -> Named:
    number = book.edit("2026-11")
    next(seals.folder(book.folder, "seals").glob("2026-11.yaml")).unlink()  # type: ignore[union-attr]
    return (number,)


def rewrite_history_and_reseal(book: Closed) -> Named:
    number = book.edit("2026-10")
    book.reseal(*MONTHS[1:])
    book.git("checkout", "-q", "--orphan", "new")
    book.commit("账簿")
    book.git("branch", "-qD", "main")
    book.git("branch", "-qm", "main")
    book.git("reflog", "expire", "--expire=now", "--all")
    book.git("gc", "-q", "--prune=now")
    return (number,)


ATTACKS: list[tuple[int, Callable[[Closed], Named], bool]] = [
    (1, edit_amount, True),
    (2, delete_file, True),
    (3, backdated_in_closed_file, True),
    (4, new_file_in_closed_month, True),
    (5, backdated_in_open_file, True),
    (6, swap_two_months, True),
    (7, move_record, True),
    (8, swap_attachment, True),
    (9, edit_and_reseal, True),
    (10, edit_and_reseal_all_later, False),
    (11, drop_last_seal_and_edit, False),
    (12, drop_middle_seal_and_edit, True),
    (13, rewrite_history_and_reseal, False),
]
"""Number in reliability.md 5.1, the attack, whether the book shows it without any head known from outside."""


def named(said: Verified) -> set[str]:
    return {one.number for one in said.alarms if one.number}


def test_a_book_that_nobody_touched_is_silent(book: Closed) -> None:
    said = book.verified(book.head)
    assert [one.code for one in said.findings] == ["seal.unsigned"]
    assert [(one.mark.month, one.state) for one in said.months] == [(month, "sealed") for month in MONTHS]


@pytest.mark.parametrize(("number", "attack", "seen"), ATTACKS, ids=[a[1].__name__ for a in ATTACKS])
def test_an_attack_is_seen_without_any_head_from_outside(
    book: Closed, number: int, attack: Callable[[Closed], Named], seen: bool
) -> None:
    expected = attack(book)
    said = book.verified()
    assert bool(said.alarms) == seen
    if seen:
        assert set(expected) == named(said)


@pytest.mark.parametrize(("number", "attack", "seen"), ATTACKS, ids=[a[1].__name__ for a in ATTACKS])
def test_every_attack_is_named_at_its_record_where_a_clone_remembers(
    book: Closed, number: int, attack: Callable[[Closed], Named], seen: bool
) -> None:
    """The auditor's clone has seen the months closed; whatever is then pulled into it is held against that."""
    assert verify(book.folder, balances=False).alarms == []
    expected = attack(book)
    said = book.verified(book.head)
    assert set(expected) == named(said)
    for one in said.alarms:
        if one.code in ("seal.record_changed", "seal.record_added") and one.number:
            lines = (book.folder / one.path).read_text(encoding="utf-8").split("\n")
            assert lines[one.line - 1].endswith(f": {one.number}")


UNSEEN = [a for a in ATTACKS if not a[2]]


@pytest.mark.parametrize(("number", "attack", "seen"), UNSEEN, ids=[a[1].__name__ for a in UNSEEN])
def test_what_the_seals_cannot_see_is_seen_by_the_head_on_paper_alone(
    book: Closed, number: int, attack: Callable[[Closed], Named], seen: bool
) -> None:
    """A clone that remembers nothing, and the 32 digits of the printed report; where git's history was rewritten as well, that
    it was done is told, and no longer at which record."""
    expected = attack(book)
    said = book.verified(book.head[:32])
    assert [one.code for one in said.alarms if one.code == "seal.head_unknown"]
    assert named(said) == (set() if attack is rewrite_history_and_reseal else set(expected))


# ------------------------------------------------------------ harmless changes


def crlf_checkout(book: Closed) -> None:
    book.git("config", "core.autocrlf", "true")
    for path in book.folder.rglob("*.*"):
        if path.suffix in (".yaml", ".csv") and ".git" not in path.parts:
            path.unlink()
    book.git("checkout", "-q", "--", ".")
    assert b"\r\n" in book.file("2026-10").read_bytes()


def comment_and_quotes(book: Closed) -> None:
    file = book.file("2026-10")
    text = file.read_text(encoding="utf-8").replace("城关粮油店", '"城关粮油店"')
    file.write_text(f"# 十月的单子\n\n{text}", encoding="utf-8")


def key_order(book: Closed) -> None:
    file = book.file("2026-10")
    text = file.read_text(encoding="utf-8")
    changed = re.sub(r"(?m)^(  日期: .*\n)(  供应商: .*\n)", r"\2\1", text)
    assert changed != text
    file.write_text(changed, encoding="utf-8")


def squashed(book: Closed) -> None:
    book.git("checkout", "-q", "--orphan", "one")
    book.commit("全部")
    book.git("branch", "-qM", "one", "main")


def clean_clone(book: Closed) -> None:
    git(book.folder.parent, "clone", "-q", "book", "clone")
    shutil.rmtree(book.folder)
    (book.folder.parent / "clone").rename(book.folder)


HARMLESS: list[tuple[int, Callable[[Closed], None], bool]] = [
    (14, crlf_checkout, False),
    (15, comment_and_quotes, True),
    (16, key_order, True),
    (17, squashed, False),
    (18, clean_clone, False),
]
"""Number, the change, whether it is noted as one of form."""


@pytest.mark.parametrize(("number", "change", "noted"), HARMLESS, ids=[h[1].__name__ for h in HARMLESS])
def test_what_is_harmless_is_no_alarm(book: Closed, number: int, change: Callable[[Closed], None], noted: bool) -> None:
    change(book)
    said = book.verified(book.head)
    assert said.alarms == []
    form = [one for one in said.findings if one.code == "seal.form"]
    assert [one.path for one in form] == (["store/食堂主副食库/2026-10.yaml"] if noted else [])


def test_where_much_has_changed_several_processes_say_the_same(book: Closed, monkeypatch: pytest.MonkeyPatch) -> None:
    """A remark in every file, and one figure: with one process, with several, and where no other can be begun."""
    edit_amount(book)
    remarked = [book.file(month, at) for month in MONTHS for at in (SLIPS, "store/总务库")]
    for path in remarked:
        path.write_text(f"# 已阅\n{path.read_text(encoding='utf-8')}", encoding="utf-8", newline="\n")
    alone = book.verified(book.head)
    assert {one.code for one in alone.alarms} == {"seal.record_changed"}
    assert len([one for one in alone.findings if one.code == "seal.form"]) == len(remarked) - 1
    monkeypatch.setattr(several, "MUCH", 2)
    assert book.verified(book.head) == alone

    for nobody in (("/nonexistent",), ("false",)):  # none can be begun; one ends at once
        monkeypatch.setattr(several, "COMMAND", nobody)
        assert book.verified(book.head) == alone
