"""What the demo prints can be read in a terminal and in a build log alike."""

from io import StringIO

from rich.console import Console

from embedded.console import Progress
from embedded.expectation import demo_settings, expectations
from embedded.rest import RunResult
from embedded.results import ImportResult, order_results
from embedded.run_table import run_table
from embedded.verdict import Difference


def _shown(table: object) -> str:
    output = StringIO()
    Console(file=output, width=200).print(table)
    return output.getvalue()


def test_the_table_shows_counts_amounts_reasons_and_what_is_wrong() -> None:
    exported = {
        "row_id": "5512001",
        "work_order": "WB-2026-00001",
        "relation": "Mevr. A. Zomerdijk",
        "outcome": "exported",
        "net": "126.75",
        "vat": "26.62",
        "total": "153.37",
    }
    imports = [ImportResult("relations_import", "success", {"read": 150, "created": 140, "conflict": 0})]
    wrong = [Difference("work order 5512033", "status in OutSmart", "Compleet / 0", "Compleet / 99")]
    statuses = {"5512033": ("Compleet", "0")}
    text = _shown(
        run_table(imports, ["5512001", "5512033"], order_results([{"outcomes": [exported]}]), wrong, statuses)
    )
    assert "150 read, 140 created" in text
    assert "conflict" not in text
    line = next(line for line in text.splitlines() if "WB-2026-00001" in line)
    assert all(part in line for part in ("Mevr. A. Zomerdijk", "concept", "126.75", "26.62", "153.37", "✓"))
    line = next(line for line in text.splitlines() if "5512033" in line)
    assert all(part in line for part in ("overgeslagen", "Compleet, werkstatus 0", "≠"))


def test_a_refusal_is_shown_in_dutch_and_english() -> None:
    refused = {
        "row_id": "5512016",
        "work_order": "WB-16",
        "outcome": "refused",
        "nl": "Niets te doen. " + "Heel lang. " * 20,
        "en": "Nothing",
    }
    text = _shown(run_table([], ["5512016"], order_results([{"outcomes": [refused]}]), [], {}))
    assert "Niets te doen" in text
    assert "Nothing" in text
    assert "geweigerd (99)" in text
    assert "…" in text
    assert sum("│" in line for line in text.splitlines()) == 2


def test_a_warning_is_shown_in_words_of_both_languages_and_shortened() -> None:
    warnings = [
        {"code": "vat_rounding", "nl": "De btw wijkt een cent af. " + "Heel lang. " * 20, "en": "VAT is a cent off."},
        {"code": "due_date_not_stored", "nl": "De vervaldatum is anders.", "en": "The due date differs."},
    ]
    exported = {"row_id": "1", "work_order": "WB-1", "outcome": "exported", "warnings": warnings}
    text = _shown(run_table([], ["1"], order_results([{"outcomes": [exported]}]), [], {}))
    assert all(part in text for part in ("De btw wijkt een cent af", "VAT is a cent off", "vervaldatum", "due date"))
    assert "…" in text
    assert "vat_rounding" not in text
    assert sum("│" in line for line in text.splitlines()) == 4


def test_two_warnings_of_one_code_are_both_shown() -> None:
    warnings = [
        {"code": "line_left_out", "nl": f"Weggelaten: {n}.", "en": f"Left out: {n}."} for n in ("slang", "pijp")
    ]
    exported = {"row_id": "1", "work_order": "WB-1", "outcome": "exported", "warnings": warnings}
    text = _shown(run_table([], ["1"], order_results([{"outcomes": [exported]}]), [], {}))
    assert all(part in text for part in ("Weggelaten: slang", "Left out: slang", "Weggelaten: pijp", "Left out: pijp"))


def test_what_was_changed_meanwhile_is_told_beside_the_amounts() -> None:
    changed = {"row_id": "1", "work_order": "WB-1", "outcome": "exported_changed_meanwhile", "net": "24.75"}
    changed |= {"reason": "changed_meanwhile", "nl": "De werkbon is gewijzigd.", "en": "It was changed."}
    text = _shown(run_table([], ["1"], order_results([{"outcomes": [changed]}]), [], {}, title="Bedrijf / act"))
    assert all(part in text for part in ("24.75", "De werkbon is gewijzigd.", "It was changed.", "Bedrijf / act"))


def test_each_task_is_told_once_and_only_when_it_has_ended() -> None:
    output = StringIO()
    tell = Progress(Console(file=output, width=100)).of_run()
    tell(RunResult("d", "r", "running", {"first": "running", "second": "none"}))
    tell(RunResult("d", "r", "running", {"first": "success", "second": "running"}))
    tell(RunResult("d", "r", "failed", {"first": "success", "second": "failed"}))
    lines = [line.split(" s  ", 1)[1].strip() for line in output.getvalue().splitlines()]
    assert lines == ["d.first: done", "d.second: FAILED"]


def test_a_line_with_brackets_is_printed_as_it_is() -> None:
    output = StringIO()
    Progress(Console(file=output, width=20)).say("sync[3] failed: [Errno 5] and a text longer than the console is wide")
    assert output.getvalue().endswith("sync[3] failed: [Errno 5] and a text longer than the console is wide\n")


def test_every_work_order_of_the_demo_has_an_expected_outcome() -> None:
    outcomes = [one.outcome for one in expectations().values()]
    assert len(outcomes) == 43
    assert set(outcomes) == {"exported", "refused", "skipped"}
    assert all(one.total and one.lines and one.customer for one in expectations().values() if one.is_exported)
    assert all(one.reason for one in expectations().values() if not one.is_exported)


def test_the_demos_settings_are_for_the_default_koppeling() -> None:
    assert demo_settings()["koppeling"] == "default"
    assert demo_settings()["export_invoices"] is True
