"""What differs between an invoice and its work order, case by case and for whatever amounts there may be."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from koppeling.identity import Identity
from koppeling.invoicing.build import InvoiceRules, build
from koppeling.invoicing.draft import Draft
from koppeling.reasons import Reason, catalogue, reason
from koppeling.reconciliation.comparison import compare, name_of
from koppeling.reconciliation.finding import ALWAYS_TOLD, SEVERITIES, Finding, Severity, urgency
from koppeling.reconciliation.quoting import Ledger, doubles, orphans, quoted_by
from outsmart.records import WorkOrder
from reeleezee.records import InvoiceLine, Reference, SalesInvoice

Orders = Callable[..., WorkOrder]
Rules = Callable[..., InvoiceRules]
STRANGER = "eeeeeeee-0000-4000-8000-000000000001"
PIPE = {"MaterialCode": "KB-22", "MaterialName": "Buis", "MaterialNr": "4", "MaterialPrice": "8.25"}
HOUR = {"HourType": "U-MONT", "TotalTime": "01:30", "WorkDate": "05-10-2026"}


def drafted(order: WorkOrder, rules: InvoiceRules) -> Draft:
    made = build(order, rules)
    assert isinstance(made, Draft)
    return made


def invoiced(draft: Draft, **changes: Any) -> SalesInvoice:
    """The invoice as the export makes it of the draft, with these changes."""
    lines = tuple(
        InvoiceLine(
            id=line_id,
            sequence=number,
            quantity=line.quantity,
            price=line.price,
            net=line.net,
            product=Reference(id=line.product_id),
            tax_rate=Reference(id=line.tax_rate.id),
        )
        for number, (line, line_id) in enumerate(zip(draft.lines, draft.line_ids, strict=True), start=1)
    )
    meant: dict[str, Any] = {"id": draft.invoice_id, "status": 1, "header": draft.header, "lines": lines}
    meant |= {"net": draft.net, "vat": draft.vat.per_line, "customer": Reference(id=draft.debtor.id)}
    return SalesInvoice(**meant | changes)


def changed_line(found: SalesInvoice, **changes: Any) -> tuple[InvoiceLine, ...]:
    return (found.lines[0].model_copy(update=changes), *found.lines[1:])


def codes(order: WorkOrder, made: Draft | Reason, found: SalesInvoice, rules: InvoiceRules) -> list[str]:
    return [finding.code for finding in compare(order, made, found, rules)]


@pytest.mark.parametrize(
    ("changes", "line", "told"),
    [
        ({}, {}, []),
        ({"status": 3}, {}, []),
        ({"header": ""}, {}, []),
        ({"header": "Zie bijlage"}, {}, []),
        ({"header": "Werkbon WB-9 · 05-10-2026"}, {}, ["other_order_quoted"]),
        ({"customer": None}, {}, ["customer_differs"]),
        ({"customer": Reference(id=STRANGER)}, {}, ["customer_differs"]),
        ({"net": Decimal("126.76")}, {}, ["amount_differs"]),
        ({"net": Decimal("126.76"), "customer": None}, {}, ["customer_differs", "amount_differs"]),
        ({"vat": Decimal("26.63")}, {}, []),
        ({"vat": Decimal("26.64")}, {}, ["vat_differs"]),
        ({"lines": ()}, {}, ["vat_differs"]),
        ({}, {"product": None}, ["invoice_edited"]),
        ({}, {"tax_rate": Reference(id=STRANGER)}, ["invoice_edited"]),
        (
            {"vat": Decimal("22.66")},
            {"tax_rate": Reference(id="aaaaaaaa-0000-4000-8000-000000000009")},
            ["invoice_edited"],
        ),
        ({}, {"tax_rate": Reference(id="aaaaaaaa-0000-4000-8000-000000000009")}, ["vat_differs"]),
    ],
)
def test_each_difference_has_its_name(
    order: Orders, rules: Rules, changes: dict[str, Any], line: dict[str, Any], told: list[str]
) -> None:
    work = order(status="Afgehandeld", Materials=[PIPE], Workperiods=[HOUR])
    found = invoiced(drafted(work, rules()), **changes)
    if line:
        found = found.model_copy(update={"lines": changed_line(found, **line)})

    assert codes(work, drafted(work, rules()), found, rules()) == told


def test_an_hour_of_another_price_is_recognised_only_when_the_invoice_agrees_with_itself(
    order: Orders, rules: Rules
) -> None:
    work = order(Materials=[PIPE], Workperiods=[HOUR])
    before = invoiced(drafted(work, rules()))
    hour = before.lines[1].model_copy(update={"price": Decimal(50), "net": Decimal("75.00")})
    cheaper = before.model_copy(
        update={"lines": (before.lines[0], hour), "net": Decimal("108.00"), "vat": Decimal("22.68")}
    )
    made = drafted(work, rules())

    assert codes(work, made, cheaper, rules()) == ["hour_price_changed"]
    assert codes(work, made, cheaper.model_copy(update={"net": Decimal("109.00")}), rules()) == ["amount_differs"]
    assert codes(work, made, cheaper.model_copy(update={"vat": Decimal("20.00")}), rules()) == ["amount_differs"]
    fewer = hour.model_copy(update={"quantity": Decimal("1.4"), "net": Decimal("70.00")})
    short = {"lines": (before.lines[0], fewer), "net": Decimal("103.00"), "vat": Decimal("21.63")}
    assert codes(work, made, cheaper.model_copy(update=short), rules()) == ["amount_differs"]


def test_what_is_refused_today_is_held_against_the_invoice_itself(order: Orders, rules: Rules) -> None:
    work = order(Materials=[PIPE])
    found = invoiced(drafted(work, rules()))
    why = reason("customer_archived", debtor_number="1001", name="Zomerdijk")

    assert codes(work, why, found, rules()) == []
    typed = changed_line(found, id=STRANGER)
    assert codes(work, why, found.model_copy(update={"lines": typed}), rules()) == ["not_recomputable"]
    assert codes(work, why, found.model_copy(update={"net": Decimal(34)}), rules()) == ["not_recomputable"]


def test_an_order_of_another_version_for_the_same_amount_was_changed_since(order: Orders, rules: Rules) -> None:
    work = order(Materials=[PIPE | {"MaterialNr": "8"}])
    split = order(Materials=[PIPE, PIPE])

    assert codes(split, drafted(split, rules()), invoiced(drafted(work, rules())), rules()) == ["order_changed_since"]


MONEY = st.decimals(0, 9999, places=2)
FEW_LINES = st.lists(st.tuples(st.decimals("0.01", 99, places=2), MONEY), min_size=1, max_size=5)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=FEW_LINES, minutes=st.integers(1, 5000), cents=st.integers(-500, 500), seed=st.sampled_from([0, 15]))
def test_equal_to_the_cent_or_told(
    order: Orders, rules: Rules, lines: list[tuple[Decimal, Decimal]], minutes: int, cents: int, seed: int
) -> None:
    """Whatever is on the order, its own invoice is equal, and a total that is one cent off is not."""
    used = [PIPE | {"MaterialNr": f"{quantity}", "MaterialPrice": f"{price}"} for quantity, price in lines]
    period = HOUR | {"TotalTime": f"{minutes // 60}:{minutes % 60:02d}"}
    work = order(Materials=used, Workperiods=[period])
    known = rules(round_hours_to=seed)
    made = drafted(work, known)
    found = invoiced(made)

    assert codes(work, made, found, known) == []
    off = found.model_copy(update={"net": found.net + Decimal(cents) / 100})
    assert codes(work, made, off, known) == ([] if cents == 0 else ["amount_differs"])


def invoice(number: int, header: str, net: str = "10.00", **members: Any) -> SalesInvoice:
    made: dict[str, Any] = {"id": f"eeeeeeee-0000-4000-8000-{number:012}", "header": header, "net": Decimal(net)}
    return SalesInvoice(
        **made | {"total": Decimal(net), "customer": Reference(id="k1"), "date": "2026-10-05"} | members
    )


def ledger(*invoices: SalesInvoice, numbers: dict[str, tuple[str, ...]] | None = None, **more: Any) -> Ledger:
    return Ledger({i.id: i for i in invoices}, numbers or {"WB-1": ("7",)}, more.pop("own", {}), **more)


@pytest.mark.parametrize(
    ("header", "description", "quoted"),
    [
        ("Werkbon WB-1 · 05-10-2026", "", "WB-1"),
        ("Werkbon WB-1", "Werkbon WB-2: buis", "WB-1"),
        ("", "Werkbon WB-2: buis", "WB-2"),
        ("", "Werkbon WB-2", "WB-2"),
        ("Offerte 4", "Buis: 22 mm", ""),
        ("Betreft Werkbon WB-1", "", ""),
    ],
)
def test_the_number_is_read_from_the_subject_or_the_first_line(header: str, description: str, quoted: str) -> None:
    assert quoted_by(invoice(1, header, description=description)) == quoted


@pytest.mark.parametrize(
    ("nets", "numbers", "count"),
    [
        (["10.00"], ("7",), 0),
        (["10.00", "10.00"], ("7",), 1),
        (["10.00", "-10.00"], ("7",), 0),
        (["10.00", "0.00"], ("7",), 1),
        (["10.00", "10.00"], ("7", "8"), 0),
        (["10.00", "10.00", "10.00"], ("7", "8"), 1),
    ],
)
def test_more_invoices_than_work_orders_of_a_number_are_doubles(
    nets: list[str], numbers: tuple[str, ...], count: int
) -> None:
    found = [invoice(n, "Werkbon WB-1", net) for n, net in enumerate(nets)]

    assert len(list(doubles(ledger(*found, numbers={"WB-1": numbers})))) == count


def test_a_number_that_is_nobodys_is_no_double_and_no_orphan_unless_the_id_was_computed() -> None:
    by_hand = ledger(invoice(1, "Werkbon WB-9"), invoice(2, "Werkbon WB-9"))

    assert [*doubles(by_hand), *orphans(by_hand)] == []
    computed = Identity("adm", "default").invoice("7")
    ours = invoice(1, "Werkbon WB-9", id=computed)
    assert [f.code for f in orphans(ledger(ours))] == ["invoice_without_work_order"]
    assert [f.code for f in orphans(ledger(ours, is_shared=True))] == ["invoice_of_other_koppeling"]
    assert list(orphans(ledger(ours, own={computed: "7"}))) == []


def test_in_a_shared_administration_the_other_accounts_invoice_of_the_same_number_is_no_double() -> None:
    ours, theirs = (invoice(1, "Werkbon WB-1", id=Identity("adm", key).invoice("7")) for key in ("een", "twee"))

    assert len(list(doubles(ledger(ours, theirs, own={ours.id: "7"})))) == 1
    assert list(doubles(ledger(ours, theirs, own={ours.id: "7"}, is_shared=True))) == []


@pytest.mark.parametrize(
    ("credit", "found"),
    [
        ({"header": "Werkbon WB-1", "net": "-4.00"}, True),
        ({"header": "", "net": "-10.00"}, True),
        ({"header": "", "net": "-9.99"}, False),
        ({"header": "Werkbon WB-2", "net": "-10.00"}, False),
        ({"header": "", "net": "-10.00", "date": "2026-10-04"}, False),
        ({"header": "", "net": "-10.00", "customer": Reference(id="k2")}, False),
        ({"header": "", "net": "-10.00", "customer": None}, False),
    ],
)
def test_a_credit_is_known_by_its_number_or_by_customer_and_amount(credit: dict[str, Any], found: bool) -> None:
    bill = invoice(1, "Werkbon WB-1")

    assert (ledger(bill, invoice(2, **credit)).credit_of(bill, "WB-1") is not None) is found


def test_two_credits_of_one_amount_are_nobodys() -> None:
    bill = invoice(1, "Werkbon WB-1")

    assert ledger(bill, invoice(2, "", "-10.00"), invoice(3, "", "-10.00")).credit_of(bill, "WB-1") is None


def test_an_invoice_is_named_by_what_the_bookkeeper_sees() -> None:
    assert name_of(invoice(1, "", receipt_number="RLZ-01-3", invoice_number=7)) == "RLZ-01-3"
    assert name_of(invoice(1, "", invoice_number=7)) == "7"
    assert name_of(invoice(1, "")) == invoice(1, "").id


def test_every_finding_of_the_catalogue_has_a_severity_and_the_other_way_round() -> None:
    assert {code for code, row in catalogue().items() if row.kind == "finding"} == set(SEVERITIES)
    assert set(SEVERITIES) >= ALWAYS_TOLD


def test_errors_are_listed_before_warnings_and_those_before_notices() -> None:
    severities = list(SEVERITIES.values())

    assert severities == sorted(severities, key=[Severity.ERROR, Severity.WARNING, Severity.NOTICE].index)
    told = [Finding(reason(c, **dict.fromkeys(catalogue()[c].values, "x")), "7") for c in reversed(SEVERITIES)]
    assert [f.code for f in sorted(told, key=urgency)] == list(SEVERITIES)
