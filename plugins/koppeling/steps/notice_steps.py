"""The tasks of the notices: look how the runs are doing, and once a day tell the planner what stands refused.

What was told is remembered after it has been handed over and per channel: a mail server that is away loses nothing,
and a webhook that works is not told twice because of it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from koppeling import runtime
from koppeling.dag_names import DUTCH_NAMES
from koppeling.koppelingen import Koppeling, koppeling
from koppeling.steps.skipping import skip
from koppeling.unforeseen import what_happened

if TYPE_CHECKING:
    from koppeling.notices.message import Digest, Message
    from koppeling.notices.runs import Runs
    from koppeling.notices.standing import Refusal
    from koppeling.notices.trouble import Known, Seen
    from koppeling.notices.wanted import Notices

log = logging.getLogger(__name__)
Json = dict[str, Any]
Save = Callable[[Json], None]
EXPORT: Final = "invoice_export"
_FIRST_TASKS: Final = {"koppeling_settings": "validate", "koppeling_setup": "check_connections"}
# Per DAG a task that every run of it has; the DAG that tells does not tell of itself.
WATCHED: Final = {base: _FIRST_TASKS.get(base, "check_settings") for base in DUTCH_NAMES if base != "meldingen"}
_DAY = timedelta(days=1)
NOTHING_ASKED: Final = (
    "Er zijn geen meldingen gevraagd: vul notices in koppelingen.yaml in / no notices were asked for there."
)


def watch(name: str, runs: Runs, before: Mapping[str, Any], save: Save) -> list[str]:
    """Tell what failed, is late or recovered since the look before; the subjects that were sent.

    `save` keeps what the next look must know, also when a channel fails; raises `NotDelivered` after all was tried.
    """
    from koppeling.notices.delivery import NotDelivered, channels, deliver
    from koppeling.notices.trouble import Known

    coupled, notices = _asked(name)
    kept: Json = {channel: dict(known) for channel, known in before.items()}
    sent: list[str] = []
    failures: list[str] = []
    for channel in channels(notices):
        remembered = kept.setdefault(channel, {})
        for base in WATCHED:
            try:
                known = Known.from_json(remembered[base]) if base in remembered else None
                message, after = _look(coupled, notices, runs, base, known)
                if message:
                    deliver(channel, notices, message)
                    sent.append(f"{channel}: {message.subject}")
            except NotDelivered as error:
                failures.append(str(error))
                continue
            except Exception as error:  # the net around one DAG: told at the end, and the others are looked at
                failures.append(_unforeseen(base, what_happened(error)))
                continue
            remembered[base] = after.as_json()
    save(kept)
    _raise_when(failures)
    return sent


def digest(
    name: str, runs: Runs, standing: Mapping[str, Any], before: Mapping[str, Any], save: Save, *, now: bool
) -> list[str]:
    """Once a day, from the asked time on: what stands refused and what was billed; the subjects that were sent.

    `now` sends it whatever the time is. Skips when it is not the time; a day without news sends nothing.
    """
    from koppeling.notices.delivery import NotDelivered, channels, deliver
    from koppeling.notices.message import digest as composed

    coupled, notices = _asked(name)
    moment = runtime.now()
    due = [channel for channel in channels(notices) if now or _is_time(notices, before.get(channel, ""), moment)]
    if not due:
        skip("Het is nog geen tijd voor het overzicht / it is not time for the digest.")
    told = _digest(coupled, runs, standing, moment)
    kept, sent, failures = dict(before), [], list[str]()
    message = composed(name, told, notices.language)
    for channel in due:
        try:
            if not told.is_empty:
                deliver(channel, notices, message)
                sent.append(f"{channel}: {message.subject}")
        except NotDelivered as error:
            failures.append(str(error))
            continue
        kept[channel] = moment.date().isoformat()
    save(kept)
    _raise_when(failures)
    return sent


def _unforeseen(base: str, problem: str) -> str:
    return (
        f"Hoe het met {DUTCH_NAMES[base]} staat kon niet worden gemeld ({problem}); van de andere wel. Meld dit aan de "
        f"beheerder / how {base} is doing could not be told; the others were. Report it, with the log of the task."
    )


def _asked(name: str) -> tuple[Koppeling, Notices]:
    coupled = koppeling(name)
    if coupled.notices is None:
        skip(NOTHING_ASKED)
    return coupled, coupled.notices


def _look(
    coupled: Koppeling, notices: Notices, runs: Runs, base: str, known: Known | None
) -> tuple[Message | None, Known]:
    from koppeling.notices import message
    from koppeling.notices.trouble import News, news

    looked = _seen(coupled, notices, runs, base, known)
    what, after = news(known, looked.seen)
    dag, dag_id, language = DUTCH_NAMES[base], coupled.dag_id(base), notices.language
    if what is News.FAILED:
        return message.failed(coupled.name, runs.failed_run(dag, dag_id, looked.run_id), language), after
    if what is News.LATE:
        since = after.well_at.astimezone(runtime.AMSTERDAM)
        return message.late(coupled.name, dag, since, runs.address(dag_id), language), after
    if what is News.RECOVERED:
        return message.recovered(coupled.name, dag, runs.address(dag_id), language), after
    return None, after


@dataclass(frozen=True)
class _Looked:
    seen: Seen
    run_id: str = ""


def _seen(coupled: Koppeling, notices: Notices, runs: Runs, base: str, known: Known | None) -> _Looked:
    from koppeling.notices.trouble import Seen, must_ask_last

    dag_id = coupled.dag_id(base)
    counted = Seen(runtime.now(), runs.count(dag_id, "failed"), runs.count(dag_id, "success"))
    run_id, last = runs.last_ended(dag_id, WATCHED[base]) if must_ask_last(known, counted) else ("", "")
    is_due = base == EXPORT and known is not None and _is_overdue(coupled, notices, known.well_at, counted.at)
    return _Looked(Seen(counted.at, counted.failed, counted.succeeded, last, is_due), run_id)


def _is_overdue(coupled: Koppeling, notices: Notices, well_at: datetime, now: datetime) -> bool:
    """Whether the export is on and the run that should have followed the last good one is long past."""
    from croniter import croniter

    from koppeling.notices.trouble import is_overdue

    cron = coupled.schedules["export"]
    if cron is None or not _export_is_on(coupled.name):
        return False
    due = croniter(cron, well_at.astimezone(runtime.AMSTERDAM)).get_next(datetime)
    return is_overdue(due, now, notices.late_after)


def _export_is_on(name: str) -> bool:
    from koppeling.settings import InvalidSettings

    try:
        saved = runtime.read_saved(name)
    except InvalidSettings:
        # damaged settings make the runs fail, which is told as that
        return False
    return saved is not None and saved.settings.export_invoices and not saved.export_blocked


def _is_time(notices: Notices, last: str, moment: datetime) -> bool:
    if notices.digest_at is None:
        return False
    return moment.time() >= notices.digest_at and last < moment.date().isoformat()


def _digest(coupled: Koppeling, runs: Runs, remembered: Mapping[str, Any], moment: datetime) -> Digest:
    from koppeling.links import page_address
    from koppeling.notices.message import Digest
    from koppeling.notices.standing import standing

    since = moment - _DAY
    known = standing(remembered, since)
    on_99 = _on_99(coupled.name) if known.refusals else None
    still = [one for one in known.refusals if on_99 is None or one.row_id in on_99]
    fresh = [one for one in still if one.at > since]
    return Digest(
        fresh=fresh,
        older=len(still) - len(fresh),
        exported=known.exported,
        net=known.net,
        page=page_address(f"{runs.airflow}/dags/", coupled.name),
        forgotten=known.forgotten,
        is_checked=on_99 is not None or not known.refusals,
        links=_links(coupled, fresh),
    )


def _links(coupled: Koppeling, refusals: list[Refusal]) -> dict[str, str]:
    rows = ({"row_id": one.row_id, "work_order": one.work_order, "invoice_id": ""} for one in refusals)
    found = ((row["row_id"], coupled.addresses.of_row(row).get("work_order_url", "")) for row in rows)
    return {row_id: address for row_id, address in found if address}


def _on_99(name: str) -> frozenset[str] | None:
    """The row ids that are on 99 now; None when OutSmart cannot be asked, which must not lose the digest."""
    from koppeling.export.context import COMPLETE, REFUSED
    from koppeling.settings import InvalidSettings
    from outsmart.errors import OutSmartError

    try:
        with runtime.outsmart(name) as outsmart:
            listed = outsmart.work_orders(status=COMPLETE, work_status=REFUSED)
    except (OutSmartError, InvalidSettings) as error:
        log.warning("OutSmart could not be asked: %s", error)
        return None
    return frozenset(order.row_id for order in listed.orders)


def _raise_when(failures: list[str]) -> None:
    from koppeling.notices.delivery import NotDelivered

    if failures:
        raise NotDelivered("\n".join(dict.fromkeys(failures)))
