"""The DAG files are read without an error and without reaching out, and say what a person needs to know."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
Facts = dict[str, Any]

IMPORTS = {"relations_import": "0 2 * * *", "materials_import": "20 2 * * *", "hourtypes_import": "40 2 * * *"}
# notices are asked for in koppelingen.yaml; as shipped nobody is told anything
BY_HAND = ("koppeling_setup", "koppeling_settings", "start_synchronisatie", "meldingen")
DAG_FILES = sorted((ROOT / "dags").glob("*.py"))
RUN_TIMEOUTS = {
    "invoice_export": 30 * 60,
    "koppeling_setup": 30 * 60,
    "koppeling_settings": 15 * 60,
    "start_synchronisatie": 3 * 3600,
    "reconciliation": 3600,
    "meldingen": 600,
    # with what it waits between its turns
    **dict.fromkeys(IMPORTS, 2 * 3600),
}
CARELESS = {
    "socket.getaddrinfo": "import socket; socket.create_connection(('127.0.0.1', 9), 1)",
    "socket.connect": "import socket; socket.socket().connect(('127.0.0.1', 9))",
    "sqlite3.connect": "import sqlite3; sqlite3.connect('x.db')",
    "Variable.get": "from airflow.sdk import Variable; Variable.get('koppeling_default')",
    "BaseHook.get_connection": "from airflow.sdk import BaseHook; BaseHook.get_connection('outsmart_default')",
    "heavy": "import pandas, koppeling.settings",
}


def test_every_dag_file_is_read_without_error(facts: Facts) -> None:
    assert facts["errors"] == {}
    assert set(facts["dags"]) == {file.stem for file in DAG_FILES} == set(RUN_TIMEOUTS)


def test_reading_the_dags_loads_neither_pandas_nor_our_models_nor_the_hooks(facts: Facts) -> None:
    assert facts["heavy"] == []


def test_a_careless_dag_file_would_be_noticed(read_dags: Callable[..., Facts], tmp_path: Path) -> None:
    for name, line in CARELESS.items():
        (tmp_path / f"{name.lower()}.py").write_text(f"# an airflow dag\n{line}\n", encoding="utf-8")
    facts = read_dags(tmp_path)
    assert {"koppeling.settings", "pandas"} <= set(facts["heavy"])
    refused = {name for name in CARELESS if f"{name} while a DAG" in facts["errors"].get(f"{name.lower()}.py", "")}
    assert refused == CARELESS.keys() - {"heavy"}


@pytest.mark.parametrize("file", DAG_FILES, ids=lambda file: file.stem)
def test_a_dag_file_fits_on_a_screen_or_two(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) < 100


def test_imports_run_at_night_and_the_export_every_quarter_in_dutch_time(dags: Facts) -> None:
    wanted = {**IMPORTS, "invoice_export": "*/15 * * * *", "reconciliation": "40 5 * * *"}
    assert {dag_id: dags[dag_id]["schedule"] for dag_id in wanted} == wanted
    assert {dags[dag_id]["zone"] for dag_id in wanted} == {"Europe/Amsterdam"}


@pytest.mark.parametrize("dag_id", BY_HAND)
def test_what_a_person_starts_has_no_schedule(dags: Facts, dag_id: str) -> None:
    assert dags[dag_id]["schedule"] == ""


@pytest.mark.parametrize("dag_id", RUN_TIMEOUTS)
def test_a_dag_runs_alone_never_catches_up_and_ends_in_time(dags: Facts, dag_id: str) -> None:
    dag = dags[dag_id]
    assert (dag["max_active_runs"], dag["catchup"]) == (1, False)
    assert dag["run_timeout"] == RUN_TIMEOUTS[dag_id]
    assert all(task["timeout"] is None or task["timeout"] < dag["run_timeout"] for task in dag["tasks"].values())


@pytest.mark.parametrize("dag_id", RUN_TIMEOUTS)
def test_a_new_dag_runs_without_being_switched_on_first(dags: Facts, dag_id: str) -> None:
    assert dags[dag_id]["paused_at_creation"] is False


@pytest.mark.parametrize("dag_id", RUN_TIMEOUTS)
def test_a_dag_tells_what_it_does_in_dutch_and_english(dags: Facts, dag_id: str) -> None:
    dag = dags[dag_id]
    assert dag["display_name"].endswith("(default)")
    assert dag["doc"].strip().startswith("###")
    dutch, _, english = dag["doc"].partition("\n*")
    assert min(len(dutch.split()), len(english.split())) >= 10
    assert {"koppeling", "koppeling:default"} <= set(dag["tags"])


@pytest.mark.parametrize("dag_id", RUN_TIMEOUTS)
def test_every_task_has_an_owner_and_tells_what_it_does_in_dutch_and_english(dags: Facts, dag_id: str) -> None:
    for task_id, task in dags[dag_id]["tasks"].items():
        assert task["owner"] == "koppeling", task_id
        dutch, _, english = task["doc"].partition(" / ")
        # a stub has no sentence on both sides
        assert len(dutch.split()) >= 3, task_id
        assert len(english.split()) >= 3, task_id
        assert task["display_name"] != task_id


@pytest.mark.parametrize("dag_id", RUN_TIMEOUTS)
def test_every_field_of_a_form_has_a_title_and_an_explanation_in_both_languages(dags: Facts, dag_id: str) -> None:
    for name, param in dags[dag_id]["params"].items():
        assert param["title"], name
        assert " / " in param["description"], name
        assert _offers_choices(param["schema"]), name
        # what looks like a tag is swallowed when the form shows it
        assert not re.search(r"<\w", param["description"]), name


def _offers_choices(schema: dict[str, Any]) -> bool:
    """A short text with a fixed set of values must be chosen and not typed."""
    return "enum" not in schema or "values_display" in schema or len(schema["enum"]) > 1


def test_the_forms_ask_what_each_dag_can_be_asked(dags: Facts) -> None:
    assert set(dags["invoice_export"]["params"]) == {"preview", "work_orders", "retry_refused", "invoice_anyway"}
    assert all(set(dags[dag_id]["params"]) == {"preview"} for dag_id in IMPORTS)
    assert set(dags["reconciliation"]["params"]) == {"since", "acknowledge"}
    assert "confirm_work_statuses" in dags["koppeling_settings"]["params"]
    assert dags["start_synchronisatie"]["params"] == {}
    assert set(dags["meldingen"]["params"]) == {"digest_now"}


def test_the_set_up_tells_which_connections_belong_to_the_koppeling(dags: Facts) -> None:
    told = {name: param["value"] for name, param in dags["koppeling_setup"]["params"].items()}
    assert told == {"outsmart_connection": "outsmart_default", "reeleezee_connection": "reeleezee_default"}


def test_what_runs_at_night_is_tried_again_and_the_next_quarter_is_the_exports_retry(dags: Facts) -> None:
    assert all(dags[dag_id]["tasks"]["sync"]["retry_policy"] for dag_id in IMPORTS)
    assert dags["reconciliation"]["tasks"]["compare"]["retry_policy"]
    retries = {dag_id: {task["retries"] for task in dag["tasks"].values()} for dag_id, dag in dags.items()}
    assert retries == {dag_id: {1} if dag_id in {*IMPORTS, "reconciliation"} else {0} for dag_id in dags}


def test_every_task_that_calls_reeleezee_waits_for_the_one_session_of_its_login(dags: Facts) -> None:
    outside = {
        f"{dag_id}.{task_id}"
        for dag_id, dag in dags.items()
        for task_id, task in dag["tasks"].items()
        if task["pool"] != "reeleezee_default" and dag_id != "start_synchronisatie"
    }
    assert outside == {
        *(f"{dag_id}.check_settings" for dag_id in (*IMPORTS, "invoice_export", "reconciliation")),
        "invoice_export.report",
        "reconciliation.report",
        "koppeling_settings.validate",
        "meldingen.watch",
        "meldingen.digest",
    }
    # it waits for runs that need the session: with a place in the pool it would wait for itself
    assert {task["pool"] for task in dags["start_synchronisatie"]["tasks"].values()} == {"default_pool"}


def test_the_export_goes_before_whatever_else_waits_for_the_same_session(dags: Facts) -> None:
    export = {task["priority"] for task in dags["invoice_export"]["tasks"].values() if task["pool"] != "default_pool"}
    others = {dags[dag_id]["tasks"]["sync"]["priority"] for dag_id in IMPORTS}
    others.add(dags["reconciliation"]["tasks"]["compare"]["priority"])
    assert min(export) > max(others)


def test_a_dag_exists_per_koppeling_each_with_its_own_name_pool_and_schedule(
    read_dags: Callable[..., Facts], tmp_path: Path
) -> None:
    rows = [
        {"name": "default", "account_key": "een", "outsmart": "o1", "reeleezee": "r1", "pool": "p1"},
        {"name": "zuid", "account_key": "twee", "outsmart": "o2", "reeleezee": "r2", "pool": "p2"},
        {"name": "noord", "account_key": "drie", "outsmart": "o3", "reeleezee": "r2", "pool": "p2"},
    ]
    rows[1]["schedules"] = {"export": "5 8-18 * * *"}  # type: ignore[assignment]
    file = tmp_path / "koppelingen.yaml"
    file.write_text(yaml.safe_dump({"koppelingen": rows}), encoding="utf-8")
    facts = read_dags(ROOT / "dags", KOPPELINGEN_FILE=str(file))
    assert facts["errors"] == {}
    found = facts["dags"]
    assert set(found) == {base + suffix for base in RUN_TIMEOUTS for suffix in ("", "__zuid", "__noord")}
    assert found["invoice_export__zuid"]["schedule"] == "5 8-18 * * *"
    assert found["invoice_export__noord"]["schedule"] == ""
    assert found["invoice_export__zuid"]["display_name"] == "Facturen maken (zuid)"
    assert "koppeling:noord" in found["materials_import__noord"]["tags"]
    assert found["relations_import__zuid"]["tasks"]["sync"]["pool"] == "p2"


def test_a_broken_list_of_koppelingen_is_an_import_error_that_names_field_and_remedy(
    read_dags: Callable[..., Facts], tmp_path: Path
) -> None:
    file = tmp_path / "koppelingen.yaml"
    file.write_text("koppelingen:\n- {name: Zuid}\n", encoding="utf-8")
    errors = read_dags(ROOT / "dags", KOPPELINGEN_FILE=str(file))["errors"]
    assert set(errors) == {file.name for file in DAG_FILES}
    assert (
        "koppelingen.yaml, koppeling 1: account_key = None must be a text. Fill it in." in errors["invoice_export.py"]
    )


def test_a_mistake_in_one_koppeling_is_seen_and_leaves_the_dags_of_the_others(
    read_dags: Callable[..., Facts], tmp_path: Path
) -> None:
    good = {"name": "default", "account_key": "een", "outsmart": "o1", "reeleezee": "r1", "pool": "p1"}
    bad = good | {"name": "zuid", "account_key": "twee", "shedules": {"export": "5 8-18 * * *"}}
    file = tmp_path / "koppelingen.yaml"
    file.write_text(yaml.safe_dump({"koppelingen": [bad, good]}), encoding="utf-8")
    facts = read_dags(ROOT / "dags", KOPPELINGEN_FILE=str(file))
    assert set(facts["dags"]) == set(RUN_TIMEOUTS)
    # not in a file with DAGs: Airflow would no longer schedule them
    (told,) = facts["errors"].items()
    assert told[0] == "koppelingen_yaml.py"
    assert "koppelingen.yaml, koppeling 1: unknown field 'shedules'. Remove it or correct its spelling." in told[1]
