"""What people are told through a real Airflow: by mail, by links beside a task and by the events of assets."""

import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import pytest
from tests.koppeling.notices.mailbox import Mailbox, open_mailbox

from embedded.rest import AirflowApi, RunResult

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
Run = Callable[..., RunResult]
Make = Callable[..., list[str]]

EXPORT, NOTICES = "invoice_export__noord", "meldingen__noord"


@pytest.fixture
def mailbox(api: AirflowApi) -> Iterator[Mailbox]:
    """The mail server of the koppeling that asked for notices, with nothing in it."""
    with open_mailbox() as box:
        extra = json.dumps({"from_email": "koppeling@example.nl", "disable_ssl": True, "disable_tls": True})
        api.put_connection("smtp_noord", conn_type="smtp", host="127.0.0.1", port=box.port, extra=extra)
        yield box


@pytest.fixture
def noord(settings: Callable[..., None]) -> None:
    settings("noord")


@pytest.mark.usefixtures("noord")
def test_a_run_tells_where_its_work_order_and_invoice_are_seen_and_its_assets_what_was_counted(
    api: AirflowApi, run: Run, work_orders: Make, invoices: Callable[[], list[dict[str, Any]]]
) -> None:
    [order] = work_orders()
    ended = run(EXPORT)
    assert ended.state == "success"
    path = f"dags/{EXPORT}/dagRuns/{quote(ended.run_id, safe='')}/taskInstances/report/links"
    links = api.call("GET", path)["extra_links"]
    [invoice] = invoices()
    assert links["Werkbon"] == f"https://outsmart.example.nl/bon/{order}"
    assert links["Factuur"] == f"https://reeleezee.example.nl/factuur/{invoice['id']}"
    assert links["Werkbonnen"].endswith(f"/koppeling/#/noord/orders/{quote(ended.run_id, safe='')}")
    events = api.call("GET", "assets/events", source_dag_id=EXPORT, order_by="-timestamp")["asset_events"]
    told = events[0]["extra"]
    assert (told["exported"], told["net"], told["preview"]) == (1, "20.00", False)
    log = api.task_log(EXPORT, ended.run_id, "report")
    assert any("Werkbon" in line and "Totaal" in line for line in log)
    assert any("gefactureerd" in line and "24,20" in line for line in log)

    imported = run("relations_import__noord")
    assert imported.state == "success"
    events = api.call("GET", "assets/events", source_dag_id="relations_import__noord", order_by="-timestamp")
    assert events["asset_events"][0]["extra"]["read"] == 6


@pytest.mark.usefixtures("noord")
def test_the_planner_gets_a_digest_of_what_stands_refused_and_none_of_what_was_repaired(
    api: AirflowApi, run: Run, work_orders: Make, mailbox: Mailbox
) -> None:
    good, bad = work_orders()[0], work_orders(Materials=[])[0]
    assert run(EXPORT).state == "success"
    mailbox.refuses = True
    assert run(NOTICES, digest_now=True).tasks["digest"] == "failed"
    assert mailbox.messages == []

    mailbox.refuses = False
    assert run(NOTICES, digest_now=True).tasks["digest"] == "success"
    told = next(
        text
        for at, text in enumerate(map(mailbox.text, range(len(mailbox.messages))))
        if "gefactureerd" in mailbox.subjects[at]
    )
    assert "1 × Vul materialen of uren in" in told
    assert f"https://outsmart.example.nl/bon/{bad}" in told
    assert f"bon/{good}" not in told


@pytest.mark.usefixtures("noord")
def test_a_wrong_password_is_told_once_and_once_more_when_it_is_over(
    run: Run, work_orders: Make, connection: Callable[..., None], mailbox: Mailbox, wrong_password: str
) -> None:
    run(NOTICES)
    mailbox.messages.clear()
    work_orders()
    connection("noord", password=wrong_password)
    for _ in range(2):
        assert run(EXPORT).state == "failed"
        assert run(NOTICES).tasks["watch"] == "success"
    assert mailbox.subjects == ["Koppeling noord: Facturen maken is mislukt"]
    assert "plan_invoices" in mailbox.text()
    assert "Waarom: " in mailbox.text()
    assert wrong_password not in mailbox.messages[0].as_string()

    connection("noord")
    assert run(EXPORT).state == "success"
    for _ in range(2):
        run(NOTICES)
    assert mailbox.subjects[1:] == ["Koppeling noord: Facturen maken is weer in orde"]
