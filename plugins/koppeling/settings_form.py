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
            "Relaties importeren",
            "Klanten uit Reeleezee worden relaties in OutSmart / customers become relations",
            _IMPORTS,
        ),
        "relation_kind": _text(
            "Soort relatie",
            "`customers`, `vendors`, `all`, of een rechtsvorm zoals `customers/BV`; leeg = customers / which kind",
            _IMPORTS,
        ),
        "import_materials": _switch(
            "Materialen importeren", "Producten worden materialen / products become materials", _IMPORTS
        ),
        "import_hour_types": _switch(
            "Uursoorten importeren", "Diensten worden uursoorten / services become hour types", _IMPORTS
        ),
    }


def _export_fields() -> dict[str, Param]:
    return {
        "export_invoices": _switch(
            "Facturen maken",
            "Complete werkbonnen met status 1 worden conceptfacturen / work orders become concept invoices",
            _EXPORT,
        ),
        "payment_term_days": _number(
            "Betalingstermijn (dagen)",
            "Leeg = de termijn van de klant zelf / payment term, empty = the customer's own",
            _EXPORT,
            0,
            365,
        ),
        "create_relations": _switch(
            "Nieuwe relaties", "Onbekende relaties aanmaken in Reeleezee / create unknown relations", _EXPORT
        ),
        "create_materials": _switch(
            "Nieuwe materialen", "Onbekende materialen aanmaken in Reeleezee / create unknown materials", _EXPORT
        ),
        "invoice_date": Param(
            "today",
            enum=["today", "work_date"],
            values_display={"today": "vandaag / today", "work_date": "werkdatum / work date"},
            title="Factuurdatum",
            description_md="De dag van het maken, of de werkdatum van de werkbon / invoice date",
            section=_EXPORT,
        ),
        "round_hours_to": Param(
            0,
            enum=[0, 5, 15, 30],
            values_display={"0": "niet / not", "5": "5 min", "15": "15 min", "30": "30 min"},
            title="Uren afronden",
            description_md="Per werkperiode, half naar boven / round hours, per work period, half up",
            section=_EXPORT,
        ),
        "default_hour_type": _text(
            "Standaard uursoort",
            "Code voor een periode zonder uursoort; leeg = de werkbon wordt geweigerd / default hour type",
            _EXPORT,
        ),
    }


def _amount_fields() -> dict[str, Param]:
    return {
        "vat_product": _text("Btw-tarief materialen", _VAT.format("materialen"), _AMOUNTS, "NL, Hoog Tarief"),
        "vat_service": _text("Btw-tarief uren", _VAT.format("uren"), _AMOUNTS, "NL, Hoog Tarief"),
        "revenue_account_product": _text("Omzetrekening materialen", _ACCOUNT, _AMOUNTS),
        "revenue_account_service": _text("Omzetrekening uren", _ACCOUNT, _AMOUNTS),
        "product_prices_include_vat": Param(
            None,
            type=["null", "boolean"],
            title="Prijzen inclusief btw",
            description_md="Alleen invullen als de administratie prijzen inclusief btw bijhoudt / prices include VAT",
            section=_AMOUNTS,
        ),
    }


def _guard_fields() -> dict[str, Param]:
    return {
        "export_from": Param(
            None,
            type=["null", "string"],
            format="date",
            title="Werkbonnen vanaf",
            description_md="Eerdere werkbonnen overslaan: vul de dag van in gebruik nemen in / leave earlier ones",
            section=_GUARDS,
        ),
        "max_invoices_per_run": _number(
            "Hoogste aantal facturen per ronde",
            "Meer dan dit: eerst stoppen en melden; leeg = geen grens / stop before more invoices than this",
            _GUARDS,
            1,
        ),
        "product_kind_product": Param(
            1,
            type="integer",
            title="ProductKind product",
            description_md="Waarde van ProductKind voor een product / value for a product",
            section=_GUARDS,
        ),
        "product_kind_service": Param(
            2,
            type="integer",
            title="ProductKind dienst",
            description_md="Waarde van ProductKind voor een dienst / value for a service",
            section=_GUARDS,
        ),
        "confirm_work_statuses": _switch(
            "Werkstatussen bevestigen",
            "Alleen als 0, 1 of 99 in OutSmart een andere naam heeft en u dat zo wilt houden / keep them as they are",
            _GUARDS,
        ),
    }


_VAT = (
    "Naam (of id) van het Reeleezee-tarief voor {} waarvan het product geen tarief noemt / VAT rate where none is known"
)
_ACCOUNT = "Grootboeknummer; leeg = Reeleezee bepaalt / ledger account, empty = Reeleezee decides"


def _switch(title: str, text: str, section: str) -> Param:
    return Param(False, type="boolean", title=title, description_md=text, section=section)


def _text(title: str, text: str, section: str, default: str = "") -> Param:
    return Param(default, type=["null", "string"], title=title, description_md=text, section=section)


def _number(title: str, text: str, section: str, least: int, most: int | None = None) -> Param:
    bounds: dict[str, Any] = {"minimum": least} if most is None else {"minimum": least, "maximum": most}
    return Param(None, type=["null", "integer"], title=title, description_md=text, section=section, **bounds)
