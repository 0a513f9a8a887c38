"""Tells random stories of a company: people at work on both sides, settings that change, runs that fail and overlap.

Every step is one rule. After each errand of the koppeling `watch` looks for harm; `all_quiet` holds what became of
every work order against the model. The other rules are in `runs` and `people`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, ClassVar

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from tests.faults.invariants import Snapshot
from tests.fuzz import choices
from tests.fuzz.company import SWITCHES, Company, open_company
from tests.fuzz.errands import KINDS, ExportRun, ImportRun
from tests.fuzz.model import Model
from tests.fuzz.near import NearSandbox
from tests.fuzz.watch import Errand, harm_of_export, harm_of_import, seen_prices
from tests.koppeling.export.couple import IDENTITY, Json

from koppeling import koppelingen

RUNS_UNTIL_QUIET = 4
COUPLED = koppelingen.koppelingen()


class Story(RuleBasedStateMachine):
    """The koppeling's side of the story: runs, whole and in pieces, failing, dying, late and together."""

    running: ClassVar[tuple[NearSandbox, NearSandbox]]
    counted: ClassVar[Counter[str]] = Counter()
    seen: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self._patch = pytest.MonkeyPatch()
        # The list is read from its file for every task; a fifth of all time would go to that.
        self._patch.setattr(koppelingen, "koppelingen", lambda: COUPLED)
        self.company: Company = open_company(self.running, self._patch)
        self.chosen: Json = {}
        self.runs: list[ExportRun] = []
        self.remembered: dict[str, dict[str, str]] = {}
        self.prices: dict[str, set[Decimal]] = {}
        self.edited: set[str] = set()
        self.troubled: Json = {}
        # What the world was like when an invoice was made: row id → the number of the last change before it.
        self.changes = 0
        self.made_at: dict[str, int] = {}
        # How many changes of lists and settings came after each other: a story is about what is done with them.
        self.barren = 0
        self.save()

    def teardown(self) -> None:
        self._patch.undo()

    # --- the world --------------------------------------------------------------------------------------------------

    def count(self, name: str) -> None:
        self.counted[name] += 1

    def change(self, name: str) -> None:
        """Something that may make a difference to bills, also to those that were made before."""
        self.count(name)
        self.changes += 1
        self.barren += 1

    def save(self) -> None:
        """Save the chosen settings; imports are always on."""
        imports = {switch: True for _, switch in KINDS.values()}
        self.company.settings(**imports, **self.chosen)

    def stored(self) -> Snapshot:
        reeleezee = self.company.reeleezee.state()
        # It is another one at every reading, and tells nothing.
        bare = [{name: value for name, value in row.items() if name != "Token"} for row in reeleezee["invoices"]]
        return Snapshot(self.company.outsmart.state(), {**reeleezee, "invoices": bare})

    def model(self, stored: Snapshot) -> Model:
        return Model(stored, self.chosen)

    def export(
        self, run: ExportRun, work: Callable[[], object], *, strict: bool, touched: Callable[[], set[str]] = set
    ) -> None:
        """Let `run` do some work and look for harm."""
        run.troubled = self.troubled
        before = self.stored()
        seen_prices(before, self.prices)
        told = len(run.told)
        work()
        self.seen.update(f"{row['outcome']} {row['reason']}".strip() for row in run.told[told:])
        after = self.stored()
        errand = Errand(
            model=self.model(before),
            before=before,
            after=after,
            told=tuple(run.told),
            errors=tuple(run.errors.values()),
            touched=frozenset(touched()),
            edited=frozenset(self.edited),
            is_strict=strict,
            was_killed=run.was_killed,
            prices=self.prices,
        )
        self._note_new_invoices(before, after)
        harm = harm_of_export(errand)
        if run.is_preview and before != after:
            harm.append("a preview changed something")
        if strict and "TooManyInvoices" in repr(run.errors.get("plan")) and before != after:
            harm.append("more than max_invoices_per_run, and something was written")
        assert not harm, harm

    def _note_new_invoices(self, before: Snapshot, after: Snapshot) -> None:
        new = after.by_id("invoices").keys() - before.by_id("invoices").keys()
        self.seen["invoices made"] += len(new)
        for kind in ("customers", "products"):
            self.seen[f"{kind} made"] += len(after.by_id(kind).keys() - before.by_id(kind).keys())
        was = before.by_id("workorders")
        for row_id, order in after.by_id("workorders").items():
            for member in ("status", "WorkStatus"):
                if row_id in was and was[row_id][member] != order[member]:
                    self.seen[f"orders set to {order[member]}"] += 1
        rows = {IDENTITY.invoice(row_id): row_id for row_id in after.by_id("workorders")}
        self.made_at |= {rows[i]: self.changes for i in new if i in rows}
        self.edited -= new

    def waiting(self) -> list[Json]:
        orders = self.company.outsmart.state()["workorders"]
        return [o for o in orders if (o["status"], o["WorkStatus"], o["Archived"]) == ("Compleet", "1", "0")]

    def has_waiting(self) -> bool:
        return bool(self.waiting())

    def clear_faults(self) -> None:
        for box in self.running:
            box.faults([])

    def do_import(self, run: ImportRun, work: Callable[[], object]) -> None:
        before = self.stored()
        work()
        after = self.stored()
        harm = harm_of_import(
            Errand(self.model(before), before, after, errors=() if run.error is None else (run.error,))
        )
        if run.preview and before != after:
            harm.append("a preview changed something")
        if before != after:
            self.changes += 1
        assert not harm, harm
        if run.error is None and not run.preview:
            self.remembered[run.kind] = run.report.get("remembered", {})

    @initialize(data=st.data(), chosen=choices.settings)
    def first_day(self, data: st.DataObject, chosen: Json) -> None:
        """How both systems answer where the sources leave it open, and the first settings."""
        for system, switches in SWITCHES.items():
            values = {name: data.draw(st.sampled_from(found)) for name, found in switches.items()}
            getattr(self.company, system).switch(**values)
        self.chosen = chosen
        self.save()

    # --- quiet ------------------------------------------------------------------------------------------------------

    @precondition(lambda self: self.has_waiting())
    @rule()
    def all_quiet(self) -> None:
        """Runs without trouble come to rest, and then every work order is where it must be."""
        self.count("all quiet")
        self.chosen = {**self.chosen, "max_invoices_per_run": None, "export_invoices": True}
        self.save()
        before = self.stored()
        run = ExportRun({})
        for _ in range(RUNS_UNTIL_QUIET):
            earlier, run = self.stored(), ExportRun({})
            self.export(run, run.finish, strict=True)
            assert not run.errors, run.errors
            if self.stored() == earlier:
                break
        else:
            pytest.fail("the runs never came to rest")
        after = self.stored().by_id("workorders")
        model = self.model(before)
        wrong = [
            why for row_id, order in model.orders.items() if (why := self._not_at_rest(model, order, after[row_id]))
        ]
        assert not wrong, wrong

    def _not_at_rest(self, model: Model, before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
        verdict = model.expected(before)
        now = (after["status"], after["WorkStatus"])
        lawful: dict[str, set[tuple[str, str]]] = {
            "skip": {(before["status"], before["WorkStatus"])},
            "invoice": {("Afgehandeld", "1")},
            "refuse": {("Compleet", "99")},
        }
        allowed = lawful[verdict.kind]
        invoice_id = IDENTITY.invoice(before["id"])
        self.seen[f"at rest: {verdict.kind}"] += 1
        if verdict.kind != "skip" and invoice_id in model.invoices:
            is_as_made = invoice_id not in self.edited and self.made_at.get(before["id"]) == self.changes
            # Whoever changed invoice, order, settings or articles since decides whether it still is the same bill.
            allowed = lawful["invoice"] if is_as_made else lawful["invoice"] | lawful["refuse"]
        return (
            "" if now in allowed else f"{before['id']} is {now}, not {allowed} ({verdict.kind} {sorted(verdict.why)})"
        )


def fresh(story: type[Story], running: tuple[NearSandbox, NearSandbox]) -> type[Story]:
    """The stories on these sandboxes, with a count of their own."""
    members: dict[str, Any] = {"running": running, "counted": Counter(), "seen": Counter()}
    return type(story.__name__, (story,), members)
