"""Makes N parties and articles with believable names, always the same ones, for volume tests and benchmarks."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from sandbox.seeds.article import Article
from sandbox.seeds.data_file import read_data_file
from sandbox.seeds.party import Party

_FIRST_DEBTOR_NUMBER = 10001
_SERVICE_EVERY = 20
_BUSINESS_EVERY = 3


@dataclass(frozen=True)
class Names:
    last_names: list[str]
    initials: list[str]
    trades: list[str]
    streets: list[str]
    cities: list[str]
    materials: list[str]
    services: list[str]


def read_names() -> Names:
    return Names(**read_data_file("dutch_names.yaml"))


def numbered_parties(count: int, first_number: int = _FIRST_DEBTOR_NUMBER) -> Iterator[Party]:
    names = read_names()
    for n in range(count):
        yield _party(names, n, first_number + n)


def numbered_articles(count: int) -> Iterator[Article]:
    names = read_names()
    for n in range(1, count + 1):
        yield _service(names, n) if n % _SERVICE_EVERY == 0 else _product(names, n)


def _party(names: Names, n: int, number: int) -> Party:
    is_business = n % _BUSINESS_EVERY == 2
    last_name = _pick(names.last_names, n)
    first, second = _pick(names.initials, n // 60), _pick(names.initials, n // 1200 + n)
    person = f"{first}.{second}. {last_name}"
    domain = f"relatie{number}.example"
    return Party(
        number=number,
        name=f"{_pick(names.trades, n // 3)} {person} B.V." if is_business else person,
        legal_form="BV" if is_business else "Person",
        street=_pick(names.streets, n * 7 + n // 26),
        house_number=str(n * 13 % 187 + 1),
        house_number_extension="A" if n % 11 == 4 else "",
        postcode=f"{1001 + n * 37 % 8990} {_letter(n * 5)}{_letter(n * 3 + n // 20)}",
        city=_pick(names.cities, n * 5 + n // 12),
        email=f"{'administratie' if is_business else 'post'}@{domain}",
        phone=f"085 {1000000 + n * 7919 % 9000000}",
        chamber_of_commerce_number=str(90000000 + n) if is_business else "",
        due_days=30 if is_business else 14,
    )


def _product(names: Names, n: int) -> Article:
    return Article(
        code=f"A-{n:05d}",
        description=f"{_pick(names.materials, n)} {10 + n * 7 % 90} mm, uitvoering {n}",
        price=Decimal(125 + n * 37 % 24875) / 100,
        tax_rate="NL, Hoog Tarief" if n % 2 else "",
        revenue_ledger="8000" if n % 2 else "",
    )


def _service(names: Names, n: int) -> Article:
    return Article(
        code=f"U-{n:05d}",
        description=f"{_pick(names.services, n // _SERVICE_EVERY)} {n}",
        price=Decimal(4500 + n * 25 % 6000) / 100,
        unit="uur",
        is_service=True,
        tax_rate="NL, Hoog Tarief",
    )


def _pick(values: list[str], n: int) -> str:
    return values[n % len(values)]


def _letter(n: int) -> str:
    return "ABCDEGHJKLMNPRSTVWXZ"[n % 20]
