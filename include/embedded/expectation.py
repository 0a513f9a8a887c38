"""Reads what must become of each work order of the demo, worked out by hand beside the work order itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from embedded.environment import CHECKOUT
from sandbox.seeds.demo_acts import Act

SEEDS = CHECKOUT / "include" / "sandbox" / "seeds"
EXPORTED = frozenset({"exported", "exported_changed_meanwhile"})
GONE = "gone"


@dataclass(frozen=True)
class Expectation:
    """What must become of one work order; an empty text means that nothing is asked there.

    `stands_as` is status and work status afterwards, or `gone`, where a person decided that and not the export.
    """

    row_id: str
    story: str
    outcome: str
    reason: str = ""
    net: str = ""
    vat: str = ""
    total: str = ""
    lines: int = 0
    left_out: int = 0
    customer: str = ""
    warnings: frozenset[str] = frozenset()
    stands_as: str = ""

    @property
    def is_exported(self) -> bool:
        """Whether an invoice must come of it."""
        return self.outcome in EXPORTED


def expectations(file: Path = SEEDS / "demo_workorders.yaml") -> dict[str, Expectation]:
    """All expectations by the work order's row id, in the order of the file."""
    rows = yaml.safe_load(file.read_text(encoding="utf-8"))["workorders"]
    read = [_expectation(str(row["order"]["id"]), row["story"], row["expected"]) for row in rows]
    return {one.row_id: one for one in read}


def act_expectations(act: Act) -> dict[str, Expectation]:
    """The same for the work orders of one act."""
    return {one.row_id: _expectation(one.row_id, one.story, one.expected) for one in act.stories}


def demo_settings(file: Path = SEEDS / "demo_settings.yaml") -> dict[str, Any]:
    """The settings under which the expectations hold, as the settings form would send them."""
    settings: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return settings | {"koppeling": "default"}


def _expectation(row_id: str, story: str, expected: Mapping[str, Any]) -> Expectation:
    return Expectation(
        row_id=row_id,
        story=story,
        outcome=str(expected["outcome"]),
        reason=str(expected.get("reason", "")),
        net=str(expected.get("net", "")),
        vat=str(expected.get("vat", "")),
        total=str(expected.get("total", "")),
        lines=int(expected.get("lines", 0)),
        left_out=int(expected.get("left_out", 0)),
        customer=str(expected.get("customer", "")),
        warnings=frozenset(expected.get("warnings", ())),
        stands_as=str(expected.get("stands_as", "")),
    )
