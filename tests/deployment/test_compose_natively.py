"""The parts of the compose file work together on a real PostgreSQL, started as programs and not in containers."""

import os
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import requests

from embedded.parts import AirflowInParts
from embedded.ports import free_port
from embedded.postgres import NativePostgres, missing_postgres
from embedded.rest import AirflowApi

pytestmark = [
    pytest.mark.slow,
    pytest.mark.e2e,
    pytest.mark.skipif(bool(missing_postgres()), reason=missing_postgres()),
]


def _run(command: Sequence[str | Path], **more: Any) -> None:
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, **more)
    assert done.returncode == 0, done.stdout


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A folder that the database's user can reach, which pytest's own are not."""
    made = Path(tempfile.mkdtemp(prefix="koppeling-compose-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="module")
def secret_values(example: dict[str, str]) -> dict[str, str]:
    """What a filled in .env would hold."""
    made = {name: value or secrets.token_hex(32) for name, value in example.items()}
    return made | {"AIRFLOW_FERNET_KEY": urlsafe_b64encode(secrets.token_bytes(32)).decode("ascii")}


@pytest.fixture(scope="module")
def database(folder: Path, secret_values: dict[str, str]) -> Iterator[NativePostgres]:
    with NativePostgres(folder, secret_values["POSTGRES_PASSWORD"]) as running:
        yield running


def _filled_in(text: str, values: Mapping[str, str]) -> str:
    filled = re.sub(r"(?<!\$)\$\{(\w+):[?-][^}]*\}", lambda found: values[found.group(1)], text)
    return filled.replace("$$", "$")


@pytest.fixture(scope="module")
def settings(
    compose: dict[str, Any], secret_values: dict[str, str], folder: Path, root: Path, database: NativePostgres
) -> dict[str, str]:
    """The compose file's settings with nothing changed but addresses and folders."""
    port = free_port()
    values = {**secret_values, "AIRFLOW_BASE_URL": f"http://127.0.0.1:{port}"}
    (folder / "dags").mkdir()
    moved = {
        "@postgres/": f"@127.0.0.1:{database.port}/",
        "airflow-apiserver:8080": f"127.0.0.1:{port}",
        "/opt/airflow/dags": str(folder / "dags"),
        "/opt/airflow": str(root),
    }
    init = compose["services"]["airflow-init"]["environment"]
    made = {name: _filled_in(text, values) for name, text in init.items()}
    for old, new in moved.items():
        made = {name: text.replace(old, new) for name, text in made.items()}
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("AIRFLOW")}
    return {
        **inherited,
        **made,
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "AIRFLOW_HOME": str(folder / "home"),
        "AIRFLOW__API__PORT": str(port),
        "AIRFLOW__API__HOST": "127.0.0.1",
        "AIRFLOW__SCHEDULER__SCHEDULER_HEALTH_CHECK_SERVER_PORT": str(free_port()),
        "AIRFLOW__LOGGING__WORKER_LOG_SERVER_PORT": str(free_port()),
        "AIRFLOW__LOGGING__TRIGGER_LOG_SERVER_PORT": str(free_port()),
    }


@pytest.fixture(scope="module")
def initialised(compose: dict[str, Any], settings: dict[str, str], folder: Path) -> dict[str, str]:
    """The settings, after the one-shot service has done its work."""
    _run(_init_command(compose), env=settings, cwd=folder)
    return settings


def _init_command(compose: dict[str, Any]) -> list[str]:
    service = compose["services"]["airflow-init"]
    return [*service["entrypoint"], _filled_in(service["command"][0], {})]


@pytest.fixture(scope="module")
def running(initialised: dict[str, str], folder: Path) -> Iterator[str]:
    """All parts of Airflow, each a program of its own; the address when they are healthy."""
    with AirflowInParts(initialised, folder) as parts:
        yield parts.base_url


def test_migrated_and_started_with_the_compose_settings_airflow_is_healthy_and_lets_the_first_user_in(
    running: str, initialised: dict[str, str]
) -> None:
    api = AirflowApi(running, initialised["ADMIN_USER"], initialised["ADMIN_PASSWORD"])
    assert "reeleezee_default" in api.pool_names()
    api.put_connection("outsmart_default", conn_type="outsmart", password="geheim-token")
    assert api.call("GET", "connections/outsmart_default")["password"] == "***"
    api.close()
    health_port = initialised["AIRFLOW__SCHEDULER__SCHEDULER_HEALTH_CHECK_SERVER_PORT"]
    assert requests.get(f"http://127.0.0.1:{health_port}/health", timeout=10).ok


@pytest.mark.parametrize("service", ["airflow-dag-processor", "airflow-triggerer"])
def test_the_health_check_command_of_a_service_without_a_port_sees_it(
    running: str, initialised: dict[str, str], compose: dict[str, Any], folder: Path, service: str
) -> None:
    _run(compose["services"][service]["healthcheck"]["test"][1:], env=initialised, cwd=folder)


def test_the_one_shot_service_can_run_again_and_leaves_user_and_pool_as_they_are(
    running: str, initialised: dict[str, str], compose: dict[str, Any], folder: Path
) -> None:
    api = AirflowApi(running, initialised["ADMIN_USER"], initialised["ADMIN_PASSWORD"])
    api.put_pool("reeleezee_default", 2)
    _run(_init_command(compose), env={**initialised, "ADMIN_PASSWORD": "another-one"}, cwd=folder)
    assert api.call("GET", "pools/reeleezee_default")["slots"] == 2
    api.close()
