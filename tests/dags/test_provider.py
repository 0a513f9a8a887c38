"""Airflow knows our connection types through the installed distribution, and our packages by their own names only."""

from collections.abc import Callable
from importlib.metadata import distribution
from typing import Any

from koppeling.provider_info import get_provider_info

CONNECTION_TYPES = """
import json
from airflow.providers_manager import ProvidersManager
manager = ProvidersManager()
hooks = {name: hook.hook_class_name for name, hook in manager.hooks.items() if name in ("outsmart", "reeleezee")}
fields = sorted(name for name in manager.connection_form_widgets if "outsmart" in name or "reeleezee" in name)
print(json.dumps({"hooks": hooks, "providers": list(manager.providers), "fields": fields}))
"""

PLUGINS = """
import json, sys, warnings
from airflow import plugins_manager
# Airflow's own notice about its reader of .airflowignore is not ours
warnings.simplefilter("ignore", DeprecationWarning)
plugins, errors = plugins_manager._get_plugins()
ours = ("hook", "records", "errors", "settings", "retries", "access", "wire", "runtime", "page", "plan", "text")
as_top_level = [name for name in ours if name in sys.modules]
print(json.dumps({"errors": errors, "as_top_level": as_top_level, "plugins": [plugin.name for plugin in plugins]}))
"""


def test_the_provider_bears_the_name_of_its_distribution_as_airflow_demands() -> None:
    installed = distribution(get_provider_info()["package-name"])
    entry = next(point for point in installed.entry_points if point.group == "apache_airflow_provider")
    assert entry.load() is get_provider_info


def test_airflow_offers_both_connection_types_with_their_hooks(said: Callable[..., Any]) -> None:
    told = said("-c", CONNECTION_TYPES)
    assert "outsmart-reeleezee-koppeling" in told["providers"]
    assert told["hooks"] == {"outsmart": "outsmart.hook.OutSmartHook", "reeleezee": "reeleezee.hook.ReeleezeeHook"}


def test_no_module_of_ours_is_loaded_as_a_plugin_under_its_bare_name(said: Callable[..., Any]) -> None:
    told = said("-c", PLUGINS)
    assert told["errors"] == {}
    assert told["as_top_level"] == []
