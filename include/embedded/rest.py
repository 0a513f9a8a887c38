"""Speaks to Airflow through its public REST API, so that demo and tests use the door that people use."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import requests

from embedded.errors import EmbeddedError

# far longer than any answer takes: a busy machine may let Airflow wait for its turn
_TIMEOUT_SECONDS = 180
_ENDED = frozenset({"success", "failed"})


class AirflowApiError(EmbeddedError):
    """Airflow answered a call with an error."""

    def __init__(self, call: str, status: int, detail: str) -> None:
        super().__init__(f"Airflow answered {status} to {call}: {detail}")
        self.status = status


@dataclass(frozen=True)
class RunResult:
    """How far a DAG run is: its state and the state of each task (`task[3]` for a mapped one)."""

    dag_id: str
    run_id: str
    state: str
    tasks: Mapping[str, str] = field(default_factory=dict)

    @property
    def ended(self) -> bool:
        """Whether nothing will change any more by itself."""
        return self.state in _ENDED


class AirflowApi:
    """The calls that demo and tests need; logs in by itself, and again when the token has expired."""

    def __init__(self, base_url: str, user: str, password: str) -> None:
        self._base_url = base_url
        self._credentials = {"username": user, "password": password}
        self._http = requests.Session()
        # a proxy or .netrc of the machine must not come between two programs on that same machine
        self._http.trust_env = False

    def close(self) -> None:
        """Give up the open connections."""
        self._http.close()

    def put_connection(self, connection_id: str, **fields: Any) -> None:
        """Create the connection, or give the existing one these fields."""
        body = {"connection_id": connection_id, **fields}
        self._create_or_change("connections", connection_id, body)

    def put_pool(self, name: str, slots: int, description: str = "") -> None:
        """Create the pool, or give the existing one so many slots."""
        body = {"slots": slots, "description": description, "include_deferred": True}
        # Airflow names a pool `name` when it is made and `pool` when it is changed
        self._create_or_change("pools", name, {"name": name, **body}, {"pool": name, **body})

    def set_variable(self, key: str, value: str) -> None:
        """Create or replace a Variable."""
        self._create_or_change("variables", key, {"key": key, "value": value})

    def variable(self, key: str) -> str | None:
        """The text of a Variable, None when there is none."""
        found = self._find(f"variables/{quote(key, safe='')}")
        return None if found is None else str(found["value"])

    def connection_ids(self) -> set[str]:
        """The connections in Airflow's database (not those of the environment)."""
        return {str(row["connection_id"]) for row in self._rows("connections", "connections")}

    def pool_names(self) -> set[str]:
        """The pools that exist."""
        return {str(row["name"]) for row in self._rows("pools", "pools")}

    def dag_ids(self) -> set[str]:
        """All DAGs that have been read from the DAG folder."""
        return {str(row["dag_id"]) for row in self._rows("dags", "dags")}

    def asset_ids(self) -> set[int]:
        """The assets that DAGs keep state with."""
        return {int(row["id"]) for row in self._rows("assets", "assets")}

    def import_errors(self) -> dict[str, str]:
        """The DAG files that could not be read, each with the last line of its error."""
        rows = self._rows("importErrors", "import_errors")
        return {str(row["filename"]): str(row["stack_trace"]).strip().splitlines()[-1] for row in rows}

    def wait_for_dag(self, dag_id: str, timeout: float = 90.0) -> None:
        """Return when the DAG has been read; raise at once when a DAG file has an error and the DAG is not there."""
        end = time.monotonic() + timeout
        while self._find(f"dags/{dag_id}") is None:
            errors = self.import_errors()
            if errors:
                told = "; ".join(f"{file}: {error}" for file, error in sorted(errors.items()))
                raise EmbeddedError(f"DAG {dag_id} cannot be read: {told}")
            if time.monotonic() > end:
                raise EmbeddedError(f"DAG {dag_id} is not among Airflow's DAGs after {timeout:.0f} s.")
            time.sleep(0.5)

    def unpause(self, dag_id: str) -> None:
        """Let the DAG run."""
        self.call("PATCH", f"dags/{dag_id}", {"is_paused": False})

    def pause(self, dag_id: str) -> None:
        """Let the DAG start no run by itself."""
        self.call("PATCH", f"dags/{dag_id}", {"is_paused": True})

    def trigger(self, dag_id: str, conf: Mapping[str, Any] | None = None) -> str:
        """Start a run and return its id."""
        body = {"logical_date": None, "conf": dict(conf or {})}
        return str(self.call("POST", f"dags/{dag_id}/dagRuns", body)["dag_run_id"])

    def runs(self, dag_id: str) -> list[RunResult]:
        """All runs of the DAG, oldest first, without their tasks."""
        rows = self._rows(f"dags/{dag_id}/dagRuns", "dag_runs", order_by="run_after")
        return [RunResult(dag_id, str(row["dag_run_id"]), str(row["state"])) for row in rows]

    def run(self, dag_id: str, run_id: str) -> RunResult:
        """How the run stands at this moment."""
        path = _run_path(dag_id, run_id)
        # state first: the tasks of a run seen as ended are then final
        state = str(self.call("GET", path)["state"])
        rows = self._rows(f"{path}/taskInstances", "task_instances")
        tasks = {_task_name(row): str(row["state"] or "none") for row in rows}
        return RunResult(dag_id, run_id, state, tasks)

    def wait(
        self,
        dag_id: str,
        run_id: str,
        timeout: float = 300.0,
        on_progress: Callable[[RunResult], None] | None = None,
    ) -> RunResult:
        """Return when the run has ended; tells every change of a task's state on the way."""
        end = time.monotonic() + timeout
        before: RunResult | None = None
        while True:
            now = self.run(dag_id, run_id)
            if on_progress is not None and now != before:
                on_progress(now)
            if now.ended:
                return now
            if time.monotonic() > end:
                raise EmbeddedError(f"{dag_id} is still {now.state} after {timeout:.0f} s: {dict(now.tasks)}")
            before = now
            time.sleep(0.3)

    def xcom(self, dag_id: str, run_id: str, task_id: str, key: str = "return_value", map_index: int = -1) -> Any:
        """What the task returned, None when it returned nothing."""
        path = f"{_run_path(dag_id, run_id)}/taskInstances/{task_id}/xcomEntries/{quote(key, safe='')}"
        found = self._find(path, map_index=map_index, stringify=False)
        return None if found is None else found["value"]

    def task_log(self, dag_id: str, run_id: str, task_id: str, try_number: int = 1, map_index: int = -1) -> list[str]:
        """The lines of one try of a task."""
        path = f"{_run_path(dag_id, run_id)}/taskInstances/{task_id}/logs/{try_number}"
        found = self._find(path, map_index=map_index, full_content=True) or {"content": []}
        return [_log_line(entry) for entry in found["content"]]

    def call(self, method: str, path: str, body: Any = None, **query: Any) -> Any:
        """Any call below /api/v2, for what has no method of its own; raises AirflowApiError on an error."""
        answer = self._send(method, path, body, query)
        if answer.status_code == HTTPStatus.UNAUTHORIZED:
            self._log_in()
            answer = self._send(method, path, body, query)
        if answer.status_code >= HTTPStatus.BAD_REQUEST:
            raise AirflowApiError(f"{method} {path}", answer.status_code, _detail(answer))
        return answer.json() if answer.content else None

    def _send(self, method: str, path: str, body: Any, query: Mapping[str, Any]) -> requests.Response:
        if "Authorization" not in self._http.headers:
            self._log_in()
        url = f"{self._base_url}/api/v2/{path}"
        return self._http.request(method, url, json=body, params=query, timeout=_TIMEOUT_SECONDS)

    def _log_in(self) -> None:
        self._http.headers.pop("Authorization", None)
        answer = self._http.post(f"{self._base_url}/auth/token", json=self._credentials, timeout=_TIMEOUT_SECONDS)
        if answer.status_code >= HTTPStatus.BAD_REQUEST:
            raise AirflowApiError("POST /auth/token", answer.status_code, _detail(answer))
        self._http.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"

    def _create_or_change(
        self, kind: str, name: str, creation: Mapping[str, Any], change: Mapping[str, Any] | None = None
    ) -> None:
        try:
            self.call("POST", kind, creation)
        except AirflowApiError as refusal:
            if refusal.status != HTTPStatus.CONFLICT:
                raise
            self.call("PATCH", f"{kind}/{quote(name, safe='')}", change or creation)

    def _find(self, path: str, **query: Any) -> Any:
        try:
            return self.call("GET", path, **query)
        except AirflowApiError as refusal:
            if refusal.status == HTTPStatus.NOT_FOUND:
                return None
            raise

    def _rows(self, path: str, key: str, **query: Any) -> Iterator[Any]:
        seen = 0
        while True:
            page = self.call("GET", path, limit=100, offset=seen, **query)
            yield from page[key]
            seen += len(page[key])
            if not page[key] or seen >= page["total_entries"]:
                return


def _run_path(dag_id: str, run_id: str) -> str:
    # a scheduled run's id holds a + and colons, which a URL would read otherwise
    return f"dags/{dag_id}/dagRuns/{quote(run_id, safe='')}"


def _task_name(row: Mapping[str, Any]) -> str:
    index = int(row["map_index"])
    return str(row["task_id"]) if index < 0 else f"{row['task_id']}[{index}]"


def _log_line(entry: Any) -> str:
    if not isinstance(entry, Mapping):
        return str(entry)
    error = "; ".join(f"{part.get('exc_type')}: {part.get('exc_value')}" for part in entry.get("error_detail") or [])
    return f"{entry.get('event', '')} {error}".strip()


def _detail(answer: requests.Response) -> str:
    try:
        return str(answer.json().get("detail", answer.text))[:500]
    except (requests.JSONDecodeError, AttributeError):
        return answer.text[:500]
