"""Who entered, changed and took away a record, as git kept it: whatever happened to its lines meanwhile."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.history.repo import Repo

from houqin.book.history import NoHistory
from houqin.history.changes import Change
from houqin.history.fields import parts
from houqin.history.past import Past, open_past, past_path

RICE = """
- 验收: YS-0903-1
  日期: 2026-09-03
  供应商: 城关粮油店
  明细:
    - 大米 500斤 2.60 1300.00
  签字: {采购员: 张建国, 验收员: 李秀英, 保管员: 王强}
"""
OIL = """
- 验收: YS-0904-1
  日期: 2026-09-04
  供应商: 城关粮油店
  明细:
    - 大豆油 10桶 55.00 550.00
"""
STORE = "store/总务库/2026-09.yaml"


def told(past: Past, number: str) -> list[tuple[str, str, str]]:
    """What became of a record: kind, who the commit says wrote it, the first field that differs."""
    rows = [c for c in past.changes() if c.key.number == number]
    return [(c.kind, past.commit(c.n).author, next((p.field for p in parts(c.before, c.after)), "")) for c in rows]


def history(repo: Repo, number: str = "YS-0903-1") -> list[tuple[str, str, str]]:
    with open_past(repo.book) as past:
        return told(past, number)


def test_a_record_is_entered_changed_and_taken_away(repo: Repo) -> None:
    repo.put(STORE, RICE)
    repo.commit(author="王强")
    repo.put(STORE, RICE.replace("500斤 2.60 1300.00", "300斤 2.60 780.00"))
    repo.commit(author="张建国")
    repo.put(STORE, OIL)
    repo.commit(author="陈志远")
    assert history(repo) == [("added", "王强", ""), ("changed", "张建国", "quantity"), ("removed", "陈志远", "")]
    assert history(repo, "YS-0904-1") == [("added", "陈志远", "")]


@pytest.mark.parametrize(
    "form",
    [
        RICE + OIL + "# 看过\n",
        OIL + RICE,
        "# 九月\n" + RICE.replace("    - 大米", "      - 大米") + "\n\n" + OIL,
        (RICE + OIL).replace("日期:", "date:").replace("供应商", "supplier").replace("采购员", "buyer"),
        (RICE + OIL).replace("- 大米 500斤 2.60 1300.00", "- {物品: 大米, 数量: 500斤, 单价: 2.60, 金额: 1300.00}"),
        (RICE + OIL).replace("\n", "\r\n"),
    ],
)
def test_another_form_is_no_change(repo: Repo, form: str) -> None:
    repo.put(STORE, RICE + OIL)
    repo.commit(author="王强")
    (repo.book / STORE).write_bytes(form.encode())
    repo.commit(author="张建国")
    assert history(repo) == [("added", "王强", "")]


def test_a_record_that_moves_to_another_file_stays_who_entered_it(repo: Repo) -> None:
    repo.put(STORE, RICE + OIL)
    repo.commit(author="王强")
    repo.put(STORE, OIL)
    repo.put("store/总务库/2026-10.yaml", RICE)
    repo.commit(author="陈志远")
    assert history(repo) == [("added", "王强", "")]


def test_a_record_in_another_store_or_under_another_number_is_followed(repo: Repo) -> None:
    repo.put(STORE, RICE + OIL)
    repo.commit(author="王强")
    repo.put(STORE, OIL)
    repo.put("store/东库/2026-09.yaml", RICE)
    repo.commit(author="陈志远")
    repo.put("store/东库/2026-09.yaml", RICE.replace("YS-0903-1", "YS-0903-9"))
    repo.commit(author="张建国")
    with open_past(repo.book) as past:
        last = past.changes()[-1]
        assert [c.kind for c in past.of(last.key)] == ["added", "changed", "changed"]
        assert last.key.number == "YS-0903-9"


def test_while_a_file_cannot_be_read_nothing_is_taken_for_deleted(repo: Repo) -> None:
    repo.put(STORE, RICE + OIL)
    repo.commit(author="王强")
    repo.put(STORE, "<<<<<<< ours\n" + OIL)
    repo.commit(author="张建国")
    repo.put(STORE, RICE.replace("500斤", "五百斤") + OIL)  # the spoken line is none
    repo.commit(author="张建国")
    repo.put(STORE, RICE + OIL.replace("10桶 55.00 550.00", "12桶 55.00 660.00"))
    repo.commit(author="陈志远")
    assert history(repo) == [("added", "王强", "")]
    assert history(repo, "YS-0904-1") == [("added", "王强", ""), ("changed", "陈志远", "quantity")]


def test_what_was_deleted_while_a_file_could_not_be_read_is_told_when_it_can(repo: Repo) -> None:
    repo.put(STORE, RICE + OIL)
    repo.commit(author="王强")
    repo.put(STORE, OIL.replace("日期", "曰期"))
    repo.commit(author="张建国")
    repo.put(STORE, OIL)
    repo.commit(author="陈志远")
    assert history(repo) == [("added", "王强", ""), ("removed", "陈志远", "")]
    assert history(repo, "YS-0904-1") == [("added", "王强", "")]


def test_what_a_merge_brings_is_the_merged_sides(repo: Repo) -> None:
    repo.put(STORE, RICE)
    repo.commit(author="王强")
    repo.git("checkout", "-q", "-b", "side")
    repo.append("purchases/2026-09.yaml", "- 订单: DD-1\n  日期: 2026-09-02\n  供应商: 永安五金\n")
    repo.commit(author="张建国")
    repo.git("checkout", "-q", "main")
    repo.append(STORE, OIL)
    repo.commit(author="李秀英")
    repo.merge("side", "陈志远")
    assert history(repo, "DD-1") == [("added", "张建国", ""), ("merged", "陈志远", "")]
    assert history(repo, "YS-0904-1") == [("added", "李秀英", "")]


def test_what_a_merge_changes_itself_is_the_mergers(repo: Repo) -> None:
    repo.put(STORE, RICE)
    repo.commit(author="王强")
    repo.git("checkout", "-q", "-b", "side")
    repo.append("purchases/2026-09.yaml", "- 订单: DD-1\n  日期: 2026-09-02\n  供应商: 永安五金\n")
    repo.commit(author="张建国")
    repo.git("checkout", "-q", "main")
    repo.git("merge", "-q", "--no-ff", "--no-commit", "side")
    repo.put(STORE, RICE.replace("500斤", "300斤"))
    repo.append("purchases/2026-09.yaml", "- 订单: DD-2\n  日期: 2026-09-02\n  供应商: 永安五金\n")
    repo.commit(author="陈志远")
    assert history(repo) == [("added", "王强", ""), ("changed", "陈志远", "quantity")]
    assert history(repo, "DD-2") == [("added", "陈志远", "")]


def test_a_merge_that_throws_the_others_work_away_is_told(repo: Repo) -> None:
    repo.put(STORE, RICE)
    repo.commit(author="王强")
    repo.git("checkout", "-q", "-b", "side")
    repo.put(STORE, RICE.replace("500斤", "300斤"))
    repo.commit(author="李秀英")
    repo.git("checkout", "-q", "main")
    repo.append("purchases/2026-09.yaml", "- 订单: DD-1\n  日期: 2026-09-02\n  供应商: 永安五金\n")
    repo.commit(author="张建国")
    repo.merge("side", "陈志远", "-s", "ours")
    assert history(repo)[-1] == ("dropped", "陈志远", "quantity")
    with open_past(repo.book) as past:  # and the book still says 500
        assert past.changes("kind = 'dropped'")[0].after == past.changes("kind = 'added'")[0].after


def test_the_index_goes_on_where_it_was_and_begins_anew_where_head_went_back(repo: Repo) -> None:
    repo.put(STORE, RICE)
    repo.commit(author="王强")
    assert len(history(repo)) == 1
    repo.put(STORE, RICE.replace("500斤", "300斤"))
    repo.commit(author="张建国")
    kept = past_path(repo.book).stat().st_ino
    assert history(repo)[-1] == ("changed", "张建国", "quantity")
    assert past_path(repo.book).stat().st_ino == kept
    repo.git("reset", "-q", "--hard", "HEAD~1")
    assert history(repo) == [("added", "王强", "")]


def test_an_index_of_nonsense_is_made_again(repo: Repo) -> None:
    repo.put(STORE, RICE)
    repo.commit(author="王强")
    history(repo)
    past_path(repo.book).write_bytes(b"no database" * 1000)
    assert history(repo) == [("added", "王强", "")]


def test_a_shallow_clone_says_nothing(repo: Repo, tmp_path: Path) -> None:
    repo.put(STORE, RICE)
    repo.commit()
    repo.commit()
    repo.git("clone", "-q", "--depth", "1", f"file://{repo.folder}", str(tmp_path / "clone"))
    with pytest.raises(NoHistory, match="shallow"), open_past(tmp_path / "clone" / "ledgers"):
        pass


def test_a_blob_that_is_not_what_its_id_says_is_damage(repo: Repo) -> None:
    repo.put(STORE, RICE)
    repo.commit(author="王强")
    id_ = repo.git("rev-parse", f"HEAD:ledgers/{STORE}").strip()
    other = repo.git("hash-object", "-w", "--no-filters", "--stdin-paths", check=False) or ""
    assert other == ""
    (repo.folder / "forged").write_text(RICE.replace("500斤", "300斤"), encoding="utf-8")
    forged = repo.git("hash-object", "-w", "forged").strip()
    objects = repo.folder / ".git" / "objects"
    target = objects / id_[:2] / id_[2:]
    target.chmod(0o644)
    shutil.copyfile(objects / forged[:2] / forged[2:], target)
    with pytest.raises(NoHistory, match="damaged"), open_past(repo.book):
        pass


def test_replaced_commits_grafts_and_a_false_commit_graph_change_nothing(repo: Repo) -> None:
    repo.put(STORE, RICE)
    first = repo.commit(author="王强")
    repo.put(STORE, RICE.replace("500斤", "300斤"))
    second = repo.commit(author="张建国")
    repo.put(STORE, RICE.replace("500斤", "900斤"))
    third = repo.commit(author="陈志远")
    truth = history(repo)
    repo.git("replace", second, first)
    (repo.folder / ".git" / "info" / "grafts").write_text(f"{third}\n", encoding="ascii")
    past_path(repo.book).unlink()
    assert history(repo) == truth
    assert [who for _, who, _ in truth] == ["王强", "张建国", "陈志远"]


def changes(repo: Repo) -> list[Change]:
    with open_past(repo.book) as past:
        return past.changes()
