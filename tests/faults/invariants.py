"""The invariants I1–I9 as checks, so that whoever breaks something can ask afterwards whether harm was done.

Put an `Evidence` together from `RunningSandbox.state()` of both sides before and after, what the runs told, what they
wrote down, and what people did in between; `breaches(evidence)` gives a sentence for every breach, none when all hold.
Each check may be called by itself. Without `quiet` only what must hold at every moment is checked; with it also what
must be so once runs without faults have come to rest.
"""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from tests.faults.bill import Bill, billed_lines, customers_of, debtor_number, lawful_lines
from tests.reckoning import euros

from koppeling.identity import Identity
from sandbox.seeds import accounts

Json = Mapping[str, Any]
HANDLED, ERROR = "Afgehandeld", "99"
_LOGIN = f"{accounts.REELEEZEE_USERNAME}:{accounts.REELEEZEE_PASSWORD}"
SECRETS: Final = (
    accounts.OUTSMART_TOKEN,
    accounts.OUTSMART_SOFTWARE_TOKEN,
    accounts.REELEEZEE_PASSWORD,
    b64encode(_LOGIN.encode()).decode(),
)
# What the koppeling may change of a row that was there: docs/mapping.md. Everything else is somebody else's.
OWNED: Final[Mapping[str, frozenset[str]]] = {
    "relations": frozenset(
        ["external_id", "name", "street", "house_number", "postal_code", "city", "email", "phone_number", "kvk_number"]
    ),
    "materials": frozenset(["freefield5", "description", "price", "unit"]),
    "hourtypes": frozenset(["name", "sale_price"]),
    "generic_notes": frozenset(),
    "workstatusses": frozenset(),
    "freefields": frozenset(),
    "workorders": frozenset(["status", "WorkStatus", "StatusChanges", "MutationDate"]),
    "customers": frozenset(),
    "vendors": frozenset(),
    "products": frozenset(),
}
# By what a row is known to people: two of one kind with one of these are twins. Invented parties need distinct names.
NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "relations": ("debtor_number", "external_id"),
    "materials": ("code", "freefield5"),
    "hourtypes": ("code",),
    "workstatusses": ("sta_code",),
    "customers": ("IdentifierNumber", "Name"),
    "products": ("Code",),
}


@dataclass(frozen=True)
class Snapshot:
    """Everything that both sides store at one moment, as `GET /_sandbox/state` answers it."""

    outsmart: Json
    reeleezee: Json

    def rows(self, kind: str) -> list[Json]:
        return list((self.outsmart if kind in self.outsmart else self.reeleezee)[kind])

    def by_id(self, kind: str) -> dict[str, Json]:
        return {str(row["id"]): row for row in self.rows(kind)}


@dataclass(frozen=True)
class People:
    """What people did between the two moments; row ids are those of work orders, ids those of rows.

    `good`: orders in which nothing is wrong, so that they must be invoiced. `refused`: orders that must end on 99.
    `edited`: invoice id → the invoice as a person left it. `touched`: ids of any rows that people changed, made or
    deleted; nothing is concluded about those but for I1, I4 and I7. `bills`: row id → what it may cost.
    """

    good: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()
    edited: Mapping[str, Json] = field(default_factory=dict)
    touched: frozenset[str] = frozenset()
    bills: Mapping[str, Sequence[Bill]] = field(default_factory=dict)


@dataclass(frozen=True)
class Evidence:
    """What there is to judge by. `outcomes`: rows of XComs and reports of all runs. `texts`: logs, XComs, errors."""

    before: Snapshot
    after: Snapshot
    people: People = field(default_factory=People)
    outcomes: Sequence[Json] = ()
    texts: Sequence[str] = ()
    quiet: bool = False
    identity: Identity = field(default_factory=lambda: Identity(accounts.ADMINISTRATION_ID, "default"))
    secrets: Sequence[str] = SECRETS

    def told(self, row_id: str) -> list[Json]:
        return [row for row in self.outcomes if row["row_id"] == row_id]

    def settled_by_us(self) -> Iterator[Json]:
        before = self.before.by_id("workorders")
        for row_id, order in self.after.by_id("workorders").items():
            was_handled = before.get(row_id, {}).get("status") == HANDLED
            if order["status"] == HANDLED and not was_handled and row_id not in self.people.touched:
                yield order

    def refused_by_us(self) -> Iterator[Json]:
        before = self.before.by_id("workorders")
        for row_id, order in self.after.by_id("workorders").items():
            is_told = any(row["outcome"] == "refused" for row in self.told(row_id))
            was_refused = before.get(row_id, {}).get("WorkStatus") == ERROR and not is_told
            if order["WorkStatus"] == ERROR and not was_refused and row_id not in self.people.touched:
                yield order

    def invoice_of(self, order: Json) -> Json | None:
        return self.after.by_id("invoices").get(self.identity.invoice(str(order["id"])))


def never_two_invoices(e: Evidence) -> list[str]:
    """I1: at most one invoice per work order, ever."""
    orders = {e.identity.invoice(row_id) for row_id in e.before.by_id("workorders") | e.after.by_id("workorders")}
    known = set(e.before.by_id("invoices")) | e.people.touched
    strange = [f"I1: invoice {i} is of no work order" for i in set(e.after.by_id("invoices")) - orders - known]
    quoted = Counter(number for invoice in e.after.rows("invoices") if (number := _quoted(invoice)))
    return strange + [f"I1: {count} invoices quote {number}" for number, count in quoted.items() if count > 1]


def _quoted(invoice: Json) -> str:
    first, _, rest = str(invoice["Header"] or "").partition(" ")
    return rest.split(" · ")[0] if first == "Werkbon" else ""


def settled_is_billed(e: Evidence) -> list[str]:
    """I2: settled by us ⇒ the invoice exists and bills exactly the content that was read."""
    found = []
    products = e.after.rows("products")
    for order in e.settled_by_us():
        row_id, invoice = order["id"], e.invoice_of(order)
        if invoice is None:
            found.append(f"I2: {row_id} is settled without its invoice")
        elif not _is_excused(e, order, invoice):
            computed = e.identity.customer(debtor_number(order))
            ids = customers_of(debtor_number(order), e.after.rows("relations"), e.after.rows("customers"), computed)
            if (invoice["Entity"] or {}).get("id") not in ids:
                found.append(f"I2: {row_id} is billed to another customer")
            if billed_lines(invoice, products) not in lawful_lines(order, products, e.people.bills):
                found.append(f"I2: {row_id} is settled, and its invoice bills something else")
    return found


def _is_excused(e: Evidence, order: Json, invoice: Json) -> bool:
    """Somebody was told that both differ, or a person changed the invoice."""
    is_told = any(row["outcome"] == "exported_changed_meanwhile" for row in e.told(order["id"]))
    return is_told or invoice["id"] in e.people.touched or invoice["id"] in e.people.edited


def refused_is_not_billed(e: Evidence) -> list[str]:
    """I3: 99 by us ⇒ no invoice under its id, or the reason names the one there is; and never 99 for a good order."""
    found = []
    for order in e.refused_by_us():
        if order["id"] in e.people.good:
            found.append(f"I3: {order['id']} has nothing wrong and stands on 99")
        invoice = e.invoice_of(order)
        if invoice is not None and not any(_names(row, invoice) for row in e.told(order["id"])):
            found.append(f"I3: {order['id']} stands on 99, and nobody was told of its invoice")
    return found


def _names(row: Json, invoice: Json) -> bool:
    """Also a row that says that 99 could perhaps not be written, which repeats the refusal."""
    return str(invoice["ReceiptNumber"] or invoice["id"]) in row["nl"]


def edits_are_kept(e: Evidence) -> list[str]:
    """I4: a person's edit of a concept is never overwritten."""
    left = {i: row for i, row in e.before.by_id("invoices").items() if i not in e.people.touched} | dict(
        e.people.edited
    )
    after = e.after.by_id("invoices")
    return [f"I4: invoice {i} was changed" for i, row in left.items() if _typed(after.get(i)) != _typed(row)]


def _typed(invoice: Json | None) -> Json | None:
    """Without the token for its document, which Reeleezee makes anew when an invoice is read."""
    return None if invoice is None else {name: value for name, value in invoice.items() if name != "Token"}


def others_are_not_held_up(e: Evidence) -> list[str]:
    """I5: a bad record never stops or delays the others; once quiet every good order is settled, the bad are on 99."""
    if not e.quiet:
        return []
    orders = e.after.by_id("workorders")
    waiting = [r for r in sorted(e.people.good - e.people.touched) if orders[r]["status"] != HANDLED]
    unmarked = [r for r in sorted(e.people.refused - e.people.touched) if orders[r]["WorkStatus"] != ERROR]
    return [f"I5: {row_id} was never settled" for row_id in waiting] + [
        f"I5: {row_id} was never set to 99" for row_id in unmarked
    ]


def nothing_is_twice(e: Evidence) -> list[str]:
    """I6: no relation, material or product appears twice because of us."""
    found = []
    for kind, names in NAMES.items():
        for name in names:
            before, after = _counted(e, e.before, kind, name), _counted(e, e.after, kind, name)
            found += [
                f"I6: {count} {kind} with {name} {value}"
                for value, count in after.items()
                if count > max(1, before[value])
            ]
    for customer in e.after.rows("customers"):
        places = Counter(str(row["FullAddress"]) for row in customer["AddressList"])
        found += [f"I6: customer {customer['id']} has {place} twice" for place, n in places.items() if n > 1]
    return found


def _counted(e: Evidence, at: Snapshot, kind: str, name: str) -> Counter[str]:
    rows = (row for row in at.rows(kind) if row["id"] not in e.people.touched)
    return Counter(value for row in rows if (value := str(row[name] or "").strip().lower()))


def secrets_are_nowhere(e: Evidence) -> list[str]:
    """I7: secrets appear in no log, XCom, error or page."""
    leaks = {text[:60].replace(secret, "***") for secret in e.secrets for text in e.texts if secret in text}
    return [f"I7: a secret stands in: {text}" for text in sorted(leaks)]


def only_ours_is_changed(e: Evidence) -> list[str]:
    """I8: no field that is not ours is emptied or changed, no field at all is emptied, and no row is removed."""
    found = []
    for kind, owned in OWNED.items():
        after = e.after.by_id(kind)
        for row_id, was in e.before.by_id(kind).items():
            if row_id in e.people.touched:
                continue
            now = after.get(row_id)
            if now is None:
                found.append(f"I8: {kind} {row_id} is gone")
                continue
            harmed = [n for n, old in was.items() if now.get(n) != old and (n not in owned or not now.get(n))]
            found += [f"I8: {kind} {row_id}: {name} became {now.get(name)!r}" for name in harmed]
    return found


def nothing_is_forgotten(e: Evidence) -> list[str]:
    """I9: no hour and no material of a settled work order is unbilled without a person having been told."""
    found = []
    products = e.after.rows("products")
    for order in e.settled_by_us():
        invoice = e.invoice_of(order)
        if invoice is None or _is_excused(e, order, invoice):
            continue
        billed = billed_lines(invoice, products)
        missing = [lines - billed for lines in lawful_lines(order, products, e.people.bills)]
        if all(missing):
            found.append(f"I9: of {order['id']} is not billed: {[euros(net) for net, _ in missing[0]]}")
    return found


INVARIANTS: Final[Mapping[str, Callable[[Evidence], list[str]]]] = {
    "I1": never_two_invoices,
    "I2": settled_is_billed,
    "I3": refused_is_not_billed,
    "I4": edits_are_kept,
    "I5": others_are_not_held_up,
    "I6": nothing_is_twice,
    "I7": secrets_are_nowhere,
    "I8": only_ours_is_changed,
    "I9": nothing_is_forgotten,
}


def breaches(evidence: Evidence, names: Iterable[str] = INVARIANTS) -> list[str]:
    """Every breach of the named invariants, each sentence beginning with the invariant's number."""
    return [sentence for name in names for sentence in INVARIANTS[name](evidence)]
