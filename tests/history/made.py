"""Random histories with a known truth: written straight as git objects and signed in this process, so that a thousand take minutes.

`python -m tests.history.made [COUNT] [SEED]` judges COUNT (1,000) histories and says which verdict was wrong.
"""

from __future__ import annotations

import base64
import hashlib
import os
import random
import struct
import sys
import tempfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from tests.history.repo import PEOPLE, people

from houqin.book.registers import Registers
from houqin.history.duties import Duties
from houqin.history.past import open_past
from houqin.history.people import People
from houqin.history.records import Records
from houqin.history.rules import Rules
from houqin.history.signature import Holder, Keys
from houqin.history.versions import Key

NAMES = list(PEOPLE)
START = 1_788_220_800


def string(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data


class Hand:
    """A person's key, made anew, and what it signs."""

    def __init__(self) -> None:
        self.key = Ed25519PrivateKey.generate()
        raw = self.key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        self.blob = string(b"ssh-ed25519") + string(raw)
        self.line = f"ssh-ed25519 {base64.b64encode(self.blob).decode()}"

    def sign(self, text: bytes) -> str:
        said = [b"git", b"", b"sha512", hashlib.sha512(text).digest()]
        made = string(b"ssh-ed25519") + string(self.key.sign(b"SSHSIG" + b"".join(map(string, said))))
        packed = b"SSHSIG" + struct.pack(">I", 1) + b"".join(map(string, [self.blob, *said[:3], made]))
        text64 = base64.b64encode(packed).decode()
        lines = [text64[i : i + 70] for i in range(0, len(text64), 70)]
        return "\n ".join(["-----BEGIN SSH SIGNATURE-----", *lines, "-----END SSH SIGNATURE-----"])


HANDS = {name: Hand() for name in (*NAMES, "生人")}
LIST = Keys(Path("/nowhere"), [Holder((name,), HANDS[name].line, None, None) for name in NAMES])


@dataclass
class Commit:
    """A commit as it was made: who signed it ("" nobody, 生人: a key that is not on the list), what it stands on, the records
    that it wrote, and the state of the book in it."""

    id: str
    signer: str
    ancestors: frozenset[int]
    wrote: set[str]
    state: dict[str, str]


@dataclass
class History:
    """A repository in the making, and all that is known of it."""

    folder: Path
    random: random.Random
    commits: list[Commit] = field(default_factory=list)
    clock: int = START

    def __post_init__(self) -> None:
        git = self.folder / ".git"
        for name in ("objects", "refs/heads"):
            (git / name).mkdir(parents=True)
        (git / "HEAD").write_text("ref: refs/heads/main\n", encoding="ascii")
        (git / "config").write_text("[core]\n\trepositoryformatversion = 0\n", encoding="ascii")

    def store(self, kind: str, data: bytes) -> str:
        whole = f"{kind} {len(data)}".encode() + b"\0" + data
        id_ = hashlib.sha1(whole, usedforsecurity=False).hexdigest()
        path = self.folder / ".git" / "objects" / id_[:2] / id_[2:]
        if not path.exists():
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(zlib.compress(whole, 1))
        return id_

    def tree(self, entries: dict[str, Any]) -> str:
        rows = []
        for name, inner in entries.items():
            mode, id_ = (
                ("40000", self.tree(inner))
                if isinstance(inner, dict)
                else ("100644", self.store("blob", inner.encode()))
            )
            rows.append(
                (f"{name}/" if mode == "40000" else name, f"{mode} {name}".encode() + b"\0" + bytes.fromhex(id_))
            )
        return self.store("tree", b"".join(row for _, row in sorted(rows, key=lambda r: r[0].encode())))

    def commit(self, signer: str, parents: list[int], wrote: set[str], state: dict[str, str]) -> int:
        """A commit by somebody, whose author is anybody. Its index."""
        self.clock += self.random.randrange(30, 4000)
        files = {
            "purchases": {"2026-09.yaml": self.text(state, "SQ")},
            "approvals": {"2026-09.yaml": self.text(state, "SP")},
        }
        book = {"houqin.yaml": "学校: 小城学校\n", "registers": {"people.yaml": people()}, **files}
        author = self.random.choice(NAMES)
        head = [f"tree {self.tree(book)}", *(f"parent {self.commits[p].id}" for p in parents)]
        head += [f"{part} {author} <{author}@school> {self.clock} +0800" for part in ("author", "committer")]
        plain = "\n".join(head) + "\n\n记账\n"
        signature = [f"gpgsig {HANDS[signer].sign(plain.encode())}"] if signer else []
        id_ = self.store("commit", ("\n".join([*head, *signature]) + "\n\n记账\n").encode())
        n = len(self.commits)
        ancestors = frozenset({n}).union(*(self.commits[p].ancestors for p in parents))
        self.commits.append(Commit(id_, signer, ancestors, wrote, state))
        return n

    def text(self, state: dict[str, str], series: str) -> str:
        """The records of a file, in any order and any form."""
        records = [record for number, record in state.items() if number.startswith(series)]
        if self.random.random() < 0.3:
            self.random.shuffle(records)
        if self.random.random() < 0.2:
            records = [
                r.replace("日期:", "date:").replace("申请人", "requester").replace("    - ", "      - ")
                for r in records
            ]
        if self.random.random() < 0.2:
            records.insert(0, "# 看过\n")
        return "\n".join(records) if self.random.random() < 0.3 else "".join(records)

    def finish(self, head: int) -> None:
        (self.folder / ".git" / "refs" / "heads" / "main").write_text(self.commits[head].id + "\n", encoding="ascii")


def request(number: str, amount: int) -> str:
    return f"- 申请: {number}\n  日期: 2026-09-01\n  申请人: 张建国\n  部门: 总务处\n  明细:\n    - 大米 {amount}斤\n"


def approval(number: str, of: str, by: str, word: str = "同意") -> str:
    role = PEOPLE.get(by, "校长")
    return f"- 审批: {number}\n  日期: 2026-09-01\n  原单: {of}\n  签批人: {by}\n  职务: {role}\n  意见: {word}\n"


@dataclass
class Line:
    """A line of work: where it stands, the records it may write, none of which another line writes meanwhile."""

    head: int
    free: set[str]


def make(folder: Path, seed: int) -> tuple[History, int, dict[str, tuple[str, str]]]:
    """A random history, its HEAD, and its approvals: number → (request, who decides)."""
    dice = random.Random(seed)
    h = History(folder, dice)
    approvals: dict[str, tuple[str, str]] = {}
    main = Line(h.commit("陈志远", [], set(), {}), set())
    h.commits[0].wrote.add("")
    main.head = h.commit("赵会珍", [main.head], set(), {})
    for _ in range(dice.randrange(3, 12)):
        work(h, dice, main, approvals)
        if dice.random() < 0.3:
            branch(h, dice, main, approvals)
    return h, main.head, approvals


def work(h: History, dice: random.Random, line: Line, approvals: dict[str, tuple[str, str]]) -> None:
    """One commit of a line: somebody asks, decides, changes, or only puts things into another form."""
    state = dict(h.commits[line.head].state)
    signer = dice.choices([dice.choice(NAMES[:4]), "", "生人"], [8, 1, 1])[0]
    wrote: set[str] = set()
    for _ in range(dice.choice((1, 1, 1, 2))):
        asked = sorted(number for number in line.free if number in state and number.startswith("SQ"))
        what = dice.random()
        if what < 0.35 or not asked:
            number = f"SQ-{len(h.commits)}-{len(state)}"
            state[number] = request(number, dice.randrange(1, 900))
        elif what < 0.75:
            of = dice.choice(asked)
            number = f"SP-{len(h.commits)}-{len(state)}"
            by = signer if signer in PEOPLE and dice.random() < 0.8 else dice.choice(NAMES[:4])
            approvals[number] = (of, by)
            state[number] = approval(number, of, by)
        elif what < 0.9:
            number = dice.choice(asked)
            state[number] = request(number, dice.randrange(1, 900))
        else:
            decided = sorted(n for n in line.free if n in state and n.startswith("SP"))
            if not decided:
                continue
            number = dice.choice(decided)
            word = "不同意" if "意见: 同意" in state[number] else "同意"
            state[number] = approval(number, *approvals[number], word)
        if state[number] != h.commits[line.head].state.get(number):
            wrote.add(number)
            line.free.add(number)
    line.head = h.commit(signer, [line.head], wrote, state)


def branch(h: History, dice: random.Random, main: Line, approvals: dict[str, tuple[str, str]]) -> None:
    """Two lines at once, each with records of its own, and their merge by anybody."""
    lent = {number for number in main.free if dice.random() < 0.5}
    side = Line(main.head, set(lent))
    began, main.free = main.head, main.free - lent
    for _ in range(dice.randrange(1, 4)):
        work(h, dice, side, approvals)
    for _ in range(dice.randrange(0, 3)):
        work(h, dice, main, approvals)
    was, ours, theirs = (h.commits[n].state for n in (began, main.head, side.head))
    state = dict(ours)
    state.update({number: text for number, text in theirs.items() if was.get(number) != text})
    main.head = h.commit(dice.choice([*NAMES[:4], ""]), [main.head, side.head], set(), state)
    main.free |= side.free


def truth(h: History, head: int, number: str, of: str, by: str) -> str:
    """The verdict on an approval, by what is known of who wrote what."""

    def wrote(what: str) -> list[int]:
        return [n for n in sorted(h.commits[head].ancestors) if what in h.commits[n].wrote]

    decided, asked = wrote(number), wrote(of)
    last = decided[-1]
    seen = [n for n in asked if n in h.commits[last].ancestors]
    hands, others = ({h.commits[n].signer for n in some} for some in (decided, seen or asked))
    unsure = bool((hands | others) & {"", "生人"})
    hands, others = hands - {"", "生人"}, others - {"", "生人"}
    wrong = bool(hands & others) or bool(hands - {by})
    if seen:
        wrong = wrong or h.commits[last].state[of] != h.commits[head].state[of]
    else:
        wrong = wrong or not unsure
    return "violated" if wrong else "not_provable" if unsure else "proved"


def judge(folder: Path, seed: int) -> tuple[dict[str, str], dict[str, str]]:
    """(the audit's verdicts, the true ones) on the approvals of a random history."""
    h, head, approvals = make(folder, seed)
    h.finish(head)
    targets = {_key("approval", number): [_key("request", of)] for number, (of, _) in approvals.items()}
    with open_past(folder) as past:
        people_ = People(past, LIST)
        rules = Rules(Registers(), past, people_)
        found = Duties(Records(past), people_, rules, targets, set(), {}).all()
    return (
        {duty.decision.number: duty.verdict for duty in found},
        {number: truth(h, head, number, of, by) for number, (of, by) in approvals.items()},
    )


def _key(type_: str, number: str) -> Key:
    return Key(type_, "", "2026", number, 0)


def main() -> None:
    count, seed = (int(word) for word in [*sys.argv[1:3], *("1000", "1")[len(sys.argv) - 1 :]])
    wrong = total = 0
    verdicts: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HOUQIN_CACHE"] = folder + "/cache"
        for n in range(seed, seed + count):
            ours, true = judge(Path(folder) / str(n), n)
            total += len(true)
            for verdict in true.values():
                verdicts[verdict] = verdicts.get(verdict, 0) + 1
            if ours != true:
                wrong += sum(ours.get(number) != verdict for number, verdict in true.items())
                print(f"seed {n}: {[(k, ours.get(k), v) for k, v in true.items() if ours.get(k) != v]}")
    print(f"{count} histories from seed {seed}: {total} decisions {verdicts}, {wrong} wrong verdicts")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
