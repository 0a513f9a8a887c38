"""Finds what OutSmart starts with for a seed that a person names: demo, empty, or a number of records."""

from sandbox.seeds.numbered import numbered_articles, numbered_parties
from sandbox.seeds.outsmart_rows import material_free_fields, material_row, relation_row
from sandbox.seeds.record_count import record_count
from sandbox.seeds.seed import OutSmartSeed


def outsmart_seed(name: str) -> OutSmartSeed:
    if name == "empty":
        return OutSmartSeed()
    count = record_count(name)
    return OutSmartSeed(
        relations=[relation_row(party, row_id) for row_id, party in enumerate(numbered_parties(count), start=1)],
        materials=[material_row(article, row_id) for row_id, article in enumerate(numbered_articles(count), start=1)],
        freefields=material_free_fields(),
    )
