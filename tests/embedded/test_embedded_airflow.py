"""The embedded Airflow runs DAGs for real and is spoken to through the public API alone."""

import stat
from pathlib import Path

import pytest
import requests

from embedded.airflow import EmbeddedAirflow
from embedded.errors import EmbeddedError
from embedded.rest import AirflowApi, AirflowApiError, RunResult

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


def test_a_triggered_run_succeeds_and_its_result_is_read_back(airflow: EmbeddedAirflow) -> None:
    seen: list[RunResult] = []
    run_id = airflow.api.trigger("greeting", {"name": "Jansen"})
    result = airflow.api.wait("greeting", run_id, timeout=300, on_progress=seen.append)
    assert result.state == "success"
    assert dict(result.tasks) == {"greet": "success", "fail_for_nobody": "success"}
    assert airflow.api.xcom("greeting", run_id, "greet") == {"text": "hello Jansen", "count": 1}
    assert seen[-1] == result
    assert len(seen) == len(set(map(repr, seen)))


def test_a_failed_task_tells_its_reason_in_its_log(airflow: EmbeddedAirflow) -> None:
    run_id = airflow.api.trigger("greeting")
    result = airflow.api.wait("greeting", run_id, timeout=300)
    assert result.state == "failed"
    assert result.tasks["fail_for_nobody"] == "failed"
    log = airflow.api.task_log("greeting", run_id, "fail_for_nobody")
    assert any("there is nobody to greet" in line for line in log)
    assert run_id in [run.run_id for run in airflow.api.runs("greeting")]


def test_what_a_task_did_not_return_is_none(airflow: EmbeddedAirflow) -> None:
    run_id = airflow.api.trigger("greeting", {"name": "Jansen"})
    airflow.api.wait("greeting", run_id, timeout=300)
    assert airflow.api.xcom("greeting", run_id, "fail_for_nobody") is None


def test_connections_pools_and_variables_can_be_put_twice(airflow: EmbeddedAirflow) -> None:
    for host, slots, text in (("http://old.example.nl", 1, "old"), ("http://new.example.nl", 2, "new")):
        airflow.api.put_connection("some_api", conn_type="generic", host=host, login="kees", password="geheim-1")
        airflow.api.put_pool("some_pool", slots, "for the test")
        airflow.api.set_variable("some_variable", text)
    assert airflow.api.call("GET", "connections/some_api")["host"] == "http://new.example.nl"
    assert airflow.api.call("GET", "pools/some_pool")["slots"] == 2
    assert airflow.api.variable("some_variable") == "new"
    assert "some_api" in airflow.api.connection_ids()
    assert "some_pool" in airflow.api.pool_names()
    assert airflow.api.variable("no_such_variable") is None


def test_a_wrong_password_is_one_sentence(airflow: EmbeddedAirflow) -> None:
    stranger = AirflowApi(airflow.base_url, airflow.user, "wrong")
    with pytest.raises(AirflowApiError, match=r"401 to POST /auth/token"):
        stranger.dag_ids()
    stranger.close()


def test_unknown_dag_is_refused_with_the_reason(airflow: EmbeddedAirflow) -> None:
    with pytest.raises(AirflowApiError, match="no_such_dag"):
        airflow.api.trigger("no_such_dag")


def test_only_the_owner_can_read_the_secrets(airflow: EmbeddedAirflow) -> None:
    for name in ("passwords.json", "fernet.key", "jwt.secret", "session.secret"):
        assert stat.S_IMODE((airflow.home / name).stat().st_mode) == 0o600
    assert airflow.password not in airflow.log.read_text(encoding="utf-8")


def test_nothing_is_left_after_stopping(airflow: EmbeddedAirflow, tmp_path: Path) -> None:
    second = EmbeddedAirflow(tmp_path / "second", dags=Path(__file__).parent / "dag_folder")
    with second:
        assert requests.get(f"{second.base_url}/api/v2/monitor/health", timeout=60).ok
        session = second._session
        assert session is not None
        assert len(session.members()) > 4
    assert session.members() == []
    with pytest.raises(requests.ConnectionError):
        requests.get(f"{second.base_url}/api/v2/monitor/health", timeout=60)
    airflow.check_alive()


def test_another_airflow_on_the_same_port_is_not_taken_for_ours(airflow: EmbeddedAirflow, tmp_path: Path) -> None:
    intruder = EmbeddedAirflow(tmp_path / "intruder", port=airflow.port, dags=Path(__file__).parent / "dag_folder")
    with pytest.raises(EmbeddedError, match=f"Another Airflow answers on port {airflow.port}"):
        intruder.start()
    airflow.check_alive()
