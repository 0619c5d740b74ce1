"""Two people at one month's file: `python -m tests.text.merging 1000 [SEED]`, in a real repository with real merges.

Each branch appends slips, corrects fields and signs; what must come out is worked out from what each did, on plain
dictionaries. The file is a store's whole month, as two people meet there; a fifth as many merges are of a file of two
days, where they often set one field of one slip otherwise. Told at the end of each: merged, explained (they did, and that
record is named), and whatever else happened, of which there is nothing.
"""

from __future__ import annotations

import copy
import os
import random
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

FILE = "store/总务库/2026-10.yaml"
GOODS = ("大米", "复印纸", "灯管", "菜籽油")
PEOPLE = ("张建国", "王强", "李秀英", "王芳", "刘敏")
Records = dict[str, dict[str, Any]]
"""Number → the record as this test thinks of it; a field is a text, the signatures a mapping."""


def slip(rng: random.Random, number: str) -> dict[str, Any]:
    quantity, price = rng.randint(1, 60), rng.randint(100, 9999)
    return {
        "日期": f"2026-10-{rng.randint(1, 31):02d}", "供应商": rng.choice(("城关粮油店", "城南水暖")),
        "明细": f"{rng.choice(GOODS)} {quantity}包 {price / 100:.2f} {price * quantity / 100:.2f}",
        "备注": rng.choice(("上午到", "下午到", "补送")), "签字": {"验收员": rng.choice(PEOPLE)},
    }  # fmt: skip


def text(records: Records) -> str:
    """As a keeper's file looks: a comment at the top, an empty line between slips, some signatures over two lines."""
    out = "# 总务库 十月\n"
    for number, r in records.items():
        out += f"\n- 验收: {number}\n  日期: {r['日期']}\n  供应商: {r['供应商']}\n  明细:\n    - {r['明细']}\n"
        if r.get("备注"):
            out += f"  备注: {r['备注']}\n"
        out += "  签字: {" + ", ".join(f"{role}: {who}" for role, who in r["签字"].items()) + "}\n"
    return out


def worked(rng: random.Random, base: Records, tag: str) -> tuple[Records, set[tuple[str, str]]]:
    """What one person makes of the file, and which (number, field) he touched."""
    mine, touched = copy.deepcopy(base), set()
    for n in range(rng.randint(1, 4)):
        mine[f"YS-261020-{tag}{n}"] = slip(rng, tag)
    for number in rng.sample(list(base), rng.randint(0, 2)):
        field = rng.choice(("日期", "供应商", "明细", "备注"))
        mine[number][field] = slip(rng, tag)[field] if field != "备注" else f"{tag} 改"
        touched.add((number, field))
    for number in rng.sample(list(base), rng.randint(0, 3)):
        role = rng.choice(("保管员", "监督员")) if rng.random() < 0.2 else {"A": "保管员", "B": "监督员"}[tag]
        mine[number]["签字"][role] = rng.choice(PEOPLE)
        touched.add((number, f"签字.{role}"))
    return mine, touched


def expected(base: Records, a: Records, b: Records) -> tuple[Records, set[str]]:
    """Both sides' work together; the numbers at which they contradict each other."""
    merged, against = copy.deepcopy(base), set()
    for number in base:
        for field in [*base[number], "签字.保管员", "签字.监督员"]:
            if field == "签字":
                continue
            was, x, y = (_at(r[number], field) for r in (base, a, b))
            if x != was and y != was and x != y:
                against.add(number)
            value = x if x != was else y
            if "." in field and value is not None:
                merged[number]["签字"][field[3:]] = value
            elif "." not in field:
                merged[number][field] = value
    return merged | {n: r for side in (a, b) for n, r in side.items() if n not in base}, against


def _at(record: dict[str, Any], field: str) -> str | None:
    return record["签字"].get(field[3:]) if "." in field else record.get(field)


def read(data: str) -> Records:
    """The file by a plain YAML reader, in this test's form."""
    found = {}
    for r in yaml.load(data, Loader=yaml.BaseLoader) or []:
        found[r["验收"]] = {k: r[k] for k in ("日期", "供应商", "备注", "签字") if k in r} | {"明细": r["明细"][0]}
    return found


def git(where: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    env = {
        **os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "PYTHONUTF8": "1", "HOUQIN_LANG": "zh",
        **{f"GIT_{who}_{what}": "t@t" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    }  # fmt: skip
    return subprocess.run(
        ["git", "-c", "core.quotepath=off", "-C", str(where), *arguments], env=env, capture_output=True, text=True,
        encoding="utf-8", check=False,
    )  # fmt: skip


def repository(where: Path) -> Path:
    """An empty repository that knows the driver."""
    git(where, "init", "-q", "-b", "main")
    git(where, "config", "merge.houqin.driver", f'"{sys.executable}" -m houqin merge %O %A %B %P')
    (where / ".gitattributes").write_text("*.yaml merge=houqin\n")
    git(where, "add", "-A")
    git(where, "commit", "-qm", "start")
    return where


def commit(where: Path, data: str, message: str) -> None:
    path = where / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(data, encoding="utf-8")
    git(where, "add", "-A")
    git(where, "commit", "-qm", message)


def merged(where: Path, base: str, ours: str, theirs: str) -> tuple[int, str, str]:
    """git's exit code, the file after merging, and what was said. The tree is clean afterwards."""
    git(where, "checkout", "-q", "main")
    commit(where, base, "base")
    git(where, "checkout", "-q", "-B", "theirs")
    commit(where, theirs, "theirs")
    git(where, "checkout", "-q", "main")
    commit(where, ours, "ours")
    done = git(where, "merge", "-q", "--no-edit", "theirs")
    data = (where / FILE).read_text(encoding="utf-8")
    if done.returncode:
        git(where, "merge", "--abort")
    git(where, "branch", "-q", "-D", "theirs")
    return done.returncode, data, done.stdout + done.stderr


def trial(where: Path, rng: random.Random, days: int) -> str:
    """merged, explained (a true conflict, named), or what went wrong; the file has three slips of each day."""
    base = {f"YS-2610{day:02d}-{n}": slip(rng, "") for day in range(1, days + 1) for n in range(1, 4)}
    a, _ = worked(rng, base, "A")
    b, _ = worked(rng, base, "B")
    right, against = expected(base, a, b)
    code, data, said = merged(where, text(base), text(a), text(b))
    if against:
        return (
            "explained"
            if code and all(number in said for number in against)
            else f"conflict not named: {against} {said}"
        )
    if code:
        return f"false conflict: {said}"
    if read(data) != right:
        return "damaged"
    return "merged"


def main() -> None:
    count, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    wrong = False
    with tempfile.TemporaryDirectory() as folder:
        where = repository(Path(folder))
        for days, times in ((30, count), (2, count // 5)):
            told = Counter(trial(where, random.Random(f"{seed}/{days}/{n}"), days) for n in range(times))
            print(f"a file of {days} days, {times} merges:")
            for what, often in told.most_common():
                print(f"{often:6} {what} ({100 * often / times:.1f} %)")
            wrong |= bool(told.keys() - {"merged", "explained"})
    sys.exit(wrong)


if __name__ == "__main__":
    main()
