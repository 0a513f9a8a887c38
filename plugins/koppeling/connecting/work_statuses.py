"""Creates the work statuses 0, 1 and 99 in OutSmart where they are missing, and never touches one that exists.

A code that exists under another name (say 1 = "Wacht op materiaal") is a conflict: work orders may carry it already,
so the export stays off until a person confirms it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from koppeling.check import Check
from outsmart.hook import OutSmartHook
from outsmart.records import WorkStatus

WANTED = (
    WorkStatus(code="0", name="Niet naar Reeleezee"),
    WorkStatus(code="1", name="Naar Reeleezee"),
    WorkStatus(code="99", name="Error"),
)


@dataclass(frozen=True)
class WorkStatuses:
    """What was found: the codes made now, and those that stand for something else."""

    made: tuple[str, ...]
    conflicts: tuple[str, ...]

    @property
    def check(self) -> Check:
        if self.conflicts:
            told = "; ".join(self.conflicts)
            return Check(
                "work_statuses",
                False,
                f"Deze werkstatussen hebben in OutSmart een andere naam: {told}. De export blijft uit tot u dit bij "
                "het opslaan van de instellingen bevestigt (confirm_work_statuses) of de naam in OutSmart aanpast.",
                f"These work statuses have another name in OutSmart: {told}. The export stays off until you confirm it "
                "when saving the settings (confirm_work_statuses), or change the name in OutSmart.",
            )
        made = f" Aangemaakt: {', '.join(self.made)}." if self.made else ""
        made_en = f" Created: {', '.join(self.made)}." if self.made else ""
        return Check(
            "work_statuses",
            True,
            f"De werkstatussen 0, 1 en 99 bestaan.{made}",
            f"The work statuses 0, 1 and 99 exist.{made_en}",
        )


def missing(existing: Sequence[WorkStatus]) -> tuple[WorkStatus, ...]:
    known = {status.code for status in existing}
    return tuple(status for status in WANTED if status.code not in known)


def conflicts(existing: Sequence[WorkStatus]) -> tuple[str, ...]:
    """The wanted codes that exist under another name, as `code = name` (case and spaces do not count)."""
    wanted = {status.code: _plain(status.name) for status in WANTED}
    return tuple(f"{s.code} = {s.name}" for s in existing if s.code in wanted and _plain(s.name) != wanted[s.code])


def prepare(outsmart: OutSmartHook) -> WorkStatuses:
    """Post what is missing and check that it is there; raises the hook's errors."""
    existing = outsmart.work_statuses()
    to_make = missing(existing)
    if to_make:
        outsmart.post_work_statuses(to_make)
        existing = outsmart.work_statuses()
    return WorkStatuses(
        made=tuple(f"{s.code} – {s.name}" for s in to_make if s.code in {e.code for e in existing}),
        conflicts=conflicts(existing),
    )


def _plain(name: str) -> str:
    return " ".join(name.lower().split())
