"""The hook's promises against an imitated OutSmart: what it reads, what it changes, and what it never changes."""

import json
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from pytest_httpserver import HTTPServer

from outsmart import hook as outsmart_hook
from outsmart.connection_form import CONNECTION_TYPE
from outsmart.errors import (
    OutSmartConfigurationError,
    OutSmartContractError,
    OutSmartError,
    OutSmartOutcomeUnknown,
    OutSmartRejected,
)
from outsmart.hook import OutSmartHook
from outsmart.listing import MasterList
from outsmart.records import FreeField, Note, WorkStatus
from sandbox.core.running import RunningSandbox
from sandbox.seeds.accounts import OUTSMART_SOFTWARE_TOKEN, OUTSMART_TOKEN

Hooks = Callable[..., OutSmartHook]
RELATION = {"name": "De Aar", "debtor_number": "0042", "street": "Dorpsstraat", "postal_code": "9999XX", "city": "Aar"}


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
def outsmart(hook: Hooks, box: RunningSandbox) -> OutSmartHook:
    return hook(box.base_url, token=OUTSMART_TOKEN, software_token=OUTSMART_SOFTWARE_TOKEN)


def completed(box: RunningSandbox, **members: Any) -> str:
    row_id = str(box.act("workorders", {"OrderNr": "WB-1", "WorkStatus": "1"} | members)["row_id"])
    box.act(f"workorders/{row_id}", {"complete": True})
    return row_id


def stored(box: RunningSandbox, row_id: str) -> dict[str, Any]:
    return next(order for order in box.state()["workorders"] if str(order["id"]) == row_id)


def test_a_working_connection_says_so_in_dutch_and_english(outsmart: OutSmartHook) -> None:
    assert outsmart.test_connection() == (True, "Verbinding met OutSmart werkt / connected to OutSmart")


def test_a_wrong_token_is_told_without_the_token(hook: Hooks, box: RunningSandbox) -> None:
    works, why = hook(box.base_url, token="verkeerd-7", software_token=OUTSMART_SOFTWARE_TOKEN).test_connection()
    assert not works
    assert "accepteert de token" in why
    assert "does not accept the token" in why
    assert "verkeerd-7" not in why


def test_an_incomplete_connection_is_told_at_the_test(hook: Hooks, box: RunningSandbox) -> None:
    works, why = hook(box.base_url, software_token="").test_connection()
    assert not works
    assert "software_token" in why


def test_a_connection_that_airflow_does_not_have_is_a_matter_of_configuration() -> None:
    works, why = OutSmartHook("outsmart_nergens").test_connection()
    assert (works, "outsmart_nergens" in why) == (False, True)


def test_reading_work_orders_changes_none_of_them(outsmart: OutSmartHook, box: RunningSandbox) -> None:
    row_id = completed(box)
    assert [order.row_id for order in outsmart.work_orders().orders] == [row_id]
    assert [order.row_id for order in outsmart.work_orders(status="Alle").orders] == [row_id]
    assert outsmart.work_order(row_id) == outsmart.work_orders().orders[0]
    assert stored(box, row_id)["status"] == "Compleet"


def test_work_orders_are_chosen_by_status_and_work_status(outsmart: OutSmartHook, box: RunningSandbox) -> None:
    wanted = completed(box)
    completed(box, WorkStatus="0")
    box.act("workorders", {"OrderNr": "WB-3", "WorkStatus": "1"})
    assert [order.row_id for order in outsmart.work_orders(work_status="1").orders] == [wanted]
    assert len(outsmart.work_orders().orders) == 2


@pytest.mark.parametrize("shape", ["list", "object"])
def test_one_work_order_is_read_in_both_shapes(outsmart: OutSmartHook, box: RunningSandbox, shape: str) -> None:
    box.switch(workorder_answer=shape)
    row_id = completed(box)
    order = outsmart.work_order(row_id)
    assert order is not None
    assert (order.row_id, order.number, order.work_status) == (row_id, "WB-1", "1")


def test_a_work_order_that_is_not_there_is_none(outsmart: OutSmartHook) -> None:
    assert outsmart.work_order("404404") is None


@pytest.mark.parametrize("shown", ["old", "new"])
def test_settling_makes_it_handled_and_gives_what_was_settled(
    outsmart: OutSmartHook, box: RunningSandbox, shown: str
) -> None:
    box.switch(settle_answer_status=shown)
    row_id = completed(box)
    settled = outsmart.settle(row_id)
    assert settled is not None
    assert settled.row_id == row_id
    assert stored(box, row_id)["status"] == "Afgehandeld"


@pytest.mark.parametrize("answer", ["answer", "1503"])
def test_settling_again_is_done(outsmart: OutSmartHook, box: RunningSandbox, answer: str) -> None:
    box.switch(settle_again=answer)
    row_id = completed(box)
    outsmart.settle(row_id)
    outsmart.settle(row_id)
    assert stored(box, row_id)["status"] == "Afgehandeld"


def test_a_work_order_that_is_not_there_cannot_be_settled(outsmart: OutSmartHook) -> None:
    with pytest.raises(OutSmartRejected) as refused:
        outsmart.settle("404404")
    assert refused.value.code == 1500


@pytest.mark.parametrize("kind", ["reset_before", "reset_after", "truncate", "html", "html_after"])
@pytest.mark.parametrize(
    ("match", "change"),
    [
        ("GET /GetWorkorder", lambda account, row_id: account.settle(row_id)),
        ("GET /UpdateWorkorder", lambda account, row_id: account.set_work_status(row_id, "99")),
    ],
    ids=["settle", "set_work_status"],
)
def test_a_lost_answer_to_a_change_is_unknown_and_not_asked_for_again(
    outsmart: OutSmartHook, box: RunningSandbox, match: str, change: Callable[[OutSmartHook, str], None], kind: str
) -> None:
    row_id = completed(box)
    box.forget_requests()
    box.fault(match=match, kind=kind, times=0)
    with pytest.raises(OutSmartOutcomeUnknown):
        change(outsmart, row_id)
    box.faults([])
    assert len(box.requests()) == 1


def test_a_work_status_is_set_and_setting_it_again_is_done(outsmart: OutSmartHook, box: RunningSandbox) -> None:
    row_id = completed(box)
    outsmart.set_work_status(row_id, "99")
    outsmart.set_work_status(row_id, "99")
    assert (stored(box, row_id)["WorkStatus"], stored(box, row_id)["status"]) == ("99", "Compleet")


def test_only_settling_asks_for_a_change_of_status(outsmart: OutSmartHook, box: RunningSandbox) -> None:
    row_id = completed(box)
    outsmart.work_orders()
    outsmart.work_order(row_id)
    outsmart.settle(row_id)
    asked = [entry["query"] for entry in box.requests() if "GetWorkorder" in entry["path"]]
    assert ["update_status=true" in query for query in asked] == [False, False, True]


def test_rows_are_posted_and_read_back(outsmart: OutSmartHook, box: RunningSandbox) -> None:
    assert outsmart.post_rows(MasterList.RELATIONS, [RELATION, RELATION | {"debtor_number": "42"}]) == 2
    assert [row["debtor_number"] for row in outsmart.rows(MasterList.RELATIONS)] == ["0042", "42"]


def test_posting_nothing_makes_no_call(outsmart: OutSmartHook, box: RunningSandbox) -> None:
    assert outsmart.post_rows(MasterList.MATERIALS, []) == 0
    outsmart.post_work_statuses([])
    assert box.requests() == []


def test_a_relation_is_found_by_exactly_its_number(outsmart: OutSmartHook, box: RunningSandbox) -> None:
    outsmart.post_rows(MasterList.RELATIONS, [RELATION])
    found = outsmart.relation("0042")
    assert found is not None
    assert found["name"] == "De Aar"
    assert outsmart.relation("42") is None


def test_a_number_that_only_outsmart_finds_equal_is_another_relation(httpserver: HTTPServer, hook: Hooks) -> None:
    httpserver.expect_request("/openapi/8/relations/").respond_with_json(
        {"code": 200, "messages": [], "response": [RELATION | {"debtor_number": "A-1"}]}
    )
    assert hook(httpserver.url_for("/openapi/8")).relation("a-1") is None


def test_a_refused_row_tells_what_is_missing(outsmart: OutSmartHook) -> None:
    with pytest.raises(OutSmartRejected) as refused:
        outsmart.post_rows(MasterList.RELATIONS, [RELATION | {"city": ""}])
    assert (refused.value.code, refused.value.messages) == (1301, ("Required field missing: city",))


def test_work_statuses_and_free_fields_are_made_and_read(outsmart: OutSmartHook) -> None:
    outsmart.post_work_statuses([WorkStatus(code="99", name="Error")])
    outsmart.post_free_field(FreeField(entity="MATERIAL", name="Reeleezee-id", order="5", type="TEXT"))
    assert [(status.code, status.name) for status in outsmart.work_statuses()] == [("99", "Error")]
    assert [(field.entity, field.name, field.order) for field in outsmart.free_fields()] == [
        ("MATERIAL", "Reeleezee-id", "5")
    ]


NOTE = {"nte_entity": "worksheets", "nte_column": "OrderNr", "nte_primary": "WB-1", "nte_content": "<b>Bel!</b>"}


def test_a_note_is_added_and_all_notes_are_read(outsmart: OutSmartHook, box: RunningSandbox) -> None:
    box.switch(generic_note_html="keep", generic_note_reference_stored=True)
    box.act("generic_notes", NOTE)
    new = Note(entity="worksheets", column="OrderNr", primary="WB-2", content="<p>x</p>", reference="R")
    assert outsmart.add_notes([new]) == 1
    assert [(n.id, n.primary, n.content) for n in outsmart.notes()] == [
        ("1", "WB-1", "<b>Bel!</b>"),
        ("2", "WB-2", "<p>x</p>"),
    ]
    assert [row["nte_reference"] for row in box.state()["generic_notes"]] == ["", "R"]


def test_the_id_of_a_note_is_never_sent(outsmart: OutSmartHook, box: RunningSandbox) -> None:
    box.switch(generic_note_post="append")
    box.act("generic_notes", NOTE)
    (there,) = outsmart.notes()
    outsmart.add_notes([there.model_copy(update={"content": "anders"})])
    assert [n.content.strip() for n in outsmart.notes()] == ["<b>Bel!</b>", "anders"]


def test_no_notes_make_no_call(outsmart: OutSmartHook, box: RunningSandbox) -> None:
    assert outsmart.add_notes([]) == 0
    assert box.requests() == []


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_notes_are_asked_for_once_and_not_waited_for(
    outsmart: OutSmartHook, box: RunningSandbox, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    monkeypatch.setattr(outsmart_hook, "PATIENCE_WITH_NOTES", 0.2)
    box.faults([{"match": f"{method} /generic_notes", "kind": "latency", "ms": 1500, "times": 4}])
    with pytest.raises(OutSmartError, match=r"within 0\.2 seconds"):
        outsmart.notes() if method == "GET" else outsmart.add_notes([Note(content="x")])
    assert box.counters() == {f"{method} /generic_notes": 1}


def test_a_probe_can_take_away_the_row_it_made(outsmart: OutSmartHook) -> None:
    outsmart.post_rows(MasterList.RELATIONS, [RELATION])
    assert outsmart.delete_entity("relation", "debtor_number", "0042") == 1
    assert outsmart.rows(MasterList.RELATIONS) == []


@pytest.mark.parametrize("arguments", [("", "code", "1"), ("relation", "", "1"), ("relation", "debtor_number", "")])
def test_deleting_without_saying_what_makes_no_call(
    outsmart: OutSmartHook, box: RunningSandbox, arguments: tuple[str, str, str]
) -> None:
    with pytest.raises(ValueError, match="must be given"):
        outsmart.delete_entity(*arguments)
    assert box.requests() == []


def respond(server: HTTPServer, response: object, code: int = 200) -> str:
    answer = {"code": code, "messages": [], "response": response}
    server.expect_request("/openapi/8/GetWorkorders/").respond_with_json(answer)
    server.expect_request("/openapi/8/GetWorkorder/").respond_with_json(answer)
    server.expect_request("/openapi/8/materials/").respond_with_json(answer)
    server.expect_request("/openapi/8/workstatusses/").respond_with_json(answer)
    return server.url_for("/openapi/8")


def test_a_row_that_is_no_work_order_does_not_hold_up_the_others(httpserver: HTTPServer, hook: Hooks) -> None:
    rows = [{"id": "7"}, {"id": "8", "Materials": "geheim"}, {"OrderNr": "WB-9"}, "niets"]
    listed = hook(respond(httpserver, rows)).work_orders()
    assert [order.row_id for order in listed.orders] == ["7"]
    assert [row.row_id for row in listed.unreadable] == ["8", "", ""]
    assert "Materials" in listed.unreadable[0].problem
    assert "geheim" not in listed.unreadable[0].problem


def test_no_work_orders_may_also_be_answered_as_not_found(httpserver: HTTPServer, hook: Hooks) -> None:
    assert hook(respond(httpserver, None, code=1500)).work_orders().orders == ()


@pytest.mark.parametrize("response", [None, {}, 3, "[]"])
def test_what_is_no_list_is_never_taken_for_an_empty_one(httpserver: HTTPServer, hook: Hooks, response: object) -> None:
    account = hook(respond(httpserver, response))
    for read in (account.work_orders, account.work_statuses, lambda: account.rows(MasterList.MATERIALS)):
        with pytest.raises(OutSmartContractError):
            read()


@pytest.mark.parametrize("response", [["niets"], [None]])
def test_a_list_of_something_else_than_rows_is_not_guessed_at(
    httpserver: HTTPServer, hook: Hooks, response: object
) -> None:
    account = hook(respond(httpserver, response))
    with pytest.raises(OutSmartContractError):
        account.rows(MasterList.MATERIALS)
    with pytest.raises(OutSmartContractError):
        account.work_statuses()


@pytest.mark.parametrize("response", [{"id": "8"}, [{"id": "7"}, {"id": "7"}], "7", {"OrderNr": "WB-7"}])
def test_another_work_order_than_asked_is_never_taken_for_it(
    httpserver: HTTPServer, hook: Hooks, response: object
) -> None:
    account = hook(respond(httpserver, response))
    with pytest.raises(OutSmartContractError):
        account.work_order("7")
    with pytest.raises(OutSmartOutcomeUnknown):
        account.settle("7")


@pytest.mark.parametrize("response", [None, [], "veel", True, -1])
def test_a_post_without_a_count_must_be_looked_up(httpserver: HTTPServer, hook: Hooks, response: object) -> None:
    account = hook(respond(httpserver, response))
    with pytest.raises(OutSmartOutcomeUnknown):
        account.post_rows(MasterList.MATERIALS, [{"code": "A"}])


def test_extra_fields_of_the_connection_are_no_headers(httpserver: HTTPServer, hook: Hooks) -> None:
    account = hook(respond(httpserver, []), page_size=100, administration="x", headers={"X-Own": "1"}, stream=True)
    account.rows(MasterList.MATERIALS)
    request, _ = httpserver.log[0]
    names = {name.lower() for name, _ in request.headers}
    assert names == {"host", "user-agent", "accept-encoding", "accept", "connection", "content-type"}


def test_the_ways_of_http_hook_that_would_leak_are_closed(outsmart: OutSmartHook) -> None:
    with pytest.raises(NotImplementedError):
        outsmart.run("relations")
    with pytest.raises(ValueError, match="no headers"):
        outsmart.get_conn({"X-Own": "1"})
    assert outsmart.get_conn() is outsmart.get_conn()


def test_all_calls_of_a_hook_share_one_connection(hook: Hooks) -> None:
    connections = 0
    answer = json.dumps({"code": 200, "messages": [], "response": []}).encode()

    class Kept(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self) -> None:
            nonlocal connections
            connections += 1
            super().setup()

        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Keep the test's output clean."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Kept) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        with hook(f"http://127.0.0.1:{server.server_port}/openapi/8") as account:
            for _ in range(5):
                account.rows(MasterList.MATERIALS)
        server.shutdown()
    assert connections == 1


def test_a_closed_hook_opens_again_when_it_is_used(outsmart: OutSmartHook) -> None:
    outsmart.close()
    outsmart.rows(MasterList.MATERIALS)
    outsmart.close()
    outsmart.close()
    assert outsmart.rows(MasterList.MATERIALS) == []


def test_plain_http_to_another_machine_is_refused_before_anything_is_sent(hook: Hooks) -> None:
    with pytest.raises(OutSmartConfigurationError):
        hook("http://werkbon.example.nl/openapi/8").rows(MasterList.MATERIALS)


def test_the_form_asks_for_every_field_that_is_read_and_hides_the_others() -> None:
    assert CONNECTION_TYPE["connection-type"] == OutSmartHook.conn_type
    assert CONNECTION_TYPE["hook-class-name"] == f"{OutSmartHook.__module__}.{OutSmartHook.__name__}"
    assert CONNECTION_TYPE["ui-field-behaviour"]["hidden-fields"] == ["login", "schema", "port"]
    assert CONNECTION_TYPE["ui-field-behaviour"]["relabeling"]["password"] == "Token (klant)"
    fields = CONNECTION_TYPE["conn-fields"]
    assert set(fields) == {"software_token", "bearer_token", "connect_timeout", "read_timeout", "retry_wait"}
    secret = {name for name, field in fields.items() if field["schema"].get("format") == "password"}
    assert secret == {"software_token", "bearer_token"}


def test_every_error_of_the_hook_is_one_family(hook: Hooks) -> None:
    with pytest.raises(OutSmartError):
        hook("http://127.0.0.1:1/openapi/8").work_orders()
