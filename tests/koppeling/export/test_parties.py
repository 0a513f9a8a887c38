"""Proves that every invoice goes to the right party: nobody is overwritten, doubled or taken for somebody else."""

import pytest
from tests.koppeling.export.couple import IDENTITY, Couple, used


def customer_of(couple: Couple, row_id: str) -> str:
    invoice = couple.invoice(row_id)
    assert invoice is not None
    return str(invoice["Entity"]["id"])


def test_an_unknown_relation_is_refused_while_new_relations_are_off(couple: Couple) -> None:
    couple.relation("3001", "Nieuwe Relatie")
    row_id = couple.order(used("KRAAN"), debtor="3001")
    outcome = couple.run().outcome(row_id)
    assert outcome["reason"] == "relation_unknown"
    assert "3001" in outcome["nl"]
    assert "Nieuwe Relatie" in outcome["nl"]
    assert len(couple.customers()) == 1


def test_an_unknown_relation_is_made_with_what_order_and_relation_know(couple: Couple) -> None:
    couple.settings(create_relations=True)
    couple.relation("3001", "Nieuwe Relatie", email="post@nieuw.example.nl", house_number="12-A")
    row_id = couple.order(used("KRAAN"), debtor="3001")
    assert couple.run().told(row_id) == ("exported", "")
    (made,) = [c for c in couple.customers() if c["IdentifierNumber"] == 3001]
    assert made["id"] == IDENTITY.customer("3001") == customer_of(couple, row_id)
    assert (made["Name"], made["EMail"]) == ("Nieuwe Relatie", "post@nieuw.example.nl")
    (address,) = made["AddressList"]
    assert (address["Street"], address["Number"], address["NumberExtension"]) == ("Dorpsstraat", "12", "A")
    assert (address["Postcode"], address["City"]) == ("1234 AB", "Lindedorp")


def test_two_orders_for_the_same_new_relation_make_one_customer(couple: Couple) -> None:
    couple.settings(create_relations=True)
    couple.relation("3001", "Nieuwe Relatie")
    orders = [couple.order(used("KRAAN"), debtor="3001") for _ in range(2)]
    run = couple.run()
    assert [run.told(o) for o in orders] == [("exported", "")] * 2
    assert sum(c["Name"] == "Nieuwe Relatie" for c in couple.customers()) == 1
    assert {customer_of(couple, o) for o in orders} == {IDENTITY.customer("3001")}


@pytest.mark.parametrize("number", ["VDW-01", "0012", "99999999999", "12 34", "١٢"])
def test_a_debtor_number_that_is_no_number_makes_a_customer_that_is_found_again(couple: Couple, number: str) -> None:
    couple.settings(create_relations=True)
    couple.relation(number, "Van der Wiel Tuinen")
    first = couple.order(used("KRAAN"), debtor=number)
    assert couple.run().told(first) == ("exported", "")
    second = couple.order(used("KRAAN"), debtor=number)
    assert couple.run().told(second) == ("exported", "")
    assert customer_of(couple, first) == customer_of(couple, second) == IDENTITY.customer(number)
    assert sum(c["Name"] == "Van der Wiel Tuinen" for c in couple.customers()) == 1


def test_an_order_without_debtor_number_is_refused(couple: Couple) -> None:
    couple.settings(create_relations=True)
    row_id = couple.order(used("KRAAN"), debtor="")
    assert couple.run().told(row_id) == ("refused", "relation_missing")


def test_the_invoice_goes_to_the_invoice_debtor(couple: Couple) -> None:
    landlord = couple.customer(1020, "Woonstichting De Goede Haven")
    row_id = couple.order(used("KRAAN"), invoice_to="1020")
    assert couple.run().told(row_id) == ("exported", "")
    assert customer_of(couple, row_id) == landlord


def test_own_numbers_of_outsmart_never_reach_the_strangers_who_bear_them_in_reeleezee(couple: Couple) -> None:
    couple.settings(create_relations=True)
    strangers = {
        couple.customer(
            n, f"Reeleezee klant {n}", linked=False, AddressList=[{"Type": 1, "Postcode": f"{9000 + n} ZZ"}]
        )
        for n in range(1, 51)
    }
    for n in range(1, 51):
        couple.relation(str(n), f"OutSmart debiteur {n}", street="Kade", house_number=str(n))
    before = {c["id"]: c for c in couple.customers()}
    orders = [couple.order(used("KRAAN"), debtor=str(n)) for n in range(1, 51)]
    run = couple.run()
    assert {run.told(o) for o in orders} == {("refused", "number_conflict")}
    outcome = run.outcome(orders[6])
    assert "OutSmart debiteur 7" in outcome["nl"]
    assert "Reeleezee klant 7" in outcome["nl"]
    assert couple.invoices() == {}
    assert {c["id"]: c for c in couple.customers()} == before
    assert strangers < before.keys()


@pytest.mark.parametrize(
    "relation",
    [
        {"name": "BAKKERIJ DE ZON BV", "street": "Elders", "house_number": "9", "postal_code": "9999 ZZ"},
        {"name": "Bakker Zon (oude naam)", "street": "Dorpsstraat", "house_number": "1", "postal_code": "1234AB"},
    ],
    ids=["name", "postcode and house number"],
)
def test_a_number_counts_when_name_or_address_agree(couple: Couple, relation: dict[str, str]) -> None:
    known = couple.customer(1005, "Bakkerij de Zon B.V.", linked=False)
    couple.relation("1005", **relation)
    row_id = couple.order(used("KRAAN"), debtor="1005")
    assert couple.run().told(row_id) == ("exported", "")
    assert customer_of(couple, row_id) == known


def test_an_archived_customer_is_refused(couple: Couple) -> None:
    couple.customer(1009, "Oude Klant", IsArchived=True)
    row_id = couple.order(used("KRAAN"), debtor="1009")
    assert couple.run().told(row_id) == ("refused", "customer_archived")


def test_a_customer_abroad_is_exported_with_a_warning(couple: Couple) -> None:
    couple.customer(1044, "Frituur", AddressList=[{"Type": 1, "City": "Gent", "Country": {"id": "BE"}}])
    row_id = couple.order(used("KRAAN"), debtor="1044")
    outcome = couple.run().outcome(row_id)
    assert outcome["outcome"] == "exported"
    assert [w["code"] for w in outcome["warnings"]] == ["customer_abroad"]


def test_an_imported_party_without_number_is_found_by_the_start_of_its_id(couple: Couple) -> None:
    known = couple.customer(None, "Zonder Nummer", linked=False)
    couple.reeleezee.act(f"customers/{known}", {"set": {"IdentifierNumber": None}})
    number = f"R-{known[:8]}"
    couple.relation(number, "Zonder Nummer")
    row_id = couple.order(used("KRAAN"), debtor=number)
    assert couple.run().told(row_id) == ("exported", "")
    assert customer_of(couple, row_id) == known


def test_more_parties_than_are_asked_for_one_by_one_are_found_in_bulk(couple: Couple) -> None:
    known = {n: couple.customer(n, f"Klant {n}") for n in range(2000, 2030)}
    orders = {n: couple.order(used("KRAAN"), debtor=str(n)) for n in known}
    run = couple.run()
    assert set(run.results.values()) == {"exported"}
    assert {n: customer_of(couple, row_id) for n, row_id in orders.items()} == known


@pytest.mark.parametrize("number", [None, 4711])
def test_a_customer_that_gets_another_number_from_reeleezee_is_recognised_by_its_id(
    couple: Couple, number: int | None
) -> None:
    couple.settings(create_relations=True)
    couple.relation("3001", "Nieuwe Relatie")
    couple.order(used("KRAAN"), debtor="3001")
    couple.run()
    made = IDENTITY.customer("3001")
    couple.reeleezee.act(f"customers/{made}", {"set": {"IdentifierNumber": number, "Name": "Heel Anders"}})
    row_id = couple.order(used("KRAAN"), debtor="3001")
    assert couple.run().told(row_id) == ("exported", "")
    assert customer_of(couple, row_id) == made
