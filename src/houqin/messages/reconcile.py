"""What reconciling says. For each code of reconcile/kinds.py: the headline and (as hint) the next step; beside it
CODE.why, what it rests on, and where others fit as well CODE.rivals."""

from __future__ import annotations

from houqin.messages import Message

ACCOUNTING_LAW_14 = "会计法第14条"
ACCOUNTING_LAW_17 = "会计法第17条"
DEPRECIATION_GUIDE = "固定资产准则应用指南 财会〔2017〕4号"
STOCK_STANDARD = "政府会计准则第1号——存货"
GOVERNMENT_SYSTEM = "政府会计制度 财会〔2017〕25号"
PURCHASE_CONTROL = "行政事业单位内部控制规范 财会〔2012〕21号（政府采购业务控制）"
INVOICES_TWICE = "会计法第14条；财会〔2020〕6号（电子发票不得重复入账）"
VAT_LAW = "增值税法；发票管理办法"
INTERNAL_CONTROL = "行政事业单位内部控制规范（试行）（财会〔2012〕21号）"
BANK_FORM = "银行存款余额调节表；现金管理暂行条例"


def _why(zh: str, en: str) -> Message:
    return Message("info", zh, en)


def _pen(zh: str, en: str) -> Message:
    """A slip of the pen in a voucher, by its form."""
    return Message(
        "error",
        f"{{voucher}} 记 {{entered:money}}；所附{{papers:names}}{{statement_of}}为 {{right:money}}（{zh}）",
        f"{{voucher}} says {{entered:money}}; its {{papers:names}}{{statement_of}} say {{right:money}} ({en})",
        "核对原始单据；补充凭证 {entry} {amount:money}，单据写 {voucher}。",
        "Check the originals; enter a supplementary voucher, {entry} {amount:money}, that names {voucher} under documents.",
        ACCOUNTING_LAW_17,
    )


OTHERS_FIT = _why(
    "也可能是：{others:names}（{rivals} 种，同样说得通）。", " It may as well be: {others:names} ({rivals:n other})."
)
"""Of a voucher that differs: what else it may be."""

OTHER_ITEMS = (
    "另有 {rivals} 种配法也说得通：究竟哪一笔未达，看回单的流水号。",
    "{rivals:n other item or sum fits/other items or sums fit} as well: which of them is outstanding, the bank's own number tells.",
)

MESSAGES: dict[str, Message] = {
    # ------------------------------------------------------------ documents and vouchers
    "voucher.digits_swapped": Message(
        "error",
        "{voucher} 记 {entered:money}；所附{papers:names}{statement_of}均为 {right:money}（{apart:places}）",
        "{voucher} says {entered:money}; its {papers:names}{statement_of} say {right:money} ({apart:places})",
        "补充凭证 {entry} {amount:money}，单据写 {voucher}。",
        "Enter a supplementary voucher, {entry} {amount:money}, that names {voucher} under documents.",
        ACCOUNTING_LAW_17,
    ),
    "voucher.digits_swapped.why": _why("{sides}。", "{sides}."),
    "voucher.differs": Message(
        "error",
        "{voucher} 记 {entered:money}；所附{papers:names}{statement_of}为 {right:money}",
        "{voucher} says {entered:money}; its {papers:names}{statement_of} say {right:money}",
        "核对原始单据；凭证有误则补充凭证（单据写 {voucher}）或红字冲销：{entry} {amount:money}。",
        "Check the originals; if the voucher is wrong, supplement it (naming {voucher} under documents) or reverse it: {entry} {amount:money}.",
        ACCOUNTING_LAW_17,
    ),
    "voucher.differs.why": _why("{sides}。", "{sides}."),
    "voucher.decimal_slid": _pen("小数点错位", "the point slid"),
    "voucher.digit_misread": _pen("有一位数字看错，形状相近", "one digit read as one that looks like it"),
    "voucher.sign_reversed": Message(
        "error",
        "{voucher} 借贷方向记反：记 {entered:money}；所附{papers:names}{statement_of}为 {right:money}",
        "{voucher} has debit and credit changed about: {entered:money}; its {papers:names}{statement_of} say {right:money}",
        "红字冲销 {voucher}，按单据重记：{entry} {right:money}。",
        "Reverse {voucher} and enter what the documents say: {entry} {right:money}.",
        ACCOUNTING_LAW_17,
    ),
    "voucher.doubled": _pen("记了两倍", "twice as much"),
    "voucher.twice": Message(
        "error",
        "{voucher} 重复入账：{papers:names} {documents:list} {entered:money} 已由 {first} 记过",
        "{voucher} enters {documents:list} ({papers:names}) {entered:money} once more: {first} has it already",
        "查明只有一笔后，红字冲销 {voucher}：{entry} {amount:money}。确有两笔的，各写一张单据，{voucher} 改引自己的那张。",
        "Once it is clear that there was one only, reverse {voucher}: {entry} {amount:money}. If there were two, each needs a slip of its own, and {voucher} names its own.",
        ACCOUNTING_LAW_17,
    ),
    "voucher.twice.why": _why(
        "两张凭证引用同一单据，金额相同；{sides}。", "both vouchers name the same document, with the same sum; {sides}."
    ),
    "voucher.other_account": Message(
        "error",
        "{voucher} 把 {amount:money} 记在 {wrong} {wrong_name}；所附{papers:names}属 {account} {account_name}",
        "{voucher} enters {amount:money} on {wrong} {wrong_name}; its {papers:names} belong on {account} {account_name}",
        "更正科目：{entry} {amount:money}，单据写 {voucher}。",
        "Correct the account: {entry} {amount:money}, naming {voucher} under documents.",
        GOVERNMENT_SYSTEM,
    ),
    "voucher.other_account.why": _why("{sides}。", "{sides}."),
    "voucher.other_party": Message(
        "error",
        "{voucher} 的 {account} 记在 {wrong} 名下 {entered:money}；所附{papers:names}的往来单位是 {party}",
        "{voucher} has {entered:money} of {account} under {wrong}; its {papers:names} are {party}'s",
        "更正往来单位：红字冲销后重记，或补一张凭证从 {wrong} 转到 {party} {amount:money}，单据写 {voucher}。",
        "Correct the party: reverse it and enter it again, or move {amount:money} from {wrong} to {party} by a voucher that names {voucher} under documents.",
        ACCOUNTING_LAW_17,
    ),
    "voucher.other_party.why": _why(
        "{account} 总额不变，两家明细各差 {amount:money}。",
        "the total of {account} is right, both parties are off by {amount:money}.",
    ),
    "voucher.paid_otherwise": Message(
        "error",
        "{voucher} 记 {entered:money}；{documents:list} 实际收付 {right:money}{bank_says_zh}",
        "{voucher} says {entered:money}; by {documents:list} {right:money} was paid{bank_says_en}",
        "对银行回单；凭证有误则 {entry} {amount:money}，单据写 {voucher}，平行记账的连预算分录；付款单有误则冲销重写。",
        "Look at the bank's slip; if the voucher is wrong, {entry} {amount:money}, naming {voucher} under documents, with its budget entries where there are any; if the payment is wrong, reverse it and write it anew.",
        BANK_FORM,
    ),
    "voucher.paid_otherwise.why": _why("{sides}。", "{sides}."),
    "voucher.return_price": Message(
        "error",
        "{voucher} 按 {entered:money} 记退货；{documents:list} {what:goods}{worth_zh} {right:money}",
        "{voucher} takes the return off at {entered:money}; {documents:list} {what:goods} {worth_en} {right:money}",
        "退货按原进价冲减，退完的连剩下的金额一并转出：{entry} {amount:money}，单据写 {voucher}；供应商按别的价退款的，差额另记，并索红字发票。",
        "A return goes out at the price it came in at, the last of it with all that the books have left: {entry} {amount:money}, naming {voucher} under documents; where the supplier refunds another price, enter the difference apart and ask for a red-letter invoice.",
        STOCK_STANDARD,
    ),
    "voucher.return_price.why": _why("{sides}。", "{sides}."),
    "voucher.extra": Message(
        "error",
        "{voucher} 记 {entered:money}，所附{papers:names}{statement_of}为 {right:money}：整 {off:money} 的{extra_zh}没有单据",
        "{voucher} says {entered:money}, its {papers:names}{statement_of} {right:money}: no paper has {extra_en} of {off:money}",
        "有折扣、运费的补单据（发票附加、对账单），没有的补正凭证：{entry} {amount:money}，单据写 {voucher}。",
        "If there was a discount or freight, get its paper (extras on the invoice, a statement); if not, correct the voucher: {entry} {amount:money}, naming {voucher} under documents.",
        ACCOUNTING_LAW_14,
    ),
    "voucher.extra.why": _why("{sides}。", "{sides}."),
    "voucher.never_received": Message(
        "error",
        "{voucher} 票到 {age} 天货未到：{numbers:list} {amount:money}，至今没有验收单",
        "{voucher} books an invoice whose goods have not come in {age:n day}: {numbers:list} {amount:money}",
        "催货或查是否漏写验收单；不再来货的，退票、红字冲销：{entry} {amount:money}。",
        "Ask for the goods, or look for an acceptance never written; if they will not come, send the invoice back and reverse it: {entry} {amount:money}.",
        STOCK_STANDARD,
    ),
    "voucher.never_received.why": _why(
        "超过 {limit} 天不能再算在途；{sides}。", "after {limit:n day} it is no longer on the road; {sides}."
    ),
    "document.booked_later": Message(
        "info",
        "{type:name} {numbers:list} {what:goods}跨月入账：{later_month} {later:list}",
        "{type:name} {numbers:list} {what:goods} is booked in another month: {later_month} {later:list}",
        "次月已入账，会自行消除；以后月末先暂估。",
        "Booked since, it clears itself; next time accrue it at month end.",
        STOCK_STANDARD,
    ),
    "document.booked_later.why": _why("{sides}。", "{sides}."),
    "voucher.no_goods": Message(
        "info",
        "{voucher} 票到货未到：{numbers:list} {amount:money}，还没有验收单",
        "{voucher} books an invoice without goods: {numbers:list} {amount:money}, not yet accepted",
        "等货到验收；月末应记在途物品。",
        "Wait for the goods; at month end they belong in goods in transit.",
        GOVERNMENT_SYSTEM,
    ),
    "voucher.no_goods.why": _why("{accounts:list}。", "{accounts:list}."),
    "invoice.digits_swapped": Message(
        "error",
        "发票 {invoice} {total:money}，所涵盖{count_zh}张单据合计 {right:money}（相邻两位颠倒）",
        "Invoice {invoice} {total:money}, but the {count:n document it covers adds up/documents it covers add up} to {right:money} (two neighbouring digits changed about)",
        "退回重开，不得涂改（会计法第14条）。",
        "Send it back for a new one; an amount may not be corrected on the invoice (Accounting Law, article 14).",
        ACCOUNTING_LAW_14,
    ),
    "invoice.digits_swapped.why": _why("{sum}；{state}", "{sum}; {state}"),
    "invoice.differs": Message(
        "error",
        "发票 {invoice} {total:money}，所涵盖{count_zh}张单据合计 {right:money}，差 {difference:money}",
        "Invoice {invoice} {total:money}, but the {count:n document it covers adds up/documents it covers add up} to {right:money}: {difference:money} apart",
        "与供应商核对；价格另有约定的在涵盖里写价差，开错的退回重开，不得涂改（会计法第14条）。",
        "Ask the supplier; write an agreed price as price_difference under covers, send a wrong invoice back (Accounting Law, article 14).",
        ACCOUNTING_LAW_14,
    ),
    "invoice.differs.why": _why("{sum}；{state}", "{sum}; {state}"),
    "invoice.price": Message(
        "error",
        "发票 {invoice} 单价与验收不符，{more_zh}开 {amount:money}：{lines:side_by_side}",
        "Invoice {invoice} bills another price than was accepted, {amount:money} {more_en}: {lines:side_by_side}",
        "与供应商核对；价格另有约定的在涵盖里写价差，开错的退回重开，不得涂改；已入账的凭证同时更正。",
        "Ask the supplier; write an agreed price as price_difference under covers, send a wrong invoice back; a voucher that booked it is put right as well.",
        ACCOUNTING_LAW_14,
    ),
    "invoice.price.why": _why(
        "发票 {total:money}，单据 {sum}；{state}", "invoice {total:money}, documents {sum}; {state}"
    ),
    "invoice.quantity": Message(
        "error",
        "发票 {invoice} 数量与验收不符，{more_zh}开 {amount:money}：{lines:side_by_side}",
        "Invoice {invoice} bills another quantity than was accepted, {amount:money} {more_en}: {lines:side_by_side}",
        "按合格数量付款：少送、拒收的退回重开；确已收到的补写验收；已入账的凭证同时更正。",
        "Pay for what was accepted: send the invoice back for what did not come or was refused; what did come wants its acceptance; a voucher that booked it is put right as well.",
        ACCOUNTING_LAW_14,
    ),
    "invoice.quantity.why": _why(
        "发票 {total:money}，单据 {sum}；{state}", "invoice {total:money}, documents {sum}; {state}"
    ),
    "invoice.rounding": Message(
        "warning",
        "发票 {invoice} {total:money}，整件验收合计 {right:money}，差 {amount:money}：按零数单价开票的换算尾差",
        "Invoice {invoice} {total:money}, accepted in packs {right:money}: {amount:money} of rounding, billed by the piece",
        "发票与验收统一单位和单价；差额在涵盖里写价差，或请供应商按件价重开。",
        "Agree on one unit and price; write the cents as price_difference under covers, or ask for an invoice by the pack.",
        STOCK_STANDARD,
    ),
    "invoice.rounding.why": _why(
        "零数单价进位到分，各行合计至多差 {within:money}；{state}",
        "a piece's price rounded to the fen makes at most {within:money} over all lines; {state}",
    ),
    "invoice.extra": Message(
        "error",
        "发票 {invoice} 另有{kinds:names} {extra:money}，验收单上没有",
        "Invoice {invoice} has {kinds:names} of {extra:money} that the acceptance has not",
        "该由学校负担的写进验收的附加并入账，不该负担的退回重开。",
        "If the school bears it, write it under extras of the acceptance and book it; else send the invoice back.",
        STOCK_STANDARD,
    ),
    "invoice.extra.why": _why(
        "发票 {total:money}，单据 {sum}；{state}", "invoice {total:money}, documents {sum}; {state}"
    ),
    "invoice.not_booked": _why(
        "发票未入账、未付款，不影响上表。", "not booked and not paid, so no line above is touched."
    ),
    "invoice.is_booked": _why("发票已入账。", "the invoice is in the books."),
    "invoice.is_paid": _why("发票已付款。", "the invoice has been paid."),
    "budget.differs": Message(
        "error",
        "{voucher} 预算分录记资金结存 {posted:money}，财务分录的货币资金变动为 {right:money}",
        "{voucher}: the budget half moves {posted:money} of funds, the financial half {right:money} of money",
        "补正 {voucher} 的预算分录。",
        "Correct the budget entries of {voucher}.",
        "政府会计制度 财会〔2017〕25号（平行记账）",
    ),
    "budget.differs.why": _why(
        "{account} 应等于各货币资金科目之和。", "{account} must equal the money accounts it is made of."
    ),
    # ------------------------------------------------------------ the papers of a purchase
    "acceptance.above_price": Message(
        "error",
        "验收 {number} 高于订单 {numbers:list} 的单价，共 {amount:money}：{lines:side_by_side}",
        "Acceptance {number} is dearer than order {numbers:list}, by {amount:money}: {lines:side_by_side}",
        "按订单价结算；确已调价的，凭审批改订单（冲销后重写），允许的幅度写进规则“价格允差”。",
        "Settle at the order's price; if a rise was approved, write the order anew; what is allowed is the rule price_tolerance.",
        PURCHASE_CONTROL,
    ),
    "acceptance.above_price.why": _why(
        "订单、验收、发票三单的价格应当一致。", "order, acceptance and invoice must agree in price."
    ),
    "acceptance.above_quantity": Message(
        "error",
        "验收 {number} 收得比订单 {numbers:list} 多，多 {amount:money}：{lines:side_by_side}",
        "Acceptance {number} takes in more than order {numbers:list}, {amount:money} worth: {lines:side_by_side}",
        "多收的退回，或补申请、审批、订单；允许的幅度写进规则“数量允差”。",
        "Send back what is too much, or ask for, approve and order it; what is allowed is the rule quantity_tolerance.",
        PURCHASE_CONTROL,
    ),
    "acceptance.above_quantity.why": _why(
        "验收数量是这张订单到这一单为止的累计，已减退货。",
        "accepted: all of this order so far, less what went back.",
    ),
    "acceptance.above_usual": Message(
        "warning",
        "验收 {number} 价格偏高，共 {amount:money}：{prices:usual}",
        "Acceptance {number} is dearer than usual, by {amount:money}: {prices:usual}",
        "问价、看市场价；确已涨价的请采购员说明。幅度在规则“常价幅度”里按物品、类别另定。",
        "Ask for the market's price; if prices rose, let the buyer say so. The share is the rule usual_price, by item or category.",
        PURCHASE_CONTROL,
    ),
    "acceptance.above_usual.why": _why(
        "常价是本账簿最近几次购进的中间价。", "usual: the middle one of this book's last purchases."
    ),
    "order.above_offer": Message(
        "error",
        "{type:name} {number} 合计 {total:money}，高于{supplier}在询价 {numbers:list} 的报价 {offer:money}，多 {amount:money}",
        "{type:name} {number} comes to {total:money}, above the {offer:money} that {supplier} offered in {numbers:list}, by {amount:money}",
        "按报价签订；报价一经报出不得更改，要更改的重新询价。",
        "Order at the offer; an offer cannot be changed once made, else ask for offers anew.",
        "政府采购法第40条",
    ),
    "order.above_offer.why": _why("", ""),
    "bill.number_twice": Message(
        "error",
        "发票 {number} 与 {numbers:list} 号码相同（{printed}）{paid_zh}",
        "Invoice {number} bears the number of {numbers:list} ({printed}){paid_en}",
        "核对原票：同一张票录了两次的冲销一次，号码抄错的更正；不得重复付款。",
        "Look at the originals: reverse one if the same invoice was entered twice, mend the number if it was copied wrongly; never pay twice.",
        INVOICES_TWICE,
    ),
    "bill.number_twice.why": _why("一个号码只能入账一次。", "a number may be booked only once."),
    "bill.looks_twice": Message(
        "warning",
        "发票 {number} 疑与 {first} 重复：同一销方、同一天、同一金额 {amount:money}，涵盖同一批货，号码不同",
        "Invoice {number} looks like {first} again: same seller, day, total {amount:money} and goods, another number",
        "问销方是否重开；作废的一张写冲销，或取得红字发票。",
        "Ask the seller whether it was issued anew; reverse the one that is void, or get a red-letter invoice.",
        INVOICES_TWICE,
    ),
    "bill.looks_twice.why": _why("只是可疑。", "a suspicion only."),
    "bill.rate_unknown": Message(
        "error",
        "发票 {number} 的税率 {rate} 在开票日不存在",
        "Invoice {number} says a rate of {rate}, which does not exist on its day",
        "核对原票；抄错的更正，开错的退回重开。税率的清单是规则“发票税率”。",
        "Look at the original; mend what was copied wrongly, send back what is wrong. The list of rates is the rule tax_rates.",
        VAT_LAW,
    ),
    "bill.rate_unknown.why": _why("", ""),
    "bill.tax_by_rate": Message(
        "error",
        "发票 {number} 税额 {tax:money}，按税率 {rate} 应为 {right:money}（不含税 {net:money}）",
        "Invoice {number} has {tax:money} of tax; at {rate} of {net:money} it would be {right:money}",
        "核对原票；抄错的更正，开错的退回重开。",
        "Look at the original; mend what was copied wrongly, send back what is wrong.",
        VAT_LAW,
    ),
    "bill.tax_by_rate.why": _why("", ""),
    "bill.other_buyer": Message(
        "error",
        "发票 {number} {amount:money} 的{which_zh}不是本校：{written_zh}",
        "Invoice {number} {amount:money}: {which_en} not the school's: {written_en}",
        "退回重开；抬头、税号不符的发票不得报销。抄错的更正。",
        "Send it back for a new one: an invoice to another buyer may not be paid. Mend what was only copied wrongly.",
        "发票管理办法；会计法第14条",
    ),
    "bill.other_buyer.why": _why("{checked_zh}", "{checked_en}"),
    "payment.other_payee": Message(
        "error",
        "付款 {number} {amount:money} 付给{payee}，发票 {numbers:list} 的销方是{seller}{alike_zh}",
        "Payment {number} {amount:money} went to {payee}; the seller on invoice {numbers:list} is {seller}{alike_en}",
        "查委托收款书；有约定的在供应商登记里写“收款方”，没有的追回重付。",
        "Ask for the written agreement; an agreed payee stands in the supplier's register row (payee), else get the money back.",
        "内部会计控制规范——货币资金（试行）",
    ),
    "payment.other_payee.why": _why("销方、合同方、收款方应当一致。", "seller, contractor and payee must be one."),
    # ------------------------------------------------------------ papers
    "approval.missing": Message(
        "warning",
        "申请 {number} 没有审批就已下单（{numbers:list}，{day:day}）",
        "Request {number} was ordered ({numbers:list}, {day:day}) and nobody had decided on it",
        "请有权的人审批，在 approvals/ 里各写一条审批；不买了就写作废。",
        "Have those decide who may, one approval each in approvals/; cancel what is not wanted.",
        INTERNAL_CONTROL,
    ),
    "approval.missing.why": _why(
        "订单要在审批之后；到本月末没有一条同意的审批{needed}。",
        "an order comes after the decision; by the month's end no approval says yes{needed}.",
    ),
    "approval.needed": _why("，应由{roles:names}审批", "; {roles:names} must decide"),
    "approval.late": Message(
        "warning",
        "订单 {order} 先下单（{order_day:day}）后审批（{decided:day}）",
        "Order {order} came first ({order_day:day}), its approval afterwards ({decided:day})",
        "在备注里说明原因，报分管领导；以后先批后买。日期写错的，冲销后重写。",
        "Note the reason and report it; decide before buying. A wrong date: reverse the record and write it again.",
        INTERNAL_CONTROL,
    ),
    "approval.late.why": _why(
        "先批后买；下单那天应有的审批还没有齐。",
        "the decision comes first; on the day of the order it was not complete.",
    ),
    "approval.role": Message(
        "warning",
        "申请 {number}{worth}，缺{roles:names}的审批",
        "Request {number}{worth}: no approval by {roles:names}",
        "请{roles:names}补批，在 approvals/ 里写审批。",
        "Have {roles:names} decide, as approvals in approvals/.",
        INTERNAL_CONTROL,
    ),
    "approval.role.why": _why(
        "按审批权限，这个金额要{roles:names}同意；已有的是{having:names}。",
        "by the approval limits this sum needs {roles:names}; there is {having:names}.",
    ),
    "approval.not_held": Message(
        "warning",
        "审批 {number} 由 {person} 以{role:name}的身份签批，登记里 {day:day} 他没有这个岗位",
        "Approval {number}: {person} decided as {role:name}, a post that the register does not give him on {day:day}",
        "请在任的{role:name}审批；任职有变的，在登记 人员 里补一行（起止日期）。",
        "Have the {role:name} in office decide; if posts have changed, add the row (from, until) to the register of people.",
        INTERNAL_CONTROL,
    ),
    "approval.not_held.why": _why(
        "审批权限认岗位，岗位以人员登记当天为准。",
        "limits go by posts, and posts by the register of people on that day.",
    ),
    "signature.missing": Message(
        "warning",
        "{type:name} {all:list} 没有{parts:roles}签字",
        "{type:name} {all:list}: not signed by {parts:roles}",
        "请本人补签：houqin sign {number} --as 岗位 --by 姓名；纸上已签、只是漏写的，补写在签字里。",
        "Have them sign: houqin sign {number} --as POST --by NAME; if the paper is signed and it was only left out, add it under signed.",
    ),
    "signature.missing.why": _why("{basis}。", "{basis}."),
    "signature.few": Message(
        "warning",
        "{type:name} {all:list} 签字 {found} 人，要 {people} 人",
        "{type:name} {all:list}: {found} signed, at least {people} must",
        "请在场的人补签：houqin sign {number} --as 岗位 --by 姓名；纸上已签、只是漏写的，补写在签字里。",
        "Have those who were there sign: houqin sign {number} --as POST --by NAME; if it was only left out, add it under signed.",
    ),
    "signature.few.why": _why("{basis}。", "{basis}."),
    "signature.both": Message(
        "warning",
        "{type:name} {all:list} 的{roles:names}都是 {people:list}",
        "{type:name} {all:list}: {people:list} signed as {roles:names}",
        "请另一人重新复核、清点后补签（houqin sign）；以后分开。",
        "Have somebody else check it again and sign (houqin sign); keep the two apart.",
    ),
    "signature.both.why": _why("不相容岗位不能一人兼；{basis}。", "these parts must not be one person's; {basis}."),
    "purchase.split": Message(
        "warning",
        "{who} 的{category} {first:day} 至 {last:day} 分 {count} 次采购，合计 {sum:money}，每次都略低于审批限额 {limit:money}",
        "{who}, {category}: bought {count:n time} from {first:day} to {last:day}, {sum:money} together, each just below the limit of {limit:money}",
        "说明分开的理由；确是一件事的，按合计金额报{roles:names}审批。",
        "Give the reason for buying apart; if it was one matter, have {roles:names} decide on the whole.",
        "政府采购法第28条",
    ),
    "purchase.split.why": _why(
        "{pieces:list}，合起来超过 {limit:money}，要{roles:names}同意。",
        "{pieces:list}; together above {limit:money}, which needs {roles:names}.",
    ),
    "payment.twice": Message(
        "error",
        "付款 {number} {amount:money} 重复支付发票 {invoice}，{first} 已付",
        "Payment {number} {amount:money} pays invoice {invoice} a second time, after {first}",
        "没出账的撤回，已付的向 {payee} 追回（写收款，核销这张付款）；付款单写重的写冲销，其凭证红冲。",
        "Stop it if the money is not gone, else claim it back from {payee} (a receipt that settles this payment); if only the record is double, reverse it and its voucher.",
        ACCOUNTING_LAW_17,
    ),
    "payment.twice.why": _why(
        "发票应付 {total:money}，已核销 {paid:money}。",
        "the invoice asks for {total:money}, payments settle {paid:money}.",
    ),
    "payment.twice.rivals": _why("也可能是同一天分两笔等额支付。", "it may be two equal part payments on one day."),
    "supplier.licence": Message(
        "error",
        "{supplier} 的食品许可 {until:date} 到期，之后又收了 {count} 次货（{records:list}）",
        "The food licence of {supplier} ended on {until:date}; goods were accepted {count:n time} after it ({records:list})",
        "索要新的许可，登记在供应商的许可里；没有的停止进货，在库的封存报告。",
        "Ask for the new licence and enter it under the supplier's licences; without one buy no more, and set aside what is in store.",
        "食品安全法第53条",
    ),
    "supplier.licence.why": _why("进货要查验供货者的许可证。", "a supplier's licence is checked when goods come."),
    "voucher.gap": Message(
        "error",
        "凭证断号：缺 {gaps:list}",
        "Voucher numbers are not continuous: {gaps:list} missing",
        "找出缺的凭证补录；作废的写一张作废凭证占号；编错的由 houqin 未结账前改号。",
        "Find the missing vouchers and enter them; a spoilt one keeps its number; a slip of the pen is renumbered before the month is closed.",
        "会计基础工作规范（财政部令第98号）第51条",
    ),
    "voucher.gap.why": _why("一个月的凭证号要连续。", "a month's voucher numbers are continuous."),
    # ------------------------------------------------------------ ledger and subsidiary ledgers
    "goods.no_invoice": Message(
        "warning",
        "{number} {what:goods}，货到票未到，月末未暂估",
        "{number} {what:goods}: goods accepted, no invoice yet, not accrued at month end",
        "{entry} 暂估 {amount:money}；次月初红冲。",
        "Accrue {entry} {amount:money}; reverse it on the first of next month.",
        STOCK_STANDARD,
    ),
    "goods.no_invoice.why": _why(
        "{ordered_zh}有验收，没有发票；{accounts:list} 各少 {amount:money}。",
        "{ordered_en}accepted, no invoice; {accounts:list} {amount:money} short.",
    ),
    "goods.awaiting_invoice": Message(
        "info",
        "{number} {what:goods}，货到票未到，按政策等票入账",
        "{number} {what:goods}: goods accepted, no invoice yet; by policy the entry waits for it",
        "催票。",
        "Ask for the invoice.",
        STOCK_STANDARD,
    ),
    "goods.awaiting_invoice.why": _why("", ""),
    "document.rewritten": Message(
        "warning",
        "{type:name} {old:list} 冲销重开为 {number}，差额 {amount:money} 未入账",
        "{type:name} {old:list}, taken back and written anew as {number}: the difference of {amount:money} is not in the ledger",
        "补充凭证 {entry} {amount:money}，单据写 {number}。",
        "Enter a supplementary voucher, {entry} {amount:money}, that names {number} under documents.",
        ACCOUNTING_LAW_17,
    ),
    "document.rewritten.why": _why(
        "原单已入账，重开的只补差额；{sides}。",
        "the old one is in the ledger, of the new one only the difference is missing; {sides}.",
    ),
    "document.not_booked": Message(
        "warning",
        "{type:name} {numbers:list} {what:goods}未入账",
        "{type:name} {numbers:list} {what:goods} is not in the ledger",
        "{entry} {amount:money}。",
        "Enter {entry} {amount:money}.",
        ACCOUNTING_LAW_17,
    ),
    "document.not_booked.why": _why(
        "没有凭证引用，也不在汇总之内；{sides}。",
        "no voucher names it and no summary holds it; {sides}.",
    ),
    "return.not_booked": Message(
        "warning",
        "退货 {number} {what:goods}未入账{paid_zh}",
        "Return {number} {what:goods} is not in the ledger{paid_en}",
        "{entry} {amount:money}{offset_zh}；索红字发票。",
        "Enter {entry} {amount:money}{offset_en}; ask for a red-letter invoice.",
        STOCK_STANDARD,
    ),
    "return.not_booked.why": _why(
        "{sides}。",
        "{sides}.",
    ),
    "report.not_booked": Message(
        "warning",
        "盘盈盘亏报告 {number} {what:goods}未入账",
        "Count report {number} {what:goods} is not in the ledger",
        "{entry} {amount:money}。",
        "Enter {entry} {amount:money}.",
        "政府会计制度 财会〔2017〕25号（1902 待处理财产损溢）",
    ),
    "report.not_booked.why": _why("{sides}。", "{sides}."),
    "depreciation.missing": Message(
        "error",
        "{voucher} 漏提 {cards:list}{new_zh}当月折旧",
        "{voucher} leaves out this month's depreciation of {cards:list}{new_en}",
        "补提 借 {expense} / 贷 {account} {amount:money}，单据写 {voucher} 或卡片编号。",
        "Charge it: Dr {expense} / Cr {account} {amount:money}, naming {voucher} or the card under documents.",
        DEPRECIATION_GUIDE,
    ),
    "depreciation.missing.why": _why(
        "{rule_zh}应 {due:money}，已提 {charged:money}。", "{rule_en}due {due:money}, charged {charged:money}."
    ),
    "depreciation.missing.rivals": _why(
        "另有 {rivals} 张卡片月折旧额相同；要补的分录相同。",
        "{rivals:n other card is/other cards are} charged alike; the entry to make is the same.",
    ),
    "depreciation.not_booked": Message(
        "warning",
        "本月未计提折旧，{count} 张卡片",
        "This month's depreciation is not booked, {count:n card}",
        "计提 借 {expense} / 贷 {account} {amount:money}。",
        "Charge it: Dr {expense} / Cr {account} {amount:money}.",
        DEPRECIATION_GUIDE,
    ),
    "depreciation.not_booked.why": _why(
        "应 {due:money}，已提 {charged:money}。", "due {due:money}, charged {charged:money}."
    ),
    "meals.not_earned": Message(
        "error",
        "{voucher} 按预收全额转收入，{uneaten:number} 餐未吃也转了",
        "{voucher} takes the whole prepayment to income, {uneaten:number} meals of it not eaten",
        "红字冲回 借 {income} / 贷 {account} {amount:money}；应退或结转下月。",
        "Reverse in red: Dr {income} / Cr {account} {amount:money}; refund it or carry it to next month.",
        "政府会计制度 财会〔2017〕25号（2305 预收账款）",
    ),
    "meals.not_earned.why": _why(
        "{meals:number} 餐 × {rate:money} ＝ {right:money}，已转 {posted:money}。",
        "{meals:number} meals × {rate:money} = {right:money}; taken {posted:money}.",
    ),
    "meals.not_booked": Message(
        "warning",
        "本月已吃的 {count} 次就餐未转收入",
        "{count:n meal count of this month is/meal counts of this month are} not taken to income",
        "借 {account} / 贷 {income} {amount:money}。",
        "Enter Dr {account} / Cr {income} {amount:money}.",
        "政府会计制度 财会〔2017〕25号（2305 预收账款）",
    ),
    "meals.not_booked.why": _why(
        "{accounts:list} 多 {amount:money}。", "{accounts:list}: ledger more by {amount:money}."
    ),
    "set.in_transit": Message(
        "info",
        "账套间在途：{summary} {day:day}，{other_set:name} {other} 未记",
        "Under way between sets: {summary} {day:day}, not yet in {other_set:name} {other}",
        "对方账套补记。",
        "The other set enters it.",
        ACCOUNTING_LAW_17,
    ),
    "set.in_transit.why": _why("", ""),
    # ------------------------------------------------------------ sums: summaries, and vouchers without papers
    "stock.no_paper": Message(
        "error",
        "{voucher} 没有附单据，直接记存货 {accounts:list} {amount:money}（{summary}）",
        "{voucher} rests on no document and posts {amount:money} straight onto stock, {accounts:list} ({summary})",
        "补单据：领用、验收或盘盈盘亏，写进 {voucher} 的单据；没有事实依据的，红字冲销 {voucher}。",
        "Write the slip it should rest on (an issue, an acceptance, a count report) and name it under documents of {voucher}; if nothing happened, reverse {voucher} in red.",
        ACCOUNTING_LAW_14,
    ),
    "stock.no_paper.why": _why(
        "{sides}；去掉它，本月汇总与单据相符。", "{sides}; without it the month's summaries agree with the slips."
    ),
    "stock.no_paper.rivals": _why(
        "另有 {rivals} 种解释同样成立：别的凭证或迟到的单据记的是同样的金额。",
        "{rivals:n other explanation fits/other explanations fit} as well: another voucher, or a late slip, of the same sum.",
    ),
    "voucher.no_paper": Message(
        "error",
        "{voucher} 没有附单据，记了 {account} {name}{party_zh} {amount:money}（{summary}），明细账没有这一笔",
        "{voucher} rests on no document and posts {amount:money} to {account} {name}{party_en} ({summary}); the subsidiary ledger has no such entry",
        "补单据，写进 {voucher} 的单据；没有事实依据的，红字冲销 {voucher}。",
        "Write the document it should rest on and name it under documents of {voucher}; if nothing happened, reverse {voucher} in red.",
        ACCOUNTING_LAW_14,
    ),
    "voucher.no_paper.why": _why("{sides}。", "{sides}."),
    "voucher.no_paper.rivals": _why(
        "另有 {rivals} 张没有单据的凭证记的是同样的金额。",
        "{rivals:n other voucher without a document posts/other vouchers without a document post} the same sum.",
    ),
    "summary.purchases": Message(
        "error",
        "{voucher} 以购代耗：{accounts:list} 按本月购进结转，没有按领用",
        "{voucher} takes purchases for consumption: {accounts:list} credited with what was bought, not with what was issued",
        "按领用单改正 {voucher}：补充凭证或红字冲销，差额 {amount:money} 从 {expense} 转回或补转。",
        "Correct {voucher} by the issues, with a supplementary or a red voucher: {amount:money} between {accounts:list} and {expense}.",
        GOVERNMENT_SYSTEM,
    ),
    "summary.purchases.why": _why(
        "期初 {opening:money}，期末 {closing:money}，差额恰为存货的变动（购进 {bought:money}，领用 {used:money}）；{sides}。",
        "opening {opening:money}, closing {closing:money}: the difference is exactly the change in stock (bought {bought:money}, issued {used:money}); {sides}.",
    ),
    "summary.purchases.rivals": _why(
        "另有 {rivals} 种解释同样成立。", "{rivals:n other explanation fits/other explanations fit} as well."
    ),
    "summary.account_left_out": Message(
        "error",
        "{voucher} 汇总领用只记了一部分科目，{accounts:list} 整科目漏记（{count} 张单）",
        "{voucher} sums up the issues but leaves {accounts:list} out altogether ({count:n slip})",
        "补充凭证 {entry} {amount:money}，单据写 {voucher}。",
        "Enter a supplementary voucher {entry} {amount:money} that names {voucher} under documents.",
        ACCOUNTING_LAW_17,
    ),
    "summary.account_left_out.why": _why(
        "{numbers:list} 领用了这些物品；{sides}。", "{numbers:list} issued these goods; {sides}."
    ),
    "summary.late_slip": Message(
        "error",
        "{slips:list} 业务日期 {day:day}、入账 {booked:day}，改变了{items:list}的单价；{voucher} 汇总领用还按原来的单价",
        "{slips:list}, dated {day:day}, booked {booked:day}, changes the price of {items:list}; the summary {voucher} still has the old one",
        "按现在的单价补充凭证，{accounts:list} 与 {expense} 之间 {amount:money}，单据写 {voucher}。",
        "Supplement {voucher} at the price of now: {amount:money} between {accounts:list} and {expense}, naming {voucher} under documents.",
        STOCK_STANDARD,
    ),
    "summary.late_slip.why": _why(
        "没有这张迟到单，领用的金额与凭证分文不差；{sides}。",
        "without the late slip the issues are worth what the voucher says, to the fen; {sides}.",
    ),
    "summary.late_slip.rivals": _why(
        "另有 {rivals} 种解释同样成立。", "{rivals:n other explanation fits/other explanations fit} as well."
    ),
    "summary.rounding": Message(
        "warning",
        "{voucher} 的 {accounts:list} {name}有金额尾差 {amount:money}",
        "{voucher}: {amount:money} of rounding on {accounts:list} {name}",
        "下次汇总按单据金额合计，不逐行再算；这次的尾差 {amount:money} 转 {expense}。",
        "Sum up the slips' own amounts next time, line sums not worked out again; this time move {amount:money} to {expense}.",
        STOCK_STANDARD,
    ),
    "summary.rounding.why": _why(
        "{lines} 行，每行四舍五入至多差半分，合计至多 {bound:money}；{sides}。",
        "{lines:n line}, half a fen each at most, {bound:money} together; {sides}.",
    ),
    "summary.rounding.rivals": _why(
        "另有 {rivals} 种解释同样成立。", "{rivals:n other explanation fits/other explanations fit} as well."
    ),
    "stock.residue": Message(
        "warning",
        "{account} {name} 数量已为零，总账还留 {amount:money} 尾差",
        "{account} {name}: nothing is left on the shelf, the ledger still holds {amount:money} of rounding",
        "随末次领用转出：{voucher} 补充凭证，{account} 与 {expense} 之间 {amount:money}。",
        "It leaves with the last issue: supplement {voucher}, {amount:money} between {account} and {expense}.",
        STOCK_STANDARD,
    ),
    "stock.residue.why": _why(
        "{lines} 行，每行四舍五入至多差半分，合计至多 {bound:money}；{sides}。",
        "{lines:n line}, half a fen each at most, {bound:money} together; {sides}.",
    ),
    "stock.residue.rivals": _why(
        "另有 {rivals} 种解释同样成立。", "{rivals:n other explanation fits/other explanations fit} as well."
    ),
    "opening.differs": Message(
        "error",
        "{account} {name} 期初明细与期初余额差 {amount:money}",
        "{account} {name}: the opening's details and its balance differ by {amount:money}",
        "核对期初盘点和旧账，补齐期初明细。",
        "Check the opening count and the old books, and complete the opening's details.",
        ACCOUNTING_LAW_17,
    ),
    "opening.differs.why": _why("账簿开始时就有。", "there since the book began."),
    "suspect.left_out": Message(
        "error",
        "{account} {name} 总账比明细账{more_zh} {amount:money}；疑 {vouchers:list} 漏了 {numbers:list}{item_zh} {entry:money}",
        "{account} {name}: the ledger is {amount:money} {more_en} the subsidiary ledger; suspect: {vouchers:list} leaves out {numbers:list}{item_en}, {entry:money}",
        "拿 {vouchers:list} 的汇总底稿与 {numbers:list} 核对；证实后补充凭证，单据写 {vouchers:list}；查不实，逐笔核对本月单据。",
        "Hold the working paper of {vouchers:list} against {numbers:list}; if proved, supplement it, naming {vouchers:list} under documents; if not, go through the month's slips one by one.",
        ACCOUNTING_LAW_17,
    ),
    "suspect.left_out.why": _why(
        "{vouchers_zh}差额恰等于这一笔{besides_zh}。", "{vouchers_en}the difference is just this entry{besides_en}."
    ),
    "suspect.left_out.rivals": _why(
        "另有 {rivals} 种解释同样成立；没有第二份单据，故仍列未明。",
        "{rivals:n other explanation fits/other explanations fit} as well; no second document proves it, so it stays unexplained.",
    ),
    "suspect.doubled": Message(
        "error",
        "{account} {name} 总账比明细账{more_zh} {amount:money}；疑 {vouchers:list} 把 {numbers:list}{item_zh} {entry:money} 算了两次",
        "{account} {name}: the ledger is {amount:money} {more_en} the subsidiary ledger; suspect: {vouchers:list} has {numbers:list}{item_en}, {entry:money}, twice",
        "拿 {vouchers:list} 的汇总底稿与 {numbers:list} 核对；证实后补充凭证，单据写 {vouchers:list}；查不实，逐笔核对本月单据。",
        "Hold the working paper of {vouchers:list} against {numbers:list}; if proved, supplement it, naming {vouchers:list} under documents; if not, go through the month's slips one by one.",
        ACCOUNTING_LAW_17,
    ),
    "suspect.doubled.why": _why(
        "{vouchers_zh}差额恰等于这一笔{besides_zh}。", "{vouchers_en}the difference is just this entry{besides_en}."
    ),
    "suspect.doubled.rivals": _why(
        "另有 {rivals} 种解释同样成立；没有第二份单据，故仍列未明。",
        "{rivals:n other explanation fits/other explanations fit} as well; no second document proves it, so it stays unexplained.",
    ),
    "suspect.wrong_side": Message(
        "error",
        "{account} {name} 总账比明细账{more_zh} {amount:money}；疑 {vouchers:list} 把 {numbers:list}{item_zh} {entry:money} 记反了方向",
        "{account} {name}: the ledger is {amount:money} {more_en} the subsidiary ledger; suspect: {vouchers:list} has {numbers:list}{item_en}, {entry:money}, on the wrong side",
        "拿 {vouchers:list} 的汇总底稿与 {numbers:list} 核对；证实后补充凭证，单据写 {vouchers:list}；查不实，逐笔核对本月单据。",
        "Hold the working paper of {vouchers:list} against {numbers:list}; if proved, supplement it, naming {vouchers:list} under documents; if not, go through the month's slips one by one.",
        ACCOUNTING_LAW_17,
    ),
    "suspect.wrong_side.why": _why(
        "{vouchers_zh}差额恰为这一笔的两倍（除二法）{besides_zh}。",
        "{vouchers_en}the difference is just twice this entry{besides_en}.",
    ),
    "suspect.wrong_side.rivals": _why(
        "另有 {rivals} 种解释同样成立；没有第二份单据，故仍列未明。",
        "{rivals:n other explanation fits/other explanations fit} as well; no second document proves it, so it stays unexplained.",
    ),
    "suspect.slid": Message(
        "error",
        "{account} {name} 总账比明细账{more_zh} {amount:money}；疑 {vouchers:list} 把 {numbers:list}{item_zh} {entry:money} 的小数点点错了位",
        "{account} {name}: the ledger is {amount:money} {more_en} the subsidiary ledger; suspect: {vouchers:list} has the point of {numbers:list}{item_en}, {entry:money}, in the wrong place",
        "拿 {vouchers:list} 的汇总底稿与 {numbers:list} 核对；证实后补充凭证，单据写 {vouchers:list}；查不实，逐笔核对本月单据。",
        "Hold the working paper of {vouchers:list} against {numbers:list}; if proved, supplement it, naming {vouchers:list} under documents; if not, go through the month's slips one by one.",
        ACCOUNTING_LAW_17,
    ),
    "suspect.slid.why": _why(
        "{vouchers_zh}差额恰为这一笔的 9、99、999 倍或十分、百分、千分之九（错位）{besides_zh}。",
        "{vouchers_en}the difference is just 9, 99 or 999 times this entry, or that part of it short of the whole{besides_en}.",
    ),
    "suspect.slid.rivals": _why(
        "另有 {rivals} 种解释同样成立；没有第二份单据，故仍列未明。",
        "{rivals:n other explanation fits/other explanations fit} as well; no second document proves it, so it stays unexplained.",
    ),
    "suspect.unit": Message(
        "error",
        "{account} {name} 总账比明细账{more_zh} {amount:money}；疑 {vouchers:list} 把 {numbers:list}{item_zh} {entry:money} 按{unit}算了",
        "{account} {name}: the ledger is {amount:money} {more_en} the subsidiary ledger; suspect: {vouchers:list} takes {numbers:list}{item_en}, {entry:money}, in {unit}",
        "拿 {vouchers:list} 的汇总底稿与 {numbers:list} 核对；证实后补充凭证，单据写 {vouchers:list}；查不实，逐笔核对本月单据。",
        "Hold the working paper of {vouchers:list} against {numbers:list}; if proved, supplement it, naming {vouchers:list} under documents; if not, go through the month's slips one by one.",
        ACCOUNTING_LAW_17,
    ),
    "suspect.unit.why": _why(
        "{vouchers_zh}差额恰为换一个单位的金额{besides_zh}。",
        "{vouchers_en}the difference is just what another unit makes of it{besides_en}.",
    ),
    "suspect.unit.rivals": _why(
        "另有 {rivals} 种解释同样成立；没有第二份单据，故仍列未明。",
        "{rivals:n other explanation fits/other explanations fit} as well; no second document proves it, so it stays unexplained.",
    ),
    "suspect.several": Message(
        "error",
        "{account} {name} 总账比明细账{more_zh} {amount:money}；疑 {vouchers:list} 漏了 {numbers:list}，共 {entry:money}",
        "{account} {name}: the ledger is {amount:money} {more_en} the subsidiary ledger; suspect: {vouchers:list} leaves out {numbers:list}, {entry:money} together",
        "拿 {vouchers:list} 的汇总底稿与 {numbers:list} 核对；证实后补充凭证，单据写 {vouchers:list}；查不实，逐笔核对本月单据。",
        "Hold the working paper of {vouchers:list} against {numbers:list}; if proved, supplement it, naming {vouchers:list} under documents; if not, go through the month's slips one by one.",
        ACCOUNTING_LAW_17,
    ),
    "suspect.several.why": _why(
        "{vouchers_zh}差额恰等于这几笔之和{besides_zh}。",
        "{vouchers_en}the difference is just the sum of these{besides_en}.",
    ),
    "suspect.several.rivals": _why(
        "另有 {rivals} 种解释同样成立；没有第二份单据，故仍列未明。",
        "{rivals:n other explanation fits/other explanations fit} as well; no second document proves it, so it stays unexplained.",
    ),
    "book.unexplained": Message(
        "error",
        "{account} {name} 总账比明细账{more_zh} {amount:money}，原因未明",
        "{account} {name}: the ledger is {amount:money} {more_en} the subsidiary ledger, cause unknown",
        "逐笔核对本月凭证与单据。",
        "Go through this month's vouchers and documents one by one.",
        ACCOUNTING_LAW_17,
    ),
    "book.unexplained.why": _why("{vouchers_zh}没有单据能单独证明。", "{vouchers_en}no single document proves it."),
    "book.unexplained.rivals": _why(
        "有 {rivals} 种解释同样成立，单凭金额定不了是哪一种。",
        "{rivals:n explanation fits/explanations fit} equally well; the sum alone cannot tell which.",
    ),
    # ------------------------------------------------------------ books and reality
    "count.shortage": Message(
        "warning",
        "{place} {item} 盘亏 {quantity:number} {unit}（{book:number} → {counted:number}）",
        "{place} {item}: {quantity:number} {unit} short ({book:number} → {counted:number})",
        "复盘；写盘盈盘亏，借 {pending} / 贷 {account} {amount:money}；批准后转销。",
        "Count again; write a count report, Dr {pending} / Cr {account} {amount:money}; write off once approved.",
        "政府会计制度 财会〔2017〕25号（1902 待处理财产损溢）",
    ),
    "count.shortage.why": _why("盘点后没有单据，{excess_zh}。", "no slip after the count, {excess_en}."),
    "count.surplus": Message(
        "warning",
        "{place} {item} 盘盈 {quantity:number} {unit}（{book:number} → {counted:number}）",
        "{place} {item}: {quantity:number} {unit} too many ({book:number} → {counted:number})",
        "复盘；写盘盈盘亏，金额不填（账上没有单价的，按同类物品的价格填），借 {account} / 贷 {pending} {amount:money}；批准后转销。",
        "Count again; write a count report without an amount (where the books have no price: at the price of like goods), Dr {account} / Cr {pending} {amount:money}; settle once approved.",
        "政府会计制度 财会〔2017〕25号（1902 待处理财产损溢）",
    ),
    "count.surplus.why": _why(
        "账面单价计值：加权平均按平均单价，先进先出、个别计价按最近一次进价。",
        "valued at the books' own cost: under an average at the average, by lots at the last price paid.",
    ),
    "count.lot_unknown": _why(
        "不知少的是哪一批，先按最早的一批计；盘盈盘亏写明批号，就按那一批。",
        "which lot is missing is not known: the oldest is taken; a report that names the batch is valued by that.",
    ),
    "count.natural_loss": Message(
        "warning",
        "{item} 损耗 {quantity:number} {unit}，领用量的 {share:percent}，定额 {allowed:percent} 内",
        "{item}: {quantity:number} {unit} lost, {share:percent} of what was issued, within the allowance of {allowed:percent}",
        "写盘盈盘亏（定额损耗），借 {expense} / 贷 {account} {amount:money}。",
        "Write a count report (natural loss), Dr {expense} / Cr {account} {amount:money}.",
        "定额损耗规则（houqin.yaml）",
    ),
    "count.natural_loss.why": _why(
        "{quantity:number} {unit} ÷ {used:number} {unit}；定额见{basis}。",
        "{quantity:number} {unit} ÷ {used:number} {unit}; allowance: {basis}.",
    ),
    "count.unit": Message(
        "error",
        "{item} 盘亏 {short:number} {unit}中的 {quantity:number} {unit}；疑 {slip} 的 {written:number} {was}应为 {written:number} {meant}",
        "{item}: {quantity:number} {unit} of the {short:number} {unit} short; suspect: {slip} says {written:number} {was} for {written:number} {meant}",
        "查厨房联、过秤记录。证实后红冲重开，补 借 {expense} / 贷 {account} {amount:money}；查不实则转盘亏。",
        "Look at the other copy and the weighing record. If proved, reverse and write it anew, Dr {expense} / Cr {account} {amount:money}; if not, report a shortage.",
        STOCK_STANDARD,
    ),
    "count.unit.why": _why(
        "{history_zh}短少恰等于按另一单位少记的数量。",
        "{history_en}the shortage is exactly what the other unit would have taken.",
    ),
    "count.unit.rivals": _why(
        "另有 {rivals} 种解释同样成立：漏写一张 {quantity:number} {unit}的出库单{slips_zh}。没有第二份单据，故仍列未明。",
        "{rivals:n other explanation fits/other explanations fit} as well: a slip of {quantity:number} {unit} was never written{slips_en}. No second document proves it, so it stays unexplained.",
    ),
    "count.unit.accepted": _why(
        "红冲 {slip}，按 {written:number} {meant}重开，补 借 {expense} / 贷 {account} {amount:money}（草稿：houqin fix {id}）。",
        "Reverse {slip}, write it anew with {written:number} {meant}, and enter Dr {expense} / Cr {account} {amount:money} (drafts: houqin fix {id}).",
    ),
    "count.unit_surplus": Message(
        "error",
        "{place} {item} 多出 {quantity:number} {unit}；疑 {slip} 的 {written:number} {was}应为 {written:number} {meant}",
        "{place} {item}: {quantity:number} {unit} too many; suspect: {slip} says {written:number} {was} for {written:number} {meant}",
        "查厨房联、过秤记录。证实后红冲重开，补 借 {account} / 贷 {expense} {amount:money}；查不实则转盘盈。",
        "Look at the other copy and the weighing record. If proved, reverse and write it anew, Dr {account} / Cr {expense} {amount:money}; if not, report a surplus.",
        STOCK_STANDARD,
    ),
    "count.unit_surplus.why": _why(
        "多出恰等于按另一单位多记的数量。", "the surplus is exactly what the slip would have taken too much."
    ),
    "count.unit_surplus.rivals": _why(
        "另有 {rivals} 种解释同样成立（真多出 {quantity:number} {unit}，或另一张单写错），没有第二份单据，故列未明。",
        "{rivals:n other explanation fits/other explanations fit} as well (there truly are {quantity:number} {unit} more, or another slip is mistaken). No second document proves it, so it stays unexplained.",
    ),
    "count.accepted": Message(
        "error",
        "{place} {item} {side_zh} {quantity:number} {unit}；疑 {slip} 验收的 {written:number} {was}应为 {meant_zh}",
        "{place} {item}: {quantity:number} {unit} {side_en}; suspect: {slip} accepts {written:number} {was} for {meant_en}",
        "查送货单、发票上的单位。证实后红冲验收单，按 {meant_zh}重开，金额不变。",
        "Look at the unit on the delivery note and the invoice. If proved, reverse the acceptance and write it anew with {meant_en}, for the same sum.",
        STOCK_STANDARD,
    ),
    "count.accepted.why": _why(
        "单价 {price:money} 元/{unit}，平时 {usual_price:money}，差 {times_zh}；盘点{side_zh}的恰等于按此少记、多记的数量，两样互相印证{asked_zh}。",
        "{price:money} yuan for one {unit}, usually {usual_price:money}, {times_en}; what the count finds {side_en} is exactly what that factor makes: two witnesses{asked_en}.",
    ),
    "count.accepted.rivals": _why(
        "另有 {rivals} 种解释同样成立，故列未明。",
        "{rivals:n other explanation fits/other explanations fit} as well, so it stays unexplained.",
    ),
    "receipt.other_unit": Message(
        "error",
        "{number} 验收的 {item} {written:number} {was}疑为 {meant_zh}：单价 {price:money} 元/{unit}，平时 {usual_price:money}，差 {times_zh}",
        "{number} accepts {written:number} {was} of {item}, perhaps {meant_en}: {price:money} yuan for one {unit}, usually {usual_price:money}, {times_en}",
        "查送货单、过秤记录上的单位。证实后红冲验收单，按 {meant_zh}重开，金额不变；单位没错，就是涨价，要说明。",
        "Look at the unit on the delivery note and the weighing record. If proved, reverse the acceptance and write it anew with {meant_en}, for the same sum; if the unit is right, the price went up and wants an explanation.",
        STOCK_STANDARD,
    ),
    "receipt.other_unit.why": _why(
        "金额没有变，只有单位使单价断开{like_zh}{asked_zh}。",
        "the sum is as usual, only the unit breaks the price{like_en}{asked_en}.",
    ),
    "receipt.other_unit.rivals": _why(
        "另有 {rivals} 种解释同样成立：价格真的变了这么多。没有第二份单据，故列未明。",
        "{rivals:n other explanation fits/other explanations fit} as well: the price really changed so much. No second document proves it, so it stays unexplained.",
    ),
    "receipt.no_value": Message(
        "warning",
        "{number} 采购验收的 {item} {quantity:number} {unit}没有金额（0.00），把单价拉低",
        "{number}: {quantity:number} {unit} of {item} in a purchase at 0.00, which drags the price down",
        "{paid_for_zh}红冲 {number} 重开：搭赠的与买的写成一行，数量相加、金额不变；真是受赠，另写一张来源为捐赠的验收。",
        "{paid_for_en}Reverse {number} and write it anew: what was added for nothing stands in one line with what was bought, quantities added, the sum unchanged; a true gift is an acceptance of its own with origin donation.",
        STOCK_STANDARD,
    ),
    "receipt.no_value.why": _why(
        "采购的货物按实付的全部价款计价，0.00 的一行使一批货有两个单价。",
        "what is bought is valued at all that was paid; a line at 0.00 gives one delivery two prices.",
    ),
    "count.other_place": Message(
        "error",
        "{place} 少的 {to_place} 正好多：{goods_zh}，疑漏写调拨单",
        "{to_place} has exactly what {place} lacks: {goods_en}; a transfer slip seems to be missing",
        "问两边保管员，补一张调拨（{place} → {to_place}：{goods_zh}）；不写盘盈盘亏。",
        "Ask both keepers; write the transfer ({place} to {to_place}: {goods_en}); no count report.",
        STOCK_STANDARD,
    ),
    "count.other_place.why": _why(
        "{counts:list} 两边盘点，品名、数量都对得上，合计不差。",
        "{counts:list}: items and quantities of both counts answer each other, together nothing is missing.",
    ),
    "count.other_place.rivals": _why(
        "另有 {rivals} 种解释同样成立。", "{rivals:n other explanation fits/other explanations fit} as well."
    ),
    "register.pack": Message(
        "error",
        "{item} 的包装疑被改动：登记 1 {pack}＝{size:number} {unit}，按 {right:number} {unit}，{counts:list} 就都对得上",
        "{item}: its pack seems to have been changed: one {pack} is {size:number} {unit} in the register; at {right:number} {unit} {counts:list} agree",
        "查送货单、外包装。改错的，物品登记改回 1 {pack}＝{right:number} {unit}；包装真换了，原来的一行写止日，另写一行从换的那天起。",
        "Look at a delivery note and at the pack. If the change was a mistake, put the register back to {right:number} {unit}; if the pack is new, end the old row and write another from the day of the change.",
        STOCK_STANDARD,
    ),
    "register.pack.why": _why(
        "{slips} 张单据用这个包装，各处差的都是{pack}数 × {by_zh}{also_zh}{history_zh}。",
        "{slips:n slip is/slips are} written in this pack, and each count is off by its number of {pack} × {by_en}{also_en}{history_en}.",
    ),
    "register.pack.rivals": _why(
        "另有 {rivals} 种解释同样成立。", "{rivals:n other explanation fits/other explanations fit} as well."
    ),
    "count.twice": Message(
        "warning",
        "{place} {item} 盘点 {seen:number} {unit}，恰为账面 {due:number} {unit}的两倍，疑点了两遍",
        "{place} {item}: {seen:number} {unit} counted, exactly twice the {due:number} {unit} of the books; perhaps counted twice",
        "复盘：两处摆放的合成一行，核对单位。复盘仍是 {seen:number} {unit}，再写盘盈。",
        "Count again: what lies in two places is one line; look at the unit. If it is {seen:number} {unit} again, report a surplus.",
        STOCK_STANDARD,
    ),
    "count.twice.why": _why(
        "恰为两倍，多半是盘点的错，不是货多了。", "exactly twice is more often a mistake of the count than goods."
    ),
    "count.twice.rivals": _why(
        "另有 {rivals} 种解释同样成立（真多出、漏写验收），复盘前列未明。",
        "{rivals:n other explanation fits/other explanations fit} as well (there truly is more, an acceptance was not written); unexplained until it is counted again.",
    ),
    "count.other_unit": Message(
        "warning",
        "{place} {item} 盘点写 {written:number} {was}，账面 {due:number} {unit}，恰为{counted_zh}，疑单位写错",
        "{place} {item}: the count says {written:number} {was}, the books {due:number} {unit}, which is exactly {counted_en}; the unit seems wrong",
        "复盘，核对单位。单位错的，红冲盘点重写；没错，再写盘盈盘亏。",
        "Count again and look at the unit. If it is wrong, reverse the count and write it anew; if not, write a count report.",
        STOCK_STANDARD,
    ),
    "count.other_unit.why": _why(
        "换一个单位就与账面分毫不差。", "in the other unit it agrees with the books to the last piece."
    ),
    "count.other_unit.rivals": _why(
        "另有 {rivals} 种解释同样成立（真多出或短少、点了两遍、漏写单据），复盘前列未明。",
        "{rivals:n other explanation fits/other explanations fit} as well (truly more or less, counted twice, a slip not written); unexplained until it is counted again.",
    ),
    "count.neighbours": Message(
        "warning",
        "{place} {item} 与下一行 {other} 的盘点数疑互换：{seen:number} {unit}、{other_seen:number} {other_unit}",
        "{place}: {item} and {other} below it seem changed about: {seen:number} {unit} and {other_seen:number} {other_unit}",
        "复盘这两种，认清品名、规格。互换的，红冲 {slip} 重写；没换，各写盘盈盘亏。",
        "Count these two again, by name and specification. If they were changed about, reverse {slip} and write it anew; if not, write a count report for each.",
        STOCK_STANDARD,
    ),
    "count.neighbours.why": _why(
        "两行各是对方的账面数，一个多的恰是另一个少的。",
        "each has what the books say of the other; one has too many by exactly what the other lacks.",
    ),
    "count.neighbours.rivals": _why(
        "另有 {rivals} 种解释同样成立，复盘前列未明。",
        "{rivals:n other explanation fits/other explanations fit} as well; unexplained until they are counted again.",
    ),
    "count.not_listed": Message(
        "warning",
        "{place} 全盘漏盘 {item}，账面 {quantity:number} {unit}",
        "{place}: the full count leaves out {item}, {quantity:number} {unit} in the books",
        "补盘。没有盘到的也要写一行 0。",
        "Count it. What is not there needs a line with 0.",
        STOCK_STANDARD,
    ),
    "count.not_listed.why": _why("全盘要列出每一种有结存的物品。", "a full count lists every item that has stock."),
    "cash.short": Message(
        "error",
        "库存现金短款 {amount:money}（账面 {book:money}，实点 {counted:money}）",
        "Cash is {amount:money} short (books {book:money}, counted {counted:money})",
        "当日查明；查不明，写盘盈盘亏（现金盘点 {number}，结果 待处理），会计凭它记 借 {pending} / 贷 {account} {amount:money}，平行记账的连预算分录（贷 资金结存）。",
        "Find out the same day; else write a count report (cash_count {number}, result pending), from which the accountant enters Dr {pending} / Cr {account} {amount:money}, with its budget entries (Cr 资金结存) where there are any.",
        "现金管理暂行条例；政府会计制度 财会〔2017〕25号",
    ),
    "cash.short.why": _why("现金日清月结。", "cash is cleared daily."),
    "cash.over": Message(
        "error",
        "库存现金长款 {amount:money}（账面 {book:money}，实点 {counted:money}）",
        "Cash is {amount:money} over (books {book:money}, counted {counted:money})",
        "当日查明；查不明，写盘盈盘亏（现金盘点 {number}，结果 盘盈），会计凭它记 借 {account} / 贷 {pending} {amount:money}，平行记账的连预算分录（借 资金结存）。",
        "Find out the same day; else write a count report (cash_count {number}, result surplus), from which the accountant enters Dr {account} / Cr {pending} {amount:money}, with its budget entries (Dr 资金结存) where there are any.",
        "现金管理暂行条例；政府会计制度 财会〔2017〕25号",
    ),
    "cash.over.why": _why("现金日清月结。", "cash is cleared daily."),
    "bank.in_not_in_books": Message(
        "info",
        "银收企未收：{about_zh} {day:day}{also_zh}",
        "In at the bank, not in the journal: {about_en} {day:day}{also_en}",
        "出纳凭银行回单补记收款、付款；会计的凭证引用它，平行记账的连预算分录。",
        "The cashier enters it from the bank's slip; the accountant's voucher names it, with its budget entries where there are any.",
        BANK_FORM,
    ),
    "bank.in_not_in_books.why": _why("", ""),
    "bank.in_not_in_books.rivals": _why(*OTHER_ITEMS),
    "bank.out_not_in_books": Message(
        "info",
        "银付企未付：{about_zh} {day:day}{also_zh}",
        "Out at the bank, not in the journal: {about_en} {day:day}{also_en}",
        "出纳凭银行回单补记收款、付款；会计的凭证引用它，平行记账的连预算分录。",
        "The cashier enters it from the bank's slip; the accountant's voucher names it, with its budget entries where there are any.",
        BANK_FORM,
    ),
    "bank.out_not_in_books.why": _why("", ""),
    "bank.out_not_in_books.rivals": _why(*OTHER_ITEMS),
    "bank.books_in_not_at_bank": Message(
        "info",
        "企收银未收：{about_zh} {day:day}{also_zh}",
        "In in the journal, not at the bank: {about_en} {day:day}{also_en}",
        "等下月对账单。",
        "Wait for next month's statement.",
        BANK_FORM,
    ),
    "bank.books_in_not_at_bank.why": _why("", ""),
    "bank.books_in_not_at_bank.rivals": _why(*OTHER_ITEMS),
    "bank.books_out_not_at_bank": Message(
        "info",
        "企付银未付：{about_zh} {day:day}{also_zh}",
        "Out in the journal, not at the bank: {about_en} {day:day}{also_en}",
        "等下月对账单。",
        "Wait for next month's statement.",
        BANK_FORM,
    ),
    "bank.books_out_not_at_bank.why": _why("", ""),
    "bank.books_out_not_at_bank.rivals": _why(*OTHER_ITEMS),
    "bank.too_old": Message(
        "error",
        "{bank_account} 未达 {age} 天：{text} {day:day} {amount:money}",
        "{bank_account}: outstanding for {age:n day}: {text} {day:day} {amount:money}",
        "与银行、对方核对；查明是漏记、重记还是退票。",
        "Ask the bank and the other party: left out, entered twice, or returned?",
        BANK_FORM,
    ),
    "bank.too_old.why": _why("超过 {limit} 天不能再算未达。", "after {limit:n day} it no longer counts as timing."),
    "bank.too_old.rivals": _why(*OTHER_ITEMS),
    "treasury.not_on_statement": Message(
        "info",
        "国库未列：{text} {day:day}",
        "Not on the treasury's list: {text} {day:day}",
        "等下月支付明细。",
        "Wait for next month's list.",
        GOVERNMENT_SYSTEM,
    ),
    "treasury.not_on_statement.why": _why("", ""),
    "treasury.not_in_books": Message(
        "info",
        "国库已付、账上未记：{text} {day:day}",
        "Paid by the treasury, not in the books: {text} {day:day}",
        "凭支付凭证补记。",
        "Enter it from the payment voucher.",
        GOVERNMENT_SYSTEM,
    ),
    "treasury.not_in_books.why": _why("", ""),
    "treasury.arrived": Message(
        "info",
        "上月未列、本月到：{text} {day:day}",
        "Missing last month, arrived this month: {text} {day:day}",
        "已两清。",
        "Settled.",
        GOVERNMENT_SYSTEM,
    ),
    "treasury.arrived.why": _why("", ""),
    "supplier.later": Message(
        "info",
        "{supplier}对账单截至 {day:day}，{numbers:list} 还不在上面，共 {amount:money}",
        "The statement of {supplier} stops at {day:day}; what came later is not on it: {numbers:list}, {amount:money}",
        "请对方补到月末，或等下月对账单。",
        "Ask for a statement up to the month's end, or wait for the next one.",
        ACCOUNTING_LAW_17,
    ),
    "supplier.later.why": _why(
        "对账单 {closing:money}，当日账上 {then:money}，月末 {owed:money}。",
        "statement {closing:money}, books on that day {then:money}, at the month's end {owed:money}.",
    ),
    "real.unexplained": Message(
        "error",
        "{account} {name}{supplier_zh}与外部差 {amount:money}，原因未明",
        "{account} {name}{supplier_en}: {amount:money} apart from the outside, cause unknown",
        "与对方逐笔核对。",
        "Go through the items with the other party.",
        ACCOUNTING_LAW_17,
    ),
    "real.unexplained.why": _why("没有单据能单独证明。", "no single document proves it."),
    # ------------------------------------------------------------ what a person accepted (认定)
    "acceptance.unknown": Message(
        "warning",
        "认定 {number} 说的 {finding} 不在对账里，所写的单据此后也没有更正",
        "{number} accepts {finding}, which is no finding of the book, and what it names was not corrected since",
        "核对编号（对账表上每条的末尾）；不再需要的，冲销这条认定。",
        "Check the id (at the end of each finding on the sheet); reverse the record if it is no longer needed.",
        ACCOUNTING_LAW_17,
    ),
    "acceptance.unknown.why": _why("认定只对账簿里有的一条起作用。", "only a finding that is there can be accepted."),
    "acceptance.not_entitled": Message(
        "warning",
        "认定 {number}：{by}（{role:name}）无权认定 {finding}",
        "{number}: {by} ({role:name}) may not accept {finding}",
        "由这些岗位之一认定：{roles:names}；这条认定冲销。",
        "One of these accepts it: {roles:names}; reverse this record.",
        "行政事业单位内部控制规范 财会〔2012〕21号；认定岗位规则（houqin.yaml）",
    ),
    "acceptance.not_entitled.why": _why("未生效，仍按原来的列。", "it has no effect: the finding counts as before."),
    # ------------------------------------------------------------ contradictions
    "stock.negative": Message(
        "error",
        "{place} {item} {day:day} 日终库存为负",
        "{place} {item}: stock below zero at the end of {day:day}",
        "查有没有漏写的验收单，或领用单写多、写错日期。",
        "Look for an acceptance never written, or an issue of too much or on a wrong day.",
        STOCK_STANDARD,
    ),
    "stock.over_return": Message(
        "error",
        "{item} 退得比原单剩下的多",
        "{item}: more returned than is left of the slip it names",
        "核对原单和以前的退单。",
        "Check the slip and earlier returns.",
        STOCK_STANDARD,
    ),
    "stock.no_receipt": Message(
        "error",
        "{item} 所写的原单里没有这种物品",
        "{item}: the slip it names does not hold this item",
        "核对原单编号和物品名称。",
        "Check the number and the item.",
        STOCK_STANDARD,
    ),
    "stock.lot_unknown": Message(
        "warning",
        "{place} {item} 按个别计价，领用没有写批号，而库中有几种单价",
        "{place} {item} is valued lot by lot, but the slip names none of several on hand",
        "在明细里写批号。现按先进先出计。",
        "Write the batch on the line. Valued first in, first out for now.",
        STOCK_STANDARD,
    ),
    "stock.no_account": Message(
        "error",
        "{place} {item}（{category}）没有统驭科目，不进总账对比",
        "{place} {item} ({category}): no control account, so it is compared with nothing",
        "在登记 科目 的 仓库、类别 里补上。",
        "Add the store and the category to an account in the register.",
        ACCOUNTING_LAW_17,
    ),
}
MESSAGES |= {
    f"{code}.why": _why("{sides}。", "{sides}.")
    for code in ("voucher.decimal_slid", "voucher.digit_misread", "voucher.sign_reversed", "voucher.doubled")
}
MESSAGES |= {
    f"{code}.rivals": OTHERS_FIT for code in list(MESSAGES) if code.startswith("voucher.") and code.count(".") == 1
}
