"""Hour types between two imitated accounts, over HTTP."""

from typing import Any

from sandbox.reeleezee.lookups import tax_rate_id


def test_a_service_becomes_an_hour_type_that_is_booked_as_sale(couple: Any) -> None:
    couple.service("MONT", "Monteursuur", "62.50")
    couple.product("A-1", "Artikel")

    report = couple.import_hour_types()

    assert (report.counts["read"], report.counts["created"], report.rows) == (1, 1, ())
    assert report.kind == "hour_types"
    stored = couple.hour_types()["MONT"]
    expected = {"name": "Monteursuur", "sale_price": "62.50", "cost_booking": "0", "sale_booking": "1", "active": "1"}
    assert {name: stored[name] for name in expected} == expected


def test_a_second_run_posts_nothing_and_costs_two_calls(couple: Any) -> None:
    couple.service("MONT", "Monteursuur", "62.50")
    couple.import_hour_types()

    assert couple.calls(couple.import_hour_types) == {"GET /hourtypes": 1, "GET /Products": 1}


def test_a_price_is_rounded_half_up_to_cents_and_told_once(couple: Any) -> None:
    couple.service("MONT", "Monteursuur", "62.505")

    first, second = couple.import_hour_types(), couple.import_hour_types()

    assert couple.hour_types()["MONT"]["sale_price"] == "62.51"
    assert [row.reason.code for row in first.rows] == ["row_price_rounded"]
    assert (second.counts["unchanged"], second.rows) == (1, ())


def test_bookings_that_a_planner_chose_stay_when_the_price_changes(couple: Any) -> None:
    service = couple.service("MONT", "Monteursuur", "62.50")
    couple.import_hour_types()
    couple.type_in("hourtypes", "MONT", cost_booking="1", sale_booking="0", active="0", cost_price="31.00")
    couple.change("products", service, Price=70.0)

    couple.import_hour_types()

    stored = couple.hour_types()["MONT"]
    assert stored["sale_price"] == "70.00"
    expected = {"cost_booking": "1", "sale_booking": "0", "active": "0", "cost_price": "31.00"}
    assert {name: stored[name] for name in expected} == expected


def test_two_services_with_one_code_are_a_conflict(couple: Any) -> None:
    couple.service("MONT", "Monteursuur")
    couple.service("MONT", "Monteursuur weekend")

    assert couple.import_hour_types().counts["conflict"] == 2
    assert couple.hour_types() == {}


def test_prices_including_vat_are_rounded_only_once(couple: Any) -> None:
    # 62.50495 excluding VAT: rounded to four decimals first it would be 62.505, and then 62.51.
    couple.service("MONT", "Monteursuur", "75.63099", TaxRate={"id": tax_rate_id("NL, Hoog Tarief")})

    couple.import_hour_types(prices_include_vat=True)

    assert couple.hour_types()["MONT"]["sale_price"] == "62.50"
