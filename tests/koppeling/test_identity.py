"""The ids that the koppeling gives out are frozen: a changed one would invoice every old work order again."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koppeling.identity import NAMESPACE, Identity, is_guid, line_id

ADMINISTRATION = "3f0a2d64-8b1c-4e57-9a0d-5c6b7e8f9012"
IDENTITY = Identity(ADMINISTRATION, "default")
INVOICE = "5ae8dc61-d85b-58cc-b5d2-fdd66275ab10"


def test_the_namespace_is_frozen() -> None:
    assert UUID("6d2f3b52-41c5-5f0e-9a63-0c5b8d1e7a94") == NAMESPACE


# uuid5 of NAMESPACE and "3f0a2d64-8b1c-4e57-9a0d-5c6b7e8f9012/default/<kind>/<key>".
def test_the_ids_of_all_kinds_are_frozen() -> None:
    assert IDENTITY.invoice("5512001") == INVOICE
    assert IDENTITY.customer("1001") == "714bba36-406d-5ced-be52-65e3afd4c9c8"
    assert IDENTITY.customer_address("1001") == "028acf71-df0f-596c-a482-46074637449d"
    assert IDENTITY.product("KB-22") == "abf27edf-e5c6-5243-aa1b-976300db3844"


def test_the_ids_of_lines_are_frozen() -> None:
    assert line_id(INVOICE, "0123456789abcdef", 1) == "48d85cbc-206e-5cbe-9249-e43ae2314b38"


def test_a_line_id_depends_on_invoice_fingerprint_and_place() -> None:
    others = {
        line_id(INVOICE, "0123456789abcdef", 1),
        line_id(INVOICE, "0123456789abcdef", 2),
        line_id(INVOICE, "fedcba9876543210", 1),
        line_id(IDENTITY.invoice("5512002"), "0123456789abcdef", 1),
    }

    assert len(others) == 4


@pytest.mark.parametrize("spelled", [ADMINISTRATION.upper(), f"  {ADMINISTRATION} ", ADMINISTRATION.title()])
def test_capitals_and_spaces_of_the_administration_id_change_nothing(spelled: str) -> None:
    assert Identity(spelled, "default").invoice("5512001") == INVOICE


def test_spaces_around_a_record_key_change_nothing() -> None:
    assert IDENTITY.invoice(" 5512001 ") == INVOICE
    assert IDENTITY.product("KB-22 ") == IDENTITY.product("KB-22")


def test_capitals_of_a_material_code_make_another_product() -> None:
    assert IDENTITY.product("kb-22") != IDENTITY.product("KB-22")


def test_accounts_and_administrations_never_share_an_id() -> None:
    other_account = Identity(ADMINISTRATION, "vestiging")
    other_administration = Identity("3f0a2d64-8b1c-4e57-9a0d-5c6b7e8f9013", "default")

    assert len({i.invoice("5512001") for i in (IDENTITY, other_account, other_administration)}) == 3


@given(st.text(min_size=1, max_size=30))
def test_one_key_gives_four_different_ids_for_four_kinds(key: str) -> None:
    ids = {IDENTITY.invoice(key), IDENTITY.customer(key), IDENTITY.customer_address(key), IDENTITY.product(key)}

    assert len(ids) == 4
    assert all(is_guid(i) and i == i.lower() for i in ids)


@pytest.mark.parametrize("text", [INVOICE, INVOICE.upper(), f" {INVOICE}\n"])
def test_a_guid_is_recognised(text: str) -> None:
    assert is_guid(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "magazijn 3",
        INVOICE[:-1],
        f"{INVOICE}0",
        f"{{{INVOICE}}}",
        f"urn:uuid:{INVOICE}",
        INVOICE.replace("-", ""),
        INVOICE.replace("-", "") + "----",
        INVOICE.replace("5ae8", "5_e8"),
        INVOICE.replace("5ae8", "٥ae8"),
    ],
)
def test_anything_else_is_no_guid(text: str) -> None:
    assert not is_guid(text)


def test_half_an_emoji_in_a_code_stops_nobody() -> None:
    assert is_guid(IDENTITY.product("KB-22 \ud83d"))
    assert IDENTITY.product("KB-22 \ud83d") != IDENTITY.product("KB-22")
    assert IDENTITY.product("Café €") == "b88b08df-5f4e-5168-bfa5-bc086806f7cc"
