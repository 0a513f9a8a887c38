"""Equal fingerprints mean that the same would be billed; a frozen one keeps old invoices recognisable."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koppeling.invoicing.fingerprint import fingerprint
from outsmart.records import WorkOrder

Orders = Callable[..., WorkOrder]
MATERIAL = {
    "MaterialCode": "KB-22",
    "MaterialName": "Koperbuis",
    "MaterialNr": "1.5",
    "MaterialPrice": "8.25",
    "MaterialTotalPrice": "12.38",
    "MaterialDiscountPercentage": "0",
}
PERIOD = {
    "WorkDate": "05-10-2026",
    "BeginTime": "08:00",
    "EndTime": "09:30",
    "HourType": "U-MONT",
    "TotalTime": "01:30",
}
NO_TOTAL = PERIOD | {"TotalTime": "", "Break": "15"}
ANY_TEXT = st.text(st.characters(), max_size=30)


def bare(**members: Any) -> WorkOrder:
    return WorkOrder.from_row({"id": "5512001", "CustomerDebtorNr": "1001", **members})


def of(material: dict[str, str] | None = None, period: dict[str, str] | None = None, **members: Any) -> str:
    return fingerprint(bare(Materials=[MATERIAL | (material or {})], Workperiods=[PERIOD | (period or {})], **members))


# The first is sha256 of {"debtor":"1001","materials":[["KB-22","Koperbuis","1.5","8.25","12.38","0"]],
# "periods":[["U-MONT","90"]]} written on one line; letters that are not ASCII are escaped, as in Caf\u00e9.
def test_the_fingerprint_of_a_work_order_is_frozen() -> None:
    assert of() == "8f0cf334964b74c6"
    assert fingerprint(bare(Workperiods=[NO_TOTAL])) == "edc403e0a95c24ed"
    assert fingerprint(bare()) == "8f6b66734de20317"
    assert of({"MaterialName": "Café 🔧 \ud83d"}) == "4d9ca37544f0954f"


@pytest.mark.parametrize(
    ("material", "period", "members"),
    [
        ({"MaterialNr": "1,5"}, {}, {}),
        ({"MaterialNr": " 1.50 "}, {}, {}),
        ({"MaterialPrice": "8,2500", "MaterialTotalPrice": "12,380"}, {}, {}),
        ({"MaterialDiscountPercentage": "-0.00"}, {}, {}),
        ({"MaterialCode": " KB-22 ", "MaterialName": "Koperbuis "}, {}, {}),
        ({"MaterialUnit": "m", "MaterialFreeField5": "x"}, {}, {}),
        ({}, {"TotalTime": "1:30"}, {}),
        ({}, {"TotalTime": "90"}, {}),
        ({}, {"BeginTime": "10:00", "EndTime": "11:30", "Break": "5"}, {}),
        ({}, {"WorkDate": "06-10-2026", "WorkRemark": "tuin", "EmployeeNr": "8"}, {}),
        ({}, {"HourType": " U-MONT"}, {}),
        ({}, {}, {"WorkDate": "07-10-2026", "Reference": "R", "WorkDescription": "anders", "CustomerName": "Zomer"}),
        ({}, {}, {"CustomerDebtorNr": " 1001 ", "status": "Afgehandeld", "WorkStatus": "99"}),
        ({}, {}, {"CustomerDebtorNr": "1012", "CustomerDebtorNrInvoice": "1001"}),
    ],
)
def test_notation_dates_remarks_and_statuses_do_not_count(
    material: dict[str, str], period: dict[str, str], members: dict[str, str]
) -> None:
    assert of(material, period, **members) == of()


@pytest.mark.parametrize(
    ("material", "period", "members"),
    [
        ({"MaterialCode": "KB-15"}, {}, {}),
        ({"MaterialName": "Koperbuis 22"}, {}, {}),
        ({"MaterialNr": "1.6"}, {}, {}),
        ({"MaterialNr": "-1.5"}, {}, {}),
        ({"MaterialPrice": "8.26"}, {}, {}),
        ({"MaterialTotalPrice": "12.37"}, {}, {}),
        ({"MaterialTotalPrice": ""}, {}, {}),
        ({"MaterialDiscountPercentage": "5"}, {}, {}),
        ({}, {"HourType": "U-LEER"}, {}),
        ({}, {"TotalTime": "01:31"}, {}),
        ({}, {"TotalTime": "anderhalf uur"}, {}),
        ({}, {}, {"CustomerDebtorNr": "1002"}),
        ({}, {}, {"CustomerDebtorNrInvoice": "1002"}),
        ({}, {}, {"Workperiods": []}),
        ({}, {}, {"Materials": [MATERIAL, MATERIAL]}),
    ],
)
def test_everything_that_is_billed_counts(
    material: dict[str, str], period: dict[str, str], members: dict[str, Any]
) -> None:
    lines = {"Materials": [MATERIAL | material], "Workperiods": [PERIOD | period], "CustomerDebtorNr": "1001"}

    assert fingerprint(bare(**lines | members)) != of()


@pytest.mark.parametrize("change", [{"BeginTime": "07:45"}, {"EndTime": "09:45"}, {"Break": "30"}, {"HourType": "X"}])
def test_begin_end_and_break_count_where_there_is_no_total_time(change: dict[str, str]) -> None:
    assert fingerprint(bare(Workperiods=[NO_TOTAL | change])) != fingerprint(bare(Workperiods=[NO_TOTAL]))


@pytest.mark.parametrize("change", [{"BeginTime": "8:00"}, {"Break": "0:15"}, {"EndTime": "09:30:00"}])
def test_the_notation_of_a_clock_does_not_count(change: dict[str, str]) -> None:
    assert fingerprint(bare(Workperiods=[NO_TOTAL | change])) == fingerprint(bare(Workperiods=[NO_TOTAL]))


def test_the_order_of_lines_counts_since_line_ids_follow_it() -> None:
    other = MATERIAL | {"MaterialCode": "KB-15"}

    assert fingerprint(bare(Materials=[MATERIAL, other])) != fingerprint(bare(Materials=[other, MATERIAL]))


def test_a_material_is_never_taken_for_a_period() -> None:
    assert fingerprint(bare(Materials=[{"MaterialCode": "1"}])) != fingerprint(bare(Workperiods=[{"HourType": "1"}]))


@given(
    st.dictionaries(st.sampled_from(sorted(MATERIAL)), ANY_TEXT),
    st.dictionaries(st.sampled_from(sorted(PERIOD)), ANY_TEXT),
)
def test_whatever_was_typed_there_is_a_fingerprint(material: dict[str, str], period: dict[str, str]) -> None:
    found = of(material, period)

    assert len(found) == 16
    assert found == of(material, period)
    int(found, 16)


@given(
    st.decimals(min_value=-99999, max_value=99999, places=4),
    st.integers(min_value=0, max_value=9999),
    st.integers(min_value=0, max_value=3),
)
def test_the_same_number_in_another_notation_gives_the_same_fingerprint(value: Any, minutes: int, zeros: int) -> None:
    dotted, comma = f"{value:f}", f"{value:f}".replace(".", ",") + "0" * zeros
    clock = f"{minutes // 60:02}:{minutes % 60:02}"

    assert of({"MaterialNr": dotted}, {"TotalTime": clock}) == of({"MaterialNr": comma}, {"TotalTime": str(minutes)})


@given(st.integers(min_value=-(10**6), max_value=10**6), st.integers(min_value=-(10**6), max_value=10**6))
def test_different_numbers_give_different_fingerprints(one: int, other: int) -> None:
    assert (of({"MaterialNr": str(one)}) == of({"MaterialNr": str(other)})) is (one == other)
