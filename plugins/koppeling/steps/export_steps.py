"""The tasks of `invoice_export`: plan, make what is missing, post, mark refusals, report.

A task ends in an error only after its loop; a business refusal is an outcome and never an error.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from koppeling import runtime
from koppeling.koppelingen import koppeling
from koppeling.steps.skipping import skip

if TYPE_CHECKING:
    from koppeling.export.context import Export
    from koppeling.export.course import Course
    from koppeling.outcomes import Outcome

log = logging.getLogger(__name__)
Json = dict[str, Any]
LONGEST_RUN = timedelta(seconds=float(os.environ.get("EXPORT_RUN_SECONDS", "1800")))
"""The export's time-out. What was decided longer ago belongs to a task that somebody cleared later."""


def plan_invoices(name: str, params: Mapping[str, Any], course: Course | None = None) -> Json:
    """Read the waiting work orders and decide; raises `AirflowSkipException` when there is none."""
    from koppeling.export.plan import Wishes, make_plan
    from koppeling.steps.one_account import refuse_shared_account

    wishes = Wishes(
        preview=bool(params.get("preview")),
        only=tuple(str(number) for number in params.get("work_orders") or ()),
        retry_refused=bool(params.get("retry_refused")),
        awaited=frozenset() if params.get("invoice_anyway") else _awaited(name),
    )
    if not wishes.preview:
        refuse_shared_account(name)
    with runtime.export(name) as export:
        plan = make_plan(export, wishes, course)
    if plan.is_empty:
        skip("Geen complete werkbonnen met status 1 / no complete work orders with status 1.")
    log.info("%s accepted, %s decided already", len(plan.accepted), len(plan.outcomes))
    return plan.as_json() | {"made_at": runtime.now().isoformat()}


def upsert_relations(name: str, plan: Json, course: Course | None = None) -> list[Json]:
    """Make the customers that accepted work orders need; returns the orders for which that failed."""
    from koppeling.export.creation import create_relations

    needed = {row_id: plan["accepted"][row_id] for row_id in plan["needs_relation"]}
    if not needed:
        return []
    with runtime.export(name) as export:
        return _json(create_relations(_for(export, plan), needed, course))


def upsert_materials(name: str, plan: Json, course: Course | None = None) -> list[Json]:
    """Make the products that accepted work orders need; returns the orders for which that failed."""
    from koppeling.export.creation import create_materials

    needed = {row_id: plan["accepted"][row_id] for row_id in plan["needs_material"]}
    if not needed:
        return []
    saved = runtime.read_saved(name)
    with runtime.export(name) as export:
        include_vat = bool(saved and saved.product_prices_include_vat)
        return _json(create_materials(_for(export, plan), needed, prices_include_vat=include_vat, course=course))


def post_concept_invoices(
    name: str,
    plan: Json,
    troubles: Sequence[Json],
    *,
    unready: Sequence[str] = (),
    troubled: Mapping[str, Any] | None = None,
    run: str = "",
    course: Course | None = None,
) -> Json:
    """Post, verify and settle the accepted work orders; the outcome of each, and why the run stopped if it did.

    `unready` are the orders that need a relation when the task that makes relations did not come to its end.
    `troubled` in and out is what one run remembers of orders that met trouble; the caller takes it out of the result
    and keeps it. `run` names this run, so that a cleared task counts nothing twice. Raises `InvalidSettings`.
    """
    from koppeling.export.collisions import collisions_in
    from koppeling.export.posting import post_invoices
    from koppeling.export.troubled import as_json, read_troubled
    from koppeling.outcomes import Outcome
    from koppeling.steps.one_account import refuse_shared_account

    before = troubled or {}
    if not plan["accepted"]:
        return {"outcomes": [], "stopped": "", "troubled": dict(before)}
    # another koppeling may have been switched on since the plan was made
    refuse_shared_account(name)
    with runtime.export(name) as export:
        posted = post_invoices(
            _for(export, plan),
            plan["accepted"],
            [Outcome.from_json(t) for t in troubles],
            unready=unready,
            troubled=read_troubled(before),
            run=run,
            course=course,
            collisions=collisions_in(Outcome.from_json(o) for o in plan["outcomes"]),
        )
    return {"outcomes": _json(posted.outcomes), "stopped": posted.stopped, "troubled": as_json(posted.troubled)}


def mark_refused(name: str, plan: Json, posted: Json | None, course: Course | None = None) -> list[Json]:
    """Set 99 on every refused work order of the plan and of the posting; the outcome of each after that."""
    from koppeling.export.collisions import collisions_in
    from koppeling.export.marking import mark_refused as mark
    from koppeling.outcomes import Outcome, Result

    found = [Outcome.from_json(o) for o in (*plan["outcomes"], *(posted["outcomes"] if posted else ()))]
    refused = [o for o in found if o.result is Result.REFUSED]
    if plan["preview"] or not refused:
        return []
    with runtime.export(name) as export:
        outdated = _age(plan) > LONGEST_RUN
        return _json(mark(export, refused, outdated=outdated, course=course, collisions=collisions_in(found)))


def known(plan: Json, posted: Json | None, handed: Mapping[str, Any]) -> Json | None:
    """What the posting told, or when it did not come to its end: what it handed over before."""
    from koppeling.export.course import after_cut

    if posted is not None or plan["preview"] or not plan["accepted"]:
        return posted
    return after_cut(plan, handed)


def report(
    plan: Json, posted: Json | None, marked: Sequence[Json] | None, handed: Mapping[str, Any] | None = None
) -> Json:
    """Put the outcomes of all steps together: the last word on each work order counts.

    `marked` is None when that task failed: its refusals may not have reached OutSmart, which must not look well.
    `handed` is what posting and marking handed over along the way, by `posted` and `marked`; it counts where the task
    itself did not come to its end.
    """
    from koppeling.export.course import told_of_cut
    from koppeling.export.report import export_report

    along = handed or {}
    told = known(plan, posted, along.get("posted", {}))
    marked_so_far = marked if marked is not None else along.get("marked", {}).get("outcomes", ())
    made = export_report(plan, told, marked_so_far)
    if posted is None and told is not None:
        made["failure"] = told_of_cut(told, made["failure"])
    refused = made["counts"].get("refused", 0)
    if marked is None and not plan["preview"] and not made["failure"]:
        made["failure"] = (
            f"{refused} geweigerde werkbonnen kregen misschien geen status 99; zie mark_refused / "
            "refusals may not have been written to OutSmart; see mark_refused."
        )
    return made


def counted(plan: Json, posted: Json) -> Json:
    """What the event of the invoices' asset tells: what became of how many, and the net amount that was billed."""
    from collections import Counter
    from decimal import Decimal

    from koppeling.export.report import latest_outcomes

    rows = latest_outcomes(plan, posted, ()).values()
    net = sum((Decimal(row["net"] or "0") for row in rows if row["outcome"].startswith("exported")), Decimal(0))
    return {**Counter(row["outcome"] for row in rows), "net": f"{net:.2f}", "preview": plan["preview"]}


def standing(
    before: Mapping[str, Any], plan: Json, posted: Json | None, marked: Sequence[Json] | None, run: str
) -> Json:
    """What the digest must know after this run; a preview changes nothing."""
    from koppeling.export.report import latest_outcomes
    from koppeling.notices.standing import remember

    if plan["preview"]:
        return dict(before)
    rows = latest_outcomes(plan, posted, marked or ()).values()
    return remember(before, rows, run=run, at=runtime.now())


def addressed(name: str, made: Json) -> Json:
    """The report with for each row where it can be seen, when the koppeling tells how."""
    addresses = koppeling(name).addresses
    return {**made, "outcomes": [{**row, **addresses.of_row(row)} for row in made["outcomes"]]}


def readable(made: Json) -> list[str]:
    """The report as lines that a planner reads; in the UI it stands beside the report itself."""
    from koppeling.export.report import readable as lines_of

    return lines_of(made)


def fail_when_deferred(made: Json) -> None:
    """Turn the run red when infrastructure stood in the way of a work order, after everything was reported."""
    from airflow.sdk.exceptions import AirflowFailException

    if made["failure"]:
        raise AirflowFailException(made["failure"])


def _for(export: Export, plan: Json) -> Export:
    """With the orders that somebody named; a plan of before an upgrade names none."""
    return replace(export, named=frozenset(plan.get("named", ())))


def _awaited(name: str) -> frozenset[str]:
    saved = runtime.read_saved(name)
    return saved.beginning.awaited(saved.settings, saved.saved_at, runtime.now()) if saved else frozenset()


def _age(plan: Json) -> timedelta:
    return runtime.now() - datetime.fromisoformat(plan["made_at"])


def _json(outcomes: Sequence[Outcome]) -> list[Json]:
    return [outcome.as_json() for outcome in outcomes]
