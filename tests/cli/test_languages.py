"""What is said, in the language that is asked for, and in no other."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from running import RECONCILE, SAMPLE, Ended, Houqin, inside

from houqin.cli.app import COMMANDS
from houqin.messages import sentence
from houqin.render.width import columns

pytestmark = pytest.mark.usefixtures("bare")

CHINESE = re.compile("[\u4e00-\u9fff]")
ENGLISH = re.compile(r"[A-Za-z]{3,} [a-z]{2,} [a-z]{2,}")
"""Three words in a row: a sentence that no option, path or code contains."""

WRONG_USE = {
    "no command": ("fly",),
    "nearly a command": ("reconsile",),
    "no option": ("reconcile", "--fast"),
    "no option before the command": ("--fast",),
    "an option cut short": ("reconcile", "--mont"),
    "no such short option": ("reconcile", "-x"),
    "no value": ("reconcile", "--format"),
    "no language named": ("check", "--lang"),
    "a value where none belongs": ("index", "--drop=yes"),
    "no record named": ("show",),
    "no folder for the schemas": ("schema",),
    "one argument too many": ("reconcile", "2026-10", "2026-11"),
    "two too many": ("explain", "stock.negative", "a", "b"),
    "month 13": ("reconcile", "2026-13"),
    "a month without its year": ("reconcile", "10月"),
    "a month in words": ("reconcile", "十月"),
    "last month": ("summary", "上月"),
    "a command's option before it": ("--format", "json", "reconcile"),
    "nearly an option": ("reconcile", "--formt", "csv"),
    "the dashes of a Chinese keyboard": ("reconcile", "——set", "学校"),
    "one of them": ("reconcile", "－o", "对账.txt"),
    "a Chinese command mistyped": ("对帐",),
    "a type in neither language": ("list", "验受"),
    "a day": ("reconcile", "2026-10-31"),
    "a month without records": ("--book", str(SAMPLE), "reconcile", "2031-01"),
    "the month of the opening": ("--book", str(SAMPLE), "reconcile", "2026-09"),
    "no such set": ("--book", str(SAMPLE), "reconcile", "--set", "工会"),
    "no such form": ("reconcile", "--format", "excel"),
    "no such form of check": ("check", "--format", "csv"),
    "no such table": ("--book", str(SAMPLE), "reconcile", "--format", "csv", "--table", "总账"),
    "no such colour": ("--book", str(SAMPLE), "reconcile", "--color", "red"),
    "no such day": ("reconcile", "--today", "2026-02-30"),
    "a day in words": ("reconcile", "--today", "今天"),
    "no such code": ("explain", "voucher.digits"),
    "no code at all like it": ("explain", "???"),
    "no such folder": ("--book", "/没有", "check"),
}


@pytest.mark.parametrize("case", WRONG_USE)
def test_wrong_use(case: str) -> None:
    """Exit 2, nothing on stdout, one sentence and one advice on stderr, all in one language."""
    args = WRONG_USE[case]
    zh, en = (inside("--lang", lang, *args) for lang in ("zh", "en"))
    assert (zh.code, zh.out, en.code, en.out) == (2, "", 2, "")
    assert zh.err.startswith("houqin: ")
    assert CHINESE.search(zh.err)
    assert not ENGLISH.search(zh.err)
    said = en.err
    for word in (*args, str(SAMPLE)):  # what the user typed is repeated as it was
        said = said.replace(word, "")
    assert not CHINESE.search(re.sub(r'"[^"]*"', "", said))
    assert zh.err != en.err


def test_an_unknown_language_is_said_in_the_usual_one() -> None:
    for args in (
        ("--lang", "fr", "check"),
        ("check", "--lang", "fr"),
        ("reconcile", "--lang=fr"),
        ("explain", "--lang", "fr"),
    ):
        ended = inside(*args)
        assert (ended.code, ended.out) == (2, "")
        assert "zh、en" in ended.err


def test_the_nearest_name_is_offered() -> None:
    assert "reconcile" in inside("reconsile").err
    assert "「对账」" in inside("对帐").err
    assert "--format" in inside("reconcile", "--formt", "csv").err
    assert "houqin 对账 --set" in inside("--set", "学校", "对账").err
    assert "--set" in inside("reconcile", "——set=学校").err
    assert "没有 13 月" in inside("reconcile", "2026-13").err
    assert "houqin reconcile --help" in inside("reconcile", "--fast").err
    assert "voucher.digits_swapped" in inside("explain", "voucher.digits_swaped").err


# ------------------------------------------------------------ which language


LOCALES = {
    "Chinese": ({"LANG": "zh_CN.UTF-8"}, "zh"),
    "English": ({"LANG": "en_US.UTF-8"}, "en"),
    "none": ({}, "zh"),
    "C": ({"LANG": "C"}, "zh"),
    "POSIX": ({"LC_ALL": "POSIX"}, "zh"),
    "LC_ALL before LANG": ({"LC_ALL": "en_GB.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
    "HOUQIN_LANG before the locale": ({"HOUQIN_LANG": "zh", "LANG": "en_US.UTF-8"}, "zh"),
    "HOUQIN_LANG English": ({"HOUQIN_LANG": "en"}, "en"),
    "HOUQIN_LANG as a locale": ({"HOUQIN_LANG": "en_US.UTF-8"}, "en"),
    "nonsense in HOUQIN_LANG": ({"HOUQIN_LANG": "klingon"}, "zh"),
}


@pytest.mark.parametrize("locale", LOCALES)
def test_before_a_book_is_read_the_locale_speaks(locale: str, monkeypatch: pytest.MonkeyPatch) -> None:
    env, language = LOCALES[locale]
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    said = inside("fly").err
    assert bool(CHINESE.search(said)) == (language == "zh")


def test_a_language_that_is_none_of_ours_is_said_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set for good in somebody's profile it must not stop the work: told, and taken as not set."""
    plain = inside("--book", str(SAMPLE), *RECONCILE)
    monkeypatch.setenv("HOUQIN_LANG", "fr")
    ended = inside("--book", str(SAMPLE), *RECONCILE)
    assert (ended.code, ended.out) == (plain.code, plain.out)
    assert ended.err == "houqin: 没有语言 HOUQIN_LANG=fr，当作没有设\n  写 zh（中文）或 en（英文）。\n"
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert "There is no language HOUQIN_LANG=fr" in inside("fly").err


def test_a_book_speaks_its_own_language_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    """An English desktop does not make the school's sheet English; --lang and HOUQIN_LANG do."""
    here = ("--book", str(SAMPLE))
    chinese = inside(*here, *RECONCILE)
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert inside(*here, *RECONCILE) == chinese
    english = inside(*here, *RECONCILE, "--lang", "en")
    assert "Conclusion" in english.out or ENGLISH.search(english.out)
    assert inside("--lang", "en", *here, *RECONCILE) == english
    monkeypatch.setenv("HOUQIN_LANG", "en")
    assert inside(*here, *RECONCILE) == english
    assert inside(*here, *RECONCILE, "--lang", "zh") == chinese


def test_figures_do_not_depend_on_the_language() -> None:
    figures = re.compile(r"-?[\d,]+\.\d\d")
    zh, en = (inside("--lang", lang, "--book", str(SAMPLE), *RECONCILE).out for lang in ("zh", "en"))
    assert sorted(figures.findall(zh)) == sorted(figures.findall(en))


# ------------------------------------------------------------ help


@pytest.mark.parametrize("command", [(), *((c,) for c in COMMANDS)])
def test_help_in_both_languages(command: tuple[str, ...], houqin: Houqin) -> None:
    """Headings, the words of Typer itself, every option."""
    zh, en = (houqin("--lang", lang, *command, "--help") for lang in ("zh", "en"))
    assert (zh.code, zh.err, en.code, en.err) == (0, "", 0, "")
    assert zh.out.startswith("用法：houqin")
    assert en.out.startswith("Usage: houqin")
    for foreign in (
        "Usage",
        "Options",
        "Commands",
        "Arguments",
        "Show this",
        "default",
        "required",
        "OPTIONS",
        "COMMAND",
    ):
        assert foreign not in zh.out
    assert not ENGLISH.search(zh.out.partition("例子：")[0])
    assert not CHINESE.search(en.out.replace("记-3", ""))
    options = [
        re.findall("--[a-z]+", page.partition(before)[0])
        for page, before in ((zh.out, "例子："), (en.out, "Examples:"))
    ]
    assert options[0] == options[1]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("command", [(), *((c,) for c in COMMANDS)])
def test_help_fits_its_columns_and_has_examples(command: tuple[str, ...], lang: str, bare: None) -> None:
    """At 80 columns, and on a narrow window: no line is wider, and what explains stands in one column."""
    for width in ("80", "50"):
        os.environ["COLUMNS"] = width
        page = inside("--lang", lang, *command, "--help").out
        assert max(map(columns, page.splitlines())) <= int(width)
    os.environ["COLUMNS"] = "80"
    page = inside("--lang", lang, *command, "--help").out
    title = "例子：\n" if lang == "zh" else "Examples:\n"
    options, examples = page.split(title)
    assert len(re.findall(r"^  houqin", examples, re.MULTILINE)) in (2, 3)
    last = re.split(r"\n\n\S+\n", options)[-1]
    starts = {columns(m[1]) for m in re.finditer(r"^(  -.*?\S  +)\S", last, re.MULTILINE)}
    assert len(starts) == 1


def examples(lang: str) -> list[str]:
    """Every line of the examples in the help pages."""
    rows = [sentence(f"{row}_examples", lang) for row in ("help.houqin", *(row for _, row, _ in COMMANDS.values()))]  # type: ignore[arg-type]
    return [line.partition("  ")[0] for row in rows for line in row.split("\n")]


@pytest.mark.parametrize("line", sorted({*examples("zh"), *examples("en")}))
def test_the_examples_of_the_help_work(
    line: str, houqin: Houqin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the worked example; what they write goes to a folder of the test's."""
    monkeypatch.setenv("HOUQIN_CACHE", str(houqin.cache))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("SHELL", "/bin/bash")
    monkeypatch.chdir(tmp_path)
    if "--drop" in line:
        monkeypatch.setenv("HOUQIN_CACHE", str(tmp_path))
    monkeypatch.setenv("EDITOR", "true")  # looks, and leaves it as it is
    book = SAMPLE
    if {"import", "doctor", "体检", "add", "登记", "reverse", "approve", "sign", "reopen"} & {
        *line.split()
    }:  # they write
        book = tmp_path / "book"
        shutil.copytree(SAMPLE, book)
    if " import " in line:  # it says what it makes of a sheet on stderr
        slips = "日期,供应商,物品,数量,单位,单价\n2026-10-31,城关粮油店,大米,10,斤,2.60\n"
        for name in ("送货单.xlsx", "delivery.xlsx"):  # what a file is, is told by its content
            (tmp_path / name).write_text(slips, encoding="utf-8")
        for name in ("流水.csv", "bank.csv"):
            (tmp_path / name).write_text("日期,摘要,支出\n2026-11-02,货款,30.00\n", encoding="utf-8")
    if line.split()[1] in ("log", "沿革", "diff", "变动", "audit", "审计"):  # a book that git keeps, in two commits
        book = tmp_path / "book"
        shutil.copytree(SAMPLE, book)
        git = ["git", "-c", "user.name=a", "-c", "user.email=a@x"]
        for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "1"], ["commit", "-qm", "2", "--allow-empty"]):
            subprocess.run([*git, *words], cwd=book, check=True)
    for name in line.split()[2:] if " merge " in line else ():
        (tmp_path / name).touch()
    ended = inside("--book", str(book), *shlex.split(line)[1:])
    assert ended.code in (0, 1), ended.err
    talkers = {"check", "fix", "更正", "accept", "认定", "doctor", "体检", "add", "登记", "draft", "起草"}
    talkers |= {"reverse", "冲销", "approve", "审批", "sign", "补签", "reopen", "重开"}
    talks = talkers & {*line.split()}  # what there is to know beside the records
    assert ended.err == "" or talks or (" import " in line and ended.code == 0)


def test_a_command_by_its_chinese_name() -> None:
    for name, (_, _, zh) in COMMANDS.items():
        english, chinese = (inside("--lang", "zh", one, "--help") for one in (name, zh))
        assert chinese.out == english.out.replace(f"houqin {name} [", f"houqin {zh} [", 1)
    assert len({zh for _, _, zh in COMMANDS.values()}) == len(COMMANDS)


@pytest.mark.parametrize("month", ["2026年10月", "2026年10月份", "2026/10", "2026.10", "202610", "２０２６－１０"])
def test_a_month_as_a_bursar_types_it(
    month: str, houqin: Houqin, sheet: Ended, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOUQIN_CACHE", str(houqin.cache))
    here = ("--book", str(SAMPLE))
    assert inside(*here, "对账", month, "--today", "2026-11-03") == sheet
    assert inside(*here, "list", "验收", "--period", month) == inside(*here, "list", "验收", "--period", "2026-10")


def test_no_arguments_show_the_help(houqin: Houqin) -> None:
    """Exit 2: nothing was asked. A script that lost its arguments must not go on."""
    ended = houqin()
    assert (ended.code, ended.err) == (2, "")
    assert ended.out == houqin("--help").out
    assert all(command in ended.out for command in COMMANDS)


def test_version(houqin: Houqin) -> None:
    from houqin import __version__

    assert houqin("--version") == Ended(0, f"houqin {__version__}\n", "")
