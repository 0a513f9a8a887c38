"""Computes every id that the koppeling gives out, so that a repeated run meets its own work and never makes a second.

Nothing here may change once a koppeling is live: the golden tests in tests/koppeling/test_identity.py freeze namespace,
spelling and result. An id depends on the administration, on the account key of `koppelingen.yaml` and on OutSmart's own
key of the record, never on settings, dates or texts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from uuid import UUID, uuid5

NAMESPACE = UUID("6d2f3b52-41c5-5f0e-9a63-0c5b8d1e7a94")
_GUID = re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")


@dataclass(frozen=True)
class Identity:
    """The two names that, with a record's own key, make its id: the administration's GUID and the account key."""

    administration_id: str
    account_key: str

    def invoice(self, row_id: str) -> str:
        """The id of the one invoice that work order `row_id` (OutSmart's row id) can ever get."""
        return self._id("workorder", row_id)

    def customer(self, debtor_number: str) -> str:
        """The id of a customer that the koppeling makes for OutSmart's debtor number."""
        return self._id("relation", debtor_number)

    def customer_address(self, debtor_number: str) -> str:
        return self._id("relation-address", debtor_number)

    def product(self, material_code: str) -> str:
        """The id of a product that the koppeling makes for OutSmart's material code."""
        return self._id("material", material_code)

    def _id(self, kind: str, key: str) -> str:
        name = f"{self.administration_id.strip().lower()}/{self.account_key}/{kind}/{key.strip()}"
        # Half an emoji, cut off by a column of limited length, cannot be encoded as it is.
        return str(uuid5(NAMESPACE, name.encode("utf-8", "backslashreplace").decode()))


def line_id(invoice_id: str, fingerprint: str, sequence: int) -> str:
    """The id of an invoice line: it tells from which version of the work order the line was made."""
    return str(uuid5(UUID(invoice_id), f"{fingerprint}/{sequence}"))


def is_guid(text: str) -> bool:
    """Whether a free field holds a GUID at all; people type other things into it."""
    return _GUID.fullmatch(text.strip()) is not None
