"""Nothing runs until somebody saved settings, and saving tests and prepares everything first."""

import json
from collections.abc import Callable
from typing import Any

import pytest
import requests

from embedded.airflow import EmbeddedAirflow
from embedded.rest import AirflowApi, RunResult
from sandbox.core.running import RunningSandbox

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
Run = Callable[..., RunResult]
Said = Callable[..., str]

SYNCHRONISING = (
    "relations_import",
    "materials_import",
    "hourtypes_import",
    "invoice_export",
    "start_synchronisatie",
)


@pytest.fixture
def unsaved(api: AirflowApi) -> AirflowApi:
    """A koppeling whose settings nobody has saved yet."""
    api.call("DELETE", "variables/koppeling_default")
    return api


def test_before_settings_are_saved_every_dag_skips_its_work_saying_why_and_calls_nobody(
    unsaved: AirflowApi, said: Said, outsmart: RunningSandbox, reeleezee: RunningSandbox
) -> None:
    started = {dag_id: unsaved.trigger(dag_id) for dag_id in SYNCHRONISING}
    for dag_id, run_id in started.items():
        ended = unsaved.wait(dag_id, run_id, 300)
        assert ended.state == "success"
        assert set(ended.tasks.values()) == {"skipped"}, ended
        assert "Er wordt nog niets gesynchroniseerd: sla eerst de instellingen op" in said(dag_id, run_id)
        assert "sla eerst de instellingen op" in unsaved.xcom(dag_id, run_id, "check_settings", key="reden")
    assert outsmart.requests() == reeleezee.requests() == []


def test_an_invalid_value_fails_naming_the_field_before_any_call(
    unsaved: AirflowApi, said: Said, run: Run, outsmart: RunningSandbox, reeleezee: RunningSandbox
) -> None:
    ended = run("koppeling_settings", vat_product="", export_invoices=True)
    assert ended.state == "failed"
    assert ended.tasks["validate"] == "failed"
    assert "vat_product = '' kan niet / is not allowed" in said("koppeling_settings", ended.run_id, "validate")
    assert outsmart.requests() == reeleezee.requests() == []
    assert unsaved.variable("koppeling_default") is None


@pytest.mark.parametrize(
    ("field", "value"), [("payment_term_days", 400), ("round_hours_to", 7), ("invoice_date", "gisteren")]
)
def test_what_the_form_itself_can_refuse_never_becomes_a_run(unsaved: AirflowApi, field: str, value: Any) -> None:
    with pytest.raises(Exception, match=f"400 to POST dags/koppeling_settings/dagRuns: .*{field}"):
        unsaved.trigger("koppeling_settings", {field: value})


def test_a_wrong_password_is_told_in_words_and_nothing_is_saved(
    unsaved: AirflowApi,
    said: Said,
    run: Run,
    connection: Callable[..., None],
    wrong_password: str,
    outsmart: RunningSandbox,
) -> None:
    connection(password=wrong_password)
    ended = run("koppeling_settings", export_invoices=True)
    assert ended.state == "failed"
    assert dict(ended.tasks) == {"validate": "success", "test_connections": "failed", "save": "upstream_failed"}
    told = said("koppeling_settings", ended.run_id, "test_connections")
    assert "Niet opgeslagen. Reeleezee: Reeleezee weigert de inlog" in told
    assert unsaved.variable("koppeling_default") is None
    assert outsmart.state()["workstatusses"] == []


def test_saving_makes_the_missing_work_statuses_and_leaves_all_others_alone(
    unsaved: AirflowApi, run: Run, outsmart: RunningSandbox
) -> None:
    outsmart.act("workstatusses", {"sta_code": "99", "sta_name": "error"})
    outsmart.act("workstatusses", {"sta_code": "WACHT", "sta_name": "Wacht op materiaal"})
    before = outsmart.state()["workstatusses"]
    ended = run("koppeling_settings", export_invoices=True, payment_term_days=21)
    assert ended.state == "success"
    after = outsmart.state()["workstatusses"]
    assert [row for row in after if row in before] == before
    made = {row["sta_code"]: row["sta_name"] for row in after if row not in before}
    assert made == {"0": "Niet naar Reeleezee", "1": "Naar Reeleezee"}
    saved = json.loads(unsaved.variable("koppeling_default") or "{}")
    assert saved["settings"]["payment_term_days"] == 21
    assert saved["saved_by"] == "admin"
    told = unsaved.xcom("koppeling_settings", ended.run_id, "save")
    assert "payment_term_days: (nieuw) → 21" in told["changes"]


def test_a_status_1_that_means_something_else_keeps_the_export_off_until_confirmed(
    unsaved: AirflowApi,
    said: Said,
    run: Run,
    work_orders: Callable[..., list[str]],
    outsmart: RunningSandbox,
    invoices: Callable[[], list[dict[str, Any]]],
) -> None:
    outsmart.act("workstatusses", {"sta_code": "1", "sta_name": "Wacht op materiaal"})
    work_orders()
    saved = run("koppeling_settings", export_invoices=True)
    assert saved.state == "success"
    told = unsaved.xcom("koppeling_settings", saved.run_id, "save")
    assert "1 = Wacht op materiaal" in told["export_blocked"]
    blocked = run("invoice_export")
    assert set(blocked.tasks.values()) == {"skipped"}
    assert "1 = Wacht op materiaal" in said("invoice_export", blocked.run_id)
    assert invoices() == []

    assert run("koppeling_settings", export_invoices=True, confirm_work_statuses=True).state == "success"
    assert run("invoice_export").state == "success"
    assert len(invoices()) == 1
    names = {row["sta_code"]: row["sta_name"] for row in outsmart.state()["workstatusses"]}
    assert names["1"] == "Wacht op materiaal"


def test_the_test_button_of_both_connection_types_tells_whether_it_works(
    api: AirflowApi, outsmart: RunningSandbox, reeleezee: RunningSandbox
) -> None:
    typed = {
        "outsmart": {
            "host": outsmart.base_url,
            "password": "sandbox-klant-token",
            "extra": json.dumps({"software_token": "sandbox-software-token"}),
        },
        "reeleezee": {
            "host": reeleezee.base_url,
            "login": "koppeling@installatie.example",
            "password": "sandbox-wachtwoord",
        },
    }
    for kind, fields in typed.items():
        body = {"connection_id": f"proef_{kind}", "conn_type": kind, **fields}
        good = api.call("POST", "connections/test", body)
        assert good["status"] is True, good
        bad = api.call("POST", "connections/test", {**body, "password": "verkeerd-getypt"})
        assert bad["status"] is False
        assert "verkeerd-getypt" not in bad["message"]
        assert " / " in bad["message"]


def test_the_add_connection_form_knows_the_fields_of_both_types(airflow: EmbeddedAirflow, api: AirflowApi) -> None:
    credentials = {"username": airflow.user, "password": airflow.password}
    with requests.Session() as session:
        session.trust_env = False
        token = session.post(f"{airflow.base_url}/auth/token", json=credentials, timeout=30).json()["access_token"]
        answer = session.get(
            f"{airflow.base_url}/ui/connections/hook_meta", headers={"Authorization": f"Bearer {token}"}, timeout=30
        )
    known = {row["connection_type"]: row for row in answer.json()}
    assert {"software_token", "bearer_token"} <= known["outsmart"]["extra_fields"].keys()
    assert "administration" in known["reeleezee"]["extra_fields"]
    for kind in ("outsmart", "reeleezee"):
        assert known[kind]["standard_fields"]["url_schema"]["hidden"] is True
    assert known["outsmart"]["extra_fields"]["software_token"]["schema"]["format"] == "password"
