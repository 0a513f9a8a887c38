"""The trigger form and the settings are one list, told twice since DAG files may not load pydantic."""

import pytest
from airflow.sdk import Param

from koppeling.settings import Settings, read_settings
from koppeling.settings_form import form_params

FORM = form_params()


def test_the_form_asks_every_setting_and_the_confirmation_of_work_statuses() -> None:
    assert set(FORM) == set(Settings.model_fields) | {"confirm_work_statuses"}


def test_the_form_as_it_opens_gives_the_default_settings() -> None:
    values = {name: param.value for name, param in FORM.items() if name != "confirm_work_statuses"}

    assert read_settings(values) == Settings()
    assert FORM["confirm_work_statuses"].value is False


@pytest.mark.parametrize("name", sorted(FORM))
def test_every_field_has_title_explanation_and_group(name: str) -> None:
    schema = FORM[name].schema

    assert schema["title"].strip()
    assert schema["description_md"].strip()
    assert schema["section"][0] in "1234"


@pytest.mark.parametrize("name", sorted(FORM))
def test_every_field_opens_with_a_value_that_it_takes_itself(name: str) -> None:
    assert FORM[name].resolve() == FORM[name].value


def test_no_two_fields_have_one_title() -> None:
    titles = [param.schema["title"] for param in FORM.values()]

    assert len(titles) == len(set(titles))


def choices(param: Param) -> list[object]:
    return list(param.schema["enum"])


@pytest.mark.parametrize("name", ["invoice_date", "round_hours_to"])
def test_every_choice_of_the_form_is_an_allowed_setting_with_a_label(name: str) -> None:
    assert choices(FORM[name]) == [read_settings({name: c}).model_dump(mode="json")[name] for c in choices(FORM[name])]
    assert set(FORM[name].schema["values_display"]) == {str(c) for c in choices(FORM[name])}


@pytest.mark.parametrize(
    ("name", "bounds"),
    [("payment_term_days", (0, 365)), ("max_invoices_per_run", (1, None))],
)
def test_numbers_have_the_bounds_of_the_settings(name: str, bounds: tuple[int, int | None]) -> None:
    assert (FORM[name].schema["minimum"], FORM[name].schema.get("maximum")) == bounds
