"""Describes OutSmart's connection form to Airflow, so that a user types tokens into fields with names."""

from __future__ import annotations

from typing import Any

CONNECTION_TYPE: dict[str, Any] = {
    "connection-type": "outsmart",
    "hook-class-name": "outsmart.hook.OutSmartHook",
    "hook-name": "OutSmart",
    "ui-field-behaviour": {
        "hidden-fields": ["login", "schema", "port"],
        "relabeling": {"host": "Basis-URL / Base URL", "password": "Token (klant)"},
        "placeholders": {
            "host": "https://app.out-smart.com/openapi/8",
            "password": "Uit OutSmart; de software-token staat bij Extra velden",
        },
    },
    "conn-fields": {
        "software_token": {
            "label": "Software-token (verplicht / required)",
            "description": "Token van de koppeling zelf, uitgegeven door OutSmart. / "
            "Token of the integration itself, issued by OutSmart.",
            "schema": {"type": ["string", "null"], "format": "password"},
        },
        "bearer_token": {
            "label": "Bearer-token (optioneel / optional)",
            "description": "Alleen invullen als OutSmart erom vraagt. / Only when OutSmart asks for it.",
            "schema": {"type": ["string", "null"], "format": "password"},
        },
        "connect_timeout": {
            "label": "Time-out verbinden / Connect time-out (s)",
            "description": "Standaard 10 seconden. / 10 seconds by default.",
            "schema": {"type": ["number", "null"], "exclusiveMinimum": 0},
        },
        "read_timeout": {
            "label": "Time-out lezen / Read time-out (s)",
            "description": "Standaard 300 seconden; lange lijsten komen langzaam. / "
            "300 seconds by default; long lists come slowly.",
            "schema": {"type": ["number", "null"], "exclusiveMinimum": 0},
        },
        "retry_wait": {
            "label": "Wachttijd herhalen / Retry wait (s)",
            "description": "Eerste wachttijd voordat een leesvraag wordt herhaald, standaard 0,5; "
            "de volgende worden langer. / First wait before a read is repeated, 0.5 by default; later ones are longer.",
            "schema": {"type": ["number", "null"], "minimum": 0},
        },
    },
}
