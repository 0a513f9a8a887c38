"""Relations between two imitated accounts, over HTTP."""

from typing import Any

import pytest

from koppeling.imports.relation_kind import RelationKindError

ADDRESS = {"Street": "Dorpsstraat", "Number": "3", "NumberExtension": "A", "Postcode": "1234 AB", "City": "Lindedorp"}
EMAIL, PHONE = 10, 9


def channels(**values: str) -> list[dict[str, Any]]:
    kinds = {"email": EMAIL, "phone": PHONE}
    return [{"CommunicationType": kinds[name], "FormattedValue": value} for name, value in values.items()]


def reasons(report: Any) -> list[str]:
    return [row.reason.code for row in report.rows]


def test_a_customer_becomes_a_relation_with_all_its_fields(couple: Any) -> None:
    customer = couple.customer(
        Name="Bakkerij Korenbloem B.V.",
        IdentifierNumber=1030,
        ChamberOfCommerceNumber="90010030",
        CommunicationChannelList=channels(email="administratie@korenbloem.example", phone="085 1002030"),
        address=ADDRESS,
        legal_form="BV",
    )

    report = couple.import_relations()

    assert report.counts["created"] == 1
    stored = couple.relations()["1030"]
    expected = {
        "name": "Bakkerij Korenbloem B.V.",
        "external_id": customer,
        "street": "Dorpsstraat",
        "house_number": "3A",
        "postal_code": "1234 AB",
        "city": "Lindedorp",
        "email": "administratie@korenbloem.example",
        "phone_number": "085 1002030",
        "kvk_number": "90010030",
        "active": "1",
    }
    assert {name: stored[name] for name in expected} == expected


def test_a_second_run_posts_nothing_and_costs_two_calls(couple: Any) -> None:
    for number in range(1001, 1011):
        couple.customer(Name=f"Klant {number}", IdentifierNumber=number, address=ADDRESS)
    couple.import_relations()

    calls = couple.calls(couple.import_relations)

    assert calls == {"GET /relations": 1, "GET /Customers": 1}
    assert couple.import_relations().counts["unchanged"] == 10


def test_only_what_differs_is_posted(couple: Any) -> None:
    ids = [couple.customer(Name=f"Klant {n}", IdentifierNumber=n, address=ADDRESS) for n in (1, 2, 3)]
    couple.import_relations()
    couple.change("customers", ids[1], Name="Klant twee heet anders")

    report = couple.import_relations()

    assert (report.counts["updated"], report.counts["unchanged"]) == (1, 2)
    assert couple.relations()["2"]["name"] == "Klant twee heet anders"


def test_fields_of_others_survive_although_absent_fields_are_cleared(couple: Any) -> None:
    couple.outsmart.switch(absent_members="clear")
    others = {"remark": "Sleutel bij de buren", "val_value_3": "Contract B", "debtor_number_invoice": "77"}
    couple.relation("1001", "Mevr. A. Zomerdijk", **others)
    couple.customer(Name="Mevr. A. Zomerdijk", IdentifierNumber=1001, address=ADDRESS)

    assert couple.import_relations().counts["updated"] == 1

    stored = couple.relations()["1001"]
    assert {name: stored[name] for name in others} == others
    assert stored["house_number"] == "3A"


def test_what_the_export_created_is_recognised_by_its_computed_id(couple: Any) -> None:
    couple.relation("KL-7", "Dhr. P. Korenaar")
    made = couple.customer(id=couple.identity.customer("KL-7"), Name="P. Korenaar en zonen", IdentifierNumber=4)

    report = couple.import_relations()

    assert report.counts["updated"] == 1
    assert list(couple.relations()) == ["KL-7"]
    assert couple.relations()["KL-7"]["external_id"] == made
    assert reasons(couple.import_relations()) == []


def test_an_account_with_numbers_of_its_own_is_not_overwritten_by_strangers(couple: Any) -> None:
    couple.relation("1001", "Hotel Het Gouden Anker", postal_code="3456 ND", email="receptie@anker.example")
    before = couple.relations()
    couple.customer(Name="Mevr. A. Zomerdijk", IdentifierNumber=1001, address=ADDRESS)

    report = couple.import_relations()

    assert report.counts["conflict"] == 1
    assert couple.relations() == before
    assert "Hotel Het Gouden Anker" in report.rows[0].reason.nl
    assert "Mevr. A. Zomerdijk" in report.rows[0].reason.en


@pytest.mark.parametrize(
    "typed",
    [
        {"name": "BAKKERIJ KORENBLOEM BV", "postal_code": "9999 ZZ"},
        {"name": "De bakker", "street": "Dorpsstraat 3 A", "house_number": "", "postal_code": "1234ab"},
    ],
    ids=["name", "postcode and house number"],
)
def test_a_number_counts_when_name_or_address_agrees(couple: Any, typed: dict[str, str]) -> None:
    couple.relation("1030", **typed)
    customer = couple.customer(Name="Bakkerij Korenbloem B.V.", IdentifierNumber=1030, address=ADDRESS)

    assert couple.import_relations().counts["updated"] == 1
    assert couple.relations()["1030"]["external_id"] == customer


def test_of_two_parties_with_one_number_the_one_matched_by_id_wins(couple: Any) -> None:
    first = couple.customer(Name="J. de Vries", IdentifierNumber=5, address=ADDRESS)
    couple.import_relations()
    couple.customer(Name="Garage Molenaar", IdentifierNumber=5)
    couple.change("customers", first, Name="J. de Vries-Post")

    report = couple.import_relations()

    assert (report.counts["updated"], report.counts["conflict"]) == (1, 1)
    assert couple.relations()["5"]["name"] == "J. de Vries-Post"


def test_of_two_new_parties_with_one_number_neither_is_written(couple: Any) -> None:
    couple.customer(Name="J. de Vries", IdentifierNumber=5)
    couple.customer(Name="Garage Molenaar", IdentifierNumber=5)

    report = couple.import_relations()

    assert reasons(report) == ["row_key_twice", "row_key_twice"]
    assert couple.relations() == {}


def test_a_row_found_by_id_keeps_outsmarts_number_and_the_change_is_told(couple: Any) -> None:
    customer = couple.customer(Name="J. de Vries", IdentifierNumber=5, address=ADDRESS)
    couple.import_relations()
    couple.change("customers", customer, IdentifierNumber=9, Name="Jan de Vries")

    report = couple.import_relations()

    assert reasons(report) == ["row_key_changed"]
    assert couple.relations()["5"]["name"] == "Jan de Vries"
    assert list(couple.relations()) == ["5"]


def test_a_new_relation_without_address_gets_the_default_and_is_incomplete(couple: Any) -> None:
    couple.customer(Name="Losse verkoop balie", IdentifierNumber=8)

    report = couple.import_relations()

    assert (report.counts["created"], report.counts["incomplete"]) == (1, 1)
    stored = couple.relations()["8"]
    assert [stored["street"], stored["postal_code"], stored["city"]] == ["-", "-", "-"]


def test_an_address_typed_in_outsmart_is_never_overwritten_by_an_empty_one(couple: Any) -> None:
    customer = couple.customer(Name="Dhr. K. Waterman", IdentifierNumber=8)
    couple.import_relations()
    couple.type_in("relations", "8", street="Havenkade", postal_code="3456 FG", city="Zuiderhaven", house_number="2")
    couple.change("customers", customer, Name="Kees Waterman")

    report = couple.import_relations()

    stored = couple.relations()["8"]
    assert (stored["street"], stored["city"], stored["name"]) == ("Havenkade", "Zuiderhaven", "Kees Waterman")
    assert report.counts["incomplete"] == 0


def test_archived_customers_are_never_created_and_their_relation_is_left_alone(couple: Any) -> None:
    known = couple.customer(Name="Oud en bekend", IdentifierNumber=1, address=ADDRESS)
    couple.import_relations()
    couple.change("customers", known, IsArchived=True, Name="Andere naam")
    couple.customer(Name="Oud en onbekend", IdentifierNumber=2, IsArchived=True)

    report = couple.import_relations()

    assert report.counts["skipped"] == 2
    assert reasons(report) == ["row_archived"]
    assert couple.relations()["1"]["name"] == "Oud en bekend"
    assert "2" not in couple.relations()


def test_a_customer_that_is_gone_is_told_and_nothing_is_deleted(couple: Any) -> None:
    gone = couple.customer(Name="Weg", IdentifierNumber=1, address=ADDRESS)
    couple.import_relations()
    before = couple.relations()
    couple.remove("customers", gone)

    report = couple.import_relations()

    assert reasons(report) == ["row_vanished"]
    assert couple.relations() == before


def test_vendors_are_not_called_vanished_when_only_customers_were_read(couple: Any) -> None:
    couple.vendor(Name="Groothandel Buis", IdentifierNumber=3, address=ADDRESS)
    couple.import_relations("vendors")

    assert "L-3" in couple.relations()
    assert couple.import_relations("customers").counts["vanished"] == 0


def test_kinds_take_only_their_parties(couple: Any) -> None:
    couple.customer(Name="Mevr. Zomer", IdentifierNumber=1, legal_form="Person")
    couple.customer(Name="Bakkerij B.V.", IdentifierNumber=2, legal_form="BV")
    couple.vendor(Name="Groothandel", IdentifierNumber=2)

    assert couple.import_relations("Customers/bv").counts["read"] == 1
    assert list(couple.relations()) == ["2"]
    couple.import_relations("")
    assert list(couple.relations()) == ["2", "1"]
    couple.import_relations("all")
    assert list(couple.relations()) == ["2", "1", "L-2"]


def test_customers_of_another_legal_form_have_not_vanished(couple: Any) -> None:
    couple.customer(Name="Mevr. Zomer", IdentifierNumber=1, legal_form="Person")
    couple.import_relations()

    assert couple.import_relations("customers/BV").counts["vanished"] == 0


def test_an_unknown_kind_lists_the_kinds_before_anything_is_read(couple: Any) -> None:
    with pytest.raises(RelationKindError, match=r"klanten.*customers, vendors, all, customers/") as raised:
        couple.import_relations("klanten")
    assert "customers/BV" in raised.value.kinds
    assert couple.outsmart.counters() == {}


def test_a_party_without_number_gets_r_and_part_of_its_id(couple: Any) -> None:
    customer = couple.customer(Name="Mevr. V. Nummerloos", IdentifierNumber=12, address=ADDRESS)
    couple.change("customers", customer, IdentifierNumber=None)

    couple.import_relations()

    assert list(couple.relations()) == [f"R-{customer[:8]}"]
    assert couple.import_relations().counts["unchanged"] == 1


def test_an_external_id_of_another_package_is_replaced_and_told(couple: Any) -> None:
    couple.relation("1", "J. de Vries", external_id="OUD-123")
    customer = couple.customer(Name="J. de Vries", IdentifierNumber=1, address=ADDRESS)

    assert reasons(couple.import_relations()) == ["row_external_id_replaced"]
    assert couple.relations()["1"]["external_id"] == customer


def test_a_preview_tells_the_same_and_posts_nothing(couple: Any) -> None:
    couple.customer(Name="J. de Vries", IdentifierNumber=1)

    calls = couple.calls(lambda: couple.import_relations(preview=True))
    shown = couple.import_relations(preview=True)

    assert not [route for route in calls if route.startswith("POST")]
    assert shown.counts == couple.import_relations().counts
    assert shown.counts["created"] == 1


def test_a_row_that_outsmart_keeps_otherwise_is_posted_twice_and_then_told(couple: Any) -> None:
    couple.outsmart.switch(relation_external_id_stored=False)
    customer = couple.customer(Name="J. de Vries", IdentifierNumber=1, address=ADDRESS)
    first = couple.import_relations()

    second = couple.import_relations(remembered=first.remembered)
    calls = couple.calls(lambda: couple.import_relations(remembered=second.remembered))
    third = couple.import_relations(remembered=second.remembered)

    assert second.counts["updated"] == 1
    assert "POST /relations" not in calls
    assert reasons(third) == ["row_stored_otherwise"]
    assert third.counts["unchanged"] == 1
    assert couple.import_relations(remembered=third.remembered).counts["unchanged"] == 1
    couple.change("customers", customer, Name="Jan de Vries")
    assert couple.import_relations(remembered=third.remembered).counts["updated"] == 1


def test_a_value_that_somebody_changed_back_in_outsmart_is_repaired(couple: Any) -> None:
    couple.customer(Name="J. de Vries", IdentifierNumber=1, address=ADDRESS)
    first = couple.import_relations()
    couple.outsmart.act("relations/1", {"set": {"name": "Iemand anders"}})

    second = couple.import_relations(remembered=first.remembered)

    assert second.counts["updated"] == 1
    assert [row["name"] for row in couple.outsmart.state()["relations"]] == ["J. de Vries"]
    assert couple.import_relations(remembered=second.remembered).counts["unchanged"] == 1


def test_where_the_list_has_no_addresses_only_new_customers_cost_a_call(couple: Any) -> None:
    couple.reeleezee.switch(collection_expands_lists=False)
    for number in (1, 2):
        couple.customer(Name=f"Klant {number}", IdentifierNumber=number, address=ADDRESS)

    first = couple.calls(couple.import_relations)
    second = couple.calls(couple.import_relations)

    assert couple.relations()["1"]["street"] == "Dorpsstraat"
    assert first["GET /Customers/{id}/Addresses"] == 2
    assert "GET /Customers/{id}/Addresses" not in second
    assert "POST /relations" not in second


def test_a_bad_row_does_not_hold_up_the_others(couple: Any) -> None:
    couple.customer(Name="", IdentifierNumber=1, address=ADDRESS)
    couple.customer(Name="J. de Vries", IdentifierNumber=2, address=ADDRESS)

    report = couple.import_relations()

    assert reasons(report) == ["row_required_missing"]
    assert list(couple.relations()) == ["2"]


def test_a_demanded_field_that_a_planner_left_empty_does_not_block_the_row(couple: Any) -> None:
    customer = couple.customer(Name="Erven C. Avondrood", IdentifierNumber=1)
    couple.relation("1", "Erven C. Avondrood", street="", city="Zuiderhaven")

    assert couple.import_relations().counts["updated"] == 1

    stored = couple.relations()["1"]
    assert (stored["external_id"], stored["street"], stored["city"]) == (customer, "-", "Zuiderhaven")


def test_a_party_that_cannot_be_read_is_told_and_has_not_vanished(couple: Any) -> None:
    customer = couple.customer(Name="J. de Vries", IdentifierNumber=1, address=ADDRESS)
    couple.import_relations()
    couple.change("customers", customer, IdentifierNumber="een")

    report = couple.import_relations()

    assert reasons(report) == ["row_unreadable"]
    assert (report.counts["read"], report.counts["refused"], report.counts["vanished"]) == (1, 1, 0)


def test_a_party_that_is_customer_and_vendor_becomes_one_relation(couple: Any) -> None:
    party = couple.customer(Name="Groothandel Buis", IdentifierNumber=7, address=ADDRESS)
    couple.vendor(id=party, Name="Groothandel Buis", IdentifierNumber=3, address=ADDRESS)

    assert couple.import_relations("all").counts["created"] == 1
    assert list(couple.relations()) == ["7"]
    assert couple.import_relations("all").rows == ()


def test_a_row_with_the_id_of_a_party_outside_the_kind_is_not_taken_over(couple: Any) -> None:
    person = couple.customer(Name="J. de Vries", IdentifierNumber=5, legal_form="Person", address=ADDRESS)
    couple.import_relations()
    couple.customer(Name="J. de Vries B.V.", IdentifierNumber=5, legal_form="BV", address=ADDRESS)

    assert reasons(couple.import_relations("customers/BV")) == ["row_number_conflict"]
    assert couple.relations()["5"]["external_id"] == person


def test_an_import_never_renames_a_party_abroad_that_shares_no_more_than_postcode_and_number(couple: Any) -> None:
    here = {"street": "Groenplaats 12", "house_number": "", "postal_code": "2000", "city": "Antwerpen"}
    couple.relation("4001", "Notaris Peeters", **here)
    there = {"Type": 1, "Street": "Meir", "Number": "12", "Postcode": "2000", "City": "Antwerpen"}
    couple.customer(Name="Frituur Meir", IdentifierNumber=4001, address=there)

    assert reasons(couple.import_relations()) == ["row_number_conflict"]
    assert couple.relations()["4001"]["name"] == "Notaris Peeters"
