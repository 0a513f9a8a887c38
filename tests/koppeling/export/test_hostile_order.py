"""Proves that one hostile order, wherever it stands among the others, delays nobody by more than a run (I5)."""

import pytest
from tests.koppeling.export.couple import IDENTITY, Couple, used

from koppeling.export import protocol


def hostile(couple: Couple, patch: pytest.MonkeyPatch, trouble: str, row_id: str) -> None:
    """From now on this order meets that trouble in every run."""
    own = IDENTITY.invoice(row_id)
    if trouble == "its look is answered 500":
        couple.reeleezee.fault(f"GET /SalesInvoices/{own}", "status", code=500, times=0)
    elif trouble == "its write is answered with nonsense":
        couple.reeleezee.fault(f"PUT /SalesInvoices/{own}", "status", code=200, body='{"id": 1}', times=0)
    elif trouble == "its write is refused":
        body = '{"Message": "Klant is geblokkeerd"}'
        couple.reeleezee.fault(f"PUT /SalesInvoices/{own}", "status", code=400, body=body, times=0)
    else:
        name = "settle" if trouble == "its settling fails" else "verify"
        sound = getattr(protocol, name)

        def broken(*given: object) -> object:
            if any(getattr(one, "row_id", "") == row_id for one in given):
                raise ValueError(trouble)
            return sound(*given)

        patch.setattr(protocol, name, broken)


@pytest.mark.parametrize("place", [0, 5, 10], ids=["head", "middle", "tail"])
@pytest.mark.parametrize(
    "trouble",
    [
        "its look is answered 500",
        "its write is answered with nonsense",
        "its write is refused",
        "its settling fails",
        "its verification raises",
    ],
)
def test_ten_healthy_orders_are_exported_in_this_run_or_the_next(
    couple: Couple, monkeypatch: pytest.MonkeyPatch, trouble: str, place: int
) -> None:
    orders = [couple.order(used("KRAAN")) for _ in range(11)]
    odd = orders[place]
    hostile(couple, monkeypatch, trouble, odd)
    couple.run()
    couple.run()
    healthy = [row_id for row_id in orders if row_id != odd]
    assert {couple.status(row_id)[0] for row_id in healthy} == {"Afgehandeld"}
    assert couple.status(odd)[0] == "Compleet"
