"""How each kind of difference shows in the records: the 27 kinds and the 14 checks of documents, by `row` of
reconcile/kinds.py (what it is called, and as hint its signature), and CODE.sign where a code has one of its own."""

from __future__ import annotations

from houqin.messages import Message


def _row(zh: str, en: str, sign_zh: str, sign_en: str) -> Message:
    return Message("info", zh, en, sign_zh, sign_en)


def _sign(zh: str, en: str) -> Message:
    return Message("info", zh, en)


MESSAGES: dict[str, Message] = {
    # ------------------------------------------------------------ the 27 kinds
    "row.1": _row(
        "以购代耗", "purchases taken as consumption",
        "费用等于购进而不等于领用；总账与明细账之差恰为期初、期末结存之差。",
        "the expense is what was bought, not what was issued; the ledger is off by exactly opening − closing stock.",
    ),
    "row.2": _row(
        "货到票未到", "goods in, invoice not",
        "有验收单，到月末没有发票，也没有暂估凭证。",
        "accepted, and by the month's end neither an invoice nor an accrual.",
    ),
    "row.3": _row(
        "票到货未到（在途）", "invoice in, goods not",
        "凭证按发票记了账，发票所指的货还没有验收单。",
        "a voucher books an invoice whose goods nobody has accepted yet.",
    ),
    "row.4": _row(
        "跨月（未达）", "cut-off: one pair, two months",
        "同一笔两边各记一次、金额相同，一边在月末前，一边在月末后。",
        "the same sum on both sides, one before the month's end and one after it.",
    ),
    "row.5": _row(
        "始终未入账、未到货", "never vouchered, never received",
        "单据没有凭证引用，也不在任何汇总之内；或凭证记账已久，仍无验收单。",
        "no voucher names the document and no summary holds it; or a voucher for weeks without goods.",
    ),
    "row.6": _row(
        "重复入账", "entered twice",
        "同一张单据有两张凭证，或同一供应商、同一号码、同一金额出现两次。",
        "two vouchers for one document, or the same supplier, number and sum twice.",
    ),
    "row.7": _row(
        "价差", "price differs",
        "订单、验收、发票的数量相同，差额恰为数量 × 单价之差。",
        "order, acceptance and invoice agree in quantity; the difference is quantity × difference of price.",
    ),
    "row.8": _row(
        "量差", "quantity differs",
        "单价相同，差额恰为单价 × 数量之差。",
        "the price agrees; the difference is price × difference of quantity.",
    ),
    "row.9": _row(
        "单位", "unit",
        "两边数量或单价之比恰为登记的换算率（斤与公斤差 2 倍，箱与包、袋与斤等）。",
        "quantities or prices stand to each other exactly as a declared pack does (斤 and 公斤: 2; box and pack).",
    ),
    "row.10": _row(
        "换算尾差", "rounding of converted units",
        "按包装换算单价后每行差几分，合计不超过行数 × 数量的尾数。",
        "some cents a line after converting the price by pack, never more than the last place × quantity.",
    ),
    "row.11": _row(
        "金额尾差", "rounding of sums",
        "差几分，不超过行数 × 半分；或数量为零而金额不为零。",
        "a few fen, at most half a fen a line; or value left where the quantity is nil.",
    ),
    "row.12": _row(
        "退货、退库价不同", "return at another price",
        "退回的数量相符，凭证按别的单价记：差额恰为数量 × 单价之差。",
        "the returned quantity agrees, the voucher takes another price: quantity × difference of price.",
    ),
    "row.13": _row(
        "倒填日期", "backdated",
        "业务日期在已记账的出库之前的收货迟到入账，均价随之改变。",
        "a receipt dated before issues that were booked already, which moves their average.",
    ),
    "row.14": _row(
        "负库存", "negative stock",
        "某日日终的结存小于零：出库单先于入库单。",
        "less than nothing on hand at the end of a day: the issue came before the receipt.",
    ),
    "row.15": _row(
        "凭证直接记存货", "journal straight onto stock",
        "存货科目有分录，没有任何出入库单据与之对应。",
        "an entry on a stock account that no receipt or issue stands behind.",
    ),
    "row.16": _row(
        "记错科目", "wrong account",
        "两个科目差额相等、方向相反，出自同一张凭证。",
        "two accounts off by the same sum in opposite directions, by one voucher.",
    ),
    "row.17": _row(
        "只记一半", "half posted",
        "凭证引用了单据，却缺预算分录，或缺其中一个科目的分录。",
        "the voucher names the document but lacks its budget half, or one of its accounts.",
    ),
    "row.18": _row(
        "运费、折扣一边有", "freight or discount on one side",
        "差额恰为发票的运费、装卸费或折扣一行，另一边没有。",
        "the difference is exactly a line for freight or a discount that the other side lacks.",
    ),
    "row.19": _row(
        "赠品无价", "goods without value",
        "数量多出的部分没有金额，拉低了平均单价。",
        "part of the quantity has no value and pulls the average down.",
    ),
    "row.20": _row(
        "期初不符", "opening differs",
        "账簿开始那天就差同样的数：期初余额与期初明细不等。",
        "the same difference on the day the book begins: the opening's balance and its details do not agree.",
    ),
    "row.21": _row(
        "串库", "other place",
        "一处短少、另一处恰好多出，合计相符，没有调拨单。",
        "short in one place and over by as much in another; the sum agrees and no transfer was written.",
    ),
    "row.22": _row(
        "档案改动", "register changed",
        "差额从改动单位、包装、类别或名称的那天开始。",
        "the difference begins on the day a unit, a pack, a category or a name was changed.",
    ),
    "row.23": _row(
        "笔误", "slip of the pen",
        "同一笔两处写法不同，恰为两位颠倒、错位、认错一位、正负写反或写重。",
        "one sum written in two ways: digits changed about, a point slid, a digit misread, a sign turned, or twice.",
    ),
    "row.24": _row(
        "短少", "shortage",
        "实盘少于账面，没有单据能解释。",
        "less counted than the books say, and no document explains it.",
    ),
    "row.25": _row(
        "盘点有误", "the count is wrong",
        "漏盘、重盘、单位写错，或一种多出、相邻一种短少；账面没有单据能解释。",
        "left out, counted twice, in another unit, or over on one item and short on its neighbour.",
    ),
    "row.26": _row(
        "口径不同", "the two ask different questions",
        "两边数据相同、截止日或范围不同：一边到月末，一边到另一天。",
        "the same data to another day or of another scope: one to the month's end, one not.",
    ),
    "row.27": _row(
        "付款不符", "payment differs",
        "付款与凭证、与应付的金额不同：多付、少付、扣款、退款未到。",
        "paid another sum than booked or owed: too much, too little, a deduction, a refund outstanding.",
    ),
    # ------------------------------------------------------------ checks of documents
    "row.D1": _row(
        "没有审批", "not approved",
        "按规则要审批的申请、订单，没有审批记录。",
        "a request or order that the rules want approved has no approval.",
    ),
    "row.D2": _row(
        "审批晚于订单", "approved late", "审批的日期在下订单之后。", "the approval is dated after the order."
    ),
    "row.D3": _row(
        "无权审批", "approved by another",
        "审批人当日的岗位、限额不够审批这一笔。",
        "whoever approved it had not the role, or the limit, for it on that day.",
    ),
    "row.D4": _row(
        "签字不全", "not signed", "规则要的岗位没有全部签字。", "not all roles that the rules ask for have signed."
    ),
    "row.D5": _row(
        "不相容岗位", "signed for both", "同一人在不相容的两个岗位上签字。", "one person signed in two roles that must be apart."
    ),
    "row.D6": _row(
        "化整为零", "purchase split",
        "同一需求分成几笔，每笔在审批限额之下，合计超过。",
        "one need in several purchases, each below the limit, together above it.",
    ),
    "row.D7": _row(
        "发票号码重复", "invoice number twice", "两张发票的代码和号码相同。", "two invoices bear the same code and number."
    ),
    "row.D8": _row(
        "重复付款", "paid twice", "同一发票付款合计超过价税合计。", "payments of one invoice add up to more than its total."
    ),
    "row.D9": _row(
        "价格偏高", "price above the usual",
        "单价高于近期同种物品的价格或中选的报价，超过允许的幅度。",
        "dearer than the item's recent prices, or than the chosen offer, by more than is allowed.",
    ),
    "row.D10": _row(
        "发票税额", "invoice tax",
        "金额 ＋ 税额 ≠ 价税合计，或税率不是现行税率。",
        "net + tax is not the total, or the rate is none in force.",
    ),
    "row.D11": _row(
        "抬头、税号不符", "other buyer", "发票的购方名称或税号不是本单位。", "the buyer's name or code is not the school's."
    ),
    "row.D12": _row(
        "许可过期", "licence lapsed", "供货当日供应商的许可已经过期。", "the supplier's licence had lapsed on the day of delivery."
    ),
    "row.D13": _row(
        "收款方不是销方", "payee is not the seller", "付款的收款方与发票的供应商不同。", "paid to somebody else than the invoice's supplier."
    ),
    "row.D14": _row(
        "凭证断号", "voucher gap", "凭证号不连续，缺的号没有作废记录。", "a number is missing in the series of vouchers."
    ),
    # ------------------------------------------------------------ signatures of a code of its own
    "voucher.differs.sign": _sign(
        "凭证引用的单据与它记的金额不同，又不是单纯的笔误。",
        "a voucher posts another sum than the documents it names, and it is no mere slip of the pen.",
    ),
    "invoice.differs.sign": _sign(
        "发票的价税合计不等于它涵盖的单据之和。", "an invoice's total is not the sum of the documents it covers."
    ),
    "bill.looks_twice.sign": _sign(
        "同一销方、同一天、同一金额、涵盖同一批货的两张发票，号码不同。",
        "two invoices of one seller, day and total over the same goods, with other numbers.",
    ),
    "meals.not_earned.sign": _sign(
        "转收入的餐数等于预收的餐数，多于实际就餐的餐数。",
        "income was taken for all meals paid for, more than were eaten.",
    ),
    "depreciation.missing.sign": _sign(
        "本月折旧凭证的金额恰好少某张卡片的月折旧额。",
        "the month's depreciation is short by exactly the charge of a card.",
    ),
    "depreciation.not_booked.sign": _sign(
        "有该提折旧的卡片，整月没有折旧凭证。", "cards are due for depreciation and the month has no voucher for it."
    ),
    "count.natural_loss.sign": _sign(
        "短少的数量占本月领用量的比例不超过定额损耗。",
        "short by no more than the allowed share of what was issued this month.",
    ),
    "count.unit.sign": _sign(
        "短少的数量恰等于某张领用单按另一单位该多领的数量。",
        "short by exactly what an issue would have taken more in another declared unit.",
    ),
    "count.unit_surplus.sign": _sign(
        "多出的数量恰等于某张领用单按另一单位该少领的数量。",
        "too many by exactly what an issue would have taken less in another declared unit.",
    ),
    "count.accepted.sign": _sign(
        "验收的单价与平时差一个换算倍数，盘点的多少也恰等于按此倍数的数量。",
        "the price of an acceptance is off by a unit's factor, and the count by exactly what that factor makes.",
    ),
    "receipt.other_unit.sign": _sign(
        "金额照旧，单价与这种物品平时的价恰差一个换算倍数（½、2、12、24、包装数）。",
        "the sum is as ever, the price is off the item's usual one by exactly a unit's factor (½, 2, 12, 24, its pack).",
    ),
    "count.twice.sign": _sign("实盘恰为账面的两倍。", "exactly twice as much counted as the books say."),
    "count.other_unit.sign": _sign(
        "实盘的数字换一个单位恰等于账面。", "the figure counted, in another of the item's units, is exactly the books'."
    ),
    "count.neighbours.sign": _sign(
        "盘点表上下两行，各是对方的账面数。", "two lines, one below the other, each with what the books say of the other."
    ),
    "count.surplus.sign": _sign(
        "实盘多于账面，没有单据能解释。", "more counted than the books say, and no document explains it."
    ),
    "cash.short.sign": _sign("现金实点少于日记账余额。", "less cash counted than the journal says."),
    "cash.over.sign": _sign("现金实点多于日记账余额。", "more cash counted than the journal says."),
    "bank.too_old.sign": _sign(
        "一边有、一边没有的款项，超过规定的天数仍未到。",
        "on one side only for longer than the rule allows an item to be under way.",
    ),
    "book.unexplained.sign": _sign(
        "总账与明细账不等，逐笔配对之后仍有余额。", "ledger and subsidiary ledger differ after everything was paired."
    ),
    "real.unexplained.sign": _sign(
        "外部依据与明细账不等，逐笔配对之后仍有余额。",
        "the outside and the subsidiary ledger differ after everything was paired.",
    ),
    "stock.over_return.sign": _sign(
        "退回的数量多于原单剩下的数量。", "more goes back than is left of the slip that is named."
    ),
    "stock.no_receipt.sign": _sign(
        "退单写的原单里没有这种物品。", "the slip that is named does not hold the item that goes back."
    ),
    "stock.lot_unknown.sign": _sign(
        "个别计价的物品领用没写批号，库里有几种单价。",
        "an item valued lot by lot goes out without its batch while several are on hand.",
    ),
    "stock.no_account.sign": _sign(
        "物品的类别和仓库没有科目统驭。", "no account controls the item's category in that store."
    ),
    "book.unknown_reference.sign": _sign("引用的编号在账簿里找不到。", "the number referred to is not in the book."),
    "book.other_type.sign": _sign("引用的编号是另一种单据。", "the number referred to is another type of document."),
    "book.ambiguous.sign": _sign("引用的编号不止一张单据有。", "more than one document bears the number referred to."),
    "book.ambiguous_item.sign": _sign("单据上写的别名登记在不止一种物品下。", "the alias that a slip uses is registered for more than one item."),
    "book.reversed_twice.sign": _sign("同一张单据被冲销两次。", "one record is taken back twice."),
    "book.reopening_reversed.sign": _sign("重开月份的单据被冲销。", "a record that opened a month again is taken back."),
    "book.no_register.sign": _sign("用到的登记册是空的。", "the register that is used is empty."),
    "acceptance.unknown.sign": _sign(
        "认定写的编号在账簿的各月对账里都没有。", "the id that is accepted is in no month of the book."
    ),
    "acceptance.not_entitled.sign": _sign(
        "认定的人当日的岗位不是该办理的岗位，也不在其上。",
        "whoever accepted it held neither the role that settles it nor one above.",
    ),
    "book.not_in_role.sign": _sign("写的岗位与登记的当日岗位不符。", "the role written is not the one registered for that day."),
    "book.undeclared_unit.sign": _sign("物品没有登记这个单位。", "the item does not declare this unit."),
    **{
        f"book.unknown_{kind}.sign": _sign(f"写的{zh}没有登记，或当日不在有效期内。", f"no register holds this {en} on that day.")
        for kind, zh, en in (
            ("item", "物品", "item"), ("place", "地点", "place"), ("account", "科目", "account"),
            ("supplier", "供应商", "supplier"), ("payer", "付款方", "payer"), ("authority", "主管部门", "authority"),
            ("person", "人员", "person"),
        )
    },
}  # fmt: skip
