"""Texts that a person, a spreadsheet or an attacker may hand over, written and read back: the same, or refused."""

from __future__ import annotations

import random
from typing import NamedTuple

from houqin.text.quote import Unwritable
from houqin.text.raw import UNSEEN
from houqin.text.read import read
from houqin.text.write import record_text

PARTS = (
    *" \t\n:#,，：-[]{}\"'\\!&*?|>%@`~=<.。/;；（）［｛｝］“”‘’＃－—＝￥",
    *"\u3000\u00a0\u200b\ufeff\u2028\x85\u202e\x00\x07\x1b\x7f\ud83d\U00020bb7\U0001f600é",
    "no", "yes", "null", "~", "010", "1e3", "0x1F", "1_000", ".inf", "2026-10-31", "12:30", "12.50", "-0",
    "- ", "? ", ": ", " #", "\n- ", "\n  ", "---", "...", "<<: ", "!!", "&a ", "*a", "|\n", ">-\n", "%YAML", "{", "}: ",
    "\n- 领用: 假", ", 数量: 1 包", '", "', "'}, {'", "大米", "500斤", "2.60", "=1+1", "\\n", "\\u0041", "\\", "e\u0301",
)  # fmt: skip


class Told(NamedTuple):
    """Texts written and read back the same, refused for a character that stands in no ledger, and what went wrong."""

    same: int
    refused: int
    wrong: list[str]


def told(count: int, seed: int, batch: int = 100) -> Told:
    """So many texts, each as a value after a colon, in braces, in a list and in a line's parts, many records a file."""
    chance = random.Random(seed)
    same = refused = 0
    wrong: list[str] = []
    while same + refused < count:
        trees = []
        written = ""
        for n in range(batch):
            text = "".join(chance.choice(PARTS) for _ in range(chance.randint(0, 6)))
            tree = {
                "type": "issue", "id": f"CK-{n}", "date": "2026-10-31", "purpose": text, "note": [text, text],
                "lines": [{"item": "粉笔", "quantity": "1 盒", "spec": text, "note": text}],
            }  # fmt: skip
            try:
                written += record_text(tree, "zh" if n % 2 else "en")
            except Unwritable:
                refused += 1
                if not UNSEEN.search(text):
                    wrong.append(f"refused: {text!r}")
                continue
            if UNSEEN.search(text):
                wrong.append(f"not refused: {text!r}")
            trees.append(tree)
        entries, faults = read(written.encode(), "store/库/2026-10.yaml")
        found = [entry.tree for entry in entries]
        same += sum(a == b for a, b in zip(found, trees, strict=False))
        if faults or found != trees:
            wrong.append(
                f"seed {seed}: {next((b for a, b in zip(found, trees, strict=False) if a != b), faults)!r}"[:300]
            )
    return Told(same, refused, wrong)
