"""Imports while something goes wrong: what is sure is kept, and nothing of anybody else is lost."""

from typing import Any

import pytest

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
