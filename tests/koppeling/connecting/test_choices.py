"""The lists of the settings form as both accounts give them: values that the settings accept, with words beside."""

import json
import os
import tempfile
from collections.abc import Callable, Iterator

import pytest

os.environ.setdefault("AIRFLOW_HOME", tempfile.mkdtemp(prefix="airflow-"))

from koppeling.connecting.choices import MOST, Choices, read_choices
from koppeling.export.defaults import line_rules
from koppeling.imports.relation_kind import relation_kinds
from koppeling.settings import read_settings
from outsmart.hook import OutSmartHook
from reeleezee.hook import ReeleezeeHook
from sandbox.core.running import RunningSandbox
from sandbox.seeds import accounts

Read = Callable[[], Choices]


@pytest.fixture
def outsmart() -> Iterator[RunningSandbox]:
    with RunningSandbox("outsmart", "demo") as box:
        yield box


@pytest.fixture
def reeleezee() -> Iterator[RunningSandbox]:
    with RunningSandbox("reeleezee", "demo") as box:
        yield box


@pytest.fixture
def hooks(
    monkeypatch: pytest.MonkeyPatch, outsmart: RunningSandbox, reeleezee: RunningSandbox
) -> Iterator[tuple[OutSmartHook, ReeleezeeHook]]:
    fields = {
        "AIRFLOW_CONN_OUTSMART_TEST": {
            "conn_type": "outsmart",
            "host": outsmart.base_url,
            "password": accounts.OUTSMART_TOKEN,
            "extra": {"software_token": accounts.OUTSMART_SOFTWARE_TOKEN, "retry_wait": 0.01},
        },
        "AIRFLOW_CONN_REELEEZEE_TEST": {
            "conn_type": "reeleezee",
            "host": reeleezee.base_url,
            "login": accounts.REELEEZEE_USERNAME,
            "password": accounts.REELEEZEE_PASSWORD,
            "extra": {"retry_wait": 0.01},
        },
    }
    for name, connection in fields.items():
        monkeypatch.setenv(name, json.dumps(connection))
    with OutSmartHook("outsmart_test") as one, ReeleezeeHook("reeleezee_test") as other:
        yield one, other


@pytest.fixture
def read(hooks: tuple[OutSmartHook, ReeleezeeHook]) -> Read:
    return lambda: read_choices(*hooks, service_kind=2, relation_kinds=relation_kinds)


def test_every_vat_rate_and_account_that_is_offered_is_one_that_the_export_accepts(
    read: Read, hooks: tuple[OutSmartHook, ReeleezeeHook]
) -> None:
    lists = read().lists
    _, reeleezee = hooks
    rates, accounts_of = reeleezee.tax_rates(), (reeleezee.category_accounts(), reeleezee.ledgers())
    assert len(lists["vat_rates"]) == len(rates) > 1
    assert lists["revenue_accounts"]
    for rate in lists["vat_rates"]:
        line_rules(read_settings({"vat_product": rate.value, "vat_service": rate.value}), rates, *accounts_of)
    for account in lists["revenue_accounts"]:
        line_rules(read_settings({"revenue_account_product": account.value}), rates, *accounts_of)


def test_the_kinds_of_relation_come_in_their_order_with_the_legal_forms_in_use(read: Read) -> None:
    kinds = [choice.value for choice in read().lists["relation_kinds"]]
    assert kinds[:3] == ["customers", "vendors", "all"]
    assert len(kinds) > 3
    assert all(kind.startswith("customers/") for kind in kinds[3:])


def test_hour_types_are_those_of_outsmart_and_before_the_first_import_the_services(
    read: Read, outsmart: RunningSandbox
) -> None:
    of_outsmart = {str(row["code"]) for row in outsmart.state()["hourtypes"]}
    assert {choice.value for choice in read().lists["hour_types"]} == of_outsmart
    outsmart.reset("empty")
    services = read().lists["hour_types"]
    assert len(services) == 12
    assert all(choice.label.startswith(choice.value) for choice in services)


def test_the_administrations_are_those_that_the_log_in_sees(read: Read) -> None:
    assert accounts.ADMINISTRATION_ID in {choice.value for choice in read().lists["administrations"]}


def test_a_list_that_cannot_be_read_is_told_and_does_not_hide_the_others(read: Read, reeleezee: RunningSandbox) -> None:
    reeleezee.fault("GET /TaxRates", "status", times=9, code=403)
    found = read()
    assert found.lists["vat_rates"] == ()
    assert found.lists["relation_kinds"]
    assert [(check.name, check.ok) for check in found.troubles] == [("list_vat_rates", None)]


def test_a_long_list_is_cut(hooks: tuple[OutSmartHook, ReeleezeeHook], outsmart: RunningSandbox) -> None:
    rows = [
        {"code": f"U{n}", "name": "Uur", "cost_booking": "1", "sale_booking": "1", "sale_price": "1"}
        for n in range(600)
    ]
    for row in rows:
        outsmart.act("hourtypes", row)
    found = read_choices(*hooks, service_kind=2, relation_kinds=relation_kinds)
    assert len(found.lists["hour_types"]) == MOST


def test_two_rates_of_one_name_are_told_apart_by_percentage_and_id(read: Read, reeleezee: RunningSandbox) -> None:
    rates = [
        {"id": "aaaaaaaa-0000-4000-8000-000000000001", "Name": "NL, Hoog Tarief", "Percentage": 0.21},
        {"id": "aaaaaaaa-0000-4000-8000-000000000002", "Name": "NL, hoog tarief ", "Percentage": 0.19},
        {"id": "aaaaaaaa-0000-4000-8000-000000000003", "Name": "NL, Laag Tarief", "Percentage": 0.09},
    ]
    body = json.dumps({"value": rates})
    reeleezee.faults([{"match": "GET /TaxRates$", "kind": "status", "code": 200, "times": 0, "body": body}])
    offered = {choice.value: choice.label for choice in read().lists["vat_rates"]}
    reeleezee.faults([])
    assert offered == {
        "aaaaaaaa-0000-4000-8000-000000000001": "NL, Hoog Tarief (21%, id aaaaaaaa-0000-4000-8000-000000000001)",
        "aaaaaaaa-0000-4000-8000-000000000002": "NL, hoog tarief  (19%, id aaaaaaaa-0000-4000-8000-000000000002)",
        "NL, Laag Tarief": "NL, Laag Tarief (9%)",
    }
