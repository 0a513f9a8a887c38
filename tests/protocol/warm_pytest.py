"""Runs pytest again and again, each time in a child of one process that imported Airflow once: that is what takes time.

A program of its own: a line of standard input is a JSON list of arguments and a file for the output, a line of standard
output the exit code. What is under test is not kept imported here, or every child would have it as it was.
"""

import importlib
import json
import os
import signal
import sys

_UNDER_TEST = ("koppeling", "outsmart", "reeleezee", "sandbox", "tests")
_LIBRARIES = ("airflow.sdk", "airflow.providers.http.hooks.http", "fastapi", "uvicorn", "hypothesis", "pytest")
LONGEST_SECONDS = 300
STOPPED = 99


def main() -> None:
    """Import what every test needs, then serve until standard input ends."""
    for library in _LIBRARIES:
        importlib.import_module(library)
    # Airflow looks at every installed provider, so also at ours: each child is to read it from the copy
    for module in [name for name in sys.modules if name.partition(".")[0] in _UNDER_TEST]:
        del sys.modules[module]
    for line in sys.stdin:
        request = json.loads(line)
        print(json.dumps(_run(request["arguments"], request["output"])), flush=True)  # noqa: T201


def _run(arguments: list[str], output: str) -> int:
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        return os.WEXITSTATUS(status) if os.WIFEXITED(status) else STOPPED
    import pytest

    signal.alarm(LONGEST_SECONDS)
    to = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(to, 1)
    os.dup2(to, 2)
    code = int(pytest.main(arguments))
    sys.stdout.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
