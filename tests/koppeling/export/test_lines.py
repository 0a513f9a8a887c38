"""Proves what becomes of every kind of material line, from the work order to the cents of the stored invoice."""

import pytest
from tests.koppeling.export.couple import LOW, Couple, used, worked


def refusal(couple: Couple, row_id: str) -> str:
    """The reason of a refused order, that has 99 and no invoice."""
    outcome, code = couple.run().told(row_id)
    assert outcome == "refused"
    assert couple.status(row_id) == ("Compleet", "99")
    assert couple.invoices() == {}
    return code


def test_an_order_without_any_line_has_nothing_to_invoice(couple: Couple) -> None:
    assert refusal(couple, couple.order()) == "nothing_to_invoice"


def test_an_order_of_which_every_line_is_left_out_has_nothing_to_invoice(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN", "0"), periods=[worked("MONT", "0:00")])
    assert refusal(couple, row_id) == "nothing_to_invoice"


def test_a_material_without_code_is_refused_while_new_materials_are_off(couple: Couple) -> None:
    row_id = couple.order(used("", name="Los materiaal"), used("KRAAN"))
    assert refusal(couple, row_id) == "material_without_code"


def test_a_material_without_code_becomes_a_line_without_product(couple: Couple) -> None:
    couple.settings(create_materials=True, vat_product=LOW)
    before = len(couple.products())
    row_id = couple.order(used("", "2", "5.55", name="Los materiaal"))
    assert couple.run().told(row_id) == ("exported", "")
    assert couple.amounts(row_id) == ("11.10", "1.00", "12.10")
    (line,) = couple.lines(row_id)
    assert line["Product"] is None
    assert line["Description"].endswith("Los materiaal")
    assert len(couple.products()) == before


@pytest.mark.parametrize(
    ("quantity", "price", "net"),
    [("1,5", "10.00", "15.00"), ("1.5", "10,00", "15.00"), ("0,333", "9.99", "3.33"), ("100", "0.4275", "42.75")],
)
@pytest.mark.parametrize("notation", ["comma", "dot", "as_stored"])
def test_quantity_and_price_are_read_with_comma_and_dot(
    couple: Couple, notation: str, quantity: str, price: str, net: str
) -> None:
    couple.outsmart.switch(workorder_decimal=notation)
    row_id = couple.order(used("KRAAN", quantity, price))
    assert couple.run().told(row_id) == ("exported", "")
    assert couple.amounts(row_id)[0] == net


@pytest.mark.parametrize(("quantity", "price"), [("1.234,56", "1"), ("twee", "1"), ("1", "€ 5"), ("", "1"), ("1", "")])
def test_a_number_that_cannot_be_read_is_named_with_its_field(couple: Couple, quantity: str, price: str) -> None:
    row_id = couple.order(used("KRAAN", quantity, price, total="1"))
    outcome = couple.run().outcome(row_id)
    assert outcome["reason"] == "unreadable_value"
    field = "MaterialPrice" if quantity == "1" else "MaterialNr"
    assert field in outcome["nl"]
    assert couple.status(row_id) == ("Compleet", "99")


def test_quantity_0_is_left_out_and_told(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN", "0.00"), used("KRAAN", "1"))
    outcome = couple.run().outcome(row_id)
    assert outcome["outcome"] == "exported"
    assert outcome["left_out"] == 1
    assert [w["code"] for w in outcome["warnings"]] == ["line_left_out"]
    assert len(couple.lines(row_id)) == 1


def test_a_negative_quantity_is_a_negative_line(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN", "3"), used("KRAAN", "-1"))
    assert couple.run().told(row_id) == ("exported", "")
    assert couple.amounts(row_id) == ("20.00", "4.20", "24.20")
    assert [line["NetAmount"] for line in couple.lines(row_id)] == [30, -10]


def test_a_negative_total_is_for_a_person_to_credit(couple: Couple) -> None:
    assert refusal(couple, couple.order(used("KRAAN", "-3"), used("KRAAN", "1"))) == "negative_total"


def test_price_0_is_a_line_of_nothing(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN", "1", "0.00"))
    assert couple.run().told(row_id) == ("exported", "")
    assert couple.amounts(row_id) == ("0.00", "0.00", "0.00")
    assert len(couple.lines(row_id)) == 1


def test_a_discount_of_100_percent_is_a_line_of_nothing(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN", "2", total="0.00", discount="100"), used("KRAAN"))
    assert couple.run().told(row_id) == ("exported", "")
    assert couple.amounts(row_id) == ("10.00", "2.10", "12.10")
    assert [line["NetAmount"] for line in couple.lines(row_id)] == [0, 10]


def test_a_discount_that_explains_the_line_total_is_on_the_line(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN", "3", "9.99", total="26.97", discount="10"))
    assert couple.run().told(row_id) == ("exported", "")
    assert couple.amounts(row_id) == ("26.97", "5.66", "32.63")
    assert couple.lines(row_id)[0]["DiscountPercentage"] == 0.1


def test_a_line_total_that_nothing_explains_is_refused_with_both_figures(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN", "2", "10.00", total="19.00"))
    outcome = couple.run().outcome(row_id)
    assert outcome["reason"] == "line_total_differs"
    assert "19" in outcome["nl"]
    assert "20" in outcome["nl"]


def test_the_same_material_on_three_lines_is_three_lines(couple: Couple) -> None:
    row_id = couple.order(*[used("KRAAN", "1", "3.335")] * 3)
    assert couple.run().told(row_id) == ("exported", "")
    assert [line["NetAmount"] for line in couple.lines(row_id)] == [3.34] * 3
    assert couple.amounts(row_id)[0] == "10.02"


def test_300_lines_are_all_there(couple: Couple) -> None:
    row_id = couple.order(*[used("KRAAN", str(n % 7 + 1), "0.37") for n in range(300)])
    assert couple.run().told(row_id) == ("exported", "")
    lines = couple.lines(row_id)
    assert len(lines) == 300
    assert [line["Sequence"] for line in lines] == list(range(1, 301))
    cents = sum(37 * (n % 7 + 1) for n in range(300))
    assert couple.amounts(row_id)[0] == f"{cents / 100:.2f}"


def test_emoji_and_html_are_text_like_any_other(couple: Couple) -> None:
    text = "Kraan 🚿 <b>vet</b> & \"mooi\" 'ë' <script>alert(1)</script>"
    row_id = couple.order(used("KRAAN", name=text))
    assert couple.run().told(row_id) == ("exported", "")
    assert couple.lines(row_id)[0]["Description"].endswith(text)


def test_a_text_of_70_000_characters_is_cut_at_a_word_and_told(couple: Couple) -> None:
    text = "gespoeld en ontlucht " * 3334
    row_id = couple.order(periods=[worked("MONT", WorkRemark=text)])
    outcome = couple.run().outcome(row_id)
    assert outcome["outcome"] == "exported"
    assert [w["code"] for w in outcome["warnings"]] == ["text_cut"]
    description = couple.lines(row_id)[0]["Description"]
    assert description.endswith("…")
    assert len(description) <= 1000
    assert couple.amounts(row_id)[0] == "60.00"


def test_a_long_description_of_the_work_does_not_stand_in_the_way(couple: Couple) -> None:
    row_id = couple.order(used("KRAAN"), WorkDescription="x" * 70_000, Reference="y " * 500)
    assert couple.run().told(row_id) == ("exported", "")


def test_two_rates_on_one_order_are_each_reckoned(couple: Couple) -> None:
    couple.product("BOEK", "25.00", rate=LOW)
    row_id = couple.order(used("KRAAN"), used("BOEK", "1", "25.00"), periods=[worked("MONT")])
    assert couple.run().told(row_id) == ("exported", "")
    assert couple.amounts(row_id) == ("95.00", "16.95", "111.95")
