"""Proves that no answer of the two systems to an open question bills twice, loses an order or empties a field."""

import random
from itertools import combinations

import pytest
from tests.koppeling.assumptions.turned import SWITCHES, Turned, every_other_value
from tests.koppeling.assumptions.world import Running, World, open_world

from koppeling.assumptions.indifferent import INDIFFERENT

TURNED = list(every_other_value())
# With these nothing can be read to the end, so that the runs must be red and leave everything as it was.
STOPPING = {"outsmart.require_https", "reeleezee.send_nextlink_loop"}
# With these some orders, or all, are refused or deferred; with every other answer all good ones are invoiced.
HINDERING = {
    "outsmart.require_bearer=True",
    "reeleezee.invoicing_module=False",
    "reeleezee.forbidden_resources=Customers",
    "reeleezee.forbidden_resources=Products",
    "reeleezee.forbidden_resources=SalesInvoices",
    "reeleezee.forbidden_resources=TaxRates,DocumentCategoryAccounts",
    "reeleezee.filter_node_limit=12",
    "reeleezee.product_default_tax_rate=NL, Laag tarief",
    "reeleezee.discount_scale=percent",
    "reeleezee.net_amount_before_discount=True",
    "reeleezee.price_decimals=2",
    "reeleezee.quantity_decimals=2",
    "reeleezee.half_cents=even",
    "reeleezee.line_without_account=refuse",
    "reeleezee.vat_cents_off=9",
    "reeleezee.line_price_cents_off=1",
    "reeleezee.drop_last_line=True",
    "reeleezee.swap_tax_rate=True",
    "reeleezee.ignore_product=True",
    "reeleezee.ignore_entity=True",
    "reeleezee.ignore_vat_included=True",
    "reeleezee.answer_leaves_out=NetAmount,TotalNetAmount",
}
DIFFERENT = [t for t in TURNED if t.switch not in INDIFFERENT]
SAME = [t for t in TURNED if t.switch in INDIFFERENT and t.switch not in STOPPING]
PAIRS = [(one, other) for one, other in combinations(TURNED, 2) if one.switch != other.switch]
PARTS = 16  # so that processes can share them
SAMPLE = random.Random(20261005).sample(PAIRS, 10)  # noqa: S311


def synchronised(running: Running, patch: pytest.MonkeyPatch, *turned: Turned) -> World:
    world = open_world(running, patch, turned)
    world.synchronise()
    return world


def test_every_switch_is_turned() -> None:
    assert {t.switch for t in TURNED} == {f"{system}.{s.name}" for system, found in SWITCHES.items() for s in found}
    assert {t.switch for t in TURNED if t.switch in STOPPING} == STOPPING


def test_as_it_is_everything_good_is_invoiced(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    world = synchronised(running, monkeypatch)
    assert world.harm(invoices_all=True) == []
    assert world.errors == []
    assert len(world.couple.invoices()) == len(world.good)
    changed = [{n: c for n, c in i["counts"].items() if c and n not in {"read", "unchanged"}} for i in world.imports]
    imported, again = changed[:3], changed[3:]
    assert imported == [
        {"created": 1, "updated": 1},
        {"created": 2, "updated": 1},
        {"created": 1, "updated": 1},
    ]
    notes = world.couple.outsmart.state()["generic_notes"]
    assert [row["nte_content"] for row in notes[:2]] == ["<b>Bel!</b>"] * 2
    assert ["regeltotaal" in row["nte_content"] for row in notes[2:]] == [True]
    # the customer and the product that the export made are now taken over, under the id that they have
    assert again == [{"updated": 1}, {"created": 1}]


@pytest.mark.parametrize("turned", SAME, ids=str)
def test_what_does_not_matter_changes_no_invoice(
    running: Running, monkeypatch: pytest.MonkeyPatch, turned: Turned
) -> None:
    world = synchronised(running, monkeypatch, turned)
    assert world.harm(invoices_all=True) == []
    assert world.errors == []
    assert world.runs[-1].idle
    assert [i["counts"][n] for i in world.imports for n in ("refused", "conflict")] == [0] * 2 * len(world.imports)


@pytest.mark.parametrize("turned", [t for t in TURNED if t.switch in STOPPING], ids=str)
def test_what_cannot_be_read_stops_everything_and_changes_nothing(
    running: Running, monkeypatch: pytest.MonkeyPatch, turned: Turned
) -> None:
    world = synchronised(running, monkeypatch, turned)
    assert world.errors != []
    assert world.imports == [] or turned.system == "reeleezee"
    assert world.harm() == []


@pytest.mark.parametrize("turned", DIFFERENT, ids=str)
def test_a_wrong_assumption_does_no_harm(running: Running, monkeypatch: pytest.MonkeyPatch, turned: Turned) -> None:
    world = synchronised(running, monkeypatch, turned)
    assert world.harm(invoices_all=str(turned) not in HINDERING) == []
    assert (world.harm(invoices_all=True) != []) is (str(turned) in HINDERING)


@pytest.mark.parametrize(("one", "other"), SAMPLE, ids=str)
def test_two_surprises_at_once_do_no_harm(
    running: Running, monkeypatch: pytest.MonkeyPatch, one: Turned, other: Turned
) -> None:
    assert synchronised(running, monkeypatch, one, other).harm() == []


@pytest.mark.pairs
@pytest.mark.parametrize("part", range(1, PARTS + 1))
def test_no_two_surprises_at_once_do_harm(running: Running, monkeypatch: pytest.MonkeyPatch, part: int) -> None:
    """Every pair of values of different switches, many in one test: else most of the time would be pytest's own."""
    chosen = PAIRS[part - 1 :: PARTS]
    found = {}
    for one, other in chosen:
        with monkeypatch.context() as patch:
            if harm := synchronised(running, patch, one, other).harm():
                found[f"{one} and {other}"] = harm
    print(f"part {part} of {PARTS}: {len(chosen)} pairs run, {len(found)} did harm")  # noqa: T201
    assert found == {}
