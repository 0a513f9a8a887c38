"""Describes the connection form that Airflow shows for Reeleezee, in Dutch with English beside it."""

from __future__ import annotations

from typing import Any

CONNECTION_TYPE: dict[str, Any] = {
    "connection-type": "reeleezee",
    "hook-class-name": "reeleezee.hook.ReeleezeeHook",
    "hook-name": "Reeleezee",
    "ui-field-behaviour": {
        "hidden-fields": ["schema", "port"],
        "relabeling": {
            "host": "Adres van de API / API address",
            "login": "Gebruikersnaam / User name",
            "password": "Wachtwoord / Password",
        },
        "placeholders": {
            "host": "https://apps.reeleezee.nl/api/v1",
            "login": "koppeling@uwbedrijf.example",
        },
    },
    "conn-fields": {
        "administration": {
            "label": "Administratie / Administration",
            "description": (
                "Naam of id van de administratie; leeg als deze inlog er maar één ziet. / "
                "Name or id of the administration; empty when this login sees only one."
            ),
            "schema": {"type": ["string", "null"]},
        },
        "connect_timeout": {
            "label": "Wachten op verbinding (seconden) / Connect time-out (seconds)",
            "description": "Leeg = 10. / Empty = 10.",
            "schema": {"type": ["integer", "null"], "minimum": 1, "maximum": 600},
        },
        "read_timeout": {
            "label": "Wachten op antwoord (seconden) / Read time-out (seconds)",
            "description": "Leeg = 90. / Empty = 90.",
            "schema": {"type": ["integer", "null"], "minimum": 1, "maximum": 600},
        },
    },
}
