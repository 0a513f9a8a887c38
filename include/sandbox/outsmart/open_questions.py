"""Lists what no source settles about OutSmart, each with the answer that asks most of a client as the default."""

from sandbox.core.switches import Switch

NOTATIONS = ("comma", "dot", "as_stored")

OPEN_QUESTIONS = (
    Switch(
        "require_https",
        False,
        "Plain HTTP is answered with code 1006 (documented; off because the sandbox has no TLS).",
    ),
    Switch("require_bearer", False, "The token must also come as Authorization: Bearer (INFERRED: it need not)."),
    Switch("endpoint_case_sensitive", True, "Endpoint names must be spelled with their own capitals (UNKNOWN)."),
    Switch("absent_members", "clear", "What an update does to members it leaves out (UNKNOWN).", ("clear", "keep")),
    Switch(
        "bad_row",
        "void_batch",
        "What is stored of a batch in which one row is refused (UNKNOWN).",
        ("void_batch", "store_before", "store_good"),
    ),
    Switch(
        "unknown_members",
        "ignore",
        "Members that the tables do not name, also those that a GET itself gave (INFERRED ignored).",
        ("ignore", "refuse"),
    ),
    Switch("max_batch", 500, "More rows than this in one POST are answered with code 1007; 0 = no limit (UNKNOWN)."),
    Switch(
        "empty_batch", "refuse", "Posting [] is refused with 1009 or counts as 0 rows (UNKNOWN).", ("refuse", "count")
    ),
    Switch("long_text", "cut", "Text over the column's size is cut silently or refused (UNKNOWN).", ("cut", "refuse")),
    Switch(
        "key_comparison",
        "exact",
        "Keys are compared exactly, or without regard to capitals and spaces at the end (UNKNOWN).",
        ("exact", "collation"),
    ),
    Switch("material_decimal", "comma", "Decimal sign of material prices (docs comma, live INFERRED dot).", NOTATIONS),
    Switch("workorder_decimal", "comma", "Decimal sign of material lines (docs comma, live INFERRED dot).", NOTATIONS),
    Switch("hourtype_decimal", "dot", "Decimal sign of hour type prices (docs dot).", NOTATIONS),
    Switch("material_price_decimals", 4, "Decimals that a material's price keeps, rounded half up (UNKNOWN)."),
    Switch("zero_material_price", "accept", "Whether a material may cost 0 (UNKNOWN).", ("accept", "refuse")),
    Switch("material_free_field_5_active", True, "Off: what is written to freefield5 is dropped silently (UNKNOWN)."),
    Switch(
        "freefields_post_activates",
        False,
        "Posting a definition of MATERIAL field 5 makes the field active (UNKNOWN).",
    ),
    Switch("relation_external_id_stored", True, "POST relations stores external_id (INFERRED)."),
    Switch("relation_invoice_debtor_stored", True, "POST relations stores debtor_number_invoice (INFERRED)."),
    Switch(
        "undocumented_filters", "refuse", "Filters on lists without documented columns.", ("refuse", "ignore", "allow")
    ),
    Switch("filter_refused_code", 1007, "Code that comes with `Key <k> not allowed` (UNKNOWN)."),
    Switch("like_needs_percent", True, "Off: the server puts the % around a LIKE value itself (UNKNOWN)."),
    Switch("workstatus_missing_code", 2501, "Code for a missing sta_code: 2501 by the example, 2801 by the table."),
    Switch("workorder_answer", "list", "GetWorkorder answers an object or a one-element list.", ("list", "object")),
    Switch("settle_answer_status", "old", "Status in the answer that settles an order (UNKNOWN).", ("old", "new")),
    Switch("settle_again", "answer", "Settling an order already Afgehandeld (UNKNOWN).", ("answer", "1503")),
    Switch("same_value_again", "1503", "Setting what is already set (INFERRED 1503).", ("1503", "200")),
    Switch(
        "unknown_workstatus", "store", "A work status code that is not in workstatusses (UNKNOWN).", ("store", "refuse")
    ),
    Switch("empty_workstatus", "no_data", "UpdateWorkorder with workstatus= (UNKNOWN).", ("no_data", "clear")),
    Switch("empty_workstatus_filter", "all", "GetWorkorders with workstatus= (UNKNOWN).", ("all", "empty")),
    Switch("update_stores_good_values", False, "With one bad value the good ones are stored (UNKNOWN)."),
    Switch("update_any_member", False, "UpdateWorkorder also takes members by their own name (UNKNOWN)."),
    Switch(
        "closed_order_update", "store", "UpdateWorkorder on archived or handled orders (UNKNOWN).", ("store", "1503")
    ),
    Switch(
        "duplicate_workorder_no", "create", "Posting a WorkorderNo again (UNKNOWN).", ("create", "update", "refuse")
    ),
    Switch("incomplete_line", "refuse", "A posted line without a required member (UNKNOWN).", ("refuse", "store")),
    Switch("prefill_material_free_fields", False, "Lines copy freefield1..5 of their material (INFERRED only)."),
    Switch("total_price_after_discount", True, "MaterialTotalPrice has the discount taken off (UNKNOWN)."),
    Switch("api_changes_in_history", True, "StatusChanges also grows by changes through the API (INFERRED)."),
    Switch("generic_notes_endpoint", True, "Off: generic_notes is answered with code 1001 (UNKNOWN)."),
    Switch("generic_notes_listed", True, "Off: GET generic_notes shows no note, also where there are some (UNKNOWN)."),
    Switch("generic_note_filters", True, "Off: key and value of GET generic_notes are not looked at (UNKNOWN)."),
    Switch(
        "generic_note_post",
        "overwrite",
        "A note without nte_id: replaces the one on the same thing, is one more, or lacks its author (UNKNOWN).",
        ("overwrite", "append", "refuse"),
    ),
    Switch("generic_note_html", "strip", "Mark-up in a posted note is taken out or kept (UNKNOWN).", ("strip", "keep")),
    Switch("generic_note_reference_stored", False, "POST generic_notes stores nte_reference (UNKNOWN)."),
    Switch("creation_date_seconds", True, "CreationDate has seconds (live) or not (docs)."),
    Switch("delete_nothing", "1600", "DeleteEntity that matches nothing (UNKNOWN).", ("1600", "0")),
    Switch(
        "delete_workorder", "remove", "DeleteEntity removes an order or archives it (UNKNOWN).", ("remove", "archive")
    ),
)
