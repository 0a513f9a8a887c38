"""Says with which settings the embedded Airflow runs, the same for demo, `make up` and end-to-end tests."""

import secrets
import sys
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from json import dumps, loads
from os import O_CREAT, O_EXCL, O_WRONLY, fdopen, pathsep
from os import open as open_descriptor
from pathlib import Path

from embedded.ports import HOST

CHECKOUT = Path(__file__).resolve().parents[2]
ADMIN = "admin"


@dataclass(frozen=True)
class LogPorts:
    """Where worker and triggerer serve their logs; own ports, since two Airflows may share a machine."""

    worker: int
    triggerer: int


def admin_password(home: Path) -> str:
    """The password of the user `admin`, made once for this home."""
    passwords = loads(_kept(home / "passwords.json", lambda: dumps({ADMIN: secrets.token_urlsafe(12)})))
    return str(passwords[ADMIN])


def airflow_environment(
    home: Path, port: int, log_ports: LogPorts, dags: Path, inherited: Mapping[str, str]
) -> dict[str, str]:
    """All environment variables for Airflow's processes; an Airflow variable of the caller's shell is not passed on."""
    admin_password(home)
    return {
        **{name: value for name, value in inherited.items() if not name.startswith(("AIRFLOW", "PYTHONPATH"))},
        # standalone starts its parts as the command `airflow`, which must be the one of this very Python
        "PATH": pathsep.join([str(Path(sys.executable).parent), inherited.get("PATH", "")]),
        "PYTHONPATH": pathsep.join([str(CHECKOUT), str(CHECKOUT / "include")]),
        "PYTHONUNBUFFERED": "1",
        "NO_COLOR": "1",
        **_shared_settings(home, dags),
        **_network_settings(port, log_ports),
        **_secret_settings(home),
    }


def _shared_settings(home: Path, dags: Path) -> dict[str, str]:
    return {
        "AIRFLOW_HOME": str(home),
        "AIRFLOW__CORE__DAGS_FOLDER": str(dags),
        "AIRFLOW__CORE__PLUGINS_FOLDER": str(CHECKOUT / "plugins"),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__EXECUTOR": "LocalExecutor",
        "AIRFLOW__CORE__PARALLELISM": "8",
        "AIRFLOW__CORE__TEST_CONNECTION": "Enabled",
        # SQLite's own patience of 5 s makes a busy machine answer "database is locked"
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{home / 'airflow.db'}?timeout=60",
        "AIRFLOW__LOGGING__BASE_LOG_FOLDER": str(home / "logs"),
        "AIRFLOW__SCHEDULER__SCHEDULER_IDLE_SLEEP_TIME": "0.2",
        "AIRFLOW__DAG_PROCESSOR__REFRESH_INTERVAL": "30",
    }


def _network_settings(port: int, log_ports: LogPorts) -> dict[str, str]:
    base_url = f"http://{HOST}:{port}"
    return {
        "AIRFLOW__API__HOST": HOST,
        "AIRFLOW__API__PORT": str(port),
        # with the port alone the workers would still report to 8080 and every task would fail without a log
        "AIRFLOW__API__BASE_URL": base_url,
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"{base_url}/execution/",
        "AIRFLOW__LOGGING__WORKER_LOG_SERVER_PORT": str(log_ports.worker),
        "AIRFLOW__LOGGING__TRIGGER_LOG_SERVER_PORT": str(log_ports.triggerer),
        "NO_PROXY": f"{HOST},localhost",
        "no_proxy": f"{HOST},localhost",
    }


def _secret_settings(home: Path) -> dict[str, str]:
    return {
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS": f"{ADMIN}:admin",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": str(home / "passwords.json"),
        "AIRFLOW__CORE__FERNET_KEY": _kept(
            home / "fernet.key", lambda: urlsafe_b64encode(secrets.token_bytes(32)).decode("ascii")
        ),
        "AIRFLOW__API_AUTH__JWT_SECRET": _kept(home / "jwt.secret", lambda: secrets.token_urlsafe(64)),
        "AIRFLOW__API__SECRET_KEY": _kept(home / "session.secret", lambda: secrets.token_urlsafe(32)),
    }


def _kept(file: Path, make: Callable[[], str]) -> str:
    """The secret in the file, which is made at the first call and readable by its owner alone."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not file.exists():
        # created with its mode, so that there is no moment in which others can read it
        with fdopen(open_descriptor(file, O_WRONLY | O_CREAT | O_EXCL, 0o600), "w", encoding="utf-8") as handle:
            handle.write(make())
    return file.read_text(encoding="utf-8").strip()
