"""Reads GUIDs as the server does: any case coming in, lower case going out."""

from __future__ import annotations

import re

_GUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def as_guid(text: object) -> str | None:
    """The GUID in its stored spelling, or None when the text is no GUID."""
    if not isinstance(text, str):
        return None
    lowered = text.lower()
    return lowered if _GUID.fullmatch(lowered) else None
