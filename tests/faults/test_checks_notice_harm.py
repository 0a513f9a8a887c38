"""Breaks the koppeling itself in one way after the other, and proves that the checks of the kill matrix notice it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Any
from uuid import uuid4

import pytest
from tests.faults.blows import FAULTS
from tests.faults.course import Cell, FollowUp, Stage
from tests.faults.export_worlds import ExportWorld
from tests.faults.import_worlds import RelationsWorld
from tests.faults.setup_worlds import SettingsWorld
from tests.faults.world import World

from koppeling.export import deciding, plan, posting, protocol
from koppeling.export.bodies import invoice_body
from koppeling.export.settling import settle
from koppeling.export.verify import Verdict
from koppeling.identity import Identity
from koppeling.outcomes import Outcome, Result
from koppeling.steps import export_steps, setup_steps
from outsmart.change import Change
from outsmart.hook import OutSmartHook
from outsmart.secrecy import _TokensOutOfUrls
from reeleezee.hook import ReeleezeeHook
from sandbox.seeds.accounts import REELEEZEE_PASSWORD

_NO_INVOICE: Any = None


class Saboteur:
    """Patches the koppeling as soon as the world is arranged, and breaks the first call that a test describes."""

    def __init__(self, stage: Stage, patch: pytest.MonkeyPatch) -> None:
        self._stage = stage
        self._patch = patch
        self._replaced: list[tuple[object, str, object]] = []

    def replace(self, where: object, name: str, by: object) -> None:
        self._replaced.append((where, name, by))

    def harm(
        self, at: str, fault: str, *, world: type[World] = ExportWorld, then: FollowUp = FollowUp.NEXT
    ) -> list[str]:
        """What is noticed when that call (of a task, to a system, by a method) fails once."""
        call = next(call for call in self._stage.clean(world)[0] if at in str(call))
        meant = next(one for one in FAULTS if one.name == fault and one.fits(call))
        return list(self._stage.play(Cell(world, call, meant, then), begin=self._begin).problems)

    def _begin(self) -> None:
        for where, name, by in self._replaced:
            self._patch.setattr(where, name, by)


@pytest.fixture
def saboteur(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Saboteur:
    return Saboteur(stage, monkeypatch)


def always(value: Any) -> Callable[..., Any]:
    return lambda *_: value


def noticed(problems: Sequence[str], beginning: str) -> bool:
    return any(problem.startswith(beginning) for problem in problems)


def test_without_sabotage_there_is_nothing_to_notice(saboteur: Saboteur) -> None:
    assert saboteur.harm("post: reeleezee PUT", "killed after the call") == []


def test_an_id_that_is_not_computed_makes_a_second_invoice(saboteur: Saboteur) -> None:
    put = ReeleezeeHook.put_sales_invoice

    def put_anew(hook: ReeleezeeHook, _: str, body: dict[str, Any]) -> Any:
        new = str(uuid4())
        lines = [{**line, "id": str(uuid4())} for line in body["DocumentLineList"]]
        return put(hook, new, {**body, "id": new, "DocumentLineList": lines})

    saboteur.replace(ReeleezeeHook, "put_sales_invoice", put_anew)
    problems = saboteur.harm("post: reeleezee PUT", "killed after the call")
    assert noticed(problems, "I1: 2 invoices quote")
    assert any(problem.startswith("I1") and "is of no work order" in problem for problem in problems)


def test_settling_before_writing_loses_an_invoice(saboteur: Saboteur) -> None:
    write = protocol._write

    def settle_first(export: Any, order: Any, draft: Any) -> Any:
        settle(export, order, _NO_INVOICE, Outcome(order.row_id, order.label, Result.EXPORTED))
        return write(export, order, draft)

    saboteur.replace(protocol, "_write", settle_first)
    assert noticed(saboteur.harm("post: reeleezee PUT", "killed before the call"), "I2: ")


def test_a_read_that_settles_loses_an_invoice(saboteur: Saboteur) -> None:
    read = OutSmartHook._list

    def settling(hook: OutSmartHook, endpoint: str, *params: tuple[str, str]) -> Any:
        return read(hook, endpoint, *((name, "true" if name == "update_status" else value) for name, value in params))

    saboteur.replace(OutSmartHook, "_list", settling)
    assert noticed(saboteur.harm("plan: reeleezee GET", "killed before the call"), "I2: ")


def test_an_unknown_that_becomes_99_is_noticed(saboteur: Saboteur) -> None:
    saboteur.replace(protocol, "_deferred", lambda draft, why: protocol.Step(protocol._refused(draft, why)))
    problems = saboteur.harm("post: reeleezee PUT", "reset before")
    assert noticed(problems, "I3: ")
    assert noticed(problems, "I5: ")


def test_an_invoice_of_which_nobody_was_told_is_noticed(saboteur: Saboteur) -> None:
    saboteur.replace(plan, "told_beforehand", lambda *given: given[-1])
    mark = "mark: outsmart GET /UpdateWorkorder"
    assert noticed(saboteur.harm(mark, "killed after the call"), "I3: ")


def test_writing_without_looking_loses_the_edit_of_a_person(saboteur: Saboteur) -> None:
    saboteur.replace(ReeleezeeHook, "sales_invoice", always(None))
    assert noticed(saboteur.harm("plan: reeleezee GET", "reset before"), "I4: ")


def test_a_bad_record_that_stops_the_run_is_noticed(saboteur: Saboteur) -> None:
    real = protocol.export_one

    def all_or_nothing(*args: Any) -> Any:
        step = real(*args)
        if step.outcome.result is Result.REFUSED:
            raise ValueError(step.outcome.work_order)
        return step

    saboteur.replace(posting, "export_one", all_or_nothing)
    assert noticed(saboteur.harm("plan: reeleezee GET", "reset before"), "I5: ")


def test_refusals_that_are_never_marked_are_noticed(saboteur: Saboteur) -> None:
    saboteur.replace(export_steps, "mark_refused", always([]))
    problems = saboteur.harm("plan: reeleezee GET", "reset before")
    assert noticed(problems, "I5: ")
    assert noticed(problems, "workorders end otherwise")


def test_customers_with_ids_of_chance_become_two(saboteur: Saboteur) -> None:
    saboteur.replace(Identity, "customer", lambda *_: str(uuid4()))
    saboteur.replace(ReeleezeeHook, "customers_by_number", always([]))
    saboteur.replace(deciding, "without_lookalikes", lambda _export, decided, _relations: decided)
    assert noticed(saboteur.harm("relations: reeleezee PUT", "killed after the call"), "I6: ")


def test_a_token_in_the_log_is_noticed(saboteur: Saboteur) -> None:
    saboteur.replace(_TokensOutOfUrls, "filter", always(True))
    assert noticed(saboteur.harm("plan: outsmart GET", "killed before the call"), "I7: ")


@pytest.mark.parametrize("where", ["xcom", "error", "log"])
def test_a_password_in_any_trace_is_noticed(where: str, saboteur: Saboteur) -> None:
    real = export_steps.upsert_relations

    def tell(name: str, made: Any) -> Any:
        if where == "error":
            raise ValueError(f"the login {REELEEZEE_PASSWORD} does not work")
        if where == "log":
            logging.getLogger("koppeling").debug("with %s", REELEEZEE_PASSWORD)
        return [*real(name, made), *([{"row_id": REELEEZEE_PASSWORD}] if where == "xcom" else [])]

    saboteur.replace(export_steps, "upsert_relations", tell)
    assert noticed(saboteur.harm("plan: outsmart GET", "reset before"), "I7: ")


def test_a_post_of_our_fields_alone_empties_those_of_others(saboteur: Saboteur) -> None:

    def ours_alone(cls: type[Change], listing: Any, before: Any, ours: Any) -> Change:
        key = before[listing.key] if before else ours[listing.key]
        demanded = {name: (before or {}).get(name, "") for name in listing.required}
        row = {**demanded, **ours, listing.key: key}
        return cls(str(key), row, frozenset(ours), before)

    saboteur.replace(Change, "of", classmethod(ours_alone))
    saboteur.replace(Change, "unowned_lost", always(()))
    problems = saboteur.harm("sync: outsmart POST", "killed after the call", world=RelationsWorld)
    assert noticed(problems, "I8: relations")


def test_an_invoice_with_a_line_missing_is_noticed(saboteur: Saboteur) -> None:

    def cut(draft: Any) -> dict[str, Any]:
        body = invoice_body(draft)
        return {**body, "DocumentLineList": body["DocumentLineList"][:1]}

    saboteur.replace(protocol, "invoice_body", cut)
    saboteur.replace(protocol, "verify", always(Verdict()))
    problems = saboteur.harm("post: reeleezee PUT", "killed after the call")
    assert noticed(problems, "I2: ")
    assert noticed(problems, "I9: ")


def test_a_run_that_is_green_without_having_done_its_work_is_noticed(saboteur: Saboteur) -> None:
    saboteur.replace(export_steps, "fail_when_deferred", always(None))
    problems = saboteur.harm("post: reeleezee PUT", "reset before")
    assert any("after a run that was green" in problem for problem in problems)


def test_settings_that_are_saved_otherwise_are_noticed(saboteur: Saboteur) -> None:
    real = setup_steps.validate_settings
    saboteur.replace(setup_steps, "validate_settings", lambda form: {**real(form), "payment_term_days": 1})
    problems = saboteur.harm("save: reeleezee GET", "killed before the call", world=SettingsWorld)
    assert noticed(problems, "variable end")


def test_a_call_that_a_dead_process_makes_is_noticed(saboteur: Saboteur) -> None:
    real = ReeleezeeHook.put_sales_invoice

    def tidy(hook: ReeleezeeHook, invoice_id: str, body: dict[str, Any]) -> Any:
        try:
            return real(hook, invoice_id, body)
        finally:
            hook.delete_sales_invoice(invoice_id)

    saboteur.replace(ReeleezeeHook, "put_sales_invoice", tidy)
    assert noticed(saboteur.harm("post: reeleezee PUT", "killed after the call"), "calls were made after")


def test_two_runs_do_meet_at_the_call(saboteur: Saboteur) -> None:
    """Both look, and only then either writes: without the same id for both there would be two invoices."""
    put = ReeleezeeHook.put_sales_invoice
    written: list[str] = []

    def noting(hook: ReeleezeeHook, invoice_id: str, body: dict[str, Any]) -> Any:
        written.append(invoice_id)
        return put(hook, invoice_id, body)

    saboteur.replace(ReeleezeeHook, "put_sales_invoice", noting)
    assert saboteur.harm("post: reeleezee PUT", "reset before", then=FollowUp.TOGETHER) == []
    assert len(written) > len(set(written))
