"""A worked case of each kind of finding: its records and sums as a bursar meets them. Data, told by the same sentences
as a real finding; a kind without a case of its own is told with the usual values of its arguments."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from types import MappingProxyType
from typing import Any, NamedTuple

from houqin.book.registers import Registers
from houqin.messages import table
from houqin.reconcile.finding import Effect, Finding, Named

Sum = tuple[str, str, int]
"""Account, side ("" none of the two), fen on the side where the account stands."""
B, R = "book_to_book", "book_to_real"


class Case(NamedTuple):
    """One finding: fen, the records (type, number; the one at fault first), what it does to the lines, what its sentences
    need, and how many other explanations fit."""

    amount: int
    records: tuple[tuple[str, str], ...]
    sums: tuple[Sum, ...]
    args: Mapping[str, Any] = MappingProxyType({})
    rivals: int = 0
    set: str = "school"


def _booked(
    amount: int, accounts: str, *, more: bool, debit: str = "", credit: str = "", **args: Any
) -> dict[str, Any]:
    """What the sentences of a document that is not in the ledger need."""
    known = {"amount": amount, "accounts": accounts.split(), "more": more, "ordered": False, "paid": False, "what": None,
             "debit": debit.split(), "credit": credit.split()}  # fmt: skip
    return known | args


_DIGITS = {"voucher": "记-20", "entered": 165735, "right": 156735, "papers": ["invoice", "acceptance"], "apart": 1,
           "statement": "", "documents": ["YS-261019-01"],
           **_booked(9000, "1302.02 2302", more=True, debit="2302", credit="1302.02")}  # fmt: skip
_PAPERS = (("voucher", "记-20"), ("invoice", "FP-261020-01"), ("acceptance", "YS-261019-01"))


def _slip(entered: int, rivals: int = 0, **args: Any) -> Case:
    """A voucher of 1,567.35 that says another sum."""
    off = abs(entered - 156735)
    more = entered > 156735
    sums = tuple((account, B, off if more else -off) for account in ("1302.02", "2302"))
    half = {"debit": "2302", "credit": "1302.02"} if more else {"debit": "1302.02", "credit": "2302"}
    known = _DIGITS | {"entered": entered, "statement": ""} | _booked(off, "1302.02 2302", more=more, **half) | args
    return Case(off, _PAPERS, sums, known, rivals)


_BILL = {"invoice": "FP-261031-09", "booked": False, "paid": False, "count": 2, "amounts": [565250, 611800]}
_FEE = {"amount": 3000, "day": 20261031, "text": "网银服务费", "bank_account": "6011"}
_COUNT = {"place": "总务库", "item": "A4复印纸", "quantity": 3000000, "unit": "包", "account": "1302.01"}
_RICE = {"place": "食堂库", "item": "大米", "unit": "斤", "account": "1302.01"}
_PAPER = {"item": "A4复印纸", "unit": "箱"}
_DEARER = _PAPER | {"mine": {"type": "invoice", "quantity": 13000000, "price": 168000000},
                    "theirs": {"type": "acceptance", "quantity": 13000000, "price": 164000000}}  # fmt: skip
_MORE = _PAPER | {"mine": {"type": "invoice", "quantity": 14000000, "price": 164000000},
                  "theirs": {"type": "acceptance", "quantity": 13000000, "price": 164000000}}  # fmt: skip
_ORDERED = {
    "above": _PAPER | {"mine": {"type": "acceptance", "quantity": 13000000, "price": 168000000},
                       "theirs": {"type": "order", "quantity": 13000000, "price": 164000000}},
    "more": _PAPER | {"mine": {"type": "acceptance", "quantity": 14000000, "price": 164000000},
                      "theirs": {"type": "order", "quantity": 13000000, "price": 164000000}},
}  # fmt: skip
_PAPER_BILL = {"invoice": "FP-261023-01", "booked": True, "paid": False, "count": 1, "amounts": [213200],
               "right": 213200}  # fmt: skip
_PAPER_SLIPS = (("invoice", "FP-261023-01"), ("acceptance", "YS-261022-01"), ("voucher", "记-24"))
_BOUGHT = (("acceptance", "YS-261022-01"), ("order", "DD-261016-01"))
_APART = {"was": "包", "meant": "箱", "written": 10000000, "price": 17120, "usual_price": 2140, "like": 2, "right": 80000000,
          "times": [8, 1], "asked": []}  # fmt: skip
_GUARD = {"amount": 480000, "day": 20261030, "text": "保安公司"}
_SUMMARY = (("issue", "CK-261014-02"), ("voucher", "记-42"))
_SUSPECT = {"account": "1302.01", "name": "办公用品", "more": True, "voucher": "记-42", "vouchers": ["记-42"], "item": "",
            "numbers": ["CK-261014-02"], "entry": 14000, "cents": 0, "late": False, "near": False, "unit": "",
            "amount": 14000, "posted": 100000, "accounts": ["1302.01"]}  # fmt: skip

CASES: dict[str, Case] = {
    "voucher.digits_swapped": Case(9000, _PAPERS, (("1302.02", B, 9000), ("2302", B, 9000)), _DIGITS),
    "voucher.decimal_slid": _slip(15673500),
    "voucher.digit_misread": _slip(166735),
    "voucher.sign_reversed": _slip(-156735),
    "voucher.doubled": _slip(313470),
    "voucher.extra": _slip(154735, off=2000, others=["digit_misread"], rivals=1),
    "voucher.twice": Case(
        156735, (("voucher", "记-48"), ("voucher", "记-20"), *_PAPERS[1:]), (("1302.02", B, 156735), ("2302", B, 156735)),
        _DIGITS | {"voucher": "记-48", "entered": 156735, "amount": 156735, "first": "记-20"},
    ),
    "voucher.other_account": Case(
        156735, _PAPERS, (("1302.01", B, 156735), ("1302.02", B, -156735)),
        _DIGITS | {"amount": 156735, "wrong": "1302.01", "wrong_name": "办公用品", "account": "1302.02", "account_name": "维修材料",
                   **_booked(156735, "1302.01 1302.02", more=True, debit="1302.02", credit="1302.01")},
    ),
    "voucher.other_party": Case(
        156735, _PAPERS, (("2302", B, 156735), ("2302", B, -156735)),
        _DIGITS | {"entered": 156735, "amount": 156735, "wrong": "光明电器", "party": "永安五金", "account": "2302"},
    ),
    "voucher.paid_otherwise": Case(
        2000, (("voucher", "记-20"), ("payment", "FK-261020-01")), (("1002", B, -2000), ("2302", B, -2000)),
        _DIGITS | {"entered": 158735, "amount": 2000, "documents": ["FK-261020-01"], "lists_right": "DZ-6011-2610",
                   "lists_entered": "", **_booked(2000, "1002 2302", more=False, debit="1002", credit="2302")},
    ),
    "voucher.return_price": Case(
        320, (("voucher", "记-30"), ("return_to_supplier", "TH-261027-01")), (("1302.02", B, -320), ("2302", B, -320)),
        _DIGITS | {"voucher": "记-30", "entered": 2880, "right": 2560, "amount": 320, "documents": ["TH-261027-01"],
                   **_booked(320, "1302.02 2302", more=False, debit="1302.02", credit="2302",
                             what=(("水龙头", 1000000, "个"), 1), last=False)},
    ),
    "voucher.never_received": Case(
        30000, (("voucher", "记-51"), ("invoice", "FP-260930-91")), (("1302.01", B, 30000), ("2302", B, 30000)),
        {"voucher": "记-51", "numbers": ["FP-260930-91"], "age": 31, "limit": 30,
         **_booked(30000, "1302.01 2302", more=True, debit="2302", credit="1302.01")},
    ),
    "document.booked_later": Case(
        304000, (("acceptance", "YS-261029-01"), ("voucher", "记-1")), (("1302.01", B, -304000), ("2302", B, -304000)),
        {"type": "acceptance", "numbers": ["YS-261029-01"], "later": ["记-1"], "later_month": "2026-11",
         **_booked(304000, "1302.01 2302", more=False, what=(("硒鼓", 16000000, "个"), 1))},
    ),
    "voucher.differs": Case(
        4000, _PAPERS, (("1302.02", B, 4000), ("2302", B, 4000)), _DIGITS | {"entered": 160735, "amount": 4000}
    ),
    "voucher.no_goods": Case(
        685440, (("voucher", "食记-19"), ("invoice", "FP-261030-01")), (("2302", B, 685440),),
        {"voucher": "食记-19", "numbers": ["FP-261030-01"],
         **_booked(685440, "2302", more=True, debit="2302")}, set="canteen",
    ),
    "invoice.digits_swapped": Case(
        180000, (("invoice", "FP-261031-09"), ("acceptance", "SYS-261008-04"), ("acceptance", "SYS-261009-06")), (),
        _BILL | {"total": 1357050, "right": 1177050}, set="canteen",
    ),
    "invoice.differs": Case(
        3000, (("invoice", "FP-261031-09"), ("acceptance", "SYS-261008-04"), ("acceptance", "SYS-261009-06")), (),
        _BILL | {"total": 1180050, "right": 1177050}, set="canteen",
    ),
    "invoice.price": Case(
        5200, _PAPER_SLIPS, (("1302.01", B, 5200), ("2302", B, 5200)),
        _PAPER_BILL | {"total": 218400, "amount": 5200, "more": True, "lines": [_DEARER]},
    ),
    "invoice.quantity": Case(
        16400, _PAPER_SLIPS, (("1302.01", B, 16400), ("2302", B, 16400)),
        _PAPER_BILL | {"total": 229600, "amount": 16400, "more": True, "lines": [_MORE]},
    ),
    "invoice.rounding": Case(
        4, _PAPER_SLIPS, (("1302.01", B, 4), ("2302", B, 4)), _PAPER_BILL | {"total": 213204, "amount": 4, "within": 52}
    ),
    "invoice.extra": Case(
        3000, _PAPER_SLIPS[:2], (),
        _PAPER_BILL | {"total": 216200, "amount": 3000, "booked": False, "kinds": ["freight"], "extra": 3000},
    ),
    "acceptance.above_price": Case(
        5200, _BOUGHT, (), {"number": "YS-261022-01", "numbers": ["DD-261016-01"], "lines": [_ORDERED["above"]], "amount": 5200}
    ),
    "acceptance.above_quantity": Case(
        16400, _BOUGHT, (), {"number": "YS-261022-01", "numbers": ["DD-261016-01"], "lines": [_ORDERED["more"]], "amount": 16400}
    ),
    "acceptance.above_usual": Case(
        3900, (("acceptance", "SYS-261022-02"),), (),
        {"number": "SYS-261022-02", "amount": 3900,
         "prices": [{"item": "大白菜", "unit": "斤", "price": 1600000, "usual": 950000}]}, set="canteen",
    ),
    "order.above_offer": Case(
        20000, (("order", "DD-260917-01"), ("quotation", "XJ-260916-01")), (),
        {"type": "order", "number": "DD-260917-01", "numbers": ["XJ-260916-01"], "supplier": "宏图电教", "total": 1700000,
         "offer": 1680000, "amount": 20000},
    ),
    "bill.number_twice": Case(
        104000, (("invoice", "FP-261016-02"), ("invoice", "FP-261014-01")), (),
        {"number": "FP-261016-02", "numbers": ["FP-261014-01"], "printed": "26992000000167609938", "paid": False},
    ),
    "bill.looks_twice": Case(
        104000, (("invoice", "FP-261016-03"), ("invoice", "FP-261016-02"), ("job", "PG-261014-03")), (),
        {"number": "FP-261016-03", "first": "FP-261016-02", "amount": 104000},
    ),
    "bill.rate_unknown": Case(0, (("invoice", "FP-261016-02"),), (), {"number": "FP-261016-02", "rate": "17%"}),
    "bill.tax_by_rate": Case(
        6443, (("invoice", "FP-261016-02"),), (),
        {"number": "FP-261016-02", "rate": "6%", "net": 92035, "tax": 11965, "right": 5522},
    ),
    "bill.other_buyer": Case(
        104000, (("invoice", "FP-261016-02"),), (),
        {"number": "FP-261016-02", "amount": 104000, "buyer": "青溪第二中学", "code": "", "own": "12999900MA0009001F",
         "school": "青溪实验学校", "name_right": False, "code_right": True, "code_holds": False},
    ),
    "payment.other_payee": Case(
        104000, (("payment", "FK-261026-01"), ("invoice", "FP-261016-02")), (),
        {"number": "FK-261026-01", "numbers": ["FP-261016-02"], "amount": 104000, "payee": "李建华", "seller": "安泰维保",
         "alike": False},
    ),
    "budget.differs": Case(
        185600, (("voucher", "记-22"),), (("8001", B, 185600),),
        {"voucher": "记-22", "posted": 0, "right": 185600, "account": "8001"},
    ),
    "goods.no_invoice": Case(
        304000, (("acceptance", "YS-261029-01"), ("order", "DD-261023-01")), (("1302.01", B, -304000), ("2302", B, -304000)),
        {"number": "YS-261029-01",
         **_booked(304000, "1302.01 2302", more=False, debit="1302.01", credit="2302", ordered=True,
                   what=(("硒鼓", 16000000, "个"), 1))},
    ),
    "goods.awaiting_invoice": Case(
        304000, (("acceptance", "YS-261029-01"),), (("1302.01", B, -304000), ("2302", B, -304000)),
        {"number": "YS-261029-01", **_booked(304000, "1302.01 2302", more=False, what=(("硒鼓", 16000000, "个"), 1))},
    ),
    "document.rewritten": Case(
        16000, (("acceptance", "YS-261103-02"), ("acceptance", "YS-261019-01")), (("1302.01", B, -16000), ("2302", B, -16000)),
        {"type": "acceptance", "old": ["YS-261019-01"], "number": "YS-261103-02",
         **_booked(16000, "1302.01 2302", more=False, debit="1302.01", credit="2302")},
    ),
    "document.not_booked": Case(
        30000, (("issue", "CK-261014-02"),), (("1302.02", B, 30000),),
        {"type": "issue", "numbers": ["CK-261014-02"],
         **_booked(30000, "1302.02", more=True, credit="1302.02", what=(("灯管", 20000000, "支"), 1))},
    ),
    "return.not_booked": Case(
        2560, (("return_to_supplier", "TH-261027-01"),), (("1302.02", B, 2560), ("2302", B, 2560)),
        {"number": "TH-261027-01",
         **_booked(2560, "1302.02 2302", more=True, debit="2302", credit="1302.02", what=(("水龙头", 1000000, "个"), 1))},
    ),
    "report.not_booked": Case(
        6420, (("count_report", "YK-261031-01"),), (("1302.01", B, 6420), ("1902", B, -6420)),
        {"number": "YK-261031-01",
         **_booked(6420, "1302.01 1902", more=False, debit="1902", credit="1302.01", what=(("A4复印纸", 3000000, "包"), 1))},
    ),
    "depreciation.missing": Case(
        9667, (("voucher", "记-40"), ("acquisition", "ZC-2610-01")), (("1602", B, -9667),),
        {"voucher": "记-40", "cards": ["ZC-2610-01"], "new": True, "day": 20261021, "due": 27049767, "charged": 27040100,
         "amount": 9667, "account": "1602"}, rivals=1,
    ),
    "depreciation.not_booked": Case(
        27049767, (("acquisition", "ZC-2610-01"),), (("1602", B, -27049767),),
        {"cards": ["ZC-2610-01"], "count": 412, "new": False, "day": 20261021, "due": 27049767, "charged": 0,
         "amount": 27049767, "account": "1602"},
    ),
    "meals.not_earned": Case(
        225550, (("voucher", "食记-30"),), (("2305", B, -225550),),
        {"voucher": "食记-30", "meals": 51277000000, "uneaten": 347000000, "rate": 650, "posted": 33555600,
         "right": 33330050, "account": "2305", "amount": 225550}, set="canteen",
    ),
    "meals.not_booked": Case(
        33330050, (("meal_count", "JC-261008"),), (("2305", B, 33330050),),
        {"count": 21, **_booked(33330050, "2305", more=True, debit="2305")}, set="canteen",
    ),
    "set.in_transit": Case(
        702450, (("voucher", "食记-27"),), (("1218.02", B, 702450), ("2307", B, -702450)),
        {"summary": "还学校代垫水电费", "day": 20261029, "other_set": "school", "other": "1218.02"}, set="canteen",
    ),
    "stock.no_paper": Case(
        40000, (("voucher", "记-41"),), (("1302.01", B, -40000),),
        {"voucher": "记-41", "summary": "调整库存", "accounts": ["1302.01"], "amount": 40000},
    ),
    "voucher.no_paper": Case(
        6000, (("voucher", "记-41"),), (("2302", B, 6000),),
        {"voucher": "记-41", "summary": "调账", "account": "2302", "name": "应付账款", "party": "永安五金",
         "accounts": ["2302"], "amount": 6000},
    ),
    "suspect.left_out": Case(14000, _SUMMARY, (("1302.01", B, 14000),), _SUSPECT | {"amount": 14000, "right": 114000}, rivals=1),
    "suspect.doubled": Case(14000, _SUMMARY, (("1302.01", B, -14000),), _SUSPECT | {"more": False, "right": 86000}),
    "suspect.wrong_side": Case(28000, _SUMMARY, (("1302.01", B, 28000),), _SUSPECT | {"amount": 28000, "right": 128000}),
    "suspect.slid": Case(
        126000, _SUMMARY, (("1302.01", B, -126000),), _SUSPECT | {"more": False, "amount": 126000, "posted": 240000,
         "right": 114000}
    ),
    "suspect.unit": Case(
        98000, _SUMMARY, (("1302.01", B, -98000),), _SUSPECT | {"more": False, "amount": 98000, "item": "A4复印纸",
         "unit": "箱", "posted": 212000, "right": 114000},
    ),
    "suspect.several": Case(
        24000, (("issue", "CK-261014-02"), ("issue", "CK-261016-01"), ("voucher", "记-42")), (("1302.01", B, 24000),),
        _SUSPECT | {"numbers": ["CK-261014-02", "CK-261016-01"], "entry": 24000, "amount": 24000, "right": 124000},
    ),
    "summary.account_left_out": Case(
        30000, (("voucher", "记-42"), ("issue", "CK-261014-02")), (("1302.02", B, 30000),),
        {"voucher": "记-42", "numbers": ["CK-261014-02"], "count": 1, "type": "issue",
         **_booked(30000, "1302.02", more=True, credit="1302.02")},
    ),
    "summary.purchases": Case(
        12024, (("voucher", "食记-30"),), (("1302.01", B, 12024),),
        {"voucher": "食记-30", "opening": 23074, "closing": 11050, "bought": 4562960, "used": 4574984,
         "accounts": ["1302.01"], "amount": 12024}, set="canteen",
    ),
    "summary.late_slip": Case(
        7200, (("acceptance", "SYS-261012-01"), ("voucher", "食记-30")), (("1302.01", B, 7200),),
        {"slips": ["SYS-261012-01"], "day": 20261012, "booked": 20261031, "items": ["大米"], "voucher": "食记-30",
         "accounts": ["1302.01"], "amount": 7200}, set="canteen",
    ),
    "summary.rounding": Case(
        3, (("voucher", "食记-30"),), (("1302.01", B, -3),),
        {"voucher": "食记-30", "name": "食材", "lines": 45, "bound": 22, "accounts": ["1302.01"], "amount": 3}, set="canteen",
    ),
    "stock.residue": Case(
        2, (("voucher", "食记-30"),), (("1302.01", B, 2),),
        {"voucher": "食记-30", "account": "1302.01", "name": "食材", "lines": 45, "bound": 22, "accounts": ["1302.01"],
         "amount": 2}, set="canteen",
    ),
    "supplier.later": Case(
        90300, (("outside_statement", "GD-粮油-10"), ("acceptance", "SYS-261030-02")), (("2302", R, -90300),),
        {"supplier": "城关粮油店", "day": 20261028, "numbers": ["SYS-261030-02"], "closing": 335620, "then": 335620,
         "owed": 425920, "amount": 90300}, set="canteen",
    ),
    "opening.differs": Case(
        1000, (), (("1302.01", B, 1000),), {"account": "1302.01", "name": "办公用品", "amount": 1000, "more": True}
    ),
    "book.unexplained": Case(
        700, (("voucher", "记-31"),), (("1302.01", B, -700),),
        {"account": "1302.01", "name": "办公用品", "amount": 700, "more": False, "vouchers": ["记-31"], "posted": 99300,
         "right": 100000},
    ),
    "count.shortage": Case(
        6420, (("count", "PD-261029-01"),), (("1302.01", R, -6420),),
        _COUNT | {"book": 428000000, "counted": 425000000, "amount": 6420, "excess": []},
    ),
    "count.surplus": Case(
        6420, (("count", "PD-261029-01"),), (("1302.01", R, 6420),),
        _COUNT | {"book": 428000000, "counted": 431000000, "amount": 6420},
    ),
    "count.natural_loss": Case(
        1861, (("count", "SPD-261030-01"),), (("1302.01", R, -1861),),
        _RICE | {"quantity": 7000000, "amount": 1861, "used": 10122000000, "share": 69156, "allowed": 500000,
                 "basis": "校办〔2026〕5号"}, set="canteen",
    ),
    "count.unit": Case(
        48926, (("issue", "SCK-261009-01"), ("count", "SPD-261030-01")), (("1302.01", R, -48926),),
        _RICE | {"quantity": 184000000, "short": 191000000, "amount": 48926, "slip": "SCK-261009-01", "was": "斤",
                 "meant": "公斤", "written": 184000000, "others": 1, "usual": 0}, rivals=1, set="canteen",
    ),
    "count.unit_surplus": Case(
        48926, (("issue", "SCK-261009-01"), ("count", "SPD-261030-01")), (("1302.01", R, 48926),),
        _RICE | {"quantity": 184000000, "amount": 48926, "slip": "SCK-261009-01", "was": "公斤", "meant": "斤",
                 "written": 184000000}, rivals=1, set="canteen",
    ),
    "count.accepted": Case(
        92400, (("acceptance", "YS-261019-01"), ("count", "PD-261029-01"), ("order", "DD-261013-01")),
        (("1302.01", B, 92400), ("1302.01", R, 92400)),
        _COUNT | _APART | {"quantity": 70000000, "amount": 92400, "slip": "YS-261019-01", "over": True,
                           "asked": ["DD-261013-01"]},
    ),
    "receipt.other_unit": Case(
        0, (("acceptance", "SYS-261014-02"), ("delivery_request", "YH-261013-02")), (),
        _APART | {"number": "SYS-261014-02", "item": "青菜", "was": "斤", "meant": "公斤", "written": 50000000, "unit": "斤",
                  "price": 400, "usual_price": 200, "right": 100000000, "times": [2, 1], "asked": ["YH-261013-02"]},
        set="canteen",
    ),
    "receipt.no_value": Case(
        0, (("acceptance", "YS-261019-01"),), (),
        {"number": "YS-261019-01", "item": "A4复印纸", "quantity": 1000000, "unit": "箱", "beside": True},
    ),
    "count.other_place": Case(
        25680, (("count", "PD-261029-01"), ("count", "PD-261029-02")), (("1302.01", R, -25680), ("1302.01", R, 25680)),
        _COUNT | {"to_place": "小学部库", "goods": [["A4复印纸", 12000000, "包"]], "amount": 25680,
                  "counts": ["PD-261029-01", "PD-261029-02"]},
    ),
    "register.pack": Case(
        21400, (("item", "A4复印纸"), ("count", "PD-261029-01"), ("count", "PD-261029-02")),
        (("1302.01", B, 21400), ("1302.01", R, 21400)),
        _COUNT | {"pack": "箱", "size": 10000000, "right": 8000000, "slips": 14, "by_price": True, "by_ledger": True,
                  "history": ["3fa91c2", "2026-10-19"], "counts": ["PD-261029-01", "PD-261029-02"], "amount": 21400},
    ),
    "count.twice": Case(
        63600, (("count", "PD-261029-01"),), (("1302.01", R, 63600),),
        _COUNT | {"item": "拖把", "unit": "把", "seen": 80000000, "due": 40000000, "amount": 63600}, rivals=1,
    ),
    "count.other_unit": Case(
        36400, (("count", "SPD-261030-01"),), (("1302.01", R, 36400),),
        _RICE | {"was": "公斤", "written": 140000000, "seen": 280000000, "due": 140000000, "meant": "斤", "amount": 36400},
        rivals=2, set="canteen",
    ),
    "count.neighbours": Case(
        4450, (("count", "PD-261029-01"),), (("1302.01", R, 4450), ("1302.01", R, -2100)),
        _COUNT | {"item": "A3复印纸", "other": "A4复印纸", "seen": 66000000, "other_seen": 65000000, "other_unit": "包",
                  "slip": "PD-261029-01"},
    ),
    "count.not_listed": Case(0, (("count", "PD-261029-01"),), (), _COUNT),
    "cash.short": Case(
        2000, (("cash_count", "XJ-261030-01"),), (("1001", R, -2000),),
        {"number": "XJ-261030-01", "amount": 2000, "book": 90800, "counted": 88800, "account": "1001"},
    ),
    "cash.over": Case(
        2000, (("cash_count", "XJ-261030-01"),), (("1001", R, 2000),),
        {"number": "XJ-261030-01", "amount": 2000, "book": 90800, "counted": 92800, "account": "1001"},
    ),
    "bank.in_not_in_books": Case(
        702450, (("outside_statement", "DZ-6011-2610"),), (("1002", R, 702450),),
        _FEE | {"amount": 702450, "day": 20261029, "text": "县财政局 拨款"},
    ),
    "bank.out_not_in_books": Case(3000, (("outside_statement", "DZ-6011-2610"),), (("1002", R, -3000),), _FEE),
    "bank.books_in_not_at_bank": Case(
        117972, (("clearing", "BZ-261030-01"),), (("1002", R, -117972),), _FEE | {"text": "备用金退回", "day": 20261030}
    ),
    "bank.books_out_not_at_bank": Case(
        134400, (("payment", "FK-261030-01"),), (("1002", R, 134400),),
        _FEE | {"text": "付光明电器", "day": 20261030, "supplier": "光明电器", "closing": 192000, "owed": 57600},
    ),
    "bank.too_old": Case(
        134400, (("payment", "FK-260820-01"),), (("1002", R, 134400),),
        _FEE | {"amount": 134400, "text": "付光明电器", "day": 20260820, "age": 72, "limit": 60},
    ),
    "treasury.not_on_statement": Case(480000, (("payment", "FK-261030-02"),), (("4001", R, -480000),), _GUARD),
    "treasury.not_in_books": Case(480000, (("outside_statement", "GK-2610"),), (("4001", R, 480000),), _GUARD),
    "treasury.arrived": Case(
        480000, (("payment", "FK-260930-02"),), (("4001", R, 480000),), _GUARD | {"day": 20260930}
    ),
    "real.unexplained": Case(
        50000, (("outside_statement", "GD-永安五金-2610"),), (("2302", R, 50000),),
        {"account": "2302", "name": "应付账款", "amount": 50000, "supplier": "永安五金"},
    ),
    "approval.missing": Case(
        0, (("request", "SQ-261012-01"), ("order", "DD-261014-01")), (),
        {"number": "SQ-261012-01", "numbers": ["DD-261014-01"], "day": 20261014, "roles": ["logistics_director"]},
    ),
    "approval.late": Case(
        0, (("approval", "SP-261017-01"), ("order", "DD-261014-01"), ("request", "SQ-261012-01")), (),
        {"order": "DD-261014-01", "order_day": 20261014, "decided": 20261017},
    ),
    "approval.role": Case(
        0, (("request", "SQ-261012-01"), ("approval", "SP-261013-01"), ("order", "DD-261014-01")), (),
        {"number": "SQ-261012-01", "sum": 1240000, "roles": ["vice_principal"], "having": ["logistics_director"]},
    ),
    "approval.not_held": Case(
        0, (("approval", "SP-261013-01"), ("request", "SQ-261012-01")), (),
        {"number": "SP-261013-01", "person": "王芳", "role": "vice_principal", "day": 20261013},
    ),
    "signature.missing": Case(
        0, (("acceptance", "YS-261019-01"),), (),
        {"type": "acceptance", "all": ["YS-261019-01"], "parts": [["keeper", "asset_custodian"]]},
    ),
    "signature.few": Case(
        0, (("acceptance", "SYS-261008-04"),), (),
        {"type": "acceptance", "all": ["SYS-261008-04"], "found": 2, "people": 3}, set="canteen",
    ),
    "signature.both": Case(
        0, (("voucher", "记-20"),), (),
        {"type": "voucher", "all": ["记-20"], "roles": ["preparer", "reviewer"], "people": ["赵会珍"],
         "basis": "会计法（2024年修正）第35条"},
    ),
    "purchase.split": Case(
        563500, (("request", "SQ-261014-01"), ("request", "SQ-261015-01"), ("request", "SQ-261016-01")), (),
        {"who": "光明电器", "category": "低值易耗品", "count": 3, "first": 20261014, "last": 20261016, "sum": 563500,
         "limit": 200000, "roles": ["logistics_director", "vice_principal"],
         "pieces": ["SQ-261014-01", "SQ-261015-01", "SQ-261016-01"]},
    ),
    "payment.twice": Case(
        134400, (("payment", "FK-261030-07"), ("payment", "FK-261020-01"), ("invoice", "FP-261016-01")),
        (("2302", "", 134400),),
        {"number": "FK-261030-07", "amount": 134400, "first": "FK-261020-01", "invoice": "FP-261016-01", "payee": "光明电器",
         "total": 134400, "paid": 268800},
    ),
    "supplier.licence": Case(
        0, (("acceptance", "SYS-261013-02"), ("acceptance", "SYS-261020-01")), (),
        {"supplier": "鲜旺肉业", "until": 20261010, "count": 2, "records": ["SYS-261013-02", "SYS-261020-01"]}, set="canteen",
    ),
    "voucher.gap": Case(0, (("voucher", "记-43"),), (), {"gaps": ["记-42"]}),
    "stock.negative": Case(0, (("issue", "CK-261014-02"),), (), _COUNT),
    **{
        code: Case(0, ((type_, number),), (), args)
        for code, type_, number, args in (
            ("stock.over_return", "return_to_supplier", "TH-261027-01", {}),
            ("stock.no_receipt", "return_to_supplier", "TH-261027-01", {}),
            ("stock.lot_unknown", "issue", "CK-261014-02", {}),
            ("stock.no_account", "issue", "CK-261014-02", {}),
            ("book.unknown_reference", "acceptance", "YS-261019-01", {"number": "DD-261015-09"}),
            ("book.other_type", "acceptance", "YS-261019-01", {"number": "CK-261014-02", "type": "issue"}),
            ("book.ambiguous", "payment", "FK-261020-01", {"field": "settles", "number": "记-20"}),
            ("book.duplicate", "acceptance", "YS-261019-01", {"type": "acceptance"}),
            ("book.reversed_twice", "reversal", "HC-261020-02", {}),
            ("book.reopening_reversed", "reversal", "HC-261020-02", {"number": "KZ-261019-01", "month": "2026-09"}),
            ("book.no_register", "acceptance", "YS-261019-01", {"type": "supplier", "names": ["永安五金"]}),
            ("book.undeclared_unit", "issue", "CK-261014-02", {"unit": "箱", "base": "包", "units": ["包"]}),
            ("book.ambiguous_item", "issue", "CK-261014-02", {"name": "复印纸", "choices": ["A4复印纸", "A3复印纸"]}),
            ("book.unknown_item", "issue", "CK-261014-02", {"name": "A4复印抵"}),
            ("book.unknown_place", "move", "YD-261014-01", {"name": "图书馆3楼"}),
            ("book.unknown_account", "voucher", "记-20", {"name": "1302.09"}),
            ("book.unknown_supplier", "acceptance", "YS-261019-01", {"name": "永安五铁"}),
            ("book.unknown_payer", "collection", "SF-261014-01", {"name": "家长"}),
            ("book.unknown_authority", "remittance", "SJ-261015-01", {"name": "县财政所"}),
            ("acceptance.unknown", "suspect_acceptance", "RD-261031-01", {"finding": "3f9a01bc", "number": "RD-261031-01"}),
            ("acceptance.not_entitled", "suspect_acceptance", "RD-261031-01",
             {"finding": "3f9a01bc", "number": "RD-261031-01", "by": "王强", "role": "keeper",
              "roles": ["accountant", "logistics_director"]}),
            ("book.not_in_role", "suspect_acceptance", "RD-261031-01",
             {"name": "王强", "role": "accountant", "having": ["keeper"]}),
            ("book.unknown_person", "advance", "JK-261014-01", {"name": "张建囯"}),
        )
    },
}  # fmt: skip

USUAL: dict[str, Any] = {
    "account": "1302.01", "accounts": ["1302.01", "2302"], "age": 12, "amount": 6420, "balance": 6420, "bank_account": "6011",
    "base": "包", "basis": "校办〔2026〕5号", "batch": "0811A", "booked": 20261012, "budget": 6420, "by": "陈志远",
    "choices": ["2026-09/记-20", "2026-10/记-20"], "category": "办公用品", "count": 2, "counted": 425000000, "credit": ["2302"],
    "date": 20261029, "dated": ["2026-09/记-20", "2026-10/记-20"], "day": 20261029, "days": 3, "debit": ["1302.01"],
    "difference": 6420, "entered": 165735, "field": "order", "first": "store/总务库/2026-10.yaml:12", "from": 20261001,
    "invoice": "FP-261020-01", "item": "A4复印纸", "items": ["A4复印纸", "硒鼓"], "limit": 60, "month": "2026-10",
    "name": "A4复印纸", "names": ["A4复印纸"], "near": [], "number": "YS-261019-01", "numbers": ["YS-261019-01"],
    "order": "DD-261015-01", "other": "1302.02", "party": "永安五金", "payee": "永安五金", "period": "2026", "person": "张建国",
    "place": "总务库", "posted": 165735, "price": 2560, "quantity": 3000000, "rate": 650, "right": 156735, "role": "buyer",
    "roles": ["logistics_director"], "rivals": 1, "rule": "2%", "set": "school", "share": 62500, "slip": "CK-261014-02",
    "statement": "", "summary": "付货款", "supplier": "永安五金", "text": "付永安五金", "total": 165735, "type": "acceptance",
    "unit": "包", "usual": 2140, "until": 20261031, "voucher": "记-20", "vouchers": ["记-20"],
    "what": (("A4复印纸", 3000000, "包"), 1), "written": 165735,
}  # fmt: skip
"""Argument → its usual value: fen, millionths, a day, a name, as the sentences take it."""
OF_KIND: dict[str, Any] = {
    "money": 6420, "percent": 62500, "number": 3000000, "day": 20261029, "date": 20261029, "name": "acceptance",
    "names": ["invoice", "acceptance"], "roles": [["keeper"]], "list": ["YS-261019-01"], "dated": [], "near": [], "reason": "",
    "goods": (("A4复印纸", 3000000, "包"), 1), "places": 1,
}  # fmt: skip
"""What stands for an argument of each kind that has no usual value."""
TEXTS = {
    "money": int,
    "number": int,
    "percent": int,
    "day": int,
    "date": int,
    "list": list,
    "names": list,
    "dated": list,
}

REGISTERS = Registers(
    rows={
        "account": [
            {"id": code, "set": set_, "name": name, "controls": controls, "from_": 20190101}
            for set_ in ("school", "canteen")
            for code, name, controls in (
                ("1302.01", "办公用品", "stock"), ("1902", "待处理财产损溢", "pending"), ("4101", "事业收入", ""),
                ("5001", "业务活动费用", ""),
            )
        ]
    },
    settings={"sets": [{"set": "school"}, {"set": "canteen"}]},
)  # fmt: skip
"""The chart that the cases are told with."""


def worked(code: str) -> Finding:
    """The case of a code, as a finding."""
    case = CASES.get(code) or Case(6420, (("acceptance", "YS-261019-01"),), ())
    records = [Named(f"2026/{number}", type_, "", 0, number, "") for type_, number in case.records]
    effects = [Effect(case.set, account, side or None, amount) for account, side, amount in case.sums]  # type: ignore[arg-type]
    return Finding(code, case.set, case.amount, records, effects, {**_usual(code), **case.args}, case.rivals)


def _usual(code: str) -> dict[str, Any]:
    """Every argument of a code's sentences with its usual value; what is put together from others is left out."""
    found: dict[str, Any] = {}
    for row in (table().get(code + end) for end in ("", ".why", ".rivals")):
        for template in (row.zh, row.en, row.hint_zh, row.hint_en) if row else ():
            for _, name, kind, _ in Formatter().parse(template):
                if name:
                    value = USUAL.get(name, OF_KIND.get(kind or "", "…"))
                    fits = isinstance(value, TEXTS.get(kind or "", object))
                    found[name] = value if fits else OF_KIND[str(kind)]
    return found
