"""What an invoice is to be, before anything is written: the one record that building, writing and verifying share."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from koppeling.identity import line_id
from koppeling.invoicing.catalogue import Account, NewProduct
from koppeling.invoicing.parties import Debtor
from koppeling.money import VatBounds, line_net, vat_bounds
from koppeling.reasons import Reason
from reeleezee.records import TaxRate


@dataclass(frozen=True)
class DraftLine:
    """One line: quantity × price less `discount` (fraction), euros excluding VAT; `product_id` may be empty.

    `figures` stand behind the description where quantity and price are not those of the work order.
    """

    description: str
    quantity: Decimal
    price: Decimal
    tax_rate: TaxRate
    product_id: str = ""
    account: Account | None = None
    discount: Decimal = Decimal(0)
    new_product: NewProduct | None = None
    warnings: tuple[Reason, ...] = ()
    figures: str = ""

    @property
    def net(self) -> Decimal:
        return line_net(self.quantity, self.price, self.discount)

    def described(self, description: str) -> DraftLine:
        return replace(self, description=description)


@dataclass(frozen=True)
class Draft:
    """The concept invoice of one work order. `fingerprint` names the version of the work order it bills.

    `versions` are the names that the very same work would have under other settings (`invoicing.version`).
    """

    row_id: str
    work_order: str
    invoice_id: str
    fingerprint: str
    debtor: Debtor
    header: str
    invoice_date: date
    due_date: date | None
    lines: tuple[DraftLine, ...]
    warnings: tuple[Reason, ...]
    left_out: int
    versions: frozenset[str] = frozenset()

    @property
    def net(self) -> Decimal:
        return sum((line.net for line in self.lines), Decimal("0.00"))

    @property
    def vat(self) -> VatBounds:
        return vat_bounds((line.net, line.tax_rate.fraction) for line in self.lines)

    @property
    def line_ids(self) -> tuple[str, ...]:
        return tuple(line_id(self.invoice_id, self.fingerprint, n) for n in range(1, len(self.lines) + 1))

    @property
    def line_ids_of_any_version(self) -> tuple[str, ...]:
        """The ids that its lines may have been given under other settings than today's."""
        names = sorted(self.versions | {self.fingerprint})
        return tuple(line_id(self.invoice_id, name, n) for name in names for n in range(1, len(self.lines) + 1))

    @property
    def new_products(self) -> tuple[NewProduct, ...]:
        by_id = {line.new_product.id: line.new_product for line in self.lines if line.new_product}
        return tuple(by_id.values())
