"""Invoice lines of materials and hours, with amounts worked out by hand."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from koppeling.invoicing.build import InvoiceRules
from koppeling.invoicing.catalogue import Account, Catalogue, HourType, LineRule
from koppeling.invoicing.draft import DraftLine
from koppeling.invoicing.lines import fitted, material_line, period_line
from koppeling.invoicing.refused import Refused
from koppeling.reasons import Both, Reason, reason
from outsmart.records import MaterialLine, WorkPeriod
from reeleezee.records import Product, TaxRate

Rules = Callable[..., InvoiceRules]
PIPE = {"code": "KB-22", "name": "Koperbuis 22 mm", "quantity": "4", "price": "8.25", "total": "33.00"}
WORK = {"date": "05-10-2026", "begin": "08:10", "end": "09:40", "total_time": "01:30", "hour_type": "U-MONT"}
RATE = TaxRate(id="r", name="Hoog", fraction=Decimal("0.21"))


def of_material(rules: InvoiceRules, **members: str) -> DraftLine | Reason:
    return material_line(MaterialLine(**PIPE | members), rules.lines)


def of_period(rules: InvoiceRules, **members: str) -> DraftLine | Reason:
    return period_line(WorkPeriod(**WORK | members), rules.lines)


def invoiced(line: DraftLine | Reason) -> DraftLine:
    assert isinstance(line, DraftLine)
    return line


def left_out(line: DraftLine | Reason) -> str:
    assert isinstance(line, Reason)
    assert line.code == "line_left_out"
    return line.quoted("nl")["name"]


def refusal(make: Callable[..., Any], rules: InvoiceRules, **members: str) -> tuple[str, dict[str, str]]:
    with pytest.raises(Refused) as refused:
        make(rules, **members)
    return refused.value.reason.code, refused.value.reason.quoted("nl")


# ------------------------------------------------------------------ materials


@pytest.mark.parametrize(
    ("members", "told"),
    [
        ({"discount_percentage": "10"}, "10"),
        ({"discount_percentage": "12,5", "original_price": "9.00"}, "12.5"),
        ({"discount_percentage": "10", "original_price": "ooit"}, "10"),
        ({"discount_percentage": "25", "original_price": "11,00"}, ""),
        ({"discount_percentage": "10", "total": "29.70"}, ""),
        ({"discount_percentage": "0"}, ""),
        ({"discount_percentage": "100"}, "100"),
        ({"discount_percentage": "101"}, ""),
        ({"discount_percentage": "-10"}, ""),
        ({"discount_percentage": "weinig"}, ""),
        ({"discount_percentage": "100", "price": "0", "total": "0"}, ""),
    ],
)
def test_a_discount_that_is_in_no_amount_of_the_line_is_told(rules: Rules, members: dict[str, str], told: str) -> None:
    warnings = invoiced(of_material(rules(), **members)).warnings
    values = [w.quoted("en") for w in warnings if w.code == "discount_not_in_total"]
    assert values == ([{"name": "Koperbuis 22 mm", "discount": told}] if told else [])


def test_a_known_material_is_a_line_with_product_price_and_text_of_the_work_order(rules: Rules) -> None:
    line = invoiced(of_material(rules(), name=" Koperbuis op maat "))

    assert line.product_id == "dddddddd-0000-4000-8000-000000000001"
    assert (line.description, line.quantity, line.price, line.net) == (
        "Koperbuis op maat", Decimal(4), Decimal("8.25"), Decimal("33.00")
    )  # fmt: skip
    assert (line.tax_rate.name, line.account, line.new_product, line.warnings) == ("NL, Hoog Tarief", None, None, ())


def test_a_product_that_names_rate_and_account_is_sold_by_them(rules: Rules) -> None:
    line = invoiced(of_material(rules(), code="LOGBOEK", quantity="2", price="12.50", total="25.00"))

    assert line.tax_rate.fraction == Decimal("0.09")
    assert line.account is not None
    assert line.account.id == "bbbbbbbb-0000-4000-8000-000000000001"


def test_a_discount_of_a_line_without_code_and_name_is_told_of_a_material(rules: Rules) -> None:
    line = invoiced(of_material(rules(create_materials=True), code="", name=" ", discount_percentage="10"))

    assert [w.values["name"] for w in line.warnings] == [Both("materiaal", "material")]


def test_of_two_articles_with_one_code_that_of_the_kind_in_the_settings_is_sold(
    rules: Rules, catalogue: Catalogue
) -> None:
    pipe, *others = catalogue.products
    twin = pipe.model_copy(update={"id": "dddddddd-0000-4000-8000-000000000009", "kind": 5})
    known = replace(catalogue, materials=(), products=(pipe, twin, *others))

    assert invoiced(of_material(rules(known))).product_id == pipe.id
    assert invoiced(of_material(rules(known, product_kind_product=5))).product_id == twin.id


def test_the_account_of_the_settings_is_for_products_that_name_none(rules: Rules) -> None:
    of_settings = Account("bbbbbbbb-0000-4000-8000-000000000009", is_category_account=False)
    ruled = replace(rules(), product=LineRule(RATE, of_settings))

    own = invoiced(of_material(ruled, code="LOGBOEK")).account

    assert own is not None
    assert own.id == "bbbbbbbb-0000-4000-8000-000000000001"
    assert invoiced(of_material(ruled)).account == of_settings
    assert invoiced(of_period(ruled)).account is None


def test_a_product_that_names_two_rates_takes_that_of_the_settings_with_a_warning(
    rules: Rules, catalogue: Catalogue
) -> None:
    high, low = catalogue.tax_rates
    pipe, *others = catalogue.products
    unclear = pipe.model_copy(update={"references": {"TaxRate": low, "OtherRate": high}})

    line = invoiced(of_material(rules(replace(catalogue, products=(unclear, *others)))))

    assert line.tax_rate.name == "NL, Hoog Tarief"
    assert [(w.code, w.values) for w in line.warnings] == [("product_vat_unclear", {"code": "KB-22"})]


def test_a_product_that_the_export_made_is_never_billed_at_a_rate_of_its_own_without_a_word(
    rules: Rules, catalogue: Catalogue
) -> None:
    _, low = catalogue.tax_rates
    pipe, *others = catalogue.products
    given = pipe.model_copy(update={"references": {"TaxRate": low}})
    made = given.model_copy(update={"id": rules().identity.product("KB-22")})

    def of(product: Product) -> DraftLine:
        return invoiced(of_material(rules(replace(catalogue, materials=(), products=(product, *others)))))

    line = of(made)
    told = {"code": "KB-22", "rate": "NL, Laag Tarief", "wanted": "NL, Hoog Tarief"}
    assert line.tax_rate.name == "NL, Laag Tarief"
    assert [(w.code, w.values) for w in line.warnings] == [("made_material_of_other_rate", told)]
    assert of(given).warnings == ()
    assert of(made.model_copy(update={"references": {}})).warnings == ()


def test_a_line_without_name_tells_its_code(rules: Rules) -> None:
    assert invoiced(of_material(rules(), name="")).description == "KB-22"


@pytest.mark.parametrize("quantity", ["0", "0,00", "-0"])
def test_quantity_0_is_left_out_and_told_by_name(rules: Rules, quantity: str) -> None:
    assert left_out(of_material(rules(), quantity=quantity, total="0")) == "Koperbuis 22 mm"
    nameless = of_material(rules(), quantity=quantity, total="", name="", code="")
    assert left_out(nameless) == "materiaal"
    assert nameless == reason("line_left_out", name=Both("materiaal", "material"))


def test_negative_quantity_is_a_negative_line(rules: Rules) -> None:
    assert invoiced(of_material(rules(), quantity="-2", total="-16.50")).net == Decimal("-16.50")


def test_price_0_is_a_line_of_nought(rules: Rules) -> None:
    assert str(invoiced(of_material(rules(), price="0", total="0")).net) == "0.00"


def test_a_discount_that_explains_the_total_stands_on_the_line(rules: Rules) -> None:
    line = invoiced(of_material(rules(), total="29.70", discount_percentage="10"))

    assert (line.discount, line.net) == (Decimal("0.1"), Decimal("29.70"))


def test_a_line_total_that_differs_is_refused_with_both_figures(rules: Rules) -> None:
    code, values = refusal(of_material, rules(), total="30.00")

    assert (code, values["total"], values["product"]) == ("line_total_differs", "30", "33")


def test_an_unknown_material_is_refused_while_the_option_is_off(rules: Rules) -> None:
    assert refusal(of_material, rules(), code=" NIEUW ", name="Iets") == (
        "material_unknown", {"code": "NIEUW", "name": "Iets"}
    )  # fmt: skip


def test_an_unknown_material_becomes_a_product_while_the_option_is_on(rules: Rules) -> None:
    made = rules(create_materials=True)

    line = invoiced(of_material(made, code=" NIEUW ", name="Iets", unit=" st "))

    new = line.new_product
    assert new is not None
    assert (new.id, line.product_id) == (made.identity.product("NIEUW"), new.id)
    assert (new.code, new.description, new.price, new.unit) == ("NIEUW", "Iets", Decimal("8.25"), "st")
    assert (line.description, line.net) == ("Iets", Decimal("33.00"))
    assert line.tax_rate.name == "NL, Hoog Tarief"


def test_an_unknown_material_without_name_is_called_by_its_code(rules: Rules) -> None:
    new = invoiced(of_material(rules(create_materials=True), code="NIEUW", name=" ")).new_product

    assert new is not None
    assert new.description == "NIEUW"


@pytest.mark.parametrize(("size", "fits"), [(32, True), (33, False)])
def test_a_new_material_with_a_longer_code_than_reeleezee_takes_is_refused(rules: Rules, size: int, fits: bool) -> None:
    made = rules(create_materials=True)
    if fits:
        assert invoiced(of_material(made, code="N" * size)).new_product is not None
    else:
        assert refusal(of_material, made, code="N" * size) == ("material_number_too_long", {"code": "N" * size})


def test_a_line_without_code_is_refused_while_the_option_is_off(rules: Rules) -> None:
    assert refusal(of_material, rules(), code=" ", name="Kitwerk") == ("material_without_code", {"name": "Kitwerk"})
    with pytest.raises(Refused) as refused:
        of_material(rules(), code="", name=" ")
    assert refused.value.reason == reason("material_without_code", name=Both("zonder naam", "without name"))


def test_a_line_without_code_is_a_line_without_product_while_the_option_is_on(rules: Rules) -> None:
    line = invoiced(of_material(rules(create_materials=True), code="", name="Kitwerk"))

    assert (line.product_id, line.new_product, line.description) == ("", None, "Kitwerk")
    assert (line.tax_rate.name, line.net) == ("NL, Hoog Tarief", Decimal("33.00"))
    assert invoiced(of_material(rules(create_materials=True), code="", name="")).description == "Materiaal"


def test_a_renamed_code_is_invoiced_with_a_warning(rules: Rules, catalogue: Catalogue) -> None:
    pipe, *others = catalogue.products
    renamed = replace(catalogue, products=(pipe.model_copy(update={"code": "KB-22-R"}), *others))

    assert [w.code for w in invoiced(of_material(rules(renamed))).warnings] == ["code_renamed"]


# ------------------------------------------------------------------ hours


def test_an_hour_and_a_half_costs_one_and_a_half_times_the_hour_types_price(rules: Rules) -> None:
    line = invoiced(of_period(rules()))

    assert (line.quantity, line.price, line.net) == (Decimal("1.50"), Decimal("62.50"), Decimal("93.75"))
    assert line.product_id == "dddddddd-0000-4000-8000-000000000003"
    assert line.description == "Monteur, 05-10-2026"


@pytest.mark.parametrize(
    ("members", "description"),
    [
        ({"employee": " 7 "}, "Monteur, 05-10-2026, medewerker 7"),
        ({"employee": "7", "remark": "Kraan vervangen"}, "Monteur, 05-10-2026, Kraan vervangen"),
        ({"date": " "}, "Monteur"),
    ],
)
def test_the_text_of_hours_tells_type_date_and_remark_else_employee(
    rules: Rules, members: dict[str, str], description: str
) -> None:
    assert invoiced(of_period(rules(), **members)).description == description


@pytest.mark.parametrize(
    ("total", "step", "net"),
    [
        ("00:50", 0, "52.08"),  # 52.0833
        ("00:50", 15, "46.88"),  # 0:45, 46.875
        ("00:53", 15, "62.50"),  # 1:00
        ("26:15", 0, "1640.63"),  # 26.25 h, 1640.625
        ("00:01", 0, "1.04"),  # 1.041666
        ("00:10", 30, "10 minuten, afgerond op 30 minuten; begin- en eindtijd geven 1:30"),
        ("00:00", 0, "0 minuten; begin- en eindtijd geven 1:30"),
    ],
)
def test_hours_are_rounded_per_period_and_what_comes_to_nothing_is_left_out(
    rules: Rules, total: str, step: int, net: str
) -> None:
    line = of_period(rules(round_hours_to=step), total_time=total)

    if isinstance(line, Reason):
        assert left_out(line) == f"05-10-2026 08:10-09:40 ({net})"
    else:
        assert line.net == Decimal(net)


def test_fourteen_minutes_that_are_rounded_to_nothing_are_told_with_their_minutes(rules: Rules) -> None:
    line = of_period(rules(round_hours_to=30), total_time="", begin="08:00", end="08:14")

    assert isinstance(line, Reason)
    assert "14 minuten" in line.nl
    assert "14 minutes, rounded to 30 minutes" in line.en


def test_a_total_that_the_clock_contradicts_is_billed_and_told(rules: Rules) -> None:
    line = invoiced(of_period(rules(), total_time="00:30", begin="08:00", end="17:00"))

    assert line.net == Decimal("31.25")  # half of 62.50
    (told,) = line.warnings
    assert told == reason("time_differs_from_clock", where="05-10-2026 08:00-17:00", billed="0:30", clock="9:00")


def test_hours_of_a_bare_total_are_billed_as_the_clock_says(rules: Rules) -> None:
    assert invoiced(of_period(rules(), total_time="8", begin="08:00", end="16:00")).net == Decimal("500.00")
    assert invoiced(of_period(rules(), total_time="7,5", begin="08:00", end="15:30")).net == Decimal("468.75")
    code, values = refusal(of_period, rules(), total_time="8", begin="08:00", end="17:00")
    assert (code, values["clock"]) == ("total_time_unclear", "9:00")


def test_the_night_the_clock_goes_back_is_an_hour_longer_than_it_seems(rules: Rules) -> None:
    night = of_period(rules(), total_time="", date="25-10-2026", begin="01:00", end="03:30")

    assert invoiced(night).net == Decimal("218.75")  # 3.5 × 62.50


def test_an_hour_that_costs_nothing_is_billed_for_nothing_and_told(rules: Rules, catalogue: Catalogue) -> None:
    free = replace(catalogue, hour_types=(HourType("U-MONT", "Monteur", "0.00"),))

    line = invoiced(of_period(rules(free)))

    assert line.net == Decimal("0.00")
    assert [told.code for told in line.warnings] == ["hours_without_charge"]


def test_time_past_midnight_without_total_is_end_less_begin_less_break(rules: Rules) -> None:
    # 22:30 to 01:15 is 2:45, less 15 minutes 2:30: 2.5 × 62.50
    night = of_period(rules(), total_time="", begin="22:30", end="01:15", break_minutes="15")

    assert invoiced(night).net == Decimal("156.25")


def test_a_period_without_hour_type_is_refused_or_takes_the_default(rules: Rules) -> None:
    assert refusal(of_period, rules(), hour_type=" ") == (
        "period_without_hour_type", {"where": "05-10-2026 08:10-09:40"}
    )  # fmt: skip
    assert invoiced(of_period(rules(default_hour_type="U-MONT"), hour_type=" ")).net == Decimal("93.75")


def test_an_hour_type_unknown_in_reeleezee_is_refused_even_with_a_default(rules: Rules) -> None:
    assert refusal(of_period, rules(default_hour_type="U-MONT"), hour_type="U-LEER") == (
        "hour_type_unknown", {"code": "U-LEER", "where": "05-10-2026 08:10-09:40", "system": "Reeleezee"}
    )  # fmt: skip


def test_an_empty_period_without_hour_type_is_left_out_not_refused(rules: Rules) -> None:
    assert left_out(of_period(rules(), total_time="00:00", hour_type=""))


@pytest.mark.parametrize(
    ("members", "field"), [({"date": "32-13-2026"}, "WorkDate"), ({"total_time": "anderhalf"}, "TotalTime")]
)
def test_a_period_with_an_unreadable_date_or_time_is_refused(rules: Rules, members: dict[str, str], field: str) -> None:
    code, values = refusal(of_period, rules(), **members)

    assert (code, values["field"]) == ("unreadable_value", field)
    assert values["where"] == f"{members.get('date', '05-10-2026')} 08:10-09:40"


@pytest.mark.parametrize(
    ("price", "why"),
    [("", "hour_type_without_price"), (" ", "hour_type_without_price"), ("gratis", "unreadable_value")],
)
def test_an_hour_type_without_readable_price_is_refused_by_code(
    rules: Rules, catalogue: Catalogue, price: str, why: str
) -> None:
    unpriced = replace(catalogue, hour_types=(HourType("U-MONT", "Monteur", price),))

    code, values = refusal(of_period, rules(unpriced))

    assert code == why
    assert "U-MONT" in {values.get("code"), values.get("field", "")[12:18]}
    assert values["where"] == "05-10-2026 08:10-09:40"


def test_the_kind_of_a_service_is_a_setting(rules: Rules) -> None:
    assert refusal(of_period, rules(product_kind_service=3))[0] == "hour_type_unknown"


def test_an_hour_type_without_name_is_called_by_its_code(rules: Rules, catalogue: Catalogue) -> None:
    nameless = replace(catalogue, hour_types=(HourType("U-MONT", "", "62.50"),))

    assert invoiced(of_period(rules(nameless))).description == "U-MONT, 05-10-2026"


# ------------------------------------------------------------------ texts


def drafted(text: str) -> DraftLine:
    return DraftLine(text, Decimal(1), Decimal(2), RATE, product_id="p", discount=Decimal("0.1"))


def test_a_text_that_fits_gets_its_prefix_and_no_warning() -> None:
    line = fitted(drafted("Koperbuis \x00 22\r\n<b>mm</b>"), "Werkbon 7: ")

    assert line.description == "Werkbon 7: Koperbuis 22\n<b>mm</b>"
    assert line.warnings == ()


def test_a_longer_text_than_reeleezee_takes_is_cut_at_a_word_with_a_warning() -> None:
    long = drafted("woord " * 250)

    line = fitted(long, "Werkbon 7: ")

    assert len(line.description) <= 1000
    assert line.description.startswith("Werkbon 7: woord woord")
    assert line.description.endswith("woord…")
    assert [w.code for w in line.warnings] == ["text_cut"]
    assert line.warnings[0].values["size"] == "1000"
    assert (line.net, line.product_id, line.discount) == (long.net, "p", long.discount)


def test_a_text_of_exactly_the_longest_size_is_kept() -> None:
    assert fitted(drafted("x" * 989), "Werkbon 7: ").warnings == ()
    assert len(fitted(drafted("x" * 990), "Werkbon 7: ").description) == 1000
    (warning,) = fitted(drafted("x" * 990), "Werkbon 7: ").warnings
    assert warning.values == {"size": "1000", "name": f"Werkbon 7: {'x' * 48}…"}


def test_the_figures_of_a_line_in_one_piece_stand_behind_its_text(rules: Rules) -> None:
    line = invoiced(of_material(rules(), quantity="1000", price="0.01235", total="12.35", unit="m"))

    assert (line.quantity, line.price, line.net) == (Decimal(1), Decimal("12.35"), Decimal("12.35"))
    assert fitted(line, "Werkbon 7: ").description == "Werkbon 7: Koperbuis 22 mm (1000 m × € 0,01235)"


def test_figures_are_never_cut_off_with_a_long_text(rules: Rules) -> None:
    line = invoiced(of_material(rules(), price="44.95", quantity="1", total="40.46", discount_percentage="10"))

    short = fitted(line.described("woord " * 250), "Werkbon 7: ")

    assert len(short.description) <= 1000
    assert short.description.endswith("woord… (korting 10% op € 44,95)")
    assert [w.code for w in short.warnings] == ["text_cut"]


def test_a_product_that_must_be_made_gets_the_price_of_a_piece_whatever_the_form(rules: Rules) -> None:
    made = rules(create_materials=True)
    line = invoiced(
        of_material(made, code="NIEUW", quantity="1", price="44.95", total="40.46", discount_percentage="10")
    )

    assert line.new_product is not None
    assert (line.new_product.price, line.price) == (Decimal("44.95"), Decimal("40.46"))
