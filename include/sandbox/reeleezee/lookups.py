"""The standard records that every administration shares, so that seeds, server and tests mean the same GUIDs.

Reeleezee gives standard tax rates and the like one GUID in all administrations. The ids that are publicly known are
written out; the others are computed from a fixed namespace and stay the same for ever.
"""

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import Any, TypeAlias

Row: TypeAlias = dict[str, Any]

_NAMESPACE = uuid.UUID("6f1d7c52-3c0a-5b1e-8d4f-2a9b6e7c8d90")


def standard_id(kind: str, name: str) -> str:
    """The GUID of a standard record that no public source names."""
    return str(uuid.uuid5(_NAMESPACE, f"{kind}/{name}"))


_KNOWN_TAX_RATES = {
    "NL, Hoog Tarief": "1e44993a-15f6-419f-87e5-3e31ac3d9383",
    "NL, Laag tarief": "3a44e504-aceb-4ea9-a9a4-aa8b689676df",
    "NL, Geen BTW (Vrijgesteld)": "4c8a31dd-d20b-4335-b4e3-9dd623589d62",
    "EU, Producten Hoog tarief": "e984f42c-de46-4408-84a4-24965a64029a",
}

_PERCENTAGES = (
    ("NL, Hoog Tarief", "0.21"),
    ("NL, Laag tarief", "0.09"),
    ("NL, Nul tarief", "0.0"),
    ("NL, Geen BTW (Vrijgesteld)", "0.0"),
    ("NL, BTW verlegd (hoog)", "0.0"),
    ("NL, BTW verlegd (laag)", "0.0"),
    ("NL, Hoog Tarief (vooruit)", "0.21"),
    ("NL, Laag tarief (vooruit)", "0.09"),
    ("NL, Hoog tarief 19% (oud)", "0.19"),
    ("NL, Laag tarief 6% (oud)", "0.06"),
    ("NL, Gemengd", "0.0"),
    ("NL, Marge", "0.0"),
    ("EU, Producten Hoog tarief", "0.0"),
    ("EU, Producten Laag tarief", "0.0"),
    ("EU, Producten Nul tarief", "0.0"),
    ("EU, Diensten Hoog tarief", "0.0"),
    ("EU, Diensten Laag tarief", "0.0"),
    ("Buiten EU, Producten", "0.0"),
    ("Buiten EU, Diensten", "0.0"),
    ("BE, Hoog tarief", "0.21"),
    ("DE, Hoog tarief", "0.19"),
    ("FR, Hoog tarief", "0.20"),
)


def _tax_rate(name: str, percentage: str) -> Row:
    return {
        "id": _KNOWN_TAX_RATES.get(name) or standard_id("TaxRate", name),
        "Name": name,
        "Description": name,
        "Percentage": Decimal(percentage),
        "IsExcempt": "Vrijgesteld" in name,
        "IsRelayed": "verlegd" in name,
        "IsMixed": "Gemengd" in name,
        "TaxKind": 1,
        "IsFavorite": name in {"NL, Hoog Tarief", "NL, Laag tarief"},
    }


TAX_RATES: list[Row] = [_tax_rate(name, percentage) for name, percentage in _PERCENTAGES]

# Code, Dutch, English, Dutch plural.
UNITS: list[Row] = [
    {
        "id": standard_id("UnitOfMeasurement", code),
        "Code": code,
        "Description": dutch,
        "DescriptionEN": english,
        "PluralName": plural,
    }
    for code, dutch, english, plural in (
        ("ST", "Stuk", "Each", "Stuks"),
        ("HUR", "Uur", "Hour", "Uren"),
        ("MTR", "Meter", "Metre", "Meter"),
        ("MTK", "Vierkante meter", "Square metre", "Vierkante meter"),
        ("MTQ", "Kubieke meter", "Cubic metre", "Kubieke meter"),
        ("KGM", "Kilogram", "Kilogram", "Kilogram"),
        ("LTR", "Liter", "Litre", "Liter"),
        ("SET", "Set", "Set", "Sets"),
        ("DOOS", "Doos", "Box", "Dozen"),
        ("ROL", "Rol", "Roll", "Rollen"),
        ("PAK", "Pak", "Pack", "Pakken"),
        ("KMT", "Kilometer", "Kilometre", "Kilometer"),
        ("DAY", "Dag", "Day", "Dagen"),
        ("MON", "Maand", "Month", "Maanden"),
    )
]

# AccountType: 1 revenue, 2 cost, 3 assets, 4 liabilities.
LEDGERS: list[Row] = [
    {
        "id": standard_id("Ledger", number),
        "AccountNumber": number,
        "ExternalGeneralLedgerNumber": None,
        "IndentLevel": 1 if total else 2,
        "AccountType": account_type,
        "Description": description,
        "Comment": None,
        "IsTotalAccount": total,
    }
    for number, description, account_type, total in (
        ("1300", "Debiteuren", 3, False),
        ("1500", "Af te dragen BTW hoog", 4, False),
        ("1501", "Af te dragen BTW laag", 4, False),
        ("1600", "Crediteuren", 4, False),
        ("4000", "Algemene kosten", 2, False),
        ("7000", "Inkoop materialen", 2, False),
        ("8000", "Omzet materialen", 1, False),
        ("8010", "Omzet arbeid", 1, False),
        ("8020", "Omzet onderhoud", 1, False),
        ("8090", "Omzet overig", 1, False),
        ("8999", "Totaal omzet", 1, True),
    )
]

SALES_CATEGORY = "Verkoopfactuur (Omzet)"
DOCUMENT_CATEGORIES: list[Row] = [
    {
        "id": standard_id("DocumentCategory", name),
        "Name": name,
        "DocumentType": document_type,
        "HasSystemId": True,
    }
    for name, document_type in (
        (SALES_CATEGORY, 10),
        ("Verkoopfactuur (Vooruit gefactureerd)", 10),
        ("Verkoopfactuur (Verkoop activa)", 10),
        ("Verkoopfactuur (Doorbelasting)", 10),
        ("Inkoopfactuur (Kosten)", 1),
    )
]


def _one(rows: list[Row], key: str, value: str) -> str:
    for row in rows:
        if row[key] == value:
            return str(row["id"])
    raise LookupError(f"No standard record has {key} = {value!r}.")


def tax_rate_id(name: str) -> str:
    """The GUID of the VAT rate with this Dutch name."""
    return _one(TAX_RATES, "Name", name)


def unit_id(code: str) -> str:
    """The GUID of the unit with this code, such as ST."""
    return _one(UNITS, "Code", code)


def ledger_id(number: str) -> str:
    """The GUID of the ledger account with this number."""
    return _one(LEDGERS, "AccountNumber", number)


def document_category_id(name: str) -> str:
    """The GUID of the booking category with this name."""
    return _one(DOCUMENT_CATEGORIES, "Name", name)


DOCUMENT_CATEGORY_ACCOUNTS: list[Row] = [
    {
        "id": standard_id("DocumentCategoryAccount", number),
        "Name": name,
        "Account": {"id": ledger_id(number)},
        "DocumentCategory": {"id": document_category_id(SALES_CATEGORY)},
    }
    for number, name in (("8000", "Omzet 1"), ("8010", "Omzet 2"), ("8020", "Omzet 3"), ("8090", "Omzet 4"))
]


def category_account_id(number: str) -> str:
    """The GUID of the row that ties the sales category to the ledger account with this number."""
    wanted = ledger_id(number)
    for row in DOCUMENT_CATEGORY_ACCOUNTS:
        if row["Account"]["id"] == wanted:
            return str(row["id"])
    raise LookupError(f"Ledger account {number!r} is not in the sales category.")


ENTITY_TYPES: list[Row] = [
    {
        "id": standard_id("EntityType", name),
        "Name": name,
        "Description": english,
        "DescriptionNL": dutch,
        "IsPerson": name == "Person",
    }
    for name, english, dutch in (
        ("Person", "Natural person", "Natuurlijk persoon"),
        ("SoleProprietor", "Sole proprietorship", "Eenmanszaak"),
        ("BV", "Private limited company", "Besloten Vennootschap"),
        ("NV", "Public limited company", "Naamloze Vennootschap"),
        ("Foundation", "Foundation", "Stichting"),
        ("VOF", "General partnership", "Vennootschap onder firma"),
        ("Association", "Association", "Vereniging"),
        ("Partnership", "Professional partnership", "Maatschap"),
        ("CV", "Limited partnership", "Commanditaire Vennootschap"),
        ("Cooperative", "Cooperative", "Coöperatie"),
        ("Government", "Public body", "Overheid"),
    )
]


def entity_type_id(name: str) -> str:
    """The GUID of the legal form with this name, such as BV."""
    return _one(ENTITY_TYPES, "Name", name)


CUSTOMER_STATUSES: list[Row] = [
    {"id": standard_id("CustomerStatus", name), "Name": name, "Description": name} for name in ("Actief", "Inactief")
]


def _enum_rows(*rows: tuple[int, str, str]) -> list[Row]:
    return [{"id": number, "Name": name, "Description": text, "ShortDescription": text} for number, name, text in rows]


DOCUMENT_STATUSES = _enum_rows((1, "Tentative", "Concept"), (2, "Open", "Openstaand"), (3, "Closed", "Gesloten"))
PRODUCT_KINDS = _enum_rows((1, "Product", "Product"), (2, "Service", "Dienst"))
ACTION_KINDS = _enum_rows(
    (15, "LinkPaymentItems", "Koppelen"),
    (16, "UnlinkPaymentItems", "Ontkoppelen"),
    (17, "Book", "Boeken"),
    (19, "Correct", "Corrigeren"),
    (109, "Copy", "Kopiëren"),
    (133, "ComputeDocument", "Berekenen"),
    (138, "DetermineDuplicateInvoice", "Dubbele factuur bepalen"),
    (148, "BookExpectedPayment", "Verwachte betaling boeken"),
)

# Countries have ISO codes for ids; the sources name no list route, addresses only refer to them.
COUNTRIES: list[Row] = [
    {"id": code, "Name": name}
    for code, name in (
        ("NL", "Nederland"),
        ("BE", "België"),
        ("DE", "Duitsland"),
        ("FR", "Frankrijk"),
        ("LU", "Luxemburg"),
        ("GB", "Verenigd Koninkrijk"),
        ("US", "Verenigde Staten"),
        ("PL", "Polen"),
        ("ES", "Spanje"),
        ("IT", "Italië"),
    )
]
