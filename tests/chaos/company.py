"""Gives an ordeal its work: a company with completed work orders of every kind that an export has to deal with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

import pytest
from tests.faults.bill import Bill
from tests.faults.invariants import People, Snapshot
from tests.koppeling.export.couple import Couple, used, worked
from tests.reckoning import euros

from sandbox.core.running import RunningSandbox

_MATERIALS = {"KRAAN": "24.80", "BUIS": "5.10", "PUTJE": "12.50", "SLANG": "6.25", "KLEM": "0.80"}
_HOUR_TYPES = {"MONT": "60.00", "HULP": "45.00"}
# the same prices in cents, those of an hour by the quarter, and the times in quarters: to count what must be billed
_CENTS = {"KRAAN": 2480, "BUIS": 510, "PUTJE": 1250, "SLANG": 625, "KLEM": 80}
_QUARTER = {"MONT": 1500, "HULP": 1125}
_TIMES = {"00:30": 2, "01:00": 4, "01:30": 6, "02:15": 9}
_KNOWN = [str(number) for number in range(1001, 1011)]
# slow enough that a run can be hit in its middle
_WRITE_MS = 80


@dataclass
class Company:
    """Both systems and who of the work orders must end where; `people` is what its staff did."""

    couple: Couple
    good: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    new_debtors: set[str] = field(default_factory=set)
    bills: dict[str, list[Bill]] = field(default_factory=dict)
    before: Snapshot = field(init=False)

    @property
    def people(self) -> People:
        """What the invariants must know."""
        return People(good=frozenset(self.good), refused=frozenset(self.refused), bills=self.bills)

    def now(self) -> Snapshot:
        """Everything that both systems store at this moment."""
        reeleezee = self.couple.reeleezee.state()
        invoices = [without_token(row) for row in reeleezee["invoices"]]
        return Snapshot(self.couple.outsmart.state(), {**reeleezee, "invoices": invoices})

    def invoices(self) -> int:
        """How many invoices there are."""
        return len(self.couple.reeleezee.state()["invoices"])


def without_token(invoice: Mapping[str, Any]) -> dict[str, Any]:
    """An invoice but for what Reeleezee makes anew whenever somebody reads it."""
    return {name: value for name, value in invoice.items() if name != "Token"}


def open_company(
    systems: tuple[RunningSandbox, RunningSandbox], patch: pytest.MonkeyPatch, random: Random, orders: int
) -> Company:
    """Both systems fresh, with so many waiting work orders: of ten, two need a new party or article, one is refused."""
    outsmart, reeleezee = systems
    for box in systems:
        box.reset("empty")
    couple = Couple(outsmart, reeleezee, patch)
    for number in _KNOWN:
        couple.customer(int(number), f"Klant {number} B.V.")
    for code, price in _MATERIALS.items():
        couple.product(code, price)
    for code, price in _HOUR_TYPES.items():
        couple.service(code, price)
    company = Company(couple)
    add_orders(company, random, range(orders))
    reeleezee.fault("PUT /SalesInvoices", "latency", times=0, ms=_WRITE_MS)
    company.before = company.now()
    couple.forget_requests()
    return company


def add_orders(company: Company, random: Random, numbers: Iterable[int]) -> None:
    """More completed work orders; the number decides of which kind each is."""
    for n in numbers:
        kind = n % 10
        if kind == 9:
            company.refused.append(_refused(company.couple, n))
        else:
            company.good.append(_good(company, random, n))


def _good(company: Company, random: Random, n: int) -> str:
    couple, kind, debtor = company.couple, n % 10, random.choice(_KNOWN)
    counted = {code: random.randint(1, 9) for code in random.sample(sorted(_MATERIALS), random.randint(1, 3))}
    materials = [used(code, str(count), _MATERIALS[code]) for code, count in counted.items()]
    costs = [count * _CENTS[code] for code, count in counted.items()]
    hours = [(random.choice(sorted(_HOUR_TYPES)), random.choice(sorted(_TIMES))) for _ in range(n % 3)]
    periods = [worked(code, total) for code, total in hours]
    if kind == 3:
        # two orders in a row share a new relation, so that the second finds what the first has made
        debtor = str(3001 + n // 20)
        if debtor not in company.new_debtors:
            company.new_debtors.add(debtor)
            couple.relation(debtor, f"Nieuwe klant {debtor}")
    if kind == 6:
        materials.append(used(f"NIEUW-{n // 20}", "2", "7.50"))
        costs.append(1500)
    row_id = couple.order(*materials, periods=periods, debtor=debtor)
    worked_for = [_TIMES[total] * _QUARTER[code] for code, total in hours]
    company.bills[row_id] = [Bill(tuple(map(euros, costs)), tuple(map(euros, worked_for)))]
    return row_id


def _refused(couple: Couple, n: int) -> str:
    """Nothing to invoice, an unknown hour type, a line total that is not quantity times price."""
    match n // 10 % 3:
        case 0:
            return couple.order()
        case 1:
            return couple.order(used("KRAAN"), periods=[worked("LASSEN")])
        case _:
            return couple.order(used("KRAAN", "2", "24.80", total="70.00"))
