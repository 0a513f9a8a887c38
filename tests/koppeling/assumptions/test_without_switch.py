"""Turns the assumptions that no sandbox switch turns, by what the systems answer or hold, through the whole path."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

import pytest
from tests.koppeling.assumptions.world import TERM, Running, World, open_world, snapshot

from koppeling.assumptions.register import REGISTER

Json = dict[str, Any]
Turn = Callable[[World], None]
# Both systems answer alike whichever is true; only a person can tell, and sees it on the concept before booking it.
ONLY_A_PERSON_CAN_TELL: Final = frozenset(
    {"bare_time_is_minutes", "prices_exclude_vat", "hours_cost_what_their_type_costs", "the_invoice_debtor_pays"}
)
# The import reads its first update again before it sends a second.
FIRST_UPDATE_TELLS: Final = frozenset({"keys_of_the_lists"})


def answers(match: str, body: Any, *, query: str = "", code: int = 200, kind: str = "status") -> Json:
    return {"match": match, "kind": kind, "times": 0, "query": query, "code": code, "body": json.dumps(body)}


def nothing_is_null(world: World) -> None:
    world.couple.outsmart.faults([answers("GET /GetWorkorders", {"code": 200, "messages": [], "response": None})])


def relations_cannot_be_filtered(world: World) -> None:
    refusal = {"code": 1300, "messages": ["Unknown filter"], "response": None}
    world.couple.outsmart.faults([answers("GET /relations", refusal, query="key=")])


def lists_cannot_be_filtered(world: World) -> None:
    lists = ("GET /Products", "GET /Customers")
    world.couple.reeleezee.faults([answers(one, {"Message": "no"}, query="filter", code=400) for one in lists])


def invoices_cannot_be_expanded(world: World) -> None:
    world.couple.reeleezee.faults([answers("GET /SalesInvoices", {"Message": "no"}, query="expand", code=400)])


def settling_answers(world: World, kind: str, **changed: Any) -> None:
    """Each good order is answered as it is, with these changes; whether it was settled is told by `kind`."""
    rows = {row["id"]: row for row in world.couple.outsmart.state()["workorders"]}
    world.couple.outsmart.faults(
        [
            answers(
                "GET /GetWorkorder$",
                {"code": 200, "messages": [], "response": [rows[row_id] | changed]},
                query=f"row_id={row_id}&update_status=true",
                kind=kind,
            )
            for row_id in world.good
        ]
    )


def reading_settles_nothing(world: World) -> None:
    settling_answers(world, "status")


def one_order_reads_otherwise_than_a_list_of_them(world: World) -> None:
    settling_answers(world, "status_after", Materials=[], status="Afgehandeld")


def a_concept_stays(world: World) -> None:
    world.couple.reeleezee.switch(drop_last_line=True)
    world.couple.reeleezee.faults([answers("DELETE /SalesInvoices", {"Message": "no"}, code=400)])


def services_are_of_another_kind(world: World) -> None:
    for row in world.couple.products():
        if row["ProductKind"] == 2:
            world.couple.reeleezee.act(f"products/{row['id']}", {"set": {"ProductKind": 3}})


def thousands_are_separated(world: World) -> None:
    for row_id in world.good:
        materials = next(o["Materials"] for o in world.couple.outsmart.state()["workorders"] if o["id"] == row_id)
        world.couple.on_order(row_id, materials=[line | {"MaterialPrice": "1.234,50"} for line in materials])


def invoices_stand_among_the_receipts(world: World) -> None:
    world.synchronise()
    for invoice_id in world.couple.invoices():
        world.couple.reeleezee.act(f"invoices/{invoice_id}", {"set": {"Origin": 1}})
    for row_id in world.good:
        world.couple.on_order(row_id, reopen=True)


def nobody_tells_whether_prices_include_vat(world: World) -> None:
    settings: Json = {"create_relations": True, "create_materials": True, "payment_term_days": TERM}
    world.couple.settings(prices_include_vat=None, **settings)  # type: ignore[arg-type]


# What is turned, and how many of the six good orders are settled all the same.
TURNED: Final[Mapping[str, tuple[Turn, int]]] = {
    "nothing_waiting_is_a_list": (nothing_is_null, 0),
    "relations_are_found_by_number": (relations_cannot_be_filtered, 0),
    "code_and_number_filter": (lists_cannot_be_filtered, 0),
    "invoices_come_expanded": (invoices_cannot_be_expanded, 0),
    "settle_by_reading": (reading_settles_nothing, 0),
    "work_order_reads_alike": (one_order_reads_otherwise_than_a_list_of_them, 6),
    "a_concept_can_be_deleted": (a_concept_stays, 0),
    "product_kind_service": (services_are_of_another_kind, 5),
    "numbers_are_readable": (thousands_are_separated, 0),
    "origin_makes_an_invoice": (invoices_stand_among_the_receipts, 6),
    "prices_include_vat": (nobody_tells_whether_prices_include_vat, 6),
}


def test_every_assumption_is_turned_somewhere_or_nothing_can_turn_it() -> None:
    without = [a.name for a in REGISTER if not a.switches]

    assert sorted(without) == sorted([*TURNED, *ONLY_A_PERSON_CAN_TELL, *FIRST_UPDATE_TELLS])


@pytest.mark.parametrize("name", TURNED)
def test_a_wrong_assumption_without_switch_does_no_harm(
    running: Running, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    turn, settled = TURNED[name]
    world = open_world(running, monkeypatch, ())
    turn(world)
    world.before = snapshot(world.couple)
    world.synchronise()
    ended = [world.couple.status(row_id)[0] for row_id in world.good]

    assert world.harm() == []
    assert ended.count("Afgehandeld") == settled
