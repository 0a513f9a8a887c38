"""Keeps the invented company whole: its size, the disorder that an import must survive, and nothing real in it."""

import re
from collections import Counter
from decimal import Decimal

from sandbox.reeleezee.lookups import entity_type_id, tax_rate_id
from sandbox.seeds import OutSmartSeed, ReeleezeeSeed
from sandbox.seeds.seed import Row


def products(seed: ReeleezeeSeed, kind: int) -> list[Row]:
    return [row for row in seed.products if row["ProductKind"] == kind]


def test_has_the_size_of_a_small_installation_company(reeleezee_demo: ReeleezeeSeed) -> None:
    assert len(reeleezee_demo.customers) == 150
    assert len(reeleezee_demo.vendors) == 8
    assert len(products(reeleezee_demo, 1)) == 250
    assert len(products(reeleezee_demo, 2)) == 12


def test_ids_are_unique(outsmart_demo: OutSmartSeed, reeleezee_demo: ReeleezeeSeed) -> None:
    for rows in (reeleezee_demo.customers + reeleezee_demo.vendors, reeleezee_demo.products):
        assert len({row["id"] for row in rows}) == len(rows)
    assert len({row["debtor_number"] for row in outsmart_demo.relations}) == len(outsmart_demo.relations)
    assert len({row["code"] for row in outsmart_demo.materials}) == len(outsmart_demo.materials)
    for rows in (outsmart_demo.relations, outsmart_demo.materials, outsmart_demo.hourtypes):
        assert len({row["id"] for row in rows}) == len(rows)


def test_numbers_of_customers_are_unique(reeleezee_demo: ReeleezeeSeed) -> None:
    numbers = [row["IdentifierNumber"] for row in reeleezee_demo.customers if row["IdentifierNumber"] is not None]
    assert len(set(numbers)) == len(numbers)
    assert len(reeleezee_demo.customers) - len(numbers) == 2


def test_customers_are_of_several_kinds(reeleezee_demo: ReeleezeeSeed) -> None:
    kinds = {row["EntityType"]["id"] for row in reeleezee_demo.customers}
    assert {entity_type_id(name) for name in ("Person", "BV", "NV", "VOF", "Foundation", "Association")} <= kinds


def test_some_customers_lack_an_address_or_an_email(reeleezee_demo: ReeleezeeSeed) -> None:
    assert any(not row["AddressList"] for row in reeleezee_demo.customers)
    assert any(row["AddressList"] and not row["AddressList"][0]["Street"] for row in reeleezee_demo.customers)
    assert any(not row["CommunicationChannelList"] for row in reeleezee_demo.customers)


def test_three_customers_are_archived_and_two_live_abroad(reeleezee_demo: ReeleezeeSeed) -> None:
    assert sum(row["IsArchived"] for row in reeleezee_demo.customers) == 3
    abroad = [row["Country"]["id"] for row in reeleezee_demo.customers if row["Country"]["id"] != "NL"]
    assert sorted(abroad) == ["BE", "DE"]


def test_one_name_is_borne_by_two_customers(reeleezee_demo: ReeleezeeSeed) -> None:
    names = Counter(row["Name"] for row in reeleezee_demo.customers)
    assert [name for name, times in names.items() if times > 1] == ["J. de Vries"]


def test_one_product_has_no_code_and_two_share_one(reeleezee_demo: ReeleezeeSeed) -> None:
    codes = Counter(row["Code"] for row in reeleezee_demo.products)
    assert codes[None] == 1
    assert [code for code, times in codes.items() if times > 1] == ["FS-50"]


def test_products_reach_the_longest_texts_and_finest_prices(reeleezee_demo: ReeleezeeSeed) -> None:
    rows = reeleezee_demo.products
    assert max(len(row["Code"] or "") for row in rows) == 32
    assert max(len(row["Description"]) for row in rows) == 200
    assert max(len(row["SearchName"]) for row in rows) == 50
    assert any(row["Price"] != row["Price"].quantize(Decimal("0.01")) for row in rows)
    assert all(row["Price"] == row["Price"].quantize(Decimal("0.0001")) for row in rows)


def test_products_tell_the_high_rate_the_low_rate_or_none(reeleezee_demo: ReeleezeeSeed) -> None:
    rates = {row["TaxRate"]["id"] if row["TaxRate"] else None for row in products(reeleezee_demo, 1)}
    assert {tax_rate_id("NL, Hoog Tarief"), tax_rate_id("NL, Laag tarief"), None} <= rates


def test_names_fit_in_reeleezee(reeleezee_demo: ReeleezeeSeed) -> None:
    for row in reeleezee_demo.customers + reeleezee_demo.vendors:
        assert len(row["Name"]) <= 50
        assert all(len(address["City"]) <= 30 for address in row["AddressList"])


def test_nothing_points_to_a_real_domain(all_texts: list[str]) -> None:
    domains = [found for text in all_texts for found in re.findall(r"(?:@|https?://)([\w.-]+)", text)]
    assert len(domains) > 100
    assert [domain for domain in domains if not domain.endswith(".example")] == []


def test_planners_filled_fields_that_are_theirs(outsmart_demo: OutSmartSeed) -> None:
    for member in ("remark", "val_value_3", "debtor_number_invoice", "accountmanager"):
        assert any(row[member] for row in outsmart_demo.relations), member


def test_some_relations_agree_with_a_customer_and_lack_its_id(
    outsmart_demo: OutSmartSeed, reeleezee_demo: ReeleezeeSeed
) -> None:
    names = {str(row["IdentifierNumber"]): row["Name"] for row in reeleezee_demo.customers}
    agreeing = [row for row in outsmart_demo.relations if names.get(row["debtor_number"]) == row["name"]]
    assert sum(not row["external_id"] for row in agreeing) >= 5
    assert sum(bool(row["external_id"]) for row in agreeing) >= 3


def test_two_debtor_numbers_belong_to_somebody_else(outsmart_demo: OutSmartSeed, reeleezee_demo: ReeleezeeSeed) -> None:
    customers = {str(row["IdentifierNumber"]): row for row in reeleezee_demo.customers}
    known = [
        (row, customers[row["debtor_number"]]) for row in outsmart_demo.relations if row["debtor_number"] in customers
    ]
    strangers = [
        row["debtor_number"]
        for row, customer in known
        if row["name"] != customer["Name"] and row["postal_code"] != customer["AddressList"][0]["Postcode"]
    ]
    assert strangers == ["1033", "1007"]


def test_free_field_5_shows_every_way_to_go_wrong(outsmart_demo: OutSmartSeed, reeleezee_demo: ReeleezeeSeed) -> None:
    codes = {row["id"]: row["Code"] for row in reeleezee_demo.products}
    fields = {row["code"]: row["freefield5"] for row in outsmart_demo.materials}
    assert codes[fields["KB-22"]] == "KB-22"
    assert fields["PVC-50"] == ""
    assert codes[fields["TS-22"]] == "TS-28"
    assert fields["CV-OUD"] not in codes
    assert fields["CV-OUD"] != ""
    assert fields["KK-28-KOPIE"] == fields["KK-28"] != ""
    assert codes[fields["TK-OUD"]] == "TK-150"


def test_free_field_5_of_materials_is_active_and_one_other_work_status_exists(outsmart_demo: OutSmartSeed) -> None:
    active = {(row["fld_entity"], row["fld_order"]) for row in outsmart_demo.freefields}
    assert ("MATERIAL", "5") in active
    assert outsmart_demo.workstatusses == [{"sta_code": "WACHT", "sta_name": "Wacht op materiaal"}]


def test_some_services_are_hour_types_already(outsmart_demo: OutSmartSeed, reeleezee_demo: ReeleezeeSeed) -> None:
    services = {row["Code"] for row in products(reeleezee_demo, 2)}
    hour_types = {row["code"] for row in outsmart_demo.hourtypes}
    assert services & hour_types
    assert services - hour_types
    assert hour_types - services
