"""Holds what the demo expects of each invoice against figures from paper, line by line, and reckons those once more.

The figures are net and VAT of each line, as a bookkeeper would write them down who has the price list
(demo_products.yaml) and the work order. They are added up in whole cents; `tests/reckoning.py` works each line out by
fractions.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from tests.reckoning import exact, hour_cents, in_cents, in_steps, line_cents, minutes_passed, vat_lawful, whole

from sandbox.seeds.data_file import read_data_file

PERCENTAGES = {"NL, Hoog Tarief": 21, "NL, Laag tarief": 9, "": 21}
QUARTER = 15

# Work order, and each line of its invoice: net / VAT. What is left out (nought pieces, no time) is not there.
PAPER = {
    "5512001": "33.00/6.93 93.75/19.69",  # 4 m of 8.25; 1:30 of 62.50
    "5512002": "25.00/2.25 7.65/1.61 9.30/1.95 42.75/8.98 46.88/9.84",  # a book at 9 %; 0:50 is three quarters
    "5512003": "24.80/5.21 93.75/19.69",
    "5512004": "0.00/0.00 72.50/15.23 24.00/5.04",  # a guarantee; an hour of 72.50; half an hour of 48.00
    "5512005": "61.20/12.85 27.60/5.80 500.00/105.00 360.00/75.60 390.63/82.03",  # the last: 6:10 is 6 and a quarter
    "5512006": "261.25/54.86 142.50/29.93 1640.63/344.53",  # 2:45 and 1:30 of 95.00; 26:15 of 62.50
    "5512007": "189.00/39.69 -40.00/-8.40 125.00/26.25",
    "5512008": "64.95/13.64 46.88/9.84",
    "5512009": "62.50/13.13",
    "5512010": "35.25/7.40 128.00/26.88",
    "5512011": " ".join(["1.00/0.21"] * 300),
    "5512012": "15.00/3.15 15.00/3.15 30.00/6.30 81.00/17.01 0.00/0.00",  # 90.00 less a tenth; 150.00 less all of it
    "5512013": "64.95/13.64 31.25/6.56",
    "5512014": "267.00/56.07",
    "5512015": "149.00/31.29 85.00/17.85",
    "5512041": "33.00/6.93 62.50/13.13",
    "5512043": "33.00/6.93",  # the discount is not in the total, and the total counts
    "5512056": "36.00/7.56",
    "5512061": "24.75/5.20",
    "5512062": "16.50/3.47",
    "5512064": "33.00/6.93",
    "5512065": "66.00/13.86",
    "5512067": "45.00/4.05",
    "5512302": "0.43/0.09",  # 0.4275
    "5512405": "33.00/6.93",
    "5512406": "62.50/13.13",
    "5512407": "0.00/0.00",
    **dict.fromkeys(["5512504", "5512505", "5512506", "5512507", "5512508", "5512509", "5512511"], "33.00/6.93"),
    "5512510": "18.00/3.78 18.00/3.78",
}
# The act in which Reeleezee is turned to a VAT that is a cent off, of which the bookkeeper is told.
A_CENT_MORE = frozenset({"5512064", "5512065", "5512067", "5512302"})

# What people and the export make during the acts: price and VAT percentage.
OF_ACTS = {
    "TAPKRAAN": ("12.00", 21),
    "ONDERDEEL-2": ("22.50", 9),
    "U-GRATIS": ("0.00", 21),
    "KLEP": ("9.00", 21),
    "FLENS": ("6.00", 21),
    "kb-22": ("8.25", 21),
}

ACTS = read_data_file("demo_acts.yaml")["acts"]
WORK_ORDERS = read_data_file("demo_workorders.yaml")["workorders"]
EXPORTED = [
    story
    for story in [*WORK_ORDERS, *(story for act in ACTS for story in act["workorders"])]
    if story["expected"].get("net")
]


def paper(story: dict[str, Any]) -> list[tuple[int, int]]:
    """Net and VAT in cents of every line."""
    lines = [line.split("/") for line in PAPER[story["order"]["id"]].split()]
    return [(in_cents(net), in_cents(vat)) for net, vat in lines]


@pytest.fixture(scope="module")
def articles() -> dict[str, tuple[str, int]]:
    """Price and VAT percentage of each article by its code, and of TK-150 also by the code it had before."""
    data = read_data_file("demo_products.yaml")
    rows = list(data["products"] + data["services"])
    for family in data["families"]:
        rows += [{**family, "code": f"{family['code']}-{size}", "price": p} for size, p in family["prices"].items()]
    found = {row["code"]: (str(row["price"]), PERCENTAGES.get(row.get("tax_rate", ""), 0)) for row in rows}
    return found | {"TK-OUD": found["TK-150"]} | OF_ACTS


def reckoned(order: dict[str, Any], articles: dict[str, tuple[str, int]]) -> Iterator[tuple[int, int]]:
    """Net in cents and VAT percentage of every line, by fractions."""
    for row in order.get("Materials", []):
        if exact(row["MaterialNr"]):
            total = row.get("MaterialTotalPrice")
            net = in_cents(total) if total else line_cents(row["MaterialNr"], row["MaterialPrice"])
            yield from [(net, articles[row["MaterialCode"]][1])] * row.get("lines", 1)
    for row in order.get("Workperiods", []):
        hours, _, minutes = row["TotalTime"].partition(":")
        worked = int(hours) * 60 + int(minutes) if hours else _by_the_clock(row, order)
        price, percentage = articles[row["HourType"]]
        if worked:
            yield hour_cents(in_steps(worked, QUARTER), price), percentage


def _by_the_clock(row: dict[str, Any], order: dict[str, Any]) -> int:
    day = datetime.strptime(row.get("WorkDate", order["WorkDate"]), "%d-%m-%Y").date()  # noqa: DTZ007  only a day
    return minutes_passed(day, row["BeginTime"], row["EndTime"], int(row.get("Break", "0")))


def test_every_invoice_of_the_demo_stands_on_paper() -> None:
    assert sorted(story["order"].get("id", "") for story in EXPORTED) == sorted(PAPER)


@pytest.mark.parametrize("story", EXPORTED, ids=lambda story: story["order"]["id"])
class TestExpectedInvoice:
    def test_has_the_amounts_of_its_lines(self, story: dict[str, Any]) -> None:
        expected, lines = story["expected"], paper(story)
        assert in_cents(expected["net"]) == sum(net for net, _ in lines)
        more = 1 if story["order"]["id"] in A_CENT_MORE else 0
        assert in_cents(expected["vat"]) == sum(vat for _, vat in lines) + more
        assert in_cents(expected["total"]) == in_cents(expected["net"]) + in_cents(expected["vat"])
        assert expected["lines"] == len(lines)

    def test_has_lines_that_come_out_the_same_by_fractions(self, story: dict[str, Any], articles: Any) -> None:
        found = list(reckoned(story["order"], articles))
        assert [net for net, _ in paper(story)] == [net for net, _ in found]
        assert [vat for _, vat in paper(story)] == [whole(exact(net * rate) / 100) for net, rate in found]

    def test_has_the_same_vat_when_rounded_per_rate(self, story: dict[str, Any], articles: Any) -> None:
        # Which of the two Reeleezee does is not known; no story may hinge on it.
        assert vat_lawful(reckoned(story["order"], articles)) == {sum(vat for _, vat in paper(story))}

    def test_counts_what_is_left_out(self, story: dict[str, Any]) -> None:
        order = story["order"]
        empty = [row for row in order.get("Materials", []) if not exact(row["MaterialNr"])]
        idle = [row for row in order.get("Workperiods", []) if row["TotalTime"] in {"0:00", "00:00"}]
        assert story["expected"].get("left_out", 0) == len(empty) + len(idle)
        assert ("line_left_out" in story["expected"].get("warnings", [])) == bool(empty or idle)

    def test_uses_the_catalogue_price_unless_it_is_a_guarantee(self, story: dict[str, Any], articles: Any) -> None:
        for row in story["order"].get("Materials", []):
            is_usual = exact(row["MaterialPrice"]) == exact(articles[row["MaterialCode"]][0])
            assert is_usual or "garantie" in row.get("MaterialName", "")
