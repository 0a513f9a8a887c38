"""Invents the materials that mechanics write down, each line with what it costs in cents, or why nobody can tell.

The figures come from `tests/reckoning.py`, from what was meant when the line was made up, never from what is stored.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from hypothesis import strategies as st
from tests.othercompany.articles import REPLACED, Article, spelled
from tests.othercompany.waiting import WAITING, allowed
from tests.reckoning import euros, line_cents

Json = dict[str, object]
UNREADABLE = frozenset(["unreadable_value"])
LEFT_OUT = frozenset(["line_left_out"])
_QUANTITIES = ("1", "2", "3", "1,5", "1.5", "0.333", "12", "1000", "0,0125", "7", "-1", "99.99")
_PERCENTAGES = ("0", "10", "25", "33,33", "50", "2.5", "100", "15")


@dataclass(frozen=True)
class Line:
    """One material or period: as OutSmart has it, its net in cents (None: left out), or why it is refused.

    `named_id` tells whose id its free field 5 holds: its own article's, that of the archived double, or another's.
    """

    row: Json
    cents: int | None = None
    article: Article | None = None
    is_hours: bool = False
    refusals: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()
    may_tell: frozenset[str] = frozenset()
    named_id: str = ""
    worked_on: date | None = None


@st.composite
def materials(draw: st.DrawFn, known: tuple[Article, ...]) -> Line:
    article = draw(st.sampled_from(known))
    code = draw(spelled(article))
    row: Json = {"MaterialCode": code.code, "MaterialName": f"Artikel {article.code}", "MaterialUnit": "st"}
    named = draw(st.sampled_from(allowed(["", "", "own", "archived", "archived", "other"])))
    line = draw(_amounts(article, row))
    if line.article is None:
        return line
    if code.refusals:
        return replace(line, cents=None, article=None, refusals=line.refusals | code.refusals)
    if not article.has_archived_double:
        return replace(line, told=article.told, named_id="" if named == "archived" or article.has_twin else named)
    if named == "archived":
        return replace(line, named_id=named, told=REPLACED)
    return replace(line, named_id=named, may_tell=REPLACED)


@st.composite
def _amounts(draw: st.DrawFn, article: Article, row: Json) -> Line:
    quantity = draw(st.sampled_from(_QUANTITIES))
    prices = [article.price, article.price.replace(".", ","), "19.95", "0", "0.01235"]
    price = draw(st.sampled_from(["19.95", "0,4275"] if "many decimals" in WAITING else prices))
    row = row | {"MaterialNr": quantity, "MaterialPrice": price}
    kinds = ["plain", "total", "discount"] * 12 + ["untaken", "wrong", "none", "odd", "no price"]
    kind = draw(st.sampled_from(allowed(kinds)))
    full = line_cents(quantity, price)
    match kind:
        case "total":
            row["MaterialTotalPrice"] = euros(full)
            return Line(row, full, article)
        case "discount":
            percentage = draw(st.sampled_from(_PERCENTAGES))
            less = line_cents(quantity, price, percentage)
            row |= {"MaterialDiscountPercentage": percentage, "MaterialTotalPrice": euros(less)}
            return Line(row, less, article)
        case "untaken":
            # the total says that it was not taken off, and the total is what was agreed
            row |= {"MaterialDiscountPercentage": "10", "MaterialTotalPrice": euros(full)}
            return Line(row, full, article)
        case "wrong":
            row["MaterialTotalPrice"] = euros(full + 100_00)
            return Line(row, refusals=frozenset(["line_total_differs"]))
        case "none":
            return Line({**row, "MaterialNr": "0"}, told=LEFT_OUT)
        case "no price":
            # nothing is not nought, also where the total says what it should come to
            nothing = draw(st.sampled_from([Json(MaterialPrice=None), Json(MaterialPrice=""), Json()]))
            total = draw(st.sampled_from(["", euros(full), "0.00"]))
            kept = {name: value for name, value in row.items() if name != "MaterialPrice"}
            return Line({**kept, **nothing, "MaterialTotalPrice": total}, refusals=UNREADABLE)
        case "odd":
            broken = draw(st.sampled_from(["1.234,56", "een", "", "1e3", "½", None]))
            return Line({**row, "MaterialNr": broken, "MaterialTotalPrice": ""}, refusals=UNREADABLE)
    row |= draw(st.sampled_from([{"MaterialTotalPrice": total} for total in ("", None, euros(full))] + [{}]))
    return Line(row, full, article)
