"""The compose file can be started by anybody who has filled in .env, and by nobody without secrets of their own."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.chaos.installation import IMPATIENT

from embedded.environment import LogPorts, airflow_environment

_SECRETS = {
    "AIRFLOW_FERNET_KEY",
    "AIRFLOW_JWT_SECRET",
    "AIRFLOW_SESSION_SECRET",
    "POSTGRES_PASSWORD",
    "REDIS_PASSWORD",
    "AIRFLOW_ADMIN_PASSWORD",
}
_USED_BY_COMPOSE_ITSELF = {"COMPOSE_PROFILES"}
_SERVICES = {
    "postgres": None,
    "airflow-init": None,
    "airflow-apiserver": None,
    "airflow-scheduler": None,
    "airflow-dag-processor": None,
    "airflow-triggerer": None,
    "redis": "celery",
    "airflow-worker": "celery",
    "sandbox-outsmart": "sandbox",
    "sandbox-reeleezee": "sandbox",
}
_TIMEOUT = "AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT"
_ORPHANS = "AIRFLOW__SCHEDULER__ORPHANED_TASKS_CHECK_INTERVAL"
_THRESHOLD = "AIRFLOW__SCHEDULER__SCHEDULER_HEALTH_CHECK_THRESHOLD"


@pytest.fixture(scope="module")
def defaults() -> dict[str, Any]:
    """What Airflow of this version does when it is told nothing."""
    import airflow

    found = yaml.safe_load((Path(airflow.__file__).parent / "config_templates" / "config.yml").read_text("utf-8"))
    return {name: section["options"] for name, section in found.items()}


def _default(defaults: dict[str, Any], variable: str) -> str:
    _, section, option = variable.lower().split("__")
    return str(defaults[section][option]["default"])


def test_it_follows_the_compose_specification(root: Path) -> None:
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    done = subprocess.run([*check, str(root / "docker-compose.yaml")], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_it_has_these_services_with_these_profiles(compose: dict[str, Any]) -> None:
    profiles = {name: (service.get("profiles") or [None])[0] for name, service in compose["services"].items()}
    assert profiles == _SERVICES


def test_every_variable_is_explained_in_the_example(compose_text: str, example: dict[str, str]) -> None:
    used = set(re.findall(r"(?<!\$)\$\{([A-Z_]+)", compose_text))
    assert used == example.keys() - _USED_BY_COMPOSE_ITSELF


def test_a_secret_has_no_default_and_says_how_to_make_it(compose_text: str, example: dict[str, str]) -> None:
    for name, operator in re.findall(r"(?<!\$)\$\{([A-Z_]+)(:[?-][^}]*|)\}", compose_text):
        if name in _SECRETS:
            assert operator == ":?is missing in .env, make it with bin/new-env"
        else:
            assert operator == f":-{example[name]}"
    assert {name for name, value in example.items() if not value} == _SECRETS | _USED_BY_COMPOSE_ITSELF


def test_every_service_is_watched_and_restarted_unless_it_ends_by_itself(compose: dict[str, Any]) -> None:
    for name, service in compose["services"].items():
        if name == "airflow-init":
            assert service["restart"] == "no"
            continue
        assert service["healthcheck"]["test"], name
        assert service["restart"] == "unless-stopped", name


def test_no_service_runs_as_root_or_may_become_root(compose: dict[str, Any]) -> None:
    for name, service in compose["services"].items():
        assert service["user"].split(":")[0] not in {"", "0", "root", "${AIRFLOW_UID-0}"}, name
        assert "no-new-privileges:true" in service["security_opt"], name


def test_what_a_service_needs_starts_before_it(compose: dict[str, Any]) -> None:
    services = compose["services"]
    for name, service in services.items():
        for needed, how in service.get("depends_on", {}).items():
            waits_for_end = how["condition"] == "service_completed_successfully"
            assert waits_for_end == ("healthcheck" not in services[needed]), (name, needed)
        if name.startswith("airflow-") and name != "airflow-init":
            assert {"airflow-init", "postgres"} <= service["depends_on"].keys()


def test_all_parts_of_airflow_have_the_same_settings(compose: dict[str, Any]) -> None:
    shared = compose["x-environment"]
    for name, service in compose["services"].items():
        if name.startswith("airflow-"):
            assert shared.items() <= service["environment"].items(), name


def test_it_agrees_with_the_airflow_of_demo_and_tests(compose: dict[str, Any], tmp_path: Path) -> None:
    here = airflow_environment(tmp_path, 8080, LogPorts(1, 2), Path("/opt/airflow/dags"), {})
    there = compose["x-environment"]
    for name in ("LOAD_EXAMPLES", "TEST_CONNECTION", "DAGS_FOLDER"):
        assert there[f"AIRFLOW__CORE__{name}"] == here[f"AIRFLOW__CORE__{name}"]
    refresh = "AIRFLOW__DAG_PROCESSOR__REFRESH_INTERVAL"
    assert there[refresh] == here[refresh]
    assert here["AIRFLOW__CORE__PARALLELISM"] in there["AIRFLOW__CORE__PARALLELISM"]
    inside = [path.replace(str(Path(__file__).parents[2]), "/opt/airflow") for path in here["PYTHONPATH"].split(":")]
    assert there["PYTHONPATH"].split(":") == inside


def test_every_setting_of_airflow_exists_in_this_version(compose: dict[str, Any], defaults: dict[str, Any]) -> None:
    for variable in compose["x-environment"]:
        if variable.startswith("AIRFLOW__") and not variable.startswith("AIRFLOW__CELERY__"):
            _, section, option = variable.split("__")
            assert option.lower() in defaults[section.lower()], variable


def test_what_was_killed_is_noticed_sooner_than_by_default_and_never_because_of_a_few_lost_heartbeats(
    compose: dict[str, Any], defaults: dict[str, Any]
) -> None:
    there = {name: float(compose["x-environment"][name]) for name in (_TIMEOUT, _ORPHANS, _THRESHOLD)}
    default = {name: float(_default(defaults, name)) for name in there}
    assert there[_TIMEOUT] < default[_TIMEOUT]
    assert there[_ORPHANS] < default[_ORPHANS]
    beats = float(_default(defaults, "AIRFLOW__WORKERS__MIN_HEARTBEAT_INTERVAL"))
    assert there[_TIMEOUT] >= 20 * beats
    # a scheduler that is only slow must not be held for dead sooner than Airflow's makers think safe
    assert there[_THRESHOLD] >= default[_THRESHOLD]
    # else a killed scheduler's tasks wait for a second look
    assert there[_ORPHANS] > there[_THRESHOLD]


def test_what_is_noticed_sooner_as_shipped_is_what_the_chaos_tests_notice_sooner_still(compose: dict[str, Any]) -> None:
    shipped = compose["x-environment"]
    for name in (_TIMEOUT, _ORPHANS, _THRESHOLD):
        assert 0 < float(IMPATIENT[name]) < float(shipped[name]), name


@pytest.mark.parametrize("line", ["FROM apache/airflow:3.3.2-python3.11", "USER airflow"])
def test_the_image_is_airflows_own_and_not_of_root(root: Path, line: str) -> None:
    assert line in (root / "Dockerfile").read_text(encoding="utf-8").splitlines()


def test_the_image_holds_the_airflow_of_the_lock(root: Path) -> None:
    lock = (root / "requirements.txt").read_text(encoding="utf-8")
    locked = re.search(r"^apache-airflow(?:\[[^]]*\])?==(\S+)", lock, re.MULTILINE)
    assert locked is not None
    assert f"apache/airflow:{locked.group(1)}-" in (root / "Dockerfile").read_text(encoding="utf-8")


def test_everything_that_the_image_copies_is_sent_to_the_builder(root: Path) -> None:
    sent = {line[1:] for line in (root / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")}
    copied: set[str] = set()
    for line in (root / "Dockerfile").read_text(encoding="utf-8").splitlines():
        if line.startswith("COPY "):
            copied |= {word for word in line.split()[1:-1] if not word.startswith("--")}
    assert copied == sent
