"""Texts, JSON and bytes as nobody should send them: what stands between the known and the unknown is sent most."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypeVar

from hypothesis import settings
from hypothesis import strategies as st

T = TypeVar("T")
E = TypeVar("E", bound=Exception)

# `make fuzz MINUTES=n` asks for as many times the examples of an ordinary run.
TIMES = max(1, round(float(os.environ.get("FUZZ_MINUTES", "1"))))
thorough = settings(max_examples=300 * TIMES, deadline=None, print_blob=True)
brief = settings(max_examples=120 * TIMES, deadline=None, print_blob=True)

NUMBERLIKE = "0123456789.,-+ eE_'€%\t\u00a0\u0663\u00b2\u2212"
TIMELIKE = "0123456789:.- T,uh\u0663"
numberlike = st.text(NUMBERLIKE, max_size=12)
timelike = st.text(TIMELIKE, max_size=12)
any_text = st.text(st.characters(codec=None), max_size=40)

ODD: list[Any] = [
    None,
    True,
    False,
    0,
    -1,
    10**40,
    0.1,
    "",
    " ",
    "null",
    "NaN",
    "\u0000",
    "\ud83d",
    [],
    {},
    [[]],
    {"id": None},
]
values = st.recursive(
    st.one_of(st.sampled_from(ODD), st.integers(), st.floats(), st.text(max_size=8), numberlike),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=6), inner, max_size=3)),
    max_leaves=8,
)


def rows(names: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    """Objects with these members, any of them missing or of any kind."""
    return st.fixed_dictionaries({}, optional=dict.fromkeys(names, values))


def as_json(value: Any) -> bytes:
    return json.dumps(value, default=str).encode("utf-8", "surrogatepass")


NUMBERS = ["1e99999999999999999999", "-1e-99999999999999999999", "1e400", "9" * 5000, "NaN", "-Infinity", "1.50"]


@st.composite
def damaged(draw: st.DrawFn, whole: st.SearchStrategy[Any] = values) -> bytes:
    """JSON that was cut off, changed at one place, wrapped too deep, or has a number that nothing can hold."""
    body = as_json(draw(whole))
    kind = draw(st.sampled_from(["whole", "cut", "byte", "deep", "number", "bom", "noise"]))
    if kind == "cut":
        return body[: draw(st.integers(0, len(body)))]
    if kind == "byte":
        place = draw(st.integers(0, len(body)))
        return body[:place] + bytes([draw(st.integers(0, 255))]) + body[place + 1 :]
    if kind == "deep":
        depth = draw(st.sampled_from([10, 5_000, 200_000]))
        return b"[" * depth + body + b"]" * depth
    if kind == "number":
        return body.replace(b"null", draw(st.sampled_from(NUMBERS)).encode())
    if kind == "bom":
        return b"\xef\xbb\xbf" + body
    return draw(st.binary(max_size=40)) if kind == "noise" else body


def slow_number(text: str) -> Decimal | None:
    """A number read character by character: digits, one comma or dot with a digit behind it, a minus before it."""
    text = text.strip()
    sign = -1 if text.startswith("-") else 1
    whole = fraction = ""
    is_behind = False
    for character in text.removeprefix("-"):
        if character in ".," and not is_behind:
            is_behind = True
        elif character in "0123456789":
            whole, fraction = (whole, fraction + character) if is_behind else (whole + character, fraction)
        else:
            return None
    if (is_behind and not fraction) or not whole + fraction:
        return None
    return sign * Decimal(int(whole + fraction)).scaleb(-len(fraction))


def result(work: Callable[[], T], refusal: type[E]) -> T | E:
    """What the work gives, or the one kind of error with which it may refuse; any other comes out."""
    try:
        return work()
    except refusal as refused:
        return refused
