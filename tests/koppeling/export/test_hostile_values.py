"""One odd value in any field of a work order: the others are exported, and nothing of the odd one is billed wrong.

The list of OutSmart is answered as a damaged database or PHP would: beside a healthy order stands, for every field that
an order has, one whose field holds the hostile value.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.koppeling.export.couple import IDENTITY, Couple, Json, used, worked

HOSTILE: dict[str, Any] = {
    "half an emoji": "LAMP \ud83d",
    "the other half": "\ude00",
    "a NUL": "KRA\x00AN",
    "controls": "\x01\x1b\x7f",
    "an empty list": [],
    "an empty object": {},
    "false": False,
    "true": True,
    "null": None,
    "a list": ["KRAAN"],
    "an object": {"a": 1},
    "a list of nothing": [[]],
    "an array of PHP": {"0": "KRAAN"},
    "a number": 7,
    "a negative number": -7,
    "a fraction": 0.1,
    "a large number": 10**40,
    "no date": "0000-00-00",
    "no number": "NaN",
    "an exponent": "1e400",
    "a megabyte": "x" * 1_000_000,
    "a megabyte of digits": "9" * 1_000_000,
    "markup": "<b>&amp;\"'</b>",
    "white space": " \t\r\n\u00a0\u2028",
    "right to left": "\u202eNAARK\u200b",
    "deep": json.loads("[" * 200 + "]" * 200),
}
BARE = {"bare NaN": "NaN", "bare exponent": "1e99999999999999999999", "bare digits": "9" * 5000, "abyss": "[" * 50_000}
MARK = "@@hostile@@"


def healthy(couple: Couple) -> str:
    return couple.order(used("KRAAN", "2", "10.00", total="20.00"), periods=[worked("MONT")])


def fields_of(row: Json) -> list[tuple[str, ...]]:
    """Every member of an order, and of its lines."""
    own = [(name,) for name in row]
    return own + [(part, name) for part in ("Materials", "Workperiods") for name in row[part][0]]


def with_value(row: Json, field: tuple[str, ...], value: Any) -> Json:
    copy = json.loads(json.dumps(row))
    if len(field) == 1:
        copy[field[0]] = value
    else:
        copy[field[0]][0][field[1]] = value
    return dict(copy)


def hostile_list(couple: Couple, row_id: str, value: Any) -> tuple[list[Json], dict[str, tuple[str, ...]]]:
    """The healthy order, and one hostile order for each of its fields; the fields by row id."""
    (row,) = [order for order in couple.outsmart.state()["workorders"] if order["id"] == row_id]
    rows, fields = [row], {}
    for number, field in enumerate(fields_of(row)):
        other = with_value(row, ("id",), str(6_000_000 + number)) | {"OrderNr": f"WB-H-{number}"}
        fields[other["id"]] = field
        rows.insert(number % 2 * len(rows), with_value(other, field, value))
    return rows, fields


def run_beside(couple: Couple, value: Any, raw: str = "") -> tuple[str, dict[str, tuple[str, ...]], Any]:
    good = healthy(couple)
    rows, fields = hostile_list(couple, good, value)
    body = json.dumps({"code": 200, "messages": [], "response": rows})
    body = body.replace(json.dumps(MARK), raw) if raw else body
    couple.outsmart.fault("GET /GetWorkorders", "status", code=200, times=0, body=body)
    return good, fields, couple.run(may_fail=True)


def judge(couple: Couple, good: str, fields: dict[str, tuple[str, ...]], run: Any) -> None:
    assert run.told(good) == ("exported", "")
    assert couple.amounts(good) == ("80.00", "16.80", "96.80")
    told = {row["row_id"] for row in run.report["outcomes"]}
    json.dumps(run.report).encode()
    assert "\\u0000" not in json.dumps(run.report)
    for row_id, field in fields.items():
        invoice = couple.invoices().get(IDENTITY.invoice(row_id))
        amounts = field[-1] in AMOUNTS
        assert invoice is None or amounts or str(invoice["TotalNetAmount"]) in {"80.0", "80.00", "80"}, field
        assert row_id in told or field == ("id",), field


AMOUNTS = {
    "MaterialNr",
    "MaterialPrice",
    "MaterialTotalPrice",
    "MaterialDiscountPercentage",
    "TotalTime",
    "Materials",
    "Workperiods",
    "HourType",
}


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
def test_an_odd_value_in_any_field_of_an_order_concerns_that_order_alone(couple: Couple, value: Any) -> None:
    judge(couple, *run_beside(couple, value))


@pytest.mark.parametrize("raw", BARE.values(), ids=BARE)
def test_what_is_hardly_json_concerns_its_order_alone(couple: Couple, raw: str) -> None:
    closed = raw + "]" * raw.count("[")
    judge(couple, *run_beside(couple, MARK, closed))
