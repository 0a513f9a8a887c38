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
from tests.fuzz.runs import Runs
from tests.koppeling.export.couple import HIGH, LOW, Json, used, worked

MOST_ORDERS = 12
MOST_PRODUCTS = 12
CONCEPT = 1


def has_orders(story: Runs) -> bool:
    return bool(story.company.outsmart.state()["workorders"])


def has_invoices(story: Runs) -> bool:
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

    def pick_order(self, data: st.DataObject, *, keep: bool = False) -> Json:
        """Any order; unless `keep`, its bill may be another one from now on."""
        orders = {row["id"]: row for row in self.company.outsmart.state()["workorders"]}
        order: Json = orders[data.draw(st.sampled_from(list(orders)), "order")]
        if not keep:
            self.made_at.pop(order["id"], None)
        return order

    @precondition(has_orders)
    @rule(data=st.data(), work_status=choices.work_statuses)
    def work_status_set(self, data: st.DataObject, work_status: str) -> None:
        self.count("work status set")
        self.company.on_order(self.pick_order(data, keep=True)["id"], work_status=work_status)

    @precondition(has_orders)
    @rule(data=st.data())
    def order_completed_or_reopened(self, data: st.DataObject) -> None:
        self.count("order completed or reopened")
        order = self.pick_order(data, keep=True)
        self.company.on_order(order["id"], **{"reopen" if order["status"] == "Afgehandeld" else "complete": True})

    @precondition(has_orders)
    @rule(data=st.data(), what=st.sampled_from(["materials", "periods", "debtor", "day", "archive", "delete"]))
    def order_edited(self, data: st.DataObject, what: str) -> None:
        self.count(f"order: {what}")
        self._edit(data, self.pick_order(data)["id"], what)()

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

    @precondition(has_orders)
    @rule(
        data=st.data(),
        number=st.integers(0, 30),
        what=st.sampled_from(["materials", "periods", "debtor", "archive", "delete"]),
    )
    def order_edited_during_a_run(self, data: st.DataObject, number: int, what: str) -> None:
        """A planner saves an order between two calls of the run."""
        self.count("order edited during a run")
        row_id = self.pick_order(data)["id"]
        edit = self._edit(data, row_id, what)
        run = ExportRun({})

        def work() -> None:
            with at_call(number, edit):
                run.finish()

        self.export(run, work, strict=False, touched=lambda: {row_id})
        self.made_at.pop(row_id, None)

    # --- what both offices do to lists ------------------------------------------------------------------------------

    @rule(code=st.sampled_from(CODES[:3]), data=st.data())
    def free_field_5_altered(self, code: str, data: st.DataObject) -> None:
        self.count("free field 5 altered")
        self.changes += 1
        ids = self.company.product_ids
        value = data.draw(st.sampled_from([*ids, *(i.upper() for i in ids), "", "tekst", GUID]), "free field 5")
        self.company.change_material(code, freefield5=value)

    @rule(number=st.sampled_from(list(PLACES)[:4]), data=st.data())
    def relation_altered(self, number: str, data: st.DataObject) -> None:
        self.count("relation altered")
        self.changes += 1
        external = st.sampled_from([*self.company.customer_ids, "", GUID])
        members = st.sampled_from(["external_id", "name", "remark", "street"])
        member = data.draw(members, "member")
        value = data.draw(external, "external id") if member == "external_id" else f"Anders {self.changes}"
        self.company.change_relation(number, **{member: value})

    @rule(code=st.sampled_from(HOUR_TYPES[:3]), price=st.sampled_from(["60.00", "61.25", "0", "47,35"]))
    def hour_type_priced(self, code: str, price: str) -> None:
        self.count("hour type priced")
        self.changes += 1
        self.company.change_hour_type(code, sale_price=price)

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

    @rule(data=st.data(), what=st.sampled_from(["name", "archive", "unarchive", "number", "street"]))
    def customer_changed(self, data: st.DataObject, what: str) -> None:
        self.count(f"customer: {what}")
        self.changes += 1
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

    @precondition(lambda self: bool(self.company.products()))
    @rule(data=st.data(), what=st.sampled_from(["code", "text", "archive", "rate", "price", "kind", "delete"]))
    def product_changed(self, data: st.DataObject, what: str) -> None:
        self.count(f"product: {what}")
        self.changes += 1
        product_id = data.draw(st.sampled_from([row["id"] for row in self.company.products()]), "product")
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

    @precondition(lambda self: len(self.company.products()) < MOST_PRODUCTS)
    @rule(code=st.sampled_from([*CODES[:5], "MONT"]), kind=st.sampled_from([1, 1, 2]))
    def product_made(self, code: str, kind: int) -> None:
        self.count("product made")
        self.changes += 1
        self.company.product(code, "5.00", linked=False, ProductKind=kind)

    # --- settings ---------------------------------------------------------------------------------------------------

    @rule(chosen=choices.settings)
    def settings_changed(self, chosen: Json) -> None:
        self.count("settings changed")
        self.changes += 1
        self.chosen = chosen
        self.save()


def _dearer(line: Json) -> Json:
    """One euro more; the line keeps its id."""
    return {**line, "Quantity": float(line["Quantity"]), "Price": float(line["Price"]) + 1}
