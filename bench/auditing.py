"""python -m bench.auditing [--commits 20000] [--more 5] [--format table|json]: how long git's history takes to be audited.

A right book, entered record by record: each commit appends one to its month's file, signed with the key of one of four
people in turn. `first`: an index of the whole history is built. `again`: nothing was committed since. `more`: some commits
were. Told is CPU (user and system) and wall of the whole process, and what of them is beyond `again`.
"""

from __future__ import annotations

import argparse
import base64
import compileall
import hashlib
import json
import os
import re
import struct
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from bench.school.make import make
from bench.speed import HOUQIN, ROOT, Took, run
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

GOALS = {"first": 40.0, "more": 0.2}
"""Seconds for 20,000 commits, and for five more (reliability.md 7, row 13)."""
PEOPLE = ("王强", "张建国", "赵会珍", "陈志远")
BEGUN = 1_788_220_800
DATED = re.compile(r"\d{4}-\d{2}\.yaml")
DAY = re.compile(r"日期: (\d{4}-\d{2}-\d{2})")


class Step(NamedTuple):
    """A commit: the file that it changes, and all that this then holds."""

    path: str
    text: str


def steps(book: Path) -> Iterator[Step]:
    """The records of a book in the order of their days, each put to the end of its file."""
    records = []
    for path in sorted(book.rglob("*.yaml")):
        if DATED.fullmatch(path.name):
            head, *texts = re.split(r"(?m)^(?=- )", path.read_text(encoding="utf-8"))
            for n, text in enumerate(texts):
                day = found[1] if (found := DAY.search(text)) else path.stem
                records.append((path.stem, day, str(path.relative_to(book)), n, text, head))
    grown: dict[str, str] = {}
    for _, _, path_, _, text, head in sorted(records):
        grown[path_] = grown.get(path_, head) + text
        yield Step(path_, grown[path_])


def imported(repo: Path, book: Path, count: int) -> list[str]:
    """The trees of the history: of what stands from a day on, then of each step."""
    repo.mkdir()
    git(repo, "init", "-q", "-b", "main")
    feed = subprocess.Popen(["git", "-C", str(repo), "fast-import", "--quiet"], stdin=subprocess.PIPE)
    assert feed.stdin is not None

    def commit(n: int, files: dict[str, bytes]) -> None:
        assert feed.stdin is not None
        feed.stdin.write(f"commit refs/heads/made\ncommitter a <a@a> {BEGUN + n} +0800\ndata 0\n".encode())
        for path, data in files.items():
            feed.stdin.write(f'M 100644 inline "{path}"\ndata {len(data)}\n'.encode() + data + b"\n")

    standing = [path for path in book.rglob("*") if path.is_file() and not DATED.fullmatch(path.name)]
    commit(0, {str(p.relative_to(book)): p.read_bytes() for p in standing})
    for n, step in zip(range(1, count), steps(book), strict=False):
        commit(n, {step.path: step.text.encode()})
    feed.stdin.close()
    assert feed.wait() == 0
    return git(repo, "log", "--reverse", "--format=%T", "made").split()


def git(repo: Path, *args: str) -> str:
    return subprocess.run(["git", "-C", str(repo), *args], check=True, capture_output=True, encoding="utf-8").stdout


def _string(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data


def signed(repo: Path, trees: list[str], keys: list[Ed25519PrivateKey], parent: str = "", begun: int = 0) -> str:
    """The commits of the trees on one another, each signed as git has OpenSSH sign it (PROTOCOL.sshsig); the last."""
    for n, tree in enumerate(trees, begun):
        who, key = PEOPLE[n % len(PEOPLE)], keys[n % len(PEOPLE)]
        person = f"{who} <{who}@school> {BEGUN + 600 * n} +0800"
        head = [f"tree {tree}", *([f"parent {parent}"] if parent else []), f"author {person}", f"committer {person}"]
        text = ("\n".join(head) + "\n\n记账\n").encode()
        parts = [_string(b"git"), _string(b""), _string(b"sha512")]
        made = key.sign(b"SSHSIG" + b"".join(parts) + _string(hashlib.sha512(text).digest()))
        packed = b"SSHSIG" + struct.pack(">I", 1) + _string(_blob(key)) + b"".join(parts)
        body = base64.encodebytes(packed + _string(_string(b"ssh-ed25519") + _string(made))).decode().split()
        armour = "\n ".join(["-----BEGIN SSH SIGNATURE-----", *body, "-----END SSH SIGNATURE-----"])
        whole = ("\n".join([*head, f"gpgsig {armour}"]) + "\n\n记账\n").encode()
        parent = _store(repo, b"commit %d\0" % len(whole) + whole)
    git(repo, "update-ref", "refs/heads/main", parent)
    git(repo, "reset", "-q", "--hard", "main")
    return parent


def _blob(key: Ed25519PrivateKey) -> bytes:
    return _string(b"ssh-ed25519") + _string(key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))


def _store(repo: Path, whole: bytes) -> str:
    id_ = hashlib.sha1(whole, usedforsecurity=False).hexdigest()
    path = repo / ".git" / "objects" / id_[:2] / id_[2:]
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(zlib.compress(whole, 1))
    return id_


def audited(repo: Path, signers: Path) -> tuple[Took, dict[str, Any]]:
    took, said = run((*HOUQIN, "--book", str(repo), "audit", "--signers", str(signers), "--format", "json"))
    return took, json.loads(said)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.auditing", description=__doc__.split("\n")[0])
    parser.add_argument("--commits", type=int, default=20_000)
    parser.add_argument("--more", type=int, default=5)
    parser.add_argument("--format", choices=("table", "json"), default="table")
    options = parser.parse_args()
    compileall.compile_dir(ROOT / "src", quiet=1)  # as an installer does
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"HOUQIN_CACHE": f"{folder}/cache", "XDG_STATE_HOME": f"{folder}/state", "HOUQIN_LANG": "zh",
                       "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}  # fmt: skip
        book, repo, signers = (Path(folder) / name for name in ("book", "repo", "signers"))
        make(book, -(-options.commits // 750), 1, "nine_grade", planted=False, schemas="")
        trees = imported(repo, book, options.commits + options.more)
        keys = [Ed25519PrivateKey.generate() for _ in PEOPLE]
        lines = [f"{w} ssh-ed25519 {base64.b64encode(_blob(k)).decode()}" for w, k in zip(PEOPLE, keys, strict=True)]
        signers.write_text("\n".join(lines) + "\n", encoding="utf-8")
        last = signed(repo, trees[: options.commits], keys)
        run((*HOUQIN, "--book", str(repo), "check"))  # what the book says now is known
        first, said = audited(repo, signers)
        again, _ = audited(repo, signers)
        signed(repo, trees[options.commits :], keys, last, options.commits)
        run((*HOUQIN, "--book", str(repo), "check"))
        more, _ = audited(repo, signers)
        told: dict[str, Any] = {
            "commits": options.commits,
            "more": options.more,
            **{name: said[name] for name in ("signed", "proved", "not_provable", "violated")},
        }
        for name, took in (("first", first), ("again", again), ("more", more)):
            told |= {f"{name}_cpu": round(took.cpu, 2), f"{name}_wall": round(took.wall, 2)}
        beyond = {"first": first.cpu - again.cpu, "more": more.cpu - again.cpu}
        told |= {f"{name}_beyond": round(seconds, 2) for name, seconds in beyond.items()} | {"goals": GOALS}
    print(
        json.dumps(told, ensure_ascii=False)
        if options.format == "json"
        else "\n".join(f"{k:14}{v}" for k, v in told.items())
    )
    return 0 if all(beyond[name] <= goal for name, goal in GOALS.items()) else 1


if __name__ == "__main__":
    sys.exit(main())
