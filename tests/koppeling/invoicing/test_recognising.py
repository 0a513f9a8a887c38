"""Which customer a debtor is: neither an id nor a number alone, and never a stranger."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from koppeling.identity import Identity
from koppeling.invoicing.catalogue import Catalogue
from koppeling.invoicing.parties import Debtor, find_debtor
from koppeling.invoicing.recognising import number_meant
from koppeling.invoicing.refused import Refused
from outsmart.records import WorkOrder
from reeleezee.records import Address, Customer

Orders = Callable[..., WorkOrder]
ID = "cccccccc-0000-4000-8000-000000000501"
OTHER = "cccccccc-0000-4000-8000-000000000502"
HOME = Address(Type=1, Street="Lindelaan", Number="5", Postcode="1234 AB", City="Lindedorp")
ZON = Customer(id=ID, name="Bakkerij de Zon", number=501, addresses=(HOME,))
ZON_THERE = {"name": "Bakkerij de Zon B.V.", "street": "Lindelaan 5", "postal_code": "1234AB"}
SNEL = {
    "CustomerName": "Garage Snel",
    "CustomerStreet": "Kade",
    "CustomerStreetNo": "9",
    "CustomerZIP": "9999 ZZ",
    "CustomerCity": "Zuidhaven",
}
SNEL_THERE = {"name": "Garage Snel", "street": "Kade 9", "postal_code": "9999 ZZ"}
NOBODY = dict.fromkeys(SNEL, "")


def told(debtor: Debtor) -> list[str]:
    return [warning.code for warning in debtor.warnings]


def known(*customers: Customer, relation: dict[str, Any] | None = None, **more: Any) -> Catalogue:
    return Catalogue(customers=customers, relations={"501": relation} if relation else {}, **more)


def find(order: WorkOrder, catalogue: Catalogue, identity: Identity) -> Debtor:
    return find_debtor(order, catalogue, identity, may_create=False)


def refused(order: WorkOrder, catalogue: Catalogue, identity: Identity) -> dict[str, Any]:
    with pytest.raises(Refused) as refusal:
        find(order, catalogue, identity)
    return {"code": refusal.value.reason.code, **refusal.value.reason.values}


# --- by id ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [501, 777, None])
def test_an_order_that_agrees_with_neither_customer_nor_relation_is_refused_with_both_names(
    order: Orders, identity: Identity, number: int | None
) -> None:
    customer = ZON.model_copy(update={"number": number})
    catalogue = known(customer, relation={**ZON_THERE, "external_id": ID})
    assert refused(order(CustomerDebtorNr="501", **SNEL), catalogue, identity) == {
        "code": "number_conflict",
        "debtor_number": "501",
        "outsmart_name": "Garage Snel",
        "reeleezee_name": "Bakkerij de Zon",
    }


def test_an_order_that_agrees_with_the_relation_alone_is_exported_with_both_names_told(
    order: Orders, identity: Identity
) -> None:
    debtor = find(
        order(CustomerDebtorNr="501", **SNEL), known(ZON, relation={**SNEL_THERE, "external_id": ID}), identity
    )
    (warning,) = debtor.warnings
    assert (debtor.id, warning.code) == (ID, "customer_named_otherwise")
    assert "Garage Snel" in warning.nl
    assert "Bakkerij de Zon" in warning.nl


def test_but_not_when_the_relations_number_is_another_customers(order: Orders, identity: Identity) -> None:
    renumbered = ZON.model_copy(update={"number": 777})
    bearer = Customer(id=OTHER, name="Nog iemand", number=501)
    catalogue = known(renumbered, bearer, relation={**SNEL_THERE, "external_id": ID})
    answer = refused(order(CustomerDebtorNr="501", **SNEL), catalogue, identity)
    assert (answer["code"], answer["reeleezee_name"]) == ("number_conflict", "Bakkerij de Zon, Nog iemand")


@pytest.mark.parametrize(
    "changed",
    [
        {"CustomerName": "BAKKERIJ DE ZON BV"},
        {"CustomerStreet": "Lindelaan", "CustomerStreetNo": "5", "CustomerZIP": "1234 AB"},
        NOBODY,
        dict.fromkeys(SNEL, "-"),
    ],
    ids=["name", "address", "nothing told", "dashes"],
)
def test_name_or_address_or_nothing_told_is_enough_for_an_id(
    order: Orders, identity: Identity, changed: dict[str, str]
) -> None:
    catalogue = known(ZON, relation={**ZON_THERE, "external_id": ID})
    debtor = find(order(CustomerDebtorNr="501", **SNEL | changed), catalogue, identity)
    assert (debtor.id, told(debtor)) == (ID, [])


def test_where_the_order_tells_nothing_the_relation_is_compared(order: Orders, identity: Identity) -> None:
    catalogue = known(ZON, relation={**SNEL_THERE, "external_id": ID})
    debtor = find(order(CustomerDebtorNr="501", **NOBODY), catalogue, identity)
    assert (debtor.id, told(debtor)) == (ID, ["customer_named_otherwise"])


def test_where_nothing_can_be_compared_the_id_counts(order: Orders, identity: Identity) -> None:
    catalogue = known(ZON, relation={"external_id": ID})
    debtor = find(order(CustomerDebtorNr="501", **NOBODY), catalogue, identity)
    assert (debtor.id, told(debtor)) == (ID, [])


def test_a_computed_id_is_confirmed_in_the_same_way(order: Orders, identity: Identity) -> None:
    ours = ZON.model_copy(update={"id": identity.customer("501"), "number": None})
    stranger = order(CustomerDebtorNr="501", **SNEL)
    assert refused(stranger, known(ours), identity)["code"] == "number_conflict"
    assert told(find(stranger, known(ours, relation=SNEL_THERE), identity)) == ["customer_named_otherwise"]


def test_the_invoice_side_is_compared_and_not_the_address_of_the_work(order: Orders, identity: Identity) -> None:
    invoice_side = {"CustomerNameInvoice": "Bakkerij de Zon", "CustomerDebtorNrInvoice": "501"}
    tenant = order(CustomerDebtorNr="9", **SNEL, **invoice_side)
    assert find(tenant, known(ZON, relation={**ZON_THERE, "external_id": ID}), identity).id == ID
    theirs = {f"{name}Invoice": value for name, value in SNEL.items()}
    stranger = order(CustomerDebtorNr="9", CustomerName=ZON.name, CustomerDebtorNrInvoice="501", **theirs)
    assert refused(stranger, known(ZON), identity)["outsmart_name"] == "Garage Snel"


# --- copies -----------------------------------------------------------------------------------------------------------


def copied(original: dict[str, Any], copy: dict[str, Any], customer: Customer = ZON) -> Catalogue:
    rows = {row["debtor_number"]: {**row, "external_id": ID} for row in (original, copy)}
    return Catalogue(customers=(customer,), relations=rows, relations_by_external_id={ID: tuple(rows.values())})


def test_of_a_relation_and_its_copy_the_one_with_the_customers_number_keeps_the_id(
    order: Orders, identity: Identity
) -> None:
    catalogue = copied({**ZON_THERE, "debtor_number": "501"}, {**SNEL_THERE, "debtor_number": "900"})
    ours = order(CustomerDebtorNr="501", CustomerName="Bakkerij de Zon")
    assert find(ours, catalogue, identity).id == ID
    assert refused(order(CustomerDebtorNr="900", **SNEL), catalogue, identity)["code"] == "relation_unknown"
    new = find_debtor(order(CustomerDebtorNr="900", **SNEL), catalogue, identity, may_create=True).new
    assert new is not None


def test_a_copy_that_is_spelled_as_the_original_is_still_a_copy(order: Orders, identity: Identity) -> None:
    catalogue = copied({**ZON_THERE, "debtor_number": "501"}, {**ZON_THERE, "debtor_number": "900"})
    copy = order(CustomerDebtorNr="900", CustomerName="Bakkerij de Zon")
    assert refused(copy, catalogue, identity)["code"] == "relation_unknown"


def test_failing_the_number_the_one_that_alone_agrees_keeps_the_id(order: Orders, identity: Identity) -> None:
    renumbered = ZON.model_copy(update={"number": 777})
    catalogue = copied({**ZON_THERE, "debtor_number": "501"}, {**SNEL_THERE, "debtor_number": "900"}, renumbered)
    assert find(order(CustomerDebtorNr="501", CustomerName="Bakkerij de Zon"), catalogue, identity).id == ID
    assert refused(order(CustomerDebtorNr="900", **SNEL), catalogue, identity)["code"] == "relation_unknown"


def test_where_nothing_tells_original_from_copy_both_are_refused(order: Orders, identity: Identity) -> None:
    renumbered = ZON.model_copy(update={"number": 777})
    catalogue = copied({**ZON_THERE, "debtor_number": "501"}, {**ZON_THERE, "debtor_number": "900"}, renumbered)
    for number in ("501", "900"):
        answer = refused(order(CustomerDebtorNr=number, CustomerName="Bakkerij de Zon"), catalogue, identity)
        assert (answer["code"], answer["numbers"]) == ("relation_id_shared", "501, 900")


# --- by number --------------------------------------------------------------------------------------------------------


def test_by_bare_number_the_relation_may_confirm_the_customer_and_the_difference_is_told(
    order: Orders, identity: Identity
) -> None:
    debtor = find(order(CustomerDebtorNr="501", **SNEL), known(ZON, relation=ZON_THERE), identity)
    assert (debtor.id, told(debtor)) == (ID, ["customer_named_otherwise"])
    assert refused(order(CustomerDebtorNr="501", **SNEL), known(ZON, relation=SNEL_THERE), identity)["code"] == (
        "number_conflict"
    )


@pytest.mark.parametrize("number", ["00501", "501\u200b", "\ufeff501", "５０１", "٥٠١", "0501 "])
def test_a_number_in_another_spelling_is_recognised_with_a_remark(
    order: Orders, identity: Identity, number: str
) -> None:
    spelled = order(CustomerDebtorNr=number, CustomerName="Bakkerij de Zon")
    debtor = find_debtor(spelled, known(ZON), identity, may_create=True)
    assert (debtor.id, debtor.new, told(debtor)) == (ID, None, ["number_spelled_otherwise"])
    stranger = find_debtor(order(CustomerDebtorNr=number, **SNEL), known(ZON), identity, may_create=True)
    assert stranger.new is not None


def test_an_exact_number_goes_before_one_in_another_spelling(order: Orders, identity: Identity) -> None:
    ours = Customer(id=identity.customer("00501"), name="Bakkerij de Zon")
    debtor = find(order(CustomerDebtorNr="00501", CustomerName="Bakkerij de Zon"), known(ZON, ours), identity)
    assert (debtor.id, told(debtor)) == (ours.id, [])


@pytest.mark.parametrize("text", ["0", "", "x", "12a", "-1", "1.0", "99999999999", "9" * 5000])
def test_what_is_no_number_means_none(text: str) -> None:
    assert number_meant(text) is None


# --- archived ---------------------------------------------------------------------------------------------------------

ARCHIVED = ZON.model_copy(update={"id": OTHER, "is_archived": True})


@pytest.mark.parametrize("relation", [None, {**ZON_THERE, "external_id": OTHER}], ids=["number", "id"])
def test_the_customer_in_use_is_taken_before_an_archived_one_with_its_number(
    order: Orders, identity: Identity, relation: dict[str, Any] | None
) -> None:
    ours = order(CustomerDebtorNr="501", CustomerName="Bakkerij de Zon")
    debtor = find(ours, known(ARCHIVED, ZON, relation=relation), identity)
    assert (debtor.id, told(debtor)) == (ID, ["customer_in_use_taken"])


def test_an_archived_customer_alone_is_refused_as_ever(order: Orders, identity: Identity) -> None:
    ours = order(CustomerDebtorNr="501", CustomerName="Bakkerij de Zon")
    stranger = Customer(id=ID, name="Iemand anders", number=501)
    for catalogue in (known(ARCHIVED), known(ARCHIVED, stranger, relation={**ZON_THERE, "external_id": OTHER})):
        assert refused(ours, catalogue, identity)["code"] == "customer_archived"


def test_nor_does_an_id_of_an_archived_customer_bring_a_strangers_order_to_the_one_in_use(
    order: Orders, identity: Identity
) -> None:
    catalogue = known(ARCHIVED, ZON, relation={**ZON_THERE, "external_id": OTHER})
    assert refused(order(CustomerDebtorNr="501", **SNEL), catalogue, identity)["code"] == "number_conflict"


def test_where_the_relation_alone_agrees_with_the_one_in_use_both_names_are_told(
    order: Orders, identity: Identity
) -> None:
    known_twice = {**SNEL_THERE, "name": ZON.name, "external_id": OTHER}
    debtor = find(order(CustomerDebtorNr="501", **SNEL), known(ARCHIVED, ZON, relation=known_twice), identity)
    assert (debtor.id, told(debtor)) == (ID, ["customer_in_use_taken", "customer_named_otherwise"])


def test_under_a_collective_number_the_one_in_use_needs_no_agreement(order: Orders, identity: Identity) -> None:
    catalogue = known(ARCHIVED, ZON, relation={**SNEL_THERE, "external_id": OTHER})
    anybody = order(CustomerDebtorNr="501", **SNEL)
    debtor = find_debtor(anybody, catalogue, identity, may_create=False, collective={"501"})
    assert (debtor.id, told(debtor)) == (ID, ["customer_in_use_taken"])


# --- collective -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("relation", [None, {**ZON_THERE, "external_id": ID}], ids=["number", "id"])
def test_under_a_collective_number_any_name_and_address_is_right(
    order: Orders, identity: Identity, relation: dict[str, Any] | None
) -> None:
    anybody = order(CustomerDebtorNr="501", **SNEL)
    debtor = find_debtor(anybody, known(ZON, relation=relation), identity, may_create=False, collective={"501"})
    assert (debtor.id, told(debtor)) == (ID, [])
    assert replace(debtor).customer == ZON
