"""What a new book says of itself, and what is said when it is made."""

from __future__ import annotations

from houqin.messages import Message


def _say(zh: str, en: str) -> Message:
    return Message("info", zh, en)


def _refuse(zh: str, en: str, hint_zh: str, hint_en: str) -> Message:
    return Message("error", zh, en, hint_zh, hint_en)


MESSAGES: dict[str, Message] = {
    # ------------------------------------------------------------ written into the book
    "founding.head_school": _say(
        "学校、学期、账套、计价政策、收费标准、校内规则。学期的日子按校历改",
        "The school, its terms, sets of books, valuation, fees and rules of its own. Set the terms by your calendar",
    ),
    "founding.rules": _say(
        "校内有规定的，去掉行首的 #，改成本校的数和文号；国家规定的不用写",
        "Where the school has rules of its own: take off the #, set its figures and document; national ones need no row",
    ),
    "founding.head_accounts": _say(
        "科目，按政府会计制度（财会〔2017〕25号）；不用的可以删，明细可以加，账户换成本校账号",
        "Accounts, by the Government Accounting System; delete what is not used, add details, set your bank accounts",
    ),
    "founding.head_items": _say(
        "物品：一样一行。单位是库存用的单位，包装是它的大包",
        "Items, one a row. unit is the one stock is kept in, packs are its larger ones",
    ),
    "founding.head_suppliers": _say(
        "供应商、付款方、主管部门：换成本校往来的全名",
        "Suppliers, payers, authorities: put the full names of those you deal with",
    ),
    "founding.head_people": _say(
        "人员和岗位：换成真名。不相容的岗位不要一人兼（会计和出纳、采购和验收、采购和保管）",
        "People and their posts: put real names. Keep apart what one person may not hold (accountant and cashier, buyer and inspector, buyer and keeper)",
    ),
    "founding.head_places": _say(
        "地点：仓库要写账套和保管员", "Places: a store names its set and its keeper"
    ),
    "founding.head_opening": _say(
        "期初。样例，数是编的：换成本校上月末的科目余额、库存、银行余额",
        "The opening. A sample with invented sums: put your balances, stock and bank balances of that day",
    ),
    "founding.head_opening_empty": _say(
        "期初：写上本校上月末的科目余额、库存、银行余额，借贷要平",
        "The opening: write your balances, stock and bank balances of that day; debit and credit must be equal",
    ),
    "founding.head_sample": _say(
        "样例，数是编的：看懂以后删掉这个文件", "A sample with invented sums: delete this file once it is understood"
    ),
    "founding.head_owners": _say(
        "各文件夹的记录人。@ 后面换成本人的账号", "Who writes in which folder. Put their accounts behind the @"
    ),
    "founding.commit": _say("建账", "The book begins"),
    # ------------------------------------------------------------ when it is made
    "founding.made": _say("建好了：{path}，{name}，{count} 个文件。", "Made: {path}, {name}, {count:n file}."),
    "founding.sample": _say(
        "{month} 是样例，数是编的，账都对得上；看懂以后删掉这个月的文件，期初换成本校的数。",
        "{month} is a sample with invented sums in which everything agrees; once it is understood, delete the month's files and put your own opening.",
    ),
    "founding.empty": _say(
        "{month} 起记账。先写期初和登记，各文件第一行说了写什么。",
        "It begins with {month}. Write the opening and the registers first: each file's first line says what belongs there.",
    ),
    "founding.in_git": _say(
        "已放进 git：各人的改动按单据合并，读不通的账簿提交不了。",
        "It is in git: changes of several people merge record by record, and a book that cannot be read is not committed.",
    ),
    "founding.no_git": _say(
        "没有放进 git（没有装，或者它不肯）：谁在什么时候记的就无从查起。",
        "It is not in git (not installed, or it refused): who wrote what and when will not be known.",
    ),
    "founding.next": _say("接下来：", "Next:"),
    "founding.is_a_book": _refuse(
        "{path} 已经是一本账", "{path} is a book already", "另取一个文件夹", "Choose another folder"
    ),
    "founding.not_empty": _refuse(
        "{path} 里已经有文件：{found:list}", "{path} has files already: {found:list}",
        "取一个新的或空的文件夹：建账不动已有的文件", "Choose a new or empty folder: nothing that is there is touched",
    ),
    "founding.name": _refuse(
        "学校的名称不能是「{found}」", '"{found}" cannot be the name of a school',
        "--name 写校名：60 个字以内，不含 /", "Write it with --name: at most 60 characters and no /",
    ),
    "founding.month": _refuse(
        "账不能从 {found} 建起", "A book cannot begin in {found}",
        "--from 写开始记账的月份：政府会计制度 2019-01 起施行，最晚到后年",
        "Write the first month with --from: from 2019-01, when the accounting system came into force, to two years ahead",
    ),
}  # fmt: skip
