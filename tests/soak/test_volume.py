"""A large account must pass through one worker: memory stays bounded, and the second run posts nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import requests

CHECKOUT = Path(__file__).resolve().parents[2]
PROGRAM = """
import json, sys
from pathlib import Path
from outsmart.hook import OutSmartHook
from reeleezee.hook import ReeleezeeHook
from koppeling.identity import Identity
from koppeling.imports.relations import import_relations
from koppeling.mapping_file import load_mapping
from koppeling.steps.import_steps import MAPPINGS

administration = sys.argv[1]
with OutSmartHook("o") as outsmart, ReeleezeeHook("r", administration_id=administration) as reeleezee:
    report = import_relations(outsmart, reeleezee, identity=Identity(administration, "default"), kind="",
                              mapping=load_mapping(MAPPINGS / "relations.yaml"), preview=False)
# not ru_maxrss: that survives the exec and would tell the memory of the test run that started us
status = Path("/proc/self/status").read_text()
peak = int(status.partition("VmHWM:")[2].split()[0]) // 1024
print(json.dumps({"counts": dict(report.counts), "peak_mb": peak}))
"""
ADMINISTRATION = "5f0d2c1e-6b1a-4c57-9a40-1d2f3e4a5b6c"
Start = Callable[[str, str], str]


def run_import(outsmart: str, reeleezee: str, home: Path) -> dict[str, Any]:
    connections = {
        "AIRFLOW_CONN_O": {
            "conn_type": "outsmart",
            "host": f"{outsmart}/openapi/8",
            "password": "sandbox-klant-token",
            "extra": {"software_token": "sandbox-software-token"},
        },
        "AIRFLOW_CONN_R": {
            "conn_type": "reeleezee",
            "host": f"{reeleezee}/api/v1",
            "login": "koppeling@installatie.example",
            "password": "sandbox-wachtwoord",
        },
    }
    environment = {
        **os.environ,
        **{name: json.dumps(fields) for name, fields in connections.items()},
        "AIRFLOW_HOME": str(home),
        "PYTHONPATH": str(CHECKOUT / "plugins"),
    }
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, ADMINISTRATION], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def posts(outsmart: str) -> int:
    counters = requests.get(f"{outsmart}/_sandbox/requests", timeout=60).json()["counters"]
    return int(counters.get("POST /relations", 0))


@pytest.mark.parametrize(
    ("rows", "most_mb"),
    [
        pytest.param(4_000, 260, marks=pytest.mark.slow),
        pytest.param(100_000, 500, marks=pytest.mark.soak),
    ],
)
def test_relations_are_created_updated_and_compared_in_bounded_memory(
    rows: int, most_mb: int, start_sandbox: Start, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    reeleezee = start_sandbox("reeleezee", str(rows))
    outsmart = start_sandbox("outsmart", "empty")
    created = run_import(outsmart, reeleezee, tmp_path)
    assert created["counts"]["created"] == rows

    requests.post(f"{outsmart}/_sandbox/reset", json={"seed": str(rows)}, timeout=60)
    updated = run_import(outsmart, reeleezee, tmp_path)
    assert updated["counts"]["updated"] == rows

    before = posts(outsmart)
    unchanged = run_import(outsmart, reeleezee, tmp_path)
    assert unchanged["counts"]["unchanged"] == rows
    assert posts(outsmart) == before

    peaks = {"created": created["peak_mb"], "updated": updated["peak_mb"], "unchanged": unchanged["peak_mb"]}
    record_property("peak_mb", peaks)
    assert max(peaks.values()) < most_mb, peaks
