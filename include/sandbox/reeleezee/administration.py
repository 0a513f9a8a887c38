"""Keeps the records of one administration in memory, with the counters that number them."""

from __future__ import annotations

from typing import Any, TypeAlias

from sandbox.reeleezee.tables import STANDARD

Row: TypeAlias = dict[str, Any]

_OWN_TABLES = {"Customer": "customers", "Vendor": "vendors", "Product": "products", "SalesInvoice": "invoices"}


class Administration:
    """One company's books; `version` changes with every write, so that sorted lists may be kept until then."""

    def __init__(self, administration_id: str, name: str, *, sales_vat_included: bool) -> None:
        self.id = administration_id
        self.name = name
        self.sales_vat_included = sales_vat_included
        self.customers: dict[str, Row] = {}
        self.vendors: dict[str, Row] = {}
        self.products: dict[str, Row] = {}
        self.invoices: dict[str, Row] = {}
        # Which invoice a line id belongs to.
        self.line_owners: dict[str, str] = {}
        self.uploads: dict[str, dict[str, Row]] = {}
        # An upload's GUID can be used once, also when its document is gone.
        self.used_uploads: set[str] = set()
        self.version = 0
        self._last_receipt = 0
        self._last_invoice = 2070

    def rows(self, model: str) -> dict[str, Row]:
        """The records of one model that this administration owns."""
        found: dict[str, Row] = getattr(self, _OWN_TABLES[model])
        return found

    def find(self, target: str, record_id: object) -> Row | None:
        """A record by id, its own or a standard one."""
        if target in _OWN_TABLES:
            return self.rows(target).get(str(record_id))
        return STANDARD[target].get(record_id)

    def store(self, model: str, row: Row) -> Row:
        """Keep a record under its id, in place of an older one."""
        self.rows(model)[row["id"]] = row
        self.version += 1
        return row

    def remove(self, model: str, record_id: str) -> None:
        """Forget a record."""
        del self.rows(model)[record_id]
        self.version += 1

    def store_invoice(self, row: Row) -> Row:
        """Keep an invoice and remember whose its lines are."""
        self._disown_lines(row["id"])
        self.line_owners.update((line["id"], row["id"]) for line in row["DocumentLineList"])
        return self.store("SalesInvoice", row)

    def remove_invoice(self, invoice_id: str) -> None:
        """Forget an invoice with its lines and attachments."""
        self._disown_lines(invoice_id)
        self.uploads.pop(invoice_id, None)
        self.remove("SalesInvoice", invoice_id)

    def _disown_lines(self, invoice_id: str) -> None:
        for line in self.invoices.get(invoice_id, {}).get("DocumentLineList", ()):
            self.line_owners.pop(line["id"], None)

    def next_party_number(self, model: str) -> int:
        """One more than the highest debtor or creditor number in use."""
        numbers = (row.get("IdentifierNumber") for row in self.rows(model).values())
        return max((number for number in numbers if number is not None), default=1000) + 1

    def next_receipt_number(self) -> str:
        """The internal number that an invoice gets at its first PUT."""
        self._last_receipt += 1
        return f"RLZ-01-{self._last_receipt:08d}"

    def next_invoice_number(self) -> int:
        """The number that a booking gives when none was set."""
        self._last_invoice += 1
        return self._last_invoice
