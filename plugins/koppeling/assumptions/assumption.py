"""What an assumption is: a fact that no public source proves, with what turns it, what tests it and what guards it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Untestable:
    """Why reading an account cannot tell whether an assumption holds, for the person who reads the set-up's report."""

    nl: str
    en: str


@dataclass(frozen=True)
class Assumption:
    """`nl` and `en` state it; `switches` of the sandboxes (`system.name`) turn it; `when_wrong` says what guards it.

    `untestable` is None where a probe of the same name reads the answer on the user's own account.
    """

    name: str
    nl: str
    en: str
    source: str
    when_wrong: str
    switches: tuple[str, ...] = ()
    untestable: Untestable | None = None


FIRST_INVOICE = Untestable(
    "Niet vooraf te toetsen: de eerste conceptfactuur wordt na het opslaan met de werkbon vergeleken.",
    "Not testable beforehand: the first concept invoice is compared with its work order after it is stored.",
)
FIRST_IMPORT = Untestable(
    "Niet vooraf te toetsen: de eerste import schrijft een enkele rij en leest die terug voordat de rest volgt.",
    "Not testable beforehand: the first import writes a single row and reads it again before the others follow.",
)
FIRST_MADE = Untestable(
    "Niet vooraf te toetsen: blijkt als de export voor het eerst een klant of product aanmaakt.",
    "Not testable beforehand: it shows when the export first makes a customer or a product.",
)
FIRST_SETTLED = Untestable(
    "Niet vooraf te toetsen: daarvoor zou een werkbon afgehandeld moeten worden. Dat doet de eerste export.",
    "Not testable beforehand: a work order would have to be settled for it. The first export does that.",
)
FIRST_NOTE = Untestable(
    "Niet te toetsen zonder te schrijven: de instelling reason_on_work_order staat uit tot u het zelf probeert.",
    "Not testable without writing: the setting reason_on_work_order is off until you try it yourself.",
)
NOBODY_TELLS = Untestable(
    "Niet te toetsen: geen van beide systemen vertelt het. Controleer het op de eerste conceptfactuur.",
    "Not testable: neither system tells. Check it on the first concept invoice.",
)
