"""Resolves the VAT rates and revenue accounts that the settings name, before the first write of a run.

A name that the account does not know is a configuration error: the run fails and no work order becomes 99.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from koppeling.invoicing.catalogue import Account, LineRule
from koppeling.settings import Settings
from reeleezee.records import CategoryAccount, Ledger, TaxRate

SALES_INVOICE = 10


class SettingNotFound(Exception):
    """A setting names a VAT rate or account that is not in the Reeleezee administration; fatal for the run."""


def line_rules(
    settings: Settings, rates: Sequence[TaxRate], accounts: Sequence[CategoryAccount], ledgers: Sequence[Ledger]
) -> tuple[LineRule, LineRule]:
    """The rules for materials and for hours; raises `SettingNotFound` naming setting, value and remedy."""
    return (
        LineRule(
            _rate("vat_product", settings.vat_product, rates),
            _account("revenue_account_product", settings.revenue_account_product, accounts, ledgers),
        ),
        LineRule(
            _rate("vat_service", settings.vat_service, rates),
            _account("revenue_account_service", settings.revenue_account_service, accounts, ledgers),
        ),
    )


def _rate(setting: str, value: str, rates: Iterable[TaxRate]) -> TaxRate:
    rates = list(rates)
    wanted = value.strip().lower()
    found = [r for r in rates if wanted == r.id] or [
        r for r in rates if wanted in {r.name.strip().lower(), r.description.strip().lower()}
    ]
    if len(found) != 1:
        problem = "komt niet voor" if not found else f"komt {len(found)} keer voor"
        known = "; ".join(sorted(_told_apart(r, rates) for r in rates))
        raise SettingNotFound(
            f"{setting} = '{value}' {problem} in Reeleezee / occurs {len(found)} times. "
            f"Kies een van / choose one of: {known}."
        )
    return found[0]


def _told_apart(rate: TaxRate, rates: Sequence[TaxRate]) -> str:
    """A rate by its name; where that occurs twice also by percentage and id, of which the id can be filled in."""
    if sum(other.name.strip().lower() == rate.name.strip().lower() for other in rates) == 1:
        return rate.name
    percentage = f"{(rate.fraction * 100).normalize():f}".replace(".", ",")
    return f"{rate.name} ({percentage}%, id {rate.id})"


def _account(
    setting: str, value: str, accounts: Iterable[CategoryAccount], ledgers: Iterable[Ledger]
) -> Account | None:
    """By category account (id, ledger number or name) of a sales invoice, else by ledger number; empty is None."""
    wanted = value.strip().lower()
    if not wanted:
        return None
    for candidate in accounts:
        number = candidate.account.number if candidate.account else ""
        if candidate.document_type in {None, SALES_INVOICE} and wanted in {
            candidate.id,
            number,
            candidate.name.lower(),
        }:
            return Account(candidate.id, is_category_account=True)
    for ledger in ledgers:
        if wanted in {ledger.id, ledger.number} and not ledger.is_total:
            return Account(ledger.id, is_category_account=False)
    raise SettingNotFound(
        f"{setting} = '{value}' is geen omzetrekening in Reeleezee / is no revenue account. Vul een grootboeknummer "
        "in waarop geboekt kan worden, of laat het veld leeg / enter a bookable ledger number, or leave it empty."
    )


def known_accounts(accounts: Iterable[CategoryAccount], ledgers: Iterable[Ledger]) -> Mapping[str, Account]:
    """All revenue accounts by id, to recognise the one that a product names."""
    by_ledger = {ledger.id: Account(ledger.id, is_category_account=False) for ledger in ledgers}
    by_category = {a.id: Account(a.id, is_category_account=True) for a in accounts}
    return {**by_ledger, **by_category}
