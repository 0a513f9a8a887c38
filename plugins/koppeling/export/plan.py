"""Decides for every waiting work order what is to become of it, and carries that decision to the writing tasks.

A plan holds row ids, fingerprints and outcomes only: what is written is built anew from the orders as they then are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from koppeling.export.asked import asked_for, names_of
from koppeling.export.context import COMPLETE, REFUSED, WAITING, Export, chosen
from koppeling.export.course import Course, time_up
from koppeling.export.deciding import decide
from koppeling.export.first_import import held
from koppeling.export.fitting import what_does_not_fit
from koppeling.export.invoiced import told_beforehand
from koppeling.export.unforeseen import UNFORESEEN, set_aside, unforeseen
from koppeling.invoicing.build import skip_reason
from koppeling.invoicing.draft import Draft
from koppeling.invoicing.version import version_of
from koppeling.money import plain, to_cents
from koppeling.outcomes import Outcome, Result, told_warning
from koppeling.reasons import Both, Reason, reason, short
from outsmart.hook import UnreadableRow, WorkOrderList
from outsmart.records import WorkOrder
from outsmart.wire import UnreadableValue, read_date

UNNAMED = Both("onbekend", "unknown")


class TooManyInvoices(Exception):
    """More work orders wait than `max_invoices_per_run` allows; nothing was written."""


@dataclass(frozen=True)
class Wishes:
    """What somebody who triggers the export by hand may ask for; `awaited` are the first imports that it waits for."""

    preview: bool = False
    only: tuple[str, ...] = ()
    retry_refused: bool = False
    awaited: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Plan:
    """`accepted`: row id → fingerprint; the creators are the accepted orders that need a new relation or material.

    `dates`: row id → work date (ISO), of all orders whose date can be read. `labels`: row id → number, of the accepted.
    `notice` says in a preview what would stop the run itself. `named`: the row ids of orders that somebody asked for by
    number, and whose dates that answers for.
    """

    accepted: Mapping[str, str] = field(default_factory=dict)
    needs_relation: tuple[str, ...] = ()
    needs_material: tuple[str, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    preview: bool = False
    lines: Mapping[str, Sequence[Mapping[str, str]]] = field(default_factory=dict)
    notice: str = ""
    dates: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    named: tuple[str, ...] = ()
    making: Mapping[str, tuple[Reason, ...]] = field(default_factory=dict)

    remarks: Mapping[str, Sequence[Reason]] = field(default_factory=dict)
    """Warnings that only the plan can give, by row id: the posting no longer sees what was about to be made."""

    @property
    def is_empty(self) -> bool:
        return not self.accepted and not self.outcomes

    @property
    def refused(self) -> tuple[Outcome, ...]:
        return tuple(o for o in self.outcomes if o.result is Result.REFUSED)

    def as_json(self) -> dict[str, Any]:
        return {
            "remarks": {row_id: [told_warning(w) for w in told] for row_id, told in self.remarks.items()},
            "accepted": dict(self.accepted),
            "needs_relation": list(self.needs_relation),
            "needs_material": list(self.needs_material),
            "outcomes": [o.as_json() for o in self.outcomes],
            "preview": self.preview,
            "lines": {row_id: [dict(line) for line in lines] for row_id, lines in self.lines.items()},
            "notice": self.notice,
            "dates": dict(self.dates),
            "labels": dict(self.labels),
            "named": list(self.named),
            **({"making": _told(self.making)} if self.making else {}),
        }


def _told(making: Mapping[str, Sequence[Reason]]) -> dict[str, list[dict[str, Any]]]:
    return {row_id: [told_warning(warning) for warning in told] for row_id, told in making.items()}


def make_plan(export: Export, wishes: Wishes, course: Course | None = None) -> Plan:
    """Read the waiting orders and decide; raises the hooks' errors, `SettingNotFound` and `TooManyInvoices`."""
    listed = export.waiting_orders()
    orders = chosen(listed.orders, wishes.only)
    retried = _on_99(export, wishes) if wishes.retry_refused else []
    orders += retried
    unreadable = tuple(_unreadable(listed, wishes, orders))
    skipped = {o.row_id: why for o in orders if (why := _skip_reason(export, o)) is not None}
    skips = tuple(_outcome(export, o, Result.SKIPPED, skipped[o.row_id]) for o in orders if o.row_id in skipped)
    candidates = [o for o in orders if o.row_id not in skipped]
    dates = work_dates(orders)
    if not candidates:
        return Plan(outcomes=(*skips, *unreadable), preview=wishes.preview, dates=dates)
    named = tuple(o.row_id for o in candidates) if wishes.only else ()
    decided = decide(replace(export, named=frozenset(named)), candidates)
    drafts = [d for _, d in decided if isinstance(d, Draft)]
    refused = [(o, _outcome(export, o, Result.REFUSED, d)) for o, d in decided if isinstance(d, Reason)]
    looked_at = [_looked_at(export, order, told, course or Course()) for order, told in refused]
    refusals = held(export, looked_at, wishes.awaited)
    if wishes.preview:
        shown = tuple(_previewed(draft) for draft in drafts)
        lines = {draft.row_id: lines_shown(draft) for draft in drafts}
        all_told = (*shown, *refusals, *skips, *unreadable)
        return Plan(outcomes=all_told, preview=True, lines=lines, notice=_notice(export, len(drafts)), dates=dates)
    _guard(export, len(drafts))
    for order in retried:
        if order.row_id in skipped:
            continue
        export.outsmart.set_work_status(order.row_id, WAITING)
    return Plan(
        accepted={d.row_id: d.fingerprint for d in drafts},
        needs_relation=tuple(d.row_id for d in drafts if d.debtor.new),
        needs_material=tuple(d.row_id for d in drafts if d.new_products),
        outcomes=(*refusals, *skips, *unreadable),
        dates=dates,
        labels={d.row_id: d.work_order for d in drafts},
        making={d.row_id: told for d in drafts if (told := what_does_not_fit(d))},
        named=named,
        remarks={d.row_id: told for d in drafts if (told := _of_the_plan_alone(d))},
    )


def _of_the_plan_alone(draft: Draft) -> tuple[Reason, ...]:
    return tuple(w for w in draft.warnings if w.code == "customer_made_beside_another")


def _looked_at(export: Export, order: WorkOrder, told: Outcome, course: Course) -> Outcome:
    """A refusal after the look under its id; one that there was no time to look for waits."""
    if told.result is not Result.REFUSED:
        return told
    if course.is_over():
        return replace(told, result=Result.DEFERRED, reason=time_up())
    return told_beforehand(export, order, told)


def _skip_reason(export: Export, order: WorkOrder) -> Reason | None:
    try:
        return skip_reason(order, export.settings)
    except Exception as error:  # the net around one order: nothing is done to it, and the others go on
        return unforeseen(error)


def _result(why: Reason, otherwise: Result) -> Result:
    """What cannot be read, or was foreseen by nobody, no planner can repair: the order waits and never gets 99."""
    return Result.DEFERRED if why.code in {"needed_record_unreadable", UNFORESEEN} else otherwise


def work_dates(orders: Sequence[WorkOrder]) -> dict[str, str]:
    """For the reader of the report, who wants to know the oldest; an unreadable date is told by its refusal."""
    dates: dict[str, str] = {}
    for order in orders:
        with suppress(UnreadableValue):
            dates[order.row_id] = read_date(order.work_date).isoformat()
    return dates


def _on_99(export: Export, wishes: Wishes) -> list[WorkOrder]:
    """The orders on 99 that somebody wants tried again, as if they were set back to 1 already."""
    refused = chosen(export.outsmart.work_orders(status=COMPLETE, work_status=REFUSED).orders, wishes.only)
    return [
        o.model_copy(update={"work_status": WAITING}) for o in refused if not o.is_archived and o.work_status == REFUSED
    ]


def _is_too_many(export: Export, count: int) -> bool:
    most = export.settings.max_invoices_per_run
    return most is not None and count > most


def _guard(export: Export, count: int) -> None:
    if _is_too_many(export, count):
        most = export.settings.max_invoices_per_run
        raise TooManyInvoices(
            f"Er wachten {count} werkbonnen en max_invoices_per_run is {most}: er is niets geschreven. Bekijk eerst "
            "het voorbeeld (preview) en verhoog de grens, of zet oude werkbonnen op Afgehandeld / "
            f"{count} work orders wait and the limit is {most}: nothing was written."
        )


def _notice(export: Export, count: int) -> str:
    """A preview is never stopped, but tells that the run itself would be."""
    if not _is_too_many(export, count):
        return ""
    most = export.settings.max_invoices_per_run
    return (
        f"Een gewone ronde zou hierop stoppen: er wachten {count} werkbonnen en max_invoices_per_run is {most} / "
        f"an ordinary run would stop here: {count} work orders wait and the limit is {most}."
    )


def _unreadable(listed: WorkOrderList, wishes: Wishes, found: Sequence[WorkOrder]) -> list[Outcome]:
    """Rows that are no work orders by their form: shown by field, and nothing is done to them.

    Of those that somebody asked for only these, and besides each number under which no work order waits.
    """
    if not any(number.strip() for number in wishes.only):
        return [_told_unreadable(row) for row in listed.unreadable]
    rows = [(row.row_id, row.number) for row in listed.unreadable]
    names = [*(names_of(order) for order in found), *rows]
    asked = asked_for(wishes.only, (name for some in names for name in some))
    told = [_told_unreadable(row) for row in listed.unreadable if asked.is_about(row.row_id, row.number)]
    return told + [_not_found(number) for number in asked.missing]


def _not_found(number: str) -> Outcome:
    why = reason("asked_not_found", work_order=short(number))
    return Outcome(short(number), short(number), Result.SKIPPED, reason=why)


def _told_unreadable(row: UnreadableRow) -> Outcome:
    label = short(row.number or row.row_id) or UNNAMED.nl
    fields = short(", ".join(row.fields)) or UNNAMED.nl
    why = reason("work_order_unreadable", work_order=label, fields=fields)
    return Outcome(row.row_id, label, Result.DEFERRED, reason=why)


def _outcome(export: Export, order: WorkOrder, result: Result, why: Reason) -> Outcome:
    try:
        version = version_of(order, export.settings)
    except Exception as error:  # the net around one order: without its version nothing may be decided about it
        return set_aside(order, unforeseen(error))
    return replace(set_aside(order, why, version), result=_result(why, result))


def _previewed(draft: Draft) -> Outcome:
    """What would be made, with the VAT as rounded per line."""
    vat = draft.vat.per_line
    return Outcome(
        draft.row_id,
        draft.work_order,
        Result.WOULD_BE_EXPORTED,
        relation=draft.debtor.name,
        warnings=(*draft.warnings, *what_does_not_fit(draft)),
        invoice_id=draft.invoice_id,
        net=f"{to_cents(draft.net)}",
        vat=f"{vat}",
        total=f"{to_cents(draft.net + vat)}",
        left_out=draft.left_out,
        fingerprint=draft.fingerprint,
    )


def lines_shown(draft: Draft) -> list[dict[str, str]]:
    """The lines of a draft as a reader of the preview sees them; `new` names what would be created."""
    return [
        {
            "description": line.description,
            "quantity": plain(line.quantity),
            "price": plain(line.price),
            "discount": plain(line.discount),
            "vat_rate": line.tax_rate.name,
            "net": f"{line.net}",
            "new": line.new_product.code if line.new_product else "",
        }
        for line in draft.lines
    ]
