"""One real Airflow, both imitated systems and one Chromium for all tests of this folder; each test begins afresh."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, BrowserContext, Frame, Page, expect, sync_playwright

from embedded.airflow import EmbeddedAirflow
from embedded.environment import CHECKOUT
from embedded.expectation import demo_settings
from embedded.rest import AirflowApi
from sandbox.core.running import RunningSandbox
from sandbox.seeds import accounts

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# `nieuw` is set up through the page alone, `groot` has a long history, `zuid` one of its own, `default` is ready to use
NAMES = ("default", "nieuw", "groot", "zuid")
VIEWER, VIEWERS_PASSWORD = "kijker", "kijker-wachtwoord"
SCREENSHOTS = CHECKOUT / ".airflow" / "browser"
# Longer than anything takes on a machine that is busy with other work too: what is waited for comes, or the test is
# right to fail. Some of it is several runs of Airflow, one after the other.
PATIENCE_MS = 300_000
PATIENCE_SECONDS = PATIENCE_MS / 1000
# a frame that may run scripts and has our origin is Airflow's own choice; "not there" and "not for this user" are
# answers that the page expects, on which the browser remarks all the same
EXPECTED_REMARK = re.compile(r"iframe which has both allow-scripts and allow-same-origin|status of 40[0134]")
SWITCHED_ON = dict.fromkeys(("import_relations", "import_materials", "import_hour_types", "export_invoices"), True)
Open = Callable[..., Frame]
expect.set_options(timeout=PATIENCE_MS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if CHROMIUM.exists():
        return
    for item in items:
        if "browser" in item.keywords:
            item.add_marker(pytest.mark.skip(reason=f"there is no {CHROMIUM}: apt-get install chromium"))


@pytest.fixture(scope="session")
def outsmart() -> Iterator[RunningSandbox]:
    with RunningSandbox("outsmart", "demo") as box:
        yield box


@pytest.fixture(scope="session")
def reeleezee() -> Iterator[RunningSandbox]:
    with RunningSandbox("reeleezee", "demo") as box:
        yield box


@pytest.fixture(scope="session")
def airflow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedAirflow]:
    home = tmp_path_factory.mktemp("airflow")
    (home / "passwords.json").write_text(json.dumps({"admin": "admin-wachtwoord", VIEWER: VIEWERS_PASSWORD}))
    variables = {
        "KOPPELINGEN_FILE": str(_koppelingen_file(home)),
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS": f"admin:admin,{VIEWER}:viewer",
        "AIRFLOW__DAG_PROCESSOR__MIN_FILE_PROCESS_INTERVAL": "600",
        "AIRFLOW__CORE__PARALLELISM": "4",
    }
    with EmbeddedAirflow(home, extra_env=variables) as running:
        for name in NAMES:
            running.api.put_pool(f"reeleezee_{name}", 1, "One session per Reeleezee login")
            for base in ("koppeling_setup", "koppeling_settings", "invoice_export", "start_synchronisatie"):
                running.api.wait_for_dag(base if name == "default" else f"{base}__{name}", PATIENCE_SECONDS)
        yield running


@pytest.fixture
def api(airflow: EmbeddedAirflow, outsmart: RunningSandbox, reeleezee: RunningSandbox) -> Iterator[AirflowApi]:
    """Airflow with fresh systems, and with the koppeling `default` connected and saved with everything on."""
    _afresh(airflow, outsmart, reeleezee)
    yield airflow.api
    outsmart.faults([])
    reeleezee.faults([])


@pytest.fixture(scope="session")
def history(airflow: EmbeddedAirflow, outsmart: RunningSandbox, reeleezee: RunningSandbox) -> None:
    """The koppeling `default` has been set up and has synchronised once, as the demo does."""
    _afresh(airflow, outsmart, reeleezee)
    for dag_id in ("koppeling_setup", "koppeling_settings", "start_synchronisatie"):
        conf = {**SWITCHED_ON, **demo_settings()} if dag_id == "koppeling_settings" else {}
        conf.pop("koppeling", None)
        assert airflow.api.wait(dag_id, airflow.api.trigger(dag_id, conf)).state == "success"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def show(airflow: EmbeddedAirflow, api: AirflowApi, chromium: Browser) -> Iterator[Open]:
    """Opens the page in Airflow's own navigation; a remark of the browser in its console fails the test."""
    contexts: list[BrowserContext] = []
    remarks: list[str] = []

    def show(
        tab: str = "overview",
        *,
        koppeling: str = "default",
        user: str = "admin",
        language: str = "nl",
        theme: str = "light",
        size: tuple[int, int] = (1280, 900),
    ) -> Frame:
        width, height = size
        context = chromium.new_context(viewport={"width": width, "height": height}, locale="nl-NL")
        contexts.append(context)
        context.set_default_timeout(PATIENCE_MS)
        _log_in(context, airflow, user)
        page = context.new_page()
        page.on("console", lambda said: remarks.append(said.text) if said.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: remarks.append(str(error)))
        page.add_init_script(f"localStorage.i18nextLng = '{language}'; localStorage.theme = '{theme}'")
        return _entered(page, airflow.base_url, koppeling, tab)

    yield show
    for context in contexts:
        context.close()
    assert [remark for remark in remarks if not EXPECTED_REMARK.search(remark)] == []


@pytest.fixture
def picture(request: pytest.FixtureRequest) -> Callable[..., Path]:
    """Keeps what a page looks like, for people to look at after the run."""

    def picture(frame: Frame, name: str = "", **options: Any) -> Path:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        file = SCREENSHOTS / f"{name or request.node.name}.png"
        frame.page.screenshot(path=file, **options)
        return file

    return picture


@pytest.fixture
def credentials(outsmart: RunningSandbox, reeleezee: RunningSandbox) -> dict[str, str]:
    """What a person would copy from both systems into the form."""
    return {
        "outsmart_host": outsmart.base_url,
        "token": accounts.OUTSMART_TOKEN,
        "software_token": accounts.OUTSMART_SOFTWARE_TOKEN,
        "reeleezee_host": reeleezee.base_url,
        "user": accounts.REELEEZEE_USERNAME,
        "password": accounts.REELEEZEE_PASSWORD,
    }


def _afresh(airflow: EmbeddedAirflow, outsmart: RunningSandbox, reeleezee: RunningSandbox) -> None:
    airflow.check_alive()
    outsmart.reset("demo")
    reeleezee.reset("demo")
    for connection_id, fields in _connections(outsmart, reeleezee).items():
        airflow.api.put_connection(connection_id, **fields)
    saved = {
        "settings": SWITCHED_ON,
        "account": {"administration_id": accounts.ADMINISTRATION_ID, "work_status_conflicts": []},
        "saved_at": "2026-11-02T09:00:00+01:00",
        "saved_by": "admin",
    }
    airflow.api.set_variable("koppeling_default", json.dumps(saved))


def _log_in(context: BrowserContext, airflow: EmbeddedAirflow, user: str) -> None:
    if not user:
        return
    password = VIEWERS_PASSWORD if user == VIEWER else airflow.password
    answer = context.request.post(f"{airflow.base_url}/auth/token", data={"username": user, "password": password})
    context.add_cookies([{"name": "_token", "value": answer.json()["access_token"], "url": airflow.base_url}])


def _entered(page: Page, base_url: str, koppeling: str, tab: str) -> Frame:
    page.goto(f"{base_url}/plugin/koppeling")
    element = page.wait_for_selector("iframe[title=Koppeling]")
    frame = element.content_frame() if element else None
    assert frame is not None
    frame.wait_for_selector("[role=tab]")
    frame.evaluate("place => { location.hash = place }", f"#/{koppeling}/{tab}")
    # the page follows its address a moment later, and a click before that would be of the former place
    expect(frame.get_by_role("combobox", name="Koppeling", exact=True)).to_have_value(koppeling)
    expect(frame.locator(f"#tab-{tab.partition('/')[0]}")).to_have_attribute("aria-selected", "true")
    return frame


def _connections(outsmart: RunningSandbox, reeleezee: RunningSandbox) -> dict[str, dict[str, Any]]:
    return {
        "outsmart_default": {
            "conn_type": "outsmart",
            "host": outsmart.base_url,
            "password": accounts.OUTSMART_TOKEN,
            "extra": json.dumps({"software_token": accounts.OUTSMART_SOFTWARE_TOKEN, "retry_wait": 0.05}),
        },
        "reeleezee_default": {
            "conn_type": "reeleezee",
            "host": reeleezee.base_url,
            "login": accounts.REELEEZEE_USERNAME,
            "password": accounts.REELEEZEE_PASSWORD,
            "extra": json.dumps({"retry_wait": 0.05}),
        },
    }


def _koppelingen_file(home: Path) -> Path:
    """No schedules, so that only what a test starts runs."""
    rows = [
        {
            "name": name,
            "account_key": name,
            "outsmart": f"outsmart_{name}",
            "reeleezee": f"reeleezee_{name}",
            "pool": f"reeleezee_{name}",
        }
        for name in NAMES
    ]
    file = home / "koppelingen.yaml"
    file.write_text(yaml.safe_dump({"koppelingen": rows}), encoding="utf-8")
    return file
