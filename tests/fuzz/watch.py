"""Looks after every errand of the koppeling for harm, with the invariants and with the model's own sums."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import product

from tests.faults.bill import customers_of, debtor_number
from tests.faults.invariants import HANDLED, Evidence, Json, People, Snapshot, breaches
from tests.fuzz.model import Model, Verdict
from tests.fuzz.reading import Unclear, amount, cents, hours_net, material_net, rounded, worked
from tests.koppeling.export.couple import IDENTITY

MASTER_DATA = ("relations", "materials", "hourtypes", "workstatusses")
MOST_COMBINATIONS = 500


@dataclass(frozen=True)
class Errand:
    """What the koppeling did between two moments. `touched`: ids of what people changed meanwhile.

    `told`: rows of XComs and reports. `is_strict`: nobody came between reading and writing, so that every refusal and
    every invoice must be right by what was stored before.
    """

    model: Model
    before: Snapshot
    after: Snapshot
    told: Sequence[Json] = ()
    errors: Sequence[BaseException] = ()
    touched: frozenset[str] = frozenset()
    edited: frozenset[str] = frozenset()
    is_strict: bool = True
    was_killed: bool = False
    prices: dict[str, set[Decimal]] = field(default_factory=dict)


def harm_of_export(e: Errand) -> list[str]:
    """A sentence for everything that an export must never do, whatever happened to it."""
    names = ["I1", "I4", "I6", "I7", "I8"] + ([] if e.was_killed else ["I3"])
    found = [line for line in breaches(_evidence(e), names) if not line.startswith("I6: 2 customers with Name")]
    changed = [kind for kind in MASTER_DATA if e.before.rows(kind) != e.after.rows(kind)]
    found += [f"I8: an export changed {kind} of OutSmart" for kind in changed]
    found += _wrongly_made(e)
    found += [line for order in _newly(e, "status", HANDLED) for line in _wrongly_settled(e, order)]
    found += [line for order in _newly(e, "WorkStatus", "99") for line in _wrongly_refused(e, order)]
    return found + _double_makes(e)


def harm_of_import(e: Errand) -> list[str]:
    """An import changes nothing in Reeleezee, no work order, and of OutSmart's lists only what is mapped."""
    found = breaches(_evidence(e), ["I1", "I4", "I6", "I7", "I8"])
    if e.before.reeleezee != e.after.reeleezee:
        found.append("I8: an import changed Reeleezee")
    if e.before.rows("workorders") != e.after.rows("workorders"):
        found.append("I8: an import changed work orders")
    return found


def _evidence(e: Errand) -> Evidence:
    errors = [f"{one} {one!r}" for error in e.errors for one in _chain(error)]
    texts = [json.dumps(list(e.told)), *errors]
    return Evidence(e.before, e.after, People(touched=e.touched), outcomes=e.told, texts=texts)


def _chain(error: BaseException | None) -> Iterable[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _newly(e: Errand, member: str, value: str) -> list[Json]:
    before = e.before.by_id("workorders")
    orders = e.after.rows("workorders")
    return [o for o in orders if o[member] == value and before.get(o["id"], {}).get(member) != value]


def _wrongly_made(e: Errand) -> list[str]:
    """I2 at its root: every new invoice is of an order that deserves one, for its customer, with its amounts."""
    found = []
    before = e.before.by_id("invoices")
    orders = e.before.by_id("workorders")
    by_invoice = {IDENTITY.invoice(row_id): order for row_id, order in orders.items()}
    for invoice_id, invoice in e.after.by_id("invoices").items():
        order = by_invoice.get(invoice_id)
        if invoice_id in before or order is None:
            continue
        if order["id"] not in e.touched and not _was_waiting(e, order):
            found.append(f"I2: {order['id']} was invoiced, and did not wait for it")
        if not e.is_strict:
            continue
        verdict = e.model.expected(_as_waiting(order))
        found += [f"I2: {order['id']} was invoiced, {why}" for why in _differences(e, order, invoice, verdict)]
    return found


def _was_waiting(e: Errand, order: Json) -> bool:
    """Refused orders wait too, in a run that was asked to try them again; such a run is never in pieces."""
    work_statuses = {"1", "99"} if e.is_strict else {"1"}
    return order["status"] == "Compleet" and order["Archived"] != "1" and order["WorkStatus"] in work_statuses


def _as_waiting(order: Json) -> Json:
    """Refused orders may have been asked for again."""
    return {**order, "WorkStatus": "1"} if order["WorkStatus"] == "99" else order


def _differences(e: Errand, order: Json, invoice: Json, verdict: Verdict) -> list[str]:
    if verdict.kind != "invoice":
        return [f"but should be {verdict.kind} {sorted(verdict.why)}"]
    found = []
    nets = sorted(cents(Decimal(str(line["NetAmount"]))) for line in invoice["DocumentLineList"])
    if nets != verdict.nets:
        found.append(f"{nets} and not {verdict.nets}")
    if cents(Decimal(str(invoice["TotalTaxAmount"]))) not in verdict.vats:
        found.append(f"VAT {invoice['TotalTaxAmount']} and not {verdict.vats}")
    if not _is_billed_to_its_debtor(e, order, invoice):
        found.append("to another customer")
    return found


def _is_billed_to_its_debtor(e: Errand, order: Json, invoice: Json) -> bool:
    number = debtor_number(order)
    ids = customers_of(number, e.after.rows("relations"), e.after.rows("customers"), IDENTITY.customer(number))
    return (invoice["Entity"] or {}).get("id") in ids


def _wrongly_settled(e: Errand, order: Json) -> list[str]:
    """I2 and I9: the invoice is there and bills all of the order, unless a person was told or had a hand in it."""
    row_id = order["id"]
    invoice = e.after.by_id("invoices").get(IDENTITY.invoice(row_id))
    if invoice is None:
        return [f"I2: {row_id} is settled without its invoice"]
    if any(row["row_id"] == row_id and row["outcome"] == "exported_changed_meanwhile" for row in e.told):
        return []
    billed = Counter(cents(Decimal(str(line["NetAmount"]))) for line in invoice["DocumentLineList"])
    lawful = list(_lawful(e, order))
    totals = {sum(one.elements(), Decimal(0)) for one in lawful}
    # What a person typed anew has lines of its own.
    is_typed_anew = invoice["id"] in e.edited
    is_billed = cents(Decimal(str(invoice["TotalNetAmount"]))) in totals if is_typed_anew else billed in lawful
    if row_id in e.touched and not _is_billed_to_its_debtor(e, order, invoice):
        return [f"I9: {row_id} got another debtor during the run, and nobody was told"]
    return [] if is_billed else [f"I9: {row_id} is settled and bills {dict(billed)}, not {lawful[:1]}"]


def _lawful(e: Errand, order: Json) -> Iterable[Counter[Decimal]]:
    """The nets that the order may be billed for; an hour has the price of any day of this story."""
    try:
        materials = [net for quantity, net in map(material_net, order["Materials"]) if quantity]
    except Unclear:
        return
    for step in _roundings(e, order):
        for number, hours in enumerate(product(*_hours_at_any_price(e, order, step))):
            if number == MOST_COMBINATIONS:
                break
            yield Counter([*materials, *hours])


def _roundings(e: Errand, order: Json) -> Iterable[int]:
    """An invoice that stood there already may have been rounded as was set then, when somebody was told so."""
    told = {w["code"] for row in e.told if row["row_id"] == order["id"] for w in row["warnings"]}
    now = e.model.settings.get("round_hours_to", 0)
    return (0, 5, 15, 30) if e.was_killed or "invoiced_at_former_prices" in told else (now,)


def _hours_at_any_price(e: Errand, order: Json, step: int) -> list[list[Decimal]]:
    choices = []
    for period in order["Workperiods"]:
        minutes = rounded(worked(period), step)
        code = period["HourType"].strip()
        prices = e.prices.get(code, set()) if code else set().union(*e.prices.values())
        if minutes:
            choices.append(sorted({hours_net(minutes, price) for price in prices}))
    return choices


def _wrongly_refused(e: Errand, order: Json) -> list[str]:
    """R12: who gets 99 deserves it, and somebody was told why."""
    row_id = order["id"]
    if e.was_killed:
        return []
    reasons = {row["reason"] for row in e.told if row["row_id"] == row_id and row["outcome"] == "refused"}
    was = e.before.by_id("workorders").get(row_id)
    if was is not None and row_id not in e.touched and not _was_waiting(e, was):
        return [f"R12: {row_id} got 99 and did not wait for an invoice"]
    if not reasons:
        return [f"R12: {row_id} got 99 and nobody was told why"]
    if not e.is_strict or reasons & {"already_invoiced_differs", "reeleezee_cannot_store"}:
        return []
    waiting = _as_waiting(e.before.by_id("workorders")[row_id])
    verdict = e.model.expected(waiting)
    if verdict.kind == "refuse" and reasons <= verdict.why:
        return []
    if reasons <= e.model.doubts_about_the_debtor(waiting):
        return []
    return [f"R12: {row_id} was refused for {sorted(reasons)}; expected {verdict.kind} {sorted(verdict.why)}"]


def _double_makes(e: Errand) -> list[str]:
    """I6: nothing is made that was there already, and everything made has the id that repeats meet again."""
    found = []
    codes = {row["Code"] for row in e.before.rows("products")}
    orders = [*e.before.rows("workorders"), *e.after.rows("workorders")]
    ours = {IDENTITY.product(line["MaterialCode"].strip()) for order in orders for line in order["Materials"]}
    parties = {IDENTITY.customer(debtor_number(order)) for order in orders}
    for kind, allowed in (("products", ours), ("customers", parties)):
        known = e.before.by_id(kind)
        for row_id, row in e.after.by_id(kind).items():
            if row_id in known or row_id in e.touched:
                continue
            if row_id not in allowed:
                found.append(f"I6: {kind} {row_id} has an id of nobody")
            if row.get("Code") in codes and kind == "products" and e.is_strict:
                found.append(f"I6: a second product {row['Code']} was made")
    return found


def seen_prices(stored: Snapshot, prices: dict[str, set[Decimal]]) -> None:
    """Remember what an hour of each type costs now."""
    for row in stored.rows("hourtypes"):
        try:
            prices.setdefault(row["code"], set()).add(amount(row["sale_price"]))
        except Unclear:
            continue
