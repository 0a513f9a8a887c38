"""Overzicht warns when invoices should come and do not, and lets who may switch a part off and on again."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Frame, Page, Route, expect

from embedded.airflow import EmbeddedAirflow
from embedded.rest import AirflowApi

pytestmark = [pytest.mark.browser, pytest.mark.e2e, pytest.mark.slow]
Open = Callable[..., Frame]
LATE = "Er is al langer dan een uur geen export gelukt"
PAUSED = "Facturen staat op pauze"


@pytest.fixture
def unpaused_afterwards(api: AirflowApi) -> Iterator[None]:
    yield
    api.unpause("invoice_export")


def _last_success(page: Page, ago: timedelta) -> None:
    """Let Airflow's answers tell that the export has a schedule, and that its last success ended so long ago."""
    end = (datetime.now(UTC) - ago).isoformat()

    def told(route: Route) -> None:
        answer = route.fetch()
        found = answer.json()
        for dag in found.get("dags", []):
            if dag["dag_id"] == "invoice_export":
                dag["timetable_summary"] = "*/15 * * * *"
        for run in found.get("dag_runs", []):
            run["end_date"] = end
        route.fulfill(response=answer, body=json.dumps(found))

    page.unroute_all()
    page.route(re.compile(r"/api/v2/dags\?|/dags/invoice_export/dagRuns\?.*state=success"), told)


# The moment itself is a rule of the page with a test of its own (summary.test.ts); here the page may take its minutes.
@pytest.mark.parametrize(("minutes", "warns"), [(45, False), (61, True)])
def test_it_warns_when_the_newest_success_is_older_than_an_hour(
    show: Open, history: None, airflow: EmbeddedAirflow, minutes: int, warns: bool
) -> None:
    page = show("overview").page
    _last_success(page, timedelta(minutes=minutes))
    page.goto(f"{airflow.base_url}/koppeling/#/default/overview")
    card = page.get_by_role("region", name="Facturen", exact=True)
    expect(card.get_by_role("switch", name="Volgens schema")).to_be_checked()
    expect(page.get_by_text(LATE)).to_have_count(1 if warns else 0)
    # what is still being answered must not find the browser gone
    page.unroute_all(behavior="wait")


def test_a_paused_export_is_told_and_refused_until_it_is_switched_on_again(
    show: Open, history: None, api: AirflowApi, unpaused_afterwards: None, picture: Callable[..., Path]
) -> None:
    page = show("start")
    expect(page.get_by_role("button", name="Start: Facturen")).to_be_enabled()
    # by a colleague, while the page stands open
    api.pause("invoice_export")
    page.get_by_role("tab", name="Overzicht").click()
    expect(page.get_by_text(PAUSED)).to_be_visible()
    card = page.get_by_role("region", name="Facturen", exact=True)
    expect(card).to_contain_text("op pauze")
    picture(page, "pauze")
    page.get_by_role("tab", name="Start synchronisatie").click()
    expect(page.get_by_role("button", name="Start: Facturen")).to_be_disabled()
    expect(page.get_by_role("button", name="Start: Relaties")).to_be_enabled()

    page.get_by_role("tab", name="Overzicht").click()
    # a part without a schedule shows no switch once it goes on: what is gone cannot be looked at for its state
    card.get_by_role("switch").click()
    expect(page.get_by_text(PAUSED)).to_have_count(0)
    expect(card).not_to_contain_text("op pauze")
    assert api.call("GET", "dags/invoice_export")["is_paused"] is False
    page.get_by_role("tab", name="Start synchronisatie").click()
    expect(page.get_by_role("button", name="Start: Facturen")).to_be_enabled()

    api.pause("invoice_export")
    # as the browser says it when the person comes back to the page
    page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.get_by_role("button", name="Start: Facturen")).to_be_disabled()


def test_a_viewer_sees_the_pause_and_cannot_end_it(
    show: Open, history: None, api: AirflowApi, unpaused_afterwards: None
) -> None:
    api.pause("invoice_export")
    page = show("overview", user="kijker")
    expect(page.get_by_text(PAUSED)).to_be_visible()
    switch = page.get_by_role("region", name="Facturen", exact=True).get_by_role("switch")
    expect(switch).to_be_disabled()
    # nor does Airflow let the viewer, whatever the page offers
    refused = page.evaluate(
        """async () => (await fetch("../api/v2/dags/invoice_export", {method: "PATCH",
        headers: {"Content-Type": "application/json"}, body: '{"is_paused": false}'})).status"""
    )
    assert refused == 403
    assert api.call("GET", "dags/invoice_export")["is_paused"] is True
