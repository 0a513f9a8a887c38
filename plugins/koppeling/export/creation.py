"""Makes the customers and products that accepted work orders need, under computed ids, so that no repeat makes two.

The same refusal for the first three of them stops it: a wrong setting must not turn two hundred orders to 99.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from koppeling.export.alike import MOST_TRIALS, REFUSALS_ALIKE, kind_of
from koppeling.export.bodies import address_body, customer_body, product_body
from koppeling.export.context import Export
from koppeling.export.course import Course, time_up
from koppeling.export.deciding import decide
from koppeling.export.troubled import NOT_STORED
from koppeling.export.unforeseen import UNFORESEEN, unforeseen
from koppeling.invoicing.catalogue import NewProduct
from koppeling.invoicing.draft import Draft
from koppeling.invoicing.parties import NewCustomer
from koppeling.invoicing.version import is_version
from koppeling.keys import normal_key
from koppeling.money import to_decimals
from koppeling.outcomes import Outcome, Result
from koppeling.reasons import Both, Reason, reason
from outsmart.records import WorkOrder
from reeleezee.errors import ReeleezeeError, ReeleezeeOutcomeUnknown, ReeleezeeRejected, ReeleezeeTransientError
from reeleezee.records import Product, TaxRate

_TRIED_AGAIN = NOT_STORED | {"connection_trouble", "run_stopped", "run_time_up", UNFORESEEN}
Ready = dict[str, Reason | None]


def create_relations(export: Export, accepted: Mapping[str, str], course: Course | None = None) -> list[Outcome]:
    """Make the customers that these orders (row id → fingerprint) need; returns the orders that trouble hit.

    Raises authentication, configuration and contract errors of the hooks: those concern the whole run.
    """
    troubles: list[Outcome] = []
    ready: Ready = {}
    for order, draft in _drafts(export, accepted):
        new = draft.debtor.new
        if new is None:
            continue
        if new.id not in ready:
            ready[new.id] = _stopped(ready) or _late(course) or _customer_made(export, new)
        why = ready[new.id]
        if why is not None:
            troubles.append(_trouble(order, draft, why))
    return _without_99_when_stopped(troubles, ready)


def create_materials(
    export: Export, accepted: Mapping[str, str], *, prices_include_vat: bool, course: Course | None = None
) -> list[Outcome]:
    """Make the products that these orders need; as `create_relations`.

    Two spellings of one code become one product: the order with the other spelling then finds it by its normal form.
    """
    troubles: list[Outcome] = []
    ready: Ready = {}
    for order, draft in _drafts(export, accepted):
        rates = {line.new_product.id: line.tax_rate for line in draft.lines if line.new_product}
        for new in draft.new_products:
            if normal_key(new.code) not in ready:
                fraction = rates[new.id].fraction if prices_include_vat else Decimal(0)
                made = _stopped(ready) or _late(course) or _product_made(export, new, fraction, rates[new.id])
                ready[normal_key(new.code)] = made
        troubled = (ready[normal_key(new.code)] for new in draft.new_products)
        why = next((why for why in troubled if why is not None), None)
        if why is not None:
            troubles.append(_trouble(order, draft, why))
    return _without_99_when_stopped(troubles, ready)


def with_vat(price: Decimal, fraction: Decimal) -> Decimal:
    """A price as an administration keeps it that works with prices including VAT; four decimals."""
    return to_decimals(price * (1 + fraction), 4)


def _late(course: Course | None) -> Reason | None:
    return time_up() if course and course.is_over() else None


def _refused_alike(ready: Ready) -> Reason | None:
    """Why nobody gets 99: three records were refused alike, and none was made that would prove it is about those."""
    if any(why is None for why in ready.values()):
        return None
    messages = [str(why.values["message"]) for why in ready.values() if why and "message" in why.values]
    kinds = Counter(map(kind_of, messages))
    kind, count = max(kinds.items(), key=lambda item: item[1], default=("", 0))
    if count < REFUSALS_ALIKE:
        return None
    first = next(message for message in messages if kind_of(message) == kind)
    return reason(
        "run_stopped",
        problem=Both(
            f"Reeleezee weigert de eerste drie met dezelfde melding: {first}",
            f"Reeleezee refuses the first three with the same words: {first}",
        ),
    )


def _stopped(ready: Ready) -> Reason | None:
    """The same once three more were tried too: nothing more is made in this run."""
    why = _refused_alike(ready)
    return why if why and len(ready) >= REFUSALS_ALIKE + MOST_TRIALS else None


def _without_99_when_stopped(troubles: list[Outcome], ready: Ready) -> list[Outcome]:
    why = _refused_alike(ready)
    if why is None:
        return troubles
    return [replace(o, result=Result.DEFERRED, reason=why) if o.result is Result.REFUSED else o for o in troubles]


def _drafts(export: Export, accepted: Mapping[str, str]) -> Iterable[tuple[WorkOrder, Draft]]:
    orders = list(export.reread(accepted).values())
    for order, draft in decide(export, orders) if orders else ():
        if isinstance(draft, Draft) and is_version(order, accepted[order.row_id]):
            yield order, draft


def _customer_made(export: Export, new: NewCustomer) -> Reason | None:
    try:
        return _ensure_customer(export, new)
    except Exception as error:  # the net around one record: the orders that need it wait, the others go on
        return unforeseen(error)


def _product_made(export: Export, new: NewProduct, fraction: Decimal, rate: TaxRate) -> Reason | None:
    try:
        return _ensure_product(export, new, with_vat(new.price, fraction) if fraction else new.price, rate)
    except Exception as error:  # the net around one record: the orders that need it wait, the others go on
        return unforeseen(error)


def _ensure_customer(export: Export, new: NewCustomer) -> Reason | None:
    """Look, then write what is missing: the customer, its address, or (after a crash between them) only the address."""
    try:
        known = export.reeleezee.customer(new.id)
        if known is None:
            export.reeleezee.put_customer(new.id, customer_body(new))
        address = address_body(new)
        if address is not None and not (known and export.reeleezee.addresses(new.id)):
            export.reeleezee.put_address(new.id, new.address_id, address)
    except ReeleezeeRejected as error:
        return reason(
            "relation_refused",
            debtor_number=new.debtor_number,
            name=new.party.name,
            message=error.message or str(error),
        )
    except (ReeleezeeTransientError, ReeleezeeOutcomeUnknown) as error:
        record = f"{new.debtor_number} ({new.party.name})"
        what = Both(f"relatie {record}", f"relation {record}")
        return _not_made("relation_not_stored", what, new.id, error)
    return None


def _ensure_product(export: Export, new: NewProduct, price: Decimal, rate: TaxRate) -> Reason | None:
    try:
        if export.reeleezee.product(new.id) is None:
            body = product_body(new, export.settings.product_kind_product, price)
            return _rate_of_its_own(export, new, export.reeleezee.put_product(new.id, body), rate)
    except ReeleezeeRejected as error:
        return reason("material_refused", code=new.code, name=new.description, message=error.message or str(error))
    except (ReeleezeeTransientError, ReeleezeeOutcomeUnknown) as error:
        record = f"{new.code} ({new.description})"
        what = Both(f"materiaal {record}", f"material {record}")
        return _not_made("material_not_stored", what, new.id, error)
    return None


def _not_made(code: str, what: Both, record: str, error: ReeleezeeError) -> Reason:
    """An *answered* 500 may be about this record, and is counted; any other trouble is about the connection."""
    if isinstance(error, ReeleezeeOutcomeUnknown) and error.answered_500:
        return reason(code, what=what, record=record, answer=error.message or str(error))
    return reason("connection_trouble", problem=error)


def _rate_of_its_own(export: Export, new: NewProduct, made: Product, wanted: TaxRate) -> Reason | None:
    """Nobody knows whether Reeleezee gives a new product a VAT rate; one that nobody chose must be seen first."""
    others = set(made.references.values()) - {wanted.id}
    given = [rate for rate in export.reeleezee.tax_rates() if rate.id in others] if others else []
    if not given:
        return None
    return reason(
        "material_made_with_other_rate",
        code=new.code,
        name=new.description,
        rate=given[0].name,
        wanted=wanted.name,
    )


def _trouble(order: WorkOrder, draft: Draft, why: Reason) -> Outcome:
    result = Result.DEFERRED if why.code in _TRIED_AGAIN else Result.REFUSED
    return Outcome(
        order.row_id, order.label, result, relation=draft.debtor.name, reason=why, fingerprint=draft.fingerprint
    )
