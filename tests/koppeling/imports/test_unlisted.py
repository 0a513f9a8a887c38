"""A list of Reeleezee that moves while it is read has nothing called gone, and a lost list writes nothing."""

from typing import Any
from uuid import NAMESPACE_URL, uuid5

import pytest

from koppeling.imports.unlisted import MOST_DOUBTFUL, ListNotTrusted


def test_a_customer_that_fell_between_two_pages_has_not_vanished(couple: Any) -> None:
    for number in range(1, 9):
        couple.customer(Name=f"Klant {number}", IdentifierNumber=1000 + number)
    couple.import_relations("customers")
    couple.reeleezee.switch(page_size=3, rows_fall_between_pages=1)
    report = couple.import_relations("customers")
    assert report.counts["vanished"] == 0
    assert report.counts["read"] == 6  # the fourth and the eighth are on no page


def test_a_vendor_that_fell_between_two_pages_has_not_vanished(couple: Any) -> None:
    for number in range(1, 5):
        couple.vendor(Name=f"Leverancier {number}", IdentifierNumber=1000 + number)
    couple.import_relations("vendors")
    couple.reeleezee.switch(page_size=3, rows_fall_between_pages=1)
    assert couple.import_relations("vendors").counts["vanished"] == 0


def test_a_product_that_fell_between_two_pages_has_not_vanished(couple: Any) -> None:
    for number in range(1, 5):
        couple.product(f"A-{number}", f"Artikel {number}")
    couple.import_materials()
    couple.reeleezee.switch(page_size=3, rows_fall_between_pages=1)
    report = couple.import_materials()
    assert report.counts["vanished"] == 0
    assert report.counts["unchanged"] == 3


def test_what_is_really_gone_is_told_as_ever(couple: Any) -> None:
    couple.material("WEG", "Verdwenen artikel", freefield5=str(uuid5(NAMESPACE_URL, "weg")))
    couple.product("A-1", "Artikel 1")
    report = couple.import_materials()
    assert [row.reason.code for row in report.rows if row.key == "WEG"] == ["row_vanished"]


@pytest.mark.parametrize(("count", "is_trusted"), [(MOST_DOUBTFUL, True), (MOST_DOUBTFUL + 1, False)])
def test_a_list_that_misses_more_than_can_be_looked_up_ends_the_import(
    couple: Any, count: int, is_trusted: bool
) -> None:
    for number in range(count):
        couple.relation(str(5000 + number), f"Oud {number}", external_id=str(uuid5(NAMESPACE_URL, str(number))))
    couple.customer(Name="Nieuwe klant", IdentifierNumber=1001)
    if is_trusted:
        assert couple.import_relations("customers").counts["vanished"] == count
        return
    with pytest.raises(ListNotTrusted, match="Van 201 rijen"):
        couple.import_relations("customers")
    assert all(row["debtor_number"] != "1001" for row in couple.outsmart.state()["relations"])
