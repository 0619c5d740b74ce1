"""The month's vouchers as drafts: their summaries in the book, and what is said beside them."""

from __future__ import annotations

from houqin.messages import Message


def _say(zh: str, en: str) -> Message:
    return Message("info", zh, en)


MESSAGES: dict[str, Message] = {
    # ------------------------------------------------------------ 摘要, written into the book
    "drafted.acceptance": _say("{party} {things:list}入库", "{party}: {things:list} received"),
    "drafted.invoice": _say("{party}发票 {numbers:list}", "{party}: invoice {numbers:list}"),
    "drafted.return_to_supplier": _say("退{party} {things:list}", "{things:list} returned to {party}"),
    "drafted.job": _say("维修 {numbers:list}（{party}）", "repairs {numbers:list} ({party})"),
    "drafted.acquisition": _say("资产取得 {things:list}", "asset acquired: {things:list}"),
    "drafted.disposal": _say("资产处置 {things:list}", "disposed of: {things:list}"),
    "drafted.payment": _say("付{party} {purpose}", "paid {party} {purpose}"),
    "drafted.receipt": _say("收{party} {purpose}", "received from {party} {purpose}"),
    "drafted.collection": _say("收费 {numbers:list}（{party}）", "collected {numbers:list} ({party})"),
    "drafted.advance": _say("{party}借款 {purpose}", "advance to {party} {purpose}"),
    "drafted.clearing": _say("报销 {numbers:list}", "cleared {numbers:list}"),
    "drafted.remittance": _say("上缴{party}", "remitted to {party}"),
    "drafted.accruals": _say("{party}货到票未到，暂估入库", "{party}: goods without invoice, accrued"),
    "drafted.taken_back": _say("红字冲回上月暂估", "last month's accrual taken back"),
    "drafted.counts": _say("{type:name} {numbers:list}", "{type:name} {numbers:list}"),
    "drafted.issues": _say("{month}月出库汇总", "issues of month {month}"),
    "drafted.meals": _say("确认{month}月伙食收入", "meal income of month {month}"),
    "drafted.depreciate": _say("计提{month}月折旧", "depreciation of month {month}"),
    "drafted.more": _say("等", "more"),
    "drafted.closing": _say("结转本期盈余", "income and expense carried to the surplus"),
    "drafted.closing_year": _say("年末结转累计盈余", "the year's surplus carried forward"),
    # ------------------------------------------------------------ beside the drafts
    "drafting.none": _say("{month} 没有要起草的凭证：单据都入账了。", "Nothing to draft for {month}: every document is booked."),
    "drafting.count": _say(
        "{month} 起草 {count} 张凭证，没有签字：各人自己签；另有 {blanks} 张要先填空。",
        "Drafted for {month}: {count}, unsigned, each signs in his own name; to be filled in first: {blanks}.",
    ),
    "drafting.append": _say(
        "附上：houqin draft vouchers {month} --append，或把上面的各段放到各自文件的末尾。",
        "To append them: houqin draft vouchers {month} --append, or put each part at the end of its file.",
    ),
    "drafting.fill_in": _say(
        "填上 ____（科目、金额、编号），去掉行首的 # 再用", "fill in ____ (account, sum, number), and take the # off"
    ),
    "drafting.unknown": _say(
        "{set}：「{summary}」的科目没有先例，留了空：填好再附上，不会替你猜。",
        'In {set}, nothing says the account of "{summary}": it is left blank for you, not guessed.',
    ),
    "drafting.whose_use": _say(
        "{set}：「{summary}」的科目没有先例，留了空：填好再附上，不会替你猜。哪个部门领用的记哪个科目，可以写进规则“费用科目”。",
        'In {set}, nothing says the account of "{summary}": it is left blank for you, not guessed. Whose use goes on which'
        " account may be a rule: expense_account.",
    ),
    "drafting.unsplit": _say(
        "{set}：「{summary}」要分到 {accounts:list}，各多少单据上看不出，留了空：填好再附上。",
        'In {set}, "{summary}" is shared between {accounts:list}, and no document says how: it is left blank for you.',
    ),
    "drafting.again": _say(
        "{set}：上月有「{summary}」（{number}），没有单据，本月还没有：金额留了空，本月没有就不用。",
        'In {set}, last month had "{summary}" ({number}) without a document and this month has none yet: its sum is left blank;'
        " leave it out if there is none.",
    ),
    "drafting.unclassed": _say(
        "{set}：「{summary}」的经济分类没有先例，没有写。", 'In {set}, nothing says the economic class of "{summary}": it has none.'
    ),
    "drafting.found": _say(
        "{set}：「{summary}」按前几个月的凭证推出，{groups:list} 记 {account}，其余记另一科目：请核对。",
        'In {set}, earlier vouchers put {groups:list} on {account} and the rest on the other account in "{summary}": please check.',
    ),
    "drafting.differs": _say(
        "{set}：已有凭证与单据不符，不重复起草：{numbers:list}。用 houqin reconcile 看，用 houqin fix 更正。",
        "In {set}, vouchers differ from these documents, which are not drafted again: {numbers:list}. See houqin reconcile,"
        " and houqin fix.",
    ),
    "drafting.petty": _say(
        "{set}：零星采购还没有报销，等报销单：{numbers:list}。", "In {set}, petty purchases wait for their clearing: {numbers:list}."
    ),
    "drafting.no_invoice": _say(
        "{set}：货到票未到，按账套的做法等发票：{numbers:list}。", "In {set}, goods wait for their invoice: {numbers:list}."
    ),
    "drafting.not_over": _say(
        "{month} 还没有过完：暂估、出库汇总、餐费、折旧、结转月末再起草（--today 可以指定日期）。",
        "{month} is not over: accruals, issues, meals, depreciation and closing are drafted at its end (see --today).",
    ),
    "drafting.county": _say("{set}：凭证由县里记，不起草。", "In {set} the county keeps the vouchers: none is drafted."),
    "drafting.close_later": _say(
        "{set}：还有凭证要填空，结转等它们附上以后再起草；不用填的，--only 结转。",
        "In {set}, some vouchers are still to be filled in: draft the closing once they are appended, or with --only closing.",
    ),
    "drafting.no_way_to_close": _say(
        "{set}：看不出是每月还是年末结转（没有先例），没有起草结转。",
        "In {set}, no precedent says whether it closes by month or by year: no closing is drafted.",
    ),
    "drafting.no_surplus_account": _say(
        "{set}：科目表里没有 3301 本期盈余，没有起草结转。", "In {set} the chart has no 3301: no closing is drafted."
    ),
}  # fmt: skip
