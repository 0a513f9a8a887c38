"""Gives an ordeal its work: a company with completed work orders of every kind that an export has to deal with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

import pytest
from tests.faults.invariants import People, Snapshot
from tests.koppeling.export.couple import Couple, used, worked

from sandbox.core.running import RunningSandbox

_MATERIALS = {"KRAAN": "24.80", "BUIS": "5.10", "PUTJE": "12.50", "SLANG": "6.25", "KLEM": "0.80"}
_HOUR_TYPES = {"MONT": "60.00", "HULP": "45.00"}
_TIMES = ("00:30", "01:00", "01:30", "02:15")
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
    before: Snapshot = field(init=False)

    @property
    def people(self) -> People:
        """What the invariants must know."""
        return People(good=frozenset(self.good), refused=frozenset(self.refused))

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
    codes = random.sample(sorted(_MATERIALS), random.randint(1, 3))
    materials = [used(code, str(random.randint(1, 9)), _MATERIALS[code]) for code in codes]
    periods = [worked(random.choice(sorted(_HOUR_TYPES)), random.choice(_TIMES)) for _ in range(n % 3)]
    if kind == 3:
        # two orders in a row share a new relation, so that the second finds what the first has made
        debtor = str(3001 + n // 20)
        if debtor not in company.new_debtors:
            company.new_debtors.add(debtor)
            couple.relation(debtor, f"Nieuwe klant {debtor}")
    if kind == 6:
        materials.append(used(f"NIEUW-{n // 20}", "2", "7.50"))
    return couple.order(*materials, periods=periods, debtor=debtor)


def _refused(couple: Couple, n: int) -> str:
    """Nothing to invoice, an unknown hour type, a line total that is not quantity times price."""
    match n // 10 % 3:
        case 0:
            return couple.order()
        case 1:
            return couple.order(used("KRAAN"), periods=[worked("LASSEN")])
        case _:
            return couple.order(used("KRAAN", "2", "24.80", total="70.00"))
