"""Checks the material lines and work periods that the API is given, and brings their amounts into one form."""

from sandbox.core.switches import Switches
from sandbox.outsmart.envelope import RefusedError
from sandbox.outsmart.formats import amount_text, number_of, text_of
from sandbox.outsmart.workorder_members import MATERIAL_AMOUNTS, Row

_DECIMALS = 5


def checked_lines(lines: object, required: tuple[str, ...], switches: Switches) -> list[Row]:
    """The lines as they will be kept; what they lack is refused, or stored as it is."""
    if lines is None:
        return []
    if not isinstance(lines, list) or not all(isinstance(line, dict) for line in lines):
        raise RefusedError(1504)
    missing = [name for line in lines for name in required if text_of(line.get(name)) == ""]
    if missing and switches.word("incomplete_line") == "refuse":
        raise RefusedError(1501, *(f"Required field missing: {name}" for name in missing))
    return [_with_amounts(line) for line in lines]


def _with_amounts(line: Row) -> Row:
    amounts = {}
    for name in MATERIAL_AMOUNTS:
        number = number_of(text_of(line.get(name)))
        if number is not None:
            amounts[name] = amount_text(number, _DECIMALS)
    return line | amounts
