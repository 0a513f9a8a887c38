"""Serves the koppeling on a person's own OutSmart and Reeleezee accounts: `python -m embedded.up`, or `make up`."""

import os
import signal
import sys
import time
from types import FrameType

from embedded.airflow import EmbeddedAirflow
from embedded.console import Progress
from embedded.environment import CHECKOUT
from embedded.errors import EmbeddedError
from embedded.ports import chosen_port

_HOME = CHECKOUT / ".airflow" / "live"
_CONNECTIONS = {"outsmart_default": "OutSmart", "reeleezee_default": "Reeleezee"}
# what a person may keep outside Airflow's database: single connections and variables, or a secrets backend
_PASSED_ON = ("AIRFLOW_CONN_", "AIRFLOW_VAR_", "AIRFLOW__SECRETS__")


def main() -> int:
    """Start, say where to log in and what to enter, and stay until Ctrl-C."""
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)
    progress = Progress()
    try:
        _serve(progress)
    except EmbeddedError as error:
        progress.say(str(error), "bold red")
        return 1
    except KeyboardInterrupt:
        progress.say("stopped")
    return 0


def _serve(progress: Progress) -> None:
    port = chosen_port("PORT", os.environ, "make up")
    own = {name: value for name, value in os.environ.items() if name.startswith(_PASSED_ON)}
    progress.say(f"Airflow is starting, about half a minute (log: {_HOME / 'airflow.log'})")
    with EmbeddedAirflow(_HOME, port, extra_env=own, on_progress=lambda line: progress.say(f"  {line}")) as airflow:
        if "reeleezee_default" not in airflow.api.pool_names():
            airflow.api.put_pool("reeleezee_default", 1, "One session per Reeleezee login")
        _tell_what_is_missing(airflow, own, progress)
        progress.say(f"Airflow: {airflow.base_url}  user {airflow.user}  password {airflow.password}", "bold")
        progress.say("Ctrl-C stops it; settings, connections and history stay in .airflow/live")
        while True:
            airflow.check_alive()
            time.sleep(1)


def _tell_what_is_missing(airflow: EmbeddedAirflow, own: dict[str, str], progress: Progress) -> None:
    known = airflow.api.connection_ids()
    missing = [
        connection_id
        for connection_id in _CONNECTIONS
        if connection_id not in known and f"AIRFLOW_CONN_{connection_id.upper()}" not in own
    ]
    for connection_id in missing:
        progress.say(
            f"enter connection {connection_id}: Admin > Connections > +, type {_CONNECTIONS[connection_id]}", "yellow"
        )
    if missing:
        progress.say("then run the DAG koppeling_setup, and koppeling_settings to choose what synchronises", "yellow")


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
