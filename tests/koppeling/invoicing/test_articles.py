"""Which product a material is and which service an hour type is, and how an altered external id is noticed."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from koppeling.identity import Identity
from koppeling.invoicing.articles import Article, find_material, find_service
from koppeling.invoicing.catalogue import Catalogue, HourType, Material
from koppeling.invoicing.refused import Refused
from koppeling.reasons import Both
from outsmart.records import MaterialLine
from reeleezee.records import Product

ONE = Product(id="dddddddd-0000-4000-8000-000000000011", code="KB-22", description="Koperbuis 22 mm", kind=1)
TWO = Product(id="dddddddd-0000-4000-8000-000000000012", code="KB-15", description="Koperbuis 15 mm", kind=1)
GONE = "dddddddd-0000-4000-8000-000000000099"
HOUR = Product(id="dddddddd-0000-4000-8000-000000000013", code="U-MONT", description="Uur monteur", kind=2)

Find = Callable[[MaterialLine, Catalogue], Article]


@pytest.fixture
def find(identity: Identity) -> Find:
    return lambda line, catalogue: find_material(line, catalogue, identity, 1)


def line(free_field_5: str = "", code: str = "KB-22") -> MaterialLine:
    return MaterialLine(code=code, free_field_5=free_field_5)


def known(free_field_5: str = "", *products: Product, more: tuple[Material, ...] = ()) -> Catalogue:
    return Catalogue(
        materials=(Material("KB-22", "Koperbuis", "m", free_field_5), *more), products=products or (ONE, TWO)
    )


def refusal(find: Find, given: MaterialLine, catalogue: Catalogue) -> tuple[str, dict[str, str]]:
    with pytest.raises(Refused) as refused:
        find(given, catalogue)
    return refused.value.reason.code, dict(refused.value.reason.values)


def test_free_field_5_of_the_line_names_the_product_when_the_code_is_that_products(find: Find) -> None:
    # The master names another product; the line, as it was used, goes first.
    assert find(line(f" {ONE.id.upper()} "), known(TWO.id)) == Article(ONE)


@pytest.mark.parametrize("on_line", ["", TWO.id, GONE, "achterin magazijn"])
def test_otherwise_the_material_list_decides_by_its_free_field_5(find: Find, on_line: str) -> None:
    assert find(line(on_line), known(f" {ONE.id.upper()}")) == Article(ONE)


def test_without_free_field_5_the_computed_id_goes_before_the_code(find: Find, identity: Identity) -> None:
    ours = Product(id=identity.product("KB-22"), code="KB-22", description="Door ons gemaakt", kind=1)

    assert find(line(), known("", ONE, ours)) == Article(ours)
    assert find(line(), known("  ", ONE)) == Article(ONE)
    assert find(line(), Catalogue(products=(ONE,))) == Article(ONE)


def test_a_material_that_is_nowhere_is_unknown(find: Find) -> None:
    assert find(line(code="ONBEKEND"), known(ONE.id)) == Article(None)


def test_a_code_renamed_in_reeleezee_is_a_warning(find: Find) -> None:
    renamed = ONE.model_copy(update={"code": "KB-22-R"})

    article = find(line(), known(ONE.id, renamed, TWO))

    assert article.product == renamed
    (warning,) = article.warnings
    assert (warning.code, dict(warning.values)) == (
        "code_renamed", {"code": "KB-22", "new_code": "KB-22-R"}
    )  # fmt: skip


def test_a_product_that_lost_its_code_is_told_as_a_dash(find: Find) -> None:
    (warning,) = find(line(), known(ONE.id, ONE.model_copy(update={"code": ""}))).warnings

    assert warning.values["new_code"] == "-"


def test_an_external_id_that_is_gone_is_refused_with_the_values(find: Find) -> None:
    code, values = refusal(find, line(), known(GONE))

    assert code == "external_id_altered"
    assert (values["code"], values["external_id"]) == ("KB-22", GONE)
    assert values["problem"] == Both("product bestaat niet meer in Reeleezee", "product is gone in Reeleezee")


@pytest.mark.parametrize("spelled", [ONE.id, ONE.id.upper(), f" {ONE.id} "])
def test_an_external_id_on_two_materials_is_refused(find: Find, spelled: str) -> None:
    twice = known(ONE.id, more=(Material("ANDERS", "Kopie", "m", spelled),))

    code, values = refusal(find, line(), twice)

    assert code == "external_id_altered"
    assert values["problem"] == Both("staat op meer dan een materiaal", "stands on several materials")


def test_an_external_id_of_another_product_while_one_bears_the_code_is_refused(find: Find) -> None:
    code, values = refusal(find, line(), known(TWO.id))

    assert code == "external_id_altered"
    assert values["problem"] == Both("hoort bij product KB-15", "belongs to product KB-15")


def test_a_free_field_5_that_holds_no_id_is_refused(find: Find) -> None:
    code, values = refusal(find, line(), known("magazijn 3"))

    assert code == "external_id_altered"
    assert values["problem"] == Both("geen id van een product", "no product id")


def test_two_products_with_one_code_are_refused_by_name(find: Find) -> None:
    twin = TWO.model_copy(update={"code": "KB-22"})

    assert refusal(find, line(), known("", ONE, twin)) == (
        "article_ambiguous", {"code": "KB-22", "names": "Koperbuis 15 mm, Koperbuis 22 mm"}
    )  # fmt: skip


def test_a_service_with_the_same_code_does_not_make_a_product_ambiguous(find: Find) -> None:
    service = HOUR.model_copy(update={"code": "KB-22"})

    assert find(line(), known("", service, ONE)) == Article(ONE)
    assert find(line(), known("", service)) == Article(service)


TYPES = (HourType("U-MONT", "Monteur", "62.50"),)


def test_an_hour_type_is_known_by_its_code_in_both_systems() -> None:
    product_with_code = ONE.model_copy(update={"code": "U-MONT"})

    service = find_service("U-MONT", "w", Catalogue(products=(product_with_code, HOUR), hour_types=TYPES), 2)

    assert (service.product, service.hour_type) == (HOUR, TYPES[0])


@pytest.mark.parametrize(
    ("catalogue", "system"),
    [
        (Catalogue(hour_types=TYPES), "Reeleezee"),
        (Catalogue(hour_types=TYPES, products=(HOUR.model_copy(update={"kind": 1}),)), "Reeleezee"),
        (Catalogue(products=(HOUR,)), "OutSmart"),
    ],
)
def test_an_hour_type_that_a_system_does_not_know_is_refused(catalogue: Catalogue, system: str) -> None:
    with pytest.raises(Refused) as refused:
        find_service("U-MONT", "05-10-2026 08:00-09:30", catalogue, 2)

    assert refused.value.reason.code == "hour_type_unknown"
    assert refused.value.reason.values == {"code": "U-MONT", "where": "05-10-2026 08:00-09:30", "system": system}


def test_two_services_with_one_code_are_refused() -> None:
    twin = HOUR.model_copy(update={"id": GONE, "description": "Ander uur"})

    with pytest.raises(Refused) as refused:
        find_service("U-MONT", "w", replace(Catalogue(hour_types=TYPES), products=(HOUR, twin)), 2)

    assert refused.value.reason.code == "article_ambiguous"
    assert refused.value.reason.values == {"code": "U-MONT", "names": "Ander uur, Uur monteur"}


@pytest.mark.parametrize(
    ("on_line", "in_list", "unreadable"),
    [(GONE, "", GONE), ("", GONE.upper(), GONE), ("", "", "computed"), ("", "", "kb-22")],
)
def test_a_product_that_cannot_be_read_is_not_taken_for_unknown(
    find: Find, identity: Identity, on_line: str, in_list: str, unreadable: str
) -> None:
    key = identity.product("KB-22") if unreadable == "computed" else unreadable
    catalogue = replace(known(in_list, TWO), unreadable_products={key: "Price"})

    code, values = refusal(find, line(on_line), catalogue)

    assert (code, str(values["key"]).lower()) == ("needed_record_unreadable", key)
    assert values["fields"] == "Price"


def test_a_product_that_cannot_be_read_hinders_no_other(find: Find) -> None:
    assert find(line(), replace(known(ONE.id), unreadable_products={"kb-15": "Price"})) == Article(ONE)
    alone = Catalogue(products=(ONE,), unreadable_products={"kb-15": "Price"})
    assert find(line(), alone) == Article(ONE)


def test_a_service_that_cannot_be_read_is_not_taken_for_unknown() -> None:
    catalogue = Catalogue(unreadable_products={"u-mont": "Price"})

    with pytest.raises(Refused) as refused:
        find_service("U-MONT", "05-10-2026 08:00-09:30", catalogue, 2)

    assert refused.value.reason.code == "needed_record_unreadable"
