"""Who may only look sees why a button is off, and who is not logged in sees nothing: not one file, not one answer."""

import re
from collections.abc import Callable

import pytest
import requests
from playwright.sync_api import Frame, expect

from embedded.airflow import EmbeddedAirflow
from embedded.rest import AirflowApi
from koppeling.page.files import FILES

pytestmark = [pytest.mark.browser, pytest.mark.e2e, pytest.mark.slow]
Open = Callable[..., Frame]
RIGHTS = "rights?dag_id=invoice_export&connection_id=outsmart_default"


def test_a_viewer_may_look_but_not_save_start_or_see_connections(show: Open, history: None, api: AirflowApi) -> None:
    page = show("start", user="kijker")
    start = page.get_by_role("button", name="Start synchronisatie")
    expect(start).to_be_disabled()
    expect(page.get_by_text("U mag kijken, maar niet starten.").first).to_be_visible()

    page.get_by_role("tab", name="Instellingen").click()
    expect(page.get_by_role("button", name="Instellingen opslaan")).to_be_disabled()
    expect(page.get_by_text("U mag kijken, maar niet opslaan.")).to_be_visible()
    expect(page.get_by_role("switch", name="Facturen maken")).to_be_disabled()
    # the settings are those of the last saving, since a viewer may not read variables
    expect(page.get_by_role("switch", name="Facturen maken")).to_be_checked()

    page.get_by_role("tab", name="Verbinding").click()
    # in the place of both forms, so that neither can still be on its way
    expect(page.get_by_text("U mag de verbindingen niet zien")).to_have_count(2)
    expect(page.get_by_label("Wachtwoord")).to_have_count(0)

    page.get_by_role("tab", name="Werkbonnen").click()
    expect(page.get_by_role("row", name="WB-2026-00001").first).to_be_visible()


def test_airflow_itself_refuses_what_the_page_does_not_offer_a_viewer(airflow: EmbeddedAirflow) -> None:
    with _session(airflow, "kijker", "kijker-wachtwoord") as viewer:
        answers = [
            viewer.post(f"{airflow.base_url}/api/v2/dags/{dag_id}/dagRuns", json={"logical_date": None}, timeout=30)
            for dag_id in ("invoice_export", "koppeling_settings", "start_synchronisatie", "koppeling_setup")
        ]
    assert [answer.status_code for answer in answers] == [403] * 4


def test_the_rights_are_those_of_who_asks(airflow: EmbeddedAirflow) -> None:
    told = {}
    for user, password in (("admin", airflow.password), ("kijker", "kijker-wachtwoord")):
        with _session(airflow, user, password) as session:
            told[user] = session.get(f"{airflow.base_url}/koppeling/{RIGHTS}", timeout=30).json()
    for user, may in (("admin", True), ("kijker", False)):
        assert told[user] == {
            "user": user,
            "start": {"invoice_export": may},
            "connections": {"outsmart_default": may},
        }


@pytest.mark.parametrize("path", ["", *FILES, RIGHTS, "iets-anders"])
def test_without_a_login_nothing_is_given(airflow: EmbeddedAirflow, path: str) -> None:
    for headers in ({}, {"Authorization": "Bearer verzonnen"}, {"Cookie": "_token=verzonnen"}):
        with requests.Session() as session:
            session.trust_env = False
            answer = session.get(f"{airflow.base_url}/koppeling/{path}", headers=headers, timeout=30)
        assert answer.status_code in {401, 403}
        assert "koppeling" not in answer.text.lower()


def test_logged_out_the_browser_shows_airflows_login_and_nothing_of_ours(show: Open, airflow: EmbeddedAirflow) -> None:
    page = show("overview").page
    page.context.clear_cookies()
    answer = page.goto(f"{airflow.base_url}/koppeling/")
    assert answer is not None
    assert answer.status == 401
    page.goto(f"{airflow.base_url}/plugin/koppeling")
    page.wait_for_url(re.compile("/login"))
    expect(page.locator("input[type=password]")).to_be_visible()
    expect(page.get_by_text("Werkbonnen")).to_have_count(0)


def test_every_answer_forbids_foreign_scripts_and_other_frames(airflow: EmbeddedAirflow) -> None:
    with _session(airflow, "admin", airflow.password) as session:
        for path in ("", *FILES):
            headers = session.get(f"{airflow.base_url}/koppeling/{path}", timeout=30).headers
            policy = headers["Content-Security-Policy"]
            assert "default-src 'none'; script-src 'self'; style-src 'self'" in policy
            assert "unsafe" not in policy
            assert headers["X-Content-Type-Options"] == "nosniff"


def _session(airflow: EmbeddedAirflow, user: str, password: str) -> requests.Session:
    session = requests.Session()
    session.trust_env = False
    credentials = {"username": user, "password": password}
    token = session.post(f"{airflow.base_url}/auth/token", json=credentials, timeout=30).json()["access_token"]
    session.headers["Authorization"] = f"Bearer {token}"
    return session
