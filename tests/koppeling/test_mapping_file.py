"""The mapping files: those that are shipped, and what is said of wrong ones."""

from pathlib import Path

import pytest

from koppeling.mapping import Write
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


@pytest.mark.parametrize(
    ("find", "put", "line", "field", "said"),
    [
        ("target: description", "target: naam", 5, "target", "'naam' is not known. Choose from: barcode, code,"),
        ("source: description", "source: omschrijving", 5, "source", "Choose from: code, comment, description,"),
        ("write: always, default: st", "write: sometimes", 7, "write", "Choose from: always, create_only."),
        (", decimals: 4", "", 6, "price", "is a number in OutSmart. Add `decimals`."),
        ("source: price", "source: code", 6, "price", "Choose the source price."),
        ("decimals: 4", "decimals: vier", 6, "decimals", "'vier' is not a whole number. Write a number from 0 to 4."),
        ("default: st", "default: st, decimals: 2", 7, "unit", "is a text in OutSmart. Leave out `decimals`."),
        ("default: st", "table: eenheden", 7, "table", "Make the file eenheden.yaml beside materials.yaml"),
        ("default: st", "default: [st]", 7, "default", "is not a single value. Write `default: value`."),
        ("default: st", "standaard: st", 7, "standaard", "is not a word of a mapping. Choose from: target, source,"),
        ("source: unit, write: always, default: st", "write: always", 7, "unit", "has no source and no default"),
        ("source: id", "source: code", 3, "freefield5", "Write {target: freefield5, source: id, write: always}."),
        ("list: materials", "list: artikelen", 1, "list", "Choose from: hourtypes, materials, relations."),
        ("target: unit", "target: note", 3, "unit", "is missing, and OutSmart demands it. Add `target: unit`."),
        ("target: unit", "target: code", 3, "code", "is there twice. Keep one of the two."),
    ],
)
def test_a_wrong_mapping_names_line_field_and_remedy(
    tmp_path: Path, find: str, put: str, line: int, field: str, said: str
) -> None:
    assert find in MATERIALS
    with pytest.raises(MappingError) as raised:
        load_mapping(written(tmp_path, MATERIALS.replace(find, put)))
    assert (raised.value.line, raised.value.field) == (line, field)
    assert said in str(raised.value)
    assert str(raised.value).startswith(f"materials.yaml, line {line}, field {field}: ")


@pytest.mark.parametrize(
    ("text", "line"), [("list: materials\nfields: {a: b}\n", 2), ("", 1), ("list: [\n", 2), ("- list\n", 1)]
)
def test_a_file_of_another_form_is_told_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    with pytest.raises(MappingError) as raised:
        load_mapping(written(tmp_path, text))
    assert raised.value.line == line


def test_a_file_that_is_not_there_is_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match=r"relaties\.yaml.*does not exist"):
        load_mapping(tmp_path / "relaties.yaml")
