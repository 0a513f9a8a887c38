"""After everything else: no secret is in any trace that the runs have left, and no DAG has become another one."""

import base64
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus

import pytest
import requests

from embedded.airflow import EmbeddedAirflow
from embedded.rest import AirflowApi, RunResult
from sandbox.core.running import RunningSandbox
from sandbox.seeds.accounts import OUTSMART_SOFTWARE_TOKEN, OUTSMART_TOKEN, REELEEZEE_PASSWORD, REELEEZEE_USERNAME

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
BATCH = 100


@pytest.fixture
def secrets(wrong_password: str) -> list[bytes]:
    """Every spelling of every secret that the runs were given."""
    plain = [wrong_password, REELEEZEE_PASSWORD, OUTSMART_TOKEN, OUTSMART_SOFTWARE_TOKEN]
    logins = [f"{REELEEZEE_USERNAME}:{password}" for password in (wrong_password, REELEEZEE_PASSWORD)]
    spellings = {spelling for text in plain for spelling in (text, quote(text), quote(text, safe=""), quote_plus(text))}
    spellings |= {base64.b64encode(text.encode()).decode().rstrip("=") for text in [*logins, *plain]}
    spellings |= {json.dumps(text)[1:-1] for text in plain}
    spellings |= {text.encode("unicode_escape").decode().replace('"', '\\\\"') for text in plain}
    return [spelling.encode() for spelling in spellings]


@pytest.fixture
def tested(
    api: AirflowApi, outsmart: RunningSandbox, reeleezee: RunningSandbox, wrong_password: str
) -> Callable[[], list[str]]:
    """Presses the Test button of connections that work, that are refused, and that lead nowhere; what it said."""
    systems = {
        "outsmart": (outsmart.base_url, OUTSMART_TOKEN, {"software_token": OUTSMART_SOFTWARE_TOKEN}),
        "reeleezee": (reeleezee.base_url, REELEEZEE_PASSWORD, {}),
    }

    def press() -> list[str]:
        said = []
        for kind, (host, password, extra) in systems.items():
            for where, secret in ((host, password), (host, wrong_password), ("http://127.0.0.1:1/x", password)):
                body = {"connection_id": "proef", "conn_type": kind, "host": where, "login": REELEEZEE_USERNAME}
                body |= {"password": secret, "extra": json.dumps(extra | {"retry_wait": 0.01})}
                answer = api.call("POST", "connections/test", body)
                assert answer["status"] is (where == host and secret == password), answer
                said.append(json.dumps(answer, ensure_ascii=False))
        return said

    return press


def test_no_log_holds_a_secret(
    airflow: EmbeddedAirflow,
    run: Callable[..., RunResult],
    work_orders: Callable[..., list[str]],
    connection: Callable[..., None],
    reeleezee: RunningSandbox,
    tested: Callable[[], list[str]],
    wrong_password: str,
    secrets: list[bytes],
) -> None:
    # enough traces of its own, also when this file is run alone
    work_orders()
    repeating = json.dumps({"Message": f"geen {REELEEZEE_PASSWORD} {quote(REELEEZEE_PASSWORD)}"})
    reeleezee.fault("GET /TaxRates", "status", times=0, code=500, body=repeating)
    assert run("invoice_export").state == "failed"
    reeleezee.faults([])
    connection(password=wrong_password)
    for dag_id in ("invoice_export", "koppeling_setup"):
        assert run(dag_id).state == "failed"
    said = "\n".join(tested()).encode()
    assert [secret for secret in secrets if secret in said] == []
    files = [airflow.log, *(file for file in (airflow.home / "logs").rglob("*") if file.is_file())]
    assert any("plan_invoices" in str(file) for file in files)
    assert [str(file) for file in files if _holds(file, secrets)] == []


def test_no_answer_of_airflow_holds_a_secret(api: AirflowApi, secrets: list[bytes]) -> None:
    told = {path: str(answer).encode() for path, answer in _answers(api)}
    for part in ("xcomEntries/return_value", "logs/1", "eventLogs", "dagSources"):
        assert any(part in path for path in told), part
    assert b"rendered_fields" in told[next(path for path in told if path.endswith("/taskInstances"))]
    assert [path for path, text in told.items() if any(secret in text for secret in secrets)] == []


def test_no_dag_has_become_another_version_by_being_read_again(api: AirflowApi) -> None:
    versions = {dag_id: api.call("GET", f"dags/{dag_id}/dagVersions")["total_entries"] for dag_id in api.dag_ids()}
    assert len(versions) >= 24
    assert set(versions.values()) == {1}, versions


def _holds(file: Path, secrets: list[bytes]) -> bool:
    content = file.read_bytes()
    return any(secret in content for secret in secrets)


def _answers(api: AirflowApi) -> Iterator[tuple[str, Any]]:
    """What the REST API says of connections, variables, events, sources, runs, rendered fields, XComs and logs."""
    for path in ("connections", "variables", "importErrors", "pools", "dags"):
        yield path, api.call("GET", path, limit=BATCH)
    for offset in range(0, api.call("GET", "eventLogs", limit=1)["total_entries"], BATCH):
        yield f"eventLogs {offset}", api.call("GET", "eventLogs", limit=BATCH, offset=offset)
    for dag_id in sorted(api.dag_ids()):
        yield f"dagSources {dag_id}", api.call("GET", f"dagSources/{dag_id}")
        for run in api.runs(dag_id)[-2:]:
            tasks = f"dags/{dag_id}/dagRuns/{quote(run.run_id, safe='')}/taskInstances"
            listed = api.call("GET", tasks)
            yield tasks, listed
            for row in listed["task_instances"]:
                if row["try_number"]:
                    log = f"{tasks}/{row['task_id']}/logs/{row['try_number']}"
                    yield log, api.call("GET", log, full_content=True)
                entries = f"{tasks}/{row['task_id']}/xcomEntries"
                for entry in api.call("GET", entries)["xcom_entries"]:
                    path = f"{entries}/{entry['key']}"
                    yield path, api.call("GET", path, stringify=False)


def test_a_page_of_airflow_without_a_login_is_refused(airflow: EmbeddedAirflow) -> None:
    with requests.Session() as session:
        session.trust_env = False
        for path in ("connections", "variables", "dags"):
            assert session.get(f"{airflow.base_url}/api/v2/{path}", timeout=30).status_code == 401
