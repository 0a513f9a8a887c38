"""The products and services of the invented installation company: families in sizes, and single ones with a story."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any

from sandbox.seeds.article import Article
from sandbox.seeds.data_file import read_data_file
from sandbox.seeds.seed import Row


@cache
def demo_products() -> tuple[Article, ...]:
    data = _data()
    return (*_families(data["families"]), *(_article(row) for row in data["products"]))


@cache
def demo_services() -> tuple[Article, ...]:
    return tuple(_article({"unit": "uur", **row, "is_service": True}) for row in _data()["services"])


def demo_product(code: str) -> Article | None:
    return next((article for article in demo_products() if article.code == code), None)


def demo_service(code: str) -> Article | None:
    return next((article for article in demo_services() if article.code == code), None)


@cache
def _data() -> Any:
    return read_data_file("demo_products.yaml")


def _families(rows: list[Row]) -> Iterator[Article]:
    for row in rows:
        shared = {key: value for key, value in row.items() if key != "prices"}
        for size, price in row["prices"].items():
            code = f"{row['code']}-{size}"
            yield _article(shared | {"code": code, "description": row["description"].format(size=size), "price": price})


def _article(row: Row) -> Article:
    return Article(**row | {"price": Decimal(row["price"])})
