"""The book's own README, in both languages: what the school is, how the folders lie, what was planted and what is only
timing in the last month, and where each thing can be seen. Numbers of lines are those of the files as they were written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from bench.school import days
from bench.school.kinds import KINDS
from bench.school.world import CANTEEN, SCHOOL, Draft, World, own_number
from bench.school.write import Record

Words = tuple[str, str]
"""In Chinese and in English."""
PAGES = ("README.zh.md", "README.md")
MONTHS, SEED, KIND = 2, 7, "nine_grade"
"""Of the sample."""


class Written(NamedTuple):
    """A record as it stands in the book: its file, from the book's folder, and the line on which it begins."""

    path: str
    line: int
    entry: Record

    @property
    def type(self) -> str:
        return next(iter(self.entry))

    @property
    def number(self) -> str:
        return own_number(self.entry)


CASES: dict[str, Words] = {
    "digits": ("凭证金额相邻两位写颠倒", "a voucher with two neighbouring digits changed about"),
    "invoice": ("发票金额相邻两位开颠倒，未入账、未付款",
                "an invoice with two neighbouring digits changed about; not booked, not paid"),
    "depreciation": ("新卡片当月折旧漏提", "the first month's depreciation of a new card left out"),
    "meals": ("预收伙食费全额转收入，没吃的也转了", "prepaid meals taken to income in full, eaten or not"),
    "half": ("银行付款的凭证漏了预算分录", "a payment by the bank whose voucher lacks its budget half"),
    "return": ("退货未入账", "a return to the supplier not booked"),
    "accrual": ("货到票未到，月末没有暂估", "goods without an invoice, not accrued at the month's end"),
    "paper": ("复印纸盘亏 3 包，没有报", "three packs of paper missing from the shelf, not reported"),
    "safe": ("保险柜短款，没有报", "a note missing from the safe, not reported"),
    "spilt": ("大米定额内损耗，没有报", "rice lost within the allowance, not reported"),
    "unit": ("大米出库单把公斤写成斤；漏写一张同量的出库单也说得通，没有第二份单据，故列未明",
             "an issue of rice that says 斤 for 公斤; a slip of the same quantity never written would explain it as well, and no"
             " second document decides: so it stays unexplained"),
}  # fmt: skip
"""Each case of plant.py."""

BUCKETS: dict[str, Words] = {
    "待记": ("待记", "to book"), "待改": ("待改", "to correct"), "未明": ("未明", "unexplained"),
}  # fmt: skip
BETWEEN: dict[str, Words] = {
    "账账": ("一、账账", "1. Book to book"), "账实": ("二、账实", "2. Book to real"),
    "账证": ("四、要处理的（不影响上面各行）", "4. To settle (touches no line above)"),
}  # fmt: skip
SETS: dict[str, Words] = {SCHOOL: ("学校", "school"), CANTEEN: ("食堂", "canteen")}

FOLDERS: dict[str, Words] = {
    "registers": ("科目、物品、供应商、人员、地点", "accounts, items, suppliers, people, places"),
    "opening": ("期初，会计与保管员核对后写", "where the book begins; written once, agreed by accountant and keepers"),
    "purchases": ("采购员", "the buyer"),
    "store": ("各库保管员，一库一个文件夹", "each store's keeper, a folder a store"),
    "canteen": ("食堂管理员", "the canteen's manager"),
    "assets": ("资产管理员", "the asset custodian"),
    "repairs": ("维修", "the repairmen"),
    "accounts": ("会计，一账套一个文件夹", "the accountants, a folder a set of books"),
    "cash": ("出纳，一账套一个文件夹", "the cashiers, a folder a set of books"),
    "checks": ("盘点人、外来对账单", "who counts, and what others state"),
    "approvals": ("签批人", "those who decide"),
}


Test = Callable[[Record], bool]


def _has(kind: str, **fields: str) -> Test:
    """Whether a record is of a type and has these fields with these values ("" for any value)."""
    return lambda e: kind in list(e)[:1] and all(f in e and v in ("", e[f]) for f, v in fields.items())


def _line(kind: str, text: str) -> Test:
    """Whether a record is of a type and one of its lines speaks of this."""
    return lambda e: kind in list(e)[:1] and any(text in str(line) for line in e.get("明细", ()))


def _part(kind: str, field: str, key: str) -> Test:
    """Whether a record is of a type and a row of its list has this key."""
    return lambda e: kind in list(e)[:1] and any(key in row for row in e.get(field, ()) if isinstance(row, dict))


def _said(word: str) -> Test:
    """Whether it is a voucher whose summary has this word."""
    return lambda e: "凭证" in e and word in e.get("摘要", "")


SEEN: list[tuple[str, str, Test]] = [
    ("期初固定资产卡片，多在使用年限中途", "the asset cards of the opening, most of them in the middle of their lives",
     _has("期初资产")),
    ("食堂每日出库，按粮油、肉禽蛋、调味干货、奶类分单", "the canteen's daily issues, a slip a kind of food",
     _has("领用", 餐次="", 用途="肉禽蛋")),
    ("直入直出：鲜菜当日验收当日下锅", "greens that go straight to the kitchen", _has("验收", 直入直出="是")),
    ("先进先出：办公用品", "first in, first out: office goods", _line("领用", "A4复印纸")),
    ("移动加权平均：维修材料", "moving average: repair materials", _line("领用", "LED灯管")),
    ("全月一次加权平均：食材", "average of the month: food", _line("领用", "大米")),
    ("个别计价：低值易耗品按批", "specific identification: low-value goods by their lot",
     _part("领用", "明细", "批号")),
    ("包装换算：收货按箱、袋、桶，账按基本单位", "packs: received by the box, bag or drum, kept in base units",
     _line("验收", "大米")),
    ("同一物品 9 月起换了包装（A4复印纸 5 包一箱改 8 包）", "a pack that changed in September (5 packs of paper in a box, now 8)",
     _line("验收", "A4复印纸")),
    ("开学按班领用", "the term's first issues, class by class", _has("领用", 用途="开学领用")),
    ("两库之间调拨", "a transfer between the stores", _has("调拨")),
    ("维修余料退库", "parts that came back from a repair", _has("退库")),
    ("退货给供应商，抵扣货款", "a return to the supplier, set off against his pay", _has("退货")),
    ("写错的出库单红字冲销", "an issue written wrongly and reversed",
     lambda e: "冲销" in e and str(e["原单"]).startswith("CK")),
    ("写错的凭证红字冲销", "a voucher written wrongly and reversed",
     lambda e: "冲销" in e and str(e["原单"]).startswith("记")),
    ("冲销后重开（替代）", "written again in its place", _has("付款", 替代="")),
    ("迟到单：上月业务、本月入账", "a late slip: last month's business, booked in this",
     lambda e: "领用" in e and "入账日期" in e),
    ("发票与验收单价不同（价差）", "an invoice at another price than the acceptance", _part("发票", "涵盖", "价差")),
    ("月结：一张发票涵盖一个月的许多验收单", "settled by the month: one invoice for many slips",
     _part("发票", "涵盖", "期间")),
    ("货到票未到，暂估后次月红冲", "goods without an invoice, accrued and taken back in red", _said("红字冲回")),
    ("票到货未到，在途物品", "an invoice without goods: goods under way", _said("在途")),
    ("分期付款的订单", "an order that is paid in parts", _has("订单", 付款条件="")),
    ("付款留质保金", "a payment with a retention", _has("付款", 扣留="")),
    ("到期退还质保金", "a retention released", _part("付款", "核销", "合同")),
    ("询价，三家报价", "an enquiry with three offers", _has("询价")),
    ("设备合同", "a contract for equipment", _has("合同", 付款条件="")),
    ("零星采购", "petty purchases from the float", _has("验收", 来源="零星采购")),
    ("捐赠入库", "a donation", _has("验收", 来源="捐赠")),
    ("五五摊销：领用摊一半", "half written off when it is issued (五五摊销)", _line("领用", "壁扇")),
    ("五五摊销：报废摊另一半", "and the other half when it is scrapped", lambda e: "处置" in e and "明细" in e),
    ("大批同类固定资产", "a bulk asset", _has("资产取得", 大批同类="是")),
    ("有批文的资产报废", "a disposal with its approval", _has("处置", 批文="")),
    ("报废残值收款", "the proceeds of the scrap", _has("收款", 处置="")),
    ("残值上缴财政", "and their remittance", _has("上缴")),
    ("盘亏挂 1902 待处理", "a loss that waits in 1902",
     lambda e: "盘盈盘亏" in e and any(r.get("结果") == "待处理" for r in e["明细"])),
    ("批复后转销 1902", "and is settled once approved", _has("转销")),
    ("财政直接支付的凭证，财务、预算分录各一套", "a payment by the treasury, both halves booked",
     lambda e: _said("财政直接支付")(e) and "预算" in e),
    ("借备用金", "an advance", _has("借款")),
    ("报销冲借款，余款退回", "the advance cleared, the rest given back", _has("报销")),
    ("学生奶补助专款", "earmarked milk money", _has("付款", 经费来源="学生奶补助")),
    ("营养改善补助专款：补助人数 × 5 元 × 天数", "earmarked nutrition money: heads × 5 yuan × days",
     _has("付款", 经费来源="营养改善补助")),
    ("补助人数每天登记", "the heads it is for, day by day", _has("就餐", 补助人数="")),
    ("认定：旧账一笔盘亏，有人认可其原因", "a suspect of the old books accepted by a person", _has("认定")),
    ("作废的申请", "a request cancelled", _has("作废")),
    ("结案的订单", "an order closed short", _has("结案")),
    ("配对：一笔网银服务费是上月对账单的哪一行", "a booking of the bank's fee paired with its line", _has("配对")),
    ("补签", "a signature given later", _has("补签")),
    ("留样", "food samples", _has("留样")),
    ("带量食谱", "a quantified menu", _has("食谱")),
    ("要货", "a delivery request", _has("要货")),
    ("资产借用、归还", "a loan and its return", _has("归还")),
    ("损坏", "damage", _has("损坏")),
    ("附有原件的银行对账单", "a bank statement with the bank's own file", _has("对账单", 校验值="")),
    ("附有原件的送货单", "an acceptance with the supplier's own sheet", _has("验收", 附证="")),
]  # fmt: skip
"""What can be seen in the book: in Chinese, in English, and how such a record is told."""


class Open(NamedTuple):
    """What is only timing at the end of the last month: what, fen, the record's number, and when it clears."""

    what: Words
    amount: int
    record: str
    clears: Words


IN_AT_BANK = ("银收企未收：食堂还来的代垫水电费", "in at the bank, not in the journal: the canteen's repayment")
OUT_AT_BANK = ("银付企未付：网银服务费", "out at the bank, not in the journal: its fee")
IN_AT_SCHOOL = ("企收银未收", "in the journal, not at the bank")
OUT_AT_SCHOOL = ("企付银未付", "paid in the journal, not at the bank")
NEXT_ENTRY = ("下月初凭银行回单入账", "booked next month from the bank's paper")
NEXT_STATEMENT = ("下月对账单上有", "on next month's statement")


def timing(world: World) -> list[Open]:
    """What a right book still shows at a month's end, the largest first."""
    found, month = [], world.last
    for account, journal in world.journals.items():
        statement = f"DZ-{account}-{month[2:4]}{month[5:]}"
        for entry in journal.bank_only:
            found.append(Open(IN_AT_BANK if entry.amount > 0 else OUT_AT_BANK, entry.amount, statement, NEXT_ENTRY))
        for entry, _ in journal.late:
            what = IN_AT_SCHOOL if entry.amount > 0 else OUT_AT_SCHOOL
            named = what[0] + f"：{entry.text}", what[1] + f": {entry.text}"
            found.append(Open(named, entry.amount, entry.record, NEXT_STATEMENT))
    late, here = (
        ("财政直接支付，国库未列", "paid by the treasury, not on its list"),
        ("上月未列，本月已列", "last month's, listed now"),
    )
    for rows, what, clears in (
        (world.treasury_late, late, ("下月支付明细上有", "on next month's list")),
        (world.listed, here, ("已两清", "settled")),
    ):
        found += [Open(what, entry.amount, slip, clears) for entry, slip in rows]
    if world.transit:
        amount, voucher = world.transit["amount"], world.transit["voucher"].number
        what = "票到货未到，在途：学生奶", "invoiced and under way: milk"
        found.append(Open(what, amount, voucher, ("下月到货验收", "accepted next month")))
    return sorted(found, key=lambda one: -abs(one.amount))


def write(folder: Path, world: World, written: list[Written]) -> None:
    """Both pages. `written` are all records in the order of their files."""
    for language, page in enumerate(PAGES):
        text = "\n".join(_page(world, written, language))
        (folder / page).write_text(text + "\n", encoding="utf-8", newline="\n")


def _page(world: World, written: list[Written], language: int) -> Iterator[str]:
    kind, month, counts = world.kind, world.last, Counter(Path(one.path).stem for one in written)
    of_months = {name: count for name, count in sorted(counts.items()) if re.fullmatch(r"\d{4}-\d\d", name)}
    yield f"# {('样本学校', 'The sample school')[language]} {kind.name}"
    yield ""
    yield (f"[English]({PAGES[1]})", f"[中文]({PAGES[0]})")[language]
    yield ""
    yield (
        f"学生 {kind.pupils:,} 人、{len(kind.classes)} 个班、教工 {kind.staff} 人；三个仓库，食堂独立核算。"
        f"账簿从 2026 年 8 月 31 日期初到 {month}。学校、人、号码、信用代码都是编的，物品和价格是寻常的。"
        "工资由县里统一发放，不在这本后勤账里。",
        f"{kind.pupils:,} pupils in {len(kind.classes)} classes, {kind.staff} staff; three stores, and a canteen that keeps"
        f" its own set of books. The book runs from its opening on 31 August 2026 to {month}. The school, its people, numbers"
        " and credit codes are invented; goods and prices are ordinary ones. Salaries are paid by the county and are not in"
        " this book of logistics.",
    )[language]
    yield ""
    yield (
        (
            f"由 `{_command(world)}` 写成（[bench](../bench/README.md)），本页也是；它与 houqin 不共用任何代码，"
            "下面的单据、行号、金额都是写账时算好的。每月记录：",
            f"Written by `{_command(world)}` ([bench](../bench/README.md)), this page as well. It shares no code with houqin: the"
            " records, lines and sums below were worked out when the book was written. Records by month: ",
        )[language]
        + ("，", ", ")[language].join(f"{name} {count:,}" for name, count in of_months.items())
        + ("。", ".")[language]
    )
    yield from _folders(world, written, language)
    yield from _planted(world, written, language)
    yield from _timing(world, written, language)
    yield from _seen(written, language)


def _table(heads: Iterable[Words], language: int, rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """A table in Markdown; a head that begins with ">" is a column of figures."""
    names = [words[language] for words in heads]
    yield ""
    yield f"| {' | '.join(name.lstrip('>') for name in names)} |"
    yield f"|{'|'.join('--:' if name[0] == '>' else '---' for name in names)}|"
    yield from (f"| {' | '.join(row)} |" for row in rows)


def _folders(world: World, written: list[Written], language: int) -> Iterator[str]:
    yield ""
    yield ("## 文件夹", "## Folders")[language]
    rows = []
    for folder, writer in FOLDERS.items():
        types = Counter(one.type for one in written if one.path.split("/")[0] == folder)
        kinds = ("、", ", ")[language].join(f"{name} {count:,}" for name, count in types.items())
        rows.append((f"`{folder}/`", writer[language], kinds))
    yield from _table((("文件夹", "folder"), ("谁写", "who writes it"), ("记录", "records")), language, rows)
    yield ""
    yield (
        "`houqin.yaml` 是账簿的开头：账套、计价、收费标准、本校规定。`evidence/` 放别人给的原件，记录用 `附证` 或 `文件` 指到它，"
        f"并记下校验值；这里只放了 {len(world.evidence)} 份，其余的照学校的做法另存。",
        "`houqin.yaml` heads the book: sets, valuation, fees, the school's own rules. `evidence/` is for what others sent;"
        f" records name it with its hash. {len(world.evidence)} such files are here, the others are kept elsewhere, as schools do.",
    )[language]


def _command(world: World) -> str:
    """What writes this very book, where it is not the plain sample."""
    months = days.months_between(days.FIRST, world.last) + 1
    kind = next(name for name, kind in KINDS.items() if kind is world.kind)
    given = (
        f" --months {months}" * (months != MONTHS),
        f" --seed {world.seed}" * (world.seed != SEED),
        f" --kind {kind}" * (kind != KIND),
        " --right" * (months > 1 and not world.planted),
    )
    return "python -m bench.school ledgers" + "".join(given)


def _planted(world: World, written: list[Written], language: int) -> Iterator[str]:
    if not world.planted:
        return
    rows, month = [], world.last
    for one in sorted(world.planted, key=lambda one: -one.amount):
        record = _find(written, one.record.number if isinstance(one.record, Draft) else one.record, month, one.set)
        accounts = ("、", ", ")[language].join(one.accounts)
        line = f"{BETWEEN[one.between][language]} {SETS[one.set][language]} {accounts}".strip()
        what = CASES[one.case][language], BUCKETS[one.bucket][language], _money(one.amount)
        rows.append((*what, *_at(record), line, _show(record)))
    yield ""
    yield (f"## {month}：种下的差错", f"## {month}: what was planted")[language]
    yield ""
    sums = {bucket: [one for one in world.planted if one.bucket == bucket] for bucket in BUCKETS}
    told = ("，", ", ")[language].join(f"{BUCKETS[b][language]} {len(of)}" for b, of in sums.items())
    yield (
        f"前面各月是对的，只有未达（退出码 0）。{month} 种了 {len(world.planted)} 处：{told}。`houqin reconcile {month}` 的"
        "“四、要处理的”逐笔列出，金额与下表相同；每笔的影响加起来，就是表上各行的差额。",
        f"All months before are right: they show timing only (exit code 0). In {month} {len(world.planted)} things were"
        f' planted: {told}. `houqin reconcile {month}` lists each under "4. To settle" with the same sum; their effects add'
        " up to the differences of the lines above.",
    )[language]  # fmt: skip
    heads = (
        ("种下的", "planted"), ("归入", "bucket"), (">元", ">yuan"), ("记录", "record"), ("文件:行", "file:line"),
        ("对账表的哪一行", "line of the sheet"), ("跟下去", "follow it"),
    )  # fmt: skip
    yield from _table(heads, language, rows)


def _timing(world: World, written: list[Written], language: int) -> Iterator[str]:
    rows, month = [], world.last
    for one in timing(world):
        record = _find(written, one.record, month, "")
        rows.append((one.what[language], _money(abs(one.amount)), *_at(record), one.clears[language], _show(record)))
    yield ""
    yield (f"## {month}：未达", f"## {month}: timing")[language]
    yield ""
    yield (
        "不算差错，会自己消除，对账表列在“五”。",
        'No errors: they clear by themselves. The sheet lists them under "5".',
    )[language]
    heads = (
        ("未达", "timing"), (">元", ">yuan"), ("记录", "record"), ("文件:行", "file:line"), ("何时消除", "clears"),
        ("跟下去", "follow it"),
    )  # fmt: skip
    yield from _table(heads, language, rows)


def _seen(written: list[Written], language: int) -> Iterator[str]:
    """Each property at a record of the last month in which there is one."""
    by_file: dict[str, list[Written]] = {}
    for one in sorted(written, key=lambda one: Path(one.path).stem, reverse=True):
        by_file.setdefault(one.path, []).append(one)
    rows = []
    for zh, en, is_it in SEEN:
        hits = (next((one for one in of if is_it(one.entry)), None) for of in by_file.values())
        if found := next((one for one in hits if one), None):
            rows.append(((zh, en)[language], *_at(found), _show(found)))
    yield ""
    yield ("## 哪里看得到什么", "## Where to see what")[language]
    heads = (("内容", "what"), ("记录", "record"), ("文件:行", "file:line"), ("看", "see"))
    yield from _table(heads, language, rows)


def _find(written: list[Written], number: str, month: str, set_: str) -> Written:
    """The record of that number; a voucher's in its set and month."""
    voucher = re.fullmatch(r"食?记-\d+", number)
    found = [one for one in written if one.number == number and one.type != "冲销"]
    if voucher:
        found = [one for one in found if Path(one.path).stem == month and (not set_ or f"/{set_}/" in f"/{one.path}")]
    return found[-1]


def _at(record: Written) -> tuple[str, str]:
    return record.number, f"[{record.path}:{record.line}]({record.path}#L{record.line})"


def _money(fen: int) -> str:
    """1,240.00, as the sheet prints it."""
    return f"{fen // 100:,}.{fen % 100:02d}"


def _show(record: Written) -> str:
    """What follows it; the numbers of vouchers begin anew each month."""
    asked = f"{Path(record.path).stem}/{record.number}" if record.type == "凭证" else record.number
    return f"`houqin show {asked}`"
