"""A book that holds everything goods can go through, by chance: `python -m tests.oracle.hard_book SEED [BOOKS]`.

Every way of valuation, three stores and two accounts, packs that change, freight, prices agreed later, returns soon and
late, slips found late, slips taken back in their month and after it, half written off, consumed by counting; items with
odd names; vouchers taken back. Nothing is ever short on a shelf: a right book holds nothing else.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

FIRST, DAYS = date(2026, 9, 1), 121
CATEGORIES = {  # 类别: 计价, 消耗, 账户
    "先进": ("先进先出", "按领用", "1302.01"),
    "移动": ("移动加权平均", "按领用", "1302.02"),
    "全月": ("全月一次加权平均", "按领用", "1302.03"),
    "个别": ("个别计价", "按领用", "1302.04"),
    "低值": ("个别计价", "按领用", "1302.05"),
    "盘耗": ("移动加权平均", "以存计耗", "1302.06"),
    "盘先": ("先进先出", "以存计耗", "1302.07"),
}
FAR = ".9"  # the far store has accounts of its own: 1302.01.9
STORES = ("甲库", "乙库", "丙库")
ODD = (
    "A4复印纸",
    "a4 paper",
    "灯管（大）",
    "x;y",
    "50%橡皮",
    "笔#2",
    "6'管",
    "纸·白",
    "T8_灯",
    "胶_5f_",
    "Ａ纸",
    "é笔",
    "*号",
    "@纸",
)


class Plain(yaml.SafeDumper):
    """No anchors: a book has none."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


@dataclass
class Goods:
    """One item while its slips are written: what lies on each shelf after each of them, and what can be taken back."""

    name: str
    category: str
    packs: dict[str, int]
    levels: dict[str, list[int]] = field(default_factory=lambda: {store: [0] for store in STORES})
    receipts: list[dict[str, Any]] = field(default_factory=list)
    issues: list[dict[str, Any]] = field(default_factory=list)
    sent: bool = False

    def there(self, store: str) -> int:
        return self.levels[store][-1]

    def shift(self, store: str, by: int) -> int:
        """Put so many thousandths on a shelf; where in its history that is."""
        self.levels[store].append(self.there(store) + by)
        return len(self.levels[store]) - 1


class Writer:
    """The book while it is written."""

    def __init__(self, seed: int, items: int) -> None:
        self.rng = random.Random(seed)
        self.files: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self.number = 0
        self.goods = []
        for category in CATEGORIES:
            for n in range(items):
                name = f"{ODD[n % len(ODD)]}{category}{n // len(ODD) or ''}"
                packs = {"箱": self.rng.choice([8, 12, 24])} if self.rng.random() < 0.6 else {}
                self.goods.append(Goods(name, category, packs))

    @property
    def low(self) -> list[Goods]:
        return [goods for goods in self.goods if goods.category == "低值"]

    def slip(self, prefix: str) -> str:
        self.number += 1
        return f"{prefix}-{self.number:05d}"

    def add(self, folder: str, kind: str, day: date, fields: dict[str, Any], happened: date | None = None) -> str:
        number = self.slip("D")
        entry = {kind: number, "日期": (happened or day).isoformat()}
        if happened:
            entry["入账日期"] = day.isoformat()
        self.files[f"{folder}/{day:%Y-%m}.yaml"].append(entry | fields)
        return number

    def line(self, goods: Goods, quantity: int, **more: str) -> dict[str, str]:
        """A line of a slip; `quantity` in thousandths, in packs where it comes out even."""
        unit, size = "个", 1
        if goods.packs and quantity % (goods.packs["箱"] * 1000) == 0:
            unit, size = "箱", goods.packs["箱"]
        text = f"{quantity // size / 1000:.3f}".rstrip("0").rstrip(".")
        return {"物品": goods.name, "数量": f"{text} {unit}", **more}

    # -------------------------------------------------------- what can happen to an item on a day

    def quantity(self, most: int) -> int:
        """Not more than so many thousandths; often whole packs, sometimes fractions."""
        wanted = self.rng.choice([1000, 3000, 7000, 8000, 24000, 12000, 333, 1500])
        return min(most, wanted * self.rng.randint(1, 4))

    def receive(self, goods: Goods, day: date) -> None:
        store, lot = self.rng.choice(STORES), ""
        quantity, amount = self.quantity(10**9), self.rng.randint(1, 99999)
        if goods.category in ("个别", "低值"):
            lot = f"P{len(goods.receipts)}" if self.rng.random() < 0.8 else ""
        more = {"批号": lot} if lot else {}
        line = self.line(goods, quantity, 金额=f"{amount / 100:.2f}", **more)
        fields: dict[str, Any] = {"供应商": "文具店", "明细": [line]}
        if self.rng.random() < 0.15:
            fields["附加"] = [{"种类": "运费", "金额": "3.33"}, {"种类": "押金", "金额": "50.00"}]
        number = self.add(f"store/{store}", "验收", day, fields)
        at = goods.shift(store, quantity)
        kept = {"number": number, "store": store, "day": day, "amount": amount, "lot": lot, "at": at}
        goods.receipts.append({**kept, "whole": quantity, "left": quantity})

    def issue(self, goods: Goods, day: date) -> None:
        store = self.rng.choice(STORES)
        most, more = goods.there(store), {}
        if CATEGORIES[goods.category][1] == "以存计耗":
            return self.count(goods, day, store)
        lots = [r for r in goods.receipts if r["lot"] and r["store"] == store and r["left"]]
        receipt = self.rng.choice(lots) if lots and goods.category in ("个别", "低值") else None
        if receipt:
            most = min(most, receipt["left"])
            named = {"批号": receipt["lot"]} if self.rng.random() < 0.5 else {"原单": receipt["number"]}
            more = named
        quantity = self.quantity(most)
        if not quantity:
            return None
        late = day - timedelta(days=self.rng.randint(1, 40)) if self.rng.random() < 0.1 else None
        if late and (late < FIRST or (receipt and late < receipt["day"])):
            late = None
        number = self.add(
            f"store/{store}", "领用", day, {"部门": "教务处", "明细": [self.line(goods, quantity, **more)]}, late
        )
        goods.shift(store, -quantity)
        of = receipt if "批号" in more else None  # what comes back is of that lot again
        kept = {"number": number, "store": store, "day": day, "receipt": of}
        goods.issues.append({**kept, "left": quantity, "whole": quantity})
        if receipt:
            receipt["left"] -= quantity
        return None

    def count(self, goods: Goods, day: date, store: str) -> None:
        """以存计耗: what is no longer there was consumed."""
        left = self.rng.randint(0, goods.there(store))
        fields = {"地点": store, "范围": "抽盘", "明细": [self.line(goods, left)]}
        self.add("checks", "盘点", day, fields)
        goods.shift(store, left - goods.there(store))

    def bring_back(self, goods: Goods, day: date) -> None:
        issues = [i for i in goods.issues if i["left"]]
        if not issues:
            return
        issue = self.rng.choice(issues[-3:])
        quantity = self.quantity(issue["left"])
        fields = {"原单": issue["number"], "明细": [self.line(goods, quantity)]}
        self.add(f"store/{issue['store']}", "退库", day, fields)
        issue["left"] -= quantity
        goods.shift(issue["store"], quantity)

    def send_back(self, goods: Goods, day: date) -> None:
        receipts = [r for r in goods.receipts if min(r["left"], goods.there(r["store"]))]
        if not receipts:
            return
        receipt = self.rng.choice(receipts[-3:])
        quantity = self.quantity(min(receipt["left"], goods.there(receipt["store"])))
        amount = f"{receipt['amount'] * quantity // receipt['whole'] / 100:.2f}"
        fields = {"原单": receipt["number"], "供应商": "文具店", "明细": [self.line(goods, quantity, 金额=amount)]}
        self.add(f"store/{receipt['store']}", "退货", day, fields)
        receipt["left"] -= quantity
        goods.shift(receipt["store"], -quantity)

    def move(self, goods: Goods, day: date) -> None:
        """From the first two stores only into the far one, whose account then never gives anything back."""
        store = self.rng.choice(STORES[:2])
        to = self.rng.choice([one for one in STORES if one != store])
        quantity = self.quantity(goods.there(store))
        if not quantity or goods.category in ("个别", "低值"):
            return
        self.add(f"store/{store}", "调拨", day, {"移入地点": to, "明细": [self.line(goods, quantity)]})
        goods.shift(store, -quantity)
        goods.shift(to, quantity)

    def differ(self, goods: Goods, day: date) -> None:
        receipts = [r for r in goods.receipts if not r.get("invoiced")]
        if not receipts:
            return
        receipt = self.rng.choice(receipts[-2:])
        receipt["invoiced"] = True
        by = self.rng.randint(-receipt["amount"] // 3, receipt["amount"] // 3)
        covers = [{"验收": receipt["number"], "价差": f"{by / 100:.2f}"}]
        total = f"{(receipt['amount'] + by) / 100:.2f}"
        head = {"账套": "学校", "种类": "数电普票", "号码": f"{self.number:020d}"}
        self.add("purchases", "发票", day, {**head, "供应商": "文具店", "价税合计": total, "涵盖": covers})

    def report(self, goods: Goods, day: date) -> None:
        store = self.rng.choice(STORES)
        lost = self.quantity(goods.there(store) // 4)
        if not lost or goods.category in ("个别", "低值"):
            return
        count = self.add(
            "checks",
            "盘点",
            day,
            {"地点": store, "范围": "抽盘", "明细": [self.line(goods, goods.there(store) - lost)]},
        )
        line = {**self.line(goods, lost), "结果": "待处理"}
        if CATEGORIES[goods.category][1] != "以存计耗":
            self.add("checks", "盘盈盘亏", day, {"盘点": count, "地点": store, "明细": [line]})
        goods.shift(store, -lost)

    def undo(self, goods: Goods, day: date) -> None:
        """A slip is taken back whole, in its month or after it."""
        if self.rng.random() < 0.5:
            whole = [i for i in goods.issues if i["left"] == i["whole"]]
            if whole:
                issue = self.rng.choice(whole)
                goods.issues.remove(issue)
                taken = self.add(f"store/{issue['store']}", "冲销", day, {"原单": issue["number"]})
                if issue["day"].month == day.month and self.rng.random() < 0.4:
                    self.add(f"store/{issue['store']}", "冲销", day, {"原单": taken})
                else:
                    goods.shift(issue["store"], issue["whole"])
            return
        for receipt in reversed(goods.receipts):
            levels = goods.levels[receipt["store"]][receipt["at"] :]
            untouched = receipt["left"] == receipt["whole"] and not receipt.get("invoiced")
            if untouched and min(levels) >= receipt["whole"] and goods.category not in ("个别", "低值"):
                goods.receipts.remove(receipt)
                self.add(f"store/{receipt['store']}", "冲销", day, {"原单": receipt["number"]})
                goods.shift(receipt["store"], -receipt["whole"])
                for n in range(receipt["at"], len(goods.levels[receipt["store"]]) - 1):
                    goods.levels[receipt["store"]][n] -= receipt["whole"]
                return

    def scrap(self, goods: Goods, day: date) -> None:
        """Of what was in use when the book began, a piece is thrown away; sometimes by mistake."""
        if goods.category != "低值":
            return
        line = {"物品": goods.name, "数量": "1 个", "原值": "10.00", "已摊": "5.00"}
        number = self.add("assets", "处置", day, {"地点": "教务处", "账套": "学校", "处置方式": "报废", "明细": [line]})
        if self.rng.random() < 0.3:
            self.add("assets", "冲销", day + timedelta(days=self.rng.randint(0, 40)), {"原单": number})

    def vouchers(self) -> None:
        """Money by chance, both halves; some in red, some booked late, some taken back, and that taken back again."""
        numbers: dict[str, int] = defaultdict(int)
        for day in (FIRST + timedelta(days=n) for n in range(0, DAYS, 2)):
            numbers[f"{day:%Y-%m}"] += 1
            number, fen = f"记-{numbers[f'{day:%Y-%m}']}", self.rng.randint(1, 10**8)
            sum_, half = f"{fen / 100:.2f}", f"-{fen / 100:.2f}" if self.rng.random() < 0.2 else f"{fen / 100:.2f}"
            entry: dict[str, Any] = {"凭证": number, "日期": day.isoformat(), "摘要": "样"}
            entry["分录"] = [{"科目": "5001", "借": half}, {"科目": "1002", "贷": half}]
            if self.rng.random() < 0.5:
                entry["预算"] = [{"科目": "7201", "借": sum_}, {"科目": "8001", "贷": sum_}]
            self.files[f"accounts/学校/{day:%Y-%m}.yaml"].append(entry)
            if self.rng.random() < 0.3:
                later = day + timedelta(days=self.rng.randint(0, 50))
                written = f"{day:%Y-%m}/{number}"
                taken = self.add("accounts/学校", "冲销", later, {"原单": written})
                if self.rng.random() < 0.3:
                    self.add("accounts/学校", "冲销", later + timedelta(days=self.rng.randint(0, 9)), {"原单": taken})

    def write(self, folder: Path) -> None:
        ways: list[tuple[Callable[[Goods, date], None], int]] = [
            (self.receive, 8), (self.issue, 9), (self.bring_back, 3), (self.send_back, 2), (self.move, 3), (self.differ, 2),
            (self.report, 1), (self.undo, 3), (self.scrap, 1),
        ]  # fmt: skip
        for store in STORES:
            self._open(store)
        for goods in self.goods:
            for day in (FIRST + timedelta(days=n) for n in range(DAYS)):
                if self.rng.random() < 0.25:
                    way = self.rng.choices([way for way, _ in ways], [weight for _, weight in ways])[0]
                    way(goods, day)
        self.vouchers()
        self._registers()
        for path, entries in self.files.items():
            at = folder / path
            at.parent.mkdir(parents=True, exist_ok=True)
            text = yaml.dump(entries, Dumper=Plain, allow_unicode=True, sort_keys=False, width=10**6)
            at.write_text(text, encoding="utf-8")

    def _open(self, store: str) -> None:
        """What lies on a shelf when the book begins, of most items."""
        lines = []
        for goods in self.goods:
            if self.rng.random() < 0.6:
                quantity, amount = self.quantity(10**9), self.rng.randint(1, 99999)
                lines.append(self.line(goods, quantity, 金额=f"{amount / 100:.2f}"))
                goods.shift(store, quantity)
        entry = {"期初库存": f"QC-{store}", "日期": "2026-08-31", "地点": store, "明细": lines}
        self.files["opening/2026-08-31.yaml"].append(entry)

    def _registers(self) -> None:
        since = {"起": "2024-01-01"}
        rows = [(code, "学校", {"名称": code}) for code in ("1002", "5001", "7201", "8001", "3001", "2302")]
        for category, (_, _, code) in CATEGORIES.items():
            kind = {"名称": category, "统驭": "存货", "类别": [category]}
            rows.append((code, "学校", kind | {"仓库": list(STORES[:2])}))
            rows.append((code + FAR, "学校", kind | {"仓库": [STORES[2]]}))
        rows.append(("1302.08", "学校", {"名称": "在用", "统驭": "在用", "类别": ["低值"]}))
        self.files["registers/accounts.yaml"] = [
            {"科目": code, "账套": set_, **more, **since} for code, set_, more in rows
        ]
        stores: list[dict[str, Any]] = [{"地点": store, "账套": "学校", "种类": "仓库", **since} for store in STORES]
        self.files["registers/places.yaml"] = [*stores, {"地点": "教务处", "账套": "学校", **since}]
        self.files["registers/suppliers.yaml"] = [{"供应商": "文具店", **since}]
        for goods in self.goods:
            low = {"性质": "低值易耗品", "摊销": "五五摊销"} if goods.category == "低值" else {"性质": "存货"}
            packs = {"包装": {"箱": f"{goods.packs['箱']} 个"}} if goods.packs else {}
            old = {"包装": {"箱": "5 个"}} if goods.packs else {}
            row = {"物品": goods.name, **low, "类别": goods.category, "单位": "个"}
            self.files["registers/items.yaml"] += [
                {**row, **old, **since, "止": "2026-07-01"}, {**row, **packs, "起": "2026-07-02"},
            ]  # fmt: skip
        in_use = [
            {"物品": g.name, "数量": "10 个", "地点": "教务处", "原值": "100.00", "已摊": "50.00"} for g in self.low
        ]
        self.files["opening/2026-08-31.yaml"] += [
            {"期初余额": "QC-学校", "日期": "2026-08-31", "账套": "学校",
             "科目余额": [{"科目": "1002", "借": "100000.00"}, {"科目": "3001", "贷": "100000.00"}]},
            {"期初在用": "QC-在用", "日期": "2026-08-31", "账套": "学校", "明细": in_use},
        ]  # fmt: skip
        policies = [{"类别": name, "计价": method, "消耗": use} for name, (method, use, _) in CATEGORIES.items()]
        sets = [{"账套": "学校", "科目表": "政府会计2019", "平行记账": "是", "凭证字": "记", "票未到": "暂估"}]
        self.files["houqin.yaml"] = {"学校": "难校", "语言": "zh", "账套": sets, "政策": policies}  # type: ignore[assignment]


def write(folder: Path, seed: int, items: int = 14) -> None:
    """The book of a seed: so many items of each category."""
    Writer(seed, items).write(folder)


if __name__ == "__main__":
    from bench.oracle.compare import compare, table

    first, books = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    for seed in range(first, first + books):
        with tempfile.TemporaryDirectory() as scratch:
            write(Path(scratch) / "book", seed)
            found = compare(Path(scratch) / "book", Path(scratch))
            print(f"seed {seed}", *table(found, only_differing=True), sep="\n")
            if found.differing:
                sys.exit(1)
