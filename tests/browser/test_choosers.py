"""Who has several koppelingen, or several administrations behind one login, chooses and sees what belongs to it."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Frame, expect

from embedded.rest import AirflowApi
from sandbox.core.running import RunningSandbox
from sandbox.seeds import accounts

pytestmark = [pytest.mark.browser, pytest.mark.e2e, pytest.mark.slow]
Open = Callable[..., Frame]
OTHER_ID = "0c9b7a35-1f52-4e7e-8d21-6a5b4c3d2e1f"


@pytest.fixture
def history_of_zuid(api: AirflowApi) -> None:
    """The koppeling `zuid` has refused one work order of its own, and was saved with the export alone."""
    saved = {"settings": {"export_invoices": True}, "account": {}, "saved_at": "2026-11-01T09:00:00+01:00"}
    api.set_variable("koppeling_zuid", json.dumps(saved))
    run_id = api.trigger("invoice_export__zuid")
    api.wait("invoice_export__zuid", run_id)
    told = "Relatie 7001 is niet bekend in Reeleezee."
    row = {
        "row_id": "7001",
        "work_order": "ZUID-1",
        "relation": "Zuidlandse Bakkerij",
        "outcome": "refused",
        "reason": "relation_unknown",
        "nl": told,
        "en": told,
        "warnings": [],
        **dict.fromkeys(("invoice_id", "receipt_number", "net", "vat", "total"), ""),
    }
    report: dict[str, Any] = {
        "preview": False,
        "counts": {"refused": 1},
        "outcomes": [row],
        "notice": "",
        "failure": "",
    }
    path = f"dags/invoice_export__zuid/dagRuns/{quote(run_id, safe='')}/taskInstances/report/xcomEntries"
    api.call("POST", path, {"key": "return_value", "value": report, "map_index": -1})


def test_each_koppeling_has_its_own_work_orders_settings_and_runs(
    show: Open, history: None, history_of_zuid: None
) -> None:
    page = show("orders")
    chooser = page.get_by_role("combobox", name="Koppeling", exact=True)
    expect(chooser.locator("option")).to_have_text(["default", "groot", "nieuw", "zuid"])
    expect(page.get_by_role("row", name="WB-2026-00001").first).to_be_visible()
    expect(page.get_by_role("row", name="ZUID-1")).to_have_count(0)

    chooser.select_option("zuid")
    expect(page.get_by_role("row", name="ZUID-1").first).to_be_visible()
    expect(page.get_by_text("1 werkbon", exact=True)).to_be_visible()
    expect(page.get_by_role("row", name="WB-2026-00001")).to_have_count(0)

    page.get_by_role("tab", name="Overzicht").click()
    expect(page.get_by_role("region", name="Wachtende werkbonnen (1)")).to_contain_text("ZUID-1")
    expect(page.get_by_role("region", name="Relaties", exact=True)).to_contain_text("nog niet")
    page.get_by_role("tab", name="Instellingen").click()
    expect(page.get_by_role("switch", name="Facturen maken")).to_be_checked()
    expect(page.get_by_role("switch", name="Relaties importeren")).not_to_be_checked()

    chooser.select_option("default")
    expect(page.get_by_role("switch", name="Relaties importeren")).to_be_checked()
    page.get_by_role("tab", name="Overzicht").click()
    expect(page.get_by_role("region", name="Relaties", exact=True)).to_contain_text("gelukt")
    expect(page.get_by_text("ZUID-1")).to_have_count(0)


def test_a_login_with_two_administrations_has_one_chosen_and_keeps_the_choice(
    show: Open, api: AirflowApi, reeleezee: RunningSandbox
) -> None:
    both = [{"id": OTHER_ID, "Name": "Tweede Zaak V.O.F."}]
    both.append({"id": accounts.ADMINISTRATION_ID, "Name": accounts.ADMINISTRATION_NAME})
    json_type = {"Content-Type": "application/json"}
    answer = {"kind": "status", "code": 200, "body": json.dumps({"value": both}), "headers": json_type}
    reeleezee.faults([{"match": "GET /Administrations", "times": 0, **answer}])

    form = show("connection").get_by_role("region", name="Reeleezee")
    form.get_by_role("button", name="Test verbinding").click()
    expect(form.get_by_text("De inlog klopt. Vul bij Administratie in welke het is")).to_be_visible()
    chooser = form.get_by_role("combobox", name="Administratie")
    names = ["Kies een administratie", "Tweede Zaak V.O.F.", accounts.ADMINISTRATION_NAME]
    expect(chooser.locator("option")).to_have_text(names)
    chooser.select_option(label=accounts.ADMINISTRATION_NAME)
    form.get_by_role("button", name="Verbinding opslaan").click()
    expect(form.get_by_text(f"Verbonden met Reeleezee, administratie „{accounts.ADMINISTRATION_NAME}”")).to_be_visible()
    stored = json.loads(api.call("GET", "connections/reeleezee_default")["extra"])
    assert stored["administration"] == accounts.ADMINISTRATION_ID
    # the choice stays a choice, although the answer now names one administration only
    expect(chooser).to_have_value(accounts.ADMINISTRATION_ID)
