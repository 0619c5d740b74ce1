"""`houqin log` and `houqin diff`: what changed, in a bookkeeper's words."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import jsonschema
import pytest
from tests.history.repo import Keys, Repo, people
from tests.history.test_past import OIL, RICE, STORE

from houqin.cli import app

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "tests" / "example" / "ledgers"
SCHEMA = json.loads((ROOT / "schemas" / "audit.json").read_text(encoding="utf-8"))
SCHOOL = "学校: 小城学校\n语言: zh\n账套:\n  - {账套: 学校, 科目表: 政府会计2019, 平行记账: 否, 凭证字: 记}\n"


@pytest.fixture
def said(repo: Repo, keys: Keys, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    """Calls houqin on the repository's book: (exit code, what it printed, what it complained of)."""
    for name in ("HOUQIN_BOOK", "HOUQIN_LANG", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    repo.put("houqin.yaml", SCHOOL)
    repo.write(registers__people=people())

    def call(*words: str, lang: str = "zh") -> tuple[object, str, str]:
        from houqin.cli import options

        options.language_of.cache_clear()
        monkeypatch.setenv("HOUQIN_LANG", lang)
        monkeypatch.setattr(
            sys, "argv", ["houqin", *words, "--book", str(repo.book)] if "--driver" not in words else ["houqin", *words]
        )
        with pytest.raises(SystemExit) as ended:
            app.main()
        out, err = capsys.readouterr()
        options.language_of.cache_clear()
        return ended.value.code, out, err

    return call


def test_the_quantity_of_an_acceptance_is_told_as_it_is_spoken(repo: Repo, said) -> None:  # type: ignore[no-untyped-def]
    repo.put(STORE, RICE + OIL)
    repo.commit(author="王强")
    repo.put(STORE, RICE.replace("500斤 2.60 1300.00", "300斤 2.60 780.00") + OIL)
    repo.commit(author="张建国")
    code, out, _ = said("diff", "HEAD~1..HEAD")
    assert code == 0
    assert "验收 YS-0903-1: 大米 500 斤 → 300 斤；大米 金额 1300.00 → 780.00\n" in out
    assert "YS-0904-1" not in out
    _, out, _ = said("diff", "HEAD~1..HEAD", lang="en")
    assert "acceptance YS-0903-1: 大米 500 斤 → 300 斤; 大米 amount 1300.00 → 780.00\n" in out


def test_lines_that_come_and_go_and_records_that_do(repo: Repo, said) -> None:  # type: ignore[no-untyped-def]
    repo.put(STORE, RICE + OIL)
    repo.commit()
    repo.put(
        STORE,
        RICE.replace("    - 大米 500斤 2.60 1300.00\n", "    - 小米 5斤 4.00 20.00\n    - 大米 500斤 2.60 1300.00\n"),
    )
    repo.append("purchases/2026-09.yaml", "- 订单: DD-1\n  日期: 2026-09-02\n  供应商: 永安五金\n")
    _, out, _ = said("diff")
    assert "验收 YS-0903-1: 加一行 小米 5 斤 4.00 20.00\n" in out
    assert "－ 验收 YS-0904-1: " in out
    assert "＋ 订单 DD-1: 日期 2026-09-02；供应商 永安五金\n" in out
    assert "新增 1 条，改动 1 条，删去 1 条" in out
    assert "现在的文件" in out
    _, out, _ = said("diff", "--format", "json")
    rows = json.loads(out)["changes"]
    assert {(r["kind"], r["id"]) for r in rows} == {
        ("changed", "YS-0903-1"),
        ("removed", "YS-0904-1"),
        ("added", "DD-1"),
    }


def test_a_change_of_form_is_said_to_be_one(repo: Repo, said) -> None:  # type: ignore[no-untyped-def]
    repo.put(STORE, RICE + OIL)
    repo.commit()
    repo.put(STORE, "# 九月\n" + OIL + RICE)
    _, out, _ = said("diff")
    assert "只是写法变了" in out
    assert "YS-" not in out
    _, out, _ = said("diff", "registers")
    assert "没有变动。" in out


def test_a_file_that_cannot_be_read_is_said_not_to_be_compared(repo: Repo, said) -> None:  # type: ignore[no-untyped-def]
    repo.put(STORE, RICE + OIL)
    repo.commit()
    repo.put(STORE, RICE + "<<<<<<< ours\n")
    _, out, _ = said("diff")
    assert "读不通，没有比" in out
    assert "YS-0904-1" not in out


def test_wrong_words_are_answered(repo: Repo, said) -> None:  # type: ignore[no-untyped-def]
    repo.put(STORE, RICE)
    repo.commit()
    code, _, err = said("diff", "九月..HEAD")
    assert code == 2
    assert "没有「九月」这个提交" in err
    code, _, err = said("diff", "--", "--output=/tmp/x")
    assert code == 2
    code, _, err = said("log", "YS-0903-2")
    assert code == 2
    assert "是不是「YS-0903-1」？" in err


def test_a_book_without_git_says_so(tmp_path: Path, said, repo: Repo) -> None:  # type: ignore[no-untyped-def]
    (repo.folder / ".git").rename(tmp_path / "away")
    for command in (("log", "YS-0903-1"), ("diff",)):
        code, _, err = said(*command)
        assert code == 3
        assert "不在 git 库里" in err


def test_the_history_of_a_request_and_who_decided_on_it(repo: Repo, keys: Keys, said) -> None:  # type: ignore[no-untyped-def]
    repo.append(
        "purchases/2026-09.yaml", "- 申请: SQ-1\n  日期: 2026-09-01\n  申请人: 张建国\n  明细:\n    - 大米 500斤\n"
    )
    repo.commit("张建国")
    repo.append(
        "approvals/2026-09.yaml",
        "- 审批: SP-1\n  日期: 2026-09-01\n  原单: SQ-1\n  签批人: 周海涛\n  职务: 校长\n  意见: 同意\n",
    )
    repo.commit("周海涛", author="张建国")
    repo.put(
        "purchases/2026-09.yaml", "- 申请: SQ-1\n  日期: 2026-09-01\n  申请人: 张建国\n  明细:\n    - 大米 900斤\n"
    )
    repo.commit(author="李秀英")
    repo.append("purchases/2026-09.yaml", "- 冲销: CX-1\n  日期: 2026-09-05\n  原单: SQ-1\n  原因: 不买了\n")
    code, out, _ = said("log", "SQ-1", "--signers", str(keys.signers))
    assert code == 0
    lines = [line.strip() for line in out.split("\n") if line.strip()]
    assert lines[0] == "沿革 申请 SQ-1"
    assert "录入　张建国（签名）" in lines[1]
    assert "审批 SP-1 录入　周海涛（签名）" in lines[3]  # not 张建国, whom the commit names
    assert "改动　李秀英（自称，没有签名）" in lines[5]
    assert lines[6] == "大米 500 斤 → 900 斤"
    assert "还没有提交　冲销 CX-1 录入" in lines[7]
    _, out, _ = said("log", "SQ-1", lang="en")
    assert "says the commit; the key is not on the list" in out  # no list was given
    assert "There is no list of keys" in out


def test_the_list_of_keys_may_not_lie_in_the_book(repo: Repo, keys: Keys, said) -> None:  # type: ignore[no-untyped-def]
    inside = repo.folder / "allowed_signers"
    inside.write_text(keys.signers.read_text(encoding="utf-8"), encoding="utf-8")
    repo.put(STORE, RICE)
    repo.commit("王强")
    _, out, _ = said("log", "YS-0903-1", "--signers", str(inside))
    assert "王强（签名）" not in out
    assert "就在这个库里" in out


def test_git_diff_speaks_so_too(repo: Repo) -> None:
    repo.put("houqin.yaml", SCHOOL)
    repo.put(STORE, RICE)
    (repo.folder / ".gitattributes").write_text("*.yaml diff=houqin\n", encoding="utf-8")
    repo.commit()
    repo.git("config", "diff.houqin.command", f"{sys.executable} -m houqin diff --driver")
    repo.put(STORE, RICE.replace("500斤", "300斤"))
    repo.put("store/东库/2026-09.yaml", OIL)
    repo.git("add", "-N", ".")
    said = repo.git("diff", HOUQIN_LANG="zh", PYTHONIOENCODING="utf-8")
    assert "验收 YS-0903-1: 大米 500 斤 → 300 斤\n" in said
    assert "＋ 验收 YS-0904-1: " in said
    repo.put(STORE, RICE.replace("验收: YS", "验收 YS"))
    assert "+- 验收 YS-0903-1\n" in repo.git("diff", HOUQIN_LANG="zh", PYTHONIOENCODING="utf-8")  # line by line


@pytest.fixture
def october(repo: Repo) -> Repo:
    """The worked example in git: committed by one, changed by another."""
    repo.clock += 62 * 86_400  # the month is over
    shutil.copytree(SAMPLE, repo.book, dirs_exist_ok=True)
    repo.commit("陈志远")
    path = "approvals/2026-10.yaml"
    text = (repo.book / path).read_text(encoding="utf-8")
    repo.put(path, text.replace("同意", "不同意", 1))
    repo.commit(author="周海涛")
    return repo


def test_an_audit_is_a_report_in_both_languages_and_for_programs(october: Repo, keys: Keys, said) -> None:  # type: ignore[no-untyped-def]
    october.git("checkout", "-q", "--", ".")  # the example's own registers
    code, out, _ = said("audit", "2026-10", "--signers", str(keys.signers))
    assert code == 1
    assert "意见 同意 → 不同意" in out
    assert "周海涛（自称，没有签名）" in out
    assert "不可证明的，因为：" in out
    code, english, _ = said("audit", "2026-10", "--signers", str(keys.signers), lang="en")
    assert "was changed after it had been committed: decision yes → no (周海涛 (says the commit, unsigned))" in english
    _, text, _ = said("audit", "--signers", str(keys.signers), "--format", "json")
    report = json.loads(text)
    jsonschema.Draft202012Validator(SCHEMA).validate(report)
    assert report["findings"][0]["code"] == "audit.changed_decision"
    assert report["violated"] == 0
    code, out, _ = said("audit", "2026-09")
    assert code == 0
    assert "没有发现要处理的" in out
    assert "没有钥匙名单" in out
    code, _, _ = said("audit", "十月")
    assert code == 2


def test_a_right_book_in_unsigned_history_has_nothing_to_be_settled(repo: Repo, said) -> None:  # type: ignore[no-untyped-def]
    repo.clock += 62 * 86_400  # the month is over
    shutil.copytree(SAMPLE, repo.book, dirs_exist_ok=True)
    repo.commit()
    code, out, _ = said("audit")
    assert code == 0
    assert "违反" in out
