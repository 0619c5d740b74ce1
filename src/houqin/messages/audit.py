"""What `houqin audit` says: what is wrong with who did what, and what nobody can prove."""

from __future__ import annotations

from houqin.messages import Message


def _say(zh: str, en: str) -> Message:
    return Message("info", zh, en)


def _found(zh: str, en: str, hint_zh: str, hint_en: str) -> Message:
    return Message("warning", zh, en, hint_zh, hint_en)


MESSAGES: dict[str, Message] = {
    # ------------------------------------------------------------ findings
    "audit.same_hand": _found(
        "{decision_type:name} {decision} 和它所定的{type:name} {number} 都有 {person} 的签名：录的和批的是同一个人",
        "{decision_type:name} {decision} and the {type:name} {number} it decides on are both signed by {person}: one hand wrote both",
        "由另一个有权的人重新审批，用他自己的钥匙提交；一个人替大家录入的，在规则里写 录入岗位 不限",
        "Another person entitled to it decides anew and commits with his own key; where one types for all, the rule folder_writers says 不限",
    ),
    "audit.other_hand": _found(
        "{decision_type:name} {decision}（{type:name} {number}）写的是 {person}，签名提交的却是 {signer}",
        "{decision_type:name} {decision} (on {type:name} {number}) is in the name of {person}, but signed by {signer}",
        "请 {person} 用自己的钥匙补一条；一个人替大家录入的，在规则里写 录入岗位 不限",
        "{person} adds one with his own key; where one types for all, the rule folder_writers says 不限",
    ),
    "audit.reopened_alone": _found(
        "{person} 一个人重开了 {month}（{decision_type:name} {decision}），里面改动的 {count} 条单据也都是他一个人改的",
        "{person} opened {month} again ({decision_type:name} {decision}), and alone changed what was changed in it: {count:n record}",
        "由另一个有权的人核对这些改动，在重新封账的封存上签名：houqin close {month} --sign", "Somebody else entitled to it looks through the changes and signs the month's new seal: houqin close {month} --sign",
    ),
    "audit.not_in_role": _found(
        "{decision_type:name} {decision}：{person} 在 {date:date} 不是{role:name}",
        "{decision_type:name} {decision}: {person} was no {role:name} on {date:date}",
        "职务写错了就冲销重写；人员登记漏了，补上从哪天起任职", "Reverse and rewrite it if the post is wrong; if the register lacks it, add the day from which it was held",
    ),
    "audit.role_later": _found(
        "{decision_type:name} {decision} 提交的时候，登记里 {person} 还不是{role:name}，是后来补写的",
        "When {decision_type:name} {decision} was committed the register did not have {person} as {role:name}: that was written in later",
        "附上任命的文件，由另一个人确认", "Add the paper of the appointment; somebody else confirms it",
    ),
    "audit.before_record": _found(
        "{decision_type:name} {decision} 提交在前，它所定的{type:name} {number} 提交在后：批的时候还没有这张单",
        "{decision_type:name} {decision} was committed before the {type:name} {number} it decides on: the record was not there yet",
        "由批的人看过单据再补批一次", "Whoever decided looks at the record and decides again",
    ),
    "audit.changed_after": _found(
        "{type:name} {number} 在{decision_type:name} {decision} 之后又改了：{changes}（{who}）",
        "{type:name} {number} was changed after {decision_type:name} {decision}: {changes} ({who})",
        "改回原样，或者冲销重填后重新审批", "Put it back, or reverse it, write it anew and have it decided again",
    ),
    "audit.changed_posted": _found(
        "{type:name} {number} 已经入账（凭证 {voucher}），又改了：{changes}（{who}）",
        "{type:name} {number} was changed after voucher {voucher} had booked it: {changes} ({who})",
        "改回原样，用冲销更正；houqin log {number} 看每一次改动", "Put it back and correct by a reversal; houqin log {number} shows each change",
    ),
    "audit.changed_decision": _found(
        "{type:name} {number} 提交以后又改了：{changes}（{who}）", "{type:name} {number} was changed after it had been committed: {changes} ({who})",
        "改回原样；要改主意，冲销它再写一条", "Put it back; who has changed his mind reverses it and writes another",
    ),
    "audit.changed_signed": _found(
        "{type:name} {number} 已经签字，又改了：{changes}（{who}）",
        "{type:name} {number} was changed after it had been signed: {changes} ({who})",
        "改回原样，用冲销更正；houqin log {number} 看每一次改动", "Put it back and correct by a reversal; houqin log {number} shows each change",
    ),
    "audit.deleted": _found(
        "{type:name} {number} 被删掉了（{who}）", "{type:name} {number} was taken away ({who})",
        "从历史里取回来（houqin log {number}），要作废就冲销", "Take it back out of the history (houqin log {number}); what is not to count is reversed",
    ),
    "audit.dropped": _found(
        "一次合并把{type:name} {number} 的改动丢下了，没有冲突（{who}）",
        "A merge left out what had been changed of {type:name} {number}, though nothing conflicted ({who})",
        "和改的人核对，重新录入", "Ask whoever changed it, and enter it again",
    ),
    "audit.late": _found(
        "一次提交录入了 {count} 条迟到的记录，最迟的{type:name} {number}（{date:date}）晚了 {days} 天（{who}）",
        "A commit entered {count:n record} late, the latest {type:name} {number} ({date:date}) by {days:n day} ({who})",
        "写明为什么晚；依据：{basis}", "Say why it is late. It rests on: {basis}",
    ),
    "audit.early": _found(
        "一次提交录入了 {count} 条日期还没到的记录，最早的{type:name} {number}（{date:date}）早了 {days} 天（{who}）",
        "A commit entered {count:n record} before their day, {type:name} {number} ({date:date}) by {days:n day} ({who})",
        "核对日期；依据：{basis}", "Check the dates. It rests on: {basis}",
    ),
    "audit.clock_back": _found(
        "这次提交的时间比它前面那次早了 {days} 天：电脑的钟不对，或者倒填了日期（{who}）",
        "This commit is dated {days:n day} before the one it stands on: a wrong clock, or a false date ({who})",
        "先后以提交的次序为准，不以日期为准；校准那台电脑的钟", "The order of commits counts, not their dates; set that computer's clock",
    ),
    "audit.writer": _found(
        "{person} 写了「{folder:name}」{owner}里的 {count} 条记录（{type:name} {number} 等），那里该由{roles:names}写",
        "{person} wrote {count:n record} into {folder} {owner} ({type:name} {number} and so on), which is for: {roles:names}",
        "换岗了就改人员登记；替人录入的，由本人核对补签。依据：{basis}", "If the post has changed, the register of people says so; what was entered for somebody else he checks and signs. It rests on: {basis}",
    ),
    "audit.author": _found(
        "提交写的作者是 {author}，签名的是 {person}", "The commit names {author} as its author; {person} signed it",
        "算 {person} 的；合并别人的工作用 git merge --no-ff，不要 rebase、squash，本人的签名才留得下", "It counts as {person}'s. Merge others' work with git merge --no-ff and neither rebase nor squash it: so their own signatures stay",
    ),
    "audit.bad_signature": _found(
        "签名与提交的内容不符（自称 {author}）：提交被改过，或者签名是搬来的", "The signature is not that of the commit (it says {author}): the commit was altered, or the signature was moved here",
        "从另一份克隆核对这次提交", "Compare this commit with another clone's",
    ),
    "audit.own_count": _found(
        "{type:name} {number}（{place}）是 {person} 录的，他是那里的{role:name}：自己盘自己",
        "{type:name} {number} ({place}) was entered by {person}, its {role:name}: nobody counts what he keeps",
        "由另一个人重新盘点、录入", "Somebody else counts again and enters it",
    ),
    "audit.seal_changed": _found(
        "{number} 的封存文件在封存以后又改了（{who}）", "The seal of {number} was changed after it had been made ({who})",
        "houqin verify 看封存还对不对", "houqin verify says whether the seal still holds",
    ),
    # ------------------------------------------------------------ the sheet
    "audit.title": _say("审计", "Audit"),
    "audit.title_period": _say("审计 {period}", "Audit {period}"),
    "audit.commits": _say(
        "动过账簿的提交 {commits} 次：签名可证 {proved}，未签名 {unsigned}，钥匙不认得 {unknown}，签名不符或查不了 {other}。",
        "{commits:n commit} touched the book: {proved} signed by known keys, {unsigned} unsigned, {unknown} by unknown keys, {other} with signatures that are false or not checked here.",
    ),
    "audit.findings": _say("要处理的 {count} 条", "To be settled: {count}"),
    "audit.none": _say("没有发现要处理的。", "Nothing to be settled was found."),
    "audit.duties": _say("须有第二个人的", "What asks for a second person"),
    "audit.no_duties": _say("没有须经第二个人的记录。", "No record asks for a second person."),
    "audit.why": _say("不可证明的，因为：{reasons:list}", "Not provable, because: {reasons:list}"),
    "audit.reason": _say("{reason} {count} 条", "{reason} {count}"),
    "audit.not_wrong": _say(
        "不可证明不等于有错：没有签名的历史，git 证明不了是谁。", "Not provable is no fault: of a history without signatures git cannot prove who it was."
    ),
    "audit.next": _say("下一步：{hint}", "Next: {hint}"),
    "audit.where": _say("{when}　提交 {commit}", "{when}  commit {commit}"),
    "audit.unread": _say("有 {count} 个版本的文件读不通，里面的改动看不到。", "{count:n version of a file/versions of files} could not be read: what they changed is not seen."),
    "audit.because_unsigned": _say("没有签名", "unsigned"),
    "audit.because_unknown": _say("钥匙不在名单上", "key not on the list"),
    "audit.because_bad": _say("签名不符", "false signature"),
    "audit.because_other": _say("签名的种类查不了", "a kind of signature not checked here"),
    "audit.because_no_person": _say("不知道钥匙是登记里的谁", "not known whose of the register the key is"),
    "audit.because_one_for_all": _say("一个人替大家录入", "one types for all"),
    "audit.because_order": _say("提交的先后颠倒", "committed in the wrong order"),
    "audit.because_not_committed": _say("还没有提交", "not committed yet"),
    "audit.because_no_record": _say("查不到它所定的单据", "the record it decides on is not found"),
    "table.audit.duties": _say("第二个人", "Second persons"),
    "table.audit.findings": _say("要处理的", "Findings"),
}  # fmt: skip
