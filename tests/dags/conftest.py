"""Reads DAG folders in processes of their own, with no database, network or saved connection within reach."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
Facts = dict[str, Any]


@pytest.fixture(scope="session")
def airflow_environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The variables of an Airflow that has nothing but this repository."""
    home = tmp_path_factory.mktemp("airflow")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("AIRFLOW", "KOPPELINGEN"))}
    return {
        **inherited,
        "PYTHONPATH": os.pathsep.join([str(ROOT / "plugins"), str(ROOT / "include")]),
        "AIRFLOW_HOME": str(home),
        "AIRFLOW__CORE__DAGS_FOLDER": str(ROOT / "dags"),
        "AIRFLOW__CORE__PLUGINS_FOLDER": str(ROOT / "plugins"),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{home / 'airflow.db'}",
    }


@pytest.fixture(scope="session")
def said(airflow_environment: dict[str, str]) -> Callable[..., Any]:
    """Runs a Python program in such an Airflow; the result is what its last line says in JSON."""

    def run(*arguments: str, **variables: str) -> Any:
        command = [sys.executable, *arguments]
        ended = subprocess.run(
            command, env={**airflow_environment, **variables}, capture_output=True, text=True, timeout=120
        )
        assert ended.returncode == 0, ended.stderr[-2000:]
        return json.loads(ended.stdout.strip().splitlines()[-1])

    return run


@pytest.fixture(scope="session")
def read_dags(said: Callable[..., Any]) -> Callable[..., Facts]:
    """Reads a DAG folder and says what is in it."""

    def read(folder: Path, **variables: str) -> Facts:
        facts: Facts = said(str(Path(__file__).with_name("dag_facts.py")), str(folder), **variables)
        return facts

    return read


@pytest.fixture(scope="session")
def facts(read_dags: Callable[..., Facts]) -> Facts:
    """The DAGs of this repository, as they are shipped."""
    return read_dags(ROOT / "dags")


@pytest.fixture(scope="session")
def dags(facts: Facts) -> Facts:
    found: Facts = facts["dags"]
    return found
