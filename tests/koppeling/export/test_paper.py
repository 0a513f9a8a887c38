"""What stands otherwise on an invoice than it was sent, in sentences; the amounts are another matter."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from koppeling.export.paper import paper_warnings
from koppeling.invoicing.build import InvoiceRules, build
from koppeling.invoicing.catalogue import Account
from koppeling.invoicing.draft import Draft
from outsmart.records import WorkOrder
from reeleezee.records import InvoiceLine, Reference, SalesInvoice

PIPE = {"MaterialCode": "KB-22", "MaterialName": "Koperbuis", "MaterialNr": "4", "MaterialPrice": "8.25"}
ACCOUNT = Account("bbbbbbbb-0000-4000-8000-000000000001", is_category_account=True)
OTHER = Reference(id="eeeeeeee-0000-4000-8000-000000000001", name="Diversen")


@pytest.fixture
def draft(order: Callable[..., WorkOrder], rules: Callable[..., InvoiceRules]) -> Draft:
    """Five equal lines of 4 × 8.25, dated 27 November 2026."""
    made = build(order(Materials=[PIPE] * 5), rules())
    assert isinstance(made, Draft)
    lines = tuple(replace(line, account=ACCOUNT) for line in made.lines)
    return replace(made, lines=lines, invoice_date=date(2026, 11, 27))


def stored(draft: Draft, **changes: Any) -> SalesInvoice:
    """The invoice as it was sent, with these changes."""
    lines = tuple(
        InvoiceLine(
            sequence=number,
            description=line.description,
            quantity=line.quantity,
            price=line.price,
            discount_fraction=line.discount,
            category_account=Reference(id=ACCOUNT.id),
        )
        for number, line in enumerate(draft.lines, start=1)
    )
    sent = {"id": draft.invoice_id, "status": 1, "header": draft.header, "document_type": 10, "invoice_type": 1}
    days = {"origin": 2, "date": "2026-11-27T00:00:00", "book_date": "2026-11-26T23:00:00Z"}
    return SalesInvoice(**sent | days | {"lines": lines[::-1]} | changes)


def with_lines(draft: Draft, *numbers: int, **changes: Any) -> SalesInvoice:
    found = stored(draft)
    lines = [line.model_copy(update=changes) if line.sequence in numbers else line for line in found.lines]
    return found.model_copy(update={"lines": tuple(lines)})


def told(draft: Draft, found: SalesInvoice) -> list[str]:
    sentences = [warning.nl for warning in paper_warnings(draft, found)]
    assert all("; de bedragen kloppen. " in sentence for sentence in sentences)
    return [sentence.removeprefix("Op de conceptfactuur heeft ").partition(";")[0] for sentence in sentences]


def test_what_is_as_it_was_sent_is_not_told(draft: Draft) -> None:
    assert told(draft, stored(draft)) == []


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"status": 2}, "de kop als staat geboekt in plaats van concept"),
        ({"origin": 1}, "de kop als soort een andere in plaats van verkoopfactuur"),
        ({"document_type": 11}, "de kop als soort een andere in plaats van verkoopfactuur"),
        ({"invoice_type": 2}, "de kop als soort een andere in plaats van verkoopfactuur"),
        ({"header": "Factuur"}, "de kop als onderwerp 'Factuur' in plaats van 'Werkbon WB-2026-00001 · 05-10-2026'"),
        ({"date": "2026-11-26T00:00:00"}, "de kop als factuurdatum 26-11-2026 in plaats van 27-11-2026"),
        ({"date": "2026-11-27T23:00:00Z"}, "de kop als factuurdatum 28-11-2026 in plaats van 27-11-2026"),
        ({"book_date": ""}, "de kop als boekdatum leeg in plaats van 27-11-2026"),
        ({"book_date": "straks"}, "de kop als boekdatum straks in plaats van 27-11-2026"),
    ],
)
def test_what_differs_in_the_head_is_told(draft: Draft, changes: dict[str, Any], sentence: str) -> None:
    assert told(draft, stored(draft, **changes)) == [sentence]


@pytest.mark.parametrize(
    ("numbers", "changes", "sentence"),
    [
        ((2,), {"quantity": Decimal("4.5")}, "regel 2 als aantal 4,5 in plaats van 4"),
        ((2, 3), {"price": Decimal("8.2501")}, "de regels 2, 3 als prijs 8,2501 in plaats van 8,25"),
        ((1, 2, 3, 4, 5), {"discount_fraction": Decimal("0.125")}, "de regels 1, 2, 3 en nog 2 als korting 12,5% in "
         "plaats van 0%"),
        ((2,), {"description": "Buis"}, "regel 2 als omschrijving 'Buis' in plaats van 'Koperbuis'"),
        ((5,), {"category_account": OTHER}, "regel 5 als omzetrekening een andere in plaats van de gekozene"),
    ],
)  # fmt: skip
def test_what_differs_in_lines_is_told_once_of_all_of_them(
    draft: Draft, numbers: tuple[int, ...], changes: dict[str, Any], sentence: str
) -> None:
    assert told(draft, with_lines(draft, *numbers, **changes)) == [sentence]


def test_a_long_text_is_quoted_in_part(draft: Draft) -> None:
    (sentence,) = told(draft, with_lines(draft, 2, description="woord " * 100))
    assert len(sentence) < 150


@pytest.mark.parametrize(
    "changes",
    [
        {"quantity": Decimal("4.000")},
        {"price": Decimal("8.25000000000000004")},
        {"discount_fraction": Decimal("0E-7")},
        {"description": "Koperbuis \r\n"},
    ],
)
def test_the_same_in_another_notation_is_no_difference(draft: Draft, changes: dict[str, Any]) -> None:
    assert told(draft, with_lines(draft, 2, **changes)) == []


def test_what_the_answer_leaves_out_or_tells_by_a_name_is_not_told(draft: Draft) -> None:
    lines = tuple(InvoiceLine(sequence=number) for number in range(1, 6))
    assert told(draft, SalesInvoice(id=draft.invoice_id, lines=lines)) == []
    by_name = {"id": draft.invoice_id, "Origin": "Manual", "Type": None, "DocumentType": True, "Status": None}
    odd = {"Sequence": None, "Quantity": None, "Price": None, "Account": "8000", "DocumentCategoryAccount": [8000]}
    by_name |= {"DocumentLineList": [odd | {"Description": line.description} for line in draft.lines]}
    assert told(draft, SalesInvoice.model_validate(by_name)) == []


def test_an_account_that_was_not_sent_or_not_asked_for_is_not_told(draft: Draft) -> None:
    assert told(draft, with_lines(draft, 2, category_account=None, ledger_account=OTHER)) == []
    unruled = replace(draft, lines=tuple(replace(line, account=None) for line in draft.lines))
    assert told(unruled, with_lines(draft, 2, category_account=OTHER)) == []
    by_ledger = Account("BBBBBBBB-0000-4000-8000-000000000009", is_category_account=False)
    ruled = replace(draft, lines=tuple(replace(line, account=by_ledger) for line in draft.lines))
    assert told(ruled, with_lines(draft, 2, ledger_account=Reference(id=by_ledger.id))) == []
    assert told(ruled, with_lines(draft, 2, ledger_account=OTHER)) != []
