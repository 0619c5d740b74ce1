"""What the room `records` says: a scalar misspelt, a field missing, a record at odds with itself."""

from __future__ import annotations

from houqin.messages import Message


def _wrong(zh: str, en: str, hint_zh: str = "", hint_en: str = "", basis: str = "") -> Message:
    """A row of a record that cannot be read."""
    return Message("error", zh, en, hint_zh, hint_en, basis)


SPELLING = _wrong("“{found}”请写成 {instead}", "write “{found}” as {instead}")
"""What was meant is plain; only the spelling is not the book's."""

MESSAGES: dict[str, Message] = {
    # scalars
    "record.not_text": _wrong(
        "这里应是一个值，写成了列表或多行内容",
        "a single value belongs here, found a list or a mapping",
        "去掉多余的方括号、花括号或下一行的缩进",
        "remove the brackets, braces or the indented lines below",
    ),
    "record.empty": _wrong(
        "这里是空的",
        "nothing is written here",
        "填上内容；没有就把这一行删掉",
        "fill it in, or delete the line",
    ),
    "record.too_long": _wrong(
        "这段文字超过 {most} 个字",
        "this text is longer than {most} characters",
        "长文字请另存文件，在“附证”里写文件名",
        "keep long texts in a file and name it under evidence",
    ),
    "record.amount": _wrong(
        "“{found}”不是金额",
        "“{found}” is not an amount",
        "金额以元为单位，最多两位小数，如 1250.00",
        "amounts are in yuan with at most two decimals, like 1250.00",
    ),
    "record.amount_spelling": SPELLING,
    "record.too_many_digits": _wrong(
        "“{found}”的整数部分超过 {most} 位",
        "“{found}” has more than {most} digits before the point",
        "核对是不是多按了几位；编号、账号不是数字，写在自己的那一项里",
        "look for digits typed twice; a document's or an account's number belongs in its own field",
    ),
    "record.negative": _wrong(
        "“{found}”是负数，这里不写负数",
        "“{found}” is below zero, which nothing here can be",
        "退回写 退货 或 退库，写错的写 冲销",
        "write a return (return_to_supplier, return_to_store), or a reversal of what was wrong",
    ),
    "record.amount_not_positive": _wrong(
        "金额应大于 0，写的是 {found}",
        "the amount must be above 0, found {found}",
        "退回、冲减请另写单据（冲销、退货），不写负数",
        "give money back by a record of its own (reversal, return), not by a negative amount",
    ),
    "record.whole": _wrong(
        "“{found}”不是整数",
        "“{found}” is not a whole number",
        "写成不带单位的整数，如 72",
        "write it without a unit, like 72",
    ),
    "record.whole_spelling": SPELLING,
    "record.date": _wrong(
        "“{found}”不是日期，或没有这一天",
        "“{found}” is not a date, or there is no such day",
        "写成 年-月-日 四位、两位、两位，如 2026-10-31",
        "write year-month-day with four, two and two digits, as in 2026-10-31",
    ),
    "record.date_spelling": SPELLING,
    "record.month": _wrong("“{found}”不是月份", "“{found}” is not a month", "写成 2026-10", "write it like 2026-10"),
    "record.month_spelling": SPELLING,
    "record.moment": _wrong(
        "“{found}”不是日期加时间",
        "“{found}” is not a date with a time",
        "写成 2026-10-31 11:40",
        "write it like 2026-10-31 11:40",
    ),
    "record.span": _wrong(
        "“{found}”不是期间",
        "“{found}” is not a period",
        "写一个月（2026-10）或起止两天（2026-10-08..2026-10-16）",
        "write a month (2026-10) or two days (2026-10-08..2026-10-16)",
    ),
    "record.span_backwards": _wrong(
        "期间“{found}”的止日早于起日",
        "the period “{found}” ends before it begins",
        "两个日期对调",
        "swap the two days",
    ),
    "record.quantity": _wrong(
        "“{found}”不是数量",
        "“{found}” is not a quantity",
        "写成数字加单位，如 6000 斤，最多六位小数",
        "write a number with its unit, like 6000 斤, with at most six decimals",
    ),
    "record.quantity_without_unit": _wrong(
        "数量“{found}”没有单位",
        "the quantity “{found}” has no unit",
        "写成如 {found} 斤",
        "write it like {found} 斤",
    ),
    "record.quantity_spelling": SPELLING,
    "record.price": _wrong(
        "“{found}”不是单价",
        "“{found}” is not a unit price",
        "写成 2.60 或 2.60 元/斤，最多六位小数",
        "write it like 2.60 or 2.60 元/斤, with at most six decimals",
    ),
    "record.price_spelling": SPELLING,
    "record.percent": _wrong(
        "“{found}”不是百分比",
        "“{found}” is not a percentage",
        "写成 5%，不超过 100%",
        "write it like 5%, at most 100%",
    ),
    "record.percent_spelling": SPELLING,
    "record.reference": _wrong(
        "“{found}”不是单据编号",
        "“{found}” is not a document's number",
        "写成 YS-0903-1；往年的加年份 2025/YS-0903-1，凭证加月份 2026-10/记-1；编号里没有空格",
        "write YS-0903-1, with its year 2025/YS-0903-1, a voucher with its month 2026-10/记-1; no spaces",
    ),
    "record.identity": _wrong(
        "“{found}”不能作名称或编号",
        "“{found}” cannot be a name or a number",
        "不用斜杠，首尾不留空格，不超过 60 个字",
        "no slash, no space at either end, at most 60 characters",
    ),
    "record.number_with_space": _wrong(
        "单据编号“{found}”里有空格，别的单据引用不到它",
        "the document's number “{found}” has a space in it, so no other record can name it",
        "写成 {instead}",
        "write it as {instead}",
    ),
    "record.digits": _wrong(
        "“{found}”不是号码",
        "“{found}” is not a number of this kind",
        "只写数字和大写字母，前面的 0 要保留",
        "digits and capital letters only; keep leading zeros",
    ),
    "record.digits_shortened": _wrong(
        "“{found}”不是号码，像是表格软件把长号码缩短了",
        "“{found}” is no number of a document: a spreadsheet seems to have shortened a long one",
        "照纸面抄全每一位（数电发票是 20 位）",
        "copy every digit from the paper (an electronic invoice has 20)",
    ),
    "record.digits_spelling": SPELLING,
    "record.choice": _wrong(
        "“{found}”不在可选范围内",
        "“{found}” is not one of the choices",
        "可选：{choices:list}",
        "choose from: {choices_en:list}",
    ),
    "record.choice_near": _wrong(
        "“{found}”不在可选范围内，是不是“{instead}”？",
        "“{found}” is not one of the choices; did you mean “{instead}”?",
        "可选：{choices:list}",
        "choose from: {choices_en:list}",
    ),
    "record.role": _wrong(
        "没有“{found}”这个岗位或签字栏",
        "there is no post or signer called “{found}”",
        "写成如 保管员、验收员、审批人、经手人",
        "write one such as keeper, inspector, approver, handler",
    ),
    "record.role_near": _wrong(
        "没有“{found}”这个岗位或签字栏，是不是“{instead}”？",
        "there is no post or signer called “{found}”; did you mean “{instead}”?",
    ),
    # structure
    "record.not_a_record": _wrong(
        "这里应是一张单据",
        "a record belongs here",
        "每张单据以“- 类型: 编号”开头，其余各行与它对齐",
        "each record begins with “- type: number”, its other lines aligned below",
    ),
    "record.not_list": _wrong(
        "“{field:name}”应是列表",
        "“{field:name}” must be a list",
        "每项另起一行，前面加“- ”",
        "one line for each entry, beginning with “- ”",
    ),
    "record.not_mapping": _wrong(
        "“{field:name}”这里应写成“名称: 内容”，写的是“{found}”",
        "“{field:name}” must be written as “name: value” here, found “{found}”",
        "写成 {{名称: 内容, 名称: 内容}}，或每项一行",
        "write {{name: value, name: value}}, or a line for each",
    ),
    "record.empty_list": _wrong(
        "“{field:name}”一行也没有", "“{field:name}” has no entry", "至少写一行", "write at least one"
    ),
    "record.missing": _wrong(
        "缺“{field:name}”", "“{field:name}” is missing", "补上“{field:name}”这一项", "add “{field:name}”"
    ),
    "record.unknown_field": _wrong(
        "这里没有“{field:name}”这一项",
        "there is no “{field:name}” here",
        "可写：{fields:names}",
        "possible here: {fields:names}",
    ),
    "record.unknown_field_near": _wrong(
        "这里没有“{field:name}”这一项，是不是“{instead:name}”？",
        "there is no “{field:name}” here; did you mean “{instead:name}”?",
    ),
    "record.role_outside_signed": _wrong(
        "“{role:name}”是签字，要写在“签字”里面",
        "“{role:name}” is a signature and belongs under signed",
        "写成 签字: {{{role:name}: 姓名}}",
        "write signed: {{{role:name}: name}}",
    ),
    "record.wrong_folder": _wrong(
        "“{type:name}”不记在“{folder:name}”里",
        "“{type:name}” records do not belong in the folder “{folder:name}”",
        "它应记在：{folders:names}",
        "it belongs in: {folders:names}",
    ),
    "record.not_the_school": _wrong(
        "houqin.yaml 只写学校，第一行应是“学校: 校名”",
        "houqin.yaml describes the school only; its first line is “school: name”",
        "其他单据记到各自的文件夹里",
        "other records go to their own folders",
    ),
    "record.no_price_here": _wrong(
        "这里只写数量，不写单价和金额",
        "only quantities are written here, no price and no amount",
        "去掉单价、金额；出库成本按计价方法算出，盘点只认实物",
        "remove them: what goes out is valued by the book's method, and a count knows only what stands there",
    ),
    "record.none_of": _wrong(
        "下面几项要写一项：{fields:names}",
        "one of these must be written: {fields:names}",
        "补上其中一项",
        "add one of them",
    ),
    "record.too_many_of": _wrong(
        "{found:names}同时写了，只能写一项",
        "{found:names} are both written; only one may be",
        "留下对的一项，另一项删掉或另写一行",
        "keep the right one; delete the other or give it a line of its own",
    ),
    # one record at odds with itself
    "record.booked_before_date": _wrong(
        "入账日期 {booked:date} 早于业务日期 {date:date}",
        "booked on {booked:date}, before it happened on {date:date}",
        "核对两个日期；当天入账的不用写入账日期",
        "check both dates; leave booked out where they are the same",
    ),
    "record.days_backwards": _wrong(
        "“{last:name}”{until_day:date} 早于“{first:name}”{from_day:date}",
        "“{last:name}” {until_day:date} is before “{first:name}” {from_day:date}",
        "核对两个日期",
        "check both dates",
    ),
    "record.moments_backwards": _wrong(
        "“{last:name}”早于“{first:name}”",
        "“{last:name}” is before “{first:name}”",
        "核对两个时间",
        "check both times",
    ),
    "record.price_times_quantity": _wrong(
        "单价 {price:number} × 数量 {quantity:number}{unit} = {right:money}，金额写的是 {amount:money}",
        "{price:number} × {quantity:number} {unit} = {right:money}, but the amount says {amount:money}",
        "核对数量、单价、金额；除不尽的单价写到六位小数，或只写金额",
        "check all three; write a price that does not divide evenly to six decimals, or the amount alone",
    ),
    "record.purchase_without_supplier": _wrong(
        "采购来的物品没有写供应商",
        "goods that were bought have no supplier",
        "补上“供应商”；捐赠、调入等写“来源”",
        "add the supplier; for a donation or a transfer write the origin",
    ),
    "record.entries_unbalanced": _wrong(
        "“{field:name}”借贷不平：借方 {debit:money}，贷方 {credit:money}，相差 {difference:money}",
        "“{field:name}” do not balance: debit {debit:money}, credit {credit:money}, gap {difference:money}",
        "核对各行金额和方向；财务分录和预算分录各自要平",
        "check amounts and sides; financial and budget entries balance each by themselves",
        "政府会计制度（财会〔2017〕25号）",
    ),
    "record.balances_unequal": _wrong(
        "“{field:name}”借方合计 {debit:money}，贷方合计 {credit:money}，相差 {difference:money}",
        "“{field:name}”: debits are {debit:money}, credits {credit:money}, difference {difference:money}",
        "期初余额借贷要相等，核对是否漏了科目",
        "an opening trial balance must be even; look for an account left out",
        "政府会计制度（财会〔2017〕25号）",
    ),
    "record.both_sides": _wrong(
        "科目 {account} 的余额借、贷两边都写了",
        "account {account} has a balance on both sides",
        "只写余额所在的一边",
        "write it on the side where it stands",
    ),
    "record.bank_unreconciled": _wrong(
        "调节后不相等：日记账一方 {journal:money}，对账单一方 {statement:money}",
        "adjusted balances differ: journal {journal:money}, statement {statement:money}",
        "核对两个余额和未达账项的种类、金额",
        "check both balances, and each outstanding item's kind and amount",
    ),
    "record.net_tax_total": _wrong(
        "不含税 {net:money} + 税额 {tax:money} = {right:money}，价税合计写的是 {total:money}",
        "net {net:money} + tax {tax:money} = {right:money}, but the total says {total:money}",
        "按发票票面核对三个数",
        "check the three figures against the invoice",
    ),
    "record.heads_meals_rate": _wrong(
        "{heads:number} 人 × {meals:number} 餐 × {rate:number} = {right:money}，金额写的是 {amount:money}",
        "{heads:number} heads × {meals:number} meals × {rate:number} = {right:money}, not {amount:money}",
        "核对人数、餐数、标准；人数有变动的分开写",
        "check all three; where the number of heads changed, write a record for each",
    ),
    "record.kept_at_total": _wrong(
        "各存放地点合计 {there:number}{unit}，卡片数量 {quantity:number}{unit}",
        "the places hold {there:number} {unit}, the card says {quantity:number} {unit}",
        "核对各处数量",
        "check the quantity at each place",
    ),
    "record.more_than_cost": _wrong(
        "“{field:name}”{taken:money} 超过原值 {cost:money}",
        "“{field:name}” {taken:money} is more than the cost {cost:money}",
        "核对原值和已提、已摊的数",
        "check the cost and what is written off of it",
        "政府会计准则第3号——固定资产",
    ),
    "record.settles_too_much": _wrong(
        "核销合计 {settled:money}，超过付款（连同扣留、附加）{covered:money}",
        "settles {settled:money}, more than was paid, held back and rounded off: {covered:money}",
        "核对付款金额和各张单据的核销数",
        "check the payment and what it settles of each document",
    ),
    "record.faces_total": _wrong(
        "各面额合计 {right:money}，实点写的是 {amount:money}",
        "the notes and coins add up to {right:money}, but the sum counted says {amount:money}",
        "核对张数和面额",
        "check values and pieces",
    ),
    "record.statement_balance": _wrong(
        "余额写的是 {balance:money}，按上一行余额和本行收付应为 {right:money}",
        "the balance says {balance:money}; from the line before and this movement it should be {right:money}",
        "对照原件核对本行和上一行；收、付按本单位口径写，与银行原件的借贷方向相反",
        "check this line and the one before against the original; in and out are as the school sees them",
    ),
    "record.trial_balance": _wrong(
        "期末余额 {balance:money}，按期初和本期发生应为 {right:money}（贷方余额为负数）",
        "closing is {balance:money}; opening and movements give {right:money} (credit is negative)",
        "对照余额表原件核对这一行",
        "check this line against the original",
    ),
    "record.statement_closing": _wrong(
        "期末写的是 {closing:money}，期初加减各行应为 {right:money}",
        "closing says {closing:money}; opening and all movements give {right:money}",
        "看有没有漏行、多行，期初是否等于上期期末",
        "look for a line missing or too many, and whether opening is last month's closing",
    ),
    "record.discarded_before_taken": _wrong(
        "销样时间早于留样时间",
        "the sample was thrown away before it was taken",
        "核对两个时间",
        "check both times",
    ),
    "record.not_a_document": _wrong(
        "必备单据里的“{found}”不是单据名称",
        "“{found}” among the required documents is not a kind of record",
        "写成如 申请、审批、订单、验收、发票",
        "write one such as request, approval, order, acceptance, invoice",
    ),
    "record.not_a_type": _wrong(
        "没有单据类型“{found}”",
        "“{found}” is not a kind of record",
        "写成如 验收、领用、盘点、对账单",
        "write one such as acceptance, issue, count, outside_statement",
    ),
    "record.not_a_folder": _wrong(
        "账簿里没有文件夹“{found}”",
        "a book has no folder called “{found}”",
        "可选：{choices:list}",
        "choose from: {choices_en:list}",
    ),
    "record.not_a_frequency": _wrong(
        "“{found}”不是多久一次",
        "“{found}” does not say how often",
        "写 每日、每周、每月、每季、每半年、每学期 或 每年",
        "write daily, weekly, monthly, quarterly, half-yearly, termly or yearly",
    ),
    "record.head": _wrong(
        "“{found}”不是封账的头",
        "“{found}” is not the head of a seal",
        "照抄 seals/ 里那个文件的 头，64 位；houqin reopen 会替你写",
        "copy head from the seal's file in seals/, 64 digits; houqin reopen writes it for you",
    ),
    "record.not_a_field": _wrong(
        "“{found}”不是单据上的字段",
        "“{found}” is not a field of any record",
        "写成如 日期、供应商、物品、数量、单价；这一列不要就不写字段",
        "write one such as date, supplier, item, quantity, unit_price; leave the field out where the column is not wanted",
    ),
}
