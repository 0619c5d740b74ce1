"""What is said, in the language that is asked for, and in no other."""

from __future__ import annotations

import re

import pytest
from running import RECONCILE, SAMPLE, Ended, Houqin, inside

from houqin.cli.app import COMMANDS

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
    "one argument too many": ("reconcile", "2026-10", "2026-11"),
    "two too many": ("explain", "stock.negative", "a", "b"),
    "month 13": ("reconcile", "2026-13"),
    "month in words": ("reconcile", "2026年10月"),
    "month with one digit": ("reconcile", "2026-9"),
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
    "nonsense in HOUQIN_LANG": ({"HOUQIN_LANG": "klingon"}, "zh"),
}


@pytest.mark.parametrize("locale", LOCALES)
def test_before_a_book_is_read_the_locale_speaks(locale: str, monkeypatch: pytest.MonkeyPatch) -> None:
    env, language = LOCALES[locale]
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    said = inside("fly").err
    assert bool(CHINESE.search(said)) == (language == "zh")


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
    assert not ENGLISH.search(zh.out)
    assert not CHINESE.search(en.out.replace("记-3", ""))
    assert re.findall("--[a-z]+", zh.out) == re.findall("--[a-z]+", en.out)


def test_no_arguments_show_the_help(houqin: Houqin) -> None:
    """Exit 2: nothing was asked. A script that lost its arguments must not go on."""
    ended = houqin()
    assert (ended.code, ended.err) == (2, "")
    assert ended.out == houqin("--help").out
    assert all(command in ended.out for command in COMMANDS)


def test_version(houqin: Houqin) -> None:
    from houqin import __version__

    assert houqin("--version") == Ended(0, f"houqin {__version__}\n", "")
