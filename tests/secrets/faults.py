"""Every way in which a call can fail, among them servers that repeat what they were sent."""

from __future__ import annotations

import base64
import json
from typing import Any
from urllib.parse import quote, quote_plus

from tests.secrets.spellings import Secrets

from sandbox.seeds import accounts

Json = dict[str, Any]
SYSTEMS = ("outsmart", "reeleezee")


NAMES = (
    "401",
    "403",
    "404",
    "400 in Reeleezee's form",
    "refused in OutSmart's form",
    "unknown code",
    "500",
    "429",
    "redirect",
    "page",
    "half of it",
    "something else",
    "truncate",
    "reset",
    "hang",
)


def said_by(system: str, secrets: Secrets) -> str:
    """What a careless server repeats of the call: its own secrets, bare and as they were sent."""
    own = [secrets.token, secrets.software_token] if system == "outsmart" else [secrets.password]
    header = base64.b64encode(f"{accounts.REELEEZEE_USERNAME}:{secrets.password}".encode()).decode()
    return " en ".join([*own, *map(quote_plus, own), *map(quote, own), *([header] if system == "reeleezee" else [])])


def fault_of(name: str, system: str, secrets: Secrets) -> Json:
    said = said_by(system, secrets)
    message = json.dumps({"Message": f"Zo niet: {said}"})
    envelope = json.dumps({"code": 1300, "messages": [f"Zo niet: {said}"], "response": None})
    elsewhere = f"https://elders.example.nl/?token={quote(secrets.token, safe='')}"
    page = {"headers": {"Content-Type": "text/html"}, "body": f"<html>{said}</html>"}
    faults: dict[str, Json] = {
        "401": {"kind": "status", "code": 401, "body": message},
        "403": {"kind": "status", "code": 403, "body": message},
        "404": {"kind": "status", "code": 404},
        "400 in Reeleezee's form": {"kind": "status", "code": 400, "body": message},
        "refused in OutSmart's form": {"kind": "status", "code": 200, "body": envelope},
        "unknown code": {"kind": "status", "code": 200, "body": envelope.replace("1300", "7777")},
        "500": {"kind": "status", "code": 500, "body": message},
        "429": {"kind": "status", "code": 429, "body": message},
        "redirect": {"kind": "status", "code": 302, "headers": {"Location": elsewhere}},
        "page": {"kind": "status", "code": 200, **page},
        "half of it": {"kind": "status", "code": 200, "body": message[:-4]},
        "something else": {"kind": "status", "code": 200, "body": json.dumps([said])},
        "truncate": {"kind": "truncate"},
        "reset": {"kind": "reset_before"},
        "hang": {"kind": "hang"},
    }
    return _as_json(faults[name])


def _as_json(fault: Json) -> Json:
    """JSON bodies are only read as such when they are called so."""
    if fault.get("body") and "headers" not in fault:
        return {**fault, "headers": {"Content-Type": "application/json; charset=utf-8"}}
    return fault
