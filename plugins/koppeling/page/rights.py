"""Asks Airflow's auth manager who is looking and what that person may do; the only module that knows its internals.

`airflow.api_fastapi` is no stable API: what the page needs of it stands here, so that an upgrade touches one file.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from airflow.api_fastapi.app import get_auth_manager
from airflow.api_fastapi.auth.managers.models.base_user import BaseUser
from airflow.api_fastapi.auth.managers.models.resource_details import (
    ConnectionDetails,
    DagAccessEntity,
    DagDetails,
)
from airflow.api_fastapi.core_api.security import GetUserDep, get_user

__all__ = ["GetUserDep", "get_user", "rights_of"]


def rights_of(user: BaseUser, dag_ids: Iterable[str], connection_ids: Iterable[str]) -> dict[str, Any]:
    """What this user may do with these DAGs and connections, so that a button says beforehand what is not allowed.

    It decides nothing: Airflow's own API refuses whatever is not allowed, whatever the page shows.
    """
    manager = get_auth_manager()

    def may_start(dag_id: str) -> bool:
        return manager.is_authorized_dag(
            method="POST", access_entity=DagAccessEntity.RUN, details=DagDetails(id=dag_id), user=user
        )

    def may_edit(connection_id: str) -> bool:
        details = ConnectionDetails(conn_id=connection_id)
        return all(
            manager.is_authorized_connection(method=method, details=details, user=user) for method in ("GET", "PUT")
        )

    return {
        "user": user.get_name(),
        "start": {dag_id: may_start(dag_id) for dag_id in dag_ids},
        "connections": {connection_id: may_edit(connection_id) for connection_id in connection_ids},
    }
