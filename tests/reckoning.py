"""Works amounts out in another way than the koppeling, so that a mistake of either is seen by the other.

Nothing here is a decimal of the machine's: texts are read digit by digit into fractions, money is a whole number of
cents, a rounding looks at the remainder, and worked time is what passes in UTC between two clocks in Amsterdam.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

_HERE = ZoneInfo("Europe/Amsterdam")
_DIGITS = "0123456789"


def exact(text: object) -> Fraction:
    """The number that is written, with a comma or a dot; nothing written is 0. `ValueError` for anything else."""
    written = str(text if text is not None else "").strip()
    digits = written.removeprefix("-")
    whole, _, parts = digits.replace(",", ".").partition(".")
    if any(one not in _DIGITS for one in whole + parts):
        raise ValueError(written)
    value = Fraction(int(whole + parts or "0"), 10 ** len(parts))
    return -value if written.startswith("-") else value


def whole(amount: Fraction) -> int:
    """To the nearest whole number; exactly half goes away from nought."""
    below, rest = divmod(abs(amount.numerator), amount.denominator)
    above = below + 1 if 2 * rest >= amount.denominator else below
    return -above if amount < 0 else above


def line_cents(quantity: object, price: object, percentage: object = "0") -> int:
    """What a line comes to, rounded once at its end; `percentage` is the discount on it."""
    return whole(exact(quantity) * exact(price) * (100 - exact(percentage)))


def hour_cents(minutes: int, price: object) -> int:
    """What so many minutes come to at a price per hour."""
    return whole(Fraction(minutes * 100, 60) * exact(price))


def in_steps(minutes: int, step: int) -> int:
    """To whole steps of so many minutes, exactly half a step up; step 0 leaves them as they are."""
    return minutes if step == 0 else whole(Fraction(minutes, step)) * step


def minutes_passed(day: date, begin: str, end: str, pause: int = 0) -> int:
    """The minutes that pass on the clock of Amsterdam, into the next day when the end is earlier."""
    start, stop = time.fromisoformat(begin), time.fromisoformat(end)
    last = day + timedelta(days=1) if stop < start else day
    passed = _moment(last, stop) - _moment(day, start)
    return int(passed.total_seconds()) // 60 - pause


def vat_lawful(lines: Iterable[tuple[int, int]]) -> set[int]:
    """The VAT in cents that the law allows, of (net in cents, percentage): rounded per line, and per rate."""
    per_rate: dict[int, int] = {}
    per_line = 0
    for net, percentage in lines:
        per_line += whole(Fraction(net * percentage, 100))
        per_rate[percentage] = per_rate.get(percentage, 0) + net
    return {per_line, sum(whole(Fraction(net * percentage, 100)) for percentage, net in per_rate.items())}


def in_cents(text: object) -> int:
    """An amount as a server tells it, which must be whole cents."""
    return whole(exact(text) * 100)


def euros(cents: int) -> str:
    """An amount as people write it: 12675 is 126.75."""
    before, after = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{before}.{after:02}"


def _moment(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, _HERE).astimezone(UTC)
