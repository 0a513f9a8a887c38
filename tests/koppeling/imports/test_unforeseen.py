"""What nobody foresaw about one record or row of an import is told as that one's; the others go on, the run is red."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from koppeling.imports import articles, copies, materials, plan, recognition, relations, synchronise, updates
from koppeling.mapping import FieldMapping
from outsmart.errors import OutSmartTransientError

ADDRESS = {"Street": "Dorpsstraat", "Number": "3", "Postcode": "1234 AB", "City": "Lindedorp"}
ODD = "Klant 2"
IsOdd = Callable[..., bool]


class NobodyThoughtOfThis(Exception):
    """Stands for a mistake of ours."""


def stumbling(real: Callable[..., Any], is_odd: IsOdd) -> Callable[..., Any]:
    def instead(*args: Any, **more: Any) -> Any:
        if is_odd(*args, **more):
            raise NobodyThoughtOfThis("about this one")
        return real(*args, **more)

    return instead


def customers(couple: Any, street: str) -> None:
    couple.reeleezee.reset()
    for number in (1, 2, 3):
        guid = f"0000000{number}-0000-4000-8000-000000000000"
        address = ADDRESS | {"Street": street}
        couple.customer(id=guid, Name=f"Klant {number}", IdentifierNumber=number, address=address)


def told(report: Any) -> list[tuple[str, str]]:
    return [(row.key, row.reason.code) for row in report.rows]


def streets(couple: Any) -> dict[str, str]:
    return {number: row["street"] for number, row in couple.relations().items()}


WITH_A_KNOWN_ROW: dict[str, tuple[Any, str, IsOdd]] = {
    "reading the row": (relations, "_stored", lambda row, **_: row["name"] == ODD),
    "reading the record": (relations, "relation_source", lambda party, *_, **__: party.name == ODD),
    "recognising": (recognition, "_find", lambda candidate, *_: candidate.name == ODD),
    "telling aside": (plan, "told_aside", lambda _intake, _tally, candidate, _answer: candidate.name == ODD),
    "what the row has": (FieldMapping, "stored_values", lambda _mapping, row: row["name"] == ODD),
    "comparing": (updates, "differing", lambda _mapping, ours, _theirs: any(ODD in values for values in ours)),
    "judging the difference": (updates, "_change", lambda _i, _t, one, *_: one.candidate.name == ODD),
}


@pytest.mark.parametrize("step", WITH_A_KNOWN_ROW)
def test_the_others_are_updated(couple: Any, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    customers(couple, "Dorpsstraat")
    couple.import_relations()
    customers(couple, "Nieuwstraat")
    owner, name, is_odd = WITH_A_KNOWN_ROW[step]
    monkeypatch.setattr(owner, name, stumbling(getattr(owner, name), is_odd))
    report = couple.import_relations()
    assert streets(couple) == {"1": "Nieuwstraat", "2": "Dorpsstraat", "3": "Nieuwstraat"}
    assert told(report) == [("2", "row_unforeseen")]
    assert (report.counts["read"], report.counts["updated"]) == (3, 2)
    assert "about this one" in report.failure


AFTER_THE_DECISION: dict[str, tuple[Any, str, IsOdd]] = {
    "looking for copies": (copies, "_copies", lambda candidate, _: candidate.name == ODD),
    "telling what was written": (synchronise, "_noted", lambda _tally, planned: planned.candidate.name == ODD),
}


@pytest.mark.parametrize("step", AFTER_THE_DECISION)
def test_what_is_decided_without_it_is_written_all_the_same(
    couple: Any, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    customers(couple, "Dorpsstraat")
    owner, name, is_odd = AFTER_THE_DECISION[step]
    monkeypatch.setattr(owner, name, stumbling(getattr(owner, name), is_odd))
    couple.import_relations()
    assert sorted(couple.relations()) == ["1", "2", "3"]


def test_an_odd_row_that_no_record_finds_is_told(couple: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    customers(couple, "Dorpsstraat")
    couple.relation("77", "Van niemand")
    odd = stumbling(relations._stored, lambda row, **_: row["debtor_number"] == "77")
    monkeypatch.setattr(relations, "_stored", odd)
    report = couple.import_relations()
    assert report.counts["created"] == 3
    assert told(report) == [("77", "row_unforeseen")]
    assert report.failure


@pytest.mark.parametrize("module", [articles, materials])
def test_a_new_material_beside_an_odd_one_is_made(couple: Any, monkeypatch: pytest.MonkeyPatch, module: Any) -> None:
    couple.product("A", "Een")
    couple.product("B", "Twee")
    couple.import_materials()
    couple.product("C", "Drie")
    name = "article_source" if module is articles else "_stored"
    odd = stumbling(getattr(module, name), lambda row, *_, **__: "B" in {getattr(row, "code", ""), dict(row)["code"]})
    monkeypatch.setattr(module, name, odd)
    report = couple.import_materials()
    assert sorted(couple.materials()) == ["A", "B", "C"]
    assert told(report) == [("B", "row_unforeseen")]


def test_trouble_with_a_connection_still_stops_all(couple: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    customers(couple, "Dorpsstraat")

    def unreachable(*_: Any) -> Any:
        raise OutSmartTransientError("gone")

    monkeypatch.setattr(recognition, "_find", unreachable)
    with pytest.raises(OutSmartTransientError, match="gone"):
        couple.import_relations()
