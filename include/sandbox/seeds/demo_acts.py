"""Reads the acts of the demo: what is put on the stage of both systems for one run, and what must come of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sandbox.seeds.data_file import read_data_file
from sandbox.seeds.demo_workorders import full_work_order
from sandbox.seeds.outsmart_rows import relation_row
from sandbox.seeds.party import Party
from sandbox.seeds.seed import Row

_RELATIONS = "relations"
# Members of an order that the back office of the sandbox does not let anybody type.
_NOT_TYPED = frozenset({"CpnCodeInvoice", "PdfUrl", "WordUrl", "WorkInstruction"})
_NO_PARTY = Party(number=None, name="")


@dataclass(frozen=True)
class Stage:
    """What one system gets before the run: rows with the list they go to, behaviours, and what happens to calls."""

    records: tuple[tuple[str, Row], ...] = ()
    switches: Row = field(default_factory=dict)
    faults: tuple[Row, ...] = ()


@dataclass(frozen=True)
class ActStory:
    """Why a work order is in an act and what must become of it; no order: it is still there from a former act."""

    row_id: str
    story: str
    order: Row | None
    expected: Row


@dataclass(frozen=True)
class Act:
    """One run of the export under its own settings, which lie over those of the demo; `red`: it must end red."""

    title: str
    settings: Row
    red: bool
    outsmart: Stage
    reeleezee: Stage
    stories: tuple[ActStory, ...]


def demo_acts() -> list[Act]:
    """The acts in the order in which they are played; each builds on what the former ones left behind."""
    return [_act(row) for row in read_data_file("demo_acts.yaml")["acts"]]


def _act(row: Row) -> Act:
    outsmart = _stage(row.get("outsmart", {}))
    blank = relation_row(_NO_PARTY, 0)
    relations = [blank | record for name, record in outsmart.records if name == _RELATIONS]
    return Act(
        title=" ".join(row["title"].split()),
        settings=row["settings"],
        red=row["red"],
        outsmart=outsmart,
        reeleezee=_stage(row.get("reeleezee", {})),
        stories=tuple(_stories(row["workorders"], relations)),
    )


def _stage(row: Row) -> Stage:
    records = tuple((record["list"], record["row"]) for record in row.get("records", ()))
    return Stage(records, row.get("switches", {}), tuple(row.get("faults", ())))


def _stories(rows: list[Any], relations: list[Row]) -> Iterator[ActStory]:
    for row in rows:
        order = _typed(full_work_order(row["order"], relations)) if "order" in row else None
        yield ActStory(order["id"] if order else row["again"], row["story"], order, row["expected"])


def _typed(order: Row) -> Row:
    return {name: value for name, value in order.items() if name not in _NOT_TYPED}
