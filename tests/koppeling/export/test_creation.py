"""Proves that customers and products are made once, whatever fails on the way, and completed after a crash."""

import pytest
from tests.koppeling.export.couple import IDENTITY, NAME, Couple, Json, used

from koppeling.steps import export_steps
from reeleezee.errors import ReeleezeeAuthenticationError

CUSTOMER, ADDRESS, PRODUCT = "PUT /Customers", "/Addresses/", "PUT /Products"
LOST: list[Json] = [
    {"kind": "reset_before"},
    {"kind": "reset_after"},
    {"kind": "status", "code": 500},
    {"kind": "status_after", "code": 500},
    {"kind": "html"},
    {"kind": "html_after"},
]


@pytest.fixture
def needing(couple: Couple) -> str:
    """An order that needs a new customer and a new product."""
    couple.settings(create_relations=True, create_materials=True)
    couple.relation("3001", "Nieuwe Relatie")
    return couple.order(used("NIEUW"), debtor="3001")


def made(couple: Couple) -> tuple[int, int, int]:
    """How many customers, addresses of them and products were made."""
    customers = [c for c in couple.customers() if c["Name"] == "Nieuwe Relatie"]
    products = [p for p in couple.products() if p["Code"] == "NIEUW"]
    return len(customers), sum(len(c["AddressList"]) for c in customers), len(products)


@pytest.mark.parametrize("match", [CUSTOMER, f"PUT {ADDRESS}", PRODUCT])
@pytest.mark.parametrize("fault", LOST, ids=lambda f: f["kind"])
def test_a_lost_answer_makes_nothing_twice(couple: Couple, needing: str, match: str, fault: Json) -> None:
    couple.reeleezee.faults([{"match": match, **fault}])
    couple.run()
    couple.run()
    assert couple.status(needing) == ("Afgehandeld", "1")
    assert made(couple) == (1, 1, 1)
    assert len(couple.invoices()) == 1


@pytest.mark.parametrize("match", [CUSTOMER, f"PUT {ADDRESS}", PRODUCT])
def test_a_lasting_failure_defers_the_order_and_no_other(couple: Couple, needing: str, match: str) -> None:
    other = couple.order(used("KRAAN"))
    couple.reeleezee.fault(match, "status", code=503, times=0)
    run = couple.run()
    assert run.told(needing) == ("deferred", "connection_trouble")
    assert run.told(other) == ("exported", "")
    assert couple.status(needing) == ("Compleet", "1")
    couple.reeleezee.faults([])
    assert couple.run().told(needing) == ("exported", "")
    assert made(couple) == (1, 1, 1)


def test_a_crash_between_customer_and_address_is_repaired_by_the_next_run(couple: Couple, needing: str) -> None:
    couple.reeleezee.fault(f"PUT {ADDRESS}", "status", code=503, times=0)
    couple.run()
    assert made(couple)[:2] == (1, 0)
    couple.reeleezee.faults([])
    assert couple.run().told(needing) == ("exported", "")
    assert made(couple) == (1, 1, 1)


def test_an_address_that_a_person_added_after_the_crash_stays_the_only_one(couple: Couple, needing: str) -> None:
    couple.reeleezee.fault(f"PUT {ADDRESS}", "status", code=503, times=0)
    couple.run()
    couple.reeleezee.faults([])
    typed = {"Type": 1, "Street": "Kade", "Number": "5", "City": "Havenstad"}
    couple.reeleezee.act(f"customers/{IDENTITY.customer('3001')}", {"set": {"AddressList": [typed]}})
    assert couple.run().told(needing) == ("exported", "")
    (customer,) = [c for c in couple.customers() if c["Name"] == "Nieuwe Relatie"]
    assert [a["Street"] for a in customer["AddressList"]] == ["Kade"]


@pytest.mark.parametrize(
    ("match", "code"),
    [(CUSTOMER, "relation_refused"), (f"PUT {ADDRESS}", "relation_refused"), (PRODUCT, "material_refused")],
)
def test_a_record_that_reeleezee_refuses_refuses_its_order_with_that_text(
    couple: Couple, needing: str, match: str, code: str
) -> None:
    other = couple.order(used("KRAAN"))
    couple.reeleezee.fault(match, "status", code=400, body='{"Message": "Waarde voor kolom X is te lang"}')
    run = couple.run()
    assert run.told(needing) == ("refused", code)
    assert "te lang" in run.outcome(needing)["nl"]
    assert couple.status(needing) == ("Compleet", "99")
    assert run.told(other) == ("exported", "")


def test_a_login_that_may_not_make_customers_fails_the_task_and_the_others_go_on(couple: Couple, needing: str) -> None:
    other = couple.order(used("KRAAN"))
    couple.reeleezee.fault(CUSTOMER, "status", code=403, times=0)
    run = couple.run(may_fail=True)
    assert isinstance(run.errors["relations"], ReeleezeeAuthenticationError)
    assert run.told(needing) == ("deferred", "party_not_ready")
    assert run.told(other) == ("exported", "")
    assert couple.status(needing) == ("Compleet", "1")


def test_a_customer_of_which_the_making_was_broken_off_gets_its_address_before_it_gets_an_invoice(
    couple: Couple, needing: str
) -> None:
    couple.reeleezee.fault("PUT /Addresses", "status", code=403)
    run = couple.run(may_fail=True)
    assert list(run.errors) == ["relations"]
    assert run.told(needing) == ("deferred", "party_not_ready")
    assert couple.run().told(needing) == ("exported", "")
    assert [len(customer["AddressList"]) for customer in couple.customers()] == [1, 1]


def test_three_new_products_refused_alike_give_nobody_99(couple: Couple) -> None:
    couple.settings(create_materials=True)
    orders = [couple.order(used(f"NIEUW-{n}")) for n in range(8)]
    couple.reeleezee.fault(PRODUCT, "status", code=400, times=0, body='{"Message": "Geen rechten op artikelen"}')
    run = couple.run()
    assert {run.told(o) for o in orders} == {("deferred", "run_stopped")}
    assert {couple.status(o) for o in orders} == {("Compleet", "1")}
    # the first three, and three more that might have proved it to be about those
    assert sum("/Products/" in call for call in couple.writes()) == 6


def test_three_new_products_refused_alike_do_not_keep_those_after_them_from_being_made(couple: Couple) -> None:
    couple.settings(create_materials=True)
    orders = [couple.order(used(f"NIEUW-{n}")) for n in range(6)]
    couple.reeleezee.fault(PRODUCT, "status", code=400, times=3, body='{"Message": "Artikel 17 is niet toegestaan"}')
    run = couple.run()
    assert [run.told(o) for o in orders[:3]] == [("refused", "material_refused")] * 3
    assert [run.told(o) for o in orders[3:]] == [("exported", "")] * 3


def test_a_product_that_reeleezee_gave_a_rate_of_its_own_is_looked_at_by_somebody_first(couple: Couple) -> None:
    couple.settings(create_materials=True)
    couple.reeleezee.switch(product_default_tax_rate="NL, Laag tarief")
    row_id = couple.order(used("NIEUW"))

    told = couple.run().outcome(row_id)

    assert (told["outcome"], told["reason"]) == ("refused", "material_made_with_other_rate")
    assert "NL, Laag tarief in plaats van NL, Hoog Tarief" in told["nl"]
    assert couple.invoices() == {}
    couple.on_order(row_id, work_status="1")
    told = couple.run().outcome(row_id)
    assert (told["outcome"], told["reason"]) == ("exported", "")
    assert [warning["code"] for warning in told["warnings"]] == ["made_material_of_other_rate"]
    assert couple.amounts(row_id) == ("10.00", "0.90", "10.90")


@pytest.mark.parametrize("moment", ["right after the product was made", "right before 99 is written"])
def test_a_rate_that_nobody_chose_is_told_though_the_run_that_saw_it_was_killed(couple: Couple, moment: str) -> None:
    couple.settings(create_materials=True)
    couple.reeleezee.switch(product_default_tax_rate="NL, Laag tarief")
    row_id = couple.order(used("NIEUW"))
    plan = couple.plan()
    made = f"/Products/{IDENTITY.product('NIEUW')}"
    if moment == "right after the product was made":
        with couple.export() as export:
            export.reeleezee.put_product(IDENTITY.product("NIEUW"), {"Code": "NIEUW", "ProductKind": 1})
    else:
        (refused,) = export_steps.upsert_materials(NAME, plan)
        assert refused["reason"] == "material_made_with_other_rate"
    assert sum(made in call for call in couple.writes()) == 1

    told = couple.run().outcome(row_id)

    assert told["outcome"] == "exported"
    assert [(w["code"], "NL, Laag tarief" in w["nl"], "NL, Hoog Tarief" in w["nl"]) for w in told["warnings"]] == [
        ("made_material_of_other_rate", True, True)
    ]
    assert couple.amounts(row_id) == ("10.00", "0.90", "10.90")


def test_a_product_of_somebody_else_has_the_rate_it_has(couple: Couple) -> None:
    couple.product("BLOEM", rate="NL, Laag tarief")
    row_id = couple.order(used("BLOEM"))
    told = couple.run().outcome(row_id)
    assert (told["outcome"], told["warnings"]) == ("exported", [])


def test_a_product_that_reeleezee_gave_the_rate_of_the_settings_is_invoiced_at_once(couple: Couple) -> None:
    couple.settings(create_materials=True)
    couple.reeleezee.switch(product_default_tax_rate="NL, Hoog Tarief")
    row_id = couple.order(used("NIEUW"))

    assert couple.run().told(row_id) == ("exported", "")
