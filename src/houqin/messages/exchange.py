"""What is said of files from other programs: what they are, their columns, their rows."""

from __future__ import annotations

from houqin.messages import Message


def _wrong(zh: str, en: str, hint_zh: str = "", hint_en: str = "") -> Message:
    """Why a file, a column or a cell cannot be taken over."""
    return Message("error", zh, en, hint_zh, hint_en)


def _note(zh: str, en: str, hint_zh: str = "", hint_en: str = "") -> Message:
    """What was decided on the way, so that it can be looked over."""
    return Message("info", zh, en, hint_zh, hint_en)


SAVE_AGAIN = ("用 Excel 或 WPS 打开，另存为 .xlsx，再导入", "open it in Excel or WPS, save it as .xlsx and import that")
FRESH = (
    "新建一个工作簿，把要导入的单元格选择性粘贴为数值，存成 .xlsx 再导入；来路不明的文件不要打开",
    "copy the cells as values into a new workbook, save it as .xlsx and import that; do not open a file of unknown origin",
)

MESSAGES: dict[str, Message] = {
    # the file
    "exchange.unreadable": _wrong("读不了 {path}：{reason:reason}", "{path} cannot be read: {reason:reason}"),
    "exchange.too_large": _wrong(
        "{path} 超过 {most} MB",
        "{path} is larger than {most} MB",
        "删掉图片和用不到的工作表，或按月分成几个文件",
        "take out pictures and sheets that are not needed, or split it by month",
    ),
    "exchange.empty": _wrong("{path} 是空的", "{path} is empty"),
    "exchange.encrypted": _wrong(
        "{path} 有打开密码",
        "{path} is protected by a password",
        "在 Excel 里用密码打开，取消密码后另存为 .xlsx",
        "open it with its password, take the password off and save it as .xlsx",
    ),
    "exchange.old_binary": _wrong(
        "{path} 是旧版 .xls 文件", "{path} is a workbook of the old kind (.xls)", *SAVE_AGAIN
    ),
    "exchange.other_office": _wrong(
        "{path} 是 .ods 或别的办公文档", "{path} is an .ods or another office document", *SAVE_AGAIN
    ),
    "exchange.web_page": _wrong(
        "{path} 其实是网页，只是名字像表格", "{path} is a web page under the name of a spreadsheet", *SAVE_AGAIN
    ),
    "exchange.pdf": _wrong(
        "{path} 是 PDF，读不出表格",
        "{path} is a PDF, from which no table can be read",
        "请银行或供应商给 Excel 或 CSV 文件",
        "ask the bank or the supplier for an Excel or CSV file",
    ),
    "exchange.no_workbook": _wrong("{path} 里没有工作簿", "{path} holds no workbook", *SAVE_AGAIN),
    "exchange.broken": _wrong("{path} 损坏了，读不通", "{path} is damaged and cannot be read", *SAVE_AGAIN),
    "exchange.bomb": _wrong(
        "{path} 展开后有 {size} MB、{parts} 个部件，远远超过它的大小，可能是恶意文件，没有读",
        "{path} would unpack to {size} MB in {parts} parts, far beyond its size; it may be malicious and was not read",
        *FRESH,
    ),
    "exchange.entities": _wrong(
        "{path} 的 {part} 里有表格用不到的声明（DOCTYPE 或别的编码），可能是恶意文件，没有读",
        "{path} has declarations in {part} that no spreadsheet needs (a DOCTYPE, another encoding); it may be malicious and was not read",
        *FRESH,
    ),
    "exchange.long_cell": _wrong(
        "{path} 的 {cell} 里文字超过 {most} 个字符",
        "{path}: the text in {cell} is longer than {most} characters",
        "删短或删掉这一格",
        "shorten that cell, or delete it",
    ),
    "exchange.too_many_cells": _wrong(
        "{path} 的 {sheet} 超过 {rows} 行、{columns} 列或 {cells} 个单元格",
        "{path}: {sheet} has more than {rows} rows, {columns} columns or {cells} cells",
        "删掉表格以外的行列，或按月分成几个文件",
        "delete the rows and columns outside the table, or split it by month",
    ),
    "exchange.open_quote": _wrong(
        "{path} 第 {row} 行起有一个引号没有收尾",
        "{path}: a quotation mark on line {row} is never closed",
        "改好这一行的引号，或用 Excel 打开另存为 .xlsx",
        "mend that line, or open it in Excel and save it as .xlsx",
    ),
    "exchange.encoding": _wrong(
        "{path} 的文字编码读不通，既不是 UTF-8 也不是 GB18030（GBK）",
        "the text of {path} is neither UTF-8 nor GB18030 (GBK)",
        *SAVE_AGAIN,
    ),
    # its sheets and columns
    "exchange.no_table": _wrong(
        "{path} 里找不到{type:name}的表头",
        "no headings of a table of {type:name} records are found in {path}",
        "表头至少要认得出两列；用 --map 列名=字段 指明，如 --map 货名=物品",
        "at least two columns must be known; name them with --map HEADING=FIELD, such as --map 货名=item",
    ),
    "exchange.several_sheets": _wrong(
        "{path} 有几个工作表都像：{choices:list}",
        "several sheets of {path} would do: {choices:list}",
        "用 --sheet 指明一个",
        "name one with --sheet",
    ),
    "exchange.no_sheet": _wrong(
        "{path} 没有工作表「{found}」，有：{choices:list}", '{path} has no sheet "{found}"; it has: {choices:list}'
    ),
    "exchange.lacking": _wrong(
        "{place}：没有哪一列是{fields:list}",
        "{place}: no column is {fields:list}",
        "用 --map 列名=字段 指明",
        "say which with --map HEADING=FIELD",
    ),
    "exchange.no_rows": _wrong("表头下面没有可导入的行", "there are no rows to import below the headings"),
    "exchange.no_column": _wrong(
        "表里没有「{found}」这一列，有：{choices:list}", 'there is no column "{found}"; there are: {choices:list}'
    ),
    "exchange.no_field": _wrong(
        "{type:name}没有字段「{found}」，有：{choices:list}",
        '{type:name} has no field "{found}"; it has: {choices:list}',
    ),
    "exchange.pair": _wrong(
        "{option} 要写成 {shape}，写的是「{found}」", '{option} is written {shape}, found "{found}"'
    ),
    # its cells
    "exchange.formula_error": _wrong(
        "公式出错：{found}", "the formula failed: {found}", "在表格里改好公式再导入", "mend the formula, then import"
    ),
    "exchange.long_number": _wrong(
        "“{found}”超过 15 位，表格软件已经丢了后面的数字",
        "“{found}” has more than 15 digits: the spreadsheet has lost the last ones",
        "把这一列设成文本格式，照原件重新填，再导入",
        "format the column as text, type the number again from the paper, then import",
    ),
    "exchange.unseen": _wrong(
        "文字里有看不见的字符 {point}，账里不能有",
        "the text holds a character that cannot be seen ({point}), which no ledger may",
        "删掉它，重新打这几个字",
        "delete it and type the words again",
    ),
    "exchange.no_amount": _wrong(
        "“{found}”不是金额",
        "“{found}” is not an amount",
        "金额写成数字，最多两位小数",
        "write a number with at most two decimals",
    ),
    "exchange.no_side": _wrong(
        "看不出“{found}”是收还是付",
        "“{found}” does not say whether money came in or went out",
        "写成 收入、支出 或 借、贷",
        "write 收入 or 支出, 借 or 贷",
    ),
    "exchange.disagree": _wrong(
        "{number} 的{field:name}这里是“{found}”，上面是“{before}”",
        "{number}: {field:name} is “{found}” here and “{before}” above",
        "同一个编号的各行，{field:name}要一样；不是同一张就改编号",
        "rows of one number must have one {field:name}; where they are two documents, give them two numbers",
    ),
    "exchange.no_value": _wrong(
        "没有写{field:name}",
        "{field:name} is not given",
        "表里加一列，或用 --field {field:name}=… 给整张表",
        "add a column, or give it for the whole sheet with --field {field}=…",
    ),
    "exchange.no_unit": _wrong(
        "数量没有单位",
        "the quantities have no unit",
        "表里加“单位”一列，或用 --field 单位=斤 给整张表",
        "add a column 单位, or give it for the whole sheet with --field unit=斤",
    ),
    "exchange.no_store": _wrong(
        "没有仓库「{found}」，有：{choices:list}",
        'there is no store "{found}"; there are: {choices:list}',
        "核对名称，或用 --field 地点=仓库名 指明",
        "check the name, or give it with --field place=STORE",
    ),
    "exchange.which_store": _wrong(
        "没有写是哪个仓库，有：{choices:list}",
        "it is not said which store this is; there are: {choices:list}",
        "用 --field 地点=仓库名 指明",
        "give it with --field place=STORE",
    ),
    "exchange.which_account": _wrong(
        "没有写是哪个银行账户，登记的有：{choices:list}",
        "it is not said which bank account this is; registered are: {choices:list}",
        "用 --field 账户=… 指明",
        "give it with --field bank_account=…",
    ),
    # against the book
    "exchange.number_taken": _wrong(
        "编号 {number} 已有一张内容不同的：{path}:{line}",
        "number {number} is taken by another record: {path}:{line}",
        "核对是不是同一张；不是就改编号",
        "see whether it is the same document; if not, give this one another number",
    ),
    "exchange.statement_there": _wrong(
        "这个账户这个月已有对账单 {number}：{path}:{line}，内容不同",
        "this account has a statement {number} of that month already, {path}:{line}, and it differs",
        "以整月的对账单为准：先核对，再删去旧的那张重新导入",
        "one statement a month: compare them, take the old one out, then import again",
    ),
    "exchange.not_readable_back": _wrong(
        "接不到 {path} 的末尾",
        "nothing can be added at the end of {path}",
        "先用 houqin check 看这个文件",
        "look at this file with houqin check first",
    ),
    # notes
    "exchange.already": _note(
        "账里已有 {number}（{path}:{line}），内容相同，不再写",
        "{number} is in the book already ({path}:{line}), the same; it is not written again",
        "如果真是另一张，在表里给它一个编号",
        "if it is another document, give it a number in the sheet",
    ),
    "exchange.renamed": _note("“{found}”按登记写作“{meant}”", "“{found}” is registered as “{meant}”"),
    "exchange.passed_blank": _note(
        "{count} 行没有填数量，没有导入", "{count:n row without a quantity was/rows without a quantity were} left out"
    ),
    "exchange.passed_skipped": _note(
        "{count} 行标了不计，没有导入",
        "{count:n row marked as not counting was/rows marked as not counting were} left out",
    ),
    "exchange.passed_unpriced": _note(
        "{count} 行没有金额",
        "{count:n row has/rows have} no amount",
        "如果金额是公式：用 Excel 或 WPS 打开，存一次盘，公式才有算出的值",
        "if amounts are formulas: open the file in Excel or WPS and save it once, so that they have values",
    ),
    "exchange.passed_failed": _note(
        "{count} 笔没有成功的付款，没有导入", "{count:n payment that failed was/payments that failed were} left out"
    ),
    "exchange.passed_neither": _note(
        "{count} 行没有收付，没有导入",
        "{count:n row without money in or out was/rows without money in or out were} left out",
    ),
    "exchange.no_price": _note(
        "单价、金额没有导入：发出的价值由计价算出",
        "prices and amounts were left out: what goods issued are worth follows from the valuation",
    ),
    "exchange.total_differs": _note(
        "表里的合计是 {found:money}，上面各行相加是 {right:money}",
        "the sheet’s total is {found:money}, the rows above it add up to {right:money}",
        "看看是不是少了行、多了行，或金额填错了",
        "see whether a row is missing or too many, or an amount is wrong",
    ),
    "exchange.listed": _note(
        "按抽盘读：表里没有的物品不算盘过；全盘请写 --field 范围=全盘",
        "read as a count of what is listed: other items do not count as counted; for a full count, --field scope=full",
    ),
    "exchange.read_as_bank": _note(
        "按银行口径读：借方、支出是付，贷方、收入是收；{of} 个余额里 {right} 个接得上",
        "read in the bank’s sense: 借方 or 支出 is money out, 贷方 or 收入 money in; {right} of {of} balances follow",
    ),
    "exchange.read_as_own": _note(
        "按本单位口径读：借方是收，贷方是付（按银行口径余额接不上，这样 {of} 个里 {right} 个接得上）",
        "read in the school’s own sense: 借方 is money in, 贷方 money out (the other way the balances do not follow; this way {right} of {of} do)",
    ),
    "exchange.read_unproved": _note(
        "按银行口径读：借方、支出是付，贷方、收入是收；没有余额可以验证（{right}/{of}），请核对一笔",
        "read in the bank’s sense: 借方 or 支出 is money out, 贷方 or 收入 money in; no balances prove it ({right}/{of}), so check one line",
    ),
    # what the command prints
    "import.title": _note("{file} → {type:name}", "{file} → {type:name}"),
    "import.saved": _note("列的对应：账里存的表样「{sheet}」", 'columns as saved in the book: sheet "{sheet}"'),
    "import.guessed": _note("列的对应是猜的，请核对", "the columns are a guess: look them over"),
    "import.correct": _note(
        "改：--map 列名=字段；不要的列：--map 列名=",
        "to correct it: --map HEADING=FIELD; to leave a column out: --map HEADING=",
    ),
    "import.ready": _note("{count} 张，明细 {lines} 行", "{count:n record} with {lines:n line}"),
    "import.problems": _note("有 {count} 处要改，没有写入。", "To be mended: {count}; nothing was written."),
    "import.nothing_new": _note("没有新的可写。", "There is nothing new to write."),
    "import.not_yet": _note(
        "没有写入。核对以后加 --write 写入账簿。", "Nothing was written. Look it over, then add --write."
    ),
    "import.not_confirmed": _note(
        "没有写入：列的对应还没有确认。核对以后加 --yes。",
        "Nothing was written: the columns are not confirmed. Look them over, then add --yes.",
    ),
    "import.ask": _note(
        "对应都对吗？（y 写入；n 不写；或 列名=字段 更正）",
        "Are the columns right? (y: write; n: do not; or HEADING=FIELD to correct one)",
    ),
    "import.written": _note("已写入 {count} 张：{places:list}", "Written, {count:n record}: {places:list}"),
    "import.learnt": _note(
        "表样「{sheet}」存入 {path}，下次直接用", 'sheet "{sheet}" saved in {path} for the next time'
    ),
    "import.left_out": _note("（不导入）", "(left out)"),
    "import.given": _note("（整张表）", "(whole sheet)"),
    "import.column_letter": _note("列", "Column"),
    "import.column_heading": _note("表头", "Heading"),
    "import.column_field": _note("字段", "Field"),
    "import.column_sample": _note("示例", "Sample"),
}
