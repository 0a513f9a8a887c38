"""Runs one whole synchronisation through Airflow, as a person would who has just connected both systems."""

from collections.abc import Mapping
from typing import Any

from embedded.airflow import EmbeddedAirflow
from embedded.console import Progress
from embedded.errors import EmbeddedError
from embedded.rest import RunResult
from embedded.results import ImportResult, import_result

EXPORT = "invoice_export"
IMPORTS = ("relations_import", "materials_import", "hourtypes_import")
_DAGS = ("koppeling_setup", "koppeling_settings", *IMPORTS, EXPORT)
_RUN_SECONDS = 300.0
_LOG_LINES = 5
# what Airflow itself writes around a task's own lines
_LOG_MARKS = ("::group::", "::endgroup::", "Worker startup", "DAG bundles loaded", "Filling up the DagBag")


class DemoRun:
    """The steps of the demo, each of which says what it does."""

    def __init__(self, airflow: EmbeddedAirflow, progress: Progress) -> None:
        self._airflow = airflow
        self._api = airflow.api
        self._progress = progress

    def forget(self) -> None:
        """Let a kept Airflow forget what it wrote to the sandboxes of a former demo, which started anew."""
        for asset_id in self._api.asset_ids():
            self._api.call("DELETE", f"assets/{asset_id}/state-store")

    def connect(self, connections: Mapping[str, Mapping[str, str]]) -> None:
        """Give Airflow both connections and the pool that keeps one session per Reeleezee login."""
        for dag_id in _DAGS:
            self._api.wait_for_dag(dag_id)
        # the quarter of an hour could strike while the imports still run: the first export waits for them
        self._api.pause(EXPORT)
        self._api.put_pool("reeleezee_default", 1, "One session per Reeleezee login")
        for connection_id, fields in connections.items():
            self._api.put_connection(connection_id, **fields)
        self._progress.say("connections outsmart_default and reeleezee_default point at the sandboxes")

    def set_up(self, settings: Mapping[str, Any]) -> None:
        """Test both connections, make the work statuses, save the settings."""
        setup = self.run("koppeling_setup", {})
        report = self._api.xcom(setup.dag_id, setup.run_id, "report") or {}
        for check in report.get("checks", ()):
            told = check["nl"] if check["nl"] == check["en"] else f"{check['nl']} / {check['en']}"
            self._progress.say(
                f"  {'ok' if check['ok'] else 'NO'}  {check['name']}: {told}", "" if check["ok"] else "red"
            )
        self._must_succeed(setup)
        self.save(settings)

    def save(self, settings: Mapping[str, Any]) -> None:
        """Save the settings as their form does."""
        self._must_succeed(self.run("koppeling_settings", settings))

    def import_all(self) -> list[ImportResult]:
        """All three imports, Reeleezee to OutSmart."""
        results = []
        for dag_id in IMPORTS:
            ended = self.run(dag_id, {})
            self._must_succeed(ended)
            results.append(import_result(self._api, dag_id, ended.run_id, ended.state))
        return results

    def export(self) -> RunResult:
        """One run of the export, from trigger to end."""
        self._api.unpause(EXPORT)
        ended = self.run(EXPORT, {})
        self._must_succeed(ended)
        return ended

    def hold(self) -> None:
        """Let no export begin by itself, and wait for one that is under way."""
        self._api.pause(EXPORT)
        for one in self._api.runs(EXPORT):
            if one.state == "running":
                self._api.wait(EXPORT, one.run_id, _RUN_SECONDS)

    def release(self) -> None:
        """Let the export run on its schedule again."""
        self._api.unpause(EXPORT)

    def run(self, dag_id: str, conf: Mapping[str, Any]) -> RunResult:
        """Trigger the DAG and tell its tasks as they end."""
        self._progress.say(dag_id, "bold")
        self._airflow.check_alive()
        self._api.unpause(dag_id)
        run_id = self._api.trigger(dag_id, conf)
        return self._api.wait(dag_id, run_id, _RUN_SECONDS, self._progress.of_run())

    def _must_succeed(self, run: RunResult) -> None:
        if run.state == "success":
            return
        failed = [task for task, state in run.tasks.items() if state == "failed"]
        for task in failed:
            name, _, index = task.partition("[")
            lines = self._api.task_log(run.dag_id, run.run_id, name, map_index=int(index.rstrip("]") or -1))
            telling = [line for line in lines if not line.startswith(_LOG_MARKS)]
            for line in telling[-_LOG_LINES:]:
                self._progress.say(f"    {line}", "red")
        raise EmbeddedError(f"{run.dag_id} ended as {run.state} ({', '.join(failed) or 'no task failed'}).")
