"""Posts the concept invoices of a plan, one order after the other, and stops where going on would do harm.

The same refusal for the first three orders stops the run: a wrong setting must not turn two hundred orders to 99.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from koppeling.export.context import Export
from koppeling.export.lookup import rules_for
from koppeling.export.protocol import Step, export_one
from koppeling.export.verify import IdentityCollision
from koppeling.invoicing.build import InvoiceRules, build
from koppeling.invoicing.draft import Draft
from koppeling.invoicing.fingerprint import fingerprint
from koppeling.invoicing.parties import debtor_of
from koppeling.outcomes import Outcome, Result
from koppeling.reasons import Reason, reason
from outsmart.errors import OutSmartError
from outsmart.records import WorkOrder
from reeleezee.errors import ReeleezeeError

EQUAL_REFUSALS = 3
TROUBLES_IN_A_ROW = 3


@dataclass
class Posted:
    """The outcomes so far, and why the run stopped (empty when it went through)."""

    outcomes: list[Outcome] = field(default_factory=list)
    stopped: str = ""


def post_invoices(export: Export, accepted: Mapping[str, str], troubles: Iterable[Outcome] = ()) -> Posted:
    """Export the accepted orders (row id → fingerprint); `troubles` are orders whose relation or material failed."""
    posted = Posted()
    hindered = {o.row_id: o for o in troubles}
    posted.outcomes += [o for o in hindered.values() if o.row_id in accepted]
    wanted = [row_id for row_id in accepted if row_id not in hindered]
    orders = export.reread(wanted)
    posted.outcomes += [_moved_on(row_id) for row_id in wanted if row_id not in orders]
    if not orders:
        return posted
    rules = rules_for(export, list(orders.values()))
    ready, others = _ready(orders.values(), rules, accepted)
    posted.outcomes += others
    _post_all(export, ready, posted)
    return posted


def _ready(
    orders: Iterable[WorkOrder], rules: InvoiceRules, accepted: Mapping[str, str]
) -> tuple[list[tuple[WorkOrder, Draft]], list[Outcome]]:
    """The drafts that can be written now, and the orders that must wait for the next run."""
    ready, others = [], []
    for order in orders:
        made = build(order, rules)
        if fingerprint(order) != accepted[order.row_id] or isinstance(made, Reason):
            others.append(_waiting(order, reason("changed_since_plan")))
        elif made.debtor.customer is None or made.new_products:
            others.append(_waiting(order, reason("party_not_ready")))
        else:
            ready.append((order, made))
    return ready, others


def _post_all(export: Export, ready: Sequence[tuple[WorkOrder, Draft]], posted: Posted) -> None:
    first: list[Step] = []
    troubles = 0
    for number, (order, draft) in enumerate(ready):
        try:
            step = export_one(export, order, draft)
        except IdentityCollision as error:
            _stop(posted, ready[number:], str(error))
            return
        except (ReeleezeeError, OutSmartError) as error:
            # Of this one nobody knows how far it came: its invoice may stand there, unsettled.
            posted.outcomes.append(_waiting(order, reason("outcome_unknown", problem=error)))
            _stop(posted, ready[number + 1 :], str(error))
            return
        posted.outcomes.append(step.outcome)
        first = [*first, step][:EQUAL_REFUSALS]
        if len(first) == EQUAL_REFUSALS and _all_refused_alike(first):
            _stop_at_refusals(posted, ready, number, first[0].refusal)
            return
        troubles = troubles + 1 if step.trouble else 0
        if troubles == TROUBLES_IN_A_ROW:
            _stop(posted, ready[number + 1 :], f"{TROUBLES_IN_A_ROW} storingen achter elkaar / failures in a row")
            return


def _all_refused_alike(first: Sequence[Step]) -> bool:
    return first[0].refusal != "" and len({step.refusal for step in first}) == 1


def _stop_at_refusals(posted: Posted, ready: Sequence[tuple[WorkOrder, Draft]], number: int, refusal: str) -> None:
    """The three refused orders are deferred like the rest: none of them gets 99."""
    problem = (
        f"Reeleezee weigert de eerste drie facturen met dezelfde melding / refuses the first three alike: {refusal}"
    )
    why = reason("run_stopped", problem=problem)
    head, refused = posted.outcomes[:-EQUAL_REFUSALS], posted.outcomes[-EQUAL_REFUSALS:]
    posted.outcomes = [*head, *(replace(o, result=Result.DEFERRED, reason=why) for o in refused)]
    _stop(posted, ready[number + 1 :], problem)


def _stop(posted: Posted, rest: Sequence[tuple[WorkOrder, Draft]], problem: str) -> None:
    why = reason("run_stopped", problem=problem)
    posted.outcomes += [_waiting(order, why) for order, _ in rest]
    posted.stopped = problem


def _moved_on(row_id: str) -> Outcome:
    """Settled, archived, deleted or given another work status since the plan: nothing of it was read any more."""
    return Outcome(row_id, f"rij {row_id}", Result.SKIPPED, reason=reason("no_longer_waiting"))


def _waiting(order: WorkOrder, why: Reason) -> Outcome:
    return Outcome(
        order.row_id,
        order.label,
        Result.DEFERRED,
        relation=debtor_of(order).name,
        reason=why,
        fingerprint=fingerprint(order),
    )
