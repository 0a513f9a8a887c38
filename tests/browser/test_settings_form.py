"""What the settings form refuses stands beside its field, and what it saves is told with who and what."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Frame, expect

from embedded.rest import AirflowApi

pytestmark = [pytest.mark.browser, pytest.mark.e2e, pytest.mark.slow]
Open = Callable[..., Frame]


def _expect_beside(page: Frame, label: str, words: str) -> None:
    """The field is marked as wrong, and what describes it to a reader says these words."""
    field = page.get_by_label(label)
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(re.compile(re.escape(words)))


def test_what_is_not_allowed_is_told_beside_its_field_and_nothing_is_saved(
    show: Open, history: None, api: AirflowApi, picture: Callable[..., Path]
) -> None:
    before = api.variable("koppeling_default")
    page = show("settings")
    save = page.get_by_role("button", name="Instellingen opslaan")

    page.get_by_label("Betalingstermijn (dagen)").fill("400")
    save.click()
    expect(page.get_by_text("Niet opgeslagen", exact=True)).to_be_visible()
    _expect_beside(page, "Betalingstermijn (dagen)", "Vul een heel getal in vanaf 0 tot en met 365")
    expect(page.get_by_label("Betalingstermijn (dagen)")).to_be_focused()

    page.get_by_label("Betalingstermijn (dagen)").fill("21")
    for label in ("Btw-tarief materialen", "Btw-tarief uren"):
        page.get_by_label(label).select_option("")
    save.click()
    for label in ("Btw-tarief materialen", "Btw-tarief uren"):
        _expect_beside(page, label, "Dit kan niet. Toegestaan: naam of id van een btw-tarief")
    expect(page.get_by_label("Betalingstermijn (dagen)")).to_have_attribute("aria-invalid", "false")
    picture(page, "instellingen-fout", full_page=True)
    assert api.variable("koppeling_default") == before


def test_a_wrong_password_keeps_settings_from_being_saved_and_is_told_in_words(show: Open, api: AirflowApi) -> None:
    before = api.variable("koppeling_default")
    page = show("connection")
    reeleezee = page.get_by_role("region", name="Reeleezee")
    reeleezee.get_by_label("Wachtwoord").fill("verkeerd-getypt")
    reeleezee.get_by_role("button", name="Verbinding opslaan").click()
    expect(reeleezee.get_by_text("Reeleezee weigert de inlog")).to_be_visible()
    page.get_by_role("tab", name="Instellingen").click()
    page.get_by_label("Betalingstermijn (dagen)").fill("30")
    page.get_by_role("button", name="Instellingen opslaan").click()
    expect(page.get_by_role("alert")).to_contain_text("Niet opgeslagen. Reeleezee: Reeleezee weigert de inlog")
    assert api.variable("koppeling_default") == before
    assert "verkeerd-getypt" not in page.content()


def test_a_saving_is_told_with_who_and_what_and_leaves_all_other_settings_as_they_were(
    show: Open, api: AirflowApi
) -> None:
    page = show("settings")
    page.get_by_label("Hoogste aantal facturen per ronde").fill("40")
    expect(page.get_by_text("Nog niet opgeslagen: Hoogste aantal facturen per ronde")).to_be_visible()
    page.get_by_role("button", name="Instellingen opslaan").click()
    expect(page.get_by_text("Opgeslagen", exact=True)).to_be_visible()
    history = page.get_by_role("region", name="Wie wijzigde wat")
    expect(history.get_by_text("Hoogste aantal facturen per ronde: (leeg) → 40")).to_be_visible()
    expect(history.get_by_text("admin").first).to_be_visible()
    stored = api.variable("koppeling_default") or ""
    assert '"max_invoices_per_run": 40' in stored
    assert stored.count(": true") >= 4


def test_saving_a_connection_without_typing_a_secret_keeps_every_secret_and_field(
    show: Open, api: AirflowApi, credentials: dict[str, str]
) -> None:
    page = show("connection")
    for name, works in (("OutSmart", "Verbinding met OutSmart werkt"), ("Reeleezee", "Verbonden met Reeleezee")):
        region = page.get_by_role("region", name=name)
        region.get_by_role("button", name="Verbinding opslaan").click()
        expect(region.get_by_text("De verbinding is opgeslagen.")).to_be_visible()
        expect(region.get_by_text(works)).to_be_visible()
    # with the secrets as Airflow has stored them, not with what the page might still hold
    ended = api.wait("koppeling_setup", api.trigger("koppeling_setup"))
    assert ended.tasks["check_connections"] == "success"
    assert '"retry_wait": 0.05' in api.call("GET", "connections/outsmart_default")["extra"]
    assert credentials["software_token"] not in page.content()


def test_dates_and_collective_debtors_can_be_filled_in_are_kept_and_are_told_in_both_languages(
    show: Open, api: AirflowApi, picture: Callable[..., Path]
) -> None:
    page = show("settings")
    page.get_by_label("Verzameldebiteuren").fill("9000, 9001")
    page.get_by_label("Maanden terug").fill("6")
    page.get_by_label("Dagen vooruit").fill("14")
    # a day that no clock has reached: the books cannot be closed until then
    closed = page.get_by_label("Boeken gesloten tot en met")
    closed.fill("2999-12-31")
    page.get_by_role("button", name="Instellingen opslaan").click()
    expect(page.get_by_text("Niet opgeslagen", exact=True)).to_be_visible()
    _expect_beside(page, "Boeken gesloten tot en met", "Toegestaan: een datum voor vandaag")

    closed.fill("2026-01-31")
    page.get_by_role("button", name="Instellingen opslaan").click()
    expect(page.get_by_text("Opgeslagen", exact=True)).to_be_visible()
    stored = json.loads(api.variable("koppeling_default") or "{}")["settings"]
    assert stored["collective_debtors"] == "9000, 9001"
    assert (stored["work_date_months_back"], stored["work_date_days_ahead"]) == (6, 14)
    assert stored["books_closed_until"] == "2026-01-31"

    again = show("settings", language="en")
    expect(again.get_by_label("Collective debtors")).to_have_value("9000, 9001")
    expect(again.get_by_label("Months back")).to_have_value("6")
    expect(again.get_by_label("Days ahead")).to_have_value("14")
    expect(again.get_by_label("Books closed until")).to_have_value("2026-01-31")
    expect(again.get_by_text("an invoice date up to this day becomes today", exact=False)).to_be_visible()
    picture(again, "instellingen-datums", full_page=True)
