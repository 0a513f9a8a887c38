"""Proves that an order is refused in the end when Reeleezee cannot store its relation or material, and only then."""

import pytest
from tests.koppeling.export.couple import IDENTITY, Couple, Json, Run, used

from koppeling.export.troubled import RUNS_ALONE, Trouble, read_troubled
from koppeling.reasons import Both

ERROR: Json = {"kind": "status", "code": 500, "body": '{"Message": "Onverwachte fout"}', "times": 0}
CUSTOMER = f"PUT /Customers/{IDENTITY.customer('3001')}$"
ADDRESS = f"PUT /Customers/{IDENTITY.customer('3001')}/Addresses"
PRODUCT = f"PUT /Products/{IDENTITY.product('NIEUW')}"
WAITS = {
    CUSTOMER: ("deferred", "relation_not_stored"),
    ADDRESS: ("deferred", "relation_not_stored"),
    PRODUCT: ("deferred", "material_not_stored"),
}
NAMES = {
    CUSTOMER: Both("relatie 3001 (Nieuwe Relatie)", "relation 3001 (Nieuwe Relatie)"),
    ADDRESS: Both("relatie 3001 (Nieuwe Relatie)", "relation 3001 (Nieuwe Relatie)"),
    PRODUCT: Both("materiaal NIEUW (Artikel NIEUW)", "material NIEUW (Artikel NIEUW)"),
}
CANNOT = ("refused", "reeleezee_cannot_store")


@pytest.fixture
def needing(couple: Couple) -> str:
    """An order that needs a new customer and a new product."""
    couple.settings(create_relations=True, create_materials=True)
    couple.relation("3001", "Nieuwe Relatie")
    return couple.order(used("NIEUW"), debtor="3001")


def break_at(couple: Couple, *matches: str, **fault: Json) -> None:
    couple.reeleezee.faults([ERROR | fault | {"match": match} for match in matches])


def run_beside_another(couple: Couple) -> Run:
    """A run in which one more order comes in, and is invoiced."""
    other = couple.order(used("KRAAN"))
    run = couple.run()
    assert run.told(other) == ("exported", "")
    return run


@pytest.mark.parametrize("match", [CUSTOMER, ADDRESS, PRODUCT], ids=["customer", "address", "product"])
def test_what_reeleezee_cannot_store_in_three_runs_refuses_its_order_and_no_other(
    couple: Couple, needing: str, match: str
) -> None:
    break_at(couple, match)
    runs = [run_beside_another(couple) for _ in range(3)]
    assert [run.told(needing) for run in runs] == [WAITS[match], WAITS[match], CANNOT]
    assert [run.report["failure"] == "" for run in runs] == [False, False, True]
    assert couple.status(needing) == ("Compleet", "99")
    told = runs[2].outcome(needing)
    assert NAMES[match].nl in told["nl"]
    assert NAMES[match].en in told["en"]
    assert "in 3 rondes met een fout (Onverwachte fout)" in told["nl"]
    assert couple.invoice(needing) is None


@pytest.mark.parametrize("match", [CUSTOMER, ADDRESS, PRODUCT], ids=["customer", "address", "product"])
def test_once_the_cause_is_repaired_the_refused_order_is_invoiced(couple: Couple, needing: str, match: str) -> None:
    break_at(couple, match)
    for _ in range(3):
        run_beside_another(couple)
    couple.reeleezee.faults([])
    couple.on_order(needing, work_status="1")
    assert run_beside_another(couple).told(needing) == ("exported", "")
    assert [len(c["AddressList"]) for c in couple.customers() if c["Name"] == "Nieuwe Relatie"] == [1]
    assert sum(p["Code"] == "NIEUW" for p in couple.products()) == 1
    assert couple.troubled == {}


def test_the_third_run_may_still_succeed(couple: Couple, needing: str) -> None:
    break_at(couple, CUSTOMER)
    run_beside_another(couple)
    run_beside_another(couple)
    couple.reeleezee.faults([])
    assert run_beside_another(couple).told(needing) == ("exported", "")
    assert couple.troubled == {}


def test_orders_that_need_the_same_material_are_refused_together(couple: Couple) -> None:
    couple.settings(create_materials=True)
    orders = [couple.order(used("NIEUW")) for _ in range(3)]
    break_at(couple, PRODUCT)
    runs = [run_beside_another(couple) for _ in range(3)]
    assert [{run.told(o) for o in orders} for run in runs] == [{WAITS[PRODUCT]}, {WAITS[PRODUCT]}, {CANNOT}]


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "reset_before"},
        {"kind": "html"},
        {"code": 502},
        {"code": 500, "body": "<html>Fout</html>"},
    ],
    ids=["reset", "html", "502", "500 in html"],
)
@pytest.mark.parametrize("match", [CUSTOMER, PRODUCT], ids=["customer", "product"])
def test_other_trouble_is_never_counted(couple: Couple, needing: str, match: str, fault: Json) -> None:
    break_at(couple, match, **fault)
    for _ in range(3):
        assert run_beside_another(couple).told(needing) == ("deferred", "connection_trouble")
    assert couple.status(needing) == ("Compleet", "1")
    assert couple.troubled == {}


def test_an_error_after_which_nobody_can_look_is_not_counted(couple: Couple, needing: str) -> None:
    looked_for = f"GET /Customers/{IDENTITY.customer('3001')}$"
    for _ in range(3):
        # the first look is before the write, the further ones are tried again and again
        blind = {"match": looked_for, "kind": "status", "code": 503, "skip": 1, "times": 0}
        couple.reeleezee.faults([ERROR | {"match": CUSTOMER}, blind])
        assert run_beside_another(couple).told(needing) == ("deferred", "connection_trouble")
    assert couple.troubled == {}


def test_several_new_materials_that_fail_may_be_an_outage_and_get_a_day(couple: Couple) -> None:
    couple.settings(create_materials=True)
    orders = [couple.order(used(f"NIEUW-{n}")) for n in range(4)]
    break_at(couple, "PUT /Products")
    for _ in range(4):
        run = run_beside_another(couple)
        assert {run.told(o) for o in orders} == {WAITS[PRODUCT]}
    assert {trouble.alone for trouble in read_troubled(couple.troubled).values()} == {4}
    for trouble in couple.troubled.values():
        trouble["alone"] = RUNS_ALONE - 1
    run = run_beside_another(couple)
    assert {run.told(o) for o in orders} == {CANNOT}


def test_the_only_order_is_given_a_day_of_runs(couple: Couple, needing: str) -> None:
    break_at(couple, CUSTOMER)
    for _ in range(4):
        assert couple.run().told(needing) == WAITS[CUSTOMER]
    couple.troubled[needing]["alone"] = RUNS_ALONE - 1
    assert couple.run().told(needing) == CANNOT
    assert couple.status(needing) == ("Compleet", "99")


def test_while_nothing_at_all_is_stored_nothing_is_counted(couple: Couple, needing: str) -> None:
    couple.order(used("KRAAN"))
    break_at(couple, CUSTOMER, "PUT /SalesInvoices")
    for _ in range(4):
        assert couple.run().told(needing) == WAITS[CUSTOMER]
    assert needing not in couple.troubled


def test_a_run_that_was_stopped_counts_against_nobody(couple: Couple, needing: str) -> None:
    couple.order(used("KRAAN"))
    last = couple.order(used("KRAAN"))
    refused = {"match": f"PUT /SalesInvoices/{IDENTITY.invoice(last)}", "kind": "status", "code": 401}
    couple.reeleezee.faults([ERROR | {"match": CUSTOMER}, refused])
    run = couple.run()
    assert run.report["failure"].startswith("De ronde is gestopt")
    assert run.told(needing) == WAITS[CUSTOMER]
    assert needing not in couple.troubled


def test_an_order_that_was_taken_back_meanwhile_is_not_counted(couple: Couple, needing: str) -> None:
    couple.order(used("KRAAN"))
    break_at(couple, CUSTOMER)
    couple.run(before={"post": lambda: couple.on_order(needing, work_status="0")})
    assert couple.troubled == {}


def test_trouble_with_something_else_is_counted_anew() -> None:
    twice = Trouble("f", beside_others=2, run="second", about="customer")
    assert twice.once_more("third", others_stored=True, about="product").beside_others == 1
    assert twice.once_more("third", others_stored=True).beside_others == 1
    assert twice.once_more("third", others_stored=True, about="customer").beside_others == 3
    assert twice.once_more("second", others_stored=True, about="customer") == twice
