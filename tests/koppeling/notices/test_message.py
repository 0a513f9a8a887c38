"""What the messages say, in both languages."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from koppeling.notices import message
from koppeling.notices.message import Digest, FailedRun, Message
from koppeling.notices.standing import Refusal
from koppeling.notices.texts import TEXTS, names_in
from koppeling.reasons import Reason, reason

AT = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)
PAGE = "https://airflow.example.nl/koppeling/#/default/orders"


def refusal(number: int, why: Reason) -> Refusal:
    return Refusal(str(number), f"WB-{number}", "Bakkerij Korenbloem", why, AT)


def digest(*fresh: Refusal, **fields: object) -> Digest:
    known = {"older": 0, "exported": 3, "net": Decimal("1234.5"), "page": PAGE} | fields
    return Digest(fresh=fresh, **known)  # type: ignore[arg-type]  # a test names the fields it is about


def test_both_languages_have_the_same_sentences_with_the_same_values() -> None:
    assert TEXTS["nl"].keys() == TEXTS["en"].keys()
    assert all(names_in(TEXTS["nl"][name]) == names_in(TEXTS["en"][name]) for name in TEXTS["nl"])


def test_a_failed_run_tells_dag_task_cause_work_orders_what_to_do_and_where_to_look() -> None:
    orders = tuple((f"WB-{number}", "Bakkerij", "geen antwoord") for number in range(12))
    run = FailedRun("Facturen maken", "report", "12 werkbonnen wachten.", "https://airflow.example.nl/x", orders)
    told = message.failed("default", run, "nl")
    assert told.subject == "Koppeling default: Facturen maken is mislukt"
    assert told.lines[:3] == (
        "Een ronde van Facturen maken is mislukt (taak report).",
        "Waarom: 12 werkbonnen wachten.",
        "Werkbon WB-0 (Bakkerij): geen antwoord",
    )
    assert "… en 2 andere werkbonnen." in told.lines
    assert told.lines[-1] == "Bekijken: https://airflow.example.nl/x"


def test_a_task_that_was_killed_left_no_words() -> None:
    told = message.failed("zuid", FailedRun("Controle", "compare", "", "https://airflow.example.nl/x"), "en")
    assert told.lines[1] == "The task stopped without telling a reason; see its log."


def test_a_digest_groups_by_cause_with_its_remedy_the_largest_first() -> None:
    nothing = [
        refusal(number, reason("nothing_to_invoice", work_order=f"WB-{number}", left_out="")) for number in (1, 2)
    ]
    missing = refusal(3, reason("relation_missing"))
    told = message.digest("default", digest(missing, *nothing, links={"3": "https://o.example.nl/3"}), "nl")
    assert told.subject == "Koppeling default: Werkbonnen: 3 geweigerd, 3 gefactureerd"
    groups = [line for line in told.lines if " × " in line]
    assert groups == [
        "2 × Vul materialen of uren in en zet de status weer op 1, of zet de status op 0.",
        "1 × Kies de relatie op de werkbon en zet de status weer op 1.",
    ]
    assert any(line.startswith("- WB-3 · Bakkerij") and line.endswith("https://o.example.nl/3") for line in told.lines)
    assert "Gefactureerd in het afgelopen etmaal: 3 werkbonnen, € 1.234,50 excl. btw." in told.lines
    assert told.lines[-1] == f"Bekijken: {PAGE}"


def test_a_digest_in_english_is_english() -> None:
    told = message.digest("default", digest(refusal(1, reason("relation_missing"))), "en")
    assert "1 × Choose the relation on the work order and set the status to 1 again." in told.lines
    assert "Invoiced in the last day: 3 work orders, € 1,234.50 excluding VAT." in told.lines


def test_a_digest_tells_what_it_leaves_out_and_what_it_does_not_know() -> None:
    many = [refusal(number, reason("relation_missing")) for number in range(30)]
    told = message.digest("default", digest(*many, older=4, forgotten=7, is_checked=False), "nl")
    assert "… en 5 andere om dezelfde reden" in told.lines
    assert "Van eerder staan er nog 4 op 99." in told.lines
    assert "Nog 7 oudere weigeringen pasten niet meer in dit overzicht." in told.lines
    assert any(line.startswith("OutSmart kon niet worden geraadpleegd") for line in told.lines)


@pytest.mark.parametrize(("fresh", "exported", "is_empty"), [(0, 0, True), (0, 1, False), (1, 0, False)])
def test_a_day_without_refusals_and_invoices_is_nothing_to_tell(fresh: int, exported: int, is_empty: bool) -> None:
    refusals = [refusal(number, reason("relation_missing")) for number in range(fresh)]
    assert digest(*refusals, exported=exported).is_empty is is_empty


def test_a_mail_shows_what_others_typed_as_text_and_addresses_as_links() -> None:
    shown = Message("x", ("- <b>WB</b> & co", "Bekijken: https://a.example.nl/?a=1&b=2")).html
    assert "&lt;b&gt;WB&lt;/b&gt; &amp; co" in shown
    assert '<a href="https://a.example.nl/?a=1&amp;b=2">' in shown
