"""Two people wrote to one file. What each wrote is in what comes out, or the record on which they differ is named."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houqin.text.merge import Merged, merge
from houqin.text.read import read

from .merging import expected, repository, slip, text, trial, worked

PATH = "store/总务库/2026-10.yaml"
BASE = """\
# 总务库 十月

- 验收: YS-1
  日期: 2026-10-03
  明细:
    - 大米 500斤 2.60 1300.00
  签字: {验收员: 李秀英}

- 验收: YS-2
  日期: 2026-10-04
  明细:
    - 灯管 20支 6.00 120.00
    - 开关 5个 8.00 40.00
"""
NEW_A = "\n- 验收: YS-5\n  日期: 2026-10-09\n  明细: [灯管 1支 6.00 6.00]\n"
NEW_B = "\n- 验收: YS-6\n  日期: 2026-10-08\n  明细: [灯管 2支 6.00 12.00]\n"


def both(ours: str, theirs: str, base: str = BASE, path: str = PATH) -> Merged:
    found = merge(base.encode(), ours.encode(), theirs.encode(), path)
    assert found is not None
    return found


def clean(ours: str, theirs: str, base: str = BASE) -> str:
    """Merged without a question, and the same file whichever side merges."""
    found = both(ours, theirs, base)
    assert found.clashes == []
    assert both(theirs, ours, base).data == found.data
    return found.data.decode()


def test_two_keepers_append_and_both_slips_are_there_by_day() -> None:
    assert clean(BASE + NEW_A, BASE + NEW_B) == BASE + NEW_B + NEW_A


def test_one_corrects_a_line_the_other_another_line_of_the_same_slip() -> None:
    ours, theirs = BASE.replace("500斤 2.60 1300.00", "300斤 2.60 780.00"), BASE.replace("- 灯管 20支", "- 灯管 30支")
    assert clean(ours, theirs) == ours.replace("- 灯管 20支", "- 灯管 30支")


def test_two_sign_one_slip_in_their_own_roles() -> None:
    line = "  签字: {验收员: 李秀英}"
    ours = BASE.replace(line, "  签字: {验收员: 李秀英, 保管员: 王强}")
    theirs = BASE.replace(line, "  签字: {验收员: 李秀英, 监督员: 王芳}")
    found = both(ours, theirs)
    assert found.clashes == []
    signed = read(found.data, PATH)[0][0].tree["signed"]
    assert signed == {"验收员": "李秀英", "保管员": "王强", "监督员": "王芳"}
    assert "  签字: {验收员: 李秀英, 保管员: 王强, 监督员: 王芳}\n" in found.data.decode()


def test_one_deletes_a_line_of_comments_the_other_adds_a_slip() -> None:
    assert clean(BASE.replace("# 总务库 十月\n", ""), BASE + NEW_A) == (BASE + NEW_A).replace("# 总务库 十月\n", "")


def test_one_spells_a_line_out_the_other_changes_its_figures() -> None:
    spelt = "    - {物品: 大米, 数量: 500 斤, 单价: 2.60, 金额: 1300.00}"
    ours = BASE.replace("    - 大米 500斤 2.60 1300.00", spelt)
    theirs = BASE.replace("500斤 2.60 1300.00", "300斤 2.60 780.00")
    assert "    - 大米 300斤 2.60 780.00\n" in clean(ours, theirs)


def test_both_put_the_same_right() -> None:
    ours = BASE.replace("500斤 2.60 1300.00", "300斤 2.60 780.00")
    assert clean(ours, ours + NEW_A) == ours + NEW_A


def test_both_change_one_field_and_only_that_slip_stands_between_the_marks() -> None:
    ours, theirs = BASE.replace("2026-10-03", "2026-10-05") + NEW_A, BASE.replace("2026-10-03", "2026-10-06") + NEW_B
    found = both(ours, theirs)
    (clash,) = found.clashes
    assert clash == ("acceptance", "YS-1", "date", "2026-10-05", "2026-10-06")
    data = found.data.decode()
    between = data[data.index("<<<<<<< ours") : data.index(">>>>>>> theirs")]
    assert between.count("- 验收: YS-1") == 2
    assert "YS-2" not in between
    assert data.endswith(NEW_B + NEW_A)
    assert read(found.data, PATH)[1][0].code == "text.conflict_ours"


def test_one_changes_what_the_other_deletes() -> None:
    without = BASE[: BASE.index("\n- 验收: YS-2")]
    found = both(BASE.replace("灯管 20支", "灯管 30支"), without)
    assert found.clashes == [("acceptance", "YS-2", "", "", None)]


def test_one_deletes_what_the_other_left_alone() -> None:
    without = BASE[: BASE.index("\n- 验收: YS-2")]
    assert clean(without, BASE + NEW_A) == without + NEW_A


def test_two_new_slips_under_one_number_are_both_kept() -> None:
    found = both(BASE + NEW_A, BASE + NEW_A.replace("灯管 1支 6.00 6.00", "开关 1个 8.00 8.00"))
    assert found.clashes == []
    assert [e.tree["id"] for e in read(found.data, PATH)[0]] == ["YS-1", "YS-2", "YS-5", "YS-5"]


def test_the_same_new_slip_on_both_sides_is_one() -> None:
    assert clean(BASE + NEW_A, BASE + NEW_A) == BASE + NEW_A


def test_true_twins_stay_two() -> None:
    twins = BASE + NEW_A + NEW_A
    assert clean(twins, twins + NEW_B).count("YS-5") == 2


def test_rows_of_one_name_in_a_register() -> None:
    rice = "- {物品: 大米, 性质: 食材, 类别: 食材, 单位: 斤, 起: 2024-01-01}\n"
    base = rice + "- {物品: 盐, 性质: 食材, 类别: 调料, 单位: 袋, 起: 2024-01-01}\n"
    later = "- {物品: 大米, 性质: 食材, 类别: 食材, 单位: 斤, 包装: {袋: 60 斤}, 起: 2026-11-01}\n"
    ours = base.replace("单位: 斤, 起: 2024", "单位: 斤, 止: 2026-10-31, 起: 2024") + later
    theirs = base.replace("单位: 袋", "单位: 包")
    merged = clean(ours, theirs, base)
    assert merged == ours.replace("单位: 袋", "单位: 包")


def test_windows_line_ends_stay() -> None:
    ours = (BASE + NEW_A).replace("\n", "\r\n")
    assert both(ours, BASE + NEW_B).data.decode() == (BASE + NEW_B + NEW_A).replace("\n", "\r\n")


def test_a_new_file_on_both_sides() -> None:
    assert clean(NEW_A.lstrip(), NEW_B.lstrip(), "") == NEW_B.lstrip() + NEW_A.lstrip()


@pytest.mark.parametrize(
    ("ours", "path"),
    [("- 验收: [\n", PATH), ("<<<<<<< x\n", PATH), ("学校: 小城学校\n", "houqin.yaml"), ("甲: 乙\n", PATH)],
)
def test_what_is_no_list_of_records_is_not_merged_by_records(ours: str, path: str) -> None:
    assert merge(BASE.encode(), ours.encode(), BASE.encode(), path) is None


@settings(max_examples=40)
@given(st.integers(0, 10**6))
def test_what_two_people_did_is_all_there(seed: int) -> None:
    from .merging import read as plain

    rng = random.Random(seed)
    base = {f"YS-{n}": slip(rng, "") for n in range(5)}
    a, b = worked(rng, base, "A"), worked(rng, base, "B")
    right, against = expected(base, a[0], b[0])
    found = both(text(a[0]), text(b[0]), text(base))
    assert {clash.number for clash in found.clashes} == against
    if not against:
        assert plain(found.data.decode()) == right
        assert plain(both(text(b[0]), text(a[0]), text(base)).data.decode()) == right


def test_twelve_merges_by_git(tmp_path: Path) -> None:
    where = repository(tmp_path)
    told = [trial(where, random.Random(f"short/{n}"), days=6 if n % 2 else 30) for n in range(12)]
    assert set(told) <= {"merged", "explained"}
