"""Runs the export while blows fall on it, then lets it come to rest and asks whether any harm was done."""

from __future__ import annotations

import base64
import json
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from random import Random
from typing import Any

from tests.chaos.blows import Blow
from tests.chaos.company import Company, add_orders
from tests.chaos.installation import EXPORT, Installation
from tests.faults.invariants import SECRETS, Evidence, People, breaches

from embedded.rest import RunResult
from koppeling.saved import Account, Saved
from koppeling.settings import read_settings
from sandbox.seeds import accounts

_RUN_SECONDS = 900.0
_MOST_RUNS = 12
_BATCH = 10
_KEPT = ("plan_invoices", "upsert_relations", "upsert_materials", "post_concept_invoices", "mark_refused", "report")
_BASIC = base64.b64encode(f"{accounts.REELEEZEE_USERNAME}:{accounts.REELEEZEE_PASSWORD}".encode()).decode()


@dataclass(frozen=True)
class Score:
    """What an ordeal came to; `harm` is empty when every invariant held."""

    name: str
    kills: Mapping[str, int]
    runs: int
    failed_tasks: int
    restarts: int
    orders: int
    invoices: int
    doubles: int
    lost: int
    seconds: float
    harm: Sequence[str]


@dataclass
class _Queue:
    """The blows still to fall in a run, one after the other."""

    blows: list[Blow]
    invoices_before: int
    _reached: float | None = None

    def due(self, invoices: int) -> Blow | None:
        """The blow whose moment is now: its seconds count from when its invoices are there."""
        if not self.blows or invoices - self.invoices_before < self.blows[0].after_invoices:
            return None
        if self._reached is None:
            self._reached = time.monotonic()
        return self.blows[0] if time.monotonic() - self._reached >= self.blows[0].after_seconds else None

    def struck(self) -> None:
        """The next blow's time begins."""
        self.blows.pop(0)
        self._reached = None


@dataclass
class Ordeal:
    """One company's export on one installation, from the first run to the last."""

    name: str
    installation: Installation
    company: Company
    random: Random
    kills: Counter[str] = field(default_factory=Counter)
    restarts: int = 0
    _begun: float = field(default_factory=time.monotonic)
    _runs: list[RunResult] = field(default_factory=list)

    def __post_init__(self) -> None:
        connect(self.installation, self.company)

    def run(self, blows: Sequence[Blow] = ()) -> list[Blow]:
        """One run; answers with the blows whose moment did not come."""
        run_id = self.trigger()
        return self.see_to_end(run_id, blows)

    def run_through(self, blows: Sequence[Blow]) -> None:
        """Runs until every blow has fallen; before each but the first more work comes in, so that there is a middle."""
        waiting = self.run(blows)
        while waiting and len(self._runs) < _MOST_RUNS:
            self.more_orders(_BATCH)
            waiting = self.run(waiting)
        assert not waiting, f"{self.name}: no moment came for {[blow.kind for blow in waiting]}"

    def more_orders(self, count: int) -> None:
        """Work orders that people complete while the ordeal is going on."""
        known = len(self.company.good) + len(self.company.refused)
        add_orders(self.company, self.random, range(known, known + count))

    def come_to_rest(self, idle_runs: int = 2) -> None:
        """Runs without blows until so many in a row had nothing to do."""
        idle = 0
        for _ in range(_MOST_RUNS):
            self.run()
            last = self._runs[-1]
            idle = idle + 1 if last.tasks["plan_invoices"] == "skipped" else 0
            if idle == idle_runs:
                return
        raise AssertionError(f"{self.name}: never at rest: {[run.state for run in self._runs]}")

    def trigger(self, **conf: Any) -> str:
        """Start a run."""
        return self.installation.patiently(lambda: self.installation.api.trigger(EXPORT, conf))

    def clear(self, run_id: str, *tasks: str) -> None:
        """Clear tasks of an ended run, all of them when none is named, so that Airflow runs them again."""
        wish = {"dag_run_id": run_id, "dry_run": False, "only_failed": False, "reset_dag_runs": True}
        body = {**wish, "task_ids": list(tasks)} if tasks else wish
        self.installation.api.call("POST", f"dags/{EXPORT}/clearTaskInstances", body)

    def see_to_end(self, run_id: str, blows: Sequence[Blow] = ()) -> list[Blow]:
        """Wait for the run's end while blows fall on it."""
        queue, begun = _Queue(list(blows), self.company.invoices()), time.monotonic()
        while not (now := self._state(run_id)).ended:
            if time.monotonic() - begun > _RUN_SECONDS:
                raise AssertionError(f"{self.name}: {run_id} hangs as {now.state}: {dict(now.tasks)}")
            blow = queue.due(self.company.invoices())
            if blow is not None and blow.strike(self.installation, self.random, self._pause):
                self.kills[blow.kind] += 1
                queue.struck()
            self._pause(0.2)
        self._runs.append(now)
        return queue.blows

    def judge(self, people: People | None = None) -> Score:
        """Hold both systems and all that was written against the invariants."""
        after = self.company.now()
        evidence = Evidence(
            before=self.company.before,
            after=after,
            people=people or self.company.people,
            outcomes=self.outcomes(),
            texts=self.installation.traces(),
            quiet=True,
            secrets=(*SECRETS, _BASIC),
        )
        harm = breaches(evidence)
        final = {run.run_id: run for run in self._runs}
        states = [state for run_id in final for state in self._state(run_id).tasks.values()]
        return Score(
            name=self.name,
            kills=dict(self.kills),
            runs=len(final),
            failed_tasks=states.count("failed"),
            restarts=self.restarts,
            orders=len(self.company.good) + len(self.company.refused),
            invoices=len(after.rows("invoices")),
            doubles=sum(line.startswith("I1") for line in harm),
            lost=sum(line.startswith(("I2", "I5", "I9")) for line in harm),
            seconds=time.monotonic() - self._begun,
            harm=harm,
        )

    def outcomes(self) -> list[dict[str, Any]]:
        """Every outcome that any task of any run left behind, read through the REST API."""
        api = self.installation.api
        rows: list[dict[str, Any]] = []
        for run_id in dict.fromkeys(run.run_id for run in self._runs):
            for task in _KEPT:
                kept = self.installation.patiently(partial(api.xcom, EXPORT, run_id, task))
                rows += kept if isinstance(kept, list) else (kept or {}).get("outcomes", [])
        return rows

    def _state(self, run_id: str) -> RunResult:
        return self.installation.patiently(lambda: self.installation.api.run(EXPORT, run_id))

    def _pause(self, seconds: float) -> None:
        """Let time pass, in which a restart policy does its work."""
        end = time.monotonic() + seconds
        while True:
            self.restarts += len(self.installation.parts.start_ended())
            left = end - time.monotonic()
            if left <= 0:
                return
            time.sleep(min(left, 0.5))


def connect(installation: Installation, company: Company) -> None:
    """Point Airflow at both systems, with settings under which everything that is missing may be made."""
    api, waits = installation.api, {"retry_wait": 0.05, "read_timeout": 30}
    api.put_connection(
        "outsmart_default",
        conn_type="outsmart",
        host=company.couple.outsmart.base_url,
        password=accounts.OUTSMART_TOKEN,
        extra=json.dumps({"software_token": accounts.OUTSMART_SOFTWARE_TOKEN, **waits}),
    )
    api.put_connection(
        "reeleezee_default",
        conn_type="reeleezee",
        host=company.couple.reeleezee.base_url,
        login=accounts.REELEEZEE_USERNAME,
        password=accounts.REELEEZEE_PASSWORD,
        extra=json.dumps(waits),
    )
    settings = read_settings({"export_invoices": True, "create_relations": True, "create_materials": True})
    account = Account(accounts.ADMINISTRATION_ID, prices_include_vat=False)
    api.set_variable("koppeling_default", Saved(settings, account).as_json())
    # the systems are fresh, so nothing of an earlier ordeal may be remembered
    for asset_id in api.asset_ids():
        api.call("DELETE", f"assets/{asset_id}/state-store")
