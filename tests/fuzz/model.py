"""Says what must become of a work order, in plain words and from the requirements alone.

It shares no rule with the koppeling. `expected` looks at what both sides store; where a person's later deed makes two
endings lawful, the caller says so (`machine`), not the model.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tests.faults.bill import debtor_number
from tests.faults.invariants import Snapshot
from tests.fuzz.reading import Json, Unclear, amount, cents, day, hours_net, material_net, rounded, worked
from tests.koppeling.export.couple import HIGH, IDENTITY, LOW

from sandbox.reeleezee.lookups import tax_rate_id

FRACTIONS = {HIGH: Decimal("0.21"), LOW: Decimal("0.09")}
RATE_NAMES = {tax_rate_id(name): name for name in FRACTIONS}


@dataclass(frozen=True)
class Line:
    net: Decimal
    rate: str
    new_code: str = ""


@dataclass(frozen=True)
class Verdict:
    """`skip`, `invoice` with these lines, or `refuse` for any of the reasons in `why`."""

    kind: str
    why: frozenset[str] = frozenset()
    lines: tuple[Line, ...] = ()

    @property
    def net(self) -> Decimal:
        return sum((line.net for line in self.lines), Decimal(0))

    @property
    def nets(self) -> list[Decimal]:
        return sorted(line.net for line in self.lines)

    @property
    def vats(self) -> set[Decimal]:
        """VAT rounded per line, and rounded per rate."""
        per_line = sum((cents(line.net * FRACTIONS[line.rate]) for line in self.lines), Decimal(0))
        rates = {line.rate for line in self.lines}
        totals = {rate: sum(line.net for line in self.lines if line.rate == rate) for rate in rates}
        per_rate = sum((cents(Decimal(total) * FRACTIONS[rate]) for rate, total in totals.items()), Decimal(0))
        return {per_line, per_rate}


class Model:
    """What both sides store at one moment, and the settings in force."""

    def __init__(self, stored: Snapshot, settings: Mapping[str, Any]) -> None:
        self.settings = settings
        self.orders = stored.by_id("workorders")
        self.invoices = stored.by_id("invoices")
        self._relations = {row["debtor_number"]: row for row in stored.rows("relations")}
        self._materials = stored.rows("materials")
        self._hour_types = {row["code"]: row for row in stored.rows("hourtypes")}
        self._customers = stored.rows("customers")
        self._products = stored.rows("products")

    def expected(self, order: Json) -> Verdict:
        if order["status"] != "Compleet" or order["WorkStatus"] != "1" or order["Archived"] == "1":
            return Verdict("skip")
        if self._is_before_start(order):
            return Verdict("skip")
        lines, why = self._lines(order)
        if not lines and not why:
            why.add("nothing_to_invoice")
        for check in (self._debtor_problem, self._date_problem):
            why |= _problem_of(check, order)
        if sum(line.net for line in lines) < 0:
            why.add("negative_total")
        return Verdict("refuse", frozenset(why)) if why else Verdict("invoice", lines=tuple(lines))

    # --- dates ------------------------------------------------------------------------------------------------------

    def _is_before_start(self, order: Json) -> bool:
        start = self.settings.get("export_from")
        try:
            own = day(order["WorkDate"])
            days = [own] if own else [day(p["WorkDate"]) for p in order["Workperiods"]]
        except Unclear:
            return False
        known = [d for d in days if d]
        return bool(start and known and f"{max(known):%Y-%m-%d}" < start)

    def _date_problem(self, order: Json) -> str:
        own = day(order["WorkDate"])
        if own is None and self.settings.get("invoice_date") == "work_date":
            return "work_date_missing"
        days = [own, *(day(p["WorkDate"]) for p in order["Workperiods"])]
        return "work_date_missing" if self.settings.get("export_from") and not any(days) else ""

    # --- parties ----------------------------------------------------------------------------------------------------

    def _debtor_problem(self, order: Json) -> str:
        number = debtor_number(order)
        if not number:
            return "relation_missing"
        bearers = [c for c in self._customers if str(c["IdentifierNumber"]) == number]
        in_use = [c for c in bearers if not c["IsArchived"] and _is_party_of(order, c)]
        known = self._known_by_id(number)
        if known is not None:
            return "customer_archived" if known["IsArchived"] and len(in_use) != 1 else ""
        bearers = [c for c in bearers if not c["IsArchived"]] or bearers
        same = [c for c in bearers if _is_party_of(order, c)]
        if bearers and len(same) != 1:
            return "number_conflict"
        if same:
            return "customer_archived" if same[0]["IsArchived"] else ""
        return "" if self.settings.get("create_relations") else "relation_unknown"

    def _known_by_id(self, number: str) -> Json | None:
        linked = str(self._relations.get(number, {}).get("external_id") or "").lower()
        for known in (linked, IDENTITY.customer(number)):
            for customer in self._customers:
                if known and customer["id"] == known:
                    return customer
        return None

    def doubts_about_the_debtor(self, order: Json) -> frozenset[str]:
        """Refusals that are lawful beside an invoice: an id names somebody whose name and place are not the order's.

        Whether the relation then decides for the customer depends on what it was typed over with meanwhile.
        """
        try:
            number = debtor_number(order)
        except Unclear:
            return frozenset()
        known = self._known_by_id(number)
        if known is not None and not _is_party_of(order, known):
            return frozenset({"number_conflict", "relation_unknown", "relation_id_shared"})
        if known is None and any(_is_party_of(order, c) for c in self._customers):
            return frozenset({"customer_under_other_number"})
        return frozenset()

    # --- lines ------------------------------------------------------------------------------------------------------

    def _lines(self, order: Json) -> tuple[list[Line], set[str]]:
        found: list[Line] = []
        why: set[str] = set()
        jobs = [(self._material, row) for row in order["Materials"]] + [(self._hours, r) for r in order["Workperiods"]]
        for read, row in jobs:
            try:
                line = read(row)
            except Unclear as unclear:
                why.add(unclear.code)
            else:
                found += [line] if line else []
        return found, why

    def _material(self, row: Json) -> Line | None:
        quantity, net = material_net(row)
        if quantity == 0:
            return None
        rate, code = self.settings.get("vat_product", HIGH), row["MaterialCode"].strip()
        may_create = self.settings.get("create_materials")
        product = self._article(row, code) if code else None
        if product is not None:
            return Line(net, _rate_of(product) or rate)
        if not may_create:
            raise Unclear("material_unknown" if code else "material_without_code")
        return Line(net, rate, code)

    def _article(self, row: Json, code: str) -> Json | None:
        by_id = {p["id"]: p for p in self._products}
        bearers = [p for p in self._products if p["Code"] == code]
        on_line = by_id.get(str(row["MaterialFreeField5"] or "").lower())
        if on_line and on_line["Code"] == code:
            return on_line
        for material in self._materials:
            linked = str(material["freefield5"] or "").strip().lower()
            if material["code"] == code and linked:
                shared = [m for m in self._materials if str(m["freefield5"]).strip().lower() == linked]
                product = by_id.get(linked)
                if not _is_guid(linked) or len(shared) > 1 or product is None:
                    raise Unclear("external_id_altered")
                if product["Code"] != code and bearers:
                    raise Unclear("external_id_altered")
                return product
        if own := by_id.get(IDENTITY.product(code)):
            return own
        bearers = [p for p in bearers if p["ProductKind"] == 1] or bearers
        if len(bearers) > 1:
            raise Unclear("article_ambiguous")
        return bearers[0] if bearers else None

    def _hours(self, row: Json) -> Line | None:
        day(row["WorkDate"])
        minutes = rounded(worked(row), self.settings.get("round_hours_to", 0))
        if minutes == 0:
            return None
        code = row["HourType"].strip() or self.settings.get("default_hour_type", "")
        if not code:
            raise Unclear("period_without_hour_type")
        services = [p for p in self._products if p["Code"] == code and p["ProductKind"] == 2]
        if len(services) > 1:
            raise Unclear("article_ambiguous")
        if not services or code not in self._hour_types:
            raise Unclear("hour_type_unknown")
        rate = _rate_of(services[0]) or self.settings.get("vat_service", HIGH)
        return Line(hours_net(minutes, amount(self._hour_types[code]["sale_price"])), rate)


def _problem_of(check: Callable[[Json], str], order: Json) -> set[str]:
    try:
        return {check(order)} - {""}
    except Unclear as unclear:
        return {unclear.code}


def _rate_of(product: Json) -> str:
    return RATE_NAMES.get((product["TaxRate"] or {}).get("id", ""), "")


def _is_party_of(order: Json, customer: Json) -> bool:
    end = "Invoice" if order["CustomerDebtorNrInvoice"].strip() else ""
    if order[f"CustomerName{end}"].lower() == str(customer["Name"]).lower():
        return True
    place = (order[f"CustomerZIP{end}"], order[f"CustomerStreetNo{end}"])
    return any(place == (a["Postcode"], a["Number"]) for a in customer["AddressList"])


def _is_guid(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False
