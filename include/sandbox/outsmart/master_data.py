"""Describes the lists that bookkeeping cares about: relations, materials, hour types and what hangs on them."""

from sandbox.outsmart.entities import TEXT_64KB, Column, Entity, columns, same_names

_FREE_VALUES_SHOWN = 10
_FREE_VALUES = 50

RELATIONS = Entity(
    "relations",
    (
        *columns("name! debtor_number! contact phone_number mobile email email_workorder street! house_number"),
        *columns(f"postal_code! city! country remark:{TEXT_64KB}"),
        Column("latitude", kind="position", empty="0.000000"),
        Column("longitude", kind="position", empty="0.000000"),
        *columns("external_id debtor_number_invoice kvk_number vat_number debtor_type language accountmanager status"),
        Column("active", kind="flag", empty="1"),
        *columns("pgp_code source lead_phase"),
        *(Column(f"val_value_{n}", shown=n <= _FREE_VALUES_SHOWN) for n in range(1, _FREE_VALUES + 1)),
    ),
    key=("debtor_number",),
    missing_code=1301,
    failed_code=1300,
    delete_name="relation",
    delete_keys={"db_row": "id", "name": "name", "debtor_number": "debtor_number"},
    # the column of the postal code has another name in filters than in rows
    filters={"debtor_number": "debtor_number", "active": "active", "zip": "postal_code"},
)

MATERIALS = Entity(
    "materials",
    (
        *columns(f"code! description!:{TEXT_64KB}"),
        Column("price", required=True, kind="decimal"),
        *columns("unit! eancode:55 barcode:55 freefield1 freefield2 freefield3 freefield4 freefield5 note vat_code"),
    ),
    key=("code",),
    missing_code=1201,
    failed_code=1200,
    delete_name="material",
    delete_keys={"db_row": "id", "code": "code", "description": "description"},
)

HOUR_TYPES = Entity(
    "hourtypes",
    (
        *columns("code! name!"),
        Column("cost_booking", required=True, kind="flag"),
        Column("sale_booking", required=True, kind="flag"),
        Column("sale_price", required=True, kind="decimal"),
        Column("cost_price", kind="decimal", empty="0.00"),
        Column("active", kind="flag", empty="1"),
    ),
    key=("code",),
    missing_code=1801,
    failed_code=1801,
    delete_name="hourtype",
    delete_keys={"code": "code"},
)

WORK_STATUSSES = Entity("workstatusses", columns("sta_code! sta_name!"), key=("sta_code",), failed_code=2800)

EMPLOYEES = Entity(
    "employees",
    (
        *columns("firstname! lastname! number!"),
        Column("active", kind="flag", empty="1"),
        *columns("mobile email address zipcode city country latitude longitude warehouse vehicle birthday"),
        *columns("emp_freefield_1 emp_freefield_2 emp_freefield_3 emp_freefield_4"),
    ),
    key=("number",),
    missing_code=1101,
    failed_code=1100,
    delete_name="employee",
    delete_keys={"db_row": "id", "number": "number"},
    ignores_filters=True,
)

PROJECTS = Entity(
    "projects",
    (
        *columns("code! code_ext debtor_number! adr_code cpn_code"),
        Column("debtor_number_invoice", empty=None),
        *columns(f"status! name! description:{TEXT_64KB}"),
        Column("progress", empty="0"),
        Column("date_start", required=True, kind="date"),
        Column("date_end", kind="date", empty=None),
        Column("active", kind="flag", empty="1"),
    ),
    key=("code",),
    missing_code=1701,
    failed_code=1701,
    delete_name="project",
    delete_keys={"code": "code"},
    filters=same_names("debtor_number", "active"),
)

ADDRESSES = Entity(
    "addresses",
    columns("adr_debtor_nr! adr_code! adr_cpn_code adr_line_1! adr_zip! adr_city! adr_country adr_remark")
    + columns("adr_latitude adr_longitude"),
    key=("adr_code",),
    delete_name="address",
    delete_keys={"code": "adr_code"},
)

CONTACT_PERSONS = Entity(
    "contactpersons",
    columns("cpn_debtor_nr! cpn_code! cpn_name! cpn_phone cpn_email"),
    key=("cpn_code",),
    delete_name="contactperson",
    delete_keys={"code": "cpn_code"},
)

FREE_FIELDS = Entity(
    "freefields",
    columns("fld_entity! fld_name! fld_type! fld_values:65535 fld_reference_name fld_order! fld_required"),
    key=("fld_entity", "fld_order"),
    filters=same_names("fld_entity", "fld_name", "fld_type", "fld_reference_name", "fld_order", "fld_required"),
)

PRICES = Entity(
    "prices",
    (
        *columns("material hourtype date_start"),
        Column("date_end", empty=None),
        *columns("debtornr price!"),
    ),
    key=("material", "hourtype", "debtornr", "date_start"),
)

MASTER_DATA = (
    RELATIONS,
    MATERIALS,
    HOUR_TYPES,
    WORK_STATUSSES,
    EMPLOYEES,
    PROJECTS,
    ADDRESSES,
    CONTACT_PERSONS,
    FREE_FIELDS,
    PRICES,
)
