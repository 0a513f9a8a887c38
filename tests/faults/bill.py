"""Says what a work order must bill, worked out from the sandboxes' state and by none of the code that is under test."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

Json = Mapping[str, Any]
CENT = Decimal("0.01")
SERVICE = 2


def cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_HALF_UP)


def number(text: object) -> Decimal:
    """A number of OutSmart, with comma or dot, or of Reeleezee; empty is 0."""
    return Decimal(str(text or "0").strip().replace(",", ".") or "0")


def minutes(clock: str) -> int:
    hours, _, rest = clock.partition(":")
    return int(hours or 0) * 60 + int(rest or 0)


def expected_lines(order: Json, products: Sequence[Json]) -> Counter[tuple[Decimal, bool]]:
    """The net of every line that must be billed, and whether it is hours; lines of nothing are left out."""
    return Counter([*_materials(order), *_hours(order, products)])


def billed_lines(invoice: Json, products: Sequence[Json]) -> Counter[tuple[Decimal, bool]]:
    """The same of an invoice as Reeleezee stores it."""
    services = {row["id"] for row in products if row["ProductKind"] == SERVICE}
    lines = invoice["DocumentLineList"]
    return Counter((cents(number(line["NetAmount"])), (line["Product"] or {}).get("id") in services) for line in lines)


def debtor_number(order: Json) -> str:
    return str(order["CustomerDebtorNrInvoice"] or order["CustomerDebtorNr"] or "").strip()


def customers_of(number_: str, relations: Sequence[Json], customers: Sequence[Json], computed: str) -> set[str]:
    """The ids that the customer of this debtor number may have: linked by a person or import, ours, or by number."""
    linked = {str(row["external_id"]).lower() for row in relations if row["debtor_number"] == number_}
    by_number = {str(row["id"]) for row in customers if str(row["IdentifierNumber"]) == number_}
    return (linked | by_number | {computed}) - {""}


def _materials(order: Json) -> Iterator[tuple[Decimal, bool]]:
    for line in order["Materials"]:
        quantity, discount = number(line["MaterialNr"]), number(line["MaterialDiscountPercentage"])
        if quantity:
            yield cents(quantity * number(line["MaterialPrice"]) * (1 - discount / 100)), False


def _hours(order: Json, products: Sequence[Json]) -> Iterator[tuple[Decimal, bool]]:
    prices = {row["Code"]: number(row["Price"]) for row in products if row["ProductKind"] == SERVICE}
    for period in order["Workperiods"]:
        if worked := minutes(period["TotalTime"]):
            yield cents(Decimal(worked) * prices.get(period["HourType"], Decimal(0)) / 60), True
