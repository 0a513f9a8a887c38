"""The sentences of notices in both languages; why a work order was refused is told by the catalogue of reasons."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from typing import Final

from koppeling.notices.wanted import Language

TEXTS: Final[Mapping[Language, Mapping[str, str]]] = {
    "nl": {
        "failed_subject": "{dag} is mislukt",
        "failed": "Een ronde van {dag} is mislukt (taak {task}).",
        "failed_why": "Waarom: {why}",
        "failed_unknown": "De taak stopte zonder een reden te noemen; zie het log.",
        "failed_order": "Werkbon {work_order} ({relation}): {why}",
        "failed_more": "… en {count} andere werkbonnen.",
        "failed_do": "Wat te doen: verhelp de oorzaak. De volgende ronde probeert het vanzelf opnieuw; er wordt niets "
        "dubbel gefactureerd.",
        "failed_once": "Zolang dit duurt volgt geen tweede bericht.",
        "late_subject": "{dag} loopt achter",
        "late": "Sinds {since} is geen ronde van {dag} goed geëindigd, terwijl de export aan staat.",
        "late_do": "Wat te doen: kijk of de DAG gepauzeerd is, of een ronde blijft hangen, en of Airflow draait.",
        "recovered_subject": "{dag} is weer in orde",
        "recovered": "{dag} is weer goed geëindigd.",
        "look": "Bekijken: {link}",
        "digest_subject": "Werkbonnen: {refused} geweigerd, {exported} gefactureerd",
        "digest_none": "Geen werkbon staat op 99 om een reden van het afgelopen etmaal.",
        "digest_refused": "Deze werkbonnen staan op 99 en wachten op iemand:",
        "digest_group": "{count} × {remedy}",
        "digest_more": "… en {count} andere om dezelfde reden",
        "digest_exported": "Gefactureerd in het afgelopen etmaal: {exported} werkbonnen, {net} excl. btw.",
        "digest_older": "Van eerder staan er nog {count} op 99.",
        "digest_forgotten": "Nog {count} oudere weigeringen pasten niet meer in dit overzicht.",
        "digest_unchecked": "OutSmart kon niet worden geraadpleegd; misschien is een deel al verholpen.",
        "no_remedy": "Bekijk de reden",
    },
    "en": {
        "failed_subject": "{dag} has failed",
        "failed": "A run of {dag} has failed (task {task}).",
        "failed_why": "Why: {why}",
        "failed_unknown": "The task stopped without telling a reason; see its log.",
        "failed_order": "Work order {work_order} ({relation}): {why}",
        "failed_more": "… and {count} other work orders.",
        "failed_do": "What to do: repair the cause. The next run tries again by itself; nothing is invoiced twice.",
        "failed_once": "As long as this lasts there is no second notice.",
        "late_subject": "{dag} is late",
        "late": "Since {since} no run of {dag} has ended well, while the export is on.",
        "late_do": "What to do: see whether the DAG is paused, whether a run hangs, and whether Airflow is running.",
        "recovered_subject": "{dag} is in order again",
        "recovered": "{dag} has ended well again.",
        "look": "See: {link}",
        "digest_subject": "Work orders: {refused} refused, {exported} invoiced",
        "digest_none": "No work order is on 99 for a reason of the last day.",
        "digest_refused": "These work orders are on 99 and wait for somebody:",
        "digest_group": "{count} × {remedy}",
        "digest_more": "… and {count} others for the same reason",
        "digest_exported": "Invoiced in the last day: {exported} work orders, {net} excluding VAT.",
        "digest_older": "From before, {count} are still on 99.",
        "digest_forgotten": "Another {count} older refusals no longer fitted in this overview.",
        "digest_unchecked": "OutSmart could not be asked; some of it may have been repaired already.",
        "no_remedy": "See the reason",
    },
}


def say(language: Language, name: str, /, **values: object) -> str:
    """The sentence of that name, filled in; raises KeyError where a name or a value is missing."""
    return TEXTS[language][name].format_map(values)


def names_in(text: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name)
