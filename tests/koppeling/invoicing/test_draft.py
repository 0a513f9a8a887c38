"""The draft of an invoice: its totals, and ids of lines that tell its version."""

from datetime import date
from decimal import Decimal

from koppeling.identity import line_id
from koppeling.invoicing.catalogue import NewProduct
from koppeling.invoicing.draft import Draft, DraftLine
from koppeling.invoicing.parties import Debtor
from outsmart.records import Party
from reeleezee.records import TaxRate

HIGH = TaxRate(id="hoog", fraction=Decimal("0.21"))
LOW = TaxRate(id="laag", fraction=Decimal("0.09"))
NEW = NewProduct("n", "NIEUW", "Nieuw", Decimal(1), "st")
INVOICE = "5ae8dc61-d85b-58cc-b5d2-fdd66275ab10"


def draft(*lines: DraftLine) -> Draft:
    return Draft(
        "1", "WB-1", INVOICE, "0123456789abcdef", Debtor(Party(), "c", "C"), "Werkbon WB-1",
        date(2026, 10, 12), None, lines, (), 0,
    )  # fmt: skip


def line(
    quantity: str, price: str, rate: TaxRate = HIGH, discount: str = "0", new: NewProduct | None = None
) -> DraftLine:
    return DraftLine("x", Decimal(quantity), Decimal(price), rate, discount=Decimal(discount), new_product=new)


def test_the_net_is_the_sum_of_lines_each_rounded_to_the_cent() -> None:
    # 1.5 × 0.33 = 0.495, so 0.50; twice that is 1.00, not 0.99.
    assert str(draft(line("1.5", "0.33"), line("1.5", "0.33")).net) == "1.00"
    assert str(draft(line("2", "45.00", discount="0.1"), line("-1", "10")).net) == "71.00"
    assert str(draft().net) == "0.00"


def test_vat_is_counted_over_the_net_of_the_lines_per_rate() -> None:
    # 21 %: 1.07 twice, 0.2247 each and 0.4494 together; 9 % of 25.00 is 2.25.
    vat = draft(line("1", "1.07"), line("1", "1.07"), line("2", "12.50", LOW)).vat

    assert (vat.per_line, vat.per_rate, vat.slack) == (Decimal("2.69"), Decimal("2.70"), Decimal("0.02"))


def test_the_discount_is_off_before_vat() -> None:
    assert draft(line("1", "100", discount="0.5")).vat.per_line == Decimal("10.50")


def test_line_ids_are_numbered_from_one_under_invoice_and_fingerprint() -> None:
    assert draft(line("1", "1"), line("2", "2")).line_ids == (
        line_id(INVOICE, "0123456789abcdef", 1),
        line_id(INVOICE, "0123456789abcdef", 2),
    )


def test_a_new_product_on_two_lines_is_made_once() -> None:
    assert draft(line("1", "1", new=NEW), line("1", "1"), line("2", "1", new=NEW)).new_products == (NEW,)


def test_a_line_is_described_anew_without_change_of_amount() -> None:
    described = line("3", "2", discount="0.5").described("anders")

    assert (described.description, described.net) == ("anders", Decimal("3.00"))
