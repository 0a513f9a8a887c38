"""Tests by reading what the koppeling assumes of the user's own Reeleezee administration."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from typing import Final

from koppeling.assumptions.finding import Finding, nothing
from koppeling.assumptions.sample import NO_INVOICE, NOBODY, Sample
from reeleezee.query import MOST_ALTERNATIVES

SERVICE: Final = 2
_HEAD_FIELDS: Final = {
    "net": ("netto", "net"),
    "vat": ("btw", "VAT"),
    "is_vat_included": ("of prijzen inclusief btw zijn", "whether prices include VAT"),
    "header": ("onderwerp", "subject"),
    "date": ("factuurdatum", "invoice date"),
    "book_date": ("boekdatum", "booking date"),
    "due_date": ("vervaldatum", "due date"),
    "status": ("staat", "state"),
    "document_type": ("soort document", "kind of document"),
    "invoice_type": ("soort factuur", "kind of invoice"),
    "origin": ("herkomst", "origin"),
}
_LINE_FIELDS: Final = {
    "net": ("netto per regel", "net per line"),
    "quantity": ("aantal", "quantity"),
    "price": ("prijs", "price"),
    "discount_fraction": ("korting", "discount"),
    "description": ("omschrijving", "description"),
    "product": ("product", "product"),
    "tax_rate": ("btw-tarief", "VAT rate"),
}


def _rights(sample: Sample) -> Finding:
    """Every list that a run reads, and an invoice: a missing right shows as an error of one of these."""
    seen = len(sample.customers) + len(sample.products) + len(sample.rates) + len(sample.accounts) + len(sample.ledgers)
    reads_invoices = sample.no_invoice is None
    return Finding(
        reads_invoices,
        f"Klanten, producten, tarieven, rekeningen en facturen zijn te lezen ({seen} rijen).",
        f"Customers, products, rates, accounts and invoices can be read ({seen} rows).",
    )


def _product_kinds(sample: Sample) -> Finding:
    kinds = Counter(product.kind for product in sample.products)
    if not kinds:
        return nothing("producten", "products")
    told = ", ".join(f"{kind}: {count}" for kind, count in sorted(kinds.items(), key=lambda item: str(item[0])))
    holds = True if SERVICE in kinds else None if len(kinds) == 1 else False
    return Finding(
        holds,
        f"ProductKind in gebruik: {told}. Kies in de instellingen welke een dienst is.",
        f"ProductKind in use: {told}. Choose in the settings which is a service.",
    )


def _names(what_nl: str, what_en: str, ids: Callable[[Sample], Collection[str]]) -> Callable[[Sample], Finding]:
    """In which property of a product an id of these stands."""

    def probe(sample: Sample) -> Finding:
        if not sample.products:
            return nothing("producten", "products")
        known = ids(sample)
        names = Counter(name for p in sample.products for name, value in p.references.items() if value in known)
        found = ", ".join(f"{name} ({count})" for name, count in names.items())
        return Finding(
            bool(names),
            f"{what_nl} van een product staat in: {found or 'geen enkel veld'}.",
            f"{what_en} of a product stands in: {found or 'no property'}.",
        )

    return probe


def _has_rows(name: str, rows: Callable[[Sample], Collection[str]]) -> Callable[[Sample], Finding]:
    def probe(sample: Sample) -> Finding:
        count = len(rows(sample))
        return Finding(count > 0, f"{name}: {count} rijen.", f"{name}: {count} rows.")

    return probe


def _addresses(sample: Sample) -> Finding:
    if not sample.customers:
        return nothing("klanten", "customers")
    works = sample.reeleezee.addresses_expanded
    return Finding(
        works,
        "Adressen komen mee in de klantenlijst." if works else "Adressen komen niet mee: een aanroep per nieuwe klant.",
        "Addresses come with the list of customers."
        if works
        else "Addresses do not come along: one call per new customer.",
    )


def _by_id(sample: Sample) -> Finding:
    if not sample.products:
        return nothing("producten", "products")
    # The hook goes on one by one when the filter is refused; that it did is the answer.
    found = [product.id for product in sample.first_product_by_id]
    works = found == [sample.products[0].id] and sample.reeleezee.ids_are_filtered
    return Finding(
        works,
        f"Zoeken op id in een lijst {'werkt' if works else 'werkt niet: er wordt een voor een gelezen'}.",
        f"Filtering a list by id {'works' if works else 'does not work: records are read one by one'}.",
    )


def _by_code_and_number(sample: Sample) -> Finding:
    code = next((product.code for product in sample.products if product.code), "")
    number = next((customer.number for customer in sample.customers if customer.number is not None), None)
    tried: list[tuple[str, bool]] = []
    if code:
        tried.append((f"Code {code}", bool(sample.products_of_code(code))))
    if number is not None:
        tried.append((f"IdentifierNumber {number}", bool(sample.customers_of_number(number))))
    if not tried:
        return nothing(
            "producten met een code of klanten met een nummer", "products with a code, customers with a number"
        )
    missed = ", ".join(name for name, found in tried if not found)
    names = ", ".join(name for name, _ in tried)
    return Finding(
        not missed,
        f"Gezocht op {names}{', niet gevonden: ' + missed if missed else ''}.",
        f"Looked for {names}{', not found: ' + missed if missed else ''}.",
    )


def _twenty(sample: Sample) -> Finding:
    codes = [f"{NOBODY}-{number}" for number in range(MOST_ALTERNATIVES)]
    found = sample.products_of_codes(codes)
    return Finding(
        not found,
        f"Een filter met {len(codes)} alternatieven werd aangenomen.",
        f"A filter with {len(codes)} alternatives was taken.",
    )


def _prices(sample: Sample) -> Finding:
    include = sample.prices_include_vat
    told = {True: ("inclusief", "including"), False: ("exclusief", "excluding"), None: ("onbekend", "unknown")}[include]
    return Finding(
        include is not None,
        f"Verkoopprijzen in de administratie: {told[0]} btw. Bij inclusief: beantwoord product_prices_include_vat.",
        f"Sales prices in the administration: {told[1]} VAT. When including, answer product_prices_include_vat.",
    )


def _expanded_invoice(sample: Sample) -> Finding:
    """An unknown id is answered with 404 at best, which shows that the question was understood, not the answer."""
    found = sample.no_invoice
    return Finding(
        None if found is None else False,
        f"De vraag naar een factuur met regels werd begrepen (id {NO_INVOICE[:8]}… bestaat niet).",
        f"The question for an invoice with lines was understood (id {NO_INVOICE[:8]}… does not exist).",
    )


def _shown_invoice(sample: Sample) -> Finding:
    """What an answer leaves out cannot be compared; without amounts the export stores nothing at all."""
    found = sample.some_invoice
    if found is None:
        return nothing("facturen", "invoices")
    left_out = [_HEAD_FIELDS[name] for name in _HEAD_FIELDS if not found.shows(name)]
    for name, told in _LINE_FIELDS.items():
        left_out += [told] if any(not line.shows(name) for line in found.lines) else []
    return Finding(
        None if left_out else True,
        f"Op een factuur niet te zien, dus niet nagezien: {', '.join(nl for nl, _ in left_out) or 'niets'}.",
        f"Not shown on an invoice, so not compared: {', '.join(en for _, en in left_out) or 'nothing'}.",
    )


REELEEZEE_PROBES: Final[Mapping[str, Callable[[Sample], Finding]]] = {
    "login_has_the_rights": _rights,
    "product_kind_service": _product_kinds,
    "product_names_vat": _names("Het btw-tarief", "The VAT rate", lambda sample: sample.rates),
    "product_names_account": _names(
        "De omzetrekening", "The revenue account", lambda sample: sample.accounts | sample.ledgers
    ),
    "product_names_unit": _names("De eenheid", "The unit", lambda sample: sample.units),
    "units_are_listed": _has_rows("UnitOfMeasurements", lambda sample: sample.units),
    "legal_forms_are_listed": _has_rows("EntityTypes", lambda sample: sample.legal_forms),
    "collection_expands_addresses": _addresses,
    "id_filter": _by_id,
    "code_and_number_filter": _by_code_and_number,
    "filters_of_twenty": _twenty,
    "prices_include_vat": _prices,
    "invoices_come_expanded": _expanded_invoice,
    "invoices_show_what_they_hold": _shown_invoice,
}
