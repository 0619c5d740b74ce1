"""What the command line says: help texts, wrong use, and the closing lines of `check`."""

from __future__ import annotations

from houqin.messages import Message


def _say(zh: str, en: str) -> Message:
    return Message("info", zh, en)


MESSAGES: dict[str, Message] = {
    "progress.reading": _say("正在读账簿：{done}/{total} 个文件…", "Reading the book: {done}/{total} files…"),
    "progress.working": _say("正在推算…", "Working it out…"),
    "progress.waiting": _say("等另一个 houqin 读完账簿…", "Waiting for another houqin to finish…"),
    "schemas.written": _say(
        "已写入 {path}：zh、en 两个文件夹，{count} 个文件。在账簿文件的第一行写 # yaml-language-server: $schema=…/zh/store.json",
        "Written to {path}: folders zh and en, {count:n file}. Begin a file of the book with # yaml-language-server: $schema=…/en/store.json",
    ),
    "merge.by_lines": _say(
        "{path} 有一方不能按记录读（或是 houqin.yaml），按行合并；合并后运行 houqin check",
        "One side of {path} cannot be read as records (or it is houqin.yaml): merged by lines; run houqin check afterwards",
    ),
    "merge.both_changed": _say(
        "{type:name} {number}：{field} 两边都改了，本方「{ours}」，对方「{theirs}」",
        '{type:name} {number}: both sides changed {field}: ours "{ours}", theirs "{theirs}"',
    ),
    "merge.changed_and_deleted": _say(
        "{type:name} {number}：一方改了，另一方删了", "{type:name} {number}: one side changed it, the other deleted it"
    ),
    "merge.gone": _say("（没有）", "(none)"),
    "merge.next": _say(
        "在 <<<<<<< 与 >>>>>>> 之间留下对的一份，删去三行标记，再 houqin check、git add。",
        "Keep the right one of what stands between <<<<<<< and >>>>>>>, delete the three marks, then houqin check and git add.",
    ),
    "merge.failed": Message(
        "error",
        "没有合并 {path}：{reason:reason}",
        "{path} was not merged: {reason:reason}",
        "两边都还在，git merge --abort 回到合并之前。",
        "Both sides are still there; git merge --abort goes back to before the merge.",
    ),
    "check.clean": _say(
        "账簿没有错误：{files} 个文件，{records} 条记录。", "No errors: {files:n file}, {records:n record}."
    ),
    "check.found": _say("错误 {errors} 处，警告 {warnings} 处。", "Errors: {errors}, warnings: {warnings}."),
    "check.unreadable": _say(
        "账簿有 {errors} 处读不通，没有报表可印。",
        "The book cannot be read in {errors:n place}, so there is no report.",
    ),
    "check.hint": _say("改法", "help"),
    "explain.rule": _say("说的是", "Says"),
    "explain.why": _say("依据写法", "Because"),
    "explain.next": _say("下一步", "Next"),
    "explain.basis": _say("来源", "Source"),
    "explain.bucket": _say("归入", "Counts as"),
    "explain.by": _say("由谁办理", "Settled by"),
    "explain.severity": _say("轻重", "Severity"),
    "explain.kind": _say("种类", "Kind"),
    "explain.signature": _say("特征", "Shows as"),
    "explain.once_accepted": _say("（认定后归入{bucket:name}）", " (once accepted: {bucket:name})"),
    "explain.clears": _say("会不会自行消除", "Clears itself"),
    "explain.clears_self": _say("会，等另一边到", "yes, when the other side arrives"),
    "explain.clears_entry": _say("不会，要补单据或凭证", "no, it wants a record"),
    "explain.clears_never": _say("不会，补不回来，只在当月说一次", "no, nothing mends it; it is told in its month"),
    "explain.clears_either": _say(
        "补了单据或凭证，或另一边到，都能消除", "by a record, or when the other side arrives"
    ),
    "explain.kind_of": _say("27 种差异之", "Of the 27 kinds"),
    "explain.check_of": _say("单据检查之", "Of the checks of documents"),
    "explain.no_code": _say("对账没有专说这一种的代码。", "No code of reconcile is for this kind alone."),
    "explain.kinds": _say(
        "27 种差异（houqin explain 9 看第 9 种）：", "The 27 kinds of difference (houqin explain 9 tells of the ninth):"
    ),
    "explain.checks": _say(
        "单据的 14 项检查（houqin explain D7）：", "The 14 checks of documents (houqin explain D7):"
    ),
    "explain.others": _say("其他代码：", "Other codes:"),
    "explain.example": _say("例如：", "For example:"),
    "explain.finding": _say("这一条（编号 {id}）：", "This one (id {id}):"),
    "use.finding_short": _say(
        "编号「{found}」不对：写对账表上每条末尾的编号，至少前 {fewest} 位，如 6398e84c",
        'The id "{found}" is none: write the id at the end of each finding, at least its first {fewest} digits, such as 6398e84c',
    ),
    "use.no_finding": _say(
        "没有编号 {found} 的一条（找过 {count} 条）；houqin reconcile 印出各条和编号",
        "There is no finding {found} (of {count} looked at); houqin reconcile prints each with its id",
    ),
    "use.no_finding_near": _say(
        "没有编号 {found} 的一条（找过 {count} 条）。{near:near}houqin reconcile 印出各条和编号",
        "There is no finding {found} (of {count} looked at). {near:near}houqin reconcile prints each with its id",
    ),
    "use.findings": _say(
        "编号 {found} 开头的有几条：{choices:list}。多写几位",
        "Several findings begin with {found}: {choices:list}. Write more digits",
    ),
    "accept.moves": _say(
        "{amount:money} {headline}（{id}）：认定后由{was:name}转入{bucket:name}。",
        '{amount:money} {headline} ({id}): once accepted it counts as "{bucket:name}", not "{was:name}".',
    ),
    "accept.only_recorded": _say(
        "{amount:money} {headline}（{id}）：只留下认定的原因，仍列{bucket:name}，要照下一步更正。",
        "{amount:money} {headline} ({id}): only the reason is kept; it stays {bucket:name} until the next step is done.",
    ),
    "accept.already": _say(
        "已由 {by}（{role:name}）于 {day:date} 认定（{number}）：{reason}。要改，先冲销它。",
        "{by} ({role:name}) accepted it on {day:date} ({number}): {reason}. To change that, reverse it first.",
    ),
    "accept.no_records": _say(
        "{found} 没有指明哪张单据，没有可以认定的解释；先查出是哪一张。",
        "{found} names no record, so there is no explanation to accept; find the record first.",
    ),
    "use.no_role": _say("没有岗位「{found}」。{near:near}", 'There is no role "{found}". {near:near}'),
    "severity.error": _say("错误", "error"),
    "severity.warning": _say("警告", "warning"),
    "severity.info": _say("说明", "note"),
    "use.no_command": _say("没有命令「{found}」", 'There is no command "{found}"'),
    "use.no_command_near": _say(
        "没有命令「{found}」，是不是「{near}」？", 'There is no command "{found}"; did you mean "{near}"?'
    ),
    "use.no_option": _say("没有选项 {found}", "There is no option {found}"),
    "use.no_option_near": _say("没有选项 {found}，是不是 {near}？", "There is no option {found}; did you mean {near}?"),
    "use.option_after": _say(
        "选项 {found} 要写在命令后面，例如 houqin {command} {found} …",
        "The option {found} belongs after the command, as in: houqin {command} {found} ...",
    ),
    "use.wide_dash": _say(
        "「{found}」前面不是半角的减号，应写成 {instead}", 'Before "{found}" there is no plain hyphen; write {instead}'
    ),
    "use.missing": _say("缺少 {found}", "Missing {found}"),
    "use.extra": _say("多出的参数：{found}", "Unexpected argument: {found}"),
    "use.needs_value": _say("选项 {found} 后面要有值", "Option {found} needs a value"),
    "use.takes_no_value": _say("选项 {found} 后面不能有值", "Option {found} takes no value"),
    "use.value": _say(
        "{option} 不能是「{found}」，可以是：{choices:list}", '{option} cannot be "{found}"; it may be: {choices:list}'
    ),
    "use.date": _say(
        "日期「{found}」看不懂，要像 2026-11-03 这样写",
        'The date "{found}" is not understood; write it like 2026-11-03',
    ),
    "use.month": _say(
        "月份「{found}」看不懂，要像 2026-10 这样写", 'The month "{found}" is not understood; write it like 2026-10'
    ),
    "use.month_without_year": _say(
        "月份「{found}」没有写年份，要像 2026-10 这样写", 'The month "{found}" has no year; write it like 2026-10'
    ),
    "use.month_number": _say(
        "没有 {number} 月：「{found}」应是 01 到 12 中的一个月",
        'There is no month {number}: "{found}" must end in 01 to 12',
    ),
    "use.no_code": _say("没有代码「{found}」", 'There is no code "{found}"'),
    "use.no_code_near": _say(
        "没有代码「{found}」，是不是「{near}」？", 'There is no code "{found}"; did you mean "{near}"?'
    ),
    "use.period": _say(
        "期间「{found}」看不懂，可以写：{choices:list}", 'The period "{found}" is not understood; write: {choices:list}'
    ),
    "use.period_backwards": _say(
        "期间「{found}」的末尾早于开头，是不是 {other}？",
        'The period "{found}" ends before it begins; did you mean {other}?',
    ),
    "use.no_type": _say(
        "没有单据类型「{found}」；houqin list 列出全部类型",
        'There is no record type "{found}"; houqin list tells all types',
    ),
    "use.no_type_near": _say("没有单据类型「{found}」。{near:near}", 'There is no record type "{found}". {near:near}'),
    "use.no_name": _say(
        "登记里没有{kind:name}「{found}」，也没有这样的单据",
        'No register has the {kind:name} "{found}", and no such record has it',
    ),
    "use.no_name_near": _say(
        "登记里没有{kind:name}「{found}」，是不是：{near:list}",
        'No register has the {kind:name} "{found}"; did you mean {near:list}?',
    ),
    "use.no_record": _say("没有单据 {found}", "There is no record {found}"),
    "use.no_record_near": _say(
        "没有单据 {found}，是不是：{near:list}", "There is no record {found}; did you mean {near:list}?"
    ),
    "use.several": _say(
        "{found} 有几张：{choices:list}。请照此写全",
        "There are several {found}: {choices:list}. Write the one you mean in full",
    ),
    "use.two_months": _say(
        "{found:list} 是两个月份；一次只对一个月",
        "{found:list} are two months; one is reconciled at a time",
    ),
    "use.no_subject": _say(
        "没有叫「{found}」的科目、物品、供应商、付款方、主管部门或人员。月份写成 2026-10",
        'There is no account, item, supplier, payer, authority or person called "{found}". A month is written 2026-10',
    ),
    "use.no_subject_near": _say(
        "没有「{found}」，是不是：{near:list}", 'There is no "{found}"; did you mean {near:list}?'
    ),
    "use.several_subjects": _say(
        "「{found}」有几个：{choices:list}。请照此写全",
        'There are several "{found}": {choices:list}. Write the one you mean in full',
    ),
    "use.account_alone": _say(
        "{found} 不是统驭科目：它没有明细账可对。统驭科目见 houqin reconcile",
        "{found} controls no subsidiary ledger: there is nothing to compare it with. houqin reconcile shows those that do",
    ),
    "use.no_set": _say(
        "没有账套「{found}」，有：{choices:list}", 'There is no set "{found}"; there are: {choices:list}'
    ),
    "use.no_table": _say(
        "没有表「{found}」，有：{choices:list}", 'There is no table "{found}"; there are: {choices:list}'
    ),
    "use.needs_file": _say(
        "{found} 是文件，不能印在屏幕上或送进管道：加上 -o 文件名.{found}",
        "{found} is a file and cannot be printed on the screen or sent into a pipe: add -o FILE.{found}",
    ),
    "use.ending": _say(
        "houqin 写不了 {found} 文件：文件名改以 {instead} 结尾（表格用 .xlsx 或 .csv，文字用 .txt）",
        "houqin writes no {found} files: let the name end in {instead} (.xlsx or .csv for tables, .txt for text)",
    ),
    "use.shell": _say(
        "补全不认识这个 shell「{found}」，可以写：{choices:list}",
        'Completion does not know the shell "{found}"; name one of: {choices:list}',
    ),
    "use.into_book": _say(
        "未写入 {path}：.yaml 是账簿的文件，报表不能盖掉它。换一个名称，如 十月.xlsx",
        "Not written: {path} ends like a file of a book, which no report may replace. Choose another name, such as october.xlsx",
    ),
    "use.other": _say("用法不对：{found}", "Wrong use: {found}"),
    "use.see_help": _say("{command} --help 看用法。", "See {command} --help."),
    "run.not_written": _say("未写入 {path}：{reason:reason}", "Not written to {path}: {reason:reason}"),
    "run.no_folder": _say("未写入：没有文件夹 {path}", "Not written: there is no folder {path}"),
    "run.written": _say("已写入 {path}", "Written to {path}"),
    "run.bug": _say(
        "houqin 自己出错了（{what}）。账簿没有改动。请把这一行和命令告诉开发者；HOUQIN_DEBUG=1 再运行可看细节。",
        "houqin itself failed ({what}). The book is unchanged. Please send us this line and the command; HOUQIN_DEBUG=1 shows details.",
    ),
    "reason.ENOENT": _say("文件不存在", "no such file"),
    "reason.EEXIST": _say("那里已有同名的文件", "a file of that name is in the way"),
    "reason.EACCES": _say("没有权限", "no permission"),
    "reason.EPERM": _say("不允许", "not permitted"),
    "reason.ENOSPC": _say("磁盘满了", "the disk is full"),
    "reason.EDQUOT": _say("配额用完了", "the quota is used up"),
    "reason.EFBIG": _say("超出了允许的文件大小", "larger than files may be"),
    "reason.EROFS": _say("只读的磁盘", "the disk is read-only"),
    "reason.EISDIR": _say("是文件夹，不是文件", "it is a folder, not a file"),
    "reason.ENOTDIR": _say("路径中间有一个不是文件夹", "part of the path is no folder"),
    "reason.ELOOP": _say("链接绕成了圈", "links that lead back to themselves"),
    "reason.EIO": _say("磁盘读写出错", "the disk failed"),
    "reason.EINVAL": _say("系统不接受这个名称或操作", "the system does not take this name or operation"),
    "reason.EINTR": _say("被中断", "interrupted"),
    "reason.ENAMETOOLONG": _say("名称太长", "the name is too long"),
    "run.language": Message(
        "warning",
        "没有语言 HOUQIN_LANG={found}，当作没有设",
        "There is no language HOUQIN_LANG={found}: taken as not set",
        "写 zh（中文）或 en（英文）。",
        "Set it to zh (Chinese) or en (English).",
    ),
    "run.interrupted": _say("已中断。", "Interrupted."),
}
