"""What the room `text` says."""

from __future__ import annotations

from houqin.messages import Message


def _error(zh: str, en: str, hint_zh: str = "", hint_en: str = "") -> Message:
    """Every fault of reading is an error: a book that cannot be read gives no figures."""
    return Message("error", zh, en, hint_zh, hint_en)


def _conflict(zh: str, en: str) -> Message:
    """A line that git leaves where two people changed the same place."""
    return _error(
        zh,
        en,
        "两个人改了同一处，合并还没做完：留下对的内容，删掉 <<<<<<<、|||||||、=======、>>>>>>> 这几行",
        "two people changed the same place and the merge was not finished: keep what is right, then delete "
        "the lines <<<<<<<, |||||||, ======= and >>>>>>>",
    )


_ALIAS_ZH = "账里不用引用：把内容原样再写一遍；如果这是文字，请加引号"
_ALIAS_EN = "a ledger has no references: write the content out again; if it is text, put it in quotes"
_UTF8_ZH = "在编辑器里选“另存为”，编码选 UTF-8，再保存"
_UTF8_EN = "in the editor choose “Save as”, set the encoding to UTF-8 and save"
_SPOKEN_ZH = "写成“大米 500斤 2.60 1300.00”（物品、数量单位、单价、金额），或者分开写物品、数量、单价、金额"
_SPOKEN_EN = (
    "write “大米 500斤 2.60 1300.00” (item, quantity with unit, price, amount), or write item, quantity, "
    "unit_price and amount as separate fields"
)

MESSAGES: dict[str, Message] = {
    # bytes
    "text.too_big": _error(
        "文件有 {size} MB，最多只能 {most} MB",
        "the file has {size} MB; at most {most} MB can be read",
        "按月分成几个文件；扫描件和导出的表格放到附件目录",
        "split it by month; scans and exported sheets belong under evidence",
    ),
    "text.utf16": _error(
        "文件的编码是 {encoding}，应为 UTF-8",
        "the file is in {encoding}; it must be UTF-8",
        _UTF8_ZH,
        _UTF8_EN,
    ),
    "text.gb18030": _error(
        "文件的编码不是 UTF-8，像是 GB18030（GBK、ANSI）",
        "the file is not in UTF-8; it looks like GB18030 (GBK, “ANSI”)",
        _UTF8_ZH,
        _UTF8_EN,
    ),
    "text.not_utf8": _error(
        "从这里起不是 UTF-8 文字，文件可能损坏，也可能是别的编码",
        "from here on this is not UTF-8: the file is damaged or in another encoding",
        "编码不同就另存为 UTF-8；文件损坏就从 git 里取回",
        "save it as UTF-8 if it is another encoding; if it is damaged, take it back from git",
    ),
    "text.nul": _error(
        "文件里有空字节，多半是断电或磁盘出错留下的",
        "there are zero bytes here, most likely left by a power cut or a disk fault",
        "从 git 里取回这个文件，核对最后记的几笔",
        "take the file back from git and check the last records written",
    ),
    "text.lone_cr": _error(
        "换行用的是旧式的单个回车符",
        "a line ends in a single carriage return, the old Mac way",
        "在编辑器里把换行改成 LF（或 CRLF）再保存",
        "set the line ends to LF (or CRLF) in the editor and save",
    ),
    "text.no_final_newline": _error(
        "文件最后一行没有换行，内容可能没写完",
        "the last line does not end in a newline: the file may have been cut off",
        "先核对最后一笔是否完整，再在末尾按一次回车",
        "check that the last record is complete, then end the last line with Enter",
    ),
    "text.conflict_ours": _conflict(
        "这里是合并冲突的开头，下面是本机的内容", "a merge conflict begins here; this side's text follows"
    ),
    "text.conflict_base": _conflict(
        "合并冲突还没解决，下面是改动以前的内容",
        "an unresolved merge conflict; the text before both changes follows",
    ),
    "text.conflict_middle": _conflict(
        "合并冲突还没解决，上面是一方、下面是另一方的内容",
        "an unresolved merge conflict: one side's text is above, the other's below",
    ),
    "text.conflict_theirs": _conflict(
        "合并冲突到这里结束，上面是对方的内容", "a merge conflict ends here; the other side's text is above"
    ),
    # characters
    "text.tab": _error(
        "这里有制表符（Tab），账里只用空格",
        "there is a tab here; a ledger has spaces only",
        "把制表符改成空格；下级内容比上级多缩进两格",
        "put spaces in its place; what belongs to a line is indented by two more",
    ),
    "text.control": _error(
        "这里有看不见的控制字符 {point}",
        "there is an invisible control character here, {point}",
        "删掉这个字符，必要时重打这一行",
        "delete the character; type the line again if need be",
    ),
    "text.line_separator": _error(
        "这里有看不见的分行符 {point}，会把一行断成两行",
        "there is an invisible line separator here, {point}, which breaks the line in two",
        "删掉这个字符，要换行就按回车",
        "delete it; where a new line is meant, press Enter",
    ),
    "text.bidi": _error(
        "这里有改变文字方向的隐藏字符 {point}，看到的和读到的会不一样",
        "a hidden character here, {point}, turns the writing direction: what is seen is not what is read",
        "删掉这个字符，必要时重打这一行",
        "delete the character; type the line again if need be",
    ),
    "text.zero_width": _error(
        "这里有看不见的零宽字符 {point}，两个看着一样的名称会对不上",
        "there is an invisible character without width here, {point}: names that look the same would differ",
        "删掉这个字符，必要时重打这一行",
        "delete the character; type the line again if need be",
    ),
    "text.odd_space": _error(
        "这里的空格不是普通空格（{point}），多半是全角空格或网页上复制来的",
        "the space here is not an ordinary one ({point}): a full-width space, or one copied from a web page",
        "改成半角空格；行末的直接删掉",
        "put an ordinary space in its place; at the end of a line delete it",
    ),
    # structure
    "text.not_a_list": _error(
        "文件应当一笔一笔地写，每笔以“- ”顶格开头；这里不是",
        "a file is a list of entries, each beginning with “- ” at the margin; this is not one",
        "例如第一行写“- 验收: YS-1”，下面各行缩进两格",
        "for example “- acceptance: YS-1”, the lines below it indented by two",
    ),
    "text.not_a_mapping": _error(
        "houqin.yaml 应当逐行写“名称: 值”，顶格，不用“- ”开头",
        "houqin.yaml is written as “name: value” lines at the margin, without “- ”",
        "例如第一行写“学校: 城关实验学校”",
        "for example “school: 城关实验学校” on the first line",
    ),
    "text.not_a_record": _error(
        "这一笔读出来不是“名称: 值”的形式",
        "this entry is not made of “name: value” lines",
        "每行写“名称: 值”，冒号用半角，后面空一格",
        "write each line as “name: value”, with a half-width colon and a space after it",
    ),
    "text.empty_record": _error(
        "这一笔是空的", "this entry is empty", "补上内容，或删掉这一行", "fill it in or delete the line"
    ),
    "text.documents": _error(
        "一个文件里只能有一份内容，这里又用 --- 开了一份",
        "a file holds one document; here --- begins another",
        "删掉 ---（或 ...）这一行",
        "delete the line --- (or ...)",
    ),
    "text.directive": _error(
        "以 % 开头的行是给程序的指令，账里不用",
        "a line beginning with % is an instruction to programs; a ledger has none",
        "删掉这一行；如果 % 是文字，请加引号",
        "delete the line; if the % is text, put it in quotes",
    ),
    "text.too_deep": _error(
        "一层套一层超过了 {most} 层",
        "lists and mappings are nested more than {most} levels deep",
        "多半是括号打多了；单据最多只有四五层",
        "most likely brackets were typed too often; a record has four or five levels at most",
    ),
    "text.alias": _error(
        "“{found}”会被当成对别处内容的引用",
        "“{found}” would be taken for a reference to text elsewhere",
        _ALIAS_ZH,
        _ALIAS_EN,
    ),
    "text.anchor": _error(
        "“{found}”会被当成一个引用标记",
        "“{found}” would be taken for a mark to refer to",
        _ALIAS_ZH,
        _ALIAS_EN,
    ),
    "text.tag": _error(
        "“{found}”会被当成类型标记，账里不用",
        "“{found}” would be taken for a type tag; a ledger has none",
        "删掉它；如果这是文字，请给整个值加引号",
        "delete it; if it is text, put the whole value in quotes",
    ),
    "text.complex_key": _error(
        "冒号前面应当是一个名称，这里不是",
        "before the colon there must be a name; here is something else",
        "写成“名称: 值”",
        "write “name: value”",
    ),
    "text.merge_key": _error(
        "账里不用“<<”来套用别处的内容",
        "a ledger has no “<<” to take in text from elsewhere",
        "把内容原样再写一遍",
        "write the content out again",
    ),
    "text.empty_key": _error(
        "冒号前面没有名称",
        "there is no name before the colon",
        "补上名称，或删掉这一行",
        "write the name or delete the line",
    ),
    "text.long_key": _error(
        "名称“{found}…”太长，最多 {most} 个字",
        "the name “{found}…” is too long; at most {most} characters",
        "冒号前面只写名称，说明写到“备注: ”里",
        "write only the name before the colon; explanations go to “note: ”",
    ),
    "text.long_line": _error(
        "这一行太长，前面一千个字里没有“: ”",
        "this line is too long: there is no “: ” in its first thousand characters",
        "写成“名称: 值”；长的文字写到“备注: ”后面",
        "write “name: value”; long text goes after “note: ”",
    ),
    "text.not_nfc": _error(
        "名称“{found}”里的字母和附加符号是分开存的，和平常打的不是同一个字",
        "in the name “{found}” letters and accents are stored apart, so it differs from the usual spelling",
        "重打成“{instead}”",
        "type it again as “{instead}”",
    ),
    "text.duplicate_key": _error(
        "“{found}”写了两次，第 {first} 行已有",
        "“{found}” is written twice; it stands on line {first} already",
        "留下对的一个；如果是两笔单据，第二笔前面要有“- ”",
        "keep the right one; if these are two records, the second needs “- ” in front",
    ),
    "text.same_field": _error(
        "“{found}”和第 {first} 行的“{before}”是同一项，写了两次",
        "“{found}” and “{before}” on line {first} are the same field, written twice",
        "留下对的一个",
        "keep the right one",
    ),
    # what people type
    "text.fullwidth_colon": _error(
        "“{found}”后面是全角冒号“：”，应为半角冒号加空格",
        "“{found}” is followed by a full-width colon “：”; it must be “:” and a space",
        "写成“{instead}”",
        "write “{instead}”",
    ),
    "text.fullwidth_dash": _error(
        "这里的“{found}”不是半角的减号，不能表示新的一笔",
        "“{found}” is not the half-width hyphen that begins an entry",
        "改成半角“-”，后面空一格",
        "write “-” and a space",
    ),
    "text.fullwidth_bracket": _error(
        "“{found}”是全角括号，读不成列表",
        "“{found}” is a full-width bracket and makes no list",
        "改成半角的 [ ] 或 { }；如果是文字，请给整个值加引号".replace("{ }", "{{ }}"),
        "write half-width [ ] or { }; if it is text, put the whole value in quotes".replace("{ }", "{{ }}"),
    ),
    "text.fullwidth_comma": _error(
        "方括号里用了全角逗号，会被读成一项",
        "a full-width comma stands between brackets: all of it would be one item",
        "写成“{instead}”；如果本来就是一项，请加引号",
        "write “{instead}”; if it is one item, put it in quotes",
    ),
    "text.fullwidth_comma_here": _error(
        "括号里用了全角逗号“，”，分不开各项",
        "a full-width comma “，” stands between brackets and does not separate the items",
        "改成半角逗号加空格“, ”",
        "write a half-width comma and a space",
    ),
    "text.fullwidth_hash": _error(
        "“{found}”里的“＃”是全角的，后面的话会被算进内容里",
        "the “＃” in “{found}” is full-width: what follows it would be part of the value",
        "注释用半角“#”；如果是文字，请加引号",
        "a comment begins with a half-width “#”; if it is text, put the value in quotes",
    ),
    "text.cut_by_hash": _error(
        "“{lost}”会被当成注释丢掉，只读到“{found}”",
        "“{lost}” would be dropped as a comment and only “{found}” read",
        "如果是内容，给整个值加引号；如果是注释，# 后面空一格",
        "if it is part of the value, put the value in quotes; if it is a comment, write a space after the #",
    ),
    "text.curly_quotes": _error(
        "“ ” 和 ‘ ’ 不起引号的作用，里面的冒号、# 会把内容截断：{found}",
        "curly quotes do not quote: a colon or # inside cuts the value off: {found}",
        '要加引号就用半角的 " "',
        'to quote, use the straight " "',
    ),
    "text.no_space_after_colon": _error(
        "“{found}”的冒号后面要空一格",
        "there must be a space after the colon of “{found}”",
        "写成“{instead}…”",
        "write “{instead}…”",
    ),
    "text.no_space_after_dash": _error(
        "“-”和“{found}”之间要空一格",
        "there must be a space between “-” and “{found}”",
        "写成“- {found}: …”",
        "write “- {found}: …”",
    ),
    # YAML's own errors
    "text.open_quote": _error(
        "从这里开始的引号没有关上",
        "the quote that opens here is never closed",
        "在这个值的末尾补上同样的引号",
        "close it with the same sign at the end of the value",
    ),
    "text.open_bracket": _error(
        "从这里开始的括号没有正常关上，读到第 {end} 行读不下去",
        "the bracket that opens here is not closed properly: reading fails on line {end}",
        "检查括号是否成对，各项之间是否用半角逗号隔开，“名称: 值”的冒号后是否空格",
        "check that brackets are in pairs, items separated by half-width commas, colons followed by a space",
    ),
    "text.stray_sign": _error(
        "这里的“{sign}”是多余的，或者前后少写了内容",
        "the “{sign}” here is one too many, or something is missing beside it",
        "删掉它，或补上内容",
        "delete it or write what is missing",
    ),
    "text.unfinished": _error(
        "写到这里还没写完",
        "what is written here is not finished",
        "补上后面的内容，检查括号和引号是否成对",
        "write the rest; check that brackets and quotes are in pairs",
    ),
    "text.escape": _error(
        "双引号里的反斜杠“\\”是特殊记号，这里的写法读不懂",
        "inside double quotes the backslash “\\” is special, and this use of it makes no sense",
        "改用单引号 ' '，或把“\\”写成“\\\\”",
        "use single quotes ' ', or write “\\\\” for each “\\”",
    ),
    "text.escape_unseen": _error(
        "双引号里用反斜杠写进了看不见的字符 {point}",
        "an invisible character, {point}, was written with a backslash inside double quotes",
        "删掉它；如果“\\”是文字，改用单引号 ' '",
        "delete it; if the “\\” is text, use single quotes ' '",
    ),
    "text.block_text": _error(
        "以 | 或 > 开头会被当成大段文字的记号，这里的写法读不懂",
        "a value beginning with | or > announces a block of text, and this use of it makes no sense",
        "如果是文字，给整个值加引号；大段文字从下一行写起，缩进两格",
        "if it is text, put the value in quotes; a block of text begins on the next line, indented by two",
    ),
    "text.reserved_sign": _error(
        "“{sign}”不能用在值的开头",
        "a value cannot begin with “{sign}”",
        "给整个值加引号",
        "put the whole value in quotes",
    ),
    "text.dash_in_line": _error(
        "“- ”开头的内容要另起一行",
        "what begins with “- ” must stand on a line of its own",
        "在冒号后换行，“- ”比上一行多缩进两格；如果是文字，请加引号",
        "start a new line after the colon and indent the “- ” by two; if it is text, put it in quotes",
    ),
    "text.second_colon": _error(
        "这一行里有第二个“: ”，分不清哪个是名称",
        "there is a second “: ” on this line, so it is not clear what the name is",
        "如果后面的冒号是文字，给整个值加引号；如果是两项，分成两行",
        "if the later colon is text, put the whole value in quotes; if these are two fields, write two lines",
    ),
    "text.no_colon": _error(
        "“{found}”这一行没有“: ”，不知道是哪一项",
        "there is no “: ” on the line “{found}”, so it names no field",
        "写成“名称: 值”，冒号用半角，后面空一格；如果接着上一行，请和上一行写在一起",
        "write “name: value” with a half-width colon and a space; if it continues the line above, join them",
    ),
    "text.indentation": _error(
        "“{found}”的缩进和上下文对不上",
        "the indentation of “{found}” does not fit the lines around it",
        "同一笔的各项对齐；下级内容比上级多缩进两格",
        "align the fields of one record; what belongs to a line is indented by two more",
    ),
    "text.after_value": _error(
        "值已经结束，后面多了“{found}”",
        "the value has ended, but “{found}” follows",
        "把引号或括号放到整个值的两头，多余的删掉",
        "put the quotes or brackets around the whole value and delete what is left over",
    ),
    "text.syntax": _error(
        "从“{found}”起读不懂",
        "from “{found}” on this cannot be read",
        "对照前面正确的一笔，检查冒号、缩进、引号和括号",
        "compare it with a good record: colons, indentation, quotes, brackets",
    ),
    "text.more": _error(
        "还有更多错误，先列出前 {count} 处",
        "there are more errors; the first {count} are listed",
        "改好这些再检查一次",
        "put these right and check again",
    ),
    # names
    "text.no_school": _error(
        "houqin.yaml 里没有写“学校: 校名”",
        "houqin.yaml does not name the school",
        "加一行“学校: 校名”",
        "add a line “school: name”",
    ),
    "text.no_number": _error(
        "“{found}”后面没有编号（或名称）",
        "there is no number (or name) after “{found}”",
        "在同一行写上，例如“{found}: YS-1”；其余各项从下一行起，与“{found}”对齐",
        "write it on the same line, “{found}: YS-1”; the other fields follow on lines aligned with “{found}”",
    ),
    "text.type_not_first": _error(
        "单据类型要写在第一行；第 {first} 行有“{found}”",
        "the record's type must stand on its first line; “{found}” is on line {first}",
        "把“{found}”那一行移到这一笔的最前面",
        "move the line of “{found}” to the top of the entry",
    ),
    "text.unknown_type": _error(
        "“{found}”不是单据类型；每一笔的第一行应是“单据类型: 编号”",
        "“{found}” is no record type; an entry begins with “type: number”",
        "例如“- 验收: YS-1”",
        "for example “- acceptance: YS-1”",
    ),
    "text.unknown_type_near": _error(
        "没有“{found}”这种单据",
        "there is no record type “{found}”",
        "是不是“{instead}”？",
        "did you mean “{instead}”?",
    ),
    "text.unknown_field": _error(
        "没有“{found}”这一项",
        "there is no field “{found}”",
        "改用已有的项；要记的说明写到“备注: ”里",
        "use a field that there is; remarks go to “note: ”",
    ),
    "text.comma_in_figure": _error(
        "“{found}”里的逗号把它分成了几项",
        "the comma of “{found}” cuts it into pieces",
        "金额里不要逗号，写 {instead}",
        "no commas in figures; write {instead}",
    ),
    "text.unknown_field_near": _error(
        "没有“{found}”这一项",
        "there is no field “{found}”",
        "是不是“{instead}”？",
        "did you mean “{instead}”?",
    ),
    # spoken lines
    "text.spoken_number": _error(
        "“{found}”里的 {number} 没说明是单价还是金额",
        "“{found}” does not say whether {number} is the price or the amount",
        "单价写“{number}元/{unit}”，金额写“={number}”；两个都写就不用说明",
        "write “{number}元/{unit}” for a price, “={number}” for an amount; with both no sign is needed",
    ),
    "text.spoken_money": _error(
        "“{found}”里的 {number} 元没说明是单价还是金额",
        "“{found}” does not say whether {number} yuan is the price or the amount",
        "金额写“={number}”，单价写成“{number}元/斤”这样，斤换成实际单位",
        "write “={number}” for an amount; a price is written like “{number}元/斤” with the unit it is for",
    ),
    "text.spoken_three": _error(
        "“{found}”里数字太多，数量后面最多是单价和金额",
        "“{found}” has too many numbers: only price and amount may follow the quantity",
        _SPOKEN_ZH,
        _SPOKEN_EN,
    ),
    "text.spoken_quantity": _error(
        "“{found}”里找不到数量和单位", "“{found}” has no quantity with its unit", _SPOKEN_ZH, _SPOKEN_EN
    ),
    "text.spoken_negative": _error(
        "“{found}”里有负数，明细里数量、单价、金额都不写负数",
        "“{found}” has a number below zero; quantity, price and amount of a line never are",
        "退回写 退货 或 退库，写错的写 冲销",
        "write a return (return_to_supplier, return_to_store), or a reversal of what was wrong",
    ),
    "text.spoken_digits": _error(
        "“{found}”里有一个数太长，整数最多 {most} 位，小数最多 6 位",
        "“{found}” has a number that is too long: at most {most} digits, and 6 decimals",
        "核对是不是多按了几位",
        "look for digits typed twice",
    ),
    "text.spoken_item": _error(
        "“{found}”没有写是什么物品", "“{found}” does not say which item", _SPOKEN_ZH, _SPOKEN_EN
    ),
    "text.spoken_two_quantities": _error(
        "“{found}”里不止一个像数量的地方，分不清",
        "“{found}” holds more than one thing that may be the quantity",
        "分开写：物品、数量、单价、金额各写一项",
        "write item, quantity, unit_price and amount as separate fields",
    ),
    "text.spoken_spelling": _error(
        "“{found}”的写法不规范",
        "“{found}” is not spelt as a line must be",
        "写成“{instead}”",
        "write “{instead}”",
    ),
    "text.spoken_long": _error(
        "这一行明细太长，最多 {most} 个字：“{found}…”",
        "this line is too long, at most {most} characters: “{found}…”",
        "物品、数量、单价、金额分开写，说明写到“备注: ”里",
        "write separate fields; remarks go to “note: ”",
    ),
    # writing
    "text.locked": _error(
        "另一个程序正在写这本账，等了 {seconds} 秒，没有写入（锁：{path}）",
        "another program is writing to this book; nothing was written after {seconds:n second} (lock: {path})",
        "等它写完再运行一次",
        "wait until it has finished, then run this again",
    ),
    "text.no_lock": _error(
        "锁不上账簿（{path}）：{reason:reason}。没有写入",
        "the book cannot be locked ({path}): {reason:reason}. Nothing was written",
        "看看这个文件夹能不能写；网络盘上的账簿请先克隆到本机磁盘",
        "see whether you may write to that folder; clone a book on a network drive to a disk of this computer",
    ),
    "text.merging": _error(
        "git 的合并或改写还没做完（{path}），没有写入",
        "a git merge or rebase is not finished ({path}); nothing was written",
        "先做完或放弃：git merge --abort、git rebase --abort；再运行一次",
        "finish it, or give it up with git merge --abort or git rebase --abort; then run this again",
    ),
    "text.not_appended": _error(
        "接不到 {path} 的末尾：接上以后读出来不是原来的记录加新的记录。没有写入",
        "nothing can be added at the end of {path}: what would be read is not the old records and the new ones. Nothing was written",
        "先用 houqin check 看这个文件；文件应是一条条以“- ”开头的记录，最后以换行结束",
        "look at this file with houqin check first; it must be entries that begin with “- ” and end in a line break",
    ),
    "text.changing": _error(
        "{path} 一直在被别的程序改动，没有写入",
        "{path} keeps being changed by another program; nothing was written",
        "在编辑器里存盘、关掉这个文件，再运行一次",
        "save and close the file in the editor, then run this again",
    ),
    "text.unconfirmed": _error(
        "已写入 {written:list}，但未能确认落到磁盘：{reason:reason}",
        "written to {written:list}, but not known to be on the disk: {reason:reason}",
        "不要再录一遍，先看看那里；再试时用同一编号：编号和内容都相同的不会写两次",
        "do not enter it again, look there first; to retry, give the same number: what is the same under its number is not written twice",
    ),
    "text.already": Message(
        "info",
        "已在账上，没有再写：{places:list}",
        "in the book already, not written again: {places:list}",
    ),
    "text.exists": _error(
        "{path} 已经有了，内容不同。没有写入",
        "{path} is there already and says something else. Nothing was written",
        "看看那个文件；真要重写，先把它移开",
        "look at that file; if it is to be written anew, move it away first",
    ),
    "text.locked_by": _error(
        "{host} 上的 {command}（进程 {pid}）正在写这本账，等了 {seconds} 秒，没有写入（锁：{path}）",
        "{command} (process {pid} on {host}) is writing to this book; nothing was written after {seconds:n second} (lock: {path})",
        "等它写完再运行一次；它停在提问上的，先回答它",
        "wait until it has finished, then run this again; if it waits for an answer, give it one",
    ),
    "text.lock_gone": _error(
        "写入途中，锁文件 {path} 被别的程序删掉了，没有写入",
        "the lock file {path} was taken away by another program meanwhile; nothing was written",
        "再运行一次；账簿放在同步文件夹或网络盘里的，请克隆到本机磁盘",
        "run this again; clone a book in a synced folder or on a network drive to a disk of this computer",
    ),
    "text.half": _error(
        "上一次写入中断了：{path} 没有写完，之后又被改动，接不上了",
        "the last writing was broken off: {path} was not finished, and has been changed since, so that it cannot be",
        "应写入的内容在 {rest}；把其中缺的记录抄进 {path}，再删除 {intent}",
        "what was to be written is in {rest}; copy the records that are missing into {path}, then delete {intent}",
    ),
    "text.broken_off": _error(
        "上一次写入中断了，现在接不完：{reason:reason}（{path}）",
        "the last writing was broken off and cannot be finished now: {reason:reason} ({path})",
        "由可以写这本账的人运行一次 houqin check",
        "have somebody who may write to this book run houqin check",
    ),
}
