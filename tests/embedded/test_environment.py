"""The settings of the embedded Airflow agree with each other and with nobody else's."""

import stat
from pathlib import Path

from embedded.environment import CHECKOUT, LogPorts, admin_password, airflow_environment


def _environment(home: Path, **inherited: str) -> dict[str, str]:
    return airflow_environment(home, 8123, LogPorts(1, 2), CHECKOUT / "dags", inherited)


def test_workers_report_to_the_port_that_the_api_listens_on(tmp_path: Path) -> None:
    settings = _environment(tmp_path)
    assert settings["AIRFLOW__API__PORT"] == "8123"
    assert settings["AIRFLOW__API__BASE_URL"] == "http://127.0.0.1:8123"
    assert settings["AIRFLOW__CORE__EXECUTION_API_SERVER_URL"] == "http://127.0.0.1:8123/execution/"


def test_airflow_variables_of_the_callers_shell_are_not_passed_on(tmp_path: Path) -> None:
    settings = _environment(tmp_path, AIRFLOW__CORE__EXECUTOR="CeleryExecutor", AIRFLOW_HOME="/else", LANG="nl_NL")
    assert settings["AIRFLOW__CORE__EXECUTOR"] == "LocalExecutor"
    assert settings["AIRFLOW_HOME"] == str(tmp_path)
    assert settings["LANG"] == "nl_NL"


def test_a_second_start_keeps_the_secrets(tmp_path: Path) -> None:
    first, second = _environment(tmp_path), _environment(tmp_path)
    assert first == second
    assert len(first["AIRFLOW__API_AUTH__JWT_SECRET"].encode()) >= 64


def test_every_home_has_secrets_of_its_own(tmp_path: Path) -> None:
    one, other = _environment(tmp_path / "one"), _environment(tmp_path / "other")
    for name in ("CORE__FERNET_KEY", "API_AUTH__JWT_SECRET", "API__SECRET_KEY"):
        assert one[f"AIRFLOW__{name}"] != other[f"AIRFLOW__{name}"]
    assert admin_password(tmp_path / "one") != admin_password(tmp_path / "other")


def test_secrets_are_made_for_the_owner_alone(tmp_path: Path) -> None:
    _environment(tmp_path)
    assert {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()} == {0o600}
    assert len(list(tmp_path.iterdir())) == 4
