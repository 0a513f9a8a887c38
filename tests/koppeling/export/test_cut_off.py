"""A run that is cut off tells what it did, and one whose time is up ends by itself; the rest waits and is told."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.koppeling.export.couple import NAME, PARAMS, Couple, used

from koppeling.export.course import Course
from koppeling.export_tasks import ENDS
from koppeling.steps import export_steps
from koppeling.steps.handing_over import HandedOver, handed_over

Json = dict[str, Any]


class Killed(BaseException):
    """The process is gone: nothing after it runs, as after kill -9."""


def orders(couple: Couple, count: int) -> list[str]:
    return [couple.order(used("KRAAN")) for _ in range(count)]


def after(steps: int) -> Callable[[], bool]:
    """Time that is up after so many looks at the clock."""
    looks = iter([False] * steps)
    return lambda: next(looks, True)


def handing(kept: Json, ends_at: int, *, before: bool) -> Course:
    """A course whose process is killed as order number `ends_at` is begun, or once its outcome was handed over."""
    over = HandedOver(kept.__setitem__)
    seen: list[str] = []

    def begin(row_id: str) -> None:
        if len(seen) == ends_at and not before:
            raise Killed
        over.begin(row_id)
        seen.append(row_id)
        if len(seen) == ends_at and before:
            raise Killed

    return Course(begin=begin, tell=over.tell)


def killed(couple: Couple, ends_at: int, *, before: bool) -> Json:
    """The report of a run whose posting is killed there."""
    plan, kept = couple.plan(), {}
    with pytest.raises(Killed):
        export_steps.post_concept_invoices(NAME, plan, [], course=handing(kept, ends_at, before=before))
    handed = {"posted": handed_over(kept.get), "marked": {}}
    return export_steps.report(plan, None, export_steps.mark_refused(NAME, plan, None), handed)


def test_posting_ends_when_its_time_is_up_and_the_rest_waits_without_a_red_run(couple: Couple) -> None:
    made = orders(couple, 5)
    plan = couple.plan()

    posted = export_steps.post_concept_invoices(NAME, plan, [], course=Course(is_over=after(2)))
    told = export_steps.report(plan, posted, [])

    assert told["counts"] == {"exported": 2, "deferred": 3}
    assert {row["reason"] for row in told["outcomes"] if row["outcome"] == "deferred"} == {"run_time_up"}
    assert "3 werkbonnen wachten op de volgende ronde" in told["notice"]
    assert told["failure"] == ""
    assert couple.run().results == dict.fromkeys([o for o in made if o not in _exported(told)], "exported")


@pytest.mark.parametrize("count", [1, 3, 30])
def test_after_a_kill_the_report_tells_what_was_invoiced_and_what_waits(couple: Couple, count: int) -> None:
    made = orders(couple, count + 2)

    told = killed(couple, count + 1, before=True)

    assert told["counts"] == {"exported": count, "deferred": 2}
    assert sorted(row["reason"] for row in told["outcomes"] if row["outcome"] == "deferred") == [
        "cut_off_under_way",
        "run_cut_off",
    ]
    assert f"{count} werkbonnen zijn gefactureerd, 2 wachten" in told["failure"]
    assert len(couple.invoices()) == count
    assert all(row["receipt_number"] and row["total"] for row in told["outcomes"] if row["outcome"] == "exported")
    assert {row["row_id"] for row in told["outcomes"]} == set(made)
    assert set(couple.run().results.values()) == {"exported"}
    assert len(couple.invoices()) == count + 2


def test_a_refusal_of_a_posting_that_was_cut_off_is_not_final(couple: Couple) -> None:
    first, _ = orders(couple, 2)
    couple.reeleezee.fault("PUT /SalesInvoices", "status", code=422, body='{"message": "Nee"}', times=1)

    told = killed(couple, 1, before=False)

    (row,) = [row for row in told["outcomes"] if row["row_id"] == first]
    assert (row["outcome"], row["reason"]) == ("deferred", "run_cut_off")
    assert couple.status(first)[1] == "1"


def test_a_plan_whose_time_is_up_refuses_no_more_and_no_order_is_lost(couple: Couple) -> None:
    good = orders(couple, 1)
    bad = [couple.order(used("ONBEKEND")) for _ in range(3)]

    plan = export_steps.plan_invoices(NAME, PARAMS, Course(is_over=after(1)))

    assert sorted(plan["accepted"]) == good
    assert {o["row_id"]: o["outcome"] for o in plan["outcomes"]} == dict(
        zip(bad, ["refused", "deferred", "deferred"], strict=True)
    )


def test_marking_ends_when_its_time_is_up_and_the_next_run_marks_the_rest(couple: Couple) -> None:
    bad = [couple.order(used("ONBEKEND")) for _ in range(3)]
    plan = couple.plan()

    marked = export_steps.mark_refused(NAME, plan, None, Course(is_over=after(1)))

    assert [row["outcome"] for row in marked] == ["refused", "deferred", "deferred"]
    assert [couple.status(order)[1] for order in bad] == ["99", "1", "1"]
    couple.run()
    assert [couple.status(order)[1] for order in bad] == ["99", "99", "99"]


def test_making_relations_ends_when_its_time_is_up(couple: Couple) -> None:
    couple.settings(create_relations=True)
    made = [couple.order(used("KRAAN"), debtor=number) for number in ("7001", "7002")]
    for number in ("7001", "7002"):
        couple.relation(number, f"Nieuw {number}", street="Kerkstraat", house_number=number)
    plan = couple.plan()

    late = export_steps.upsert_relations(NAME, plan, Course(is_over=after(1)))

    assert [(row["row_id"], row["outcome"], row["reason"]) for row in late] == [(made[1], "deferred", "run_time_up")]


def test_every_task_ends_before_airflow_ends_it_and_in_the_order_of_the_tasks() -> None:
    assert list(ENDS.values()) == sorted(ENDS.values())
    # the DAG gives a task five sixths of the run's thirty minutes; about two of them are kept free
    assert ENDS["post_concept_invoices"] * 30 <= 25 - 2
    assert ENDS["mark_refused"] * 30 <= 27


def _exported(told: Json) -> set[str]:
    return {row["row_id"] for row in told["outcomes"] if row["outcome"] == "exported"}


def test_after_a_kill_of_the_marking_the_report_tells_which_orders_have_99(couple: Couple) -> None:
    bad = [couple.order(used("ONBEKEND")) for _ in range(4)]
    plan, kept = couple.plan(), {}
    with pytest.raises(Killed):
        export_steps.mark_refused(NAME, plan, None, handing(kept, 3, before=True))
    handed = {"posted": {}, "marked": handed_over(kept.get)}
    told = export_steps.report(plan, None, None, handed)

    outcomes = {row["row_id"]: row["outcome"] for row in told["outcomes"]}
    assert [couple.status(order)[1] for order in bad] == ["99", "99", "1", "1"]
    assert [outcomes[order] for order in bad[:2]] == ["refused", "refused"]
    assert told["failure"]
    couple.run()
    assert [couple.status(order)[1] for order in bad] == ["99"] * 4


def in_turns(couple: Couple, count: int, each: int) -> list[Json]:
    """The reports of two runs over so many waiting orders, each of which has time for so many."""
    for _ in range(count):
        couple.order(used("KRAAN"))
    reports = []
    for _ in range(2):
        plan = couple.plan()
        posted = export_steps.post_concept_invoices(NAME, plan, [], course=Course(is_over=after(each)))
        reports.append(export_steps.report(plan, posted, []))
    return reports


@pytest.mark.parametrize(
    ("count", "each"), [(60, 20), pytest.param(10_000, 300, marks=pytest.mark.soak, id="ten thousand orders")]
)
def test_however_many_wait_each_run_tells_what_it_did_and_the_next_goes_on(
    couple: Couple, count: int, each: int
) -> None:
    first, second = in_turns(couple, count, each)
    assert first["counts"] == {"exported": each, "deferred": count - each}
    assert second["counts"] == {"exported": each, "deferred": count - 2 * each}
    assert f"{count - each} werkbonnen wachten op de volgende ronde" in first["notice"]
    assert _exported(first).isdisjoint(_exported(second))
    assert len(couple.invoices()) == 2 * each
    assert first["failure"] == second["failure"] == ""
