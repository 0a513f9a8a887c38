"""Working in the wrong administration would book one company's invoices in another's books."""

from __future__ import annotations

import pytest

from reeleezee.administrations import choose
from reeleezee.errors import ReeleezeeConfigurationError
from reeleezee.records import Administration

JANSEN = Administration.model_validate({"id": "11111111-6b1a-4c57-9a40-1d2f3e4a5b6c", "Name": "Jansen B.V."})
PIETERSEN = Administration.model_validate({"id": "22222222-6b1a-4c57-9a40-1d2f3e4a5b6c", "Name": "Pietersen"})
NAMESAKE = Administration.model_validate({"id": "33333333-6b1a-4c57-9a40-1d2f3e4a5b6c", "Name": "jansen b.v."})


def test_the_only_one_is_taken_without_a_wish() -> None:
    assert choose([JANSEN], "") == JANSEN


@pytest.mark.parametrize("wanted", [JANSEN.id, JANSEN.id.upper(), "Jansen B.V.", " jansen b.v. "])
def test_a_wish_is_an_id_or_a_name_in_any_case(wanted: str) -> None:
    assert choose([PIETERSEN, JANSEN], wanted) == JANSEN


@pytest.mark.parametrize(
    ("seen", "wanted"),
    [
        ([JANSEN, PIETERSEN], ""),
        ([JANSEN, PIETERSEN], "Bakker"),
        ([JANSEN], "Pietersen"),
        ([JANSEN, NAMESAKE], "Jansen B.V."),
    ],
)
def test_doubt_is_an_error_that_lists_the_choices(seen: list[Administration], wanted: str) -> None:
    with pytest.raises(ReeleezeeConfigurationError) as caught:
        choose(seen, wanted)
    assert all(one.id in str(caught.value) and one.name in str(caught.value) for one in seen)


def test_an_id_decides_between_namesakes() -> None:
    assert choose([JANSEN, NAMESAKE], NAMESAKE.id) == NAMESAKE


def test_a_login_without_administrations_says_so() -> None:
    with pytest.raises(ReeleezeeConfigurationError, match="sees no administration"):
        choose([], "")
