"""A finding in words: the sentences of its code, their arguments completed from the book."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from houqin import names
from houqin.book.registers import Registers
from houqin.messages import Language, hint, sentence, table, with_noun
from houqin.reconcile.finding import Finding
from houqin.reports import shelves
from houqin.values import number, yuan

EXPENSE, INCOME = ("5001", "5101", "5301"), ("4101", "4001", "4609")
"""Accounts that a correction's other half is proposed on, the first that the set has."""
MOST_NAMED = 6
"""A headline of more documents names three of them."""
OTHER_SIDE: dict[tuple[str, str], dict[Language, str]] = {
    ("issue", "debit"): {"zh": "{expense}（领用部门的费用科目）", "en": "{expense} (the using department's expense)"},
    ("return_to_store", "credit"): {
        "zh": "{expense}（领用部门的费用科目）", "en": "{expense} (the using department's expense)"
    },
    ("count_report", "debit"): {"zh": "{expense}", "en": "{expense}"},
}  # fmt: skip
"""(type not booked, half its accounts do not show) → the account of that half; of others only its document knows."""


class Words(NamedTuple):
    """A finding's sentences: the headline, what it rests on, what else fits (or who accepted it), and the next step."""

    headline: str
    why: str
    rivals: str
    next_step: str


def words(finding: Finding, registers: Registers, language: Language) -> Words:
    """The finding's sentences in one language."""
    args = finding.args | _entry(finding, registers, language) | _pieces(finding, language)
    args["rivals"] = finding.rivals
    args |= {
        n: _few(args[n], language)
        for n in ("numbers", "cards", "all", "pieces", "records", "vouchers")
        if len(args.get(n, ())) > MOST_NAMED
    }
    code = finding.code

    def beside(suffix: str) -> str:
        return sentence(code + suffix, language, **args) if code + suffix in table() else ""

    args["id"] = finding.id
    why, rivals, advice = beside(".why"), beside(".rivals") if finding.rivals else "", hint(code, language, **args)
    if one := finding.accepted:
        rivals = sentence("sheet.accepted", language, **one._asdict())
        advice = beside(".accepted") or advice
    if args.get("lot_unknown"):
        why += ("" if language == "zh" else " ") + sentence("count.lot_unknown", language)
    return Words(sentence(code, language, **args).strip(), why, rivals, advice)


def _entry(finding: Finding, registers: Registers, language: Language) -> dict[str, str]:
    """The accounts of the entry that puts the finding right."""

    def having(codes: tuple[str, ...]) -> str:
        return next((c for c in codes if f"{finding.set}|{c}" in registers.accounts), codes[0])

    pending = registers.control("pending", finding.set)
    args = {
        "expense": having(EXPENSE), "income": having(INCOME),
        "pending": pending.split("|")[1] if pending else "1902",
    }  # fmt: skip
    if "debit" in finding.args:
        dr, cr, of = ("借 ", "贷 ", "、") if language == "zh" else ("Dr ", "Cr ", ", ")
        unknown: dict[Language, str] = {"zh": "对方科目", "en": "the other account"}

        def half(side: str) -> str:
            other = OTHER_SIDE.get((finding.args.get("type", ""), side), unknown)[language]
            return of.join(finding.args[side]) or other.format(**args)

        args["entry"] = f"{dr}{half('debit')} / {cr}{half('credit')}"
    if finding.code == "meals.not_booked":
        args["account"] = (finding.args["accounts"] or ["2305"])[0]
    return args


def _pieces(finding: Finding, language: Language) -> dict[str, Any]:
    """Parts of sentences that depend on what a finding knows, and on what it is: its own code has the last word."""
    args: dict[str, Any] = {}
    pieces = [BY_ARGUMENT.get(name) for name in finding.args]
    pieces += [BY_CODE.get(finding.code.split(".")[0]), BY_CODE.get(finding.code)]
    for piece in filter(None, pieces):
        args |= piece(finding, language)
    return args


Piece = Callable[[Finding, Language], dict[str, Any]]


def _both(said: tuple[str, str], name: str) -> dict[str, Any]:
    """A part in Chinese and in English, under its two names."""
    return {f"{name}_zh": said[0], f"{name}_en": said[1]}


def _accounts(finding: Finding, language: Language) -> dict[str, Any]:
    return {"sides": _sides(finding, language == "zh")}


def _statement(finding: Finding, language: Language) -> dict[str, Any]:
    supplier = finding.args["statement"]
    said = f"、{supplier}对账单" if language == "zh" else f" and {supplier}'s statement"
    return {"statement_of": said if supplier else ""}


def _more(finding: Finding, language: Language) -> dict[str, Any]:
    more = finding.args["more"]
    return _both(("多", "more than") if more else ("少", "less than"), "more") if isinstance(more, bool) else {}


def _ordered(finding: Finding, language: Language) -> dict[str, Any]:
    known = finding.args
    offset = ("，下次货款扣抵", " and set it off against the next payment") if known["paid"] else ("", "")
    return {
        **_both(("有订单、", "ordered, ") if known["ordered"] else ("", ""), "ordered"),
        **_both(("，货款已付", ", paid for already") if known["paid"] else ("", ""), "paid"), **_both(offset, "offset"),
    }  # fmt: skip


def _bank_says(finding: Finding, language: Language) -> dict[str, Any]:
    known = finding.args
    said = ("", "")
    if right := known["lists_right"]:
        said = f"，{right} 也是", f", and {right} says so too"
    elif other := known["lists_entered"]:
        said = f"，而 {other} 与凭证相同", f", but {other} agrees with the voucher"
    return _both(said, "bank_says")


def _extra(finding: Finding, language: Language) -> dict[str, Any]:
    less = abs(finding.args["entered"]) < abs(finding.args["right"])
    return _both(("扣减", "a deduction") if less else ("加项", "an extra"), "extra")


def _return_price(finding: Finding, language: Language) -> dict[str, Any]:
    last = "是最后的，账上只剩", "is the last of it, and what the books have left of it is"
    sums = {name: abs(finding.args[name]) for name in ("entered", "right")}
    return {**_both(last if finding.args["last"] else ("的进价是", "came in at"), "worth"), **sums}


def _invoice(finding: Finding, language: Language) -> dict[str, Any]:
    known = finding.args
    plus = " ＋ " if language == "zh" else " + "
    state = "invoice.is_paid" if known["paid"] else "invoice.is_booked" if known["booked"] else "invoice.not_booked"
    return {
        "sum": plus.join(yuan(a) for a in known["amounts"]), "state": sentence(state, language),
        "count_zh": _small(known["count"]), "difference": abs(known["total"] - known["right"]),
    }  # fmt: skip


def _depreciation(finding: Finding, language: Language) -> dict[str, Any]:
    known = finding.args
    when = f"{known['day'] // 100 % 100:02d}-{known['day'] % 100:02d}"
    rule = ("当月增加当月提（固定资产准则应用指南 财会〔2017〕4号）：",
            "added this month, charged this month (guide to the fixed assets standard, 财会〔2017〕4号): ")  # fmt: skip
    return {
        **_both((f"（{when} 验收）", f" (accepted {when})") if known["new"] else ("", ""), "new"),
        **_both(rule if known["new"] else ("", ""), "rule"),
    }


def _unit(finding: Finding, language: Language) -> dict[str, Any]:
    slips = finding.args["others"] - 1
    also = (f"；或另外 {slips} 张单", f"; or {with_noun(slips, 'other slip')}") if slips else ("", "")
    return _both(_history(finding.args), "history") | _both(also, "slips")


def _bank(finding: Finding, language: Language) -> dict[str, Any]:
    known = finding.args
    if finding.code == "bank.too_old":
        return {}
    about = known["text"], known["text"]
    if known.get("transit"):
        summary = known["summary"].split("垫")[0] + "垫款" if "垫" in known["summary"] else known["summary"]
        who = names.set_label(known["other_set"], language)
        about = f"{who}{summary}", f"{who}: {known['summary']}"
    return _both(about, "about") | _both(_also(known), "also")


def _outside(finding: Finding, language: Language) -> dict[str, Any]:
    supplier = finding.args.get("supplier")
    return _both((f" {supplier}", f" {supplier}") if supplier else ("", ""), "supplier")


def _leftover(finding: Finding, language: Language) -> dict[str, Any]:
    known = finding.args
    if not (held := known["vouchers"]):
        return _both(("", ""), "vouchers")
    posted, right = yuan(known["posted"]), yuan(known["right"])
    return _both((f"{'、'.join(held)} 记 {posted}，单据合计 {right}；",
                  f"{', '.join(held)} post {posted}, the documents make {right}; "), "vouchers")  # fmt: skip


def _no_paper(finding: Finding, language: Language) -> dict[str, Any]:
    party = finding.args["party"]
    return _both((f" {party}", f" {party}") if party else ("", ""), "party")


def _billed(finding: Finding, language: Language) -> dict[str, Any]:
    return _both(("多", "more") if finding.args["more"] else ("少", "less"), "more")


def _twice_billed(finding: Finding, language: Language) -> dict[str, Any]:
    return _both(("，已付款", ", and has been paid") if finding.args["paid"] else ("", ""), "paid")


def _payee(finding: Finding, language: Language) -> dict[str, Any]:
    alike = ("，名称相近，不是一家", ", a name alike and not the same")
    return _both(alike if finding.args["alike"] else ("", ""), "alike")


def _buyer(finding: Finding, language: Language) -> dict[str, Any]:
    """Which of an invoice's buyer is not the school's, what it says and what it should say, and whether its credit code
    can be one at all."""
    known = finding.args
    name, code = not known["name_right"], not known["code_right"]
    zh = [f"{known['buyer']}（应为 {known['school']}）"] if name else []
    en = [f"{known['buyer']} (the school is {known['school']})"] if name else []
    if code:
        zh.append(f"{known['code']}（应为 {known['own']}）")
        en.append(f"{known['code']} (the school's is {known['own']})")
    misread = code and not known["code_holds"]
    return {
        "which_zh": "抬头和税号" if name and code else "抬头" if name else "税号",
        "which_en": "buyer and credit code are" if name and code else "the buyer is" if name else "the credit code is",
        "written_zh": "、".join(zh), "written_en": ", ".join(en),
        "checked_zh": "这个税号的校验位不符（GB 32100-2015），可能抄错。" if misread else "",
        "checked_en": "its check digit does not hold (GB 32100-2015): perhaps it was copied wrongly." if misread else "",
    }  # fmt: skip


def _approval(finding: Finding, language: Language) -> dict[str, Any]:
    """Who has to decide, and on which sum, where it is known."""
    known = finding.args
    needed = sentence("approval.needed", language, roles=known["roles"]) if known.get("roles") else ""
    return {"needed": needed, "worth": f" {yuan(known['sum'])}" if known.get("sum") is not None else ""}


BY_ARGUMENT: dict[str, Piece] = {
    "accounts": _accounts,
    "statement": _statement,
    "more": _more,
    "ordered": _ordered,
    "lists_right": _bank_says,
}
"""An argument that a finding has → the parts that are made of it."""


def _suspect(finding: Finding, language: Language) -> dict[str, Any]:
    known = finding.args
    item, cents = known["item"], yuan(known["cents"])
    said = [(f"，另有 {cents} 在尾差之内", f", {cents} beside it are rounding")] if known["cents"] else []
    said += [("；这张单是迟到单", "; the slip came late")] if known["late"] else []
    said += [("；临近月末", "; near the month's end")] if known["near"] else []
    besides = "".join(zh for zh, _ in said), "".join(en for _, en in said)
    return (
        _leftover(finding, language)
        | _both((f" {item}", f" {item}") if item else ("", ""), "item")
        | _both(besides, "besides")
    )


BY_CODE: dict[str, Piece] = {
    "approval": _approval,
    "invoice": _invoice,
    "invoice.price": _billed,
    "invoice.quantity": _billed,
    "depreciation": _depreciation,
    "bank": _bank,
    "bill.number_twice": _twice_billed,
    "bill.other_buyer": _buyer,
    "payment.other_payee": _payee,
    "voucher.return_price": _return_price,
    "voucher.extra": _extra,
    "voucher.no_paper": _no_paper,
    "count.unit": _unit,
    "count.shortage": shelves.shortage,
    "count.accepted": shelves.other_unit,
    "count.other_unit": shelves.counted,
    "count.other_place": shelves.carried,
    "receipt.other_unit": shelves.other_unit,
    "receipt.no_value": shelves.for_nothing,
    "register.pack": shelves.pack,
    "real.unexplained": _outside,
    "book.unexplained": _leftover,
    "suspect": _suspect,
}
"""What a finding is (its code, or the code's first word) → the parts that it needs besides."""


def _few(numbers: list[str], language: Language) -> list[str]:
    """The first three of many, and how many they are."""
    count = len(numbers)
    return [*numbers[:2], numbers[2] + (f" 等 {count} 张" if language == "zh" else f" and {count - 3} more")]


def _sides(finding: Finding, zh: bool) -> str:
    """By how much the ledger is too high or too low, each account in its own direction."""
    sums: dict[tuple[bool, int], list[str]] = {}
    by: dict[tuple[str, bool], int] = {}
    for e in finding.effects:
        if e.account and e.side == "book_to_book" and e.account in finding.args["accounts"]:
            by[e.account, e.amount > 0] = by.get((e.account, e.amount > 0), 0) + abs(e.amount)
    for (account, more), amount in by.items():
        sums.setdefault((more, amount), []).append(account)
    said = []
    for (more, amount), accounts in sums.items():
        several = len(accounts) > 1
        if zh:
            said.append(f"{'、'.join(accounts)} {'各' if several else ''}{'多' if more else '少'} {yuan(amount)}")
        else:
            each = " each" if several else ""
            said.append(f"{', '.join(accounts)}: ledger {'more' if more else 'less'} by {yuan(amount)}{each}")
    return ("，" if zh else "; ").join(said)


def _small(count: int) -> str:
    """Two to ten documents in Chinese words, as a bursar writes them."""
    return "零一两三四五六七八九十"[count] if count <= 10 else f" {count} "


def _history(known: dict[str, Any]) -> tuple[str, str]:
    """How much was issued before and how many ate, where the slip says for which days."""
    if not known["usual"]:
        return "", ""
    usual, unit = number(known["usual"]), known["unit"]
    written = f"{number(known['written'])} {known['was']}"
    zh, en = f"前两次各领 {usual} {unit}，", f"the two issues before were {usual} {unit} each, "
    if known["days"]:
        heads = number(known["heads"], grouped=True)
        zh += f"本次同样 {known['days']} 天、{heads} 人次只领 {written}；"
        en += f"this one for {with_noun(known['days'], 'day')} and {heads} meals only {written}; "
    else:
        zh, en = zh + f"本次只领 {written}；", en + f"this one only {written}; "
    return zh, en


def _also(known: dict[str, Any]) -> tuple[str, str]:
    """What else an outstanding item explains."""
    if known.get("transit"):
        return (f"（同时消去 {known['account']} 与对方 {known['other']} 之差）",
                f" (also clears {known['account']} against the other set's {known['other']})")  # fmt: skip
    if known.get("supplier"):
        supplier, closing, owed = known["supplier"], yuan(known["closing"]), yuan(known["owed"])
        return (
            f"（同时解释{supplier}对账单 {closing} 与明细 {owed} 之差）",
            f" (also explains {supplier}'s statement {closing} against {owed})",
        )
    return "", ""
