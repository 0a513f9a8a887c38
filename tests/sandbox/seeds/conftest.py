from collections.abc import Iterator
from typing import Any

import pytest

from sandbox.seeds import OutSmartSeed, ReeleezeeSeed, outsmart_seed, reeleezee_seed
from sandbox.seeds.data_file import read_data_file


@pytest.fixture(scope="session")
def outsmart_demo() -> OutSmartSeed:
    return outsmart_seed("demo")


@pytest.fixture(scope="session")
def reeleezee_demo() -> ReeleezeeSeed:
    return reeleezee_seed("demo")


@pytest.fixture(scope="session")
def written_stories() -> list[dict[str, Any]]:
    """The stories as they stand in the file, before the loader fills anything in."""
    stories: list[dict[str, Any]] = read_data_file("demo_workorders.yaml")["workorders"]
    return stories


@pytest.fixture(scope="session")
def all_texts(outsmart_demo: OutSmartSeed, reeleezee_demo: ReeleezeeSeed) -> list[str]:
    return [*_texts(vars(outsmart_demo)), *_texts(vars(reeleezee_demo))]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
