"""The page follows what the person chose in Airflow, and can be used by keyboard, by ear and on a small screen."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Frame, expect

from embedded.environment import CHECKOUT

pytestmark = [pytest.mark.browser, pytest.mark.e2e, pytest.mark.slow]
Open = Callable[..., Frame]
Picture = Callable[..., Path]

AXE = CHECKOUT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
TABS = ("overview", "orders", "start", "settings", "connection")
# what each tab shows when it has loaded
LOADED = {
    "overview": "Volgende ronde",
    "orders": "WB-2026-00001",
    "start": "Of één onderdeel",
    "settings": "Instellingen opslaan",
    "connection": "Aannames over uw account",
}


def _open(page: Frame, tab: str) -> None:
    page.locator(f"#tab-{tab}").click()
    expect(page.get_by_text(LOADED[tab]).first).to_be_visible()
    # the rest of the tab too, which is asked for at the same time
    expect(page.locator("#panel .waiting")).to_have_count(0)


def test_it_speaks_the_language_that_was_chosen_in_airflow_and_changes_along(show: Open, history: None) -> None:
    page = show("overview", language="en")
    expect(page.get_by_role("tab", name="Work orders")).to_be_visible()
    expect(page.get_by_text("Invoices and refusals per day").first).to_be_visible()
    page.get_by_role("tab", name="Settings").click()
    expect(page.get_by_role("switch", name="Import relations")).to_be_visible()
    expect(page.get_by_text("customers of Reeleezee become relations", exact=False)).to_be_visible()
    page.page.evaluate("localStorage.setItem('i18nextLng', 'nl')")
    expect(page.get_by_role("tab", name="Werkbonnen")).to_be_visible()
    page.page.evaluate("localStorage.setItem('i18nextLng', 'de')")
    expect(page.get_by_role("tab", name="Work orders")).to_be_visible()


def test_it_is_dark_when_airflow_is(show: Open, history: None, picture: Picture) -> None:
    light, dark = show("overview"), show("overview", theme="dark", language="en")
    expect(light.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(dark.page.locator("html")).to_have_class(re.compile(r"\bdark\b"))
    airflows = dark.page.evaluate(
        "() => { const probe = document.createElement('p'); probe.style.backgroundColor = 'var(--chakra-colors-bg)';"
        " document.body.append(probe); return getComputedStyle(probe).backgroundColor }"
    )
    expect(dark.locator("body")).to_have_css("background-color", airflows)
    expect(dark.get_by_text("Next run").first).to_be_visible()
    picture(dark, "donker")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious_on_any_tab(show: Open, history: None, theme: str) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not there: npm ci --prefix frontend")
    page = show("overview", theme=theme)
    found: dict[str, list[str]] = {}
    for tab in TABS:
        _open(page, tab)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        result: dict[str, Any] = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
        grave = [one for one in result["violations"] if one["impact"] in {"serious", "critical"}]
        found |= {
            f"{tab}: {one['id']}": [f"{node['target']} {node['failureSummary']}" for node in one["nodes"]][:3]
            for one in grave
        }
    assert found == {}


def test_every_tab_fits_in_320_pixels(show: Open, history: None, picture: Picture, airflow: Any) -> None:
    page = show("overview", size=(320, 640)).page
    page.goto(f"{airflow.base_url}/koppeling/")
    frame = page.main_frame
    for tab in TABS:
        _open(frame, tab)
        overflow = frame.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
        picture(frame, f"smal-{tab}")
        assert overflow <= 0, tab


def test_by_keyboard_alone_one_gets_to_a_tab_and_starts_an_import(show: Open, history: None) -> None:
    page = show("overview")
    keyboard = page.page.keyboard
    page.locator("#tab-overview").focus()
    keyboard.press("ArrowRight")
    expect(page.locator("#tab-orders")).to_be_focused()
    keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Start synchronisatie")).to_have_attribute("aria-selected", "true")
    target = page.get_by_role("button", name="Start: Uursoorten")
    expect(target).to_be_enabled()
    for _ in range(10):
        keyboard.press("Tab")
        if target.evaluate("one => one === document.activeElement"):
            break
    expect(target).to_be_focused()
    # what has the focus must be seen to have it
    assert target.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
    keyboard.press("Enter")
    expect(page.get_by_role("region", name="Resultaat").get_by_text("12 gelezen")).to_be_visible()


def test_a_link_to_a_run_leads_out_of_the_frame_into_airflow(show: Open, history: None) -> None:
    page = show("overview")
    card = page.get_by_role("region", name="Facturen", exact=True)
    card.get_by_role("link").nth(1).click()
    page.page.wait_for_url("**/dags/invoice_export/runs/**")


@pytest.mark.parametrize(
    ("name", "tab"), [("overzicht", "overview"), ("werkbonnen", "orders"), ("instellingen", "settings")]
)
def test_pictures_of_the_page_for_people(show: Open, history: None, picture: Picture, name: str, tab: str) -> None:
    page = show("overview", size=(1280, 860))
    _open(page, tab)
    if tab == "orders":
        page.get_by_label("Resultaat").select_option("refused")
    taken = picture(page, name)
    assert taken.stat().st_size > 20_000
    if os.environ.get("KOPPELING_SCREENSHOTS"):
        kept = CHECKOUT / "docs" / "images" / taken.name
        kept.parent.mkdir(exist_ok=True)
        kept.write_bytes(taken.read_bytes())
