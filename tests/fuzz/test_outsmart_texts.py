"""OutSmart's texts from a stranger's hand: an amount or time is read exactly as a slow reader does, or refused."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.fuzz.hostile import any_text, brief, numberlike, result, slow_number, thorough, timelike

from koppeling.invoicing.amounts import quantities_of
from koppeling.invoicing.fingerprint import fingerprint
from koppeling.invoicing.reading import decimal_of
from koppeling.invoicing.refused import Refused
from koppeling.invoicing.times import rounded_minutes, worked_time
from koppeling.money import line_net
from outsmart.records import MaterialLine, WorkOrder, WorkPeriod
from outsmart.wire import UnreadableValue, read_date, read_decimal, read_flag, read_minutes, same_value, write_decimal

texts = st.one_of(numberlike, timelike, any_text)
digits = st.text("0123456789", min_size=1, max_size=14)


@thorough
@given(st.one_of(numberlike, any_text))
def test_a_number_is_read_as_a_slow_reader_does_or_refused(text: str) -> None:
    try:
        value = read_decimal(text)
    except UnreadableValue:
        # What a slow reader understands may only be refused for its length.
        assert slow_number(text) is None or sum(c.isdigit() for c in text) > 28
    else:
        assert value == slow_number(text)
        assert read_decimal(write_decimal(value)) == value


@thorough
@given(st.one_of(timelike, any_text))
def test_minutes_are_hours_times_sixty_or_refused(text: str) -> None:
    try:
        minutes = read_minutes(text)
    except UnreadableValue:
        return
    parts = text.strip().split(":")
    assert all(part.isascii() and part.isdigit() for part in parts)
    hours, rest = (0, parts[0]) if len(parts) == 1 else (int(parts[0]), parts[1])
    assert minutes == hours * 60 + int(rest)
    assert len(parts) < 3 or parts[2] == "00"


@thorough
@given(st.one_of(st.from_regex(r"[0-9]{1,4}-[0-9]{1,2}-[0-9]{1,4}( [0-9:.]{0,8})?", fullmatch=True), any_text))
def test_a_day_is_one_of_the_calendar_or_refused(text: str) -> None:
    try:
        read = read_date(text)
    except UnreadableValue:
        return
    first, month, rest = text.strip().split("-", 2)
    last = rest[:4] if len(first) <= 2 else rest[:2].split(" ")[0].split("T")[0]
    year, day = (last, first) if len(first) <= 2 else (first, last)
    assert read == date(int(year), int(month), int(day))


@brief
@given(any_text)
def test_a_flag_is_yes_no_or_refused(text: str) -> None:
    read = result(lambda: read_flag(text), UnreadableValue)
    if isinstance(read, UnreadableValue):
        assert read.value == text
    else:
        assert read is (text.strip().lower() in {"1", "true", "yes", "ja"})


@brief
@given(st.one_of(texts, st.decimals(allow_nan=False), st.booleans(), st.none()), st.one_of(texts, st.none()))
def test_values_that_are_one_are_numbers_of_one_size_or_the_same_text(a: object, b: object) -> None:
    assert same_value(a, a)
    if same_value(a, b) and isinstance(a, str) and isinstance(b, str) and a != b:
        flags = {"true": Decimal(1), "false": Decimal(0)}
        numbers = [flags.get(text.lower(), slow_number(text)) for text in (a, b)]
        assert numbers[0] is not None
        assert numbers[0] == numbers[1]


@st.composite
def long_numbers(draw: st.DrawFn) -> str:
    whole = draw(digits).lstrip("0")[:8] or "0"
    fraction = draw(st.one_of(digits, st.sampled_from(["005", "995", "4" + "9" * 12, "9" * 14, "0" * 13 + "5"])))
    return f"{whole}.{fraction}"


@thorough
@given(long_numbers(), long_numbers(), st.sampled_from([0, 10, 12, 33, 50, 100]))
def test_a_net_amount_is_the_exact_product_rounded_once(quantity: str, price: str, percentage: int) -> None:
    amounts = [decimal_of(text, "field", "here") for text in (quantity, price)]
    exact = Fraction(quantity) * Fraction(price) * Fraction(100 - percentage, 100)
    rounded = Decimal(int(exact * 100 + Fraction(1, 2))).scaleb(-2)
    assert line_net(amounts[0], amounts[1], Decimal(percentage) / 100) == rounded


@thorough
@given(texts, texts, texts, texts)
def test_a_material_line_has_its_own_net_or_is_refused(quantity: str, price: str, total: str, discount: str) -> None:
    line = MaterialLine(quantity=quantity, price=price, total=total, discount_percentage=discount)
    amounts = result(lambda: quantities_of(line), Refused)
    if isinstance(amounts, Refused):
        assert amounts.reason.nl
        return
    if slow_number(total) is not None:
        asked = slow_number(total) or Decimal(0)
        net = line_net(amounts.quantity, amounts.price, amounts.discount)
        assert net == asked.quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert (amounts.quantity, amounts.price) == (slow_number(quantity), slow_number(price))


@thorough
@given(texts, texts, texts, texts)
def test_a_work_period_has_minutes_or_is_refused(total: str, begin: str, end: str, pause: str) -> None:
    period = WorkPeriod(total_time=total, begin=begin, end=end, break_minutes=pause)
    minutes = result(lambda: worked_time(period).minutes, Refused)
    if isinstance(minutes, Refused):
        assert minutes.reason.nl
    else:
        assert minutes >= 0
        assert total.strip() or minutes <= 2 * 24 * 60


@brief
@given(st.integers(0, 10_000), st.sampled_from([0, 5, 15, 30]))
def test_rounded_minutes_are_the_nearest_step(minutes: int, step: int) -> None:
    rounded = rounded_minutes(minutes, step)
    assert rounded % (step or 1) == 0
    assert abs(rounded - minutes) * 2 <= step
    if step and (minutes % step) * 2 == step:
        assert rounded > minutes


@brief
@given(st.lists(st.tuples(texts, texts, texts), max_size=3))
def test_a_fingerprint_sees_every_change_of_what_is_billed(lines: list[tuple[str, str, str]]) -> None:
    def order(rows: list[tuple[str, str, str]]) -> WorkOrder:
        named = [{"MaterialCode": c, "MaterialNr": q, "MaterialPrice": p} for c, q, p in rows]
        return WorkOrder.from_row({"id": "1", "Materials": named})

    first = fingerprint(order(lines))
    assert first == fingerprint(order(list(lines)))
    assume(lines)
    code, quantity, price = lines[0]
    changed = [(code, f"{quantity}7", price), *lines[1:]]
    if slow_number(quantity) is None or slow_number(quantity) != slow_number(f"{quantity}7"):
        assert fingerprint(order(changed)) != first


@pytest.mark.parametrize(
    "text", ["1.234,56", "1,234.56", "1 234", "1'234", "٣", "²", "−5", "1e3", "0x10", "5.", ".", "-"]
)
def test_no_text_with_two_meanings_is_an_amount(text: str) -> None:
    with pytest.raises(UnreadableValue):
        read_decimal(text)
