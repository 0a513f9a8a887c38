"""Finds the Reeleezee product of a material and the service of an hour type, and notices altered external ids.

A material line is recognised by free field 5 on the line when that names a product with the line's code; else by
OutSmart's material list: its free field 5, then the id that the koppeling computes, then the code in Reeleezee.
Codes are compared by exact spelling first, else in their normal form; a product in use goes before an archived one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from koppeling.identity import Identity, is_guid
from koppeling.invoicing.catalogue import Catalogue, HourType, Material
from koppeling.invoicing.refused import Refused, refuse, refuse_unreadable
from koppeling.keys import same_key
from koppeling.reasons import Both, Reason, reason
from outsmart.records import MaterialLine
from reeleezee.records import Product

Listed = TypeVar("Listed", Material, HourType)


@dataclass(frozen=True)
class Article:
    """The product of a line; None means unknown in Reeleezee. `warnings` tell what is odd about it."""

    product: Product | None
    warnings: tuple[Reason, ...] = ()


def find_material(line: MaterialLine, catalogue: Catalogue, identity: Identity, product_kind: int) -> Article:
    """Recognise the product of a material line that has a code; raises `Refused` when an external id was altered."""
    code = line.code.strip()
    on_line = on_line_of(line, catalogue)
    if on_line is not None:
        return _in_use(on_line, line.code, catalogue, product_kind)
    material = _only_listed(line.code, catalogue.materials_called(line.code))
    external_ids = (line.free_field_5.strip(), material.free_field_5.strip() if material else "")
    refuse_unreadable(catalogue.unreadable_products, *external_ids, identity.product(code), code)
    if material is not None and material.free_field_5.strip():
        return _in_use(_by_external_id(material, catalogue), line.code, catalogue, product_kind)
    computed = catalogue.products_by_id.get(identity.product(code))
    if computed is not None:
        return _in_use(computed, line.code, catalogue, product_kind)
    return _told(_only_one(line.code, catalogue, product_kind), line.code)


def on_line_of(line: MaterialLine, catalogue: Catalogue) -> Product | None:
    """The product that free field 5 of the line names, when it bears the line's code and no other does so exactly."""
    product = catalogue.products_by_id.get(line.free_field_5.strip().lower())
    if product is None or not same_key(product.code, line.code):
        return None
    is_nearest = product in catalogue.products_called(line.code, product.kind)
    return product if is_nearest or product.is_archived else None


def _by_external_id(material: Material, catalogue: Catalogue) -> Product:
    external_id = material.free_field_5.strip().lower()
    if not is_guid(external_id):
        raise _altered(material, Both("geen id van een product", "no product id"))
    if len(catalogue.materials_by_external_id.get(external_id, ())) > 1:
        raise _altered(material, Both("staat op meer dan een materiaal", "stands on several materials"))
    product = catalogue.products_by_id.get(external_id)
    if product is None:
        raise _altered(material, Both("product bestaat niet meer in Reeleezee", "product is gone in Reeleezee"))
    if not product.is_archived and _is_anothers(material.code, product, catalogue):
        raise _altered(material, Both(f"hoort bij product {product.code}", f"belongs to product {product.code}"))
    return product


def _is_anothers(code: str, product: Product, catalogue: Catalogue) -> bool:
    """Whether a product in use bears the code, or spells it nearer, than the one that the id names."""
    kind = product.kind if same_key(product.code, code) else None
    bearers = catalogue.products_called(code, kind)
    return product not in bearers and any(not p.is_archived for p in bearers)


def _altered(material: Material, problem: Both) -> Refused:
    return refuse("external_id_altered", code=material.code, problem=problem, external_id=material.free_field_5)


def _in_use(product: Product, code: str, catalogue: Catalogue, product_kind: int) -> Article:
    """A product that an id names; where it is archived and another in use bears the code, that one."""
    if product.is_archived:
        other = _only_one(code, catalogue, product_kind)
        if other is not None and not other.is_archived:
            told = reason(
                "archived_product_replaced", code=code.strip(), name=product.description, new_name=other.description
            )
            found = _told(other, code)
            return Article(other, (told, *found.warnings))
    return _told(product, code)


def _only_one(code: str, catalogue: Catalogue, product_kind: int) -> Product | None:
    bearers = catalogue.products_called(code, product_kind) or catalogue.products_called(code)
    if len(bearers) > 1:
        raise _ambiguous(code, bearers)
    return bearers[0] if bearers else None


def _ambiguous(code: str, bearers: Sequence[Product]) -> Refused:
    names = ", ".join(sorted(p.description for p in bearers))
    return refuse("article_ambiguous", code=code.strip(), names=names)


def _told(product: Product | None, code: str) -> Article:
    """What a person should know of a product that is not quite what the code says."""
    warnings = []
    if product is not None and product.is_archived:
        warnings.append(reason("product_archived", code=code.strip(), name=product.description))
    if product is not None and not same_key(product.code, code):
        warnings.append(reason("code_renamed", code=code.strip(), new_code=product.code or "-"))
    elif product is not None:
        warnings += _spelled_otherwise(code, product.code, "Reeleezee")
    return Article(product, tuple(warnings))


def _spelled_otherwise(code: str, other: str, system: str) -> list[Reason]:
    if other in {code, code.strip()}:
        return []
    return [reason("code_spelled_otherwise", code=code.strip(), other=other.strip(), system=system)]


def _only_listed(code: str, called: Sequence[Listed]) -> Listed | None:
    """OutSmart's row under the nearest spelling; raises `Refused` when that is not the exact one, and more than one."""
    if len({row.code for row in called}) > 1:
        spellings = ", ".join(sorted(row.code.strip() for row in called))
        raise refuse("code_ambiguous_in_outsmart", code=code.strip(), codes=spellings)
    return called[-1] if called else None


@dataclass(frozen=True)
class Service:
    """An hour type of OutSmart with the Reeleezee service that it is sold as."""

    hour_type: HourType
    product: Product
    warnings: tuple[Reason, ...] = ()


def find_service(code: str, where: str, catalogue: Catalogue, service_kind: int) -> Service:
    """Recognise an hour type by its code in both systems; raises `Refused` when either does not know it."""
    refuse_unreadable(catalogue.unreadable_products, code)
    bearers = catalogue.products_called(code, service_kind)
    if not bearers:
        raise refuse("hour_type_unknown", code=code, where=where, system="Reeleezee")
    if len(bearers) > 1:
        raise _ambiguous(code, bearers)
    hour_type = _only_listed(code, catalogue.hour_types_called(code))
    alike = catalogue.products_alike(code, service_kind)
    # of several spellings an import makes no hour type, so that it would be sought for ever
    if len(alike) > 1 and (hour_type is None or hour_type.code.strip() != bearers[0].code.strip()):
        raise _ambiguous(code, alike)
    if hour_type is None:
        raise refuse("hour_type_unknown", code=code, where=where, system="OutSmart")
    warnings = _told(bearers[0], code).warnings or tuple(_spelled_otherwise(code, hour_type.code, "OutSmart"))
    return Service(hour_type, bearers[0], warnings)
