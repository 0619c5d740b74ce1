"""What the audit says of a repository's book, for tests."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from tests.history.repo import Repo, people

from houqin.book.index import open_book
from houqin.history.audit import Audit, audit
from houqin.history.past import open_past
from houqin.history.people import People, keys_of

SCHOOL = "学校: 小城学校\n语言: zh\n账套:\n  - {账套: 学校, 科目表: 政府会计2019, 平行记账: 否, 凭证字: 记}\n"
REQUEST = "- 申请: SQ-1\n  日期: 2026-09-01\n  申请人: 张建国\n  部门: 总务处\n  明细:\n    - 大米 500斤\n"
APPROVAL = "- 审批: SP-1\n  日期: 2026-09-01\n  原单: SQ-1\n  签批人: 周海涛\n  职务: 校长\n  意见: 同意\n"
BUYS, DECIDES = "purchases/2026-09.yaml", "approvals/2026-09.yaml"


class Judged(NamedTuple):
    """Of each decision its verdict and why nothing is proved; the codes of all findings, without "audit."."""

    verdicts: dict[str, tuple[str, tuple[str, ...]]]
    codes: list[str]
    whole: Audit


def judged(repo: Repo, signers: Path | None = None, book: Path | None = None) -> Judged:
    where = book or repo.book
    with open_book(where) as opened, open_past(where) as past:
        keys, _ = keys_of(where, str(signers or repo.keys.signers))
        found = audit(opened, past, People(past, keys))
    verdicts = {duty.decision.number: (duty.verdict, duty.lacking) for duty in found.duties}
    return Judged(verdicts, sorted(f.code.removeprefix("audit.") for f in found.findings), found)


def begun(repo: Repo, by: str = "陈志远", **more: str) -> None:
    """A school with its people, committed by the director of logistics."""
    repo.put("houqin.yaml", SCHOOL)
    repo.write(registers__people=people(**more))
    repo.commit(by)


def asked_and_approved(repo: Repo, buyer: str = "张建国", principal: str = "周海涛") -> None:
    """The buyer asks, the principal approves, each with his own key ("": unsigned)."""
    repo.append(BUYS, REQUEST)
    repo.commit(buyer)
    repo.append(DECIDES, APPROVAL)
    repo.commit(principal)
