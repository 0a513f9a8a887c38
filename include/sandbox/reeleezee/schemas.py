"""Joins models, records and switches into the schema that one call works with."""

from __future__ import annotations

from typing import Any

from sandbox.core.switches import Switches
from sandbox.reeleezee.administration import Administration, Row
from sandbox.reeleezee.document_models import DOCUMENT_MODELS
from sandbox.reeleezee.lookup_models import LOOKUP_MODELS, product_model
from sandbox.reeleezee.model import Model
from sandbox.reeleezee.odata.schema import Resolve, Schema
from sandbox.reeleezee.party_models import PARTY_MODELS
from sandbox.reeleezee.tables import ENUM_NAMES, STANDARD, country, table

_FIXED: dict[str, Model] = {model.name: model for model in (*PARTY_MODELS, *DOCUMENT_MODELS, *LOOKUP_MODELS)}


def models_of(switches: Switches) -> dict[str, Model]:
    """All models; the product's references bear the names that the switches give them."""
    product = product_model(
        switches.word("product_tax_property"),
        switches.word("product_purchase_tax_property"),
        switches.word("product_account_property"),
        switches.word("product_unit_property"),
    )
    return {**_FIXED, "Product": product}


def schema_of(administration: Administration, models: dict[str, Model], switches: Switches, language: str) -> Schema:
    """What queries on this administration need to know."""
    return Schema(
        models=models,
        resolve=_resolver(administration, language),
        enum_names=ENUM_NAMES,
        takes_quoted_enums=switches.flag("enum_quoted_filter"),
        takes_enum_literals=switches.flag("enum_literal_filter"),
        ignores_case=switches.flag("filter_ignores_case"),
        filters_by_id=switches.flag("id_filter"),
        most_nodes=switches.number("filter_node_limit"),
    )


def _resolver(administration: Administration, language: str) -> Resolve:
    def resolve(target: str, reference: Any) -> Row | None:
        if reference is None:
            return None
        if target == "Country":
            return country(reference["id"])
        if target == "Administration":
            return {"id": administration.id, "Name": administration.name}
        if target in STANDARD:
            return table(target, language).get(reference["id"])
        return administration.find(target, reference["id"])

    return resolve
