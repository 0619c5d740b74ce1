"""What kind of school it is: its size, its rooms, its people, what it collects. A table, no code."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Kind:
    """One kind of school. `share` is its size against the nine-grade school, for what is used up; `portion` what a head
    eats, in hundredths of a pupil's lunch; `fee` and `wage` (of all cooks, a month) in fen and yuan."""

    name: str
    main_store: str
    second_store: str
    head: str
    grades: tuple[tuple[str, int], ...]
    second: int
    pupils: int
    staff: int
    subsidised: int
    fee: int
    cooks: int
    wage: int
    share: float
    portion: int
    kit: dict[str, int]
    buildings: tuple[str, ...]
    dormitories: tuple[str, ...]
    rooms: tuple[str, ...]
    departments: tuple[str, ...]
    cards: int
    teachers: str = field(default="班主任")

    @property
    def classes(self) -> list[tuple[str, str]]:
        """Each class with its grade."""
        return [(f"{grade}{n}班", grade) for grade, number in self.grades for n in range(1, number + 1)]

    @property
    def store_of_class(self) -> dict[str, str]:
        """The first so many grades draw from the second store."""
        early = {grade for grade, _ in self.grades[: self.second]}
        return {name: self.second_store if grade in early else self.main_store for name, grade in self.classes}


NINE_GRADE = Kind(
    name="青溪实验学校", main_store="总务库", second_store="小学部库", head="校长",
    grades=(
        ("一年级", 7), ("二年级", 7), ("三年级", 7), ("四年级", 7), ("五年级", 7), ("六年级", 7), ("七年级", 6),
        ("八年级", 6), ("九年级", 6),
    ),
    second=6, pupils=2868, staff=188, subsidised=326, fee=650, cooks=32, wage=98400, share=1.0,
    portion=100,
    kit={"作业本": 300, "粉笔": 2, "扫帚": 3, "拖把": 2, "簸箕": 1, "抹布": 5, "垃圾袋": 3, "洗手液": 1},
    buildings=("一号教学楼", "二号教学楼", "三号教学楼", "实验楼", "行政楼", "艺术楼"),
    dormitories=("男生宿舍", "女生宿舍"),
    rooms=("计算机教室一", "计算机教室二", "物理实验室", "化学实验室", "图书馆", "音乐教室", "美术教室", "体育器材室",
           "会议室", "保健室"),
    departments=("教务处", "行政办公室", "总务处", "德育处", "体育组", "财务室", "文印室"),
    cards=400,
)  # fmt: skip

KINDERGARTEN = Kind(
    name="青溪镇中心幼儿园", main_store="总务库", second_store="教玩具库", head="园长",
    grades=(("小班", 4), ("中班", 4), ("大班", 4)), second=2, pupils=352, staff=58, subsidised=41, fee=730, cooks=9,
    wage=28600, share=0.18, portion=70,
    kit={"卫生纸": 6, "抹布": 10, "垃圾袋": 4, "洗手液": 3, "消毒液": 2, "胶水": 6},
    buildings=("主楼", "活动楼"), dormitories=("午睡室",),
    rooms=("音体活动室", "美工室", "图书角", "保健室", "会议室"),
    departments=("保教处", "行政办公室", "总务处"), cards=120,
)  # fmt: skip

KINDS = {"nine_grade": NINE_GRADE, "kindergarten": KINDERGARTEN}
