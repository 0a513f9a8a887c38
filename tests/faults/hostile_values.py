"""Puts a hostile value into any field of any record that an export reads, on its way from either system.

The fields are those that a clean run was seen to read. Whatever stands there, other orders are invoiced in the same
run, the order itself is invoiced right or not at all, and nothing of it is stored that nobody wrote.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Final

import requests
from tests.faults.bill import Bill
from tests.faults.changes import MAY_MAKE, left_over
from tests.faults.course import Ending, Stage
from tests.faults.export_worlds import ExportWorld
from tests.faults.invariants import HANDLED, People
from tests.koppeling.export.couple import IDENTITY, used, worked

Json = dict[str, Any]
ABSENT: Final = object()
VALUES: Final[Mapping[str, Any]] = {
    "half an emoji": "LAMP \ud83d",
    "an empty list": [],
    "an empty object": {},
    "null": None,
    "nothing at all": ABSENT,
    "a list": ["x"],
    "an object": {"x": 1},
    "true": True,
    "a control character": "a\x00b",
    "a day that is none": "0000-00-00",
    "a huge text": "x" * 200_000,
    "no number": "NaN",
    "a huge number": 1e30,
}
NONE_THERE: Final = frozenset(["an empty list", "an empty object", "null", "nothing at all"])
# What a program would make of these values, and nobody ever wrote.
WRITTEN_BY_NOBODY: Final = ("[]", "{}", "['x']", "{'x'", '"x"', "None", "True", "nan", "\x00", "\ud83d")


class HostileWorld(ExportWorld):
    """An order of a known customer, one that needs a new customer and a new product, and one apart from both."""

    name: ClassVar[str] = "export of hostile values"

    def arrange(self) -> People:
        couple = self.couple
        self.troubled: Json = {}
        self.runs = 0
        couple.settings(**MAY_MAKE)
        address = {"Type": 1, "Street": "Kerkpad", "Number": "22", "Postcode": "2345 BC", "City": "Beukenstad"}
        couple.customer(1002, "Garage De Bougie", linked=False, AddressList=[address])
        place = {"street": "Kerkpad", "house_number": "22", "postal_code": "2345 BC", "city": "Beukenstad"}
        couple.relation("1002", "Garage De Bougie", **place)
        there = {"street": "Molenweg", "house_number": "44", "postal_code": "3456 CD"}
        couple.relation("3001", "Nieuwe Relatie", **there, email="nieuw@example.nl")
        couple.product("BUIS", "5.00")
        couple.service("ZAAG", "48.00")
        # 3 x 10.00 and fifty minutes of 60.00; 2 x 7.50; 2 x 5.00 and an hour of 48.00
        self.known = couple.order(used("KRAAN", "3"), periods=[worked("MONT", "00:50", EndTime="08:50")])
        self.new = couple.order(used("NIEUW", "2", "7.50"), debtor="3001")
        self.apart = couple.order(used("BUIS", "2", "5.00"), debtor="1002", periods=[worked("ZAAG")])
        bills = {
            self.known: [Bill(("30.00",), ("50.00",))],
            self.new: [Bill(("15.00",))],
            self.apart: [Bill(("10.00",), ("48.00",))],
        }
        return People(frozenset(bills), bills=bills)


@dataclass(frozen=True)
class Kind:
    """A record that is bent: of which system, how it is recognised, and which of the orders it concerns."""

    name: str
    system: str
    is_it: Callable[[HostileWorld, Json], bool]
    concerns: Callable[[HostileWorld], str]


def _known(world: HostileWorld) -> str:
    return world.known


def _new(world: HostileWorld) -> str:
    return world.new


def _has(field: str, value: object, *others: str) -> Callable[[HostileWorld, Json], bool]:
    return lambda _, row: row.get(field) == value and all(other in row for other in others)


def _is_order(which: Callable[[HostileWorld], str]) -> Callable[[HostileWorld, Json], bool]:
    return lambda world, row: "OrderNr" in row and which(world) in {row.get("row_id"), row.get("id")}


def _is_invoice(world: HostileWorld, row: Json) -> bool:
    return "DocumentLineList" in row and row.get("id") == IDENTITY.invoice(world.known)


def _is_line_of_hours(_: HostileWorld, row: Json) -> bool:
    return "NetAmount" in row and str(row.get("Description")).startswith("Uren MONT")


KINDS: Final = (
    Kind("work order", "outsmart", _is_order(_known), _known),
    Kind("work order of a new customer", "outsmart", _is_order(_new), _new),
    Kind("material line", "outsmart", _has("MaterialCode", "KRAAN"), _known),
    Kind("line of a new material", "outsmart", _has("MaterialCode", "NIEUW"), _new),
    Kind("work period", "outsmart", _has("HourType", "MONT", "BeginTime"), _known),
    Kind("relation", "outsmart", _has("debtor_number", "1001"), _known),
    Kind("new relation", "outsmart", _has("debtor_number", "3001"), _new),
    Kind("material", "outsmart", _has("code", "KRAAN", "freefield5"), _known),
    Kind("hour type", "outsmart", _has("code", "MONT", "sale_price"), _known),
    Kind("customer", "reeleezee", _has("IdentifierNumber", 1001), _known),
    Kind("address", "reeleezee", _has("Postcode", "1234 AB"), _known),
    Kind("product", "reeleezee", _has("Code", "KRAAN", "ProductKind"), _known),
    Kind("service", "reeleezee", _has("Code", "MONT", "ProductKind"), _known),
    Kind("invoice", "reeleezee", _is_invoice, _known),
    Kind("invoice line", "reeleezee", _is_line_of_hours, _known),
)


@dataclass(frozen=True)
class HostileCell:
    kind: Kind
    field: str
    value: str

    def __str__(self) -> str:
        return f"{self.value} as {self.field} of the {self.kind.name}"


def hostile_cells(stage: Stage, each: int) -> list[HostileCell]:
    """Every field of every record, with `each` of the values in turn."""
    names = list(VALUES)
    fields = [(kind, name) for kind, found in _fields(stage).items() for name in found]
    cells = [
        HostileCell(kind, name, names[(place * each + turn) % len(names)])
        for place, (kind, name) in enumerate(fields)
        for turn in range(each)
    ]
    return [cell for cell in cells if not _is_left_out(cell)]


def _is_left_out(cell: HostileCell) -> bool:
    """An order whose list is told to be empty has no lines, for all that anybody can see."""
    is_empty = cell.field in {"Materials", "Workperiods"} and cell.value in NONE_THERE
    # and a new customer under another number is another new customer
    is_renumbered = cell.field.startswith("CustomerDebtorNr") and cell.kind.concerns is _new
    # as is an order whose row id is a text like any other
    is_another = cell.field == "id" and "order" in cell.kind.name and isinstance(VALUES[cell.value], str | float)
    return is_empty or is_renumbered or is_another


def play_hostile(stage: Stage, cell: HostileCell) -> Ending:
    """Two runs that read that value, then runs until all rests that read what really stands there."""
    with stage.course(HostileWorld) as course:
        world = course.world
        if not isinstance(world, HostileWorld):
            raise TypeError(world)
        others = world.people.good - {cell.kind.concerns(world)}
        world.people = replace(world.people, good=others)
        bender = _Bender(cell, world)
        course.wire.bend = bender
        try:
            course.new_run().go()
            # An answer about an invoice that is against all that was agreed ends the run; the next goes on with others.
            course.problems += [] if cell.kind.name.startswith("invoice") else _held_up(world, others)
            course.check("after the first run", quiet=False)
            course.new_run().go()
            course.check("after the second run", quiet=True)
        finally:
            course.wire.bend = lambda _system, _answer: None
        course.rest()
        course.check("at rest", quiet=True)
        course.problems += [*left_over(world), *_strange_texts(world)]
    return Ending(tuple(course.problems), bender.has_struck)


class _Bender:
    """Writes the value into every answer in which that record stands."""

    def __init__(self, cell: HostileCell, world: HostileWorld) -> None:
        self.has_struck = False
        self._cell = cell
        self._world = world

    def __call__(self, system: str, answer: requests.Response) -> None:
        if system != self._cell.kind.system:
            return
        body = _json_of(answer)
        bent = False
        for row in _records(body):
            if self._cell.field in row and self._cell.kind.is_it(self._world, row):
                bent = True
                value = VALUES[self._cell.value]
                if value is ABSENT:
                    del row[self._cell.field]
                else:
                    row[self._cell.field] = value
        if bent:
            self.has_struck = True
            answer._content = json.dumps(body).encode()


def _fields(stage: Stage) -> dict[Kind, list[str]]:
    """The fields of every record that a clean run reads, in the order of their names."""
    seen: dict[Kind, set[str]] = {kind: set() for kind in KINDS}
    with stage.course(HostileWorld) as course:
        world = course.world

        def note(system: str, answer: requests.Response) -> None:
            for row in _records(_json_of(answer)):
                for kind in KINDS:
                    if kind.system == system and isinstance(world, HostileWorld) and kind.is_it(world, row):
                        seen[kind] |= set(row)

        course.wire.bend = note
        course.new_run().go()
        course.wire.bend = lambda _system, _answer: None
    return {kind: sorted(found) for kind, found in seen.items()}


def _json_of(answer: requests.Response) -> Any:
    try:
        return answer.json()
    except ValueError:
        return None


def _records(value: Any) -> Iterator[Json]:
    """Every object in an answer, the inner ones first."""
    if isinstance(value, dict):
        for inner in list(value.values()):
            yield from _records(inner)
        yield value
    elif isinstance(value, list):
        for inner in value:
            yield from _records(inner)


def _held_up(world: HostileWorld, others: frozenset[str]) -> list[str]:
    orders = world.snapshot().by_id("workorders")
    return [f"I5: {r} was not settled in the first run" for r in sorted(others) if orders[r]["status"] != HANDLED]


def _strange_texts(world: HostileWorld) -> list[str]:
    found = [text for kind in ("invoices", "customers", "products") for text in _texts(world.snapshot().rows(kind))]
    return [f"stored: {text[:60]!r}" for text in found if any(strange in text for strange in WRITTEN_BY_NOBODY)]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
