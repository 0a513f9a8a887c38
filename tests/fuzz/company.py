"""One invented company with what goes wrong in real ones: unlinked customers, unknown articles, hour types of one side.

`Company` is what people of both offices do; what the koppeling does stands in `errands`.
"""

from __future__ import annotations

from typing import Any, Final

import pytest
from tests.fuzz.near import NearSandbox
from tests.koppeling.export.couple import HIGH, IDENTITY, LOW, Couple, Json

PLACES: Final = {
    "1001": ("Bakkerij Korenbloem", "Dorpsstraat", "1", "1234 AB", "Lindedorp"),
    "1002": ("Garage De Bougie", "Kerkpad", "22", "2345 BC", "Beukenstad"),
    "1003": ("Stichting Zonnebloem", "Havenkade", "3", "3456 CD", "Waterdam"),
    "2001": ("Nieuwe Relatie", "Molenweg", "44", "4567 DE", "Lindedorp"),
    "3001": ("Losse Klant", "Parklaan", "5", "5678 EF", "Beukenstad"),
    "K-77": ("Kantoor Noord", "Noordeinde", "66", "6789 FG", "Waterdam"),
}
DEBTORS: Final = (*PLACES, "")
CODES: Final = ("KRAAN", "BUIS", "LOS", "NIEUW", "VREEMD", "")
HOUR_TYPES: Final = ("MONT", "REIS", "LASSEN", "")
SWITCHES: Final[dict[str, dict[str, tuple[Any, ...]]]] = {
    "outsmart": {
        "workorder_decimal": ("dot", "comma"),
        "workorder_answer": ("list", "object"),
        "settle_answer_status": ("new", "old"),
        "settle_again": ("answer", "1503"),
        "same_value_again": ("200", "1503"),
        "absent_members": ("keep", "clear"),
        "bad_row": ("store_good", "store_before", "void_batch"),
        "prefill_material_free_fields": (False, True),
        "api_changes_in_history": (False, True),
        "closed_order_update": ("store", "1503"),
    },
    "reeleezee": {
        "vat_rounding": ("per_rate", "per_line"),
        "collection_expands_lists": (True, False),
        "filter_ignores_case": (False, True),
        "channel_list": ("merge", "replace"),
        "fills_due_date": (False, True),
        "explicit_null": ("ignore", "clear"),
    },
}


class Company(Couple):
    """Both accounts, and the ids of what people made in them."""

    def __init__(self, outsmart: NearSandbox, reeleezee: NearSandbox, patch: pytest.MonkeyPatch) -> None:
        super().__init__(outsmart, reeleezee, patch)
        self.customer_ids = [self._customer(number) for number in ("1001", "1002", "1003")]
        self._relation("2001")
        self._relation("K-77")
        self.product_ids = [self.product("KRAAN", "10.00"), self.product("BUIS", "3.3333", rate=LOW)]
        self.product_ids.append(self.product("LOS", "7.95", linked=False, rate=""))
        self.material("LOS", "7.95")
        self.service_ids = [self.service("MONT", "60.00"), self.service("REIS", "47.35")]
        row = {"code": "LASSEN", "name": "Lassen", "cost_booking": "0", "sale_booking": "1", "sale_price": "80.00"}
        outsmart.act("hourtypes", row)

    def _customer(self, number: str) -> str:
        name, street, house, postcode, city = PLACES[number]
        address = {"Type": 1, "Street": street, "Number": house, "Postcode": postcode, "City": city}
        made = self.customer(int(number), name, linked=False, AddressList=[address])
        self._relation(number, external_id="" if number == "1003" else made)
        return made

    def _relation(self, number: str, **fields: str) -> None:
        name, street, house, postcode, city = PLACES[number]
        place = {"street": street, "house_number": house, "postal_code": postcode, "city": city}
        self.relation(number, name, **place, remark="belt eerst", **fields)

    # --- planners and mechanics -------------------------------------------------------------------------------------

    def work_order(self, materials: list[Json], periods: list[Json], debtor: str, invoice_to: str, **more: Any) -> str:
        """A work order; the party on it is the one that the planner chose, whoever the relation has become since."""
        parties = {**_party(debtor, ""), **_party(invoice_to or debtor, "Invoice")}
        return self.order(*materials, periods=periods, **{**parties, **more})

    def give(self, row_id: str, **members: Any) -> None:
        """Type other members into a work order."""
        self.on_order(row_id, set=members)

    def bill_to(self, row_id: str, debtor: str) -> None:
        self.give(row_id, **_party(debtor, "Invoice"))

    def change_material(self, code: str, **members: str) -> None:
        self.outsmart.act(f"materials/{code}", {"set": members})

    def change_relation(self, number: str, **members: str) -> None:
        self.outsmart.act(f"relations/{number}", {"set": members})

    def change_hour_type(self, code: str, **members: str) -> None:
        self.outsmart.act(f"hourtypes/{code}", {"set": members})

    # --- the bookkeeper ---------------------------------------------------------------------------------------------

    def change_customer(self, customer_id: str, **members: Any) -> None:
        self.reeleezee.act(f"customers/{customer_id}", {"set": members})

    def change_product(self, product_id: str, **members: Any) -> None:
        self.reeleezee.act(f"products/{product_id}", {"set": members})

    def remove_product(self, product_id: str) -> None:
        self.reeleezee.act(f"products/{product_id}", {"delete": True})

    def rebuild(self, row_id: str, nets: list[str]) -> None:
        """Type the lines of a work order's invoice anew, at the high rate."""
        rate = self.rate_id(HIGH)
        lines = [{"Quantity": 1, "Price": float(net), "Description": "met de hand", "TaxRate": rate} for net in nets]
        self.on_invoice(row_id, lines=lines)

    def rate_id(self, name: str) -> Json:
        from sandbox.reeleezee.lookups import tax_rate_id

        return {"id": tax_rate_id(name)}

    def invoiced(self) -> list[str]:
        """The row ids of the work orders under whose id an invoice stands."""
        ids = self.invoices()
        return [row["id"] for row in self.outsmart.state()["workorders"] if IDENTITY.invoice(row["id"]) in ids]


def _party(number: str, suffix: str) -> Json:
    name, street, house, postcode, city = PLACES.get(number, ("Zonder nummer", "Pad", "9", "9999 ZZ", "Waterdam"))
    names = ("DebtorNr", "Name", "Street", "StreetNo", "ZIP", "City", "Country", "Email")
    values = (number, name, street, house, postcode, city, "", "")
    return {f"Customer{name}{suffix}": value for name, value in zip(names, values, strict=True)}


def open_company(running: tuple[NearSandbox, NearSandbox], patch: pytest.MonkeyPatch) -> Company:
    """The company as it is on the first day of a story."""
    for box in running:
        box.reset()
    return Company(*running, patch)
