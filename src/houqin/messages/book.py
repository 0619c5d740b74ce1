"""What is said of a book as a whole: its files, and records that do not fit each other or the registers."""

from __future__ import annotations

from houqin.messages import Message

LAW = "会计法第17条"
REGISTER_HINT = (
    "{near:near}核对名称；是新的就先登记。",
    "{near:near}Check the name; if it is new, register it first.",
)


def _unknown(kind: str, zh: str, en: str) -> Message:
    """A name that no register holds."""
    return Message(
        "error",
        f"没有登记的{zh}「{{name}}」",
        f'{en} "{{name}}" is not in the register',
        *REGISTER_HINT,
        f"登记 {kind}",
    )


MESSAGES: dict[str, Message] = {
    # ------------------------------------------------------------ the book and its files
    "book.none": Message(
        "error",
        "这里没有账簿：从 {path} 往上都没有 houqin.yaml",
        "No book here: no houqin.yaml in {path} or above",
        "用 --book 指明账簿文件夹，或设环境变量 HOUQIN_BOOK。",
        "Name the book's folder with --book, or set HOUQIN_BOOK.",
    ),
    "book.no_folder": Message(
        "error",
        "没有文件夹 {path}",
        "There is no folder {path}",
        "核对 --book 或 HOUQIN_BOOK。",
        "Check --book or HOUQIN_BOOK.",
    ),
    "book.moving": Message(
        "error",
        "别的程序一直在改 {path} 里的文件，读不到同一时刻的账",
        "Other programs keep changing the files in {path}: they cannot be read as of one moment",
        "等它们写完再运行一次。",
        "Wait until they have finished, then run this again.",
    ),
    "book.no_config": Message(
        "error",
        "{path} 里没有 houqin.yaml，不是账簿",
        "{path} holds no houqin.yaml, so it is no book",
        "核对 --book；新账簿先写 houqin.yaml。",
        "Check --book; a new book begins with houqin.yaml.",
    ),
    "book.no_sets": Message(
        "error",
        "houqin.yaml 里没有账套",
        "houqin.yaml declares no sets of books",
        "在 houqin.yaml 写 账套: - {{账套: 学校, 科目表: 政府会计2019, 凭证字: 记}}。",
        "Write sets: - {{set: school, chart: gov-2019, voucher_series: 记}} in houqin.yaml.",
    ),
    "book.no_accounts": Message(
        "error",
        "没有登记科目，无从对账",
        "No accounts are registered, so there is nothing to reconcile",
        "补上 registers/accounts.yaml。",
        "Add registers/accounts.yaml.",
    ),
    "book.no_opening": Message(
        "error",
        "没有期初余额，不知账簿从哪里开始",
        "There are no opening balances: where does the book begin?",
        "在 opening/ 里写期初余额，例如 opening/2026-08-31.yaml。",
        "Write opening balances below opening/, for example opening/2026-08-31.yaml.",
    ),
    "book.no_month": Message(
        "error",
        "{month} 没有记录（期初在 {opening}；有记录的月份：{having:list}）",
        "No records of {month} (the book opens {opening}; months with records: {having:list})",
        "核对月份，写成 2026-10。",
        "Check the month; write it as 2026-10.",
    ),
    "book.no_records": Message(
        "error",
        "账簿里还没有单据（期初在 {opening}）",
        "The book has no records yet (it opens {opening})",
        "先登记：houqin add 种类，一项一项问；houqin list 列出种类。",
        "Write the first: houqin add TYPE asks for it field by field; houqin list shows the types.",
    ),
    "book.index": Message(
        "error",
        "索引不能用：{reason:reason}",
        "The index cannot be used: {reason:reason}",
        "用 HOUQIN_CACHE 指到一个可写的文件夹。",
        "Point HOUQIN_CACHE at a folder that can be written to.",
    ),
    "book.unreadable": Message(
        "error",
        "读不了这个文件：{reason:reason}",
        "This file cannot be read: {reason:reason}",
        "核对权限，或请同事关掉正占用它的程序。",
        "Check its permissions, or close the program that holds it.",
    ),
    "book.no_file": Message(
        "error",
        "这里要有一个普通文件，却是文件夹、管道或设备",
        "A plain file is wanted here; this is a folder, a pipe or a device",
        "移走它；原来的文件可以从 git 取回：git restore 文件名。",
        "Move it away; git has the file that was here: git restore FILE.",
    ),
    "book.yml": Message(
        "error", "文件名要以 .yaml 结尾", "A file's name ends in .yaml", "改名为 {instead}。", "Rename it to {instead}."
    ),
    "book.folder": Message(
        "error",
        "账簿里没有「{found}」这种位置，这个文件没有读",
        'A book has no place "{found}"; this file was not read',
        "放进 purchases/（采购/）、store/仓库名/、accounts/账套/ 等文件夹；不是账簿文件就移走。",
        "Put it below purchases/, store/<store>/, accounts/<set>/ and so on, or move it away.",
    ),
    "book.folder_near": Message(
        "error",
        "账簿里没有文件夹「{found}」，这个文件没有读",
        'A book has no folder "{found}"; this file was not read',
        "是不是「{instead}」？",
        'Did you mean "{instead}"?',
    ),
    "book.depth": Message(
        "error",
        "{folder:name} 的文件直接放在文件夹里",
        "Files of {folder} stand directly in the folder",
        "例如 {folder}/2026-10.yaml。",
        "For example {folder}/2026-10.yaml.",
    ),
    "book.depth_owned": Message(
        "error",
        "{folder:name} 的文件放在各自的子文件夹里",
        "Files of {folder} stand in a folder of their own store or set",
        "例如 store/总务库/2026-10.yaml、accounts/学校/2026-10.yaml。",
        "For example store/总务库/2026-10.yaml, accounts/school/2026-10.yaml.",
    ),
    "book.wrong_month": Message(
        "error",
        "入账在 {found}，却写在 {month} 的文件里",
        "Booked in {found}, but written into the file of {month}",
        "移到当月的文件；迟到的单据写 入账日期。",
        "Move it to its month's file; a late slip says when it was booked.",
    ),
    "book.month_name": Message(
        "error",
        "文件名 {month}.yaml 不是年月，看不出这里写的是哪个月",
        "The file's name {month}.yaml is no year and month",
        "改名为 {found}.yaml（这一笔入账在 {found}）。",
        "Rename it to {found}.yaml (this record is booked in {found}).",
    ),
    # ------------------------------------------------------------ records that do not fit each other
    "book.unknown_reference": Message(
        "error",
        "{field:name} 写的 {number} 找不到",
        "{field:name} names {number}, which does not exist",
        "核对编号；往年、他月的写成 2026/YS-0903-1、2026-10/记-1。",
        "Check the number; from another year or month write 2026/YS-0903-1 or 2026-10/记-1.",
        LAW,
    ),
    "book.other_type": Message(
        "error",
        "{field:name} 写的 {number} 是{type:name}，这里不能引用",
        "{field:name} names {number}, which is a {type:name} and cannot stand here",
        "核对编号。",
        "Check the number.",
        LAW,
    ),
    "book.ambiguous": Message(
        "error",
        "{field:name} 写的 {number} 有几张：{choices:list}",
        "{field:name} names {number}, of which there are several: {choices:list}",
        "{dated:dated}编号重复的先改编号。",
        "{dated:dated}Mend repeated numbers first.",
        LAW,
    ),
    "book.duplicate": Message(
        "error",
        "{type:name} {number} 在 {period} 已经有一张：{first}",
        "{type:name} {number} of {period} is there already: {first}",
        "这一张改用新编号；若是同一件事写了两遍，删去这一张（已入账的用冲销）。",
        "Give this one a new number; if it was written twice, remove this one (reverse it if it is posted).",
        LAW,
    ),
    "book.before_opening": Message(
        "error",
        "{type:name} {number} 在 {day:date} 入账，期初余额（{opening:date}）里已经有它：算了两遍",
        "{type:name} {number} is booked on {day:date}, and the opening balances of {opening:date} have it already: it counts twice",
        "以后的单据还要引用它的，挪进 opening/，在那里不再计数；期初里其实没有它的，写上开账以后的 入账日期；日期写错的改日期。",
        "Where later records name it, move it into opening/, where it moves nothing; if the opening does not have it, give the day after the opening on which it is booked; or mend the date.",
        LAW,
    ),
    "book.reversed_twice": Message(
        "error",
        "同一张单据冲销了两次",
        "One record is reversed twice",
        "只留一张冲销。",
        "Keep one reversal.",
        LAW,
    ),
    "book.reopening_reversed": Message(
        "error",
        "{number} 重开了 {month}，重开不能冲销",
        "{number} opened {month} again, which no reversal takes back",
        "要关上，再结一次：houqin close {month}。",
        "To shut it, close it again: houqin close {month}.",
        LAW,
    ),
    "book.undeclared_unit": Message(
        "error",
        "{item} 没有登记单位「{unit}」与「{base}」的换算，数量没有计入",
        '{item}: no pack declares "{unit}" in "{base}", so the quantity is not counted',
        "单位写错的改成登记的（{units:list}）；真有这种包装的，在物品登记的 包装 里写，例如 包装: {{{unit}: 24 {base}}}。",
        "If the unit is mistaken, write one that is registered ({units:list}); if it comes in such packs, declare it in the item's packs, for example"
        " packs: {{{unit}: 24 {base}}}.",
    ),
    "book.no_register": Message(
        "error",
        "登记里一个{type:name}也没有，账簿里却写了 {count} 处，如 {names:list}",
        "No {type:name} is registered at all, but the book names one {count:n time}, such as {names:list}",
        "补上 registers/ 里登记{type:name}的文件，查文件有没有丢失、改名。",
        "Put the file of registers/ with its {type:name} rows back; see whether it was lost or renamed.",
        "登记",
    ),
    "book.ambiguous_item": Message(
        "error",
        "{name} 是几种物品的别名：{choices:list}",
        "{name} is an alias of several items: {choices:list}",
        "写物品的本名；或从不该叫它的物品登记里去掉这个别名。",
        "Write the item's own name; or take the alias off the item that should not have it.",
        "登记",
    ),
    "book.unknown_item": _unknown("物品", "物品", "Item"),
    "book.unknown_place": _unknown("地点", "地点", "Place"),
    "book.unknown_account": _unknown("科目", "科目", "Account"),
    "book.unknown_supplier": _unknown("供应商", "供应商", "Supplier"),
    "book.unknown_payer": _unknown("付款方", "付款方", "Payer"),
    "book.unknown_authority": _unknown("主管部门", "主管部门", "Authority"),
    "book.unknown_person": _unknown("人员", "人员", "Person"),
    "book.not_in_role": Message(
        "error",
        "{name} {day:date} 不任{role:name}，任{having:names}",
        "{name} was not {role:name} on {day:date}, but {having:names}",
        "写当日所任的岗位；岗位有变动的，在登记 人员 里写明起止。",
        "Write the role held that day; where roles changed, give the register of people its dates.",
        LAW,
    ),
}
