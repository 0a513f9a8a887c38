"""Tells a cron text from a mistake before a DAG is made of it: one wrong cron would take all DAGs of its file along."""

from __future__ import annotations


def is_cron(value: object) -> bool:
    """Whether the value is a text of five fields, as '*/15 * * * *', that names moments which exist."""
    from croniter import croniter

    return isinstance(value, str) and len(value.split()) == 5 and bool(croniter.is_valid(value))
