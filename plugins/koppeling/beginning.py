"""Remembers how far a koppeling is with beginning, so that the export does not outrun the first imports.

An order that names an hour type which the import is about to bring is no order to refuse.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from koppeling.settings import Settings

IMPORTS: Final = ("import_relations", "import_materials", "import_hour_types")
LONGEST_WAIT: Final = timedelta(hours=24)
_ZONE = ZoneInfo("Europe/Amsterdam")


@dataclass(frozen=True)
class Beginning:
    """`exported`: an invoice was made before; `imported`: the imports that succeeded once, by their switch.

    `on_since`: since when an import is on, as the moment of the saving (ISO 8601).
    """

    exported: bool = False
    imported: tuple[str, ...] = ()
    on_since: Mapping[str, str] = field(default_factory=dict)

    def after_saving(self, settings: Settings, moment: str) -> Beginning:
        """The same after settings were saved: an import that stays on keeps its moment."""
        on = [switch for switch in IMPORTS if getattr(settings, switch)]
        return replace(self, on_since={switch: self.on_since.get(switch, moment) for switch in on})

    def after_import(self, switch: str) -> Beginning:
        return self if switch in self.imported else replace(self, imported=(*self.imported, switch))

    def after_export(self) -> Beginning:
        return replace(self, exported=True)

    def awaited(self, settings: Settings, saved_at: str, now: datetime) -> frozenset[str]:
        """The imports that are on, have not succeeded and are worth waiting for; none after an export."""
        if self.exported:
            return frozenset()
        waiting = (s for s in IMPORTS if getattr(settings, s) and s not in self.imported)
        return frozenset(s for s in waiting if _is_recent(self.on_since.get(s, saved_at), now))

    def as_json(self) -> dict[str, Any]:
        return {"exported": self.exported, "imported": list(self.imported), "on_since": dict(self.on_since)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any] | None) -> Beginning:
        """What was saved before this was remembered (None) has begun long ago, and is held up by nothing."""
        if data is None:
            return cls(exported=True)
        return cls(bool(data["exported"]), tuple(data["imported"]), dict(data["on_since"]))


def _is_recent(since: str, now: datetime) -> bool:
    try:
        moment = datetime.fromisoformat(since)
    except ValueError:
        return False
    moment = moment if moment.tzinfo else moment.replace(tzinfo=_ZONE)
    return now - moment < LONGEST_WAIT
