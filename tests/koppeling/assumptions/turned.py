"""Lists for every switch of the sandboxes the values other than its default, so that none is left unturned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from sandbox.core.switches import Switch, SwitchValue
from sandbox.outsmart.open_questions import OPEN_QUESTIONS
from sandbox.reeleezee.behaviours import BEHAVIOURS

SWITCHES: Final[Mapping[str, tuple[Switch, ...]]] = {"outsmart": OPEN_QUESTIONS, "reeleezee": BEHAVIOURS}
# Numbers and words without a list of choices: values that differ in what they bring about.
OTHER: Final[Mapping[str, tuple[SwitchValue, ...]]] = {
    "max_batch": (0, 1),
    "material_price_decimals": (2,),
    "filter_refused_code": (1301,),
    "workstatus_missing_code": (2801,),
    "forbidden_resources": ("Customers", "Products", "SalesInvoices", "TaxRates,DocumentCategoryAccounts"),
    "page_size": (2,),
    "rows_fall_between_pages": (1,),
    "nextlink_base": ("https://elders.example.nl/api/v1",),
    "filter_node_limit": (0, 12),
    "product_tax_property": ("", "SalesVatRate"),
    "product_purchase_tax_property": ("PurchaseTaxRate",),
    "product_account_property": ("", "RevenueAccount"),
    "product_unit_property": ("", "Unit"),
    "product_default_tax_rate": ("NL, Laag tarief",),
    "price_decimals": (2,),
    "quantity_decimals": (2, 8),
    "vat_cents_off": (1, 9),
    "answer_leaves_out": (
        "Header,Date,BookDate,DueDate,Status,Origin,Type,DocumentType,IsVatIncluded",
        "Description,Quantity,Price,DiscountPercentage,Product",
        "NetAmount,TaxRate",
        "TotalNetAmount,TotalTaxAmount",
        "NetAmount,TotalNetAmount",
    ),
    "line_price_cents_off": (1,),
}


# Links to a next page are only given when there is one.
SMALL_PAGES: Final = frozenset({"nextlink_base", "send_nextlink_loop", "rows_fall_between_pages"})


@dataclass(frozen=True)
class Turned:
    """One switch with a value that is not its default."""

    system: str
    name: str
    value: SwitchValue

    @property
    def switch(self) -> str:
        return f"{self.system}.{self.name}"

    @property
    def values(self) -> dict[str, SwitchValue]:
        return {self.name: self.value} | ({"page_size": 2} if self.name in SMALL_PAGES else {})

    def __str__(self) -> str:
        return f"{self.switch}={self.value}"


def every_other_value() -> Iterator[Turned]:
    for system, switches in SWITCHES.items():
        for switch in switches:
            for value in _others(switch):
                yield Turned(system, switch.name, value)


def _others(switch: Switch) -> tuple[SwitchValue, ...]:
    if switch.choices:
        return tuple(value for value in switch.choices if value != switch.default)
    if isinstance(switch.default, bool):
        return (not switch.default,)
    return OTHER[switch.name]
