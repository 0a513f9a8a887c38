"""A long import in several turns: the same rows are written, and the same is told, as in one go."""

import json
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import pytest

from koppeling.imports.part import Part
from koppeling.imports.progress import Progress
from koppeling.imports.report import MOST_ROWS, Became, ImportReport, Tally
from koppeling.imports.turn import Turn
from koppeling.reasons import reason
from outsmart import batches
from outsmart.posting import TooManyBadRows, UnownedFieldLost

ADDRESS = {"Street": "Dorpsstraat", "Number": "3", "Postcode": "1234 AB", "City": "Lindedorp"}
# What Airflow's store takes without a word.
STORE_BYTES = 65_535
Import = Callable[..., ImportReport]


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "BATCH_SIZE", 2)


def guid(number: int) -> str:
    """Ids in another order than the numbers, as they are in life."""
    return str(uuid5(NAMESPACE_URL, f"record {number}"))


def in_turns(run: Import, between: Callable[[], object] = lambda: None, **more: Any) -> Iterator[ImportReport]:
    """Turns that end after every batch; what they hand over passes through JSON, as it does through Airflow."""
    progress = None
    while True:
        report = run(turn=Turn(progress, longest=0.0, clock=lambda: 0.0), **more)
        yield report
        if report.unfinished is None:
            return
        progress = Progress.from_json(json.loads(json.dumps(report.unfinished.as_json())))
        between()


def told(report: ImportReport) -> tuple[Any, ...]:
    rows = sorted(json.dumps(row.as_json()) for row in report.rows)
    return report.kind, dict(report.counts), rows, report.rows_left_out, dict(report.remembered)


def posted(couple: Any) -> int:
    return sum(count for route, count in couple.outsmart.counters().items() if route.startswith("POST"))


def rows(couple: Any, kind: str) -> dict[str, dict[str, str]]:
    """What is stored, without the numbers that OutSmart gives in the order of arrival."""
    stored: dict[str, dict[str, str]] = getattr(couple, kind)()
    return {key: {name: value for name, value in row.items() if name != "id"} for key, row in stored.items()}


def relations(couple: Any) -> None:
    """Of everything that can become of a record at least one."""
    for number in (6, 7, 10, 11, 12, 14, 15):
        couple.customer(id=guid(number), Name=f"Klant {number}", IdentifierNumber=number, address=ADDRESS)
    couple.import_relations()
    couple.change("customers", guid(6), Name="Klant zes")
    couple.change("customers", guid(7), Name="Klant zeven")
    couple.remove("customers", guid(11))
    couple.change("customers", guid(12), IdentifierNumber=112, Name="Klant twaalf")
    couple.change("customers", guid(14), IdentifierNumber="veertien")
    couple.change("customers", guid(15), IsArchived=True)
    for number in (1, 2, 3, 4):
        couple.customer(id=guid(number), Name=f"Klant {number}", IdentifierNumber=number, address=ADDRESS)
    couple.customer(id=guid(5), Name="Zonder adres", IdentifierNumber=5)
    couple.relation("8", "Klant 8", house_number="3", contact="Els")
    couple.customer(id=guid(8), Name="Klant 8", IdentifierNumber=8, address=ADDRESS)
    couple.relation("9", "Iemand anders", street="Elders", postal_code="9999 ZZ")
    couple.customer(id=guid(9), Name="Klant 9", IdentifierNumber=9, address=ADDRESS)


def materials(couple: Any) -> None:
    couple.outsmart.switch(zero_material_price="refuse")
    couple.material("M-1", "Met de hand getypt", note="Magazijn 2")
    for number in range(1, 10):
        couple.product(f"M-{number}", f"Artikel {number}", "0.00" if number in {3, 7} else "2.50", id=guid(number))


def hour_types(couple: Any) -> None:
    for number in range(1, 6):
        couple.service(f"U-{number}", f"Uren {number}", "62.505" if number == 2 else "62.50", id=guid(number))


@pytest.mark.parametrize(
    ("fill", "kind", "expected"),
    [
        (
            relations,
            "relations",
            {"created": 5, "updated": 4, "unchanged": 1, "conflict": 1, "refused": 1, "skipped": 1},
        ),
        (materials, "materials", {"created": 6, "updated": 1, "refused": 2}),
        (hour_types, "hour_types", {"created": 5, "remark": 1}),
    ],
)
def test_turns_write_and_tell_what_one_import_does(couple: Any, fill: Any, kind: str, expected: dict[str, int]) -> None:
    fill(couple)
    uncut = getattr(couple, f"import_{kind}")()
    stored = rows(couple, kind)
    for box in (couple.outsmart, couple.reeleezee):
        box.reset()
    fill(couple)

    turns = list(in_turns(getattr(couple, f"import_{kind}")))

    assert len(turns) > 2
    assert told(turns[-1]) == told(uncut)
    assert rows(couple, kind) == stored
    assert {name: uncut.counts[name] for name in expected} == expected
    sums = ("created", "updated", "unchanged", "conflict", "refused", "skipped")
    assert all(turn.counts["read"] == sum(turn.counts[name] for name in sums) for turn in turns)


def test_a_record_is_posted_in_one_turn_only_even_when_outsmart_keeps_it_otherwise(couple: Any) -> None:
    couple.outsmart.switch(relation_external_id_stored=False)
    for number in range(1, 8):
        couple.customer(id=guid(number), Name=f"Klant {number}", IdentifierNumber=number, address=ADDRESS)

    couple.outsmart.forget_requests()
    last = list(in_turns(couple.import_relations))[-1]

    assert posted(couple) == 4
    assert (last.counts["read"], last.counts["created"], last.counts["updated"]) == (7, 7, 0)


def test_no_more_rows_may_be_refused_in_all_turns_than_in_one_import(couple: Any) -> None:
    couple.outsmart.switch(zero_material_price="refuse")
    couple.material("GOED", "Artikel", freefield5=guid(0))
    couple.product("GOED", "Artikel", id=guid(0))
    for number in range(1, 26):
        couple.product(f"M-{number}", f"Artikel {number}", "0.00", id=guid(number))
    turns = []

    with pytest.raises(TooManyBadRows, match="more than 20 rows"):
        turns += list(in_turns(couple.import_materials))
    assert list(couple.materials()) == ["GOED"]


def test_every_turn_that_updates_tries_one_row_before_the_others(couple: Any) -> None:
    for number in range(1, 8):
        couple.relation(str(number), f"Klant {number}", house_number="3", contact="Els")
        couple.customer(id=guid(number), Name=f"Klant {number}", IdentifierNumber=number, address=ADDRESS)
    turns = in_turns(couple.import_relations)
    next(turns)
    linked = {key for key, row in couple.relations().items() if row["external_id"]}
    # From here on OutSmart loses what is not ours: one row is found to suffer, and no other.
    for key in set(couple.relations()) - linked:
        couple.type_in("relations", key, contact="Langer dan de API aanneemt. " * 20)
    couple.outsmart.switch(long_text="cut")

    with pytest.raises(UnownedFieldLost, match="contact"):
        next(turns)
    assert {key for key, row in couple.relations().items() if row["external_id"]} == linked


def test_what_changes_between_two_turns_is_seen_by_the_next_or_by_the_next_import(couple: Any) -> None:
    newcomers = iter(range(100, 106))
    for number in range(1, 8):
        couple.customer(id=guid(number), Name=f"Klant {number}", IdentifierNumber=number, address=ADDRESS)

    def meanwhile() -> None:
        """New customers behind and before where the import is, and a planner who edits what was just written."""
        for number in islice(newcomers, 3):
            couple.customer(id=guid(number), Name=f"Klant {number}", IdentifierNumber=number, address=ADDRESS)
        for key in couple.relations():
            couple.outsmart.act(f"relations/{key}", {"set": {"name": "Bewerkt"}})
        couple.change("customers", guid(1), IdentifierNumber=1001)

    last = list(in_turns(couple.import_relations, meanwhile))[-1]

    sums = ("created", "updated", "unchanged", "conflict", "refused", "skipped")
    assert last.counts["read"] == sum(last.counts[name] for name in sums) >= 7
    assert couple.import_relations().counts["conflict"] == 0
    assert couple.import_relations().counts["unchanged"] == len(couple.relations())
    assert len({row["external_id"] for row in couple.outsmart.state()["relations"]}) == len(couple.relations())


def test_a_preview_is_one_turn(couple: Any) -> None:
    for number in range(1, 8):
        couple.customer(id=guid(number), Name=f"Klant {number}", IdentifierNumber=number, address=ADDRESS)

    (shown,) = in_turns(couple.import_relations, preview=True)

    assert (shown.counts["created"], shown.unfinished, couple.relations()) == (7, None, {})


def test_an_import_in_time_is_one_turn(couple: Any) -> None:
    for number in range(1, 8):
        couple.customer(id=guid(number), Name=f"Klant {number}", IdentifierNumber=number, address=ADDRESS)

    report = couple.import_relations(turn=Turn(longest=3600.0))

    assert (report.counts["created"], report.unfinished) == (7, None)


@pytest.mark.parametrize(
    ("reading", "writing", "is_over"), [(1, 3, False), (1, 4, True), (10, 1, False), (10, 9, False), (10, 10, True)]
)
def test_a_turn_lasts_its_time_and_writes_for_as_long_as_it_read(reading: float, writing: float, is_over: bool) -> None:
    moments = iter([100.0, 100.0 + reading, 100.0 + reading + writing])
    turn = Turn(longest=5.0, clock=lambda: next(moments))
    turn.has_read()

    assert turn.allowance.is_over() is is_over


def test_what_is_carried_stays_small_whatever_there_is_to_tell() -> None:
    tally = Tally()
    for number in range(2 * MOST_ROWS):
        name = f"Installatiebedrijf Dé Vries & Zonen {number} te Lindedorp"
        why = reason("row_number_conflict", number=number, outsmart_name=name, reeleezee_name=f"{name} B.V.")
        tally.tell(Became.CONFLICT if number % 2 else Became.INCOMPLETE, str(number), name, why)
    notes = {f"debiteur {number}": f"{number:012x}:" for number in range(MOST_ROWS)}
    part = Part().until(guid(1), [guid(number) for number in range(100)])

    handed_over = Progress.after(part, tally.report("relations", preview=False, remembered={}), notes, 3).as_json()

    assert len(json.dumps(handed_over)) < STORE_BYTES
    taken_up = Progress.from_json(handed_over)
    report = taken_up.tally().report("relations", preview=False, remembered={})
    assert [row.outcome for row in report.rows] == [Became.CONFLICT] * MOST_ROWS
    assert (report.rows_left_out, report.counts["incomplete"]) == (MOST_ROWS, MOST_ROWS)
    assert (taken_up.notes, taken_up.bad_rows, taken_up.part.start) == (notes, 3, guid(1))
    assert {guid(number) in taken_up.part for number in range(100)} == {False}
