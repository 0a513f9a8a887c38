"""Says what a work order must bill: as whoever made it up meant it, or else reckoned by none of the code under test.

An order of a fixed world comes with a `Bill`, worked out by hand. What random stories make has none; that is reckoned
from the order as it is stored, in whole cents (`tests/reckoning.py`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.reckoning import exact, hour_cents, in_cents, line_cents

Json = Mapping[str, Any]
Lines = Counter[tuple[int, bool]]
SERVICE = 2


@dataclass(frozen=True)
class Bill:
    """What one order must cost: the net of each line of materials and of hours, as people write euros."""

    materials: tuple[str, ...] = ()
    hours: tuple[str, ...] = ()

    @property
    def lines(self) -> Lines:
        """The net in cents of every line, and whether it is hours."""
        return Counter(
            [(in_cents(net), False) for net in self.materials] + [(in_cents(net), True) for net in self.hours]
        )


def lawful_lines(order: Json, products: Sequence[Json], bills: Mapping[str, Sequence[Bill]]) -> list[Lines]:
    """The net of every line that must be billed, and whether it is hours; lines of nothing are left out.

    There is more than one right answer only where somebody changed a price or a setting while the run went on.
    """
    meant = bills.get(str(order["id"]))
    return [one.lines for one in meant] if meant else [Counter([*_materials(order), *_hours(order, products)])]


def billed_lines(invoice: Json, products: Sequence[Json]) -> Lines:
    """The same of an invoice as Reeleezee stores it."""
    services = {row["id"] for row in products if row["ProductKind"] == SERVICE}
    lines = invoice["DocumentLineList"]
    return Counter((in_cents(line["NetAmount"]), (line["Product"] or {}).get("id") in services) for line in lines)


def debtor_number(order: Json) -> str:
    return str(order["CustomerDebtorNrInvoice"] or order["CustomerDebtorNr"] or "").strip()


def customers_of(number_: str, relations: Sequence[Json], customers: Sequence[Json], computed: str) -> set[str]:
    """The ids that the customer of this debtor number may have: linked by a person or import, ours, or by number."""
    linked = {str(row["external_id"]).lower() for row in relations if row["debtor_number"] == number_}
    by_number = {str(row["id"]) for row in customers if str(row["IdentifierNumber"]) == number_}
    return (linked | by_number | {computed}) - {""}


def _materials(order: Json) -> Iterator[tuple[int, bool]]:
    """A line total that is filled is what was agreed; else quantity times price."""
    for line in order["Materials"]:
        if not exact(line["MaterialNr"]):
            continue
        total = str(line["MaterialTotalPrice"] or "").strip()
        yield in_cents(total) if total else line_cents(line["MaterialNr"], line["MaterialPrice"]), False


def _hours(order: Json, products: Sequence[Json]) -> Iterator[tuple[int, bool]]:
    prices = {row["Code"]: row["Price"] for row in products if row["ProductKind"] == SERVICE}
    for period in order["Workperiods"]:
        hours, _, minutes = str(period["TotalTime"]).partition(":")
        if worked := int(hours or 0) * 60 + int(minutes or 0):
            yield hour_cents(worked, prices.get(period["HourType"], "0")), True
