"""How long a month takes to explain itself: `python -m bench.explaining [RECORDS …] [--runs 3] [--format table|json]`.

A canteen's month with so many records, right but for some differences in every place where they can be, is read cold into
an empty index; then what is open at the month's end is forgotten (`settled`) and the month explained. Both are timed in one
process, by CPU, imports not counted; the middle of the runs' ratios is told.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))

from houqin.book.index import index_path, open_book
from houqin.reports.reconcile import reconciliation

SIZES = (1000, 5000, 20000)
GOAL = 1.0
AT = 5000
"""At so many records explaining takes at most as long as reading (issue 4: in about the time of reading it)."""
MONTH, TODAY = "2026-10", 20261103
ITEMS, SUPPLIERS, DAYS = 60, 40, 28
EVERY = 19
"""Each so-manieth slip has something wrong, another thing in turn."""


class Slip(NamedTuple):
    """A delivery: one item of one supplier on a day, so many at fen apiece."""

    n: int
    day: int
    item: int
    supplier: int
    quantity: int

    @property
    def fen(self) -> int:
        return self.quantity * price(self.item)


def price(item: int) -> int:
    """Fen of one; always the same, so that every method of valuation gives the same sums."""
    return 137 + 61 * item


def yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}"


def write(folder: Path, records: int) -> int:
    """The book with about so many records in October: of each delivery an acceptance, its invoice, a voucher, an issue,
    and for each second one a payment with its voucher. How many there are."""
    slips = [
        Slip(n, 1 + n * DAYS // (records // 5), n % ITEMS, n % SUPPLIERS, 4 + n * 7 % 23) for n in range(records // 5)
    ]
    files: dict[str, list[str]] = {"houqin.yaml": [HEAD], "registers/all.yaml": list(registers())}
    for path, record in (*opening(), *month(slips)):
        files.setdefault(path, []).append(record)
    for path, lines in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return sum(len(lines) for path, lines in files.items() if MONTH in path)


HEAD = """学校: 大食堂
语言: zh
账套:
  - {账套: 食堂, 科目表: 政府会计2019, 平行记账: 否, 凭证字: 食记, 票未到: 暂估}
政策:
  - {类别: 食材, 计价: 全月一次加权平均, 消耗: 按领用}"""
IN_STOCK = 1000
"""Of each item, when the book begins."""


def registers() -> Iterator[str]:
    for account, name, more in (
        ("1002", "银行存款", '统驭: 银行, 账户: "8802"'), ("1302", "食材", "统驭: 存货, 仓库: [食堂库], 类别: [食材]"),
        ("1902", "待处理财产损溢", "统驭: 待处理"), ("2302", "应付账款", "统驭: 往来, 往来: 供应商"),
        ("3001", "累计盈余", ""), ("5001", "伙食支出", ""),
    ):  # fmt: skip
        yield f'- {{科目: "{account}", 账套: 食堂, 名称: {name}, {more + ", " if more else ""}起: 2019-01-01}}'
    for n in range(ITEMS):
        yield f"- {{物品: 食材{n}, 性质: 食材, 类别: 食材, 单位: 斤, 包装: {{公斤: 2 斤}}, 起: 2019-01-01}}"
    for n in range(SUPPLIERS):
        yield f"- {{供应商: 供货商{n}, 起: 2019-01-01}}"
    yield "- {地点: 食堂库, 账套: 食堂, 种类: 仓库, 起: 2019-01-01}"


def opening() -> Iterator[tuple[str, str]]:
    stock = IN_STOCK * sum(map(price, range(ITEMS)))
    money = 10**11
    path = "opening/2026-09-30.yaml"
    yield path, (
        f'- {{期初余额: QC, 日期: 2026-09-30, 账套: 食堂, 科目余额: [{{科目: "1002", 借: {yuan(money)}}},'
        f' {{科目: "1302", 借: {yuan(stock)}}}, {{科目: "3001", 贷: {yuan(money + stock)}}}]}}'
    )  # fmt: skip
    lines = ", ".join(f"食材{n} {IN_STOCK}斤 {yuan(price(n))} {yuan(IN_STOCK * price(n))}" for n in range(ITEMS))
    yield path, f"- {{期初库存: QC-库, 日期: 2026-09-30, 地点: 食堂库, 明细: [{lines}]}}"
    yield (
        path,
        (
            f'- {{期初未达: QC-8802, 日期: 2026-09-30, 账户: "8802", 日记账余额: {yuan(money)},'
            f" 对账单余额: {yuan(money)}, 未达: []}}"
        ),
    )


def month(slips: list[Slip]) -> Iterator[tuple[str, str]]:
    """October: the records of each delivery, some of them wrong, and what the month's end brings."""
    statement, used, left, paid = [], 0, [IN_STOCK] * ITEMS, 0
    for slip in slips:
        wrong = slip.n // EVERY % 6 if slip.n % EVERY == EVERY - 1 else None
        day, who = f"2026-10-{slip.day:02d}", f"供货商{slip.supplier}"
        goods = f"食材{slip.item} {slip.quantity}斤"
        yield (
            "store/食堂库/2026-10.yaml",
            (
                f"- {{验收: YS-{slip.n}, 日期: {day}, 供应商: {who}, 明细: [{goods} {yuan(price(slip.item))} {yuan(slip.fen)}]}}"
            ),
        )
        yield "store/食堂库/2026-10.yaml", f"- {{领用: CK-{slip.n}, 日期: {day}, 餐次: 午餐, 明细: [{goods}]}}"
        total = slip.fen + (2700 if wrong == 0 else 0)  # an invoice over another sum
        yield (
            "purchases/2026-10.yaml",
            (
                f'- {{发票: FP-{slip.n}, 日期: {day}, 种类: 收据, 号码: "{slip.n}", 供应商: {who}, 价税合计: {yuan(total)},'
                f" 涵盖: [YS-{slip.n}]}}"
            ),
        )
        if wrong != 1:  # never vouchered
            booked = slip.fen + (900 if wrong == 2 else 0)  # a voucher over another sum
            yield (
                "accounts/食堂/2026-10.yaml",
                voucher(
                    f"食记-{2 * slip.n + 1}",
                    day,
                    f"YS-{slip.n}, FP-{slip.n}",
                    ("1302", "借"),
                    (f"2302 {who}", "贷"),
                    booked,
                ),
            )
        if slip.n % 2:
            paid += slip.fen
            yield (
                "cash/食堂/2026-10.yaml",
                (
                    f'- {{付款: FK-{slip.n}, 日期: {day}, 方式: 银行, 账户: "8802", 收款方: {who}, 金额: {yuan(slip.fen)},'
                    f" 核销: [{{发票: FP-{slip.n}, 金额: {yuan(slip.fen)}}}]}}"
                ),
            )
            yield (
                "accounts/食堂/2026-10.yaml",
                voucher(f"食记-{2 * slip.n + 2}", day, f"FK-{slip.n}", (f"2302 {who}", "借"), ("1002", "贷"), slip.fen),
            )
            off = 100 if wrong == 3 else 0  # the bank paid another sum
            statement.append(f"{{日期: {day}, 摘要: {who}, 付: {yuan(slip.fen + off)}}}")
            paid += off
        used += slip.fen * (2 if wrong == 4 else 1)  # twice in the summary
    yield "accounts/食堂/2026-10.yaml", (
        f'- {{凭证: 食记-0, 日期: 2026-10-31, 摘要: 出库, 出自: 汇总, 分录: [{{科目: "5001", 借: {yuan(used)}}},'
        f' {{科目: "1302", 贷: {yuan(used)}}}]}}'
    )  # fmt: skip
    lines = ", ".join(f"食材{n} {q - (3 if n % 20 == 7 else 0)}斤" for n, q in enumerate(left))
    yield "checks/2026-10.yaml", f"- {{盘点: PD, 日期: 2026-10-31, 地点: 食堂库, 范围: 全盘, 明细: [{lines}]}}"
    yield (
        "checks/2026-10.yaml",
        (
            f'- {{对账单: DZ, 日期: 2026-10-31, 种类: 银行, 账户: "8802", 期初: {yuan(10**11)}, 明细: [{", ".join(statement)}],'
            f" 期末: {yuan(10**11 - paid)}}}"
        ),
    )


def voucher(number: str, day: str, documents: str, debit: tuple[str, str], credit: tuple[str, str], fen: int) -> str:
    def entry(account: str, side: str) -> str:
        code, _, party = account.partition(" ")
        return f'{{科目: "{code}"{f", 往来: {party}" if party else ""}, {side}: {yuan(fen)}}}'

    return f"- {{凭证: {number}, 日期: {day}, 摘要: {number}, 单据: [{documents}], 分录: [{entry(*debit)}, {entry(*credit)}]}}"


# ------------------------------------------------------------ timing


class Run(NamedTuple):
    """Seconds of CPU; the findings."""

    read: float
    explained: float
    findings: int


def run(folder: Path) -> Run:
    """The book read from nothing, then explained with nothing remembered, each as in a process of its own."""
    gc.collect()
    gc.disable()  # as houqin runs (src/houqin/__main__.py)
    index_path(folder).unlink(missing_ok=True)
    start = time.process_time()
    with open_book(folder) as book:
        read = time.process_time()
        if book.diagnostics:
            raise RuntimeError(f"the book is not valid: {book.diagnostics[0]}")
        book.index.execute("delete from settled")
        begun = time.process_time()
        report = reconciliation(book, MONTH, "zh", TODAY)
        done = time.process_time()
    findings = next(table for table in report.tables if table.key == "findings")
    return Run(read - start, done - begun, len(findings.rows))


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("records", nargs="*", type=int, default=list(SIZES))
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--format", choices=("table", "json"), default="table")
    args = parser.parse_args()
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HOUQIN_CACHE"] = f"{folder}/cache"
        for size in args.records:
            records = write(Path(folder) / str(size), size)
            runs = [run(Path(folder) / str(size)) for _ in range(args.runs)]
            read, explained = (statistics.median(getattr(r, what) for r in runs) for what in ("read", "explained"))
            ratio = statistics.median(r.explained / r.read for r in runs)
            rows.append({"records": records, "findings": runs[0].findings, "read": round(read, 2),
                         "explained": round(explained, 2), "ratio": round(ratio, 2)})  # fmt: skip
    if args.format == "json":
        print(json.dumps(rows, indent=1))
    else:
        print(f"{'records':>8} {'findings':>9} {'read s':>8} {'explained s':>12} {'ratio':>7}")
        for r in rows:
            print(f"{r['records']:>8} {r['findings']:>9} {r['read']:>8.2f} {r['explained']:>12.2f} {r['ratio']:>7.2f}")
    return 1 if any(r["ratio"] > GOAL for r in rows if r["records"] <= AT * 1.1) else 0


if __name__ == "__main__":
    sys.exit(main())
