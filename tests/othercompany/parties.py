"""Invents customers as a bookkeeper has them, and how planners name them on a work order, with who gets the invoice.

What is right is decided where a name is invented: a customer under an old address is still that customer, and the name
and address of somebody else under his number are not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from hypothesis import strategies as st
from tests.othercompany.waiting import allowed

Json = dict[str, object]
NAME_SIZE = 50
# Any of these says that number and party do not belong together.
WRONG_PARTY = frozenset(["number_conflict", "order_of_another_party", "party_conflict", "debtor_conflict"])


@dataclass(frozen=True)
class Place:
    street: str
    number: str
    postcode: str
    city: str
    country: str = ""


@dataclass(frozen=True)
class Customer:
    """Who is in Reeleezee; `full_name` is longer than what fits there. `double` is archived under the same number."""

    number: int
    full_name: str
    place: Place
    is_archived: bool = False
    has_archived_double: bool = False
    second_place: Place | None = None

    @property
    def name(self) -> str:
        return self.full_name[:NAME_SIZE].rstrip()


@dataclass(frozen=True)
class Named:
    """How an order names its payer, and what is right: the customer of `number`, a new one, or one of `refusals`."""

    debtor: str
    name: str
    place: Place
    refusals: frozenset[str] = frozenset()
    is_new: bool = False

    def members(self, suffix: str) -> Json:
        values = {
            "DebtorNr": self.debtor,
            "Name": self.name,
            "Street": self.place.street,
            "StreetNo": self.place.number,
            "ZIP": self.place.postcode,
            "City": self.place.city,
            "Country": self.place.country,
        }
        return {f"Customer{name}{suffix}": value for name, value in values.items()}


NAMES = (
    "Bakkerij Korenbloem B.V.",
    "Fam. Rietveld-Wolters",
    "Dhr. K. Waterman",
    "Mevr. Ö. Yıldız-Bakkér",
    "Café De Toog V.O.F.",
    "Stichting Zorgcentrum Avondzon",
    "Vereniging van Eigenaars Appartementencomplex De Hoge Linden te Lindedorp aan de Vaart",
    "Gemeenschappelijke Regeling Openbaar Lichaam Afvalverwerking Midden-Waterland N.V.",
    "Vastgoed 't Hooghe Landt",
    "Søren & Zonen",
    "H. de Vries",
    "'s-Gravenmade Installaties",
    "Basisschool Sint-Jozef (locatie Noord)",
    "Autobedrijf J.P. van der Heijden & Zn.",
)
STRANGERS = ("Notaris Van Goor", "Pizzeria Il Forno", "Zwembad De Plons", "Uitvaartzorg Stilte")
HOME = (
    Place("Dorpsstraat", "1", "1234 AB", "Lindedorp"),
    Place("Kerkpad", "22-A", "2345BC", "Beukenstad", "NL"),
    Place("Industrieweg", "10 unit 5", "3456 CD", "Waterdam", "Nederland"),
    Place("Industrieweg", "20 unit 5", "3456 CD", "Waterdam", "Nederland"),
    Place("Postbus 312", "", "4567 DE", "Lindedorp"),
    Place("Laan van 1813", "22", "5678 EF", "Beukenstad"),
    Place("Plein '40-'45", "7 hs", "6789 FG", "Waterdam"),
)
ABROAD = (
    Place("Meir", "12", "2000", "Antwerpen", "BE"),
    Place("Groenplaats", "12", "2000", "Antwerpen", "België"),
    Place("Hauptstrasse", "4a", "47533", "Kleve", "Duitsland"),
)
ELSEWHERE = (
    Place("Zandpad", "81", "8123 XY", "Verweg"),
    Place("Molenweg", "44", "9123 ZZ", "Achterkamp"),
    Place("Grote Markt", "12", "9000", "Gent", "BE"),
)
KINDS = ("in use", "in use", "in use", "in use", "two places", "archived", "archived double")
_TITLED = ("Fam. ", "Dhr. ", "Mevr. ")
_PLAINER = str.maketrans("Öıéøë", "Oieoe")


@st.composite
def customers(draw: st.DrawFn) -> tuple[Customer, ...]:
    """Three to six, of different names, numbers and addresses; some archived, some with an archived double."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=3, max_size=6, unique=True))
    places = draw(st.permutations([*HOME, *ABROAD]))
    first = draw(st.sampled_from([1, 41, 1001, 200001]))
    kinds = [draw(st.sampled_from(allowed(KINDS))) for _ in names]
    return tuple(
        Customer(
            first + place,
            name,
            places[place],
            is_archived=kind == "archived",
            has_archived_double=kind == "archived double",
            second_place=ELSEWHERE[0] if kind == "two places" else None,
        )
        for place, (name, kind) in enumerate(zip(names, kinds, strict=True))
    )


def _as_typed(customer: Customer) -> Named:
    return Named(str(customer.number), customer.full_name, customer.place)


def _shouted(customer: Customer) -> Named:
    return replace(_as_typed(customer), name=customer.full_name.upper())


def _without_accents(customer: Customer) -> Named:
    return replace(_as_typed(customer), name=customer.full_name.translate(_PLAINER))


def _moved(customer: Customer) -> Named:
    return replace(_as_typed(customer), place=ELSEWHERE[1])


def _renamed(customer: Customer) -> Named:
    """A shop that changed hands on paper only: what it was called, at the address where it still is."""
    return replace(_as_typed(customer), name="Voorheen " + STRANGERS[0])


def _at_the_second_place(customer: Customer) -> Named:
    return replace(_as_typed(customer), place=customer.second_place or customer.place)


def _titled(customer: Customer) -> Named:
    bare = customer.full_name
    for title in _TITLED:
        bare = bare.removeprefix(title)
    return replace(_as_typed(customer), name="Fam. " + bare if bare != customer.full_name else bare)


def _nameless(customer: Customer) -> Named:
    return replace(_as_typed(customer), name="", place=Place("", "", "", ""))


def _somebody_else(customer: Customer) -> Named:
    return replace(_as_typed(customer), name=STRANGERS[1], place=ELSEWHERE[2], refusals=WRONG_PARTY)


def _neighbour(customer: Customer) -> Named:
    """Somebody else in the same town, with the same house number, in another street and postcode where it has one."""
    there = customer.place
    postcode = there.postcode if there in ABROAD else "9999 ZZ"
    place = replace(there, street="Achterom", postcode=postcode)
    return replace(_as_typed(customer), name=STRANGERS[2], place=place, refusals=WRONG_PARTY)


RIGHT: dict[str, Callable[[Customer], Named]] = {
    "as typed": _as_typed,
    "shouted": _shouted,
    "without accents": _without_accents,
    "moved": _moved,
    "renamed": _renamed,
    "second place": _at_the_second_place,
    "titled": _titled,
    "nameless": _nameless,
}
WRONG: dict[str, Callable[[Customer], Named]] = {"somebody else": _somebody_else, "neighbour": _neighbour}


@st.composite
def payers(draw: st.DrawFn, known: tuple[Customer, ...], may_create: bool) -> Named:
    """A payer of an order: mostly one that is known, sometimes under a wrong name, sometimes a new one."""
    kind = draw(st.sampled_from(allowed([*RIGHT, *RIGHT, *WRONG, "new"])))
    if kind == "new":
        new = Named("70001", "Nieuw Op De Hoek", ELSEWHERE[0], is_new=True)
        return new if may_create else replace(new, refusals=frozenset(["relation_unknown"]))
    customer = draw(st.sampled_from(known))
    named = (RIGHT | WRONG)[kind](customer)
    if customer.is_archived:
        return replace(named, refusals=named.refusals | {"customer_archived"})
    return named
