"""Lives one day of an invented company: fills both accounts, and runs imports and exports."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.faults.invariants import Snapshot
from tests.fuzz.near import NearSandbox
from tests.koppeling.export.couple import IDENTITY, NAME, Couple, Run
from tests.othercompany.articles import ABSENT, NULL, Article
from tests.othercompany.blocked import MESSAGE
from tests.othercompany.company import Company
from tests.othercompany.dates import written
from tests.othercompany.orders import Order
from tests.othercompany.parties import Customer, Place
from tests.othercompany.relations import Known
from tests.othercompany.work import Line
from tests.reckoning import exact

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
            box.faults([])
        self.company = company
        self.couple = Couple(*running, patch)
        self.couple.outsmart.switch(**company.outsmart)
        self.couple.reeleezee.switch(**company.reeleezee)
        imports: Json = {"import_materials": True, "import_hour_types": True}
        self.couple.settings(**imports | company.settings)
        self.customers: dict[int, str] = {}
        self.products: dict[str, str] = {}
        self.doubles: dict[str, str] = {}
        self.runs: list[Run] = []
        self._fill()
        self.before = self.stored()
        self.orders: dict[str, Order] = {}

    def live(self) -> None:
        """The first imports, the work of the day, and exports until there is nothing left to do."""
        kinds = KINDS if self.company.settings["import_relations"] else KINDS[1:]
        self.imports = [import_steps.sync(NAME, kind, preview=False) for kind in kinds]
        self.orders = {self._complete(order): order for order in self.company.orders}
        blocked = [row_id for row_id, order in self.orders.items() if order.blocked]
        self.couple.reeleezee.faults([_refused(row_id) for row_id in blocked])
        for _ in range(MOST_RUNS):
            run = self.couple.run(may_fail=True)
            self.runs.append(run)
            if run.idle or "deferred" not in run.results.values():
                break

    # --- filling ----------------------------------------------------------------------------------------------------

    def _fill(self) -> None:
        for known in self.company.known:
            self._fill_in(known)
        for article in self.company.articles:
            self._sell(article)

    def _sell(self, article: Article) -> None:
        row: Json = {"Code": article.code, "Description": f"Artikel {article.code}"}
        row |= {"ProductKind": 2 if article.is_service else 1, "IsArchived": article.is_archived}
        row |= {"TaxRate": {"id": tax_rate_id(article.rate)}} if article.rate else {}
        if article.has_archived_double:
            other = row | {"Price": 77.77, "IsArchived": True, "TaxRate": {"id": tax_rate_id("NL, Laag tarief")}}
            self.doubles[article.code] = str(self.couple.reeleezee.act("products", other)["id"])
        self.products[article.code] = str(self.couple.reeleezee.act("products", row | _priced(article))["id"])
        if article.listed:
            listed = {"code": article.code, "name": "Uren", "cost_booking": "0", "sale_booking": "1"}
            self.couple.outsmart.act("hourtypes", listed | {"sale_price": article.listed})

    def _fill_in(self, known: Known) -> None:
        customer = known.customer
        double = self._customer(customer, IsArchived=True) if customer.has_archived_double else ""
        self.customers[customer.number] = self._customer(customer, IsArchived=customer.is_archived)
        for row in known.rows:
            link = double if row.has_archived_id else self.customers[customer.number] if row.has_id else ""
            self.couple.relation(row.debtor, row.name, external_id=link, **_as_columns(row.place))

    def _customer(self, customer: Customer, **more: Any) -> str:
        places = [customer.place, *([customer.second_place] if customer.second_place else [])]
        row = {"IdentifierNumber": customer.number, "Name": customer.name, "DueDays": 14}
        row |= {"AddressList": [_as_address(place) for place in places], **more}
        return str(self.couple.reeleezee.act("customers", row)["id"])

    def _complete(self, order: Order) -> str:
        worker = order.tenant or order.payer
        rows = {"Materials": [self._with_id(line) for line in order.lines if "MaterialCode" in line.row]}
        rows["Workperiods"] = [line.row for line in order.lines if "HourType" in line.row]
        row: Json = {"status": "Compleet", "WorkStatus": order.work_status, "WorkDate": written(order.day), **rows}
        # a payer of his own is named apart; without one OutSmart leaves that side empty
        row |= worker.members("") | (order.payer.members("Invoice") if order.tenant else {})
        return str(self.couple.outsmart.act("workorders", row)["row_id"])

    def _with_id(self, line: Line) -> Json:
        code = line.article.code if line.article else ""
        others = [one for name, one in self.products.items() if name != code]
        ids = {"own": self.products.get(code, ""), "archived": self.doubles.get(code, ""), "other": others[0]}
        return line.row | ({"MaterialFreeField5": ids[line.named_id]} if line.named_id else {})

    def stored(self) -> Snapshot:
        return Snapshot(self.couple.outsmart.state(), self.couple.reeleezee.state())


def _refused(row_id: str) -> Json:
    """Reeleezee answers the invoice of this order with a sentence, every time."""
    body = json.dumps({"Message": MESSAGE})
    match = f"PUT /SalesInvoices/{IDENTITY.invoice(row_id)}"
    return {"match": match, "kind": "status", "code": 400, "body": body, "times": 0}


def _priced(article: Article) -> Json:
    """As Reeleezee has it: the price, another one, null, or no such member at all."""
    there = article.there or article.price
    if there == ABSENT:
        return {}
    return {"Price": None if there == NULL else float(exact(there))}


def _as_address(place: Place) -> Json:
    row = {"Type": 1, "Street": place.street, "Number": place.number, "Postcode": place.postcode, "City": place.city}
    return row | ({"Country": {"id": place.country}} if place.country else {})


def _as_columns(place: Place) -> dict[str, str]:
    return {
        "street": place.street,
        "house_number": place.number,
        "postal_code": place.postcode,
        "city": place.city,
        "country": place.country,
    }
