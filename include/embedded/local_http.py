"""Asks a server on this same machine, which no proxy or .netrc of the machine may come between."""

import requests


def local_get(url: str, timeout: float) -> requests.Response:
    """One GET with a connection of its own."""
    with requests.Session() as session:
        session.trust_env = False
        return session.get(url, timeout=timeout)
