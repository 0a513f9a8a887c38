"""Names which version of a work order was billed, when more fields decided about it than the fingerprint holds.

The fingerprint stays what it was, so that every plain order keeps its line ids. Where a reading or a rule used any
further field (the clock, where the total time alone says too little), that field counts for this order too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from koppeling.invoicing.fingerprint import fingerprint
from koppeling.invoicing.parties import debtor_of
from koppeling.invoicing.times import dated, fields_that_decided
from koppeling.keys import debtor_key
from koppeling.settings import Settings
from outsmart.records import WorkOrder, WorkPeriod
from outsmart.wire import UnreadableValue, read_date, read_minutes

Pair = tuple[str, str]


def version_of(order: WorkOrder, settings: Settings, *, by_name: bool = False, by_free_field: bool = False) -> str:
    """Sixteen hexadecimal digits that stand for all that decides what these settings bill of the work order.

    `by_name`: several customers bear the debtor number, and the order's name or address chose one of them.
    `by_free_field`: several products bear the code of a line, and free field 5 may choose one of them.
    """
    is_collective = debtor_key(debtor_of(order).debtor_number) in settings.collective_numbers
    debtor = tuple(_of_the_debtor(order)) if is_collective or by_name else ()
    articles = tuple(_of_the_articles(order)) if by_free_field else ()
    return _version(order, (*_of_the_clock(order), *debtor, *articles))


def versions_of(order: WorkOrder) -> frozenset[str]:
    """Every version that the order as it is now can have been billed as, whatever settings and lists were by then.

    What makes a further field decide doubles them: with that field and without it.
    """
    clock, debtor, articles = tuple(_of_the_clock(order)), tuple(_of_the_debtor(order)), tuple(_of_the_articles(order))
    further = ((), debtor, articles, (*debtor, *articles))
    return frozenset(_version(order, (*clock, *fields)) for fields in further)


def is_version(order: WorkOrder, version: str) -> bool:
    """Whether the order as it is now is still what was billed, or decided about, under that version."""
    return version in versions_of(order)


def _version(order: WorkOrder, decided: tuple[Pair, ...]) -> str:
    base = fingerprint(order)
    if not decided:
        return base
    text = json.dumps([base, sorted(decided)], ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _of_the_clock(order: WorkOrder) -> Iterator[Pair]:
    periods = (dated(period, order.work_date) for period in order.periods)
    for number, period in enumerate(periods, start=1):
        for name in fields_that_decided(period):
            yield f"Workperiods/{number}/{name}", _plain(name, period)


def _of_the_debtor(order: WorkOrder) -> Iterator[Pair]:
    """Under a collective debtor number, the name and address of the order say whom its invoice is for."""
    party = debtor_of(order)
    for name in ("name", "street", "house_number", "postal_code", "city", "country"):
        yield f"Debtor/{name}", " ".join(str(getattr(party, name)).split())


def _of_the_articles(order: WorkOrder) -> Iterator[Pair]:
    """Where products share a code, free field 5 of the line says which one was used."""
    for number, line in enumerate(order.materials, start=1):
        yield f"Materials/{number}/FreeField5", line.free_field_5.strip().lower()


def _plain(name: str, period: WorkPeriod) -> str:
    """The field in one notation, so that "8:00" and "08:00" are one version."""
    match name:
        case "BeginTime":
            return _minutes(period.begin)
        case "EndTime":
            return _minutes(period.end)
        case "Break":
            return _minutes(period.break_minutes.strip() or "0")
        case _:
            return _day(period.date)


def _minutes(text: str) -> str:
    try:
        return str(read_minutes(text))
    except UnreadableValue:
        return text.strip()


def _day(text: str) -> str:
    try:
        return read_date(text).isoformat()
    except UnreadableValue:
        return text.strip()
