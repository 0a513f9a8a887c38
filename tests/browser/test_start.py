"""Who started something may look elsewhere meanwhile, and who comes later sees that it goes on."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Frame, expect

from embedded.rest import AirflowApi

pytestmark = [pytest.mark.browser, pytest.mark.e2e, pytest.mark.slow]
Open = Callable[..., Frame]
POOL = "reeleezee_default"


@pytest.fixture
def let_it_end(api: AirflowApi) -> Iterator[Callable[[], None]]:
    """No task that needs Reeleezee gets its turn before this is called, however long the test looks at the run."""
    one = "One session per Reeleezee login"
    api.put_pool(POOL, 0, one)
    yield lambda: api.put_pool(POOL, 1, one)
    api.put_pool(POOL, 1, one)


def test_a_run_is_still_watched_after_another_tab_and_found_by_who_comes_later(
    show: Open, history: None, let_it_end: Callable[[], None]
) -> None:
    page = show("start")
    page.get_by_role("button", name="Start: Uursoorten").click()
    result = page.get_by_role("region", name="Resultaat")
    expect(result.get_by_role("progressbar")).to_be_visible()
    page.get_by_role("tab", name="Verbinding").click()
    expect(result).to_have_count(0)
    page.get_by_role("tab", name="Start synchronisatie").click()
    expect(result.get_by_role("progressbar")).to_be_visible()
    expect(page.get_by_role("button", name="Start: Relaties")).to_have_attribute("title", "Er loopt al een ronde.")

    # a colleague, or the same person after a reload
    later = show("start", user="kijker")
    found = later.get_by_role("region", name="Resultaat")
    expect(found.get_by_role("progressbar")).to_be_visible()
    let_it_end()
    for one in (result, found):
        expect(one.get_by_text("12 gelezen")).to_be_visible()
    expect(page.get_by_role("button", name="Start: Relaties")).to_be_enabled()
