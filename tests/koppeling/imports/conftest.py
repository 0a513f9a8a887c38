"""Two imitated accounts over HTTP, with hooks on them and the mappings that are shipped."""

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

# Airflow settles on its home when it is first imported, and would take that of the person who runs the tests.
os.environ.setdefault("AIRFLOW_HOME", tempfile.mkdtemp(prefix="airflow-"))

from koppeling.identity import Identity
from koppeling.imports.hour_types import import_hour_types
from koppeling.imports.materials import import_materials
from koppeling.imports.relations import import_relations
from koppeling.imports.report import ImportReport
from koppeling.mapping_file import load_mapping
from outsmart.hook import OutSmartHook
from reeleezee.hook import ReeleezeeHook
from sandbox.core.running import RunningSandbox
from sandbox.seeds import accounts

MAPPINGS = Path(__file__).resolve().parents[3] / "include" / "mappings"


class Couple:
    """An OutSmart account and a Reeleezee administration, both empty at first, and the three imports between them."""

    def __init__(self, outsmart: RunningSandbox, reeleezee: RunningSandbox) -> None:
        self.outsmart = outsmart
        self.reeleezee = reeleezee
        self.identity = Identity(accounts.ADMINISTRATION_ID, "default")

    def customer(self, **fields: Any) -> str:
        """A customer as a bookkeeper makes one; `address` is its business address, `legal_form` the name of it."""
        return self._party("customers", **fields)

    def vendor(self, **fields: Any) -> str:
        return self._party("vendors", **fields)

    def product(self, code: str, description: str, price: str = "10.00", kind: int = 1, **fields: Any) -> str:
        row = {"Code": code, "Description": description, "Price": float(price), "ProductKind": kind} | fields
        return str(self.reeleezee.act("products", row)["id"])

    def service(self, code: str, description: str, price: str = "62.50", **fields: Any) -> str:
        return self.product(code, description, price, 2, **fields)

    def relation(self, debtor_number: str, name: str, **fields: Any) -> None:
        """A relation as a planner typed it."""
        row = {"street": "Dorpsstraat", "house_number": "1", "postal_code": "1234 AB", "city": "Lindedorp"}
        self.outsmart.act("relations", row | {"debtor_number": debtor_number, "name": name} | fields)

    def material(self, code: str, description: str, **fields: Any) -> None:
        row = {"code": code, "description": description, "price": "10.00", "unit": "st"}
        self.outsmart.act("materials", row | fields)

    def change(self, name: str, record_id: str, **fields: Any) -> None:
        self.reeleezee.act(f"{name}/{record_id}", {"set": fields})

    def type_in(self, name: str, key: str, **fields: Any) -> None:
        self.outsmart.act(f"{name}/{key}", {"set": fields})

    def remove(self, name: str, record_id: str) -> None:
        self.reeleezee.act(f"{name}/{record_id}", {"delete": True})

    def relations(self) -> dict[str, dict[str, str]]:
        return {row["debtor_number"]: row for row in self.outsmart.state()["relations"]}

    def materials(self) -> dict[str, dict[str, str]]:
        return {row["code"]: row for row in self.outsmart.state()["materials"]}

    def hour_types(self) -> dict[str, dict[str, str]]:
        return {row["code"]: row for row in self.outsmart.state()["hourtypes"]}

    def import_relations(self, kind: str = "", **more: Any) -> ImportReport:
        options: dict[str, Any] = {"mapping": load_mapping(MAPPINGS / "relations.yaml"), "preview": False} | more
        with self._hooks() as (outsmart, reeleezee):
            return import_relations(outsmart, reeleezee, identity=self.identity, kind=kind, **options)

    def import_materials(self, *, prices_include_vat: bool = False, **more: Any) -> ImportReport:
        more["identity"] = self.identity
        return self._import_articles(import_materials, "materials", 1, prices_include_vat, more)

    def import_hour_types(self, *, prices_include_vat: bool = False, **more: Any) -> ImportReport:
        return self._import_articles(import_hour_types, "hourtypes", 2, prices_include_vat, more)

    def calls(self, work: Callable[[], Any]) -> dict[str, int]:
        """What the work asked of both systems, by route."""
        self.outsmart.forget_requests()
        self.reeleezee.forget_requests()
        work()
        return {**self.outsmart.counters(), **self.reeleezee.counters()}

    def _import_articles(
        self, work: Callable[..., ImportReport], name: str, kind: int, include_vat: bool, more: dict[str, Any]
    ) -> ImportReport:
        options: dict[str, Any] = {"mapping": load_mapping(MAPPINGS / f"{name}.yaml"), "preview": False} | more
        with self._hooks() as (outsmart, reeleezee):
            return work(
                outsmart,
                reeleezee,
                product_kind=kind,
                prices_include_vat=include_vat,
                **options,
            )

    def _party(self, name: str, address: dict[str, str] | None = None, legal_form: str = "", **fields: Any) -> str:
        row = dict(fields)
        if address is not None:
            row["AddressList"] = [{"Type": 1, **address}]
        if legal_form:
            row["EntityType"] = {"id": self._legal_form_id(legal_form)}
        return str(self.reeleezee.act(name, row)["id"])

    def _legal_form_id(self, name: str) -> str:
        with self._hooks() as (_, reeleezee):
            return next(form.id for form in reeleezee.legal_forms() if form.name == name)

    def _hooks(self) -> "_Hooks":
        return _Hooks()


class _Hooks:
    """Both hooks as a task opens them."""

    def __enter__(self) -> tuple[OutSmartHook, ReeleezeeHook]:
        self._outsmart = OutSmartHook("outsmart_test")
        self._reeleezee = ReeleezeeHook("reeleezee_test", administration_id=accounts.ADMINISTRATION_ID)
        return self._outsmart, self._reeleezee

    def __exit__(self, *_: object) -> None:
        self._outsmart.close()
        self._reeleezee.close()


@pytest.fixture(scope="session")
def running() -> Iterator[tuple[RunningSandbox, RunningSandbox]]:
    with RunningSandbox("outsmart", seed="empty") as outsmart, RunningSandbox("reeleezee", seed="empty") as reeleezee:
        yield outsmart, reeleezee


@pytest.fixture
def couple(running: tuple[RunningSandbox, RunningSandbox], monkeypatch: pytest.MonkeyPatch) -> Couple:
    outsmart, reeleezee = running
    for box in running:
        box.reset()
        box.faults([])
    monkeypatch.setenv(
        "AIRFLOW_CONN_OUTSMART_TEST",
        json.dumps(
            {
                "conn_type": "outsmart",
                "host": outsmart.base_url,
                "password": accounts.OUTSMART_TOKEN,
                "extra": {"software_token": accounts.OUTSMART_SOFTWARE_TOKEN, "retry_wait": 0.001, "read_timeout": 20},
            }
        ),
    )
    monkeypatch.setenv(
        "AIRFLOW_CONN_REELEEZEE_TEST",
        json.dumps(
            {
                "conn_type": "reeleezee",
                "host": reeleezee.base_url,
                "login": accounts.REELEEZEE_USERNAME,
                "password": accounts.REELEEZEE_PASSWORD,
                "extra": {"retry_wait": 0.001, "read_timeout": 20},
            }
        ),
    )
    return Couple(outsmart, reeleezee)
