"""Files, forms and variables that people edit: they are used as they are meant, or refused with words; no crash."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from tests.fuzz.hostile import any_text, brief, result, rows, thorough, values

from koppeling.koppelingen import InvalidKoppelingen, koppelingen
from koppeling.mapping_file import MappingError, load_mapping
from koppeling.outcomes import Outcome, Result
from koppeling.reasons import Reason, catalogue, reason
from koppeling.saved import Account, Saved
from koppeling.settings import InvalidSettings, Settings, read_settings

MAPPINGS = Path(__file__).resolve().parents[2] / "include" / "mappings"
FILES = hypothesis_settings(brief, suppress_health_check=[HealthCheck.function_scoped_fixture])
GUID = "3f0a2d64-8b1c-4e57-9a0d-5c6b7e8f9012"


@st.composite
def edited(draw: st.DrawFn, text: str) -> bytes:
    """A file in which somebody pasted, removed or saved something wrong."""
    body = text.encode()
    pasted = st.one_of(
        st.binary(max_size=6),
        st.sampled_from(
            [b"\x00", b"\xe9", b"&a [*a]", b"{", b"- ", b"\t", b"!!python/object:os.x", b"? [a]: b", b": "]
        ),
    )
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(body)))
        body = body[:start] + draw(pasted) + body[start + draw(st.integers(0, 9)) :]
    return body


@FILES
@given(st.sampled_from(["relations", "materials", "hourtypes"]), st.data())
def test_a_mapping_file_is_right_or_wrong_with_its_line(tmp_path: Path, name: str, data: st.DataObject) -> None:
    original = (MAPPINGS / f"{name}.yaml").read_text(encoding="utf-8")
    (tmp_path / "units.yaml").write_bytes((MAPPINGS / "units.yaml").read_bytes())
    path = tmp_path / f"{name}.yaml"
    path.write_bytes(data.draw(edited(original)))
    mapping = result(lambda: load_mapping(path), MappingError)
    if isinstance(mapping, MappingError):
        assert mapping.path.name in str(mapping)
    else:
        assert {"code", "debtor_number"} & {field.target for field in mapping.fields}


@FILES
@given(st.data())
def test_a_list_of_koppelingen_is_right_or_refused_with_words(tmp_path: Path, data: st.DataObject) -> None:
    path = tmp_path / "koppelingen.yaml"
    names = ["name", "account_key", "outsmart", "reeleezee", "pool", "schedules"]
    found = data.draw(st.one_of(values, st.fixed_dictionaries({"koppelingen": st.lists(rows(names), max_size=2)})))
    text = yaml.safe_dump(found, allow_unicode=True).encode("utf-8", "surrogatepass")
    path.write_bytes(data.draw(st.one_of(st.just(text), edited(text.decode("utf-8", "replace")))))
    read = result(lambda: koppelingen(path), InvalidKoppelingen)
    if isinstance(read, InvalidKoppelingen):
        assert path.name in str(read)
    else:
        assert all(re.fullmatch("[a-z][a-z0-9_]*", one.name) for one in read)


odd_settings = st.fixed_dictionaries({}, optional=dict.fromkeys(Settings.model_fields, st.one_of(values, any_text)))


@thorough
@given(odd_settings)
def test_settings_are_read_or_refused_field_by_field(found: dict[str, Any]) -> None:
    read = result(lambda: read_settings(found), InvalidSettings)
    if isinstance(read, InvalidSettings):
        named = {line.split(" ")[0].rstrip(":") for line in str(read).splitlines()}
        assert named & set(Settings.model_fields)
    else:
        assert read_settings(read.model_dump(mode="json")) == read


@thorough
@given(st.one_of(st.integers(-(10**12), 10**12), st.from_regex(r"[0-9]{1,12}", fullmatch=True), st.floats()))
def test_a_number_is_no_day_to_start_from(value: Any) -> None:
    """20260131 without hyphens must not become a day in 1970, which would guard nothing."""
    with pytest.raises(InvalidSettings, match="export_from"):
        read_settings({"export_from": value})


@brief
@given(st.dates())
def test_a_day_to_start_from_is_the_day_that_was_typed(day: Any) -> None:
    assert read_settings({"export_from": f" {day.isoformat()} "}).export_from == day


@thorough
@given(
    st.one_of(
        any_text,
        st.fixed_dictionaries(
            {},
            optional={
                "settings": st.one_of(odd_settings, values),
                "account": st.one_of(
                    rows(["administration_id", "work_status_conflicts", "prices_include_vat"]), values
                ),
                "saved_at": values,
            },
        ).map(lambda found: json.dumps(found, default=str)),
        st.sampled_from(["[" * 200_000, "1e9999999", "null"]),
    )
)
def test_a_variable_that_somebody_edited_is_read_or_refused(text: str) -> None:
    try:
        saved = Saved.from_json(text)
    except InvalidSettings:
        return
    assert Saved.from_json(saved.as_json()) == saved


@brief
@given(st.booleans(), st.one_of(st.none(), st.booleans()), any_text)
def test_what_was_saved_is_read_back(on: bool, include_vat: bool | None, by: str) -> None:
    saved = Saved(read_settings({"export_invoices": on}), Account(GUID, "Naam", include_vat), "2026-11-24", by)
    assert Saved.from_json(saved.as_json()) == saved


@brief
@given(st.sampled_from(sorted(catalogue())), st.data())
def test_every_reason_can_say_any_value_in_both_languages(code: str, data: st.DataObject) -> None:
    names = catalogue()[code].values
    told: Mapping[str, Any] = {name: data.draw(st.one_of(any_text, values), name) for name in names}
    why = reason(code, **told)
    for sentence in (why.nl, why.en, why.field):
        assert "\x00" not in sentence
        sentence.encode()
    assert Reason.from_json(why.as_json()) == why


@brief
@given(any_text, any_text, st.sampled_from(list(Result)))
def test_an_outcome_survives_the_way_through_xcom(label: str, relation: str, result: Result) -> None:
    row = Outcome("1", label, result, relation=relation, reason=reason("archived")).as_json()
    assert Outcome.from_json(row).as_json() == row
    json.dumps(row).encode()
