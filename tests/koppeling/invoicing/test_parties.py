"""Whom the invoice goes to: never a stranger with the same number, never half of another address."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from koppeling.identity import Identity
from koppeling.invoicing.catalogue import Catalogue
from koppeling.invoicing.parties import Debtor, debtor_of, find_debtor
from koppeling.invoicing.recognising import is_plain_number
from koppeling.invoicing.refused import Refused
from outsmart.records import WorkOrder
from reeleezee.records import Address, Customer, Reference

Orders = Callable[..., WorkOrder]
STRANGER = "cccccccc-0000-4000-8000-000000000099"


def refusal(order: WorkOrder, catalogue: Catalogue, identity: Identity, *, may_create: bool = True) -> dict[str, Any]:
    with pytest.raises(Refused) as refused:
        find_debtor(order, catalogue, identity, may_create=may_create)
    return {"code": refused.value.reason.code, **refused.value.reason.values}


def found(order: WorkOrder, catalogue: Catalogue, identity: Identity) -> Debtor:
    return find_debtor(order, catalogue, identity, may_create=False)


def test_the_invoice_debtor_gets_the_invoice_else_the_debtor_of_the_work(order: Orders) -> None:
    assert debtor_of(order()).debtor_number == "1001"
    assert debtor_of(order(CustomerDebtorNrInvoice="1020")).debtor_number == "1020"
    assert debtor_of(order(CustomerDebtorNrInvoice="  ")).debtor_number == "1001"


def test_a_customer_is_known_by_number_when_the_name_agrees(
    order: Orders, catalogue: Catalogue, identity: Identity, customer: Customer
) -> None:
    moved = order(CustomerName="mevr A ZOMERDIJK", CustomerStreet="Elders", CustomerZIP="9999 ZZ")

    debtor = found(moved, catalogue, identity)

    assert (debtor.id, debtor.name, debtor.customer, debtor.new) == (customer.id, customer.name, customer, None)


@pytest.mark.parametrize(
    "members",
    [
        {"CustomerStreet": "Lindelaan", "CustomerStreetNo": "5"},
        {"CustomerStreet": "Lindelaan 5", "CustomerStreetNo": ""},
        {"CustomerStreet": "Lindelaan 5", "CustomerStreetNo": "-"},
    ],
)
def test_a_customer_is_known_by_number_when_postcode_and_house_number_agree(
    order: Orders, catalogue: Catalogue, identity: Identity, members: dict[str, str], customer: Customer
) -> None:
    renamed = order(CustomerName="Fam. Zomerdijk-Bos", CustomerZIP="1234ab", **members)

    assert found(renamed, catalogue, identity).id == customer.id


def test_number_and_extension_of_reeleezee_are_read_apart(
    order: Orders, catalogue: Catalogue, identity: Identity, customer: Customer, address: Address
) -> None:
    at_12_1 = address.model_copy(update={"number": "12", "number_extension": "1"})
    known = replace(catalogue, customers=(customer.model_copy(update={"addresses": (at_12_1,)}),))

    assert found(order(CustomerName="Z.", CustomerStreetNo="12-1"), known, identity).id == customer.id
    assert refusal(order(CustomerName="Z.", CustomerStreetNo="121"), known, identity)["code"] == "number_conflict"


@pytest.mark.parametrize(
    ("number", "extension", "typed"),
    [
        ("12", "-1", "12-1"),
        ("12", " A/", "12A"),
        ("12", "X", "12X"),
        ("12", " - ", "12"),
        ("", "", "5"),
        ("-", "", "5"),
    ],
)
def test_a_house_number_of_reeleezee_is_compared_however_it_was_typed(
    order: Orders,
    catalogue: Catalogue,
    identity: Identity,
    customer: Customer,
    address: Address,
    number: str,
    extension: str,
    typed: str,
) -> None:
    told = {
        "street": "Lindelaan" if number.isdigit() else "Lindelaan 5",
        "number": number,
        "number_extension": extension,
    }
    known = replace(
        catalogue, customers=(customer.model_copy(update={"addresses": (address.model_copy(update=told),)}),)
    )

    assert found(order(CustomerName="Z.", CustomerStreetNo=typed), known, identity).id == customer.id
    other = order(CustomerName="Z.", CustomerStreetNo="13")
    assert refusal(other, known, identity)["code"] == "number_conflict"


def test_any_address_of_the_customer_may_agree(
    order: Orders, catalogue: Catalogue, identity: Identity, customer: Customer, address: Address
) -> None:
    other = address.model_copy(update={"type": 2, "street": "Plein", "number": "9", "postcode": "4321 BA"})
    known = replace(catalogue, customers=(customer.model_copy(update={"addresses": (other, address)}),))

    assert found(order(CustomerName="Z."), known, identity).id == customer.id


def test_a_number_of_another_name_and_address_is_refused_with_both_names(
    order: Orders, catalogue: Catalogue, identity: Identity
) -> None:
    stranger = order(CustomerName="Garage Snel", CustomerStreetNo="6")

    assert refusal(stranger, catalogue, identity) == {
        "code": "number_conflict",
        "debtor_number": "1001",
        "outsmart_name": "Garage Snel",
        "reeleezee_name": "Mevr. A. Zomerdijk",
    }


def test_of_two_customers_with_one_number_the_agreeing_one_is_taken(
    order: Orders, catalogue: Catalogue, identity: Identity, customer: Customer
) -> None:
    other = Customer(id=STRANGER, name="Garage Snel", number=1001)

    assert found(order(), replace(catalogue, customers=(other, customer)), identity).id == customer.id


def test_two_agreeing_customers_with_one_number_are_refused(
    order: Orders, catalogue: Catalogue, identity: Identity, customer: Customer
) -> None:
    twin = customer.model_copy(update={"id": STRANGER, "name": "A. Zomerdijk", "addresses": customer.addresses})

    told = refusal(order(), replace(catalogue, customers=(customer, twin)), identity)

    assert (told["code"], told["reeleezee_name"]) == ("number_conflict", "A. Zomerdijk, Mevr. A. Zomerdijk")


def test_the_external_id_goes_before_the_computed_id_and_that_before_the_number(
    order: Orders, catalogue: Catalogue, identity: Identity, customer: Customer
) -> None:
    ours = Customer(id=identity.customer("1001"), name="A. Zomerdijk", number=7)
    external = Customer(id=STRANGER, name="Mevr A. Zomerdijk", number=8)
    known = replace(catalogue, customers=(customer, ours, external))
    pointed = replace(known, relations={"1001": {"external_id": f" {STRANGER.upper()} "}})

    assert found(order(), pointed, identity).id == STRANGER
    assert found(order(), known, identity).id == ours.id
    assert found(order(), catalogue, identity).id == customer.id


def test_an_external_id_that_is_gone_leaves_recognition_to_the_number(
    order: Orders, catalogue: Catalogue, identity: Identity, customer: Customer
) -> None:
    pointed = replace(catalogue, relations={"1001": {"external_id": STRANGER}})

    assert found(order(), pointed, identity).id == customer.id


def test_a_party_without_number_is_known_by_the_first_eight_digits_of_its_id(
    order: Orders, catalogue: Catalogue, identity: Identity
) -> None:
    numberless = Customer(id=STRANGER, name="A. Zomerdijk")
    numbered = Customer(id="cccccccc-1111-4000-8000-000000000000", name="Met nummer", number=3)
    known = replace(catalogue, customers=(numbered, numberless))

    assert found(order(CustomerDebtorNr="R-CCCCCCCC"), known, identity).id == STRANGER
    for number in ("R-cccccccd", "R-ccccccc", "R-", "cccccccc", "K-cccccccc"):
        assert refusal(order(CustomerDebtorNr=number), known, identity, may_create=False)["code"] == "relation_unknown"


@pytest.mark.parametrize("option", [True, False])
def test_an_archived_customer_is_refused_whatever_the_option(
    order: Orders, catalogue: Catalogue, identity: Identity, customer: Customer, option: bool
) -> None:
    known = replace(catalogue, customers=(customer.model_copy(update={"is_archived": True}),))

    assert refusal(order(), known, identity, may_create=option) == {
        "code": "customer_archived", "debtor_number": "1001", "name": "Mevr. A. Zomerdijk"
    }  # fmt: skip


def test_a_work_order_without_debtor_number_is_refused(order: Orders, catalogue: Catalogue, identity: Identity) -> None:
    assert refusal(order(CustomerDebtorNr=" "), catalogue, identity) == {"code": "relation_missing"}


def test_an_unknown_relation_is_refused_while_the_option_is_off(
    order: Orders, catalogue: Catalogue, identity: Identity
) -> None:
    assert refusal(order(CustomerDebtorNr="2001"), catalogue, identity, may_create=False) == {
        "code": "relation_unknown", "debtor_number": "2001", "name": "Mevr. A. Zomerdijk"
    }  # fmt: skip


def test_an_unknown_relation_becomes_a_customer_under_its_computed_id_while_the_option_is_on(
    order: Orders, catalogue: Catalogue, identity: Identity
) -> None:
    debtor = find_debtor(order(CustomerDebtorNr=" 2001 "), catalogue, identity, may_create=True)

    assert debtor.customer is None
    assert debtor.due_days is None
    assert debtor.new is not None
    assert (debtor.id, debtor.new.id) == (identity.customer("2001"), identity.customer("2001"))
    assert debtor.new.address_id == identity.customer_address("2001")
    assert (debtor.new.debtor_number, debtor.new.number) == ("2001", 2001)
    assert (debtor.name, debtor.new.party.city) == ("Mevr. A. Zomerdijk", "Lindedorp")


@pytest.mark.parametrize("number", ["L-12", "0012", "K001", "99999999999", "१२", "9" * 5000])
def test_a_debtor_number_that_is_no_number_of_reeleezee_makes_a_customer_without_number(
    order: Orders, catalogue: Catalogue, identity: Identity, number: str
) -> None:
    new = find_debtor(order(CustomerDebtorNr=number), catalogue, identity, may_create=True).new

    assert new is not None
    assert new.number is None


@pytest.mark.parametrize(
    ("number", "plain"),
    [
        ("1", True),
        ("2147483647", True),
        ("2147483648", False),
        ("0", False),
        ("01", False),
        ("-1", False),
        ("1.0", False),
        ("²", False),
        ("", False),
        ("1\n", False),
        ("9" * 5000, False),
    ],
)
def test_a_reeleezee_number_is_a_positive_whole_number_within_32_bits(number: str, plain: bool) -> None:
    assert is_plain_number(number) is plain


def test_a_customer_of_ours_without_address_gets_it_after_a_crash(
    order: Orders, catalogue: Catalogue, identity: Identity
) -> None:
    half = Customer(id=identity.customer("2001"), name="Mevr. A. Zomerdijk", number=2001)
    known = replace(catalogue, customers=(half,))

    debtor = find_debtor(order(CustomerDebtorNr="2001"), known, identity, may_create=True)

    assert debtor.customer == half
    assert debtor.new is not None
    assert debtor.new.address_id == identity.customer_address("2001")
    assert find_debtor(order(CustomerDebtorNr="2001"), known, identity, may_create=False).new is None


def test_a_customer_of_ours_with_address_and_one_of_others_without_are_left_alone(
    order: Orders, catalogue: Catalogue, identity: Identity, customer: Customer, address: Address
) -> None:
    ours = Customer(id=identity.customer("1001"), name="Z", addresses=(address,))
    bare = customer.model_copy(update={"addresses": ()})

    for known in (ours, bare):
        debtor = find_debtor(order(), replace(catalogue, customers=(known,)), identity, may_create=True)
        assert (debtor.id, debtor.new) == (known.id, None)


RELATION = {
    "name": "Bakkerij Korenbloem",
    "street": "Molenweg",
    "house_number": "12",
    "postal_code": "4321 BA",
    "city": "Molendam",
    "country": "BE",
    "email": "info@example.nl",
    "phone_number": "0100000000",
}
GONE = dict.fromkeys(
    ("CustomerName", "CustomerStreet", "CustomerStreetNo", "CustomerZIP", "CustomerCity", "CustomerCountry"), ""
)


def new_party(order: WorkOrder, relation: dict[str, Any], identity: Identity) -> Any:
    new = find_debtor(order, Catalogue(relations={"2001": relation}), identity, may_create=True).new
    assert new is not None
    return new.party


def test_what_the_work_order_leaves_open_comes_from_outsmarts_relation(order: Orders, identity: Identity) -> None:
    party = new_party(order(CustomerDebtorNr="2001", **GONE), RELATION, identity)

    assert (party.name, party.street, party.house_number) == ("Bakkerij Korenbloem", "Molenweg", "12")
    assert (party.postal_code, party.city, party.country) == ("4321 BA", "Molendam", "BE")
    assert (party.email, party.phone) == ("info@example.nl", "0100000000")


def test_what_the_work_order_tells_goes_before_the_relation(order: Orders, identity: Identity) -> None:
    told = order(CustomerDebtorNr="2001", CustomerEmail="kantoor@example.nl")

    party = new_party(told, RELATION, identity)

    assert (party.name, party.street, party.email) == ("Mevr. A. Zomerdijk", "Lindelaan", "kantoor@example.nl")
    assert party.phone == "0100000000"


@pytest.mark.parametrize(
    "told", [{"CustomerStreet": "Lindelaan 5"}, {"CustomerZIP": "1234 AB"}, {"CustomerCity": "Lindedorp"}]
)
def test_two_addresses_are_never_mixed(order: Orders, identity: Identity, told: dict[str, str]) -> None:
    party = new_party(order(CustomerDebtorNr="2001", **GONE | told), RELATION, identity)

    assert (party.house_number, party.country) == ("", "")
    assert [party.street, party.postal_code, party.city].count("") == 2
    assert (party.name, party.email) == ("Bakkerij Korenbloem", "info@example.nl")


@pytest.mark.parametrize(
    "told",
    [
        {"CustomerStreet": "MOLENWEG "},
        {"CustomerZIP": "4321ba"},
        {"CustomerZIP": "4321  Ba"},
        {"CustomerStreet": "-", "CustomerCity": "-"},
    ],
)
def test_gaps_of_the_same_address_are_filled_and_a_dash_is_a_gap(
    order: Orders, identity: Identity, told: dict[str, str]
) -> None:
    party = new_party(order(CustomerDebtorNr="2001", **GONE | told), RELATION, identity)

    assert (party.house_number, party.city) == ("12", "Molendam")


def test_a_relation_with_null_fields_fills_nothing(order: Orders, identity: Identity) -> None:
    party = new_party(order(CustomerDebtorNr="2001"), {"email": None, "name": None}, identity)

    assert party.email == ""


def test_a_new_relation_without_any_name_is_refused(order: Orders, identity: Identity) -> None:
    nameless = order(CustomerDebtorNr="2001", CustomerName=" ")

    assert refusal(nameless, Catalogue(), identity) == {"code": "relation_without_name", "debtor_number": "2001"}


@pytest.mark.parametrize(
    ("reeleezee", "outsmart", "told"),
    [
        ("NL", "", ""),
        ("", "", ""),
        ("", "Nederland", ""),
        ("", "nl ", ""),
        ("BE", "", "BE"),
        ("BE", "NL", "BE"),
        ("", " België ", "BE"),
        ("", "Niederlande", ""),
        ("", "N.L.", ""),
        ("", "D", "DE"),
        ("", "EL", "GR"),
        ("", "Great Britain", "GB"),
        ("", "Atlantis", ""),
        ("gb", "Nederland", "GB"),
        ("NL", "België", ""),
    ],
)
def test_the_country_is_named_only_when_it_is_another(
    order: Orders,
    catalogue: Catalogue,
    identity: Identity,
    customer: Customer,
    address: Address,
    reeleezee: str,
    outsmart: str,
    told: str,
) -> None:
    there = address.model_copy(update={"country": Reference(id=reeleezee) if reeleezee else None})
    known = replace(catalogue, customers=(customer.model_copy(update={"addresses": (there,)}),))

    assert found(order(CustomerCountry=outsmart), known, identity).country == told


@pytest.mark.parametrize(
    ("reeleezee", "outsmart", "is_ours", "told"),
    [
        ("", "Atlantis", False, "Atlantis"),
        ("NL", "Atlantis", False, ""),
        ("BE", "Atlantis", False, ""),
        ("ZZ", "Nederland", False, "ZZ"),
        ("NL", "Atlantis", True, "Atlantis"),
        ("BE", "Atlantis", True, ""),
        ("NL", "Niederlande", True, ""),
        ("", "-", False, ""),
    ],
)
def test_a_country_that_nobody_understands_is_told_as_it_was_typed(
    order: Orders,
    catalogue: Catalogue,
    identity: Identity,
    customer: Customer,
    address: Address,
    reeleezee: str,
    outsmart: str,
    is_ours: bool,
    told: str,
) -> None:
    there = address.model_copy(update={"country": Reference(id=reeleezee) if reeleezee else None})
    billed = customer.model_copy(update={"addresses": (there,)})
    if is_ours:
        billed = billed.model_copy(update={"id": identity.customer("1001")})
    known = replace(catalogue, customers=(billed,), relations={})

    assert found(order(CustomerCountry=outsmart), known, identity).unclear_country == told


@pytest.mark.parametrize("kind", ["external", "computed", "number"])
def test_a_customer_that_cannot_be_read_is_not_taken_for_unknown(
    order: Orders, catalogue: Catalogue, identity: Identity, kind: str
) -> None:
    key = {"external": STRANGER, "computed": identity.customer("1001"), "number": "1001"}[kind]
    relations = {"1001": {"external_id": STRANGER.upper()}} if kind == "external" else {}
    unknown = replace(catalogue, customers=(), relations=relations, unreadable_customers={key: "DueDays"})

    told = refusal(order(), unknown, identity)

    assert told == {"code": "needed_record_unreadable", "key": key, "fields": "DueDays"}


def test_a_customer_that_cannot_be_read_hinders_no_other(
    order: Orders, catalogue: Catalogue, identity: Identity, customer: Customer
) -> None:
    others = replace(catalogue, unreadable_customers={STRANGER: "DueDays", "1002": "DueDays"})

    assert found(order(), others, identity).id == customer.id
