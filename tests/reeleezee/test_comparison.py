"""A wrong "yes" here would call a lost write done; a wrong "no" only postpones."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reeleezee.comparison import is_stored

GUID = "5f0d2c1e-6b1a-4c57-9a40-1d2f3e4a5b6c"


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        ({"Name": "Jansen"}, {"Name": "Jansen", "DueDays": 14}),
        ({"Price": Decimal("12.50")}, {"Price": Decimal("12.5")}),
        ({"Price": Decimal("12.00")}, {"Price": 12}),
        ({"id": GUID.upper()}, {"id": GUID}),
        ({"TaxRate": {"id": GUID}}, {"TaxRate": {"id": GUID, "Name": "NL, Hoog Tarief"}}),
        ({"Comment": ""}, {"Comment": None}),
        ({"Comment": None}, {}),
        ({"Name": "Jansen "}, {"Name": "Jansen"}),
        (
            {"List": [{"Type": 10, "Value": "a"}, {"Type": 9, "Value": "b"}]},
            {"List": [{"id": "1", "Type": 9, "Value": "b"}, {"id": "2", "Type": 10, "Value": "a"}]},
        ),
        ({"List": []}, {}),
        ({"IsPostal": True}, {"IsPostal": True}),
    ],
)
def test_stored_as_sent(sent: object, stored: object) -> None:
    assert is_stored(sent, stored)


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        ({"Name": "Jansen"}, {"Name": "Janssen"}),
        ({"Code": "ab"}, {"Code": "AB"}),
        ({"Name": "Jansen"}, {}),
        ({"Name": "Jansen"}, None),
        ({"Price": Decimal("12.50")}, {"Price": Decimal("12.51")}),
        ({"Price": Decimal(1)}, {"Price": True}),
        ({"Price": Decimal(1)}, {"Price": "1"}),
        ({"Price": Decimal(0)}, {"Price": None}),
        ({"Comment": None}, {"Comment": "still here"}),
        ({"TaxRate": {"id": GUID}}, {"TaxRate": None}),
        ({"List": [{"Type": 10}]}, {"List": None}),
        ({"List": [{"Type": 10}]}, {"List": [{"Type": 9}]}),
        ({"List": [{"Type": 10}]}, {"List": "[{'Type': 10}]"}),
        ({"IsPostal": True}, {"IsPostal": 1}),
        ({"IsPostal": False}, {}),
        ({"Number": "1"}, {"Number": 1}),
    ],
)
def test_not_stored_as_sent(sent: object, stored: object) -> None:
    assert not is_stored(sent, stored)
