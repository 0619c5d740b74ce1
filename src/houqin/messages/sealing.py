"""What is said of seals: while one is made, and of what no longer stands as it was sealed."""

from __future__ import annotations

from houqin.messages import Message


def _error(zh: str, en: str, hint_zh: str = "", hint_en: str = "") -> Message:
    return Message("error", zh, en, hint_zh, hint_en)


def _say(zh: str, en: str, hint_zh: str = "", hint_en: str = "") -> Message:
    return Message("info", zh, en, hint_zh, hint_en)


UNDO = (
    "改回封账时的样子。真要更正，在没有封的月份红冲重填；不得已才用 houqin reopen 重开这个月。",
    "Put it back as it was. What was wrong is reversed in an open month; only where that will not do, houqin reopen the month.",
)
LATE = (
    "迟到的：剪下来，贴到没有封的月份的文件（{open}.yaml），加上 入账日期: {open}-01 或以后的日子。别的：删掉；非记在 {month} 不可，才用 houqin reopen 重开。",
    "What came late: cut it out and put it into the open month's file ({open}.yaml), with booked: {open}-01 or later. Anything"
    " else: take it out; only what must stand in {month} is a reason to houqin reopen it.",
)
ROW = (
    "改回去；要变的另写一行，内容写全，起 {open}-01 或以后。",
    "Put it back; what is to change goes into another row, complete in itself, from {open}-01 on.",
)
SEALS = (
    "从 git、备份或别人的副本取回原来的封存文件；取不回，查谁动过它。",
    "Take the seal back from git, a backup or another's copy; where there is none, find out who touched it.",
)
ANOTHER = (
    f"{SEALS[0]}两个人都结了账、合并时留了别人那份的：退回合并以前，houqin reopen 自己那份，再合并。",
    f"{SEALS[1]} Where two people closed at once and the other's was kept: go back to before the merge, houqin reopen your own,"
    " and merge again.",
)
KEYS = (
    "这份签名不算。请本人用自己的密钥重签。",
    "The signature does not count. Whoever it names signs again with a key of their own.",
)

MESSAGES: dict[str, Message] = {
    # ------------------------------------------------------------ while one is made
    "seal.cannot_read": _error(
        "{path} 里有错误，读不出来",
        "{path} has errors and cannot be read",
        "先用 houqin check 看是哪一行，改好再来。",
        "houqin check tells the lines; mend them first.",
    ),
    "seal.no_bytes": _error(
        "{path} 打不开：{reason:reason}",
        "{path} cannot be opened: {reason:reason}",
        "看看文件还在不在、有没有权限读。",
        "See whether the file is there and may be read.",
    ),
    "seal.signer": _error(
        "「{found}」不能作签名文件的名字",
        '"{found}" cannot be in the name of a signature',
        "写签名者表里的名字，如 chen@school，不要有空格和斜线。",
        "Write the name as the list of signers has it, such as chen@school, without spaces and slashes.",
    ),
    "seal.not_signed": _error(
        "没有签成：{path}：{reason:reason}",
        "not signed: {path}: {reason:reason}",
        "要的是 SSH 私钥文件；没有就先用 ssh-keygen -t ed25519 造一把。",
        "It takes the file of a private SSH key; ssh-keygen -t ed25519 makes one.",
    ),
    # ------------------------------------------------------------ records and files
    "seal.record_changed": _error(
        "{type:name} {number} 封账后被改过", "{type:name} {number} was changed after its month was closed", *UNDO
    ),
    "seal.record_missing": _error(
        "{type:name} {number} 封账时有，现在没有了", "{type:name} {number} was there when the month was closed, and is gone",
        *UNDO,
    ),
    "seal.record_added": _error(
        "{type:name} {number} 是封账后添进来的", "{type:name} {number} was put in after the month was closed", *LATE
    ),
    "seal.record_in_new_file": _error(
        "{type:name} {number} 在封账后新添的文件里", "{type:name} {number} stands in a file that is new since the closing",
        *LATE,
    ),
    "seal.record_backdated": _error(
        "{type:name} {number} 记进了已经封账的 {month}",
        "{type:name} {number} is booked in {month}, which is closed",
        "迟到的单据，日期照写发生的那天，入账日期写 {open}-01 或以后。",
        "A late slip keeps the date it happened on; booked is {open}-01 or later.",
    ),
    "seal.record_moved": _error(
        "{type:name} {number} 封账时在 {before}", "{type:name} {number} stood in {before} when the month was closed", *UNDO
    ),
    "seal.file_missing": _error(
        "这个文件不见了，封账时有 {records} 条单据", "The file is gone; it had {records:n record} when the month was closed",
        "从 git 或备份取回来。", "Take it back from git or a backup.",
    ),
    "seal.file_unreadable": _error(
        "封账时读得通，现在有错误", "It could be read when the month was closed, and has errors now",
        "houqin check 说是哪一行。", "houqin check tells the line.",
    ),
    "seal.form": _say(
        "写法改过，{records} 条单据说的与封账时一样", "Written otherwise; its {records:n record says what it said/records say what they said} when it was closed"
    ),
    "seal.evidence_changed": _error(
        "{type:name} {number} 的附件 {attachment} 不是封账时的那个文件",
        "{attachment}, evidence of {type:name} {number}, is not the file that was sealed",
        "从 git、备份或原件取回来。", "Take it back from git, a backup or the paper.",
    ),
    "seal.evidence_missing": _error(
        "{type:name} {number} 的附件 {attachment} 不见了",
        "{attachment}, evidence of {type:name} {number}, is gone",
        "从 git、备份或原件取回来。", "Take it back from git, a backup or the paper.",
    ),
    # ------------------------------------------------------------ rows that hold from a day on
    "seal.row_changed": _error(
        "{kind:name}「{name}」的一行在封了的月份里有效，被改过",
        'A row of {kind:name} "{name}" that is in force in closed months was changed', *ROW,
    ),
    "seal.row_missing": _error(
        "{kind:name}「{name}」的一行在封了的月份里有效，不见了",
        'A row of {kind:name} "{name}" that is in force in closed months is gone', *ROW,
    ),
    "seal.row_ended": _error(
        "{kind:name}「{name}」的一行，止的日子改到了封了的月份里",
        'A row of {kind:name} "{name}" was made to end within the closed months', *ROW,
    ),
    "seal.row_backdated": _error(
        "{kind:name}「{name}」添了一行，从封了的月份起就有效",
        'A row was added to {kind:name} "{name}" that is in force in closed months', *ROW,
    ),
    "seal.balance": _error(
        "{section}「{what}」月末余额：封账时 {was}，现在算得 {now}",
        '{section} "{what}": {was} at the month\'s end when it was closed, {now} now',
    ),
    # ------------------------------------------------------------ the seals themselves
    "seal.altered": _error(
        "第 {sequence} 号封存被改过：写的与它的头对不上", "Seal {sequence} was altered: it does not come to its head", *SEALS
    ),
    "seal.unreadable": _error("这份封存读不出来", "This seal cannot be read", *SEALS),
    "seal.both_closed": _error(
        "两处都结了 {month}，合并不到一起", "{month} was closed in two places, and the merge does not know which holds",
        "退回合并以前（git merge --abort），houqin reopen {month} 把自己那份作废，提交；再合并，留对方那份：git checkout --theirs {path}。",
        "Go back to before the merge (git merge --abort), houqin reopen {month} to take your own back, commit; merge again and"
        " keep the other's: git checkout --theirs {path}.",
    ),
    "seal.own_form": _say("封存的写法改过，说的没变", "The seal is written otherwise and says the same"),
    "seal.number_twice": _error(
        "第 {sequence} 号封存有两份，另一份是 {other}", "There are two seals {sequence}; the other is {other}",
        "看 git 里谁封的：两处同时结的，后来的那个 houqin reopen {month}，再结一次。",
        "See in git who closed which: where two closed at once, the later one does houqin reopen {month} and closes it again.",
    ),
    "seal.gap": _error(
        "第 {sequence} 号封存不见了，第 {after} 号还在", "Seal {sequence} is gone; seal {after} is there", *SEALS
    ),
    "seal.broken_link": _error(
        "第 {sequence} 号封存换过：第 {following} 号（{other}）写的上封不是它",
        "Seal {sequence} was replaced: it is not the one that seal {following} ({other}) names", *SEALS,
    ),
    "seal.first_has_previous": _error(
        "第 1 号封存说它前面还有一份", "Seal 1 says that there is one before it", *SEALS
    ),
    "seal.wrong_supersedes": _error(
        "第 {sequence} 号封存写的取代，不是这个月原来的那份",
        "What seal {sequence} says it supersedes is not the month's former seal", *SEALS,
    ),
    "seal.no_reopening": _error(
        "第 {sequence} 号封存取代了原来的，却没有重开这个月的单据",
        "Seal {sequence} stands in another's place, and no record says that the month was opened again",
        "查 审批 里的重开单是不是被删了。", "See whether its reopening was taken out of approvals/.",
    ),
    "seal.replaced": _error(
        "第 {sequence} 号封存换过：{witness}记的头是 {head}",
        "Seal {sequence} was replaced: {witness} has the head {head}", *ANOTHER,
    ),
    "seal.rolled_back": _error(
        "封存退回了旧的：{witness}记到第 {sequence} 号，这里只到第 {last} 号",
        "The seals were set back: {witness} knows of seal {sequence}, here the last is {last}", *ANOTHER,
    ),
    "seal.gone": _error(
        "第 {sequence} 号封存不见了，{witness}记着它（末号 {last}）",
        "Seal {sequence} is gone; {witness} knows of it (the last is {last})", *SEALS,
    ),
    "seal.head_unknown": _error(
        "给的头 {found} 不是这里任何一份封存的（末号 {sequence}）",
        "The head given, {found}, is none of these seals' (the last is {sequence})",
        "先核对抄得对不对；抄得对，就是封存被换过，或退回了旧的。",
        "See first whether it is copied rightly; if so, seals were replaced or set back.",
    ),
    "seal.reopened": _say("{month} 重开过：{signer}，{why}", "{month} was opened again by {signer}: {why}"),
    # ------------------------------------------------------------ signatures
    "seal.signature_other_text": _error(
        "{signer} 的签名签的不是这份封存", "The signature of {signer} is not of this seal", *KEYS
    ),
    "seal.signature_namespace": _error(
        "{signer} 的签名是作别的用的（不是 houqin-seal）", "The signature of {signer} was made for something else (not houqin-seal)",
        *KEYS,
    ),
    "seal.signature_other_signer": _error(
        "名为 {signer} 的签名，用的是别人的密钥", "The signature named {signer} was made with somebody else's key", *KEYS
    ),
    "seal.signature_expired": _error(
        "{signer} 的密钥在封账那天不在有效期", "The key of {signer} was not valid on the day of the closing", *KEYS
    ),
    "seal.signature_unknown_key": _error(
        "{signer} 的签名用的密钥不在签名者表里", "The key of the signature of {signer} is not in the list of signers", *KEYS
    ),
    "seal.signature_same_person": _error(
        "{signer} 的签名与另一份用的是同一把密钥，只算一人",
        "The signature of {signer} was made with the same key as another: they count as one person", *KEYS,
    ),
    "seal.signature_damaged": _error("{signer} 的签名文件坏了", "The signature file of {signer} is damaged", *KEYS),
    "seal.unsigned": _say(
        "{from_month} 至 {to_month}，{count} 份封存没有人签名：有没有动过能核对，是谁封的不能证明。",
        "Seals that nobody signed: {count}, {from_month} to {to_month}. Whether anything was touched can be checked; who closed them is"
        " not provable.",
    ),
    "seal.no_signers": _say(
        "有签名，没有签名者表可以核对",
        "There are signatures, and no list of signers to check them by",
        "用 --signers 指定，或 git config gpg.ssh.allowedSignersFile 写上。",
        "Name it with --signers, or set gpg.ssh.allowedSignersFile in git's configuration.",
    ),
    # ------------------------------------------------------------ how verify is asked
    "verify.bad_head": _error(
        "「{found}」不是封存的头",
        '"{found}" is no head of a seal',
        "要月报上印的那 8 组、每组 4 位（0-9、a-f），或者念的那 32 个字。",
        "It takes the 8 groups of 4 (0-9, a-f) printed on the month's report, or the 32 words they are read as.",
    ),
    "verify.no_signers_file": _error(
        "没有签名者表 {found}", "There is no list of signers {found}",
        "写对它的位置，每行一个：名字 密钥。", "Name the file; it has a line for each: name, key.",
    ),
    "verify.not_closed": _error(
        "{month} 没有封账", "{month} is not closed",
        "封了的：{having:list}", "Closed: {having:list}",
    ),
    "verify.title": _say("封账核对", "Closed months"),
    "verify.none_closed": _say("还没有封账的月份。", "No month is closed yet."),
    "verify.intact": _say(
        "{months} 个月、{records} 条单据，与封账时一致。", "All is as it was closed. Months: {months}; records: {records}."
    ),
    "verify.alarms": _say(
        "{count} 处与封账时不一致：", "Not as it was closed, in {count:n place}:"
    ),
    "verify.seals": _say("封存", "The seals"),
    "verify.notes": _say("附注", "Notes"),
    "verify.outside": _say("与外面核对", "Held against the outside"),
    "verify.more": _say("另有 {count} 条", "{count} more"),
    "verify.was": _say("{field}：{was} → {now}", "{field}: {was} → {now}"),
    "verify.nothing": _say("无", "nothing"),
    "verify.not_known": _say("原来写的什么，git 里没有", "git does not have what it said"),
    "verify.head": _say("末封 {month}（第 {sequence} 号）的头：{groups}", "Head of the last seal, {month} (number {sequence}): {groups}"),
    "verify.spoken": _say("念作：{spoken}", "Read aloud: {spoken}"),
    "verify.vouched": _say("另有依据：{witnesses:list}", "Known from outside as well: {witnesses:list}"),
    "verify.alone": _say(
        "只有封存自己作证：全部重封或退回旧的看不出来。把头与月报上印的对一下（--head）。",
        "The seals vouch for themselves only: had all been made anew, or set back, it would not show. Give the head printed on"
        " the month's report (--head).",
    ),
    "verify.witness_memory": _say("这份副本的记忆", "this clone's memory"),
    "verify.witness_tag": _say("git 的标签", "git's tag"),
    "verify.witness_head": _say("给的头", "the head given"),
    "verify.state_sealed": _say("✓", "✓"),
    "verify.state_changed": _say("{count} 处不一致", "{count} changed"),
    "verify.state_reopened": _say("已重开", "opened again"),
    "verify.state_lost": _say("封存不见", "seal lost"),
    "verify.signed": _say("{signer} ✓", "{signer} ✓"),
    "verify.signed_not_checked": _say("{signer}（未核对）", "{signer} (not checked)"),
    "verify.signed_bad": _say("{signer} ✗", "{signer} ✗"),
}  # fmt: skip
