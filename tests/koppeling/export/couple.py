"""Two imitated accounts over HTTP and the steps of the export between them, strung together as in the DAG."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pytest

# Airflow settles on its home when it is first imported, and would take that of the person who runs the tests.
os.environ.setdefault("AIRFLOW_HOME", tempfile.mkdtemp(prefix="airflow-"))

from airflow.sdk.exceptions import AirflowSkipException

from koppeling import runtime
from koppeling.export.context import Export
from koppeling.identity import Identity
from koppeling.saved import Account, Saved
from koppeling.settings import read_settings
from koppeling.steps import export_steps
from sandbox.core.running import RunningSandbox
from sandbox.reeleezee.lookups import category_account_id, tax_rate_id
from sandbox.seeds import accounts

Json = dict[str, Any]
Acts = Mapping[str, Callable[[], object]]

NAME = "default"
HIGH, LOW = "NL, Hoog Tarief", "NL, Laag tarief"
IDENTITY = Identity(accounts.ADMINISTRATION_ID, NAME)
PARAMS: Json = {"preview": False, "work_orders": [], "retry_refused": False}
ADDRESS = {"Type": 1, "Street": "Dorpsstraat", "Number": "1", "Postcode": "1234 AB", "City": "Lindedorp"}
PLACE = {"street": "Dorpsstraat", "house_number": "1", "postal_code": "1234 AB", "city": "Lindedorp"}


@dataclass
class Run:
    """What the tasks of one run left behind; `errors` are those of the tasks that failed, by name."""

    plan: Json = field(default_factory=dict)
    posted: Json | None = None
    marked: list[Json] | None = None
    report: Json = field(default_factory=dict)
    errors: dict[str, Exception] = field(default_factory=dict)
    idle: bool = False

    def outcome(self, row_id: str) -> Json:
        """The row of the report about this work order."""
        (found,) = [row for row in self.report["outcomes"] if row["row_id"] == row_id]
        return dict(found)

    def told(self, row_id: str) -> tuple[str, str]:
        """Outcome and reason of this work order."""
        row = self.outcome(row_id)
        return row["outcome"], row["reason"]

    @property
    def results(self) -> dict[str, str]:
        return {row["row_id"]: row["outcome"] for row in self.report.get("outcomes", ())}


class Couple:
    """An OutSmart account and a Reeleezee administration, empty at first; `settings` are those of the koppeling."""

    def __init__(self, outsmart: RunningSandbox, reeleezee: RunningSandbox, patch: pytest.MonkeyPatch) -> None:
        self.outsmart = outsmart
        self.reeleezee = reeleezee
        self._patch = patch
        self._parties: dict[str, Json] = {}
        self._runs = 0
        self.troubled: Json = {}
        self.connect()
        self.settings()

    # --- connections and settings -----------------------------------------------------------------------------------

    def connect(
        self,
        *,
        token: str = accounts.OUTSMART_TOKEN,
        software_token: str = accounts.OUTSMART_SOFTWARE_TOKEN,
        login: str = accounts.REELEEZEE_USERNAME,
        password: str = accounts.REELEEZEE_PASSWORD,
        read_timeout: float = 20,
    ) -> None:
        """The two Airflow connections; what is not given is right."""
        waits = {"retry_wait": "0.001", "read_timeout": str(read_timeout)}
        outsmart: Json = {"conn_type": "outsmart", "host": self.outsmart.base_url, "password": token}
        outsmart |= {"extra": {"software_token": software_token, **waits}}
        reeleezee = {"conn_type": "reeleezee", "host": self.reeleezee.base_url, "login": login, "password": password}
        self._patch.setenv("AIRFLOW_CONN_OUTSMART_DEFAULT", json.dumps(outsmart))
        self._patch.setenv("AIRFLOW_CONN_REELEEZEE_DEFAULT", json.dumps(reeleezee | {"extra": waits}))

    def settings(self, *, prices_include_vat: bool = False, **values: Any) -> None:
        """Save these settings; the export is on, what is not given has its default."""
        account = Account(accounts.ADMINISTRATION_ID, prices_include_vat=prices_include_vat)
        saved = Saved(read_settings({"export_invoices": True, **values}), account)
        self._patch.setenv("AIRFLOW_VAR_KOPPELING_DEFAULT", saved.as_json())

    # --- what people typed ------------------------------------------------------------------------------------------

    def customer(self, number: int | None, name: str, *, linked: bool = True, **fields: Any) -> str:
        """A customer in Reeleezee and, when linked, the relation in OutSmart that an import made of it."""
        row = {"IdentifierNumber": number, "Name": name, "DueDays": 14, "AddressList": [ADDRESS]} | fields
        customer_id = str(self.reeleezee.act("customers", row)["id"])
        if linked:
            self.relation(str(number), name, external_id=customer_id)
        return customer_id

    def relation(self, number: str, name: str, **fields: str) -> None:
        row = {**PLACE, "debtor_number": number, "name": name, **fields}
        self._parties[number] = row
        self.outsmart.act("relations", row)

    def product(self, code: str, price: str = "10.00", *, linked: bool = True, rate: str = HIGH, **fields: Any) -> str:
        """A product in Reeleezee and, when linked, the material that an import made of it."""
        row = {"Code": code, "Description": f"Artikel {code}", "Price": float(price), "ProductKind": 1}
        row |= {"TaxRate": {"id": tax_rate_id(rate)}} if rate else {}
        product_id = str(self.reeleezee.act("products", row | fields)["id"])
        if linked:
            self.material(code, price, freefield5=product_id)
        return product_id

    def material(self, code: str, price: str = "10.00", **fields: str) -> None:
        row = {"code": code, "description": f"Artikel {code}", "price": price, "unit": "st"}
        self.outsmart.act("materials", row | fields)

    def service(self, code: str, price: str = "60.00", *, linked: bool = True) -> str:
        """A service in Reeleezee and, when linked, its hour type."""
        account: Json = {"DocumentCategoryAccount": {"id": category_account_id("8010")}}
        service_id = self.product(code, price, linked=False, ProductKind=2, **account)
        if linked:
            row = {"code": code, "name": f"Uren {code}", "cost_booking": "0", "sale_booking": "1", "sale_price": price}
            self.outsmart.act("hourtypes", row)
        return service_id

    def order(
        self, *materials: Json, periods: Sequence[Json] = (), debtor: str = "1001", invoice_to: str = "", **members: Any
    ) -> str:
        """A completed work order with work status 1; its row id."""
        parties = {**self._party(debtor, ""), **self._party(invoice_to or debtor, "Invoice")}
        row = {"status": "Compleet", "WorkStatus": "1", "WorkDate": "05-10-2026", "WorkFinished": "1", **parties}
        row |= {"Materials": list(materials), "Workperiods": list(periods), **members}
        return str(self.outsmart.act("workorders", row)["row_id"])

    def _party(self, number: str, suffix: str) -> Json:
        row = self._parties.get(number, {})
        members = {
            "CustomerDebtorNr": number,
            "CustomerName": row.get("name", ""),
            "CustomerStreet": row.get("street", ""),
            "CustomerStreetNo": row.get("house_number", ""),
            "CustomerZIP": row.get("postal_code", ""),
            "CustomerCity": row.get("city", ""),
            "CustomerCountry": row.get("country", ""),
            "CustomerEmail": row.get("email", ""),
        }
        return {name + suffix: value for name, value in members.items()}

    def on_order(self, row_id: str, **actions: Any) -> None:
        """Act as a planner: materials, workperiods, set, work_status, reopen, archive, delete."""
        self.outsmart.act(f"workorders/{row_id}", actions)

    def on_invoice(self, row_id: str, **wish: Any) -> None:
        """Act as the bookkeeper on the invoice of a work order: set, lines, book, delete."""
        self.reeleezee.act(f"invoices/{IDENTITY.invoice(row_id)}", wish)

    # --- what became of it ------------------------------------------------------------------------------------------

    def invoices(self) -> dict[str, Json]:
        return {row["id"]: row for row in self.reeleezee.state()["invoices"]}

    def invoice(self, row_id: str) -> Json | None:
        return self.invoices().get(IDENTITY.invoice(row_id))

    def amounts(self, row_id: str) -> tuple[str, str, str]:
        """Net, VAT and total of the invoice of a work order."""
        found = self.invoices()[IDENTITY.invoice(row_id)]
        names = ("TotalNetAmount", "TotalTaxAmount", "TotalPayableAmount")
        return tuple(f"{Decimal(str(found[name])):.2f}" for name in names)  # type: ignore[return-value]

    def lines(self, row_id: str) -> list[Json]:
        return list(self.invoices()[IDENTITY.invoice(row_id)]["DocumentLineList"])

    def status(self, row_id: str) -> tuple[str, str]:
        """Status and work status."""
        (order,) = [row for row in self.outsmart.state()["workorders"] if row["id"] == row_id]
        return order["status"], order["WorkStatus"]

    def customers(self) -> list[Json]:
        return list(self.reeleezee.state()["customers"])

    def products(self) -> list[Json]:
        return list(self.reeleezee.state()["products"])

    def writes(self) -> list[str]:
        """Every call since the log was emptied that can change anything, in order."""
        reeleezee = [f"{r['method']} {r['path']}" for r in self.reeleezee.requests() if r["method"] != "GET"]
        outsmart = [r for r in self.outsmart.requests() if r["method"] != "GET" or _changes(r)]
        return [f"{r['method']} {r['path']}?{r['query']}" for r in outsmart] + reeleezee

    def forget_requests(self) -> None:
        self.outsmart.forget_requests()
        self.reeleezee.forget_requests()

    # --- the export -------------------------------------------------------------------------------------------------

    @contextmanager
    def export(self) -> Iterator[Export]:
        """What one task works with."""
        with runtime.export(NAME) as export:
            yield export

    def plan(self, **params: Any) -> Json:
        plan: Json = _through_xcom(export_steps.plan_invoices(NAME, PARAMS | params))
        return plan

    def run(self, *, before: Acts | None = None, may_fail: bool = False, **params: Any) -> Run:
        """One run of the DAG; `before` holds what happens just before a task begins.

        A task that fails is treated as the trigger rules of the DAG treat it. What a run remembers for the next is
        kept, as Airflow keeps it.
        """
        run, acts = Run(), before or {}
        self._runs += 1

        def task(name: str, work: Callable[[], Any]) -> Any:
            acts.get(name, lambda: None)()
            try:
                return _through_xcom(work())
            except AirflowSkipException:
                run.idle = True
            except Exception as error:  # a failing task, as Airflow sees one; the test reads it from the run
                run.errors[name] = error
                if not may_fail:
                    raise
            return None

        plan = task("plan", lambda: export_steps.plan_invoices(NAME, PARAMS | params))
        if plan is None:
            return run
        run.plan = plan
        relations = task("relations", lambda: export_steps.upsert_relations(NAME, plan))
        materials = task("materials", lambda: export_steps.upsert_materials(NAME, plan))
        troubles = [*(relations or ()), *(materials or ())]
        unready = plan["needs_relation"] if relations is None else ()
        run.posted = task("post", lambda: self._post(plan, troubles, unready))
        run.marked = task("mark", lambda: export_steps.mark_refused(NAME, plan, run.posted))
        run.report = export_steps.report(plan, run.posted, run.marked)
        return run

    def _post(self, plan: Json, troubles: Sequence[Json], unready: Sequence[str]) -> Json:
        kept: Json = {"troubled": self.troubled, "run": f"run {self._runs}"}
        posted = export_steps.post_concept_invoices(NAME, plan, troubles, unready=unready, **kept)
        self.troubled = _through_xcom(posted.pop("troubled"))
        return posted


def used(code: str, quantity: str = "1", price: str = "10.00", **members: str) -> Json:
    """A used material; `total`, `discount`, `name` and `free_field_5` are its members' short names."""
    short = {
        "name": "MaterialName",
        "total": "MaterialTotalPrice",
        "discount": "MaterialDiscountPercentage",
        "free_field_5": "MaterialFreeField5",
    }
    row = {"MaterialCode": code, "MaterialName": f"Artikel {code}", "MaterialNr": quantity, "MaterialPrice": price}
    return row | {short.get(name, name): value for name, value in members.items()}


def worked(code: str, total: str = "01:00", **members: str) -> Json:
    """A work period of that hour type and total time, from eight o'clock on."""
    hours, _, minutes = total.partition(":")
    ends = f"{8 + int(hours):02}:{minutes}" if minutes.isdigit() and hours.isdigit() and int(hours) < 16 else "09:00"
    row = {"HourType": code, "TotalTime": total, "WorkDate": "05-10-2026", "BeginTime": "08:00", "EndTime": ends}
    return row | members


def open_couple(running: tuple[RunningSandbox, RunningSandbox], patch: pytest.MonkeyPatch) -> Couple:
    """A company with customer 1001, product KRAAN at 10.00 and hour type MONT at 60.00."""
    for box in running:
        box.reset()
        box.faults([])
    couple = Couple(*running, patch)
    couple.customer(1001, "Bakkerij Korenbloem")
    couple.product("KRAAN")
    couple.service("MONT")
    couple.forget_requests()
    return couple


def _through_xcom(value: Any) -> Any:
    return json.loads(json.dumps(value))


def _changes(request: Json) -> bool:
    settles = request["path"].startswith("/GetWorkorder") and "update_status=false" not in request["query"]
    return settles or request["path"].startswith(("/UpdateWorkorder", "/DeleteEntity"))
