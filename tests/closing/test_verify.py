"""What `houqin verify` says: of rows that were changed behind a seal, of late slips, of a chain that was cut; and how."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from cli.running import inside
from houqin.closing import canon, heads, written
from houqin.closing.verify import NOTES, verify
from houqin.text import seals
from story.book import Small, small

from .keeping import sealed
from .test_attacks import git

SCHEMA = json.loads((Path(__file__).parent.parent.parent / "schemas" / "verify.json").read_text(encoding="utf-8"))
ITEMS = "registers/items.yaml"
SLIPS = "store/总务库/2026-10.yaml"
NOVEMBER = "store/总务库/2026-11.yaml"


@pytest.fixture(autouse=True)
def _own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOUQIN_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.delenv("HOUQIN_LANG", raising=False)


@pytest.fixture
def book(tmp_path: Path) -> Small:
    """October closed; the first slips of November are there."""
    book = small(tmp_path / "book")
    book.write(book.folder)
    change(book, NOVEMBER, more="- {领用: CK-9, 日期: 2026-11-02, 部门: 教务处, 明细: [复印纸 1包]}\n")
    sealed(book.folder, "2026-10")
    return book


def change(book: Small, path: str, was: str = "", now: str = "", more: str = "") -> None:
    file = book.folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    assert was in text
    file.write_text((text.replace(was, now, 1) if was else text) + more, encoding="utf-8")


def codes(book: Small, *, notes: bool = False) -> list[str]:
    """What is told, without the months that nobody signed."""
    said = verify(book.folder, remember=False)
    return [f.code for f in said.findings if f.code != "seal.unsigned" and (notes or f.code not in NOTES)]


# ------------------------------------------------------------ what goes on in open months is no alarm


@pytest.mark.parametrize(
    ("path", "more"),
    [
        (NOVEMBER, "- {领用: CK-10, 日期: 2026-10-30, 入账日期: 2026-11-03, 部门: 教务处, 明细: [复印纸 1包]}\n"),
        (
            ITEMS,
            "- {物品: 墨水, 性质: 存货, 类别: 办公用品, 单位: 瓶, 起: 2026-10-01}\n",
        ),  # new, and never named before
        (ITEMS, "- {物品: 大米, 性质: 食材, 类别: 食材, 单位: 斤, 包装: {袋: 40 斤}, 起: 2026-11-01}\n"),
        ("accounts/学校/2026-11.yaml", "- {凭证: 记-1, 日期: 2026-11-02, 摘要: 冲 2026-10/记-8, 分录: []}\n"),
    ],
    ids=["late slip", "new item", "new pack from November", "names a voucher of October"],
)
def test_what_is_written_in_open_months_is_no_alarm(book: Small, path: str, more: str) -> None:
    change(book, path, more=more)
    assert codes(book, notes=True) == []


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("包装: {箱: 8 包}, 起", "包装: {箱: 8 包, 大箱: 40 包}, 起"),  # another pack beside it
        ("{箱: 8 包}, 起: 2024-01-01}", "{箱: 8 包}, 起: 2024-01-01, 止: 2026-11-30}"),  # ended later
        ("单位: 支,", "单位: 支, 别名: [日光灯], 规格: 18W, 备注: 换过供应商,"),  # said beside the figures
        ("物品: 灯管, 性质: 存货", "item: 灯管, class: stock"),
        ("- {物品: 灯管", "# 长的和短的\n\n- {物品: 灯管"),
    ],
)
def test_a_row_that_is_kept_up_to_date_is_no_alarm(book: Small, was: str, now: str) -> None:
    change(book, ITEMS, was, now)
    assert codes(book, notes=True) == []


# ------------------------------------------------------------ rows in force in a closed month


@pytest.mark.parametrize(
    ("was", "now", "more", "code"),
    [
        ("{箱: 8 包}", "{箱: 10 包}", "", "seal.row_changed"),
        ("类别: 维修材料, 单位: 支", "类别: 办公用品, 单位: 支", "", "seal.row_changed"),
        ("{箱: 8 包}, 起: 2024-01-01}", "{箱: 8 包}, 起: 2024-01-01, 止: 2026-10-09}", "", "seal.row_ended"),
        ("- {物品: 食盐, 性质: 食材, 类别: 调料, 单位: 袋, 起: 2024-01-01}\n", "", "", "seal.row_missing"),
        ("", "", "- {物品: 大米, 性质: 食材, 类别: 调料, 单位: 斤, 起: 2026-10-05}\n", "seal.row_backdated"),
        ("", "", "- {物品: 食盐, 性质: 食材, 类别: 食材, 单位: 袋, 起: 2024-01-01}\n", "seal.row_backdated"),
    ],
)
def test_a_row_of_a_register_changed_behind_the_seal(book: Small, was: str, now: str, more: str, code: str) -> None:
    change(book, ITEMS, was, now, more)
    assert code in codes(book)
    assert {one for one in codes(book) if one.startswith("seal.re")} == set()


def test_whose_key_it_is_goes_into_a_row_of_its_own(book: Small) -> None:
    """A clerk's name in the list of keys is written only after October was closed."""
    clerk = "- {人员: 赵会珍, 岗位: [会计], 起: 2024-01-01}\n"
    people = "registers/people.yaml"
    change(book, people, more=clerk)
    sealed(book.folder, "2026-11")
    change(book, people, clerk, clerk.replace("起", "签名名: zhao@school, 起"))
    told = inside("--book", str(book.folder), "verify").out
    assert "人员「赵会珍」的一行在封了的月份里有效，被改过" in told
    assert "要变的另写一行，内容写全，起 2026-12-01 或以后" in told
    assert "from 2026-12-01 on" in inside("--book", str(book.folder), "verify", "--lang", "en").out
    change(book, people, clerk.replace("起", "签名名: zhao@school, 起"), clerk)
    change(book, people, more=clerk.replace("起: 2024-01-01", "签名名: zhao@school, 起: 2026-12-01"))
    assert codes(book, notes=True) == []


def test_a_policy_of_houqin_yaml_and_the_opening_are_sealed_as_well(book: Small) -> None:
    change(book, "houqin.yaml", "计价: 先进先出", "计价: 移动加权平均")
    change(book, "opening/2026-09-30.yaml", "复印纸 100包 20.00 2000.00", "复印纸 100包 21.00 2100.00")
    said = verify(book.folder, remember=False).findings
    assert [(f.code, f.number) for f in said if f.code in ("seal.row_changed", "seal.record_changed")] == [
        ("seal.row_changed", ""),
        ("seal.record_changed", "QC-总务库"),
    ]
    assert [f.args["name"] for f in said if f.code == "seal.row_changed"] == ["办公用品"]


def test_what_a_change_did_to_the_balances_is_told(book: Small) -> None:
    change(book, SLIPS, "复印纸 50包", "复印纸 40包")
    told = {
        f.args["what"]: (f.args["was"], f.args["now"]) for f in verify(book.folder).findings if f.code == "seal.balance"
    }
    assert told == {"复印纸|总务库": ("130", "140"), "复印纸|school|1302.01": ("2600.00", "2800.00")}


# ------------------------------------------------------------ what it said before


def test_what_was_changed_is_told_field_by_field_where_git_has_it(book: Small) -> None:
    git(book.folder, "init", "-q")
    git(book.folder, "add", "-A")
    git(book.folder, "commit", "-qm", "封账")
    change(book, SLIPS, "复印纸 10箱 160.00 1600.00", "复印纸 9箱 160.00 1440.00")
    change(book, SLIPS, "供应商: 五金店, 明", "供应商: 五金店, 备注: 补, 明")
    [one, other] = [f for f in verify(book.folder).findings if f.code == "seal.record_changed"]
    assert one.number == "YS-1"
    assert one.was == ((("lines", "quantity"), "10 箱", "9 箱"), (("lines", "amount"), "1600.00", "1440.00"))
    assert other.was == ((("note",), None, "补"),)


def test_without_git_it_is_told_where_and_not_what_it_was(book: Small) -> None:
    change(book, SLIPS, "复印纸 10箱 160.00 1600.00", "复印纸 9箱 160.00 1440.00")
    [one] = [f for f in verify(book.folder).findings if f.code == "seal.record_changed"]
    assert (one.path, one.line, one.number, one.was) == (SLIPS, 1, "YS-1", ())


# ------------------------------------------------------------ the seals themselves


def seal_file(book: Small, month: str = "2026-10") -> Path:
    return book.folder / seals.sealed(book.folder)[month].path


def test_a_seal_that_was_altered_is_told(book: Small) -> None:
    file = seal_file(book)
    file.write_text(
        file.read_text(encoding="utf-8").replace("school|1302.01|2600.00", "school|1302.01|2500.00"), encoding="utf-8"
    )
    assert codes(book) == ["seal.altered"]


def test_a_seal_that_was_altered_to_fit_a_record_is_held_against_git(book: Small) -> None:
    """The hashes in the seal were made to fit, its head was left: the true text is still in git, and names the record."""
    git(book.folder, "init", "-q")
    git(book.folder, "add", "-A")
    git(book.folder, "commit", "-qm", "封账")
    before = canon.bytes_of((book.folder / SLIPS).read_bytes())
    change(book, SLIPS, "复印纸 50包", "复印纸 40包")
    file = seal_file(book)
    after = canon.bytes_of((book.folder / SLIPS).read_bytes())
    file.write_text(file.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    said = verify(book.folder, remember=False).alarms
    assert {(f.code, f.number) for f in said if f.code != "seal.balance"} == {
        ("seal.altered", ""),
        ("seal.record_changed", "CK-1"),
    }


def test_an_empty_folder_in_the_other_language_hides_no_seal(book: Small) -> None:
    other = next(name for name in ("seals", "封存") if not (book.folder / name).exists())
    (book.folder / other).mkdir()
    assert seals.is_closed(book.folder, "2026-10")
    change(book, SLIPS, "复印纸 50包", "复印纸 40包")
    assert "seal.record_changed" in codes(book)


def test_a_remark_opens_no_month(book: Small) -> None:
    head = seals.sealed(book.folder)["2026-10"].head
    change(
        book, "approvals/2026-11.yaml", more=f"# 头: {head}\n- {{补签: BQ-1, 日期: 2026-11-05, 备注: '头: {head}'}}\n"
    )
    change(book, SLIPS, "复印纸 50包", "复印纸 40包")
    assert "seal.record_changed" in codes(book)


def test_a_seal_in_another_form_says_the_same(book: Small) -> None:
    file = seal_file(book)
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("程序: ", "# 记一笔\n程序:   ").replace("名称表: ", "names: "), encoding="utf-8")
    assert codes(book, notes=True) == ["seal.own_form"]


def test_a_seal_that_comes_to_its_head_and_holds_nothing_is_told(book: Small) -> None:
    file = seal_file(book)
    text = re.sub(r"(?m)^登记字节: .*\n", "", file.read_text(encoding="utf-8"))
    file.write_text(re.sub(r"(?m)^头: .*$", f"头: {written.head_of(text)}", text), encoding="utf-8")
    assert codes(book) == ["seal.unreadable"]


@pytest.mark.parametrize("text", ["", "不是封存\n", "格式: houqin-seal/1\n", "[" * 30_000, "- 验收: 1\n"])
def test_a_seal_that_is_none_is_told(book: Small, text: str) -> None:
    seal_file(book).write_text(text, encoding="utf-8")
    assert codes(book) == ["seal.unreadable"]


def test_two_people_who_closed_at_once_have_two_seals_of_one_number(book: Small) -> None:
    first = seal_file(book)
    (first.parent / "2026-11.yaml").write_bytes(
        first.read_bytes().replace("月份: 2026-10".encode(), "月份: 2026-11".encode())
    )
    assert "seal.number_twice" in codes(book)


def test_a_month_opened_again_and_closed_a_second_time(book: Small) -> None:
    head = seals.sealed(book.folder)["2026-10"].head
    verify(book.folder)  # this clone remembers the first seal
    change(book, "approvals/2026-11.yaml", more=f"- {{重开: CK-1, 日期: 2026-11-05, 月份: 2026-10, 头: {head}}}\n")
    change(book, SLIPS, "复印纸 50包", "复印纸 40包")
    assert [(m.mark.month, m.state) for m in verify(book.folder).months] == [("2026-10", "reopened")]
    assert codes(book, notes=True) == ["seal.reopened"]
    sealed(book.folder, "2026-10", day=20261106)
    assert codes(book) == []
    change(book, SLIPS, "复印纸 40包", "复印纸 30包")
    assert "seal.record_changed" in codes(book)


OPENS = (
    "- {重开: KZ-1, 日期: 2026-11-05, 月份: 2026-10, 头: HEAD, 签批人: 陈志远, 原因: 漏记}\n",
    "- reopening: KZ-1\n  date: 2026-11-05\n  month: 2026-10\n  head: sha256:HEAD\n  by: 陈志远\n  reason: 漏记\n",
    "- 重开: KZ-1\n  日期: 2026-11-05\n  月份: 2026-10\n  '头':\n    HEAD\n  签批人: 陈志远\n  原因: 漏记\n",
    "- 审批: [\n- {重开: KZ-1, 日期: 2026-11-05, 月份: 2026-10, 头: HEAD, 签批人: 陈志远, 原因: 漏记}\n",  # a mistake above it
)
ONLY_NAMES = (
    "- {审批: SP-1, 日期: 2026-11-05, 原单: DD-1, 签批人: 陈志远, 职务: 校长, 意见: 同意, 备注: '重开看过, 头: HEAD'}\n",
    "- 审批: SP-1\n  日期: 2026-11-05\n  原单: DD-1\n  意见: 同意\n  备注: |\n    照抄封存\n    头: HEAD\n",
    '- 审批: SP-1\n  备注: "\n- 重开: KZ-1\n  头: HEAD\n  月份: 2026-10"\n  意见: 同意\n',
    "- {审批: SP-1, 日期: 2026-11-05, 原单: DD-1, 签批人: 陈志远, 意见: 同意, 头: HEAD}\n",
    "- {日期: 2026-11-05, 重开: KZ-1, 月份: 2026-10, 头: HEAD}\n",
    "- {重开: KZ-1, 日期: 2026-11-05, 月份: 2026-10, 备注: '头: HEAD', 签批人: 陈志远, 原因: 漏记}\n",
    "- {重开: KZ-1, 日期: 2026-11-05, 月份: 2026-10, 头: [HEAD], 签批人: 陈志远, 原因: 漏记}\n",
    "# - {重开: KZ-1, 日期: 2026-11-05, 月份: 2026-10, 头: HEAD}\n",
    "- {重开: KZ-1, 日期: 2026-11-05, 月份: 2026-10, 头: OTHER, 签批人: 陈志远, 原因: 漏记}\n",
)


@pytest.mark.parametrize(("text", "opens"), [(text, True) for text in OPENS] + [(text, False) for text in ONLY_NAMES])
def test_a_month_is_open_again_by_a_record_and_by_no_text_that_names_its_head(
    book: Small, text: str, opens: bool
) -> None:
    """Whoever writes is let in exactly where verify says that the month was opened again."""
    head = seals.sealed(book.folder)["2026-10"].head
    change(book, "approvals/2026-11.yaml", more=text.replace("HEAD", head).replace("OTHER", head[::-1]))
    assert seals.is_closed(book.folder, "2026-10") != opens
    assert (seals.of(book.folder, "2026-10") is None, not seals.barring(book.folder, ["2026-10"])) == (opens, opens)
    assert [m.state for m in verify(book.folder, remember=False).months] == ["reopened" if opens else "sealed"]


def test_which_months_are_closed_is_known_without_reading_yaml(book: Small) -> None:
    """Approvals by the hundred, and even a note with the head of a seal long replaced: no record is read for that."""
    head = seals.sealed(book.folder)["2026-10"].head
    change(book, "approvals/2026-11.yaml", more=OPENS[0].replace("HEAD", head))
    sealed(book.folder, "2026-10", day=20261106)
    asked = (
        "import sys; from pathlib import Path; from houqin.text import seals;"
        " print(seals.is_closed(Path(sys.argv[1]), '2026-10'), sorted({'yaml', 'houqin.text.read'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", asked, str(book.folder)], capture_output=True, text=True, check=True)
    assert done.stdout == "True []\n"


def test_a_seal_put_in_another_s_place_without_a_reopening(book: Small) -> None:
    sealed(book.folder, "2026-10", day=20261106)
    assert codes(book) == ["seal.no_reopening"]


def test_a_clone_does_not_go_back(book: Small) -> None:
    sealed(book.folder, "2026-11")
    verify(book.folder)
    seal_file(book, "2026-11").unlink()
    assert codes(book) == ["seal.rolled_back"]


def test_a_tag_of_git_knows_a_head_too(book: Small) -> None:
    git(book.folder, "init", "-q")
    git(book.folder, "add", "-A")
    git(book.folder, "commit", "-qm", "封账")
    mark = seals.sealed(book.folder)["2026-10"]
    git(book.folder, "tag", "-a", "seal/2026-10", "-m", f"houqin-seal/1 2026-10 1 {mark.head}")
    assert verify(book.folder, remember=False).heads == {"tag": mark.head}
    change(book, SLIPS, "复印纸 50包", "复印纸 40包")
    seal_file(book).unlink()
    sealed(book.folder, "2026-10")
    said = verify(book.folder, remember=False)
    assert {f.code for f in said.alarms} >= {"seal.replaced", "seal.record_changed"}


# ------------------------------------------------------------ how it is said


def told(book: Small, *args: str) -> Any:
    return inside("--book", str(book.folder), "verify", *args)


def test_the_answer_keeps_to_its_schema(book: Small) -> None:
    validator = jsonschema.Draft202012Validator(SCHEMA)
    for was, now, more in (("", "", ""), ("复印纸 50包", "复印纸 40包", "# 记一笔\n")):
        change(book, SLIPS, was, now, more)
        ended = told(book, "--format", "json")
        said = json.loads(ended.out)
        assert [e.message for e in validator.iter_errors(said)] == []
        assert (said["status"] == "changed") == bool(said["alarms"]) == bool(was) == (ended.code == 1)


def test_in_both_languages(book: Small) -> None:
    change(book, SLIPS, "复印纸 50包", "复印纸 40包")
    assert "领用 CK-1 封账后被改过" in told(book).out
    english = told(book, "--lang", "en").out
    assert "issue CK-1 was changed after its month was closed" in english
    assert f"{SLIPS}:5" in english


def test_the_head_of_the_report_is_given_as_it_is_read(book: Small) -> None:
    head = seals.sealed(book.folder)["2026-10"].head
    out = told(book).out
    assert heads.groups(head) in out
    assert heads.spoken(head) in out
    assert "给的头" in told(book, "--head", heads.spoken(head)).out
    other = told(book, "--head", heads.groups("0" * 64))
    assert (other.code, "不是这里任何一份封存的" in other.out) == (1, True)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--head", "12 34"), "不是封存的头"),
        (("2026-11",), "没有封账"),
        (("2026-13",), "2026-13"),
        (("--signers", "/nowhere"), "签名者表"),
    ],
)
def test_wrong_use(book: Small, args: tuple[str, ...], said: str) -> None:
    ended = told(book, *args)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err


def test_before_any_month_is_closed(tmp_path: Path) -> None:
    open_ = small(tmp_path / "open")
    open_.write(open_.folder)
    ended = told(open_)
    assert (ended.code, "还没有封账的月份" in ended.out) == (0, True)


def test_a_book_that_cannot_be_read_any_more_is_no_traceback(book: Small) -> None:
    change(book, SLIPS, "- {验收: YS-1", "- {验收： YS-1")
    (book.folder / "registers" / "items.yaml").write_bytes(b"\xff\xfe\0")
    ended = told(book)
    assert ended.code == 1
    assert "houqin check" in ended.out
