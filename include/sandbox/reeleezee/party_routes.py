"""Answers calls on single customers and vendors and on what hangs on them."""

from __future__ import annotations

from sandbox.core.api import ApiResponse
from sandbox.reeleezee.answers import empty_answer
from sandbox.reeleezee.call import Call, wrong_verb
from sandbox.reeleezee.parties import PARTS, delete_part, put_part, put_party
from sandbox.reeleezee.refused import RefusedError, no_route, not_found

MODELS = {"customers": "Customer", "vendors": "Vendor"}


def answer_party(call: Call) -> ApiResponse:
    """Read, write or delete one party, or go on to its parts."""
    model = MODELS[call.segments[0]]
    if len(call.segments) > 2:
        return _answer_parts(call, model)
    party_id = call.guid(1)
    if call.method == "GET":
        return call.item(model, call.record(model))
    if call.method == "PUT":
        call.books.check_query(model, call.request)
        return call.stored(model, put_party(call.books, model, party_id, call.body_of(party_id)))
    if call.method == "DELETE" and call.books.switches.flag("parties_deletable"):
        _delete(call, model)
        return empty_answer()
    raise wrong_verb(call.method)


def _delete(call: Call, model: str) -> None:
    party_id = call.record(model)["id"]
    if any((row["Entity"] or {}).get("id") == party_id for row in call.books.administration.invoices.values()):
        raise RefusedError(400, "Deze relatie is in gebruik en kan niet worden verwijderd")
    call.books.administration.remove(model, party_id)


def _answer_parts(call: Call, model: str) -> ApiResponse:
    route = call.segments[2]
    if route not in PARTS or len(call.segments) > 4:
        raise no_route()
    list_name, part_model = PARTS[route]
    party = call.record(model)
    parts = party.get(list_name) or []
    if len(call.segments) == 3:
        if call.method != "GET":
            raise wrong_verb(call.method)
        return call.rows(part_model, parts)
    part_id = call.guid(3)
    found = next((part for part in parts if part["id"] == part_id), None)
    if call.method == "PUT" and route != "bankrelations":
        call.books.check_query(part_model, call.request)
        return call.stored(part_model, put_part(call.books, model, party["id"], route, part_id, call.body_of(part_id)))
    if found is None:
        raise not_found()
    if call.method == "DELETE" and route == "contactpersons":
        delete_part(call.books, model, party["id"], route, part_id)
        return empty_answer()
    if call.method != "GET":
        raise wrong_verb(call.method)
    return call.item(part_model, found)
