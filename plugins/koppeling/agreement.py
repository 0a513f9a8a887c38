"""Decides whether two records with one number are one party, so that a stranger is never overwritten or invoiced.

Name or address is enough. A postcode and house number identify an address in the Netherlands; elsewhere street and town
must agree as well. An empty text and a placeholder such as "-" decide nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from koppeling.countries import HOME, country_code
from koppeling.house_numbers import Place, read_place
from koppeling.party_names import is_placeholder, normal_name, plain, same_name

_DUTCH_POSTCODE = re.compile(r"[1-9][0-9]{3}[a-z]{2}")


@dataclass(frozen=True, slots=True)
class PartyFacts:
    """What a record tells of who a party is. Without house number, the street may hold it."""

    name: str = ""
    street: str = ""
    house_number: str = ""
    postcode: str = ""
    city: str = ""
    country: str = ""


NOBODY = PartyFacts()
"""A record that is no party, such as an article."""


class Agreement(Enum):
    """What a comparison comes to; NOTHING when neither name nor address is told on both sides."""

    AGREES = "agrees"
    DIFFERS = "differs"
    NOTHING = "nothing to compare"


def same_party(one: PartyFacts, other: PartyFacts) -> bool:
    """Whether name or address agree."""
    return same_name(one.name, other.name) or same_address(one, other)


def compared(one: PartyFacts, other: PartyFacts) -> Agreement:
    """As `same_party`, but tells two parties that differ from two of which nothing can be compared."""
    if same_party(one, other):
        return Agreement.AGREES
    names = bool(normal_name(one.name)) and bool(normal_name(other.name))
    addresses = has_address(one) and has_address(other)
    return Agreement.DIFFERS if names or addresses else Agreement.NOTHING


def has_address(facts: PartyFacts) -> bool:
    """Whether any part of an address is told that could be another's."""
    return not (is_placeholder(facts.street) and is_placeholder(facts.postcode))


def same_address(one: PartyFacts, other: PartyFacts) -> bool:
    """Whether both tell the same identifying address."""
    postcode = normal_postcode(one.postcode)
    if not postcode or postcode != normal_postcode(other.postcode):
        return False
    place, place_there = (read_place(facts.street, facts.house_number) for facts in (one, other))
    if place is None or place_there is None or not _is_one_place(place, place_there):
        return False
    told = [facts.country for facts in (one, other) if not is_placeholder(facts.country)]
    codes = {country_code(text) for text in told}
    if len(codes - {""}) > 1:
        return False
    # a country that nobody understands tells no two places apart, nor does it make a postcode a Dutch one
    if _DUTCH_POSTCODE.fullmatch(postcode) and codes <= {HOME}:
        return True
    return _is_one_street(place, place_there) and _is_one_town(one.city, other.city)


def same_address_text(one: PartyFacts, other: PartyFacts) -> bool:
    """Whether both write the same address, letter for letter, also one in which no house number can be read.

    For a party of the same name; it makes no stranger the same.
    """
    return has_address(one) and _address_text(one) == _address_text(other)


def _address_text(facts: PartyFacts) -> tuple[str, ...]:
    texts = (f"{facts.street} {facts.house_number}", facts.city)
    letters = ("".join(c for c in plain(text) if c.isalnum()) for text in texts)
    country = HOME if is_placeholder(facts.country) else country_code(facts.country) or plain(facts.country)
    return (*letters, normal_postcode(facts.postcode), country)


def normal_postcode(text: str) -> str:
    """Letters and digits only, without the country that some write before it: "NL-1234 AB" and "1234ab" are one."""
    told = re.sub(r"^[a-z]{1,3} ?- ?(?=[0-9])", "", plain(text).strip())
    return "" if is_placeholder(told) else "".join(c for c in told if c.isalnum())


def _is_one_place(one: Place, other: Place) -> bool:
    return (one.number, one.addition, one.box, one.others) == (other.number, other.addition, other.box, other.others)


def _is_one_street(one: Place, other: Place) -> bool:
    return one.street == other.street and bool(one.street or one.box)


def _is_one_town(one: str, other: str) -> bool:
    town, town_there = ("".join(c for c in plain(text) if c.isalnum()) for text in (one, other))
    return town == town_there and not is_placeholder(one)
