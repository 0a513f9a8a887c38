"""Checks that the seeds a person can name agree between the two systems and are the same every time."""

import pytest

from sandbox.seeds import OutSmartSeed, ReeleezeeSeed, outsmart_seed, reeleezee_seed

COUNT = 2500


@pytest.fixture(scope="module")
def outsmart() -> OutSmartSeed:
    return outsmart_seed(str(COUNT))


@pytest.fixture(scope="module")
def reeleezee() -> ReeleezeeSeed:
    return reeleezee_seed(str(COUNT))


def test_a_number_makes_that_many_records(outsmart: OutSmartSeed, reeleezee: ReeleezeeSeed) -> None:
    assert len(outsmart.relations) == len(outsmart.materials) == COUNT
    assert len(reeleezee.customers) == len(reeleezee.products) == COUNT
    assert outsmart.workorders == []
    assert reeleezee.invoices == []


def test_relations_agree_with_customers_by_number_name_and_postcode(
    outsmart: OutSmartSeed, reeleezee: ReeleezeeSeed
) -> None:
    relations = [(row["debtor_number"], row["name"], row["postal_code"]) for row in outsmart.relations]
    customers = [
        (str(row["IdentifierNumber"]), row["Name"], row["AddressList"][0]["Postcode"]) for row in reeleezee.customers
    ]
    assert relations == customers
    assert len(set(relations)) == COUNT


def test_materials_agree_with_products_by_code(outsmart: OutSmartSeed, reeleezee: ReeleezeeSeed) -> None:
    codes = [row["code"] for row in outsmart.materials]
    assert codes == [row["Code"] for row in reeleezee.products]
    assert len(set(codes)) == COUNT


def test_every_twentieth_product_is_a_service(reeleezee: ReeleezeeSeed) -> None:
    services = [n for n, row in enumerate(reeleezee.products, start=1) if row["ProductKind"] == 2]
    assert services == list(range(20, COUNT + 1, 20))


def test_a_larger_number_begins_with_the_same_records(outsmart: OutSmartSeed, reeleezee: ReeleezeeSeed) -> None:
    assert outsmart_seed("30").relations == outsmart.relations[:30]
    assert reeleezee_seed("30").products == reeleezee.products[:30]


def test_required_fields_of_relations_are_filled(outsmart: OutSmartSeed) -> None:
    required = ("name", "debtor_number", "street", "postal_code", "city")
    assert all(row[member] for row in outsmart.relations for member in required)


def test_free_field_5_is_active_so_that_materials_can_be_imported(outsmart: OutSmartSeed) -> None:
    assert ("MATERIAL", "5") in {(row["fld_entity"], row["fld_order"]) for row in outsmart.freefields}


def test_empty_has_accounts_and_no_records() -> None:
    outsmart, reeleezee = outsmart_seed("empty"), reeleezee_seed("empty")
    assert (outsmart.token, outsmart.software_token) == ("sandbox-klant-token", "sandbox-software-token")
    assert [login["username"] for login in reeleezee.logins] == [
        "koppeling@installatie.example",
        "kijker@installatie.example",
    ]
    assert [row["id"] for row in reeleezee.administrations] == [reeleezee.administration_id]
    lists = [rows for seed in (outsmart, reeleezee) for rows in vars(seed).values() if isinstance(rows, list)]
    assert [rows for rows in lists if rows] == [reeleezee.logins, reeleezee.administrations]


@pytest.mark.parametrize("name", ["", "Demo", "-5", "12.5", "tien", "²"])
def test_an_unknown_name_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="use demo, empty or a number"):
        outsmart_seed(name)
    with pytest.raises(ValueError, match="use demo, empty or a number"):
        reeleezee_seed(name)
