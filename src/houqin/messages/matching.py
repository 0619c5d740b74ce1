"""What `houqin match` says: proposals, how each was found, and what became of a decision; and of any record that is
entered after it was shown."""

from __future__ import annotations

from houqin.messages import Message


def _say(zh: str, en: str, hint_zh: str = "", hint_en: str = "") -> Message:
    return Message("info", zh, en, hint_zh, hint_en)


MESSAGES: dict[str, Message] = {
    "match.title": _say("{month} 配对建议", "{month}: proposed pairs"),
    "match.none": _say("没有要配对的：该写明的都写明了。", "Nothing to pair: whatever ought to name another does."),
    "match.pair": _say("{left} ↔ {right}", "{left} ↔ {right}"),
    "match.several": _say("{first} 等 {count} 张", "{first} and others, {count} in all"),
    "match.tie": _say(
        "下面 {count} 种只能有一种，机器不选：", "Of the next {count} only one can be true; which, is for a person:"
    ),
    "match.how": _say("依据", "Because"),
    "match.of": _say("单据", "Record"),
    "match.against": _say("对应", "Against"),
    "match.decide": _say("选定", "Decide"),
    "match.document": _say(
        "{number} {day:date} {amount:money} {said} {place}", "{number} {day:date} {amount:money} {said} {place}"
    ),
    "match.at_line": _say(" 明细第 {line} 行", ", its line {line}"),
    "match.more": _say("另 {count} 张", "{count} more"),
    "match.stage_same_key": _say(
        "号码与金额相同，或往来单位、金额、日期都相同；得分 {score}",
        "the same number and sum, or the same party, sum and day; score {score}",
    ),
    "match.stage_only_one": _say(
        "两边都只有这一笔金额相同；得分 {score}", "the only one of that sum on either side; score {score}"
    ),
    "match.stage_best_score": _say(
        "金额相同的有几笔，这样配得分最高：{score}", "of several of that sum, the best by score: {score}"
    ),
    "match.stage_party_month": _say(
        "这个往来单位当月未清的合计正是此数；得分 {score}",
        "all that is open of that party in a month comes to it; score {score}",
    ),
    "match.stage_few_items": _say(
        "这几笔合计正是此数，没有别的凑法；得分 {score}",
        "these add up to it, and in that month no others do; score {score}",
    ),
    "match.stage_whole_month": _say(
        "两边当月未清的合计相等；得分 {score}",
        "all that is open of that party in a month is the same sum on both sides; score {score}",
    ),
    "match.accept": _say(
        "houqin match accept {id} --by 姓名，或 reject", "houqin match accept {id} --by NAME, or reject"
    ),
    "match.counts": _say(
        "已按此勾对；不对则 houqin match reject {id} --by 姓名",
        "counted so already; if wrong: houqin match reject {id} --by NAME",
    ),
    "match.how_to": _say(
        "同意的写成一条配对，等于单据自己写明了；不同意的以后不再提出。写错了用冲销取消。",
        "What is accepted becomes a record and stands as if the document had named the other; what is rejected is not proposed again. A reversal takes either back.",
    ),
    "match.not_moved": _say("单据本身一个字也不动。", "The documents themselves are not touched."),
    "match.already": Message(
        "info",
        "已有配对记录 {number}（{place}），没有再写",
        "Said before in {number} ({place}); not written again",
    ),
    "match.unknown": Message(
        "error",
        "没有编号 {found} 的配对建议（看了 {months:list}）",
        "There is no proposal {found} (looked in {months:list})",
        "先运行 houqin match 月份，编号在每条建议末行；单据改过，编号会变",
        "Run houqin match MONTH: each proposal ends with its id, which changes when its documents do",
    ),
    "match.asked": Message(
        "error",
        "配对只有 accept（同意）、reject（不同意），后面是建议的编号；「{found}」不是",
        'After match comes a month, or accept or reject with a proposal\'s id; "{found}" is none',
        "houqin match 2026-10；houqin match accept 3f9a01bc --by 刘慧",
        "houqin match 2026-10; houqin match accept 3f9a01bc --by NAME",
    ),
    "enter.ask": _say("写入账簿吗？（y 写入；n 不写）", "Write this into the book? (y: write; n: do not)"),
    "enter.not_written": _say("没有写入。", "Nothing was written."),
    "enter.not_confirmed": _say(
        "没有写入：还没有确认。核对以后加 --yes。",
        "Nothing was written: it is not confirmed. Look it over, then add --yes.",
    ),
    "enter.problems": _say("有 {count} 处要改，没有写入。", "To be mended: {count}; nothing was written."),
    "enter.written": _say("已写入 {places:list}", "Written: {places:list}"),
}
