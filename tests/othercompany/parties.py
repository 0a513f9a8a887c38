"""Invents customers as a bookkeeper has them in Reeleezee, and the shape in which a work order names one."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st
from tests.othercompany.waiting import allowed

Json = dict[str, object]
NAME_SIZE = 50


@dataclass(frozen=True)
class Place:
    """An address; `country` is a code, or what somebody wrote where it stands on a work order."""

    street: str
    number: str
    postcode: str
    city: str
    country: str = ""


NOWHERE = Place("", "", "", "")


@dataclass(frozen=True)
class Customer:
    """Who is in Reeleezee; `full_name` is longer than what fits there. The double is archived under the same number."""

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
    """How an order names its payer, and what is right: that customer, a new one, or one of `refusals`.

    `told` must be told beside an invoice, `may_tell` may be. A namesake bears the name of another customer, lawfully.
    """

    debtor: str
    name: str
    place: Place
    customer: Customer | None = None
    refusals: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()
    may_tell: frozenset[str] = frozenset()
    is_collective: bool = False
    is_namesake: bool = False

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
HOME = (
    Place("Dorpsstraat", "1", "1234 AB", "Lindedorp"),
    Place("Kerkpad", "22-A", "2345BC", "Beukenstad", "NL"),
    Place("Industrieweg", "10 unit 5", "3456 CD", "Waterdam", "NL"),
    Place("Industrieweg", "20 unit 5", "3456 CD", "Waterdam", "NL"),
    Place("Postbus 312", "", "4567 DE", "Lindedorp"),
    Place("Laan van 1813", "22", "5678 EF", "Beukenstad"),
    Place("Plein '40-'45", "7 hs", "6789 FG", "Waterdam"),
)
ABROAD = (
    Place("Meir", "12", "2000", "Antwerpen", "BE"),
    Place("Groenplaats", "12", "2000", "Antwerpen", "BE"),
    Place("Hauptstrasse", "4a", "47533", "Kleve", "DE"),
    Place("Ermou", "12", "10563", "Athina", "GR"),
    Place("High Street", "7", "SW1A 2AA", "London", "GB"),
)
# Where no customer is.
ELSEWHERE = (
    Place("Zandpad", "81", "8123 XY", "Verweg"),
    Place("Molenweg", "44", "9123 ZZ", "Achterkamp"),
    Place("Grote Markt", "12", "9000", "Gent", "BE"),
    Place("Veenkade", "3", "7123 TT", "Hoogveen"),
    Place("Ringbaan", "66", "7321 RR", "Hoogveen"),
)
KINDS = ("in use", "in use", "in use", "in use", "two places", "archived", "archived double")


@st.composite
def customers(draw: st.DrawFn) -> tuple[Customer, ...]:
    """Three to six with names and addresses of their own, of which few are archived."""
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
