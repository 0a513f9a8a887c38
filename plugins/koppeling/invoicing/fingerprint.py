"""Names the version of a work order: equal fingerprints mean that the same would be billed.

Only what is billed counts: debtor, articles, quantities, prices, hour types and times. Dates, remarks, settings and the
notation of a number do not, so that a repaired typing error or a changed setting never looks like another version.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable

from koppeling.invoicing.parties import debtor_of
from koppeling.money import plain
from outsmart.records import MaterialLine, WorkOrder, WorkPeriod
from outsmart.wire import UnreadableValue, read_decimal, read_minutes


def fingerprint(order: WorkOrder) -> str:
    """Sixteen hexadecimal digits that stand for the billable content of the work order."""
    content = {
        "debtor": debtor_of(order).debtor_number.strip(),
        "materials": [_material(line) for line in order.materials],
        "periods": [_period(period) for period in order.periods],
    }
    text = json.dumps(content, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _material(line: MaterialLine) -> list[str]:
    amounts = (line.quantity, line.price, line.total, line.discount_percentage)
    return [line.code.strip(), line.fingerprinted_name.strip(), *(_same_notation(text, _decimal) for text in amounts)]


def _period(period: WorkPeriod) -> list[str]:
    if period.total_time.strip():
        return [period.hour_type.strip(), _same_notation(period.total_time, _minutes)]
    clock = (period.begin, period.end, period.break_minutes)
    return [period.hour_type.strip(), *(_same_notation(text, _minutes) for text in clock)]


def _same_notation(text: str, read: Callable[[str], str]) -> str:
    try:
        return read(text)
    except UnreadableValue:
        return text.strip()


def _decimal(text: str) -> str:
    return plain(read_decimal(text))


def _minutes(text: str) -> str:
    return str(read_minutes(text))
