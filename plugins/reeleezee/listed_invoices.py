"""Lists sales invoices from a day on, with as much of each as Reeleezee is willing to show in a list.

A row of the collection is documented as shorter than a single read: without subject, customer and lines. All three are
asked for, and of each row is told whether they came; nothing is concluded from what was left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from reeleezee import reading
from reeleezee.expansion import Expansion
from reeleezee.query import query
from reeleezee.reading import Row, UnreadableRow
from reeleezee.records import SalesInvoice
from reeleezee.transport import Transport

_FIELDS = (
    "id",
    "Status",
    "Date",
    "DueDate",
    "InvoiceNumber",
    "ReceiptNumber",
    "Header",
    "Description",
    "IsVatIncluded",
    "TotalNetAmount",
    "TotalTaxAmount",
    "TotalPayableAmount",
)
_SELECT = f"$select={','.join(_FIELDS)}"
_WHOLE = "Entity,DocumentLineList($expand=Product,TaxRate)"
_FIRST_FEW = (
    f"{_SELECT}&{query(expand=_WHOLE)}",
    query(expand=_WHOLE),
    f"{_SELECT}&{query(expand='Entity')}",
    query(expand="Entity"),
    "",
)


@dataclass(frozen=True)
class ListedInvoice:
    """An invoice of the list. Not `is_whole`: customer or lines did not come. Not `is_told`: its subject did not."""

    invoice: SalesInvoice
    is_whole: bool
    is_told: bool


def listed_invoices(
    transport: Transport, path: str, since: date, unreadable: list[UnreadableRow]
) -> Iterator[ListedInvoice]:
    """The invoices dated on or after the day before `since`: a date is compared in a zone that nobody tells."""
    where = query(where=f"Date ge {(since - timedelta(days=1)).isoformat()}T00:00:00Z")
    expansion = Expansion(*("&".join(part for part in (step, where) if part) for step in _FIRST_FEW))
    rows = reading.queried(transport, path, expansion)
    return reading.records(_listed, rows, path, unreadable)


def _listed(row: Row) -> ListedInvoice:
    is_whole = isinstance(row.get("Entity"), dict) and isinstance(row.get("DocumentLineList"), list)
    return ListedInvoice(SalesInvoice.model_validate(row), is_whole, "Header" in row)
