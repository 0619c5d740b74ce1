"""The one name table: every type, field, choice, role and folder, English → Chinese. Append-only.

The English name is canonical: it is what hashes, JSON and code speak. Either name may be written in a book. Names are
an on-disk format, so a row is never removed or changed; another spelling that is accepted goes to ALIASES.
Items, places, people and suppliers are data, not names.
"""

from __future__ import annotations

import keyword
from collections.abc import Mapping
from functools import cache

TYPES: dict[str, str] = {
    "opening_balances": "期初余额",
    "opening_stock": "期初库存",
    "opening_in_use": "期初在用",
    "opening_assets": "期初资产",
    "opening_payables": "期初应付",
    "opening_prepaid": "期初预收",
    "opening_bank": "期初未达",
    "request": "申请",
    "approval": "审批",
    "contract": "合同",
    "order": "订单",
    "invoice": "发票",
    "acceptance": "验收",
    "return_to_supplier": "退货",
    "issue": "领用",
    "return_to_store": "退库",
    "meal_count": "就餐",
    "collection": "收费",
    "acquisition": "资产取得",
    "move": "移动",
    "disposal": "处置",
    "report": "报修",
    "job": "派工",
    "completion": "完工",
    "voucher": "凭证",
    "payment": "付款",
    "receipt": "收款",
    "advance": "借款",
    "clearing": "报销",
    "count": "盘点",
    "cash_count": "现金盘点",
    "outside_statement": "对账单",
    "account": "科目",
    "item": "物品",
    "supplier": "供应商",
    "payer": "付款方",
    "authority": "主管部门",
    "person": "人员",
    "place": "地点",
    "school": "学校",
    "quotation": "询价",
    "transfer": "调拨",
    "reversal": "冲销",
    "delivery_request": "要货",
    "menu": "食谱",
    "sample": "留样",
    "loan": "借用",
    "loan_return": "归还",
    "damage": "损坏",
    "remittance": "上缴",
    "count_report": "盘盈盘亏",
    "settlement": "转销",
    "signature": "补签",
    "suspect_acceptance": "认定",
    "cancellation": "作废",
    "short_closing": "结案",
    "opening_advances": "期初借款",
    "opening_uninvoiced": "期初暂估",
    "opening_retentions": "期初质保金",
    "opening_cases": "期初待处理",
}
"""Record types: the first key of an entry. As a field, a type's name names a record of that type."""

FIELDS: dict[str, str] = {
    "language": "语言",
    "term": "学期",
    "set": "账套",
    "chart": "科目表",
    "parallel": "平行记账",
    "voucher_series": "凭证字",
    "uninvoiced": "票未到",
    "policies": "政策",
    "valuation": "计价",
    "consumption": "消耗",
    "fee_rates": "收费标准",
    "charged": "收取",
    "rule": "规则",
    "applies_to": "对象",
    "value": "值",
    "unit": "单位",
    "basis": "依据",
    "roles": "岗位",
    "from": "起",
    "until": "止",
    "name": "名称",
    "controls": "统驭",
    "party": "往来",
    "mirror": "对方",
    "stores": "仓库",
    "category": "类别",
    "class": "性质",
    "write_off": "摊销",
    "packs": "包装",
    "credit_code": "信用代码",
    "billing": "结算",
    "licences": "许可",
    "licence_number": "证号",
    "valid_until": "有效至",
    "campus": "校区",
    "date": "日期",
    "booked": "入账日期",
    "of": "原单",
    "note": "备注",
    "signed": "签字",
    "lines": "明细",
    "quantity": "数量",
    "unit_price": "单价",
    "amount": "金额",
    "batch": "批号",
    "produced": "生产日期",
    "quarantine_certificate": "检疫证",
    "fund": "经费来源",
    "balances": "科目余额",
    "budget": "预算",
    "debit": "借",
    "credit": "贷",
    "ytd_debit": "累计借",
    "ytd_credit": "累计贷",
    "last_counted": "上次盘点",
    "cards": "卡片",
    "asset": "资产",
    "asset_class": "资产类",
    "bulk": "大批同类",
    "cost": "原值",
    "acquired": "取得",
    "life_months": "使用月数",
    "months_charged": "已提月数",
    "accumulated": "累计折旧",
    "written_off": "已摊",
    "kept_at": "存放",
    "unpaid": "未付",
    "journal_balance": "日记账余额",
    "statement_balance": "对账单余额",
    "outstanding": "未达",
    "period": "期间",
    "description": "内容",
    "department": "部门",
    "requester": "申请人",
    "purpose": "用途",
    "by": "签批人",
    "as": "职务",
    "decision": "意见",
    "payment_terms": "付款条件",
    "down_payment": "首付",
    "balance_due": "余款日",
    "retention": "质保金",
    "due": "到期",
    "kind": "种类",
    "number": "号码",
    "net": "不含税",
    "tax": "税额",
    "total": "价税合计",
    "covers": "涵盖",
    "origin": "来源",
    "donor": "捐赠人",
    "value_basis": "计价依据",
    "direct": "直入直出",
    "reason": "原因",
    "refund": "退款方式",
    "meal": "餐次",
    "pupils": "学生",
    "staff": "教工",
    "fee_item": "项目",
    "for_month": "所属期",
    "heads": "人数",
    "meals": "餐数",
    "rate": "标准",
    "classification": "分类代码",
    "edition": "版本",
    "code": "代码",
    "method": "处置方式",
    "appraisers": "鉴定人",
    "document": "批文",
    "custodian": "管理人",
    "from_place": "移出地点",
    "to_place": "移入地点",
    "reported_by": "报修人",
    "parts": "用料",
    "outside_firm": "外修",
    "charge": "费用",
    "summary": "摘要",
    "documents": "单据",
    "attachments": "附件",
    "entries": "分录",
    "economic_class": "经济分类",
    "via": "方式",
    "bank_account": "账户",
    "payee": "收款方",
    "settles": "核销",
    "holds": "扣留",
    "remit_to": "应缴",
    "returned": "退回",
    "scope": "范围",
    "cutoff": "截止",
    "blind": "盲盘",
    "counted": "实点",
    "file": "文件",
    "opening": "期初",
    "closing": "期末",
    "in": "收",
    "out": "付",
    "increase": "增",
    "decrease": "减",
    "balance": "余额",
    "sets": "账套表",
    "terms": "学期表",
    "rules": "规则表",
    "copied_from": "出自",
    "replaces": "替代",
    "slip": "单号",
    "evidence": "附证",
    "price_difference": "价差",
    "extras": "附加",
    "parts_of": "组成",
    "side": "方向",
}
"""Fields that are not types."""

ROLES: dict[str, str] = {
    "principal": "校长",
    "vice_principal": "分管副校长",
    "logistics_director": "总务主任",
    "buyer": "采购员",
    "inspector": "验收员",
    "supervisor": "监督员",
    "teacher_representative": "教师代表",
    "keeper": "保管员",
    "canteen_manager": "食堂管理员",
    "cook": "厨师",
    "accountant": "会计",
    "cashier": "出纳",
    "asset_custodian": "资产管理员",
    "repairman": "维修工",
    "registrar": "教务员",
    "preparer": "制单人",
    "reviewer": "审核人",
    "approver": "审批人",
    "recipient": "领用人",
    "returner": "退料人",
    "user": "使用人",
    "borrower": "借款人",
    "hands_over": "移交人",
    "takes_over": "接收人",
    "accepted_by": "验收人",
    "counter": "盘点人",
    "witness": "监盘人",
}
"""Who signs and what a person's post is: keys under `signed`, values of `roles` and `as`."""

FOLDERS: dict[str, str] = {
    "registers": "登记",
    "opening": "期初",
    "purchases": "采购",
    "store": "仓库",
    "canteen": "食堂",
    "assets": "资产",
    "repairs": "维修",
    "accounts": "会计",
    "cash": "出纳",
    "checks": "核对",
    "approvals": "审批",
    "evidence": "附件",
    "seals": "封存",
}
"""Folders of a book."""

WORDS: dict[str, str] = {
    "timing": "未达",
    "to_book": "待记",
    "to_correct": "待改",
    "unexplained": "未明",
    "gross": "绝对额",
    "book_to_voucher": "账证",
    "book_to_book": "账账",
    "book_to_real": "账实",
    "book_to_report": "账表",
}
"""Words of results and headings."""

CHOICES: dict[str, dict[str, str]] = {
    "chart": {
        "gov-2019": "政府会计2019",
    },
    "uninvoiced": {
        "accrue": "暂估",
        "on_invoice": "在途",
    },
    "valuation": {
        "first_in_first_out": "先进先出",
        "moving_average": "移动加权平均",
        "month_end_average": "全月一次加权平均",
        "specific": "个别计价",
    },
    "consumption": {
        "issue": "按领用",
        "count": "以存计耗",
    },
    "charged": {
        "in_advance": "预收",
        "in_arrears": "后收",
    },
    "rule": {
        "approval_limit": "审批权限",
        "petty_limit": "零星采购限额",
        "required_documents": "必备单据",
        "count_frequency": "盘点频次",
        "natural_loss": "定额损耗",
    },
    "controls": {
        "cash": "现金",
        "bank": "银行",
        "treasury": "国库",
        "stock": "存货",
        "in_use": "在用",
        "assets": "资产",
        "depreciation": "折旧",
        "pending": "待处理",
        "party": "往来",
        "set": "账套",
        "funds": "资金",
    },
    "class": {
        "stock": "存货",
        "low_value": "低值易耗品",
        "asset": "固定资产",
        "food": "食材",
        "service": "服务",
    },
    "write_off": {
        "once": "一次转销",
        "half": "五五摊销",
    },
    "billing": {
        "monthly": "月结",
    },
    "origin": {
        "purchase": "采购",
        "petty": "零星采购",
        "donation": "捐赠",
    },
    "value_basis": {
        "document": "凭据",
    },
    "decision": {
        "yes": "同意",
        "no": "不同意",
    },
    "refund": {
        "offset": "抵扣货款",
    },
    "meal": {
        "lunch": "午餐",
    },
    "method": {
        "scrapping": "报废",
    },
    "asset_class": {
        "buildings": "房屋和构筑物",
        "equipment": "设备",
        "furniture": "家具和用具",
    },
    "via": {
        "bank": "银行",
        "cash": "现金",
        "treasury": "财政直接支付",
        "quota": "用款额度",
        "official_card": "公务卡",
    },
    "scope": {
        "full": "全盘",
        "listed": "抽盘",
    },
    "statement_kind": {
        "bank": "银行",
        "treasury": "国库",
        "supplier": "供应商",
        "quota": "额度",
        "trial_balance": "科目余额表",
        "asset_system": "资产系统",
        "meal_card": "饭卡系统",
    },
    "invoice_kind": {
        "e_ordinary": "数电普票",
        "e_special": "数电专票",
    },
    "place_kind": {
        "store": "仓库",
    },
    "licence_kind": {
        "food_trade_licence": "食品经营许可",
        "food_production_licence": "食品生产许可",
    },
    "hold_kind": {
        "retention": "质保金",
    },
    "outstanding_kind": {
        "bank_in_not_in_books": "银收企未收",
        "bank_out_not_in_books": "银付企未付",
        "books_in_not_at_bank": "企收银未收",
        "books_out_not_at_bank": "企付银未付",
    },
    "yes_no": {
        "yes": "是",
        "no": "否",
    },
    "set": {
        "school": "学校",
        "canteen": "食堂",
        "union": "工会",
    },
    "copied_from": {
        "draft": "草稿",
        "summary": "汇总",
    },
    "party_kind": {
        "supplier": "供应商",
        "person": "人员",
        "payer": "付款方",
        "authority": "主管部门",
    },
    "language": {
        "zh": "中文",
        "en": "英文",
    },
}
"""Lists of choices by name. Of the list `set` other words are allowed: a set may have a name of its own."""

ALIASES: dict[str, str] = {}
"""Other spellings of a field that are accepted, in either language → canonical name."""

SCOPED: dict[tuple[str, str], str] = {
    ("school", "set"): "sets",
    ("school", "term"): "terms",
    ("school", "rule"): "rules",
    ("school", "账套"): "sets",
    ("school", "学期"): "terms",
    ("school", "规则"): "rules",
    ("voucher", "from"): "copied_from",
}
"""(type, word) → field, for words that mean something else among the top fields of that type."""


@cache
def _words(which: str) -> Mapping[str, str]:
    """Word in either language → canonical name."""
    table = {"type": TYPES, "field": TYPES | FIELDS, "role": ROLES, "folder": FOLDERS}.get(which) or CHOICES[which]
    words = {zh: en for en, zh in table.items()} | {en: en for en in table}
    return ALIASES | words if which == "field" else words


def type_named(word: str) -> str | None:
    """The record type that a word names, None if none."""
    return _words("type").get(word)


def field_named(word: str, type_: str = "") -> str | None:
    """The field that a word names; `type_` only for a record's top fields."""
    return SCOPED.get((type_, word)) or _words("field").get(word)


def role_named(word: str) -> str | None:
    return _words("role").get(word)


def folder_named(word: str) -> str | None:
    return _words("folder").get(word)


def choice_named(choices: str, word: str) -> str | None:
    """The choice of the list `choices` that a word names."""
    return _words(choices).get(word)


def attribute(name: str) -> str:
    """A canonical name as Python can write it: "from" → "from_"."""
    return name + "_" if keyword.iskeyword(name) else name


def nearest(which: str, word: str) -> str | None:
    """The known word most like `word` ("type", "field", "role", "folder" or a list of choices), None if none is."""
    from difflib import get_close_matches  # only for a message: 3 ms that a run without errors need not pay

    close = get_close_matches(word, _words(which), n=1, cutoff=0.5)
    return close[0] if close else None


@cache
def _chinese() -> Mapping[str, str]:
    names: dict[str, str] = {}
    for table in (*CHOICES.values(), WORDS, FOLDERS, ROLES, FIELDS, TYPES):
        names |= table
    return names


def label(name: str, language: str, choices: str = "") -> str:
    """A canonical name in the reader's language; of a list of choices where the name alone is not enough."""
    if language == "zh":
        return (CHOICES[choices].get(name) if choices else _chinese().get(name)) or name
    return name.replace("_", " ")

