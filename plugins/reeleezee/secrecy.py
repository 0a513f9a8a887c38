"""Knows every form in which a server could repeat the login that it was sent, so that none of them is told further."""

from __future__ import annotations

import base64
from urllib.parse import quote, quote_plus


def spellings(login: str, password: str) -> tuple[str, ...]:
    """The password bare, with its spaces joined as in messages, and in a URL; both as the header has them."""
    header = base64.b64encode(f"{login}:{password}".encode()).decode()
    forms = {password, " ".join(password.split()), quote(password), quote(password, safe=""), quote_plus(password)}
    # Longest first, so that a form that contains another one is masked whole.
    return tuple(sorted({header, *forms} - {""}, key=len, reverse=True))
