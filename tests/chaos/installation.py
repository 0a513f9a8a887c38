"""Holds everything that can be hit: Airflow's programs, their database, and the door to ask for runs."""

from __future__ import annotations

import os
import secrets
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import requests
import yaml

from embedded.command import run_airflow
from embedded.environment import ADMIN, CHECKOUT, LogPorts, admin_password, airflow_environment
from embedded.parts import PROGRAMS, AirflowInParts
from embedded.ports import free_port
from embedded.postgres import NativePostgres
from embedded.rest import AirflowApi, AirflowApiError

EXPORT = "invoice_export"
POOL = "reeleezee_default"
_PATIENCE_SECONDS = 120.0
# What takes minutes as shipped takes seconds here, so that a test sees what a user sees after a while: the settings of
# the compose file that tell when something killed is noticed, all shortened.
IMPATIENT = {
    "AIRFLOW__SCHEDULER__JOB_HEARTBEAT_SEC": "2",
    "AIRFLOW__SCHEDULER__SCHEDULER_HEARTBEAT_SEC": "2",
    "AIRFLOW__SCHEDULER__SCHEDULER_HEALTH_CHECK_THRESHOLD": "12",
    "AIRFLOW__SCHEDULER__ORPHANED_TASKS_CHECK_INTERVAL": "3",
    "AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT": "15",
    "AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT_DETECTION_INTERVAL": "3",
    "AIRFLOW__WORKERS__MIN_HEARTBEAT_INTERVAL": "2",
}
Answer = TypeVar("Answer")


@dataclass
class Installation:
    """One Airflow on one PostgreSQL."""

    home: Path
    database: NativePostgres
    parts: AirflowInParts
    api: AirflowApi

    def patiently(self, ask: Callable[[], Answer]) -> Answer:
        """Ask Airflow again while it or its database is away; what has ended by itself is started again meanwhile."""
        end = time.monotonic() + _PATIENCE_SECONDS
        while True:
            try:
                return ask()
            except (requests.RequestException, AirflowApiError) as error:
                is_answer = isinstance(error, AirflowApiError) and error.status < requests.codes.server_error
                if is_answer or time.monotonic() > end:
                    raise
            self.parts.start_ended()
            time.sleep(0.3)

    def traces(self) -> list[str]:
        """All that was written down: logs of tasks and programs, and the database as it stands."""
        files = [file for file in self.home.rglob("*.log") if file.is_file()]
        return [self.database.dump(), *(file.read_text(encoding="utf-8", errors="replace") for file in files)]


@contextmanager
def open_installation(
    folder: Path, programs: Sequence[str] = PROGRAMS, pace: Mapping[str, str] = IMPATIENT
) -> Iterator[Installation]:
    """All of it, healthy, with only the export among its DAGs and nothing on a schedule; gone at the end."""
    home = folder / "airflow"
    home.mkdir()
    with NativePostgres(folder, secrets.token_hex(16)) as database:
        environment = {**_environment(home, database.url), **pace}
        run_airflow(environment, home, "db", "migrate")
        with AirflowInParts(environment, home, programs) as parts:
            api = AirflowApi(parts.base_url, ADMIN, admin_password(home))
            api.wait_for_dag(EXPORT)
            api.unpause(EXPORT)
            api.put_pool(POOL, 1, "One session per Reeleezee login")
            yield Installation(home, database, parts, api)
            api.close()


def _environment(home: Path, database_url: str) -> dict[str, str]:
    dags = home / "dags"
    dags.mkdir()
    shutil.copy(CHECKOUT / "dags" / f"{EXPORT}.py", dags)
    koppeling = {"name": "default", "account_key": "default", "pool": POOL}
    systems = {"outsmart": "outsmart_default", "reeleezee": "reeleezee_default"}
    file = home / "koppelingen.yaml"
    file.write_text(yaml.safe_dump({"koppelingen": [{**koppeling, **systems}]}), encoding="utf-8")
    ports = LogPorts(worker=free_port(), triggerer=free_port())
    return {
        **airflow_environment(home, free_port(), ports, dags, os.environ),
        "AIRFLOW__CORE__PARALLELISM": "4",
        "AIRFLOW__API__WORKERS": "1",
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": database_url,
        "KOPPELINGEN_FILE": str(file),
    }
