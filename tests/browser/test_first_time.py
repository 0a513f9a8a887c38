"""A person who has only the page comes from nothing to the first invoice, in the order in which the page asks it."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Frame, expect

from embedded.rest import AirflowApi
from sandbox.core.running import RunningSandbox

pytestmark = [pytest.mark.browser, pytest.mark.e2e, pytest.mark.slow]


@pytest.fixture
def exports_alone(api: AirflowApi) -> Iterator[Callable[[str], None]]:
    """Leaves the one OutSmart account that all have here to one koppeling; after the test to `default` again."""

    def alone(name: str) -> None:
        for other in {"default", "nieuw"} - {name}:
            _switch_export_off(api, other)

    yield alone
    _switch_export_off(api, "nieuw")


def _switch_export_off(api: AirflowApi, name: str) -> None:
    text = api.variable(f"koppeling_{name}")
    if text is not None:
        saved = json.loads(text)
        saved["settings"]["export_invoices"] = False
        api.set_variable(f"koppeling_{name}", json.dumps(saved))


def test_from_empty_to_the_first_invoice_through_the_page_alone(
    show: Callable[..., Frame],
    credentials: dict[str, str],
    api: AirflowApi,
    exports_alone: Callable[[str], None],
    outsmart: RunningSandbox,
    reeleezee: RunningSandbox,
    picture: Callable[..., Path],
) -> None:
    page = show("connection", koppeling="nieuw")
    expect(page.get_by_text("Er wordt nog niets gesynchroniseerd")).to_be_visible()
    _connect(page, credentials)
    _set_up(page, outsmart)
    picture(page, "verbinding")
    _see_what_would_be_made(page, reeleezee)
    _is_refused_while_another_exports(page, api)
    exports_alone("nieuw")
    _go_live(page)
    _start(page)
    picture(page, "start")
    assert len(reeleezee.state()["invoices"]) > len(_untouched(reeleezee)) + 10
    page.get_by_role("tab", name="Werkbonnen").click()
    row = page.get_by_role("row", name="WB-2026-00001")
    expect(row).to_contain_text("Gefactureerd")
    expect(row).to_contain_text("153,37")
    stored = api.variable("koppeling_nieuw") or ""
    assert credentials["password"] not in stored
    assert credentials["password"] not in page.content()


def _connect(page: Frame, credentials: dict[str, str]) -> None:
    outsmart, reeleezee = page.get_by_role("region", name="OutSmart"), page.get_by_role("region", name="Reeleezee")
    outsmart.get_by_text("Meer", exact=True).click()
    outsmart.get_by_label("Adres van de API").fill(credentials["outsmart_host"])
    outsmart.get_by_label("Token (klant)").fill(credentials["token"])
    outsmart.get_by_label("Software-token").fill(credentials["software_token"])
    outsmart.get_by_role("button", name="Test verbinding").click()
    expect(outsmart.get_by_text("Verbinding met OutSmart werkt")).to_be_visible()
    outsmart.get_by_role("button", name="Verbinding opslaan").click()
    expect(outsmart.get_by_text("De verbinding is opgeslagen.")).to_be_visible()
    expect(outsmart.get_by_label("Token (klant)")).to_have_value("")

    reeleezee.get_by_text("Meer", exact=True).click()
    reeleezee.get_by_label("Adres van de API").fill(credentials["reeleezee_host"])
    reeleezee.get_by_label("Gebruikersnaam").fill(credentials["user"])
    reeleezee.get_by_label("Wachtwoord").fill("verkeerd-getypt")
    reeleezee.get_by_role("button", name="Test verbinding").click()
    expect(reeleezee.get_by_text("Reeleezee weigert de inlog")).to_be_visible()
    reeleezee.get_by_label("Wachtwoord").fill(credentials["password"])
    reeleezee.get_by_role("button", name="Verbinding opslaan").click()
    expect(reeleezee.get_by_text("Verbonden met Reeleezee, administratie")).to_be_visible()


def _set_up(page: Frame, outsmart: RunningSandbox) -> None:
    page.get_by_role("button", name="Koppeling inrichten").click()
    expect(page.get_by_text("De werkstatussen 0, 1 en 99 bestaan.")).to_be_visible()
    expect(page.get_by_text("Aannames over uw account")).to_be_visible()
    codes = {row["sta_code"] for row in outsmart.state()["workstatusses"]}
    assert {"0", "1", "99"} <= codes


def _see_what_would_be_made(page: Frame, reeleezee: RunningSandbox) -> None:
    page.get_by_role("tab", name="Instellingen").click()
    for switch in ("Relaties importeren", "Materialen importeren", "Uursoorten importeren", "Facturen maken"):
        page.get_by_role("switch", name=switch).check()
    page.get_by_label("Btw-tarief materialen").select_option(label="NL, Hoog Tarief (21%)")
    page.get_by_role("button", name="Opslaan zonder facturen en voorbeeld bekijken").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("Totaal inclusief btw")).to_be_visible()
    expect(dialog.get_by_text("Oudste werkbon")).to_be_visible()
    dialog.get_by_role("button", name="Sluiten").click()
    # nothing of the preview has reached it
    assert _ids(reeleezee) == _untouched(reeleezee)


def _ids(reeleezee: RunningSandbox) -> set[str]:
    return {row["id"] for row in reeleezee.state()["invoices"]}


def _untouched(reeleezee: RunningSandbox) -> set[str]:
    """What the demo begins with."""
    with RunningSandbox("reeleezee", "demo") as fresh:
        return _ids(fresh)


def _is_refused_while_another_exports(page: Frame, api: AirflowApi) -> None:
    page.get_by_role("button", name="Instellingen opslaan").click()
    expect(page.get_by_text("Koppeling default factureert dit OutSmart-account al").first).to_be_visible()
    assert json.loads(api.variable("koppeling_nieuw") or "{}")["settings"]["export_invoices"] is False


def _go_live(page: Frame) -> None:
    expect(page.get_by_role("switch", name="Facturen maken")).to_be_checked()
    page.get_by_role("button", name="Instellingen opslaan").click()
    expect(page.get_by_text("1 wijziging", exact=True).first).to_be_visible()
    expect(page.get_by_text("Facturen maken: Nee → Ja")).to_be_visible()
    expect(page.get_by_text("Er wordt nog niets gesynchroniseerd")).to_be_hidden()


def _start(page: Frame) -> None:
    page.get_by_role("tab", name="Start synchronisatie").click()
    page.get_by_role("button", name="Start synchronisatie").click()
    # which step is seen depends on how fast the machine is
    expect(page.get_by_text(re.compile(r"Stap \d+ van \d+")).first).to_be_visible()
    result = page.get_by_role("region", name="Resultaat")
    expect(result.get_by_text("gefactureerd").first).to_be_visible()
    expect(result.get_by_text("233 aangemaakt")).to_be_visible()
    expect(result.get_by_role("link", name="Open in Airflow").first).to_be_visible()
    result.get_by_text("rijen om te bekijken").first.click()
    expect(result.locator("details[open] li").first).to_contain_text("tegenstrijdig")
    expect(result.get_by_role("link", name="Naar werkbonnen")).to_be_visible()
