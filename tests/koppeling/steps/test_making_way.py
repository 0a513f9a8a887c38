"""An export of the schedule leaves the work to a synchronisation that runs, and to nothing else."""

import pytest
from airflow.sdk.exceptions import AirflowSkipException

from koppeling.steps import guard


def test_the_schedule_makes_way_for_a_synchronisation() -> None:
    with pytest.raises(AirflowSkipException, match="die zelf factureert na haar imports"):
        guard.make_way(1)


def test_when_none_runs_the_schedule_goes_on() -> None:
    guard.make_way(0)
