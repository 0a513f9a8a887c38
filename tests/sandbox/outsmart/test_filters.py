"""Filters work on the columns that are known to work, in all the ways in which PHP reads a query."""

from typing import Any

import pytest


@pytest.fixture(autouse=True)
def five_relations(api: Any, relation: dict[str, Any]) -> None:
    rows = [
        {**relation, "debtor_number": str(n), "name": f"Klant {n}", "postal_code": f"100{n} AB", "active": str(n % 2)}
        for n in range(1, 6)
    ]
    assert api.post("relations", rows)["code"] == 200


def numbers(api: Any, query: Any) -> list[str]:
    return [row["debtor_number"] for row in api.rows("relations", query)]


@pytest.mark.parametrize(
    ("operator", "value", "found"),
    [
        ("eq", "2", ["2"]),
        ("ne", "2", ["1", "3", "4", "5"]),
        ("gt", "3", ["4", "5"]),
        ("ge", "3", ["3", "4", "5"]),
        ("lt", "3", ["1", "2"]),
        ("le", "3", ["1", "2", "3"]),
        ("contains", "2", ["2"]),
        ("like", "%", []),
        ("lt", "10", ["1", "2", "3", "4", "5"]),
    ],
)
def test_operators(api: Any, operator: str, value: str, found: list[str]) -> None:
    assert numbers(api, {"key": "debtor_number", "value": value, "operator": operator}) == found


@pytest.mark.parametrize(
    ("value", "found"), [("1002%", ["2"]), ("%5 AB", ["5"]), ("1002", []), ("100%AB", list("12345"))]
)
def test_like_needs_its_percent_signs(api: Any, value: str, found: list[str]) -> None:
    assert numbers(api, {"key": "zip", "value": value, "operator": "li"}) == found


def test_like_may_put_the_percent_signs_itself(api: Any) -> None:
    api.box.switch(like_needs_percent=False)
    assert numbers(api, {"key": "zip", "value": "1002", "operator": "li"}) == ["2"]


def test_without_operator_it_is_equal(api: Any) -> None:
    assert numbers(api, {"key": "debtor_number", "value": "4"}) == ["4"]
    assert numbers(api, {"key": "debtor_number", "value": "44"}) == []


@pytest.mark.parametrize(
    "query",
    [
        [
            ("key[]", "active"),
            ("value[]", "1"),
            ("operator[]", "eq"),
            ("key[]", "debtor_number"),
            ("value[]", "1"),
            ("operator[]", "gt"),
        ],
        {"key[1]": "debtor_number", "value[1]": "1", "operator[1]": "gt", "key[0]": "active", "value[0]": "1"},
    ],
)
def test_several_filters_must_all_hold(api: Any, query: Any) -> None:
    assert numbers(api, query) == ["3", "5"]


@pytest.mark.parametrize(
    ("endpoint", "column"), [("relations", "postal_code"), ("relations", "name"), ("materials", "code")]
)
def test_a_column_that_is_not_filterable_is_refused(api: Any, endpoint: str, column: str) -> None:
    answer = api.get(endpoint, key=column, value="x")
    assert answer == {"code": 1007, "messages": [f"Key {column} not allowed"], "response": None}
    api.box.switch(filter_refused_code=1301)
    assert api.get(endpoint, key=column, value="x")["code"] == 1301


@pytest.mark.parametrize(("answer", "found"), [("ignore", 2), ("allow", 1)])
def test_undocumented_filters_may_be_ignored_or_work(api: Any, answer: str, found: int) -> None:
    api.box.switch(undocumented_filters=answer)
    api.post("workstatusses", [{"sta_code": code, "sta_name": code} for code in ("0", "1")])
    assert len(api.rows("workstatusses", key="sta_code", value="1")) == found


def test_employees_ignore_filters(api: Any) -> None:
    api.post("employees", [{"firstname": "J", "lastname": "D", "number": number} for number in ("1", "2")])
    assert len(api.rows("employees", key="number", value="1")) == 2


def test_one_address_can_be_asked_by_any_member(api: Any) -> None:
    address = {"adr_debtor_nr": "1", "adr_line_1": "Dorpsstraat 1", "adr_zip": "1234 AB", "adr_city": "Voorbeeldstad"}
    api.post("addresses", [{**address, "adr_code": "A1"}, {**address, "adr_code": "A2"}])
    assert [row["adr_code"] for row in api.rows("address", key="adr_code", value="A2")] == ["A2"]
    assert api.get("addresses", key="adr_code", value="A2")["messages"] == ["Key adr_code not allowed"]


def test_collation_makes_filters_ignore_capitals(api: Any, relation: dict[str, Any]) -> None:
    api.post("relations", [{**relation, "debtor_number": "abc"}])
    assert numbers(api, {"key": "debtor_number", "value": "ABC"}) == []
    api.box.switch(key_comparison="collation")
    assert numbers(api, {"key": "debtor_number", "value": "ABC"}) == ["abc"]
    assert numbers(api, {"key": "debtor_number", "value": "AB%", "operator": "li"}) == ["abc"]
