"""Gives the tests of the embedded Airflow something harmless to run."""

from typing import Any

from airflow.sdk import Param, dag, get_current_context, task


@dag(schedule=None, is_paused_upon_creation=False, params={"name": Param("nobody", type="string")})
def greeting() -> None:
    @task
    def greet() -> dict[str, Any]:
        return {"text": f"hello {get_current_context()['params']['name']}", "count": 1}

    @task
    def fail_for_nobody(greeted: dict[str, Any]) -> None:
        if "nobody" in greeted["text"]:
            raise ValueError("there is nobody to greet")

    fail_for_nobody(greet())  # type: ignore[arg-type]  # a DAG passes the promise of a result


greeting()
