"""Breaks every call of an export in every way, once or for a whole run, and proves that it comes out well all the same.

The calls are those that a clean export of four orders makes: one order of known parties and articles, one for a new
relation, one with a new material, one that is refused.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from dataclasses import dataclass

import pytest
from tests.koppeling.export.couple import IDENTITY, Json, Run, open_couple, used, worked

from koppeling.steps import export_steps
from sandbox.core.running import RunningSandbox
from sandbox.seeds import accounts

KINDS: tuple[Json, ...] = (
    {"kind": "reset_before"},
    {"kind": "reset_after"},
    {"kind": "status", "code": 500},
    {"kind": "status_after", "code": 500},
    {"kind": "html"},
    {"kind": "truncate"},
    {"kind": "status", "code": 429},
)
FAULTS = [{**kind, "times": times} for kind in KINDS for times in (1, 0)]
SECRETS = (accounts.OUTSMART_TOKEN, accounts.OUTSMART_SOFTWARE_TOKEN, accounts.REELEEZEE_PASSWORD)
SAMPLE = 15
QUIET_WITHIN = 3

Running = tuple[RunningSandbox, RunningSandbox]


@dataclass(frozen=True)
class Cell:
    """One call of the clean export, and how it is to fail."""

    system: str
    method: str
    path: str
    query: str
    earlier: int
    fault: Json

    @property
    def plan(self) -> list[Json]:
        return [{"match": f"{self.method} {self.path}$", "query": self.query, "skip": self.earlier, **self.fault}]

    def __str__(self) -> str:
        how = f"{self.fault['kind']} {self.fault.get('code', '')} {'once' if self.fault['times'] else 'for ever'}"
        return f"{how} at {self.system} {self.method} {self.path} {self.query} (after {self.earlier})"


class World:
    """The four orders, fresh."""

    def __init__(self, running: Running, patch: pytest.MonkeyPatch) -> None:
        self.couple = couple = open_couple(running, patch)
        couple.settings(create_relations=True, create_materials=True)
        couple.relation("3001", "Nieuwe Relatie")
        self.net = {
            couple.order(used("KRAAN", "3"), periods=[worked("MONT")]): "90.00",
            couple.order(used("KRAAN", "2"), debtor="3001"): "20.00",
            couple.order(used("NIEUW", "2", "7.50")): "15.00",
        }
        self.refused = couple.order(periods=[worked("LASSEN")])
        couple.forget_requests()

    def cells(self) -> list[Cell]:
        self.couple.run()
        found = []
        for system in ("outsmart", "reeleezee"):
            seen: Counter[tuple[str, str, str]] = Counter()
            for r in getattr(self.couple, system).requests():
                call = (r["method"], r["path"], r["query"])
                found += [Cell(system, *call, seen[call], fault) for fault in FAULTS]
                seen[call] += 1
        return found

    def problems(self, cell: Cell) -> list[str]:
        """What is wrong after the fault, and after the runs that follow it."""
        box = getattr(self.couple, cell.system)
        box.faults(cell.plan)
        runs = [self.couple.run(may_fail=True)]
        struck = any(r["fault"] for r in box.requests())
        found = [] if struck else ["the call did not occur"]
        found += self._broken_invariants()
        box.faults([])
        while not runs[-1].idle and len(runs) <= QUIET_WITHIN:
            runs.append(self.couple.run(may_fail=True))
        found += [] if runs[-1].idle else ["never came to rest"]
        return found + self._unfinished() + [f"secret in run {n}" for n, run in enumerate(runs) if tells_secret(run)]

    def _broken_invariants(self) -> list[str]:
        found = []
        for row_id, net in self.net.items():
            status, invoice = self.couple.status(row_id), self.couple.invoice(row_id)
            if status[1] != "1":
                found.append(f"{row_id} has {status}")
            if status[0] == "Afgehandeld" and (invoice is None or self.couple.amounts(row_id)[0] != net):
                found.append(f"{row_id} is settled without its invoice")
        return found

    def _unfinished(self) -> list[str]:
        couple = self.couple
        invoices = {IDENTITY.invoice(row_id) for row_id in self.net}
        new = [c for c in couple.customers() if c["Name"] == "Nieuwe Relatie"]
        facts = {
            "one invoice for each order": set(couple.invoices()) == invoices,
            "the right amounts": all(
                couple.invoice(row_id) and couple.amounts(row_id)[0] == net for row_id, net in self.net.items()
            ),
            "all settled": all(couple.status(row_id) == ("Afgehandeld", "1") for row_id in self.net),
            "the refused one on 99": couple.status(self.refused) == ("Compleet", "99"),
            "one new customer": len(new) == 1 and len(couple.customers()) == 2,
            "one address": sum(len(c["AddressList"]) for c in new) == 1,
            "one new product": sum(p["Code"] == "NIEUW" for p in couple.products()) == 1,
        }
        return [f"not: {fact}" for fact, holds in facts.items() if not holds]


def tells_secret(run: Run) -> bool:
    texts = [json.dumps([run.plan, run.posted, run.marked, run.report])]
    for error in run.errors.values():
        chain: BaseException | None = error
        while chain is not None:
            texts.append(f"{chain} {chain!r} {chain.args}")
            chain = chain.__cause__ or chain.__context__
    return any(secret in text for secret in SECRETS for text in texts)


def failures(cells: list[Cell], running: Running, patch: pytest.MonkeyPatch) -> list[str]:
    failed = [f"{cell}: {problems}" for cell in cells if (problems := World(running, patch).problems(cell))]
    print(f"{len(cells)} cells run, {len(failed)} failed")  # noqa: T201
    return failed


def test_the_clean_export_makes_the_same_calls_every_time(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = (World(running, monkeypatch).cells() for _ in range(2))
    assert first == second
    assert {(c.system, c.method) for c in first} == {("outsmart", "GET"), ("reeleezee", "GET"), ("reeleezee", "PUT")}


@pytest.mark.parametrize("seed", range(4))
def test_a_sample_of_faults_does_no_harm(seed: int, running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    cells = World(running, monkeypatch).cells()
    assert failures(random.Random(seed).sample(cells, SAMPLE), running, monkeypatch) == []  # noqa: S311


@pytest.mark.soak
def test_no_fault_does_harm(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    assert failures(World(running, monkeypatch).cells(), running, monkeypatch) == []


def test_the_check_notices_harm(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    world = World(running, monkeypatch)
    cell = world.cells()[0]
    broken = World(running, monkeypatch)
    forgets_to_settle = next(iter(broken.net))
    broken.couple.on_order(forgets_to_settle, handled=True)
    monkeypatch.setattr(export_steps, "mark_refused", lambda *_: [])
    problems = broken.problems(cell)
    assert f"{forgets_to_settle} is settled without its invoice" in problems
    assert "never came to rest" in problems
    assert "not: the refused one on 99" in problems
