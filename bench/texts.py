"""python -m bench.texts: writes plain.yaml and slips.yaml beside this file, the two files that reading is measured on.

plain.yaml: 20,000 records of six fields, each a name and a text: a term of meal counts, class by class and meal by meal.
slips.yaml: 11,000 acceptances of two lines as a canteen's store writes them: what has a batch or a certificate as a
mapping (品名, 数量, 单价, 金额, 批号 or 检疫证), the rest as a spoken line; two signatures and a supplier.

Both are one file each and below the reader's five megabytes; the same seed writes the same bytes. Nothing is imported
from houqin: the files are as other people's are.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).parent
SEED = 7
RECORDS, SLIPS = 20_000, 11_000
MEALS = ("早餐", "午餐", "晚餐")
CLASSES = [f"{grade}年级{n}班" for grade in "一二三四五六七八九" for n in range(1, 8)][:60]

MEAT = (("五花肉", 1330), ("猪前腿肉", 1280), ("牛腩", 3650), ("鸡腿", 920), ("排骨", 2150))
DRY = (("大米", 266), ("面粉", 218), ("玉米面", 245), ("黄豆", 410), ("食盐", 190))
GREENS = (("油麦菜", 508), ("白萝卜", 87), ("青椒", 612), ("西红柿", 338), ("大白菜", 96), ("土豆", 152), ("冬瓜", 118))
SUPPLIERS = {"肉": "鲜旺肉业", "粮": "城关粮油店"}
KEEPERS = ("孙丽", "周敏", "何军")
INSPECTORS = ("刘敏", "林洁", "马俊", "吕梅")
"""Goods with the fen of one 斤 or 公斤, who sells them, who weighs them in."""


def school_days(first: date) -> list[date]:
    """Mondays to Fridays from a day on, a year's worth."""
    days = (first + timedelta(n) for n in range(366))
    return [day for day in days if day.weekday() < 5]


def meal_counts(rng: random.Random) -> str:
    """RECORDS meal counts."""
    found = []
    for day in school_days(date(2026, 9, 1)):
        for meal in MEALS:
            for place in CLASSES:
                n = len(found) + 1
                found.append(
                    f"- 就餐: JC-{day:%y%m%d}-{n:05d}\n  日期: {day}\n  餐次: {meal}\n  地点: {place}\n"
                    f"  学生: {rng.randint(38, 52)} 人\n  教工: {rng.randint(1, 3)} 人\n"
                )
                if n == RECORDS:
                    return "".join(found)
    raise AssertionError("a year has more meals than that")


def yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}"


def _declared(rng: random.Random, day: date, kind: str) -> str:
    """A line as a mapping: 斤 of meat under its quarantine certificate, or of dry goods under their batch."""
    item, price = rng.choice(MEAT if kind == "肉" else DRY)
    quantity, price = rng.randint(20, 480), price + rng.randint(-9, 9)
    if kind == "肉":
        proof = f'检疫证: "99{day:%y%m%d}{rng.randint(10, 99)}"'
    else:
        proof = f'批号: "{day - timedelta(rng.randint(20, 90)):%Y%m%d}"'
    return f"{{物品: {item}, 数量: {quantity} 斤, 单价: {yuan(price)}, 金额: {yuan(quantity * price)}, {proof}}}"


def _spoken(rng: random.Random) -> str:
    """A line as it is spoken: greens by 公斤."""
    item, price = rng.choice(GREENS)
    quantity, price = rng.randint(10, 380), price + rng.randint(-9, 9)
    return f"{item} {quantity}公斤 {yuan(price)} {yuan(quantity * price)}"


def acceptances(rng: random.Random) -> str:
    """SLIPS acceptances of two lines."""
    found = []
    days = school_days(date(2026, 9, 1))
    a_day = SLIPS // len(days) + 1
    for n in range(SLIPS):
        day, kind = days[n // a_day], rng.choice("肉粮")
        found.append(
            f"- 验收: SYS-{day:%y%m%d}-{n % a_day + 1:02d}\n  日期: {day}\n  供应商: {SUPPLIERS[kind]}\n  明细:\n"
            f"    - {_declared(rng, day, kind)}\n    - {_spoken(rng)}\n"
            f"  签字: {{保管员: {rng.choice(KEEPERS)}, 监督员: [{', '.join(rng.sample(INSPECTORS, 2))}]}}\n"
        )
    return "".join(found)


TEXTS = {"plain.yaml": meal_counts, "slips.yaml": acceptances}


def main() -> None:
    for name, text in TEXTS.items():
        (HERE / name).write_text(text(random.Random(SEED)), encoding="utf-8")


if __name__ == "__main__":
    main()
