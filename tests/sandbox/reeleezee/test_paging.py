"""Collections come in pages, whose links lead to another host than the one that was called."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests

from sandbox.core.running import RunningSandbox
from sandbox.seeds.accounts import ADMINISTRATION_ID

Call = Callable[..., requests.Response]


@pytest.fixture
def seven(call: Call, box: RunningSandbox) -> Call:
    for number in range(1, 8):
        box.act("products", {"Code": f"A{number}", "Price": number, "Description": "oneven" if number % 2 else "even"})
    box.switch(page_size=3)
    return call


def _codes(page: dict[str, Any]) -> list[str]:
    return [row["Code"] for row in page["value"]]


def test_the_next_link_names_another_host_and_segment_and_ends_in_skip(seven: Call, box: RunningSandbox) -> None:
    link = seven("GET", "Products?$orderby=Code desc&$skip=3").json()["@odata.nextLink"]
    parts = urlsplit(link)
    assert parts.netloc != urlsplit(box.base_url).netloc
    assert parts.port == 443
    assert parts.path == f"/api/apiservicedev/{ADMINISTRATION_ID}/Products"
    assert parts.query == "$orderby=Code desc&$skip=6"


def test_the_pages_together_are_the_collection(seven: Call) -> None:
    pages = [seven("GET", f"Products?$orderby=Code&$skip={skip}").json() for skip in (0, 3, 6)]
    assert [code for page in pages for code in _codes(page)] == [f"A{number}" for number in range(1, 8)]
    assert ["@odata.nextLink" in page for page in pages] == [True, True, False]


def test_top_within_a_page_needs_no_link_and_beyond_it_goes_on(seven: Call) -> None:
    assert _codes(seven("GET", "Products?$top=2&$skip=1").json()) == ["A2", "A3"]
    page = seven("GET", "Products?$top=5").json()
    assert page["@odata.nextLink"].endswith("?$top=2&$skip=3")
    assert "@odata.nextLink" not in seven("GET", "Products?$top=2&$skip=3").json()


def test_count_counts_all_matches_not_the_page(seven: Call) -> None:
    page = seven("GET", "Products?$count=true&$filter=Description eq 'oneven'&$top=1").json()
    assert (page["@odata.count"], _codes(page)) == (4, ["A1"])


def test_skipping_past_the_end_gives_an_empty_page(seven: Call) -> None:
    assert seven("GET", "Products?$skip=50").json() == {"value": []}
    assert seven("GET", "Products?$top=0").json() == {"value": []}


def test_a_write_between_two_pages_is_seen(seven: Call, box: RunningSandbox) -> None:
    seven("GET", "Products?$orderby=Code")
    box.act("products", {"Code": "A0"})
    assert _codes(seven("GET", "Products?$orderby=Code").json()) == ["A0", "A1", "A2"]


def test_the_link_can_be_made_to_loop(seven: Call, box: RunningSandbox) -> None:
    box.switch(send_nextlink_loop=True)
    assert seven("GET", "Products?$skip=3").json()["@odata.nextLink"].endswith("$skip=3")


@pytest.mark.parametrize("query", ["$top=-1", "$skip=x", "$count=ja", "$apply=x", "$skiptoken=3", "$top=1&$top=2"])
def test_options_that_cannot_be_read_are_refused(seven: Call, query: str) -> None:
    response = seven("GET", f"Products?{query}")
    assert response.status_code == 400
    assert response.json()["Message"]
