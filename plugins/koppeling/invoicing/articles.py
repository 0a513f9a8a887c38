"""Finds the Reeleezee product of a material and the service of an hour type, and notices altered external ids.

A material line is recognised by free field 5 on the line when that names a product with the line's code; else by
OutSmart's material list: its free field 5, then the id that the koppeling computes, then the code in Reeleezee.
"""

from __future__ import annotations

from dataclasses import dataclass

from koppeling.identity import Identity, is_guid
from koppeling.invoicing.catalogue import Catalogue, HourType, Material
from koppeling.invoicing.refused import Refused, refuse, refuse_unreadable
from koppeling.reasons import Both, Reason, reason
from outsmart.records import MaterialLine
from reeleezee.records import Product


@dataclass(frozen=True)
class Article:
    """The product of a line; None means unknown in Reeleezee. `warning` tells of a renamed code."""

    product: Product | None
    warning: Reason | None = None


def find_material(line: MaterialLine, catalogue: Catalogue, identity: Identity, product_kind: int) -> Article:
    """Recognise the product of a material line that has a code; raises `Refused` when an external id was altered."""
    code = line.code.strip()
    on_line = catalogue.products_by_id.get(line.free_field_5.strip().lower())
    if on_line is not None and on_line.code == code:
        return Article(on_line)
    material = catalogue.materials_by_code.get(code)
    external_ids = (line.free_field_5.strip(), material.free_field_5.strip() if material else "")
    refuse_unreadable(catalogue.unreadable_products, *external_ids, identity.product(code), code)
    if material is not None and material.free_field_5.strip():
        return _by_external_id(material, catalogue)
    computed = catalogue.products_by_id.get(identity.product(code))
    return Article(computed or _only_one(code, catalogue, product_kind))


def _by_external_id(material: Material, catalogue: Catalogue) -> Article:
    external_id = material.free_field_5.strip().lower()
    if not is_guid(external_id):
        raise _altered(material, Both("geen id van een product", "no product id"))
    if len(catalogue.materials_by_external_id.get(external_id, ())) > 1:
        raise _altered(material, Both("staat op meer dan een materiaal", "stands on several materials"))
    product = catalogue.products_by_id.get(external_id)
    if product is None:
        raise _altered(material, Both("product bestaat niet meer in Reeleezee", "product is gone in Reeleezee"))
    if product.code == material.code:
        return Article(product)
    if catalogue.products_by_code.get(material.code):
        raise _altered(material, Both(f"hoort bij product {product.code}", f"belongs to product {product.code}"))
    return Article(product, reason("code_renamed", code=material.code, new_code=product.code or "-"))


def _altered(material: Material, problem: Both) -> Refused:
    return refuse("external_id_altered", code=material.code, problem=problem, external_id=material.free_field_5)


def _only_one(code: str, catalogue: Catalogue, product_kind: int) -> Product | None:
    bearers = catalogue.products_by_code.get(code, ())
    of_kind = [p for p in bearers if p.kind == product_kind] or list(bearers)
    if len(of_kind) > 1:
        raise refuse("article_ambiguous", code=code, names=", ".join(sorted(p.description for p in of_kind)))
    return of_kind[0] if of_kind else None


@dataclass(frozen=True)
class Service:
    """An hour type of OutSmart with the Reeleezee service that it is sold as."""

    hour_type: HourType
    product: Product


def find_service(code: str, where: str, catalogue: Catalogue, service_kind: int) -> Service:
    """Recognise an hour type by its code in both systems; raises `Refused` when either does not know it."""
    refuse_unreadable(catalogue.unreadable_products, code)
    bearers = [p for p in catalogue.products_by_code.get(code, ()) if p.kind == service_kind]
    if not bearers:
        raise refuse("hour_type_unknown", code=code, where=where, system="Reeleezee")
    if len(bearers) > 1:
        raise refuse("article_ambiguous", code=code, names=", ".join(sorted(p.description for p in bearers)))
    hour_type = catalogue.hour_types_by_code.get(code)
    if hour_type is None:
        raise refuse("hour_type_unknown", code=code, where=where, system="OutSmart")
    return Service(hour_type, bearers[0])
