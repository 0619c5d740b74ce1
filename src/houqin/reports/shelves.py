"""Parts of the sentences about counts, units and prices: what depends on what a finding knows."""

from __future__ import annotations

from typing import Any

from houqin.messages import Language, with_noun
from houqin.reconcile.finding import Finding
from houqin.values import number

MOST = 4
"""Of more goods the first three are named, and how many they are."""


def shortage(finding: Finding, language: Language) -> dict[str, Any]:
    """What else the count finds in that store: nothing too many, or things that may have been taken for it."""
    items = finding.args["excess"]
    some, more = items[:3], len(items) > 3
    if not items:
        return {"excess_zh": "没有别的物品多出", "excess_en": "no other item in excess"}
    return {
        "excess_zh": f"但同一库 {'、'.join(some)}{'等' if more else ''}多出，先查是否认错了品名",
        "excess_en": f"but the same store has too many of {', '.join(some)}{' and others' if more else ''}: perhaps taken for it",
    }  # fmt: skip


def other_unit(finding: Finding, language: Language) -> dict[str, Any]:
    """A price that stands apart by a unit's factor: what was meant, how exactly, and who says so as well."""
    known = finding.args
    above, below = known["times"]
    written, right = number(known["written"], grouped=True), number(known["right"], grouped=True)
    meant = f"{written} {known['meant']}" if known["meant"] else f"{right} {known['unit']}"
    like, asked, how = known["like"], known["asked"], "exactly" if known["like"] else "about"
    over = known.get("over", True)
    return {
        "meant_zh": meant, "meant_en": meant,
        "times_zh": ("恰" if like else "约") + (f" {above} 倍" if below == 1 else f" {above}/{below}"),
        "times_en": f"{how} {above} times as much" if below == 1 else f"{how} {above}/{below} of it",
        "like_zh": f"；另外 {like} 行都是平时的价" if like else "",
        "like_en": f"; {with_noun(like, 'other line is/other lines are')} at the usual price" if like else "",
        "asked_zh": f"；{'、'.join(asked)} 要的正是这么多" if asked else "",
        "asked_en": f"; {', '.join(asked)} asked for just so much" if asked else "",
        "side_zh": "多出" if over else "短少", "side_en": "too many" if over else "too few",
    }  # fmt: skip


def for_nothing(finding: Finding, language: Language) -> dict[str, Any]:
    """Whether the same goods were bought beside it."""
    if finding.args["beside"]:
        return {"paid_for_zh": "", "paid_for_en": ""}
    return {"paid_for_zh": "先问供应商价格；", "paid_for_en": "Ask the supplier for the price; "}


def counted(finding: Finding, language: Language) -> dict[str, Any]:
    """In which unit a count would agree."""
    known = finding.args
    if known["meant"]:
        said = f"{number(known['written'], grouped=True)} {known['meant']}"
        return {"counted_zh": f" {said}", "counted_en": said}
    factor = known["factor"]
    if known["seen"] < known["due"]:
        return {"counted_zh": f"其 {factor} 倍", "counted_en": f"{factor} times as much"}
    return {"counted_zh": f"其 1/{factor}", "counted_en": f"1/{factor} of it"}


def carried(finding: Finding, language: Language) -> dict[str, Any]:
    """The goods of a transfer that nobody wrote, in one line."""
    zh = language == "zh"
    said = [f"{item} {number(quantity, grouped=True)} {unit}" for item, quantity, unit in finding.args["goods"]]
    if len(said) > MOST:
        said = [*said[:2], said[2] + (f" 等 {len(said)} 种" if zh else f" and {len(said) - 3} more")]
    goods = ("、" if zh else ", ").join(said)
    return {"goods_zh": goods, "goods_en": goods}


def pack(finding: Finding, language: Language) -> dict[str, Any]:
    """By how much a pack is off, and who says so beside the counts."""
    known = finding.args
    more = known["right"] - known["size"]
    also = [said for name, said in (("by_price", BY_PRICE), ("by_ledger", BY_LEDGER)) if known[name]]
    found = {
        "by_zh": f"{number(abs(more), grouped=True)} {known['unit']}", "also_zh": "".join(f"；{zh}" for zh, _ in also),
        "by_en": f"{number(abs(more), grouped=True)} {known['unit']}", "also_en": "".join(f"; {en}" for _, en in also),
        "history_zh": "", "history_en": "",
    }  # fmt: skip
    if known["history"]:
        commit, day = known["history"]
        found["history_zh"] = f"；提交 {commit}（{day}）改的" if commit else "；登记册改了还没有提交"
        found["history_en"] = (
            f"; commit {commit} of {day} changed it" if commit else "; the change is not committed yet"
        )
    return found


BY_PRICE = "按此折算的单价才同别的进货一样", "only so does one cost what it costs in other purchases"
BY_LEDGER = "总账也恰差这样计价的数", "the ledger, too, differs by just what they would cost"
