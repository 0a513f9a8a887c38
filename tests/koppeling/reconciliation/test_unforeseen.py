"""What nobody foresaw about one record is an error of the proof; all others are proved, and the run is red."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from tests.koppeling.export.couple import Couple, used

from koppeling.export.defaults import SettingNotFound
from koppeling.reconciliation import early, quoting, reading, twins

Night = Callable[..., dict[str, Any]]
Codes = Callable[[dict[str, Any]], dict[str, list[str]]]


class NobodyThoughtOfThis(Exception):
    """Stands for a mistake of ours."""


def stumbling(real: Callable[..., Any], is_odd: Callable[..., bool]) -> Callable[..., Any]:
    def instead(*args: Any, **more: Any) -> Any:
        if is_odd(*args, **more):
            raise NobodyThoughtOfThis("about this one")
        return real(*args, **more)

    return instead


def of_order(row_id: str) -> Callable[..., bool]:
    return lambda order, *_: order.row_id == row_id


ORDERS: dict[str, tuple[Any, str, Callable[[str], Callable[..., bool]]]] = {
    "taking it up": (reading, "_take", lambda odd: lambda _account, order, *_: order.row_id == odd),
    "looking for its invoice": (reading, "may_be_invoiced", of_order),
    "warning of it": (early, "build", of_order),
}


@pytest.mark.parametrize("step", ORDERS)
def test_of_work_orders(couple: Couple, night: Night, codes: Codes, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    odd, other = (couple.order(used("KRAAN"), status="In behandeling") for _ in range(2))
    owner, name, is_odd = ORDERS[step]
    monkeypatch.setattr(owner, name, stumbling(getattr(owner, name), is_odd(odd)))
    told = night()
    assert codes(told)["order_not_compared"] == [odd]
    assert other not in json.dumps(told["findings"])
    assert told["failure"]


@pytest.mark.parametrize(("owner", "name"), [(reading, "_slim"), (quoting, "_amount")])
def test_of_invoices(
    couple: Couple, night: Night, codes: Codes, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str
) -> None:
    odd, other = couple.order(used("KRAAN")), couple.order(used("KRAAN"))
    couple.run()
    invoice = couple.invoice(odd)
    assert invoice is not None

    def is_odd(one: Any) -> bool:
        return bool(getattr(one, "invoice", one).id == invoice["id"])

    monkeypatch.setattr(owner, name, stumbling(getattr(owner, name), is_odd))
    told = night()
    assert codes(told)["record_unreadable"] == [invoice["id"]]
    assert other not in json.dumps(told["findings"])
    assert told["failure"]


@pytest.mark.parametrize("name", ["relation", "material", "customer", "product"])
def test_of_records_that_may_be_there_twice(
    couple: Couple, night: Night, codes: Codes, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    couple.order(used("KRAAN"))
    couple.run()
    seen: list[Any] = []

    def is_first(record: Any) -> bool:
        seen.append(record)
        return len(seen) == 1

    monkeypatch.setattr(twins, name, stumbling(getattr(twins, name), is_first))
    told = night()
    assert list(codes(told)) == ["record_unreadable"]
    assert told["work_orders"] == 1
    assert "NobodyThoughtOfThis: about this one" in told["findings"][0]["nl"]
    assert len(seen) > 0


def test_a_wrong_setting_still_stops_all(couple: Couple, night: Night, monkeypatch: pytest.MonkeyPatch) -> None:
    couple.order(used("KRAAN"))
    couple.run()

    def stopping(*_: Any) -> Any:
        raise SettingNotFound("vat_product")

    monkeypatch.setattr(reading, "_slim", stopping)
    with pytest.raises(SettingNotFound):
        night()
