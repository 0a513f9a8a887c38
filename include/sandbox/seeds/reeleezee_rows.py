"""Turns the invented company's parties and articles into the rows that Reeleezee would have stored."""

from decimal import Decimal

from sandbox.reeleezee.lookups import category_account_id, entity_type_id, standard_id, tax_rate_id, unit_id
from sandbox.seeds.article import Article
from sandbox.seeds.party import Party
from sandbox.seeds.seed import Row

_PHONE, _EMAIL = 9, 10
_CUSTOMER, _VENDOR = 1, 2
_BUSINESS_ADDRESS = 1
_PRODUCT, _SERVICE = 1, 2
_VAT_NUMBER = 1
_UNIT_CODES = {"st": "ST", "m": "MTR", "uur": "HUR", "l": "LTR", "set": "SET", "doos": "DOOS", "rol": "ROL"}


def customer_row(party: Party) -> Row:
    return _entity_row(party, _CUSTOMER) | {"DueDays": party.due_days, "IsLinkedToVendor": False}


def vendor_row(party: Party) -> Row:
    return _entity_row(party, _VENDOR) | {"PaymentDueDays": party.due_days}


def product_row(article: Article) -> Row:
    return {
        "id": article.article_id,
        "Code": article.code or None,
        "Description": article.description,
        "SearchName": article.search_name or article.description[:50],
        "Comment": article.comment or None,
        "ProductKind": _SERVICE if article.is_service else _PRODUCT,
        "Price": article.price,
        "IsArchived": article.is_archived,
        "PurchasePrice": (article.price * Decimal("0.6")).quantize(Decimal("0.01")),
        "UnitOfMeasurement": {"id": unit_id(_UNIT_CODES[article.unit])},
        "TaxRate": {"id": tax_rate_id(article.tax_rate)} if article.tax_rate else None,
        "DocumentCategoryAccount": (
            {"id": category_account_id(article.revenue_ledger)} if article.revenue_ledger else None
        ),
    }


def _entity_row(party: Party, entity_kind: int) -> Row:
    return {
        "id": party.party_id,
        "EntityKind": entity_kind,
        "Name": party.name,
        "SearchName": party.name,
        "IdentifierNumber": party.number,
        "EMail": party.email or None,
        "FullAddress": _full_address(party),
        "City": party.city or None,
        "ChamberOfCommerceNumber": party.chamber_of_commerce_number or None,
        "IsArchived": party.is_archived,
        "CustomerStatus": {"id": standard_id("CustomerStatus", "Inactief" if party.is_archived else "Actief")},
        "EntityType": {"id": entity_type_id(party.legal_form)},
        "Country": {"id": party.country},
        "AddressList": [_address(party)] if party.has_address else [],
        "CommunicationChannelList": _channels(party),
        "FiscalProcessParametersList": _vat_numbers(party),
    }


def _address(party: Party) -> Row:
    return {
        "id": party.part_id("address"),
        "Type": _BUSINESS_ADDRESS,
        "IsPostal": True,
        "Street": party.street or None,
        "Number": party.house_number or None,
        "NumberExtension": party.house_number_extension or None,
        "Postcode": party.postcode or None,
        "City": party.city or None,
        "Country": {"id": party.country},
        "FullAddress": _full_address(party),
    }


def _full_address(party: Party) -> str | None:
    front = " ".join(part for part in (party.street, party.house_number + party.house_number_extension) if part)
    back = " ".join(part for part in (party.postcode, party.city) if part)
    return ", ".join(part for part in (front, back) if part) or None


def _channels(party: Party) -> list[Row]:
    values = ((_EMAIL, party.email), (_PHONE, party.phone))
    return [
        {"id": party.part_id(f"channel/{kind}"), "CommunicationType": kind, "FormattedValue": value}
        for kind, value in values
        if value
    ]


def _vat_numbers(party: Party) -> list[Row]:
    if not party.vat_number:
        return []
    return [{"id": party.part_id("vat"), "IdentificationNumber": party.vat_number, "Type": _VAT_NUMBER}]
