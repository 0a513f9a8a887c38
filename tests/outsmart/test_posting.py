"""Master data in batches: nobody's field is lost, a bad row is alone with its refusal, and doubt is looked up."""

import json
import pickle
from collections.abc import Callable, Iterator
from math import ceil
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from outsmart.change import Change
from outsmart.errors import OutSmartOutcomeUnknown, OutSmartRejected, OutSmartUnreachable
from outsmart.hook import OutSmartHook
from outsmart.listing import MasterList
from outsmart.posting import Allowance, PostingResult, TooManyBadRows, UnownedFieldLost, post_changes
from outsmart.records import Row
from sandbox.core.running import RunningSandbox
from sandbox.seeds.accounts import OUTSMART_SOFTWARE_TOKEN, OUTSMART_TOKEN

RELATIONS, MATERIALS, HOUR_TYPES = MasterList.RELATIONS, MasterList.MATERIALS, MasterList.HOUR_TYPES
POST_MATERIALS, GET_MATERIALS = "POST /materials", "GET /materials"


@pytest.fixture(scope="module")
def running() -> Iterator[RunningSandbox]:
    with RunningSandbox("outsmart", seed="empty") as sandbox:
        yield sandbox


@pytest.fixture
def box(running: RunningSandbox) -> RunningSandbox:
    running.reset("empty")
    running.faults([])
    running.forget_requests()
    return running


@pytest.fixture
def outsmart(hook: Callable[..., OutSmartHook], box: RunningSandbox) -> OutSmartHook:
    return hook(box.base_url, token=OUTSMART_TOKEN, software_token=OUTSMART_SOFTWARE_TOKEN)


def material(number: int, **fields: str) -> Row:
    return {"code": f"M-{number:04}", "description": f"Artikel {number}", "price": "7.25", "unit": "st"} | fields


def relation(number: int, **fields: str) -> Row:
    place = {"street": "Dorpsstraat", "postal_code": "9999XX", "city": "Aar"}
    return {"debtor_number": f"R{number}", "name": f"Klant {number}"} | place | fields


def new(count: int, start: int = 1) -> list[Change]:
    return [Change.of(MATERIALS, None, material(number)) for number in range(start, start + count)]


def updates(outsmart: OutSmartHook, listing: MasterList, **ours: str) -> list[Change]:
    """The same change of every row that is there."""
    return [Change.of(listing, row, ours) for row in outsmart.rows(listing)]


def filled(box: RunningSandbox, outsmart: OutSmartHook, rows: list[Row], listing: MasterList = MATERIALS) -> None:
    outsmart.post_rows(listing, rows)
    box.forget_requests()


def calls(box: RunningSandbox) -> list[str]:
    return [f"{entry['method']} {entry['path'].rsplit('/8', 1)[-1].strip('/')}" for entry in box.requests()]


def stored(box: RunningSandbox, name: str = "materials") -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = box.state()[name]
    return rows


def fine(result: PostingResult) -> bool:
    return not result.refused and not result.stored_otherwise


@pytest.mark.parametrize("count", [1, 499, 500, 501, 1200])
def test_new_rows_cost_one_call_for_five_hundred(outsmart: OutSmartHook, box: RunningSandbox, count: int) -> None:
    result = post_changes(outsmart, MATERIALS, new(count))
    assert (len(result.stored), fine(result), result.calls) == (count, True, ceil(count / 500))
    assert calls(box) == ["POST materials"] * ceil(count / 500)
    assert len(stored(box)) == count


@pytest.mark.parametrize("listing", [RELATIONS, MATERIALS])
@pytest.mark.parametrize("count", [1, 500, 501, 502, 1001])
def test_updates_cost_two_calls_more_for_the_canary(
    outsmart: OutSmartHook, box: RunningSandbox, listing: MasterList, count: int
) -> None:
    make = relation if listing is RELATIONS else material
    for start in range(0, count, 500):
        outsmart.post_rows(listing, [make(number) for number in range(start, min(start + 500, count))])
    changes = updates(outsmart, listing, **({"phone_number": "050"} if listing is RELATIONS else {"unit": "m"}))
    box.forget_requests()
    result = post_changes(outsmart, listing, changes)
    assert (len(result.stored), fine(result), result.calls) == (count, True, len(calls(box)))
    assert len(calls(box)) <= ceil(count / 500) + 2


def test_nothing_to_post_makes_no_call(outsmart: OutSmartHook, box: RunningSandbox) -> None:
    assert post_changes(outsmart, HOUR_TYPES, []) == PostingResult((), {}, {}, 0)
    assert calls(box) == []


@pytest.mark.parametrize(("batches", "left"), [(1, 700), (2, 200), (3, 0)])
def test_no_batch_follows_the_one_after_which_it_is_time(
    outsmart: OutSmartHook, box: RunningSandbox, batches: int, left: int
) -> None:
    looks = iter([False] * (batches - 1) + [True])
    result = post_changes(outsmart, MATERIALS, new(1200), Allowance(lambda: next(looks)))
    assert (result.calls, len(result.left), len(result.stored)) == (batches, left, 1200 - left)
    assert {row["code"] for row in stored(box)} == set(result.stored)


def test_a_row_that_nobody_is_sure_of_is_looked_up_although_it_is_time(
    outsmart: OutSmartHook, box: RunningSandbox
) -> None:
    box.fault(POST_MATERIALS, "reset_before")
    result = post_changes(outsmart, MATERIALS, new(600), Allowance(lambda: True))
    assert (len(result.stored), len(result.left), fine(result)) == (500, 100, True)
    assert len(stored(box)) == 500


def test_bad_rows_of_earlier_parts_count(outsmart: OutSmartHook) -> None:
    bad = [Change.of(MATERIALS, None, material(number, price="x")) for number in range(2)]
    allowance = Allowance(bad_rows=18)
    assert len(post_changes(outsmart, MATERIALS, bad, allowance).refused) == 2
    with pytest.raises(TooManyBadRows):
        post_changes(outsmart, MATERIALS, bad[:1], allowance)


def test_the_canary_goes_first_and_alone_and_a_relation_is_read_by_its_number(
    outsmart: OutSmartHook, box: RunningSandbox
) -> None:
    filled(box, outsmart, [relation(1), relation(2)], RELATIONS)
    changes = [Change.of(RELATIONS, None, relation(3)), *updates(outsmart, RELATIONS, city="Aarle")]
    box.forget_requests()
    post_changes(outsmart, RELATIONS, changes)
    assert calls(box) == ["POST relations", "GET relations", "POST relations"]
    assert "value=R1" in box.requests()[1]["query"]


@pytest.mark.parametrize("absent", ["clear", "keep"])
def test_fields_of_others_survive_an_update(outsmart: OutSmartHook, box: RunningSandbox, absent: str) -> None:
    box.switch(absent_members=absent)
    filled(box, outsmart, [material(1, note="Let op", freefield1="hoog"), material(2, freefield3="x")])
    assert fine(post_changes(outsmart, MATERIALS, updates(outsmart, MATERIALS, description="Nieuw")))
    first, second = stored(box)
    assert (first["note"], first["freefield1"], first["description"]) == ("Let op", "hoog", "Nieuw")
    assert (second["freefield3"], second["description"]) == ("x", "Nieuw")


@pytest.mark.parametrize("notation", ["comma", "dot", "as_stored"])
def test_a_price_in_the_other_notation_is_the_same_price(
    outsmart: OutSmartHook, box: RunningSandbox, notation: str
) -> None:
    box.switch(material_decimal=notation)
    filled(box, outsmart, [material(1)])
    changes = updates(outsmart, MATERIALS, price="8.50")
    assert fine(post_changes(outsmart, MATERIALS, changes))


def test_a_row_keeps_outsmarts_own_key(outsmart: OutSmartHook, box: RunningSandbox) -> None:
    filled(box, outsmart, [material(1)])
    change = Change.of(MATERIALS, outsmart.rows(MATERIALS)[0], material(7))
    assert (change.key, change.row["code"], "code" in change.owned) == ("M-0001", "M-0001", False)
    post_changes(outsmart, MATERIALS, [change])
    assert [row["code"] for row in stored(box)] == ["M-0001"]


def test_two_changes_of_one_row_are_a_fault_of_the_caller(outsmart: OutSmartHook, box: RunningSandbox) -> None:
    with pytest.raises(ValueError, match="M-0001"):
        post_changes(outsmart, MATERIALS, new(1) + new(2))
    assert calls(box) == []


def test_a_row_without_a_required_field_is_refused_without_a_call(outsmart: OutSmartHook, box: RunningSandbox) -> None:
    incomplete = Change.of(MATERIALS, None, material(9, unit="", price=""))
    result = post_changes(outsmart, MATERIALS, [*new(2), incomplete])
    assert result.refused == {"M-0009": "Required field missing: price; Required field missing: unit"}
    assert (result.stored, calls(box)) == (("M-0001", "M-0002"), ["POST materials"])


@pytest.mark.parametrize("bad_row", ["void_batch", "store_before", "store_good"])
def test_a_bad_row_is_found_and_the_others_are_stored(
    outsmart: OutSmartHook, box: RunningSandbox, bad_row: str
) -> None:
    box.switch(bad_row=bad_row)
    changes = new(40)
    changes[17] = Change.of(MATERIALS, None, material(18, price="geen prijs"))
    result = post_changes(outsmart, MATERIALS, changes)
    assert set(result.refused) == {"M-0018"}
    assert result.refused["M-0018"]
    assert len(result.stored) == len(stored(box)) == 39
    assert result.calls == len(calls(box)) <= 13


def test_a_refused_canary_gives_its_place_to_the_next_update(outsmart: OutSmartHook, box: RunningSandbox) -> None:
    filled(box, outsmart, [material(1), material(2), material(3)])
    rows = outsmart.rows(MATERIALS)
    changes = [Change.of(MATERIALS, row, {"price": price}) for row, price in zip(rows, ["x", "1", "2"], strict=True)]
    result = post_changes(outsmart, MATERIALS, changes)
    assert (set(result.refused), result.stored) == ({"M-0001"}, ("M-0002", "M-0003"))


def test_twenty_bad_rows_are_borne_and_one_more_stops_the_run(outsmart: OutSmartHook, box: RunningSandbox) -> None:
    bad = [Change.of(MATERIALS, None, material(number, price="x")) for number in range(100, 121)]
    result = post_changes(outsmart, MATERIALS, new(30) + bad[:20])
    assert (len(result.refused), len(result.stored)) == (20, 30)
    with pytest.raises(TooManyBadRows, match="M-0100") as stopped:
        post_changes(outsmart, MATERIALS, new(30) + bad)
    assert len(stopped.value.refused) == 21


@pytest.mark.parametrize("kind", ["reset_after", "html_after", "truncate", "reset_before", "html"])
def test_a_lost_answer_is_looked_up_and_only_what_is_missing_is_posted_again(
    outsmart: OutSmartHook, box: RunningSandbox, kind: str
) -> None:
    was_stored = kind in {"reset_after", "html_after", "truncate"}
    box.fault(match=POST_MATERIALS, kind=kind)
    result = post_changes(outsmart, MATERIALS, new(3))
    assert (len(result.stored), fine(result), len(stored(box))) == (3, True, 3)
    again = [] if was_stored else ["POST materials", "GET materials"]
    assert calls(box) == ["POST materials", "GET materials", *again]


@pytest.mark.parametrize("kind", ["reset_after", "reset_before"])
def test_a_lost_answer_to_the_canary_is_looked_up(outsmart: OutSmartHook, box: RunningSandbox, kind: str) -> None:
    filled(box, outsmart, [material(1, note="Let op"), material(2)])
    changes = updates(outsmart, MATERIALS, description="Nieuw")
    box.fault(match=POST_MATERIALS, kind=kind)
    box.forget_requests()
    assert fine(post_changes(outsmart, MATERIALS, changes))
    assert [(row["description"], row["note"]) for row in stored(box)] == [("Nieuw", "Let op"), ("Nieuw", "")]
    once_more = [] if kind == "reset_after" else ["POST materials", "GET materials"]
    assert calls(box) == ["POST materials", "GET materials", *once_more, "POST materials"]


def test_a_server_that_stays_silent_is_not_posted_to_blindly(outsmart: OutSmartHook, box: RunningSandbox) -> None:
    box.fault(match=POST_MATERIALS, kind="reset_before", times=0)
    with pytest.raises(OutSmartOutcomeUnknown):
        post_changes(outsmart, MATERIALS, new(2000))
    assert calls(box) == ["POST materials"] * 2


def test_lost_answers_with_a_good_one_between_do_not_stop_the_run(outsmart: OutSmartHook, box: RunningSandbox) -> None:
    lost = {"match": POST_MATERIALS, "kind": "reset_after", "times": 1}
    box.faults([lost, lost | {"skip": 1}])
    result = post_changes(outsmart, MATERIALS, new(1500))
    assert (len(result.stored), fine(result)) == (1500, True)
    assert [entry["fault"] for entry in box.requests()] == ["reset_after", None, "reset_after", None]


def test_a_row_refused_when_it_is_posted_again_keeps_its_own_reason(
    outsmart: OutSmartHook, box: RunningSandbox
) -> None:
    box.fault(match=POST_MATERIALS, kind="html")
    result = post_changes(outsmart, MATERIALS, [*new(2), Change.of(MATERIALS, None, material(9, price="x"))])
    assert (result.stored, set(result.refused), result.stored_otherwise) == (("M-0001", "M-0002"), {"M-0009"}, {})
    assert "not found" not in result.refused["M-0009"]


def test_an_unreachable_server_fails_the_run(hook: Callable[..., OutSmartHook]) -> None:
    with pytest.raises(OutSmartUnreachable):
        post_changes(hook("http://127.0.0.1:1/openapi/8"), MATERIALS, new(1))


def test_a_person_who_edits_during_a_lost_answer_is_not_overwritten(
    outsmart: OutSmartHook, box: RunningSandbox
) -> None:
    """What is posted again is laid over the row as it has become."""
    filled(box, outsmart, [material(1), material(2)])
    canary, second = updates(outsmart, MATERIALS, description="Nieuw")
    box.faults([{"match": POST_MATERIALS, "kind": "reset_before", "times": 1, "skip": 1}])
    box.act("materials/M-0002", {"set": {"note": "van een mens"}})
    assert fine(post_changes(outsmart, MATERIALS, [canary, second]))
    assert (stored(box)[1]["note"], stored(box)[1]["description"]) == ("van een mens", "Nieuw")


def test_a_free_field_that_is_dropped_is_reported_as_stored_otherwise(
    outsmart: OutSmartHook, box: RunningSandbox
) -> None:
    filled(box, outsmart, [material(1)])
    box.switch(material_free_field_5_active=False)
    changes = updates(outsmart, MATERIALS, freefield5="11111111-2222-3333-4444-555555555555")
    result = post_changes(outsmart, MATERIALS, changes)
    assert (result.stored_otherwise, result.stored) == ({"M-0001": ("freefield5",)}, ())


def test_hour_types_are_updated_and_read_in_full(outsmart: OutSmartHook, box: RunningSandbox) -> None:
    row = {"code": "MONT", "name": "Monteur", "cost_booking": "1", "sale_booking": "1", "sale_price": "62.50"}
    filled(box, outsmart, [row], HOUR_TYPES)
    assert fine(post_changes(outsmart, HOUR_TYPES, updates(outsmart, HOUR_TYPES, sale_price="65")))
    assert calls(box)[1:] == ["POST hourtypes", "GET hourtypes"]
    assert stored(box, "hourtypes")[0]["sale_price"] == "65.00"


class Forgetful:
    """An OutSmart that does something to stored rows that nobody asked for, or counts in its own way."""

    def __init__(self, rows: list[Row], spoil: Callable[[Row], Row | None], count: int | None = None) -> None:
        self.rows = {str(row["code"]): row for row in rows}
        self.posts = 0
        self.spoil = spoil
        self._count = count

    def __call__(self, request: Request) -> Response:
        answer: object = list(self.rows.values())
        if request.method == "POST":
            self.posts += 1
            posted = json.loads(request.get_data())
            for row in posted:
                kept = self.spoil(dict(row))
                if kept is not None:
                    self.rows[row["code"]] = kept
            answer = len(posted) if self._count is None else self._count
        return Response(json.dumps({"code": 200, "messages": [], "response": answer}))

    def reached_by(self, hook: Callable[..., OutSmartHook], server: HTTPServer) -> OutSmartHook:
        server.expect_request("/openapi/8/materials/").respond_with_handler(self)
        return hook(server.url_for("/openapi/8"))


def test_a_lost_field_of_others_stops_the_run_before_the_first_batch(
    httpserver: HTTPServer, hook: Callable[..., OutSmartHook]
) -> None:
    store = Forgetful([material(1, note="Let op"), material(2)], lambda row: {**row, "note": ""})
    account = store.reached_by(hook, httpserver)
    with pytest.raises(UnownedFieldLost) as stopped:
        post_changes(account, MATERIALS, updates(account, MATERIALS, unit="m") + new(1, start=9))
    assert (stopped.value.key, stopped.value.fields, stopped.value.restored) == ("M-0001", ("note",), False)
    assert "repair this row by hand" in str(stopped.value)
    assert (store.posts, set(store.rows)) == (2, {"M-0001", "M-0002"})


def test_a_lost_field_is_put_back_when_that_works(httpserver: HTTPServer, hook: Callable[..., OutSmartHook]) -> None:
    store = Forgetful([material(1, note="Let op")], lambda row: row if row["unit"] == "st" else row | {"note": ""})
    account = store.reached_by(hook, httpserver)
    with pytest.raises(UnownedFieldLost) as stopped:
        post_changes(account, MATERIALS, updates(account, MATERIALS, unit="m"))
    assert stopped.value.restored
    assert store.rows == {"M-0001": material(1, note="Let op")}
    assert str(pickle.loads(pickle.dumps(stopped.value))) == str(stopped.value)  # noqa: S301


def test_an_unreadable_canary_is_a_matter_for_a_person(outsmart: OutSmartHook, box: RunningSandbox) -> None:
    filled(box, outsmart, [material(1)])
    changes = updates(outsmart, MATERIALS, unit="m")
    box.fault(match=GET_MATERIALS, kind="html", times=0)
    with pytest.raises(OutSmartOutcomeUnknown, match="M-0001 was updated but could not be read again"):
        post_changes(outsmart, MATERIALS, changes)


@pytest.mark.parametrize("count", [0, 1, 4])
def test_a_count_that_differs_is_settled_by_reading(
    httpserver: HTTPServer, hook: Callable[..., OutSmartHook], count: int
) -> None:
    store = Forgetful([], lambda row: row, count)
    result = post_changes(store.reached_by(hook, httpserver), MATERIALS, new(2))
    assert (result.stored, fine(result), result.calls, store.posts) == (("M-0001", "M-0002"), True, 2, 1)


def test_what_still_differs_after_a_second_post_is_reported_and_not_posted_for_ever(
    httpserver: HTTPServer, hook: Callable[..., OutSmartHook]
) -> None:
    store = Forgetful([], lambda row: None if row["code"] == "M-0001" else row | {"unit": "STUK"}, count=0)
    result = post_changes(store.reached_by(hook, httpserver), MATERIALS, new(2))
    assert result.stored_otherwise == {"M-0002": ("unit",)}
    assert "not found under its key" in result.refused["M-0001"]
    assert (result.stored, store.posts, result.calls) == ((), 2, 4)


@pytest.mark.parametrize("is_update", [True, False])
def test_nothing_changed_is_a_reason_to_look_and_not_a_refusal(
    httpserver: HTTPServer, hook: Callable[..., OutSmartHook], is_update: bool
) -> None:
    rows = [material(1)]
    path = "/openapi/8/materials/"
    unchanged = {"code": 1503, "messages": [], "response": None}
    httpserver.expect_request(path, method="POST").respond_with_json(unchanged)
    httpserver.expect_request(path, method="GET").respond_with_json({"code": 200, "messages": [], "response": rows})
    change = Change.of(MATERIALS, rows[0] if is_update else None, rows[0])
    result = post_changes(hook(httpserver.url_for("/openapi/8")), MATERIALS, [change])
    assert (result.stored, fine(result), result.calls) == (("M-0001",), True, 2)


def test_a_refusal_that_is_not_about_a_row_is_not_searched_for(
    httpserver: HTTPServer, hook: Callable[..., OutSmartHook]
) -> None:
    answer = {"code": 1504, "messages": ["Date invalid. Format: 20-02-2016"], "response": None}
    httpserver.expect_request("/openapi/8/materials/").respond_with_json(answer)
    with pytest.raises(OutSmartRejected):
        post_changes(hook(httpserver.url_for("/openapi/8")), MATERIALS, new(10))
    assert len(httpserver.log) == 1
