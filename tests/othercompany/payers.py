"""Invents how planners name the payer on a work order, with who gets the invoice.

What is right is decided where a name is invented: a customer under an old address is still that customer, and the name
and address of somebody else under his number are not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from hypothesis import strategies as st
from tests.othercompany import countries
from tests.othercompany.newcomers import Newcomers
from tests.othercompany.parties import ABROAD, ELSEWHERE, NAME_SIZE, NOWHERE, Named
from tests.othercompany.relations import Known
from tests.othercompany.waiting import allowed

CONFLICT = frozenset({"number_conflict"})
UNDECIDED = frozenset({"relation_id_shared"})
ARCHIVED = frozenset({"customer_archived"})
NAMED_OTHERWISE = frozenset({"customer_named_otherwise"})
IN_USE_TAKEN = frozenset({"customer_in_use_taken"})
STRANGERS = ("Notaris Van Goor", "Pizzeria Il Forno", "Zwembad De Plons", "Uitvaartzorg Stilte")
_TITLED = ("Fam. ", "Dhr. ", "Mevr. ")
_PLAINER = str.maketrans("Öıéøë", "Oieoe")


def as_typed(known: Known) -> Named:
    customer = known.customer
    return Named(known.debtor, customer.full_name, customer.place, customer)


def _shouted(known: Known) -> Named:
    return replace(as_typed(known), name=known.customer.full_name.upper())


def _without_accents(known: Known) -> Named:
    return replace(as_typed(known), name=known.customer.full_name.translate(_PLAINER))


def _moved(known: Known) -> Named:
    return replace(as_typed(known), place=ELSEWHERE[1])


def _renamed(known: Known) -> Named:
    """A shop that changed hands on paper only: what it was called, at the address where it still is."""
    return replace(as_typed(known), name="Voorheen " + STRANGERS[0])


def _at_the_second_place(known: Known) -> Named:
    place = known.customer.second_place
    return replace(as_typed(known), name="Filiaal", place=place) if place else _moved(known)


def _titled(known: Known) -> Named:
    name = known.customer.full_name
    bare = name
    for title in _TITLED:
        bare = bare.removeprefix(title)
    return replace(as_typed(known), name="Fam. " + bare if bare == name else bare)


def _cut(known: Known) -> Named:
    """As it fits in Reeleezee, at an address of long ago."""
    return replace(_moved(known), name=known.customer.full_name[:NAME_SIZE])


def _cut_with_a_mark(known: Known) -> Named:
    name = known.customer.full_name
    return replace(_moved(known), name=f"{name[: NAME_SIZE - 1]}…" if len(name) > NAME_SIZE else name)


def _somebody_else(known: Known) -> Named:
    return replace(as_typed(known), name=STRANGERS[1], place=ELSEWHERE[2], refusals=CONFLICT)


def _neighbour(known: Known) -> Named:
    """Somebody else with the same house number: abroad in the same town and postcode, in another street."""
    there = known.customer.place
    postcode = there.postcode if there in ABROAD else "9999 ZZ"
    place = replace(there, street="Achterom", postcode=postcode)
    return replace(as_typed(known), name=STRANGERS[2], place=place, refusals=CONFLICT)


def _other_town(known: Known) -> Named:
    """Abroad the same street and number are there once more in another town."""
    place = replace(known.customer.place, city="Elders", postcode=known.customer.place.postcode[::-1])
    return replace(as_typed(known), name=STRANGERS[3], place=place, refusals=CONFLICT)


def _begins_alike(known: Known) -> Named:
    """A name that was not cut where Reeleezee cuts is another name, however it begins."""
    begin = known.customer.full_name[:12].rstrip()
    return replace(as_typed(known), name=f"{begin} Zuidoost", place=ELSEWHERE[2], refusals=CONFLICT)


RIGHT: dict[str, Callable[[Known], Named]] = {
    "as typed": as_typed,
    "shouted": _shouted,
    "without accents": _without_accents,
    "moved": _moved,
    "renamed": _renamed,
    "second place": _at_the_second_place,
    "titled": _titled,
    "cut": _cut,
    "cut with a mark": _cut_with_a_mark,
}
WRONG: dict[str, Callable[[Known], Named]] = {
    "somebody else": _somebody_else,
    "neighbour": _neighbour,
    "other town": _other_town,
    "begins alike": _begins_alike,
}
BY_THE_LIST = ("nameless", "as the list says", "copy")
NEW = ("new", "namesake", "same address", "double")


@dataclass(frozen=True)
class Book:
    """All that decides who is who in a company."""

    known: tuple[Known, ...]
    may_create: bool
    is_imported: bool
    collective: frozenset[int] = frozenset()


@st.composite
def payers(draw: st.DrawFn, book: Book) -> Named:
    """A payer of an order: mostly one that is known, sometimes under a wrong name, sometimes a new one."""
    kind = draw(st.sampled_from(allowed([*RIGHT] * 3 + [*WRONG, *BY_THE_LIST, *NEW])))
    known = draw(st.sampled_from(book.known))
    newcomers = Newcomers(book.may_create)
    if kind in NEW:
        named = newcomers.called(kind, known.customer)
    elif kind == "copy" and known.copy and not known.customer.is_archived:
        named = newcomers.by_copy(known.copy, known.kind)
    else:
        named = _of_a_customer(kind, known, book)
    return draw(_in_a_country(named, may_be_unclear=kind != "renamed"))


def _of_a_customer(kind: str, known: Known, book: Book) -> Named:
    named = _by_the_list(kind, known, book) if kind in BY_THE_LIST else (RIGHT | WRONG)[kind](known)
    if kind in WRONG and known.kind == "unlinked" and not book.is_imported:
        # by number alone it is enough that the relation is the customer
        named = replace(named, refusals=frozenset(), told=NAMED_OTHERWISE)
    if known.customer.number in book.collective:
        named = replace(named, refusals=frozenset(), told=frozenset(), is_collective=True)
    if known.kind == "nobody's":
        named = replace(named, refusals=named.refusals | UNDECIDED)
    if known.customer.is_archived:
        named = replace(named, refusals=named.refusals | ARCHIVED)
    return _with_doubles(named, known, book)


def _by_the_list(kind: str, known: Known, book: Book) -> Named:
    """Who is on the order can only be told from the list, if that says it."""
    typed = as_typed(known)
    has_id = known.kind == "typed over" and not book.is_imported
    if kind == "nameless":
        if has_id:
            return typed
        is_told = known.is_named_in(book.is_imported)
        return replace(typed, name="", place=NOWHERE, refusals=frozenset() if is_told else CONFLICT)
    if not known.kind.startswith("typed over"):
        return typed
    other = replace(typed, name=known.rows[0].name, place=known.rows[0].place)
    if has_id:
        return replace(other, told=NAMED_OTHERWISE)
    # an import gives the row his name back; his address only where Reeleezee lists addresses
    return replace(other, refusals=CONFLICT, place=ELSEWHERE[4] if known.kind == "typed over" else other.place)


def _with_doubles(named: Named, known: Known, book: Book) -> Named:
    """The one in use is taken; that is told at least where the list names the archived one, and the import is off."""
    if not known.customer.has_archived_double:
        return named
    if known.kind == "archived id" and not book.is_imported:
        return replace(named, told=named.told | IN_USE_TAKEN)
    return replace(named, may_tell=named.may_tell | IN_USE_TAKEN)


def _in_a_country(named: Named, *, may_be_unclear: bool) -> st.SearchStrategy[Named]:
    """With its country as somebody writes it, and what must be told of that."""
    code = named.place.country
    there = named.customer.place.country if named.customer else ""
    spelled = countries.written(code).map(lambda text: _placed(named, text, there or code))
    if not may_be_unclear or named.place == NOWHERE:
        return spelled
    unclear = st.sampled_from(countries.UNCLEAR).map(lambda text: _placed_unclearly(named, text, there))
    return st.one_of(*[spelled] * 9, unclear)


def _placed(named: Named, text: str, code: str) -> Named:
    is_abroad = code not in {"", countries.HOME}
    told = named.told | ({"customer_abroad"} if is_abroad else set())
    return replace(named, place=replace(named.place, country=text), told=told)


def _placed_unclearly(named: Named, text: str, there: str) -> Named:
    placed = _placed(named, text, there)
    told = frozenset({"country_not_understood"})
    if there:
        return replace(placed, may_tell=placed.may_tell | told)
    return replace(placed, told=placed.told | told)
