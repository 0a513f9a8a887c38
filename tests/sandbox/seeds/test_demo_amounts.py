"""Recomputes what the demo expects of each invoice from its files alone, without the loader and the koppeling."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest

from sandbox.seeds.data_file import read_data_file

CENT = Decimal("0.01")
RATES = {"NL, Hoog Tarief": Decimal("0.21"), "NL, Laag tarief": Decimal("0.09"), "": Decimal("0.21")}
STORIES = read_data_file("demo_workorders.yaml")["workorders"]
EXPORTED = [story for story in STORIES if story["expected"]["outcome"] == "exported"]

Line = tuple[Decimal, Decimal]


def cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def number(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def minutes(time: str) -> int:
    hours, rest = time.split(":")
    return int(hours) * 60 + int(rest)


@pytest.fixture(scope="module")
def articles() -> dict[str, tuple[Decimal, Decimal]]:
    """Price and VAT rate of each article by its code, and of TK-150 also by the code it had before."""
    data = read_data_file("demo_products.yaml")
    found: dict[str, tuple[Decimal, Decimal]] = {}
    for family in data["families"]:
        for size, price in family["prices"].items():
            found[f"{family['code']}-{size}"] = (Decimal(price), RATES.get(family.get("tax_rate", ""), Decimal(0)))
    for row in data["products"] + data["services"]:
        found[row["code"]] = (Decimal(row["price"]), RATES.get(row.get("tax_rate", ""), Decimal(0)))
    return found | {"TK-OUD": found["TK-150"]}


def material_lines(row: dict[str, Any], articles: dict[str, tuple[Decimal, Decimal]]) -> list[Line]:
    quantity = number(row["MaterialNr"])
    discount = number(row.get("MaterialDiscountPercentage", "0")) / 100
    net = cents(quantity * number(row["MaterialPrice"]) * (1 - discount))
    if row.get("MaterialTotalPrice"):
        # a total that somebody wrote without the discount is what was agreed
        net = cents(number(row["MaterialTotalPrice"]))
    return [(net, articles[row["MaterialCode"]][1])] * row.get("lines", 1) if quantity else []


def period_lines(row: dict[str, Any], articles: dict[str, tuple[Decimal, Decimal]]) -> list[Line]:
    if row["TotalTime"]:
        worked = minutes(row["TotalTime"])
    else:
        worked = (minutes(row["EndTime"]) - minutes(row["BeginTime"])) % (24 * 60) - int(row.get("Break", "0"))
    quarters = (Decimal(worked) / 15).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    price, rate = articles[row["HourType"]]
    return [(cents(quarters / 4 * price), rate)] if worked else []


def lines_of(order: dict[str, Any], articles: dict[str, tuple[Decimal, Decimal]]) -> list[Line]:
    materials = [line for row in order.get("Materials", []) for line in material_lines(row, articles)]
    periods = [line for row in order.get("Workperiods", []) for line in period_lines(row, articles)]
    return materials + periods


@pytest.mark.parametrize("story", EXPORTED, ids=lambda story: story["order"]["id"])
class TestExpectedInvoice:
    def test_has_the_net_amount_of_its_lines(self, story: dict[str, Any], articles: Any) -> None:
        lines = lines_of(story["order"], articles)
        assert story["expected"]["net"] == str(sum((net for net, _ in lines), Decimal("0.00")))
        assert story["expected"]["lines"] == len(lines)

    def test_has_the_vat_of_its_lines(self, story: dict[str, Any], articles: Any) -> None:
        lines = lines_of(story["order"], articles)
        assert story["expected"]["vat"] == str(sum((cents(net * rate) for net, rate in lines), Decimal("0.00")))

    def test_has_the_same_vat_when_rounded_per_rate(self, story: dict[str, Any], articles: Any) -> None:
        # Which of the two Reeleezee does is not known; no story may hinge on it.
        lines = lines_of(story["order"], articles)
        per_rate = [
            cents(sum((net * rate for net, rate in lines if rate == each), Decimal(0)))
            for each in {r for _, r in lines}
        ]
        assert story["expected"]["vat"] == str(sum(per_rate))

    def test_adds_up_to_its_total(self, story: dict[str, Any]) -> None:
        expected = story["expected"]
        assert Decimal(expected["net"]) + Decimal(expected["vat"]) == Decimal(expected["total"])

    def test_counts_what_is_left_out(self, story: dict[str, Any]) -> None:
        order = story["order"]
        empty = [row for row in order.get("Materials", []) if not number(row["MaterialNr"])]
        idle = [row for row in order.get("Workperiods", []) if row["TotalTime"] and not minutes(row["TotalTime"])]
        assert story["expected"].get("left_out", 0) == len(empty) + len(idle)
        assert ("line_left_out" in story["expected"].get("warnings", [])) == bool(empty or idle)

    def test_uses_the_catalogue_price_unless_it_is_a_guarantee(self, story: dict[str, Any], articles: Any) -> None:
        for row in story["order"].get("Materials", []):
            price = number(row["MaterialPrice"])
            assert price == articles[row["MaterialCode"]][0] or "garantie" in row.get("MaterialName", "")
