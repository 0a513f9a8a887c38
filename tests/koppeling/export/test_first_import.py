"""The export does not outrun the first import: what that may still bring refuses no order."""

import pytest
from tests.koppeling.export.couple import NAME, Couple, used, worked

from koppeling import runtime
from koppeling.beginning import Beginning
from koppeling.saved import Account, Saved
from koppeling.settings import read_settings
from sandbox.seeds import accounts

IMPORTS = {"import_relations": True, "import_materials": True, "import_hour_types": True}


def save(patch: pytest.MonkeyPatch, beginning: Beginning | None = None, hours_ago: int = 0) -> None:
    """Settings with all imports on, saved so long ago; no import has succeeded and nothing was exported."""
    settings = read_settings({"export_invoices": True, **IMPORTS})
    moment = runtime.now().replace(microsecond=0)
    moment = moment.fromtimestamp(moment.timestamp() - hours_ago * 3600, tz=runtime.AMSTERDAM)
    kept = (beginning or Beginning()).after_saving(settings, moment.isoformat())
    account = Account(accounts.ADMINISTRATION_ID, prices_include_vat=False)
    saved = Saved(settings, account, saved_at=moment.isoformat(), beginning=kept)
    patch.setenv("AIRFLOW_VAR_KOPPELING_DEFAULT", saved.as_json())


def unknown(couple: Couple) -> dict[str, str]:
    """Three orders, each with something that the imports are about to bring."""
    return {
        "hours": couple.order(periods=[worked("NIEUW")]),
        "material": couple.order(used("NIEUW")),
        "relation": couple.order(used("KRAAN"), debtor="7007"),
    }


def test_an_order_waits_for_what_the_first_import_brings(couple: Couple, monkeypatch: pytest.MonkeyPatch) -> None:
    save(monkeypatch)
    made = unknown(couple)
    empty = couple.order()

    run = couple.run()

    assert {run.told(order) for order in made.values()} == {("deferred", "waits_for_first_import")}
    assert run.told(empty) == ("refused", "nothing_to_invoice")
    assert run.report["failure"] == ""
    assert {couple.status(order)[1] for order in made.values()} == {"1"}
    told = run.outcome(made["hours"])
    assert "eerste import van uursoorten" in told["nl"]
    assert "first import of hour types" in told["en"]
    assert "NIEUW" in told["nl"]


def test_a_preview_says_it_too(couple: Couple, monkeypatch: pytest.MonkeyPatch) -> None:
    save(monkeypatch)
    made = unknown(couple)
    run = couple.run(preview=True)
    assert {run.told(order) for order in made.values()} == {("deferred", "waits_for_first_import")}


def test_after_the_imports_what_is_still_unknown_is_refused(couple: Couple, monkeypatch: pytest.MonkeyPatch) -> None:
    save(monkeypatch, Beginning(imported=("import_relations", "import_hour_types")))
    made = unknown(couple)
    run = couple.run()
    assert run.told(made["hours"]) == ("refused", "hour_type_unknown")
    assert run.told(made["relation"]) == ("refused", "relation_unknown")
    assert run.told(made["material"]) == ("deferred", "waits_for_first_import")


@pytest.mark.parametrize("how", ["a day later", "by hand", "exported before"])
def test_it_does_not_wait_for_ever(couple: Couple, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    save(monkeypatch, Beginning(exported=how == "exported before"), hours_ago=25 if how == "a day later" else 0)
    made = unknown(couple)
    run = couple.run(invoice_anyway=how == "by hand")
    assert run.told(made["hours"]) == ("refused", "hour_type_unknown")


def test_an_invoice_of_ours_proves_that_it_exported_before(couple: Couple, monkeypatch: pytest.MonkeyPatch) -> None:
    couple.order(used("KRAAN"))
    couple.run()
    save(monkeypatch)
    made = unknown(couple)
    assert couple.run().told(made["hours"]) == ("refused", "hour_type_unknown")


def test_orders_that_need_nothing_new_are_invoiced_meanwhile(couple: Couple, monkeypatch: pytest.MonkeyPatch) -> None:
    save(monkeypatch)
    good = couple.order(used("KRAAN"), periods=[worked("MONT")])
    unknown(couple)
    assert couple.run().results[good] == "exported"
    assert runtime.read_saved(NAME) is not None
