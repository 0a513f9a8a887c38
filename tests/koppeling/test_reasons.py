"""The catalogue of reasons is complete, in both languages, and agrees with the code that quotes it."""

import ast
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from string import Formatter

import pytest

from koppeling.reasons import CATALOGUE, Both, Reason, ReasonText, catalogue, reason

PLUGIN = Path(__file__).resolve().parents[2] / "plugins" / "koppeling"
KINDS = {"refusal", "warning", "deferral", "skip", "note", "row", "finding"}
ROWS = list(catalogue().values())


def quoted(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Every call of `reason` or `refuse` whose code stands there as a text, with where it stands."""
    for path in sorted(PLUGIN.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"reason", "refuse"}:
                yield f"{path.relative_to(PLUGIN)}:{node.lineno}", node


def literal_calls() -> Iterator[tuple[str, str, set[str | None]]]:
    for where, call in calls():
        code = call.args[0]
        if isinstance(code, ast.Constant) and isinstance(code.value, str):
            yield where, code.value, {keyword.arg for keyword in call.keywords}


def texts_in_code() -> set[str]:
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in PLUGIN.rglob("*.py")]
    nodes = (node for tree in trees for node in ast.walk(tree))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_the_scan_of_the_code_finds_the_reasons() -> None:
    assert len(list(literal_calls())) > 50


def test_every_code_in_use_is_in_the_catalogue() -> None:
    assert [(where, code) for where, code, _ in literal_calls() if code not in catalogue()] == []


def test_every_use_gives_the_values_that_the_sentence_quotes() -> None:
    lacking = [
        (where, code, sorted(catalogue()[code].values - given))
        for where, code, given in literal_calls()
        if catalogue()[code].values - given
    ]

    assert lacking == []


def test_no_row_of_the_catalogue_is_unused() -> None:
    assert set(catalogue()) - texts_in_code() == set()


def test_no_code_stands_twice_in_the_file() -> None:
    lines = CATALOGUE.read_text(encoding="utf-8").splitlines()
    codes = [line.partition(":")[0] for line in lines if line and line[0].isalpha()]

    assert len(codes) == len(set(codes)) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.code)
def test_every_row_has_kind_field_and_both_languages(row: ReasonText) -> None:
    assert row.kind in KINDS
    assert row.field.strip()
    assert row.nl.strip()
    assert row.en.strip()
    assert row.nl != row.en


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.code)
def test_both_languages_quote_the_same_values(row: ReasonText) -> None:
    assert quoted(row.nl) == quoted(row.en)
    assert quoted(row.remedy_nl) == quoted(row.remedy_en)


@pytest.mark.parametrize("row", [r for r in ROWS if r.kind in {"refusal", "finding"}], ids=lambda row: row.code)
def test_every_refusal_and_finding_tells_in_both_languages_what_to_do(row: ReasonText) -> None:
    assert row.remedy_nl.strip()
    assert row.remedy_en.strip()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.code)
def test_a_remedy_stands_in_both_languages_or_in_neither(row: ReasonText) -> None:
    assert bool(row.remedy_nl.strip()) is bool(row.remedy_en.strip())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.code)
def test_every_sentence_can_be_made_and_leaves_no_brace_open(row: ReasonText) -> None:
    told = reason(row.code, **dict.fromkeys(row.values, "waarde"))

    assert "{" not in told.nl + told.en + told.field
    assert told.nl.endswith((".", "?", "waarde"))


def test_an_unknown_code_and_a_missing_value_are_mistakes() -> None:
    with pytest.raises(KeyError, match="no_such_reason"):
        reason("no_such_reason")
    with pytest.raises(ValueError, match=r"material_unknown needs the values \['name'\]; got \['code'\]"):
        reason("material_unknown", code="KB-22")


def test_sentence_and_remedy_are_told_together() -> None:
    told = reason("material_unknown", code="KB-22", name="Koperbuis")

    assert told.nl == (
        "Materiaal KB-22 (Koperbuis) is niet bekend in Reeleezee. "
        "Maak het product aan in Reeleezee (of zet de optie nieuwe materialen aan) en zet de status weer op 1."
    )
    assert told.en.startswith("Material KB-22 (Koperbuis) is not known in Reeleezee. Create the product")
    assert reason("archived").nl == "Gearchiveerde werkbon."


def test_the_field_of_a_reason_names_the_field_that_was_wrong() -> None:
    assert reason("unreadable_value", value="een", field="MaterialNr", where="KB-22").field == "MaterialNr"
    assert reason("not_applied", name="MinimumHours", value="2").field == "MinimumHours"
    assert reason("archived").field == "Archived"


def test_a_long_value_is_cut_so_that_the_sentence_can_be_read() -> None:
    told = reason("material_without_code", name="x" * 70_000)

    assert told.values["name"] == "x" * 199 + "…"
    assert len(told.nl) < 400


def test_a_value_of_exactly_the_longest_size_is_kept() -> None:
    assert reason("material_without_code", name="x" * 200).values["name"] == "x" * 200


def test_a_value_keeps_to_one_line_without_what_cannot_be_printed_or_stored() -> None:
    assert reason("material_without_code", name="twee\r\n regels\x00\ud83d").values["name"] == "twee regels"


def test_braces_in_a_value_are_text() -> None:
    assert "({code} {0})" in reason("material_without_code", name="{code} {0}").nl


def test_a_reason_survives_json() -> None:
    told = reason("line_left_out", name="Koperbuis 22 mm")

    assert told.as_json() == {"code": "line_left_out", "values": {"name": "Koperbuis 22 mm"}}
    assert Reason.from_json(told.as_json()) == told


def test_amounts_and_days_are_written_as_each_language_does() -> None:
    told = reason("before_export_from", work_date=date(2026, 3, 9), export_from=datetime(2026, 4, 1, 8, tzinfo=UTC))
    priced = reason("negative_total", net=Decimal("-1200.50"))

    assert told.quoted("nl") == {"work_date": "09-03-2026", "export_from": "01-04-2026"}
    assert told.quoted("en") == {"work_date": "2026-03-09", "export_from": "2026-04-01"}
    assert "(-1200,50)" in priced.nl
    assert "(-1200.50)" in priced.en


def test_a_reason_that_is_quoted_in_another_stays_in_its_language() -> None:
    cause = reason("negative_total", net=Decimal("-33.00"))
    told = reason("not_marked", problem=Both("geen antwoord", "no answer"), refusal=cause)

    assert "(geen antwoord)" in told.nl
    assert told.nl.endswith(f"Reden: {cause.nl}")
    assert "(no answer)" in told.en
    assert told.en.endswith(cause.en)


def test_a_value_of_two_languages_survives_being_stored() -> None:
    told = reason("negative_total", net=Decimal("-33.00"))

    assert Reason.from_json(told.as_json()) == told
    assert Reason.recalled(told.code, told.values_as_json()) == told
    assert json.loads(json.dumps(told.values_as_json())) == {"net": {"nl": "-33,00", "en": "-33.00"}}


def test_a_stored_reason_of_former_times_is_read_as_it_was() -> None:
    assert "(-33.00)" in Reason.recalled("negative_total", {"net": "-33.00"}).nl
