"""The whole of a work order: which one is skipped, which refused for what reason, and what the draft then holds."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koppeling.identity import Identity
from koppeling.invoicing.build import InvoiceRules, build, skip_reason
from koppeling.invoicing.catalogue import Catalogue, LineRule
from koppeling.invoicing.draft import Draft
from koppeling.invoicing.fingerprint import fingerprint
from koppeling.reasons import Both, Reason
from koppeling.settings import read_settings
from outsmart.records import WorkOrder
from reeleezee.records import Customer, TaxRate

Orders = Callable[..., WorkOrder]
Rules = Callable[..., InvoiceRules]
PIPE = {"MaterialCode": "KB-22", "MaterialName": "Koperbuis", "MaterialNr": "4", "MaterialPrice": "8.25"}
WORK = {"WorkDate": "05-10-2026", "TotalTime": "01:30", "HourType": "U-MONT"}


def drafted(order: WorkOrder, rules: InvoiceRules) -> Draft:
    made = build(order, rules)
    assert isinstance(made, Draft), made
    return made


def refused(order: WorkOrder, rules: InvoiceRules) -> Reason:
    made = build(order, rules)
    assert isinstance(made, Reason), made
    return made


def skipped(order: WorkOrder, **settings: Any) -> str:
    why = skip_reason(order, read_settings(settings))
    return why.code if why else ""


# ------------------------------------------------------------------ skipped


@pytest.mark.parametrize("work_status", ["0", "", "99", "001", "1 ", "2"])
def test_another_work_status_is_skipped(order: Orders, work_status: str) -> None:
    assert skipped(order(WorkStatus=work_status)) == "no_longer_waiting"


@pytest.mark.parametrize("status", ["Klaargezet", "Opgehaald", "Afgehandeld", ""])
def test_a_work_order_that_is_not_complete_is_skipped(order: Orders, status: str) -> None:
    assert skipped(order(status=status)) == "no_longer_waiting"


@pytest.mark.parametrize("status", ["Compleet", " compleet", "COMPLEET"])
def test_a_complete_work_order_with_status_1_is_not_skipped(order: Orders, status: str) -> None:
    assert skipped(order(status=status)) == ""


@pytest.mark.parametrize("archived", ["1", "true", "Ja", 1, True])
def test_an_archived_work_order_is_skipped(order: Orders, archived: object) -> None:
    assert skipped(order(Archived=archived)) == "archived"
    assert skipped(order(Archived="0")) == ""


@pytest.mark.parametrize(
    ("work_date", "skip"),
    [
        ("31-12-2025", "before_export_from"),
        ("2025-12-31 08:00", "before_export_from"),
        ("01-01-2026", ""),
        ("02-01-2026", ""),
    ],
)
def test_a_work_date_before_export_from_is_skipped(order: Orders, work_date: str, skip: str) -> None:
    assert skipped(order(WorkDate=work_date), export_from="2026-01-01") == skip
    assert skipped(order(WorkDate=work_date)) == ""


def test_the_skip_tells_both_dates(order: Orders) -> None:
    why = skip_reason(order(WorkDate="2025-12-31"), read_settings({"export_from": "2026-01-01"}))

    assert why is not None
    assert why.quoted("nl") == {"work_date": "31-12-2025", "export_from": "01-01-2026"}


@pytest.mark.parametrize(
    ("days", "skip"),
    [
        (["30-12-2025", "", "31-12-2025"], "before_export_from"),
        (["31-12-2025", "01-01-2026"], ""),
        (["gisteren"], ""),
        ([" "], ""),
        ([], ""),
    ],
)
def test_without_work_date_the_last_day_that_was_worked_is_judged(order: Orders, days: list[str], skip: str) -> None:
    undated = order(WorkDate=" ", Workperiods=[WORK | {"WorkDate": day} for day in days])

    assert skipped(undated, export_from="2026-01-01") == skip


def test_an_unreadable_work_date_is_not_skipped_but_refused(order: Orders, rules: Rules) -> None:
    unreadable = order(WorkDate="vorige week", Materials=[PIPE])

    assert skipped(unreadable, export_from="2026-01-01") == ""
    why = refused(unreadable, rules(export_from="2026-01-01"))
    assert why.code == "unreadable_value"
    assert why.values == {"field": "WorkDate", "value": "vorige week", "where": "WB-2026-00001"}


# ------------------------------------------------------------------ the draft


def test_a_work_order_with_material_and_hours_becomes_a_draft(order: Orders, rules: Rules) -> None:
    given_order = order(Materials=[PIPE], Workperiods=[WORK])

    draft = drafted(given_order, rules())

    # 4 × 8.25 = 33.00 and 1.5 × 62.50 = 93.75; VAT 6.93 and 19.69 (19.6875), together 26.62 (26.6175)
    assert (draft.net, draft.vat.per_line, draft.vat.per_rate) == (
        Decimal("126.75"), Decimal("26.62"), Decimal("26.62")
    )  # fmt: skip
    assert [line.description for line in draft.lines] == ["Werkbon WB-2026-00001: Koperbuis", "Monteur, 05-10-2026"]
    assert (draft.row_id, draft.work_order) == ("5512001", "WB-2026-00001")
    assert draft.invoice_id == "5ae8dc61-d85b-58cc-b5d2-fdd66275ab10"
    assert draft.fingerprint == fingerprint(given_order)
    assert draft.debtor.name == "Mevr. A. Zomerdijk"
    assert draft.header == "Werkbon WB-2026-00001 · 05-10-2026"
    assert (draft.invoice_date, draft.due_date) == (date(2026, 10, 12), None)
    assert (draft.warnings, draft.left_out) == ((), 0)


def test_the_invoice_is_dated_today_or_on_the_work_date(order: Orders, rules: Rules) -> None:
    one = order(Materials=[PIPE])

    assert drafted(one, rules(invoice_date="today")).invoice_date == date(2026, 10, 12)
    assert drafted(one, rules(invoice_date="work_date")).invoice_date == date(2026, 10, 5)


def test_the_payment_term_of_the_settings_goes_before_the_customers_own(
    order: Orders, rules: Rules, catalogue: Catalogue, customer: Customer
) -> None:
    known = replace(catalogue, customers=(customer.model_copy(update={"due_days": 30}),))
    one = order(Materials=[PIPE])

    assert drafted(one, rules(known, payment_term_days=14)).due_date == date(2026, 10, 26)
    assert drafted(one, rules(known, payment_term_days=0)).due_date == date(2026, 10, 12)
    assert drafted(one, rules(known)).due_date == date(2026, 11, 11)
    assert drafted(one, rules()).due_date is None
    assert drafted(one, rules(known, invoice_date="work_date")).due_date == date(2026, 11, 4)
    assert drafted(one, rules(known, invoice_date="work_date", payment_term_days=5)).due_date == date(2026, 10, 12)


def test_the_longest_term_is_a_year(order: Orders, rules: Rules, catalogue: Catalogue, customer: Customer) -> None:
    known = replace(catalogue, customers=(customer.model_copy(update={"due_days": 365}),))

    assert drafted(order(Materials=[PIPE]), rules(known)).due_date == date(2027, 10, 12)


@pytest.mark.parametrize("due_days", [-1, 366, 10**9])
def test_a_term_that_can_be_none_is_left_to_reeleezee(
    order: Orders, rules: Rules, catalogue: Catalogue, customer: Customer, due_days: int
) -> None:
    known = replace(catalogue, customers=(customer.model_copy(update={"due_days": due_days}),))

    assert drafted(order(Materials=[PIPE]), rules(known)).due_date is None


def test_a_customer_without_term_leaves_the_due_date_to_reeleezee_also_when_new(order: Orders, rules: Rules) -> None:
    new = order(CustomerDebtorNr="2001", Materials=[PIPE])

    draft = drafted(new, rules(create_relations=True))

    assert draft.due_date is None
    assert draft.debtor.new is not None


def test_left_out_lines_are_counted_and_told(order: Orders, rules: Rules) -> None:
    lines = [PIPE | {"MaterialNr": "0"}, PIPE]

    draft = drafted(order(Materials=lines, Workperiods=[WORK | {"TotalTime": "00:00"}]), rules())

    assert (len(draft.lines), draft.left_out) == (1, 2)
    assert [w.code for w in draft.warnings] == ["line_left_out", "line_left_out"]
    assert draft.lines[0].description == "Werkbon WB-2026-00001: Koperbuis"


def test_a_guarantee_at_price_0_is_a_draft_of_nought(order: Orders, rules: Rules) -> None:
    assert drafted(order(Materials=[PIPE | {"MaterialPrice": "0"}]), rules()).net == 0


def test_a_negative_line_lowers_the_total(order: Orders, rules: Rules) -> None:
    returned = PIPE | {"MaterialNr": "-1"}

    # 33.00 − 8.25
    assert drafted(order(Materials=[PIPE, returned]), rules()).net == Decimal("24.75")
    assert drafted(order(Materials=[PIPE, PIPE | {"MaterialNr": "-4"}]), rules()).net == 0


def test_minimum_hours_and_rounding_amount_are_not_applied_but_told(order: Orders, rules: Rules) -> None:
    draft = drafted(order(Materials=[PIPE], MinimumHours="2", RoundingAmount="0,25"), rules())

    assert draft.net == Decimal("33.00")
    assert [(w.code, w.values["name"], w.values["value"]) for w in draft.warnings] == [
        ("not_applied", "MinimumHours", "2"),
        ("not_applied", "RoundingAmount", "0,25"),
    ]


@pytest.mark.parametrize(("value", "told"), [("", 0), ("0", 0), ("0,00", 0), ("geen", 1)])
def test_minimum_hours_of_nought_are_not_told(order: Orders, rules: Rules, value: str, told: int) -> None:
    assert len(drafted(order(Materials=[PIPE], MinimumHours=value), rules()).warnings) == told


def test_a_customer_abroad_is_told(order: Orders, rules: Rules, catalogue: Catalogue, customer: Customer) -> None:
    known = replace(catalogue, customers=(customer.model_copy(update={"addresses": ()}),))

    (warning,) = drafted(order(Materials=[PIPE], CustomerCountry="België"), rules(known)).warnings

    assert warning.code == "customer_abroad"
    assert warning.values == {"name": "Mevr. A. Zomerdijk", "country": Both("België", "Belgium")}


@pytest.mark.parametrize(
    ("typed", "named"),
    [("be", Both("België", "Belgium")), ("D", Both("Duitsland", "Germany")), ("Hellas", Both("Griekenland", "Greece"))],
)
def test_a_country_is_named_in_each_language_however_it_was_typed(
    order: Orders, rules: Rules, catalogue: Catalogue, customer: Customer, typed: str, named: Both
) -> None:
    known = replace(catalogue, customers=(customer.model_copy(update={"addresses": ()}),))

    (warning,) = drafted(order(Materials=[PIPE], CustomerCountry=typed), rules(known)).warnings

    assert warning.values["country"] == named


def test_a_country_that_nobody_understands_is_told(
    order: Orders, rules: Rules, catalogue: Catalogue, customer: Customer
) -> None:
    known = replace(catalogue, customers=(customer.model_copy(update={"addresses": ()}),))

    (warning,) = drafted(order(Materials=[PIPE], CustomerCountry=" Atlantis "), rules(known)).warnings

    assert warning.code == "country_not_understood"
    assert warning.values == {"name": "Mevr. A. Zomerdijk", "country": "Atlantis"}
    assert warning.nl.startswith("Het land 'Atlantis' van klant Mevr. A. Zomerdijk is niet herkend;")


def test_warnings_of_lines_are_those_of_the_invoice(order: Orders, rules: Rules) -> None:
    draft = drafted(order(Materials=[PIPE | {"MaterialName": "woord " * 250}]), rules())

    assert [w.code for w in draft.warnings] == ["text_cut"]


def test_the_options_decide_together_what_is_made_new(order: Orders, rules: Rules) -> None:
    strange = order(CustomerDebtorNr="2001", Materials=[PIPE | {"MaterialCode": "NIEUW"}])

    both = drafted(strange, rules(create_relations=True, create_materials=True))

    assert (both.debtor.new is not None, [p.code for p in both.new_products]) == (True, ["NIEUW"])
    assert refused(strange, rules(create_relations=True)).code == "material_unknown"
    assert refused(strange, rules(create_materials=True)).code == "relation_unknown"


# ------------------------------------------------------------------ refused


@pytest.mark.parametrize(
    "lines", [{}, {"Materials": [PIPE | {"MaterialNr": "0"}], "Workperiods": [WORK | {"TotalTime": "0:00"}]}]
)
def test_nothing_to_invoice_is_refused(order: Orders, rules: Rules, lines: dict[str, Any]) -> None:
    why = refused(order(**lines), rules())

    assert (why.code, why.values["work_order"]) == ("nothing_to_invoice", "WB-2026-00001")
    assert ("Koperbuis" in why.nl, "0 minutes" in why.en) == (bool(lines), bool(lines))


def test_travel_is_told_for_it_is_not_invoiced(order: Orders, rules: Rules) -> None:
    periods = [
        WORK | {"Travel": "12"},
        WORK | {"Travel": "0"},
        WORK | {"Travel": ""},
        WORK | {"Travel": "heen en terug"},
    ]

    draft = drafted(order(Workperiods=periods), rules())

    assert [(w.code, w.values["travel"]) for w in draft.warnings] == [
        ("travel_not_billed", "05-10-2026 01:30: 12; 05-10-2026 01:30: heen en terug")
    ]


@pytest.mark.parametrize(("minimum", "told"), [("0:00", False), ("0,00", False), ("1:00", True), ("een uur", True)])
def test_minimum_hours_in_any_spelling_are_told_unless_nought(
    order: Orders, rules: Rules, minimum: str, told: bool
) -> None:
    draft = drafted(order(Workperiods=[WORK], MinimumHours=minimum), rules())

    assert [w.code for w in draft.warnings] == ["not_applied"] * told


def test_a_total_below_zero_is_refused(order: Orders, rules: Rules) -> None:
    why = refused(order(Materials=[PIPE | {"MaterialNr": "-4"}]), rules())

    assert (why.code, why.values["net"]) == ("negative_total", Both("-33,00", "-33.00"))


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ({"CustomerDebtorNr": ""}, "relation_missing"),
        ({"CustomerDebtorNr": "2001"}, "relation_unknown"),
        ({"CustomerName": "Garage Snel", "CustomerZIP": "9999 ZZ"}, "number_conflict"),
        ({"Materials": [PIPE, PIPE | {"MaterialCode": "NIEUW"}]}, "material_unknown"),
        ({"Materials": [PIPE, PIPE | {"MaterialCode": ""}]}, "material_without_code"),
        ({"Materials": [PIPE, PIPE | {"MaterialTotalPrice": "9"}]}, "line_total_differs"),
        ({"Materials": [PIPE, PIPE | {"MaterialNr": "een"}]}, "unreadable_value"),
        ({"Workperiods": [WORK | {"HourType": ""}]}, "period_without_hour_type"),
        ({"Workperiods": [WORK | {"HourType": "X"}]}, "hour_type_unknown"),
        ({"Workperiods": [WORK | {"WorkDate": "gisteren"}]}, "unreadable_value"),
        ({"WorkDate": "31-02-2026"}, "unreadable_value"),
    ],
)
def test_one_fault_refuses_the_whole_work_order(
    order: Orders, rules: Rules, members: dict[str, Any], code: str
) -> None:
    assert refused(order(**{"Materials": [PIPE]} | members), rules()).code == code


def test_a_missing_work_date_is_refused_only_where_the_settings_need_one(order: Orders, rules: Rules) -> None:
    undated = order(WorkDate="", Materials=[PIPE])

    assert drafted(undated, rules()).header == "Werkbon WB-2026-00001"
    assert refused(undated, rules(invoice_date="work_date")).code == "work_date_missing"
    assert refused(undated, rules(export_from="2026-01-01")).code == "work_date_missing"


def test_the_date_of_a_period_will_do_for_the_starting_date(order: Orders, rules: Rules) -> None:
    dated = order(WorkDate="", Workperiods=[WORK])

    assert drafted(dated, rules(export_from="2026-01-01")).net == Decimal("93.75")


HOSTILE = st.one_of(
    st.text(st.characters(), max_size=30),
    st.sampled_from(
        ["", "1", "KB-22", "U-MONT", "01-01-2026", "01:30", "9" * 28, "1001", "-", "R-cccccccc", "9" * 5000]
    ),
    st.none(),
    st.integers(),
    st.booleans(),
    st.floats(),
)
FIELDS = ["OrderNr", "WorkDate", "CustomerDebtorNr", "CustomerDebtorNrInvoice", "CustomerName", "CustomerCountry"]
MATERIAL_FIELDS = [*PIPE, "MaterialTotalPrice", "MaterialDiscountPercentage", "MaterialFreeField5", "MaterialUnit"]
PERIOD_FIELDS = [*WORK, "BeginTime", "EndTime", "Break", "WorkRemark", "EmployeeNr"]
RATE = TaxRate(id="r", name="Hoog", fraction=Decimal("0.21"))
OPEN = InvoiceRules(
    Catalogue(),
    read_settings({"create_relations": True, "create_materials": True, "payment_term_days": 365}),
    Identity("3f0a2d64-8b1c-4e57-9a0d-5c6b7e8f9012", "default"),
    LineRule(RATE, None),
    LineRule(RATE, None),
    date(2026, 10, 12),
)


@given(
    st.dictionaries(st.sampled_from([*FIELDS, "MinimumHours", "ProjectNr", "Reference"]), HOSTILE),
    st.lists(st.dictionaries(st.sampled_from(MATERIAL_FIELDS), HOSTILE), max_size=3),
    st.lists(st.dictionaries(st.sampled_from(PERIOD_FIELDS), HOSTILE), max_size=2),
)
def test_whatever_was_typed_there_is_a_draft_or_a_reason(
    members: dict[str, Any], materials: list[dict[str, Any]], periods: list[dict[str, Any]]
) -> None:
    lines = [PIPE | line for line in materials]
    hostile = WorkOrder.from_row({"id": "1", **members, "Materials": lines, "Workperiods": periods})

    skip_reason(hostile, read_settings({"export_from": "2026-01-01"}))
    made = build(hostile, OPEN)

    if isinstance(made, Draft):
        assert made.net >= 0
        assert len(made.lines) + made.left_out == len(lines) + len(periods)
        assert all(len(line.description) <= 1000 for line in made.lines)
    else:
        assert made.nl
