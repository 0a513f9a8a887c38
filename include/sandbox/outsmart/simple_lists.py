"""Describes the remaining lists of OutSmart, which the koppeling does not use but other clients do."""

from dataclasses import replace

from sandbox.outsmart.entities import TEXT_64KB, Entity, columns


def _coded(name: str, described: str, key: str, delete_name: str = "", code: int = 1051) -> Entity:
    """A list whose rows are known by one member, which DeleteEntity calls `code`."""
    keys = {"code": key} if delete_name else {}
    return Entity(name, columns(described), (key,), code, code - code % 2 if code > 1051 else 1007, delete_name, keys)


def _logged(name: str, described: str, key: str) -> Entity:
    """A list in which every row posted without an id is a new one."""
    entity = Entity(name, columns(f"{key} {described}"), (key,), generated_key=True)
    return replace(entity, filters=entity.all_filters())


_CODE_LIST = "code! description! app_enabled"

_OBJECTS = _coded(
    "objects",
    "obj_code! obj_sup_code obj_debiteur_nummer! obj_adr_code obj_obj_code obj_image obj_description! obj_price "
    "obj_floor_level obj_location obj_latitude obj_longitude obj_type obj_model obj_brand obj_date_warranty_expires "
    "obj_serialnumber obj_date_last_inspection obj_date_installation obj_order obj_created obj_modified "
    + " ".join(f"obj_freefield_{n}" for n in range(1, 21)),
    "obj_code",
    "object",
    1901,
)

_OBJECT_PARTS = Entity(
    "object_parts",
    columns(
        "opr_obj_code! opr_prt_code! opr_serial_number opr_description opr_amount! opr_timestamp_installation "
        "opr_warranty_months opr_timestamp_warranty_expires " + " ".join(f"val_value_{n}" for n in range(1, 21))
    ),
    ("opr_obj_code", "opr_prt_code", "opr_serial_number"),
    2201,
    2200,
    "object_part",
    {"obj_code": "opr_obj_code", "prt_code": "opr_prt_code", "serial_number": "opr_serial_number"},
    {name: name for name in ("opr_obj_code", "opr_prt_code", "opr_serial_number")},
)

_MATERIAL_CATEGORIES = Entity(
    "material_categories",
    columns("mct_mat_code! mct_cat_code!"),
    ("mct_mat_code", "mct_cat_code"),
    2501,
    2500,
    "material_category",
    {"mct_mat_code": "mct_mat_code", "mct_cat_code": "mct_cat_code"},
)

_VEHICLES = Entity(
    "vehicles",
    columns("veh_license_plate! veh_title! veh_brand veh_model veh_type veh_image veh_driver veh_driving veh_active"),
    ("veh_license_plate",),
    delete_name="vehicle",
    delete_keys={"license_plate": "veh_license_plate"},
)

_LOCATIONS = Entity(
    "locations",
    columns("lat! long! identifier! type customer_id employee_nr last_seen"),
    ("identifier", "type"),
    delete_name="location",
    delete_keys={"identifier": "identifier"},
)

_TASKS = _coded(
    "tasks",
    f"tsk_tsk_id tsk_type! tsk_name! tsk_description:{TEXT_64KB} tsk_reference! tsk_category! tsk_icon tsk_owner "
    "tsk_assigned_to tsk_priority! tsk_status! tsk_debtor_nr tsk_address_nr tsk_contact_nr tsk_timestamp_due "
    "tsk_timestamp_create tsk_timestamp_mutate tsk_timestamp_started tsk_timestamp_completed tsk_timestamp_start "
    "tsk_link tsk_project_nr tsk_project_activity_nr tsk_order_nr tsk_invoice_number tsk_quotation_number",
    "tsk_reference",
)

_AUDIT = (
    "{0}_date_created {0}_date_modified {0}_date_approved {0}_date_rejected "
    "{0}_created_by {0}_modified_by {0}_approved_by {0}_rejected_by {0}_rejected_reason"
)

SIMPLE_LISTS = (
    _coded("categories", "cat_code! cat_cat_code cat_name! cat_image cat_display!", "cat_code", "category", 2401),
    _MATERIAL_CATEGORIES,
    _coded("material_types", _CODE_LIST, "code"),
    _coded("priorities", _CODE_LIST, "code", "priority"),
    _coded("errors", _CODE_LIST, "code", "error"),
    _coded("solutions", _CODE_LIST, "code", "solution"),
    _coded("worktypes", "wrt_name! wrt_description! wrt_default_minutes! wrt_active!", "wrt_name", code=2601),
    _coded("paymentmethods", "pmd_description!", "pmd_description", code=2701),
    _coded("regions", "reg_code! reg_name! reg_zip_start reg_zip_end reg_city reg_country", "reg_code", "region"),
    _VEHICLES,
    _coded("suppliers", "sup_code! sup_name! sup_image", "sup_code", code=2001),
    _coded("parts", "prt_code! prt_name! prt_sup_code! prt_value! prt_image", "prt_code", code=2101),
    _OBJECTS,
    _OBJECT_PARTS,
    _LOCATIONS,
    _coded("forms", f"name! data:{TEXT_64KB} template:{TEXT_64KB}", "name", code=2301),
    _coded(
        "warehouses",
        "wse_code! wse_wse_code wse_type wse_image wse_order_message wse_employee_nr wse_description wse_external_id "
        "wse_date_start wse_date_end wse_date_certification wse_supplier wse_remark",
        "wse_code",
    ),
    Entity(
        "sub-materials",
        columns("parent_material_code! sub_material_code! sub_type! sub_fixed_amount sub_calculation_amount visible!")
        + columns("billable! created_at updated_at"),
        ("parent_material_code", "sub_material_code"),
    ),
    Entity(
        "material_translations",
        columns(f"reference_key!:30 original!:{TEXT_64KB} translation!:{TEXT_64KB} language!:5"),
        ("reference_key", "language"),
    ),
    _TASKS,
    _coded("expense_categories", "name!", "name"),
    _logged(
        "project_activities",
        "pra_cus_id pra_pro_code pra_code pra_pra_code pra_name pra_description pra_date_start pra_date_end pra_order "
        "pra_status pra_budget_hours pra_budget_hours_used pra_budget_costs pra_budget_costs_used pra_budget_revenue "
        "pra_budget_revenue_used pra_material_type pra_material_count pra_visible_planboard",
        "pra_id",
    ),
    _logged(
        "notes",
        "esh_cus_id esh_emp_nr esh_hrt_code esh_start esh_end esh_description:65535 esh_approved esh_color esh_allday "
        "esh_isnote esh_date_modified",
        "esh_id",
    ),
    _logged(
        "generic_notes",
        "nte_cus_id nte_entity nte_column nte_primary nte_content:65535 nte_created_by nte_modified_by "
        "nte_timestamp_created nte_timestamp_modified nte_reference nte_timestamp_read",
        "nte_id",
    ),
    _logged(
        "hours",
        "hrs_cus_id hrs_emp_nr hrs_order_nr hrs_order_description hrs_period_id hrs_hrt_hour_type hrs_debtor_nr "
        "hrs_project_nr hrs_project_activity_nr hrs_date hrs_start hrs_end hrs_break hrs_amount hrs_billable "
        f"hrs_status hrs_status_project hrs_description {_AUDIT.format('hrs')}",
        "hrs_id",
    ),
    _logged(
        "travel",
        "tra_cus_id tra_emp_nr tra_debtor_nr tra_project_nr tra_project_activity_nr tra_date tra_from tra_to "
        f"tra_distance tra_description tra_billable tra_status tra_type {_AUDIT.format('tra')}",
        "tra_id",
    ),
    _logged(
        "expenses",
        "pre_cus_id pre_project_nr pre_project_activity_nr pre_code pre_description pre_amount pre_vat_code "
        "pre_cost_price pre_gross_sale_price pre_sale_price pre_status pre_employee_nr pre_debtor_nr pre_billable "
        "pre_attachment_name pre_attachment pre_category pre_date",
        "pre_id",
    ),
)

ONE_ROW_ENDPOINTS = {
    "address": "addresses",
    "contactperson": "contactpersons",
    "category": "categories",
    "object": "objects",
}
"""Endpoints that give the rows of a list by key and value, whichever member that is."""
