"""Proves that what was stored is what was meant: money refuses, paper warns, and what is not shown is not told."""

import pytest
from tests.koppeling.export.couple import Couple, Json, used, worked


def warnings(couple: Couple, row_id: str) -> list[str]:
    outcome = couple.run().outcome(row_id)
    assert (outcome["outcome"], outcome["reason"]) == ("exported", "")
    assert couple.status(row_id) == ("Afgehandeld", "1")
    return [warning["nl"] for warning in outcome["warnings"]]


@pytest.mark.parametrize(
    ("switches", "told"),
    [
        ({"ignore_header": True}, ["de kop als onderwerp '' in plaats van 'Werkbon WB-"]),
        ({"ignore_origin": True}, ["de kop als soort een andere in plaats van verkoopfactuur"]),
        (
            {"lines_in_one_piece": True},
            [
                "de regels 1, 2 als aantal 1 in plaats van 3",
                "de regels 1, 2 als prijs 26,97 in plaats van 9,99",
                "regel 1 als korting 0% in plaats van 10%",
            ],
        ),
        ({"price_decimals": 2, "lines_in_one_piece": False}, []),
    ],
    ids=str,
)
def test_what_is_otherwise_on_paper_is_told_and_the_invoice_stays(
    couple: Couple, switches: Json, told: list[str]
) -> None:
    couple.reeleezee.switch(**switches)
    row_id = couple.order(
        used("KRAAN", "3", "9.99", total="26.97", discount="10"), used("KRAAN", "2"), used("KRAAN", "1")
    )
    found = warnings(couple, row_id)
    assert len(found) == len(told)
    assert all(words in sentence for words, sentence in zip(told, found, strict=True))
    assert couple.amounts(row_id)[0] == "56.97"


def test_prices_that_include_vat_are_another_amount(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN", "1", "0"))
    couple.reeleezee.switch(ignore_vat_included=True)
    run = couple.run()
    assert run.told(row_id) == ("deferred", "refusal_unproven")
    assert "inclusief btw" in run.outcome(row_id)["nl"]
    assert couple.invoices() == {}


@pytest.mark.parametrize(
    "left_out",
    [
        "Header,Date,BookDate,DueDate,Status,Origin,Type,DocumentType,IsVatIncluded",
        "Description,Quantity,Price,DiscountPercentage",
        "Product",
        "TaxRate",
        "NetAmount",
        "TotalNetAmount,TotalTaxAmount",
    ],
)
def test_what_the_answer_leaves_out_is_not_told_per_order(couple: Couple, left_out: str) -> None:
    couple.settings(payment_term_days=14)
    couple.reeleezee.switch(answer_leaves_out=left_out)
    row_id = couple.order(used("KRAAN", "3", "9.99", total="26.97", discount="10"), periods=[worked("MONT")])
    assert warnings(couple, row_id) == []


def test_an_invoice_that_shows_no_net_at_all_is_taken_back(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN"))
    couple.reeleezee.switch(answer_leaves_out="NetAmount,TotalNetAmount")
    assert couple.run().told(row_id) == ("deferred", "refusal_unproven")
    assert couple.invoices() == {}


@pytest.mark.parametrize("day", ["05-10-2026", "26-11-2026", "25-10-2026", "29-03-2026"])
def test_a_moment_in_utc_is_the_day_of_the_calendar(couple: Couple, day: str) -> None:
    couple.settings(invoice_date="work_date", payment_term_days=14)
    couple.reeleezee.switch(dates_in_utc=True)
    row_id = couple.order(used("KRAAN"), WorkDate=day)
    assert warnings(couple, row_id) == []


def test_a_header_cut_by_reeleezee_is_told_with_both_texts(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN"))
    couple.reeleezee.switch(ignore_header=True)
    (told,) = warnings(couple, row_id)
    assert told.startswith("Op de conceptfactuur heeft de kop als onderwerp '' in plaats van 'Werkbon ")
    assert told.endswith("de bedragen kloppen. Verbeter het op het concept als dat nodig is.")


def test_what_is_otherwise_on_paper_is_told_also_when_the_answer_was_lost(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN"))
    couple.reeleezee.switch(ignore_header=True, vat_cents_off=1)
    couple.reeleezee.fault("PUT /SalesInvoices", "reset_after")
    outcome = couple.run().outcome(row_id)
    assert outcome["outcome"] == "exported"
    assert [warning["code"] for warning in outcome["warnings"]] == ["vat_rounding", "stored_on_paper"]
