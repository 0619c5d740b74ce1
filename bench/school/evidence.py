"""What others sent in the last month, as they send it: a bank's export (GB18030, a preface, thousands with commas) and a
supplier's delivery sheet. The records that rest on them name them with the SHA-256 of their bytes."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable
from datetime import date
from typing import Any

from bench.school import days
from bench.school.cost import MILLE, half_up
from bench.school.goods import Item
from bench.school.world import World, number, yuan


def bank_export(world: World, name: str, account: str, rows: list[dict[str, str]], opening: int, closing: int) -> Any:
    """The statement as the bank's site gives it out: 借 is what leaves the account, 贷 what comes in (the bank's view)."""
    first, last = days.first(name), days.last(name)
    sums = {way: sum(_fen(row[way]) for row in rows if way in row) for way in ("付", "收")}
    lines: list[list[str]] = [
        ["县农商银行企业网上银行　账户明细"],
        ["账号", f"9900000000{account}\t", "户名", world.kind.name],
        ["起止日期", f"{first} 至 {last}", "币种", "人民币"],
        ["期初余额", _money(opening), "期末余额", _money(closing)],
        [],
        ["交易日期", "摘要", "借方发生额", "贷方发生额", "余额", "对方户名", "流水号"],
    ]
    for place, row in enumerate(rows, 1):
        out, in_ = (_money(_fen(row[way])) if way in row else "" for way in ("付", "收"))
        text = "收费" if row["摘要"] == "网银服务费" else "转账"
        serial = f"{row['日期'].replace('-', '')}{account}{place:08d}\t"
        lines.append([row["日期"], text, out, in_, _money(_fen(row["余额"])), row["摘要"], serial])
    lines += [
        ["合计", "", _money(sums["付"]), _money(sums["收"])],
        [f"打印时间：{last} 18:02:11", "", "", "", "", "以下空白"],
    ]
    return _kept(world, f"evidence/{name}/{account}对账单.csv", lines)


def delivery_sheet(world: World, day: date, who: str, goods: Iterable[tuple[Item, int, int]]) -> Any:
    """A supplier's delivery sheet; goods are (item, thousandths, fen of a base unit), written in his packs."""
    lines = [[who, "", "", "", "", ""], ["送货单", "", "", "", "客户名称", world.kind.name], [],
             ["序号", "商品名称", "单位", "数量", "单价", "金额"]]  # fmt: skip
    total = 0
    for place, (item, quantity, fen) in enumerate(goods, 1):
        unit, size = item.unit, 1
        if item.pack and quantity % (item.pack[1] * MILLE) == 0:
            unit, size = item.pack
        amount = half_up(quantity * fen, MILLE)
        total += amount
        lines.append([str(place), item.name, unit, number(quantity // size), yuan(fen * size), _money(amount)])
    lines += [["合计", "", "", "", "", _money(total)], [f"送货日期：{day}", "", "", "", "收货人：", ""]]
    return _kept(world, f"evidence/{days.month_of(day)}/{who}送货单{day:%m%d}.csv", lines)


def _kept(world: World, path: str, lines: list[list[str]]) -> dict[str, str]:
    """Put the file by; how a record names it."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(lines)
    data = out.getvalue().encode("gb18030")
    world.evidence[path] = data
    return {"文件": path, "校验值": hashlib.sha256(data).hexdigest()}


def _fen(text: str) -> int:
    return int(text.replace(".", ""))


def _money(fen: int) -> str:
    """1,240.00, as programs print it."""
    whole, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{whole:,}.{rest:02d}"
