"""The names in a new book for whoever reads English: 中文 → English, for all that in templates/*.yaml is data and no word of
houqin's own. A name of two parts joined by a dash, such as an account's, is put together of both.

Accounts by the English names of the Government Accounting System's items (财会〔2017〕25号); units that are spoken with a
price (元, 餐) and heads (人) stay, for a price is written in them.
"""

from __future__ import annotations

import re

NAMES: dict[str, str] = {
    # ---------------------------------------- accounts
    "库存现金": "Cash on hand", "银行存款": "Bank deposits", "零余额账户用款额度": "Quota of the zero-balance account",
    "财政应返还额度": "Quota to be restored", "应收账款": "Accounts receivable", "预付账款": "Prepayments",
    "其他应收款": "Other receivables", "备用金": "petty cash", "在途物品": "Goods in transit", "库存物品": "Inventory",
    "低值在库": "low-value in store", "低值在用": "low-value in use", "固定资产累计折旧": "Accumulated depreciation",
    "工程物资": "Construction materials", "在建工程": "Construction in progress", "无形资产": "Intangible assets",
    "无形资产累计摊销": "Accumulated amortisation", "受托代理资产": "Assets held in trust",
    "待处理财产损溢": "Losses and gains pending", "应缴财政款": "Due to the treasury", "应付职工薪酬": "Salaries payable",
    "应付账款": "Accounts payable", "预收账款": "Received in advance", "其他应付款": "Other payables",
    "预提费用": "Accrued expenses", "受托代理负债": "Liabilities held in trust", "累计盈余": "Accumulated surplus",
    "本期盈余": "Surplus of the period", "本年盈余分配": "Distribution of the year's surplus",
    "无偿调拨净资产": "Net assets transferred for nothing", "以前年度盈余调整": "Adjustment of earlier years' surplus",
    "财政拨款收入": "Fiscal appropriation income", "事业收入": "Operating income", "上级补助收入": "Grants from above",
    "非同级财政拨款收入": "Appropriation of other levels", "捐赠收入": "Donations", "利息收入": "Interest",
    "租金收入": "Rent", "其他收入": "Other income", "业务活动费用": "Operating expenses",
    "单位管理费用": "Administrative expenses", "资产处置费用": "Expenses of disposal", "其他费用": "Other expenses",
    "财政拨款预算收入": "Budget: fiscal appropriation", "事业预算收入": "Budget: operating income",
    "非同级财政拨款预算收入": "Budget: other levels", "其他预算收入": "Budget: other income",
    "事业支出": "Budget: operating outlay", "其他支出": "Budget: other outlay", "资金结存": "Budget: funds",
    "货币资金": "money", "财政拨款结转": "Budget: fiscal carried over", "财政拨款结余": "Budget: fiscal left over",
    "非财政拨款结转": "Budget: other carried over", "非财政拨款结余": "Budget: other left over", "伙食收入": "meals",
    "伙食支出": "meals", "基本户": "main", "食堂户": "canteen", "学校": "school", "食堂": "canteen",
    # ---------------------------------------- categories, goods, units
    "办公用品": "office supplies", "维修材料": "repair materials", "低值易耗品": "low-value goods", "固定资产": "assets",
    "食材": "food", "A4复印纸": "A4 paper", "白板笔": "whiteboard marker", "消毒液": "disinfectant", "LED灯管": "LED tube",
    "水龙头": "tap", "门锁": "door lock", "文件柜": "filing cabinet", "台式计算机": "desktop computer",
    "蒸饭柜": "rice steamer", "大米": "rice", "菜籽油": "rapeseed oil", "猪肉": "pork", "鸡蛋": "eggs",
    "鲜菜": "fresh vegetables", "作业本": "exercise book", "粉笔": "chalk", "课桌椅": "desk and chair",
    "答题卡": "answer sheet", "学生床": "pupil's bed", "彩泥": "modelling clay", "图画纸": "drawing paper",
    "幼儿床": "child's bed", "牛奶": "milk",
    "包": "pack", "支": "pc", "个": "pc", "把": "pc", "张": "pc", "本": "pc", "台": "pc", "套": "set", "盒": "box",
    "箱": "carton", "瓶": "bottle", "斤": "jin", "公斤": "kg", "袋": "sack", "升": "litre", "桶": "drum", "板": "tray",
    # ---------------------------------------- places and people
    "总务库": "stockroom", "食堂主副食库": "pantry", "食堂厨房": "kitchen", "教务处": "teaching office",
    "行政办公室": "administration", "维修间": "workshop", "教学楼": "teaching building", "图书室": "library",
    "低年级": "lower grades", "高年级": "upper grades", "实验楼": "laboratories", "物理实验室": "physics laboratory",
    "化学实验室": "chemistry laboratory", "男生宿舍": "boys' dormitory", "女生宿舍": "girls' dormitory",
    "七年级": "grade 7", "八年级": "grade 8", "九年级": "grade 9", "活动楼": "playhouse", "保健室": "nurse's room",
    "小班": "nursery class", "中班": "middle class", "大班": "senior class", "小学部教学楼": "primary building",
    "初中部教学楼": "junior building", "小学部": "primary", "初中部": "junior",
    "李主任": "Li", "张采购": "Zhang", "吴验收": "Wu", "郑监督": "Zheng", "王保管": "Wang", "孙保管": "Sun", "何管理": "He",
    "马师傅": "Ma", "赵会计": "Zhao", "钱会计": "Qian", "周出纳": "Zhou", "冯出纳": "Feng", "陈资产": "Chen", "韩师傅": "Han",
    "黄教务": "Huang", "刘校长": "Liu", "刘园长": "Liu", "杨校长": "Yang", "林医生": "Lin",
    "文具供应商": "Stationer", "五金供应商": "Hardware shop", "粮油供应商": "Grocer", "财政局": "Finance Bureau",
    "学生": "pupils", "教工": "staff",
    # ---------------------------------------- what is said
    "记": "V", "食记": "CV", "学生伙食费": "meals", "幼儿伙食费": "meals", "伙食费": "meals", "许可证编号": "LICENCE-NUMBER",
    "大米、食用油": "rice and cooking oil", "开学用纸": "paper for the new term", "办公用品入库": "office supplies received",
    "付文具供应商货款": "Stationer paid", "教务处领用办公用品": "office supplies used by the teaching office",
    "预收本月伙食费": "meals paid in advance", "大米入库": "rice received", "付粮油供应商货款": "Grocer paid",
    "大米领用（全月一次加权平均 2.595）": "rice used (the month's average, 2.595)", "确认本月伙食收入": "the month's meals earned",
    "校内制度": "the school's own rules", "每月": "monthly", "每年": "yearly", "元以内": "yuan or less", "元": "yuan",
    "物资": "goods", "领用量的%": "% of what is issued",
}  # fmt: skip
TERM = re.compile(r"(\d{4})(秋|春)")
SEASONS = {"秋": "autumn", "春": "spring"}
COUNTED = re.compile(r"(\d[\d.]*) ?(\S+)")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def english(word: str) -> str:
    """A word of a template in English; as it is where nothing here says otherwise."""
    if not CHINESE.search(word):
        return word
    if word in NAMES:
        return NAMES[word]
    if term := TERM.fullmatch(word):
        return f"{term[1]}-{SEASONS[term[2]]}"
    if (counted := COUNTED.fullmatch(word)) and counted[2] in NAMES:
        return f"{counted[1]} {NAMES[counted[2]]}"
    return "-".join(NAMES.get(piece, piece) for piece in word.split("-"))
