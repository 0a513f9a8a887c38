"""The register of assumptions: each with its source, the sandbox switches that turn it, and what guards it when wrong.

No assumption may, when it is wrong, cause a double invoice, lose one, or empty a field. docs/assumptions.md is the
same list for readers; a test holds the two together.
"""

from __future__ import annotations

from typing import Final

from koppeling.assumptions.about_invoices import ABOUT_INVOICES
from koppeling.assumptions.about_outsmart import ABOUT_OUTSMART
from koppeling.assumptions.about_reeleezee import ABOUT_REELEEZEE
from koppeling.assumptions.assumption import Assumption

REGISTER: Final[tuple[Assumption, ...]] = (*ABOUT_OUTSMART, *ABOUT_REELEEZEE, *ABOUT_INVOICES)
