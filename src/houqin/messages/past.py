"""What `houqin log`, `houqin diff` and the index of git's history say."""

from __future__ import annotations

from houqin.messages import Message


def _say(zh: str, en: str) -> Message:
    return Message("info", zh, en)


def _error(zh: str, en: str, hint_zh: str, hint_en: str) -> Message:
    return Message("error", zh, en, hint_zh, hint_en)


MESSAGES: dict[str, Message] = {
    # ------------------------------------------------------------ why git cannot tell
    "past.no_git": _error(
        "这台电脑上没有 git，查不了历史", "There is no git on this computer: the history cannot be asked",
        "先装 git（https://git-scm.com）", "Install git (https://git-scm.com)",
    ),
    "past.no_repository": _error(
        "账簿不在 git 库里（或者这个库不归当前用户），没有历史可查",
        "The book lies in no git repository (or in none of this user's): there is no history to ask",
        "在账簿文件夹里 git init，再 git add、git commit，从此有历史",
        "git init in the book's folder, then git add and git commit: from then on there is a history",
    ),
    "past.no_commit": _error(
        "git 库里还没有提交", "The repository has no commit yet", "先 git add 和 git commit", "git add and git commit first"
    ),
    "past.shallow": _error(
        "这个克隆只取了最近的提交（浅克隆），以前的单据全都会算在最早那次提交的人头上，所以不查",
        "This clone was given only the latest commits (a shallow clone): all older records would be laid at the door of its first commit, so nothing is said",
        "先 git fetch --unshallow，把历史取全", "git fetch --unshallow first, for the whole history",
    ),
    "past.damaged": _error(
        "git 库有损坏：有的提交或文件读不出，或者与自己的编号不符",
        "The repository is damaged: a commit or file cannot be read, or is not what its id says",
        "运行 git fsck --full 看是哪些；从另一份克隆取回", "git fsck --full says which; take them from another clone",
    ),
    "past.no_revision": _error(
        "没有「{found}」这个提交", 'There is no commit "{found}"',
        "写提交编号、标签或分支，如 HEAD~3..HEAD、2026-09封账..HEAD；git log --oneline 列出提交",
        "A commit's id, a tag or a branch, such as HEAD~3..HEAD; git log --oneline lists the commits",
    ),
    "past.no_path": _error(
        "账簿里从来没有「{found}」", 'The book has no "{found}"', "写账簿里的文件或文件夹，如 store/总务库", "A file or folder of the book, such as store/总务库"
    ),
    "past.driver_arguments": _error(
        "--driver 是给 git 用的，后面要有 git 给的七个参数", "--driver is for git, which gives it seven arguments",
        "git config diff.houqin.command \"houqin diff --driver\"，.gitattributes 里写 *.yaml diff=houqin",
        "git config diff.houqin.command \"houqin diff --driver\", and in .gitattributes *.yaml diff=houqin",
    ),
    "past.driver_file": _error(
        "git 给的文件 {path} 读不出：{reason:reason}", "The file {path} that git gave cannot be read: {reason:reason}",
        "再运行一次 git diff", "Run git diff again",
    ),
    "past.no_record": _error(
        "git 的历史里没有编号 {found} 的记录", "No record {found} stands in git's history",
        "编号照单据写；同号的前面加月份或账套，如 2026-10/记-3、学校/记-3",
        "Write the number as the record has it; before one that several have, its month or set: 2026-10/记-3, school/记-3",
    ),
    "past.no_record_near": _error(
        "git 的历史里没有编号 {found} 的记录", "No record {found} stands in git's history", "{near:near}编号照单据写", "{near:near}Write the number as the record has it"
    ),
    "past.several": _error(
        "编号 {found} 不止一条：{choices:list}", "Several records are numbered {found}: {choices:list}", "写全是哪一条", "Write which"
    ),
    "progress.history": _say("读 git 历史 {done} / {total}", "reading git's history {done} / {total}"),
    # ------------------------------------------------------------ who
    "past.proved": _say("{who}（签名）", "{who} (signed)"),
    "past.unsigned": _say("{who}（自称，没有签名）", "{who} (says the commit, unsigned)"),
    "past.unknown": _say("{who}（自称，钥匙不在名单上）", "{who} (says the commit; the key is not on the list)"),
    "past.bad": _say("{who}（自称，签名不符）", "{who} (says the commit; the signature is false)"),
    "past.other": _say("{who}（自称，这种签名查不了）", "{who} (says the commit; a signature of a kind not checked here)"),
    "past.not_committed": _say("还没有提交", "not committed yet"),
    # ------------------------------------------------------------ what became of a record
    "past.added": _say("录入", "entered"),
    "past.changed": _say("改动", "changed"),
    "past.removed": _say("删去", "taken away"),
    "past.merged": _say("合并带入", "came by a merge"),
    "past.dropped": _say("合并时丢下", "left out by a merge"),
    "past.overruled": _say("合并时取了另一边", "a merge took the other side's"),
    "past.field": _say("{field:name} {was} → {now}", "{field:name} {was} → {now}"),
    "past.quantity": _say("{line} {was} → {now}", "{line} {was} → {now}"),
    "past.line": _say("{line} {field:name} {was} → {now}", "{line} {field:name} {was} → {now}"),
    "past.line_added": _say("加一行 {now}", "a line more: {now}"),
    "past.line_removed": _say("少一行 {was}", "a line less: {was}"),
    "past.inside": _say("{list:name} {field:name} {was} → {now}", "{list:name} {field:name} {was} → {now}"),
    "past.nothing": _say("（无）", "(nothing)"),
    # ------------------------------------------------------------ log
    "log.title": _say("沿革 {type:name} {number}", "History of {type:name} {number}"),
    "log.named": _say("{type:name} {number} {what}", "{type:name} {number} {what}"),
    "log.event": _say("{when}　{what}　{who}　{commit}", "{when}  {what}  {who}  {commit}"),
    "log.gone": _say("现在账簿里没有这条记录。", "The book no longer has this record."),
    "log.no_keys": _say(
        "没有钥匙名单（--signers，或 git 的 gpg.ssh.allowedSignersFile），签名的人都算不认得。",
        "There is no list of keys (--signers, or git's gpg.ssh.allowedSignersFile): no signer is known.",
    ),
    "log.keys_inside": _say(
        "钥匙名单 {path} 就在这个库里，能写账簿的人都能改它，所以不算；请放到库外。",
        "The list of keys {path} lies in the repository itself, where whoever writes the book can change it: it does not count. Keep it outside.",
    ),
    "log.keys_unreadable": _say("钥匙名单 {path} 读不出。", "The list of keys {path} cannot be read."),
    # ------------------------------------------------------------ diff
    "diff.title": _say("变动 {old} → {new}", "Changes {old} → {new}"),
    "diff.work": _say("现在的文件", "the files as they are"),
    "diff.record": _say("{type:name} {number}", "{type:name} {number}"),
    "diff.line": _say("{what}: {parts}", "{what}: {parts}"),
    "diff.added": _say("＋ {what}: {content}", "+ {what}: {content}"),
    "diff.removed": _say("－ {what}: {content}", "- {what}: {content}"),
    "diff.form": _say("只是写法变了（注释、次序、缩进、中英文），内容没有变", "only the form has changed (comments, order, indentation, language), no fact"),
    "diff.unread": _say("读不通，没有比", "cannot be read and was not compared"),
    "diff.none": _say("没有变动。", "Nothing has changed."),
    "diff.count": _say("新增 {added} 条，改动 {changed} 条，删去 {removed} 条", "{added} entered, {changed} changed, {removed} taken away"),
    "table.diff.changes": _say("变动", "Changes"),
    "table.diff.files": _say("文件", "Files"),
    "table.log.events": _say("沿革", "History"),
}  # fmt: skip
