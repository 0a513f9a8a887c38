"""What the koppeling assumes of reading Reeleezee without proof."""

from __future__ import annotations

from typing import Final

from koppeling.assumptions.assumption import NOBODY_TELLS, Assumption

ABOUT_REELEEZEE: Final = (
    Assumption(
        "login_has_the_rights",
        "De login mag alles lezen wat nodig is, en het abonnement heeft de module facturering.",
        "The login may read all that is needed, and the subscription has the invoicing module.",
        "Reeleezee, errors: a missing right or module answers 403; which rights a login has is not told.",
        "The run is red before the first write and names what was refused.",
        switches=("reeleezee.invoicing_module", "reeleezee.forbidden_resources"),
    ),
    Assumption(
        "product_kind_service",
        "ProductKind 2 is een dienst.",
        "ProductKind 2 is a service.",
        "Reeleezee, products: only 1 was ever seen; 2 is inferred.",
        "Nothing is imported as hour type until the setting product_kind_service is right; the probe shows the values.",
    ),
    Assumption(
        "product_names_vat",
        "Een product toont zijn btw-tarief als genest object.",
        "With `$expand=*` a product shows its VAT rate as a nested object.",
        "Reeleezee, products: the name of this property is not public.",
        "The settings' rate is used for the line; with a warning when the product names more than one.",
        switches=("reeleezee.product_tax_property", "reeleezee.product_purchase_tax_property"),
    ),
    Assumption(
        "product_names_account",
        "Een product toont zijn omzetrekening als genest object.",
        "With `$expand=*` a product shows its revenue account as a nested object.",
        "Reeleezee, products: the name of this property is not public.",
        "The settings' account is used for the line, or none: then Reeleezee chooses.",
        switches=("reeleezee.product_account_property",),
    ),
    Assumption(
        "product_names_unit",
        "Een product toont zijn eenheid als genest object.",
        "With `$expand=*` a product shows its unit as a nested object.",
        "Reeleezee, products: the name of this property is not public.",
        "New materials get the mapping's default unit; the unit of an existing material is left alone.",
        switches=("reeleezee.product_unit_property",),
    ),
    Assumption(
        "units_are_listed",
        "De lijst UnitOfMeasurements bestaat.",
        "The list UnitOfMeasurements exists.",
        "Reeleezee, look-ups: one client reads it.",
        "Units are left alone, and the import's report says so.",
        switches=("reeleezee.units_route",),
    ),
    Assumption(
        "legal_forms_are_listed",
        "De lijst EntityTypes bestaat.",
        "The list EntityTypes exists.",
        "Reeleezee, relations: one client reads it.",
        "Only an import of one legal form fails, before anything is written; the other kinds of relation work.",
        switches=("reeleezee.entity_types_route",),
    ),
    Assumption(
        "collection_expands_addresses",
        "Adressen komen mee in de klantenlijst.",
        "`$expand=AddressList` works on the collection of customers.",
        "Reeleezee, OData: `$expand` on collections is seen, for this list it is not proven.",
        "One read of the addresses per customer that is new to OutSmart.",
        switches=("reeleezee.collection_expands_lists",),
    ),
    Assumption(
        "id_filter",
        "Klanten en producten zijn op id te filteren.",
        "`$filter=id eq <guid> or id eq <guid>` works on customers and products.",
        "Reeleezee, OData: bare GUID literals are seen on other collections.",
        "The records are read one by one.",
        switches=("reeleezee.id_filter",),
    ),
    Assumption(
        "code_and_number_filter",
        "Producten zijn op code te filteren en klanten op debiteurnummer.",
        "Products can be filtered by Code and customers by IdentifierNumber.",
        "Reeleezee, OData: the number is seen in one client, the code in none.",
        "The run is red before the first write.",
    ),
    Assumption(
        "filters_of_twenty",
        "Een filter mag twintig alternatieven hebben.",
        "A filter may have twenty alternatives.",
        "Reeleezee, OData: the limit is inferred from the stack's default.",
        "The run is red before the first write.",
        switches=("reeleezee.filter_node_limit",),
    ),
    Assumption(
        "prices_include_vat",
        "De administratie vertelt of verkoopprijzen inclusief btw zijn.",
        "`AdministrationSettings` tells whether sales prices are kept including VAT.",
        "Reeleezee, administrations: one client reads it.",
        "The setting product_prices_include_vat decides; without an answer prices are taken as excluding VAT.",
    ),
    Assumption(
        "invoices_come_expanded",
        "Een factuur toont klant en regels met product en tarief in een keer.",
        "An invoice is read with `$expand=Entity,DocumentLineList($expand=Product,TaxRate)`.",
        "Reeleezee, OData: nested `$expand` of lines is seen with Account and TaxRate, with Product inferred.",
        "The run is red at the look before the first write.",
    ),
    Assumption(
        "invoices_show_what_they_hold",
        "Een factuur toont wat erop staat: bedragen, teksten, datums, aantal en prijs.",
        "An invoice shows what is on it: amounts, texts, dates, quantity and price.",
        "Reeleezee, invoices: seen in examples; the revenue account of a line is not asked for.",
        "What is left out is not compared. Net or VAT may be proven by the other one; else nothing is stored.",
        switches=("reeleezee.answer_leaves_out",),
    ),
    Assumption(
        "lengths_of_the_old_interface",
        "Teksten mogen zo lang zijn als in de oudere XML-koppeling.",
        "Texts may be as long as in the older XML interface.",
        "Reeleezee, limits: inferred equal.",
        "A text is cut, or the record is refused with Reeleezee's own words; amounts are not touched.",
        switches=("reeleezee.text_too_long",),
        untestable=NOBODY_TELLS,
    ),
)
