"""The export to be broken: every way in which a work order can go, and by hand with orders that are tried once more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from tests.faults.bill import Bill
from tests.faults.dagrun import DagRun, Task
from tests.faults.invariants import People
from tests.faults.world import World
from tests.koppeling.export.couple import NAME, PARAMS, used, worked

from koppeling.steps import export_steps

Json = dict[str, Any]


class ExportWorld(World):
    """Orders of known parties and articles, for a new relation, with a new material, refused, invoiced before."""

    name: ClassVar[str] = "export"
    retry_refused: ClassVar[bool] = False

    def arrange(self) -> People:
        couple = self.couple
        self.troubled: Json = {}
        self.runs = 0
        couple.settings(create_relations=True, create_materials=True)
        couple.relation("3001", "Nieuwe Relatie", email="nieuw@example.nl")
        invoiced = self._invoiced_before()
        good = [
            couple.order(used("KRAAN", "3"), periods=[worked("MONT")]),
            couple.order(used("KRAAN", "2"), debtor="3001"),
            couple.order(used("NIEUW", "2", "7.50")),
        ]
        refused = [couple.order(periods=[worked("LASSEN")]), *invoiced]
        bills = (
            [Bill(materials=("30.00",), hours=("60.00",))],  # 3 x 10.00; an hour of 60.00
            [Bill(materials=("20.00",))],  # 2 x 10.00
            [Bill(materials=("15.00",))],  # 2 x 7.50
        )
        meant = dict(zip(good, bills, strict=True))
        return People(frozenset(good), frozenset(refused), edited=couple.invoices(), bills=meant)

    def _invoiced_before(self) -> list[str]:
        """Two exported orders that were opened again: a bookkeeper changed the concept of the first, a planner gave the
        second hours of an unknown type, so that it is refused before anybody looks for its invoice.
        """
        edited, changed = self.couple.order(used("KRAAN", "5")), self.couple.order(used("KRAAN", "6"))
        self.couple.run()
        self.couple.on_invoice(edited, set={"Footer": "met dank"}, lines=[_retyped(self.couple.lines(edited)[0])])
        self.couple.on_order(edited, reopen=True)
        self.couple.on_order(changed, reopen=True, workperiods=[worked("LASSEN")])
        return [edited, changed]

    def tasks(self, *, by_hand: bool = False) -> list[Task]:
        self.runs += 1
        params = PARAMS | {"retry_refused": by_hand or self.retry_refused}
        if by_hand:
            params["work_orders"] = sorted(self.people.good | self.people.refused)
        return export_tasks(params, self.troubled, f"run {self.runs}")

    def outcomes(self, run: DagRun) -> list[Json]:
        found: list[Json] = []
        for value in run.told:
            rows = value.get("outcomes", []) if isinstance(value, dict) else value
            found += [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
        return found


class ExportByHandWorld(ExportWorld):
    """An order that waits, and one on 99 of which the cause was repaired; somebody triggers with `retry_refused`."""

    name: ClassVar[str] = "export by hand"
    retry_refused: ClassVar[bool] = True

    def arrange(self) -> People:
        couple = self.couple
        self.troubled = {}
        self.runs = 0
        repaired = couple.order(periods=[worked("ZAAG", "02:30")])
        couple.run()
        couple.service("ZAAG", "48.00")
        waiting = couple.order(used("KRAAN", "4"), invoice_to="1001")
        # 4 x 10.00; two and a half hours of 48.00
        meant = {waiting: [Bill(materials=("40.00",))], repaired: [Bill(hours=("120.00",))]}
        return People(frozenset(meant), bills=meant)


def export_tasks(params: Mapping[str, Any], troubled: Json, run: str) -> list[Task]:
    """As `invoice_export` strings them together; `troubled` is what Airflow keeps from run to run."""

    def post(xcoms: Mapping[str, Any]) -> Json:
        failed = [*(xcoms.get("relations") or []), *(xcoms.get("materials") or [])]
        plan: Json = xcoms["plan"]
        kept: Json = {"troubled": dict(troubled), "run": run}
        unready = [] if "relations" in xcoms else plan["needs_relation"]
        made = export_steps.post_concept_invoices(NAME, plan, failed, unready=unready, **kept)
        after = made.pop("troubled")
        troubled.clear()
        troubled.update(after)
        return made

    return [
        Task("plan", lambda _: export_steps.plan_invoices(NAME, params)),
        Task("relations", lambda x: export_steps.upsert_relations(NAME, x["plan"])),
        Task("materials", lambda x: export_steps.upsert_materials(NAME, x["plan"]), even_after_trouble=True),
        Task("post", post, even_after_trouble=True),
        Task("mark", lambda x: export_steps.mark_refused(NAME, x["plan"], x.get("post")), even_after_trouble=True),
        Task("report", lambda x: export_steps.report(x["plan"], x.get("post"), x.get("mark")), even_after_trouble=True),
        # In the DAG this is the end of `report`, after its result was left.
        Task("verdict", lambda x: export_steps.fail_when_deferred(x["report"])),
    ]


def _retyped(line: Json) -> Json:
    kept = {name: line[name] for name in ("Description", "Price", "Product", "TaxRate", "Quantity")}
    return {**kept, "Quantity": 7}
