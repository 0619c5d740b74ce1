"""October closes by what `houqin fix` prints, signed by those who wrote it, and one 认定: both worked books."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from houqin.book.contradictions import contradictions
from houqin.book.index import open_book
from houqin.cli.fix import printed
from houqin.entry.new import New, new
from houqin.entry.tried import additions
from houqin.names import ROLES
from houqin.reconcile.finding import Finding
from houqin.reconcile.month import reconcile
from houqin.reconcile.result import Result
from houqin.report import Line
from houqin.reports.reconcile_sheet import Sheet
from houqin.settle.acceptance import acceptance, day_of, not_entitled
from houqin.settle.drafts import drafts
from houqin.text.append import append, locked

MONTH, TODAY = "2026-10", 20261103
BOOKS = {"example": Path(__file__).parent / "ledgers", "school": Path(__file__).parents[2] / "ledgers"}
ENDS = {
    "zh": r"结论：本月可以结账，只有未达 \d+ 笔。退出码 0。",
    "en": r"The month can be closed; only \d+ timing items are left\. Exit code 0\.",
}


def step(folder: Path) -> Result:
    """Settle the first finding, as far as it goes; the month after it is what the next step sees."""
    with open_book(folder) as opened:
        result = reconcile(opened, MONTH)
        if not result.findings:
            return result
        finding = result.findings[0]
        if finding.kind.accepted and not finding.accepted:
            day = day_of(MONTH, TODAY)
            one = acceptance(opened, MONTH, finding, "陈志远", "logistics_director", "厨房联写的是公斤", day)
            assert not_entitled(opened, finding, one, "logistics_director") == []
            assert one.tree["as_"] == ROLES["logistics_director"]
            with locked(folder):
                append(folder, additions(opened, [one]))
            return result
        if finding.code.startswith("signature."):
            with locked(folder):
                append(folder, additions(opened, _signatures(finding)))
            return result
        drafted = drafts(opened, MONTH, finding, TODAY)
        assert drafted, finding.code
        texts = {one.path: printed(opened, one, "zh", blank=False) for one in additions(opened, drafted[1])}
    for path, text in texts.items():
        with (folder / path).open("a", encoding="utf-8") as file:
            file.write(text)
    return result


SIGNS = {
    "preparer": ("赵会珍", "制单人"), "reviewer": ("钱桂兰", "审核人"), "keeper": ("孙丽", "保管员"), "cook": ("刘福", "厨师"),
    "canteen_manager": ("何军", "食堂管理员"), "receiver": ("何军", "领用人"), "approver": ("陈志远", "审批人"),
}  # fmt: skip
"""Part → who signs in it later, and as what."""


def _signatures(finding: Finding) -> list[New]:
    """Whoever prepared and reviewed a voucher that was appended as drafted, or kept and took the goods, signs it."""
    named = finding.records[0]
    of = named.id if named.type == "voucher" else named.number
    signs = [SIGNS[part] for (part, *_) in finding.args.get("parts", [["keeper"], ["receiver"]])]
    return [
        new("signature", "", {"id": f"BQ-{named.number}-{n}", "date": "2026-10-31", "of": of, "by": who, "as_": role})
        for n, (who, role) in enumerate(signs, 1)
    ]


@pytest.mark.parametrize(("name", "count"), [("example", 9), ("school", 11)])
def test_october_is_settled_by_drafts_and_one_acceptance(
    name: str, count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOUQIN_CACHE", str(tmp_path / "cache"))
    book = tmp_path / "book"
    shutil.copytree(BOOKS[name], book)
    seen: list[set[str]] = []
    while found := step(book).findings:
        seen.append({f.id for f in found})
        assert len(seen) < 6 * count
    assert len(seen[0]) == count
    assert len(set.union(*seen)) > count  # a shortage is first reported, then booked
    with open_book(book) as opened:
        assert opened.diagnostics == []
        assert contradictions(opened.index) == []
        result = reconcile(opened, MONTH)
        assert result.status == "timing"
        for language, end in ENDS.items():
            blocks = Sheet(opened, result, language, TODAY).blocks(0)  # type: ignore[arg-type]
            assert re.fullmatch(end, [b.text for b in blocks if isinstance(b, Line)][-1])
