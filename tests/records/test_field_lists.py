"""docs/records.md keeps its word: every box of the field's forms has its place, and every place exists."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, get_args

import pytest

from houqin.records.base import Part
from houqin.records.catalogue import TYPES, models

PAGE = (Path(__file__).parents[2] / "docs" / "records.md").read_text(encoding="utf-8")
REASONS = ("derived", "personal", "log")

FORMS = {
    "凭证": """
        日期 摘要 金额 附件张数 制单 审核 记账 出纳 会计主管 经手人 证明人/验收人 审批人 入库单
    """,
    "固定资产卡片": """
        卡片编号 资产编号(标签号) 资产名称 分类代码(+版本) 品牌 规格型号 序列号 计量单位 数量 单价 原值
        价值类型 取得方式 取得日期 入账日期 凭证号 发票号 供应商 经费来源 折旧方法 使用年限(月)
        已提月数 累计折旧 净值 使用部门 使用人 管理人(保管人) 存放地点 使用状况 保修截止 附属设备
        变动记录 处置日期 处置方式 处置批文号 处置收入 照片 备注
    """,
    "借用": """
        借用人 部门 用途 借出日 应还日 归还日 完好情况 经办
    """,
    "食堂": """
        留样菜品 餐次 留样时间 留样克数 留样柜 留样人 复核人 销样时间 销样人 生产日期 生产批号 保质期
        供货者地址 供货者联系方式 陪餐记录 健康证 晨检 餐厨废弃物
    """,
    "采购申请单": """
        申请编号 申请日期 申请部门 申请人 品名 规格 单位 数量 预估单价 预估金额 用途 经费来源 预算项目
        是否固定资产 部门意见 分管领导意见 校长审批 审批日期
    """,
    "采购订单/合同": """
        编号 供应商 日期 品名 规格 单位 数量 单价 金额 交货期 质量要求 付款方式 质保期 违约责任 依据
    """,
    "询价记录": """
        品名 规格 日期 询价人 结论
    """,
    "验收单": """
        编号 日期 供应商 订单号 品名 规格 单位 应收数量 实收数量 合格数量 拒收数量 拒收原因 单价 金额
        生产日期/批号 保质期 随货证明 感官 温度 验收人1 验收人2 监督人 送货人 照片
    """,
    "供应商档案": """
        名称 统一社会信用代码 法人 联系人 电话 地址 开户行 账号 许可证类型 许可证编号 许可证有效期
        合同期 评价 黑名单标志
    """,
    "发票登记": """
        类型 代码 号码 开票日期 购方名称 购方税号 销方名称 销方税号 金额 税率 税额 价税合计 校验码
        文件名 哈希 查验日期 查验结果 关联验收单 关联付款 报销人 入账凭证号
    """,
    "付款申请/报销单": """
        编号 日期 收款方 账号 事由 金额(小写) 金额(大写) 附件张数 关联发票 关联验收 关联合同 支付方式
        经办 验收 财务审核 审批 支付日期 银行流水号
    """,
    "库存现金盘点表": """
        盘点日期时间 面额 张数 实点合计 账面余额 未入账收 未入账付 调整后 长短款 原因 出纳 监盘 负责人
    """,
    "科目余额表": """
        科目编码 科目名称 期初借 期初贷 本期借方发生 本期贷方发生 期末借 期末贷
    """,
    "健康证/消毒/添加剂": """
        姓名 岗位 证号 发证日期 有效期至 晨检记录 消毒物品 消毒方法 消毒温度/浓度 消毒时长 消毒人
        添加剂名称 添加剂用量 添加剂菜品 添加剂使用人
    """,
    "巡检/隐患": """
        检查编号 类型 区域 项目 标准 结果 描述 照片 检查人 隐患编号 等级 措施 责任人 经费 期限
        整改完成日 复查人 复查日 结论 状态
    """,
    "报修": """
        编号 报修人 电话 地点 设施类型 描述 照片 时间 紧急程度 资产编号 派给 接单时间 到场时间 用料
        工时 费用 损坏原因 保修期内 外修单位 完工时间 验收签字 评价 赔偿
    """,
    "处置申请表": """
        资产编号 名称 数量 原值 已提折旧 净值 取得日期 已用年限 处置方式 原因 技术鉴定 单位意见
        主管部门意见 批文号 批复日期 残值收入 上缴凭证号
    """,
}
"""The forms' boxes, from the field lists of the domain (1.8, 2.5, 3.2, 5.1, 6.1, 7.4)."""


def tables() -> dict[str, list[tuple[str, str, str]]]:
    """Form → (box, place, remark) of each row of the page."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for section in PAGE.split("\n## ")[1:]:
        title, *lines = section.splitlines()
        form = re.sub(r" \([\d., ]+\)$", "", title).split()[-1]
        rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
        found[form] = [(box, place.strip("`"), remark) for box, place, remark in rows[2:]]
    return found


ROWS = [(form, *row) for form, rows in tables().items() for row in rows]


def model_in(annotation: Any) -> type[Part] | None:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation
    return next((found for inner in get_args(annotation) if (found := model_in(inner))), None)


def test_the_page_has_each_form_and_no_other() -> None:
    assert set(tables()) == set(FORMS)


@pytest.mark.parametrize("form", FORMS)
def test_every_box_of_the_form_has_a_row(form: str) -> None:
    boxes = [box for box, _, _ in tables()[form]]
    assert set(FORMS[form].split()) - set(boxes) == set()
    assert len(boxes) == len(set(boxes))


@pytest.mark.parametrize(("form", "box", "place", "remark"), ROWS)
def test_every_place_exists_or_a_reason_is_given(form: str, box: str, place: str, remark: str) -> None:
    if place == "—":
        assert remark.startswith(REASONS), f"{form} {box}"
        return
    type_, *path = place.split(".")
    folder = next(folder for folder, types in TYPES.items() if type_ in types)
    model: type[Part] | None = models(folder)[type_]
    for step in path:
        assert model is not None, place
        fields = {name.rstrip("_"): field for name, field in model.model_fields.items()}
        assert step in fields, place
        model = model_in(fields[step].annotation)
