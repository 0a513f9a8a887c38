"""What of the trigger form is a setting, and what a saving changed."""

from koppeling.connecting.save import changes, settings_of
from koppeling.saved import Account, Saved
from koppeling.settings import Settings, read_settings
from koppeling.settings_form import form_params

ACCOUNT = Account("3f0a2d64-8b1c-4e57-9a0d-5c6b7e8f9012")


def saved(**settings: object) -> Saved:
    return Saved(read_settings(settings), ACCOUNT)


def test_all_fields_of_the_form_but_the_confirmation_are_settings() -> None:
    form = {name: param.value for name, param in form_params().items()}

    assert read_settings(settings_of(form)) == Settings()
    assert set(form) - set(settings_of(form)) == {"confirm_work_statuses"}


def test_only_what_changed_is_told_with_old_and_new_value() -> None:
    before = saved(export_invoices=False, payment_term_days=14)
    after = saved(export_invoices=True, payment_term_days=30, export_from="2026-01-31")

    assert changes(before, after) == [
        "export_invoices: False → True",
        "payment_term_days: 14 → 30",
        "export_from: None → 2026-01-31",
    ]
    assert changes(before, before) == []


def test_the_first_saving_tells_every_setting_as_new() -> None:
    told = changes(None, saved(vat_product="NL, Laag Tarief"))

    assert "vat_product: (nieuw) → NL, Laag Tarief" in told
    assert all("(nieuw)" in line for line in told)
