"""Shows the whole koppeling without any account: `python -m embedded.demo`, or `make demo`."""

import argparse
import fcntl
import os
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from embedded.airflow import EmbeddedAirflow
from embedded.console import Progress
from embedded.demo_acts import ActsRun
from embedded.demo_run import EXPORT, DemoRun
from embedded.environment import CHECKOUT
from embedded.errors import EmbeddedError
from embedded.expectation import demo_settings, expectations
from embedded.ports import chosen_port
from embedded.results import export_reports, order_results
from embedded.run_table import run_table
from embedded.sandboxes import Sandboxes
from embedded.verdict import Difference, Systems, changes, differences

_HOME = CHECKOUT / ".airflow" / "demo"


def main() -> int:
    """Read the command line and run; the exit code says whether everything was as expected."""
    parser = argparse.ArgumentParser(prog="make demo", description="One whole synchronisation against two sandboxes.")
    parser.add_argument("--once", action="store_true", help="stop after the checks, with exit code 0 or 1")
    parser.add_argument("--keep", action="store_true", help="go on with the Airflow of the former demo")
    given = parser.parse_args()
    # a kill must stop Airflow and the sandboxes just as Ctrl-C does, also in the background where Ctrl-C is ignored
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)
    progress = Progress()
    try:
        with _alone(_HOME.with_suffix(".lock")):
            return _demo(progress, once=given.once, keep=given.keep)
    except EmbeddedError as error:
        progress.say(str(error), "bold red")
        return 1
    except KeyboardInterrupt:
        progress.say("stopped")
        return 130


def _demo(progress: Progress, *, once: bool, keep: bool) -> int:
    port, outsmart_port, reeleezee_port = (
        chosen_port(variable, os.environ, "make demo") for variable in ("PORT", "OUTSMART_PORT", "REELEEZEE_PORT")
    )
    if not keep:
        shutil.rmtree(_HOME, ignore_errors=True)
    with Sandboxes(outsmart_port, reeleezee_port, _HOME) as sandboxes:
        progress.say(f"sandboxes: OutSmart {sandboxes.outsmart.url}, Reeleezee {sandboxes.reeleezee.url}")
        progress.say(f"Airflow is starting, about half a minute (log: {_HOME / 'airflow.log'})")
        airflow = EmbeddedAirflow(_HOME, port, on_progress=lambda line: progress.say(f"  {line}"))
        if (_HOME / "airflow.db").exists():
            # kept settings are in force at once, and its schedule must not export before the imports
            airflow.run_command("dags", "pause", EXPORT)
        with airflow:
            found = _synchronise(airflow, sandboxes, progress)
            found += ActsRun(airflow, sandboxes, progress).play()
            code = _conclude(found, progress)
            if not once:
                _stay(airflow, progress)
    return code


def _synchronise(airflow: EmbeddedAirflow, sandboxes: Sandboxes, progress: Progress) -> list[Difference]:
    run = DemoRun(airflow, progress)
    before = _systems(sandboxes)
    earlier = {one.run_id for one in airflow.api.runs(EXPORT)} if EXPORT in airflow.api.dag_ids() else set()
    run.forget()
    run.connect(sandboxes.connections())
    run.set_up(demo_settings())
    imports = run.import_all()
    run.export()
    after = _systems(sandboxes)
    expected = expectations()
    results = order_results(export_reports(airflow.api, EXPORT, earlier))
    found = differences(expected, results, before, after)
    progress.console.print(run_table(imports, expected, results, found, after.statuses))
    run.export()
    repeated = _systems(sandboxes)
    new = len(repeated.invoices.keys() - after.invoices.keys())
    progress.say(f"second run: {new} new invoices", "bold")
    return found + changes(after, repeated)


def _conclude(found: list[Difference], progress: Progress) -> int:
    if not found:
        progress.say("every work order, invoice and status is as expected, to the cent", "bold green")
        return 0
    progress.say(f"{len(found)} differences from what is expected:", "bold red")
    for difference in found:
        progress.say(f"  {difference}", "red")
    return 1


def _stay(airflow: EmbeddedAirflow, progress: Progress) -> None:
    progress.say(f"Airflow: {airflow.base_url}  user {airflow.user}  password {airflow.password}", "bold")
    progress.say("Ctrl-C stops everything")
    while True:
        airflow.check_alive()
        time.sleep(1)


def _systems(sandboxes: Sandboxes) -> Systems:
    return Systems(sandboxes.outsmart.state(), sandboxes.reeleezee.state())


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Refuse a second demo in this clone, which would wipe the home of the first."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w", encoding="utf-8") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise EmbeddedError("A demo is already running in this clone: stop it first (Ctrl-C).") from None
        yield


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
