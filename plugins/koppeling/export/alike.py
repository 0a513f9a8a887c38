"""Tells whether refusals by Reeleezee are about the orders, or may come of a setting that is wrong for all of them.

A refusal is about the order only if Reeleezee stored another invoice in the same run. After three that are alike, up to
three more orders are tried that share least with those; when none of them is stored either, the run stops.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from koppeling.invoicing.draft import Draft

REFUSALS_ALIKE = 3
MOST_TRIALS = 3
_QUOTED = re.compile(r"“[^”]*”|‘[^’]*’|«[^»]*»|\"[^\"]*\"|(?<!\w)'[^']*'(?!\w)")
_WITH_A_DIGIT = re.compile(r"\S*\d\S*")


def kind_of(message: str, *own: str) -> str:
    """The message without what differs from one record to the next: numbers, quoted values and the record's `own`."""
    text = message.casefold()
    for value in sorted((v.strip().casefold() for v in own), key=len, reverse=True):
        text = text.replace(value, " ") if value else text
    return " ".join(_WITH_A_DIGIT.sub(" ", _QUOTED.sub(" ", text)).split())


@dataclass
class Refusals:
    """What Reeleezee refused in a run so far; `stored` once it stored an invoice, which proves that it can."""

    stored: bool = False
    refused: list[Draft] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    trials: int = 0

    @property
    def are_alike(self) -> bool:
        """Whether three refusals were alike and nothing was stored."""
        return not self.stored and max(self.kinds.values(), default=0) >= REFUSALS_ALIKE

    @property
    def stop_the_run(self) -> bool:
        return self.are_alike and self.trials >= MOST_TRIALS

    def note(self, draft: Draft, refusal: str, *, stored: bool, is_settled: bool) -> None:
        """Take one more order into account; one that had its invoice already, and was settled, is no trial."""
        if self.are_alike and not is_settled:
            self.trials += 1
        self.stored = self.stored or stored
        if refusal:
            self.refused.append(draft)
            self.kinds[kind_of(refusal, draft.debtor.name, draft.work_order)] += 1

    def next_of(self, waiting: Sequence[Draft]) -> int:
        """The place of the order to be tried next: the first, or after refusals alike what shares least with them."""
        if not self.are_alike:
            return 0
        customers = {draft.debtor.id for draft in self.refused}
        articles = {article for draft in self.refused for article in _articles(draft)}
        shared = [(draft.debtor.id in customers, len(_articles(draft) & articles)) for draft in waiting]
        return shared.index(min(shared))


def _articles(draft: Draft) -> frozenset[str]:
    return frozenset(line.product_id or line.description for line in draft.lines)
