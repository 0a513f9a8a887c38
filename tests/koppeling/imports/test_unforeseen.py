"""Proves that what nobody foresaw about one record of an import keeps back that record alone, and turns the run red."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from tests.koppeling.breaking import breaking
from tests.koppeling.imports.conftest import Couple

from koppeling.identity import Identity
from koppeling.imports import (
    articles,
    copies,
    hour_types,
    materials,
    plan,
    planned,
    recognition,
    relations,
    strangers,
    synchronise,
    updates,
)
from koppeling.imports.report import ImportReport
from koppeling.mapping import FieldMapping
from reeleezee.errors import ReeleezeeTransientError

ADDRESS = {"Street": "Dorpsstraat", "Number": "1", "Postcode": "1234 AB", "City": "Lindedorp"}
ODD = "1002"
NUMBERS = ("1001", ODD, "1003")


def names(couple: Couple) -> dict[str, str]:
    return {number: row["name"] for number, row in couple.relations().items()}


def three_customers(couple: Couple, *, name: str = "Klant") -> list[str]:
    return [couple.customer(Name=f"{name} {n}", IdentifierNumber=int(n), address=ADDRESS) for n in NUMBERS]


def renamed(couple: Couple) -> None:
    """Three customers that were imported, each under a new name since, so that all three want an update."""
    ids = three_customers(couple)
    couple.import_relations()
    for number, customer in zip(NUMBERS, ids, strict=True):
        couple.change("customers", customer, Name=f"Nieuw {number}")


def check(report: ImportReport, key: str = ODD, problem: str = "UnicodeEncodeError") -> None:
    """The odd one is told with its number and what happened, once; the sums are right and the run is red."""
    assert [(row.key, row.outcome) for row in report.rows if row.reason.code == "row_unforeseen"] == [(key, "refused")]
    (told,) = [row for row in report.rows if row.reason.code == "row_unforeseen"]
    assert key in told.reason.nl
    assert problem in told.reason.nl
    assert problem in told.reason.en
    assert report.failure == f"{told.reason.nl} / {told.reason.en}"
    outcomes = ("created", "updated", "unchanged", "conflict", "refused", "skipped")
    assert report.counts["read"] == sum(report.counts[one] for one in outcomes) == 3


def is_odd(*given: Any) -> bool:
    """Whether one of what a function was given is the record of the odd number, in whatever form."""
    return any(str(getattr(g, "key", getattr(g, "number", g))) == ODD for g in given)


STORED: list[tuple[Any, str, Callable[..., bool]]] = [
    (relations, "_stored", lambda row: row["debtor_number"] == ODD),
    (relations, "PartyFacts", lambda name, *_: name == f"Klant {ODD}"),
    (Identity, "customer", lambda _, number: number == ODD),
]


@pytest.mark.parametrize(("owner", "name", "odd"), STORED, ids=[name for _, name, _ in STORED])
def test_a_relation_that_cannot_be_read_is_neither_updated_nor_made_again(
    couple: Couple, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, odd: Callable[..., bool]
) -> None:
    renamed(couple)
    breaking(monkeypatch, owner, name, odd)
    report = couple.import_relations()
    assert names(couple) == {"1001": "Nieuw 1001", ODD: f"Klant {ODD}", "1003": "Nieuw 1003"}
    check(report)


def test_a_relation_that_cannot_be_read_and_is_nobody_in_reeleezee_is_told(
    couple: Couple, monkeypatch: pytest.MonkeyPatch
) -> None:
    couple.relation(ODD, "Alleen in OutSmart")
    for number in ("1001", "1003"):
        couple.customer(Name=f"Klant {number}", IdentifierNumber=int(number), address=ADDRESS)
    breaking(monkeypatch, relations, "_stored", lambda row: row["debtor_number"] == ODD)
    report = couple.import_relations()
    assert names(couple) == {"1001": "Klant 1001", ODD: "Alleen in OutSmart", "1003": "Klant 1003"}
    assert [(row.key, row.outcome, row.reason.code) for row in report.rows] == [(ODD, "remark", "row_unforeseen")]
    assert (report.counts["read"], report.counts["created"]) == (2, 2)
    assert "UnicodeEncodeError" in report.failure


def test_a_relation_that_cannot_be_read_and_is_archived_in_reeleezee_is_told(
    couple: Couple, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = three_customers(couple)
    couple.import_relations()
    couple.change("customers", ids[1], IsArchived=True)
    breaking(monkeypatch, relations, "_stored", lambda row: row["debtor_number"] == ODD)
    check(couple.import_relations())


def test_a_relation_that_cannot_be_read_is_found_by_a_number_that_is_no_text(
    couple: Couple, monkeypatch: pytest.MonkeyPatch
) -> None:
    three_customers(couple)
    row = {"debtor_number": int(ODD), "name": "Getypt", "street": "S", "postal_code": "1", "city": "L"}
    body = json.dumps({"code": 200, "messages": [], "response": [row]})
    couple.outsmart.fault("GET /relations", "status", code=200, body=body)
    breaking(monkeypatch, relations, "_stored", lambda row: row["debtor_number"] == int(ODD))
    check(couple.import_relations())
    assert sorted(couple.relations()) == ["1001", "1003"]


def test_a_relation_that_cannot_be_read_is_found_by_the_id_that_the_export_computed(
    couple: Couple, monkeypatch: pytest.MonkeyPatch
) -> None:
    couple.relation("TEKST", "Door de export gemaakt")
    couple.customer(id=couple.identity.customer("TEKST"), Name="Door de export gemaakt", address=ADDRESS)
    for number in ("2001", "2003"):
        couple.customer(Name=f"Klant {number}", IdentifierNumber=int(number), address=ADDRESS)
    breaking(monkeypatch, relations, "_stored", lambda row: row["debtor_number"] == "TEKST")
    check(couple.import_relations(), "TEKST")
    assert sorted(couple.relations()) == ["2001", "2003", "TEKST"]


def test_a_relation_that_cannot_be_read_is_found_under_another_spelling_as_well(
    couple: Couple, monkeypatch: pytest.MonkeyPatch
) -> None:
    couple.relation(f"0{ODD}", "Klant met een nul")
    three_customers(couple)
    breaking(monkeypatch, relations, "_stored", lambda row: row["debtor_number"] == f"0{ODD}")
    report = couple.import_relations()
    assert names(couple) == {"1001": "Klant 1001", f"0{ODD}": "Klant met een nul", "1003": "Klant 1003"}
    check(report, f"0{ODD}")


@pytest.mark.parametrize(
    ("owner", "name"),
    [
        (relations, "relation_source"),
        (FieldMapping, "values"),
        (copies, "_copies"),
        (strangers, "debtor_key"),
        (recognition, "_find"),
        (plan, "told_aside"),
    ],
    ids=["source", "values", "copies", "strangers", "find", "aside"],
)
@pytest.mark.parametrize("begin", [three_customers, renamed], ids=["new", "known"])
def test_a_customer_that_cannot_be_recognised_waits_alone(
    couple: Couple, monkeypatch: pytest.MonkeyPatch, begin: Callable[[Couple], Any], owner: Any, name: str
) -> None:
    begin(couple)
    before = names(couple)
    breaking(monkeypatch, owner, name, is_odd)
    report = couple.import_relations()
    word = "Nieuw" if before else "Klant"
    assert names(couple) == before | {"1001": f"{word} 1001", "1003": f"{word} 1003"}
    check(report)


def test_a_customer_whose_legal_form_cannot_be_compared_waits_alone(
    couple: Couple, monkeypatch: pytest.MonkeyPatch
) -> None:
    three_customers(couple)
    breaking(monkeypatch, relations.RelationKind, "takes", lambda _, party: str(party.number) == ODD)
    report = couple.import_relations()
    assert sorted(names(couple)) == ["1001", "1003"]
    check(report)


def test_a_number_that_cannot_be_compared_keeps_back_both_records_that_bear_it(
    couple: Couple, monkeypatch: pytest.MonkeyPatch
) -> None:
    renamed(couple)
    breaking(monkeypatch, relations, "debtor_key", lambda number: number == ODD)
    report = couple.import_relations()
    assert names(couple) == {"1001": "Nieuw 1001", ODD: f"Klant {ODD}", "1003": "Nieuw 1003"}
    assert sorted((row.key, row.outcome, row.reason.code) for row in report.rows) == [
        (ODD, "refused", "row_unforeseen"),
        (ODD, "remark", "row_unforeseen"),
    ]


DIFFERENCES: list[tuple[Any, str, Callable[..., bool]]] = [
    (updates, "tell_remarks", lambda _, __, candidate, ___: candidate.key == ODD),
    (updates, "_change", lambda _, __, one, *___: one.candidate.key == ODD),
    (updates, "was_posted", lambda _, ours: f"Nieuw {ODD}" in ours),
    (planned, "note", lambda ours, _: f"Nieuw {ODD}" in ours),
]


@pytest.mark.parametrize(("owner", "name", "odd"), DIFFERENCES, ids=[name for _, name, _ in DIFFERENCES])
def test_a_difference_that_cannot_be_judged_holds_up_no_other(
    couple: Couple, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, odd: Callable[..., bool]
) -> None:
    renamed(couple)
    breaking(monkeypatch, owner, name, odd)
    report = couple.import_relations()
    assert names(couple) == {"1001": "Nieuw 1001", ODD: f"Klant {ODD}", "1003": "Nieuw 1003"}
    check(report)


@pytest.mark.parametrize("place", [0, 1, 2])
def test_of_many_that_are_compared_at_once_the_odd_one_is_found(
    couple: Couple, monkeypatch: pytest.MonkeyPatch, place: int
) -> None:
    renamed(couple)
    odd = NUMBERS[place]
    breaking(monkeypatch, updates, "differing", lambda _, __, stored: f"Klant {odd}" in str(stored))
    report = couple.import_relations()
    assert names(couple) == {n: f"{'Klant' if n == odd else 'Nieuw'} {n}" for n in NUMBERS}
    check(report, odd)


def test_values_of_a_relation_that_cannot_be_compared_hold_up_no_other(
    couple: Couple, monkeypatch: pytest.MonkeyPatch
) -> None:
    renamed(couple)
    breaking(monkeypatch, FieldMapping, "stored_values", lambda _, row: row["debtor_number"] == ODD)
    report = couple.import_relations()
    assert names(couple) == {"1001": "Nieuw 1001", ODD: f"Klant {ODD}", "1003": "Nieuw 1003"}
    check(report)


def test_customers_of_one_number_that_cannot_be_told_apart_hold_up_no_other(
    couple: Couple, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in (ODD, ODD, "1003"):
        couple.customer(Name=f"Klant {number}", IdentifierNumber=int(number), address=ADDRESS)
    breaking(monkeypatch, recognition, "reason", lambda code: code == "row_key_twice")
    report = couple.import_relations()
    assert names(couple) == {"1003": "Klant 1003"}
    assert [row.key for row in report.rows] == [ODD, ODD]
    assert report.failure != ""


def test_a_row_with_an_id_of_which_nobody_can_say_whether_it_exists_has_not_vanished(
    couple: Couple, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = three_customers(couple)
    couple.import_relations()
    couple.remove("customers", ids[1])
    breaking(monkeypatch, relations, "_is_judged", lambda _, row: row.key == ODD)
    report = couple.import_relations()
    assert report.counts["vanished"] == 0
    assert [(row.key, row.reason.code) for row in report.rows] == [(ODD, "row_unforeseen")]
    assert "UnicodeEncodeError" in report.failure


@pytest.mark.parametrize("preview", [False, True])
def test_a_record_that_cannot_be_told_of_afterwards_is_no_refusal_and_the_others_are_told(
    couple: Couple, monkeypatch: pytest.MonkeyPatch, preview: bool
) -> None:
    three_customers(couple)
    breaking(monkeypatch, synchronise, "_tell_written", lambda _, one: one.candidate.key == ODD)
    report = couple.import_relations(preview=preview)
    assert sorted(names(couple)) == ([] if preview else list(NUMBERS))
    assert [(row.key, row.outcome, row.reason.code) for row in report.rows] == [
        (ODD, "remark", "row_written_unforeseen")
    ]
    assert report.counts["created"] == 2
    assert "UnicodeEncodeError" in report.failure


def test_a_vendor_that_cannot_be_read_waits_alone(couple: Couple, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in NUMBERS:
        couple.vendor(Name=f"Leverancier {number}", IdentifierNumber=int(number), address=ADDRESS)
    breaking(monkeypatch, relations, "relation_source", is_odd)
    report = couple.import_relations("vendors")
    assert sorted(names(couple)) == ["L-1001", "L-1003"]
    check(report)


# --- products and services ------------------------------------------------------------------------------------------


def three_articles(couple: Couple, kind: str) -> list[str]:
    make = couple.product if kind == "materials" else couple.service
    return [make(code, f"Artikel {code}") for code in NUMBERS]


def imported(couple: Couple, kind: str) -> ImportReport:
    return couple.import_materials() if kind == "materials" else couple.import_hour_types()


def descriptions(couple: Couple, kind: str) -> dict[str, str]:
    rows = couple.materials() if kind == "materials" else couple.hour_types()
    name = "description" if kind == "materials" else "name"
    return {code: row[name] for code, row in rows.items()}


KINDS = {"materials": materials, "hour_types": hour_types}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["article_source", "price_excluding_vat"])
def test_a_product_or_service_that_cannot_be_read_waits_alone(
    couple: Couple, monkeypatch: pytest.MonkeyPatch, kind: str, name: str
) -> None:
    three_articles(couple, kind)
    breaking(monkeypatch, articles, name, lambda product, *_: product.code == ODD)
    report = imported(couple, kind)
    assert sorted(descriptions(couple, kind)) == ["1001", "1003"]
    check(report)


@pytest.mark.parametrize("kind", KINDS)
def test_a_material_or_hour_type_that_cannot_be_read_is_neither_updated_nor_made_again(
    couple: Couple, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    ids = three_articles(couple, kind)
    imported(couple, kind)
    for code, product in zip(NUMBERS, ids, strict=True):
        couple.change("products", product, Description=f"Nieuw {code}")
    breaking(monkeypatch, KINDS[kind], "_stored", lambda row, *_: row["code"] == ODD)
    report = imported(couple, kind)
    assert descriptions(couple, kind) == {"1001": "Nieuw 1001", ODD: f"Artikel {ODD}", "1003": "Nieuw 1003"}
    check(report)


def test_a_product_whose_code_cannot_be_compared_waits_alone(couple: Couple, monkeypatch: pytest.MonkeyPatch) -> None:
    three_articles(couple, "materials")
    breaking(monkeypatch, materials, "normal_key", lambda code: code == ODD)
    report = couple.import_materials()
    assert sorted(couple.materials()) == ["1001", "1003"]
    check(report)


# --- what concerns all ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("owner", "name"), [(relations, "relation_source"), (recognition, "_find"), (updates, "_change")]
)
def test_trouble_of_the_connection_in_the_midst_of_records_stops_all(
    couple: Couple, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str
) -> None:
    renamed(couple)
    before = names(couple)
    breaking(monkeypatch, owner, name, lambda *_: True, error=ReeleezeeTransientError("Reeleezee is away."))
    with pytest.raises(ReeleezeeTransientError):
        couple.import_relations()
    assert names(couple) == before


def test_what_happened_is_told_without_the_addresses_in_it(
    couple: Couple, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    three_customers(couple)
    quoted = "Max retries exceeded with url: /relations/?token=geheim&software_token=geheim of https://x:geheim@y.nl"
    breaking(monkeypatch, relations, "relation_source", is_odd, error=OSError(quoted))
    report = couple.import_relations()
    check(report, problem="OSError: Max retries exceeded")
    assert "OSError: Max retries exceeded" in caplog.text
    assert "geheim" not in caplog.text + report.failure
