"""A school's git repository for tests: its people with real SSH keys, who write, commit, sign, branch and merge."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

PEOPLE = {
    "周海涛": "校长",
    "陈志远": "总务主任",
    "张建国": "采购员",
    "李秀英": "验收员",
    "王强": "保管员",
    "林洁": "监盘人",
    "赵会珍": "会计",
    "吴晓": "出纳",
}
"""Who works here, and in which post."""


def people(**more: str) -> str:
    """The register of people; `more`: name → further fields of the row."""
    place = {"王强": ", 地点: 总务库", "赵会珍": ", 账套: 学校", "吴晓": ", 账套: 学校"}
    return "".join(
        f"- {{人员: {name}, 岗位: [{role}], 起: 2024-09-01{place.get(name, '')}{more.get(name, '')}}}\n"
        for name, role in PEOPLE.items()
    )


class Keys:
    """An SSH key for each person, and the list of them outside the book."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in (*PEOPLE, "生人"):
            make = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(folder / name)]
            subprocess.run(make, check=True, capture_output=True)
        self.signers = folder / "allowed_signers"
        self.signers.write_text("".join(self.line(name) for name in PEOPLE), encoding="utf-8")

    def public(self, name: str) -> str:
        return " ".join((self.folder / f"{name}.pub").read_text(encoding="utf-8").split()[:2])

    def line(self, name: str, principal: str = "", options: str = "") -> str:
        return f"{principal or name} {options}{self.public(name)}\n"


class Repo:
    """A repository whose folder `ledgers` is a book. Commits are a minute apart, from 2026-09-01 08:00 on."""

    def __init__(self, folder: Path, keys: Keys) -> None:
        self.folder = folder
        self.book = folder / "ledgers"
        self.keys = keys
        self.clock = 1_788_220_800
        self.book.mkdir(parents=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *args: str, check: bool = True, **env: str) -> str:
        """Git as a person runs it, untouched by the settings of whoever runs the tests."""
        settings = {
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "LC_ALL": "C",
            "HOME": str(self.folder),
        }
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        who = {f"GIT_{part}_{what}": "后勤" for part in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        done = subprocess.run(
            ["git", "-c", "commit.gpgsign=false", *args], cwd=self.folder, env=inherited | settings | who | env,
            capture_output=True, text=True, encoding="utf-8",
        )  # fmt: skip
        assert not check or done.returncode == 0, done.stderr
        return done.stdout

    def write(self, **files: str) -> None:
        """Files of the book, by their path with "/" written as "__"; an empty text deletes one."""
        for name, text in files.items():
            self.put(name.replace("__", "/") + ".yaml", text)

    def put(self, path: str, text: str) -> None:
        file = self.book / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if text:
            file.write_text(text, encoding="utf-8")
        else:
            file.unlink()

    def append(self, path: str, text: str) -> None:
        file = self.book / path
        before = file.read_text(encoding="utf-8") if file.exists() else ""
        self.put(path, before + text)

    def signing(self, by: str) -> tuple[str, ...]:
        """The settings with which somebody signs."""
        return "-c", "gpg.format=ssh", "-c", f"user.signingkey={self.keys.folder / by}.pub"

    def stamp(self, at: int | None = None) -> dict[str, str]:
        self.clock += 60
        when = f"{at or self.clock} +0800"
        return {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}

    def commit(
        self, by: str = "", *, author: str = "", committer: str = "", at: int | None = None, note: str = "记账"
    ) -> str:
        """Commit everything: signed `by` somebody (nobody: not at all); who it says wrote it is that person, or `author`."""
        self.git("add", "-A")
        claim = author or by or "后勤"
        who = {
            "GIT_AUTHOR_NAME": claim,
            "GIT_AUTHOR_EMAIL": f"{claim}@school",
            "GIT_COMMITTER_NAME": committer or claim,
        }
        sign = self.signing(by) if by else ()
        self.git(*sign, "commit", "-q", "--allow-empty", *(["-S"] if by else []), "-m", note, **who, **self.stamp(at))
        return self.head()

    def merge(self, branch: str, by: str = "", *options: str) -> str:
        """Merge a branch, keeping its commits."""
        sign = self.signing(by) if by else ()
        claim = by or "后勤"
        who = {"GIT_AUTHOR_NAME": claim, "GIT_COMMITTER_NAME": claim}
        self.git(
            *sign,
            "merge",
            "-q",
            "--no-ff",
            *(["-S"] if by else []),
            "-m",
            "合并",
            *options,
            branch,
            **who,
            **self.stamp(),
        )
        return self.head()

    def head(self) -> str:
        return self.git("rev-parse", "HEAD").strip()
