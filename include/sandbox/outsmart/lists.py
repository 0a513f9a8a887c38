"""Answers GET and POST of the plain lists: all rows or those that match, and posts that insert or update by key."""

from collections.abc import Iterable, Mapping
from typing import Any

from sandbox.core.switches import Switches
from sandbox.outsmart.bodies import posted_rows, stored_despite_refusal
from sandbox.outsmart.entities import Column, Entity
from sandbox.outsmart.envelope import RefusedError
from sandbox.outsmart.filters import column_of, conditions, matcher
from sandbox.outsmart.formats import amount_text, cut, in_notation, is_date, number_of, text_of
from sandbox.outsmart.tables import Row, Table

_NOTATION_SWITCH = {"materials": "material_decimal", "hourtypes": "hourtype_decimal"}


class Lists:
    """The tables of one account and the rules for reading and posting them."""

    def __init__(self, entities: Iterable[Entity], switches: Switches) -> None:
        self.tables = {entity.name: Table(entity) for entity in entities}
        self._switches = switches

    def get(self, name: str, query: tuple[tuple[str, str], ...], *, any_column: bool = False) -> list[Row]:
        """The rows that match, as the API shows them; there are no pages."""
        table = self.tables[name]
        rows = self._selected(table, query, any_column=any_column)
        notation = self._switches.word(_NOTATION_SWITCH[name]) if name in _NOTATION_SWITCH else "as_stored"
        blank, decimals = table.entity.blank, table.entity.decimals
        shown = [{**blank, **row} for row in rows]
        if notation != "as_stored":
            for row in shown:
                for column in decimals:
                    row[column] = in_notation(row[column], notation)
        return shown

    def post(self, name: str, body: bytes) -> int:
        """Insert or update every row of the batch; answers how many."""
        table = self.tables[name]
        table.compare_keys(ignoring_case=self._switches.word("key_comparison") == "collation")
        checked = [self._checked(table.entity, row) for row in posted_rows(body, self._switches)]
        refused = [isinstance(row, RefusedError) for row in checked]
        stored = stored_despite_refusal(refused, self._switches) if any(refused) else [True] * len(checked)
        for row, is_stored in zip(checked, stored, strict=True):
            if is_stored and not isinstance(row, RefusedError):
                self._upsert(table, row)
        for row in checked:
            if isinstance(row, RefusedError):
                raise row
        return len(checked)

    def _selected(self, table: Table, query: tuple[tuple[str, str], ...], *, any_column: bool) -> Iterable[Row]:
        asked = conditions(query)
        if not asked or table.entity.ignores_filters:
            return table
        allowed: Mapping[str, str] | None = table.entity.all_filters() if any_column else table.entity.filters
        if allowed is None:
            answer = self._switches.word("undocumented_filters")
            if answer == "ignore":
                return table
            allowed = table.entity.all_filters() if answer == "allow" else {}
        blank = table.entity.blank
        columns = [column_of(condition, allowed, self._switches) for condition in asked]
        matchers = [matcher(one, column, self._switches) for one, column in zip(asked, columns, strict=True)]
        return [row for row in table if all(fits({**blank, **row}) for fits in matchers)]

    def _checked(self, entity: Entity, posted: Row) -> Row | RefusedError:
        """The row as it will be kept, or why it is refused."""
        for column in entity.required:
            if text_of(posted.get(column.name)) == "":
                return RefusedError(self._missing_code(entity), f"Required field missing: {column.name}")
        row: Row = {}
        for name, value in posted.items():
            column_of_name = entity.by_name.get(name)
            if column_of_name is None and self._switches.word("unknown_members") == "refuse":
                return RefusedError(entity.failed_code)
            if column_of_name is not None:
                kept = self._kept(entity, column_of_name, value)
                if isinstance(kept, RefusedError):
                    return kept
                row[name] = kept
        return row

    def _kept(self, entity: Entity, column: Column, value: Any) -> str | RefusedError | None:
        text = text_of(value)
        if text == "":
            return column.empty
        match column.kind:
            case "decimal":
                return self._kept_amount(entity, column, text)
            case "position":
                place = number_of(text)
                return column.empty if place is None else f"{place:.6f}"
            case "flag" if column.name == "active" and entity.name == "hourtypes" and text not in {"0", "1"}:
                return RefusedError(entity.failed_code)
            case "date" if not is_date(text, "%Y-%m-%d"):
                return RefusedError(entity.failed_code)
            case _:
                return self._kept_text(entity, column, text)

    def _kept_text(self, entity: Entity, column: Column, text: str) -> str | RefusedError:
        fitting = cut(text, column.size)
        if fitting != text and self._switches.word("long_text") == "refuse":
            return RefusedError(entity.failed_code)
        return fitting

    def _kept_amount(self, entity: Entity, column: Column, text: str) -> str | RefusedError:
        amount = number_of(text)
        if amount is None:
            return RefusedError(entity.failed_code)
        if entity.name != "materials":
            return amount_text(amount)
        if amount == 0 and self._switches.word("zero_material_price") == "refuse":
            return RefusedError(entity.missing_code, f"Required field missing: {column.name}")
        return amount_text(amount, self._switches.number("material_price_decimals"))

    def _missing_code(self, entity: Entity) -> int:
        return (
            self._switches.number("workstatus_missing_code") if entity.name == "workstatusses" else entity.missing_code
        )

    def _upsert(self, table: Table, row: Row) -> None:
        row_id = table.find(table.key_of(row))
        present = table.row(row_id) if row_id is not None else {}
        for name in self._not_stored(table.entity):
            row.pop(name, None)
            if name in present:
                row[name] = present[name]
        if self._switches.word("absent_members") == "keep":
            row = present | row
        if row_id is None:
            row_id = table.next_id()
            if table.entity.generated_key:
                row[table.entity.key[0]] = str(row_id)
        table.put(row_id, row)

    def _not_stored(self, entity: Entity) -> list[str]:
        """Members whose posted value is dropped without a word."""
        switches = self._switches
        if entity.name == "materials":
            return [] if self._field_5_is_active() else ["freefield5"]
        if entity.name != "relations":
            return []
        names = {
            "external_id": "relation_external_id_stored",
            "debtor_number_invoice": "relation_invoice_debtor_stored",
        }
        return [name for name, switch in names.items() if not switches.flag(switch)]

    def _field_5_is_active(self) -> bool:
        if self._switches.flag("material_free_field_5_active"):
            return True
        defined = self.tables["freefields"].find(("MATERIAL", "5")) is not None
        return defined and self._switches.flag("freefields_post_activates")
