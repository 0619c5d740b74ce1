"""The drill-down of an account, an item, a party: every line adds up, each says when it began, in days and in commits."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from referencing import Registry, Resource

from houqin.book import history
from houqin.book.index import open_book
from houqin.diagnostics import Failure
from houqin.render import render
from houqin.render.width import columns
from houqin.report import Report
from houqin.reports import begun
from houqin.reports.bridge import BEGUN, STEPS, WIDTH, bridge
from houqin.reports.movements import MOVEMENTS, PARTS
from houqin.reports.subject import _all, subject

from .book import BOOKS, CHECKS, GENERAL, Small, bank_line, cents, november, voucher
from .test_carried import claimed

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "ledgers"
SCHEMA = json.loads((ROOT / "schemas" / "bridge.json").read_text(encoding="utf-8"))
CONTRACT = json.loads((ROOT / "schemas" / "reconcile.json").read_text(encoding="utf-8"))
MONTH = "2026-10"


def drawn(book: Small, what: str, month: str = MONTH, *, git: bool = False) -> Report:
    book.write(book.folder)
    with open_book(book.folder) as opened:
        one = subject(opened.registers, what, "zh")
        return bridge(opened, one, month, "zh", 20261231, git=git)


def told(report: Report) -> dict[str, Any]:
    return dict(json.loads(str(render(report, "json", "zh", width=None, color=False))))


def page(report: Report) -> str:
    return str(render(report, "plain", "zh", width=report.width, color=False))


def steps(report: Report) -> list[tuple[str, str, str]]:
    """Side, step and amount of each line; of a difference the bucket, for its kind is a matter of other stories."""
    own = ("balance", "adjusted", "unexplained")
    return [(s["side"], s["step"] if s["step"] in own else s["bucket"], s["amount"]) for s in told(report)["steps"]]


# ------------------------------------------------------------ every subject of every book


@pytest.mark.parametrize(("month", "language"), [("2026-10", "zh"), ("2026-11", "en")])
def test_every_bridge_of_the_school_adds_up_on_one_page_s_width(month: str, language: Any) -> None:
    month_s = Resource.from_contents(CONTRACT)
    schema = jsonschema.Draft202012Validator(SCHEMA, registry=Registry().with_resource(CONTRACT["$id"], month_s))
    with open_book(SAMPLE) as opened:
        everything = list(_all(opened.registers))
        kinds = {kind: [s for s in everything if s.kind == kind] for kind in ("account", "item", "party")}
        for one in [*kinds["account"], *kinds["item"][::24], *kinds["party"][::16]]:
            report = bridge(opened, one, month, language, 20261231, git=False)
            answer = told(report)
            assert [e.message for e in schema.iter_errors(answer)] == []
            text = str(render(report, "plain", language, width=report.width, color=False))
            assert max(map(columns, text.split("\n"))) <= WIDTH == 100
            assert_adds_up(answer, whole=one.kind == "account")


def test_the_contract_of_a_drill_down_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    for table, columns_ in (("steps", STEPS), ("parts", PARTS), ("movements", MOVEMENTS), ("begun", BEGUN)):
        item = SCHEMA["properties"][table]["items"]
        keys = list(dict.fromkeys(c.key.partition(".")[0] for c in columns_))
        assert keys == item["required"] == list(item["properties"])


def assert_adds_up(answer: dict[str, Any], *, whole: bool) -> None:
    """Of each stage: a balance with its lines is what it comes to; what both come to differs by what is unexplained."""
    for stage in {s["leg"] for s in answer["steps"]}:
        mine = [s for s in answer["steps"] if s["leg"] == stage]
        left = sum(cents(s["amount"]) for s in mine if s["step"] == "unexplained")
        come: dict[str, int] = {}
        for s in mine:
            if s["step"] not in ("adjusted", "unexplained"):
                come[s["side"]] = come.get(s["side"], 0) + cents(s["amount"])
            elif s["step"] == "adjusted":
                assert come[s["side"]] == cents(s["amount"])
        first, second = come.values()
        assert left == (first - second if stage == "book_to_book" else second - first)
        for s in mine:
            if s["findings"]:
                assert set(s["findings"]) <= {f["id"] for f in answer["findings"]}
    if whole:
        for part in answer["parts"]:
            flows = {flow: cents(part[flow]["amount"]) for flow in ("opening", "increase", "decrease", "closing")}
            assert flows["opening"] + flows["increase"] - flows["decrease"] == flows["closing"], part


# ------------------------------------------------------------ an account


def test_an_account_both_ways(book: Small) -> None:
    """A voucher of 15.00 too much, a return not booked: the ledger comes down to the slips."""
    book.change(BOOKS, '借: 1600.00}, {科目: "2302", 往来: 文具店, 贷: 1600.00}',
                '借: 1615.00}, {科目: "2302", 往来: 文具店, 贷: 1615.00}')  # fmt: skip
    book.add(GENERAL, "{退货: TH-1, 日期: 2026-10-20, 原单: YS-1, 供应商: 文具店, 明细: [复印纸 8包 20.00 160.00]}")
    book.change(CHECKS, "复印纸 130包", "复印纸 121包")
    report = drawn(book, "学校/1302.01")
    assert steps(report) == [
        ("ledger", "balance", "2615.00"), ("ledger", "to_book", "-160.00"), ("ledger", "to_correct", "-15.00"),
        ("ledger", "adjusted", "2440.00"), ("subsidiary", "balance", "2440.00"), ("subsidiary", "adjusted", "2440.00"),
        ("subsidiary", "unexplained", "0.00"),
        ("subsidiary", "balance", "2440.00"), ("subsidiary", "to_book", "-20.00"), ("subsidiary", "adjusted", "2420.00"),
        ("outside", "balance", "2420.00"), ("outside", "adjusted", "2420.00"), ("outside", "unexplained", "0.00"),
    ]  # fmt: skip
    paper = next(p for p in told(report)["parts"] if p["part"] == "复印纸")
    assert (paper["closing"], paper["outside"]) == (
        {"quantity": "122", "amount": "2440.00"}, {"quantity": "121", "amount": "2420.00"},
    )  # fmt: skip
    began = {b["id"]: b["day"] for b in told(report)["begun"]}
    assert began == {"2026-10/记-1": "2026-10-08", "2026/TH-1": "2026-10-20", "2026/PD-1": "2026-10-31"}
    assert "不是凭证" in page(report)
    assert report.exit_code == 1


def test_a_bank_account_in_the_form_that_every_bookkeeper_knows(book: Small) -> None:
    """The bank charged 15.00 that the cashier has not: both sides come to 94,985.00."""
    bank_line(book, "{日期: 2026-10-30, 摘要: 手续费, 付: 15.00}", "94985.00")
    report = drawn(book, "学校/1002")
    assert steps(report)[5:] == [
        ("subsidiary", "balance", "95000.00"), ("subsidiary", "timing", "-15.00"),
        ("subsidiary", "adjusted", "94985.00"), ("outside", "balance", "94985.00"), ("outside", "adjusted", "94985.00"),
        ("outside", "unexplained", "0.00"),
    ]  # fmt: skip
    assert report.exit_code == 0


def test_a_suspect_is_left_in_what_is_not_explained(book: Small) -> None:
    book.change(CHECKS, "大米 1200斤", "大米 400斤")
    report = drawn(book, "食堂/1302.01")
    last = told(report)["steps"][-1]
    assert (last["step"], last["bucket"], last["amount"]) == ("unexplained", "unexplained", "-2040.00")
    assert "未解释差额（有疑点，未证实）" in page(report)
    assert "疑自 2026-10-16 CK-1 起" in page(report)


def test_what_no_record_shows_began_on_the_day_both_sides_parted(book: Small) -> None:
    """A voucher without papers: agreed until the 21st, differing from the 22nd on."""
    book.add(BOOKS, voucher("记-9", "2026-10-22", "", "借 1302.02 33.00", "贷 5001 33.00"))
    days = told(drawn(book, "学校/1302.02"))
    assert [(d["date"], d["balance"]["amount"]) for d in days["movements"]][-2:] == [
        ("2026-10-22", "333.00"),
        ("2026-10-31", "33.00"),
    ]  # fmt: skip  (the issues of the month are booked on its last day)
    assert days["unexplained"] in ("33.00", "0.00")
    assert days["begun"]


# ------------------------------------------------------------ an item, a party


def test_an_item_by_its_stores(book: Small) -> None:
    book.add(GENERAL, "{调拨: DB-1, 日期: 2026-10-20, 移入地点: 东库, 明细: [复印纸 30包]}")
    book.change(CHECKS, "复印纸 130包", "复印纸 98包")
    answer = told(drawn(book, "复印纸"))
    parts = {p["part"]: p for p in answer["parts"]}
    assert parts["东库"]["increase"] == parts["东库"]["closing"] == {"quantity": "30", "amount": "600.00"}
    assert (parts["东库"]["outside"], parts["总务库"]["difference"]) == (None, {"quantity": "-2", "amount": "-40.00"})
    assert [(m["id"], m["part"], m["quantity"]) for m in answer["movements"]] == [
        ("2026/YS-1", "总务库", "80"), ("2026/CK-1", "总务库", "-50"), ("2026/DB-1", "总务库", "-30"),
        ("2026/DB-1", "东库", "30"),
    ]  # fmt: skip
    assert answer["movements"][-1]["balance"]["quantity"] == "130"
    assert [f["code"] for f in answer["findings"]] == ["count.shortage"]


def test_a_supplier_with_his_own_statement(book: Small) -> None:
    claimed(book, "380.00")
    answer = told(drawn(book, "菜农"))
    assert answer["parts"][0]["closing"]["amount"] == "300.00"
    assert answer["parts"][0]["outside"]["amount"] == "380.00"
    assert [(m["type"], m["amount"], m["balance"]["amount"]) for m in answer["movements"]] == [
        ("acceptance", "300.00", "300.00")
    ]
    assert answer["unexplained"] == "80.00"


# ------------------------------------------------------------ names


def refused(book: Small, what: str, language: Any = "zh") -> tuple[str, Any]:
    book.write(book.folder)
    with open_book(book.folder) as opened, pytest.raises(Failure) as failure:
        subject(opened.registers, what, language)
    return failure.value.code, failure.value.args_.get("choices") or failure.value.args_.get("near")


def test_names_in_either_language_and_width(book: Small) -> None:
    book.write(book.folder)
    with open_book(book.folder) as opened:
        names = {w: subject(opened.registers, w, "zh").name for w in (
            "食堂/2302", "canteen/2302", "１００１", "库存现金", "大米", "物品/大米", "item/大米", "supplier/文具店", " 文具店 ",
        )}  # fmt: skip
    assert names == {
        "食堂/2302": "canteen|2302", "canteen/2302": "canteen|2302", "１００１": "school|1001", "库存现金": "school|1001",
        "大米": "大米", "物品/大米": "大米", "item/大米": "大米", "supplier/文具店": "文具店", " 文具店 ": "文具店",
    }  # fmt: skip


def test_names_that_are_none_or_several(book: Small) -> None:
    assert refused(book, "2302") == ("use.several_subjects", ["学校/2302 应付账款", "食堂/2302 应付账款"])
    assert refused(book, "2302", "en")[1] == ["school/2302 应付账款", "canteen/2302 应付账款"]
    assert refused(book, "文具") == ("use.no_subject_near", ["供应商/文具店"])
    assert refused(book, "5001")[0] == "use.account_alone"
    assert refused(book, "天气")[0] == "use.no_subject"
    book.registers["suppliers"] += "- {供应商: 大米, 起: 2024-01-01}\n"
    assert refused(book, "大米") == ("use.several_subjects", ["物品/大米", "供应商/大米"])


# ------------------------------------------------------------ the first commit


def git(folder: Path, *args: str) -> None:
    identity = ("-c", "user.name=王会计", "-c", "user.email=w@example.org", "-c", "commit.gpgsign=false")
    env = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    subprocess.run(["git", *identity, *args], cwd=folder, env=env, check=True, capture_output=True)


@pytest.fixture
def kept(book: Small) -> Small:
    """A book that git has kept for eight days: the sixth brings a count that finds paper short."""
    book.write(book.folder)
    git(book.folder, "init", "-q")
    for day in range(1, 9):
        if day == 6:
            book.change(CHECKS, "复印纸 130包", "复印纸 127包")
        book.school += f"# 第 {day} 天\n"
        book.write(book.folder)
        git(book.folder, "add", "-A")
        git(book.folder, "commit", "-q", "-m", f"第 {day} 天")
    return book


def test_the_first_commit_that_has_it(kept: Small) -> None:
    report = drawn(kept, "学校/1302.01", git=True)
    (began,) = told(report)["begun"]
    assert (began["commit"]["subject"], began["commit"]["author"]) == ("第 6 天", "王会计")
    assert "git：最早见于提交" in page(report)


def test_what_is_not_committed_yet_is_said_so(kept: Small) -> None:
    kept.change(CHECKS, "灯管 90支", "灯管 88支")
    report = drawn(kept, "学校/1302.02", git=True)
    assert told(report)["begun"][0]["commit"] is None
    assert "在未提交的改动里" in page(report)
    assert "账簿有未提交的改动" in page(report)


def test_a_search_that_is_cut_short_says_so(kept: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(begun, "MOST", 2)
    text = page(drawn(kept, "学校/1302.01", git=True))
    assert "可能更早" in text
    assert "只查了 2 次提交就到了上限" in text


def test_a_commit_whose_book_cannot_be_read(kept: Small) -> None:
    """It counts as one that has nothing, and is told."""
    (kept.folder / "checks/2026-10.yaml").write_text("- 盘点: [", encoding="utf-8")
    git(kept.folder, "commit", "-qam", "写坏了")
    kept.write(kept.folder)
    git(kept.folder, "commit", "-qam", "改回来")
    text = page(drawn(kept, "学校/1302.01", git=True))
    assert "git：最早见于提交" in text


def test_a_shallow_clone_says_so(kept: Small, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", kept.folder.as_uri(), "clone")
    kept.folder = tmp_path / "clone"
    assert "浅克隆" in page(drawn(kept, "学校/1302.01", git=True))


def test_without_git_or_a_repository(book: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    november(book).change(CHECKS, "复印纸 130包", "复印纸 127包")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(book.folder.parent))
    assert "不在 git 仓库里" in page(drawn(book, "学校/1302.01", git=True))
    monkeypatch.setenv("PATH", "")
    assert "没有装 git" in page(drawn(book, "学校/1302.01", git=True))


def test_nothing_that_a_repository_configures_is_run(kept: Small, tmp_path: Path) -> None:
    """Neither its filters, its file system monitor nor its signature program."""
    trap = tmp_path / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/sprung\ncat\n", encoding="utf-8")
    trap.chmod(0o755)
    for name in (
        "filter.x.smudge",
        "filter.x.clean",
        "core.fsmonitor",
        "gpg.program",
        "core.sshCommand",
        "diff.external",
    ):
        git(kept.folder, "config", name, str(trap))
    git(kept.folder, "config", "log.showSignature", "true")
    (kept.folder / ".git/info/attributes").write_text("*.yaml filter=x diff=x\n", encoding="utf-8")
    assert "git：最早见于提交" in page(drawn(kept, "学校/1302.01", git=True))
    assert not (tmp_path / "sprung").exists()


def test_a_tree_that_leads_out_of_the_folder_is_not_followed(kept: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    past = history.History(kept.folder)
    entries = "100644 blob 1\t../out.yaml\x00120000 blob 2\tlink.yaml\x00100644 blob 3\tchecks/2026-10.yaml\x00"
    monkeypatch.setattr(history.History, "_git", lambda self, *args, **options: entries.encode())
    assert past.tree(past.commits[0]) == {"checks/2026-10.yaml": "3"}
