"""Proves how much is read of both systems: by key for few, in bulk for many, and nothing that nobody needs."""

from tests.koppeling.export.couple import Couple, used, worked

from koppeling.export.lookup import FEW


def queries(couple: Couple, name: str) -> list[str]:
    requests = [*couple.outsmart.requests(), *couple.reeleezee.requests()]
    return [r["query"] for r in requests if r["path"].endswith(f"/{name}")]


def test_few_relations_customers_and_products_are_asked_for_by_number_and_code(couple: Couple) -> None:
    couple.order(used("KRAAN"))
    couple.run()
    assert all("value=1001" in query for query in queries(couple, "relations"))
    assert all("$filter=" in query for query in queries(couple, "Customers") + queries(couple, "Products"))


def test_many_codes_are_looked_for_in_the_whole_list(couple: Couple) -> None:
    codes = [f"ART-{n}" for n in range(FEW + 1)]
    for code in codes:
        couple.product(code)
    row_id = couple.order(*[used(code) for code in codes])
    couple.forget_requests()
    assert couple.run().told(row_id) == ("exported", "")
    assert not any("$filter=" in query for query in queries(couple, "Products"))
    assert len(couple.lines(row_id)) == FEW + 1


def test_hours_alone_need_no_materials_and_materials_alone_no_hour_types(couple: Couple) -> None:
    couple.order(periods=[worked("MONT")])
    couple.run()
    assert queries(couple, "materials") == []
    couple.order(used("KRAAN"))
    couple.forget_requests()
    couple.run()
    assert queries(couple, "hourtypes") == []


def test_ledgers_are_read_only_when_a_setting_names_an_account(couple: Couple) -> None:
    couple.order(used("KRAAN"))
    couple.run()
    assert queries(couple, "Ledgers") == []
    couple.settings(revenue_account_product="8000")
    couple.order(used("KRAAN"))
    couple.run()
    assert queries(couple, "Ledgers") != []


def test_where_lists_cannot_be_expanded_addresses_are_read_of_the_customers_at_hand(couple: Couple) -> None:
    couple.reeleezee.switch(collection_expands_lists=False)
    known = couple.customer(1005, "Bakkerij de Zon", linked=False)
    couple.relation("1005", "Oude naam van de bakker")
    row_id = couple.order(used("KRAAN"), debtor="1005")
    assert couple.run().told(row_id) == ("exported", "")
    assert str((couple.invoice(row_id) or {})["Entity"]["id"]) == known
