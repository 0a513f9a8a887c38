"""Finds what Reeleezee starts with for a seed that a person names: demo, empty, or a number of records."""

from sandbox.seeds.demo_articles import demo_products, demo_services
from sandbox.seeds.demo_parties import demo_customers, demo_vendors
from sandbox.seeds.demo_workorders import demo_invoices
from sandbox.seeds.numbered import numbered_articles, numbered_parties
from sandbox.seeds.record_count import record_count
from sandbox.seeds.reeleezee_rows import customer_row, product_row, vendor_row
from sandbox.seeds.seed import ReeleezeeSeed


def reeleezee_seed(name: str) -> ReeleezeeSeed:
    if name == "empty":
        return ReeleezeeSeed()
    if name == "demo":
        return _demo()
    count = record_count(name)
    return ReeleezeeSeed(
        customers=[customer_row(party) for party in numbered_parties(count)],
        products=[product_row(article) for article in numbered_articles(count)],
    )


def _demo() -> ReeleezeeSeed:
    return ReeleezeeSeed(
        customers=[customer_row(party) for party in demo_customers()],
        vendors=[vendor_row(party) for party in demo_vendors()],
        products=[product_row(article) for article in (*demo_products(), *demo_services())],
        invoices=demo_invoices(),
    )
