"""A company with something of everything, and one whole synchronisation of it: imports, exports, imports again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.faults.bill import Bill
from tests.faults.invariants import Evidence, People, Snapshot, breaches
from tests.koppeling.assumptions.turned import Turned
from tests.koppeling.export.couple import NAME, Couple, Json, Run, open_couple, used, worked

from koppeling.export.defaults import SettingNotFound
from koppeling.imports.free_field_5 import FreeField5Inactive
from koppeling.steps import import_steps
from outsmart.canary import UnownedFieldLost
from outsmart.errors import OutSmartError
from outsmart.posting import TooManyBadRows
from reeleezee.errors import ReeleezeeError
from sandbox.core.running import RunningSandbox

Running = tuple[RunningSandbox, RunningSandbox]
# What may end a task: each of these tells a person what is wrong. Anything else would be a mistake of ours.
TOLD = (OutSmartError, ReeleezeeError, SettingNotFound, FreeField5Inactive, UnownedFieldLost, TooManyBadRows)
KINDS = ("relations", "materials", "hour_types")
RUNS = 4
TERM = 21
# What each good order must cost, from paper; of the last one see `harm`.
BILLS = (
    [Bill(materials=("10.01",), hours=("50.00",))],  # 3 x 3.335 is 10.005; fifty minutes of 60.00
    [Bill(materials=("18.00", "10.00"))],  # 2 x 10.00 less a tenth; 10.00
    [Bill(materials=("15.00", "7.50"))],  # 2 x 7.50; 7.50
    [Bill(materials=("20.00", "0.00"))],  # 5 x 4.00; a gift
)
PLACE = {"Type": 1, "Street": "Kerkplein", "Number": "7", "Postcode": "4321 ZX", "City": "Elzendorp"}


@dataclass
class World:
    """The two accounts, the row ids of the orders, and what the tasks left behind."""

    couple: Couple
    good: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    before: Snapshot = field(default_factory=lambda: Snapshot({}, {}))
    runs: list[Run] = field(default_factory=list)
    imports: list[Json] = field(default_factory=list)
    errors: list[Exception] = field(default_factory=list)

    def harm(self, *, invoices_all: bool = False) -> list[str]:
        """Every breach of an invariant; with `invoices_all` also each good order without and each bad with an invoice.

        Of a discount that stands in no amount a person was told; what is right then, nobody here knows.
        """
        told_of = {row["row_id"] for row in self._outcomes() if "discount_not_in_total" in _warnings(row)}
        people = People(
            good=frozenset(self.good if invoices_all else ()),
            refused=frozenset(self.refused if invoices_all else ()),
            touched=frozenset(told_of),
            bills=dict(zip(self.good, BILLS, strict=False)),
        )
        evidence = self.evidence(people)
        found = breaches(evidence)
        found += [f"VAT of {i['Header']}" for i in evidence.after.rows("invoices") if not vat_is_lawful(i)]
        found += [f"term of {i['Header']}" for i in evidence.after.rows("invoices") if not self._has_term(i)]
        return found

    def _has_term(self, invoice: Mapping[str, Any]) -> bool:
        """The payment term of the settings, or a warning that it was not taken."""
        is_right = bool(invoice["DueDate"]) and _days(invoice["Date"], invoice["DueDate"]) == TERM
        is_told = any(
            row["invoice_id"] == invoice["id"] and "due_date_not_stored" in _warnings(row) for row in self._outcomes()
        )
        return is_right is not is_told

    def _outcomes(self) -> list[Json]:
        return [row for run in self.runs for row in run.report.get("outcomes", ())]

    def evidence(self, people: People) -> Evidence:
        outcomes = self._outcomes()
        texts = [json.dumps([run.plan, run.posted, run.marked, run.report]) for run in self.runs]
        texts += [str(error) for error in self.errors] + [json.dumps(self.imports)]
        return Evidence(self.before, snapshot(self.couple), people, outcomes, texts, quiet=True)

    def synchronise(self) -> None:
        """Import everything, export, export what people reopened, and import again what the export may have made."""
        self._import(KINDS)
        self._export()
        self._reopen()
        self._export()
        self._import(KINDS[:2])

    def _import(self, kinds: Iterable[str]) -> None:
        for kind in kinds:
            try:
                report = import_steps.sync(NAME, kind, preview=False)
            except TOLD as error:
                self.errors.append(error)
            else:
                self.imports.append(json.loads(json.dumps(report)))

    def _reopen(self) -> None:
        """A planner sets two settled orders back to complete; of one the bookkeeper has booked the invoice."""
        settled = [row_id for row_id in self.good[:2] if self.couple.status(row_id)[0] == "Afgehandeld"]
        for row_id in settled:
            self.couple.on_order(row_id, reopen=True)
        for row_id in settled[1:]:
            with suppress(ValueError):  # with some switches Reeleezee refuses to book
                self.couple.on_invoice(row_id, book=True)

    def _export(self) -> None:
        for _ in range(RUNS):
            run = self.couple.run(may_fail=True)
            self.runs.append(run)
            self.errors += run.errors.values()
            strange = [error for error in run.errors.values() if not isinstance(error, TOLD)]
            assert strange == []
            if run.idle or self._says_the_same_again():
                break

    def _says_the_same_again(self) -> bool:
        """A run that changed nothing and told what the run before told: the next would do so too."""
        if len(self.runs) < 2:
            return False
        last, one_before = self.runs[-1], self.runs[-2]
        return told(last) == told(one_before) and "exported" not in last.results.values()


def told(run: Run) -> Any:
    rows = run.report.get("outcomes", ())
    return [(row["row_id"], row["outcome"], row["reason"]) for row in rows], sorted(run.errors)


def _warnings(row: Json) -> list[str]:
    return [warning["code"] for warning in row["warnings"]]


def snapshot(couple: Couple) -> Snapshot:
    return Snapshot(couple.outsmart.state(), couple.reeleezee.state())


def open_world(running: Running, patch: pytest.MonkeyPatch, turned: Iterable[Turned]) -> World:
    """A fresh company, in which people typed on after the switches were turned."""
    couple = open_couple(running, patch)
    for one in turned:
        getattr(couple, one.system).switch(**one.values)
    couple.settings(create_relations=True, create_materials=True, payment_term_days=TERM, reason_on_work_order=True)
    for code, name in (("0", "Niet naar Reeleezee"), ("1", "Naar Reeleezee"), ("99", "Error")):
        couple.outsmart.act("workstatusses", {"sta_code": code, "sta_name": name})
    _master_data(couple)
    world = World(couple, *_orders(couple))
    _notes(couple, world.refused[0])
    world.before = snapshot(couple)
    return world


def _master_data(couple: Couple) -> None:
    """Known on both sides, on one of them, and half of it typed by people who filled in more than we know of."""
    couple.customer(1002, "Installatiebedrijf De Ruit", linked=False, AddressList=[PLACE])
    couple.customer(1003, "Slagerij De Os", linked=False, AddressList=[PLACE], ChamberOfCommerceNumber="12345678")
    place = {"street": "Kerkplein", "house_number": "7", "postal_code": "4321 ZX", "city": "Elzendorp"}
    typed = {"remark": "Sleutel bij de buren", "mobile": "06 1234", "val_value_3": "Huurder", "pgp_code": "A"}
    couple.relation("1003", "Slagerij De Os", **place, **typed, debtor_number_invoice="1001")
    couple.relation("3001", "Nieuwe Relatie", remark="Belt altijd twee keer", country="Nederland")
    couple.product("BUIS", "7.505", linked=False)
    couple.product("GRATIS", "0.00", linked=False)
    couple.product("OUD", "4.00", linked=False)
    couple.material("OUD", "3.50", note="Uit de kelder", freefield1="H", barcode="871000")
    couple.service("SCHIL", "45.00", linked=False)


def _orders(couple: Couple) -> tuple[tuple[str, ...], tuple[str, ...]]:
    good = (
        couple.order(used("KRAAN", "3", "3.335"), periods=[worked("MONT", "00:50")]),
        couple.order(used("KRAAN", "2", total="18.00", discount="10"), used("KRAAN"), debtor="3001"),
        couple.order(used("NIEUW", "2", "7.50"), used("NIEUW", "1", "7.50")),
        couple.order(used("OUD", "5", "4.00"), used("KRAAN", "1", "0"), debtor="1003"),
        couple.order(used("KRAAN", "4", discount="5"), debtor="1003"),
        couple.order(used("KRAAN", "1", "44.95", total="40.46", discount="10")),
    )
    refused = (couple.order(periods=[worked("LASSEN")]), couple.order(used("KRAAN"), used("KRAAN", "0,5", total="9")))
    return good, refused


def _notes(couple: Couple, row_id: str) -> None:
    """A planner wrote on an order that will be refused, and on one of another year."""
    number = next(o["OrderNr"] for o in couple.outsmart.state()["workorders"] if o["id"] == row_id)
    for primary in (number, "WB-2025-00007"):
        note = {
            "nte_entity": "worksheets",
            "nte_column": "OrderNr",
            "nte_primary": primary,
            "nte_content": "<b>Bel!</b>",
        }
        couple.outsmart.act("generic_notes", note | {"nte_created_by": "planner"})


def vat_is_lawful(invoice: Mapping[str, Any]) -> bool:
    """Within a cent a line of the high rate, which all lines here bear."""
    lines = invoice["DocumentLineList"]
    exact = sum((Decimal(str(line["NetAmount"])) for line in lines), Decimal(0)) * Decimal("0.21")
    return abs(Decimal(str(invoice["TotalTaxAmount"])) - exact) <= Decimal("0.01") * (len(lines) + 1)


def _days(start: str, end: str) -> int:
    return (date.fromisoformat(end[:10]) - date.fromisoformat(start[:10])).days
