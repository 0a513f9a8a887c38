"""Finds the ports to listen on before anything starts, so that a taken one is one clear sentence."""

import socket
from collections.abc import Mapping

from embedded.errors import EmbeddedError

HOST = "127.0.0.1"
DEFAULTS: Mapping[str, int] = {"PORT": 8080, "OUTSMART_PORT": 8091, "REELEEZEE_PORT": 8092}


def free_port() -> int:
    """A port that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def is_free(port: int) -> bool:
    """Whether this machine lets us listen on the port, on the loopback address and on all addresses alike."""
    return all(_can_bind(address, port) for address in (HOST, ""))


def _can_bind(address: str, port: int) -> bool:
    with socket.socket() as probe:
        # without it a port counts as taken for a minute after a former server on it has stopped
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError:
            return False
    return True


def chosen_port(variable: str, variables: Mapping[str, str], command: str) -> int:
    """The port that the variable names, or its default; `command` is what the person should repeat with another one."""
    text = variables.get(variable) or str(DEFAULTS[variable])
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise EmbeddedError(f"{variable}={text} is not a port: give a number from 1 to 65535.")
    port = int(text)
    if not is_free(port):
        raise EmbeddedError(
            f"Port {port} is in use by another program: stop that or run `{command} {variable}={_next_free(port)}`."
        )
    return port


def _next_free(port: int) -> int:
    """A free port that is easy to remember: the next one ten further, and any one when those are taken."""
    near = range(port + 10, min(port + 100, 65536), 10)
    return next((candidate for candidate in near if is_free(candidate)), None) or free_port()
