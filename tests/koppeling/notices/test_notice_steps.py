"""The tasks of the notices between an imitated Airflow, a real mail server and an imitated OutSmart over HTTP."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest
import yaml
from airflow.sdk.api.datamodels._generated import DagRunState
from airflow.sdk.exceptions import AirflowSkipException
from tests.koppeling.notices.mailbox import Mailbox, open_mailbox

from koppeling import runtime
from koppeling.notices.delivery import NotDelivered
from koppeling.notices.runs import Runs, newest
from koppeling.notices.standing import remember
from koppeling.outcomes import Outcome, Result
from koppeling.reasons import reason
from koppeling.saved import Account, Saved
from koppeling.settings import read_settings
from koppeling.steps import notice_steps
from sandbox.core.running import RunningSandbox
from sandbox.seeds import accounts

Json = dict[str, Any]
NOW = datetime(2026, 10, 6, 8, 0, tzinfo=runtime.AMSTERDAM)


@dataclass
class AirflowRuns:
    """What a task may ask Airflow: runs per DAG with their state, the state of their tasks and what these left."""

    runs: dict[str, dict[str, tuple[str, Json]]] = field(default_factory=dict)
    left: dict[tuple[str, str, str], Any] = field(default_factory=dict)
    log_url: str = "https://airflow.example.nl/dags/meldingen/runs/x/tasks/watch"
    asked: int = 0

    def ended(self, dag_id: str, state: str, hour: int, tasks: Json | None = None) -> str:
        run_id = f"scheduled__2026-10-06T{hour:02}:00:00+00:00"
        self.runs.setdefault(dag_id, {})[run_id] = (state, tasks or {"check_settings": "success"})
        return run_id

    def get_dr_count(self, dag_id: str, states: list[str]) -> int:
        return sum(state in states for state, _ in self.runs.get(dag_id, {}).values())

    def get_task_states(self, dag_id: str, task_ids: Any = None, run_ids: Any = None) -> Json:
        self.asked += 1
        return {run: tasks for run, (_, tasks) in self.runs.get(dag_id, {}).items() if run in (run_ids or [run])}

    def get_dagrun_state(self, dag_id: str, run_id: str) -> DagRunState:
        return DagRunState(self.runs[dag_id][run_id][0])

    def xcom_pull(self, *, dag_id: str, run_id: str, task_ids: str, key: str) -> Any:
        return self.left.get((run_id, task_ids, key))


@dataclass
class Desk:
    """Everything around the two tasks."""

    airflow: AirflowRuns
    mailbox: Mailbox
    watched: Json = field(default_factory=dict)
    digests: Json = field(default_factory=dict)

    def watch(self) -> list[str]:
        runs = Runs(cast("Any", self.airflow))
        return notice_steps.watch("default", runs, self.watched, lambda kept: self.watched.update(_stored(kept)))

    def digest(self, standing: Json, *, now: bool = False) -> list[str]:
        runs = Runs(cast("Any", self.airflow))
        keep = self.digests
        return notice_steps.digest("default", runs, standing, keep, lambda kept: keep.update(_stored(kept)), now=now)


def _stored(value: Json) -> Json:
    return dict(json.loads(json.dumps(value)))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    row = {"name": "default", "account_key": "a", "outsmart": "outsmart_default", "reeleezee": "r", "pool": "p"}
    asked = {"email": "planner@example.nl", "smtp_connection": "smtp_test"}
    row |= {"notices": asked, "schedules": {"export": "*/15 * * * *"}}  # type: ignore[dict-item]
    row["work_order_url"] = "https://outsmart.example.nl/{row_id}"
    file = tmp_path / "koppelingen.yaml"
    file.write_text(yaml.safe_dump({"koppelingen": [row]}), encoding="utf-8")
    monkeypatch.setenv("KOPPELINGEN_FILE", str(file))
    saved = Saved(read_settings({"export_invoices": True}), Account(accounts.ADMINISTRATION_ID))
    monkeypatch.setenv("AIRFLOW_VAR_KOPPELING_DEFAULT", saved.as_json())
    monkeypatch.setattr(runtime, "now", lambda: NOW)
    with open_mailbox() as box:
        extra = {"from_email": "k@example.nl", "disable_ssl": True, "disable_tls": True, "retry_limit": 0}
        smtp = {"conn_type": "smtp", "host": "127.0.0.1", "port": box.port, "extra": extra}
        monkeypatch.setenv("AIRFLOW_CONN_SMTP_TEST", json.dumps(smtp))
        yield Desk(AirflowRuns(), box)


@pytest.fixture
def outsmart(monkeypatch: pytest.MonkeyPatch) -> Iterator[RunningSandbox]:
    with RunningSandbox("outsmart") as box:
        tokens = {"software_token": accounts.OUTSMART_SOFTWARE_TOKEN, "retry_wait": "0.001"}
        fields = {"conn_type": "outsmart", "host": box.base_url, "password": accounts.OUTSMART_TOKEN, "extra": tokens}
        monkeypatch.setenv("AIRFLOW_CONN_OUTSMART_DEFAULT", json.dumps(fields))
        yield box


def on_99(box: RunningSandbox) -> str:
    return str(box.act("workorders", {"status": "Compleet", "WorkStatus": "99"})["row_id"])


def refused(*row_ids: str, at: datetime = NOW) -> Json:
    why = reason("relation_missing")
    rows = [Outcome(i, f"WB-{i}", Result.REFUSED, "Bakkerij", why).as_json() for i in row_ids]
    return remember({}, rows, run="run", at=at)


def test_a_koppeling_without_notices_is_told_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KOPPELINGEN_FILE")
    for call in (desk.watch, lambda: desk.digest({}, now=True)):
        with pytest.raises(AirflowSkipException, match="geen meldingen gevraagd"):
            call()


def test_a_failed_run_is_mailed_with_the_words_that_its_task_left(desk: Desk) -> None:
    desk.airflow.ended("invoice_export", "success", 6)
    assert desk.watch() == []
    run = desk.airflow.ended("invoice_export", "failed", 7, {"plan_invoices": "failed", "report": "upstream_failed"})
    desk.airflow.left[(run, "plan_invoices", "reden")] = "Wachtwoord geweigerd."
    assert desk.watch() == ["email: Koppeling default: Facturen maken is mislukt"]
    assert "taak plan_invoices" in desk.mailbox.text()
    assert "Waarom: Wachtwoord geweigerd." in desk.mailbox.text()
    assert "https://airflow.example.nl/dags/invoice_export/runs/scheduled__2026-10-06T07%3A00" in desk.mailbox.text()


def test_the_work_orders_that_wait_are_named(desk: Desk) -> None:
    run = desk.airflow.ended("invoice_export", "failed", 7, {"post": "success", "report": "failed"})
    row = {"work_order": "WB-7", "relation": "Bakkerij", "nl": "Geen antwoord.", "outcome": "deferred"}
    desk.airflow.left[(run, "report", "return_value")] = {"outcomes": [row, {**row, "outcome": "exported"}]}
    desk.watch()
    assert desk.mailbox.text().count("Werkbon WB-7 (Bakkerij): Geen antwoord.") == 1


def test_a_mail_that_does_not_leave_is_tried_again_and_other_dags_are_told_all_the_same(desk: Desk) -> None:
    desk.airflow.ended("invoice_export", "failed", 7)
    desk.mailbox.refuses = True
    for _ in range(2):
        with pytest.raises(NotDelivered):
            desk.watch()
    desk.mailbox.refuses = False
    desk.airflow.ended("materials_import", "failed", 7)
    assert len(desk.watch()) == 2
    assert desk.watch() == []
    assert len(desk.mailbox.messages) == 2


def test_what_nobody_foresaw_about_one_dag_keeps_no_other_from_being_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.watch()
    real = notice_steps._seen

    def stumbling(coupled: Any, notices: Any, runs: Any, base: str, known: Any) -> Any:
        if base == "relations_import":
            raise ZeroDivisionError("nobody thought of this")
        return real(coupled, notices, runs, base, known)

    monkeypatch.setattr(notice_steps, "_seen", stumbling)
    for dag_id in ("relations_import", "materials_import"):
        desk.airflow.ended(dag_id, "failed", 9)
    with pytest.raises(NotDelivered, match=r"relations_import is doing.*") as told:
        desk.watch()
    assert "nobody thought of this" in str(told.value)
    assert len(desk.mailbox.messages) == 1

    monkeypatch.setattr(notice_steps, "_seen", real)
    desk.watch()
    assert len(desk.mailbox.messages) == 2


def test_a_report_of_another_version_names_the_orders_that_it_can(desk: Desk) -> None:
    desk.watch()
    run_id = desk.airflow.ended("invoice_export", "failed", 9)
    rows = [Outcome(row, f"WB-{row}", Result.DEFERRED, "Bakkerij", reason("run_time_up")).as_json() for row in "12"]
    del rows[0]["nl"]
    desk.airflow.left[run_id, "report", "return_value"] = {"outcomes": [*rows, "odd"]}
    desk.watch()
    assert "WB-2" in desk.mailbox.text()


def test_looking_while_all_is_well_only_counts(desk: Desk) -> None:
    for hour in range(5):
        desk.airflow.ended("invoice_export", "success", hour)
        desk.watch()
    assert desk.airflow.asked == 0


@pytest.mark.parametrize(
    ("on", "told"), [(True, ["email: Koppeling default: Facturen maken loopt achter"]), (False, [])]
)
def test_an_export_that_stays_away_is_late_only_while_it_is_on(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, on: bool, told: list[str]
) -> None:
    saved = Saved(read_settings({"export_invoices": on}), Account(accounts.ADMINISTRATION_ID))
    monkeypatch.setenv("AIRFLOW_VAR_KOPPELING_DEFAULT", saved.as_json())
    assert desk.watch() == []
    monkeypatch.setattr(runtime, "now", lambda: NOW + timedelta(minutes=75))
    assert desk.watch() == []
    monkeypatch.setattr(runtime, "now", lambda: NOW + timedelta(minutes=76))
    assert desk.watch() == told
    if told:
        assert "Sinds 06-10-2026 08:00" in desk.mailbox.text()


def test_the_digest_tells_what_is_still_on_99_and_leaves_out_what_was_repaired(
    desk: Desk, outsmart: RunningSandbox
) -> None:
    stands, repaired, old = on_99(outsmart), on_99(outsmart), on_99(outsmart)
    outsmart.act(f"workorders/{repaired}", {"work_status": "0"})
    kept = refused(stands, repaired)
    kept["refused"] |= refused(old, at=NOW - timedelta(days=2))["refused"]
    assert desk.digest(kept) == ["email: Koppeling default: Werkbonnen: 1 geweigerd, 0 gefactureerd"]
    told = desk.mailbox.text()
    assert f"https://outsmart.example.nl/{stands}" in told
    assert f"WB-{repaired}" not in told
    assert "Van eerder staan er nog 1 op 99." in told


def test_the_digest_goes_out_once_a_day_from_its_time_on(
    desk: Desk, outsmart: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = refused(on_99(outsmart))
    monkeypatch.setattr(runtime, "now", lambda: NOW.replace(hour=7, minute=29))
    with pytest.raises(AirflowSkipException, match="nog geen tijd"):
        desk.digest(kept)
    monkeypatch.setattr(runtime, "now", lambda: NOW.replace(hour=7, minute=30))
    assert len(desk.digest(kept)) == 1
    with pytest.raises(AirflowSkipException):
        desk.digest(kept)
    monkeypatch.setattr(runtime, "now", lambda: NOW + timedelta(days=1))
    assert desk.digest({}) == []
    assert len(desk.mailbox.messages) == 1


def test_a_digest_that_does_not_leave_is_not_lost(desk: Desk, outsmart: RunningSandbox) -> None:
    kept = refused(on_99(outsmart))
    desk.mailbox.refuses = True
    with pytest.raises(NotDelivered):
        desk.digest(kept)
    desk.mailbox.refuses = False
    assert len(desk.digest(kept)) == 1


def test_a_digest_without_outsmart_says_that_it_could_not_ask(desk: Desk, outsmart: RunningSandbox) -> None:
    outsmart.fault("GET /GetWorkorders", "status", times=0, code=401)
    assert len(desk.digest(refused("12"))) == 1
    assert "OutSmart kon niet worden geraadpleegd" in desk.mailbox.text()
    assert "WB-12" in desk.mailbox.text()


def test_runs_are_ordered_by_the_moment_in_their_id_whoever_started_them() -> None:
    ids = [
        "scheduled__2026-10-05T22:00:00+00:00",
        "my own name",
        "manual__2026-10-06T07:00:00.123456+00:00",
        "manual__2026-10-06T07:00:00+00:00_abc",
    ]
    assert newest(ids) == [ids[2], ids[3], ids[0], ids[1]]
