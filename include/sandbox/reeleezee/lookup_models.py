"""Defines the models of products, the lookups and the lists that no administration owns."""

from __future__ import annotations

from sandbox.reeleezee.model import Kind, Model, Property
from sandbox.reeleezee.party_models import ID, one, text

_NUMBER_ID = Property("id", Kind.WHOLE, read_only=True)
_ENUM_ROW = (_NUMBER_ID, text("Name"), text("Description"), text("ShortDescription"))

TAX_RATE = Model(
    "TaxRate",
    (
        ID,
        text("Name"),
        text("Description"),
        Property("Percentage", Kind.NUMBER),
        Property("IsExcempt", Kind.TRUTH),
        Property("IsRelayed", Kind.TRUTH),
        Property("IsMixed", Kind.TRUTH),
        Property("TaxKind", Kind.ENUM, "TaxKind"),
        Property("IsFavorite", Kind.TRUTH),
    ),
)
UNIT = Model("UnitOfMeasurement", (ID, text("Code"), text("Description"), text("PluralName")))
LEDGER = Model(
    "Ledger",
    (
        ID,
        text("AccountNumber"),
        text("ExternalGeneralLedgerNumber"),
        Property("IndentLevel", Kind.WHOLE),
        Property("AccountType", Kind.ENUM, "AccountType"),
        text("Description"),
        text("Comment"),
        Property("IsTotalAccount", Kind.TRUTH),
    ),
)
DOCUMENT_CATEGORY = Model(
    "DocumentCategory",
    (ID, text("Name"), Property("DocumentType", Kind.ENUM, "DocumentType"), Property("HasSystemId", Kind.TRUTH)),
)
DOCUMENT_CATEGORY_ACCOUNT = Model(
    "DocumentCategoryAccount",
    (ID, text("Name"), one("Account", "Ledger"), one("DocumentCategory", "DocumentCategory")),
)
ENTITY_TYPE = Model(
    "EntityType",
    (ID, text("Name"), text("Description"), text("DescriptionNL"), Property("IsPerson", Kind.TRUTH)),
)
CUSTOMER_STATUS = Model("CustomerStatus", (ID, text("Name"), text("Description")))
CUSTOMER_TYPE = Model("CustomerType", (ID, text("Name"), text("Description")))
COUNTRY = Model("Country", (Property("id", Kind.TEXT, read_only=True), text("Name")))

ADMINISTRATION = Model("Administration", (ID, text("Name")))
ADMINISTRATION_SETTINGS = Model("AdministrationSettings", (ID, Property("SalesVATIncluded", Kind.TRUTH)))
USER_INFO = Model("UserInfo", (ID, text("UserName"), one("Administration", "Administration")))

LOOKUP_MODELS = (
    TAX_RATE,
    UNIT,
    LEDGER,
    DOCUMENT_CATEGORY,
    DOCUMENT_CATEGORY_ACCOUNT,
    ENTITY_TYPE,
    CUSTOMER_STATUS,
    CUSTOMER_TYPE,
    COUNTRY,
    ADMINISTRATION,
    ADMINISTRATION_SETTINGS,
    USER_INFO,
    Model("DocumentStatus", _ENUM_ROW),
    Model("ActionKind", _ENUM_ROW),
    Model("ProductKind", _ENUM_ROW),
)


def product_model(tax_rate: str, purchase_tax_rate: str, account: str, unit: str) -> Model:
    """The product, with the names under which it shows VAT rates, revenue account and unit; an empty name hides one."""
    references = (
        (tax_rate, "TaxRate", "TaxRate"),
        (purchase_tax_rate, "TaxRate", "PurchaseTaxRate"),
        (account, "DocumentCategoryAccount", "DocumentCategoryAccount"),
        (unit, "UnitOfMeasurement", "UnitOfMeasurement"),
    )
    return Model(
        "Product",
        (
            ID,
            text("Code", 32),
            text("Description", 200),
            text("SearchName", 50),
            text("Comment", 1000),
            Property("ProductKind", Kind.ENUM, "ProductKind"),
            Property("Price", Kind.NUMBER),
            Property("PurchasePrice", Kind.NUMBER),
            Property("IsArchived", Kind.TRUTH, read_only=True),
            *(Property(name, Kind.ONE, target, stored=key) for name, target, key in references if name),
        ),
    )
