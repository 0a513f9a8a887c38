"""The settings form as Airflow's trigger form shows it: labels, explanations and choices, grouped by what they are for.

DAG files may not load pydantic while they are parsed, so the form stands apart from `koppeling.settings`; a test holds
the two together by name and default.
"""

from __future__ import annotations

from typing import Any

from airflow.sdk import Param

_IMPORTS = "1. Importeren / import"
_EXPORT = "2. Factureren / export"
_AMOUNTS = "3. Btw en rekeningen / VAT and accounts"
_GUARDS = "4. Grenzen en bijzonderheden / guards and specials"


def form_params() -> dict[str, Param]:
    """One `Param` per setting, and the confirmation of work statuses that stand for something else."""
    return {**_import_fields(), **_export_fields(), **_amount_fields(), **_guard_fields()}


def _import_fields() -> dict[str, Param]:
    return {
        "import_relations": _switch(
            "Relaties importeren / Import relations",
            "Klanten uit Reeleezee worden relaties in OutSmart / customers of Reeleezee become relations in OutSmart",
            _IMPORTS,
        ),
        "relation_kind": _text(
            "Soort relatie / Kind of relation",
            "`customers`, `vendors`, `all`, of een rechtsvorm zoals `customers/BV`; leeg = customers "
            "/ which kind to take; empty = customers",
            _IMPORTS,
        ),
        "import_materials": _switch(
            "Materialen importeren / Import materials",
            "Producten worden materialen / products become materials",
            _IMPORTS,
        ),
        "import_hour_types": _switch(
            "Uursoorten importeren / Import hour types",
            "Diensten worden uursoorten / services become hour types",
            _IMPORTS,
        ),
    }


def _export_fields() -> dict[str, Param]:
    return {
        "export_invoices": _switch(
            "Facturen maken / Make invoices",
            "Complete werkbonnen met status 1 worden conceptfacturen "
            "/ completed work orders with status 1 become concept invoices",
            _EXPORT,
        ),
        "payment_term_days": _number(
            "Betalingstermijn (dagen) / Payment term (days)",
            "Leeg = de termijn van de klant zelf / payment term, empty = the customer's own",
            _EXPORT,
            0,
            365,
        ),
        "create_relations": _switch(
            "Nieuwe relaties / New relations",
            "Onbekende relaties aanmaken in Reeleezee; uit = de werkbon krijgt 99 "
            "/ create unknown relations in Reeleezee; off = the work order gets 99",
            _EXPORT,
        ),
        "create_materials": _switch(
            "Nieuwe materialen / New materials",
            "Onbekende materialen aanmaken in Reeleezee; uit = de werkbon krijgt 99 "
            "/ create unknown materials in Reeleezee; off = the work order gets 99",
            _EXPORT,
        ),
        **_work_fields(),
    }


def _work_fields() -> dict[str, Param]:
    return {
        "invoice_date": Param(
            "today",
            enum=["today", "work_date"],
            values_display={"today": "vandaag / today", "work_date": "werkdatum / work date"},
            title="Factuurdatum / Invoice date",
            description_md="De dag van het maken, of de werkdatum van de werkbon "
            "/ the day of making it, or the work order's date",
            section=_EXPORT,
        ),
        "round_hours_to": Param(
            0,
            enum=[0, 5, 15, 30],
            values_display={"0": "niet / not", "5": "5 min", "15": "15 min", "30": "30 min"},
            title="Uren afronden / Round hours",
            description_md="Per werkperiode, half naar boven / round hours, per work period, half up",
            section=_EXPORT,
        ),
        "collective_debtors": _text(
            "Verzameldebiteuren / Collective debtors",
            "Debiteurnummers, met komma's ertussen, waaronder elke naam en elk adres goed is (particulieren); naam en "
            "adres van de werkbon komen in het onderwerp / debtor numbers, with commas between them, under which any "
            "name and address is right; those of the work order go into the subject",
            _EXPORT,
        ),
        "default_hour_type": _text(
            "Standaard uursoort / Default hour type",
            "Code voor een periode zonder uursoort; leeg = de werkbon wordt geweigerd "
            "/ code for a period without hour type; empty = the work order is refused",
            _EXPORT,
        ),
    }


def _amount_fields() -> dict[str, Param]:
    return {
        "vat_product": _text(
            "Btw-tarief materialen / VAT rate of materials", _VAT.format("materialen"), _AMOUNTS, "NL, Hoog Tarief"
        ),
        "vat_service": _text("Btw-tarief uren / VAT rate of hours", _VAT.format("uren"), _AMOUNTS, "NL, Hoog Tarief"),
        "revenue_account_product": _text("Omzetrekening materialen / Revenue account of materials", _ACCOUNT, _AMOUNTS),
        "revenue_account_service": _text("Omzetrekening uren / Revenue account of hours", _ACCOUNT, _AMOUNTS),
        "product_prices_include_vat": Param(
            None,
            type=["null", "boolean"],
            title="Prijzen inclusief btw / Prices include VAT",
            description_md="Alleen invullen als de administratie prijzen inclusief btw bijhoudt "
            "/ only when the administration keeps prices including VAT",
            section=_AMOUNTS,
        ),
    }


def _guard_fields() -> dict[str, Param]:
    return {
        "export_from": Param(
            None,
            type=["null", "string"],
            format="date",
            title="Werkbonnen vanaf / Work orders from",
            description_md="Eerdere werkbonnen overslaan: vul de dag van in gebruik nemen in "
            "/ leave earlier work orders alone: enter the day of going live",
            section=_GUARDS,
        ),
        **_date_fields(),
        "max_invoices_per_run": _number(
            "Hoogste aantal facturen per ronde / Most invoices in one run",
            "Meer dan dit: eerst stoppen en melden; leeg = geen grens "
            "/ more than this: stop first and tell; empty = no limit",
            _GUARDS,
            1,
        ),
        **_product_kind_fields(),
        **_work_order_fields(),
    }


def _date_fields() -> dict[str, Param]:
    return {
        "work_date_months_back": Param(
            13,
            type="integer",
            minimum=0,
            maximum=120,
            title="Maanden terug / Months back",
            description_md="Ouder werk wordt gemeld, en geweigerd waar die datum de factuurdatum zou worden "
            "/ older work is told, and refused where that date would become the invoice date",
            section=_GUARDS,
        ),
        "work_date_days_ahead": Param(
            7,
            type="integer",
            minimum=0,
            maximum=365,
            title="Dagen vooruit / Days ahead",
            description_md="Het zelfde voor werk dat verder in de toekomst ligt / the same for work further ahead",
            section=_GUARDS,
        ),
        "books_closed_until": Param(
            None,
            type=["null", "string"],
            format="date",
            title="Boeken gesloten tot en met / Books closed until",
            description_md="Een factuurdatum tot en met deze dag wordt vandaag, met een melding "
            "/ an invoice date up to this day becomes today, and it is told",
            section=_GUARDS,
        ),
    }


def _product_kind_fields() -> dict[str, Param]:
    return {
        "product_kind_product": Param(
            1,
            type="integer",
            title="ProductKind product / ProductKind of a product",
            description_md="Waarde van ProductKind voor een product / value of ProductKind for a product",
            section=_GUARDS,
        ),
        "product_kind_service": Param(
            2,
            type="integer",
            title="ProductKind dienst / ProductKind of a service",
            description_md="Waarde van ProductKind voor een dienst / value of ProductKind for a service",
            section=_GUARDS,
        ),
    }


def _work_order_fields() -> dict[str, Param]:
    return {
        "reason_on_work_order": _switch(
            "Reden op de werkbon zetten / Put the reason on the work order",
            "Een geweigerde werkbon krijgt de reden ook als notitie. Niet bewezen: OutSmart beschrijft niet wat het "
            "met notities doet. Schrijf eerst zelf een notitie op een werkbon, zet dit aan en kijk na de eerste "
            "weigering of beide notities er staan "
            "/ a refused work order gets the reason as a note too. Unproven: OutSmart does not tell what it does with "
            "notes. First write a note on a work order yourself, switch this on and see after the first refusal "
            "whether both notes are there",
            _GUARDS,
        ),
        "confirm_work_statuses": _switch(
            "Werkstatussen bevestigen / Confirm work statuses",
            "Alleen als 0, 1 of 99 in OutSmart een andere naam heeft en u dat zo wilt houden "
            "/ only when 0, 1 or 99 has another name in OutSmart and you want to keep it",
            _GUARDS,
        ),
    }


_VAT = (
    "Naam (of id) van het Reeleezee-tarief voor {} waarvan het product geen tarief noemt "
    "/ the Reeleezee rate where the product names none"
)
_ACCOUNT = "Grootboeknummer; leeg = Reeleezee bepaalt / ledger account, empty = Reeleezee decides"


def _switch(title: str, text: str, section: str) -> Param:
    return Param(False, type="boolean", title=title, description_md=text, section=section)


def _text(title: str, text: str, section: str, default: str = "") -> Param:
    return Param(default, type=["null", "string"], title=title, description_md=text, section=section)


def _number(title: str, text: str, section: str, least: int, most: int | None = None) -> Param:
    bounds: dict[str, Any] = {"minimum": least} if most is None else {"minimum": least, "maximum": most}
    return Param(None, type=["null", "integer"], title=title, description_md=text, section=section, **bounds)
