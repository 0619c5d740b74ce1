"""Mutants of good ledgers, typed as people who type Chinese mistype: `python -m tests.text.fuzz 100000`.

No mutant may raise, take more than 50 ms, or be refused without a line.
"""

from __future__ import annotations

import pathlib
import random
import sys
import time
from collections import Counter

from houqin.messages import say, table
from houqin.text.careful import place
from houqin.text.read import read
from houqin.text.spoken import parse

LONGEST_MS = 50
PATHS = ("采购/2026-10.yaml", "houqin.yaml")
SEEDS = (
    """\
- 验收: YS-0903-1
  日期: 2026-09-03
  订单: DD-0901-2
  供应商: 城关粮油店
  明细:
    - 大米 500斤 2.60 1300.00
    - 物品: 菜籽油
      数量: 10 桶
      单价: 94.00
      批号: 0811A
  签字: {采购员: 张建国,
         监督员: [李秀英, 王芳], 保管员: 王强}
- 领用: CK-1014-1
  日期: 2026-10-14
  明细:
    - A4复印纸 200包
  备注: 期中考试
""",
    """\
- {科目: "1001", 账套: 学校, 名称: 库存现金, 统驭: 现金, 起: 2019-01-01}
- {物品: 大米, 单位: 斤, 包装: {公斤: 2 斤, 袋: 50 斤}, 起: 2024-01-01}
""",
    """\
# 十月
- 凭证: 记-3
  日期: 2026-10-14
  摘要: |
    办公用品入库
    两行
  单据: [YS-1013-1, FP-1014-1]
  分录:
    - {科目: "1302.01", 借: 10980.00}
    - {科目: '2302', 往来: 城关文具店, 贷: 10980.00}
""",
    """\
- acceptance: YS-1
  date: 2026-10-01
  lines:
    - 大米 500斤 2.60元/斤
    - 面粉 5袋 =600.00
""",
)
TOKENS = (
    *"：，。、；（）【】｛｝［］“”‘’＃－—＝:,-#?!|>%@`'\"{}[]~\\元￥",
    *(
        "\u3000",
        "\u00a0",
        "\u200b",
        "\ufeff",
        "\u2028",
        "\x85",
        "\t",
        "\r",
        "\r\n",
        "\n",
        "\n\n",
        " ",
        "  ",
        "\0",
        "\x1b",
    ),
    *(
        ": ",
        "- ",
        " #",
        " #1",
        "? ",
        "&a ",
        "*a",
        "!!int ",
        "[" * 30,
        "{a: " * 30,
        "- " * 30,
        "<<: ",
        "\\x1b",
    ),
    *(
        "<<<<<<< HEAD\n",
        "\n=======\n",
        "---\n",
        "...\n",
        "１２",
        "500斤",
        "no",
        "0x1F",
        "1e9",
        "e\u0301",
        "😀",
    ),
    *("日期: ", "验收: ", "明细:\n", "日期：", "长" * 300),
)


def mutant(source: str, dice: random.Random) -> bytes:
    """One to four edits: a token put in, a piece cut, doubled, moved or swapped, a byte broken."""
    text = source
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(text) + 1)
        piece = text[at : at + dice.choice((1, 1, 2, 5, 20, 80))]
        move = dice.randrange(6)
        if move <= 2:
            text = text[:at] + dice.choice(TOKENS) + text[at + (len(piece) if move == 2 else 0) :]
        elif move == 3:
            text = text[:at] + text[at + len(piece) :]
        elif move == 4:
            text = text[:at] + piece * 2 + text[at + len(piece) :]
        else:
            to = dice.randrange(len(text) + 1)
            text = text[:to] + piece + text[to:]
    data = text.encode()
    if data and not dice.randrange(20):
        at = dice.randrange(len(data))
        data = data[:at] + bytes([data[at] ^ 1 << dice.randrange(8)]) + data[at + 1 :]
    return data


def judge(data: bytes, path: str) -> tuple[str, float]:
    """The first code, or "same", and the milliseconds it took; AssertionError for what must not happen."""
    begin = time.perf_counter()
    entries, diagnostics = read(data, path)
    took = (time.perf_counter() - begin) * 1000
    if took > LONGEST_MS:  # once more: the machine may have been busy
        begin = time.perf_counter()
        read(data, path)
        took = min(took, (time.perf_counter() - begin) * 1000)
    assert took <= LONGEST_MS, (took, data)
    last = data.count(b"\n") + data.count(b"\r") + 1
    for diagnostic in diagnostics:
        assert 1 <= diagnostic.line <= last, (diagnostic, data)
        assert diagnostic.column >= 1, (diagnostic, data)
        row = table()[diagnostic.code]
        for template in (row.zh, row.hint_zh):
            say(template, diagnostic.args, "zh")
        for template in (row.en, row.hint_en):
            say(template, diagnostic.args, "en")
    for entry in entries[:3]:
        assert 1 <= entry.line <= entry.end <= last, (entry, data)
        line, _ = place(data, entry, ("lines", 0, "quantity"))
        assert entry.line <= line <= entry.end, (entry, data)
    return diagnostics[0].code if diagnostics else "read", took


def run(count: int, seed: int, sources: tuple[str, ...] = SEEDS) -> tuple[Counter[str], float]:
    """What became of `count` mutants, and the slowest in milliseconds."""
    dice = random.Random(seed)
    outcomes: Counter[str] = Counter()
    slowest = 0.0
    for _ in range(count):
        code, took = judge(mutant(dice.choice(sources), dice), PATHS[not dice.randrange(10)])
        outcomes[code] += 1
        slowest = max(slowest, took)
    return outcomes, slowest


def spoken(count: int, seed: int) -> Counter[str]:
    """What became of `count` mutants of spoken lines; one that is taken must say what the line says."""
    dice = random.Random(seed)
    outcomes: Counter[str] = Counter()
    lines = (
        "大米 500斤 2.60 1300.00",
        "A4复印纸 60 箱 168.00 10080.00",
        "得力 A4 5包 =60",
        "84消毒液 12瓶 3.5元/瓶",
    )
    for _ in range(count):
        line = mutant(dice.choice(lines), dice).decode("utf-8", "replace")
        parsed = parse(line)
        if isinstance(parsed, dict):
            said = "".join(parsed.values()).replace(" ", "")
            assert sorted(said) == sorted(line.replace(" ", "").replace("=", "", line.count(" ="))), (
                line,
                parsed,
            )
            outcomes["taken"] += 1
        else:
            row = table()[parsed[0]]
            for template in (row.zh, row.en, row.hint_zh, row.hint_en):
                say(template, parsed[1], "zh")
            if "instead" in parsed[1]:
                assert isinstance(parse(parsed[1]["instead"]), dict), parsed
            outcomes[parsed[0]] += 1
    return outcomes


def main() -> None:
    """The number of mutants, then files or folders whose ledgers are mutated as well."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    found = [file for name in sys.argv[2:] for file in sorted(pathlib.Path(name).rglob("*.yaml"))]
    sources = SEEDS + tuple(file.read_text("utf-8") for file in found)
    begin = time.perf_counter()
    outcomes, slowest = run(count, 1, sources)
    took = time.perf_counter() - begin
    print(f"{count} mutants of {len(sources)} ledgers in {took:.0f} s, slowest {slowest:.1f} ms")
    for code, times in (outcomes + spoken(count, 2)).most_common():
        print(f"{times:8d}  {code}")


if __name__ == "__main__":
    main()
