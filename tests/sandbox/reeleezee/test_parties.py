"""Customers and vendors: created and changed by PUT, with what the server fills and what it ignores."""

from collections.abc import Callable
from typing import Any

import pytest
import requests

from sandbox.core.running import RunningSandbox
from sandbox.reeleezee.lookups import CUSTOMER_STATUSES, entity_type_id

Call = Callable[..., requests.Response]
_ID = "7d2b1c90-1f43-4a8e-9a5d-2f6b7c8d9e01"
_OTHER = "7d2b1c90-1f43-4a8e-9a5d-2f6b7c8d9e02"
_PART = "c3a1f0de-8d4b-4e55-bb0a-0f1e2d3c4b5a"
_PREFER = {"Prefer": "return=representation"}
_MAIL = {"CommunicationType": 10, "FormattedValue": "post@relatie.example"}
_PHONE = {"CommunicationType": 9, "FormattedValue": "085 1234567"}


def _put(call: Call, body: dict[str, Any], path: str = f"Customers/{_ID}") -> dict[str, Any]:
    response = call("PUT", path, body, headers=_PREFER)
    assert response.status_code == 200, response.text
    stored: dict[str, Any] = response.json()
    return stored


def test_a_write_answers_with_nothing_unless_the_stored_form_is_preferred(call: Call) -> None:
    silent = call("PUT", f"Customers/{_ID}", {"Name": "A"})
    assert (silent.status_code, silent.content) == (204, b"")
    assert _put(call, {"Name": "B"})["Name"] == "B"


def test_a_new_customer_gets_kind_term_and_the_next_number(call: Call) -> None:
    first = _put(call, {"Name": "Aalders"})
    second = _put(call, {"Name": "Bakker"}, f"Customers/{_OTHER}")
    assert (first["EntityKind"], first["DueDays"], first["IsArchived"]) == (1, 14, False)
    assert second["IdentifierNumber"] == first["IdentifierNumber"] + 1


def test_nothing_is_required_of_a_customer(call: Call) -> None:
    assert _put(call, {})["Name"] is None


def test_repeating_a_put_makes_no_second_record_and_keeps_what_is_not_sent(call: Call, box: RunningSandbox) -> None:
    _put(call, {"Name": "Aalders", "DueDays": 30, "IdentifierNumber": 55, "CommunicationChannelList": [_MAIL]})
    again = _put(call, {"SearchName": "aal"})
    assert (again["Name"], again["DueDays"], again["IdentifierNumber"], again["SearchName"]) == (
        "Aalders",
        30,
        55,
        "aal",
    )
    assert again["EMail"] == "post@relatie.example"
    assert len(box.state()["customers"]) == 1


def test_fields_that_only_the_server_sets_are_silently_ignored(call: Call) -> None:
    sent = {"IsArchived": True, "RecordStatus": 3, "EMail": "x@y.example", "FullAddress": "x", "City": "y", "Nieuw": 1}
    stored = _put(call, {"Name": "Aalders", "EntityKind": 2, **sent})
    assert (stored["IsArchived"], stored["RecordStatus"], stored["EntityKind"]) == (False, 1, 1)
    assert (stored["EMail"], stored["FullAddress"], stored["City"]) == (None, None, None)
    assert "Nieuw" not in stored


def test_the_legal_form_must_exist(call: Call) -> None:
    assert _put(call, {"EntityType": {"id": entity_type_id("BV")}})["id"] == _ID
    assert call("PUT", f"Customers/{_ID}", {"EntityType": {"id": _PART}}).json() == {"Message": "_InvalidData"}
    assert call("PUT", f"Customers/{_ID}", {"EntityType": "BV"}).json() == {"Message": "The request is invalid."}


def test_an_explicit_null_clears_or_is_ignored(call: Call, box: RunningSandbox) -> None:
    assert _put(call, {"Name": "A", "SearchName": "a"})["SearchName"] == "a"
    assert _put(call, {"SearchName": None})["SearchName"] is None
    box.switch(explicit_null="ignore")
    assert _put(call, {"Name": None})["Name"] == "A"


def test_text_that_is_too_long_is_refused_or_cut(call: Call, box: RunningSandbox) -> None:
    refused = call("PUT", f"Customers/{_ID}", {"Name": "x" * 51})
    assert refused.status_code == 400
    assert refused.json()["Message"].endswith("voor kolom Name in tabel Customer is te lang")
    assert box.state()["customers"] == []
    box.switch(text_too_long="cut")
    assert _put(call, {"Name": "x" * 51})["Name"] == "x" * 50


def test_two_customers_may_share_a_number_unless_that_is_refused(call: Call, box: RunningSandbox) -> None:
    _put(call, {"IdentifierNumber": 55})
    _put(call, {"IdentifierNumber": 55}, f"Customers/{_OTHER}")
    box.switch(duplicate_identifier_number="refuse")
    assert call("PUT", f"Customers/{_OTHER}", {"IdentifierNumber": 55}).status_code == 400
    assert call("PUT", f"Customers/{_OTHER}", {"Name": "x"}).status_code == 204


def test_channels_replace_the_whole_list_or_are_merged(call: Call, box: RunningSandbox) -> None:
    expand = f"Customers/{_ID}?$expand=CommunicationChannelList"
    _put(call, {"CommunicationChannelList": [_MAIL, _PHONE]})
    left = _put(call, {"CommunicationChannelList": [_PHONE]}, expand)
    assert [row["FormattedValue"] for row in left["CommunicationChannelList"]] == ["085 1234567"]
    assert left["EMail"] is None
    box.switch(channel_list="merge")
    merged = _put(call, {"CommunicationChannelList": [_MAIL]}, expand)
    assert [row["CommunicationType"] for row in merged["CommunicationChannelList"]] == [9, 10]


@pytest.mark.parametrize("channels", ["x", [{"CommunicationType": 10}], [5]])
def test_channels_that_make_no_sense_are_refused(call: Call, channels: object) -> None:
    assert call("PUT", f"Customers/{_ID}", {"CommunicationChannelList": channels}).status_code == 400


def test_addresses_are_put_below_a_customer_that_exists(call: Call) -> None:
    address = {"Street": "Kade", "Number": "1", "Postcode": "1234 AB", "City": "Testdam", "Country": {"id": "NL"}}
    missing = call("PUT", f"Customers/{_ID}/Addresses/{_PART}", address)
    assert (missing.status_code, missing.json()) == (404, {"Message": "_NotFound"})
    _put(call, {"Name": "Aalders"})
    stored = _put(call, address, f"Customers/{_ID}/Addresses/{_PART}?$expand=Country")
    assert (stored["Type"], stored["Country"]["Name"]) == (1, "Nederland")
    customer = call("GET", f"Customers/{_ID}").json()
    assert (customer["FullAddress"], customer["City"]) == ("Kade 1, 1234 AB Testdam", "Testdam")


def test_an_address_is_updated_in_place(call: Call) -> None:
    _put(call, {"Name": "Aalders"})
    path = f"Customers/{_ID}/Addresses/{_PART}"
    _put(call, {"Street": "Kade", "City": "Testdam"}, path)
    _put(call, {"City": "Nieuwstad"}, path)
    (address,) = call("GET", f"Customers/{_ID}/Addresses").json()["value"]
    assert (address["Street"], address["City"]) == ("Kade", "Nieuwstad")
    assert call("GET", path).json()["FullAddress"] == "Kade, Nieuwstad"
    assert [row["id"] for row in call("GET", "Addresses").json()["value"]] == [_PART]


def test_the_business_address_is_the_one_in_the_summary(call: Call) -> None:
    _put(call, {"Name": "Aalders"})
    _put(call, {"Type": 2, "City": "Postdorp"}, f"Customers/{_ID}/Addresses/{_OTHER}")
    assert call("GET", f"Customers/{_ID}").json()["City"] == "Postdorp"
    _put(call, {"Type": 1, "City": "Kantoorstad"}, f"Customers/{_ID}/Addresses/{_PART}")
    assert call("GET", f"Customers/{_ID}").json()["City"] == "Kantoorstad"


def test_addresses_in_a_customers_own_body_only_count_when_switched_on(call: Call, box: RunningSandbox) -> None:
    body = {"AddressList": [{"City": "Testdam"}]}
    assert _put(call, body)["City"] is None
    box.switch(customer_put_takes_addresses=True)
    assert _put(call, body)["City"] == "Testdam"


def test_contact_persons_can_be_put_read_and_deleted(call: Call) -> None:
    _put(call, {"Name": "Aalders"})
    path = f"Customers/{_ID}/ContactPersons/{_PART}"
    _put(call, {"Name": "J. Jansen", "CommunicationChannelList": [_MAIL]}, path)
    read = call("GET", f"{path}?$expand=*($levels=max)").json()
    assert read["CommunicationChannelList"][0]["FormattedValue"] == "post@relatie.example"
    assert call("DELETE", path).status_code == 204
    assert call("GET", path).status_code == 404


def test_a_vat_number_is_put_below_the_customer(call: Call) -> None:
    _put(call, {"Name": "Aalders"})
    _put(call, {"IdentificationNumber": "NL1", "Type": 1}, f"Customers/{_ID}/FiscalProcessParameters/{_PART}")
    read = call("GET", f"Customers/{_ID}?$expand=FiscalProcessParametersList").json()
    assert read["FiscalProcessParametersList"][0]["IdentificationNumber"] == "NL1"


def test_vendors_name_their_term_otherwise_and_relations_are_both(call: Call) -> None:
    vendor = _put(call, {"Name": "Groothandel", "PaymentDueDays": 21, "DueDays": 5}, f"Vendors/{_ID}")
    assert (vendor["PaymentDueDays"], vendor["EntityKind"]) == (21, 2)
    assert "DueDays" not in vendor
    _put(call, {"Name": "Aalders"}, f"Customers/{_OTHER}")
    assert {row["Name"] for row in call("GET", "Relations").json()["value"]} == {"Groothandel", "Aalders"}
    assert call("GET", "Relations?$filter=Name eq 'Groothandel'").json()["value"][0]["DueDays"] == 21


def test_deleting_a_customer_and_setting_its_status_are_off_unless_switched_on(call: Call, box: RunningSandbox) -> None:
    status = {"CustomerStatus": {"id": CUSTOMER_STATUSES[1]["id"]}}
    path = f"Customers/{_ID}?$expand=CustomerStatus"
    assert _put(call, status, path)["CustomerStatus"] is None
    assert call("DELETE", f"Customers/{_ID}").status_code == 405
    box.switch(customer_status_writable=True, parties_deletable=True)
    assert _put(call, status, path)["CustomerStatus"]["Name"] == "Inactief"
    assert call("DELETE", f"Customers/{_ID}").status_code == 204
    assert call("GET", f"Customers/{_ID}").json() == {"Message": "_NotFound"}


def test_bank_accounts_of_a_relation_are_only_read(call: Call, box: RunningSandbox) -> None:
    account = {"id": _PART, "IBAN": "NL00TEST0123456789", "IsArchived": False}
    box.act("customers", {"id": _ID, "Name": "Aalders", "BankRelationList": [account]})
    assert call("GET", f"Customers/{_ID}/BankRelations").json()["value"][0]["IBAN"] == "NL00TEST0123456789"
    assert call("PUT", f"Customers/{_ID}/BankRelations/{_PART}", {"IBAN": "x"}).status_code == 405


def test_the_number_may_be_the_servers_own_choice(call: Call, box: RunningSandbox) -> None:
    box.switch(identifier_number_writable=False)
    assert _put(call, {"Name": "Aalders", "IdentifierNumber": 5555})["IdentifierNumber"] != 5555
