"""Builds the messages: what is told of failed, late and recovered runs, and the planner's daily digest."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from koppeling.notices.standing import Refusal
from koppeling.notices.texts import say
from koppeling.notices.wanted import Language
from koppeling.reasons import catalogue

_ORDERS_SHOWN = 10
_PER_CAUSE = 25
_ADDRESS = re.compile(r"https?://\S+")


@dataclass(frozen=True)
class Message:
    """One message in plain lines; an empty line begins a new paragraph."""

    subject: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join((self.subject, "", *self.lines))

    @property
    def html(self) -> str:
        """The same for a mail; every text of ours and of others is escaped, addresses can be clicked."""
        return f"<p>{'<br>'.join(_ADDRESS.sub(_link, html.escape(line)) for line in self.lines)}</p>"


@dataclass(frozen=True)
class FailedRun:
    """What is known of a run that failed; `orders` are the work orders that it names, with their reasons."""

    dag: str
    task: str
    why: str
    link: str
    orders: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Digest:
    """What the planner is told of one day; `links` are addresses of work orders by row id."""

    fresh: Sequence[Refusal]
    older: int
    exported: int
    net: Decimal
    page: str
    forgotten: int = 0
    is_checked: bool = True
    links: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not self.fresh and not self.exported


def failed(koppeling: str, run: FailedRun, language: Language) -> Message:
    """At once, for whoever keeps the koppeling running."""
    orders = [
        say(language, "failed_order", work_order=number, relation=relation, why=why)
        for number, relation, why in run.orders[:_ORDERS_SHOWN]
    ]
    more = len(run.orders) - len(orders)
    lines = [
        say(language, "failed", dag=run.dag, task=run.task),
        say(language, "failed_why", why=run.why) if run.why else say(language, "failed_unknown"),
        *orders,
        *([say(language, "failed_more", count=more)] if more > 0 else []),
        "",
        say(language, "failed_do"),
        say(language, "failed_once"),
        say(language, "look", link=run.link),
    ]
    return Message(_subject(koppeling, say(language, "failed_subject", dag=run.dag)), tuple(lines))


def late(koppeling: str, dag: str, since: datetime, link: str, language: Language) -> Message:
    lines = (
        say(language, "late", dag=dag, since=f"{since:%d-%m-%Y %H:%M}"),
        "",
        say(language, "late_do"),
        say(language, "failed_once"),
        say(language, "look", link=link),
    )
    return Message(_subject(koppeling, say(language, "late_subject", dag=dag)), lines)


def recovered(koppeling: str, dag: str, link: str, language: Language) -> Message:
    lines = (say(language, "recovered", dag=dag), say(language, "look", link=link))
    return Message(_subject(koppeling, say(language, "recovered_subject", dag=dag)), lines)


def digest(koppeling: str, told: Digest, language: Language) -> Message:
    """The refusals that stand, grouped by what must be done about them; the largest group first."""
    groups: dict[str, list[Refusal]] = {}
    for one in told.fresh:
        groups.setdefault(one.reason.code, []).append(one)
    largest = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    lines = [say(language, "digest_refused" if told.fresh else "digest_none"), ""]
    for code, refusals in largest:
        lines += [*_group(code, refusals, told.links, language), ""]
    lines.append(say(language, "digest_exported", exported=told.exported, net=_euros(told.net, language)))
    notes = (("digest_older", told.older), ("digest_forgotten", told.forgotten))
    lines += [say(language, name, count=count) for name, count in notes if count]
    lines += [] if told.is_checked else [say(language, "digest_unchecked")]
    lines += ["", say(language, "look", link=told.page)]
    subject = say(language, "digest_subject", refused=len(told.fresh), exported=told.exported)
    return Message(_subject(koppeling, subject), tuple(lines))


def _group(code: str, refusals: Sequence[Refusal], links: Mapping[str, str], language: Language) -> list[str]:
    row = catalogue()[code]
    remedy = (row.remedy_nl if language == "nl" else row.remedy_en) or say(language, "no_remedy")
    lines = [
        say(
            language, "digest_group", count=len(refusals), remedy=remedy.format_map(refusals[0].reason.quoted(language))
        )
    ]
    for one in refusals[:_PER_CAUSE]:
        sentence = (row.nl if language == "nl" else row.en).format_map(one.reason.quoted(language))
        parts = (f"- {one.work_order}", one.relation, sentence, links.get(one.row_id, ""))
        lines.append(" · ".join(part for part in parts if part))
    left = len(refusals) - _PER_CAUSE
    return [*lines, say(language, "digest_more", count=left)] if left > 0 else lines


def _subject(koppeling: str, text: str) -> str:
    return f"Koppeling {koppeling}: {text}"


def _euros(amount: Decimal, language: Language) -> str:
    text = f"{amount:,.2f}"
    return f"€ {text.translate(str.maketrans(',.', '.,'))}" if language == "nl" else f"€ {text}"


def _link(match: re.Match[str]) -> str:
    return f'<a href="{match[0]}">{match[0]}</a>'
