"""Says what came out wrong of a day of an invented company: every order is held against what was meant with it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from tests.faults.bill import Bill
from tests.faults.invariants import Evidence, People, Snapshot, breaches
from tests.koppeling.export.couple import IDENTITY
from tests.othercompany.dates import read
from tests.othercompany.day import Day
from tests.othercompany.orders import Order
from tests.reckoning import euros, in_cents

Json = Mapping[str, Any]

JUDGED = frozenset({"customer_named_otherwise", "customer_in_use_taken", "customer_abroad", "country_not_understood"})
"""What may be told of an invoice only where it was meant; of other remarks nothing is asked."""


class Judging:
    """Looks at both accounts at the end of the day."""

    def __init__(self, day: Day) -> None:
        self.day = day
        self.after = day.stored()

    def wrong(self) -> list[str]:
        """A sentence for everything that is not as it was meant."""
        found = [f"an import failed: {report}" for report in self.day.imports if report.get("failure")]
        found += [f"a run failed: {name}: {error!r}" for run in self.day.runs for name, error in run.errors.items()]
        for row_id, order in self.day.orders.items():
            found += [f"{row_id} {self._row(row_id)}: {why}" for why in self._of_order(row_id, order)]
        return found + list(self._breaches())

    def outcomes(self) -> Counter[str]:
        return Counter(self._outcome(row_id) or "skipped" for row_id in self.day.orders)

    # --- of one order -----------------------------------------------------------------------------------------------

    def _of_order(self, row_id: str, order: Order) -> Iterator[str]:
        stored = self.after.by_id("workorders")[row_id]
        ended = (stored["status"], stored["WorkStatus"])
        invoice = self.after.by_id("invoices").get(IDENTITY.invoice(row_id))
        if order.blocked == "waits":
            if ended != ("Compleet", "1") or invoice is not None or self._outcome(row_id) != "deferred":
                yield f"ends as {ended}, and nothing proves that it is to blame"
            return
        if order.is_skipped or order.refusals:
            wanted = ("Compleet", order.work_status if order.is_skipped else "99")
            if ended != wanted or invoice is not None:
                yield f"ends as {ended} and not {wanted}, for {sorted(order.refusals)}"
            reason = self._row(row_id).get("reason")
            if order.refusals and not order.is_skipped and reason not in order.refusals:
                yield f"is refused for {reason} and not for {sorted(order.refusals)}"
            return
        if ended[0] != "Afgehandeld" or invoice is None:
            yield f"ends as {ended} and should have cost {euros(order.net)}"
            return
        yield from self._of_amounts(order, invoice)
        yield from self._of_dates(order, invoice)
        yield from self._of_party(order, invoice)
        yield from self._of_remarks(order, row_id)

    def _of_amounts(self, order: Order, invoice: Json) -> Iterator[str]:
        net, vat = in_cents(invoice["TotalNetAmount"]), in_cents(invoice["TotalTaxAmount"])
        if net != order.net:
            yield f"costs {euros(net)} and not {euros(order.net)}"
        if vat not in order.vat:
            yield f"has VAT {euros(vat)} and not {sorted(map(euros, order.vat))}"
        if in_cents(invoice["TotalPayableAmount"]) != net + vat:
            yield "does not add up"
        lines, codes = invoice["DocumentLineList"], {one: code for code, one in self.day.products.items()}
        billed = Counter((codes.get(line["Product"]["id"], "?"), in_cents(line["NetAmount"])) for line in lines)
        if billed != order.codes:
            yield f"bills {dict(billed)} and not {dict(order.codes)}"

    def _of_dates(self, order: Order, invoice: Json) -> Iterator[str]:
        wanted = order.books.invoice_day(order.day)
        if read(invoice["Date"]) != wanted:
            yield f"is dated {invoice['Date']} and not {wanted}"
        if order.due is not None and read(invoice["DueDate"]) != order.due:
            yield f"is due {invoice['DueDate']} and not {order.due}"

    def _of_party(self, order: Order, invoice: Json) -> Iterator[str]:
        payer = self._payer(order)
        if invoice["Entity"]["id"] != payer:
            yield f"is for {invoice['Entity']} and not {payer}"
        named = order.payer
        told = f"{invoice['Header']} {invoice['DocumentLineList'][0]['Description']}"
        if named.is_collective and not all(text in told for text in (named.name, named.place.city)):
            yield f"does not name {named.name} of {named.place.city}, but {told}"

    def _payer(self, order: Order) -> str:
        if order.payer.customer is not None:
            return self.day.customers[order.payer.customer.number]
        new = self._made_under(order.payer.debtor)
        return new[0] if len(new) == 1 else f"one new customer, of {len(new)}"

    def _made_under(self, debtor: str) -> list[str]:
        before = self.day.before.by_id("customers")
        rows = [row for row in self.after.rows("customers") if row["id"] not in before]
        return [str(row["id"]) for row in rows if str(row["IdentifierNumber"]) == debtor]

    def _of_remarks(self, order: Order, row_id: str) -> Iterator[str]:
        told = {str(one["code"]) for one in self._row(row_id).get("warnings", ())}
        if missing := order.told - told:
            yield f"does not tell {sorted(missing)}"
        if strange := (told & JUDGED) - order.told - order.may_tell:
            yield f"tells {sorted(strange)} for no reason"

    def _row(self, row_id: str) -> Json:
        """The last that was told of it."""
        rows = [row for run in self.day.runs for row in run.report.get("outcomes", ()) if row["row_id"] == row_id]
        return rows[-1] if rows else {}

    def _outcome(self, row_id: str) -> str:
        return str(self._row(row_id).get("outcome", ""))

    def _twins(self) -> Iterator[str]:
        """What an import made of two articles whose codes differ in capitals alone: two rows, as they are two."""
        codes = {one.code for one in self.day.company.articles if one.has_twin}
        for kind, name in (("materials", "code"), ("hourtypes", "code")):
            yield from (str(row["id"]) for row in self.after.rows(kind) if row[name] in codes)

    # --- of them all ------------------------------------------------------------------------------------------------

    def _breaches(self) -> Iterator[str]:
        waiting = {row_id: order for row_id, order in self.day.orders.items() if not order.is_skipped}
        good = {row_id: order for row_id, order in waiting.items() if order.is_good}
        refused = [row_id for row_id, order in waiting.items() if order.refusals]
        namesakes = [order.payer.debtor for order in good.values() if order.payer.is_namesake]
        people = People(
            good=frozenset(good),
            refused=frozenset(refused),
            touched=frozenset([*(made for debtor in namesakes for made in self._made_under(debtor)), *self._twins()]),
            bills={row_id: [order.bill if row_id in good else Bill()] for row_id, order in waiting.items()},
        )
        before = Snapshot(
            {
                **self.day.before.outsmart,
                "workorders": [row for row in self.after.rows("workorders") if row["id"] not in waiting],
            },
            self.day.before.reeleezee,
        )
        runs = self.day.runs
        texts = [json.dumps([run.plan, run.posted, run.marked, run.report]) for run in runs]
        told = [row for run in runs for row in run.report.get("outcomes", ())]
        yield from breaches(Evidence(before, self.after, people, told, texts, quiet=True))
