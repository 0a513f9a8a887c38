"""The subject line: it fits, and the work order's number in it is always found again."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koppeling.invoicing.header import header_of, one_word, quoted_number
from outsmart.records import WorkOrder

Orders = Callable[..., WorkOrder]
ANY_TEXT = st.text(st.characters(), max_size=255)


def test_number_and_work_date_are_told(order: Orders) -> None:
    assert header_of(order()) == "Werkbon WB-2026-00001 · 05-10-2026"


@pytest.mark.parametrize(
    ("members", "told"),
    [
        ({"ProjectNr": "P-7", "Reference": "R-1"}, "project P-7"),
        ({"ExternProjectNr": "EP-7", "Reference": "R-1"}, "project EP-7"),
        ({"Reference": "R-1", "ExternalReference": "ER-1"}, "R-1"),
        ({"ExternalReference": "ER-1"}, "ER-1"),
        ({"ProjectNr": "  ", "Reference": "R-1"}, "R-1"),
        ({"Reference": "inkoop\r\n 🔧  4501\x00"}, "inkoop 🔧 4501"),
    ],
)
def test_the_project_else_the_reference_is_told(order: Orders, members: dict[str, str], told: str) -> None:
    assert header_of(order(**members)) == f"Werkbon WB-2026-00001 · 05-10-2026 · {told}"


def test_blank_parts_leave_no_separator(order: Orders) -> None:
    assert header_of(order(WorkDate=" ", ProjectNr=" ", Reference="\x00")) == "Werkbon WB-2026-00001"


INVOICED = {
    "CustomerDebtorNrInvoice": "1020",
    "CustomerNameInvoice": "Woonstichting De Goede Haven",
    "CustomerStreetInvoice": "Havenkade",
    "CustomerStreetNoInvoice": "1",
    "CustomerZIPInvoice": "5678 ZZ",
    "CustomerCityInvoice": "Havendorp",
}


def test_work_at_another_address_than_the_debtors_names_it(order: Orders) -> None:
    assert header_of(order(**INVOICED)) == (
        "Werkbon WB-2026-00001 · 05-10-2026 · werkadres: Mevr. A. Zomerdijk, Lindelaan 5, 1234 AB Lindedorp"
    )


def test_the_same_address_in_another_spelling_is_not_repeated(order: Orders) -> None:
    same = {"CustomerStreetInvoice": "LINDELAAN", "CustomerStreetNoInvoice": "5", "CustomerZIPInvoice": "1234ab"}

    assert "werkadres" not in header_of(order(**INVOICED | same))


def test_the_debtors_own_name_is_not_repeated_and_no_street_means_no_work_address(order: Orders) -> None:
    own = INVOICED | {"CustomerNameInvoice": "Mevr. A. Zomerdijk"}

    assert header_of(order(**own)).endswith("· werkadres: Lindelaan 5, 1234 AB Lindedorp")
    assert "werkadres" not in header_of(order(**INVOICED, CustomerStreet=" "))


def test_a_long_subject_is_cut_at_a_word(order: Orders) -> None:
    header = header_of(order(Reference="lang woord " * 30))

    assert len(header) <= 200
    assert header.endswith(("lang…", "woord…"))


@pytest.mark.parametrize(
    ("label", "word"),
    [("WB-2026-00001", "WB-2026-00001"), ("WB 2026  1", "WB_2026_1"), ("a\nb\x00", "a_b"), ("x" * 255, "x" * 100)],
)
def test_a_number_is_quoted_as_one_word(label: str, word: str) -> None:
    assert one_word(label) == word


def test_a_work_order_without_own_number_is_quoted_by_the_other_systems_number_or_row(order: Orders) -> None:
    assert quoted_number(header_of(order(OrderNr="", WorkorderNo="ERP 7"))) == "ERP_7"
    assert quoted_number(header_of(order(OrderNr=""))) == "rij_5512001"


@pytest.mark.parametrize("header", ["", "Factuur 7", "Betreft: Werkbon 7", "werkbon 7", "Werkbon", "Werkbon "])
def test_a_subject_that_is_not_ours_quotes_no_number(header: str) -> None:
    assert quoted_number(header) == ""


@given(ANY_TEXT.filter(lambda text: bool(one_word(text))), ANY_TEXT, ANY_TEXT)
def test_whatever_was_typed_the_number_is_found_again_in_a_subject_that_fits(
    number: str, reference: str, street: str
) -> None:
    order = WorkOrder.from_row(
        {"id": "1", "OrderNr": number, "Reference": reference, "CustomerStreet": street, "CustomerDebtorNrInvoice": "2"}
    )

    header = header_of(order)

    assert quoted_number(header) == one_word(order.label)
    assert len(header) <= 200
    assert "\n" not in header
