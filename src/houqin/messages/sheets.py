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
        "【账套 {set}】{chart}，凭证 {count} 张{halves}", "[Set {set}] {chart}, {count:n voucher}{halves}"
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
    "sheet.outside_rolled": _sheet("{evidence}（推算）", "{evidence}, rolled on"),
    "sheet.note_rolled": _sheet(
        "推算：本月没有盘点、没有对账单，按上次的加减以后的变动；上次的差额未了，仍列在这里。",
        "Rolled on: no count, no statement this month; the last one's, with what moved since. What it found is still open.",
    ),
    "sheet.since": _sheet("{month} 起 ", "since {month}: "),
    "sheet.outside_treasury": _sheet("国库支付明细", "treasury's list of payments"),
    "sheet.bank": _sheet("三、银行存款余额调节表", "3. Bank reconciliation statement"),
    "sheet.journal": _sheet("日记账", "Journal"),
    "sheet.statement": _sheet("对账单", "Statement"),
    "sheet.agree": _sheet("相符", "agree"),
    "sheet.do_not_agree": _sheet("不符，差 {amount:money}", "do not agree: {amount:money} apart"),
    "sheet.findings": _sheet("四、要处理的（按金额）", "4. To settle (by amount)"),
    "sheet.findings_carried": _sheet(
        "四、要处理的（上月带入的在前，各按金额）", "4. To settle (carried in first, each by amount)"
    ),
    "sheet.records_more": _sheet(" 等 {count} 张，见 --format json", " … {count} in all: --format json"),
    "sheet.id": _sheet("　编号 {id}", "  id {id}"),
    "sheet.no_findings": _sheet("四、要处理的：没有。", "4. To settle: nothing."),
    "sheet.records": _sheet("记录", "Records"),
    "sheet.why": _sheet("依据", "Because"),
    "sheet.accepted": _sheet(
        "{by}（{role:name}）{day:day} 认定（{number}）：{reason}。",
        "Accepted by {by} ({role:name}) on {day:day} ({number}): {reason}.",
    ),
    "sheet.next_step": _sheet("下一步", "Next"),
    "sheet.settled_by": _sheet("办理：{who}。", " By: {who}."),
    "sheet.timing": _sheet(
        "五、未达与在途（会自行消除，不算要处理的）", "5. Timing (clears itself, nothing to settle)"
    ),
    "sheet.late": _sheet(
        "迟到单（不算差错）：{number} {what:goods}{worth}，{day:day} {type:name}、{booked:day} 入账，迟 {age} 天　{place}",
        "Late slip (no error): {number} {what:goods}{worth}, {type:name} of {day:day}, booked {booked:day}, {age:n day} late  {place}",
    ),
    "sheet.late_year": _sheet(
        "迟到单，属以前年度（3501）：{number} {what:goods}{worth}，{day:date} {type:name}、{booked:date} 入账，迟 {age} 天　{place}",
        "Late slip of an earlier year (3501): {number} {what:goods}{worth}, {type:name} of {day:date}, booked {booked:date}, {age:n day} late  {place}",
    ),
    "page.sheet.reconcile": _sheet("对账表", "Reconciliation"),
    "page.sheet.bridge": _sheet("余额调节表", "Bridge"),
    "table.bridge.steps": _sheet("调节", "Steps"),
    "table.bridge.parts": _sheet("分项", "Parts"),
    "table.bridge.movements": _sheet("变动", "Movements"),
    "table.bridge.begun": _sheet("何时出现", "Begun"),
    "table.bridge.findings": _sheet("发现", "Findings"),
    "page.sheet.summary": _sheet("总览", "Summary"),
    "page.sheet.list": _sheet("清单", "List"),
    "page.sheet.show": _sheet("查看", "Record"),
    "page.cut": _sheet("…（全文 {count} 字，见 --format json）", "… ({count:n character}; all of it: --format json)"),
    "page.of": _sheet("{table} {part}", "{table} {part}"),
    "table.reconcile.lines": _sheet("对账", "Lines"),
    "table.reconcile.findings": _sheet("要处理的", "To settle"),
    "table.reconcile.timing": _sheet("未达", "Timing"),
    "table.summary.waiting": _sheet("等谁办", "Waiting"),
    "table.summary.money": _sheet("货币资金", "Money"),
    "table.summary.surplus": _sheet("收支", "Income and expense"),
    "table.summary.goods": _sheet("采购与库存", "Purchases and stock"),
    "table.summary.meals": _sheet("食材成本", "Food cost"),
    "table.summary.funds": _sheet("专项资金", "Earmarked money"),
    "table.summary.assets": _sheet("固定资产", "Assets"),
    "table.summary.repairs": _sheet("未完维修", "Open repairs"),
    "table.list.records": _sheet("单据", "Records"),
    "table.show.ties": _sheet("前后单据", "Ties"),
    "table.show.effects": _sheet("影响", "Effects"),
    "table.show.findings": _sheet("对账发现", "Findings"),
    "sheet.summary": _sheet(
        "{school}　{month} 一页　账截至 {until:date}　制表 {today:date}",
        "{school}: {month} on one page, books as of {until:date}, printed {today:date}",
    ),
    "sheet.summary_open": _sheet("本月未完，数字还会变。", "The month is not over: its figures will still change."),
    "sheet.status_agrees": _sheet("账账、账实相符，可以结账。", "All agrees; the month can be closed."),
    "sheet.status_timing": _sheet(
        "只有未达，可以结账。见 houqin reconcile {month}",
        "Only timing is left; the month can be closed. See houqin reconcile {month}",
    ),
    "sheet.status_open": _sheet(
        "还有要处理的，不能结账。见 houqin reconcile {month}",
        "There are things to settle; it cannot be closed. See houqin reconcile {month}",
    ),
    "sheet.status_unexplained": _sheet(
        "还有原因未明的差额，不能结账。见 houqin reconcile {month}",
        "There are unexplained differences; it cannot be closed. See houqin reconcile {month}",
    ),
    "sheet.summary_waiting": _sheet("等谁办：{roles:list}", "Waiting for: {roles:list}"),
    "sheet.waiting_one": _sheet("{role} {count} 项 {amount:money}", "{role} {count} ({amount:money})"),
    "sheet.summary_money": _sheet(
        "货币资金（按总账）　houqin list 凭证 -p {month}", "Money (by the ledger): houqin list voucher -p {month}"
    ),
    "sheet.summary_surplus": _sheet(
        "收支（按凭证）　houqin list 凭证 -p {month}",
        "Income and expense (by the vouchers): houqin list voucher -p {month}",
    ),
    "sheet.summary_goods": _sheet(
        "采购与库存（按单据）　houqin list 验收 -p {month}{item}",
        "Purchases, stock (by the slips): houqin list acceptance -p {month}{item}",
    ),
    "sheet.summary_meals": _sheet(
        "食材成本，每人每餐　houqin list 就餐 -p {month}",
        "Cost of food, per head and meal: houqin list meal_count -p {month}",
    ),
    "sheet.summary_funds": _sheet(
        "专项资金（单据写明的经费来源）　houqin list 付款 -p {month}",
        "Earmarked money (as the records name it): houqin list payment -p {month}",
    ),
    "sheet.summary_assets": _sheet(
        "固定资产：{parts:list}　houqin list 资产取得 -p {month}",
        "Assets: {parts:list}. See houqin list acquisition -p {month}",
    ),
    "sheet.asset_gained": _sheet("新增 {count} 张卡 {amount:money}", "cards added {count} ({amount:money})"),
    "sheet.asset_gone": _sheet("减少 {count} 笔 {amount:money}", "removed {count} ({amount:money})"),
    "sheet.asset_net_value": _sheet(
        "月末 {count} 张卡净值 {amount:money}", "at month end {count:n card}, net {amount:money}"
    ),
    "sheet.summary_repairs": _sheet(
        "维修：本月报修 {reported} 件，完工 {finished} 件，月末未完 {open} 件　houqin list 报修 -p {month}",
        "Repairs: {reported} reported this month, {finished} finished, {open} open at its end. See houqin list report -p {month}",
    ),
    "sheet.repair": _sheet("{id} {place} {what}，已 {days} 天", "{id} {place} {what}: open for days: {days}"),
    "sheet.repairs_more": _sheet("……还有 {count} 件，见 --format json", "… {count} more: --format json"),
    "sheet.formulas_surplus": _sheet(
        "账面 ＝ 收入 − 支出；按采购 ＝ 账面 − 库存增加 − 待处理增加；按实耗 ＝ 账面 − 待处理增加 − 本月新盘亏 ＋ 新盘盈 − 汇总少转 ＋ 多转的存货。",
        "Booked = income − expense; by purchases = booked − rise of stock − rise of 1902; by use = booked − rise of 1902 − newly short + newly over − stock that summaries left in + took too much of.",
    ),
    "sheet.summary_shares": _sheet(
        "伙食盈余率　houqin list 就餐 -p {month}",
        "Share of the meals' income left over: houqin list meal_count -p {month}",
    ),
    "sheet.formulas_shares": _sheet(
        "盈余率 ＝ 按实耗盈余（没有盘点的按账面） ÷ 本月收入；累计盈余 ＝ 未结转的收入 − 支出，累计盈余率 ＝ 累计盈余 ÷ 本月收入；人次应收 ＝ 各收费标准 × 就餐人次；收入折人次 ＝ 收入 ÷ 标准。",
        "Share = surplus by use (uncounted: booked) ÷ income; carried = income − expense not closed yet; due = rates × heads; heads paid = income ÷ rate.",
    ),
    "sheet.share_over": _sheet(
        "本月盈余率 {share:number}%，超过规定的 {limit:number}%。",
        "The month's share, {share:number} %, is over the {limit:number} % allowed.",
    ),
    "sheet.formulas_meals": _sheet(
        "账面 ＝ 领用 ＋ 直入直出；实际 ＝ 期初 ＋ 入库 ＋ 直入直出 − 期末（盘点了的按实盘，都没盘则不算）；每餐 ＝ 成本 ÷ 人次。",
        "Booked = issued + direct; true = opening + received + direct − closing (as counted; none without a count); each = cost ÷ heads.",
    ),
    "sheet.list_none": _sheet("没有。", "None."),
    "sheet.list_total": _sheet("共 {count} 张，金额 {total:money}。", "Records: {count}, in all {total:money}."),
    "sheet.list_count": _sheet("共 {count} 张。", "Records: {count}."),
    "sheet.list_reversed": _sheet("另有已冲销的 {count} 张。", " Besides, {count} reversed."),
    "sheet.list_more": _sheet("其中任何一张：houqin show 号码", "Any of them: houqin show NUMBER"),
    "sheet.reversed": _sheet("（已冲销）", "(reversed) "),
    "sheet.and_more": _sheet(" 等 {count} 种", " ({count:n item})"),
    "sheet.before": _sheet("依据（往前）", "Rests on"),
    "sheet.after_it": _sheet("后续（往后），其下为各自的影响", "What came of it, and below each what that did"),
    "sheet.effects": _sheet(
        "影响 {months:list}（借方、收入为正）", "Effects, {months:list} (debit and money in positive)"
    ),
    "sheet.card_worth": _sheet(
        "{month} 月末：原值 {cost:money}，累计折旧 {accumulated:money}，净值 {net:money}",
        "At the end of {month}: cost {cost:money}, depreciation {accumulated:money}, net {net:money}",
    ),
    "sheet.show_findings": _sheet("对账发现", "What the reconciliation says of it"),
    "sheet.show_more": _sheet(
        "其中任何一张：houqin show 编号（如上所写）", "Any of them: houqin show NUMBER, written as above"
    ),
    "sheet.show_cut": _sheet("……还有 {count} 行，见 {place}", "… {count:n more line}: {place}"),
    "sheet.show_cut_effects": _sheet("……还有 {count} 项，见 --format json", "… {count} more: --format json"),
    "sheet.show_more_branches": _sheet("……还有 {count} 张，见 --format json", "… {count} more: --format json"),
    "sheet.show_more_figures": _sheet("等，还有 {count} 项", "and {count} more"),
    "sheet.bridge_title": _sheet(
        "{school}　{what}　{month} 余额调节表　制表 {today:date}",
        "{school}: bridge of {what}, {month}, printed {today:date}",
    ),
    "sheet.bridge_no_voucher": _sheet(
        "本表只供核对，不是凭证：不凭它记账，各项凭各自的单据办理。",
        "For checking only, no voucher: nothing is booked by it; each line is settled by its own papers.",
    ),
    "sheet.bridge_book_to_book": _sheet("总账到明细账", "From the ledger to the subsidiary ledger"),
    "sheet.bridge_book_to_real": _sheet("明细账到实际", "From the subsidiary ledger to what is outside"),
    "sheet.bridge_nothing_outside": _sheet(
        "本月没有盘点或外部单据，到不了实际。",
        "Nothing was counted and no statement came: there is nothing outside to go on to.",
    ),
    "sheet.bridge_ledger_balance": _sheet("总账余额{kind}", "Balance of the ledger{kind}"),
    "sheet.bridge_subsidiary_balance": _sheet("明细账余额{kind}", "Balance of the subsidiary ledger{kind}"),
    "sheet.bridge_outside_balance": _sheet("实际：{kind}", "Outside: {kind}"),
    "sheet.bridge_plus": _sheet("　加：{bucket}　{kind} {count} 项", "  plus {kind}, {bucket}: {count}"),
    "sheet.bridge_minus": _sheet("　减：{bucket}　{kind} {count} 项", "  less {kind}, {bucket}: {count}"),
    "sheet.bridge_adjusted": _sheet("调节后", "Adjusted"),
    "sheet.bridge_explained": _sheet("未解释差额：没有，两边相符", "Unexplained: nothing, both agree"),
    "sheet.bridge_unexplained": _sheet("未解释差额", "Unexplained"),
    "sheet.bridge_suspected": _sheet("未解释差额（有疑点，未证实）", "Unexplained (a suspect, not proved)"),
    "sheet.bridge_more": _sheet("　　其余 {count} 项，见 --format json", "    {count} more: --format json"),
    "sheet.bridge_parts": _sheet("分项", "Parts"),
    "sheet.bridge_other_parts": _sheet(
        "另有 {count} 项没有账实差异或未对，见 --format json。",
        "{count} more without a difference or not compared: --format json.",
    ),
    "sheet.bridge_movements": _sheet("本月变动", "Movements of the month"),
    "sheet.bridge_movements_cut": _sheet(
        "前面还有 {count} 笔，见 --format json。", "{count:n earlier one}: --format json."
    ),
    "sheet.bridge_begun": _sheet("差额何时出现", "When it began"),
    "sheet.bridge_begun_on": _sheet(
        "{amount:money} 自 {day:date} {number} 起　{place}", "{amount:money} since {day:date}: {number}  {place}"
    ),
    "sheet.bridge_begun_between": _sheet(
        "{amount:money} 在 {after:date} 与 {day:date} 之间：后一次 {number} 才见　{place}",
        "{amount:money} between {after:date} and {day:date}: first seen by {number}  {place}",
    ),
    "sheet.bridge_begun_seen": _sheet(
        "{amount:money} 不晚于 {day:date}：{number} 首次见到，此前没有盘点或对账　{place}",
        "{amount:money} by {day:date} at the latest: {number} saw it first, nothing before did  {place}",
    ),
    "sheet.bridge_begun_suspected": _sheet(
        "{amount:money} 疑自 {day:date} {number} 起　{place}",
        "{amount:money} perhaps since {day:date}: {number}  {place}",
    ),
    "sheet.bridge_begun_walked": _sheet(
        "{amount:money} 自 {day:date} 起两边不再相等，没有单据可指",
        "{amount:money} since {day:date}: from then on the two sides differ; no record to point at",
    ),
    "sheet.bridge_count": _sheet("实盘", "counted"),
    "sheet.bridge_statement": _sheet("对方的对账单", "their statement"),
    "sheet.bridge_begun_nowhere": _sheet(
        "{amount:money} 没有单据可指，看不出哪一天", "{amount:money}: no record to point at, so no day"
    ),
    "sheet.bridge_commit": _sheet(
        "git：最早见于提交 {id}（{day} {author}）：{subject}", "git: first in commit {id} ({day} {author}): {subject}"
    ),
    "sheet.bridge_commit_or_earlier": _sheet(
        "git：见于提交 {id}（{day} {author}），可能更早：{subject}",
        "git: in commit {id} ({day} {author}), perhaps earlier: {subject}",
    ),
    "sheet.bridge_not_committed": _sheet(
        "git：最近的提交里还没有，在未提交的改动里", "git: in no commit yet, but in what is changed since the last"
    ),
    "sheet.bridge_not_looked": _sheet("git：没有来得及查", "git: there was no time to look"),
    "sheet.bridge_git_no_git": _sheet(
        "没有装 git，查不到最早的提交。", "git is not installed: no commit could be looked for."
    ),
    "sheet.bridge_git_no_repository": _sheet(
        "账簿不在 git 仓库里，或 git 不肯读它：查不到最早的提交。",
        "The book is in no git repository, or in one that git refuses: no commit could be looked for.",
    ),
    "sheet.bridge_git_no_commit": _sheet("账簿还没有提交过。", "The book was never committed."),
    "sheet.bridge_git_shallow": _sheet(
        "仓库是浅克隆，只有 {count} 次提交，真正的最早一次可能不在其中。",
        "The clone is shallow: of its {count:n commit} the true first may be none.",
    ),
    "sheet.bridge_git_cut_short": _sheet(
        "只查了 {count} 次提交就到了上限，可能还有更早的。",
        "Only {count:n commit was/commits were} looked at, then the bound was reached: there may be earlier ones.",
    ),
    "sheet.bridge_git_unreadable": _sheet(
        "其中 {count} 次提交的账簿读不了，当作还没有。",
        "The books of {count:n commit} cannot be read and were taken to have nothing.",
    ),
    "sheet.bridge_git_uncommitted": _sheet("账簿有未提交的改动。", "The book has changes that are not committed."),
    "sheet.bridge_to_settle": _sheet("要处理的", "To settle"),
    "sheet.bridge_timing": _sheet("未达与在途（会自行消除）", "Timing (clears itself)"),
    "sheet.bridge_end_unexplained": _sheet(
        "结论：还有 {amount:money} 没有解释。退出码 {exit}。",
        "{amount:money} are left without an explanation. Exit code {exit}.",
    ),
    "sheet.bridge_end_known": _sheet(
        "结论：差额都有解释，还要办理。退出码 {exit}。",
        "All of it is explained, and has to be settled. Exit code {exit}.",
    ),
    "sheet.bridge_end_agrees": _sheet("结论：没有要处理的。退出码 {exit}。", "Nothing to settle. Exit code {exit}."),
    "sheet.after": _sheet("办完后：{accounts:list}。", "Once done: {accounts:list}."),
    "sheet.after_three": _sheet("{account} 三方均为 {amount:money}", "all three sides of {account} are {amount:money}"),
    "sheet.after_two": _sheet("{account} 两方均为 {amount:money}", "both sides of {account} are {amount:money}"),
    "sheet.surplus": _sheet(
        "{set}盈余{since}：账面 {booked:money}，改正后 {corrected:money}（虚增 {overstated:money} ＝ {parts}）。",
        "Surplus of the {set}{since}: {booked:money} in the books, {corrected:money} corrected (overstated by {overstated:money} = {parts}).",
    ),
    "sheet.surplus_since": _sheet("（自 {month} 起累计）", " since {month}"),
    "sheet.surplus_to_date": _sheet("（累计，未结转）", " to date"),
    "sheet.can_close": _sheet(
        "结论：账账、账实相符，本月可以结账。退出码 {exit}。", "All agrees; the month can be closed. Exit code {exit}."
    ),
    "sheet.can_close_timing": _sheet(
        "结论：本月可以结账，只有未达 {count} 笔。退出码 {exit}。",
        "The month can be closed; only {count:n timing item is/timing items are} left. Exit code {exit}.",
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
    "sheet.end_timing": _sheet("；另有未达 {count} 笔", "; {count:n timing item} besides"),
}
