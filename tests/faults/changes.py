"""Lets somebody change a price, a party or a setting between any two calls of an export, also after a lost answer.

What an hour costs may then be the old amount or the new one, and nothing in between; no order may be lost for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Final

import requests
from tests.faults.bill import Bill
from tests.faults.blows import FAULTS, Fault
from tests.faults.course import Course, Ending, Stage
from tests.faults.export_worlds import ExportWorld
from tests.faults.invariants import ERROR, HANDLED, People, Snapshot
from tests.faults.wire import Call, Process
from tests.faults.world import World
from tests.koppeling.export.couple import LOW, Couple, used, worked

from sandbox.core.running import RunningSandbox
from sandbox.reeleezee.lookups import tax_rate_id

Json = dict[str, Any]
MAY_MAKE: Final = {"create_relations": True, "create_materials": True}
# After these the invoice may stand there while nobody knows: the next run meets it with other master data.
LOST: Final = tuple(
    fault
    for fault in FAULTS
    if not fault.is_lasting and fault.name in {"killed after the call", "reset after storing", "500", "cut off"}
)


class ChangingWorld(ExportWorld):
    """Orders with hours and materials, for a known and for a new customer, and one that is refused."""

    name: ClassVar[str] = "export while people work"

    def arrange(self) -> People:
        couple = self.couple
        self.troubled: Json = {}
        self.runs = 0
        couple.settings(**MAY_MAKE)
        couple.relation("3001", "Nieuwe Relatie")
        # 3 x 10.00, and fifty minutes of 60.00; of 72.00; rounded to three quarters of an hour
        first = couple.order(used("KRAAN", "3"), periods=[worked("MONT", "00:50", EndTime="08:50")])
        # five quarters of 60.00; of 72.00
        second = couple.order(periods=[worked("MONT", "01:15", EndTime="09:15")])
        third = couple.order(used("KRAAN", "2"), debtor="3001")
        fourth = couple.order(used("NIEUW", "2", "7.50"))
        bills = {
            first: [Bill(("30.00",), (hours,)) for hours in ("50.00", "60.00", "45.00")],
            second: [Bill((), (hours,)) for hours in ("75.00", "90.00")],
            third: [Bill(("20.00",))],
            fourth: [Bill(("15.00",))],
        }
        return People(frozenset(bills), frozenset([couple.order(periods=[worked("LASSEN")])]), bills=bills)


@dataclass(frozen=True)
class Change:
    """What somebody does; `may_refuse` when an order that has no invoice yet is rightly refused afterwards."""

    name: str
    act: Callable[[Couple], None]
    may_refuse: bool = False

    def __str__(self) -> str:
        return self.name


def _product(couple: Couple, code: str) -> Json:
    return next(row for row in couple.products() if row["Code"] == code)


def _change_product(code: str, **members: Any) -> Callable[[Couple], None]:
    def act(couple: Couple) -> None:
        couple.reeleezee.act(f"products/{_product(couple, code)['id']}", {"set": members})

    return act


def _change_customer(**members: Any) -> Callable[[Couple], None]:
    def act(couple: Couple) -> None:
        customer = next(row for row in couple.customers() if row["IdentifierNumber"] == 1001)
        couple.reeleezee.act(f"customers/{customer['id']}", {"set": members})

    return act


def _dearer_hours(couple: Couple) -> None:
    """As an import brings it: the service and the hour type."""
    _change_product("MONT", Price=72.0)(couple)
    couple.outsmart.act("hourtypes/MONT", {"set": {"sale_price": "72.00"}})


def _copied_relation(couple: Couple) -> None:
    original = next(row for row in couple.outsmart.state()["relations"] if row["debtor_number"] == "1001")
    copied = {name: value for name, value in original.items() if name != "id"}
    couple.outsmart.act("relations", {**copied, "debtor_number": "1099", "name": "Bakkerij Korenbloem (kopie)"})


def _settings(**values: Any) -> Callable[[Couple], None]:
    return lambda couple: couple.settings(**{**MAY_MAKE, **values})


CHANGES: Final[tuple[Change, ...]] = (
    Change("an hour becomes dearer", _dearer_hours),
    Change("a product gets another VAT rate", _change_product("KRAAN", TaxRate={"id": tax_rate_id(LOW)})),
    Change("the hours' service gets another VAT rate", _change_product("MONT", TaxRate={"id": tax_rate_id(LOW)})),
    Change("hours are rounded to quarters", _settings(round_hours_to=15)),
    Change("the payment term is set", _settings(payment_term_days=30)),
    Change(
        "new relations and materials are switched off", _settings(**dict.fromkeys(MAY_MAKE, False)), may_refuse=True
    ),
    Change("the customer is renamed", _change_customer(Name="Bakkerij Koren en Zoon")),
    Change("the customer is archived", _change_customer(IsArchived=True), may_refuse=True),
    Change("a product's code is changed", _change_product("KRAAN", Code="KRAAN-15")),
    Change("a product is archived", _change_product("KRAAN", IsArchived=True)),
    Change("a service's code is changed", _change_product("MONT", Code="MONTAGE"), may_refuse=True),
    Change("a relation is copied with its external id", _copied_relation),
    Change("free field 5 is emptied", lambda c: c.outsmart.act("materials/KRAAN", {"set": {"freefield5": ""}})),
)
# What the koppeling is known to get wrong when an answer was lost before; it should be empty.
WAITING: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True)
class Meanwhile:
    """Not a fault: somebody acts just before the call, which then goes its way."""

    act: Callable[[], None]
    is_lasting: bool = False

    def falls_on(self, call: Call, target: Call) -> bool:
        return call.system == target.system and call.ordinal == target.ordinal

    def fall(self, box: RunningSandbox, send: Callable[[str], requests.Response], url: str) -> requests.Response:
        self.act()
        return send(url)


@dataclass(frozen=True)
class ChangedCell:
    """A change just before a call; or, with a fault, after the run in which that call went wrong."""

    target: Call
    change: Change
    fault: Fault | None = None

    def __str__(self) -> str:
        if self.fault is None:
            return f"{self.change} just before {self.target}"
        return f"{self.fault} at {self.target}; then {self.change}"


def changed_cells(stage: Stage) -> list[ChangedCell]:
    """Every change before every call; and after every way to lose the answer to a call that writes an order."""
    calls, _ = stage.clean(ChangingWorld)
    before = [ChangedCell(call, change) for call in calls for change in CHANGES]
    writes = [call for call in calls if call.is_write and call.task in {"post", "mark"}]
    later = [change for change in CHANGES if change.name not in WAITING]
    return before + [ChangedCell(call, change, fault) for call in writes for fault in LOST for change in later]


def play_changed(stage: Stage, cell: ChangedCell) -> Ending:
    """A run with that change, one after it, and runs until all rests; I1–I9 after each."""
    with stage.course(ChangingWorld) as course:
        run = course.new_run()
        if cell.fault is None:
            process = Process(cell.target, Meanwhile(lambda: _change(course, cell.change)))
            run.go(process)
        else:
            process = Process(cell.target, cell.fault, read_timeout=cell.fault.read_timeout)
            run.go(process)
            course.end_faults()
            _change(course, cell.change)
        course.check("after the change", quiet=False)
        course.new_run().go()
        course.check("after the next run", quiet=False)
        course.rest()
        course.check("at rest", quiet=True)
        course.problems += left_over(course.world)
    return Ending(tuple(course.problems), bool(process.struck))


def _change(course: Course, change: Change) -> None:
    """Act, and note what is not the koppeling's doing."""
    before = course.world.snapshot()
    change.act(course.couple)
    people = course.world.people
    touched = people.touched | set(_touched(before, course.world.snapshot()))
    good = frozenset[str]() if change.may_refuse else people.good
    course.world.people = replace(people, touched=touched, good=good)


def _touched(before: Snapshot, after: Snapshot) -> Iterator[str]:
    for kind in ("relations", "materials", "hourtypes", "customers", "products"):
        was = before.by_id(kind)
        yield from (row_id for row_id, row in after.by_id(kind).items() if was.get(row_id) != row)


def left_over(world: World) -> list[str]:
    """Every order ends settled or refused, whatever happened."""
    ends = world.snapshot().rows("workorders")
    return [f"{row['id']} is left over" for row in ends if row["status"] != HANDLED and row["WorkStatus"] != ERROR]
