"""The spoken line: `item quantity+unit [price] [amount]`, read from the right.

The grammar needs no register: whether the item exists is judged later. A line it is not sure of is
refused, and the mapping form asked for.
"""

from __future__ import annotations

import re
from typing import Any

LONGEST = 200
NUMBER = r"\d{1,12}(?:\.\d{1,6})?"
UNIT = r"[^\d\s./=元¥￥,，、;；:：\u3000０-９][^\s/,，、;；\u3000０-９]*"
BARE = re.compile(NUMBER, re.ASCII)
MEASURED = re.compile(f"({NUMBER})({UNIT})", re.ASCII)
"""500斤"""
PRICED = re.compile(f"({NUMBER})元/({UNIT})", re.ASCII)
"""2.60元/斤"""
TOTAL = re.compile(f"=({NUMBER})", re.ASCII)
"""=1300.00"""
ITEM = r"[^\s0-9=¥￥\u3000０-９][^\s\u3000０-９]*"
USUAL = re.compile(f"({ITEM}) ({NUMBER}) ?({UNIT})(?: ({NUMBER}) ({NUMBER}))?", re.ASCII)
"""Nearly every line, at one go; the item has no space and no digit at its front."""
NEGATIVE = re.compile(r" [-－−–]\d", re.ASCII)
TOO_LONG = re.compile(r" =?(?:\d{13}|\d+\.\d{7})", re.ASCII)
WIDE = str.maketrans("０１２３４５６７８９＝\u3000\t", "0123456789=  ")

Parsed = dict[str, str]
Refused = tuple[str, dict[str, Any]]
"""Code and arguments of the message."""


def parse(line: str) -> Parsed | Refused:
    """The line's item, quantity ("500 斤"), unit_price and amount as texts, or why it is no spoken line."""
    found = {"found": line[:60]}
    if len(line) > LONGEST:
        return "text.spoken_long", found | {"most": LONGEST}
    if usual := USUAL.fullmatch(line):
        return _parsed(usual[1], usual[2], usual[3], usual[4], usual[5])
    meant = _meant(line)
    result = _grammar(meant)
    if meant != line and isinstance(result, dict):
        return "text.spoken_spelling", found | {"instead": meant}
    if isinstance(result, dict):
        return result
    code, args = result
    if code == "text.spoken_quantity":
        apart = re.sub(f"^([^\\d\\s]+)({NUMBER}{UNIT})(?= |$)", r"\1 \2", meant, count=1, flags=re.ASCII)
        if apart != meant and isinstance(_grammar(apart), dict):
            return "text.spoken_spelling", found | {"instead": apart}
        if NEGATIVE.search(meant):
            return "text.spoken_negative", found
        if TOO_LONG.search(meant):
            return "text.spoken_digits", found | {"most": 12}
    return code, found | args


def _meant(line: str) -> str:
    """The line in half-width digits and signs, money without its sign, single spaces."""
    half = line.translate(WIDE)
    half = re.sub(r"(?<=\d)[．。](?=\d)", ".", half)
    half = re.sub(r"(?<=\d)[,，](?=\d{3}(?!\d))", "", half)
    half = half.replace("元／", "元/")
    half = re.sub(f"(?<= )({NUMBER})/({UNIT})(?= |$)", r"\1元/\2", half)
    half = re.sub(f"(?<=[ =])[¥￥]({NUMBER})(?= |$)", r"\1", half)
    # "2.60元 1300元" are money as they stand, "1300元" alone is not: it does not say which.
    half = re.sub(f" ({NUMBER}) ?元 ({NUMBER}) ?元$", r" \1 \2", half)
    half = re.sub(f"=({NUMBER}) ?元$", r"=\1", half)
    return re.sub(" +", " ", half).strip(" ")


def _grammar(line: str) -> Parsed | Refused:
    words = line.split(" ")
    price, amount = "", ""
    bare: list[str] = []
    while words:
        word = words[-1]
        if not price and BARE.fullmatch(word):
            bare.insert(0, word)
        elif not (amount or price or bare) and (total := TOTAL.fullmatch(word)):
            amount = total[1]
        elif not price and len(bare) < 2 and (priced := PRICED.fullmatch(word)):
            price = f"{priced[1]} 元/{priced[2]}"
        elif word.startswith("元/") and len(words) > 1:
            words[-2:] = [words[-2] + word]  # "2.60 元/斤"
            continue
        else:
            break
        words.pop()
    if not words:
        return "text.spoken_quantity", {}
    if measured := MEASURED.fullmatch(words[-1]):
        number, unit = measured[1], measured[2]
        item = words[:-1]
    elif len(words) > 1 and BARE.fullmatch(words[-2]) and MEASURED.fullmatch(words[-2] + words[-1]):
        number, unit = words[-2], words[-1]
        item = words[:-2]
    else:
        last = "".join(words[-2:]) if words[-1] == "元" else words[-1]
        money = re.fullmatch(f"({NUMBER})元", last, re.ASCII)
        return ("text.spoken_money", {"number": money[1]}) if money else ("text.spoken_quantity", {})
    if not item or not all(item):
        return "text.spoken_item", {}
    if item[0][0] in "=¥￥" or any(word[0] in "=¥￥0123456789" for word in item[1:]):
        return "text.spoken_two_quantities", {}
    return _money(" ".join(item), number, unit, price, amount, bare)


def _money(item: str, number: str, unit: str, price: str, amount: str, bare: list[str]) -> Parsed | Refused:
    """Two numbers are price and amount, the bare one being the other; one bare alone is refused."""
    if len(bare) + bool(price) + bool(amount) > 2:
        return "text.spoken_three", {}
    if len(bare) == 2:
        price, amount = bare
    elif bare and price:
        amount = bare[0]
    elif bare and amount:
        price = bare[0]
    elif bare:
        return "text.spoken_number", {"number": bare[0], "unit": unit}
    return _parsed(item, number, unit, price, amount)


def _parsed(item: str, number: str, unit: str, price: str | None, amount: str | None) -> Parsed:
    parsed = {"item": item, "quantity": f"{number} {unit}"}
    if price:
        parsed["unit_price"] = price
    if amount:
        parsed["amount"] = amount
    return parsed
