"""Sees to it that one OutSmart account is exported by one koppeling: two would each make an invoice of a work order.

Their invoice ids differ, so that neither finds what the other made. Accounts are compared by a hash of their token.
"""

from __future__ import annotations

import hashlib

from koppeling import runtime
from koppeling.koppelingen import Koppeling, koppeling, listed_koppelingen
from koppeling.settings import InvalidSettings


def refuse_shared_account(name: str) -> None:
    """Raise `InvalidSettings` when another koppeling exports this koppeling's OutSmart account as well."""
    coupled = koppeling(name)
    others = [k for k in listed_koppelingen().usable if k.name != name and _exports(k)]
    account = _account(coupled) if others else ""
    shared = next((k.name for k in others if k.outsmart_conn_id == coupled.outsmart_conn_id), None) or next(
        (k.name for k in others if account and _account(k) == account), None
    )
    if shared is not None:
        raise InvalidSettings(
            f"Koppeling {shared} factureert dit OutSmart-account al: elke werkbon zou twee facturen krijgen. Zet de "
            f"instelling export_invoices van {name} of van {shared} uit, of geef de verbinding "
            f"{coupled.outsmart_conn_id} het token van een ander account. Er is niets geschreven / koppeling {shared} "
            "exports this OutSmart account already: each work order would get two invoices. Switch off the setting "
            f"export_invoices of {name} or of {shared}, or give the connection {coupled.outsmart_conn_id} the token of "
            "another account. Nothing was written."
        )


def _exports(coupled: Koppeling) -> bool:
    """Settings that cannot be read export nothing."""
    try:
        saved = runtime.read_saved(coupled.name)
    except InvalidSettings:
        return False
    return saved is not None and saved.settings.export_invoices


def _account(coupled: Koppeling) -> str:
    """A hash of the token, the same for one account however the connection is called; "" without a token."""
    from airflow.sdk import BaseHook
    from airflow.sdk.exceptions import AirflowNotFoundException

    try:
        connection = BaseHook.get_connection(coupled.outsmart_conn_id)
    except AirflowNotFoundException:
        return ""
    token = (connection.password or "").strip()
    return hashlib.sha256(token.encode()).hexdigest() if token else ""
