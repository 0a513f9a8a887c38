"""The tasks of `reconciliation`: read and compare both sides, then tell it and turn red when something is not right."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from koppeling import runtime
from koppeling.koppelingen import listed_koppelingen

if TYPE_CHECKING:
    import requests

    from koppeling.export.context import Export

log = logging.getLogger(__name__)
Json = dict[str, Any]


def compare(name: str, params: Mapping[str, Any]) -> Json:
    """Everything that was found; raises the hooks' errors, `SettingNotFound` and `InvalidSettings`."""
    from koppeling.reconciliation.proof import prove
    from koppeling.reconciliation.report import proof_as_json
    from koppeling.reconciliation.scope import scope_of

    asked = date.fromisoformat(params["since"]) if params.get("since") else None
    with runtime.export(name) as export:
        calls = _counted(export)
        scope = scope_of(export.settings, asked, runtime.now())
        proof = prove(export, scope, is_shared=_is_shared(name, export.identity.administration_id))
    made = proof_as_json(proof, calls)
    log.info("%s work orders equal, %s findings, calls %s", made["work_orders"], len(made["findings"]), made["calls"])
    return made


def report(made: Json, params: Mapping[str, Any], remembered: Sequence[str]) -> tuple[Json, list[str]]:
    """The report without what was acknowledged, and what to remember of that for the next night."""
    from koppeling.reconciliation.report import reconciliation_report

    wishes = [str(wish) for wish in params.get("acknowledge") or ()]
    told, kept = reconciliation_report(made, wishes, remembered)
    return told, list(kept)


def readable(told: Json) -> list[str]:
    """The report as lines that a bookkeeper or planner reads."""
    from koppeling.reconciliation.report import readable as lines_of

    return lines_of(told)


def fail_when_wrong(told: Json) -> None:
    """Turn the run red, after everything was told."""
    from airflow.sdk.exceptions import AirflowFailException

    if told["failure"]:
        raise AirflowFailException(told["failure"])


def _counted(export: Export) -> Counter[str]:
    """Counts the answers of both systems from now on; a call that was repeated counts again."""
    calls: Counter[str] = Counter()
    for system, session in (("outsmart", export.outsmart.get_conn()), ("reeleezee", export.reeleezee.get_conn())):
        _count(session, system, calls)
    return calls


def _count(session: requests.Session, system: str, calls: Counter[str]) -> None:
    def count(*_: object, **__: object) -> None:
        calls[system] += 1

    session.hooks["response"].append(count)


def _is_shared(name: str, administration_id: str) -> bool:
    """Whether another koppeling of this installation works in the same administration, as far as can be told."""
    listed = listed_koppelingen()
    others = (coupled.name for coupled in listed.usable if coupled.name != name)
    return bool(listed.problems) or any(_administration_of(other) in {administration_id, None} for other in others)


def _administration_of(name: str) -> str | None:
    """The administration of another koppeling, "" when it has none yet; None when its settings cannot be read."""
    from koppeling.settings import InvalidSettings

    try:
        saved = runtime.read_saved(name)
    except InvalidSettings:
        return None
    return saved.account.administration_id if saved else ""
