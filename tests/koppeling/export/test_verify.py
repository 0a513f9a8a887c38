"""Whether the stored invoice is the one that was meant, to the cent."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from koppeling.export.verify import (
    IdentityCollision,
    due_date_warning,
    is_of_another_version,
    is_of_this_version,
    refuse_collision,
    verify,
)
from koppeling.invoicing.build import InvoiceRules, build
from koppeling.invoicing.draft import Draft
from koppeling.money import to_cents
from koppeling.reasons import Both
from outsmart.records import WorkOrder
from reeleezee.records import InvoiceLine, Reference, SalesInvoice

PIPE = {"MaterialCode": "KB-22", "MaterialNr": "1", "MaterialPrice": "1.07"}
OTHER = Reference(id="eeeeeeee-0000-4000-8000-000000000001")


@pytest.fixture
def draft(order: Callable[..., WorkOrder], rules: Callable[..., InvoiceRules]) -> Draft:
    """Two lines of 1.07 at 21 %: VAT 0.44 per line, 0.45 per rate; a third line without product and without amount."""
    loose = PIPE | {"MaterialCode": "", "MaterialName": "Voorrijden gratis", "MaterialPrice": "0"}
    made = build(order(Materials=[PIPE, PIPE, loose]), rules(create_materials=True))
    assert isinstance(made, Draft)
    return made


def stored(draft: Draft, **changes: Any) -> SalesInvoice:
    """The invoice as it was meant, its lines in reverse order, with these changes."""
    lines = tuple(
        InvoiceLine(
            id=line_id,
            sequence=number,
            net=line.net,
            product=Reference(id=line.product_id) if line.product_id else None,
            tax_rate=Reference(id=line.tax_rate.id),
        )
        for number, (line, line_id) in enumerate(zip(draft.lines, draft.line_ids, strict=True), start=1)
    )
    meant = {
        "id": draft.invoice_id,
        "net": draft.net,
        "vat": Decimal("0.44"),
        "customer": Reference(id=draft.debtor.id),
    }
    return SalesInvoice(**meant | {"lines": lines[::-1]} | changes)


def with_line(draft: Draft, number: int, **changes: Any) -> SalesInvoice:
    found = stored(draft)
    lines = [line.model_copy(update=changes) if line.sequence == number else line for line in found.lines]
    return found.model_copy(update={"lines": tuple(lines)})


@pytest.mark.parametrize("vat", ["0.44", "0.45", "0.4400"])
def test_an_invoice_as_meant_is_sound_in_either_rounding_of_vat(draft: Draft, vat: str) -> None:
    verdict = verify(draft, stored(draft, vat=Decimal(vat)))

    assert (verdict.difference, verdict.warning) == (None, None)


@pytest.mark.parametrize("vat", ["0.43", "0.46"])
def test_vat_off_by_at_most_a_cent_per_rate_is_sound_with_a_warning(draft: Draft, vat: str) -> None:
    verdict = verify(draft, stored(draft, vat=Decimal(vat)))

    assert verdict.difference is None
    assert verdict.warning is not None
    assert (verdict.warning.code, verdict.warning.quoted("en")) == ("vat_rounding", {"stored": vat, "computed": "0.44"})


@pytest.mark.parametrize("vat", ["0.42", "0.47", "0", "-0.44"])
def test_vat_further_off_is_a_difference(draft: Draft, vat: str) -> None:
    english = f"VAT {to_cents(Decimal(vat))} ≠ 0.44"
    dutch = english.replace("VAT", "btw").replace(".", ",")

    assert verify(draft, stored(draft, vat=Decimal(vat))).difference == Both(dutch, english)


@pytest.mark.parametrize("other", [None, OTHER])
def test_another_customer_or_none_is_a_difference(draft: Draft, other: Reference | None) -> None:
    assert verify(draft, stored(draft, customer=other)).difference == Both("klant", "customer")


def test_a_missing_or_additional_line_is_a_difference(draft: Draft) -> None:
    lines = stored(draft).lines

    missing, additional = stored(draft, lines=lines[1:]), stored(draft, lines=(*lines, lines[0]))

    assert verify(draft, missing).difference == Both("aantal regels 2 ≠ 3", "number of lines 2 ≠ 3")
    assert verify(draft, additional).difference == Both("aantal regels 4 ≠ 3", "number of lines 4 ≠ 3")


@pytest.mark.parametrize(
    ("number", "changes", "difference"),
    [
        (1, {"product": None}, Both("regel 1: product", "line 1: product")),
        (2, {"product": OTHER}, Both("regel 2: product", "line 2: product")),
        (3, {"product": OTHER}, Both("regel 3: product", "line 3: product")),
        (2, {"tax_rate": None}, Both("regel 2: btw-tarief", "line 2: VAT rate")),
        (3, {"tax_rate": OTHER}, Both("regel 3: btw-tarief", "line 3: VAT rate")),
        (1, {"net": Decimal("1.08")}, Both("regel 1: netto 1,08 ≠ 1,07", "line 1: net 1.08 ≠ 1.07")),
        (3, {"net": Decimal("-0.01")}, Both("regel 3: netto -0,01 ≠ 0,00", "line 3: net -0.01 ≠ 0.00")),
    ],
)
def test_another_product_rate_or_net_of_a_line_is_a_difference(
    draft: Draft, number: int, changes: dict[str, Any], difference: Both
) -> None:
    assert verify(draft, with_line(draft, number, **changes)).difference == difference


def test_lines_are_compared_by_their_sequence(draft: Draft) -> None:
    first_and_third = {1: 3, 2: 2, 3: 1}
    lines = [line.model_copy(update={"sequence": first_and_third[line.sequence]}) for line in stored(draft).lines]

    assert verify(draft, stored(draft, lines=tuple(lines))).difference == Both("regel 1: product", "line 1: product")


def test_lines_without_sequence_are_compared_by_their_ids(draft: Draft) -> None:
    lines = [
        InvoiceLine(**{n: getattr(line, n) for n in line.model_fields_set - {"sequence"}})
        for line in stored(draft).lines
    ]

    assert verify(draft, stored(draft, lines=tuple(lines))).difference is None
    assert verify(draft, stored(draft, lines=tuple(reversed(lines)))).difference is None
    unknown = [line.model_copy(update={"id": ""}) for line in lines]
    assert verify(draft, stored(draft, lines=tuple(unknown))).difference == Both("regel 1: product", "line 1: product")
    assert verify(draft, stored(draft, lines=tuple(reversed(unknown)))).difference is None


def test_another_total_is_a_difference_though_the_lines_agree(draft: Draft) -> None:
    assert verify(draft, stored(draft, net=Decimal("2.15"))).difference == Both("netto 2,15 ≠ 2,14", "net 2.15 ≠ 2.14")


def test_more_decimals_of_the_same_cents_are_no_difference(draft: Draft) -> None:
    assert verify(draft, with_line(draft, 1, net=Decimal("1.0700"))).difference is None
    assert verify(draft, stored(draft, net=Decimal("2.1400"))).difference is None


def test_prices_that_include_vat_are_a_difference_and_an_answer_that_does_not_tell_is_none(draft: Draft) -> None:
    wrong = verify(draft, stored(draft, is_vat_included=True)).difference

    assert wrong == Both("bedragen inclusief btw", "amounts including VAT")
    assert verify(draft, stored(draft, is_vat_included=False)).difference is None
    assert verify(draft, stored(draft, is_vat_included=None)).difference is None


def without(invoice: SalesInvoice, *fields: str) -> SalesInvoice:
    """The invoice as an answer shows it that leaves these fields out, of itself and of its lines."""
    lines = tuple(InvoiceLine(**_left(line, fields)) for line in invoice.lines)
    return SalesInvoice(**_left(invoice, fields) | {"lines": lines})


def _left(record: SalesInvoice | InvoiceLine, fields: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.model_fields_set - set(fields)}


def test_what_is_not_shown_and_proven_by_other_amounts_is_no_difference(draft: Draft) -> None:
    whole = stored(draft)

    assert verify(draft, without(whole, "product")).difference is None
    assert verify(draft, without(whole, "tax_rate")).difference is None
    assert verify(draft, without(whole, "vat")).difference is None


def test_a_line_whose_net_is_not_shown_must_be_written_as_meant(draft: Draft) -> None:
    whole = stored(draft)

    def written(price: str) -> SalesInvoice:
        lines = [InvoiceLine(**_left(line, ("net",)), quantity=Decimal(1)) for line in whole.lines]
        prices = {1: "1.07", 2: price, 3: "0"}
        priced = [line.model_copy(update={"price": Decimal(prices[line.sequence])}) for line in lines]
        return whole.model_copy(update={"lines": tuple(priced)})

    assert verify(draft, written("1.07")).difference is None
    assert verify(draft, written("1.06")).difference is not None


def test_a_net_that_is_not_shown_must_be_proven(draft: Draft) -> None:
    whole = stored(draft)
    lines = tuple(InvoiceLine(**_left(line, ("net",))) for line in whole.lines)
    header_only = whole.model_copy(update={"lines": lines})

    assert verify(draft, header_only).difference is None
    assert verify(draft, without(whole, "net")).difference == Both("regel 1: netto 0 ≠ 1,07", "line 1: net 0 ≠ 1.07")


def test_a_rate_that_is_not_shown_must_be_proven_by_the_vat(draft: Draft) -> None:
    assert verify(draft, without(stored(draft), "tax_rate", "vat")).difference == Both(
        "regel 1: btw-tarief", "line 1: VAT rate"
    )
    assert verify(draft, without(stored(draft, vat=Decimal("0.19")), "tax_rate")).difference is not None


def test_an_invoice_that_quotes_another_work_order_is_a_collision(draft: Draft) -> None:
    strange = stored(draft, header="Werkbon WB-2025-00009 · 01-02-2025", receipt_number="2026-7")

    with pytest.raises(IdentityCollision, match=r"van werkbon WB-2026-00001 .* factuur 2026-7, die werkbon WB-2025"):
        refuse_collision("WB-2026-00001", strange)


@pytest.mark.parametrize(
    ("label", "header"),
    [
        ("WB-2026-00001", "Werkbon WB-2026-00001 · 05-10-2026"),
        ("WB 2026 1", "Werkbon WB_2026_1"),
        ("x" * 255, f"Werkbon {'x' * 100} · 05-10-2026"),
        ("WB-2026-00001", ""),
        ("WB-2026-00001", "Door de boekhouder gewijzigd"),
    ],
)
def test_an_invoice_that_quotes_this_work_order_or_none_is_no_collision(draft: Draft, label: str, header: str) -> None:
    refuse_collision(label, stored(draft, header=header))


def test_an_invoice_tells_its_version_by_the_ids_of_its_lines(draft: Draft) -> None:
    rebuilt = stored(draft, lines=(InvoiceLine(id="eeeeeeee-0000-4000-8000-000000000001"), InvoiceLine(id="")))

    assert is_of_this_version(draft.line_ids, stored(draft))
    assert is_of_this_version(draft.line_ids, stored(draft, lines=stored(draft).lines[:1]))
    assert not is_of_this_version(draft.line_ids, rebuilt)
    assert not is_of_this_version(draft.line_ids, stored(draft, lines=()))


def test_lines_with_computed_ids_are_of_another_version_and_typed_ones_are_not(draft: Draft) -> None:
    older = InvoiceLine(id="48d85cbc-206e-5cbe-9249-e43ae2314b38")
    typed = InvoiceLine(id="eeeeeeee-0000-4000-8000-000000000001")

    assert is_of_another_version(stored(draft, lines=(typed, older)))
    assert not is_of_another_version(stored(draft, lines=(typed,)))
    assert not is_of_another_version(stored(draft, lines=(InvoiceLine(id="17"), InvoiceLine(id=""))))
    assert not is_of_another_version(stored(draft, lines=()))


@pytest.mark.parametrize(
    ("meant", "held", "told"),
    [
        (date(2026, 11, 2), "2026-11-02T00:00:00", None),
        (date(2026, 11, 2), "2026-10-26T00:00:00", {"stored": "26-10-2026", "wanted": "02-11-2026"}),
        (date(2026, 11, 2), "2026-11-01T23:00:00Z", None),
        (date(2026, 7, 2), "2026-07-01T22:00:00+00:00", None),
        (date(2026, 11, 2), "2026-11-02T00:00:00.0000000+01:00", None),
        (date(2026, 11, 2), "2026-11-02T23:00:00Z", {"stored": "03-11-2026", "wanted": "02-11-2026"}),
        (date(2026, 11, 2), "ooit", {"stored": "ooit", "wanted": "02-11-2026"}),
        (date(2026, 11, 2), "", {"stored": "leeg", "wanted": "02-11-2026"}),
        (None, "2026-10-26", None),
    ],
)
def test_a_due_date_that_was_not_stored_is_told_with_both_dates(
    draft: Draft, meant: date | None, held: str, told: dict[str, str] | None
) -> None:
    warning = due_date_warning(replace(draft, due_date=meant), stored(draft, due_date=held))

    assert (warning and (warning.code, warning.quoted("nl"))) == (told and ("due_date_not_stored", told))


def test_a_missing_due_date_is_told_in_both_languages(draft: Draft) -> None:
    warning = due_date_warning(replace(draft, due_date=date(2026, 11, 2)), stored(draft, due_date=""))

    assert warning is not None
    assert warning.values["stored"] == Both("leeg", "empty")
