"""Plays the acts of the demo through Airflow, for what one synchronisation of sound systems cannot show."""

from embedded.acts import act_differences, staged
from embedded.airflow import EmbeddedAirflow
from embedded.console import Progress
from embedded.demo_run import EXPORT, DemoRun
from embedded.expectation import act_expectations, demo_settings
from embedded.results import export_reports, order_results
from embedded.run_table import run_table
from embedded.sandboxes import Sandboxes
from embedded.verdict import Difference, Systems
from sandbox.seeds.demo_acts import Act, demo_acts


class ActsRun:
    """Acts one after the other; afterwards settings and systems are those of the first synchronisation again."""

    def __init__(self, airflow: EmbeddedAirflow, sandboxes: Sandboxes, progress: Progress) -> None:
        self._api = airflow.api
        self._run = DemoRun(airflow, progress)
        self._sandboxes = sandboxes
        self._progress = progress
        self._settings = demo_settings()

    def play(self) -> list[Difference]:
        """All of them; everything that is not as expected."""
        found: list[Difference] = []
        acts = demo_acts()
        for number, act in enumerate(acts, start=1):
            self._progress.say(f"act {number} of {len(acts)}: {act.title}", "bold")
            if act.red:
                self._progress.say("  its run ends red, as it must: one order has to wait for the next run")
            found += self._play(act)
        self._settle_on(demo_settings())
        self._run.release()
        return found

    def _play(self, act: Act) -> list[Difference]:
        # the quarter of an hour could strike while the stage is half set
        self._run.hold()
        self._settle_on(demo_settings() | act.settings)
        earlier = {one.run_id for one in self._api.runs(EXPORT) if one.ended}
        with staged(act, self._sandboxes.outsmart, self._sandboxes.reeleezee):
            before = self._systems()
            self._run.run(EXPORT, {})
            self._run.hold()
            after = self._systems()
        runs = [one for one in self._api.runs(EXPORT) if one.run_id not in earlier]
        results = order_results(export_reports(self._api, EXPORT, earlier))
        is_red = any(one.state == "failed" for one in runs)
        found = act_differences(act, results, before, after, is_red=is_red)
        table = run_table((), act_expectations(act), results, found, after.statuses, title=act.title)
        self._progress.console.print(table)
        return found

    def _settle_on(self, settings: dict[str, object]) -> None:
        if settings != self._settings:
            self._run.save(settings)
            self._settings = settings

    def _systems(self) -> Systems:
        return Systems(self._sandboxes.outsmart.state(), self._sandboxes.reeleezee.state())
