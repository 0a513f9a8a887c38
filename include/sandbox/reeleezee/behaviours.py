"""Lists every behaviour that the sources leave open, each with the answer this server gives unless told otherwise."""

from __future__ import annotations

from sandbox.core.switches import Switch

_ACCESS = (
    Switch("one_session_per_login", False, "INFERRED: a second request in flight with the same login gets 401."),
    Switch("unknown_administration", 404, "UNKNOWN: status for an administration the login may not see.", (404, 403)),
    Switch("malformed_guid", 400, "UNKNOWN: status for an id in the path that is no GUID.", (400, 404)),
    Switch("invoicing_module", True, "Observed: without the invoicing module SalesInvoices answers 403."),
    Switch("forbidden_resources", "", "Observed: names, comma-separated, for which the login has no right (403)."),
    Switch("scoped_lookups", False, "INFERRED for units and legal forms: lists also answer below an administration."),
    Switch("entity_types_route", True, "One client: GET /EntityTypes exists."),
    Switch("customer_statuses_route", True, "One client: GET /CustomerStatuses exists."),
    Switch("product_kinds_route", False, "INFERRED from naming: GET /ProductKinds exists."),
    Switch("units_route", True, "One client: GET /UnitOfMeasurements exists."),
)

_READING = (
    Switch("page_size", 1000, "Documented: rows per page."),
    Switch("nextlink_base", "https://apiservice.reeleezee.example:443/api/apiservicedev", "Documented: other host."),
    Switch(
        "rows_fall_between_pages",
        0,
        "INFERRED from $skip: so many rows are shown on no page, as when as many before them go while a list is read.",
    ),
    Switch("send_nextlink_loop", False, "Fault: the next link points to the same page for ever."),
    Switch("collection_expands_lists", True, "INFERRED: $expand of AddressList and the like works on collections."),
    Switch("enum_quoted_filter", False, "UNKNOWN: `Status eq '2'` works in $filter."),
    Switch("enum_literal_filter", False, "UNKNOWN: `Status eq Reeleezee.DTO.DocumentStatus'Open'` works in $filter."),
    Switch("id_filter", True, "INFERRED: `id eq <guid>` works in $filter, as `Entity/id eq <guid>` was seen to."),
    Switch("filter_ignores_case", False, "UNKNOWN: text comparisons in $filter ignore case."),
    Switch("filter_node_limit", 100, "INFERRED from the stack's own default: most parts of a $filter; 0 = no limit."),
    Switch("product_tax_property", "TaxRate", "INFERRED: name of a product's VAT rate; empty = not shown."),
    Switch(
        "product_account_property", "DocumentCategoryAccount", "INFERRED: name of its revenue account; may be empty."
    ),
    Switch("product_purchase_tax_property", "", "UNKNOWN: name of a second VAT rate, for purchases; empty = no such."),
    Switch("product_unit_property", "UnitOfMeasurement", "INFERRED: name of its unit; may be empty."),
)

_WRITING = (
    Switch("id_mismatch", "refuse", "UNKNOWN: body id differs from the one in the path.", ("refuse", "ignore")),
    Switch("explicit_null", "clear", "UNKNOWN: a field sent as null.", ("clear", "ignore")),
    Switch("text_too_long", "refuse", "Observed for some fields: 400; for others silently cut.", ("refuse", "cut")),
    Switch(
        "identifier_number_writable", True, "One client: IdentifierNumber in a body is stored, else a number is given."
    ),
    Switch("duplicate_identifier_number", "allow", "UNKNOWN: two customers with one number.", ("allow", "refuse")),
    Switch("product_code_unique", False, "UNKNOWN: a second product with a code in use is refused."),
    Switch("product_default_tax_rate", "", "UNKNOWN: Dutch name of the rate a new product gets when none is sent."),
    Switch("channel_list", "replace", "UNKNOWN: CommunicationChannelList in a body.", ("replace", "merge")),
    Switch("customer_put_takes_addresses", False, "UNKNOWN: AddressList in a customer's body is stored."),
    Switch("customer_status_writable", False, "UNKNOWN: CustomerStatus in a body is stored."),
    Switch("parties_deletable", False, "UNKNOWN: DELETE on a customer or vendor works."),
    Switch("products_deletable", False, "UNKNOWN: DELETE on a product works."),
)

_INVOICES = (
    Switch(
        "vat_rounding",
        "per_line",
        "Measured per rate in one account, with the remainder on the largest line; UNKNOWN in others.",
        ("per_line", "per_rate"),
    ),
    Switch("discount_scale", "fraction", "INFERRED: DiscountPercentage of 10 % is 0.1.", ("fraction", "percent")),
    Switch("discount_amount_sign", "positive", "UNKNOWN: sign of a discount amount.", ("positive", "negative")),
    Switch("net_amount_before_discount", False, "INFERRED otherwise: a line's NetAmount leaves the discount out."),
    Switch("price_decimals", 4, "INFERRED from the XML interface: prices are rounded to so many decimals."),
    Switch("quantity_decimals", 4, "UNKNOWN: quantities are rounded to so many decimals."),
    Switch(
        "line_rounding",
        "discount",
        "UNKNOWN: what of a discounted line is rounded first: the discount, the unit price, or only its net.",
        ("discount", "net", "unit_price"),
    ),
    Switch("half_cents", "up", "INFERRED from worked figures: half a cent of a line's net.", ("up", "even")),
    Switch("line_without_tax_rate", "none", "UNKNOWN: its VAT.", ("none", "product", "refuse")),
    Switch("line_without_account", "product", "INFERRED: its revenue account.", ("product", "category", "refuse")),
    Switch("keep_line_ids", True, "INFERRED: GUIDs that the client gives to lines survive."),
    Switch("answer_leaves_out", "", "UNKNOWN: fields, comma-separated, that an answer with an invoice does not show."),
    Switch("dates_in_utc", False, "UNKNOWN: an answer shows midnight in the Netherlands as a moment in UTC."),
    Switch("fills_due_date", True, "INFERRED for sales: DueDate is derived from Date and the customer's days."),
    Switch("reference_on_concept", False, "Disputed: Reference is filled while concept."),
    Switch("put_on_booked", "refuse", "UNKNOWN: PUT on a booked invoice.", ("refuse", "ignore", "overwrite")),
    Switch("delete_booked", "refuse", "INFERRED: DELETE on a booked invoice.", ("refuse", "allow")),
    Switch("unknown_product_refused", True, "UNKNOWN: a line that names an unknown product is refused, else unlinked."),
    Switch("archived_customer_refused", True, "UNKNOWN: an invoice for an archived customer is refused."),
    Switch("foreign_vat_refused", True, "Observed: booking a foreign rate for a party without VAT number is refused."),
    Switch("number_taken", False, "Observed: booking answers that the invoice number is in use."),
    Switch("line_id_of_other_invoice", "refuse", "UNKNOWN: a line id in use elsewhere.", ("refuse", "allow")),
)

_FALSE_STORING = (
    Switch("vat_cents_off", 0, "Fault: so many cents are added to the VAT of the first line."),
    Switch("line_price_cents_off", 0, "Fault: so many cents are added to the price of the first line."),
    Switch("drop_last_line", False, "Fault: the last line of a body is lost."),
    Switch("swap_tax_rate", False, "Fault: the first line gets another VAT rate than was sent."),
    Switch("ignore_product", False, "Fault: lines lose their product."),
    Switch("ignore_entity", False, "Fault: the invoice loses its customer."),
    Switch("ignore_header", False, "Fault: Header in a body is not stored."),
    Switch("ignore_origin", False, "Fault: Origin in a body is not stored, so that it is a receipt."),
    Switch("ignore_vat_included", False, "Fault: the invoice is stored with prices that include VAT."),
    Switch("lines_in_one_piece", False, "Fault: lines are stored as one piece of their net."),
    Switch("ignore_due_date", False, "Fault: DueDate in a body is not stored."),
)

BEHAVIOURS: tuple[Switch, ...] = _ACCESS + _READING + _WRITING + _INVOICES + _FALSE_STORING
