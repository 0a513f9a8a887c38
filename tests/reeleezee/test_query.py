"""A filter that is spelled wrong finds nothing, and that would look like "unknown customer"."""

from __future__ import annotations

from urllib.parse import parse_qsl

from reeleezee.query import LONGEST_FILTER, any_of, query, segment, text_literal


def test_options_arrive_as_they_were_meant() -> None:
    text = query(expand="Entity,DocumentLineList($expand=Product,TaxRate)", where="Code eq 'A&B + 50% #1'")
    assert dict(parse_qsl(text)) == {
        "$expand": "Entity,DocumentLineList($expand=Product,TaxRate)",
        "$filter": "Code eq 'A&B + 50% #1'",
    }


def test_options_that_are_not_wanted_are_left_out() -> None:
    assert query() == ""
    assert query(expand="*") == "$expand=*"


def test_quotes_in_a_text_are_doubled() -> None:
    assert text_literal("O'Brien's") == "'O''Brien''s'"


def test_at_most_twenty_alternatives_share_a_call() -> None:
    filters = list(any_of("IdentifierNumber", [str(number) for number in range(45)]))
    assert [text.count(" eq ") for text in filters] == [20, 20, 5]
    assert filters[2] == " or ".join(f"IdentifierNumber eq {number}" for number in range(40, 45))


def test_long_codes_are_spread_over_more_calls_so_that_the_address_stays_short() -> None:
    codes = [text_literal(f"{number:02}" + "é" * 30) for number in range(20)]
    filters = list(any_of("Code", codes))
    assert len(filters) > 1
    assert all(len(query(where=text)) <= LONGEST_FILTER + len("$filter=") for text in filters)
    assert sum(text.count(" eq ") for text in filters) == 20


def test_one_code_that_is_too_long_still_gets_a_call() -> None:
    assert len(list(any_of("Code", ["'" + "x" * 2000 + "'"]))) == 1


def test_nothing_asked_is_no_call() -> None:
    assert list(any_of("Code", [])) == []


def test_an_id_cannot_leave_its_place_in_the_path() -> None:
    assert segment("../Administrations?x=1") == "..%2FAdministrations%3Fx%3D1"
