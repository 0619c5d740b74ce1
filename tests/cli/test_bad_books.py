"""Books that cannot be read: every error with its place, exit 3, and nothing that looks like a report."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from running import RECONCILE, Ended, inside

pytestmark = pytest.mark.usefixtures("bare")

SLIPS = "store/总务库/2026-10.yaml"
INVOICES = "purchases/2026-10.yaml"


def append(file: str, text: str) -> Callable[[Path], object]:
    def change(book: Path) -> None:
        with (book / file).open("ab") as out:
            out.write(text.encode())

    return change


def replace(file: str, old: str, new: str) -> Callable[[Path], object]:
    def change(book: Path) -> None:
        text = (book / file).read_text("utf-8")
        assert old in text
        (book / file).write_text(text.replace(old, new, 1), "utf-8")

    return change


def write(file: str, data: bytes) -> Callable[[Path], object]:
    def change(book: Path) -> None:
        (book / file).parent.mkdir(parents=True, exist_ok=True)
        (book / file).write_bytes(data)

    return change


def rename(old: str, new: str) -> Callable[[Path], object]:
    def change(book: Path) -> None:
        (book / new).parent.mkdir(parents=True, exist_ok=True)
        (book / old).rename(book / new)

    return change


def a_folder(book: Path) -> None:
    (book / "checks/2026-11.yaml").mkdir()
    (book / "checks/2026-11.yaml/2026-11.yaml").write_text("- {}\n")


def link_to_nothing(book: Path) -> None:
    (book / "checks/2026-11.yaml").symlink_to("没有.yaml")


def link_to_itself(book: Path) -> None:
    (book / "checks/2026-11.yaml").symlink_to("2026-11.yaml")


BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "wide colon": (replace(SLIPS, "部门: 教务处", "部门：教务处"), rf"{SLIPS}:\d+:\d+"),
    "conflict markers": (append(SLIPS, "<<<<<<< HEAD\n- 领用: CK-1\n=======\n>>>>>>> b\n"), rf"{SLIPS}:134:1"),
    "unknown type": (append(SLIPS, "- 领料: CK-1\n  日期: 2026-10-09\n"), rf"{SLIPS}:134:3"),
    "unknown field": (append(SLIPS, "- {领用: CK-1, 日期: 2026-10-09, 部: 教务处, 明细: [硒鼓 1个]}\n"), rf"{SLIPS}:134:\d+"),
    "a tab": (append(SLIPS, "- 领用: CK-1\n\t日期: 2026-10-09\n"), rf"{SLIPS}:135:1"),
    "a long number without quotes": (replace(INVOICES, '"26992000000010045871"', "2.6992e19"), rf"{INVOICES}:\d+:\d+"),
    "1e5": (append(SLIPS, "- {领用: CK-1, 日期: 2026-10-09, 明细: [{物品: 硒鼓, 数量: 1e5 个}]}\n"), rf"{SLIPS}:134:\d+"),
    "a bad byte": (write(SLIPS, "- 验收: YS-1\n".encode("gb18030")), rf"{SLIPS}:1"),
    "another month's record": (
        append(SLIPS, "- {领用: CK-1, 日期: 2026-11-09, 部门: 教务处, 明细: [硒鼓 1个]}\n"), rf"{SLIPS}:134:\d+",
    ),
    "a file of another kind's folder": (write("purchases/2026-11.yaml", "- {领用: CK-1}\n".encode()), r"purchases/2026-11.yaml:1"),
    ".yml": (rename(SLIPS, "store/总务库/2026-10.yml"), r"store/总务库/2026-10.yml:1"),
    "a folder with no such name": (write("仓储/2026-10.yaml", b"[]\n"), r"仓储/2026-10.yaml:1"),
    "not deep enough": (rename(SLIPS, "store/2026-10.yaml"), r"store/2026-10.yaml:1"),
    "too deep": (rename(SLIPS, "store/总务库/旧/2026-10.yaml"), r"store/总务库/旧/2026-10.yaml:1"),
    "no month for a name": (rename(SLIPS, "store/总务库/十月.yaml"), r"store/总务库/十月.yaml:\d+"),
    "a folder with a file's name": (a_folder, r"checks/2026-11.yaml:1"),
    "a link to nothing": (link_to_nothing, r"checks/2026-11.yaml:1"),
    "a link to itself": (link_to_itself, r"checks/2026-11.yaml:1"),
    "an empty houqin.yaml": (write("houqin.yaml", b""), r"houqin.yaml|账套"),
    "houqin.yaml is a list": (write("houqin.yaml", "- 学校: 城关实验学校\n".encode()), r"houqin.yaml:1"),
    "no accounts": (rename("registers/accounts.yaml", "registers/.accounts.yaml.bak"), r"registers"),
}  # fmt: skip


@pytest.mark.parametrize("hazard", BAD)
def test_a_book_that_cannot_be_read(hazard: str, book: Path) -> None:
    change, place = BAD[hazard]
    change(book)
    for lang in ("zh", "en"):
        ended = inside("--book", str(book), *RECONCILE, "--lang", lang)
        assert (ended.code, ended.out) == (3, ""), ended.err
        assert re.search(place, ended.err), ended.err
        assert "houqin itself" not in ended.err
    assert inside("--book", str(book), *RECONCILE, "--format", "json").out == ""
    assert inside("--book", str(book), "check").code == 3


def test_all_errors_of_all_files_at_once(book: Path) -> None:
    """The bursar mends them in one go: in the order of the files, each with its line and a mark below it."""
    append(SLIPS, "- 领料: CK-1\n")(book)
    append(INVOICES, "- {发票: FP-9}\n")(book)
    (book / "checks/2026-11.yml").write_text("")
    ended = inside("--book", str(book), *RECONCILE)
    places = re.findall(r"^([\w/.-]+\.ya?ml):(\d+)", ended.err, re.MULTILINE)
    assert {file for file, _ in places} == {SLIPS, INVOICES, "checks/2026-11.yml"}
    assert places == sorted(places, key=lambda place: place[0]) or places[0][0].endswith(".yml")
    assert re.search(r"^ +\^", ended.err, re.MULTILINE)
    assert f"{len(places)} 处" in ended.err.splitlines()[-1]


@pytest.mark.parametrize(
    ("slip", "codes"),
    [
        ("{领用: CK-1, 日期：2026-10-09, 部门: 教务处, 明细: [硒鼓 1个]}", ["text.fullwidth_colon"]),
        ("{领用: CK-1, 日期：2026-10-09, 部门：教务处, 明细: [硒鼓 1个]}", ["text.fullwidth_colon"] * 2),
        ("{领用: CK-1, 日期: 2026-10-09, 部门: 教务处, 明细: [{物品：硒鼓, 数量: 1 个}]}", ["text.fullwidth_colon"]),
        ("{领用: CK-1, 日朝: 2026-10-09, 部门: 教务处, 明细: [硒鼓 1个]}", ["text.unknown_field_near"]),
        ("{领用: CK-1, 部门：教务处, 明细: [硒鼓 1个]}", ["record.missing", "text.fullwidth_colon"]),
    ],
)
def test_a_mistyped_key_is_one_error(slip: str, codes: list[str], book: Path) -> None:
    """Its field is not missed as well; one that is nowhere is."""
    append(SLIPS, f"- {slip}\n")(book)
    told = json.loads(inside("--book", str(book), "check", "--format", "json").out)
    assert sorted(d["code"] for d in told["diagnostics"]) == sorted(codes)


def test_check_says_the_same_on_stdout(book: Path) -> None:
    append(SLIPS, "- 领料: CK-1\n")(book)
    told = inside("--book", str(book), "check")
    assert told.code == 3
    assert told.out in inside("--book", str(book), *RECONCILE).err


# ------------------------------------------------------------ odd, and all the same readable


def empty_file(book: Path) -> None:
    (book / "checks/2026-11.yaml").write_bytes(b"")


def comments_only(book: Path) -> None:
    (book / "checks/2026-11.yaml").write_text("# 十一月\n", "utf-8")


def a_loop_of_folders(book: Path) -> None:
    (book / "evidence").mkdir(exist_ok=True)
    (book / "evidence/loop").symlink_to("..")


def links_to_folders_above(book: Path) -> None:
    """To the folder above and to the folder itself: what is in them is read already."""
    (book / "store/again").symlink_to("..")
    (book / "store/总务库/self").symlink_to(".")


def what_is_not_ours(book: Path) -> None:
    (book / ".git").mkdir()
    (book / ".git/x.yaml").write_text("{{{")
    (book / "README.md").write_text("# 账簿")
    (book / "evidence/2026-10").mkdir(parents=True, exist_ok=True)
    (book / "evidence/2026-10/对账单.yaml").write_text("\t")
    (book / "checks/~$2026-10.xlsx").write_bytes(b"PK")


def in_another_order_of_files(book: Path) -> None:
    shutil.copytree(book, book.parent / "copy")
    for path in sorted(book.rglob("*.yaml"), reverse=True):
        path.unlink()
        shutil.copy(book.parent / "copy" / path.relative_to(book), path)


@pytest.mark.parametrize(
    "change",
    [empty_file, comments_only, a_loop_of_folders, links_to_folders_above, what_is_not_ours, in_another_order_of_files],
)
def test_odd_but_readable(change: Callable[[Path], object], book: Path, sheet: Ended) -> None:
    change(book)
    assert inside("--book", str(book), *RECONCILE) == sheet


def test_links_that_lead_to_each_other(book: Path) -> None:
    """Refused for their depth, once each, and never followed for ever."""
    (book / "cash/食堂/other").symlink_to("../../checks")
    (book / "checks/other").symlink_to("../cash/食堂")
    ended = inside("--book", str(book), *RECONCILE)
    assert (ended.code, ended.out) == (3, "")
    assert re.findall(r"^(\S+\.yaml):1", ended.err, re.MULTILINE) == [
        "cash/食堂/other/2026-10.yaml",
        "checks/other/2026-10.yaml",
    ]


def test_a_folder_without_the_right_to_list(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir

    def refused(path: str) -> object:
        if str(path).endswith("checks"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refused)
    ended = inside("--book", str(book), *RECONCILE)
    assert (ended.code, ended.out) == (3, "")
    assert ended.err.startswith("checks:1")


def test_a_file_without_the_right_to_read(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests may run as root, who may read everything: the refusal is played."""
    read_bytes = Path.read_bytes

    def refused(self: Path) -> bytes:
        if self.name == "2026-10.yaml" and self.parent.name == "checks":
            raise PermissionError(13, "Permission denied")
        return read_bytes(self)

    monkeypatch.setattr(Path, "read_bytes", refused)
    ended = inside("--book", str(book), *RECONCILE)
    assert (ended.code, ended.out) == (3, "")
    assert ended.err.startswith("checks/2026-10.yaml:1")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes by name")
def test_what_is_no_plain_file_is_told_and_never_waited_for(book: Path) -> None:
    """A folder or a pipe where a month's file should be: half a book prints no figures, and nobody waits for a pipe."""
    os.mkfifo(book / "store/总务库/2026-11.yaml")
    (book / "checks/2026-11.yaml").mkdir()
    for command in (("check",), ("reconcile", "2026-10")):
        ended = inside("--book", str(book), *command)
        assert ended.code == 3
        said = ended.out + ended.err
        assert "store/总务库/2026-11.yaml:1" in said
        assert "checks/2026-11.yaml:1" in said


def test_a_name_that_is_there_is_not_offered_for_itself(book: Path) -> None:
    """A slip dated before the item was registered: "did you mean the same" helps nobody."""
    slips = book / "store/总务库/2026-10.yaml"
    slips.write_text(
        slips.read_text("utf-8")
        + "- {领用: CK-X-1, 日期: 2019-02-03, 入账日期: 2026-10-20, 部门: 总务处, 明细: [A4复印纸 1包]}\n",
        "utf-8",
    )
    ended = inside("--book", str(book), "check", "--lang", "zh")
    assert "「A4复印纸」" in ended.out
    assert "是不是「A4复印纸」" not in ended.out


def test_people_of_several_places_are_listed(book: Path) -> None:
    ended = inside("--book", str(book), "list", "person", "--set", "school")
    assert ended.code == 0


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_report_never_replaces_a_file_of_the_book(book: Path, lang: str) -> None:
    head = (book / "houqin.yaml").read_bytes()
    ended = inside("--book", str(book), *RECONCILE, "-o", str(book / "houqin.yaml"), "--lang", lang)
    assert (ended.code, ended.out) == (2, "")
    assert "houqin.yaml" in ended.err
    assert (book / "houqin.yaml").read_bytes() == head
