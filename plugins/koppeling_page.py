"""Puts the koppeling's own page in Airflow's navigation; the only file here that Airflow scans for plugins."""

from __future__ import annotations

from airflow.plugins_manager import AirflowPlugin

from koppeling.page.app import page_app


class KoppelingPage(AirflowPlugin):
    """The entry `Koppeling`, and the application that serves its files."""

    name = "koppeling_page"
    fastapi_apps = [{"app": page_app(), "url_prefix": "/koppeling", "name": "Koppeling"}]  # noqa: RUF012 (as Airflow's)
    external_views = [  # noqa: RUF012
        {
            "name": "Koppeling",
            # relative, so that it also holds when Airflow is served below a path
            "href": "koppeling/",
            "destination": "nav",
            "url_route": "koppeling",
            "nav_top_level": True,
            "icon": "koppeling/icon.svg",
        }
    ]
