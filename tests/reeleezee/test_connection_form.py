"""The form in Airflow and the hook behind it must fit each other."""

from __future__ import annotations

import subprocess
import sys

from reeleezee.connection_form import CONNECTION_TYPE
from reeleezee.hook import ReeleezeeHook


def test_the_form_names_the_hook_and_the_type_that_the_hook_has() -> None:
    assert CONNECTION_TYPE["hook-class-name"] == f"{ReeleezeeHook.__module__}.{ReeleezeeHook.__qualname__}"
    assert CONNECTION_TYPE["connection-type"] == ReeleezeeHook.conn_type == "reeleezee"
    assert CONNECTION_TYPE["hook-name"] == ReeleezeeHook.hook_name


def test_every_label_is_dutch_with_english_beside_it() -> None:
    relabelled = CONNECTION_TYPE["ui-field-behaviour"]["relabeling"].values()
    labels = [field["label"] for field in CONNECTION_TYPE["conn-fields"].values()]
    descriptions = [field["description"] for field in CONNECTION_TYPE["conn-fields"].values()]
    assert all(" / " in text for text in [*relabelled, *labels, *descriptions])


def test_describing_the_form_loads_no_hook() -> None:
    code = "import sys, reeleezee.connection_form; print('airflow' in sys.modules, 'requests' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.split() == ["False", "False"]
