"""Serves the files of the page to whoever is logged in to Airflow, and to nobody else.

The page itself is a client of Airflow's public REST API. The one answer of our own tells the rights of the user who
asks: the REST API has none for that, and a button that is going to be refused should say so beforehand.
"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends, FastAPI, HTTPException, Query, status
from fastapi.responses import FileResponse

from koppeling.page.files import FILES, HEADERS, STATIC
from koppeling.page.rights import GetUserDep, get_user, rights_of

Ids = Annotated[list[str], Query(max_length=500)]


def page_app() -> FastAPI:
    """The application that Airflow mounts; without a login every route answers 401."""
    app = FastAPI(dependencies=[Depends(get_user)], docs_url=None, redoc_url=None, openapi_url=None)

    @app.get("/")
    def page() -> FileResponse:
        return _file("index.html")

    @app.get("/rights")
    def rights(user: GetUserDep, dag_id: Ids = [], connection_id: Ids = []) -> dict[str, Any]:  # noqa: B006
        return rights_of(user, dag_id, connection_id)

    @app.get("/{name}")
    def file(name: str) -> FileResponse:
        return _file(name)

    return app


def _file(name: str) -> FileResponse:
    if name not in FILES:
        raise HTTPException(status.HTTP_404_NOT_FOUND, f"The page has no file {name}.")
    return FileResponse(STATIC / name, media_type=FILES[name], headers=HEADERS)
