"""Lets a task of the export hand over each outcome as it comes, and end by itself before its time is up.

A task that is killed leaves nothing else behind; without this nobody could tell what it had done already.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from koppeling.outcomes import Outcome, Result
from koppeling.reasons import Reason, reason

Json = dict[str, Any]


def _never() -> bool:
    return False


def _nobody(_told: Any) -> None:
    return None


@dataclass(frozen=True)
class Course:
    """`is_over`: no further order is begun; `begin` hears the row id of each before, `tell` its outcome after."""

    is_over: Callable[[], bool] = _never
    begin: Callable[[str], None] = _nobody
    tell: Callable[[Outcome], None] = _nobody


def time_up() -> Reason:
    """Why an order waits to which the run did not come."""
    return reason("run_time_up")


def after_cut(plan: Mapping[str, Any], handed: Mapping[str, Any]) -> Json:
    """What is known of a posting that did not come to its end, in the form of its result.

    What was handed over counts. A refusal among it was not final, and its order is still on 1; of the order under way
    nobody knows how far it came; the rest was not begun.
    """
    told = {row["row_id"]: _not_final(row) for row in handed.get("outcomes", ())}
    rest = [row_id for row_id in plan["accepted"] if row_id not in told]
    under_way = handed.get("under_way", "")
    return {"outcomes": [*told.values(), *(_cut(plan, row_id, under_way) for row_id in rest)], "stopped": ""}


def told_of_cut(posted: Mapping[str, Any], failure: str) -> str:
    """The words for a run whose posting was cut off: what it did, and what waits."""
    rows: Sequence[Json] = posted["outcomes"]
    done = sum(1 for row in rows if row["outcome"].startswith("exported"))
    waiting = sum(1 for row in rows if row["outcome"] == Result.DEFERRED)
    return (
        f"Het maken van de facturen is afgebroken: {done} werkbonnen zijn gefactureerd, {waiting} wachten op de "
        f"volgende ronde; zie post_concept_invoices / the invoicing was cut off: {done} work orders were invoiced, "
        f"{waiting} wait for the next run. {failure}"
    ).strip()


def _not_final(row: Json) -> Json:
    if row["outcome"] != Result.REFUSED:
        return row
    return {**row, **_sentences(reason("run_cut_off")), "outcome": str(Result.DEFERRED)}


def _cut(plan: Mapping[str, Any], row_id: str, under_way: str) -> Json:
    why = reason("cut_off_under_way" if row_id == under_way else "run_cut_off")
    label = plan.get("labels", {}).get(row_id, f"rij {row_id}")
    outcome = Outcome(row_id, label, Result.DEFERRED, reason=why, fingerprint=plan["accepted"][row_id])
    return outcome.as_json()


def _sentences(why: Reason) -> Json:
    return {"reason": why.code, "nl": why.nl, "en": why.en, "values": why.values_as_json()}
