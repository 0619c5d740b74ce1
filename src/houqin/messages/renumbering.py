"""What is said of a number that stands twice, and of its next one."""

from __future__ import annotations

from houqin.messages import Message


def _say(zh: str, en: str) -> Message:
    return Message("info", zh, en)


def _left(zh: str, en: str, hint_zh: str, hint_en: str) -> Message:
    return Message("warning", zh, en, hint_zh, hint_en)


MESSAGES: dict[str, Message] = {
    "renumber.one": _say(
        "{type:name} {number} → {new}　{place}（纸上的编号也要改）",
        "{type:name} {number} → {new}  {place} (correct the number on paper as well)",
    ),
    "renumber.named": _say("引用它的：{type:name} {record}　{place}", "named by {type:name} {record}  {place}"),
    "renumber.written": _say("已改号 {count} 张。", "Renumbered: {count}."),
    "renumber.none": _say("没有重号。", "No number stands twice."),
    "renumber.nothing_done": _say("没有能替你改的。", "Nothing could be renumbered for you."),
    "renumber.either": _left(
        "{type:name} {record} 引用的 {number} 是哪一张，说不准：没有改",
        "Which of the two {number} {type:name} {record} names cannot be told: it was left as it is",
        "问记它的人；是后来的那张，就把编号改成新的",
        "Ask who wrote it; if it is the later one, put the new number there",
    ),
    "renumber.closed": _left(
        "{number} 在已结账的 {month}：不能改号", "{number} is in {month}, which is closed: its number stays",
        "封账后才添进来的，照 houqin check 说的移到没有封的月份，再改号；不是的，先 houqin reopen {month}",
        "If it was put in after the closing, move it into an open month, as houqin check says, and come back; else houqin reopen {month} first",
    ),
    "renumber.by_hand": _left(
        "{number} 写的形式替不了，没有改", "The way {number} is written cannot be replaced: it was left as it is",
        "自己把这张的编号改成 {new}，引用它的一起改", "Change the number of this one to {new} yourself, and what names it",
    ),
}  # fmt: skip
