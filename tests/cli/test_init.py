"""houqin init: a new book of each kind in each language, in which nothing is wrong and the commands it prints work."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any, cast

import pytest
from running import Ended, Houqin, inside

from houqin import names
from houqin.book.find import list_sources
from houqin.founding import book
from houqin.records.validate import validate
from houqin.text.read import read

pytestmark = pytest.mark.usefixtures("bare")

KINDS = ("primary", "middle", "kindergarten", "nine_grade")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
CHINESE_KEY = re.compile(r"(?m)^ *(?:- )?(?:\{)?([\u4e00-\u9fff]+): ")


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Git as a bursar has it who told it his name, whatever is set on this machine."""
    folder = tmp_path_factory.mktemp("home")
    (folder / ".gitconfig").write_text("[user]\n name = 赵会计\n email = zhao@example.org\n", encoding="utf-8")
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
    return folder


def init(folder: Path, *args: str) -> Ended:
    return inside("init", str(folder), "--from", "2026-09", *args)


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and ".git" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


# ------------------------------------------------------------ every kind, both languages


@pytest.mark.parametrize("keys", ["zh", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_new_book_has_no_error_and_its_month_agrees(kind: str, keys: str, tmp_path: Path) -> None:
    book = tmp_path / "青溪"
    assert init(book, "--kind", kind, "--keys", keys).code == 0
    checked = inside("--book", str(book), "check")
    assert (checked.code, checked.out) == (0, "")  # not even a warning
    sheet = inside("--book", str(book), "reconcile", "2026-09", "--today", "2026-10-05", "--no-git")
    assert sheet.code == 0, sheet.out
    assert "19,590.00" in sheet.out


@pytest.mark.parametrize("keys", ["zh", "en"])
def test_so_has_an_empty_one(keys: str, tmp_path: Path) -> None:
    assert init(tmp_path / "book", "--keys", keys, "--empty").code == 0
    checked = inside("--book", str(tmp_path / "book"), "check")
    assert (checked.code, checked.out) == (0, "")
    assert not [path for path in files(tmp_path / "book") if path.endswith("2026-09.yaml")]
    told = inside("--book", str(tmp_path / "book"), "reconcile", "--lang", "zh")
    assert told.code == 2
    assert "账簿里还没有单据（期初在 2026-08）" in told.err


@pytest.mark.parametrize("month", ["2020-02", "2026-01", "2026-12", "2027-08"])
def test_it_may_begin_in_any_month(month: str, tmp_path: Path) -> None:
    """A short one, the first and the last of a year, one before the school year begins."""
    book = tmp_path / "book"
    assert inside("init", str(book), "--from", month).code == 0
    assert inside("--book", str(book), "check").code == 0
    assert inside("--book", str(book), "reconcile", month, "--no-git").code == 0


def test_both_languages_say_the_same(tmp_path: Path) -> None:
    """Kept in English not a key and not a choice is Chinese; the records are those of the Chinese book."""
    for keys in ("zh", "en"):
        init(tmp_path / keys, "--keys", keys, "--kind", "middle", "--name", "青溪")
    english = {path: data.decode() for path, data in files(tmp_path / "en").items() if path.endswith(".yaml")}
    for path, text in english.items():
        assert not CHINESE_KEY.findall(text), path
        for word in ("暂估", "先进先出", "存货", "食材}", "银行,", "午餐", "全盘", "保管员", "仓库,"):
            assert f": {word}" not in text, path
    assert meant(tmp_path / "zh") == meant(tmp_path / "en")


def test_whoever_reads_english_can_read_all_of_it(tmp_path: Path) -> None:
    """Goods, units, people, places and accounts too; what is left is the words in which prices, heads and rules are read."""
    for kind in KINDS:
        plan = book.Plan("Hill School", cast("book.Kind", kind), "en", "2026-09", sample=True, reader="en")
        for path, text in book.files(plan).items():
            assert not CHINESE.search(re.sub(r"元/餐|餐|人|不限", "", path + text)), path
    assert init(tmp_path / "hill", "--lang", "en").code == 0
    assert inside("--book", str(tmp_path / "hill"), "check").out == ""
    sheet = inside("--book", str(tmp_path / "hill"), "reconcile", "2026-09", "--today", "2026-10-05", "--no-git")
    assert (sheet.code, CHINESE.findall(sheet.out)) == (0, [])
    assert "Bank deposits-main" in sheet.out


def meant(book: Path) -> list[Any]:
    """What the book's files say, as the models have it, without the language it is kept in."""
    said = []
    for seen in list_sources(book)[0]:
        entries, faults = read((book / seen.source.path).read_bytes(), seen.source.path)
        records, wrong = validate(seen.source.folder, [entry.tree for entry in entries])
        assert (faults, wrong) == ([], [])
        said += [(seen.source.folder, seen.source.owner, record) for record in records]
    told = [(folder, owner, repr(record).replace("language='en'", "language='zh'")) for folder, owner, record in said]
    return sorted(told)


def test_a_kindergarten_has_a_head_of_its_own(tmp_path: Path) -> None:
    init(tmp_path / "book", "--kind", "kindergarten", "--keys", "zh")
    assert "岗位: [园长]" in (tmp_path / "book" / "登记" / "人员.yaml").read_text(encoding="utf-8")
    assert "幼儿伙食费" in (tmp_path / "book" / "houqin.yaml").read_text(encoding="utf-8")


def test_the_rules_that_are_offered_are_right_ones(tmp_path: Path) -> None:
    """Whoever takes the # off has rules that are read."""
    for keys in ("zh", "en"):
        init(tmp_path / keys, "--keys", keys)
        config = tmp_path / keys / "houqin.yaml"
        config.write_text(config.read_text(encoding="utf-8").replace("  # - {", "  - {"), encoding="utf-8")
        checked = inside("--book", str(tmp_path / keys), "check")
        assert (checked.code, checked.out) == (0, "")


def test_the_safe_begins_with_what_the_opening_says(tmp_path: Path) -> None:
    """500.00 in the safe by the trial balance alone, and 120.00 out of it: it was said to be 120.00 short of nothing."""
    init(tmp_path / "book", "--keys", "zh")
    paid = ("add", "借款", "借款人=张采购", "金额=120", "方式=现金", "日期=2026-09-20", "出纳=周出纳")
    ended = inside("--book", str(tmp_path / "book"), *paid)
    assert "  学校现金余额 380.00（原 500.00）" in ended.err


def test_a_rule_that_is_offered_says_whose_use_goes_where(tmp_path: Path) -> None:
    """A new book has no voucher before this month to go by: the draft leaves the account blank and names the rule."""
    book = tmp_path / "book"
    init(book, "--keys", "zh")
    issue = ("add", "领用", "日期=2026-09-29", "部门=教务处", "--line", "a4fyz 2包")
    assert inside("--book", str(book), *issue).code == 0
    draft = ("--book", str(book), "draft", "vouchers", "2026-09", "--lang", "zh")
    assert "可以写进规则“费用科目”" in inside(*draft).err
    config = book / "houqin.yaml"
    text = config.read_text(encoding="utf-8")
    config.write_text(re.sub(r"(?m)^  # (- \{规则: 费用科目)", r"  \1", text), encoding="utf-8")
    assert '{科目: "5001", 借: 41.00}' in inside(*draft).out


# ------------------------------------------------------------ what it prints can be typed


@pytest.mark.parametrize(("keys", "sample"), [("zh", True), ("en", False)])
def test_the_next_three_commands_work_as_they_are_printed(
    keys: str, sample: bool, tmp_path: Path, houqin: Houqin, home: Path
) -> None:
    folder = tmp_path / "我们的 账簿"  # with a space, as folders on a desktop have
    said = init(folder, "--keys", keys, "--lang", keys, *([] if sample else ["--empty"])).out
    commands = [line[2:] for line in said.split("\n") if line.startswith("  ")]
    assert len(commands) == 3
    assert commands[2].startswith("git commit")
    done = houqin.shell("set -e\n" + "\n".join(commands), HOME=str(home))
    assert done.code == 0, done.err
    log = subprocess.run(["git", "-C", str(folder), "log", "--stat", "--format=%s"], capture_output=True, text=True)
    assert "houqin.yaml" in log.stdout


def test_what_cannot_be_read_is_not_committed(tmp_path: Path, houqin: Houqin, home: Path) -> None:
    """The hook, in a book whose first commit is made: a full-width colon stops the next."""
    book = tmp_path / "book"
    init(book, "--keys", "zh")
    with (book / "采购" / "2026-09.yaml").open("a", encoding="utf-8") as file:
        file.write("- 合同：HT-2\n")
    done = houqin.shell(f"cd {book} && git add -A && git commit -qm 改", HOME=str(home))
    assert done.code == 1
    assert "text.fullwidth_colon" in done.out + done.err


def test_months_merge_by_record_at_once(tmp_path: Path, houqin: Houqin, home: Path) -> None:
    """Two people append to one file of a new book: git merges it, by the driver that init set."""
    book = tmp_path / "book"
    init(book, "--keys", "zh")
    where = "采购/2026-09.yaml"
    contract = "- 合同: HT-{n}\n  日期: 2026-09-1{n}\n  供应商: 五金供应商\n  内容: 维修材料\n"
    for n in (1, 2):
        (tmp_path / str(n)).write_text(contract.format(n=n), encoding="utf-8")
    done = houqin.shell(
        f"""set -e; cd {book}; git commit -qm 建账
        git checkout -qb 乙; cat {tmp_path}/1 >> {where}; git commit -qam 一; git checkout -q main
        cat {tmp_path}/2 >> {where}; git commit -qam 二; git merge -q --no-edit 乙""",
        HOME=str(home),
    )
    assert done.code == 0, done.err
    text = (book / where).read_text(encoding="utf-8")
    assert text.index("HT-1\n") < text.index("HT-2\n")
    assert inside("--book", str(book), "check").code == 0


# ------------------------------------------------------------ nothing is overwritten


def test_a_folder_with_anything_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "成绩.xlsx").write_bytes(b"x")
    told = init(tmp_path / "book", "--lang", "zh")
    assert (told.code, told.out) == (2, "")
    assert "成绩.xlsx" in told.err
    assert files(tmp_path) == {"book/成绩.xlsx": b"x"}


def test_a_book_is_refused_and_so_is_a_folder_in_one(tmp_path: Path) -> None:
    init(tmp_path / "book")
    before = files(tmp_path)
    for folder in (tmp_path / "book", tmp_path / "book" / "新"):
        told = init(folder, "--lang", "en")
        assert told.code == 2
        assert "is a book already" in told.err
    assert files(tmp_path) == before


def test_an_empty_clone_becomes_the_book(tmp_path: Path) -> None:
    """A folder with nothing but git's own."""
    subprocess.run(["git", "init", "-q", str(tmp_path / "book")], check=True)
    assert init(tmp_path / "book").code == 0
    assert inside("--book", str(tmp_path / "book"), "check").code == 0


def test_another_hook_stays(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path / "book")], check=True)
    theirs = tmp_path / "book" / ".git" / "hooks" / "pre-commit"
    theirs.parent.mkdir(exist_ok=True)
    theirs.write_text("#!/bin/sh\nexit 0\n")
    init(tmp_path / "book")
    assert theirs.read_text() == "#!/bin/sh\nexit 0\n"


@pytest.mark.skipif(sys.platform == "win32", reason="modes")
def test_a_disk_that_refuses_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(book.os, "fsync", full)
    told = init(tmp_path / "in" / "book")
    assert told.code == 1
    assert not list((tmp_path / "in").iterdir())


@pytest.mark.parametrize(("kind", "head"), [("幼儿园", "园长"), ("初中", "校长"), ("nine_grade", "校长")])
def test_a_school_is_named_as_its_bursar_names_it(kind: str, head: str, tmp_path: Path) -> None:
    assert init(tmp_path / "book", "--kind", kind, "--keys", "zh").code == 0
    assert f"岗位: [{head}]" in (tmp_path / "book" / "登记" / "人员.yaml").read_text(encoding="utf-8")


def test_without_git_there_is_a_book_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    told = init(tmp_path / "book", "--lang", "zh")
    assert told.code == 0
    assert "没有放进 git" in told.out
    assert "git commit" not in told.out
    assert inside("--book", str(tmp_path / "book"), "check").code == 0


@pytest.mark.parametrize(
    "args",
    [
        ("--name", "小学/初中"),
        ("--name", "长" * 61),
        ("--name", "a\nb"),
        ("--kind", "大学"),
        ("--from", "1999-09"),
        ("--from", "九月"),
        ("--keys", "fr"),
    ],
)
def test_what_cannot_be_meant_is_told(args: tuple[str, ...], tmp_path: Path) -> None:
    told = inside("init", str(tmp_path / "book"), *args, "--lang", "zh")
    assert (told.code, told.out) == (2, "")
    assert not (tmp_path / "book").exists()


@pytest.mark.parametrize("name", ["青溪: 小学", "#1 小学", "no", "“青溪”小学", "'青溪", "{青溪}", "007"])
def test_any_name_is_kept_as_it_is(name: str) -> None:
    text = book.files(book.Plan(book.name_of(name), "primary", "zh", "2026-09", sample=False))["houqin.yaml"]
    (school,), faults = read(text.encode(), "houqin.yaml")
    assert (school.tree["id"], faults) == (name, [])


def test_every_folder_has_a_writer(tmp_path: Path) -> None:
    init(tmp_path / "book", "--keys", "zh")
    owners = (tmp_path / "book" / "CODEOWNERS").read_text(encoding="utf-8")
    for folder, chinese in names.FOLDERS.items():
        if folder not in ("registers", "opening", "evidence", "seals"):
            assert f"/{chinese}/" in owners
