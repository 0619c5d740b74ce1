"""Exports of banks and payment apps, in the forms in which they really come (the headings; names and sums are made up)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from houqin.book.registers import Registers
from houqin.exchange import statement
from houqin.exchange.heading import find
from houqin.exchange.sheet import sheets
from houqin.exchange.slips import Reading
from houqin.records.validate import validate

REGISTERS = Registers({"account": [
    {"id": "1002.01", "set": "school", "from_": 20190101, "name": "银行存款", "controls": "bank", "bank_account": "6011"},
    {"id": "1002.02", "set": "school", "from_": 20190101, "name": "银行存款", "controls": "bank", "bank_account": "8802"},
]})  # fmt: skip

Lines = list[tuple[str, str, str]]
"""Day, "+" or "−" with the amount, summary."""

WECHAT = """微信支付账单明细,,,,,,,,,,
微信昵称：[食堂],,,,,,,,,,
起始时间：[2026-10-01 00:00:00] 终止时间：[2026-10-31 23:59:59],,,,,,,,,,
,,,,,,,,,,
----------------------微信支付账单明细列表--------------------,,,,,,,,,,
交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注
2026-10-12 07:12:09,商户消费,鲜旺肉业,"猪肉",支出,¥28.16,零钱,支付成功,"4200001	","1	","/"
2026-10-09 11:02:00,二维码收款,家长,"收款方备注",收入,¥12.00,/,已存入零钱,"4200002	","2	","/"
2026-10-08 11:02:00,零钱提现,农商行,"/",/,¥100.00,农商行,提现已到账,"4200003	","3	","/"
"""
ALIPAY = """------------------------支付宝（中国）网络技术有限公司  电子客户回单------------------------
导出信息：
姓名：食堂
支付宝账户：shitang@example.com
------------------------------------------------------------------------------------
交易时间                ,交易分类      ,交易对方      ,对方账号  ,商品说明  ,收/支  ,金额  ,收/付款方式,交易状态,交易订单号,商家订单号,备注,
2026-10-20 08:00:01     ,日用百货      ,永安五金      ,abc***    ,水龙头    ,支出   ,26.50 ,余额宝     ,交易成功,20261020001	,T1	,	,
2026-10-19 08:00:01     ,日用百货      ,永安五金      ,abc***    ,角阀      ,支出   ,30.00 ,余额宝     ,交易关闭,20261019001	,T2	,	,
2026-10-18 08:00:01     ,退款          ,永安五金      ,abc***    ,退款-垫片 ,不计收支,3.00 ,余额宝     ,退款成功,20261018001	,T3	,	,
2026-10-17 08:00:01     ,收入          ,校友会        ,abc***    ,捐款      ,收入   ,500.00,余额       ,交易成功,20261017001	,T4	,	,
"""
CCB = """账号,6217000000006011,,,,,,,,,,,,,,,
账号,交易时间,借方发生额,贷方发生额,余额,币种,对方户名,对方账号,对方开户机构,记账日期,摘要,备注,账户明细编号-交易流水号,企业流水号,凭证种类,凭证号,交易介质编号
6217000000006011,20261008 09:15:22,860.00,0.00,"186,420.35",人民币,安泰维保,1,建行,20261008,维保,,1-101,,,,
6217000000006011,20261023 10:01:02,0.00,"1,600.00","188,020.35",人民币,县再生资源公司,1,建行,20261023,废品款,,2-102,,,,
6217000000006011,20261031 23:00:00,30.00,0.00,"187,990.35",人民币,,,,20261031,网银服务费,,3-103,,,,
"""
ICBC = """明细查询文件下载
卡号: 6222000000008802

交易日期,摘要,交易场所,交易国家或地区简称,钞/汇,交易金额(收入),交易金额(支出),交易币种,记账金额(收入),记账金额(支出),记账币种,余额,对方户名
2026-10-29	,代扣伙食费	,	,CHN	,钞	,"389,025.00"	,	,人民币	,"389,025.00"	,	,人民币	,"641,465.00"	,家长	,

2026-10-30	,退多收款	,	,CHN	,钞	,	,"6,420.00"	,人民币	,	,"6,420.00"	,人民币	,"635,045.00"	,学校	,
人民币合计,,,,,389025.00,6420.00,,,,,,
"""
ABC = """交易日期,交易时间,交易摘要,交易金额,本次余额,对手信息,日 志 号,交易渠道,交易附言
20261031,101010,转支,-30.00,970.00,银行,778,网银,服务费
20261008,091010,转存,+1000.00,1000.00,县财政局,777,柜面,拨款
"""
BOC = """记账日期,记账时间,币别,金额,余额,交易名称,渠道,网点名称,附言,对方账户名,对方卡号/账号,对方开户行
2026-10-08,09:10:10,人民币,"1,000.00","1,000.00",转账收入,网银,-------------------,拨款,县财政局,622,------
2026-10-31,10:10:10,人民币,-30.00,970.00,收费,网银,-------------------,------,-------------------,------,------
"""
BOCOM = """序号,交易日期,交易时间,交易类型,借贷,交易金额,余额,对方账号,对方户名,交易地点,摘要
1,2026-10-08,09:10:10,转账,贷 Cr,1000.00,1000.00,622,县财政局,网银,拨款
2,2026-10-31,10:10:10,收费,借 Dr,30.00,970.00,622,银行,网银,服务费
"""
CMB = """记账日期,货币,交易金额,联机余额,交易摘要,对手信息,客户摘要
2026-10-08,CNY,"1,000.00","1,000.00",拨款,县财政局,/
2026-10-31,CNY,-30.00,970.00,服务费,银行,/
"""
SPDB = """顺序号,交易日期,交易类型,存入金额,取出金额,余额,交易对手名称,交易对手账号,附言
1,20261008,转账,1000.00,,1000.00,县财政局,622,拨款
2,20261031,收费,,30.00,970.00,银行,622,服务费
"""
CCB_CARD = """中国建设银行
卡号:6217000000006011
起止日期:20261001-20261031
记账日,交易日期,交易时间,支出,收入,账户余额,币种,摘要,对方账号,对方户名,交易地点
20261008,20261008,09:10:10,0,1000,1000,人民币,拨款,622,县财政局,
20261031,20261031,10:10:10,30,0,970,人民币,服务费,622,银行,
以上数据仅供参考，具体内容请以柜台为准
"""
OWN = """日期,摘要,借方,贷方,余额
,期初余额,,,1000.00
2026-10-08,收拨款,500.00,,1500.00
2026-10-31,付货款,,30.00,1470.00
,期末余额,,,1470.00
"""
SIX = [("2026-10-08", "+1000.00", "拨款"), ("2026-10-31", "-30.00", "服务费")]

EXPORTS: dict[str, tuple[str, str, Lines, str, str]] = {
    # text, encoding, the lines oldest first, opening and closing ("" where the export has no balance)
    "WeChat": (WECHAT, "utf-8-sig", [("2026-10-09", "+12.00", "收款方备注"), ("2026-10-12", "-28.16", "猪肉")], "", ""),
    "Alipay": (ALIPAY, "gb18030", [("2026-10-17", "+500.00", "捐款"), ("2026-10-20", "-26.50", "水龙头")], "", ""),
    "CCB corporate": (
        CCB, "gb18030",
        [("2026-10-08", "-860.00", "维保"), ("2026-10-23", "+1600.00", "废品款"), ("2026-10-31", "-30.00", "网银服务费")],
        "187280.35", "187990.35",
    ),
    "ICBC card": (
        ICBC, "utf-8", [("2026-10-29", "+389025.00", "代扣伙食费"), ("2026-10-30", "-6420.00", "退多收款")],
        "252440.00", "635045.00",
    ),
    "ABC, newest first": (ABC, "gb18030", [("2026-10-08", "+1000.00", "转存"), ("2026-10-31", "-30.00", "转支")], "0.00", "970.00"),
    "BOC": (BOC, "utf-8", [("2026-10-08", "+1000.00", "拨款"), ("2026-10-31", "-30.00", "")], "0.00", "970.00"),
    "BOCOM": (BOCOM, "utf-8", SIX, "0.00", "970.00"),
    "CMB": (CMB, "gb18030", SIX, "0.00", "970.00"),
    "SPDB": (SPDB, "utf-8", SIX, "0.00", "970.00"),
    "CCB card": (CCB_CARD, "utf-8", SIX, "0.00", "970.00"),
    "the school's own journal": (
        OWN, "utf-8", [("2026-10-08", "+500.00", "收拨款"), ("2026-10-31", "-30.00", "付货款")], "1000.00", "1470.00",
    ),
}  # fmt: skip


def imported(text: str, encoding: str, folder: Path, **fixed: str) -> tuple[list[Any], Reading]:
    path = folder / "流水.csv"
    path.write_bytes(text.encode(encoding))
    (sheet,) = sheets(path)
    heading = find(sheet, "outside_statement")
    assert heading
    reading = Reading(sheet, heading, "outside_statement", REGISTERS, "zh", fixed)
    return statement.drafts(reading), reading


def told(reading: Reading) -> list[tuple[str, str]]:
    return [(d.code.partition(".")[2], d.path) for d in reading.told]


@pytest.mark.parametrize("bank", EXPORTS)
def test_the_export_is_read_in_the_school_s_own_sense(bank: str, tmp_path: Path) -> None:
    text, encoding, lines, opening, closing = EXPORTS[bank]
    (draft,), reading = imported(text, encoding, tmp_path)
    tree = draft.tree
    found = [
        (line["date"], "+" + line["in_"] if "in_" in line else "-" + line["out"], line.get("summary", ""))
        for line in tree["lines"]
    ]
    assert found == lines
    assert (tree.get("opening", ""), tree.get("closing", "")) == (opening, closing)
    assert tree["date"] == "2026-10-31"
    assert [code for code, _ in told(reading) if not code.startswith("read_")] == []
    _, problems = validate("checks", [tree | {"id": "DZ-1", "bank_account": "6011"}])
    assert problems == []


def test_the_account_is_the_registered_one_with_these_last_digits(tmp_path: Path) -> None:
    for bank, account in (("CCB corporate", "6011"), ("ICBC card", "8802"), ("CCB card", "6011")):
        (draft,), _ = imported(*EXPORTS[bank][:2], tmp_path)
        assert draft.tree["bank_account"] == account
    (draft,), _ = imported(*EXPORTS["BOC"][:2], tmp_path)
    assert "bank_account" not in draft.tree


def test_the_direction_trap(tmp_path: Path) -> None:
    """A bank's 借方 is money out; the same columns from the school's own books are the other way; the balances say which."""
    _, bank = imported(*EXPORTS["CCB corporate"][:2], tmp_path)
    assert ("read_as_bank", "流水.csv!2") in told(bank)
    (draft,), own = imported(*EXPORTS["the school's own journal"][:2], tmp_path)
    assert [code for code, _ in told(own)] == ["read_as_own"]
    assert own.told[0].args == {"right": 1, "of": 1}
    assert draft.tree["lines"][0]["in_"] == "500.00"
    unproved = "日期,摘要,借方,贷方\n2026-10-08,货款,500.00,\n"
    (draft,), without = imported(unproved, "utf-8", tmp_path)
    assert [code for code, _ in told(without)] == ["read_unproved"]
    assert draft.tree["lines"][0]["out"] == "500.00"


def test_two_months_are_two_statements_that_join(tmp_path: Path) -> None:
    text = BOCOM + "3,2026-11-02,09:00:00,转账,借,70.00,900.00,622,城关文具店,网银,货款\n"
    (october, november), _ = imported(text, "utf-8", tmp_path)
    assert october.tree["closing"] == november.tree["opening"] == "970.00"
    assert (november.tree["date"], november.tree["closing"]) == ("2026-11-30", "900.00")


def test_a_balance_that_does_not_follow_is_told_at_its_cell(tmp_path: Path) -> None:
    (draft,), reading = imported(SPDB.replace("30.00,970.00", "30.00,907.00"), "utf-8", tmp_path)
    _, (problem,) = validate("checks", [draft.tree | {"id": "DZ-1", "bank_account": "6011"}])
    assert problem.code == "record.statement_balance"
    assert draft.at(reading.sheet, problem.loc) == "流水.csv!F3"


def test_what_is_no_amount_and_what_has_no_side_is_told_at_its_cell(tmp_path: Path) -> None:
    text = BOCOM.replace("借 Dr,30.00", "？,30.00").replace("1000.00,1000.00", "壹仟,1000.00")
    _, reading = imported(text, "utf-8", tmp_path)
    assert {("no_amount", "流水.csv!F2"), ("no_side", "流水.csv!E3")} <= set(told(reading))


def test_a_supplier_s_paper_raises_and_lowers_what_is_owed(tmp_path: Path) -> None:
    text = (
        "日期,摘要,送货金额,收款金额,欠款余额\n2026-10-15,送灯管,5500.00,,7800.00\n2026-10-20,收货款,,2300.00,5500.00\n"
    )
    (draft,), _ = imported(text, "utf-8", tmp_path, kind="供应商", supplier="永安五金")
    assert draft.tree["opening"] == "2300.00"
    assert [line.get("increase") or "-" + line["decrease"] for line in draft.tree["lines"]] == ["5500.00", "-2300.00"]
    assert validate("checks", [draft.tree | {"id": "GD-1"}])[1] == []
