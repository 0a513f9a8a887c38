"""Finds what Reeleezee starts with for a seed that a person names: demo, empty, or a number of records."""

from sandbox.seeds.numbered import numbered_articles, numbered_parties
from sandbox.seeds.record_count import record_count
from sandbox.seeds.reeleezee_rows import customer_row, product_row
from sandbox.seeds.seed import ReeleezeeSeed


def reeleezee_seed(name: str) -> ReeleezeeSeed:
    if name == "empty":
        return ReeleezeeSeed()
    count = record_count(name)
    return ReeleezeeSeed(
        customers=[customer_row(party) for party in numbered_parties(count)],
        products=[product_row(article) for article in numbered_articles(count)],
    )
