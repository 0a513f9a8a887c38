"""Two koppelingen on one OutSmart account: neither exports, since each work order would get two invoices."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.koppeling.export.couple import NAME, Couple, used

from koppeling import runtime
from koppeling.connecting.other_koppelingen import invoices_of_others
from koppeling.identity import Identity
from koppeling.koppelingen import FILE_VARIABLE
from koppeling.saved import Account, Saved
from koppeling.settings import InvalidSettings, read_settings
from koppeling.steps import export_steps, setup_steps
from koppeling.steps.guard import check_settings
from sandbox.seeds import accounts

OTHER_ADMINISTRATION = "3f0a2d64-8b1c-4e57-9a0d-5c6b7e8f9012"


@pytest.fixture
def second(couple: Couple, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A second koppeling on the same account, by a connection and for an administration of its own."""

    def make(*, token: str = accounts.OUTSMART_TOKEN, connection: str = "outsmart_noord", exports: bool = True) -> None:
        rows = [
            {"name": NAME, "account_key": NAME, "outsmart": "outsmart_default", "reeleezee": "reeleezee_default"},
            {"name": "noord", "account_key": "noord", "outsmart": connection, "reeleezee": "reeleezee_noord"},
        ]
        file = tmp_path / "koppelingen.yaml"
        file.write_text(yaml.safe_dump({"koppelingen": [row | {"pool": "p"} for row in rows]}), encoding="utf-8")
        monkeypatch.setenv(FILE_VARIABLE, str(file))
        fields = {"conn_type": "outsmart", "host": couple.outsmart.base_url, "password": token}
        fields |= {"extra": {"software_token": accounts.OUTSMART_SOFTWARE_TOKEN}}
        monkeypatch.setenv("AIRFLOW_CONN_OUTSMART_NOORD", json.dumps(fields))
        saved = Saved(read_settings({"export_invoices": exports}), Account(OTHER_ADMINISTRATION))
        monkeypatch.setenv("AIRFLOW_VAR_KOPPELING_NOORD", saved.as_json())

    return make


@pytest.mark.parametrize("connection", ["outsmart_noord", "outsmart_default"])
def test_neither_exports_an_account_that_both_would(couple: Couple, second: Any, connection: str) -> None:
    second(connection=connection)
    row_id = couple.order(used("KRAAN"))
    run = couple.run(may_fail=True)
    assert isinstance(run.errors["plan"], InvalidSettings)
    assert "Koppeling noord factureert dit OutSmart-account al" in str(run.errors["plan"])
    assert accounts.OUTSMART_TOKEN not in str(run.errors["plan"])
    assert couple.status(row_id) == ("Compleet", "1")
    assert couple.invoices() == {}
    for name in (NAME, "noord"):
        with pytest.raises(InvalidSettings, match="each work order would get two invoices"):
            check_settings(name, "export_invoices")


def test_a_plan_is_not_posted_once_another_koppeling_exports_the_account(couple: Couple, second: Any) -> None:
    row_id = couple.order(used("KRAAN"))
    plan = couple.plan()
    second()
    with pytest.raises(InvalidSettings, match="Koppeling noord factureert dit OutSmart-account al"):
        export_steps.post_concept_invoices(NAME, plan, [])
    assert couple.invoices() == {}
    assert couple.status(row_id) == ("Compleet", "1")


def test_saving_tells_of_invoices_that_another_koppeling_made(
    couple: Couple, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    couple.order(used("KRAAN"), OrderNr="WB-1")
    couple.run()
    row = {"name": NAME, "account_key": "anders", "outsmart": "outsmart_default", "reeleezee": "reeleezee_default"}
    file = tmp_path / "koppelingen.yaml"
    file.write_text(yaml.safe_dump({"koppelingen": [row | {"pool": "p"}]}), encoding="utf-8")
    monkeypatch.setenv(FILE_VARIABLE, str(file))
    monkeypatch.delenv(f"AIRFLOW_VAR_KOPPELING_{NAME.upper()}", raising=False)
    kept: list[Saved] = []
    monkeypatch.setattr(runtime, "write_saved", lambda _name, saved: kept.append(saved))

    told = setup_steps.save_settings(NAME, {"export_invoices": True}, confirmed=True, by="jan")

    assert [check["name"] for check in told["checks"] if not check["ok"]] == ["another_koppeling"]
    assert "(WB-1)" in told["checks"][0]["nl"]
    assert len(kept) == 1


def test_settings_that_switch_the_export_on_for_the_second_are_not_saved(couple: Couple, second: Any) -> None:
    second()
    with pytest.raises(InvalidSettings, match="Koppeling noord factureert"):
        setup_steps.save_settings(NAME, {"export_invoices": True}, confirmed=False, by="jan")
    assert couple.writes() == []


@pytest.mark.parametrize("other", [{"token": "een-ander-account"}, {"exports": False}])
def test_another_account_or_an_export_that_is_off_is_no_matter(couple: Couple, second: Any, other: Any) -> None:
    second(**other)
    row_id = couple.order(used("KRAAN"))
    assert couple.run().told(row_id) == ("exported", "")


def test_invoices_of_another_koppeling_are_told_when_the_export_is_first_switched_on(couple: Couple) -> None:
    for number in ("WB-1", "WB-2"):
        couple.order(used("KRAAN"), OrderNr=number)
    couple.run()
    with couple.export() as export:
        assert invoices_of_others(export.outsmart, export.reeleezee, export.identity, export.today) is None
        other = Identity(export.identity.administration_id, "noord")
        check = invoices_of_others(export.outsmart, export.reeleezee, other, export.today)
    assert check is not None
    assert check.ok is False
    assert "2 facturen van de laatste 60 dagen noemen een werkbon" in check.nl
    assert "Another koppeling invoices this administration" in check.en
    assert "(WB-1, WB-2)" in check.nl
