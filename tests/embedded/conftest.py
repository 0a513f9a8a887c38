"""One embedded Airflow for all tests of this folder, since starting it is what costs time."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from embedded.airflow import EmbeddedAirflow


@pytest.fixture(scope="session")
def airflow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedAirflow]:
    home = tmp_path_factory.mktemp("airflow")
    with EmbeddedAirflow(home, dags=Path(__file__).parent / "dag_folder") as running:
        running.api.wait_for_dag("greeting")
        yield running
