"""One real Airflow with three koppelingen and both imitated systems, for all tests of this folder.

Starting Airflow is what costs time, so it is started once; every test begins with fresh records and saved settings.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import yaml

from embedded.airflow import EmbeddedAirflow
from embedded.rest import AirflowApi, RunResult
from sandbox.core.running import RunningSandbox
from sandbox.seeds.accounts import (
    ADMINISTRATION_ID,
    OUTSMART_SOFTWARE_TOKEN,
    OUTSMART_TOKEN,
    REELEEZEE_PASSWORD,
    REELEEZEE_USERNAME,
)

NAMES = ("default", "zuid", "noord")
BASES = (
    "koppeling_setup",
    "koppeling_settings",
    "relations_import",
    "materials_import",
    "hourtypes_import",
    "invoice_export",
    "start_synchronisatie",
    "reconciliation",
    "meldingen",
)
SEED = "6"
RUN_SECONDS = 300.0
WRONG_PASSWORD = 'f0ut"&%25 w8w<o>rd/éénmalig=='
Run = Callable[..., RunResult]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What looks for secrets comes last, when all other tests have left their traces."""
    items.sort(key=lambda item: item.path.name == "test_traces.py")


@pytest.fixture(scope="session")
def outsmart() -> Iterator[RunningSandbox]:
    with RunningSandbox("outsmart", SEED) as box:
        yield box


@pytest.fixture(scope="session")
def reeleezee() -> Iterator[RunningSandbox]:
    with RunningSandbox("reeleezee", SEED) as box:
        yield box


@pytest.fixture(scope="session")
def airflow(
    tmp_path_factory: pytest.TempPathFactory, outsmart: RunningSandbox, reeleezee: RunningSandbox
) -> Iterator[EmbeddedAirflow]:
    home = tmp_path_factory.mktemp("airflow")
    variables = {
        "KOPPELINGEN_FILE": str(_koppelingen_file(home)),
        # read again some times, so that a DAG that differs from time to time shows; oftener would slow the tests down
        "AIRFLOW__DAG_PROCESSOR__MIN_FILE_PROCESS_INTERVAL": "60",
        "AIRFLOW__CORE__PARALLELISM": "4",
        # short, yet longer than the imports of other tests need
        "IMPORT_TURN_SECONDS": "10",
    }
    with EmbeddedAirflow(home, extra_env=variables) as running:
        for name in NAMES:
            for base in BASES:
                running.api.wait_for_dag(_dag_id(base, name), RUN_SECONDS)
            running.api.put_pool(f"reeleezee_{name}", 1, "One session per Reeleezee login")
            connect(running.api, outsmart, reeleezee, name)
        yield running


@pytest.fixture
def api(airflow: EmbeddedAirflow, outsmart: RunningSandbox, reeleezee: RunningSandbox) -> Iterator[AirflowApi]:
    """Airflow with fresh systems and settings that switch everything on, whatever the test before has done."""
    airflow.check_alive()
    outsmart.reset(SEED)
    reeleezee.reset(SEED)
    save(airflow.api)
    yield airflow.api
    outsmart.faults([])
    reeleezee.faults([])


@pytest.fixture
def run(api: AirflowApi) -> Run:
    """Triggers a DAG and waits for its end."""

    def run(dag_id: str, **conf: Any) -> RunResult:
        return api.wait(dag_id, api.trigger(dag_id, conf), RUN_SECONDS)

    return run


@pytest.fixture
def said(api: AirflowApi) -> Callable[..., str]:
    """Everything that a task's log says, also why it was skipped."""

    def said(dag_id: str, run_id: str, task_id: str = "check_settings") -> str:
        path = f"dags/{dag_id}/dagRuns/{quote(run_id, safe='')}/taskInstances/{task_id}/logs/1"
        return json.dumps(api.call("GET", path, full_content=True), ensure_ascii=False)

    return said


@pytest.fixture(scope="session")
def wrong_password() -> str:
    """A password with everything in it that a log or a URL could spell differently."""
    return WRONG_PASSWORD


@pytest.fixture
def settings(api: AirflowApi) -> Iterator[Callable[..., None]]:
    """Saves settings that differ from the usual ones, as if a person had done so before the test.

    All koppelingen here share one OutSmart account, which one of them may export: the others' export goes off for it.
    """
    others: dict[str, str] = {}
    saved: set[str] = set()

    def settings(koppeling: str = "default", **changes: Any) -> None:
        if changes.get("export_invoices", True):
            for other in NAMES:
                text = api.variable(f"koppeling_{other}") if other != koppeling else None
                if text is not None:
                    others.setdefault(other, text)
                    _switch_export_off(api, other, text)
        save(api, koppeling, **changes)
        saved.add(koppeling)

    yield settings
    for name in saved - {"default"}:
        _switch_export_off(api, name, api.variable(f"koppeling_{name}") or "")
    if "default" in others:
        api.set_variable("koppeling_default", others["default"])


@pytest.fixture
def connection(api: AirflowApi, outsmart: RunningSandbox, reeleezee: RunningSandbox) -> Iterator[Callable[..., None]]:
    """Gives a connection other fields for the duration of a test."""
    changed: list[str] = []

    def change(name: str = "default", **fields: Any) -> None:
        changed.append(name)
        connect(api, outsmart, reeleezee, name, **fields)

    yield change
    for name in changed:
        connect(api, outsmart, reeleezee, name)


@pytest.fixture
def work_orders(api: AirflowApi, outsmart: RunningSandbox) -> Callable[..., list[str]]:
    """Completes work orders with status 1, each for a debtor and with one material; answers with their row ids."""

    def make(count: int = 1, debtor: str = "10001", code: str = "A-00001", **members: Any) -> list[str]:
        return [_work_order(outsmart, debtor, code, members) for _ in range(count)]

    return make


@pytest.fixture
def statuses(outsmart: RunningSandbox) -> Callable[[], dict[str, tuple[str, str]]]:
    """Status and work status of every work order now, by row id."""

    def now() -> dict[str, tuple[str, str]]:
        return {str(row["id"]): (row["status"], row["WorkStatus"]) for row in outsmart.state()["workorders"]}

    return now


@pytest.fixture
def invoices(reeleezee: RunningSandbox) -> Callable[[], list[dict[str, Any]]]:
    """The invoices in Reeleezee now."""

    def now() -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = reeleezee.state()["invoices"]
        return found

    return now


def connect(api: AirflowApi, outsmart: RunningSandbox, reeleezee: RunningSandbox, name: str, **fields: Any) -> None:
    """Point both connections of a koppeling at the imitated systems."""
    tokens = {"software_token": OUTSMART_SOFTWARE_TOKEN, "retry_wait": 0.05}
    api.put_connection(
        f"outsmart_{name}",
        conn_type="outsmart",
        host=outsmart.base_url,
        password=fields.get("token", OUTSMART_TOKEN),
        extra=json.dumps(tokens),
    )
    api.put_connection(
        f"reeleezee_{name}",
        conn_type="reeleezee",
        host=reeleezee.base_url,
        login=REELEEZEE_USERNAME,
        password=fields.get("password", REELEEZEE_PASSWORD),
        extra=json.dumps({"retry_wait": 0.05, "read_timeout": fields.get("read_timeout", 30)}),
    )


def save(api: AirflowApi, name: str = "default", **changes: Any) -> None:
    """Write the variable as `koppeling_settings` would have."""
    switched_on = dict.fromkeys(("import_relations", "import_materials", "import_hour_types", "export_invoices"), True)
    account = {"administration_id": ADMINISTRATION_ID, "work_status_conflicts": []}
    saved = {"settings": {**switched_on, **changes}, "account": account}
    api.set_variable(f"koppeling_{name}", json.dumps(saved))


def _switch_export_off(api: AirflowApi, name: str, text: str) -> None:
    saved = json.loads(text)
    saved["settings"]["export_invoices"] = False
    api.set_variable(f"koppeling_{name}", json.dumps(saved))


def _dag_id(base: str, name: str) -> str:
    return base if name == "default" else f"{base}__{name}"


def _koppelingen_file(home: Path) -> Path:
    """Three koppelingen without schedules, so that only what a test starts runs."""
    rows: list[dict[str, Any]] = [
        {
            "name": name,
            "account_key": name,
            "outsmart": f"outsmart_{name}",
            "reeleezee": f"reeleezee_{name}",
            "pool": f"reeleezee_{name}",
        }
        for name in NAMES
    ]
    # the last one is told by mail how it fares, when a test looks
    rows[-1] |= {
        "notices": {"email": ["planner@example.nl"], "smtp_connection": "smtp_noord", "check": None, "digest_at": None},
        "work_order_url": "https://outsmart.example.nl/bon/{row_id}",
        "invoice_url": "https://reeleezee.example.nl/factuur/{invoice_id}",
    }
    file = home / "koppelingen.yaml"
    file.write_text(yaml.safe_dump({"koppelingen": rows}), encoding="utf-8")
    return file


def _work_order(outsmart: RunningSandbox, debtor: str, code: str, members: dict[str, Any]) -> str:
    relation = next(row for row in outsmart.state()["relations"] if row["debtor_number"] == debtor)
    line = {"MaterialCode": code, "MaterialName": f"Materiaal {code}", "MaterialNr": "2", "MaterialPrice": "10.00"}
    order = {
        "CustomerDebtorNr": debtor,
        "CustomerName": relation["name"],
        "WorkDate": "05-10-2026",
        "status": "Compleet",
        "WorkStatus": "1",
        "Materials": [line],
        **members,
    }
    return str(outsmart.act("workorders", order)["row_id"])
