"""Selects rows by the key, value and operator of a query, in each of the ways in which PHP reads them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.core.switches import Switches
from sandbox.outsmart.envelope import RefusedError
from sandbox.outsmart.formats import number_of, text_of

_PARAMETER = re.compile(r"(key|value|operator)(?:\[(\d*)\])?")
_ORDERED: Mapping[str, Callable[[Any, Any], bool]] = {
    "gt": lambda a, b: a > b,
    "ge": lambda a, b: a >= b,
    "lt": lambda a, b: a < b,
    "le": lambda a, b: a <= b,
}


@dataclass(frozen=True)
class Condition:
    """One key with its value and operator, as asked."""

    key: str
    value: str
    operator: str = "eq"


def conditions(query: tuple[tuple[str, str], ...]) -> list[Condition]:
    """The filters of a query: `key=`, `key[]=` and `key[0]=` alike."""
    found: dict[str, dict[str, str]] = {"key": {}, "value": {}, "operator": {}}
    for name, value in query:
        if match := _PARAMETER.fullmatch(name):
            values = found[match[1]]
            # PHP numbers the members of `key[]` itself, and lets a bare `key` overwrite an earlier one
            place = str(len(values)) if match[2] == "" else match[2] or "bare"
            values[place] = value
    return [
        Condition(key, found["value"].get(place, ""), found["operator"].get(place) or "eq")
        for place, key in found["key"].items()
    ]


def matcher(condition: Condition, column: str, switches: Switches) -> Callable[[Mapping[str, Any]], bool]:
    """Whether a row meets the condition; an unknown operator acts as `eq`."""
    same = _comparable(switches)
    wanted = condition.value
    if condition.operator == "li":
        pattern = _like(wanted, switches)
        return lambda row: pattern.fullmatch(text_of(row.get(column))) is not None
    if condition.operator in _ORDERED:
        compare = _ORDERED[condition.operator]
        return lambda row: _in_order(compare, text_of(row.get(column)), wanted)
    if condition.operator == "ne":
        return lambda row: same(text_of(row.get(column))) != same(wanted)
    return lambda row: same(text_of(row.get(column))) == same(wanted)


def column_of(condition: Condition, allowed: Mapping[str, str], switches: Switches) -> str:
    """The member that a filter key stands for; one that is not filterable is refused."""
    if condition.key not in allowed:
        raise RefusedError(switches.number("filter_refused_code"), f"Key {condition.key} not allowed")
    return allowed[condition.key]


def _comparable(switches: Switches) -> Callable[[str], str]:
    if switches.word("key_comparison") == "collation":
        return lambda text: text.rstrip().casefold()
    return lambda text: text


def _like(value: str, switches: Switches) -> re.Pattern[str]:
    wanted = value if switches.flag("like_needs_percent") else f"%{value}%"
    parts = [re.escape(part) for part in wanted.split("%")]
    flags = re.IGNORECASE if switches.word("key_comparison") == "collation" else re.NOFLAG
    return re.compile(".*".join(parts), flags | re.DOTALL)


def _in_order(compare: Callable[[Any, Any], bool], left: str, right: str) -> bool:
    left_number, right_number = number_of(left), number_of(right)
    if left_number is not None and right_number is not None:
        return compare(left_number, right_number)
    return compare(left, right)
