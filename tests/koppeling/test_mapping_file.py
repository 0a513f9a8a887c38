"""The mapping files: those that are shipped, and what is said of wrong ones."""

from pathlib import Path

import pytest

from koppeling.mapping import FieldMapping, MappedField, Write
from koppeling.mapping_file import MappingError, load_mapping
from outsmart.listing import MasterList

SHIPPED = Path(__file__).resolve().parents[2] / "include" / "mappings"
MATERIALS = """\
list: materials
fields:
  - {target: code, source: code, write: create_only}
  - {target: freefield5, source: id, write: always}
  - {target: description, source: description, write: always}
  - {target: price, source: price, write: always, decimals: 4}
  - {target: unit, source: unit, write: always, default: st}
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "materials.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "listing", "identified_by"),
    [
        ("relations", MasterList.RELATIONS, "external_id"),
        ("materials", MasterList.MATERIALS, "freefield5"),
        ("hourtypes", MasterList.HOUR_TYPES, "code"),
    ],
)
def test_the_shipped_files_are_right(name: str, listing: MasterList, identified_by: str) -> None:
    mapping = load_mapping(SHIPPED / f"{name}.yaml")
    assert mapping.listing is listing
    assert identified_by in {field.target for field in mapping.fields}


def test_the_shipped_relations_keep_addresses_and_leave_remarks_alone() -> None:
    fields = {field.target: field for field in load_mapping(SHIPPED / "relations.yaml").fields}
    assert [fields[name].default for name in ("street", "postal_code", "city")] == ["-", "-", "-"]
    assert all(fields[name].write is Write.ALWAYS for name in ("external_id", "email", "phone_number", "street"))
    assert not fields.keys() & {"remark", "debtor_number_invoice", "contact", "val_value_1"}


def test_a_table_is_read_from_the_file_beside_it() -> None:
    units = next(field.table for field in load_mapping(SHIPPED / "materials.yaml").fields if field.target == "unit")
    assert units is not None
    assert units["MTR"] == "m"


def test_every_word_of_a_field_is_read(tmp_path: Path) -> None:
    (tmp_path / "eenheden.yaml").write_text("MTR: m\nPAK: 10\nDOOS:\n", encoding="utf-8")
    told = MATERIALS.replace("write: always, default: st", "write: always, table: eenheden, default: st, size: 20")

    assert load_mapping(written(tmp_path, told)) == FieldMapping(
        MasterList.MATERIALS,
        (
            MappedField("code", "code", Write.CREATE_ONLY),
            MappedField("freefield5", "id", Write.ALWAYS),
            MappedField("description", "description", Write.ALWAYS),
            MappedField("price", "price", Write.ALWAYS, decimals=4),
            MappedField("unit", "unit", Write.ALWAYS, "st", 20, None, {"MTR": "m", "PAK": "10", "DOOS": ""}),
        ),
    )


def field_of(tmp_path: Path, words: str) -> MappedField:
    return load_mapping(written(tmp_path, f"{MATERIALS}  - {{{words}}}\n")).fields[-1]


def test_a_field_may_have_a_default_alone(tmp_path: Path) -> None:
    note = field_of(tmp_path, "target: note, write: create_only, default: nieuw")
    assert note == MappedField("note", "", Write.CREATE_ONLY, "nieuw")


def test_a_number_may_have_a_default_alone(tmp_path: Path) -> None:
    priced = MATERIALS.replace("source: price, write: always", 'default: "0", write: create_only')
    assert load_mapping(written(tmp_path, priced)).fields[3] == MappedField(
        "price", "", Write.CREATE_ONLY, "0", decimals=4
    )


@pytest.mark.parametrize("empty", ["", " null", ' ""', " ~"])
def test_an_empty_default_is_none(tmp_path: Path, empty: str) -> None:
    assert field_of(tmp_path, f"target: note, source: comment, write: always, default:{empty}").default == ""


def wrong(path: Path) -> tuple[int, str, str, str]:
    with pytest.raises(MappingError) as raised:
        load_mapping(path)
    error = raised.value
    assert error.path == path
    assert str(error) == f"{path.name}, line {error.line}, field {error.field}: {error.problem}. {error.remedy}"
    return error.line, error.field, error.problem, error.remedy


NOTE = "target: note, source: comment, write: always"


@pytest.mark.parametrize("size", [0, 1, 65535])
def test_a_size_goes_up_to_the_longest_column_of_outsmart(tmp_path: Path, size: int) -> None:
    assert field_of(tmp_path, f"{NOTE}, size: {size}").size == size


@pytest.mark.parametrize("decimals", [0, 2, 4])
def test_an_amount_has_up_to_four_decimals(tmp_path: Path, decimals: int) -> None:
    told = MATERIALS.replace("decimals: 4", f"decimals: {decimals}")
    assert load_mapping(written(tmp_path, told)).fields[3].decimals == decimals


@pytest.mark.parametrize("typed", ["-1", "1.5", "", "123456", "65536", "1e3"])
def test_another_size_is_refused(tmp_path: Path, typed: str) -> None:
    told = MATERIALS.replace("source: description", f'source: description, size: "{typed}"')
    problem = f"'{typed}' is not a whole number"
    assert wrong(written(tmp_path, told)) == (5, "size", problem, "Write a number from 0 to 65535.")


@pytest.mark.parametrize("typed", ["-1", "1.5", "", "5", "vier"])
def test_another_number_of_decimals_is_refused(tmp_path: Path, typed: str) -> None:
    told = MATERIALS.replace("decimals: 4", f'decimals: "{typed}"')
    problem = f"'{typed}' is not a whole number"
    assert wrong(written(tmp_path, told)) == (6, "decimals", problem, "Write a number from 0 to 4.")


TARGETS = (
    "barcode, code, description, eancode, freefield1, freefield2, freefield3, freefield4, freefield5, note, price, "
    "unit, vat_code"
)
SOURCES = "Choose from: code, comment, description, id, price, search_name, unit."
WORDS = "Choose from: target, source, write, default, size, decimals, table, zero."
WRITES = "Choose from: always, create_only."


@pytest.mark.parametrize(
    ("find", "put", "line", "field", "problem", "remedy"),
    [
        ("target: description", "target: naam", 5, "target", "'naam' is not known", f"Choose from: {TARGETS}."),
        ("target: description, ", "", 5, "target", "is missing", f"Choose from: {TARGETS}."),
        ("source: description", "source: omschrijving", 5, "source", "'omschrijving' is not known", SOURCES),
        ("write: always, default: st", "write: soms", 7, "write", "'soms' is not known", WRITES),
        ("write: always, default: st", "default: st", 7, "write", "is missing", WRITES),
        (", decimals: 4", "", 6, "price", "is a number in OutSmart", "Add `decimals`."),
        ("source: price", "source: code", 6, "price", "source 'code' is not a number", "Choose the source price."),
        (
            "decimals: 4", "decimals: vier", 6, "decimals", "'vier' is not a whole number",
            "Write a number from 0 to 4.",
        ),
        ("default: st", "default: st, decimals: 2", 7, "unit", "is a text in OutSmart", "Leave out `decimals`."),
        (
            "default: st", "table: eenheden", 7, "table", "there is no file 'eenheden.yaml'",
            "Make the file eenheden.yaml beside materials.yaml, or leave out `table`.",
        ),
        (
            "default: st", "table: ../eenheden", 7, "table", "there is no file '../eenheden.yaml'",
            "Make the file ../eenheden.yaml beside materials.yaml, or leave out `table`.",
        ),
        ("default: st", "default: [st]", 7, "default", "is not a single value", "Write `default: value`."),
        ("default: st", "standaard: st", 7, "standaard", "is not a word of a mapping", WORDS),
        ("default: st", "default: st, default: m", 7, "fields", "has one name twice", "Keep one of the two."),
        (
            "source: unit, write: always, default: st", "write: always", 7, "unit", "has no source and no default",
            SOURCES,
        ),
        (
            "source: id", "source: code", 3, "freefield5", "identifies the record and is not free to choose",
            "Write {target: freefield5, source: id, write: always}.",
        ),
        (
            "source: id, write: always", "source: id, write: create_only", 3, "freefield5",
            "identifies the record and is not free to choose", "Write {target: freefield5, source: id, write: always}.",
        ),
        (
            "list: materials", "# hier\nlist: artikelen", 2, "list", "'artikelen' is not a list of OutSmart",
            "Choose from: hourtypes, materials, relations.",
        ),
        ("list: materials", "lijst: materials", 1, "lijst", "is not a word of a mapping", "Choose from: list, fields."),
        ("target: unit", "target: note", 3, "unit", "is missing, and OutSmart demands it", "Add `target: unit`."),
        ("target: unit", "target: code", 3, "code", "is there twice", "Keep one of the two."),
        ("target: unit", "target: description", 3, "description", "is there twice", "Keep one of the two."),
        (
            "  - {target: unit", "  - unit\n  - {target: unit", 7, "fields", "is not a list of names with values",
            "Write `name: value`.",
        ),
    ],
)  # fmt: skip
def test_a_wrong_mapping_names_line_field_problem_and_remedy(
    tmp_path: Path, find: str, put: str, line: int, field: str, problem: str, remedy: str
) -> None:
    assert find in MATERIALS
    assert wrong(written(tmp_path, MATERIALS.replace(find, put))) == (line, field, problem, remedy)


def test_of_a_field_on_several_lines_the_line_of_the_wrong_word_is_told(tmp_path: Path) -> None:
    told = MATERIALS.replace(
        "{target: code, source: code, write: create_only}", "target: code\n    source: code\n    write: x"
    )
    assert wrong(written(tmp_path, told)) == (5, "write", "'x' is not known", WRITES)


NO_FIELDS = ("fields", "is not a list of fields", "Write `fields:` and below it a `- {…}` each.")
NO_NAMES = ("file", "is not a list of names with values", "Write `name: value`.")


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("list: materials\nfields: {a: b}\n", 2, NO_FIELDS),
        ("list: materials\nfields: []\n", 2, NO_FIELDS),
        ("list: materials\n", 1, NO_FIELDS),
        ("", 1, NO_NAMES),
        ("# leeg\n- list\n", 2, NO_NAMES),
        ("list: a\nlist: b\n", 1, ("file", "has one name twice", "Keep one of the two.")),
        ("list: [\n", 2, ("file", "is not YAML (expected the node content, but found '<stream end>')", "Repair it.")),
        ("list: a\x01\n", 0, ("file", "is not a text in UTF-8", "Save it as UTF-8.")),
    ],
)
def test_a_file_of_another_form_is_told_with_its_line(
    tmp_path: Path, text: str, line: int, told: tuple[str, str, str]
) -> None:
    assert wrong(written(tmp_path, text)) == (line, *told)


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    path = tmp_path / "materials.yaml"
    path.write_bytes("list: matériaux\n".encode("latin-1"))
    assert wrong(path) == (0, "file", "is not a text in UTF-8", "Save it as UTF-8.")


def test_a_table_of_another_form_is_told_by_its_own_name(tmp_path: Path) -> None:
    (tmp_path / "eenheden.yaml").write_text("- m\n", encoding="utf-8")
    with pytest.raises(MappingError) as raised:
        load_mapping(written(tmp_path, MATERIALS.replace("default: st", "table: eenheden")))
    assert str(raised.value).startswith("eenheden.yaml, line 1, field eenheden: is not a list of names with values.")


def test_a_file_that_is_not_there_is_told_by_name(tmp_path: Path) -> None:
    assert wrong(tmp_path / "relaties.yaml") == (0, "file", "does not exist", "Put it back.")


def test_only_an_amount_may_be_allowed_to_become_zero(tmp_path: Path) -> None:
    allowed = MATERIALS.replace("decimals: 4", "decimals: 4, zero: allowed")
    by_target = {field.target: field for field in load_mapping(written(tmp_path, allowed)).fields}
    assert {target for target, field in by_target.items() if field.zero_allowed} == {"price"}

    for wrong in ("decimals: 4, zero: yes", "decimals: 4, zero: ''"):
        with pytest.raises(MappingError, match="allowed"):
            load_mapping(written(tmp_path, MATERIALS.replace("decimals: 4", wrong)))
    with pytest.raises(MappingError, match="amounts only"):
        load_mapping(written(tmp_path, MATERIALS.replace("default: st", "default: st, zero: allowed")))


@pytest.mark.parametrize("name", ["relations", "materials", "hourtypes"])
def test_the_shipped_files_let_no_price_become_zero(name: str) -> None:
    assert not any(field.zero_allowed for field in load_mapping(SHIPPED / f"{name}.yaml").fields)
