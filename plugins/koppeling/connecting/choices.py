"""Reads from both accounts what the settings form can offer to choose from, so that nobody has to type a name exactly.

A list that cannot be read stays empty and is told: typing remains possible.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from koppeling.check import Check
from outsmart.errors import OutSmartError
from outsmart.hook import OutSmartHook
from outsmart.listing import MasterList
from outsmart.values import shown
from reeleezee.errors import ReeleezeeError
from reeleezee.hook import ReeleezeeHook
from reeleezee.records import CategoryAccount, LegalForm, TaxRate

SALES_INVOICE = 10
MOST = 500
SAMPLE = 1000


@dataclass(frozen=True)
class Choice:
    """A value that a setting or a connection takes, and what a person reads."""

    value: str
    label: str

    def as_json(self) -> dict[str, str]:
        return {"value": self.value, "label": self.label}


@dataclass(frozen=True)
class Choices:
    """The lists by what they fill, and what could not be read."""

    lists: dict[str, tuple[Choice, ...]]
    troubles: tuple[Check, ...]


def read_choices(
    outsmart: OutSmartHook,
    reeleezee: ReeleezeeHook,
    *,
    service_kind: int,
    relation_kinds: Callable[[Sequence[LegalForm]], list[str]],
) -> Choices:
    """At most 500 choices a list; reads only. `relation_kinds` makes the list of them from the legal forms."""
    readers: dict[str, Callable[[], Iterable[Choice]]] = {
        "administrations": lambda: (Choice(a.id, a.name or a.id) for a in reeleezee.administrations()),
        "relation_kinds": lambda: (Choice(kind, kind) for kind in relation_kinds(reeleezee.legal_forms())),
        "vat_rates": lambda: _vat_rates(reeleezee.tax_rates()),
        "revenue_accounts": lambda: _revenue_accounts(reeleezee),
        "hour_types": lambda: _hour_types(outsmart, reeleezee, service_kind),
    }
    lists: dict[str, tuple[Choice, ...]] = {}
    troubles: list[Check] = []
    for name, read in readers.items():
        try:
            lists[name] = tuple(islice(read(), MOST))
        except (OutSmartError, ReeleezeeError) as error:
            lists[name] = ()
            troubles.append(_trouble(name, error))
    return Choices(lists, tuple(troubles))


def _trouble(name: str, error: Exception) -> Check:
    return Check(
        f"list_{name}",
        None,
        f"De keuzelijst {name} kan niet worden gelezen ({error}); vul de waarde met de hand in.",
        f"The list {name} cannot be read ({error}); type the value by hand.",
    )


def _vat_rates(rates: list[TaxRate]) -> Iterable[Choice]:
    """By name, as the settings have it; by id where a name occurs twice."""
    names = [rate.name.strip().lower() for rate in rates]
    for rate in rates:
        is_alone = names.count(rate.name.strip().lower()) == 1
        told = _percentage(rate) if is_alone else f"{_percentage(rate)}, id {rate.id}"
        yield Choice(rate.name if is_alone else rate.id, f"{rate.name} ({told})")


def _percentage(rate: TaxRate) -> str:
    return f"{(rate.fraction * 100).normalize():f}%".replace(".", ",")


def _revenue_accounts(reeleezee: ReeleezeeHook) -> Iterable[Choice]:
    """What a sales invoice may be booked on; where Reeleezee lists none, every account that can be booked on."""
    found = [_revenue_account(a) for a in reeleezee.category_accounts() if a.document_type in {None, SALES_INVOICE}]
    if found:
        return sorted(found, key=lambda choice: choice.value)
    return (
        Choice(ledger.number, f"{ledger.number} {ledger.description}")
        for ledger in reeleezee.ledgers()
        if ledger.number and not ledger.is_total
    )


def _revenue_account(account: CategoryAccount) -> Choice:
    number = account.account.number if account.account else ""
    text = account.name or (account.account.description if account.account else "")
    return Choice(number or account.id, f"{number} {text}".strip())


def _hour_types(outsmart: OutSmartHook, reeleezee: ReeleezeeHook, service: int) -> Iterable[Choice]:
    """Those of OutSmart; before the first import the services that are going to be hour types."""
    rows = outsmart.rows(MasterList.HOUR_TYPES)
    codes = ((shown(row.get("code")), shown(row.get("name"))) for row in rows)
    found = [Choice(code, f"{code} {name}".strip()) for code, name in codes if code]
    if found:
        return found
    products = islice(reeleezee.products(), SAMPLE)
    return (Choice(p.code, f"{p.code} {p.description or p.search_name}") for p in products if p.kind == service)
