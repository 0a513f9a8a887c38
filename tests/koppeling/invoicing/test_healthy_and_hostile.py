"""Draws a thousand healthy orders, of which none may be refused, and lists pairs of strangers that must be told apart.

Nothing here uses the code that compares parties: how people write one name or address is written down anew.
"""

import random
from collections.abc import Callable
from typing import Any

import pytest

from koppeling.identity import Identity
from koppeling.invoicing.catalogue import Catalogue
from koppeling.invoicing.parties import find_debtor
from koppeling.invoicing.refused import Refused
from outsmart.records import WorkOrder
from reeleezee.records import Customer

Orders = Callable[..., WorkOrder]
Facts = dict[str, str]
MEMBERS = {
    "name": "CustomerName",
    "street": "CustomerStreet",
    "house_number": "CustomerStreetNo",
    "postal_code": "CustomerZIP",
    "city": "CustomerCity",
    "country": "CustomerCountry",
}
ID = "cccccccc-0000-4000-8000-000000000501"
FIRST = ("Zon", "Linde", "Molen", "Haven", "Duin", "Veer", "Eiken", "Kasteel", "Noorder", "Zuider")
TRADE = ("Bakkerij", "Garage", "Installatiebedrijf", "Hotel", "Schildersbedrijf", "Apotheek", "Basisschool De")
STREETS = ("Dorpsstraat", "Lange Voorhout", "1e Dwarsstraat", "Plein 1945", "Laan van 1813", "'s-Gravenweg")
ABROAD = (
    ("Meir", "2000", "Antwerpen", "BE"),
    ("Rue de la Paix", "75002", "Paris", "FR"),
    ("Hauptstraße", "47533", "Kleve", "DE"),
)


def company(draw: random.Random) -> str:
    return f"{draw.choice(TRADE)} {draw.choice(FIRST)}{draw.choice(('zicht', 'hof', 'dijk', 'veld'))}"


def person(draw: random.Random) -> str:
    return f"{draw.choice('ABCDEJKLMP')}. {draw.choice(('de Vries', 'Jansen', 'Bakker', 'van Dam', 'Yıldız'))}"


def at_home(draw: random.Random, name: str) -> Facts:
    code = f"{draw.randint(1000, 9999)} {draw.choice('ABCDEGHJ')}{draw.choice('KLMNPRST')}"
    number = f"{draw.randint(1, 400)}{draw.choice(('', '', '', 'A', '-2', ' bis', ' hs'))}"
    city, country = draw.choice(("Lindedorp", "Zuidhaven")), draw.choice(("", "NL", "Nederland"))
    return dict(zip(MEMBERS, (name, draw.choice(STREETS), number, code, city, country), strict=True))


def abroad(draw: random.Random, name: str) -> Facts:
    street, code, city, country = draw.choice(ABROAD)
    return dict(zip(MEMBERS, (name, street, str(draw.randint(1, 99)), code, city, country), strict=True))


def spelled(draw: random.Random, facts: Facts) -> Facts:
    """The same name as another person types it."""
    name = facts["name"]
    ways = (name, name.upper(), name.lower(), f"  {name} ", name.replace(" ", "  "), f"{name}.")
    return {**facts, "name": draw.choice(ways)}


def moved(draw: random.Random, facts: Facts) -> tuple[Facts, Facts]:
    return at_home(draw, facts["name"]), spelled(draw, facts)


def legal_form(draw: random.Random, _: Facts) -> tuple[Facts, Facts]:
    forms = draw.choice((("B.V.", "BV", "b.v.", ""), ("V.O.F.", "VOF", "v.o.f", "")))
    facts, name = at_home(draw, ""), company(draw)
    one, other = draw.choice(forms), draw.choice(forms)
    return {**facts, "name": f"{name} {one}".strip()}, {**at_home(draw, ""), "name": f"{name} {other}".strip()}


def titled(draw: random.Random, _: Facts) -> tuple[Facts, Facts]:
    name = person(draw)
    title = draw.choice(("Fam.", "Familie", "Dhr.", "Mevr.", "De heer", "dhr", "Mw."))
    return at_home(draw, name), at_home(draw, f"{title} {name}")


def long_name(draw: random.Random, _: Facts) -> tuple[Facts, Facts]:
    name = f"Vereniging van Eigenaars Appartementencomplex {company(draw)} te Lindedorp"
    stored = draw.choice((name[:50], name[:50].rstrip(), name[:45].rsplit(" ", 1)[0] + "…"))
    return at_home(draw, stored), at_home(draw, name)


def renamed(draw: random.Random, _: Facts) -> tuple[Facts, Facts]:
    """Sold or married: another name at the same address, which is typed in another way."""
    there = at_home(draw, company(draw))
    one_field = {"street": f"{there['street']} {there['house_number']}", "house_number": draw.choice(("", "-"))}
    code = {"postal_code": there["postal_code"].replace(" ", "").lower()}
    return there, {**there, **code, **(one_field if draw.random() < 0.5 else {}), "name": person(draw)}


def renamed_abroad(draw: random.Random, _: Facts) -> tuple[Facts, Facts]:
    there = abroad(draw, company(draw))
    return there, {**there, "name": person(draw), "city": there["city"].upper()}


def post_box(draw: random.Random, facts: Facts) -> tuple[Facts, Facts]:
    box = {"street": f"Postbus {draw.randint(1, 9999)}", "house_number": "", "postal_code": "1200 AB"}
    return {**at_home(draw, facts["name"]), **box}, spelled(draw, facts)


def same_post_box(draw: random.Random, facts: Facts) -> tuple[Facts, Facts]:
    number = str(draw.randint(1, 9999))
    there = {**facts, "street": f"Postbus {number}", "house_number": "", "postal_code": "1200 AB"}
    return there, {**there, "name": person(draw), "street": "postbus", "house_number": number}


def bare(draw: random.Random, facts: Facts) -> tuple[Facts, Facts]:
    empty = dict.fromkeys(("street", "house_number", "postal_code", "city", "country"), draw.choice(("", "-")))
    return facts, {**spelled(draw, facts), **empty}


WAYS = (moved, legal_form, titled, long_name, renamed, renamed_abroad, post_box, same_post_box, bare)


def customer_of(facts: Facts) -> Customer:
    address = {
        "Type": 1,
        "Street": facts["street"],
        "Number": facts["house_number"],
        "Postcode": facts["postal_code"],
        "City": facts["city"],
        "Country": {"id": facts["country"]} if len(facts["country"]) == 2 else None,
    }
    return Customer.model_validate({"id": ID, "Name": facts["name"], "IdentifierNumber": 501, "AddressList": [address]})


def members(facts: Facts, suffix: str = "") -> Facts:
    return {f"{member}{suffix}": facts[name] for name, member in MEMBERS.items()}


@pytest.mark.parametrize("recognised_by", ["external id", "computed id", "number"])
def test_of_a_thousand_healthy_orders_none_is_refused(order: Orders, identity: Identity, recognised_by: str) -> None:
    draw = random.Random(20261127)  # noqa: S311 (a seeded draw of a test)
    refused: list[str] = []
    for _ in range(1000):
        way = draw.choice(WAYS)
        there, told = way(draw, at_home(draw, company(draw)))
        customer = customer_of(there)
        number = "501"
        relation: dict[str, Any] = (
            {"debtor_number": number, "external_id": ID} if recognised_by == "external id" else {}
        )
        if recognised_by == "computed id":
            customer = customer.model_copy(update={"id": identity.customer(number), "number": None})
        tenant = members(at_home(draw, person(draw)))
        parties = (
            {"CustomerDebtorNr": "777", **tenant, "CustomerDebtorNrInvoice": number, **members(told, "Invoice")}
            if draw.random() < 0.3
            else {"CustomerDebtorNr": number, **members(told)}
        )
        catalogue = Catalogue(customers=(customer,), relations={number: relation} if relation else {})
        try:
            debtor = find_debtor(order(**parties), catalogue, identity, may_create=False)
            assert debtor.id == customer.id
            assert debtor.warnings == ()
        except Refused as refusal:
            refused.append(f"{way.__name__}: {refusal}")
    assert refused == []


HOME = "Dorpsstraat|12|1234 AB|Lindedorp|NL"
LONG = "Vereniging van Eigenaars Appartementencomplex De "
# Names and whole addresses (street|number|postcode|town|country) of two parties that share a debtor number.
STRANGERS = [
    # elsewhere a postcode and number are no address
    ("Frituur Meir", "Meir|12|2000|Antwerpen|BE", "Notaris", "Groenplaats|12|2000|Antwerpen|BE"),
    ("Frituur Meir", "Meir|12|2000|Antwerpen|", "Notaris", "Groenplaats|12|2000|Antwerpen|"),
    ("Frituur Meir", "Meir 12||2000|Antwerpen|BE", "Notaris", "Groenplaats 12||2000|Antwerpen|"),
    ("A", "Hauptstraße|5|47533|Kleve|DE", "B", "Bahnhofstraße|5|47533|Kleve|DE"),
    ("A", "12 Rue de la Paix||75002|Paris|FR", "B", "12 Rue Danou||75002|Paris|FR"),
    ("A", "Kirchweg|5|1234|Alt|AT", "B", "Kirchweg|5|1234|Neu|AT"),
    ("A", "Meir|12|2000||BE", "B", "Meir|12|2000||BE"),
    ("A", "|12|2000|Antwerpen|BE", "B", "|12|2000|Antwerpen|BE"),
    ("A", "Meir|12 bus 3|2000|Antwerpen|BE", "B", "Meir|12 bus 4|2000|Antwerpen|BE"),
    ("A", "Meir|12|2000|Antwerpen|BE", "B", "Meir|12|2000|Antwerpen|FR"),
    ("A", "High Street|5|SW1A 1AA|London|GB", "B", "Low Street|5|SW1A 1AA|London|GB"),
    ("A", "Dorpsstraat|12|1234 AB|Lindedorp|BE", "B", HOME),
    # number and addition
    ("A", "Industrieweg 10 unit 5||1234 AB|L|NL", "B", "Industrieweg 20 unit 5||1234 AB|L|NL"),
    ("A", "Industrieweg 10|5|1234 AB|L|NL", "B", "Industrieweg 20|5|1234 AB|L|NL"),
    ("A", "Industrieweg|10 unit 5|1234 AB|L|NL", "B", "Industrieweg|10 unit 6|1234 AB|L|NL"),
    ("A", "Industrieweg unit 5||1234 AB|L|NL", "B", "Havenweg unit 5||1234 AB|L|NL"),
    ("A", "Industrieweg hal 5||1234 AB|L|NL", "B", "Industrieweg 5||1234 AB|L|NL"),
    ("A", "Kavel 12||1234 AB|L|NL", "B", HOME),
    ("A", "Ligplaats 12||1234 AB|L|NL", "B", HOME),
    ("A", "Postbus 12||1234 AB|L|NL", "B", HOME),
    ("A", "Postbus|12|1234 AB|L|NL", "B", HOME),
    ("A", "P.O. Box 12||1234 AB|L|NL", "B", HOME),
    ("A", "Postbus 12||1234 AB|L|NL", "B", "Antwoordnummer 12||1234 AB|L|NL"),
    ("A", "Postbus 12||1234 AB|L|NL", "B", "Postbus 121||1234 AB|L|NL"),
    *[
        ("A", HOME, "B", f"Dorpsstraat|{number}|1234 AB|Lindedorp|NL")
        for number in ("12A", "12-1", "121", "112", "12 bis", "12 hs", "12-14", "12 t/m 14", "12 II", "12 2 hoog",
                       "12 bus 3", "1 2", "2", "21", "t/o 12", "naast 12", "-", "")
    ],
    ("A", "Dorpsstraat|12-1|1234 AB|L|NL", "B", "Dorpsstraat|121|1234 AB|L|NL"),
    ("A", "Dorpsstraat|12-14|1234 AB|L|NL", "B", "Dorpsstraat|12-16|1234 AB|L|NL"),
    ("A", "Dorpsstraat 12 14||1234 AB|L|NL", "B", "Dorpsstraat 16 14||1234 AB|L|NL"),
    ("A", "Plein 1945||1234 AB|L|NL", "B", "Plein 1945||1234 AB|L|NL"),
    ("A", "Plein 1945 12||1234 AB|L|NL", "B", "Plein 1945 13||1234 AB|L|NL"),
    ("A", "Laan van 1813||1234 AB|L|NL", "B", "Laan|1813|1234 AB|L|NL"),
    ("A", "Kerkweg||1234 AB|L|NL", "B", "Kerkweg||1234 AB|L|NL"),
    ("A", "-|-|-|-|", "B", "-|-|-|-|"),
    ("A", "Dorpsstraat|12||L|NL", "B", "Dorpsstraat|12||L|NL"),
    ("A", "Dorpsstraat|12|n.v.t.|L|NL", "B", "Dorpsstraat|12|n.v.t.|L|NL"),
    ("A", HOME, "B", "Dorpsstraat|12|1234 AC|Lindedorp|NL"),
    # names
    *[
        (one, HOME, other, "Kade|9|9999 ZZ|Zuidhaven|NL")
        for one, other in (
            ("J. de Vries", "P. de Vries"),
            ("J. de Vries", "J. de Vries-Bakker"),
            ("Garage", "Garage Molenaar"),
            ("Jansen B.V.", "Jansen Holding B.V."),
            ("Jansen", "Janssen"),
            ("Fam. Jansen", "Fam. Bakker"),
            ("Fam.", "Dhr."),
            ("Onbekend", "Onbekend"),
            ("-", "-"),
            ("N.v.t.", "NVT"),
            ("Hotel 1", "Hotel 2"),
            ("VvE Linde 12", "VvE Linde 14"),
            ("Stichting Zon", "Stichting Maan"),
            ("Gemeente Lindedorp", "Gemeente Zuidhaven"),
            (LONG + "L", LONG + "K"),
            ("Vereniging van Eigenaars…", "Vereniging van Eigenaars Noord"),
            ("Bakkerij A", "Bakkerij B"),
            ("B.V.", "N.V."),
        )
    ],
]  # fmt: skip


def test_there_are_at_least_sixty_pairs_of_strangers() -> None:
    assert len(STRANGERS) >= 60


@pytest.mark.parametrize(("name", "place", "other", "elsewhere"), STRANGERS)
def test_strangers_who_share_a_number_are_told_apart(
    order: Orders, identity: Identity, name: str, place: str, other: str, elsewhere: str
) -> None:
    one = dict(zip(MEMBERS, (name, *place.split("|")), strict=True))
    two = dict(zip(MEMBERS, (other, *elsewhere.split("|")), strict=True))
    for there, told in ((one, two), (two, one)):
        stranger = order(CustomerDebtorNr="501", **members(told))
        with pytest.raises(Refused) as refusal:
            find_debtor(stranger, Catalogue(customers=(customer_of(there),)), identity, may_create=True)
        assert refusal.value.reason.code == "number_conflict"
