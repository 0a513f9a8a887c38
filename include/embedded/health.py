"""Asks an Airflow which of its parts are healthy, so that nobody uses it before it is whole."""

import requests

from embedded.local_http import local_get

COMPONENTS = ("metadatabase", "scheduler", "dag_processor", "triggerer")


def healthy_components(base_url: str) -> set[str]:
    """The parts that call themselves healthy; none when the API server does not answer."""
    try:
        answer = local_get(f"{base_url}/api/v2/monitor/health", timeout=10)
    except requests.RequestException:
        return set()
    if answer.status_code != requests.codes.ok:
        return set()
    health = answer.json()
    return {part for part in COMPONENTS if (health.get(part) or {}).get("status") == "healthy"}
