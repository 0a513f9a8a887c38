"""Tests by reading what the koppeling assumes of the user's own OutSmart account."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from koppeling.assumptions.finding import Finding, nothing
from koppeling.assumptions.sample import Sample
from koppeling.invoicing.version import versions_of
from outsmart.wire import UnreadableValue, read_decimal


def _answers_to_tokens(sample: Sample) -> Finding:
    count = len(sample.waiting.orders)
    return Finding(True, f"OutSmart gaf {count} wachtende werkbonnen.", f"OutSmart gave {count} waiting work orders.")


def _no_match_is_a_list(sample: Sample) -> Finding:
    found = sample.waiting_for_nobody.orders
    return Finding(
        not found,
        f"Een werkstatus die niemand heeft gaf {len(found)} werkbonnen.",
        f"A work status that nobody has gave {len(found)} work orders.",
    )


def _reads_alike(sample: Sample) -> Finding:
    if not sample.waiting.orders:
        return nothing("wachtende werkbonnen", "waiting work orders")
    listed, again = sample.waiting.orders[0], sample.first_waiting_again
    alike = again is not None and versions_of(listed) == versions_of(again)
    return Finding(
        alike,
        f"Werkbon {listed.label} is twee keer gelezen{'' if alike else ' en verschilde'}.",
        f"Work order {listed.label} was read twice{'' if alike else ' and differed'}.",
    )


def _numbers_are_readable(sample: Sample) -> Finding:
    texts = {text.strip() for text in _numbers(sample)} - {""}
    if not texts:
        return nothing("prijzen in uursoorten of wachtende werkbonnen", "prices in hour types or waiting work orders")
    bad = sorted(text for text in texts if not _is_number(text))
    return Finding(
        not bad,
        f"{len(texts)} prijzen en aantallen bekeken{', onleesbaar: ' + ', '.join(bad[:3]) if bad else ''}.",
        f"{len(texts)} prices and quantities looked at{', unreadable: ' + ', '.join(bad[:3]) if bad else ''}.",
    )


def _numbers(sample: Sample) -> Iterator[str]:
    yield from (str(row.get("sale_price") or "") for row in sample.hour_types)
    for order in sample.waiting.orders:
        for line in order.materials:
            yield from (line.quantity, line.price, line.total)


def _is_number(text: str) -> bool:
    try:
        read_decimal(text)
    except UnreadableValue:
        return False
    return True


def _relations_are_filtered(sample: Sample) -> Finding:
    found = sample.relation_of_nobody
    return Finding(found is None, "OutSmart nam het filter aan.", "OutSmart took the filter.")


OUTSMART_PROBES: Final[Mapping[str, Callable[[Sample], Finding]]] = {
    "tokens_in_query": _answers_to_tokens,
    "nothing_waiting_is_a_list": _no_match_is_a_list,
    "work_order_reads_alike": _reads_alike,
    "numbers_are_readable": _numbers_are_readable,
    "relations_are_found_by_number": _relations_are_filtered,
}
