"""Compares what the export reported and what both systems now hold with what was worked out by hand."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from embedded.expectation import EXPORTED, GONE, Expectation
from embedded.results import OrderResult
from embedded.sandboxes import State


@dataclass(frozen=True)
class Difference:
    """One thing that is not as expected."""

    subject: str
    what: str
    expected: str
    got: str

    def __str__(self) -> str:
        return f"{self.subject}: {self.what}: expected {self.expected or 'nothing'}, got {self.got or 'nothing'}"


@dataclass(frozen=True)
class Systems:
    """What both sandboxes hold at one moment."""

    outsmart: State
    reeleezee: State

    @property
    def invoices(self) -> dict[str, dict[str, Any]]:
        """The invoices by their id."""
        return {str(row["id"]).lower(): row for row in self.reeleezee["invoices"]}

    @property
    def statuses(self) -> dict[str, tuple[str, str]]:
        """Status and work status of each work order, by row id."""
        return {str(row["id"]): (str(row["status"]), str(row["WorkStatus"])) for row in self.outsmart["workorders"]}


def differences(
    expected: Mapping[str, Expectation], results: Mapping[str, OrderResult], before: Systems, after: Systems
) -> list[Difference]:
    """Everything that is not as it should be, work order by work order."""
    found: list[Difference] = []
    for row_id, expectation in expected.items():
        result = results.get(row_id)
        found += _reported(expectation, result)
        found += _status(expectation, before, after)
        if expectation.is_exported:
            found += _invoice(expectation, result, after)
    found += _unexpected(expected, results)
    found += _invoice_count(expected.values(), results, before, after)
    return found


def changes(before: Systems, after: Systems, when: str = "after the second run") -> list[Difference]:
    """What a run has changed that had nothing to do."""
    return [
        Difference(f"invoice {invoice_id}", when, _amounts(before, invoice_id), _amounts(after, invoice_id))
        for invoice_id in sorted(before.invoices.keys() | after.invoices.keys())
        if before.invoices.get(invoice_id) != after.invoices.get(invoice_id)
    ] + [
        Difference(f"work order {row_id}", when, _said(before, row_id), _said(after, row_id))
        for row_id in sorted(before.statuses.keys() | after.statuses.keys())
        if before.statuses.get(row_id) != after.statuses.get(row_id)
    ]


def changes_of_others(expected: Mapping[str, Expectation], before: Systems, after: Systems) -> list[Difference]:
    """What a run has changed that had only these orders to do; what it made anew is counted elsewhere."""
    own = {f"work order {row_id}" for row_id in expected}
    found = changes(before, after, "after the act")
    return [one for one in found if one.subject not in own and one.expected]


def _reported(expectation: Expectation, result: OrderResult | None) -> Iterator[Difference]:
    if result is None:
        # an order that nobody had to look at need not be reported
        if expectation.outcome != "skipped":
            yield _difference(expectation, "reported outcome", expectation.outcome, "")
        return
    asked = [
        ("outcome", expectation.outcome, result.outcome),
        ("reason", expectation.reason, result.reason),
        ("net", expectation.net, result.net),
        ("VAT", expectation.vat, result.vat),
        ("total", expectation.total, result.total),
    ]
    for what, wanted, got in asked:
        if wanted and wanted != got:
            yield _difference(expectation, what, wanted, got)
    if expectation.is_exported and expectation.left_out != result.left_out:
        yield _difference(expectation, "lines left out", str(expectation.left_out), str(result.left_out))
    missing = expectation.warnings - result.warnings
    if missing:
        yield _difference(expectation, "warnings", _listed(expectation.warnings), _listed(result.warnings))


def _status(expectation: Expectation, before: Systems, after: Systems) -> Iterator[Difference]:
    was = before.statuses.get(expectation.row_id)
    now = after.statuses.get(expectation.row_id)
    wanted = was
    if expectation.stands_as == GONE:
        if now is not None:
            yield _difference(expectation, "work order in OutSmart", GONE, " / ".join(now))
        return
    if expectation.stands_as:
        status, _, work_status = expectation.stands_as.partition(" / ")
        wanted = (status, work_status)
    elif expectation.is_exported and was is not None:
        wanted = ("Afgehandeld", was[1])
    elif expectation.outcome == "refused":
        wanted = ("Compleet", "99")
    if now is None or wanted is None:
        yield _difference(expectation, "work order in OutSmart", "there", "not there")
    elif now[0] != wanted[0] or (not expectation.is_exported and now[1] != wanted[1]):
        yield _difference(expectation, "status in OutSmart", " / ".join(wanted), " / ".join(now))


def _invoice(expectation: Expectation, result: OrderResult | None, after: Systems) -> Iterator[Difference]:
    invoice_id = result.invoice_id.lower() if result is not None else ""
    invoice = after.invoices.get(invoice_id)
    if invoice is None:
        yield _difference(expectation, "invoice in Reeleezee", "one", "")
        return
    stored = [
        ("net in Reeleezee", expectation.net, _cents(invoice["TotalNetAmount"])),
        ("VAT in Reeleezee", expectation.vat, _cents(invoice["TotalTaxAmount"])),
        ("total in Reeleezee", expectation.total, _cents(invoice["TotalPayableAmount"])),
        ("customer in Reeleezee", expectation.customer, _customer(invoice, after)),
    ]
    for what, wanted, got in stored:
        if wanted and wanted != got:
            yield _difference(expectation, what, wanted, got)
    lines = len(invoice["DocumentLineList"])
    if expectation.lines and lines != expectation.lines:
        yield _difference(expectation, "lines in Reeleezee", str(expectation.lines), str(lines))


def _unexpected(expected: Mapping[str, Expectation], results: Mapping[str, OrderResult]) -> Iterator[Difference]:
    for row_id in results.keys() - expected.keys():
        yield Difference(f"work order {row_id}", "reported outcome", "", results[row_id].outcome)
    seen: dict[str, str] = {}
    for result in results.values():
        if result.outcome in EXPORTED and seen.setdefault(result.invoice_id, result.row_id) != result.row_id:
            yield Difference(f"work order {result.row_id}", "invoice", "one of its own", seen[result.invoice_id])


def _invoice_count(
    expected: Iterable[Expectation], results: Mapping[str, OrderResult], before: Systems, after: Systems
) -> Iterator[Difference]:
    """One new invoice per exported order, except for those that an earlier run had invoiced already."""
    exported = [results[one.row_id].invoice_id for one in expected if one.is_exported and one.row_id in results]
    wanted = sum(1 for invoice_id in exported if invoice_id.lower() not in before.invoices)
    made = len(after.invoices.keys() - before.invoices.keys())
    gone = before.invoices.keys() - after.invoices.keys()
    if made != wanted:
        yield Difference("Reeleezee", "new invoices", str(wanted), str(made))
    if gone:
        yield Difference("Reeleezee", "invoices that have disappeared", "", _listed(gone))


def _customer(invoice: Mapping[str, Any], systems: Systems) -> str:
    entity = invoice.get("Entity") or {}
    parties = [*systems.reeleezee["customers"], *systems.reeleezee["vendors"]]
    return next((_name(row) for row in parties if row["id"] == entity.get("id")), "")


def _name(party: Mapping[str, Any]) -> str:
    return str(party.get("Name") or party.get("SearchName") or "")


def _difference(expectation: Expectation, what: str, wanted: str, got: str) -> Difference:
    return Difference(f"work order {expectation.row_id}", what, wanted, got)


def _cents(amount: Any) -> str:
    return str(Decimal(str(amount)).quantize(Decimal("0.01")))


def _amounts(systems: Systems, invoice_id: str) -> str:
    invoice = systems.invoices.get(invoice_id)
    return "" if invoice is None else f"{_cents(invoice['TotalNetAmount'])} net, {invoice.get('ReceiptNumber')}"


def _said(systems: Systems, row_id: str) -> str:
    return " / ".join(systems.statuses.get(row_id, ()))


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
