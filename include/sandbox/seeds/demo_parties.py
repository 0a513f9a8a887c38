"""The customers and vendors of the invented installation company: those a story needs, and plain ones around them."""

from functools import cache
from typing import Any

from sandbox.seeds.data_file import read_data_file
from sandbox.seeds.numbered import numbered_parties
from sandbox.seeds.party import Party

_FIRST_PLAIN_NUMBER = 2001


@cache
def demo_customers() -> tuple[Party, ...]:
    data = _data()
    special = [Party(**row) for row in data["customers"]]
    return (*special, *numbered_parties(data["plain_customers"], _FIRST_PLAIN_NUMBER))


@cache
def demo_vendors() -> tuple[Party, ...]:
    return tuple(Party(**{"role": "vendor", **row}) for row in _data()["vendors"])


def demo_customer(number: str) -> Party | None:
    return next((party for party in demo_customers() if str(party.number) == number), None)


@cache
def _data() -> Any:
    return read_data_file("demo_customers.yaml")
