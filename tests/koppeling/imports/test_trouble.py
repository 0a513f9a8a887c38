"""Imports while something goes wrong: what is sure is kept, and nothing of anybody else is lost."""

import json
from typing import Any

import pytest

from koppeling.imports import relations
from outsmart.errors import OutSmartTransientError
from outsmart.posting import UnownedFieldLost
from reeleezee.errors import ReeleezeeTransientError

ADDRESS = {"Street": "Dorpsstraat", "Number": "3", "Postcode": "1234 AB", "City": "Lindedorp"}


def test_a_read_of_reeleezee_that_breaks_off_writes_nothing(couple: Any) -> None:
    couple.customer(Name="J. de Vries", IdentifierNumber=1, address=ADDRESS)
    couple.reeleezee.fault("GET /Customers", "status", 0, code=503)

    with pytest.raises(ReeleezeeTransientError):
        couple.import_relations()
    assert couple.relations() == {}


def test_a_read_of_outsmart_that_breaks_off_creates_nothing_double(couple: Any) -> None:
    couple.customer(Name="J. de Vries", IdentifierNumber=1, address=ADDRESS)
    couple.import_relations()
    couple.outsmart.fault("GET /relations", "html", 0)

    with pytest.raises(OutSmartTransientError):
        couple.import_relations()
    couple.outsmart.faults([])
    assert couple.import_relations().counts["unchanged"] == 1


@pytest.mark.parametrize("kind", ["reset_after", "truncate", "html_after"])
def test_a_lost_answer_to_a_post_is_looked_up_and_nothing_is_there_twice(couple: Any, kind: str) -> None:
    for number in (1, 2, 3):
        couple.customer(Name=f"Klant {number}", IdentifierNumber=number, address=ADDRESS)
    couple.outsmart.fault("POST /relations", kind)

    report = couple.import_relations()

    assert (report.counts["created"], report.counts["stored_otherwise"]) == (3, 0)
    assert [row["debtor_number"] for row in couple.outsmart.state()["relations"]] == ["1", "2", "3"]


def test_a_field_of_others_that_outsmart_loses_stops_the_run_after_one_row(couple: Any) -> None:
    couple.outsmart.switch(long_text="cut")
    for number in ("1", "2"):
        couple.relation(number, f"Klant {number}", contact="Langer dan de API aanneemt. " * 20)
        couple.customer(Name=f"Klant {number}", IdentifierNumber=int(number), address=ADDRESS)

    with pytest.raises(UnownedFieldLost, match="contact"):
        couple.import_relations()
    assert couple.relations()["2"]["external_id"] == ""


def test_a_row_that_outsmart_refuses_is_told_with_its_message(couple: Any) -> None:
    couple.outsmart.switch(zero_material_price="refuse")
    couple.product("GRATIS", "Garantie", "0.00")
    couple.product("A-1", "Artikel", "1.00")

    report = couple.import_materials()

    assert (report.counts["refused"], report.counts["created"]) == (1, 1)
    assert [(row.key, row.reason.code) for row in report.rows] == [("GRATIS", "row_refused")]
    assert list(couple.materials()) == ["A-1"]


def test_pages_of_reeleezee_are_all_read(couple: Any) -> None:
    couple.reeleezee.switch(page_size=2)
    for number in range(1, 6):
        couple.customer(Name=f"Klant {number}", IdentifierNumber=number, address=ADDRESS)

    calls = couple.calls(couple.import_relations)

    assert len(couple.relations()) == 5
    assert (calls["GET /Customers"], calls["POST /relations"]) == (3, 1)


def test_a_new_account_of_many_customers_is_filled_in_a_few_calls(couple: Any) -> None:
    couple.reeleezee.reset("1200")

    calls = couple.calls(lambda: couple.import_relations("customers"))

    assert calls == {"GET /relations": 1, "GET /Customers": 2, "POST /relations": 3}
    assert couple.import_relations().counts["unchanged"] == 1200


HOSTILE = ["\ud83d", "a\x00b", [], {}, ["x"], {"a": 1}, True, 10**40, 1.5, "0000-00-00", "x" * 100_000, [[[[]]]]]
NAMES = [ascii(value)[:12] for value in HOSTILE]


@pytest.mark.parametrize("value", HOSTILE, ids=NAMES)
def test_an_odd_value_in_any_field_of_a_record_of_reeleezee_concerns_that_record_alone(couple: Any, value: Any) -> None:
    couple.customer(Name="J. de Vries", IdentifierNumber=1, address=ADDRESS)
    (healthy,) = couple.reeleezee.state()["customers"]
    rows = [
        healthy | {"id": f"{number:08x}-0000-4000-8000-000000000011", "IdentifierNumber": 500 + number, name: value}
        for number, name in enumerate(healthy)
    ]
    body = json.dumps({"value": [*rows[::2], healthy, *rows[1::2], None, "x"]})
    couple.reeleezee.fault("GET /Customers$", "status", 0, code=200, body=body)
    couple.import_relations()
    assert couple.relations()["1"]["name"] == "J. de Vries"
    assert {row["name"] for row in couple.relations().values()}.isdisjoint({"[]", "{}", "['x']", "True"})


@pytest.mark.parametrize("value", HOSTILE, ids=NAMES)
def test_an_odd_value_in_any_field_of_a_row_of_outsmart_concerns_that_row_alone(couple: Any, value: Any) -> None:
    couple.relation("77", "Klant 77")
    couple.customer(Name="J. de Vries", IdentifierNumber=1, address=ADDRESS)
    (healthy,) = couple.outsmart.state()["relations"]
    rows = [healthy | {"debtor_number": f"R{number}", name: value} for number, name in enumerate(healthy)]
    body = json.dumps({"code": 200, "messages": [], "response": [*rows, healthy, None]})
    couple.outsmart.fault("GET /relations", "status", code=200, body=body)
    report = couple.import_relations()
    assert report.counts["created"] == 1
    assert couple.relations()["1"]["name"] == "J. de Vries"


def test_what_nobody_foresaw_about_one_record_is_told_and_the_others_are_imported(
    couple: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in (1, 2):
        couple.customer(Name=f"Klant {number}", IdentifierNumber=number, address=ADDRESS)
    real = relations.relation_source

    def stumbling(party: Any, *args: Any, **more: Any) -> Any:
        if party.number == 1:
            raise ZeroDivisionError("nobody thought of this")
        return real(party, *args, **more)

    monkeypatch.setattr(relations, "relation_source", stumbling)
    report = couple.import_relations()
    assert list(couple.relations()) == ["2"]
    (row,) = report.rows
    assert (row.key, row.outcome, row.reason.code) == ("1", "refused", "row_unforeseen")
    assert report.counts["read"] == 2
    assert "nobody thought of this" in report.as_json()["failure"]


def test_a_row_of_which_a_value_could_not_be_held_is_not_posted_back(couple: Any) -> None:
    couple.customer(Name="J. de Vries", IdentifierNumber=1, address=ADDRESS)
    couple.import_relations()
    (row,) = couple.outsmart.state()["relations"]
    body = json.dumps({"code": 200, "messages": [], "response": [row | {"name": "Oud", "memo": "@"}]})
    couple.outsmart.fault("GET /relations", "status", code=200, body=body.replace('"@"', "NaN"))
    report = couple.import_relations()
    assert [told.reason.code for told in report.rows] == ["row_not_whole"]
