"""What a draft says of itself in the book, and what is said beside it."""

from __future__ import annotations

from houqin.messages import Message


def _say(zh: str, en: str) -> Message:
    return Message("info", zh, en)


MESSAGES: dict[str, Message] = {
    # ------------------------------------------------------------ written into the book
    "draft.note": _say("对账 {id} 的更正草稿", "draft for finding {id}"),
    "draft.accrue": _say("暂估 {numbers:list}", "accrued: {numbers:list}"),
    "draft.book": _say("补记{type:name} {numbers:list}", "{type:name} {numbers:list}"),
    "draft.depreciation": _say("计提折旧 {numbers:list}", "depreciation {numbers:list}"),
    "draft.meals": _say("冲回未吃的 {uneaten:number} 餐（{voucher}）", "{uneaten:number} meals not eaten taken back ({voucher})"),
    "draft.supplement": _say("补正 {vouchers:list}", "supplement to {vouchers:list}"),
    "draft.budget": _say("补记 {voucher} 的预算分录", "budget half of {voucher}"),
    "draft.summary": _say("补记领用：{slip} 单位更正", "issues: {slip} corrected in its unit"),
    "draft.reason_sum": _say("金额应为 {right:money}，记了 {entered:money}", "should be {right:money}, says {entered:money}"),
    "draft.reason_unit": _say("{was}应为{meant}", "{was} should be {meant}"),
    "draft.reason_sent_back": _say("退回重开", "sent back for a new one"),
    "draft.reason_no_paper": _say("没有单据", "nothing stands behind it"),
    "draft.reason_twice": _say("重复入账", "entered twice"),
    "draft.reason_wrong": _say("记错，红冲", "entered wrongly"),
    "draft.entered_from_bank": _say("据银行对账单补记", "entered from the bank's statement"),
    # ------------------------------------------------------------ beside the draft
    "fix.into": _say("附在 {path} 的末尾", "to the end of {path}"),
    "fix.first": _say("先：{next}", "First: {next}"),
    "fix.anew": _say(
        "草稿是红字更正：冲销原凭证，另填一张；或者照下一步补一张凭证，只用其中一种。",
        "The draft takes the voucher back and writes another; or supplement it as the next step says. Do one of the two.",
    ),
    "fix.suspect": _say(
        "这是疑点，还没有人认定：查实了再写，先用 houqin accept {id}。",
        "This is a suspect that nobody has accepted: write it once it is proved; houqin accept {id} first.",
    ),
    "fix.several_files": _say(
        "草稿分在 {count} 个文件里，先写哪个都行；只要一个：houqin fix {id} --file {path} >> {path}",
        "The drafts belong into {count:n file}, in any order; for one alone: houqin fix {id} --file {path} >> {path}",
    ),
    "fix.then": _say(
        "写上以后，这一条变成「{kind:name}」，对账后再 houqin fix 它。",
        'Once they are written the finding becomes "{kind:name}": reconcile, and houqin fix that one.',
    ),
    "fix.unsigned": _say(
        "草稿没有签字：各人自己签，写在 签字 里，或附上以后补签。",
        "The draft is not signed: each signs in his own name, under signed or by a later signature.",
    ),
    "fix.gone": _say("写上以后，这一条就消了。", "Once they are written, the finding is gone."),
    "fix.no_draft": _say(
        "{id} 没有能替你写的单据。下一步：{next}", "No record can be drafted for {id}. Next: {next}"
    ),
    "fix.fill_in": _say("填上空白处（实盘数、谁签的），去掉行首的 # 再用", "fill in what is left blank (what was counted, who signs), and take the # off"),
    "fix.no_file": _say("草稿里没有文件「{found}」，有：{choices:list}", 'No draft is for the file "{found}"; there are: {choices:list}'),
    "fix.refused": _say(
        "这份草稿写进账簿会有上面的错误，照下一步自己写：{next}",
        "Written into the book this draft would have the errors above; write it yourself: {next}",
    ),
}  # fmt: skip
