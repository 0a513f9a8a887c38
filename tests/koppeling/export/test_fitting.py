"""What of a new customer or product does not fit: cut or left out, told once, and never a reason to refuse."""

from __future__ import annotations

import pytest
from tests.koppeling.export.couple import Couple, used

from koppeling.export.fitting import email_of

LONG_NAME = "Vereniging van Eigenaars Appartementencomplex De Drie Koningen te Amsterdam"
NAME_THAT_FITS = "Vereniging van Eigenaars Appartementencomplex De…"


@pytest.mark.parametrize(
    ("typed", "used_for_it"),
    [
        ("info@bakker.nl", "info@bakker.nl"),
        (" j.van-der.berg+werk@post.example.co.uk ", "j.van-der.berg+werk@post.example.co.uk"),
        ("a@b.nl; c@d.nl", "a@b.nl"),
        ("geen, c@d.nl", "c@d.nl"),
        ("Jan <jan@bakker.nl>", ""),
        ("geen", ""),
        ("a;b", ""),
        ("-", ""),
        ("a@b", ""),
        ("@bakker.nl", ""),
        ("jan..p@bakker.nl", ""),
        ("jan@bakker..nl", ""),
        ("jan@@bakker.nl", ""),
        ("x" * 65 + "@bakker.nl", ""),
        ("jan@" + "b" * 250 + ".nl", ""),
        ("a" * 1_000_000 + "@b.nl", ""),
    ],
)
def test_the_first_real_address_of_what_was_typed_is_used(typed: str, used_for_it: str) -> None:
    assert email_of(typed) == used_for_it


@pytest.mark.parametrize(
    ("typed", "told", "kept"),
    [
        ("geen", ["email_left_out"], None),
        ("a;b", ["email_left_out"], None),
        ("x" * 300 + "@b.nl", ["email_left_out"], None),
        ("a@b.nl; c@d.nl", ["email_first_used"], "a@b.nl"),
        ("a@b.nl", [], "a@b.nl"),
        ("", [], None),
    ],
)
def test_an_email_that_is_none_is_left_out_and_told(
    couple: Couple, typed: str, told: list[str], kept: str | None
) -> None:
    couple.settings(create_relations=True)
    couple.relation("3001", "Nieuwe Relatie")
    row_id = couple.order(used("KRAAN"), debtor="3001", CustomerEmail=typed, CustomerEmailInvoice=typed)
    couple.outsmart.forget_requests()
    run = couple.run()
    assert run.told(row_id) == ("exported", "")
    assert [w["code"] for w in run.outcome(row_id)["warnings"]] == told
    (customer,) = [c for c in couple.customers() if c["IdentifierNumber"] == 3001]
    assert customer["EMail"] == kept


def test_each_text_of_a_new_customer_that_is_cut_is_told(couple: Couple) -> None:
    couple.settings(create_relations=True)
    street, town = "Burgemeester van der Schelling-van Overveldstraat " * 2, "Sint-Willebrordusberg aan de Oude Maas"
    couple.relation("3001", LONG_NAME, street=street, city=town)
    row_id = couple.order(used("KRAAN"), debtor="3001")
    preview = couple.run(preview=True).outcome(row_id)
    row = couple.run().outcome(row_id)
    assert row["outcome"] == "exported"
    told = [w["nl"] for w in row["warnings"] if w["code"] == "text_cut"]
    assert [text.split(" '")[0] for text in told] == [
        "Tekst ingekort tot 50 tekens: naam",
        "Tekst ingekort tot 50 tekens: straat",
        "Tekst ingekort tot 30 tekens: plaats",
    ]
    assert [w["nl"] for w in preview["warnings"] if w["code"] == "text_cut"] == told
    (customer,) = [c for c in couple.customers() if c["IdentifierNumber"] == 3001]
    assert customer["Name"] == NAME_THAT_FITS


def test_a_description_of_a_new_product_that_is_cut_is_told(couple: Couple) -> None:
    couple.settings(create_materials=True)
    row_id = couple.order(used("NIEUW", name="buis " * 60))
    row = couple.run().outcome(row_id)
    assert row["outcome"] == "exported"
    assert [w["en"].split(" '")[0] for w in row["warnings"]] == ["Text cut to 200 characters: description"]
