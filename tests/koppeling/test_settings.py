"""The settings of a koppeling: their defaults, and what is told about a wrong one."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from koppeling.settings import InvalidSettings, InvoiceDate, Settings, read_settings

# The table of the manual, line by line.
TODAY = f"{datetime.now(ZoneInfo('Europe/Amsterdam')):%Y-%m-%d}"
DEFAULTS: dict[str, Any] = {
    "import_relations": False,
    "relation_kind": "",
    "import_materials": False,
    "import_hour_types": False,
    "export_invoices": False,
    "reason_on_work_order": False,
    "payment_term_days": None,
    "create_relations": False,
    "create_materials": False,
    "product_kind_product": 1,
    "product_kind_service": 2,
    "invoice_date": InvoiceDate.TODAY,
    "round_hours_to": 0,
    "product_prices_include_vat": None,
    "vat_product": "NL, Hoog Tarief",
    "vat_service": "NL, Hoog Tarief",
    "revenue_account_product": "",
    "revenue_account_service": "",
    "default_hour_type": "",
    "export_from": None,
    "work_date_months_back": 13,
    "work_date_days_ahead": 7,
    "books_closed_until": None,
    "collective_debtors": "",
    "max_invoices_per_run": None,
}


def test_the_defaults_are_those_of_the_manual_and_switch_nothing_on() -> None:
    assert read_settings({}).model_dump() == DEFAULTS
    assert not read_settings({}).anything_switched_on


@pytest.mark.parametrize("switch", ["import_relations", "import_materials", "import_hour_types", "export_invoices"])
def test_each_function_is_switched_on_by_itself(switch: str) -> None:
    assert read_settings({switch: True}).anything_switched_on


@pytest.mark.parametrize("option", ["create_relations", "create_materials"])
def test_an_option_alone_switches_no_function_on(option: str) -> None:
    assert not read_settings({option: True}).anything_switched_on


@pytest.mark.parametrize(
    ("field", "given", "read"),
    [
        ("relation_kind", "customers/BV", "customers/BV"),
        ("relation_kind", " Vendors ", "Vendors"),
        ("payment_term_days", 0, 0),
        ("payment_term_days", 365, 365),
        ("payment_term_days", "14", 14),
        ("product_kind_service", 3, 3),
        ("invoice_date", "work_date", InvoiceDate.WORK_DATE),
        ("round_hours_to", 5, 5),
        ("round_hours_to", 15, 15),
        ("round_hours_to", 30, 30),
        ("product_prices_include_vat", False, False),
        ("vat_product", " NL, Laag Tarief ", "NL, Laag Tarief"),
        ("export_from", "2026-01-31", date(2026, 1, 31)),
        ("books_closed_until", "2025-12-31", date(2025, 12, 31)),
        ("books_closed_until", " ", None),
        ("max_invoices_per_run", 1, 1),
    ],
)
def test_an_allowed_value_is_read(field: str, given: object, read: object) -> None:
    assert getattr(read_settings({field: given}), field) == read


@pytest.mark.parametrize(
    "field",
    ["payment_term_days", "product_prices_include_vat", "export_from", "max_invoices_per_run"],
)
@pytest.mark.parametrize("empty", ["", "  ", None])
def test_an_empty_text_of_the_form_means_not_set(field: str, empty: str | None) -> None:
    assert getattr(read_settings({field: empty}), field) is None


@pytest.mark.parametrize(
    "field", ["relation_kind", "revenue_account_product", "revenue_account_service", "default_hour_type"]
)
@pytest.mark.parametrize("empty", ["", "  ", None])
def test_an_emptied_text_field_of_the_form_is_empty(field: str, empty: str | None) -> None:
    assert getattr(read_settings({field: empty}), field) == ""


@pytest.mark.parametrize(
    ("field", "value", "allowed"),
    [
        ("import_relations", "ja", "true of false"),
        ("import_materials", "", "true of false"),
        ("import_hour_types", 2, "true of false"),
        ("export_invoices", None, "true of false"),
        ("create_relations", "misschien", "true of false"),
        ("create_materials", [], "true of false"),
        ("reason_on_work_order", "misschien", "true of false"),
        ("relation_kind", "klanten", "customers, vendors, all"),
        ("relation_kind", "customers/", "customers, vendors, all"),
        ("payment_term_days", -1, "0 tot en met 365"),
        ("payment_term_days", 366, "0 tot en met 365"),
        ("payment_term_days", "30 dagen", "0 tot en met 365"),
        ("product_kind_product", -1, "0 tot en met 99"),
        ("product_kind_service", 100, "0 tot en met 99"),
        ("product_kind_service", "", "0 tot en met 99"),
        ("invoice_date", "gisteren", "today of work_date"),
        ("round_hours_to", 10, "0, 5, 15 of 30"),
        ("round_hours_to", "15 min", "0, 5, 15 of 30"),
        ("product_prices_include_vat", "soms", "of leeg"),
        ("vat_product", "", "btw-tarief"),
        ("vat_service", "  ", "btw-tarief"),
        ("revenue_account_product", ["8000"], "een tekst"),
        ("revenue_account_service", {}, "een tekst"),
        ("default_hour_type", 7, "een tekst"),
        ("collective_debtors", 501, "debiteurnummers"),
        ("export_from", "31-01-2026", "2026-01-31"),
        ("export_from", "2026-02-30", "2026-01-31"),
        ("export_from", 20260131, "2026-01-31"),
        ("work_date_months_back", -1, "0 tot en met 120"),
        ("work_date_months_back", 121, "0 tot en met 120"),
        ("work_date_days_ahead", "morgen", "0 tot en met 365"),
        ("books_closed_until", "2999-01-01", "een datum voor vandaag"),
        ("books_closed_until", TODAY, "een datum voor vandaag"),
        ("books_closed_until", "31-12-2025", "een datum voor vandaag"),
        ("max_invoices_per_run", 0, "vanaf 1"),
        ("max_invoices_per_run", "veel", "vanaf 1"),
    ],
)
def test_a_wrong_value_is_told_with_field_value_and_what_is_allowed(field: str, value: Any, allowed: str) -> None:
    with pytest.raises(InvalidSettings) as error:
        read_settings({field: value})

    told = str(error.value)
    shown = value.strip() if field.startswith("vat_") else value
    assert told.startswith(f"{field} = {shown!r} ")
    assert allowed in told.partition("Toegestaan: ")[2].partition(" / allowed: ")[0]
    assert "\n" not in told


def test_every_setting_has_a_wrong_value_in_the_test_above() -> None:
    marks = test_a_wrong_value_is_told_with_field_value_and_what_is_allowed.pytestmark

    assert {case[0] for case in marks[0].args[1]} == set(Settings.model_fields)


def test_an_unknown_setting_is_told_by_name() -> None:
    with pytest.raises(InvalidSettings, match="payment_terms: deze instelling bestaat niet"):
        read_settings({"payment_terms": 14})


def test_all_wrong_values_are_told_at_once_one_on_a_line() -> None:
    with pytest.raises(InvalidSettings) as error:
        read_settings({"round_hours_to": 7, "payment_term_days": -3, "onbekend": 1})

    assert len(str(error.value).splitlines()) == 3


def test_settings_survive_json() -> None:
    settings = read_settings({"export_from": "2026-01-31", "invoice_date": "work_date", "round_hours_to": 15})

    assert read_settings(settings.model_dump(mode="json")) == settings


def test_settings_cannot_be_changed_after_reading() -> None:
    with pytest.raises(ValidationError):
        read_settings({}).export_invoices = True  # type: ignore[misc]


def test_every_setting_is_explained() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []
