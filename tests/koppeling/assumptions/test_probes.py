"""The set-up tells of every assumption whether it holds on this very account, by reading and writing nothing."""

from collections.abc import Callable

import pytest
from tests.koppeling.assumptions.world import Running
from tests.koppeling.export.couple import NAME, Couple, Json, open_couple, used

from koppeling.assumptions.register import REGISTER
from koppeling.steps import setup_steps
from outsmart.errors import OutSmartAuthenticationError
from reeleezee.errors import ReeleezeeAuthenticationError

MOST_CALLS = 20
SYSTEMS = ("outsmart", "reeleezee")
Told = dict[str, Json]


@pytest.fixture
def couple(running: Running, monkeypatch: pytest.MonkeyPatch) -> Couple:
    return open_couple(running, monkeypatch)


def probed(couple: Couple) -> Told:
    couple.forget_requests()
    rows = setup_steps.probe_assumptions(NAME)
    assert [row["name"] for row in rows] == [assumption.name for assumption in REGISTER]
    return {row["name"]: row for row in rows}


def held(told: Told) -> set[str]:
    return {name for name, row in told.items() if row["ok"]}


def broken(told: Told) -> set[str]:
    return {name for name, row in told.items() if row["ok"] is False}


TESTED = {a.name for a in REGISTER if a.untestable is None}


def test_an_account_as_expected_holds_everything_that_can_be_seen(couple: Couple) -> None:
    couple.order(used("KRAAN"))
    couple.run()
    couple.order(used("KRAAN"))
    told = probed(couple)
    # An invoice that does not exist shows that the question was understood, and no more.
    assert held(told) == TESTED - {"invoices_come_expanded"}
    assert broken(told) == set()
    assert "1: 1, 2: 1" in told["product_kind_service"]["nl"]
    assert "TaxRate (2)" in told["product_names_vat"]["en"]
    assert "exclusief btw" in told["prices_include_vat"]["nl"]


def test_what_an_invoice_does_not_show_is_told_once_by_the_set_up(couple: Couple) -> None:
    couple.order(used("KRAAN"))
    couple.run()
    couple.reeleezee.switch(answer_leaves_out="Header,Quantity")
    told = probed(couple)["invoices_show_what_they_hold"]
    assert told["ok"] is None
    assert told["nl"].endswith("Op een factuur niet te zien, dus niet nagezien: onderwerp, aantal.")
    assert told["en"].endswith("Not shown on an invoice, so not compared: subject, quantity.")


def test_every_assumption_is_told_in_both_languages_with_what_was_seen_or_why_not(couple: Couple) -> None:
    told = probed(couple)
    for assumption in REGISTER:
        row = told[assumption.name]
        for language, statement in (("nl", assumption.nl), ("en", assumption.en)):
            assert row[language].startswith(f"{statement} ")
            assert len(row[language]) > len(statement) + 10
        if assumption.untestable:
            assert row["ok"] is None
            assert row["nl"].endswith(assumption.untestable.nl)


def test_an_empty_account_breaks_nothing(couple: Couple) -> None:
    for system in SYSTEMS:
        getattr(couple, system).reset("empty")
    told = probed(couple)
    assert broken(told) == set()
    assert told["product_kind_service"]["nl"].endswith("Deze administratie heeft geen producten.")


def test_it_takes_a_few_calls_and_every_one_of_them_reads(couple: Couple) -> None:
    for number in range(30):
        couple.customer(2000 + number, f"Klant {number}", linked=False)
    couple.order(used("KRAAN"))
    probed(couple)
    calls = couple.outsmart.requests() + couple.reeleezee.requests()
    assert couple.writes() == []
    assert len(calls) <= MOST_CALLS
    assert len({(c["method"], c["path"], c["query"]) for c in calls}) == len(calls)


@pytest.mark.parametrize(
    ("switch", "names"),
    [
        ({"product_tax_property": ""}, {"product_names_vat"}),
        ({"product_account_property": ""}, {"product_names_account"}),
        ({"product_unit_property": ""}, {"product_names_unit"}),
        ({"collection_expands_lists": False}, {"collection_expands_addresses"}),
        ({"id_filter": False}, {"id_filter"}),
        ({"filter_node_limit": 30}, {"filters_of_twenty"}),
        ({"units_route": False}, {"units_are_listed", "product_names_unit"}),
        ({"entity_types_route": False}, {"legal_forms_are_listed"}),
        (
            {"invoicing_module": False},
            {"login_has_the_rights", "invoices_come_expanded", "invoices_show_what_they_hold"},
        ),
        ({"forbidden_resources": "Ledgers"}, {"login_has_the_rights", "product_names_account"}),
    ],
    ids=lambda value: min(value),
)
def test_what_differs_in_reeleezee_is_told_as_broken(couple: Couple, switch: Json, names: set[str]) -> None:
    couple.product("BUIS", UnitOfMeasurement=None, DocumentCategoryAccount=None)
    couple.reeleezee.switch(**switch)
    told = probed(couple)
    assert broken(told) == names
    assert all("When wrong: " in told[name]["en"] for name in names)


def test_other_names_of_a_products_properties_are_found_by_what_they_hold(couple: Couple) -> None:
    couple.reeleezee.switch(product_tax_property="SalesVatRate")
    assert "SalesVatRate (2)" in probed(couple)["product_names_vat"]["nl"]


def test_another_kind_than_2_beside_products_is_told(couple: Couple) -> None:
    for row in couple.products():
        if row["ProductKind"] == 2:
            couple.reeleezee.act(f"products/{row['id']}", {"set": {"ProductKind": 3}})
    told = probed(couple)["product_kind_service"]
    assert told["ok"] is False
    assert "3: 1" in told["nl"]


def test_prices_including_vat_are_told(couple: Couple) -> None:
    couple.reeleezee.act("administration", {"SalesVATIncluded": True})
    assert "inclusief btw" in probed(couple)["prices_include_vat"]["nl"]


def test_an_amount_that_cannot_be_read_is_told_with_the_amount(couple: Couple) -> None:
    couple.order(used("KRAAN", "1", "1.234,56"))
    told = probed(couple)["numbers_are_readable"]
    assert told["ok"] is False
    assert "1.234,56" in told["nl"]


ODD: list[Json] = [
    {"kind": "status", "code": 500, "body": '{"Message": "fout"}'},
    {"kind": "status", "code": 400, "body": '{"Message": "fout"}'},
    {"kind": "status", "code": 404},
    {"kind": "html"},
    {"kind": "truncate"},
    {"kind": "status", "code": 200, "body": "[]"},
    {"kind": "status", "code": 200, "body": '{"code": 200, "messages": [], "response": null, "value": null}'},
    {"kind": "reset_before"},
]


@pytest.mark.parametrize("fault", ODD, ids=lambda fault: f"{fault['kind']} {fault.get('body', '')}"[:30])
@pytest.mark.parametrize(("system", "match"), [("outsmart", "GET /"), ("reeleezee", "GET /")], ids=SYSTEMS)
def test_no_answer_whatever_stops_the_set_up(couple: Couple, system: str, match: str, fault: Json) -> None:
    getattr(couple, system).faults([{"match": match, "times": 0, **fault}])
    told = probed(couple)
    others = [name for name in held(told) if _system_of(name) == system]
    assert others == []


def test_a_system_that_cannot_be_reached_is_not_asked_again_and_again(couple: Couple) -> None:
    couple.reeleezee.faults([{"match": "GET /", "times": 0, "kind": "status", "code": 503}])
    told = probed(couple)
    assert len(couple.reeleezee.requests()) <= 4
    assert {told[name]["ok"] for name in TESTED if _system_of(name) == "reeleezee"} == {None}
    assert "Nu niet te toetsen" in told["id_filter"]["nl"]


def _system_of(name: str) -> str:
    return next(a.source for a in REGISTER if a.name == name).partition(",")[0].lower()


WRONG: list[tuple[Json, type[Exception]]] = [
    ({"token": "fout"}, OutSmartAuthenticationError),
    ({"password": "fout"}, ReeleezeeAuthenticationError),
]


@pytest.mark.parametrize(("wrong", "error"), WRONG, ids=str)
def test_a_refused_login_does_stop_it(couple: Couple, wrong: Json, error: type[Exception]) -> None:
    couple.connect(**wrong)
    with pytest.raises(error):
        setup_steps.probe_assumptions(NAME)


@pytest.fixture
def every_part(couple: Couple) -> Callable[[], Json]:
    def report() -> Json:
        parts = (setup_steps.check_connections, setup_steps.prepare_work_statuses, setup_steps.check_free_field)
        return setup_steps.setup_report([*(part(NAME) for part in parts), setup_steps.probe_assumptions(NAME)])

    return report


def test_the_report_of_the_set_up_tells_every_assumption_the_broken_ones_first(
    couple: Couple, every_part: Callable[[], Json]
) -> None:
    couple.reeleezee.switch(id_filter=False)
    checks = every_part()["checks"]
    assert {assumption.name for assumption in REGISTER} <= {check["name"] for check in checks}
    marks = [check["ok"] for check in checks]
    assert marks == sorted(marks, key=[False, None, True].index)
    assert next(c for c in checks if c["name"] == "id_filter")["ok"] is False
