"""Turns the invented company's parties and articles into the rows that OutSmart would show a planner."""

from decimal import Decimal

from sandbox.seeds.article import Article
from sandbox.seeds.party import Party
from sandbox.seeds.seed import Row

_RELATION_FREE_FIELDS = 10
_MATERIAL_FREE_FIELDS = 5
_EMPLOYEE_FREE_FIELDS = 4


def relation_row(party: Party, row_id: int) -> Row:
    row: Row = {
        "id": str(row_id),
        "name": party.name,
        "debtor_number": "" if party.number is None else str(party.number),
        "contact": "",
        "phone_number": party.phone,
        "mobile": "",
        "email": party.email,
        "email_workorder": "",
        "street": party.street,
        "house_number": party.house_number + party.house_number_extension,
        "postal_code": party.postcode,
        "city": party.city,
        "country": "Nederland" if party.country == "NL" else party.country,
        "remark": "",
        "latitude": "0.000000",
        "longitude": "0.000000",
        "external_id": "",
        "debtor_number_invoice": "",
        "kvk_number": party.chamber_of_commerce_number,
        "vat_number": party.vat_number,
        "debtor_type": "Klant",
        "language": "nl",
        "accountmanager": "",
        "status": "",
        "active": "1",
        "pgp_code": "",
        "source": "",
        "lead_phase": "",
    }
    return row | {f"val_value_{n}": "" for n in range(1, _RELATION_FREE_FIELDS + 1)}


def material_row(article: Article, row_id: int) -> Row:
    row: Row = {
        "id": str(row_id),
        "code": article.code,
        "description": article.description,
        "price": _amount(article.price),
        "unit": article.unit,
        "eancode": "",
        "barcode": "",
        "note": "",
        "vat_code": "",
    }
    return row | {f"freefield{n}": "" for n in range(1, _MATERIAL_FREE_FIELDS + 1)}


def hour_type_row(article: Article, row_id: int) -> Row:
    return {
        "id": str(row_id),
        "code": article.code,
        "name": article.description,
        "cost_booking": "0",
        "sale_booking": "1",
        "sale_price": f"{article.price:.2f}",
        "cost_price": "0.00",
        "active": "1",
    }


def employee_row(number: str, firstname: str, lastname: str, active: str, mobile: str, email: str) -> Row:
    row: Row = {
        "firstname": firstname,
        "lastname": lastname,
        "number": number,
        "active": active,
        "mobile": mobile,
        "email": email,
        "address": "",
        "zipcode": "",
        "city": "",
        "country": "",
        "latitude": "0.000000",
        "longitude": "0.000000",
        "warehouse": "",
        "vehicle": "",
        "birthday": "",
    }
    return row | {f"emp_freefield_{n}": "" for n in range(1, _EMPLOYEE_FREE_FIELDS + 1)}


def material_free_fields() -> list[Row]:
    """All five free fields of a material switched on, as a person does it in the back office."""
    names = ("Vrij veld 1", "Vrij veld 2", "Vrij veld 3", "Vrij veld 4", "Extern id")
    return [
        {
            "fld_entity": "MATERIAL",
            "fld_name": name,
            "fld_type": "TEXT",
            "fld_values": "",
            "fld_reference_name": f"field_{n}",
            "fld_order": str(n),
            "fld_required": "0",
        }
        for n, name in enumerate(names, start=1)
    ]


def _amount(price: Decimal) -> str:
    """At least two decimals, more only where the price has them."""
    return f"{price:.2f}" if price == price.quantize(Decimal("0.01")) else str(price.normalize())
