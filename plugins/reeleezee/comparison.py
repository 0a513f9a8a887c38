"""Tells whether what Reeleezee holds is what we sent, after an answer that was lost."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

_GUID = re.compile(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", re.IGNORECASE)


def is_stored(sent: object, stored: object) -> bool:
    """Whether every field that was sent is stored with that value; other stored fields do not matter.

    Nothing, an absent field and an empty text are the same. Of a list every element must be found, in any order.
    """
    if isinstance(sent, Mapping):
        return isinstance(stored, Mapping) and all(is_stored(value, stored.get(key)) for key, value in sent.items())
    if isinstance(sent, Sequence) and not isinstance(sent, str):
        elements = stored if isinstance(stored, Sequence) and not isinstance(stored, str) else ()
        return len(elements) >= len(sent) and all(any(is_stored(one, held) for held in elements) for one in sent)
    if isinstance(sent, str):
        return isinstance(stored, str | None) and _same_text(sent, stored or "")
    if sent is None:
        return stored is None or stored == ""
    if isinstance(sent, bool) or isinstance(stored, bool):
        return sent is stored
    return isinstance(sent, int | Decimal) and isinstance(stored, int | Decimal) and sent == stored


def _same_text(sent: str, stored: str) -> bool:
    """Equal but for spaces around it; of an id the case does not matter either."""
    if _GUID.match(sent):
        return sent.lower() == stored.lower()
    return sent.strip() == stored.strip()
