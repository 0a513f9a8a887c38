"""An administration together with the behaviours in force, which is what every write is judged by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sandbox.core.api import ApiRequest
from sandbox.core.switches import Switches
from sandbox.reeleezee.administration import Administration, Row
from sandbox.reeleezee.intake import Intake
from sandbox.reeleezee.model import Model
from sandbox.reeleezee.odata.expansion import shape_of
from sandbox.reeleezee.odata.options import options_of
from sandbox.reeleezee.odata.schema import Schema
from sandbox.reeleezee.refused import invalid_data
from sandbox.reeleezee.tables import country


@dataclass(frozen=True)
class Books:
    """What one call works on."""

    administration: Administration
    switches: Switches
    schema: Schema
    today: Callable[[], date]

    def model(self, name: str) -> Model:
        """The model by name, as the switches show it."""
        return self.schema.models[name]

    def check_query(self, model: str, request: ApiRequest) -> None:
        """Refuse a query that cannot shape the answer before anything is stored."""
        shape_of(self.model(model), options_of(request.query), self.schema, is_row=False, expands_lists=True)

    def read_body(self, model: str, body: Any) -> Row:
        """The stored form of what a client may set: scalars and references, never lists."""
        intake = Intake(
            cuts_text=self.switches.word("text_too_long") == "cut",
            clears_nulls=self.switches.word("explicit_null") == "clear",
        )
        found = intake.read(self.model(model), body)
        self._check_references(self.model(model), found)
        return found

    def _check_references(self, model: Model, values: Row) -> None:
        is_lenient = not self.switches.flag("unknown_product_refused")
        for wanted in model.references:
            reference = values.get(wanted.key)
            if reference is None or self._exists(wanted.target, reference["id"]):
                continue
            if wanted.target == "Product" and is_lenient:
                values[wanted.key] = None
                continue
            raise invalid_data()

    def _exists(self, target: str, record_id: str) -> bool:
        if target == "Country":
            return country(record_id) is not None
        return self.administration.find(target, record_id) is not None
