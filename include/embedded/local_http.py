"""Asks a server on this same machine, which no proxy or .netrc of the machine may come between."""

from typing import Any

import requests


def local_post(url: str, body: Any, timeout: float) -> requests.Response:
    """One POST of JSON with a connection of its own."""
    with requests.Session() as session:
        session.trust_env = False
        return session.post(url, json=body, timeout=timeout)


def local_get(url: str, timeout: float) -> requests.Response:
    """One GET with a connection of its own."""
    with requests.Session() as session:
        session.trust_env = False
        return session.get(url, timeout=timeout)
