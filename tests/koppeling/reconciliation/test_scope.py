"""Which work orders the proof is about, how long one waits, who is a twin, and what stays acknowledged."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from koppeling.reasons import reason
from koppeling.reconciliation.acknowledged import MOST_KEYS, acknowledge
from koppeling.reconciliation.finding import Finding
from koppeling.reconciliation.proof import Proof
from koppeling.reconciliation.report import MOST_ROWS, proof_as_json, readable, reconciliation_report
from koppeling.reconciliation.scope import (
    Scope,
    is_still_to_come,
    may_be_invoiced,
    must_be_invoiced,
    scope_of,
    waiting_since,
)
from koppeling.reconciliation.twins import Named, folded, guid, kvk_number, twins, vat_number
from koppeling.settings import read_settings
from outsmart.records import WorkOrder

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 11, 24, 5, 40, tzinfo=AMSTERDAM)
Orders = Callable[..., WorkOrder]


def scope(since: str = "2026-10-01", **settings: Any) -> Scope:
    return scope_of(read_settings(settings), date.fromisoformat(since), NOW)


@pytest.mark.parametrize(
    ("asked", "export_from", "since"),
    [
        (None, None, "2026-09-25"),
        (None, "2026-01-01", "2026-01-01"),
        ("2026-11-01", "2026-01-01", "2026-11-01"),
        ("2025-11-01", "2026-01-01", "2026-01-01"),
        ("2025-11-01", None, "2025-11-01"),
    ],
)
def test_the_day_is_the_asked_one_and_never_before_the_start(asked: str, export_from: str, since: str) -> None:
    day = date.fromisoformat(asked) if asked else None

    assert scope_of(read_settings({"export_from": export_from}), day, NOW).since == date.fromisoformat(since)


@pytest.mark.parametrize(
    ("members", "held"),
    [
        ({"WorkDate": "01-10-2026"}, True),
        ({"WorkDate": "30-09-2026"}, False),
        ({"WorkDate": "30-09-2026", "Workperiods": [{"WorkDate": "01-10-2026"}]}, True),
        ({"WorkDate": ""}, True),
        ({"WorkDate": "gisteren"}, True),
        ({"WorkDate": "30-09-2026", "status": "Compleet", "WorkStatus": "1"}, True),
        ({"WorkDate": "30-09-2026", "status": "Compleet", "WorkStatus": "1", "Archived": "1"}, False),
        ({"WorkDate": "30-09-2026", "status": "Compleet", "WorkStatus": "99"}, False),
    ],
)
def test_an_order_counts_from_the_day_on_and_always_while_it_waits(
    order: Orders, members: dict[str, Any], held: bool
) -> None:
    assert scope().holds(order(**{"status": "Afgehandeld"} | members)) is held


def test_an_order_from_before_the_start_never_counts(order: Orders) -> None:
    assert not scope(export_from="2026-10-10").holds(order(WorkDate="09-10-2026", CreationDate="2026-10-09 08:00"))


@pytest.mark.parametrize(
    ("status", "code", "must", "may", "to_come"),
    [
        ("Afgehandeld", "1", True, True, False),
        ("afgehandeld", "99", True, True, False),
        ("Afgehandeld", "0", False, False, False),
        ("Afgehandeld", "", False, False, False),
        ("Compleet", "1", False, True, False),
        ("Compleet", "99", False, True, False),
        ("Compleet", "WACHT", False, False, False),
        ("Opgehaald", "1", False, False, True),
        ("Klaargezet", "", False, False, True),
        ("Ingepland", "WACHT", False, False, True),
        ("Opgehaald", "0", False, False, False),
        ("Opgehaald", "99", False, False, False),
    ],
)
def test_who_must_may_and_will_be_invoiced(
    order: Orders, status: str, code: str, must: bool, may: bool, to_come: bool
) -> None:
    work = order(status=status, WorkStatus=code, Materials=[{"MaterialCode": "KB-22"}])

    assert (must_be_invoiced(work), may_be_invoiced(work), is_still_to_come(work)) == (must, may, to_come)
    assert not is_still_to_come(work.model_copy(update={"materials": ()}))
    assert not is_still_to_come(work.model_copy(update={"archived": "1"}))


@pytest.mark.parametrize(
    ("members", "since", "too_long"),
    [
        ({}, None, True),
        ({"CreationDate": "2026-11-24 05:10:00"}, "05:10", False),
        ({"CreationDate": "2026-11-24 05:09"}, "05:09", True),
        ({"CreationDate": "2026-11-24 05:09:59"}, "05:09", True),
        ({"CreationDate": "2026-10-01 08:00", "MutationDate": "2026-11-24 05:30:00"}, "05:30", False),
        ({"CreationDate": "onbekend", "MutationDate": "2026-11-24 04:00:00"}, "04:00", True),
        ({"CreationDate": "2026-11-24 05:00", "MutationDate": "2026-11-25 05:30:00"}, "05:00", True),
        ({"StatusChanges": [{"status": "1", "timestamp": "2026-11-24 05:20:00"}]}, "05:20", False),
        ({"StatusChanges": [{"status": "99", "timestamp": "2026-11-24 05:20:00"}]}, None, True),
        ({"StatusChanges": "2026-11-24 05:20:00"}, None, True),
        ({"StatusChanges": ["1", {"status": 1, "timestamp": None}]}, None, True),
        ({"CreationDate": "2026-11-24T04:20:00+00:00"}, "04:20", False),
    ],
)
def test_a_wait_is_counted_from_the_latest_moment_that_the_order_tells(
    order: Orders, members: dict[str, Any], since: str | None, too_long: bool
) -> None:
    work = order(**members)

    told = waiting_since(work, NOW)
    assert (f"{told:%H:%M}" if told else None) == since
    assert scope().waits_too_long(work) is too_long
    assert not scope().waits_too_long(order(**members, Archived="1"))


@pytest.mark.parametrize(
    ("created", "now", "too_long"),
    [
        ("2026-03-29 01:50", datetime(2026, 3, 29, 1, 20, tzinfo=UTC), False),  # 3:20, half an hour after 1:50
        ("2026-03-29 01:50", datetime(2026, 3, 29, 1, 21, tzinfo=UTC), True),
        ("2026-10-25 02:50", datetime(2026, 10, 25, 1, 20, tzinfo=UTC), False),  # 2:20 for the second time
        ("2026-10-25 02:50", datetime(2026, 10, 25, 1, 21, tzinfo=UTC), True),
        ("2026-10-25 02:10", datetime(2026, 10, 25, 1, 40, tzinfo=UTC), False),  # perhaps the second 2:10
        ("2026-10-25 02:10", datetime(2026, 10, 25, 1, 41, tzinfo=UTC), True),
    ],
)
def test_a_wait_over_the_change_of_the_clock_lasts_as_long_as_it_does(
    order: Orders, created: str, now: datetime, too_long: bool
) -> None:
    at_night = scope_of(read_settings({}), date(2026, 1, 1), now.astimezone(AMSTERDAM))

    assert at_night.waits_too_long(order(CreationDate=created)) is too_long


@pytest.mark.parametrize(
    ("read", "text", "mark"),
    [
        (guid, " 3F0A2D64-8B1C-4E57-9A0D-5C6B7E8F9012 ", "3f0a2d64-8b1c-4e57-9a0d-5c6b7e8f9012"),
        (guid, "KB-22", ""),
        (kvk_number, "1234.56 78", "12345678"),
        (kvk_number, "1234567", ""),
        (kvk_number, "00000000", ""),
        (kvk_number, "1234567x", ""),
        (vat_number, "NL 0044.95.445.B01", "NL004495445B01"),
        (vat_number, "BE0428759497", "BE0428759497"),
        (vat_number, "NL123456789B01", ""),
        (vat_number, "onbekend", ""),
        (folded, " Post@Example.nl ", "post@example.nl"),
        (folded, " - ", ""),
        (folded, "REIS\u200b ", "reis"),
    ],
)
def test_marks_are_compared_in_one_notation(read: Callable[[str], str], text: str, mark: str) -> None:
    assert read(text) == mark


def test_twins_are_those_that_share_a_mark_of_the_same_field() -> None:
    records = [Named("A", {"email": "x", "code": ""}), Named("B", {"email": "", "code": ""}), Named("C", {"code": "x"})]

    assert list(twins("twin_relations", records)) == []
    (found,) = twins("twin_relations", [*records, Named("D", {"email": "x"})])
    assert found.reason.values["names"] == "A; D"
    assert found.subject == "email x"


def missed(row_id: str, work_status: str = "1") -> Finding:
    told = reason("settled_without_invoice", work_order=f"WB-{row_id}", work_status=work_status)
    return Finding(told, row_id, f"WB-{row_id}")


def waiting(row_id: str) -> Finding:
    return Finding(reason("waiting_too_long", work_order=f"WB-{row_id}", since="?"), row_id, f"WB-{row_id}")


def night(findings: Sequence[Finding], wishes: Sequence[str] = (), before: Sequence[str] = ()) -> tuple[Any, list[str]]:
    made = json.loads(json.dumps(proof_as_json(Proof("2026-10-01", findings=list(findings)), {})))
    told, kept = reconciliation_report(made, wishes, before)
    return told, list(kept)


@pytest.mark.parametrize("wish", ["7", " WB-7 "])
def test_what_is_acknowledged_once_is_not_told_again_until_it_is_otherwise(wish: str) -> None:
    told, kept = night([missed("7"), missed("8")], [wish])
    assert [row["subject"] for row in told["findings"]] == ["8"]
    told, again = night([missed("7")], (), kept)
    assert (told["findings"], told["failure"], told["acknowledged"]) == ([], "", 1)
    assert again == kept

    told, _ = night([missed("7", "99")], (), kept)
    assert [row["subject"] for row in told["findings"]] == ["7"]


def test_a_waiting_order_cannot_be_acknowledged_and_the_wish_is_told() -> None:
    told, kept = night([waiting("7")], ["7", "WB-12"])

    assert (len(told["findings"]), kept, told["unmatched"]) == (1, [], ["7", "WB-12"])
    assert "Bevestigen: 'WB-12'" in readable(told)[3]


def test_the_memory_is_bounded_and_forgets_what_was_met_longest_ago() -> None:
    first = acknowledge([missed(str(n)) for n in range(MOST_KEYS)], [str(n) for n in range(MOST_KEYS)], ())
    assert len(first.remembered) == MOST_KEYS

    more = acknowledge([missed("0"), missed("nieuw")], ["nieuw"], first.remembered)
    assert len(more.remembered) == MOST_KEYS
    assert {missed("0").key, missed("nieuw").key} <= set(more.remembered)
    assert missed("1").key not in more.remembered


@pytest.mark.parametrize("filler", ["a", "é", '"', "\\", "\ud83d", "\x00", "x" * 300])
def test_the_memory_fits_into_airflows_store_whatever_is_remembered(filler: str) -> None:
    subjects = [f"{n:04}{filler * 36}" for n in range(MOST_KEYS)]
    told = [Finding(reason("invoice_without_work_order", invoice=s, quoted=s, invoice_net=s), s) for s in subjects]
    kept = acknowledge(told, [], [finding.key for finding in told]).remembered

    assert len(kept) == MOST_KEYS
    assert len(json.dumps(list(kept)).encode()) < 64_000


def test_a_report_is_red_for_errors_only_and_bounded() -> None:
    notice = Finding(reason("invoice_booked", work_order="WB-1", invoice="3", state="geboekt"), "1", "WB-1", "3")
    assert night([notice])[0]["failure"] == ""

    told, _ = night([notice, *[missed(str(n)) for n in range(MOST_ROWS + 4)]])
    assert told["failure"].startswith(f"{MOST_ROWS + 4} bevindingen die niet kloppen / findings")
    assert (len(told["findings"]), told["left_out"], told["counts"]["invoice_booked"]) == (MOST_ROWS, 5, 1)
    assert readable(told)[-1] == "… en nog 5 bevindingen, minder dringend dan deze."
    assert readable(told)[2].startswith("FOUT · Werkbon WB-0 is Afgehandeld (status 1)")


def test_a_finding_survives_its_way_through_json() -> None:
    cause = reason("hour_type_unknown", code="X", where="WB-7", system="Reeleezee")
    told = Finding(reason("will_be_refused", work_order="WB-7", status="Opgehaald"), "7", "WB-7", cause=cause)

    again = Finding.from_json(json.loads(json.dumps(told.as_json())))
    assert (again, again.key) == (told, told.key)
    assert again.nl.count("Uursoort X") == 1
