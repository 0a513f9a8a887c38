"""What goes from task to task names work orders and tells outcomes; what is written is always read anew."""

from tests.koppeling.export.couple import NAME, Couple, Json, used, worked

from koppeling.steps import export_steps


def crowd(couple: Couple) -> list[str]:
    """An order for a new relation with a new material and hours, and one that is refused."""
    couple.settings(create_relations=True, create_materials=True)
    couple.relation("3001", "Nieuwe Relatie", email="post@nieuw.example.nl", street="Korenmolenlaan")
    good = couple.order(used("NIEUW", "3", "7.77"), periods=[worked("MONT")], debtor="3001")
    return [good, couple.order(periods=[worked("LASSEN")])]


def test_a_plan_carries_row_ids_fingerprints_and_outcomes_only(couple: Couple) -> None:
    good, refused = crowd(couple)
    plan = couple.plan()
    assert list(plan["accepted"]) == plan["needs_relation"] == plan["needs_material"] == [good]
    assert len(plan["accepted"][good]) == 16
    assert [o["row_id"] for o in plan["outcomes"]] == [refused]
    assert (plan["preview"], plan["notice"], plan["lines"]) == (False, "", {})
    known = {
        "accepted",
        "needs_relation",
        "needs_material",
        "outcomes",
        "preview",
        "notice",
        "lines",
        "dates",
        "labels",
        "made_at",
        "remarks",
        "named",
    }
    assert set(plan) <= known


def test_what_is_to_be_written_is_in_no_message_between_tasks(couple: Couple) -> None:
    crowd(couple)
    plan = couple.plan()
    relations = export_steps.upsert_relations(NAME, plan)
    materials = export_steps.upsert_materials(NAME, plan)
    posted = export_steps.post_concept_invoices(NAME, plan, [*relations, *materials])
    assert [o["outcome"] for o in posted["outcomes"]] == ["exported"]
    told = str([plan, relations, materials, posted])
    assert [text for text in ("Korenmolenlaan", "post@nieuw", "7.77", "NIEUW") if text in told] == []


def test_the_posting_carries_outcomes_and_why_it_stopped(couple: Couple) -> None:
    crowd(couple)
    posted: Json = couple.run().posted or {}
    assert set(posted) == {"outcomes", "stopped"}
