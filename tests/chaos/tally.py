"""Puts the scores of all ordeals in one table, which can be copied into a document as it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tests.chaos.ordeal import Score

_HEADINGS = (
    "what was done",
    "kills",
    "runs",
    "tasks failed",
    "programs restarted",
    "work orders",
    "invoices",
    "double",
    "lost",
    "seconds",
)


def table(scores: Sequence[Score], seed: int) -> str:
    """A Markdown table with a last row of sums, and the command that repeats it."""
    rows = [_HEADINGS, ("---",) * len(_HEADINGS), *(_row(score) for score in scores), _sums(scores)]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([*lines, "", f"CHAOS_SEED={seed} make chaos"])


def _row(score: Score) -> tuple[str, ...]:
    kills = ", ".join(f"{count}× {kind}" for kind, count in score.kills.items())
    return (score.name, kills or "-", *_figures([score]))


def _sums(scores: Sequence[Score]) -> tuple[str, ...]:
    kills: Counter[str] = Counter()
    for score in scores:
        kills.update(score.kills)
    return ("all", str(kills.total()), *_figures(scores))


def _figures(scores: Sequence[Score]) -> tuple[str, ...]:
    counted = ("runs", "failed_tasks", "restarts", "orders", "invoices", "doubles", "lost")
    return (*(str(sum(getattr(s, name) for s in scores)) for name in counted), f"{sum(s.seconds for s in scores):.0f}")
