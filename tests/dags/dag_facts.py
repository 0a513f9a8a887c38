"""Reads a DAG folder with every way out of the process closed and prints as JSON what its DAGs are.

A program of its own, since Airflow takes its settings at its first import and another test may have imported it.
"""

import json
import sys
from typing import Any

_WAYS_OUT = frozenset({"socket.connect", "socket.getaddrinfo", "sqlite3.connect", "subprocess.Popen", "os.system"})
_HEAVY = frozenset({"pandas", "numpy", "koppeling.settings", "koppeling.saved"})
_APIS = ("outsmart.", "reeleezee.")
# names of exceptions, which the rules for retries need
_LIGHT = frozenset({"outsmart.errors", "reeleezee.errors"})


def main(folder: str) -> None:
    """Import Airflow, close the ways out, read the folder, print."""
    from airflow.dag_processing.dagbag import DagBag
    from airflow.sdk import BaseHook, Connection, Variable

    for owner, name in ((BaseHook, "get_connection"), (Connection, "get"), (Variable, "get"), (Variable, "set")):
        setattr(owner, name, _refused(f"{owner.__name__}.{name}"))
    before = set(sys.modules)
    sys.addaudithook(_refuse_ways_out)
    bag = DagBag(dag_folder=folder)
    loaded = set(sys.modules) - before
    facts = {
        "errors": {file.rpartition("/")[2]: error for file, error in bag.import_errors.items()},
        "heavy": sorted(name for name in loaded - _LIGHT if name in _HEAVY or name.startswith(_APIS)),
        "dags": {dag_id: _dag(dag) for dag_id, dag in bag.dags.items()},
    }
    print(json.dumps(facts))  # noqa: T201


def _dag(dag: Any) -> dict[str, Any]:
    return {
        "display_name": dag.dag_display_name,
        "schedule": str(getattr(dag.timetable, "expression", None) or ""),
        "zone": str(getattr(dag.timetable, "timezone", "")),
        "catchup": dag.catchup,
        "max_active_runs": dag.max_active_runs,
        "run_timeout": dag.dagrun_timeout.total_seconds() if dag.dagrun_timeout else None,
        "paused_at_creation": dag.is_paused_upon_creation,
        "tags": sorted(dag.tags),
        "doc": dag.doc_md or "",
        "params": {name: _param(dag.params.get_param(name)) for name in dag.params},
        "tasks": {task.task_id: _task(task) for task in dag.tasks},
    }


def _param(param: Any) -> dict[str, Any]:
    told = param.description or param.schema.get("description_md") or ""
    return {"value": param.value, "schema": param.schema, "title": param.schema.get("title", ""), "description": told}


def _task(task: Any) -> dict[str, Any]:
    return {
        "owner": task.owner,
        "retries": task.retries,
        "retry_policy": task.retry_policy is not None,
        "timeout": task.execution_timeout.total_seconds() if task.execution_timeout else None,
        "pool": task.pool,
        "priority": task.priority_weight,
        "doc": task.doc_md or "",
        "display_name": task.task_display_name,
        "downstream": sorted(task.downstream_task_ids),
    }


def _refused(name: str) -> Any:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(f"{name} while a DAG file is read")

    return refuse


def _refuse_ways_out(event: str, _: tuple[object, ...]) -> None:
    if event in _WAYS_OUT:
        raise PermissionError(f"{event} while a DAG file is read")


if __name__ == "__main__":
    main(sys.argv[1])
