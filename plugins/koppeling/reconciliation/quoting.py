"""Finds by the work order number in their subject which invoices belong together: doubles, credits, strangers.

The computed id allows one invoice per work order; a second one can only have been made by a person, or by a koppeling
that computes other ids. It is recognised by the number that it quotes, as our invoices do.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from uuid import UUID

from koppeling.export.verify import OWN_ID_VERSION
from koppeling.identity import is_guid
from koppeling.invoicing.header import quoted_number
from koppeling.money import ZERO, to_cents
from koppeling.reasons import reason
from koppeling.reconciliation.comparison import name_of
from koppeling.reconciliation.finding import Finding
from koppeling.reconciliation.unforeseen import readable
from reeleezee.records import SalesInvoice

_SPOKEN = re.compile(r"\bwerkbon(?:nen|nummers?)?\b", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s,;:.()#&+]+")
_JOINING = frozenset({"", "en", "nr", "nrs", "nummer", "nummers"})


@dataclass(frozen=True)
class Ledger:
    """The invoices of the list by id, and of every work order of the account the number and the id of its invoice.

    `numbers`: number as an invoice quotes it → row ids; `own`: computed invoice id → row id.
    """

    invoices: Mapping[str, SalesInvoice]
    numbers: Mapping[str, tuple[str, ...]]
    own: Mapping[str, str]
    is_shared: bool = False

    @cached_property
    def by_number(self) -> Mapping[str, tuple[SalesInvoice, ...]]:
        """Invoices that are no credits, by the number that they quote."""
        return _grouped((n, i) for i in self._of_this_account if i.net >= ZERO for n in self._quoted(i))

    def standing(self, number: str) -> tuple[SalesInvoice, ...]:
        """The invoices that quote the number, without those that a credit which quotes it too takes back whole."""
        taken_back = Counter(_amount(_opposite(credit)) for credit in self._credits_by_number.get(number, ()))
        left = []
        for invoice in self.by_number.get(number, ()):
            if taken_back[_amount(invoice)]:
                taken_back[_amount(invoice)] -= 1
            else:
                left.append(invoice)
        return tuple(left)

    def understood(self, odd: list[Finding]) -> Ledger:
        """The same of the invoices that can be grouped; of one that cannot a finding is added to `odd`."""
        read = readable(self.invoices.values(), self._grouped, odd, name=lambda one: one.id, system="Reeleezee")
        return replace(self, invoices={invoice.id: invoice for invoice in read})

    def _grouped(self, invoice: SalesInvoice) -> SalesInvoice:
        self._quoted(invoice)
        _amount(invoice)
        return invoice

    def _quoted(self, invoice: SalesInvoice) -> frozenset[str]:
        """People quote in their own words, and several at once; only numbers of this account count then."""
        ours = quoted_by(invoice)
        spoken = set() if is_name_based(invoice.id) else self._spoken(f"{invoice.header}\n{invoice.description}")
        return frozenset({ours, *spoken} - {""})

    def _spoken(self, text: str) -> Iterator[str]:
        """The numbers that directly follow the word for a work order."""
        for said in _SPOKEN.split(text)[1:]:
            for word in _BETWEEN.split(said.casefold()):
                if word in self._numbers_as_spoken:
                    yield self._numbers_as_spoken[word]
                elif word not in _JOINING:
                    break

    @cached_property
    def _numbers_as_spoken(self) -> Mapping[str, str]:
        return {number.casefold(): number for number in self.numbers}

    @property
    def _of_this_account(self) -> Iterator[SalesInvoice]:
        """Another OutSmart account in the same administration may well have work orders of the same numbers."""
        for invoice in self.invoices.values():
            if not self.is_shared or invoice.id in self.own or not is_name_based(invoice.id):
                yield invoice

    @cached_property
    def _credits_by_number(self) -> Mapping[str, tuple[SalesInvoice, ...]]:
        return _grouped((n, i) for i in self._of_this_account if i.net < ZERO for n in self._quoted(i))

    @cached_property
    def _credits_by_amount(self) -> Mapping[str, tuple[SalesInvoice, ...]]:
        return _grouped((_amount(i), i) for i in self.invoices.values() if i.net < ZERO and i.customer)

    def credit_of(self, invoice: SalesInvoice, number: str) -> SalesInvoice | None:
        """The credit invoice that quotes the number, else the only one of this customer for exactly this amount."""
        quoting = self._credits_by_number.get(number, ())
        same_amount = self._credits_by_amount.get(_amount(_opposite(invoice)), ())
        same_amount = tuple(i for i in same_amount if i.date >= invoice.date)
        if quoting:
            return quoting[0]
        return same_amount[0] if len(same_amount) == 1 and not self._quoted(same_amount[0]) else None


def quoted_by(invoice: SalesInvoice) -> str:
    """The number in the subject, or else in front of the first line's text, which is the document's description."""
    return quoted_number(invoice.header) or quoted_number(invoice.description.partition(": ")[0])


def doubles(ledger: Ledger) -> Iterator[Finding]:
    """Numbers on more invoices than there are work orders of that number."""
    for number in sorted(ledger.by_number):
        row_ids, invoices = ledger.numbers.get(number, ()), ledger.standing(number)
        if row_ids and len(invoices) > len(row_ids):
            names = ", ".join(sorted(f"{name_of(i)} ({to_cents(i.net)})" for i in invoices))
            told = reason("invoiced_twice", work_order=number, count=len(invoices), invoices=names)
            yield Finding(told, row_ids[0], number)


def orphans(ledger: Ledger) -> Iterator[Finding]:
    """Invoices made as ours are, of work orders that this account does not have."""
    code = "invoice_of_other_koppeling" if ledger.is_shared else "invoice_without_work_order"
    for invoice in ledger.invoices.values():
        number = quoted_by(invoice)
        if number and invoice.id not in ledger.own and number not in ledger.numbers and is_name_based(invoice.id):
            told = reason(code, invoice=name_of(invoice), quoted=number, invoice_net=to_cents(invoice.net))
            yield Finding(told, invoice.id, number, name_of(invoice), invoice.id)


def is_name_based(invoice_id: str) -> bool:
    """Ids of ours are computed; those of people and of other programs are random."""
    return is_guid(invoice_id) and UUID(invoice_id).version == OWN_ID_VERSION


def _opposite(invoice: SalesInvoice) -> SalesInvoice:
    return invoice.model_copy(update={"net": -invoice.net, "total": -invoice.total})


def _amount(invoice: SalesInvoice) -> str:
    return f"{invoice.customer.id if invoice.customer else ''} {to_cents(invoice.total)}"


def _grouped(pairs: Iterable[tuple[str, SalesInvoice]]) -> Mapping[str, tuple[SalesInvoice, ...]]:
    groups: defaultdict[str, list[SalesInvoice]] = defaultdict(list)
    for key, invoice in pairs:
        if key:
            groups[key].append(invoice)
    return {key: tuple(found) for key, found in groups.items()}
