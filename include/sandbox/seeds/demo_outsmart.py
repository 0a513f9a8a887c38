"""What planners had typed in OutSmart before the koppeling came, so that the first import meets real-life disorder."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

from sandbox.seeds.article import Article, article_id
from sandbox.seeds.data_file import read_data_file
from sandbox.seeds.demo_articles import demo_product, demo_service
from sandbox.seeds.demo_parties import demo_customer
from sandbox.seeds.outsmart_rows import employee_row, hour_type_row, material_row, relation_row
from sandbox.seeds.party import Party
from sandbox.seeds.seed import Row

_FIRST_RELATION_ID = 88001
_FIRST_MATERIAL_ID = 41001
_FIRST_HOUR_TYPE_ID = 301
Known = TypeVar("Known", Party, Article)

_NO_PARTY = Party(number=None, name="")
_NO_ARTICLE = Article(code="", description="", price=Decimal(0))


def demo_relations() -> list[Row]:
    rows = enumerate(_data()["relations"], start=_FIRST_RELATION_ID)
    return [_laid_over(relation_row(_customer_like(row), row_id), row) for row_id, row in rows]


def demo_materials() -> list[Row]:
    rows = enumerate(_data()["materials"], start=_FIRST_MATERIAL_ID)
    return [_laid_over(material_row(_product_like(row), row_id), row) for row_id, row in rows]


def demo_hour_types() -> list[Row]:
    rows = enumerate(_data()["hourtypes"], start=_FIRST_HOUR_TYPE_ID)
    return [_laid_over(hour_type_row(_service_like(row), row_id), row) for row_id, row in rows]


def demo_work_statuses() -> list[Row]:
    return [dict(row) for row in _data()["workstatusses"]]


def demo_employees() -> list[Row]:
    return [employee_row(**row) for row in _data()["employees"]]


def reference_text(value: Any) -> Any:
    """The id that a marker such as {product: KB-22} stands for; any other value as it is."""
    if not isinstance(value, Mapping):
        return value
    if "product" in value:
        return article_id(value["product"])
    return _known(demo_customer(str(value["customer"])), value).party_id


@cache
def _data() -> Any:
    return read_data_file("demo_outsmart.yaml")


def _laid_over(row: Row, members: Row) -> Row:
    own = {key: reference_text(value) for key, value in members.items() if key != "like"}
    unknown = own.keys() - row.keys()
    if unknown:
        raise ValueError(f"OutSmart has no member {sorted(unknown)} in {members}")
    return row | own


def _customer_like(row: Row) -> Party:
    if "like" not in row:
        return _NO_PARTY
    return _known(demo_customer(str(row["like"])), row)


def _product_like(row: Row) -> Article:
    if "like" not in row:
        return _NO_ARTICLE
    product = _known(demo_product(row["like"]), row)
    return replace(product, code=row.get("code", product.code))


def _service_like(row: Row) -> Article:
    if "like" not in row:
        return _NO_ARTICLE
    return _known(demo_service(row["like"]), row)


def _known(found: Known | None, row: Mapping[str, Any]) -> Known:
    if found is None:
        raise LookupError(f"The demo has no customer, product or service for {row}")
    return found
