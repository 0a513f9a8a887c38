"""The settings of one koppeling: what they are, what they mean and what they may be.

This record is the manual of the settings form: the descriptions here are what the trigger form of `koppeling_settings`
shows. A wrong value fails with field, value and what is allowed, before any call to either system.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from koppeling.keys import debtor_key, normal_key


class InvoiceDate(StrEnum):
    TODAY = "today"
    WORK_DATE = "work_date"


def _empty_is_none(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


def _typed_day(value: object) -> object:
    """A number would be taken for seconds since 1970: "20260131" or 0 is a day that somebody mistyped."""
    if isinstance(value, int | float) or (isinstance(value, str) and not re.fullmatch(r"[0-9]{4}-.*", value.strip())):
        raise ValueError("a date is written as YYYY-MM-DD")
    return value.strip() if isinstance(value, str) else value


def _past(value: date | None) -> date | None:
    """Books that close today or later would give every invoice a date in a closed period."""
    if value is not None and value >= datetime.now(ZoneInfo("Europe/Amsterdam")).date():
        raise ValueError("the day must be before today")
    return value


def _stripped(value: object) -> object:
    return "" if value is None else value.strip() if isinstance(value, str) else value


Days = Annotated[Annotated[int, Field(ge=0, le=365)] | None, BeforeValidator(_empty_is_none)]
Limit = Annotated[Annotated[int, Field(ge=1)] | None, BeforeValidator(_empty_is_none)]
Months = Annotated[int, Field(ge=0, le=120)]
Ahead = Annotated[int, Field(ge=0, le=365)]
StartDay = Annotated[Annotated[date, BeforeValidator(_typed_day)] | None, BeforeValidator(_empty_is_none)]
ClosedDay = Annotated[StartDay, AfterValidator(_past)]
Kind = Annotated[int, Field(ge=0, le=99)]
Name = Annotated[str, BeforeValidator(_stripped)]


class Settings(BaseModel):
    """All settings of a koppeling, with the defaults a new one has: nothing is switched on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    import_relations: bool = Field(
        False, description="Relaties importeren: klanten uit Reeleezee worden relaties in OutSmart / import relations"
    )
    relation_kind: Name = Field(
        "",
        pattern=r"(?i)^(customers|vendors|all|customers/.+)?$",
        description="Soort relatie: customers, vendors, all of customers/<rechtsvorm>; leeg = customers / kind",
    )
    import_materials: bool = Field(
        False, description="Materialen importeren: producten worden materialen / import products as materials"
    )
    import_hour_types: bool = Field(
        False, description="Uursoorten importeren: diensten worden uursoorten / import services as hour types"
    )
    export_invoices: bool = Field(
        False, description="Facturen exporteren: complete werkbonnen met status 1 worden conceptfacturen / export"
    )
    reason_on_work_order: bool = Field(
        False,
        description="Reden van een weigering ook als notitie op de werkbon; onbewezen / reason as a note on the order",
    )
    payment_term_days: Days = Field(
        None, description="Betalingstermijn in dagen; leeg = de termijn van de klant zelf / payment term"
    )
    create_relations: bool = Field(
        False, description="Nieuwe relaties: onbekende relaties aanmaken in Reeleezee / create unknown relations"
    )
    create_materials: bool = Field(
        False, description="Nieuwe materialen: onbekende materialen aanmaken in Reeleezee / create unknown materials"
    )
    product_kind_product: Kind = Field(1, description="Waarde van ProductKind voor een product / value for a product")
    product_kind_service: Kind = Field(2, description="Waarde van ProductKind voor een dienst / value for a service")
    invoice_date: InvoiceDate = Field(
        InvoiceDate.TODAY, description="Factuurdatum: today (vandaag) of work_date (werkdatum) / invoice date"
    )
    round_hours_to: Literal[0, 5, 15, 30] = Field(
        0, description="Uren afronden op 0, 5, 15 of 30 minuten, per periode, half naar boven / round hours to"
    )
    product_prices_include_vat: Annotated[bool | None, BeforeValidator(_empty_is_none)] = Field(
        None, description="Prijzen in Reeleezee zijn inclusief btw; alleen nodig als de administratie zo werkt / incl."
    )
    vat_product: Name = Field(
        "NL, Hoog Tarief", min_length=1, description="Btw-tarief (naam of id) voor materialen zonder eigen tarief / VAT"
    )
    vat_service: Name = Field(
        "NL, Hoog Tarief", min_length=1, description="Btw-tarief (naam of id) voor uren zonder eigen tarief / VAT"
    )
    revenue_account_product: Name = Field(
        "", description="Omzetrekening voor materialen; leeg = Reeleezee bepaalt / revenue account for materials"
    )
    revenue_account_service: Name = Field(
        "", description="Omzetrekening voor uren; leeg = Reeleezee bepaalt / revenue account for hours"
    )
    default_hour_type: Name = Field(
        "", description="Uursoort voor een periode zonder uursoort; leeg = weigeren / default hour type"
    )
    collective_debtors: Name = Field(
        "",
        description="Verzameldebiteuren: debiteurnummers waaronder elke naam goed is, met komma's / collective debtors",
    )
    export_from: StartDay = Field(
        None, description="Werkbonnen met een eerdere werkdatum overslaan (JJJJ-MM-DD) / leave earlier work orders"
    )
    work_date_months_back: Months = Field(
        13, description="Zoveel maanden oud mag de laatste werkdag zijn zonder melding of weigering / months back"
    )
    work_date_days_ahead: Ahead = Field(
        7, description="Zoveel dagen vooruit mag de laatste werkdag liggen zonder melding of weigering / days ahead"
    )
    books_closed_until: ClosedDay = Field(
        None,
        description="Boeken gesloten tot en met (JJJJ-MM-DD): een eerdere factuurdatum wordt vandaag / books closed",
    )
    max_invoices_per_run: Limit = Field(
        None, description="Meer facturen dan dit in een ronde: eerst stoppen en melden / stop before more than this"
    )

    @property
    def collective_numbers(self) -> frozenset[str]:
        """The debtor numbers under which any name and address is right, each as it is compared."""
        return frozenset(
            debtor_key(number) for number in re.split(r"[\s,;]+", self.collective_debtors) if normal_key(number)
        )

    @property
    def anything_switched_on(self) -> bool:
        return self.import_relations or self.import_materials or self.import_hour_types or self.export_invoices


class InvalidSettings(ValueError):
    """The settings cannot be used; the message names each field, its value and what is allowed."""


def read_settings(values: Mapping[str, Any]) -> Settings:
    """Validate settings as a form or a variable gives them; raises `InvalidSettings` with one line per wrong field."""
    try:
        return Settings.model_validate(dict(values))
    except ValidationError as error:
        raise InvalidSettings("\n".join(_line(problem) for problem in error.errors())) from None


_SWITCH = ("aan of uit (true of false)", "on or off (true or false)")
_TEXT = ("een tekst, of leeg", "a text, or empty")
_KIND = ("een geheel getal van 0 tot en met 99", "a whole number from 0 up to 99")
_RATE = ("naam of id van een btw-tarief; niet leeg", "name or id of a VAT rate; not empty")
# what each field may hold, in Dutch and in English
_ALLOWED = {
    "import_relations": _SWITCH,
    "relation_kind": (
        "customers, vendors, all, customers/<rechtsvorm> of leeg",
        "customers, vendors, all, customers/<legal form> or empty",
    ),
    "import_materials": _SWITCH,
    "import_hour_types": _SWITCH,
    "export_invoices": _SWITCH,
    "reason_on_work_order": _SWITCH,
    "payment_term_days": (
        "een geheel getal van 0 tot en met 365, of leeg",
        "a whole number from 0 up to 365, or empty",
    ),
    "create_relations": _SWITCH,
    "create_materials": _SWITCH,
    "product_kind_product": _KIND,
    "product_kind_service": _KIND,
    "invoice_date": ("today of work_date", "today or work_date"),
    "round_hours_to": ("0, 5, 15 of 30", "0, 5, 15 or 30"),
    "product_prices_include_vat": (f"{_SWITCH[0]}, of leeg", f"{_SWITCH[1]}, or empty"),
    "vat_product": _RATE,
    "vat_service": _RATE,
    "revenue_account_product": _TEXT,
    "revenue_account_service": _TEXT,
    "default_hour_type": _TEXT,
    "collective_debtors": ("debiteurnummers met komma's ertussen, of leeg", "debtor numbers with commas, or empty"),
    "export_from": ("een datum als 2026-01-31, of leeg", "a day like 2026-01-31, or empty"),
    "work_date_months_back": ("een geheel getal van 0 tot en met 120", "a whole number from 0 up to 120"),
    "work_date_days_ahead": ("een geheel getal van 0 tot en met 365", "a whole number from 0 up to 365"),
    "books_closed_until": (
        "een datum voor vandaag, als 2026-01-31, of leeg",
        "a day before today, like 2026-01-31, or empty",
    ),
    "max_invoices_per_run": ("een geheel getal vanaf 1, of leeg", "a whole number from 1, or empty"),
}


def _line(problem: Mapping[str, Any]) -> str:
    field = str(problem["loc"][0])
    if problem["type"] == "extra_forbidden":
        return f"{field}: deze instelling bestaat niet / there is no such setting. Haal hem weg / remove it."
    dutch, english = _ALLOWED[field]
    return (
        f"{field} = {problem['input']!r} kan niet / is not allowed ({problem['msg']}). "
        f"Toegestaan: {dutch} / allowed: {english}."
    )
