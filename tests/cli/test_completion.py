"""What Tab offers, asked through real shells: commands, options and values, in the language that is being typed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from running import HERE, RECONCILE, SAMPLE, Houqin, inside


@dataclass(frozen=True)
class Typing:
    """Somebody at a prompt whose PATH has `houqin`."""

    houqin: Houqin
    bin: Path

    def _run(self, *command: str, **env: str) -> list[str]:
        path = f"{self.bin}:/usr/bin:/bin"
        done = subprocess.run(
            command, capture_output=True, text=True, cwd=HERE, timeout=60,
            env=self.houqin.env(PATH=path, HOME=str(self.bin), LC_ALL="C.UTF-8", **env),
        )  # fmt: skip
        assert done.stderr == ""
        return done.stdout.splitlines()

    def bash(self, *typed: tuple[str, ...], **env: str) -> list[list[str]]:
        """What Tab offers in bash after each of these lines, their last word begun."""
        script = "source <(houqin completion bash)\n"
        for words in typed:
            script += (
                f"COMP_WORDS=(houqin {' '.join(map(repr, words))}); COMP_CWORD={len(words)}\n"
                "_houqin_completion houqin; printf '%s\\n' \"${COMPREPLY[@]}\" end\n"
            )
        answers = "\n".join(["", *self._run("bash", "--norc", "-c", script, **env)]).split("\nend")[:-1]
        return [[line for line in answer.split("\n") if line] for answer in answers]

    def fish(self, line: str, **env: str) -> dict[str, str]:
        """The same in fish, each with its description."""
        script = f"houqin completion fish | source; complete -C '{line}'"
        offered = (line.partition("\t") for line in self._run("fish", "--no-config", "-c", script, **env))
        return {word: said for word, _, said in offered}


@pytest.fixture(scope="module")
def typing(tmp_path_factory: pytest.TempPathFactory) -> Typing:
    """The book's index is there."""
    home = tmp_path_factory.mktemp("home")
    program = home / "houqin"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m houqin "$@"\n')
    program.chmod(0o755)
    houqin = Houqin(home / "cache")
    houqin(*RECONCILE)
    return Typing(houqin, home)


OFFERED: dict[tuple[str, ...], list[str]] = {
    ("rec",): ["reconcile"],
    ("对",): ["对账"],
    ("list", "验"): ["验收"],
    ("清单", "acc"): ["acceptance", "account"],
    ("reconcile", ""): ["2026-10"],
    ("reconcile", "--se"): ["--set"],
    ("reconcile", "--set", "学"): ["学校"],
    ("reconcile", "--set", "can"): ["canteen"],
    ("reconcile", "--set", "=", "食"): ["食堂"],
    ("--lang", "e"): ["en"],
    ("check", "--format", ""): ["plain", "json"],
    ("show", "YS-1013"): ["YS-1013-1"],
    ("show", "2026-10/记-1"): [f"2026-10/记-{n}" for n in (1, *range(10, 20))],
    ("explain", "stock.n"): ["stock.negative", "stock.no_account", "stock.no_paper", "stock.no_receipt"],
    ("list", "验收", "--supplier", "永"): ["永安五金"],
    ("list", "验收", "--item", "A4"): ["A4复印纸"],
    ("list", "验收", "--place", "总"): ["总务库"],
    ("list", "验收", "--person", "王"): ["王强", "王芳"],
    ("list", "验收", "--supplier", "没有这家"): [],
    ("completion", "z"): ["zsh"],
    ("add", "验"): ["验收"],
    ("add", "验收", "供"): ["供应商="],
    ("add", "验收", "保管"): ["保管员=", "保管人="],
    ("add", "验收", "地"): ["地点="],
    # bash parts words at =, and puts what it gets behind the =
    ("add", "验收", "供应商", "=", "城关粮"): ["城关粮油店"],
    ("add", "付款", "方式", "="): [
        "银行",
        "现金",
        "财政直接支付",
        "用款额度",
        "公务卡",
        "bank",
        "cash",
        "treasury",
        "quota",
        "official_card",
    ],
    ("add", "验收", "供应商", "=", "城关粮油店", "订单", "=", "DD-1010"): ["DD-1010-1", "DD-1010-2"],
    ("add", "付款", "账户", "=", "60"): ["6011"],
    ("add", "领用", "保管员", "=", "王强", "领用人", "=", "王"): ["王强", "王芳"],
    ("add", "acceptance", "supplier", "=", "永"): ["永安五金"],
}


def test_what_bash_offers(typing: Typing) -> None:
    assert dict(zip(OFFERED, typing.bash(*OFFERED), strict=True)) == OFFERED


def test_findings_and_posts_are_offered(typing: Typing) -> None:
    asked = (("fix", "216"), ("accept", "1ced", "--by", "陈"), ("认定", "2164", "--as", "总"))
    assert typing.bash(*asked) == [["21640525"], ["陈志远"], ["总务主任"]]


def test_what_may_stand_first_is_offered_in_the_readers_language(typing: Typing) -> None:
    (types,) = typing.bash(("list", ""))
    assert "验收" in types
    types, sets = typing.bash(("list", ""), ("reconcile", "--set", ""), HOUQIN_LANG="en")
    assert "acceptance" in types
    assert sets == ["school", "canteen"]


def test_a_name_with_a_space_stays_one_word_in_bash(typing: Typing, tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "book")
    with (tmp_path / "book/registers/items.yaml").open("a", encoding="utf-8") as items:
        items.write("- {物品: 得力 白板笔, 性质: 存货, 类别: 办公用品, 单位: 盒, 起: 2024-01-01}\n")
    typing.houqin("--book", str(tmp_path / "book"), "check")
    assert typing.bash(("--book", str(tmp_path / "book"), "list", "领用", "--item", "得")) == [["得力\\ 白板笔"]]


@pytest.mark.skipif(not shutil.which("fish"), reason="no fish here")
def test_fish_says_what_each_is(typing: Typing) -> None:
    assert typing.fish("houqin rec") == {
        "reconcile": "月末对账：账账、账实、银行余额调节表；或一个科目、物品、供应商的来龙去脉"
    }
    assert typing.fish("houqin list 验") == {"验收": "acceptance"}
    assert typing.fish("houqin show YS-1013", HOUQIN_LANG="en") == {"YS-1013-1": "acceptance"}


def test_tab_never_reads_a_book(typing: Typing, tmp_path: Path) -> None:
    """A book without an index, one that cannot be read, none at all: what needs no book is offered, nothing else."""
    shutil.copytree(SAMPLE, tmp_path / "book")
    for book in (tmp_path / "book", tmp_path / "nowhere"):
        here = ("--book", str(book))
        assert typing.bash((*here, "show", "YS"), (*here, "list", "验")) == [[], ["验收"]]
    index = Path(inside("--book", str(tmp_path / "book"), "index", "--path").out.strip())
    assert not index.exists()
    index = typing.houqin.cache / Path(typing.houqin("--book", str(tmp_path / "book"), "index").out.strip()).name
    index.write_bytes(b"no index at all")
    assert typing.bash(("--book", str(tmp_path / "book"), "show", "YS")) == [[]]


def test_what_to_match_who_decides_and_in_which_post(typing: Typing) -> None:
    assert typing.bash(("match", "2026-1"), ("match", "acc"), ("match", "不"), ("match", "accept", "3f9a01bc", "--by", "赵"),
                       ("match", "accept", "3f9a01bc", "--as", "会")) == [
        ["2026-10"], ["accept"], ["不同意"], ["赵会珍"], ["会计", "会计主管"],
    ]  # fmt: skip


def test_tab_loads_no_reader_and_no_terminal(typing: Typing) -> None:
    """A tenth of a second is what a finger waits. zsh and fish show descriptions, which Typer would have rich render."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "houqin"], capture_output=True, text=True, cwd=HERE,
        env=typing.houqin.env(_HOUQIN_COMPLETE="complete_zsh", _TYPER_COMPLETE_ARGS="houqin show YS-1013"),
    )  # fmt: skip
    assert '"YS-1013-1":"验收"' in done.stdout
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines()}
    assert "sqlite3" in loaded
    assert not loaded & {"yaml", "pydantic", "rich"}


@pytest.mark.parametrize(
    ("shell", "file"),
    [("bash", ".bashrc"), ("zsh", ".zfunc/_houqin"), ("fish", ".config/fish/completions/houqin.fish")],
)
def test_installing_says_where(shell: str, file: str, houqin: Houqin, tmp_path: Path) -> None:
    for lang, said in (("zh", "重开终端"), ("en", "new terminal")):
        ended = houqin("completion", "--install", "--lang", lang, HOME=str(tmp_path), SHELL=f"/bin/{shell}")
        assert (ended.code, ended.err) == (0, "")
        assert said in ended.out
        assert str(tmp_path) in ended.out
    assert "houqin" in (tmp_path / file).read_text("utf-8")


def test_no_shell_that_we_know(houqin: Houqin, tmp_path: Path) -> None:
    for args, env in ((("completion", "tcsh"), {}), (("completion",), {"SHELL": "/bin/tcsh"}), (("completion",), {})):
        for lang in ("zh", "en"):
            ended = houqin(*args, "--lang", lang, **env)
            assert (ended.code, ended.out) == (2, "")
            assert "bash" in ended.err


def test_where_it_cannot_be_installed(houqin: Houqin, tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    ended = houqin("completion", "bash", "--install", HOME=str(tmp_path / "home"))
    assert ended.code == 1
    assert ended.err.startswith("houqin: 未写入 ")
