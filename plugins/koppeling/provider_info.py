"""Tells Airflow about the two connection types, so that they appear in *Add connection* with their own fields."""

from __future__ import annotations

from typing import Any

from outsmart.connection_form import CONNECTION_TYPE as OUTSMART
from reeleezee.connection_form import CONNECTION_TYPE as REELEEZEE


def get_provider_info() -> dict[str, Any]:
    """The provider entry point; its name must equal that of the distribution."""
    return {
        "package-name": "outsmart-reeleezee-koppeling",
        "name": "OutSmart–Reeleezee koppeling",
        "description": "Werkbonnen van OutSmart naar conceptfacturen in Reeleezee / work orders to concept invoices.",
        "connection-types": [OUTSMART, REELEEZEE],
    }
