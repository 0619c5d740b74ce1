"""Separation of duties out of git: the fourteen pitfalls of reliability.md 6.3, each on a real repository with real keys."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from tests.history.judged import APPROVAL, BUYS, DECIDES, REQUEST, Judged, asked_and_approved, begun, judged
from tests.history.repo import Keys, Repo, people

from houqin.book.history import NoHistory
from houqin.history.past import open_past, past_path
from houqin.history.people import People, keys_of
from houqin.messages import hint, sentence

PROVED = ("proved", ())


def test_two_people_with_their_own_keys_are_proved(repo: Repo) -> None:
    begun(repo)
    asked_and_approved(repo)
    found = judged(repo)
    assert found.verdicts == {"SP-1": PROVED}
    assert found.codes == []
    assert found.whole.duties[0].entered == ("张建国",)
    assert found.whole.duties[0].decided == ("周海涛",)


# ------------------------------------------------------------ the pitfalls


def test_1_a_forged_author_and_committer_prove_nothing(repo: Repo) -> None:
    begun(repo)
    repo.append(BUYS, REQUEST)
    repo.commit("张建国")
    repo.append(DECIDES, APPROVAL)
    repo.commit("张建国", author="周海涛", committer="周海涛")
    found = judged(repo)
    assert found.verdicts["SP-1"][0] == "violated"
    assert found.codes == ["author", "same_hand"]


def test_2_unsigned_commits_prove_nothing_and_are_no_fault(repo: Repo) -> None:
    begun(repo, by="")
    asked_and_approved(repo, "", "")
    found = judged(repo)
    assert found.verdicts == {"SP-1": ("not_provable", ("unsigned",))}
    assert found.codes == []


def test_2_nor_does_a_key_that_nobody_knows(repo: Repo) -> None:
    begun(repo)
    repo.append(BUYS, REQUEST)
    repo.commit("张建国")
    repo.append(DECIDES, APPROVAL)
    repo.commit("生人", author="周海涛")
    assert judged(repo).verdicts == {"SP-1": ("not_provable", ("unknown",))}


def test_3_a_commit_dated_back_is_told_and_a_late_slip_stays_late(repo: Repo) -> None:
    begun(repo)
    asked_and_approved(repo)
    repo.clock += 90 * 86_400
    repo.append(BUYS, REQUEST.replace("SQ-1", "SQ-2").replace("09-01", "10-02"))
    repo.commit("张建国")
    repo.append(BUYS, REQUEST.replace("SQ-1", "SQ-3").replace("09-01", "10-03"))
    repo.commit("张建国", at=1_588_000_000)  # in 2020, says the commit
    codes = judged(repo).codes
    assert codes.count("clock_back") == 1
    assert codes.count("late") == 2


def test_4_a_squash_leaves_one_hand(repo: Repo) -> None:
    begun(repo)
    repo.git("checkout", "-q", "-b", "side")
    asked_and_approved(repo)
    repo.git("checkout", "-q", "main")
    repo.git("merge", "-q", "--squash", "side")
    repo.commit("张建国")
    assert judged(repo).codes == ["same_hand"]


def test_5_who_rebases_anothers_work_signs_for_it(repo: Repo) -> None:
    begun(repo)
    repo.git("checkout", "-q", "-b", "side")
    asked_and_approved(repo)
    repo.git("checkout", "-q", "main")
    repo.append("store/总务库/2026-09.yaml", "- 领用: LY-1\n  日期: 2026-09-01\n  明细:\n    - 大米 1斤\n")
    repo.commit("王强")
    repo.git("checkout", "-q", "side")
    date = repo.stamp()["GIT_COMMITTER_DATE"]
    who = {"GIT_COMMITTER_NAME": "张建国", "GIT_COMMITTER_EMAIL": "x", "GIT_COMMITTER_DATE": date}
    repo.git(*repo.signing("张建国"), "-c", "commit.gpgsign=true", "rebase", "-q", "-S", "main", **who)
    found = judged(repo)
    assert found.verdicts["SP-1"][0] == "violated"
    assert found.codes == ["author", "same_hand"]


def test_6_who_indents_anew_owns_nothing(repo: Repo) -> None:
    begun(repo)
    asked_and_approved(repo)
    repo.put(BUYS, "# 九月\n" + REQUEST.replace("    - 大米", "      -   大米") + "\n")
    (repo.folder / ".git-blame-ignore-revs").write_text(repo.head() + "\n", encoding="ascii")
    repo.commit("周海涛")
    found = judged(repo)
    assert found.verdicts == {"SP-1": PROVED}


def test_7_nor_does_who_puts_records_into_another_order(repo: Repo) -> None:
    begun(repo)
    other = REQUEST.replace("SQ-1", "SQ-2")
    repo.append(BUYS, other)
    repo.commit("张建国")
    asked_and_approved(repo)
    repo.put(BUYS, REQUEST + other)
    repo.commit("周海涛")
    assert judged(repo).verdicts == {"SP-1": PROVED}


def test_8_a_replaced_commit_is_not_seen(repo: Repo) -> None:
    begun(repo)
    repo.append(BUYS, REQUEST)
    honest = repo.commit("张建国")
    repo.append(DECIDES, APPROVAL)
    forged = repo.commit("张建国")
    repo.git("checkout", "-q", "--detach", honest)
    repo.put(DECIDES, APPROVAL)
    by_principal = repo.commit("周海涛")
    repo.git("checkout", "-q", "main")
    repo.git("replace", forged, by_principal)
    assert "周海涛" in repo.git("log", "-1", "--format=%an", forged)  # git itself is fooled
    assert judged(repo).codes == ["same_hand"]


def test_9_a_mailmap_gives_nobody_another_name(repo: Repo) -> None:
    begun(repo)
    (repo.folder / ".mailmap").write_text("周海涛 <周海涛@school> 张建国 <张建国@school>\n", encoding="utf-8")
    repo.append(BUYS, REQUEST)
    repo.commit("张建国")
    repo.append(DECIDES, APPROVAL)
    repo.commit("张建国")
    found = judged(repo)
    assert found.codes == ["same_hand"]  # and no "author": the commit itself names 张建国


def test_10_a_shallow_clone_is_refused(repo: Repo, tmp_path: Path) -> None:
    begun(repo)
    asked_and_approved(repo)
    clone = tmp_path / "clone"
    repo.git("clone", "-q", "--depth", "1", f"file://{repo.folder}", str(clone))
    with pytest.raises(NoHistory, match="shallow"):
        judged(repo, book=clone / "ledgers")


def test_11_a_list_of_keys_in_the_book_gives_nobody_another_name(repo: Repo, keys: Keys) -> None:
    begun(repo)
    listed = repo.folder / "allowed_signers"
    listed.write_text(keys.signers.read_text(encoding="utf-8"), encoding="utf-8")
    repo.append(BUYS, REQUEST)
    repo.commit("张建国")
    listed.write_text(keys.line("生人", "周海涛") + listed.read_text(encoding="utf-8"), encoding="utf-8")
    repo.append(DECIDES, APPROVAL)
    repo.commit("生人", author="周海涛")
    repo.git("config", "gpg.ssh.allowedSignersFile", str(listed))
    assert judged(repo).verdicts["SP-1"] == ("not_provable", ("unknown",))
    assert judged(repo, signers=listed).verdicts["SP-1"][0] == "not_provable"  # even where it is asked for


def test_11_nor_does_the_register_of_people_where_he_wrote_it_himself(repo: Repo, keys: Keys, tmp_path: Path) -> None:
    signers = tmp_path / "signers"
    names = {"张建国": "zhang@school", "陈志远": "陈志远", "李秀英": "li@school"}
    signers.write_text("".join(keys.line(who, name) for who, name in names.items()), encoding="utf-8")
    begun(repo, 张建国=", 签名名: zhang@school")
    repo.append(BUYS, REQUEST)
    repo.commit("张建国")
    repo.write(registers__people=people(张建国=", 签名名: zhang@school", 周海涛=", 签名名: li@school"))
    repo.commit("李秀英")  # says of her own key that it is the principal's
    repo.append(DECIDES, APPROVAL)
    repo.commit("李秀英")
    assert judged(repo, signers).verdicts["SP-1"] == ("not_provable", ("no_person",))


def test_11_but_where_somebody_else_wrote_it_it_counts(repo: Repo, keys: Keys, tmp_path: Path) -> None:
    signers = tmp_path / "signers"
    names = {"张建国": "zhang@school", "周海涛": "zhou@school", "陈志远": "陈志远"}
    signers.write_text("".join(keys.line(who, name) for who, name in names.items()), encoding="utf-8")
    begun(repo, 张建国=", 签名名: zhang@school", 周海涛=", 签名名: [zhou@school]")
    asked_and_approved(repo)
    assert judged(repo, signers).verdicts["SP-1"] == PROVED


def test_12_a_merge_is_not_the_mergers_work(repo: Repo) -> None:
    begun(repo)
    repo.append("store/总务库/2026-09.yaml", "- 领用: LY-1\n  日期: 2026-09-01\n  明细:\n    - 大米 1斤\n")
    repo.commit("王强")
    repo.git("checkout", "-q", "-b", "side", "HEAD~1")
    asked_and_approved(repo)
    repo.git("checkout", "-q", "main")
    repo.merge("side", "张建国")  # the buyer merges: the approval stays the principal's
    assert judged(repo).verdicts == {"SP-1": PROVED}


def test_12_an_approval_made_in_the_merge_itself_is(repo: Repo) -> None:
    begun(repo)
    repo.git("checkout", "-q", "-b", "side")
    repo.append(BUYS, REQUEST)
    repo.commit("张建国")
    repo.git("checkout", "-q", "main")
    repo.append("store/总务库/2026-09.yaml", "- 领用: LY-1\n  日期: 2026-09-01\n  明细:\n    - 大米 1斤\n")
    repo.commit("王强")
    repo.git("merge", "-q", "--no-ff", "--no-commit", "side")
    repo.put(DECIDES, APPROVAL)
    repo.commit("张建国")
    assert judged(repo).codes == ["same_hand"]


def test_13_the_users_own_git_settings_run_nothing_and_redirect_nothing(repo: Repo, tmp_path: Path) -> None:
    begun(repo)
    repo.append(BUYS, REQUEST)
    repo.commit("张建国")
    repo.append(DECIDES, APPROVAL)
    repo.commit("生人", author="周海涛")
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\nexit 0\n", encoding="utf-8")
    trap.chmod(0o755)
    (repo.folder / ".gitattributes").write_text("*.yaml diff=trap filter=trap\n", encoding="utf-8")
    for name in ("diff.external", "diff.trap.textconv", "diff.trap.command", "filter.trap.clean", "filter.trap.smudge",
                 "gpg.program", "gpg.ssh.program", "core.fsmonitor", "core.pager", "core.editor", "core.sshCommand"):  # fmt: skip
        repo.git("config", name, str(trap))
    hooks = repo.folder / ".git" / "hooks"
    for hook in ("post-index-change", "fsmonitor-watchman"):
        (hooks / hook).write_bytes(trap.read_bytes())
        (hooks / hook).chmod(0o755)
    repo.git("config", "log.showSignature", "true")
    repo.git("config", "log.mailmap", "true")
    assert judged(repo).verdicts["SP-1"] == ("not_provable", ("unknown",))
    assert not (tmp_path / "ran").exists()


def test_14_a_key_counts_only_while_it_is_valid_whatever_the_commit_says(
    repo: Repo, keys: Keys, tmp_path: Path
) -> None:
    """The principal left on 2 September and his key was not given back; the commit says that it is of the 1st."""
    signers = tmp_path / "signers"
    left = keys.line("周海涛", options='valid-before="20260902000000Z" ')
    signers.write_text("".join(keys.line(n) for n in ("张建国", "陈志远")) + left, encoding="utf-8")
    begun(repo)
    asked_and_approved(repo)
    assert judged(repo, signers).verdicts["SP-1"] == PROVED  # the old one holds
    repo.clock += 3 * 86_400
    repo.append(BUYS, REQUEST.replace("SQ-1", "SQ-2"))
    repo.commit("张建国")
    repo.append(DECIDES, APPROVAL.replace("SP-1", "SP-2").replace("SQ-1", "SQ-2"))
    repo.commit("周海涛", at=repo.clock - 3 * 86_400)
    found = judged(repo, signers).verdicts
    assert found["SP-1"] == PROVED
    assert found["SP-2"] == ("not_provable", ("unknown",))


# ------------------------------------------------------------ what else may be wrong with a decision


def test_whoever_decides_signs_in_his_own_name(repo: Repo) -> None:
    begun(repo)
    asked_and_approved(repo, principal="李秀英")
    assert judged(repo).codes == ["other_hand"]


def test_where_one_types_for_all_nothing_is_proved_and_nothing_violated(repo: Repo) -> None:
    begun(repo, by="赵会珍")
    asked_and_approved(repo, "赵会珍", "赵会珍")
    found = judged(repo)
    assert found.verdicts == {"SP-1": ("not_provable", ("one_for_all",))}
    assert found.codes == []


def test_so_it_is_where_the_school_says_so_by_a_rule(repo: Repo) -> None:
    begun(repo)
    rule = "规则:\n  - {规则: 录入岗位, 对象: 审批, 值: 不限, 依据: 校办3号, 起: 2026-01-01}\n"
    repo.append("houqin.yaml", rule)
    asked_and_approved(repo, principal="张建国")
    found = judged(repo)
    assert found.verdicts["SP-1"] == ("not_provable", ("one_for_all",))
    assert found.codes == []


def test_what_was_approved_stays_what_it_was(repo: Repo) -> None:
    begun(repo)
    asked_and_approved(repo)
    repo.put(BUYS, REQUEST.replace("500斤", "900斤"))
    repo.commit("张建国")
    found = judged(repo)
    assert found.codes == ["changed_after"]
    repo.put(BUYS, REQUEST)
    repo.commit("张建国")
    assert judged(repo).codes == []  # put back as it was


def test_a_no_that_somebody_turned_into_a_yes_is_not_the_principals(repo: Repo) -> None:
    begun(repo)
    repo.append(BUYS, REQUEST)
    repo.commit("张建国")
    repo.append(DECIDES, APPROVAL.replace("意见: 同意", "意见: 不同意"))
    repo.commit("周海涛")
    repo.put(DECIDES, APPROVAL)
    repo.commit("张建国")
    found = judged(repo)
    assert found.verdicts["SP-1"][0] == "violated"
    assert found.codes == ["changed_decision", "same_hand"]


def test_nothing_is_approved_before_it_is_there(repo: Repo) -> None:
    begun(repo)
    repo.append(DECIDES, APPROVAL)
    repo.commit("周海涛")
    repo.append(BUYS, REQUEST)
    repo.commit("张建国")
    assert judged(repo).codes == ["before_record"]


def test_two_branches_that_did_not_know_of_each_other_are_no_approval(repo: Repo) -> None:
    begun(repo)
    repo.git("checkout", "-q", "-b", "side")
    repo.append(DECIDES, APPROVAL)
    repo.commit("周海涛")
    repo.git("checkout", "-q", "main")
    repo.append(BUYS, REQUEST)
    repo.commit("张建国")
    repo.merge("side", "陈志远")
    assert judged(repo).codes == ["before_record"]


def test_a_post_that_was_not_held_and_one_that_was_written_in_later(repo: Repo) -> None:
    begun(repo)
    repo.append(BUYS, REQUEST)
    repo.commit("张建国")
    repo.append(DECIDES, APPROVAL.replace("周海涛", "李秀英"))
    repo.commit("李秀英")
    assert judged(repo).codes == ["not_in_role"]
    repo.write(registers__people=people().replace("李秀英, 岗位: [验收员]", "李秀英, 岗位: [验收员, 校长]"))
    repo.commit("李秀英")
    assert judged(repo).codes == ["role_later"]


def test_a_part_in_a_slip_is_nobodys_post(repo: Repo) -> None:
    """Whoever was there signs as its witness; as its keeper only the keeper does."""
    begun(repo)
    repo.append(BUYS, REQUEST)
    repo.commit("张建国")
    repo.append(DECIDES, "- {补签: BQ-1, 日期: 2026-09-01, 原单: SQ-1, 签批人: 李秀英, 职务: 监盘人}\n")
    repo.commit("李秀英")
    assert judged(repo).codes == []
    repo.append(DECIDES, "- {补签: BQ-2, 日期: 2026-09-01, 原单: SQ-1, 签批人: 李秀英, 职务: 保管员}\n")
    repo.commit("李秀英")
    assert judged(repo).codes == ["not_in_role"]


def test_a_count_is_not_entered_by_the_keeper(repo: Repo) -> None:
    begun(repo)
    count = "- 盘点: PD-1\n  日期: 2026-09-01\n  地点: 总务库\n  范围: 全盘\n  明细:\n    - {物品: 大米, 数量: 10斤}\n"
    repo.append("checks/2026-09.yaml", count)
    repo.commit("林洁")
    found = judged(repo)
    assert found.verdicts == {"PD-1": PROVED}
    repo.append("checks/2026-09.yaml", count.replace("PD-1", "PD-2"))
    repo.commit("王强")
    assert judged(repo).codes == ["own_count"]


def test_a_seal_is_written_once(repo: Repo) -> None:
    begun(repo)
    repo.append("seals/2026-08.yaml", "month: 2026-08\n")
    repo.append("seals/notes.yaml", "x: 1\n")  # no month's: it is for `houqin verify` to say
    repo.commit("陈志远")
    repo.commit("赵会珍")
    found = judged(repo)
    assert found.verdicts["2026-08"] == PROVED
    assert found.codes == []
    repo.append("seals/2026-08.yaml", "head: x\n")
    repo.commit("赵会珍")
    assert judged(repo).codes == ["seal_changed"]


# ------------------------------------------------------------ a month opened again

SEPTEMBER = "store/总务库/2026-09.yaml"
SLIP = "- 领用: LY-1\n  日期: 2026-09-01\n  明细:\n    - 大米 1斤\n"
LATE = SLIP.replace("LY-1", "LY-2")
HEADS = "a" * 64, "b" * 64


def seal(number: int, replaces: str = "") -> str:
    more = f"supersedes: {replaces}\n" if replaces else ""
    return f"format: houqin-seal/1\nmonth: 2026-09\nsequence: {number}\nhead: {HEADS[number - 1]}\n{more}"


def reopening(by: str = "陈志远", role: str = "总务主任") -> str:
    said = f"- 重开: KZ-1\n  日期: 2026-10-05\n  月份: 2026-09\n  头: {HEADS[0]}\n"
    return f"{said}  签批人: {by}\n  职务: {role}\n  原因: 漏记\n"


def opened_again(repo: Repo, by: str = "陈志远", signer: str = "陈志远", keeper: str = "王强") -> Judged:
    """September is sealed by the accountant and opened again by somebody; the keeper enters what was left out, and it is sealed
    a second time. What is entered after that (and `houqin verify` tells) was not entered while it was open."""
    begun(repo)
    repo.append(SEPTEMBER, SLIP)
    repo.commit("王强")
    repo.put("seals/2026-09.yaml", seal(1))
    repo.commit("赵会珍")
    repo.clock += 34 * 86_400
    repo.append("approvals/2026-10.yaml", reopening(by, "总务主任" if by == "陈志远" else "会计"))
    repo.commit(signer)
    if keeper:
        repo.append(SEPTEMBER, LATE)
        repo.commit(keeper)
    repo.put("seals/2026-09-2.yaml", seal(2, HEADS[0]))
    repo.commit("赵会珍")
    repo.append(SEPTEMBER, SLIP.replace("LY-1", "LY-9"))
    repo.commit("王强")
    return judged(repo)


def test_a_month_opened_again_by_its_director_and_put_right_by_the_keeper_is_proved(repo: Repo) -> None:
    found = opened_again(repo)
    assert found.verdicts["KZ-1"] == PROVED
    assert set(found.codes) == {"late"}
    duty = next(one for one in found.whole.duties if one.decision.number == "KZ-1")
    assert (duty.key.type, duty.key.number) == ("seals", "2026-09")
    assert (duty.by, duty.decided, duty.entered) == ("陈志远", ("陈志远",), ("王强",))


def test_and_where_nothing_was_changed_meanwhile(repo: Repo) -> None:
    found = opened_again(repo, keeper="")
    assert (found.verdicts["KZ-1"], set(found.codes)) == (PROVED, {"late"})


def test_whoever_opens_a_month_again_and_changes_it_alone(repo: Repo) -> None:
    found = opened_again(repo, keeper="陈志远")
    assert found.verdicts["KZ-1"][0] == "violated"
    assert [code for code in found.codes if code not in ("late", "writer")] == ["reopened_alone"]
    finding = next(one for one in found.whole.findings if one.code == "audit.reopened_alone")
    said = {
        lang: (sentence(finding.code, lang, **finding.args), hint(finding.code, lang, **finding.args))
        for lang in ("zh", "en")
    }
    assert said["zh"][0] == "陈志远 一个人重开了 2026-09（重开 KZ-1），里面改动的 1 条单据也都是他一个人改的"
    assert "houqin close 2026-09 --sign" in said["zh"][1]
    assert said["en"][0].startswith("陈志远 opened 2026-09 again (reopening KZ-1), and alone changed")


def test_and_in_one_commit_with_it(repo: Repo) -> None:
    begun(repo)
    repo.put("seals/2026-09.yaml", seal(1))
    repo.append(SEPTEMBER, SLIP)
    repo.commit("赵会珍")
    repo.append("approvals/2026-10.yaml", reopening())
    repo.put(SEPTEMBER, SLIP.replace("1斤", "2斤"))
    repo.commit("陈志远")
    assert "reopened_alone" in judged(repo).codes
    repo.append(SEPTEMBER, LATE)
    repo.commit("王强")  # a second person's hand is in it
    assert "reopened_alone" not in judged(repo).codes
    repo.append("approvals/2026-10.yaml", "- {冲销: CX-1, 日期: 2026-10-06, 原单: KZ-1, 原因: 不算}\n")
    repo.commit("陈志远")  # no reversal takes it from sight
    assert judged(repo).verdicts["KZ-1"] == PROVED


def test_a_month_opened_again_in_anothers_name_or_in_a_post_not_held(repo: Repo) -> None:
    found = opened_again(repo, signer="赵会珍")
    assert (found.verdicts["KZ-1"][0], "other_hand" in found.codes) == ("violated", True)
    repo.put("approvals/2026-10.yaml", reopening("李秀英", "校长"))
    repo.commit("李秀英")
    assert {"not_in_role", "changed_decision"} <= set(judged(repo).codes)


def test_a_month_opened_again_by_nobodys_key_or_not_committed_yet_is_not_provable(repo: Repo) -> None:
    found = opened_again(repo, signer="", keeper="")
    assert found.verdicts["KZ-1"] == ("not_provable", ("unsigned",))
    repo.append("approvals/2026-10.yaml", reopening().replace("KZ-1", "KZ-2").replace(*HEADS))
    found = judged(repo)
    assert found.verdicts["KZ-2"] == ("not_provable", ("not_committed",))
    repo.append("houqin.yaml", "规则:\n  - {规则: 录入岗位, 对象: 审批, 值: 不限, 依据: 校办3号, 起: 2026-09-01}\n")
    repo.put("approvals/2026-10.yaml", reopening())
    repo.commit("赵会珍")  # one types for all: whose key it is says nothing
    assert judged(repo).verdicts["KZ-1"][0] == "not_provable"


# ------------------------------------------------------------ other findings


def test_a_folder_has_its_writers(repo: Repo) -> None:
    begun(repo)
    issue = "- 领用: LY-1\n  日期: 2026-09-01\n  明细:\n    - 大米 1斤\n"
    repo.append("store/总务库/2026-09.yaml", issue)
    repo.commit("王强")
    assert judged(repo).codes == []
    repo.append("store/东库/2026-09.yaml", issue.replace("LY-1", "LY-2"))
    repo.commit("王强")  # the keeper of another store
    repo.append("store/总务库/2026-09.yaml", issue.replace("LY-1", "LY-3"))
    repo.commit("赵会珍")
    repo.append("store/总务库/2026-09.yaml", issue.replace("LY-1", "LY-4"))
    repo.commit()  # whose that is, nobody can say
    assert judged(repo).codes == ["writer", "writer"]


def test_whoever_puts_the_book_into_git_writes_into_all_folders_once(repo: Repo) -> None:
    repo.append("store/总务库/2026-08.yaml", "- 领用: LY-0\n  日期: 2026-08-31\n  明细:\n    - 大米 1斤\n")
    begun(repo)
    repo.append(BUYS, REQUEST)
    repo.commit("张建国")
    assert judged(repo).codes == []
    repo.append("store/总务库/2026-08.yaml", "- 领用: LY-9\n  日期: 2026-08-31\n  明细:\n    - 大米 1斤\n")
    repo.commit("陈志远")
    assert judged(repo).codes == ["writer"]


def test_what_is_taken_away_or_changed_after_it_was_signed_or_booked(repo: Repo) -> None:
    begun(repo)
    slip = "- 验收: YS-{}\n  日期: 2026-09-01\n  供应商: 粮油店\n  明细:\n    - 大米 5斤\n"
    signed = slip.format(2) + "  签字: {验收员: 李秀英}\n"
    store = "store/总务库/2026-09.yaml"
    repo.put(store, slip.format(1) + signed + slip.format(3))
    repo.put(
        "accounts/学校/2026-09.yaml",
        "- 凭证: 记-1\n  日期: 2026-09-01\n  摘要: 入库\n  单据: [YS-1]\n"
        '  分录:\n    - {科目: "1302", 借: 1.00}\n    - {科目: "2302", 贷: 1.00}\n',
    )
    repo.commit()
    repo.put(store, slip.format(1).replace("5斤", "6斤") + signed + slip.format(3).replace("5斤", "6斤"))
    repo.commit()
    assert judged(repo).codes == ["changed_posted"]
    repo.put(
        store,
        slip.format(1).replace("5斤", "6斤") + signed.replace("李秀英", "王强") + "  备注: 补签\n" + slip.format(3),
    )
    repo.commit()
    assert judged(repo).codes == ["changed_posted"]  # who signed and a note may be filled in
    repo.put(store, slip.format(1).replace("5斤", "6斤") + signed.replace("5斤", "7斤"))
    repo.commit()
    assert judged(repo).codes == ["changed_posted", "changed_signed", "deleted"]


def test_slips_of_before_the_book_are_not_late_while_it_is_set_up(repo: Repo) -> None:
    repo.append(BUYS, REQUEST.replace("2026-09-01", "2026-03-01"))
    begun(repo)
    repo.append(BUYS, REQUEST.replace("SQ-1", "SQ-2").replace("2026-09-01", "2026-04-01"))
    repo.commit("张建国")
    assert judged(repo).codes == []
    repo.clock += 60 * 86_400
    repo.append(BUYS, REQUEST.replace("SQ-1", "SQ-3").replace("2026-09-01", "2026-05-01"))
    repo.append(BUYS, REQUEST.replace("SQ-1", "SQ-4").replace("2026-09-01", "2026-12-01"))
    repo.commit("张建国")
    assert judged(repo).codes == ["early", "late"]


# ------------------------------------------------------------ signatures


def test_our_own_check_of_signatures_agrees_with_gits(repo: Repo, keys: Keys, tmp_path: Path) -> None:
    begun(repo)
    for kind in ("rsa", "ecdsa"):
        make = ["ssh-keygen", "-q", "-t", kind, "-N", "", "-C", "", "-f", str(tmp_path / kind)]
        subprocess.run(make, check=True)
    listed = tmp_path / "signers"
    more = "".join(f"{kind} " + (tmp_path / f"{kind}.pub").read_text(encoding="utf-8") for kind in ("rsa", "ecdsa"))
    listed.write_text(keys.signers.read_text(encoding="utf-8") + more, encoding="utf-8")
    for name in ("张建国", "周海涛", "生人", ""):
        repo.commit(name)
    for kind in ("rsa", "ecdsa"):
        sign = ("-c", "gpg.format=ssh", "-c", f"user.signingkey={tmp_path / kind}.pub")
        repo.git(*sign, "commit", "-q", "--allow-empty", "-S", "-m", kind, **repo.stamp())
    good = repo.git("cat-file", "commit", "HEAD")
    altered = good.replace("ecdsa", "other")
    (tmp_path / "altered").write_text(altered, encoding="utf-8")
    forged = repo.git("hash-object", "-t", "commit", "-w", str(tmp_path / "altered")).strip()
    repo.git("reset", "-q", "--hard", forged)
    format_ = ("-c", f"gpg.ssh.allowedSignersFile={listed}", "log", "--format=%H %G? %GS")
    theirs = {(w := line.split(" "))[0]: (w[1], w[2]) for line in repo.git(*format_).splitlines()}
    with open_past(repo.book) as past:
        whose = People(past, keys_of(repo.book, str(listed))[0])
        ours = {c.id: whose.signer(c) for c in past.commits.values()}
    letters = {"proved": "G", "unsigned": "N", "unknown": "U", "bad": "B"}
    assert {i: (letters[s.status], s.principal) for i, s in ours.items()} == theirs
    assert {letter for letter, _ in theirs.values()} == {"G", "N", "U", "B"}


@pytest.mark.parametrize("change", ["namespace", "cut", "twice", "moved"])
def test_a_signature_made_for_something_else_or_moved_is_none(
    repo: Repo, keys: Keys, tmp_path: Path, change: str
) -> None:
    begun(repo)
    repo.append(BUYS, REQUEST)
    repo.commit("张建国")
    raw = repo.git("cat-file", "commit", "HEAD")
    head, _, message = raw.partition("\n\n")
    lines = head.split("\n")
    at = next(n for n, line in enumerate(lines) if line.startswith("gpgsig"))
    plain, signature = "\n".join(lines[:at]), lines[at:]
    if change == "namespace":
        (tmp_path / "text").write_text(f"{plain}\n\n{message}", encoding="utf-8")
        subprocess.run(
            ["ssh-keygen", "-q", "-Y", "sign", "-n", "file", "-f", str(keys.folder / "周海涛"), str(tmp_path / "text")],
            check=True,
            capture_output=True,
        )
        made = (tmp_path / "text.sig").read_text(encoding="utf-8").strip().split("\n")
        signature = [f"gpgsig {made[0]}", *(f" {line}" for line in made[1:])]
    elif change == "cut":
        signature = signature[:2] + signature[-1:]
    elif change == "twice":
        signature = signature * 2
    else:
        message += "再加一句\n"
    (tmp_path / "forged").write_text("\n".join([plain, *signature]) + f"\n\n{message}", encoding="utf-8")
    forged = repo.git("hash-object", "-t", "commit", "-w", "--literally", str(tmp_path / "forged")).strip()
    repo.git("reset", "-q", "--hard", forged)
    past_path(repo.book).unlink(missing_ok=True)
    assert judged(repo).codes == ["bad_signature"]
