"""What the help pages say: commands, options, the words that stand for values, examples, exit codes.

A row of examples has a line for each, the command and what it is for with two spaces or more between them.
"""

from __future__ import annotations

from houqin.messages import Message


def _say(zh: str, en: str) -> Message:
    return Message("info", zh, en)


def _rows(zh: tuple[str, ...], en: tuple[str, ...]) -> Message:
    return Message("info", "\n".join(zh), "\n".join(en))


MESSAGES: dict[str, Message] = {
    # ------------------------------------------------------------ the page itself
    "help.usage": _say("用法：", "Usage: "),
    "help.some_options": _say("[选项]", "[OPTIONS]"),
    "help.some_command": _say("命令 [参数]…", "COMMAND [ARGS]..."),
    "help.arguments": _say("参数：", "Arguments:"),
    "help.commands": _say("命令（后面是它的中文名，写哪个都行）：", "Commands:"),
    "help.options": _say("选项：", "Options:"),
    "help.examples": _say("例子：", "Examples:"),
    "help.exit_codes": _say("退出码：", "Exit codes:"),
    "help.help": _say("印出这页说明", "Show this page"),
    # ------------------------------------------------------------ commands
    "help.houqin": _say(
        "后勤：学校后勤的纯文本账簿。每一元对不上的钱，说出原因、单据和下一步。",
        "houqin: a school's logistics books as plain text. For every yuan that does not agree: the cause, the record, the next step.",
    ),
    "help.houqin_examples": _rows(
        (
            "houqin check  先看账簿读不读得通",
            "houqin 对账 2026-10  十月的月末对账，同 houqin reconcile 2026-10",
            "houqin reconcile --help  一个命令自己的说明和例子",
        ),
        (
            "houqin check  first: can the book be read?",
            "houqin reconcile 2026-10  the month-end sheet of October",
            "houqin reconcile --help  a command's own help and examples",
        ),
    ),
    "help.houqin_exit_codes": _rows(
        (
            "0    没有要处理的（或者只有未达）",
            "1    有要处理的",
            "2    用法不对",
            "3    账簿读不通：每一处错误都列出，不印报表",
            "130  被中断",
        ),
        (
            "0    nothing to settle (or only what is under way)",
            "1    there are findings",
            "2    wrong use",
            "3    the book cannot be read: every error is listed, no report",
            "130  interrupted",
        ),
    ),
    "help.check_examples": _rows(
        (
            "houqin check  每一处错误和警告，各带文件和行号",
            "houqin check --format json  给编辑器和脚本用",
        ),
        (
            "houqin check  every error and warning with its file and line",
            "houqin check --format json  for editors and scripts",
        ),
    ),
    "help.reconcile_examples": _rows(
        (
            "houqin reconcile 2026-10 --set 食堂  只看食堂的账；不写月份是最早还没结的",
            "houqin reconcile 2026-10 -o 十月.xlsx  存成 Excel 文件",
            "houqin reconcile 1302.01 2026-10  一个科目的余额调节表；物品、供应商也可以",
        ),
        (
            "houqin reconcile 2026-10 --set canteen  the canteen's books only",
            "houqin reconcile 2026-10 -o october.xlsx  as a workbook",
            "houqin reconcile 1302.01 2026-10  the bridge of an account; so an item, a supplier",
        ),
    ),
    "help.summary_examples": _rows(
        (
            "houqin summary 2026-10  十月一页",
            "houqin summary 2026-10 --lang en  同一页，英文",
        ),
        (
            "houqin summary 2026-10  October on one page",
            "houqin summary 2026-10 --lang zh  the same page in Chinese",
        ),
    ),
    "help.list_examples": _rows(
        (
            "houqin list 验收 --period 2026-10  十月的验收单",
            "houqin list 领用 --place 总务库  总务库历来的领用",
            "houqin list voucher --period 2026-10  英文名也行",
        ),
        (
            "houqin list acceptance --period 2026-10  what was accepted in October",
            "houqin list voucher --period 2026 --format csv  a year's vouchers as CSV",
        ),
    ),
    "help.show_examples": _rows(
        (
            "houqin show 2026-10/记-3  十月的记-3 号凭证：依据、后续、影响",
            "houqin show 2026-10/记-3 --format json  同样的内容，给脚本用",
        ),
        (
            "houqin show 2026-10/记-3  voucher 记-3 of October: its papers, what followed, its effects",
            "houqin show 2026-10/记-3 --format json  the same for scripts",
        ),
    ),
    "help.import_examples": _rows(
        (
            "houqin import 送货单.xlsx --as 验收  先看会写成什么",
            "houqin import 送货单.xlsx --as 验收 --write --yes  写入，记住这种表",
            "houqin import csv 流水.csv --as 对账单 --field 账户=6011  银行流水",
        ),
        (
            "houqin import delivery.xlsx --as acceptance  look first",
            "houqin import delivery.xlsx --as acceptance --write --yes  append, and remember the sheet",
            "houqin import csv bank.csv --as statement --field bank_account=6011  a bank's export",
        ),
    ),
    "help.import_exit_codes": _rows(
        (
            "0    印出了记录，或者已写入",
            "1    有要改的，或者还没有确认：没有写入",
            "2    用法不对",
            "3    账簿读不通",
            "75   已写入，但未能确认落到磁盘；再运行一次是安全的",
        ),
        (
            "0    the records are printed, or written",
            "1    something must be mended or confirmed: nothing was written",
            "2    wrong use",
            "3    the book cannot be read",
            "75   written, but not known to be on the disk; running it again is safe",
        ),
    ),
    "help.match": _say(
        "配对：没有写明的单据，找出它该对应哪张；由人同意或不同意，写成一条配对",
        "What may belong together and is not written: proposals, for a person to accept or reject",
    ),
    "help.match_examples": _rows(
        (
            "houqin match 2026-10  十月的配对建议，各带依据、得分、编号；再用 accept 或 reject 加编号决定",
            "houqin match 2026-10 -o 配对.xlsx  存成 Excel 文件",
        ),
        (
            "houqin match 2026-10  the proposals of October, each with its reason, score and id; then accept or reject an id",
            "houqin match 2026-10 -o pairs.xlsx  as a workbook",
        ),
    ),
    "help.match_exit_codes": _rows(
        (
            "0    印出了建议，或者已写入",
            "1    有要改的，或者还没有确认：没有写入",
            "2    用法不对，或者没有那个编号",
            "3    账簿读不通",
            "75   已写入，但未能确认落到磁盘；再运行一次是安全的",
        ),
        (
            "0    the proposals are printed, or the record is written",
            "1    something must be mended or confirmed: nothing was written",
            "2    wrong use, or no such id",
            "3    the book cannot be read",
            "75   written, but not known to be on the disk; running it again is safe",
        ),
    ),
    "help.match_words": _say(
        "月份；或 accept（同意）、reject（不同意）加编号，后面可再写月份",
        "A month; or accept or reject with an id, and a month after it if need be",
    ),
    "help.by": _say("谁决定的：登记过的人员", "Who decides: a person of the registers"),
    "help.as": _say("他的岗位，如 会计", "In which post, such as accountant"),
    "help.reason": _say("原因", "The reason"),
    "help.enter_yes": _say("已经核对，不再问", "It is looked over: do not ask"),
    "help.enter_dry_run": _say("只印出要写的记录，不写", "Print the record only"),
    "help.explain_examples": _rows(
        (
            "houqin explain  27 种差异、14 项检查，和其他代码",
            "houqin explain 单位  一种差异：编号 9、名称、代码 count.unit 都行",
            "houqin explain 21640525  账簿里的一条：对账表末尾的编号",
        ),
        (
            "houqin explain  the 27 kinds, the 14 checks, and the other codes",
            "houqin explain 9  one kind: by its number, its name (unit) or its code (count.unit)",
            "houqin explain 21640525  a finding of the book, by the id the sheet prints",
        ),
    ),
    "help.accept": _say(
        "认定一条发现：谁、什么岗位、为什么，写进 审批；疑点从此按它的原因列",
        "Accept a finding: who, in which role, why. Written into approvals; a suspect then counts as its cause",
    ),
    "help.accept_examples": _rows(
        (
            "houqin accept 21640525 --by 陈志远 --as 总务主任 --reason 厨房联写的是公斤  先看",
            "houqin 认定 2164 --by 陈志远 --as 总务主任 --reason 厨房联写的是公斤 --dry-run  编号写前四位也行",
        ),
        (
            "houqin accept 21640525 --by NAME --as logistics_director --reason WHY  look first; --yes writes",
            "houqin accept 2164 --by NAME --as accountant --reason WHY --dry-run  four digits will do",
        ),
    ),
    "help.accept_exit_codes": _rows(
        (
            "0    已写入，或者早已认定",
            "1    没有确认，或者此人无权认定：没有写入",
            "2    用法不对，没有这一条",
            "3    账簿读不通",
            "75   已写入，但未能确认落到磁盘；再运行一次是安全的",
        ),
        (
            "0    written, or accepted before",
            "1    not confirmed, or not for this person to accept: nothing was written",
            "2    wrong use, or no such finding",
            "3    the book cannot be read",
            "75   written, but not known to be on the disk; running it again is safe",
        ),
    ),
    "help.fix": _say(
        "更正一条发现的草稿：印出要写的记录和它的文件，不写进账簿",
        "Draft what puts a finding right: the records and their file are printed, nothing is written",
    ),
    "help.fix_examples": _rows(
        (
            "houqin fix 1ced6456  先看",
            "houqin 更正 1ced --file accounts/学校/2026-10.yaml  只要这个文件的；核对后 >> 附上",
        ),
        (
            "houqin fix 1ced6456  look first",
            "houqin fix 1ced --month 2026-10  of that month; append it to the file it names with >>",
        ),
    ),
    "help.fix_exit_codes": _rows(
        ("0    印出了草稿", "1    没有能替你写的单据，照说的下一步办", "2    用法不对，没有这一条", "3    账簿读不通"),
        (
            "0    a draft is printed",
            "1    no record can be drafted: do what is told",
            "2    wrong use, or no such finding",
            "3    the book cannot be read",
        ),
    ),
    "help.fix_file": _say(
        "草稿分在几个文件里时，只印这一个的", "Where the drafts belong into several files: this one's alone"
    ),
    "help.finding": _say(
        "对账表上每条末尾的编号，写前四位也行", "The id at the end of a finding, its first four digits at least"
    ),
    "help.finding_month": _say("哪个月的；不写则有这一条的最后一个月", "Of which month; default: the last that has it"),
    "help.accept_by": _say("谁认定，登记里的人员", "Who accepts it: a registered person"),
    "help.accept_as": _say("以什么岗位，如 总务主任", "In which role, such as logistics_director"),
    "help.accept_reason": _say("凭什么这样认定", "On what grounds"),
    "help.accept_date": _say(
        "哪天认定的；不写则今天，那个月已过则为它的最后一天",
        "When; default: today, or the last day of the finding's month once that is over",
    ),
    "help.accept_yes": _say("不再问，写入", "Write without asking"),
    "help.accept_dry_run": _say("只印出来，不写", "Print only"),
    "meta.finding": _say("编号", "FINDING"),
    "meta.role": _say("岗位", "ROLE"),
    "meta.reason": _say("原因", "WHY"),
    "help.index_examples": _rows(
        (
            "houqin index  索引文件在哪里",
            "houqin index --drop  删掉它，下次运行重建；账簿不受影响",
        ),
        (
            "houqin index  where the index is",
            "houqin index --drop  delete it; the next run builds it again, the book is untouched",
        ),
    ),
    "help.schema": _say(
        "写出供编辑器用的 JSON Schema：补全、说明、标出写错的地方",
        "Write the JSON Schemas by which editors complete, explain and mark what is typed",
    ),
    "help.schema_examples": _rows(
        (
            "houqin schema schemas  写进这里的 schemas 文件夹；升级以后再写一次",
            "houqin schema ~/账簿/schemas  写到别处；账簿不受影响",
        ),
        (
            "houqin schema schemas  into the folder schemas here; again after an upgrade",
            "houqin schema ~/book/schemas  somewhere else; the book is untouched",
        ),
    ),
    "help.merge": _say(
        "git 的合并程序：同一个月文件的两份，按单据合并",
        "Git's merge driver: two versions of a month's file made one, record by record",
    ),
    "help.merge_examples": _rows(
        (
            "houqin merge base.yaml ours.yaml theirs.yaml  结果写在 ours.yaml",
            "houqin merge %O %A %B %P  git config merge.houqin.driver 里这样写",
        ),
        (
            "houqin merge base.yaml ours.yaml theirs.yaml  into ours.yaml",
            "houqin merge %O %A %B %P  so it stands in git config merge.houqin.driver",
        ),
    ),
    "help.completion": _say(
        "命令行补全：按 Tab 键补全命令、单据类型、月份、编号和名称",
        "Shell completion: Tab completes commands, record types, months, numbers and names",
    ),
    "help.completion_examples": _rows(
        (
            "houqin completion --install  装到正在用的 shell；重开终端后生效",
            "houqin completion bash  只印出脚本，自己决定放在哪里",
        ),
        (
            "houqin completion --install  for the shell in use; open a new terminal afterwards",
            "houqin completion bash  print the script and put it where you like",
        ),
    ),
    "completion.installed": _say(
        "{shell} 的补全已装好：{path}。重开终端后生效。",
        "Completion for {shell} is installed: {path}. Open a new terminal for it.",
    ),
    "help.shell": _say(
        "bash、zsh、fish、powershell；不写则为正在用的", "bash, zsh, fish, powershell; default: the one in use"
    ),
    "help.install": _say("装上，不印出脚本", "Install it instead of printing it"),
    # ------------------------------------------------------------ options and arguments
    "help.month": _say(
        "月份，如 2026-10；不写则为有记录的最早未结月份",
        "Month such as 2026-10; default: the earliest open month with records",
    ),
    "help.reconcile_what": _say(
        "科目、物品、供应商等往来的代码或名称，如 1302.02、食堂/2302、大米；不写则对全部账",
        "An account, an item, a supplier or another party by code or name: 1302.02, canteen/2302; default: everything",
    ),
    "help.reconcile_git": _say(
        "差异最早出现在哪次 git 提交：查，或不查（不写则查）",
        "Whether to look for the first git commit that has a difference (default: yes)",
    ),
    "help.set": _say("只看一个账套，如 学校、食堂；不写则全看", "One set of books, such as canteen; default: all"),
    "help.format": _say(
        "输出形式；不写：屏幕上 table，管道里 plain，写文件看后缀；xlsx 要有 -o",
        "Output; default: table on a screen, plain in a pipe, by its ending in a file; xlsx needs -o",
    ),
    "help.check_format": _say("输出形式；不写则 plain", "Output; default: plain"),
    "help.table": _say(
        "csv、xlsx 输出哪张表；不写：csv 第一张，xlsx 全部",
        "Which table csv or xlsx prints; default: the first in csv, all in xlsx",
    ),
    "help.lang": _say("语言；不写则按账簿", "Language; default: the book's"),
    "help.book": _say(
        "账簿文件夹；不写则 HOUQIN_BOOK，或往上最近的 houqin.yaml，或 ./ledgers",
        "The book's folder; default: HOUQIN_BOOK, else the nearest houqin.yaml upward, else ./ledgers",
    ),
    "help.today": _say(
        "当作今天的日期，如 2026-11-03；不写则今天", "The day to take as today, such as 2026-11-03; default: today"
    ),
    "help.color": _say("颜色；不写则 auto：屏幕上有", "Colour; default: auto, on a screen"),
    "help.check": _say("检查账簿的每一处错误", "List every error and warning of the book"),
    "help.reconcile": _say(
        "月末对账：账账、账实、银行余额调节表；或一个科目、物品、供应商的来龙去脉",
        "Reconcile a month: book to book, book to real, the bank; or all about one account, item or supplier",
    ),
    "help.explain": _say(
        "解释一种差异、一个代码或一条发现：特征、规则、依据、下一步，附例",
        "Explain a kind, a code or a finding: how it shows, the rule, its source, the next step, an example",
    ),
    "help.summary": _say("一个月一页：校长一分钟看完", "A month on one page, for the principal"),
    "help.list": _say(
        "列出一种单据，可按期间、地点、人员、物品、供应商",
        "List records of a type, by period, place, person, item or supplier",
    ),
    "help.show": _say(
        "一张单据的前因后果：依据、后续、影响",
        "One record with all that is tied to it: what it rests on, what came of it, its effects",
    ),
    "help.import": _say(
        "导入别的程序的表格：验收、领用、盘点、对账单。先印出会写的记录，核对后加 --write",
        "Import a sheet of another program: acceptances, issues, counts, statements. Prints the records; --write appends them",
    ),
    "help.import_file": _say(
        "表格文件：.xlsx，或 UTF-8、GB18030（GBK）的 .csv", "The file: .xlsx, or .csv in UTF-8 or GB18030 (GBK)"
    ),
    "help.import_as": _say(
        "表里是什么：验收、领用、盘点、对账单", "What the rows are: acceptance, issue, count or statement"
    ),
    "help.import_map": _say(
        "更正一列，如 货名=物品；不要的列写 货名=；可写几次",
        "Correct a column, such as Goods=item; leave one out with Goods=; may be repeated",
    ),
    "help.import_field": _say(
        "表里没有、各行都一样的，如 供应商=城关粮油店、日期=2026-10-31；可写几次",
        "What the sheet lacks and all its rows share, such as supplier=NAME or date=2026-10-31; may be repeated",
    ),
    "help.import_sheet": _say("哪一个工作表", "Which sheet of the workbook"),
    "help.import_write": _say("写入账簿", "Append the records to the book"),
    "help.import_yes": _say("各列已经核对，不再问", "The columns are right: do not ask"),
    "help.import_dry_run": _say("只印出来，不写；不加 --write 时也是这样", "Print only, even with --write"),
    "help.type": _say("单据类型，如 验收", "Record type, such as acceptance"),
    "help.number": _say(
        "单据编号，如 YS-1013-1、2026-10/记-3、学校/记-3",
        "The record's number, such as YS-1013-1, 2026-10/记-3 or school/记-3",
    ),
    "help.period": _say(
        "期间：2026-10、2026Q4、2026、2026秋、2026-09..2026-11",
        "Period: 2026-10, 2026Q4, 2026, a term, 2026-09..2026-11",
    ),
    "help.place": _say("地点、仓库或部门", "Place, store or department"),
    "help.person": _say("人员：签字的、经手的", "Person: who signed or handled it"),
    "help.item": _say("物品，或物品的类别", "Item, or a category of items"),
    "help.supplier": _say("供应商", "Supplier"),
    "help.index": _say("索引在哪里；丢弃它", "Where the index is; drop it"),
    "help.schemas": _say("写入哪个文件夹；没有就新建", "The folder to write to; made if it is not there"),
    "help.code": _say(
        "代码 voucher.digits_swapped、种类 两位颠倒、第几种 23、D7，或一条的编号；不写则列出全部",
        "A code voucher.digits_swapped, a kind unit, a row 23 or D7, or a finding's id; none: list all",
    ),
    "help.draft": _say(
        "起草本月还没有入账的凭证：从单据和收付款，两半都有，还有暂估、折旧、结转；不写进账簿，--append 才写",
        "Draft the month's vouchers that are not written yet: from slips and money, both halves, with accruals, depreciation"
        " and closing; nothing is written without --append",
    ),
    "help.draft_examples": _rows(
        (
            "houqin draft vouchers 2026-10  先看；核对后放到文件末尾",
            "houqin 起草 凭证 2026-10 --only 采购 --only 收付款 --append  只要这两种，问过再写",
        ),
        (
            "houqin draft vouchers 2026-10  look first; put them at the end of their files",
            "houqin draft vouchers 2026-10 --only purchases --only money --append  these two kinds; asks, then writes",
        ),
    ),
    "help.draft_exit_codes": _rows(
        (
            "0    起草了，或者没有可起草的；--append：已写入",
            "1    没有确认，或者草稿有错，或者只有要先填的：没有写入",
            "2    用法不对，没有这个月、这个账套、这一种",
            "3    账簿读不通",
            "75   已写入，但未能确认落到磁盘；再运行一次是安全的",
        ),
        (
            "0    drafted, or nothing to draft; --append: written",
            "1    not confirmed, or a draft has errors, or all of them must be filled in first: nothing was written",
            "2    wrong use, or no such month, set or kind",
            "3    the book cannot be read",
            "75   written, but not known to be on the disk; running it again is safe",
        ),
    ),
    "help.draft_what": _say("起草什么：凭证 (vouchers)", "What to draft: vouchers"),
    "help.draft_only": _say(
        "只要这一种，可以写几次：采购、暂估、收付款、资产、盘点、出库、餐费、折旧、经常、结转",
        "This kind only, may be given several times: purchases, accruals, money, assets, counts, issues, meals, depreciation,"
        " recurring, closing",
    ),
    "help.draft_append": _say("写进账簿：先印出来，问过再写", "Write them into the book: shown first, then asked for"),
    "meta.draft_what": _say("凭证", "vouchers"),
    "meta.school_kind": _say("小学|中学|幼儿园|九年一贯制", "primary|middle|kindergarten|nine_grade"),
    "meta.kind": _say("种类", "KIND"),
    "help.output": _say(
        "写入文件，不写屏幕；.json、.csv、.xlsx 结尾即为该形式",
        "Write to a file, not the screen; one that ends in .json, .csv or .xlsx is of that format",
    ),
    "help.version": _say("版本", "Version"),
    "help.path": _say("只印索引文件的位置", "Print where the index file is"),
    "help.drop": _say("删除索引；下次运行重建", "Delete the index; the next run rebuilds it"),
    "help.verify": _say(
        "验证：封了账的月份有没有被动过，逐份封存、逐条单据核对",
        "Whether closed months are as they were closed: seal by seal, record by record",
    ),
    "help.verify_examples": _rows(
        (
            "houqin verify  核对所有封了账的月份",
            "houqin verify --head 3f2a-91bc-07de-55a1-c07b-22f4-9e10-6d3c  连同月报上印的头一起核对",
        ),
        (
            "houqin verify  every closed month",
            "houqin verify --head 3f2a-91bc-07de-55a1-c07b-22f4-9e10-6d3c  held against the head printed on the report as well",
        ),
    ),
    "help.verify_exit_codes": _rows(
        (
            "0    与封账时一致（写法改过的、没有签名的只提一句）",
            "1    有地方与封账时不一致",
            "2    用法不对，或者那个月没有封账",
        ),
        (
            "0    all is as it was closed (what is only written otherwise, or unsigned, is mentioned)",
            "1    something is not as it was closed",
            "2    wrong use, or the month is not closed",
        ),
    ),
    "help.verify_month": _say("只说这一个月", "Of this month only"),
    "help.verify_head": _say(
        "外面知道的头：月报上印的 8 组，或念的 32 个字；可写几次",
        "A head known from outside: the 8 groups of the report, or as it is read aloud; may be repeated",
    ),
    "help.verify_signers": _say(
        "签名者表；不写则用 git 的 gpg.ssh.allowedSignersFile",
        "The list of signers; by default git's gpg.ssh.allowedSignersFile",
    ),
    # ------------------------------------------------------------ the words that stand for values
    "help.merge_base": _say("两份共同的原来那份（%O）", "What both began as (%O)"),
    "help.merge_ours": _say("本方的一份，合并的结果写在这里（%A）", "Our version; the result is written here (%A)"),
    "help.merge_theirs": _say("对方的一份（%B）", "Their version (%B)"),
    "help.merge_path": _say("它在账簿里叫什么（%P）", "What it is called in the book (%P)"),
    "help.log": _say(
        "一条记录的沿革：谁录入、改过什么、谁批的",
        "One record's history: who entered it, what was changed, who decided",
    ),
    "help.log_examples": _rows(
        (
            "houqin log YS-1013-1  这张验收单从录入到今天",
            "houqin 沿革 2026-10/记-3  同号的写明月份",
            "houqin log YS-1013-1 --signers ~/钥匙名单  签名的人按这份名单认",
        ),
        (
            "houqin log YS-1013-1  this acceptance from its first day to now",
            "houqin log 2026-10/记-3  of those that share a number, October's",
            "houqin log YS-1013-1 --signers ~/allowed_signers  whose keys are whose, by this list",
        ),
    ),
    "help.diff": _say("两次提交之间改了什么，用账上的话说", "What changed between two commits, in bookkeeping words"),
    "help.diff_examples": _rows(
        (
            "houqin diff  还没提交的改动",
            "houqin 变动 HEAD~1..HEAD store  最近一次提交里仓库的改动",
        ),
        (
            "houqin diff  what is not committed yet",
            "houqin diff HEAD~1..HEAD store  the stores in the last commit",
        ),
    ),
    "help.audit": _say(
        "审计：录的和批的是不是两个人，有没有改动、倒填、删除；凭签名，不凭提交上的名字",
        "Proof: did two people write and decide, was anything changed, dated back or taken away; by signatures, not by names",
    ),
    "help.audit_examples": _rows(
        (
            "houqin audit 2026-10  十月的；不写期间是全部历史",
            "houqin 审计 2026-10 --signers ~/钥匙名单  签名的人按这份名单认",
        ),
        (
            "houqin audit 2026-10  of October; without a period of the whole history",
            "houqin audit 2026-10 --signers ~/allowed_signers  whose keys are whose, by this list",
        ),
    ),
    "help.revisions": _say(
        "[提交..提交] [文件]…：从哪次到哪次，只看哪些文件或文件夹；不写是 HEAD 到现在的文件",
        "[REV..REV] [PATH]...: from which commit to which, of which files or folders; none: from HEAD to the files as they are",
    ),
    "help.driver": _say("由 git diff 调用（diff.houqin.command）", "For git diff to call (diff.houqin.command)"),
    "help.signers": _say(
        "钥匙名单（ssh 的 allowed_signers），要在账簿以外；不写按 git 的 gpg.ssh.allowedSignersFile",
        "The list of whose key is whose (ssh's allowed_signers), outside the book; by default git's gpg.ssh.allowedSignersFile",
    ),
    "meta.revisions": _say("[提交..提交] [文件]…", "[REV..REV] [PATH]..."),
    "meta.merge_base": _say("原来", "BASE"),
    "meta.merge_ours": _say("本方", "OURS"),
    "meta.merge_theirs": _say("对方", "THEIRS"),
    "meta.match": _say("[月份 | accept|reject 编号]", "[MONTH | accept|reject ID]"),
    "meta.text": _say("文字", "TEXT"),
    "meta.month": _say("月份", "MONTH"),
    "meta.what": _say("科目|物品|供应商", "ACCOUNT|ITEM|SUPPLIER"),
    "meta.type": _say("类型", "TYPE"),
    "meta.id": _say("编号", "ID"),
    "meta.code": _say("代码", "CODE"),
    "meta.dir": _say("文件夹", "DIR"),
    "meta.file": _say("文件", "FILE"),
    "meta.table": _say("表", "TABLE"),
    "meta.date": _say("日期", "DATE"),
    "meta.set": _say("账套", "SET"),
    "meta.period": _say("期间", "PERIOD"),
    "meta.name": _say("名称", "NAME"),
    "meta.sheet_file": _say("[xlsx|csv] 文件", "[xlsx|csv] FILE"),
    "meta.sheet_map": _say("表头=字段", "HEADING=FIELD"),
    "meta.sheet_field": _say("字段=值", "FIELD=VALUE"),
    "meta.shell": _say("SHELL", "SHELL"),
    # ------------------------------------------------------------ a new book
    "help.init": _say(
        "建账：一本新账簿，带登记、期初、样例月、git 的设置",
        "A new book, with registers, an opening, a sample month and git's settings",
    ),
    "help.init_examples": _rows(
        (
            "houqin init 青溪小学 --kind 小学 --from 2026-09  从九月建账，文件夹名就是校名",
            "houqin 建账 账簿 --name 青溪幼儿园 --kind 幼儿园 --empty  不要样例月",
        ),
        (
            "houqin init ledger --name NAME --kind primary --keys en --from 2026-09  keys in English",
            "houqin init ledger --name NAME --kind kindergarten --empty  without a sample month",
        ),
    ),
    "help.init_exit_codes": _rows(
        ("0    建好了", "1    写不进去：什么都没有留下", "2    用法不对，或者文件夹里已经有东西"),
        ("0    made", "1    it cannot be written: nothing was left", "2    wrong use, or the folder has files already"),
    ),
    "help.init_folder": _say("放在哪个文件夹；没有就新建", "The folder of the book; made if it is not there"),
    "help.init_name": _say("学校的名称；不写则为文件夹的名字", "The school's name; default: the folder's"),
    "help.init_kind": _say(
        "什么学校；不写则小学",
        "What school it is; default: primary",
    ),
    "help.init_keys": _say(
        "账簿里的字段和文件夹用中文还是英文；不写则按语言",
        "Fields and folders in Chinese or English; default: as the language",
    ),
    "help.init_from": _say(
        "从哪个月开始记账，如 2026-09；不写则这个月", "The first month, such as 2026-09; default: this one"
    ),
    "help.init_empty": _say("不要样例月，期初都是 0", "Without a sample month; the opening is nought"),
    "meta.head": _say("头", "HEAD"),
    "help.doctor": _say(
        "体检：账簿所在的盘、git 的设置、锁，有没有会丢账的", "Is the book safe: its disk, git's settings, the lock"
    ),
    "help.doctor_examples": _rows(
        (
            "houqin doctor  每一处：是什么、会怎样、怎么办",
            "houqin 体检 --fix  能设的设好：只动这个仓库的 git 设置和中断的写入留下的",
        ),
        (
            "houqin doctor  each finding: what it is, what may happen, what mends it",
            "houqin doctor --fix  set what can be set: this repository's git settings, and what broken-off writings left",
        ),
    ),
    "help.doctor_exit_codes": _rows(
        ("0    没有要处理的", "1    有要处理的", "2    用法不对，没有账簿"),
        ("0    nothing to settle", "1    there are findings", "2    wrong use, or no book"),
    ),
    "help.doctor_fix": _say("设好能设的，再查一遍", "Set what can be set, and look again"),
    "help.doctor_full": _say(
        "把 git 的整个历史也读一遍（git fsck --full）", "Read git's whole history as well (git fsck --full)"
    ),
    # ------------------------------------------------------------ add, reverse, approve, sign
    "help.add": _say(
        "登记一张单据：核对、编号，写进它该在的文件；不写字段就一项一项问",
        "Write a record: checked, numbered, into the file it belongs to; without fields you are asked",
    ),
    "help.add_examples": _rows(
        (
            "houqin add 验收 供应商=城关粮油店 --line '大米 500斤 2.60元/斤'  写明就直接写",
            "houqin 登记 领用 地点=总务库 部门=教务处 --line 'a4fyz 2包' --dry-run  名称可打拼音首字母；先看不写",
            "houqin add 凭证 --editor  在编辑器里填，字段有说明",
        ),
        (
            "houqin add payment set=school via=bank bank_account=6011 payee=cglyd amount=300  what is said is written",
            "houqin add receipt set=school via=cash payer=SCRAP amount=12.50 --dry-run  look first",
            "houqin add voucher --editor  in your editor, each field explained",
        ),
    ),
    "help.add_exit_codes": _rows(
        (
            "0    已写入，或者早已有内容相同的一条，或者只看",
            "1    有要改的，或者没有确认：没有写入",
            "2    用法不对",
            "3    账簿读不通",
            "75   已写入，但未能确认落到磁盘；用同一个编号再运行一次是安全的",
        ),
        (
            "0    written, or there already with the same content, or only shown",
            "1    something must be mended, or is not confirmed: nothing was written",
            "2    wrong use",
            "3    the book cannot be read",
            "75   written, but not known to be on the disk; to run it again with the same number is safe",
        ),
    ),
    "help.add_words": _say(
        "单据种类，后面是 字段=值（中英文字段名都行，里面的用点：付款条件.质保金=5%）；- 从标准输入读 JSON 或 YAML，一条或多条",
        "The type, then field=value (names in either language, dots inside: payment_terms.retention=5%); - reads JSON or YAML from "
        "standard input, one record or many",
    ),
    "help.add_line": _say(
        "一行明细，可多次：'大米 500斤 2.60元/斤'，或 '科目=5001 借=100.00'",
        "One line as it is spoken (ITEM QUANTITY PRICE AMOUNT), or 'account=5001 debit=100.00'; repeated",
    ),
    "help.add_id": _say("单据编号；不写则取下一个", "The document's number; default: the next one"),
    "help.add_editor": _say("在 $EDITOR 里填一张有说明的单", "Fill in a form with its fields explained, in $EDITOR"),
    "meta.add": _say("种类 [字段=值]… | -", "TYPE [FIELD=VALUE]... | -"),
    "meta.line": _say("明细", "LINE"),
    # ------------------------------------------------------------ closing a month
    "help.close": _say(
        "月末结账：先查该办的是否都办了，再封存", "Close a month: what must be done first, then its seal"
    ),
    "help.close_examples": _rows(
        (
            "houqin close 2026-10 --show  只看检查单：还差什么，谁去办",
            "houqin close 2026-10  都办了，结账封存",
            "houqin close 2026-10 --reason 王芳出差，下月补签  写明原因，带过缺的签字",
        ),
        (
            "houqin close 2026-10 --show  the checklist only: what is missing, and whose it is",
            "houqin close 2026-10  close the month and seal it",
            "houqin close 2026-10 --reason on-leave  carry missing signatures over",
        ),
    ),
    "help.close_month": _say("结哪个月；不写是最早还没结的", "Which month; the earliest that is not closed"),
    "help.close_reason": _say(
        "为什么带过还缺的签字、审批、待处理", "Why missing signatures, decisions or open cases are carried over"
    ),
    "help.close_sign": _say(
        "签名：结账时，或者给已经结了账的月份补上第二个人的",
        "Sign the seal: while closing, or as the second person once it stands",
    ),
    "help.close_key": _say(
        "用哪个 SSH 钥匙签；不写是 git 的 user.signingkey", "SSH key to sign with; else git's user.signingkey"
    ),
    "help.close_yes": _say("不问，查过没有必办的就结", "Do not ask: close where nothing stands in the way"),
    "help.reopen": _say(
        "重开已结账的月份，写下原因；以后再结账", "Open a closed month again, with a reason, to close it anew"
    ),
    "help.reopen_month": _say(
        "重开哪个月；它以后已结的月份一起重开", "Which month; closed months after it are opened with it"
    ),
    "help.reopen_reason": _say("为什么重开", "Why it is opened again"),
    "help.reopen_examples": _rows(
        (
            "houqin reopen 2026-10 --reason 漏记十月电费 --by 陈志远 --as 总务主任 --dry-run  先看会写什么",
            "houqin reopen 2026-10 --reason 漏记十月电费 --by 陈志远 --as 总务主任 --yes  写下，十月可以再记",
        ),
        (
            "houqin reopen 2026-10 --reason left-out --by NAME --dry-run  what would be written",
            "houqin reopen 2026-10 --reason left-out --by NAME --yes  write it; October is open again",
        ),
    ),
    "help.close_show": _say("只看检查单，不结账", "Print the checklist; close nothing"),
    "help.renumber": _say(
        "改号：合并以后重号的，后来的那张取下一个号，引用它的一起改",
        "After a merge: of two records with one number the later gets the next, and what names it is mended",
    ),
    "help.renumber_examples": _rows(
        ("houqin renumber --all --dry-run  先看", "houqin 改号 YS-261013-01 --yes  只改这一个号"),
        ("houqin renumber --all --dry-run  look first", "houqin renumber YS-261013-01 --yes  this number alone"),
    ),
    "help.renumber_exit_codes": _rows(
        (
            "0    改好了，或者没有重号",
            "1    没有确认，或者有说不准的留给人",
            "2    用法不对",
            "3    账簿读不通",
            "75   已写入，但未能确认落到磁盘；再运行一次是安全的",
        ),
        (
            "0    done, or no number stands twice",
            "1    not confirmed, or something is left to a person",
            "2    wrong use",
            "3    the book cannot be read",
            "75   written, but not known to be on the disk; running it again is safe",
        ),
    ),
    "help.renumber_number": _say("哪一个号", "Which number"),
    "help.renumber_all": _say("所有重号", "Every number that stands twice"),
    "help.renumber_dry_run": _say("只印出来，不写", "Print only"),
    "help.reverse": _say(
        "冲销一张单据：全部影响原样退回；--replace 同时重写一张",
        "Take a record back; --replace writes another in its place, both at once",
    ),
    "help.reverse_examples": _rows(
        (
            "houqin reverse SYS-1008-1 --reason 重复 --dry-run  先看",
            "houqin 冲销 SYS-1008-1 --replace 明细.1.数量=300斤 明细.1.金额=780.00 --dry-run  重写，只改这两项",
        ),
        (
            "houqin reverse SYS-1008-1 --dry-run  look first",
            "houqin reverse SYS-1008-1 --replace lines.1.amount=780.00 --dry-run  anew, with one sum changed",
        ),
    ),
    "help.reverse_exit_codes": _rows(
        (
            "0    已写入，或者早已写过",
            "1    有要改的，或者没有确认：没有写入",
            "2    用法不对，没有这张单据",
            "3    账簿读不通",
            "75   已写入，但未能确认落到磁盘；再运行一次是安全的",
        ),
        (
            "0    written, or written before",
            "1    something must be mended, or is not confirmed: nothing was written",
            "2    wrong use, or no such record",
            "3    the book cannot be read",
            "75   written, but not known to be on the disk; to run it again is safe",
        ),
    ),
    "help.reverse_number": _say(
        "要冲销的单据编号；同号的前面写年月、账套、仓库或种类，如 2026-10/记-3",
        "The record's number; a year, month, set, store or type before a slash where several have it",
    ),
    "help.reverse_changes": _say(
        "--replace 时要改的 字段=值；其余照抄", "With --replace: what is otherwise, as field=value; the rest is copied"
    ),
    "help.reverse_replace": _say(
        "冲销之外照抄重写一张，两条一起写入", "Also write the record anew; both or none are written"
    ),
    "help.reverse_line": _say(
        "--replace 时的明细，可多次；写了就代替原来全部明细", "With --replace: its lines, in the place of all it had"
    ),
    "help.reverse_editor": _say("--replace 时在 $EDITOR 里改", "With --replace: change it in $EDITOR"),
    "help.reverse_reason": _say("为什么冲销", "Why it is taken back"),
    "help.approve": _say(
        "审批一张单据：谁、什么岗位、同意与否，写进 审批",
        "Approve a record, or refuse it: who, in which role. Written into approvals",
    ),
    "help.approve_examples": _rows(
        (
            "houqin approve DD-1010-1 --as 总务主任 --by 陈志远 --dry-run  先看",
            "houqin 审批 DD-1010-1 --as 总务主任 --by czy --no --note 超预算 --dry-run  不同意",
        ),
        (
            "houqin approve DD-1010-1 --as logistics_director --by czy --dry-run  look first",
            "houqin approve DD-1010-1 --as logistics_director --by czy --no --dry-run  refused",
        ),
    ),
    "help.approve_exit_codes": _rows(
        (
            "0    已写入，或者早已写过",
            "1    有要改的，或者没有确认：没有写入",
            "2    用法不对，没有这张单据",
            "3    账簿读不通",
            "75   已写入，但未能确认落到磁盘；再运行一次是安全的",
        ),
        (
            "0    written, or written before",
            "1    something must be mended, or is not confirmed: nothing was written",
            "2    wrong use, or no such record",
            "3    the book cannot be read",
            "75   written, but not known to be on the disk; to run it again is safe",
        ),
    ),
    "help.approve_number": _say("审批哪张单据：编号", "The number of the record that is decided on"),
    "help.approve_no": _say("不同意；不写就是同意", "Refused; approved where it is not given"),
    "help.approve_amount": _say("只同意到这个金额，元", "Approved up to this sum only, in yuan"),
    "help.decide_note": _say("备注", "A note"),
    "help.sign": _say(
        "补签：单据上缺的签字，由本人后来补上，写进 审批",
        "Sign a record later, in one's own name. Written into approvals",
    ),
    "help.sign_examples": _rows(
        (
            "houqin sign SYS-1008-1 --as 保管员 --by 孙丽 --dry-run  先看",
            "houqin 补签 SYS-1008-1 --as 验收员 --by lxy --dry-run  名字可打拼音首字母",
        ),
        (
            "houqin sign SYS-1008-1 --as keeper --by sl --dry-run  look first",
            "houqin sign SYS-1008-1 --as inspector --by lxy --dry-run  initials of pinyin will do",
        ),
    ),
    "help.sign_exit_codes": _rows(
        (
            "0    已写入，或者早已写过",
            "1    有要改的，或者没有确认：没有写入",
            "2    用法不对，没有这张单据",
            "3    账簿读不通",
            "75   已写入，但未能确认落到磁盘；再运行一次是安全的",
        ),
        (
            "0    written, or written before",
            "1    something must be mended, or is not confirmed: nothing was written",
            "2    wrong use, or no such record",
            "3    the book cannot be read",
            "75   written, but not known to be on the disk; to run it again is safe",
        ),
    ),
    "help.sign_number": _say("补签哪张单据：编号", "The number of the record that is signed"),
    "help.sign_as": _say("在哪一栏签，如 保管员", "The part that is signed, such as keeper"),
    "meta.changes": _say("[字段=值]…", "[FIELD=VALUE]..."),
    "meta.amount": _say("金额", "YUAN"),
}
