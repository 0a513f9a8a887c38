"""Keeps what was saved for a koppeling: its settings, and the facts of the account that were read at that moment.

One JSON text in one Airflow variable. Until it exists nothing synchronises. The administration's id stands here
because every invoice id depends on it: it must not follow a connection that somebody edits.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from koppeling.beginning import Beginning
from koppeling.identity import is_guid
from koppeling.settings import InvalidSettings, Settings, read_settings


@dataclass(frozen=True)
class Account:
    """What the account said when the settings were saved; `prices_include_vat` is None where Reeleezee did not tell."""

    administration_id: str
    administration_name: str = ""
    prices_include_vat: bool | None = None
    work_status_conflicts: tuple[str, ...] = ()
    work_statuses_confirmed: bool = False


@dataclass(frozen=True)
class Saved:
    """The settings in force, with who saved them when (ISO 8601 with zone), and how far it has begun."""

    settings: Settings
    account: Account
    saved_at: str = ""
    saved_by: str = ""
    beginning: Beginning = field(default_factory=Beginning)

    @property
    def product_prices_include_vat(self) -> bool | None:
        """Whether product prices hold VAT; None when that must be answered in the settings first.

        Where the administration does not tell, the answer of the settings counts, and none means that they hold none.
        """
        include = self.account.prices_include_vat
        if include is None:
            return bool(self.settings.product_prices_include_vat)
        return self.settings.product_prices_include_vat if include else False

    @property
    def export_blocked(self) -> str:
        """Why the export stays off although it is switched on; empty when it may run."""
        return self.prices_blocked or self._statuses_blocked

    @property
    def prices_blocked(self) -> str:
        """Why imports of prices (and the export) stay off; empty when they may run."""
        if self.product_prices_include_vat is not None:
            return ""
        return (
            "De administratie rekent met prijzen inclusief btw: beantwoord eerst de instelling "
            "product_prices_include_vat / answer the setting product_prices_include_vat first."
        )

    @property
    def _statuses_blocked(self) -> str:
        if not self.account.work_status_conflicts or self.account.work_statuses_confirmed:
            return ""
        conflicts = "; ".join(self.account.work_status_conflicts)
        return (
            f"Werkstatussen in OutSmart hebben een andere betekenis ({conflicts}): pas ze aan of bevestig ze bij het "
            "opslaan van de instellingen (confirm_work_statuses) / confirm the work statuses when saving."
        )

    def as_json(self) -> str:
        return json.dumps(
            {
                "settings": self.settings.model_dump(mode="json"),
                "account": asdict(self.account),
                "saved_at": self.saved_at,
                "saved_by": self.saved_by,
                "beginning": self.beginning.as_json(),
            },
            ensure_ascii=False,
            indent=2,
        )

    @classmethod
    def from_json(cls, text: str) -> Saved:
        """Read the variable; raises `InvalidSettings` when somebody edited it into something unusable."""
        try:
            data: dict[str, Any] = json.loads(text)
            account = Account(
                **{**data["account"], "work_status_conflicts": tuple(data["account"]["work_status_conflicts"])}
            )
            settings = read_settings(data["settings"])
            beginning = Beginning.from_json(data.get("beginning"))
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise InvalidSettings(f"The saved settings cannot be read ({error}). Save them again.") from None
        if not is_guid(str(account.administration_id)):
            raise InvalidSettings("The saved settings name no administration. Save them again.")
        return cls(settings, account, str(data.get("saved_at", "")), str(data.get("saved_by", "")), beginning)
