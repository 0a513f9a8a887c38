"""Lets a function of the koppeling fail for the odd record and for no other, as something nobody foresaw would."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

HALF_AN_EMOJI = UnicodeEncodeError("utf-8", "LAMP \ud83d", 5, 6, "surrogates not allowed")


def breaking(
    patch: pytest.MonkeyPatch,
    owner: Any,
    name: str,
    is_odd: Callable[..., bool],
    *,
    after: bool = False,
    error: Exception = HALF_AN_EMOJI,
) -> None:
    """From now on this function fails for the odd record, and for no other; `after` it has done its work."""
    sound = getattr(owner, name)

    def broken(*given: Any, **named: Any) -> Any:
        if not is_odd(*given):
            return sound(*given, **named)
        if after:
            sound(*given, **named)
        raise error.with_traceback(None)

    patch.setattr(owner, name, broken)
