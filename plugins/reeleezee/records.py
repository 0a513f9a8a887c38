"""Gives the objects of the Reeleezee API names and types, so that no other module indexes raw JSON.

Amounts are `Decimal` (the JSON is parsed with `parse_float=Decimal`), VAT percentages are fractions (0.21).
Field names: vendor documentation and the written-down experiments listed in docs/api-facts.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from reeleezee.values import guid_of, many_of, no_flag, number_of, text_of, value_of

# Larger ones cannot be rounded to cents exactly.
_LARGEST = Decimal(10) ** 15
_NUMBERS = frozenset(
    [
        *("Sequence", "Quantity", "Price", "NetAmount", "TaxAmount", "Status", "IsVatIncluded"),
        *("TotalNetAmount", "TotalTaxAmount", "TotalPayableAmount"),
    ]
)


def _decimal(value: object) -> object:
    return Decimal(0) if value is None else no_flag(value)


def _or_none(value: object) -> object:
    """Null and an empty text are no amount; only 0 is nought."""
    return number_of(value.strip() if isinstance(value, str) else value)


def _yes_or_no(value: object) -> object:
    flag = value_of(value)
    return False if flag is None else flag


def _below_the_largest(value: Decimal) -> Decimal:
    if abs(value) >= _LARGEST:
        raise ValueError("no amount of a bookkeeping")
    return value


def _none_or_below(value: Decimal | None) -> Decimal | None:
    return None if value is None else _below_the_largest(value)


def _mark(value: object) -> object:
    """The number of an enumeration; one that is told by name says nothing to us."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _fiscal(value: object) -> object:
    """Numbers that only tell of a likeness; in a form that cannot be read they tell nothing."""
    return [row for row in value if isinstance(row, Mapping)] if isinstance(value, list | tuple) else ()


def _readable(value: object) -> object:
    """A record that only matters on paper: in another form it tells nothing, and makes no invoice unreadable."""
    is_told = isinstance(value, Reference) or (isinstance(value, Mapping) and isinstance(value.get("id"), str))
    return value if is_told else None


Text = Annotated[str, BeforeValidator(text_of)]
Guid = Annotated[str, BeforeValidator(guid_of)]
# the id by which a record is found again: one without any must never be found by whoever knows no id
RecordId = Annotated[Guid, Field(min_length=1)]
Number = Annotated[int | None, BeforeValidator(number_of)]
Flag = Annotated[bool, BeforeValidator(_yes_or_no)]
Amount = Annotated[Decimal, BeforeValidator(_decimal), AfterValidator(_below_the_largest)]
Told = Annotated[Decimal, BeforeValidator(no_flag), AfterValidator(_below_the_largest)]
AmountOrNone = Annotated[Decimal | None, BeforeValidator(_or_none), AfterValidator(_none_or_below)]
Mark = Annotated[int | None, BeforeValidator(_mark)]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)

    def shows(self, field: str) -> bool:
        """Whether the answer told this field at all; what it leaves out is not known, rather than empty."""
        return field in self.model_fields_set


class Reference(_Record):
    """A nested object of which the id matters (and the name helps a reader)."""

    id: Guid = ""
    name: Text = Field("", alias="Name")


class Administration(_Record):
    id: RecordId
    name: Text = Field("", alias="Name")


class LegalForm(_Record):
    """A row of `EntityTypes`: the kind of party, such as Person or BV."""

    id: Guid = ""
    name: Text = Field("", alias="Name")
    description_nl: Text = Field("", alias="DescriptionNL")


class Address(_Record):
    """`type`: 1 business, 2 billing, 3 shipping, 4 home (the order in which the vendor names them)."""

    id: Guid = ""
    type: Number = Field(None, alias="Type")
    street: Text = Field("", alias="Street")
    number: Text = Field("", alias="Number")
    number_extension: Text = Field("", alias="NumberExtension")
    postcode: Text = Field("", alias="Postcode")
    city: Text = Field("", alias="City")
    country: Annotated[Reference | None, BeforeValidator(value_of)] = Field(None, alias="Country")


class Channel(_Record):
    """`type`: 9 phone, 10 e-mail."""

    type: Number = Field(None, alias="CommunicationType")
    value: Text = Field("", alias="FormattedValue")


class FiscalParameter(_Record):
    """A number under which a party is known to a tax office, such as its VAT number."""

    number: Text = Field("", alias="IdentificationNumber")


class Customer(_Record):
    """A customer or a vendor. `number` is the debtor (creditor) number; `due_days` the payment term in days."""

    id: RecordId
    name: Text = Field("", alias="Name")
    search_name: Text = Field("", alias="SearchName")
    number: Number = Field(None, alias="IdentifierNumber")
    email_summary: Text = Field("", alias="EMail")
    chamber_of_commerce_number: Text = Field("", alias="ChamberOfCommerceNumber")
    due_days: Number = Field(None, alias="DueDays")
    is_archived: Flag = Field(False, alias="IsArchived")
    legal_form: Annotated[LegalForm | None, BeforeValidator(value_of)] = Field(None, alias="EntityType")
    addresses: Annotated[tuple[Address, ...], BeforeValidator(many_of)] = Field((), alias="AddressList")
    channels: Annotated[tuple[Channel, ...], BeforeValidator(many_of)] = Field((), alias="CommunicationChannelList")
    fiscal: Annotated[tuple[FiscalParameter, ...], BeforeValidator(_fiscal)] = Field(
        (), alias="FiscalProcessParametersList"
    )

    @property
    def email(self) -> str:
        """The e-mail address: of the channel list, else the read-only summary."""
        return next((c.value for c in self.channels if c.type == 10 and c.value), self.email_summary)

    @property
    def phone(self) -> str:
        return next((c.value for c in self.channels if c.type == 9 and c.value), "")

    @property
    def address(self) -> Address | None:
        """The address to go by: business first, then whatever there is, in the order of the list."""
        ranked = sorted(self.addresses, key=lambda a: (a.type or 9) != 1)
        return ranked[0] if ranked else None


class Product(_Record):
    """An article or a service. `references` are all nested objects by property name (VAT rate, revenue account, unit).

    The names of those properties are not publicly known; the koppeling recognises them by the id they hold.
    `price` is None when Reeleezee tells none: that is another thing than 0.
    """

    id: RecordId
    code: Text = Field("", alias="Code")
    description: Text = Field("", alias="Description")
    search_name: Text = Field("", alias="SearchName")
    comment: Text = Field("", alias="Comment")
    price: AmountOrNone = Field(None, alias="Price")
    kind: Number = Field(None, alias="ProductKind")
    is_archived: Flag = Field(False, alias="IsArchived")
    references: Mapping[str, Guid] = Field(default_factory=dict)

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Product:
        references = {
            name: value["id"]
            for name, value in row.items()
            if isinstance(value, Mapping) and isinstance(value.get("id"), str)
        }
        return cls.model_validate({**row, "references": references})


class TaxRate(_Record):
    """A VAT rate. One that tells no percentage is none of 0 %: it cannot be read."""

    id: RecordId
    name: Text = Field("", alias="Name")
    description: Text = Field("", alias="Description")
    fraction: Told = Field(alias="Percentage")


class Ledger(_Record):
    id: RecordId
    number: Text = Field("", alias="AccountNumber")
    description: Text = Field("", alias="Description")
    is_total: bool = Field(False, alias="IsTotalAccount")


class CategoryAccount(_Record):
    """A revenue target: a ledger account within a document category (document type 10 = sales invoice)."""

    id: RecordId
    name: Text = Field("", alias="Name")
    account: Annotated[Ledger | None, BeforeValidator(value_of)] = Field(None, alias="Account")
    category: Mapping[str, Any] | None = Field(None, alias="DocumentCategory")

    @property
    def document_type(self) -> int | None:
        value = (self.category or {}).get("DocumentType")
        return None if value is None else int(value)


class UnitOfMeasurement(_Record):
    id: RecordId
    code: Text = Field("", alias="Code")
    description: Text = Field("", alias="Description")


class _Shown(_Record):
    """A part of an invoice, of which it matters what the answer tells and what it leaves out."""

    @model_validator(mode="before")
    @classmethod
    def _without_untold(cls, row: Any) -> Any:
        """No number is told by null: it would pass for 0. A discount of null is none."""
        if not isinstance(row, Mapping):
            return row
        return {name: value for name, value in row.items() if value is not None or name not in _NUMBERS}


class InvoiceLine(_Shown):
    id: Guid = ""
    sequence: int = Field(0, alias="Sequence")
    description: Text = Field("", alias="Description")
    quantity: Amount = Field(Decimal(0), alias="Quantity")
    price: Amount = Field(Decimal(0), alias="Price")
    net: Amount = Field(Decimal(0), alias="NetAmount")
    vat: Amount = Field(Decimal(0), alias="TaxAmount")
    discount_fraction: Amount = Field(Decimal(0), alias="DiscountPercentage")
    product: Annotated[Reference | None, BeforeValidator(value_of)] = Field(None, alias="Product")
    tax_rate: Annotated[Reference | None, BeforeValidator(value_of)] = Field(None, alias="TaxRate")
    category_account: Annotated[Reference | None, BeforeValidator(_readable)] = Field(
        None, alias="DocumentCategoryAccount"
    )
    ledger_account: Annotated[Reference | None, BeforeValidator(_readable)] = Field(None, alias="Account")


class SalesInvoice(_Shown):
    """A sales invoice. `status`: 1 concept, 2 open, 3 closed (2 and 3 are booked)."""

    id: RecordId
    status: int = Field(0, alias="Status")
    receipt_number: Text = Field("", alias="ReceiptNumber")
    invoice_number: Number = Field(None, alias="InvoiceNumber")
    header: Text = Field("", alias="Header")
    description: Text = Field("", alias="Description")
    date: Text = Field("", alias="Date")
    book_date: Text = Field("", alias="BookDate")
    due_date: Text = Field("", alias="DueDate")
    document_type: Mark = Field(None, alias="DocumentType")
    invoice_type: Mark = Field(None, alias="Type")
    origin: Mark = Field(None, alias="Origin")
    net: Amount = Field(Decimal(0), alias="TotalNetAmount")
    vat: Amount = Field(Decimal(0), alias="TotalTaxAmount")
    total: Amount = Field(Decimal(0), alias="TotalPayableAmount")
    is_vat_included: bool | None = Field(None, alias="IsVatIncluded")
    customer: Annotated[Reference | None, BeforeValidator(value_of)] = Field(None, alias="Entity")
    lines: Annotated[tuple[InvoiceLine, ...], BeforeValidator(many_of)] = Field((), alias="DocumentLineList")

    @property
    def is_concept(self) -> bool:
        return self.status == 1
