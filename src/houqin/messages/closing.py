"""What closing a month says: the checklist, the seal that is written, and what a closed month refuses."""

from __future__ import annotations

from houqin.messages import Message


def _say(zh: str, en: str, hint_zh: str = "", hint_en: str = "") -> Message:
    return Message("info", zh, en, hint_zh, hint_en)


MESSAGES: dict[str, Message] = {
    # ------------------------------------------------------------ the checklist
    "close.title": _say("{school}　{month} 结账检查单　制表 {today:date}", "{school}: checklist for closing {month}, as of {today:date}"),
    "close.whole": _say("全账簿", "whole book"),
    "close.done": _say("✓", "✓"),
    "close.none": _say("无此项", "none"),
    "close.open": _say("✗ {count} 项", "✗ {count}"),
    "close.carried": _say("{count} 项", "{count}"),
    "close.hard_items": _say("必须先办的（{count} 项）", "To be done first ({count})"),
    "close.soft_items": _say("可以写明原因带过的（{count} 项）", "May be carried over with a reason ({count})"),
    "close.who": _say("办理：{who}。", "Who: {who}."),
    "close.age": _say("已 {days} 天。", "{days:n day} old."),
    "close.not_asked": _say(
        "未办完的申请、订单、报修、隐患不影响结账。", "Open requests, orders, repairs and hazards do not stand in the way."
    ),
    "close.ready": _say("可以结账：houqin close {month}", "Ready to be closed: houqin close {month}"),
    "close.ready_with_reason": _say(
        "写明原因就可以结账：houqin close {month} --reason 原因",
        "Ready to be closed with a reason: houqin close {month} --reason WHY",
    ),
    "close.not_ready": _say(
        "本月还不能结账：还有 {count} 项必须先办。退出码 1。", "The month cannot be closed yet: {count} to be done first. Exit code 1."
    ),
    # ------------------------------------------------------------ what a closed month refuses
    "closed.month": Message(
        "error",
        "{sealed} 已经结账（第 {sequence} 封，头 {head}…），{month} 不能再记",
        "{sealed} is closed (seal {sequence}, head {head}…): nothing can be booked in {month} any more",
        "迟到的单记进没有结账的月份：日期照写，入账日期写 {open}-01 或以后；确要改已结的月份：houqin reopen {month} --reason 原因 --by 姓名",
        "Book a late slip in an open month: its own date, and booked from {open}-01 on; to change what is closed: houqin reopen {month} --reason WHY --by NAME",
    ),
    # ------------------------------------------------------------ a closed month
    "closed.sealed": _say("{month} 已结账：第 {sequence} 封，{day}", "{month} is closed: seal {sequence}, {day}"),
    "closed.head": _say("封账头 {head}", "head of the seal: {head}"),
    "closed.spoken": _say("读作 {spoken}", "read aloud (in Chinese): {spoken}"),
    "closed.file": _say("封账文件 {path}", "the seal: {path}"),
    "closed.keep": _say(
        "把封账头抄在月报上签字盖章，再告诉审计人：以后有人改过，拿它一对就知道（houqin verify）。",
        "Print the head on the month's signed report and tell it to an auditor: with it any later change shows (houqin verify).",
    ),
    "closed.tagged": _say(
        "git 标签 {tag}。提交封账文件，连标签一起推送：git add {folder} && git commit -m '{month} 结账' && git push --follow-tags",
        "git tag {tag}. Commit the seal and push it with its tag: git add {folder} && git commit -m 'Close {month}' && git push --follow-tags",
    ),
    "closed.not_tagged": _say("没有打 git 标签：{why}", "no git tag: {why}"),
    "closed.no_git": _say("没有装 git。", "git is not installed."),
    "closed.no_repository": _say("账簿不在 git 里。", "the book is not kept in git."),
    "closed.no_commit": _say("git 里还没有提交；提交以后再来一次就补上：houqin close {month}", "nothing is committed yet; after that houqin close {month} again sets it"),
    "closed.uncommitted": _say(
        "账簿有没有提交的改动；提交以后再来一次就补上：houqin close {month}",
        "the book has changes that are not committed; once they are, houqin close {month} again sets the tag",
    ),
    "closed.refused": _say(
        "git 没有答应（没有设 user.name、user.email，或者已有这个标签）；改好以后再来一次就补上：houqin close {month}",
        "git refused (user.name and user.email are not set, or there is such a tag); mend that, and houqin close {month} again sets it",
    ),
    "closed.signed": _say("签名 {path}", "signature: {path}"),
    "closed.not_signed": Message(
        "error",
        "没有签：{month} 与封账时不一致，{count} 处",
        "not signed: {month} is not as it was closed, in {count:n place}",
        "houqin verify {month} 逐条说改了什么、怎么办；改回以后再签。",
        "houqin verify {month} tells what was changed and what to do; sign after that.",
    ),
    "closed.signed_already": _say("{signer} 已经签过：{path}", "{signer} has signed already: {path}"),
    "closed.no_key": Message(
        "error",
        "没有签名用的钥匙",
        "there is no key to sign with",
        "写 --key 钥匙文件，或者 git config user.signingkey 钥匙文件",
        "say --key FILE, or set it: git config user.signingkey FILE",
    ),
    "close.ask_reason": _say("{count} 项要带过，写明原因（直接回车放弃）", "{count} to carry over; why? (return to give up)"),
    "close.reason_wanted": _say(
        "没有结账：有 {count} 项要带过，写明原因：--reason 原因", "Not closed: {count} to be carried over, say why: --reason WHY"
    ),
    "close.ask": _say("结账封存 {month}？[y/N]", "Close and seal {month}? [y/N]"),
    "close.not_done": _say("没有结账。", "Not closed."),
    "close.not_confirmed": _say("没有结账。结账请加 --yes。", "Not closed. Add --yes to close it."),
    "close.changed": Message(
        "error",
        "刚才又有人写了账，{month} 现在有 {count} 项必须先办",
        "somebody wrote to the book meanwhile: {month} has {count} to be done first now",
        "houqin close {month} --show 看是哪些。",
        "houqin close {month} --show tells which.",
    ),
    "close.meanwhile": Message(
        "error",
        "刚才别人结了 {month}，没有再结",
        "somebody else closed {month} meanwhile; nothing was done",
        "houqin close {month} --show 看封账；要补签名：houqin close {month} --sign。",
        "houqin close {month} --show tells of the seal; to sign it: houqin close {month} --sign.",
    ),
    "close.already": _say("{month} 已经结账了，没有再结。", "{month} is closed already; nothing was done."),
    # ------------------------------------------------------------ opened again
    "reopen.not_closed": Message(
        "error",
        "{month} 没有结账，不用重开",
        "{month} is not closed: nothing to open again",
        "已结账的：{closed:list}",
        "Closed: {closed:list}",
    ),
    "reopen.already": _say("{month} 早已重开，没有再写。", "{month} is open again already; nothing was written."),
    "reopen.with_later": _say(
        "{month} 以后已结的月份一起重开：{later:list}。改完从 {month} 起逐月再结。",
        "The closed months after {month} are opened with it: {later:list}. Close them again one by one, from {month} on.",
    ),
    "reopen.alone": _say("改完再结账：houqin close {month}", "When it is put right: houqin close {month}"),
    # ------------------------------------------------------------ what is in the way
    "close.not_ended": _say("{month} 到 {day:date} 才完", "{month} ends on {day:date} only", "到那天再结账。", "Close it on that day or later."),
    "close.contradiction": _say(
        "{number} 与账簿别处矛盾", "{number} contradicts the rest of the book", "houqin check 说明是什么。", "houqin check says what it is."
    ),
    "close.month_open": _say(
        "{month} 还没有结账", "{month} is not closed", "先 houqin close {month}。", "First houqin close {month}."
    ),
    "close.month_empty": _say(
        "{month} 还没有结账（这个月没有单据，也要结，月份才连得上）",
        "{month} is not closed (it has no records, but the chain of months must not break)",
        "先 houqin close {month}。",
        "First houqin close {month}.",
    ),
    "close.not_as_closed": _say(
        "与封账时不一致：{what}", "not as it was closed: {what}",
        "houqin verify 逐条说改了什么、怎么办；都办好了再结账。", "houqin verify tells what was changed and what to do; close after that.",
    ),
    "close.more_not_as_closed": _say(
        "另有 {count} 处与封账时不一致", "{count:n more is not as it was/more are not as they were} closed",
        "houqin verify 逐条说改了什么、怎么办；都办好了再结账。", "houqin verify tells what was changed and what to do; close after that.",
    ),
    "close.unbalanced_financial": _say(
        "财务会计借贷不平，相差 {amount:money}", "The financial half is out of balance by {amount:money}",
        "查期初余额和导入的科目余额表。", "Look at the opening balances and at an imported trial balance.",
    ),
    "close.unbalanced_budget": _say(
        "预算会计借贷不平，相差 {amount:money}", "The budget half is out of balance by {amount:money}",
        "查期初的预算余额和导入的科目余额表。", "Look at the opening's budget balances and at an imported trial balance.",
    ),
    "close.gap": _say(
        "凭证断号：缺 {numbers:list}", "Voucher numbers are missing: {numbers:list}",
        "补上缺的凭证；号跳错了的，红冲重开。", "Enter what is missing; reverse and renumber what skipped a number.",
    ),
    "close.no_statement_bank": _say(
        "{account} {name} 没有本月的银行对账单", "{account} {name}: no bank statement of this month",
        "取对账单，导入：houqin import 文件 --as 对账单。", "Get the statement and import it: houqin import FILE --as statement.",
    ),
    "close.no_statement_treasury": _say(
        "{account} {name} 没有本月的国库支付明细", "{account} {name}: no treasury list of this month",
        "取支付明细，导入：houqin import 文件 --as 对账单。", "Get the list and import it: houqin import FILE --as statement.",
    ),
    "close.not_tied": _say(
        "{account} {name} 与对账单相差 {amount:money}，不是未达",
        "{account} {name} differs from its statement by {amount:money} that is not under way",
        "houqin reconcile {account} 逐笔看。", "houqin reconcile {account} shows it item by item.",
    ),
    "close.not_counted_stock": _say(
        "{place} 没有盘点（{every}，{first:date} 到 {until:date}；上次全盘 {last_zh}）",
        "{place} was not counted ({every}, {first:date} to {until:date}; last in full {last_en})",
        "由保管员以外的人盘点，写盘点单。依据：{basis}。",
        "Somebody other than the keeper counts it and enters the count. Basis: {basis}.",
    ),
    "close.counted_in_part": _say(
        "{place} 盘点不全：{missing:list} 等 {count} 种没有盘（{every}，{first:date} 到 {until:date}）",
        "{place} was counted in part: {count:n item is/items are} missing, such as {missing:list} ({every}, {first:date} to {until:date})",
        "把没有盘的盘完。依据：{basis}。",
        "Count what is left. Basis: {basis}.",
    ),
    "close.not_counted_cash": _say(
        "库存现金没有盘点（{every}，{first:date} 到 {until:date}；上次 {last_zh}）",
        "The safe was not counted ({every}, {first:date} to {until:date}; last {last_en})",
        "由出纳以外的人监盘，写现金盘点单。依据：{basis}。",
        "Count it with somebody other than the cashier, and enter the cash count. Basis: {basis}.",
    ),
    "close.not_counted_assets": _say(
        "固定资产没有盘点（{every}，{first:date} 到 {until:date}；上次 {last_zh}）",
        "The fixed assets were not counted ({every}, {first:date} to {until:date}; last {last_en})",
        "清查，写盘点单（种类 资产）。依据：{basis}。",
        "Count them and enter the count (kind: assets). Basis: {basis}.",
    ),
    "close.not_counted_in_use": _say(
        "在用低值易耗品没有盘点（{every}，{first:date} 到 {until:date}；上次 {last_zh}）",
        "The goods in use were not counted ({every}, {first:date} to {until:date}; last {last_en})",
        "清点，写盘点单（种类 在用）。依据：{basis}。",
        "Count them and enter the count (kind: in_use). Basis: {basis}.",
    ),
    "close.every_day": _say("每日", "every day"),
    "close.every_week": _say("每周", "every week"),
    "close.every_month": _say("每月", "every month"),
    "close.every_quarter": _say("每季", "every quarter"),
    "close.every_half_year": _say("每半年", "every half year"),
    "close.every_term": _say("每学期", "every term"),
    "close.every_year": _say("每年", "every year"),
    "close.pending_loss": _say(
        "{account} 挂账的损失 {number} {amount:money} 还没有批复转销",
        "{account}: the loss of {number}, {amount:money}, waits to be settled",
        "报批，写转销。", "Have it decided, and enter the settlement.",
    ),
    "close.pending_gain": _say(
        "{account} 挂账的盘盈 {number} {amount:money} 还没有批复转销",
        "{account}: the surplus of {number}, {amount:money}, waits to be settled",
        "报批，写转销。", "Have it decided, and enter the settlement.",
    ),
}  # fmt: skip
