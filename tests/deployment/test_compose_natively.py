"""The parts of the compose file work together on a real PostgreSQL, started as programs and not in containers."""

import os
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import requests

from embedded.airflow import COMPONENTS
from embedded.ports import free_port
from embedded.rest import AirflowApi
from embedded.session import Session

_PROGRAMS = ("api-server", "scheduler", "dag-processor", "triggerer")
_READY_SECONDS = 60
_IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
_DATABASE_USER = "postgres" if _IS_ROOT else None


def _postgres_programs() -> Path | None:
    """The folder with initdb and pg_ctl, wherever the system keeps it."""
    found = [Path(path) for path in (shutil.which("initdb"),) if path]
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    return next((path.resolve().parent for path in found if path.resolve().with_name("createdb").exists()), None)


def _has_database_user() -> bool:
    return not _IS_ROOT or any(line.startswith("postgres:") for line in Path("/etc/passwd").read_text().splitlines())


pytestmark = [
    pytest.mark.slow,
    pytest.mark.e2e,
    pytest.mark.skipif(_postgres_programs() is None, reason="PostgreSQL (initdb, pg_ctl) is not installed"),
    pytest.mark.skipif(
        not _has_database_user(), reason="PostgreSQL does not run as root, and there is no user postgres"
    ),
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
def database_port(folder: Path, secret_values: dict[str, str]) -> Iterator[int]:
    programs = _postgres_programs()
    assert programs is not None
    data, password, port = folder / "data", folder / "password", free_port()
    password.write_text(secret_values["POSTGRES_PASSWORD"], encoding="utf-8")
    data.mkdir()
    if _DATABASE_USER:
        shutil.chown(data, _DATABASE_USER)
    as_user: dict[str, Any] = {"user": _DATABASE_USER, "cwd": folder} if _DATABASE_USER else {"cwd": folder}
    _run(
        [programs / "initdb", "-D", data, "-U", "airflow", "--auth=scram-sha-256", f"--pwfile={password}", "-N"],
        **as_user,
    )
    options = f"-p {port} -c listen_addresses=127.0.0.1 -k {data} -c fsync=off"
    # the server keeps what it inherits open, so its output must not be the pipe that is read here
    _run([programs / "pg_ctl", "-D", data, "-w", "-l", data / "log", "-o", options, "start"], **as_user)
    try:
        connect = {**os.environ, "PGPASSWORD": secret_values["POSTGRES_PASSWORD"]}
        _run([programs / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "airflow", "airflow"], env=connect)
        yield port
    finally:
        _run([programs / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop"], **as_user)


def _filled_in(text: str, values: Mapping[str, str]) -> str:
    filled = re.sub(r"(?<!\$)\$\{(\w+):[?-][^}]*\}", lambda found: values[found.group(1)], text)
    return filled.replace("$$", "$")


@pytest.fixture(scope="module")
def settings(
    compose: dict[str, Any], secret_values: dict[str, str], folder: Path, root: Path, database_port: int
) -> dict[str, str]:
    """The compose file's settings with nothing changed but addresses and folders."""
    port = free_port()
    values = {**secret_values, "AIRFLOW_BASE_URL": f"http://127.0.0.1:{port}"}
    (folder / "dags").mkdir()
    moved = {
        "@postgres/": f"@127.0.0.1:{database_port}/",
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
    sessions = [
        Session([sys.executable, "-m", "airflow", program], initialised, folder, folder / f"{program}.log")
        for program in _PROGRAMS
    ]
    try:
        base_url = initialised["AIRFLOW__API__BASE_URL"]
        _wait_until_healthy(base_url, folder)
        yield base_url
    finally:
        for session in sessions:
            session.ask_to_stop()
        for session in sessions:
            session.stop()


def _wait_until_healthy(base_url: str, folder: Path) -> None:
    end = time.monotonic() + _READY_SECONDS
    seen: dict[str, Any] = {}
    while time.monotonic() < end:
        try:
            seen = requests.get(f"{base_url}/api/v2/monitor/health", timeout=5).json()
        except requests.RequestException:
            time.sleep(0.3)
            continue
        if all((seen.get(part) or {}).get("status") == "healthy" for part in COMPONENTS):
            return
        time.sleep(0.3)
    logs = "\n".join(file.read_text(encoding="utf-8")[-1500:] for file in folder.glob("*.log"))
    raise AssertionError(f"not healthy: {seen}\n{logs}")


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
