"""Gives the rows of the OutSmart API names and types, so that no other module indexes raw JSON.

Amounts, quantities, dates and times stay the text that OutSmart sent: an unreadable one must refuse its own work
order with field and value, never break the reading of a whole list. `outsmart.wire` reads such texts.
Field names and their forms: OutSmart API description, "Work orders", "hourtypes", "workstatusses", "freefields".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from outsmart.values import as_sent, flag_of, key_of, row_id_of, rows_of, shown, text_of, without_broken

Row = dict[str, Any]
"""A master-data row exactly as read; posting lays own fields over it, so that nothing of anybody else is lost."""


Text = Annotated[str, BeforeValidator(text_of)]
Key = Annotated[str, BeforeValidator(key_of)]
RowId = Annotated[str, BeforeValidator(row_id_of)]
AsSent = Annotated[str, BeforeValidator(as_sent)]
FlagText = Annotated[str, BeforeValidator(flag_of)]
Shown = Annotated[str, BeforeValidator(shown)]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)


class MaterialLine(_Record):
    """A used material on a work order. `quantity` is the API's `MaterialNr`."""

    code: Key = Field("", alias="MaterialCode")
    name: Text = Field("", alias="MaterialName")
    name_as_sent: AsSent = Field("", alias="MaterialName")
    quantity: Text = Field("", alias="MaterialNr")
    price: Text = Field("", alias="MaterialPrice")
    total: Text = Field("", alias="MaterialTotalPrice")
    unit: Text = Field("", alias="MaterialUnit")
    free_field_5: Key = Field("", alias="MaterialFreeField5")
    discount_percentage: Text = Field("", alias="MaterialDiscountPercentage")
    original_price: Text = Field("", alias="MaterialOriginalPrice")

    @property
    def fingerprinted_name(self) -> str:
        """The name as it always counted for the version of the work: with what is left out of the clean one."""
        return self.name_as_sent if without_broken(self.name_as_sent) == self.name else self.name


class WorkPeriod(_Record):
    """A worked period on a work order; it has no price, that is the hour type's."""

    date: Text = Field("", alias="WorkDate")
    begin: Text = Field("", alias="BeginTime")
    end: Text = Field("", alias="EndTime")
    break_minutes: Text = Field("", alias="Break")
    total_time: Text = Field("", alias="TotalTime")
    hour_type: Key = Field("", alias="HourType")
    employee: Text = Field("", alias="EmployeeNr")
    remark: Text = Field("", alias="WorkRemark")
    travel: Text = Field("", alias="Travel")


class Party(_Record):
    """A debtor as a work order quotes it: the party of the work, or (names that end in Invoice) that of the invoice."""

    debtor_number: Key = Field("", alias="CustomerDebtorNr")
    name: Text = Field("", alias="CustomerName")
    street: Text = Field("", alias="CustomerStreet")
    house_number: Text = Field("", alias="CustomerStreetNo")
    postal_code: Text = Field("", alias="CustomerZIP")
    city: Text = Field("", alias="CustomerCity")
    country: Text = Field("", alias="CustomerCountry")
    email: Text = Field("", alias="CustomerEmail")
    phone: Text = Field("", alias="CustomerPhone")
    contact: Text = Field("", alias="CustomerContactPerson")


class StatusChange(_Record):
    """When somebody gave a work order this work status. Seen in live answers, documented nowhere."""

    status: Shown = ""
    timestamp: Shown = ""


def _status_changes(value: object) -> object:
    """What has another form is left out: a member that nobody documents may not make a work order unreadable."""
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else ()


class WorkOrder(_Record):
    """A work order as `GetWorkorder(s)` gives it.

    `status` is the life cycle (Klaargezet, Opgehaald, Compleet, Afgehandeld); `work_status` the free code ("1", "").
    """

    row_id: RowId = Field(alias="id", min_length=1)
    number: Key = Field("", alias="OrderNr")
    external_number: Key = Field("", alias="WorkorderNo")
    status: Text = Field("", alias="status")
    work_status: Text = Field("", alias="WorkStatus")
    archived: FlagText = Field("", alias="Archived")
    work_date: Text = Field("", alias="WorkDate")
    project: Text = Field("", alias="ProjectNr")
    external_project: Text = Field("", alias="ExternProjectNr")
    reference: Text = Field("", alias="Reference")
    external_reference: Text = Field("", alias="ExternalReference")
    description: Text = Field("", alias="WorkDescription")
    short_description: Text = Field("", alias="ShortWorkDescription")
    minimum_hours: Text = Field("", alias="MinimumHours")
    rounding_amount: Text = Field("", alias="RoundingAmount")
    created: Text = Field("", alias="CreationDate")
    changed: Text = Field("", alias="MutationDate")
    status_changes: Annotated[tuple[StatusChange, ...], BeforeValidator(_status_changes)] = Field(
        (), alias="StatusChanges"
    )
    customer: Party
    invoice_customer: Party
    materials: tuple[MaterialLine, ...] = Field((), alias="Materials")
    periods: tuple[WorkPeriod, ...] = Field((), alias="Workperiods")

    @property
    def label(self) -> str:
        """The number a planner knows the work order by."""
        return self.number or self.external_number or f"rij {self.row_id}"

    @property
    def is_archived(self) -> bool:
        return self.archived.strip().lower() in {"1", "true", "yes", "ja"}

    @classmethod
    def from_row(cls, row: Row) -> WorkOrder:
        """Read one work order of the API; raises pydantic's `ValidationError` when it is no work order at all."""
        lines = {name: rows_of(row.get(name)) for name in ("Materials", "Workperiods")}
        parties = {"customer": _party(row, ""), "invoice_customer": _party(row, _OF_INVOICE)}
        return cls.model_validate({**row, **lines, **parties})


_OF_INVOICE = "Invoice"
_PARTY_FIELDS = tuple(str(field.alias) for field in Party.model_fields.values())


def _party(row: Row, suffix: str) -> Row:
    return {name: row.get(f"{name}{suffix}") for name in _PARTY_FIELDS}


def field_named(path: Sequence[int | str]) -> str:
    """A field as OutSmart names it, by its place in a record: CustomerNameInvoice, Materials 2 MaterialCode."""
    if path and path[0] in {"customer", "invoice_customer"}:
        suffix = _OF_INVOICE if path[0] == "invoice_customer" else ""
        return f"{path[-1]}{suffix}"
    return " ".join(str(part + 1) if isinstance(part, int) else part for part in path)


class WorkStatus(_Record):
    """A free work status code of the account, such as 1 – Naar Reeleezee."""

    code: Shown = Field(alias="sta_code")
    name: Shown = Field("", alias="sta_name")


class FreeField(_Record):
    """The definition of a free field; `order` is its number (5 for free field 5)."""

    entity: Shown = Field("", alias="fld_entity")
    name: Shown = Field("", alias="fld_name")
    order: Shown = Field("", alias="fld_order")
    type: Shown = Field("", alias="fld_type")


class Note(_Record):
    """A remark on something; `primary` is the value of `column` that tells on what (an OrderNr of `worksheets`)."""

    id: Shown = Field("", alias="nte_id")
    entity: Shown = Field("", alias="nte_entity")
    column: Shown = Field("", alias="nte_column")
    primary: Shown = Field("", alias="nte_primary")
    content: Shown = Field("", alias="nte_content")
    reference: Shown = Field("", alias="nte_reference")

    def as_row(self) -> Row:
        """The row that adds this note: without the id, by which it would change the note that has it."""
        return self.model_dump(by_alias=True, exclude={"id"})
