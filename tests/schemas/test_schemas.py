"""The schemas for editors: what a school writes right is never marked, and of what is wrong, as much as a schema can say."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import yaml
from tests.records.books import english_record, trees
from tests.records.cases import CASES

from houqin import names
from houqin.messages import meanings
from houqin.records.base import Record
from houqin.records.catalogue import CONFIG, TYPES, models
from houqin.records.validate import validate
from houqin.schemas.build import LANGUAGES, files
from houqin.schemas.forms import FORMS

from .editor import loaded, schema, told, validator

if TYPE_CHECKING:
    from houqin.messages import Language

ROOT = Path(__file__).parent.parent.parent
BAD = ROOT / "tests" / "bad"
MONTH = ROOT / "tests" / "records" / "month"
"""One record of every kind."""
BOOKS = [ROOT / "ledgers", ROOT / "tests" / "example" / "ledgers"]

LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)


def folder_of(path: Path, book: Path) -> str:
    """The folder of the catalogue that a file of a book belongs to."""
    first = path.relative_to(book).parts[0]
    return CONFIG if first == "houqin.yaml" else names.folder_named(first) or ""


SAMPLES = {f"{folder}.yaml": (folder, MONTH / f"{folder}.yaml") for folder in TYPES} | {
    path.relative_to(ROOT).as_posix(): (folder_of(path, book), path)
    for book in BOOKS
    for path in sorted(book.rglob("*.yaml"))
}
"""Every right file there is → its folder and path."""


def in_english(tree: Any) -> Any:
    return [english_record(one) for one in tree] if isinstance(tree, list) else english_record(tree)


# ------------------------------------------------------------ the files


def test_the_schemas_in_the_repository_are_those_of_the_code() -> None:
    """`houqin schema schemas` writes them anew."""
    there = ROOT / "schemas"
    assert {path.relative_to(there).as_posix() for path in there.rglob("*.json")} - {
        "reconcile.json",
        "bridge.json",
        "verify.json",
        "audit.json",
        "close.json",
    } == files().keys()
    for name, text in files().items():
        assert (there / name).read_text(encoding="utf-8") == text, name


@LANGUAGE
@pytest.mark.parametrize("folder", TYPES)
def test_a_schema_is_one(folder: str, language: Language) -> None:
    jsonschema.Draft7Validator.check_schema(schema(folder, language))


@pytest.mark.parametrize(
    "path", sorted((ROOT / "ledgers").rglob("*.yaml")), ids=lambda p: p.relative_to(ROOT).as_posix()
)
def test_every_file_of_the_sample_names_its_schema(path: Path) -> None:
    first = path.read_text(encoding="utf-8").split("\n")[0]
    mark, _, target = first.partition("$schema=")
    assert mark == "# yaml-language-server: "
    folder = folder_of(path, ROOT / "ledgers")
    assert (path.parent / target).resolve() == ROOT / "schemas/zh" / f"{folder.replace(CONFIG, 'houqin')}.json"


@pytest.mark.parametrize("page", ["editors.md", "editors.zh.md"])
def test_the_page_on_editors_gives_settings_that_are_right(page: str) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    settings = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", text, re.DOTALL)]
    assert len(settings) == 2
    (schemas,) = (one["yaml.schemas"] for one in settings if "yaml.schemas" in one)
    assert schemas.keys() == {f"schemas/{name}" for name in files() if name.startswith("zh/")}
    for target, files_meant in schemas.items():
        found = list(ROOT.glob(files_meant))
        assert found, files_meant
        assert {folder_of(path, ROOT / "ledgers").replace(CONFIG, "houqin") for path in found} == {Path(target).stem}
    assert sum(len(list(ROOT.glob(one))) for one in schemas.values()) == len(list((ROOT / "ledgers").rglob("*.yaml")))
    picture = ROOT / "docs" / "editors.png"
    assert f"({picture.name})" in text
    assert picture.stat().st_size < 200_000


# ------------------------------------------------------------ right files


@pytest.mark.parametrize("name", SAMPLES)
def test_a_right_file_is_not_marked(name: str) -> None:
    folder, path = SAMPLES[name]
    tree = loaded(path.read_text(encoding="utf-8"))
    assert told(folder, "zh", tree) == []
    if not name.startswith("ledgers/"):  # large, and the same kinds of records
        assert told(folder, "en", in_english(tree)) == []


@pytest.mark.parametrize("folder", TYPES)
def test_a_schema_describes_a_book_in_one_language(folder: str) -> None:
    tree = loaded((MONTH / f"{folder}.yaml").read_text(encoding="utf-8"))
    assert told(folder, "en", tree)
    assert told(folder, "zh", in_english(tree))


@LANGUAGE
def test_a_file_with_nothing_in_it_yet_is_right(language: Language) -> None:
    assert told("store", language, loaded("# 十一月\n")) == []


# ------------------------------------------------------------ wrong records

SUMS = "a schema cannot add or multiply"
ORDER = "a schema cannot compare two days"
DEPENDS = "the rule needs the values of several fields, or of several lines"
UNSAID = {
    "record.digits_shortened": "an editor reads 2.6992E+19 as a number, and digits may stand without quotes",
    "record.span_backwards": ORDER,
    "record.booked_before_date": ORDER,
    "record.days_backwards": ORDER,
    "record.moments_backwards": ORDER,
    "record.discarded_before_taken": ORDER,
    "record.price_times_quantity": SUMS,
    "record.entries_unbalanced": SUMS,
    "record.balances_unequal": SUMS,
    "record.bank_unreconciled": SUMS,
    "record.net_tax_total": SUMS,
    "record.heads_meals_rate": SUMS,
    "record.kept_at_total": SUMS,
    "record.more_than_cost": SUMS,
    "record.settles_too_much": SUMS,
    "record.faces_total": SUMS,
    "record.statement_balance": SUMS,
    "record.statement_closing": SUMS,
    "record.trial_balance": SUMS,
    "record.both_sides": DEPENDS,
    "record.not_a_document": DEPENDS,
    "record.not_a_type": DEPENDS,
    "record.not_a_field": DEPENDS,
    "record.not_a_folder": DEPENDS,
    "record.not_a_frequency": DEPENDS,
}
"""Mistakes that only houqin finds → why. `houqin check` names each of them."""


NAMED = {
    "record.number_with_space": "acceptance",
    "record.wrong_folder": "order",
    "record.not_the_school": "school",
    "record.none_of": "debit",
    "record.purchase_without_supplier": "supplier",
}
"""Mistakes where the field that the message names is not the one that the problem's place ends with."""


def at_fault(code: str, language: Language) -> str:
    """The field that a mistaken record's message must name, in the book's language."""
    folder, written = CASES[code]
    (problem,) = validate(folder, trees(written))[1]
    steps = [step for step in problem.loc if isinstance(step, str)]
    about = code.startswith(("record.missing", "record.unknown_field"))
    name = NAMED.get(code) or (problem.args["field"] if about else steps[-1])
    return names.label(name, "zh") if language == "zh" else name


@LANGUAGE
@pytest.mark.parametrize("code", CASES)
def test_a_mistake_is_marked_or_it_is_known_why_not(code: str, language: Language) -> None:
    folder, written = CASES[code]
    tree = loaded(written)
    said = told(folder, language, tree if language == "zh" else in_english(tree))
    if code in UNSAID:
        assert said == []
    else:
        assert any(at_fault(code, language) in one for one in said), said


# ------------------------------------------------------------ wrong files

SAME = "to a schema one character is like any other; VS Code shows such characters (editor.unicodeHighlight)"
TEXT = "what is left is a right text"
LATER = "a schema sees a file as parsed: one of two equal keys, no order of keys, no marks and no ends of lines"
SILENT = {
    **dict.fromkeys(
        ("two_marks", "right_to_left", "bidi_isolate", "zero_width_in_value", "soft_hyphen", "nbsp_in_value",
         "wide_space_line_end", "escape_esc", "escape_nul", "escape_bell", "escape_separator", "escape_surrogates"),
        SAME,
    ),
    **dict.fromkeys(
        ("conflict_in_quotes", "wide_space_before_comment", "wide_colon_swallowed", "wide_hash", "hash_cuts",
         "curly_quotes_hash"),
        TEXT,
    ),
    **dict.fromkeys(
        ("lone_cr", "no_final_newline", "tab_after_colon", "anchor", "directive", "duplicate_key", "duplicate_nested",
         "forgotten_dash", "root_in_brackets", "type_sorted_back", "type_behind_register"),
        LATER,
    ),
}  # fmt: skip
"""Bad files of which a schema says nothing → why. An editor's own parser refuses some of them (equal keys)."""
SCHEMA = {
    "next_line", "line_separator", "zero_width_in_key", "not_nfc", "billion_laughs", "recursive_alias", "merge_key",
    "duplicate_after_naming", "type_twice", "too_deep", "too_deep_mappings", "too_deep_dashes", "empty_key_quoted",
    "comma_in_figure", "long_key", "root_mapping", "root_text", "entry_text", "entry_list", "entry_empty", "entry_empty_braces",
    "wide_colon_all", "wide_colon_in_braces", "wide_colon_two_entries", "wide_dash", "wide_brackets", "wide_comma_list",
    "no_space_in_braces", "no_space_after_dash", "unknown_type", "unknown_type_near", "unknown_field",
    "unknown_field_near", "unknown_field_nested", "no_number", "empty_number", "spoken_lone_number",
    "spoken_money_word", "spoken_three_numbers", "spoken_no_unit", "spoken_no_quantity", "spoken_words",
    "spoken_no_item", "spoken_two_quantities", "spoken_size_in_name", "spoken_wide_digits", "spoken_wide_space",
    "spoken_no_space", "spoken_digits", "spoken_negative", "spoken_comma", "spoken_yuan_signs", "spoken_long", "spoken_part",
}  # fmt: skip
"""Bad files whose hazard a schema marks. What is in neither list, no YAML parser reads: the editor itself says so."""


def hazards(path: Path) -> list[str]:
    """What the schema says of a bad file, but for the fields that these short slips do without."""
    text = path.read_bytes().decode("utf-8-sig")
    folder = "repairs" if "派工" in text else "purchases" if "涵盖" in text else "store"
    return [
        error.message
        for error in validator(folder, "zh").iter_errors(loaded(text))
        if not (error.validator == "required" and len(error.absolute_path) == 1)
    ]


@pytest.mark.parametrize("path", sorted(BAD.glob("*.yaml")), ids=lambda p: p.stem)
def test_a_hazard_of_reading_is_marked_or_it_is_known_why_not(path: Path) -> None:
    if path.stem in SCHEMA:
        assert hazards(path)
    elif path.stem in SILENT:
        try:
            assert hazards(path) == []
        except yaml.YAMLError:
            assert path.stem in ("tab_after_colon", "escape_surrogates")  # the two YAML parsers differ
    else:
        with pytest.raises((yaml.YAMLError, UnicodeDecodeError, RecursionError)):
            hazards(path)


def test_the_lists_are_of_files_that_are_there() -> None:
    assert SCHEMA | SILENT.keys() <= {path.stem for path in BAD.glob("*.yaml")}
    assert SCHEMA.isdisjoint(SILENT)


# ------------------------------------------------------------ what it says


def fields_used() -> set[str]:
    from tests.test_names import every_model, fields

    return {field for model in every_model() for field in fields(model)}


def test_every_type_field_and_form_is_described_and_nothing_else() -> None:
    assert meanings.LEDGERS.keys() == TYPES.keys()
    assert meanings.TYPES.keys() == {type_ for types in TYPES.values() for type_ in types}
    described = {name.rpartition(".")[2] for name in meanings.FIELDS}
    assert described <= fields_used()
    assert fields_used() - described <= names.TYPES.keys()  # these name a record of that type
    for name in meanings.FIELDS:
        type_, _, field = name.rpartition(".")
        assert not type_ or any(
            field in models(folder)[type_].model_fields for folder in TYPES if type_ in TYPES[folder]
        )
    written = {form.row for form in FORMS.values()} | {
        "one_of",
        "role",
        "spoken",
        "spoken_priced",
        "no_type",
        "exactly_one",
        "fields",
        "missing",
        "list",
    }
    assert meanings.WRITTEN.keys() == written


@pytest.mark.parametrize("table", ["LEDGERS", "TYPES", "FIELDS", "NUMBER_OF", "WRITTEN"])
def test_a_description_is_in_both_languages(table: str) -> None:
    for name, (zh, en) in getattr(meanings, table).items():
        assert any("\u4e00" <= sign <= "\u9fff" for sign in zh), name
        assert zh.endswith("。"), name
        assert en.endswith("."), name


@LANGUAGE
def test_every_field_has_a_title_and_says_what_it_is(language: Language) -> None:
    for folder in TYPES:
        for name, definition in schema(folder, language)["definitions"].items():
            for key, field in definition.get("properties", {}).items():
                assert field["description"], f"{name}.{key}"
                assert field["title"] == key


def test_every_scalar_of_a_model_has_a_form() -> None:
    """schema() raises for one that has none; a choice that is no more known would as well."""
    text = json.dumps([schema(folder, "en") for folder in TYPES])
    for form in FORMS.values():
        assert f"written_{form.row}" in text


def test_types_that_refer_to_one_another_are_told_apart() -> None:
    """订单 is a record of purchases, and a field of an acceptance: in the opening both stand in one file."""
    slip = "- 验收: YS-1\n  日期: 2026-08-30\n  订单: DD-1\n  供应商: 永安五金\n  地点: 总务库\n  明细: [网线 1箱 542.90 542.90]\n"
    order = "- 订单: DD-1\n  日期: 2026-08-20\n  供应商: 永安五金\n  明细: [网线 1箱 542.90 542.90]\n"
    assert told("opening", "zh", loaded(slip + order)) == []
    (said,) = told("opening", "zh", loaded(slip.replace("  明细", "  明系") + order))[-1:]
    assert "'明系' was unexpected" in said
    assert "'明细' is a required property" in "".join(told("opening", "zh", loaded(slip.replace("  明细", "  明系"))))


def test_the_record_s_number_is_its_first_key() -> None:
    for folder in TYPES:
        for type_, model in models(folder).items():
            properties = schema(folder, "en")["definitions"][type_]["properties"]
            assert next(iter(properties)) == type_
            assert issubclass(model, Record) == ("date" in properties and "booked" in properties)
