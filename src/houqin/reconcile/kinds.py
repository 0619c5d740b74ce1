"""The kinds of findings as a table: what each is, into which bucket it goes, and who may settle it.

The wording of a code is its row in messages/reconcile.py. Groups are the four agreements of 会计法 article 17.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Group = Literal["book_to_voucher", "book_to_book", "book_to_real", "book_to_report"]
Bucket = Literal["timing", "to_book", "to_correct", "unexplained"]
BUCKETS: tuple[Bucket, ...] = ("timing", "to_book", "to_correct", "unexplained")


class Kind(NamedTuple):
    """One kind: its name in the result, its agreement, its bucket, and the role that may settle it ("" nobody yet).
    `row`: which of the 27 kinds of difference it is (1 to 27), or which check of documents (D1 to D14); "" where it is a
    figure of none. `clears`: whether it settles itself with time, wants an entry (or a paper), may do either, or is never
    mended and told in its month only. `accepted`: the bucket of a suspect's cause, into which it goes once a person
    accepts it (认定); "" where it names no cause to accept. `soft`: a month may be closed with it, with a reason: what
    lacks a signature or a decision is no wrong figure."""

    kind: str
    group: Group
    bucket: Bucket
    settled_by: str
    row: str = ""
    clears: Literal["self", "entry", "either", "never"] = "entry"
    accepted: Bucket | Literal[""] = ""
    soft: bool = False


KINDS: dict[str, Kind] = {
    # between vouchers and documents, and among documents
    "voucher.digits_swapped": Kind("digits_swapped", "book_to_voucher", "to_correct", "accountant", "23"),
    "voucher.decimal_slid": Kind("decimal_slid", "book_to_voucher", "to_correct", "accountant", "23"),
    "voucher.digit_misread": Kind("digit_misread", "book_to_voucher", "to_correct", "accountant", "23"),
    "voucher.sign_reversed": Kind("sign_reversed", "book_to_voucher", "to_correct", "accountant", "23"),
    "voucher.doubled": Kind("doubled", "book_to_voucher", "to_correct", "accountant", "23"),
    "voucher.twice": Kind("duplicate_voucher", "book_to_voucher", "to_correct", "accountant", "6"),
    "voucher.other_account": Kind("wrong_account", "book_to_voucher", "to_correct", "accountant", "16"),
    "voucher.other_party": Kind("wrong_party", "book_to_voucher", "to_correct", "accountant", "16"),
    "voucher.paid_otherwise": Kind("payment_differs", "book_to_voucher", "to_correct", "accountant", "27"),
    "voucher.return_price": Kind("return_at_other_price", "book_to_voucher", "to_correct", "accountant", "12"),
    "voucher.extra": Kind("extra_on_one_side", "book_to_voucher", "to_correct", "accountant", "18"),
    "voucher.differs": Kind("voucher_differs", "book_to_voucher", "to_correct", "accountant"),
    "voucher.no_goods": Kind("invoice_without_goods", "book_to_book", "timing", "accountant", "3", "self"),
    "voucher.never_received": Kind("never_received", "book_to_book", "to_correct", "accountant", "5"),
    "invoice.digits_swapped": Kind("digits_swapped", "book_to_voucher", "to_correct", "buyer", "23"),
    "invoice.differs": Kind("invoice_differs", "book_to_voucher", "to_correct", "buyer"),
    "invoice.price": Kind("price_differs", "book_to_voucher", "to_correct", "buyer", "7"),
    "invoice.quantity": Kind("quantity_differs", "book_to_voucher", "to_correct", "buyer", "8"),
    "invoice.rounding": Kind("conversion_rounding", "book_to_voucher", "to_correct", "accountant", "10"),
    "invoice.extra": Kind("extra_on_one_side", "book_to_voucher", "to_correct", "accountant", "18"),
    "budget.differs": Kind("budget_differs", "book_to_voucher", "to_correct", "accountant", "17"),
    "stock.no_paper": Kind("journal_on_stock", "book_to_voucher", "to_correct", "accountant", "15"),
    "voucher.no_paper": Kind("voucher_without_paper", "book_to_voucher", "to_correct", "accountant", "15"),
    # among the papers of a purchase
    "acceptance.above_price": Kind("price_differs", "book_to_voucher", "to_correct", "buyer", "7"),
    "acceptance.above_quantity": Kind("quantity_differs", "book_to_voucher", "to_correct", "buyer", "8"),
    "acceptance.above_usual": Kind("price_above_usual", "book_to_voucher", "unexplained", "buyer", "D9", "never"),
    "order.above_offer": Kind("price_above_offer", "book_to_voucher", "to_correct", "buyer", "D9"),
    "bill.number_twice": Kind("invoice_number_twice", "book_to_voucher", "to_correct", "accountant", "D7"),
    "bill.looks_twice": Kind(
        "invoice_repeated", "book_to_voucher", "unexplained", "accountant", "D7", "entry", "to_correct"
    ),
    "bill.rate_unknown": Kind("invoice_tax", "book_to_voucher", "to_correct", "buyer", "D10"),
    "bill.tax_by_rate": Kind("invoice_tax", "book_to_voucher", "to_correct", "buyer", "D10"),
    "bill.other_buyer": Kind("other_buyer", "book_to_voucher", "to_correct", "buyer", "D11"),
    "payment.other_payee": Kind("payee_not_seller", "book_to_voucher", "to_correct", "cashier", "D13"),
    # between ledger and subsidiary ledgers
    "goods.no_invoice": Kind("goods_without_invoice", "book_to_book", "to_book", "accountant", "2", "either"),
    "goods.awaiting_invoice": Kind("goods_without_invoice", "book_to_book", "timing", "buyer", "2", "self"),
    "document.booked_later": Kind("cut_off", "book_to_book", "timing", "", "4", "self"),
    "document.rewritten": Kind("never_vouchered", "book_to_book", "to_book", "accountant", "5"),
    "document.not_booked": Kind("never_vouchered", "book_to_book", "to_book", "accountant", "5"),
    "return.not_booked": Kind("never_vouchered", "book_to_book", "to_book", "accountant", "5"),
    "report.not_booked": Kind("never_vouchered", "book_to_book", "to_book", "accountant", "5"),
    "depreciation.missing": Kind("depreciation_missing", "book_to_book", "to_correct", "accountant", "5"),
    "depreciation.not_booked": Kind("depreciation_missing", "book_to_book", "to_book", "accountant", "5"),
    "meals.not_earned": Kind("income_not_earned", "book_to_book", "to_correct", "accountant"),
    "meals.not_booked": Kind("never_vouchered", "book_to_book", "to_book", "accountant", "5"),
    "set.in_transit": Kind("set_in_transit", "book_to_book", "timing", "accountant", "4", "either"),
    "summary.account_left_out": Kind("half_posted", "book_to_book", "to_correct", "accountant", "17"),
    "summary.purchases": Kind("purchases_as_consumption", "book_to_book", "to_correct", "accountant", "1"),
    "summary.late_slip": Kind("backdated", "book_to_book", "to_correct", "accountant", "13"),
    "summary.rounding": Kind("value_rounding", "book_to_book", "to_correct", "accountant", "11"),
    "stock.residue": Kind("value_rounding", "book_to_book", "to_correct", "accountant", "11"),
    "opening.differs": Kind("opening_differs", "book_to_book", "unexplained", "accountant", "20"),
    "suspect.left_out": Kind(
        "suspect_left_out", "book_to_book", "unexplained", "accountant", "5", "entry", "to_correct"
    ),
    "suspect.doubled": Kind("suspect_doubled", "book_to_book", "unexplained", "accountant", "6", "entry", "to_correct"),
    "suspect.wrong_side": Kind(
        "suspect_wrong_side", "book_to_book", "unexplained", "accountant", "23", "entry", "to_correct"
    ),
    "suspect.slid": Kind("suspect_slid", "book_to_book", "unexplained", "accountant", "23", "entry", "to_correct"),
    "suspect.unit": Kind("suspect_unit", "book_to_book", "unexplained", "accountant", "9", "entry", "to_correct"),
    "suspect.several": Kind(
        "suspect_left_out", "book_to_book", "unexplained", "accountant", "5", "entry", "to_correct"
    ),
    "book.unexplained": Kind("unexplained", "book_to_book", "unexplained", "accountant"),
    # between the books and reality
    "count.shortage": Kind("count_shortage", "book_to_real", "to_book", "logistics_director", "24"),
    "count.surplus": Kind("count_surplus", "book_to_real", "to_book", "logistics_director", "25"),
    "count.natural_loss": Kind("natural_loss", "book_to_real", "to_book", "accountant", "24"),
    "count.unit": Kind("unit", "book_to_real", "unexplained", "accountant", "9", "entry", "to_correct"),
    "count.unit_surplus": Kind("unit", "book_to_real", "unexplained", "accountant", "9", "entry", "to_correct"),
    "count.accepted": Kind("unit", "book_to_real", "unexplained", "keeper", "9", "entry", "to_correct"),
    "receipt.other_unit": Kind("unit", "book_to_voucher", "unexplained", "keeper", "9", "entry", "to_correct"),
    "receipt.no_value": Kind("goods_without_value", "book_to_voucher", "to_correct", "keeper", "19"),
    "count.other_place": Kind("other_place", "book_to_real", "to_correct", "keeper", "21"),
    "register.pack": Kind("register_changed", "book_to_real", "to_correct", "keeper", "22"),
    "count.not_listed": Kind("not_counted", "book_to_real", "unexplained", "keeper", "25"),
    "count.twice": Kind("count_mistaken", "book_to_real", "unexplained", "keeper", "25", "entry", "to_correct"),
    "count.other_unit": Kind("count_mistaken", "book_to_real", "unexplained", "keeper", "25", "entry", "to_correct"),
    "count.neighbours": Kind("count_mistaken", "book_to_real", "unexplained", "keeper", "25", "entry", "to_correct"),
    "cash.short": Kind("cash_short", "book_to_real", "to_book", "cashier", "24"),
    "cash.over": Kind("cash_over", "book_to_real", "to_book", "cashier", "25"),
    "bank.in_not_in_books": Kind("bank_in_not_in_books", "book_to_real", "timing", "accountant", "4", "either"),
    "bank.out_not_in_books": Kind("bank_out_not_in_books", "book_to_real", "timing", "accountant", "4", "either"),
    "bank.books_in_not_at_bank": Kind("books_in_not_at_bank", "book_to_real", "timing", "", "4", "self"),
    "bank.books_out_not_at_bank": Kind("books_out_not_at_bank", "book_to_real", "timing", "", "4", "self"),
    "bank.too_old": Kind("outstanding_too_long", "book_to_real", "unexplained", "cashier", "27"),
    "treasury.not_on_statement": Kind("treasury_not_on_statement", "book_to_real", "timing", "", "4", "self"),
    "treasury.not_in_books": Kind("treasury_not_in_books", "book_to_real", "timing", "accountant", "4", "either"),
    "treasury.arrived": Kind("treasury_arrived", "book_to_real", "timing", "", "4", "self"),
    "supplier.later": Kind("other_question", "book_to_real", "timing", "", "26", "self"),
    "real.unexplained": Kind("unexplained", "book_to_real", "unexplained", "accountant"),
    # papers
    "approval.missing": Kind("not_approved", "book_to_voucher", "to_correct", "logistics_director", "D1", soft=True),
    "approval.late": Kind(
        "approved_late", "book_to_voucher", "to_correct", "logistics_director", "D2", "never", soft=True
    ),
    "approval.role": Kind("approved_by_other", "book_to_voucher", "to_correct", "logistics_director", "D3", soft=True),
    "approval.not_held": Kind(
        "approved_by_other", "book_to_voucher", "to_correct", "logistics_director", "D3", soft=True
    ),
    "signature.missing": Kind("not_signed", "book_to_voucher", "to_correct", "keeper", "D4", soft=True),
    "signature.few": Kind("not_signed", "book_to_voucher", "to_correct", "keeper", "D4", soft=True),
    "signature.both": Kind("signed_for_both", "book_to_voucher", "to_correct", "logistics_director", "D5", soft=True),
    "purchase.split": Kind("purchase_split", "book_to_voucher", "to_correct", "logistics_director", "D6", "never"),
    "payment.twice": Kind("paid_twice", "book_to_voucher", "to_correct", "accountant", "D8"),
    "supplier.licence": Kind("licence_lapsed", "book_to_voucher", "to_correct", "buyer", "D12", "never"),
    "voucher.gap": Kind("voucher_gap", "book_to_voucher", "to_correct", "accountant", "D14"),
    # what a person accepted (认定)
    "acceptance.unknown": Kind("unknown_reference", "book_to_voucher", "to_correct", ""),
    "acceptance.not_entitled": Kind("not_entitled", "book_to_voucher", "to_correct", ""),
    # a book whose records contradict each other
    "stock.negative": Kind("negative_stock", "book_to_real", "to_correct", "keeper", "14", "either"),
    "stock.over_return": Kind("over_return", "book_to_voucher", "to_correct", "keeper"),
    "stock.no_receipt": Kind("unknown_reference", "book_to_voucher", "to_correct", "keeper"),
    "stock.lot_unknown": Kind("lot_unknown", "book_to_voucher", "to_correct", "keeper"),
    "stock.no_account": Kind("no_account", "book_to_book", "to_correct", "accountant"),
    "book.unknown_reference": Kind("unknown_reference", "book_to_voucher", "to_correct", ""),
    "book.other_type": Kind("unknown_reference", "book_to_voucher", "to_correct", ""),
    "book.ambiguous": Kind("ambiguous_reference", "book_to_voucher", "to_correct", ""),
    "book.duplicate": Kind("duplicate_number", "book_to_voucher", "to_correct", "", "6"),
    "book.reversed_twice": Kind("reversed_twice", "book_to_voucher", "to_correct", ""),
    "book.reopening_reversed": Kind("reopening_reversed", "book_to_voucher", "to_correct", ""),
    "book.no_register": Kind("unknown_name", "book_to_voucher", "to_correct", ""),
    "book.unknown_item": Kind("unknown_name", "book_to_voucher", "to_correct", ""),
    "book.ambiguous_item": Kind("ambiguous_reference", "book_to_voucher", "to_correct", "keeper"),
    "book.undeclared_unit": Kind("undeclared_unit", "book_to_voucher", "to_correct", "keeper"),
    "book.unknown_place": Kind("unknown_name", "book_to_voucher", "to_correct", ""),
    "book.unknown_account": Kind("unknown_name", "book_to_voucher", "to_correct", "accountant"),
    "book.unknown_supplier": Kind("unknown_name", "book_to_voucher", "to_correct", ""),
    "book.unknown_payer": Kind("unknown_name", "book_to_voucher", "to_correct", ""),
    "book.unknown_authority": Kind("unknown_name", "book_to_voucher", "to_correct", ""),
    "book.unknown_person": Kind("unknown_name", "book_to_voucher", "to_correct", ""),
    "book.not_in_role": Kind("not_in_role", "book_to_voucher", "to_correct", ""),
}

ROWS: dict[str, tuple[str, ...]] = {
    **{str(n): () for n in range(1, 28)},
    **{f"D{n}": () for n in range(1, 15)},
    "27": ("record.settles_too_much",),
    "D10": ("record.net_tax_total",),
}
"""The 27 kinds of difference and the 14 checks of documents → codes of `check` by which such a record is refused before
it is reconciled. Its name and its signature: row.KEY in messages/signatures.py."""


def codes_of(row: str) -> list[str]:
    """The codes by which a kind is found: those of findings, then those of `check`."""
    return [code for code, kind in KINDS.items() if kind.row == row] + list(ROWS[row])
