"""Prints the progress of a command: coloured in a terminal, plain and uncut anywhere else."""

import time
from collections.abc import Callable

from rich.console import Console
from rich.text import Text

from embedded.rest import RunResult

_PLAIN_WIDTH = 216
_STATE_MARKS = {
    "success": "done",
    "skipped": "skipped",
    "failed": "FAILED",
    "upstream_failed": "not run",
    "up_for_retry": "failed, is tried again",
}


class Progress:
    """Lines with the seconds since the start before them."""

    def __init__(self, console: Console | None = None) -> None:
        self.console = console or _console()
        self._begin = time.monotonic()

    @property
    def seconds(self) -> float:
        """How long it takes until now."""
        return time.monotonic() - self._begin

    def say(self, line: str, style: str = "") -> None:
        """One line, in words that are never taken for markup."""
        self.console.print(Text(f"{self.seconds:6.1f} s  ", style="dim") + Text(line, style=style), soft_wrap=True)

    def of_run(self) -> Callable[[RunResult], None]:
        """What to call at every change of a DAG run; it says each end of a task once."""
        told: set[tuple[str, str]] = set()

        def tell(run: RunResult) -> None:
            for task, state in run.tasks.items():
                if state in _STATE_MARKS and (task, state) not in told:
                    told.add((task, state))
                    style = "" if state in {"success", "skipped"} else "red"
                    self.say(f"  {run.dag_id}.{task}: {_STATE_MARKS[state]}", style)

        return tell


def _console() -> Console:
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=_PLAIN_WIDTH)
