"""The version of a work order: what it was for plain ones, and every field that decided for the others."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from koppeling.identity import line_id
from koppeling.invoicing.build import InvoiceRules, build
from koppeling.invoicing.draft import Draft
from koppeling.invoicing.fingerprint import fingerprint
from koppeling.invoicing.version import is_version, version_of, versions_of
from koppeling.settings import Settings
from outsmart.records import WorkOrder

Orders = Callable[..., WorkOrder]
Rules = Callable[..., InvoiceRules]
PIPE = {"MaterialCode": "KB-22", "MaterialName": "Koperbuis", "MaterialNr": "4", "MaterialPrice": "8.25"}
WORK = {
    "WorkDate": "05-10-2026",
    "BeginTime": "08:00",
    "EndTime": "09:30",
    "TotalTime": "01:30",
    "HourType": "U-MONT",
}
BARE = WORK | {"TotalTime": "8", "EndTime": "16:00", "Break": ""}
NIGHT = WORK | {"TotalTime": "", "WorkDate": "25-10-2026", "BeginTime": "01:00", "EndTime": "03:30"}


def of(*periods: dict[str, str], **members: Any) -> str:
    return version_of(WorkOrder.from_row({"id": "1", "Workperiods": list(periods), **members}), Settings())


@pytest.mark.parametrize(
    "work",
    [{}, {"TotalTime": "90"}, {"TotalTime": ""}, {"TotalTime": "26:15"}, {"TotalTime": "anderhalf"}, {"EndTime": "?"}],
)
def test_a_plain_order_keeps_its_fingerprint_as_its_version(order: Orders, work: dict[str, str]) -> None:
    plain = order(Materials=[PIPE], Workperiods=[WORK | work])

    assert version_of(plain, Settings()) == fingerprint(plain)
    assert fingerprint(plain) in versions_of(plain)


def test_the_line_ids_of_a_plain_order_are_what_they_were(order: Orders, rules: Rules) -> None:
    draft = build(order(Materials=[PIPE], Workperiods=[WORK]), rules())

    assert isinstance(draft, Draft)
    assert (draft.invoice_id, draft.fingerprint) == ("5ae8dc61-d85b-58cc-b5d2-fdd66275ab10", "1f58d73727d4008e")
    assert draft.line_ids == ("db6784c4-62f8-5c6f-b5ac-6a024db45f59", "9bc74978-121a-535a-a259-8116ece6c7f9")
    assert set(draft.line_ids) < set(draft.line_ids_of_any_version)


@pytest.mark.parametrize("field", ["Name", "Street", "StreetNo", "ZIP", "City", "Country"])
def test_name_and_address_count_under_a_collective_number_alone(order: Orders, field: str) -> None:
    one, other = order(), order(**{f"Customer{field}": "Anders"})
    plain, collective = Settings(), Settings(collective_debtors="7; 1001")

    assert version_of(one, plain) == version_of(other, plain) == fingerprint(one)
    assert version_of(one, collective) != version_of(other, collective)
    assert {version_of(one, plain), version_of(one, collective)} == versions_of(one)
    assert version_of(one, Settings(collective_debtors="7")) == fingerprint(one)


# The first is sha256 of ["8c6e30135bf065e9",[["Workperiods/1/BeginTime","480"],["Workperiods/1/Break","0"],
# ["Workperiods/1/EndTime","960"]]], the second of ["4eb54c1b9ec0df3a",[["Workperiods/1/WorkDate","2026-10-25"]]],
# each written on one line.
def test_the_version_of_an_order_of_which_the_clock_decided_is_frozen() -> None:
    assert of(BARE) == "b16018740a516447"
    assert of(NIGHT) == "f0583fce64c00fa3"


@pytest.mark.parametrize(
    ("period", "change"),
    [
        (BARE, {"BeginTime": "15:52"}),
        (BARE, {"EndTime": "08:08"}),
        (BARE, {"Break": "472"}),
        (BARE, {"TotalTime": "0:08"}),
        (NIGHT, {"WorkDate": "24-10-2026"}),
        (NIGHT, {"WorkDate": "29-03-2026"}),
        (WORK | {"TotalTime": "7.5", "EndTime": "15:30"}, {"EndTime": "16:00"}),
    ],
)
def test_a_field_that_decided_makes_another_version(period: dict[str, str], change: dict[str, str]) -> None:
    assert of(period | change) != of(period)


@pytest.mark.parametrize(
    ("period", "change"),
    [
        (BARE, {"BeginTime": "8:00"}),
        (BARE, {"Break": "0"}),
        (BARE, {"TotalTime": "08"}),
        (BARE, {"WorkDate": "06-10-2026"}),
        (BARE, {"WorkRemark": "boven"}),
        (NIGHT, {"WorkDate": "2026-10-25"}),
        (WORK, {"BeginTime": "07:00"}),
    ],
)
def test_a_field_that_decides_nothing_makes_no_other_version(period: dict[str, str], change: dict[str, str]) -> None:
    assert of(period | change) == of(period)


def test_the_place_of_the_period_counts() -> None:
    later = BARE | {"BeginTime": "12:00", "EndTime": "20:00"}

    assert of(BARE, later) != of(later, BARE)


def test_an_order_is_of_each_version_that_it_can_have_been_billed_as(order: Orders) -> None:
    one = order(Workperiods=[BARE])

    assert is_version(one, version_of(one, Settings()))
    assert not is_version(one, fingerprint(one))
    assert not is_version(order(Workperiods=[BARE | {"EndTime": "08:08"}]), version_of(one, Settings()))


# ------------------------------------------------------------------ whatever changes a cent

CLOCKS = st.sampled_from(["", "00:00", "00:30", "01:00", "01:30", "02:30", "03:30", "08:00", "08:08", "16:00", "24:00"])
FIELDS: dict[str, st.SearchStrategy[str]] = {
    "WorkDate": st.sampled_from(["", "05-10-2026", "24-10-2026", "25-10-2026", "28-03-2026", "29-03-2026"]),
    "BeginTime": CLOCKS,
    "EndTime": CLOCKS,
    "Break": st.sampled_from(["", "0", "30", "0:30", "60"]),
    "TotalTime": st.sampled_from(
        ["", "0", "8", "08", "0:08", "8:00", "7.5", "7,5", "1", "0.5", "24", "25", "480", "1:00"]
    ),
    "HourType": st.sampled_from(["U-MONT", " U-MONT"]),
    "Travel": st.sampled_from(["", "12"]),
    "WorkRemark": st.sampled_from(["", "boven"]),
}
PERIODS = st.fixed_dictionaries(FIELDS)
MATERIALS = st.fixed_dictionaries(
    {
        "MaterialCode": st.sampled_from(["KB-22", "LOGBOEK"]),
        "MaterialNr": st.sampled_from(["1", "2", "0", "1,5"]),
        "MaterialPrice": st.sampled_from(["8.25", "8,25", "0", "7.333"]),
        "MaterialTotalPrice": st.sampled_from(["", "8.25", "7.43", "16.50"]),
        "MaterialDiscountPercentage": st.sampled_from(["", "0", "10"]),
        "MaterialOriginalPrice": st.sampled_from(["", "9.17"]),
        "MaterialUnit": st.sampled_from(["st", "m"]),
    }
)
ORDERS = st.fixed_dictionaries(
    {
        "Materials": st.lists(MATERIALS, max_size=2),
        "Workperiods": st.lists(PERIODS, min_size=1, max_size=2),
        "MinimumHours": st.sampled_from(["", "2"]),
    }
)


def nets(made: object) -> list[Decimal]:
    return [line.net for line in made.lines] if isinstance(made, Draft) else []


@given(ORDERS, st.data(), st.sampled_from([0, 15, 30]))
@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_field_changes_a_cent_changes_the_version(
    order: Orders, rules: Rules, members: dict[str, Any], data: st.DataObject, step: int
) -> None:
    """The oracle is the drafts themselves: two that bill other amounts are never of one version."""
    kind = data.draw(st.sampled_from([k for k in ("Materials", "Workperiods") if members[k]]))
    place = data.draw(st.integers(0, len(members[kind]) - 1))
    field, value = data.draw(st.sampled_from(sorted(members[kind][place].items())))
    other = data.draw(FIELDS[field] if kind == "Workperiods" else MATERIALS.map(lambda row: row[field]))
    rows = [dict(row) for row in members[kind]]
    rows[place][field] = other
    now = rules(round_hours_to=step)
    one, two = order(**members), order(**{**members, kind: rows})
    if value == other or not (before := nets(build(one, now))) or not (after := nets(build(two, now))):
        return

    if before != after:
        assert version_of(one, now.settings) != version_of(two, now.settings)
        assert not versions_of(one) & versions_of(two)


def test_two_versions_give_their_lines_other_ids() -> None:
    invoice = "5ae8dc61-d85b-58cc-b5d2-fdd66275ab10"

    assert line_id(invoice, of(BARE), 1) != line_id(invoice, of(BARE | {"EndTime": "08:08"}), 1)
