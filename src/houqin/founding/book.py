"""The files of a new book: what it is called, which school, from which month; written whole or not at all."""

from __future__ import annotations

import datetime
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from houqin import names
from houqin.book.find import CONFIG, OWNED
from houqin.diagnostics import FINDINGS, WRONG_USE, Failure, reason
from houqin.founding.english import english
from houqin.founding.repository import ATTRIBUTES
from houqin.founding.templates import entries
from houqin.messages import Language, sentence
from houqin.text import disk
from houqin.text.write import record_text, row_text
from houqin.values import iso, last_day, previous_month

Kind = Literal["primary", "middle", "kindergarten", "nine_grade"]
KINDS: dict[str, tuple[str, str]] = {
    "primary": ("学生伙食费", "校长"),
    "middle": ("学生伙食费", "校长"),
    "kindergarten": ("幼儿伙食费", "园长"),
    "nine_grade": ("学生伙食费", "校长"),
}
"""Kind of school → what its meals are charged as, and the post of its head."""
REGISTERS = {
    "account": "account", "item": "item", "supplier": "supplier", "payer": "supplier", "authority": "supplier",
    "person": "person", "place": "place",
}  # fmt: skip
"""Type of a register's row → the type that gives the file its name: who is dealt with stands together."""
FILES = {"account": "accounts", "item": "items", "supplier": "suppliers", "person": "people", "place": "places"}
MONTH = (
    ("purchases", "", "purchases"),
    ("store", "总务库", "store"),
    ("store", "食堂主副食库", "canteen_store"),
    ("canteen", "", "canteen"),
    ("accounts", "school", "school_vouchers"),
    ("accounts", "canteen", "canteen_vouchers"),
    ("cash", "school", "school_cash"),
    ("cash", "canteen", "canteen_cash"),
    ("checks", "", "checks"),
)
"""Folder, whose it is, template: the files of the sample month."""
WRITERS = (
    ("purchases", "", "buyer"),
    ("store", "总务库", "keeper"),
    ("store", "食堂主副食库", "keeper"),
    ("canteen", "", "canteen_manager"),
    ("assets", "", "asset_custodian"),
    ("repairs", "", "repairman"),
    ("accounts", "school", "accountant"),
    ("accounts", "canteen", "accountant"),
    ("cash", "school", "cashier"),
    ("cash", "canteen", "cashier"),
    ("checks", "", "witness"),
    ("approvals", "", "logistics_director"),
)
"""Folder, whose it is, and the post of its writer (记录人)."""


class Plan(NamedTuple):
    """What the book is to be: `language` of its fields and folders, `reader` whose language its names are in. `month` is its
    first, "2026-09"; `sample`: with a month of invented records to look at."""

    name: str
    kind: Kind
    language: Language
    month: str
    sample: bool
    reader: Language = "zh"


def files(plan: Plan) -> dict[str, str]:
    """Every file of the book, path below it → text. houqin.yaml, by which a folder is a book, is the last."""
    words = _words(plan)
    found: dict[str, str] = {}

    def put(path: str, head: str, text: str) -> None:
        found[path] = f"# {sentence(f'founding.head_{head}', plan.language)}\n{text}"

    rows = [row for name in ("registers", plan.kind) for row in entries(name, words, plan.language, plan.reader)]
    for type_, file in FILES.items():
        its = [row_text(row.tree, plan.language) for row in rows if REGISTERS[row.type] == type_]
        name = names.label(type_, "zh") if plan.language == "zh" else file
        put(f"{_folder(plan, 'registers')}/{name}.yaml", file, "".join(its))
    opening = "opening" if plan.sample else "opening_empty"
    put(f"{_folder(plan, 'opening')}/{words['eve']}.yaml", opening, _records(plan, opening, words))
    for folder, owner, template in MONTH if plan.sample else ():
        path = f"{_folder(plan, folder, owner)}/{plan.month}.yaml"
        put(path, "sample", _records(plan, template, words))
    found[".gitattributes"] = f"{ATTRIBUTES}\n{_folder(plan, 'evidence')}/** -text -merge -diff\n"
    found[".gitignore"] = ".houqin/\n.*.tmp\n~$*\n.DS_Store\nThumbs.db\n"
    put(
        "CODEOWNERS",
        "owners",
        "".join(f"/{_folder(plan, f, o)}/ @{post.replace('_', '-')}\n" for f, o, post in WRITERS),
    )
    put(CONFIG, "school", _school(plan, words))
    return found


def _words(plan: Plan) -> dict[str, str]:
    """What is put into the templates."""
    year, month = (int(part) for part in plan.month.split("-"))
    begun = year if month >= 8 else year - 1  # a school year begins in September
    eve = iso(last_day(previous_month(plan.month)))
    meal_fee, head = KINDS[plan.kind]
    return {
        "language": plan.language, "meal_fee": meal_fee, "head": head, "month": plan.month,
        "ym": plan.month[2:].replace("-", ""), "last": iso(last_day(plan.month)), "eve": eve, "since": f"{eve[:4]}-01-01",
        "autumn": f"{begun}秋", "autumn_from": f"{begun}-09-01", "autumn_until": f"{begun + 1}-01-20",
        "spring": f"{begun + 1}春", "spring_from": f"{begun + 1}-02-20", "spring_until": f"{begun + 1}-07-10",
        "licence_until": f"{year + 3}-12-31", "contract_until": f"{year + 1}-07-31",
    }  # fmt: skip


def _folder(plan: Plan, folder: str, owner: str = "") -> str:
    """The folder as the book spells it."""
    spelt = names.FOLDERS[folder] if plan.language == "zh" else folder
    if not owner or folder not in OWNED:
        return spelt
    if folder == "store":
        return f"{spelt}/{english(owner) if plan.reader == 'en' else owner}"
    return f"{spelt}/{names.set_label(owner, plan.language)}"


def _records(plan: Plan, template: str, words: Mapping[str, str]) -> str:
    return "".join(record_text(one.tree, plan.language) for one in entries(template, words, plan.language, plan.reader))


def _school(plan: Plan, words: Mapping[str, str]) -> str:
    """houqin.yaml, with rules of a school's own to choose from behind a #."""
    (head,) = entries("school", words, plan.language, plan.reader)
    head.tree["id"] = plan.name
    (rules,) = entries("rules", words, plan.language, plan.reader)
    short = {"sets": "set", "terms": "term", "rules": "rule"}
    tree = {short.get(name, name): value for name, value in head.tree.items()}
    text = "".join(line[2:] + "\n" for line in record_text(tree, plan.language).splitlines())
    offered = record_text({"type": "school", "id": "-", "rule": rules.tree["rules"]}, plan.language).splitlines()[2:]
    return text + f"  # {sentence('founding.rules', plan.language)}\n" + "".join(f"  # {one[4:]}\n" for one in offered)


# ------------------------------------------------------------ written


def name_of(typed: str) -> str:
    """The school's name as it can stand in a book. Failure founding.name (exit 2)."""
    name = typed.strip()
    if not name or "/" in name or len(name) > 60 or not name.isprintable():
        raise Failure("founding.name", WRONG_USE, found=typed[:60])
    return name


def month_of(typed: str) -> str:
    """The book's first month as it is kept. Failure founding.month (exit 2) where a book cannot begin in it."""
    year = int(typed[:4])
    if not 2019 <= year <= datetime.date.today().year + 2:
        raise Failure("founding.month", WRONG_USE, found=typed)
    return typed


def write(folder: Path, texts: Mapping[str, str]) -> None:
    """The files below `folder`, all of them or none. Failure founding.is_a_book, founding.not_empty (exit 2) where something
    is there already, run.not_written (exit 1) where the disk refuses."""
    refuse(folder)
    beside = folder.resolve()
    new = beside.with_name(f".{beside.name}.{os.getpid()}.tmp")
    try:
        beside.parent.mkdir(parents=True, exist_ok=True)
        _lay_out(new, texts)
        if folder.exists():  # an empty one, or one with git's folder: houqin.yaml last, by which it is a book
            for name in sorted({path.partition("/")[0] for path in texts}, key=lambda name: name == CONFIG):
                os.rename(new / name, beside / name)
            new.rmdir()
        else:
            os.rename(new, beside)
        disk.sync([beside.parent])
    except OSError as error:
        shutil.rmtree(new, ignore_errors=True)
        raise Failure("run.not_written", FINDINGS, path=str(folder), reason=reason(error)) from error


def refuse(folder: Path) -> None:
    """Failure where the folder holds a book or other files, lies in a book, or is none."""
    for one in (folder.resolve(), *folder.resolve().parents):
        if (one / CONFIG).exists():
            raise Failure("founding.is_a_book", WRONG_USE, path=str(one))
    try:
        there = sorted(entry.name for entry in folder.iterdir() if entry.name != ".git") if folder.exists() else []
    except OSError as error:
        raise Failure("run.not_written", FINDINGS, path=str(folder), reason=reason(error)) from error
    if there:
        raise Failure("founding.not_empty", WRONG_USE, path=str(folder), found=there[:3])


def _lay_out(folder: Path, texts: Mapping[str, str]) -> None:
    folder.mkdir()
    for path, text in texts.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with open(target, "wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
    disk.sync(_folders(folder, texts))


def _folders(folder: Path, paths: Iterable[str]) -> set[Path]:
    return {folder, *(parent for path in paths for parent in (folder / path).parents if folder in parent.parents)}
