"""Proves that no assumption about the two systems, when it is wrong, bills twice, loses an order or empties a field."""

import pytest
from tests.koppeling.export.couple import IDENTITY, Couple, used, worked

from koppeling.assumptions.probes import switches

REELEEZEE_OPEN = [
    "discount_scale=percent",
    "net_amount_before_discount=true",
    "line_without_account=category",
    "line_without_tax_rate=product",
    "fills_due_date=false",
    "reference_on_concept=true",
    "vat_rounding=per_rate",
    "duplicate_identifier_number=refuse",
    "product_code_unique=true",
    "product_default_tax_rate=NL, Laag tarief",
    "customer_put_takes_addresses=true",
    "explicit_null=ignore",
    "text_too_long=cut",
    "scoped_lookups=true",
    "product_account_property=",
    "product_unit_property=",
    "filter_ignores_case=true",
]
OUTSMART_OPEN = [
    "workorder_decimal=dot",
    "workorder_decimal=as_stored",
    "workorder_answer=object",
    "settle_answer_status=new",
    "settle_again=1503",
    "same_value_again=200",
    "closed_order_update=1503",
    "unknown_workstatus=refuse",
    "undocumented_filters=allow",
    "key_comparison=collation",
    "prefill_material_free_fields=true",
    "api_changes_in_history=false",
]
TURNED = sorted(
    {*switches(), *(f"reeleezee.{s}" for s in REELEEZEE_OPEN), *(f"outsmart.{s}" for s in OUTSMART_OPEN)} - {""}
)


def turn(couple: Couple, switch: str) -> None:
    system, _, rest = switch.partition(".")
    name, _, value = rest.partition("=")
    getattr(couple, system).switch(**{name: {"true": True, "false": False}.get(value, value)})


def people(couple: Couple) -> dict[str, object]:
    """What people typed in both systems, apart from work orders and invoices."""
    outsmart = couple.outsmart.state()
    typed = {name: outsmart[name] for name in ("relations", "materials", "hourtypes", "workstatusses")}
    made = {IDENTITY.customer("3001"), IDENTITY.product("NIEUW")}
    mine = [row for row in couple.customers() + couple.products() if row["id"] not in made]
    return {**typed, "reeleezee": mine}


@pytest.mark.parametrize("switch", TURNED)
def test_a_wrong_assumption_bills_nothing_twice_and_empties_nothing(couple: Couple, switch: str) -> None:
    couple.settings(create_relations=True, create_materials=True)
    couple.relation("3001", "Nieuwe Relatie", remark="Sleutel bij de buren")
    couple.outsmart.act("workstatusses", {"sta_code": "99", "sta_name": "Error"})
    net = {
        couple.order(used("KRAAN", "3", "3.335"), periods=[worked("MONT", "00:50")]): "60.01",
        couple.order(used("KRAAN", "2", total="18.00", discount="10"), used("KRAAN"), debtor="3001"): "28.00",
        couple.order(used("NIEUW", "2", "7.50"), used("NIEUW", "1", "7.50")): "22.50",
    }
    refused = couple.order(periods=[worked("LASSEN")])
    turn(couple, switch)
    before = people(couple)
    runs = [couple.run(), couple.run(), couple.run()]
    assert people(couple) == before
    assert runs[-1].idle
    for row_id, amount in net.items():
        outcome = runs[0].outcome(row_id)
        assert outcome["outcome"] in {"exported", "refused"}
        is_exported = outcome["outcome"] == "exported"
        assert couple.status(row_id) == (("Afgehandeld", "1") if is_exported else ("Compleet", "99"))
        assert (couple.invoice(row_id) is not None) == is_exported
        if is_exported:
            assert couple.amounts(row_id)[0] == amount
    assert couple.status(refused) == ("Compleet", "99")
    assert couple.invoices().keys() <= {IDENTITY.invoice(row_id) for row_id in net}
    assert sum(c["Name"] == "Nieuwe Relatie" for c in couple.customers()) == 1
    assert sum(p["Code"] == "NIEUW" for p in couple.products()) == 1


@pytest.mark.parametrize("switch", TURNED)
def test_a_wrong_assumption_does_not_turn_a_plain_order_to_99(couple: Couple, switch: str) -> None:
    row_id = couple.order(used("KRAAN", "3"), periods=[worked("MONT")])
    turn(couple, switch)
    assert couple.run().told(row_id) == ("exported", "")
    couple.on_order(row_id, reopen=True)
    assert couple.run().told(row_id) == ("exported", "")
    assert len(couple.invoices()) == 1
