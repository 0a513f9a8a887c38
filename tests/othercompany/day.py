"""Lives one day of an invented company: fills both accounts, runs imports and exports, and says what came out wrong."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from tests.faults.invariants import Evidence, People, Snapshot, breaches
from tests.fuzz.near import NearSandbox
from tests.koppeling.export.couple import IDENTITY, NAME, Couple, Run
from tests.othercompany.company import Company, Order
from tests.othercompany.parties import Customer, Place
from tests.othercompany.work import exact_price
from tests.reckoning import euros, in_cents

from koppeling.steps import import_steps
from sandbox.reeleezee.lookups import tax_rate_id

Json = dict[str, Any]
Running = tuple[NearSandbox, NearSandbox]
KINDS = ("relations", "materials", "hour_types")
MOST_RUNS = 4


class Day:
    """The two accounts of one company, and what became of its orders."""

    def __init__(self, company: Company, running: Running, patch: pytest.MonkeyPatch) -> None:
        for box in running:
            box.reset()
        self.company = company
        self.couple = Couple(*running, patch)
        self.couple.outsmart.switch(**company.outsmart)
        self.couple.reeleezee.switch(**company.reeleezee)
        imports = {"import_relations": True, "import_materials": True, "import_hour_types": True}
        self.couple.settings(**imports, **company.settings)
        self.customers: dict[int, str] = {}
        self.codes: dict[str, str] = {}
        self.runs: list[Run] = []
        self._fill()
        self.before = self._stored()
        self.orders: dict[str, Order] = {}

    def live(self) -> None:
        """The first imports, the work of the day, and exports until there is nothing left to do."""
        self.imports = [import_steps.sync(NAME, kind, preview=False) for kind in KINDS]
        self.orders = {self._complete(order): order for order in self.company.orders}
        for _ in range(MOST_RUNS):
            run = self.couple.run(may_fail=True)
            self.runs.append(run)
            if run.idle or "deferred" not in run.results.values():
                break

    # --- filling ----------------------------------------------------------------------------------------------------

    def _fill(self) -> None:
        for customer in self.company.customers:
            if customer.has_archived_double:
                self._customer(customer, IsArchived=True)
            self.customers[customer.number] = self._customer(customer, IsArchived=customer.is_archived)
            if customer.is_archived:
                # it was a relation before the bookkeeper put it away
                link = self.customers[customer.number]
                self.couple.relation(
                    str(customer.number), customer.full_name, external_id=link, **_as_relation(customer)
                )
        for article in (*self.company.products, *self.company.services):
            row: Json = {"Code": article.code, "Description": f"Artikel {article.code}"}
            row |= {"Price": exact_price(article), "ProductKind": 2 if article.is_service else 1}
            row |= {"TaxRate": {"id": tax_rate_id(article.rate)}} if article.rate else {}
            self.codes[str(self.couple.reeleezee.act("products", row)["id"])] = article.code

    def _customer(self, customer: Customer, **more: Any) -> str:
        places = [customer.place, *([customer.second_place] if customer.second_place else [])]
        row = {"IdentifierNumber": customer.number, "Name": customer.name, "DueDays": 14}
        row |= {"AddressList": [_as_address(place) for place in places], **more}
        return str(self.couple.reeleezee.act("customers", row)["id"])

    def _complete(self, order: Order) -> str:
        worker = order.tenant or order.payer
        rows = {"Materials": [line.row for line in order.lines if "MaterialCode" in line.row]}
        rows["Workperiods"] = [line.row for line in order.lines if "HourType" in line.row]
        row: Json = {"status": "Compleet", "WorkStatus": order.work_status, "WorkDate": order.day, **rows}
        # a payer of his own is named apart; without one OutSmart leaves that side empty
        row |= worker.members("") | (order.payer.members("Invoice") if order.tenant else {})
        return str(self.couple.outsmart.act("workorders", row)["row_id"])

    def _stored(self) -> Snapshot:
        return Snapshot(self.couple.outsmart.state(), self.couple.reeleezee.state())

    # --- judging ----------------------------------------------------------------------------------------------------

    def wrong(self) -> list[str]:
        """A sentence for everything that is not as it was meant."""
        after = self._stored()
        found = [f"an import failed: {report}" for report in self.imports if report.get("failure")]
        found += [f"a run failed: {name}: {error!r}" for run in self.runs for name, error in run.errors.items()]
        for row_id, order in self.orders.items():
            found += [f"{row_id} {self.told(row_id)}: {why}" for why in self._of_order(row_id, order, after)]
        return found + list(self._breaches(after))

    def _of_order(self, row_id: str, order: Order, after: Snapshot) -> Iterator[str]:
        stored = after.by_id("workorders")[row_id]
        ended = (stored["status"], stored["WorkStatus"])
        invoice = after.by_id("invoices").get(IDENTITY.invoice(row_id))
        if order.is_skipped or order.refusals:
            wanted = ("Compleet", order.work_status if order.is_skipped else "99")
            if ended != wanted or invoice is not None:
                yield f"ends as {ended} and not {wanted}, for {sorted(order.refusals)}"
            told = self.told(row_id)
            if order.refusals and not order.is_skipped and told[1] not in order.refusals:
                yield f"is refused for {told[1]} and not for {sorted(order.refusals)}"
            return
        if ended[0] != "Afgehandeld" or invoice is None:
            yield f"ends as {ended} and should have cost {euros(order.net)}"
            return
        yield from self._of_invoice(order, invoice, after)

    def _of_invoice(self, order: Order, invoice: Json, after: Snapshot) -> Iterator[str]:
        net, vat = in_cents(invoice["TotalNetAmount"]), in_cents(invoice["TotalTaxAmount"])
        if net != order.net:
            yield f"costs {euros(net)} and not {euros(order.net)}"
        if vat not in order.vat:
            yield f"has VAT {euros(vat)} and not {sorted(map(euros, order.vat))}"
        if in_cents(invoice["TotalPayableAmount"]) != net + vat:
            yield "does not add up"
        lines = invoice["DocumentLineList"]
        billed = Counter((self.codes.get(line["Product"]["id"], "?"), in_cents(line["NetAmount"])) for line in lines)
        if billed != order.codes:
            yield f"bills {dict(billed)} and not {dict(order.codes)}"
        payer = self._payer(order, after)
        if invoice["Entity"]["id"] != payer:
            yield f"is for {invoice['Entity']} and not {payer}"

    def _payer(self, order: Order, after: Snapshot) -> str:
        if not order.payer.is_new:
            return self.customers[int(order.payer.debtor)]
        new = [row["id"] for row in after.rows("customers") if row["Name"] == order.payer.name]
        return str(new[0]) if len(new) == 1 else f"one new customer, of {len(new)}"

    def told(self, row_id: str) -> tuple[str, str]:
        rows = [row for run in self.runs for row in run.report.get("outcomes", ()) if row["row_id"] == row_id]
        return (rows[-1]["outcome"], rows[-1]["reason"]) if rows else ("", "")

    def _breaches(self, after: Snapshot) -> Iterator[str]:
        waiting = {row_id: order for row_id, order in self.orders.items() if not order.is_skipped}
        good = {row_id: order for row_id, order in waiting.items() if not order.refusals}
        people = People(
            good=frozenset(good),
            refused=frozenset(waiting) - frozenset(good),
            bills={row_id: [order.bill] for row_id, order in good.items()},
        )
        before = Snapshot(
            {
                **self.before.outsmart,
                "workorders": [row for row in after.rows("workorders") if row["id"] not in waiting],
            },
            self.before.reeleezee,
        )
        texts = [json.dumps([run.plan, run.posted, run.marked, run.report]) for run in self.runs]
        told = [row for run in self.runs for row in run.report.get("outcomes", ())]
        yield from breaches(Evidence(before, after, people, told, texts, quiet=True))


def _as_address(place: Place) -> Json:
    row = {"Type": 1, "Street": place.street, "Number": place.number, "Postcode": place.postcode, "City": place.city}
    codes = {"België": "BE", "Duitsland": "DE", "Nederland": "NL"}
    return row | ({"Country": {"id": codes.get(place.country, place.country)}} if place.country else {})


def _as_relation(customer: Customer) -> dict[str, str]:
    place = customer.place
    return {
        "street": place.street,
        "house_number": place.number,
        "postal_code": place.postcode,
        "city": place.city,
        "country": place.country,
    }
