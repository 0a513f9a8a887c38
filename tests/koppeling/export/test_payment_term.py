"""The payment term of the settings on the stored invoice, and what is said when Reeleezee ignored it."""

from tests.koppeling.export.couple import Couple, used


def test_a_payment_term_that_reeleezee_ignores_is_told(couple: Couple) -> None:
    couple.settings(payment_term_days=21)
    couple.reeleezee.switch(ignore_due_date=True)
    row_id = couple.order(used("KRAAN"))
    outcome = couple.run().outcome(row_id)
    assert outcome["outcome"] == "exported"
    assert [w["code"] for w in outcome["warnings"]] == ["due_date_not_stored"]


def test_a_payment_term_that_reeleezee_keeps_brings_no_warning(couple: Couple) -> None:
    couple.settings(payment_term_days=21)
    row_id = couple.order(used("KRAAN"))
    assert couple.run().outcome(row_id)["warnings"] == []
