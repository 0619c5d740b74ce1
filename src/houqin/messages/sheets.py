"""The words of the printed sheets: headings, notes and closing sentences."""

from __future__ import annotations

from houqin.messages import Message


def _sheet(zh: str, en: str) -> Message:
    return Message("info", zh, en)


MESSAGES: dict[str, Message] = {
    "sheet.title": _sheet(
        "{school}　{month} 月末对账　账截至 {until:date}　制表 {today:date}",
        "{school}: reconciliation of {month}, books as of {until:date}, printed {today:date}",
    ),
    "sheet.carried": _sheet("上月带入 {count} 笔：", "Carried in from last month, {count}:"),
    "sheet.brought": _sheet(
        "{amount:money} {set} {account} {kind}：{about} {day:day}，{cleared}　{place}",
        "{amount:money} {set} {account} {kind}: {about} {day:day}, {cleared}  {place}",
    ),
    "sheet.cleared": _sheet("{day:day} 已到，两清", "arrived {day:day}, settled"),
    "sheet.still_open": _sheet("仍未达", "still outstanding"),
    "sheet.book_to_book": _sheet(
        "一、账账　差额 ＝ 总账 − 明细账", "1. Book to book: difference = ledger − subsidiary ledger"
    ),
    "sheet.set_series": _sheet(
        "【账套 {set}】{chart}，{first} 至 {last} 连号{halves}",
        "[Set {set}] {chart}, {first} to {last} without gaps{halves}",
    ),
    "sheet.set_gaps": _sheet(
        "【账套 {set}】{chart}，{first} 至 {last}，缺 {gaps:list}{halves}",
        "[Set {set}] {chart}, {first} to {last}, missing {gaps:list}{halves}",
    ),
    "sheet.set_vouchers": _sheet(
        "【账套 {set}】{chart}，凭证 {count} 张{halves}", "[Set {set}] {chart}, {count} vouchers{halves}"
    ),
    "sheet.set_empty": _sheet("【账套 {set}】{chart}，本月没有凭证", "[Set {set}] {chart}, no vouchers this month"),
    "sheet.set": _sheet("【账套 {set}】", "[Set {set}]"),
    "sheet.independent": _sheet("独立核算", "books of its own"),
    "sheet.halves": _sheet("；财务分录、预算分录各自平衡", "; the financial and the budget half each balance"),
    "sheet.credit_side": _sheet("（贷）", " (Cr)"),
    "sheet.note_mirror": _sheet(
        "{account} 与{set} {other} 互为对方科目", "{account} and {set}'s {other} mirror each other"
    ),
    "sheet.note_treasury": _sheet("{account} 为本月贷方发生额", "{account} shows the month's credits"),
    "sheet.note_funds": _sheet("{account} 应等于 {parts}", "{account} must equal {parts}"),
    "sheet.note_marks": _sheet(
        "✓ 相符；≡ 相符，但两边同源（凭证抄自出库、入库汇总），不证明无误；绝对额为未达以外各项差异的绝对值之和。",
        "✓ agrees; ≡ agrees, but both sides have one source (the voucher was copied from a keeper's summary), which proves little; gross is the sum of absolute differences outside timing.",
    ),
    "sheet.note_open": _sheet(
        "本月未完：{accounts:list} 全月一次加权平均，月末计价，现在的金额还会变。",
        "The month is not over: {accounts:list} is valued by the whole month's average, so its figures will still change.",
    ),
    "sheet.book_to_real": _sheet(
        "二、账实　差额 ＝ 实盘或外部 − 明细账，短少为负",
        "2. Book to real: difference = counted or outside − subsidiary ledger, a shortage is negative",
    ),
    "sheet.no_outside": _sheet("无外部依据：{accounts:list}。", "Nothing outside to compare: {accounts:list}."),
    "sheet.outside_supplier": _sheet("供应商对账单 {count}/{of} 家", "statements of {count}/{of} suppliers"),
    "sheet.outside_no_supplier": _sheet("未对账（0/{of} 家）", "no statements (0/{of})"),
    "sheet.outside_not_counted": _sheet("未盘（上次 {day}）", "not counted (last {day})"),
    "sheet.outside_never_counted": _sheet("未盘", "not counted"),
    "sheet.outside_cash_not_counted": _sheet("现金未盘", "cash not counted"),
    "sheet.outside_no_statement": _sheet("没有对账单", "no statement"),
    "sheet.outside_bank": _sheet("银行对账单 {account}", "bank statement {account}"),
    "sheet.outside_full": _sheet("全盘 {day}", "full count {day}"),
    "sheet.outside_part": _sheet("部分盘点 {day}", "part counted {day}"),
    "sheet.outside_cash_count": _sheet("现金盘点 {day}", "cash count {day}"),
    "sheet.outside_treasury": _sheet("国库支付明细", "treasury's list of payments"),
    "sheet.bank": _sheet("三、银行存款余额调节表", "3. Bank reconciliation statement"),
    "sheet.journal": _sheet("日记账", "Journal"),
    "sheet.statement": _sheet("对账单", "Statement"),
    "sheet.agree": _sheet("相符", "agree"),
    "sheet.do_not_agree": _sheet("不符，差 {amount:money}", "do not agree: {amount:money} apart"),
    "sheet.findings": _sheet("四、要处理的（按金额）", "4. To settle (by amount)"),
    "sheet.records": _sheet("记录", "Records"),
    "sheet.why": _sheet("依据", "Because"),
    "sheet.next_step": _sheet("下一步", "Next"),
    "sheet.settled_by": _sheet("办理：{who}。", " By: {who}."),
    "sheet.timing": _sheet(
        "五、未达与在途（会自行消除，不算要处理的）", "5. Timing (clears itself, nothing to settle)"
    ),
    "sheet.late": _sheet(
        "迟到单（不算差错）：{number} {what}，{day:day} {type:name}、{booked:day} 入账，迟 {age} 天　{place}",
        "Late slip (no error): {number} {what}, {type:name} of {day:day}, booked {booked:day}, {age} days late  {place}",
    ),
    "sheet.late_year": _sheet(
        "迟到单，属以前年度（3501）：{number} {what}，{day:date} {type:name}、{booked:date} 入账，迟 {age} 天　{place}",
        "Late slip of an earlier year (3501): {number} {what}, {type:name} of {day:date}, booked {booked:date}, {age} days late  {place}",
    ),
    "page.sheet": _sheet("一页", "Page"),
    "page.cut": _sheet("…（全文 {count} 字，见 --format json）", "… ({count} characters; all of it: --format json)"),
    "page.of": _sheet("{table} {part}", "{table} {part}"),
    "table.reconcile.lines": _sheet("对账", "Lines"),
    "table.reconcile.findings": _sheet("要处理的", "To settle"),
    "table.reconcile.timing": _sheet("未达", "Timing"),
    "table.summary.money": _sheet("货币资金", "Money"),
    "table.summary.stock": _sheet("库存", "Stock"),
    "table.summary.purchases": _sheet("采购", "Purchases"),
    "table.summary.meals": _sheet("食材成本", "Food cost"),
    "table.summary.assets": _sheet("资产", "Assets"),
    "table.summary.waiting": _sheet("等谁办", "Waiting"),
    "table.list.records": _sheet("单据", "Records"),
    "table.show.ties": _sheet("前后单据", "Ties"),
    "table.show.effects": _sheet("影响", "Effects"),
    "sheet.summary": _sheet("{school}　{month} 一页", "{school}: {month} on one page"),
    "sheet.status_agrees": _sheet("账账、账实相符，可以结账。", "All agrees; the month can be closed."),
    "sheet.status_timing": _sheet("只有未达，可以结账。", "Only timing is left; the month can be closed."),
    "sheet.status_open": _sheet(
        "还有要处理的，不能结账；见 houqin reconcile。",
        "There are things to settle; it cannot be closed. See houqin reconcile.",
    ),
    "sheet.status_unexplained": _sheet(
        "还有原因未明的差额，不能结账；见 houqin reconcile。",
        "There are unexplained differences; it cannot be closed. See houqin reconcile.",
    ),
    "sheet.summary_money": _sheet("货币资金", "Money"),
    "sheet.summary_stock": _sheet("库存", "Stock"),
    "sheet.summary_purchases": _sheet("采购（验收）", "Purchases (accepted)"),
    "sheet.summary_meals": _sheet("食材成本", "Food cost"),
    "sheet.summary_assets": _sheet("资产", "Assets"),
    "sheet.summary_waiting": _sheet("等谁办", "Waiting for whom"),
    "sheet.summary_repairs": _sheet("维修", "Repairs"),
    "sheet.meal_formulas": _sheet(
        "账面 ＝ 出库 ＋ 直入直出；实际 ＝ 期初 ＋ 入库 ＋ 直入直出 − 实盘（没有盘点则不算）；每餐 ＝ 成本 ÷ 就餐人次。",
        "Booked = issued + direct; true = opening + received + direct − counted (none without a count); each = cost ÷ meals eaten.",
    ),
    "sheet.assets_came": _sheet("新增卡片", "Cards added"),
    "sheet.assets_gone": _sheet("处置", "Disposals"),
    "sheet.assets_net": _sheet("月末净值", "Net at month end"),
    "sheet.repairs": _sheet(
        "本月报修 {reported} 件，已完工 {finished} 件，未完 {open} 件。",
        "{reported} reported this month, {finished} of them finished; {open} open.",
    ),
    "sheet.days": _sheet("天", "days"),
    "sheet.list_none": _sheet("没有。", "None."),
    "sheet.list_total": _sheet("共 {count} 张，金额 {total:money}。", "{count} records, {total:money}."),
    "sheet.list_count": _sheet("共 {count} 张。", "{count} records."),
    "sheet.and_more": _sheet(" 等 {count} 种", " and others, {count} in all"),
    "sheet.before": _sheet("依据（往前）", "Rests on"),
    "sheet.after_it": _sheet("后续（往后）", "What came of it"),
    "sheet.effects": _sheet("影响（借方、收入为正）", "Effects (debit and money in positive)"),
    "sheet.after": _sheet("办完后：{accounts:list}。", "Once done: {accounts:list}."),
    "sheet.after_three": _sheet("{account} 三方均为 {amount:money}", "all three sides of {account} are {amount:money}"),
    "sheet.after_two": _sheet("{account} 两方均为 {amount:money}", "both sides of {account} are {amount:money}"),
    "sheet.surplus": _sheet(
        "{set}盈余：账面 {booked:money}，改正后 {corrected:money}（虚增 {overstated:money} ＝ {parts}）。",
        "Surplus of the {set}: {booked:money} in the books, {corrected:money} corrected (overstated by {overstated:money} = {parts}).",
    ),
    "sheet.can_close": _sheet(
        "结论：账账、账实相符，本月可以结账。退出码 {exit}。", "All agrees; the month can be closed. Exit code {exit}."
    ),
    "sheet.can_close_timing": _sheet(
        "结论：本月可以结账，只有未达 {count} 笔。退出码 {exit}。",
        "The month can be closed; only {count} timing items are left. Exit code {exit}.",
    ),
    "sheet.cannot_close": _sheet(
        "结论：本月不能结账：{parts}{also}。退出码 {exit}。",
        "The month cannot be closed: {parts}{also}. Exit code {exit}.",
    ),
    "sheet.end_unexplained": _sheet(
        "未明 {amount:money}（{count} 项{suspects}）", "unexplained {amount:money} ({count}{suspects})"
    ),
    "sheet.with_suspects": _sheet("，有疑点", ", with a suspect"),
    "sheet.end_to_book": _sheet("待记 {count} 项", "{count} to book"),
    "sheet.end_to_correct": _sheet("待改 {count} 项", "{count} to correct"),
    "sheet.end_timing": _sheet("；另有未达 {count} 笔", "; {count} timing items besides"),
}
