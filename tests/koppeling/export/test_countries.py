"""Proves that the country of a new customer is one and the same for the warning, the address and the preview."""

import pytest
from tests.koppeling.export.couple import Couple, used

SPELLED = [
    ("Niederlande", "NL", None),
    ("N.L.", "NL", None),
    ("D", "DE", "customer_abroad"),
    ("EL", "GR", "customer_abroad"),
    ("Great Britain", "GB", "customer_abroad"),
    ("Atlantis", None, "country_not_understood"),
    ("", None, None),
]


@pytest.mark.parametrize("where", ["order", "relation"])
@pytest.mark.parametrize(("typed", "code", "warning"), SPELLED)
def test_preview_and_run_tell_the_same_of_a_country(
    couple: Couple, typed: str, code: str | None, warning: str | None, where: str
) -> None:
    couple.settings(create_relations=True)
    couple.relation("2001", "Nieuwe klant", country=typed)
    row_id = couple.order(used("KRAAN"), debtor="2001", **({} if where == "order" else {"CustomerCountryInvoice": ""}))

    (preview,) = couple.plan(preview=True)["outcomes"]
    outcome = couple.run().outcome(row_id)

    expected = [warning] if warning else []
    assert [told["code"] for told in preview["warnings"]] == expected
    assert [told["code"] for told in outcome["warnings"]] == expected
    (made,) = [row for row in couple.customers() if row["Name"] == "Nieuwe klant"]
    (address,) = made["AddressList"]
    assert (address.get("Country") or {}).get("id") == code
