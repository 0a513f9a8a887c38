"""The list of koppelingen: what it holds, and what is told about a mistake in it."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from koppeling.koppelingen import (
    DEFAULT_FILE,
    FILE_VARIABLE,
    InvalidKoppelingen,
    Koppeling,
    koppeling,
    koppelingen,
    listed_koppelingen,
    usable_koppelingen,
)

GOOD = {
    "name": "default",
    "account_key": "default",
    "outsmart": "outsmart_default",
    "reeleezee": "reeleezee_default",
    "pool": "reeleezee_default",
    "schedules": {"export": "*/15 * * * *", "relations": None},
}


def written(folder: Path, content: object) -> Path:
    path = folder / "lijst.yaml"
    path.write_text(content if isinstance(content, str) else yaml.safe_dump(content), encoding="utf-8")
    return path


def read(folder: Path, *rows: object) -> tuple[Koppeling, ...]:
    return koppelingen(written(folder, {"koppelingen": list(rows)}))


def test_the_shipped_list_holds_the_koppeling_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(FILE_VARIABLE, raising=False)

    (only,) = koppelingen()

    assert (only.name, only.account_key) == ("default", "default")
    assert (only.outsmart_conn_id, only.reeleezee_conn_id) == ("outsmart_default", "reeleezee_default")
    assert only.schedules["export"] == "*/15 * * * *"
    assert koppeling("default") == only
    assert DEFAULT_FILE.is_file()


def test_a_koppeling_is_read_whole(tmp_path: Path) -> None:
    (only,) = read(tmp_path, GOOD | {"account_key": " hoofdkantoor "})

    assert only == Koppeling(
        "default",
        "hoofdkantoor",
        "outsmart_default",
        "reeleezee_default",
        "reeleezee_default",
        {"relations": None, "materials": None, "hour_types": None, "export": "*/15 * * * *", "reconciliation": None},
    )


def test_the_dags_of_default_carry_no_suffix_and_those_of_others_their_name(tmp_path: Path) -> None:
    first, second = read(tmp_path, GOOD, GOOD | {"name": "noord", "account_key": "noord"})

    assert (first.dag_id("invoice_export"), first.variable) == ("invoice_export", "koppeling_default")
    assert (second.dag_id("invoice_export"), second.variable) == ("invoice_export__noord", "koppeling_noord")


def test_another_file_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, {"koppelingen": [GOOD | {"name": "zuid"}]})
    monkeypatch.setenv(FILE_VARIABLE, str(path))

    assert [k.name for k in koppelingen()] == ["zuid"]
    with pytest.raises(InvalidKoppelingen, match=r"There is no koppeling 'default'.*Choose one of: zuid"):
        koppeling("default")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"name": None}, "koppeling 1: name = None must be a text. Fill it in"),
        ({"name": "Noord"}, "koppeling 1: name 'Noord' may hold lower-case letters"),
        ({"name": "1e"}, "koppeling 1: name '1e' may hold"),
        ({"name": "a" * 42}, "may hold lower-case letters, digits and _ only"),
        ({"account_key": ""}, "koppeling 1: account_key = '' must be a text. Fill it in"),
        ({"account_key": 7}, "koppeling 1: account_key = 7 must be a text"),
        ({"outsmart": "  "}, "koppeling 1: outsmart = '  ' must be a text"),
        ({"reeleezee": ["a"]}, "koppeling 1: reeleezee = ['a'] must be a text"),
        ({"pool": False}, "koppeling 1: pool = False must be a text"),
        ({"poool": "x"}, "koppeling 1: unknown field 'poool'. Remove it or correct its spelling"),
        ({2: "x", "b": "y"}, "koppeling 1: unknown field 2."),
        ({"schedules": ["export"]}, "koppeling 1: schedules may hold relations, materials, hour_types, export"),
        ({"schedules": {"invoices": None}}, "koppeling 1: schedules may hold relations"),
        ({"schedules": {"export": "elk kwartier"}}, "koppeling 1: schedule export = 'elk kwartier' is no cron text"),
        ({"schedules": {"materials": 15}}, "koppeling 1: schedule materials = 15 is no cron text"),
    ],
)
def test_a_mistake_is_told_with_file_koppeling_field_and_remedy(
    tmp_path: Path, change: dict[Any, Any], told: str
) -> None:
    with pytest.raises(InvalidKoppelingen) as error:
        read(tmp_path, GOOD | change)

    assert str(error.value).startswith("lijst.yaml, ")
    assert told in str(error.value)


def test_a_mistake_in_the_second_koppeling_names_the_second(tmp_path: Path) -> None:
    with pytest.raises(InvalidKoppelingen, match=r"lijst\.yaml, koppeling 2: pool"):
        read(tmp_path, GOOD, GOOD | {"name": "noord", "account_key": "noord", "pool": ""})


@pytest.mark.parametrize("field", ["name", "account_key"])
def test_two_koppelingen_with_one_name_or_key_are_refused(tmp_path: Path, field: str) -> None:
    other = GOOD | {"name": "noord", "account_key": "noord"} | {field: "default"}

    with pytest.raises(InvalidKoppelingen, match=f"lijst.yaml: {field} 'default' occurs twice. Give each"):
        read(tmp_path, GOOD, other)


@pytest.mark.parametrize("content", ["", "koppelingen:", "koppelingen: []", "- name: default", "koppelingen: default"])
def test_a_file_without_koppelingen_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(InvalidKoppelingen, match="must be a list with at least one koppeling"):
        koppelingen(written(tmp_path, content))


def test_a_row_that_is_no_mapping_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidKoppelingen, match="koppeling 1: give it the fields name, account_key"):
        read(tmp_path, "default")


def test_a_file_that_cannot_be_read_is_told_by_name(tmp_path: Path) -> None:
    binary = tmp_path / "lijst.yaml"
    for content in (b"koppelingen: [", b"name: caf\xe9"):
        binary.write_bytes(content)
        with pytest.raises(InvalidKoppelingen, match=r"(?s)lijst\.yaml cannot be read: .* Restore it"):
            koppelingen(binary)
    with pytest.raises(InvalidKoppelingen, match=r"weg\.yaml cannot be read"):
        koppelingen(tmp_path / "weg.yaml")


WRITTEN = """koppelingen:
  - name: default
    account_key: default
    outsmart: o1
    reeleezee: r1
    pool: p1
  # de tweede
  - name: noord
    account_key: noord
    outsmart: o2
    reeleezee: r2
    pool: p2
    schedules:
      export: "*/15 * * * *"
      relations: null
  - name: zuid
    account_key: zuid
    outsmart: o3
    reeleezee: r3
    pool: p3
"""


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        (
            "    schedules:",
            "    shedules:",
            "koppeling 2: unknown field 'shedules'. Remove it or correct its",
        ),
        ("    pool: p2", "    pool: p2\n    pool: p9", "koppeling 2: the key 'pool' occurs twice. Remove one"),
        ("relations: null", "export: null", "koppeling 2: the key 'export' occurs twice. Remove one of the two."),
        ('"*/15 * * * *"', '"*/15 99 * * *"', "koppeling 2: schedule export = '*/15 99 * * *' is no cron text"),
        ('"*/15 * * * *"', '"elk kwartier om de vijf"', "koppeling 2: schedule export = 'elk kwartier om de vijf'"),
        ('"*/15 * * * *"', "*/15 * * * *", "koppeling 2: it cannot be read: line 7 of the entry"),
        ('"*/15 * * * *"', '"*/15 * * * *', "koppeling 2: it cannot be read: line"),
        ("    pool: p2", "    pool p2", "koppeling 2: it cannot be read: line"),
        ("account_key: noord", "account_key: default", "account_key 'default' occurs twice. Give each koppeling"),
        ("name: noord", "name: default", "name 'default' occurs twice. Give each koppeling its own."),
    ],
)
def test_a_mistake_in_one_entry_concerns_that_koppeling_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, right: str, wrong: str, told: str
) -> None:
    path = written(tmp_path, WRITTEN.replace(right, wrong, 1))
    monkeypatch.setenv(FILE_VARIABLE, str(path))

    listed = listed_koppelingen()

    assert [k.name for k in listed.usable] == [k.name for k in usable_koppelingen()] == ["default", "zuid"]
    (problem,) = listed.problems
    assert problem.startswith("lijst.yaml")
    assert told in problem
    assert koppeling("zuid").outsmart_conn_id == "o3"
    with pytest.raises(InvalidKoppelingen, match=r"(?s)no koppeling 'noord'.*lijst\.yaml"):
        koppeling("noord")


def test_a_second_list_in_the_file_is_no_list(tmp_path: Path) -> None:
    with pytest.raises(InvalidKoppelingen, match="the key 'koppelingen' occurs twice"):
        usable_koppelingen(written(tmp_path, WRITTEN + WRITTEN))
