"""Defines the models of sales invoices, their lines and their attachments."""

from __future__ import annotations

from dataclasses import replace

from sandbox.reeleezee.model import Kind, Model, Property
from sandbox.reeleezee.party_models import ID, many, one, text


def _total(name: str) -> Property:
    return Property(name, Kind.NUMBER, read_only=True)


def _count(name: str) -> Property:
    return Property(name, Kind.WHOLE, read_only=True)


def _mark(name: str) -> Property:
    return Property(name, Kind.TRUTH, read_only=True)


TOTALS = (
    "BaseInvoiceAmount",
    "BasePaidAmount",
    "BaseRemainingAmount",
    "TotalNetAmount",
    "TotalTaxAmount",
    "TotalPayableAmount",
    "TotalPaidAmount",
    "TotalLineAmountWithoutDiscount",
    "CalculatedDiscountAmount",
    "UnspecifiedAmount",
    "ExchangeRate",
)

# What a row of the collection shows, by the vendor's own example.
_ROW = (
    "id",
    "IsArchived",
    "IsPeriodicInvoice",
    "NumberOfTimesEmailed",
    "NumberOfTimesPrinted",
    "BaseInvoiceAmount",
    "BasePaidAmount",
    "BaseRemainingAmount",
    "TotalNetAmount",
    "TotalPaidAmount",
    "TotalPayableAmount",
    "TotalTaxAmount",
    "BookDate",
    "Date",
    "PaymentReference",
    "Reference",
    "Status",
    "DocumentType",
    "Origin",
    "Type",
    "DueDate",
    "InvoiceNumber",
    "OverdueDays",
)

SALES_INVOICE = Model(
    "SalesInvoice",
    (
        ID,
        Property("Status", Kind.ENUM, "DocumentStatus", read_only=True),
        Property("DocumentType", Kind.ENUM, "DocumentType"),
        Property("Type", Kind.ENUM, "InvoiceType"),
        Property("Origin", Kind.ENUM, "DocumentOrigin"),
        Property("Date", Kind.DATE),
        Property("BookDate", Kind.DATE),
        Property("DueDate", Kind.DATE),
        Property("InvoiceNumber", Kind.WHOLE),
        text("Reference", read_only=True),
        text("ReceiptNumber", read_only=True),
        text("Description", read_only=True),
        text("Header", 200),
        text("Footer", 1000),
        text("Bottom", 1000),
        text("PaymentReference", 19),
        Property("IsVatIncluded", Kind.TRUTH),
        Property("AccruedQuantity", Kind.NUMBER),
        *(_total(name) for name in TOTALS),
        _mark("IsArchived"),
        _mark("IsFixedAmount"),
        _mark("IsPeriodicInvoice"),
        _mark("IsCreditInvoice"),
        _count("NumberOfTimesEmailed"),
        _count("NumberOfTimesPrinted"),
        _count("OverdueDays"),
        text("Token", read_only=True),
        one("Entity", "Customer"),
        one("DocumentCategory", "DocumentCategory"),
        many("DocumentLineList", "SalesInvoiceLine"),
        many("TaxSummaryList", "TaxSummary", read_only=True),
        many("PaymentTermList", "PaymentTerm", read_only=True),
    ),
    _ROW,
)

RECEIPT = Model(
    "Receipt",
    tuple(replace(each, filterable=each.name != "InvoiceNumber") for each in SALES_INVOICE.properties),
    _ROW,
)

LINE = Model(
    "SalesInvoiceLine",
    (
        ID,
        Property("Sequence", Kind.WHOLE),
        Property("Quantity", Kind.NUMBER),
        Property("Price", Kind.NUMBER),
        text("Description", 1000),
        Property("DiscountPercentage", Kind.NUMBER),
        Property("DiscountAmount", Kind.NUMBER),
        Property("NetAmount", Kind.NUMBER),
        Property("TaxAmount", Kind.NUMBER),
        _total("AfterDiscountAmount"),
        _total("TotalAmount"),
        _total("LineTotalPayableAmount"),
        Property("InvoiceLineType", Kind.ENUM, "InvoiceLineType"),
        Property("Date", Kind.DATE),
        Property("ShowUOM", Kind.TRUTH),
        one("TaxRate", "TaxRate"),
        one("Product", "Product"),
        one("UnitOfMeasurement", "UnitOfMeasurement"),
        one("DocumentCategoryAccount", "DocumentCategoryAccount"),
        one("Account", "Ledger"),
    ),
)

TAX_SUMMARY = Model("TaxSummary", (ID, _total("NetAmount"), _total("TaxAmount"), one("TaxRate", "TaxRate")))
PAYMENT_TERM = Model(
    "PaymentTerm",
    (
        ID,
        Property("DueDate", Kind.DATE, read_only=True),
        _total("Amount"),
        _total("RemainingAmount"),
        Property("PaymentStatus", Kind.ENUM, "PaymentStatus", read_only=True),
    ),
)
UPLOAD = Model(
    "Upload",
    (
        ID,
        Property("CreateDate", Kind.DATE, read_only=True),
        text("FileName", 200),
        text("Token", read_only=True),
        Property("LogicalFileType", Kind.ENUM, "LogicalFileType", read_only=True),
        Property("PhysicalFileType", Kind.ENUM, "PhysicalFileType", read_only=True),
    ),
)
ACTION = Model("ApiAction", (ID, Property("Type", Kind.ENUM, "ActionKind"), text("Description")))
PAYMENT_CHOICE = Model("QuickPaymentSelection", (ID, text("Description")))

DOCUMENT_MODELS = (SALES_INVOICE, RECEIPT, LINE, TAX_SUMMARY, PAYMENT_TERM, UPLOAD, ACTION, PAYMENT_CHOICE)
