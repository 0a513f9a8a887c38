"""Proves that an order which Reeleezee cannot store is refused in the end, delays nobody, and that trouble never is."""

import pytest
from tests.koppeling.export.couple import IDENTITY, Couple, Json, Run, used

from koppeling.export.bodies import invoice_body
from koppeling.export.lookup import rules_for
from koppeling.export.troubled import MOST_REMEMBERED, RUNS_ALONE, Trouble, as_json, read_troubled
from koppeling.invoicing.build import build
from koppeling.invoicing.draft import Draft

ERROR: Json = {"kind": "status", "code": 500, "body": '{"Message": "Onverwachte fout"}', "times": 0}
DEFERRED = ("deferred", "outcome_unknown")
CANNOT = ("refused", "reeleezee_cannot_store")


def put(row_id: str) -> str:
    return f"PUT /SalesInvoices/{IDENTITY.invoice(row_id)}"


def break_for(couple: Couple, *row_ids: str, **fault: Json) -> None:
    couple.reeleezee.faults([ERROR | fault | {"match": put(row_id)} for row_id in row_ids])


def run_beside_another(couple: Couple) -> Run:
    """A run in which one more order comes in, and is stored."""
    other = couple.order(used("KRAAN"))
    run = couple.run()
    assert run.told(other) == ("exported", "")
    return run


def puts(couple: Couple, *row_ids: str) -> list[str]:
    """Of which of these orders the invoice was written, in that order."""
    names = {IDENTITY.invoice(row_id): row_id for row_id in row_ids}
    paths = [r["path"].rpartition("/")[2] for r in couple.reeleezee.requests() if r["method"] == "PUT"]
    return [names[name] for name in paths if name in names]


def test_an_order_that_reeleezee_cannot_store_in_three_runs_is_refused(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN"))
    break_for(couple, row_id)
    runs = [run_beside_another(couple) for _ in range(3)]
    assert [run.told(row_id) for run in runs] == [DEFERRED, DEFERRED, CANNOT]
    assert [run.report["failure"] == "" for run in runs] == [False, False, True]
    assert couple.status(row_id) == ("Compleet", "99")
    assert couple.invoice(row_id) is None
    sentence = runs[2].outcome(row_id)
    assert "in 3 rondes" in sentence["nl"]
    assert "Onverwachte fout" in sentence["nl"]
    assert "set the status to 1 again" in sentence["en"]


def test_two_runs_are_not_yet_enough_and_the_third_may_still_succeed(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN"))
    break_for(couple, row_id)
    run_beside_another(couple)
    run_beside_another(couple)
    couple.reeleezee.faults([])
    assert run_beside_another(couple).told(row_id) == ("exported", "")
    assert couple.troubled == {}


def test_an_error_for_all_is_trouble_and_never_a_99(couple: Couple) -> None:
    orders = [couple.order(used("KRAAN")) for _ in range(4)]
    break_for(couple, *orders)
    for _ in range(5):
        run = couple.run()
        assert {run.told(o) for o in orders} == {DEFERRED}
        assert run.report["failure"] != ""
    assert not any(trouble.is_counted for trouble in read_troubled(couple.troubled).values())
    assert {couple.status(o) for o in orders} == {("Compleet", "1")}
    couple.reeleezee.faults([])
    assert set(couple.run().results.values()) == {"exported"}


def test_runs_of_an_error_for_all_do_not_count_once_the_others_go_through(couple: Couple) -> None:
    orders = [couple.order(used("KRAAN")) for _ in range(2)]
    break_for(couple, *orders)
    for _ in range(4):
        couple.run()
    break_for(couple, orders[0])
    runs = [couple.run(), run_beside_another(couple), run_beside_another(couple)]
    assert runs[0].told(orders[1]) == ("exported", "")
    assert [run.told(orders[0]) for run in runs] == [DEFERRED, DEFERRED, CANNOT]


def test_the_only_order_is_given_a_day_of_runs(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN"))
    break_for(couple, row_id)
    for _ in range(4):
        assert couple.run().told(row_id) == DEFERRED
    couple.troubled[row_id]["alone"] = RUNS_ALONE - 2
    assert couple.run().told(row_id) == DEFERRED
    assert couple.run().told(row_id) == CANNOT
    assert couple.status(row_id) == ("Compleet", "99")


@pytest.mark.parametrize(
    "fault",
    [{"kind": "reset_before"}, {"kind": "html"}, {"code": 502}, {"code": 500, "body": "<html>Fout</html>"}],
    ids=["reset", "html", "502", "500 in html"],
)
def test_silence_is_never_counted(couple: Couple, fault: Json) -> None:
    row_id = couple.order(used("KRAAN"))
    break_for(couple, row_id, **fault)
    for _ in range(4):
        assert run_beside_another(couple).told(row_id) == DEFERRED
    assert couple.status(row_id) == ("Compleet", "1")


def test_an_error_after_which_the_invoice_is_there_counts_as_done(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN"))
    break_for(couple, row_id, kind="status_after")
    assert run_beside_another(couple).told(row_id) == ("exported", "")
    assert couple.troubled == {}


def test_an_invoice_that_turns_up_before_the_99_is_settled_instead(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN", "3"))
    plan = couple.plan()
    break_for(couple, row_id)
    run_beside_another(couple)
    run_beside_another(couple)

    def late() -> None:
        couple.reeleezee.faults([])
        with couple.export() as export:
            (order,) = export.reread(plan["accepted"]).values()
            draft = build(order, rules_for(export, [order]))
            assert isinstance(draft, Draft)
            export.reeleezee.put_sales_invoice(draft.invoice_id, invoice_body(draft))

    couple.order(used("KRAAN"))
    assert couple.run(before={"mark": late}).told(row_id) == ("exported", "")
    assert couple.status(row_id) == ("Afgehandeld", "1")


def test_a_changed_order_is_counted_anew(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN", "1"))
    break_for(couple, row_id)
    run_beside_another(couple)
    run_beside_another(couple)
    couple.on_order(row_id, materials=[used("KRAAN", "2")])
    runs = [run_beside_another(couple) for _ in range(3)]
    assert [run.told(row_id) for run in runs] == [DEFERRED, DEFERRED, CANNOT]


def test_orders_with_an_answered_error_come_last(couple: Couple) -> None:
    bad = [couple.order(used("KRAAN")) for _ in range(3)]
    break_for(couple, *bad)
    couple.order(used("KRAAN"))
    couple.run()
    good = [couple.order(used("KRAAN")) for _ in range(2)]
    couple.forget_requests()
    couple.run()
    assert puts(couple, *bad, *good) == [*good, *bad]


def test_orders_that_cannot_be_stored_never_stop_a_run(couple: Couple) -> None:
    bad = [couple.order(used("KRAAN")) for _ in range(5)]
    break_for(couple, *bad)
    couple.order(used("KRAAN"))
    couple.run()
    break_for(couple, *bad, kind="reset_before")
    good = couple.order(used("KRAAN"))
    couple.forget_requests()
    run = couple.run()
    assert run.told(good) == ("exported", "")
    assert [run.told(o) for o in bad] == [DEFERRED] * 5
    assert puts(couple, *bad) == bad


def test_three_orders_of_which_the_answer_is_always_lost_delay_the_others_by_one_run_only(couple: Couple) -> None:
    bad = [couple.order(used("KRAAN")) for _ in range(3)]
    good = [couple.order(used("KRAAN")) for _ in range(2)]
    break_for(couple, *bad, kind="reset_before")
    assert couple.run().told(good[0]) == ("deferred", "run_stopped")
    run = couple.run()
    assert [run.told(o) for o in good] == [("exported", "")] * 2
    assert [run.told(o)[0] for o in bad] == ["deferred"] * 3


def test_a_run_that_was_stopped_counts_against_nobody(couple: Couple) -> None:
    first, bad = couple.order(used("KRAAN")), couple.order(used("KRAAN"))
    last = couple.order(used("KRAAN"))
    couple.reeleezee.faults([ERROR | {"match": put(bad)}, {"match": put(last), "kind": "status", "code": 401}])
    run = couple.run()
    assert [run.told(o)[0] for o in (first, bad, last)] == ["exported", "deferred", "deferred"]
    assert run.report["failure"].startswith("De ronde is gestopt")
    assert not read_troubled(couple.troubled)[bad].is_counted


def test_an_invoice_that_nobody_understands_stops_the_run_after_all_others_had_their_turn(couple: Couple) -> None:
    odd, good, late = (couple.order(used("KRAAN")) for _ in range(3))
    odd_invoice = f"GET /SalesInvoices/{IDENTITY.invoice(odd)}"
    couple.reeleezee.fault(odd_invoice, "status", code=400, times=0, body='{"Message": "Ongeldig"}')
    assert couple.run().told(good) == ("deferred", "run_stopped")
    run = couple.run()
    assert [run.told(o) for o in (odd, good, late)] == [DEFERRED, ("exported", ""), ("exported", "")]
    assert run.report["failure"].startswith("De ronde is gestopt")
    assert not read_troubled(couple.troubled)[odd].is_counted
    couple.reeleezee.faults([])
    assert couple.run().told(odd) == ("exported", "")


def test_a_99_that_cannot_be_written_is_written_by_the_next_run(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN"))
    break_for(couple, row_id)
    run_beside_another(couple)
    run_beside_another(couple)
    couple.outsmart.faults([{"match": "GET /UpdateWorkorder", "kind": "status", "code": 502, "query": "workstatus=99"}])
    assert run_beside_another(couple).told(row_id) == ("deferred", "not_marked")
    assert run_beside_another(couple).told(row_id) == CANNOT
    assert couple.status(row_id) == ("Compleet", "99")


def test_what_no_longer_waits_is_forgotten_and_what_was_not_asked_for_is_kept(couple: Couple) -> None:
    settled, kept = couple.order(used("KRAAN")), couple.order(used("KRAAN"))
    break_for(couple, settled, kept)
    run_beside_another(couple)
    assert set(couple.troubled) == {settled, kept}
    couple.on_order(settled, handled=True)
    only = couple.order(used("KRAAN"))
    assert couple.run(work_orders=[only]).results == {only: "exported"}
    assert set(couple.troubled) == {kept}


def test_a_cleared_task_counts_nothing_twice() -> None:
    once = Trouble("f").once_more("scheduled", others_stored=True)
    assert once.once_more("scheduled", others_stored=True) == once
    assert once.once_more("manual", others_stored=True).beside_others == 2


def test_a_bounded_number_is_remembered_and_those_counted_most_go_first() -> None:
    many = {str(n): Trouble("f") for n in range(MOST_REMEMBERED)}
    kept = as_json(many | {"worst": Trouble("f", beside_others=2, run="manual")})
    assert len(kept) == MOST_REMEMBERED
    assert read_troubled(kept)["worst"] == Trouble("f", beside_others=2, run="manual")
