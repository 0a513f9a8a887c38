"""A hundred thousand relations are posted and read in seconds, so that volume tests measure the client."""

import time
from typing import Any

import pytest
import requests


@pytest.mark.soak
def test_a_hundred_thousand_relations(api: Any, relation: dict[str, Any]) -> None:
    query = {"token": "sandbox-klant-token", "software_token": "sandbox-software-token"}
    started = time.monotonic()
    with requests.Session() as session:
        for first in range(0, 100_000, 500):
            rows = [{**relation, "debtor_number": str(n)} for n in range(first, first + 500)]
            answer = session.post(f"{api.box.base_url}/relations/", params=query, json=rows, timeout=30).json()
            assert answer["response"] == 500
        posted = time.monotonic()
        answer = session.get(f"{api.box.base_url}/relations/", params=query, timeout=60).json()
    assert len({row["debtor_number"] for row in answer["response"]}) == 100_000
    assert posted - started < 20
    assert time.monotonic() - posted < 15
