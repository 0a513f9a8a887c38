"""Tells where a person sees a work order in OutSmart and an invoice in Reeleezee, when `koppelingen.yaml` says it.

Neither system's API tells such an address and the manuals do not promise one, so that it is left to whoever knows it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Any
from urllib.parse import quote

WORK_ORDER_NAMES = frozenset({"row_id", "number"})
INVOICE_NAMES = frozenset({"invoice_id", "receipt_number"})


class InvalidAddress(ValueError):
    """An address cannot be used as written; the message names field, value and remedy."""


@dataclass(frozen=True)
class Addresses:
    """The two addresses with names in braces; empty where nobody filled them in."""

    work_order_url: str = ""
    invoice_url: str = ""

    def of_row(self, row: Mapping[str, Any]) -> dict[str, str]:
        """The addresses of one row of the report; a row without invoice has none for it."""
        found = {}
        if self.work_order_url:
            found["work_order_url"] = _filled(
                self.work_order_url, {"row_id": row["row_id"], "number": row["work_order"]}
            )
        if self.invoice_url and row["invoice_id"]:
            names = {"invoice_id": row["invoice_id"], "receipt_number": row["receipt_number"]}
            found["invoice_url"] = _filled(self.invoice_url, names)
        return found


def read_addresses(row: Mapping[str, Any]) -> Addresses:
    """The addresses in a row of `koppelingen.yaml`; raises `InvalidAddress`."""
    return Addresses(
        _checked("work_order_url", row.get("work_order_url"), WORK_ORDER_NAMES),
        _checked("invoice_url", row.get("invoice_url"), INVOICE_NAMES),
    )


def _checked(field: str, value: object, names: frozenset[str]) -> str:
    if value is None:
        return ""
    example = f"https://example.nl/{{{min(names)}}}"
    if not isinstance(value, str) or not value.startswith(("https://", "http://")) or " " in value:
        raise InvalidAddress(f"{field} = {value!r} must be an address such as {example}.")
    try:
        used = [name for _, name, _, _ in Formatter().parse(value) if name is not None]
    except ValueError as error:
        raise InvalidAddress(f"{field} = {value!r} cannot be read ({error}). Write it as {example}.") from None
    wrong = set(used) - names
    if wrong or not used:
        told = ", ".join(f"{{{name}}}" for name in sorted(names))
        raise InvalidAddress(
            f"{field} = {value!r} must name the record with one of {told}, and nothing else in braces."
        )
    return value


def _filled(address: str, names: Mapping[str, str]) -> str:
    return address.format_map({name: quote(value, safe="") for name, value in names.items()})
