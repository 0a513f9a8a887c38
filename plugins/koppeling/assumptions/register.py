"""The register of assumptions: each with its source, the sandbox switch that turns it, and what guards it when wrong.

No assumption may, when it is wrong, cause a double invoice, lose one, or empty a field. docs/assumptions.md is the
same list for readers; a test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Assumption:
    """`switch` is `system.name=value` of the sandbox that turns it; empty where no switch makes sense."""

    name: str
    statement: str
    source: str
    switch: str
    when_wrong: str


REGISTER = (
    Assumption(
        "product_kind_service",
        "ProductKind 2 is a service.",
        "Reeleezee, products: only 1 was ever seen; 2 is inferred.",
        "",
        "Nothing is imported as hour type until the setting product_kind_service is right; the probe shows the values.",
    ),
    Assumption(
        "line_ids_survive",
        "The ids that we give to invoice lines are kept by Reeleezee.",
        "Reeleezee, invoice lines: 'a client GUID makes the line addressable' in one vendor example.",
        "reeleezee.keep_line_ids=false",
        "The content decides: customer and net total of the invoice under the work order's id.",
    ),
    Assumption(
        "collection_expands_addresses",
        "`$expand=AddressList` works on the collection of customers.",
        "Reeleezee, OData: `$expand` on collections is seen, for this list it is not proven.",
        "reeleezee.collection_expands_lists=false",
        "One read of the addresses per customer.",
    ),
    Assumption(
        "product_names_vat",
        "With `$expand=*` a product shows its VAT rate and revenue account as nested objects.",
        "Reeleezee, products: the names of these properties are not public.",
        "reeleezee.product_tax_property=",
        "The settings' rate and account are used for the line.",
    ),
    Assumption(
        "discount_is_a_fraction",
        "A line discount of ten per cent is sent as 0.1.",
        "Reeleezee, invoice lines: one client sends it so.",
        "",
        "The stored net differs from the draft: the concept is deleted and the work order refused with the figures.",
    ),
    Assumption(
        "server_rounds_vat",
        "VAT is rounded half up, per line or per rate.",
        "Reeleezee, invoices: the figures of one example fit both.",
        "reeleezee.vat_rounding=per_rate",
        "Up to one cent a line: a warning. More: the concept is deleted again and the work order refused.",
    ),
    Assumption(
        "id_filter",
        "`$filter=id eq <guid> or id eq <guid>` works on customers and products.",
        "Reeleezee, OData: bare GUID literals are seen on other collections.",
        "",
        "The records are read one by one.",
    ),
    Assumption(
        "external_id_is_stored",
        "OutSmart keeps `external_id` of a relation when it is posted.",
        "OutSmart, relations: the field is documented, its use on POST is inferred.",
        "outsmart.relation_external_id_stored=false",
        "Recognition by computed id, and by number with agreeing name or address.",
    ),
    Assumption(
        "free_field_5_is_stored",
        "OutSmart keeps `freefield5` of a material once the field is active.",
        "OutSmart, materials.",
        "outsmart.material_free_field_5_active=false",
        "The first import writes one material, reads it again, takes it back and stops with the steps to follow.",
    ),
    Assumption(
        "absent_fields_are_kept",
        "None: nothing is assumed about fields that are left out of an update.",
        "OutSmart, batches: unknown.",
        "outsmart.absent_members=keep",
        "Every row is posted whole, as just read, with our fields over it.",
    ),
    Assumption(
        "settle_by_reading",
        "`GetWorkorder` with update_status=true makes a work order Afgehandeld.",
        "OutSmart, work flow: documented.",
        "",
        "The work order stays Compleet; the next run finds its invoice and settles again; no second invoice.",
    ),
    Assumption(
        "free_debtor_number",
        "`IdentifierNumber` of a new customer may be chosen.",
        "Reeleezee, customers: settable by PUT in one client.",
        "",
        "The customer gets another number and is recognised by its computed id.",
    ),
)
