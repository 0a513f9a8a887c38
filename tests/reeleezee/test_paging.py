"""Pages come from a server whose links point elsewhere: none may be lost, doubled, or fetched from a stranger."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from reeleezee.errors import ReeleezeeContractError
from reeleezee.paging import pages

ADMINISTRATION = "5f0d2c1e-6b1a-4c57-9a40-1d2f3e4a5b6c"
PATH = f"/{ADMINISTRATION}/Customers"
ELSEWHERE = "https://apiservice.reeleezee.example:443/api/apiservicedev"


class Server:
    """Answers per query, and remembers what was asked."""

    def __init__(self, answers: Mapping[str, Any]) -> None:
        self.answers = answers
        self.asked: list[tuple[str, str]] = []

    def read(self, path: str, query: str) -> Any:
        self.asked.append((path, query))
        return self.answers[query]


def page(*ids: str, link: object = None) -> dict[str, Any]:
    more = {} if link is None else {"@odata.nextLink": link}
    return {**more, "value": [{"id": row_id} for row_id in ids]}


def ids(server: Server, query: str = "") -> list[str]:
    return [row["id"] for rows in pages(server.read, PATH, query) for row in rows]


@pytest.mark.parametrize(
    "link",
    [
        f"{ELSEWHERE}/{ADMINISTRATION}/Customers?$skip=2",
        f"{ELSEWHERE}/{ADMINISTRATION.upper()}/customers?$skip=2",
        f"{ELSEWHERE}/customers?$skip=2",
        f"https://apps.reeleezee.example/api/v1/{ADMINISTRATION}/Customers/?$skip=2",
        f"/api/v1/{ADMINISTRATION}/Customers?$skip=2",
        "Customers?$skip=2",
    ],
)
def test_the_next_page_is_asked_at_our_own_path_with_the_query_of_the_link(link: str) -> None:
    server = Server({"": page("a", "b", link=link), "$skip=2": page("c")})
    assert ids(server) == ["a", "b", "c"]
    assert server.asked == [(PATH, ""), (PATH, "$skip=2")]


@pytest.mark.parametrize(
    "link",
    [
        f"{ELSEWHERE}/{ADMINISTRATION}/Vendors?$skip=2",
        f"{ELSEWHERE}/0f0d2c1e-6b1a-4c57-9a40-1d2f3e4a5b6c/Customers?$skip=2",
        f"{ELSEWHERE}/{ADMINISTRATION}/Customers/1/Addresses?$skip=2",
        f"{ELSEWHERE}/{ADMINISTRATION}/Customers%2F..%2FVendors?$skip=2",
        "https://[broken/Customers?$skip=2",
        17,
    ],
)
def test_a_link_that_leads_elsewhere_is_not_followed(link: object) -> None:
    server = Server({"": page("a", link=link)})
    with pytest.raises(ReeleezeeContractError):
        ids(server)
    assert len(server.asked) == 1


def test_the_other_options_of_the_link_are_kept_as_given() -> None:
    link = f"{ELSEWHERE}/{ADMINISTRATION}/Customers?$expand=EntityType&$filter=Name%20eq%20'a'&$skip=1"
    followed = "$expand=EntityType&$filter=Name%20eq%20'a'&$skip=1"
    server = Server({"$expand=EntityType": page("a", link=link), followed: page("b")})
    assert ids(server, "$expand=EntityType") == ["a", "b"]


def test_the_same_link_twice_ends_in_an_error_and_not_in_a_circle() -> None:
    link = f"{ELSEWHERE}/Customers?$skip=1"
    server = Server({"": page("a", link=link), "$skip=1": page("b", link=link)})
    with pytest.raises(ReeleezeeContractError, match="no end"):
        ids(server)


def test_a_link_without_a_query_is_the_page_we_came_from() -> None:
    server = Server({"": page("a", link=f"{ELSEWHERE}/Customers")})
    with pytest.raises(ReeleezeeContractError, match="no end"):
        ids(server)


def test_the_same_page_under_another_link_is_an_error() -> None:
    server = Server({"": page("a", "b", link=f"{ELSEWHERE}/Customers?$skip=2"), "$skip=2": page("a", "b")})
    with pytest.raises(ReeleezeeContractError, match="same page twice"):
        ids(server)


def test_a_record_that_moved_to_the_next_page_comes_once() -> None:
    server = Server({"": page("a", "b", link=f"{ELSEWHERE}/Customers?$skip=2"), "$skip=2": page("B", "c")})
    assert ids(server) == ["a", "b", "c"]


def test_empty_pages_that_keep_pointing_on_end_in_an_error() -> None:
    answers = {f"$skip={n}": page(link=f"{ELSEWHERE}/Customers?$skip={n + 1}") for n in range(9)}
    with pytest.raises(ReeleezeeContractError, match="no end"):
        ids(Server(answers), "$skip=0")


def test_one_empty_page_in_between_loses_nothing() -> None:
    answers = {
        "": page("a", link=f"{ELSEWHERE}/Customers?$skip=1"),
        "$skip=1": page(link=f"{ELSEWHERE}/Customers?$skip=2"),
        "$skip=2": page("b"),
    }
    assert ids(Server(answers)) == ["a", "b"]


@pytest.mark.parametrize("answer", [[], {}, {"value": None}, {"value": {}}, {"value": ["a"]}, "text", None])
def test_an_answer_without_a_list_of_records_is_an_error(answer: object) -> None:
    with pytest.raises(ReeleezeeContractError, match="not a list"):
        ids(Server({"": answer}))


def test_pages_are_read_only_when_they_are_wanted() -> None:
    server = Server({"": page("a", link=f"{ELSEWHERE}/Customers?$skip=1"), "$skip=1": page("b")})
    assert [row["id"] for row in next(pages(server.read, PATH))] == ["a"]
    assert len(server.asked) == 1
