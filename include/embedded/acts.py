"""Puts an act of the demo on the stage of both imitated systems, clears it again, and judges what became of it."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Any, Protocol

from embedded.expectation import act_expectations
from embedded.results import OrderResult
from embedded.verdict import Difference, Systems, changes_of_others, differences
from sandbox.seeds.demo_acts import Act, Stage


class ActedOn(Protocol):
    """An imitated system, in a program of its own or in a thread of a test."""

    def act(self, path: str, body: Any) -> Any:
        """Act as a person in the back office."""
        ...

    def switches(self) -> dict[str, Any]:
        """The present value of every switch."""
        ...

    def switch(self, **values: Any) -> None:
        """Set some of them."""
        ...

    def faults(self, plan: list[dict[str, Any]]) -> None:
        """Replace the plan of what happens to calls."""
        ...


@contextmanager
def staged(act: Act, outsmart: ActedOn, reeleezee: ActedOn) -> Iterator[None]:
    """While in here both systems are as the act wants them; afterwards they are sound again and keep the records."""
    with ExitStack() as clearing:
        for system, stage in ((outsmart, act.outsmart), (reeleezee, act.reeleezee)):
            for name, row in stage.records:
                system.act(name, row)
            clearing.callback(_clear, system, {name: system.switches()[name] for name in stage.switches})
            _set_up(system, stage)
        for story in act.stories:
            if story.order is not None:
                outsmart.act("workorders", story.order)
        yield


def act_differences(
    act: Act, results: Mapping[str, OrderResult], before: Systems, after: Systems, *, is_red: bool
) -> list[Difference]:
    """Everything that is not as the act wants it, also the colour of its run and what it did to anything else."""
    expected = act_expectations(act)
    # orders of former acts that still wait for nobody are looked at by every run, and left alone
    told = {row_id: one for row_id, one in results.items() if row_id in expected or one.outcome != "skipped"}
    found = differences(expected, told, before, after) + changes_of_others(expected, before, after)
    if is_red != act.red:
        found.append(Difference(f"act '{act.title}'", "run", _colour(red=act.red), _colour(red=is_red)))
    return found


def _set_up(system: ActedOn, stage: Stage) -> None:
    system.switch(**stage.switches)
    system.faults(list(stage.faults))


def _clear(system: ActedOn, former: Mapping[str, Any]) -> None:
    system.faults([])
    system.switch(**former)


def _colour(*, red: bool) -> str:
    return "red" if red else "green"
