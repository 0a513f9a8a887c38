"""Tests every assumption of the register on the user's own account by reading, and says of the others why it cannot.

Nothing is written, not even to free field 5: whether a row that was made for a test would be gone without a trace
after DeleteEntity is itself unknown, and the first import tests it on a material that it makes anyway.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from koppeling.assumptions.assumption import Assumption
from koppeling.assumptions.finding import Finding
from koppeling.assumptions.probes_outsmart import OUTSMART_PROBES
from koppeling.assumptions.probes_reeleezee import REELEEZEE_PROBES
from koppeling.assumptions.register import REGISTER
from koppeling.assumptions.sample import Sample
from koppeling.check import Check
from outsmart.errors import OutSmartAuthenticationError, OutSmartError, OutSmartTransientError
from outsmart.hook import OutSmartHook
from reeleezee.errors import (
    ReeleezeeAuthenticationError,
    ReeleezeeError,
    ReeleezeePermissionError,
    ReeleezeeTransientError,
)
from reeleezee.hook import ReeleezeeHook

PROBES: Final[Mapping[str, Callable[[Sample], Finding]]] = {**OUTSMART_PROBES, **REELEEZEE_PROBES}


def probe_all(outsmart: OutSmartHook, reeleezee: ReeleezeeHook) -> list[Check]:
    """Held, broken or not testable: one check per assumption, in the order of the register.

    Raises only when a login is refused: every other trouble is an answer.
    """
    sample = Sample(outsmart, reeleezee)
    return [_check(assumption, sample) for assumption in REGISTER]


def _check(assumption: Assumption, sample: Sample) -> Check:
    found = _found(assumption, sample)
    wrong_en = f" When wrong: {assumption.when_wrong}" if found.holds is False else ""
    return Check(assumption.name, found.holds, f"{assumption.nl} {found.nl}", f"{assumption.en} {found.en}{wrong_en}")


def _found(assumption: Assumption, sample: Sample) -> Finding:
    if assumption.untestable is not None:
        return Finding(None, assumption.untestable.nl, assumption.untestable.en)
    try:
        return PROBES[assumption.name](sample)
    except ReeleezeePermissionError as error:
        return Finding(False, f"Geweigerd: {error}", f"Refused: {error}")
    except (ReeleezeeAuthenticationError, OutSmartAuthenticationError):
        raise
    except (ReeleezeeTransientError, OutSmartTransientError) as error:
        return Finding(None, f"Nu niet te toetsen: {error}", f"Not testable now: {error}")
    except (ReeleezeeError, OutSmartError) as error:
        return Finding(False, f"Antwoord: {error}", f"Answer: {error}")
