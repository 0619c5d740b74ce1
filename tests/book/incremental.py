"""A book edited at random; after each edit the index brought up to date must answer as one built from nothing.

`python tests/book/incremental.py STEPS SEED` runs it for as long as one likes; test_incremental.py runs the first steps.
The book is the sample month and two more made from it, with reversals, returns, late slips, price differences and
moves between stores that refer to earlier months, so that what changes in October cascades.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import re
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from houqin.book import index as index_
from houqin.cli import options
from houqin.cli.app import main

SAMPLE = Path(__file__).parents[1] / "example" / "ledgers"
MONTHS = ("2026-10", "2026-11", "2026-12")
STORES = ("总务库", "食堂主副食库")
DATED = ("accounts", "approvals", "assets", "canteen", "cash", "checks", "purchases", "repairs", "store")

LATER = {
    "2026-11": {
        "store/总务库": """\
- {冲销: CX-1103-1, 日期: 2026-11-03, 原单: 2026/CK-1022-1, 原因: 部门写错}
- {领用: CK-1022-9, 日期: 2026-10-22, 入账日期: 2026-11-03, 替代: 2026/CK-1022-1, 部门: 行政办公室, 明细: [A4复印纸 150包]}
- {退库: TK-1104-1, 日期: 2026-11-04, 原单: 2026/CK-1023-1, 明细: [LED灯管 7支]}
- {退货: TH-1105-1, 日期: 2026-11-05, 原单: 2026/YS-1015-1, 供应商: 永安五金, 明细: [水龙头 3个 26.50 79.50]}
- {冲销: CX-1106-1, 日期: 2026-11-06, 原单: 2026/CK-1022-2}
""",
        "store/食堂主副食库": """\
- {退货: STH-1106-1, 日期: 2026-11-06, 原单: 2026/SYS-1019-1, 供应商: 城关粮油店, 明细: [大米 100斤 2.62 262.00]}
- {冲销: SCX-1107-1, 日期: 2026-11-07, 原单: 2026/SCK-1030-1, 原因: 斤写成公斤}
- {领用: SCK-1030-9, 日期: 2026-10-30, 入账日期: 2026-11-07, 替代: 2026/SCK-1030-1, 餐次: 午餐, 明细: [大米 1500公斤, 猪肉 2730斤]}
""",
        "purchases": """\
- 发票: FP-1109-1
  日期: 2026-11-09
  种类: 数电普票
  号码: "26992000000020000001"
  供应商: 永安五金
  价税合计: 5560.00
  涵盖: [{验收: 2026/YS-1015-1, 金额: 5560.00, 价差: 60.00}]
""",
        "checks": """\
- {盘盈盘亏: PK-1102-1, 日期: 2026-11-02, 盘点: 2026/PD-1030-1, 地点: 总务库, 明细: [{物品: A4复印纸, 数量: 3 包, 结果: 待处理}]}
- 转销: ZX-1120-1
  日期: 2026-11-20
  原单: PK-1102-1
  账套: 学校
  批文: 校办〔2026〕31号
  批复日期: 2026-11-20
  明细: [{物品: A4复印纸, 金额: 63.00, 科目: "5101"}]
""",
    },
    "2026-12": {
        "store/总务库": """\
- {冲销: CX-1201-1, 日期: 2026-12-01, 原单: 2026/CX-1103-1, 原因: 原来没错}
- {冲销: CX-1201-2, 日期: 2026-12-01, 原单: 2026/CK-1022-9}
- {调拨: DB-1202-1, 日期: 2026-12-02, 移入地点: 食堂主副食库, 明细: [消毒液 12桶]}
- {退库: TK-1203-1, 日期: 2026-12-03, 原单: 2026/CK-1116-1, 明细: [LED灯管 4支]}
- {退货: TH-1204-1, 日期: 2026-12-04, 原单: 2026/YS-1113-1, 供应商: 城关文具店, 明细: [A4复印纸 2箱 168.00 336.00]}
- {冲销: CX-1205-1, 日期: 2026-12-05, 原单: 2026/TK-1104-1}
""",
        "cash/学校": "- {冲销: XCX-1201-1, 日期: 2026-12-01, 原单: 2026/FK-1112-1}\n",
        "accounts/食堂": "- {冲销: 食冲-1, 日期: 2026-12-01, 原单: 2026-11/食记-10}\n",
    },
}
"""What the later months do to the earlier ones: month → folder → records."""


def shifted(text: str, month: str) -> str:
    """October's records as another month's: its dates and numbers, its October a month later."""
    ahead = int(month[5:]) - 10
    text = re.sub(r"(?<=2026-)(09|10)(?=-\d\d\b)", lambda m: f"{int(m[1]) + ahead:02d}", text)
    text = re.sub(r"(?<=-)(09|10)(?=\d\d\b)", lambda m: f"{int(m[1]) + ahead:02d}", text)
    text = re.sub(r"(?<=[DG][ZDK]-)(\w+)-10\b", rf"\1-{month[5:]}", text)
    text = re.sub(r"ZC-0006", f"ZC-00{month[5:]}", text)
    last = {"2026-09": "30", "2026-11": "30"}
    for short, day in last.items():
        text = text.replace(f"{short}-31", f"{short}-{day}")
    return text


def make_book(folder: Path) -> None:
    """The sample with November and December made from its October."""
    shutil.copytree(SAMPLE, folder)
    for path in sorted(folder.rglob("2026-10.yaml")):
        october = path.read_text("utf-8")
        for month in MONTHS[1:]:
            more = LATER[month].get(path.parent.relative_to(folder).as_posix(), "")
            path.with_name(f"{month}.yaml").write_text(shifted(october, month) + more, "utf-8")


# ------------------------------------------------------------ what a book answers


def run(*args: str) -> str:
    """Exit code, stdout and stderr of a command, in this process."""
    options.language_of.cache_clear()
    out, err, was, env = io.StringIO(), io.StringIO(), sys.argv, dict(os.environ)
    sys.argv = ["houqin", *args]
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            main()
    except SystemExit as left:
        out.write(f"\nexit {left.code}\n")
    except Exception as error:  # noqa: BLE001  (with HOUQIN_DEBUG: a mistake of ours)
        out.write(f"\nexit 70: {error!r} {error.__cause__!r}\n")
    finally:
        sys.argv = was
        os.environ.clear()
        os.environ.update(env)  # an option before the command is put there
    return out.getvalue() + "\n" + err.getvalue()


def answers(book: Path, cache: Path, month: str) -> list[str]:
    """What `reconcile` and `check` print with the index of that cache, and what the index holds."""
    os.environ |= {"HOUQIN_CACHE": str(cache), "HOUQIN_DEBUG": "1"}
    here = ("--book", str(book))
    asked = [(month, "json"), (month, "plain"), ("2026-10", "json")]
    return [
        *(run("reconcile", *here, m, "--format", form, "--today", "2027-01-03") for m, form in dict.fromkeys(asked)),
        run("check", *here, "--format", "json"),
        contents(index_.index_path(book)),
    ]


ROWS = {
    "record": "select id, last, folder, owner, type, number, day, booked, month, set_, place, digest from record",
    "data": "select * from data", "doc": "select * from doc", "link": "select * from link",
    "goods": "select * from goods", "money": "select * from money", "moved": "select * from moved",
    "tie": "select record, n, role, target as of_record, target_n, amount from tie", "problem": "select * from problem",
    "shifted": "select * from shifted", "valued": "select * from valued",
}  # fmt: skip
"""Tables of the index whose rows belong to a record."""


def contents(path: Path) -> str:
    """Every row of the index as text, in an order and with names that do not depend on how it came to be."""
    if not path.exists():
        return "no index"
    index = sqlite3.connect(path)
    if not index.execute("select 1 from sqlite_master").fetchone():
        return "an empty index"
    place = {row[0]: f"{row[1]}:{row[2]}" for row in index.execute("select id, path, line from record")}
    lines = []
    for table, sql in ROWS.items():
        cursor = index.execute(sql)
        names = [column[0] for column in cursor.description]
        for row in cursor:
            lines.append(f"{table} " + " ".join(_cell(n, v, place) for n, v in zip(names, row, strict=True)))
    for kind, key, month, text in index.execute("select kind, key, month, json from state"):
        state = json.loads(text)
        for pool in state.get("pools", {}).values():
            for layer in pool["layers"]:
                layer[0] = place.get(layer[0], "a record that is gone")
        lines.append(f"state {kind} {key} {month} {json.dumps(state, ensure_ascii=False, sort_keys=True)}")
    lines += [f"diagnostic {row}" for row in index.execute("select * from diagnostic")]
    lines += [f"file {row}" for row in index.execute("select path, folder, owner, sha from file")]
    index.close()
    return "\n".join(sorted(lines))


def _cell(column: str, value: object, place: dict[int, str]) -> str:
    if column in ("id", "record", "of_record") and isinstance(value, int):
        return place.get(value, "a record that is gone")
    return str(value)


# ------------------------------------------------------------ edits


def files(book: Path, pattern: str = "**/*.yaml") -> list[Path]:
    return sorted(p for p in book.glob(pattern) if p.is_file())


def dated(book: Path, rng: random.Random) -> Path:
    """A month file with records, a slip's more often than not."""
    found = [p for p in files(book) if p.relative_to(book).parts[0] in DATED and p.read_bytes().strip()]
    slips = [p for p in found if p.relative_to(book).parts[0] == "store"]
    return rng.choice(slips if slips and rng.random() < 0.5 else found)


def text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8", errors="replace")


def blocks(text: str) -> list[str]:
    """The records of a file as text; what stands before the first is a block of its own."""
    return [part for part in re.split(r"(?m)^(?=- )", text) if part]


def join(parts: list[str]) -> str:
    return "".join(part if part.endswith("\n") else part + "\n" for part in parts)


def records(book: Path, word: str) -> list[tuple[str, str]]:
    """(file below the book, number) of the records of a type."""
    found = []
    for path in files(book):
        found += [(path.relative_to(book).as_posix(), n) for n in re.findall(rf"{word}: ([\w-]+)", text_of(path))]
    return found


QUANTITY = re.compile(r"\d+(?= ?(?:斤|公斤|包|箱|盒|个|桶|支|台|人|餐))")


def change_quantity(book: Path, rng: random.Random) -> None:
    path = dated(book, rng)
    parts = blocks(text_of(path))
    free = [
        i
        for i, p in enumerate(parts)
        if re.match(r"- \{?(领用|退库|盘点|就餐|盘盈盘亏|调拨)", p) and QUANTITY.search(p)
    ]
    if free:
        i = rng.choice(free)
        found = rng.choice(list(QUANTITY.finditer(parts[i])))
        number = str(max(1, int(found[0]) + rng.choice((-1, 1, 10, -50, 200))))
        parts[i] = parts[i][: found.start()] + number + parts[i][found.end() :]
        path.write_text(join(parts), "utf-8")


def change_amount(book: Path, rng: random.Random) -> None:
    """A sum wherever it stands in a record, so that the record still agrees with itself."""
    path = dated(book, rng)
    parts = blocks(text_of(path))
    i = rng.randrange(len(parts))
    amounts = sorted(set(re.findall(r"(?<= )\d+\.\d\d\b", parts[i])))
    if amounts:
        old = rng.choice(amounts)
        parts[i] = re.sub(rf"(?<= ){re.escape(old)}\b", f"{float(old) + rng.choice((1, 0.01, 100)):.2f}", parts[i])
        path.write_text(join(parts), "utf-8")


def change_day(book: Path, rng: random.Random) -> None:
    path = dated(book, rng)
    parts = blocks(text_of(path))
    i = rng.randrange(len(parts))
    parts[i] = re.sub(r"(日期: 2026-\d\d)-\d\d", lambda m: f"{m[1]}-{rng.randint(1, 30):02d}", parts[i], count=1)
    path.write_text(join(parts), "utf-8")


def change_name(book: Path, rng: random.Random) -> None:
    """Another item, party, account or reference, by a word of the book for another."""
    words = (
        ["A4复印纸", "白板笔", "硒鼓", "消毒液", "LED灯管", "壁扇", "大米", "猪肉", "没有的物品"],
        ["城关文具店", "永安五金", "光明电器", "城关粮油店", "鲜旺肉业", "没有的供应商"],
        ['"1302.01"', '"1302.02"', '"5001"', '"2302"', '"1601"', '"9999"'],
        ["YS-1013-1", "YS-1015-1", "CK-1022-1", "CK-1023-1", "SYS-1019-1", "YS-9999-1"],
    )
    path = dated(book, rng)
    parts = blocks(text_of(path))
    i = rng.randrange(len(parts))
    for group in rng.sample(words, len(words)):
        if here := [w for w in group if w in parts[i]]:
            parts[i] = parts[i].replace(rng.choice(here), rng.choice(group), 1)
            path.write_text(join(parts), "utf-8")
            return


def delete_record(book: Path, rng: random.Random) -> None:
    path = dated(book, rng)
    parts = blocks(text_of(path))
    del parts[rng.randrange(len(parts))]
    path.write_text(join(parts), "utf-8")


def duplicate_record(book: Path, rng: random.Random) -> None:
    path = dated(book, rng)
    parts = blocks(text_of(path))
    i = rng.randrange(len(parts))
    again = parts[i]
    if rng.random() < 0.6:
        again = re.sub(r"^(- \{?\w+: [\w-]+)", rf"\g<1>-{rng.randint(2, 99)}", again)
    parts.insert(rng.choice((i, i + 1, len(parts))), again)
    path.write_text(join(parts), "utf-8")


def move_record(book: Path, rng: random.Random) -> None:
    """To another file of its folder: the same month's other store or set, or another month (booked there or not)."""
    path = dated(book, rng)
    folder = path.relative_to(book).parts[0]
    others = [p for p in files(book, f"{folder}/**/*.yaml") if p != path]
    parts = blocks(text_of(path))
    if not others or not parts:
        return
    one, other = parts.pop(rng.randrange(len(parts))), rng.choice(others)
    if rng.random() < 0.9:
        one = one.replace(path.stem, other.stem)
    path.write_text(join(parts), "utf-8")
    there = blocks(text_of(other))
    there.insert(rng.randint(0, len(there)), one)
    other.write_text(join(there), "utf-8")


GOODS = ("A4复印纸 {}包", "硒鼓 {}个", "LED灯管 {}支", "大米 {}斤", "壁扇 {}台", "白板笔 {}盒", "A4复印纸 {}箱")
OF = "领用 验收 退库 退货 冲销 调拨"
ADDED = (
    ("store/{store}", OF, "冲销: CX-{n}, 日期: {day}, 原单: {of}"),
    ("store/{store}", "领用", "退库: TK-{n}, 日期: {day}, 原单: {of}, 明细: [{goods}]"),
    ("store/{store}", "验收", "退货: TH-{n}, 日期: {day}, 原单: {of}, 供应商: 城关文具店, 明细: [{goods}]"),
    ("store/{store}", OF, "领用: CK-{n}, 日期: 2026-10-09, 入账日期: {day}, 部门: 教务处, 明细: [{goods}]"),
    ("store/{store}", OF, "调拨: DB-{n}, 日期: {day}, 移入地点: {other}, 明细: [{goods}]"),
    ("store/{store}", OF, "验收: YS-{n}, 日期: {day}, 供应商: 永安五金, 明细: [{goods} ={n}.00]"),
    (
        "purchases", "验收",
        '发票: FP-{n}, 日期: {day}, 种类: 数电普票, 号码: "26992000000010000{n}", 供应商: 永安五金, 价税合计: {n}.00,'
        " 涵盖: [{{验收: {of}, 金额: {n}.00, 价差: {price}.00}}]",
    ),
    ("checks", OF, "盘点: PD-{n}, 日期: {day}, 地点: {store}, 范围: 抽盘, 明细: [{goods}]"),
    (
        "checks", "盘点",
        "盘盈盘亏: PK-{n}, 日期: {day}, 盘点: {of}, 地点: {store},"
        " 明细: [{{物品: A4复印纸, 数量: 2 包, 结果: 待处理}}]",
    ),
    (
        "cash/学校", "发票",
        '付款: FK-{n}, 日期: {day}, 方式: 银行, 账户: "6011", 收款方: 永安五金, 金额: {n}.00,'
        " 核销: [{{发票: {of}, 金额: {n}.00}}]",
    ),
    (
        "accounts/学校", "验收",
        "凭证: 记-{n}, 日期: {day}, 摘要: 补记, 单据: [{of}],"
        ' 分录: [{{科目: "1302.01", 借: {n}.00}}, {{科目: "2302", 往来: 永安五金, 贷: {n}.00}}]',
    ),
)  # fmt: skip
"""Records that name others: the folder, the types of what they name, the record."""


def add_record(book: Path, rng: random.Random) -> None:
    """A record that names another one of any month: what makes changes travel."""
    folder, types, template = rng.choice(ADDED)
    named = records(book, rng.choice(types.split()))
    month = rng.choice(MONTHS)
    facts = {
        "n": rng.randint(100, 999),
        "day": f"{month}-{rng.randint(1, 30):02d}",
        "store": rng.choice(STORES),
        "other": rng.choice(STORES),
        "goods": rng.choice(GOODS).format(rng.randint(1, 40)),
        "price": rng.choice((-7, 9)),
        "of": f"2026/{rng.choice(named)[1] if named else 'CK-1014-1'}",
    }
    path = book / folder.format(**facts) / f"{month}.yaml"
    parts = blocks(text_of(path)) if path.exists() else []
    parts.insert(rng.randint(0, len(parts)), "- {" + template.format(**facts) + "}\n")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(join(parts), "utf-8")


ITEMS = """\
箱: 8 包 ⇄ 箱: 10 包
公斤: 2 斤 ⇄ 公斤: 1 斤
类别: 办公用品 ⇄ 类别: 维修材料
性质: 存货 ⇄ 性质: 服务
起: 2026-09-01 ⇄ 起: 2026-10-20
一次转销 ⇄ 五五摊销
硒鼓 ⇄ 墨盒
单位: 盒 ⇄ 单位: 支
, 直入直出: 是 →
"""
ACCOUNTS = """\
类别: [办公用品] ⇄ 类别: [办公用品, 维修材料]
账户: "6011" ⇄ 账户: "6012"
名称: 固定资产 ⇄ 名称: 固定资产原值
科目: "5101" ⇄ 科目: "5102"
, 仓库: [总务库] →
, 统驭: 待处理 →
, 统驭: 国库 →
"""
PLACES = """\
地点: 食堂主副食库, 校区: 本部, 账套: 食堂 ⇄ 地点: 食堂主副食库, 校区: 本部, 账套: 学校
校区: 本部 ⇄ 校区: 东校区
维修间 ⇄ 维修班
"""
PARTIES = """\
永安五金 ⇄ 永安五金店
张建国 ⇄ 张建华
付款方: 学生 ⇄ 付款方: 学生们
鲜旺肉业 ⇄ 鲜旺
主管部门: 县财政局 ⇄ 主管部门: 市财政局
, 结算: 月结 →
"""
SETTINGS = """\
计价: 先进先出 ⇄ 计价: 移动加权平均
计价: 先进先出 ⇄ 计价: 全月一次加权平均
计价: 移动加权平均 ⇄ 计价: 全月一次加权平均
计价: 个别计价 ⇄ 计价: 先进先出
消耗: 按领用 ⇄ 消耗: 以存计耗
标准: 6.50 元/餐 ⇄ 标准: 7.00 元/餐
值: 0.5, 单位: 领用量的% ⇄ 值: 0.01, 单位: 领用量的%
收取: 预收 ⇄ 收取: 后收
票未到: 暂估 ⇄ 票未到: 待票
语言: zh ⇄ 语言: en
"""


def edit_items(book: Path, rng: random.Random) -> None:
    _substitute(book / "registers/items.yaml", ITEMS, rng)


def edit_accounts(book: Path, rng: random.Random) -> None:
    _substitute(book / "registers/accounts.yaml", ACCOUNTS, rng)


def edit_places(book: Path, rng: random.Random) -> None:
    _substitute(book / "registers/places.yaml", PLACES, rng)


def edit_parties(book: Path, rng: random.Random) -> None:
    _substitute(book / "registers" / rng.choice(("suppliers.yaml", "people.yaml")), PARTIES, rng)


def edit_settings(book: Path, rng: random.Random) -> None:
    _substitute(book / "houqin.yaml", SETTINGS, rng)


def _pairs(table: str) -> list[tuple[str, str]]:
    """(old, new) of a table: ⇄ either way, → one way."""
    found = []
    for line in table.splitlines():
        old, sign, new = (part.strip(" ") for part in re.split("([⇄→])", line))
        found += [(old, new), (new, old)] if sign == "⇄" else [(old, new)]
    return found


def _substitute(path: Path, table: str, rng: random.Random) -> None:
    """One of the substitutions that fit, at one of the places where it does."""
    if not path.exists():
        return
    text = text_of(path)
    fitting = [(old, new) for old, new in _pairs(table) if old in text]
    if fitting:
        old, new = rng.choice(fitting)
        at = rng.choice([m.start() for m in re.finditer(re.escape(old), text)])
        path.write_text(text[:at] + new + text[at + len(old) :], "utf-8")


def register_row(book: Path, rng: random.Random) -> None:
    """A row of a register deleted, written twice or moved."""
    path = rng.choice(files(book, "registers/*.yaml") or files(book))
    parts = blocks(text_of(path))
    row = parts.pop(rng.randrange(len(parts))) if parts else ""
    for _ in range(rng.choice((0, 1, 1, 2))):
        parts.insert(rng.randint(0, len(parts)), row)
    path.write_text(join(parts), "utf-8")


def rename_file(book: Path, rng: random.Random) -> None:
    path = dated(book, rng)
    name = rng.choice(
        (*(f"{m}.yaml" for m in MONTHS), "2026-13.yaml", "十月.yaml", f"{path.stem}.yml", f".{path.name}")
    )
    path.replace(path.with_name(name))


def rename_folder(book: Path, rng: random.Random) -> None:
    pairs = (("store", "仓库"), ("purchases", "采购"), ("accounts/学校", "accounts/school"), ("cash/食堂", "cash/canteen"),
             ("store/总务库", "store/后勤库"), ("checks", "checkz"))  # fmt: skip
    for old, new in rng.sample(pairs, len(pairs)):
        one, other = (book / old, book / new) if rng.random() < 0.5 else (book / new, book / old)
        if one.exists() and not other.exists():
            one.rename(other)
            return


def delete_file(book: Path, rng: random.Random) -> None:
    rng.choice(files(book, "*/**/*.yaml")).unlink()


def copy_file(book: Path, rng: random.Random) -> None:
    path = dated(book, rng)
    path.with_name(rng.choice(("2026-09.yaml", "2027-01.yaml", "2026-12.yaml"))).write_bytes(path.read_bytes())


def break_file(book: Path, rng: random.Random) -> None:
    path = rng.choice(files(book))
    data = path.read_bytes()
    at = rng.randint(0, len(data))
    broken = (
        b"", data[:at], data[:at] + b"\xff" + data[at:], data[:at] + b"\t" + data[at:], b"<<<<<<< HEAD\n" + data,
        data.replace(b": ", "：".encode(), 1), data + "- 领用：CK-1\n".encode(), data + b"- ", data.rstrip(b"\n"),
    )  # fmt: skip
    path.write_bytes(rng.choice(broken))


def reorder(book: Path, rng: random.Random) -> None:
    path = rng.choice(files(book, "*/**/*.yaml"))
    parts = blocks(text_of(path))
    rng.shuffle(parts)
    path.write_text(join(parts), "utf-8")


def comment(book: Path, rng: random.Random) -> None:
    path = rng.choice(files(book, "*/**/*.yaml"))
    parts = blocks(text_of(path))
    parts.insert(rng.randint(0, len(parts)), rng.choice(("# 复核过\n", "\n", "# 与纸单核对\n# 无误\n\n")))
    path.write_text(join(parts), "utf-8")


def same_size(book: Path, rng: random.Random) -> None:
    """A digit changed, the size and the time of the file as they were (a synchronising tool does this)."""
    path = dated(book, rng)
    was = path.stat()
    text = text_of(path)
    digits = [m.start() for m in re.finditer(r"(?<=\d)\d(?=斤|包|盒|个|桶|支|台)", text)]
    if digits:
        at = rng.choice(digits)
        path.write_text(text[:at] + rng.choice("0123456789") + text[at + 1 :], "utf-8")
        os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))


def touch(book: Path, rng: random.Random) -> None:
    for path in rng.sample(files(book), min(3, len(files(book)))):
        os.utime(path)


Edit = Callable[[Path, random.Random], None]
EDITS: dict[Edit, int] = {
    change_quantity: 8, change_amount: 5, change_day: 5, change_name: 6, delete_record: 5, duplicate_record: 4, move_record: 4,
    add_record: 16, edit_items: 4, edit_accounts: 3, edit_places: 2, edit_parties: 3, edit_settings: 5, register_row: 3,
    rename_file: 2, rename_folder: 2, delete_file: 2, copy_file: 1, break_file: 3, reorder: 3, comment: 3, same_size: 3, touch: 1,
}  # fmt: skip
"""Edits and how often they come."""


class Session:
    """A book, what its files once said, and the index that follows it."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.book, self.kept, self.fresh = folder / "book", folder / "kept", folder / "fresh"
        self.rng = random.Random(seed)
        make_book(self.book)
        self.first = self._bytes()
        self.history = [self.first]
        self.unreadable = 0
        answers(self.book, self.kept, "2026-12")

    def _bytes(self) -> dict[str, bytes]:
        return {
            p.relative_to(self.book).as_posix(): p.read_bytes() for p in sorted(self.book.rglob("*")) if p.is_file()
        }

    def _restore(self, files_: dict[str, bytes]) -> None:
        """Only what differs is written; what was not there goes."""
        now = self._bytes()
        for path in now.keys() - files_.keys():
            (self.book / path).unlink()
        for path, data in files_.items():
            if now.get(path) != data:
                (self.book / path).parent.mkdir(parents=True, exist_ok=True)
                (self.book / path).write_bytes(data)

    def step(self) -> str:
        """Edit the book, once or a few times; what was done. A book that cannot be read is soon mended."""
        done = []
        if self.unreadable >= 2 or self.rng.random() < 0.04:
            self._restore(self.first if self.rng.random() < 0.2 else self.rng.choice(self.history[-6:]))
            done.append("restore")
        for edit in self.rng.choices(list(EDITS), list(EDITS.values()), k=self.rng.choice((1, 1, 1, 2, 3))):
            with contextlib.suppress(IndexError):  # nothing of the kind is left in the book
                edit(self.book, self.rng)
                done.append(edit.__name__)
        return ", ".join(done)

    def differences(self) -> list[str]:
        """Run both; the lines in which they differ."""
        month = self.rng.choice(MONTHS)
        now = answers(self.book, self.kept, month)
        shutil.rmtree(self.fresh, ignore_errors=True)
        right = answers(self.book, self.fresh, month)
        if "exit 3" in right[0] or "exit 70" in right[0]:
            self.unreadable += 1
        else:
            self.unreadable = 0
            self.history.append(self._bytes())
        if "exit 70" in "".join(right[:-1]):
            return [
                "houqin failed: " + next(line for part in right[:-1] for line in part.splitlines() if "exit 70" in line)
            ]
        found: list[str] = []
        for is_, should in zip(now, right, strict=True):
            if is_ != should:
                a, b = is_.splitlines(), should.splitlines()
                found += [f"is      {line}" for line in a if line not in b][:12]
                found += [f"should  {line}" for line in b if line not in a][:12]
                found = found or ["the order of lines"]
        return found


def explore(steps: int, seed: int, folder: Path) -> tuple[int, list[str]]:
    """Steps until the first difference (or all of them): how many were taken by a readable book, and what differed."""
    session, readable = Session(folder, seed), 0
    for step in range(steps):
        done = session.step()
        found = session.differences()
        readable += not session.unreadable
        if found:
            return readable, [f"seed {seed}, step {step}: {done}", *found]
    return readable, []


if __name__ == "__main__":
    count, first = int(sys.argv[1]), int(sys.argv[2])
    with tempfile.TemporaryDirectory() as folder_:
        well, wrong = explore(count, first, Path(folder_))
    print("\n".join(wrong) or f"{count} steps, {well} of them on a readable book: incremental equals fresh")
    sys.exit(bool(wrong))
