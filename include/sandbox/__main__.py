"""Starts one sandbox from the command line: `python -m sandbox outsmart --port 8101 --seed demo`."""

import argparse

from sandbox.core.apis import NAMES, sandbox_api
from sandbox.core.server import serve


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(prog="python -m sandbox", description="Imitates the OutSmart or Reeleezee API.")
    parser.add_argument("name", choices=NAMES)
    parser.add_argument("--port", type=int, required=True, help="0 takes a free one")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--seed", default="demo", help="demo, empty, or a number of records")
    given = parser.parse_args()
    serve(sandbox_api(given.name), given.port, host=given.host, seed=given.seed)


if __name__ == "__main__":
    main()
