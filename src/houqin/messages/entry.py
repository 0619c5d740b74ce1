"""What `houqin add` and its like say: how a record is typed, what cannot be told, and what it changed."""

from __future__ import annotations

from houqin.messages import Message


def _say(zh: str, en: str, hint_zh: str = "", hint_en: str = "") -> Message:
    return Message("info", zh, en, hint_zh, hint_en)


def _notice(zh: str, en: str, hint_zh: str = "", hint_en: str = "") -> Message:
    return Message("warning", zh, en, hint_zh, hint_en)


def _wrong(zh: str, en: str, hint_zh: str = "", hint_en: str = "") -> Message:
    return Message("error", zh, en, hint_zh, hint_en)


MESSAGES: dict[str, Message] = {
    # ------------------------------------------------------------ how it is typed
    "entry.no_type": _wrong(
        "没有单据种类「{found}」", 'There is no record type "{found}"',
        "{near:near}houqin list 列出种类。", "{near:near}houqin list shows the types.",
    ),
    "entry.type_missing": _wrong(
        "没有写是哪种单据", "Which type of record it is, is not said",
        "写在最前面，如 houqin add 验收 …；houqin list 列出种类。", "Say it first, as in houqin add acceptance …; houqin list shows the types.",
    ),
    "entry.pair": _wrong(
        "「{found}」不是 字段=值", '"{found}" is no field=value',
        "写成 供应商=城关粮油店；值里有空格就加引号；明细用 --line。",
        "Write supplier=NAME, in quotes where it has spaces; lines are given with --line.",
    ),
    "entry.said_twice": _wrong(
        "「{found}」这一项前面写过了", "The field of \"{found}\" is said already", "一项只写一次。", "Say each field once.",
    ),
    "entry.unreadable": _wrong(
        "「{found}」的括号、引号读不懂", 'The brackets or quotes of "{found}" cannot be read',
        "写成 {{科目: \"5001\", 借: 100.00}}，冒号和逗号后面空一格，用半角符号。",
        'Write {{account: "5001", debit: 100.00}}: a space behind each colon and comma, half-width signs.',
    ),
    "entry.no_lines": _wrong(
        "{type:name} 没有明细", "{type:name} has no lines", "去掉 --line，写 字段=值。", "Leave --line out and write field=value."
    ),
    "entry.place_in_list": _wrong(
        "「{found}」里没有这一行：现有 {count} 行", '"{found}" names no line: there are {count}',
        "从 1 数起；下一行写 {count} 加 1。", "Count from 1; the next line is one more.",
    ),
    "entry.json": _wrong(
        "JSON 在第 {line} 行第 {column} 字读不懂", "The JSON cannot be read at line {line}, column {column}",
        "给一个对象、一列对象，或每行一个对象。", "Give an object, a list of objects, or one object a line.",
    ),
    "entry.no_object": _wrong(
        "这里要一条记录（一个对象）", "A record (an object) belongs here", "写成 {{\"验收\": \"\", \"供应商\": …}}。",
        'Write {{"acceptance": "", "supplier": …}}.',
    ),
    "entry.nothing_said": _wrong(
        "没有说要登记什么", "Nothing is said of the record",
        "写 字段=值 和 --line；在屏幕前不写就一项一项问；- 从标准输入读 JSON 或 YAML。",
        "Write field=value and --line; at a terminal leave them out to be asked; - reads JSON or YAML from standard input.",
    ),
    "entry.with_stdin": _wrong(
        "「-」从标准输入读整条记录，不能再写 {found}", '"-" reads whole records from standard input: {found} cannot stand beside it',
        "写进那里面。", "Write it there.",
    ),
    "entry.not_utf8": _wrong(
        "标准输入不是 UTF-8 文字", "Standard input is no UTF-8 text", "另存为 UTF-8 再给。", "Save it as UTF-8 first."
    ),
    # ------------------------------------------------------------ what cannot be told
    "entry.not_addable": _wrong(
        "{type:name} 是账簿首页 houqin.yaml，不能再加一条", "{type:name} is the head of the book, houqin.yaml: there is only one",
        "用编辑器改那个文件。", "Change that file in an editor.",
    ),
    "entry.several_names": _wrong(
        "{field:name}「{found}」可能是 {choices:list}", '{field:name} "{found}" may be {choices:list}',
        "多打几个字母，或写全名。", "Type more letters, or the whole name.",
    ),
    "entry.which_owner": _wrong(
        "没有说是哪个{field:name}：{choices:list}", "Which {field:name} it belongs to is not said: {choices:list}",
        "加 {field:name}=名称。", "Add {field:name}=NAME.",
    ),
    "entry.no_owner": _wrong(
        "没有{field:name}「{found}」：有 {choices:list}", 'There is no {field:name} "{found}": there are {choices:list}'
    ),
    "entry.taken": _wrong(
        "{type:name} {number} 已经在 {path}:{line}，内容不同", "{type:name} {number} stands in {path}:{line} already, and says otherwise",
        "要改它，冲销后重写：houqin reverse {number} --replace；是另一张，就不写编号，自动取下一个。",
        "To change it: houqin reverse {number} --replace. If it is another document, leave the number out: the next one is taken.",
    ),
    "entry.there": _say("已存在 {number} {path}:{line}，内容相同，没有再写。", "Already there: {number} {path}:{line}, with the same content. Nothing was written."),
    # ------------------------------------------------------------ what nothing forbids
    "entry.unregistered": _notice(
        "{field:name}「{found}」没有登记", 'The {field:name} "{found}" is in no register',
        "{near:near}核对名称；是新的就先登记。", "{near:near}Mend the name; if it is new, register it first.",
    ),
    "entry.twin": _notice(
        "与 {number}（{path}:{line}）写得一样，只是编号不同", "{number} ({path}:{line}) says the same, under another number",
        "是同一件事就不要再写；写重了：houqin reverse {own} --reason 重复。",
        "If it is the same thing, do not write it again; if that is done already: houqin reverse {own} --reason twice.",
    ),
    "entry.printed_twice": _notice(
        "发票号码与 {number}（{path}:{line}）相同", "{number} ({path}:{line}) has the same invoice number",
        "核对原票：一张票只登记一次。", "Hold it against the paper: an invoice is entered once.",
    ),
    # ------------------------------------------------------------ reversals, approvals, signatures
    "entry.without_replace": _wrong(
        "只冲销时不能写 {found}", "{found} cannot stand beside a reversal alone", "要改写一张，加 --replace。", "To write it anew, add --replace."
    ),
    "entry.not_reversible": _wrong(
        "{number} 在 {folder:name}，那里没有冲销", "{number} stands in {folder:name}, where nothing is reversed",
        "登记和期初直接用编辑器改，说明原因。", "Registers and the opening are changed in an editor, with the reason.",
    ),
    "entry.reverse_first": _wrong(
        "{number} 的物品已经由 {others:list} 退回", "Goods of {number} were brought back by {others:list}",
        "先冲销那一张：houqin reverse 编号，再冲销这一张。", "Reverse that one first: houqin reverse ID; then this one.",
    ),
    "entry.cannot_name": _wrong(
        "{number} 有几张同号的，从这里说不清是哪一张", "Several documents are numbered {number}: from here none can be named alone",
        "先用 houqin check 看哪些编号重复。", "houqin check tells which numbers stand twice.",
    ),
    "entry.own_request": _wrong(
        "{type:name} {number} 是 {person} 自己提出的，不能由本人审批", "{type:name} {number} is {person}'s own: another must decide on it",
        "请另一位有权的人审批；学校人少、确由一人兼办的，在 houqin.yaml 里写规则 录入岗位，对象 审批，值 不限。",
        "Have another person entitled to it decide; where a small school has one for all, a rule folder_writers for approvals says 不限.",
    ),
    "entry.reversed_already": _say(
        "{number} 早已由 {by} 冲销（{path}:{line}），没有再写。", "{number} is reversed already, by {by} ({path}:{line}). Nothing was written."
    ),
    # ------------------------------------------------------------ questions, and the form in an editor
    "ask.begin": _say(
        "登记{type:name}：回车取方括号里的值，Tab 补全，? 看说明，- 不填，Ctrl-C 放弃。",
        "A new {type:name}: Enter takes what stands in brackets, Tab completes, ? explains, - leaves out, Ctrl-C gives up.",
    ),
    "ask.rest": _say(
        "{type:name}还缺几项：Tab 补全，? 看说明，Ctrl-C 放弃。",
        "The {type:name} lacks something: Tab completes, ? explains, Ctrl-C gives up.",
    ),
    "ask.required": _say("{field:name}不能空着。", "{field:name} must be answered."),
    "ask.optional": _say("可不填", "optional"),
    "ask.mapping": _say("如 保管员=王强 验收员=李秀英；可不填", "such as keeper=NAME inspector=NAME; optional"),
    "ask.packs": _say("如 箱=12瓶；可不填", "such as carton=12 bottle; optional"),
    "ask.meant": _say("  {found} → {meant}", "  {found} → {meant}"),
    "ask.last_price": _say("上次 {day:date} {supplier}", "last on {day:date} {supplier}"),
    "ask.others": _say("还可以写：{choices:list}", "Also possible: {choices:list}"),
    "ask.other": _say("字段=值（回车结束）: ", "field=value (Enter ends): "),
    "ask.mend": _say("写 字段=值 更正，如 明细.1.数量=500斤；Ctrl-C 放弃。", "Mend it with field=value, such as lines.1.quantity=500 kg; Ctrl-C gives up."),
    "entry.form": _say(
        "登记{type:name}：填好、存盘、退出就写入；# 后面是说明；不改就退出则不写。",
        "A new {type:name}: fill it in, save and leave, and it is written; behind # it is explained. Leave it as it is, and nothing is.",
    ),
    "entry.form_optional": _say("以下用得着才写，去掉 # 即可：", "The rest only where it is needed: take the # away."),
    "entry.given_up": _say("什么也没填，没有写入。", "Nothing was filled in; nothing was written."),
    "entry.again": _say("再打开改吗？（回车 改；n 放弃）", "Open it again? (Enter: yes; n: give up)"),
    "entry.kept": _say(
        "没有写入；填的还在 {path}，改好后 houqin add - < {path}。",
        "Nothing was written; what was filled in is kept: mend it, then houqin add - < {path}.",
    ),
    "entry.no_editor": _wrong(
        "编辑器 {found} 打不开：{reason:reason}", "The editor {found} does not run: {reason:reason}",
        "设环境变量 EDITOR，如 EDITOR=nano。", "Set EDITOR, such as EDITOR=nano.",
    ),
    "entry.no_terminal": _wrong(
        "没有屏幕，打不开编辑器", "There is no terminal to open an editor in",
        "写 字段=值 和 --line，或用 - 从标准输入读。", "Write field=value and --line, or read standard input with -.",
    ),
    # ------------------------------------------------------------ what it changed
    "changed.stock": _say(
        "  现存 {place} {item} {now:number} {unit}（原 {was:number}）", "  in stock {place} {item} {now:number} {unit} (was {was:number})"
    ),
    "changed.owed_to": _say("  {set}现欠 {party} {now:money}（原 {was:money}）", "  {set} owes {party} {now:money} (was {was:money})"),
    "changed.owed_by": _say("  {party} 现欠{set} {now:money}（原 {was:money}）", "  {party} owes {set} {now:money} (was {was:money})"),
    "changed.money": _say(
        "  {set}{kind} {name} 余额 {now:money}（原 {was:money}）", "  {set} {kind} {name} balance {now:money} (was {was:money})"
    ),
    "changed.safe": _say(
        "  {set}{kind}余额 {now:money}（原 {was:money}）", "  {set} {kind} balance {now:money} (was {was:money})"
    ),
    "changed.more": _say("  …另有 {count} 项", "  … and {count} more"),
}  # fmt: skip
