"""The set-up and the saving of settings to be broken: the first log-in of a company that has statuses of its own."""

from __future__ import annotations

import json
import os
from typing import Any, ClassVar

from tests.faults.dagrun import Task
from tests.faults.invariants import People
from tests.faults.world import World, lasting
from tests.koppeling.export.couple import NAME

from koppeling.koppelingen import koppeling
from koppeling.steps import setup_steps

Json = dict[str, Any]
FORM: Json = {"export_invoices": True, "payment_term_days": 30, "confirm_work_statuses": True}


class SetupWorld(World):
    name: ClassVar[str] = "set-up"

    def arrange(self) -> People:
        act = self.couple.outsmart.act
        act("workstatusses", {"sta_code": "WACHT", "sta_name": "Wacht op materiaal"})
        act("workstatusses", {"sta_code": "1", "sta_name": "Naar de boekhouding"})
        return People()

    def tasks(self, *, by_hand: bool = False) -> list[Task]:
        names = ("connections", "statuses", "free_field", "assumptions")
        return [
            Task("connections", lambda _: setup_steps.check_connections(NAME)),
            Task("statuses", lambda _: setup_steps.prepare_work_statuses(NAME)),
            Task("free_field", lambda _: setup_steps.check_free_field(NAME)),
            Task("assumptions", lambda _: setup_steps.probe_assumptions(NAME)),
            Task("report", lambda x: setup_steps.setup_report([x[name] for name in names])),
        ]


class SettingsWorld(SetupWorld):
    """Settings were never saved before; the Airflow variable is that of the environment."""

    name: ClassVar[str] = "settings"

    def arrange(self) -> People:
        os.environ.pop(_variable(), None)
        return super().arrange()

    def tasks(self, *, by_hand: bool = False) -> list[Task]:
        return [
            Task("validate", lambda _: setup_steps.validate_settings(FORM)),
            Task("test", lambda _: setup_steps.test_connections(NAME)),
            Task("save", lambda x: setup_steps.save_settings(NAME, x["validate"], confirmed=True, by="planner")),
        ]

    def end_state(self) -> Json:
        return {**super().end_state(), "variable": lasting(_saved())}


def _variable() -> str:
    return f"AIRFLOW_VAR_{koppeling(NAME).variable.upper()}"


def _saved() -> Any:
    return json.loads(os.environ[_variable()]) if _variable() in os.environ else None
