"""Adds to the stories what planners, mechanics and bookkeepers do while the koppeling runs, fails and overlaps."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule
from tests.fuzz import choices
from tests.fuzz.choices import GUID
from tests.fuzz.company import CODES, HOUR_TYPES, PLACES
from tests.fuzz.errands import ExportRun
from tests.fuzz.interruption import at_call
from tests.fuzz.machine import Story
from tests.fuzz.runs import MOST_ORDERS, Runs
from tests.koppeling.export.couple import HIGH, LOW, Json, used, worked

MOST_CHANGES = 2
MOST_PRODUCTS = 12
CONCEPT = 1


def has_orders(story: Story) -> bool:
    return bool(story.company.outsmart.state()["workorders"])


def is_not_barren(story: Story) -> bool:
    return story.barren < MOST_CHANGES


def has_invoices(story: Story) -> bool:
    return bool(story.company.reeleezee.state()["invoices"])


class Company(Runs):
    """The whole story; `changes` counts what may make a difference to bills that were made before."""

    # --- planners and mechanics -------------------------------------------------------------------------------------

    @initialize()
    def first_orders(self) -> None:
        """Something to do from the first day on."""
        self.company.work_order([used("KRAAN", "2", "12.50")], [worked("MONT", "00:50")], "1001", "")
        self.company.work_order([used("NIEUW", "3", "7.95")], [], "2001", "")
        self.company.work_order([], [worked("REIS", "26:15")], "1003", "1002")

    @precondition(lambda self: len(self.company.outsmart.state()["workorders"]) < MOST_ORDERS)
    @rule(codes=st.lists(st.sampled_from(CODES[:3]), min_size=1, max_size=3), hour_type=st.sampled_from(HOUR_TYPES[:2]))
    def good_order(self, codes: list[str], hour_type: str) -> None:
        """An order with which nothing is wrong, as most of them are."""
        self.count("good order made")
        lines = [used(code, f"{number}", "12.50") for number, code in enumerate(codes, start=1)]
        self.company.work_order(lines, [worked(hour_type, "01:25")], "1001", "")

    @precondition(lambda self: len(self.company.outsmart.state()["workorders"]) < MOST_ORDERS)
    @rule(orders=st.lists(choices.orders, min_size=1, max_size=3))
    def new_orders(self, orders: list[choices.Order]) -> None:
        for order in orders:
            self.count("order made")
            more = {"WorkDate": order.day, "WorkStatus": order.work_status, "status": order.status}
            self.company.work_order(order.materials, order.periods, order.debtor, order.invoice_to, **more)

    def pick_order(self, data: st.DataObject) -> Json:
        """Any order; its bill may be another one from now on."""
        orders = {row["id"]: row for row in self.company.outsmart.state()["workorders"]}
        order: Json = orders[data.draw(st.sampled_from(list(orders)), "order")]
        self.made_at.pop(order["id"], None)
        return order

    @precondition(has_orders)
    @rule(
        data=st.data(),
        what=st.sampled_from(
            [
                "work status",
                "complete or reopen",
                "reopen and edit",
                "materials",
                "periods",
                "debtor",
                "day",
                "archive",
                "delete",
            ]
        ),
    )
    def planner(self, data: st.DataObject, what: str) -> None:
        self.count(f"order: {what}")
        order = self.pick_order(data)
        if what == "work status":
            self.company.on_order(order["id"], work_status=data.draw(choices.work_statuses, "work status"))
        elif what == "complete or reopen":
            self._reopen(order)
        elif what == "reopen and edit":
            self._reopen(order)
            self._edit(data, order["id"], "materials")()
        else:
            self._edit(data, order["id"], what)()

    def _reopen(self, order: Json) -> None:
        is_handled = order["status"] == "Afgehandeld"
        self.company.on_order(order["id"], work_status="1", **{"reopen" if is_handled else "complete": True})

    def _edit(self, data: st.DataObject, row_id: str, what: str) -> Callable[[], None]:
        """What a planner does to an order, drawn now and done when it is called."""
        company = self.company
        if what == "materials":
            lines = data.draw(choices.material_lists, "materials")
            return lambda: company.on_order(row_id, materials=lines)
        if what == "periods":
            rows = data.draw(choices.period_lists, "periods")
            return lambda: company.on_order(row_id, workperiods=rows)
        if what == "debtor":
            debtor = data.draw(choices.debtors, "debtor")
            return lambda: company.bill_to(row_id, debtor)
        if what == "day":
            day = data.draw(choices.work_days, "day")
            return lambda: company.give(row_id, WorkDate=day)
        if what == "archive":
            wanted = data.draw(st.booleans(), "archived")
            return lambda: company.on_order(row_id, archive=wanted)
        return lambda: company.on_order(row_id, delete=True)

    @rule(
        data=st.data(),
        number=st.integers(0, 25),
        what=st.sampled_from(["materials", "materials", "periods", "debtor", "archive", "delete"]),
    )
    def order_edited_during_a_run(self, data: st.DataObject, number: int, what: str) -> None:
        """A planner saves an order between two calls of the run."""
        self.count("order edited during a run")
        row_id = self.let_there_be_work()
        edit = self._edit(data, row_id, what)
        run = ExportRun({})

        def work() -> None:
            with at_call(number, edit):
                run.finish()

        self.export(run, work, strict=False, touched=lambda: {row_id})
        self.made_at.pop(row_id, None)

    @rule(what=st.sampled_from(["0", "99", "archive", "other run", "concept deleted", "repaired and invoiced"]))
    def plan_that_is_overtaken(self, what: str) -> None:
        """An order moves on after it was planned; the tasks that were still to come may not act on it."""
        self.count(f"overtaken plan: {what}")
        if what == "repaired and invoiced":
            self._refusal_that_is_overtaken()
            return
        row_id, run = self.let_there_be_work(), ExportRun({})
        self.export(run, run.step, strict=False)
        if what == "archive":
            self.company.on_order(row_id, archive=True)
        elif what in {"0", "99"}:
            self.company.on_order(row_id, work_status=what)
        else:
            other = ExportRun({})
            self.export(other, other.finish, strict=True)
        if what == "concept deleted" and row_id in self.company.invoiced():
            self.company.on_invoice(row_id, delete=True)
        while not run.is_over:
            self.export(run, run.step, strict=False)

    def _refusal_that_is_overtaken(self) -> None:
        """Refused in a plan, repaired, invoiced by another run and opened again: the old refusal may not hide that."""
        self.changes += 1
        self.let_there_be_work()
        row_id, run = self.company.work_order([used("VREEMD", "2")], [], "1001", ""), ExportRun({})
        for may_create in (False, True):
            self.chosen = {**self.chosen, "create_materials": may_create}
            self.save()
            one = ExportRun({}) if may_create else run
            self.export(one, one.finish if may_create else one.step, strict=may_create)
        if row_id in self.company.invoiced():
            self.company.on_order(row_id, reopen=True)
        while not run.is_over:
            self.export(run, run.step, strict=False)

    # --- what both offices do to lists ------------------------------------------------------------------------------

    @precondition(is_not_barren)
    @rule(data=st.data(), what=st.sampled_from(["free field 5", "relation", "hour type"]))
    def lists_of_outsmart(self, data: st.DataObject, what: str) -> None:
        self.change(f"altered: {what}")
        company = self.company
        if what == "free field 5":
            ids = company.product_ids
            value = data.draw(st.sampled_from([*ids, *(i.upper() for i in ids), "", "tekst", GUID]), "free field 5")
            company.change_material(data.draw(st.sampled_from(CODES[:3]), "material"), freefield5=value)
        elif what == "hour type":
            price = data.draw(st.sampled_from(["60.00", "61.25", "0", "47,35"]), "price")
            company.change_hour_type(data.draw(st.sampled_from(HOUR_TYPES[:3]), "hour type"), sale_price=price)
        else:
            member = data.draw(st.sampled_from(["external_id", "name", "remark", "street"]), "member")
            external = data.draw(st.sampled_from([*company.customer_ids, "", GUID]), "external id")
            value = external if member == "external_id" else f"Anders {self.changes}"
            company.change_relation(data.draw(st.sampled_from(list(PLACES)[:4]), "relation"), **{member: value})

    # --- the bookkeeper ---------------------------------------------------------------------------------------------

    @precondition(has_invoices)
    @rule(data=st.data(), what=st.sampled_from(["text", "price", "rebuild", "customer", "delete", "book", "reopen"]))
    def bookkeeper_at_an_invoice(self, data: st.DataObject, what: str) -> None:
        invoices = self.company.invoices()
        invoice = invoices[data.draw(st.sampled_from(list(invoices)), "invoice")]
        is_concept = invoice["Status"] == CONCEPT
        if is_concept == (what == "reopen"):
            return
        self.count(f"invoice: {what}")
        self.edited.add(invoice["id"])
        self.company.reeleezee.act(f"invoices/{invoice['id']}", self._deed(data, invoice, what))
        if what == "delete":
            self.edited.discard(invoice["id"])

    def _deed(self, data: st.DataObject, invoice: Json, what: str) -> Json:
        if what == "text":
            return {"set": {"Header": data.draw(st.sampled_from(["Zoals besproken", None]), "header")}}
        if what == "customer":
            return {"set": {"Entity": {"id": data.draw(st.sampled_from(self.company.customer_ids), "customer")}}}
        if what == "price":
            lines = [_dearer(line) for line in invoice["DocumentLineList"]]
            return {"set": {"DocumentLineList": lines}}
        if what == "rebuild":
            net = data.draw(st.sampled_from([invoice["TotalNetAmount"], 12.34]), "net")
            return {"lines": [{"Quantity": 1, "Price": net, "TaxRate": self.company.rate_id(HIGH)}]}
        return {what: True}

    @precondition(is_not_barren)
    @rule(data=st.data(), what=st.sampled_from(["name", "archive", "unarchive", "number", "street"]))
    def customer_changed(self, data: st.DataObject, what: str) -> None:
        self.change(f"customer: {what}")
        customer_id = data.draw(st.sampled_from(self.company.customer_ids), "customer")
        change: dict[str, Json] = {
            "name": {"Name": f"Hernoemd {self.changes}"},
            "archive": {"IsArchived": True},
            "unarchive": {"IsArchived": False},
            "number": {"IdentifierNumber": data.draw(st.sampled_from([1001, 1002, 1003, 2001, 4000]), "number")},
            "street": {
                "AddressList": [{"Type": 1, "Street": f"Weg {self.changes}", "Number": "7", "Postcode": "7777"}]
            },
        }
        self.company.change_customer(customer_id, **change[what])

    @precondition(is_not_barren)
    @rule(data=st.data(), what=st.sampled_from(["make", "code", "text", "archive", "rate", "price", "kind", "delete"]))
    def product_changed(self, data: st.DataObject, what: str) -> None:
        self.change(f"product: {what}")
        number = len(self.company.products())
        if what == "make" or number < 2:
            code = data.draw(st.sampled_from([*CODES[:5], "MONT"]), "code")
            if number < MOST_PRODUCTS:
                self.company.product(code, "5.00", linked=False, ProductKind=data.draw(st.sampled_from([1, 2]), "kind"))
            return
        # Without the hour type of most orders there would soon be nothing left to invoice.
        spared = self.company.service_ids[:1] if what in {"code", "kind", "delete"} else []
        ids = [row["id"] for row in self.company.products() if row["id"] not in spared]
        product_id = data.draw(st.sampled_from(ids), "product")
        if what == "delete":
            self.company.remove_product(product_id)
            return
        rate = data.draw(st.sampled_from([HIGH, LOW, ""]), "rate")
        change: dict[str, Json] = {
            "code": {"Code": data.draw(st.sampled_from([*CODES, "MONT", "OUD"]), "code")},
            "text": {"Description": f"Artikel {self.changes}"},
            "archive": {"IsArchived": data.draw(st.booleans(), "archived")},
            "rate": {"TaxRate": self.company.rate_id(rate) if rate else None},
            "price": {"Price": data.draw(st.sampled_from([1, 12.3456, 0]), "price")},
            "kind": {"ProductKind": data.draw(st.sampled_from([1, 2]), "kind")},
        }
        self.company.change_product(product_id, **change[what])

    # --- settings ---------------------------------------------------------------------------------------------------

    @precondition(is_not_barren)
    @rule(chosen=choices.settings)
    def settings_changed(self, chosen: Json) -> None:
        self.change("settings changed")
        self.chosen = chosen
        self.save()


def _dearer(line: Json) -> Json:
    """One euro more; the line keeps its id."""
    return {**line, "Quantity": float(line["Quantity"]), "Price": float(line["Price"]) + 1}
