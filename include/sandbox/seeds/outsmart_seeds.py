"""Finds what OutSmart starts with for a seed that a person names: demo, empty, or a number of records."""

from sandbox.seeds.demo_outsmart import (
    demo_employees,
    demo_hour_types,
    demo_materials,
    demo_relations,
    demo_work_statuses,
)
from sandbox.seeds.demo_workorders import demo_work_orders
from sandbox.seeds.numbered import numbered_articles, numbered_parties
from sandbox.seeds.outsmart_rows import material_free_fields, material_row, relation_row
from sandbox.seeds.record_count import record_count
from sandbox.seeds.seed import OutSmartSeed


def outsmart_seed(name: str) -> OutSmartSeed:
    if name == "empty":
        return OutSmartSeed()
    if name == "demo":
        return _demo()
    count = record_count(name)
    return OutSmartSeed(
        relations=[relation_row(party, row_id) for row_id, party in enumerate(numbered_parties(count), start=1)],
        materials=[material_row(article, row_id) for row_id, article in enumerate(numbered_articles(count), start=1)],
        freefields=material_free_fields(),
    )


def _demo() -> OutSmartSeed:
    return OutSmartSeed(
        relations=demo_relations(),
        materials=demo_materials(),
        hourtypes=demo_hour_types(),
        workstatusses=demo_work_statuses(),
        freefields=material_free_fields(),
        employees=demo_employees(),
        workorders=demo_work_orders(),
    )
