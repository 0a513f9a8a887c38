"""Proves that what nobody foresaw about one order delays that order alone: never 99, never settled, and a red run."""

from typing import Any

import pytest
from tests.koppeling.breaking import breaking
from tests.koppeling.export.couple import IDENTITY, Couple, used

from koppeling.export import creation, deciding, invoiced, marking, notes, plan, protocol, rules_apart, unforeseen

DEFERRED = ("deferred", "unforeseen_trouble")


def three(couple: Couple, code: str = "KRAAN") -> tuple[str, str, str]:
    return couple.order(used(code)), couple.order(used(code)), couple.order(used(code))


def check(couple: Couple, odd: str, others: tuple[str, ...]) -> None:
    """The odd one waits, the others are exported, the run is red and the next one, without the trouble, is not."""
    run = couple.run()
    assert run.told(odd) == DEFERRED
    assert "UnicodeEncodeError" in run.outcome(odd)["nl"]
    assert run.report["failure"] != ""
    assert [run.told(row_id) for row_id in others] == [("exported", "")] * len(others)
    assert couple.status(odd) == ("Compleet", "1")


@pytest.mark.parametrize(
    ("module", "name"),
    [(plan, "skip_reason"), (plan, "version_of"), (deciding, "build")],
    ids=["skip", "version", "build"],
)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_an_order_that_cannot_be_decided_about_waits_alone(
    couple: Couple, monkeypatch: pytest.MonkeyPatch, module: Any, name: str, place: int
) -> None:
    orders = three(couple)
    odd = orders[place]
    if name == "version_of":
        couple.on_order(odd, materials=[used("ONBEKEND")])
    breaking(monkeypatch, module, name, lambda order, *_: order.row_id == odd)
    check(couple, odd, tuple(o for o in orders if o != odd))
    assert couple.invoice(odd) is None


@pytest.mark.parametrize("place", [0, 1, 2])
def test_an_order_for_which_the_rules_cannot_be_read_waits_alone(
    couple: Couple, monkeypatch: pytest.MonkeyPatch, place: int
) -> None:
    orders = three(couple)
    odd = orders[place]
    breaking(monkeypatch, rules_apart, "rules_for", lambda _, group: odd in {o.row_id for o in group})
    check(couple, odd, tuple(o for o in orders if o != odd))


def test_rules_that_can_be_read_for_nobody_give_nobody_99(couple: Couple, monkeypatch: pytest.MonkeyPatch) -> None:
    orders = three(couple, "ONBEKEND")
    breaking(monkeypatch, rules_apart, "rules_for", lambda *_: True)
    run = couple.run()
    assert {run.told(o) for o in orders} == {DEFERRED}
    assert {couple.status(o) for o in orders} == {("Compleet", "1")}


@pytest.mark.parametrize("name", ["invoice_body", "verify", "settle"])
def test_trouble_while_an_order_is_written_settles_nothing_unverified(
    couple: Couple, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    orders = three(couple)
    odd = orders[0]
    with monkeypatch.context() as broken:
        breaking(broken, protocol, name, lambda *given: odd in {getattr(g, "row_id", "") for g in given})
        check(couple, odd, orders[1:])
        assert (couple.invoice(odd) is None) == (name == "invoice_body")
    assert couple.run().told(odd) == ("exported", "")
    assert len(couple.invoices()) == 3


def test_trouble_between_writing_and_verifying_never_settles_what_was_stored_otherwise(
    couple: Couple, monkeypatch: pytest.MonkeyPatch
) -> None:
    row_id = couple.order(used("KRAAN"), used("KRAAN", "2"))
    couple.reeleezee.switch(drop_last_line=True)
    with monkeypatch.context() as broken:
        breaking(broken, protocol, "verify", lambda *_: True)
        assert couple.run().told(row_id) == DEFERRED
    couple.reeleezee.switch(drop_last_line=False)
    assert couple.run().told(row_id) == ("refused", "already_invoiced_differs")
    assert couple.amounts(row_id)[0] == "10.00"


def test_an_odd_order_comes_last_in_the_next_run(couple: Couple, monkeypatch: pytest.MonkeyPatch) -> None:
    odd = couple.order(used("KRAAN"))
    breaking(monkeypatch, protocol, "verify", lambda draft, _: draft.row_id == odd)
    couple.run()
    assert list(couple.troubled) == [odd]


@pytest.mark.parametrize("name", ["_ensure_customer", "_ensure_product"])
def test_a_record_that_cannot_be_made_delays_those_that_need_it(
    couple: Couple, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    couple.settings(create_relations=True, create_materials=True)
    couple.relation("3001", "Nieuwe Relatie")
    couple.relation("3002", "Andere Nieuwe")
    odd, other = couple.order(used("NIEUW"), debtor="3001"), couple.order(used("ANDERS"), debtor="3002")
    ids = {IDENTITY.customer("3001"), IDENTITY.product("NIEUW")}
    breaking(monkeypatch, creation, name, lambda _, new, *__: new.id in ids)
    check(couple, odd, (other,))


def test_a_refusal_that_cannot_be_looked_at_is_no_refusal(couple: Couple, monkeypatch: pytest.MonkeyPatch) -> None:
    odd, other = couple.order(used("ONBEKEND")), couple.order(used("ONBEKEND"))
    breaking(monkeypatch, invoiced, "_told", lambda _, order, __: order.row_id == odd)
    run = couple.run()
    assert run.told(odd) == DEFERRED
    assert run.told(other) == ("refused", "material_unknown")
    assert [couple.status(o)[1] for o in (odd, other)] == ["1", "99"]


def test_trouble_before_a_99_writes_none_and_the_others_get_theirs(
    couple: Couple, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd, other = couple.order(used("ONBEKEND")), couple.order(used("ONBEKEND"))
    breaking(monkeypatch, marking, "_write_99", lambda _, __, order: order.row_id == odd)
    run = couple.run()
    assert (run.told(odd), run.told(other)) == (DEFERRED, ("refused", "material_unknown"))
    assert [couple.status(o)[1] for o in (odd, other)] == ["1", "99"]


def test_trouble_after_a_99_was_written_tells_its_reason(couple: Couple, monkeypatch: pytest.MonkeyPatch) -> None:
    odd = couple.order(used("ONBEKEND"))
    breaking(monkeypatch, marking, "_write_99", lambda *_: True, after=True)
    assert couple.run().told(odd) == ("refused", "material_unknown")
    assert couple.status(odd) == ("Compleet", "99")


@pytest.mark.parametrize("name", ["_wish", "_leave"])
def test_trouble_with_a_note_costs_the_note_alone(couple: Couple, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    couple.settings(reason_on_work_order=True)
    row_id = couple.order(used("ONBEKEND"))
    breaking(monkeypatch, notes, name, lambda *_: True)
    run = couple.run()
    assert run.told(row_id) == ("refused", "material_unknown")
    assert [w["code"] for w in run.outcome(row_id)["warnings"]] == ["reason_not_on_work_order"]


def test_an_order_in_trouble_of_which_even_the_relation_cannot_be_told_waits_alone(
    couple: Couple, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd, *others = three(couple)
    breaking(monkeypatch, deciding, "build", lambda order, *_: order.row_id == odd)
    breaking(monkeypatch, unforeseen, "debtor_of", lambda order: order.row_id == odd)
    check(couple, odd, tuple(others))
