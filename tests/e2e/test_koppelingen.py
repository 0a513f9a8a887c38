"""Koppelingen do not notice each other's trouble, nor each other's work."""

from collections.abc import Callable
from typing import Any

import pytest

from embedded.rest import AirflowApi

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


def test_a_wrong_password_of_one_koppeling_does_not_touch_the_others(
    api: AirflowApi,
    settings: Callable[..., None],
    connection: Callable[..., None],
    wrong_password: str,
    work_orders: Callable[..., list[str]],
    invoices: Callable[[], list[dict[str, Any]]],
    statuses: Callable[[], dict[str, tuple[str, str]]],
) -> None:
    for name in ("zuid", "noord"):
        settings(koppeling=name, export_invoices=False)
    connection("zuid", password=wrong_password)
    [order] = work_orders()
    path = "relations_import__zuid"
    assert api.wait(path, api.trigger(path), 300).state == "failed"
    assert statuses() == {order: ("Compleet", "1")}

    dags = ("invoice_export", "relations_import__noord")
    started = {dag_id: api.trigger(dag_id) for dag_id in dags}
    assert {api.wait(dag_id, run_id, 300).state for dag_id, run_id in started.items()} == {"success"}
    assert statuses() == {order: ("Afgehandeld", "1")}
    assert len(invoices()) == 1
